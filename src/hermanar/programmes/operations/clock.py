"""The clock is compiled on the day of signature; duties are fulfilled, or fall away with a reason."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as translated, gettext_lazy as _, override

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.directory.queries import Zones, day_at, holder_on
from hermanar.documents.models import Version
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact

from ..enums import ClosedBy, DutyKey, DutyState, Happened, Mark
from ..models import Duty, DutyCorrection
from ..policies import can_fulfil
from ..queries import ends_on_of
from ..rules import DutySpec, compile_duties, mark_of, reminders, renewed_duties, terms_of


def _holidays(from_on: dt.date) -> frozenset[dt.date]:
    """Mexico's official rest days of the years a working-day term can touch."""
    import holidays

    return frozenset(holidays.country_holidays("MX", years=[from_on.year, from_on.year + 1]))


def _title(key: str, period: int) -> dict[str, str]:
    words = {}
    for lang in ("es", "en"):
        with override(lang):
            label = str(DutyKey(key).label)
            yearly = key in {DutyKey.YEARLY_PROGRAMME, DutyKey.YEARLY_MEETING, DutyKey.PROGRESS_REPORT}
            words[lang] = f"{label} · {translated('año')} {period}" if yearly else label
    return words


def _put(partnership: Partnership, spec: DutySpec, on: dt.date) -> tuple[Duty, bool]:
    """The duty of that key and period, made where it was not there; its owner is who held the post on the day."""
    liaison = holder_on((partnership.owner, Role.LIAISON), on)
    title = _title(spec.key, spec.period)
    ours = liaison.office_es if liaison else partnership.owner.name
    return Duty.objects.get_or_create(
        partnership=partnership, key=spec.key, period=spec.period,
        defaults={
            "circle": partnership.circle, "title": title["es"], "title_en": title["en"], "source": spec.source,
            "due_on": spec.due_on, "grace_days": spec.grace_days, "owner_part": spec.owner,
            "owner_office": ours if spec.owner == "lead" else partnership.counterpart.office,
        },
    )  # fmt: skip


@transaction.atomic
def hold_clock(act: Act, *, partnership: Partnership, reason: str) -> int:
    """The deposit of the text is being corrected: nothing that it puts on the calendar is asked of anybody meanwhile.
    Fulfilled duties stay. Called by the registry above. Returns how many were open. Raises Refused."""
    if not can_fulfil(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    count = Duty.objects.filter(partnership=partnership, state=DutyState.OPEN).update(
        state=DutyState.HELD, proof=reason[:200], reminded=""
    )
    if count:
        record(
            act, Happened.CLOCK_HELD, chain=partnership.circle.public_id, about=partnership.public_id, count=count,
            reason=reason,
        )  # fmt: skip
    return count


def _open_again(act: Act, duty: Duty, reason: str) -> bool:
    """What was put down of a duty is kept beside it, and it is owed again, or on hold with the others while the deposit of
    the text is corrected. The fact that its fulfilment had put on the case is taken back. False where it changed meanwhile."""
    partnership = duty.partnership
    held = Duty.objects.filter(partnership=partnership, state=DutyState.HELD).values_list("proof", flat=True).first()
    state = DutyState.OPEN if held is None else DutyState.HELD
    if not Duty.objects.filter(pk=duty.pk, state=duty.state).update(
        state=state, done_on=None, proof=held or "", reminded="", closed_by=""
    ):
        return False
    DutyCorrection.objects.create(
        duty=duty, was=duty.state, done_on=duty.done_on, proof=duty.proof, on=act.on, at=act.at,
        by=act.actor.user[:12], reason=reason,
    )  # fmt: skip
    duty.refresh_from_db()
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.PROGRAMME_RUNNING, reason=reason, mistaken=True,
        source=f"programmes.duty:{duty.public_id}",
    )  # fmt: skip
    return True


def _reopened(act: Act, duty: Duty, reason: str) -> None:
    """What fulfilled a duty was taken back by a later act: it is owed again. Called by the registry above."""
    if duty.state != DutyState.DONE or not _open_again(act, duty, reason):
        return
    record(
        act, Happened.DUTY_REOPENED, chain=duty.circle.public_id, about=duty.public_id,
        duty={"es": duty.title, "en": duty.title_en}, reason=reason,
    )  # fmt: skip


def _let_go(duty: Duty, due_on: dt.date) -> None:
    """A duty held, or one whose date moved, is open again."""
    Duty.objects.filter(pk=duty.pk, state__in=[DutyState.OPEN, DutyState.HELD]).update(
        state=DutyState.OPEN, due_on=due_on, proof=""
    )
    duty.refresh_from_db()


