"""What is seen: flat lists, last contact from the records alone, active links, the mayor's page."""

import datetime as dt
import io
from zoneinfo import ZoneInfo

import pikepdf
import pytest
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings, strategies as st

from hermanar.directory.operations import record_election
from hermanar.encounters import operations
from hermanar.encounters.models import Encounter, EventInvitation, LetterTie
from hermanar.encounters.queries import (
    brief_of,
    brief_pdf,
    get_encounter,
    last_contact_of,
    list_active_links,
    list_contacts,
    list_encounters,
    list_invitations,
    list_planned,
    list_services,
    list_to_answer,
    list_topics,
    outcomes_by_link,
    signs_of,
)
from hermanar.kernel.errors import Invalid
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.operations import update_counterpart
from hermanar.partnerships.queries import get_partnership
from tests import relation as relations
from tests.kept import kept

TODAY = dt.date(2022, 1, 31)
AT = dt.datetime(2022, 1, 31, 12, tzinfo=ZoneInfo("America/Mexico_City"))


@pytest.fixture
@kept
def sent(cast, relation) -> Letter:
    from hermanar.partnerships import operations as partnerships

    words = {"es": "Texto.", "en": "Text."}
    letter = partnerships.draft_letter(
        cast.act("liaison"), partnership=relation, motivations=words, interests=words, objectives=words
    )
    letter = partnerships.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
    return partnerships.record_sent(cast.act("liaison"), letter=letter, sent_on=TODAY, sent_by="Correo")


def days_of(relation) -> dict[str, dt.date]:
    return {side: sign.on for side, sign in last_contact_of(relation).items()}


def test_last_contact_of_a_new_relation_is_nothing(relation):
    assert last_contact_of(relation) == {}


def test_last_contact_comes_from_letters_encounters_and_invitations(cast, relation, visit, sent, received):
    assert days_of(relation) == {"ours": TODAY, "theirs": dt.date(2022, 1, 25)}
    kinds = {(s.side, str(s.kind)) for s in signs_of([relation])[relation.pk]}
    assert kinds == {
        ("ours", "letter_sent"), ("ours", "encounter"), ("theirs", "encounter"), ("theirs", "invitation_received"),
    }  # fmt: skip


def test_last_contact_leaves_out_what_is_planned_cancelled_or_void(cast, home, relation, visit):
    operations.record_encounter(
        cast.act("liaison"),
        circle=home,
        kind="meeting",
        on=dt.date(2022, 4, 1),
        title="Por venir",
        partnerships=[relation],
    )
    assert days_of(relation) == {"ours": visit.on, "theirs": visit.on}
    operations.void_encounter(cast.act("liaison"), encounter=visit, reason="Por error")
    assert days_of(relation) == {}


STEPS = st.lists(
    st.tuples(st.sampled_from(["meet", "invited", "invite", "answer", "plan"]), st.integers(0, 400)), max_size=6
)


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_operation_lowers_the_last_contact_but_a_correction(cast, home, relation, steps):
    Encounter.partnerships.through.objects.filter(partnership=relation).delete()
    LetterTie.objects.all().delete()
    Letter.objects.filter(kind="invitation").delete()
    EventInvitation.objects.filter(partnership=relation).delete()
    act, waiting, expected = cast.act("liaison"), [], {"ours": [], "theirs": []}
    for number, (what, back) in enumerate(steps):
        on, before = TODAY - dt.timedelta(days=back), days_of(relation)
        common = {"circle": home, "partnerships": [relation]}
        if what == "meet":
            operations.record_encounter(act, kind="meeting", on=on, title=f"Reunión {number}", **common)
            expected["ours"].append(on)
            expected["theirs"].append(on)
        elif what == "plan":
            later = TODAY + dt.timedelta(days=back + 1)
            operations.record_encounter(act, kind="meeting", on=later, title=f"Plan {number}", **common)
        elif what == "invited":
            row = operations.record_invitation(
                act, circle=home, event=f"E{number}", post="P", received_on=on, partnership=relation
            )
            waiting.append((row, "ours"))
            expected["theirs"].append(on)
        elif what == "invite":
            (row,) = operations.list_invitees(act, event=f"F{number}", **common)
            operations.send_invitation(act, invitation=row, sent_on=on)
            waiting.append((row, "theirs"))
            expected["ours"].append(on)
        elif waiting:
            row, side = waiting.pop()
            operations.answer_invitation(act, invitation=row, accepts=bool(back % 2), answered_on=TODAY)
            expected[side].append(TODAY)
        after = days_of(relation)
        assert all(after[side] >= day for side, day in before.items())
    assert days_of(relation) == {side: max(days) for side, days in expected.items() if days}


