"""C: a domestic text does not speak as an international one, nor the other way round (domain.md 1.4, 4.2)."""

import re

from hermanar.kernel.content import BlockKind

from ..findings import Severity
from ..reading import Reading, Rules, found, says

_INTERNATIONAL = re.compile(
    r"\bSecretar[íi]a\s+de\s+Relaciones\s+Exteriores\b|\bSRE\b|\bCanciller[íi]as?\b|\bderecho\s+internacional(?:\s+p[úu]blico)?\b|"
    r"\bLey\s+sobre\s+la\s+Celebraci[óo]n\s+de\s+Tratados\b|\b[Aa]cuerdo\s+[Ii]nterinstitucional\b|\b[Ii]nstrumentos\s+[Ii]nternacionales\b|"
    r"\b[Cc]onvenciones\s+[Ii]nternacionales\b|\bMinistry\s+of\s+Foreign\s+Affairs\b|\bChancell?er(?:y|ies)\b|"
    r"\b(?:public\s+)?international\s+law\b|\binterinstitutional\s+agreement\b|\bLaw\s+on\s+the\s+Conclusion\s+of\s+Treaties\b"
)
_DOMESTIC = re.compile(
    r"\b(?:convenio|hermanamiento|acuerdo)\s+(?:nacional|intermunicipal|interestatal)\b|\bconvenio\s+de\s+(?:colaboraci[óo]n|coordinaci[óo]n)\s+"
    r"(?:inter)?municipal\b|\bdomestic\s+(?:twinning|agreement)\b|\bnational\s+(?:twinning|agreement)\b",
    re.IGNORECASE,
)
# who gets a copy is not what the text says
_COURTESY = frozenset({BlockKind.COPIES, BlockKind.ADDRESSEE, BlockKind.NOTE})


def wording(r: Reading) -> Rules:
    """C01: the ministry, the chancelleries or international law in a text between Mexican parties. C02: a text with a
    foreign party that calls itself national."""
    for passage in r.passages:
        if passage.block.kind in _COURTESY:
            continue
        if r.brief.domestic:
            for m in _INTERNATIONAL.finditer(passage.text):
                agreement = r.brief.kind == "agreement"
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


RULES = (wording,)
