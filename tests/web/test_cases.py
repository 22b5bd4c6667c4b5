"""The list of relations, the case's page and what is done from it, over HTTP."""

import datetime as dt
import hashlib
import io
import json
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from hermanar.meetings.enums import Purpose
from hermanar.partnerships.enums import Direction, Fact, LetterKind
from hermanar.partnerships.models import Designation, Partnership
from hermanar.partnerships.operations import record_letter, state_case_fact
from hermanar.process.queries import standing_facts
from tests import relation
from tests.cast import give_second_factors
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db

PAGES = ("case", "triage", "log", "circle", "study", "designation", "folder")
LIAISON_ONLY = ("counterpart", "terms", "interrupt", "resume", "withdraw", "refuse", "close")
SEATED = (
    "liaison",
    "mayor",
    "council_secretary",
    "committee",
    "state",
    "reviewer",
    "authoriser",
    "registrar",
    "counterpart",
)


def url(name: str, *args, room: str = "cases") -> str:
    return reverse(f"web:{room}:{name}", args=args)


@pytest.fixture(autouse=True)
def _spanish():
    """The language of a request stays with its thread: each test starts in Spanish."""
    with translation.override("es"):
        yield


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


# Who sees what


SEEN = {
    **{(persona, view): 200 for persona in SEATED for view in PAGES},
    **{(persona, view): 200 if persona == "liaison" else 404 for persona in SEATED for view in LIAISON_ONLY},
    # what was answered of the other side, and the study of it
    **{("counterpart", view): 404 for view in ("triage", "study")},
}


def test_show_page_to_who_has_a_seat_answers_and_the_liaisons_to_no_other(cast, partnership):
    asked = {(p, view): cast.client(p).get(url(view, partnership.public_id)).status_code for p, view in SEEN}
    assert asked == SEEN


def test_show_page_to_a_stranger_is_not_there_and_asks_nobody_to_sign_in_twice(cast, partnership):
    for view in PAGES + LIAISON_ONLY + ("committee", "clock", "study_submit"):
        address = url(view, partnership.public_id)
        assert cast.client("stranger").get(address).status_code == 404, view
        answer = cast.client("nobody").get(address)
        assert (answer.status_code, answer.url.split("?")[0]) == (302, reverse("account_login")), view


# The list


def test_list_cases_says_whose_turn_it_is(cast, partnership):
    mine = cast.client("mayor").get(url("list"))
    assert [(r.folio, r.group) for r in mine.context["rows"]] == [(partnership.folio, "mine")]
    others = cast.client("liaison").get(url("list"))
    assert [r.group for r in others.context["rows"]] == ["waiting"]
    assert cast.client("liaison").get(url("list") + "?turno=mine").context["rows"] == []
    assert cast.client("stranger").get(url("list")).context["rows"] == []


def test_list_cases_asks_the_same_with_three_as_with_one(cast, assert_flat):
    client = cast.client("liaison")
    assert assert_flat(lambda: relation.open_relation(cast), lambda: client.get(url("list"))) <= 40


def test_list_cases_pages_by_key(cast, partnership, monkeypatch):
    newer = relation.open_relation(cast)
    monkeypatch.setattr("hermanar.web.cases.views.PAGE", 1)
    first = cast.client("liaison").get(url("list"))
    assert [r.folio for r in first.context["rows"]] == [newer.folio]
    second = cast.client("liaison").get(url("list") + first.context["more"])
    assert [r.folio for r in second.context["rows"]] == [partnership.folio]
    assert second.context["more"] == ""


# The case


def test_show_case_has_title_path_step_claim_and_log(cast, partnership):
    page = cast.client("mayor").get(url("case", partnership.public_id))
    text = html_of(page)
    assert '<span class="and">y</span> Lakeside' in text
    assert [s.label for s in page.context["case"].stages] == [
        "Identificación",
        "Vinculación",
        "Formalización",
        "Implementación",
    ]
    assert page.context["case"].turn.title == "Designar área de enlace"
    assert page.context["case"].turn.mine
    assert "Siguiente paso · a su cargo" in text
    assert page.context["case"].claim_sentence.startswith("Villa Serena y Lakeside: solo se ha anunciado")
    assert "abrió el expediente" in text


