"""The pipeline in columns, lines of the register, what comes next for one letter."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from hermanar.directory.enums import Role
from hermanar.documents.rules.fill import number_in_words
from hermanar.journal.queries import Line
from hermanar.kernel.acts import Actor, How
from hermanar.kernel.dates import Precision
from hermanar.partnerships.enums import (
    Column,
    Direction,
    Interruption,
    LetterKind,
    LetterState,
)
from hermanar.partnerships.queries import PipelinePicture, pipeline, signed_since
from hermanar.partnerships.rules.clocks import follow_up_days, waits_since

from ..language import language, when_in_words
from ..sentences import said_title

_REGISTER = "web:letters:register"


@dataclass(frozen=True)
class CardShown:
    title: str
    tag: str
    tone: str
    url: str
    kind: str


@dataclass(frozen=True)
class ColumnShown:
    """`count` of all, `cards` the first of them; `more` leads to the rest, where there is any."""

    label: str
    count: int = 0
    cards: list[CardShown] = field(default_factory=list)
    more: str = ""


@dataclass(frozen=True)
class BoardShown:
    columns: list[ColumnShown]
    total: int
    running: int
    waiting: int
    headline: str
    causes: list[dict]
    most: int

    @property
    def is_empty(self) -> bool:
        return not self.total


def register_url(**asked: Any) -> str:
    """Address of the register with those filters; empty ones are left out."""
    given = {key: value for key, value in asked.items() if value}
    return reverse(_REGISTER) + (f"?{urlencode(given)}" if given else "")


def city_of(letter: Any) -> str:
    """The other side as a list names it: city and state, or country."""
    where = letter.subdivision
    if not where and letter.country_id not in {None, "MX"}:
        where = str(letter.country)
    if not letter.city:
        other = letter.other_office or letter.other_post
        if letter.direction == Direction.IN:
            other = letter.sender or other
        return other or letter.sender or (letter.partnership.folio if letter.partnership else "")
    return f"{letter.city}, {where}" if where else letter.city


def label_of(letter: Any) -> str:
    """A letter as a list of choices names it."""
    return f"{letter.get_kind_display()} {letter.folio} · {city_of(letter)}".replace("  ", " ")


def board_of(
    actor: Actor, today: dt.date, *, year: int | None = None, country: str = ""
) -> tuple[BoardShown, PipelinePicture]:
    """Columns of the pipeline with their headline; a fixed number of questions."""
    found = pipeline(actor, today, year=year, country=country)
    columns = []
    for column in found.columns:
        left = column.count - len(column.cards)
        more = register_url(via="intencion", etapa=column.key, anio=year, pais=country) if left > 0 else ""
        label = str(Column(column.key).label)
        columns.append(ColumnShown(label, column.count, [_card(w, today) for w in column.cards], more))
    causes: list[dict] = [
        {
            "label": str(Interruption(code).label) if code in Interruption.values else code,
            "value": number,
            "url": register_url(via="intencion", etapa="interrupted", causa=code, anio=year, pais=country),
        }
        for code, number in found.reasons
    ]
    most = max((number for _code, number in found.reasons), default=1)
    shown = BoardShown(columns, found.total, found.running, found.waiting, _headline(found), causes, most)
    return shown, found


def _headline(found: PipelinePicture) -> str:
    """“8 en curso · 2 esperan su seguimiento · responde una de cada cuatro”."""
    said = [
        _("%(n)s en curso") % {"n": f"{found.running:,}"},
        ngettext("%(n)s espera su seguimiento", "%(n)s esperan su seguimiento", found.waiting)
        % {"n": f"{found.waiting:,}"},
    ]
    some, of = found.rate
    if (some, of) == (1, 1):
        said.append(_("todas respondieron"))
    elif some:
        lang = language()
        words = {
            "some": number_in_words(some, lang, gender="f", before_noun=False), "of": number_in_words(of, lang, gender="f", before_noun=False),
        }  # fmt: skip
        said.append(ngettext("responde %(some)s de cada %(of)s", "responden %(some)s de cada %(of)s", some) % words)
    elif of:
        said.append(_("ninguna se ha respondido"))
    return " · ".join(said)


def _card(letter: Any, today: dt.date) -> CardShown:
    tag, tone = tag_of(letter, today)
    return CardShown(
        city_of(letter), tag, tone, reverse("web:letters:letter", args=[letter.public_id]), letter.get_kind_display()
    )


def tag_of(letter: Any, today: dt.date) -> tuple[str, str]:
    """Where the letter stands, in a few words, and their tone."""
    if letter.direction == Direction.IN:
        if letter.kind == LetterKind.ANSWER:
            said = _("afirmativa %(on)s") if letter.is_affirmative else _("negativa %(on)s")
            on = when_in_words(letter.dated_on, letter.precision)
            return said % {"on": on}, "leaf" if letter.is_affirmative else "red"
        return _("recibida %(on)s") % {"on": when_in_words(letter.dated_on, letter.precision)}, ""
    if letter.state == LetterState.DRAFT:
        return _("borrador"), ""
    if letter.state == LetterState.SIGNED_OFF:
        return _("firmada, sin enviar"), "amber"
    if letter.state == LetterState.SENT:
        if not letter.awaits_answer:
            return _("enviada %(on)s") % {"on": when_in_words(letter.sent_on)}, ""
        days = days_silent(letter, today)
        if not days:
            return _("enviada hoy"), ""
        years = days // 365
        ago = (
            ngettext("hace %(n)s año", "hace %(n)s años", years) % {"n": years}
            if years > 1
            else ngettext("hace %(n)s día", "hace %(n)s días", days) % {"n": days}
        )
        return (_("%(ago)s · sin acuse") % {"ago": ago}, "amber") if days >= follow_up_days()[0] else (ago, "")
    if letter.state == LetterState.ACKNOWLEDGED:
        said = when_in_words(letter.acknowledged_on, letter.acknowledged_precision)
        return _("acuse %(on)s") % {"on": said}, ""
    if letter.state == LetterState.ANSWERED:
        answers = letter.answers_in if hasattr(letter, "answers_in") else list(letter.answered_by.all())
        return tag_of(answers[-1], today) if answers else (_("respondida"), "leaf")
    return _stopped(letter.interruption), "red"


def days_silent(letter: Any, today: dt.date) -> int:
    """Days for which it has surely waited: the same count wherever it is told."""
    if letter.sent_on is None:
        return 0
    return max((today - waits_since(letter.sent_on, precision_sent(letter), letter.entered_on)).days, 0)


def precision_sent(letter: Any) -> str:
    """How exactly the day of its sending is known: as its date is, where it was put down from a paper with that date alone."""
    return letter.precision if letter.sent_on == letter.dated_on else Precision.DAY


def when_of(letter: Any, answers: Sequence[Any]) -> str:
    """The day of the state it is in, no more exact than it is known: of an answered letter that of its answer."""
    if letter.state == LetterState.ANSWERED and answers and answers[-1].dated_on:
        return when_in_words(answers[-1].dated_on, answers[-1].precision)
    if letter.state == LetterState.INTERRUPTED:
        return when_in_words(letter.interrupted_on, letter.interrupted_precision)
    if letter.state == LetterState.ACKNOWLEDGED:
        return when_in_words(letter.acknowledged_on, letter.acknowledged_precision)
    if letter.state == LetterState.SENT and letter.sent_on:
        return when_in_words(letter.sent_on, precision_sent(letter))
    return when_in_words(letter.dated_on, letter.precision)


def _sent_said(letter: Any) -> str:
    """When it went out, as exactly as that is known."""
    if precision_sent(letter) == Precision.DAY:
        return _("La carta se envió el %(on)s.") % {"on": when_in_words(letter.sent_on)}
    return _("La carta se envió: %(on)s.") % {"on": when_in_words(letter.sent_on, letter.precision)}


def _refused(letter: Any) -> bool:
    """Whether what they answered last is a no: then nothing is opened on it."""
    said = [a.is_affirmative for a in letter.answered_by.order_by("pk") if a.is_affirmative is not None]
    return bool(said) and not said[-1]


def _stopped(code: str) -> str:
    """Why a letter stopped, in the few words of a tag."""
    said = {
        Interruption.CHANGE_HERE: _("cambio de administración"),
        Interruption.CHANGE_THERE: _("cambio de administración"),
        Interruption.NO_COMMITTEE_HERE: _("sin comité propio"),
        Interruption.NO_COMMITTEE_THERE: _("sin comité"),
        Interruption.SILENCE: _("sin respuesta"),
        Interruption.REFUSED: _("respuesta negativa"),
        Interruption.WITHDRAWN: _("desistimiento"),
    }
    return said.get(Interruption(code), _("interrumpida")) if code in Interruption.values else _("interrumpida")


def direction_from_here(letter: Any) -> Direction:
    """Which way it went for who reads the register: what went out of the other Party's house came in here."""
    came_in = (letter.direction == Direction.IN) != letter.is_theirs
    return Direction.IN if came_in else Direction.OUT


