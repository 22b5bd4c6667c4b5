"""Text, signature, registration: what is done, refused, blocked; promise 5 whatever anybody tries."""

import datetime as dt

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import AgreementState, Capacity, SigningState
from hermanar.agreements.models import Agreement, Registration, Signing
from hermanar.agreements.queries import get_agreement, list_signed, signature_blockers
from hermanar.documents.models import Issue
from hermanar.documents.operations import ClauseConflict
from hermanar.documents.queries import get_rendition, latest_version
from hermanar.files.models import Attachment
from hermanar.files.operations import store_bytes
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Blocked, HouseError, Invalid, Refused
from hermanar.meetings.enums import Purpose
from hermanar.meetings.models import Resolution
from hermanar.meetings.operations import record_resolution
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Opinion, Review
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import claim_of, contradictions
from hermanar.partnerships.rules.ladder import standing
from hermanar.process.queries import standing_facts
from hermanar.programmes.models import Duty
from hermanar.registry import operations as registry
from hermanar.registry.models import Entry
from hermanar.registry.queries.facts import verify_facts
from hermanar.registry.rules.pictures import from_json
from tests import relation
from tests.cast import take_over


def refused(call) -> str:
    with pytest.raises(Refused) as no:
        call()
    return no.value.code


def blocked(call) -> list[str]:
    with pytest.raises(Blocked) as no:
        call()
    return [b.code for b in no.value.blockers]


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def ready(cast):
    return relation.ready_to_sign(cast)


@pytest.mark.parametrize("who", ["mayor", "committee", "state", "counterpart", "reviewer", "stranger"])
def test_start_text_by_another_is_refused(cast, partnership, who):
    assert refused(lambda: agreements.start_text(cast.act(who), partnership=partnership)) == "not_liaison"


def test_start_text_twice_is_refused(cast, partnership):
    relation.start_text(cast, partnership)
    assert refused(lambda: relation.start_text(cast, partnership)) == "text_started"


@pytest.mark.parametrize("domestic", [False, True])
def test_text_from_the_case_has_no_error(cast, domestic):
    found = relation.open_relation(cast, domestic=domestic)
    done = relation.agree(cast, found)
    assert (done.state, done.agreed_version.number) == (AgreementState.AGREED, 1)
    assert done.document.kind == ("agreement_domestic" if domestic else "agreement")


def test_edit_over_another_change_raises_with_both_texts(cast, partnership):
    agreement = relation.start_text(cast, partnership)
    seen = latest_version(agreement.document).as_content.block("art-01.p1").text["es"]
    relation.edit(cast, agreement, "art-01.p1", "es", seen, "Primero.")
    with pytest.raises(ClauseConflict) as no:
        agreements.edit_clause(
            cast.act("liaison"), draft=agreement, base_number=1, key="art-01.p1", language="es", text="Segundo.",
            seen_text=seen,
        )  # fmt: skip
    assert (no.value.theirs, no.value.mine) == ("Primero.", "Segundo.")


def test_agree_with_an_error_is_blocked_by_its_code(cast, partnership):
    agreement = relation.start_text(cast, partnership)
    relation.edit(cast, agreement, "art-05.p6", "en", "sixty (60)", "ninety (90)")
    codes = blocked(lambda: agreements.agree_text(cast.act("liaison"), agreement=agreement, gazetteer=relation.NOWHERE))
    assert "finding_B02" in codes
    assert Fact.TEXT_AGREED not in standing_facts(partnership.case)


def test_edit_after_agreeing_is_refused_until_reopened(cast, partnership):
    agreement = relation.agree(cast, partnership)
    assert refused(lambda: relation.edit(cast, agreement, "art-01.p1", "es", "presente", "este")) == "text_agreed"
    with pytest.raises(Invalid):
        agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason=" ")
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Cambios.")
    assert Fact.TEXT_AGREED not in standing_facts(partnership.case)
    assert relation.edit(cast, agreement, "art-01.p1", "es", "presente", "este").number == 2


def days_of(partnership) -> tuple:
    """The day the case was opened, and three and ten days after."""
    opened_on = partnership.case.opened_on
    return opened_on, opened_on + dt.timedelta(3), opened_on + dt.timedelta(10)


