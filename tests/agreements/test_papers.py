"""Papers of a case beside its text: what they cite, who gives them out, the later act they become."""

import datetime as dt
import json

import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile

from hermanar.agreements.enums import (
    CASE_LETTERS,
    CASE_PAPERS,
    DEPOSITED_PAPERS,
    LATER_ACT_OF,
    AgreementState,
    Capacity,
    LaterActKind,
    SigningState,
)
from hermanar.agreements.models import CasePaper
from hermanar.agreements.operations import (
    SignedBy,
    accept_returned,
    comment_article,
    deposit_paper,
    edit_clause,
    keep_text,
    record_later_act,
    redo_text,
    repair_text,
    take_back_file,
    undo_text,
)
from hermanar.agreements.operations.papers import (
    correct_case_paper,
    issue_case_paper,
    share_case_paper,
    start_case_paper,
    tie_case_paper,
)
from hermanar.agreements.queries import check_text, get_case_paper, get_signing, list_case_papers, paper_languages
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Version
from hermanar.documents.operations import ClauseConflict
from hermanar.documents.queries import draft_docx, get_rendition, latest_version
from hermanar.documents.rules.templates import load
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.journal.models import Entry
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.meetings.enums import Purpose
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.registry.operations import conclude_signing, retract_signing
from tests import relation as relations
from tests.cast import take_over
from tests.kept import kept

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once

ON = dt.date(2022, 9, 5)
# what a person types of each paper, from the library's own sample
TYPED = {
    kind: {name: value for name, value in load(kind).sample.items() if name in names}
    for kind, names in {
        "addendum": ("addendum_reasons", "amendments", "effective_date"),
        "renewal": ("evaluation_results",),
        "termination": ("effective_date",),
        "friendship": ("ties",),
        "cabildo_point": ("considerations", "committee_name"),
        "meeting_invitation": (
            "meeting_form",
            "meeting_place",
            "meeting_slots",
            "agenda",
            "reply_by",
            "copies",
            "initials",
        ),
        "lead_sheet": (
            "reporter_office",
            "reporter_post",
            "city_description",
            "foreign_contact",
            "promoters",
            "diaspora_link",
            "project_ideas",
            "meeting_slots",
            "documents",
            "reply_by",
        ),
        "ratification": ("our_authorization",),  # what authorised the first text authorises no other
        "concept_note": tuple(n for n in load("concept_note").sample if n != "our_office"),
    }.items()
}


@pytest.fixture
@kept
def partnership(cast):
    """Signed in January 2022."""
    row = relations.ready_to_sign(cast)
    relations.confirm(cast, relations.deposit(cast, row))
    return relations.fresh(row)


def approve_study(cast, partnership, number="04"):
    """The act by which the Committee approved the study."""
    if not hasattr(partnership, "study"):
        relations.submit_study(cast, partnership)
    session = relations.hold(cast, relations.committee(cast), number=number)
    return relations.resolve(cast, session, partnership, Purpose.APPROVE_STUDY)


def start(cast, partnership, kind, **more):
    return start_case_paper(
        cast.act("liaison", ON), partnership=partnership, kind=kind, typed=TYPED.get(kind, {}) | more
    )


def said(paper, lang="es"):
    return "\n".join(b.text.get(lang, "") for b in latest_version(paper.document).as_content.blocks)


def test_every_paper_is_filled_from_the_case_without_a_finding_and_given_out(cast, partnership):
    approve_study(cast, partnership)
    for kind in CASE_PAPERS:
        paper = start(cast, partnership, kind)
        version = latest_version(paper.document)
        assert "____" not in said(paper) + said(paper, "en"), kind
        checked = check_text(paper, version, gazetteer=relations.NOWHERE, on=ON)
        assert [(f.code, f.block, f.lang, str(f.message)) for f in checked.findings if f.severity != "hint"] == [], kind
        if kind not in {"ratification", "renewal"}:
            continue  # one text of both sides and one letter are printed; every paper is in the tests of the library
        who = "mayor" if kind in CASE_LETTERS else "liaison"
        issued = issue_case_paper(cast.act(who, ON), paper=paper, gazetteer=relations.NOWHERE)
        assert {get_rendition(issued.issue, fmt)[2][:2] for fmt in ("pdf", "docx")} == {b"%P", b"PK"}
        assert bool(issued.issue.folio) == (kind in CASE_LETTERS)
        # what takes a number of the house stands in its register, signed: there it is said when it goes
        lines = list(partnership.letters.filter(issue=issued.issue).values_list("kind", "state", "folio", "sent_on"))
        assert lines == ([("official", "signed_off", issued.issue.folio, None)] if kind in CASE_LETTERS else [])
        assert get_case_paper(cast.actor("counterpart"), paper.public_id) == paper


