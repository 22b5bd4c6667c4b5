"""N, of a whole and its parts in one sentence: “four of the three”, parts that are more than their whole, a list against its count,
a share against its base, one copy for each, votes against unanimity, how often against how far apart, years since an act."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date
from .numbers import plain

_W = Severity.WARNING
_WORDS = {
    "un": 1, "una": 1, "uno": 1, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    "once": 11, "doce": 12, "trece": 13, "catorce": 14, "quince": 15, "dieciséis": 16, "diecisiete": 17, "dieciocho": 18, "diecinueve": 19,
    "veinte": 20, "veintiuno": 21, "veintiún": 21, "veintiuna": 21, "veintidós": 22, "veintitrés": 23, "veinticuatro": 24, "veinticinco": 25,
    "veintiséis": 26, "veintisiete": 27, "veintiocho": 28, "veintinueve": 29, "treinta": 30, "cuarenta": 40, "cincuenta": 50, "sesenta": 60, "setenta": 70, "ochenta": 80, "noventa": 90, "cien": 100,
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60,
}  # fmt: skip
_N = rf"(?:\d{{1,3}}(?:,\d{{3}})+(?:\.\d{{1,2}})?|\d{{1,7}}(?:\.\d{{1,2}})?|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_IN = r"(?<![\w$.,/:-])"  # where a number may begin
_AND = r"(?:y|e|and)"


def _value(words: str) -> float:
    low = words.lower()
    return float(_WORDS[low]) if low in _WORDS else float(re.sub(r"[^\d.]", "", low))


def _wrong(p: Passage, start: int, end: int, es: str, en: str, *, code: str = "N03", confidence: float = 0.85):
    return found(code, p, start, end, says(es, en), severity=_W, confidence=confidence)


_PEOPLE = (
    r"(?:integrantes|miembros|regidor[ae]s|ediles|vocales|consejer[oa]s|personas|asistentes|presentes|participantes|votos|alumn[oa]s|estudiantes|"
    r"members|council\s?members|councill?ors|people|students|participants|votes)"
)
_THINGS = r"(?:proyectos|actividades|acciones|sesiones|reuniones|talleres|metas|compromisos|projects|activities|meetings|workshops|goals)"
_OF_THEM = re.compile(
    rf"(?i){_IN}(?P<w>(?P<a>{_N})\s+(?:de|of)\s+(?:(?:l[oa]s|sus|the|its|our)\s+)?(?P<b>{_N}))\s+(?:{_PEOPLE}|{_THINGS})\b"
)
# “De los doce proyectos que …, siete son culturales y seis educativos”
_PARTED = re.compile(
    rf"(?i)(?:\b(?:de|of)\s+(?:l[oa]s|the|our)|(?-i:(?:\A|[.;]\s+)(?:De|Of)))\s+(?P<t>{_N})\s+[^\W\d_]+(?:\s[^.;:(),\d]{{1,60}})?,\s+(?P<l>{_N}\s[^.;:()\d%$,]{{2,40}}(?:,\s+{_N}\s[^.;:()\d%$,]{{2,40}})*,?\s+{_AND}\s+{_N}\s+[^\W\d_]+(?:\s+[^\W\d_]+)?)(?=[.;,)]|$)"
)
_PART = re.compile(rf"(?i)(?:\A|,\s+|\b{_AND}\s+)(?P<n>{_N})(?=\s)")
_A_VERB = re.compile(
    rf"(?i)\b{_AND}\s+{_N}\s+(?:son|est[áa]n|fueron|tienen?|han|ya|se|no|are|were|have|can|will|also)\b"
)
# “Our delegation of six people, four council members and three students”
_GROUP = re.compile(
    rf"(?i)\b(?:delegaci[óo]n|comitiva|grupo|equipo|delegation|group|team)\s+(?:de|of)\s+(?P<t>{_N})\s+(?:personas|integrantes|miembros|visitantes|people|members|persons)\s*[,:(–—]\s*"
    rf"(?P<l>{_N}\s[^.;:()\d,]{{3,40}}(?:,\s+{_N}\s[^.;:()\d,]{{3,40}})*,?\s+{_AND}\s+{_N}\s+[^\W\d_]+)"
)
_SEGMENT = rf"(?:{_N}|otr[ao]|another)\s+(?:en|de|del|para|sobre|con|on|in|of|for|from|about)\s+[^.;,:()\d]{{2,50}}?"
# “dos ferias, una en Xalapa y dos en Oaxaca”
_EACH_OF = re.compile(
    rf"(?i){_IN}(?P<t>{_N})\s+(?P<noun>[^\W\d_]{{3,}}s)(?:\s+[^\W\d_]+)?\s*[,:]\s+(?P<l>{_SEGMENT}(?:,\s+{_SEGMENT})*,?\s+{_AND}\s+{_SEGMENT})(?=[.;,)]|$)"
)
_SEGMENTS = re.compile(
    rf"(?i)(?:\A|,\s+|\b{_AND}\s+)(?P<n>{_N}|otr[ao]|another)(?=\s+(?:en|de|del|para|sobre|con|on|in|of|for|from|about)\s)"
)


_GROUPS = ("delegaci", "comitiva", "grupo de", "equipo de", "delegation of", "group of", "team of")
_ONES = tuple(f"{mark} {w} " for mark in ",:" for w in ("un", "una", "uno", "dos", "tres", "one", "two", "three"))
# a look for the beginning of what is looked for: small words before a number
_TWO_NUMBERS = re.compile(rf", {_N}\s.*?\b(?:y|e|and) {_N}\s", re.DOTALL)
_OF_A_NUMBER_ES = re.compile(rf"de (?:(?:l[oa]s|sus) )?{_N}\b")
_OF_A_NUMBER_EN = re.compile(rf"of (?:(?:the|its|our) )?{_N}\b")


def parts_of_a_whole(r: Reading) -> Rules:
    """N03: “cuatro de los tres integrantes”, “de los doce, siete son culturales y seis educativos”, “dos ferias, una en … y dos en …”."""
    low = r.low
    groups = any(s in low for s in _GROUPS)
    ones = [s for s in _ONES if s in low]
    for p in r.passages:
        if (_OF_A_NUMBER_EN if p.lang == "en" else _OF_A_NUMBER_ES).search(p.low):
            for m in _OF_THEM.finditer(p.text):
                a, b = _value(m["a"]), _value(m["b"])
                if a > b and b > 1:
                    yield _wrong(p, *m.span("w"), f"No pueden ser {plain(a)} de {plain(b)}.", f"They cannot be {plain(a)} of {plain(b)}.")  # fmt: skip
            for m in _PARTED.finditer(p.text) if _TWO_NUMBERS.search(p.low) else ():
                parts = [_value(x["n"]) for x in _PART.finditer(m["l"])]
                if len(parts) > 1 and sum(parts) > _value(m["t"]) and not _A_VERB.search(m["l"]):
                    yield _more(p, m, "l", sum(parts))
        if (groups or ones) and (" y " in p.low or " and " in p.low):
            for m in _GROUP.finditer(p.text) if groups and any(s in p.low for s in _GROUPS) else ():
                parts = [_value(x["n"]) for x in _PART.finditer(m["l"])]
                if len(parts) > 1 and sum(parts) != _value(m["t"]):
                    yield _more(p, m, "l", sum(parts))
            for m in _EACH_OF.finditer(p.text) if any(s in p.low for s in ones) else ():
                parts = [
                    _value(x["n"]) if x["n"].lower() in _WORDS or x["n"][0].isdigit() else 1
                    for x in _SEGMENTS.finditer(m["l"])
                ]
                if len(parts) > 1 and sum(parts) != _value(m["t"]):
                    yield _more(p, m, "l", sum(parts), whole=True)


def _more(p: Passage, m: re.Match[str], group: str, total: float, *, whole: bool = False):
    start = m.start("t") if whole else m.start(group)
    return _wrong(p, start, m.end(group), f"Las partes suman {plain(total)} y el total es {m['t']}.", f"The parts add up to {plain(total)} and the whole is {m['t']}.")  # fmt: skip


_TOTALLED = re.compile(
    rf"(?i){_IN}(?P<a>{_N})\s(?P<l>[^.;:()\d%$]{{2,60}}?(?:,\s+{_N}\s[^.;:()\d%$,]{{2,60}}?)*,?\s+{_AND}\s+(?P<b>{_N})\s[^.;:()\d%$]{{2,60}}?)[;,.]\s+(?P<w>(?:en\s+total|para\s+un\s+total\s+de|es\s+decir|esto\s+es|o\s+sea|that\s+is|lo\s+que\s+suma|en\s+suma|in\s+total|for\s+a\s+total\s+of),?\s+(?:son\s+|fueron\s+)?(?P<t>{_N}))(?!\s*(?:%|actividades|d[íi]as|horas|sesiones))\b"
)
# a look for a number after those words
_TOTAL_NEXT = re.compile(rf"(?:total|decir|es|sea|is|suma|de|of),? (?:son |fueron )?{_N}\b")
_TOTALS = (
    "es decir",
    "esto es",
    "o sea",
    "that is",
    "en total",
    "un total de",
    "que suma",
    "en suma",
    "in total",
    "a total of",
)


def totals_after_their_parts(r: Reading) -> Rules:
    """N03: “18 expositores de Ensenada y 22 de Oaxaca; en total, 42”."""
    if not any(r.says(s) for s in _TOTALS):
        return
    for p in r.passages:
        for m in _TOTALLED.finditer(p.text) if any(s in p.low for s in _TOTALS) and _TOTAL_NEXT.search(p.low) else ():
            parts = [_value(m["a"]), *(_value(x["n"]) for x in _PART.finditer(m["l"]))]
            if len(parts) > 1 and sum(parts) != _value(m["t"]):
                right = plain(sum(parts))
                yield _wrong(p, *m.span("w"), f"Las partes suman {right}.", f"The parts add up to {right}.")


_IN_SUM = re.compile(
    rf"(?i)(?:\A|[.;]\s+)(?P<w>(?:(?:en\s+suma|en\s+total|son),?\s+(?P<t>{_N})|(?P<both>ambos))\s+(?:documentos|anexos))\b"
)
_AN_ITEM = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[a-z])[.)]\s")
# several of them may have been read as one paragraph
_AN_ANNEX = re.compile(r"(?:\A|\n|\s{2,}|[.;)]\s)(?:Anexo|Annex|Appendix)\s+(?:[A-Z]|\d{1,2}|[IVX]{1,4})[.:]\s")


def documents_beside_their_list(r: Reading) -> Rules:
    """N08: “En suma, cinco documentos”, under a list of four; N06: “Ambos documentos” under one of three."""
    if not r.says("documentos") and not r.says("anexos"):
        return
    for lang in r.content.languages:
        items = 0
        for p in (p for p in r.passages if p.lang == lang):
            annexes = len(_AN_ANNEX.findall(p.text)) if "nex" in p.low or "appendix" in p.low else 0
            if annexes or p.block.kind is BlockKind.ITEM or _AN_ITEM.match(p.text):
                items += annexes or 1
                continue
            m = _IN_SUM.search(p.text) if items else None
            if m and p.text.find("\n", 0, m.start("w")) < 0:
                said = 2 if m["both"] else _value(m["t"])
                if said != items:
                    yield _wrong(
                        p,
                        *m.span("w"),
                        f"La lista tiene {items}.",
                        f"The list has {items}.",
                        code="N06" if m["both"] else "N08",
                    )
            items = 0


_MONEY = r"\$?\s?\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?"
_SPENT = re.compile(
    rf"(?i)(?P<t>{_MONEY})(?:\s+(?:pesos|d[óo]lares|dollars|M\.?N\.?))?\s*:\s+(?P<l>(?:{_MONEY}\s+(?:pesos\s+)?(?:en|para|de|por|for|on|in)\s+[^.;\d$]{{2,50}}?(?:,\s+|\s+{_AND}\s+))+{_MONEY}\s+(?:pesos\s+)?(?:en|para|de|por|for|on|in))\s"
)
_SHARED = re.compile(
    rf"(?i)(?P<t>{_MONEY})(?:\s+(?:pesos|d[óo]lares|dollars))?,\s+(?:de\s+l[oa]s\s+(?:que|cuales)|of\s+which)\s+(?P<l>[^.;\d$]{{3,60}}?\b(?:aport|cubr|pon|pag|corresp|contribut|cover|pa[yi])\w*\s+(?:con\s+)?(?P<a>{_MONEY})(?:\s*\([^()]{{1,20}}\))?[^.;$]{{0,60}}?\s{_AND}\s+[^.;\d$]{{3,60}}?(?P<b>{_MONEY}))"
)
_AMOUNT = re.compile(_MONEY)


def shares_of_money(r: Reading) -> Rules:
    """N03: “$60,000: $35,000 en transporte y $35,000 en hospedaje”; “180,000 pesos, de los que una aportará 100,000 y otra 90,000”."""
    if not re.search(r"\d,\d{3}", r.low):
        return
    for p in r.passages:
        if not re.search(r"\d,\d{3}", p.text):
            continue
        for m in _SPENT.finditer(p.text) if ": " in p.text else ():
            total = sum(_value(x) for x in _AMOUNT.findall(m["l"]))
            if total != _value(m["t"]):
                yield _more(p, m, "l", total)
        for m in _SHARED.finditer(p.text) if " que " in p.low or " cuales " in p.low or " which " in p.low else ():
            total = _value(m["a"]) + _value(m["b"])
            if total != _value(m["t"]):
                yield _more(p, m, "l", total)


_ITEM = r"(?-i:[a-záéíóúñ]+)(?:\s+[^\W\d_]+){0,3}?"
_FIELDS = r"(?:campos|[áa]reas|materias|rubros|temas|ejes|sectores|[áa]mbitos|fields|areas|subjects|topics|grupos(?:\s+de\s+trabajo)?|mesas(?:\s+de\s+trabajo)?|working\s+groups)"
_NAMED = re.compile(
    rf"(?i){_IN}(?P<w>(?P<t>{_N}|ambos|ambas|both)\s+{_FIELDS})(?:\s+(?:del\s+Acuerdo|del\s+Convenio|siguientes|following|de\s+cooperaci[óo]n))?\s*(?:(?P<colon>:)|,\s+(?:que\s+son|a\s+saber)[,:]?|\b(?:de|of))\s+(?P<l>{_ITEM}(?:,\s+{_ITEM})+,?\s+{_AND}\s+[^\W\d_]+)(?=[\s.;,)]|$)"
)
_PARTED_FIELDS = re.compile(
    rf"(?i){_IN}(?P<w>(?P<t>{_N}|ambos|ambas|both)\s+{_FIELDS})(?:\s+(?:siguientes|following|prioritari[oa]s))?\s*:\s+(?P<l>[^.:\n]*;[^.:\n]*)(?=[.\n]|$)"
)
_SEATED = re.compile(
    rf"(?i)\b(?:presentes|asistieron|asistencia|present|attended)\s+(?:de\s+)?(?P<t>{_N})\s+(?:de|of)\s+(?:l[oa]s|the|sus|its)\s+{_N}\s+{_PEOPLE}\s*:\s*(?P<l>[^.:\n]+;[^.:\n]+)(?=[.\n]|$)"
)


def lists_in_a_sentence(r: Reading) -> Rules:
    """N08: “los cinco campos de cultura, educación, turismo y comercio”; “ocho de los nueve integrantes: la Presidenta; …”."""
    fields = [f for f in _FIELD_WORDS if r.says(f)]
    for p in r.passages:
        low = p.low
        if fields and _is_counted(low, fields):
            for m in _NAMED.finditer(p.text):
                said = 2 if m["t"].lower() in ("ambos", "ambas", "both") else _value(m["t"])
                listed = _count(m["l"])
                if listed and said != listed:
                    yield _wrong(p, *m.span("w"), f"Dice {m['t']} y enumera {listed}.", f"It says {m['t']} and lists {listed}.", code="N06" if said == 2 and m["t"].lower() not in _WORDS and not m["t"].isdigit() else "N08")  # fmt: skip
            for m in _PARTED_FIELDS.finditer(p.text) if ";" in low else ():
                parts = [x for x in m["l"].split(";") if x.strip()]
                listed = len(parts) + bool(
                    re.search(rf",\s+{_AND}\s", parts[-1]) and not re.match(rf"\s*{_AND}\s", parts[-1])
                )
                said = 2 if m["t"].lower() in ("ambos", "ambas", "both") else _value(m["t"])
                if listed > 1 and said != listed:
                    yield _wrong(p, *m.span("w"), f"Dice {m['t']} y enumera {listed}.", f"It says {m['t']} and lists {listed}.", code="N08")  # fmt: skip
        if ";" in low and ":" in low and (" de los " in low or " of the " in low):
            for m in _SEATED.finditer(p.text):
                parts = [x for x in m["l"].split(";") if x.strip()]
                listed = len(parts) + (
                    1
                    if re.search(rf",\s+{_AND}\s+(?:el|la|the)\s", parts[-1])
                    and not re.match(rf"\s*{_AND}\s", parts[-1])
                    else 0
                )
                if listed > 2 and listed != _value(m["t"]):
                    yield _wrong(p, *m.span("t"), f"Dice {m['t']} y enumera {listed}.", f"It says {m['t']} and lists {listed}.", code="N08")  # fmt: skip


_FIELD_WORDS = (
    "campos",
    "reas",
    "materias",
    "rubros",
    "temas",
    "ejes",
    "sectores",
    "mbitos",
    "fields",
    "subjects",
    "topics",
    "grupos",
    "groups",
    "mesas",
)


def _is_counted(low: str, fields: list[str]) -> bool:
    """A number stands right before one of those words."""
    for f in fields:
        at = low.find(f)
        while at >= 0:
            before = low[max(0, at - 24) : at + 1].split()
            if len(before) > 1 and any(
                w in _WORDS or w.isdigit() or w in ("ambos", "ambas", "both") for w in before[-3:-1]
            ):
                return True
            at = low.find(f, at + 1)
    return False


def _count(words: str) -> int:
    """Of “a, b, c y d”; none where an “y” within an item leaves it open."""
    serial = re.search(rf",\s+{_AND}\s+[^,]+\Z", words)
    joints = len(re.findall(rf"\s{_AND}\s", words))
    if joints != 1:
        return 0
    return words.count(",") + (1 if serial else 2)


_SHARE = re.compile(
    rf"(?i){_IN}(?P<a>{_N})(?:\s+[^\W\d_]+)?\s+\((?P<w>(?:el\s+)?(?P<p>\d{{1,2}}(?:\.\d{{1,2}})?)\s?%)\)"
)
_DONE = re.compile(
    rf"(?i)\b(?:de|of)\s+(?:l[oa]s|the)\s+(?P<n>{_N})\s+[^\W\d_]+[^.;%\d]{{0,40}}?\b(?:avance|cumplimiento|progress|completion)\b[^.;%\d]{{0,20}}(?P<w>(?P<p>\d{{1,3}}(?:\.\d)?)\s?%)"
)
_MOST, _NEAR = 20, 0.6


def shares_of_a_base(r: Reading) -> Rules:
    """N05: “de diez proyectos, seis (66 %)”; “de las 5 programadas, el avance es del 75 %”."""
    if not r.says("%"):
        return
    known: set[float] | None = None
    for p in r.passages:
        if "%" not in p.text:
            continue
        for m in _SHARE.finditer(p.text) if "%)" in p.text else ():
            a, share = _value(m["a"]), float(m["p"])
            at = next(s for s, words in reversed(p.sentences) if s <= m.start())
            bases = [
                n.value
                for n in p.entities.numbers
                if at <= n.start < m.start() and n.value > a and n.kind == "count" and not _is_year(n.value)
            ]
            if not bases or not share:
                continue
            if known is None:
                known = {n.value for q in r.passages for n in q.entities.numbers}
            if not any(b >= a and abs(100 * a / b - share) <= _NEAR for b in known if b):
                right = f"{100 * a / bases[0]:.1f}".removesuffix(".0")
                yield _wrong(p, *m.span("w"), f"{plain(a)} de {plain(bases[0])} es {right} %.", f"{plain(a)} of {plain(bases[0])} is {right} %.", code="N05")  # fmt: skip
        for m in _DONE.finditer(p.text):
            n, share = _value(m["n"]), float(m["p"])
            if 1 < n <= _MOST and all(abs(100 * k / n - share) > 1 for k in range(int(n) + 1)):
                yield _wrong(p, *m.span("w"), f"De {plain(n)} ninguna parte es {m['p']} %.", f"No part of {plain(n)} is {m['p']} %.", code="N05")  # fmt: skip


def _is_year(value: float) -> bool:
    return 1900 <= value <= 2100


_OF_THE_TOTAL = re.compile(
    r"(?i)\b(?:l[oa]s?|el|the)\s+(?P<noun>[^\W\d_]{4,})\s+(?:son|es|fue|fueron|representan?|equivalen?\s+al?|are|is|make\s+up)\s+(?:el\s+)?(?P<w>(?P<p>\d{1,3}(?:\.\d+)?)\s?(?:%|por\s+ciento|percent))\s+(?:del|of\s+the)\s+(?:total|presupuesto|budget|costo)\b"
)
_LABELLED = re.compile(rf"(?m)^[ \t*•–|-]*(?P<label>[^\W\d_]{{4,}})[^:|\n\d]{{0,30}}[:|][ \t]*(?P<n>\$?\s?{_N})\b")


def shares_of_a_total(r: Reading) -> Rules:
    """N05: “Los viajes son el 60 % del total”, of “Viajes: 80,000 … Total: 160,000”."""
    if not r.says("total") or not any(
        r.says(s) for s in ("% del", "%  del", "ciento del", "% of the", "percent of the")
    ):
        return
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        told = [m for p in passages for m in _OF_THE_TOTAL.finditer(p.text)]
        if not told:
            continue
        lines = {m["label"].lower(): _value(m["n"]) for p in passages for m in _LABELLED.finditer(p.text)}
        total = lines.get("total", 0)
        for p in passages:
            for m in _OF_THE_TOTAL.finditer(p.text) if total else ():
                part = lines.get(m["noun"].lower())
                if part and abs(100 * part / total - float(m["p"])) > _NEAR:
                    right = f"{100 * part / total:.1f}".removesuffix(".0")
                    yield _wrong(p, *m.span("w"), f"{plain(part)} de {plain(total)} es {right} %.", f"{plain(part)} of {plain(total)} is {right} %.", code="N05")  # fmt: skip


_COPIES = re.compile(
    rf"(?i)\b(?P<w>por\s+(?P<fold>duplicado|triplicado|cuadruplicado)|en\s+(?P<n>{_N})\s+(?:\(\d\)\s+)?(?:ejemplares|tantos|originales)|in\s+(?P<n_en>{_N})\s+(?:\(\d\)\s+)?(?:originals?|copies|counterparts))\b"
    rf"[^.;]{{0,60}}?\b(?P<k>un[oa]?|dos|one|two)\b(?:\s+(?:ejemplar|tanto|original|copy))?\s+(?:(?:en|para|a|in|for|to)\s+(?:poder\s+de\s+)?)?(?:cada\s+un[oa]\s+de\s+(?:l[oa]s|sus)|each\s+of\s+the)\s+(?P<m>{_N})\s+(?:Partes|Participantes|municipios|ciudades|idiomas|Parties|cities|languages)"
)
_FOR_EACH = re.compile(
    rf"(?i)\b(?P<w>(?:en|in)\s+(?P<n>{_N})\s+(?:ejemplares|tantos|originales|originals|copies)(?:\s+(?:originales|aut[ée]nticos))?(?:\s+(?:en|in)\s+(?:(?:los\s+)?idiomas?\s+)?[^\W\d_]+(?:\s+(?:e|y|and)\s+[^\W\d_]+)?)?,\s+(?P<k>{_N})\s+(?:para|por|for)\s+(?:cada|each)\s+(?:Parte|Participante|Party|Participant))\b"
)
_FOLDS = {"duplicado": 2, "triplicado": 3, "cuadruplicado": 4}


def one_for_each(r: Reading) -> Rules:
    """N08: “por triplicado, quedando un ejemplar en poder de cada una de las dos Partes”."""
    if not any(r.says(s) for s in ("cada un", "each of the", "cada parte", "each part", "cada participante")):
        return
    two = len(r.brief.parties) == 2
    for p in r.passages:
        for m in (
            _FOR_EACH.finditer(p.text)
            if two and ("cada parti" in p.low or "cada parte" in p.low or "each part" in p.low)
            else ()
        ):
            needs = 2 * _value(m["k"])
            if _value(m["n"]) != needs:
                yield _wrong(
                    p, *m.span("w"), f"Para eso hacen falta {plain(needs)}.", f"That takes {plain(needs)}.", code="N08"
                )
        if "cada un" not in p.low and "each of the" not in p.low:
            continue
        for m in _COPIES.finditer(p.text):
            n = _FOLDS[m["fold"].lower()] if m["fold"] else _value(m["n"] or m["n_en"])
            needs = _value(m["k"]) * _value(m["m"])
            if n != needs:
                yield _wrong(p, *m.span("w"), f"Para eso hacen falta {plain(needs)}, y son {plain(n)}.", f"That takes {plain(needs)}, and there are {plain(n)}.", code="N08")  # fmt: skip


_VOTES = re.compile(rf"(?i){_IN}(?P<n>{_N})\s+(?:votos?\s+|votes?\s+)?(?:(?P<f>a\s+favor|in\s+favou?r)|(?P<c>en\s+contra|against)|(?P<x>abstenci(?:ón|ones)|abstentions?))\b")  # fmt: skip
_THERE = re.compile(
    rf"(?i)\b(?:presentes|asistieron|asistencia)\s+(?:de\s+)?(?P<a>{_N})\s+de\s+(?:(?:l[oa]s|sus)\s+)?{_N}\s+{_PEOPLE}|{_IN}(?P<b>{_N})\s+(?:{_PEOPLE}\s+)?(?:integrantes|miembros|regidores|ediles|members)\s+(?:presentes|present)\b"
)


def votes_in_words(r: Reading) -> Rules:
    """N03: “por unanimidad, con quince votos a favor y dos abstenciones”; more votes than there were people."""
    if not r.says(" favor") or (not r.says("vot")):
        return
    seats = {_value(m["a"] or m["b"]) for p in r.passages for m in _THERE.finditer(p.text)} if r.says("present") or r.says("asist") else set()  # fmt: skip
    for p in r.passages:
        for at, words in p.sentences if " favor" in p.low else ():
            votes = list(_VOTES.finditer(words))
            if not votes or sum(bool(m["f"]) for m in votes) != 1:
                continue
            against = [m for m in votes if not m["f"] and _value(m["n"])]
            span = at + votes[0].start(), at + votes[-1].end()
            if against and re.search(r"(?i)\bunanimidad|\bunanimous", words):
                yield _wrong(
                    p,
                    *span,
                    "No es unanimidad: no todos votaron a favor.",
                    "It is not unanimous: not all voted in favor.",
                )
                continue
            cast = sum(_value(m["n"]) for m in votes)
            # figures are told by the rule of figures
            if (
                len(seats) == 1
                and cast > (there := next(iter(seats)))
                and (" presentes" in words or not all(m["n"].isdigit() for m in votes))
            ):
                yield _wrong(p, *span, f"Los votos suman {plain(cast)} y asistieron {plain(there)}.", f"The votes add up to {plain(cast)} and {plain(there)} attended.")  # fmt: skip


_OFTEN = re.compile(
    rf"(?i){_IN}(?P<w>(?P<n>{_N})\s+(?:veces\s+(?:al|por)\s+año|times\s+(?:a|per)\s+year)[^.;:]{{0,20}}?\b(?:cada|every)\s+(?P<m>{_N})\s+(?:meses|months))\b"
)
_SINCE = re.compile(
    rf"(?i)\b(?P<w>(?P<more>m[áa]s\s+de\s+|more\s+than\s+|over\s+)?(?P<n>{_N})\s+(?:años|years)\s+(?:de|of)\s+(?:relaci[óo]n|hermanamiento|hermandad|amistad|friendship|twinning|relationship|sisterhood))\b"
)
_ITS_ACT = re.compile(
    r"(?i)\b(?:firmaron|suscribieron|celebraron|signed)\s+(?:su|el|un|the|their|an?)\s+(?:acuerdo|convenio|hermanamiento|agreement|twinning)\b[^.;\n]{0,60}?\b(?P<y2>(?:19|20)\d\d)\b|"
    r"\b(?:acuerdo|convenio|hermanamiento|agreement|twinning)\b[^.;\n]{0,40}?\b(?:suscrit|firmad|celebrad|signed|concluded)\w*\b[^.;\n]{0,60}?\b(?P<y>(?:19|20)\d\d)\b"
)
_SAME = re.compile(rf"(?i)\b(?:periodo|plazo|per[íi]odo|period|term)\s+(?:igual|equal|of\s+the\s+same\s+length),?\s+(?:de|of)\s+(?P<w>(?P<n>{_N})\s+(?:años|years))\b")  # fmt: skip
_TERM = re.compile(rf"(?i)\b(?:vigencia|duraci[óo]n|term|validity)\s+(?:de|of)\s+(?P<n>{_N})\s+(?:años|years)\b")


def how_long(r: Reading) -> Iterator:
    """N03: “cuatro veces al año, cada dos meses”; “sesenta años de hermanamiento” of a pact of 1990; “un periodo igual, de cinco años”."""
    low = r.low
    often = any(s in low for s in ("veces al año", "veces por año", "times a year", "times per year"))
    years = any(
        s in low
        for s in (
            "años de relaci",
            "años de herman",
            "años de amistad",
            "years of relat",
            "years of frien",
            "years of twin",
            "years of sister",
        )
    )
    same = any(
        s in low for s in ("periodo igual", "período igual", "plazo igual", "period equal", "term equal", "same length")
    )
    for p in r.passages if often or years or same else ():
        for m in _OFTEN.finditer(p.text) if often and ("veces" in p.low or "times" in p.low) else ():
            if _value(m["n"]) * _value(m["m"]) != 12:
                yield _wrong(p, *m.span("w"), f"{m['n']} veces al año no es cada {m['m']} meses.", f"{m['n']} times a year is not every {m['m']} months.")  # fmt: skip
        for m in _SINCE.finditer(p.text) if years else ():
            on = paper_date(r)
            acts = {int(x["y"] or x["y2"]) for q in r.passages for x in _ITS_ACT.finditer(q.text)} if on else set()
            if on and len(acts) == 1:
                been = on.year - next(iter(acts))
                if been > 0 and _value(m["n"]) > been + (0 if m["more"] else 1):
                    yield _wrong(
                        p,
                        *m.span("w"),
                        f"Desde el acto han pasado {been} años.",
                        f"{been} years have passed since the act.",
                    )
        for m in _SAME.finditer(p.text) if same else ():
            terms = {_value(x["n"]) for q in r.passages if q.lang == p.lang for x in _TERM.finditer(q.text)}
            if len(terms) == 1 and _value(m["n"]) not in terms:
                yield _wrong(p, *m.span("w"), f"El otro periodo es de {plain(next(iter(terms)))} años.", f"The other term is of {plain(next(iter(terms)))} years.")  # fmt: skip


RULES = (
    totals_after_their_parts, shares_of_a_total, documents_beside_their_list, parts_of_a_whole, shares_of_money, lists_in_a_sentence, shares_of_a_base, one_for_each, votes_in_words, how_long,
)  # fmt: skip
