"""N, continued: a total beside parts that each have a name: an itemised expense, a list of who came (N03); *both* for what
was told one by one (N06)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hermanar.kernel.text import fold

from ..entities import CHAIN, Number
from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain, written

# “$60,400.00: transporte, $32,000.00; hospedaje, $21,400.00; y alimentos, $7,000.00.”
_OPENED = re.compile(r"(?:\s*(?:pesos|M\.\s?N\.|USD|MXN|d[óo]lares|dollars))?(?:\s*\([^()\n]{0,90}\))?\s*:\s+")
# “… 46; Puerto, 38; otras, 12. Total: 96”
_TOTAL = re.compile(
    r"(?i)(?:^|[.;]\s+)(?:en\s+)?(?:gran\s+|suma\s+)?(?:total(?:es)?|suma|in\s+all)(?:\s+[^\W\d_]+){0,3}\s*[:=,]?\s+\$?\s?$"
)
_END = re.compile(r"\.(?:\s+(?=[A-ZÁÉÍÓÚÑ])|\s*$)|\n")
_SEVERAL = 2


def itemised(r: Reading) -> Rules:
    """N03: parts that each stand in their own member of a sentence, and a total before them or after."""
    for passage in r.passages:
        text = passage.text
        if ";" not in text:
            continue
        counts = [n for n in passage.entities.numbers if n.kind == "count" and n.figures is not None]
        for i, total in enumerate(counts):
            opened = _OPENED.match(text, total.end)
            if opened:
                stop = _END.search(text, opened.end())
                parts = _of_members(text, opened.end(), stop.start() if stop else len(text), counts[i + 1 :])
                yield from _against(passage, total, parts, is_money=_is_money(text, total))
                continue
            before = _TOTAL.search(text[: total.start])
            if before:
                since = max([m.end() for m in _END.finditer(text, 0, before.start())] or [0])
                colon = text.find(":", since, before.start())
                parts = _of_members(text, colon + 1 or since, before.start(), counts[:i])
                yield from _against(passage, total, parts, is_money=_is_money(text, total))


def _of_members(text: str, start: int, end: int, counts: list[Number]) -> list[Number]:
    """The one figure of each member between semicolons; none where a member has several or has no figure."""
    out: list[Number] = []
    at = start
    for member in text[start:end].split(";"):
        inside = [n for n in counts if at <= n.start and n.end <= at + len(member)]
        if len(inside) != 1:
            return []
        out += inside
        at += len(member) + 1
    return out


def _is_money(text: str, n: Number) -> bool:
    return text[: n.start].rstrip().endswith("$")


def _against(passage: Passage, total: Number, parts: list[Number], *, is_money: bool) -> Rules:
    if len(parts) < _SEVERAL or any(_is_money(passage.text, p) != is_money for p in parts):
        return
    if max(p.value for p in parts) >= total.value or any("%" in (p.unit, total.unit) for p in parts):
        return
    right = round(sum(p.value for p in parts), 2)
    if abs(right - total.value) <= 0.005 or not 0.6 * total.value <= right <= 1.6 * total.value:
        return
    yield found(
        "N03", passage, total.start, total.end,
        says(f"La suma de sus partes es {plain(right)}; aquí dice {plain(total.value)}.",
             f"Its parts add up to {plain(right)}; here it says {plain(total.value)}."),
        repairs=[Repair(says(f"Poner {plain(right)}", f"Put {plain(right)}"), tuple(written(total, right, passage)))],
        also=[passage.span(p.start, p.end) for p in parts], confidence=0.9,
    )  # fmt: skip


# “a favor, 58%; en contra, 22%; sin opinión, 20%”
_SHARES = re.compile(
    r":\s+(?P<all>(?:[^;.:%\n]{2,60}?\d{1,3}\s*%\s*;\s*){2,8}[^;.:%\n]{2,60}?\d{1,3}\s*%)(?=\s*(?:\.|$))"
)
_SHARE = re.compile(r"(?P<n>\d{1,3})\s*%")


def shares_between_semicolons(r: Reading) -> Rules:
    """N05: the shares of a whole, each in its own member of a list, that are not 100."""
    for passage in r.passages:
        for m in _SHARES.finditer(passage.text) if ";" in passage.text and "%" in passage.text else ():
            shares = list(_SHARE.finditer(passage.text, *m.span("all")))
            total, last = sum(int(s["n"]) for s in shares), shares[-1]
            if abs(total - 100) > 1 and 85 <= total <= 120:
                yield found(
                    "N05", passage, last.start("n"), last.end("n"),
                    says(f"Los porcentajes suman {total}, no 100.", f"The percentages add up to {total}, not 100."),
                    also=[passage.span(*s.span("n")) for s in shares[:-1]], confidence=0.85,
                )  # fmt: skip


# “Alimentos: $22,500.00”, “1. Feria: 230 asistentes”: a line with its name and its figure
_LINE = re.compile(
    r"^(?P<name>[^:\n]{2,90}?)\s*(?::|[.…]{3,}|[—–-])\s*(?P<sign>\$\s?|US\$\s?)?(?P<n>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)(?P<unit>\s+[^\W\d_]+)?[^\d:]{0,30}$"
)
_TOTAL_LINE = re.compile(r"(?i)^\W*(?:gran\s+|suma\s+|grand\s+)?(?:total(?:es)?|suma)\b(?:\s+[^\W\d_]+){0,4}$")


def totals_of_lines(r: Reading) -> Rules:
    """N03: lines of one kind, one after the other, and the line of their total."""
    for lang in r.content.languages:
        run: list[tuple[Passage, re.Match[str]]] = []
        for passage in (p for p in r.passages if p.lang == lang):
            m = (
                _LINE.match(passage.text.strip())
                if ":" in passage.text or "…" in passage.text or "—" in passage.text
                else None
            )
            if m is None or passage.text.startswith("|"):
                # a line that opens the list, or a title, parts no list from its total
                if not passage.text.rstrip().endswith(":"):
                    run = []
                continue
            if not _TOTAL_LINE.match(m["name"]):
                run.append((passage, m))
                continue
            parts = [x for _, x in run if bool(x["sign"]) == bool(m["sign"])]
            units = {fold(x["unit"] or "").strip().rstrip("s") for x in parts}
            total = float(m["n"].replace(",", ""))
            values = [float(x["n"].replace(",", "")) for x in parts]
            right = round(sum(values), 2)
            if (
                len(parts) >= _SEVERAL and len(parts) == len(run) and len(units) == 1 and max(values) < total
                and abs(right - total) > 0.005 and 0.6 * total <= right <= 1.6 * total
            ):  # fmt: skip
                shift = len(passage.text) - len(passage.text.lstrip())
                start, end = m.start("n") + shift, m.end("n") + shift
                shown = f"{right:,.2f}" if "." in m["n"] else f"{int(right):,}" if "," in m["n"] else plain(right)
                yield found(
                    "N03", passage, start, end,
                    says(f"Los renglones suman {shown}; aquí dice {m['n']}.", f"The lines add up to {shown}; here it says {m['n']}."),
                    repairs=[Repair(says(f"Poner {shown}", f"Put {shown}"), (passage.edit(start, end, shown),))],
                    also=[p.span() for p, _ in run], confidence=0.9,
                )  # fmt: skip
            run = []


# “9 talleres, 12 charlas y 7 visitas: 28 actividades”, “por mes, 9, 12 y 7: 28”
_ADDED = re.compile(
    r"(?P<parts>(?<![\d.,$/-])\d{1,4}(?:\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})?(?:,\s+\d{1,4}(?:\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,3})?)+\s+(?:y|e|and)\s+\d{1,4}"
    r"(?:\s+[^\W\d_]+(?:\s+[^\W\d_]+){0,9})?)\s*:\s+(?:en\s+total\s+|in\s+all\s+|un\s+total\s+de\s+|a\s+total\s+of\s+)?(?P<total>\d{1,5})(?![\d/:%-]|,\d|\.\d)(?!\s*(?:[.)]\s+\S|de\s+(?:enero|febrero|marzo|abril|mayo|junio|julio|agosto|sept|octubre|nov|dic)))"
)


def added_before_a_colon(r: Reading) -> Rules:
    """N03: parts in a row, a colon, and what they make."""
    for passage in r.passages:
        for m in _ADDED.finditer(passage.text) if ": " in passage.text else ():
            parts = [int(x) for x in re.findall(r"(?<![\w.,])\d{1,4}(?![\w])", m["parts"])]
            total = int(m["total"])
            if (
                len(parts) >= _MANY and max(parts) < total and sum(parts) != total
                and 0.6 * total <= sum(parts) <= 1.6 * total
            ):  # fmt: skip
                right = str(sum(parts))
                yield found(
                    "N03", passage, *m.span("total"),
                    says(f"Lo anterior suma {right}; aquí dice {total}.", f"What comes before adds up to {right}; here it says {total}."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("total"), right),))],
                    also=[passage.span(*m.span("parts"))], confidence=0.85,
                )  # fmt: skip


_BOTH = re.compile(r"(?i)\b(?:ambos|ambas|both)\s+(?:l[oa]s\s+)?(?P<noun>[^\W\d_]{4,})")
_SENTENCES = re.compile(r"(?<=[.;:])\s+(?=[A-ZÁÉÍÓÚÑ])|\n")
_ENUMERATION = rf"{CHAIN}(?:\s*,\s+(?:(?:de|of)\s+)?{CHAIN})+\s*,?\s+(?:y|e|and)\s+(?:(?:de|of)\s+)?{CHAIN}"
_MANY = 3


def both_of_many(r: Reading) -> Rules:
    """N06: “las alcaldesas de A, B y C … ambas alcaldesas”; “la Dirección de A, la Dirección de B y la Dirección de C … ambas
    direcciones”."""
    for passage in r.passages:
        text = passage.text
        if not any(n.kind == "both" for n in passage.entities.numbers):
            continue
        for m in _BOTH.finditer(text):
            stem = _stem(m["noun"])
            before = text[max(0, m.start() - 260) : m.start()]
            if stem in ("parte", "parti", "part"):
                continue
            told = "".join(_SENTENCES.split(before)[-2:])
            if _plural_of_many(told, stem) or _one_by_one(told, stem) >= _MANY:
                words = text[m.start() : m.end("noun")]
                yield found(
                    "N06", passage, m.start(), m.end("noun"),
                    says(f"“{words}” son dos, y aquí son más.", f"“{words}” means two, and here there are more."),
                    subject=words.split()[0],
                )  # fmt: skip


def _stem(noun: str) -> str:
    return fold(noun).rstrip("s")[:5]


def _plural_of_many(told: str, stem: str) -> bool:
    """“las alcaldesas de A, B y C”."""
    for m in re.finditer(
        rf"(?i)\b(?:los|las|the)\s+(?P<noun>[^\W\d_]+s)\s+(?:[^\W\d_]+es\s+)?(?:de|of)\s+(?-i:{_ENUMERATION})", told
    ):
        if _stem(m["noun"]) == stem:
            return True
    return False


def _one_by_one(told: str, stem: str) -> int:
    """How many of the kind are named: each time the word, in the singular, with another name after it."""
    names: Iterator[str] = (
        fold(m["of"])
        for m in re.finditer(
            r"(?P<noun>[A-ZÁÉÍÓÚÑ][^\W\d_]+)\s+(?:General\s+)?(?:de|del|of)\s+(?:(?:la|los|las|the)\s+)?(?P<of>[A-ZÁÉÍÓÚÑ][^\W\d_]+)",
            told,
        )
        if _stem(m["noun"]) == stem and not m["noun"].endswith("es")
    )
    return len(set(names))


_BOTH_ALONE = re.compile(
    r"(?i)\b(?P<w>ambos|ambas|both)\b(?=\s*[,.;]|\s+(?:se\s+|lo\s+|la\s+|los\s+|las\s+|le\s+|les\s+|have\s+|were\s+)?[^\W\d_]+(?:ron|an|en|rán|ban|ían|on|ed|gned|eed|ke)\b)"
)
_OF_OFFICE = (
    r"(?:(?:el|la|the)\s+)(?:president[ea]|alcalde(?:sa)?|s[íi]ndic[oa]|regidora?|secretari[oa]|director[a]?|coordinador[a]?|tesorer[oa]|"
    r"mayor|manager|clerk|director|trustee|secretary|enlace|c[óo]nsul|rector[a]?|diputad[oa])(?:\s+[^\W\d_]+){0,4}"
)
_THREE_OF_OFFICE = re.compile(rf"(?i){_OF_OFFICE},\s+{_OF_OFFICE}(?:,\s+{_OF_OFFICE})*,?\s+(?:y|e|and)\s+{_OF_OFFICE}")
_NAME = r"[A-ZÁÉÍÓÚÑ][\w’'.-]+(?:\s+(?:de\s+|del\s+|la\s+){0,2}[A-ZÁÉÍÓÚÑ0-9][\w’'-]*){1,4}"
_THREE_NAMES = re.compile(rf"{_NAME},\s+{_NAME}(?:,\s+{_NAME})*,?\s+(?:y|e|and)\s+{_NAME}")


def both_alone(r: Reading) -> Rules:
    """N06: three persons are named, and “ambos firmaron”."""
    for passage in r.passages:
        if not any(n.kind == "both" for n in passage.entities.numbers):
            continue
        for m in _BOTH_ALONE.finditer(passage.text):
            told = (
                "".join(_SENTENCES.split(passage.text[max(0, m.start() - 260) : m.start()])[-1:])
                or passage.text[max(0, m.start() - 260) : m.start()]
            )
            # two things were named after the three: they are the ones
            listed = [*_THREE_OF_OFFICE.finditer(told), *_THREE_NAMES.finditer(told)]
            last = max(listed, key=lambda x: x.end(), default=None)
            if last is None or re.search(
                rf"(?:{CHAIN}|[^\W\d_]+)\s+(?:y|e|and)\s+(?:{CHAIN}|(?:la|el|the)\s)", told[last.end() :]
            ):
                continue
            yield found(
                "N06", passage, *m.span("w"),
                says(f"“{m['w']}” son dos, y aquí son más.", f"“{m['w']}” means two, and here there are more."),
            )  # fmt: skip


_BOTH_BEFORE = re.compile(
    r"(?i)\b(?P<w>both|ambos|ambas)\s+(?:departments|offices|committees|agencies|institutions|schools|areas|fields|subjects|documents|annexes|projects|cities|towns|working\s+groups|"
    r"dependencias|direcciones|comisiones|oficinas|instituciones|escuelas|[áa]reas|campos|temas|documentos|anexos|proyectos|ciudades|municipios|mesas)\b[^.;:,()–—\n]{0,40}(?:\s[–—-]\s|\s\()(?P<l>[^.;:()–—\n]{5,160}?)(?=\s[–—-](?:\s|$)|\)|[.;]|$)"
)
_LED = re.compile(r"(?i)\b(?:led|headed|run|directed|a\s+cargo|dirigid\w+|encabezad\w+|whose|which|que|cuy\w+)\b")


def both_before_a_list(r: Reading) -> Rules:
    """N06: “Both departments consulted – parks, libraries and youth – …”."""
    for passage in r.passages:
        if not any(n.kind == "both" for n in passage.entities.numbers):
            continue
        for m in _BOTH_BEFORE.finditer(passage.text):
            parts = [x.strip() for x in m["l"].split(",") if x.strip()]
            joined = re.match(r"(?i)(?:and|y|e)\s", parts[-1]) if parts else None
            # “A, B and C”; “A and B, and C and D” are two
            many = len(parts) > _PAIR or (
                len(parts) == _PAIR
                and not joined
                and re.search(r"\s(?:and|y|e)\s", parts[1])
                and not re.search(r"\s(?:and|y|e)\s", parts[0])
            )
            if many and not _LED.search(m["l"]):
                yield found(
                    "N06", passage, *m.span("w"),
                    says(f"“{m['w']}” son dos, y aquí son más.", f"“{m['w']}” means two, and here there are more."),
                )  # fmt: skip


_PAIR = 2
# “Persons reached in 3.1 to 3.3: 396”, of paragraphs that each end in their figure
_OF_SECTIONS = re.compile(
    r"(?i)\b(?P<s>\d{1,2})\.(?P<a>\d{1,2})\s+(?:to|through|al?|y|and|[-–—])\s+(?P=s)\.(?P<b>\d{1,2})\s*:\s*(?P<n>\d[\d,]*)\.?\s*$"
)
_ITS_FIGURE = re.compile(r":\s*(?P<n>\d[\d,]*)\.?\s*$")
_OF_ALL_OF_THEM = re.compile(
    r"(?i)\b(?:total|suma|sum|reached|alcanzad\w+|in\s+all|attend\w+|asist\w+|persons|personas|people|beneficia\w+)\b"
)


def totals_of_sections(r: Reading) -> Rules:
    """N03: what several numbered paragraphs count, each at its end, added up in a line below them."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, p in enumerate(passages):
            m = _OF_SECTIONS.search(p.text) if p.text[-3:].strip(" .")[-1:].isdigit() else None
            if m is None or not _OF_ALL_OF_THEM.search(p.text[: m.start()]):
                continue
            parts = [
                next(
                    (
                        x
                        for q in passages[:i]
                        if q.text.startswith(f"{m['s']}.{k} ") and (x := _ITS_FIGURE.search(q.text))
                    ),
                    None,
                )
                for k in range(int(m["a"]), int(m["b"]) + 1)
            ]
            if len(parts) < _PAIR or not all(parts):
                continue
            right = sum(int(x["n"].replace(",", "")) for x in parts if x)
            if right != int(m["n"].replace(",", "")):
                yield found(
                    "N03", p, *m.span("n"), says(f"Esas partes suman {right}.", f"Those parts add up to {right}."), confidence=0.85,
                )  # fmt: skip