def test_later_papers_cite_the_signed_agreement_and_the_authorization(cast, partnership):
    blank = {"our_authorization": ""}
    text = said(start(cast, partnership, "ratification", **blank))
    assert "el Acuerdo de hermanamiento entre" in text
    assert "firmado en" in text
    assert "la autorización otorgada en ____" in text  # the act of the first agreement is not one of this
    later = cast.at + dt.timedelta(days=300)
    relations.authorise(cast, relations.fresh(partnership), number="02", at=later)
    text = said(start(cast, relations.fresh(partnership), "ratification", **blank))
    assert f"la autorización otorgada en el acta 02 del Cabildo, del {date_in_words(later.date())}" in text
    renewal = start(cast, partnership, "renewal")
    assert said(renewal, "en").count("the Twinning Agreement between") == 1
    # the last day is the one of the clock and of the book: the day before the anniversary
    ends, again = (latest_version(renewal.document).values[name] for name in ("original_ends", "renewed_until"))
    assert (ends, again) == ("2027-01-30", "2032-01-30")


def test_start_without_an_act_to_cite_is_invalid(cast):
    partnership = relations.open_relation(cast)
    for kind in LATER_ACT_OF:
        with pytest.raises(Invalid) as caught:
            start(cast, partnership, kind)
        assert set(caught.value.errors) == {"original_title", "original_place", "original_date"}, kind
    typed = {
        "original_title": {"es": "la Declaratoria de hermandad", "en": "the Declaration of Twinning"},
        "original_place": "Lakeside", "original_date": dt.date(1996, 5, 4),
    }  # fmt: skip
    assert "la Declaratoria de hermandad, firmado en Lakeside" in said(
        start(cast, partnership, "ratification", **typed)
    )


def test_a_paper_is_corrected_edited_and_kept_until_it_is_given_out(cast, partnership):
    act = cast.act("liaison", ON)
    paper = start(cast, partnership, "memorandum")
    assert correct_case_paper(act, paper=paper, base_number=1, typed={"term_years": 2}).number == 2
    assert "dos (2) años" in said(paper)
    version = latest_version(paper.document)
    seen = version.as_content.block("purpose.p1").text["es"]
    edit = {"draft": paper, "base_number": 2, "key": "purpose.p1", "language": "es", "seen_text": seen}
    assert edit_clause(act, text=f"{seen} Con alegría.", **edit).number == 3
    with pytest.raises(ClauseConflict):
        edit_clause(act, text="Otro.", **edit)
    keep_text(act, draft=paper, fingerprint="f" * 64, code="M01", reason="Así se acordó")
    with pytest.raises(Refused, match=r"finding_gone|señalamiento"):
        repair_text(act, draft=paper, base_number=3, fingerprint="x", repair_index=0, gazetteer=relations.NOWHERE)
    issue_case_paper(act, paper=paper, gazetteer=relations.NOWHERE)
    with pytest.raises(Refused):
        correct_case_paper(act, paper=paper, base_number=3, typed={})
    for late in (
        lambda: edit_clause(act, text="Otro.", **edit | {"base_number": 3}),
        lambda: undo_text(act, draft=paper, base_number=3),
        lambda: share_case_paper(act, paper=paper),
        lambda: keep_text(act, draft=paper, fingerprint="e" * 64, code="M01", reason="Así se acordó"),
    ):
        with pytest.raises(Refused, match="expidió"):
            late()


