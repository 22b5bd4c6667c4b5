"""C, continued: a pact between Mexican Parties that speaks of the foreign, and one with a foreign Party that speaks as if both were
Mexican (C01, C02); a letter that makes the bond (C03); a resolution that ratifies what it does not cite (C04); what is ratified
or renewed called new (C05).

Basis: domain.md 1.4, 2.4 and 4.2.
"""

import re

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Reading, Rules, found, says

_W = Severity.WARNING
_PACTS = frozenset(("agreement", "declaration"))
_FOREIGN = re.compile(
    r"(?i)\b(?P<w>(?:sus\s+(?:respectivas\s+)?|las\s+|su\s+|la\s+)?embajadas?|(?:sus\s+(?:respectivos\s+)?|los\s+|su\s+|el\s+)?consulados?|agregad[oa]s?\s+(?:cultural|comercial|diplom[áa]tic)\w*|v[íi]a\s+diplom[áa]tica|notas?\s+diplom[áa]ticas?|"
    r"ministerios?\s+de\s+(?:asuntos|relaciones)\s+exteriores|canciller[íi]as|(?:expedici[óo]n\s+de\s+|tr[áa]mite\s+de\s+)?(?:visas?|pasaportes?)|apostillad?[oa]?s?|apostillas?|traducci[óo]n\s+oficial|"
    r"parte\s+extranjera|gobiernos?\s+extranjeros?|autoridades\s+extranjeras|ambas\s+naciones|dos\s+naciones|nuestras\s+naciones|dos\s+pa[íi]ses|binacional(?:es)?|transfronteriz[oa]s?|instancias\s+bilaterales|"
    r"tratados?\s+(?:bilateral|multilateral)(?:es)?|tratados?\s+internacional(?:es)?|organismos\s+internacionales|soberan[íi]a\s+nacional|pa[íi]s\s+(?:de\s+origen|anfitri[óo]n|hermano|sede)|"
    r"(?:los\s+tratados\s+y\s+)?(?:la\s+)?(?:legislaci[óo]n|leyes)\s+(?:nacional(?:es)?\s+)?de\s+(?:cada|su|ambos)\s+pa[íi]s(?:es)?|the\s+laws\s+of\s+(?:each|its|both)\s+countr(?:y|ies)|textos?\s+en\s+ingl[ée]s|versi[óo]n\s+en\s+ingl[ée]s|idioma\s+ingl[ée]s|embass(?:y|ies)|consulates?|passports?|both\s+(?:nations|countries)|their\s+(?:respective\s+)?countries|foreign\s+party|binational)\b"
)
_DOMESTIC = re.compile(
    r"(?i)\b(?P<w>(?:(?:los|sus|ambos|las)\s+(?:respectivos\s+)?cabildos\s+de\s+(?:ambos\s+municipios|ambas\s+partes|las\s+partes|los\s+dos\s+municipios)|ambos\s+(?:cabildos|ayuntamientos)|sus\s+respectivos\s+(?:cabildos|ayuntamientos))|"
    r"ley(?:es)?\s+org[áa]nicas?\s+(?:municipal(?:es)?|de\s+los?\s+municipios?)\s+de\s+(?:ambos|los\s+dos|cada)(?:\s+estados?|\s+entidad\w*)?|"
    r"(?:los\s+)?(?:peri[óo]dicos|gacetas|diarios)\s+(?:oficiales|municipales)\s+de\s+(?:ambos|los\s+dos|las\s+dos|ambas|cada)\s*(?:estados|entidades|municipios|partes)?(?:\s+de\s+la\s+rep[úu]blica|\s+mexican[oa]s)?|"
    r"(?:dos|ambos|los)\s+municipios\s+(?:mexicanos|del\s+pa[íi]s|de\s+la\s+rep[úu]blica|de\s+m[ée]xico)|(?:dos|ambos|los\s+dos)\s+estados\s+(?:mexicanos|de\s+la\s+rep[úu]blica|de\s+la\s+federaci[óo]n)|"
    r"entidades\s+(?:federativas|de\s+la\s+federaci[óo]n)|pacto\s+federal|municipios?\s+libres?|congresos\s+(?:locales|estatales|de\s+(?:ambos|los\s+dos)\s+estados)|"
    r"(?:convenio|acuerdo)\s+(?:de\s+coordinaci[óo]n\s+)?intermunicipal|convenio\s+de\s+coordinaci[óo]n(?:\s+intermunicipal)?|asociaci[óo]n\s+de\s+municipios|"
    r"(?:art[íi]culo\s+)?115\s+(?:constitucional|de\s+la\s+constituci[óo]n[^.;]{0,50}?),?\s+que\s+(?:rige|obliga|aplica|faculta)\s+a\s+(?:ambas|las\s+partes|los\s+dos|ambos)|ambas\s+partes\s+(?:son|,\s+como)\s+(?:municipios\s+)?mexican[oa]s|legislaci[óo]n\s+estatal\s+de\s+ambos|"
    r"(?:two|both)\s+mexican\s+(?:municipalities|states|cities)|both\s+(?:cabildos|municipal\s+governments\s+of\s+mexico)|their\s+respective\s+cabildos|municipalities\s+of\s+the\s+(?:mexican\s+)?republic|"
    r"official\s+gazettes?\s+of\s+both\s+(?:mexican\s+)?states|federal\s+entities)(?!\w)"
)
_SIGNS = {
    True: (
        "embaj",
        "exteriores",
        "canciller",
        "consul",
        "diplom",
        "visa",
        "pasaport",
        "apostill",
        "extranjer",
        "nacion",
        "pais",
        "país",
        "transfront",
        "bilateral",
        "tratado",
        "internac",
        "inglés",
        "embass",
        "passport",
        "countr",
    ),
    False: (
        "cabildo",
        "ayuntamiento",
        "orgánica",
        "oficiales",
        "gacetas",
        "mexican",
        "república",
        "federa",
        "libre",
        "congresos",
        "coordinaci",
        "municipios",
        "115",
        "estatal",
        "official",
    ),
}
_NO = re.compile(r"(?i)\b(?:no|ni|sin|not|nor|without|neither)\b[^.;]{0,60}$")


