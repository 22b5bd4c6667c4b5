"""The clock: what each side owes the other, by when, and from which article."""
