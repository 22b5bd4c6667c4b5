"""What a paper does or tells that is not for it to do: an office that makes the twinning, an addendum that undoes what it adds to (C), a
step that no twinning takes or has not come yet (E01), an older pact called new (E02), one Party that pays for all (M07), a fraction that
an article has not (L01), an opinion that another ministry would give (P10)."""

import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..entities import CHAIN
from ..findings import Repair, Severity
from ..numerals import from_roman
from ..reading import Passage, Reading, Rules, found, says
from .dates import paper_date

_W = Severity.WARNING
_SILENT = (
    BlockKind.TITLE,
    BlockKind.ADDRESSEE,
    BlockKind.SIGNATURE,
    BlockKind.COPIES,
    BlockKind.REFERENCE,
    BlockKind.SUBJECT,
)


def _mark(p: Passage, m: re.Match[str], code: str, es: str, en: str, *, confidence: float = 0.8, at: int = 0):
    start, end = m.span("w")
    return found(code, p, at + start, at + end, says(es, en), severity=_W, confidence=confidence)


_BY_THIS = re.compile(
    r"(?i)\b(?P<w>(?:con|por|mediante)\s+(?:la\s+(?:firma|emisi[óo]n|entrega)\s+de\s+)?(?:est[ea]|el|la)\s+(?:presente\s+)?(?:oficio|carta|escrito|nombramiento|designaci[óo]n|solicitud|remisi[óo]n|acta|minuta|informe|estudio|presente)\s+(?:ambas\s+\w+\s+|las\s+(?:dos\s+)?\w+\s+)?(?:queda|quedan|se\s+(?:da|tiene|dan|tienen)\s+por)\s+(?:\w+mente\s+)?"
    r"(?:(?:celebrad|formalizad|establecid|constituid|concertad|firmad|suscrit|perfeccionad|hermanad|concluid)[oa]s?|vigentes?|en\s+vigor)(?:\s+y\s+(?:vigentes?|en\s+vigor))?|"
    r"(?:by|with|through)\s+(?:the\s+signing\s+of\s+)?th(?:is|e\s+present)\s+(?:letter|note|appointment|report|study|act)\s*,?\s+(?:our|both|the)\s+(?:two\s+)?(?:cities|municipalities|parties)\s+(?:become|are\s+(?:now\s+)?|shall\s+be)\s*(?:sister\s+cities|twinned|bound))\b"
)
_AS_A_PACT = re.compile(
    r"(?i)\b(?P<w>(?:amb[oa]s|las\s+dos|los\s+dos|las\s+partes|nuestr[oa]s)\s+(?:\w+\s+)?quedan\s+obligad[oa]s|surt(?:e|en|ir[áa]n?)\s+(?:los\s+)?(?:mismos\s+)?efectos\s+de\s+(?:un\s+)?(?:convenio|acuerdo|contrato)|hace(?:n)?\s+las\s+veces\s+de\s+(?:un\s+)?(?:convenio|acuerdo|contrato)|(?:serves|stands)\s+as\s+(?:an?|the)\s+(?:agreement|contract))\b"
)
_NOT = re.compile(r"(?i)\b(?:no|ni|nunca|sin|tampoco|not|nor|never|neither|without)\b[^.;]{0,70}$")
_NO_PACT = frozenset(("letter_of_intent", "answer", "dispatch_letter", "liaison_designation"))


def offices_that_make_the_bond(r: Reading) -> Rules:
    """C03: “con la firma de este oficio queda celebrado el hermanamiento”, “surte efectos de convenio”."""
    if r.brief.paper not in _NO_PACT or not any(
        r.says(s)
        for s in (
            "queda",
            "por firmad",
            "por celebrad",
            "efectos de",
            "veces de",
            "become",
            "twinned",
            "serves as",
            "stands as",
        )
    ):
        return
    for p in r.passages:
        for pattern in (_BY_THIS, _AS_A_PACT) if p.block.kind not in _SILENT else ():
            for m in pattern.finditer(p.text):
                if not _NOT.search(p.text[max(0, m.start() - 80) : m.start()]):
                    yield _mark(p, m, "C03", "Este papel no crea el hermanamiento ni obliga.", "This paper neither makes the twinning nor binds.", confidence=0.85)  # fmt: skip


