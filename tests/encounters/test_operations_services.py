"""Services asked of embassies and consulates: told, answered from their post, or put down from their paper."""

import datetime as dt

import pytest

from hermanar.encounters import operations
from hermanar.encounters.models import ServiceRequest
from hermanar.encounters.queries import get_service, list_services
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from tests.kept import kept

DUE = dt.date(2022, 2, 20)
ASK = {"kind": "city_facts", "subject": "Informe sobre Lakeside", "text": "¿Qué oficina atiende?", "due_on": DUE}


@pytest.fixture
@kept
def asked(cast, relation) -> ServiceRequest:
    return operations.ask_service(
        cast.act("liaison"), owner=cast.organisations["municipality"], asked_of=cast.organisations["consulate"],
        partnership=relation, **ASK,
    )  # fmt: skip


@pytest.fixture
@kept
def alone(cast) -> ServiceRequest:
    return operations.ask_service(
        cast.act("liaison"), owner=cast.organisations["municipality"], post="Embajada de México en Japón", **ASK
    )


def test_ask_service_seats_and_tells_the_consulate(cast, asked):
    assert (asked.state, asked.post, asked.due_on) == ("asked", "Consulado de México en Milwaukee", DUE)
    assert get_service(cast.actor("consul"), asked.public_id) == asked
    notice = Notice.objects.get(key="service_asked")
    assert (notice.user, notice.at) == (cast.users["consul"], {"service": asked.public_id})


@pytest.mark.parametrize("who", ["stranger", "state", "reviewer", "nobody", "counterpart"])
def test_service_is_seen_only_by_who_asks_and_who_is_asked(cast, asked, who):
    assert list_services(cast.actor("liaison")) == [asked]
    with pytest.raises(NotVisible):
        get_service(cast.actor(who), asked.public_id)


def test_answer_service_from_the_consulate_tells_who_asked(cast, asked):
    done = operations.answer_service(
        cast.act("consul"), service=asked, attended=True, answer="La Oficina de la Alcaldía."
    )
    assert (done.state, done.how, done.answer_reference) == ("answered", "in_post", "")
    assert Notice.objects.get(key="service_answered").user == cast.users["liaison"]
    with pytest.raises(Refused) as no:
        operations.answer_service(cast.act("consul"), service=done, attended=False, answer="No")
    assert no.value.code == "service_settled"


@pytest.mark.parametrize("who", ["liaison", "mayor", "stranger", "state"])
def test_answer_service_of_a_consulate_on_board_is_its_own(cast, asked, who):
    with pytest.raises(Refused) as no:
        operations.answer_service(cast.act(who), service=asked, attended=True, answer="x", reference="1")
    assert no.value.code == "not_that_post"


def test_answer_service_of_one_not_on_board_is_put_down_from_its_paper(cast, alone):
    with pytest.raises(Invalid) as no:
        operations.answer_service(cast.act("liaison"), service=alone, attended=True, answer="Sí")
    assert list(no.value.errors) == ["reference"]
    done = operations.answer_service(
        cast.act("liaison"), service=alone, attended=False, answer="Sin capacidad", reference="EMB-12"
    )
    assert (done.state, done.how, done.answer_reference) == ("declined", "recorded", "EMB-12")


@pytest.mark.parametrize(
    ("field", "more"),
    [
        ("subject", {"subject": ""}),
        ("text", {"text": ""}),
        ("kind", {"kind": "visa"}),
        ("due_on", {"due_on": dt.date(2022, 1, 1)}),
    ],
)
def test_ask_service_names_what_is_wrong(cast, field, more):
    with pytest.raises(Invalid) as no:
        operations.ask_service(
            cast.act("liaison"), owner=cast.organisations["municipality"], post="Embajada", **(ASK | more)
        )
    assert list(no.value.errors) == [field]


def test_ask_service_of_a_state_or_of_nobody_is_invalid(cast):
    owner = cast.organisations["municipality"]
    with pytest.raises(Invalid) as no:
        operations.ask_service(cast.act("liaison"), owner=owner, asked_of=cast.organisations["state"], **ASK)
    assert list(no.value.errors) == ["asked_of"]
    with pytest.raises(Invalid) as no:
        operations.ask_service(cast.act("liaison"), owner=owner, **ASK)
    assert list(no.value.errors) == ["post"]


@pytest.mark.parametrize("who", ["mayor", "committee", "consul", "stranger"])
def test_ask_service_is_the_liaison_s(cast, who):
    with pytest.raises(Refused) as no:
        operations.ask_service(cast.act(who), owner=cast.organisations["municipality"], post="Embajada", **ASK)
    assert no.value.code == "not_asker"


def test_withdraw_service_with_its_reason(cast, asked):
    with pytest.raises(Invalid):
        operations.withdraw_service(cast.act("liaison"), service=asked, reason="")
    assert operations.withdraw_service(cast.act("liaison"), service=asked, reason="Ya se sabe").state == "withdrawn"
    with pytest.raises(Refused):
        operations.withdraw_service(cast.act("liaison"), service=asked, reason="Otra vez")
