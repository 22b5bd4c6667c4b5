"""What the state does with its municipalities and the ministry: advice, campaigns, its instrument, proposals upward."""
