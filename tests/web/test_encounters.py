"""Encounters, invitations, topics, services and the mayor's page over HTTP."""

import io

import pikepdf
import pytest

from hermanar.encounters import operations as encounters
from hermanar.encounters.models import Encounter, EventInvitation, LetterTie, Outcome, ServiceRequest, Topic
from hermanar.partnerships.models import Lead, Letter
from hermanar.partnerships.operations import record_letter
from tests import relation as relations, vera
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post

VISIT = {"kind": "visit_in", "title": "Visita de la Alcaldía", "on": "2022-01-20", "precision": "day"}


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


@pytest.fixture
def home(cast):
    return cast.organisations["municipality"].home


@pytest.fixture
@kept
def visit(cast, home, relation) -> Encounter:
    return encounters.record_encounter(
        cast.act("liaison"), circle=home, partnerships=[relation], on=cast.at.date(), kind="visit_in", title="Visita"
    )


def test_list_empty_teaches_and_opens_the_form(cast):
    page = html_of(cast.client("liaison").get("/encuentros/"))
    assert "Todavía no hay encuentros" in page
    assert 'href="/encuentros/nuevo/"' in page


def test_visit_goes_from_the_form_to_its_outcome(cast, relation):
    client = cast.client("liaison")
    answer = post(client, "/encuentros/nuevo/", **VISIT, relations=[relation.public_id], agreed="Una feria")
    row = Encounter.objects.get()
    assert (answer.status_code, answer.url, row.state) == (302, f"/encuentros/{row.public_id}/", "held")
    assert "Decir qué resultó" in html_of(client.get(answer.url))
    post(client, f"{answer.url}resultado/", kind="project", text="Festival en ambas ciudades")
    assert "Festival en ambas ciudades" in html_of(client.get(answer.url))
    case = html_of(client.get(f"/vinculaciones/{relation.public_id}/"))
    assert "último contacto 20 ene 2022" in case
    assert f"/vinculaciones/{relation.public_id}/ficha/" in case


def test_encounter_without_a_title_comes_back_with_the_words(cast):
    page = post(cast.client("liaison"), "/encuentros/nuevo/", **(VISIT | {"title": ""}), purpose="Conocerse")
    assert "title" in errors_of(page)
    assert "Conocerse" in html_of(page)


def test_planned_encounter_is_prepared_then_held_and_stands_in_the_calendar(cast):
    client = cast.client("liaison")
    answer = post(client, "/encuentros/nuevo/", **(VISIT | {"on": "2022-02-03"}))
    assert "Preparar el encuentro" in html_of(client.get(answer.url))
    assert b"SUMMARY:EJERCICIO" in client.get("/encuentros/calendario.ics").content
    assert "2022-02-03" in str(Encounter.objects.get().on)
    assert "on" in errors_of(post(client, f"{answer.url}realizado/", on="2022-02-03"))


def test_encounter_becomes_a_lead_that_keeps_where_it_came_from(cast, visit):
    client, address = cast.client("liaison"), f"/encuentros/{visit.public_id}/prospecto/"
    answer = post(client, address, foreign_name="Yamanashi", country="JP", summary="Quieren conocernos")
    lead = Lead.objects.get()
    assert (answer.status_code, answer.url) == (302, f"/prospectos/{lead.public_id}/")
    assert (lead.origin, lead.origin_about, lead.zone) == ("event", visit.public_id, "Asia/Tokyo")
    page = html_of(client.get(answer.url))
    assert "Decidir si se abre el expediente" in page
    assert f'href="/encuentros/{visit.public_id}/"' in page
    assert Outcome.objects.get().lead == lead


def test_lead_of_an_encounter_asks_which_city_is_meant(cast, visit):
    page = post(cast.client("liaison"), f"/encuentros/{visit.public_id}/prospecto/", foreign_name="Nowhereville")
    assert "place" in errors_of(page)
    assert Lead.objects.count() == 0


def test_evidence_is_attached_with_what_it_shows(cast, visit):
    client, address = cast.client("liaison"), f"/encuentros/{visit.public_id}/"
    post(client, f"{address}evidencia/", file=relations.scan_file(), caption="Firma del libro")
    assert "Firma del libro" in html_of(client.get(address))


