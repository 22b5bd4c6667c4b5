"""The liaison gives an organisation on board its place in a relation's circle."""

import pytest
from django.urls import reverse

from hermanar.directory.models import Seat
from hermanar.journal.queries import list_lines
from hermanar.kernel.errors import Invalid, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships.operations import seat_organisation, unseat_organisation
from tests import relation
from tests.web.forms import post


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast, everybody=False)


def _url(partnership) -> str:
    return reverse("web:cases:seat", args=[partnership.public_id])


def test_give_place_to_the_counterpart_lets_it_in(cast, partnership):
    case = reverse("web:cases:case", args=[partnership.public_id])
    assert cast.client("counterpart").get(case).status_code == 404
    town = cast.organisations["counterpart"]
    done = post(cast.client("liaison"), _url(partnership), part="counterpart", organisation=town.public_id)
    assert done.status_code == 302
    assert Seat.objects.get(circle=partnership.circle, organisation=town).part == "counterpart"
    assert cast.client("counterpart").get(case).status_code == 200


def test_give_place_that_is_not_its_own_is_said_and_kept(cast, partnership):
    town = cast.organisations["counterpart"]
    done = post(cast.client("liaison"), _url(partnership), part="consul", organisation=town.public_id)
    assert done.status_code == 200
    assert "Esa organización no ocupa ese lugar en una relación." in done.content.decode()
    assert not Seat.objects.filter(circle=partnership.circle, organisation=town).exists()


def test_give_place_by_the_mayor_is_refused(cast, partnership):
    with pytest.raises(Refused) as error:
        seat_organisation(
            cast.act("mayor"),
            partnership=partnership,
            organisation=cast.organisations["counterpart"],
            part="counterpart",
        )
    assert error.value.code == "not_liaison"


def test_give_place_to_an_organisation_at_work_in_an_exercise_is_invalid(cast, partnership):
    town = cast.organisations["counterpart"]
    town.is_exercise = False
    town.save(update_fields=["is_exercise"])
    with pytest.raises(Invalid) as error:
        seat_organisation(cast.act("liaison"), partnership=partnership, organisation=town, part="counterpart")
    assert list(error.value.errors) == ["organisation"]


def test_give_place_of_the_counterpart_to_another_city_is_invalid(cast, partnership):
    elsewhere = cast.organisations["elsewhere"]
    with pytest.raises(Invalid) as error:
        seat_organisation(cast.act("liaison"), partnership=partnership, organisation=elsewhere, part="counterpart")
    assert list(error.value.errors) == ["organisation"]
    assert not Seat.objects.filter(circle=partnership.circle, organisation=elsewhere).exists()


def test_give_place_without_choosing_seats_nobody(cast, partnership):
    before = Seat.objects.filter(circle=partnership.circle).count()
    assert post(cast.client("liaison"), _url(partnership), part="counterpart", organisation="").status_code == 200
    assert Seat.objects.filter(circle=partnership.circle).count() == before


def test_end_place_closes_the_file_at_once_and_keeps_what_was_done(cast, partnership):
    case = reverse("web:cases:case", args=[partnership.public_id])
    ends = reverse("web:cases:end_seat", args=[partnership.public_id])
    town = cast.organisations["counterpart"]
    liaison = cast.client("liaison")
    post(liaison, _url(partnership), part="counterpart", organisation=town.public_id)
    assert (
        "Terminar un lugar" in liaison.get(reverse("web:cases:circle", args=[partnership.public_id])).content.decode()
    )
    assert cast.client("mayor").get(ends).status_code == 404
    assert post(liaison, ends, organisation=cast.organisations["municipality"].public_id).status_code == 200
    assert cast.client("counterpart").get(case).status_code == 200
    assert post(liaison, ends, organisation=town.public_id).status_code == 302
    assert cast.client("counterpart").get(case).status_code == 404
    done = [line.happened for line in list_lines(partnership.circle.public_id, limit=2)]
    assert done == ["directory.seat_ended", "directory.seat_given"]
    with pytest.raises(Invalid):
        unseat_organisation(cast.act("liaison"), partnership=partnership, organisation=town)


def test_place_given_or_ended_is_told_to_its_own_people_alone(cast, partnership):
    """Two observers: what happens to the one is no news of the other."""
    act = cast.act("liaison")

    def told(key: str) -> list:
        return list(Notice.objects.filter(key=key).order_by("pk").values_list("user__email", flat=True))

    names = [cast.users[who].email for who in ("stranger", "consul")]
    for who in ("elsewhere", "consulate"):
        seat_organisation(act, partnership=partnership, organisation=cast.organisations[who], part="observer")
    assert told("case_opened")[-2:] == names
    unseat_organisation(act, partnership=partnership, organisation=cast.organisations["consulate"])
    assert told("seat_ended") == names[1:]
