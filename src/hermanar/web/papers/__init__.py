"""The library of papers, and the papers that a case prepares beside its text."""
