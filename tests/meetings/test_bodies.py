"""The committee with its regulation, and its members with sector and oath (R0-29, R2-11)."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hermanar.files.operations import store_upload
from hermanar.journal.models import Entry
from hermanar.kernel.errors import Invalid, Refused
from hermanar.meetings.enums import BodyKind, Purpose, Sector
from hermanar.meetings.operations import change_body, correct_seat, create_body, seat_member
from hermanar.meetings.queries import chair_of, facts_of_sources, last_change
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import drift_of_facts, standing_facts
from tests import relation
from tests.web.forms import errors_of, html_of, post


def drift():
    return [d for d in drift_of_facts(facts_of_sources()) if d.key == Fact.COMMITTEE_INSTALLED]


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


def tie(cast, body, partnership, **more):
    return change_body(
        cast.act("liaison"), body=body, on=dt.date(2022, 1, 20), name=body.name, partnership=partnership,
        **{"source": "Acuerdo 12"} | more,
    )  # fmt: skip


def says_installed(*relations):
    return [Fact.COMMITTEE_INSTALLED in standing_facts(relation.fresh(row).case) for row in relations]


def test_change_body_to_one_city_takes_its_installation_from_the_others_and_back(cast):
    abroad, here = relation.open_relation(cast), relation.open_relation(cast, domestic=True)
    body = relation.committee(cast)
    tie(cast, body, abroad)
    assert says_installed(abroad, here) == [False, False]  # nothing was installed yet
    tie(cast, body, None)
    relation.resolve(cast, relation.hold(cast, body), None, Purpose.INSTALL)
    body.refresh_from_db()
    assert says_installed(abroad, here) == [True, True]
    tie(cast, body, abroad, source="Acuerdo 13")
    assert says_installed(abroad, here) == [True, False]
    gone = here.case.facts.get(key=Fact.COMMITTEE_INSTALLED)
    assert "Acuerdo 13" in gone.withdrawn_reason
    assert not drift()
    tie(cast, body, here)
    assert says_installed(abroad, here) == [False, True]
    tie(cast, body, None)
    assert says_installed(abroad, here) == [True, True]
    assert here.case.facts.filter(key=Fact.COMMITTEE_INSTALLED).count() == 2  # what it said before stays
    assert not drift()


def test_change_body_of_two_at_once_keeps_what_each_changed_and_asks_where_both_did(cast):
    body = relation.committee(cast)
    act, day = cast.act("liaison"), dt.date(2022, 1, 20)
    opened = last_change(body)
    change_body(act, body=body, on=day, source="Escritura 7", name=body.name, deed="Escritura 7", seen=opened)
    # the second saw the page before: the deed is not theirs to undo
    change_body(act, body=body, on=day, source="Acuerdo 12", name="Comité de Hermanamientos", seen=opened)
    body.refresh_from_db()
    assert (body.name, body.deed) == ("Comité de Hermanamientos", "Escritura 7")
    with pytest.raises(Invalid) as no:
        change_body(act, body=body, on=day, source="Acuerdo 13", name="Comité Ciudadano", seen=opened)
    assert list(no.value.errors) == ["name"]
    assert "Comité de Hermanamientos" in str(no.value.errors["name"][0])
    change_body(
        act, body=body, on=day, source="Acuerdo 13", name="Comité Ciudadano", deed="Escritura 7",
        seen=last_change(body),
    )  # fmt: skip
    body.refresh_from_db()
    assert (body.name, body.changes.count()) == ("Comité Ciudadano", 3)


RIGHT = {
    "role": "chair", "position": "Presidencia", "sector": "official", "oath_on": None, "reason": "Se tecleó mal.",
    "has_vote": True, "from_on": dt.date(2022, 1, 1), "until_on": None,
}  # fmt: skip


def test_correct_seat_keeps_what_it_said_and_its_papers_name_whoever_presides(cast):
    body = relation.committee(cast)
    member = body.members.order_by("pk").first()
    said = {"role": member.role, "position": member.position, "oath_on": member.oath_on.isoformat()}
    session = relation.hold(cast, body)
    row = correct_seat(cast.act("liaison"), member=member, **RIGHT)
    assert (row.role, row.position, row.sector, row.oath_on) == ("chair", "Presidencia", "official", None)
    kept = row.corrections.get()
    assert (kept.before, kept.reason) == (said, "Se tecleó mal.")
    assert kept.after == {"role": "chair", "position": "Presidencia", "oath_on": None}
    assert chair_of(session).post_es == "Presidencia"
    told = Entry.objects.get(happened="meetings.seat_corrected")
    assert "Vocalía 1" in told.data["before"]
    assert "Presidencia" in told.data["after"]


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"reason": " "}, ["reason"]),
        ({"role": "king"}, ["role"]),
        ({"sector": ""}, ["sector"]),
        ({"position": " "}, ["position"]),
        ({"oath_on": dt.date(2031, 1, 1)}, ["oath_on"]),
        ({"role": "member", "position": "Vocalía 1", "oath_on": dt.date(2022, 1, 1)}, ["role"]),  # it says so already
    ],
)
def test_correct_seat_says_what_is_wrong(cast, wrong, where):
    member = relation.committee(cast).members.order_by("pk").first()
    with pytest.raises(Invalid) as no:
        correct_seat(cast.act("liaison"), member=member, **RIGHT | wrong)
    assert list(no.value.errors) == where


def test_correct_seat_of_two_at_once_refuses_the_second(cast):
    first = relation.committee(cast).members.order_by("pk").first()
    second = type(first).objects.select_related("body__circle").get(pk=first.pk)
    correct_seat(cast.act("liaison"), member=first, **RIGHT)
    with pytest.raises(Refused) as no:
        correct_seat(cast.act("liaison"), member=second, **RIGHT | {"role": "secretary"})
    assert no.value.code == "seat_changed"


@pytest.mark.parametrize("persona", ["state", "stranger", "counterpart"])
def test_correct_seat_by_others_is_refused(cast, persona):
    member = relation.committee(cast).members.order_by("pk").first()
    with pytest.raises(Refused) as no:
        correct_seat(cast.act(persona), member=member, **RIGHT)
    assert no.value.code == "not_secretary"


def test_regulation_is_shown_to_who_sees_the_body_and_replaced_by_who_keeps_it(cast):
    body = relation.committee(cast, members=0)
    liaison, address = cast.client("liaison"), reverse("web:meetings:body", args=[body.public_id])
    change = reverse("web:meetings:change", args=[body.public_id])
    assert "Su reglamento no está en archivo." in html_of(liaison.get(address))
    assert cast.client("state").get(change).status_code == 404
    said = {"name": body.name, "legal_basis": body.legal_basis, "on": "2022-01-20", "source": "Acuerdo 4/2022"}
    bad = post(liaison, change, **said, regulation=SimpleUploadedFile("reglamento.pdf", b"hola"))
    assert list(errors_of(bad)) == ["regulation"]
    kept = []
    for name in ("reglamento.pdf", "reglamento-2022.pdf"):
        done = post(liaison, change, **said, regulation=relation.scan_file(name, pages=len(kept) + 1))
        assert done.status_code == 302, errors_of(done)
        body.refresh_from_db()
        kept.append(body.regulation)
    assert [paper.filename for paper in kept] == ["reglamento.pdf", "reglamento-2022.pdf"]
    # both stay at hand, for whoever sees the body
    doors = [reverse("web:file", args=[paper.public_id]) for paper in kept]
    for who in ("liaison", "committee", "council_secretary"):
        client = cast.client(who)
        text = html_of(client.get(address))
        assert [door in text for door in doors] == [True, True]
        assert [b"".join(client.get(door))[:4] for door in doors] == [b"%PDF", b"%PDF"]
    assert [cast.client("stranger").get(door).status_code for door in doors] == [404, 404]
    assert [c.after for c in body.changes.order_by("pk")] == [{"regulation": p.public_id} for p in kept]


@pytest.mark.parametrize(("kind", "takes_oath"), [(BodyKind.COMMITTEE, True), (BodyKind.CABINET, False)])
def test_create_body_of_posts_asks_no_oath_unless_its_rule_does(cast, kind, takes_oath):
    body = create_body(
        cast.act("liaison"), organisation=cast.organisations["municipality"], kind=kind, name="Órgano", seats=3,
        source="Acuerdo 1/2022",
    )  # fmt: skip
    assert body.rules.get().takes_oath is takes_oath


def test_seat_of_a_cabinet_is_offered_as_of_an_official(cast):
    body = create_body(
        cast.act("liaison"), organisation=cast.organisations["municipality"], kind=BodyKind.CABINET, name="Gabinete",
        seats=3, source="Acuerdo 1/2022",
    )  # fmt: skip
    page = html_of(cast.client("liaison").get(reverse("web:meetings:seat", args=[body.public_id])))
    assert '<option value="official" selected>' in page
