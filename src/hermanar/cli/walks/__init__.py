"""One relation the whole way, through the same operations a person at a browser uses. Runs on its own dates."""
