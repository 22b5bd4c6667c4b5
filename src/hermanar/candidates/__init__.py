"""Whom to write to, and why that city: every point of the score is a sentence with its source."""
