"""The clock over HTTP."""

import re

import icalendar
import pytest
from django.urls import reverse

from hermanar.checks.codes import CODES
from hermanar.documents.models import KeptFinding
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import BodyKind, Purpose, SessionKind
from hermanar.meetings.models import Body
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import claim_of
from hermanar.process.queries import standing_facts
from hermanar.programmes import operations as programmes
from hermanar.programmes.models import Activity, Annex, Dispute, Duty, Product, Programme, ProgressReport
from hermanar.programmes.queries import as_calendar, list_duties
from hermanar.registry.models import Entry
from hermanar.registry.operations import conclude_signing, publish_entry
from hermanar.web.meetings.forms import PointForm
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post


def url(name: str, *args) -> str:
    return reverse(f"web:programmes:{name}", args=args)


@pytest.fixture
@kept
def signed(cast):
    found = relation.ready_to_sign(cast)
    conclude_signing(cast.act("liaison"), signing=relation.deposit(cast, found), pages=(1, 2))
    return found


def run_programme(cast, partnership) -> Programme:
    """A programme of one activity, approved by both Parties."""
    act = cast.act("liaison")
    version = partnership.agreement.agreed_version
    row = programmes.open_programme(act, partnership=partnership, version=version, signed_on=act.on)
    keys = [m["key"] for m in row.modalities if m["key"] != "other"]
    spec = programmes.ActivitySpec("Estancia", keys[0], starts_on=act.on, ends_on=act.on, **relation.PARTS_OF_PROJECT)
    programmes.propose_activity(act, programme=row, spec=spec)
    programmes.leave_out(act, programme=row, modalities=keys[1:], reason="Sin presupuesto")
    programmes.approve_programme(cast.act("mayor"), programme=row)
    row.refresh_from_db()
    return programmes.record_their_approval(act, programme=row, on=act.on, proof="Letter 1")


def test_clock_before_the_signature_teaches(cast):
    found = relation.open_relation(cast)
    page = html_of(cast.client("liaison").get(url("clock", found.public_id)))
    assert "Aún no corre ningún plazo" in page
    assert cast.client("liaison").get(url("calendar", found.public_id)).status_code == 404


def test_clock_shows_duties_with_owner_and_article(cast, signed):
    page = html_of(cast.client("liaison").get(url("clock", signed.public_id)))
    assert "Primer Programa Operativo Anual" in page
    assert "Artículo V del texto firmado" in page
    assert "1 abr 2022" in page  # sixty days after 31 January 2022
    assert "Asentar el cumplimiento" in page
    assert "Asentar el cumplimiento" not in html_of(cast.client("state").get(url("clock", signed.public_id)))
    assert "Primer Programa Operativo Anual" in html_of(cast.client("liaison").get(url("list")))
    assert cast.client("stranger").get(url("clock", signed.public_id)).status_code == 404
    assert "Primer Programa" not in html_of(cast.client("stranger").get(url("list")))


def test_all_clocks_ask_of_a_relation_once_however_many_duties_it_has(cast, signed, django_assert_max_num_queries):
    client = cast.client("liaison")
    with django_assert_max_num_queries(15):
        text = client.get(reverse("web:programmes:list")).content.decode()
    assert text.count("Villa Serena y Lakeside") > 5


def test_fulfil_puts_the_fact_on_the_case(cast, signed):
    duty = Duty.objects.get(partnership=signed, key="first_programme")
    liaison = cast.client("liaison")
    assert list(errors_of(post(liaison, url("fulfil", duty.public_id), done_on="2022-01-31"))) == ["proof"]
    done = post(liaison, url("fulfil", duty.public_id), done_on="2022-01-31", proof="Oficio PM/12/2022")
    assert done.status_code == 302, errors_of(done)
    assert Fact.PROGRAMME_RUNNING in standing_facts(signed.case)
    assert "Oficio PM/12/2022" in html_of(liaison.get(url("clock", signed.public_id)))


