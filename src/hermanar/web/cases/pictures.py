"""What the pages of a relation show, put together from questions to each app. No models here; the number of questions
does not grow with the letters, duties or papers of a case, nor the list's with its rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.directory.enums import Part, Role, fillers_of, roles_for
from hermanar.directory.queries import administration_on
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Actor, How
from hermanar.kernel.errors import NotVisible
from hermanar.meetings.queries import body_of
from hermanar.opinions.enums import DispatchState, OpinionState, ReviewState
from hermanar.partnerships.enums import Interruption, LetterKind, LetterState, Side, StudyState
from hermanar.partnerships.queries import (
    Board,
    boards_of,
    claim_of,
    earlier_relations,
    get_partnership,
    said_proof,
    said_proofs,
)
from hermanar.process.enums import CaseState, StepState
from hermanar.process.queries import get_definition, get_facts, get_picture
from hermanar.process.rules import Picture, StepPicture, stands
from hermanar.programmes.enums import DutyState
from hermanar.programmes.queries import list_duties, owner_of_duty, source_of_duty
from hermanar.programmes.queries.duties import next_duties
from hermanar.registry.queries.own import told_of_pair

from ..doors import DoorShown, address_of
from ..language import language, translated, when_in_words
from .words import BUTTON, FACTS, MISSING, WHY

# what says whose turn it is inside a step
TOLD_BY = ("letters", "study", "dispatches", "reviews", "opinions")

# -- whose turn -----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Turn:
    """Who moves next and with what. `mine`: this post; `recorded`: it puts down what an absent office did."""

    mine: bool
    whose: str
    title: str
    why: str = ""
    url: str = ""
    button: str = ""
    recorded: bool = False


@dataclass(frozen=True)
class _Task:
    part: str
    role: str
    title: str
    why: str = ""
    url: str = ""
    button: str = ""


def parties_of(partnership: Any) -> dict[str, Any]:
    return {p.side: p for p in partnership.parties.all()}


def title_of(partnership: Any) -> tuple[str, str]:
    """(ours, theirs) as the reader's language names them."""
    parties = parties_of(partnership)
    return str(parties.get(Side.OURS, "—")), str(parties.get(Side.THEIRS, "—"))


def turn_of(partnership: Any, picture: Picture, board: Board, roles: frozenset[str], duty: Any = None) -> Turn | None:
    """What comes next in this relation and whose turn it is; None when nothing is left to do. `duty`: the one that falls
    due first, which is what comes next in a relation whose steps are done."""
    if partnership.case.state == CaseState.PAUSED:
        reason = Interruption(partnership.paused_reason).label if partnership.paused_reason else ""
        task = _Task(
            Part.LEAD, Role.LIAISON, _("Retomar la vinculación"),
            _("Está interrumpida: %(reason)s.") % {"reason": str(reason).lower()} if reason else _("Está interrumpida."),
            reverse("web:cases:resume", args=[partnership.public_id]), _("Retomar"),
        )  # fmt: skip
        return _decided(task, board, roles)
    if partnership.case.state != CaseState.OPEN:
        return None
    if picture.next_step is None:
        return _decided(_duty_task(duty), board, roles) if duty else None
    return _decided(_task_of(partnership, picture.next_step, board), board, roles)


# an end → what it is called, what may make it go on
_ENDS = {
    CaseState.WITHDRAWN: (
        gettext_lazy("El municipio desistió"),
        gettext_lazy("Puede retomarse cuando el municipio lo decida."),
    ),
    CaseState.REFUSED: (
        gettext_lazy("Hubo una negativa"),
        gettext_lazy("Puede retomarse si lo piden de nuevo o si cambió lo que la motivó."),
    ),
    CaseState.CLOSED: (gettext_lazy("El expediente se cerró"), gettext_lazy("Puede retomarse si hay con qué seguir.")),
}


