"""Papers: assembled, edited by two, checked, issued, numbered."""

import datetime as dt
import io
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings as hypothesis_settings, strategies as st

from hermanar.checks.brief import Brief
from hermanar.checks.findings import Edit, Finding, Repair, Severity
from hermanar.directory.models import Office
from hermanar.documents import operations as ops, queries, renderers
from hermanar.documents.enums import IssueState, Origin
from hermanar.documents.models import (
    Comment,
    Document,
    FolioSeries,
    FolioUsed,
    Issue,
    KeptFinding,
    Letterhead,
    Rendition,
    Version,
)
from hermanar.documents.operations import texts
from hermanar.documents.rules.fill import fill, fill_late, standing_slots
from hermanar.documents.rules.templates import kinds, load
from hermanar.files.models import Attachment, Blob
from hermanar.journal.queries import get_head, list_lines, verify
from hermanar.kernel.acts import Actor
from hermanar.kernel.content import Content
from hermanar.kernel.dates import Dated, Precision
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused

pytestmark = pytest.mark.django_db
DAY = dt.date(2026, 3, 2)
NO_GLYPH = "\U0001f91d"  # two hands: no typeface of the papers draws it


def happened(cast) -> list[str]:
    return [line.happened for line in reversed(list_lines(cast.circle.public_id))]


def text_of(version: Version, key: str, lang: str = "es") -> str:
    return version.as_content.block(key).text[lang]


def first_paragraph(version: Version) -> str:
    return next(b.key for b in version.as_content.blocks if b.kind == "paragraph")


# Assembling


def test_assemble_letter_makes_version_one_of_a_new_paper(cast, letter, letter_values):
    document = letter.document
    assert (letter.number, letter.origin, document.kind, document.title) == (
        1,
        Origin.ASSEMBLED,
        "letter_of_intent",
        "Carta de intención",
    )
    template = load("letter_of_intent")
    assert letter.sha256 == fill(template, letter_values, languages=template.default_languages).content.sha256
    assert letter.template_sha256 == template.sha256
    assert queries.missing_values(letter) == ()
    line = list_lines(cast.circle.public_id)[0]
    assert (line.happened, line.about, line.data["number"]) == ("documents.document_assembled", document.public_id, 1)


def test_assemble_without_a_required_value_keeps_a_visible_blank(cast, letter_values):
    del letter_values["their_city"]
    version = ops.assemble(
        cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=letter_values
    )
    assert queries.missing_values(version) == ("their_city",)


def test_assemble_normalises_values_and_drops_unknown_ones(cast, letter_values):
    values = {**letter_values, "their_city": "  Villa\u200b  Serena ", "secret": "x"}
    version = ops.assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=values)
    assert version.values["their_city"] == "Villa Serena"
    assert "secret" not in version.values


def test_assemble_with_dates_keeps_values_that_yield_the_same_text_again(cast):
    template = load("agreement")
    values = dict(template.sample)
    dated = next((s.name for s in template.slots.values() if s.type == "date" and not s.late), None)
    text = next(s.name for s in template.slots.values() if s.type == "text" and not s.late and s.name in values)
    values[text] = Dated(DAY, Precision.MONTH)
    if dated:
        values[dated] = DAY
    version = ops.assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind="agreement", values=values)
    version.refresh_from_db()
    assert version.values[text]["es"] == "marzo de 2026"
    assert queries.model_of(version) == version.as_content
    assert queries.deviation(version) == []


def test_assemble_again_gives_the_next_version_of_the_same_paper(cast, letter, letter_values):
    values = {**letter_values, "their_city": "Lakeside del Sur"}
    again = ops.assemble(
        cast.act(),
        circle=cast.circle,
        issuer=cast.town,
        kind="letter_of_intent",
        values=values,
        document=letter.document,
        base_number=1,
    )
    assert (again.number, again.document_id) == (2, letter.document_id)
    assert queries.latest_version(letter.document) == again
    with pytest.raises(Refused) as error:
        ops.assemble(
            cast.act(),
            circle=cast.circle,
            issuer=cast.town,
            kind="letter_of_intent",
            values=values,
            document=letter.document,
            base_number=1,
        )
    assert error.value.code == "version_conflict"


def test_assemble_character_without_glyph_is_refused_at_its_slot(cast, letter_values):
    values = {**letter_values, "their_city": f"Villa {NO_GLYPH}"}
    with pytest.raises(Invalid) as error:
        ops.assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=values)
    assert list(error.value.errors) == ["their_city"]
    assert f"En “Villa {NO_GLYPH}”: “{NO_GLYPH}” es un emoji" in str(error.value.errors["their_city"][0])
    assert not Document.objects.exists()


