"""Reading profiles: entry by entry, how complete, what changed, where it was handed in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation, in_language
from hermanar.documents.models import Issue
from hermanar.documents.rules.catalogues import areas
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.verdicts import Blocker

from .. import policies
from ..enums import EntryLack
from ..models import Picture, Profile, ProfileRevision, Submission
from ..rules import (
    BY_KEY,
    LANGUAGES,
    Change,
    Field,
    changes,
    completeness,
    coverage,
    figure_in_words,
    is_complete,
    is_printed,
    lacks,
    missing,
    outline,
    rows_of,
    source_in,
    text_of,
)

_RELATED = ("organisation__home", "organisation__municipality__state", "document", "circle")


def get_profile(actor: Actor, public_id: str) -> Profile:
    """Raises NotVisible."""
    row = at_most_one(policies.visible(actor).select_related(*_RELATED).filter(public_id=public_id))
    if row is None:
        raise NotVisible(public_id)
    return row


def profile_of(actor: Actor, organisation: Organisation) -> Profile | None:
    """The organisation's profile as far as the actor sees it; None where there is none yet."""
    return policies.visible(actor).select_related(*_RELATED).filter(organisation=organisation).first()


@dataclass(frozen=True)
class LinePicture:
    """One line of a tagged entry: its words, and what it is tagged with as words."""

    number: int
    es: str
    en: str
    tags: tuple[str, ...]


@dataclass(frozen=True)
class EntryPicture:
    """One entry as the page shows it. `stale`: the language that the other one left behind, "" none; `lacks`: sentences;
    `shown_es` and `shown_en`: a figure with its unit. `printed`: it goes to the paper as it stands."""

    key: str
    title: str
    type: str
    es: str
    en: str
    source: str
    year: int | None
    stale: str
    core: bool
    same: bool
    cited: bool
    complete: bool
    printed: bool
    lacks: tuple[str, ...]
    shown_es: str
    shown_en: str
    rows: tuple[LinePicture, ...]

    @property
    def is_empty(self) -> bool:
        return not self.es and not self.en

    @property
    def unsourced(self) -> bool:
        return EntryLack.UNSOURCED.label in self.lacks


@dataclass(frozen=True)
class ChapterPicture:
    """One of the seventeen sections. `done`: language → complete fields of `of`; `known`: (key, title) of what the
    program knows by itself."""

    key: str
    number: int
    title: str
    lead: str
    entries: tuple[EntryPicture, ...]
    known: tuple[tuple[str, str], ...]
    done: dict[str, int]

    @property
    def of(self) -> int:
        return len(self.entries)

    @property
    def written(self) -> int:
        return sum(not e.is_empty for e in self.entries)

    @property
    def complete(self) -> bool:
        """Whether nothing core is missing here."""
        return all(e.complete for e in self.entries if e.core)

    @property
    def lacking(self) -> int:
        """Entries that are written and lack something."""
        return sum(bool(e.lacks) for e in self.entries)


def title_of(key: str) -> str:
    """The field's title in the reader's language; the key itself where no outline knows it any more."""
    field = BY_KEY.get(key)
    return in_language(field.title["es"], field.title["en"]) if field else key


def area_words(key: str) -> str:
    """The area of cooperation in the reader's language."""
    area = areas().get(key)
    return in_language(area.text["es"], area.text["en"]) if area else key


def _tag_words(field: Field, row) -> tuple[str, ...]:
    if field.type == "migrants":
        number = _("%(number)s personas") % {"number": f"{row.number:,}"} if row.number else ""
        cited = ", ".join(str(part) for part in (row.source, row.year) if part)
        return tuple(filter(None, (number, cited if row.number else "")))
    found = [area_words(a) for a in row.areas]
    found += [_("ODS %(number)s") % {"number": n} for n in row.goals]
    if field.type == "priorities":
        found = [part for part in (row.axis, row.programme) if part] + found
        found += [_("p. %(page)s") % {"page": row.page}] if row.page else []
        found += [row.period] if row.period else []
    return tuple(str(f) for f in found)


def picture_of(field: Field, entry: dict) -> EntryPicture:
    """The entry as a page shows it. No query."""
    es, en = text_of(field, entry, "es"), text_of(field, entry, "en")
    found = lacks(field, entry)
    return EntryPicture(
        key=field.key,
        title=in_language(field.title["es"], field.title["en"]),
        type=field.type,
        es=es,
        en=en,
        source=in_language(entry.get("source") or "", source_in(entry, "en")),
        year=entry.get("year"),
        stale=entry.get("stale", ""),
        core=field.core,
        same=field.same,
        cited=field.cited,
        complete=all(is_complete(field, entry, lang) for lang in LANGUAGES),
        printed=is_printed(field, entry),
        lacks=tuple(str(EntryLack(code).label) for code in found),
        shown_es=figure_in_words(field, es, "es") if field.figure else es,
        shown_en=figure_in_words(field, en, "en") if field.figure else en,
        rows=tuple(
            LinePicture(at, row.es, row.en, _tag_words(field, row)) for at, row in enumerate(rows_of(field, entry))
        )
        if field.tagged
        else (),
    )