def way_on_of(partnership: Any, board: Board, roles: frozenset[str]) -> Turn | None:
    """The way on out of a relation that ended, and whose it is; None where it has not."""
    if partnership.case.state not in _ENDS:
        return None
    title, why = _ENDS[CaseState(partnership.case.state)]
    more = _(
        "Lo acreditado se conserva. Para empezar de cero se abre otro expediente, que mostrará este como antecedente."
    )
    task = _Task(
        Part.LEAD, Role.LIAISON, str(title), f"{why} {more}",
        reverse("web:cases:reopen", args=[partnership.public_id]), _("Reabrir el expediente"),
    )  # fmt: skip
    return _decided(task, board, roles)


def _decided(task: _Task, board: Board, roles: frozenset[str]) -> Turn:
    ours = roles_for(Part.LEAD, roles)
    mine = task.part in board.mine and task.role in (ours if task.part == Part.LEAD else roles)
    recorded = False
    any_role = "" if task.part in {Part.COUNTERPART, Part.COMMITTEE} else task.role
    if not mine and Part.LEAD in board.mine and Role.LIAISON in ours and not board.is_on_board(task.part, any_role):
        mine = recorded = True
    of_state = task.part == Part.LEAD and (task.part, Role.STATE_LIAISON) in board.can_act
    office = str(Role(next((r for r in fillers_of(task.part, task.role)[1:] if of_state), task.role)).label)
    seated = board.seated.get(task.part, "")
    whose = f"{office}, {seated}" if seated else office
    why = task.why
    if recorded:
        note = _("Esa oficina no participa aquí: asiente lo que conste en su papel (%(office)s).") % {"office": office}
        why = f"{why} {note}".strip()
    return Turn(mine, whose, task.title, why, task.url, task.button, recorded)


def _task_of(partnership: Any, step: StepPicture, board: Board) -> _Task:
    if step.key == "letter":
        return _letter_task(partnership, step)
    if step.key == "answer":
        return _answer_task(partnership, step)
    if step.key == "study":
        return _study_task(partnership, step)
    if step.key == "dispatch" and (
        sent := _last(d for d in partnership.dispatches.all() if d.state == DispatchState.SENT)
    ):
        return _Task(
            Part.OVERSEER, Role.STATE_LIAISON, _("Turnar el expediente a la SRE"),
            _("El municipio lo envió con el folio %(folio)s.") % {"folio": sent.folio},
            reverse("web:opinions:dispatch", args=[sent.public_id]), _("Abrir el envío"),
        )  # fmt: skip
    if step.key == "opinion" and (review := _last(partnership.reviews.all())):
        return _opinion_task(partnership, step, review, board)
    part, role = Part.LEAD.value, Role.LIAISON.value
    if step.key not in {"committee", "text", "dispatch", "counterpart_approval"} and step.signs_off:
        part, role = step.signs_off[0].part, step.signs_off[0].role
    return _Task(
        part, role, translated(step.title), str(WHY.get(step.key, "")), door_of(partnership, step),
        str(BUTTON.get(step.key, _("Abrir"))),
    )  # fmt: skip


def _duty_task(duty: Any) -> _Task:
    words = {"on": when_in_words(duty.due_on), "office": owner_of_duty(duty), "source": source_of_duty(duty)}
    return _Task(
        duty.owner_part, Role.LIAISON, str(duty), _("Vence el %(on)s · %(office)s (%(source)s).") % words,
        reverse("web:programmes:fulfil", args=[duty.public_id]), _("Abrir el plazo"),
    )  # fmt: skip


def _last(rows: Iterable[Any]) -> Any:
    return max(rows, key=lambda row: row.pk, default=None)