def test_invitation_is_answered_attended_and_becomes_an_encounter(cast, relation):
    client = cast.client("liaison")
    answer = post(
        client, "/encuentros/invitaciones/nueva/", event="Encuentro de Ciudades", post="Regiduría",
        received_on="2022-01-25", respond_by="2022-02-10", partnership=relation.public_id,
    )  # fmt: skip
    row = EventInvitation.objects.get()
    assert answer.url == f"/encuentros/invitaciones/{row.public_id}/"
    assert "Contestar la invitación" in html_of(client.get("/escritorio/"))
    post(client, f"{answer.url}respuesta/", accepts="1", answered_on="2022-01-31", answer="Asistiremos")
    row.refresh_from_db()
    assert row.state == "accepted"
    met = post(client, f"{answer.url}asistencia/", on="2022-01-31")
    assert met.url == f"/encuentros/{Encounter.objects.get().public_id}/"


def test_line_of_an_invitation_leads_to_it_and_is_answered_and_stopped_only_there(cast, home, relation):
    act, client = cast.act("liaison"), cast.client("liaison")
    came = encounters.record_invitation(
        act, circle=home, event="Feria", post="Regiduría", received_on=act.on, respond_by=act.on
    )
    ours, taken = (
        encounters.list_invitees(act, circle=home, event=name, partnerships=[relation])[0] for name in ("Foro", "Gala")
    )
    for row, number in ((ours, "VS/1"), (taken, "VS/2")):
        encounters.send_invitation(act, invitation=row, sent_on=act.on, reference=number)
    encounters.withdraw_invitation(act, invitation=taken, reason="No habrá gala")
    shown = {}
    for row in (came, ours, taken):
        letter = LetterTie.objects.get(invitation=row, is_line=True).letter
        shown[row.event] = client.get(f"/correspondencia/{letter.public_id}/").context
        for page in ("interrumpir", "retomar", "respuesta", "contestar"):
            there = client.get(f"/correspondencia/{letter.public_id}/{page}/")
            assert there.url == f"/encuentros/invitaciones/{row.public_id}/"
    feria, foro, gala = (shown[name]["next"] for name in ("Feria", "Foro", "Gala"))
    assert (feria.title, feria.others, gala) == ("Contestar la invitación", [], None)
    assert (foro.url, foro.button) == (f"/encuentros/invitaciones/{ours.public_id}/", "Abrir la invitación")
    assert [o["label"] for o in foro.others] == ["Asentar el acuse", "Preparar recordatorio"]
    encounters.answer_invitation(act, invitation=came, accepts=True, answered_on=act.on)
    letter = LetterTie.objects.get(invitation=came, is_line=True).letter
    context = client.get(f"/correspondencia/{letter.public_id}/").context
    assert (context["next"], context["may_reply"]) == (None, False)


