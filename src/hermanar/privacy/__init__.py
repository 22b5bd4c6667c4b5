"""What the program holds about a person, over all rooms, and what they ask about it."""
