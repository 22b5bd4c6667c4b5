"""M: the articles of the model by what they are called, in a text whose model nobody gave (domain.md 4.1)."""

import re

from hermanar.kernel.content import BlockKind

from ..numerals import to_roman
from ..reading import Passage, Reading, Rules, found, nowhere, says

_I = re.IGNORECASE
# in the order of the model: heading in Spanish, in English, and how it is known
OUTLINE: tuple[tuple[str, str, dict[str, re.Pattern]], ...] = tuple(
    (es, en, {"es": re.compile(words_es, _I), "en": re.compile(words_en, _I)})
    for es, en, words_es, words_en in (
        ("Objetivo", "Objective", r"^(?:del\s+)?objet", r"^(?:objective|object|purpose)"),
        ("Áreas de Cooperación", "Areas of Cooperation", r"[áa]reas?", r"areas?|fields"),
        ("Modalidades de Cooperación", "Modalities of Cooperation", r"modalidad|formas\s+de", r"modalit|forms?\s+of"),
        ("Competencia", "Competence", r"competencia|atribuciones", r"competence|powers"),
        (
            "Programas Operativos Anuales",
            "Annual Action Programs",
            r"program\w*.*anual|\bPOA\b",
            r"annual.*program|\bA[AO]P",
        ),
        ("Propuestas Adicionales", "Additional Proposals", r"propuestas", r"proposals"),
        (
            "Mecanismo de Supervisión",
            "Coordination Mechanism",
            r"mecanismo|grupo\s+de\s+trabajo|coordinaci[óo]n",
            r"mechanism|working\s+group|coordination",
        ),
        ("Financiamiento", "Financing", r"financi", r"financ|funding"),
        ("Información, Material y Equipo Protegidos", "Protected Information", r"informaci[óo]n", r"information"),
        ("Instrumentos Internacionales", "International Instruments", r"instrumentos", r"instruments"),
        ("Propiedad Intelectual", "Intellectual Property", r"intelectual", r"intellectual"),
        ("Relación Laboral", "Employment Relationship", r"laboral", r"employ|\blabou?r\b"),
        ("Solución de Controversias", "Settlement of Disputes", r"controversia|diferencias", r"dispute|differences"),
        ("Disposiciones Finales", "Final Provisions", r"finales|vigencia", r"final|entry\s+into\s+force"),
    )
)
_ABROAD_ONLY = {"Instrumentos Internacionales"}
_ENOUGH = 8  # so many headings of the model, and the text follows it


def _headings(r: Reading, lang: str) -> list[tuple[Passage, int | None]]:
    """Headings of articles with the place in the model that each has."""
    out: list[tuple[Passage, int | None]] = []
    for p in r.passages:
        if p.lang == lang and p.block.kind is BlockKind.HEADING and (p.block.group or p.key) in r.articles:
            at = next((i for i, (_, _, words) in enumerate(OUTLINE) if words[lang].search(p.text)), None)
            out.append((p, at))
    return out


def outline(r: Reading) -> Rules:
    """M01, M02, M04 by headings: “Propiedad Intelectual” is missing though the others count on; it stands before
    “Financiamiento”; “Vivienda” is no article of the model. Silent where the model itself is known."""
    if r.model is not None or r.brief.paper not in ("twinning", "domestic_twinning"):
        return
    for lang in r.content.languages:
        if lang not in ("es", "en"):
            continue
        headings = _headings(r, lang)
        places = [at for _, at in headings if at is not None]
        if len(set(places)) < _ENOUGH:
            continue
        last = headings[-1][0]
        for i, (es, en, _) in enumerate(OUTLINE):
            if i not in places and not (r.brief.domestic and es in _ABROAD_ONLY):
                before = next((p for p, at in reversed(headings) if at is not None and at < i), last)
                yield found(
                    "M01",
                    nowhere(r, before.key, lang),
                    0,
                    len(before.text),
                    says(f"Falta el artículo “{es}” del modelo.", f"The model’s article “{en}” is missing."),
                    confidence=0.8,
                    subject=f"{es}|{lang}",
                )
        highest = -1
        for p, at in headings:
            if at is None:
                number = r.articles[p.block.group or p.key]
                yield found(
                    "M02",
                    p,
                    0,
                    len(p.text),
                    says(
                        f"El Artículo {to_roman(number)} no está en el modelo.",
                        f"Article {to_roman(number)} is not in the model.",
                    ),
                    confidence=0.7,
                )
            elif at < highest and places.count(at) == 1:
                yield found(
                    "M04",
                    p,
                    0,
                    len(p.text),
                    says(
                        f"“{p.text}” va antes en el modelo: es su Artículo {to_roman(at + 1)}.",
                        f"“{p.text}” comes earlier in the model: it is its Article {to_roman(at + 1)}.",
                    ),
                    confidence=0.8,
                )
            else:
                highest = at


RULES = (outline,)
