"""Personal links: one record opened to one person without an account, for a time, by whoever answers for the record."""
