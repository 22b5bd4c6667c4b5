"""The plan: components, activities, goals, what was achieved and what changes."""
