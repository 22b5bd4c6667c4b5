"""Dispatch, review desk and opinion over HTTP."""

import re

import pytest
from django.urls import reverse

from hermanar.agreements import operations as agreements
from hermanar.directory.models import Appointment, Seat
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Dispatch, Observation, Opinion, Review
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.operations import state_case_fact
from hermanar.process.queries import get_definition, standing_facts
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post


def url(name: str, *args) -> str:
    return reverse(f"web:opinions:{name}", args=args)


@pytest.fixture
@kept
def partnership(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    relation.authorise(cast, found)
    return found


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


def test_dispatch_goes_from_checklist_to_the_ministry(cast, partnership):
    liaison = cast.client("liaison")
    assert "Aún no se ha enviado" in html_of(liaison.get(url("dispatches_of_case", partnership.public_id)))
    done = post(liaison, url("prepare", partnership.public_id), via_state="on")
    dispatch = Dispatch.objects.get()
    assert done.url == url("dispatch", dispatch.public_id)
    blocked = post(liaison, url("send", dispatch.public_id), sent_on="2022-01-31")
    assert "Falta en el envío: Carta de intención." in html_of(blocked)
    done = post(liaison, url("attach", dispatch.public_id, "letter"), paper=relation.scan_file("carta.pdf"))
    assert done.status_code == 302, errors_of(done)
    post(liaison, url("attach", dispatch.public_id, "cabildo"), paper=relation.scan_file("acuerdo.pdf"))
    assert post(liaison, url("send", dispatch.public_id)).status_code == 302
    assert Dispatch.objects.get().state == "prepared"  # asked, and nothing issued
    assert "Espera su firma" in html_of(cast.client("mayor").get("/avisos/"))
    assert "Se avisará al enlace estatal." in html_of(cast.client("mayor").get(url("send", dispatch.public_id)))
    done = post(cast.client("mayor"), url("send", dispatch.public_id), sent_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    assert dispatch.public_id in html_of(cast.client("state").get(url("queue")))
    assert cast.client("reviewer").get(url("dispatch", dispatch.public_id)).status_code == 404
    done = post(cast.client("state"), url("forward", dispatch.public_id), forwarded_on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    assert Fact.DISPATCHED in facts(partnership)
    done = post(cast.client("reviewer"), url("receive", dispatch.public_id))
    assert done.url == url("review", Review.objects.get().public_id)


def turn(cast, who: str, partnership) -> tuple[str, bool]:
    found = cast.client(who).get(reverse("web:cases:case", args=[partnership.public_id])).context["case"].turn
    return found.title, found.mine


def done_before_dispatch(cast, partnership) -> None:
    """What comes before the dispatch is done."""
    for step in get_definition(partnership.case).steps:
        if step.key == "dispatch":
            break
        if step.fact and step.fact not in facts(partnership):
            state_case_fact(
                cast.act("liaison"),
                partnership=partnership,
                fact=Fact(step.fact),
                on=cast.at.date(),
                source="oficio",
                proof="1",
            )


def test_turn_within_the_opinion_is_of_whoever_moves_next(cast, partnership):
    """The state passes on; the ministry proposes and another authorises; observations are the town's to answer (R2-02)."""
    row = relation.prepare_dispatch(cast, partnership)
    done_before_dispatch(cast, partnership)
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=row)
    assert turn(cast, "state", partnership) == ("Turnar el expediente a la SRE", True)
    assert turn(cast, "liaison", partnership) == ("Turnar el expediente a la SRE", False)
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    assert turn(cast, "reviewer", partnership) == ("Revisar el texto y proponer el dictamen", True)
    assert turn(cast, "authoriser", partnership) == ("Revisar el texto y proponer el dictamen", False)
    opinions.propose_opinion(cast.act("reviewer"), review=review, sense="favourable", grounds="Procede.")
    assert turn(cast, "reviewer", partnership) == ("Autorizar el dictamen", False)
    assert turn(cast, "authoriser", partnership) == ("Autorizar el dictamen", True)
    assert turn(cast, "liaison", partnership) == ("Dictamen de procedencia", False)
    opinions.return_opinion(cast.act("authoriser"), opinion=review.opinions.get(), reason="Falta fundar.")
    opinions.observe(cast.act("reviewer"), review=Review.objects.get(), group="art-05", text="Precisar la fecha.")
    opinions.send_observations(cast.act("reviewer"), review=Review.objects.get())
    assert turn(cast, "liaison", partnership) == ("Contestar las observaciones de la SRE", True)


def test_attach_nothing_is_refused_at_the_field(cast, partnership):
    liaison = cast.client("liaison")
    post(liaison, url("prepare", partnership.public_id))
    done = post(liaison, url("attach", Dispatch.objects.get().public_id, "letter"))
    assert errors_of(done) == {"paper": ["Adjunte el documento."]}


def test_dispatch_before_the_text_is_agreed_is_blocked(cast):
    found = relation.open_relation(cast)
    done = post(cast.client("liaison"), url("prepare", found.public_id))
    assert done.status_code == 200
    assert reverse("web:drafting:text", args=[found.public_id]) in html_of(done)


def test_dispatch_returned_by_the_state_can_be_prepared_again(cast, partnership):
    liaison = cast.client("liaison")
    dispatch = relation.prepare_dispatch(cast, partnership)
    post(cast.client("mayor"), url("send", dispatch.public_id), sent_on="2022-01-31")
    assert list(errors_of(post(cast.client("state"), url("return", dispatch.public_id)))) == ["reason"]
    done = post(cast.client("state"), url("return", dispatch.public_id), reason="Falta la firma.")
    assert done.status_code == 302, errors_of(done)
    assert "Falta la firma." in html_of(liaison.get(url("dispatch", dispatch.public_id)))
    assert "Falta la firma." in html_of(liaison.get(url("dispatches_of_case", partnership.public_id)))
    done_before_dispatch(cast, partnership)
    told, case = "Devuelto el 31 ene 2022: Falta la firma.", reverse("web:cases:case", args=[partnership.public_id])
    assert turn(cast, "liaison", partnership) == ("Preparar otro envío a la SRE", True)
    shown = {who: html_of(cast.client(who).get(case)) for who in ("liaison", "state", "counterpart", "committee")}
    assert {who: told in page for who, page in shown.items()} == {
        "liaison": True, "state": True, "counterpart": False, "committee": False,
    }  # fmt: skip
    assert f'href="{url("dispatch", dispatch.public_id)}"' in shown["liaison"]
    assert "Falta la firma." not in shown["counterpart"] + shown["committee"]
    assert post(liaison, url("prepare", partnership.public_id)).status_code == 302


def test_observations_are_nobodys_until_they_go_out_together(cast, partnership):
    review = relation.review(cast, partnership)
    reviewer = cast.client("reviewer")
    for group, text in (("art-05", "Precisar el plazo."), ("art-08", "Falta la disponibilidad.")):
        done = post(
            reviewer, url("observe", review.public_id), group=group, language="es", text=text, proposal="Otro texto"
        )
        assert done.status_code == 302, errors_of(done)
    assert cast.client("liaison").get(url("review", review.public_id)).status_code == 404
    assert post(reviewer, url("approve", review.public_id), group="art-01").status_code == 302
    done = post(reviewer, url("send_observations", review.public_id))
    assert done.status_code == 302, errors_of(done)
    page = html_of(cast.client("liaison").get(url("review", review.public_id)))
    assert "Precisar el plazo." in page
    assert "Falta la disponibilidad." in page
    review.refresh_from_db()
    assert (
        cast.client("liaison")
        .get(reverse("web:drafting:paper", args=[review.issue.public_id, "pdf"]))
        .content.startswith(b"%PDF")
    )


def test_observe_without_words_keeps_the_rest(cast, partnership):
    review = relation.review(cast, partnership)
    done = post(
        cast.client("reviewer"),
        url("observe", review.public_id),
        group="art-05",
        language="en",
        text=" ",
        proposal="Así",
    )
    assert list(errors_of(done)) == ["text"]
    assert "Así" in html_of(done)


def test_drop_takes_a_draft_back(cast, partnership):
    review = relation.review(cast, partnership)
    reviewer = cast.client("reviewer")
    post(reviewer, url("observe", review.public_id), group="art-05", text="Precisar.")
    assert post(reviewer, url("drop", Observation.objects.get().public_id)).status_code == 302
    assert not Observation.objects.exists()


def answered(cast, partnership) -> Review:
    """A round observed on article V, answered over HTTP with a new version; the new round."""
    review = relation.review(cast, partnership)
    reviewer, liaison = cast.client("reviewer"), cast.client("liaison")
    post(reviewer, url("observe", review.public_id), group="art-05", text="Precisar el plazo.")
    post(reviewer, url("send_observations", review.public_id))
    row = Observation.objects.get()
    blocked = post(liaison, url("submit", review.public_id))
    assert "Faltan observaciones por contestar (1): acepte cada una, o diga por qué no." in html_of(blocked)
    refused = post(liaison, url("answer", row.public_id), accepted="no")
    assert "Si no se acepta, escriba el motivo." in html_of(refused)
    assert post(liaison, url("answer", row.public_id), accepted="si").status_code == 302
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones de la SRE.")
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, partnership)
    assert post(liaison, url("submit", review.public_id)).status_code == 302
    assert "Firmar la respuesta" in html_of(cast.client("mayor").get(url("review", review.public_id)))
    done = post(cast.client("mayor"), url("submit", review.public_id))
    assert done.status_code == 302, errors_of(done)
    return Review.objects.get(round=2)


def test_answer_is_read_passed_on_by_the_state_and_its_letters_stand_on_the_round(cast, partnership):
    answered(cast, partnership)
    state, liaison = cast.client("state"), cast.client("liaison")
    first = Review.objects.get(round=1)
    shown, address = url("review", first.public_id), url("forward_answer", first.public_id)
    assert address in html_of(state.get(shown))
    assert address not in html_of(liaison.get(shown))
    assert shown in html_of(state.get(url("queue")))
    assert shown in html_of(state.get("/escritorio/"))
    read = html_of(state.get(address))
    assert "del municipio, con el que contesta las observaciones" in read
    assert f"Oficio {first.answer_issue.folio}, con la respuesta" in read
    assert "Se avisará a la revisión jurídica de la SRE y al enlace del municipio." in read
    for who in ("liaison", "mayor", "reviewer", "counterpart"):
        assert cast.client(who).get(address).status_code == 404
    back = url("return_answer", first.public_id)
    assert back in read
    assert list(errors_of(post(state, back, reason=""))) == ["reason"]
    assert post(state, back, reason="Falta la versión en inglés.").url == shown
    assert "Falta la versión en inglés." in html_of(liaison.get(shown))
    assert back not in html_of(state.get(address))
    assert list(errors_of(post(state, address, forwarded_on="2022-01-01"))) == ["forwarded_on"]
    assert post(state, address, forwarded_on="2022-01-31").url == shown
    first.refresh_from_db()
    for page in (html_of(liaison.get(shown)), html_of(liaison.get(url("dispatch", first.dispatch.public_id)))):
        for folio in (first.issue.folio, first.answer_issue.folio, first.forward_folio):
            assert f"<b>{folio}</b>" in page
    assert first.forward_folio in html_of(cast.client("reviewer").get(shown))
    folder = cast.client("liaison").get(reverse("web:cases:folder", args=[partnership.public_id]))
    assert folder.status_code == 200
    assert "ya se turnó, o la SRE ya dictaminó." in html_of(state.get(address))
    late = post(state, address, forwarded_on="2022-01-31")
    assert errors_of(late)["__all__"] == [
        "No hay una respuesta del municipio por turnar: se turna una vez, la que va por conducto del estado."
    ]


def test_letter_that_passed_the_answer_on_is_taken_back_on_its_page_and_stays_there(cast, partnership):
    answered(cast, partnership)
    state, liaison = cast.client("state"), cast.client("liaison")
    first = Review.objects.get(round=1)
    first = opinions.forward_answer(cast.act("state"), review=first)
    shown, address = url("review", first.public_id), url("recall_answer", first.public_id)
    assert address in html_of(state.get(shown))
    assert address not in html_of(liaison.get(shown))
    assert list(errors_of(post(state, address, reason=""))) == ["reason"]
    assert post(state, address, reason="Faltó un anexo.").url == shown
    for page in (html_of(liaison.get(shown)), html_of(liaison.get(url("dispatch", first.dispatch.public_id)))):
        assert f"<b>{first.forward_folio}</b>" in page
        assert "Retirado por el estado el" in page
        assert "Faltó un anexo." in page
    assert url("forward_answer", first.public_id) in html_of(state.get(shown))


def test_what_was_put_down_of_the_states_letters_is_corrected_where_it_stands(cast, partnership):
    answered(cast, partnership)
    liaison = cast.client("liaison")
    Appointment.objects.filter(pk=cast.appointments["state"].pk).update(ended_at=cast.at)
    first = Review.objects.get(round=1)
    shown = url("review", first.public_id)
    assert url("record_answer_return", first.public_id) in html_of(liaison.get(shown))
    typed = {"folio": "EE/40", "returned_on": "2022-01-31", "reason": "Falta la versión en inglés."}
    assert post(liaison, url("record_answer_return", first.public_id), **typed).url == shown
    page = html_of(liaison.get(shown))
    assert "Falta la versión en inglés." in page
    assert "oficio EE/40" in page
    assert url("record_answer_return", first.public_id) not in page
    wrong = url("correct_answer_return", first.public_id)
    assert wrong in page
    assert post(liaison, wrong, reason="Era de otro expediente.").url == shown
    page = html_of(liaison.get(shown))
    assert "Era de otro expediente." in page
    assert "Devolución del estado" in page
    assert (url("record_answer_return", first.public_id) in page, wrong in page) == (True, False)
    assert post(liaison, url("record_answer_forward", first.public_id), folio="EE/4", forwarded_on="2022-01-31").url
    address = url("correct_answer_forward", first.public_id)
    assert address in html_of(liaison.get(shown))
    assert post(liaison, address, reason="Es otro número.").url == shown
    page = html_of(liaison.get(shown))
    assert "Asentado por error, corregido el" in page
    assert "Es otro número." in page
    assert address not in page


def test_letters_of_a_round_say_that_its_file_was_taken_back(cast, partnership):
    answered(cast, partnership)
    first = Review.objects.get(round=1)
    pages = [url("review", first.public_id), url("dispatch", first.dispatch.public_id)]
    told = "De un envío que ya no está en curso (Retirado por quien lo envió): acredita lo que dice"
    liaison = cast.client("liaison")
    assert [told in html_of(liaison.get(page)) for page in pages] == [False, False]
    opinions.recall_dispatch(cast.act("liaison"), dispatch=first.dispatch, reason="Cambió el texto.")
    assert [told in html_of(liaison.get(page)) for page in pages] == [True, True]
    assert first.answer_issue.state == "in_force"
    verified = html_of(cast.client("nobody").get(f"/verificar/{first.answer_issue.code}/"))
    assert "Oficio que contesta las observaciones a un texto en revisión" in verified
    assert "que el envío al que pertenece siga en curso" in verified


def test_the_text_under_review_shows_the_labels_of_its_blanks(cast, partnership):
    review = relation.review(cast, partnership)
    page = html_of(cast.client("reviewer").get(url("review", review.public_id)))
    for label in ("Lugar de firma", "Date of signature", "Testigo de honor", "Post of the honorary witness"):
        assert f'<em class="late">{label}</em>' in page
    for key in ("signing_place", "signing_date", "witness_name", "witness_post"):
        assert key not in page


def test_the_mayor_reads_the_answer_and_what_changed_besides_before_signing(cast, partnership):
    review = relation.review(cast, partnership)
    reviewer = cast.client("reviewer")
    post(reviewer, url("observe", review.public_id), group="art-05", text="Precisar el plazo.")
    post(reviewer, url("send_observations", review.public_id))
    opinions.answer_observation(cast.act("liaison"), observation=Observation.objects.get(), accepted=True)
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Observaciones de la SRE.")
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.edit(cast, agreement, "art-06.p1", "es", "ya programadas", "ya previstas")
    relation.agree(cast, partnership)
    for who in ("liaison", "mayor"):
        page = html_of(cast.client(who).get(url("submit", review.public_id)))
        assert "Cambió además, sin que se observara" in page
        assert "Cambió además lo siguiente, que no se había observado: Artículo VI." in page
    assert post(cast.client("mayor"), url("submit", review.public_id)).status_code == 302
    assert "Cambió además, sin que" not in html_of(cast.client("mayor").get(url("submit", review.public_id)))


def test_an_article_with_an_observation_has_no_error(cast, partnership):
    review = relation.review(cast, partnership)
    reviewer = cast.client("reviewer")
    post(reviewer, url("observe", review.public_id), group="art-05", text="Precisar el plazo.")
    outline = html_of(reviewer.get(url("review", review.public_id))).split('class="outline"')[1].split("</nav>")[0]
    assert '1<span class="visually-hidden"> observación</span>' in outline
    assert "error" not in outline


def test_second_round_shows_only_what_differs(cast, partnership):
    review = answered(cast, partnership)
    reviewer = cast.client("reviewer")
    page = html_of(reviewer.get(url("review", review.public_id)))
    assert "<ins>cada" in page
    assert 'id="g-art-05"' in page
    assert 'id="g-art-06"' not in page
    assert 'id="g-art-06"' in html_of(reviewer.get(url("review", review.public_id) + "?todo=1"))
    refused = post(reviewer, url("observe", review.public_id), group="art-06", text="Otra cosa.")
    assert list(errors_of(refused)) == ["group"]


def test_opinion_is_authorised_by_a_second_person(cast, partnership):
    review = relation.review(cast, partnership)
    reviewer, authoriser = cast.client("reviewer"), cast.client("authoriser")
    assert list(errors_of(post(reviewer, url("propose", review.public_id), sense="favourable"))) == ["grounds"]
    done = post(reviewer, url("propose", review.public_id), sense="favourable", grounds="Es procedente.")
    opinion = Opinion.objects.get()
    assert done.url == url("opinion", opinion.public_id)
    refused = post(reviewer, url("authorise", opinion.public_id), issued_on="2022-01-31")
    assert refused.status_code == 200
    assert cast.client("liaison").get(url("opinion", opinion.public_id)).status_code == 404
    done = post(authoriser, url("return_opinion", opinion.public_id), reason="Falta fundar.")
    assert done.status_code == 302, errors_of(done)
    post(reviewer, url("propose", review.public_id), sense="favourable", grounds="Es procedente, con fundamento.")
    opinion = Opinion.objects.order_by("-pk").first()
    done = post(authoriser, url("authorise", opinion.public_id), issued_on="2022-01-31", number="DGCP-77/2022")
    assert done.status_code == 302, errors_of(done)
    assert Fact.OPINION_FAVOURABLE in facts(partnership)
    page = html_of(cast.client("liaison").get(url("opinion", opinion.public_id)))
    assert "Dictamen DGCP-77/2022" in page
    assert "Ver" not in html_of(cast.client("stranger").get(url("opinion", opinion.public_id)))


def test_opinion_recorded_from_its_paper_where_the_ministry_is_absent(cast):
    found = relation.open_relation(cast, everybody=False)
    relation.agree(cast, found)
    liaison = cast.client("liaison")
    done = post(
        liaison, url("record", found.public_id), sense="favourable", number="DGCP-01/2022", issued_on="2022-01-30",
        about_text="on", scan=relation.scan_file("dictamen.pdf"),
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Opinion.objects.get().how == "recorded"
    assert Fact.OPINION_FAVOURABLE in facts(found)
    post(liaison, url("record_dispatch", found.public_id), folio="PM/9/2022", sent_on="2022-01-20")
    assert Fact.DISPATCHED in facts(found)


def test_record_with_the_ministry_on_board_is_refused(cast, partnership):
    done = post(
        cast.client("liaison"), url("record", partnership.public_id), sense="favourable", number="1",
        issued_on="2022-01-30",
    )  # fmt: skip
    assert "La SRE participa en el expediente" in html_of(done)
    assert not Opinion.objects.exists()


def test_adviser_is_assigned_by_the_ministry(cast, partnership):
    authoriser = cast.client("authoriser")
    done = post(authoriser, url("advisers", partnership.public_id), appointment=cast.appointments["reviewer"].public_id)
    assert done.status_code == 302, errors_of(done)
    assert "Subdirección de Dictaminación" in html_of(authoriser.get(url("of_case", partnership.public_id)))
    assert cast.client("liaison").get(url("advisers", partnership.public_id)).status_code == 404


# persona → what the pages of a round that is open answer
SEEN = {
    "liaison": {"dispatch": 200, "review": 404, "of_case": 200},
    "state": {"dispatch": 200, "review": 404, "of_case": 200},
    "reviewer": {"dispatch": 200, "review": 200, "of_case": 200},
    "authoriser": {"dispatch": 200, "review": 200, "of_case": 200},
    "counterpart": {"dispatch": 404, "review": 404, "of_case": 200},
    "committee": {"dispatch": 404, "review": 404, "of_case": 200},
    "stranger": {"dispatch": 404, "review": 404, "of_case": 404},
}


def test_open_round_is_seen_by_whom_it_is_for(cast, partnership):
    review = relation.review(cast, partnership)
    assert Seat.objects.filter(circle=partnership.circle).exists()
    addresses = {
        "dispatch": url("dispatch", review.dispatch.public_id),
        "review": url("review", review.public_id),
        "of_case": url("of_case", partnership.public_id),
    }
    assert {p: {name: cast.client(p).get(a).status_code for name, a in addresses.items()} for p in SEEN} == SEEN


def test_forwarding_is_taken_back_by_the_state_and_the_file_is_at_the_state_again(cast, partnership):
    state, liaison = cast.client("state"), cast.client("liaison")
    dispatch = relation.dispatch(cast, partnership)
    shown, address = url("dispatch", dispatch.public_id), url("recall_forwarding", dispatch.public_id)
    assert address in html_of(state.get(shown))
    assert address not in html_of(liaison.get(shown))
    assert list(errors_of(post(state, address, reason=""))) == ["reason"]
    told = post(liaison, address, reason="No me toca.")
    assert errors_of(told)["__all__"] == ["Retira el turno el enlace estatal que lo hizo."]
    assert post(state, address, reason="Faltó un anexo.").url == shown
    text = html_of(state.get(shown))
    assert "Faltó un anexo." in text
    assert dispatch.forward_folio in text
    assert url("forward", dispatch.public_id) in text
    assert address not in text
    code = dispatch.forward_issue.code
    assert "Faltó un anexo." in html_of(cast.client("nobody").get(f"/verificar/{code}/"))
    late = post(state, address, reason="Otra vez.")
    assert errors_of(late)["__all__"] == ["Retira el turno el enlace estatal que lo hizo."]


def test_withdrawn_opinion_gives_the_turn_back_to_the_legal_review(cast, partnership):
    review = relation.review(cast, partnership)
    opinion = relation.give_opinion(cast, review)
    done_before_dispatch(cast, partnership)
    done = post(cast.client("authoriser"), url("withdraw_opinion", opinion.public_id), reason="No era ese texto.")
    assert done.status_code == 302, errors_of(done)
    assert turn(cast, "reviewer", partnership) == ("Revisar el texto y proponer el dictamen", True)
    assert turn(cast, "liaison", partnership) == ("Dictamen de procedencia", False)
    proposed = post(cast.client("reviewer"), url("propose", review.public_id), sense="favourable", grounds="Procede.")
    assert proposed.status_code == 302, errors_of(proposed)


def no_to(cast, partnership):
    """Sent, received, and said no to."""
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, partnership))
    done_before_dispatch(cast, partnership)
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    review = opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    return relation.give_opinion(cast, review, "unfavourable")


