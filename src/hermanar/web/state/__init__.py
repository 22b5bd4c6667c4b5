"""What a state sees and does: its municipalities, its designation, its activities, its log."""
