"""Invitations that came or went out get their line in the register of correspondence; what a letter says of its event, and
the post it is with, become links where one encounter, invitation or contact of the house bears exactly that name. The text
of the letter stays as it was typed."""

from django.db import migrations

from hermanar.kernel.text import fold
from hermanar.partnerships.rules.correspondence import sought

_STATES = {"sent": "sent", "withdrawn": "interrupted"}


def _side(Party, row):
    theirs = Party.objects.filter(partnership=row.partnership_id, side="theirs").select_related("municipality__state").first()
    if theirs is None:
        return {}
    where = theirs.municipality.state.abbreviation if theirs.municipality else theirs.subdivision
    return {
        "city": theirs.name, "subdivision": where, "country_id": theirs.country_id,
        "municipality_id": theirs.municipality_id, "there_id": theirs.place_id,
    }  # fmt: skip


def enter_invitations(apps, schema_editor):
    Invitation, Tie = apps.get_model("encounters", "EventInvitation"), apps.get_model("encounters", "LetterTie")
    Letter, Party = apps.get_model("partnerships", "Letter"), apps.get_model("partnerships", "Party")
    Organisation = apps.get_model("directory", "Organisation")
    owners = dict(Organisation.objects.exclude(home=None).values_list("home_id", "pk"))
    rows = Invitation.objects.exclude(dated_on=None).exclude(letter_ties__is_line=True).select_related("contact")
    for row in rows.order_by("pk").iterator(chunk_size=500):
        if row.circle_id not in owners:
            continue
        went, contact = row.way == "out", row.contact
        side = _side(Party, row) if row.partnership_id else {}
        if contact is not None:
            side |= {"other_post": contact.post, "other_office": contact.organisation}
            if not row.partnership_id:
                side |= {"city": contact.city, "subdivision": contact.subdivision, "country_id": contact.country_id}
        elif went:
            side |= {"other_post": row.post[:200]}
        state = _STATES.get(row.state, "answered") if went else "received"
        letter = Letter(
            circle_id=row.circle_id, owner_id=owners[row.circle_id], partnership_id=row.partnership_id,
            kind="invitation", direction=row.way, state=state, folio=row.reference[:60], dated_on=row.dated_on,
            entered_on=row.dated_on, year=row.dated_on.year, sent_on=row.dated_on if went else None,
            touched_on=row.dated_on if went else None, subject=row.event, sender="" if went else row.post[:200],
            due_on=row.respond_by, attachment_id=row.attachment_id, how="recorded", languages=["es"],
            interruption="withdrawn" if state == "interrupted" else "",
            interrupted_on=row.dated_on if state == "interrupted" else None, **side,
        )  # fmt: skip
        letter.sought = sought(
            letter.folio, letter.subject, letter.city, letter.subdivision, letter.other_name, letter.other_post,
            letter.other_office, letter.sender,
        )  # fmt: skip
        letter.save()
        Tie.objects.create(
            letter=letter, circle_id=row.circle_id, invitation=row, contact_id=row.contact_id, is_line=True
        )


def _only(found):
    return found[0] if len(found) == 1 else None


def tie_letters(apps, schema_editor):
    Tie, Letter = apps.get_model("encounters", "LetterTie"), apps.get_model("partnerships", "Letter")
    models = {name: apps.get_model("encounters", name) for name in ("Encounter", "EventInvitation", "Contact")}
    known = {}

    def named(home):
        """The names of the house, folded, each with the rows that bear it."""
        if home not in known:
            known[home] = {"Encounter": {}, "EventInvitation": {}, "Contact": {}}
            for name, field in (("Encounter", "title"), ("EventInvitation", "event"), ("Contact", "post")):
                for row in models[name].objects.filter(circle_id=home):
                    known[home][name].setdefault(fold(getattr(row, field)), []).append(row)
        return known[home]

    rows = Letter.objects.filter(tie=None, owner__home__isnull=False).select_related("owner")
    rows = rows.exclude(event_code="", other_post="", sender="")
    for letter in rows.order_by("pk").iterator(chunk_size=500):
        names = named(letter.owner.home_id)
        event, post = fold(letter.event_code), fold(letter.other_post or letter.sender)
        met = _only(names["Encounter"].get(event, [])) if event else None
        asked = _only(names["EventInvitation"].get(event, [])) if event and met is None else None
        people = [c for c in names["Contact"].get(post, []) if fold(c.city) == fold(letter.city)] if post else []
        contact = _only(people)
        if met or asked or contact:
            Tie.objects.create(
                letter=letter, circle_id=letter.owner.home_id, encounter=met, invitation=asked, contact=contact
            )


class Migration(migrations.Migration):
    dependencies = [
        ("encounters", "0004_letter_tie"),
        ("partnerships", "0011_letter_subject_in"),
    ]

    operations = [
        migrations.RunPython(enter_invitations, migrations.RunPython.noop),
        migrations.RunPython(tie_letters, migrations.RunPython.noop),
    ]