def test_data_are_corrected_over_the_version_that_was_seen_and_come_back_with_an_undone_step(cast, partnership):
    act = cast.act("liaison", ON)
    paper = start(cast, partnership, "memorandum", term_years=3)
    correct_case_paper(act, paper=paper, base_number=1, typed={"term_years": 2, "notice_days": 45})
    with pytest.raises(Refused) as no:
        correct_case_paper(act, paper=paper, base_number=1, typed={"term_years": 5})
    assert no.value.code == "version_conflict"
    assert paper.typed["term_years"] == 2
    undo_text(act, draft=paper, base_number=2)
    paper.refresh_from_db()
    assert (paper.typed["term_years"], "tres (3) años" in said(paper)) == (3, True)
    redo_text(act, draft=paper, base_number=3)
    paper.refresh_from_db()
    assert (paper.typed, "dos (2) años" in said(paper)) == ({"term_years": 2, "notice_days": 45}, True)


def test_a_paper_read_before_it_was_given_out_takes_no_word_more(cast, partnership):
    """Two hands: one gives the paper out while the other still holds it as a draft."""
    act = cast.act("liaison", ON)
    paper = start(cast, partnership, "memorandum")
    held = CasePaper.objects.get(pk=paper.pk)
    issue_case_paper(act, paper=paper, gazetteer=relations.NOWHERE)
    assert held.issue_id is None
    seen = latest_version(held.document).as_content.block("purpose.p1").text["es"]
    with pytest.raises(Refused) as no:
        edit_clause(
            act, draft=held, base_number=1, key="purpose.p1", language="es", seen_text=seen, text=f"{seen} Más."
        )
    assert no.value.code == "paper_issued"


def test_a_draft_is_negotiated_at_the_desk_as_the_agreement_is(cast, partnership):
    """Shared, commented from the other side, sent out in Word, taken back clause by clause, undone, given out as it stands."""
    act, theirs = cast.act("liaison", ON), cast.act("counterpart", ON)
    paper = start(cast, partnership, "addendum")
    with pytest.raises(NotVisible):
        get_case_paper(theirs.actor, paper.public_id)
    with pytest.raises(Refused):
        share_case_paper(theirs, paper=paper)
    assert share_case_paper(act, paper=paper).document.shared
    with pytest.raises(Refused, match="ya se compartió"):
        share_case_paper(act, paper=paper)
    seen = get_case_paper(theirs.actor, paper.public_id)
    comment = comment_article(
        theirs, draft=seen, group="art-02", key="art-02.p1", language="en", text="Please clarify."
    )
    assert (comment.document, comment.key) == (paper.document, "art-02.p1")
    version = latest_version(paper.document)
    data = draft_docx(version, letterhead_of=partnership.owner, exercise=True)
    changed = relations.with_words(data, "by common accord", "in good faith")
    upload = SimpleUploadedFile("addendum.docx", changed)
    attachment = store_upload(act, circle=partnership.circle, upload=upload, expect=Expect.DOCX)
    with pytest.raises(Refused):
        take_back_file(theirs, draft=seen, attachment=attachment, base_number=1)
    file = take_back_file(act, draft=paper, attachment=attachment, base_number=1)
    change = file.changes.get()
    assert (change.group, change.language) == ("art-04", "en")
    assert accept_returned(act, draft=paper, change=change).number == 2
    assert "in good faith" in said(paper, "en")
    assert undo_text(act, draft=paper, base_number=2).number == 3
    assert "in good faith" not in said(paper, "en")
    issued = issue_case_paper(act, paper=paper, gazetteer=relations.NOWHERE)
    assert issued.issue.version.number == 3
    point = start(cast, partnership, "cabildo_point")
    with pytest.raises(Refused, match="de su casa"):
        share_case_paper(act, paper=point)


def test_issue_is_of_the_right_person_and_stops_at_blanks(cast, partnership):
    with pytest.raises(Refused, match="Presidencia"):
        paper = start(cast, partnership, "renewal")
        issue_case_paper(cast.act("liaison", ON), paper=paper, gazetteer=relations.NOWHERE)
    blank = start(cast, partnership, "friendship", ties=[])
    with pytest.raises(Blocked):
        issue_case_paper(cast.act("liaison", ON), paper=blank, gazetteer=relations.NOWHERE)
    with pytest.raises(Refused):
        start_case_paper(cast.act("counterpart", ON), partnership=partnership, kind="memorandum")
    with pytest.raises(Refused):
        start(cast, partnership, "opinion")


