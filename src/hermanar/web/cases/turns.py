"""Whose turn it is in a relation, for what, and behind which door. No models here."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy, ngettext

from hermanar.agreements.enums import AgreementState, SigningState
from hermanar.agreements.operations.registrations import NOTICE_LETTER
from hermanar.agreements.queries import is_another_text_signed
from hermanar.agreements.rules import TEXT_DIFFERS
from hermanar.directory.enums import Part, Role, fillers_of, roles_for
from hermanar.directory.queries import said_for
from hermanar.directory.rules import sight
from hermanar.opinions.enums import OVER, DispatchState, OpinionState, ReviewState, Sense
from hermanar.opinions.operations.dispatches import OFFICIAL_LETTER
from hermanar.opinions.operations.reviews import ANSWER_LETTER
from hermanar.partnerships.enums import Interruption, LetterKind, LetterState, Side, StudyState
from hermanar.partnerships.queries import Board, Requests, names_of
from hermanar.process.enums import CaseState, StepState
from hermanar.process.rules import Picture, StepPicture
from hermanar.programmes.queries import owner_of_duty, source_of_duty

from ..doors import address_of
from ..drafting.marks import group_name, reading
from ..drafting.pictures import anchor_of
from ..language import language, translated, when_in_words
from .words import BUTTON, WHY

# what says whose turn it is inside a step
TOLD_BY = ("letters", "study", "dispatches", "reviews", "opinions", "agreement__registrations",
    "agreement__signings",
)  # fmt: skip


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
    """`letter`: the official letter in the mayor's name with which it is done, as it is called."""

    part: str
    role: str
    title: str
    why: str = ""
    url: str = ""
    button: str = ""
    letter: Any = None


def parties_of(partnership: Any) -> dict[str, Any]:
    return {p.side: p for p in partnership.parties.all()}


def title_of(partnership: Any) -> tuple[str, str]:
    """(ours, theirs) as the reader's language names them, told apart where they bear one name."""
    return names_of(parties_of(partnership), language())


def turn_of(
    partnership: Any, picture: Picture, board: Board, roles: frozenset[str], duty: Any = None,
    asked: Requests | None = None,
) -> Turn | None:  # fmt: skip
    """What comes next in this relation and whose turn it is; None when nothing is left to do. `duty`: the one that falls
    due first, which is what comes next in a relation whose steps are done. `asked`: letters whose signature was asked for."""
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
    step = next_of(partnership, picture)
    if step is None:
        return _decided(_duty_task(duty), board, roles) if duty else None
    task = _task_of(partnership, step, board)
    return _own_words(partnership, _decided(_signing_task(task, asked), board, roles))


def mender_of(
    partnership: Any, step: StepPicture, board: Board, roles: frozenset[str], asked: Requests | None = None
) -> Turn:
    """Who does a step that another one waits for, and behind which door: as if it were the next one."""
    task = _task_of(partnership, step, board)
    return _own_words(partnership, _decided(_signing_task(task, asked), board, roles))


def _own_words(partnership: Any, turn: Turn) -> Turn:
    """As it is said of our party: an Alcaldía has no Cabildo."""
    ours = parties_of(partnership).get(Side.OURS)
    return replace(
        turn, title=said_for(ours, turn.title), why=said_for(ours, turn.why), whose=said_for(ours, turn.whose)
    )


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
    if step.key == "text":
        return _text_task(partnership, step, board)
    if step.key == "dispatch" and (task := _dispatch_task(partnership, step, board)):
        return task
    if step.key == "opinion" and said_no(partnership):
        return _dispatch_task(partnership, step, board) or _refused_task(partnership, step, board)
    if step.key == "registration" and (differing := _differing(partnership)):
        return _Task(
            Part.LEAD, Role.LIAISON, _("Llevar a la SRE el texto que se firmó"),
            _("El texto firmado no es el que obtuvo el dictamen: no se remite ni se inscribe antes con ese dictamen."),
            reverse("web:agreements:signing", args=[differing.public_id]), _("Ver el depósito"),
        )  # fmt: skip
    if step.key == "registration" and not _has_notice(partnership):
        told = told_of_registration(partnership)
        title = _("Enviar otra vez el ejemplar para su registro") if told else NOTICE_TITLE
        return _Task(
            Part.LEAD, Role.LIAISON, str(title), told or str(WHY["registration"]),
            door_of(partnership, step), _("Abrir el registro"), NOTICE_LETTER,
        )  # fmt: skip
    if step.key == "opinion" and (review := _last(r for r in partnership.reviews.all() if r.state not in OVER)):
        return _opinion_task(partnership, step, review, board)
    part, role = Part.LEAD.value, Role.LIAISON.value
    # those who preside sign it by hand; what is done here, its preparation and its deposit, is the liaison's
    if step.key not in {"committee", "text", "dispatch", "signature"} and step.signs_off:
        part, role = step.signs_off[0].part, step.signs_off[0].role
    return _Task(
        part, role, translated(step.title), str(WHY.get(step.key, "")), door_of(partnership, step),
        str(BUTTON.get(step.key, _("Abrir"))),
    )  # fmt: skip


