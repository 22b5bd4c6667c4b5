"""A cabinet over HTTP: its regulation, a series, a session with its notice, minutes to the signed paper, commitments."""

import base64
import datetime as dt
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
from allauth.mfa.models import Authenticator
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from hermanar.accounts.models import User
from hermanar.directory import operations as directory
from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, Person
from hermanar.meetings import operations as meetings
from hermanar.meetings.models import Body, Commitment, Session
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

SERIES = {
    "kind": "ordinary", "weekday": "0", "every_weeks": "1", "at": "09:00", "place": "Sala de Cabildo",
    "first_on": "2022-01-31", "last_on": "2022-02-28", "first_number": "1",
}  # fmt: skip


PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def at(name: str, session) -> str:
    return reverse(f"web:meetings:{name}", args=[session.public_id])


@pytest.fixture
@kept
def cabinet(cast) -> Body:
    act = cast.act("liaison")
    town = cast.organisations["municipality"]
    body = meetings.create_body(
        act, organisation=town, kind="cabinet", name="Gabinete municipal", seats=2, source="[K] uso"
    )
    for n in range(2):
        meetings.seat_member(
            act, body=body, name=f"Persona de Muestra {60 + n}", position=f"Secretaría {n}", sector="official",
            from_on=dt.date(2022, 1, 1),
        )  # fmt: skip
    return body


def body_url(body) -> str:
    return f"/sesiones/organos/{body.public_id}/"


def test_series_of_mondays_stands_in_the_body_and_in_its_calendar(cast, cabinet, monkeypatch):
    client = cast.client("liaison")
    answer = post(client, f"{body_url(cabinet)}serie/", **SERIES)
    assert answer.url == body_url(cabinet)
    assert cabinet.sessions.count() == 5
    monkeypatch.setattr("hermanar.web.meetings.bodies._PAGE", 3)
    rest = re.search(r'href="(\?antes=\d+)"', html_of(client.get(body_url(cabinet))))
    assert html_of(client.get(body_url(cabinet) + rest[1])).count("data-item") == 2
    file = client.get(f"{body_url(cabinet)}calendario.ics")
    events = icalendar.Calendar.from_ical(file.content).walk("VEVENT")
    assert [str(e["SUMMARY"]) for e in events][-1] == "EJERCICIO · Gabinete municipal, sesión 1"
    assert events[-1]["DTSTART"].dt == dt.datetime(2022, 1, 31, 15, 0, tzinfo=dt.UTC)
    assert events[-1]["LOCATION"] == "Sala de Cabildo"


def test_door_leads_where_it_says_and_the_session_tells_who_headed_it_and_who_took_part(cast, cabinet):
    client = cast.client("liaison")
    post(client, f"{body_url(cabinet)}serie/", **SERIES)
    session = cabinet.sessions.order_by("held_on").first()
    address = re.findall(r"https?://[^\s<\"]*/enlace/[\w-]{43}/", html_of(post(client, at("door", session))))
    assert address
    assert all(a.count("://") == 1 for a in address)
    paper = SimpleUploadedFile("orden.png", PNG, "image/png")
    post(client, at("put", session), title="Avance", purpose="other", partnership="", file=paper)
    present = [str(m.pk) for m in cabinet.members.all()]
    post(client, at("attend", session), present=present, headed_by="Presidencia Municipal")
    post(client, at("guests", session), people="Persona de Muestra 70; Dirección; Direcciones; Salud")
    page = html_of(client.get(at("session", session)))
    for told in ("La encabezó: Presidencia Municipal", "Participaron 3 dependencias.", "orden.png"):
        assert told in page, told


def test_series_that_ends_before_it_begins_keeps_what_was_typed(cast, cabinet):
    answer = post(cast.client("liaison"), f"{body_url(cabinet)}serie/", **SERIES | {"last_on": "2022-01-01"})
    assert errors_of(answer) == {"last_on": ["La serie no puede terminar antes de empezar."]}
    assert 'value="Sala de Cabildo"' in html_of(answer)


def test_body_page_says_what_is_not_in_order(cast, cabinet):
    page = html_of(cast.client("liaison").get(body_url(cabinet)))
    assert "Todavía no sesiona." in page
    assert "rendido protesta" not in page  # a cabinet takes no oath
    committee = relation.committee(cast)
    committee.members.update(oath_on=None)
    many = committee.members.count()
    page = html_of(cast.client("liaison").get(body_url(committee)))
    assert f"{many} integrantes no han rendido protesta." in page
    english = html_of(cast.client("liaison").get(f"/en{body_url(committee)}"))
    assert f"{many} members have not taken the oath." in english


