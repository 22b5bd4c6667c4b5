"""The user, log-in, second factor. What a user may do is not here: it follows from posts (`directory`)."""