def _tag_from_here(letter: Any) -> tuple[str, str]:
    said = _("recibida %(on)s") if direction_from_here(letter) == Direction.IN else _("enviada %(on)s")
    return said % {"on": when_in_words(letter.dated_on or letter.entered_on, letter.precision)}, ""


def line_of(letter: Any, today: dt.date) -> dict[str, Any]:
    """One line of the register; of what the other Party holds, as it looks from here."""
    tag, tone = _tag_from_here(letter) if letter.is_theirs else tag_of(letter, today)
    return {
        "it": letter,
        "url": reverse("web:letters:letter", args=[letter.public_id]),
        "city": str(letter.owner) if letter.is_theirs else city_of(letter),
        "subject": said_title(letter.subject),
        "way": _("entrada") if direction_from_here(letter) == Direction.IN else _("salida"),
        "when": when_in_words(letter.dated_on or letter.entered_on, letter.precision),
        "tag": tag,
        "tone": tone,
    }


def rows_of_case(letters: Iterable[Any]) -> list[dict]:
    return [
        {
            "it": w,
            "url": reverse("web:letters:letter", args=[w.public_id]),
            "subject": said_title(w.subject),
            "when": when_in_words(w.dated_on, w.precision),
            "state": w.get_state_display(),
            "recorded": w.how == How.RECORDED,
        }
        for w in letters
    ]


