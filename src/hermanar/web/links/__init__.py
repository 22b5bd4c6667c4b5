"""The counterpart's door, from inside: its link, what is shown through it, what came in."""
