"""Reading profiles: entry by entry, how complete, what changed, where it was handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.documents.models import Issue
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.verdicts import Blocker

from . import policies
from .enums import Chapter, SectionKey
from .models import Profile, ProfileRevision, Submission
from .rules import LANGUAGES, SECTIONS, completeness, is_complete, missing

_RELATED = ("organisation__home", "organisation__municipality__state", "document", "circle")


def get_profile(actor: Actor, public_id: str) -> Profile:
    """Raises NotVisible."""
    row = policies.visible(actor).select_related(*_RELATED).filter(public_id=public_id).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def profile_of(actor: Actor, organisation: Organisation) -> Profile | None:
    """The organisation's profile as far as the actor sees it; None where there is none yet."""
    return policies.visible(actor).select_related(*_RELATED).filter(organisation=organisation).first()


@dataclass(frozen=True)
class EntryPicture:
    """One entry as the page shows it. `stale`: the language that the other one left behind, "" none."""

    key: str
    title: str
    es: str
    en: str
    source: str
    year: int | None
    stale: str
    required: bool
    lines: bool
    same: bool
    cited: bool
    complete: bool


@dataclass(frozen=True)
class ChapterPicture:
    key: str
    title: str
    entries: tuple[EntryPicture, ...]

    @property
    def complete(self) -> bool:
        """Whether nothing required is missing here."""
        return all(e.complete for e in self.entries if e.required)


def list_chapters(profile: Profile | None) -> list[ChapterPicture]:
    """Every chapter with its entries, empty ones too, in the order of the paper. No query."""
    sections = profile.sections if profile else {}
    found: dict[str, list[EntryPicture]] = {}
    for s in SECTIONS:
        entry = sections.get(s.key) or {}
        picture = EntryPicture(
            key=s.key,
            title=str(SectionKey(s.key).label),
            es=entry.get("es", ""),
            en=entry.get("en", ""),
            source=entry.get("source", ""),
            year=entry.get("year"),
            stale=entry.get("stale", ""),
            required=s.required,
            lines=s.lines,
            same=s.same,
            cited=s.cited,
            complete=all(is_complete(s, entry, lang) for lang in LANGUAGES),
        )
        found.setdefault(s.chapter, []).append(picture)
    return [ChapterPicture(key, str(Chapter(key).label), tuple(entries)) for key, entries in found.items()]


def completeness_of(profile: Profile | None) -> dict[str, int]:
    """Language → per cent of what is required."""
    return completeness(profile.sections if profile else {})


def missing_of(profile: Profile | None, languages=LANGUAGES) -> tuple[str, ...]:
    """Keys of the required entries that are not complete in all of those languages."""
    return missing(profile.sections if profile else {}, languages)


def blockers_of(profile: Profile, languages: Iterable[str] = LANGUAGES) -> list[Blocker]:
    """One per required entry that is not complete in those languages, each with its door."""
    return [
        Blocker(
            f"profile_{key}_missing",
            _("Falta en el perfil municipal: %(section)s.") % {"section": SectionKey(key).label},
            "profiles.profile",
            {"organisation": profile.organisation.public_id, "slug": profile.organisation.slug, "section": key},
        )
        for key in missing(profile.sections, languages)
    ]


def list_revisions(profile: Profile, *, before: int | None = None, limit: int = 50) -> list[ProfileRevision]:
    """Newest first, keyset by number."""
    rows = ProfileRevision.objects.filter(profile=profile).order_by("-number")
    if before is not None:
        rows = rows.filter(number__lt=before)
    return list(rows[:limit])


def list_submissions(profile: Profile) -> list[Submission]:
    """Where the profile was handed in, newest first (R0-19)."""
    return list(Submission.objects.filter(profile=profile).order_by("-submitted_on", "-pk"))


def list_profile_issues(profile: Profile) -> list[Issue]:
    """Printed profiles, newest first."""
    if profile.document_id is None:
        return []
    rows = Issue.objects.filter(version__document=profile.document_id).select_related("version__document")
    return list(rows.defer("version__content", "version__values").order_by("-issued_at", "-pk"))
