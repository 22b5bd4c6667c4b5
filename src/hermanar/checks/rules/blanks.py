"""K: what was left to fill in. Late slots (place, date, folio, signatories) are filled at issue and are no blank."""

import re
from difflib import SequenceMatcher

from hermanar.kernel.content import BlockKind

from ..findings import Edit, Repair
from ..reading import Passage, Reading, Rules, found, says

_BLANK = re.compile(
    r"(?<![\w_])__(?=\s+de\s)|(?i:<(?:name|nombre|cargo|fecha|date|city|ciudad|place|lugar|mayor|state|estado|folio|post)>)|"
    r"(?<=a\slas\s)XX\b|(?<=\bde\s)XX(?=\s+(?:becas|estudiantes|alumn[oa]s|proyectos|actividades|a[ñn]os|meses)\b)|\bXX(?=\s+(?:de\s+(?:XX|[a-z]{4,10})|horas|hrs|d[íi]as|personas|pesos|de\s+20\d\d)\b)|(?<=\sen\s)XX(?=\s+a\s+las\s)|_{3,}|\.{5,}|…{2,}|\[(?!\^|\d{1,3}\]|\.\.\.\]|…\])[^\]\n@]{1,60}\](?!\()|<(?!https?:|mailto:|[^>\s]*@|/?[a-z]{1,6}\s?/?>)[^>\n]{1,60}>|«(?:[A-ZÁÉÍÓÚÑ0-9_ ]{2,40}|\w+_\w+|(?i:nombre|cargo|fecha|municipio|ciudad|estado|pa[íi]s|folio|lugar|name|post|date|city|state|country)[^»\n]{0,30})»|"
    r"\((?:\*?)(?:nombre|cargo|fecha|día|dia|mes|año|ano|país|pais|estado|ciudad|municipio|lugar|folio|"
    r"name|post|date|day|month|year|country|state|city|place)(?:\s+(?:de|del|of)\s+[^)\n]{1,50})?(?:\*?)\)|"
    r"\b[Xx]{3,}\b|\b[Xx]{2}/[Xx]{2}/[Xx]{2,4}\b|\b(?i:dd/mm/aaaa|dd/mm/yyyy|mm/dd/yyyy)\b|\b(?:Lic|C|Dra?|Ing|Mtr[oa]|Mr|Ms)\.\s+(?:Nombre|Name)\b[^\n.,]{0,30}|\bAAAA\b|\?{3,}|"
    r"(?i:\blorem\b(?:\s+ipsum\b)?)|\bNombre\s+(?:y\s+)?(?:Apellidos?|Completo)\b(?!\s*:)|\b(?:First\s+)?Name\s+Surname\b|\bJ(?:ohn|ane)\s+Doe\b|\b[Ff]ulan[oa]\s+de\s+[Tt]al\b|(?i:\baqu[íi]\s+va\s+(?:el|la|los|las)\s+[^.\n]{3,40}|\bpor\s+definir\b|\bto\s+be\s+(?:defined|determined)\b|\bpendiente\s+de\s+(?:definir|confirmar)\b)|"
    r"\b(?:NOMBRE|CARGO)\s+(?:DEL?|DE\s+LA|COMPLETO)(?:\s+[A-ZÁÉÍÓÚÑ]{3,}){0,4}(?![a-záéíóúñ])|\b0{2,3}[- ]0{3}[- ]0{3,4}\b|"
    r"(?<=[\s(])__(?=[/:-])|(?<=[/:])__(?!_)|(?<=\t)__?(?=\s*$)|(?<=\s)(?:NN|XX|nn)(?=/(?:19|20)\d\d)|\bTB[CA]\b|\bT\.B\.D\.|(?i:\b(?:sample|dummy|placeholder|example)\s+text\b|\btexto\s+(?:de\s+(?:ejemplo|muestra|prueba|relleno)|por\s+redactar|pendiente)\b|\b(?:escrib[ae]|escribir|redacte|capture|coloque|poner|ponga|agregue|agregar|completar|complete|anote)\s+(?:aqu[íi]|el\s+texto\s+aqu[íi])\b)|"
    r"(?<![\w])(?i:por\s+(?:completar|confirmar|llenar|redactar|asignar)|falta\s+(?:completar|redactar|capturar|llenar|el\s+dato|el\s+nombre|la\s+fecha)|to\s+be\s+(?:completed|confirmed|drafted|written|filled\s+in|announced|advised))(?=\s*[.,;)\]\n]|\s*$)|(?:(?<=\n)|(?<=\A)|(?<=[.:]\s))PENDIENTE(?=[.:]|\s*$)|"
    r"\((?i:(?:ojo|nota|note)\s*[:,]|(?:insertar|anexar|adjuntar|colocar|pegar|especificar|indicar|señalar|precisar|elegir|seleccionar|anotar|poner|agregar|incluir|llenar|escribir)\s+[a-záéíóúñ]+|(?:attach|paste|specify|indicate|insert|choose|select|state)\s+(?:the\s+)?[a-z]+|(?:revisar|verificar|checar|corroborar|validar|consultar|cotejar)\s+(?:con|a|si|el|la|los|las|dato|datos|fecha|nombre|antes|en)\b|confirmar\s+(?:con|dato|datos|fecha|nombre|cargo|el|la)\b(?!\s+asistencia)|(?:check|verify|review)\s+(?:with|by|date|name|title|before|this|whether|if|spelling)\b|ask\s+(?:legal|the)\b)[^)\n]{0,60}\)|"
    r"«(?i:t[íi]tulo|title|address|direcci[óo]n|saludo|asunto|subject|nombres?|apellidos?|tratamiento|first_?name|last_?name|company|puesto|telefono|phone)»|"
    r"(?i:\binsert(?:ar|e)?\s+(?:aqu[íi]|here|texto|text|nombre|name|fecha|date|logo)\b)|"
    r"(?i:\bhaga\s+clic\s+(?:o\s+pulse\s+)?aqu[íi]\b[^.\n]{0,40}|\bclick\s+(?:or\s+tap\s+)?here\s+to\s+enter\b[^.\n]{0,20})|"
    r"(?i:\b(?:nombre|cargo)\s+(?:del|de\s+la)\s+(?:municipio|ciudad|firmante|presidente|titular)\b(?=\s*$))|\bTBD\b|\bN\.N\.|"
    r"\$\{\w+\}|\$(?:[A-Z]{3,}_[A-Z_]+|(?:NOMBRE|CARGO|FECHA|CIUDAD|MUNICIPIO|FOLIO|NAME|POST|DATE|CITY|PLACE)\b)|%[A-Z]{3,}(?:_[A-Z]+)*%|#{2,}[A-Z]{3,}(?:[ _][A-Z]+)*#{2,}|"
    r"\*{2,}\s*(?:REDACTAR|ESCRIBIR|PONER|COMPLETAR|AGREGAR|INSERTAR|LLENAR|REVISAR|PENDIENTE|WRITE|COMPLETE|ADD|INSERT|FILL|CHECK)\b[^*\n]{0,60}\*{2,}|"
    r"\((?i:to\s+be\s+(?:completed|filled(?:\s+in)?|defined|determined|inserted)|por\s+(?:completar|llenar|definir|redactar|designar)|a\s+(?:definir|completar)|pendientes?(?:\s+de\s+(?:anexar|capturar|completar|redactar|integrar|agregar|adjuntar|insertar|llenar|redacci[óo]n|captura))?|to\s+be\s+(?:attached|added|supplied))\)",
)
# without one of these nothing of the above can match: most paragraphs are done with here
_SIGNS = (
    "_", ".....", "…", "[", "<", "«", "(*", *(f"({letter}" for letter in "acdeflmnpsy"), "xx", "dd/mm", "aaaa", "???", "lorem", "apellido", "nombre completo", "surname", " doe", "fulan", "definir", "defined", "determined",
    "confirmar", "__", "nn/", "tbc", "tba", "t.b.d", "le text", "my text", "er text", "texto de ", "texto por", "texto pend", "aquí", "aqui", "por comp", "por conf", "por llen", "por reda", "por asig", "falta ", "to be c", "to be f", "to be a", "to be d", "to be w", "pendiente", "(ojo", "(rev", "(ver", "(che", "(cor", "(val", "(con", "(cot", "(ask", "(esp", "(ind", "(señ", "(pre", "(ele", "(sel", "(ano", "(pon", "(agr", "(inc", "(lle", "(esc", "(spe", "(ins", "(cho", "(sta", "000", "insert", "clic", "nombre", "cargo", "tbd", "n.n.", "${", "$n", "$c", "$f", "$m", "$p", "$d", "%", "##", "**", "(to be", "(por ", "aquí va", "aqui va",
)  # fmt: skip
_MARKS = "_.…[<«(*{$%#?"
_MARKED = tuple(sign for sign in _SIGNS if sign[0] in _MARKS)
_WORDED = tuple(sign for sign in _SIGNS if sign[0] not in _MARKS)
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_NAMED_QUOTE = re.compile(r"«[^»\n]*\s[^»\n]*\s[^»\n]*»")
_SIGNED = re.compile(r"(?i)^\s*(?:firmad|suscrit|signed|done|hecho)")
_LATE = re.compile(
    r"_{2,}|\.{5,}|…{2,}|\((?:\*?)(?:día|dia|mes|año|ano|day|month|year|fecha|date|lugar|place|ciudad|city)\b[^)]*\)"
)


