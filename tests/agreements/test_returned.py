"""A paper back from the counterpart in Word: it says which it is, or somebody says it."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml.ns import qn

from hermanar.agreements.operations import edit_clause, take_back_file
from hermanar.agreements.operations.papers import start_case_paper
from hermanar.documents.models import ReturnedFile
from hermanar.documents.queries import draft_docx, latest_version
from hermanar.documents.renderers.stamps import put_stamp
from hermanar.documents.rules.templates import load
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Invalid, Refused
from tests import relation as relations

ON = dt.date(2022, 9, 5)


@pytest.fixture
def partnership(cast):
    return relations.open_relation(cast)


def start(cast, partnership, kind):
    typed = {"ties": load("friendship").sample["ties"]} if kind == "friendship" else {}
    return start_case_paper(cast.act("liaison", ON), partnership=partnership, kind=kind, typed=typed)


def returned_file(cast, partnership, data, name="vuelta.docx"):
    return store_upload(
        cast.act("liaison", ON), circle=partnership.circle, upload=SimpleUploadedFile(name, data), expect=Expect.DOCX
    )  # fmt: skip


def word_of(paper, number=None):
    versions = paper.document.versions.order_by("number")
    version = versions.get(number=number) if number else versions.last()
    return draft_docx(version, letterhead_of=paper.partnership.owner, exercise=True)


def without_stamp(data):
    """The file with its words in another, as one retypes it: no property and no bookmark of ours."""
    given, fresh = Document(io.BytesIO(data)), Document()
    for paragraph in given.element.body.iter(qn("w:p")):
        fresh.add_paragraph("".join(t.text or "" for t in paragraph.iter(qn("w:t"))))
    out = io.BytesIO()
    fresh.save(out)
    return out.getvalue()


def without_bookmarks(data):
    """The file as a program saves it that drops bookmarks and keeps what is said of the file."""
    given = Document(io.BytesIO(data))
    for tag in ("w:bookmarkStart", "w:bookmarkEnd"):
        for mark in list(given.element.body.iter(qn(tag))):
            mark.getparent().remove(mark)
    out = io.BytesIO()
    given.save(out)
    return out.getvalue()


def test_a_file_says_which_paper_it_is_and_another_is_not_read(cast, partnership):
    act = cast.act("liaison", ON)
    one, other = (start(cast, partnership, kind) for kind in ("memorandum", "friendship"))
    for data in (word_of(other), without_bookmarks(word_of(other))):
        attachment = returned_file(cast, partnership, data)
        with pytest.raises(Refused) as caught:
            take_back_file(act, draft=one, attachment=attachment, base_number=1, is_this_paper=True)
        told = str(caught.value.reason)
        assert (caught.value.code, caught.value.field) == ("docx_of_another", "file")
        # what it is, and where it belongs
        assert f"“{other.document.title}”, versión 1, de {partnership.circle}" in told
    # of a paper that this house does not see, no more than that it is another
    strange = Document()
    strange.add_paragraph("Words.")
    put_stamp(strange, "v1_000000000000")
    out = io.BytesIO()
    strange.save(out)
    with pytest.raises(Refused) as caught:
        take_back_file(
            act, draft=one, attachment=returned_file(cast, partnership, out.getvalue()), base_number=1, is_this_paper=True
        )  # fmt: skip
    assert caught.value.code == "docx_of_another"
    assert other.document.title not in str(caught.value.reason)
    assert ReturnedFile.objects.count() == 0


def test_a_file_of_an_older_version_is_compared_with_that_version(cast, partnership):
    act = cast.act("liaison", ON)
    paper = start(cast, partnership, "memorandum")
    first = word_of(paper)
    block = next(b for b in latest_version(paper.document).as_content.blocks if b.kind == "paragraph")
    edit_clause(
        act, draft=paper, base_number=1, key=block.key, language="en", text="Ours.", seen_text=block.text["en"]
    )  # fmt: skip
    data = relations.with_words(first, block.text["en"], "Theirs.")
    file = take_back_file(act, draft=paper, attachment=returned_file(cast, partnership, data), base_number=2)
    assert file.base.number == 1
    assert [(c.key, c.old_text, c.new_text) for c in file.changes.all()] == [(block.key, block.text["en"], "Theirs.")]


def test_a_file_without_our_stamp_is_asked_about(cast, partnership):
    act = cast.act("liaison", ON)
    paper = start(cast, partnership, "memorandum")
    block = next(b for b in latest_version(paper.document).as_content.blocks if b.kind == "paragraph")
    words = block.text["en"]
    data = without_stamp(relations.with_words(word_of(paper), words, f"{words} Gladly."))
    attachment = returned_file(cast, partnership, data)
    with pytest.raises(Invalid) as caught:
        take_back_file(act, draft=paper, attachment=attachment, base_number=1)
    assert set(caught.value.errors) == {"is_this_paper"}
    assert paper.document.title in str(caught.value.errors["is_this_paper"][0])
    file = take_back_file(act, draft=paper, attachment=attachment, base_number=1, is_this_paper=True)
    assert any(c.new_text.endswith("Gladly.") for c in file.changes.all())
