"""Evidence: what shows that something happened, and where it is used."""
