"""Q, of slips of the pen that a rule can tell: an accent that a verb lacks (“Se realizo”), “a” for “ha”, a participle or an adjective
that is not of its noun, “you” for “your”."""

import re

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says

# verbs of offices in -ar: after “se” their form in -o can only be the past without its accent
_IN_AR = (
    "realiz llev acord aprob present firm entreg celebr inaugur design nombr instal autoriz inform revis analiz coment logr organiz tom "
    "levant determin public complet confirm visit invit solicit consider otorg mencion observ registr integr comision expres manifest señal "
    "trat plante cont pag gast utiliz elabor convoc turn mand envi inici termin"
).split()
_PAST = re.compile(rf"\b[Ss]e\s+(?:(?:le|les|nos|me)\s+)?(?P<w>(?:{'|'.join(_IN_AR)})o)\b(?!\s*[-/])")
_PASTS = frozenset(f"{v}o" for v in _IN_AR)
_MORE = re.compile(
    r"(?i)\b(?:sin|nada|los|las|lo|la|el|una\s+vez|a|de|qui[ée]n|muchos?|algo|dos)\s+(?P<w>mas)\b(?=\s+[a-záéíóúñ]|[,.])"
)
_FAITH = re.compile(r"(?i)\b(?P<w>f[ée])\b")
_DONE = (
    "sido tenido estado hecho designado autorizado aprobado acordado recibido enviado firmado solicitado determinado decidido realizado manifestado expresado "
    "iniciado concluido nombrado presentado remitido suscrito celebrado participado cumplido mantenido permitido logrado emitido resuelto preparado "
    "elaborado organizado invitado visitado confirmado informado propuesto dispuesto llevado quedado podido querido impulsado promovido desarrollado "
    "fortalecido apoyado contribuido colaborado trabajado dado venido"
).split()
_DONE_WORDS = frozenset(_DONE) - {"estado", "dado"}
# “a estado”, “a dado”: nouns and dice; only the sure ones stand after any word
_HAS = re.compile(rf"\b(?P<b>[^\W\d_]+)\s+(?P<w>a)\s+(?:{'|'.join(sorted(_DONE_WORDS))})\b")
_NOT_BEFORE = re.compile(
    r"(?i)(?:ad|id)[oa]s?\Z|\A(?:debido|junto|frente|respecto|conforme|como|de|o|y|ni|igual|no|pero)\Z"
)


def accents_and_haber(r: Reading) -> Rules:
    """Q06: “Se realizo una consulta”, “Sin mas por el momento”, “Doy fé”, “las actividades a tenido”."""
    words, low = r.words, r.low
    se, more, faith = _PASTS & words, "mas" in words, "fé" in words
    has = any(f" a {w}" in low for w in _DONE_WORDS & words)
    for p in r.passages if se or more or faith or has else ():
        if p.lang != "es":
            continue
        if se and any(w in p.low for w in se):
            for m in _PAST.finditer(p.text):
                yield _spelt(p, *m.span("w"), m["w"][:-1] + "ó")
        if more and " mas" in p.low:
            for m in _MORE.finditer(p.text):
                yield _spelt(p, *m.span("w"), "más")
        if faith and " fé" in p.low:
            for m in _FAITH.finditer(p.text):
                if m["w"].lower() == "fé":
                    yield _spelt(p, *m.span("w"), "fe")
        if has and " a " in p.low and any(f" a {w}" in p.low for w in _DONE_WORDS):
            for m in _HAS.finditer(p.text):
                if _NOT_BEFORE.search(m["b"]):
                    continue
                many = m["b"].endswith("s") and m["b"].lower() not in ("nos", "les", "las", "los") and re.search(r"(?:\A|[.;:]\s+)(?:Las|Los|Nuestr[oa]s|Sus|Amb[oa]s|Est[oa]s)\s+(?:\w+\s+){0,2}\Z", p.text[: m.start("b")])  # fmt: skip
                yield _spelt(p, *m.span("w"), "han" if many else "ha")


def _spelt(p: Passage, start: int, end: int, right: str):
    old = p.text[start:end]
    new = right.upper() if old.isupper() and len(old) > 1 else right
    return found(
        "Q06", p, start, end, says(f"Se escribe “{new}”.", f"It is written “{new}”."),
        repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (p.edit(start, end, new),))], confidence=0.9,
    )  # fmt: skip


def _reads(p: Passage, start: int, end: int, right: str):
    return found(
        "Q05", p, start, end, says(f"Debe decir “{right}”.", f"It should read “{right}”."),
        repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(start, end, right),))], confidence=0.85,
    )  # fmt: skip