def test_a_text_is_not_agreed_before_its_case_was_opened(cast, partnership):
    opened_on, _between, _later = days_of(partnership)
    agreement = relation.start_text(cast, partnership)
    with pytest.raises(Invalid) as no:
        agreements.agree_text(
            cast.act("liaison"), agreement=agreement, gazetteer=relation.NOWHERE,
            agreed_on=opened_on - dt.timedelta(1),
        )  # fmt: skip
    assert list(no.value.errors) == ["agreed_on"]
    assert date_in_words(opened_on) in str(no.value.errors["agreed_on"][0])
    assert Fact.TEXT_AGREED not in standing_facts(partnership.case)


def test_a_text_agreed_before_its_version_was_saved_is_taken_and_told(cast, partnership):
    _opened_on, between, later = days_of(partnership)
    at = cast.at + dt.timedelta(10)
    agreement = agreements.start_text(cast.act("liaison", at), partnership=partnership)
    agreements.agree_text(cast.act("liaison", at), agreement=agreement, gazetteer=relation.NOWHERE, agreed_on=between)
    (told,) = contradictions(partnership)
    assert date_in_words(between) in told
    assert date_in_words(later) in told
    agreements.reopen_text(cast.act("liaison", at), agreement=agreement, reason="El día.", mistaken=True)
    agreements.agree_text(cast.act("liaison", at), agreement=agreement, gazetteer=relation.NOWHERE, agreed_on=later)
    assert contradictions(partnership) == []


@pytest.mark.parametrize("mistaken", [False, True])
def test_a_wrong_day_put_right_is_said_of_no_day(cast, partnership, mistaken):
    opened_on, between, later = days_of(partnership)
    agreement = relation.start_text(cast, partnership)
    at = cast.at + dt.timedelta(10)
    call = {"agreement": agreement, "gazetteer": relation.NOWHERE}
    agreements.agree_text(cast.act("liaison"), **call, agreed_on=opened_on)
    agreements.reopen_text(cast.act("liaison", at), agreement=agreement, reason="La fecha.", mistaken=mistaken)
    agreements.agree_text(cast.act("liaison", at), **call, agreed_on=later)

    def agreed(day, known_by=None):
        fact = standing_facts(partnership.case, day, known_by).get(Fact.TEXT_AGREED)
        return fact.on if fact else None

    assert (agreed(opened_on), agreed(between)) == ((None, None) if mistaken else (opened_on, opened_on))
    assert (agreed(between, known_by=between), agreed(later)) == (opened_on, later)
    assert list(verify_facts()) == []


def test_comment_by_who_only_reads_is_refused(cast, partnership):
    agreement = relation.start_text(cast, partnership)
    call = {"draft": agreement, "group": "art-01", "text": "Hola."}
    assert refused(lambda: agreements.comment_article(cast.act("registrar"), **call)) == "not_commenter"


def test_signature_asks_for_text_authorisation_and_opinion(cast, partnership):
    agreement = relation.start_text(cast, partnership)
    call = {"agreement": agreement}
    codes = blocked(lambda: agreements.prepare_signature(cast.act("mayor"), **call))
    assert codes == ["text_not_agreed", "cabildo_authorisation_missing", "opinion_missing"]


def test_signature_of_a_domestic_text_needs_no_opinion(cast):
    found = relation.open_relation(cast, domestic=True)
    agreement = relation.agree(cast, found)
    assert blocked(lambda: agreements.prepare_signature(cast.act("liaison"), agreement=agreement)) == [
        "cabildo_authorisation_missing"
    ]
    relation.authorise(cast, found, names="Los Cabos")
    with pytest.raises(Invalid) as ahead:
        agreements.prepare_signature(
            cast.act("liaison"), agreement=agreement, issued_on=cast.at.date() + dt.timedelta(days=1)
        )
    assert list(ahead.value.errors) == ["issued_on"]
    assert agreements.prepare_signature(cast.act("liaison"), agreement=agreement).code


def test_signature_of_another_text_than_the_one_with_opinion_is_blocked(cast, ready):
    agreement = ready.agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Cambios.")
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    agreement = relation.agree(cast, ready)
    codes = blocked(lambda: agreements.prepare_signature(cast.act("liaison"), agreement=agreement))
    assert codes == ["text_differs_from_opinion"]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"place": ""}, "place"),
        ({"signed_on": dt.date(2022, 5, 1)}, "signed_on"),
        ({"originals": 0}, "originals"),
        ({"signatories": []}, "signatories"),
    ],
)
def test_deposit_of_what_cannot_be_is_refused_at_its_field(cast, ready, more, field):
    with pytest.raises(Invalid) as no:
        relation.deposit(cast, ready, **more)
    assert list(no.value.errors) == [field]


