"""The clock of a relation, of an organisation, and as a calendar file."""

import datetime as dt
from collections.abc import Iterable, Iterator

from django.db.models import F, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.directory.models import Office, in_language
from hermanar.directory.policies import parts_of
from hermanar.documents.models import Version
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import add_months
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Designation, Partnership
from hermanar.partnerships.queries import proof_in_english
from hermanar.process.rules import SourceFact

from ..enums import DutyKey, DutyState
from ..models import Duty
from ..rules import clocks, renewed_until, terms_of


def _seen(actor: Actor) -> QuerySet[Duty]:
    """Duties that the actor may see, as they are told (`_told`)."""
    return _told(Duty.objects.for_actor(actor))


def _told(duties: QuerySet[Duty]) -> QuerySet[Duty]:
    """Duties with the owner's post in English beside it, where the municipality has given one."""
    office = Office.objects.filter(organisation=OuterRef("partnership__owner"), title=OuterRef("owner_office"))
    # who was designated since keeps what is still owed: one contact, inside and outside
    designated = Designation.objects.filter(partnership=OuterRef("partnership"), withdrawn_on=None)
    last = designated.order_by("-designated_on", "-pk")
    return duties.annotate(
        owner_office_en=Subquery(office.values("title_en")[:1]),
        liaison_office=Subquery(last.values("office__title")[:1]),
        liaison_office_en=Subquery(last.values("office__title_en")[:1]),
        their_office=F("partnership__counterpart__office"),
        their_office_es=F("partnership__counterpart__office_es"),
        relation_class=F("partnership__klass"),
    )


def owner_of_duty(duty: Duty) -> str:
    """Who has it in charge, in the reader's language: of a duty that one of these queries gave."""
    liaison = getattr(duty, "liaison_office", "") or ""
    if liaison and duty.owner_part == Part.LEAD and duty.state in {DutyState.OPEN, DutyState.HELD}:
        return in_language(liaison, getattr(duty, "liaison_office_en", "") or "")
    if duty.owner_part == Part.COUNTERPART and duty.owner_office == getattr(duty, "their_office", None):
        return in_language(getattr(duty, "their_office_es", "") or duty.owner_office, duty.owner_office)
    return in_language(duty.owner_office, getattr(duty, "owner_office_en", "") or "")


def is_named_abroad(duty: Duty) -> bool:
    """Whether its owner is an office abroad whose name in Spanish nobody knows."""
    abroad = duty.owner_part == Part.COUNTERPART and getattr(duty, "relation_class", "") == "international"
    return abroad and not getattr(duty, "their_office_es", "")


def source_of_duty(duty: Duty) -> str:
    """Where it comes from, in the reader's language, without the mark of a default: that is for whoever configures."""
    row = clocks().get(duty.key, {})
    in_english = row.get("source_en", "") if row.get("source") == duty.source else ""
    kept = duty.source.removeprefix("[K] ")
    return in_language(kept, in_english or proof_in_english(kept))


def list_duties(actor: Actor, partnership: Partnership) -> list[Duty]:
    """Every duty of the relation, by date."""
    seen = Duty.objects.filter(partnership=partnership).for_parts(parts_of(actor, partnership.circle))
    return list(_told(seen).prefetch_related("corrections").order_by("due_on", "pk"))


def readers_of_duties(partnership: Partnership) -> frozenset[str]:
    """Parts that see the duties of a relation; none where none runs."""
    return Duty.objects.filter(partnership=partnership).readers()


def list_open_duties(actor: Actor, *, until: dt.date | None = None, limit: int = 50) -> list[Duty]:
    """Open duties of every relation the actor sees, the nearest first, with the parties of each. Three queries."""
    rows = _seen(actor).filter(state=DutyState.OPEN).select_related("partnership__circle")
    rows = rows.prefetch_related("corrections", "partnership__parties")
    if until:
        rows = rows.filter(due_on__lte=until)
    return list(rows.order_by("due_on", "pk")[:limit])


def next_duties(actor: Actor, partnerships: Iterable[Partnership]) -> dict[int, Duty]:
    """Relation (by its key) → its open duty that falls due first. One query."""
    rows = _seen(actor).filter(state=DutyState.OPEN, partnership__in=list(partnerships))
    first: dict[int, Duty] = {}
    for duty in rows.order_by("due_on", "pk"):
        first.setdefault(duty.partnership_id, duty)
    return first


def get_duty(actor: Actor, public_id: str) -> Duty:
    """Raises NotVisible."""
    row = at_most_one(
        _seen(actor).select_related("partnership__circle", "partnership__case").filter(public_id=public_id)
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def facts_of_sources() -> Iterator[SourceFact]:
    """What fulfilled duties prove today."""
    done = Duty.objects.filter(key=DutyKey.FIRST_PROGRAMME, state=DutyState.DONE).select_related("partnership__case")
    for duty in done.order_by("pk"):
        source = f"programmes.duty:{duty.public_id}"
        yield SourceFact(duty.partnership.case.public_id, Fact.PROGRAMME_RUNNING, source, duty.done_on)


def end_after_renewal(
    *, partnership: Partnership, version: Version, signed_on: dt.date, until_on: dt.date | None = None
) -> dt.date:
    """The day on which a renewed agreement ends: the one said, else the same period again. Raises Invalid."""
    ended_on = ends_on_of(partnership, version, signed_on)
    ends_on = until_on
    if ends_on is None and ended_on is not None:
        ends_on = renewed_until(terms_of(version.as_content), ended_on)
    if ends_on is None:
        raise Invalid({"until_on": [_("El texto no dice un periodo: escriba hasta cuándo se renueva.")]})
    if ended_on is not None and ends_on <= ended_on:
        raise Invalid(
            {
                "until_on": [
                    _("La vigencia actual termina el %(until)s: la renovación termina después de ese día.")
                    % {"until": f"{ended_on:%d/%m/%Y}"}
                ]
            }
        )
    return ends_on


def ends_on_of(partnership: Partnership, version: Version, signed_on: dt.date) -> dt.date | None:
    """End of the term that runs: of the last one compiled, else as the text says from its signature."""
    last = Duty.objects.filter(partnership=partnership, key=DutyKey.END_OF_VALIDITY).order_by("-period").first()
    if last is not None:
        return last.due_on
    years = terms_of(version.as_content).term_years
    return add_months(signed_on, 12 * years) - dt.timedelta(days=1) if years else None