_UNDOES = re.compile(
    r"(?i)\b(?P<w>(?:deja|dejan|queda)\s+sin\s+efectos?\s+(?:el|la|al)\s+(?:Acuerdo|Convenio|Memor[áa]ndum)|(?:sustituye|reemplaza|abroga|termina|cancela)n?\s+(?:\w+mente\s+)?(?:el|al)\s+(?:Acuerdo|Convenio)(?!\s+(?:de\s+Cabildo|anterior))|(?:repeals|replaces|terminates|supersedes)\s+the\s+(?:Agreement|Memorandum))\b"
)


def addenda_that_undo(r: Reading) -> Rules:
    """C05: “Esta adenda deja sin efecto el Acuerdo”."""
    if r.brief.paper != "addendum":
        return
    for p in r.passages:
        for m in _UNDOES.finditer(p.text) if p.block.kind not in _SILENT else ():
            if not _NOT.search(p.text[max(0, m.start() - 80) : m.start()]) and not re.match(
                r"(?i)[^.;]{0,40}\b(?:anterior|previ[oa]|art[íi]culo|cl[áa]usula)", p.text[m.end() :]
            ):
                yield _mark(p, m, "C05", "Una adenda agrega o modifica; no pone fin a lo que adiciona.", "An addendum adds or amends; it does not end what it adds to.")  # fmt: skip


_SENATE = re.compile(
    r"(?i)\b(?:acuerdo|convenio|hermanamiento|agreement|twinning)\b[^.;\n]{0,60}?\b(?P<w>(?:ratificad|aprobad|autorizad)[oa]\s+por\s+(?:el\s+(?:H\.\s+)?Senado|la\s+C[áa]mara\s+de\s+(?:Senadores|Diputados)|el\s+Congreso\s+de\s+la\s+Uni[óo]n)|(?:ratified|approved)\s+by\s+the\s+(?:Mexican\s+)?(?:Senate|Congress))\b"
)
_GIVEN = re.compile(
    r"(?i)\b(?P<w>(?:dictamen|registro)\b[^.;\n]{0,80}?\b(?:ya\s+)?(?:fue|ha\s+sido|qued[óo]|est[áa])\s+(?:ya\s+)?(?:emitid|otorgad|concedid|expedid|inscrit)o)\b"
)
_BEFORE_IT = frozenset(("letter_of_intent", "answer", "study", "committee_act", "council_resolution"))
_STANDING = re.compile(
    r"(?i)\b(?:hermanamiento|acuerdo\s+de\s+hermanamiento|convenio\s+de\s+hermanamiento)\s+(?:entre|de|que\s+une\s+a)\s+(?:amb[oa]s|nuestr[oa]s|las\s+dos|los\s+dos)\s+\w+,?\s+(?P<w>(?:ya\s+)?(?:vigente|en\s+vigor)(?:\s+desde\s+(?:19|20)\d\d)?)\b"
)
_LONG_SISTERS = re.compile(r"(?i)(?:\A|[.;]\s+)(?P<w>(?:our|as)\s+sister\s+cities\s+(?:for|since)\b[^.,;]{0,30})")
_WISHED = re.compile(
    r"(?i)\b(?:si|cuando|una\s+vez|para|que|hasta|pendiente|if|when|once|until|ratific\w+|renov\w+|renew\w*|ratif\w+)\b[^.;]{0,80}$"
)


def steps_ahead_of_the_paper(r: Reading) -> Rules:
    """E01: “ratificado por el Senado”; “el dictamen ya fue emitido” in the study that comes before it; “el hermanamiento entre ambas ciudades,
    vigente desde 2019” in a letter of intent."""
    low = r.low
    senate = any(s in low for s in ("senado", "cámara de", "congreso de la un", "senate", "congress"))
    early = r.brief.paper in _BEFORE_IT and r.brief.rung is None
    if not senate and not (
        early
        and any(
            s in low
            for s in ("emitid", "otorgad", "concedid", "expedid", "inscrit", "vigente", "en vigor", "sister cities")
        )
    ):
        return
    for p in r.passages:
        if p.block.kind in _SILENT:
            continue
        for m in _SENATE.finditer(p.text) if senate else ():
            if not _NOT.search(p.text[max(0, m.start("w") - 60) : m.start("w")]):
                yield _mark(
                    p, m, "E01", "Ningún paso de un hermanamiento pasa por ahí.", "No step of a twinning goes there."
                )
        if not early:
            continue
        patterns = (_STANDING, _LONG_SISTERS) if r.brief.paper in ("letter_of_intent", "answer") else ()
        for at, words in p.sentences:
            for pattern in (*patterns, _GIVEN):
                m = pattern.search(words)
                if m and not _WISHED.search(words[: m.start("w")]) and not _NOT.search(words[: m.start("w")]) and not (pattern is _GIVEN and re.search(r"(?i)municip|comisi[óo]n|civil|comit", m["w"])):  # fmt: skip
                    yield _mark(
                        p, m, "E01", "Este papel es anterior a ese paso.", "This paper comes before that step.", at=at
                    )


