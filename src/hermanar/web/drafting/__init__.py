"""The drafting desk: the text of the Agreement and the papers of its case, in their languages side by side."""
