"""A round of observations answered by way of the state, which passes the answer on with its own letter."""

from typing import Any

from hermanar.opinions import operations as opinions


def answered(walk: Any, review: Any) -> Any:
    """The round that follows."""
    walk.forward(4)
    following = walk.answer(review, "mayor")
    walk.forward(2)
    review.refresh_from_db()
    walk.stage.do(
        "review.forward_answer", "state", opinions.forward_answer, review=review,
        files=lambda row: walk.stage.papers("turno-de-la-respuesta")(row.forward_issue),
    )  # fmt: skip
    return following
