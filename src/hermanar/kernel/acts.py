"""Who does something, for whom, when and through what. Built once at the edge; frozen."""

import datetime as dt
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum


class How(StrEnum):
    """In what quality a person acts."""

    IN_POST = "in_post"
    IN_CHARGE = "in_charge"  # encargado del despacho
    BY_ABSENCE = "by_absence"  # por ausencia
    RECORDED = "recorded"  # asentado por: what an absent office did, from its paper
    BY_LINK = "by_link"  # por enlace personal: somebody without an account, through a link given to them


class Channel(StrEnum):
    WEB = "web"
    API = "api"
    CLI = "cli"
    JOB = "job"
    LINK = "link"


@dataclass(frozen=True)
class Actor:
    """Public ids of user, appointment and organisation, with the roles of that post.

    An anonymous visitor is `Actor.stranger()`; the machine's operator is `Actor.operator()`.
    """

    user: str = ""
    organisation: str = ""
    appointment: str = ""
    roles: frozenset[str] = frozenset()
    how: How = How.IN_POST
    on: dt.date | None = None  # date on which seats and posts are judged; None: only what has no end counts
    circle: str = ""  # of a guest: public id of the only circle their link may add to

    @classmethod
    def stranger(cls) -> "Actor":
        return cls()

    @classmethod
    def operator(cls) -> "Actor":
        return cls(user="operator", roles=frozenset({"operator"}))

    @classmethod
    def guest(cls, link: str, circle: str, on: dt.date | None = None) -> "Actor":
        """Whoever holds a personal link (its public id stands for the person). Of no organisation: no seat is theirs."""
        return cls(user=link, roles=frozenset({"guest"}), how=How.BY_LINK, on=on, circle=circle)

    @property
    def is_stranger(self) -> bool:
        return not self.user


@dataclass(frozen=True)
class Act:
    """First argument of every operation. `at` is aware (UTC or local); in an exercise it is the exercise's own clock."""

    actor: Actor
    at: dt.datetime
    channel: Channel = Channel.WEB
    request_id: str = field(default_factory=lambda: secrets.token_hex(8))
    # why the person keeps what was pointed out of a text that this act gives out: what was asked → the reason
    reasons: Mapping[str, str] = field(default_factory=dict, compare=False)

    @property
    def on(self) -> dt.date:
        """Date of the act in the time zone the act was stamped in."""
        return self.at.date()

    def recording(self) -> "Act":
        """The same act, in the quality of who puts down what an absent office did (“asentado por”)."""
        return replace(self, actor=replace(self.actor, how=How.RECORDED))