def test_assemble_wrong_option_or_language_is_refused_at_its_field(cast, letter_values):
    for more, field in (
        ({"values": {**letter_values, "relation_kind": "war"}}, "relation_kind"),
        ({"languages": ["xx"]}, "languages"),
    ):
        call = {"circle": cast.circle, "issuer": cast.town, "kind": "letter_of_intent", "values": letter_values, **more}
        with pytest.raises(Invalid) as error:
            ops.assemble(cast.act(), **call)
        assert list(error.value.errors) == [field]


def test_assemble_unknown_kind_or_other_paper_is_refused(cast, letter):
    with pytest.raises(Refused) as error:
        ops.assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind="poem", values={})
    assert error.value.code == "template_unknown"
    with pytest.raises(Refused) as error:
        ops.assemble(
            cast.act(), circle=cast.circle, issuer=cast.town, kind="agreement", values={}, document=letter.document
        )
    assert error.value.code == "other_paper"


def test_assemble_by_an_outsider_or_observer_sees_no_circle(cast, letter_values):
    for who in (cast.outsider, cast.observer):
        with pytest.raises(NotVisible):
            ops.assemble(
                cast.act(who), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=letter_values
            )
    assert not Document.objects.exists()


# Two writers


def edit(act, version, key, text, *, seen=None, lang="es", base=None):
    return ops.edit_block(
        act,
        document=version.document,
        base_number=base or version.number,
        key=key,
        language=lang,
        text=text,
        seen_text=text_of(version, key, lang) if seen is None else seen,
    )


def test_save_version_from_an_old_one_is_refused(cast, letter):
    content = letter.as_content
    key = first_paragraph(letter)
    ops.save_version(
        cast.act(),
        document=letter.document,
        content=content.with_text(key, "es", "Uno."),
        base_number=1,
        origin=Origin.EDITED,
    )
    with pytest.raises(Refused) as error:
        ops.save_version(
            cast.act(),
            document=letter.document,
            content=content.with_text(key, "es", "Dos."),
            base_number=1,
            origin=Origin.EDITED,
        )
    assert error.value.code == "version_conflict"
    assert [v.number for v in queries.list_versions(letter.document)] == [2, 1]
    assert text_of(queries.latest_version(letter.document), key) == "Uno."


def test_save_version_leaves_earlier_ones_as_they_were(cast, letter):
    before = (letter.content, letter.sha256)
    key = first_paragraph(letter)
    second = edit(cast.act(), letter, key, "Otro texto.")
    letter.refresh_from_db()
    assert (letter.content, letter.sha256) == before
    assert Content.from_json(letter.content).sha256 == letter.sha256
    assert second.sha256 != letter.sha256
    assert (second.template_sha256, second.values) == (letter.template_sha256, letter.values)


def test_edit_block_of_two_persons_in_two_blocks_loses_nothing(cast, agreement):
    one, other = [b.key for b in agreement.as_content.blocks if b.kind == "paragraph"][:2]
    edit(cast.act(), agreement, one, "Texto de la primera persona.")
    version = edit(cast.act(cast.counterpart), agreement, other, "Texto de la segunda persona.")
    assert version.number == 3
    assert text_of(version, one) == "Texto de la primera persona."
    assert text_of(version, other) == "Texto de la segunda persona."


def test_edit_block_of_two_persons_in_two_languages_of_one_block_loses_nothing(cast, agreement):
    key = first_paragraph(agreement)
    edit(cast.act(), agreement, key, "En español.")
    version = edit(cast.act(cast.counterpart), agreement, key, "In English.", lang="en")
    assert version.as_content.block(key).text == {"es": "En español.", "en": "In English."}


def test_edit_block_of_two_persons_in_the_same_text_shows_both(cast, agreement):
    key = first_paragraph(agreement)
    seen = text_of(agreement, key)
    edit(cast.act(), agreement, key, "De la primera.")
    with pytest.raises(ops.ClauseConflict) as error:
        edit(cast.act(cast.counterpart), agreement, key, "De la segunda.")
    found = error.value
    assert (found.code, found.field) == ("clause_conflict", "text")
    assert (found.seen, found.theirs, found.mine, found.version) == (seen, "De la primera.", "De la segunda.", 2)
    assert Version.objects.filter(document=agreement.document).count() == 2
    resolved = edit(cast.act(cast.counterpart), agreement, key, "De las dos.", seen="De la primera.", base=2)
    assert text_of(resolved, key) == "De las dos."


