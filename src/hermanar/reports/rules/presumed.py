"""A narrative that takes a tie for granted (promise 1): “en el marco del hermanamiento con…”, “la red de ciudades hermanas
creció a tres”. `claims` looks for what is said to be done; here any sentence that speaks of a tie which no signed text bears
must say where it stands: a letter, a request, a text, a study, a plan, a *no*.
"""

import re
from collections.abc import Sequence

from hermanar.kernel.text import fold

from .claims import Excess, Proved
from .frames import is_framed
from .words import NUMBER, SENTENCE, folded, number_of

# what a twinning is called, and what an agreement is called where a relation of ours is named beside it
TIE = re.compile(
    r"\b(?:hermanamientos?|hermanad[oa]s?|hermanar(?:nos|se|los)?|hermandad|ciudad(?:es)? hermanas?|municipios? hermanos?|(?:ciudades|municipios|pueblos) (?:\w+ ){0,4}(?:son|somos) (?:ya |hoy )?(?:nuestr[oa]s )?herman[oa]s|nuestr[oa]s? herman[oa]s?|twinnings?|twinned|sister cit(?:y|ies)|"
    r"sisterhood)\b"
)
# a contract that is called “convenio”: its own name says what is bought, paid, lent or served, and that it is no alliance
CONTRACT = re.compile(
    r"\b(?:convenios?|acuerdos?|agreements?) (?:(?:modificatori[oa]s?|marco|anual(?:es)?) )?(?:de|para|por|for) (?:la |el |los |las |the )?"
    r"(?:prestacion de )?(?:servicios? de )?(?:limpia|recoleccion|aseo|pagos?|adquisicion(?:es)?|compras?|arrendamiento|renta|comodato|donacion|obras?|mantenimiento|"
    r"suministro|concesion|prestacion de servicios|servicios? (?:profesionales|medicos|publicos)|finiquito|liquidacion|reparacion|indemnizacion|"
    r"alumbrado|agua|predial|reconocimiento de adeudos?|purchase|lease|payment|supply|maintenance|cleaning|waste collection)\b"
)
PAPER = re.compile(
    r"\b(?:convenios?|alianzas?|vinculaciones|ratificacion|pactos?|acuerdos? (?:de (?:cooperacion|colaboracion|amistad)|con|entre)|"
    r"agreements?|partnerships?|alliances?|ratification)\b"
)
# words that say where it stands: whoever writes one of them does not take it for granted
_STANDS = re.compile(
    r"\b(?:"
    # papers and steps before a signature
    r"cartas?|oficios?|escritos?|correos?|letters?|mail|e-?mails?|textos?|texts?|borrador(?:es)?|drafts?|(?<!se )proyectos?|expedientes?|files?|copias?|"
    r"documentos?|documents?|antecedentes?|minutas?|listas?|solicit\w*|peticion\w*|pid(?:io|ieron|e|en|iendo)|pedir|pedid[oa]s?|ask\w*|"
    r"request\w*|propus\w*|propon\w*|propuest\w*|propos\w*|procesos?|process\w*|tramit\w*|gestion\w*|iniciativas?|intencion\w*|intent\w*|interes\w*|"
    r"interest\w*|invit\w*|acerca(?:mientos?|ron|mos|r)|contact\w*|platic\w*|dialog\w*|conversa\w*|talk\w*|negocia\w*|negotiat\w*|reunion(?:es)?|"
    r"reuni(?:o|eron|mos)|sesion\w*|meetings?|met|mesas?|visit\w*|recib\w*|receiv\w*|envi\w*|sent|send\w*|remit\w*|turn(?:o|aron|ado|ada|ados|adas)|entreg\w*|"
    r"deliver\w*|contest\w*|respond\w*|respuestas?|answer\w*|repl(?:y|ies|ied)|acus\w*|estudi\w*|stud(?:y|ies|ied)|dictam\w*|dictamin\w*|opinion(?:es)?|analiz\w*|"
    r"analisis|analy\w*|evalu\w*|revis\w*|review\w*|consult\w*|explor\w*|present\w*|prepar\w*|elabor\w*|redact\w*|traduc\w*|translat\w*|"
    # wishes, plans and what is to come
    r"volunt\w*|dese(?:o|a|an|aron|amos)|quier\w*|wish\w*|wants?|wanted|willing\w*|trabaja(?:n|mos)? (?:en|por)|posibl\w*|posibilidad\w*|possib\w*|potencial\w*|potential\w*|eventual\w*|futur\w*|proxim\w*|planea\w*|planned|plans?|busc\w*|seek\w*|pretend\w*|espera\w*|"
    r"expect\w*|hope\w*|previ\w*|preve\w*|sera|seran|podra|podran|podria|podrian|habra|will|would|could|may|might|must|should|shall|para (?:formaliz|firm|suscrib|concret|"
    r"celebr|establec|retom|reactiv|reanud|ratific|renov|lograr|ser)\w*|retomar|reactivar|reanudar|formalizar|firmar|suscribir|concretar|"
    r"celebrar|establecer|ratificar|renovar|resume|conclude|establish|(?<!en )firmen?|formalicen?|suscriban?|ratifiquen?|cuando|when|until|hasta que|"
    r"avanz\w*|avances?|progress\w*|impuls\w*|promov\w*|promo(?:cion|te\w*|ting)|fomentar|hacia|towards?|rumbo|camino|metas?|goals?|candidat\w*|aspira\w*|prospect\w*|"
    r"opcion(?:es)?|options?|requisitos?|"
    # what is only spoken of
    r"sobre|acerca|respecto|relativ[oa]s?|temas?|asuntos?|que es un|que son|about|regarding|concerning|historia|historic[oa]s?|"
    # what would be done, or is to be
    r"(?:formaliz|oficializ|firm|suscrib|concret|celebr|ratific|renov|establec|registr|inscrib|reactiv)\w*(?:ar|er|ir)(?:a|an|ia|ian)|"
    r"(?:formaliz|firm|concret|celebr|ratific|renov|registr|reactiv|retom)arse|(?:establec)erse|(?:suscrib|inscrib)irse|"
    # who looks after them
    r"(?:oficinas?|direccion|area|programas?|comites?|consejo|comision|reglamento|office|department|programme|committee|council) (?:\w+ ){0,4}?"
    r"(?:hermanamientos?|ciudades hermanas|twinnings?|sister cities)|(?:twinnings?|sister cit(?:y|ies)) (?:office|department|programme|committee|council)|"
    # what is not
    r"no|ni|sin|ningun[oa]?|nunca|jamas|falt\w*|carec\w*|pendientes?|aun|todavia|not|never|without|none|neither|pending|yet|lack\w*|missing|"
    r"rechaz\w*|declin\w*|cancel\w*|suspend\w*|interrump\w*|vencid[oa]s?|vencio|terminad[oa]s?|lapsed|ended"
    r")\b"
)
_TWINNING_COUNTED = re.compile(
    rf"\b({NUMBER}) (?:\w+ ){{0,3}}?(?:hermanamientos?|hermanad[oa]s?|ciudad(?:es)? hermanas?|twinnings?|sister cit(?:y|ies))\b"
)
# “amplía a cinco su lista de ciudades hermanas”: how many there are by now, whatever keeps the count
_GREW = re.compile(
    rf"\b(?:ampli(?:a|o|aron|amos)|crec(?:e|io|ieron|imos)|sum(?:a|o|aron|amos)|aument(?:a|o|aron)|increment(?:a|o|aron)|elev(?:a|o|aron)|lleg(?:a|o|aron|amos)|"
    rf"pas(?:a|o|aron|amos)|grew|grows|rose|expanded) (?:ya )?(?:(?:de|from) (?:\w+ ))?(?:a|to) (?:{NUMBER}) |"
    # “los tres municipios hermanos visitaron…”
    rf"(?:los|las|nuestros|nuestras|the|our) (?:{NUMBER}) (?:(?:municipios|ciudades|pueblos) herman[oa]s|sister cities|twinned cities)"
    r"(?! (?:potencial|posibl|candidat|futur|en potencia))\b"
)
# “se sumaron Ensenada y Cozumel a la lista de municipios hermanados”
_JOINED = re.compile(
    r"\b(?:sum(?:o|aron|amos)|incorpor(?:o|aron|amos)|integr(?:o|aron|amos)|agreg(?:o|aron|amos)|anadi(?:o|eron|mos)|uni(?:o|eron)|entr(?:o|aron)|joined|added) "
    r"(?:\w+ ){0,10}?(?:listas?|red|familia|padron|catalogo|list|network|family) (?:\w+ )?(?:de|of) (?:nuestr[oa]s |our )?"
    r"(?:(?:ciudades|municipios|pueblos) herman\w+|hermanamientos|sister cities|twinned)"
)
_TOWNS_COUNTED = re.compile(rf"\b({NUMBER}) (?:\w+ )?(?:municipios|ciudades|localidades|municipalities|cities|towns)\b")
# “… al hermanamiento con Nadie”: with somebody of whom no record speaks
_WITH_ANY = re.compile(
    r"\b(?:[Hh]ermanamientos?|[Hh]ermandad|[Tt]winnings?) (?:con|with) (?:(?:la|el|the) )?[A-ZÁÉÍÓÚÑ]"
)
# “nuestra ciudad hermana Cozumel nos visitó”: called so, whatever else it did
_CALLED = re.compile(r"\b(?:nuestras?|las?|our|the) (?:ciudad(?:es)? hermanas?|sister cit(?:y|ies))(?: de| of)? $")
# and what is given to a city because it is one: its key, its plaque, its title
_HONOUR = re.compile(
    r"\b(?:llaves?|placas?|titulos?|nombramientos?|distincion(?:es)?|declaratorias?|reconocimientos?|keys?|plaques?|titles?) "
    r"(?:\w+ )?(?:de|como|of|as) (?:la |a |an )?(?:ciudad(?:es)? hermanas?|hermanamiento|sister cit(?:y|ies))\b"
)
_DENIED = re.compile(r"\b(?:no|aun|todavia|not|yet|futur\w*|posible|possible|eventual) (?:\w+ ){0,3}$")
_LITTLE = frozenset(
    "con de del la el los las y e entre a al en nuestro nuestra un una with and of the our between domestico domestica nacional internacional "
    "domestic international acuerdo acuerdos".split()
)
_BEARS = frozenset({"signed", "registered"})
_DONE = re.compile(r"\b(?:autoriz|aprob|aprueb|authori[sz]|approv)\w*")


