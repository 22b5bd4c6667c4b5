"""Letters of the register and their event and contact; the line of the register that an invitation has."""

import datetime as dt
from importlib import import_module

import pytest
from django.apps import apps

from hermanar.encounters import operations
from hermanar.encounters.models import EventInvitation, LetterTie
from hermanar.encounters.queries import (
    history_of,
    letters_that_invite,
    line_of,
    list_letters_about,
    signs_of,
    ties_of,
)  # fmt: skip
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.partnerships.operations import draft_letter, record_letter
from hermanar.partnerships.queries import letters_to_follow_up, list_register

pytestmark = pytest.mark.django_db
ON = dt.date(2022, 1, 21)


def note(cast, **more) -> Letter:
    return record_letter(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.NOTE, direction=Direction.IN,
        dated_on=ON, **{"sender": "Oficina de enlace", "folio": "X/1", **more},
    )  # fmt: skip


def test_tie_letter_links_event_and_contact_and_both_tell_it(cast, home, visit, contact, received):
    actor, letter = cast.act("liaison").actor, note(cast)
    operations.tie_letter(cast.act("liaison"), letter=letter, event=visit, contact=contact)
    tie = ties_of(actor, [letter])[letter.pk]
    assert (tie.encounter, tie.invitation, tie.contact, tie.is_line) == (visit, None, contact, False)
    assert list_letters_about(actor, encounter=visit) == [letter]
    assert [e.about for e in history_of(contact, actor) if e.kind == "letter"] == [letter.public_id]
    assert ties_of(cast.act("state").actor, [letter]) == {}
    operations.tie_letter(cast.act("liaison"), letter=letter, event=received)
    tie = ties_of(actor, [letter])[letter.pk]
    assert (tie.encounter, tie.invitation, tie.contact) == (None, received, None)
    with pytest.raises(Refused):
        operations.tie_letter(cast.act("mayor"), letter=letter, event=visit)
    visit.circle_id = cast.organisations["state"].home_id
    with pytest.raises(Invalid, match="directorio"):
        operations.tie_letter(cast.act("liaison"), letter=letter, event=visit)


def test_invitations_stand_in_the_register_and_are_counted_once(cast, home, relation, contact, received):
    act = cast.act("liaison")
    (line,) = list_register(act.actor).rows
    assert (line.kind, line.direction, line.state, line.subject, line.due_on) == (
        "invitation", "in", "received", received.event, received.respond_by,
    )  # fmt: skip
    assert (line.partnership, line.circle, line.sender) == (relation, home, received.post)
    assert sum(s.on == received.dated_on for s in signs_of([relation])[relation.pk]) == 1
    sent = {}
    for name, row in zip(
        ("kept", "answered", "withdrawn"),
        operations.list_invitees(act, circle=home, event="Feria", partnerships=[relation], contacts=[contact])
        + operations.list_invitees(act, circle=home, event="Muestra", contacts=[contact]),
        strict=True,
    ):
        operations.send_invitation(act, invitation=row, sent_on=ON, reference=f"PM/{name}")
        sent[name] = row
    waiting = {f.letter.folio for f in letters_to_follow_up(act.actor, cast.at.date())}
    assert waiting == {"PM/kept", "PM/answered", "PM/withdrawn"}
    operations.answer_invitation(act, invitation=sent["answered"], accepts=False, answered_on=ON)
    operations.withdraw_invitation(act, invitation=sent["withdrawn"], reason="No habrá muestra")
    states = dict(Letter.objects.filter(direction="out").values_list("folio", "state"))
    assert states == {"PM/kept": "sent", "PM/answered": "answered", "PM/withdrawn": "interrupted"}
    assert {f.letter.folio for f in letters_to_follow_up(act.actor, cast.at.date())} == {"PM/kept"}
    assert [e.kind for e in history_of(contact, act.actor)] == ["invitation"]


def test_number_of_an_invitation_is_used_once_in_the_house(cast, home, contact):
    act = cast.act("liaison")
    letter = record_letter(
        act, owner=cast.organisations["municipality"], kind=LetterKind.INVITATION, direction=Direction.OUT, dated_on=ON,
        folio="PM/7", city="Lakeside",
    )  # fmt: skip
    (row,) = operations.list_invitees(act, circle=home, event="Feria", contacts=[contact])
    for number, no in (("pm/7", Refused), ("P" * 61, Invalid)):
        with pytest.raises(no) as said:
            operations.send_invitation(act, invitation=row, sent_on=ON, reference=number)
        assert "reference" in (getattr(said.value, "field", "") or getattr(said.value, "errors", {}))
        row.refresh_from_db()
    assert row.state == "listed"
    # the letter of the register that is this very invitation is its line, and no second one is made: it went with it
    assert letters_that_invite(act.actor, row) == [letter]
    # said to be about the event alone, it may be another guest's
    operations.tie_letter(act, letter=letter, event=row)
    row.refresh_from_db()
    assert (row.state, LetterTie.objects.get(letter=letter).is_line) == ("listed", False)
    operations.tie_letter(act, letter=letter, event=row, contact=contact)
    row.refresh_from_db()
    assert (row.state, row.dated_on, row.reference) == ("sent", ON, "PM/7")
    assert LetterTie.objects.get(invitation=row, is_line=True).letter == letter
    assert Letter.objects.filter(kind="invitation", direction="out").count() == 1
    assert letters_that_invite(act.actor, row) == []


