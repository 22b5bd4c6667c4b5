"""E, continued: the bond itself told as there, in a paper that is a step on the way to it (E01); kinds of act mixed (E02);
counts beside what they count (E03).

Basis: domain.md, the steps of a relation; promise 1: a claim never exceeds its proof. What a paper is says what it proves.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .claims import beyond
from .numbers import plain

# rung that a paper by its kind may reach: none of them is a signed pact
_PROVES = {
    "letter_of_intent": 1, "answer": 1, "study": 0, "committee_act": 3, "council_resolution": 4, "dispatch_letter": 4,
    "friendship": 0,
}  # fmt: skip
_SIGNED = 6
_ADV = r"(?:(?:ya|ahora|hoy|desde\s+hoy|desde\s+ahora|formalmente|oficialmente|debidamente|plenamente|actualmente|legalmente)\s+){0,3}"
_DONE_ES = (
    r"(?:firmad|formalizad|concretad|establecid|constituid|consolidad|celebrad|suscrit|concluid|registrad|inscrit|oficializad|perfeccionad|"
    r"consumad|instituid|materializad|sellad|cristalizad)[oa]s?|vigentes?|en\s+vigor|en\s+operaci[óo]n|un\s+hecho|una\s+realidad"
)
_BOND_ES = r"(?:hermanamiento|hermandad|acuerdo\s+de\s+hermanamiento|convenio\s+de\s+hermanamiento|acuerdo|convenio)"
_IS_ES = r"(?:ha\s+quedado|han\s+quedado|ha\s+sido|han\s+sido|qued[óo]|queda|quedan|quedaron|est[áa]n?|es|son|fue|fueron|se\s+encuentran?)"
_ADV_EN = (
    r"(?:(?:now|already|today|hereby|officially|formally|duly|legally|therefore|thus|fully|as\s+of\s+today,?)\s+){0,3}"
)
_DONE_EN = (
    r"(?:signed|formali[sz]ed|concluded|established|constituted|consolidated|registered|completed|sealed|finali[sz]ed|in\s+force|in\s+effect|"
    r"effective|official|a\s+reality|a\s+fact)"
)
_BOND_EN = r"(?:twinning|sister[- ]cit(?:y|ies)(?:\s+(?:relationship|agreement|partnership|bond))?|sisterhood|twinning\s+agreement|agreement)"
_THERE = {
    "es": re.compile(
        # “el hermanamiento ha quedado concretado”, “queda establecido el hermanamiento”
        rf"\b{_BOND_ES}\b(?P<gap>[^.;:()\n]{{0,70}}?)\s(?P<a>{_IS_ES}\s+{_ADV}(?:{_DONE_ES})(?:\s+y\s+(?:{_DONE_ES}))?)\b|"
        rf"\b(?P<b>{_IS_ES}\s+{_ADV}(?:{_DONE_ES}))\s+(?:el|este|dicho|nuestro|su)\s+{_BOND_ES}\b|"
        # “hermanamiento con …: consolidado”, “…, ya firmado y vigente”
        rf"\b{_BOND_ES}\b[^.;:\n]{{0,90}}?(?:,\s+(?=ya\s|hoy\s|actualmente\s|debidamente\s)|:\s+){_ADV}(?P<c>(?:{_DONE_ES})(?:\s+y\s+(?:{_DONE_ES}))?)\b|"
        # “ambas ciudades ya son hermanas”, “como ciudad hermana que ya es”, “nos une como ciudades hermanas”
        rf"\b(?P<d>(?:son|somos|es|eres)\s+{_ADV}(?:ciudad(?:es)?\s+|municipios?\s+|comunidades\s+|pueblos\s+)?herman[oa]s|(?:se|nos)\s+(?:declaran|declaramos|proclaman|proclamamos|reconocen|reconocemos)\s+(?:como\s+)?(?:ciudades|municipios|pueblos)\s+(?:herman[oa]s|hermanad[oa]s))\b|"
        r"\b(?P<e>como\s+(?:una\s+)?(?:ciudad(?:es)?|municipios?)\s+herman(?:as?|os?|ad[oa]s?)(?:\s+que\s+(?:ya\s+)?(?:es|son|somos))?)\b|"
        rf"\b(?P<f>(?:quedan?|quedaron|quedamos|est[áa]n?|estamos|son|somos|se\s+encuentran)\s+{_ADV}hermanad[oa]s?|(?:ya|formalmente|oficialmente)\s+hermanad[oa]s)\b|"
        r"\b(?P<g>se\s+hermanaron|nos\s+hermanamos\s+(?:ya|hoy)|nuestra\s+ciudad\s+hermana\b|(?:nuestras|amb[ao]s|las|estas)\s+(?:dos\s+)?ciudades\s+hermanas(?<!las ciudades hermanas)(?!\s+(?:de[l]?|en|que|con)\b)|"
        # “el acuerdo que ya firmamos”, “el convenio firmado por nosotros el invierno pasado”
        r"(?:(?<=acuerdo )|(?<=convenio )|(?<=hermanamiento ))(?:que\s+(?:ya\s+)?(?:firmamos|suscribimos|celebramos|hemos\s+(?:firmado|suscrito|celebrado))|(?:ya\s+)?(?:firmado|suscrito|celebrado)\s+(?:por\s+nosotros|entre\s+nosotros|por\s+(?:amb|nuestr)[oa]s\s+\w+|el\s+\w+\s+pasado))|"
        r"(?:nuestro|el|su)\s+(?:actual|existente)\s+(?:acuerdo\s+de\s+)?hermanamiento|hermanamiento\s+(?:ya\s+)?existente)\b|"
        # “el hermanamiento ya inscrito”; “El acuerdo, firmado en abril por ambas autoridades,”
        rf"\b(?:el|del|al|un|este|dicho|nuestro|su)\s+{_BOND_ES}\s+(?P<i>ya\s+(?:{_DONE_ES}))\b|"
        rf"\b(?:el|este|dicho|nuestro)\s+{_BOND_ES},\s+(?P<j>(?:firmad|suscrit|celebrad)o\s+(?:en|el|por|entre)\b[^.;,]{{0,60}}),|"
        # “da por celebrado el hermanamiento”
        rf"\b(?P<k>(?:dan?|damos|doy|tenemos|tengo|tienen?)\s+por\s+(?:{_DONE_ES})\s+(?:el|este|dicho|nuestro|su)\s+{_BOND_ES})\b|"
        r"\b(?P<l>nuestras\s+(?:dos\s+)?ciudades\s+hermanas)\s+(?:han\s+iniciado|hemos\s+iniciado|inician|iniciamos|emprenden|se\s+(?:parecen|complementan)|comparten)\b|"
        # “celebró ya un acuerdo de hermanamiento”, “registró el acuerdo”
        r"\b(?P<h>(?:se\s+)?(?:ya\s+)?(?:firm(?:[óo]|aron|amos)|suscrib(?:i[óo]|ieron|imos)|celebr(?:[óo]|aron|amos)|formaliz(?:[óo]|aron|amos)|concret(?:[óo]|aron|amos)|"
        r"registr(?:[óo]|aron)|inscrib(?:i[óo]|ieron)|ha\s+(?:firmado|suscrito|celebrado|formalizado|registrado)|hemos\s+(?:firmado|suscrito|celebrado|formalizado))(?:\s+ya)?)"
        rf"\s+(?:con\s+(?:nosotros|ustedes|nuestr[oa]\s+\w+)\s+)?(?:el|un|su|este|dicho|nuestro)\s+(?:\w+\s+)?(?:acuerdo\s+de\s+hermanamiento|convenio\s+de\s+hermanamiento|hermanamiento|acuerdo(?=\s*[,.;]))",
        re.IGNORECASE,
    ),
    "en": re.compile(
        rf"\b{_BOND_EN}\b(?P<gap>[^.;:()\n]{{0,70}}?)\s(?P<a>(?:is|are|was|were|has\s+been|have\s+been)\s+{_ADV_EN}{_DONE_EN})\b|"
        rf"\b(?P<b>(?:entered|came)\s+into\s+force)\b|"
        rf"\b{_BOND_EN}\b[^.;:\n]{{0,90}}?(?:,\s+(?=already\s|now\s|duly\s)|:\s+){_ADV_EN}(?P<c>{_DONE_EN})\b|"
        rf"\b(?P<d>(?:are|we\s+are|became|become|have\s+become|has\s+become)\s+{_ADV_EN}(?:sister\s+cities|sisters|twin\s+cities|twinned(?:\s+cities)?|a\s+sister\s+city)|(?:declare|proclaim|recogni[sz]e|call)\s+(?:themselves|ourselves|each\s+other|one\s+another)\s+(?:as\s+|to\s+be\s+)?(?:sister\s+cities|twin\s+cities|twinned))\b|"
        r"\b(?P<e>as\s+(?:our\s+)?(?:sister\s+cities|a\s+sister\s+city|twinned\s+cities|the\s+sister\s+cities\s+(?:that\s+)?(?:we|they)\s+are))\b|"
        r"\b(?P<f>(?:already|now|officially|formally)\s+(?:twinned|sister\s+cities|(?:a|our|your)\s+sister\s+city))\b|"
        r"\b(?P<g>our\s+sister\s+city\s+of|your\s+sister\s+city\s+of|(?:our|the|these|both)\s+(?:two\s+)?sister\s+cities(?<!the sister cities)(?!\s+(?:(?-i:[A-Z])|program\w*|committee|commission|association|relation\w*|agreement|partnership|network|coordinator|office|initiative|in\b|abroad|across|around))|"
        # “the agreement signed by us”, “the agreement that we signed last winter”
        r"(?:(?<=agreement )|(?<=twinning ))(?:(?:that\s+|which\s+)?we\s+(?:have\s+)?(?:already\s+)?(?:signed|concluded)|(?:already\s+|duly\s+)?(?:signed|concluded)\s+(?:by\s+(?:us|both|our\s+\w+)|between\s+(?:us|our\s+\w+)|last\s+\w+))|"
        r"(?:our|their|the|an)\s+existing\s+(?:twinning|sister[- ]city)(?:\s+(?:agreement|relationship|partnership|bond))?)\b|"
        rf"\b(?P<h>(?:has|have)\s+(?:already\s+)?(?:signed|concluded|formali[sz]ed|registered)|signed|concluded|formali[sz]ed|registered)\s+(?:with\s+(?:us|you|our\s+\w+|your\s+\w+)\s+)?(?:the|a|an|its|this|their|our)\s+(?:\w+\s+)?(?:twinning(?:\s+agreement)?|sister[- ]city\s+agreement)",
        re.IGNORECASE,
    ),
}
# where the words that matter to what is said in passing begin
_JOINTS = {"c": (", que ", ", "), "e": (", que ",), "i": (", ", " y ", " e "), "j": (", que ",), "k": (" que ",)}
_HINTS = ("herman", "acuerdo", "convenio", "sister", "twin", "force", "agreement ")
# what is wished, denied, to come, or another's
_NOT_SO = re.compile(
    r"(?i)\b(?:no|ni|sin|si|cuando|una\s+vez|para|a\s+fin|antes|hasta|aunque|pendiente|falta|pr[óo]xim\w+|pued[ae]n?|podr\w+|propon\w+|propuest\w+|dese\w+|quisi\w+|"
    r"esper\w+|inten\w+|busc\w+|solicit\w+|aspir\w+|lleg(?:uen|ar|ue|uemos)|autoriz\w+|acuerdan|convienen|agrees?\s+to|proyecto|borrador|consider\w+|consiste|posible|eventual|"
    r"not?|never|neither|if|when|once|before|until|unless|pending|will|would|shall|may|might|can|could|to\s+be|to\s+become|in\s+order|hope\w*|wish\w*|want\w*|intend\w*|"
    r"propos\w+|draft|possible|aim\w*|look\w*\s+forward|seek\w*)\b[^.;]{0,140}$"
)
# an older pact with its day or its number may well be there; and whoever else has one
_OLDER = re.compile(
    r"(?i)\b(?:19|20)\d\d\b|\bratific|\breafirm|\brenov|\bratif|\breaffirm|\brenew|\badend|\baddend|\b(?:otr[oa]s?|(?<!lo )anterior(?:es)?|previ[oa]s?|espec[íi]fico|(?<!each )other|earlier|previous)\b|"
    r"\bde\s+Cabildo\b|\bprograma\s+(?:de\s+)?ciudades\s+hermanas\b|\bComit[ée]\s+de\s+Ciudades\b"
)
# the day a law was published is of no pact
_PUBLISHED = re.compile(r"(?i)\b(?:publicad[oa]|published)\b[^.;]{0,120}")
_SILENT = frozenset(
    (
        BlockKind.ADDRESSEE,
        BlockKind.COPIES,
        BlockKind.SIGNATURE,
        BlockKind.REFERENCE,
        BlockKind.SUBJECT,
        BlockKind.TITLE,
    )
)
# in a report, what stands near says how far it got
_BUT_A_STEP = {
    "es": re.compile(
        r"(?i)\b(?:cartas?\s+de\s+intenci[óo]n|en\s+(?:tr[áa]mite|revisi[óo]n|proceso|negociaci[óo]n|estudio)|pendientes?|a[úu]n\s+no|todav[íi]a\s+no|borrador|proyecto\s+de\s+(?:acuerdo|convenio)|"
        r"autoriz[óo]\s+(?:a\s+[^.;]{0,60}\s+)?(?:firmar|suscribir|la\s+(?:firma|suscripci[óo]n))|aprob[óo]\s+el\s+estudio|estudio\s+de\s+(?:conveniencia|factibilidad))\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:letters?\s+of\s+intent|pending|under\s+(?:review|negotiation)|not\s+yet|draft|feasibility\s+study|authori[sz]ed\s+(?:the\s+[^.;]{0,40}\s+)?(?:to\s+sign|the\s+signing)|"
        r"in\s+process|in\s+progress|has\s+not\s+answered)\b"
    ),
}
_TOWNS = frozenset(("municipality", "town", "place"))


def _told(p: Passage) -> Iterator[tuple[int, int, int, str]]:
    """(start, end, where its sentence begins, the sentence) of each claim that the bond is there."""
    pattern = _THERE.get(p.lang)
    if pattern is None or p.block.kind in _SILENT:
        return
    low = p.low
    if not any(hint in low for hint in _HINTS):
        return
    for at, words in p.sentences:
        for m in pattern.finditer(words):
            name = next(g for g in "abcdefghijkl" if g in m.re.groupindex and m[g])
            start, end = m.span(name)
            if name in "ab" and re.search(r"(?i)\b(?:que|cuando|si|to|that|which)\b", m.groupdict().get("gap") or ""):
                continue
            # what is said beside a pact in passing stands for itself: “…, ya firmado”, “…, que nos une como ciudades hermanas”
            since = max((words.rfind(joint, 0, start) for joint in _JOINTS.get(name, ())), default=0)
            since = max(since, 0)
            if not _NOT_SO.search(words[since:start]) and not _OLDER.search(_PUBLISHED.sub("", words)):
                yield at + start, at + end, at, words


def bonds_told_as_there(r: Reading) -> Rules:
    """E01: “con ello ambas ciudades ya son hermanas” in a letter of intent, in minutes, in a resolution that authorizes it; in
    a report, where beside it stands how far it got."""
    if r.brief.rung is not None or r.brief.kind in ("agreement",) or not r.brief.parties:
        return
    rung = _PROVES.get(r.brief.paper)
    report = rung is None and (r.brief.kind in ("report", "other"))
    if rung is None and not report:
        return
    # a paper about a pact that stands may speak of it
    about = [p for p in r.passages if p.block.kind in (BlockKind.TITLE, BlockKind.SUBJECT)]
    if any(_OLDER_ACT.search(p.text) for p in about):
        return
    for i, p in enumerate(r.passages):
        for start, end, at, words in _told(p):
            if _of_others(r, p, at, at + len(words)):
                continue
            if report:
                near = [q for q in r.passages[max(0, i - 1) : i + 2] if q.lang == p.lang]
                step = _BUT_A_STEP.get(p.lang)
                if (
                    step is None
                    or not any(step.search(q.text) for q in near)
                    or any(_DATED_PACT.search(q.text) for q in near)
                ):
                    continue
            yield beyond(p, start, end, _SIGNED, 1 if rung is None else rung, 0.75)


_OLDER_ACT = re.compile(r"(?i)\bratif|\breafirm|\breaffirm|\brenov|\brenew|\bterminaci|\btermination|\badend|\baddend")
_DATED_PACT = re.compile(
    r"(?i)\b(?:firm|suscri|sign|registr)\w*\b[^.;\n]{0,60}\b(?:19|20)\d\d\b|\bn[úu]mero\s+de\s+registro\b|\bregistration\s+number\b"
)


def _of_others(r: Reading, p: Passage, start: int, end: int) -> bool:
    own = [(m.start, m.end) for m in r.party_mentions(p)]
    return any(
        m.kind in _TOWNS and m.confidence >= 0.6 and start <= m.start < end
        for m in r.mentions(p)
        if not any(a <= m.start < b for a, b in own)
    )


_NOUN_ES = r"(?:hermanamientos?|hermandad(?:es)?|acuerdos?|convenios?|ciudad(?:es)?\s+hermanas?)"
_AGAIN_ES = r"(?:ratific\w+|reafirm\w+|renov\w+|renuev\w+|refrend\w+)"
_AGAIN_EN = r"(?:ratif\w+|reaffirm\w+|renew\w*)"
_NOUN_EN = r"(?:twinnings?|sister[- ]cit(?:y|ies)(?:\s+(?:agreements?|relationships?|partnerships?))?|agreements?|partnerships?)"
_MIXED = {
    "es": (
        # “cinco hermanamientos nuevos y ratificados”
        re.compile(rf"(?i)\b{_NOUN_ES}\s+(?P<w>nuev[oa]s\s+y\s+(?:ratificad|reafirmad|renovad|refrendad)[oa]s|(?:ratificad|reafirmad|renovad|refrendad)[oa]s\s+y\s+nuev[oa]s)\b"),
        # “nuevos hermanamientos, entre ellos la renovación con …”, “…, dos de ellos ratificados”
        re.compile(rf"(?i)\bnuev[oa]s?\s+{_NOUN_ES}[^.;]{{0,40}}?[,(]\s*(?P<w>(?:entre\s+(?:ell[oa]s|los\s+que|las\s+que)|incluid[oa]s?|incluyendo|un[oa]\s+de\s+ell[oa]s|\w+\s+de\s+(?:ell[oa]s|los\s+cuales|las\s+cuales))[^.;]{{0,40}}?{_AGAIN_ES})"),
        # “la ratificación con … es el nuevo hermanamiento”, “con la renovación, … suma un hermanamiento más”
        re.compile(rf"(?i)\b{_AGAIN_ES}\b[^.;]{{0,90}}?\b(?P<w>(?:es|constituye|representa|suma|sum[óo]|se\s+suma\s+como|agrega|obtuvo|logr[óo]|tiene|cuenta\s+con)\s+(?:el|un|otro|as[íi]\s+un|ya\s+un)\s+(?:nuevo\s+{_NOUN_ES}|{_NOUN_ES}\s+(?:nuevo|m[áa]s|adicional)))\b"),
        # “se renovó el hermanamiento, por primera vez firmado este año”
        re.compile(rf"(?i)\b{_AGAIN_ES}\b[^.;]{{0,90}}?\b(?P<w>por\s+primera\s+(?:vez|ocasi[óo]n))\b"),
        re.compile(rf"(?i)\b(?P<w>nuev[oa]\s+{_NOUN_ES}\s+(?:ratificad|reafirmad|renovad|refrendad)[oa])\b"),
    ),
    "en": (
        re.compile(rf"(?i)\b(?P<w>new\s+and\s+(?:ratified|reaffirmed|renewed)|(?:ratified|reaffirmed|renewed)\s+and\s+new)\s+{_NOUN_EN}\b"),
        re.compile(rf"(?i)\bnew\s+{_NOUN_EN}[^.;]{{0,30}}?[,(]\s*(?P<w>(?:including|among\s+them|one\s+of\s+(?:them|which)|\w+\s+of\s+(?:them|which))[^.;]{{0,40}}?{_AGAIN_EN})"),
        re.compile(rf"(?i)\b{_AGAIN_EN}\b[^.;]{{0,90}}?\b(?P<w>(?:is|was|adds|added|counts\s+as|represents|gives\s+us)\s+(?:the|a|an|one|our|another)\s+(?:new\s+{_NOUN_EN}|more\s+{_NOUN_EN}|additional\s+{_NOUN_EN}))\b"),
        re.compile(rf"(?i)\b{_AGAIN_EN}\b[^.;]{{0,90}}?\b(?P<w>for\s+the\s+first\s+time)\b"),
        re.compile(rf"(?i)\b(?P<w>new(?:ly)?\s+(?:ratified|reaffirmed|renewed)\s+{_NOUN_EN})\b"),
    ),
}  # fmt: skip
_NOT_NEW = re.compile(r"(?i)\b(?:no|not|ni|sin|without)\b[^.;,]{0,30}$")


def new_that_is_not(r: Reading) -> Rules:
    """E02: what was ratified or renewed, counted or called new."""
    if r.brief.kind not in ("report", "other", "letter", "study", "minutes", "designation"):
        return
    for p in r.passages:
        low = p.low
        if p.lang not in _MIXED or not any(
            w in low for w in ("ratif", "renov", "renuev", "refrend", "reafirm", "reaffirm", "renew")
        ):
            continue
        for at, words in p.sentences:
            m = next((m for pattern in _MIXED[p.lang] if (m := pattern.search(words))), None)
            if m and not _NOT_NEW.search(words[: m.start("w")]):
                yield found(
                    "E02", p, at + m.start("w"), at + m.end("w"),
                    says("Lo nuevo y lo ratificado o renovado se cuentan aparte.", "What is new and what is ratified or renewed are counted apart."),
                    severity=Severity.WARNING, confidence=0.8,
                )  # fmt: skip


# acts of the programme, of which there are records
_ACTS = {
    "es": r"reuniones|sesiones|visitas|talleres|actividades|acciones|cartas|hermanamientos|acuerdos|convenios|ratificaciones|eventos|foros|videollamadas|encuentros|giras|misiones|capacitaciones",
    "en": r"meetings|sessions|visits|workshops|activities|actions|letters|twinnings|agreements|ratifications|events|forums|calls|trips|missions",
}
# “Hermanamientos ratificados: 2 (Whitewater, 15 de enero de 2026)”
_IN_BRACKETS = {
    lang: re.compile(rf"(?i)\b(?:{nouns})\b(?:\s+[^\W\d_]+){{0,3}}\s*:\s*(?P<n>\d{{1,2}})\s*\((?P<list>[^()\n]+)\)")
    for lang, nouns in _ACTS.items()
}
# “De los cuatro acuerdos firmados, uno es con … y otro con …”
_ONE_BY_ONE = {
    "es": re.compile(rf"(?i)\b(?:de\s+(?:los|las)|los|las)\s+(?P<n>\w+)\s+(?:{_ACTS['es']})\b[^.;:]{{0,40}}?[,:]\s*un[oa]\b(?P<rest>[^.]{{3,160}}?\b(?:y|e)\s+(?:el\s+|la\s+)?(?:otr[oa]|segund[oa]|[úu]ltim[oa]|tercer[oa])\b)"),
    "en": re.compile(rf"(?i)\b(?:of\s+the|the)\s+(?P<n>\w+)\s+(?:{_ACTS['en']})\b[^.;:]{{0,40}}?[,:]\s*one\b(?P<rest>[^.]{{3,160}}?\band\s+(?:the\s+)?(?:other|another|one|second|third|last)\b)"),
}  # fmt: skip
_MORE = re.compile(
    r"(?i)\b(?:otr[oa]s|others|los\s+dem[áa]s|las\s+dem[áa]s|the\s+rest|dos|tres|two|three|varios|several)\b"
)


def counted_beside(r: Reading) -> Rules:
    """E03: a count and, in brackets, after a colon or one by one, what it counts: by its days, by its members."""
    if r.brief.kind not in ("report", "other", "letter", "study", "minutes", "designation"):
        return
    for p in r.passages:
        if p.lang not in _ACTS:
            continue
        for n in p.entities.numbers:
            if n.kind != "count" or not 2 <= n.value <= 30 or not float(n.value).is_integer():
                continue
            m = re.match(
                rf"(?i)\s+(?:[^\W\d_]+\s+){{0,2}}?(?P<noun>{_ACTS[p.lang]})\b[^.;:]{{0,60}}?:\s*(?=\S)",
                p.text[n.end : n.end + 130],
            )
            days = _days(p, n.end + m.end()) if m else 0
            if days >= 2 and days != n.value:
                yield _of_records(p, n.start, n.end, n.value, days)
        if "(" in p.text and (m := _IN_BRACKETS[p.lang].search(p.text)):
            told = len([x for x in re.split(r";\s*", m["list"]) if x.strip()])
            dates = sum(1 for d in p.entities.dates if m.start("list") <= d.start < m.end("list"))
            if told == max(dates, 1) and told != int(m["n"]) and not _MORE.search(m["list"]):
                yield _of_records(p, m.start("n"), m.end("n"), int(m["n"]), told)
        m = _ONE_BY_ONE[p.lang].search(p.text)
        if m and not _MORE.search(m["rest"]):
            told = 2 + len(re.findall(r"(?i),\s*(?:otr[oa]|another|el\s+segund|the\s+second)\b", m["rest"]))
            number = next((n for n in p.entities.numbers if n.start == m.start("n")), None)
            if number is not None and number.value != told and number.value >= 2:
                yield _of_records(p, number.start, number.end, number.value, told)


_ROWS = {
    lang: re.compile(
        rf"(?i)^\W*(?:total\s+(?:de|of)\s+)?(?:{nouns})\b(?:\s+[^\W\d_]+){{0,3}}\s*:\s*(?P<n>\d{{1,2}})\.?$"
    )
    for lang, nouns in _ACTS.items()
}


def counted_in_a_table(r: Reading) -> Rules:
    """E03: “Actividades realizadas: 4” under a table of three, each with its day."""
    for a, b in pairwise(r.passages):
        for table, line in ((a, b), (b, a)):
            if (
                a.lang != b.lang
                or a.lang not in _ROWS
                or not ("\t" in table.text or table.text.lstrip().startswith("|"))
            ):
                continue
            m = _ROWS[a.lang].match(line.text.strip())
            lines = [x for x in re.finditer(r"[^\n]+", table.text) if re.search(r"\w", x.group())]
            dated = [x for x in lines if any(x.start() <= d.start < x.end() for d in table.entities.dates)]
            if m and len(dated) >= _TWO and len(lines) - len(dated) <= 1 and int(m["n"]) != len(dated):
                shift = line.text.find(line.text.strip())
                yield _of_records(line, shift + m.start("n"), shift + m.end("n"), int(m["n"]), len(dated))


_TWO = 2


def _days(p: Passage, at: int) -> int:
    """How many days a list holds that begins there and holds nothing else: “14 de enero, 12 de febrero y 3 de marzo”."""
    stop = re.search(r"\.(?:\s|$)|;|\n", p.text[at:])
    end = at + stop.start() if stop else len(p.text)
    dates = [d for d in p.entities.dates if at <= d.start < end and d.day]
    rest = p.text[at:end]
    for d in reversed(dates):
        rest = rest[: d.start - at] + "\0" + rest[d.end - at :]
    if re.sub(r"(?i)\b(?:el|los|las|d[ií]as?|on|and|y|e|the|del?|a\s+las|at)\b|[\s,\0]|\b(?:19|20)\d\d\b", "", rest):
        return 0
    return len(dates)


def _of_records(p: Passage, start: int, end: int, said: float, right: int):
    return found(
        "E03", p, start, end,
        says(f"Dice {plain(said)}; a su lado constan {right}.", f"It says {plain(said)}; beside it {right} are told."),
        confidence=0.85, severity=Severity.WARNING,
    )  # fmt: skip


RULES = (bonds_told_as_there, new_that_is_not, counted_beside, counted_in_a_table)
