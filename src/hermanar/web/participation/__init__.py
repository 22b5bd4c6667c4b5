"""Who of the people takes part: the list of a municipality and of its committee."""