def test_tie_says_which_later_act_the_paper_became(cast, partnership):
    act, agreement = cast.act("liaison", ON), partnership.agreement
    paper = start(cast, partnership, "ratification")
    row = record_later_act(act, agreement=agreement, kind=LaterActKind.REAFFIRMATION, on=ON, summary="Se ratifica")
    other = record_later_act(act, agreement=agreement, kind=LaterActKind.AMENDMENT, on=ON, summary="Se modifica")
    with pytest.raises(Refused):
        tie_case_paper(act, paper=paper, later_act=row)  # not given out yet
    issue_case_paper(act, paper=paper, gazetteer=relations.NOWHERE)
    with pytest.raises(Refused):
        tie_case_paper(act, paper=paper, later_act=other)
    assert tie_case_paper(act, paper=paper, later_act=row).later_act == row
    assert row.paper == paper
    with pytest.raises(Refused):
        tie_case_paper(act, paper=paper, later_act=row)


def test_drafts_are_the_houses_own(cast, partnership, django_assert_num_queries):
    paper = start(cast, partnership, "memorandum")
    start(cast, partnership, "friendship")
    with django_assert_num_queries(4):  # whose circles, the parts there, the papers, their deposits
        assert list_case_papers(cast.actor("liaison"), partnership)[0] == paper
    assert list_case_papers(cast.actor("counterpart"), partnership) == []
    with pytest.raises(NotVisible):
        get_case_paper(cast.actor("counterpart"), paper.public_id)


@pytest.mark.parametrize("how", ["in_charge", "by_absence"])
def test_letter_of_the_mayor_goes_out_in_the_capacity_of_who_signs_it(cast, partnership, how):
    paper = start(cast, partnership, "renewal")
    assert f"{cast.persons['mayor'].name}\nPresidencia Municipal" in said(paper)
    cast.at = cast.act("mayor", ON).at
    who = take_over(cast, "mayor", how)
    issued = issue_case_paper(cast.act(who, ON), paper=paper, gazetteer=relations.NOWHERE)
    post = cast.appointments[who]
    told = {"in_charge": "Encargado del Despacho de la", "by_absence": "Por ausencia de la persona titular de la"}[how]
    assert f"{post.person.name}\n{told} Presidencia Municipal" in said(issued)
    assert cast.persons["mayor"].name not in said(issued)
    assert issued.issue.version == latest_version(paper.document)


def test_proposal_to_the_cabildo_is_the_mayors_with_the_text_and_the_study_that_stand(cast):
    """Nothing improper is prepared: no sample words for the Committee's act, nobody else's press under the mayor's name."""
    partnership, act, mayor = relations.open_relation(cast), cast.act("liaison", ON), cast.act("mayor", ON)
    assert paper_languages(partnership, "cabildo_point") == ("es",)
    untrue = {
        "committee_reference": {"es": "el acta 99/2022"}, "proposer_name": "Persona de Muestra 77",
        "proposer_post": {"es": "Sindicatura"},
    }  # fmt: skip
    point = start(cast, partnership, "cabildo_point", **untrue)
    assert latest_version(point.document).as_content.languages == ("es",)
    assert ("acta 99/2022" in said(point), "Persona de Muestra 77" in said(point)) == (False, False)

    def lacking() -> list[str]:
        with pytest.raises(Blocked) as no:
            issue_case_paper(mayor, paper=point, gazetteer=relations.NOWHERE)
        return [b.code for b in no.value.blockers]

    assert lacking() == ["text_not_agreed", "study_not_approved"]
    relations.agree(cast, partnership)
    assert lacking() == ["study_not_approved"]
    approve_study(cast, partnership)
    assert lacking() == ["other_committee_act"]  # prepared before it
    correct_case_paper(act, paper=point, base_number=1, typed=TYPED["cabildo_point"] | untrue)
    assert "99/2022" not in said(point)
    with pytest.raises(Refused) as no:
        issue_case_paper(act, paper=point, gazetteer=relations.NOWHERE)
    assert no.value.code == "not_mayor"
    # with the mayor not on board it goes out in the mayor's name, with what it was approved
    user = cast.users["mayor"]
    user.is_active = False
    user.save(update_fields=["is_active"])
    with pytest.raises(Invalid) as lacks:
        issue_case_paper(act, paper=point, gazetteer=relations.NOWHERE)
    assert list(lacks.value.errors) == ["approval"]
    door = f"/papeles-del-caso/{point.public_id}/expedir/"
    seed = {"secret": "JBSWY3DPEHPK3PXP"}  # who issues in the mayor's name enters with a second factor
    Authenticator.objects.create(user=cast.users["liaison"], type=Authenticator.Type.TOTP, data=seed)
    assert "Con qué se aprobó" in cast.client("liaison").get(door).content.decode()
    issued = issue_case_paper(act, paper=point, gazetteer=relations.NOWHERE, approval="Instrucción del 30 de enero")
    assert issued.issue.folio == ""
    assert Entry.objects.get(happened="partnerships.approval_recorded").how == "recorded"
    # the house's own, also once it is given out: what its Cabildo is asked, what it was told of a city
    sheet = start(cast, partnership, "lead_sheet")
    assert partnership.folio in str(issue_case_paper(act, paper=sheet, gazetteer=relations.NOWHERE).issue.late.values())
    for paper, who in ((point, "counterpart"), (sheet, "counterpart"), (sheet, "committee"), (sheet, "registrar")):
        assert cast.client(who).get(f"/papeles-del-caso/{paper.public_id}/").status_code == 404, (paper.kind, who)
    assert list_case_papers(cast.actor("counterpart"), partnership) == []
    page = cast.client("council_secretary").get(f"/papeles-del-caso/{point.public_id}/")
    assert page.status_code == 200


