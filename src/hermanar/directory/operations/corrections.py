"""What was put down wrong is corrected by a new entry with its reason; what was already issued keeps its words."""

import datetime as dt
from typing import Any

from django.apps import apps
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.operations import end_sessions
from hermanar.journal.queries import has_done
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import Administration, Appointment, Correction, FormerTitle, Office, Organisation, Person
from ..policies import can_administer
from .common import _in_order, _must_not_overlap, _needs, _record_in_home, _required
from .posts import Capacity, _check_capacity, _check_free, _check_office


def _why(reason: str) -> str:
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    return reason


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


def _keep(
    act: Act, organisation: Organisation, happened: Happened, was: dict, now: dict, reason: str, about: str,
    said: dict[str, Any] | None = None, **of: Any,
) -> Correction:  # fmt: skip
    """One correction: what it said, what it says, who, when and why. Raises Refused where nothing changes."""
    changed = [name for name in now if _plain(was[name]) != _plain(now[name])]
    if not changed:
        raise Refused("nothing_changes", _("Los datos son los mismos: no hay nada que corregir."))
    row = Correction.objects.create(
        organisation=organisation, was={n: _plain(was[n]) for n in changed}, now={n: _plain(now[n]) for n in changed},
        reason=reason, corrected_by=act.actor.appointment or act.actor.user[:12], corrected_at=act.at, **of,
    )  # fmt: skip
    _record_in_home(
        act, happened, organisation, about=about, reason=reason, was=row.was, now=row.now, **(said or {})
    )  # fmt: skip
    return row


@transaction.atomic
def correct_appointment(
    act: Act, *, appointment: Appointment, reason: str, name: str, from_on: dt.date, until_on: dt.date | None = None,
    reference: str = "", basis: str = "", written: str = "", written_en: str = "",
) -> Appointment:  # fmt: skip
    """Put right a post's days, its document or how its holder's name is spelled. Raises Refused (`not_allowed`,
    `office_is_held`, `absence_outside`, `person_elsewhere`, `nothing_changes`), Invalid."""
    office, person = appointment.office, appointment.person
    organisation = office.organisation
    _needs(can_administer(act.actor, organisation))
    _check_standing(appointment)
    reason, name = _why(reason), _required(name=name)["name"][:160]
    given = Capacity(appointment.how, reference, basis, written, written_en).clean
    _in_order(from_on, until_on)
    _check_capacity(given, until_on)
    if appointment.ended_at is not None and until_on is None:
        raise Invalid({"until_on": [_("Ese puesto ya terminó: diga qué día.")]})
    _check_office(office, from_on)
    absent = _check_free(office, appointment.how, from_on, until_on, appointment.pk)
    outside = Q(from_on__lt=from_on)
    if until_on is not None:
        outside |= Q(until_on__gt=until_on)
    if appointment.stand_ins.standing().filter(outside).exists():
        raise Refused(
            "absence_outside",
            _("Alguien suplió a esa persona en días que quedarían fuera: corrija antes esa suplencia."),
            field="from_on",
        )
    was = {
        "name": person.name, "from_on": appointment.from_on, "until_on": appointment.until_on,
        "reference": appointment.reference, "basis": appointment.basis, "written": appointment.written,
        "written_en": appointment.written_en,
    }  # fmt: skip
    now = {
        "name": name, "from_on": from_on, "until_on": until_on, "reference": given.reference[:120],
        "basis": given.basis[:200], "written": given.written[:200], "written_en": given.written_en[:200],
    }  # fmt: skip
    if name != person.name:
        _check_person(person, organisation)
        Person.objects.filter(pk=person.pk).update(name=name)
        person.name = name
    for field in ("from_on", "until_on", "reference", "basis", "written", "written_en"):
        setattr(appointment, field, now[field])
    if appointment.how == How.BY_ABSENCE:
        appointment.absent = absent
    appointment.save()
    _keep(
        act, organisation, Happened.APPOINTMENT_CORRECTED, was, now, reason, appointment.public_id,
        {"office": office.title}, appointment=appointment,
    )  # fmt: skip
    return appointment


def _check_standing(appointment: Appointment) -> None:
    if appointment.mistaken_at is not None:
        raise Refused("post_taken_back", _("Ese puesto se retiró como asentado por error: ya no se corrige."))


# what keeps the post that signed it: (model, field)
SIGNED_IN: tuple[tuple[str, str], ...] = (
    ("partnerships.Letter", "signed_by"),
    ("agreements.Signatory", "appointment"),
    ("reports.Period", "prepared_by"),
    ("reports.Period", "authorised_by"),
)
_ISSUED = "documents.paper_issued"