def test_edit_block_that_was_taken_away_meanwhile_shows_what_was_typed(cast, agreement):
    content = agreement.as_content
    key = first_paragraph(agreement)
    without = Content(content.languages, tuple(b for b in content.blocks if b.key != key), content.layout, content.meta)
    ops.save_version(cast.act(), document=agreement.document, content=without, base_number=1, origin=Origin.RETURNED)
    with pytest.raises(ops.ClauseConflict) as error:
        edit(cast.act(), agreement, key, "Lo mío.")
    assert (error.value.theirs, error.value.mine) == ("", "Lo mío.")


@pytest.mark.parametrize("same_block", [False, True])
def test_edit_block_while_another_saves_between_reading_and_writing(cast, agreement, monkeypatch, same_block):
    one, other = [b.key for b in agreement.as_content.blocks if b.kind == "paragraph"][:2]
    real = texts.latest_version

    def slow(document):
        row = real(document)
        monkeypatch.undo()
        edit(cast.act(cast.counterpart), agreement, one if same_block else other, "La otra persona.")
        return row

    monkeypatch.setattr(texts, "latest_version", slow)
    if same_block:
        with pytest.raises(ops.ClauseConflict) as error:
            edit(cast.act(), agreement, one, "Yo.")
        assert (error.value.theirs, error.value.mine) == ("La otra persona.", "Yo.")
    else:
        version = edit(cast.act(), agreement, one, "Yo.")
        assert (version.number, text_of(version, one), text_of(version, other)) == (3, "Yo.", "La otra persona.")


def test_edit_block_with_the_same_text_makes_no_version(cast, agreement):
    key = first_paragraph(agreement)
    before = get_head(cast.circle.public_id)
    assert edit(cast.act(), agreement, key, f"  {text_of(agreement, key)} ") == agreement
    assert get_head(cast.circle.public_id) == before


def test_edit_block_takes_no_slot_of_its_own_and_no_character_without_glyph(cast, agreement):
    key = first_paragraph(agreement)
    for text in ("Un {espacio_nuevo} más.", f"Con {NO_GLYPH}."):
        with pytest.raises(Invalid) as error:
            edit(cast.act(), agreement, key, text)
        assert list(error.value.errors) == ["text"]
    late = standing_slots(agreement.as_content)[0]
    assert text_of(edit(cast.act(), agreement, key, f"En {{{late}}}."), key) == f"En {{{late}}}."


def test_edit_block_in_a_language_or_version_the_paper_has_not_is_refused(cast, agreement):
    key = first_paragraph(agreement)
    with pytest.raises(Refused) as error:
        edit(cast.act(), agreement, key, "x", lang="ja", seen="")
    assert error.value.code == "language_unknown"
    with pytest.raises(Refused) as error:
        edit(cast.act(), agreement, key, "x", base=9)
    assert error.value.code == "version_unknown"


def test_edit_block_of_anothers_working_paper_is_not_visible(cast, letter, agreement):
    with pytest.raises(NotVisible):
        edit(cast.act(cast.counterpart), letter, first_paragraph(letter), "x")
    with pytest.raises(NotVisible):
        edit(cast.act(cast.observer), agreement, first_paragraph(agreement), "x")
    with pytest.raises(NotVisible):
        edit(cast.act(cast.outsider), agreement, first_paragraph(agreement), "x")
    assert edit(cast.act(cast.counterpart), agreement, first_paragraph(agreement), "x").number == 2


@hypothesis_settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(edits=st.lists(st.tuples(st.integers(0, 3), st.sampled_from(["es", "en"]), st.integers(0, 99)), max_size=6))
def test_edit_block_by_many_from_the_same_version_last_text_of_each_block_is_the_first_that_came(cast, edits):
    version = ops.assemble(
        cast.act(),
        circle=cast.circle,
        issuer=cast.town,
        kind="agreement",
        values=load("agreement").sample,
        shared=True,
        languages=("es", "en"),
    )
    keys = [b.key for b in version.as_content.blocks if b.kind == "paragraph"][:4]
    first: dict[tuple[str, str], str] = {}
    for at, lang, number in edits:
        text, place = f"Texto {number}.", (keys[at], lang)
        if first.setdefault(place, text) == text:
            edit(cast.act(), version, keys[at], text, lang=lang)
        else:
            with pytest.raises(ops.ClauseConflict) as error:
                edit(cast.act(), version, keys[at], text, lang=lang)
            assert (error.value.theirs, error.value.mine) == (first[place], text)
    latest = queries.latest_version(version.document)
    assert {place: text_of(latest, *place) for place in first} == first
    untouched = [b for b in version.as_content.blocks if not any(b.key == k for k, _lang in first)]
    assert [latest.as_content.block(b.key) for b in untouched] == untouched


