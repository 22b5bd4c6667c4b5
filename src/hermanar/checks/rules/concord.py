"""Q05, by the build of the sentence and not by its words: one and many between what stands side by side in Spanish and in
English (`wording` and `grammar` have the phrases of official papers)."""

import re
from collections.abc import Iterator

from hermanar.kernel.content import BlockKind

from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .wording import lowered

_COUNTED = "dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|quince|veinte|treinta|sesenta"
# words that also stand for a noun, so that a verb may follow: “estos son”, “ambas firmarán”
_ALSO_ALONE = (
    rf"estos|estas|esos|esas|ambos|ambas|varios|varias|algunos|algunas|muchos|muchas|otros|otras|todos|todas|{_COUNTED}"
)
_MANY = re.compile(
    rf"(?<![\w-])(?P<d>(?P<own>sus|nuestros|nuestras|dichos|dichas|unos|unas|cuyos|cuyas|diversos|diversas|distintos|distintas|"
    rf"respectivos|respectivas|diferentes|demás|numerosos|numerosas)|(?P<alone>{_ALSO_ALONE})|(?P<art>los|las))\s+(?P<w>[a-záéíóúñü]{{4,}}[aeonlrdzí])(?![\w-])"
)
# after one of these, after what somebody will do, or where a sentence begins, “los” is an article; elsewhere it may be “los envía”
_ARTICLE_AFTER = re.compile(
    r"(?:\w{2}rán?\s|\b(?:a|ante|con|contra|de|desde|en|entre|hacia|hasta|para|por|según|sin|sobre|tras|mediante|durante|todos|todas|ambos|ambas|son|fueron|serán)\s|(?:\A|[.;:]\s)\W*)\Z"
)
_NO_NOUN = frozenset(
    """
    que cual quien cuyo cuya donde cuando como para porque pero sino aunque sobre ante bajo entre hasta desde hacia contra durante mediante
    excepto salvo según cada mismo misma nada algo mucho poco tanto tan bien recién antes luego ahora hoy ayer aquí allí allá abajo arriba
    atrás cerca dentro fuera siempre nunca jamás también tampoco solo sólo apenas incluso aún todavía además mejor peor mayor menor más
    cinco siete ocho nueve once doce trece catorce quince veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa cien ciento mil
    millón cuatro veintiuno veintiún veinticuatro veinticinco veintisiete veintiocho veintinueve diecisiete dieciocho diecinueve medio media
    software hardware online internet nahua maya mixteco yoreme otomí kiliwa paipai cochimí online video radio semi casi quizá ambas
    anverso reverso arriba siguen haya había hubo hay
    """.split()
)
_ONE = re.compile(
    r"(?<![\w-])(?P<d>la|el|un|una|este|esta|ese|esa|dicho|dicha|del|al|su|nuestro|nuestra|cada|cualquier|ningún|ninguna|cuyo|cuya)\s+"
    r"(?P<w>[a-záéíóúñü]{2,}(?:[aeo]s))(?![\w-])"
)
_ENDS_SO = frozenset(
    """
    mes gas res dos tres menos antes lejos lunes martes miércoles jueves viernes pues entonces caos cosmos ethos pathos portafolios paraguas
    paracaídas cumpleaños parabrisas rompeolas rascacielos portaaviones salvavidas guardacostas atlas alias dios las les los nos apenas
    mientras gratis herpes quizás portavoces afueras sacacorchos limpiaparabrisas ambas ambos veintidós veces jamás demás trasgos parteaguas
    guardabosques pasamanos posavasos lavaplatos portaplumas marcapasos tocadiscos aguas
    """.split()
) - {"afueras", "portavoces"}
# names of things in -n, which no verb has; whatever else ends so may be what several do
_NOUN_IN_N = re.compile(
    r"(?:[iíéó]ón|ón|ín|ún|én|plan|orden|examen|volumen|origen|imagen|margen|joven|dictamen|resumen|certamen|virgen|germen|fin|bien|tren|almacén)\Z"
)
# one quality, said of what may be many
_QUALITIES = {
    w: w + ("es" if w[-1] in "lrn" else "s")
    for w in (
        """
        propio propia siguiente vigente aplicable competente correspondiente respectivo respectiva necesario necesaria municipal local federal
        estatal nacional internacional cultural económico económica social educativo educativa turístico turística técnico técnica anual
        original presente anterior posterior jurídico jurídica humano humana material financiero financiera mutuo mutua recíproco recíproca
        previsto prevista escrito escrita hermano hermana participante firmante relativo relativa nuevo nueva artesanal ambiental deportivo
        deportiva oficial público pública privado privada bilateral migratorio migratoria comercial productivo productiva empresarial
        académico académica universitario universitaria histórico histórica concreto concreta específico específica diverso diversa
        extranjero extranjera mexicano mexicana involucrado involucrada interesado interesada pendiente importante principal operativo operativa
        administrativo administrativa presupuestal laboral digital electrónico electrónica útil viable factible conveniente
        """
    ).split()
}  # fmt: skip
_NO_PARTICIPLE = frozenset(
    "estado mercado lado grado sentido partido contenido vida medida comida entrada salida llegada jornada dado debido incluido incluida "
    "excepto salvo visto podido sido tenido habido mirada cada nada toda todo".split()
)
_QUALIFIED = re.compile(
    rf"(?<![\w-])(?P<d>los|las|sus|nuestros|nuestras|estos|estas|dichos|dichas|ambos|ambas|unos|unas|{_COUNTED})\s+(?P<noun>[a-záéíóúñü]{{3,}}s)\s+"
    rf"(?P<w>{'|'.join(_QUALITIES)}|[a-zñáéíóú]{{3,}}(?:ad[oa]|id[oa]))(?![\w-])(?!\s+(?:y|e|o|u|ni)\s(?!(?:el|la|los|las|un|una|su|sus)\s)|,\s+\w+(?:,|\s+y)\s)"
)
_OF_THEM = re.compile(r"\b(?:de|entre)\s\Z")
_RESPECTIVE = re.compile(
    r"(?<![\w-])(?:sus|los|las|nuestros|nuestras)\s+(?P<w>respectiv[oa]|propi[oa]|distint[oa]|divers[oa]|presente|siguiente)\s+[A-ZÁÉÍÓÚÑ][a-záéíóúñ]+s(?![\w-])"
)
_RESPECTIVE_SIGNS = ("respectiv", "propi", "distint", "divers", "presente", "siguiente")
_VERBS = dict(

        pair.split("/")
        for pair in (
            """
            acuerda/acuerdan conviene/convienen manifiesta/manifiestan declara/declaran celebra/celebran suscribe/suscriben firma/firman
            reconoce/reconocen desea/desean expresa/expresan mantiene/mantienen comparte/comparten tiene/tienen cuenta/cuentan participa/participan
            coopera/cooperan colabora/colaboran trabaja/trabajan realiza/realizan desarrolla/desarrollan promueve/promueven impulsa/impulsan
            fomenta/fomentan organiza/organizan elabora/elaboran presenta/presentan envía/envían recibe/reciben informa/informan
            comunica/comunican solicita/solicitan propone/proponen acepta/aceptan aprueba/aprueban autoriza/autorizan designa/designan
            nombra/nombran integra/integran coordina/coordinan evalúa/evalúan revisa/revisan analiza/analizan considera/consideran estima/estiman
            determina/determinan establece/establecen define/definen señala/señalan contiene/contienen incluye/incluyen comprende/comprenden
            consiste/consisten deriva/derivan resulta/resultan corresponde/corresponden permite/permiten requiere/requieren exige/exigen
            implica/implican genera/generan surge/surgen aporta/aportan cubre/cubren paga/pagan sufraga/sufragan financia/financian
            asume/asumen ejerce/ejercen cumple/cumplen observa/observan respeta/respetan protege/protegen conserva/conservan entrega/entregan
            remite/remiten difunde/difunden invita/invitan asiste/asisten acude/acuden visita/visitan viaja/viajan recorre/recorren reside/residen
            vive/viven habita/habitan une/unen vincula/vinculan busca/buscan pretende/pretenden procura/procuran puede/pueden debe/deben
            quiere/quieren está/están es/son fue/fueron era/eran ha/han había/habían queda/quedan quedó/quedaron sigue/siguen continúa/continúan
            inicia/inician comienza/comienzan concluye/concluyen termina/terminan vence/vencen entra/entran surte/surten rige/rigen aplica/aplican
            afecta/afectan obliga/obligan compromete/comprometen decide/deciden opina/opinan vota/votan sesiona/sesionan reúne/reúnen
            permanece/permanecen concurre/concurren comparece/comparecen ocupa/ocupan forma/forman constituye/constituyen representa/representan refiere/refieren
            menciona/mencionan anexa/anexan adjunta/adjuntan acompaña/acompañan alcanza/alcanzan logra/logran obtiene/obtienen adquiere/adquieren
            exporta/exportan coincide/coinciden enfrenta/enfrentan dispone/disponen faculta/facultan otorga/otorgan confiere/confieren ofrece/ofrecen
            aprobó/aprobaron acordó/acordaron firmó/firmaron celebró/celebraron realizó/realizaron visitó/visitaron asistió/asistieron
            participó/participaron recibió/recibieron envió/enviaron solicitó/solicitaron presentó/presentaron informó/informaron
            manifestó/manifestaron viajó/viajaron reunió/reunieron analizó/analizaron votó/votaron autorizó/autorizaron propuso/propusieron
            tuvo/tuvieron hizo/hicieron inició/iniciaron concluyó/concluyeron expresó/expresaron
            """
        ).split()

)  # fmt: skip
_ONE_OF = {many: one for one, many in _VERBS.items()}
_NAMED = "Partes|Participantes|Municipios|Ciudades|Gobiernos|Ayuntamientos|Firmantes|Cabildos"
_TIMES = r"(?:lunes|martes|mi[ée]rcoles|jueves|viernes|s[áa]bados|domingos|d[íi]as|semanas|meses|años|tardes|mañanas|noches|fines|veces|horas)"
_THEY_ONE = re.compile(
    rf"(?:\A|[.;:]\s+|\bque\s+)(?:[Ll][oa]s|[Aa]mb[oa]s|[Ee]st[oa]s|[Dd]ich[oa]s|[Ss]us|[Nn]uestr[oa]s)\s+(?:(?:{_COUNTED}|demás|respectiv[oa]s)\s+)?(?!{_TIMES}\b)"
    rf"(?P<noun>[a-záéíóúñü]{{3,}}s|{_NAMED})(?:\s+[a-záéíóúñü]{{4,}}s)?(?:\s+del?\s+(?:(?:los|las|sus|la|su|este|esta)\s+(?:dos\s+)?)?[A-Za-zñáéíóú]+|\s+que\s+[a-zñáéíóú]+mos)?\s+(?:no\s+|también\s+|ya\s+)?(?:(?:se|nos|le|les)\s+)?(?P<w>{'|'.join(_VERBS)})(?![\w-])"
)
# a noun of many: “la mayoría de las ciudades firman”
_COLLECTIVE = frozenset(
    "mayoría minoría parte mitad resto número serie conjunto grupo total tercio cuarto par docena centenar millar variedad infinidad que cual".split()
)
_IT_MANY = re.compile(
    rf"(?:\A|[.;:]\s+)(?:El|La|Este|Esta|Dicho|Dicha|Nuestro|Nuestra|Cada|Su|el|la|este|esta|cada)\s+(?:H\.\s+)?(?P<noun>[A-ZÁÉÍÓÚÑ]?[a-záéíóúñü]{{3,}}[^s\W\d_])"
    rf"(?:\s+(?:de|del|de\s+la)\s+(?:[A-ZÁÉÍÓÚÑ][\w-]++(?:\s+(?:del?\s+(?:la\s+)?)?(?=[A-ZÁÉÍÓÚÑ]))?)+|\s+[Mm]unicipal)?\s+(?:no\s+)?(?:(?:se|nos|le|les)\s+)?(?P<w>{'|'.join(_ONE_OF)}|[a-zñ]{{3,}}(?:[aei]|d)rán)(?![\w-])"
)

