"""Encounters: planned or put down from the past, held, cancelled, corrected; who took part, what came of them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, Country, Organisation
from hermanar.files.enums import Expect
from hermanar.files.models import Attachment
from hermanar.files.operations import store_upload
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.partnerships.enums import LeadOrigin
from hermanar.partnerships.models import Lead, Partnership
from hermanar.partnerships.operations import open_lead

from ..enums import EncounterKind, EncounterState, Happened, OutcomeKind, Side
from ..models import Contact, Encounter, Outcome, Participant
from ..rules.moves import move_encounter
from .common import _must_keep, _own, _reason, _said, _stop

_TEXTS = {"title": 200, "place": 200, "organiser": 200, "reference": 80}


def _clean(act: Act, kind: str, on: dt.date, precision: str, fields: dict[str, Any]) -> dict[str, Any]:
    texts = {name: normalise(str(fields.get(name) or ""))[:limit] for name, limit in _TEXTS.items()}
    errors: dict[str, list] = {}
    _said(errors, "title", texts["title"], _("Escriba qué es: “Visita de la alcaldía de …”."))
    if kind not in EncounterKind.values:
        errors["kind"] = [_("Elija qué fue.")]
    if precision not in {p.value for p in Precision}:
        errors["precision"] = [_("Elija con qué precisión se sabe la fecha.")]
    until = fields.get("until_on")
    if until and until < on:
        errors["until_on"] = [_("No puede terminar antes de empezar.")]
    _stop(errors)
    return texts | {
        "kind": kind, "on": on, "precision": precision, "until_on": until, "starts_at": fields.get("starts_at"),
        "country": fields.get("country"), "purpose": normalise(str(fields.get("purpose") or ""), lines=True),
        "agreed": normalise(str(fields.get("agreed") or ""), lines=True),
    }  # fmt: skip


@transaction.atomic
def record_encounter(
    act: Act, *, circle: Circle, kind: EncounterKind | str, on: dt.date, precision: Precision | str = Precision.DAY,
    partnerships: Iterable[Partnership] = (), contacts: Iterable[Contact] = (), country: Country | None = None,
    **fields: Any,
) -> Encounter:  # fmt: skip
    """Put down a visit, a delegation, a gathering, a meeting or a conversation (R0-11, R0-21, R0-28).

    A day to come is planned, one that has passed was held. `fields`: title, until_on, starts_at, place, organiser,
    purpose, agreed, reference. Raises Refused (`not_keeper`), Invalid.
    """
    _must_keep(act, circle)
    values = _clean(act, kind, on, precision, fields | {"country": country})
    rows, people = _own(circle, partnerships), list(contacts)
    if any(c.circle_id != circle.pk for c in people):
        raise Invalid(
            {"contacts": [_("Ese contacto no es de su directorio. Elija uno de la lista o agréguelo antes.")]}
        )
    state = EncounterState.PLANNED if on > act.on else EncounterState.HELD
    row = Encounter.objects.create(circle=circle, state=state, recorded_on=act.on, **values)
    row.partnerships.set(rows)
    Participant.objects.bulk_create(
        Participant(encounter=row, contact=c, post=c.post, organisation=c.organisation, side=c.side) for c in people
    )
    happened = Happened.ENCOUNTER_PLANNED if state == EncounterState.PLANNED else Happened.ENCOUNTER_RECORDED
    record(
        act, happened, chain=circle.public_id, about=row.public_id, kind=row.kind, on=row.on, title=row.title,
    )  # fmt: skip
    return row


def _move(act: Act, encounter: Encounter, what: str, **changes: Any) -> Encounter:
    _must_keep(act, encounter.circle)
    state = move_encounter(encounter.state, what)
    if state is None or not Encounter.objects.filter(pk=encounter.pk, state=encounter.state).update(
        state=state, **changes
    ):
        raise Refused("encounter_settled", _("Eso ya se realizó, se canceló o se dejó sin efecto."))
    encounter.refresh_from_db()
    return encounter


@transaction.atomic
def hold_encounter(act: Act, *, encounter: Encounter, on: dt.date, agreed: str = "") -> Encounter:
    """What was planned took place. Raises Refused, Invalid."""
    if on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    row = _move(
        act, encounter, "hold", on=on, precision=Precision.DAY, until_on=None, agreed=normalise(agreed, lines=True)
    )
    record(act, Happened.ENCOUNTER_HELD, chain=row.circle.public_id, about=row.public_id, title=row.title, on=on)
    return row


@transaction.atomic
def cancel_encounter(act: Act, *, encounter: Encounter, reason: str) -> Encounter:
    """What was planned will not take place. Raises Refused, Invalid."""
    reason = _reason(reason)
    row = _move(act, encounter, "cancel", reason=reason)
    record(
        act, Happened.ENCOUNTER_CANCELLED, chain=row.circle.public_id, about=row.public_id, title=row.title,
        reason=reason,
    )  # fmt: skip
    return row


@transaction.atomic
def void_encounter(act: Act, *, encounter: Encounter, reason: str) -> Encounter:
    """It was put down by mistake: it stays in the log and counts for nothing (a correction). Raises Refused, Invalid."""
    reason = _reason(reason)
    row = _move(act, encounter, "void", reason=reason)
    record(
        act, Happened.ENCOUNTER_VOIDED, chain=row.circle.public_id, about=row.public_id, title=row.title, reason=reason
    )
    return row


@transaction.atomic
def correct_encounter(
    act: Act, *, encounter: Encounter, reason: str, kind: EncounterKind | str, on: dt.date,
    precision: Precision | str = Precision.DAY, partnerships: Iterable[Partnership] = (),
    country: Country | None = None, **fields: Any,
) -> Encounter:  # fmt: skip
    """Correct what was put down, with its reason. One that was held stays in the past. Raises Refused, Invalid."""
    _must_keep(act, encounter.circle)
    reason = _reason(reason)
    values = _clean(act, kind, on, precision, fields | {"country": country})
    if encounter.state == EncounterState.HELD and on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    rows = _own(encounter.circle, partnerships)
    standing = [EncounterState.PLANNED, EncounterState.HELD]
    if not Encounter.objects.filter(pk=encounter.pk, state__in=standing).update(**values):
        raise Refused("encounter_settled", _("Eso ya se realizó, se canceló o se dejó sin efecto."))
    encounter.refresh_from_db()
    encounter.partnerships.set(rows)
    record(
        act, Happened.ENCOUNTER_CORRECTED, chain=encounter.circle.public_id, about=encounter.public_id,
        title=encounter.title, on=encounter.on, reason=reason,
    )  # fmt: skip
    return encounter


def _must_stand(encounter: Encounter) -> None:
    if encounter.state not in {EncounterState.PLANNED, EncounterState.HELD}:
        raise Refused("encounter_settled", _("Eso ya se canceló o se dejó sin efecto."))


@transaction.atomic
def add_participant(
    act: Act, *, encounter: Encounter, contact: Contact | None = None, post: str = "", organisation: str = "",
    side: Side | str = Side.THEIRS,
) -> Participant:  # fmt: skip
    """Say who takes part, by post: a contact of one's own, or a post as it is called. Raises Refused, Invalid."""
    _must_keep(act, encounter.circle)
    _must_stand(encounter)
    if contact is not None:
        if contact.circle_id != encounter.circle_id:
            raise Invalid(
                {"contact": [_("Ese contacto no es de su directorio. Elija uno de la lista o agréguelo antes.")]}
            )
        post, organisation, side = contact.post, contact.organisation, contact.side
    post = normalise(post)[:200]
    errors: dict[str, list] = {}
    _said(errors, "post", post, _("Escriba el cargo de quien participa."))
    if side not in Side.values:
        errors["side"] = [_("Elija de qué parte es.")]
    _stop(errors)
    try:
        with transaction.atomic():
            row = Participant.objects.create(
                encounter=encounter, contact=contact, post=post, organisation=normalise(organisation)[:200], side=side
            )
    except IntegrityError:
        raise Refused("participant_known", _("Ese contacto ya participa."), field="contact") from None
    record(
        act, Happened.PARTICIPANT_ADDED, chain=encounter.circle.public_id, about=encounter.public_id,
        title=encounter.title, post=post,
    )  # fmt: skip
    return row


