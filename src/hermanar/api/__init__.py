"""The public read API: what the portal shows, as data, through the same calls."""