_STOPS_EN = "is|are|was|were|of|in|to|shall|will|would|may|must|and|or|for|with|has|have|had|that|which|by|from|on|at|under|between"
_THESE = re.compile(rf"\b(?P<d>[Tt]hese|[Tt]hose)\s+(?P<w>[a-z]{{3,}})(?=[,.;:]|\s+(?:{_STOPS_EN})\b)")
_NO_NOUN_EN = frozenset(
    "who whom whose that which present concerned involved responsible interested people persons women men children data media criteria same "
    "two three four five six seven eight nine ten will would shall may can could should are were have had being and from with for under listed "
    "above below mentioned attached provided referred designated appointed needed required named agreed living working attending entitled not "
    "alone set made taken given held done participating taking staff personnel police".split()
)
_A_MANY = re.compile(
    rf"\b(?P<d>[Ee]ach|[Ee]very|[Aa]|[Aa]n|[Aa]nother|[Oo]ne)\s+(?P<w>(?:[Pp]art|[Cc]it|[Mm]unicipalit|Signator|[Aa]uthorit|[Cc]ommunit|[Aa]ctivit|[Cc]ountr)ies|Participants|Governments|"
    rf"(?:agreement|project|letter|meeting|program|report|area|visit|delegation|document|exchange|government|council|committee|office|article|year|month|day|student|resident|copy|original|proposal|official)s)(?=[,.;:]|\s+(?:{_STOPS_EN})\b)"
)
# “This documents are”; “that letters were” may be what somebody says
_THIS_MANY = re.compile(
    r"\b(?P<d>[Tt]his|(?:\A|[.;]\s)That)\s+(?P<w>(?:agreement|project|letter|meeting|program|report|area|visit|delegation|document|exchange|government|council|committee|office|article|cop|original|proposal|commitment|text|annex|act)(?:s|es|ies))(?=[,.;:]|\s+(?:is|are|was|were|of|shall|will|may|has|have)\b)"
)
_MANY_EN = re.compile(
    r"\b(?:both|several|various|many|few|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|sixty)\s+(?:\(\d+\)\s+)?"
    r"(?P<w>agreement|project|letter|meeting|report|area|visit|delegation|document|government|council|committee|article|year|month|week|day|hour|student|resident|"
    rf"proposal|original|authority|community|activity|country|mayor|city|party|participant)(?=[,.;:]|\s+(?:{_STOPS_EN}|following|after|before|prior|later|in\s+advance)\b)"
)  # fmt: skip
_VERBS_EN = (
    "agree commit share recognize undertake designate wish intend declare express establish promote cooperate carry exchange submit send finance provide "
    "develop maintain hold support invite host cover appoint sign approve authorize propose meet work participate face seek aim consider believe "
    "acknowledge reaffirm ratify confirm assume bear pay receive remain include require"
).split()
_S_FORM = {v: (v[:-1] + "ies" if v[-1] == "y" and v[-2] not in "aeiou" else v + ("es" if v.endswith(("sh", "ss", "ch")) else "s")) for v in _VERBS_EN}  # fmt: skip
_PLURAL_OF = {s: v for v, s in _S_FORM.items()} | {"is": "are", "was": "were", "has": "have"}
_NAMED_EN = "Parties|Participants|Cities|Municipalities|Governments|Signatories|cities|municipalities|governments|communities|authorities|parties|participants|mayors|councils"
_THEY_S = re.compile(
    rf"(?:\A|[.;:]\s+|\bthat\s+)(?:[Tt]he|[Bb]oth|[Oo]ur|[Tt]heir)\s+(?:two\s+)?(?:{_NAMED_EN})\s+(?P<w>{'|'.join(_PLURAL_OF)})(?!\w)"
)
_IT_BARE = re.compile(
    rf"(?:\A|[.;:]\s+)(?:The|Our|Each|This|Either)\s+(?:Party|Participant|Municipality|City|Government|Committee|Council|Agreement|Memorandum|city|municipality|government|committee|council)"
    rf"(?:\s+of\s+[A-Z]\w+)?\s+(?P<w>{'|'.join(_VERBS_EN)}|are|were|have)(?!\w)(?!\s+(?:and|or)\b)"
)
_PLURAL_IS = re.compile(
    r"(?:\A|[.;:]\s+)(?:The|These|Those|Both|Our|All)\s+(?P<noun>[a-z]{3,}s)\s+(?:[a-z]+ed\s+)?(?P<w>is|was|has)(?!\w)"
)
_ONE_IN_S = re.compile(r"(?:ss|us|is|series|news|means|lens|gas|politics|ics)\Z")
_ARE = {"are": "is", "were": "was", "have": "has"}
_SKIPPED = (BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.COPIES, BlockKind.INITIALS)