@transaction.atomic
def attach_evidence(act: Act, *, encounter: Encounter, upload: UploadedFile, caption: str = "") -> Attachment:
    """Add a photograph or a paper of it. Raises NotVisible, Refused (also: why the file is not taken)."""
    _must_keep(act, encounter.circle)
    _must_stand(encounter)
    row = store_upload(act, circle=encounter.circle, upload=upload, expect=Expect.PDF_OR_IMAGE, caption=caption)
    encounter.attachments.add(row)
    record(
        act, Happened.EVIDENCE_ADDED, chain=encounter.circle.public_id, about=encounter.public_id,
        title=encounter.title, sha256=row.blob.sha256,
    )  # fmt: skip
    return row


@transaction.atomic
def record_outcome(
    act: Act, *, encounter: Encounter, kind: OutcomeKind | str, text: str = "", partnership: Partnership | None = None,
    contact: Contact | None = None,
) -> Outcome:  # fmt: skip
    """What came of it: a relation to reactivate or made stronger, an idea, a contact, nothing new (R0-27, R1-24).

    Raises Refused (`encounter_not_held`), Invalid. A lead is opened by `open_lead_from`.
    """
    _must_keep(act, encounter.circle)
    if encounter.state != EncounterState.HELD:
        raise Refused("encounter_not_held", _("Todavía no se realiza: asiente primero que tuvo lugar."))
    text = normalise(text, lines=True)
    errors: dict[str, list] = {}
    if kind not in OutcomeKind.values or kind == OutcomeKind.LEAD:
        errors["kind"] = [_("Elija qué resultó.")]
    elif kind in {OutcomeKind.REACTIVATION, OutcomeKind.STRENGTHENED, OutcomeKind.NOTHING} and partnership is None:
        errors["partnership"] = [_("Elija la vinculación de la que se trata.")]
    elif kind == OutcomeKind.CONTACT and contact is None:
        errors["contact"] = [_("Elija el contacto que se hizo.")]
    if kind != OutcomeKind.NOTHING:
        _said(errors, "text", text, _("Escriba en una frase qué resultó."))
    _stop(errors)
    if partnership is not None:
        _own(encounter.circle, [partnership], "partnership")
    row = Outcome.objects.create(
        encounter=encounter, kind=kind, text=text, partnership=partnership, contact=contact, on=act.on
    )
    record(
        act, Happened.OUTCOME_RECORDED, chain=encounter.circle.public_id, about=encounter.public_id,
        title=encounter.title, result=row.kind,
    )  # fmt: skip
    return row