def test_deposit_of_what_happened_is_taken_and_marked(cast, partnership):
    relation.agree(cast, partnership)
    signing = relation.deposit(cast, relation.fresh(partnership), originals=1)
    assert signing.lacks == [
        "authorisation_missing", "opinion_missing", "foreign_approval_missing", "one_original",
    ]  # fmt: skip


def _as_issued(cast, partnership, issue) -> Attachment:
    """The very file that the program gave out, put in the circle as a scan."""
    data = get_rendition(issue, "pdf")[2]
    act = cast.act("liaison")
    return store_bytes(act, circle=partnership.circle, data=data, filename="f.pdf", media_type="application/pdf")


def test_deposit_of_the_paper_as_it_was_issued_asks_for_the_signed_one(cast, ready):
    issue = agreements.prepare_signature(cast.act("liaison"), agreement=ready.agreement)
    scan = _as_issued(cast, ready, issue)
    with pytest.raises(Invalid) as no:
        relation.deposit(cast, ready, scan=scan, issue=issue)
    assert list(no.value.errors) == ["scan", "unsigned_reason"]
    assert issue.code in str(no.value.errors["scan"][0])
    # a reason opens the door, and everything that follows says so
    signing = relation.deposit(cast, ready, scan=scan, issue=issue, unsigned_reason="El original está en la notaría.")
    assert signing.lacks == ["foreign_approval_missing", "scan_unsigned"]
    said = str(relation.confirm(cast, signing).act_issue.version.as_content)
    assert "sin firmas" in said
    assert "El original está en la notaría." in said
    assert "declara que están a la vista las firmas" not in said


def test_deposit_of_any_other_paper_of_ours_is_told_as_well(cast, ready):
    signing = relation.confirm(cast, relation.deposit(cast, ready))
    agreements.correct_signing(cast.act("liaison"), signing=signing, reason="Otro ejemplar.")
    with pytest.raises(Invalid) as no:
        relation.deposit(cast, relation.fresh(ready), scan=_as_issued(cast, ready, signing.act_issue))
    assert signing.act_issue.code in str(no.value.errors["scan"][0])


def test_deposit_of_a_scan_needs_no_reason_and_keeps_none(cast, ready):
    signing = relation.deposit(cast, ready, unsigned_reason="Por si acaso.")
    assert signing.unsigned_reason == ""
    assert "scan_unsigned" not in signing.lacks
    assert "declara que están a la vista las firmas" in str(
        relation.confirm(cast, signing).act_issue.version.as_content
    )


def test_deposit_by_a_delegate_needs_its_document(cast, ready):
    cast.appointments["mayor"].until_on = dt.date(2022, 1, 15)
    cast.appointments["mayor"].save()
    ours = agreements.SignedBy("ours", "Persona de Muestra 03", "Presidencia Municipal", Capacity.DELEGATE)
    signing = relation.deposit(cast, ready, signatories=[ours, relation.signed_by()[1]])
    assert {"post_does_not_cover", "delegation_missing"} <= set(signing.lacks)


@pytest.mark.parametrize(
    ("how", "says", "outcome"),
    [
        ("in_charge", Capacity.IN_CHARGE, []),
        ("by_absence", Capacity.BY_ABSENCE, []),
        ("in_charge", Capacity.IN_POST, ["capacity_0"]),
        ("by_absence", Capacity.IN_CHARGE, ["capacity_0"]),
    ],
)
def test_deposit_checks_the_capacity_that_the_directory_knows_of_that_day(cast, ready, how, says, outcome):
    who = take_over(cast, "mayor", how)
    ours = agreements.SignedBy("ours", cast.persons[who].name, "Presidencia Municipal", says, "Oficio OM/9/2022")
    if outcome:
        with pytest.raises(Invalid) as error:
            relation.deposit(cast, ready, signatories=[ours, relation.signed_by()[1]])
        assert list(error.value.errors) == outcome
        return
    signing = relation.confirm(cast, relation.deposit(cast, ready, signatories=[ours, relation.signed_by()[1]]))
    # the text was agreed in the name of the holder: the deposit says that another signed
    assert signing.lacks == ["foreign_approval_missing", "other_signatory"]
    assert signing.signatories.get(side="ours").appointment == cast.appointments[who].public_id
    text = " ".join(b.text["es"] for b in signing.act_issue.version.as_content.blocks)
    assert f"{Capacity(says).label} (Oficio OM/9/2022)" in text


