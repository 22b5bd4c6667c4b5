"""What a municipality puts down in the ministry's name is marked wherever it is shown, and the ministry is told."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.agreements import operations as agreements
from hermanar.directory.models import Organisation
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.registry.models import Entry
from hermanar.registry.operations import conclude_registration
from hermanar.registry.queries.recorded import list_recorded_for_ministry
from hermanar.registry.rules.pictures import as_json, from_json
from tests import relation
from tests.web.forms import html_of

pytestmark = pytest.mark.django_db

BY = "sentado por Villa Serena, desde el papel recibido"


@pytest.fixture
def alone(cast):
    """Signed and registered by the liaison alone, from the ministry's papers."""
    case = relation.open_relation(cast, everybody=False)
    agreement, liaison = relation.agree(cast, case), cast.act("liaison")
    relation.authorise(cast, case)
    text = agreement.agreed_version
    sent = {"version": text, "folio": "VS/PM/040/2022", "sent_on": liaison.on}
    opinions.record_dispatch(liaison, partnership=case, **sent)
    said = {"sense": "favourable", "number": "CJA/55/2022", "issued_on": liaison.on, "version": text}
    opinions.record_opinion(liaison, partnership=case, **said)
    agreements.record_foreign_approval(
        liaison, agreement=agreement, body="Council", instrument="R-1", approved_on=liaison.on
    )
    case = relation.fresh(case)
    relation.confirm(cast, relation.deposit(cast, case))
    conclude_registration(liaison, agreement=relation.fresh(case).agreement, number="900", registered_on=liaison.on)
    return relation.fresh(case)


def test_entry_says_who_put_down_opinion_and_registration(cast, alone):
    entry = Entry.objects.get(partnership=alone.public_id)
    assert entry.snapshot["recorded"] == ["opinion", "registration"]
    assert as_json(from_json(entry.snapshot)) == entry.snapshot
    said = html_of(cast.client("stranger").get(reverse("portal:entry", args=[entry.public_id])))
    assert said.count(BY) == 2
    room = html_of(cast.client("liaison").get(reverse("web:agreements:registration", args=[alone.public_id])))
    assert room.count(BY) == 2


def test_registry_of_the_ministry_is_told_and_finds_it_in_its_list(cast, alone):
    told = Notice.objects.filter(key="registered_by_another").get()
    assert told.data == {"folio": alone.folio, "number": "900"}
    opinion = Notice.objects.filter(key="opinion_by_another")
    assert {n.user for n in opinion} == {cast.users["reviewer"], cast.users["authoriser"]}
    assert [(n.data, n.door) for n in opinion] == [
        ({"folio": alone.folio, "number": "CJA/55/2022"}, "agreements.queue")
    ] * 2
    assert "CJA/55/2022" in html_of(cast.client("reviewer").get(reverse("web:agreements:queue")))
    rows = list_recorded_for_ministry(cast.actor("registrar"))
    on = dt.date(2022, 1, 31)
    assert sorted((r.kind, r.number, r.on) for r in rows) == [
        ("opinion", "CJA/55/2022", on),
        ("registration", "900", on),
    ]
    page = html_of(cast.client("registrar").get(reverse("web:agreements:queue")))
    assert "Asentado por otro en nombre de la SRE" in page
    assert "Registro 900" in page
    assert cast.client("registrar").get(f"/vinculaciones/{alone.public_id}/").status_code == 404


@pytest.mark.parametrize("persona", ["liaison", "state", "counterpart", "consul", "stranger"])
def test_what_was_put_down_for_the_ministry_is_in_no_list_of_others(cast, alone, persona):
    assert len(list_recorded_for_ministry(cast.actor("reviewer"))) == 2
    assert list_recorded_for_ministry(cast.actor(persona)) == []


def test_ministry_of_the_book_is_told_of_no_exercise(cast, alone):
    town = cast.organisations["municipality"]
    Organisation.objects.filter(pk=cast.organisations["ministry"].pk).update(is_exercise=not town.is_exercise)
    assert list_recorded_for_ministry(cast.actor("registrar")) == []
    before = Notice.objects.filter(key="opinion_by_another").count()
    case = relation.open_relation(cast, everybody=False)
    told = {"sense": "favourable", "number": "CJA/56/2022", "issued_on": cast.at.date()}
    opinions.record_opinion(cast.act("liaison"), partnership=case, **told)
    assert Notice.objects.filter(key="opinion_by_another").count() == before


def test_what_the_ministry_puts_down_itself_bears_no_mark(cast):
    case = relation.ready_to_sign(cast)
    issue = agreements.prepare_signature(cast.act("liaison"), agreement=case.agreement)
    relation.confirm(cast, relation.deposit(cast, case, issue=issue))
    act = cast.act("registrar")
    agreements.send_registration_notice(cast.act("mayor"), agreement=relation.fresh(case).agreement)
    conclude_registration(act, agreement=relation.fresh(case).agreement, number="7", registered_on=act.on)
    assert Entry.objects.get(partnership=case.public_id).snapshot["recorded"] == []
    assert not Notice.objects.filter(key="registered_by_another").exists()
    assert list_recorded_for_ministry(cast.actor("registrar")) == []
    page = html_of(cast.client("registrar").get(reverse("web:agreements:queue")))
    assert relation.fresh(case).agreement.registrations.get().notice_folio in page
