"""What the association offers."""

from pages.shared import frame

frame.open_page("Catalogue", "Programs will be listed here.")
