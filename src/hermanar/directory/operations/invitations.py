"""Offering a post by e-mail, and taking it."""

import datetime as dt
import hashlib
import secrets

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.accounts.models import User
from hermanar.accounts.operations import open_account
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Invalid, Refused

from ..enums import Happened
from ..models import (
    Invitation,
    Office,
    Person,
)
from ..policies import (
    can_administer,
    can_answer_data_requests,
)
from .common import _address, _in_order, _needs, _record_in_home, _required
from .posts import Capacity, _appoint_to, _check_capacity, _check_free, _check_office

INVITATION_LASTS = dt.timedelta(days=7)


def _token_sha256(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


@transaction.atomic
def invite(
    act: Act,
    *,
    office: Office,
    email: str,
    person_name: str,
    from_on: dt.date,
    until_on: dt.date | None = None,
    how: How | str = How.IN_POST,
    reference: str = "",
    basis: str = "",
    written: str = "",
    written_en: str = "",
) -> tuple[Invitation, str]:
    """Offer a post to an address for seven days, in a capacity: as `appoint`. Returns the invitation and its token, which
    is nowhere else.

    Whoever calls sends the token on (`notices.operations.invite_by_mail` does both). Raises Refused (`not_allowed`,
    `office_is_held`, `nobody_absent`, `already_invited`), Invalid.
    """
    _needs(can_administer(act.actor, office.organisation))
    clean = _required(person_name=person_name)
    email = _address(email)
    given = Capacity(how, reference, basis, written, written_en).clean
    _in_order(from_on, until_on)
    _check_capacity(given, until_on)
    _check_office(office, from_on)
    _check_free(office, given.how, from_on, until_on)
    if office.invitations.filter(
        email=email, accepted_at=None, revoked_at=None, expires_at__gt=act.at, from_on=from_on
    ).exists():
        raise Refused(
            "already_invited",
            _("Esa dirección ya tiene una invitación vigente a ese puesto. Revóquela antes de mandar otra."),
            field="email",
        )
    token = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        office=office,
        email=email,
        person_name=clean["person_name"],
        token_sha256=_token_sha256(token),
        from_on=from_on,
        until_on=until_on,
        how=given.how,
        reference=given.reference[:120],
        basis=given.basis[:200],
        written=given.written[:200],
        written_en=given.written_en[:200],
        invited_by=act.actor.user[:12],
        invited_at=act.at,
        expires_at=act.at + INVITATION_LASTS,
    )
    _record_in_home(
        act,
        Happened.PERSON_INVITED,
        office.organisation,
        about=invitation.public_id,
        office=office.title,
        from_on=from_on,
    )
    return invitation, token


@transaction.atomic
def accept_invitation(act: Act, *, token: str, password: str) -> User:
    """Open the account (or join the one of that address) and the post. Returns the user.

    An address that already has an account proves it with that account's password, or by being signed in. Raises
    Refused (`invitation_unknown`, `invitation_used`, `invitation_revoked`, `invitation_expired`, `wrong_password`,
    `office_is_held`), Invalid (weak password).
    """
    invitation = (
        Invitation.objects.select_related("office__organisation__home")
        .filter(token_sha256=_token_sha256(token))
        .first()
    )
    if invitation is None:
        raise Refused("invitation_unknown", _("Esa invitación no existe. Revise que la dirección esté completa."))
    if invitation.accepted_at:
        raise Refused("invitation_used", _("Esa invitación ya se usó. Entre con su correo y su contraseña."))
    if invitation.revoked_at:
        raise Refused(
            "invitation_revoked", _("Esa invitación se revocó. Pida otra a quien administra su organización.")
        )
    if invitation.expires_at <= act.at:
        raise Refused(
            "invitation_expired", _("Esa invitación ya venció. Pida otra a quien administra su organización.")
        )
    user = User.objects.filter(email__iexact=invitation.email).first()
    if user is None:
        try:
            validate_password(password, User(email=invitation.email))
        except ValidationError as e:
            raise Invalid({"password": e.messages}) from e
    elif act.actor.user != user.public_id and not user.check_password(password):
        raise Refused(
            "wrong_password",
            _("Esa dirección ya tiene cuenta. Escriba la contraseña de esa cuenta."),
            field="password",
        )
    taken = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None).update(accepted_at=act.at)
    if not taken:
        raise Refused("invitation_used", _("Esa invitación ya se usó. Entre con su correo y su contraseña."))
    if user is None:
        user = open_account(act, email=invitation.email, password=password)
    person = Person.objects.filter(user=user).first()
    if person is None:
        person = Person.objects.filter(user=None, email__iexact=invitation.email).order_by("pk").first()
        if person is None:
            person = Person(name=invitation.person_name or invitation.email, email=invitation.email)
        person.user = user
        person.save()
    office = invitation.office
    given = Capacity(invitation.how, invitation.reference, invitation.basis, invitation.written, invitation.written_en)
    _appoint_to(act, office, person, given, invitation.from_on, invitation.until_on)
    _record_in_home(
        act, Happened.INVITATION_ACCEPTED, office.organisation, about=invitation.public_id, office=office.title
    )
    return user


@transaction.atomic
def revoke_invitation(act: Act, *, invitation: Invitation) -> Invitation:
    """Take an invitation back before it is used. Raises Refused (`not_allowed`, `invitation_closed`)."""
    _needs(can_administer(act.actor, invitation.office.organisation))
    open_ones = Invitation.objects.filter(pk=invitation.pk, accepted_at=None, revoked_at=None)
    if not open_ones.update(revoked_at=act.at):
        raise Refused(
            "invitation_closed", _("Esa invitación ya se usó o ya estaba revocada. Envíe otra si hace falta.")
        )
    invitation.revoked_at = act.at
    _record_in_home(
        act,
        Happened.INVITATION_REVOKED,
        invitation.office.organisation,
        about=invitation.public_id,
        office=invitation.office.title,
    )
    return invitation


@transaction.atomic
def purge_invitations(act: Act, *, older_than: dt.timedelta) -> int:
    """Delete invitations that nobody accepted, that long after they expired or were revoked. Returns how many.

    Raises Refused (`not_allowed`).
    """
    _needs(can_answer_data_requests(act.actor))
    limit = act.at - older_than
    rows = Invitation.objects.filter(accepted_at=None).filter(Q(expires_at__lte=limit) | Q(revoked_at__lte=limit))
    number = rows.delete()[0]
    if number:
        record(act, Happened.INVITATIONS_PURGED, number=number)
    return number
