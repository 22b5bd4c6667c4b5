"""Promise 4: what you see is what was issued. Any byte or field that changed makes a paper unverifiable."""

import datetime as dt

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.documents.models import Issue
from hermanar.documents.operations import assemble, issue, withdraw_issue
from hermanar.documents.queries import brief_of_house, get_rendition
from hermanar.documents.rules.templates import load
from hermanar.kernel.codes import ALPHABET, sha256_of
from hermanar.registry.operations import publish_entry
from hermanar.registry.queries import verify_bytes, verify_paper

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once

WHILE_IT_STANDS = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # fmt: skip


def give_out(cast, *, supersedes: Issue | None = None, folio: str = "VS/PM/001/2022") -> Issue:
    act = cast.act("liaison")
    town = cast.organisations["municipality"]
    values = dict(load("letter_of_intent").sample)
    version = assemble(act, circle=cast.circle, issuer=town, kind="letter_of_intent", values=values)
    brief = brief_of_house(town, "letter_of_intent", act.on, languages=("es", "en"))
    return issue(
        act, version=version, brief=brief, folio=folio, issued_on=act.on, letterhead_of=town, supersedes=supersedes
    )  # fmt: skip


@pytest.fixture
def paper(cast) -> Issue:
    return give_out(cast)


def test_verify_paper_says_who_issued_what_and_when_and_no_more(cast, paper):
    verdict = verify_paper(paper.code)
    assert (verdict.state, verdict.is_good, verdict.code) == ("in_force", True, paper.code)
    assert (verdict.issuer_es, verdict.folio, verdict.issued_on) == ("Villa Serena", "VS/PM/001/2022", cast.at.date())
    assert (verdict.content_sha256, set(verdict.files)) == (paper.version.sha256, {"pdf", "docx"})
    assert (verdict.is_exercise, verdict.superseded_by, verdict.entry) == (True, "", "")
    told = repr(verdict)
    texts = [t for b in paper.version.as_content.blocks for t in b.text.values() if len(t) > 30]
    assert [t for t in texts if t in told] == []
    assert "Persona de Muestra" not in told


@pytest.mark.parametrize(
    "change", [str.upper, lambda c: c.replace("-", " "), lambda c: c.replace("0", "O").replace("1", "l")]
)
def test_verify_paper_forgives_how_it_was_typed(paper, change):
    assert verify_paper(change(paper.code)).code == paper.code


def test_verify_paper_says_superseded_and_by_which(cast, paper):
    newer = give_out(cast, supersedes=paper, folio="VS/PM/002/2022")
    old, new = verify_paper(paper.code), verify_paper(newer.code)
    assert (old.state, old.superseded_by, old.is_good) == ("superseded", newer.code, False)
    assert (new.state, new.superseded_by) == ("in_force", "")


def test_verify_paper_says_withdrawn(cast, paper):
    withdraw_issue(cast.act("liaison"), issue=paper, reason="Se expidió con otra fecha")
    verdict = verify_paper(paper.code)
    assert verdict.state == "withdrawn"
    assert "otra fecha" not in repr(verdict)


@WHILE_IT_STANDS
@given(place=st.integers(0, 11), char=st.sampled_from(ALPHABET))
def test_no_other_code_verifies(paper, place, char):
    raw = paper.code.replace("-", "")
    other = raw[:place] + char + raw[place + 1 :]
    verdict = verify_paper(other)
    assert (verdict is not None) == (other == raw)


@WHILE_IT_STANDS
@given(data=st.data(), fmt=st.sampled_from(["pdf", "docx"]))
def test_any_byte_changed_is_another_file(paper, data, fmt):
    whole = get_rendition(paper, fmt)[2]
    assert verify_bytes(whole).code == paper.code
    place = data.draw(st.integers(0, len(whole) - 1))
    byte = data.draw(st.integers(1, 255))
    changed = whole[:place] + bytes([whole[place] ^ byte]) + whole[place + 1 :]
    assert verify_bytes(changed) is None
    assert verify_bytes(whole[:place]) is None


def test_verify_bytes_takes_the_hash_too(paper):
    digest = sha256_of(get_rendition(paper, "pdf")[2])
    verdict = verify_bytes(digest.upper())
    assert (verdict.code, verdict.matched) == (paper.code, "pdf")
    for wrong in ("", "x", digest[:-1], digest + "0", "0" * 64):
        assert verify_bytes(wrong) is None