def _differing(partnership: Any) -> Any:
    """The deposit in force where it is of another text than the one that got the opinion; None where it is that text. No
    query but of those that lack it."""
    agreement = getattr(partnership, "agreement", None)
    rows = agreement.signings.all() if agreement else ()
    found = _last(s for s in rows if s.state == SigningState.CONFIRMED)
    if found is None or TEXT_DIFFERS not in found.lacks or not is_another_text_signed(agreement):
        return None
    return found


def _dispatch_task(partnership: Any, step: StepPicture, board: Board) -> _Task | None:
    """Who has the file on its way to the ministry, or sends another where the last came back; None where nobody does."""
    if sent := _last(d for d in partnership.dispatches.all() if d.state == DispatchState.SENT):
        return _Task(
            Part.OVERSEER, Role.STATE_LIAISON, _("Turnar el expediente a la SRE"),
            _("El municipio lo envió con el folio %(folio)s.") % {"folio": sent.folio},
            reverse("web:opinions:dispatch", args=[sent.public_id]), _("Abrir el envío"),
        )  # fmt: skip
    if ready := _last(d for d in partnership.dispatches.all() if d.state == DispatchState.PREPARED):
        title = translated(step.title) if step.key == "dispatch" else str(_ANOTHER)
        return _Task(
            Part.LEAD, Role.LIAISON, title, str(WHY["dispatch"]),
            reverse("web:opinions:dispatch", args=[ready.public_id]), _("Abrir el envío"), OFFICIAL_LETTER,
        )  # fmt: skip
    if (told := told_of_dispatch(partnership)) and "dispatch" in sight.matters_for(board.mine):
        return _Task(Part.LEAD, Role.LIAISON, str(_ANOTHER), told, _prepare_url(partnership), _("Preparar el envío"))
    return None


NOTICE_TITLE = gettext_lazy("Enviar el ejemplar firmado para su registro")
_ANOTHER = gettext_lazy("Preparar otro envío a la SRE")


def _prepare_url(partnership: Any) -> str:
    return reverse("web:opinions:prepare", args=[partnership.public_id])


def _refused_task(partnership: Any, step: StepPicture, board: Board) -> _Task:
    """After an unfavourable opinion it is the municipality's turn: another text is agreed, and sent again."""
    last = said_no(partnership)
    if "opinion" not in sight.matters_for(board.mine):
        return _Task(Part.LEAD, Role.LIAISON, translated(step.title), str(WHY["opinion"]))
    agreement, why = getattr(partnership, "agreement", None), told_of_opinion(partnership)
    if agreement is not None and (
        last.version_id is None or agreement.agreed_version_id not in {None, last.version_id}
    ):
        why = _("%(told)s El texto acordado después no se ha enviado.") % {"told": f"{why.rstrip('.')}."}
        return _Task(Part.LEAD, Role.LIAISON, str(_ANOTHER), why, _prepare_url(partnership), _("Preparar el envío"))
    url = reverse("web:drafting:text", args=[partnership.public_id])
    title = _("Acordar un texto nuevo y enviarlo otra vez a la SRE")
    return _Task(Part.LEAD, Role.LIAISON, title, why, url, str(BUTTON["text"]))


def _has_notice(partnership: Any) -> bool:
    """Whether the signed copy is on its way to the ministry, or there already."""
    agreement = getattr(partnership, "agreement", None)
    rows = agreement.registrations.all() if agreement else ()
    return any(r.withdrawn_on is None and not r.refused_reason for r in rows)


