"""What bears the name of a place and is none: a person, a treaty, a valley, a cheese, an institute."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from hermanar.kernel.text import fold

if TYPE_CHECKING:
    from .reading import Passage

_CAPITAL = r"[A-ZÁÉÍÓÚÑ][\w’'-]+"
# “don Hidalgo Ramírez”, “el maestro Juan Durango”: a title of persons, then only names
_PERSON_BEFORE = re.compile(
    r"\b(?:[Dd]on|[Dd]oña|[Ss]r(?:a|ita)?\.?|[Ll]ic\.?|[Mm]tr[oa]\.?|[Dd]ra?\.?|[Ii]ng\.?|[Aa]rq\.?|[Pp]rofr?a?\.?|C\.|"
    r"[Mm]aestr[oa]|[Dd]octora?|[Pp]rofesora?|[Ll]icenciad[oa]|[Ii]ngenier[oa]|[Cc]iudadan[oa]|[Ss]eñora?|[Cc]ompañer[oa]|"
    r"Mr\.?|Mrs\.?|Ms\.?|Miss|Prof(?:essor)?\.?)\s+"
    rf"(?:{_CAPITAL}\s+){{0,4}}$"
)
_NAME_BEFORE = re.compile(rf"(?<![.:;!?\n“\"(])\s{_CAPITAL}\s$")
_NAME_AFTER = re.compile(rf"^ {_CAPITAL}(?!\w*\s+(?:de|of)\b)")
# acts of history and of law that are called after where they were made, with a capital
_ACT_BEFORE = re.compile(
    r"\b(?:Plan|Tratados?|Marco|Protocolo|Convenci[óo]n|Batalla|Sitio|Grito|Consenso|Paz|Abrazo|Constituci[óo]n|Congreso|"
    r"Treat(?:y|ies)|Framework|Protocol|Convention|Battle|Peace|Consensus)\s+(?:de|of)\s+$"
)
_ACT_ABROAD_BEFORE = re.compile(
    r"\b(?:Acuerdos?|Pacto|Carta|Agenda|Declaraci[óo]n|Nuevo\s+Pacto|Agreements?|Accords?|Pact|Charter|Declaration)\s+(?:de|of)\s+$"
)
# land, institutions and fairs that carry the name of a place
_CALLED_BEFORE = re.compile(
    r"(?i)\b(?:valle|sierra|bah[íi]a|golfo|mar|isla|laguna|presa|puente|volc[áa]n|ca[ñn][óo]n|desierto|misi[óo]n|cerro|"
    r"tecnol[óo]gico|colegio|feria|festival|orquesta|banda|club|santuario|bas[íi]lica|reserva|cuenca|itsmo|istmo|planta|garita|penal|"
    r"valley|gulf|bay|island|festival|fair|orchestra)\s+(?:de\s+(?:la\s+|los\s+|las\s+)?|del\s+|of\s+)?$|"
    # “a orillas del Magdalena” is the river
    r"\b(?:orillas?|m[áa]rgen(?:es)?|riberas?|cauce|aguas|delta)\s+del\s+$|\b(?:banks|waters|delta|mouth)\s+of\s+the\s+$"
)
# “queso Chihuahua”, “café de Veracruz”
_WARE_BEFORE = re.compile(
    r"(?i)\b(?:quesos?|mezcal(?:es)?|caf[ée]s?|salsas?|vinos?|cervezas?|moles?|barro|talavera|rebozos?|sombreros?|chiles?|platillos?|"
    r"artesan[íi]as?|estilo|recetas?|danzas?|sones|jarabe|trajes?|dulces?|cajeta|chocolate|textil(?:es)?|cheeses?|coffees?|wines?|crafts)"
    r"(?:\s+\w+)?\s+(?:de\s+)?$"
)
# “San Joaquin Valley”: what follows the name makes it that of a land, a water or a road
_LAND_AFTER = re.compile(
    r" (?:Valley|River|Bay|Mountains?|Desert|Canyon|Creek|Forest|Plateau|Basin|Peninsula|Delta|Hills|Coast|Island|National|Highway|Trail)\b"
)
# “EN MATERIA DE MOVILIDAD URBANA”: in capitals, right after a noun, an adjective that is also the name of a town far away
_NOUN_IN_CAPITALS = re.compile(
    r"(?<![A-ZÁÉÍÓÚÑ])(?!(?:ENTRE|BETWEEN|CON|WITH|FROM|DESDE|HACIA|HASTA|PARA|CITY|TOWN|VILLAGE|CIUDAD|VILLA|PUEBLO|MUNICIPIO|PARTE)\s)[A-ZÁÉÍÓÚÑ]{5,} \Z"
)
# families and places of one name
_SURNAMES = frozenset(
    "abasolo aldama alcala allende arteaga avila burgos caceres cadiz calderon cardenas carranza cordoba cordova coronado cuenca "
    "degollado durango escobedo galeana granada guerrero guevara hidalgo huerta jaen juarez leon linares lugo madero madrid "
    "medina merida miranda monterrey montes morelos navarra navarro obregon ocampo oviedo palencia palma pamplona puebla rayon "
    "rosales salamanca santiago segovia sevilla soria sonora soto tamayo toledo torreon trujillo valencia valladolid valles "
    "vergara victoria villa zamora zapata zaragoza washington jackson lincoln houston austin madison jefferson".split()
)
# a name of the map that is a word first
_WORDS_FIRST = re.compile(r"(?i)^(?:reuni[óo]n|condado|reino|aguas|suma|plan\s+de\s+\w+)$")
# “MINUTA DE LA REUNIÓN DE TRABAJO”: what follows makes it the word
_WORD_GOES_ON = re.compile(r"(?i)^\s+(?:de|del|entre|con|ordinaria|extraordinaria|virtual|bilateral|total|of|with)\b")
# “Universidad Michoacana de San Nicolás de Hidalgo”: a house of learning or of the State, to the end of its name
_HOUSE_BEFORE = re.compile(
    r"\b(?:Universidad|Instituto|Colegio|Escuela|Museo|Comisi[óo]n|Tecnol[óo]gico|Hospital|Academia|University|College|Institute|Museum)\s+"
    rf"(?:(?:(?:de|del|la|las|los|of|the)|{_CAPITAL})\s+){{0,6}}$"
)
# people of history whose names have a *de*
_OF_HISTORY = re.compile(
    r"\b(?:Vasco\s+de\s+Quiroga|Bartolom[ée]\s+de\s+las\s+Casas|Antonio\s+de\s+Mendoza|Francisco\s+de\s+Montejo|Diego\s+de\s+Montemayor|"
    r"Juana\s+In[ée]s\s+de\s+la\s+Cruz|Toribio\s+de\s+Benavente|Bernardino\s+de\s+Sahag[úu]n|Juan\s+Ruiz\s+de\s+Alarc[óo]n)\b"
)
_AS_PLACE = re.compile(r"(?i)\b(?:isla\s+(?:de\s+)?(?:la\s+)?|(?:a|en|de|desde)\s+(?:la\s+)?)$")


# “la Revolución Mexicana”, “de la Independencia”: what happened, and not where
_EVENT_BEFORE = re.compile(r"(?i)\b(?:la|the)\s+$")
_EVENT = re.compile(
    r"(?i)^(?:revoluci[óo]n\s+mexicana|independencia\s+(?:nacional|de\s+m[ée]xico)|mexican\s+revolution)$"
)


def is_namesake(text: str, start: int, end: int, *, abroad: bool) -> bool:
    """Whether what stands there is called after a place, or shares its name, and is none. `abroad`: a name that only the
    catalogue of the world has."""
    before, said, after = text[max(0, start - 120) : start], text[start:end], text[end : end + 60]
    if _WORDS_FIRST.match(said) and (not _AS_PLACE.search(before) or _WORD_GOES_ON.match(after)):
        return True
    if _EVENT.match(said) and _EVENT_BEFORE.search(before):
        return True
    near = max(0, start - 40)
    if any(near + m.start() <= start and end <= near + m.end() for m in _OF_HISTORY.finditer(text[near : end + 40])):
        return True
    if _HOUSE_BEFORE.search(before) or _LAND_AFTER.match(after):
        return True
    if abroad and said.isupper() and " " not in said and _NOUN_IN_CAPITALS.search(before):
        return True
    if _PERSON_BEFORE.search(before) or _ACT_BEFORE.search(before) or _CALLED_BEFORE.search(before):
        return True
    if _WARE_BEFORE.search(before) or (abroad and _ACT_ABROAD_BEFORE.search(before)):
        return True
    # “Juan Durango Pérez”: a name before it and one after it, and nothing between them
    return (
        not said.isupper()
        and fold(said) in _SURNAMES
        and bool(_NAME_BEFORE.search(before) and _NAME_AFTER.match(after))
    )


def is_said_small(passages: "Iterable[Passage]", name: str) -> bool:
    """“CONTROL DE BASURA EN PLAYAS”, where the text says “las playas” too: in capitals any word looks like a name."""
    word = re.compile(rf"(?<![\w-]){re.escape(name.lower())}(?![\w-])")
    return any(word.search(p.text) for p in passages)
