"""C: a text speaks as what it is: domestic or international, letter or agreement, new or ratified (domain.md 1.4, 4.2)."""

import re

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Passage, Reading, Rules, found, says

_INTERNATIONAL = re.compile(
    r"\bSecretar[íi]a\s+de\s+Relaciones\s+Exteriores\b|\bSRE\b|\b[Cc]anciller[íi]as?\b|\bderecho\s+internacional(?:\s+p[úu]blico)?\b|"
    r"\bLey\s+sobre\s+la\s+Celebraci[óo]n\s+de\s+Tratados\b|\b[Aa]cuerdo\s+[Ii]nterinstitucional\b|\b[Ii]nstrumentos\s+[Ii]nternacionales\b|"
    r"\b[Cc]onvenciones\s+[Ii]nternacionales\b|\b[Tt]ratados\s+[Ii]nternacionales\b|\bConvenci[óo]n\s+de\s+(?:Viena|La\s+Haya)\b|\b(?:Vienna|Hague)\s+Convention\b|\b[Ii]nternational\s+[Tt]reaties\b|\bMinistry\s+of\s+Foreign\s+Affairs\b|\bChancell?er(?:y|ies)\b|"
    r"\bdisposiciones\s+migratorias\b|\bleyes\s+migratorias\b|\bpa[íi]s\s+receptor\b|\bterritorio\s+extranjero\b|"
    r"\b(?:immigration|migration)\s+laws\b|\breceiving\s+country\b|\b[Aa]utoridades\s+migratorias\b|"
    r"\b[Mm]inisterios?\s+de\s+[Rr]elaciones\s+[Ee]xteriores\b|\b(?:[Aa]mbos|[Aa]mbas|[Rr]espectiv[oa]s|[Ll]os\s+dos|[Ll]as\s+dos|[Cc]ada\s+uno\s+de\s+los|[Nn]uestros(?:\s+dos)?)\s+(?:pa[íi]ses|[Nn]aciones)\b|\b(?:[Ss]u|[Cc]ada)\s+respectivo\s+pa[íi]s\b|\b[Dd]el?\s+otro\s+pa[íi]s\b|\b[Ss]us\s+pa[íi]ses\b|"
    r"\b[Ee]n\s+(?:los\s+)?idiomas\s+[Ee]spañol\s+e\s+[Ii]ngl[ée]s\b|\b[Ee]n\s+(?:[Ee]spañol\s+e\s+[Ii]ngl[ée]s|[Ii]ngl[ée]s\s+y\s+[Ee]spañol)(?=[.;]|,?\s+(?:siendo|ambos|igualmente|todos|y\s+(?:los\s+dos|ambos)))|"
    r"\b(?:public\s+)?international\s+law\b|\binterinstitutional\s+agreement\b|\bLaw\s+on\s+the\s+Conclusion\s+of\s+Treaties\b"
)
_DOMESTIC = re.compile(
    r"\b(?:convenio|hermanamiento|acuerdo)\s+(?:nacional|intermunicipal|interestatal)\b|\bconvenio\s+de\s+(?:colaboraci[óo]n|coordinaci[óo]n)\s+"
    r"(?:inter)?municipal\b|\bdomestic\s+(?:twinning|agreement)\b|\bnational\s+(?:twinning|agreement)\b|\binter-?municipal\s+(?:\w+\s+)?(?:agreement|twinning)\b",
    re.IGNORECASE,
)
# the ministry may be told of a domestic twinning; what governs a pact with a foreign party is another thing
_MINISTRY = re.compile(r"Secretar[íi]a\s+de\s+Relaciones\s+Exteriores|SRE|Ministry\s+of\s+Foreign\s+Affairs")
_MAY_TELL = frozenset({"report", "study", "other", "minutes"})
# who gets a copy is not what the text says
_COURTESY = frozenset({BlockKind.COPIES, BlockKind.ADDRESSEE, BlockKind.NOTE})


def wording(r: Reading) -> Rules:
    """C01: the ministry, the chancelleries or international law in a text between Mexican parties. C02: a text with a
    foreign party that calls itself national. A paper of a house alone, without parties, is of neither class; nor is the
    designation of its liaison office, the ministry's contact whatever the relation is."""
    if not r.brief.parties or r.brief.kind == "designation":
        return
    for passage in r.passages:
        if passage.block.kind in _COURTESY:
            continue
        if r.brief.domestic:
            for m in _INTERNATIONAL.finditer(passage.text):
                agreement = r.brief.kind == "agreement"
                tells = r.brief.kind in _MAY_TELL or r.brief.paper == "dispatch_letter"
                if tells and _MINISTRY.fullmatch(m.group()):
                    continue
                yield found(
                    "C01",
                    passage,
                    m.start(),
                    m.end(),
                    says(
                        f"“{m.group()}” es propio de un acuerdo con el extranjero; ambas Partes son mexicanas.",
                        f"“{m.group()}” belongs in an agreement with a foreign party; both Parties are Mexican.",
                    ),
                    severity=Severity.ERROR if agreement else Severity.WARNING,
                )
        else:
            for m in _DOMESTIC.finditer(passage.text):
                yield found(
                    "C02",
                    passage,
                    m.start(),
                    m.end(),
                    says(
                        f"“{m.group()}”: una de las Partes es extranjera.",
                        f"“{m.group()}”: one of the Parties is foreign.",
                    ),
                )


