"""The committee's room: inbox, calls in both languages, projects to their vote, consultations by link."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.calls.models import Call, Consultation, Project, Proposal
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose
from hermanar.partnerships.models import Study
from hermanar.partnerships.operations import add_stakeholder
from hermanar.partnerships.rules.studies import SECTIONS
from tests import relation as relations
from tests.web.forms import errors_of, html_of, post

TEXTS = {
    f"{name}_{lang}": f"{name} {lang}"
    for name in ("title", "purpose", "audience", "conditions")
    for lang in ("es", "en")
}


@pytest.fixture
def house(cast):
    return cast.organisations["municipality"]


def propose(cast, **more) -> Proposal:
    citizen = Act(Actor.stranger(), cast.at, Channel.LINK)
    values = {"title": "Orquesta", "problem": "b", "idea": "c", "sector": "culture", "consents": True}
    row, _token = calls.hand_in_proposal(
        citizen, owner=cast.organisations["municipality"], now=timezone.now(), **(values | more)
    )
    return row


def url(name: str, *args: str) -> str:
    return reverse(f"web:calls:{name}", args=args)


def vote(cast):
    session = relations.hold(cast, relations.committee(cast))
    point = meetings.put_point(cast.act("committee"), session=session, title="Proyectos", purpose=Purpose.OTHER)
    return meetings.resolve_point(cast.act("committee"), point=point, in_favour=3)


def test_empty_rooms_say_what_to_do(cast):
    client = cast.client("committee")
    assert "Todavía no llega ninguna propuesta" in html_of(client.get(url("inbox")))
    assert "Todavía no hay convocatorias" in html_of(client.get(url("calls")))
    assert "Todavía no hay proyectos" in html_of(client.get(url("projects")))
    assert "Todavía no se consulta a nadie" in html_of(client.get(url("consultations")))


def test_call_goes_from_draft_to_public_once_both_languages_are_there(cast):
    client = cast.client("committee")
    half = TEXTS | {"purpose_en": ""}
    answer = post(client, url("new"), **half, opens_on="2022-01-31", closes_on="2022-03-01", sectors=["culture"])
    assert answer.status_code == 302
    call = Call.objects.get()
    page = html_of(post(client, url("publish", call.public_id)))
    assert "Falta “Objeto” en inglés." in page
    answer = post(client, url("edit", call.public_id), **TEXTS, opens_on="2022-01-31", closes_on="2022-03-01")
    assert answer.status_code == 302
    assert post(client, url("publish", call.public_id)).status_code == 302
    public = reverse("guest:calls:call", args=[call.public_id])
    assert public in html_of(client.get(url("call", call.public_id)))
    assert client.get(public).status_code == 200
    assert post(client, url("close", call.public_id)).status_code == 302
    call.refresh_from_db()
    assert call.state == "closed"


def test_call_that_closes_before_it_opens_is_refused_at_its_field(cast):
    answer = post(cast.client("committee"), url("new"), **TEXTS, opens_on="2022-02-01", closes_on="2022-01-01")
    assert list(errors_of(answer)) == ["closes_on"]


def test_call_is_cancelled_with_a_reason_that_is_published(cast, house):
    texts = {name: {"es": "a", "en": "b"} for name in ("title", "purpose", "audience", "conditions")}
    call = calls.draft_call(
        cast.act("committee"), owner=house, texts=texts, opens_on=cast.at.date(), closes_on=cast.at.date()
    )
    call = calls.publish_call(cast.act("committee"), call=call)
    client = cast.client("committee")
    assert list(errors_of(post(client, url("cancel", call.public_id), reason=""))) == ["reason"]
    assert post(client, url("cancel", call.public_id), reason="Cambió el plan").status_code == 302
    assert "Cambió el plan" in html_of(client.get(reverse("guest:calls:call", args=[call.public_id])))


def test_proposal_is_evaluated_accepted_and_voted(cast, house):
    row, client = propose(cast), cast.client("committee")
    page = html_of(client.get(url("proposal", row.public_id)))
    assert "Evaluar la propuesta" in page
    answer = post(
        client, url("evaluate", row.public_id), viability="viable", assessment="Hay con qué.", criteria=["need"]
    )
    assert answer.status_code == 302
    resolution = vote(cast)
    answer = post(client, url("accept", row.public_id), answer="Nos gusta.", partnership="", resolution="")
    project = Project.objects.get()
    assert answer["Location"] == url("project", project.public_id)
    assert list(
        errors_of(post(client, url("decide_project", project.public_id), stage="adopted", reason="Sí", resolution=""))
    ) == ["resolution"]
    answer = post(
        client, url("decide_project", project.public_id), stage="adopted", reason="Se votó.",
        resolution=resolution.public_id,
    )  # fmt: skip
    assert answer.status_code == 302
    project.refresh_from_db()
    assert (project.stage, project.resolution) == ("adopted", resolution)
    page = html_of(client.get(url("project", project.public_id)))
    assert row.folio in page
    assert "Adoptado por el Comité" in page


def test_proposal_is_declined_with_cause_and_reason(cast):
    row, client = propose(cast), cast.client("committee")
    assert sorted(errors_of(post(client, url("decline", row.public_id), answer=""))) == ["answer", "cause"]
    answer = post(client, url("decline", row.public_id), cause="exists", answer="Ya hay una orquesta.", resolution="")
    assert answer.status_code == 302
    assert "Ya hay una orquesta." in html_of(client.get(url("proposal", row.public_id)))


def test_inbox_is_read_by_state_and_paged(cast, assert_flat):
    client = cast.client("committee")
    assert assert_flat(lambda: propose(cast), lambda: client.get(url("inbox"))) <= 20
    for _ in range(28):
        propose(cast)
    page = client.get(url("inbox"))
    assert len(page.context["rows"]) == 30
    assert len(client.get(url("inbox") + page.context["next"]).context["rows"]) == 1
    assert "Ninguna en ese estado" in html_of(client.get(url("inbox") + "?estado=accepted"))


def test_interested_parties_are_invited_by_link_and_the_committee_concludes(cast, house):
    party = add_stakeholder(cast.act("liaison"), circle=house.home, sector="academy", organisation="Universidad")
    project = calls.open_project(cast.act("committee"), owner=house, title="Intercambio", summary="")
    client = cast.client("committee")
    answer = post(
        client, url("consult_project", project.public_id), title="Viabilidad", question="¿Conviene?",
        closes_on=(cast.at.date() + dt.timedelta(days=9)).isoformat(),
    )  # fmt: skip
    row = Consultation.objects.get()
    assert answer["Location"] == url("consultation", row.public_id)
    shown = post(client, url("invite", row.public_id), stakeholder=party.public_id, email="", language="es")
    assert shown.status_code == 200
    token = html_of(shown).partition("/enlace/")[2].partition("/")[0]
    assert (
        client.get(reverse("guest:link", args=[token])).status_code == 403
    )  # the committee's own people cannot use it
    assert cast.client("nobody").post(
        reverse("guest:link", args=[token]), {"_once": "0011", "position": "conditions", "text": "Si hay becas."}
    ).status_code == 302  # fmt: skip
    page = html_of(client.get(url("consultation", row.public_id)))
    assert "Si hay becas." in page
    assert "1 de 1 contestaron" in page
    assert "Ya opinaron todas las partes invitadas." in page
    assert post(client, url("conclude", row.public_id), conclusion="Conviene.", resolution="").status_code == 302
    assert cast.client("nobody").get(reverse("guest:link", args=[token])).status_code == 410


def test_study_is_put_to_interested_parties(cast):
    partnership = relations.open_relation(cast)
    relations.submit_study(cast, partnership)
    client = cast.client("liaison")
    answer = post(
        client, url("consult_study", partnership.public_id), title="Estudio", question="¿Qué falta?",
        closes_on=(cast.at.date() + dt.timedelta(days=9)).isoformat(), shows=["origin", "risks"],
    )  # fmt: skip
    assert answer.status_code == 302
    row = Consultation.objects.get()
    assert (row.study, row.shows) == (partnership.study, ["origin", "risks"])
    assert "Leen del estudio:" in client.get(url("consultation", row.public_id)).content.decode()
    Study.objects.update(state="approved")
    assert client.get(url("consult_study", partnership.public_id)).status_code == 404


def test_study_is_put_whole_to_interested_parties_unless_somebody_chooses(cast):
    partnership = relations.open_relation(cast)
    relations.submit_study(cast, partnership)
    form = cast.client("liaison").get(url("consult_study", partnership.public_id)).context["form"]
    assert form.initial["shows"] == [key for key, _label in form.fields["shows"].choices]
    assert len(form.initial["shows"]) == len(SECTIONS)


def test_rooms_in_english_are_in_english(cast, house):
    propose(cast)
    client = cast.client("committee")
    assert "Proposals" in html_of(client.get("/en" + url("inbox")))
    assert "Propuestas" not in html_of(client.get("/en" + url("inbox")))


def test_liaison_reads_and_does_not_judge_while_the_committee_is_on_board(cast):
    row = propose(cast)
    client = cast.client("liaison")
    assert "Evaluar la propuesta" not in html_of(client.get(url("proposal", row.public_id)))
    assert client.get(url("evaluate", row.public_id)).status_code == 404
