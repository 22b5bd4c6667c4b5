"""A text without a name: what a public copy shows where somebody asked that theirs be withheld."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from hermanar.kernel.content import Content

# what stands in the name's place, in the paper's own languages
WITHHELD_IN = {
    "es": "[nombre reservado]",
    "en": "[name withheld]",
    "fr": "[nom réservé]",
    "pt": "[nome reservado]",
}
# the same on a page
WITHHELD_ON_PAGES = {"es": "Nombre reservado", "en": "Name withheld"}

_ACCENTED = {c: f"[{c}{more}]" for c, more in zip("aeiounc", "áàâãä éèêë íìîï óòôõö úùûü ñ ç".split(), strict=True)}
_PLAIN = {accented: plain for plain, letters in _ACCENTED.items() for accented in letters[1:-1]}


def _letter(c: str) -> str:
    """The letter with its accent or without: capitals are often printed without theirs."""
    return _ACCENTED.get(_PLAIN.get(c.lower(), ""), re.escape(c))


def name_pattern(name: str) -> re.Pattern[str]:
    """The name as papers write it: in capitals or not, with its accents or not, however the words are spaced, and never
    inside a longer word."""
    words = r"\s+".join("".join(_letter(c) for c in word) for word in name.split())
    return re.compile(rf"(?<!\w){words}(?!\w)", re.IGNORECASE)


def without_names(content: Content, names: Iterable[str], instead: Mapping[str, str] = WITHHELD_IN) -> Content:
    """The content with each of those names replaced in every block and language. A longer name goes before its part."""
    patterns = [name_pattern(name) for name in sorted(names, key=len, reverse=True) if name.strip()]

    def cleaned(text: str, lang: str) -> str:
        mark = instead.get(lang) or instead["en"]
        for pattern in patterns:
            text = pattern.sub(lambda _found: mark, text)
        return text

    return replace(
        content,
        blocks=tuple(
            replace(block, text={lang: cleaned(text, lang) for lang, text in block.text.items()})
            for block in content.blocks
        ),
    )


def is_whole(name: str) -> bool:
    """Whether the name may be looked for inside a text: of one word alone, it would take away a town or a saint."""
    return len(name.split()) > 1


def cover(value: Any, names: Iterable[str], instead: Mapping[str, str], lang: str = "es") -> Any:
    """Plain values with each of those names replaced, wherever they stand; under a key that is a language, in its words.

    A name of one word goes only where it is all that the value says.
    """
    patterns = [(name_pattern(n), is_whole(n)) for n in sorted(names, key=len, reverse=True) if n.strip()]
    return _covered(value, patterns, instead, lang) if patterns else value


def _covered(value: Any, patterns: list[tuple[re.Pattern[str], bool]], instead: Mapping[str, str], lang: str) -> Any:
    if isinstance(value, str):
        mark = instead.get(lang) or instead["en"]
        for pattern, is_inside in patterns:
            if is_inside:
                value = pattern.sub(lambda _found: mark, value)
            elif pattern.fullmatch(value.strip()):
                value = mark
        return value
    if isinstance(value, Mapping):
        return {k: _covered(v, patterns, instead, k if k in instead else lang) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(_covered(v, patterns, instead, lang) for v in value)
    return value
