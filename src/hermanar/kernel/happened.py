"""The dictionary of what can happen: base class of each app's `enums.Happened`."""

from enum import Enum
from typing import Any


class HappenedBase(Enum):
    """Member = (key, sentence). The key is `app.verb_past`; the sentence is a lazy Spanish string with
    named slots filled from the entry's data plus `actor`: `_("%(actor)s firmó el paso “%(step)s”")`."""

    def __init__(self, key: str, sentence: Any) -> None:
        self.key, self.sentence = key, sentence