def concord(r: Reading) -> Rules:
    """Q05: “los integrante”, “las acciones realizada”, “los dos gobiernos ha trabajado”, “these letter”."""
    for p in r.passages:
        if p.block.kind in _SKIPPED:
            continue
        hits = _spanish(p) if p.lang == "es" else _english(p) if p.lang == "en" else ()
        seen: set[int] = set()
        for start, end, new in hits:
            if start in seen:
                continue
            seen.add(start)
            yield _should_read(p, start, end, new[0].upper() + new[1:] if p.text[start].isupper() else new)


# “Se anexa las listas”, “Los asistentes recibió”, “Our two cities has”
_SE_ONE = re.compile(
    r"\b[Ss]e\s+(?P<w>anexa|adjunta|remite|env[íi]a|entrega|presenta|realiza|acompaña|incluye|aprueba|agrega|publica|firma|levanta|proponen?|cubre|paga|ofrece|hace|realiz[óo]|aprob[óo]|present[óo]|entreg[óo]|firm[óo])\s+(?:(?:las|los)\s+(?:\w+\s+)?|(?:dos|tres|cuatro|cinco|varias|varios)\s+)(?P<noun>[a-záéíóúñ]{3,}s)(?!\w)"
)
_THEY_DID = re.compile(
    r"(?:\A|[.;:]\s+)(?:Los|Las)\s+(?P<noun>[a-záéíóúñ]{4,}(?:[aeo]s))\s+(?:(?:no|se|les?)\s+)?(?P<w>[a-záéíóúñ]{3,}ó)(?![\w-])"
)
_DID_MANY = {
    "realizó": "realizaron",
    "aprobó": "aprobaron",
    "presentó": "presentaron",
    "entregó": "entregaron",
    "firmó": "firmaron",
    "hace": "hacen",
    "propone": "proponen",
}
_CITIES_HAS = re.compile(
    r"(?<!between )(?<!of )(?<!with )(?<!for )(?<!in )\b(?:[Oo]ur|[Bb]oth|[Tt]he\s+two)\s+(?:two\s+)?(?:[a-z]+\s+)?(?P<noun>cities|municipalities|communities|governments|towns|delegations|teams|mayors)\s+(?P<w>has|is|was|shares|wants|hopes|wishes)\b"
)
_ONE_PRESENT = re.compile(
    r"\b(?:la|el)\s+presente\s+(?P<w>(?:minuta|acta|carta|constancia|ratificaci[óo]n|convenio|acuerdo|oficio|certificaci[óo]n|solicitud)(?:e?s))(?!\w)"
)