def give_out(cast, partnership, kind, **more):
    paper = start(cast, partnership, kind, **more)
    who = "mayor" if kind in CASE_LETTERS else "liaison"
    return issue_case_paper(cast.act(who, ON), paper=paper, gazetteer=relations.NOWHERE)


def deposit_signed(cast, paper, who="liaison", **more):
    typed = {
        "place": "Villa Serena, Oaxaca", "signed_on": ON, "signatories": relations.signed_by(),
        "scan": relations.attachment(cast, paper.partnership, pages=2), "languages": ("es", "en"),
    }  # fmt: skip
    return deposit_paper(cast.act(who, ON), paper=paper, **(typed | more))


@pytest.mark.parametrize(
    ("kind", "name", "english"),
    [
        ("memorandum", "Memorándum de entendimiento", "Memorandum of understanding"),
        ("friendship", "Declaración de amistad", "Declaration of friendship"),
    ],
)
def test_deposit_of_a_signed_paper_is_of_it_by_its_own_name_and_moves_nothing_of_the_agreement(
    cast, kind, name, english
):
    row = relations.open_relation(cast)  # no text of the agreement yet: the paper stands by itself
    paper = give_out(cast, row, kind)
    signing = deposit_signed(cast, paper)
    # what goes before an agreement is not asked of another paper
    assert (signing.paper, signing.agreement, signing.state, signing.lacks) == (paper, None, SigningState.DEPOSITED, [])
    assert signing.version == paper.issue.version
    conclude_signing(cast.act("liaison", ON), signing=signing, pages=(1, 2))
    signing.refresh_from_db()
    assert signing.state == SigningState.CONFIRMED
    words = {
        lang: "\n".join(b.text.get(lang, "") for b in signing.act_issue.version.as_content.blocks) for lang in ("es",)
    }
    assert f"deposita, firmado, el papel “{name}”, entre" in words["es"]
    assert "que es la que se expidió para su firma" in words["es"]
    assert "acuerdo de hermanamiento" not in words["es"]
    assert load(kind).titles["en"] == english
    lines = Entry.objects.filter(about=signing.public_id).order_by("pk").values_list("happened", "data__title")
    assert [(h, t) for h, t in lines] == [
        ("agreements.paper_deposited", paper.document.title), ("agreements.paper_confirmed", paper.document.title),
    ]  # fmt: skip
    assert Fact.SIGNED not in standing_facts(relations.fresh(row).case)
    # whoever sees the paper sees the deposit
    assert get_signing(cast.actor("counterpart"), signing.public_id) == signing
    with pytest.raises(NotVisible):
        get_signing(cast.actor("stranger"), signing.public_id)