def test_void_asks_for_a_reason(cast, signed):
    duty = Duty.objects.filter(partnership=signed, key="yearly_meeting").first()
    liaison = cast.client("liaison")
    assert list(errors_of(post(liaison, url("void", duty.public_id)))) == ["reason"]
    done = post(liaison, url("void", duty.public_id), reason="Se acordó otra fecha.")
    assert done.status_code == 302, errors_of(done)
    duty.refresh_from_db()
    assert duty.state == "void"


def test_a_duty_put_down_by_mistake_is_corrected_and_the_page_keeps_what_it_said(cast, signed):
    duty = Duty.objects.get(partnership=signed, key="first_programme")
    liaison = cast.client("liaison")
    post(liaison, url("fulfil", duty.public_id), done_on="2022-01-31", proof="Oficio PM/12/2022")
    way = url("correct", duty.public_id)
    assert way in html_of(liaison.get(url("clock", signed.public_id)))
    assert way not in html_of(cast.client("state").get(url("clock", signed.public_id)))
    shown = html_of(liaison.get(way))
    assert "Oficio PM/12/2022" in shown
    assert "deja de decir que el programa está en operación" in shown
    assert list(errors_of(post(liaison, way))) == ["reason"]
    done = post(liaison, way, reason="Ese oficio es de otro acuerdo.")
    assert done.status_code == 302, errors_of(done)
    assert Fact.PROGRAMME_RUNNING not in standing_facts(signed.case)
    page = html_of(liaison.get(url("clock", signed.public_id)))
    assert "Ese oficio es de otro acuerdo." in page
    assert "Decía “Cumplida”" in page
    assert url("fulfil", duty.public_id) in page
    assert way not in page


def test_calendar_is_one_that_programs_open(cast, signed):
    duties = list(Duty.objects.filter(partnership=signed))
    answer = cast.client("liaison").get(url("calendar", signed.public_id))
    assert answer["Content-Type"] == "text/calendar; charset=utf-8; method=PUBLISH"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    read = icalendar.Calendar.from_ical(answer.content)
    events = read.walk("VEVENT")
    assert {str(e["UID"]) for e in events} == {f"{d.public_id}@hermanar" for d in duties}
    assert {e["DTSTART"].dt for e in events} == {d.due_on for d in duties}
    assert all(str(e["SUMMARY"]).startswith("EJERCICIO") for e in events)
    assert len(read.walk("VALARM")) == len(duties)
    english = icalendar.Calendar.from_ical(
        cast.client("liaison").get("/en" + url("calendar", signed.public_id)).content
    )
    assert "First Annual" in " ".join(str(e["SUMMARY"]) for e in english.walk("VEVENT"))
    mine = icalendar.Calendar.from_ical(cast.client("liaison").get(url("my_calendar")).content)
    assert len(mine.walk("VEVENT")) == len(duties)