def side_by_side(r: Reading) -> Rules:
    """Q05: “Se anexa las listas”, “Los asistentes recibió”, “la presente minutas”, “our cities has”. Q04: “de del”."""
    for p in r.passages:
        if p.lang == "es":
            text, low = p.text, p.low
            if " las " in low or " los " in low or " dos " in low or " tres " in low or " varias " in low:
                for m in _SE_ONE.finditer(text):
                    if m["noun"] not in _ENDS_SO and not text.startswith(" a ", m.end("w")):
                        yield _should_read(p, *m.span("w"), _DID_MANY.get(m["w"]) or m["w"] + "n")
            if text.startswith(("Los ", "Las ")) or ". Los " in text or ". Las " in text:
                for m in _THEY_DID.finditer(text):
                    if m["noun"] not in _DAYS:
                        yield _should_read(p, *m.span("w"), m["w"][:-1] + ("eron" if m["w"].endswith("ió") else "aron"))
            for m in _ONE_PRESENT.finditer(text) if " presente " in low else ():
                yield _should_read(p, *m.span("w"), _singular(m["w"]))
            if "de del " in low:
                for m in re.finditer(r"(?i)\b(?P<w>de\s+del)\s", text):
                    yield found(
                        "Q04", p, *m.span("w"), says("“de” está dos veces.", "“de” is there twice."), confidence=0.9
                    )
        elif p.lang == "en" and any(
            s in p.low for s in ("cities ", "ties ", "ments ", "towns ", "tions ", "teams ", "mayors ")
        ):
            for m in _CITIES_HAS.finditer(p.text):
                yield _should_read(
                    p,
                    *m.span("w"),
                    {"has": "have", "is": "are", "was": "were", "wishes": "wish"}.get(m["w"]) or m["w"][:-1],
                )


