"""Letters put down from their paper with no case: what went out, what it answers, and everybody who reads letters."""

import csv
import datetime as dt
import io

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.directory.models import Country
from hermanar.encounters import operations as encounters
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import Letter
from hermanar.partnerships.queries import funnel, letters_to_follow_up
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db
OUTGOING = {
    "folio": "PM/031/2021", "dated_on": "2021-09-01", "precision": "month", "kind": "intent", "city": "Lakeside",
    "city_choice": "gn:900001", "other_post": "Mayor", "other_office": "City Hall", "subject": "Escuelas de oficios",
}  # fmt: skip


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


@pytest.fixture
def client(cast):
    return cast.client("liaison")


def url(name: str, *args) -> str:
    return reverse(f"web:letters:{name}", args=args)


def test_outgoing_paper_without_a_case_stands_wherever_letters_are_read(cast, client):
    town, day = cast.organisations["municipality"], cast.at.date()
    more = {"copies": "Secretaría del Ayuntamiento\nArchivo", "initials": "PM/abc", "archive": "5C.3",
            "other_name": "Persona de Muestra 60", "other_address": "1 Main St.\nLakeside",
            "file": relation.scan_file(), "annexes": relation.scan_file(), "due_on": "2021-12-01"}  # fmt: skip
    done = post(client, url("outgoing"), **OUTGOING, **more)
    assert done.status_code == 302, errors_of(done)
    letter = Letter.objects.get()
    assert (letter.direction, letter.state, letter.partnership, letter.circle) == ("out", "sent", None, town.home)
    assert (letter.folio, letter.dated_on, letter.precision) == ("PM/031/2021", dt.date(2021, 9, 1), "month")
    assert (letter.other_name, letter.other_post, letter.other_office) == (
        "Persona de Muestra 60",
        "Mayor",
        "City Hall",
    )
    assert (letter.copies, letter.initials, letter.archive, letter.due_on) == (
        ["Secretaría del Ayuntamiento", "Archivo"], "PM/abc", "5C.3", dt.date(2021, 12, 1),
    )  # fmt: skip
    assert (letter.there_id, letter.attachment is not None, letter.attachments.count()) == (900001, True, 1)
    # register, pipeline, follow-up and its clock, funnel, export, its own page
    assert [r["way"] for r in client.get(url("register")).context["rows"]] == ["salida"]
    assert client.get(url("list")).context["board"].headline.startswith("1 en curso · 1 espera su seguimiento")
    (late,) = letters_to_follow_up(cast.act("liaison").actor, day)
    assert (late.letter, late.days, late.state) == (letter, (day - dt.date(2021, 9, 30)).days, "dead")
    assert (funnel(cast.act("liaison").actor).whole.sent, funnel(cast.act("liaison").actor).by_year[0].key) == (
        1,
        "2021",
    )
    rows = list(csv.reader(io.StringIO(b"".join(client.get(url("csv")).streaming_content).decode("utf-8-sig"))))
    assert rows[1][:6] == ["Enviada", "Carta de intención", "PM/031/2021", "2021-09-01", "month", "Lakeside"]
    shown = html_of(client.get(done.url))
    assert all(said in shown for said in ("septiembre de 2021", "Escuelas de oficios", "City Hall", "PM/abc", "5C.3"))
    # the folio is taken, and a number that is missing is asked for
    again = post(client, url("outgoing"), **OUTGOING)
    assert list(errors_of(again)) == ["folio"]
    assert errors_of(again)["folio"][0].startswith("El folio PM/031/2021 ya lo lleva otro papel, asentado el ")
    assert errors_of(again)["folio"][0].endswith("; el siguiente libre es PM/032/2021.")
    assert list(errors_of(post(client, url("outgoing"), **OUTGOING | {"folio": "", "precision": "day"}))) == ["folio"]


