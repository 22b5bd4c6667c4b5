"""What a paper says against itself or against what such papers say: a safeguard turned round, staff made over to the other side (M07), a pact told as signed
and as still to be signed in one breath (E01), Participants called Parties in one language alone (B06)."""

import re

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says
from .bilingual import pairs

_W = Severity.WARNING
_PACTS = ("agreement", "declaration")
_STAFF = re.compile(
    r"(?i)\b(?:personal|trabajador[ae]s|emplead[oa]s|personnel|staff)\b[^.;]{0,90}?\b(?P<w>(?:depender[áa]n?|quedar[áa]n?\s+(?:bajo\s+(?:la\s+direcci[óo]n|el\s+mando)|a\s+cargo))\s+de\s+la\s+otra\b|(?:pasar[áa]n?\s+a\s+ser|ser[áa]n?(?:\s+considerad[oa]s?)?)\s+(?:emplead[oa]s?|trabajador[ae]?s?|contratad[oa]s?)\b[^.;,]{0,30}\b(?:otr[oa]|ambas|ambos)|"
    r"(?:adquirir[áa]n?|tendr[áa]n?|generar[áa]n?|crear[áa]n?)\s+(?:una\s+)?relaci[óo]n\s+laboral|(?:shall|will)\s+(?:become|be)\s+(?:considered\s+)?(?:an\s+)?(?:employees?|hired|staff)\b[^.;,]{0,20}\bother|(?:shall|will)\s+(?:acquire|have|create)\s+an\s+employment\s+relationship)"
)
_MASTERS = re.compile(
    r"(?i)\b(?P<w>(?:patrones|responsables|obligad[oa]s)\s+(?:solidari[oa]s|sustitut[oa]s)|(?:habr[áa]|existir[áa]|operar[áa]|proceder[áa])\s+(?:la\s+)?(?:sustituci[óo]n\s+patronal|responsabilidad\s+(?:laboral\s+)?solidaria|relaci[óo]n\s+laboral))\b"
)
_DENIED = re.compile(r"(?i)\b(?:no|ni|nunca|sin|tampoco|ning[úu]n\w*|not|never|no\s+one|neither|nor)\b[^.;:]{0,60}$")


_OF_STAFF = (
    "de la otra",
    "laboral",
    "trabajador",
    "emplead",
    "contratad",
    "solidari",
    "patronal",
    "employ",
    "be hired",
)


def staff_made_over(r: Reading) -> Rules:
    """M07: “el personal pasará a ser empleado de la otra Parte”, “ambas serán patrones solidarios”."""
    if r.brief.kind not in _PACTS or not any(r.says(s) for s in _OF_STAFF):
        return
    for p in r.saying(_OF_STAFF):
        for pattern in (_STAFF, _MASTERS):
            for m in pattern.finditer(p.text):
                if not _DENIED.search(p.text[max(0, m.start("w") - 80) : m.start("w")]):
                    yield found(
                        "M07", p, *m.span("w"),
                        says("Aquí nace la relación laboral que el modelo excluye.", "Here the employment relationship begins that the model excludes."),
                        confidence=0.85,
                    )  # fmt: skip


