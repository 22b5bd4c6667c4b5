"""The week: who is expected, who handed in, who is missing."""