_I = re.IGNORECASE
_BINDS = {
    "es": re.compile(
        r"\b(?:el|del|al)\s+presente\s+(?:acuerdo|convenio)\b|"
        r"\b(?:ambos\s+municipios|el\s+municipio[^.;]{0,80}|la\s+ciudad[^.;]{0,80})\s+(?P<w>se\s+(?:obligan?|comprometen?))\s+a\b|"
        r"\b(?:(?:ambas|las\s+dos|estas|nuestras|las)\s+ciudades|ambos\s+gobiernos|nuestros\s+(?:municipios|gobiernos)|los\s+(?:dos\s+)?municipios)"
        r"[^.;]{0,60}?\s+(?P<w2>se\s+(?:obligan|comprometen))\s+a\b|\b(?:las|ambas)\s+partes\s+deber[áa]n\b|"
        r"\b(?:nos|me)\s+oblig\w+\s+a\b|\btendr[áa]\s+(?:una\s+)?vigencia\b|\blas\s+partes\s+(?:se\s+(?:obligan|comprometen)|acuerdan|convienen)\b|"
        r"\bentrar[áa]\s+en\s+vigor\b|\bqueda(?:n)?\s+(?:formalmente\s+)?(?:hermanad[oa]s|formalizado)\b|\bjur[íi]dicamente\s+vinculante\b|\bser[áa]\s+(?:de\s+(?:car[áa]cter\s+)?)?(?:obligatori[oa]|vinculante|de\s+cumplimiento\s+obligatorio)\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:the\s+present|this)\s+agreement\b|\bhereby\s+(?:agree|undertake|commit|establish|become)s?\b|\bbecome\s+obliged\b|\bare\s+bound\s+to\b|"
        r"\b(?:(?:our|both|the\s+two)\s+(?:municipalities|governments|towns)|our\s+(?:two\s+)?cities)\s+(?:hereby\s+)?(?P<w>undertake|commit(?:\s+themselves)?)\s+to\b|"
        r"\b(?:the|both)\s+(?:parties|two\s+cities|cities)\s+(?:agree|undertake|commit|shall)\b|\beach\s+(?:party|city)\s+shall\b|"
        r"\bshall\s+(?:enter\s+into|remain\s+in|be\s+in)\s+force\b|"
        r"\bare\s+hereby\s+twinned\b|\blegally\s+binding\b|\b(?:is|shall\s+be|will\s+be)\s+binding\b|\bhereby\s+(?:becomes?|declares?\s+itself)\b",
        _I,
    ),
}
_DENIED = re.compile(r"\b(?:no|sin|ni|not?|nor|without|does\s+not)\b[^.;]{0,60}$", _I)
_LETTERS = frozenset({"letter_of_intent", "answer"})


def letters_as_agreements(r: Reading) -> Rules:
    """C03: a letter of intent or its answer that speaks as an agreement. A letter of intent is not a twinning
    (domain.md 2.4): “entrará en vigor”, “las Partes se obligan”."""
    if r.brief.paper not in _LETTERS and (r.brief.paper or r.brief.kind != "letter"):
        return
    for p in r.passages:
        if p.lang not in _BINDS or p.block.kind in _COURTESY:
            continue
        for m in _BINDS[p.lang].finditer(p.text):
            start, end = next((m.span(g) for g in ("w", "w2") if m.groupdict().get(g)), m.span())
            words = p.text[start:end]
            if not _DENIED.search(p.text[max(0, start - 200) : start]):
                yield found(
                    "C03",
                    p,
                    start,
                    end,
                    says(
                        f"“{words}” es propio de un acuerdo; una carta de intención no obliga.",
                        f"“{words}” belongs in an agreement; a letter of intent does not bind.",
                    ),
                )


