"""What a paper calls itself and does by its own words: another kind of paper (K05), what only another kind does (C03), the pact that it
denies and tells as there in one breath (E01), an addendum that leaves itself unchanged (C05).

Basis: domain.md, the kinds of paper of a relation and what each of them does.
"""

import re

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Reading, Rules, found, says

_W = Severity.WARNING
_SILENT = (
    BlockKind.TITLE,
    BlockKind.HEADING,
    BlockKind.ADDRESSEE,
    BlockKind.SIGNATURE,
    BlockKind.COPIES,
    BlockKind.REFERENCE,
    BlockKind.SUBJECT,
)
_PACTS = frozenset(("twinning", "domestic_twinning", "specific_cooperation", "memorandum", "friendship"))
_LATER = frozenset(("ratification", "renewal", "addendum", "termination"))
_LETTERS = frozenset(("letter_of_intent", "answer", "dispatch_letter", "liaison_designation"))
# how a paper names itself where it says what it is or does, and the papers that are none of that kind
_NAMES = (
    (r"carta\s+de\s+intenci[óo]n|letter\s+of\s+intent", _PACTS | _LATER),
    (r"ratificaci[óo]n|ratification", (_PACTS | _LETTERS | {"addendum", "termination"}) - {"dispatch_letter"}),
    (r"renovaci[óo]n|pr[óo]rroga|renewal", (_PACTS | _LETTERS | {"termination"}) - {"dispatch_letter"}),
    (r"adenda|addendum", (_PACTS | _LETTERS | _LATER) - {"addendum"}),
    (r"memor[áa]ndum(?:\s+de\s+entendimiento)?|memorandum(?:\s+of\s+understanding)?", frozenset(("twinning", "domestic_twinning", "friendship", "letter_of_intent", "answer"))),
    (r"declaraci[óo]n\s+de\s+amistad|declaration\s+of\s+friendship|friendship\s+declaration", (_PACTS | _LETTERS | _LATER) - {"friendship"}),
    (r"(?:aviso|notificaci[óo]n)\s+de\s+terminaci[óo]n|notice\s+of\s+termination", _PACTS | _LETTERS | (_LATER - {"termination"})),
)  # fmt: skip
_SIGNS = ("intenci", "intent", "ratifica", "renova", "prórroga", "renewal", "adenda", "addendum", "memor", "amistad", "friendship", "terminaci", "termination")  # fmt: skip
_DOES = (
    r"(?:\s+(?:therefore|however|also|hereby|tambi[ée]n|por\s+tanto|por\s+lo\s+tanto))?,?\s+(?:no\s+|not\s+)?(?:is|are|does|do|creates?|takes?|enters?|shall|will|may|has|binds?|expresses|constitutes?|remains?|"
    r"es|son|crea|genera|entra(?:r[áa])?|surt(?:e|ir[áa])|tendr[áa]|tiene|concluir[áa]|termina(?:r[áa])?|implica|constituye|expresa|obliga|permanecer[áa]|se\s+(?:firma|suscribe|rige|expide))\b"
)
_ITSELF = tuple(
    (re.compile(rf"(?i)\W*(?P<w>(?:this|the\s+present|est[ae]|(?:la|el)\s+presente)\s+(?:{noun}))(?={_DOES})"), papers) for noun, papers in _NAMES
)  # fmt: skip


def names_of_another_kind(r: Reading) -> Rules:
    """K05: “This letter of intent creates no rights” in a memorandum; “Esta ratificación entra en vigor” in an answer."""
    patterns = [pattern for pattern, papers in _ITSELF if r.brief.paper in papers]
    signs = r.said_of(_SIGNS) if patterns else ()
    for p in r.saying(signs):
        if p.block.kind in _SILENT:
            continue
        for at, words in p.sentences:
            m = next((m for pattern in patterns if (m := pattern.match(words))), None)
            if m:
                yield found(
                    "K05", p, at + m.start("w"), at + m.end("w"),
                    says(f"Aquí se llama “{m['w']}” y el documento es de otro tipo.", f"Here it calls itself “{m['w']}” and it is a paper of another kind."),
                    severity=_W, confidence=0.85,
                )  # fmt: skip


_OTHERS_WORK = re.compile(
    r"(?i)\b(?:this|the\s+present|est[ae]|(?:la|el)\s+presente)\s+(?:report|letter|study|answer|note|informe|carta|oficio|estudio|respuesta|reporte)\s+(?:hereby\s+|formally\s+|\w+mente\s+)?"
    r"(?P<w>(?:ratif(?:ies|ica)|renew?s|renueva|reaffirms|reafirma|amends|modifica|terminates|da\s+por\s+terminado|extends|prorroga)\s+(?:the|our|its|el|nuestro|su)\s+(?:\w+\s+){0,2}?(?:agreement|twinning|memorandum|acuerdo|convenio|hermanamiento|memor[áa]ndum))\b"
)
_TELLING = frozenset(("quarterly_report", "activity_report", "study", "letter_of_intent", "answer", "dispatch_letter", "liaison_designation"))  # fmt: skip


def work_of_another_kind(r: Reading) -> Rules:
    """C03: “This report ratifies the agreement between …”."""
    if r.brief.paper not in _TELLING or not any(
        r.says(s) for s in ("ratif", "renew", "renueva", "reaff", "reafirma", "amends", "modifica", "termina", "extends", "prorroga")
    ):  # fmt: skip
        return
    for p in r.passages:
        for m in _OTHERS_WORK.finditer(p.text) if p.block.kind not in _SILENT else ():
            yield found(
                "C03", p, *m.span("w"),
                says("Este papel informa o propone; eso lo hace el acuerdo o su ratificación.", "This paper informs or proposes; the agreement or its ratification does that."),
                severity=_W, confidence=0.85,
            )  # fmt: skip


