"""Correspondence over HTTP: the pipeline, the register and its table, a letter typed or read, many at once, into a case."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from hermanar.directory.models import Country
from hermanar.documents.renderers import Letterhead, Marks, render_pdf
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import Precision
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Fact, LetterKind
from hermanar.partnerships.models import Letter, LetterBatch, Partnership
from hermanar.process.queries import standing_facts
from tests import relation
from tests.partnerships.conftest import WORDS
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db
INCOMING = {
    "dated_on": "2022-01-20",
    "precision": "day",
    "kind": "intent",
    "city": "Los Cabos, B.C.S.",
    "folio": "PM/7/2022",
}
LINES = (
    "AYUNTAMIENTO DE LOS CABOS", "OFICIO: PMC/0077/2022", "ASUNTO: Carta de intención",
    "Los Cabos, B.C.S., a 22 de enero de 2022.", "PRESIDENTE MUNICIPAL DE VILLA SERENA", "P R E S E N T E",
    "Deseamos trabajar con Villa Serena en turismo y en cultura.",
    "Es un compromiso inicial; la firma será definida por los marcos legales.",
    "Según el acuerdo número 15 del acta 9 de Cabildo, que aprueba el hermanamiento con Guadalajara.",
    "ATENTAMENTE", "PERSONA DE MUESTRA 21", "PRESIDENTA MUNICIPAL",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def url(name: str, *args) -> str:
    return reverse(f"web:letters:{name}", args=args)


@pytest.fixture
def client(cast):
    return cast.client("liaison")


def sent(cast, **more) -> Letter:
    return operations.record_letter(
        cast.act("liaison"),
        **{
            "owner": cast.organisations["municipality"], "kind": LetterKind.INTENT, "direction": Direction.OUT,
            "dated_on": dt.date(2022, 1, 10), "folio": "VS/001/2022", "city": "Lakeside",
            "country": Country.objects.get(pk="US"), "subdivision": "Wisconsin",
        }
        | more,
    )  # fmt: skip


def pdf_of(lines) -> SimpleUploadedFile:
    blocks = tuple(Block(f"p{n}", BlockKind.PARAGRAPH, {"es": line}) for n, line in enumerate(lines))
    data = render_pdf(Content(("es",), blocks, "letter", {}), Letterhead(), Marks())
    return SimpleUploadedFile("carta.pdf", data, content_type="application/pdf")


# -- pages -----------------------------------------------------------------------------------------------------


def test_pipeline_says_its_headline_and_leads_to_the_letter(cast, client):
    letter = sent(cast)
    page = client.get(url("list"))
    assert page.context["board"].headline == "1 en curso · 1 espera su seguimiento · ninguna se ha respondido"
    assert url("letter", letter.public_id) in html_of(page)
    english = cast.client("liaison").get("/en/correspondencia/")
    assert english.status_code == 200


def test_pipeline_of_nothing_teaches(cast, client):
    page = html_of(client.get(url("list")))
    assert "Todavía no hay correspondencia" in page
    assert url("many") in page


@pytest.mark.parametrize(("older", "now"), [("recibidas", "sentido=in"), ("oficios", "clase=note")])
def test_older_addresses_lead_to_the_register(client, older, now):
    answer = client.get(f"{url('list')}?ver={older}")
    assert (answer.status_code, answer.url.endswith(now)) == (302, True)


@pytest.mark.parametrize(
    "query", ["?anio=x&pais=zz&etapa=<b>&antes=1e9&causa=q&q=%25", "?anio=99999&antes=-1", "?antes=²"]
)
def test_register_with_hostile_filters_answers(cast, client, query):
    sent(cast)
    for name in ("register", "list", "funnel", "csv"):
        assert client.get(f"{url(name)}{query}").status_code in {200, 302}


def test_register_shows_scripts_as_text(cast, client):
    sent(cast, city="<script>alert(1)</script>", country=None)
    page = html_of(client.get(url("register")))
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_letter_of_the_other_house_came_in_here_from_there(cast):
    case = relation.open_relation(cast)
    letter = operations.draft_letter(cast.act("liaison"), partnership=case, **WORDS)
    letter = operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relation.NOWHERE)
    act = cast.act("liaison")
    operations.record_sent(act, letter=letter, sent_on=act.on, sent_by="Por el consulado")
    lines = {}
    for who in ("liaison", "counterpart"):
        rows = cast.client(who).get(url("register")).context["rows"]
        lines[who] = [(r["way"], r["city"], r["tag"]) for r in rows]
        table = b"".join(cast.client(who).get(url("csv")).streaming_content).decode("utf-8-sig").splitlines()
        lines[who].append(table[1].split(",")[0])
    assert lines == {
        "liaison": [("salida", "Lakeside, Wisconsin", "enviada hoy"), "Enviada"],
        "counterpart": [("entrada", "Villa Serena", "recibida 31 ene 2022"), "Recibida"],
    }


def test_csv_keeps_formulas_from_being_one(cast, client):
    sent(cast, city="=1+1", other_name="@SUM(A1)", country=None)
    data = b"".join(client.get(url("csv")).streaming_content).decode("utf-8-sig")
    head, row = data.splitlines()
    assert head.startswith("Sentido,Clase,Folio")
    assert ",'=1+1," in row
    assert ",'@SUM(A1)," in row


def test_funnel_shows_each_country_with_its_letters(cast, client):
    sent(cast)
    page = client.get(url("funnel"))
    assert page.context["funnel"].whole.sent == 1
    assert f"{url('register')}?via=intencion&amp;pais=US" in html_of(page)


# -- a letter that came in ------------------------------------------------------------------------------------


def test_incoming_is_typed_in_one_form_and_leaves_room_for_the_next(cast, client):
    done = post(client, url("incoming"), **INCOMING, otra="1")
    assert (done.status_code, done.url) == (302, url("incoming")), errors_of(done)
    letter = Letter.objects.get()
    assert (letter.municipality_id, letter.city, letter.folio, letter.state) == (
        "03008",
        "Los Cabos",
        "PM/7/2022",
        "received",
    )
    assert "Abrir vinculación" in html_of(client.get(url("letter", letter.public_id)))


def test_incoming_sent_twice_is_recorded_once(cast, client):
    typed = {"_once": "a" * 16, **INCOMING}
    first, second = client.post(url("incoming"), typed), client.post(url("incoming"), typed)
    assert (first.status_code, second.status_code, Letter.objects.count()) == (302, 302, 1)


def test_incoming_from_a_name_of_several_places_asks_which(cast, client):
    asked = post(client, url("incoming"), **INCOMING | {"city": "Lakeside"})
    assert list(errors_of(asked)) == ["city_choice"]
    done = post(client, url("incoming"), **INCOMING | {"city": "Lakeside", "city_choice": "gn:900001"})
    assert done.status_code == 302, errors_of(done)
    assert (Letter.objects.get().there_id, Letter.objects.get().country_id) == (900001, "US")


def test_incoming_as_it_is_written_guesses_nothing(cast, client):
    done = post(client, url("incoming"), **INCOMING | {"city": "Lakeside", "city_choice": "as-is"})
    assert done.status_code == 302, errors_of(done)
    assert (Letter.objects.get().city, Letter.objects.get().there, Letter.objects.get().country) == (
        "Lakeside",
        None,
        None,
    )


def test_incoming_to_a_case_confirms_its_areas_there(cast, client):
    partnership = relation.open_relation(cast)
    typed = INCOMING | {"partnership": partnership.public_id, "city": "", "areas": ["education"]}
    assert post(client, url("incoming"), **typed).status_code == 302
    assert Fact.LETTER_RECEIVED in standing_facts(partnership.case)
    assert [a["key"] for a in relation.fresh(partnership).areas] == ["tourism", "culture", "education"]


def test_pdf_with_text_comes_back_as_proposals_and_nothing_is_kept_before(cast, client):
    done = post(client, url("read"), file=pdf_of(LINES))
    assert done.status_code == 302, errors_of(done)
    page = client.get(done.url)
    form = page.context["form"]
    assert (form["folio"].value(), form["dated_on"].value(), form["kind"].value()) == (
        "PMC/0077/2022",
        "2022-01-22",
        "intent",
    )
    assert set(form["areas"].value()) == {"tourism", "culture"}
    assert not Letter.objects.exists()
    shown = html_of(page)
    assert "Por sus palabras es una carta de intención" in shown
    assert "Cita un acta que nombra a otra ciudad" in shown
    typed = {"folio": "PMC/0077/2022", "dated_on": "2022-01-22", "precision": "day", "kind": "intent", "sender": "Presidencia",
             "attachment": form["attachment"].value(), "areas": ["tourism"]}  # fmt: skip
    kept = post(client, url("incoming"), **typed)
    assert kept.status_code == 302, errors_of(kept)
    letter = Letter.objects.get()
    assert (letter.attachment.public_id, letter.areas, letter.lacks) == (form["attachment"].value(), ["tourism"], [])


def test_pdf_without_text_says_so(cast, client):
    done = post(client, url("read"), file=relation.scan_file())
    assert "El PDF no tiene texto" in html_of(client.get(done.url))


def test_incoming_with_the_file_of_another_house_is_not_found(cast, client):
    done = post(cast.client("stranger"), url("read"), file=relation.scan_file())
    assert cast.client("stranger").get(done.url).status_code == 200
    assert client.get(done.url).status_code == 404


# -- many at once ------------------------------------------------------------------------------------------------


COMMON = {
    "motivations_es": "Buscamos ciudades.", "motivations_en": "We look for cities.", "interests_es": "Cultura",
    "interests_en": "Culture", "objectives_es": "Un proyecto", "objectives_en": "A project", "areas": ["culture"],
    "subject": "Carta de intención",
}  # fmt: skip


def fields(client, cities: str) -> dict:
    """Keys of the fields of each city, after they were looked for."""
    found = post(client, url("many"), cities=cities, accion="buscar")
    return {row["line"].typed: row["line"].key for row in found.context["rows"]}


def test_many_asks_which_city_and_writes_each_with_its_own_paragraph(cast, client):
    cities = "Los Cabos, B.C.S.\nLakeside"
    keys = fields(client, cities)
    own = {f"why_es_{key}": f"{name} y nosotros compartimos algo propio." for name, key in keys.items()}
    asked = post(client, url("many"), cities=cities, accion="preparar", **COMMON, **own)
    assert list(errors_of(asked)) == [f"place_{keys['Lakeside']}"]
    done = post(
        client, url("many"), cities=cities, accion="preparar", **COMMON, **own,
        **{f"place_{keys['Lakeside']}": "gn:900001", f"why_en_{keys['Lakeside']}": "Lakeside and we share something."},
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    batch = LetterBatch.objects.get()
    assert [(w.city, w.languages) for w in batch.letters.order_by("pk")] == [
        ("Los Cabos", ["es"]),
        ("Lakeside", ["es", "en"]),
    ]
    page = client.get(url("batch", batch.public_id))
    assert page.context["same"] == ["Los Cabos y Lakeside dicen casi lo mismo (92%)"]


def test_many_warns_of_paragraphs_that_are_alike_and_does_not_stop(cast, client):
    cities = "Los Cabos, B.C.S.\nOaxaca de Juárez, Oax."
    keys = fields(client, cities)
    same = {f"why_es_{key}": "Su ciudad y la nuestra tienen mucho que compartir en cultura." for key in keys.values()}
    looked = post(client, url("many"), cities=cities, accion="buscar", **COMMON, **same)
    assert looked.context["same"] == ["Los Cabos y Oaxaca de Juárez dicen casi lo mismo (100%)"]
    assert "Hay párrafos que dicen lo mismo" in html_of(looked)
    done = post(client, url("many"), cities=cities, accion="preparar", **COMMON, **same)
    assert (done.status_code, Letter.objects.count()) == (302, 2), errors_of(done)


def test_many_takes_repeated_lines_once_and_formulas_as_text(cast, client):
    looked = post(client, url("many"), cities='=HYPERLINK("x")\nLos Cabos\nlos cabos\n<b>Osaka</b>', accion="buscar")
    assert [row["line"].typed for row in looked.context["rows"]] == ['=HYPERLINK("x")', "Los Cabos", "<b>Osaka</b>"]
    assert "<b>Osaka" not in html_of(looked)


def test_many_keeps_to_the_most_that_may_be_written(cast, client):
    cities = "\n".join(f"Ciudad {n}" for n in range(70))
    refused = post(client, url("many"), cities=cities, accion="preparar", **COMMON)
    assert "cities" in errors_of(refused)
    assert not Letter.objects.exists()


def test_batch_is_signed_at_once_by_the_mayor_and_prints_its_envelopes(cast, client):
    done = post(client, url("many"), cities="Los Cabos, B.C.S.", accion="preparar", **COMMON)
    batch = LetterBatch.objects.get()
    assert done.url == url("batch", batch.public_id)
    assert client.get(url("sign_batch", batch.public_id)).status_code == 404
    signed = post(cast.client("mayor"), url("sign_batch", batch.public_id))
    assert signed.status_code == 302, errors_of(signed)
    assert batch.letters.get().folio == "VS/PM/001/2022"
    for fmt, magic in (("pdf", b"%PDF"), ("docx", b"PK")):
        assert client.get(url("envelopes", batch.public_id, fmt)).content[: len(magic)] == magic
    assert client.get(url("envelopes", batch.public_id, "exe")).status_code == 404


# -- around a letter ---------------------------------------------------------------------------------------------


def test_letter_shows_its_reminder_its_answer_and_its_story(cast, client):
    letter = sent(cast)
    done = post(client, url("remind", letter.public_id))
    assert done.status_code == 302, errors_of(done)
    assert Letter.objects.get(kind="reminder").reminds == letter
    answered = post(client, url("answered", letter.public_id), is_affirmative="yes", dated_on="2022-01-20", text="Sí")
    assert answered.status_code == 302, errors_of(answered)
    page = html_of(client.get(url("letter", letter.public_id)))
    assert all(said in page for said in ("Respuesta afirmativa", "Recordatorio", "Su historia", "Abrir vinculación"))


def test_letter_names_what_answers_it_to_whom_may_see_it(cast):
    case = relation.open_relation(cast)
    theirs = sent(cast, partnership=case, kind=LetterKind.NOTE, direction=Direction.IN, sender="Mayor")
    ours = operations.draft_letter(
        cast.act("liaison"), partnership=case, kind=LetterKind.OFFICIAL, answers=theirs,
        subject="Agradecimiento", subject_in={"en": "Thanks"}, motivations={"es": "Gracias.", "en": "Thanks."},
    )  # fmt: skip
    seen = {who: html_of(cast.client(who).get(url("letter", theirs.public_id))) for who in ("liaison", "state")}
    assert ["Respuesta negativa" in page for page in seen.values()] == [False, False]
    assert [url("letter", ours.public_id) in page for page in seen.values()] == [True, False]


def test_what_is_known_by_its_month_is_told_by_its_month_everywhere(cast, client):
    letter = sent(cast, dated_on=dt.date(2021, 7, 1), precision=Precision.QUARTER)
    sent(
        cast, kind=LetterKind.ANSWER, direction=Direction.IN, dated_on=dt.date(2021, 10, 1), precision=Precision.MONTH,
        folio="", answers=letter, is_affirmative=True,
    )  # fmt: skip
    shown = [
        html_of(client.get(url(name, *args)))
        for name, *args in (("list",), ("register",), ("letter", letter.public_id))
    ]
    assert ["octubre de 2021" in page for page in shown] == [True] * 3
    assert [said for page in shown for said in ("1 oct 2021", "1 jul 2021") if said in page] == []


def test_interrupted_letter_is_resumed_with_a_reason(cast, client):
    letter = sent(cast)
    post(client, url("interrupt", letter.public_id), code="no_committee_there", on="2022-01-31", reason="Sin comité.")
    assert "sin comité" in html_of(client.get(url("list")))
    assert post(client, url("resume", letter.public_id), reason="Ya hay comité").status_code == 302
    assert Letter.objects.get().state == "sent"


def test_details_are_confirmed_with_annexes(cast, client):
    letter = sent(cast)
    done = post(
        client, url("details", letter.public_id), areas=["culture"], due_on="2022-03-01", event_code="FERIA",
        other_post="Mayor", annexes=[relation.scan_file("uno.pdf"), relation.scan_file("dos.pdf")],
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    letter = Letter.objects.get()
    assert (letter.areas, letter.attachments.count(), letter.event_code) == (["culture"], 2, "FERIA")
    assert "dos.pdf" in html_of(client.get(url("letter", letter.public_id)))


def test_letter_opens_its_case_by_the_eight_questions_and_goes_along(cast, client):
    letter = sent(cast, there=None)
    opening = client.get(url("case", letter.public_id))
    assert (opening.status_code, opening.url) == (302, f"{reverse('web:cases:new')}?carta={letter.public_id}")
    typed = {
        "our_kind": "municipality", "our_place": "Villa Serena", "country": "US", "their_name": "Lakeside",
        "their_subdivision": "Wisconsin", "their_place": "900001", "their_kind": "governmental", "scope": "whole",
        "earlier": "none", "proposed_by": "own", "areas": ["culture"], "money": "no", "staff": "no", "protected": "no",
        "forum": "no", "accion": "abrir",
    }  # fmt: skip
    done = post(client, opening.url, **typed)
    assert done.status_code == 302, errors_of(done)
    partnership = Partnership.objects.get()
    assert Letter.objects.get().partnership == partnership
    assert Fact.LETTER_SENT in standing_facts(partnership.case)
    assert client.get(url("case", letter.public_id)).url == url("letter", letter.public_id)


def test_letter_joins_the_case_there_is(cast, client):
    letter, partnership = sent(cast), relation.open_relation(cast)
    page = client.get(url("case", letter.public_id))
    assert "Abrir un expediente nuevo" in html_of(page)
    done = post(client, url("case", letter.public_id), partnership=partnership.public_id)
    assert done.status_code == 302, errors_of(done)
    assert Letter.objects.get().partnership == partnership


def test_case_says_how_alive_its_correspondence_is(cast, client):
    partnership = relation.open_relation(cast)
    operations.record_letter(
        cast.act("liaison"), partnership=partnership, kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 10), folio="VS/9",
    )  # fmt: skip
    page = html_of(client.get(url("of_case", partnership.public_id)))
    assert "comunicación ocasional" in page
    assert "contestaron 0 de 1 carta" in page


def test_pages_ask_as_much_for_one_letter_as_for_many(cast, client, django_assert_max_num_queries):
    sent(cast)
    client.get(url("list"))
    with django_assert_max_num_queries(24):
        client.get(url("list"))
    for n in range(3):
        sent(cast, folio=f"VS/1{n}", city=f"Ciudad {n}")
    with django_assert_max_num_queries(24):
        client.get(url("list"))


def test_scripts_and_formulas_in_names_are_text_on_every_page(cast, client):
    """Hostile names: nothing of them runs in a page, a table or a paper's list of envelopes."""
    script, formula = "<script>alert(1)</script>", "=cmd|' /C calc'!A0"
    letter = sent(
        cast, city=f"Osaka {script}", there=None, subject=f"{formula} {script}", other_name=f"{formula}{script}",
        other_post=f"Mayor {script}",
    )  # fmt: skip
    pages = (
        url("list"),
        url("register"),
        url("funnel"),
        url("letter", letter.public_id),
        url("case", letter.public_id),
    )
    for address in pages:
        page = html_of(client.get(address, follow=True))
        assert "<script>alert" not in page, address
    table = b"".join(client.get(url("csv")).streaming_content).decode("utf-8-sig")
    assert f"'{formula}" in table
    assert f",{formula}" not in table
    assert f'"{formula}' not in table


def test_year_of_the_register_stays_in_its_field_as_it_was_typed(cast):
    page = html_of(cast.client("liaison").get("/correspondencia/registro/?anio=2019"))
    assert 'value="2019"' in page
