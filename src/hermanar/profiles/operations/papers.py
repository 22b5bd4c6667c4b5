"""Printing the profile, handing it in."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.queries import administration_on, holder_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened
from ..models import Profile, Submission
from ..queries import blockers_of
from ..rules import LANGUAGES
from ..rules.paper import slot_values
from .entries import _must_edit


@transaction.atomic
def issue_profile(
    act: Act, *, profile: Profile, issued_on: dt.date | None = None, languages: tuple[str, ...] = LANGUAGES
) -> Issue:
    """Print the profile (PDF and Word, code and QR); the one printed before is superseded.

    Raises Refused (not the liaison), Blocked with a door per entry that is missing, Invalid.
    """
    organisation = profile.organisation
    _must_edit(act, organisation)
    if found := blockers_of(profile, tuple(languages)):
        raise Blocked(found)
    on = issued_on or act.on
    if on > act.on:
        raise Invalid({"issued_on": [_("La fecha no puede ser posterior al día de hoy.")]})
    mayor = holder_on((organisation, Role.MAYOR), on)
    liaison = holder_on((organisation, Role.LIAISON), on)
    administration = administration_on(organisation, on)
    municipality = organisation.municipality
    values = slot_values(profile.sections) | {
        "our_city": municipality.name if municipality else organisation.name,
        "our_state": municipality.state.name if municipality else "",
        "inegi_code": municipality.key if municipality else "",
        "profile_date": profile.updated_at.date(),
        "mayor_name": mayor.name if mayor else str(_("vacante")),
        "term_start": administration.starts_on if administration else None,
        "term_end": administration.ends_on if administration else None,
        "our_office": {
            "es": liaison.post_es if liaison else str(_("vacante")),
            "en": (liaison.post_en or liaison.post_es) if liaison else "vacant",
        },
    }
    version = documents.assemble(
        act, circle=profile.circle, issuer=organisation, kind="municipal_profile",
        values={name: value for name, value in values.items() if value is not None}, languages=tuple(languages),
        shared=True, document=profile.document, note=f"revision {profile.revision}",
    )  # fmt: skip
    before = (
        Issue.objects.filter(version__document=version.document, state=IssueState.IN_FORCE)
        .select_related("version__document")
        .order_by("-pk")
        .first()
    )
    paper = documents.issue(
        act, version=version, issued_on=on, letterhead_of=organisation, exercise=organisation.is_exercise,
        supersedes=before,
    )  # fmt: skip
    if profile.document_id is None:
        profile.document = version.document
        profile.save(update_fields=["document"])
    record(
        act, Happened.PROFILE_ISSUED, chain=profile.circle.public_id, about=profile.public_id, number=profile.revision,
        code=paper.code,
    )  # fmt: skip
    return paper


@transaction.atomic
def record_submission(
    act: Act, *, profile: Profile, submitted_on: dt.date, receiver: str, acknowledgement: str = ""
) -> Submission:
    """The profile was handed to the Ministry's office in the state: to which post, on what day, under what receipt
    (R0-19). Raises Refused, Invalid."""
    _must_edit(act, profile.organisation)
    errors: dict[str, list] = {}
    if submitted_on > act.on:
        errors["submitted_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not normalise(receiver):
        errors["receiver"] = [_("Escriba la oficina o el puesto que lo recibió.")]
    if errors:
        raise Invalid(errors)
    if profile.revision == 0:
        raise Refused("profile_empty", _("El perfil todavía no tiene nada que entregar."))
    row = Submission.objects.create(
        profile=profile, revision=profile.revision, submitted_on=submitted_on, receiver=normalise(receiver)[:200],
        acknowledgement=normalise(acknowledgement)[:120],
    )  # fmt: skip
    record(
        act, Happened.PROFILE_SUBMITTED, chain=profile.circle.public_id, about=profile.public_id,
        number=profile.revision, on=submitted_on,
    )  # fmt: skip
    return row
