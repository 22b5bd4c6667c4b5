"""Q, continued: one and many, in sentences that begin with what they speak of; contractions; accents of what was decided."""

import re

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .wording import lowered

# words after which a noun is no subject: “las actividades de este Acuerdo serán”, “lo que dicen las Partes”
_NO_SUBJECT = frozenset(
    "a al ante bajo con contra de del desde durante e en entre hacia hasta mediante ni o para por que según sin sobre tras y como cuando donde si".split()
)
_BEFORE = re.compile(r"(\w+)[\s“\"(]{0,3}\Z")
_BEGINS = re.compile(r"(?:\A|[.;:,)]|\b[Qq]ue)[\s“\"]*\Z")


def _stands_alone(text: str, at: int) -> bool:
    m = _BEFORE.search(text, 0, at)
    return m is None or m[1].lower() not in _NO_SUBJECT


# “la designación surten efectos”
_PAPERS = (
    r"acuerdo|convenio|memor[áa]ndum|memorando|instrumento|dictamen|contrato|reglamento|programa|informe|proyecto|comit[ée]|"
    r"cabildo|ayuntamiento|municipio|consejo|designaci[óo]n|modificaci[óo]n|renovaci[óo]n|terminaci[óo]n|ratificaci[óo]n|"
    r"adenda|carta|declaraci[óo]n|cooperaci[óo]n|coordinaci[óo]n|delegaci[óo]n|comisi[óo]n|secretar[íi]a|direcci[óo]n|"
    r"vigencia|ley|constituci[óo]n"
)
_OF_ONE = {
    "surten": "surte", "confieren": "confiere", "otorgan": "otorga", "establecen": "establece", "disponen": "dispone",
    "faculta": "", "facultan": "faculta", "rigen": "rige", "permiten": "permite", "requieren": "requiere", "señalan": "señala",
    "constituyen": "constituye", "obligan": "obliga", "generan": "genera", "implican": "implica", "quedan": "queda",
    "fueron": "fue", "tienen": "tiene", "deben": "debe", "pueden": "puede", "están": "está", "emiten": "emite",
}  # fmt: skip
_ONE_MANY = re.compile(
    rf"\b(?P<first>el|la|este|esta|dicho|dicha)\s+(?:presente\s+)?(?:{_PAPERS})(?:\s+(?:Pol[íi]tica\s+de\s+los\s+Estados\s+Unidos\s+Mexicanos|anual|municipal))?"
    rf"\s+(?:no\s+)?(?:(?:se|me|le|les|nos)\s+)?(?P<w>{'|'.join(k for k, v in _OF_ONE.items() if v)}|[a-zñ]{{2,}}(?:[aei]|d)rán)(?!\w)",
    re.IGNORECASE,
)
_ARTICLE_MANY = re.compile(
    rf"\b[Ee]l\s+art[íi]culo\s+\d+(?:(?!\b(?:que|y|e|como|cuyos|cuyas)\b)[^.;]){{1,140}}?\s(?P<w>{'|'.join(k for k, v in _OF_ONE.items() if v)})(?!\w)"
)
# “cada Participante designarán”, not “en cada ciudad se harán” nor “cada año participarán”
_EACH = re.compile(
    r"\b(?P<first>cada)\s+(?:participante|firmante|municipio|ciudad|ayuntamiento|gobierno|cabildo|delegaci[óo]n|instituci[óo]n|dependencia)"
    r"\s+(?:no\s+)?(?:(?:se|lo|la|los|las|le|les)\s+)?(?P<w>[a-zñ]{2,}(?:[aei]|d)rán)(?!\w)",
)
# “cualquiera de las Partes podrán”
_ANY_OF = re.compile(
    r"\b(?P<first>cualquiera|ninguna?|alguna|una|cada\s+una)\s+de\s+(?:las|los)\s+(?:partes|participantes|ciudades|municipios|firmantes|gobiernos)"
    r"\s+(?:no\s+)?(?:(?:se|lo|la|los|las|le|les)\s+)?(?P<w>[a-zñ]{2,}(?:[aei]|d)rán)(?!\w)",
)
# “El Municipio y la Ciudad, en adelante “las Partes”, conviene”
_CALLED = re.compile(
    r"[“\"«](?:l[ao]s\s+)?(?:Partes|Participantes|Firmantes)[”\"»],?\s+(?:se\s+)?(?P<w>conviene|acuerda|manifiesta|declara|celebra|suscribe|compromete|reconoce|expresa|desea|decide)(?!\w)",
    re.IGNORECASE,
)
# “Se instruyen a la Dirección”
_SE_TO = re.compile(
    r"\b[Ss]e\s+(?P<w>instruyen|autorizan|facultan|designan|exhortan|invitan|notifican|convocan|requieren|agradecen)\s+(?:al|a\s+(?:la|las|los|su|sus|el))(?!\w)"
)
# “los motivos que nos anima”
_THAT_US = re.compile(
    r"\b[Ll][oa]s\s+\w+s\s+que\s+(?:nos|los|las|les)\s+(?P<w>anima|mueve|une|ocupa|interesa|vincula|impulsa|inspira|identifica|distingue|motiva)(?!\w)"
)
# “sus respectivo presupuestos”
_MANY_OWN = re.compile(
    r"(?<![\w-])(?:sus|los|las|nuestros|nuestras|estos|estas|dichos|dichas)\s+(?P<w>respectiv[oa]|propi[oa]|distint[oa]|divers[oa]|presente|siguiente|dem[áa]s?(?!s)|municipal|actual)\s+(?P<noun>[a-zñáéíóú]{3,}(?:os|as|es))(?![\w-])"
)
# “quien suscriben”
_WHO = re.compile(
    r"\bquien\s+(?:se\s+|le\s+|les\s+)?(?P<w>suscriben|firman|presiden|representan|asisten|comparecen|expiden|informan|solicitan|integran|autorizan|dirigen|actúan)(?!\w)"
)
# “Los Participantes promoverá”, at the beginning of what is said
_SIDES = re.compile(
    r"(?:^|[.;:)]\s+|\d\.\s+)(?:Los|Las|Ambos|Ambas)\s+(?:Participantes|Firmantes|Municipios|Ciudades|Ayuntamientos|Gobiernos)"
    r"\s+(?:no\s+)?(?:(?:se|lo|la|los|las|le|les)\s+)?(?P<w>[a-zñ]{2,}(?:[aei]|d)rá)(?!\w)"
)
# “Las demás disposiciones del Acuerdo original no se modifica”
_TIMES = r"(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bados|domingos|d[íi]as|semanas|meses|años|tardes|mañanas|noches|fines|veces|horas|veranos|inviernos|otoños|primaveras)"
_MANY_ONE = re.compile(
    rf"(?:^|[.;:)]\s+)(?:Las|Los)\s+(?:(?:demás|presentes|siguientes)\s+)?(?!{_TIMES}\b)(?P<noun>[a-záéíóúñ]{{3,}}(?:es|os|as))"
    r"(?:\s+(?:del|de\s+la|de\s+las|de\s+los|de\s+este|de\s+esta)\s+(?:presente\s+)?\w+(?:\s+(?:original|anterior|vigente|marco|anual))?)?(?:\s+en\s+(?:curso|vigor|marcha)|\s+[a-zñ]+(?:as|os|es))?"
    r"\s+(?:no\s+)?(?:se\s+)?(?P<w>(?!habrá|dará|hará)[a-zñ]{2,}(?:[aei]|d)rá|modifica|rige|sujeta|resuelve|realiza|aplica|conserva|mantiene|surte|es|está|tiene|debe|puede|fue)(?!\w)"
)
_OF_MANY = {
    "modifica": "modifican", "rige": "rigen", "sujeta": "sujetan", "resuelve": "resuelven", "realiza": "realizan",
    "aplica": "aplican", "conserva": "conservan", "mantiene": "mantienen", "surte": "surten", "es": "son", "está": "están",
    "tiene": "tienen", "debe": "deben", "puede": "pueden", "fue": "fueron",
}  # fmt: skip
# “las jornada”, “14 integrante”, “las copia certificadas”
_NOUNS = {
    "jornada": "jornadas", "carta": "cartas", "copia": "copias", "delegación": "delegaciones", "comité": "comités",
    "integrante": "integrantes", "participante": "participantes", "técnico": "técnicos", "cláusula": "cláusulas",
    "disposición": "disposiciones", "obligación": "obligaciones", "facultad": "facultades", "dirección": "direcciones",
    "dependencia": "dependencias", "estudiante": "estudiantes", "comunidad": "comunidades", "población": "poblaciones",
    "empresa": "empresas", "universidad": "universidades", "expediente": "expedientes", "funcionario": "funcionarios",
    "regidor": "regidores", "informe": "informes", "habitante": "habitantes", "beneficio": "beneficios", "recurso": "recursos",
    "evento": "eventos", "objetivo": "objetivos", "atribución": "atribuciones", "propuesta": "propuestas",
}  # fmt: skip
_SINGULAR = {v: k for k, v in _NOUNS.items()}
_COUNTS = (
    r"dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|varios|varias|algunos|algunas"
)
_PLURAL_NOUN = re.compile(
    rf"\b(?:las|los|ambas|ambos|estas|estos|dichas|dichos|sus|nuestras|nuestros|{_COUNTS}|(?:[2-9]|[1-9]\d{{1,2}}|[1-9],\d{{3}})(?:\s+\([^)]*\))?)\s+"
    rf"(?P<w>{'|'.join(sorted(_NOUNS, key=len, reverse=True))})(?![\w-])",
)
_SINGULAR_NOUN = re.compile(
    rf"(?<![\w-])(?:la|el|una|un|esta|este|dicha|dicho|cada|del|al|nuestra|nuestro)\s+(?P<w>{'|'.join(sorted(_SINGULAR, key=len, reverse=True))})(?![\w-])",
)
# “los atención”, “el ciudad”, “la ciudades”: the gender that an ending always has
_FEMININE = re.compile(
    r"(?<![\w-])(?P<w>el|los|un|unos|este|estos|dicho|dichos|del|al|nuestro|nuestros)\s+(?P<noun>[a-zñáéíóú]{2,}(?:ción|ciones|sión|siones|idad|idades)|ciudad|ciudades)(?![\w-])"
)
_MASCULINE = re.compile(
    r"(?<![\w-])(?P<w>la|las|una|unas|esta|estas|dicha|dichas|nuestra|nuestras)\s+(?P<noun>[a-zñáéíóú]{3,}mientos?|municipios?|convenios?|ayuntamientos?|gobiernos?)(?![\w-])"
)
_OTHER_GENDER = {
    "el": "la", "los": "la", "un": "una", "unos": "una", "este": "esta", "estos": "esta", "dicho": "dicha", "dichos": "dicha", "del": "de la", "al": "a la",
    "nuestro": "nuestra", "nuestros": "nuestra", "la": "el", "las": "el", "una": "un", "unas": "un", "esta": "este", "estas": "este", "dicha": "dicho",
    "dichas": "dicho", "nuestra": "nuestro", "nuestras": "nuestro",
}  # fmt: skip
_MANY_OF = {"la": "las", "una": "unas", "esta": "estas", "dicha": "dichas", "de la": "de las", "a la": "a las", "nuestra": "nuestras", "el": "los", "un": "unos",
            "este": "estos", "dicho": "dichos", "nuestro": "nuestros"}  # fmt: skip