def test_invitation_of_the_list_is_written_as_a_letter_sent_from_it_and_answered_in_its_room(cast, home, relation):
    act, client = cast.act("liaison"), cast.client("liaison")
    row, other = (
        encounters.list_invitees(act, circle=home, event=name, partnerships=[relation])[0] for name in ("Feria", "Foro")
    )
    page = f"/encuentros/invitaciones/{row.public_id}/"
    write = client.get(page).context["write_url"]
    assert client.get(write).context["form"].initial["subject"] == "Feria"
    parts = {"motivations_es": "A la feria", "motivations_en": "To the fair"}
    drafted = post(client, write, subject="Feria", **parts)
    letter = Letter.objects.get(kind="invitation")
    shown = client.get(page).context
    assert (drafted.url, shown["line"], shown["write_url"]) == (f"/correspondencia/{letter.public_id}/", letter, "")
    # until it goes it is signed and sent like any letter; then the invitation went with it
    assert client.get(drafted.url).context["next"].title in {"Firmar la carta", "Corregir la carta"}
    Letter.objects.filter(pk=letter.pk).update(state="signed_off", folio="VS/8", dated_on=act.on)
    sent = {"sent_on": act.on.isoformat(), "sent_by": "Mensajería"}
    assert post(client, f"/correspondencia/{letter.public_id}/envio/", **sent).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.reference, Letter.objects.filter(kind="invitation").count()) == ("sent", "VS/8", 1)
    # the answer to the letter, put down from its paper, answers the invitation in its own room
    answer = {
        "kind": "answer", "direction": "in", "dated_on": act.on.isoformat(), "precision": "day", "folio": "L/1",
        "is_affirmative": "yes", "answers": letter.public_id, "subject": "Con gusto",
    }  # fmt: skip
    assert post(client, f"/correspondencia/relacion/{relation.public_id}/asentar/", **answer).status_code == 302
    row.refresh_from_db()
    assert (row.state, row.answered_on, row.answer) == ("accepted", act.on, "Con gusto")
    # one that went on paper before: the list takes its day and number from the register
    paper = record_letter(
        act, partnership=relation, kind="invitation", direction="out", dated_on=act.on, folio="VS/9", subject="Foro"
    )
    send = f"/encuentros/invitaciones/{other.public_id}/enviar/"
    assert errors_of(post(client, send)) == {"sent_on": ["Escriba el día en que se envió."]}
    assert post(client, send, letter=paper.public_id).status_code == 302
    other.refresh_from_db()
    assert (other.state, other.reference, LetterTie.objects.get(letter=paper).is_line) == ("sent", "VS/9", True)
    assert Letter.objects.filter(kind="invitation").count() == 2
    # a contact with whom there is no relation is invited by a letter without a case
    contact = encounters.add_contact(
        act, circle=home, kind="counterpart_office", side="theirs", post="Mayor", post_es="Alcaldía", city="Lakeside"
    )
    (guest,) = encounters.list_invitees(act, circle=home, event="Gala", contacts=[contact])
    write = client.get(f"/encuentros/invitaciones/{guest.public_id}/").context["write_url"]
    where = {"city": "Lakeside", "city_choice": "gn:900001"}
    shown = html_of(post(client, write, accion="buscar", **where))
    assert ("Nueva invitación" in shown, 'value="Gala"' in shown, 'value="Alcaldía"' in shown) == (True, True, True)
    drafted = post(client, write, accion="guardar", subject="Gala", other_post="Alcaldía", **where, **parts)
    letter = Letter.objects.latest("pk")
    assert (drafted.url, letter.kind, letter.partnership) == (
        f"/correspondencia/{letter.public_id}/",
        "invitation",
        None,
    )
    tie = LetterTie.objects.get(letter=letter)
    assert (tie.invitation, tie.contact, tie.is_line) == (guest, contact, True)


def test_guests_come_from_active_links_and_leave_as_envelopes_and_list(cast, home, relation, visit):
    client = cast.client("liaison")
    page = html_of(client.get("/encuentros/invitaciones/invitar/"))
    assert "Lakeside · ambas partes en contacto los últimos doce meses" in page
    post(client, "/encuentros/invitaciones/invitar/", event="=Festival", partnerships=[relation.public_id])
    assert EventInvitation.objects.get().state == "listed"
    assert "Alcaldía, Lakeside" in html_of(client.get("/encuentros/invitaciones/sobres/"))
    table = client.get("/encuentros/invitaciones/invitados.csv").content.decode("utf-8-sig")
    assert "'=Festival" in table
    row = EventInvitation.objects.get()
    post(client, f"/encuentros/invitaciones/{row.public_id}/enviar/", sent_on="2022-01-31", reference="VS/1/2022")
    assert "Ninguna por enviar" in html_of(client.get("/encuentros/invitaciones/sobres/"))


def test_outcome_is_asked_for_each_active_link_after_a_gathering(cast, home, relation, visit):
    row = encounters.record_encounter(
        cast.act("liaison"), circle=home, kind="gathering", on=cast.at.date(), title="Seminario"
    )
    page = html_of(cast.client("liaison").get(f"/encuentros/{row.public_id}/"))
    assert "Qué resultó para cada relación" in page
    assert f"/encuentros/{row.public_id}/resultado/?vinculacion={relation.public_id}" in page


def test_topic_is_noted_and_followed(cast, relation):
    client = cast.client("liaison")
    post(client, "/encuentros/temas/nuevo/", title="Salud", partnership=relation.public_id)
    topic = Topic.objects.get()
    post(client, f"/encuentros/temas/{topic.public_id}/", state="in_progress", note="Se pidió propuesta")
    assert "Se pidió propuesta" in html_of(client.get("/encuentros/temas/"))
    topic.refresh_from_db()
    assert topic.state == "in_progress"


