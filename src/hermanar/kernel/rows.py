"""Rows of a database, whatever they are of."""

from typing import Any


def at_most_one(rows: Any) -> Any:
    """The row of a query whose filter leaves one at most, or None. `first()` asks for an order among them, and with many
    columns beside it half of the time of writing the query goes into that."""
    return next(iter(rows.order_by()[:1]), None)