# What the checker says


class Nowhere:
    def find_in_text(self, text, lang):
        return []


def brief(version: Version) -> Brief:
    return Brief(kind="agreement", domestic=False, parties=(), on=DAY, languages=version.as_content.languages)


def seeded(cast, agreement) -> tuple[Version, Finding]:
    """An agreement with a mistake that the checker mends, and the finding."""
    key = next(b.key for b in agreement.as_content.blocks if "(60)" in b.text["es"])
    version = edit(cast.act(), agreement, key, text_of(agreement, key).replace("(60)", "(90)"))
    findings = queries.check_version(version, brief=brief(version), gazetteer=Nowhere())
    return version, next(f for f in findings if f.block == key and f.repairs)


class Counted(Nowhere):
    """Places of a file known by its stamp, and how often they were asked."""

    def __init__(self, stamp: str) -> None:
        self.stamp, self.asked = stamp, 0

    def find_in_text(self, text, lang):
        self.asked += 1
        return []


def test_check_version_again_reads_nothing_and_says_the_same(cast, agreement):
    version, _finding = seeded(cast, agreement)
    places = Counted(version.public_id)
    first = queries.check_version(version, brief=brief(version), gazetteer=places)
    asked = places.asked
    assert (asked > 0, queries.check_version(version, brief=brief(version), gazetteer=places)) == (True, first)
    assert places.asked == asked
    later = replace(brief(version), on=DAY.replace(year=2027))
    queries.check_version(version, brief=later, gazetteer=places)
    assert places.asked > asked, "another day is another question"
    other = Counted(f"{version.public_id}, rebuilt")
    assert queries.check_version(version, brief=brief(version), gazetteer=other) == first
    assert other.asked == asked, "so is another file"


def test_apply_repair_mends_the_text_as_a_new_version(cast, agreement):
    version, finding = seeded(cast, agreement)
    mended = ops.apply_repair(
        cast.act(),
        document=version.document,
        base_number=version.number,
        finding_fingerprint=finding.fingerprint,
        repair_index=0,
        brief=brief(version),
        gazetteer=Nowhere(),
    )
    assert (mended.number, mended.origin, mended.note) == (version.number + 1, Origin.REPAIRED, finding.code)
    again = queries.check_version(mended, brief=brief(mended), gazetteer=Nowhere())
    assert finding.fingerprint not in {f.fingerprint for f in again}


def test_apply_repair_to_an_old_version_or_a_finding_that_is_gone_is_refused(cast, agreement):
    version, finding = seeded(cast, agreement)
    call = {"document": version.document, "brief": brief(version), "gazetteer": Nowhere()}
    for base, fingerprint, index, code in (
        (1, finding.fingerprint, 0, "version_conflict"),
        (2, "0" * 16, 0, "finding_gone"),
        (2, finding.fingerprint, 99, "finding_gone"),
    ):
        with pytest.raises(Refused) as error:
            ops.apply_repair(cast.act(), base_number=base, finding_fingerprint=fingerprint, repair_index=index, **call)
        assert error.value.code == code
    assert queries.latest_version(version.document) == version


def may_keep(monkeypatch, *, allowed: bool) -> Finding:
    finding = Finding(
        "C01", Severity.WARNING, 0.9, "p", "es", 0, 1, {}, {}, (Repair({}, (Edit("p", "es", 0, 1, "x"),)),), (), allowed
    )
    monkeypatch.setattr(queries.checking, "check", lambda *args, **more: [finding])
    return finding


def test_keep_finding_with_a_reason_takes_it_off_the_list(cast, agreement, monkeypatch):
    finding = may_keep(monkeypatch, allowed=True)
    call = {"brief": brief(agreement), "gazetteer": Nowhere()}
    assert queries.check_version(agreement, **call) == [finding]
    kept = ops.keep_finding(
        cast.act(), document=agreement.document, fingerprint=finding.fingerprint, code="C01", reason="Así se llama"
    )
    assert queries.check_version(agreement, **call) == []
    standing, shown = queries.check_with_kept(agreement, **call)
    assert (standing, [(k.finding, k.reason, k.kept_by) for k in shown]) == (
        [],
        [(finding, "Así se llama", kept.kept_by)],
    )
    assert happened(cast)[-1] == "documents.finding_kept"


