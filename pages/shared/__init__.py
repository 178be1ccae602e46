"""Furniture of the pages, not pages."""