_PACT = r"(?:acuerdo|convenio|hermanamiento|memor[áa]ndum|agreement|twinning)"
_IS_SIGNED = re.compile(
    rf"(?i)\b(?P<w>(?:ya\s+)?(?:firm[óo]|firmaron|suscribi[óo]|suscribieron|entr[óo]\s+en\s+vigor|signed)\s+(?:el|su|un|the|its|an?)\s+{_PACT}|por\s+la\s+firma\s+del\s+{_PACT}|{_PACT}\b[^.;\n]{{0,30}}?\b(?:ya\s+firmado|firmado\s+y\s+vigente|est[áa]\s+(?:ya\s+)?(?:en\s+vigor|vigente)|rige\s+desde|is\s+(?:already\s+)?(?:in\s+force|signed)))\b"
)
_IS_NOT = re.compile(
    rf"(?i)(?:\b(?:no|a[úu]n\s+no|todav[íi]a\s+no)\s+se\s+(?:ha\s+(?:firmado|redactado|autorizado)|firma)\b|\bque\s+(?:a[úu]n|todav[íi]a)\s+se\s+(?:tramita|negocia|redacta|revisa)\b|\bno\s+(?:hay|existe)\s+{_PACT}\s+firmado|\bsin\s+firmar(?:se)?\b|\bcuya\s+firma\s+se\s+(?:prev[ée]|espera)|\bhas\s+not\s+(?:yet\s+)?been\s+signed|\bis\s+not\s+yet\s+signed|\bto\s+be\s+signed\s+in\b)"
)
_OTHER_ONE = re.compile(
    r"(?i)\b(?:otro|otra|espec[íi]fico|anexo|adenda|distinto|segundo|anterior|another|other|second|former|addendum|ratific\w+|renov\w+)\b"
)
_REACH = 160


def signed_and_not(r: Reading) -> Rules:
    """E01: “ya firmó el convenio, cuya firma se prevé para septiembre”; “el hermanamiento está en vigor; no se ha firmado”."""
    if not any(
        r.says(s)
        for s in (
            "no se ha ",
            " se tramita",
            " se negocia",
            " se redacta",
            " se revisa",
            "no se firma",
            "firmado",
            "sin firmar",
            "firma se",
            "been signed",
            "yet signed",
            "to be signed",
        )
    ):
        return
    for p in r.passages:
        if "firm" not in p.low and "signed" not in p.low and "vigor" not in p.low:
            continue
        for m in _IS_SIGNED.finditer(p.text):
            if _DENIED.search(p.text[max(0, m.start() - 60) : m.start()]):
                continue
            around = p.text[max(0, m.start() - _REACH) : m.start()], p.text[m.end() : m.end() + _REACH]
            if any(_IS_NOT.search(x) and not _OTHER_ONE.search(x) for x in around):
                yield found(
                    "E01", p, *m.span("w"),
                    says("Aquí se da por firmado y ahí mismo se dice que no lo está.", "Here it is told as signed, and beside it as not signed."),
                    severity=_W, confidence=0.8,
                )  # fmt: skip


_SIDES = {
    "es": (re.compile(r"\b[Pp]articipantes?\b"), re.compile(r"\bPartes?\b")),
    "en": (re.compile(r"\b[Pp]articipants?\b"), re.compile(r"\bPart(?:y|ies)\b")),
}


def participants_called_parties(r: Reading) -> Rules:
    """B06: “Los Participantes” and “The Parties”."""
    if not r.says("articipant") or (not r.says("parties") and not r.says("partes")):
        return
    # a paper whose own word is Participants, in that language too
    own = {lang for lang in _SIDES if _mostly_participants(r, lang)}
    for a, b in pairs(r) if own else ():
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        for p, q in ((a, b), (b, a)):
            mine = _SIDES[p.lang][1].search(p.text) if p.lang in own else None
            if (
                mine is not None
                and not _SIDES[p.lang][0].search(p.text)
                and _SIDES[q.lang][0].search(q.text)
                and not _SIDES[q.lang][1].search(q.text)
            ):
                yield _called(p, mine, q)


def _mostly_participants(r: Reading, lang: str) -> bool:
    texts = [p.text for p in r.passages if p.lang == lang]
    first, second = (sum(bool(x.search(t)) for t in texts) for x in _SIDES[lang])
    return first > second


def _called(p: Passage, m: re.Match[str], other: Passage):
    return found(
        "B06", p, *m.span(),
        says("El otro idioma dice “Participantes”.", "The other language says “Participants”."),
        also=[other.span()], severity=_W, confidence=0.8,
    )  # fmt: skip


