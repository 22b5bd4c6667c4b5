"""What one already has: the book about one's own, the history of a pair, old lists brought in, sources that disagree."""
