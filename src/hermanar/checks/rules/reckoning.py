"""N, continued: figures that are to fit, however the sentence tells them. What is left of a whole, parts after a colon or
before “for a total of” (N03); a mean told apart from what it is of (N04); a percentage before its figures, a growth (N05); *both*
for three things (N06); numbers in brackets, with points, or within a sentence (N07); lists within a sentence (N08)."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..entities import CHAIN, Number
from ..findings import Severity
from ..numerals import from_roman, to_roman
from ..reading import Passage, Reading, Rules, found, says
from .counts import CAME
from .numbers import plain

_W = Severity.WARNING
_STOP = re.compile(r"(?<!\b[Nn]o)\.(?=\s+[A-ZÁÉÍÓÚÑ¿“]|\s*$)|\n")


def _stretches(p: Passage) -> Iterator[tuple[int, int, list[Number]]]:
    """Whole sentences, with what stands between their semicolons, and the counts in them."""
    counts = [n for n in p.entities.numbers if n.kind == "count" and not _names_a_thing(p.text, n)]
    if not counts:
        return
    at = 0
    for m in (*_STOP.finditer(p.text), None):
        end = m.start() if m else len(p.text)
        inside = [n for n in counts if at <= n.start and n.end <= end]
        if inside:
            yield at, end, inside
        at = m.end() if m else end


def _names_a_thing(text: str, n: Number) -> bool:
    """The number of an article, an act, a person of a sample, a year: it counts nothing."""
    if n.figures is not None and 1900 <= n.value <= 2100 and text[n.start : n.end].isdigit():
        return True
    return (
        re.search(
            r"(?i)\b(?:art[íi]culos?|articles?|fracci[óo]n(?:es)?|acta|sesi[óo]n|n[úu]m(?:ero)?|no\.|folio|oficio|section|session|act|number|p[áa]gina|page|punto|muestra|anexo|annex|inciso|a[ñn]o|year|"
            r"fotograf[íi]a|photograph|reuni[óo]n|meeting|taller|workshop|eje|tabla|table|figura|cap[íi]tulo)\s*$",
            text[max(0, n.start - 14) : n.start],
        )
        is not None
    )


def _is_rate(text: str, n: Number) -> bool:
    return (
        n.unit == "%"
        or re.match(r"\s*(?:%|por\s+ciento|per\s*cent)", text[n.end : n.end + 14], re.IGNORECASE) is not None
    )


def _sum(p: Passage, total: Number, parts: list[float]):
    right = round(sum(parts), 2)
    return found(
        "N03", p, total.start, total.end,
        says(f"Sus partes suman {plain(right)}; aquí dice {plain(total.value)}.", f"Its parts add up to {plain(right)}; here it says {plain(total.value)}."),
        severity=_W, confidence=0.85,
    )  # fmt: skip


_LEFT = re.compile(
    r"(?i)\b(?:qued(?:an?|aron|[óo])(?:\s+(?:pendientes?|por\s+\w+|sin\s+\w+))?|rest(?:an?|aron)|falt(?:an?|aron|[óo])|pendientes?|por\s+(?:ejercer|atender|resolver|realizar|entregar)|sobr(?:an?|aron)|no\s+asistieron|"
    r"remain(?:s|ed|ing)?|(?:is|are|were)\s+(?:left|pending|outstanding)|unspent|absent|did\s+not\s+(?:attend|answer|come))\b"
)
# “tres regidores, cuatro artesanos y un intérprete”: members with their number, “un” too

_ONE = frozenset(("un", "una", "uno", "one", "a", "an"))
_OPENS_PARTS = re.compile(
    r"(?i)(?:\s+[^\W\d_]+){1,5}?\s*(?::|,\s+(?:de\s+l[oa]s\s+(?:cuales|que)|entre\s+(?:ell[oa]s)|of\s+(?:whom|which)|a\s+saber,?|namely,?)|\s*\()\s*(?=\S)"
)
# “14 de sus 20 integrantes: …”: the parts are those of the first figure
_AMONG = re.compile(r"(?i)\d\s+(?:de|of|out\s+of)\s+(?:(?:sus|los|las|its|the|their)\s+)?$")
_PART_ENDS = re.compile(r"\s*,\s+(?:y\s+|e\s+|and\s+)?|\s+(?:y|e|and)\s+|\s*;\s*(?:y\s+|and\s+)?")
_TOTAL_AFTER = re.compile(
    r"(?i)\b(?:(?:por|para|con|de|for|in|making|da(?:ndo)?|suman?(?:do)?|lo\s+que\s+(?:da|suma)|es\s+decir,?|which\s+(?:makes|adds\s+up\s+to))\s+)?(?:un\s+total\s+de|a\s+total\s+of|en\s+total|in\s+total|suman?(?:do)?)\s*:?\s*(?:\$|USD|MXN|US\$)?\s*$"
)


# “…, en 2 talleres” says where, and is no part
_ASIDE = re.compile(
    r"(?i)(?:en|durante|con|para|por|desde|hasta|entre|seg[úu]n|todos|todas|in|during|with|for|at|from|over|on|by|all)\b"
)


def _members(text: str, start: int, end: int, numbers: list[Number]) -> list[float] | None:
    """The number of each member of a list; None where one has none or two."""
    out: list[float] = []
    at = start
    for m in (*_PART_ENDS.finditer(text, start, end), None):
        stop = m.start() if m else end
        member = text[at:stop].strip()
        inside = [n for n in numbers if at <= n.start and n.end <= stop]
        if len(out) >= _TWO and _ASIDE.match(member):
            break
        first = re.match(r"[^\W\d_]+", member)
        if len(inside) == 1 and not _is_rate(text, inside[0]):
            out.append(inside[0].value)
        elif not inside and first and fold(first.group()) in _ONE:
            out.append(1)
        elif not inside and out and member:
            # “… en Ensenada, Baja California, y …”: the rest of the member before
            if not re.match(r"[A-ZÁÉÍÓÚÑ]", member):
                return None
        else:
            return None
        at = m.end() if m else end
    return out


def sums_however_told(r: Reading) -> Rules:
    """N03: “nueve personas: tres regidores, cuatro artesanos y un intérprete”; “USD 1,200 for travel, …, for a total of USD
    2,700”; “Se recibieron 35; se atendieron 28 y quedaron pendientes 9”."""
    for p in r.passages:
        if len(p.entities.numbers) < _TWO or p.text.startswith("|"):
            continue
        told: set[int] = set()
        for start, end, counts in _stretches(p):
            text = p.text
            # what is left of a whole
            if len(counts) == _THREE and (left := _LEFT.search(text, counts[1].end, end)) and left.start() < end:
                a, b, c = (n.value for n in counts)
                units = not any(_is_rate(text, n) for n in counts)
                if units and a > b and a > c and b + c != a and 0.6 * a <= b + c <= 1.6 * a:
                    told.add(counts[0].start)
                    yield _sum(p, counts[0], [b, c])
                    yield _left(p, counts[2], a - b)
                    continue
            for i, total in enumerate(counts):
                if total.start in told or _is_rate(text, total) or total.value < _THREE:
                    continue
                opened = _OPENS_PARTS.match(text, total.end, end)
                # “de los trece asistieron once: …”: the parts are of those who came
                of_next = opened and counts[i + 1 :] and CAME.search(text[total.end : counts[i + 1].start])
                if opened and not of_next and not _AMONG.search(text[start : total.start]):
                    close = text.find(")", opened.end(), end) if opened.group().rstrip().endswith("(") else -1
                    stop = close if close >= 0 else end
                    parts = _members(text, opened.end(), stop, counts[i + 1 :])
                    if parts and len(parts) >= _TWO and _does_not_fit(parts, total.value):
                        told.add(total.start)
                        yield _sum(p, total, parts)
                elif _TOTAL_AFTER.search(text[start : total.start]) and i >= _TWO:
                    before = _TOTAL_AFTER.search(text[start : total.start])
                    assert before is not None
                    parts = [n.value for n in counts[:i] if not _is_rate(text, n)]
                    money = [text[: n.start].rstrip().endswith(("$", "USD", "MXN")) for n in counts[: i + 1]]
                    if len(set(money)) == 1 and len(parts) == i and _does_not_fit(parts, total.value):
                        told.add(total.start)
                        yield _sum(p, total, parts)


def _left(p: Passage, n: Number, right: float):
    return found(
        "N03", p, n.start, n.end,
        says(f"Quedan {plain(right)}; aquí dice {plain(n.value)}.", f"{plain(right)} are left; here it says {plain(n.value)}."),
        severity=_W, confidence=0.85,
    )  # fmt: skip


_TWO, _THREE, _OFF = 2, 3, 30


def _does_not_fit(parts: list[float], total: float) -> bool:
    return max(parts) < total and abs(sum(parts) - total) > _PENNY and 0.6 * total <= sum(parts) <= 1.6 * total


_PENNY = 0.005
_ROW = re.compile(r"[^|\t]+")


def rows_of_tables(r: Reading) -> Rules:
    """N03: a table whose last column is the total of its row. N04: its last row is the mean of its columns. N05: a column of
    percentages with a total."""
    for lang in r.content.languages:
        table: list[tuple[Passage, list[tuple[int, int, float | None, str]]]] = []
        for p in (*(q for q in r.passages if q.lang == lang), None):
            rows = list(_cells(p)) if p is not None and ("|" in p.text or "\t" in p.text) else []
            if p is None or not rows:
                if len(table) >= _THREE:
                    yield from _of_table(table)
                table = []
                continue
            if table and len(rows[0]) != len(table[-1][1]):
                if len(table) >= _THREE:
                    yield from _of_table(table)
                table = []
            table += [(p, row) for row in rows]


def _cells(p: Passage) -> Iterator[list[tuple[int, int, float | None, str]]]:
    for line in re.finditer(r"[^\n]+", p.text):
        if re.fullmatch(r"[\s|:-]+", line.group()) or ("|" not in line.group() and "\t" not in line.group()):
            continue
        out: list[tuple[int, int, float | None, str]] = []
        for c in _ROW.finditer(p.text, line.start(), line.end()):
            words = c.group().strip(" *_")
            if not words:
                continue
            m = re.fullmatch(r"(?:\$|USD)?\s?(\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)\s*(%)?", words)
            start = c.start() + c.group().find(words)
            out.append((start, start + len(words), float(m[1].replace(",", "")) if m else None, words))
        if len(out) >= _TWO:
            yield out


_IS_TOTAL = re.compile(r"(?i)^(?:gran\s+)?(?:total(?:es)?|suma|sum)$")
_IS_MEAN = re.compile(r"(?i)^(?:promedios?|media|average|mean)\b")


def _of_table(table: list[tuple[Passage, list[tuple[int, int, float | None, str]]]]) -> Rules:
    head = table[0][1]
    wide = len(head)
    # the total of each row
    if wide >= _THREE + 1 and _IS_TOTAL.match(head[-1][3]) and all(c[2] is None for c in head[1:]):
        for p, row in table[1:]:
            values = [c[2] for c in row[1:]]
            if len(row) == wide and None not in values and abs(sum(values[:-1]) - values[-1]) > _PENNY:
                yield _cell(p, row[-1], "N03", sum(values[:-1]))
    last_p, last = table[-1]
    body = [row for _, row in table[:-1] if any(c[2] is not None for c in row[1:])]
    for k in range(1, wide):
        if len(last) != wide or last[k][2] is None or len(body) < _TWO:
            continue
        column = [row[k][2] for row in body if len(row) == wide]
        if None in column or len(column) != len(body):
            continue
        if _IS_MEAN.match(last[0][3]):
            right = sum(column) / len(column)
            if abs(right - last[k][2]) > (0.06 if last[k][2] % 1 else 0.51):
                yield _cell(last_p, last[k], "N04", right)
        elif _IS_TOTAL.match(last[0][3]) and last[k][3].endswith("%") and abs(sum(column) - last[k][2]) > 1.01:
            for row in (body[-1],):
                at = next(q for q, x in table if x is row)
                yield _cell(at, row[k], "N05", row[k][2] - (sum(column) - last[k][2]))


def _cell(p: Passage, cell: tuple[int, int, float | None, str], code: str, right: float):
    return found(
        code, p, cell[0], cell[1],
        says(f"Con las demás cifras de la tabla sería {round(right, 2):g}.", f"With the other figures of the table it would be {round(right, 2):g}."),
        severity=_W, confidence=0.85,
    )  # fmt: skip


_MEAN = re.compile(
    r"(?i)\b(?:en\s+promedio|promedi[oó]|media(?!\s+(?:hora|docena|tarde|mañana|noche))|(?:gasto|costo|edad|asistencia|n[úu]mero|estancia)\s+(?:promedio|medi[oa])|on\s+average|average|mean)\b"
)


_OF_THE = re.compile(r"\b(?:de\s+l[ao]s|of\s+the)\s$")  # “la media de las cuatro actividades”: how many they are


def means_told_apart(r: Reading) -> Rules:
    """N04: “Reunión 1: 15 asistentes. Reunión 2: 25. Media: 22”, “8.5, 9.0 y 9.5; el promedio fue de 9.3”."""
    for p in r.passages:
        word = _MEAN.search(p.text) if any(s in p.low for s in ("promedi", "medi", "average", "mean")) else None
        if word is None or p.text.startswith("|") or "\t" in p.text:
            continue
        counts = [
            n
            for n in p.entities.numbers
            if n.kind == "count" and not _names_a_thing(p.text, n) and not _is_rate(p.text, n)
        ]
        if not _THREE <= len(counts) <= _FEW:
            continue
        after = [n for n in counts if 0 <= n.start - word.end() <= _NEAR and not _OF_THE.search(p.text[: n.start])]
        before = [n for n in counts if 0 <= word.start() - n.end <= _BESIDE]
        # “… 20, 25 y 30 personas; en promedio, 25”: what stands behind a stop is told of something else
        before = [n for n in before if not re.search(r"[.;:]", p.text[n.end : word.start()])]
        mean = (
            before[-1:]
            if word.group().lower().startswith(("en prom", "on av")) and before
            else after[:1] or before[-1:] or [None]
        )[0]
        if mean is None or mean.value <= 0:
            continue
        money = p.text[mean.start - 1] == "$"
        others = [n.value for n in counts if n is not mean and n.value > 0 and (money or p.text[n.start - 1] != "$")]
        right = [a / b for a in others for b in others if a > b > 1]
        # “tres talleres: 8.5, 9.0 y 9.5”: one figure says how many the others are
        counted = [others[:i] + others[i + 1 :] for i, x in enumerate(others) if x == len(others) - 1 and x > 1]
        for run in counted or [others, others[1:], others[:-1], others[-2:]]:
            right += [sum(run) / len(run)] if len(run) >= _TWO else []
        slack = 0.06 if mean.value % 1 else 0.51
        if any(abs(x - mean.value) <= slack for x in right):
            continue
        near = [x for x in right if abs(x - mean.value) <= 0.35 * mean.value]
        best = min(near, key=lambda x: abs(x - mean.value), default=None)
        if best is not None:
            yield found(
                "N04", p, mean.start, mean.end,
                says(f"Con esas cifras el promedio es {round(best, 1):g}; aquí dice {plain(mean.value)}.",
                     f"With those figures the mean is {round(best, 1):g}; here it says {plain(mean.value)}."),
                severity=_W, confidence=0.75,
            )  # fmt: skip


_NEAR, _BESIDE, _FEW = 45, 12, 7
_RATE = re.compile(r"(?i)(?P<p>\d{1,3}(?:[.,]\d+)?)\s*(?:%|por\s+ciento|per\s*cent)")
_RATE_WORDS = re.compile(r"(?i)\s+(?:por\s+ciento|per\s*cent)\b")
_GROWS = re.compile(
    r"(?i)\b(?:aument\w+|increment\w+|crec\w+|alza|subi[óo]|disminu\w+|reduc\w+|reducci[óo]n|baj[óo]|baja|descen\w+|decrem\w+|pas(?:[óo]|aron)\s+de|increas\w+|grew|growth|rose|rise|decreas\w+|fell|drop\w*|declin\w+|went\s+from|reduc\w+)\b"
)
_FROM_TO = re.compile(
    r"(?i)\b(?:de|desde|from)\s+(?:\$|USD\s?)?(?P<a>\d[\d,]*(?:\.\d+)?)\s*(?:[^\W\d_]+\s+){0,3}(?:a|hasta|to)\s+(?:\$|USD\s?)?(?P<b>\d[\d,]*(?:\.\d+)?)"
)
_OF = re.compile(
    r"(?i)(?P<a>\d[\d,]*(?:\.\d+)?)\s+(?:[^\W\d_]+\s+){0,3}?(?:de|of|out\s+of|sobre)\s+(?:l[oa]s\s+|un\s+total\s+de\s+|sus\s+|the\s+|its\s+|a\s+total\s+of\s+)?(?:\$|USD\s?)?(?P<b>\d[\d,]*(?:\.\d+)?)|"
    r"\b(?:de|of|out\s+of)\s+(?:l[oa]s\s+|the\s+|un\s+total\s+de\s+|a\s+total\s+of\s+)?(?:\$|USD\s?)?(?P<d>\d[\d,]*(?:\.\d+)?)\s+[^.;\d]{2,70}?\s(?:\$|USD\s?)?(?P<c>\d[\d,]*(?:\.\d+)?)"
)


def rates_however_told(r: Reading) -> Rules:
    """N05: “se ejerció el 90 %: $80,000.00 de $100,000.00”, “Of 250, 200 (85 percent)”; “creció de 80 a 100, un 20 %”."""
    for p in r.passages:
        low = p.low
        if ("%" not in low and "cent" not in low and "ciento" not in low) or p.text.startswith("|"):
            continue
        for start, end, counts in _stretches(p):
            text = p.text[start:end]
            rates = [
                (start + m.start("p"), start + m.end("p"), float(m["p"].replace(",", ".")))
                for m in _RATE.finditer(text)
            ]
            spans = [(a, b) for a, b, _ in rates]
            rates += [
                (n.start, n.end, n.value) for n in counts
                if n.words is not None and n.figures is None and _RATE_WORDS.match(p.text, n.end) and (n.start, n.end) not in spans
            ]  # fmt: skip
            if len(rates) != 1:
                continue
            at, until, rate = rates[0]
            plain_counts = [n for n in counts if not (at <= n.start < until) and not _is_rate(p.text, n)]
            grows, span = _GROWS.search(text), _FROM_TO.search(text)
            if grows and span:
                a, b = (float(span[g].replace(",", "")) for g in "ab")
                right = 100 * abs(b - a) / a if a else 0
                if a and not _alike(rate, right, text) and abs(right - rate) <= _OFF:
                    yield _rate(p, at, until, rate, right)
                continue
            m = None if grows or len(plain_counts) != _TWO else _OF.search(text)
            if m:
                a, b = (float((m[x] or m[y]).replace(",", "")) for x, y in (("a", "c"), ("b", "d")))
                right = 100 * a / b if b else 0
                told = {n.value for n in plain_counts}
                if (
                    0 < a <= b
                    and {a, b} <= told
                    and b > _TWO
                    and not _alike(rate, right, text)
                    and abs(right - rate) <= _OFF
                ):
                    yield _rate(p, at, until, rate, right)


def _alike(rate: float, right: float, text: str) -> bool:
    return abs(rate - right) <= (0.11 if rate % 1 else 1.0)


def _rate(p: Passage, start: int, end: int, said: float, right: float):
    return found(
        "N05", p, start, end,
        says(f"Con esas cifras es el {round(right, 1):g} %; aquí dice {said:g}.", f"With those figures it is {round(right, 1):g} %; here it says {said:g}."),
        severity=_W, confidence=0.8,
    )  # fmt: skip


_BOTH = re.compile(r"(?i)\b(?P<w>ambos|ambas|both)\b(?:\s+(?:los\s+|las\s+|the\s+)?(?P<noun>[^\W\d_]+))?")
# what is always of the two sides, whoever else was named
_SIDES = frozenset(
    "partes parties party participantes participants lados sides paises countries naciones nations idiomas languages versiones versions textos texts sexos casos cases sentidos ways ends".split()
)
_PLACES_OF_SIDES = frozenset(
    "municipios ciudades gobiernos ayuntamientos comunidades pueblos cabildos alcaldes alcaldesas cities municipalities governments communities towns mayors administraciones regiones "
    "autoridades sociedades poblaciones estados regions peoples authorities councils sedes".split()
)
_THING = r"(?:(?:el|la|los|las|un|una|uno|the|an?|one|de|del)\s+)(?:[^\W\d_]+)(?:\s+(?:de|del|of|para|for|en|in)\s+(?:(?:la|el|los|las|the)\s+)?[^\W\d_]+){0,3}(?:\s+[^\W\d_,.;:]+){0,2}?"
_THREE_THINGS = re.compile(rf"(?i){_THING}(?:,\s+(?:{_THING})){{1,5}},?\s+(?:y|e|and)\s+{_THING}(?=[\s,.;:)])")
_NAMED = rf"(?:(?:de|of|con|with|en|in|el|la|the)\s+){{0,2}}(?-i:{CHAIN.replace('(?:de|del|la|las|los|el|y|e|of|the|and|on|upon|sobre|para|en|a)', '(?:de|del|la|las|los|el|of|the|upon)')})"
_THREE_NAMES = re.compile(rf"(?i){_NAMED}(?:,\s+{_NAMED}){{1,5}},?\s+(?:y|e|and)\s+{_NAMED}")
_TWO_NAMED = re.compile(rf"\s*,\s+{_NAMED}\s+(?:y|e|and)\s+{_NAMED}\s*,", re.IGNORECASE)
_TWO_HERE = re.compile(rf"(?:\s+[^\W\d_]+)?\s*[,:(]\s*{_NAMED}\s+(?:y|e|and)\s+{_NAMED}", re.IGNORECASE)
_COUNTED = re.compile(
    r"(?i)\b(?:tres|cuatro|cinco|seis|siete|ocho|three|four|five|six|seven|eight|[3-9])\s+(?P<noun>[^\W\d_]{4,})"
)
_PAIR = re.compile(rf"(?i)(?:\b(?:entre|between)\s|\b(?:dos|two)\b|{_NAMED}\s+(?:y|e|and)\s+{_NAMED})")


def both_of_three(r: Reading) -> Rules:
    """N06: “el estudio, la carta y el proyecto; ambos documentos”, “tres talleres, ambos …”, “A, B y C …; ambas ciudades”."""
    for p in r.passages:
        if not any(n.kind == "both" for n in p.entities.numbers):
            continue
        for m in _BOTH.finditer(p.text):
            noun = fold(m["noun"] or "")
            if (
                noun in _SIDES
                or _TWO_NAMED.match(p.text, m.end())
                or _TWO_HERE.match(p.text, m.end())
                or any(x.start() == m.start() for x in _BOTH_AND.finditer(p.text))
            ):
                continue
            since = max(0, m.start() - _BACK)
            before = p.text[since : m.start()]
            cut = [x.end() for x in re.finditer(r"\.\s+(?=[A-ZÁÉÍÓÚÑ])", before)]
            # in the same sentence; where it opens one, in the sentence before
            told = (
                before[cut[-1] :]
                if cut and len(before) - cut[-1] > _OPENING
                else before[cut[-2] if len(cut) > 1 else 0 :]
            )
            if _of_more(r, p, told, noun, since) or (
                noun not in _PLACES_OF_SIDES and _listed_apart(p.text[: m.start()])
            ):
                words = p.text[m.start() : m.end("w")]
                yield found(
                    "N06", p, m.start("w"), m.end("w"),
                    says(f"“{words}” son dos, y aquí son más.", f"“{words}” means two, and here there are more."), severity=_W, confidence=0.75,
                )  # fmt: skip


_OPENING, _BACK = 12, 240
_BOTH_AND = re.compile(r"(?i)\bboth\s+[^.;,]{1,60}?\s+and\s")


def _listed_apart(before: str) -> bool:
    """“… las siguientes: la feria, en agosto; un taller, en septiembre; y una muestra, en octubre.”, right before."""
    m = _APART.search(before)
    return m is not None and m["list"].count(";") >= _TWO


_APART = re.compile(r":\s(?P<list>[^.:]+;\s+(?:y|e|and)\s[^.:;]+)\.\s+\W*$")


def _of_more(r: Reading, p: Passage, told: str, noun: str, since: int) -> bool:
    sides = noun in _PLACES_OF_SIDES
    names = list(_THREE_NAMES.finditer(told))
    own = {fold(n) for q in r.brief.parties for n in (*q.names, *q.subdivisions, *q.country_names)}
    for x in names:
        members = [
            re.sub(r"(?i)^(?:(?:de|of|con|with|en|in|el|la|the)\s+)+", "", w.strip())
            for w in re.split(r",\s+(?:(?:y|e|and)\s+)?|\s+(?:y|e|and)\s+", x.group())
        ]
        towns = [
            w
            for w in members
            if fold(w) not in {fold(s) for q in r.brief.parties for s in (*q.subdivisions, *q.country_names)}
            or fold(w) in {fold(n) for q in r.brief.parties for n in q.names}
        ]
        if (
            len(towns) >= _THREE
            and not _PAIR.search(told[x.end() :])
            and (not sides or sum(fold(w) in own for w in towns) >= 1)
        ):
            return True
    if sides:
        return False
    counted = [
        x
        for x in _COUNTED.finditer(told)
        if not noun or fold(x["noun"])[:4] == noun[:4] or noun in _VERBS_AFTER or _is_verb(noun)
    ]
    if (
        counted
        and not _PAIR.search(told[counted[-1].end() :])
        and (not noun or fold(counted[-1]["noun"])[:4] == noun[:4] or told[counted[-1].end() :].strip(" ,;") == "")
    ):
        return True
    things = list(_THREE_THINGS.finditer(told))
    return (
        bool(things)
        and not _PAIR.search(told[things[-1].end() :])
        and not re.search(r"(?i)\s(?:y|e|and)\s", told[things[-1].end() :])
    )


_VERBS_AFTER = frozenset(("con", "with", "se", "fueron", "quedaron", "were", "are"))


def _is_verb(word: str) -> bool:
    return word.endswith(("aron", "ieron", "aran", "eran", "iran", "ed"))


# “(iv)”, “2.4”, “1) … 2) …, y 4)”
_ROMAN = re.compile(r"^\(?(?P<n>[ivx]{1,5})\)\s+(?=\S)")
_POINTED = re.compile(r"^(?P<n>(?P<of>\d{1,2}(?:\.\d{1,2})?)\.(?P<last>\d{1,2}))\.?\s+(?=[^\W\d_])")
_INLINE = re.compile(r"(?:(?<=[\s(:;,])|^)\(?(?P<n>\d{1,2}|[a-h]|[ivx]{1,4})\)\s+(?=[^\W\d_])")


def numbers_in_other_forms(r: Reading) -> Rules:
    """N07: (i), (ii), (iv); 2.1, 2.2, 2.4; “1) … 2) …, y 4) …” within a sentence."""
    last: dict[tuple[str, str], int] = {}
    for p in r.passages:
        if p.block.kind in (BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.TITLE):
            continue
        first = p.text.lstrip()[:1]
        m = _ROMAN.match(p.text) if first in "(ivx" and first else None
        value = from_roman(m["n"].upper()) if m else None
        if m and value and to_roman(value) == m["n"].upper() and p.text.startswith("("):
            key = (p.lang, "(i)")
            before, last[key] = last.get(key), value
            if before is not None and value not in (before + 1, 1):
                yield _order(p, m.start("n"), m.end("n"), m["n"])
        elif first.isdigit() and (m := _POINTED.match(p.text)):
            key = (p.lang, m["of"])
            before, last[key] = last.get(key), int(m["last"])
            if before is not None and int(m["last"]) not in (before + 1, 1):
                yield _order(p, m.start("n"), m.end("n"), m["n"])
        if p.text.count(")") > 1:
            yield from _inline(p)


def _inline(p: Passage) -> Rules:
    run: list[tuple[int, str, re.Match[str]]] = []
    for m in (*_INLINE.finditer(p.text), None):
        if m is None:
            break
        kind = (
            "n"
            if m["n"].isdigit()
            else "r"
            if len(m["n"]) > 1 or (m["n"] in "ivx" and (not run or run[-1][1] == "r"))
            else "a"
        )
        value = int(m["n"]) if kind == "n" else (from_roman(m["n"].upper()) or 0) if kind == "r" else ord(m["n"]) - 96
        if run and run[-1][1] == kind and value != run[-1][0] + 1 and value != 1 and m.start() > 0:
            yield _order(p, m.start("n"), m.end("n"), m["n"])
        if value == 1 or (run and run[-1][1] == kind):
            run.append((value, kind, m))


def _order(p: Passage, start: int, end: int, shown: str):
    return found(
        "N07", p, start, end,
        says(f"Antes de “{shown}” falta un número o letra, o está fuera de orden.", f"A number or letter is missing before “{shown}”, or it is out of order."),
        severity=_W, confidence=0.85,
    )  # fmt: skip


_ANNOUNCED = re.compile(
    r"\s+(?:[^\W\d_]+\s+){0,4}?[^\W\d_]+(?:\s+(?:son|are)\s+(?:l[oa]s\s+siguientes?|the\s+following|est[oa]s|these))?\s*:\s+"
)


def lists_in_a_sentence(r: Reading) -> Rules:
    """N08: “Los dos objetivos son los siguientes: i) …; ii) …, y iii) …”, “cinco vocales: A, B, C y D”."""
    for p in r.passages:
        if ":" not in p.text:
            continue
        for n in p.entities.numbers:
            if n.kind != "count" or not _TWO <= n.value <= 20 or _names_a_thing(p.text, n) or _is_rate(p.text, n):
                continue
            m = _ANNOUNCED.match(p.text, n.end)
            if m is None or not re.match(r"\s+[^\W\d_]+s\b", p.text[n.end :]):
                continue
            stop = _STOP.search(p.text, m.end())
            end = stop.start() if stop else len(p.text)
            labels = list(_INLINE.finditer(p.text, m.end(), end))
            told = len(labels) if labels and labels[0].start() <= m.end() + 1 else _people(p.text[m.end() : end])
            if told >= _TWO and told != n.value:
                yield found(
                    "N08", p, n.start, n.end,
                    says(f"Anuncia {plain(n.value)} y la lista tiene {told}.", f"It announces {plain(n.value)} and the list has {told}."), confidence=0.8,
                )  # fmt: skip


_A_PERSON = re.compile(
    r"(?:(?:C|Lic|Mtr[oa]|Dra?|Ing|Arq|Profr?a?)\.\s+)?[A-ZÁÉÍÓÚÑ][\w’'-]+(?:\s+(?:(?:de|del|la|las|los)\s+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w’'-]*){1,5}"
)


def _people(words: str) -> int:
    """How many persons are named one after the other; none where something else is among them."""
    members = [w for w in re.split(r"\s*[,;]\s+(?:(?:y|e|and)\s+)?|\s+(?:y|e|and)\s+", words.strip(" .")) if w]
    return len(members) if all(_A_PERSON.fullmatch(w) for w in members) else 0


RULES = (
    sums_however_told, rows_of_tables, means_told_apart, rates_however_told, both_of_three, numbers_in_other_forms, lists_in_a_sentence,
)  # fmt: skip
