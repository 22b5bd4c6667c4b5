"""Letters of a batch put down as sent, and as acknowledged, at once: each its own entry, all or none."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.directory.models import Country
from hermanar.encounters import operations
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import LetterState
from hermanar.partnerships.models import Letter
from hermanar.partnerships.operations import Candidate
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db
BY = "mensajería"


@pytest.fixture
@kept
def batch(cast):
    """Three letters signed, each with its folio."""
    mexico, town = Country.objects.get(pk="MX"), cast.organisations["municipality"]
    row = partnerships.draft_batch(
        cast.act("liaison"), owner=town, candidates=[Candidate(f"Ciudad {n}", mexico) for n in (1, 2, 3)],
        motivations={"es": "Queremos conocernos."}, interests={"es": "Cultura."}, objectives={"es": "Cooperar."},
        areas=("culture",),
    )  # fmt: skip
    for n, letter in enumerate(row.letters.order_by("pk"), start=1):
        Letter.objects.filter(pk=letter.pk).update(state="signed_off", dated_on=cast.at.date(), folio=f"PM/{n}/2022")
    return row


def states(batch) -> list[str]:
    return list(batch.letters.order_by("pk").values_list("state", flat=True))


def test_send_batch_puts_each_down_with_its_own_entry_and_acknowledges_those_named(cast, batch):
    act = cast.act("liaison")
    sent = operations.send_batch(act, batch=batch, sent_on=act.on, sent_by=BY)
    assert [(w.folio, w.sent_by, w.sent_on) for w in sent] == [(f"PM/{n}/2022", BY, act.on) for n in (1, 2, 3)]
    told = Entry.objects.filter(happened="partnerships.letter_sent")
    assert sorted(e.data["folio"] for e in told) == ["PM/1/2022", "PM/2/2022", "PM/3/2022"]
    one = operations.acknowledge_batch(cast.act("liaison"), batch=batch, on=act.on, letters=[sent[1].public_id])
    assert [w.folio for w in one] == ["PM/2/2022"]
    assert states(batch) == ["sent", "acknowledged", "sent"]
    rest = operations.acknowledge_batch(cast.act("liaison"), batch=batch, on=act.on.replace(day=1), precision="month")
    assert [w.acknowledged_precision for w in rest] == ["month", "month"]


def test_send_batch_is_all_or_none_and_says_with_which_letter_and_why(cast, batch):
    act, (first, second, third) = cast.act("liaison"), batch.letters.order_by("pk")
    Letter.objects.filter(pk=second.pk).update(dated_on=act.on + dt.timedelta(days=1))
    with pytest.raises(Invalid) as no:
        operations.send_batch(act, batch=batch, sent_on=act.on, sent_by=BY)
    (said,) = no.value.errors["letters"]
    assert "PM/2/2022" in said
    assert "No pudo enviarse antes de firmarse." in said
    assert states(batch) == ["signed_off"] * 3
    assert not Entry.objects.filter(happened="partnerships.letter_sent").exists()
    named = [first.public_id, third.public_id]
    assert len(operations.send_batch(act, batch=batch, sent_on=act.on, sent_by=BY, letters=named)) == 2
    with pytest.raises(Invalid) as no:  # one of them went already
        operations.send_batch(cast.act("liaison"), batch=batch, sent_on=act.on, sent_by=BY, letters=named[:1])
    assert "Solo se envía una carta firmada" in no.value.errors["letters"][0]


@pytest.mark.parametrize(
    ("persona", "more", "field"),
    [
        ("liaison", {"sent_by": " "}, "sent_by"),
        ("liaison", {"letters": []}, "letters"),
        ("liaison", {"letters": ["x" * 12]}, "letters"),
        ("liaison", {"sent_on": dt.date(2031, 1, 1)}, "letters"),
        ("mayor", {}, "not_liaison"),
        ("stranger", {}, "not_liaison"),
    ],
)
def test_send_batch_wrongly_or_by_another_is_refused(cast, batch, persona, more, field):
    act = cast.act(persona)
    with pytest.raises((Invalid, Refused)) as no:
        operations.send_batch(act, batch=batch, **{"sent_on": act.on, "sent_by": BY} | more)
    said = no.value
    assert (said.code if isinstance(said, Refused) else next(iter(said.errors))) == field
    assert states(batch) == [LetterState.SIGNED_OFF] * 3


def test_batch_is_sent_and_acknowledged_from_its_page(cast, batch):
    client, page = cast.client("liaison"), reverse("web:letters:batch", args=[batch.public_id])
    send = reverse("web:letters:send_batch", args=[batch.public_id])
    acknowledge = reverse("web:letters:acknowledge_batch", args=[batch.public_id])
    assert send in html_of(client.get(page))
    assert client.get(acknowledge).status_code == 404  # nothing was sent yet
    ids = list(batch.letters.order_by("pk").values_list("public_id", flat=True))
    assert "PM/3/2022 · Ciudad 3" in html_of(client.get(send))
    assert list(errors_of(post(client, send, sent_on="2022-01-21", letters=ids))) == ["sent_by"]
    on = cast.act("liaison").on.isoformat()
    done = post(client, send, sent_on=on, sent_by=BY, letters=ids)
    assert (done.status_code, done["Location"]) == (302, page)
    assert states(batch) == ["sent"] * 3
    assert client.get(send).status_code == 404
    assert acknowledge in html_of(client.get(page))
    assert post(client, acknowledge, on=on, letters=ids[:1]).status_code == 302
    assert states(batch) == ["acknowledged", "sent", "sent"]
