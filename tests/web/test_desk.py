"""The desk: what waits for each post, notices, search; the same questions however much there is."""

import datetime as dt
from types import SimpleNamespace

import pytest

from hermanar.directory.models import Country, Municipality, Organisation
from hermanar.notices.models import Notice
from hermanar.notices.operations import notify
from hermanar.opinions import operations as opinions
from hermanar.partnerships.operations import answer_lead, open_lead, route_lead
from hermanar.process.enums import StepState
from hermanar.process.rules import StagePicture
from hermanar.web.cases.pictures import _stages
from hermanar.web.desk.pictures import _standing
from hermanar.web.drafting.pictures import ClauseShown
from tests import relation
from tests.house.routes import coordination
from tests.kept import kept


def make_lead(cast, **more):
    return open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside",
        proposed_place="Villa Serena",
        municipality=Municipality.objects.get(key="20999"),
        zone="America/Chicago",
        exercise_at=cast.at,
        **more,
    )


@pytest.fixture
@kept
def routed(cast):
    return route_lead(
        cast.act("consul"), lead=make_lead(cast), municipality=cast.organisations["municipality"], reply_days=9
    )


def test_lead_awaiting_reply_stands_on_the_liaisons_desk_with_its_days(cast, routed):
    page = cast.client("liaison").get("/escritorio/").content.decode()
    assert "Contestar el prospecto" in page
    assert "en 9 días" in page
    assert "Tiene 1 asunto pendiente; el más urgente vence en 9 días." in page
    assert f"/prospectos/{routed.public_id}/" in page


def test_desk_of_an_exercise_says_its_own_day(cast):
    assert "Lunes 31 de enero de 2022" in cast.client("liaison").get("/escritorio/").content.decode()


def test_desk_outside_an_exercise_says_today(cast):
    Organisation.objects.update(is_exercise=False)
    assert str(dt.date.today().year) in cast.client("liaison").get("/escritorio/").content.decode()


def test_advice_waits_on_the_desk_of_whoever_was_asked(cast):
    made = coordination.make(cast)
    page = cast.client("state").get("/escritorio/").content.decode()
    assert "Responder la asesoría" in page
    assert f"/asesorias/{made['advice']}/" in page
    assert "Responder la asesoría" not in cast.client("liaison").get("/escritorio/").content.decode()


def test_lead_waits_on_nobody_elses_desk(cast, routed):
    for name in ("consul", "mayor", "committee", "stranger"):
        assert "Contestar el prospecto" not in cast.client(name).get("/escritorio/").content.decode()


def test_answered_lead_asks_to_open_the_case(cast, routed):
    answer_lead(cast.act("liaison"), lead=routed, answer="Sí")
    assert "Abrir el expediente" in cast.client("liaison").get("/escritorio/").content.decode()


@pytest.mark.parametrize(
    ("name", "taught"),
    [
        ("consul", "Abrir un prospecto"),
        ("liaison", "Ver prospectos"),
        ("administrator", "Administrar la organización"),
        ("reviewer", "Nada espera de usted por ahora"),
    ],
)
def test_empty_desk_teaches(cast, name, taught):
    assert taught in cast.client(name).get("/escritorio/").content.decode()


def test_notices_are_read_once_and_by_their_owner_only(cast, routed):
    client = cast.client("liaison")
    page = client.get("/escritorio/").content.decode()
    assert f"Se turnó a su oficina el prospecto {routed.folio}" in page
    notice = Notice.objects.get(user=cast.users["liaison"])
    cast.client("mayor").post("/escritorio/", {"notice": notice.public_id})
    notice.refresh_from_db()
    assert notice.read_at is None
    client.post("/escritorio/", {"notice": notice.public_id})
    notice.refresh_from_db()
    assert notice.read_at is not None
    assert "No hay avisos sin leer" in client.get("/escritorio/").content.decode()


def test_notices_page_goes_back_thirty_at_a_time(cast):
    for number in range(31):
        notify(cast.act("consul"), to=[cast.users["liaison"]], key="lead_answered", data={"folio": f"F{number:03}"})
    client = cast.client("liaison")
    page = client.get("/avisos/").content.decode()
    assert ("F030" in page, "F000" in page) == (True, False)
    last = Notice.objects.order_by("-pk")[29].public_id
    assert "F000" in client.get(f"/avisos/?antes={last}").content.decode()
    client.post("/avisos/")
    assert Notice.objects.filter(read_at=None).count() == 0


