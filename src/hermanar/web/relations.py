"""What the rooms of one relation share: the relation itself, its name, its crumbs, the addresses of its papers."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.agreements.queries import unseen_papers
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.policies import reads
from hermanar.kernel.acts import Actor
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import with_spanish_and
from hermanar.partnerships.queries import AdministrationChange, Sight, get_partnership, names_of, sight_of
from hermanar.process.queries import standing_facts

from . import edge
from .doors import address_of
from .language import language


def find_relation(request: HttpRequest, public_id: str) -> Any:
    """The relation, as far as the seat sees it. Raises NotVisible."""
    return get_partnership(edge.actor(request), public_id)


def find_matter(request: HttpRequest, public_id: str, matter: str) -> Any:
    """The relation, for whoever reads that matter of it (`directory/data/sight.yaml`). Raises NotVisible."""
    partnership = find_relation(request, public_id)
    if matter not in reads(edge.actor(request), partnership.circle):
        raise NotVisible(public_id)
    return partnership


def what_is_read(actor: Actor, partnership: Any) -> Sight:
    """What of the relation this person reads: its matters, its log, the rooms that are shut."""
    return sight_of(actor, partnership, apart_from=unseen_papers(actor, partnership))


def own_circle(request: Any) -> Any:
    """The municipality's own circle, as its people and its committee reach it. Raises NotVisible."""
    house = request.seat.organisation
    if house is not None and house.kind == OrganisationKind.MUNICIPALITY:
        return house.home
    if house is not None and house.kind == OrganisationKind.COMMITTEE and house.parent is not None:
        return house.parent.home
    raise NotVisible("own circle")


def sides_of(partnership: Any) -> tuple[Any, Any]:
    """(our party, theirs)."""
    found = {p.side: p for p in partnership.parties.all()}
    return found["ours"], found["theirs"]


def title_of(partnership: Any) -> str:
    """`Villa Serena y Lakeside`."""
    ours, theirs = names_of({p.side: p for p in partnership.parties.all()}, language())
    return with_spanish_and(_("%(ours)s y %(theirs)s") % {"ours": ours, "theirs": theirs})


def case_url(partnership: Any) -> str:
    return address_of("partnerships.case", {"partnership": partnership.public_id})


def crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    """The way from the case to here; the last of `more` has no address."""
    rows = [{"label": title_of(partnership), "url": case_url(partnership)}]
    return rows + [{"label": label, "url": url} for label, url in more]


def facts_of(partnership: Any) -> dict[str, Any]:
    """Key → standing fact."""
    return standing_facts(partnership.case)


def today_of(request: HttpRequest, partnership: Any) -> dt.date:
    """The day the relation lives in."""
    return edge.moment(edge.find_seat(request), partnership.circle).date()


def paper_links(issue: Any) -> list[dict]:
    """Where an issued paper is read: PDF and Word."""
    if issue is None:
        return []
    return [
        {"label": label, "url": reverse("web:drafting:paper", args=[issue.public_id, fmt])}
        for label, fmt in ((_("PDF"), "pdf"), (_("Word"), "docx"))
    ]


def file_url(attachment: Any) -> str:
    return reverse("web:file", args=[attachment.public_id]) if attachment else ""


def tell_changes(changes: Iterable[AdministrationChange]) -> list[str]:
    """Changes of administration, a sentence each."""
    lang = language()
    told = []
    for change in changes:
        on = {"on": date_in_words(change.on, lang), "number": change.number}
        if change.side == "theirs":
            told.append(_("El mandato de la contraparte que constaba terminó el %(on)s.") % on)
        elif change.number:
            told.append(_("El municipio cambió de administración: la %(number)s empezó el %(on)s.") % on)
        else:
            told.append(_("El municipio cambió de administración el %(on)s.") % on)
    return told
