"""L: the law that the text cites, against the dated catalogue of the case."""

from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import fold

from ..brief import Citation
from ..entities import LawCitation
from ..reading import Reading, Rules, found, says


def citations(r: Reading) -> Rules:
    """L01: a law or article that the catalogue does not have. L02: one that is not in force on the day of the text.
    Silent where the case brings no catalogue."""
    if not r.brief.citations:
        return
    rows = list(r.brief.citations.values())
    for passage in r.passages:
        for cited in passage.entities.citations:
            of_law = [c for c in rows if _names(c, cited)]
            if not of_law:
                yield found(
                    "L01",
                    passage,
                    cited.start,
                    cited.end,
                    says(f"“{cited.law}” no está en el catálogo.", f"“{cited.law}” is not in the catalogue."),
                    subject=f"{fold(cited.law)}|{cited.article}",
                )
                continue
            if not cited.article:
                matching = of_law
            else:
                matching = [c for c in of_law if c.article.split("-")[0] == cited.article]
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
            if not any(_in_force(c, r) for c in matching):
                yield _not_in_force(passage, cited, matching[0], r)


def _names(c: Citation, cited: LawCitation) -> bool:
    """The cited chain of words may run past the name of the law, never fall short of it."""
    law = fold(cited.law)
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