BEFORE_THE_TEXT = (
    Fact.LIAISON_DESIGNATED, Fact.COMMITTEE_INSTALLED, Fact.PROFILE_READY, Fact.STUDY_APPROVED, Fact.LETTER_SENT,
    Fact.LETTER_ANSWERED,
)  # fmt: skip


@pytest.fixture
@kept
def at_the_text(cast, partnership):
    """The case with everything that comes before its text."""
    for fact in BEFORE_THE_TEXT:
        state_case_fact(
            cast.act("liaison"), partnership=partnership, fact=fact, on=dt.date(2022, 1, 31), source=f"test:{fact}"
        )
    return partnership


def test_show_case_counts_the_errors_of_the_text_and_leads_to_the_first(cast, at_the_text):
    client, address = cast.client("liaison"), url("case", at_the_text.public_id)
    assert client.get(address).context["case"].turn.title == "Iniciar el texto del Acuerdo"
    agreement = relation.start_text(cast, at_the_text)
    turn = client.get(address).context["case"].turn
    assert (turn.title, turn.why) == (
        "Acordar el texto", "La versión 1 no tiene errores: se acuerda cuando las Partes la den por buena.",
    )  # fmt: skip
    relation.edit(cast, agreement, "art-05.p6", "es", "60", "90")
    version = relation.edit(cast, agreement, "closing.p1", "es", "dos (2)", "____")
    text = reverse("web:drafting:text", args=[at_the_text.public_id])
    turn = client.get(address).context["case"].turn
    errors = agreement.document.agreement.reading["errors"]
    assert turn.title == f"Corregir {errors} errores y acordar el texto"
    assert turn.why.startswith("Artículo V")
    assert (turn.url, turn.button) == (f"{text}#b-art-05.p6", "Ir al primer error")
    assert 'id="b-art-05.p6"' in html_of(client.get(text))
    [step] = [s for s in client.get(address).context["case"].steps if s.key == "text"]
    assert step.proof == f"Versión {version.number} · {errors} errores en la revisión automática"
    assert f"Correct {errors} errors and agree on the text" in html_of(client.get("/en" + address))


def test_show_case_counts_the_errors_without_reading_the_text(cast, at_the_text):
    client, address = cast.client("liaison"), url("case", at_the_text.public_id)
    client.get(address)
    with CaptureQueriesContext(connection) as before:
        client.get(address)
    relation.start_text(cast, at_the_text)
    with CaptureQueriesContext(connection) as after:
        client.get(address)
    assert not [q for q in after if "documents_version" in q["sql"] and "content" in q["sql"]]
    assert len(after) <= len(before) + 2  # the registrations and the deposits of the agreement


def test_show_case_in_english_speaks_english(cast, partnership):
    text = html_of(cast.client("mayor").get("/en" + url("case", partnership.public_id)))
    assert "Designate the liaison office" in text
    assert '<span class="and">and</span> Lakeside' in text


def test_show_case_by_the_manual_of_2009_has_its_own_stages(cast, partnership):
    page = cast.client("liaison").get(url("case", partnership.public_id) + "?esquema=manual2009")
    assert page.context["case"].stages[0].label == "Iniciación"
    assert cast.client("liaison").get(url("case", partnership.public_id) + "?esquema=otro").status_code == 200


def test_show_case_on_a_day_says_what_was_true_then(cast, partnership):
    address = url("case", partnership.public_id)
    client = cast.client("liaison")
    before = client.get(address + "?al=2022-01-30")
    # a past day says what could be said then, and counts no term of today
    for page, title, clocks in (
        (before, "Lo que ese día se podía afirmar", 0),
        (client.get(address), "Lo que hoy se puede afirmar", 1),
    ):
        assert (html_of(page).count(f"<h2>{title}</h2>"), html_of(page).count("<h2>Plazos</h2>")) == (1, clocks)
    assert before.context["facts"] == []
    assert before.context["case"].turn is None
    same = client.get(address + "?al=2022-01-31")
    assert [f["label"] for f in same.context["facts"]] == ["ruta y fundamento determinados"]
    assert "no es una fecha" in html_of(client.get(address + "?al=2022-02-31"))
    assert "todavía no llega" in html_of(client.get(address + "?al=2031-01-01"))