def test_deposit_of_a_paper_beside_the_agreement_leaves_the_agreement_as_it_is(cast, partnership):
    for kind in ("addendum", "renewal"):
        paper = give_out(cast, partnership, kind)
        signatories = relations.signed_by()[: 1 if kind == "renewal" else 2]
        signing = deposit_signed(cast, paper, signatories=signatories, originals=len(signatories))
        assert signing.lacks == [], kind  # a letter is signed by the mayor alone
        conclude_signing(cast.act("liaison", ON), signing=signing, pages=(1, 2))
        agreement = relations.fresh(partnership).agreement
        assert (agreement.state, agreement.signings.count()) == (AgreementState.SIGNED, 1)
        retract_signing(cast.act("liaison", ON), signing=signing, reason="Se escaneó otra hoja.")
        agreement.refresh_from_db()
        assert (signing.state, agreement.state) == (SigningState.CORRECTED, AgreementState.SIGNED)
        assert signing.act_issue.state == IssueState.WITHDRAWN
        again = deposit_signed(cast, paper, signatories=signatories)
        assert again.state == SigningState.DEPOSITED


def test_deposit_of_a_paper_says_that_another_signed_than_its_text_names(cast, partnership):
    paper = give_out(cast, partnership, "memorandum")
    ours = SignedBy("ours", "Persona de Muestra 77", "Presidencia municipal", Capacity.BY_ABSENCE, "Oficio 3/2022")
    both = [ours, relations.signed_by()[1]]
    signing = deposit_signed(cast, paper, signatories=both)
    assert signing.lacks == ["other_signatory"]
    retract_signing(cast.act("liaison", ON), signing=signing, reason="Se escaneó otra hoja.")
    # a text that names none of those who ever held the post says nothing
    version = paper.issue.version
    said = json.dumps(version.content).replace("Persona de Muestra 03", "Persona de Muestra 88")
    Version.objects.filter(pk=version.pk).update(content=json.loads(said))
    assert deposit_signed(cast, CasePaper.objects.get(pk=paper.pk), signatories=both).lacks == []


def test_deposit_of_a_paper_is_refused_where_there_is_nothing_signed(cast, partnership):
    draft = start(cast, partnership, "memorandum")
    paper = give_out(cast, partnership, "friendship")
    note = start(cast, partnership, "concept_note")
    assert "concept_note" not in DEPOSITED_PAPERS
    for it, who, code in (
        (draft, "liaison", "paper_not_issued"), (note, "liaison", "paper_unsigned"), (paper, "mayor", "not_liaison"),
    ):  # fmt: skip
        with pytest.raises(Refused) as caught:
            deposit_signed(cast, it, who)
        assert caught.value.code == code
    signing = deposit_signed(cast, paper, signatories=relations.signed_by()[:1])
    assert signing.lacks == ["signatory_missing_theirs"]
    with pytest.raises(Refused) as caught:
        deposit_signed(cast, paper)
    assert caught.value.code == "signing_stands"


def test_the_pages_of_a_paper_take_its_signed_text(cast, partnership):
    paper = give_out(cast, partnership, "friendship")
    client = cast.client("liaison")
    shown = client.get(f"/papeles-del-caso/{paper.public_id}/")
    assert "Depositar el papel firmado" in shown.content.decode()
    address = f"/papeles-del-caso/{paper.public_id}/depositar/"
    assert "Declaración de amistad" in client.get(address).content.decode()
    scan = relations.scan_file("amistad.pdf")
    typed = {
        "place": "Villa Serena, Oaxaca", "signed_on": cast.act("liaison").on.isoformat(), "originals": "2", "languages": ["es", "en"],
        "our_name": "Persona de Muestra 03", "our_post": "Presidencia municipal", "our_capacity": "in_post",
        "their_name": "Persona de Muestra 40", "their_post": "Mayor", "their_capacity": "in_post", "scan": scan,
    }  # fmt: skip
    answer = client.post(address, typed)
    signing = paper.signings.get()
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/depositos/{signing.public_id}/")
    page = client.get(f"/depositos/{signing.public_id}/").content.decode()
    assert "<h1" in page
    assert "Declaración de amistad" in page
    answer = client.post(f"/depositos/{signing.public_id}/", {"pages": ["1", "2"], "differences": ""})
    assert answer.status_code == 302
    listed = client.get(f"/vinculaciones/{partnership.public_id}/papeles/").content.decode()
    assert "Firmado y depositado" in listed
    assert "Depositar el papel firmado" not in client.get(f"/papeles-del-caso/{paper.public_id}/").content.decode()