# how many originals, and in which languages
_COUNTED = re.compile(r"\)?\s*(?:languages?\b|ejemplares|tantos|originals?\b|copies|exemplares|exemplaires)")
# a line to write on that says itself what is written there at issue
_SAYS_LATE = re.compile(
    r"(?i)_{3,}\s*\((?:lugar|fecha|folio|n[úu]mero\s+de\s+oficio|firma|place|date|signature|testigo|honorary|cargo\s+del\s+testigo|post\s+of\s+the)\b[^)\n]*\)?"
)


def _is_late(r: Reading, passage: Passage, m: re.Match) -> bool:
    """Place, date and folio are filled in at issue, and above a name there is a line to sign on."""
    if passage.block.kind is BlockKind.SIGNATURE:
        line = passage.text[passage.text.rfind("\n", 0, m.start()) + 1 :].split("\n", 1)[0]
        if not r.brief.final and r.brief.late_slots and re.fullmatch(r"_+\s*\([^)]*\)?", line.strip()):
            return True  # “____ (Testigo de honor)”
        return not line.strip("_ .*") and (not r.brief.final or line != passage.text.rstrip().rsplit("\n", 1)[-1])
    if (
        not r.brief.final
        and r.brief.late_slots
        and _SAYS_LATE.search(passage.text[max(0, m.start() - 60) : m.end() + 60])
    ):
        around = passage.text[max(0, m.start() - 60) : m.end() + 60]
        at = m.start() - max(0, m.start() - 60)
        return any(x.start() <= at < x.end() for x in _SAYS_LATE.finditer(around))
    dated = passage.block.kind in (BlockKind.PLACE_DATE, BlockKind.REFERENCE) or (
        passage.block.kind is BlockKind.PARAGRAPH and _SIGNED.match(passage.text)
    )
    if dated and _COUNTED.match(passage.text, m.end()):
        return False  # how many originals is agreed before anybody signs
    return bool(dated and not r.brief.final and r.brief.late_slots and _LATE.fullmatch(m.group()))


