"""Committees, councils and commissions as municipalities really compose them (domain 2.6): all of them can be said."""

import datetime as dt

import pytest

from hermanar.kernel.errors import Invalid, Refused
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Alarm, BodyKind, Purpose
from hermanar.meetings.queries import alarms_of, body_of, chair_of, facts_of_sources, rule_on
from hermanar.meetings.rules import has_quorum
from hermanar.notices.models import Notice
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from tests import relation

D = dt.date
C, G = "citizen", "official"

# (kind, seats: (position, sector, how many, with vote), more of its rule, quorum, what stands within it)
REAL = [
    pytest.param(  # Los Cabos 2025: twenty, seven of them citizens; commissions by subject
        "committee", [("Presidencia", G, 1, True), ("Representación ciudadana", C, 7, True), ("Vocalía", G, 12, True)],
        {"citizens": (1, 3)}, 11, ["Comisión de Energía", "Comisión de Pesca"], id="los-cabos",
    ),
    pytest.param(  # Mazatlán 2025
        "committee",
        [
            ("Presidencia", G, 1, True), ("Secretaría ejecutiva", G, 1, True), ("Secretaría técnica", G, 1, True),
            ("Tesorería", G, 1, True), ("Representación ciudadana", C, 2, True), ("Regiduría", G, 5, True),
        ],
        {}, 6, [], id="mazatlan",
    ),
    pytest.param(  # Benito Juárez: one of each administration, its director without vote
        "committee",
        [("Presidencia", G, 1, True), ("Dirección ejecutiva", G, 1, False), ("Regiduría", G, 2, True), ("Cámaras", C, 3, True)],
        {"ends_with_administration": True, "term_months": 36}, 4, [], id="benito-juarez",
    ),
    pytest.param(  # Puerto Vallarta: a council; its committees are tested below
        "council",
        [
            ("Presidencia honoraria", G, 1, True), ("Dirección ejecutiva", G, 1, True), ("Secretaría", G, 1, True),
            ("Coordinación general de comités", C, 1, True), ("Representación de comités", C, 3, True),
        ],
        {"takes_oath": False}, 4, [], id="puerto-vallarta",
    ),
    pytest.param(  # San Luis Potosí 2025: a council with a rector
        "council", [("Presidencia", G, 1, True), ("Rectoría de la universidad", C, 1, True), ("Vocalía", G, 7, True)],
        {"quorum": (2, 3, False)}, 6, [], id="san-luis-potosi",
    ),
    pytest.param(  # on the side of the Cabildo
        "commission", [("Presidencia", G, 1, True), ("Secretaría", G, 1, True), ("Vocalía", G, 3, True)],
        {"takes_oath": False}, 3, [], id="comision-edilicia",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "seats", "more", "quorum", "within"), REAL)
def test_real_composition_is_said_seated_and_counted(cast, kind, seats, more, quorum, within):
    act, house = cast.act("liaison"), cast.organisations["municipality"]
    body = meetings.create_body(
        act, organisation=house, kind=kind, name="Órgano", legal_basis="el acuerdo de Cabildo del 3 de enero de 2022"
    )
    composition = [{"position": p, "sector": s, "count": n, "has_vote": v} for p, s, n, v in seats]
    total = sum(row["count"] for row in composition)
    meetings.set_rule(
        act, body=body, valid_from=D(2022, 1, 1), seats=total, source="Reglamento", composition=composition, **more
    )
    for row in composition:
        for n in range(row["count"]):
            meetings.seat_member(
                act, body=body, name=f"Persona de Muestra {n}", position=row["position"], sector=row["sector"],
                has_vote=row["has_vote"], from_on=D(2022, 1, 1), oath_on=D(2022, 1, 1),
            )  # fmt: skip
    assert [a.code for a in alarms_of(body, D(2022, 1, 20))] == [Alarm.NEVER_MET]
    rule, _row = rule_on(body, D(2022, 1, 20))
    assert [has_quorum(rule, n) for n in (quorum - 1, quorum)] == [False, True]
    for name in within:
        meetings.create_body(act, organisation=house, kind=BodyKind.THEMATIC, name=name, parent=body)
    assert list(body.children.order_by("name").values_list("name", flat=True)) == within


def test_session_whose_mayor_was_away_is_headed_by_the_trustee(cast):
    body = relation.committee(cast)
    session = relation.hold(cast, body)
    session.headed_by = "Vocalía 2"
    assert chair_of(session).name == cast.persons["liaison"].name


def test_committee_of_one_sister_city_is_installed_and_decides_for_it_alone(cast):
    act, house = cast.act("liaison"), cast.organisations["committee"]
    one = relation.open_relation(cast)
    other = relation.open_relation(cast, domestic=True)
    council = meetings.create_body(act, organisation=house, kind=BodyKind.COUNCIL, name="Consejo")
    general = meetings.create_body(act, organisation=house, kind=BodyKind.COMMITTEE, name="Comité general")
    assert body_of(one.owner, BodyKind.COMMITTEE, one) == general
    own = meetings.create_body(
        act, organisation=house, kind=BodyKind.COMMITTEE, name="Comité Lakeside", partnership=one, parent=council,
        deed="Escritura 12 de la Notaría 3",
    )  # fmt: skip
    assert (body_of(one.owner, BodyKind.COMMITTEE, one), body_of(one.owner, BodyKind.COMMITTEE)) == (own, general)
    assert body_of(other.owner, BodyKind.COMMITTEE, other) == general
    install = meetings.record_resolution(
        cast.act("committee"), body=own, purpose=Purpose.INSTALL, held_on=cast.at.date(), outcome="approved",
        session_number="1",
    )  # fmt: skip
    assert [Fact.COMMITTEE_INSTALLED in standing_facts(p.case) for p in (one, other)] == [True, False]
    with pytest.raises(Refused, match="other_committee"):
        meetings.link_committee(act, partnership=other, body=own)
    sources = [f.case for f in facts_of_sources() if f.source.endswith(own.public_id)]
    assert sources == [one.case.public_id]

    # its correction is told in that relation alone, and that of what works within a committee in none
    def correct(body, row) -> set:
        meetings.record_resolution(
            cast.act("committee"), body=body, purpose=Purpose.INSTALL, held_on=cast.at.date(), outcome="rejected",
            session_number="2", corrects=row, text="No hubo quórum.",
        )  # fmt: skip
        return set(Notice.objects.filter(key="council_corrected").values_list("circle", flat=True))

    within = meetings.create_body(act, organisation=house, kind=BodyKind.THEMATIC, name="Comisión", parent=general)
    inside = meetings.record_resolution(
        cast.act("committee"), body=within, purpose=Purpose.INSTALL, held_on=cast.at.date(), outcome="approved",
        session_number="1",
    )  # fmt: skip
    assert correct(within, inside) == set()
    assert correct(own, install) == {one.circle_id}
    assert Fact.COMMITTEE_INSTALLED not in standing_facts(relation.fresh(one).case)
    for wrong, field in (
        ({"kind": BodyKind.COMMITTEE, "partnership": one}, "partnership"),
        ({"kind": BodyKind.CABILDO, "partnership": one}, "partnership"),
        ({"kind": BodyKind.THEMATIC}, "parent"),
        ({"kind": BodyKind.CABINET, "parent": council}, "parent"),
    ):
        with pytest.raises(Invalid) as no:
            meetings.create_body(act, organisation=house, name="Otro", **wrong)
        assert list(no.value.errors) == [field]
