"""Leads: opened by a consulate (or by the municipality itself), routed, answered, refused, lapsed."""

import datetime as dt
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Country, Municipality, Organisation, Place
from hermanar.directory.operations import give_seat, open_circle
from hermanar.directory.queries import Zones, day_at
from hermanar.files.enums import Expect
from hermanar.files.models import Attachment
from hermanar.files.operations import store_upload
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import fold, normalise
from hermanar.notices.operations import notify

from ..enums import Happened, LeadOrigin, LeadState
from ..models import Lead
from ..policies import OF_LEAD, can_route
from ..queries.leads import due_of
from ..rules.clocks import days
from ..rules.folios import next_number
from ..rules.leads import CITY, REOPENS, TOLD, state_after_reopening

OPEN = (LeadState.DRAFT, LeadState.ROUTED, LeadState.ANSWERED)


def _next_folio(organisation: Organisation, on: dt.date) -> str:
    """`<code>-P-<year>-<n>`: leads are numbered per house and year."""
    stem = f"{organisation.code or organisation.slug.upper()[:8]}-P-{on.year}-"
    return f"{stem}{next_number(stem, Lead.objects.filter(folio__startswith=stem).values_list('folio', flat=True)):03d}"


@transaction.atomic
def open_lead(
    act: Act, *, country: Country, foreign_name: str, proposed_place: str, zone: str, foreign_subdivision: str = "",
    place: Place | None = None, municipality: Municipality | None = None, beneficiary: str = "", reference: str = "",
    received_on: dt.date | None = None, foreign_description: str = "", contact_name: str = "", contact_post: str = "",
    contact_languages: str = "", contact_email: str = "", diaspora: str = "", summary: str = "", state_benefit: str = "",
    promoters: list[dict] | None = None, ideas: list[dict] | None = None,
    attachments: tuple[Attachment, ...] = (), exercise_at: dt.datetime | None = None,
    origin: LeadOrigin | str = "", origin_note: str = "", origin_about: str = "",
    foreign_profile: dict[str, str] | None = None, foreign_name_es: str = "",
    foreign_subdivision_es: str = "",
) -> Lead:  # fmt: skip
    """Open a lead in a circle of its own, where the opener has its seat (R4-07). Raises Invalid, Refused.

    Who opens it: a consulate or embassy (Part.CONSUL), or a municipality for itself (Part.LEAD), from an event, a
    citizen, a foreign city or a conversation. `origin_about`: public id of the encounter it came from (R0-21);
    `foreign_name_es`, `foreign_subdivision_es`: how the city and its state are called in Spanish, where that is another name.
    `foreign_profile`: what is known of the city, by the keys of `rules.leads.CITY` (R4-11).
    """
    opener = Organisation.objects.filter(public_id=act.actor.organisation).first()
    if opener is None or not act.actor.roles & {Role.CONSUL, Role.LIAISON}:
        raise Refused(
            "lead_not_yours", _("Un prospecto lo abre un consulado, una embajada o el enlace de un municipio.")
        )
    errors = {}
    if not normalise(foreign_name):
        errors["foreign_name"] = [_("Escriba la ciudad extranjera que muestra interés.")]
    if not normalise(proposed_place) and municipality is None:
        errors["proposed_place"] = [_("Escriba el municipio o la comunidad que se propone.")]
    if received_on and received_on > act.on:
        errors["received_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    is_ours = opener.kind == OrganisationKind.MUNICIPALITY
    if country.iso2 == "MX" and not is_ours:
        errors["country"] = [
            _(
                "Una ciudad de México no es extranjera: elija el país de la ciudad. Entre municipios mexicanos lo abre uno de ellos."
            )
        ]
    if errors:
        raise Invalid(errors)
    if not origin:
        origin = LeadOrigin.FOREIGN_CITY if is_ours else LeadOrigin.CONSULATE
    if origin not in LeadOrigin.values:
        raise Invalid({"origin": [_("Elija de dónde salió el prospecto.")]})
    title = f"{normalise(proposed_place) or municipality.name} – {normalise(foreign_name)}"
    circle = open_circle(act, name=title, exercise_at=exercise_at)
    part = Part.LEAD if is_ours else Part.CONSUL
    give_seat(act, circle=circle, organisation=opener, part=part, from_on=act.on)
    lead = Lead.objects.create(
        folio=_next_folio(opener, act.on),
        circle=circle,
        opened_by=opener,
        origin=origin,
        origin_note=normalise(origin_note),
        origin_about=origin_about,
        foreign_profile={
            key: text for key in CITY if (text := normalise((foreign_profile or {}).get(key, ""), lines=True))
        },
        reference=normalise(reference),
        received_on=received_on or act.on,
        place=place,
        foreign_name=normalise(foreign_name),
        foreign_name_es="" if fold(foreign_name_es) == fold(foreign_name) else normalise(foreign_name_es),
        foreign_subdivision=normalise(foreign_subdivision),
        foreign_subdivision_es=normalise(foreign_subdivision_es),
        country=country,
        zone=zone,
        foreign_description=normalise(foreign_description, lines=True),
        contact_name=normalise(contact_name),
        contact_post=normalise(contact_post),
        contact_languages=normalise(contact_languages),
        contact_email=contact_email.strip(),
        proposed_place=normalise(proposed_place) or str(municipality),
        municipality=municipality,
        beneficiary=normalise(beneficiary),
        state_mx=municipality.state if municipality else None,
        diaspora=normalise(diaspora, lines=True),
        summary=normalise(summary, lines=True),
        state_benefit=normalise(state_benefit, lines=True),
        promoters=[{k: normalise(str(v)) for k, v in p.items()} for p in promoters or []],
        ideas=[{k: normalise(str(v)) for k, v in i.items()} for i in ideas or []],
    )
    lead.attachments.set(attachments)
    record(act, Happened.LEAD_OPENED, chain=circle.public_id, about=lead.public_id, folio=lead.folio)
    return lead


@transaction.atomic
def attach_to_lead(act: Act, *, lead: Lead, upload: UploadedFile, caption: str = "") -> Attachment:
    """Add a paper to an open lead, while it is open. Raises NotVisible, Refused (`lead_closed`, or why the file is not taken)."""
    if lead.state not in OPEN:
        raise Refused(
            "lead_closed",
            _("El prospecto ya está concluido. Para seguir con él, quien lo abrió lo reabre con su motivo."),
        )
    attachment = store_upload(act, circle=lead.circle, upload=upload, expect=Expect.PDF_OR_IMAGE, caption=caption)
    lead.attachments.add(attachment)
    return attachment


@transaction.atomic
def route_lead(
    act: Act, *, lead: Lead, municipality: Organisation | None = None, state: Organisation | None = None,
    reply_days: int | None = None,
) -> Lead:  # fmt: skip
    """Pass the lead on: both get their seat in its circle, a notice, and the reply clock starts (R2-01). Raises Refused.

    With neither on board the lead stays with its opener, who may still follow it; that is said, not hidden.
    """
    if not can_route(act.actor, lead.circle):
        raise Refused("lead_not_yours", _("Solo quien abrió el prospecto puede turnarlo."))
    if municipality is None and state is None:
        raise Invalid({"municipality": [_("Indique el municipio o el enlace estatal a quien se turna.")]})
    due = act.on + dt.timedelta(days=reply_days or days("lead_reply"))
    moved = Lead.objects.filter(pk=lead.pk, state__in=OPEN).update(state=LeadState.ROUTED, reply_due_on=due)
    if not moved:
        raise Refused(
            "lead_closed",
            _("El prospecto ya está concluido. Para seguir con él, quien lo abrió lo reabre con su motivo."),
        )
    names = []
    for organisation, part, role in (
        (state, Part.OVERSEER, Role.STATE_LIAISON),
        (municipality, Part.LEAD, Role.LIAISON),
    ):
        if organisation is None:
            continue
        if not lead.circle.seats.filter(organisation=organisation, part=part, until_on=None).exists():
            give_seat(act, circle=lead.circle, organisation=organisation, part=part, from_on=act.on)
        notify(
            act, to=(lead.circle, part, role), key="lead_routed", data={"folio": lead.folio, "due": due.isoformat()},
            door="partnerships.lead", at={"lead": lead.public_id},
        )  # fmt: skip
        names.append(organisation.name)
    lead.refresh_from_db()
    record(
        act, Happened.LEAD_ROUTED, chain=lead.circle.public_id, about=lead.public_id, folio=lead.folio,
        to=", ".join(names), due=due,
    )  # fmt: skip
    return lead


def _slot_rights(act: Act, lead: Lead) -> Organisation:
    seat = lead.circle.seats.filter(organisation__public_id=act.actor.organisation, until_on=None).first()
    if seat is None or not act.actor.roles & {Role.CONSUL, Role.LIAISON, Role.STATE_LIAISON, Role.ADVISER}:
        raise Refused("lead_not_yours", _("Solo quienes participan en el prospecto proponen o aceptan horarios."))
    return seat.organisation


def _tell(act: Act, lead: Lead, key: str, reason: str = "") -> None:
    """Tell everybody who follows the lead."""
    notify(
        act, to=(lead.circle, OF_LEAD), key=key,
        data={"folio": lead.folio} | ({"reason": normalise(reason)} if reason else {}),
        door="partnerships.lead", at={"lead": lead.public_id},
    )  # fmt: skip


def _turn(act: Act, lead: Lead, to: LeadState, happened: Happened, **changes) -> Lead:
    if not Lead.objects.filter(pk=lead.pk, state__in=OPEN).update(state=to, **changes):
        raise Refused(
            "lead_closed",
            _("El prospecto ya está concluido. Para seguir con él, quien lo abrió lo reabre con su motivo."),
        )
    lead.refresh_from_db()
    record(
        act, happened, chain=lead.circle.public_id, about=lead.public_id, folio=lead.folio,
        **({"reason": changes["reason"]} if "reason" in changes else {}),
    )  # fmt: skip
    return lead


def _reason(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo: queda en la bitácora y se comunica.")]})
    return reason


def _municipal(act: Act, lead: Lead) -> None:
    is_lead = lead.circle.seats.filter(organisation__public_id=act.actor.organisation, part=Part.LEAD, until_on=None)
    if Role.LIAISON not in act.actor.roles or not is_lead.exists():
        raise Refused("lead_not_yours", _("Contesta el prospecto el enlace del municipio a quien se turnó."))


@transaction.atomic
def answer_lead(act: Act, *, lead: Lead, answer: str) -> Lead:
    """The municipality says it is interested; the reply clock stops. Raises Refused, Invalid."""
    _municipal(act, lead)
    if not normalise(answer):
        raise Invalid({"answer": [_("Escriba la respuesta al consulado.")]})
    lead = _turn(
        act, lead, LeadState.ANSWERED, Happened.LEAD_ANSWERED, answer=normalise(answer, lines=True), answered_on=act.on
    )
    _tell(act, lead, "lead_answered")
    return lead


@transaction.atomic
def decline_lead(act: Act, *, lead: Lead, reason: str) -> Lead:
    """The municipality says no, with its reason. Raises Refused, Invalid."""
    _municipal(act, lead)
    lead = _turn(act, lead, LeadState.DECLINED, Happened.LEAD_DECLINED, reason=_reason(reason), answered_on=act.on)
    _tell(act, lead, "lead_declined", reason)
    return lead


@transaction.atomic
def withdraw_lead(act: Act, *, lead: Lead, reason: str) -> Lead:
    """Its opener takes it back. Raises Refused, Invalid."""
    if act.actor.organisation != lead.opened_by.public_id or not can_route(act.actor, lead.circle):
        raise Refused("lead_not_yours", _("Solo quien abrió el prospecto puede retirarlo."))
    lead = _turn(act, lead, LeadState.WITHDRAWN, Happened.LEAD_WITHDRAWN, reason=_reason(reason))
    _tell(act, lead, "lead_withdrawn", reason)
    return lead


@transaction.atomic
def reopen_lead(act: Act, *, lead: Lead, reason: str, reply_days: int | None = None) -> Lead:
    """Take up again a lead that was declined, withdrawn or lapsed, with its reason; what was said stays in the log.

    Whoever opened it may; the municipality too where it was its turn (declined, lapsed). The reply clock starts anew
    where it was routed. Raises Refused (`lead_not_yours`, `lead_open`), Invalid.
    """
    if lead.state not in REOPENS:
        raise Refused("lead_open", _("El prospecto no está concluido: no hace falta reabrirlo."))
    own = act.actor.organisation == lead.opened_by.public_id and can_route(act.actor, lead.circle)
    if not own:
        if lead.state == LeadState.WITHDRAWN:
            raise Refused("lead_not_yours", _("Lo retiró quien lo abrió: solo esa oficina puede reabrirlo."))
        _municipal(act, lead)
    reason = _reason(reason)
    was_routed = lead.reply_due_on is not None
    state = state_after_reopening(was_routed=was_routed)
    due = act.on + dt.timedelta(days=reply_days or days("lead_reply")) if was_routed else None
    moved = Lead.objects.filter(pk=lead.pk, state=lead.state).update(
        state=state, reply_due_on=due, answered_on=None, reason=""
    )
    if not moved:
        raise Refused("lead_open", _("El prospecto no está concluido: no hace falta reabrirlo."))
    lead.refresh_from_db()
    record(
        act, Happened.LEAD_REOPENED, chain=lead.circle.public_id, about=lead.public_id, folio=lead.folio, reason=reason
    )
    _tell(act, lead, "lead_reopened", reason)
    return lead


@transaction.atomic
def lapse_leads(act: Act) -> int:
    """Mark the leads whose clock ran out (a job, daily): routed without an answer, answered without a case. Exercises run on their own clock. Returns how many."""
    count = 0
    waiting, zones = [LeadState.ROUTED, LeadState.ANSWERED], dict[int, Zones]()
    for lead in Lead.objects.filter(state__in=waiting).select_related("circle", "opened_by"):
        today = day_at(lead.opened_by, lead.circle.exercise_at or act.at, zones)
        due = due_of(lead)
        if due and due < today:
            _tell(act, _turn(act, lead, LeadState.LAPSED, Happened.LEAD_LAPSED), "lead_lapsed")
            count += 1
    return count


@transaction.atomic
def correct_lead(act: Act, *, lead: Lead, reason: str, told: dict[str, Any]) -> Lead:
    """Whoever opened the lead corrects what it says (`rules.leads.TOLD`), with the reason; what it said before stays beside it.
    Which city and which municipality it is of is no correction: that is another lead. Raises Refused, Invalid."""
    if act.actor.organisation != lead.opened_by.public_id or not can_route(act.actor, lead.circle):
        raise Refused("lead_not_yours", _("Corrige el prospecto quien lo abrió."))
    reason = _reason(reason)
    if told.get("received_on") and told["received_on"] > act.on:
        raise Invalid(
            {"received_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]}
        )
    now = {name: _clean(name, value) for name, value in told.items() if name in TOLD}
    before = {name: getattr(lead, name) for name, value in now.items() if getattr(lead, name) != value}
    if not before:
        raise Invalid({"reason": [_("Nada cambió: escriba lo que debe decir.")]})
    for name in before:
        setattr(lead, name, now[name])
    kept = {name: v.isoformat() if isinstance(v, dt.date) else v for name, v in before.items()}
    lead.corrections = [*lead.corrections, {"on": act.on.isoformat(), "reason": reason, "before": kept}]
    lead.save(update_fields=[*before, "corrections"])
    record(
        act, Happened.LEAD_CORRECTED, chain=lead.circle.public_id, about=lead.public_id, folio=lead.folio,
        reason=reason, fields=sorted(before),
    )  # fmt: skip
    _tell(act, lead, "lead_corrected", reason)
    return lead


def _clean(name: str, value: Any) -> Any:
    if name == "foreign_profile":
        return {key: text for key in CITY if (text := normalise(str((value or {}).get(key, "")), lines=True))}
    if name in {"promoters", "ideas"}:
        return [{k: normalise(str(v)) for k, v in row.items()} for row in value or []]
    return normalise(value, lines=True) if isinstance(value, str) else value