# “fueron presentada”, “fue realizadas”
_WERE_ONE = re.compile(
    r"\b(?:fueron|ser[áa]n|(?:han|hab[íi]an)\s+sido|quedaron|est[áa]n|estaban|estuvieron)\s+(?:ya\s+|también\s+|debidamente\s+)?(?P<w>[a-záéíóúñ]{3,}(?:ad|id)[oa])\b"
)
_WAS_MANY = re.compile(
    r"\b(?:fue|ser[áa]|(?:ha|hab[íi]a)\s+sido|qued[óo]|est[áa]|estuvo)\s+(?:ya\s+|también\s+|debidamente\s+)?(?P<w>[a-záéíóúñ]{3,}(?:ad|id)[oa]s)\b"
)
_NOUNS = frozenset(
    "cada nada vida medida entrada salida partida comida llegada jornada estado grado lado sentido partido resultado mercado pasado demasiado contenido cuidado ganado poblado juzgado sábado "
    "demasiada parada mitad".split()
)
# “declaró instalados el Comité”: the article after it says what it is of
_OF_IT = re.compile(
    r"\b(?:[Dd]eclar\w+|[Qq]ued(?:a|an|ó|aron)|(?:tuvo|tiene|da|dio)\s+por)\s+(?:\w+mente\s+)?(?P<w>[a-záéíóúñ]{3,}(?:ad|id|st|rt)[oa]s?)\s+(?P<d>el|la|los|las)\s+(?P<n>[A-Za-zÁÉÍÓÚáéíóúñ]{4,})"
)
_ENDING = {"el": "o", "la": "a", "los": "os", "las": "as"}
_A_LIKE_EL = re.compile(r"(?i)\A(?:á|agua|área|acta|arma|ala|alma|aula|hacha|ave)")
_ADJECTIVES = "extraordinari|ordinari|públic|técnic|polític|económic|jurídic|históric|artístic|turístic|educativ|deportiv|administrativ|complet|conjunt|mutu|recíproc|básic|periódic|signad|respectiv|adecuad|próxim|operativ|académic|gastronómic"
# in small letters or as a name of its own: “Sesión Ordinario”, “Programa Operativa”
_SHE = re.compile(
    rf"(?i)\b(?P<n>(?!(?:avi|cami|gui|embri|basti)ón)[a-zñáéíóú]{{2,}}(?:[sc]ión|dad|tad)|carta|visita|feria|propuesta|reunión|materia|agenda|muestra|consulta)\s+(?P<w>(?:{_ADJECTIVES})o)\b(?!\s*[-–/])"
)
_HE = re.compile(
    rf"(?i)\b(?P<n>convenio|acuerdo|municipio|proyecto|oficio|informe|comité|programa|intercambio|encuentro|evento|taller|foro|hermanamiento|desarrollo|calendario)\s+(?P<w>(?:{_ADJECTIVES})a)\b(?!\s*[-–/])"
)
_FIRST = re.compile(
    r"\b(?P<w>(?P<d>[Pp]rimer|[Tt]ercer|[Pp]rimera|[Tt]ercera|[Ss]egunda)\s+(?P<n>[a-zñáéíóú]{4,}[aoe]s))\b"
)
_ONE_IN_S = re.compile(r"(?:és|ís|sis|us|tis|lunes|martes|jueves|viernes|mes)\Z")


_WERE = frozenset("fueron serán sido quedaron están estaban estuvieron".split())
_WAS = frozenset("fue será sido quedó está estuvo".split())
_HIS, _HERS = (frozenset(f"{a}{x}" for a in _ADJECTIVES.split("|")) for x in "oa")
_SAYS_SO = frozenset("queda quedan quedó quedaron tuvo tiene da dio".split())
_FIRSTS = frozenset("primer tercer primera tercera segunda".split())


