"""Topics of interest of a relation, and where each stands (R0-13)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import fold, normalise
from hermanar.partnerships.models import Partnership

from ..enums import TOPIC_OPEN, Happened, TopicState
from ..models import Encounter, Topic
from ..rules.moves import may_move_topic
from .common import _must_keep, _own, _said, _stop


@transaction.atomic
def raise_topic(
    act: Act, *, circle: Circle, title: str, partnership: Partnership | None = None,
    encounter: Encounter | None = None, note: str = "", due_on: dt.date | None = None,
) -> Topic:  # fmt: skip
    """Note a topic for one relation, from an encounter or by itself. Raises Refused (`topic_known`), Invalid."""
    _must_keep(act, circle)
    title = normalise(title)[:200]
    errors: dict[str, list] = {}
    _said(errors, "title", title, _("Escriba el tema: cultura, salud, intercambio escolar…"))
    if due_on and due_on < act.on:
        errors["due_on"] = [_("El plazo ya pasó: elija un día posterior.")]
    if partnership is None and encounter is None:
        errors["partnership"] = [_("Elija la vinculación de la que se trata.")]
    _stop(errors)
    if partnership is not None:
        _own(circle, [partnership], "partnership")
        open_ones = Topic.objects.filter(partnership=partnership, state__in=sorted(TOPIC_OPEN))
        if fold(title) in {fold(t) for t in open_ones.values_list("title", flat=True)}:
            raise Refused("topic_known", _("Ese tema ya está abierto: déle seguimiento."), field="title")
    row = Topic.objects.create(
        circle=circle, partnership=partnership, encounter=encounter, title=title, note=normalise(note, lines=True),
        due_on=due_on, raised_on=act.on, moved_on=act.on,
    )  # fmt: skip
    record(act, Happened.TOPIC_RAISED, chain=circle.public_id, about=row.public_id, topic=row.title)
    return row


@transaction.atomic
def follow_topic(
    act: Act, *, topic: Topic, state: TopicState | str, note: str = "", due_on: dt.date | None = None
) -> Topic:
    """Say where the topic stands now and what was done. Raises Refused (`topic_settled`), Invalid."""
    _must_keep(act, topic.circle)
    note = normalise(note, lines=True)
    errors: dict[str, list] = {}
    _said(errors, "note", note, _("Escriba en una frase qué se hizo."))
    if state not in TopicState.values:
        errors["state"] = [_("Elija en qué va.")]
    if due_on and due_on < act.on and state in TOPIC_OPEN:
        errors["due_on"] = [_("El plazo ya pasó: elija un día posterior.")]
    _stop(errors)
    if not may_move_topic(topic.state, state):
        raise Refused("topic_settled", _("De ahí no puede pasar a ese estado."), field="state")
    rows = Topic.objects.filter(pk=topic.pk, state=topic.state)
    if not rows.update(state=state, note=note, due_on=due_on if state in TOPIC_OPEN else None, moved_on=act.on):
        raise Refused("topic_settled", _("Alguien movió el tema mientras tanto: vuelva a abrirlo."))
    topic.refresh_from_db()
    record(
        act, Happened.TOPIC_MOVED, chain=topic.circle.public_id, about=topic.public_id, topic=topic.title,
        state=topic.state,
    )  # fmt: skip
    return topic
