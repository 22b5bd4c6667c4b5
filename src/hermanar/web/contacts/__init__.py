"""The contact directory: mayors by administration, and who heads the counterparts of one's own relations."""
