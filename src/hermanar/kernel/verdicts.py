"""A blocker: what is missing, and the door to where it is solved."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Blocker:
    """`code` is stable and machine-read (`cabildo_authorisation_missing`); `about` a whole (lazy)
    sentence; `door` the symbolic name of the place where it is solved (`meetings.session.new`),
    which each entrance maps to its own address; `at` the arguments of that door. `ask`: given a reason under that name
    (`Act.reasons`) it stands in the way no longer; "" where no reason helps."""

    code: str
    about: Any
    door: str = ""
    at: dict = field(default_factory=dict)
    ask: str = ""
