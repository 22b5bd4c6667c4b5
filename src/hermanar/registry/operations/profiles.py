"""A municipality makes its profile public, or takes it back."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.profiles.models import Profile
from hermanar.profiles.queries import list_pictures
from hermanar.profiles.queries.known import about, credit_of
from hermanar.profiles.rules.paper import compose

from ..enums import Happened, Shelf
from ..models import ProfileState, PublishedProfile
from ..policies import can_publish


def _pictures(profile: Profile) -> list[dict]:
    return [
        {
            "id": p.public_id,
            "files": {size: getattr(p, size).sha256 for size in ("large", "medium", "small")},
            "width": p.width,
            "height": p.height,
            "alt": {"es": p.alt_es, "en": p.alt_en or p.alt_es},
            "caption": {"es": p.caption_es, "en": p.caption_en or p.caption_es},
            "credit": credit_of(p),
            "is_cover": p.is_cover,
        }
        for p in list_pictures(profile)
    ]


def _snapshot(act: Act, profile: Profile, known: Mapping[str, Mapping[str, str]] | None) -> dict:
    organisation = profile.organisation
    assert organisation is not None
    here = organisation.municipality
    said = about(profile, act.on, [], known)
    # no person by name on a public page: who governs changes, and may ask to be withheld
    said = replace(said, known={key: words for key, words in said.known.items() if key != "mayor"})
    paper = (
        Issue.objects.filter(version__document=profile.document_id, state=IssueState.IN_FORCE).order_by("-pk").first()
        if profile.document_id
        else None
    )
    return {
        "name": {"es": here.name if here else organisation.name, "en": here.name if here else organisation.name},
        "state": here.state.name if here else "",
        "point": [here.latitude, here.longitude] if here and here.latitude is not None else None,
        "revision": profile.revision,
        "updated_on": profile.updated_at.date().isoformat(),
        "content": compose(profile.sections, said).as_json(),
        "pictures": _pictures(profile),
        "paper": paper.code if paper else "",
    }


@transaction.atomic
def publish_profile(
    act: Act, *, profile: Profile, known: Mapping[str, Mapping[str, str]] | None = None
) -> PublishedProfile:
    """Make the profile public as it stands, or its next state. Nothing changed: the same one, silently.

    What is printed is what is published: no figure without source, no person by name, pictures with their rights.
    `known` as in `issue_profile`. Raises Refused (not its mayor nor its liaison), Blocked (`profile_empty`).
    """
    organisation = profile.organisation
    if organisation is None or organisation.home is None or not can_publish(act.actor, organisation.home):
        raise Refused("not_publisher", _("Publica el perfil el enlace o la Presidencia del propio municipio."))
    if not (profile.sections.get("presentation") or {}).get("es"):
        raise Blocked(
            [
                Blocker(
                    "profile_empty",
                    _("Para publicar el perfil falta al menos su presentación."),
                    "profiles.profile",
                    {"organisation": organisation.public_id, "slug": organisation.slug, "section": "presentation"},
                )
            ]
        )
    snapshot = _snapshot(act, profile, known)
    columns = {
        "shelf": Shelf.EXERCISE if organisation.is_exercise else Shelf.DOCUMENTED,
        "our_key": organisation.municipality_id or "",
        "name": snapshot["name"]["es"],
        "state": snapshot["state"],
        "snapshot": snapshot,
    }
    row = PublishedProfile.objects.filter(address=organisation.slug).first()
    if row is not None and row.withdrawn_at is None and _same(row.snapshot, snapshot):
        return row
    if row is None:
        row = PublishedProfile.objects.create(address=organisation.slug, published_at=act.at, **columns)
    else:
        number = row.number + 1
        if not PublishedProfile.objects.filter(pk=row.pk, number=row.number).update(
            number=number, published_at=act.at, withdrawn_at=None, **columns
        ):
            raise Refused("entry_changed", _("Otra persona publicó esta ficha al mismo tiempo; vuelva a intentarlo."))
        row.refresh_from_db()
    chain = organisation.home.public_id
    line = record(
        act, Happened.PROFILE_PUBLISHED, chain=chain, about=profile.public_id, number=profile.revision,
        sha256=sha256_of(snapshot),
    )  # fmt: skip
    ProfileState.objects.create(
        profile=row, number=row.number, snapshot=snapshot, published_at=act.at, anchor_chain=chain,
        anchor_seq=line.seq, anchor_hash=line.hash,
    )  # fmt: skip
    return row


def _same(one: dict, other: dict) -> bool:
    """Whether a reader would see the same: the day on which it was asked is not news."""

    def said(snapshot: dict) -> dict:
        blocks = [b for b in snapshot["content"]["blocks"] if b["key"] != "cover.as-of"]
        return {**snapshot, "content": blocks}

    return said(one) == said(other)


@transaction.atomic
def withdraw_profile(act: Act, *, profile: Profile, reason: str) -> PublishedProfile:
    """Take the profile off the portal; its address says so, its states are kept. Raises Refused, Invalid."""
    organisation = profile.organisation
    if organisation is None or organisation.home is None or not can_publish(act.actor, organisation.home):
        raise Refused("not_publisher", _("Retira el perfil quien puede publicarlo."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not PublishedProfile.objects.filter(address=organisation.slug, withdrawn_at=None).update(withdrawn_at=act.at):
        raise Refused("profile_not_public", _("El perfil no está publicado."))
    record(act, Happened.PROFILE_WITHDRAWN, chain=organisation.home.public_id, about=profile.public_id, reason=reason)
    return PublishedProfile.objects.get(address=organisation.slug)
