"""Versions of the text: listed, fixed under a name, compared word by word on screen and on paper, taken away."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.agreements.queries import blanks_known
from hermanar.documents import queries as papers
from hermanar.documents.enums import Origin
from hermanar.kernel.errors import NotVisible
from hermanar.ui.download import download

from ..edge import operate, page
from ..language import language, validity_told
from ..relations import title_of, today_of
from .desks import Desk, at_desk, of_the_house
from .forms import FreezeForm, name_of
from .marks import headings, labelled, marked, names_of
from .pictures import LANGUAGE_NAMES

# what one person saves in a row is one line of the list
_STEPS = {Origin.EDITED, Origin.REPAIRED, Origin.UNDONE, Origin.REDONE, Origin.CONFIRMED}


@dataclass
class Sitting:
    """A version, or several that one person saved in a row on one day; the newest of them stands for all."""

    newest: Any
    oldest: Any
    rows: list = field(default_factory=list)

    @property
    def several(self) -> bool:
        return self.newest.number != self.oldest.number


def _sittings(rows: list) -> list[Sitting]:
    found: list[Sitting] = []
    for row in rows:
        last = found[-1].oldest if found else None
        same = (
            last is not None
            and {last.origin, row.origin} <= _STEPS
            and last.created_by == row.created_by
            and last.created_at.date() == row.created_at.date()
            and not hasattr(row, "frozen")
        )
        if same:
            found[-1].oldest = row
        else:
            found.append(Sitting(row, row))
    return found


@dataclass(frozen=True)
class Compared:
    """Two texts and what changed between them; `older` None is a model: the library's, or `model`, which others wrote."""

    rows: list
    older: Any
    newer: Any
    changes: list
    model: Any = None

    @property
    def old(self) -> str:
        """How an address calls the older one."""
        return str(self.older.number) if self.older else f"modelo-{self.model.public_id}" if self.model else "modelo"


def _compared(request: HttpRequest, desk: Desk) -> Compared:
    document = desk.document
    rows = papers.list_versions(document)
    latest = rows[0].number
    old, new = request.GET.get("de", ""), request.GET.get("a", "") or str(latest)
    if not old:
        old = str(latest - 1) if latest > 1 else "modelo"
    try:
        newer = papers.get_version(document, int(new))
        if old.startswith("modelo-"):
            model = papers.get_model_text(desk.actor, old.removeprefix("modelo-"))
            changes = papers.deviation_from(newer, model, blanks_known(desk.partnership, model.language))
            return Compared(rows, None, newer, changes, model)
        older = None if old == "modelo" else papers.get_version(document, int(old))
    except ValueError as wrong:
        raise Http404 from wrong
    return Compared(rows, older, newer, papers.deviation(newer) if older is None else papers.compare(older, newer))


def _name_of_model(model: Any, on: dt.date) -> str:
    """One that is no longer in use, or not yet, says so where it is offered."""
    language_name = LANGUAGE_NAMES.get(model.language, model.language)
    received = _("como se recibió") if model.is_received else ""
    return " · ".join(part for part in (str(model), language_name, received, validity_told(model, on)) if part)


