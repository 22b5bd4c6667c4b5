"""Reports: the quarter from its records, what is written of it, its two signatures."""