def _signing_task(task: _Task, asked: Requests | None) -> _Task:
    """While the signature of its letter is asked for, it is the turn of whoever presides."""
    since = asked.since(task.letter) if asked and task.letter is not None else None
    if since is None:
        back = asked.why_returned(task.letter) if asked and task.letter is not None else ""
        return replace(task, why=_("Se devolvió sin firma: %(reason)s") % {"reason": back}) if back else task
    why = _("La firma se pidió el %(on)s: quien preside la da y envía el oficio.") % {
        "on": when_in_words(timezone.localdate(since))
    }
    return replace(task, role=Role.MAYOR, title=_("Firmar y enviar: %(letter)s") % {"letter": task.letter}, why=why)


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
            _("Se contestan juntas, con una nueva versión del texto."), url, _("Abrir las observaciones"), ANSWER_LETTER,
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
        _("Se expidió con el folio %(folio)s.") % {"folio": letter.folio}, url, _("Abrir la carta"),
    )  # fmt: skip


def _answer_task(partnership: Any, step: StepPicture) -> _Task:
    return _Task(
        Part.COUNTERPART, Role.COUNTERPART, translated(step.title), str(WHY["answer"]),
        reverse("web:letters:answer", args=[partnership.public_id]), _("Abrir la respuesta"),
    )  # fmt: skip


def errors_of(partnership: Any) -> int:
    """How many errors the checker last found in the text, as the operation that saved it kept it. No query."""
    agreement = getattr(partnership, "agreement", None)
    return agreement.reading.get("errors", 0) if agreement else 0


def told_of_text(partnership: Any) -> str:
    """“Versión 3 · 2 errores en la revisión automática”; "" where there is no text, or nothing was read of it."""
    agreement = getattr(partnership, "agreement", None)
    if agreement is None or not agreement.reading or agreement.state != AgreementState.DRAFTING:
        return ""
    count = errors_of(partnership)
    said = ngettext("%(count)s error", "%(count)s errores", count) % {"count": count} if count else _("sin errores")
    words = {"number": agreement.reading["number"], "errors": said}
    return _("Versión %(number)s · %(errors)s en la revisión automática") % words


_CAME_BACK = {
    DispatchState.RETURNED: gettext_lazy("Devuelto el %(on)s: %(reason)s"),
    DispatchState.RECALLED: gettext_lazy("Retirado el %(on)s: %(reason)s"),
}


def came_back(partnership: Any) -> Any:
    """The last file sent to the ministry, where it came back and no other was prepared since."""
    last = _last(partnership.dispatches.all())
    return last if last is not None and last.state in _CAME_BACK and last.returned_on else None


def told_of_dispatch(partnership: Any) -> str:
    """“Devuelto el 4 sep 2022: falta un anexo.”; "" where the last file did not come back."""
    last = came_back(partnership)
    if last is None:
        return ""
    words = {"on": when_in_words(last.returned_on), "reason": " ".join(last.returned_reason.split())}
    return str(_CAME_BACK[DispatchState(last.state)]) % words


def said_no(partnership: Any) -> Any:
    """The ministry's last opinion, where it is unfavourable and the ministry has no other file of this relation."""
    given = (o for o in partnership.opinions.all() if o.state == OpinionState.AUTHORISED)
    last = max(given, key=lambda o: (o.issued_on, o.pk), default=None)
    if last is None or last.sense != Sense.UNFAVOURABLE:
        return None
    rounds = [r for r in partnership.reviews.all() if r.state != ReviewState.CORRECTED]
    for dispatch in partnership.dispatches.all():
        if dispatch.state in _AT_MINISTRY:
            latest = max((r for r in rounds if r.dispatch_id == dispatch.pk), key=lambda r: r.round, default=None)
            if latest is None or latest.state != ReviewState.CLOSED:
                return None
    return last


_AT_MINISTRY = frozenset({DispatchState.FORWARDED, DispatchState.RECEIVED})


def told_of_opinion(partnership: Any) -> str:
    """“No favorable el 4 sep 2022: la jurisdicción.”; "" where the last opinion is not so, or another file waits for one."""
    last = said_no(partnership)
    if last is None:
        return ""
    words = {"on": when_in_words(last.issued_on), "reason": " ".join(last.grounds.split())}
    return (_("No favorable el %(on)s: %(reason)s") if last.grounds else _("No favorable el %(on)s.")) % words


def is_under_way(partnership: Any) -> bool:
    """Whether a file is being prepared, or is at the state."""
    return any(d.state in {DispatchState.PREPARED, DispatchState.SENT} for d in partnership.dispatches.all())


def going(partnership: Any, board: Board) -> Any:
    """The file after one that had reached the ministry, while it is being prepared or is at the state: as far as the reader
    knows of it."""
    last = _last(partnership.dispatches.all())
    seen = {DispatchState.PREPARED: {Part.LEAD}, DispatchState.SENT: {Part.LEAD, Part.OVERSEER}}
    return last if last is not None and board.mine & seen.get(DispatchState(last.state), set()) else None


