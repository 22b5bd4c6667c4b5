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
_ALL_PRESENT = re.compile(
    r"(?i)\b(?:de\s+)?(?:l[oa]s\s+|the\s+)(?P<n>\d{1,3})\s+(?:integrantes|miembros|regidores|personas|members|councillors|councilors)\s+(?:presentes|asistentes|present)\b"
)
_THERE = re.compile(r"(?i)asist|presen|reuni|qu[óo]rum|cont[óo]\s+con|pas[óo]\s+lista|attend|present|met\b")
_FOR = re.compile(r"(?i)\b(?:votos?\s+)?a\s+favor\b|\b(?:votes?\s+)?in\s+favou?r\b|\bvotes?\s+for\b")
_AGAINST = re.compile(r"(?i)\b(?:votos?\s+)?en\s+contra\b|\b(?:votes?\s+)?against\b")
_ABSTAINED = re.compile(r"(?i)\babstenci(?:ón|on|ones)\b|\babsten(?:tions?|ciones)\b|\babstentions?\b")
_AFTER = re.compile(r"(?:\s*+[:|]|(?=\s*\t))\s*+(?P<n>\d{1,3})\b")
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


# an agreement counts no votes and no goals
_WITHOUT = frozenset({"agreement", "declaration", "designation"})
_ROWS = 3  # passages: votes told row by row


def quorum_and_votes(r: Reading) -> Rules:
    """N03: more came than there are, more voted than came, somebody voted against what was unanimous."""
    if r.brief.kind in _WITHOUT:
        return
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
            attended += [(int(m["n"]), p, m) for m in _ALL_PRESENT.finditer(p.text)]
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
                near = abs(passages.index(p) - passages.index(one.passage)) <= _ROWS
                m = _UNANIMOUS.search(p.text) if near else None
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
    if r.brief.kind in _WITHOUT:
        return
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


_SPENT = re.compile(
    rf"(?i)\b(?:autorizad[oa]|aprobad[oa]|asignad[oa]|presupuesto|budget(?:ed)?|authori[sz]ed|approved)\b[^.;\n\d$]{{0,40}}\$?\s?(?P<b>{_NUMBER})(?:\.\d\d)?[^\d]{{1,60}}?"
    rf"(?:ejercid[oa]|gastad[oa]|erogad[oa]|spent|executed|used)\b[^.;\n\d$]{{0,30}}\$?\s?(?P<a>{_NUMBER})(?:\.\d\d)?"
    r"(?P<share>[^\d]{1,40}?(?P<p>\d{1,3}(?:[.,]\d+)?)\s*%)?"
    rf"(?:[^\d]{{1,60}}?(?:por\s+ejercer|restante|remanente|disponible|saldo|remaining|balance|unspent)\b[^.;\n\d$]{{0,20}}\$?\s?(?P<c>{_NUMBER})(?:\.\d\d)?)?"
)


def budgets(r: Reading) -> Rules:
    """N05 and N03: what was spent of a budget, its share, and what is left."""
    for passage in r.passages:
        for m in _SPENT.finditer(passage.text) if r.brief.kind not in _WITHOUT else ():
            a, b = (float(m[g].replace(",", "")) for g in "ab")
            if not b or a > b:
                continue
            if m["p"] and abs(100 * a / b - float(m["p"].replace(",", "."))) > (0.6 if m["p"].isdigit() else 0.11):
                right = f"{100 * a / b:.1f}".rstrip("0").rstrip(".")
                yield found(
                    "N05", passage, *m.span("p"),
                    says(f"{m['a']} de {m['b']} es el {right} %.", f"{m['a']} of {m['b']} is {right} %."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("p"), right),))],
                )  # fmt: skip
            if m["c"] and abs(b - a - float(m["c"].replace(",", ""))) > 1:
                right = f"{b - a:,.0f}"
                yield found(
                    "N03", passage, *m.span("c"),
                    says(f"De {m['b']} menos {m['a']} quedan {right}.", f"Of {m['b']} less {m['a']}, {right} are left."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("c"), right),))],
                )  # fmt: skip


