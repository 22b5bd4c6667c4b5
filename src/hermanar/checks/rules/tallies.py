"""N, of figures told apart: a share beside its own count, shares of answers that are more than all, votes beyond those present, the
mean of a table told under it, a total under its list (N03, N04, N05); how many texts against how many languages (N06, N08); years told
beside their first and last (N03)."""

import re

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain

_W = Severity.WARNING
_SHARE_OF = re.compile(
    r"(?i)(?P<w>(?P<p>\d{1,3}(?:\.\d{1,2})?)\s?(?:%|por\s+ciento|percent))[^.;()\d%]{0,50}\((?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?P<unit>[^\W\d_]{4,})"
)
_PERCENT = re.compile(r"(?<![\d.,])(?P<w>(?P<p>\d{1,3}(?:\.\d{1,2})?)\s?%)")
_NEAR = 0.6
_WHO = frozenset(("personas", "encuestados", "encuestadas", "respuestas", "asistentes", "participantes", "habitantes", "alumnos", "people", "respondents", "answers", "attendees", "participants", "residents", "students"))  # fmt: skip


def _found(p: Passage, code: str, span: tuple[int, int], es: str, en: str, *, confidence: float = 0.8):
    return found(code, p, *span, says(es, en), severity=_W, confidence=confidence)


def shares_beside_counts(r: Reading) -> Rules:
    """N05: “El 65 % de ellas (300 personas)”, of the 400 that the paragraph tells."""
    if not r.says("%") and not r.says("ciento") and not r.says("percent"):
        return
    for p in r.passages:
        if "(" not in p.text or ("%" not in p.text and "cent" not in p.low and "ciento" not in p.low):
            continue
        for m in _SHARE_OF.finditer(p.text):
            part, share = float(m["n"].replace(",", "")), float(m["p"])
            wholes = [n.value for n in p.entities.numbers if n.end <= m.start() and n.value > part and n.unit in _WHO]
            # “el 30 % de ellas (36 personas)”, of the 60 % told before
            wholes += [w * float(q["p"]) / 100 for w in wholes for q in _PERCENT.finditer(p.text, 0, m.start())]
            if wholes and 0 < share <= 100 and all(abs(100 * part / w - share) > _NEAR for w in wholes):
                right = f"{100 * part / wholes[0]:.1f}".removesuffix(".0")
                yield _found(p, "N05", m.span("w"), f"{plain(part)} de {plain(wholes[0])} es el {right} %.", f"{plain(part)} of {plain(wholes[0])} is {right} %.")  # fmt: skip


# who gave no answer, and the rest, close the whole
_THE_REST = re.compile(
    r"(?i)\b(?:no\s+(?:respondi|contest|opin|sabe|tiene\s+opini)\w*|sin\s+(?:respuesta|opini[óo]n)|el\s+resto|restante|indecis\w+|did\s+not\s+(?:answer|respond)|no\s+(?:answer|opinion)|undecided|the\s+rest|remaining)\b"
)
_THREE, _SUMS = 3, (80, 130)


def shares_of_answers(r: Reading) -> Rules:
    """N05: “El 75 % apoya; el 15 % no lo apoya y el 20 % no respondió”."""
    if not r.says("%"):
        return
    for p in r.passages:
        if p.text.count("%") < _THREE or not _THE_REST.search(p.text):
            continue
        for at, words in _full_sentences(p.text):
            shares = list(_PERCENT.finditer(words))
            total = sum(float(m["p"]) for m in shares)
            closed = len(shares) >= _THREE and _THE_REST.search(words, shares[-1].start())
            if closed and abs(total - 100) > 1 and _SUMS[0] <= total <= _SUMS[1] and not re.search(r"(?i)\bde\s+(?:ell[oa]s|est[oa]s|[ée]stos)\b|\bof\s+(?:them|these|those)\b", words[shares[1].end() :]):  # fmt: skip
                last = shares[-1]
                yield _found(p, "N05", (at + last.start("w"), at + last.end("w")), f"Los porcentajes suman {total:g}, no 100.", f"The percentages add up to {total:g}, not 100.")  # fmt: skip


_STOP = re.compile(r"\.\s+(?=[A-ZÁÉÍÓÚÑ¿“])")


def _full_sentences(text: str) -> list[tuple[int, str]]:
    """Sentences to their full stop; a semicolon ends none."""
    out, at = [], 0
    for m in _STOP.finditer(text):
        out.append((at, text[at : m.start()]))
        at = m.end()
    return [*out, (at, text[at:])]