def test_programme_goes_from_the_form_to_the_issued_report(cast, signed):
    liaison, mayor, committee = (cast.client(who) for who in ("liaison", "mayor", "committee"))
    hub = html_of(liaison.get(url("programmes", signed.public_id)))
    assert "Aún no hay programa" in hub
    done = post(liaison, url("open", signed.public_id), number="1")
    assert done.status_code == 302, errors_of(done)
    programme = Programme.objects.get()
    page = url("programme", programme.public_id)
    assert "Proponer la primera actividad" in html_of(liaison.get(page))
    activity = {
        "title": "Estancia de bibliotecarias", "modality": programme.modalities[0]["key"], "starts_on": "2022-01-31",
        "ends_on": "2022-06-30", "beneficiaries": "40", "beneficiaries_who": "Bibliotecarias", "goals": "4, 17",
        **relation.PARTS_OF_PROJECT,
    }  # fmt: skip
    wrong = post(
        committee, url("propose", programme.public_id), **(activity | {"goals": "cuatro", "title": "", "resources": ""})
    )
    assert sorted(errors_of(wrong)) == ["goals", "resources", "title"]
    assert post(committee, url("propose", programme.public_id), **activity).status_code == 302
    row = Activity.objects.get()
    assert row.goals == [4, 17]
    assert "Decir por qué quedan modalidades fuera" in html_of(liaison.get(page))
    assert cast.client("state").get(page).status_code == 404  # a draft is ours
    refused = post(mayor, url("approve", programme.public_id))
    assert "Modalidades del acuerdo sin actividad ni motivo" in html_of(refused)
    form = liaison.get(url("leave_out", programme.public_id)).context["form"]
    keys = [key for key, _label in form.fields["modalities"].choices]
    assert post(liaison, url("leave_out", programme.public_id), modalities=keys, ground="optional").status_code == 302
    assert post(mayor, url("approve", programme.public_id)).status_code == 302
    assert "Asentar su aprobación" in html_of(liaison.get(page))
    post(liaison, url("approve_there", programme.public_id), on="2022-01-31", proof="Letter 12")
    assert "Aprobado por ambas Partes" in html_of(cast.client("state").get(page))
    shown = url("activity", row.public_id)
    for name, typed in (
        ("budget", {"side": "ours", "concept": "Viaje", "amount": "900", "currency": "MXN", "source": "own"}),
        ("availability", {"number": "SF/1", "on": "2022-01-31"}), ("protected", {"protected": "none"}),
        ("transfer", {"on": "2022-01-31", "sender": "ours", "kind": "material", "what": "Libros", "use": "Acervo"}),
        ("restricted", {"caption": "Plano", "file": relation.scan_file("plano.pdf")}),
        ("staff", {"side": "ours", "post": "Bibliotecaria", "people": "2", "employer": "Ayuntamiento", "travels": "on",
                   "functions": "Curso", "from_on": "2022-02-01", "until_on": "2022-02-10"}),
        ("done", {"on": "2022-01-31", "outcome": "Asistieron 38 personas."}),
    ):  # fmt: skip
        answer = post(liaison, url(name, row.public_id), **typed)
        assert answer.status_code == 302, (name, errors_of(answer))
    person = row.staff.get()
    for name, typed in (
        ("entry", {"authority": "Consulado", "reference": "OF/2", "on": "2022-01-31"}),
        ("insurance", {"insurer": "ISSSTE", "policy": "9", "until_on": "2022-02-10"}),
        ("other_work", {"what": "Charla", "authority": "Migración", "reference": "A1", "authorised_on": "2022-01-31",
                        "starts_on": "2022-02-01"}),
    ):  # fmt: skip
        answer = post(liaison, url(name, person.public_id), **typed)
        assert answer.status_code == 302, (name, errors_of(answer))
    mine = html_of(liaison.get(shown))
    assert "El municipio declara que se realizó" in mine
    assert "900.00 MXN" in mine
    assert "Plano" in mine
    assert "Plano" not in html_of(cast.client("state").get(shown))
    paper = url("restricted_paper", row.restricted.get().public_id)
    opened = liaison.get(paper)
    assert opened["Cache-Control"] == "no-store"
    assert b"".join(opened).startswith(b"%PDF-")
    opened.close()
    assert cast.client("state").get(paper).status_code == 404
    judged = {"result": "reached", "learned": "Empezar antes.", "reached_people": "38"}
    assert post(committee, url("evaluate", row.public_id), **judged).status_code == 302
    # what our side judged, and its treasury's papers, are not the other Party's; the lines that both approved are
    for who, reads in (("state", True), ("counterpart", False), ("reviewer", False)):
        page = html_of(cast.client(who).get(shown))
        assert [words in page for words in ("900.00 MXN", "Empezar antes.", "Suficiencia ")] == [True, reads, reads], (
            who
        )
    issued = post(liaison, url("issue_report", signed.public_id), since_on="2022-01-31", until_on="2022-01-31")
    assert issued.status_code == 302, errors_of(issued)
    assert "Falta: Secretaría de Relaciones Exteriores" in html_of(liaison.get(issued.url))
    report = ProgressReport.objects.get()
    for to in ("our_ministry", "their_ministry"):
        sent = {"to": to, "office": "Área", "sent_by": "ours", "sent_on": "2022-01-31", "reference": f"OF {to}"}
        assert post(liaison, url("send_report", report.public_id), **sent).status_code == 302
    number = report.submissions.order_by("pk")[0].pk
    post(liaison, url("receipt", report.public_id, number), received_on="2022-01-31", receipt="Sello")
    seen = {"approved": "yes", "on": "2022-01-31", "body": "Grupo de Trabajo", "act_number": "2"}
    assert post(liaison, url("examine_report", report.public_id), **seen).status_code == 302
    page = html_of(cast.client("reviewer").get(issued.url))
    assert "Aprobado por el Grupo de Trabajo" in page
    assert "Acuse 31 ene 2022" in page
    assert post(liaison, url("close", programme.public_id)).status_code == 302
    health = html_of(cast.client("state").get(url("health", signed.public_id)))
    assert "de 5." in health
    assert cast.client("counterpart").get(url("health", signed.public_id)).status_code == 404