@pytest.mark.parametrize(("proof", "lacks"), [("", ["capacity_unproved"]), ("Oficio 3/2022", [])])
def test_deposit_by_somebody_unknown_in_charge_needs_its_document(cast, ready, proof, lacks):
    ours = agreements.SignedBy("ours", "Persona de Muestra 77", "Presidencia Municipal", Capacity.IN_CHARGE, proof)
    signing = relation.deposit(cast, ready, signatories=[ours, relation.signed_by()[1]])
    assert signing.lacks == ["foreign_approval_missing", "other_signatory", *lacks]


def test_confirm_leaving_a_page_is_blocked(cast, ready):
    signing = relation.deposit(cast, ready, pages=3)
    assert blocked(lambda: agreements.confirm_signing(cast.act("liaison"), signing=signing, pages=(1, 3))) == [
        "pages_not_confirmed"
    ]


def test_confirm_says_whether_it_is_the_text_with_opinion(cast, ready):
    signing = relation.confirm(cast, relation.deposit(cast, ready))
    assert (signing.state, signing.is_opined_text, signing.pages_confirmed) == (SigningState.CONFIRMED, True, [1, 2])
    assert signing.act_issue is not None
    assert refused(lambda: relation.confirm(cast, signing)) == "signing_confirmed"


def test_correct_takes_the_fact_back_and_keeps_the_deposit(cast, ready):
    signing = relation.confirm(cast, relation.deposit(cast, ready))
    agreements.correct_signing(cast.act("liaison"), signing=signing, reason="Otro ejemplar.")
    assert Fact.SIGNED not in standing_facts(ready.case)
    assert relation.fresh(ready).agreement.state == AgreementState.AGREED
    assert relation.confirm(cast, relation.deposit(cast, relation.fresh(ready))).state == SigningState.CONFIRMED


def test_registration_with_its_own_number_only_once(cast, ready):
    relation.confirm(cast, relation.deposit(cast, ready))
    act, agreement = cast.act("registrar"), relation.fresh(ready).agreement
    call = {"agreement": agreement, "registered_on": cast.at.date()}
    with pytest.raises(Invalid) as no:
        agreements.record_registration(act, number=" ", **call)
    assert list(no.value.errors) == ["number"]
    assert agreements.record_registration(act, number="SRE/7", **call).number == "SRE/7"
    assert refused(lambda: agreements.record_registration(act, number="SRE/8", **call)) == "registered"


def test_registration_of_a_domestic_relation_is_refused(cast):
    found = relation.open_relation(cast, domestic=True)
    agreement = relation.agree(cast, found)
    call = {"agreement": agreement}
    assert (
        refused(lambda: agreements.send_registration_notice(cast.act("liaison"), **call)) == "domestic_no_registration"
    )


def test_queue_of_the_registrar_holds_what_is_signed(cast, ready):
    assert list_signed(cast.actor("registrar")) == []
    relation.confirm(cast, relation.deposit(cast, ready))
    assert [a.partnership for a in list_signed(cast.actor("registrar"))] == [ready]
    assert list_signed(cast.actor("stranger")) == []
    assert get_agreement(cast.actor("stranger"), ready) is None


# Promise 5, whatever anybody tries in whatever order


