"""Writing the profile entry by entry: a revision per change, nothing lost, the other language marked when one moves."""

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, Country, Organisation, Place
from hermanar.documents.rules.catalogues import areas
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, TagFault
from ..models import Profile, ProfileRevision
from ..policies import can_edit, can_write, can_write_sheet
from ..rules import BY_KEY, Field, after_change, as_figure, cleaned, items, realigned


def _must_edit(act: Act, organisation: Organisation) -> None:
    if not can_edit(act.actor, organisation):
        raise Refused("not_liaison", _("El perfil lo escribe el enlace del propio municipio."))


def _must_write(act: Act, profile: Profile) -> None:
    if not can_write(act.actor, profile):
        raise Refused("not_liaison", _("El perfil lo escribe el enlace del propio municipio."))


def _field(key: str) -> Field:
    field = BY_KEY.get(key)
    if field is None:
        raise Refused("section_unknown", _("El perfil no tiene esa sección."), field="key")
    return field


def _begun(act: Act, organisation: Organisation) -> Profile:
    """The organisation's profile, begun with its first entry."""
    return Profile.objects.create(
        circle=organisation.home, organisation=organisation, sections={}, revision=0, updated_at=act.at
    )


def _not_since(profile: Profile, key: str, seen: int | None) -> None:
    """Refuse what would silently write over another person's words on the same field."""
    if seen is None or seen >= profile.revision:
        return
    later = ProfileRevision.objects.filter(profile=profile, number__gt=seen).values_list("changed", flat=True)
    if any(key in changed for changed in later):
        raise Refused(
            "entry_changed",
            _("Otra persona cambió este apartado mientras usted escribía. Compare los dos textos y guarde de nuevo."),
        )


def _write(act: Act, profile: Profile, field: Field, entry: dict[str, Any]) -> Profile:
    """The next revision, with that entry. What did not change makes none. Of two at once the later is refused."""
    old = profile.sections.get(field.key) or {}
    if entry == old or (not old and not entry.get("es") and not entry.get("en")):
        return profile
    sections = {**profile.sections, field.key: entry}
    number = profile.revision + 1
    moved = Profile.objects.filter(pk=profile.pk, revision=profile.revision).update(
        sections=sections, revision=number, updated_at=act.at
    )
    try:
        with transaction.atomic():
            if not moved:
                raise IntegrityError
            ProfileRevision.objects.create(
                profile=profile, number=number, sections=sections, changed=[field.key], at=act.at,
                by_user=act.actor.user, by_post=act.actor.appointment or "",
            )  # fmt: skip
    except IntegrityError:
        raise Refused("profile_changed", _("Otra persona guardó el perfil mientras tanto; vuelva a abrirlo.")) from None
    profile.sections, profile.revision, profile.updated_at = sections, number, act.at
    record(
        act, Happened.SECTION_SAVED, chain=profile.circle.public_id, about=profile.public_id,
        section=field.title["es"], key=field.key, number=number,
    )  # fmt: skip
    return profile


@transaction.atomic
def save_section(
    act: Act, *, profile_of: Organisation | Profile, key: str, es: str, en: str = "", source: str = "",
    year: int | None = None, agrees: bool = False, unsourced: bool = False, seen: int | None = None, source_en: str = "",
) -> Profile:  # fmt: skip
    """Write one entry in both languages: a revision per change (R0-15). `profile_of`: the organisation, or a sheet.

    When only one language changes the other is marked stale, until it changes too or is saved with `agrees`. A fact
    without source or year is kept, with what it lacks; a figure is then not printed, unless it is marked `unsourced`.
    `source_en`: how the source is called in English, where it is called otherwise. `seen`: the revision that the form was
    opened on. Raises Refused (not the liaison, two at once), Invalid.
    """
    if isinstance(profile_of, Profile):
        _must_write(act, profile_of)
        profile: Profile | None = profile_of
    else:
        _must_edit(act, profile_of)
        profile = Profile.objects.select_related("circle").filter(organisation=profile_of).first()
    field = _field(key)
    es, en = normalise(es, lines=field.lines or not field.same), normalise(en, lines=True)
    if field.lines:
        es, en = "\n".join(items(es)), "\n".join(items(en))
    source = normalise(source)[:300]
    if field.same:
        en = es
    if errors := _faults(field, es, en, year, act.on.year):
        raise Invalid(errors)
    if profile is None:
        assert isinstance(profile_of, Organisation)
        profile = _begun(act, profile_of)
    _not_since(profile, key, seen)
    old = profile.sections.get(key) or {}
    entry: dict[str, Any] = {
        "es": es,
        "en": en,
        "source": source,
        "year": year,
        "stale": "" if agrees else after_change(field, old, es, en),
    }
    called = normalise(source_en)[:300]
    if source and called and called != source:
        entry["source_en"] = called
    if unsourced and not source and es:
        entry["unsourced"] = True
    if field.tagged and (tags := realigned(old, es)):
        entry["items"] = tags
    return _write(act, profile, field, entry)