def test_keep_finding_that_must_not_be_kept_stands_all_the_same(cast, agreement, monkeypatch):
    finding = may_keep(monkeypatch, allowed=False)
    ops.keep_finding(cast.act(), document=agreement.document, fingerprint=finding.fingerprint, code="C01", reason="No")
    assert queries.check_version(agreement, brief=brief(agreement), gazetteer=Nowhere()) == [finding]


def test_keep_finding_needs_a_reason_and_is_kept_once(cast, agreement):
    with pytest.raises(Invalid) as error:
        ops.keep_finding(cast.act(), document=agreement.document, fingerprint="f" * 16, code="C01", reason=" ")
    assert list(error.value.errors) == ["reason"]
    for reason in ("uno", "dos"):
        ops.keep_finding(cast.act(), document=agreement.document, fingerprint="f" * 16, code="C01", reason=reason)
    assert [k.reason for k in KeptFinding.objects.all()] == ["uno"]


def test_add_comment_on_an_article_by_the_counterpart(cast, agreement):
    group = agreement.as_content.groups()[1]
    ops.add_comment(cast.act(cast.counterpart), document=agreement.document, group=group, text="Revisar\nel plazo")
    assert [(c.group, c.text) for c in queries.list_comments(agreement.document, group)] == [
        (group, "Revisar\nel plazo")
    ]
    with pytest.raises(Refused) as error:
        ops.add_comment(cast.act(), document=agreement.document, group="art-99", text="x")
    assert error.value.code == "group_unknown"
    with pytest.raises(Invalid):
        ops.add_comment(cast.act(), document=agreement.document, group=group, text=" ")
    with pytest.raises(NotVisible):
        ops.add_comment(cast.act(cast.observer), document=agreement.document, group=group, text="x")
    assert Comment.objects.count() == 1


# Issuing


LATE = {"issue_place": "Villa Serena", "issue_date": DAY}


def give_out(cast, version, **more) -> Issue:
    brief = queries.brief_of_house(cast.town, version.document.kind, DAY, languages=tuple(version.as_content.languages))
    call = {"late": LATE, "folio": "VS/001/2026", "issued_on": DAY, "letterhead_of": cast.town, "brief": brief, **more}
    return ops.issue(cast.act(), version=version, **call)


def pdf_text(data: bytes) -> str:
    from pypdf import PdfReader

    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages).split())


def test_issue_letter_keeps_both_files_code_and_anchor(cast, letter, own_storage, settings):
    settings.PUBLIC_BASE_URL = "https://hermanar.example"
    anchor = get_head(cast.circle.public_id)
    paper = give_out(cast, letter)
    assert (paper.anchor_seq, paper.anchor_hash) == anchor
    assert (paper.state, paper.folio, paper.is_exercise) == (IssueState.IN_FORCE, "VS/001/2026", False)
    assert paper.late == {
        "issue_place": "Villa Serena",
        "issue_date": {lang: Dated(DAY).in_words(lang) for lang in letter.as_content.languages},
        "folio": "VS/001/2026",
    }
    name, media_type, pdf = queries.get_rendition(paper, "pdf")
    assert (name, media_type) == (f"carta-de-intencion-vs0012026-{paper.code}.pdf", "application/pdf")
    text = pdf_text(pdf)
    assert "2 de marzo de 2026" in text
    assert "VS/001/2026" in text
    assert paper.code in text
    assert f"hermanar.example/verificar/{paper.code}/" in text.replace(" ", "")
    assert queries.get_rendition(paper, "docx")[2][:2] == b"PK"
    assert queries.find_issue(paper.code.upper().replace("-", " ")) == paper
    line = list_lines(cast.circle.public_id)[0]
    assert (line.happened, line.data["code"], line.data["sha256"]) == (
        "documents.paper_issued",
        paper.code,
        letter.sha256,
    )
    assert list(verify({cast.circle.public_id: (paper.anchor_seq, paper.anchor_hash)})) == []


def test_issue_does_not_change_the_version_nor_its_hash(cast, letter, own_storage):
    before = (letter.content, letter.sha256)
    give_out(cast, letter)
    letter.refresh_from_db()
    assert (letter.content, letter.sha256) == before
    assert letter.as_content.sha256 == letter.sha256


@hypothesis_settings(max_examples=25, deadline=None)
@given(place=st.text("abcñ é{}", max_size=9), on=st.dates(dt.date(2000, 1, 1), dt.date(2100, 1, 1)))
def test_hash_of_content_does_not_depend_on_what_fills_its_late_slots(place, on):
    template = load("letter_of_intent")
    content = fill(template, template.sample).content
    before = content.sha256
    filled = fill_late(content, {"issue_place": place, "issue_date": on, "folio": None})
    assert content.sha256 == before == Content.from_json(content.as_json()).sha256
    assert filled.sha256 != before
    assert not {"issue_place", "issue_date", "folio"} & set(standing_slots(filled))


