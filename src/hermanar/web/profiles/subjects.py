"""Whose profile a page is about: the seat's own municipality, or a city abroad of which it keeps a sheet."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import names_for
from hermanar.kernel.errors import NotVisible
from hermanar.profiles.policies import can_edit, can_write
from hermanar.profiles.queries import get_profile, profile_of

from ..edge import SeatedRequest

# what a sheet about another city asks: a few fields of the outline
OF_SHEET = ("cover", "general", "population", "economy", "education", "tourism", "offer", "liaison")


@dataclass(frozen=True)
class Subject:
    """`profile` None: nothing was written yet. `sheet`: public id of a sheet, "" for the municipality's own profile;
    `relation`: the relation the page was opened from."""

    organisation: Any
    profile: Any
    may_edit: bool
    sheet: str = ""
    relation: str = ""

    @property
    def name(self) -> str:
        return str(self.organisation) if self.organisation else self.profile.about

    @property
    def writes(self) -> Any:
        """What `save_section` is given."""
        return self.profile if self.sheet else self.organisation

    @property
    def circle(self) -> Any:
        return self.profile.circle if self.profile else self.organisation.home

    @property
    def suffix(self) -> str:
        return f"?relacion={self.relation}" if self.relation else ""

    @property
    def home(self) -> str:
        if self.sheet:
            return reverse("web:profiles:sheet", args=[self.sheet])
        if self.relation:
            return reverse("web:profiles:profile", args=[self.relation])
        return reverse("web:profiles:mine")

    @property
    def title(self) -> str:
        return _("Ficha de %(name)s") % {"name": self.name} if self.sheet else _("Perfil municipal")

    def to(self, name: str, *args: Any) -> str:
        """Address of a page of this subject: `chapter`, `section`, `tags`, `history`."""
        if self.sheet:
            return reverse(f"web:profiles:sheet_{name}", args=[self.sheet, *args])
        return reverse(f"web:profiles:{name}", args=args) + self.suffix

    def crumbs(self, *more: tuple[str, str]) -> list[dict]:
        return [{"label": self.title, "url": self.home}, *({"label": a, "url": b} for a, b in more)]


def own(request: SeatedRequest) -> Any:
    """The organisation whose profile the seat writes: a municipality's own people."""
    organisation = request.seat.organisation
    if organisation is None or organisation.kind != "municipality":
        raise Http404
    return organisation


def asked_relation(request: HttpRequest) -> str:
    """The relation the profile is read from, as its address says it; empty where that can be no relation's name."""
    asked = request.GET.get("relacion", "")
    return asked if asked.isascii() and asked.isalnum() else ""


def subject_of(request: SeatedRequest, sheet: str = "") -> Subject:
    """The seat's own profile, or the sheet. 404 where it is not there."""
    actor = request.seat.actor
    if sheet:
        profile = get_profile(actor, sheet)
        if profile.organisation is not None:
            raise NotVisible(sheet)
        return Subject(None, profile, can_write(actor, profile), sheet)
    organisation = own(request)
    found = profile_of(actor, organisation)
    return Subject(organisation, found, can_edit(actor, organisation), relation=asked_relation(request))


def written(request: SeatedRequest, sheet: str = "") -> Subject:
    """A subject that the seat writes and in which something was written already. 404 otherwise."""
    subject = subject_of(request, sheet)
    if subject.profile is None or not subject.may_edit:
        raise Http404
    return subject


def names_of(revisions: Any) -> dict[str, str]:
    """Who made each of those revisions, by post: `post public id or user → words`."""
    rows = list(revisions)
    return names_for([*(r.by_post for r in rows), *(r.by_user for r in rows)])


def who(revision: Any, names: dict[str, str]) -> str:
    return names.get(revision.by_post) or names.get(revision.by_user) or ""