# words of both genders or of the other one
_EITHER = frozenset("corazón presidente cuestión".split())
_CONTRACTED = re.compile(r"\b(?P<w>[Aa]|[Dd]e) el (?=[a-zA-ZÁÉÍÓÚÑáéíóúñ])")
# what a body decided: “El Cabildo autorizo”
_DECIDED = {
    w[:-1] + "o": w
    for w in (
        "autorizó aprobó acordó designó firmó envió solicitó sesionó celebró ratificó facultó instruyó informó nombró "
        "presentó dictaminó convocó analizó votó"
    ).split()
} | {"emitio": "emitió", "recibio": "recibió", "suscribio": "suscribió", "remitio": "remitió", "decidio": "decidió"}
_BODY_DECIDED = re.compile(
    r"\b(?:el|la)\s+(?:H\.\s+)?(?:Comit[ée]|Cabildo|Ayuntamiento|Municipio|Consejo|Gobierno|Comisi[óo]n|Secretar[íi]a|Direcci[óo]n|Ciudad|Pleno|Presidenta?|Presidente\s+Municipal|Presidenta\s+Municipal)"
    rf"(?:\s+de\s+[A-ZÁÉÍÓÚÑ][\w-]+(?:\s+de\s+[A-ZÁÉÍÓÚÑ][\w-]+)?)?\s+(?:(?:se|le|les|lo|la)\s+)?(?P<w>{'|'.join(_DECIDED)})(?!\w)",
    re.IGNORECASE,
)
_ENGLISH = (
    ("each ", re.compile(r"\b[Ee]ach\s+(?P<w>Parties|Participants|Municipalities|Cities|Governments|Signatories)\b(?!’|')"), None),
    ("every ", re.compile(r"\b[Ee]very\s+(?P<w>Parties|Participants|Municipalities|Cities|Governments|Signatories)\b"), None),
    ("", re.compile(
        r"\b(?:may|must|will|can|should)\s+(?:not\s+|also\s+)?"
        r"(?P<w>invites|designates|agrees|promotes|carries|exchanges|cooperates|submits|sends|finances|pays|provides|develops|establishes|enters|"
        r"remains|takes|makes|meets|has|is|holds|creates|gives|receives|informs|organizes|supports|shares|hosts|covers|appoints|terminates|amends|requests)\b"
    ), None),
    ("", re.compile(r"\b(?:The|Both)\s+(?:Parties|Participants|Cities|Municipalities|Governments|Signatories)(?:,\s+[^,.;:]{3,60}?\s+and\s+[^,.;:]{2,60},|\s+of\s+[^,.;:]{2,40}\s+and\s+[^,.;:]{2,40}?)?\s+(?P<w>agrees|commits|shares|recognizes|undertakes|designates|wishes|intends|is|has|was)\b"), None),
    ("", re.compile(r"(?<!and )(?<!of )\b(?:The|This)\s+(?:Agreement|Memorandum|Municipality)\s+(?P<w>have|are|were|enter|remain)\b"), None),
)  # fmt: skip
_A_WILL = re.compile(r"\b(?:the|good|free|a|their|its|our|political)\s+\Z")
_BARE = {
    "carries": "carry", "establishes": "establish", "has": "have", "is": "be", "parties": "Party", "cities": "City",
    "municipalities": "Municipality", "signatories": "Signatory", "have": "has", "are": "is", "were": "was", "enter": "enters",
    "remain": "remains", "was": "were", "wishes": "wish",
}  # fmt: skip


