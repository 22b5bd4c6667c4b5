"""Versions of the text: listed, fixed under a name, compared word by word on screen and on paper, taken away."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hermanar.documents import queries as papers

from ..edge import page, seat_required
from ..relations import find_relation, title_of, today_of
from .marks import group_name, marked, reading
from .views import agreement_of, crumbs_of, download, text_url


@seat_required
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version, and any two compared; `de=modelo` compares with the model."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    rows = papers.list_versions(agreement.document)
    latest = rows[0].number
    old, new = request.GET.get("de", ""), request.GET.get("a", "") or str(latest)
    if not old:
        old = str(latest - 1) if latest > 1 else "modelo"
    try:
        newer = papers.get_version(agreement.document, int(new))
        older = None if old == "modelo" else papers.get_version(agreement.document, int(old))
    except ValueError as wrong:
        raise Http404 from wrong
    changes = papers.deviation(newer) if older is None else papers.compare(older, newer)
    return page(
        request,
        "web/drafting/versions.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": crumbs_of(partnership, (_("Versiones"), "")),
            "versions": rows,
            "old": old,
            "new": new,
            "groups": _by_article(newer, changes),
            "back": text_url(partnership),
        },
    )


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
    """The latest version, marked as a draft."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    version = papers.latest_version(agreement.document)
    render = {"pdf": papers.draft_pdf, "docx": papers.draft_docx}.get(fmt)
    if render is None:
        raise Http404
    data = render(
        version,
        letterhead_of=partnership.owner,
        exercise=partnership.circle.exercise_at is not None,
        on=today_of(request, partnership),
    )
    name = f"{partnership.folio}-v{version.number}-{_('borrador')}.{fmt}"
    return download(data, papers.MEDIA_TYPES[fmt], name, inline=fmt == "pdf")
