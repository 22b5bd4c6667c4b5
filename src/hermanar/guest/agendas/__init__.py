"""A unit's page: its agenda of the coming week, and what else it is asked."""
