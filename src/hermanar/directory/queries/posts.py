"""Who holds an office on a day, in what capacity, and what a paper prints of it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, Subquery, When

from hermanar.kernel.acts import How

from ..enums import WITHHELD, Part, Role, fillers_of
from ..models import Appointment, FormerTitle, Office, Organisation, Person, in_language
from ..rules import capacity


@dataclass(frozen=True)
class HolderPicture:
    """Who holds a post on a day. `name` says “Nombre reservado” where its owner asked so; `post_es` and `post_en` are what a
    paper prints under it, with the capacity of who is in charge or stands in for another; `office_es`, `office_en` the
    post's own title; `called_es`, `called_en` how whoever it is is addressed: without what the capacity rests on; `reference` the document that gives the capacity."""

    name: str
    post_es: str
    post_en: str
    how: How
    appointment: str
    person: str
    from_on: dt.date
    until_on: dt.date | None
    office_es: str = ""
    office_en: str = ""
    called_es: str = ""
    called_en: str = ""
    reference: str = ""
    basis: str = ""
    is_mistaken: bool = False

    @property
    def office(self) -> str:
        return in_language(self.office_es, self.office_en)

    @property
    def post(self) -> str:
        return in_language(self.post_es, self.post_en)

    @property
    def called(self) -> str:
        return in_language(self.called_es, self.called_en)


@dataclass(frozen=True)
class OfficePicture:
    """A post on a day, with everybody in it; `is_vacant` when nobody is in post, in charge or by absence."""

    public_id: str
    title_es: str
    title_en: str
    role: Role
    holders: tuple[HolderPicture, ...]

    @property
    def is_vacant(self) -> bool:
        return not self.holders

    @property
    def title(self) -> str:
        return in_language(self.title_es, self.title_en)

    @property
    def is_supplied(self) -> bool:
        """Whether somebody stands in for its holder."""
        return any(h.how == How.BY_ABSENCE for h in self.holders)

    def by(self, how: How) -> tuple[HolderPicture, ...]:
        return tuple(h for h in self.holders if h.how == how)


_ORDER = {How.IN_POST: 0, How.IN_CHARGE: 1, How.BY_ABSENCE: 2}
# while a holder is absent, whoever stands in signs
_SIGNING = {How.BY_ABSENCE: 0, How.IN_POST: 1, How.IN_CHARGE: 2}


def shown_name(person: Person) -> str:
    """The person's name as it may be shown in published copies and in the log."""
    return str(WITHHELD) if person.withheld_at else person.name


def _named_on(on: dt.date, office: str = "pk", path: str = "") -> dict[str, Any]:
    """What an office was called on a day, as annotations: `told` and `told_en`. Without a question of their own."""
    former = FormerTitle.objects.filter(office=OuterRef(office), until_on__gte=on).order_by("until_on")
    is_former = Exists(former)
    return {
        f"told{lang}": Case(
            When(is_former, then=Subquery(former.values(f"title{lang}")[:1])), default=F(f"{path}title{lang}")
        )
        for lang in ("", "_en")
    }


def _holder(row: Appointment, office: Any) -> HolderPicture:
    """As a paper prints it: `told` of the row where a day was asked, else what the office is called."""
    title, title_en = getattr(row, "told", office.title), getattr(row, "told_en", office.title_en)
    post_es, post_en = capacity(
        (title, title_en), row.how, written=(row.written, row.written_en), basis=row.basis, reference=row.reference
    )
    called_es, called_en = capacity((title, title_en), row.how, written=(row.written, row.written_en))
    return HolderPicture(
        name=shown_name(row.person), post_es=post_es, post_en=post_en, how=How(row.how), appointment=row.public_id,
        person=row.person.public_id, from_on=row.from_on, until_on=row.until_on, office_es=title,
        office_en=title_en or title, reference=row.reference, basis=row.basis, called_es=called_es, called_en=called_en,
        is_mistaken=row.mistaken_at is not None,
    )  # fmt: skip


