"""The counterpart's door: what comes through it proves nothing until the liaison puts it down."""

import datetime as dt
import io

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionKind, ContributionState, LinkFor
from hermanar.calls.models import ContactCheck, Contribution, Hour
from hermanar.calls.queries import (
    contact_of,
    contribution_of_link,
    get_contribution,
    hours_of,
    letters_to_answer,
    list_contributions,
    list_own_contributions,
    partnership_of_link,
    shared_text_of,
    zones_of,
)
from hermanar.documents.queries import latest_version, list_comments
from hermanar.files.models import Attachment
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.links.models import Link
from hermanar.links.queries import actor_of, open_link
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import Fact, LetterState
from hermanar.process.queries import standing_facts
from tests import relation as relations

from .conftest import NOW, by_link, open_door, sent_letter


def photo(name: str = "plaza.png") -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "PNG")
    return SimpleUploadedFile(name, out.getvalue(), content_type="image/png")


def code_mailed() -> str:
    return mail.outbox[-1].subject.rpartition(" ")[2]


# -- opening --------------------------------------------------------------------------------------------------


def test_open_takes_holder_and_language_from_the_case(cast, partnership):
    link, token = open_door(cast, partnership)
    assert (link.purpose, link.subject, link.holder) == (
        LinkFor.COUNTERPART,
        partnership.public_id,
        "Office of the Mayor",
    )
    assert link.language == "en"
    assert open_link(token, LinkFor.COUNTERPART, now=NOW) == link


def test_open_again_ends_the_link_before(cast, partnership):
    _first, token = open_door(cast, partnership)
    open_door(cast, partnership)
    with pytest.raises(Refused) as no:
        open_link(token, now=NOW)
    assert no.value.code == "link_revoked"


@pytest.mark.parametrize("who", ["mayor", "committee", "stranger", "counterpart", "consul"])
def test_open_is_the_liaisons(cast, partnership, who):
    with pytest.raises(Refused) as no:
        calls.open_door(cast.act(who), partnership=partnership, now=NOW)
    assert no.value.code == "not_liaison"


def test_open_where_the_counterpart_has_its_account_is_refused(cast):
    with pytest.raises(Refused) as no:
        open_door(cast, relations.open_relation(cast))
    assert no.value.code == "counterpart_on_board"


# -- the letter and its answer --------------------------------------------------------------------------------


def test_answer_by_link_proves_nothing_until_it_is_taken(cast, partnership):
    letter = sent_letter(cast, partnership)
    link, _token = open_door(cast, partnership)
    row = calls.hand_in_answer(
        by_link(cast, link), partnership=partnership, letter=letter, text="With pleasure.", is_affirmative=True,
        said_by="City Manager",
    )  # fmt: skip
    assert (row.state, row.kind, row.link) == (ContributionState.WAITING, ContributionKind.ANSWER, link.public_id)
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    assert Fact.LETTER_ANSWERED not in standing_facts(partnership.case)
    assert Notice.objects.filter(user=cast.users["liaison"], key="contribution_received").count() == 1
    said = Entry.objects.get(happened="calls.contributed")
    assert (said.user, said.how, said.channel, said.organisation) == (link.public_id, "by_link", "link", "")

    calls.take_contribution(cast.act("liaison"), contribution=row)
    letter.refresh_from_db()
    assert letter.state == LetterState.ANSWERED
    assert Fact.LETTER_ANSWERED in standing_facts(partnership.case)
    assert partnership.letters.get(kind="answer").how == "recorded"
    with pytest.raises(Refused) as no:
        calls.take_contribution(cast.act("liaison"), contribution=row)
    assert no.value.code == "decided"