def test_regulation_of_a_committee_with_its_seats(cast, cabinet):
    typed = {
        "valid_from": "2022-02-01", "source": "Reglamento", "seats": "20", "quorum": "1/2+", "majority": "1/2+",
        "notice_hours": "72", "numbering": "administration", "citizens": "1/3",
        "composition": "Vocalía; ciudadanía; 7\nVocalía; servicio público; 12\nSecretaría técnica; servicio público; 1; sin voto",
    }  # fmt: skip
    answer = post(cast.client("liaison"), f"{body_url(cabinet)}reglamento/", **typed)
    assert answer.status_code == 302
    rule = cabinet.rules.get(valid_until=None)
    assert [(r["sector"], r["count"], r["has_vote"]) for r in rule.composition] == [
        ("citizen", 7, True), ("official", 12, True), ("official", 1, False),
    ]  # fmt: skip
    again = post(
        cast.client("liaison"), f"{body_url(cabinet)}reglamento/", **typed | {"valid_from": "2022-03-01", "seats": "9"}
    )
    assert list(errors_of(again)) == ["composition"]


def seat_somebody(cast, office) -> tuple[User, str]:
    """A person with an account in that office."""
    user = User.objects.create(email="muestra60@example.org")
    person = Person.objects.create(name="Persona de Muestra 60", user=user)
    row = Appointment.objects.create(office=office, person=person, from_on=dt.date(2022, 1, 1))
    return user, row.public_id


@pytest.fixture
@kept
def held(cast, cabinet) -> Session:
    act = cast.act("liaison")
    session = meetings.convene_session(act, body=cabinet, kind="ordinary", number="1", held_on=cast.at.date())
    meetings.put_point(act, session=session, title="Avance del trimestre")
    return meetings.hold_session(act, session=session, present=list(cabinet.members.all()))


def test_notice_is_issued_with_its_papers(cast, cabinet):
    act, client = cast.act("liaison"), cast.client("liaison")
    session = meetings.convene_session(act, body=cabinet, kind="ordinary", number="1", held_on=cast.at.date())
    url = f"/sesiones/{session.public_id}/"
    assert "Falta el orden del día: agregue al menos un punto" in html_of(post(client, f"{url}convocatoria/"))
    meetings.put_point(act, session=session, title="Avance del trimestre")
    answer = post(client, f"{url}convocatoria/", basis="El reglamento interior.", papers="Minuta 4\n\nProyecto")
    assert answer.url == url
    page = html_of(client.get(url))
    assert "Expedir la convocatoria" not in page
    session.refresh_from_db()
    assert session.call.folio in page


def test_point_of_an_agenda_that_is_not_out_is_taken_off_from_the_page(cast, cabinet):
    client, act = cast.client("liaison"), cast.act("liaison")
    session = meetings.convene_session(act, body=cabinet, kind="ordinary", number="1", held_on=cast.at.date())
    point = meetings.put_point(act, session=session, title="Asunto por error")
    url = f"/sesiones/{session.public_id}/"
    away = f"/sesiones/puntos/{point.public_id}/retirar/"
    assert away in html_of(client.get(url))
    assert list(errors_of(post(client, away, reason=""))) == ["reason"]
    assert post(client, away, reason="Se puso dos veces.").url == url
    page = html_of(client.get(url))
    assert "El punto quedó retirado del orden del día." in page
    assert "Asunto por error" not in page


