"""E: a claim never exceeds its proof (promise 1). Verbs against the rung that the papers prove, kinds of act, counts."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .numbers import plain

_I = re.IGNORECASE
_BOND = r"(?:hermanamientos?|acuerdos?|convenios?|instrumentos?)"
_BOND_EN = r"(?:twinnings?|agreements?|sister[- ]city\s+\w+|partnerships?|instruments?)"
# rung → what may only be said from there on (product.md, the ladder of proof)
_VERBS = {
    "es": (
        (9, r"\b(?:dio|dieron|ha dado|han dado)\s+resultados|report(?:a|an|[óo]|aron)\s+resultados\s+comprobados"),
        (7, rf"\b(?:se\s+)?(?:registr(?:[óo]|aron)|inscribi(?:[óo]|eron))\b[^.;]{{0,60}}\b(?:{_BOND}|Registro|SRE)\b|\b{_BOND}\b(?:[^.;]{{0,60}}?\s(?:qued[óo]|quedaron|fue|fueron|ha\s+sido|han\s+sido|est[áa]n?))?\s+(?:ya\s+|debidamente\s+)?(?:registrad|inscrit)[oa]s?\b"),
        (6, (rf"\b(?:se\s+)?(?:formaliz(?:[óo]|aron|amos)|concret(?:[óo]|aron)|concluy(?:[óo]|eron)|firm(?:[óo]|aron|amos)|suscribi(?:[óo]|eron|mos)|celebr(?:[óo]|aron))\b[^.;]{{0,50}}\b{_BOND}\b(?!\s+de\s+Cabildo)"
            rf"|\b{_BOND}\s+(?:de\s+hermanamiento\s+)?(?:ya\s+)?(?:formaliz|firm|suscri|celebr|concret)\w*(?:ad|it)[oa]s?\b|\b{_BOND}\b[^.;]{{0,60}}?\s(?:qued[óo]|quedaron|fue|fueron|ha\s+sido|han\s+sido|(?:ya\s+)?est[áa]n?)\s+(?:ya\s+|formalmente\s+|debidamente\s+)?(?:formalizad|firmad|suscrit|celebrad|concretad|concluid)[oa]s?\b|\b(?:hermanamientos?\s+(?:formal(?:es)?|formalizados?|oficial(?:es)?|vigentes?|en\s+vigor)|formal(?:es)?\s+hermanamientos?)\b|\b(?:qued[óo]|quedaron|est[áa]n?)\s+(?:formalmente\s+|oficialmente\s+)?hermanad[oa]s?\b|\b(?:ya\s+)?(?:es|son)\s+(?:oficialmente\s+|formalmente\s+)?ciudad(?:es)?\s+hermanas?\b|\bse\s+(?:hermanaron|convirtieron\s+en\s+ciudades\s+hermanas)\b")),
        (5, r"\bla\s+(?:SRE|Secretar[íi]a\s+de\s+Relaciones\s+Exteriores)\s+(?:emiti[óo]|otorg[óo]|dio)\b[^.;]{0,40}\bfavorable\b"),
        (4, rf"\bel\s+(?:H\.\s+)?(?:Cabildo|Ayuntamiento)\s+(?:autoriz[óo]|aprob[óo])\b[^.;]{{0,60}}\b{_BOND}\b"),
        (3, r"\bel\s+Comit[ée]\b[^.;]{0,40}\baprob[óo]\b[^.;]{0,40}\bestudio"),
        (2, r"\b(?:intercambi(?:[óo]|aron)\s+cartas)"),
    ),
    "en": (
        (9, r"\b(?:has|have)\s+(?:given|produced)\s+results\b"),
        (7, rf"\b{_BOND_EN}\s+(?:was|were|has been|have been)\s+registered\b|\bregistered\s+(?:the|a|an|\w+)\s+{_BOND_EN}\b"),
        (6, rf"\b(?:is|are)\s+(?:already|now)\s+(?:a\s+|our\s+|your\s+)?sister\s+cit(?:y|ies)\b|\b(?:formali[sz]ed|signed|concluded)\s+(?:the|an?|this|its|their|our|two|three|four|five|six|\d+)\b[^.;]{{0,40}}\b{_BOND_EN}\b|\b{_BOND_EN}\b[^.;]{{0,60}}?\s(?:was|were|has been|have been)\s+(?:formali[sz]ed|signed|concluded)\b|\b(?:formal|official)\s+(?:twinnings?|sister[- ]city\s+(?:relationships?|partnerships?|agreements?))\b|\b(?:are(?:\s+now)?|became|have\s+become)\s+(?:officially\s+|formally\s+)?(?:sister\s+cities|twinned)\b|\b(?:is|was|were)\s+(?:now\s+|already\s+){{0,2}}(?:officially\s+|formally\s+)?twinned\s+with\b|\b{_BOND_EN}\b[^.;]{{0,40}}?\s(?:is|are)\s+(?:now\s+|already\s+){{0,2}}(?:signed|formali[sz]ed|concluded)\b"),
        (5, r"\bMinistry\s+of\s+Foreign\s+Affairs\s+(?:issued|gave)\b[^.;]{0,30}\bfavou?rable\b"),
        (4, rf"\b(?:Cabildo|municipal\s+council)\s+(?:authori[sz]ed|approved)\b[^.;]{{0,60}}\b{_BOND_EN}\b"),
        (3, r"\bCommittee\b[^.;]{0,30}\bapproved\b[^.;]{0,40}\bstudy\b"),
        (2, r"\bexchanged\s+letters\b"),
    ),
}  # fmt: skip
VERBS = {lang: tuple((rung, re.compile(words, _I)) for rung, words in rows) for lang, rows in _VERBS.items()}
_RUNGS = {
    0: says("se anunció", "was announced"),
    1: says("se envió o se recibió una carta de intención", "a letter of intent was sent or received"),
    2: says("se intercambiaron cartas de intención", "letters of intent were exchanged"),
    3: says("el Comité aprobó el estudio", "the Committee approved the study"),
    4: says("el Cabildo autorizó la suscripción", "the Cabildo authorized it"),
    5: says("la SRE emitió dictamen favorable", "the ministry gave a favorable opinion"),
    6: says("se firmó", "it was signed"),
    7: says("se registró", "it was registered"),
    8: says("está en operación", "it is in operation"),
}
# papers that say what was done; what an agreement or an authorisation says, it does
_TELLING = frozenset({"report", "study", "letter", "other", "minutes", "designation"})
_UNREAL = re.compile(
    r"\b(?:no|sin|si|cuando|una\s+vez|para|a\s+fin|antes|pendiente|falta|pr[óo]xim\w+|podr\w+|propon\w+|"
    r"not?|if|when|once|before|pending|will|would|may|to\s+be|in\s+order)\b[^.;]{0,60}$",
    _I,
)
_LETTER = {
    "es": re.compile(r"\bcartas?\s+de\s+intenci[óo]n\b", _I),
    "en": re.compile(r"\bletters?\s+of\s+intent\b", _I),
}
_SIGNED_PROOF = re.compile(
    r"\b(?:constancia\s+de\s+registro|certificate\s+of\s+registration|registration\s+certificate|"
    r"(?:acuerdo|convenio|texto|agreement|ejemplar)\b[^.;\n]{0,60}\b(?:firmad[oa]|suscrit[oa]|signed)\b[^.;\n]{0,30}\b(?:el|on)\s+\d)",
    _I,
)


def verbs(r: Reading) -> Rules:
    """E01: a verb above the rung that the papers of the case prove. With no case, what the text itself shows counts:
    “se formalizaron tres hermanamientos” over letters of intent."""
    if r.brief.kind not in _TELLING:
        return
    rung = r.brief.rung
    if rung is None and r.brief.kind not in ("report", "other", "study"):
        return
    for p, start, end, needs in claims_of(r):
        if rung is not None:
            if needs > rung and not (needs == 7 and r.brief.domestic):
                yield beyond(p, start, end, needs, rung, 1.0)
        elif needs >= 6 and is_of_letters_alone(r, p.lang):
            yield beyond(p, start, end, needs, 1, 0.7)


def claims_of(r: Reading) -> Iterator[tuple[Passage, int, int, int]]:
    for p in r.passages:
        if p.block.kind in (BlockKind.ADDRESSEE, BlockKind.COPIES, BlockKind.SIGNATURE, BlockKind.REFERENCE):
            continue
        taken: list[tuple[int, int]] = []
        for needs, pattern in VERBS.get(p.lang, ()):
            for m in pattern.finditer(p.text):
                if any(m.start() < b and a < m.end() for a, b in taken):
                    continue
                taken.append(m.span())
                before = p.text[max(0, m.start() - 70) : m.start()].rsplit(". ", 1)[-1]
                if not _UNREAL.search(before):
                    yield p, m.start(), m.end(), needs


def is_of_letters_alone(r: Reading, lang: str) -> bool:
    """The text names letters of intent and no signed paper with its date."""
    said = [p.text for p in r.passages if p.lang == lang]
    return any(_LETTER[lang].search(t) for t in said) and not any(_SIGNED_PROOF.search(t) for t in said)


def beyond(p: Passage, start: int, end: int, needs: int, rung: int, confidence: float):
    proved = _RUNGS[min(rung, 8)]
    return found(
        "E01", p, start, end,
        says(
            f"Los papeles prueban menos: {proved['es']}.",
            f"The papers prove less: {proved['en']}.",
        ),
        confidence=confidence, severity=None if confidence == 1 else Severity.WARNING,
    )  # fmt: skip


_RATIFIED = {
    "es": re.compile(
        r"\b(?:ratificaci[óo]n|ratificaciones|ratific(?:[óo]|aron|ad[oa]s?)|reafirm\w+|renovaci[óo]n|renovad[oa]s?|refrend\w+)\b",
        _I,
    ),
    "en": re.compile(r"\b(?:ratif\w+|reaffirm\w+|renew(?:al|als|ed))\b", _I),
}
_NEW = {
    "es": re.compile(r"\b(?:nuev[oa]s\s+(?:hermanamientos|ciudades\s+hermanas|acuerdos|convenios)|(?:hermanamientos|acuerdos|convenios)\s+nuev[oa]s|formalizaci[óo]n\s+de\s+\w+\s+hermanamientos|"
                     r"(?:formaliz|firm|suscrib|concret)\w+\s+(?:\w+\s+){0,2}hermanamientos)\b", _I),
    "en": re.compile(r"\b(?:new\s+(?:sister\s+cit(?:ies|y\s+(?:agreements|relationships))|twinnings|agreements|partnerships)|(?:formali[sz]ed|signed)\s+(?:\w+\s+){0,2}twinnings)\b", _I),
}  # fmt: skip


_APART = re.compile(
    r"\b(?:adem[áa]s|aparte|por\s+separado|por\s+otr[oa]\s+(?:parte|lado)|in\s+addition|separately|apart\s+from)\b", _I
)


def mixed(r: Reading) -> Rules:
    """E02: new, ratified, reaffirmed and renewed counted as one. “tres nuevos hermanamientos: …, ratificación con …”."""
    if r.brief.kind not in _TELLING:
        return
    for p in r.passages:
        if p.lang not in _NEW:
            continue
        m = _NEW[p.lang].search(p.text)
        if not m:
            continue
        for q in (p, *_items_after(r, p)):
            since = m.end() if q is p else 0
            other = _RATIFIED[q.lang].search(q.text, since)
            # in the same sentence, or in an item of its list; “además, la renovación …” is told apart
            if other and q is p and _APART.search(q.text[since : other.start()]):
                continue
            if other and (q is not p or "." not in re.sub(r"\b[A-Z]\.", "", q.text[since : other.start()])):
                words = other.group()
                yield found(
                    "E02", q, other.start(), other.end(),
                    says(
                        f"“{m.group()}” incluye “{words}”: lo nuevo y lo ratificado se cuentan aparte.",
                        f"“{m.group()}” includes “{words}”: new and ratified are counted apart.",
                    ),
                    also=[p.span(m.start(), m.end())], confidence=0.8,
                )  # fmt: skip
                break


def _items_after(r: Reading, p: Passage) -> Iterator[Passage]:
    """The items of the list that a passage opens."""
    same = [q for q in r.passages if q.lang == p.lang]
    at = same.index(p)
    for q in same[at + 1 :]:
        if q.block.kind is not BlockKind.ITEM and not (
            r.brief.kind == "report" and re.match(r"\(?\d{1,2}[.)]\s", q.text)
        ):
            return
        yield q


_COUNTED = {
    "es": {
        "signed": r"hermanamientos|acuerdos|convenios", "letters": r"cartas", "ratified": r"ratificaciones",
        "meetings": r"reuniones|sesiones", "activities": r"actividades|acciones", "registered": r"registros", "alliances": r"alianzas|v[íi]nculos",
    },
    "en": {
        "signed": r"twinnings|agreements", "letters": r"letters", "ratified": r"ratifications", "meetings": r"meetings|sessions",
        "activities": r"activities|actions", "registered": r"registrations", "alliances": r"alliances|partnerships",
    },
}  # fmt: skip
_LETTERS_OF_INTENT = re.compile(
    r"\s+(?:[a-záéíóúñ]+\s+){0,2}?(?:cartas\s+de\s+intenci[óo]n|letters\s+of\s+intent)\b", _I
)


def counts(r: Reading) -> Rules:
    """E03: a count that is not the count of its records: of the case, or of the list that follows it."""
    if r.brief.kind not in _TELLING:
        return
    for p in r.passages:
        for n in p.entities.numbers:
            if n.kind != "count" or not float(n.value).is_integer() or n.value < 1:
                continue
            label, noun = _counted(p, n)
            if not label:
                continue
            known = r.brief.records.get(label)
            # a case knows its letters of intent; a reminder is a letter too
            if label == "letters" and not _LETTERS_OF_INTENT.match(p.text, n.end):
                known = None
            right = known if known is not None else _listed(r, p, n)
            if right is None or right == n.value:
                continue
            yield found(
                "E03", p, n.start, n.end,
                says(
                    f"Dice {plain(n.value)} {noun}; constan {right}.",
                    f"It says {plain(n.value)} {noun}; {right} are on record.",
                ),
                confidence=1.0 if known is not None else 0.85,
            )  # fmt: skip


def _counted(p: Passage, n) -> tuple[str, str]:
    after = p.text[n.end : n.end + 40]
    for label, nouns in _COUNTED.get(p.lang, {}).items():
        m = re.match(rf"\s+(?:[a-záéíóúñ]+\s+){{0,2}}?({nouns})\b", after, _I)
        if m:
            return label, m.group(1)
    return "", ""


# the initial in a name ends no list
_LIST_ENDS = re.compile(r"(?:(?<!\b[A-ZÁÉÍÓÚÑ])\.|;)(?:\s|$)")


def _listed(r: Reading, p: Passage, n) -> int | None:
    """How many the list holds that the sentence opens with a colon, in line or as items."""
    end = _LIST_ENDS.search(p.text[n.end :])
    colon = p.text.find(":", n.end)
    stop = n.end + end.start() if end else len(p.text)
    if colon < 0:
        return None
    if not p.text[colon + 1 :].strip():
        return sum(1 for _ in _items_after(r, p)) or None
    if colon > stop:
        return None
    line = p.text[colon + 1 : stop if stop > colon else len(p.text)]
    rest = p.text[stop:] if p.text[stop : stop + 1] == ";" else ""
    joint = r"\s+y\s+|\s+e\s+" if p.lang == "es" else r"\s+and\s+"
    if rest or ";" in line:
        return None
    parts = [x for x in line.split(",") if x.strip()]
    # “Lakeside y Rosario” counts two; “, y …” was cut at its comma
    last = re.split(joint, re.sub(r"^\s*(?:y|e|and)\s+", "", parts[-1].strip())) if parts else []
    count = len(parts) - 1 + len(last)
    # “Villa, Estado; Puerto, Estado” would need the gazetteer: a list with capitals only is counted
    proper = all(re.match(r"\s*(?:(?:y|e|and|con|with|el|la|the|a|al|to|para|for)\s+)*[A-ZÁÉÍÓÚÑ“]", x) for x in parts)
    return count if proper and 1 < count <= 30 else None


RULES = (verbs, mixed, counts)
