"""Correcting what was put down of a letter, over HTTP: the doors, the form, what stays in sight, what nobody else sees."""

import datetime as dt

import pytest
from django.urls import reverse

from hermanar.partnerships import operations
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.models import Letter
from tests import relation as relations
from tests.web.forms import errors_of, html_of, post


@pytest.fixture
def client(cast):
    return cast.client("liaison")


@pytest.fixture
def letter(cast) -> Letter:
    return operations.record_letter(
        cast.act("liaison"), owner=cast.organisations["municipality"], kind=LetterKind.INTENT, folio="VS/009/2021",
        direction=Direction.OUT, dated_on=dt.date(2021, 9, 1), city="Cedar Falls", subdivision="Iowa",
    )  # fmt: skip


def url(name: str, letter: Letter) -> str:
    return reverse(f"web:letters:{name}", args=[letter.public_id])


def test_correction_stands_beside_the_letter_with_what_it_said(client, letter):
    page = html_of(client.get(url("letter", letter)))
    assert f'href="{url("correct", letter)}"' in page
    form = {"dated_on": "2021-07-01", "precision": "quarter", "folio": "VS/009/2021", "subject": ""}
    assert list(errors_of(post(client, url("correct", letter), **form, reason=""))) == ["reason"]
    same = form | {"dated_on": "2021-09-01", "precision": "day"}
    assert "Todo queda como estaba" in html_of(post(client, url("correct", letter), **same, reason="x"))
    done = post(client, url("correct", letter), **form, reason="El papel no dice el día")
    assert done.status_code == 302, errors_of(done)
    page = html_of(client.get(url("letter", letter)))
    for said in (
        "<s>1 sep 2021</s> → 1 jul 2021",
        "<s>día</s> → trimestre",
        "El papel no dice el día",
        "tercer trimestre de 2021",
    ):
        assert said in page
    english = html_of(client.get(f"/en{url('letter', letter)}"))
    assert "Corrections" in english
    assert "<s>day</s> → quarter" in english


def test_answer_known_by_its_month_is_put_down_and_its_mistake_taken_off(cast, client, letter):
    answered = {"is_affirmative": "yes", "dated_on": "2021-09-01", "precision": "month", "folio": "", "text": ""}
    assert post(client, url("answered", letter), **answered).status_code == 302
    answer = Letter.objects.get(kind="answer")
    assert (answer.precision, answer.dated_on) == ("month", dt.date(2021, 9, 1))
    assert "septiembre de 2021" in html_of(client.get(url("letter", answer)))
    assert html_of(client.get(url("correct", answer))).count('name="is_affirmative"') == 2
    done = post(client, url("withdraw", answer), reason="Contestaba otra carta")
    assert done.status_code == 302
    gone = html_of(client.get(url("letter", answer)))
    assert "Se asentó por error" in gone
    assert "Contestaba otra carta" in gone
    assert 'class="btn' not in gone.split("<main")[1]  # nothing more is done with it
    for name in ("correct", "withdraw", "details", "case"):
        assert client.get(url(name, answer)).status_code == 404
    page = html_of(client.get(url("letter", letter)))
    assert "Contestaba otra carta" in page  # its history tells it
    assert "Lleva " in page  # and it waits again
    register = client.get(reverse("web:letters:register"))
    assert [row["it"] for row in register.context["rows"]] == [letter]
    assert [row["it"] for row in register.context["withdrawn"]] == [answer]
    assert "1 se asentó por error" in html_of(register)
    assert cast.client("mayor").get(reverse("web:letters:register")).context["withdrawn"] == []


def test_letter_of_a_case_is_corrected_by_its_liaison_alone(cast, client):
    relation = relations.open_relation(cast)
    letter = operations.record_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INTENT, direction=Direction.OUT,
        dated_on=dt.date(2022, 1, 10), folio="VS/009/2022",
    )  # fmt: skip
    page = html_of(client.get(url("correct", letter)))
    assert "Se avisará a la Presidencia municipal" in page
    form = {"dated_on": "2022-01-12", "precision": "day", "folio": "VS/009/2022", "subject": ""}
    assert post(client, url("correct", letter), **form, reason="Decía 12").status_code == 302
    for who in ("counterpart", "state", "mayor"):
        other = cast.client(who)
        assert ("Decía 12" in html_of(other.get(url("letter", letter)))) == (who == "mayor")
        assert other.get(url("correct", letter)).status_code == 404
        assert other.get(url("withdraw", letter)).status_code == 404
    assert post(client, url("withdraw", letter), reason="Era de otra ciudad").status_code == 302
    assert cast.client("counterpart").get(url("letter", letter)).status_code == 404
    assert client.get(url("letter", letter)).status_code == 200


def test_other_side_does_not_read_why_a_draft_came_back(cast, client):
    relation = relations.open_relation(cast)
    words = {"es": "La feria del libro.", "en": "The book fair."}
    letter = operations.draft_letter(
        cast.act("liaison"), partnership=relation, kind=LetterKind.INVITATION, motivations=words
    )
    operations.return_letter(cast.act("mayor"), letter=letter, reason="No me gusta el alcalde")
    letter.refresh_from_db()
    operations.revise_letter(cast.act("liaison"), letter=letter, motivations=words)
    letter.refresh_from_db()
    operations.sign_off_letter(cast.act("mayor"), letter=letter, gazetteer=relations.NOWHERE)
    letter.refresh_from_db()
    operations.record_sent(cast.act("liaison"), letter=letter, sent_on=letter.dated_on, sent_by="correo")
    assert "No me gusta el alcalde" in html_of(client.get(url("letter", letter)))
    page = cast.client("counterpart").get(url("letter", letter))
    assert page.status_code == 200
    assert "No me gusta el alcalde" not in html_of(page)
    assert "firmó Invitación" in html_of(page)
