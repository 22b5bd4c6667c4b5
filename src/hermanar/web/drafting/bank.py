"""The clause bank: what reviewers said of each article before, in the cases the reader may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hermanar.documents import queries as papers
from hermanar.opinions.queries import Ruling, rulings_on

from ..edge import page
from ..relations import title_of
from .desks import Desk, at_desk, of_the_workshop
from .marks import headings, labelled, names_of
from .pictures import LANGUAGE_NAMES


def _rulings(desk: Desk, chosen: str) -> list[tuple[str, Ruling]]:
    """What was observed, by article of this text: on texts of its kind, and on those that it has its article from."""
    found = [(r.group, r) for r in rulings_on(desk.actor, desk.document.kind, group=chosen or None)]
    for group, (kind, there) in papers.borrowed_articles(desk.document.kind).items():
        if chosen in {"", group}:
            found += [(group, r) for r in rulings_on(desk.actor, kind, group=there)]
    return found


@at_desk
@of_the_workshop
def bank(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Observations on texts of this kind, article by article, newest first; `?articulo=` shows one article."""
    content = papers.latest_version(desk.document).as_content
    groups = content.groups()
    chosen = request.GET.get("articulo", "")
    chosen = chosen if chosen in groups else ""
    rulings = _rulings(desk, chosen)
    heads, names = headings(content), names_of(content)
    articles: dict[str, dict[str, Any]] = {}
    for group, ruling in sorted(rulings, key=lambda r: groups.index(r[0]) if r[0] in groups else len(groups)):
        article = articles.setdefault(
            group,
            {
                "label": labelled(group, names, heads),
                "url": f"{desk.url}#g-{group or 'head'}" if group in groups else "",
                "rulings": [],
            },
        )
        article["rulings"].append(
            {
                "ruling": ruling,
                "language": LANGUAGE_NAMES.get(ruling.language, ruling.language),
                "here": ruling.partnership.pk == desk.partnership.pk,
            }
        )
    return page(
        request,
        "web/drafting/bank.html",
        {
            "desk": desk,
            "title": title_of(desk.partnership),
            "crumbs": desk.crumbs((_("Lo observado antes"), "")),
            "articles": list(articles.values()),
            "chosen": names.get(chosen, chosen) if chosen else "",
        },
    )