def test_answer_with_a_mailbox_waits_for_its_code(cast, real, django_capture_on_commit_callbacks):
    letter = sent_letter(cast, real)
    link, _token = open_door(cast, real, email="office@lakeside.example")
    act, told = by_link(cast, link), Notice.objects.count()
    row = calls.hand_in_answer(act, partnership=real, letter=letter, text="Yes.", is_affirmative=True)
    assert row.state == ContributionState.UNCONFIRMED
    assert Notice.objects.count() == told
    with pytest.raises(Refused) as no:
        calls.take_contribution(cast.act("liaison"), contribution=row)
    assert no.value.code == "unconfirmed"
    with django_capture_on_commit_callbacks(execute=True):
        calls.send_confirmation(act, contribution=row, now=NOW)
    assert mail.outbox[-1].to == ["office@lakeside.example"]
    code = code_mailed()
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    assert not calls.confirm_contribution(act, contribution=row, code=wrong, now=NOW)
    assert calls.confirm_contribution(act, contribution=row, code=code, now=NOW)
    row.refresh_from_db()
    assert (row.state, row.confirmed_at) == (ContributionState.WAITING, act.at)
    assert Notice.objects.filter(user=cast.users["liaison"], key="contribution_received").count() == 1
    calls.take_contribution(cast.act("liaison"), contribution=row)
    assert Fact.LETTER_ANSWERED in standing_facts(real.case)


def test_answer_is_given_once_while_it_is_reviewed(cast, partnership):
    letter = sent_letter(cast, partnership)
    link, _token = open_door(cast, partnership)
    values = {"partnership": partnership, "letter": letter, "text": "Sí", "is_affirmative": True}
    row = calls.hand_in_answer(by_link(cast, link), **values)
    with pytest.raises(Refused) as no:
        calls.hand_in_answer(by_link(cast, link), **values)
    assert no.value.code == "already_answered"
    calls.set_aside_contribution(cast.act("liaison"), contribution=row, reason="Falta la firma")
    assert calls.hand_in_answer(by_link(cast, link), **values).state == ContributionState.WAITING


@pytest.mark.parametrize(("field", "more"), [("is_affirmative", {"is_affirmative": None}), ("text", {"text": "  "})])
def test_answer_that_says_nothing_is_invalid(cast, partnership, field, more):
    letter = sent_letter(cast, partnership)
    link, _token = open_door(cast, partnership)
    values = {"letter": letter, "text": "Sí", "is_affirmative": True} | more
    with pytest.raises(Invalid) as no:
        calls.hand_in_answer(by_link(cast, link), partnership=partnership, **values)
    assert list(no.value.errors) == [field]


def test_link_of_one_relation_never_reaches_another(cast, partnership, other):
    mine, _token = open_door(cast, partnership)
    theirs = sent_letter(cast, other)
    shared = calls.share_text(cast.act("liaison"), partnership=other, version=_version(cast, other))
    hour = calls.propose_hour(cast.act("liaison"), partnership=other, starts_at=cast.at + dt.timedelta(days=3))
    act = by_link(cast, mine)
    tries = [
        lambda: partnership_of_link(act.actor, other.public_id),
        lambda: calls.hand_in_answer(act, partnership=other, letter=theirs, text="a", is_affirmative=True),
        lambda: calls.hand_in_answer(act, partnership=partnership, letter=theirs, text="a", is_affirmative=True),
        lambda: calls.comment_text(act, partnership=other, shared=shared, group="art-01", text="a"),
        lambda: calls.comment_text(act, partnership=partnership, shared=shared, group="art-01", text="a"),
        lambda: calls.take_hour_by_link(act, partnership=other, hour=hour),
        lambda: calls.take_hour_by_link(act, partnership=partnership, hour=hour),
        lambda: calls.propose_hour_by_link(act, partnership=other, starts_at=cast.at + dt.timedelta(days=1)),
        lambda: calls.send_photo(act, partnership=other, upload=photo()),
        lambda: calls.confirm_contact(act, partnership=other),
        lambda: calls.hand_over_contact(act, partnership=other, name="", post="a", email="a@b.mx"),
        lambda: list_own_contributions(act.actor, other),
    ]
    for attempt in tries:
        with pytest.raises(NotVisible):
            attempt()
    assert Contribution.objects.count() == Attachment.objects.count() == 0
    assert partnership_of_link(act.actor, partnership.public_id) == partnership