# “Síndica, Persona de Muestra ........ a favor”, line under line: the dots lead to what stands at the end
_LED_TO = re.compile(
    r"(?i)[ \t]*(?:a\s+favor|en\s+contra|(?:en\s+)?abstenci[óo]n|se\s+abst|presente|ausente|in\s+favou?r|against|abst|absent|present|aye|nay|yea)\b"
)
_LEADERS = 3


def _leads(text: str, m: re.Match[str]) -> bool:
    return m.group().startswith("....") and _LED_TO.match(text, m.end()) is not None and text.count(" ....") >= _LEADERS


def blanks(r: Reading) -> Rules:
    """K01: underscores, dots, “(nombre)”, “[…]”, XXX, filler text, “por definir”."""
    signs = r.said_of((*_WORDED, *_MARKED))
    for passage in r.saying(signs):
        for m in _BLANK.finditer(passage.text):
            if _is_late(r, passage, m) or _NAMED_QUOTE.fullmatch(m.group()) or _leads(passage.text, m):
                continue
            yield found(
                "K01",
                passage,
                m.start(),
                m.end(),
                says(f"Quedó “{m.group()}” sin llenar.", f"“{m.group()}” was left to fill in."),
                repairs=_of_the_model(r, passage, m),
                subject=m.group(),
            )


def _of_the_model(r: Reading, passage: Passage, m: re.Match) -> list[Repair]:
    """What the model says in the place of the blank, where the paragraph was born from one: the rest stays as written."""
    born = next((b for b in r.model.content.blocks if b.key == passage.key), None) if r.model else None
    text = born.text.get(passage.lang, "") if born else ""
    if not text or m.group() in text:
        return []
    ours, theirs = _TOKEN.findall(passage.text), _TOKEN.findall(text)
    at, places = 0, []
    for token in ours:
        places.append(at)
        at += len(token)
    places.append(at)
    touched = [
        o for o in SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
        if o[0] != "equal" and places[o[1]] < m.end() and places[o[2]] > m.start()
    ]  # fmt: skip
    if not touched:
        return []
    start, end = places[touched[0][1]], places[touched[-1][2]]
    words = "".join(theirs[touched[0][3] : touched[-1][4]])
    if start > m.start() or end < m.end() or "{" in words or _BLANK.search(words):
        return []
    if not words.strip():
        label = says("Quitarlo", "Remove it")
    else:
        label = says(f"Poner “{words.strip()}”, como el modelo", f"Put “{words.strip()}”, as in the model")
    return [Repair(label, edits=(Edit(passage.key, passage.lang, start, end, words, passage.text[start:end]),))]


def slots(r: Reading) -> Rules:
    """K02: a `{slot}` of the template that nobody filled in and that is not filled at issue."""
    late = () if r.brief.final else r.brief.late_slots
    for passage in r.passages:
        for slot in passage.entities.slots:
            if slot.name not in late:
                yield found(
                    "K02",
                    passage,
                    slot.start,
                    slot.end,
                    says(f"Falta el dato “{slot.name}”.", f"The field “{slot.name}” has no value."),
                )


RULES = (blanks, slots)