def _opinion_task(partnership: Any, step: StepPicture, review: Any, board: Board) -> _Task:
    """Observations are answered by the municipality; that an opinion waits for its authorisation only the ministry knows."""
    url = reverse("web:opinions:review", args=[review.public_id])
    if review.state == ReviewState.OBSERVED:
        return _Task(
            Part.LEAD, Role.LIAISON, _("Contestar las observaciones de la SRE"),
            _("Se contestan juntas, con una nueva versión del texto."), url, _("Abrir las observaciones"),
        )  # fmt: skip
    if Part.REVIEWER not in board.mine:
        url, button = door_of(partnership, step), str(BUTTON["opinion"])
        return _Task(Part.REVIEWER, Role.LEGAL_REVIEWER, translated(step.title), str(WHY["opinion"]), url, button)
    waiting = _last(o for o in partnership.opinions.all() if o.state == OpinionState.PROPOSED)
    if waiting is not None:
        return _Task(
            Part.REVIEWER, Role.AUTHORISER, _("Autorizar el dictamen"),
            _("Quien lo propone no lo autoriza."), reverse("web:opinions:opinion", args=[waiting.public_id]),
            _("Leer el dictamen"),
        )  # fmt: skip
    return _Task(
        Part.REVIEWER, Role.LEGAL_REVIEWER, _("Revisar el texto y proponer el dictamen"), str(WHY["opinion"]), url,
        _("Abrir la revisión"),
    )  # fmt: skip


def _letter_task(partnership: Any, step: StepPicture) -> _Task:
    drafts = [w for w in partnership.letters.all() if w.direction == "out" and w.kind == LetterKind.INTENT]
    letter = drafts[-1] if drafts else None
    why = str(WHY["letter"])
    if letter is None:
        url = reverse("web:letters:new", args=[partnership.public_id])
        return _Task(Part.LEAD, Role.LIAISON, _("Preparar la carta de intención"), why, url, _("Escribir la carta"))
    url = reverse("web:letters:letter", args=[letter.public_id])
    if letter.state == LetterState.DRAFT:
        return _Task(
            Part.LEAD, Role.MAYOR, _("Firmar la carta de intención"),
            _("El borrador está listo; al firmarlo recibe folio, código y fecha."), url, _("Abrir la carta"),
        )  # fmt: skip
    return _Task(
        Part.LEAD, Role.LIAISON, _("Enviar la carta de intención y asentar el envío"),
        _("Está firmada con el folio %(folio)s.") % {"folio": letter.folio}, url, _("Abrir la carta"),
    )  # fmt: skip


def _answer_task(partnership: Any, step: StepPicture) -> _Task:
    return _Task(
        Part.COUNTERPART, Role.COUNTERPART, translated(step.title), str(WHY["answer"]),
        reverse("web:letters:answer", args=[partnership.public_id]), _("Abrir la respuesta"),
    )  # fmt: skip


def _study_task(partnership: Any, step: StepPicture) -> _Task:
    study = getattr(partnership, "study", None)
    url = door_of(partnership, step)
    if study is not None and study.state == StudyState.SUBMITTED:
        return _Task(
            Part.COMMITTEE, Role.COMMITTEE_SECRETARY, _("Resolver sobre el estudio de factibilidad"),
            _("El estudio está ante el Comité, que resuelve en sesión."), url, _("Leer el estudio"),
        )  # fmt: skip
    title = _("Preparar el estudio de conveniencia y factibilidad")
    if study is not None and study.state == StudyState.DRAFT:
        title = _("Someter el estudio al Comité")
    elif study is not None and study.state in {StudyState.RETURNED, StudyState.REJECTED}:
        title = _("Corregir el estudio y someterlo de nuevo")
    return _Task(Part.LEAD, Role.LIAISON, title, str(WHY["study"]), url, _("Abrir el estudio"))


def door_of(partnership: Any, step: StepPicture) -> str:
    """Address of the place where a step is done; "" where its room is not there."""
    # before there is a text there is nothing to approve: the room says so
    is_early = step.door == "agreements.foreign_approval" and step.state == StepState.LATER
    door = "agreements.signature" if is_early else step.door
    url = address_of(door, {"partnership": partnership.public_id}) if door else ""
    return "" if url == reverse("web:cases:case", args=[partnership.public_id]) else url