def _has_signed(appointment: Appointment) -> bool:
    """Whether a paper was given out or signed in that post. What is kept stands in rooms above: it is asked for by name."""
    if has_done(appointment.public_id, [_ISSUED]):
        return True
    asked = ((apps.get_model(model)._default_manager, field) for model, field in SIGNED_IN)
    return any(rows.filter(**{field: appointment.public_id}).exists() for rows, field in asked)


@transaction.atomic
def retract_appointment(act: Act, *, appointment: Appointment, reason: str) -> Appointment:
    """Take back a post of somebody who never held it: from now on it gives nothing and covers no day. What was done in it
    stays in the log, under it. Raises Refused (`not_allowed`, `post_taken_back`, `own_post`, `post_has_signed`,
    `post_has_stand_in`), Invalid."""
    office, organisation = appointment.office, appointment.office.organisation
    _needs(can_administer(act.actor, organisation))
    reason = _why(reason)
    _check_standing(appointment)
    if appointment.public_id == act.actor.appointment:
        raise Refused(
            "own_post",
            _("Es el puesto en que usted actúa: lo retira otra persona que administre, o quien opera el sistema."),
        )
    if _has_signed(appointment):
        raise Refused(
            "post_has_signed",
            _(
                "En ese puesto se firmaron o expidieron papeles, que conservan su nombre: no puede retirarse. Corrija sus días con “Corregir”, o dé por terminado el puesto."
            ),
        )
    if appointment.stand_ins.standing().exists():
        raise Refused(
            "post_has_stand_in",
            _("Alguien suplió a esa persona por ausencia: retire antes esa suplencia, o corrija sus días."),
        )
    free = Appointment.objects.filter(pk=appointment.pk, mistaken_at=None)
    if not free.update(mistaken_at=act.at, ended_at=appointment.ended_at or act.at):
        _check_standing(appointment.__class__(mistaken_at=act.at))
    appointment.refresh_from_db(fields=["mistaken_at", "ended_at"])
    _keep(
        act, organisation, Happened.APPOINTMENT_RETRACTED, {"mistaken": ""}, {"mistaken": act.on}, reason,
        appointment.public_id, {"office": office.title}, appointment=appointment,
    )  # fmt: skip
    user = appointment.person.user
    if user is not None and not appointment.person.appointments.filter(ended_at=None).exists():
        end_sessions(act, user=user)
    return appointment


def _check_person(person: Person, organisation: Organisation) -> None:
    """The name of who also serves elsewhere is not one house's to change."""
    if person.appointments.exclude(office__organisation=organisation).exists():
        raise Refused(
            "person_elsewhere",
            _("Esa persona ocupa puestos en otra organización: su nombre lo rectifica quien opera el sistema."),
            field="name",
        )


@transaction.atomic
def correct_administration(
    act: Act, *, administration: Administration, reason: str, starts_on: dt.date, ends_on: dt.date, number: str = "",
    slogan: str = "", source: str = "",
) -> Administration:  # fmt: skip
    """Put right a term's number, days, slogan or source. Raises Refused (`not_allowed`, `administrations_overlap`,
    `nothing_changes`), Invalid."""
    organisation = administration.organisation
    _needs(can_administer(act.actor, organisation))
    reason = _why(reason)
    if ends_on <= starts_on:
        raise Invalid(
            {"ends_on": [_("La administración debe terminar después de empezar. Corrija uno de los dos días.")]}
        )
    _must_not_overlap(organisation, starts_on, ends_on, besides=administration)
    if administration.election_on and not starts_on <= administration.election_on <= ends_on:
        raise Refused(
            "election_outside",
            _("La elección asentada quedaría fuera de esos días: revise las fechas."),
            field="ends_on",
        )
    now = {
        "number": normalise(number)[:20], "starts_on": starts_on, "ends_on": ends_on,
        "slogan": normalise(slogan)[:200], "source": normalise(source)[:300],
    }  # fmt: skip
    was = {name: getattr(administration, name) for name in now}
    for name, value in now.items():
        setattr(administration, name, value)
    administration.save(update_fields=list(now))
    _keep(
        act, organisation, Happened.ADMINISTRATION_CORRECTED, was, now, reason, organisation.public_id,
        {"number": now["number"] or was["number"]}, administration=administration,
    )  # fmt: skip
    return administration


