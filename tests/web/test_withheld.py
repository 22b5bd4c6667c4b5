"""What a reader may not open is told as a fact of the case, never as something that is not there."""

import pytest
from django.urls import reverse

from hermanar.directory.enums import Part
from hermanar.directory.models import Seat
from hermanar.registry.operations import conclude_signing
from tests import relation
from tests.kept import kept
from tests.web.forms import html_of


def seat_consul(cast, partnership):
    on = partnership.circle.exercise_at.date()
    Seat.objects.create(
        circle=partnership.circle, organisation=cast.organisations["consulate"], part=Part.CONSUL, from_on=on
    )
    return partnership


@pytest.fixture
@kept
def opined(cast):
    return seat_consul(cast, relation.ready_to_sign(cast))


def read(cast, who: str, name: str, partnership, lang: str = "es") -> str:
    address = reverse(name, args=[partnership.public_id])
    return html_of(cast.client(who).get(("/en" if lang == "en" else "") + address, follow=True))


OPINION, DISPATCHES = "web:opinions:of_case", "web:opinions:dispatches_of_case"
CABILDO, CLOCK, PROGRAMMES = "web:meetings:cabildo", "web:programmes:clock", "web:programmes:programmes"


@pytest.mark.parametrize("who", ["consul", "counterpart"])
def test_an_opinion_one_may_not_read_is_told_with_its_day(cast, opined, who):
    assert "Dictámenes" in read(cast, "liaison", OPINION, opined)
    page = read(cast, who, OPINION, opined)
    assert "Aún no hay dictamen" not in page
    assert "Dictamen favorable de procedencia." in page
    assert "ene 2022 · Dictamen" in page
    assert "Lo lee quien tiene este lugar en la relación: Municipio titular, Enlace estatal, " in page
    english = read(cast, who, OPINION, opined, "en")
    assert "No opinion yet" not in english
    assert "Read by those who have this place in the relation: " in english


@pytest.mark.parametrize("who", ["consul", "counterpart", "committee"])
def test_a_dispatch_one_may_not_read_is_told_as_sent(cast, opined, who):
    page = read(cast, who, DISPATCHES, opined)
    assert "Envío a la SRE." in page
    assert "Aún no se ha enviado" not in page


def test_a_cabildo_that_decided_is_not_said_to_be_missing(cast):
    partnership = seat_consul(cast, relation.open_relation(cast))
    relation.cabildo(cast)
    for who in ("consul", "counterpart"):
        page = read(cast, who, CABILDO, partnership)
        assert "El órgano no está asentado" not in page
        assert "Lo lleva la secretaría del órgano." in page


def test_before_the_step_the_empty_rooms_say_so(cast):
    partnership = seat_consul(cast, relation.open_relation(cast))
    for who in ("consul", "counterpart"):
        assert "Aún no hay dictamen" in read(cast, who, OPINION, partnership)
        assert "Aún no se ha enviado" in read(cast, who, DISPATCHES, partnership)
        assert "El órgano no está asentado" in read(cast, who, CABILDO, partnership)


def test_terms_and_programme_that_others_read_are_told(cast, opined):
    conclude_signing(cast.act("liaison"), signing=relation.deposit(cast, opined), pages=(1, 2))
    Seat.objects.filter(circle=opined.circle, part=Part.REGISTRAR).delete()
    assert "Aún no corre ningún plazo" not in read(cast, "liaison", CLOCK, opined)
    page = read(cast, "reviewer", CLOCK, opined)
    assert "Los plazos ya corren." in page
    assert "Aún no corre ningún plazo" not in page
    assert "Productos y propiedad intelectual" in read(cast, "liaison", PROGRAMMES, opined)
    assert "Productos y propiedad intelectual" not in read(cast, "consul", PROGRAMMES, opined)