def test_difference_and_instrument_are_put_down_and_answered(cast, signed):
    liaison = cast.client("liaison")
    typed = {"raised_by": "theirs", "raised_on": "2022-01-31", "matter": "Quién paga el traslado."}
    assert post(liaison, url("dispute", signed.public_id), **typed).status_code == 302
    row = Dispute.objects.get()
    answer = {"resolved_on": "2022-01-31", "resolution": "Por mitades."}
    assert post(liaison, url("resolve", row.public_id), **answer).status_code == 302
    wrong = post(liaison, url("instrument", signed.public_id), title="Declaración de 1998", conflict="yes")
    assert list(errors_of(wrong)) == ["text"]
    assert (
        post(liaison, url("instrument", signed.public_id), title="Declaración de 1998", conflict="no").status_code
        == 302
    )
    hub = html_of(cast.client("reviewer").get(url("programmes", signed.public_id)))
    assert "Por mitades." in hub
    assert "Sin conflicto" in hub


def test_report_is_examined_by_the_session_of_the_working_group(cast, signed):
    made = run_programme(cast, signed)
    act, liaison = cast.act("liaison"), cast.client("liaison")
    report = programmes.issue_report(act, partnership=signed, since_on=act.on, until_on=act.on)
    body = meetings.create_body(
        act, organisation=cast.organisations["municipality"], kind=BodyKind.WORKING_GROUP,
        name="Grupo de Trabajo con Lakeside", seats=2, source="Artículo VII", valid_from=act.on,
    )  # fmt: skip
    relation.seat_some(cast, body, 2)
    session = meetings.convene_session(act, body=body, kind=SessionKind.ORDINARY, number="1", held_on=act.on)
    offered = [key for key, _label in PointForm(body=body, relations=[]).fields["purpose"].choices]
    assert offered[:4] == ["decide", "identify", "recommend", "examine_report"]
    session = meetings.hold_session(act, session=session, present=list(body.members.order_by("pk")))
    point = meetings.put_point(
        act, session=session, title="Informe del año 1", purpose=Purpose.EXAMINE_REPORT, partnership=signed
    )
    resolution = meetings.resolve_point(act, point=point, in_favour=2)
    address = url("examine_report", report.public_id)
    assert post(liaison, address, session=resolution.public_id, approved="no").status_code == 302
    report.refresh_from_db()
    assert (report.state, report.body, report.resolution) == ("approved", str(body), resolution.public_id)
    assert made.state == "running"


