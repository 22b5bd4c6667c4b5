"""The checker of outgoing texts: no models, no database. Usable on any text with a `Brief` and a gazetteer."""