# “mucho estudiantes”, “nuestro propuestas”
_ONE_OF_MANY = re.compile(r"\b(?P<w>[Mm]ucho|[Mm]ucha|[Nn]uestro|[Nn]uestra)\s+(?P<n>[a-zñáéíóú]{4,}(?:[aeo]s))\b")
_NOT_MANY = re.compile(
    r"\A(?:menos|antes|después|entonces|lunes|martes|jueves|viernes|miércoles|tras|gracias|veces|atlas|caos|apenas|quizás|además|nuestr[oa]s|ustedes|nosotr[oa]s|aquell[oa]s|vuestr[oa]s|amb[oa]s)\Z"
)
# “que la delegación viajaron”
_IT_WENT = re.compile(
    r"(?:\A|[.;:]\s+|\bque\s+)(?:[Ee]l|[Ll]a|[Nn]uestr[oa])\s+(?P<noun>[a-zñáéíóú]{4,}[^\Ws\d_])\s+(?P<w>[a-zñáéíóú]{2,}(?:aron|ieron))\b"
)
_TIMES = frozenset(
    "tarde mañana noche semana pasado domingo sábado fecha hora mayoría minoría parte mitad resto serie grupo total".split()
)
# “La charla fue impartido”
_IT_WAS = re.compile(
    r"(?:\A|[.;:]\s+|\bque\s+)(?P<d>[Ee]l|[Ll]a)\s+(?P<n>[a-zñáéíóú]{4,})\s+(?:fue|será|ha\s+sido|quedó)\s+(?P<w>[a-záéíóúñ]{3,}(?:ad|id)[oa])\b"
)
# “una torneo”: few nouns in -o are feminine
_HIS_IN_O = (
    "torneo acuerdo convenio oficio evento encuentro intercambio proyecto municipio gobierno archivo periodo plazo documento anexo objetivo desarrollo "
    "apoyo trabajo curso concurso recurso espacio servicio ejemplo equipo grupo teatro museo libro correo teléfono punto texto artículo inciso párrafo "
    "título saludo esfuerzo vínculo lazo concierto foro premio registro comercio"
).split()
_SHE_IN_O = re.compile(rf"\b(?P<w>[Uu]na|[Ee]sta|[Ee]sa|[Nn]uestra)\s+(?P<n>(?:{'|'.join(_HIS_IN_O)}))\b")
_TO_HIM = {"una": "un", "esta": "este", "esa": "ese", "nuestra": "nuestro"}


def nouns_and_what_goes_with_them(r: Reading) -> Rules:
    """Q05: “mucho estudiantes”, “que la delegación viajaron”, “la charla fue impartido”, “una torneo”. Q06: “Agradesco”."""
    said = r.words
    many = said & _ONES_OF_MANY
    went = [w for w in said if w.endswith(("aron", "ieron"))]
    was = said & _WAS_DONE
    she = [f"{w} " for w in said & _TO_HIM.keys()] if said & _NOUNS_IN_O else []
    thanks = said & _WITH_Z
    for p in r.passages if many or went or was or she or thanks else ():
        if p.lang != "es":
            continue
        text = p.text
        for m in _ONE_OF_MANY.finditer(text) if any(w in p.low for w in many) else ():
            if not _NOT_MANY.search(m["n"]):
                yield _reads(p, *m.span("w"), m["w"] + "s")
        for m in _IT_WENT.finditer(text) if any(w in p.low for w in went) else ():
            if m["noun"] not in _TIMES:
                yield _reads(
                    p, *m.span("w"), re.sub(r"(?:i?eron|aron)\Z", "ó" if m["w"].endswith("aron") else "ió", m["w"])
                )
        for m in _IT_WAS.finditer(text) if any(w in p.low for w in was) else ():
            right = "a" if m["d"].lower() == "la" else "o"
            if (
                m["w"][-1] != right
                and not _A_LIKE_EL.match(m["n"])
                and m["n"].endswith(("o", "a", "ión", "dad", "ento"))
            ):
                yield _reads(p, *m.span("w"), m["w"][:-1] + right)
        for m in _SHE_IN_O.finditer(text) if any(w in p.low for w in she) else ():
            right = _TO_HIM[m["w"].lower()]
            yield _reads(p, *m.span("w"), right.capitalize() if m["w"][0].isupper() else right)
        for w in thanks:
            for m in re.finditer(rf"(?i)\b{w}\b", text) if w in p.low else ():
                yield _spelt(
                    p, *m.span(), m.group()[:-3] + "zco" if m.group().islower() or m.group().istitle() else m.group()
                )


_WAS_DONE = frozenset("fue será sido quedó".split())
_NOUNS_IN_O = frozenset(_HIS_IN_O)
_ONES_OF_MANY = frozenset("mucho mucha nuestro nuestra".split())
_WITH_Z = frozenset(
    f"{v}sco"
    for v in "agrade ofre estable merece pertene enrique compare favore fortale obede apare pare cono recono complace permane".split()
)


