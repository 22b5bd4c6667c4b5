"""The drafting desk: the text of the agreement, in its languages side by side."""
