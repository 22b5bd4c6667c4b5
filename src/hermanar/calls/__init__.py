"""Who is called to take part from outside: the counterpart by its link, interested parties by theirs, citizens by an open call."""
