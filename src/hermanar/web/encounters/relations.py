"""What a relation lives on: last contact per side, encounters, topics, invitations; the mayor's page; their committee."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.policies import parts_of
from hermanar.encounters.enums import Touch
from hermanar.encounters.policies import can_keep
from hermanar.encounters.queries import (
    brief_of,
    brief_pdf,
    contacts_of,
    get_encounter,
    holder_now,
    list_encounters,
    list_planned,
    list_topics,
    shown_holder,
    signs_of,
    spoken_in_words,
)
from hermanar.encounters.queries.objectives import list_objectives
from hermanar.encounters.rules.contact import contacts_in_year, last_contact
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit

from ..deeds import Deed, do
from ..edge import SeatedRequest, given, moment, page, seat_required
from ..relations import case_url, crumbs, find_relation, sides_of, title_of
from .forms import CommitteeForm
from .shared import day_in_words
from .topics import TONES
from .views import row_of

SIGNS = 12
OWN = frozenset({"lead", "committee"})


def own_relation(request: SeatedRequest, relation_id: str) -> Any:
    """The relation, for the people of its municipality and their committee. Raises NotVisible."""
    partnership = find_relation(request, relation_id)
    home = partnership.owner.home
    if home is None or not parts_of(request.seat.actor, home) & OWN:
        raise NotVisible(relation_id)
    return partnership


def objective_rows(request: SeatedRequest, partnership: Any, *, open_only: bool = False) -> list[dict]:
    """Objectives as a page draws them."""
    day = moment(request.seat, partnership.circle).date()
    rows = []
    for picture in list_objectives(request.seat.actor, partnership, day, open_only=open_only):
        row, how = picture.it, picture.progress
        tone, word = "", _("sin medición")
        if how.is_reached:
            tone, word = "leaf", _("meta alcanzada")
        elif how.is_late:
            tone, word = "red", _("venció sin alcanzarse")
        elif how.last is not None:
            tone, word = "amber", _("en camino")
        rows.append(
            {
                "it": row, "unit": row.unit_in_words, "measures": picture.measures, "last": how.last,
                "percent": how.percent, "tone": tone, "word": _("cerrado") if row.closed_on else word,
                "width": max(0, min(100, how.percent)) if how.percent is not None else None,
            }
        )  # fmt: skip
    return rows


@seat_required
def show(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Last contact of each side, computed; encounters, topics, contacts."""
    partnership = own_relation(request, relation_id)
    actor, home, day = request.seat.actor, partnership.owner.home, moment(request.seat, partnership.circle).date()
    signs = signs_of([partnership])[partnership.pk]
    last, year = last_contact(signs, day), contacts_in_year(signs, day)
    ours, theirs = sides_of(partnership)
    doors = {"letter": "web:letters:letter", "encounter": "web:encounters:encounter",
             "invitation": "web:encounters:invitation"}  # fmt: skip

    def told(sign: Any) -> dict[str, Any]:
        name = str(sign.kind).partition("_")[0]
        url = reverse(doors[name], args=[sign.about]) if sign.about and name in doors else ""
        return {
            "what": str(Touch(sign.kind).label), "title": sign.title, "url": url,
            "when": day_in_words(sign.on, sign.precision), "on": sign.on,
        }  # fmt: skip

    seen: set[tuple] = set()
    lines = []
    for sign in sorted(signs, key=lambda s: s.on, reverse=True):
        key = (sign.on, sign.about, sign.kind)
        if key not in seen:  # an encounter is a sign of both sides
            seen.add(key)
            both = sign.kind in {Touch.ENCOUNTER, Touch.SIGNED}
            side = _("ambas") if both else str(ours if sign.side == "ours" else theirs)
            lines.append(told(sign) | {"side": side})
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": crumbs(partnership, (_("Trato"), "")),
        "sides": [
            {"name": str(party), "last": told(last[side]) if side in last else None, "year": year[side]}
            for side, party in (("ours", ours), ("theirs", theirs))
        ],
        "signs": lines[:SIGNS],
        "planned": [row_of(e, day) for e in list_planned(actor) if partnership in e.partnerships.all()],
        "met": [
            row_of(e, day) for e in list_encounters(actor, home, partnership=partnership.pk, planned=False, limit=8)
        ],
        "topics": [{"it": t, "tone": TONES[t.state]} for t in list_topics(actor, partnership=partnership, limit=20)],
        "objectives": objective_rows(request, partnership, open_only=True),
        "contacts": [
            {"it": c, "name": shown_holder(holder_now(c)), "spoken": spoken_in_words(c.languages)}
            for c in contacts_of(actor, home, partnership.pk)
        ],
        "committee": partnership.counterpart,
        "committee_since": day_in_words(
            partnership.counterpart.committee_since, partnership.counterpart.committee_precision
        ),
        "may": can_keep(actor, home),
        "may_edit": can_edit(actor, partnership.circle),
        "today": day,
    }
    return page(request, "web/encounters/of_case.html", context)