def test_outgoing_note_waits_only_where_it_says_until_when(cast, client):
    note = OUTGOING | {"kind": "official", "city": "", "city_choice": "", "other_post": "Delegación Federal"}
    nobody = post(client, url("outgoing"), **note | {"other_post": "", "other_office": ""})
    assert errors_of(nobody) == {
        "city": ["Escriba a quién se envió: la ciudad, o el cargo y la oficina del destinatario."]
    }
    assert post(client, url("outgoing"), **note).status_code == 302
    assert post(client, url("outgoing"), **note | {"folio": "PM/032/2021", "due_on": "2021-10-01"}).status_code == 302
    plain, asks = Letter.objects.order_by("pk")
    assert [f.letter for f in letters_to_follow_up(cast.act("liaison").actor, cast.at.date())] == [asks]
    lines = client.get(url("register")).context["rows"]
    assert [(r["it"], r["city"]) for r in lines] == [(asks, "City Hall"), (plain, "City Hall")]
    assert client.get(url("list")).context["board"].is_empty  # no letter of intent


def test_answer_finds_the_letter_it_answers_by_typing_however_old(cast, client, monkeypatch):
    monkeypatch.setattr("hermanar.web.letters.paper_forms.KNOWN", 1)
    town = cast.organisations["municipality"]
    for number, city in enumerate(("Aurora", "Lakeside", "Aurora del Sur")):
        operations.record_letter(
            cast.act("liaison"), owner=town, kind=LetterKind.INTENT, direction=Direction.OUT, city=city,
            dated_on=dt.date(2021, 3, 1), folio=f"PM/00{number}/2021",
        )  # fmt: skip
    typed = {"dated_on": "2022-01-20", "precision": "day", "kind": "answer", "is_affirmative": "yes", "sender": "Mayor"}
    page = client.get(url("incoming"))
    assert page.context["form"].known() == ["Carta de intención PM/002/2021 · Aurora del Sur"]
    assert "Carta de intención PM/002/2021 · Aurora del Sur" in html_of(page)
    assert list(errors_of(post(client, url("incoming"), **typed, answers="Osaka"))) == ["answers"]
    asked = post(client, url("incoming"), **typed, answers="aurora")
    assert list(errors_of(asked)) == ["answers_choice"]
    # what was asked is asked no more once the words are gone, or a case says the city
    case = relation.open_relation(cast)
    told = {**typed, "answers_choice": "zzz", "city": "Lakeside", "city_choice": "zzz", "partnership": case.public_id}
    assert post(client, url("incoming"), **told).status_code == 302
    first = Letter.objects.get(folio="PM/000/2021")
    done = post(client, url("incoming"), **typed, answers="aurora", answers_choice=first.public_id)
    assert done.status_code == 302, errors_of(done)
    assert post(client, url("incoming"), **typed, answers="pm 001 2021").status_code == 302
    states = dict(Letter.objects.filter(direction="out").values_list("folio", "state"))
    assert states == {"PM/000/2021": "answered", "PM/001/2021": "answered", "PM/002/2021": "sent"}


def test_letter_leads_to_its_event_and_contact_and_they_to_it(cast, client):
    act, home = cast.act("liaison"), cast.organisations["municipality"].home
    visit = encounters.record_encounter(
        act, circle=home, kind="meeting", on=dt.date(2021, 8, 1), title="Feria de oficios", place="Villa Serena"
    )
    mayor = encounters.add_contact(
        act, circle=home, kind="counterpart_office", side="theirs", post="Mayor", organisation="City Hall", city="Lakeside",
        subdivision="Wisconsin", country=Country.objects.get(pk="US"),
    )  # fmt: skip
    typed = {k: v for k, v in OUTGOING.items() if k not in {"city", "other_post", "other_office", "city_choice"}}
    done = post(client, url("outgoing"), **typed, contact=mayor.public_id, event=visit.public_id)
    assert done.status_code == 302, errors_of(done)
    letter = Letter.objects.get()
    assert (letter.city, letter.there_id, letter.other_post, letter.other_office) == (
        "Lakeside",
        900001,
        "Mayor",
        "City Hall",
    )
    doors = [
        reverse("web:encounters:encounter", args=[visit.public_id]),
        reverse("web:contacts:contact", args=[mayor.public_id]),
    ]
    shown = html_of(client.get(done.url))
    assert all(f'href="{door}"' in shown for door in doors)
    assert all(f'href="{done.url}"' in html_of(client.get(door)) for door in doors)
    details = url("details", letter.public_id)
    form = client.get(details).context["form"]
    assert (form["event"].value(), form["contact"].value()) == (visit.public_id, mayor.public_id)
    kept = post(
        client, details, event="", contact=mayor.public_id, copies="Archivo", initials="PM/x", event_code="Otra"
    )
    assert kept.status_code == 302, errors_of(kept)
    rows = list(csv.reader(io.StringIO(b"".join(client.get(url("csv")).streaming_content).decode("utf-8-sig"))))
    said = dict(zip(*rows, strict=True))
    assert (said["Evento"], said["Contacto"], said["Con copia para"], said["Iniciales"]) == (
        "Otra", "Mayor, City Hall", "Archivo", "PM/x",
    )  # fmt: skip