_VOTED = re.compile(
    r"(?i)\b(?:votos|votes)\b[^.;:\d]{0,25}?\b(?:de|of)\s+(?:l[oa]s|the)\s+(?P<all>\w+)\s+(?:[^\W\d_]+\s+){0,2}?(?:presentes|asistentes|integrantes|miembros|present|members|councill?ors)\b"
)


def votes_of_those_present(r: Reading) -> Rules:
    """N03: “por mayoría de diez votos de los nueve integrantes presentes”."""
    if not r.says("votos") and not r.says("votes"):
        return
    for p in r.passages:
        for m in _VOTED.finditer(p.text) if "votos" in p.low or "votes" in p.low else ():
            cast = next((n for n in p.entities.numbers if 0 <= m.start() - n.end <= 1), None)
            there = next((n for n in p.entities.numbers if n.start == m.start("all")), None)
            if cast and there and cast.value > there.value:
                yield _found(p, "N03", (cast.start, there.end), f"No pueden votar {plain(cast.value)} de {plain(there.value)}.", f"{plain(cast.value)} of {plain(there.value)} cannot vote.", confidence=0.9)  # fmt: skip


_TEXTS = re.compile(
    r"(?i)\b(?P<w>ambos\s+textos|both\s+texts|(?:los|las|the|all)\s+(?P<n>dos|tres|cuatro|two|three|four)\s+(?:textos|versiones|texts|versions))\b"
)
_TONGUES = frozenset("español castellano inglés francés portugués italiano alemán japonés chino coreano árabe ruso spanish english french portuguese italian german japanese chinese korean arabic russian".split())  # fmt: skip
_COUNTED = {"dos": 2, "two": 2, "tres": 3, "three": 3, "cuatro": 4, "four": 4}
_WORD = re.compile(r"[^\W\d_]+")


def texts_and_languages(r: Reading) -> Rules:
    """N08: “en español e inglés, siendo los tres textos igualmente auténticos”; N06: “ambos textos” of three languages."""
    if not r.says("textos") and not r.says("texts") and not r.says("version"):
        return
    for p in r.passages:
        if "text" not in p.low and "version" not in p.low:
            continue
        for at, words in p.sentences:
            m = _TEXTS.search(words)
            told = {w for w in _WORD.findall(words[: m.start()].lower()) if w in _TONGUES} if m else set()
            said = _COUNTED[m["n"].lower()] if m and m["n"] else 2
            if m and len(told) > 1 and len(told) != said:
                code = "N08" if m["n"] else "N06"
                yield _found(p, code, (at + m.start("w"), at + m.end("w")), f"Los idiomas son {len(told)}.", f"The languages are {len(told)}.", confidence=0.9)  # fmt: skip


_IN_ALL = re.compile(
    r"(?i)\b(?:en\s+total\s+(?:asist|particip|acud|se\s+atend|se\s+report)\w*|en\s+total,?\s+(?:hubo|fueron|son)|in\s+total,?|a\s+total\s+of)\s+(?:a\s+)?(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?P<who>personas|asistentes|participantes|people|attendees|participants|persons)\b"
)
_ITEM_OF = re.compile(
    r"(?i)(?<![\d,.$])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:personas|asistentes|participantes|people|attendees|participants|persons)\b"
)
_EACH = re.compile(
    r"(?i)\b(?:promedio|average|media)\s+(?:de|of)\s+(?P<w>\d{1,5}(?:\.\d+)?)\s+(?:[^\W\d_]+\s+){0,2}?(?:por|per)\s"
)
_MOST, _PAIR = 15, 2


def totals_under_a_list(r: Reading) -> Rules:
    """N03: “En total asistieron 650 personas”, under a list whose items each tell how many came. N04: “un promedio de 250 por actividad”."""
    if not r.says("total"):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, p in enumerate(passages):
            m = _IN_ALL.search(p.text) if "total" in p.low else None
            parts: list[float] = []
            for q in reversed(passages[max(0, i - _MOST) : i]) if m else ():
                own = _ITEM_OF.findall(q.text)
                if len(own) != 1:
                    break
                parts.append(float(own[0].replace(",", "")))
            if not m or len(parts) < _PAIR:
                continue
            total, right = float(m["n"].replace(",", "")), sum(parts)
            if max(parts) < total != right:
                yield _found(p, "N03", m.span("n"), f"La lista suma {plain(right)}.", f"The list adds up to {plain(right)}.", confidence=0.85)  # fmt: skip
            each = _EACH.search(p.text, m.end())
            if each and abs(right / len(parts) - float(each["w"])) > _NEAR:
                yield _found(p, "N04", each.span("w"), f"De la lista sale un promedio de {right / len(parts):.1f}.", f"The list gives a mean of {right / len(parts):.1f}.")  # fmt: skip


