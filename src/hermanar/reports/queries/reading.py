"""The text of a long report as it will be authorised, read before: no database waits for the checker."""

import copy

from hermanar.documents.queries import ReadAhead, brief_of_house, read_ahead
from hermanar.kernel.acts import Act
from hermanar.kernel.content import Content

from ..enums import PeriodState
from ..models import Period
from .paper import CITED, paper_of
from .report import compose

KIND = "quarterly_report"


def values_of(period: Period, content: Content) -> dict[str, str]:
    """What the template of the paper is filled with: the unit, and the period as its cover says it."""
    return {
        "unit": period.unit or period.organisation.name,
        "period": content.block("cover-period").text["es"].split("\t")[1],
    }


def read_of(act: Act, period: Period) -> ReadAhead:
    """What the checker says of the report if this act authorises it as things stand. Nothing is changed, and no
    transaction is asked for."""
    house = period.organisation
    signed = copy.copy(period)
    signed.state, signed.locked_at = PeriodState.LOCKED, act.at
    signed.authorised_on, signed.authorised_by = act.on, act.actor.appointment
    signed.snapshot = compose(house, period.year, period.quarter, act.at, period)
    content = paper_of(signed, act.at)
    brief = brief_of_house(house, KIND, act.on, quoted=CITED)
    return read_ahead(content, brief, kind=KIND, issuer=house, values=values_of(signed, content))
