"""B, continued: two or three words of the other language in the middle of a sentence (B14)."""

import re

from hermanar.kernel.content import BlockKind

from ..reading import LANGUAGE_NAMES, Reading, Rules, found, says

# what only the one language says, and only between small words: in capitals it may be of a name
_OF_THE_OTHER = {
    "es": re.compile(
        r"\b(?:subject\s+to|in\s+accordance\s+with|according\s+to|pursuant\s+to|hereinafter|in\s+order\s+to|on\s+behalf\s+of|as\s+well\s+as|as\s+follows|"
        r"with\s+respect\s+to|no\s+later\s+than|within\s+the|between\s+the|of\s+(?:the|this|both|each)|by\s+the|to\s+the|for\s+the|from\s+the|and\s+the|with\s+the|"
        r"the\s+(?:parties|present|following|agreement|signing|cities|municipality|city)|(?:shall|must|should|will)\s+be|this\s+agreement|[Tt]he\s+[a-z]{4,}|both\s+(?:parties|cities))\b(?:\s+[a-z]+){0,4}?(?=\s*[,.;:)]|\s+[a-záéíóúñ]|\s*$)"
    ),
    "en": re.compile(
        r"\b(?:sujet[oa]s?\s+a|de\s+(?:conformidad|acuerdo)\s+con|conforme\s+a|en\s+adelante|en\s+lo\s+sucesivo|as[íi]\s+como|por\s+medio\s+de|a\s+fin\s+de|en\s+el\s+marco\s+de|"
        r"las\s+partes|los\s+(?:municipios|gobiernos)|(?:el|la)\s+(?:presente|municipio|ciudad|firma)|de\s+(?:las|los|este|esta|ambas)|dentro\s+de|para\s+el|para\s+la|con\s+el|con\s+la|deber[áa]n?|podr[áa]n?)\b"
    ),
}
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|\([^)]*\)|\[[^\]]*\]|\{[^}]*\}")
_NAME_BEFORE = re.compile(r"[A-ZÁÉÍÓÚÑ][\w’'.-]*\s+(?:(?:of|the|and|for|de|del|la|las|los|y|el)\s+)*$")
_NAME_AFTER = re.compile(r"\s+(?:(?:of|the|and|for|de|del|la|las|los|y|el)\s+)*[A-ZÁÉÍÓÚÑ]")
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM)
# a sentence that is all of the other language is told by `sameness`
_MINE = {
    "es": re.compile(r"(?i)\b(?:el|la|los|las|del|en|para|por|con|que|se|su|sus|al)\b"),
    "en": re.compile(r"(?i)\b(?:the|of|and|shall|in|for|with|to|by|its|their)\b"),
}
_LEAST = 3


def words_of_the_other(r: Reading) -> Rules:
    """B14: “Las Partes financiarán, subject to availability, las actividades”."""
    for p in r.passages:
        if p.lang not in _OF_THE_OTHER or p.block.kind not in _KINDS:
            continue
        plain = _QUOTED.sub(lambda m: " " * len(m[0]), p.text)
        for m in _OF_THE_OTHER[p.lang].finditer(plain):
            if _NAME_BEFORE.search(plain[max(0, m.start() - 60) : m.start()]) or _NAME_AFTER.match(plain, m.end()):
                continue
            names_of_places = [(x.start, x.end) for x in r.party_mentions(p)] + [
                (x.start, x.end) for x in r.mentions(p)
            ]
            if any(start <= m.start() < end for start, end in names_of_places):
                continue
            at, words = next((a, w) for a, w in reversed(p.sentences) if a <= m.start())
            rest = words[: m.start() - at] + words[m.end() - at :]
            if len(_MINE[p.lang].findall(rest)) < _LEAST:
                continue
            other = "en" if p.lang == "es" else "es"
            names = {x: LANGUAGE_NAMES[x][other] for x in ("es", "en")}
            yield found(
                "B14", p, m.start(), m.end(),
                says(f"Estas palabras están en {names['es']}.", f"These words are in {names['en']}."), confidence=0.8,
            )  # fmt: skip
            break


RULES = (words_of_the_other,)