_DAYS = frozenset("lunes martes miércoles jueves viernes sábados domingos días veces tardes noches mañanas".split())


def _should_read(p: Passage, start: int, end: int, right: str):
    return found(
        "Q05", p, start, end, says(f"Debe decir “{right}”.", f"It should read “{right}”."),
        repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(start, end, right),))], confidence=0.85,
    )  # fmt: skip


def _plural(word: str) -> str:
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word.endswith("ión"):
        return word[:-2] + "ones"
    return word + ("s" if word[-1] in "aeoáé" else "es")


def _singular(word: str) -> str:
    if word.endswith("iones"):
        return word[:-4] + "ón"
    return word[:-2] if re.search(r"[lrdnz]es\Z", word) and not word.endswith(("rtes", "ntes")) else word[:-1]


def _spanish(p: Passage) -> Iterator[tuple[int, int, str]]:
    text, low = p.text, lowered(p.text)
    for m in _MANY.finditer(low):
        word = m["w"]
        if text[m.start("w")].isupper() or word in _NO_NOUN or word.endswith("mente"):
            continue
        if m["alone"] and ((word.endswith("n") and not word.endswith("ión")) or word.endswith(("rá", "ró"))):
            continue  # “ambas firman”
        if m["alone"] and _VERBS.get(word):
            continue
        if m["art"] and not _ARTICLE_AFTER.search(low[max(0, m.start() - 12) : m.start()]):
            continue
        if m["art"] and (word in _VERBS or word in _ONE_OF or (word.endswith("n") and not _NOUN_IN_N.search(word))):
            continue  # “Los acompañaron cuatro maestros”
        if m["d"] == "demás" and low[: m.start()].endswith("lo "):
            continue  # “Lo demás queda sin cambio”
        yield m.start("w"), m.end("w"), _plural(word)
    for m in _ONE.finditer(low):
        word = m["w"]
        counts = m["d"] in ("un", "una") and low[max(0, m.start() - 2) : m.start()] == "y "  # treinta y un días
        if not counts and not text[m.start("w")].isupper() and word not in _ENDS_SO and not word.endswith("mos"):
            yield m.start("w"), m.end("w"), _singular(word)
    for m in _QUALIFIED.finditer(low):
        word = m["w"]
        # “la aceptación de ambas Partes expresada por escrito”: said of what comes before
        if word.endswith(("ada", "ado", "ida", "ido")) and _OF_THEM.search(low, max(0, m.start() - 8), m.start()):
            continue
        if (
            word not in _NO_PARTICIPLE
            and m["noun"] not in ("hemos", "mismos", "demás", "además")
            and not m["noun"].endswith(("amos", "emos"))
        ):
            yield m.start("w"), m.end("w"), _QUALITIES.get(word, word + "s")
    for m in _RESPECTIVE.finditer(text) if any(sign in low for sign in _RESPECTIVE_SIGNS) else ():
        yield m.start("w"), m.end("w"), m["w"] + "s"
    for m in _THEY_ONE.finditer(text):
        yield m.start("w"), m.end("w"), _VERBS[m["w"]]
    for m in _IT_MANY.finditer(text):
        if m["noun"].lower() not in _COLLECTIVE:
            yield m.start("w"), m.end("w"), _ONE_OF.get(m["w"]) or m["w"][:-1]


