"""N, continued: sums, means, percentages, lists and agendas hold together."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..entities import CHAIN, Number
from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain, written

_SENTENCE = re.compile(r"[^.;!?\n]+(?:\.(?=\d)[^.;!?\n]+)*[.;!?]?")
_TOTAL = re.compile(r"\b(?:totales?|en\s+total|suma(?:n|ndo)?|total(?:s|ing)?|in\s+all|altogether)\b", re.IGNORECASE)
_OF_WHOM = re.compile(
    r"\s*:\s+(?=\d)|(?:\s+[^\W\d_]+){4,9}\s*:\s+(?=\d|(?:dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty)\b)|(?:\s+[^\W\d_]+){1,3}?(?:\s*\(\s*|\s*:\s*|,?\s+(?:de\s+l[oa]s\s+cuales|of\s+(?:whom|which)|divid\w+\s+en|divided\s+into)\s+)",
    re.IGNORECASE,
)
# “14 de sus 20 integrantes: …”: the parts are those of the first figure
_AMONG = re.compile(r"\s+(?:de|of)\s+(?:sus|los|las|l[oa]s|its|the|their)\s+(?:\w+\s+)?", re.IGNORECASE)
_ALONE = re.compile(r"\s+[^.;:\d]{2,60}?(?:,|\s(?:y|e|and))\s+(?:el|la|los|las|un|una|su|the|an?|its)\s", re.IGNORECASE)
_MEAN = re.compile(
    r"\b(?:en\s+promedio|promedio|media\s+(?:aritm[ée]tica|de)|on\s+average|average|mean)\b", re.IGNORECASE
)
_PERCENT = re.compile(r"(?P<n>\d{1,3}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)", re.IGNORECASE)
_MAKES = (
    r"(?:(?:lo\s+que|lo\s+cual|que|y)\s+)?(?:representan?|equivalen?|significan?|corresponden?|equivalentes?|es\s+decir,?|esto\s+es,?|o\s+sea,?|which\s+is|that\s+is,?|"
    r"representing|represents?|equal\s+to|equivalent\s+to|amounts?\s+to|or)\s+(?:al?\s+|to\s+)?(?:el\s+|un\s+|del\s+)?"
)
_OF_PERCENT = re.compile(
    r"(?P<a>\d[\d,]*(?:\.\d+)?)\s+(?:[^\W\d_]+\s+){0,2}?"
    r"(?:de|de\s+l[oa]s|de\s+(?:sus|un\s+total)\b|de\s+un\s+total\s+(?:[^\W\d_]+\s+){0,2}?de|of|of\s+the|out\s+of|of\s+a\s+total\s+of)\s+\$?\s?(?P<b>\d[\d,]*(?:\.\d+)?)"
    rf"[^.;\d]{{0,60}}?(?:[(,]\s*(?:el\s+|es\s+decir,?\s+(?:el\s+)?|or\s+)?|{_MAKES})(?P<p>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
# “Of the 40 commitments, 10 were met (25%)”: the whole before the part
_FROM_PERCENT = re.compile(
    r"\b(?:de\s+(?:l[oa]s|un\s+total\s+de)|of\s+(?:the|a\s+total\s+of|its|their))\s+(?P<b>\d[\d,]*)\s+[^.;\d]{2,60}?\s(?P<a>\d[\d,]*)\s+"
    rf"[^.;\d(]{{0,60}}?(?:[(]\s*(?:el\s+)?|{_MAKES})(?P<p>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
# “De los 40 compromisos se cumplieron 10, el 25 %”, “De 20 talleres programados se realizaron 15, esto es, el 75 %”
_FROM_PERCENT_NEXT = re.compile(
    r"\b(?:de\s+(?:(?:l[oa]s|un\s+total\s+de)\s+)?|of\s+(?:(?:the|a\s+total\s+of|its|their)\s+)?)(?P<b>(?!(?:19|20)\d\d\b)\d[\d,]*)\s+[^.;\d]{2,90}?\s(?P<a>\d{1,6})\s*,\s+"
    r"(?:(?:esto\s+es|es\s+decir|o\s+sea|that\s+is),?\s+)?(?:el|or)\s+(?P<p>\d{1,3}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
# “de 80 empresas encuestadas, 60 exportan, lo que representa el 75 %”
_OF_SOME_PERCENT = re.compile(
    r"\b(?:de|of|out\s+of)\s+(?:l[oa]s\s+|the\s+|un\s+total\s+de\s+|a\s+total\s+of\s+)?(?P<b>\d[\d,]*)\s+(?:[^\W\d_]+\s+){0,5}?[^\W\d_]+,\s+(?:s[óo]lo\s+|only\s+)?(?P<a>\d[\d,]*)\s+(?:[^\W\d_]+\s+){0,8}?[^\W\d_]+"
    rf"(?:,\s+|\s+\(|\s+[—–]\s*)(?:{_MAKES}|el\s+|or\s+)?(?P<p>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
# “10 actions planned, 7 completed, that is, 70%”
_PLANNED_PERCENT = re.compile(
    r"\b(?P<b>\d[\d,]*)\s+(?:[^\W\d_]+\s+){1,2}(?:planned|programad[oa]s|planead[oa]s|previst[oa]s),\s+(?P<a>\d[\d,]*)\s+[^\W\d_]+,?\s+"
    rf"{_MAKES}(?P<p>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
# “La meta es de 52 sesiones y se realizaron 13, es decir, el 25%”
_GOAL_PERCENT = re.compile(
    r"\b(?:meta|programad\w+|planead\w+|previst\w+|goal|target|planned)\b[^.;\d]{0,40}?(?P<b>\d[\d,]*)\s[^.;\d]{2,60}?\s(?P<a>\d[\d,]*)"
    rf"[^.;\d]{{0,20}}?{_MAKES}(?P<p>\d{{1,3}}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)",
    re.IGNORECASE,
)
_WHOLE = re.compile(
    r"\b(?:distribu|repart|se\s+compone|composici[óo]n|corresponde|restante|divid|split|shared|remaining|of\s+the\s+total|"
    r"del\s+total|mujeres|hombres|women|men|de\s+l[oa]s\s+(?:asistentes|participantes|visitantes|alumn\w+|recursos|gastos|votos|"
    r"encuestad\w+|habitantes)|of\s+(?:the\s+)?(?:attendees|participants|visitors|students|funds|votes|respondents))\w*",
    re.IGNORECASE,
)


def _sentences(passage: Passage) -> Iterator[tuple[int, int, list[Number]]]:
    numbers = [n for n in passage.entities.numbers if n.kind == "count" and not _is_year(passage.text, n)]
    at = 0
    for m in _SENTENCE.finditer(passage.text):
        while at < len(numbers) and numbers[at].start < m.start():
            at += 1
        upto = at
        while upto < len(numbers) and numbers[upto].end <= m.end():
            upto += 1
        inside = numbers[at:upto]
        if inside:
            yield m.start(), m.end(), inside


def _is_year(text: str, n: Number) -> bool:
    return (
        n.figures is not None and 1900 <= n.value <= 2100 and text[n.start : n.end].isdigit() and n.end - n.start == 4
    )


def _is_percent(text: str, n: Number) -> bool:
    return n.unit == "%" or bool(re.match(r"\s*(?:%|por\s+ciento|per\s*cent)", text[n.end :], re.IGNORECASE))


def _citing(text: str, n: Number) -> bool:
    """Numbers of articles, sections, acts: they count nothing."""
    return bool(
        re.search(
            r"(?i)\b(?:art[íi]culos?|articles?|fracci[óo]n(?:es)?|acta|acuerdo|sesi[óo]n|n[úu]mero|versi[óo]n|version|\d+\s+(?:de|of)|no\.|n\.º|folio|oficio|"
            r"section|session|act|number|p[áa]gina|page|punto|a[ñn]o|year|cap[íi]tulo|inciso)\s*$",
            text[max(0, n.start - 16) : n.start],
        )
    )


def _run(text: str, numbers: list[Number], start: int, end: int) -> list[Number]:
    """Counts that stand in one enumeration: only commas, *y* and *and* with a few words between them."""
    out: list[Number] = []
    for n in numbers:
        if not (start <= n.start and n.end <= end) or _is_percent(text, n) or _citing(text, n):
            continue
        between = text[out[-1].end : n.start] if out else ""
        if out and not re.fullmatch(
            r"[^.;:(),\d]{2,60}?(?:,\s+[A-ZÁÉÍÓÚÑ][^.;:(),\d]{2,30}(?=,\s))?(?:,|\s(?:y|e|and|m[áa]s|plus))\s*(?:y\s+|and\s+|de\s+)?(?:an?\s+|otr[oa]s\s+|con\s+)?"
            # “abril 100, mayo 120 y junio 100”
            r"|(?:,|\s(?:y|e|and))\s*(?:y\s+|and\s+)?(?:en\s+|in\s+)?[^\W\d_]+\s+(?:con\s+|with\s+)?",
            between,
        ):
            if len(out) >= 2:
                break
            out = []
        out.append(n)
    return out if len(out) >= 2 else []


CAME = re.compile(
    r"(?i)\b(?:asist|particip|acud|concurr|estuv|estaban|respond|contest|vot|viaj|attended|came|took\s+part|answered|voted|travell?ed|were)\w*(?:\s+[^\W\d_]+)?\s+$"
)


def totals(r: Reading) -> Rules:
    """N03: “4 talleres y 3 visitas, un total de 8”; “12 personas: 5 mujeres y 6 hombres”."""
    for passage in r.passages:
        text = passage.text
        for start, end, numbers in _sentences(passage):
            if len(numbers) < 3:
                continue
            said = None
            for word in _TOTAL.finditer(text, start, end):
                after = [
                    n
                    for n in numbers
                    if n.start >= word.end()
                    and n.start - word.end() <= 14
                    and ":" not in text[word.end() : n.start][:-1]
                ]
                before = [
                    n
                    for n in numbers
                    if n.end <= word.start()
                    and word.start() - n.end <= 3
                    and "en total" in text[word.start() - 3 : word.end()].lower()
                ]
                total = (after or before[-1:] or [None])[0]
                if total is None or _is_percent(text, total) or _citing(text, total):
                    continue
                parts = _run(text, [n for n in numbers if n is not total], start, total.start) or _run(
                    text, numbers, total.end, end
                )
                said = (total, parts) if parts else None
                break
            if said is None:
                for n in numbers:
                    opened = _OF_WHOM.match(text, n.end)
                    if not opened or _is_percent(text, n) or _citing(text, n):
                        continue
                    parts = _run(text, numbers, opened.end() - 1, end)
                    if parts and _ALONE.match(text, parts[-1].end):
                        break  # “2 regidoras y la Directora”: who has no figure counts too
                    sizes = [p.value for p in parts]
                    among = next((x for x in numbers if _AMONG.fullmatch(text[x.end : n.start])), None)
                    # “de los trece integrantes asistieron once: cuatro …”: the parts are of those who came
                    came = [x for x in numbers if parts and n.end <= x.start and x.end < parts[0].start and CAME.search(text[n.end : x.start])]  # fmt: skip
                    n = came[-1] if came else among or n
                    # parts of a whole are smaller than it and come near it
                    if len(parts) >= 2 and parts[0].start - opened.end() <= 12 and max(sizes) < n.value and (
                        0.6 * n.value <= sum(sizes) <= 1.6 * n.value
                    ):  # fmt: skip
                        said = (n, parts)
                    break
            if said is None:
                continue
            total, parts = said
            right = sum(p.value for p in parts)
            if abs(right - total.value) > 0.005:
                yield found(
                    "N03",
                    passage,
                    total.start,
                    total.end,
                    says(
                        f"La suma de {', '.join(plain(p.value) for p in parts)} es {plain(right)}; aquí dice {plain(total.value)}.",
                        f"{', '.join(plain(p.value) for p in parts)} add up to {plain(right)}; here it says {plain(total.value)}.",
                    ),
                    repairs=[_put(passage, total, right)],
                    also=[passage.span(p.start, p.end) for p in parts],
                    confidence=0.9,
                )


def _put(passage: Passage, n: Number, value: float) -> Repair:
    return Repair(says(f"Poner {plain(value)}", f"Put {plain(value)}"), tuple(written(n, value, passage)))


def means(r: Reading) -> Rules:
    """N04: “120 personas en 4 talleres, 40 en promedio”."""
    for passage in r.saying(("promedio", "media", "mean", "average")):
        text = passage.text
        for start, end, numbers in _sentences(passage):
            word = _MEAN.search(text, start, end)
            counts = [n for n in numbers if not _is_percent(text, n) and not _citing(text, n)]
            if not word or len(counts) < 3:
                continue
            mean = min(counts, key=lambda n: min(abs(n.start - word.end()), abs(word.start() - n.end)))
            others = [n.value for n in counts if n is not mean]
            results = [a / b for a in others for b in others if a > b > 0] + [sum(others) / len(others)]
            # “Two delegations, with 9 and 15 members, an average of 12”: the first says how many the others are
            rest = [others[:i] + others[i + 1 :] for i, x in enumerate(others) if x == len(others) - 1 and x > 1]
            results += [sum(x) / len(x) for x in rest]
            digits = 2 if mean.value != int(mean.value) else 0
            if any(abs(x - mean.value) < (0.006 if digits else 0.51) for x in results):
                continue
            if rest:
                others = rest[0]
            right = (
                max(others) / min(others)
                if len(others) == 2 and not rest and min(others)
                else sum(others) / len(others)
            )
            right = round(right, 1)
            yield found(
                "N04",
                passage,
                mean.start,
                mean.end,
                says(
                    f"Con esas cifras el promedio es {right:g}; aquí dice {plain(mean.value)}.",
                    f"With those figures the mean is {right:g}; here it says {plain(mean.value)}.",
                ),
                confidence=0.8,
            )


_SHARE = re.compile(
    r"(?P<n>\d[\d,]*)\s+(?:[^\W\d_]+\s+){0,4}?\(\s*(?:el\s+)?(?P<p>\d{1,3}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)\s*\)",
    re.IGNORECASE,
)


def _shares(passage: Passage) -> Iterator[tuple[re.Match[str], float, float]]:
    """“240 personas: 132 mujeres (65 %) y 108 hombres (45 %)”: the shares that their own figures do not give. A row of a
    table, “| 4 | 5 | 125 % |”, is read in either direction."""
    text = passage.text
    for s in _SENTENCE.finditer(text):
        shares = list(_SHARE.finditer(text, s.start(), s.end()))
        if len(shares) < 2:
            continue
        parts = [float(m["n"].replace(",", "")) for m in shares]
        wholes = [n.value for n in passage.entities.numbers if s.start() <= n.start < shares[0].start()]
        if sum(parts) not in wholes:
            continue
        for m, part in zip(shares, parts, strict=True):
            p = float(m["p"].replace(",", "."))
            if abs(100 * part / sum(parts) - p) > (0.11 if re.search(r"[.,]", m["p"]) else 1.0):
                yield m, part, sum(parts)
    if text.startswith("|"):
        cells = list(re.finditer(r"\|\s*(?P<p>\d[\d,.]*)\s*(?P<sign>%)?\s*(?=\||$)", text))
        plain_cells = [float(c["p"].replace(",", "")) for c in cells if not c["sign"] and c["p"].count(".") < 2]
        rates = [c for c in cells if c["sign"] and c["p"].count(".") < 2]
        if len(plain_cells) == 2 and len(rates) == 1 and all(plain_cells):
            a, b = plain_cells
            p = float(rates[0]["p"].replace(",", ""))
            if min(abs(100 * a / b - p), abs(100 * b / a - p)) > 1:
                yield rates[0], b, a


_PERCENT_WORD = re.compile(r"(?i)ciento|cent\b")


def percentages(r: Reading) -> Rules:
    """N05: shares of a whole that are not 100, and a percentage that its two figures do not give."""
    for passage in r.passages:
        text = passage.text
        if "%" not in text and not _PERCENT_WORD.search(text):
            continue
        seen_at: set[int] = set()
        for m in (
            x
            for pattern in (
                _OF_PERCENT,
                _FROM_PERCENT,
                _FROM_PERCENT_NEXT,
                _OF_SOME_PERCENT,
                _PLANNED_PERCENT,
                _GOAL_PERCENT,
            )
            for x in pattern.finditer(text)
        ):
            if m.start("p") in seen_at:
                continue
            seen_at.add(m.start("p"))
            a, b, p = (float(m[g].replace(",", "") if g != "p" else m[g].replace(",", ".")) for g in "abp")
            if 0 < a <= b and abs(100 * a / b - p) > (0.6 if "." not in m["p"] and "," not in m["p"] else 0.11):
                right = f"{100 * a / b:.1f}".rstrip("0").rstrip(".")
                yield found(
                    "N05",
                    passage,
                    m.start("p"),
                    m.end("p"),
                    says(
                        f"{m['a']} de {m['b']} es el {right} %.",
                        f"{m['a']} of {m['b']} is {right} %.",
                    ),
                    repairs=[
                        Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(m.start("p"), m.end("p"), right),))
                    ],
                )
        told = set()
        for share, part, whole in _shares(passage):
            right = f"{100 * part / whole:.1f}".rstrip("0").rstrip(".")
            told.add(share.start())
            yield found(
                "N05",
                passage,
                share.start("p"),
                share.end("p"),
                says(
                    f"{plain(part)} de {plain(whole)} es el {right} %.",
                    f"{plain(part)} of {plain(whole)} is {right} %.",
                ),
                repairs=[
                    Repair(
                        says(f"Poner {right}", f"Put {right}"), (passage.edit(share.start("p"), share.end("p"), right),)
                    )
                ],
            )
        for s in _SENTENCE.finditer(text):
            if any(s.start() <= at < s.end() for at in told):
                continue
            shares = list(_PERCENT.finditer(text, s.start(), s.end()))
            if len(shares) < 2 or not (_WHOLE.search(s.group()) or (len(shares) >= 3 and re.search(r":\s", s.group()))):
                continue
            values = [float(m["n"].replace(",", ".")) for m in shares]
            total = sum(values)
            if abs(total - 100) > 1.01 and 70 <= total <= 130 and (len(values) > 2 or total > 90):
                last = shares[-1]
                yield found(
                    "N05",
                    passage,
                    last.start("n"),
                    last.end("n"),
                    says(
                        f"Los porcentajes suman {total:g}, no 100.",
                        f"The percentages add up to {total:g}, not 100.",
                    ),
                    also=[passage.span(m.start("n"), m.end("n")) for m in shares[:-1]],
                    confidence=0.85,
                )


_BOTH = re.compile(r"\b(?:ambos|ambas|both)\b", re.IGNORECASE)
_OF_PARTIES = re.compile(
    r"\s+(?:las\s+|los\s+)?(?:Partes|municipios|ciudades|gobiernos|ayuntamientos|Parties|cities|municipalities|governments|towns)\b",
    re.IGNORECASE,
)
_THREE = re.compile(rf"\b{CHAIN}\s*,\s+{CHAIN}\s*(?:,\s*)?(?:y|e|and)\s+{CHAIN}")
# “ambas ciudades, Ensenada, Whitewater y Oaxaca,”
_THREE_BEHIND = re.compile(
    rf"(?i:{_OF_PARTIES.pattern})\s*[,:(]\s*(?P<cities>{CHAIN}(?:\s*,\s+{CHAIN})+\s*(?:,\s*)?(?:y|e|and)\s+{CHAIN})"
)


def _cities(said: str, r: Reading) -> int:
    """How many cities are named one after the other; the state or country where a Party lies is none."""
    wider = {fold(n) for p in r.brief.parties for n in (*p.subdivisions, *p.country_names)}
    return sum(fold(name) not in wider for name in re.split(r"\s*,\s*(?:(?:y|e|and)\s+)?|\s+(?:y|e|and)\s+", said))


# “tres universidades …; ambas instituciones”
_BODIES = frozenset(
    w[:5]
    for w in ("instituciones", "organizaciones", "entidades", "dependencias", "institutions", "organizations", "groups")
)
_KINDS_OF_BODY = frozenset(
    "universidades escuelas colegios institutos museos asociaciones empresas camaras fundaciones bibliotecas hospitales "
    "universities schools colleges institutes museums associations companies chambers foundations libraries hospitals".split()
)


def both_for_three(r: Reading) -> Rules:
    """N06: *ambas* where three or more were named."""
    many = len(r.brief.parties) > 2
    for passage in r.passages:
        text = passage.text
        for m in _BOTH.finditer(text):
            before = text[max(0, m.start() - 200) : m.start()]
            unit = re.match(r"\s+(?:l[oa]s\s+)?([^\W\d_]+)", text[m.end() :])
            noun = unit.group(1).lower() if unit else ""
            counted = (
                any(
                    n.kind == "count" and 3 <= n.value <= 20 and noun and n.unit and n.unit[:5] == noun[:5]
                    for n in passage.entities.numbers
                    if n.end <= m.start()
                )
                or any(  # “ambos tres municipios”
                    n.kind == "count"
                    and 3 <= n.value <= 20
                    and text[m.end() : n.start].strip().lower() in {"", "los", "las", "the"}
                    for n in passage.entities.numbers
                    if n.start >= m.end()
                )
            )
            listed = (
                bool(_OF_PARTIES.match(text, m.end()))
                and any(
                    len(re.findall(r"\by\b|\band\b", x.group())) >= 1
                    for x in _THREE.finditer(before.rsplit(". ", 2)[-1])
                )
                and sum(1 for p in r.brief.parties if p.names) > 2
            )
            behind = _THREE_BEHIND.match(text, m.end())
            named = behind is not None and _cities(behind["cities"], r) > 2
            bodies = noun[:5] in _BODIES and any(
                n.kind == "count" and 3 <= n.value <= 20 and n.unit in _KINDS_OF_BODY
                for n in passage.entities.numbers
                if 0 < m.start() - n.end <= 160
            )
            if (many and _OF_PARTIES.match(text, m.end())) or counted or listed or named or bodies:
                yield found(
                    "N06",
                    passage,
                    m.start(),
                    m.end(),
                    says(
                        f"“{m.group()}” son dos, y aquí son más.", f"“{m.group()}” means two, and here there are more."
                    ),
                )


_COLON = re.compile(r":\s*$")
_NEAR, _FAR = 70, 160
_SAYS_FOLLOWING = re.compile(r"\s+(?:[^\W\d_]+\s+){1,4}(?:siguientes)\b|\s+[^\W\d_]+s\b,")
_FOLLOWING = re.compile(r"\b(?:siguientes?|following|a\s+continuaci[óo]n|below)\b", re.IGNORECASE)
_NOT_A_LIST = frozenset(
    "dias dia anos ano meses mes horas hora minutos minuto pesos dolares por % days years months hours minutes ejemplares originales originals copies partes parties".split()
)


_LISTED = re.compile(
    r"\s+[^\W\d_]+(?:\s+[^\W\d_,.;:]+){0,4}(?::|,\s+a\s+saber,?|,\s+namely,?)\s+(?P<list>[^.;:()]+)[.;]"
)
_LISTED_FAR = re.compile(r"\s+[^\W\d_]+(?:\s+[^\W\d_,.;:]+){5,14}:\s+(?P<list>[^.;:()]+)[.;]")
_LISTABLE = re.compile(
    r"(?i)\s+(?:\w+\s+)?(?:[áa]reas|temas|ejes|puntos|acuerdos|compromisos|objetivos|actividades|proyectos|rubros|l[íi]neas|talleres|cursos|sesiones|reuniones|visitas|eventos|exposiciones|conferencias|becas|workshops|courses|meetings|visits|events|areas|topics|"
    r"themes|points|commitments|goals|activities|projects|fields)\b"
)
# “education, with its schools; business; and culture”: the signs between its members are stronger than commas
_SEMICOLONS = re.compile(r";\s+[^.:]+(?:;|\s(?:y|e|and)\s)")


# “dos muestras: una en mayo, durante la feria, y otra en julio”
_ONE_BY_ONE = re.compile(
    r"(?i)\s*(?:un[oa]?|l[oa]\s+primer[oa]?|el\s+primero|one|the\s+first)\b[^.;]*\b(?:otr[oa]s?|segund[oa]|other|second)\b"
)


_DATED = re.compile(
    r"(?i)\s*,\s*(?:el|del|de|con\s+fecha|on|of|dated)\s+(?:\d{1,2}\s+de\s+[^\W\d_]+\s+(?:de|del)\s+\d{4}|[^\W\d_]+\s+\d{1,2},\s+\d{4})\s*(?:,|(?=\s+(?:y|e|and)\s)|$)"
)


_STATES = frozenset(("state", "subdivision", "country", "entity"))


def _one_comma_a_member(r: Reading, passage: Passage, start: int, listed: str) -> str:
    """The list without the commas that part no member from the next: of a date, and of a place and its state."""
    marks = list(listed)
    if re.search(r"\d{4}", listed):
        for dated in _DATED.finditer(listed):
            marks[dated.start() : dated.end()] = " " * (dated.end() - dated.start())
        for d in passage.entities.dates:
            for i in range(max(d.start - start, 0), min(d.end - start, len(marks))):
                marks[i] = " " if marks[i] == "," else marks[i]
    ends = {m.end for m in r.mentions(passage)} | {m.end for m in r.party_mentions(passage)}
    for m in r.mentions(passage):
        comma = re.search(r",\s*$", passage.text[: m.start]) if m.kind in _STATES else None
        if comma and comma.start() in ends and 0 <= comma.start() - start < len(marks):
            marks[comma.start() - start] = " "
    return "".join(marks)


_LETTERED = re.compile(r"\(?[ai]\)")
# “…, todas dentro de las atribuciones municipales”
_SAID_OF_ALL = re.compile(r"(?i),\s+(?=(?:tod[oa]s|amb[oa]s|cada\s+un[oa]|l[oa]s\s+cuales|que|all|both|each|which)\s)")
# “the two places resemble each other: …” names what is known
_KNOWN = re.compile(r"(?i)\b(?:l[oa]s|est[oa]s|es[oa]s|nuestr[oa]s|sus|the|these|those|our|your|their)\s+$")
_FOLLOW = re.compile(r"(?i)siguiente|following|\bson\b|\bare\b|a\s+saber|namely")


def counts_of_lists(r: Reading) -> Rules:
    """N08: “las siguientes cuatro áreas:” and three follow; a count announced and no list."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, passage in enumerate(passages):
            numbers = [
                n
                for n in passage.entities.numbers
                if n.kind == "count"
                and 2 <= n.value <= 30
                and n.unit not in _NOT_A_LIST
                and float(n.value).is_integer()
                and not _citing(passage.text, n)
            ]
            if not numbers:
                continue
            if _COLON.search(passage.text):
                n = numbers[-1]
                tail = passage.text[n.end :]
                if re.match(r"\s+(?:de|of)\s+\d", tail):
                    continue
                # “las siete observaciones siguientes, que son todas las que resultan de esta revisión:”
                lists = i + 1 < len(passages) and passages[i + 1].block.kind is BlockKind.ITEM
                far = _FAR if lists and _SAYS_FOLLOWING.match(tail) else _NEAR
                near = len(tail) <= far and "." not in tail[:-1]
                if not near or not (_FOLLOWING.search(passage.text[max(0, n.start - 40) :]) or len(tail) <= 45):
                    continue
                items = 0
                for following in passages[i + 1 :]:
                    # “3. Conclusión” after a) and b) is no item of theirs
                    if (
                        items
                        and _LETTERED.match(passages[i + 1].block.number or passages[i + 1].text)
                        and following.text[:1].isdigit()
                    ):
                        break
                    if following.block.kind is not BlockKind.ITEM and not re.match(
                        r"(?:\d{1,2}|[IVX]{1,5}|\(?[ivx]{1,5})[.)]\s", following.text
                    ):
                        break
                    items += 1
                if items and items != n.value:
                    yield _count(passage, n, items)
                elif not items and (
                    i + 1 == len(passages)
                    or passages[i + 1].block.kind in (BlockKind.HEADING, BlockKind.SIGNATURE, BlockKind.CLOSING)
                ):
                    yield found(
                        "N08", passage, n.start, n.end,
                        says(f"Anuncia {plain(n.value)} y no sigue ninguna lista.", f"It announces {plain(n.value)} and no list follows."),
                    )  # fmt: skip
                continue
            for n in numbers:
                tail = passage.text[n.end :]
                m = _LISTED.match(tail) or (_LISTABLE.match(tail) and _LISTED_FAR.match(tail))
                if (
                    not m
                    or _SEMICOLONS.match(tail, m.end("list"))
                    or _ONE_BY_ONE.match(m["list"])
                    or not re.search(r",|\s(?:y|e|and)\s", m["list"])
                    or (_KNOWN.search(passage.text[: n.start]) and not _FOLLOW.search(tail[: m.start("list")]))
                ):
                    continue
                # “la de Pachuca, el 3 de abril de 2025, y la de Celaya”: a date is no member of the list
                listed = _one_comma_a_member(r, passage, n.end + m.start("list"), _SAID_OF_ALL.split(m["list"])[0])
                listed = re.sub(r",\s*(?=(?:y|e|and|o|or)\s)", " ", listed)
                commas, joints = listed.count(","), len(re.findall(r"\s(?:y|e|and)\s", listed))
                low, high = commas + (2 if joints else 1), commas + 1 + joints
                if (
                    not min(low, high) <= n.value <= high
                    and re.match(r"\s+[^\W\d_]+s\b", passage.text[n.end :])
                    and n.value <= 10
                ):
                    at = (n.end + m.start("list"), n.end + m.end("list"))
                    if any(at[0] <= x.start < at[1] for x in passage.entities.numbers):
                        continue
                    yield _count(passage, n, low)


def _count(passage: Passage, n: Number, items: int):
    return found(
        "N08", passage, n.start, n.end,
        says(f"Anuncia {plain(n.value)} y la lista tiene {items}.", f"It announces {plain(n.value)} and the list has {items}."),
        repairs=[_put(passage, n, items)], confidence=0.85,
    )  # fmt: skip


RULES = (totals, means, percentages, both_for_three, counts_of_lists)
