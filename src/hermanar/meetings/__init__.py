"""Bodies, sessions, acts and resolutions."""
