"""Between who writes a letter and whom it goes to: a sea of the addressee’s town that has none (V01), a letter that comes before it was
written (D09), its number told in two ways (D07), enclosures that are none and are promised (K03).

Basis: domain.md, the letters of a relation; the gazetteer for the towns. A letter has one writer and one addressee: “your” is of the one
that its opening lines name.
"""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words

from ..brief import PartyRef
from ..entities import DateMention
from ..findings import Severity
from ..posts import POST_LINE
from ..reading import Passage, Reading, Rules, found, says
from .plausibility import has_no_coast

_W = Severity.WARNING
_SHORE = r"(?:beach(?:es)?|coast(?:s|line)?|seashores?|seaports?|harbou?rs?|fishing\s+fleet|playas?|litoral(?:es)?|costas?|malec[óo]n\s+mar[íi]timo|puerto\s+(?:mar[íi]timo|pesquero|de\s+altura))"
_WHOSE = re.compile(
    rf"\b(?P<w>(?:(?P<your>[Yy]our)|(?P<our>[Oo]ur))\s+(?:(?:own|long|fine|beautiful|famous|warm|sandy|Pacific|Atlantic|Gulf|Caribbean|ocean)\s+){{0,2}}{_SHORE})\b(?!\s+(?:on|of|at|along)\s+(?:the\s+)?(?:[A-Z]\w+\s+)?(?:[Ll]ake|[Rr]iver|[Ll]agoon|[Rr]eservoir|[Dd]am))|"
    rf"\b(?P<w2>(?:las?|los?|el)\s+{_SHORE}\s+de\s+(?:(?P<su>su)|(?P<nos>nuestr[oa]))\s+(?:ciudad|municipio|tierra|comunidad))\b"
)
_SHORE_SIGNS = ("beach", "coast", "seashore", "seaport", "harbo", "fishing fleet", "playa", "litoral", "costa", "malec", "puerto ")  # fmt: skip
_DENIED = re.compile(
    r"(?i)\b(?:no|not|nor|without|lacks?|if|nearest|from|sin|ni|carece\w*|m[áa]s\s+cercan\w+)\b[^.;,]{0,30}$"
)


def addressee_of(r: Reading) -> PartyRef | None:
    """The Party that the opening lines of a letter name alone."""
    if r.brief.kind != "letter" or len(r.brief.parties) != _TWO:
        return None
    named = {m.party for p in r.passages[:_OPENING] if _is_to_somebody(p) for m in r.party_mentions(p)}
    return named.pop() if len(named) == 1 else None


def _is_to_somebody(p: Passage) -> bool:
    """The lines of a name, a post and a place, whether they were read as an addressee or not; a letterhead names no post."""
    if p.block.kind is BlockKind.ADDRESSEE:
        return True
    return p.block.kind is BlockKind.PARAGRAPH and "\n" in p.text and any(map(POST_LINE.match, p.text.split("\n")))


_TWO, _OPENING = 2, 7


def shores_of_the_addressee(r: Reading) -> Rules:
    """V01: “your beaches” to a town inland; “our harbor” of one."""
    signs = r.said_of(_SHORE_SIGNS)
    if not signs or not any(has_no_coast(x) for x in r.brief.parties) or (to := addressee_of(r)) is None:
        return
    writer = next(x for x in r.brief.parties if x is not to)
    for p in r.saying(signs):
        for m in _WHOSE.finditer(p.text):
            of = to if m["your"] or m["su"] else writer
            if has_no_coast(of) and not _DENIED.search(p.text[max(0, m.start() - 50) : m.start()]):
                yield found(
                    "V01", p, *m.span("w" if m["w"] else "w2"),
                    says(f"“{of.names[0]}” no tiene mar.", f"“{of.names[0]}” has no sea."), confidence=0.85,
                )  # fmt: skip


_LETTER = r"(?:carta|oficio|escrito|comunicaci[óo]n|misiva|nota|letter|note|communication|message)"
_ITS_DAY = re.compile(
    rf"(?i)\b{_LETTER}\b[^.;\n]{{0,60}}?[\s,](?:of|dated|(?:de|con)\s+fecha(?:\s+del?)?|del?(?:\s+d[íi]a)?|fechad[oa](?:\s+el)?)\s+(?:el\s+)?(?:[^\W\d_]+day,\s+|(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bado|domingo)\s+)?$"
)
_CAME = re.compile(
    r"(?i)\b(?:(?:which|that|and)\s+(?:we\s+)?)?(?:reached|arrived|was\s+received|were\s+received|received|came\s+to|got\s+to|recibid[oa]s?|recibimos|se\s+recibi[óo]|lleg[óo]|ingres[óo])\b(?P<gap>[^.;\d\n]{0,100})$"
)
_OF_ANOTHER_PAPER = re.compile(
    r"(?i)\b(?:of|dated|fecha|fechad[oa]|until|by|hasta|before|antes|visit\w*|signed|firmad[oa])\W+(?:\w+\W+)?$"
)


_OPENS = re.compile(r"(?i)\W*(?:(?:el|on)\s+)?(?:d[íi]a\s+)?(?:[^\W\d_]+,?\s+)?")
_THEN_CAME = re.compile(
    rf"(?i),?\s+(?:we\s+|this\s+office\s+|se\s+)?(?:received|recibimos|recibi[óo]|lleg[óo])\s+(?:your|the|su|la|el|a\s+\w+\s+su)\s+(?:\w+\s+)?{_LETTER}\b"
)