def test_guest_has_one_letter_and_one_broken_off_gives_its_place_to_the_next(cast, home, relation):
    act = cast.act("liaison")
    (row,) = operations.list_invitees(act, circle=home, event="Feria", partnerships=[relation])
    words = {"motivations": {"es": "A la feria.", "en": "To the fair."}}
    first, second = (
        draft_letter(act, partnership=relation, kind=LetterKind.INVITATION, **words) for _written in range(2)
    )
    operations.tie_letter(act, letter=first, event=row, as_line=True)
    with pytest.raises(Refused) as no:
        operations.tie_letter(act, letter=second, event=row, as_line=True)
    assert no.value.code == "invitation_has_a_letter"
    assert line_of(act.actor, row) == first
    Letter.objects.filter(pk=first.pk).update(state="interrupted")
    operations.tie_letter(act, letter=second, event=row, as_line=True)
    assert line_of(act.actor, row) == second


def test_invitation_written_as_a_letter_is_one_line_from_its_draft_to_its_answer(cast, home, relation):
    act = cast.act("liaison")

    def listed(event: str) -> tuple[EventInvitation, Letter]:
        (row,) = operations.list_invitees(act, circle=home, event=event, partnerships=[relation])
        letter = draft_letter(
            act,
            partnership=relation,
            kind=LetterKind.INVITATION,
            motivations={"es": "A la feria.", "en": "To the fair."},
        )
        operations.tie_letter(act, letter=letter, event=row)
        return row, letter

    row, letter = listed("Feria")
    assert line_of(act.actor, row) == letter
    with pytest.raises(Refused) as no:
        operations.send_invitation(act, invitation=row, sent_on=ON)
    assert no.value.code == "invitation_is_a_letter"
    assert operations.follow_sending(act, letter=letter) is None  # it has not gone yet
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_on=ON, dated_on=ON, folio="PM/8")
    letter.refresh_from_db()
    operations.follow_sending(act, letter=letter)
    assert operations.follow_sending(act, letter=letter) is None  # once
    row.refresh_from_db()
    assert (row.state, row.dated_on, row.reference) == ("sent", ON, "PM/8")
    assert Letter.objects.filter(kind="invitation", direction="out").count() == 1
    # an answer that says neither yes nor no leaves it open; the one that does, answers it in its room
    silent = note(cast, partnership=relation, answers=letter, folio="L/1")
    assert operations.follow_answer(act, letter=silent) is None
    came = record_letter(
        act, partnership=relation, kind=LetterKind.ANSWER, direction=Direction.IN, dated_on=ON, folio="L/2",
        is_affirmative=False, answers=letter, subject="No podrán venir",
    )  # fmt: skip
    row.refresh_from_db()  # the answer put down is enough, by whatever channel
    assert (row.state, row.answered_on, row.answer) == ("declined", ON, "No podrán venir")
    assert list_lines(home.public_id, limit=1)[0].happened == "encounters.invitation_answered"
    assert operations.follow_answer(act, letter=came) is None
    # taken back before it went: the draft is a letter of its own again
    other, draft = listed("Muestra")
    operations.withdraw_invitation(act, invitation=other, reason="No habrá muestra")
    assert (LetterTie.objects.get(letter=draft).is_line, line_of(act.actor, other)) == (False, None)


def test_older_invitations_and_texts_become_lines_and_links_once(cast, home, relation, contact, visit, received):
    letter = note(cast, event_code="visita de la alcaldia", city=contact.city, sender=contact.post)
    other = note(cast, event_code="Otra cosa", folio="X/2")
    EventInvitation.objects.create(
        circle=home, way="out", state="accepted", event="Feria", post="Alcaldía", dated_on=ON, partnership=relation
    )
    LetterTie.objects.all().delete()
    Letter.objects.filter(kind="invitation").delete()
    step = import_module("hermanar.encounters.migrations.0005_letters_of_invitations")
    for _again in range(2):
        step.enter_invitations(apps, None)
        step.tie_letters(apps, None)
    lines = Letter.objects.filter(kind="invitation").values_list("subject", "direction", "state", "city")
    assert sorted(lines) == [
        ("Encuentro de Ciudades Hermanas", "in", "received", "Lakeside"),
        ("Feria", "out", "answered", "Lakeside"),
    ]
    assert LetterTie.objects.filter(is_line=True).count() == 2
    tie = LetterTie.objects.get(letter=letter)
    assert (tie.encounter, tie.contact) == (visit, contact)
    other.refresh_from_db()
    assert (LetterTie.objects.filter(letter=other).exists(), other.event_code) == (False, "Otra cosa")


def test_send_letter_sends_the_invitation_that_it_is_the_paper_of(cast, home, relation):
    """One operation, whoever calls it: a page, the interface, the command line."""
    act = cast.act("liaison")
    (row,) = operations.list_invitees(act, circle=home, event="Feria", partnerships=[relation])
    words = {"es": "A la feria.", "en": "To the fair."}
    letter = draft_letter(act, partnership=relation, kind=LetterKind.INVITATION, motivations=words)
    operations.tie_letter(act, letter=letter, event=row)
    with pytest.raises(Refused) as no:
        operations.send_letter(act, letter=letter, sent_on=ON, sent_by="Correo")
    row.refresh_from_db()
    assert (no.value.code, row.state) == ("letter_not_signed", "listed")
    Letter.objects.filter(pk=letter.pk).update(state="signed_off", dated_on=ON, folio="PM/9")
    sent = operations.send_letter(act, letter=Letter.objects.get(pk=letter.pk), sent_on=ON, sent_by="Correo")
    row.refresh_from_db()
    assert (sent.state, row.state, row.dated_on, row.reference) == ("sent", "sent", ON, "PM/9")