_POWERS = r"(?:sus|las|l[oa]s|the|their|its|own|respectiv[ao]s|propi[ao]s|respective|\s)+(?:atribuciones|facultades|competencias|powers|competences?|authority)"
_FUNDS = r"(?:disponibilidad|suficiencia|existencia\s+de\s+recursos|availability)"
_ANYWAY = r"(?:con\s+independencia\s+de|independientemente\s+de|sin\s+(?:sujeci[óo]n|atender|atenci[óo]n|sujetarse|limitarse)\s+a|sin\s+(?:importar|considerar)|regardless\s+of|irrespective\s+of|notwithstanding)"
_EVEN = r"(?:aun|incluso|aunque|a[úu]n)(?:\s+(?:cuando|si))?|even\s+(?:if|when|where|though)"
_TURNED = (
    (
        "own_powers", "que cada Parte actúa dentro de sus atribuciones", "that each Party acts within its own powers",
        re.compile(rf"(?i)\b(?P<w>(?:{_EVEN})\s+[^.;,]{{0,30}}?(?:exced\w+|rebas\w+|exceeds?)\s+{_POWERS}|{_ANYWAY}\s*{_POWERS}|m[áa]s\s+all[áa]\s+de\s*{_POWERS}|(?:{_EVEN})\s+(?:beyond|outside)\s+{_POWERS})\b"),
    ),
    (
        "budget", "que se paga según la disponibilidad de cada presupuesto", "that each pays as its budget is available",
        re.compile(
            rf"(?i)\b(?P<w>{_ANYWAY}\s+(?:(?:su|la|the|its|their)\s+)?(?:budget(?:ary)?\s+)?{_FUNDS}|(?:{_EVEN})\s+(?:no\s+)?(?:exista|haya|tengan?|cuenten?\s+con|se\s+tenga|carezcan?\s+de)\s+(?:(?:la|con)\s+)?{_FUNDS}|"
            rf"(?:haya|exista|tengan)\s+o\s+no\s+(?:la\s+)?{_FUNDS}|whether\s+or\s+not\s+(?:the\s+)?(?:funds|appropriations)\s+are\s+(?:available|appropriated)|even\s+if\s+(?:no\s+)?(?:funds|appropriations)\s+are\s+(?:not\s+)?(?:available|appropriated))"
        ),
    ),
    (
        "employment", "que no nace relación laboral con la otra Parte", "that no employment relation arises with the other Party",
        re.compile(
            r"(?i)\b(?P<w>(?:podr[áa]n?\s+(?:crear|generar|establecer|surgir|nacer)(?:se)?|se\s+(?:crear|generar|establecer|constituir)[áa]n?)\s+(?:una\s+)?relaci(?:[óo]n|ones)\s+(?:laboral(?:es)?|de\s+trabajo)|"
            r"(?:asumir[áa]n?|tendr[áa]n?|adquirir[áa]n?)\s+(?:el|la)\s+(?:car[áa]cter|calidad)\s+de\s+patr[óo]n(?:es)?(?:\s+(?:sustitut[oa]s?|solidari[oa]s?))?|(?:ser[áa]n?|se)\s+(?:considerad[oa]s?|considerar[áa]n?)\s+(?:como\s+)?patr[óo]n(?:es)?\s+(?:sustitut|solidari)[oa]s?|"
            r"(?:may|shall|will)\s+(?:create|give\s+rise\s+to|establish)\s+(?:an?\s+)?(?:employment|labou?r)\s+relations(?:hips?)?|(?:shall|will|may)\s+(?:be\s+(?:considered|deemed)|assume\s+the\s+(?:capacity|role)\s+of|act\s+as)\s+(?:an?\s+|the\s+)?(?:substitute|joint)\s+employers?)\b"
        ),
    ),
    (
        "under_way", "que lo que está en curso se concluye", "that what is under way is completed",
        re.compile(
            r"(?i)\bterminaci[óo]n\b[^.;]{0,60}?\s(?P<w>(?:pondr[áa]\s+fin\s+a|dar[áa]\s+por\s+(?:terminad|concluid)[ao]s|dejar[áa]\s+sin\s+efectos?|interrumpir[áa]|cancelar[áa]|extinguir[áa]|suspender[áa]|impedir[áa]|afectar[áa])(?:\s+(?:a\s+)?(?:la\s+(?:conclusi[óo]n|realizaci[óo]n|continuaci[óo]n)\s+de\s+)?(?:l[ao]s|todas\s+las)\s+(?:actividades|acciones|proyectos|programas|compromisos)))\b"
            r"[^.;]{0,40}?\b(?:formalizad|en\s+curso|inici|en\s+ejecuci|en\s+proceso|pendient|vigent|acordad|en\s+marcha)|"
            r"\btermination\b[^.;]{0,60}?\s(?P<w2>(?:shall|will)\s+(?:terminate|end|cancel|discontinue|interrupt|suspend|put\s+an\s+end\s+to|affect)\s+(?:the\s+(?:completion|conclusion)\s+of\s+)?(?:the|all|any)\s+(?:activities|projects|programs|programmes|actions))\b"
            r"[^.;]{0,40}?\b(?:formali[sz]ed|in\s+progress|under\s*way|underway|initiated|begun|started|agreed|ongoing)"
        ),
    ),
)  # fmt: skip
# what a passage says of it at all, and one of the words that turn it round
_TURNS = {
    "own_powers": (("atribuciones", "facultades", "competenc", "powers", "authority"), ("exced", "rebas", "independ", "sin sujec", "sin aten", "sin sujetarse", "sin limitar", "sin importar", "sin consider", "más allá", "mas alla", "even if", "even when", "even where", "even though", "even beyond", "even outside", "regardless", "irrespective", "notwithstanding", "exceeds")),
    "budget": (("disponib", "suficien", "existencia", "availab", "appropriat"), ("independ", "sin sujec", "sin aten", "sin sujetarse", "sin limitar", "sin importar", "sin consider", "aun ", "aún ", "aunque", "incluso", " o no ", "regardless", "irrespective", "notwithstanding", "even if", "even when", "even where", "even though", "whether")),
    "employment": (("relaci", "relation", "patr", "employer"), ("podrá crear", "podrán crear", "podrá generar", "podrán generar", "podrá establecer", "podrán establecer", "surgir", "nacer", "se creará", "se generará", "se establecer", "se constituir", "carácter de patr", "caracter de patr", "calidad de patr", "serán consider", "será consider", "se considerar", "may create", "may give rise", "may establish", "shall create", "shall give rise", "shall establish", "will create", "will give rise", "will establish", "be considered", "be deemed", "assume the", "act as")),
    "under_way": (("terminaci", "termination"), ("activ", "accion", "proyect", "program", "compromis", "project", "action")),
}  # fmt: skip


def safeguards_turned(r: Reading) -> Rules:
    """M07: the article stands, and says the opposite of what protects: “aun cuando excedan sus atribuciones”, “con independencia de
    su disponibilidad”, “podrán crear relaciones laborales”, “la terminación pondrá fin a las actividades formalizadas”."""
    if r.brief.kind not in _PACTS:
        return
    for what, es, en, pattern in _TURNED:
        of, by = _TURNS[what]
        for p in r.saying(of):
            if not any(s in p.low for s in by):
                continue
            for m in pattern.finditer(p.text):
                name = "w" if m["w"] else "w2"
                if not _DENIED.search(p.text[max(0, m.start(name) - 80) : m.start(name)]):
                    yield found(
                        "M07", p, *m.span(name),
                        says(f"Dice lo contrario de lo que protege: {es}.", f"It says the opposite of what protects: {en}."),
                        confidence=0.85,
                    )  # fmt: skip


RULES = (safeguards_turned, staff_made_over, signed_and_not, participants_called_parties)
