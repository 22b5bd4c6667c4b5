"""N, continued: who was there, how they voted, and what part of a goal was reached (N03, N05).

Basis: domain.md, the acts of committees and councils: they state attendance and votes.
"""

import re
from dataclasses import dataclass

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says

_PRESENT = re.compile(
    r"(?i)\b(?P<n>\d{1,3})\s+(?:de|of|out\s+of)\s+(?:l[oa]s\s+|sus\s+|(?:the|its)\s+)?(?P<all>\d{1,3})\s+(?:integrantes|miembros|vocales|regidores|consejeros|personas|members|councillors|councilors|councilmembers)\b"
)
_THERE = re.compile(r"(?i)asist|presen|reuni|qu[óo]rum|attend|present|met\b")
_FOR = re.compile(r"(?i)\b(?:votos?\s+)?a\s+favor\b|\b(?:votes?\s+)?in\s+favou?r\b|\bvotes?\s+for\b")
_AGAINST = re.compile(r"(?i)\b(?:votos?\s+)?en\s+contra\b|\b(?:votes?\s+)?against\b")
_ABSTAINED = re.compile(r"(?i)\babstenci(?:ón|on|ones)\b|\babsten(?:tions?|ciones)\b|\babstentions?\b")
_AFTER = re.compile(r"\s*(?:\t|:|\|)\s*(?P<n>\d{1,3})\b")
_BEFORE = re.compile(r"(?<![\d/.,-])(?P<n>\d{1,3})\s+(?:votos?\s+|votes?\s+)?$", re.IGNORECASE)
_UNANIMOUS = re.compile(r"(?i)\b(?:por\s+)?(?:unanimidad|un[áa]nime(?:mente)?|unanimous(?:ly)?)\b")
_PASSED = re.compile(r"(?i)\b(?:aprobad[oa]s?|aprob[óo]|approved|passed|carried)\b")


@dataclass(frozen=True)
class _Figure:
    passage: Passage
    start: int
    end: int
    value: int


def _figures(passages: list[Passage], kind: re.Pattern[str]) -> list[_Figure]:
    """The votes of a kind, each with its place: “9 votos a favor”, “Votos a favor: 9”."""
    out = []
    for p in passages:
        for m in kind.finditer(p.text):
            after, before = _AFTER.match(p.text, m.end()), _BEFORE.search(p.text[: m.start()])
            one = before or after
            if one:
                out.append(_Figure(p, *one.span("n"), int(one["n"])))
    return out


def quorum_and_votes(r: Reading) -> Rules:
    """N03: more came than there are, more voted than came, somebody voted against what was unanimous."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        attended: list[tuple[int, Passage, re.Match[str]]] = []
        for p in passages:
            for m in _PRESENT.finditer(p.text):
                n, of = int(m["n"]), int(m["all"])
                if n > of:
                    yield found(
                        "N03", p, *m.span("n"),
                        says(f"No pueden ser {n} de {of}.", f"They cannot be {n} of {of}."),
                    )  # fmt: skip
                elif _THERE.search(p.text):
                    attended.append((n, p, m))
        favour, against, abstained = (_figures(passages, kind) for kind in (_FOR, _AGAINST, _ABSTAINED))
        # one vote in the paper: of several it is not known which is whose
        if len(favour) != 1 or len(against) > 1 or len(abstained) > 1:
            continue
        cast = favour[0].value + sum(x[0].value for x in (against, abstained) if x)
        if len(attended) == 1:
            there = attended[0][0]
            whole = against and abstained
            if cast > there or (whole and cast < there):
                one = favour[0]
                yield found(
                    "N03", one.passage, one.start, one.end,
                    says(f"Los votos suman {cast} y asistieron {there}.", f"The votes add up to {cast} and {there} attended."),
                    also=[attended[0][1].span(*attended[0][2].span("n"))], confidence=0.9 if cast > there else 0.75,
                )  # fmt: skip
        if against and against[0].value:
            one = against[0]
            for p in passages:
                # of another point of the same session it may well be true
                m = _UNANIMOUS.search(p.text) if p is one.passage or p is favour[0].passage else None
                if m:
                    yield found(
                        "N03", p, *m.span(),
                        says(f"Hay {one.value} en contra.", f"{one.value} voted against."), confidence=0.85,
                    )  # fmt: skip
                    break
            if against[0].value > favour[0].value and any(
                _PASSED.search(p.text) for p in (one.passage, favour[0].passage)
            ):  # fmt: skip
                yield found(
                    "N03", favour[0].passage, favour[0].start, favour[0].end,
                    says("Aprobado con más votos en contra que a favor.", "Approved with more votes against than in favor."),
                    confidence=0.8,
                )  # fmt: skip


_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+"
_GOAL = re.compile(
    rf"(?i)\b(?:meta|programad[oa]s?|planead[oa]s?|goal|target|planned)\b[^.;:|\n\d]{{0,30}}[:|\t]?\s*(?P<b>{_NUMBER})\b[^%\d]{{1,50}}?"
    rf"(?:alcanzad[oa]s?|realizad[oa]s?|lograd[oa]s?|cumplid[oa]s?|achieved|reached|completed|done|actual)\b[^.;:|\n\d]{{0,20}}[:|\t]?\s*(?P<a>{_NUMBER})\b[^%\d]{{1,40}}?"
    r"(?:avance|cumplimiento|porcentaje|progress|completion|rate)\b[^.;:|\n\d]{0,25}[:|\t]?\s*(?P<p>\d{1,3}(?:[.,]\d+)?)\s*%"
)


def parts_of_goals(r: Reading) -> Rules:
    """N05: “Meta: 20. Alcanzada: 15. Avance: 85 %”, in one paragraph or line under line."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, passage in enumerate(passages):
            near = passages[i : i + 3] if len(passage.text) < _LINE else [passage]
            text, starts = "", []
            for p in near:
                starts.append(len(text))
                text += p.text + "\n"
            m = _GOAL.match(text) or _GOAL.search(text, 0, len(passage.text) + (0 if len(near) == 1 else len(text)))
            if m is None or m.start() >= len(passage.text):
                continue
            a, b = (float(m[g].replace(",", "")) for g in "ab")
            said = float(m["p"].replace(",", "."))
            if not b or abs(100 * a / b - said) <= (0.6 if m["p"].isdigit() else 0.11):
                continue
            at = max(n for n, s in enumerate(starts) if s <= m.start("p"))
            right = f"{100 * a / b:.1f}".rstrip("0").rstrip(".")
            start, end = m.start("p") - starts[at], m.end("p") - starts[at]
            yield found(
                "N05", near[at], start, end,
                says(f"{m['a']} de {m['b']} es el {right} %.", f"{m['a']} of {m['b']} is {right} %."),
                repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (near[at].edit(start, end, right),))],
            )  # fmt: skip


_LINE = 80  # characters

RULES = (quorum_and_votes, parts_of_goals)
