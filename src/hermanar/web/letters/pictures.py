"""The register in columns, the rows of a relation, and what comes next for one letter."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from hermanar.directory.enums import Role
from hermanar.journal.queries import Line
from hermanar.kernel.acts import Actor, How
from hermanar.partnerships.enums import Direction, Interruption, LetterKind, LetterState, Side
from hermanar.partnerships.queries import list_register

from ..cases.pictures import country_name, when_in_words

SLOW = 30  # days without an answer after which the register says so


@dataclass(frozen=True)
class CardShown:
    title: str
    tag: str
    tone: str
    url: str
    kind: str


@dataclass(frozen=True)
class ColumnShown:
    label: str
    cards: list[CardShown] = field(default_factory=list)


@dataclass(frozen=True)
class BoardShown:
    columns: list[ColumnShown]
    received: list[CardShown]
    running: int
    waiting: int
    causes: list[dict]
    most: int

    @property
    def is_empty(self) -> bool:
        return not self.received and not any(c.cards for c in self.columns)


def notes_of(actor: Actor) -> list[dict]:
    """Official notes received and sent, newest first (R4-05)."""
    return [
        {"it": w, "url": reverse("web:letters:letter", args=[w.public_id]), "city": _city(w),
         "when": when_in_words(w.dated_on, w.precision)}
        for w in list_register(actor)
        if w.kind == LetterKind.NOTE
    ]  # fmt: skip


def _city(letter: Any) -> str:
    theirs = next((p for p in letter.partnership.parties.all() if p.side == Side.THEIRS), None)
    if theirs is None:
        return letter.partnership.folio
    where = (
        theirs.municipality.state.abbreviation if theirs.municipality else theirs.subdivision or country_name(theirs)
    )
    return f"{theirs}, {where}" if where else str(theirs)


def board_of(actor: Actor, today: dt.date) -> BoardShown:
    """Columns of the register. Two questions for the letters, whatever their number."""
    letters = list_register(actor)
    columns = {key: ColumnShown(label) for key, label in (
        ("draft", _("Por enviar")), ("sent", _("Enviadas")), ("acknowledged", _("Con acuse")),
        ("answered", _("Respondidas")), ("interrupted", _("Interrumpidas")),
    )}  # fmt: skip
    received = []
    for letter in letters:
        if letter.kind == LetterKind.NOTE:
            continue  # official notes have their own register
        if letter.direction == Direction.IN:
            received.append(_card(letter, today))
        else:
            key = "draft" if letter.state == LetterState.SIGNED_OFF else letter.state
            columns[key].cards.append(_card(letter, today))
    causes = Counter(w.interruption for w in letters if w.interruption)
    slow = [
        w
        for w in letters
        if w.kind != LetterKind.NOTE and w.state == LetterState.SENT and w.sent_on and (today - w.sent_on).days > SLOW
    ]
    return BoardShown(
        list(columns.values()),
        received,
        sum(len(columns[k].cards) for k in ("draft", "sent", "acknowledged")),
        len(slow),
        [
            {
                "label": str(Interruption(code).label),
                "value": count,
                "url": f"{reverse('web:follow_up:list')}?causa={code}#causas",
            }
            for code, count in causes.most_common()
        ],
        max(causes.values(), default=1),
    )


def _card(letter: Any, today: dt.date) -> CardShown:
    tag, tone = _tag(letter, today)
    return CardShown(
        _city(letter), tag, tone, reverse("web:letters:letter", args=[letter.public_id]), letter.get_kind_display()
    )


def _tag(letter: Any, today: dt.date) -> tuple[str, str]:
    if letter.direction == Direction.IN:
        if letter.kind == LetterKind.ANSWER:
            said = _("afirmativa %(on)s") if letter.is_affirmative else _("negativa %(on)s")
            return said % {"on": when_in_words(letter.dated_on)}, "leaf" if letter.is_affirmative else "red"
        return _("recibida %(on)s") % {"on": when_in_words(letter.dated_on, letter.precision)}, ""
    if letter.state == LetterState.DRAFT:
        return _("borrador"), ""
    if letter.state == LetterState.SIGNED_OFF:
        return _("firmada, sin enviar"), "amber"
    if letter.state == LetterState.SENT:
        days = (today - letter.sent_on).days if letter.sent_on else 0
        ago = ngettext("hace %(n)s día", "hace %(n)s días", days) % {"n": days}
        return (_("%(ago)s · sin acuse") % {"ago": ago}, "amber") if days > SLOW else (ago, "")
    if letter.state == LetterState.ACKNOWLEDGED:
        return _("acuse %(on)s") % {"on": when_in_words(letter.acknowledged_on)}, ""
    if letter.state == LetterState.ANSWERED:
        answers = list(letter.answered_by.all())
        return _tag(answers[-1], today) if answers else (_("respondida"), "leaf")
    return str(Interruption(letter.interruption).label).lower() if letter.interruption else _("interrumpida"), "red"


def rows_of_case(letters: Iterable[Any]) -> list[dict]:
    return [
        {
            "it": w,
            "url": reverse("web:letters:letter", args=[w.public_id]),
            "when": when_in_words(w.dated_on, w.precision),
            "state": w.get_state_display(),
            "recorded": w.how == How.RECORDED,
        }
        for w in letters
    ]


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


def next_of(letter: Any, *, errors: int, may_edit: bool, may_sign: bool, actor: Actor) -> NextShown | None:
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
        return NextShown(
            "mine" if may_sign else "waiting", _("Firmar la carta"),
            _("El texto está sin errores. Al firmarse recibe folio, código y fecha."), _("la Presidencia municipal"),
            reverse("web:letters:sign", args=at) if may_sign else "", _("Firmar la carta"),
            _mayor(at) if may_sign
            else [{"label": _("Corregir"), "url": reverse("web:letters:revise", args=at)}] if may_edit else [],
        )  # fmt: skip
    if (
        letter.direction == Direction.IN
        or letter.kind == LetterKind.NOTE
        or letter.state in {LetterState.ANSWERED, LetterState.INTERRUPTED}
    ):
        return None
    if letter.state == LetterState.SIGNED_OFF:
        return NextShown(
            "mine" if may_edit else "waiting", _("Enviar la carta y asentar el envío"),
            _("Está firmada con el folio %(folio)s. Descárguela, envíela y diga aquí por qué medio y qué día.")
            % {"folio": letter.folio},
            _("el enlace municipal"), reverse("web:letters:send", args=at) if may_edit else "", _("Asentar el envío"),
        )  # fmt: skip
    others = []
    if may_edit:
        if letter.state == LetterState.SENT:
            others.append({"label": _("Asentar el acuse"), "url": reverse("web:letters:acknowledge", args=at)})
        others.append({"label": _("Asentar una interrupción"), "url": reverse("web:letters:interrupt", args=at)})
    answers = Role.COUNTERPART in actor.roles
    url = reverse("web:letters:answer", args=[letter.partnership.public_id]) if answers or may_edit else ""
    return NextShown(
        "mine" if answers else "waiting", _("Respuesta de la contraparte"),
        _("La carta se envió el %(on)s.") % {"on": when_in_words(letter.sent_on)}, _city(letter), url,
        _("Responder") if answers else _("Asentar la respuesta"), others,
    )  # fmt: skip


def _mayor(at: list[str]) -> list[dict]:
    return [{"label": _("Devolver al enlace"), "url": reverse("web:letters:return", args=at)}]
