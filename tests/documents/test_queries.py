"""Reading papers: who sees which, drafts, comparisons, flat query counts."""

import datetime as dt

import pytest

from hermanar.documents import operations as ops, queries
from hermanar.documents.enums import Origin
from hermanar.documents.models import Document
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)


def paragraph(version) -> str:
    return next(b.key for b in version.as_content.blocks if b.kind == "paragraph")


def saved(cast, version, text: str):
    content = version.as_content.with_text(paragraph(version), "es", text)
    return ops.save_version(
        cast.act(), document=version.document, content=content, base_number=version.number, origin=Origin.EDITED
    )


def give_out(cast, version, **more):
    brief = queries.brief_of_house(cast.town, version.document.kind, DAY, languages=tuple(version.as_content.languages))
    return ops.issue(cast.act(), version=version, brief=brief, issued_on=DAY, letterhead_of=cast.town, **more)


def test_get_document_of_the_circle_is_seen_when_shared_and_else_by_its_issuer(cast, letter, agreement):
    own, shared = letter.document, agreement.document
    assert queries.get_document(cast.act().actor, own.public_id) == own
    for who in (cast.town, cast.counterpart, cast.observer):
        assert queries.get_document(cast.act(who).actor, shared.public_id) == shared
    for who in (cast.counterpart, cast.observer, cast.outsider):
        with pytest.raises(NotVisible):
            queries.get_document(cast.act(who).actor, own.public_id)
    for actor in (cast.act(cast.outsider).actor, Actor.stranger()):
        with pytest.raises(NotVisible):
            queries.get_document(actor, shared.public_id)


def test_list_documents_shows_what_get_document_shows(cast, letter, agreement):
    assert queries.list_documents(cast.act().actor, cast.circle) == [agreement.document, letter.document]
    assert queries.list_documents(cast.act(cast.counterpart).actor, cast.circle) == [agreement.document]
    assert queries.list_documents(cast.act(cast.outsider).actor, cast.circle) == []


def test_get_version_that_is_not_there_is_not_visible(cast, letter):
    assert queries.get_version(letter.document, 1) == letter
    with pytest.raises(NotVisible):
        queries.get_version(letter.document, 2)


def test_latest_version_of_a_paper_without_text_is_none(cast):
    empty = Document.objects.create(
        circle=cast.circle, issuer=cast.town, kind="agreement", title="x", created_at=cast.act().at
    )
    assert queries.latest_version(empty) is None


def test_compare_versions_shows_the_words_that_changed(cast, letter):
    second = saved(cast, letter, "Un texto por completo distinto.")
    changes = queries.compare(letter, second)
    assert [(c.key, c.lang, c.kind) for c in changes] == [(paragraph(letter), "es", "changed")]
    assert changes[0].new_text == "Un texto por completo distinto."
    assert queries.compare(letter, letter) == []


def test_deviation_of_an_edited_text_is_against_its_own_template(cast, letter):
    assert queries.deviation(letter) == []
    second = saved(cast, letter, "Un texto por completo distinto.")
    assert [(c.key, c.lang) for c in queries.deviation(second)] == [(paragraph(letter), "es")]


def test_deviation_from_a_template_that_is_no_longer_there_is_none(cast, letter):
    second = saved(cast, letter, "Un texto por completo distinto.")
    second.template_sha256 = "0" * 64
    assert queries.template_of(second) is None
    assert queries.model_of(second) is None
    assert queries.deviation(second) == []
    assert queries.missing_values(second) == ()


def test_draft_is_made_again_with_the_same_bytes_and_kept_nowhere(cast, letter):
    call = {"letterhead_of": cast.town, "exercise": True}
    assert queries.draft_pdf(letter, **call)[:5] == b"%PDF-"
    assert queries.draft_pdf(letter, **call) == queries.draft_pdf(letter, **call)
    assert queries.draft_docx(letter, **call)[:2] == b"PK"
    assert queries.list_issues(cast.act().actor, cast.circle) == []


def test_get_issue_and_list_issues_follow_their_paper(cast, letter, agreement, own_storage):
    own, shared = give_out(cast, letter), give_out(cast, agreement)
    assert queries.list_issues(cast.act().actor, cast.circle) == [shared, own]
    assert queries.list_issues(cast.act(cast.counterpart).actor, cast.circle) == [shared]
    assert queries.get_issue(cast.act(cast.counterpart).actor, shared.public_id) == shared
    with pytest.raises(NotVisible):
        queries.get_issue(cast.act(cast.counterpart).actor, own.public_id)
    with pytest.raises(NotVisible):
        queries.get_issue(cast.act().actor, "nothing")


def test_find_issue_by_a_code_that_is_wrong_or_unknown_is_none(cast, letter, own_storage):
    paper = give_out(cast, letter)
    assert queries.find_issue(f"  {paper.code.upper()} ") == paper
    wrong = paper.code[:-1] + ("0" if paper.code[-1] != "0" else "1")
    assert queries.find_issue(wrong) is None
    assert queries.find_issue("") is None


def test_get_rendition_in_a_format_that_was_not_issued_is_not_visible(cast, letter, own_storage):
    paper = give_out(cast, letter)
    assert queries.get_rendition(paper, "docx")[0].endswith(f"{paper.code}.docx")
    with pytest.raises(NotVisible):
        queries.get_rendition(paper, "odt")


def test_lists_ask_no_more_with_more_rows(cast, letter_values, assert_flat, own_storage):
    def make():
        version = ops.assemble(
            cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=letter_values
        )
        saved(cast, version, "Otro texto.")
        give_out(cast, version)

    def call():
        actor = cast.act().actor
        for document in queries.list_documents(actor, cast.circle):
            str(document.issuer)
        for paper in queries.list_issues(actor, cast.circle):
            str(paper.version.document.issuer)
        queries.list_versions(Document.objects.first())

    assert assert_flat(make, call) == 6  # with the parts held in the circle, which a page that is read asks once
