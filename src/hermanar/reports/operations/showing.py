"""What a report shows: evidence under an activity, annexes, the signed paper scanned."""

from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import Claim
from hermanar.evidence.models import Evidence, Use
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import span_in_words
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.plans.models import Activity
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts

from ..enums import WRITTEN_ANNEXES, AnnexKind, Happened, PeriodState
from ..models import Annex, Period
from ..policies import can_authorise, can_write
from ..queries import proved_of, refusals, relations_of
from ..queries.pieces import subject_of
from ..rules.pieces import evidence_key
from .periods import _must_print, _must_write, _record


@transaction.atomic
def pick_evidence(act: Act, *, period: Period, code: str, pieces: Sequence[Evidence], claim: Claim | str) -> list[Use]:
    """Put pieces under an activity of the report, to show one thing; those already there stay as they are.

    Weak ones (outside the period, of another kind) are used and marked. Raises Refused, Invalid, NotVisible.
    """
    _must_write(act, period)
    code = normalise(code)
    plan = {"component__plan__organisation": period.organisation, "component__plan__year": period.year}
    if not Activity.objects.filter(**plan, code=code).exists():
        raise Invalid({"code": [_("Esa actividad no está en el plan del año. Elija una de la lista.")]})
    if not pieces:
        raise Invalid({"pieces": [_("Elija al menos una.")]})
    if any(piece.circle_id != period.circle_id for piece in pieces):
        raise NotVisible(code)
    there = Use.objects.filter(subject=subject_of(period), subject_id=evidence_key(code), ended_at=None)
    known = set(there.values_list("evidence_id", flat=True))
    label = _("Informe de %(period)s, actividad %(code)s") % {"period": span_in_words(period.label), "code": code}
    used = [
        evidence.use_evidence(
            act, evidence=piece, subject=subject_of(period), subject_id=evidence_key(code), label=str(label), claim=claim,
            position=len(known) + at,
        )
        for at, piece in enumerate(p for p in pieces if p.pk not in known)
    ]  # fmt: skip
    _record(act, Happened.EVIDENCE_PICKED, period, code=code, number=len(used))
    return used


@transaction.atomic
def drop_evidence(act: Act, *, period: Period, code: str, use: Use) -> Use:
    """Take a piece from an activity; that it was there stays known. Raises Refused, NotVisible."""
    _must_write(act, period)
    if (use.subject, use.subject_id) != (subject_of(period), evidence_key(code)):
        raise NotVisible(code)
    evidence.end_use(act, use=use)
    _record(act, Happened.EVIDENCE_DROPPED, period, code=code)
    return use


@transaction.atomic
def add_annex(act: Act, *, period: Period, kind: AnnexKind | str, title: str, attachment: Attachment) -> Annex:
    """Join a file to the report while it is written, such as the organisation chart (R3-17). Raises Refused, Invalid."""
    _must_write(act, period)
    title = normalise(title)
    errors: dict[str, list] = {}
    if kind not in WRITTEN_ANNEXES:
        errors["kind"] = [_("Elija qué anexo es.")]
    if not title:
        errors["title"] = [_("Escriba cómo se llama.")]
    _must_print(title=title)
    rows = relations_of(
        period.organisation, quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)
    )
    if found := refusals(title, proved_of(rows)):  # it is printed in the report
        errors["title"] = [remark.text for remark in found]
    if errors:
        raise Invalid(errors)
    row = Annex.objects.create(
        period=period, kind=kind, title=title[:200], attachment=attachment, on=act.on,
        by_appointment=act.actor.appointment,
    )  # fmt: skip
    _record(act, Happened.ANNEX_ADDED, period, kind=AnnexKind(kind).label)
    return row


@transaction.atomic
def remove_annex(act: Act, *, annex: Annex) -> Annex:
    """Take an annex from a report that is still written. Raises Refused."""
    _must_write(act, annex.period)
    if not Annex.objects.filter(pk=annex.pk, removed_at=None).update(removed_at=act.at):
        raise Refused("annex_removed", _("Ese anexo ya se quitó."))
    annex.refresh_from_db()
    _record(act, Happened.ANNEX_REMOVED, annex.period, kind=AnnexKind(annex.kind).label)
    return annex


@transaction.atomic
def add_signed_scan(act: Act, *, period: Period, attachment: Attachment) -> Annex:
    """Keep the printed report with its signatures by hand, scanned (R3-16). The closed figures do not change; a better
    scan is added beside the first. Raises Refused."""
    if not can_write(act.actor, period.circle) and not can_authorise(act.actor, period.circle):
        raise Refused("not_writer", _("El informe lo elabora el enlace del municipio."))
    if period.state != PeriodState.LOCKED:
        raise Refused("period_open", _("Primero se autoriza; después se guarda el papel firmado."))
    row = Annex.objects.create(
        period=period, kind=AnnexKind.SIGNED, title=str(AnnexKind.SIGNED.label), attachment=attachment, on=act.on,
        by_appointment=act.actor.appointment,
    )  # fmt: skip
    _record(act, Happened.SIGNED_SCAN_ADDED, period, sha256=attachment.blob.sha256)
    return row