def list_chapters(profile: Profile | None) -> list[ChapterPicture]:
    """The seventeen sections with their entries, empty ones too, in the order of the paper. No query."""
    sections = profile.sections if profile else {}
    return [
        ChapterPicture(
            c.key,
            c.number,
            in_language(c.title["es"], c.title["en"]),
            in_language(c.lead["es"], c.lead["en"]),
            tuple(picture_of(f, sections.get(f.key) or {}) for f in c.fields),
            tuple((f.key, in_language(f.title["es"], f.title["en"])) for f in c.known),
            dict(one.complete),
        )
        for c, one in zip(outline(), coverage(sections), strict=True)
    ]


def completeness_of(profile: Profile | None) -> dict[str, int]:
    """Language → per cent of what is required."""
    return completeness(profile.sections if profile else {})


def missing_of(profile: Profile | None, languages=LANGUAGES) -> tuple[str, ...]:
    """Keys of the core entries that are not complete in all of those languages."""
    return missing(profile.sections if profile else {}, languages)


def blockers_of(profile: Profile, languages: Iterable[str] = LANGUAGES) -> list[Blocker]:
    """One per core entry that is not complete in those languages, each with its door."""
    return [
        Blocker(
            f"profile_{key}_missing",
            _("Falta en el perfil municipal: %(section)s.") % {"section": title_of(key)},
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
    rows = Submission.objects.filter(profile=profile).select_related("issue", "scan")
    return list(rows.order_by("-submitted_on", "-pk"))


def get_revision(profile: Profile, number: int) -> ProfileRevision:
    """Raises NotVisible."""
    row = ProfileRevision.objects.filter(profile=profile, number=number).first()
    if row is None:
        raise NotVisible(f"{profile.public_id}/{number}")
    return row


def compare(profile: Profile, old: int, new: int) -> tuple[Change, ...]:
    """What revision `new` says differently from `old` (0: before anything was written). Two queries. Raises NotVisible."""
    before = get_revision(profile, old).sections if old else {}
    return changes(before, get_revision(profile, new).sections)


def list_field_history(profile: Profile, key: str, *, limit: int = 50) -> list[ProfileRevision]:
    """Revisions in which that field changed, newest first: who, in which post, when, and what it then said. One query."""
    rows = ProfileRevision.objects.filter(profile=profile).order_by("-number")
    found = []
    for row in rows.iterator(chunk_size=200):
        if key in row.changed:
            found.append(row)
            if len(found) == limit:
                break
    return found


def last_touched(profile: Profile) -> dict[str, ProfileRevision]:
    """Field → the revision that last changed it. One query, without the texts."""
    rows = ProfileRevision.objects.filter(profile=profile).defer("sections").order_by("number")
    return {key: row for row in rows for key in row.changed}


def list_pictures(profile: Profile) -> list[Picture]:
    """The gallery in its order. One query."""
    rows = Picture.objects.filter(profile=profile, removed_at=None)
    return list(rows.select_related("large", "medium", "small").order_by("position", "pk"))


def get_picture(profile: Profile, public_id: str) -> Picture:
    """A picture of the gallery. Raises NotVisible."""
    rows = Picture.objects.select_related("large", "medium", "small", "profile")
    row = rows.filter(profile=profile, public_id=public_id, removed_at=None).first()
    if row is None:
        raise NotVisible(public_id)
    return row


def list_sheets(actor: Actor, circle=None) -> list[Profile]:
    """Sheets of cities abroad that the actor's house keeps, of one circle or of all, by name. One query."""
    rows = policies.visible(actor).filter(organisation=None).select_related("country", "place", "circle")
    if circle is not None:
        rows = rows.filter(circle=circle)
    return list(rows.order_by("about", "pk")[:200])


def list_profile_issues(profile: Profile) -> list[Issue]:
    """Printed profiles, newest first."""
    if profile.document_id is None:
        return []
    rows = Issue.objects.filter(version__document=profile.document_id).select_related("version__document")
    return list(rows.defer("version__content", "version__values").order_by("-issued_at", "-pk"))
