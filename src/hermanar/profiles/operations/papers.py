"""Printing the profile, handing it in."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.documents import operations as documents
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.queries import brief_of_house
from hermanar.documents.renderers import Plate
from hermanar.files.models import Attachment
from hermanar.files.queries import read_blob
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from ..enums import Happened
from ..models import Picture, Profile, Submission
from ..queries import list_pictures
from ..queries.known import about, credit_of
from ..rules import LANGUAGES
from ..rules.paper import compose
from .entries import _must_edit


def _plates(profile: Profile, pictures: list[Picture], contact: str) -> list[Plate]:
    found = []
    for at, picture in enumerate(pictures, start=1):
        alt = {"es": picture.alt_es, "en": picture.alt_en or picture.alt_es}
        if picture.is_cover:
            data = read_blob(picture.large)
            said = {lang: f"{alt[lang]}. {credit_of(picture)[lang]}" for lang in LANGUAGES}
            found.append(Plate("cover", said, picture=data))
        found.append(Plate(f"picture-{at}", alt, picture=read_blob(picture.medium)))
    assert profile.organisation is not None
    here = profile.organisation.municipality
    if here is not None and here.latitude is not None and here.longitude is not None:
        said = {"es": f"{here.name}, en {here.state.name}, México", "en": f"{here.name}, in {here.state.name}, Mexico"}
        found.append(Plate("map", said, point=(here.latitude, here.longitude)))
    if contact:
        said = {"es": "Perfil en línea y contacto", "en": "Profile online and contact"}
        found.append(Plate("contact", said, address=contact))
    return found


@transaction.atomic
def issue_profile(
    act: Act,
    *,
    profile: Profile,
    issued_on: dt.date | None = None,
    languages: tuple[str, ...] = LANGUAGES,
    known: Mapping[str, Mapping[str, str]] | None = None,
    contact: str = "",
) -> Issue:
    """Print the profile (PDF and Word, code and QR) in Spanish, English or both; the one printed before in the same
    languages is superseded. Everything is optional: what is empty is not printed, nor a figure without source.

    `known`: what the floors above know (`existing_twinnings`, `committee`), words per language; `contact`: the address
    that the QR beside the liaison office holds. Raises Refused (not the liaison), Blocked when nothing was written yet,
    Invalid.
    """
    organisation = profile.organisation
    if organisation is None:
        raise Refused("sheet_not_issued", _("La ficha de otra ciudad es de trabajo: no se expide."))
    _must_edit(act, organisation)
    languages = tuple(lang for lang in LANGUAGES if lang in languages)
    if not languages:
        raise Invalid({"languages": [_("Elija al menos un idioma.")]})
    on = issued_on or act.on
    if on > act.on:
        raise Invalid({"issued_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    if not any(entry.get("es") for entry in profile.sections.values()):
        raise Blocked(
            [
                Blocker(
                    "profile_empty",
                    _("El perfil todavía no dice nada: escriba al menos su presentación."),
                    "profiles.profile",
                    {"organisation": organisation.public_id, "slug": organisation.slug, "section": "presentation"},
                )
            ]
        )
    pictures = list_pictures(profile)
    content = compose(profile.sections, about(profile, on, pictures, known), languages)
    here, name = organisation.municipality, organisation.name
    if here is not None:  # “Perfil municipal de Manuel Doblado”, not “de Municipio de …”
        name = here.name
    version = documents.compose(
        act, circle=profile.circle, issuer=organisation, kind="municipal_profile",
        title=f"Perfil municipal de {name}",
        title_en=f"Municipal profile of {name if here else organisation.name_en or name}",
        content=content, shared=True, document=profile.document, note=f"revision {profile.revision}",
    )  # fmt: skip
    standing = Issue.objects.filter(version__document=version.document, state=IssueState.IN_FORCE)
    rows = standing.select_related("version__document").order_by("-pk")
    before = next((i for i in rows if tuple(i.version.content["languages"]) == languages), None)
    paper = documents.issue(
        act, version=version, brief=brief_of_house(organisation, "municipal_profile", on, languages=languages),
        issued_on=on, letterhead_of=organisation, exercise=organisation.is_exercise,
        supersedes=before, plates=_plates(profile, pictures, contact),
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
    act: Act, *, profile: Profile, submitted_on: dt.date, receiver: str, acknowledgement: str = "",
    issue: Issue | None = None, scan: Attachment | None = None,
) -> Submission:  # fmt: skip
    """The profile was handed to the Ministry's office in the state: to which post, on what day, under what receipt
    (R0-19), which printed paper, and the scan of the acknowledgement. Raises Refused, Invalid."""
    if profile.organisation is None:
        raise Refused("sheet_not_issued", _("La ficha de otra ciudad es de trabajo: no se expide."))
    _must_edit(act, profile.organisation)
    errors: dict[str, list] = {}
    if submitted_on > act.on:
        errors["submitted_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if not normalise(receiver):
        errors["receiver"] = [_("Escriba la oficina o el puesto que lo recibió.")]
    if issue is not None and (profile.document_id is None or issue.version.document_id != profile.document_id):
        errors["issue"] = [_("Ese papel no es un perfil expedido por el municipio.")]
    if errors:
        raise Invalid(errors)
    if profile.revision == 0:
        raise Refused(
            "profile_empty", _("El perfil todavía no tiene nada que entregar. Escriba antes al menos una sección.")
        )
    row = Submission.objects.create(
        profile=profile, revision=_revision_of(issue) or profile.revision, issue=issue, submitted_on=submitted_on,
        receiver=normalise(receiver)[:200], acknowledgement=normalise(acknowledgement)[:120], scan=scan,
    )  # fmt: skip
    record(
        act, Happened.PROFILE_SUBMITTED, chain=profile.circle.public_id, about=profile.public_id,
        number=row.revision, on=submitted_on,
    )  # fmt: skip
    return row


def _revision_of(issue: Issue | None) -> int:
    """The revision that a printed profile says; 0 where that is not known."""
    word, _space, number = (issue.version.note if issue else "").partition(" ")
    return int(number) if word == "revision" and number.isdigit() else 0