_RATIFIES = re.compile(r"\b(?:ratific|reafirm|refrend|ratif(?:y|ies|ied|ication)|reaffirm)\w*", _I)
_OF_BOND = re.compile(r"\b(?:hermanamiento|acuerdo|convenio|twinning|agreement|sister)", _I)
_ORIGINAL = re.compile(
    r"\b(?:suscrit|firmad|celebrad|formalizad|aprobad|signed|concluded|made|dated|fechad|firma\s+del|suscrib|firmaron|firm[óo]\b|celebr[óo]\b|de\s+fecha)\w*",
    _I,
)
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b|\{[a-z_.]*(?:date|act|original)[a-z_.]*\}|\bdos\s+mil\b")
_NEW = {
    "es": re.compile(
        r"\b(?:nuevo\s+hermanamiento|(?:formalizar|establecer|celebrar|iniciar)\s+(?:un|el)\s+(?:nuevo\s+)?hermanamiento|"
        r"por\s+primera\s+vez)\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:new\s+twinning|(?:formalize|establish|conclude|begin)\s+(?:a|the)\s+(?:new\s+)?(?:twinning|sister)|for\s+the\s+first\s+time)\b",
        _I,
    ),
}
_RATIFIES_BOND = re.compile(
    r"\b(?:ratific|reafirm|refrend|ratif(?:y|ies|ied)|reaffirm)\w*\s+(?:\w+\s+){0,3}(?:hermanamiento|acuerdo|convenio|twinning|agreement)\b",
    _I,
)


def _is_ratification(r: Reading) -> bool:
    if r.brief.paper:
        return r.brief.paper == "ratification"
    titles = [p.text for p in r.passages if p.block.kind is BlockKind.TITLE]
    return any(_RATIFIES.search(t) and _OF_BOND.search(t) for t in titles)


def originals_of_ratifications(r: Reading) -> Rules:
    """C04: a ratification that does not cite, with its date, the act it ratifies."""
    if not _is_ratification(r) or r.is_part:
        return
    # a text that is no translation cites it in its own language
    whole = r.content.languages if r.content.meta.get("pairing") != "none" else r.content.languages[:1]
    for lang in whole:
        passages = [p for p in r.passages if p.lang == lang and not p.block.group.startswith("closing")]
        if not passages or any(_ORIGINAL.search(p.text) and _dated(p) for p in passages):
            continue
        title = next((p for p in passages if p.block.kind is BlockKind.TITLE), passages[0])
        at, start, end = _where_ratified(passages) or (title, 0, len(title.text))
        m = _RATIFIES.search(title.text)
        head = title.span(*m.span()) if m else title.span()
        if at is title and m:
            start, end = m.span()
        yield found(
            "C04",
            at,
            start,
            end,
            says(
                "No cita el acto que ratifica, con su fecha.",
                "It does not cite the act it ratifies, with its date.",
            ),
            also=[head] if at is not title else [],
            subject=lang,
        )


# “que consta en el Acuerdo de hermanamiento entre …, en lo sucesivo”, “las Partes ratifican el hermanamiento existente entre ellas”
_NAMED_THERE = (
    re.compile(r"(?i)\b(?:consta|contenid[oa]|plasmad[oa]|recogid[oa]|contained|set\s+out|recorded)\s+(?:en|in)\s+(?P<w>[^.;]{4,220}?)(?=,?\s+(?:en\s+lo\s+sucesivo|en\s+adelante|hereinafter)|[.;]|$)"),
    re.compile(r"(?i)\b(?P<w>(?:ratifican?|reafirman?|refrendan?|ratify|ratifies|reaffirms?)\b[^.;]{4,140}?)(?=[.;]|$)"),
)  # fmt: skip


def _where_ratified(passages: list[Passage]) -> tuple[Passage, int, int] | None:
    """Where the text names what it ratifies: its date is missing there."""
    for pattern in _NAMED_THERE:
        for p in passages:
            m = pattern.search(p.text) if p.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM) else None
            if m and _OF_BOND.search(m["w"] + p.text[:60]):
                return p, max(m.start("w"), m.end("w") - _LONG), m.end("w")
    return None


_LONG = 120


def _dated(p: Passage) -> bool:
    return bool(p.entities.dates) or bool(_YEAR.search(p.text))


def new_against_ratified(r: Reading) -> Rules:
    """C05: a ratification that presents the bond as new, or a new twinning that says it ratifies one."""
    # what is renewed, amended or ended was there before
    ratifies = _is_ratification(r) or r.brief.paper in ("renewal", "addendum", "termination")
    if not ratifies and r.brief.paper not in ("twinning", "domestic_twinning"):
        return
    for p in r.passages:
        if p.block.kind in _COURTESY or p.lang not in _NEW:
            continue
        pattern = _NEW[p.lang] if ratifies else _RATIFIES_BOND
        for m in pattern.finditer(p.text):
            yield found(
                "C05",
                p,
                m.start(),
                m.end(),
                says(
                    f"“{m.group()}”: este papel ratifica un acto anterior."
                    if ratifies
                    else f"“{m.group()}”: este papel hermana por primera vez; ratificar es otro papel.",
                    f"“{m.group()}”: this paper ratifies an earlier act."
                    if ratifies
                    else f"“{m.group()}”: this paper twins for the first time; to ratify is another paper.",
                ),
                confidence=0.9,
            )


RULES = (wording, letters_as_agreements, originals_of_ratifications, new_against_ratified)
