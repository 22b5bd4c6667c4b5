"""A character that no typeface draws is said at the field where it was typed, in the page's language, with all kept."""

import re

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.agreements.models import CasePaper
from hermanar.documents.queries import latest_version
from hermanar.partnerships.models import Letter
from hermanar.partnerships.rules.studies import SECTIONS
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db

LETTER = {
    "motivations_es": "Nos unen familias.", "motivations_en": "Families unite us.", "interests_es": "cultura",
    "interests_en": "culture", "objectives_es": "intercambio", "objectives_en": "exchange",
}  # fmt: skip
SIGNS = {
    "😀": ("es un emoji y no se puede imprimir", "is an emoji and cannot be printed"),
    "𓀀": ("(U+13000) no se puede imprimir: ninguna tipografía", "(U+13000) cannot be printed: no typeface"),
}


def new_letter(cast):
    return reverse("web:letters:new", args=[relation.open_relation(cast).public_id]), LETTER


def draft_of_letter(cast):
    address, typed = new_letter(cast)
    post(cast.client("liaison"), address, **typed)
    return reverse("web:letters:revise", args=[Letter.objects.get().public_id]), typed


def declaration(cast):
    row = relation.open_relation(cast)
    address = reverse("web:papers:start", args=[row.public_id, "friendship"])
    return address, {"ties_es": "las familias\nel maíz", "ties_en": "the families\nmaize"}


def data_of_declaration(cast):
    address, typed = declaration(cast)
    post(cast.client("liaison"), address, **typed)
    return reverse("web:papers:correct", args=[CasePaper.objects.get().public_id]), typed | {"base_number": "1"}


def clause(cast):
    row = relation.open_relation(cast)
    latest = latest_version(relation.start_text(cast, row).document)
    text = latest.as_content.block("art-01.p1").text
    typed = {f"{what}_{lang}": said for lang, said in text.items() for what in ("seen", "text")}
    return reverse("web:drafting:edit", args=[row.public_id, "art-01.p1"]), typed | {"base_number": str(latest.number)}


def copies(cast):
    return reverse("web:papers:copies"), {"copies": "Archivo.", "copies_en": "File.", "initials": "EMM"}


def provision(cast):
    typed = {"text": "el artículo 1 de la Ley", "text_en": "article 1 of the Act", "source": "Periódico Oficial"}
    return reverse("web:papers:add_basis"), typed


def section_of_study(cast):
    row = relation.open_relation(cast)
    typed = {"es": "Los une el maíz.", "en": "Maize unites them.", "sources": ""}
    return reverse("web:cases:study_section", args=[row.public_id, SECTIONS[0]]), typed


def whole_study(cast):
    row = relation.open_relation(cast)
    typed = dict.fromkeys(SECTIONS, "Texto de prueba.") | {"conclusion": "favourable"}
    return reverse("web:cases:study_whole", args=[row.public_id]), typed


# form → what builds it (its address and what is typed in it), and the field where the sign is typed
FORMS = {
    "a letter": (new_letter, "objectives_en"),
    "a letter, in Spanish": (new_letter, "motivations_es"),
    "a letter's subject": (new_letter, "subject"),
    "a draft of a letter": (draft_of_letter, "interests_es"),
    "a declaration": (declaration, "ties_en"),
    "the data of a declaration": (data_of_declaration, "ties_es"),
    "a clause": (clause, "text_en"),
    "the usual copies": (copies, "copies_en"),
    "a provision": (provision, "text"),
    "a section of the study": (section_of_study, "en"),
    "the whole study": (whole_study, SECTIONS[0]),
}


@pytest.mark.parametrize("language", ["es", "en"])
@pytest.mark.parametrize("form", FORMS)
def test_what_cannot_be_printed_is_said_where_it_was_typed(cast, form, language):
    build, name = FORMS[form]
    with translation.override("es"):
        address, typed = build(cast)
    for char, said in SIGNS.items():
        sent = typed | {name: f"{typed.get(name, '')} Con {char} gusto".strip()}
        page = post(cast.client("liaison"), ("/en" if language == "en" else "") + address, **sent)
        assert page.status_code == 200
        found = errors_of(page)
        assert list(found) == [name]
        assert said[language == "en"] in found[name][0]
        html = html_of(page)
        assert html.count(said[language == "en"]) >= 1
        for kept in filter(None, sent.values()):
            assert kept.split("\n")[0] in re.sub(r"&#x27;", "'", html)