def test_topic_of_an_encounter_is_a_door_only_for_who_keeps_it(cast, home, relation, visit):
    post(cast.client("liaison"), f"/encuentros/temas/nuevo/?encuentro={visit.public_id}", title="Salud",
         partnership=relation.public_id)  # fmt: skip
    url = f"/encuentros/temas/{Topic.objects.get().public_id}/"
    for who, opens in (("liaison", True), ("mayor", False)):
        page = html_of(cast.client(who).get(f"/encuentros/{visit.public_id}/"))
        assert "Salud" in page
        assert (url in page, cast.client(who).get(url).status_code) == (opens, 200 if opens else 404), who


def test_service_is_asked_answered_by_the_consulate_and_read(cast, relation):
    client, consul = cast.client("liaison"), cast.client("consul")
    answer = post(
        client, "/servicios/nuevo/", kind="city_facts", asked_of=cast.organisations["consulate"].public_id,
        subject="Informe", text="¿Quién atiende?",
    )  # fmt: skip
    row = ServiceRequest.objects.get()
    assert (answer.url, row.due_on.isoformat()) == (f"/servicios/{row.public_id}/", "2022-03-02")
    assert "Contestar la solicitud" in html_of(consul.get("/escritorio/"))
    post(consul, f"{answer.url}respuesta/", attended="1", answer="La Alcaldía.", answered_on="2022-01-31")
    assert "La Alcaldía." in html_of(client.get(answer.url))
    assert "Leer la respuesta" in html_of(client.get("/escritorio/"))


def test_committee_of_the_counterpart_is_put_down(cast, relation):
    client, address = cast.client("liaison"), f"/vinculaciones/{relation.public_id}/"
    post(client, f"{address}comite-de-la-contraparte/", known="none", precision="day")
    relation.counterpart.refresh_from_db()
    assert relation.counterpart.committee_known == "none"
    assert "La contraparte no tiene comité que la represente" in html_of(client.get(f"{address}ficha/"))


@pytest.mark.vera
@pytest.mark.parametrize(("prefix", "word"), [("", "Para conversar"), ("/en", "To bring up")])
def test_brief_is_a_page_and_a_paper_in_both_languages(cast, relation, visit, prefix, word):
    client, address = cast.client("mayor"), f"{prefix}/vinculaciones/{relation.public_id}/ficha/"
    page = html_of(client.get(f"{address}?encuentro={visit.public_id}"))
    assert word in page
    for language in ("es", "en"):
        paper = client.get(f"{address}{language}.pdf?encuentro={visit.public_id}")
        assert paper["Content-Type"] == "application/pdf"
        with pikepdf.open(io.BytesIO(paper.content)) as opened:
            assert len(opened.pages) == 1
        assert vera.failures(paper.content) == []
    assert client.get(f"{address}fr.pdf").status_code == 404


def test_brief_of_an_encounter_of_another_relation_is_not_there(cast, home, relation):
    other = encounters.record_encounter(
        cast.act("liaison"), circle=home, on=cast.at.date(), kind="meeting", title="De otra"
    )
    address = f"/vinculaciones/{relation.public_id}/ficha/?encuentro={other.public_id}"
    assert cast.client("liaison").get(address).status_code == 404


def test_lists_ask_no_more_for_three_rows(cast, home, relation, assert_flat):
    client, number = cast.client("liaison"), iter(range(99))

    def make():
        n = next(number)
        act = cast.act("liaison")
        encounters.record_encounter(act, circle=home, kind="meeting", on=act.on, title=f"R{n}", partnerships=[relation])
        encounters.record_invitation(act, circle=home, event=f"E{n}", post="P", received_on=act.on)
        encounters.raise_topic(act, circle=home, title=f"T{n}", partnership=relation)

    def show():
        for address in ("", "invitaciones/", "temas/"):
            client.get(f"/encuentros/{address}")
        client.get(f"/vinculaciones/{relation.public_id}/trato/")

    assert_flat(make, show)


@pytest.mark.parametrize("address", ["/encuentros/", "/encuentros/invitaciones/", "/encuentros/temas/", "/servicios/"])
def test_lists_in_english_have_no_spanish_left(cast, address):
    page = html_of(cast.client("liaison").get(f"/en{address}"))
    assert "Todavía" not in page
    assert "Encuentros" not in page