def words_of_the_other_class(r: Reading) -> Rules:
    """C01 and C02: embassies between two municipalities of Mexico; “ambos Cabildos” with a foreign city."""
    if r.brief.kind not in _PACTS or len(r.brief.parties) < _TWO:
        return
    pattern, code = (_FOREIGN, "C01") if r.brief.domestic else (_DOMESTIC, "C02")
    signs = r.said_of(_SIGNS[r.brief.domestic])
    for p in r.passages if signs else ():
        low = p.low
        if p.block.kind in (BlockKind.COPIES, BlockKind.ADDRESSEE) or not any(s in low for s in signs):
            continue
        for m in pattern.finditer(p.text):
            if code == "C02" and _NO.search(p.text[max(0, m.start() - 80) : m.start()]):
                continue
            words = m["w"].strip()
            yield found(
                code, p, m.start("w"), m.start("w") + len(m["w"].rstrip()),
                says(f"“{words}”: ambas Partes son mexicanas.", f"“{words}”: both Parties are Mexican.") if code == "C01" else
                says(f"“{words}”: una de las Partes es extranjera.", f"“{words}”: one of the Parties is foreign."),
                severity=_W, confidence=0.8,
            )  # fmt: skip


_TWO = 2
_BOND = r"(?:hermanamiento|acuerdo(?:\s+de\s+hermanamiento)?|convenio(?:\s+de\s+hermanamiento)?)"
_MAKES = {
    "es": re.compile(
        rf"(?i)\b(?P<w>(?:queda|quedan|qued[óo])\s+(?:\w+mente\s+)?(?:celebrad|formalizad|establecid|constituid|concertad|firmad|suscrit|perfeccionad)[oa]s?\s+(?:el|un|este|nuestro|su)\s+{_BOND}|"
        rf"se\s+(?:establece|crea|constituye|formaliza|celebra|instituye)\s+(?:el|un|este|nuestro)\s+{_BOND}|(?:establecemos|creamos|formalizamos|celebramos)\s+(?:el|un|nuestro|este)\s+{_BOND}|"
        r"(?:misma\s+)?(?:fuerza|validez|eficacia|valor)\s+(?:legal\s+|jur[íi]dica\s+|obligatoria\s+)?(?:de|que)\s+(?:un|el)\s+(?:convenio|acuerdo|contrato)|"
        r"(?:acuerdan|acordamos|convienen|convenimos|pactan|pactamos)\s+(?:en\s+)?(?:ser|hermanarse|hermanarnos|quedar\s+hermanad\w+|convertirse\s+en|constituirse)|tendr[áa]\s+una\s+(?:duraci[óo]n|vigencia)\s+de|"
        r"(?:es|ser[áa])\s+(?:de\s+)?(?:car[áa]cter\s+)?(?:vinculante|obligatori[oa]|exigible)|surt(?:e|ir[áa])\s+efectos\s+(?:legales|jur[íi]dicos)|a\s+partir\s+de\s+(?:su|la)\s+firma)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?P<w>constitutes?\s+(?:a|an|the)\s+(?:binding\s+|legal\s+)?(?:agreement|contract|twinning)|(?:binding|legally\s+binding|enforceable)\s+(?:agreement|commitment|upon|on)|(?:has|have|shall\s+have)\s+the\s+(?:same\s+)?(?:legal\s+)?force\s+(?:and\s+effect\s+)?(?:of|as)\s+an?\s+(?:agreement|contract)|"
        r"(?:we|the\s+(?:cities|parties)|both\s+cities)\s+(?:hereby\s+)?(?:establish|create|form|conclude)\s+(?:the|a|this|our)\s+(?:twinning|sister[- ]city)|(?:agree|agrees)\s+to\s+be\s+(?:bound|sister\s+cities))\b"
    ),
}
_LETTERS = frozenset(("letter_of_intent", "answer"))
_TO_COME = re.compile(
    r"(?i)\b(?:no|ni|sin|si|cuando|una\s+vez|para|que|posterior|en\s+su\s+caso|de\s+firmarse|podr[íi]?a?n?|desea\w*|propon\w*|not|nor|without|if|when|once|until|may|would|will|later|should)\b[^.;]{0,110}$"
)