def _tries(cast, partnership) -> dict:
    """Everything one can try on a relation, by name; each may be refused."""

    def agreement() -> Agreement:
        return Agreement.objects.get(partnership=partnership)

    def last_review() -> Review:
        return Review.objects.filter(partnership=partnership).latest("pk")

    counter = iter(range(1000))
    return {
        "agree": lambda: relation.agree(cast, partnership),
        "reopen": lambda: agreements.reopen_text(cast.act("liaison"), agreement=agreement(), reason="Cambios."),
        "authorise": lambda: relation.authorise(cast, partnership, number=f"a{next(counter)}"),
        "authorise another": lambda: relation.authorise(
            cast, partnership, names="Springfield", number=f"b{next(counter)}"
        ),
        "correct": lambda: (
            _correct(cast, partnership),
            registry.follow_case(cast.act("council_secretary"), partnership=partnership, reason="Se corrige."),
        ),
        "withdraw opinion": lambda: (
            opinions.withdraw_opinion(
                cast.act("liaison"), opinion=Opinion.objects.filter(partnership=partnership).latest("pk"), reason="Otro."
            ),
            registry.follow_case(cast.act("liaison"), partnership=partnership, reason="Otro."),
        ),
        "review": lambda: relation.review(cast, relation.fresh(partnership)),
        "propose": lambda: opinions.propose_opinion(
            cast.act("reviewer"), review=last_review(), sense="favourable", grounds="Procede."
        ),
        "rule": lambda: opinions.authorise_opinion(
            cast.act("authoriser"), opinion=Opinion.objects.filter(partnership=partnership).latest("pk")
        ),
        "prepare": lambda: agreements.prepare_signature(cast.act("mayor"), agreement=agreement()),
        "sign": lambda: registry.conclude_signing(
            cast.act("liaison"), signing=relation.deposit(cast, relation.fresh(partnership)), pages=(1, 2)
        ),
        "correct deposit": lambda: registry.retract_signing(
            cast.act("liaison"), signing=agreement().signings.latest("pk"), reason="Otro ejemplar."
        ),
        "register": lambda: registry.conclude_registration(
            cast.act("registrar"), agreement=agreement(), number="1", registered_on=cast.at.date()
        ),
        "correct registration": lambda: registry.retract_registration(
            cast.act("registrar"), reason="Otro número.",
            registration=agreement().registrations.exclude(registered_on=None).get(withdrawn_on=None),
        ),
        "publish": lambda: registry.publish_entry(cast.act("mayor"), partnership=relation.fresh(partnership)),
        # what absent offices did, from the paper received: only where they are not on board
        "record act": lambda: record_resolution(
            cast.act("council_secretary"), body=relation.cabildo(cast), purpose=Purpose.AUTHORISE,
            held_on=cast.at.date(), act_number=f"c{next(counter)}", names="Lakeside", partnership=partnership,
        ),
        "record dispatch": lambda: opinions.record_dispatch(
            cast.act("liaison"), partnership=partnership, version=latest_version(agreement().document),
            folio=f"d{next(counter)}", sent_on=cast.at.date(),
        ),
        "record opinion": lambda: opinions.record_opinion(
            cast.act("liaison"), partnership=partnership, sense="favourable", number="1", issued_on=cast.at.date(),
            version=latest_version(agreement().document),
        ),
        "record registration": lambda: registry.conclude_registration(
            cast.act("liaison"), agreement=agreement(), number="2", registered_on=cast.at.date()
        ),
    }  # fmt: skip


def _correct(cast, partnership):
    resolution = Resolution.objects.filter(point__partnership=partnership, authorises=True).latest("pk")
    return record_resolution(
        cast.act("council_secretary"), body=resolution.point.session.body, purpose=Purpose.AUTHORISE,
        held_on=cast.at.date(), act_number="99", names="Springfield", partnership=partnership, corrects=resolution,
    )  # fmt: skip


NAMES = ["agree", "reopen", "authorise", "authorise another", "correct", "review", "propose", "rule", "prepare", "sign",
         "correct deposit", "withdraw opinion", "register", "correct registration", "publish", "record act", "record dispatch",
         "record opinion", "record registration"]  # fmt: skip
# begun anywhere: a relation with nothing is refused nearly everything
BEGUN = {"nothing": (), "to sign": ("agree", "record act", "record opinion"),
         "registered": ("agree", "record act", "record opinion", "sign", "record registration")}  # fmt: skip


def _beyond_proof(partnership) -> list[str]:
    """Promise 1: what the book, its papers and the claim show that nothing proves today."""
    facts = set(standing_facts(partnership.case))
    found = [str(drift) for drift in verify_facts()]
    if claim_of(relation.fresh(partnership)).standing.rung != standing(facts, partnership.klass).rung:
        found.append("claim")
    entry = Entry.objects.filter(partnership=partnership.public_id, withdrawn_at=None).first()
    if entry is not None:
        shown = from_json(entry.snapshot)
        found += ["signed"] if Fact.SIGNED not in facts else []
        found += (
            ["registered"] if (entry.rung >= 7 or shown.registration_number) and Fact.REGISTERED not in facts else []
        )
        told = {act.kind for act in shown.acts}
        found += [kind for kind, fact in {"authorised": Fact.AUTHORISED, "opinion": Fact.OPINION_FAVOURABLE}.items()
                  if kind in told and fact not in facts]  # fmt: skip
    agreement = Agreement.objects.filter(partnership=partnership).first()
    if agreement is not None and agreement.state in {"drafting", "agreed"} and signature_blockers(agreement):
        found += [
            "text for signature" for _i in Issue.objects.filter(version__document=agreement.document, state="in_force")
        ]
    duties = Duty.objects.filter(partnership=partnership, state="open")
    found += ["duties"] if duties.exists() and Fact.SIGNED not in facts else []
    signings = Signing.objects.filter(agreement__partnership=partnership).exclude(act_issue=None)
    wrong = [
        paper
        for s in signings.select_related("act_issue", "transcript")
        for paper in filter(None, (s.act_issue, s.transcript))
        if (s.state == "confirmed") != (paper.state == "in_force")
    ]
    return found + ["act of deposit" for _paper in wrong]