@pytest.mark.parametrize("who", ["nobody", "liaison", "counterpart", "stranger"])
def test_who_has_no_link_does_nothing_through_it(cast, partnership, who):
    open_door(cast, partnership)
    with pytest.raises(NotVisible):
        calls.confirm_contact(cast.act(who), partnership=partnership)
    with pytest.raises(NotVisible):
        partnership_of_link(cast.actor(who), partnership.public_id)


def test_revoked_link_does_nothing(cast, partnership):
    link, _token = open_door(cast, partnership)
    open_door(cast, partnership)
    with pytest.raises(NotVisible):
        calls.confirm_contact(by_link(cast, link), partnership=partnership)


def test_confirmation_is_of_the_link_that_sent_it(cast, partnership):
    letter = sent_letter(cast, partnership)
    link, _token = open_door(cast, partnership)
    row = calls.hand_in_answer(
        by_link(cast, link), partnership=partnership, letter=letter, text="Sí", is_affirmative=True
    )
    fresh, _token = open_door(cast, partnership)
    with pytest.raises(NotVisible):
        calls.confirm_contribution(by_link(cast, fresh), contribution=row, code="123456", now=NOW)
    with pytest.raises(NotVisible):
        contribution_of_link(actor_of(fresh), partnership, row.public_id)
    assert list_own_contributions(actor_of(fresh), partnership) == [row]


# -- text, photo ----------------------------------------------------------------------------------------------


def _version(cast, partnership):
    return latest_version(relations.start_text(cast, partnership).document)


def test_comment_is_pinned_to_the_version_and_stands_beside_its_article_once_taken(cast, partnership):
    version = _version(cast, partnership)
    group = version.as_content.groups()[2]
    calls.share_text(cast.act("liaison"), partnership=partnership, version=version)
    shared = shared_text_of(partnership)
    link, _token = open_door(cast, partnership)
    row = calls.comment_text(
        by_link(cast, link), partnership=partnership, shared=shared, group=group, text="Please add music."
    )
    assert (row.version, row.group) == (version, group)
    assert list_comments(version.document) == []
    calls.take_contribution(cast.act("liaison"), contribution=row)
    assert [c.text.endswith("Please add music.") for c in list_comments(version.document, group)] == [True]


def test_comment_on_what_is_no_longer_shared_is_refused(cast, partnership):
    shared = calls.share_text(cast.act("liaison"), partnership=partnership, version=_version(cast, partnership))
    link, _token = open_door(cast, partnership)
    calls.unshare_text(cast.act("liaison"), partnership=partnership)
    with pytest.raises(Refused) as no:
        calls.comment_text(by_link(cast, link), partnership=partnership, shared=shared, group="art-01", text="a")
    assert no.value.code == "not_shared"
    assert shared_text_of(partnership) is None
    with pytest.raises(Refused):
        calls.unshare_text(cast.act("liaison"), partnership=partnership)


def test_share_text_of_another_case_is_refused(cast, partnership, other):
    with pytest.raises(Refused) as no:
        calls.share_text(cast.act("liaison"), partnership=partnership, version=_version(cast, other))
    assert no.value.code == "not_of_case"


def test_photo_goes_through_the_same_eyes_as_every_file(cast, partnership):
    link, _token = open_door(cast, partnership)
    act = by_link(cast, link)
    row = calls.send_photo(act, partnership=partnership, upload=photo(), caption="Plaza")
    assert row.attachment.circle == partnership.circle
    hostile = SimpleUploadedFile("foto.png", b"<svg onload=alert(1)>", content_type="image/png")
    with pytest.raises(Refused):
        calls.send_photo(act, partnership=partnership, upload=hostile)
    assert Attachment.objects.count() == 1


def test_set_aside_says_why(cast, partnership):
    link, _token = open_door(cast, partnership)
    row = calls.send_photo(by_link(cast, link), partnership=partnership, upload=photo())
    with pytest.raises(Invalid):
        calls.set_aside_contribution(cast.act("liaison"), contribution=row, reason=" ")
    with pytest.raises(Refused):
        calls.set_aside_contribution(cast.act("mayor"), contribution=row, reason="No")
    row = calls.set_aside_contribution(cast.act("liaison"), contribution=row, reason="Se ven personas menores de edad")
    assert (row.state, row.decided_on) == (ContributionState.SET_ASIDE, cast.at.date())


