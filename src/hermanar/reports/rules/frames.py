"""What a sentence speaks of without saying that it was done: denied, on a condition, of somebody else, told to be put right.

A verb of completion is a claim only where whoever writes asserts it. What stands inside one of these frames is not.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence

from hermanar.kernel.text import fold

# who denies it before the verb is reached: “ninguno de los tres ha sido formalizado”, “no agreement has been signed”
_NOBODY = re.compile(
    r"\b(?:(?<!sin )ningun[oa]?s?|nadie|jamas|nunca|none|neither|never|tampoco|"
    r"no (?:\w+ ){0,2}?(?:agreements?|twinnings?|partnerships?|alliances?|texts?|accords?|relationships?|of (?:the|these|them)))\b"
)
# what must not be said: “no debe afirmarse que…”, “lo que no significa que…”
_UNSAID = re.compile(
    r"\b(?:(?:no|not) (?:\w+ ){0,2}?(?:afirm|decir|dig|sosten|consider|signific|implic|equival|acredit|prueb|mean|impl|say|said|prove|report)\w*|"
    r"(?:es|seria|is) (?:falso|incorrecto|inexacto|false|incorrect|wrong|untrue)) (?:\w+ ){0,3}?(?:que|that)\b"
)
# on a condition; and a moment, which is a condition where what follows is still to come
_IF = re.compile(
    r"\b(?:en caso de|en el supuesto|siempre que|siempre y cuando|mientras no|a menos que|antes de que|"
    r"(?:de|al) (?:concret|formaliz|firm|aprob|lograr|autoriz|registr|ratific)[ae]rse|de suscribirse|if|unless|in case|provided|before)\b"
)
_MOMENT = re.compile(r"\b(?:una vez|cuando|en cuanto|tan pronto|hasta que|despues de que|once|when|as soon as|until)\b")
_TO_COME = re.compile(
    r"\b(?:deb(?:e|en|era|eran|eria|erian)|pued(?:e|en)|podr(?:a|an|ia|ian)|habr(?:a|an|ia)|tendr(?:a|an|ia)|ser(?:a|an|ia)|faltan?|queda pendiente|"
    r"hay que|will|shall|must|should|would|can|could|may|might|has to|have to|needs? to|"
    r"(?:turn|envi|inici|proced|pas|somet|present|solicit|remit|formaliz|firm|suscrib|registr|inscrib|ratific|celebr|cont|permit|entr|comenz|empez|"
    r"elabor|program|convoc|inform|reun|viaj|dar)\w*(?:ar|er|ir)(?:a|an))\b"
)
# “que tengan celebrados”, “cuando lo hayan firmado”, “llega a suscribirse”
_MAY_HAVE = re.compile(
    r"\b(?:hayan?|tengan?|tuvier[ae]n?|hubier[ae]n?|llegu?en? a|llegaran? a|se hubiese|queden?|sean?|fueran?) (?:\w+ ){0,2}$"
)
# what is taught, explained or asked for in general
_TAUGHT = re.compile(
    r"\b(?:capacit\w+|imparti\w+|cursos?|taller(?:es)?|seminarios?|platicas?|guias?|manual(?:es)?|difund\w+|explic\w+|orient\w+|conocer|aprend\w+|consult\w+|"
    r"train\w*|seminars?|workshops?|courses?|explain\w*|learn\w*|guides?)\b(?:(?! se (?:\w+o|\w+ron)\b).)*?"
    r"\b(?:sobre|acerca del?|respecto (?:a|al|de|del)|requisitos?|procedimientos?|pasos|lineamientos?|formatos?|modelos?|como|how|about|requirements?|steps?|"
    r"procedures?|guidelines?)\b(?! \w+ (?:se |was |were )?(?:\w+aron|\w+ieron)\b)"
)
_AS_DONE = re.compile(r"\b(?:se|nos|lo|la|was|were|has been|have been) $")
_HOW = re.compile(r"\b(?:como|how) (?:\w+ ){0,4}$")
# somebody else of whom the sentence tells it: “la ciudad que mantiene…”, “el foro en el que Puebla y Cholula firmaron…”
_OTHERS = re.compile(
    r"\b(?:(?:ciudad|ciudades|municipio|municipios|estado|pais|provincia|entidad|delegacion|gobierno|alcaldia|alcalde|alcaldesa|town|city|cities|country|municipality) "
    r"(?:que|la cual|el cual|which|that|cuy[oa]s?)|"
    r"en (?:el|la|los|las) (?:que|cual|cuales)|donde|where|in which|at which)\b"
)
_MET = re.compile(
    r"\b(?:asist|particip|acud|atend|atendi|recib|visit|conoc|escuch|intercambi|acompan|tom(?:o|amos) nota|estuv|represent|attend|visit|receiv|host|welcom|took part)\w*|\bmet\b"
)
_OURS = re.compile(
    r"\b(?:nuestr[oa]s?|nos|con nosotros|nosotros|este (?:municipio|ayuntamiento|gobierno)|esta (?:ciudad|administracion|oficina|capital)|el (?:presente )?(?:ayuntamiento|municipio)|"
    r"la capital|our|us|we|ambas ciudades|ambos municipios|both cities)\b"
)
# an earlier paper that said it, put right at once; and papers that were looked for and not found
_SAID_BEFORE = re.compile(
    r"\b(?:(?:informes?|reportes?|publicaci(?:on|ones)|administraci(?:on|ones)|report|administration) (?:\w+ ){0,2}?(?:anterior(?:es)?|pasad[oa]s?|previ[oa]s?|saliente)"
    r"|(?:previous|earlier|last|former) (?:\w+ )?(?:report|administration)|notas? (?:de prensa|periodisticas?|informativas?)|boletin(?:es)?|prensa|medios|press) (?:\w+ ){0,4}?"
    r"(?:senal|afirm|dec|dijo|dijeron|asegur|declar|indic|mencion|sosten|report|inform|consign|asent|said|stat|claim)\w*\b"
)
_PUT_RIGHT = re.compile(
    r"\b(?:aclar\w+|corrig\w+|correg\w+|rectific\w+|precis(?:a|o|ar)|desmient\w+|no (?:es|fue|fueron|obra|obran|consta|constan|existe|existen|hay|se (?:localiz|encontr)\w+)|"
    r"sin embargo|en realidad|solo existen?|correct\w*|clarif\w*|however|in fact)\b"
)
_NOT_FOUND = re.compile(
    r"\b(?:(?:sin que|no|nunca|tampoco) (?:se )?(?:localiz|encontr|hall|obr|const|exist|acredit|hay|cuenta|mostr|exhib)\w* (?:\w+ ){0,5}?"
    r"(?:constancias?|documentos?|soporte|evidencias?|instrumentos?|ejemplar(?:es)?|textos?|papel(?:es)?|expedientes?|firmas?|ningun[oa]?)|"
    r"sin (?:\w+ ){0,2}?(?:constancia|documentos?|soporte|sustento|evidencia|instrumento|expediente|firmas?)|"
    r"que se (?:dicen?|decian?|presumen?|presumian)|supuest[oa]s?|presunt[oa]s?|"
    r"(?:not|never|none|no) (?:\w+ ){0,3}?(?:found|located|on file)|could not be found|without (?:any )?(?:document|record|evidence)\w*|supposed\w*|alleged\w*)\b"
)
# where one clause ends and the next begins
_JOINT = re.compile(
    r"\b(?:y|e|pero|and|but|aunque|por lo que|mismos? que|con lo que|con lo cual|lo que|asi que|ademas|so) "
    r"(?=(?:se|ya|fue|fueron|quedo|quedaron|hoy|ambos|ambas|todos|todas|nos|son|somos|es|esta|estan|is|are|was|were|it|they|we|has|have|now|later)\b"
    r"|\w+(?:aron|ieron|amos|imos|ara|aran|era|eran|ira|iran)\b)"
)
_MARKS = frozenset(",.:;()—–\n")


def borders(text: str, plain: str, at: Sequence[int]) -> list[int]:
    """Where in the folded words a clause begins: at a comma, a colon, a bracket, and at a word that joins two of them."""
    found = {0, *(m.end() for m in _JOINT.finditer(plain))}
    for i in range(1, len(plain)):
        if plain[i - 1] == " " and _MARKS & set(text[at[i - 2] + 1 : at[i]] if i > 1 else ""):
            found.add(i)
    return sorted(found)


def clause(plain: str, begins: Sequence[int], place: int) -> tuple[int, int]:
    """The clause that holds a place: from where, to where."""
    index = bisect_right(begins, place)
    return begins[index - 1], begins[index] if index < len(begins) else len(plain)


def within(text: str, plain: str, at: Sequence[int], place: int) -> str:
    """The words of the clause that holds a place."""
    first, last = clause(plain, borders(text, plain, at), place)
    return plain[first:last]


def is_framed(text: str, plain: str, at: Sequence[int], place: int, *, names_ours: bool) -> bool:
    """Whether what stands at a place of the folded words is not asserted. `text` is the whole text, `at` where in it each
    folded letter came from; `names_ours`: the sentence names one of ours, so that it speaks neither in general nor of others."""
    begins = borders(text, plain, at)
    first, _last = clause(plain, begins, place)
    before = plain[first:place]
    if (
        _NOBODY.search(before)
        or _UNSAID.search(plain[:place])
        or _MAY_HAVE.search(before)
        or _is_conditional(text, plain, at, place)
    ):
        return True
    if _SAID_BEFORE.search(plain[:place]) and _PUT_RIGHT.search(_and_next(text, at, place)):
        return True
    return not names_ours and (
        _NOT_FOUND.search(plain) is not None
        or _is_taught(before, plain[place:])
        or _is_of_others(text, plain, at, place)
    )


def _is_taught(before: str, behind: str) -> bool:
    """Whether it is what a course or a guide is about, and not what was done after one."""
    return _TAUGHT.search(before) is not None and (
        _HOW.search(before) is not None
        or not (_AS_DONE.search(before) or re.match(r"se |\w+(?:aron|ieron|amos|imos)\b", behind))
    )


def _and_next(text: str, at: Sequence[int], place: int) -> str:
    """The rest of the sentence, and the one behind it, folded."""
    behind = re.match(r"[^.;\n]*[.;\n]?[^.;\n]*", text[at[place] :])
    return fold(behind[0]) if behind else ""


def _is_conditional(text: str, plain: str, at: Sequence[int], place: int) -> bool:
    begins = borders(text, plain, at)
    first, last = clause(plain, begins, place)
    if _IF.search(plain[first : place + 1]):
        return True
    for one in re.finditer(r"\bsi\b", plain[first:place]):
        start = at[first + one.start()]
        if text[start : start + 2].casefold() == "si":  # “sí” is another word
            return True
    for moment in _MOMENT.finditer(plain):
        opens, closes = clause(plain, begins, moment.start())
        follows = clause(plain, begins, closes) if closes < len(plain) else (closes, closes)
        if opens == first and _TO_COME.search(plain[opens : follows[1]]):
            return True  # “una vez firmado, deberá registrarse”, “se enviará cuando se firme”
        if follows[0] == first and _TO_COME.search(plain[first:last]):
            return True
    return False


def _is_of_others(text: str, plain: str, at: Sequence[int], place: int) -> bool:
    """Whether it hangs from a town, a forum or a visitor of whom the sentence tells, and nobody of ours is in it."""
    hangs = _OTHERS.search(plain[:place])
    if hangs is None or not _MET.search(plain[: hangs.start()]) or _OURS.search(plain[hangs.start() :]):
        return False
    return any(text[at[m.start()]].isupper() for m in re.finditer(r"\b\w", plain) if 0 < m.start() < place)