@transaction.atomic
def open_lead_from(
    act: Act, *, encounter: Encounter, owner: Organisation, country: Country, foreign_name: str, zone: str,
    exercise_at: dt.datetime | None = None, **more: Any,
) -> Lead:  # fmt: skip
    """What was talked about becomes a lead in one step; where it came from stays on it (R0-21, R0-28).

    `owner`: the municipality, which proposes itself unless `municipality` says otherwise. Raises Refused, Invalid.
    """
    _must_keep(act, encounter.circle)
    if encounter.state != EncounterState.HELD:
        raise Refused("encounter_not_held", _("Todavía no se realiza: asiente primero que tuvo lugar."))
    talked = encounter.kind in {EncounterKind.CONVERSATION, EncounterKind.MEETING}
    municipality = more.pop("municipality", None) or owner.municipality
    lead = open_lead(
        act, country=country, foreign_name=foreign_name, zone=zone, municipality=municipality,
        proposed_place=more.pop("proposed_place", "") or (municipality.name if municipality else str(owner)),
        origin=LeadOrigin.CONVERSATION if talked else LeadOrigin.EVENT, origin_note=encounter.title[:240],
        origin_about=encounter.public_id, received_on=min(encounter.on, act.on), exercise_at=exercise_at, **more,
    )  # fmt: skip
    Outcome.objects.create(encounter=encounter, kind=OutcomeKind.LEAD, lead=lead, on=act.on)
    record(
        act, Happened.LEAD_FOUND, chain=encounter.circle.public_id, about=encounter.public_id, title=encounter.title,
        folio=lead.folio,
    )  # fmt: skip
    return lead