_FIRST = re.compile(
    r"(?i)\b(?P<w>(?:se\s+)?(?:firm|suscrib|celebr)\w+\s+por\s+primera\s+vez\s+el\s+(?:acuerdo|convenio|hermanamiento)\s+(?:de\s+hermanamiento\s+)?(?:de|del\s+año)\s+(?P<y>(?:19|20)\d\d)|signed\s+for\s+the\s+first\s+time\s+the\s+(?P<y2>(?:19|20)\d\d)\s+agreement)"
)
_RECENT = re.compile(
    r"(?i)\b(?P<w>(?:de\s+)?(?:reciente|nueva)\s+(?:creaci[óo]n|firma|celebraci[óo]n)|newly\s+(?:created|signed|established))\b"
)


def old_called_new(r: Reading) -> Rules:
    """E02: “se firmó por primera vez el acuerdo de 2013” in a paper of 2026; a ratification of what is “de reciente creación”."""
    low = r.low
    if "primera vez" in low or "first time" in low:
        on = paper_date(r)
        year = on.year if on else r.brief.on.year
        for p in r.passages:
            for m in _FIRST.finditer(p.text):
                if int(m["y"] or m["y2"]) < year:
                    yield _mark(p, m, "E02", "Lo de un año anterior no se firma ahora por primera vez.", "What is of an earlier year is not signed now for the first time.")  # fmt: skip
    if r.brief.paper in ("ratification", "renewal"):
        for p in r.passages:
            for m in _RECENT.finditer(p.text) if "recient" in p.low or "nueva " in p.low or "newly" in p.low else ():
                if re.search(
                    r"(?i)\b(?:acuerdo|convenio|hermanamiento|agreement|twinning)\b[^.;]{0,40}$", p.text[: m.start()]
                ):
                    yield _mark(
                        p,
                        m,
                        "E02",
                        "Lo que se ratifica o renueva no es nuevo.",
                        "What is ratified or renewed is not new.",
                    )


_PAYS = re.compile(
    r"(?i)\b(?P<w>(?:pagar|cubrir|sufragar|absorber|asumir)(?:á|án)\s+(?:\w+mente\s+)?(?:todos\s+)?(?:los\s+(?:gastos|costos)|la\s+totalidad\s+de\s+los\s+(?:gastos|costos))(?:\s+de\s+viaje)?\s+de\s+(?:ambas|ambos|las\s+dos|los\s+dos|la\s+otra)\b|"
    r"(?:gastos|costos)\b[^.;]{0,80}\b(?:pagar|cubrir|sufragar|asumir)(?:á|án)\s+(?:\w+mente\s+)?[^.;]{0,40}\bsin\s+l[íi]mite\b|(?:shall|will)\s+(?:pay|cover|bear)\s+(?:all\s+)?(?:the\s+)?(?:costs|expenses)\s+of\s+(?:both|the\s+other)\b)"
)


_OF_ALL = ("amb", "las dos", "los dos", "la otra", "límite", "limite", "both", "the other")


def one_pays_for_all(r: Reading) -> Rules:
    """M07: “cada Parte pagará los gastos de ambas”, “… los pagará íntegramente … sin límite”."""
    if r.brief.kind not in ("agreement", "declaration") or not any(
        r.says(s) for s in ("gastos", "costos", "costs", "expenses")
    ):
        return
    for p in r.passages:
        for m in (
            _PAYS.finditer(p.text)
            if any(s in p.low for s in ("gastos", "costos", "costs", "expenses")) and any(s in p.low for s in _OF_ALL)
            else ()
        ):
            if not _NOT.search(p.text[max(0, m.start() - 60) : m.start()]):
                yield _mark(p, m, "M07", "Así se quita que cada Parte cubra lo suyo según su presupuesto.", "That takes away that each Party covers its own within its budget.")  # fmt: skip


