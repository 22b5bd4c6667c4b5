"""The words of a text as names of places are looked for in it."""

import re
from functools import cached_property, lru_cache

from hermanar.kernel.text import fold

from .toponyms import SHORTENED, canon_token

_WORD = re.compile(r"[^\W_]+")
_SHORT = 5  # letters of the longest abbreviation
# a tab within a line parts a label from what it says, or two cells
_GAP = re.compile(r"(?:[ \u00a0]*(?:\n[ \t\u00a0]*)?|\.[ \u00a0]?|-|['’]|\.-)\Z")


@lru_cache(8192)
def _canon(word: str) -> str:
    return canon_token(fold(word))


class Words:
    """The words of a text with their places, and what can be asked about them."""

    def __init__(self, text: str) -> None:
        self.text = text
        spans = [m.span() for m in _WORD.finditer(text)]
        words = [text[start:end] for start, end in spans]
        self.folded = list(map(_canon, words))
        if "" in self.folded:
            kept = [i for i, word in enumerate(self.folded) if word]
            spans, words = [spans[i] for i in kept], [words[i] for i in kept]
            self.folded = [self.folded[i] for i in kept]
        self.starts = [start for start, _ in spans]
        self.ends = [end for _, end in spans]
        self.upper = [word[0].isupper() for word in words]
        gaps = [text[end:start] for end, start in zip(self.ends, self.starts[1:], strict=False)]
        # joined to the next word into one possible name; nothing follows the last
        self.joined = [gap == " " or _joins(gap, word) for gap, word in zip(gaps, words, strict=False)]
        self.joined += [False] * (len(words) - len(gaps))

    @cached_property
    def lowercase(self) -> set[str]:
        """Words that stand somewhere in small letters."""
        return {f for f, up in zip(self.folded, self.upper, strict=True) if not up}


def _joins(gap: str, word: str) -> bool:
    """Whether what stands between a word and the next one leaves them one name: “Sto. Domingo”, “Ixtlán-Sur”."""
    return bool(_GAP.match(gap)) and (
        "." not in gap or len(word) == 1 or (len(word) <= _SHORT and word.lower() in SHORTENED)
    )