FIELDS = {
    "folio": lambda i: Issue.objects.filter(pk=i.pk).update(folio="VS/PM/009/2022"),
    "issued_on": lambda i: Issue.objects.filter(pk=i.pk).update(issued_on=dt.date(2021, 1, 1)),
    "state": lambda i: Issue.objects.filter(pk=i.pk).update(state="superseded"),
    "withdrawn": lambda i: Issue.objects.filter(pk=i.pk).update(state="withdrawn"),
    "superseded_by": lambda i: Issue.objects.filter(pk=i.pk).update(superseded_by=i),
    "anchor_hash": lambda i: Issue.objects.filter(pk=i.pk).update(anchor_hash="f" * 64),
    "anchor_seq": lambda i: Issue.objects.filter(pk=i.pk).update(anchor_seq=i.anchor_seq + 5),
    "code": lambda i: Issue.objects.filter(pk=i.pk).update(code="0000-0000-0000-0"),
    "title": lambda i: type(i.version.document).objects.filter(pk=i.version.document_id).update(title="Otro título"),
    "sha256": lambda i: type(i.version).objects.filter(pk=i.version_id).update(sha256="0" * 64),
    "number": lambda i: type(i.version).objects.filter(pk=i.version_id).update(number=7),
    "blob": lambda i: (
        type(i.renditions.get(format="pdf").blob)
        .objects.filter(pk=i.renditions.get(format="pdf").blob_id)
        .update(sha256="1" * 64)
    ),
    "rendition": lambda i: i.renditions.filter(format="docx").delete(),
}


def test_any_field_changed_behind_the_journal_is_not_verified(paper):
    for name, change in FIELDS.items():
        with transaction.atomic():
            change(paper)
            verdict = verify_paper("0000-0000-0000-0" if name == "code" else paper.code)
            assert verdict is None or (verdict.state, verdict.is_good) == ("altered", False), name
            assert verdict is not None or name == "code", name
            transaction.set_rollback(True)


@WHILE_IT_STANDS
@given(data=st.data())
def test_any_block_of_the_text_changed_is_not_verified(paper, data):
    content = paper.version.content
    block = data.draw(st.integers(0, len(content["blocks"]) - 1))
    lang = data.draw(st.sampled_from(sorted(content["blocks"][block]["text"])))
    text = content["blocks"][block]["text"][lang]
    other = data.draw(st.text(max_size=20).filter(lambda t: t != text and "\x00" not in t and t.isprintable()))
    changed = [dict(b) for b in content["blocks"]]
    changed[block]["text"] = changed[block]["text"] | {lang: other}
    rows = type(paper.version).objects.filter(pk=paper.version_id)
    rows.update(content=content | {"blocks": changed})
    assert verify_paper(paper.code).state == "altered"
    rows.update(content=content)
    assert verify_paper(paper.code).state == "in_force"


def test_stored_bytes_changed_are_not_verified(paper):
    blob = paper.renditions.get(format="pdf").blob
    whole = get_rendition(paper, "pdf")[2]
    default_storage.delete(blob.path)
    assert verify_paper(paper.code).state == "altered"
    default_storage.save(blob.path, ContentFile(whole[:-1] + b"X"))
    try:
        assert verify_paper(paper.code).state == "altered"
    finally:
        default_storage.delete(blob.path)
        default_storage.save(blob.path, ContentFile(whole))


def test_superseded_paper_put_back_in_force_is_not_verified(cast, paper):
    give_out(cast, supersedes=paper, folio="VS/PM/002/2022")
    Issue.objects.filter(pk=paper.pk).update(state="in_force", superseded_by=None)
    assert verify_paper(paper.code).state == "altered"


def test_paper_of_a_published_entry_leads_to_it(cast, signed):
    code = signed.agreement.signings.get().issue.code
    assert verify_paper(code).entry == ""
    entry = publish_entry(cast.act("liaison"), partnership=signed)
    assert verify_paper(code).entry == entry.public_id


def test_verify_paper_asks_the_same_however_many_papers_there_are(cast, paper, assert_flat):
    numbers = iter(range(10, 99))
    assert assert_flat(
        lambda: give_out(cast, folio=f"VS/PM/{next(numbers):03}/2022"), lambda: verify_paper(paper.code)
    ) <= 7  # fmt: skip
