"""Money, people and papers of an activity (arts. VIII, IX and XII)."""

import datetime as dt
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.files.enums import Expect
from hermanar.files.models import Attachment
from hermanar.files.operations import keep_upload
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, Protected, Side, Source, TransferKind
from ..models import Activity, Assigned, BudgetLine, OtherWork, RestrictedPaper, Transfer
from ..policies import can_read_restricted
from .shared import _must_edit, _must_live, _told, _Wrong

_SIDE = _("Diga de qué Parte.")


def _open(act: Act, activity: Activity) -> _Wrong:
    _must_edit(act, activity.programme.circle)
    _must_live(activity)
    return _Wrong()


@transaction.atomic
def put_budget(
    act: Act, *, activity: Activity, side: str, concept: str, amount: Decimal, source: str, currency: str = "MXN",
    source_note: str = "", concept_en: str = "",
) -> BudgetLine:  # fmt: skip
    """A line of money of one party, with its source (art. VIII). Raises Refused, Invalid."""
    wrong = _open(act, activity)
    concept = wrong.said("concept", concept, _("Escriba el concepto."))
    if amount <= 0:
        wrong.add("amount", _("Escriba una cantidad mayor que cero."))
    if side not in Side.values:
        wrong.add("side", _SIDE)
    if source not in Source.values:
        wrong.add("source", _("Diga de dónde sale el recurso."))
    currency = currency.strip().upper()
    if len(currency) != 3 or not currency.isalpha():
        wrong.add("currency", _("Escriba las tres letras de la moneda: MXN, USD."))
    wrong.stop()
    row = BudgetLine.objects.create(
        activity=activity, side=side, concept=concept[:200], amount=amount, source=source, currency=currency,
        source_note=normalise(source_note)[:200], concept_en=normalise(concept_en)[:200],
    )  # fmt: skip
    _told(act, Happened.BUDGET_PUT, activity)
    return row


@transaction.atomic
def put_availability(act: Act, *, activity: Activity, number: str, on: dt.date) -> Activity:
    """The note that says our money is there: its number and date (R4-53). Raises Refused, Invalid."""
    wrong = _open(act, activity)
    number = wrong.said("number", number, _("Escriba el número de la constancia."))
    wrong.past(act, "on", on)
    wrong.stop()
    Activity.objects.filter(pk=activity.pk).update(note_number=number[:80], note_on=on)
    activity.refresh_from_db()
    _told(act, Happened.AVAILABILITY_PUT, activity, note=activity.note_number)
    return activity


@transaction.atomic
def declare_protected(act: Act, *, activity: Activity, protected: str, note: str = "") -> Activity:
    """Declare whether anything protected or classified is in play (art. IX). Where it is, which authority was told and
    what was agreed in writing. Raises Refused, Invalid."""
    wrong = _open(act, activity)
    if protected not in {Protected.NONE, Protected.FOUND}:
        wrong.add("protected", _("Declare si hay o no."))
    note = normalise(note, lines=True)
    if protected == Protected.FOUND and not note:
        wrong.add("note", _("Escriba a qué autoridad se informó y qué medidas se acordaron por escrito."))
    wrong.stop()
    Activity.objects.filter(pk=activity.pk).update(protected=protected, protected_note=note, protected_on=act.on)
    activity.refresh_from_db()
    _told(act, Happened.PROTECTED_DECLARED, activity)
    return activity


@transaction.atomic
def log_transfer(
    act: Act, *, activity: Activity, on: dt.date, sender: str, kind: str, what: str, use: str,
    is_controlled: bool = False, permit: str = "",
) -> Transfer:  # fmt: skip
    """What was handed over, and for what use (art. IX). Refused until the activity is declared: what is protected is no
    object of transfer. Raises Refused, Invalid."""
    wrong = _open(act, activity)
    if activity.protected == Protected.UNSAID:
        raise Refused(
            "protected_unsaid", _("Antes de transferir, declare si hay información, material o equipo protegidos.")
        )
    what = wrong.said("what", what, _("Escriba qué se transfirió."))
    use = wrong.said("use", use, _("Escriba para qué uso."))
    wrong.past(act, "on", on)
    if sender not in Side.values:
        wrong.add("sender", _SIDE)
    if kind not in TransferKind.values:
        wrong.add("kind", _("Diga qué es."))
    permit = normalise(permit)
    if is_controlled and not permit:
        wrong.add("permit", _("Su exportación está sujeta a control: escriba el permiso."))
    wrong.stop()
    row = Transfer.objects.create(
        activity=activity, on=on, sender=sender, kind=kind, what=what[:300], use=use[:300],
        is_controlled=is_controlled, permit=permit[:120],
    )  # fmt: skip
    _told(act, Happened.TRANSFER_LOGGED, activity)
    return row