def step_of(cast, who: str, partnership, key: str):
    case = cast.client(who).get(reverse("web:cases:case", args=[partnership.public_id])).context["case"]
    return next(s for s in case.steps if s.key == key), case


def test_after_an_unfavourable_opinion_the_town_goes_on_with_another_dispatch(cast, partnership):
    opinion = no_to(cast, partnership)
    told = f"No favorable el 31 ene 2022: {opinion.grounds}"
    assert turn(cast, "liaison", partnership) == ("Acordar un texto nuevo y enviarlo otra vez a la SRE", True)
    assert turn(cast, "reviewer", partnership) == ("Acordar un texto nuevo y enviarlo otra vez a la SRE", False)
    step, case = step_of(cast, "liaison", partnership, "opinion")
    assert (step.state, step.proof, step.url) == ("returned", told, url("opinion", opinion.public_id))
    assert told in case.claim_missing
    assert case.turn.why == told
    # its desk lists it; the reviewer's no longer lists the closed round
    desk = {who: cast.client(who).get(reverse("web:desk")).context["desk"].matters for who in ("liaison", "reviewer")}
    assert {who: [m.title for m in matters] for who, matters in desk.items()} == {
        "liaison": ["Acordar un texto nuevo y enviarlo otra vez a la SRE"], "reviewer": [],
    }  # fmt: skip
    # the counterpart is told that it goes on with the municipality, and not why
    step, case = step_of(cast, "counterpart", partnership, "opinion")
    assert (step.state, case.turn.title, case.turn.mine) == ("now", "Dictamen de procedencia", False)
    assert opinion.grounds not in step.proof + case.claim_missing + case.turn.why
    # her log says that there is an opinion, and not its sense, as the page of the opinion
    log = {
        p: html_of(cast.client(p).get(reverse("web:cases:log", args=[partnership.public_id])))
        for p in ("liaison", "counterpart")
    }
    said = {
        p: ("dictamen no favorable" in text, "dictamen de la SRE sobre el texto" in text) for p, text in log.items()
    }
    assert said == {"liaison": (True, False), "counterpart": (False, True)}
    # the door is on the pages of the dispatch and of the opinion
    door = f'href="{url("prepare", partnership.public_id)}"'
    pages = [
        reverse("web:cases:case", args=[partnership.public_id]), url("dispatches_of_case", partnership.public_id), url("dispatch", Dispatch.objects.get().public_id),
        url("of_case", partnership.public_id), url("opinion", opinion.public_id),
    ]  # fmt: skip
    assert {page: html_of(cast.client("liaison").get(page)).count(door) for page in pages} == dict.fromkeys(pages, 1)
    assert not any(door in html_of(cast.client("reviewer").get(page)) for page in pages)


