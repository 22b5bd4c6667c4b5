"""Papers: structured content, its versions, and the renderings made from it."""