_FRACTION = re.compile(
    r"(?i)\b(?P<w>(?P<a>\d{1,3}),?\s+(?:en\s+su\s+)?(?:fracci[óo]n|fraction|section)\s+(?-i:(?P<f>[IVXLC]+)))\b(?=[^.;\n]{0,60}\b(?:constituci|constitution))|\bconstituci\w+[^.;\n]{0,60}\b(?P<w2>(?P<a2>\d{1,3}),?\s+fracci[óo]n\s+(?-i:(?P<f2>[IVXLC]+)))\b"
)


def fractions_that_are_not(r: Reading) -> Rules:
    """L01: “artículo 115, fracción XXXIX, de la Constitución”, of an article whose fractions the catalogue counts."""
    if not r.says("constituci") and not r.says("constitution"):
        return
    counted = {
        c.article: c.last_fraction
        for c in r.brief.citations.values()
        if c.last_fraction and any("constituci" in fold(name) for name in c.names)
    }
    for p in r.passages if counted else ():
        for m in _FRACTION.finditer(p.text) if "constitu" in p.low else ():
            group = "" if m["w"] else "2"
            last = counted.get(m[f"a{group}"], 0)
            if last and (from_roman(m[f"f{group}"]) or 0) > last:
                yield found(
                    "L01", p, *m.span(f"w{group}"),
                    says(
                        f"El artículo {m[f'a{group}']} no llega a esa fracción.",
                        f"Article {m[f'a{group}']} has no such fraction.",
                    ),
                    severity=_W, confidence=0.9,
                )  # fmt: skip


_AS_PUBLISHED = re.compile(r"(?i),?\s+(?:publicada\s+en|published\s+in)\b[^.;\d]{0,90}$")


def days_of_the_law(r: Reading) -> Rules:
    """L01: a law of the catalogue told as published in the gazette on another day than it was."""
    if not any(r.says(s) for s in ("publicada en", "published in")):
        return
    laws = {name: c.published_on for c in r.brief.citations.values() if c.published_on for name in c.names}
    for p in r.passages:
        if "publicada en" not in p.low and "published in" not in p.low:
            continue
        for name, on in laws.items():
            if (at := p.low.find(name.lower())) < 0:
                continue
            end = at + len(name)
            told = next((d for d in p.entities.dates if d.start >= end), None)
            if told is None or told.on in (None, on) or not _AS_PUBLISHED.match(p.text[end : told.start]):
                continue
            right = date_in_words(on, p.lang)
            yield found(
                "L01", p, told.start, told.end,
                says(f"Se publicó el {date_in_words(on, 'es')}.", f"It was published on {date_in_words(on, 'en')}."),
                severity=_W, confidence=0.9,
                repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(told.start, told.end, right),))],
            )  # fmt: skip


_ONE_TEXT = re.compile(
    r"(?i)\b(?P<w>siendo\s+(?:el\s+texto|la\s+versi[óo]n)\s+en\s+(?:español|ingl[ée]s)\s+(?:el|la)\s+[úu]nic[oa]\s+(?:v[áa]lid|aut[ée]ntic|oficial)\w*|(?:only\s+the|the)\s+(?:spanish|english)\s+(?:text|version)\s+(?:being|is|shall\s+be)\s+(?:the\s+only\s+)?(?:valid|authentic)(?:\s+one)?)\b"
)
_OF_A_CONTRACT = re.compile(
    r"(?i)\b(?:en\s+(?:lo\s+sucesivo|adelante)|hereinafter)\b[^“\"]{0,40}[“\"](?P<w>(?:(?:el|la|los|las|the)\s+)?(?:contratistas?|contratantes|prestador(?:es)?|proveedor(?:es)?|arrendador(?:es)?|comprador(?:es)?|vendedor(?:es)?|acreedor(?:es)?|deudor(?:es)?|clientes?|contractors?|suppliers?|lessors?|buyers?|sellers?))[”\"]"
)