def presumed(text: str, relations: Sequence[Proved]) -> list[Excess]:
    """Sentences that take for granted a tie that no signed text bears, in their order: of a relation they name, of so many
    twinnings, or of a twinning with somebody of whom there is no record."""
    found = []
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        named = [p for p in relations if p.name and f" {fold(p.name)} " in f" {plain} "]
        honour = _HONOUR.search(plain)
        given = honour is not None and not _DENIED.search(plain[: honour.start()])
        called = named if given or _JOINED.search(plain) else [p for p in named if _is_called(plain, p)]
        if _STANDS.search(plain) and not called and not _GREW.search(plain):
            continue
        tie = TIE.search(plain)
        thing = tie or (PAPER.search(plain) if named else None)
        if thing is None or _is_title(plain, thing, named):
            continue
        at = [sentence.start() + place for place in places]
        if not called and is_framed(text, plain, at, thing.start(), names_ours=bool(named)):
            continue
        bare = [p for p in called or named if not p.facts & _BEARS]
        if _DONE.search(plain):
            bare = [p for p in bare if "authorised" not in p.facts]
        said = _counted(plain) if tie and not named else 0
        held = sum(bool(p.facts & _BEARS) for p in relations)
        if bare or said > held or (tie and not named and _WITH_ANY.search(sentence[0])):
            number = max(len(named), said, 1)
            start, end = sentence.start() + places[thing.start()], sentence.start() + places[thing.end() - 1] + 1
            proved = len(named) - len(bare) if named else 0 if said <= held else held
            found.append(Excess(start, end, text[start:end], "standing", number, proved, tuple(p.name for p in bare)))
    return found


def _is_called(plain: str, relation: Proved) -> bool:
    at = f" {plain} ".find(f" {fold(relation.name)} ")
    before = _CALLED.search(plain[:at]) if at > 0 else None
    return before is not None and not _DENIED.search(plain[: before.start()])


def _counted(plain: str) -> int:
    """How many twinnings, or towns of a sentence about them; 0 where no number is said, or one."""
    counts = [number_of(m[1]) for rx in (_TWINNING_COUNTED, _TOWNS_COUNTED) for m in rx.finditer(plain)]
    return max([n for n in counts if n > 1], default=0)


def _is_title(plain: str, thing: re.Match, named: Sequence[Proved]) -> bool:
    """Whether it only names the thing and with whom: “Hermanamiento con Ensenada”."""
    kept = f" {plain[: thing.start()]} {plain[thing.end() :]} "
    for relation in named:
        kept = kept.replace(f" {fold(relation.name)} ", " ")
    rest = [w for w in kept.split() if w not in _LITTLE and not w.isdigit() and not TIE.fullmatch(w)]
    return len(plain) <= thing.end() + 60 and thing.start() <= 12 and len(rest) <= (1 if not named else 0)
