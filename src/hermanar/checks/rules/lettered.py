"""N, continued: a count and the lettered or numbered list that runs on in its sentence (N08)."""

import re

from ..findings import Repair, Severity
from ..numerals import from_roman
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain, written

_OPENED = re.compile(r"\s+[^\W\d_]+(?:\s+[^\W\d_,.;:]+){0,8}\s*:\s*(?=\(?[a1i][).]\s)")
_LABEL = re.compile(r"(?:^|(?<=[\s(;:,]))\(?(?P<n>[a-z]|\d{1,2})[).](?=\s)")


def counts_of_runs(r: Reading) -> Rules:
    """N08: “cuatro puntos: a) el estudio; b) el calendario, y c) las áreas”."""
    for passage in r.passages:
        for n in passage.entities.numbers:
            opened = _OPENED.match(passage.text, n.end) if n.kind == "count" and 2 <= n.value <= 15 else None
            if opened is None:
                continue
            labels = _run(passage, opened.end())
            if len(labels) >= 2 and len(labels) != n.value:
                items = len(labels)
                yield found(
                    "N08", passage, n.start, n.end,
                    says(f"Anuncia {plain(n.value)} y la lista tiene {items}.", f"It announces {plain(n.value)} and the list has {items}."),
                    repairs=[Repair(says(f"Poner {items}", f"Put {items}"), tuple(written(n, items, passage)))], confidence=0.9,
                )  # fmt: skip


def _run(passage: Passage, at: int) -> list[re.Match[str]]:
    """The labels of one run, each the one after the last."""
    out: list[re.Match[str]] = []
    for m in _LABEL.finditer(passage.text, at):
        first = m["n"] in ("a", "1")
        after = bool(out) and _order(m["n"]) == _order(out[-1]["n"]) + 1 and m["n"].isdigit() == out[-1]["n"].isdigit()
        if (first and not out) or after:
            out.append(m)
        elif first:
            break
    return out


def _order(label: str) -> int:
    return int(label) if label.isdigit() else ord(label)


# “I. Cultura; II. Turismo; IV. Minería”, “a) …; c) …”: labels that run on in one paragraph, after a colon or a semicolon
_MARK = re.compile(
    r"(?:\A|:\s+|;\s+(?:(?:y|e|and)\s+)?|,\s+(?:y|e|and)\s+)(?P<n>[IVX]{1,5}|[a-h]|\d{1,2})(?P<close>[.)])\s+(?=[^\W\d_])"
)


def runs_with_a_gap(r: Reading) -> Rules:
    """N07: “I. Cultura; II. Turismo; IV. Minería”."""
    for p in r.passages if r.says("; ") else ():
        marks = list(_MARK.finditer(p.text)) if "; " in p.text and (". " in p.text or ") " in p.text) else []
        if len(marks) < _LEAST or len({m["close"] for m in marks}) > 1:
            continue
        orders = [from_roman(m["n"]) if m["n"].isupper() else _order(m["n"]) for m in marks]
        first = orders[0]
        if first not in (1, ord("a")) or len({(m["n"].isdigit(), m["n"].isupper()) for m in marks}) > 1:
            continue
        wrong = next((m for i, m in enumerate(marks) if orders[i] != first + i), None)
        if wrong is not None:
            yield found(
                "N07", p, *wrong.span("n"),
                says(f"“{wrong['n']}” no sigue al anterior.", f"“{wrong['n']}” does not follow the one before."), severity=Severity.WARNING, confidence=0.85,
            )  # fmt: skip


_ORDINALS = {
    w: i
    for row in (
        "primer[oa] segund[oa] tercer[oa] cuart[oa] quint[oa] sext[oa] s[ée]ptim[oa] octav[oa] noven[oa] d[ée]cim[oa]",
        "first second third fourth fifth sixth seventh eighth ninth tenth",
    )
    for i, w in enumerate(row.split(), 1)
}
_OPENS_WITH = re.compile(
    rf"\W*(?:(?P<o>{'|'.join(_ORDINALS)})\s*[.:–—-]|(?P<a>\d{{1,2}})\.(?P<b>\d{{1,2}})[.)]?\s)", re.IGNORECASE
)
_WHAT_FOLLOWS = (
    r"(?:pledges|commitments|activities|actions|points|declarations|resolutions|projects|measures|promises|results|conclusions|recommendations|"
    r"compromisos|actividades|acciones|puntos|declaraciones|resoluciones|proyectos|medidas|promesas|resultados|conclusiones|recomendaciones|acuerdos)"
)
# “make to each other these three pledges:”, “We carried out four activities.”
_ANNOUNCES = re.compile(
    rf"(?i)\s+(?:\(\d+\)\s+)?(?:[^\W\d_]+\s+){{0,2}}?{_WHAT_FOLLOWS}(?:\s+(?:siguientes|to\s+each\s+other))?\s*(?:(?P<colon>:)|\.)\s*$"
)


def counts_of_paragraphs(r: Reading) -> Rules:
    """N08: “these three pledges:” over paragraphs that begin FIRST, SECOND, THIRD and FOURTH; “We carried out five activities.” over
    3.1 to 3.4."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, p in enumerate(passages[:-1]):
            n = p.entities.numbers[-1] if p.entities.numbers else None
            if n is None or n.kind != "count" or not 2 <= n.value <= 12:
                continue
            announced = _ANNOUNCES.match(p.text, n.end)
            opened = announced and _OPENS_WITH.match(passages[i + 1].text)
            # a whole sentence and no more announces what is numbered under it
            if not announced or not opened or (not announced["colon"] and len(p.text) > _SHORT) or _place(opened) != 1:
                continue
            items = _paragraphs(passages[i + 1 :], opened)
            if items >= _LEAST - 1 and items != n.value:
                yield found(
                    "N08", p, n.start, n.end,
                    says(f"Anuncia {plain(n.value)} y la lista tiene {items}.", f"It announces {plain(n.value)} and the list has {items}."),
                    repairs=[Repair(says(f"Poner {items}", f"Put {items}"), tuple(written(n, items, p)))], confidence=0.85,
                )  # fmt: skip


def _place(m: re.Match[str]) -> int:
    if m["b"]:
        return int(m["b"])
    return next(i for w, i in _ORDINALS.items() if re.fullmatch(w, m["o"], re.IGNORECASE))


def _paragraphs(passages: list[Passage], first: re.Match[str]) -> int:
    """How far the numbers run on: each the one after the last; 0 where one is left out or comes again."""
    last = 0
    for p in passages:
        m = _OPENS_WITH.match(p.text)
        if m is None or bool(m["o"]) != bool(first["o"]) or m["a"] != first["a"]:
            continue
        if _place(m) != last + 1:
            return 0
        last += 1
    return last


_LEAST, _SHORT = 3, 120
RULES = (counts_of_runs, runs_with_a_gap, counts_of_paragraphs)
