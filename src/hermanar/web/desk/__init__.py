"""What waits for the person, in one page."""
