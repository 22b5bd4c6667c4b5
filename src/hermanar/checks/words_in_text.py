"""The words of a text as names of places are looked for in it."""

import re

from hermanar.kernel.text import fold

from .toponyms import SHORTENED, canon_token

_WORD = re.compile(r"[^\W_]+")
_GAP = re.compile(r"(?:[ \t\u00a0]*\n?[ \t\u00a0]*|\.[ \u00a0]?|-|['’]|\.-)\Z")


class Words:
    """The words of a text with their places, and what can be asked about them."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.folded: list[str] = []
        self.upper: list[bool] = []
        seen: dict[str, str] = {}
        for m in _WORD.finditer(text):
            word = m.group()
            folded = seen.get(word)
            if folded is None:
                folded = seen[word] = canon_token(fold(word))
            if not folded:
                continue
            self.starts.append(m.start())
            self.ends.append(m.end())
            self.folded.append(folded)
            self.upper.append(word[0].isupper())
        self.joined = [False] * len(self.starts)  # joined to the next word into one possible name
        for i in range(len(self.starts) - 1):
            gap = text[self.ends[i] : self.starts[i + 1]]
            if gap == " ":
                self.joined[i] = True
            elif _GAP.match(gap):
                dotted = "." in gap
                short = self.ends[i] - self.starts[i] <= 5 and text[self.starts[i] : self.ends[i]].lower() in SHORTENED
                one = self.ends[i] - self.starts[i] == 1
                self.joined[i] = not dotted or short or one
        self.lowercase = {f for f, up in zip(self.folded, self.upper, strict=True) if not up}
