"""What concerns the agreement as a whole: differences and earlier instruments of the same pair (arts. X and XIII)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise
from hermanar.partnerships.models import Partnership

from ..enums import Conflict, Happened, Side
from ..models import Activity, Dispute, OtherInstrument
from .shared import _must_edit, _record, _Wrong


@transaction.atomic
def open_dispute(
    act: Act, *, partnership: Partnership, raised_by: str, matter: str, raised_on: dt.date, article: str = "",
    activity: Activity | None = None,
) -> Dispute:  # fmt: skip
    """Put down a difference about how the agreement is read or applied. Raises Refused, Invalid."""
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    matter = wrong.said("matter", matter, _("Escriba en qué consiste la diferencia."))
    wrong.past(act, "raised_on", raised_on)
    if raised_by not in Side.values:
        wrong.add("raised_by", _("Diga de qué Parte."))
    wrong.stop()
    row = Dispute.objects.create(
        partnership=partnership, raised_by=raised_by, matter=matter, raised_on=raised_on,
        article=normalise(article)[:40], activity=activity,
    )  # fmt: skip
    _record(act, Happened.DISPUTE_OPENED, row, partnership.circle)
    return row


@transaction.atomic
def resolve_dispute(
    act: Act, *, dispute: Dispute, resolved_on: dt.date, resolution: str, reference: str = ""
) -> Dispute:
    """How the Parties settled it, by common accord (art. XIII). Raises Refused, Invalid."""
    circle = dispute.partnership.circle
    _must_edit(act, circle)
    wrong = _Wrong()
    resolution = wrong.said("resolution", resolution, _("Escriba cómo se resolvió de común acuerdo."))
    wrong.past(act, "resolved_on", resolved_on)
    if resolved_on < dispute.raised_on:
        wrong.add("resolved_on", _("No puede resolverse antes de plantearse."))
    wrong.stop()
    if not Dispute.objects.filter(pk=dispute.pk, resolved_on=None).update(
        resolved_on=resolved_on, resolution=resolution, reference=normalise(reference)[:120]
    ):
        raise Refused("dispute_resolved", _("Esa diferencia ya se resolvió."))
    dispute.refresh_from_db()
    _record(act, Happened.DISPUTE_RESOLVED, dispute, circle, on=resolved_on)
    return dispute


@transaction.atomic
def declare_conflict(
    act: Act, *, partnership: Partnership, title: str, conflict: str, text: str = "", on: dt.date | None = None,
    about: str = "", instrument: OtherInstrument | None = None,
) -> OtherInstrument:  # fmt: skip
    """Say whether an earlier instrument of the pair stands against the agreement, and how (art. X). `about` names the record
    it comes from; without one, it is an instrument put down by hand. Raises Refused, Invalid."""
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    title = wrong.said("title", title, _("Escriba qué instrumento es."))
    text = normalise(text, lines=True)
    if conflict not in {Conflict.NO, Conflict.YES}:
        wrong.add("conflict", _("Declare si hay conflicto o no."))
    elif conflict == Conflict.YES and not text:
        wrong.add("text", _("Escriba en qué consiste el conflicto y cómo se atiende."))
    wrong.past(act, "on", on)
    wrong.stop()
    fields = {"title": title[:200], "on": on, "conflict": conflict, "text": text, "declared_on": act.on}
    if instrument is not None:
        OtherInstrument.objects.filter(pk=instrument.pk, partnership=partnership).update(**fields)
        instrument.refresh_from_db()
        row = instrument
    elif about:
        row, _new = OtherInstrument.objects.update_or_create(partnership=partnership, about=about[:40], defaults=fields)
    else:
        row = OtherInstrument.objects.create(partnership=partnership, **fields)
    _record(act, Happened.CONFLICT_DECLARED, row, partnership.circle, conflict=str(conflict))
    return row