@transaction.atomic
def compile_clock(
    act: Act, *, partnership: Partnership, version: Version, signed_on: dt.date, is_renewed: bool = False
) -> list[Duty]:
    """Turn the terms of the signed text into dated duties with owner and grace. Run again (a corrected signing), duties
    open or held move to their new dates and fulfilled ones stay; held ones that the text has no longer lose effect, unless
    a renewal that stands put them there (`is_renewed`). Called by the registry above when a signing is confirmed."""
    owner = partnership.owner
    ends = tuple(a.ends_on for a in owner.administrations.all() if signed_on <= a.ends_on)[:1]
    specs = compile_duties(
        terms_of(version.as_content), signed_on=signed_on, klass=partnership.klass, our_terms_end=ends,
        their_term_ends=partnership.counterpart.term_ends_on, holidays=_holidays(signed_on),
    )  # fmt: skip
    duties = []
    for spec in specs:
        duty, is_new = _put(partnership, spec, signed_on)
        if not is_new and (duty.state == DutyState.HELD or duty.due_on != spec.due_on):
            _let_go(duty, spec.due_on)
        duties.append(duty)
    for duty in Duty.objects.filter(partnership=partnership, state=DutyState.HELD):
        _let_go(duty, duty.due_on)
        if not is_renewed:
            _voided(act, duty, in_spanish(ClosedBy.TEXT.label), ClosedBy.TEXT)
    record(
        act, Happened.CLOCK_COMPILED, chain=partnership.circle.public_id, about=partnership.public_id,
        count=len(duties),
    )  # fmt: skip
    return duties


_TERM = (DutyKey.END_OF_VALIDITY, DutyKey.NOTICE_DEADLINE)


