"""A text without a name: what a public copy shows where somebody asked that theirs be withheld."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from hermanar.kernel.content import Content

# what stands in the name's place, in the paper's own languages
WITHHELD_IN = {
    "es": "[nombre reservado]",
    "en": "[name withheld]",
    "fr": "[nom réservé]",
    "pt": "[nome reservado]",
}


def name_pattern(name: str) -> re.Pattern[str]:
    """The name as papers write it: in capitals or not, however the words are spaced, and never inside a longer word."""
    words = r"\s+".join(re.escape(word) for word in name.split())
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