@transaction.atomic
def keep_restricted(act: Act, *, activity: Activity, upload: UploadedFile, caption: str) -> RestrictedPaper:
    """Keep a paper that only the liaison and the mayor open (R4-54). Raises Refused (also for the file), Invalid."""
    circle = activity.programme.circle
    if not can_read_restricted(act.actor, circle):
        raise Refused("not_liaison", _("El programa lo lleva el enlace del municipio titular."))
    _must_live(activity)
    wrong = _Wrong()
    caption = wrong.said("caption", caption, _("Diga qué papel es, sin su contenido."))
    wrong.stop()
    blob, name = keep_upload(act, circle=circle, upload=upload, expect=Expect.PDF_OR_IMAGE)
    row = RestrictedPaper.objects.create(
        activity=activity, blob=blob, filename=name, caption=caption[:200], kept_on=act.on
    )
    _told(act, Happened.RESTRICTED_KEPT, activity)
    return row


@transaction.atomic
def assign_staff(
    act: Act, *, activity: Activity, side: str, post: str, employer: str, functions: str, from_on: dt.date,
    until_on: dt.date, people: int = 1, travels: bool = False, post_en: str = "",
) -> Assigned:  # fmt: skip
    """Somebody assigned, by post, with who employs them (nobody becomes the other's employee) and the functions declared
    (art. XII). Raises Refused, Invalid."""
    wrong = _open(act, activity)
    post = wrong.said("post", post, _("Escriba el cargo o perfil."))
    employer = wrong.said("employer", employer, _("Escriba quién lo emplea: sigue siendo su único patrón."))
    functions = wrong.said("functions", functions, _("Escriba sus funciones: no podrá dedicarse a otra cosa."))
    if side not in Side.values:
        wrong.add("side", _SIDE)
    if until_on < from_on:
        wrong.add("until_on", _("La estancia no puede terminar antes de empezar."))
    if people < 1:
        wrong.add("people", _("Escriba cuántas personas son."))
    wrong.stop()
    row = Assigned.objects.create(
        activity=activity, side=side, post=post[:200], employer=employer[:200], functions=functions,
        from_on=from_on, until_on=until_on, people=people, travels=travels, post_en=normalise(post_en)[:200],
    )  # fmt: skip
    _told(act, Happened.STAFF_ASSIGNED, activity, post=row.post)
    return row


def _staff(act: Act, staff: Assigned, happened: Happened, **fields: Any) -> Assigned:
    Assigned.objects.filter(pk=staff.pk).update(**fields)
    staff.refresh_from_db()
    _told(act, happened, staff.activity, post=staff.post)
    return staff


@transaction.atomic
def ask_entry(act: Act, *, staff: Assigned, authority: str, reference: str, on: dt.date) -> Assigned:
    """That the entry and exit of who travels was asked of the competent authority (art. XII). Raises Refused, Invalid."""
    wrong = _open(act, staff.activity)
    authority = wrong.said("authority", authority, _("Escriba ante qué autoridad."))
    reference = wrong.said("reference", reference, _("Escriba el número del oficio."))
    wrong.past(act, "on", on)
    wrong.stop()
    return _staff(
        act, staff, Happened.ENTRY_ASKED, entry_authority=authority[:200], entry_reference=reference[:120],
        entry_on=on, travels=True,
    )  # fmt: skip


@transaction.atomic
def put_insurance(
    act: Act, *, staff: Assigned, insurer: str, policy: str, until_on: dt.date, file: Attachment | None = None
) -> Assigned:
    """The insurance of who takes part, with its policy; it must cover the whole stay. Raises Refused, Invalid."""
    wrong = _open(act, staff.activity)
    insurer = wrong.said("insurer", insurer, _("Escriba la aseguradora o institución."))
    policy = wrong.said("policy", policy, _("Escriba el número de póliza o afiliación."))
    if until_on < staff.until_on:
        wrong.add(
            "until_on",
            _("La estancia termina el %(until)s: el seguro debe cubrirla hasta ese día.")
            % {"until": f"{staff.until_on:%d/%m/%Y}"},
        )
    wrong.stop()
    return _staff(
        act, staff, Happened.INSURANCE_PUT, insurer=insurer[:200], policy=policy[:120], insured_until=until_on,
        insurance_file=file or staff.insurance_file,
    )  # fmt: skip


@transaction.atomic
def authorise_other_work(
    act: Act, *, staff: Assigned, what: str, authority: str, reference: str, authorised_on: dt.date, starts_on: dt.date
) -> OtherWork:
    """Something beyond the declared functions: only with the competent authority's authorisation of before (R4-65).

    Raises Refused, Invalid."""
    wrong = _open(act, staff.activity)
    what = wrong.said("what", what, _("Escriba la otra actividad."))
    authority = wrong.said("authority", authority, _("Escriba qué autoridad la autorizó."))
    reference = wrong.said("reference", reference, _("Escriba el número de la autorización."))
    wrong.past(act, "authorised_on", authorised_on)
    if starts_on < authorised_on:
        wrong.add(
            "starts_on",
            _("La autorización es del %(since)s: la otra actividad empieza ese día o después.")
            % {"since": f"{authorised_on:%d/%m/%Y}"},
        )
    wrong.stop()
    row = OtherWork.objects.create(
        staff=staff, what=what[:300], authority=authority[:200], reference=reference[:120],
        authorised_on=authorised_on, starts_on=starts_on,
    )  # fmt: skip
    _told(act, Happened.OTHER_WORK_AUTHORISED, staff.activity, post=staff.post)
    return row
