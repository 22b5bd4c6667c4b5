"""What each address of a record answers, by the state of the record: the tables are `tests/house/states/<record>.yaml`.

A table names states (or stages of a relation) and, per address, who is answered 200; `302` and other answers after a bar
(`liaison | 302 mayor`); whoever is not named finds nothing (404). Groups: `TOWN`, `MINISTRY`, `CIRCLE`. Those without a
seat in the circle are decided once, in `test_routes.py`: no state ever lets them in.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.urls import reverse

from hermanar.agreements.models import Agreement, Signing
from hermanar.agreements.operations import prepare_signature
from hermanar.calls.models import Call, Consultation, Contribution, Proposal as CitizensProposal
from hermanar.candidates.models import Candidate
from hermanar.coordination.models import Advice, Campaign, Proposal
from hermanar.encounters.models import Encounter, EventInvitation, ServiceRequest, Topic
from hermanar.evidence.models import Evidence
from hermanar.kernel.data import read_yaml
from hermanar.meetings.enums import CommitmentState
from hermanar.meetings.models import Commitment, Problem, Session
from hermanar.opinions.models import Dispatch, Observation, Opinion, Review
from hermanar.partnerships.models import AreaRequest, Lead, Letter, Partnership, Study
from hermanar.process.models import Case
from hermanar.programmes.models import Duty, Programme, ProgressReport
from hermanar.registry.operations import conclude_signing
from hermanar.reports.models import Period
from hermanar.reports.queries.report import compose
from tests import relation
from tests.cast import STARTS

from .routes import (
    agreements,
    areas,
    calls,
    candidates,
    cases,
    coordination,
    drafting,
    encounters,
    evidence,
    leads,
    letters,
    links,
    meetings,
    opinions,
    programmes,
    reports,
)

FOLDER = Path(__file__).parent / "states"
GROUPS = {
    "TOWN": ("liaison", "mayor", "council_secretary", "administrator"),
    "MINISTRY": ("reviewer", "authoriser", "registrar"),
}
GROUPS["CIRCLE"] = (*GROUPS["TOWN"], "committee", "state", *GROUPS["MINISTRY"], "counterpart")
SEATED = (*GROUPS["CIRCLE"], "consul")


@dataclass(frozen=True)
class Stated:
    """`model`: of the record; `key`: its name in what the room's `make` made; `room`: the table of its addresses.

    `row`: from the record named by `key` to the one that has the state; `page`: the address that shows it."""

    model: type[Model]
    room: ModuleType
    key: str
    page: str
    row: Callable[[Any], Any] | None = None
    also: tuple[ModuleType, ...] = ()
    # what a row in that state also says
    columns: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # what it keeps from its records when it is locked
    frozen: Callable[[Any], Mapping[str, Any]] | None = None

    def put(self, row: Any, state: str) -> None:
        """The record in that state, as a row that its constraints take."""
        more = self.frozen(row) if self.frozen and state == "locked" else self.columns.get(state, {})
        type(row)._default_manager.filter(pk=row.pk).update(state=state, **more)

    def find(self, public_id: str) -> Any:
        manager: Any = self.model._default_manager
        return self.row(public_id) if self.row else manager.get(public_id=public_id)

    def addresses(self) -> list[tuple[str, Any]]:
        """Addresses whose arguments name the record, of its room and of those beside it."""
        probe = _Probe()
        found = []
        for room in (self.room, *self.also):
            for name, row in room.ROUTES.items():
                probe.asked.clear()
                row.args(probe)
                if self.key in probe.asked:
                    found.append((name, row))
        return found


class _Probe(dict):
    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, key: str) -> str:
        self.asked.add(key)
        return "x"


def _of_case(public_id: str) -> Any:
    return Partnership.objects.get(public_id=public_id).case


def _of_study(public_id: str) -> Any:
    return Study.objects.get(partnership__public_id=public_id)


def _of_agreement(public_id: str) -> Any:
    return Agreement.objects.get(partnership__public_id=public_id)


def _of_candidate(_city: str) -> Any:
    return Candidate.objects.get()


def _of_year(year: int) -> Any:
    return Period.objects.get(year=year)


def _snapshot_of(period: Any) -> dict[str, Any]:
    made = compose(period.organisation, period.year, period.quarter, STARTS, period)
    return {"snapshot": made, "locked_at": STARTS}


RECORDS: dict[str, Stated] = {
    "case": Stated(Case, cases, "partnership", "web:cases:case", _of_case),
    "study": Stated(Study, cases, "partnership", "web:cases:study", _of_study),
    "lead": Stated(Lead, leads, "lead", "web:leads:lead"),
    "letter": Stated(
        Letter,
        letters,
        "letter",
        "web:letters:letter",
        columns={"interrupted": {"interruption": "silence", "interrupted_on": STARTS.date()}},
    ),
    "area_request": Stated(AreaRequest, areas, "request", "web:areas:request"),
    "text": Stated(Agreement, drafting, "partnership", "web:drafting:text", _of_agreement),
    "agreement": Stated(Agreement, agreements, "partnership", "web:agreements:signature", _of_agreement),
    "signing": Stated(Signing, agreements, "signing", "web:agreements:signing"),
    "dispatch": Stated(Dispatch, opinions, "dispatch", "web:opinions:dispatch"),
    "review": Stated(Review, opinions, "review", "web:opinions:review"),
    "observation": Stated(Observation, opinions, "observation", "web:opinions:answer"),
    "opinion": Stated(Opinion, opinions, "opinion", "web:opinions:opinion"),
    "session": Stated(Session, meetings, "session", "web:meetings:session"),
    "advice": Stated(Advice, coordination, "advice", "web:coordination:advice"),
    "campaign": Stated(Campaign, coordination, "campaign", "web:coordination:campaign"),
    "proposal": Stated(Proposal, coordination, "proposal", "web:coordination:proposal"),
    "duty": Stated(Duty, programmes, "duty", "web:programmes:fulfil"),
    "programme": Stated(Programme, programmes, "programme", "web:programmes:programme"),
    "progress_report": Stated(
        ProgressReport,
        programmes,
        "report",
        "web:programmes:report",
        columns={key: {"examined_on": STARTS.date(), "remarks": "Falta el anexo."} for key in ("approved", "returned")},
    ),
    "evidence": Stated(Evidence, evidence, "piece", "web:evidence:piece"),
    "encounter": Stated(Encounter, encounters, "encounter", "web:encounters:encounter"),
    "topic": Stated(Topic, encounters, "topic", "web:encounters:topic"),
    "invitation": Stated(EventInvitation, encounters, "invitation", "web:encounters:invitation"),
    "service": Stated(ServiceRequest, encounters, "service", "web:encounters:service"),
    "problem": Stated(Problem, meetings, "problem", "web:meetings:problem"),
    "commitment": Stated(
        Commitment,
        meetings,
        "commitment",
        "web:meetings:commitment",
        columns={str(key): {"ended_on": STARTS.date()} for key, _label in CommitmentState.choices if key != "open"},
    ),
    "contribution": Stated(Contribution, links, "contribution", "web:links:contribution"),
    "call": Stated(Call, calls, "call", "web:calls:call"),
    "citizens_proposal": Stated(
        CitizensProposal,
        calls,
        "proposal",
        "web:calls:proposal",
        columns={key: {"answer": "Gracias."} for key in ("accepted", "declined")},
    ),
    "consultation": Stated(Consultation, calls, "consultation", "web:calls:consultation"),
    "candidate": Stated(
        Candidate,
        candidates,
        "city",
        "web:candidates:city",
        _of_candidate,
        columns={"discarded": {"reason": "Sin comité"}},
    ),
    "quarter": Stated(Period, reports, "year", "web:reports:period", _of_year, frozen=_snapshot_of),
}
# addresses of the case that turn on the study alone are its own table
ONLY = {"study": ("web:cases:study", "web:cases:study_submit", "web:cases:study_return", "web:cases:study_take_back")}


def states_of(record: Stated) -> list[str]:
    """Every state the record may be in, as its enumeration has them."""
    return [str(value) for value, _label in record.model._meta.get_field("state").choices]  # type: ignore[union-attr]


def one_relation(_cast: Any) -> Partnership:
    return Partnership.objects.order_by("pk").first()  # type: ignore[return-value]


def _opined(cast: Any) -> None:
    relation.authorise_and_certify(cast, one_relation(cast))
    relation.give_opinion(cast, relation.review(cast, relation.fresh(one_relation(cast))))


def _signed(cast: Any) -> None:
    prepare_signature(cast.act("liaison"), agreement=relation.fresh(one_relation(cast)).agreement)
    signing = relation.deposit(cast, relation.fresh(one_relation(cast)))
    conclude_signing(cast.act("liaison"), signing=signing, pages=(1, 2))


# A relation as far as its path goes: each stage is reached from the one before it by the real operations.
STAGES: dict[str, Callable[[Any], Any]] = {
    "opened": relation.open_relation,
    "study_submitted": lambda cast: relation.submit_study(cast, one_relation(cast)),
    "text_started": lambda cast: relation.start_text(cast, one_relation(cast)),
    "text_agreed": lambda cast: relation.agree(cast, one_relation(cast)),
    "opined": _opined,
    "signed": _signed,
}
# the rooms whose pages follow a relation along its path
STAGED = (cases, drafting, agreements)


def decided(record: str) -> dict[str, dict[str, dict[str, int]]]:
    """State → address → persona → answer, as the table says."""
    table = read_yaml((FOLDER / f"{record}.yaml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, dict[str, int]]] = {}
    for address, by_state in table.items():
        for states, said in by_state.items():
            for state in str(states).split():
                found.setdefault(state, {})[address] = read(said or "")
    return found


def read(said: str) -> dict[str, int]:
    answers = dict.fromkeys(SEATED, 404)
    for part in said.split("|"):
        words = part.split()
        status = int(words.pop(0)) if words and words[0].isdigit() else 200
        for word in words:
            answers |= dict.fromkeys(GROUPS.get(word, (word,)), status)
    return answers


def write(answers: dict[str, int]) -> str:
    """The line of a table for these answers: what a failing test offers to be read, and taken if it is right."""
    parts = []
    for status in sorted(set(answers.values()) - {404}):
        left = [p for p in SEATED if answers[p] == status]
        said = []
        for group in ("CIRCLE", "TOWN", "MINISTRY"):
            if set(GROUPS[group]) <= set(left):
                said.append(group)
                left = [p for p in left if p not in GROUPS[group]]
        parts.append(" ".join([*([] if status == 200 else [str(status)]), *said, *left]))
    return " | ".join(parts)


def one_per_answer(answers: Mapping[str, int], turn: int) -> dict[str, str]:
    """Persona → who is asked for it: one of those with the same decided answer, another one at each turn. Nothing where nothing
    is decided."""
    at = turn % len(SEATED)
    first: dict[int, str] = {}
    found = {p: first.setdefault(answers[p], p) for p in [*SEATED[at:], *SEATED[:at]] if p in answers}
    return {persona: asked for persona, asked in found.items() if asked != persona}


def ask(
    clients: dict[str, Any], address: str, row: Any, made: dict, asked_for: Mapping[str, str] = MappingProxyType({})
) -> dict[str, int]:
    """What each persona is answered now; `asked_for`: who is answered as another is. Nothing that is asked stays done."""
    path = reverse(address, args=row.args(made))
    answers: dict[str, int] = {}
    for persona in sorted(SEATED, key=lambda p: p in asked_for):
        if persona in asked_for:
            answers[persona] = answers[asked_for[persona]]
            continue
        with transaction.atomic():
            answer = getattr(clients[persona], row.method)(path)
            transaction.set_rollback(True)
        if answer.streaming:
            b"".join(answer.streaming_content)  # type: ignore[arg-type]
        answers[persona] = answer.status_code
    return answers


def addresses_of(record: str) -> Iterator[tuple[str, Any]]:
    for name, row in RECORDS[record].addresses():
        if record in ONLY and name not in ONLY[record]:
            continue
        if record == "case" and name in ONLY["study"]:
            continue
        yield name, row