def letters_that_make_the_bond(r: Reading) -> Rules:
    """C03: “con esta respuesta queda celebrado el acuerdo”, “esta carta tiene la misma fuerza que un convenio”."""
    if r.brief.paper not in _LETTERS:
        return
    for p in r.passages:
        if p.lang not in _MAKES or p.block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        for at, words in p.sentences:
            m = _MAKES[p.lang].search(words)
            if m and not _TO_COME.search(words[: m.start("w")]):
                yield found(
                    "C03", p, at + m.start("w"), at + m.end("w"),
                    says("Una carta no crea el hermanamiento ni obliga.", "A letter neither makes the twinning nor binds."), severity=_W, confidence=0.85,
                )  # fmt: skip


_RATIFIES = re.compile(
    r"(?i)\b(?P<w>(?:se\s+)?(?:ratifica|reafirma|refrenda|ratifican|reafirman)\s+(?:en\s+todos\s+sus\s+t[ée]rminos\s+)?(?:el|su)\s+hermanamiento|(?:hereby\s+)?(?:ratif(?:y|ies)|reaffirms?)\s+(?:the|its|their)\s+(?:twinning|sister[- ]city\s+\w+))\b"
)
_CITES = re.compile(
    r"(?i)\b(?:19|20)\d\d\b|\bdos\s+mil\b|\bmil\s+novecientos\b|\b(?:firmad|suscrit|celebrad|signed|concluded)\w*\b[^.;]{0,60}\d"
)


def resolutions_that_ratify(r: Reading) -> Rules:
    """C04: a resolution that ratifies a twinning and nowhere says which, by its day."""
    if r.brief.paper not in ("council_resolution", "committee_act", "dispatch_letter"):
        return
    for p in r.passages:
        m = _RATIFIES.search(p.text) if "hermanamiento" in p.text or "twinning" in p.text or "ister" in p.text else None
        if m and not any(_CITES.search(q.text) for q in r.passages if q.lang == p.lang and _OF_IT.search(q.text)):
            yield found(
                "C04", p, *m.span("w"),
                says("No cita el acto que ratifica, con su fecha.", "It does not cite the act it ratifies, with its date."), severity=_W, confidence=0.8,
            )  # fmt: skip