def _sorted(rows: Iterable[Appointment], order: dict[How, int] = _ORDER) -> list[Appointment]:
    """In post before in charge before by absence; of two on one day, who came last."""
    return sorted(rows, key=lambda r: (order[How(r.how)], r.ended_at is not None, -r.from_on.toordinal(), -r.pk))


def list_offices(organisation: Organisation, on: dt.date) -> list[OfficePicture]:
    """Offices that exist on the day, with their holders then. Two queries."""
    offices: list[Any] = list(
        organisation.offices.filter(Q(valid_from=None) | Q(valid_from__lte=on))
        .filter(Q(valid_until=None) | Q(valid_until__gte=on))
        .annotate(**_named_on(on))
        .order_by("pk")
    )
    held: dict[int, list[Appointment]] = {}
    rows = (
        Appointment.objects.covering(on).filter(office__in=[o.pk for o in offices]).select_related("person", "office")
    )
    for row in rows.annotate(**_named_on(on, "office", "office__")):
        held.setdefault(row.office_id, []).append(row)
    return [
        OfficePicture(
            o.public_id,
            o.told,
            o.told_en or o.told,
            Role(o.role),
            tuple(_holder(r, o) for r in _sorted(held.get(o.pk, []))),
        )
        for o in offices
    ]


def _covering(where: Office | tuple[Organisation, Role | str], on: dt.date | None) -> list[Appointment]:
    """Appointments that cover a day (None: all), ended since or not: who signed then was in post then. One query."""
    rows = Appointment.objects.standing()
    if on:
        rows = Appointment.objects.covering(on).annotate(**_named_on(on, "office", "office__"))
    rows = rows.select_related("person", "office")
    if isinstance(where, Office):
        return list(rows.filter(office=where))
    return list(rows.filter(office__organisation=where[0], office__role__in=fillers_of(Part.LEAD, where[1])))


def holder_on(where: Office | tuple[Organisation, Role | str], on: dt.date) -> HolderPicture | None:
    """Whose an office, or the organisation's post of that role, was on a day: in post, else in charge, else by absence.
    Whom papers go to and texts name. None when vacant. One query."""
    found = _sorted(_covering(where, on))
    return _holder(found[0], found[0].office) if found else None


def holders_on(where: Office | tuple[Organisation, Role | str], on: dt.date | None) -> list[HolderPicture]:
    """Everybody who could sign for it on a day (None: ever): its holder and whoever was in charge or stood in. One query."""
    return [_holder(row, row.office) for row in _sorted(_covering(where, on))]


def signer_on(
    where: Office | tuple[Organisation, Role | str], on: dt.date, appointment: str = ""
) -> HolderPicture | None:
    """Who signs for an office on a day, in the capacity that a paper prints: the `appointment` that acts, where it is of
    that office and covers the day; else who stands in for the absent, else its holder, else who is in charge. One query."""
    found = _sorted(_covering(where, on), _SIGNING)
    row = next((r for r in found if r.public_id == appointment), found[0] if found else None)
    return _holder(row, row.office) if row else None


def post_of(appointment: str) -> HolderPicture | None:
    """An appointment as a paper prints it, whatever its days; None where there is none. One query."""
    found = posts_of([appointment or "-"])
    return found[0] if found else None


def posts_of(appointments: Iterable[str]) -> list[HolderPicture]:
    """Appointments as papers print them, whatever their days, oldest first. One query."""
    rows = Appointment.objects.select_related("person", "office").filter(public_id__in=list(appointments))
    return [_holder(row, row.office) for row in rows.order_by("pk")]


def list_posts_of(office: Office) -> list[HolderPicture]:
    """Everybody put down as having held an office, holding it or to hold it, the latest first; also by mistake. One query."""
    rows = Appointment.objects.filter(office=office).select_related("person", "office").order_by("-from_on", "-pk")
    return [_holder(row, row.office) for row in rows]
