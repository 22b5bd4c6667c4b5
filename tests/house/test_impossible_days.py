"""A day that no calendar has, in every form of every page that asks for one: said at its field, what was typed stays."""

import re
from urllib.parse import urlsplit

import pytest
from django.urls import resolve, reverse

from hermanar.journal.models import Entry
from tests.cast import PERSONAS
from tests.walks.browserless import Form, Visitor, words
from tests.walks.steps import NO_DAY, NOT_A_DAY

from .test_given_back import NOT_KEPT, fill, forms_of, kind_of
from .test_routes import TABLES

pytestmark = pytest.mark.once


def days_of(form: Form) -> list[str]:
    return [str(e.get("name")) for e in form.element.xpath(".//input[@type='date']") if e.get("disabled") is None]


def send(persona: str, page: Visitor, action: str, form: Form) -> list[str]:
    """What is wrong with the answer to this form with 31 February in each of its days."""
    client, wrong = page.client, []
    data = fill(form)
    days = days_of(form)
    data |= {day: [NO_DAY] for day in days}
    before = Entry.objects.count()
    shown = Visitor(persona, client, url=page.url).post(action, data)
    at = f"{persona} at {page.url}, {action}"
    if Entry.objects.count() != before:
        wrong.append(f"{at}: something was done")
    if shown.tree is None or shown.status not in {200, 422}:
        return [*wrong, f"{at}: answered {shown.status}"]
    for day in days:
        found = shown.tree.xpath(f"//*[contains(@class,'invalid')][.//input[@name='{day}']]")
        if not any(NOT_A_DAY in words(e) for e in found):
            wrong.append(f"{at}: nothing said at “{day}”; on the page {shown.errors()[:5]}")
    texts = [v for k, values in data.items() for v in values if v.startswith(("Lo que costó", "Escrito en"))]
    body = re.sub(r"\s+", " ", " ".join(v for f in forms_of(shown) for vs in f[1].fill().values() for v in vs))
    wrong += [f"{at}: lost “{text}”" for text in texts if re.sub(r"\s+", " ", text) not in body]
    return wrong


@pytest.mark.parametrize("room", TABLES)
def test_day_that_no_calendar_has_is_said_at_its_field(cast, room):
    table = TABLES[room]
    made = table.make(cast)
    visited: set[str] = set()
    seen: set[tuple] = set()
    wrong: list[str] = []
    for persona in PERSONAS:
        client = cast.client(persona)
        for name, row in table.ROUTES.items():
            if row.answers.get(persona, row.answers.get("*")) != 200 or row.method != "get" or name in visited:
                continue
            visited.add(name)
            page = Visitor(persona, client).open(reverse(name, args=row.args(made)))
            for action, form in forms_of(page) if page.tree is not None else []:
                kind = kind_of(page.url, action, form)
                if resolve(urlsplit(action).path).view_name not in NOT_KEPT and days_of(form) and kind not in seen:
                    seen.add(kind)
                    wrong += send(persona, page, action, form)
    assert wrong == []
