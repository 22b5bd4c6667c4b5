"""Who may see and write papers. The app above knows what a paper is for and asks its own policy first; this is the
engine's own floor under it: nobody outside the circle, and nobody else's working papers.
"""

from django.db.models import Exists, OuterRef, Q

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Circle, Organisation, seats_of
from hermanar.directory.policies import can_administer, parts_of
from hermanar.directory.rules import sight
from hermanar.kernel.acts import Actor

from .enums import Audience
from .models import Document, DocumentQuerySet, LibraryItem, ModelText

# Who of an organisation may set what its papers print above and below the text
_LETTERHEAD_ROLES = frozenset({Role.LIAISON, Role.COMMITTEE_SECRETARY, Role.STATE_LIAISON, Role.AUTHORISER})
# Who gives the programme its shared documents, and by which post
_LIBRARY_KINDS = frozenset({OrganisationKind.MINISTRY, OrganisationKind.STATE})
_LIBRARY_ROLES = frozenset({Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER, Role.REGISTRAR, Role.STATE_LIAISON})
_ABROAD = frozenset({OrganisationKind.FOREIGN_GOVERNMENT, OrganisationKind.INTERNATIONAL, OrganisationKind.OTHER})


def visible(actor: Actor, documents: DocumentQuerySet) -> DocumentQuerySet:
    """Papers of the circles where the actor's organisation has a seat: its own, and the shared ones of the kinds that its
    part reads (`directory/data/sight.yaml`)."""
    seats = seats_of(actor).filter(circle_id=OuterRef("circle_id"))
    groups: dict[frozenset[str], list[str]] = {}
    for part in Part.values:
        groups.setdefault(sight.papers_for([part]), []).append(part)
    told = Q(issuer__public_id=actor.organisation)
    for kinds, parts in groups.items():
        told |= Q(Exists(seats.filter(part__in=parts)), shared=True, kind__in=sorted(kinds))
    return documents.for_actor(actor).filter(told)


def visible_in(actor: Actor, circle: Circle) -> DocumentQuerySet:
    """`visible` for the papers of one circle, whose seats are asked once for a page (`parts_of`)."""
    rows: DocumentQuerySet = Document.objects.filter(circle=circle)
    parts = parts_of(actor, circle)
    if not parts:
        return rows.none()
    told = Q(shared=True, kind__in=sorted(sight.papers_for(parts)))
    return rows.filter(told | Q(issuer__public_id=actor.organisation))


def can_write(actor: Actor, circle: Circle, issuer: Organisation) -> bool:
    """The issuer's own people; whoever has a seat in the circle other than that of an observer; the operator."""
    if "operator" in actor.roles or (actor.organisation and actor.organisation == issuer.public_id):
        return True
    return bool(parts_of(actor, circle) - {Part.OBSERVER})


def can_edit(actor: Actor, document: Document) -> bool:
    """As `can_write`, and another organisation's paper only where it is shared with the circle."""
    if not can_write(actor, document.circle, document.issuer):
        return False
    return document.shared or "operator" in actor.roles or actor.organisation == document.issuer.public_id


def can_set_letterhead(actor: Actor, organisation: Organisation) -> bool:
    """The organisation's administrator or the post that prepares its papers; the operator."""
    return can_administer(actor, organisation) or (
        actor.organisation == organisation.public_id and bool(_LETTERHEAD_ROLES & actor.roles)
    )


def can_issue_library(actor: Actor, issuer: Organisation) -> bool:
    """The ministry's and the state's own people put documents of their house; the operator, of either (R4-17)."""
    if issuer.kind not in _LIBRARY_KINDS:
        return False
    own = actor.organisation == issuer.public_id and bool(actor.roles & _LIBRARY_ROLES)
    return own or "operator" in actor.roles


def can_keep_model(actor: Actor, issuer: Organisation) -> bool:
    """Who fills the library; and a municipality's own liaison, for the municipality alone: it works without the others."""
    own = actor.organisation == issuer.public_id and Role.LIAISON in actor.roles
    return can_issue_library(actor, issuer) or (issuer.kind == OrganisationKind.MUNICIPALITY and own)


def library_of(actor: Actor):
    """Documents of the library the actor reads (queryset): nobody's without a post; of an exercise, inside it only."""
    rows = LibraryItem.objects.all()
    if "operator" in actor.roles:
        return rows
    house = Organisation.objects.filter(public_id=actor.organisation or "-").first()
    if house is None:
        return rows.none()
    if not house.is_exercise:
        rows = rows.filter(issuer__is_exercise=False)
    return rows.filter(audience=Audience.EVERYBODY) if house.kind in _ABROAD else rows


def models_of(actor: Actor):
    """Models of others the actor may see (queryset): its own house's as soon as they came in; those that the ministry and
    the states published, once confirmed. What a municipality keeps as it got it is nobody else's."""
    rows = ModelText.objects.select_related("issuer__home")
    if "operator" in actor.roles:
        return rows
    house = Organisation.objects.filter(public_id=actor.organisation or "-").first()
    if house is None:
        return rows.none()
    if not house.is_exercise:
        rows = rows.filter(issuer__is_exercise=False)
    return rows.filter(Q(issuer=house) | Q(confirmed_on__isnull=False, issuer__kind__in=_LIBRARY_KINDS))
