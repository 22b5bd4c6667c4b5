"""The committee with its regulation, and its members with sector and oath (R0-29, R2-11)."""

import datetime as dt

from hermanar.files.operations import store_upload
from hermanar.meetings.enums import BodyKind, Sector
from hermanar.meetings.operations import create_body, seat_member
from tests import relation


def test_create_body_keeps_regulation_legal_basis_and_rule(cast):
    town = cast.organisations["municipality"]
    paper = store_upload(
        cast.act("liaison"), circle=town.home, upload=relation.scan_file("reglamento.pdf"), expect="pdf",
        caption="Reglamento",
    )  # fmt: skip
    body = create_body(
        cast.act("liaison"), organisation=cast.organisations["committee"], kind=BodyKind.COMMITTEE, name="Comité",
        legal_basis="el acuerdo de Cabildo del 3 de enero de 2022", seats=5, source="Reglamento, artículo 4",
        regulation=paper,
    )  # fmt: skip
    assert (body.regulation, body.legal_basis) == (paper, "el acuerdo de Cabildo del 3 de enero de 2022")
    assert [(r.seats, r.source) for r in body.rules.all()] == [(5, "Reglamento, artículo 4")]
    assert body.circle == town.home


def test_seat_member_keeps_sector_oath_and_dates(cast):
    body = relation.committee(cast, members=0)
    oath = dt.date(2022, 1, 20)
    for who, sector in (("mayor", Sector.OFFICIAL), ("committee", Sector.CITIZEN)):
        seat_member(
            cast.act("liaison"), body=body, person=cast.persons[who], position="Vocalía", sector=sector,
            from_on=dt.date(2022, 1, 15), oath_on=oath,
        )  # fmt: skip
    kept = [(m.person, m.sector, m.from_on, m.oath_on) for m in body.members.order_by("pk")]
    assert kept == [
        (cast.persons["mayor"], Sector.OFFICIAL, dt.date(2022, 1, 15), oath),
        (cast.persons["committee"], Sector.CITIZEN, dt.date(2022, 1, 15), oath),
    ]