def test_show_case_asks_the_same_with_three_letters_as_with_one(cast, partnership, assert_flat):
    client = cast.client("liaison")

    def letter():
        number = partnership.letters.count() + 1
        record_letter(
            cast.act("liaison"), partnership=partnership, kind=LetterKind.INTENT, direction=Direction.OUT,
            dated_on=dt.date(2022, 1, 31), folio=f"PM/{number}/2022",
        )  # fmt: skip

    assert_flat(letter, lambda: client.get(url("case", partnership.public_id)))


def lacks_of(client, partnership) -> dict[str, list[tuple[str, str]]]:
    """Step → what it still needs, as the page says it, and the door of each; the page prints both."""
    page = client.get(url("case", partnership.public_id))
    text = html_of(page)
    found = {s.key: [(lack.sentence, lack.url) for lack in s.lacks] for s in page.context["case"].steps if s.lacks}
    for sentence, door in (pair for lacks in found.values() for pair in lacks):
        assert (f'<a href="{door}">{sentence}</a>' if door else sentence) in text
    return found


def test_show_case_gives_each_missing_thing_a_door_to_who_mends_it_and_its_owner_to_the_rest(cast, partnership):
    text = "Falta: texto negociado sin errores, acordado por las Partes"
    authorised = "Falta: autorización que nombra a la contraparte"
    mine = lacks_of(cast.client("liaison"), partnership)
    door = reverse("web:drafting:text", args=[partnership.public_id])
    assert mine["cabildo"] == mine["dispatch"] == [(text, door)]
    assert mine["signature"][0] == (f"{authorised} · a cargo de Secretaría del Ayuntamiento, Villa Serena", "")
    others = lacks_of(cast.client("council_secretary"), partnership)
    assert others["cabildo"] == [(f"{text} · a cargo de Enlace municipal, Villa Serena", "")]
    sentence, session = others["signature"][0]
    assert sentence == authorised
    assert cast.client("council_secretary").get(session).status_code == 200
    assert {s for lacks in mine.values() for s, _door in lacks if s.startswith("Falta: dictamen")} == {
        (
            "Falta: dictamen favorable de procedencia · a cargo de Autorización del dictamen, "
            "Secretaría de Relaciones Exteriores"
        )
    }


def test_show_case_gives_the_liaison_who_works_alone_every_door(cast):
    partnership = relation.open_relation(cast, everybody=False)
    client = cast.client("liaison")
    lacks = lacks_of(client, partnership)
    closed = {s for found in lacks.values() for s, door in found if not door}
    assert closed == {
        "Falta: autorización que nombra a la contraparte · a cargo de Secretaría del Ayuntamiento, Villa Serena"
    }
    doors = {door for found in lacks.values() for _s, door in found if door}
    assert len(doors) == 4  # text, dispatch, opinion, signature
    assert {client.get(door).status_code for door in doors} == {200}


def test_show_case_that_rests_says_what_is_missing_without_doors(cast, partnership):
    client = cast.client("liaison")
    post(client, url("interrupt", partnership.public_id), code="silence", on="2022-01-31", reason="No contestan.")
    assert lacks_of(client, partnership) == {}
    page = client.get(url("case", partnership.public_id))
    assert [s.proof for s in page.context["case"].steps if s.key == "cabildo"] == [
        "Falta: texto negociado sin errores, acordado por las Partes"
    ]


def test_show_case_names_an_earlier_relation_with_its_link(cast, partnership):
    second = relation.open_relation(cast)
    page = cast.client("liaison").get(url("case", second.public_id))
    assert [(e.folio, e.url) for e in page.context["case"].earlier] == [
        (partnership.folio, url("case", partnership.public_id))
    ]


# What is done from it


def test_show_designation_signed_by_the_mayor_states_the_fact_and_gives_its_paper(cast, partnership):
    office = cast.offices["liaison"].public_id
    done = post(
        cast.client("mayor"), url("designation", partnership.public_id), office=office, designated_on="2022-01-31"
    )
    assert done.status_code == 302, errors_of(done)
    assert Fact.LIAISON_DESIGNATED in facts(partnership)
    row = Designation.objects.get()
    assert (row.how, row.folio) == ("in_post", "VS/PM/001/2022")
    assert row.issue is not None


