"""The way to the ministry and back: dispatch, rounds of observations, the opinion (LCT art. 7)."""

from .answers import forward_answer, record_answer_forward, return_answer
from .dispatches import (
    attach_item,
    correct_dispatch,
    forward_dispatch,
    prepare_dispatch,
    recall_dispatch,
    recall_forwarding,
    receive_dispatch,
    record_dispatch,
    refresh_dispatch,
    return_dispatch,
    send_dispatch,
)
from .opinions import (
    authorise_opinion,
    propose_opinion,
    record_opinion,
    return_opinion,
    withdraw_opinion,
)
from .recorded import Said, correct_observations, record_forward, record_observations, record_return
from .reviews import (
    answer_observation,
    approve_article,
    drop_observation,
    observe,
    send_observations,
    submit_answer,
)

__all__ = [
    "Said",
    "answer_observation",
    "approve_article",
    "attach_item",
    "authorise_opinion",
    "correct_dispatch",
    "correct_observations",
    "drop_observation",
    "forward_answer",
    "forward_dispatch",
    "observe",
    "prepare_dispatch",
    "propose_opinion",
    "recall_dispatch",
    "recall_forwarding",
    "receive_dispatch",
    "record_answer_forward",
    "record_dispatch",
    "record_forward",
    "record_observations",
    "record_opinion",
    "record_return",
    "refresh_dispatch",
    "return_answer",
    "return_dispatch",
    "return_opinion",
    "send_dispatch",
    "send_observations",
    "submit_answer",
    "withdraw_opinion",
]
