"""A letter that has no case yet, read and answered by whom it went to."""