def test_minutes_are_written_amended_approved_and_issued(cast, cabinet, held):
    client = cast.client("liaison")
    url = f"/sesiones/{held.public_id}/minuta/"
    point = held.points.get()
    assert "Empezar la minuta" in html_of(client.get(f"/sesiones/{held.public_id}/"))
    post(
        client,
        url,
        version="0",
        t_opening="Se verificó la asistencia.",
        **{f"t_{point.public_id}": "Cada área informó."},
    )
    post(client, f"{url}enviar/")
    post(client, f"{url}correcciones/", by="Secretaría 1", text="Fueron dos áreas.")
    page = html_of(client.get(url))
    assert "Fueron dos áreas." in page
    assert "Aprobarla en la sesión siguiente" in page
    held.minutes.refresh_from_db()
    amendment = held.minutes.amendments.get()
    refused = post(client, f"{url}correcciones/{amendment.pk}/", is_accepted="0")
    assert list(errors_of(refused)) == ["reason"]
    post(client, f"{url}correcciones/{amendment.pk}/", is_accepted="1")
    assert "Falta escribirla" in html_of(client.get(url))
    post(client, url, version="1", **{f"t_{point.public_id}": "Dos áreas informaron."})
    assert "Falta escribirla" not in html_of(client.get(url))
    act = cast.act("liaison")
    later = meetings.convene_session(act, body=cabinet, kind="ordinary", number="2", held_on=cast.at.date())
    approving = meetings.put_point(act, session=later, title="Minuta anterior", purpose="approve_minutes")
    meetings.hold_session(act, session=later, present=list(cabinet.members.all()))
    meetings.resolve_point(act, point=approving, in_favour=2)
    assert "Darla por aprobada" in html_of(client.get(f"/sesiones/{later.public_id}/"))
    page = html_of(client.get(url))
    assert f"{url}aprobada/{later.public_id}/" in page
    assert "Aprobarla en la sesión siguiente" not in page
    post(client, f"{url}aprobada/{later.public_id}/")
    answer = post(client, f"{url}expedir/")
    assert answer.url == url
    page = html_of(client.get(url))
    assert "Minuta expedida" in page
    assert "Firmada" not in page
    assert "Guardar la minuta firmada" in page
    signed = {"on": f"{cast.at.date():%Y-%m-%d}", "scan": relation.scan_file("minuta.pdf")}
    assert post(client, f"{url}firmada/", **signed).url == url
    page = html_of(client.get(url))
    assert "Firmada" in page
    scan = client.get(re.search(r'href="(/archivos/[^"]+)"', page)[1])
    assert scan.status_code == 200
    scan.close()
    assert "<textarea" not in page  # what was approved is not written any more
    # what somebody was typing meanwhile is refused and stays before them
    late = html_of(
        post(client, url, version="1", t_opening="Se verificó la asistencia.", t_closing="Se cerró a las once.")
    )
    assert "La minuta ya se aprobó: se corrige con un punto de otra sesión." in late
    assert "Lo que escribió y no se guardó" in late
    assert "Se cerró a las once." in late


def test_character_that_no_paper_prints_is_said_at_the_part_of_the_minutes_where_it_was_typed(cast, cabinet, held):
    client, part = cast.client("liaison"), f"t_{held.points.get().public_id}"
    address = f"/sesiones/{held.public_id}/minuta/"
    for door, said in ((address, "no se puede imprimir"), (f"/en{address}", "cannot be printed")):
        page = post(client, door, version="0", t_opening="Se verificó la asistencia.", **{part: "Se informó 😀."})
        found = errors_of(page)
        assert (list(found), said in found[part][0]) == ([part], True)
        assert "Se verificó la asistencia." in html_of(page)
    assert not Session.objects.filter(pk=held.pk, minutes__texts__has_key="opening").exists()


def test_two_people_on_the_same_minutes_lose_no_word(cast, cabinet, held):
    client = cast.client("liaison")
    url = f"/sesiones/{held.public_id}/minuta/"
    post(client, url, version="0", t_opening="Uno")
    post(client, url, version="1", t_opening="Dos")
    answer = post(client, url, version="1", t_opening="Tres")
    assert "Alguien más escribió en la minuta" in html_of(answer)
    assert "Tres" in html_of(answer)
    held.minutes.refresh_from_db()
    assert held.minutes.texts["opening"] == "Dos"


def test_commitment_goes_from_the_session_to_its_end(cast, cabinet, held):
    client = cast.client("liaison")
    url = f"/sesiones/{held.public_id}/"
    post(client, f"{url}compromisos/", text="Recorrer el mercado", owner="Mercados", due_on="2022-01-31")
    row = Commitment.objects.get()
    assert "Recorrer el mercado" in html_of(client.get("/sesiones/compromisos/"))
    own = f"/sesiones/compromisos/{row.public_id}/"
    post(client, own, text="Se fijó la hora.")
    assert "Se fijó la hora." in html_of(client.get(own))
    post(client, f"{own}cerrar/", is_done="1", outcome="Se recorrió.", on="2022-01-31")
    row.refresh_from_db()
    assert (row.state, row.outcome) == ("done", "Se recorrió.")
    assert "Cerrar el compromiso" not in html_of(client.get(own))
    assert "Nada pendiente" in html_of(client.get("/sesiones/compromisos/"))