def test_working_group_meets_and_its_session_is_the_yearly_meeting(cast, signed):
    liaison = cast.client("liaison")
    hub = url("programmes", signed.public_id)
    assert "Integrar el Grupo de Trabajo" in html_of(liaison.get(hub))
    assert "Integrar el Grupo de Trabajo" in html_of(liaison.get(url("clock", signed.public_id)))
    form = liaison.get(url("group", signed.public_id)).context["form"]
    typed = {
        name: form.get_initial_for_field(form.fields[name], name) for name in ("name", "office_ours", "office_theirs")
    }
    blank = post(liaison, url("group", signed.public_id), **(typed | {"office_theirs": " "}))
    assert list(errors_of(blank)) == ["office_theirs"]
    assert post(liaison, url("group", signed.public_id), **typed).status_code == 302
    assert "__all__" in errors_of(post(liaison, url("group", signed.public_id), **typed))  # one for each agreement
    body = Body.objects.get(partnership=signed)
    assert (body.kind, body.office_theirs) == ("working_group", signed.counterpart.office)
    seat = reverse("web:meetings:seat", args=[body.public_id])
    person = {"name": "Persona de Muestra 31", "position": "Enlace", "sector": "official", "from_on": "2022-01-31"}
    assert list(errors_of(post(liaison, seat, **person))) == ["side"]
    for side in ("ours", "theirs"):
        assert post(liaison, seat, **person, side=side).status_code == 302
    for who in ("liaison", "counterpart"):  # both Parties see it
        page = html_of(cast.client(who).get(hub))
        assert page.count("Persona de Muestra 31") == 2, who
        assert str(typed["office_ours"]) in page, who
    resolution = meetings.record_resolution(
        cast.act("liaison"), body=body, session_number="1", held_on=cast.at.date(), act_number="5",
        title="Reunión anual", purpose=Purpose.DECIDE, partnership=signed,
    )  # fmt: skip
    session = resolution.point.session
    duty = Duty.objects.get(partnership=signed, key="yearly_meeting", period=1)
    assert "Convocar" in html_of(liaison.get(url("clock", signed.public_id)))
    assert sorted(errors_of(post(liaison, url("fulfil", duty.public_id)))) == ["done_on", "proof"]
    assert post(liaison, url("fulfil", duty.public_id), session=session.public_id).status_code == 302
    duty.refresh_from_db()
    assert (duty.done_on, duty.proof) == (cast.at.date(), f"{body} · sesión 1, acta 5, 31 de enero de 2022")


def test_counterpart_approves_the_paper_it_read_and_products_are_registered(cast, signed):
    liaison, other = cast.client("liaison"), cast.client("counterpart")
    act = cast.act("liaison")
    version = signed.agreement.agreed_version
    row = programmes.open_programme(act, partnership=signed, version=version, signed_on=act.on)
    keys = [m["key"] for m in row.modalities if m["key"] != "other"]
    spec = programmes.ActivitySpec("Estancia", keys[0], starts_on=act.on, ends_on=act.on, **relation.PARTS_OF_PROJECT)
    programmes.propose_activity(act, programme=row, spec=spec)
    programmes.leave_out(act, programme=row, modalities=keys[1:], ground="optional")
    page = url("programme", row.public_id)
    change = url("change", row.activities.get().public_id)
    assert [
        "Falta en inglés" in html_of(liaison.get(page)),
        'name="staff_plan_en"' in html_of(liaison.get(change)),
    ] == [
        True,
        True,
    ]
    assert other.get(page).status_code == 404  # a draft is ours
    programmes.approve_programme(cast.act("mayor"), programme=row)
    assert "La otra Parte ya lo aprobó" in html_of(other.get(page))
    assert "Saldrán en español en el texto en inglés" in html_of(other.get(url("accept", row.public_id)))
    for fmt, first in (("pdf", b"%PDF"), ("docx", b"PK")):
        paper = other.get(url("paper", row.public_id, fmt))
        assert (paper.status_code, paper.content[:4].startswith(first)) == (200, True)
    assert other.get(url("paper", row.public_id, "odt")).status_code == 404
    assert "__all__" in errors_of(post(liaison, url("accept", row.public_id)))
    assert post(other, url("accept", row.public_id)).status_code == 302
    annex = Annex.objects.get()
    told = "Señalado al revisarlo; ambas Partes lo aprobaron como está:"
    kept = {"document": annex.document, "kept_by": "x", "kept_at": cast.at}
    assert (told in html_of(other.get(page))) == annex.document.kept.exists()
    KeptFinding.objects.create(**kept, fingerprint="f" * 16, code="V03", reason="Así lo aprobaron ambas Partes.")
    KeptFinding.objects.create(**kept, fingerprint="g" * 16, code="V03", reason="Así lo aprobaron ambas Partes.")
    text = html_of(other.get(page))
    assert (told in text, text.count("<code>V03</code>")) == (True, 1)  # each once
    assert CODES["V03"].en in html_of(other.get(f"/en{url('programmes', signed.public_id)}"))
    for who in ("liaison", "counterpart"):
        for name, args in (("programmes", signed.public_id), ("programme", row.public_id)):
            assert annex.sha256[:12] in html_of(cast.client(who).get(url(name, args))), (who, name)
    room = reverse("web:agreements:signature", args=[signed.public_id])
    assert annex.sha256[:12] in html_of(liaison.get(room))
    link = reverse("web:drafting:paper", args=[annex.issue.public_id, "pdf"])
    assert [other.get(link).status_code, cast.client("stranger").get(link).status_code] == [200, 404]
    typed = {"title": "Manual", "kind": "method", "made_on": "2022-01-31", "owner": "both", "use": "Ambas"}
    wrong = post(liaison, url("product", signed.public_id), **(typed | {"use": ""}))
    assert list(errors_of(wrong)) == ["use"]
    activity = row.activities.get().public_id
    assert post(liaison, url("product", signed.public_id), **typed, activity=activity).status_code == 302
    product = Product.objects.get()
    assert product.activity.public_id == activity
    said = {"registration": "INDAUTOR 03-2022", "registered_on": "2022-01-31"}
    assert post(liaison, url("protect", product.public_id), **said).status_code == 302
    assert "INDAUTOR 03-2022" in html_of(other.get(url("programmes", signed.public_id)))


