"""Letters over HTTP: written, checked, signed, sent, answered, recorded from their paper."""

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse
from django.utils import translation

from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Letter
from hermanar.partnerships.operations import record_letter
from hermanar.process.queries import standing_facts
from tests import relation
from tests.web.forms import errors_of, html_of, post

pytestmark = pytest.mark.django_db

WORDS = {
    "motivations_es": "Nos unen familias que viven en las dos ciudades.",
    "motivations_en": "Families that live in both cities unite us.",
    "interests_es": "cultura\neducación",
    "interests_en": "culture\neducation",
    "objectives_es": "intercambio de artesanos",
    "objectives_en": "exchange of artisans",
}
DEEDS = ("revise", "sign", "return", "send", "acknowledge", "interrupt")


@pytest.fixture(autouse=True)
def _spanish():
    with translation.override("es"):
        yield


def url(name: str, *args) -> str:
    return reverse(f"web:letters:{name}", args=args)


@pytest.fixture
def partnership(cast):
    return relation.open_relation(cast)


@pytest.fixture
def letter(cast, partnership):
    done = post(cast.client("liaison"), url("new", partnership.public_id), **WORDS)
    assert done.status_code == 302, errors_of(done)
    return Letter.objects.get()


@pytest.fixture
def sent(cast, letter):
    done = post(cast.client("mayor"), url("sign", letter.public_id), dated_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    done = post(
        cast.client("liaison"), url("send", letter.public_id), sent_on="2022-01-31", sent_by="Correo electrónico"
    )
    assert done.status_code == 302, errors_of(done)
    return Letter.objects.get(pk=letter.pk)


def answers(cast, record, asked) -> dict[tuple[str, str], int]:
    """(persona, view) → what it answers."""
    return {(p, view): cast.client(p).get(url(view, record.public_id)).status_code for p, view in asked}


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


# Who sees what


# a draft: persona → views, with what they answer
OF_A_DRAFT = {
    **{
        (persona, view): 404
        for persona in ("state", "committee", "counterpart", "reviewer", "stranger")
        for view in ("letter", *DEEDS)
    },
    ("liaison", "letter"): 200, ("mayor", "letter"): 200, ("council_secretary", "letter"): 200,
    ("liaison", "revise"): 200, ("mayor", "revise"): 404, ("mayor", "sign"): 200, ("liaison", "sign"): 404,
    ("mayor", "return"): 200, ("liaison", "return"): 404, ("council_secretary", "sign"): 404,
}  # fmt: skip


def test_show_draft_to_each_post_of_the_municipality_and_to_nobody_else(cast, letter):
    assert answers(cast, letter, OF_A_DRAFT) == OF_A_DRAFT


def test_show_sent_letter_to_the_whole_circle(cast, sent):
    circle = ("state", "committee", "counterpart", "reviewer", "registrar", "mayor", "liaison")
    shown = {(persona, "letter"): 200 for persona in circle}
    assert answers(cast, sent, shown) == shown
    shown = {(persona, "of_case"): 200 for persona in circle}
    assert answers(cast, sent.partnership, shown) == shown


# letters of a case: whoever has no seat finds nothing, and only the liaison writes
OF_A_CASE = {
    **{("stranger", view): 404 for view in ("of_case", "new", "record", "answer")},
    **{("nobody", view): 302 for view in ("of_case", "new", "record", "answer")},
    **{(p, view): 404 for p in ("mayor", "committee", "state", "counterpart") for view in ("new", "record")},
}


def test_letters_of_a_case_are_written_by_the_liaison_and_shown_to_no_stranger(cast, partnership):
    assert answers(cast, partnership, OF_A_CASE) == OF_A_CASE


# Writing


def test_draft_without_a_compulsory_part_names_it_in_its_language(cast, partnership):
    page = post(cast.client("liaison"), url("new", partnership.public_id), **{**WORDS, "motivations_en": ""})
    assert list(errors_of(page)) == ["motivations_en"]
    assert "Nos unen familias" in html_of(page)
    assert not Letter.objects.exists()


def test_draft_with_other_lines_in_english_names_the_field(cast, partnership):
    page = post(cast.client("liaison"), url("new", partnership.public_id), **{**WORDS, "interests_en": "culture"})
    assert list(errors_of(page)) == ["interests_en"]


def test_show_letter_puts_both_languages_side_by_side(cast, letter):
    page = cast.client("liaison").get(url("letter", letter.public_id))
    assert page.context["sheet"].languages == ("es", "en")
    text = html_of(page)
    assert "Families that live in both cities unite us." in text
    assert 'lang="en"' in text


@pytest.mark.parametrize("fmt", ["pdf", "docx"])
def test_send_paper_of_a_draft_and_of_a_signed_letter(cast, sent, fmt):
    answer = cast.client("counterpart").get(url("paper", sent.public_id, fmt))
    assert answer.status_code == 200
    assert answer.content[:2] == {"pdf": b"%P", "docx": b"PK"}[fmt]
    assert cast.client("liaison").get(url("paper", sent.public_id, "exe")).status_code == 404


def test_third_city_is_found_in_the_letter_kept_with_a_reason_or_written_again(cast, letter):
    client = cast.client("liaison")
    words = {
        **WORDS,
        "motivations_es": "Nos unen familias de Zihuatanejo.",
        "motivations_en": "Families of Zihuatanejo unite us.",
    }
    assert post(client, url("revise", letter.public_id), **words).status_code == 302
    page = client.get(url("letter", letter.public_id))
    errors = [f for f in page.context["findings"] if f.severity == "error"]
    assert errors
    assert '<mark class="bad">Zihuatanejo</mark>' in html_of(page)
    blocked = post(cast.client("mayor"), url("sign", letter.public_id), dated_on="2022-01-31")
    assert blocked.status_code == 200
    assert blocked.context["blockers"]
    assert post(client, url("revise", letter.public_id), **WORDS).status_code == 302
    assert [f for f in client.get(url("letter", letter.public_id)).context["findings"] if f.severity == "error"] == []


def test_repair_carries_the_words_back_to_the_parts(cast, letter):
    client = cast.client("liaison")
    words = {
        **WORDS,
        "motivations_es": "Nos unen familias de Zihuatanejo.",
        "motivations_en": "Families of Zihuatanejo unite us.",
    }
    post(client, url("revise", letter.public_id), **words)
    found = [f for f in client.get(url("letter", letter.public_id)).context["findings"] if f.repairs]
    assert found
    for _n in range(4):
        found = [
            f
            for f in client.get(url("letter", letter.public_id)).context["findings"]
            if f.repairs and f.severity == "error"
        ]
        if not found:
            break
        done = post(client, url("repair", letter.public_id), fingerprint=found[0].fingerprint, index=0)
        assert done.status_code == 302
    letter.refresh_from_db()
    assert "Zihuatanejo" not in letter.motivations["es"] + letter.motivations["en"]


def test_keep_finding_without_a_reason_is_said_beside_it(cast, letter):
    client = cast.client("liaison")
    page = post(client, url("keep", letter.public_id), fingerprint="abc", code="P01", reason="")
    assert page.status_code == 200
    assert page.context["keep_error"] == "Escriba el motivo."


def test_return_to_liaison_shows_the_reason_until_it_is_changed(cast, letter):
    done = post(cast.client("mayor"), url("return", letter.public_id), reason="Falta mencionar a la comunidad.")
    assert done.status_code == 302
    client = cast.client("liaison")
    assert "Falta mencionar a la comunidad." in html_of(client.get(url("letter", letter.public_id)))
    post(client, url("revise", letter.public_id), **WORDS)
    assert client.get(url("letter", letter.public_id)).context["returned"] == ""


# Signing and sending


def test_sign_gives_folio_and_code_and_closes_the_draft(cast, sent, partnership):
    assert (sent.state, sent.folio, sent.issue.code != "") == ("sent", "VS/PM/001/2022", True)
    assert Fact.LETTER_SENT in facts(partnership)
    assert cast.client("liaison").get(url("revise", sent.public_id)).status_code == 302


def test_sign_on_a_day_outside_the_term_is_said_at_the_date(cast, letter):
    page = post(cast.client("mayor"), url("sign", letter.public_id), dated_on="2021-12-31")
    assert list(errors_of(page)) == ["dated_on"]


def test_send_before_signing_or_in_the_future_is_refused(cast, letter):
    client = cast.client("liaison")
    early = post(client, url("send", letter.public_id), sent_on="2022-01-31", sent_by="Mensajería")
    assert list(errors_of(early)) == ["__all__"]
    late = post(client, url("send", letter.public_id), sent_on="2031-01-31", sent_by="Mensajería")
    assert list(errors_of(late)) == ["sent_on"]


def test_acknowledge_then_interrupt_with_a_coded_cause_reaches_the_register(cast, sent):
    client = cast.client("liaison")
    assert post(client, url("acknowledge", sent.public_id), on="2022-01-31").status_code == 302
    board = client.get(url("list")).context["board"]
    assert [len(c.cards) for c in board.columns] == [0, 0, 1, 0, 0]
    done = post(client, url("interrupt", sent.public_id), code="silence", on="2022-01-31", reason="No contestan.")
    assert done.status_code == 302, errors_of(done)
    board = client.get(url("list")).context["board"]
    assert [len(c.cards) for c in board.columns] == [0, 0, 0, 0, 1]
    assert [(c["label"], c["value"]) for c in board.causes] == [("Sin respuesta", 1)]
    assert board.columns[4].cards[0].title == "Lakeside, Wisconsin"


# The other side


def test_answer_by_the_counterpart_from_its_seat(cast, sent, partnership):
    client = cast.client("counterpart")
    address = url("answer", partnership.public_id)
    assert "Responder la carta" in html_of(client.get(address))
    page = post(client, address, is_affirmative="yes", dated_on="2021-12-01")
    assert list(errors_of(page)) == ["dated_on"]
    done = post(client, address, is_affirmative="yes", dated_on="2022-01-31", text="We accept.")
    assert done.status_code == 302, errors_of(done)
    answer = Letter.objects.get(kind="answer")
    assert (answer.how, answer.is_affirmative, answer.answers_id) == ("in_post", True, sent.pk)
    assert Fact.LETTER_ANSWERED in facts(partnership)
    board = cast.client("liaison").get(url("list")).context["board"]
    assert [len(c.cards) for c in board.columns] == [0, 0, 0, 1, 0]
    assert board.columns[3].cards[0].tone == "leaf"


def test_answer_by_the_liaison_while_the_counterpart_is_on_board_goes_to_the_letter(cast, sent, partnership):
    answer = cast.client("liaison").get(url("answer", partnership.public_id))
    assert (answer.status_code, answer.url) == (302, url("letter", sent.public_id))


def test_answer_no_interrupts_the_relation(cast, sent, partnership):
    post(cast.client("counterpart"), url("answer", partnership.public_id), is_affirmative="no", dated_on="2022-01-31")
    case = cast.client("liaison").get(reverse("web:cases:case", args=[partnership.public_id]))
    assert case.context["case"].state == "paused"


# From paper


def test_record_letter_from_its_paper_with_scan_states_the_fact(cast, partnership):
    client = cast.client("liaison")
    address = url("record", partnership.public_id)
    typed = {"kind": "intent", "direction": "in", "dated_on": "2022-01-10", "precision": "day", "names": "Villa Serena"}
    bad = post(client, address, **typed, file=relation.SimpleUploadedFile("carta.pdf", b"%PDF-1.4 roto"))
    assert list(errors_of(bad)) == ["file"]
    assert 'value="2022-01-10"' in html_of(bad)
    done = post(client, address, **typed, file=relation.scan_file("carta.pdf"))
    assert done.status_code == 302, errors_of(done)
    assert Fact.LETTER_RECEIVED in facts(partnership)
    text = html_of(client.get(done.url))
    assert "carta.pdf" in text
    assert "asentada por el enlace" in text


def test_record_letter_that_names_another_city_is_kept_and_proves_nothing(cast, partnership):
    done = post(
        cast.client("liaison"), url("record", partnership.public_id), kind="intent", direction="in",
        dated_on="2022-01-10", precision="month", names="Bahía Norte",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Fact.LETTER_RECEIVED not in facts(partnership)


def test_record_letter_with_a_folio_used_before_is_said(cast, partnership):
    typed = {"kind": "intent", "direction": "out", "dated_on": "2022-01-10", "precision": "day", "folio": "PM/1/2022"}
    client = cast.client("liaison")
    assert post(client, url("record", partnership.public_id), **typed).status_code == 302
    again = post(client, url("record", partnership.public_id), **{**typed, "dated_on": "2022-01-11"})
    assert "ya lo lleva otro papel, asentado el " in str(errors_of(again))


def test_show_register_asks_the_same_with_three_letters_as_with_one(cast, partnership, assert_flat):
    client = cast.client("liaison")

    def letter():
        number = partnership.letters.count() + 1
        post(
            client, url("record", partnership.public_id), kind="intent", direction="out", precision="day",
            dated_on=f"2022-01-{number:02}", folio=f"PM/{number}/2022",
        )  # fmt: skip

    assert_flat(letter, lambda: client.get(url("list")))


def test_show_register_empty_teaches(cast):
    assert "Todavía no hay correspondencia" in html_of(cast.client("liaison").get(url("list")))
    assert cast.client("stranger").get(url("list")).context["board"].is_empty


def test_letter_that_came_in_is_answered_from_its_page_in_both_languages(cast, partnership):
    liaison = cast.client("liaison")
    theirs = record_letter(
        cast.act("liaison"),
        partnership=partnership,
        kind="intent",
        direction="in",
        dated_on=cast.at.date(),
        folio="LS-7",
    )
    page = liaison.get(reverse("web:letters:letter", args=[theirs.public_id])).content.decode()
    form = f"{reverse('web:letters:new', args=[partnership.public_id])}?clase=answer&contesta={theirs.public_id}"
    assert form.replace("&", "&amp;") in page
    assert liaison.get(form.replace(theirs.public_id, "x")).status_code == 404
    assert post(liaison, form, subject="Respuesta").status_code == 200  # yes or no is asked for
    no = {"is_affirmative": "no", "motivations_es": "No hay capacidad.", "motivations_en": "There is no capacity."}
    assert post(liaison, form, subject="Respuesta", **no).status_code == 302
    ours = Letter.objects.get(answers=theirs)
    text = " ".join(b.text["en"] for b in ours.version.as_content.blocks)
    assert (ours.is_affirmative, "LS-7" in text, "There is no capacity." in text) == (False, True, True)
    revise = reverse("web:letters:revise", args=[ours.public_id])
    assert post(liaison, revise, subject="Respuesta", is_affirmative="yes").status_code == 302
    ours.refresh_from_db()
    assert (ours.is_affirmative, "There is no capacity." in str(ours.version.content)) == (True, False)


@pytest.mark.parametrize(
    ("aboard", "said"),
    [(True, "Se avisó a la Presidencia municipal."), (False, "No se avisó a la Presidencia municipal: ahí nadie")],
)
def test_draft_says_who_was_told_only_if_somebody_was(cast, aboard, said):
    found = relation.open_relation(cast)
    if not aboard:
        cast.appointments["mayor"].ended_at = cast.at
        cast.appointments["mayor"].save()
        # who sends in the mayor's place enters with a second factor
        Authenticator.objects.create(user=cast.users["liaison"], type=Authenticator.Type.TOTP, data={"secret": "x"})
    client = cast.client("liaison")
    page = post(client, reverse("web:letters:new", args=[found.public_id]), **WORDS)
    assert page.status_code == 302, errors_of(page)
    assert said in html_of(client.get(page.url))