def _english(p: Passage) -> Iterator[tuple[int, int, str]]:
    text = p.text
    if "hese " in text or "hose " in text:
        for m in _THESE.finditer(text):
            if not m["w"].endswith("s") and m["w"] not in _NO_NOUN_EN and not m["w"].endswith("ly"):
                yield m.start("w"), m.end("w"), _many(m["w"])
    for m in _A_MANY.finditer(text):
        word = m["w"]
        yield m.start("w"), m.end("w"), word[:-3] + "y" if word.endswith("ies") else word[:-1]
    for m in _THIS_MANY.finditer(text) if "his " in text or "hat " in text else ():
        yield m.start("w"), m.end("w"), m["w"][:-3] + "y" if m["w"].endswith("ies") else m["w"][:-1]
    for m in _MANY_EN.finditer(text):
        yield m.start("w"), m.end("w"), _many(m["w"])
    for m in _THEY_S.finditer(text):
        yield m.start("w"), m.end("w"), _PLURAL_OF[m["w"]]
    for m in _PLURAL_IS.finditer(text):
        if not _ONE_IN_S.search(m["noun"]):
            yield m.start("w"), m.end("w"), _PLURAL_OF[m["w"]]
    for m in _IT_BARE.finditer(text):
        yield m.start("w"), m.end("w"), _ARE.get(m["w"]) or _S_FORM[m["w"]]