def test_no_link_leads_where_its_reader_may_not_go(cast):
    case = relation.ready_to_sign(cast)
    for who, sees in (("liaison", True), ("state", True), ("reviewer", False)):
        client = cast.client(who)
        page = client.get(f"/vinculaciones/{case.public_id}/programas/").content.decode()
        health = f"/vinculaciones/{case.public_id}/salud/"
        assert (health in page, client.get(health).status_code) == (sees, 200 if sees else 404), who
        if sees:
            inside = html_of(client.get(health)).partition("<main")[2]
            doors = set(re.findall(rf'href="(/vinculaciones/{case.public_id}/[^"]+)"', inside))
            assert len(doors) == {"liaison": 3, "state": 1}[who]
            assert [client.get(door).status_code for door in sorted(doors)] == [200] * len(doors), who
        # no duty yet: no calendar to take
        assert "calendario.ics" not in client.get(f"/vinculaciones/{case.public_id}/").content.decode()


def test_the_book_claims_of_a_running_programme_what_the_case_claims(cast, signed):
    publish_entry(cast.act("liaison"), partnership=signed)
    before = Entry.objects.get(partnership=signed.public_id).snapshot["claim"]["es"]
    assert "está en operación" not in before
    duty = Duty.objects.get(partnership=signed, key="first_programme")
    done = post(cast.client("liaison"), url("fulfil", duty.public_id), done_on="2022-01-31", proof="Oficio PM/12/2022")
    assert done.status_code == 302, errors_of(done)
    told = Entry.objects.get(partnership=signed.public_id).snapshot["claim"]
    claim = claim_of(relation.fresh(signed))
    assert (told["es"], told["en"]) == (claim.es, claim.en)
    assert "está en operación" in told["es"]


def test_calendar_names_an_office_abroad_in_the_language_of_the_file(cast, signed):
    Duty.objects.filter(partnership=signed, key="first_programme").update(
        owner_part="counterpart", owner_office="Office of the Mayor"
    )
    actor = cast.actor("liaison")

    def told(language: str) -> str:
        file = as_calendar(list_duties(actor, signed), name="Plazos", stamp=cast.at, language=language)
        return file.decode().replace("\r\n ", "")

    assert "A cargo de: “Office of the Mayor”" in told("es")
    assert "“Office" not in told("en")
    signed.counterpart.office_es = "Oficina de la Alcaldía"
    signed.counterpart.save(update_fields=["office_es"])
    assert "A cargo de: Oficina de la Alcaldía" in told("es")
    assert "Office of the Mayor" in told("en")