@at_desk
@of_the_house
def versions(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Every version, and any two compared; `de=modelo` compares with the model, `de=modelo-<id>` with one of others."""
    found, partnership = _compared(request, desk), desk.partnership
    return page(
        request,
        "web/drafting/versions.html",
        {
            "desk": desk,
            "title": title_of(partnership),
            "crumbs": desk.crumbs((_("Versiones"), "")),
            "versions": [{"number": str(v.number), "name": name_of(v)} for v in found.rows],
            "sittings": _sittings(found.rows),
            "old": found.old,
            "older": str(found.older.number) if found.older else "",
            "models": [
                {"key": f"modelo-{m.public_id}", "name": _name_of_model(m, today_of(request, partnership))}
                for m in papers.offered_models(
                    desk.actor, found.newer.as_content.languages, today_of(request, partnership)
                )
            ],
            "new": str(found.newer.number),
            "groups": _by_article(found.newer, found.changes),
            "may_freeze": desk.can_draft,
        },
    )


@at_desk
@of_the_house
@require_POST
def freeze(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Fix a version under a name."""
    url = f"{desk.url}versiones/"
    form = FreezeForm(request.POST)
    if form.is_valid():
        version = papers.get_version(desk.document, form.cleaned_data["number"])
        done = operate(
            request,
            lambda act: agreements.freeze_text(
                act, draft=desk.draft, version=version, label=form.cleaned_data["label"]
            ),
            circle=desk.partnership.circle,
            then=url,
            said=_("La versión %(n)s quedó fijada.") % {"n": version.number},
        )
        if done.response:
            return done.response
    return HttpResponseRedirect(url)


@at_desk
@of_the_house
def print_comparison(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The comparison on paper, side by side."""
    found, partnership = _compared(request, desk), desk.partnership
    old = name_of(found.older) if found.older else str(found.model or _("el modelo"))
    data = papers.print_comparison(
        found.newer,
        found.changes,
        names=names_of(found.newer.as_content),
        old=old,
        new=name_of(found.newer),
        title=_("Comparación de textos · %(folio)s") % {"folio": partnership.folio},
        about=f"{desk.document} · {title_of(partnership)}",
        author=str(partnership.owner),
        language=language(),
    )
    return download(data, papers.MEDIA_TYPES["pdf"], f"{partnership.folio}-{_('comparacion')}.pdf", inline=True)


def _by_article(version: Any, changes: list) -> list[dict]:
    """Changes in the order of the text, each clause once with its languages beside each other."""
    content = version.as_content
    order = {key: n for n, key in enumerate(dict.fromkeys([b.key for b in content.blocks]))}
    heads, names = headings(content), names_of(content)
    found: dict[str, dict] = {}
    for change in sorted(changes, key=lambda c: order.get(c.key, len(order))):
        label = labelled(change.group, names, heads)
        article = found.setdefault(change.group, {"label": label, "clauses": {}})
        cells = article["clauses"].setdefault(change.key, [])
        if change.words:
            cells.append(
                {
                    "lang": change.lang,
                    "kind": change.kind,
                    "html": marked(change.new_text, change.words, lang=change.lang),
                }
            )
    return [{"label": a["label"], "clauses": [c for c in a["clauses"].values() if c]} for a in found.values()]


@at_desk
def draft(request: HttpRequest, desk: Desk, fmt: str) -> HttpResponse:
    """A version marked as a draft, the latest where none is asked for (`version`). Word with tracked changes against an
    earlier one (`contra`); PDF to be read and corrected (`revision`)."""
    document, partnership = desk.document, desk.partnership
    more: dict[str, Any] = {}
    if desk.of_other_house and (request.GET.get("version") or request.GET.get("contra")):
        raise NotVisible(desk.draft.public_id)
    try:
        wanted = request.GET.get("version", "")
        version = papers.get_version(document, int(wanted)) if wanted else papers.latest_version(document)
        if fmt == "docx" and request.GET.get("contra"):
            more["against"] = papers.get_version(document, int(request.GET["contra"]))
    except ValueError as wrong:
        raise Http404 from wrong
    render: Any = {"pdf": papers.draft_pdf, "docx": papers.draft_docx}.get(fmt)
    if render is None:
        raise Http404
    if fmt == "pdf" and request.GET.get("revision"):
        more["review"] = True
    data = render(
        version,
        letterhead_of=partnership.owner,
        exercise=partnership.circle.exercise_at is not None,
        on=today_of(request, partnership),
        **more,
    )
    told = f"v{more['against'].number}-v{version.number}-{_('cambios')}" if "against" in more else f"v{version.number}"
    name = f"{partnership.folio}-{told}-{_('borrador')}.{fmt}"
    return download(data, papers.MEDIA_TYPES[fmt], name, inline=fmt == "pdf")