@pytest.mark.parametrize("kind", kinds())
def test_issue_every_kind_of_the_library_from_its_sample(cast, own_storage, kind):
    template = load(kind)
    version = ops.assemble(cast.act(), circle=cast.circle, issuer=cast.town, kind=kind, values=template.sample)
    version.refresh_from_db()
    assert queries.model_of(version) == version.as_content
    paper = give_out(cast, version, late=template.sample_late)
    assert set(standing_slots(fill_late(version.as_content, paper.late))) <= set(template.late) - set(paper.late)
    assert {r.format for r in paper.renditions.all()} == {"pdf", "docx"}


def test_issue_without_a_late_value_leaves_a_line_to_fill_by_hand(cast, letter, own_storage):
    paper = give_out(cast, letter, late={}, folio="")
    assert paper.late == {}
    assert "issue_date" not in pdf_text(queries.get_rendition(paper, "pdf")[2])


def test_issue_paper_with_blanks_is_blocked(cast, letter_values, own_storage):
    del letter_values["their_city"]
    version = ops.assemble(
        cast.act(), circle=cast.circle, issuer=cast.town, kind="letter_of_intent", values=letter_values
    )
    with pytest.raises(Blocked) as error:
        give_out(cast, version)
    blocker = error.value.blockers[0]
    assert (blocker.code, blocker.at) == ("paper_has_blanks", {"document": version.document.public_id})
    assert not Issue.objects.exists()


def test_issue_late_value_without_glyph_is_refused_at_its_slot(cast, letter, own_storage):
    with pytest.raises(Invalid) as error:
        give_out(cast, letter, late={**LATE, "issue_place": NO_GLYPH})
    assert list(error.value.errors) == ["issue_place"]
    assert not Issue.objects.exists()


@pytest.mark.parametrize("renderer", ["render_pdf", "render_docx"])
def test_issue_whose_printing_fails_leaves_nothing(cast, letter, own_storage, monkeypatch, renderer):
    def broken(*args, **more):
        raise RuntimeError("no ink")

    monkeypatch.setattr(renderers, renderer, broken)
    before = get_head(cast.circle.public_id)
    with pytest.raises(RuntimeError):
        give_out(cast, letter)
    assert (Issue.objects.count(), Rendition.objects.count(), Blob.objects.count()) == (0, 0, 0)
    assert get_head(cast.circle.public_id) == before


def test_issue_that_supersedes_marks_the_old_one_and_keeps_its_bytes(cast, letter, own_storage):
    old = give_out(cast, letter)
    bytes_before = queries.get_rendition(old, "pdf")[2]
    new = give_out(cast, letter, folio="VS/002/2026", supersedes=old)
    old.refresh_from_db()
    assert (old.state, old.superseded_by, new.state) == (IssueState.SUPERSEDED, new, IssueState.IN_FORCE)
    assert queries.get_rendition(old, "pdf")[2] == bytes_before
    assert happened(cast)[-2:] == ["documents.paper_issued", "documents.paper_superseded"]
    with pytest.raises(Refused) as error:
        give_out(cast, letter, folio="VS/003/2026", supersedes=old)
    assert error.value.code == "issue_not_in_force"
    assert Issue.objects.count() == 2


def test_issue_in_an_exercise_is_marked_whatever_is_asked(cast, letter, own_storage):
    cast.circle.exercise_at = dt.datetime(2022, 3, 1, tzinfo=dt.UTC)
    cast.circle.save(update_fields=["exercise_at"])
    letter = Version.objects.get(pk=letter.pk)
    paper = give_out(cast, letter, exercise=False)
    assert paper.is_exercise
    assert "sin validez oficial" in pdf_text(queries.get_rendition(paper, "pdf")[2]).lower()


def test_withdraw_issue_is_once_and_with_a_reason(cast, letter, own_storage):
    paper = give_out(cast, letter)
    with pytest.raises(Invalid):
        ops.withdraw_issue(cast.act(), issue=paper, reason="")
    with pytest.raises(NotVisible):
        ops.withdraw_issue(cast.act(cast.counterpart), issue=paper, reason="x")
    stale = Issue.objects.get(pk=paper.pk)
    ops.withdraw_issue(cast.act(), issue=paper, reason="Error en el destinatario")
    assert Issue.objects.get(pk=paper.pk).state == IssueState.WITHDRAWN
    with pytest.raises(Refused) as error:
        ops.withdraw_issue(cast.act(), issue=stale, reason="otra vez")
    assert error.value.code == "issue_not_in_force"


