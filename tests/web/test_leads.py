"""Leads through the browser's eyes: form, board, page, every act and its no."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from docx import Document
from docx.oxml.ns import qn

from hermanar.directory.models import Place, Town
from hermanar.partnerships.models import Lead
from hermanar.partnerships.operations import open_lead, route_lead
from hermanar.partnerships.queries import sheet_of_lead
from hermanar.web.cases.triage import initial_of_lead
from tests import relation
from tests.files.hostile import pdf
from tests.kept import kept

LEAD = {"foreign_name": "Lakeside", "country": "US", "proposed_place": "Villa Serena, Oax."}
ROWS = {f"{p}-{k}": v for p in ("promoters", "ideas") for k, v in (("TOTAL_FORMS", "3"), ("INITIAL_FORMS", "0"))}


@pytest.fixture
@kept
def lead(cast):
    from hermanar.directory.models import Country, Municipality

    return open_lead(
        cast.act("consul"),
        country=Country.objects.get(iso2="US"),
        foreign_name="Lakeside",
        foreign_subdivision="Wisconsin",
        place=Place.objects.get(pk=900001),
        proposed_place="La Ribera",
        municipality=Municipality.objects.get(key="20999"),
        beneficiary="La Ribera",
        zone="America/Chicago",
        exercise_at=cast.at,
    )


@pytest.fixture
@kept
def routed(cast, lead):
    return route_lead(
        cast.act("consul"),
        lead=lead,
        municipality=cast.organisations["municipality"],
        state=cast.organisations["state"],
    )


def address(lead) -> str:
    return f"/prospectos/{lead.public_id}/"


def test_sheet_of_a_lead_is_printed_before_there_is_a_case(cast, lead):
    client = cast.client("consul")
    assert f"/prospectos/{lead.public_id}/ficha.pdf" in client.get(f"/prospectos/{lead.public_id}/").content.decode()
    assert client.get(f"/prospectos/{lead.public_id}/ficha.pdf").content.startswith(b"%PDF")
    file = client.get(f"/en/prospectos/{lead.public_id}/ficha.docx").content
    said = "\n".join(t.text or "" for t in Document(io.BytesIO(file)).element.body.iter(qn("w:t")))
    for words in (
        "Lead sheet: Lakeside",
        lead.folio,
        "Wisconsin",
        "United States",
        lead.municipality.name,
        "La Ribera",
    ):
        assert words in said, words
    assert client.get(f"/prospectos/{lead.public_id}/ficha.txt").status_code == 404
    assert cast.client("stranger").get(f"/prospectos/{lead.public_id}/ficha.pdf").status_code == 404


def test_open_lead_with_one_city_of_that_name_finds_place_and_municipality(cast):
    answer = cast.client("consul").post(
        "/prospectos/nuevo/", {**LEAD, **ROWS, "promoters-0-name": "Club", "ideas-0-title": "Agua"}
    )
    lead = Lead.objects.get()
    assert (answer.status_code, answer.url) == (302, address(lead))
    assert (lead.place_id, lead.zone, lead.municipality_id) == (900001, "America/Chicago", "20999")
    assert (lead.promoters, lead.ideas) == (
        [{"group": "", "name": "Club", "role": ""}],
        [{"title": "Agua", "detail": ""}],
    )


def test_open_lead_keeps_the_spanish_name_for_the_spanish_papers(cast):
    form = {**LEAD, **ROWS, "foreign_name_es": "Villa del Lago"}
    cast.client("consul").post("/prospectos/nuevo/", form)
    lead = Lead.objects.get()
    assert (lead.foreign_name, lead.foreign_name_es) == ("Lakeside", "Villa del Lago")
    assert sheet_of_lead(lead)["their_city"] == {"es": "Villa del Lago", "en": "Lakeside"}
    assert "Villa del Lago" in cast.client("consul").get(address(lead)).content.decode()
    answered = initial_of_lead(lead)
    assert (answered["their_name"], answered["their_name_en"]) == ("Villa del Lago", "Lakeside")


def test_open_lead_with_the_same_name_in_spanish_keeps_one(cast):
    cast.client("consul").post("/prospectos/nuevo/", {**LEAD, **ROWS, "foreign_name_es": "lakeside"})
    lead = Lead.objects.get()
    assert lead.foreign_name_es == ""
    assert sheet_of_lead(lead)["their_city"] == {"es": "Lakeside", "en": "Lakeside"}
    assert initial_of_lead(lead)["their_name_en"] == ""


def test_open_lead_with_two_cities_of_that_name_asks_which_and_loses_nothing(cast):
    twin = Place.objects.get(pk=900001)
    twin.pk, twin.subdivision = 900009, "California"
    twin.save(force_insert=True)
    client = cast.client("consul")
    page = client.post("/prospectos/nuevo/", {**LEAD, **ROWS, "summary": "Agua limpia"}).content.decode()
    assert Lead.objects.count() == 0
    assert "2 lugares que se llaman así" in page
    assert 'value="900001"' in page
    assert "Lakeside, California" in page
    assert "Agua limpia" in page
    client.post("/prospectos/nuevo/", {**LEAD, **ROWS, "place": "900009"})
    assert Lead.objects.get().foreign_subdivision == "California"


def test_open_lead_with_unknown_city_asks_for_country_and_zone(cast):
    client = cast.client("consul")
    form = {**LEAD, **ROWS, "foreign_name": "Xyzzyville", "country": "", "place": "none"}
    page = client.post("/prospectos/nuevo/", form).content.decode()
    assert "Elija el país" in page
    page = client.post("/prospectos/nuevo/", {**form, "country": "US"}).content.decode()
    assert "Elija el huso horario" in page
    client.post("/prospectos/nuevo/", {**form, "country": "US", "zone": "America/Denver"})
    assert (Lead.objects.get().foreign_name, Lead.objects.get().zone) == ("Xyzzyville", "America/Denver")


def test_open_lead_with_a_community_proposes_its_municipality_and_keeps_it_as_beneficiary(cast):
    cast.client("consul").post("/prospectos/nuevo/", {**LEAD, **ROWS, "proposed_place": "La Ribera, Oax."})
    lead = Lead.objects.get()
    assert (lead.municipality_id, lead.beneficiary) == ("20999", "La Ribera")


@pytest.mark.parametrize(
    ("typed", "asked", "offered"),
    [
        ("Villa Sirena", "¿Quiso decir Villa Serena, Oax.?", "20999"),  # only looks like it
        ("Villa Sirena, Oax.", "¿Quiso decir Villa Serena, Oax.?", "20999"),
        ("La Ribera de Xyz, Oax.", "No encontramos ese lugar", ""),
        ("Xochitonal", "Hay un lugar con ese nombre en Villa Serena, Oax.", "20999"),  # without its state
        ("La Ribera", "Ese nombre existe en varios lugares", "20999"),
    ],
)
def test_open_lead_with_a_place_that_only_looks_like_it_asks_which(cast, typed, asked, offered):
    Town.objects.create(municipality_id="20999", name="Xochitonal", folded="xochitonal")
    client = cast.client("consul")
    page = client.post("/prospectos/nuevo/", {**LEAD, **ROWS, "proposed_place": typed}).content.decode()
    assert Lead.objects.count() == 0
    assert asked in page
    if offered:
        assert f'value="{offered}"' in page
        assert "checked" not in page.split(f'value="{offered}"')[1][:20]
        client.post("/prospectos/nuevo/", {**LEAD, **ROWS, "proposed_place": typed, "municipality": offered})
        told = Lead.objects.get()
        assert (told.municipality_id, told.proposed_place) == (offered, typed)
        # whoever only looks like it is no community of it
        assert told.beneficiary == ("" if "Quiso" in asked else typed)


def test_open_lead_asks_in_english_too(cast):
    form = {**LEAD, **ROWS, "proposed_place": "Villa Sirena"}
    page = cast.client("consul").post("/en/prospectos/nuevo/", form).content.decode()
    assert "Did you mean Villa Serena, Oax.?" in page


def test_add_button_gives_one_more_row_and_keeps_what_is_typed(cast):
    page = cast.client("consul").post("/prospectos/nuevo/", {**LEAD, **ROWS, "add": "promoters", "summary": "Agua"})
    assert page.content.decode().count('name="promoters-3-name"') == 1
    assert "Agua" in page.content.decode()
    assert Lead.objects.count() == 0


def test_open_lead_with_a_file_that_is_no_pdf_is_refused_at_the_field(cast):
    upload = SimpleUploadedFile("acta.pdf", b"hola", content_type="application/pdf")
    page = cast.client("consul").post("/prospectos/nuevo/", {**LEAD, **ROWS, "papers": [upload]}).content.decode()
    assert "El archivo no es" in page
    assert Lead.objects.count() == 0


@pytest.mark.parametrize(("prefix", "said"), [("", "El archivo está vacío"), ("/en", "The file is empty")])
def test_open_lead_with_an_empty_file_says_so_at_the_field(cast, prefix, said):
    upload = SimpleUploadedFile("acta.pdf", b"", content_type="application/pdf")
    page = cast.client("consul").post(f"{prefix}/prospectos/nuevo/", {**LEAD, **ROWS, "papers": [upload]})
    assert said in page.content.decode()
    assert Lead.objects.count() == 0


def test_open_lead_keeps_its_files(cast):
    upload = SimpleUploadedFile("acta.pdf", pdf(), content_type="application/pdf")
    client = cast.client("consul")
    client.post("/prospectos/nuevo/", {**LEAD, **ROWS, "papers": [upload]})
    file = Lead.objects.get().attachments.get()
    answer = client.get(f"/archivos/{file.public_id}/")
    assert (answer["Content-Type"], b"".join(answer.streaming_content)[:5]) == ("application/pdf", b"%PDF-")
    assert cast.client("stranger").get(f"/archivos/{file.public_id}/").status_code == 404


def test_suggestions_are_offered_while_typing(cast):
    page = cast.client("consul").get("/prospectos/lugares/", {"foreign_name": "Lake", "country": "US"}).content.decode()
    assert "Lakeside Hills, Colorado" in page
    assert 'value="900002"' in page  # a key, not a number in words
    page = cast.client("consul").get("/prospectos/municipios/", {"proposed_place": "La Ribera, Oax."}).content.decode()
    assert "Es una comunidad de Villa Serena" in page


def test_mayor_opens_no_lead(cast):
    assert cast.client("mayor").get("/prospectos/nuevo/").status_code == 404


def test_draft_is_the_consulates_own(cast, lead):
    assert cast.client("consul").get(address(lead)).status_code == 200
    assert [cast.client(n).get(address(lead)).status_code for n in ("liaison", "state", "stranger")] == [404] * 3


def test_route_starts_the_clock_and_tells_the_liaison(cast, lead):
    cast.client("consul").post(address(lead), {"do": "route", "municipality": "on", "state": "on", "reply_days": "10"})
    lead.refresh_from_db()
    assert (lead.state, lead.reply_due_on) == ("routed", dt.date(2022, 2, 10))
    page = cast.client("liaison").get(address(lead)).content.decode()
    assert "vence en 10 días" in page
    assert "Contestar que interesa" in page


def test_route_to_nobody_says_so_at_the_form(cast, lead):
    page = cast.client("consul").post(address(lead), {"do": "route"}).content.decode()
    assert "Indique el municipio o el enlace estatal" in page


def test_lead_tells_who_may_open_it_of_the_case_that_is_there(cast, routed):
    case = relation.open_relation(cast)
    there = f'href="/vinculaciones/{case.public_id}/"'
    theirs = next(p for p in case.parties.all() if p.side == "theirs").name
    assert theirs == routed.foreign_name
    assert there in cast.client("liaison").get(address(routed)).content.decode()
    of_consul = cast.client("consul").get(address(routed))
    assert of_consul.status_code == 200
    assert case.folio not in of_consul.content.decode()  # it has no place in that circle


def test_answer_stops_the_clock_and_offers_the_case(cast, routed):
    client = cast.client("liaison")
    client.post(address(routed), {"do": "answer", "answer": "Nos interesa."})
    routed.refresh_from_db()
    assert (routed.state, routed.answer) == ("answered", "Nos interesa.")
    assert "Abrir el expediente" in client.get(address(routed)).content.decode()


def test_answer_without_words_is_asked_for(cast, routed):
    page = cast.client("liaison").post(address(routed), {"do": "answer", "answer": ""}).content.decode()
    assert "Este campo es obligatorio" in page


def test_decline_needs_its_reason(cast, routed):
    client = cast.client("liaison")
    page = client.post(address(routed), {"do": "decline", "reason": " "}).content.decode()
    assert "Escriba el motivo" in page
    client.post(address(routed), {"do": "decline", "reason": "Sin presupuesto"})
    routed.refresh_from_db()
    assert (routed.state, routed.reason) == ("declined", "Sin presupuesto")


def test_decline_after_an_answer_that_it_interests(cast, routed):
    client = cast.client("liaison")
    client.post(address(routed), {"do": "answer", "answer": "Nos interesa."})
    assert 'value="decline"' in client.get(address(routed)).content.decode()
    client.post(address(routed), {"do": "decline", "reason": "El Cabildo no lo quiso"})
    routed.refresh_from_db()
    assert (routed.state, routed.reason) == ("declined", "El Cabildo no lo quiso")


def test_state_may_not_answer_for_the_municipality(cast, routed):
    page = cast.client("state").post(address(routed), {"do": "answer", "answer": "Sí"}).content.decode()
    assert "Contesta el prospecto el enlace del municipio" in page
    routed.refresh_from_db()
    assert routed.state == "routed"


def test_withdraw_closes_it_for_everybody(cast, routed):
    cast.client("consul").post(address(routed), {"do": "withdraw", "reason": "Se equivocaron de ciudad"})
    page = cast.client("liaison").get(address(routed)).content.decode()
    assert "Retirado" in page
    assert "Contestar que interesa" not in page


def test_hours_are_told_in_both_time_zones_and_the_other_side_takes_one(cast, routed):
    cast.client("liaison").post(address(routed), {"do": "slot", "on": "2022-04-06", "hour": "10:00", "minutes": "60"})
    page = cast.client("consul").get(address(routed)).content.decode()
    assert "10:00 h</strong> en Villa Serena" in page
    assert "10:00 h en Lakeside" in page  # both on summer time that week
    slot = routed.slots.get()
    cast.client("liaison").post(address(routed), {"do": "take", "slot": slot.public_id})
    slot.refresh_from_db()
    assert slot.taken_at is None
    cast.client("consul").post(address(routed), {"do": "take", "slot": slot.public_id})
    slot.refresh_from_db()
    assert slot.taken_at is not None


def test_past_hour_is_refused_at_its_field(cast, routed):
    page = cast.client("liaison").post(
        address(routed), {"do": "slot", "on": "2021-01-06", "hour": "10:00", "minutes": "60"}
    )
    assert "El horario propuesto ya pasó" in page.content.decode()


def test_act_that_is_not_there_answers_404(cast, routed):
    assert cast.client("liaison").post(address(routed), {"do": "burn"}).status_code == 404


def test_board_reads_as_mine_waiting_and_done(cast, routed):
    liaison, consul = cast.client("liaison"), cast.client("consul")
    assert "Contestar el prospecto" in liaison.get("/prospectos/").content.decode()
    assert "No hay prospectos en este turno" in consul.get("/prospectos/?turno=mine").content.decode()
    assert routed.folio in consul.get("/prospectos/").content.decode()


def test_board_without_leads_teaches_the_first_thing_to_do(cast):
    page = cast.client("consul").get("/prospectos/").content.decode()
    assert "Aún no hay prospectos" in page


def test_board_asks_the_same_questions_for_any_number_of_leads(cast, assert_flat):
    from hermanar.directory.models import Country

    client = cast.client("consul")
    country = Country.objects.get(iso2="US")

    def make():
        open_lead(
            cast.act("consul"),
            country=country,
            foreign_name="Lakeside",
            proposed_place="Villa Serena",
            zone="America/Chicago",
        )

    assert_flat(make, lambda: client.get("/prospectos/"))


def test_lead_is_told_in_english_too(cast, routed):
    page = cast.client("liaison").get("/en" + address(routed)).content.decode()
    assert "Answer the lead" in page


def test_sheet_with_a_character_that_no_typeface_draws_says_which_and_where(cast, lead):
    client, address = cast.client("consul"), f"/prospectos/{lead.public_id}/"
    page = client.get(f"{address}corregir/")
    form = page.context["form"]
    typed = {name: form[name].value() or "" for name in form.fields} | {
        "foreign_description": "Una ciudad 𓀀 antigua.", "reason": "Faltaba un dato.", "received_on": "2022-01-31",
        **{f"{rows}-{total}_FORMS": "0" for rows in ("promoters", "ideas") for total in ("TOTAL", "INITIAL")},
    }  # fmt: skip
    assert client.post(f"{address}corregir/", typed).status_code == 302
    answer = client.get(f"{address}ficha.pdf")
    assert (answer.status_code, answer["Location"]) == (302, address)
    said = client.get(address).content.decode()
    assert "Descripción de la ciudad" in said
    assert "𓀀" in said
    assert "no se puede imprimir" in said
    assert "Faltaba un dato." in said
    assert cast.client("stranger").get(f"{address}corregir/").status_code == 404


def test_hours_stand_on_the_sheet_and_are_withdrawn_on_the_page(cast, lead):
    client, address = cast.client("consul"), f"/prospectos/{lead.public_id}/"
    client.post(address, {"do": "slot", "on": "2022-03-07", "hour": "10:00", "minutes": "60"})
    slot = lead.slots.get()
    paper = Document(io.BytesIO(client.get(f"{address}ficha.docx").content))
    assert "7 de marzo de 2022" in "\n".join(t.text or "" for t in paper.element.body.iter(qn("w:t")))
    client.post(address, {"do": "unslot", "slot": slot.public_id, "reason": "Cambió la agenda."})
    slot.refresh_from_db()
    assert slot.withdrawn_at
    assert "Cambió la agenda." in client.get(address).content.decode()
