import datetime as dt

import pytest

from hermanar.encounters import operations
from hermanar.encounters.models import Contact, Encounter, EventInvitation
from hermanar.partnerships.models import Partnership
from tests import relation as relations
from tests.kept import kept

MAYOR = {"kind": "counterpart_office", "side": "theirs", "post": "Mayor", "organisation": "City of Lakeside"}


@pytest.fixture
def home(cast):
    return cast.organisations["municipality"].home


@pytest.fixture
def relation(cast) -> Partnership:
    return relations.open_relation(cast)


@pytest.fixture
@kept
def contact(cast, home, relation) -> Contact:
    return operations.add_contact(
        cast.act("liaison"), circle=home, name="Persona de Muestra 60", held_since=dt.date(2021, 5, 1),
        partnerships=[relation], address_as="Señora Alcaldesa", languages="en, es", **MAYOR,
    )  # fmt: skip


@pytest.fixture
@kept
def visit(cast, home, relation, contact) -> Encounter:
    return operations.record_encounter(
        cast.act("liaison"), circle=home, kind="visit_in", on=dt.date(2022, 1, 20), title="Visita de la Alcaldía",
        place="Villa Serena", purpose="Conocerse", agreed="Intercambiar perfiles", partnerships=[relation],
        contacts=[contact],
    )  # fmt: skip


@pytest.fixture
@kept
def received(cast, home, relation) -> EventInvitation:
    return operations.record_invitation(
        cast.act("liaison"), circle=home, event="Encuentro de Ciudades Hermanas", post="Regiduría que preside la comisión",
        received_on=dt.date(2022, 1, 25), respond_by=dt.date(2022, 2, 10), event_on=dt.date(2022, 3, 4),
        partnership=relation,
    )  # fmt: skip
