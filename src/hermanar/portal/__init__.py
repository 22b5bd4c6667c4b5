"""What the public sees: the book, verification, open data. It cannot reach the case files."""