def _faults(field: Field, es: str, en: str, year: int | None, this_year: int) -> dict[str, list]:
    errors: dict[str, list] = {}
    if not es and en:
        errors["es"] = [_("Escriba también el texto en español: de él se parte.")]
    if field.figure and es and as_figure(field, es) is None:
        errors["es"] = [_("Escriba el número con cifras: 45,210.")]
    if field.type == "link" and es and not es.startswith(("https://", "http://")):
        errors["es"] = [_("Escriba la dirección completa, con https://.")]
    if field.lines and es and en and len(items(es)) != len(items(en)):
        errors["en"] = [_("Escriba el mismo número de renglones en los dos idiomas.")]
    if year is not None and not 1800 <= year <= this_year:
        errors["year"] = [_("El año va de 1800 al año en curso.")]
    return errors


@transaction.atomic
def tag_line(act: Act, *, profile: Profile, key: str, line: int, tags: Mapping, seen: int | None = None) -> Profile:
    """Say what one line of an entry is about: areas and goals of an offer or a need, place in the plan of a priority,
    city, number, source and year of a community abroad. `line` counts from 0; `seen` as in `save_section`.

    Raises Refused (not the liaison, no such line), Invalid naming the tag.
    """
    _must_write(act, profile)
    field = _field(key)
    old = profile.sections.get(key) or {}
    count = len(items(old.get("es", "")))
    if not field.tagged or not 0 <= line < count:
        raise Refused("line_unknown", _("Ese renglón ya no está; vuelva a abrir el apartado."))
    _not_since(profile, key, seen)
    plain = {name: normalise(value) if isinstance(value, str) else value for name, value in tags.items()}
    kept, wrong = cleaned(field, plain, areas=areas(), year=act.on.year)
    errors = {name: [TagFault(code).label] for name, code in wrong.items()}
    if kept.get("country") and not Country.objects.filter(pk=kept["country"]).exists():
        errors["country"] = [_("Elija el país de la lista.")]
    if kept.get("place") and not Place.objects.filter(pk=kept["place"]).exists():
        errors["place"] = [_("Elija la ciudad de la lista.")]
    if errors:
        raise Invalid(errors)
    rows = list(old.get("items", ()))[:count]
    rows += [{}] * (count - len(rows))
    rows[line] = kept
    entry = {k: v for k, v in old.items() if k != "items"}
    if any(rows):
        entry["items"] = rows
    return _write(act, profile, field, entry)


@transaction.atomic
def restore_entry(act: Act, *, profile: Profile, key: str, number: int) -> Profile:
    """Bring an entry back to what it said in an earlier revision: a new revision, nothing is erased.

    Raises Refused (not the liaison, no such revision).
    """
    _must_write(act, profile)
    field = _field(key)
    revision = ProfileRevision.objects.filter(profile=profile, number=number).first()
    if revision is None:
        raise Refused("revision_unknown", _("El perfil no tiene esa revisión."))
    empty = {"es": "", "en": "", "source": "", "year": None, "stale": ""}
    return _write(act, profile, field, dict(revision.sections.get(key) or empty))


@transaction.atomic
def open_sheet(
    act: Act, *, circle: Circle, about: str, place: Place | None = None, country: Country | None = None
) -> Profile:
    """Begin the sheet of a city abroad (R4-11), or give the one the circle has. Raises NotVisible, Invalid."""
    if not can_write_sheet(act.actor, circle):
        raise NotVisible(circle.public_id)
    about = normalise(about)[:200]
    if not about:
        raise Invalid({"about": [_("Diga de qué ciudad es la ficha.")]})
    found = Profile.objects.filter(organisation=None, circle=circle, about=about).first()
    if found is not None:
        return found
    country = country or (place.country if place else None)
    profile = Profile.objects.create(circle=circle, about=about, place=place, country=country, updated_at=act.at)
    record(act, Happened.SHEET_OPENED, chain=circle.public_id, about=profile.public_id)
    return profile