def _many(word: str) -> str:
    return word[:-1] + "ies" if word[-1] == "y" and word[-2] not in "aeiou" else word + "s"


# the phrases of every such paper: what they say stands in one number with its noun
_PHRASES = re.compile(
    r"\b(?:[Dd]isponibilidad|[Ss]uficiencia|[Aa]signaci[óo]n|[Pp]artida|[Rr]elaci[óo]n|[Pp]ersonalidad)\s+(?P<many>presupuestales|presupuestarias|laborales|jur[íi]dicas)\b|"
    r"\b(?:[Aa]cuerdos|[Ii]nstrumentos|[Cc]onvenios|[Aa]suntos)\s+(?P<one>[Ii]nterinstitucional|[Ii]nternacional)\b(?!\s+(?:y|e|o)\s)"
)
_OF_PHRASES = (
    "presupuestales",
    "presupuestarias",
    "laborales",
    "jurídicas",
    "juridicas",
    "interinstitucional",
    "internacional",
)


def official_phrases(r: Reading) -> Rules:
    """Q05: “Registro de Acuerdos Interinstitucional”, “disponibilidad presupuestales”."""
    signs = r.said_of(_OF_PHRASES)
    for p in r.saying(signs):
        if p.lang != "es":
            continue
        for m in _PHRASES.finditer(p.text):
            name = "many" if m["many"] else "one"
            word = m[name]
            right = (
                f"{word}es"
                if name == "one"
                else word.removesuffix("es")
                if word.endswith("les")
                else word.removesuffix("s")
            )
            yield found(
                "Q05", p, *m.span(name), says(f"Debe decir “{right}”.", f"It should read “{right}”."),
                repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (p.edit(*m.span(name), right),))], confidence=0.9,
            )  # fmt: skip


RULES = (official_phrases, concord, side_by_side)
