"""What a city is, offers and seeks: the municipal profile, in two languages, versioned."""