# Folios and letterhead


def test_next_folio_counts_per_series_and_year(cast):
    def take(series: str, on: dt.date) -> str:
        return ops.next_folio(cast.act(), organisation=cast.town, series=series, on=on)

    assert [take("PM", DAY), take("PM", DAY), take("DRI", DAY), take("PM", DAY.replace(year=2027))] == [
        "VS/PM/001/2026",
        "VS/PM/002/2026",
        "VS/DRI/001/2026",
        "VS/PM/001/2027",
    ]
    assert [s.last for s in queries.list_series(cast.town)] == [1, 1, 2]
    assert {line.happened for line in list_lines(cast.town.home.public_id)} == {"documents.folio_given"}


def test_next_folio_skips_what_was_typed_from_paper(cast):
    ops.use_folio(cast.act(), organisation=cast.town, folio="vs/pm/001/2026", what="letter:1")
    assert ops.next_folio(cast.act(), organisation=cast.town, series="PM", on=DAY) == "VS/PM/002/2026"


@pytest.mark.parametrize(
    ("who", "series", "on", "folio"),
    [
        (None, "DEP", dt.date(2026, 3, 1), "VS/DEP/001/2026"),  # a series of the house is nobody's
        (None, "PM", dt.date(2026, 2, 1), "VS/PM/001/2026"),  # before the Presidency had its own
        (None, "PM", dt.date(2026, 3, 1), "PRES-1-2026"),  # and since
        ("mayor", "PM", dt.date(2026, 3, 1), "PRES-1-2026"),
        ("liaison", "PM", dt.date(2026, 3, 1), "DRI/0007/2026"),
        ("liaison", "PM", dt.date(2026, 7, 1), "VINC.001.2026"),  # renamed in June
        ("liaison", "PM", dt.date(2027, 1, 2), "VINC.001.2027"),  # the year begins with the scheme of the last one
        ("secretary", "PM", dt.date(2026, 3, 1), "VS/PM/001/2026"),  # without one: the organisation's
    ],
)
def test_next_folio_is_of_the_offices_series_on_that_day_else_of_the_houses(cast, who, series, on, folio):
    offices = {
        name: Office.objects.create(organisation=cast.town, title=name, role=role)
        for name, role in (("mayor", "mayor"), ("liaison", "liaison"), ("secretary", "council_secretary"))
    }
    for name, own, pattern, number, since in (
        ("mayor", "PRES", "{series}-{number}-{year}", 1, dt.date(2026, 2, 15)),
        ("liaison", "DRI", "{series}/{number:04d}/{year}", 7, None),
        ("liaison", "VINC", "{series}.{number:03d}.{year}", 1, dt.date(2026, 6, 1)),
    ):
        ops.set_folio_series(
            cast.act(), organisation=cast.town, series=own, year=2026, pattern=pattern,
            next_number=number, office=offices[name], from_on=since,
        )  # fmt: skip
    assert ops.next_folio(cast.act(), organisation=cast.town, series=series, on=on, office=offices.get(who)) == folio


def test_next_folio_after_another_writer_took_one_takes_the_next(cast, monkeypatch):
    FolioSeries.objects.create(organisation=cast.town, series="PM", year=2026, last=4)
    real, raced = FolioSeries.objects.get_or_create, []

    def slow(**more):
        row, new = real(**more)
        # another writer comes between our reading and our writing
        monkeypatch.undo()
        raced.append(ops.next_folio(cast.act(), organisation=cast.town, series="PM", on=DAY))
        return row, new

    monkeypatch.setattr(FolioSeries.objects, "get_or_create", slow)
    assert ops.next_folio(cast.act(), organisation=cast.town, series="PM", on=DAY) == "VS/PM/006/2026"
    assert raced == ["VS/PM/005/2026"]


def test_use_folio_twice_is_refused_at_its_field_and_only_in_that_house(cast):
    ops.use_folio(cast.act(), organisation=cast.town, folio=" PM/161/2026 ", what="letter:1")
    with pytest.raises(Refused) as error:
        ops.use_folio(cast.act(), organisation=cast.town, folio="PM/161/2026", what="letter:2")
    assert (error.value.code, error.value.field) == ("folio_used", "folio")
    ops.use_folio(cast.act(), organisation=cast.counterpart, folio="PM/161/2026", what="letter:3")
    assert FolioUsed.objects.count() == 2
    with pytest.raises(Invalid):
        ops.use_folio(cast.act(), organisation=cast.town, folio=" ", what="letter:2")


