"""Contacts, encounters, invitations, topics: what each does, and what it refuses."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from hermanar.directory.models import Country
from hermanar.encounters import operations
from hermanar.encounters.models import Contact, EventInvitation, Holder, Outcome
from hermanar.encounters.queries import get_contact, history_of, holder_now, list_contacts, shown_holder
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships.models import Lead
from hermanar.partnerships.operations import record_letter
from tests import relation as relations

from .conftest import MAYOR

TODAY = dt.date(2022, 1, 31)
NOT_KEEPERS = ("consul", "mayor", "council_secretary", "state", "reviewer", "counterpart", "stranger", "administrator")


def happened(circle) -> list[str]:
    return [line.happened for line in list_lines(circle.public_id, limit=50)]


# -- contacts -------------------------------------------------------------------------------------------------


def test_add_contact_keeps_the_post_and_its_holder(cast, home, contact, relation):
    assert (contact.kind, contact.post, contact.languages) == ("counterpart_office", "Mayor", "en, es")
    assert list(contact.partnerships.all()) == [relation]
    assert (shown_holder(holder_now(contact)), holder_now(contact).from_on) == (
        "Persona de Muestra 60", dt.date(2021, 5, 1),
    )  # fmt: skip
    assert "encounters.contact_added" in happened(home)


def test_add_contact_without_a_name_is_a_post(cast, home):
    consul = operations.add_contact(
        cast.act("committee"), circle=home, kind="consul", side="third", post="Consulado", country=relations_country(),
        district="Oaxaca y Chiapas", since_on=dt.date(2020, 1, 1),
    )  # fmt: skip
    assert (shown_holder(holder_now(consul)), consul.district) == ("", "Oaxaca y Chiapas")


def relations_country():
    from hermanar.directory.models import Country

    return Country.objects.get(pk="JP")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("post", {"post": " "}),
        ("kind", {"kind": "friend"}),
        ("side", {"side": "left"}),
        ("languages", {"languages": "english"}),
        ("country", {"kind": "consul"}),
        ("until_on", {"since_on": TODAY, "until_on": dt.date(2021, 1, 1)}),
    ],
)
def test_add_contact_names_what_is_wrong(cast, home, field, more):
    with pytest.raises(Invalid) as no:
        operations.add_contact(cast.act("liaison"), circle=home, **(MAYOR | more))
    assert list(no.value.errors) == [field]
    assert Contact.objects.count() == 0


def test_add_contact_twice_is_refused(cast, home, contact):
    with pytest.raises(Refused) as no:
        operations.add_contact(cast.act("liaison"), circle=home, **MAYOR)
    assert no.value.code == "contact_known"


@pytest.mark.parametrize("who", NOT_KEEPERS)
def test_add_contact_is_for_the_keepers(cast, home, who):
    with pytest.raises(Refused) as no:
        operations.add_contact(cast.act(who), circle=home, **MAYOR)
    assert no.value.code == "not_keeper"


def test_add_contact_to_a_relation_of_another_municipality_is_invalid(cast, relation):
    with pytest.raises(Invalid) as no:
        operations.add_contact(
            cast.act("stranger"), circle=cast.organisations["elsewhere"].home, partnerships=[relation], **MAYOR
        )
    assert list(no.value.errors) == ["partnerships"]


def test_change_holder_keeps_the_thread_of_the_post(cast, contact, visit):
    operations.change_holder(
        cast.act("liaison"), contact=contact, from_on=dt.date(2022, 1, 25), name="Persona de Muestra 61"
    )
    operations.record_encounter(
        cast.act("liaison"), circle=contact.circle, kind="conversation", on=TODAY, title="Llamada", contacts=[contact]
    )
    fresh = get_contact(cast.actor("liaison"), contact.public_id)
    assert [(e.title, e.who) for e in history_of(fresh)] == [
        ("Llamada", "Persona de Muestra 61"), ("Visita de la Alcaldía", "Persona de Muestra 60"),
    ]  # fmt: skip


def test_letters_to_a_post_and_from_it_stand_in_its_history_and_count_as_contact(cast, home, contact):
    act, actor = cast.act("liaison"), cast.actor("liaison")
    Contact.objects.filter(pk=contact.pk).update(city="Lakeside")
    common = {"owner": cast.organisations["municipality"], "kind": "intent", "country": Country.objects.get(pk="US")}
    for n, (direction, day, more) in enumerate(
        (
            ("out", 3, {"city": "Lakeside", "other_post": contact.post}),
            ("in", 20, {"city": "Lakeside", "sender": f"{contact.post}, City of Lakeside"}),
            ("out", 21, {"city": "Otra ciudad", "other_post": contact.post}),  # the same post elsewhere
            ("out", 22, {"city": "Lakeside", "other_post": "City Clerk"}),
        )
    ):
        record_letter(act, **common, direction=direction, dated_on=dt.date(2022, 1, day), folio=f"F{n}", **more)
    fresh = get_contact(actor, contact.public_id)
    assert [(e.kind, e.title[-2:]) for e in history_of(fresh, actor)] == [("letter", "F1"), ("letter", "F0")]
    assert [r.last_on for r in list_contacts(actor, home)] == [dt.date(2022, 1, 20)]
    assert history_of(fresh, cast.actor("stranger")) == []


def test_change_holder_before_the_one_who_leaves_came_is_invalid(cast, contact):
    with pytest.raises(Invalid) as no:
        operations.change_holder(cast.act("liaison"), contact=contact, from_on=dt.date(2021, 1, 1), name="X")
    assert list(no.value.errors) == ["from_on"]


def test_change_holder_to_nobody_leaves_the_post_vacant(cast, contact):
    operations.change_holder(cast.act("liaison"), contact=contact, from_on=TODAY)
    assert holder_now(get_contact(cast.actor("liaison"), contact.public_id)) is None


def test_withhold_holder_hides_the_name_once_and_keeps_the_post(cast, contact):
    holder = contact.holders.get()
    operations.withhold_holder(cast.act("liaison"), holder=holder)
    assert shown_holder(holder_now(get_contact(cast.actor("liaison"), contact.public_id))) == "Nombre reservado"
    with pytest.raises(Refused):
        operations.withhold_holder(cast.act("liaison"), holder=holder)


def test_end_contact_leaves_the_list_with_its_history(cast, home, contact, visit):
    operations.end_contact(cast.act("liaison"), contact=contact, until_on=TODAY, reason="Cambió la oficina")
    actor = cast.actor("liaison")
    assert list_contacts(actor, home) == []
    assert [r.contact for r in list_contacts(actor, home, ended=True)] == [contact]
    assert len(history_of(contact)) == 1
    with pytest.raises(Refused):
        operations.end_contact(cast.act("liaison"), contact=contact, until_on=TODAY, reason="Otra vez")


def test_update_contact_corrects_the_card_and_what_is_found(cast, home, contact):
    operations.update_contact(cast.act("liaison"), contact=contact, **(MAYOR | {"post": "City Manager"}))
    assert [str(r.contact) for r in list_contacts(cast.actor("liaison"), home, text="city manager")] == [
        "City Manager, City of Lakeside"
    ]
    assert list_contacts(cast.actor("liaison"), home, text="persona") == []


def test_one_holder_at_a_time_is_a_constraint(contact):
    with pytest.raises(IntegrityError), transaction.atomic():
        Holder.objects.create(contact=contact, name="Otra")


# -- encounters -----------------------------------------------------------------------------------------------


def test_record_encounter_of_the_past_was_held_and_of_the_future_is_planned(cast, home, visit):
    assert (visit.state, [p.post for p in visit.participants.all()]) == ("held", ["Mayor"])
    later = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="meeting", on=dt.date(2022, 2, 20), title="Reunión"
    )
    assert later.state == "planned"
    assert happened(home)[:1] == ["encounters.encounter_planned"]


def test_record_encounter_with_only_its_month(cast, home):
    row = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="gathering", on=dt.date(2018, 7, 1), precision="month",
        title="Primer encuentro de alcaldías", organiser="Red de ciudades",
    )  # fmt: skip
    assert (row.precision, row.state) == ("month", "held")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("title", {"title": ""}),
        ("kind", {"kind": "party"}),
        ("precision", {"precision": "hour"}),
        ("until_on", {"until_on": dt.date(2022, 1, 1)}),
    ],
)
def test_record_encounter_names_what_is_wrong(cast, home, field, more):
    values = {"kind": "visit_in", "on": TODAY, "title": "Visita"} | more
    with pytest.raises(Invalid) as no:
        operations.record_encounter(cast.act("liaison"), circle=home, **values)
    assert list(no.value.errors) == [field]


@pytest.mark.parametrize("who", NOT_KEEPERS)
def test_record_encounter_is_for_the_keepers(cast, home, who):
    with pytest.raises(Refused):
        operations.record_encounter(cast.act(who), circle=home, kind="visit_in", on=TODAY, title="Visita")


def test_hold_and_cancel_are_of_what_is_planned(cast, home, visit):
    row = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="meeting", on=dt.date(2022, 2, 2), title="Reunión"
    )
    act = cast.act("liaison", dt.date(2022, 2, 3))
    held = operations.hold_encounter(act, encounter=row, on=dt.date(2022, 2, 2), agreed="Un proyecto")
    assert (held.state, held.agreed) == ("held", "Un proyecto")
    for operation in (operations.hold_encounter, operations.cancel_encounter):
        with pytest.raises(Refused) as no:
            operation(
                act, encounter=held, **({"on": act.on} if operation is operations.hold_encounter else {"reason": "No"})
            )
        assert no.value.code == "encounter_settled"


def test_hold_encounter_in_the_future_is_invalid(cast, home):
    row = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="meeting", on=dt.date(2022, 2, 2), title="Reunión"
    )
    with pytest.raises(Invalid):
        operations.hold_encounter(cast.act("liaison"), encounter=row, on=dt.date(2022, 2, 2))


def test_correct_encounter_asks_why_and_moves_the_day(cast, visit, relation):
    values = {"kind": "visit_in", "on": dt.date(2022, 1, 10), "title": "Visita", "partnerships": [relation]}
    with pytest.raises(Invalid):
        operations.correct_encounter(cast.act("liaison"), encounter=visit, reason=" ", **values)
    row = operations.correct_encounter(cast.act("liaison"), encounter=visit, reason="Otro día", **values)
    assert (row.on, row.title) == (dt.date(2022, 1, 10), "Visita")


def test_void_encounter_stays_in_the_log_and_counts_for_nothing(cast, home, visit):
    operations.void_encounter(cast.act("liaison"), encounter=visit, reason="Era de otra ciudad")
    assert happened(home)[0] == "encounters.encounter_voided"
    with pytest.raises(Refused):
        operations.add_participant(cast.act("liaison"), encounter=visit, post="Regiduría")


def test_add_participant_by_post_or_by_contact_once(cast, visit, contact):
    row = operations.add_participant(cast.act("liaison"), encounter=visit, post="Regiduría de Cultura", side="ours")
    assert (row.post, row.side, row.contact) == ("Regiduría de Cultura", "ours", None)
    with pytest.raises(Refused) as no:
        operations.add_participant(cast.act("liaison"), encounter=visit, contact=contact)
    assert no.value.code == "participant_known"


def test_attach_evidence_is_kept_in_the_municipality_s_circle(cast, home, visit):
    row = operations.attach_evidence(
        cast.act("liaison"), encounter=visit, upload=relations.scan_file("foto.pdf"), caption="Firma del libro"
    )
    assert (row.circle, list(visit.attachments.all())) == (home, [row])


def test_record_outcome_says_what_came_of_it_for_a_relation(cast, visit, relation):
    row = operations.record_outcome(
        cast.act("liaison"), encounter=visit, kind="reactivation", text="Quieren retomar", partnership=relation
    )
    assert (row.kind, row.partnership) == ("reactivation", relation)


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("kind", {"kind": "lead", "text": "x"}),
        ("partnership", {"kind": "reactivation", "text": "x"}),
        ("contact", {"kind": "contact", "text": "x"}),
        ("text", {"kind": "project"}),
    ],
)
def test_record_outcome_names_what_is_wrong(cast, visit, field, more):
    with pytest.raises(Invalid) as no:
        operations.record_outcome(cast.act("liaison"), encounter=visit, **more)
    assert list(no.value.errors) == [field]


def test_open_lead_from_keeps_where_it_came_from(cast, home, visit):
    lead = operations.open_lead_from(
        cast.act("liaison"), encounter=visit, owner=cast.organisations["municipality"], country=relations_country(),
        foreign_name="Yamanashi", zone="Asia/Tokyo",
    )  # fmt: skip
    assert (lead.origin, lead.origin_about, lead.origin_note) == ("event", visit.public_id, visit.title)
    assert (lead.municipality.name, lead.received_on) == ("Villa Serena", visit.on)
    assert Outcome.objects.get().lead == lead
    assert Lead.objects.for_actor(cast.actor("liaison")).get() == lead
    assert "encounters.lead_found" in happened(home)


def test_open_lead_from_a_conversation_says_so_and_from_a_plan_is_refused(cast, home):
    owner = cast.organisations["municipality"]
    talk = operations.record_encounter(
        cast.act("liaison"),
        circle=home,
        kind="conversation",
        on=TODAY,
        title="Conversación con el consulado de Turquía",
    )
    more = {"owner": owner, "country": relations_country(), "foreign_name": "Yamanashi", "zone": "Asia/Tokyo"}
    assert operations.open_lead_from(cast.act("liaison"), encounter=talk, **more).origin == "conversation"
    plan = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="conversation", on=dt.date(2022, 3, 1), title="Otra"
    )
    with pytest.raises(Refused) as no:
        operations.open_lead_from(cast.act("liaison"), encounter=plan, **more)
    assert no.value.code == "encounter_not_held"


# -- topics ---------------------------------------------------------------------------------------------------


def test_raise_and_follow_topic(cast, home, relation):
    topic = operations.raise_topic(cast.act("liaison"), circle=home, title="Salud", partnership=relation)
    moved = operations.follow_topic(
        cast.act("liaison"), topic=topic, state="in_progress", note="Se pidió una propuesta", due_on=dt.date(2022, 3, 1)
    )
    assert (moved.state, moved.due_on) == ("in_progress", dt.date(2022, 3, 1))
    done = operations.follow_topic(cast.act("liaison"), topic=moved, state="done", note="Se hizo la jornada")
    assert (done.state, done.due_on) == ("done", None)
    with pytest.raises(Refused) as no:
        operations.follow_topic(cast.act("liaison"), topic=done, state="agreed", note="Otra vez")
    assert no.value.code == "topic_settled"


def test_raise_topic_that_is_open_already_is_refused(cast, home, relation):
    operations.raise_topic(cast.act("liaison"), circle=home, title="Educación", partnership=relation)
    with pytest.raises(Refused) as no:
        operations.raise_topic(cast.act("liaison"), circle=home, title="educacion", partnership=relation)
    assert no.value.code == "topic_known"


def test_follow_topic_without_a_note_is_invalid(cast, home, relation):
    topic = operations.raise_topic(cast.act("liaison"), circle=home, title="Cultura", partnership=relation)
    with pytest.raises(Invalid) as no:
        operations.follow_topic(cast.act("liaison"), topic=topic, state="agreed")
    assert list(no.value.errors) == ["note"]


# -- invitations ----------------------------------------------------------------------------------------------


def test_record_invitation_waits_for_our_answer(cast, home, received):
    assert (received.way, received.state, received.post) == ("in", "received", "Regiduría que preside la comisión")
    assert happened(home)[0] == "encounters.invitation_recorded"


def test_answer_and_attend_an_invitation_make_an_encounter(cast, relation, received):
    accepted = operations.answer_invitation(
        cast.act("liaison"), invitation=received, accepts=True, answered_on=TODAY, answer="Asistirá la Presidencia"
    )
    assert (accepted.state, accepted.answered_on) == ("accepted", TODAY)
    act = cast.act("liaison", dt.date(2022, 3, 5))
    met = operations.attend_invitation(act, invitation=accepted, on=dt.date(2022, 3, 4))
    assert (met.kind, met.state, met.title) == ("gathering", "held", "Encuentro de Ciudades Hermanas")
    assert list(met.partnerships.all()) == [relation]
    assert EventInvitation.objects.get().encounter == met


@pytest.mark.parametrize(("field", "on"), [("answered_on", dt.date(2022, 1, 1)), ("answered_on", dt.date(2022, 2, 1))])
def test_answer_invitation_out_of_time_is_invalid(cast, received, field, on):
    with pytest.raises(Invalid) as no:
        operations.answer_invitation(cast.act("liaison"), invitation=received, accepts=False, answered_on=on)
    assert list(no.value.errors) == [field]


def test_list_invitees_puts_each_relation_once(cast, home, relation, contact):
    event = operations.record_encounter(
        cast.act("liaison"), circle=home, kind="gathering", on=dt.date(2022, 5, 1), title="Festival gastronómico"
    )
    first = operations.list_invitees(
        cast.act("liaison"), circle=home, event="", encounter=event, partnerships=[relation]
    )
    assert [(i.state, i.post, i.event) for i in first] == [("listed", "Alcaldía, Lakeside", "Festival gastronómico")]
    both = {"partnerships": [relation], "contacts": [contact]}
    more = operations.list_invitees(cast.act("liaison"), circle=home, event="", encounter=event, **both)
    assert [i.contact for i in more] == [contact]
    with pytest.raises(Refused) as no:
        operations.list_invitees(cast.act("liaison"), circle=home, event="", encounter=event, **both)
    assert no.value.code == "nobody_new"


def test_send_answer_and_withdraw_what_we_sent(cast, home, relation):
    (row,) = operations.list_invitees(
        cast.act("liaison"), circle=home, event="Muestra rural", event_on=dt.date(2022, 6, 1), partnerships=[relation]
    )
    with pytest.raises(Refused):
        operations.answer_invitation(cast.act("liaison"), invitation=row, accepts=True, answered_on=TODAY)
    sent = operations.send_invitation(cast.act("liaison"), invitation=row, sent_on=TODAY, reference="VS/020/2022")
    assert (sent.state, sent.reference) == ("sent", "VS/020/2022")
    gone = operations.withdraw_invitation(cast.act("liaison"), invitation=sent, reason="Se pospuso")
    assert gone.state == "withdrawn"
    with pytest.raises(Refused) as no:
        operations.send_invitation(cast.act("liaison"), invitation=gone, sent_on=TODAY)
    assert no.value.code == "invitation_settled"


@pytest.mark.parametrize("who", ["stranger", "consul", "nobody"])
def test_what_a_municipality_keeps_is_not_seen_by_others(cast, contact, visit, received, who):
    from hermanar.encounters.queries import get_encounter, get_invitation

    actor = cast.actor(who)
    for door, row in ((get_contact, contact), (get_encounter, visit), (get_invitation, received)):
        assert door(cast.actor("liaison"), row.public_id) == row
        with pytest.raises(NotVisible):
            door(actor, row.public_id)