def letters_before_their_day(r: Reading) -> Rules:
    """D09: “your letter of March 3, which reached us on February 20”."""
    if not any(r.says(s) for s in ("reached", "received", "arrived", "recib", "llegó", "ingresó", "came to")):
        return
    for p in r.passages:
        if len(p.entities.dates) < _TWO:
            continue
        for at, words in p.sentences:
            dates = [d for d in p.entities.dates if at <= d.start < at + len(words) and d.on]
            if len(dates) < _TWO:
                continue
            written = next((d for d in dates if _ITS_DAY.search(p.text[at : d.start])), None)
            came = next((d for d in dates if d is not written and _came(p, at, d, dates)), None)
            if written and came and written.on and came.on and came.on < written.on:
                yield found(
                    "D09", p, came.start, came.end,
                    says(
                        f"La carta es del {date_in_words(written.on, 'es')}: no pudo llegar antes.",
                        f"The letter is of {date_in_words(written.on, 'en')}: it cannot have come before.",
                    ),
                    also=[p.span(written.start, written.end)], severity=_W, confidence=0.85, subject=f"{came.on}",
                )  # fmt: skip


def _came(p: Passage, at: int, d: DateMention, dates: list[DateMention]) -> bool:
    since = max([at, *(x.end for x in dates if x.end <= d.start)])
    m = _CAME.search(p.text[since : d.start])
    if m is not None:
        return not _OF_ANOTHER_PAPER.search(m["gap"])
    # “El 3 de febrero recibimos su oficio de …”
    return _OPENS.fullmatch(p.text[at : d.start]) is not None and _THEN_CAME.match(p.text, d.end) is not None


_CITED = re.compile(
    r"(?i:\b(?:your|his|her|su|la|el|the|dich[oa]|citad[oa])\s+(?:\w+\s+)?(?:carta|oficio|escrito|letter|note)(?:\s+(?:of\s+intent|de\s+intenci[óo]n))?\s+(?:(?:n[úu]mero|n[úu]m\.|no\.|number|with\s+number|con\s+n[úu]mero)\s+)?)(?P<n>[A-Z]{1,8}(?:[/-][A-Z]{1,6})*[/-]?\d[\w/-]*\d)\b"
)
_PLURAL = re.compile(r"(?i)\b(?:your|his|her|sus|las|los|the\s+two|both|amb[oa]s)\s+(?:\w+\s+)?(?:cartas|oficios|letters|notes)\b")  # fmt: skip


def numbers_of_one_letter(r: Reading) -> Rules:
    """D07: “su carta PM/212/2026” and, farther down, “su carta PM/122/2026”: the same figures in another order."""
    if r.brief.kind != "letter" or not any(r.says(s) for s in ("letter", "carta", "oficio", "escrito", "note")):
        return
    if any(_PLURAL.search(p.text) for p in r.passages):
        return
    for lang in r.content.languages:
        cited = list(_cited(p for p in r.passages if p.lang == lang))
        for i, (p, m) in enumerate(cited):
            before = next((x for x in cited[:i] if _is_turned(x[1]["n"], m["n"])), None)
            if before is not None:
                yield found(
                    "D07", p, *m.span("n"),
                    says(f"Antes la carta lleva el número “{before[1]['n']}”.", f"The letter bore the number “{before[1]['n']}” before."),
                    also=[before[0].span(*before[1].span("n"))], severity=_W, confidence=0.8,
                )  # fmt: skip


def _cited(passages: Iterator[Passage]) -> Iterator[tuple[Passage, re.Match[str]]]:
    for p in passages:
        if p.block.kind is not BlockKind.REFERENCE:
            for m in _CITED.finditer(p.text):
                yield p, m


def _is_turned(a: str, b: str) -> bool:
    return a != b and sorted(a.upper()) == sorted(b.upper())


_NONE = re.compile(
    r"(?im)^[ \t*]*(?:enclosures?|encl\.?|attachments?|anexos?|adjuntos?)\s*:[ \t*]*(?P<w>none|nil|n/?a|no\s+(?:enclosures?|attachments?)|ningun[oa]s?|sin\s+(?:anexos?|adjuntos?)|no\s+(?:hay|aplica|lleva))\s*\.?[ \t*]*$"
)
_ENCLOSED = re.compile(
    r"(?i)\b(?:I|we)\s+(?:am\s+|are\s+)?(?:also\s+)?(?:hereby\s+)?(?:enclos(?:e|ing)|attach(?:ing)?)\b|\b(?:is|are)\s+(?:enclosed|attached)\b|\b(?:enclosed|attached)\s+(?:herewith\s+)?(?:is|are|please|you\s+will)\b|"
    r"\b(?:adjunto|adjuntamos|anexamos|acompaño|acompañamos)\s+(?:a\s|al\s|el\s|la\s|los\s|las\s|un[oa]?\s|copia|con\s)|\banexo\s+(?:a\s+(?:la|el|est)|al\s+presente|copia)|\bse\s+(?:adjunta|anexa|acompaña)n?\b"
)


def enclosures_that_are_none(r: Reading) -> Rules:
    """K03: “Enclosure: none” under “I enclose the profile of our City”."""
    if not any(r.says(s) for s in ("enclos", "encl.", "attach", "anexo", "adjunto")):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        none = next(((p, m) for p in passages if (m := _NONE.search(p.text))), None)
        if none is None:
            continue
        for p in passages:
            m = _ENCLOSED.search(p.text)
            if m and not re.search(r"(?i)\b(?:no|not|nothing|nada|sin)\b[^.;]{0,30}$", p.text[: m.start()]):
                yield found(
                    "K03", none[0], *none[1].span("w"),
                    says(f"El texto promete un anexo: “{m.group().strip()}”.", f"The text promises an enclosure: “{m.group().strip()}”."),
                    also=[p.span(m.start(), m.end())], confidence=0.85,
                )  # fmt: skip
                break


RULES = (shores_of_the_addressee, letters_before_their_day, numbers_of_one_letter, enclosures_that_are_none)
