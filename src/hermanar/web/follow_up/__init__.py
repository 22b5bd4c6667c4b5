"""Letters without answer, and why letters and relations stop."""