_PACT = r"(?:(?:twinning|sister[- ]city|cooperation)\s+)?(?:agreement|twinning|relationship)"
_PACTO = r"(?:(?:acuerdo|convenio)(?:\s+de\s+(?:hermanamiento|cooperaci[óo]n|colaboraci[óo]n))?|hermanamiento)"
_NONE_THERE = re.compile(
    rf"(?i)\b(?:no\s+(?:\w+\s+)?{_PACT}\b[^.;,]{{0,40}}?\s(?:has\s+(?:yet\s+)?been\s+(?:signed|concluded)|exists)|"
    rf"no\s+existe\s+(?:a[úu]n\s+|todav[íi]a\s+)?(?:ning[úu]n\s+)?{_PACTO}|(?:(?:a[úu]n|todav[íi]a)\s+)?no\s+se\s+ha\s+(?:firmado|suscrito|celebrado)\s+(?:\w+\s+){{0,2}}?{_PACTO})\b"
)
_YET_THERE = re.compile(
    rf"(?i)\b(?P<w>(?:an?|the|their|our|its)\s+existing\s+{_PACT}(?:\s+agreement)?|(?:an?|the|their|our)\s+{_PACT}\s+(?:(?:now|already)\s+)?in\s+force|(?:an?|the|their|our)\s+signed\s+{_PACT}|"
    rf"(?:un|el|su|nuestro)\s+{_PACTO}\s+(?:ya\s+)?(?:vigente|en\s+vigor|firmado|suscrito|existente))\b"
)
_DENIED = re.compile(r"(?i)\b(?:no|not|nor|without|before|until|sin|ni|antes|hasta)\b[^.;,]{0,30}$")


def there_and_not_there(r: Reading) -> Rules:
    """E01: “No agreement has been signed so far, and so the file contains an agreement in force”."""
    if not any(
        r.says(s) for s in ("existing", "in force", "signed", "vigente", "en vigor", "firmado", "suscrito", "existente")
    ):
        return
    for p in r.passages:
        none = _NONE_THERE.search(p.text) if "no " in p.low else None
        for m in _YET_THERE.finditer(p.text) if none else ():
            if none and not none.start() <= m.start() < none.end() and not _DENIED.search(p.text[: m.start()]):
                yield found(
                    "E01", p, *m.span("w"),
                    says(f"El mismo párrafo dice: “{none.group()}”.", f"The same paragraph says: “{none.group()}”."),
                    also=[p.span(*none.span())], severity=_W, confidence=0.85,
                )  # fmt: skip


_UNCHANGED = re.compile(
    r"(?i)\b(?:other|remaining|rest\s+of\s+the|dem[áa]s|restantes|otr[oa]s)\s+(?:articles|clauses|provisions|art[íi]culos|cl[áa]usulas|disposiciones)\s+(?:of|de)\s+(?P<w>(?:the|this|la|esta)\s+(?:present\s+|presente\s+)?(?:addendum|adenda))\s+(?:remain|continue|stay|are|shall|permanecen|contin[úu]an|quedan|siguen|conservan|no\s+se)\b"
)


def addenda_of_themselves(r: Reading) -> Rules:
    """C05: “The other articles of the Addendum remain unchanged”: what stays as it is are those of the Agreement."""
    if r.brief.paper != "addendum":
        return
    for p in r.passages:
        for m in _UNCHANGED.finditer(p.text) if "adend" in p.low or "addend" in p.low else ():
            yield found(
                "C05", p, *m.span("w"),
                says("Lo que permanece sin cambio es el Acuerdo, no su adenda.", "What remains unchanged is the Agreement, not its addendum."),
                severity=_W, confidence=0.85,
            )  # fmt: skip


_ON_THE_WAY = re.compile(
    rf"(?i)\b(?P<w>(?:todav[íi]a\s+)?(?:en\s+(?:negociaci[óo]n|proyecto|tr[áa]mite|borrador)|por\s+firmar(?:se)?|pendiente\s+de\s+firma)|(?:still\s+)?(?:under\s+negotiation|being\s+negotiated|yet\s+to\s+be\s+signed|pending\s+signature|in\s+draft))\s*,?\s+(?:el\s+|the\s+|un\s+|an?\s+)?(?:{_PACTO}|{_PACT})\s+(?:ya\s+|already\s+)?(?:suscrito|firmado|celebrado|signed|concluded)\s+(?:el|on)\s+\d?"
)


def signed_and_on_the_way(r: Reading) -> Rules:
    """E01: “Las Partes tienen en negociación el Acuerdo suscrito el 9 de mayo de 2024”."""
    if not any(
        r.says(s)
        for s in (
            "negociaci",
            "negotiat",
            "por firmar",
            "pendiente de",
            "yet to be",
            "pending",
            "en proyecto",
            "en trámite",
            "borrador",
            "draft",
        )
    ):
        return
    for p in r.passages:
        for m in _ON_THE_WAY.finditer(p.text):
            yield found(
                "E01", p, *m.span("w"), says("Dice también el día en que se firmó.", "It also says on which day it was signed."), severity=_W, confidence=0.85,
            )  # fmt: skip


RULES = (names_of_another_kind, work_of_another_kind, there_and_not_there, addenda_of_themselves, signed_and_on_the_way)