def test_paper_of_a_case_keeps_copies_initials_event_and_contact(cast, client):
    partnership = relation.open_relation(cast)
    home = cast.organisations["municipality"].home
    visit = encounters.record_encounter(
        cast.act("liaison"), circle=home, kind="meeting", on=dt.date(2021, 8, 1), title="Feria de oficios"
    )
    done = post(
        client, url("record", partnership.public_id), kind="official", direction="out", dated_on="2022-01-20",
        precision="day", folio="PM/9", copies="Sindicatura", initials="PM/x", event=visit.public_id, due_on="2022-03-01",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    letter = Letter.objects.get()
    assert (letter.copies, letter.initials, letter.tie.encounter) == (["Sindicatura"], "PM/x", visit)
    assert letter.awaits_answer


def test_letter_without_a_case_is_answered_and_a_note_of_our_own_is_written_signed_and_sent(cast, client):
    town = cast.organisations["municipality"]

    def came(kind, **more) -> Letter:
        return operations.record_letter(
            cast.act("liaison"), owner=town, direction=Direction.IN, kind=kind, dated_on=dt.date(2022, 1, 20), **more
        )

    intent = came(
        LetterKind.INTENT,
        city="Lakeside",
        country=Country.objects.get(pk="US"),
        folio="LS/7",
        sender="Mayor, City Hall",
    )
    shown = client.get(url("letter", intent.public_id)).context
    assert (shown["next"].url, [o["url"] for o in shown["next"].others]) == (
        url("reply", intent.public_id), [url("case", intent.public_id)],
    )  # fmt: skip
    page = client.get(shown["next"].url)
    assert page.context["form"]["other_post"].value() == "Mayor, City Hall"
    assert list(errors_of(post(client, shown["next"].url, accion="guardar", is_affirmative="yes"))) == ["areas"]
    done = post(
        client, shown["next"].url, accion="guardar", is_affirmative="yes", areas=["culture"], other_post="Mayor"
    )
    assert done.status_code == 302, errors_of(done)
    answer = intent.answered_by.get()
    assert (answer.kind, answer.partnership, answer.languages) == ("answer", None, ["es", "en"])
    assert "ASUNTO: Respuesta a la carta LS/7" in str(answer.version.content)
    assert "____" not in str(answer.version.content)
    # an official letter of another office: what says until when is to be answered, by an official letter
    note = came(LetterKind.NOTE, sender="Delegación Federal", folio="DF/3", due_on=dt.date(2022, 2, 10))
    reply = url("reply", note.public_id)
    assert client.get(url("letter", note.public_id)).context["next"].url == reply
    assert not client.get(reply).context["looked"]
    asked = post(client, reply, accion="guardar", city="Lakeside", motivations_es="Va el informe.")
    assert "city_choice" in asked.context["place"].errors
    typed = {
        "city": "Los Cabos, B.C.S.", "other_post": "Delegación Federal", "subject": "Informe de enero",
        "motivations_es": "Va el informe que pidió.\nLo acompaña su anexo.", "due_on": "2022-02-28", "copies": "Archivo",
    }  # fmt: skip
    for lacking in ("subject", "motivations_es"):
        assert list(errors_of(post(client, reply, accion="guardar", **typed | {lacking: ""}))) == [lacking]
    done = post(client, reply, accion="guardar", **typed)
    assert done.status_code == 302, errors_of(done)
    ours = note.answered_by.get()
    text = [b.text["es"] for b in ours.version.as_content.blocks]
    assert "ASUNTO: Informe de enero" in text
    assert {"Va el informe que pidió.", "Lo acompaña su anexo."} <= set(text)
    assert "Me refiero a su comunicación DF/3, de fecha 20 de enero de 2022." in text
    signed = post(cast.client("mayor"), url("sign", ours.public_id), dated_on="2022-01-31")
    assert signed.status_code == 302, errors_of(signed)
    ours.refresh_from_db()
    assert (ours.state, bool(ours.folio), ours.issue is not None) == ("signed_off", True, True)
    sent = post(client, url("send", ours.public_id), sent_on="2022-01-31", sent_by="Mensajería")
    assert sent.status_code == 302, errors_of(sent)
    assert [f.letter for f in letters_to_follow_up(cast.act("liaison").actor, cast.at.date())] == [ours]
    # one of our own, to a city abroad: in its languages too
    page = post(client, url("official"), accion="buscar", city="Lakeside", city_choice="gn:900001")
    assert page.context["form"].languages == ("es", "en")
    both = {"motivations_es": "Buen día.", "motivations_en": "Good day.", "subject_en": "Greeting", "subject": "Saludo"}
    done = post(client, url("official"), accion="guardar", city="Lakeside", city_choice="gn:900001", **both)
    assert done.status_code == 302, errors_of(done)
    assert "SUBJECT: Greeting" in str(Letter.objects.latest("pk").version.content)


def test_post_of_the_addressee_is_printed_in_each_language_as_it_is_called_there(cast):
    """From the contact's card to the paper: its post in Spanish and as it is called at home; what lacks is said."""
    home = cast.organisations["municipality"].home
    act, client = cast.act("liaison"), cast.client("liaison")
    contact = encounters.add_contact(
        act, circle=home, kind="counterpart_office", side="theirs", post="City Manager", post_es="Gerencia municipal",
        organisation="City of Lakeside", city="Lakeside",
    )  # fmt: skip
    card = html_of(client.get(reverse("web:contacts:contact", args=[contact.public_id])))
    write = f"{url('official')}?contacto={contact.public_id}"
    assert ("Gerencia municipal" in card, write in card) == (True, True)
    assert write not in html_of(cast.client("committee").get(reverse("web:contacts:contact", args=[contact.public_id])))
    shown = post(client, write, accion="buscar", city="Lakeside", city_choice="gn:900001").context["form"]
    assert (shown.initial["other_post"], shown.initial["other_post_en"]) == ("Gerencia municipal", "City Manager")
    typed = {
        "city": "Lakeside", "city_choice": "gn:900001", "motivations_es": "Buen día.", "motivations_en": "Good day.",
        "subject": "Saludo", "subject_en": "Greeting", "other_post": "Gerencia municipal",
    }  # fmt: skip
    done = post(client, write, accion="guardar", **typed, other_post_en="City Manager")
    assert done.status_code == 302, errors_of(done)
    letter = Letter.objects.latest("pk")
    assert (letter.other_post_in, letter.tie.contact) == ({"en": "City Manager"}, contact)
    text = [block.text for block in letter.version.as_content.blocks]
    assert any("Gerencia municipal" in t["es"] and "City Manager" in t["en"] for t in text)
    page = client.get(url("letter", letter.public_id))
    assert page.context["posts_missing"] == ""
    # taken away, the Spanish one stands there too, and the page says so
    revise = url("revise", letter.public_id)
    assert client.get(revise).context["form"].initial["other_post_en"] == "City Manager"
    assert post(client, revise, **typed, other_post_en="").status_code == 302
    page = client.get(url("letter", letter.public_id))
    assert page.context["posts_missing"] == "inglés"
    assert "se imprime igual en inglés" in html_of(page)
    letter.refresh_from_db()
    assert any("Gerencia municipal" in b.text["en"] for b in letter.version.as_content.blocks)
    # and the other way round: the English one stands in Spanish too
    assert post(client, revise, **typed | {"other_post": ""}, other_post_en="City Manager").status_code == 302
    page = client.get(url("letter", letter.public_id))
    assert page.context["posts_missing"] == "español"
    assert "“City Manager” se imprime igual en español" in html_of(page)
