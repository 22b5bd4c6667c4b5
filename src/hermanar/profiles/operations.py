"""Writing the profile entry by entry, printing it, handing it in."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.models import Organisation
from hermanar.directory.queries import administration_on, holder_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise

from .enums import Happened, SectionKey
from .models import Profile, ProfileRevision, Submission
from .policies import can_edit
from .queries import blockers_of
from .rules import BY_KEY, LANGUAGES, after_change, as_number, items, slot_values


def _must_edit(act: Act, organisation: Organisation) -> None:
    if not can_edit(act.actor, organisation):
        raise Refused("not_liaison", _("El perfil lo escribe el enlace del propio municipio."))


@transaction.atomic
def save_section(
    act: Act, *, profile_of: Organisation, key: str, es: str, en: str = "", source: str = "", year: int | None = None,
    agrees: bool = False,
) -> Profile:  # fmt: skip
    """Write one entry of the organisation's profile in both languages: a revision per change (R0-15).

    When only one language changes the other is marked stale, until it changes too or is saved with `agrees`. What did
    not change makes no revision. Raises Refused (not the liaison, two at once), Invalid.
    """
    _must_edit(act, profile_of)
    section = BY_KEY.get(key)
    if section is None:
        raise Refused("section_unknown", _("El perfil no tiene esa sección."), field="key")
    es, en = normalise(es, lines=section.lines or not section.same), normalise(en, lines=True)
    source = normalise(source)[:300]
    if section.same:
        en = es
    errors: dict[str, list] = {}
    if not es and en:
        errors["es"] = [_("Escriba también el texto en español: de él se parte.")]
    if key == "population" and es and as_number(es) is None:
        errors["es"] = [_("Escriba el número de habitantes con cifras: 45,210.")]
    if section.lines and es and en and len(items(es)) != len(items(en)):
        errors["en"] = [_("Escriba el mismo número de renglones en los dos idiomas.")]
    if section.cited and es and not source:
        errors["source"] = [_("Diga de dónde sale el dato.")]
    if section.cited and es and year is None:
        errors["year"] = [_("Diga de qué año es el dato.")]
    if year is not None and not 1800 <= year <= act.on.year:
        errors["year"] = [_("El año va de 1800 al año en curso.")]
    if errors:
        raise Invalid(errors)

    profile = Profile.objects.filter(organisation=profile_of).first()
    if profile is None:
        profile = Profile.objects.create(
            circle=profile_of.home, organisation=profile_of, sections={}, revision=0, updated_at=act.at
        )
    old = profile.sections.get(key) or {}
    entry = {
        "es": es,
        "en": en,
        "source": source,
        "year": year,
        "stale": "" if agrees else after_change(section, old, es, en),
    }
    if entry == old or (not old and not es):
        return profile
    sections = {**profile.sections, key: entry}
    number = profile.revision + 1
    moved = Profile.objects.filter(pk=profile.pk, revision=profile.revision).update(
        sections=sections, revision=number, updated_at=act.at
    )
    try:
        with transaction.atomic():
            if not moved:
                raise IntegrityError
            ProfileRevision.objects.create(
                profile=profile, number=number, sections=sections, changed=[key], at=act.at, by_user=act.actor.user
            )
    except IntegrityError:
        raise Refused("profile_changed", _("Otra persona guardó el perfil mientras tanto; vuelva a abrirlo.")) from None
    profile.sections, profile.revision, profile.updated_at = sections, number, act.at
    record(
        act, Happened.SECTION_SAVED, chain=profile_of.home.public_id, about=profile.public_id,
        section=SectionKey(key).label, key=key, number=number,
    )  # fmt: skip
    return profile


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
