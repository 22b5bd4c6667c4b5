"""What the pages of a relation show, put together from questions to each app. No models here; the number of questions
does not grow with the letters, duties or papers of a case, nor the list's with its rows."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.db.models import prefetch_related_objects
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Part
from hermanar.directory.queries import administration_on, said_for
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Actor, How
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.meetings.queries import body_of, study_refusal
from hermanar.opinions.enums import Power
from hermanar.opinions.policies import can
from hermanar.partnerships.enums import Fact, Interruption, Side, StudyState
from hermanar.partnerships.queries import (
    Board,
    Requests,
    Sight,
    boards_of,
    claim_of,
    earlier_relations,
    get_partnership,
    requests_of,
    said_proof,
    said_proofs,
)
from hermanar.process.enums import CaseState, StepState
from hermanar.process.queries import get_definition, get_facts, get_picture
from hermanar.process.rules import Picture, StepPicture, stands
from hermanar.programmes.enums import DutyState
from hermanar.programmes.queries import list_duties, owner_of_duty
from hermanar.programmes.queries.duties import next_duties
from hermanar.registry.queries.own import told_of_pair

from ..doors import DoorShown
from ..language import language, translated, when_in_words
from .turns import (
    TOLD_BY,
    Turn,
    came_back,
    door_of,
    going,
    is_under_way,
    mender_of,
    next_of,
    outcome_of,
    parties_of,
    reached_on,
    said_no,
    sent_last,
    title_of,
    told_of_dispatch,
    told_of_opinion,
    told_of_registration,
    told_of_text,
    turn_of,
    way_on_of,
)
from .words import FACTS, GAPS, MISSING, OF_WHOM, SIGNED_WITHOUT


def country_name(party: Any) -> str:
    if party is None:
        return ""
    return party.country.name_en if language() == "en" else party.country.name_es


def place_of(party: Any) -> str:
    """`Oaxaca, México`: where a party is, without its own name."""
    if party is None:
        return ""
    return ", ".join(filter(None, [party.region_in(language()), country_name(party)]))


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
    lacks: Sequence[DoorShown] = ()


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
    theme: str
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
    stopped: str  # since when, and why, where it was interrupted
    board: Board
    on: dt.date
    past: bool = False
    facts: dict = field(default_factory=dict)


def case_of(
    actor: Actor, partnership: Any, *, today: dt.date, sight: Sight, on: dt.date | None = None, scheme: str = "sre2022"
) -> CasePicture:
    """The whole page, as it is today or as it was on a day (`on`), for who has that `sight` of it."""
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
    asked = requests_of([partnership]).get(partnership.public_id)

    following = next_of(partnership, picture)
    told = {} if on else _told(partnership, sight)
    turn = None if on else _turn(actor, partnership, picture, board, sight, told, duty=duty, asked=asked)
    ended = None if on else way_on_of(partnership, board, actor.roles)
    ours, theirs = title_of(partnership)
    state = picture.state if on else CaseState(partnership.case.state)
    runs = on is None and state == CaseState.OPEN
    lacks = _lacks(partnership, picture, definition, board, actor.roles, asked) if runs else {}
    steps = [
        _step(
            partnership,
            s,
            day,
            lacks,
            past=on is not None,
            sight=sight,
            told=told.get(s.key),
            now=None if on or s.key != "dispatch" else going(partnership, board),
        )
        for s in picture.steps
    ]
    return CasePicture(
        ours=ours,
        theirs=theirs,
        eyebrow=f"{partnership.get_kind_display()} · {partnership.get_klass_display()} · {partnership.folio}",
        places=" — ".join(filter(None, [place_of(parties.get(Side.OURS)), place_of(parties.get(Side.THEIRS))])),
        areas=area_names(partnership),
        theme=(language() == "en" and partnership.theme_en) or partnership.theme,
        stages=_stages(picture, lives=state == CaseState.OPEN),
        schemes=[
            {"label": translated(s.title), "url": f"?esquema={s.key}", "current": s.key == scheme}
            for s in definition.schemes.values()
        ],
        scheme=scheme,
        turn=turn or ended,
        blockers=[lacks[f] for f in following.missing if f in lacks] if turn and following else [],
        steps=_with_way_on(actor, partnership, steps, told),
        claim=claim,
        claim_sentence=(claim.en if language() == "en" else claim.es).rstrip("."),
        claim_missing=_claim_missing(claim, told),
        claim_url=_rung_url(partnership, picture, claim, sight),
        claim_proof=_proofs(claim.proof),
        clocks=_clocks(actor, partnership, picture, day),
        earlier=earlier_of(actor, partnership),
        counterpart=getattr(partnership, "counterpart", None),
        consul=board.seated.get(Part.CONSUL, ""),
        state=state,
        state_label=str(state.label),
        stopped=_stopped(picture),
        board=board,
        on=day,
        past=on is not None,
    )


def _stopped(picture: Picture) -> str:
    """Since when a relation was interrupted, and why; "" while it was not."""
    move = picture.turned
    if picture.state != CaseState.PAUSED or move is None:
        return ""
    day = date_in_words(move.on, language())
    if move.reason_code not in Interruption.values:
        return _("Interrumpida desde el %(day)s.") % {"day": day}
    why = str(Interruption(move.reason_code).label).lower()
    return _("Interrumpida desde el %(day)s: %(reason)s.") % {"day": day, "reason": why}


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


def _stages(picture: Picture, *, lives: bool) -> list[StageShown]:
    """`lives`: the relation goes on. Its last stage is then under way until it ends, with all of its steps done."""
    shown = []
    last = picture.stages[-1].key if picture.stages else ""
    for stage in picture.stages:
        note = _("%(done)s de %(total)s") % {"done": stage.done, "total": stage.total} if stage.total else ""
        dues = [s.due_on for s in picture.steps if s.stage == stage.key and s.is_open and s.due_on]
        if dues:
            note += " · " + _("vence %(on)s") % {"on": when_in_words(min(dues))}
        goes_on = lives and stage.key == last and stage.state == StepState.DONE
        state = StepState.NOW if goes_on else stage.state
        shown.append(StageShown(translated(stage.title), str(state.value), note))
    return shown


def _step(
    partnership: Any, step: StepPicture, day: dt.date, lacks: Mapping[str, DoorShown], *, past: bool, sight: Sight,
    told: DoorShown | None = None, now: Any = None,
) -> StepShown:  # fmt: skip
    """Of a step whose room is shut to the reader, that it is done, and when. What the checker says of the text is told to
    who reads it; `told`: who said no to it, when and why; `now`: the file under way after one that had gone."""
    shut, works = step.key in sight.closed_steps, "text_work" in sight.matters
    state = "returned" if step.returned and step.is_open else step.state.value
    proof = said_proof(step.proof)
    doors = [lacks[f] for f in step.missing if f in lacks] if step.is_open else []
    if step.passed_by and not step.returned:
        proof = _gap_of(step)
    elif works and step.key == "text" and step.is_open and not past and (found := told_of_text(partnership)):
        proof = found
    elif step.returned and step.is_open:
        proof = _("Devuelto, con su motivo") if shut else _("Devuelto: %(reason)s") % {"reason": step.returned}
    elif step.waived:
        proof = _("Dispensado: %(reason)s") % {"reason": step.waived}
    elif step.is_open and step.missing and not doors:
        proof = str(MISSING) % {"fact": ", ".join(str(FACTS.get(f, f)) for f in step.missing)}
    elif step.state == StepState.DONE and step.how == How.RECORDED:
        proof = f"{proof} · {_('asentado por el enlace')}" if proof else _("Asentado por el enlace")
    when = when_in_words(step.on, step.precision)
    if step.is_open and step.due_on:
        when = (_("venció %(on)s") if step.is_late else _("vence %(on)s")) % {"on": when_in_words(step.due_on)}
    url = "" if past or shut else door_of(partnership, step)
    if step.key == "dispatch" and step.state == StepState.DONE and (last := sent_last(partnership, day)):
        # another text went since: its letter, and not that of the file before
        proof, when = said_proof(f"Oficio {last.forward_folio or last.folio}"), when_in_words(reached_on(last))
        if now is not None:
            proof, when = _of_file(now, last, partnership, sight)
            url = reverse("web:opinions:dispatch", args=[now.public_id])
    if told is not None and step.is_open:
        state, proof, url = "returned", told.sentence, told.url
    title = said_for(parties_of(partnership).get(Side.OURS), translated(step.title))
    return StepShown(title, state, proof, when, url, step.key, doors)


def _gap_of(step: StepPicture) -> str:
    """What a step left behind lacks: it is put down from its paper, where there is one."""
    if step.passed_by != Fact.SIGNED and step.key in GAPS:
        return str(GAPS[step.key])
    return str(SIGNED_WITHOUT) % {"fact": FACTS.get(step.fact, translated(step.title).lower())}


def _of_file(now: Any, before: Any, partnership: Any, sight: Sight) -> tuple[str, str]:
    """The file under way and its day; with it the one before, and what became of it."""
    opinions = partnership.opinions.all() if "opinion" in sight.matters else ()
    told = said_proof(f"Oficio {now.folio}") if now.folio else _("Otro envío en preparación")
    words = {"told": told, "before": said_proof(f"Oficio {before.forward_folio or before.folio}")}
    words["outcome"] = outcome_of(before, opinions)[0]
    return _("%(told)s · antes, %(before)s: %(outcome)s") % words, when_in_words(now.sent_on) if now.sent_on else ""


def _told(partnership: Any, sight: Sight) -> dict[str, DoorShown]:
    """Step → who said no, on which day and why, with its page: as far as the reader reads it."""
    found = {}
    if "dispatch" in sight.matters and (back := came_back(partnership)):
        url = reverse("web:opinions:dispatch", args=[back.public_id])
        found["dispatch"] = DoorShown(told_of_dispatch(partnership), url, "", "")
    if "opinion" in sight.matters and (last := said_no(partnership)):
        url = reverse("web:opinions:opinion", args=[last.public_id])
        found["opinion"] = DoorShown(told_of_opinion(partnership), url, "", "")
    if "registration" in sight.matters and (sentence := told_of_registration(partnership)):
        url = reverse("web:agreements:registration", args=[partnership.public_id])
        found["registration"] = DoorShown(sentence, url, "", "")
    if "study" in sight.matters and (sentence := told_of_study(partnership)):
        found["study"] = DoorShown(sentence, reverse("web:cases:study", args=[partnership.public_id]), "", "")
    return found


def _with_way_on(
    actor: Actor, partnership: Any, steps: list[StepShown], told: Mapping[str, DoorShown]
) -> list[StepShown]:
    """After an unfavourable opinion, the door to another dispatch on the step, for who prepares it."""
    if "opinion" not in told or is_under_way(partnership) or not can(actor, partnership.circle, Power.PREPARE):
        return steps
    url = reverse("web:opinions:prepare", args=[partnership.public_id])
    door = DoorShown(_("Preparar otro envío a la SRE"), url, "", "")
    return [replace(s, lacks=[door]) if s.key == "opinion" else s for s in steps]


def told_of_study(partnership: Any) -> str:
    """“El Comité no lo aprobó el 4 sep 2022: faltan costos.”; "" where the Committee did not say no. One query where it
    did."""
    study = getattr(partnership, "study", None)
    refusal = study_refusal(partnership) if study is not None and study.state == StudyState.REJECTED else None
    if refusal is None:
        return ""
    words = {"on": when_in_words(refusal.point.session.held_on), "reason": " ".join(refusal.text.split())}
    said = (
        _("El Comité no lo aprobó el %(on)s: %(reason)s") if words["reason"] else _("El Comité no lo aprobó el %(on)s.")
    )
    return said % words


# the rung that waits for a step
_WAITS = {3: "study", 5: "opinion", 7: "registration"}


def _claim_missing(claim: Any, told: Mapping[str, DoorShown]) -> str:
    """What the next sentence lacks, and who said no to it."""
    missing = claim.next_en if language() == "en" else claim.next_es
    said = told.get(_WAITS.get(claim.standing.next or 0, ""))
    return f"{missing} {said.sentence}" if missing and said else missing


def _lacks(
    partnership: Any, picture: Picture, definition: Any, board: Board, roles: frozenset[str], asked: Any
) -> dict[str, DoorShown]:
    """Each fact that a step still needs: the door where this person mends it, or whose it is. It asks the database nothing."""
    found = {}
    for fact in dict.fromkeys(f for step in picture.steps if step.is_open for f in step.missing):
        sentence = str(MISSING) % {"fact": FACTS.get(fact, fact)}
        url = ""
        if source := definition.step_of_fact(fact):
            mender = mender_of(partnership, picture.step(source.key), board, roles, asked)
            url = mender.url if mender.mine else ""
            if not mender.mine:
                sentence = str(OF_WHOM) % {"missing": sentence, "whose": mender.whose}
        found[fact] = DoorShown(sentence, url, _("Resolver") if url else "", f"{fact}_missing")
    return found


def next_turn(actor: Actor, partnership: Any, *, today: dt.date, sight: Sight) -> tuple[str, Turn | None]:
    """The one next step of the page of the case (its key, and whose turn it is), for another room of the relation."""
    prefetch_related_objects([partnership], *TOLD_BY)
    picture = get_picture(partnership.case, on=today)
    board = boards_of([partnership.circle], actor.organisation)[partnership.circle_id]
    asked = requests_of([partnership]).get(partnership.public_id)
    following = next_of(partnership, picture)
    turn = _turn(actor, partnership, picture, board, sight, _told(partnership, sight), asked=asked)
    return (following.key if following else ""), turn


def _turn(
    actor: Actor, partnership: Any, picture: Picture, board: Board, sight: Sight, told: Mapping[str, DoorShown], *,
    duty: Any = None, asked: Requests | None = None,
) -> Turn | None:  # fmt: skip
    """What comes next, with what its own room knows of it; without a door for who does not read that step."""
    turn, following = turn_of(partnership, picture, board, actor.roles, duty, asked), next_of(partnership, picture)
    if turn is None or following is None:
        return turn
    if following.key == "committee":
        turn = _committee_turn(partnership, turn)
    if following.key == "study" and "study" in told:
        turn = replace(turn, why=told["study"].sentence)
    return replace(turn, url="", button="") if following.key in sight.closed_steps else turn


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


def _rung_url(partnership: Any, picture: Picture, claim: Any, sight: Sight) -> str:
    key = _RUNG_STEP.get(claim.standing.next or 0, "")
    step = next((s for s in picture.steps if s.key == key and s.key not in sight.closed_steps), None)
    return door_of(partnership, step) if step else ""


# what the case page lists of its clock; the whole of it has its own page
NEAREST = 6


def _clocks(actor: Actor, partnership: Any, picture: Picture, day: dt.date) -> list[Clock]:
    party = parties_of(partnership).get(Side.OURS)
    found = [
        Clock(said_for(party, translated(s.title)), s.due_on, url=door_of(partnership, s))
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


def earlier_of(actor: Actor, partnership: Any) -> list[EarlierShown]:
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


def earlier_of_lead(actor: Actor, lead: Any) -> list[EarlierShown]:
    """What the reader may know of the pair that a lead names: the cases it may open, and what the book tells."""
    our_key = lead.municipality_id or ""
    if not our_key:
        return []
    own = getattr(lead, "partnership", None)
    found = earlier_relations(
        our_key=our_key, their_key="", their_name=lead.foreign_name, country=lead.country_id, besides=own.pk if own else None,
    )  # fmt: skip
    told = show_told(actor, our_key=our_key, name=lead.foreign_name, country=lead.country_id, their_key="")
    return [e for e in show_earlier(actor, found) if e.url] + told


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