def test_show_designation_in_the_future_keeps_what_was_typed_and_says_so(cast, partnership):
    office = cast.offices["liaison"].public_id
    page = post(
        cast.client("mayor"), url("designation", partnership.public_id), office=office, designated_on="2031-01-01"
    )
    assert page.status_code == 200
    assert list(errors_of(page)) == ["designated_on"]
    assert 'value="2031-01-01"' in html_of(page)
    assert not Designation.objects.exists()


def test_show_designation_recorded_alone_takes_number_and_scan(cast):
    cast.users["mayor"].is_active = False
    cast.users["mayor"].save()
    give_second_factors(cast)  # alone, the liaison puts down what the mayor signed
    partnership = relation.open_relation(cast)
    client = cast.client("liaison")
    address = url("designation", partnership.public_id)
    office = cast.offices["liaison"].public_id
    bad = post(
        client, address, office=office, designated_on="2022-01-31", folio="PM/114/2022",
        file=relation.SimpleUploadedFile("oficio.pdf", b"hola"),
    )  # fmt: skip
    assert errors_of(bad)["file"] == ["El archivo no es un PDF ni una imagen PNG, JPEG, WebP o TIFF."]
    done = post(
        client, address, office=office, designated_on="2022-01-31", folio="PM/114/2022", file=relation.scan_file()
    )
    assert done.status_code == 302, errors_of(done)
    row = Designation.objects.get()
    assert (row.how, row.folio, row.attachment.filename) == ("recorded", "PM/114/2022", "firmado.pdf")
    text = html_of(client.get(url("case", partnership.public_id)))
    assert "asentado por el enlace" in text


def test_show_committee_links_the_one_that_is_installed(cast, partnership):
    body = relation.committee(cast)
    assert cast.client("liaison").get(url("committee", partnership.public_id)).status_code == 404
    relation.resolve(cast, relation.hold(cast, body), None, Purpose.INSTALL)
    partnerships = relation.open_relation(cast)
    page = cast.client("liaison").get(url("committee", partnerships.public_id))
    assert page.status_code == 200
    done = post(cast.client("liaison"), url("committee", partnerships.public_id))
    assert done.status_code == 302
    assert Fact.COMMITTEE_INSTALLED in facts(partnerships)


def test_interrupt_and_resume_ask_for_a_reason_and_are_in_the_log(cast, partnership):
    client = cast.client("liaison")
    address = url("interrupt", partnership.public_id)
    page = post(client, address, code="silence", on="2022-01-31", reason="")
    assert list(errors_of(page)) == ["reason"]
    page = post(client, address, code="silence", on="1821-01-01", reason="No contestan.")
    assert errors_of(page)["on"][0].startswith("El año no puede ser anterior a 1900.")
    done = post(client, address, code="silence", on="2022-01-31", reason="No contestan desde diciembre.")
    assert done.url == url("case", partnership.public_id)
    case = client.get(done.url)
    assert case.context["case"].state == "paused"
    assert case.context["case"].turn.title == "Retomar la vinculación"
    assert "No contestan desde diciembre." in html_of(case)
    assert case.context["case"].clocks == [c for c in case.context["case"].clocks if "Respuesta" not in c.label]
    assert "Interrumpida desde el 31 de enero de 2022: sin respuesta." in html_of(
        client.get(f"{done.url}?al=2022-01-31")
    )
    early = post(client, url("resume", partnership.public_id), on="2022-01-30", reason="Contestaron.")
    assert list(errors_of(early)) == ["on"]
    post(client, url("resume", partnership.public_id), on="2022-01-31", reason="Contestaron.")
    assert client.get(done.url).context["case"].state == "open"