def test_list_active_links_says_why_each_is_one(cast, home, relation, visit):
    (link,) = list_active_links(cast.actor("liaison"), home, TODAY)
    assert (link.partnership, link.bond, link.ours_on, link.in_year) == (relation, "alive", visit.on, 2)
    assert list_active_links(cast.actor("liaison"), home, dt.date(2023, 6, 1)) == []
    assert list_active_links(cast.actor("stranger"), home, TODAY) == []


def test_list_active_links_leaves_out_a_relation_without_contact(cast, home, relation):
    assert list_active_links(cast.actor("liaison"), home, TODAY) == []


def test_outcomes_by_link_asks_for_those_that_lack_one_first(cast, home, relation, visit):
    event = get_encounter(cast.actor("liaison"), visit.public_id)
    (row,) = outcomes_by_link(cast.actor("liaison"), event, TODAY)
    assert row.outcome is None
    outcome = operations.record_outcome(
        cast.act("liaison"), encounter=visit, kind="strengthened", text="Feria conjunta", partnership=relation
    )
    event = get_encounter(cast.actor("liaison"), visit.public_id)
    (row,) = outcomes_by_link(cast.actor("liaison"), event, TODAY)
    assert row.outcome == outcome


def test_lists_ask_no_more_for_three_rows_than_for_one(cast, home, relation, assert_flat):
    act, actor, number = cast.act("liaison"), cast.actor("liaison"), iter(range(100))

    def make():
        n = next(number)
        contact = operations.add_contact(
            act, circle=home, kind="speaker", side="third", post=f"Ponente {n}", name="Persona de Muestra 70",
            partnerships=[relation],
        )  # fmt: skip
        for on in (TODAY, dt.date(2022, 5, 1)):
            operations.record_encounter(
                act, circle=home, kind="meeting", on=on, title=f"R{n}{on}", partnerships=[relation], contacts=[contact]
            )
        operations.raise_topic(act, circle=home, title=f"Tema {n}", partnership=relation)
        operations.record_invitation(act, circle=home, event=f"E{n}", contact=contact, received_on=TODAY)
        operations.ask_service(
            act, owner=relation.owner, kind="other", subject=f"S{n}", text="x", due_on=TODAY, post="Embajada"
        )

    def show():
        for row in list_contacts(actor, home):
            [str(p) for p in row.contact.partnerships.all()]
        for e in [*list_encounters(actor, home), *list_planned(actor)]:
            [str(x) for p in e.partnerships.all() for x in p.parties.all()]
        for t in list_topics(actor):
            [str(x) for x in t.partnership.parties.all()]
        [str(i.contact) for i in [*list_invitations(actor, home), *list_to_answer(actor)]]
        [str(s.asked_by) for s in list_services(actor)]

    assert_flat(make, show)


def test_brief_asks_no_more_with_more_records(cast, home, relation, assert_flat):
    act, actor, number = cast.act("liaison"), cast.actor("liaison"), iter(range(100))
    row = get_partnership(actor, relation.public_id)

    def make():
        n = next(number)
        operations.record_encounter(
            act, circle=home, kind="meeting", on=TODAY, title=f"R{n}", partnerships=[relation], agreed="Algo"
        )
        operations.raise_topic(act, circle=home, title=f"Tema {n}", partnership=relation)
        operations.record_invitation(act, circle=home, event=f"E{n}", post="P", received_on=TODAY, partnership=relation)

    assert assert_flat(make, lambda: brief_of(actor, row, at=AT)) < 40


