"""The clause bank: what reviewers said of each article before, in the cases the reader may see."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.documents import queries as papers
from hermanar.opinions.queries import rulings_on

from ..edge import page, seat_required
from ..relations import find_relation, title_of
from .marks import group_name, reading
from .pictures import LANGUAGE_NAMES
from .views import agreement_of, crumbs_of, text_url


@seat_required
def bank(request: HttpRequest, public_id: str) -> HttpResponse:
    """Observations on texts of this kind, article by article, newest first; `?articulo=` shows one article."""
    partnership = find_relation(request, public_id)
    agreement = agreement_of(request, partnership)
    content = papers.latest_version(agreement.document).as_content
    groups = content.groups()
    chosen = request.GET.get("articulo", "")
    chosen = chosen if chosen in groups else ""
    rulings = rulings_on(request.seat.actor, agreement.document.kind, group=chosen or None)  # type: ignore[attr-defined]
    heads = {b.group: reading(b.text) for b in content.blocks if b.kind == "heading"}
    url = text_url(partnership)
    articles: dict[str, dict[str, Any]] = {}
    for ruling in sorted(rulings, key=lambda r: groups.index(r.group) if r.group in groups else len(groups)):
        name = group_name(ruling.group)
        article = articles.setdefault(
            ruling.group,
            {
                "label": f"{name}. {heads[ruling.group]}" if heads.get(ruling.group) else name,
                "url": f"{url}#g-{ruling.group or 'head'}" if ruling.group in groups else "",
                "rulings": [],
            },
        )
        article["rulings"].append(
            {
                "ruling": ruling,
                "language": LANGUAGE_NAMES.get(ruling.language, ruling.language),
                "here": ruling.partnership.pk == partnership.pk,
            }
        )
    return page(
        request,
        "web/drafting/bank.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": crumbs_of(partnership, (_("Lo observado antes"), "")),
            "articles": list(articles.values()),
            "chosen": group_name(chosen) if chosen else "",
            "all_url": reverse("web:drafting:bank", args=[partnership.public_id]),
            "back": url,
        },
    )