def _encounter(request: SeatedRequest, partnership: Any) -> Any:
    """The encounter that the page is for, where the address names one of this relation."""
    wanted = request.GET.get("encuentro", "")
    if not wanted:
        return None
    row = get_encounter(request.seat.actor, wanted)
    if partnership not in row.partnerships.all():
        raise NotVisible(wanted)
    return row


@seat_required
def brief(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """The mayor's page, on screen."""
    partnership = own_relation(request, relation_id)
    encounter = _encounter(request, partnership)
    at = moment(request.seat, partnership.circle)
    query = f"?encuentro={encounter.public_id}" if encounter is not None else ""
    context = {
        "partnership": partnership,
        "it": brief_of(request.seat.actor, partnership, at=at, encounter=encounter),
        "crumbs": crumbs(partnership, (_("Ficha para la Presidencia"), "")),
        "case_url": case_url(partnership),
        "papers": [
            {"label": label, "url": reverse("web:encounters:brief_paper", args=[relation_id, lang]) + query}
            for lang, label in (("es", _("PDF en español")), ("en", _("PDF en inglés")))
        ],
    }
    return page(request, "web/encounters/brief.html", context)


@seat_required
def brief_paper(request: SeatedRequest, relation_id: str, language: str) -> HttpResponse:
    """The same on one sheet of paper."""
    if language not in {"es", "en"}:
        raise NotVisible(language)
    partnership = own_relation(request, relation_id)
    pdf = brief_pdf(
        request.seat.actor, partnership, at=moment(request.seat, partnership.circle),
        encounter=_encounter(request, partnership), language=language,
    )  # fmt: skip
    headers = {"Content-Disposition": f'inline; filename="ficha-{partnership.folio}-{language}.pdf"'}
    return HttpResponse(pdf, content_type="application/pdf", headers=headers)


@seat_required
def committee(request: SeatedRequest, relation_id: str) -> HttpResponse:
    """Whether the other side has a committee that represents it (R0-38)."""
    partnership = own_relation(request, relation_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(relation_id)
    row = partnership.counterpart
    form = CommitteeForm(
        given(request),
        initial={
            "known": row.committee_known, "name": row.committee, "since": row.committee_since,
            "precision": row.committee_precision, "contact": row.committee_contact,
        },
    )  # fmt: skip
    back = reverse("web:encounters:of_case", args=[relation_id])
    deed = Deed(
        title=_("El comité de la contraparte"),
        lead=_("Hay relaciones que se interrumpieron porque nadie representaba a la otra ciudad."),
        submit=_("Guardar"),
        back=back,
        crumbs=crumbs(partnership, (_("Trato"), back), (_("Su comité"), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: partnerships.record_counterpart_committee(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle,
        said=_("Quedó asentado."),
    )