def words_of_a_contract(r: Reading) -> Rules:
    """B10: “siendo el texto en español el único válido”. M03: “en lo sucesivo ‘los Contratistas’”."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    low = r.low
    one = any(s in low for s in ("único", "unico", "única", "only", "text being", "version being"))
    named = any(s in low for s in ("en lo sucesivo", "en adelante", "hereinafter"))
    for p in r.passages if one or named else ():
        for m in _ONE_TEXT.finditer(p.text) if one else ():
            yield _mark(
                p, m, "B10", "Los textos deben ser igualmente auténticos.", "The texts must be equally authentic."
            )
        for m in _OF_A_CONTRACT.finditer(p.text) if named and ("“" in p.text or '"' in p.text) else ():
            yield _mark(
                p,
                m,
                "M03",
                "El modelo las llama “las Partes” (o “los Participantes”).",
                "The model calls them “the Parties” (or “the Participants”).",
            )


_FOR_ANOTHER = re.compile(
    rf"(?P<w>(?:President[ea]\s+[Mm]unicipal|Alcald(?:e|esa)|Mayor)\s+(?:de|of)\s+(?P<x>{CHAIN})),?\s+(?i:en\s+(?:representaci[óo]n|nombre)\s+del?|on\s+behalf\s+of|representing)\s+(?i:(?:el|la|the)\s+)?(?:Municipio|Ciudad|Ayuntamiento|City|Municipality)\s+(?:de|of)\s+(?P<y>{CHAIN})"
)


def mayors_for_another(r: Reading) -> Rules:
    """P05: “la Presidenta Municipal de Coatepec, en representación del Municipio de Xalapa”."""
    if not any(r.says(s) for s in ("representaci", "en nombre de", "on behalf of", "representing")):
        return
    for p in r.passages:
        for m in _FOR_ANOTHER.finditer(p.text):
            named = [x for x in r.brief.parties if any(fold(m["y"]).startswith(fold(n)) for n in x.names)]
            if named and not any(fold(m["x"]).startswith(fold(n)) for x in named for n in x.names):
                yield found(
                    "P05", p, *m.span("w"),
                    says("No es quien representa a ese municipio.", "That is not who represents that municipality."), severity=_W, confidence=0.85,
                )  # fmt: skip


_FEDERAL = r"(?:Gobernaci[óo]n|Econom[íi]a|Hacienda\s+y\s+Cr[ée]dito\s+P[úu]blico|Marina|la\s+Defensa\s+Nacional|Defensa\s+Nacional|Energ[íi]a|Bienestar|(?:la\s+)?Funci[óo]n\s+P[úu]blica|Educaci[óo]n\s+P[úu]blica|Salud|Turismo|Cultura)"
_OPINION = re.compile(
    rf"(?i)\b(?:dictamen(?:\s+de\s+procedencia|\s+favorable|\s+previo)*|registro(?:\s+del\s+acuerdo)?)\s+(?:de|ante|en|por)\s+(?:parte\s+de\s+)?la\s+(?P<w>Secretar[íi]a\s+de(?:l)?\s+{_FEDERAL})\b(?!\s+(?:municipal|estatal|del?\s+(?:Estado|Municipio|Ayuntamiento|Gobierno)))"
)
_TO_WHOM = re.compile(rf"(?P<w>(?:Secretar[íi]a|SECRETAR[ÍI]A)\s+(?:de|DE)(?:l|L)?\s+(?i:{_FEDERAL}))\b")


# “notice was given to the Ministry of the Interior under article 7 of the Law on the Conclusion of Treaties”, “must pass through the Office
# of the Attorney General for its opinion before the cities can sign”
_ENGLISH = r"(?:(?:Ministry|Department|Secretariat)\s+of\s+(?:the\s+)?[A-Z]\w+(?:\s+(?:and\s+)?[A-Z]\w+){0,3}|Office\s+of\s+the\s+(?:Attorney\s+General|President|Comptroller|Prosecutor))"
_SPANISH = rf"Secretar[íi]a\s+de(?:l)?\s+(?i:{_FEDERAL})"
_UNDER_THE_LAW = re.compile(
    rf"\b(?:given|sent|submitted|informed|notified|notice|notif\w+|inform[óo]|dio\s+aviso|avis[óo]|remiti[óo]|envi[óo]|pass(?:es)?)\b[^.;]{{0,40}}?\b(?P<w>{_ENGLISH}|{_SPANISH})\b[^.;]{{0,50}}?\b(?:Conclusion\s+of\s+Treaties|Celebraci[óo]n\s+de\s+Tratados|for\s+its\s+opinion|para\s+su\s+dictamen)"
)
_OF_FOREIGN_AFFAIRS = re.compile(r"(?i)Foreign|Relaciones\s+Exteriores|Exterior")


def opinions_of_another_ministry(r: Reading) -> Rules:
    """P10: “previo dictamen de la Secretaría de Gobernación”; a dispatch letter to another ministry."""
    if r.brief.domestic or not any(r.says(s) for s in ("secretar", "ministry", "office of")):
        return
    right = "Secretaría de Relaciones Exteriores"
    for p in r.passages:
        if "secretar" not in p.low and "ministry" not in p.low and "office of" not in p.low:
            continue
        hits = [m for m in _UNDER_THE_LAW.finditer(p.text) if not _OF_FOREIGN_AFFAIRS.search(m.group())]
        hits += list(_OPINION.finditer(p.text)) if "dictamen" in p.low or "registro" in p.low else []
        if r.brief.paper == "dispatch_letter" and p.block.kind is BlockKind.ADDRESSEE and "xteriores" not in p.low:
            hits += _TO_WHOM.finditer(p.text)
        for m in hits:
            yield found(
                "P10", p, *m.span("w"),
                says("El dictamen y el registro son de la Secretaría de Relaciones Exteriores.", "The opinion and the register are of the Ministry of Foreign Affairs."),
                repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(*m.span("w"), right),))], confidence=0.85,
            )  # fmt: skip


def fractions_of_another_matter(r: Reading) -> Rules:
    """L01: “el artículo 2, fracción I, … define el acuerdo interinstitucional”: the catalogue has it in the fraction after."""
    of_treaties, ours = (r.brief.citations.get(key) for key in ("lct-2-i", "lct-2-ii"))
    if of_treaties is None or ours is None or not r.says("interinstitucional"):
        return
    article, _, fraction = of_treaties.article.partition("-")
    right = ours.article.partition("-")[2]
    cited = re.compile(
        rf"(?i:\bart[íi]culo)\s+{article},?\s+(?P<w>(?i:fracci[óo]n)\s+(?P<f>{fraction}))(?![\w])(?!\s*(?:y|a)\s+[IVX])"
    )
    for p in r.passages:
        for at, words in p.sentences if "interinstitucional" in p.low and "fracci" in p.low else ():
            m = cited.search(words)
            rest = re.sub(r"(?i)ley\s+sobre\s+la\s+(?:celebraci[óo]n|aprobaci[óo]n)\s+de\s+tratados", "", words)
            if (
                m
                and "interinstitucional" in rest.lower()
                and "tratado" not in rest.lower()
                and f" {right}" not in words
            ):
                start, end = at + m.start("f"), at + m.end("f")
                yield found(
                    "L01", p, start, end,
                    says(f"El acuerdo interinstitucional está en la fracción {right}.", f"The interinstitutional agreement is in section {right}."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (p.edit(start, end, right),))], severity=_W, confidence=0.85,
                )  # fmt: skip


# what the model of the programme has among its areas (Article II) is the municipality's own
_AREAS = r"(?:la\s+|el\s+|las\s+|los\s+)?(?:(?:promoci[óo]n|fomento|difusi[óo]n|desarrollo|intercambio)s?\s+(?:de\s+la\s+cultura|del\s+turismo|del\s+deporte|cultural(?:es)?|tur[íi]stic[oa]s?|deportiv[oa]s?|artesanal(?:es)?)|cultura|turismo|deporte|artesan[íi]as)"
_AREAS_EN = r"(?:the\s+)?(?:(?:promotion|exchange)s?\s+of\s+(?:culture|tourism|sports?)|(?:cultural|tourism|sports?)\s+(?:promotion|exchanges?)|culture|tourism|sports?)"
_BEYOND = re.compile(
    rf"(?i)\b(?P<w>{_AREAS}),?\s+(?:por\s+(?:ser|tratarse\s+de)|que\s+es|es)\s+(?:una?\s+)?(?:materia|asunto|facultad|competencia|tema)\s+(?:exclusiv[oa]\s+)?(?:federal|de\s+la\s+federaci[óo]n|ajen[oa]\s+a\s+(?:las|nuestras|sus)\s+(?:atribuciones|facultades|competencias))|"
    rf"(?:exced\w+|rebas\w+|ajen[oa]s?\s+a|fuera\s+de)\s+(?:las|nuestras|sus)\s+(?:propias\s+)?(?:atribuciones|facultades|competencias)(?:\s+municipales)?,?\s+(?:como|tales\s+como|por\s+ejemplo,?)\s+(?P<w2>{_AREAS})(?=\s*[,.;)]|\s+(?:y|o|e)\s)|"
    rf"\b(?P<w3>{_AREAS_EN}),?\s+(?:which\s+is|is|being|as)\s+an?\s+(?:exclusively\s+)?federal\s+(?:matter|power)|"
    rf"(?:exceeds?|beyond|outside)\s+(?:the|our|its|their)\s+(?:own\s+|municipal\s+)*powers,?\s+such\s+as\s+(?P<w4>{_AREAS_EN})(?=\s*[,.;)]|\s+(?:and|or)\s)"
)


def own_areas_set_aside(r: Reading) -> Rules:
    """L04, the other way round: “la promoción turística, por ser materia federal”, of what the model counts among the areas."""
    signs = r.said_of(("federa", "exced", "rebas", "ajen", "fuera de", "exceed", "beyond", "outside"))
    for p in r.saying(signs):
        if not any(s in p.low for s in ("cultur", "turis", "turís", "touris", "deport", "sport", "artesan")):
            continue
        for m in _BEYOND.finditer(p.text):
            name = next(g for g in ("w", "w2", "w3", "w4") if m[g])
            yield found(
                "L04", p, *m.span(name),
                says(f"“{m[name]}” sí es de los municipios: el modelo lo tiene entre sus áreas.", f"“{m[name]}” is of the municipalities: the model has it among its areas."),
                severity=_W, confidence=0.75,
            )  # fmt: skip


_TAKEN_ON = re.compile(
    r"(?i)\b(?:exced\w+|rebas\w+|son\s+ajen[oa]s\s+a)\s+(?:de\s+)?(?:nuestras|sus|las)\s+(?:propias\s+)?(?:atribuciones|competencias|facultades)(?:\s+municipales)?\s*[;,.]\s+(?:y\s+)?(?P<w>(?:pese\s+a\s+ello|a\s+pesar\s+de\s+ello|aun\s+as[íi]|no\s+obstante|sin\s+embargo),?\s+(?:los?|las?|l[oa]s)\s+(?:acept|incluim|incorpor|asumim|asum|suscrib)\w+)|"
    r"\b(?:exceeds?|(?:is|are|lies?)\s+(?:beyond|outside))\s+(?:our|the|its|their)\s+(?:own\s+|municipal\s+)*powers\s*[;,.]\s+(?P<w2>(?:nevertheless|nonetheless|even\s+so|however),?\s+we\s+(?:accept|include|take\s+on)\w*)"
)


def taken_on_though_beyond(r: Reading) -> Rules:
    """L04: “exceden nuestras competencias; pese a ello los aceptamos”."""
    signs = r.said_of(("pese a", "a pesar", "aun así", "aun asi", "no obstante", "sin embargo", "nevertheless", "nonetheless", "even so", "however"))  # fmt: skip
    for p in r.saying(signs):
        for m in _TAKEN_ON.finditer(p.text):
            name = "w" if m["w"] else "w2"
            yield found(
                "L04", p, *m.span(name),
                says("Se acepta lo que ahí mismo se dice que excede las atribuciones.", "What is said there to exceed the powers is accepted."),
                severity=_W, confidence=0.85,
            )  # fmt: skip


RULES = (taken_on_though_beyond, fractions_of_another_matter, own_areas_set_aside,
    offices_that_make_the_bond, addenda_that_undo, steps_ahead_of_the_paper, old_called_new, one_pays_for_all, fractions_that_are_not,
    opinions_of_another_ministry,
    mayors_for_another,
    days_of_the_law,
    words_of_a_contract,
)  # fmt: skip