def test_open_commitments_head_the_next_session(cast, cabinet, held):
    meetings.make_commitment(
        cast.act("liaison"), session=held, text="Recorrer", owner="Mercados", due_on=cast.at.date()
    )
    later = meetings.convene_session(
        cast.act("liaison"), body=cabinet, kind="ordinary", number="2", held_on=cast.at.date()
    )
    page = html_of(cast.client("liaison").get(f"/sesiones/{later.public_id}/"))
    assert "De sesiones anteriores" in page
    assert "Recorrer" in page


def test_problem_from_raised_to_resolved(cast, cabinet, held):
    client = cast.client("liaison")
    post(client, f"/sesiones/{held.public_id}/problemas/", text="Falta luz en el mercado", raised_by="Mercados")
    problem = held.problems.get()
    url = f"/sesiones/problemas/{problem.public_id}/"
    # a door only for who may open it
    for who, opens in (("liaison", True), ("mayor", False)):
        reader = cast.client(who)
        page = html_of(reader.get("/sesiones/compromisos/"))
        assert "Falta luz en el mercado" in page
        assert (url in page, reader.get(url).status_code) == (opens, 200 if opens else 404), who
    assert list(errors_of(post(client, url, state="attended"))) == ["owner"]
    post(client, url, state="attended", owner="Alumbrado")
    post(client, url, state="resolved", outcome="Seis lámparas nuevas.")
    problem.refresh_from_db()
    assert (problem.state, problem.owner) == ("resolved", "Alumbrado")


def test_attendance_sheet_lists_members_and_guests_by_rank(cast, cabinet, held):
    client = cast.client("liaison")
    url = f"/sesiones/{held.public_id}/lista/"
    post(
        client,
        f"{url}agregar/",
        people="Persona de Muestra 71; Dirección A; Direcciones\nPersona de Muestra 72\tJefatura B\tJefaturas",
    )
    page = html_of(client.get(url))
    assert page.index("Integrantes") < page.index("Direcciones") < page.index("Jefaturas")
    assert "Persona de Muestra 60" in page


def test_commitments_page_asks_the_same_number_of_questions(cast, cabinet, held):
    client, counts = cast.client("liaison"), []
    for _n in range(3):
        meetings.make_commitment(
            cast.act("liaison"), session=held, text="Recorrer", owner="Mercados", due_on=cast.at.date()
        )
        with CaptureQueriesContext(connection) as asked:
            client.get("/sesiones/compromisos/")
        counts.append(len(asked))
    assert counts[0] == counts[2]


def test_roll_call_sums_to_the_vote(cast, cabinet, held):
    resolution = meetings.resolve_point(cast.act("liaison"), point=held.points.get(), in_favour=1, against=1)
    client = cast.client("liaison")
    url = f"/sesiones/acuerdos/{resolution.public_id}/nominal/"
    a, b = held.present.order_by("pk")
    wrong = post(client, url, **{f"m_{a.pk}": "in_favour", f"m_{b.pk}": "in_favour"})
    assert "no suman lo que dice la resolución" in html_of(wrong)
    post(client, url, **{f"m_{a.pk}": "in_favour", f"m_{b.pk}": "against"})
    assert resolution.votes.count() == 2
    names = [m.person.name for m in (a, b)]
    page = html_of(client.get(f"/sesiones/{held.public_id}/"))
    assert f"<b>A favor:</b> {names[0]} · <b>En contra:</b> {names[1]}" in page
    assert url not in page  # it is put down once


def test_problem_that_was_solved_shows_how_and_asks_nothing(cast, held):
    act = cast.act("liaison")
    row = meetings.raise_problem(act, session=held, text="Falta luz en el mercado", raised_by="Mercados")
    where, client = f"/sesiones/problemas/{row.public_id}/", cast.client("liaison")
    assert 'name="state"' in html_of(client.get(where))
    meetings.move_problem(act, problem=row, state="resolved", outcome="Se cambiaron seis lámparas.")
    page = html_of(client.get(where))
    assert "Se cambiaron seis lámparas." in page
    assert 'name="state"' not in page
    assert "dio seguimiento a un problema: Resuelto" in page


def test_journal_names_how_a_commitment_ended_in_words(cast, held):
    act = cast.act("liaison")
    row = meetings.make_commitment(act, session=held, text="Recorrer", owner="Mercados", due_on=cast.at.date())
    meetings.end_commitment(act, commitment=row, is_done=True, outcome="Hecho", on=cast.at.date())
    page = html_of(cast.client("liaison").get(f"/sesiones/compromisos/{row.public_id}/"))
    assert "cerró un compromiso: Cumplido" in page