def test_search_finds_what_the_post_sees(cast, routed):
    assert routed.folio in cast.client("liaison").get("/buscar/?q=lakeside").content.decode()
    assert routed.folio not in cast.client("stranger").get("/buscar/?q=lakeside").content.decode()
    assert "Nada con esas palabras" in cast.client("liaison").get("/buscar/?q=xyz").content.decode()


def test_navigation_shows_rooms_of_the_post(cast):
    page = cast.client("administrator").get("/escritorio/").content.decode()
    assert 'href="/organizacion/"' in page
    assert 'href="/prospectos/"' not in page
    assert 'href="/prospectos/"' in cast.client("consul").get("/escritorio/").content.decode()


def test_desk_asks_the_same_questions_for_any_number_of_leads(cast, assert_flat):
    client = cast.client("consul")
    asked = assert_flat(lambda: make_lead(cast), lambda: client.get("/escritorio/"))
    assert asked <= 30


def test_next_step_of_a_relation_stands_on_the_desk_of_whose_turn_it_is(cast):
    made = relation.open_relation(cast)
    page = cast.client("mayor").get("/escritorio/").content.decode()
    assert made.folio in page
    assert "1 relación" in page
    assert "Tiene 1 asunto pendiente" in page
    assert "No tiene asuntos pendientes" in cast.client("state").get("/escritorio/").content.decode()
    assert made.folio not in cast.client("stranger").get("/escritorio/").content.decode()


def test_a_file_or_a_round_stands_once_on_the_desk(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    relation.authorise(cast, found)
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, found))

    def matters(who: str) -> list[str]:
        return [str(m.title) for m in cast.client(who).get("/escritorio/").context["desk"].matters]

    assert matters("state") == ["Turnar el expediente a la SRE"]
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    assert matters("reviewer") == ["Revisar el texto y proponer el dictamen"]


def test_reviewer_sees_the_text_to_review_and_the_liaison_does_not(cast):
    made = relation.open_relation(cast)
    relation.agree(cast, made)
    relation.authorise(cast, made)
    relation.review(cast, made)
    assert "Revisar el texto y proponer el dictamen" in cast.client("reviewer").get("/escritorio/").content.decode()
    assert "Revisar el texto y proponer el dictamen" not in cast.client("liaison").get("/escritorio/").content.decode()


def test_desk_asks_the_same_questions_for_any_number_of_relations(cast, assert_flat):
    client = cast.client("liaison")
    asked = assert_flat(lambda: relation.open_relation(cast), lambda: client.get("/escritorio/"))
    assert asked <= 40


def test_desk_of_an_exercise_greets_by_no_hour_of_the_wall(cast):
    relation.open_relation(cast)
    assert cast.client("liaison").get("/escritorio/").context["desk"].greeting == "Hola"


@pytest.mark.parametrize(
    ("number", "told"), [(1, "1 interrumpida · 1 concluida"), (2, "2 interrumpidas · 2 concluidas")]
)
def test_desk_counts_relations_in_the_singular_too(number, told):
    rows = [SimpleNamespace(state=state) for state in ("paused", "closed") for _each in range(number)]
    assert _standing(rows) == told


@pytest.mark.parametrize("state", ["open", "closed"])
def test_last_stage_is_under_way_until_the_relation_ends(state):
    done = StagePicture("implementation", {"es": "Implementación", "en": "Implementation"}, 4, 1, 1, StepState.DONE)
    (shown,) = _stages(SimpleNamespace(stages=[done], steps=[]), lives=state == "open")
    assert shown.state == ("now" if state == "open" else "done")


@pytest.mark.parametrize(
    ("key", "kind", "place"),
    [
        ("preamble.p1", "paragraph", "párrafo 1"),
        ("art-13.p2", "paragraph", "párrafo 2"),
        ("art-13.h", "heading", "título"),
    ],
)
def test_clause_says_its_place_without_its_inner_key(key, kind, place):
    assert ClauseShown(key, kind, [], True, "").place == place