def outcome_of(dispatch: Any, opinions: Iterable[Any]) -> tuple[str, bool]:
    """What became of a file, as far as those opinions tell: “Dictamen no favorable el 4 sep 2022”, or where it is; and whether
    it is a no."""
    rounds = {r.pk for r in dispatch.partnership.reviews.all() if r.dispatch_id == dispatch.pk}
    given = (o for o in opinions if o.review_id in rounds and o.state == OpinionState.AUTHORISED)
    last = max(given, key=lambda o: (o.issued_on, o.pk), default=None)
    if last is None:
        return str(dispatch.get_state_display()), False
    words = {"sense": str(last.get_sense_display()).lower(), "on": when_in_words(last.issued_on)}
    return _("Dictamen %(sense)s el %(on)s") % words, last.sense == Sense.UNFAVOURABLE


def sent_last(partnership: Any, day: dt.date) -> Any:
    """The last file that had reached the ministry by that day."""
    rows = [d for d in partnership.dispatches.all() if d.state in _AT_MINISTRY and reached_on(d)]
    return _last(d for d in rows if reached_on(d) <= day)


def reached_on(dispatch: Any) -> Any:
    """The day of the letter with which a file reached the ministry."""
    return dispatch.forwarded_on or dispatch.sent_on


def told_of_registration(partnership: Any) -> str:
    """“No se inscribió el 4 sep 2022: el sello no se lee.”; "" where it was not refused, or was sent again since."""
    agreement = getattr(partnership, "agreement", None)
    last = _last(r for r in agreement.registrations.all() if r.withdrawn_on is None) if agreement else None
    if last is None or not last.refused_reason:
        return ""
    words = {
        "on": when_in_words(last.refused_on) if last.refused_on else "",
        "reason": " ".join(last.refused_reason.split()),
    }
    return (_("No se inscribió el %(on)s: %(reason)s") if last.refused_on else _("No se inscribió: %(reason)s")) % words


def next_of(partnership: Any, picture: Picture) -> StepPicture | None:
    """The step that comes next: a study that awaits the Committee, wherever it stands in the order; else as the process
    says."""
    study = getattr(partnership, "study", None)
    if picture.next_step is None or study is None or study.state != StudyState.SUBMITTED:
        return picture.next_step
    waits = next((s for s in picture.steps if s.key == "study" and s.is_open), None)
    return waits or picture.next_step


def _text_task(partnership: Any, step: StepPicture, board: Board) -> _Task:
    """The errors that stop the text are counted, the first ones said, and the button leads to the first: to who works on
    the text; the others are told that it is being written."""
    agreement, url = getattr(partnership, "agreement", None), door_of(partnership, step)
    if agreement is None:
        title = _("Iniciar el texto del Acuerdo")
        return _Task(Part.LEAD, Role.LIAISON, title, str(WHY["text"]), url, str(BUTTON["text"]))
    found, count = agreement.reading, errors_of(partnership)
    works = "text_work" in sight.matters_for(board.mine)
    if not works or not found or agreement.state != AgreementState.DRAFTING:
        return _Task(Part.LEAD, Role.LIAISON, translated(step.title), str(WHY["text"]), url, str(BUTTON["text"]))
    if not count:
        why = _("La versión %(number)s no tiene errores: se acuerda cuando las Partes la den por buena.")
        return _Task(
            Part.LEAD, Role.LIAISON, _("Acordar el texto"), why % {"number": found["number"]}, url, str(BUTTON["text"])
        )  # fmt: skip
    title = ngettext(
        "Corregir %(count)s error y acordar el texto", "Corregir %(count)s errores y acordar el texto", count
    )
    said = [_told(first) for first in found["first"]]
    if more := found["more"]:
        said.append(ngettext("Y %(count)s más.", "Y otros %(count)s.", more) % {"count": more})
    return _Task(
        Part.LEAD, Role.LIAISON, title % {"count": count}, " ".join(said),
        f"{url}#{anchor_of(found['first'][0]['block'])}", _("Ir al primer error"),
    )  # fmt: skip


def _told(error: dict) -> str:
    """The checker's sentence, with the article where it does not say it."""
    message, where = reading(error["message"]), group_name(error["block"].split(".")[0])
    return message if message.startswith(where) else f"{where}: {message}"


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