def test_desk_of_the_liaison_shows_commitments_and_sessions_that_are_near(cast, cabinet, held):
    act = cast.act("liaison")
    meetings.make_commitment(act, session=held, text="Recorrer el mercado", owner="Mercados", due_on=cast.at.date())
    meetings.convene_session(
        act, body=cabinet, kind="ordinary", number="2", held_on=cast.at.date() + dt.timedelta(days=7)
    )
    page = html_of(cast.client("liaison").get("/escritorio/"))
    assert "Recorrer el mercado · Mercados" in page
    assert "Preparar la sesión" in page
    assert "Recorrer el mercado" not in html_of(cast.client("council_secretary").get("/escritorio/"))


def test_commission_and_its_chair_have_their_seat_and_their_desk(cast):
    town = cast.organisations["municipality"]
    office = directory.create_office(
        cast.act("administrator"),
        organisation=town,
        title="Regiduría de Turismo y Ciudades Hermanas",
        role=Role.COMMISSION,
    )
    user, appointment = seat_somebody(cast, office)
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    session = client.session
    session["appointment"] = appointment
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
    session.save()
    assert client.get("/escritorio/").status_code == 200
    typed = {
        "kind": "commission",
        "name": "Comisión de Turismo y Ciudades Hermanas",
        "seats": "3",
        "source": "Reglamento interior",
    }
    answer = post(client, "/sesiones/organos/nuevo/", **typed, valid_from="2022-01-01")
    body = Body.objects.get()
    assert answer.url == body_url(body)
    post(client, f"{body_url(body)}convocar/", kind="ordinary", number="1", held_on="2031-02-15")
    assert body.sessions.get().state == "convened"
    # its chair convenes it, not the Cabildo, and nobody else convenes the commission
    assert "Convocar a sesión" not in html_of(cast.client("council_secretary").get(body_url(body)))


def test_body_is_changed_by_a_later_act_and_says_what_it_said_before(cast, cabinet):
    client, town, act = cast.client("liaison"), cast.organisations["municipality"], cast.act("liaison")
    council = meetings.create_body(act, organisation=town, kind="council", name="Consejo", seats=9, source="R")
    body = meetings.create_body(act, organisation=town, kind="committee", name="Comité", seats=9, source="R")
    row = relation.open_relation(cast)
    typed = {"on": "2022-01-10", "name": "Comité de Lakeside", "name_en": "", "legal_basis": "", "deed": "Escritura 7"}
    typed |= {"partnership": row.public_id, "parent": council.public_id}
    url = f"{body_url(body)}cambio/"
    assert list(errors_of(post(client, url, **typed, source=" "))) == ["source"]
    assert post(client, url, **typed, source="Acuerdo 12").url == body_url(body)
    body.refresh_from_db()
    assert (body.name, body.deed, body.partnership, body.parent) == ("Comité de Lakeside", "Escritura 7", row, council)
    shown = html_of(client.get(body_url(body)))
    assert all(
        said in shown for said in ("Acuerdo 12", "Comité → Comité de Lakeside", f"— → {row.folio}", "Escritura 7")
    )
    assert errors_of(post(client, url, **typed, source="Acuerdo 13"))["name"]  # nothing moved
    twin = meetings.create_body(act, organisation=town, kind="committee", name="Otro", seats=9, source="R")
    again = post(client, f"{body_url(twin)}cambio/", **(typed | {"parent": ""}), source="Acuerdo 14")
    assert errors_of(again)["partnership"]


def test_hour_of_arrival_by_code_and_day_of_circulation_are_shown(cast, cabinet):
    client, act = cast.client("liaison"), cast.act("liaison")
    session = meetings.convene_session(act, body=cabinet, kind="ordinary", number="1", held_on=cast.at.date())
    meetings.check_in(act, session=session, name="Persona de Muestra 73", post="Invitada", rank="Invitados")
    meetings.hold_session(act, session=session, present=list(cabinet.members.all()))
    minutes = meetings.write_minutes(act, session=session, texts={"opening": "Uno"})
    meetings.circulate_minutes(act, minutes=minutes)
    hour = f"{act.at.astimezone(ZoneInfo(cabinet.organisation.zone)):%H:%M} h"
    assert f"con el código a las {hour}" in html_of(client.get(at("sheet", session)))
    assert f"llegó a las {hour}" in html_of(client.get(at("session", session)))
    assert "dada a quienes asistieron el" in html_of(client.get(at("minutes", session)))
