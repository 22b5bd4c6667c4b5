"""Getting in: invitation, post, demonstration, language, one's own data."""