def country_name(party: Any) -> str:
    if party is None:
        return ""
    return party.country.name_en if language() == "en" else party.country.name_es


def place_of(party: Any) -> str:
    """`Oaxaca, México`: where a party is, without its own name."""
    if party is None:
        return ""
    state = party.municipality.state.name if party.municipality else party.subdivision
    return ", ".join(filter(None, [state, country_name(party)]))


# -- the case -------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class StageShown:
    label: str
    state: str
    note: str
    url: str = ""


@dataclass(frozen=True)
class StepShown:
    title: str
    state: str
    proof: str
    when: str
    url: str
    key: str


@dataclass(frozen=True)
class Clock:
    label: str
    on: dt.date
    owner: str = ""
    url: str = ""
    far: bool = False


@dataclass(frozen=True)
class EarlierShown:
    """`opened_on` None: `when` says all that is known of its date."""

    title: str
    folio: str
    opened_on: dt.date | None
    is_open: bool
    url: str
    when: str = ""


@dataclass(frozen=True)
class CasePicture:
    ours: str
    theirs: str
    eyebrow: str
    places: str
    areas: list[str]
    stages: list[StageShown]
    schemes: list[dict]
    scheme: str
    turn: Turn | None
    blockers: list[DoorShown]
    steps: list[StepShown]
    claim: Any
    claim_sentence: str
    claim_missing: str
    claim_url: str
    claim_proof: str
    clocks: list[Clock]
    earlier: list[EarlierShown]
    counterpart: Any
    consul: str
    state: str
    state_label: str
    board: Board
    on: dt.date
    past: bool = False
    facts: dict = field(default_factory=dict)


def case_of(
    actor: Actor, partnership: Any, *, today: dt.date, on: dt.date | None = None, scheme: str = "sre2022"
) -> CasePicture:
    """The whole page, as it is today or as it was on a day (`on`)."""
    day = on or today
    definition = get_definition(partnership.case)
    if scheme not in definition.schemes:
        scheme = next(iter(definition.schemes))
    picture = get_picture(partnership.case, scheme=scheme, on=day)
    board = boards_of([partnership.circle], actor.organisation)[partnership.circle_id]
    prefetch_related_objects([partnership], *TOLD_BY)
    parties = parties_of(partnership)
    claim = claim_of(partnership, day)
    duty = next_duties(actor, [partnership]).get(partnership.pk) if picture.next_step is None else None
    turn = None if on else turn_of(partnership, picture, board, actor.roles, duty)
    ended = None if on else way_on_of(partnership, board, actor.roles)
    if turn and picture.next_step and picture.next_step.key == "committee":
        turn = _committee_turn(partnership, turn)
    ours, theirs = title_of(partnership)
    return CasePicture(
        ours=ours,
        theirs=theirs,
        eyebrow=f"{partnership.get_kind_display()} · {partnership.get_klass_display()} · {partnership.folio}",
        places=" — ".join(filter(None, [place_of(parties.get(Side.OURS)), place_of(parties.get(Side.THEIRS))])),
        areas=area_names(partnership),
        stages=_stages(picture),
        schemes=[
            {"label": translated(s.title), "url": f"?esquema={s.key}", "current": s.key == scheme}
            for s in definition.schemes.values()
        ],
        scheme=scheme,
        turn=turn or ended,
        blockers=_blockers(partnership, picture, definition) if turn else [],
        steps=[_step(partnership, s, day, past=on is not None) for s in picture.steps],
        claim=claim,
        claim_sentence=(claim.en if language() == "en" else claim.es).rstrip("."),
        claim_missing=claim.next_en if language() == "en" else claim.next_es,
        claim_url=_rung_url(partnership, picture, claim),
        claim_proof=_proofs(claim.proof),
        clocks=_clocks(actor, partnership, picture, day),
        earlier=_earlier(actor, partnership),
        counterpart=getattr(partnership, "counterpart", None),
        consul=board.seated.get(Part.CONSUL, ""),
        state=partnership.case.state,
        state_label=str(CaseState(partnership.case.state).label),
        board=board,
        on=day,
        past=on is not None,
    )