@transaction.atomic
def renew_clock(
    act: Act, *, partnership: Partnership, version: Version, signed_on: dt.date, renewed_on: dt.date, ends_on: dt.date
) -> list[Duty]:
    """A renewal moves the clock (R4-59): the open end of validity and notice date lose effect, with the renewal as reason,
    and those of the new term are put on the calendar, with its yearly duties. Called by the registry above when a renewal is
    recorded. Raises Refused, Invalid."""
    if not can_fulfil(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    ended_on = ends_on_of(partnership, version, signed_on)
    if ended_on is not None and ends_on <= ended_on:
        raise Invalid(
            {
                "until_on": [
                    _("La vigencia actual termina el %(until)s: la renovación termina después de ese día.")
                    % {"until": f"{ended_on:%d/%m/%Y}"}
                ]
            }
        )
    last = Duty.objects.filter(partnership=partnership, key=DutyKey.END_OF_VALIDITY).order_by("-period").first()
    reason = in_spanish(_("Renovación del %(on)s"), on=date_in_words(renewed_on, "es"))
    for duty in Duty.objects.filter(partnership=partnership, key__in=_TERM, state=DutyState.OPEN):
        _voided(act, duty, reason, ClosedBy.RENEWAL)
    specs = renewed_duties(
        terms_of(version.as_content), signed_on=signed_on, ended_on=ended_on or renewed_on, ends_on=ends_on,
        klass=partnership.klass, period=last.period + 1 if last else 1,
    )  # fmt: skip
    duties = [_put(partnership, spec, renewed_on)[0] for spec in specs]
    record(
        act, Happened.CLOCK_RENEWED, chain=partnership.circle.public_id, about=partnership.public_id, count=len(duties),
        until=ends_on,
    )  # fmt: skip
    return duties


@transaction.atomic
def fulfil_duty(act: Act, *, duty: Duty, done_on: dt.date, proof: str) -> Duty:
    """Say when and with what paper a duty was fulfilled. The first programme puts its fact on the case.

    Raises Refused, Invalid.
    """
    partnership = duty.partnership
    if not can_fulfil(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Asienta el cumplimiento el enlace del municipio titular."))
    errors = {}
    if done_on > act.on:
        errors["done_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(proof):
        errors["proof"] = [_("Escriba el documento que lo acredita: número y fecha.")]
    if errors:
        raise Invalid(errors)
    return _fulfilled(act, duty, done_on, proof)


def _fulfilled(act: Act, duty: Duty, done_on: dt.date, proof: str, by: str = "") -> Duty:
    partnership = duty.partnership
    if not Duty.objects.filter(pk=duty.pk, state=DutyState.OPEN).update(
        state=DutyState.DONE, done_on=done_on, proof=normalise(proof), closed_by=by
    ):
        raise Refused("duty_closed", _("Ese plazo ya está cerrado."))
    duty.refresh_from_db()
    record(
        act, Happened.DUTY_FULFILLED, chain=partnership.circle.public_id, about=duty.public_id, duty={"es": duty.title, "en": duty.title_en},
        on=done_on,
    )  # fmt: skip
    if duty.key == DutyKey.FIRST_PROGRAMME:
        state_case_fact(
            act, partnership=partnership, fact=Fact.PROGRAMME_RUNNING, on=done_on,
            source=f"programmes.duty:{duty.public_id}", proof=duty.proof,
        )  # fmt: skip
    return duty


@transaction.atomic
def void_duty(act: Act, *, duty: Duty, reason: str) -> Duty:
    """A duty falls away (early termination, agreed otherwise), with its reason. Raises Refused, Invalid."""
    if not can_fulfil(act.actor, duty.partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    return _voided(act, duty, reason)


def _voided(act: Act, duty: Duty, reason: str, by: str = "") -> Duty:
    if not Duty.objects.filter(pk=duty.pk, state=DutyState.OPEN).update(
        state=DutyState.VOID, proof=reason[:200], closed_by=by
    ):
        raise Refused("duty_closed", _("Ese plazo ya está cerrado."))
    duty.refresh_from_db()
    record(
        act,
        Happened.DUTY_VOIDED,
        chain=duty.circle.public_id,
        about=duty.public_id,
        duty={"es": duty.title, "en": duty.title_en},
        reason=reason,
    )
    notify(
        act, to=(duty.circle, [*_owners(duty), (Part.OVERSEER, Role.STATE_LIAISON)]), key="duty_voided",
        data={"title": {"es": duty.title, "en": duty.title_en}, "due": duty.due_on.isoformat(), "reason": reason},
        door="programmes.clock", at={"partnership": duty.partnership.public_id},
    )  # fmt: skip
    return duty


@transaction.atomic
def correct_duty(act: Act, *, duty: Duty, reason: str) -> Duty:
    """A duty put down as fulfilled, or without effect, by mistake is owed again; what was said of it stays beside it, with
    the reason. What an act closed by itself is corrected in that act. Raises Refused, Invalid."""
    if not can_fulfil(act.actor, duty.partnership.circle):
        raise Refused("not_liaison", _("Lo asienta el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if duty.state not in {DutyState.DONE, DutyState.VOID}:
        raise Refused("duty_open", _("Ese plazo sigue abierto: no hay nada que corregir."))
    if duty.closed_by:
        raise Refused("closed_by_act", _("%(why)s No se corrige aquí.") % {"why": ClosedBy(duty.closed_by).label})
    was, due = {"es": in_spanish(DutyState(duty.state).label), "en": _in_english(duty.state)}, duty.due_on.isoformat()
    if not _open_again(act, duty, reason):
        raise Refused("duty_changed", _("Ese plazo cambió mientras tanto: mire cómo quedó."))
    title = {"es": duty.title, "en": duty.title_en}
    record(
        act, Happened.DUTY_CORRECTED, chain=duty.circle.public_id, about=duty.public_id, duty=title, was=was,
        reason=reason,
    )  # fmt: skip
    notify(
        act, to=(duty.circle, [*_owners(duty), (Part.OVERSEER, Role.STATE_LIAISON)]), key="duty_corrected",
        data={"title": title, "due": due, "reason": reason}, door="programmes.clock",
        at={"partnership": duty.partnership.public_id},
    )  # fmt: skip
    return duty


def _in_english(state: str) -> str:
    with override("en"):
        return str(DutyState(state).label)


def _owners(duty: Duty) -> list[tuple[str, str]]:
    theirs: list[tuple[str, str]] = [(Part.COUNTERPART, Role.COUNTERPART)]
    return [(Part.LEAD, Role.LIAISON), *(theirs if duty.owner_part == Part.COUNTERPART else [])]


@transaction.atomic
def remind_duties(act: Act) -> int:
    """Tell the owner of each open duty that its date is near, and owner and state that it is past with its grace; once
    at each mark (a job, daily). Exercises run on their own clock. Returns how many duties were brought to mind.

    The liaison is told of the counterpart's duties too: it may be without an account.
    """
    days_before, count = reminders(), 0
    zones: dict[int, Zones] = {}
    for duty in Duty.objects.filter(state=DutyState.OPEN).select_related("circle", "partnership__owner"):
        today = day_at(duty.partnership.owner, duty.circle.exercise_at or act.at, zones)
        mark = mark_of(duty.due_on, duty.grace_days, on=today, days_before=days_before)
        if not mark or not Duty.objects.filter(pk=duty.pk, state=DutyState.OPEN).exclude(reminded=mark).update(
            reminded=mark
        ):
            continue
        is_late = mark == Mark.OVERDUE
        told = _owners(duty)
        if is_late:
            told.append((Part.OVERSEER, Role.STATE_LIAISON))
        for part, role in told:
            notify(
                act, to=(duty.circle, part, role), key="duty_overdue" if is_late else "duty_due",
                data={"title": {"es": duty.title, "en": duty.title_en}, "due": duty.due_on.isoformat()}, door="programmes.clock",
                at={"partnership": duty.partnership.public_id},
            )  # fmt: skip
        record(
            act, Happened.DUTY_REMINDED, chain=duty.circle.public_id, about=duty.public_id, duty={"es": duty.title, "en": duty.title_en},
            due=duty.due_on,
        )  # fmt: skip
        count += 1
    return count
