"""Follow-up of letters over HTTP, and the hint that the administration changed."""

import datetime as dt

import pytest

from hermanar.directory.models import Administration, Circle
from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, Interruption, LetterKind
from tests import relation as relations
from tests.kept import kept


@pytest.fixture
def relation(cast):
    return relations.open_relation(cast)


@pytest.fixture
@kept
def sent(cast, relation):
    return operations.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 10), folio="VS/009/2022",
    )  # fmt: skip


def test_follow_up_says_days_and_what_is_due(cast, sent):
    page = cast.client("liaison").get("/correspondencia/seguimiento/").content.decode()
    assert "VS/009/2022" in page
    assert "Toca el primer recordatorio" in page
    assert ">21 días<" in page


def test_letter_without_a_case_is_followed_up_by_its_city(cast, sent):
    act = cast.act("liaison")
    alone = operations.record_letter(
        act, owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 5), folio="VS/003/2022", city="Cedar Falls", subdivision="Iowa",
    )  # fmt: skip
    client = cast.client("liaison")
    assert "Cedar Falls, Iowa" in client.get("/correspondencia/seguimiento/").content.decode()
    operations.interrupt_letter(act, letter=alone, code=Interruption.NO_COMMITTEE_THERE, reason="x", on=act.on)
    listed = client.get("/correspondencia/seguimiento/?causa=no_committee_there").content.decode()
    assert "Cedar Falls, Iowa" in listed


def test_follow_up_counts_open_their_list(cast, relation, sent):
    act = cast.act("liaison")
    operations.interrupt_letter(act, letter=sent, code=Interruption.NO_COMMITTEE_THERE, reason="x", on=act.on)
    client = cast.client("liaison")
    page = client.get("/correspondencia/seguimiento/").content.decode()
    assert "Ninguna carta espera respuesta" in page
    assert 'href="?causa=no_committee_there#causas"' in page
    listed = client.get("/correspondencia/seguimiento/?causa=no_committee_there").content.decode()
    assert f"/correspondencia/{sent.public_id}/" in listed
    other = client.get("/correspondencia/seguimiento/?causa=refused").content.decode()
    assert "Nada se ha detenido por esa causa." in other
    assert client.get("/correspondencia/seguimiento/?causa=nada").status_code == 200


def test_follow_up_goes_on_page_by_page_and_is_of_ones_own_letters(cast, sent, monkeypatch):
    monkeypatch.setattr("hermanar.web.follow_up.views.PAGE", 1)
    alone = operations.record_letter(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 10), folio="VS/010/2022", city="Cedar Falls",
    )  # fmt: skip
    client, seen, url = cast.client("liaison"), [], "/correspondencia/seguimiento/"
    while url:
        page = client.get(url).context
        seen += [row["it"].letter for row in page["rows"]]
        url = page["next"] and f"/correspondencia/seguimiento/{page['next']}"
    assert seen == [sent, alone]
    for wrong in ("x", "2022-01-10~x", "2022-99-10~1", f"~{'9' * 40}"):
        assert client.get(f"/correspondencia/seguimiento/?desde={wrong}").status_code == 200
    # what came in here from the other house is followed there
    assert cast.client("counterpart").get("/correspondencia/seguimiento/").context["rows"] == []


def test_register_leads_to_the_follow_up(cast, sent):
    assert "/correspondencia/seguimiento/" in cast.client("liaison").get("/correspondencia/").content.decode()


@pytest.mark.parametrize(
    ("who", "status", "sees"),
    [
        ("liaison", 200, True), ("mayor", 200, True), ("committee", 200, True), ("state", 200, True),
        ("reviewer", 200, True), ("counterpart", 200, False), ("consul", 200, False), ("stranger", 200, False),
        ("nobody", 302, False),
    ],
)  # fmt: skip
def test_page_by_persona_shows_what_its_seats_reach(cast, sent, who, status, sees):
    page = cast.client(who).get("/correspondencia/seguimiento/")
    assert page.status_code == status
    assert ("VS/009/2022" in page.content.decode()) is sees


