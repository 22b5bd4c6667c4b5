"""Pages by room: the book, verification, open data, what every public page owes its reader."""