def number(r: Reading) -> Rules:
    """Q05: “la designación surten efectos”, “cada Participante designarán”, “las jornada”, “a el Presidente”, “each Participants”."""
    for p in r.passages:
        hits: dict[tuple[int, int], str] = {}
        if p.lang == "es":
            _spanish(p, hits)
        elif p.lang == "en":
            for sign, pattern, _ in _ENGLISH:
                if sign and sign not in p.low:
                    continue
                for m in pattern.finditer(p.text):
                    if pattern is _ENGLISH[2][1] and _A_WILL.search(p.text, 0, m.start()):
                        continue  # “the good will exchanges”
                    word = m["w"].lower()
                    plural_subject = {"is": "are", "has": "have"} if pattern is _ENGLISH[3][1] else {}
                    hits[m.span("w")] = plural_subject.get(word) or _BARE.get(word) or word[:-1]
        for (start, end), new in sorted(hits.items()):
            yield _written(p, start, end, new, "Q05", says(f"Debe decir “{new}”.", f"It should read “{new}”."))


def _spanish(p: Passage, hits: dict[tuple[int, int], str]) -> None:
    text = p.text
    low = lowered(text)
    of_article = _ARTICLE_MANY.finditer(text) if "rtículo" in low or "rticulo" in low else ()
    for m in (*_ONE_MANY.finditer(text), *of_article):
        # “los gastos que cubra el Municipio serán”: only what begins the clause is its subject
        if _BEGINS.search(text, 0, m.start()):
            word = m["w"].lower()
            hits[m.span("w")] = _OF_ONE.get(word) or word[:-1]
    for m in _CALLED.finditer(text) if "”" in text or '"' in text or "»" in text else ():
        word = m["w"].lower()
        hits[m.span("w")] = {"conviene": "convienen"}.get(word, word + "n")
    each = _EACH.finditer(low) if "cada " in low else ()
    for m in (*each, *(_ANY_OF.finditer(low) if " de las " in low or " de los " in low else ())):
        if _stands_alone(text, m.start()):
            hits[m.span("w")] = m["w"].lower()[:-1]
    for m in _SE_TO.finditer(text) if "Se " in text or "se " in text else ():
        hits[m.span("w")] = {"instruyen": "instruye", "requieren": "requiere", "agradecen": "agradece"}.get(
            m["w"], m["w"][:-1]
        )
    for m in _THAT_US.finditer(text) if " que " in text else ():
        hits[m.span("w")] = m["w"] + "n"
    for m in _MANY_OWN.finditer(text):
        if m["w"] not in ("demás", "demas"):
            hits[m.span("w")] = m["w"] + ("es" if m["w"].endswith("l") else "s")
    for m in _WHO.finditer(low) if "quien " in low else ():
        hits[m.span("w")] = m["w"][:-1]
    for m in _SIDES.finditer(text) if "Los " in text or "Las " in text or "Amb" in text else ():
        hits[m.span("w")] = m["w"].lower() + "n"
    for m in _MANY_ONE.finditer(text) if "Los " in text or "Las " in text else ():
        word = m["w"].lower()
        hits[m.span("w")] = _OF_MANY.get(word) or word + "n"
    for pattern, other in ((_PLURAL_NOUN, _NOUNS), (_SINGULAR_NOUN, _SINGULAR)):
        for m in pattern.finditer(low):
            # “Oficio 25, Dirección de …”; “para que se los informe”
            if not (m.group()[0].isdigit() and text[m.start("w")].isupper()) and not text[: m.start()].endswith(
                (".", "se ")
            ):
                hits[m.span("w")] = other[m["w"].lower()]
    for pattern in (_FEMININE, _MASCULINE):
        for m in pattern.finditer(text):
            right = _OTHER_GENDER[m["w"]]
            if m["noun"] not in _EITHER:
                hits[m.span("w")] = _MANY_OF[right] if m["noun"].endswith("s") else right
    for m in _CONTRACTED.finditer(text) if "a el " in low or "de el " in low else ():
        hits[m.start(), m.end() - 1] = "al" if m["w"].lower() == "a" else "del"


def decided(r: Reading) -> Rules:
    """Q06: “El Cabildo autorizo”."""
    for p in r.passages:
        low = p.low
        if p.lang != "es" or not any(w in low for w in _DECIDED):
            continue
        for m in _BODY_DECIDED.finditer(p.text):
            if not p.text[m.start("w") : m.end("w")].isupper():
                new = _DECIDED[m["w"].lower()]
                yield _written(p, *m.span("w"), new, "Q06", says(f"Se escribe “{new}”.", f"It is written “{new}”."))


def _written(p: Passage, start: int, end: int, new: str, code: str, message):
    old = p.text[start:end]
    new = new.upper() if old.isupper() and len(old) > 1 else new[0].upper() + new[1:] if old[0].isupper() else new
    return found(
        code, p, start, end, message,
        repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (p.edit(start, end, new),))], confidence=0.9,
    )  # fmt: skip


RULES = (number, decided)
