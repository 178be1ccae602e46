"""Prints and proves: Open Badges 3.0 documents, their signatures, pictures and papers. No database, no network."""