@pytest.mark.parametrize(("view", "state"), [("withdraw", "withdrawn"), ("refuse", "refused"), ("close", "closed")])
def test_end_of_a_relation_with_its_reason(cast, partnership, view, state):
    client = cast.client("liaison")
    before = client.get(url("case", partnership.public_id)).context["case"].turn.title
    how = {"on": "2022-01-31"} | ({"by": "counterpart"} if view == "refuse" else {})
    done = post(client, url(view, partnership.public_id), reason="Así se decidió.", **how)
    assert done.status_code == 302
    assert Partnership.objects.get(pk=partnership.pk).case.state == state
    assert [r.group for r in client.get(url("list")).context["rows"]] == ["done"]
    again = post(client, url(view, partnership.public_id), reason="Otra vez.", **how)
    assert again.status_code == 200
    assert list(errors_of(again)) == ["__all__"]
    # the page says the way on and whose it is; who does it says what changed
    turns = {who: cast.client(who).get(done.url).context["case"].turn for who in ("liaison", "mayor")}
    assert [(t.mine, t.url) for t in turns.values()] == [(who == "liaison", turns["liaison"].url) for who in turns]
    assert turns["mayor"].whose.startswith("Enlace")
    form = client.get(turns["liaison"].url).context["form"]
    assert ("own_decision" in dict(form.fields["code"].choices)) == (view != "refuse")
    silent = post(client, turns["liaison"].url, code="new_request", on="2022-01-31", reason="")
    assert list(errors_of(silent)) == ["reason"]
    opened = post(client, turns["liaison"].url, code="new_request", on="2022-01-31", reason="Nos escribieron otra vez.")
    page = client.get(opened.url)
    assert (page.context["case"].state, page.context["case"].turn.title) == ("open", before)
    assert "Nos escribieron otra vez." in html_of(page)


def test_edit_counterpart_saves_only_what_changed_and_refuses_the_future(cast, partnership):
    client = cast.client("liaison")
    address = url("counterpart", partnership.public_id)
    initial = {k: v or "" for k, v in client.get(address).context["form"].initial.items()}
    bad = post(client, address, **{**initial, "term_ends_on": "2024-04-15", "last_contact_on": "2031-01-01"})
    assert list(errors_of(bad)) == ["last_contact_on"]
    done = post(client, address, **{**initial, "term_ends_on": "2024-04-15", "office": "City Manager"})
    assert done.status_code == 302, errors_of(done)
    partnership.counterpart.refresh_from_db()
    assert (partnership.counterpart.office, partnership.counterpart.head_name) == (
        "City Manager",
        "Persona de Muestra 40",
    )


def test_edit_terms_keeps_the_power_of_each_area(cast, partnership):
    client = cast.client("liaison")
    address = url("terms", partnership.public_id)
    bad = post(client, address, modalities=["exchange"], beneficiary="")
    assert "areas" in errors_of(bad) or "modalities" in errors_of(bad)
    modality = client.get(address).context["form"].initial["modalities"][0]
    done = post(
        client, address, areas=["culture"], power_culture="cpeum-115", modalities=[modality], beneficiary="La Ribera"
    )
    assert done.status_code == 302, errors_of(done)
    partnership.refresh_from_db()
    assert (partnership.areas, partnership.beneficiary) == ([{"key": "culture", "power": "cpeum-115"}], "La Ribera")


def test_terms_choose_the_languages_of_the_agreement_until_its_text_begins(cast, partnership):
    client, address = cast.client("liaison"), url("terms", partnership.public_id)
    typed = {"areas": ["culture"], "power_culture": "cpeum-115", "modalities": partnership.modalities[:1]}
    assert post(client, address, **typed, languages="es").status_code == 302
    partnership.refresh_from_db()
    assert partnership.languages == ["es"]
    agreement = relation.start_text(cast, relation.fresh(partnership))
    assert agreement.document.versions.get().as_content.languages == ("es",)
    assert "languages" not in client.get(address).context["form"].fields
    assert post(client, address, **typed, languages="es,en").status_code == 302
    partnership.refresh_from_db()
    assert partnership.languages == ["es"]


def test_same_form_sent_twice_interrupts_once(cast, partnership):
    client = cast.client("liaison")
    address = url("interrupt", partnership.public_id)
    form = {"_once": "aa11", "code": "silence", "on": "2022-01-31", "reason": "No contestan."}
    first, second = client.post(address, form), client.post(address, form)
    assert (first.status_code, second.status_code) == (302, 302)
    assert partnership.case.moves.count() == 1


def test_move_clock_of_the_exercise_only_forward(cast, partnership):
    client = cast.client("liaison")
    address = url("clock", partnership.public_id)
    done = post(client, address, to="2022-03-01")
    assert done.status_code == 302
    assert "1.º de marzo de 2022" in html_of(client.get(url("case", partnership.public_id)))
    back = post(client, address, to="2022-02-01")
    assert list(errors_of(back)) == ["to"]


