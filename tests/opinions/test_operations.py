"""Dispatch, rounds, opinion: what is done, refused, blocked."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.agreements import operations as agreements
from hermanar.directory.models import Organisation, State
from hermanar.documents.queries import issued_content
from hermanar.documents.queries.first_days import too_early
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Blocked, Invalid
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import DispatchState, ObservationState, OpinionState, ReviewState
from hermanar.opinions.models import ArticleApproval, Opinion
from hermanar.opinions.operations.dispatches import OFFICIAL_LETTER
from hermanar.opinions.queries import approvals_in, approved_groups, favourable_opinion, get_desk, list_observations
from hermanar.opinions.queries.answers import also_changed, answer_letter
from hermanar.opinions.queries.letters import dispatch_letter, forward_letter, opinion_letter, who_signs
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.operations import ask_signature, return_unsigned
from hermanar.partnerships.queries import asked_since, last_returned, late_place, place_of
from hermanar.process.queries import standing_facts
from hermanar.profiles import operations as profiles
from tests import relation
from tests.cast import take_over
from tests.opinions.said import blocked, refused, words_of


@pytest.fixture
def review(cast, partnership):
    return relation.review(cast, partnership)


def test_dispatch_of_a_domestic_relation_is_refused(cast):
    found = relation.open_relation(cast, domestic=True)
    assert refused(lambda: opinions.prepare_dispatch(cast.act("liaison"), partnership=found)) == "domestic_no_opinion"


def test_send_names_everything_that_is_missing(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    row = opinions.prepare_dispatch(cast.act("liaison"), partnership=relation.fresh(found))
    assert blocked(lambda: opinions.send_dispatch(cast.act("mayor"), dispatch=row)) == [
        "item_missing_cabildo", "item_missing_letter", "cabildo_authorisation_missing",
    ]  # fmt: skip


def test_second_dispatch_while_one_is_on_its_way_is_refused(cast, partnership):
    relation.prepare_dispatch(cast, partnership)
    code = refused(lambda: opinions.prepare_dispatch(cast.act("liaison"), partnership=relation.fresh(partnership)))
    assert code == "dispatch_open"


def test_returned_dispatch_takes_its_fact_back(cast, partnership):
    row = relation.dispatch(cast, partnership)
    assert Fact.DISPATCHED in standing_facts(partnership.case)
    opinions.return_dispatch(cast.act("reviewer"), dispatch=row, reason="Falta un anexo.")
    row.refresh_from_db()
    assert row.state == DispatchState.RETURNED
    assert Fact.DISPATCHED not in standing_facts(partnership.case)


def test_receive_by_another_is_refused(cast, partnership):
    row = relation.dispatch(cast, partnership)
    for who in ("liaison", "state", "counterpart", "stranger"):
        told = refused(lambda actor=who: opinions.receive_dispatch(cast.act(actor), dispatch=row))
        assert (who, told) == (who, "not_receive")


@pytest.mark.parametrize(
    ("more", "field"),
    [({"group": "art-99"}, "group"), ({"language": "fr"}, "language"), ({"text": "  "}, "text")],
)
def test_observe_what_is_not_there_is_refused_at_its_field(cast, review, more, field):
    with pytest.raises(Invalid) as no:
        opinions.observe(cast.act("reviewer"), review=review, **({"group": "art-05", "text": "Precisar."} | more))
    assert list(no.value.errors) == [field]


def test_observations_are_the_ministrys_until_sent(cast, review):
    opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    assert [len(list_observations(cast.actor(who), review)) for who in ("reviewer", "liaison")] == [1, 0]
    opinions.send_observations(cast.act("reviewer"), review=review)
    assert len(list_observations(cast.actor("liaison"), review)) == 1


def test_send_without_observations_is_blocked(cast, review):
    assert blocked(lambda: opinions.send_observations(cast.act("reviewer"), review=review)) == ["no_observations"]


def test_drop_after_sending_is_refused(cast, review):
    row = opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    opinions.send_observations(cast.act("reviewer"), review=review)
    row.refresh_from_db()
    assert refused(lambda: opinions.drop_observation(cast.act("reviewer"), observation=row)) == "observation_sent"


def observed(cast, review):
    row = opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    opinions.send_observations(cast.act("reviewer"), review=review)
    row.refresh_from_db()
    review.refresh_from_db()
    return row


def change_and_agree(cast, partnership, key="art-05.p4", old="una vez al año", new="cada año"):
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones.")
    relation.edit(cast, agreement, key, "es", old, new)
    return relation.agree(cast, partnership).agreed_version


def said(issue) -> str:
    return " ".join(b.text["es"] for b in issued_content(issue).blocks)


def test_the_answer_names_what_changed_besides(cast, partnership, review):
    row = observed(cast, review)
    opinions.answer_observation(cast.act("liaison"), observation=row, accepted=True, answer="Se precisó.")
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones.")
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.edit(cast, agreement, "art-06.p1", "es", "ya programadas", "ya previstas")
    version = relation.agree(cast, partnership).agreed_version
    assert also_changed(review, version) == ("art-06",)
    before = " ".join(
        b.text["es"]
        for b in answer_letter(review, version, cast.at.date()).content(partnership, cast.at.date(), "").blocks
    )
    opinions.submit_answer(cast.act("mayor"), review=review, version=version)
    review.refresh_from_db()
    for letter in (before, said(review.answer_issue)):
        assert "Artículo V, ambos idiomas: atendida. Se precisó." in letter
        assert "Se precisó.." not in letter
        assert "Cambió además lo siguiente, que no se había observado: Artículo VI." in letter
        assert "Los artículos que no se mencionan conservan el texto ya revisado." in letter


def test_an_answer_that_changes_nothing_else_says_nothing_of_it(cast, partnership, review):
    row = observed(cast, review)
    opinions.answer_observation(cast.act("liaison"), observation=row, accepted=True)
    version = change_and_agree(cast, partnership)
    opinions.submit_answer(cast.act("mayor"), review=review, version=version)
    review.refresh_from_db()
    assert also_changed(review, version) == ()
    assert "Cambió además" not in said(review.answer_issue)


@pytest.mark.parametrize(
    ("language", "text", "proposal", "line"),
    [
        ("", "Falta quién paga.", "Cada Parte cubre sus gastos.",
         "Artículo V, ambos idiomas: Falta quién paga. Se propone: “Cada Parte cubre sus gastos”."),
        ("en", "El plazo no coincide;", "", "Artículo V, inglés: El plazo no coincide."),
        ("en", "The period in the English text is not that of the other. It should be “sixty days” in this article.", "",
         "Artículo V, inglés: “The period in the English text is not that of the other. It should be ‘sixty days’ in this article”."),
    ],
)  # fmt: skip
def test_the_letter_of_observations_says_each_with_one_full_stop(cast, review, language, text, proposal, line):
    row = {"group": "art-05", "language": language, "text": text, "proposal": proposal}
    opinions.observe(cast.act("reviewer"), review=review, **row)
    opinions.send_observations(cast.act("reviewer"), review=review)
    review.refresh_from_db()
    letter = said(review.issue)
    assert line in letter
    assert ".”." not in letter


def test_submit_with_observations_unanswered_or_text_not_agreed_is_blocked(cast, partnership, review):
    observed(cast, review)
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones.")
    call = {"review": review, "version": agreement.agreed_version}
    codes = blocked(lambda: opinions.submit_answer(cast.act("mayor"), **call))
    assert codes == ["observations_unanswered", "text_not_agreed"]


def test_reject_an_observation_without_reason_is_refused(cast, review):
    row = observed(cast, review)
    with pytest.raises(Invalid) as no:
        opinions.answer_observation(cast.act("liaison"), observation=row, accepted=False)
    assert list(no.value.errors) == ["answer"]


def test_second_round_reads_only_what_changed(cast, partnership, review):
    row = observed(cast, review)
    opinions.answer_observation(cast.act("liaison"), observation=row, accepted=True)
    version = change_and_agree(cast, partnership)
    following = opinions.submit_answer(cast.act("mayor"), review=review, version=version)
    line = partnership.letters.order_by("pk").last()  # the answer has its line in the register
    assert (line.kind, line.state, line.subject) == ("dispatch", "sent", "Respuesta a las observaciones")
    assert line.folio == line.issue.folio
    desk = get_desk(following)
    assert (desk.changed, desk.open, following.round) == (("art-05",), ("art-05",), 2)
    row.refresh_from_db()
    assert row.state == ObservationState.RESOLVED
    assert (
        refused(lambda: opinions.observe(cast.act("reviewer"), review=following, group="art-06", text="Otra."))
        == "article_approved"
    )
    assert "art-05" not in approvals_in(cast.actor("liaison"), partnership, version.as_content).still


def answered(cast, partnership, review):
    """The round answered; the line of the register that the answer has."""
    row = observed(cast, review)
    opinions.answer_observation(cast.act("liaison"), observation=row, accepted=True)
    version = change_and_agree(cast, partnership)
    following = opinions.submit_answer(cast.act("mayor"), review=review, version=version)
    review.refresh_from_db()
    return following, partnership.letters.order_by("pk").last()


def test_answer_goes_by_way_of_the_state_as_the_file_did_with_copies_for_the_ministry(cast, partnership, review):
    _following, line = answered(cast, partnership, review)
    text = words_of(line.issue)
    assert line.other_office == cast.organisations["state"].name
    assert "Por su conducto, y en respuesta al oficio" in text
    assert cast.organisations["state"].name in text
    [copies] = [b.text["es"] for b in line.issue.version.as_content.blocks if "c.c.p." in b.text["es"]]
    assert cast.persons["reviewer"].name in copies


def test_answer_goes_straight_to_the_ministry_where_the_file_did(cast, partnership, review):
    type(review.dispatch).objects.filter(pk=review.dispatch_id).update(via_state=False)
    review.dispatch.refresh_from_db()
    _following, line = answered(cast, partnership, review)
    text = words_of(line.issue)
    assert line.other_office == cast.organisations["ministry"].name
    assert "Por su conducto" not in text
    assert text.index("En respuesta al oficio") > 0


def test_opinion_cites_every_letter_of_its_rounds_and_is_numbered_by_the_office_that_issues_it(
    cast, partnership, review
):
    following, line = answered(cast, partnership, review)
    opinion = relation.give_opinion(cast, following)
    text = words_of(opinion.issue)
    cited = {review.dispatch.folio, review.dispatch.forward_folio, review.issue.folio, line.folio}
    assert {folio for folio in cited if folio in text} == cited
    assert "/CJA/" in opinion.number
    assert opinion.number.partition("/CJA/")[0] == review.issue.folio.partition("/CJA/")[0]


def test_letters_are_read_as_they_will_be_issued(cast, partnership):
    """What is shown before is what is issued, but for number, day and place."""
    on, row = cast.at.date(), relation.prepare_dispatch(cast, partnership)

    def lines(content) -> list[str]:
        said = [block.text["es"] for block in content.blocks]
        return said[2:]  # after place, day and number

    def same(letter, who, issue) -> None:
        shown = lines(letter.content(partnership, on, cast.actor(who).appointment))
        assert len(shown) > 3
        assert shown == lines(issue.version.as_content)

    letter = dispatch_letter(row, on)
    assert letter.to == cast.organisations["state"]
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=row)
    same(letter, "mayor", row.issue)
    state, ministry = cast.organisations["state"], cast.organisations["ministry"]
    signs = who_signs(state, "state_liaison", on, cast.actor("state").appointment)
    letter = forward_letter(row, state, signs, on)
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    same(letter, "state", row.forward_issue)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    opinion = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    signs = who_signs(ministry, "authoriser", on, cast.actor("authoriser").appointment)
    letter = opinion_letter(opinion, ministry, signs, on)
    same(letter, "authoriser", opinions.authorise_opinion(cast.act("authoriser"), opinion=opinion).issue)


def test_state_says_whose_liaison_office_is_at_hand(cast, partnership, review):
    town = cast.organisations["municipality"].name
    assert f" del {town}." in words_of(review.dispatch.forward_issue)


@pytest.mark.once
@settings(
    max_examples=6, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)  # fmt: skip
@given(
    observed_=st.sets(st.sampled_from(["art-01", "art-05", "art-08", "art-12"]), min_size=1),
    changed=st.sets(st.sampled_from(["art-01", "art-05", "art-08", "art-12"])),
)
def test_whatever_changes_the_rest_stays_approved(cast, review, observed_, changed):
    """Promise 8 over the database: approved = not observed before and not changed since."""
    with transaction.atomic():
        for group in observed_:
            opinions.observe(cast.act("reviewer"), review=review, group=group, text="Precisar.")
        opinions.send_observations(cast.act("reviewer"), review=review)
        for row in review.observations.all():
            opinions.answer_observation(cast.act("liaison"), observation=row, accepted=True)
        agreement = relation.fresh(review.partnership).agreement
        agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones.")
        for group in changed:
            relation.edit(cast, agreement, f"{group}.p1", "es", ".", ". Se precisa.")
        version = relation.agree(cast, review.partnership).agreed_version
        review.refresh_from_db()
        following = opinions.submit_answer(cast.act("mayor"), review=review, version=version)
        assert approved_groups(following) == set(version.as_content.groups()) - observed_ - changed
        transaction.set_rollback(True)
    review.refresh_from_db()


def test_opinion_by_one_person_is_refused_and_by_two_reaches_the_case(cast, partnership, review):
    proposed = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    assert Fact.OPINION_FAVOURABLE not in standing_facts(partnership.case)
    assert refused(lambda: opinions.authorise_opinion(cast.act("reviewer"), opinion=proposed)) == "not_authorise"
    done = opinions.authorise_opinion(cast.act("authoriser"), opinion=proposed)
    fact = standing_facts(partnership.case)[Fact.OPINION_FAVOURABLE]
    assert fact.data["text_sha256"] == done.text_sha256 == review.version.sha256
    assert favourable_opinion(partnership) == done
    assert (
        refused(lambda: opinions.return_opinion(cast.act("authoriser"), opinion=done, reason="Tarde."))
        == "opinion_closed"
    )


@pytest.mark.parametrize(
    ("how", "post"),
    [
        ("in_charge", "Encargado del Despacho de la Dirección de Tratados"),
        (
            "by_absence",
            "Por ausencia de la persona titular de la Dirección de Tratados, conforme al documento Oficio OM/9/2022",
        ),
    ],
)
def test_opinion_authorised_by_who_is_in_charge_or_stands_in_says_so(cast, review, how, post):
    who = take_over(cast, "authoriser", how)
    proposed = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    with pytest.raises(Invalid) as error:
        opinions.authorise_opinion(cast.act(who), opinion=proposed, issued_on=cast.at.date() - dt.timedelta(days=1))
    assert list(error.value.errors) == ["issued_on"]
    done = opinions.authorise_opinion(cast.act(who), opinion=proposed)
    text = "\n".join(b.text["es"] for b in done.issue.version.as_content.blocks)
    assert f"{cast.persons[who].name}\n{post}" in text


@pytest.mark.parametrize("how", ["in_charge", "by_absence"])
def test_forward_and_dispatch_are_signed_in_the_capacity_of_that_day(cast, partnership, how):
    mayor, state = take_over(cast, "mayor", how), take_over(cast, "state", how)
    sent = opinions.send_dispatch(cast.act(mayor), dispatch=relation.prepare_dispatch(cast, partnership))
    sent = opinions.forward_dispatch(cast.act(state), dispatch=sent)
    start = {"in_charge": "Encargado del Despacho de la ", "by_absence": "Por ausencia de la persona titular de la "}
    for issue, who, office in (
        (sent.issue, mayor, "Presidencia Municipal"),
        (sent.forward_issue, state, "Coordinación de Relaciones Internacionales"),
    ):
        text = "\n".join(b.text["es"] for b in issue.version.as_content.blocks)
        assert f"{cast.persons[who].name}\n{start[how]}{office}" in text


def test_opinion_on_a_text_that_is_no_longer_agreed_is_blocked_with_the_way_on(cast, partnership, review):
    proposed = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Falta un párrafo.")

    def authorise():
        return opinions.authorise_opinion(cast.act("authoriser"), opinion=Opinion.objects.get(pk=proposed.pk))

    said = {}
    with pytest.raises(Blocked) as no:
        authorise()
    [said["reopened"]] = no.value.blockers
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, partnership)
    with pytest.raises(Blocked) as no:
        authorise()
    [said["other"]] = no.value.blockers
    assert {b.code for b in said.values()} == {"text_reopened"}
    assert {b.door for b in said.values()} == {"opinions.dispatch"}
    assert "reabrió el texto" in str(said["reopened"].about)
    assert "otra versión" in str(said["other"].about)
    assert Fact.OPINION_FAVOURABLE not in standing_facts(partnership.case)


def test_constraint_refuses_one_person_for_both(cast, partnership):
    with pytest.raises(IntegrityError), transaction.atomic():
        Opinion.objects.create(
            partnership=partnership,
            sense="favourable",
            state=OpinionState.AUTHORISED,
            proposed_by="a",
            authorised_by="a",
        )


def test_propose_with_unsent_observations_is_refused(cast, review):
    opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    code = refused(
        lambda: opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    )
    assert code == "observations_unsent"


def test_return_opens_the_round_again_and_an_article_may_be_observed(cast, review):
    proposed = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    opinions.return_opinion(cast.act("authoriser"), opinion=proposed, reason="Falta fundar.")
    review.refresh_from_db()
    assert review.state == ReviewState.OPEN
    opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Precisar.")
    assert not ArticleApproval.objects.filter(review=review, group="art-05").exists()


def test_unfavourable_takes_an_earlier_favourable_back_and_a_changed_text_goes_again(cast, partnership, review):
    relation.give_opinion(cast, review)
    act = cast.act("liaison")
    assert refused(lambda: opinions.prepare_dispatch(act, partnership=relation.fresh(partnership))) == "text_opined"
    change_and_agree(cast, partnership)
    assert opinions.prepare_dispatch(act, partnership=relation.fresh(partnership)).state == DispatchState.PREPARED


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"number": " "}, "number"),
        ({"issued_on": dt.date(2022, 3, 1)}, "issued_on"),
        ({"issued_on": dt.date(1900, 1, 1)}, "issued_on"),
        ({"issued_on": dt.date(1992, 1, 1)}, "issued_on"),  # the law was published the next day
    ],
)
def test_record_with_what_cannot_be_is_refused_at_its_field(cast, more, field):
    found = relation.open_relation(cast, everybody=False)
    typed = {"sense": "favourable", "number": "1", "issued_on": cast.at.date()} | more
    with pytest.raises(Invalid) as no:
        opinions.record_opinion(cast.act("liaison"), partnership=found, **typed)
    assert list(no.value.errors) == [field]


@pytest.mark.parametrize(("language", "law"), [("es", "Ley sobre la Celebración de Tratados"), ("en", "Law on the")])
def test_act_older_than_its_law_is_refused_with_the_day_of_the_law(language, law):
    with override(language):
        assert too_early("opinion", dt.date(1992, 1, 2)) == too_early("registration", dt.date(2022, 1, 1)) == []
        (said,) = too_early("registration", dt.date(1992, 1, 1))
    assert "1992-01-02" in said
    assert law in said


def test_letter_in_the_mayors_name_is_signed_by_the_mayor_or_says_with_what_it_was_approved(cast, partnership):
    row = relation.prepare_dispatch(cast, partnership)
    asked = {
        "partnership": partnership,
        "paper": "Oficio",
        "door": "opinions.dispatch",
        "at": {"dispatch": row.public_id},
    }
    assert (
        refused(lambda: opinions.send_dispatch(cast.act("liaison"), dispatch=row, approval="Oficio 1")) == "not_mayor"
    )
    assert refused(lambda: ask_signature(cast.act("state"), **asked)) == "not_liaison"
    ask_signature(cast.act("liaison"), **asked)
    notice = Notice.objects.get(key="paper_to_sign")
    assert (notice.user, notice.at) == (cast.users["mayor"], {"dispatch": row.public_id})
    assert row.folio == ""
    # once, and it says since when; another mayor has not been asked, and a letter that came back is asked for again
    assert refused(lambda: ask_signature(cast.act("liaison"), **asked)) == "signature_asked"
    assert Notice.objects.filter(key="paper_to_sign").count() == 1
    address = reverse("web:opinions:send", args=[row.public_id])
    named = partnership, OFFICIAL_LETTER, asked["at"], cast.at.date()
    ask_signature(cast.act("liaison"), **asked | {"paper": OFFICIAL_LETTER})
    assert asked_since(*named) == cast.at
    page = cast.client("liaison").get(address).content.decode()
    assert ("La firma se pidió el 31 ene 2022" in page, "Pedir la firma</button>" in page) == (True, False)
    other_round = partnership, OFFICIAL_LETTER, {"dispatch": "otro"}, cast.at.date()
    assert asked_since(*other_round) is None
    sent = transaction.savepoint()
    opinions.send_dispatch(cast.act("mayor"), dispatch=row)
    assert asked_since(*named) is None
    transaction.savepoint_rollback(sent)
    row.refresh_from_db()
    # the mayor has no account: what approved it is put down first
    cast.users["mayor"].is_active = False
    cast.users["mayor"].save()
    assert refused(lambda: ask_signature(cast.act("liaison"), **asked)) == "nobody_to_ask"
    with pytest.raises(Invalid) as lacks:
        opinions.send_dispatch(cast.act("liaison"), dispatch=row, approval="  ")
    assert list(lacks.value.errors) == ["approval"]
    row = opinions.send_dispatch(cast.act("liaison"), dispatch=row, approval="Instrucción del 30 de enero de 2022")
    assert row.state == "sent"
    line = Entry.objects.get(happened="partnerships.approval_recorded")
    assert (line.how, line.data["approval"]) == ("recorded", "Instrucción del 30 de enero de 2022")


def test_mayor_sends_a_letter_back_with_a_reason_and_it_is_asked_for_again(cast, partnership):
    row = relation.prepare_dispatch(cast, partnership)
    named = {
        "partnership": partnership, "paper": OFFICIAL_LETTER, "door": "opinions.dispatch",
        "at": {"dispatch": row.public_id},
    }  # fmt: skip
    ask_signature(cast.act("liaison"), **named)
    assert refused(lambda: return_unsigned(cast.act("liaison"), **named, reason="No es mío.")) == "not_mayor"
    with pytest.raises(Invalid) as lacks:
        return_unsigned(cast.act("mayor"), **named, reason="  ")
    assert list(lacks.value.errors) == ["reason"]
    return_unsigned(cast.act("mayor"), **named, reason="Falta el estudio.")
    notice = Notice.objects.get(key="signature_returned")
    assert (notice.user, notice.at) == (cast.users["liaison"], {"dispatch": row.public_id})
    asked = partnership, OFFICIAL_LETTER, named["at"], cast.at.date()
    assert (asked_since(*asked), last_returned(*asked[:2])) == (None, (cast.at, "Falta el estudio."))
    assert refused(lambda: return_unsigned(cast.act("mayor"), **named, reason="Otra vez.")) == "paper_returned"
    ask_signature(cast.act("liaison"), **named)
    assert (asked_since(*asked), last_returned(*asked[:2])) == (cast.at, None)
    return_unsigned(cast.act("mayor"), **named, reason="Aún falta.")
    opinions.send_dispatch(cast.act("mayor"), dispatch=row)  # the mayor may sign it all the same
    assert last_returned(*asked[:2]) is None


def told(issue) -> str:
    return "\n".join(b.text["es"] for b in issue.version.as_content.blocks)


def test_papers_cite_the_towns_letter_and_the_states_with_which_it_came(cast, partnership, review):
    sent = review.dispatch
    onward = told(sent.forward_issue)
    assert f"el oficio {sent.folio}, del municipio" in onward
    assert "este municipio" not in onward
    # the state gives it out in its capital, never in that of the country
    assert sent.forward_issue.late["issue_place"] == place_of(cast.organisations["state"])
    assert sent.forward_issue.late["issue_place"].startswith("Oaxaca de Juárez, ")
    opinions.observe(cast.act("reviewer"), review=review, group="art-05", text="Falta el plazo.")
    asked = opinions.send_observations(cast.act("reviewer"), review=review)
    said = told(asked.issue)
    assert f"En atención a su oficio {sent.folio}," in said
    assert f"con su oficio {sent.forward_folio}." in said
    copied = next(line for line in said.split("\n") if line.startswith("c.c.p."))
    assert copied.rstrip(".").endswith(cast.organisations["state"].name)


@pytest.mark.parametrize(
    ("kind", "state", "place"),
    [
        ("state", "11", "Guanajuato, Guanajuato"), ("state", "14", "Guadalajara, Jalisco"),
        ("state", "09", "Ciudad de México"), ("ministry", "", "Ciudad de México"), ("other", "", ""),
    ],
)  # fmt: skip
def test_place_of_a_paper_is_where_its_house_sits(db, kind, state, place):
    names = {"11": "Guanajuato", "14": "Jalisco", "09": "Ciudad de México"}
    house = Organisation(kind=kind, name="Casa", state=State(key=state, name=names[state]) if state else None)
    assert place_of(house) == place
    assert late_place(house) == ({"issue_place": place} if place else {})


def test_letter_announces_what_goes_and_nothing_else(cast):
    """The profile as printed, the letter and its answer each by itself; a note alone encloses nothing."""
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    relation.authorise_and_certify(cast, found)
    relation.submit_study(cast, found)
    row, act = opinions.prepare_dispatch(cast.act("liaison"), partnership=relation.fresh(found)), cast.act("liaison")
    opinions.attach_item(act, dispatch=row, key="letter", attachment=relation.attachment(cast, found))
    opinions.attach_item(act, dispatch=row, key="profile", note="Va impreso.")

    def announced() -> list[str]:
        return [annex["es"] for annex in dispatch_letter(row, cast.at.date()).values["annexes"]]

    always = [
        "Texto negociado en español",
        "Texto negociado en inglés",
        "Copia certificada del acuerdo de Cabildo",
    ]
    assert announced() == [*always, "Carta de intención"]
    town = cast.organisations["municipality"]
    profile = profiles.save_section(act, profile_of=town, key="history", es="Fundada en 1580.", en="Founded in 1580.")
    issue = profiles.issue_profile(act, profile=profile)
    answer = relation.attachment(cast, found)
    found.letters.create(
        circle=found.circle, owner=found.owner, kind="answer", direction="in", state="received", attachment=answer
    )
    opinions.refresh_dispatch(act, dispatch=row)
    assert announced() == [
        *always, "Carta de intención", "Respuesta a la carta de intención", "Perfil municipal",
    ]  # fmt: skip
    assert {i.key: (i.issue, i.attachment) for i in row.items.filter(key__in=["profile", "answer"])} == {
        "profile": (issue, None), "answer": (None, answer),
    }  # fmt: skip
