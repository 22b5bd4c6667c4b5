"""Asking interested parties about a study or a project, each by its own link, before the committee votes."""

import datetime as dt
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.directory.models import Circle, Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.links.models import Link
from hermanar.links.operations import end_links, give_link
from hermanar.meetings.models import Resolution
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import StudyState
from hermanar.partnerships.models import Stakeholder, Study
from hermanar.partnerships.rules.studies import SECTIONS

from ..enums import ConsultationState, Happened, LinkFor, Position
from ..models import Consultation, Consulted, Project
from ..policies import can_call, can_judge
from ..rules import days
from .common import _by_link, _vote, _written

_OPINE = _("Le invitamos a dar su opinión. Por este enlace la escribe; la lee el Comité antes de votar.")


def _must_call(act: Act, circle: Circle) -> None:
    if not can_call(act.actor, circle):
        raise Refused("not_convener", _("Consulta el Comité o el enlace del municipio."))


@transaction.atomic
def open_consultation(
    act: Act, *, owner: Organisation, title: str, question: str, closes_on: dt.date, background: str = "",
    study: Study | None = None, project: Project | None = None, shows: Iterable[str] = (),
) -> Consultation:  # fmt: skip
    """Ask about a study or a project of the municipality. `shows`: sections of the study that those invited read, and no
    others. Raises Refused, Invalid."""
    _must_call(act, owner.home)
    errors: dict[str, list] = {}
    if (study is None) == (project is None):
        errors["subject"] = [_("Elija el estudio o el proyecto sobre el que se consulta.")]
    if (study and study.partnership.owner_id != owner.pk) or (project and project.owner_id != owner.pk):
        errors["subject"] = [_("Eso no es de este municipio.")]
    if study and study.state == StudyState.APPROVED:
        errors["subject"] = [_("El Comité ya aprobó ese estudio: se consulta antes de votar.")]
    shown = [key for key in SECTIONS if key in set(shows)]
    if len(shown) != len(set(shows)) or (shown and study is None):
        errors["shows"] = [_("El estudio no tiene esa sección.")]
    if not normalise(title):
        errors["title"] = [_("Escriba un título breve.")]
    if not normalise(question, lines=True):
        errors["question"] = [_("Escriba qué se pregunta.")]
    if closes_on < act.on:
        errors["closes_on"] = [_("La consulta no puede cerrar antes de hoy.")]
    if errors:
        raise Invalid(errors)
    row = Consultation.objects.create(
        circle=owner.home, owner=owner, study=study, project=project, title=normalise(title)[:200],
        question=normalise(question, lines=True), background=normalise(background, lines=True), opened_on=act.on,
        closes_on=closes_on, shows=shown,
    )  # fmt: skip
    record(
        act, Happened.CONSULTATION_OPENED, chain=owner.home.public_id, about=row.public_id, title=row.title,
        until=closes_on,
    )  # fmt: skip
    return row


@transaction.atomic
def invite_party(
    act: Act, *, consultation: Consultation, stakeholder: Stakeholder, now: dt.datetime, email: str = "",
    language: str = "es",
) -> tuple[Consulted, Link, str]:  # fmt: skip
    """Invite one of the municipality's list by a link of its own; again, with a fresh link, while it has not answered.

    Returns the invitation, the link and its token, shown once. Raises Refused, Invalid.
    """
    _must_call(act, consultation.circle)
    if consultation.state != ConsultationState.OPEN:
        raise Refused("consultation_closed", _("La consulta ya se cerró."))
    if stakeholder.circle_id != consultation.circle_id:
        raise Refused("not_of_list", _("Esa persona u organización no está en la lista del municipio."))
    try:
        with transaction.atomic():
            row, fresh = Consulted.objects.get_or_create(
                consultation=consultation, stakeholder=stakeholder, defaults={"invited_on": act.on}
            )
    except IntegrityError:
        raise Refused("already_invited", _("Ya se le invitó a esta consulta.")) from None
    if row.answered_on is not None:
        raise Refused("already_answered", _("Ya dio su opinión en esta consulta."))
    if not fresh:
        end_links(act, purpose=LinkFor.CONSULTATION, subjects=[row.public_id], now=now)
    link, token = give_link(
        act, circle=consultation.circle, purpose=LinkFor.CONSULTATION, subject=row.public_id, holder=str(stakeholder),
        lasts=days("consultation_link"), now=now, email=email, language=language, message=_OPINE,
    )  # fmt: skip
    record(
        act, Happened.PARTY_INVITED, chain=consultation.circle.public_id, about=consultation.public_id,
        sector=stakeholder.sector,
    )  # fmt: skip
    return row, link, token


@transaction.atomic
def give_position(act: Act, *, consulted: Consulted, position: Position | str, text: str = "") -> Consulted:
    """The interested party says what it thinks, once, through its link. Raises NotVisible, Refused, Invalid."""
    _by_link(act, LinkFor.CONSULTATION, consulted.public_id)
    consultation = consulted.consultation
    if consultation.state != ConsultationState.OPEN or act.on > consultation.closes_on:
        raise Refused("consultation_closed", _("La consulta ya se cerró."))
    if position not in Position.values:
        raise Invalid({"position": [_("Elija su posición.")]})
    said = normalise(text, lines=True)[:4000]
    if position in {Position.CONDITIONS, Position.AGAINST} and not said:
        raise Invalid({"text": [_("Escriba sus condiciones o sus razones: es lo que el Comité lee.")]})
    rows = Consulted.objects.filter(pk=consulted.pk, answered_on=None)
    if not rows.update(answered_on=max(act.on, consulted.invited_on), position=position, text=said):
        raise Refused("already_answered", _("Ya recibimos su opinión. Gracias."))
    consulted.refresh_from_db()
    record(
        act, Happened.POSITION_GIVEN, chain=consultation.circle.public_id, about=consultation.public_id,
        sector=consulted.stakeholder.sector, position=consulted.position,
    )  # fmt: skip
    notify(
        act, to=(consultation.circle, Part.COMMITTEE, None), key="position_received",
        data={"title": consultation.title}, door="calls.consultation", at={"consultation": consultation.public_id},
    )  # fmt: skip
    return consulted


@transaction.atomic
def close_consultation(
    act: Act, *, consultation: Consultation, conclusion: str, now: dt.datetime, resolution: Resolution | None = None
) -> Consultation:
    """Close it with what the committee concludes and, where it voted, its resolution; its links open nothing any more.

    Raises Refused, Invalid.
    """
    if not can_judge(act.actor, consultation.circle):
        raise Refused("not_committee", _("La consulta la cierra el Comité."))
    conclusion = _written(_("Escriba qué concluye el Comité de lo que se opinó."), conclusion, "conclusion")
    _vote(consultation.owner, resolution)
    if not Consultation.objects.filter(pk=consultation.pk, state=ConsultationState.OPEN).update(
        state=ConsultationState.CLOSED, closed_on=act.on, conclusion=conclusion, resolution=resolution
    ):
        raise Refused("consultation_closed", _("La consulta ya se cerró."))
    subjects = consultation.consulted.values_list("public_id", flat=True)
    end_links(act, purpose=LinkFor.CONSULTATION, subjects=subjects, now=now)
    consultation.refresh_from_db()
    record(
        act, Happened.CONSULTATION_CLOSED, chain=consultation.circle.public_id, about=consultation.public_id,
        title=consultation.title,
    )  # fmt: skip
    return consultation
