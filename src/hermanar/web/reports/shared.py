"""What the pages of reports share: the period and its report, its address, its crumbs, the page of an act."""

from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.kernel.errors import NotVisible
from hermanar.reports.policies import can_read
from hermanar.reports.queries import get_period, report_of, title_of

from ..deeds import Deed
from ..edge import SeatedRequest, moment
from ..language import language


def house_of(request: SeatedRequest) -> Any:
    """The seat's own organisation, whose reports it may read. Raises NotVisible."""
    house = request.seat.organisation
    if house is None or house.home is None or not can_read(request.seat.actor, house.home):
        raise NotVisible("reports")
    return house


def url_of(period: Any, name: str = "period", *more: str) -> str:
    return reverse(f"web:reports:{name}", args=[period.year, period.quarter, *more])


def name_of(period: Any) -> str:
    return title_of(period.year, period.quarter, language())


def crumbs(period: Any, *more: tuple[str, str]) -> list[dict]:
    rows = [
        {"label": _("Informes"), "url": reverse("web:reports:list")},
        {"label": name_of(period), "url": url_of(period)},
    ]
    return rows + [{"label": label, "url": url} for label, url in more]


def find(
    request: SeatedRequest, year: int, quarter: int, only: Collection[str] | None = ()
) -> tuple[Any, dict[str, Any]]:
    """The period and its report; pieces of evidence of the activities in `only`, None: of all. Raises NotVisible."""
    period = find_period(request, year, quarter)
    return period, report_of(period, moment(request.seat, period.circle), only=only)


def find_period(request: SeatedRequest, year: int, quarter: int) -> Any:
    """The period alone. Raises NotVisible."""
    house_of(request)
    return get_period(request.seat.actor, year, quarter)


def deed_of(period: Any, title: str, submit: str, **more: Any) -> Deed:
    return Deed(title=title, submit=submit, back=url_of(period), crumbs=crumbs(period, (title, "")), **more)
