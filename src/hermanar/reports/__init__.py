"""Reports: a quarter and its figures from the records, what may be said of them, and the paper."""