_MEAN_OF = re.compile(
    r"(?i)\b(?P<what>asistencia|participaci[óo]n|attendance)\s+(?:promedio|media|average)\s+(?:fue|es|was|is)\s+(?:de\s+|of\s+)?(?P<w>\d{1,5}(?:\.\d+)?)\b|"
    r"\b(?:average|mean)\s+(?P<what_en>attendance|participation)\s+(?:was|is)\s+(?:of\s+)?(?P<w_en>\d{1,5}(?:\.\d+)?)\b"
)
_MEAN_NEXT = re.compile(
    r"(?i)\b(?:on\s+average|en\s+promedio),?\s+(?:(?:viajaron|asistieron|participaron|acudieron|hubo)\s+)?(?P<w>\d{1,5}(?:\.\d+)?)\s+[^\W\d_]{4,}"
)
_LAST_CELL = re.compile(r"\|\s*(?P<n>\d[\d,]*)\s*\|?\s*$")
_YEAR_CELL = re.compile(r"\|\s*(?:19|20)\d\d\s*\|")
_MEANS = ("promedio", "media", "average", "mean")


def means_under_a_table(r: Reading) -> Rules:
    """N04: “La asistencia promedio fue de 42 personas por taller”, under the table of those who came. N03: the total of a table that
    goes by years."""
    if not r.says("|"):
        return
    for lang in r.content.languages:
        rows: list[tuple[Passage, float]] = []
        after = 0  # paragraphs since the table
        for p in (q for q in r.passages if q.lang == lang):
            if "|" in p.text:
                cell = _LAST_CELL.search(p.text)
                if after or (cell is None and re.search(r"[^\W\d_]", p.text)):
                    rows, after = [], 0
                if cell and "total" in p.low and p.text.count("|") <= _TWO_CELLS and len(rows) > 1:
                    right, said = sum(n for _, n in rows), float(cell["n"].replace(",", ""))
                    if right != said and all(_YEAR_CELL.match(q.text) for q, _ in rows):
                        yield _found(p, "N03", cell.span("n"), f"La columna suma {plain(right)}.", f"The column adds up to {plain(right)}.", confidence=0.9)  # fmt: skip
                elif cell:
                    rows.append((p, float(cell["n"].replace(",", ""))))
                continue
            after += 1
            if len(rows) < _PAIR or not any(s in p.low for s in _MEANS):
                continue
            m = _MEAN_OF.search(p.text) or (_MEAN_NEXT.search(p.text) if after == 1 else None)
            if m:
                group = "w" if m["w"] else "w_en"
                right = sum(n for _, n in rows) / len(rows)
                if abs(right - float(m[group])) > _NEAR:
                    yield _found(p, "N04", m.span(group), f"De la tabla sale un promedio de {right:.1f}.", f"The table gives a mean of {right:.1f}.")  # fmt: skip


_TWO_CELLS = 3  # bars
_LABEL = re.compile(
    r"(?i)^\W*(?P<noun>actividades|acciones|eventos|reuniones|sesiones|activities|events|meetings|sessions)\s+(?:realizadas|realizados|celebradas|celebrados|llevadas\s+a\s+cabo|carried\s+out|held)\s*:\s*(?P<w>\w+)\.?\s*$"
)
_ITEM = re.compile(r"\W{0,2}\d{1,2}[.)]\s")


def counts_over_their_list(r: Reading) -> Rules:
    """E03: “Actividades realizadas: cuatro”, over a list of three."""
    if r.brief.kind in ("agreement", "declaration"):
        return
    if not any(r.says(s) for s in ("realizadas:", "realizados:", "celebradas:", "celebrados:", "a cabo:", "carried out:", "held:")):  # fmt: skip
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, p in enumerate(passages):
            m = _LABEL.match(p.text) if len(p.text) < _SHORT else None
            said = next((n.value for n in p.entities.numbers if n.start == m.start("w")), None) if m else None
            if m is None or said is None:
                continue
            listed = 0
            for q in passages[i + 1 :]:
                if not _ITEM.match(q.text):
                    break
                listed += 1
            if listed > 1 and listed != said:
                yield _found(p, "E03", m.span("w"), f"La lista tiene {listed}.", f"The list has {listed}.", confidence=0.9)  # fmt: skip


_SHORT = 80


_FROM_TO = re.compile(
    r"(?i)\s+(?P<u>años|years),?\s+(?:de|del|desde|from|between)\s+(?:el\s+año\s+)?(?P<a>(?:19|20)\d\d)\s+(?:a|al|hasta|to|and|until)\s+(?P<b>(?:19|20)\d\d)\b"
)