@pytest.mark.once
@settings(
    max_examples=12, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    order=st.lists(st.sampled_from(NAMES), min_size=4, max_size=14), begun=st.sampled_from(sorted(BEGUN)),
    everybody=st.booleans(),
)  # fmt: skip
def test_nothing_is_prepared_nor_registered_nor_shown_beyond_what_proves_it(cast, order, begun, everybody):
    with transaction.atomic():
        found = relation.open_relation(cast, everybody=everybody)
        tries = _tries(cast, found)
        for name in [*BEGUN[begun], *order]:
            before = set(standing_facts(found.case))
            issued = Issue.objects.filter(version__document__agreement__partnership=found, is_transcript=False).count()
            registered = Registration.objects.filter(agreement__partnership=found).exclude(registered_on=None).count()
            try:
                with transaction.atomic():
                    tries[name]()
            except (HouseError, Agreement.DoesNotExist, Review.DoesNotExist, Opinion.DoesNotExist,
                    Resolution.DoesNotExist, Signing.DoesNotExist, Registration.DoesNotExist):  # fmt: skip
                assert set(standing_facts(found.case)) == before
                continue
            if (
                Issue.objects.filter(version__document__agreement__partnership=found, is_transcript=False).count()
                > issued
            ):
                assert before >= {Fact.TEXT_AGREED, Fact.AUTHORISED, Fact.OPINION_FAVOURABLE}
                naming = Resolution.objects.filter(point__partnership=found, authorises=True, corrected_by=None)
                assert naming.exists()
                assert all("Lakeside" in r.names for r in naming)
            now = Registration.objects.filter(agreement__partnership=found).exclude(registered_on=None).count()
            if now > registered:
                assert before >= {Fact.OPINION_FAVOURABLE, Fact.SIGNED}
            assert (name, _beyond_proof(found)) == (name, [])
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("differences", "said"),
    [
        ((), "es igual a la versión 1, que es la que acordaron las Partes"),
        (("Artículo XIII: cambia el plazo",), "difiere de la versión 1, que es la que acordaron las Partes"),
    ],
)
def test_deposit_of_a_domestic_text_compares_with_the_one_agreed(cast, differences, said):
    found = relation.open_relation(cast, domestic=True)
    text = "\n".join(b.text["es"] for b in relation.start_text(cast, found).document.versions.get().as_content.blocks)
    assert text.count("el artículo 115 de la Constitución Política") == 1  # the recital founds itself once
    relation.agree(cast, relation.fresh(found))
    signing = relation.deposit(cast, relation.fresh(found))
    issue = relation.confirm(cast, signing, differences=differences).act_issue
    act = "\n".join(b.text["es"] for b in issue.version.as_content.blocks)
    assert said in act
    assert "dictam" not in act


def _said_in_act(signing) -> str:
    return "\n".join(block.text["es"] for block in signing.act_issue.version.as_content.blocks)


def test_deposit_in_fewer_languages_than_the_text_is_not_equal_to_it(cast, ready):
    signing = relation.deposit(cast, ready, languages=("es",))
    assert signing.lacks == ["foreign_approval_missing", "language_of_text_missing"]
    before, done = list(signing.lacks), relation.confirm(cast, signing)
    assert (done.is_opined_text, done.lacks) == (False, [*before, "text_differs_from_opinion"])
    said = _said_in_act(done)
    assert "el texto está en español e inglés, y lo depositado, solo en español" in said
    assert "es igual a la versión" not in said


def test_deposit_with_an_opinion_later_than_the_signature_says_so_in_its_act(cast, ready):
    signing = relation.deposit(cast, ready, signed_on=cast.at.date() - dt.timedelta(days=1))
    assert "opinion_after_signing" in signing.lacks
    said = _said_in_act(relation.confirm(cast, signing))
    assert "El dictamen es posterior a la firma." in said
    assert "si lo hubo, el testigo de honor" in said
