"""Requests of the liaison to the areas of its own municipality."""