def test_case_says_that_the_administration_changed_since_it_was_opened(cast, relation):
    client, address = cast.client("liaison"), f"/vinculaciones/{relation.public_id}/"
    assert "Cambio de administración" not in client.get(address).content.decode()
    Administration.objects.create(
        organisation=cast.organisations["municipality"], number="XXII", starts_on=dt.date(2025, 1, 1),
        ends_on=dt.date(2027, 12, 31),
    )  # fmt: skip
    later = relation.circle.exercise_at.replace(year=2025, month=3)
    Circle.objects.filter(pk=relation.circle_id).update(exercise_at=later)
    page = client.get(address).content.decode()
    assert "El municipio cambió de administración: la XXII empezó el 1.º de enero de 2025." in page
    assert "El mandato de la contraparte que constaba terminó el 15 de abril de 2024." in page


def test_letter_tells_the_day_of_its_state_no_more_exact_than_it_is_known(cast):
    act, client = cast.act("liaison"), cast.client("liaison")
    letter = operations.record_letter(
        act, owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2021, 7, 1), precision="quarter", city="Cedar Falls", subdivision="Iowa",
    )  # fmt: skip

    def said():
        return " ".join(client.get(f"/correspondencia/{letter.public_id}/").content.decode().split())

    days = f"{(act.on - dt.date(2021, 9, 30)).days} días"
    assert "Enviada</span> tercer trimestre de 2021" in said()
    assert "del tercer trimestre de 2021" in said()  # its history too
    assert "1.º de julio" not in said()
    assert f"Lleva {days} sin respuesta." in said()
    listed = client.get("/correspondencia/seguimiento/").content.decode()
    assert ">tercer trimestre de 2021<" in listed
    assert f">{days}<" in listed
    operations.acknowledge_letter(act, letter=letter, on=dt.date(2021, 10, 4))
    assert "Con acuse</span> 4 oct 2021" in said()
    operations.interrupt_letter(
        act, letter=letter, code=Interruption.CHANGE_THERE, reason="Tomó posesión otro alcalde", on=dt.date(2021, 12, 1)
    )
    assert "Interrumpida</span> 1 dic 2021" in said()
    assert "Cambio de administración en la contraparte: Tomó posesión otro alcalde" in said()
    letter.refresh_from_db()
    operations.resume_letter(act, letter=letter, reason="Escribió el nuevo alcalde")
    assert "Tomó posesión otro alcalde" not in said().split("historia")[0]
    letter.refresh_from_db()
    operations.record_answer(act, letter=letter, dated_on=dt.date(2022, 1, 12), is_affirmative=False)
    assert "Respondida</span> 12 ene 2022" in said()
    assert "Abrir vinculación</h2>" not in said()  # a no opens nothing


def test_reminder_in_draft_comes_before_another(cast, sent):
    client = cast.client("liaison")
    first = client.get(f"/correspondencia/{sent.public_id}/").content.decode()
    assert ">Preparar recordatorio<" in first
    reminder = operations.draft_reminder(cast.act("liaison"), letter=sent)
    page = client.get(f"/correspondencia/{sent.public_id}/").content.decode()
    assert ">Preparar recordatorio<" not in page
    assert "Firmar el recordatorio</h2>" in page
    assert f'href="/correspondencia/{reminder.public_id}/" class="btn btn-primary "' in page


def test_dead_letter_is_stopped_from_the_follow_up_and_the_next_one_waits_there(cast):
    act, client = cast.act("liaison"), cast.client("liaison")
    for number, city in enumerate(("Cedar Falls", "Ames")):
        letter = operations.record_letter(
            act, owner=cast.organisations["municipality"], kind=LetterKind.INTENT, direction=Direction.OUT,
            dated_on=dt.date(2021, 7, 1 + number), folio=f"VS/00{number}/2021", city=city, subdivision="Iowa",
        )  # fmt: skip
    address = f"/correspondencia/{letter.public_id}/interrumpir/?code=silence"
    page = client.get("/correspondencia/seguimiento/").content.decode()
    assert page.count("interrumpir/?code=silence") == 2
    assert f'href="{address}"' in page
    assert '<option value="silence" selected>' in client.get(address).content.decode()
    done = client.post(address, {"code": "silence", "on": "2022-01-10", "reason": "Nadie contestó."})
    assert (done.status_code, done.url) == (302, "/correspondencia/seguimiento/")
    assert "Cedar Falls" in client.get("/correspondencia/seguimiento/").content.decode()
    committee = cast.client("committee").get("/correspondencia/seguimiento/").content.decode()
    assert "interrumpir/" not in committee
