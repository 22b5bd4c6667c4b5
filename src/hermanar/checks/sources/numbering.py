"""The labels that Word counts itself: “a)”, “ARTÍCULO II”, “1.2”. They stand in no run of the paragraph."""

import re
from typing import Any

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


class Numbering:
    """What each numbered paragraph is called, asked in the order of the text."""

    def __init__(self, numbering: Any | None, styles: Any | None) -> None:
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}  # numId → level → (format, text, start)
        self.abstract: dict[str, str] = {}
        self.counts: dict[str, dict[int, int]] = {}
        self.of_style: dict[str, tuple[str, int]] = {}
        if numbering is not None:
            self._read(numbering)
        for style in styles.iter(f"{_W}style") if styles is not None else ():
            told = _told(style.find(f"{_W}pPr/{_W}numPr"))
            if told:
                self.of_style[style.get(f"{_W}styleId") or ""] = told

    def _read(self, numbering: Any) -> None:
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for one in numbering.iter(f"{_W}abstractNum"):
            here = levels[one.get(f"{_W}abstractNumId") or ""] = {}
            for level in one.iter(f"{_W}lvl"):
                text = _value(level.find(f"{_W}lvlText"))
                here[_number(level.get(f"{_W}ilvl"))] = (
                    _value(level.find(f"{_W}numFmt")) or "decimal", text, _number(_value(level.find(f"{_W}start")) or "1"),
                )  # fmt: skip
        for num in numbering.iter(f"{_W}num"):
            identifier, of = num.get(f"{_W}numId") or "", _value(num.find(f"{_W}abstractNumId"))
            self.levels[identifier], self.abstract[identifier] = levels.get(of, {}), of
            if num.find(f"{_W}lvlOverride/{_W}startOverride") is not None:
                self.abstract[identifier] = f"{of}/{identifier}"  # it begins again

    def label(self, paragraph: Any, style: str) -> str:
        """“a)” of that paragraph; "" where it has none, or only a bullet."""
        told = _told(paragraph.find(f"{_W}pPr/{_W}numPr")) or self.of_style.get(style)
        levels = self.levels.get(told[0]) if told else None
        if not told or not levels or told[1] not in levels:
            return ""
        counts = self.counts.setdefault(self.abstract[told[0]], {})
        here = told[1]
        counts[here] = counts.get(here, levels[here][2] - 1) + 1
        for deeper in [n for n in counts if n > here]:
            del counts[deeper]
        if levels[here][0] in ("bullet", "none"):
            return ""
        return re.sub(
            r"%(\d)",
            lambda m: _counted(levels.get(int(m[1]) - 1, levels[here])[0], counts.get(int(m[1]) - 1, 1)),
            levels[here][1],
        ).strip()


def _told(properties: Any | None) -> tuple[str, int] | None:
    if properties is None:
        return None
    identifier = _value(properties.find(f"{_W}numId"))
    return (identifier, _number(_value(properties.find(f"{_W}ilvl")) or "0")) if identifier not in ("", "0") else None


def _value(element: Any | None) -> str:
    return (element.get(f"{_W}val") or "") if element is not None else ""


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


def _counted(form: str, value: int) -> str:
    if form in ("lowerLetter", "upperLetter"):
        letter = chr(ord("a") + (value - 1) % 26)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman"):
        out, rest = "", value
        for n, sign in _ROMAN:
            while rest >= n:
                out, rest = out + sign, rest - n
        return out if form == "lowerRoman" else out.upper()
    return str(value)