def area_names(partnership: Any) -> list[str]:
    from_catalogue = catalogue_areas()
    return [translated(from_catalogue[a["key"]].text) for a in partnership.areas if a["key"] in from_catalogue]


def catalogue_areas() -> Mapping[str, Any]:
    """Areas of cooperation, in the order in which they are offered."""
    return catalogues.areas()


def _proofs(lines: Sequence[str]) -> str:
    if not lines:
        return ""
    return _("Lo prueban: %(papers)s.") % {"papers": "; ".join(said_proofs(lines))}


def _stages(picture: Picture) -> list[StageShown]:
    shown = []
    for stage in picture.stages:
        note = _("%(done)s de %(total)s") % {"done": stage.done, "total": stage.total} if stage.total else ""
        dues = [s.due_on for s in picture.steps if s.stage == stage.key and s.is_open and s.due_on]
        if dues:
            note += " · " + _("vence %(on)s") % {"on": when_in_words(min(dues))}
        shown.append(StageShown(translated(stage.title), str(stage.state.value), note))
    return shown


def _step(partnership: Any, step: StepPicture, day: dt.date, *, past: bool) -> StepShown:
    state = "returned" if step.returned and step.is_open else step.state.value
    proof = said_proof(step.proof)
    if step.returned and step.is_open:
        proof = _("Devuelto: %(reason)s") % {"reason": step.returned}
    elif step.waived:
        proof = _("Dispensado: %(reason)s") % {"reason": step.waived}
    elif step.is_open and step.missing:
        proof = str(MISSING) % {"fact": ", ".join(str(FACTS.get(f, f)) for f in step.missing)}
    elif step.state == StepState.DONE and step.how == How.RECORDED:
        proof = f"{proof} · {_('asentado por el enlace')}" if proof else _("Asentado por el enlace")
    when = when_in_words(step.on, step.precision)
    if step.is_open and step.due_on:
        when = (_("venció %(on)s") if step.is_late else _("vence %(on)s")) % {"on": when_in_words(step.due_on)}
    return StepShown(translated(step.title), state, proof, when, "" if past else door_of(partnership, step), step.key)


def _blockers(partnership: Any, picture: Picture, definition: Any) -> list[DoorShown]:
    """What the next step still needs, each with its door."""
    step = picture.next_step
    if step is None:
        return []
    found = []
    for fact in step.missing:
        source = definition.step_of_fact(fact)
        url = door_of(partnership, picture.step(source.key)) if source else ""
        sentence = str(MISSING) % {"fact": FACTS.get(fact, fact)}
        found.append(DoorShown(sentence, url, _("Resolver") if url else "", f"{fact}_missing"))
    return found


def _committee_turn(partnership: Any, turn: Turn) -> Turn:
    """Where the committee was installed for an earlier relation, it is linked and not installed again."""
    body = body_of(partnership.owner, "committee", partnership)
    if body is None or body.installed_on is None:
        return turn
    return replace(
        turn,
        title=_("Vincular el Comité instalado"),
        why=_("El Comité de Ciudades Hermanas se instaló el %(on)s: basta vincularlo a esta relación.")
        % {"on": when_in_words(body.installed_on)},
        url=reverse("web:cases:committee", args=[partnership.public_id]),
        button=_("Vincular el Comité"),
    )


_RUNG_STEP = {1: "letter", 2: "answer", 3: "study", 4: "cabildo", 5: "opinion", 6: "signature", 7: "registration",
              8: "first_programme"}  # fmt: skip


