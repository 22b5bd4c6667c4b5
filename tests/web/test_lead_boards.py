"""Boards of leads by state, where each came from, what is known of its city, and reopening (R4-07, R4-11, R4-14)."""

import datetime as dt

import pytest

from hermanar.directory.models import Country, Municipality
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.partnerships.models import Lead
from hermanar.partnerships.operations import (
    decline_lead,
    lapse_leads,
    open_lead,
    reopen_lead,
    route_lead,
    withdraw_lead,
)
from hermanar.partnerships.queries import get_lead, lead_columns, list_column
from tests.web.forms import html_of, post

CITY = {"city_geography": "Entre dos lagos", "city_education": "Universidad estatal", "city_tourism": "Senderos"}


def make(cast, who: str = "consul", **more) -> Lead:
    values = {
        "country": Country.objects.get(iso2="US"), "foreign_name": "Lakeside", "proposed_place": "Villa Serena",
        "municipality": Municipality.objects.get(key="20999"), "zone": "America/Chicago",
    }  # fmt: skip
    return open_lead(cast.act(who), **(values | more))


def routed(cast, **more) -> Lead:
    lead = make(cast, **more)
    return route_lead(
        cast.act("consul"), lead=lead, municipality=cast.organisations["municipality"],
        state=cast.organisations["state"],
    )  # fmt: skip


@pytest.mark.parametrize(
    ("who", "title"),
    [("consul", "Mis prospectos"), ("liaison", "Prospectos del municipio"), ("state", "Prospectos del estado")],
)
def test_board_is_of_each_one_by_state_with_its_clock(cast, who, title):
    routed(cast)
    page = html_of(cast.client(who).get("/prospectos/tablero/"))
    assert title in page
    assert "Por contestar 1" in page
    assert "Consulado o embajada" in page


def test_board_of_a_stranger_shows_nothing(cast):
    routed(cast)
    assert "Lakeside" not in html_of(cast.client("stranger").get("/prospectos/tablero/"))


def test_board_keeps_to_an_origin_and_to_a_municipality(cast):
    routed(cast)
    client = cast.client("consul")
    assert "Lakeside" in html_of(client.get("/prospectos/tablero/?origen=consulate&municipio=20999"))
    assert "Lakeside" not in html_of(client.get("/prospectos/tablero/?origen=citizen"))
    assert "Lakeside" not in html_of(client.get("/prospectos/tablero/?municipio=11008"))


def test_column_is_counted_whole_and_shown_whole_by_pages(cast):
    for _n in range(3):
        make(cast)
    (draft, *_rest) = lead_columns(cast.actor("consul"), per=2)
    assert (draft.key, draft.number, len(draft.leads)) == ("draft", 3, 2)
    first = list_column(cast.actor("consul"), "draft", limit=2)
    assert len(list_column(cast.actor("consul"), "draft", before=first[-1].pk)) == 1


def test_board_asks_no_more_for_three_leads(cast, assert_flat):
    client = cast.client("consul")
    assert_flat(lambda: routed(cast), lambda: client.get("/prospectos/tablero/"))


def test_liaison_opens_a_lead_of_its_own_and_says_where_it_came_from(cast):
    answer = post(
        cast.client("liaison"), "/prospectos/nuevo/", foreign_name="Yamanashi", country="JP", proposed_place="Villa Serena",
        origin="citizen", origin_note="Club de oriundos", state_benefit="Rutas turísticas",
        **{"promoters-TOTAL_FORMS": "0", "promoters-INITIAL_FORMS": "0", "ideas-TOTAL_FORMS": "0",
           "ideas-INITIAL_FORMS": "0"}, **CITY,
    )  # fmt: skip
    lead = Lead.objects.get()
    assert (answer.status_code, lead.origin, lead.foreign_profile["geography"]) == (302, "citizen", "Entre dos lagos")
    page = html_of(cast.client("liaison").get(answer.url))
    for said in ("Ciudadanía: Club de oriundos", "Universidad estatal", "Senderos", "Rutas turísticas"):
        assert said in page
    assert get_lead(cast.actor("liaison"), lead.public_id) == lead
    with pytest.raises(NotVisible):
        get_lead(cast.actor("state"), lead.public_id)


def test_lead_with_an_unknown_origin_is_invalid(cast):
    with pytest.raises(Invalid) as no:
        make(cast, "liaison", origin="dream")
    assert list(no.value.errors) == ["origin"]


def test_reopen_a_lapsed_lead_starts_a_new_clock(cast):
    lead = routed(cast)
    after = cast.act("operator", lead.reply_due_on + dt.timedelta(days=2))
    assert lapse_leads(after) == 1
    lead.refresh_from_db()
    act = cast.act("liaison", after.on)
    again = reopen_lead(act, lead=lead, reason="Hubo cambio de oficina")
    assert (again.state, again.reply_due_on > after.on) == ("routed", True)


def test_reopen_a_withdrawn_draft_is_a_draft_again_and_only_its_opener_s(cast):
    lead = withdraw_lead(cast.act("consul"), lead=make(cast), reason="Por ahora no")
    assert reopen_lead(cast.act("consul"), lead=lead, reason="Ya se puede").state == "draft"
    gone = withdraw_lead(cast.act("consul"), lead=routed(cast), reason="No")
    with pytest.raises(Refused) as no:
        reopen_lead(cast.act("liaison"), lead=gone, reason="Sí")
    assert no.value.code == "lead_not_yours"


def test_reopen_asks_why_and_takes_only_what_ended(cast):
    lead = routed(cast)
    with pytest.raises(Refused) as no:
        reopen_lead(cast.act("consul"), lead=lead, reason="x")
    assert no.value.code == "lead_open"
    lead = decline_lead(cast.act("liaison"), lead=lead, reason="Sin capacidad")
    with pytest.raises(Invalid):
        reopen_lead(cast.act("liaison"), lead=lead, reason=" ")


def test_reopen_stands_on_the_page_with_why_it_ended(cast):
    lead = decline_lead(cast.act("liaison"), lead=routed(cast), reason="Sin capacidad este año")
    client, address = cast.client("liaison"), f"/prospectos/{lead.public_id}/"
    page = html_of(client.get(address))
    assert "Sin capacidad este año" in page
    assert "Reabrir el prospecto" in page
    post(client, address, do="reopen", reason="Hay nueva oficina")
    lead.refresh_from_db()
    assert lead.state == "routed"
