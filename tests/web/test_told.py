"""What a page says about who will be told is what happens: each act below is opened, read, and done."""

import ast
import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from django.urls import reverse

import hermanar.web
from hermanar.directory.models import Country
from hermanar.meetings import operations as meetings
from hermanar.meetings.enums import Purpose, SessionKind
from hermanar.meetings.models import Point, Session
from hermanar.notices.models import Notice
from hermanar.opinions import operations as opinions
from hermanar.opinions.models import Dispatch, Opinion
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import LetterState
from hermanar.partnerships.models import Letter, Study
from hermanar.registry.operations import conclude_signing
from tests import relation
from tests.cast import STARTS, Cast
from tests.house.routes import areas, coordination, encounters
from tests.web.forms import errors_of, html_of, post

WHY = {"reason": "Falta un dato por corregir"}
BOTH = {"es": "Texto.", "en": "Text."}
# who opens the page, which, and what they send
Opened = tuple[str, str, dict]


def _case(name: str, case, *more: str) -> str:
    return reverse(f"web:{name}", args=[case.public_id, *more])


def waive(cast: Cast) -> Opened:
    return "liaison", _case("cases:waive_step", relation.open_relation(cast)), WHY | {"step": "committee"}


def ask_again(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    partnerships.waive_case_step(cast.act("liaison"), partnership=case, step="committee", reason="Motivo.")
    return "liaison", _case("cases:ask_step", case), WHY | {"step": "committee"}


def reopen(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    partnerships.withdraw_partnership(cast.act("liaison"), partnership=case, reason="Motivo.")
    return "liaison", _case("cases:reopen", case), WHY | {"code": "new_facts", "on": STARTS.date()}


def designation(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    row = partnerships.designate_liaison(
        cast.act("mayor"), partnership=case, office=cast.offices["liaison"], designated_on=STARTS.date()
    )
    return "mayor", _case("cases:withdraw_designation", case, row.public_id), WHY


def put_study(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    partnerships.take_back_study(cast.act("liaison"), study=Study.objects.get(), reason="Motivo.")
    return "liaison", _case("cases:study_submit", case), {}


def return_study(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    return "committee", _case("cases:study_return", case), WHY


def take_back_study(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    return "liaison", _case("cases:study_take_back", case), WHY


def _letter(cast: Cast, state: str = "") -> Letter:
    letter = partnerships.draft_letter(
        cast.act("liaison"), partnership=relation.open_relation(cast), motivations=BOTH, interests=BOTH, objectives=BOTH
    )
    if state:
        Letter.objects.filter(pk=letter.pk).update(state=state, sent_on=STARTS.date(), folio="VS/1")
    return letter


def return_letter(cast: Cast) -> Opened:
    return "mayor", _case("letters:return", _letter(cast)), WHY


def remind(cast: Cast) -> Opened:
    return "liaison", _case("letters:remind", _letter(cast, LetterState.SENT)), {}


def answer_letter(cast: Cast) -> Opened:
    sent = {"dated_on": STARTS.date(), "is_affirmative": "yes", "folio": "LS-7", "text": "Yes."}
    return "counterpart", _case("letters:answered", _letter(cast, LetterState.SENT)), sent


def _text(cast: Cast):
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    relation.authorise(cast, case)
    return case


def _sent(cast: Cast) -> Dispatch:
    return opinions.send_dispatch(cast.act("mayor"), dispatch=relation.prepare_dispatch(cast, _text(cast)))


def send(cast: Cast) -> Opened:
    row = relation.prepare_dispatch(cast, _text(cast))
    return "mayor", _case("opinions:send", row), {"sent_on": STARTS.date()}


def send_at_once(cast: Cast) -> Opened:
    row = relation.prepare_dispatch(cast, _text(cast))
    Dispatch.objects.update(via_state=False)
    return "mayor", _case("opinions:send", row), {"sent_on": STARTS.date()}


def forward(cast: Cast) -> Opened:
    return "state", _case("opinions:forward", _sent(cast)), {"forwarded_on": STARTS.date()}


def return_to_town(cast: Cast) -> Opened:
    return "state", _case("opinions:return", _sent(cast)), WHY


def recall_early(cast: Cast) -> Opened:
    return "liaison", _case("opinions:recall", _sent(cast)), WHY


def recall(cast: Cast) -> Opened:
    return "liaison", _case("opinions:recall", relation.review(cast, _text(cast)).dispatch), WHY


def recall_forwarding(cast: Cast) -> Opened:
    return "state", _case("opinions:recall_forwarding", relation.dispatch(cast, _text(cast))), WHY


def observe(cast: Cast) -> Opened:
    row = relation.review(cast, _text(cast))
    opinions.observe(cast.act("reviewer"), review=row, group="art-07", language="es", text="Falta un dato.")
    return "reviewer", _case("opinions:send_observations", row), {}


def propose(cast: Cast) -> Opened:
    row = relation.review(cast, _text(cast))
    return "reviewer", _case("opinions:propose", row), {"sense": "favourable", "grounds": "Procede."}


def authorise(cast: Cast) -> Opened:
    row = opinions.propose_opinion(
        cast.act("reviewer"), review=relation.review(cast, _text(cast)), sense="favourable", grounds="Procede."
    )
    return "authoriser", _case("opinions:authorise", row), {"issued_on": STARTS.date()}


def withdraw_opinion(cast: Cast) -> Opened:
    relation.ready_to_sign(cast)
    return "authoriser", _case("opinions:withdraw_opinion", Opinion.objects.get(state="authorised")), WHY


def refuse_there(cast: Cast) -> Opened:
    case = relation.ready_to_sign(cast)
    sent = {
        "refused_on": STARTS.date(), "body": "Council", "instrument": "R-1", "grounds": "No hay capacidad.",
        "attachment": relation.scan_file(),
    }  # fmt: skip
    return "counterpart", _case("agreements:foreign_refusal", case), sent


def correct_deposit(cast: Cast) -> Opened:
    case = relation.ready_to_sign(cast)
    row = relation.deposit(cast, case)
    conclude_signing(cast.act("liaison"), signing=row, pages=(1, 2))
    return "liaison", _case("agreements:correct", row), WHY


def _session(cast: Cast) -> Session:
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    act = cast.act("committee")
    session = meetings.convene_session(
        act,
        body=relation.committee(cast),
        kind=SessionKind.ORDINARY,
        number="09",
        held_on=act.on + dt.timedelta(days=9),
    )
    meetings.put_point(
        act, session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY, partnership=relation.fresh(case)
    )
    return session


def call(cast: Cast) -> Opened:
    return "committee", _case("meetings:call", _session(cast)), {}


def vote(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    relation.submit_study(cast, case)
    act = cast.act("committee")
    session = relation.hold(cast, relation.committee(cast))
    meetings.put_point(
        act, session=session, title="Estudio", purpose=Purpose.APPROVE_STUDY, partnership=relation.fresh(case)
    )
    sent = {"in_favour": session.present.count(), "against": 0, "abstained": 0}
    return "committee", _case("meetings:vote", Point.objects.get()), sent


def correct_vote(cast: Cast) -> Opened:
    case = relation.open_relation(cast)
    relation.agree(cast, case)
    row = relation.authorise(cast, case)
    sent = WHY | {"in_favour": 0, "against": 3, "abstained": 0, "names": "Lakeside"}
    return "council_secretary", _case("meetings:correct_vote", row), sent


def _lead(cast: Cast):
    act = cast.act("consul")
    lead = partnerships.open_lead(
        act, country=Country.objects.get(pk="US"), foreign_name="Lakeside", proposed_place="Villa Serena",
        zone="America/Chicago", exercise_at=STARTS,
    )  # fmt: skip
    house, state = cast.organisations["municipality"], cast.organisations["state"]
    return partnerships.route_lead(act, lead=lead, municipality=house, state=state)


def answer_area(cast: Cast) -> Opened:
    made = areas.make(cast)
    return "administrator", reverse("web:areas:answer", args=[made["request"]]), {"answer": "Sí."}


def answer_service(cast: Cast) -> Opened:
    made = encounters.make(cast)
    return "consul", reverse("web:encounters:answer_service", args=[made["service"]]), {
        "answer": "Sí.", "attended": "1", "answered_on": STARTS.date(),
    }  # fmt: skip


def answer_advice(cast: Cast) -> Opened:
    made = coordination.make(cast)
    return "state", reverse("web:coordination:answer", args=[made["advice"]]), {"answer": "Sí."}


ACTS: tuple[Callable[[Cast], Opened], ...] = (
    waive, ask_again, reopen, designation, put_study, return_study, take_back_study, return_letter, remind,
    answer_letter, send, send_at_once, forward, return_to_town, recall_early, recall, recall_forwarding, observe, propose,
    authorise, withdraw_opinion, refuse_there, correct_deposit, call, vote, correct_vote, answer_area, answer_service,
    answer_advice,
)  # fmt: skip


@pytest.mark.parametrize("opens", ACTS, ids=lambda opens: opens.__name__)
def test_page_says_who_will_be_told_and_they_are(cast, opens):
    who, address, sent = opens(cast)
    client = cast.client(who)
    page = client.get(address)
    assert page.status_code == 200
    said = page.context["deed"].told
    assert said.will
    assert said.will in html_of(page)
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    done = post(client, address, **sent)
    assert done.status_code == 302, errors_of(done)
    told = set(Notice.objects.filter(pk__gt=last).values_list("user__public_id", flat=True))
    assert told == set(said.people)


def _leaves(cast: Cast, name: str) -> None:
    """That person has no account any more; who sends in the mayor's place enters with a second factor."""
    cast.users[name].is_active = False
    cast.users[name].save()
    if name == "mayor":
        Authenticator.objects.create(user=cast.users["liaison"], type=Authenticator.Type.TOTP, data={"secret": "x"})


# the office that the act is for, with nobody there who has an account
ABSENT = (
    (put_study, ("committee",), "la Secretaría del Comité"),
    (take_back_study, ("committee",), "la Secretaría del Comité"),
    (remind, ("mayor",), "la Presidencia municipal"),
    (return_letter, ("liaison",), "el enlace del municipio"),
    (forward, ("reviewer",), "la revisión jurídica de la SRE"),
    (send, ("state",), "el enlace estatal"),
    (propose, ("authoriser",), "quien autoriza el dictamen"),
)


@pytest.mark.parametrize(("opens", "absent", "called"), ABSENT, ids=lambda v: getattr(v, "__name__", None))
def test_page_says_that_nobody_there_has_an_account(cast, opens, absent, called):
    who, address, sent = opens(cast)
    for name in absent:
        _leaves(cast, name)
    client = cast.client(who)
    page = client.get(address)
    said = page.context["deed"].told
    to = f"al {called[3:]}" if called.startswith("el ") else f"a {called}"
    assert f"No se avisará {to}: ahí nadie tiene cuenta." in html_of(page)
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    done = post(client, address, **sent)
    assert done.status_code == 302, errors_of(done)
    told = set(Notice.objects.filter(pk__gt=last).values_list("user__public_id", flat=True))
    assert told == set(said.people)


def test_page_says_that_nobody_else_is_here(cast):
    case = relation.open_relation(cast, everybody=False)
    for name in set(cast.users) - {"liaison"}:
        _leaves(cast, name)
    page = html_of(cast.client("liaison").get(_case("cases:waive_step", case)))
    assert "Nadie más tiene aquí cuenta: no se avisará a nadie. Hágalo saber usted." in page


def test_lead_says_in_its_closing_who_was_told(cast):
    lead = _lead(cast)
    address = reverse("web:leads:lead", args=[lead.public_id])
    client = cast.client("liaison")
    assert "Se avisará al consulado y al enlace estatal." in html_of(client.get(address))
    last = Notice.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    done = post(client, address, do="decline", **WHY)
    assert done.status_code == 302
    assert "Se avisó al consulado y al enlace estatal." in html_of(client.get(address))
    told = set(Notice.objects.filter(pk__gt=last).values_list("user__public_id", flat=True))
    assert told == {cast.users["consul"].public_id, cast.users["state"].public_id}


def test_no_page_says_by_itself_who_is_told():
    """What a page says is computed (`web/told.py`): no act brings a sentence of its own."""
    folder = Path(hermanar.web.__file__).parent
    written, computed = [], 0
    for path in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            for given in node.keywords if isinstance(node, ast.Call) else ():
                if given.arg != "told" or ast.unparse(node.func) in {"correct_lead", "stream_folder"}:
                    continue
                computed += 1
                by = ast.unparse(given.value)
                if isinstance(given.value, ast.Constant) or by.startswith(("_(", "gettext(", "str(")):
                    written.append(f"{path.name}:{node.lineno}: {by}")
    assert written == []
    assert computed > 40
