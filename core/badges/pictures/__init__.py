"""The pictures of a badge: what is drawn, where its words stand, and the two painters (pixels, vector)."""