_TOTAL_OF = re.compile(
    r"(?i)\btotal\s+(?:de|of)\s+(?P<unit>[^\W\d_]{4,})\s*:\s*(?P<n>\d{1,5})\b(?:[.;]?\s+(?:promedio|average|media)[^.;:\d]{0,40}:\s*(?P<m>\d{1,5}(?:\.\d+)?)\b)?"
)
_MOST = 12  # lines above a total


def totals_of_items(r: Reading) -> Rules:
    """N03 and N04: “a) …, con 14 asistentes. b) …, con 22 asistentes. Total de asistentes: 46. Promedio: 18”."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, passage in enumerate(passages):
            for m in _TOTAL_OF.finditer(passage.text) if "otal" in passage.text else ():
                stem = m["unit"].lower()[:6]
                parts: list[tuple[Passage, int, int, int]] = []
                for p in reversed(passages[max(0, i - _MOST) : i]):
                    own = [
                        n for n in p.entities.numbers if n.kind == "count" and n.unit and n.unit.lower()[:6] == stem and n.figures is not None
                    ]  # fmt: skip
                    if len(own) != 1:
                        break
                    parts.append((p, own[0].start, own[0].end, int(own[0].value)))
                if len(parts) < _ENOUGH:
                    continue
                right = sum(v for *_, v in parts)
                also = [p.span(a, b) for p, a, b, _ in parts]
                if right != int(m["n"]):
                    yield found(
                        "N03", passage, *m.span("n"),
                        says(f"La suma de lo anterior es {right}; aquí dice {m['n']}.", f"What stands above adds up to {right}; here it says {m['n']}."),
                        repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("n"), str(right)),))],
                        also=also, confidence=0.9,
                    )  # fmt: skip
                mean = right / len(parts)
                if m["m"] and abs(mean - float(m["m"])) > _ROUNDED:
                    yield found(
                        "N04", passage, *m.span("m"),
                        says(f"Con esas cifras el promedio es {mean:.1f}; aquí dice {m['m']}.", f"With those figures the mean is {mean:.1f}; here it says {m['m']}."),
                        also=also, confidence=0.85,
                    )  # fmt: skip


_TWO_PARTS = re.compile(
    r"(?i)(?P<n>(?<![\d,.])\d{1,4})\s*(?:[^\W\d_]+\s*)?,\s*(?:of\s+(?:whom|which)|de\s+(?:los|las)\s+(?:cuales|que))\s+(?P<a>\d{1,4})\s+(?:are\s+|were\s+|son\s+|fueron\s+|eran\s+)?[^\W\d_]+\s+(?:and|y|e)\s+(?P<b>\d{1,4})\s+(?:are\s+|were\s+|son\s+|fueron\s+|eran\s+)?(?:men|women|hombres|mujeres|boys|girls|ni[ñn][oa]s|varones)\s*(?=[.;,)]|$)"
)


def parts_of_two(r: Reading) -> Rules:
    """N03: “Students exchanged: 20, of whom 10 are women and 8 are men”."""
    for passage in r.passages:
        for m in _TWO_PARTS.finditer(passage.text) if r.brief.kind not in _WITHOUT else ():
            right = int(m["a"]) + int(m["b"])
            if right != int(m["n"]):
                yield found(
                    "N03", passage, *m.span("n"),
                    says(f"{m['a']} y {m['b']} son {right}.", f"{m['a']} and {m['b']} are {right}."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("n"), str(right)),))], confidence=0.9,
                )  # fmt: skip


_ENOUGH, _ROUNDED = 2, 0.51
_LINE = 80  # characters

_ONE_AGAINST = re.compile(
    r"(?i)\b(?:votos?\s+)?(?:a\s+favor|in\s+favou?r)\b[^.;\n]{0,30}?\b(?P<k>un[oa]?|dos|tres|cuatro|cinco|seis|one|two|three|four|five|six)\s+(?:votos?\s+|votes?\s+)?(?:en\s+contra|against)\b"
)
_BY_ALL = re.compile(
    r"(?i)(?<!no\s)\b(?:por\s+unanimidad(?:\s+de\s+votos)?|un[áa]nimemente|unanimously|by\s+unanimous\s+vote)\b"
)


_NOT_BY_ALL = re.compile(r"(?i)\b(?:no|sin|not)\b[^.;]{0,40}$")


def unanimous_with_one_against(r: Reading) -> Rules:
    """N03: “nueve votos a favor, uno en contra … Se aprueba por unanimidad el estudio”, with the votes in words."""
    if r.brief.kind in _WITHOUT or not (r.says("unanimidad") or r.says("unánim") or r.says("unanim")):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        told = [(i, p, m) for i, p in enumerate(passages) for m in _ONE_AGAINST.finditer(p.text)]
        if len(told) != 1:
            continue
        at, where, against = told[0]
        for p in passages[at : at + _ROWS]:
            m = _BY_ALL.search(p.text, against.end() if p is where else 0)
            if m and not _NOT_BY_ALL.search(p.text[: m.start()]):
                yield found(
                    "N03", p, *m.span(), says("Hubo votos en contra.", "There were votes against."),
                    also=[where.span(*against.span("k"))], confidence=0.85,
                )  # fmt: skip
                break


_OF_GOAL = re.compile(
    rf"(?i)(?P<a>{_NUMBER})(?:\s+[^\W\d_]+){{0,2}}?,?\s+(?:es\s+decir|o\s+sea|esto\s+es|lo\s+que\s+(?:representa|equivale\s+a)|equivalentes?\s+a|that\s+is|which\s+is),?\s+(?:el\s+|al\s+|un\s+)?(?P<p>\d{{1,3}}(?:\.\d+)?)\s*%\s+(?:de\s+la\s+meta|of\s+the)\s+"
    r"(?:(?P<year>anual|annual|yearly)|(?:del\s+)?trimestr(?:al|e)|quarterly)"
)
_GOAL_OF = {
    True: re.compile(rf"(?i)\bmeta\s+anual\b[^.;\d]{{0,25}}(?P<b>{_NUMBER})|\b(?:annual|yearly)\s+(?:goal|target)\b[^.;\d]{{0,25}}(?P<b2>{_NUMBER})"),
    False: re.compile(rf"(?i)\bmeta\s+(?:del\s+)?trimestr(?:al|e)\b[^.;\d]{{0,25}}(?P<b>{_NUMBER})|\bquarterly\s+(?:goal|target)\b[^.;\d]{{0,25}}(?P<b2>{_NUMBER})"),
}  # fmt: skip


def shares_of_a_goal(r: Reading) -> Rules:
    """N05: “Meta anual: 24. Meta del trimestre: 6. Alcanzado: 6, es decir, 100 % de la meta anual”."""
    if r.brief.kind in _WITHOUT or not r.says("%"):
        return
    for p in r.passages:
        for m in _OF_GOAL.finditer(p.text) if "%" in p.text else ():
            goal = _GOAL_OF[bool(m["year"])].search(p.text)
            if goal is None:
                continue
            a, b = (float(x.replace(",", "")) for x in (m["a"], goal["b"] or goal["b2"]))
            if b and abs(100 * a / b - float(m["p"])) > (0.6 if m["p"].isdigit() else 0.11):
                right = f"{100 * a / b:.1f}".removesuffix(".0")
                yield found(
                    "N05", p, *m.span("p"), says(f"{m['a']} de {b:g} es el {right} %.", f"{m['a']} of {b:g} is {right} %."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (p.edit(*m.span("p"), right),))], confidence=0.85,
                )  # fmt: skip


RULES = (
    shares_of_a_goal,
    unanimous_with_one_against,
    quorum_and_votes,
    parts_of_goals,
    budgets,
    totals_of_items,
    parts_of_two,
)