_MEAN_BELOW = re.compile(
    r"(?i)^\W*(?:average|mean|promedio|media)\s+(?:de\s+|of\s+)?(?:attendance|present|asistencia|asistentes|presentes)\s*:\s*(?P<n>\d+(?:\.\d+)?)\b"
)
_LAST_CELL = re.compile(r"(?:\t| {2,})(?P<n>\d{1,4})\s*$")


def means_below_tables(r: Reading) -> Rules:
    """N04: “Average attendance: 7” under a table whose last column is not that on the mean."""
    if not any(r.says(s) for s in ("average", "mean ", "promedio", "media ")):
        return
    for a, b in pairwise(r.passages):
        m = _MEAN_BELOW.match(b.text) if a.lang == b.lang and "\n" in a.text else None
        lines = a.text.split("\n") if m else []
        cells = [x for line in lines if (x := _LAST_CELL.search(line))]
        if m is None or len(cells) < _PAIR or len(lines) - len(cells) > 1:
            continue
        mean = sum(int(x["n"]) for x in cells) / len(cells)
        if abs(mean - float(m["n"])) > (0.5 if "." not in m["n"] else 0.06):
            yield found(
                "N04", b, *m.span("n"), says(f"La media de la tabla es {mean:.4g}.", f"The mean of the table is {mean:.4g}."), confidence=0.85,
            )  # fmt: skip


RULES = (
    totals_of_sections,
    means_below_tables,
    both_before_a_list,
    itemised,
    totals_of_lines,
    added_before_a_colon,
    shares_between_semicolons,
    both_of_many,
    both_alone,
)
