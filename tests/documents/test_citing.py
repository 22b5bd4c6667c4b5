"""Articles of one law are cited together."""

import pytest

from hermanar.documents.rules.citing import cited_together
from hermanar.documents.rules.fill import joined

LAW, LAW_EN = "de la Ley sobre la Celebración de Tratados", "of the Law on the Conclusion of Treaties"
OATH = "de la Constitución Política de los Estados Unidos Mexicanos"


@pytest.mark.parametrize(
    ("lang", "words", "said"),
    [
        ("es", [f"el artículo 7 {LAW}"], f"el artículo 7 {LAW}"),
        ("es", [f"el artículo 2, fracción II, {LAW}"], f"el artículo 2, fracción II, {LAW}"),
        ("es", [f"los artículos 8 a 11 {LAW}"], f"los artículos 8 a 11 {LAW}"),
        (
            "es",
            [f"el artículo 2, fracción II, {LAW}", f"el artículo 7 {LAW}"],
            f"los artículos 2, fracción II, y 7 {LAW}",
        ),
        (
            "es",
            [f"el artículo 7 {LAW}", f"el artículo 115, fracción II, {OATH}", f"el artículo 115, fracción V, {OATH}"],
            f"el artículo 7 {LAW}, así como el artículo 115, fracciones II y V, {OATH}",
        ),
        ("es", [f"el artículo 7 {LAW}", f"el artículo 7 {LAW}"], f"el artículo 7 {LAW}"),
        ("es", ["el Reglamento Interior", f"el artículo 7 {LAW}"], f"el Reglamento Interior y el artículo 7 {LAW}"),
        (
            "en",
            [f"article 2, section II, {LAW_EN}", f"article 7 {LAW_EN}"],
            f"articles 2, section II, and 7 {LAW_EN}",
        ),
        ("fr", ["l’article 7 de la loi", "l’article 8 de la loi"], "l’article 7 de la loi et l’article 8 de la loi"),
    ],
)
def test_articles_of_one_law_are_cited_together(lang, words, said):
    assert joined(cited_together(words, lang), lang) == said
