"""Two texts side by side on paper: the clauses that differ, with what was struck and what was added."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from . import fonts, words
from .pdf import compile_template
from .picture import REGIONS, RIGHT_TO_LEFT

Words = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class ComparedArticle:
    """`label` names the article; `rows`: language and words ("equal", "delete", "insert") of each clause that differs."""

    label: str
    rows: Sequence[tuple[str, Words]]


def render_comparison(
    articles: Sequence[ComparedArticle], *, title: str, old: str, new: str, about: str, author: str, language: str
) -> bytes:
    """The comparison as PDF, on a landscape page: `old` and `new` name the two texts, in the reader's `language`."""
    spoken = [lang for article in articles for lang, _words in article.rows]
    paper = {
        "title": title,
        "author": author,
        "description": about,
        "language": language,
        "page": words.word(language, "page")[1],
        "old": old,
        "new": new,
        "tongues": {
            lang: {
                "region": REGIONS.get(lang),
                "rtl": lang in RIGHT_TO_LEFT,
                "serif": fonts.chain(lang),
                "sans": fonts.chain(lang, sans=True),
            }
            for lang in dict.fromkeys([language, *spoken])
        },
        "articles": [
            {
                "label": article.label,
                "rows": [
                    {
                        "lang": lang,
                        "old": [[op, text] for op, text in said if op != "insert"] or [["equal", "—"]],
                        "new": [[op, text] for op, text in said if op != "delete"] or [["equal", "—"]],
                    }
                    for lang, said in article.rows
                ],
            }
            for article in articles
        ],
    }
    return compile_template("comparison", json.dumps(paper, ensure_ascii=False), 946_749_600)
