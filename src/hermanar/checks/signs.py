"""What a text that a pattern finds has in any case: most paragraphs are done with at a glance."""

from collections.abc import Iterator

_SHORTEST = 3


def signs_of(pattern: str) -> tuple[str, ...]:
    """A stretch of small letters for each alternative of a pattern, one of which stands in whatever it finds; none where
    an alternative has no such stretch and nothing can be told at a glance."""
    signs: list[str] = []
    for alternative in _alternatives(pattern):
        longest = max(_runs(alternative), key=len, default="")
        of_it = (longest,) if len(longest) >= _SHORTEST else _signs_of_a_group(alternative)
        if not of_it:
            return ()
        signs += of_it
    return tuple(dict.fromkeys(signs))


def _signs_of_a_group(alternative: str) -> tuple[str, ...]:
    """Of the first group that must stand there and whose every alternative has its stretch: “(?:emisi[óo]n|control) de”."""
    end = -1
    for i, c in _structure(alternative):
        if c != "(" or i < end:
            continue
        end = _end_of_group(alternative, i)
        if alternative.startswith("(?:", i) and alternative[end + 1 : end + 2] not in ("?", "*", "{"):
            found = signs_of(alternative[i + 3 : end])
            if found:
                return found
    return ()


def _end_of_group(pattern: str, start: int) -> int:
    depth = 0
    for i, c in _structure(pattern, start):
        depth += (c == "(") - (c == ")")
        if depth == 0:
            return i
    return len(pattern)


def may_have(signs: tuple[str, ...], low: str) -> bool:
    """Whether a text in small letters may have what the signs are of."""
    return not signs or any(sign in low for sign in signs)


def _alternatives(pattern: str) -> list[str]:
    out, depth, begun = [], 0, 0
    for i, c in _structure(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and depth == 0:
            out.append(pattern[begun:i])
            begun = i + 1
    return [*out, pattern[begun:]]


def _structure(pattern: str, start: int = 0) -> Iterator[tuple[int, str]]:
    """Brackets of groups and bars between alternatives with their places; what is escaped or within a class is neither."""
    i, inside = start, False
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            i += 1
        elif inside:
            inside = c != "]"
        elif c == "[":
            inside = True
        elif c in "()|":
            yield i, c
        i += 1


def _runs(alternative: str) -> list[str]:
    """Stretches of small letters that stand outside every group and class."""
    out, run, depth, i, inside = [], "", 0, 0, False
    while i < len(alternative):
        c = alternative[i]
        if c == "\\":
            i += 1
            c = " "
        elif inside:
            inside = c != "]"
            c = " "
        elif c == "[":
            inside, c = True, " "
        elif c in "()":
            depth += 1 if c == "(" else -1
            c = " "
        if c in "?*{":
            run = run[:-1]
        if depth == 0 and "a" <= c <= "z":
            run += c
        elif run:
            out.append(run)
            run = ""
        i += 1
    return [*out, run] if run else out
