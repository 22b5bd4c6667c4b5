"""The guide of the process: for everybody, with a post or without."""