_OF_IT = re.compile(r"(?i)hermanamiento|acuerdo\s+(?:de|firmad|suscrit)|twinning|sister")
_AS_NEW = {
    "es": re.compile(
        r"(?i)\b(?P<w>(?:crean?|establecen?|constituyen?|instituyen?|inicia|inician|fundan?|nace|surge|se\s+crea|se\s+establece)\s+(?:(?:el|un|su|este)\s+)?(?:primer\s+|nuevo\s+)?hermanamiento|"
        r"(?:un|su|el)\s+primer\s+(?:acuerdo(?:\s+de\s+hermanamiento)?|convenio(?:\s+de\s+hermanamiento)?|hermanamiento)|(?:con\s+(?:lo|el)\s+que|por\s+el\s+que)\s+(?:nace|surge|inicia|se\s+crea|se\s+establece)\s+(?:su|el|un)\s+hermanamiento|"
        r"(?:un|el|este|del|al)\s+nuevo\s+hermanamiento|por\s+primera\s+(?:vez|ocasi[óo]n))\b"
    ),
    "en": re.compile(
        r"(?i)\b(?P<w>(?:creates?|establish(?:es)?|begins?|founds?|institutes?)\s+(?:(?:the|a|an|their|its)\s+)?(?:first\s+|new\s+)?(?:twinning|sister[- ]city\s+\w+)|(?:a|their|the)\s+first\s+(?:twinning|sister[- ]city)(?:\s+\w+)?|(?:a|the|this|their)\s+new\s+(?:twinning|sister[- ]city\s+\w+)|for\s+the\s+first\s+time)\b"
    ),
}
_RATIFICATION = re.compile(r"(?i)\bratific|\breafirm|\brefrend|\bratif(?:y|ication)|\breaffirm")
_RENEWAL = re.compile(r"(?i)\brenov|\brenew")
_FIRST = {
    "es": re.compile(r"(?i)\b(?P<w>(?:ratifican?|reafirman?|refrendan?)\s+[^.;]{0,60}?\bhermanamiento)\b"),
    "en": re.compile(
        r"(?i)\b(?P<w>(?:ratify|ratifies|reaffirms?)\s+[^.;]{0,60}?\b(?:twinning|sister[- ]city\s+\w+))\b"
    ),
}


def old_called_new(r: Reading) -> Rules:
    """C05: a ratification, a renewal or the resolution of one that says “crea un hermanamiento”, “un primer acuerdo”; a first
    twinning that ratifies."""
    title = next((p.text for p in r.passages if p.block.kind in (BlockKind.TITLE, BlockKind.SUBJECT)), "")
    again = (
        r.brief.paper in ("ratification", "renewal", "addendum")
        or (r.brief.paper in ("council_resolution", "other", "") and bool(_RATIFICATION.search(title)))
        or (r.brief.paper in ("other", "") and bool(_RENEWAL.search(title)))
    )
    first = r.brief.paper in ("twinning", "domestic_twinning")
    if not again and not first:
        return
    for p in r.passages:
        if p.lang not in _AS_NEW or p.block.kind in (BlockKind.COPIES, BlockKind.ADDRESSEE):
            continue
        for m in (_AS_NEW if again else _FIRST)[p.lang].finditer(p.text):
            before = p.text[max(0, m.start() - 90) : m.start()]
            if _NO.search(before) or (again and _WAS.search(before)):
                continue
            yield found(
                "C05", p, *m.span("w"),
                says("Lo que se ratifica o renueva ya existe; lo que se crea no se ratifica.", "What is ratified or renewed is there already; what is created is not ratified."),
                severity=_W, confidence=0.8,
            )  # fmt: skip


# of the old act it may well be said that it made the bond
_WAS = re.compile(r"(?i)\b(?:que|which|that|cual|original|(?:19|20)\d\d)\b[^.;]{0,40}$")

_BY_NATURE = re.compile(
    r"(?i)\b(?:es|ser[íi]a|ser[áa]|constituye|constituir[áa]|se\s+trata\s+de)\s+(?P<w>un\s+convenio\s+(?:intermunicipal|de\s+(?:coordinaci[óo]n|asociaci[óo]n|colaboraci[óo]n)\s+(?:intermunicipal|entre\s+(?:dos\s+)?municipios(?:\s+mexicanos)?)))\b"
)


def pacts_named_as_of_home(r: Reading) -> Rules:
    """C02: “por su naturaleza es un convenio de coordinación entre municipios”, in a letter or a study of a pact with a foreign city."""
    if r.brief.kind in _PACTS or r.brief.domestic or len(r.brief.parties) < _TWO or not r.says("convenio"):
        return
    for p in r.passages:
        for m in _BY_NATURE.finditer(p.text) if "convenio" in p.low else ():
            if not _NO.search(p.text[max(0, m.start() - 80) : m.start()]):
                yield found(
                    "C02", p, *m.span("w"),
                    says("Con una ciudad extranjera es un acuerdo interinstitucional.", "With a foreign city it is an interinstitutional agreement."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


RULES = (
    pacts_named_as_of_home,
    words_of_the_other_class,
    letters_that_make_the_bond,
    resolutions_that_ratify,
    old_called_new,
)