def test_set_letterhead_is_of_its_year_and_lends_arms_to_the_next(cast):
    blob = Blob.objects.create(sha256="a" * 64, size=1, media_type="image/png", stored_at=cast.act().at)
    arms = Attachment.objects.create(
        circle=cast.town.home, blob=blob, filename="escudo.png", attached_at=cast.act().at, attached_by="x"
    )
    ops.set_letterhead(
        cast.act(),
        organisation=cast.town,
        year=2026,
        lines="H. Ayuntamiento\nPresidencia",
        motto="2026, Año de Prueba",
        arms=arms,
    )
    ops.set_letterhead(cast.act(), organisation=cast.town, year=2027, lines="H. Ayuntamiento")
    assert [(row.year, row.arms) for row in Letterhead.objects.order_by("year")] == [(2026, arms), (2027, arms)]
    ops.set_letterhead(cast.act(), organisation=cast.town, year=2026, lines="Otra")
    assert Letterhead.objects.count() == 2
    assert Letterhead.objects.get(year=2026).lines == "Otra"


def test_letterhead_names_the_office_that_gives_the_paper_out(cast):
    office = {"es": "Secretaría del Ayuntamiento", "en": "Office of the Secretary"}
    assert queries.letterhead_for(cast.town, DAY, office).issuer["en"] == (
        "Municipio de Villa Serena", "Office of the Secretary",
    )  # fmt: skip
    ops.set_letterhead(
        cast.act(),
        organisation=cast.town,
        year=DAY.year,
        lines="H. Ayuntamiento de Villa Serena\nPresidencia Municipal",
    )
    assert queries.letterhead_for(cast.town, DAY).issuer["es"][1] == "Presidencia Municipal"
    assert queries.letterhead_for(cast.town, DAY, office).issuer["es"] == (
        "H. Ayuntamiento de Villa Serena", "Secretaría del Ayuntamiento",
    )  # fmt: skip


def test_letterhead_for_a_year_without_sheet_borrows_lines_but_not_the_motto(cast):
    assert queries.letterhead_for(cast.town, DAY).issuer["es"] == ("Municipio de Villa Serena",)
    ops.set_letterhead(
        cast.act(),
        organisation=cast.town,
        year=2025,
        lines="H. Ayuntamiento\nPresidencia",
        motto="2025",
        slogan="Adelante",
    )
    before = queries.letterhead_for(cast.town, dt.date(2025, 5, 1))
    after = queries.letterhead_for(cast.town, DAY)
    assert before.motto_of_year == {"es": "2025"}
    assert (after.issuer["es"], after.motto_of_year, after.slogan) == (
        ("H. Ayuntamiento", "Presidencia"),
        {},
        {"es": "Adelante"},
    )


def test_set_letterhead_by_others_or_with_what_cannot_be_printed_is_refused(cast):
    with pytest.raises(Refused) as error:
        ops.set_letterhead(cast.act(cast.counterpart), organisation=cast.town, year=2026, lines="x")
    assert error.value.code == "not_allowed"
    with pytest.raises(Refused):
        ops.set_letterhead(cast.act(roles=("committee_member",)), organisation=cast.town, year=2026, lines="x")
    blob = Blob.objects.create(sha256="b" * 64, size=1, media_type="application/pdf", stored_at=cast.act().at)
    arms = Attachment.objects.create(
        circle=cast.town.home, blob=blob, filename="escudo.pdf", attached_at=cast.act().at, attached_by="x"
    )
    with pytest.raises(Invalid) as invalid:
        ops.set_letterhead(cast.act(), organisation=cast.town, year=2026, motto=NO_GLYPH, arms=arms)
    assert set(invalid.value.errors) == {"motto", "arms"}
    assert not Letterhead.objects.exists()


def test_operator_writes_any_paper(cast, letter):
    act = cast.act()
    operator = type(act)(actor=Actor.operator(), at=act.at)
    assert edit(operator, letter, first_paragraph(letter), "Del operador.").number == 2


def test_share_document_shows_it_to_the_circle_and_is_told_once(cast, letter):
    theirs = cast.act(cast.counterpart)
    with pytest.raises(NotVisible):
        queries.get_document(theirs.actor, letter.document.public_id)
    with pytest.raises(NotVisible):
        ops.share_document(theirs, document=letter.document)
    for _time in range(2):
        ops.share_document(cast.act(), document=letter.document)
    assert queries.get_document(theirs.actor, letter.document.public_id) == letter.document
    assert happened(cast).count("documents.document_shared") == 1
