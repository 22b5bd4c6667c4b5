"""Letters acknowledged and interrupted on a day that is known by its month, quarter or year; several stopped at once."""

import datetime as dt

import pytest

from hermanar.kernel.errors import Invalid, Refused
from hermanar.notices.models import Notice
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Interruption, LetterKind, LetterState
from hermanar.partnerships.models import Letter
from tests.kept import kept

REASON = "Cambió la administración de allá."


def put_down(cast, number, on=dt.date(2021, 7, 1), precision="quarter"):
    return operations.record_letter(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=on, precision=precision, folio=f"VS/{number}/2021", city=f"Cedar Falls {number}", subdivision="Iowa",
    )  # fmt: skip


@pytest.fixture
@kept
def letter(cast):
    return put_down(cast, 1)


@pytest.mark.parametrize(
    ("on", "precision", "fits"),
    [
        (dt.date(2021, 9, 1), "month", True), (dt.date(2021, 1, 1), "year", True), (dt.date(2021, 7, 1), "quarter", True),
        (dt.date(2021, 6, 1), "month", False), (dt.date(2020, 1, 1), "year", False), (dt.date(2022, 6, 1), "month", False),
        (dt.date(2021, 6, 30), "day", False), (dt.date(2021, 7, 1), "day", True),
    ],
)  # fmt: skip
@pytest.mark.parametrize("verb", ["acknowledge", "interrupt"])
def test_acknowledgment_and_interruption_by_month_may_be_where_some_day_of_it_may(
    cast, letter, verb, on, precision, fits
):
    act = cast.act("liaison")

    def call():
        if verb == "acknowledge":
            return operations.acknowledge_letter(act, letter=letter, on=on, precision=precision)
        return operations.interrupt_letter(
            act, letter=letter, code=Interruption.CHANGE_THERE, reason=REASON, on=on, precision=precision
        )

    if not fits:
        with pytest.raises(Invalid) as error:
            call()
        assert list(error.value.errors) == ["on"]
        return
    row = call()
    name = "acknowledged" if verb == "acknowledge" else "interrupted"
    assert (getattr(row, f"{name}_on"), getattr(row, f"{name}_precision")) == (on, precision)


def test_precision_is_corrected_and_goes_with_its_date(cast, letter):
    act = cast.act("liaison")
    operations.acknowledge_letter(act, letter=letter, on=dt.date(2021, 9, 1), precision="month")
    said = {"acknowledged_on": dt.date(2021, 9, 14), "acknowledged_precision": "day"}
    operations.correct_letter(act, letter=letter, reason="Apareció el sello.", said=said)
    letter.refresh_from_db()
    assert (letter.acknowledged_on, letter.acknowledged_precision) == (dt.date(2021, 9, 14), "day")
    assert letter.corrections.get().was == {"acknowledged_on": "2021-09-01", "acknowledged_precision": "month"}
    operations.correct_letter(
        act, letter=letter, reason="No hubo.", said={"acknowledged_on": None, "acknowledged_precision": "year"}
    )
    letter.refresh_from_db()
    assert (letter.state, letter.acknowledged_on, letter.acknowledged_precision) == ("sent", None, "day")


def stop(cast, letters, who="liaison", **more):
    said = {"code": Interruption.CHANGE_THERE, "reason": REASON, "on": dt.date(2021, 12, 1), "precision": "month"}
    return operations.interrupt_letters(cast.act(who), letters=letters, **(said | more))


def test_interrupt_letters_stops_them_all_with_one_reason_and_tells_once(cast, letter):
    letters = [letter, put_down(cast, 2), put_down(cast, 3)]
    stop(cast, letters)
    rows = Letter.objects.filter(pk__in=[w.pk for w in letters])
    assert {(w.state, w.interruption, str(w.interrupted_on), w.interrupted_precision) for w in rows} == {
        ("interrupted", "change_there", "2021-12-01", "month")
    }
    told = Notice.objects.filter(key="letters_interrupted")
    assert [n.data["number"] for n in told] == ["3 cartas"] * told.count() != []
    assert not Notice.objects.filter(key="letter_interrupted").exists()


def test_interrupt_letters_is_all_or_nothing(cast, letter):
    later = put_down(cast, 2, on=dt.date(2022, 1, 20), precision="day")
    with pytest.raises(Invalid) as error:
        stop(cast, [letter, later])
    assert list(error.value.errors) == ["on"]
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    with pytest.raises(Invalid) as error:
        stop(cast, [])
    assert list(error.value.errors) == ["letters"]


def test_interrupt_letters_is_of_the_liaison_of_the_house(cast, letter):
    with pytest.raises(Refused) as error:
        stop(cast, [letter], "state")
    assert error.value.code == "not_liaison"


def test_several_are_stopped_from_the_follow_up_in_one_page(cast, letter):
    other, fresh = put_down(cast, 2), put_down(cast, 3, on=dt.date(2022, 1, 25), precision="day")
    client, address = cast.client("liaison"), "/correspondencia/seguimiento/interrumpir/"
    assert f'href="{address}"' in client.get("/correspondencia/seguimiento/").content.decode()
    page = client.get(address).content.decode()
    chosen = [" checked" in page.split(f'value="{w.public_id}"')[1].split(">")[0] for w in (letter, other, fresh)]
    assert chosen == [True, True, False]  # what has been silent for ninety days is chosen already
    said = {"code": "change_there", "on": "2021-12-01", "precision": "month", "reason": REASON}
    wrong = client.post(address, said)
    assert "Elija al menos una carta." in wrong.content.decode()
    done = client.post(address, {**said, "letters": [letter.public_id, other.public_id]})
    assert (done.status_code, done.url) == (302, "/correspondencia/seguimiento/")
    left = client.get("/correspondencia/seguimiento/").content.decode()
    assert ("Cedar Falls 1" in left, "Cedar Falls 3" in left) == (False, True)
    shown = " ".join(client.get(f"/correspondencia/{letter.public_id}/").content.decode().split())
    assert "Interrumpida</span> diciembre de 2021" in shown
    assert cast.client("mayor").get(address).status_code == 404
