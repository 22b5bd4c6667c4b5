"""Q: what the eye does not see. Controls that reorder or hide text, letters of another alphabet inside a word."""

import re
import unicodedata

from ..findings import Repair
from ..reading import Reading, Rules, found, says

_HIDDEN = re.compile(r"[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad\u061c\u180e]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_DAMAGED = re.compile(r"\ufffd+|[\ue000-\uf8ff]+|Ã[\x80-\xbf©³¡±­]|â€[œ\x9d™˜]?")
_WORD = re.compile(r"[^\W\d_]+")
# letters behind the Latin ones with their marks; signs, dashes and quotation marks are none
_OTHER_LETTER = re.compile(r"[\u0370-\u1dff\u2c00-\u2dff\u3040-\U0010ffff]")
# letters of Cyrillic and Greek that look like a Latin one
_LOOKALIKES = dict(
    zip(
        "АВЕКМНОРСТУХЅІЈаеорсухѕіјԁԛԝһΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρυι",
        "ABEKMHOPCTYXSIJaeopcyxsijdqwhABEZHIKMNOPTYXaovpui",
        strict=True,
    )
)


def _script(c: str) -> str:
    name = unicodedata.name(c, "")
    return next((s for s in ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE") if name.startswith(s)), "")


def hidden(r: Reading) -> Rules:
    """Q01: invisible and direction controls, which show a reader something else than what is signed."""
    for passage in r.passages:
        if passage.text.isprintable():
            continue
        for pattern in (_HIDDEN, _CONTROL):
            for m in pattern.finditer(passage.text):
                names = ", ".join(dict.fromkeys(f"U+{ord(c):04X}" for c in m.group()))
                around = passage.text[max(0, m.start() - 12) : m.start()].split()
                yield found(
                    "Q01",
                    passage,
                    m.start(),
                    m.end(),
                    says(
                        f"Hay un carácter que no se ve ({names}) tras “{around[-1] if around else ''}”.",
                        f"There is a character nobody sees ({names}) after “{around[-1] if around else ''}”.",
                    ),
                    repairs=[Repair(says("Quitarlo", "Remove it"), (passage.edit(m.start(), m.end(), ""),))],
                    subject=names,
                )


def lookalikes(r: Reading) -> Rules:
    """Q02: a word that mixes Latin with letters that only look Latin."""
    for passage in r.passages:
        if passage.text.isascii() or not _OTHER_LETTER.search(passage.text):
            continue
        for m in _WORD.finditer(passage.text):
            word = m.group()
            if word.isascii():
                continue
            scripts = {_script(c) for c in word} - {""}
            if len(scripts) < 2 or "LATIN" not in scripts:
                continue
            plain = "".join(_LOOKALIKES.get(c, c) for c in word)
            mended = len({_script(c) for c in plain} - {""}) == 1
            repairs = [Repair(says(f"Poner “{plain}”", f"Put “{plain}”"), (passage.edit(m.start(), m.end(), plain),))]
            yield found(
                "Q02",
                passage,
                m.start(),
                m.end(),
                says(
                    f"“{word}” mezcla letras de dos alfabetos.",
                    f"“{word}” mixes letters of two alphabets.",
                ),
                repairs=repairs if mended else (),
                subject=word,
            )


def damaged(r: Reading) -> Rules:
    """Q03: a replacement character, a private-use one, or UTF-8 read as another code."""
    for passage in r.passages:
        for m in _DAMAGED.finditer(passage.text):
            yield found(
                "Q03",
                passage,
                m.start(),
                m.end(),
                says("Aquí se perdió un carácter.", "A character was lost here."),
                subject=m.group(),
            )


RULES = (hidden, lookalikes, damaged)