def test_brief_draws_its_points_from_the_records(cast, home, relation, visit, received, sent, contact):
    operations.raise_topic(cast.act("liaison"), circle=home, title="Salud", partnership=relation)
    row = get_partnership(cast.actor("liaison"), relation.public_id)
    brief = brief_of(cast.actor("liaison"), row, at=AT, encounter=visit)
    assert brief.points == [
        "Contestar su invitación a Encuentro de Ciudades Hermanas, antes del 10 de febrero de 2022.",
        "Dar seguimiento a “Salud”: planteado.",
        "Lo acordado el 20 de enero de 2022: Intercambiar perfiles.",
    ]
    assert not {*brief.points} & {*brief.promised}  # each is said once
    assert brief.promised[0].startswith("Preguntar")
    assert brief.claim == "Villa Serena envió carta de intención a Lakeside."
    assert brief.unsaid[0].startswith("No diga que el Cabildo lo autorizó")
    assert brief.last[0].startswith("De nuestra parte: carta enviada")
    assert brief.clock.apart == "la misma hora que aquí"
    assert (brief.head.post, brief.head.address_as) == ("Alcaldía", "Señora Alcaldesa")
    assert [(e.post, e.name) for e in brief.expected] == [("Mayor, City of Lakeside", "Persona de Muestra 60")]
    assert brief.committee.startswith("No se sabe")


def test_brief_says_when_one_votes_there_and_here_each_with_its_source(cast, relation):
    town = cast.organisations["municipality"]
    with pytest.raises(Invalid):
        update_counterpart(
            cast.act("liaison"), partnership=relation, election_on=dt.date(2022, 11, 8), election_source=""
        )
    update_counterpart(
        cast.act("liaison"), partnership=relation, election_on=dt.date(2022, 11, 8), election_source="Condado",
        term_ends_on=dt.date(2023, 4, 15), term_source="Acta de posesión",
    )  # fmt: skip
    with pytest.raises(Invalid, match="Asiente antes"):
        record_election(
            cast.act("administrator"), organisation=town, election_on=dt.date(2040, 6, 2), election_source="X"
        )
    term = record_election(
        cast.act("administrator"),
        organisation=town,
        election_on=dt.date(2024, 6, 2),
        election_source="Instituto electoral",
    )
    assert (term.election_on, term.election_source) == (dt.date(2024, 6, 2), "Instituto electoral")
    row = get_partnership(cast.actor("liaison"), relation.public_id)
    assert brief_of(cast.actor("liaison"), row, at=AT).elections == [
        "Allá se vota el 8 de noviembre de 2022 (Condado)",
        "Su mandato termina el 15 de abril de 2023 (Acta de posesión)",
        "Aquí se vota el 2 de junio de 2024 (Instituto electoral)",
    ]
    pdf = brief_pdf(cast.actor("liaison"), row, at=AT)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1


def test_brief_in_english_has_english_sentences(cast, relation, received):
    row = get_partnership(cast.actor("liaison"), relation.public_id)
    with override("en"):
        brief = brief_of(cast.actor("liaison"), row, at=AT)
    assert brief.points[0] == "Answer their invitation to Encuentro de Ciudades Hermanas, before February 10, 2022."
    assert brief.head.post == "Mayor"


@pytest.mark.parametrize("language", ["es", "en"])
def test_brief_pdf_is_one_page_however_much_there_is(cast, home, relation, language):
    act = cast.act("liaison")
    for n in range(25):
        operations.raise_topic(
            act, circle=home, title=f"Tema {n} " + "muy largo " * 15, partnership=relation, note="n " * 90
        )
        operations.record_invitation(
            act,
            circle=home,
            event=f"Encuentro {n} " + "de ciudades " * 12,
            post="P",
            received_on=TODAY,
            partnership=relation,
        )
    row = get_partnership(cast.actor("liaison"), relation.public_id)
    pdf = brief_pdf(cast.actor("liaison"), row, at=AT, language=language)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    assert pdf == brief_pdf(cast.actor("liaison"), row, at=AT, language=language)


def test_list_encounters_goes_on_where_the_page_ended(cast, home, relation):
    for day in (3, 5, 4):
        operations.record_encounter(
            cast.act("liaison"), circle=home, kind="meeting", on=dt.date(2022, 1, day), title=str(day)
        )
    actor = cast.actor("liaison")
    first = list_encounters(actor, home, limit=2)
    assert [e.title for e in first] == ["5", "4"]
    assert [e.title for e in list_encounters(actor, home, before=(first[-1].on, first[-1].pk))] == ["3"]
    assert Partnership.objects.count() == 1
