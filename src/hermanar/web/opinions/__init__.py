"""The way to the ministry and back: dispatch, review desk, opinion."""
