"""L: the law that the text cites, against the dated catalogue of the case."""

import datetime as dt
import re

from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..brief import Citation
from ..entities import LawCitation
from ..reading import Passage, Reading, Rules, found, says


def citations(r: Reading) -> Rules:
    """L01: a law or article that the catalogue does not have. L02: one that is not in force on the day of the text.
    Silent where the case brings no catalogue."""
    if not r.brief.citations:
        return
    rows = list(r.brief.citations.values())
    for passage in r.passages:
        unknown: set[tuple[int, int]] = set()
        for cited in passage.entities.citations:
            of_law = [c for c in rows if _names(c, cited)]
            if not of_law and _is_local(r, cited.law) and not any(_LOCAL.search(n) for c in rows for n in c.names):
                continue  # a catalogue without local laws knows nothing of them
            if not of_law:
                # “los artículos 7 y 8 de la Ley de …” cites one law, and its name is what nobody knows
                start = passage.text.find(cited.law, cited.start)
                start, end = (start, start + len(cited.law)) if start >= 0 else (cited.start, cited.end)
                if (start, end) in unknown:
                    continue
                unknown.add((start, end))
                yield found(
                    "L01",
                    passage,
                    start,
                    end,
                    says(f"“{cited.law}” no está en el catálogo.", f"“{cited.law}” is not in the catalogue."),
                    subject=f"{fold(cited.law)}|{cited.article}",
                )
                continue
            if not cited.article:
                matching = of_law
            else:
                matching = [c for c in of_law if _has_article(c, cited.article)]
            if not matching:
                if any(c.article for c in of_law):
                    yield found(
                        "L01",
                        passage,
                        cited.start,
                        cited.end,
                        says(
                            f"El artículo {cited.article} de “{cited.law}” no está en el catálogo.",
                            f"Article {cited.article} of “{cited.law}” is not in the catalogue.",
                        ),
                        subject=f"{fold(cited.law)}|{cited.article}",
                    )
                continue
            # “artículo 2, fracción II”: of several rows of one article, the one of that fraction
            if cited.article and (part := _FRACTION.match(passage.text, cited.end)):
                matching = [c for c in matching if c.article == f"{cited.article}-{part['n']}"] or matching
            named = _published(passage, cited, matching)
            if named is not None:
                matching = [named]
            if not any(_in_force(c, r) for c in matching):
                yield _not_in_force(passage, cited, matching[0], r)


_FRACTION = re.compile(r",?\s*(?:[Ff]racci[óo]n|[Ss]ection|[Ff]raction)\s+(?P<n>[IVX]+)\b")
# laws of a state or a municipality, which each house adds to its own catalogue
_LOCAL = re.compile(
    r"\b(?:Municipal(?:es)?|Municipios|Bando|Ciudades\s+Hermanas|Cabildo|Ayuntamiento|(?:del|para\s+el)\s+Estado(?!s)|"
    r"of\s+the\s+State|Sister\s+Cities|Libre\s+y\s+Soberano)\b"
)
# an act of a house of its own, and the shapes that the laws of the States on their municipalities have; a law that calls itself
# federal, general or national, or that begins as one of the catalogue, is none of them
_OF_A_HOUSE = re.compile(
    r"^(?:Reglamento|Bando|Código\s+(?:Municipal|Reglamentario)|Ordinance|Regulations?|(?:Municipal|City|Village|Town)\s+Code)\b"
)
_OF_A_STATE = re.compile(
    r"\b(?:(?:del|para\s+el)\s+Estado(?!s)|of\s+the\s+State|Libre\s+y\s+Soberano)\b|"
    r"^(?:Ley|Código)\s+(?:(?:Orgánica|Reglamentaria|Constitucional)\s+)?(?:Municipal\b(?:$|\s+(?:del?|para)\b)|(?:del?\s+(?:los\s+)?|sobre\s+(?:el\s+)?|para\s+(?:el|los)\s+)Municipios?\b|"
    r"(?:de|del|para\s+el)\s+(?:Gobierno|Régimen|Administración|Hacienda|Ingresos|Desarrollo|Planeación|Fiscalización|Justicia|Patrimonio|Bienes|Presupuesto|Ayuntamientos?)\b)|"
    r"^(?:Organic\s+)?Municipal\s+(?:Organic\s+)?(?:Law|Code)\b|^(?:Organic|State)\s+Law\b|^Law\s+of\s+(?:the\s+)?(?:Municipalit|Municipal)"
)
_OF_THE_FEDERATION = re.compile(r"\b(?:Federal|Nacional|General|National|Internacional(?:es)?)\b")


