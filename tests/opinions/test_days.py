"""The day of a paper that is made here: not after today, not before what it cites."""

import datetime as dt

import pytest
from django.utils.translation import override

from hermanar.kernel.errors import Invalid, Refused
from hermanar.opinions import operations as opinions
from hermanar.opinions.operations.days import _must_be_of_a_day
from tests import relation


def day(number: int, month: int = 1) -> dt.date:
    return dt.date(2022, month, number)


OPENED, AGREED = (day(3), "ese día se abrió el expediente"), (day(10), "ese día las Partes acordaron el texto")


@pytest.mark.parametrize(
    ("on", "before", "said"),
    [
        (day(31), [], ""),
        (day(10), [OPENED, AGREED], ""),
        (day(10), [OPENED, (None, "nunca")], ""),
        (day(1, 2), [OPENED], "La fecha no puede ser posterior al día de hoy, 31 de enero de 2022"),
        (day(9), [OPENED, AGREED], "anterior al 10 de enero de 2022: ese día las Partes acordaron el texto."),
        (day(2), [OPENED], "anterior al 3 de enero de 2022: ese día se abrió el expediente."),
        (day(2), [OPENED, AGREED], "anterior al 10 de enero de 2022"),
    ],
)
def test_paper_is_of_no_day_to_come_and_of_none_before_what_it_rests_on(cast, on, before, said):
    act, told = cast.act("mayor"), ""
    with override("es"):
        try:
            _must_be_of_a_day(act, on, before, "sent_on")
        except Invalid as error:
            [told] = map(str, error.errors["sent_on"])
    assert (bool(told), said in told) == (bool(said), True)


def test_paper_without_a_typed_day_is_refused_as_a_whole(cast):
    with pytest.raises(Refused) as no:
        _must_be_of_a_day(cast.act("reviewer"), day(2), [OPENED])
    assert no.value.code == "day_impossible"


def wrong(call) -> str:
    """The one field that is wrong, and what it says."""
    with override("es"), pytest.raises(Invalid) as no:
        call()
    [(field, [told])] = no.value.errors.items()
    return f"{field}: {told}"


def test_letters_of_the_way_to_the_ministry_follow_one_another(cast):
    """Authorised on the 20th, certified on the 24th; the rest as each letter cites the one before."""
    at = dt.datetime(2022, 1, 20, 12, tzinfo=dt.UTC)
    found = relation.open_relation(cast, at=at)
    relation.agree(cast, found, at)
    later = at + dt.timedelta(days=4)
    resolution = relation.authorise(cast, found, at=at)
    relation.meetings.certify_resolution(cast.act("council_secretary", later), resolution=resolution)
    row, mayor = relation.prepare_dispatch(cast, found), cast.act("mayor")
    for on, said in [
        (day(1, 2), "sent_on: La fecha no puede ser posterior al día de hoy"),
        (day(23), "sent_on: La fecha no puede ser anterior al 24 de enero de 2022: ese día se expidió lo que va anexo"),
    ]:
        assert wrong(lambda on=on: opinions.send_dispatch(mayor, dispatch=row, sent_on=on)).startswith(said)
    assert row.items.exclude(issue=None).exists()
    row = opinions.send_dispatch(mayor, dispatch=row, sent_on=day(25))
    state = cast.act("state")
    for on, said in [
        (day(1, 2), "forwarded_on: La fecha no puede ser posterior al día de hoy"),
        (
            day(24),
            f"anterior al 25 de enero de 2022: de ese día es el oficio {row.folio}, con el que se envió el texto.",
        ),
    ]:
        assert said in wrong(lambda on=on: opinions.forward_dispatch(state, dispatch=row, forwarded_on=on))
    row = opinions.forward_dispatch(state, dispatch=row, forwarded_on=day(26))
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    opinion = opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    opinion, authoriser = type(opinion).objects.get(pk=opinion.pk), cast.act("authoriser")
    for on, said in [
        (day(1, 2), "issued_on: La fecha no puede ser posterior al día de hoy"),
        (
            day(30),
            "issued_on: La fecha no puede ser anterior al 31 de enero de 2022: ese día la SRE recibió el expediente.",
        ),
        (dt.date(2021, 12, 1), "issued_on: La fecha no puede ser anterior al 31 de enero de 2022"),
    ]:
        assert wrong(lambda on=on: opinions.authorise_opinion(authoriser, opinion=opinion, issued_on=on)).startswith(
            said
        )
    assert opinions.authorise_opinion(authoriser, opinion=opinion, issued_on=day(31)).issued_on == day(31)