def reason_stopped(letter: Any, lines: Sequence[Line]) -> str:
    """In whose words the letter stopped, while it stands so; `lines` oldest first."""
    if letter.state != LetterState.INTERRUPTED:
        return ""
    told = [
        line for line in lines if line.about == letter.public_id and line.happened == "partnerships.letter_interrupted"
    ]
    return str(told[-1].data.get("words", "")) if told else ""


def reason_returned(letter: Any, lines: Sequence[Line]) -> str:
    """Why the mayor sent the draft back, while nobody has changed it since."""
    for line in lines:
        if line.about != letter.public_id:
            continue
        if line.happened == "partnerships.letter_returned":
            return str(line.data.get("reason", ""))
        if line.happened == "partnerships.letter_drafted":
            return ""
    return ""


@dataclass(frozen=True)
class NextShown:
    turn: str
    title: str
    why: str
    whose: str = ""
    url: str = ""
    button: str = ""
    others: list[dict] = field(default_factory=list)


def next_of(
    letter: Any, *, errors: int, may_edit: bool, may_sign: bool, records: bool, actor: Actor, today: dt.date
) -> NextShown | None:
    """What can be done with the letter now; None where it came to its end."""
    at = [letter.public_id]
    if letter.state == LetterState.DRAFT:
        if errors:
            why = ngettext(
                "La revisión automática encontró %(n)s error: se corrige o se conserva con su justificación.",
                "La revisión automática encontró %(n)s errores: se corrigen o se conservan con su justificación.",
                errors,
            ) % {"n": errors}
            return NextShown(
                "mine" if may_edit else "waiting", _("Corregir la carta"), why, _("el enlace municipal"),
                reverse("web:letters:revise", args=at) if may_edit else "", _("Corregir la carta"),
                _mayor(at) if may_sign else [],
            )  # fmt: skip
        if records:
            return NextShown(
                "mine", _("Expedir la carta"),
                _("El texto está sin errores. Quien la firma no participa aquí: expídala a su nombre, con lo que la aprobó."),
                "", reverse("web:letters:sign", args=at), _("Expedir la carta"),
                [{"label": _("Corregir"), "url": reverse("web:letters:revise", args=at)}],
            )  # fmt: skip
        return NextShown(
            "mine" if may_sign else "waiting", _("Firmar la carta"),
            _("El texto está sin errores. Al firmarse recibe folio, código y fecha."),
            str(letter.office) if letter.office else _("la Presidencia municipal"),
            reverse("web:letters:sign", args=at) if may_sign else "", _("Firmar la carta"),
            _mayor(at) if may_sign
            else [{"label": _("Corregir"), "url": reverse("web:letters:revise", args=at)}] if may_edit else [],
        )  # fmt: skip
    if letter.direction == Direction.IN:
        return _to_answer(letter, may_edit) or _to_case(letter, may_edit)
    if letter.state == LetterState.SIGNED_OFF:
        return NextShown(
            "mine" if may_edit else "waiting", _("Enviar la carta y asentar el envío"),
            _("Se expidió con el folio %(folio)s. Descárguela, envíela y diga aquí por qué medio y qué día.")
            % {"folio": letter.folio},
            _("el enlace municipal"), reverse("web:letters:send", args=at) if may_edit else "", _("Asentar el envío"),
        )  # fmt: skip
    if not letter.awaits_answer:
        return None
    if letter.state == LetterState.ANSWERED:
        return None if _refused(letter) else _to_case(letter, may_edit)
    if letter.state == LetterState.INTERRUPTED:
        if not may_edit:
            return None
        return NextShown(
            "waiting", _("Se interrumpió"), str(Interruption(letter.interruption).label), "",
            reverse("web:letters:resume", args=at), _("Retomar la carta"),
        )  # fmt: skip
    if signed_on := signed_since(letter):
        return _overtaken(letter, signed_on, may_edit)
    return _waits(letter, may_edit, actor, today)