def years_between(r: Reading) -> Rules:
    """N03: “durante veinte años, de 2010 a 2026”, “from 2023 to 2025, that is, over five years”."""
    if not r.says("años") and not r.says("years"):
        return
    for p in r.passages:
        # two years of the calendar must stand in it
        if p.text.count("20") + p.text.count("19") < _PAIR or ("años" not in p.low and "years" not in p.low):
            continue
        for m in (*_FROM_TO.finditer(p.text), *_YEARS_THEN.finditer(p.text)):
            at = m.start("n") if m.re is _YEARS_THEN else -1
            said = next((n for n in p.entities.numbers if n.start == at or (at < 0 and n.end == m.start())), None)
            been = int(m["b"]) - int(m["a"])
            if said and said.value not in (been, been + 1) and been > 0:
                yield _found(p, "N03", (said.start, m.end("u")), f"De {m['a']} a {m['b']} van {been} años.", f"From {m['a']} to {m['b']} there are {been} years.", confidence=0.85)  # fmt: skip


_YEARS_THEN = re.compile(
    r"(?i)\b(?:de|desde|from)\s+(?P<a>(?:19|20)\d\d)\s+(?:a|hasta|to|until)\s+(?P<b>(?:19|20)\d\d),\s+(?:es\s+decir|esto\s+es|o\s+sea|that\s+is),?\s+(?:(?:durante|por|en|over|for|in)\s+)?(?P<n>\w+)\s+(?P<u>años|years)\b"
)
_OF_ALL = re.compile(
    r"(?i)(?:^|[.]\s+)(?:de|of)\s+(?:(?:las|los|the)\s+)?(?P<t>\d{1,3}(?:,\d{3})+|\d{1,6})\s+(?:personas|encuestad[oa]s|entrevistad[oa]s|respuestas|participantes|people|persons|respondents|answers)\b"
)
_PLAIN = re.compile(r"(?<![\d.,(/$])(?P<n>\d{1,3}(?:,\d{3})+|\d{1,6})(?![\d]|[.,/]\d|\s?%)(?=\s)")


def answers_of_all_asked(r: Reading) -> Rules:
    """N03: “Of 500 people surveyed, 400 support the twinning, 80 oppose it and 40 did not answer”."""
    if r.brief.kind in ("agreement", "declaration"):
        return
    for p in r.passages:
        if not _THE_REST.search(p.text):
            continue
        for at, words in _full_sentences(p.text):
            m = _OF_ALL.match(words)
            parts = list(_PLAIN.finditer(words, m.end())) if m else []
            if m is None or len(parts) < _THREE or not _THE_REST.search(words, parts[-1].start()):
                continue
            total, right = float(m["t"].replace(",", "")), sum(float(x["n"].replace(",", "")) for x in parts)
            if total != right and _SUMS[0] * total <= 100 * right <= _SUMS[1] * total:
                span = at + parts[0].start("n"), at + parts[-1].end("n")
                yield _found(p, "N03", span, f"Las respuestas suman {plain(right)}, no {plain(total)}.", f"The answers add up to {plain(right)}, not {plain(total)}.")  # fmt: skip


_THEN_TWO = re.compile(
    r"(?i)\b(?P<n>tres|cuatro|cinco|seis|three|four|five|six)\s+(?:[^\W\d_]+\s+)?(?:reuniones|sesiones|visitas|talleres|mesas|entrevistas|meetings|sessions|visits|workshops)\b[^.\n]*\.\s+(?P<w>(?:En|A|De)\s+l[ao]s\s+dos|In\s+both)\s+(?![úu]ltim|primer|restant|siguient|m[áa]s\b)(?:particip|asisti|estuv|interv|acud|se\s|the\s)"
)


def two_of_three(r: Reading) -> Rules:
    """N06: “tres reuniones virtuales: … En las dos participó la Dirección Jurídica.”"""
    if not any(r.says(s) for s in ("las dos", "los dos", "in both")):
        return
    for p in r.saying(("las dos", "los dos", "in both")):
        for m in _THEN_TWO.finditer(p.text):
            yield found(
                "N06",
                p,
                *m.span("w"),
                says(f"Antes se dice “{m['n']}”.", f"Before it says “{m['n']}”."),
                severity=_W,
                confidence=0.75,
            )


RULES = (two_of_three,
    shares_beside_counts, shares_of_answers, votes_of_those_present, texts_and_languages, totals_under_a_list, means_under_a_table, counts_over_their_list, years_between, answers_of_all_asked,
)  # fmt: skip