@pytest.mark.parametrize(("who", "sees"), [("liaison", 1), ("mayor", 1), ("stranger", 0), ("consul", 0)])
def test_contributions_are_seen_by_the_municipality(cast, partnership, who, sees):
    link, _token = open_door(cast, partnership)
    row = calls.send_photo(by_link(cast, link), partnership=partnership, upload=photo())
    assert len(list_contributions(cast.actor(who), partnership)) == sees
    if not sees:
        with pytest.raises(NotVisible):
            get_contribution(cast.actor(who), row.public_id)


def test_contributions_are_one_question(cast, partnership, assert_flat):
    link, _token = open_door(cast, partnership)

    def make():
        calls.send_photo(by_link(cast, link), partnership=partnership, upload=photo())

    def read():
        return [str(r.attachment.filename) for r in list_contributions(cast.actor("liaison"), partnership)]

    actor = cast.actor("liaison")
    assert assert_flat(make, lambda: [r.attachment.filename for r in list_contributions(actor, partnership)]) == 1
    assert len(read()) == 3


# -- hours ----------------------------------------------------------------------------------------------------


def test_hour_is_proposed_by_one_side_and_taken_by_the_other(cast, partnership):
    link, _token = open_door(cast, partnership)
    guest, liaison = by_link(cast, link), cast.act("liaison")
    ours = calls.propose_hour(liaison, partnership=partnership, starts_at=cast.at + dt.timedelta(days=2))
    theirs = calls.propose_hour_by_link(guest, partnership=partnership, starts_at=cast.at + dt.timedelta(days=3))
    with pytest.raises(Refused) as no:
        calls.take_hour(liaison, hour=ours)
    assert no.value.code == "hour_own"
    with pytest.raises(Refused):
        calls.take_hour_by_link(guest, partnership=partnership, hour=theirs)
    assert calls.take_hour_by_link(guest, partnership=partnership, hour=ours).taken_at == cast.at
    assert calls.take_hour(liaison, hour=theirs).taken_at == cast.at
    with pytest.raises(Refused) as no:
        calls.take_hour(liaison, hour=theirs)
    assert no.value.code == "hour_taken"
    assert hours_of(partnership, cast.at) == [ours, theirs]


def test_hour_of_the_past_or_twice_is_invalid(cast, partnership):
    liaison = cast.act("liaison")
    calls.propose_hour(liaison, partnership=partnership, starts_at=cast.at + dt.timedelta(days=2))
    for starts_at in (cast.at, cast.at + dt.timedelta(days=2)):
        with pytest.raises(Invalid) as no:
            calls.propose_hour(liaison, partnership=partnership, starts_at=starts_at)
        assert list(no.value.errors) == ["starts_at"]
    with pytest.raises(Invalid):
        calls.propose_hour(liaison, partnership=partnership, starts_at=cast.at + dt.timedelta(days=4), minutes=5)


def test_hours_proposed_are_bounded(cast, partnership):
    link, _token = open_door(cast, partnership)
    for day in range(1, 9):
        calls.propose_hour_by_link(
            by_link(cast, link), partnership=partnership, starts_at=cast.at + dt.timedelta(days=day)
        )
    with pytest.raises(Refused) as no:
        calls.propose_hour_by_link(
            by_link(cast, link), partnership=partnership, starts_at=cast.at + dt.timedelta(days=20)
        )
    assert no.value.code == "too_many_hours"


def test_hour_of_ours_may_be_withdrawn_while_free(cast, partnership):
    hour = calls.propose_hour(cast.act("liaison"), partnership=partnership, starts_at=cast.at + dt.timedelta(days=2))
    calls.withdraw_hour(cast.act("liaison"), hour=hour)
    assert hours_of(partnership, cast.at) == []
    with pytest.raises(Refused):
        calls.withdraw_hour(cast.act("liaison"), hour=hour)
    link, _token = open_door(cast, partnership)
    with pytest.raises(Refused):
        calls.take_hour_by_link(by_link(cast, link), partnership=partnership, hour=hour)
    assert Hour.objects.count() == 1


