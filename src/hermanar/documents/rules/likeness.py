"""Which text each of many texts is most likely a rewording of, each taken once, the most alike first. Pure.

Few are compared each with each. Of many, each is compared with those that share its rarest words and pairs of words, and
what is left over again with what is left over, until nothing more is found: the cost grows with the texts, not with their
square.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from heapq import nlargest
from itertools import pairwise
from typing import TypeVar

EACH_WITH_EACH = 40_000  # comparisons up to which nothing is left out
_NEAREST = 24  # how many are compared with each of many
_VISITED = 600  # how many shared words are looked at for it; the rarest first

At = TypeVar("At", bound=Hashable)
# how alike two texts are in percent, 0 where too little
Alike = Callable[[str, str], float]


def pair_off(
    said: Mapping[int, Iterable[str]], texts: Mapping[At, str], alike: Alike, *, most: int = EACH_WITH_EACH
) -> dict[int, tuple[At, float]]:
    """Number of what is said → (the text it rewords, how alike). `said`: its forms, of which the most alike counts. `most`:
    up to how many comparisons each is compared with each."""
    found: dict[int, tuple[At, float]] = {}
    left, free = {n: sorted(forms) for n, forms in said.items()}, dict(texts)
    while left and free:
        few = len(left) * len(free) <= most
        near = {n: list(free) for n in left} if few else _nearest(left, free)
        order = {at: k for k, at in enumerate(free)}
        pairs = sorted(
            (-score, n, order[at], at)
            for n, ats in near.items()
            for at in ats
            if (score := max((alike(form, free[at]) for form in left[n]), default=0))
        )
        before = len(found)
        for score, n, _k, at in pairs:
            if n in left and at in free:
                found[n] = (at, -score)
                del left[n], free[at]
        if few or len(found) == before:
            break
    return found


def _words(text: str) -> set[str]:
    words = text.split()
    return {*words, *(f"{one} {other}" for one, other in pairwise(words))}


def _nearest(said: Mapping[int, list[str]], texts: Mapping[At, str]) -> dict[int, list[At]]:
    """For each, those that share the most of its rarest words."""
    index: dict[str, list[At]] = {}
    for at, text in texts.items():
        for word in _words(text):
            index.setdefault(word, []).append(at)
    found = {}
    for n, forms in said.items():
        weight: dict[At, float] = {}
        visited = 0
        known = {word for form in forms for word in _words(form) if word in index}
        for word in sorted(known, key=lambda word: (len(index[word]), word)):
            if visited and visited + len(index[word]) > _VISITED:
                break
            visited += len(index[word])
            for at in index[word]:
                weight[at] = weight.get(at, 0) + 1 / len(index[word])
        found[n] = nlargest(_NEAREST, weight, key=weight.__getitem__)
    return found
