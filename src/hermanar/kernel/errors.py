"""How an operation says no. Entrances (web, API, command line) turn each into their own words."""

from collections.abc import Iterable, Mapping
from typing import Any

from .verdicts import Blocker


class HouseError(Exception):
    """Base of every expected *no*."""


class Refused(HouseError):
    """The act is not open to this actor, or not in this state.

    `code` is stable and machine-read; `reason` is a whole (lazy) sentence for the person;
    `field` names the form field at fault, where there is one.
    """

    def __init__(self, code: str, reason: Any, *, field: str | None = None) -> None:
        super().__init__(code)
        self.code, self.reason, self.field = code, reason, field

    def __str__(self) -> str:
        return f"{self.code}: {self.reason}"


class Invalid(HouseError):
    """What was typed cannot be taken: field name → sentences. Key "" is the form as a whole."""

    def __init__(self, errors: Mapping[str, Iterable]) -> None:
        super().__init__(", ".join(errors))
        self.errors = {field: list(sentences) for field, sentences in errors.items()}

    def __str__(self) -> str:
        return "; ".join(f"{f or 'form'}: {s}" for f, ss in self.errors.items() for s in ss)


class Blocked(HouseError):
    """Something is still missing. Each blocker is a sentence with a door to where it is solved."""

    def __init__(self, blockers: Iterable[Blocker]) -> None:
        self.blockers = list(blockers)
        super().__init__(", ".join(b.code for b in self.blockers))

    def __str__(self) -> str:
        return "; ".join(str(b.about) for b in self.blockers)


class SaidInBoth(Exception):
    """A *no* of what runs without the catalogues of translation: why, in Spanish and in English."""

    def __init__(self, es: str, en: str) -> None:
        super().__init__(es)
        self.es, self.en = es, en

    def said(self, language: str | None) -> str:
        """Why, as a reader of that language is told: English where it is English, else Spanish."""
        return self.en if (language or "").startswith("en") else self.es


class NotVisible(HouseError):
    """No such record for this actor. Forbidden looks like missing: the web answers 404."""