def test_zones_are_those_of_both_places(cast, partnership):
    here, there = zones_of(partnership, cast.at.date())
    assert (str(here), str(there)) == ("America/Mexico_City", "America/Chicago")


# -- are you still the contact? -------------------------------------------------------------------------------


def test_contact_says_yes(cast, partnership):
    link, _token = open_door(cast, partnership)
    calls.confirm_contact(by_link(cast, link), partnership=partnership)
    known = contact_of(partnership, cast.at.date())
    assert (known.answered_on, known.is_same, known.silent) == (cast.at.date(), True, False)


def test_contact_that_changed_is_the_liaisons_to_put_down(cast, partnership):
    link, _token = open_door(cast, partnership)
    row = calls.hand_over_contact(
        by_link(cast, link), partnership=partnership, name="Persona de Muestra 61", post="City Clerk",
        email="clerk@lakeside.example", languages="en",
    )  # fmt: skip
    partnership.counterpart.refresh_from_db()
    assert partnership.counterpart.contact_post == ""
    calls.take_contribution(cast.act("liaison"), contribution=row)
    partnership.counterpart.refresh_from_db()
    assert (partnership.counterpart.contact_post, partnership.counterpart.email) == (
        "City Clerk", "clerk@lakeside.example",
    )  # fmt: skip
    assert contact_of(partnership, cast.at.date()).is_same is False


@pytest.mark.parametrize(("field", "more"), [("post", {"post": ""}), ("email", {"email": "clerk"})])
def test_contact_without_post_or_address_is_invalid(cast, partnership, field, more):
    link, _token = open_door(cast, partnership)
    values = {"name": "", "post": "City Clerk", "email": "clerk@lakeside.example"} | more
    with pytest.raises(Invalid) as no:
        calls.hand_over_contact(by_link(cast, link), partnership=partnership, **values)
    assert list(no.value.errors) == [field]


def test_clock_asks_every_half_year_and_shows_silence(cast, real, django_capture_on_commit_callbacks):
    link, _token = open_door(cast, real, email="office@lakeside.example")
    job = cast.act("operator", NOW)
    assert calls.ask_contacts(job) == 0
    later = NOW + dt.timedelta(days=182)
    with django_capture_on_commit_callbacks(execute=True):
        assert calls.ask_contacts(cast.act("operator", later)) == 1
    assert calls.ask_contacts(cast.act("operator", later)) == 0
    assert mail.outbox[-1].to == ["office@lakeside.example"]
    assert "still the contact" in mail.outbox[-1].body
    fresh = Link.objects.get(renews=link)
    assert fresh.issuer == cast.organisations["municipality"]
    asked = later.date()
    assert not contact_of(real, asked + dt.timedelta(days=29)).silent
    assert contact_of(real, asked + dt.timedelta(days=30)).silent
    calls.confirm_contact(by_link(cast, fresh, later + dt.timedelta(days=40)), partnership=real)
    assert not contact_of(real, asked + dt.timedelta(days=60)).silent
    assert ContactCheck.objects.count() == 1


def test_clock_opens_no_door_that_nobody_opened(cast, real):
    real.counterpart.email = "office@lakeside.example"
    real.counterpart.save(update_fields=["email"])
    assert calls.ask_contacts(cast.act("operator", NOW)) == 0
    assert Link.objects.count() == 0


def test_clock_leaves_exercises_alone(cast, partnership):
    open_door(cast, partnership, email="office@lakeside.example")
    assert calls.ask_contacts(cast.act("operator", NOW + dt.timedelta(days=400))) == 0


def test_ask_now_is_the_liaisons(cast, partnership):
    calls.ask_contact(cast.act("liaison"), partnership=partnership, now=NOW)
    assert contact_of(partnership, cast.at.date()).asked_on == cast.at.date()
    with pytest.raises(Refused):
        calls.ask_contact(cast.act("mayor"), partnership=partnership, now=NOW)


def test_letters_of_the_door_are_those_that_went_out(cast, partnership):
    letter = sent_letter(cast, partnership)
    assert letters_to_answer(partnership) == [letter]
