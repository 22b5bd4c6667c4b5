"""Between a municipality, its state and the ministry: advice, campaigns, proposals, the instrument, who was reached."""