def test_second_dispatch_after_a_no_takes_the_turn_and_its_letter_stands_on_the_step(cast, partnership):
    no_to(cast, partnership)
    first, _case = step_of(cast, "liaison", partnership, "dispatch")
    agreement = relation.fresh(partnership).agreement
    agreements.reopen_text(cast.act("liaison"), agreement=agreement, reason="Dictamen no favorable.")
    relation.edit(cast, agreement, "art-05.p4", "es", "una vez al año", "cada año")
    relation.agree(cast, partnership)
    assert turn(cast, "liaison", partnership) == ("Preparar otro envío a la SRE", True)
    row = relation.prepare_dispatch(cast, partnership)
    assert turn(cast, "liaison", partnership) == ("Preparar otro envío a la SRE", True)
    # the one being prepared stands on the step, and after it the one before with what became of it
    step, _case = step_of(cast, "liaison", partnership, "dispatch")
    before = f"{first.proof}: Dictamen no favorable el 31 ene 2022"
    assert (step.proof, step.when) == (f"Otro envío en preparación · antes, {before}", "")
    assert step.url == url("dispatch", row.public_id)
    others = {who: step_of(cast, who, partnership, "dispatch")[0].proof for who in ("state", "counterpart")}
    assert others == dict.fromkeys(others, first.proof)  # a file being prepared is its municipality's
    history = html_of(cast.client("liaison").get(url("dispatches_of_case", partnership.public_id) + "?todos=1"))
    assert re.search(r"tag[^>]*red[^>]*>Dictamen no favorable el 31 ene 2022</span>", history)
    assert "En preparación</span>" in history
    row = opinions.send_dispatch(cast.act("mayor"), dispatch=row)
    assert turn(cast, "state", partnership) == ("Turnar el expediente a la SRE", True)
    step, _case = step_of(cast, "state", partnership, "dispatch")
    assert (step.proof, step.when) == (f"Oficio {row.folio} · antes, {before}", "31 ene 2022")
    row = opinions.forward_dispatch(cast.act("state"), dispatch=row)
    second, _case = step_of(cast, "liaison", partnership, "dispatch")
    assert second.proof == f"Oficio {row.forward_folio}" != first.proof
    opinions.receive_dispatch(cast.act("reviewer"), dispatch=row)
    assert turn(cast, "reviewer", partnership) == ("Revisar el texto y proponer el dictamen", True)
    step, case = step_of(cast, "liaison", partnership, "opinion")
    assert (step.state, "No favorable" in case.claim_missing) == ("now", False)
