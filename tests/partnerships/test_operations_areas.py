"""Requests to the areas: turned by the liaison, answered by that area or from its paper, closed or withdrawn."""

import datetime as dt

import pytest

from hermanar.directory.models import Appointment, Office
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships.models import AreaRequest
from hermanar.partnerships.operations import answer_area_request, ask_area, close_area_request
from hermanar.partnerships.queries import get_area_request, list_area_requests
from tests.kept import kept

DUE = dt.date(2022, 2, 15)


@pytest.fixture
@kept
def tourism(cast) -> Office:
    """An area of the town in which the administrator of the cast also acts."""
    office = Office.objects.create(
        organisation=cast.organisations["municipality"], title="Dirección de Turismo", role="observer"
    )
    cast.appointments["area"] = Appointment.objects.create(
        office=office, person=cast.persons["administrator"], from_on=dt.date(2022, 1, 1)
    )
    cast.users["area"], cast.persons["area"] = cast.users["administrator"], cast.persons["administrator"]
    return office


@pytest.fixture
@kept
def request_(cast, relation, tourism) -> AreaRequest:
    return ask_area(
        cast.act("liaison"),
        partnership=relation,
        office=tourism,
        subject="Rutas",
        text="Propongan dos rutas.",
        due_on=DUE,
    )


def test_ask_area_tells_who_holds_the_office(cast, request_):
    assert (request_.state, request_.due_on, request_.asked_by) == (
        "asked", DUE, cast.appointments["liaison"].public_id,
    )  # fmt: skip
    notice = Notice.objects.get(key="area_asked")
    assert (notice.user, notice.at) == (cast.users["administrator"], {"request": request_.public_id})


@pytest.mark.parametrize(
    "who", ["mayor", "council_secretary", "committee", "state", "counterpart", "stranger", "nobody"]
)
def test_ask_area_by_somebody_else_is_refused(cast, relation, tourism, who):
    with pytest.raises(Refused):
        ask_area(cast.act(who), partnership=relation, office=tourism, subject="Rutas", text="Dos", due_on=DUE)
    assert AreaRequest.objects.count() == 0


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"text": ""}, "text"),
        ({"due_on": dt.date(2022, 1, 30)}, "due_on"),
        ({"office": "state"}, "office"),
        ({"office": "liaison"}, "office"),
    ],
)
def test_ask_area_with_something_wrong_names_its_field(cast, relation, tourism, more, field):
    asked = {"office": tourism, "subject": "Rutas", "text": "Dos rutas", "due_on": DUE} | more
    if isinstance(asked["office"], str):
        asked["office"] = cast.offices[asked["office"]]
    with pytest.raises(Invalid) as no:
        ask_area(cast.act("liaison"), partnership=relation, **asked)
    assert list(no.value.errors) == [field]


def test_answer_area_request_by_the_area_itself_tells_the_liaison(cast, request_):
    row = answer_area_request(cast.act("area"), request=request_, answer="Dos rutas: centro y ribera.")
    assert (row.state, row.how, row.answered_on) == ("answered", "in_post", cast.at.date())
    assert Notice.objects.get(key="area_answered").user == cast.users["liaison"]


def test_answer_area_request_recorded_by_the_liaison_needs_the_number_of_the_paper(cast, request_):
    act = cast.act("liaison")
    with pytest.raises(Invalid) as no:
        answer_area_request(act, request=request_, answer="Dos rutas.")
    assert list(no.value.errors) == ["reference"]
    row = answer_area_request(act, request=request_, answer="Dos rutas.", reference="DT/044/2022")
    assert (row.state, row.how, row.reference) == ("answered", "recorded", "DT/044/2022")


@pytest.mark.parametrize("who", ["mayor", "administrator", "committee", "state", "counterpart", "stranger", "nobody"])
def test_answer_area_request_by_another_office_is_refused(cast, request_, who):
    with pytest.raises(Refused) as no:
        answer_area_request(cast.act(who), request=request_, answer="Sí")
    assert no.value.code == "not_that_area"


def test_answer_area_request_before_it_was_asked_is_invalid(cast, request_):
    with pytest.raises(Invalid) as no:
        answer_area_request(cast.act("area"), request=request_, answer="Sí", answered_on=dt.date(2022, 1, 2))
    assert list(no.value.errors) == ["answered_on"]


def test_answer_area_request_twice_is_refused(cast, request_):
    answer_area_request(cast.act("area"), request=request_, answer="Sí")
    with pytest.raises(Refused) as no:
        answer_area_request(cast.act("area"), request=request_, answer="No")
    assert no.value.code == "request_not_open"


def test_close_area_request_answered_is_closed_and_unanswered_is_withdrawn_with_its_reason(
    cast, relation, tourism, request_
):
    act = cast.act("liaison")
    other = ask_area(act, partnership=relation, office=tourism, subject="Guías", text="Lista", due_on=DUE)
    with pytest.raises(Invalid) as no:
        close_area_request(act, request=other)
    assert list(no.value.errors) == ["reason"]
    assert close_area_request(act, request=other, reason="Ya no hace falta").state == "withdrawn"
    answered = answer_area_request(cast.act("area"), request=request_, answer="Sí")
    assert close_area_request(act, request=answered).state == "closed"
    with pytest.raises(Refused):
        close_area_request(act, request=AreaRequest.objects.get(pk=request_.pk), reason="otra vez")


def test_list_area_requests_is_all_for_the_liaison_and_its_own_for_an_area(cast, relation, tourism, request_):
    act = cast.act("liaison")
    other = ask_area(act, partnership=relation, office=cast.offices["mayor"], subject="Agenda", text="Día", due_on=DUE)
    assert list_area_requests(cast.actor("liaison")) == [request_, other]
    assert list_area_requests(cast.actor("area")) == [request_]
    assert list_area_requests(cast.actor("administrator")) == []
    close_area_request(act, request=other, reason="No")
    assert list_area_requests(cast.actor("liaison"), open_only=True) == [request_]


@pytest.mark.parametrize("who", ["committee", "state", "reviewer", "counterpart", "stranger", "nobody"])
def test_get_area_request_outside_the_municipality_sees_nothing(cast, request_, who):
    assert list_area_requests(cast.actor(who)) == []
    with pytest.raises(NotVisible):
        get_area_request(cast.actor(who), request_.public_id)


def test_list_area_requests_queries_are_flat(cast, relation, tourism, assert_flat):
    def make():
        ask_area(cast.act("liaison"), partnership=relation, office=tourism, subject="Rutas", text="Dos", due_on=DUE)

    def call():
        return [(str(r), str(r.office), r.partnership.folio) for r in list_area_requests(cast.actor("liaison"))]

    assert assert_flat(make, call) <= 3