def _rung_url(partnership: Any, picture: Picture, claim: Any) -> str:
    key = _RUNG_STEP.get(claim.standing.next or 0, "")
    step = next((s for s in picture.steps if s.key == key), None)
    return door_of(partnership, step) if step else ""


# what the case page lists of its clock; the whole of it has its own page
NEAREST = 6


def _clocks(actor: Actor, partnership: Any, picture: Picture, day: dt.date) -> list[Clock]:
    found = [
        Clock(translated(s.title), s.due_on, url=door_of(partnership, s))
        for s in picture.steps
        if s.is_open and s.due_on
    ]
    duties = [d for d in list_duties(actor, partnership) if d.state == DutyState.OPEN]
    for duty in duties:
        far = (duty.due_on - day).days > 365
        found.append(Clock(str(duty), duty.due_on, owner_of_duty(duty), far=far))
    known = {d.key for d in duties}
    administration = administration_on(partnership.owner, day)
    if administration is not None and "administration_ends" not in known:
        ours = title_of(partnership)[0]
        found.append(Clock(_("Fin de la administración, %(city)s") % {"city": ours}, administration.ends_on, far=True))
    counterpart = getattr(partnership, "counterpart", None)
    if counterpart and counterpart.term_ends_on and "counterpart_term_ends" not in known:
        theirs = title_of(partnership)[1]
        found.append(Clock(_("Fin del mandato, %(city)s") % {"city": theirs}, counterpart.term_ends_on, far=True))
    # the step and the duty that follows from it are one term: the duty's row says whose it is
    once = {(c.label, c.on): c for c in found}
    return sorted(once.values(), key=lambda c: c.on)[:NEAREST]


def _earlier(actor: Actor, partnership: Any) -> list[EarlierShown]:
    parties = parties_of(partnership)
    ours, theirs = parties.get(Side.OURS), parties.get(Side.THEIRS)
    if ours is None or theirs is None:
        return []
    our_key, their_key = ours.municipality_id or ours.state_mx_id or "", theirs.municipality_id or ""
    found = earlier_relations(
        our_key=our_key, their_key=their_key, their_name=theirs.name, country=theirs.country_id, besides=partnership.pk,
    )  # fmt: skip
    return show_earlier(actor, found) + show_told(
        actor, our_key=our_key, name=theirs.name, country=theirs.country_id, their_key=their_key
    )


def show_told(actor: Actor, *, our_key: str, name: str, country: str, their_key: str) -> list[EarlierShown]:
    """What the book tells of the pair, from lists or documents: sleeping or not, it is there."""
    told = told_of_pair(actor, our_key=our_key, name=name, country=country, their_key=their_key)
    return [
        EarlierShown(
            t.title, t.folio, None, False, optional_url("portal:entry", t.public_id),
            when_in_words(t.on, t.precision) or _("sin fecha"),
        )
        for t in told
    ]  # fmt: skip


def show_earlier(actor: Actor, found: Iterable[Any]) -> list[EarlierShown]:
    """Earlier relations with their link where the actor may open them: nobody's administration hides that they were."""
    shown = []
    for e in found:
        try:
            get_partnership(actor, e.public_id)
            url = reverse("web:cases:case", args=[e.public_id])
        except NotVisible:
            url = ""
        shown.append(EarlierShown(e.title, e.folio, e.opened_on, e.is_open, url))
    return shown


def optional_url(name: str, *args: str) -> str:
    """Address of a room that may not be there."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


def facts_of(partnership: Any, on: dt.date | None) -> list[dict]:
    """Every fact that stood on a day, oldest first, for “¿qué era cierto entonces?”."""
    return [
        {"label": FACTS.get(f.key, f.key), "when": when_in_words(f.on, f.precision), "proof": said_proof(f.proof)}
        for f in get_facts(partnership.case)
        if stands(f, on)
    ]