@transaction.atomic
def rename_office(
    act: Act, *, office: Office, title: str, from_on: dt.date, reference: str, title_en: str = ""
) -> Office:
    """Another name for an office from a day, by the act that gives it. What is of an earlier day keeps the name of then.
    Raises Refused (`not_allowed`, `same_title`, `renamed_since`), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    clean = _required(title=title, reference=reference)
    if from_on > act.on:
        raise Invalid({"from_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    _check_office(office, from_on)
    now = (clean["title"][:200], normalise(title_en)[:200])
    if now == (office.title, office.title_en):
        raise Refused("same_title", _("La oficina ya se llama así. Escriba el nombre nuevo."), field="title")
    last = from_on - dt.timedelta(days=1)
    if office.former_titles.filter(until_on__gte=last).exists():
        raise Refused(
            "renamed_since", _("La oficina cambió de nombre en esa fecha o después. Revise la fecha."), field="from_on"
        )
    was = office.title
    FormerTitle.objects.create(
        office=office, title=office.title, title_en=office.title_en, until_on=last,
        reference=clean["reference"][:200], recorded_at=act.at,
    )  # fmt: skip
    office.title, office.title_en = now
    office.save(update_fields=["title", "title_en"])
    _record_in_home(
        act, Happened.OFFICE_RENAMED, office.organisation, about=office.public_id, was=was, office=office.title,
        from_on=from_on, reference=clean["reference"],
    )  # fmt: skip
    return office


@transaction.atomic
def correct_office(act: Act, *, office: Office, title: str, reason: str, title_en: str = "") -> Office:
    """Put right a name that was written wrong: it never was called so. Raises Refused (`not_allowed`,
    `nothing_changes`), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    reason, clean = _why(reason), _required(title=title)
    was = {"title": office.title, "title_en": office.title_en}
    now = {"title": clean["title"][:200], "title_en": normalise(title_en)[:200]}
    office.title, office.title_en = now["title"], now["title_en"]
    office.save(update_fields=["title", "title_en"])
    _keep(
        act, office.organisation, Happened.OFFICE_CORRECTED, was, now, reason, office.public_id,
        {"office": office.title}, office=office,
    )  # fmt: skip
    return office


@transaction.atomic
def close_office(act: Act, *, office: Office, on: dt.date, reference: str) -> Office:
    """The office ceases to exist: `on` is its last day, by the act that says so. Nobody may hold it afterwards. Raises
    Refused (`not_allowed`, `office_closed`, `office_is_held`, `already_invited`, `last_administrator`), Invalid."""
    organisation = office.organisation
    _needs(can_administer(act.actor, organisation))
    clean = _required(reference=reference)
    if on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    if office.valid_from is not None and on < office.valid_from:
        raise Invalid(
            {"on": [_("La oficina no puede cerrarse antes de abrirse. Ponga el día en que se abrió o uno posterior.")]}
        )
    holds = office.appointments.standing().filter(Q(until_on=None) | Q(until_on__gt=on))
    if holds.exists():
        raise Refused(
            "office_is_held",
            _("Alguien ocupa ese puesto después de ese día. Dé por terminado su puesto primero."),
            field="on",
        )
    if office.invitations.filter(accepted_at=None, revoked_at=None, expires_at__gt=act.at).exists():
        raise Refused("already_invited", _("Hay una invitación vigente a ese puesto. Revóquela primero."), field="on")
    if not Office.objects.filter(pk=office.pk, valid_until=None).update(valid_until=on):
        raise Refused("office_closed", _("Esa oficina ya estaba cerrada."))
    office.valid_until = on
    _record_in_home(
        act, Happened.OFFICE_CLOSED, organisation, about=office.public_id, office=office.title, on=on,
        reference=clean["reference"],
    )  # fmt: skip
    return office


@transaction.atomic
def reopen_office(act: Act, *, office: Office, reason: str) -> Office:
    """Undo a closing that was a mistake. Raises Refused (`not_allowed`, `office_open`), Invalid."""
    _needs(can_administer(act.actor, office.organisation))
    reason = _why(reason)
    if office.valid_until is None:
        raise Refused("office_open", _("Esa oficina no está cerrada."))
    was, office.valid_until = {"valid_until": office.valid_until}, None
    office.save(update_fields=["valid_until"])
    _keep(
        act, office.organisation, Happened.OFFICE_REOPENED, was, {"valid_until": None}, reason, office.public_id,
        {"office": office.title}, office=office,
    )  # fmt: skip
    return office