def _is_local(r: Reading, law: str) -> bool:
    """Whether a law may be of a State or of a house, of which a catalogue without local laws knows nothing."""
    if not _LOCAL.search(law):
        return False
    if _OF_A_HOUSE.search(law):
        return True
    if _OF_THE_FEDERATION.search(law) and not re.search(r"\bEstado(?!s)|\bState\b", law):
        return False
    states = [n for p in r.brief.parties for n in p.subdivisions]
    return bool(_OF_A_STATE.search(law)) or any(fold(n) in fold(law) for n in states)


_PUBLISHED = re.compile(
    r"[^.;]{0,60}\b(?:publicad[oa]|published|expedid[oa]|issued|del?\s+a[ñn]o|of|del?|de)\b", re.IGNORECASE
)


def _has_article(c: Citation, article: str) -> bool:
    """`115-II` is article 115; `8-11` are the articles from 8 to 11."""
    first, _, rest = c.article.partition("-")
    if rest.isdigit() and first.isdigit() and article.isdigit():
        return int(first) <= int(article) <= int(rest)
    return first == article


def _published(passage: Passage, cited: LawCitation, matching: list[Citation]) -> Citation | None:
    """Of several laws of one name, the one whose date of publication is said beside it."""
    if len({(c.valid_from, c.valid_to) for c in matching}) < 2:
        return None
    at = passage.text.find(cited.law, cited.start if not cited.article else 0) + len(cited.law)
    for d in passage.entities.dates:
        if d.on and at <= d.start <= at + 90 and _PUBLISHED.match(passage.text[at : d.start]):
            # a law holds from the day after it is published
            day = d.on + dt.timedelta(days=1)
            return next(
                (
                    c
                    for c in matching
                    if not (c.valid_from and day < c.valid_from) and not (c.valid_to and day > c.valid_to)
                ),
                None,
            )
    return None


def _names(c: Citation, cited: LawCitation) -> bool:
    """The cited chain of words may run past the name of the law, never fall short of it."""
    # a name in other words is told by B13; which law is meant is clear
    law = fold(cited.law).replace("celebration of treaties", "conclusion of treaties")
    return any(law == fold(n) or law.startswith(fold(n) + " ") for n in c.names if n)


def _in_force(c: Citation, r: Reading) -> bool:
    return not (c.valid_from and r.brief.on < c.valid_from) and not (c.valid_to and r.brief.on > c.valid_to)


def _not_in_force(passage, cited: LawCitation, c: Citation, r: Reading):
    what = says(
        f"el artículo {cited.article} de “{cited.law}”" if cited.article else f"“{cited.law}”",
        f"article {cited.article} of “{cited.law}”" if cited.article else f"“{cited.law}”",
    )
    if c.valid_to and r.brief.on > c.valid_to:
        message = says(
            f"Ya no está vigente {what['es']}: lo estuvo hasta el {date_in_words(c.valid_to, 'es')}.",
            f"No longer in force: {what['en']}, until {date_in_words(c.valid_to, 'en')}.",
        )
    else:
        message = says(
            f"Aún no está vigente {what['es']}: lo estará desde el {date_in_words(c.valid_from, 'es')}.",
            f"Not yet in force: {what['en']}, from {date_in_words(c.valid_from, 'en')}.",
        )
    return found("L02", passage, cited.start, cited.end, message, subject=f"{fold(cited.law)}|{cited.article}")


RULES = (citations,)
