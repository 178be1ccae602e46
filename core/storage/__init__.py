"""Remembers. sqlite-utils on SQLite; with ``core/queries`` the only rooms with SQL. Decides nothing."""