def participles_and_adjectives(r: Reading) -> Rules:
    """Q05: “fueron presentada”, “declaró instalados el Comité”, “sesión extraordinario”, “primer ferias”."""
    said = r.words
    were, was = said & _WERE, said & _WAS
    he, she = said & _HIS, said & _HERS
    declares = bool(said & _SAYS_SO) or any(w.startswith("declar") for w in said)
    first = bool(said & _FIRSTS)
    if not (were or was or he or she or declares or first):
        return
    for p in r.passages:
        if p.lang != "es":
            continue
        text = p.text
        if any(s in p.low for s in were):
            for m in _WERE_ONE.finditer(text):
                if m["w"] not in _NOUNS and not re.match(r"\s+(?:la|el|los|las|un|una)\b", text[m.end() :]):
                    yield _reads(p, *m.span("w"), m["w"] + "s")
        if any(s in p.low for s in was):
            for m in _WAS_MANY.finditer(text):
                if m["w"][:-1] not in _NOUNS and not re.match(r"\s+(?:la|el|los|las|un|una|de)\b", text[m.end() :]):
                    yield _reads(p, *m.span("w"), m["w"][:-1])
        if declares and any(s in p.low for s in ("declar", "queda", "quedó", " por ")):
            for m in _OF_IT.finditer(text):
                right = re.sub(r"[oa]s?\Z", _ENDING[m["d"]], m["w"])
                if right != m["w"] and not (m["d"] == "el" and _A_LIKE_EL.match(m["n"])) and m["w"] not in _NOUNS:
                    yield _reads(p, *m.span("w"), right)
        if any(a in p.low for a in he):
            for m in _SHE.finditer(text):
                yield _reads(p, *m.span("w"), m["w"][:-1] + ("A" if m["w"].isupper() else "a"))
        if any(a in p.low for a in she):
            for m in _HE.finditer(text):
                yield _reads(p, *m.span("w"), m["w"][:-1] + ("O" if m["w"].isupper() else "o"))
        if first and any(s in p.low for s in _FIRSTS):
            for m in _FIRST.finditer(text):
                if not _ONE_IN_S.search(m["n"]):
                    stem = re.sub(r"a?\Z", "", m["d"])
                    yield _reads(p, *m.span("w"), f"{stem}{'a' if m['n'].endswith('as') else 'o'}s {m['n']}")


_YOUR = re.compile(
    r"\b(?:for|of|in|to|from|with)\s+(?P<w>you)\s+(?:kind\s+|recent\s+)?(?:letter|visit|message|support|reply|city|delegation|proposal|invitation|attention|help|interest|cooperation)\b"
)
_ENCLOSED = re.compile(
    r"(?i)\b(?:enclosed|attached|here)\s+(?P<w>is)\s+(?:the|two|three|some|our)\s+(?:minutes|documents|copies|letters|photographs|forms|drafts|programs|lists)\b"
)
_BODY = re.compile(
    r"(?P<b>\A|[.;:]\s+|,\s+and\s+)(?:[Tt]he|[Oo]ur|[Yy]our)\s+(?:City\s+Council|Town\s+Council|City|Municipality|Committee|Council|Mayor|Government|delegation|committee|council)"
    r"(?:\s+of\s+[A-ZÁÉÍÓÚÑ][\w’'-]+(?:\s+[A-ZÁÉÍÓÚÑ][\w’'-]+){0,2})?\s+(?P<w>have|were|are)\s+(?=(?:already\s+|also\s+|not\s+)?[a-z]+(?:ed|en|ing)\b|been\b|pleased|happy|glad|ready)"
)
_FINITE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|can|look|looks|share|shares|took|held|met)\b")


def english_slips(r: Reading) -> Rules:
    """Q05: “Thank you for you letter”, “Enclosed is the minutes”, “The City Council have considered”."""
    low = r.low
    your, enclosed, body = (
        " you " in low,
        " is " in low and ("nclosed" in low or "ttached" in low or "ere is" in low),
        any(s in low for s in (" have ", " were ", " are ")),
    )
    for p in r.passages if your or enclosed or body else ():
        if p.lang != "en":
            continue
        for m in _YOUR.finditer(p.text) if your and " you " in p.low else ():
            yield _reads(p, *m.span("w"), "your")
        for m in _ENCLOSED.finditer(p.text) if enclosed else ():
            yield _reads(p, *m.span("w"), "are")
        for m in _BODY.finditer(p.text) if body and any(f" {w} " in p.low for w in ("have", "were", "are")) else ():
            at = next(a for a, _ in reversed(p.sentences) if a <= m.start("w"))
            if m["b"].startswith(",") and not _FINITE.search(p.text[at : m.start()]):
                continue  # “the City of A, …, and the City of B have”
            yield _reads(p, *m.span("w"), {"have": "has", "were": "was", "are": "is"}[m["w"]])


RULES = (accents_and_haber, participles_and_adjectives, nouns_and_what_goes_with_them, english_slips)
