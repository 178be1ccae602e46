"""Shows. Read-only rows for pages and charts: small, frozen, ready to be looked at. Never writes."""