def _overtaken(letter: Any, signed_on: dt.date, may_edit: bool) -> NextShown:
    """Both signed what it asked for, and no answer was put down: nobody is reminded, and one that turns up still has its place."""
    at = [letter.public_id]
    late = [{"label": _("Asentar la respuesta"), "url": reverse("web:letters:answered", args=at)}]
    if letter.state == LetterState.SENT:
        late.append({"label": _("Asentar el acuse"), "url": reverse("web:letters:acknowledge", args=at)})
    return NextShown(
        "done", _("Ya no espera respuesta"),
        _("Lo que pedía se firmó el %(on)s.") % {"on": when_in_words(signed_on, "day")}, "", "", "", late if may_edit else [],
    )  # fmt: skip


_INTENDS = frozenset({LetterKind.INTENT, LetterKind.RESUME})


def reply_url(letter: Any) -> str:
    """Where a letter that came in is answered: an answer to one of intent, an official letter to the rest."""
    if letter.partnership_id is None:
        return reverse("web:letters:reply", args=[letter.public_id])
    kind = LetterKind.ANSWER if letter.kind in _INTENDS else LetterKind.OFFICIAL
    return f"{reverse('web:letters:new', args=[letter.partnership.public_id])}?clase={kind}&contesta={letter.public_id}"


def _to_answer(letter: Any, may_edit: bool) -> NextShown | None:
    """A letter of intent that came in, and whatever says until when, waits for our answer."""
    asks = letter.kind in _INTENDS or letter.due_on is not None
    if not (may_edit and asks) or letter.answered_by.exists() or signed_since(letter):
        return None
    to_case = _to_case(letter, may_edit)
    return NextShown(
        "mine", _("Contestar la carta"), _("Espera la respuesta del municipio: se redacta aquí y la firma la Presidencia."),
        _("el enlace municipal"), reply_url(letter), _("Contestar la carta"),
        [{"label": to_case.title, "url": to_case.url}] if to_case else [],
    )  # fmt: skip


