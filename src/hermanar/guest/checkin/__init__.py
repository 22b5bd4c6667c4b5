"""The door of a session: people register with its code."""
