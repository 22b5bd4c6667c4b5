"""Versions of the text: listed, fixed under a name, compared word by word on screen and on paper, taken away."""

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import Power
from hermanar.agreements.policies import can
from hermanar.agreements.queries import blanks_known
from hermanar.documents import queries as papers
from hermanar.documents.enums import Origin
from hermanar.ui.download import download

from ..edge import operate, page, seat_required
from ..language import language, validity_told
from ..relations import find_relation, title_of, today_of
from .forms import FreezeForm, name_of
from .marks import group_name, marked, reading
from .pictures import LANGUAGE_NAMES
from .views import agreement_of, crumbs_of, text_url

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


def _compared(request: HttpRequest, partnership: Any, document: Any) -> Compared:
    rows = papers.list_versions(document)
    latest = rows[0].number
    old, new = request.GET.get("de", ""), request.GET.get("a", "") or str(latest)
    if not old:
        old = str(latest - 1) if latest > 1 else "modelo"
    try:
        newer = papers.get_version(document, int(new))
        if old.startswith("modelo-"):
            model = papers.get_model_text(request.seat.actor, old.removeprefix("modelo-"))  # type: ignore[attr-defined]
            changes = papers.deviation_from(newer, model, blanks_known(partnership, model.language))
            return Compared(rows, None, newer, changes, model)
        older = None if old == "modelo" else papers.get_version(document, int(old))
    except ValueError as wrong:
        raise Http404 from wrong
    return Compared(rows, older, newer, papers.deviation(newer) if older is None else papers.compare(older, newer))


def _name_of_model(model: Any, on: dt.date) -> str:
    """One that is no longer in use, or not yet, says so where it is offered."""
    language_name = LANGUAGE_NAMES.get(model.language, model.language)
    return " · ".join(part for part in (model.title, language_name, validity_told(model, on)) if part)


@seat_required
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version, and any two compared; `de=modelo` compares with the model, `de=modelo-<id>` with one of others."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    found = _compared(request, partnership, agreement.document)
    return page(
        request,
        "web/drafting/versions.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": crumbs_of(partnership, (_("Versiones"), "")),
            "versions": [{"number": str(v.number), "name": name_of(v)} for v in found.rows],
            "sittings": _sittings(found.rows),
            "old": found.old,
            "older": str(found.older.number) if found.older else "",
            "models": [
                {"key": f"modelo-{m.public_id}", "name": _name_of_model(m, today_of(request, partnership))}
                for m in papers.list_model_texts(request.seat.actor)  # type: ignore[attr-defined]
                if m.confirmed_on and m.language in partnership.languages
            ],
            "new": str(found.newer.number),
            "groups": _by_article(found.newer, found.changes),
            "may_freeze": can(request.seat.actor, partnership.circle, Power.DRAFT),  # type: ignore[attr-defined]
            "back": text_url(partnership),
        },
    )


@seat_required
@require_POST
def freeze(request: HttpRequest, public_id: str) -> HttpResponse:
    """Fix a version under a name."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    url = f"{text_url(partnership)}versiones/"
    form = FreezeForm(request.POST)
    if form.is_valid():
        version = papers.get_version(agreement.document, form.cleaned_data["number"])
        done = operate(
            request,
            lambda act: agreements.freeze_text(
                act, agreement=agreement, version=version, label=form.cleaned_data["label"]
            ),
            circle=partnership.circle,
            then=url,
            said=_("La versión %(n)s quedó fijada.") % {"n": version.number},
        )
        if done.response:
            return done.response
    return HttpResponseRedirect(url)


@seat_required
def print_comparison(request: HttpRequest, public_id: str) -> HttpResponse:
    """The comparison on paper, side by side."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    found = _compared(request, partnership, agreement.document)
    old = name_of(found.older) if found.older else str(found.model or _("el modelo"))
    data = papers.print_comparison(
        found.newer,
        found.changes,
        names={group: group_name(group) for group in found.newer.as_content.groups()},
        old=old,
        new=name_of(found.newer),
        title=_("Comparación de textos · %(folio)s") % {"folio": partnership.folio},
        about=f"{agreement.document} · {title_of(partnership)}",
        author=str(partnership.owner),
        language=language(),
    )
    return download(data, papers.MEDIA_TYPES["pdf"], f"{partnership.folio}-{_('comparacion')}.pdf", inline=True)


def _by_article(version: Any, changes: list) -> list[dict]:
    """Changes in the order of the text, each clause once with its languages beside each other."""
    content = version.as_content
    order = {key: n for n, key in enumerate(dict.fromkeys([b.key for b in content.blocks]))}
    heads = {b.group: reading(b.text) for b in content.blocks if b.kind == "heading"}
    found: dict[str, dict] = {}
    for change in sorted(changes, key=lambda c: order.get(c.key, len(order))):
        name = group_name(change.group)
        label = f"{name}. {heads[change.group]}" if change.group in heads else name
        article = found.setdefault(change.group, {"label": label, "clauses": {}})
        cells = article["clauses"].setdefault(change.key, [])
        if change.words:
            cells.append({"lang": change.lang, "kind": change.kind, "html": marked(change.new_text, change.words)})
    return [{"label": a["label"], "clauses": [c for c in a["clauses"].values() if c]} for a in found.values()]


@seat_required
def draft(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """A version marked as a draft, the latest where none is asked for (`version`). Word with tracked changes against an
    earlier one (`contra`); PDF to be read and corrected (`revision`)."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    document = agreement.document
    more: dict[str, Any] = {}
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