def _to_case(letter: Any, may_edit: bool) -> NextShown | None:
    """A letter of intent that was answered, or that came in, may open a case."""
    opens = letter.kind in {LetterKind.INTENT, LetterKind.RESUME} or (
        letter.kind == LetterKind.ANSWER and letter.is_affirmative
    )
    if letter.partnership_id or not may_edit or not opens:
        return None
    return NextShown(
        "mine", _("Abrir vinculación"),
        _("La carta todavía no está en un expediente: al abrirlo pasa con sus respuestas, y con lo que acredita."),
        _("el enlace municipal"), reverse("web:letters:case", args=[letter.public_id]), _("Abrir vinculación"),
    )  # fmt: skip


def _waits(letter: Any, may_edit: bool, actor: Actor, today: dt.date) -> NextShown:
    at = [letter.public_id]
    others: list[dict] = []
    answers = Role.COUNTERPART in actor.roles
    url = reverse("web:letters:answered", args=at) if answers or may_edit else ""
    since = letter.touched_on or letter.sent_on
    due = bool(since and (today - since).days >= follow_up_days()[0])
    if may_edit:
        if reminder := letter.reminders.filter(state__in=_NOT_GONE).order_by("-pk").first():
            return _reminder_waits(letter, reminder, url, answers=answers)
        if letter.state == LetterState.SENT:
            others.append({"label": _("Asentar el acuse"), "url": reverse("web:letters:acknowledge", args=at)})
        remind = {"label": _("Preparar recordatorio"), "url": reverse("web:letters:remind", args=at)}
        interrupt = {"label": _("Asentar una interrupción"), "url": reverse("web:letters:interrupt", args=at)}
        if due and not answers:
            others = [{"label": _("Asentar la respuesta"), "url": url}, *others, interrupt]
            days = days_silent(letter, today)
            return NextShown(
                "mine", _("Recordar la carta"),
                ngettext("Lleva %(n)s día sin respuesta.", "Lleva %(n)s días sin respuesta.", days) % {"n": f"{days:,}"},
                _("el enlace municipal"), remind["url"], remind["label"], others,
            )  # fmt: skip
        others += [remind, interrupt]
    return NextShown(
        "mine" if answers else "waiting", _("Respuesta de la contraparte"),
        _sent_said(letter), city_of(letter), url,
        _("Responder") if answers else _("Asentar la respuesta"), others,
    )  # fmt: skip


_NOT_GONE = (LetterState.DRAFT, LetterState.SIGNED_OFF)


def _reminder_waits(letter: Any, reminder: Any, url: str, *, answers: bool) -> NextShown:
    """A reminder was drafted and has not gone: it comes first, and no second one is offered."""
    at = [letter.public_id]
    others = [
        {"label": _("Responder") if answers else _("Asentar la respuesta"), "url": url},
        {"label": _("Asentar una interrupción"), "url": reverse("web:letters:interrupt", args=at)},
    ]
    if letter.state == LetterState.SENT:
        others.insert(1, {"label": _("Asentar el acuse"), "url": reverse("web:letters:acknowledge", args=at)})
    signed = reminder.state == LetterState.SIGNED_OFF
    return NextShown(
        "mine", _("Enviar el recordatorio") if signed else _("Firmar el recordatorio"),
        _("El recordatorio ya se firmó y no ha salido.") if signed else _("El recordatorio está en borrador: lo firma la Presidencia."),
        _("el enlace municipal"), reverse("web:letters:letter", args=[reminder.public_id]), _("Abrir el recordatorio"), others,
    )  # fmt: skip


def next_of_line(letter: Any, then: NextShown | None, url: str, *, waits: bool) -> NextShown | None:
    """The same of the line that an invitation has in the register: it is answered and stopped on its own page, at `url`."""
    if not waits:
        return None
    asked = [{"label": then.button, "url": then.url}, *then.others] if then else []
    here = {reverse(f"web:letters:{name}", args=[letter.public_id]) for name in ("acknowledge", "remind")}
    return NextShown(
        "mine" if letter.direction == Direction.IN else "waiting",
        _("Contestar la invitación") if letter.direction == Direction.IN else _("Respuesta a la invitación"),
        _("Se asienta en la página de la invitación."), _("el enlace municipal"), url, _("Abrir la invitación"),
        [other for other in asked if other["url"] in here],
    )  # fmt: skip


def _mayor(at: list[str]) -> list[dict]:
    return [{"label": _("Devolver al enlace"), "url": reverse("web:letters:return", args=at)}]