def test_show_circle_names_offices_holders_and_last_acts(cast, partnership):
    cast.appointments["registrar"].ended_at = cast.at
    cast.appointments["registrar"].until_on = dt.date(2022, 1, 15)
    cast.appointments["registrar"].save()
    assert cast.client("mayor").get(url("circle", partnership.public_id)).status_code == 200
    page = cast.client("liaison").get(url("circle", partnership.public_id))
    rows = {r["office"]: r for r in page.context["rows"]}
    assert rows["Registro de Acuerdos"]["holder"] == ""
    assert rows["Presidencia Municipal"]["holder"] == "Persona de Muestra 03"
    assert rows["Dirección de Enlace Internacional"]["when"] == "31 ene 2022"
    assert "vacante" in html_of(page)


def test_send_folder_lists_each_paper_with_hash_and_code(cast, partnership):
    post(
        cast.client("mayor"), url("designation", partnership.public_id), office=cast.offices["liaison"].public_id,
        designated_on="2022-01-31",
    )  # fmt: skip
    relation.attachment(cast, partnership)
    answer = cast.client("liaison").get(url("folder", partnership.public_id))
    assert answer.streaming
    archive = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
    index = json.loads(archive.read("index.json"))
    assert sorted(archive.namelist()) == sorted(["index.json", "index.html", *(p["path"] for p in index["papers"])])
    issue = Designation.objects.get().issue
    assert [p["code"] for p in index["papers"]] == [issue.code, issue.code, ""]
    for paper in index["papers"]:
        assert hashlib.sha256(archive.read(paper["path"])).hexdigest() == paper["sha256"]
    assert issue.code in archive.read("index.html").decode()


def test_show_log_pages_by_number(cast, partnership, monkeypatch):
    monkeypatch.setattr("hermanar.web.cases.views.LOG", 2)
    client = cast.client("liaison")
    first = client.get(url("log", partnership.public_id))
    assert len(first.context["log"]) == 2
    second = client.get(url("log", partnership.public_id) + first.context["older"])
    assert second.context["log"][0].at <= first.context["log"][-1].at


def test_refusal_says_who_when_and_where_it_is_said(cast):
    partnership = relation.open_relation(cast)
    client = cast.client("liaison")
    address = url("refuse", partnership.public_id)
    page = post(client, address, reason="No hay interés.", on="2022-02-30")
    assert set(errors_of(page)) == {"by", "on"}
    assert "No hay interés." in html_of(page)
    on = relation.STARTS.date()
    done = post(client, address, reason="No hay interés.", on=on.isoformat(), by="counterpart", folio="LS-9")
    assert done.status_code == 302
    page = client.get(url("case", partnership.public_id))
    assert "la contraparte rechazó la vinculación el 31 de enero de 2022" in html_of(page)


def test_refusal_takes_the_paper_received_and_shows_it_on_the_case(cast):
    partnership = relation.open_relation(cast)
    client, address = cast.client("liaison"), url("refuse", partnership.public_id)
    said = {"reason": "No hay interés.", "on": relation.STARTS.date().isoformat(), "by": "counterpart", "folio": "LS-9"}
    hostile_file = SimpleUploadedFile("no.pdf", b"<html><script>1</script></html>", "application/pdf")
    page = client.post(address, said | {"scan": hostile_file})
    assert (page.status_code, list(errors_of(page))) == (200, ["scan"])
    assert "No hay interés." in html_of(page)
    assert client.post(address, said | {"scan": relation.scan_file("no.pdf")}).status_code == 302
    scan = partnership.refusals.get().attachment
    for who in ("liaison", "mayor", "counterpart"):
        shown = html_of(cast.client(who).get(url("case", partnership.public_id)))
        link = f'href="{reverse("web:file", args=[scan.public_id])}"'
        assert (who, "Asentado por el enlace" in shown, link in shown) == (who, True, True)
        opened = cast.client(who).get(reverse("web:file", args=[scan.public_id]))
        assert b"".join(opened.streaming_content).startswith(b"%PDF")
    assert cast.client("stranger").get(reverse("web:file", args=[scan.public_id])).status_code == 404
    book = zipfile.ZipFile(io.BytesIO(b"".join(client.get(url("folder", partnership.public_id)).streaming_content)))
    assert [n for n in book.namelist() if "rechazo-la-contraparte-ls-9" in n] != []
