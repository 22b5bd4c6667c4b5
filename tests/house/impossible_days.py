"""A day that no calendar has, in a form of a page that asks for one: said at its field, what was typed stays."""

import re

from hermanar.journal.models import Entry
from tests.walks.browserless import Form, Visitor, words
from tests.walks.steps import NO_DAY, NOT_A_DAY

from .forms import fill, forms_of


def days_of(form: Form) -> list[str]:
    return [str(e.get("name")) for e in form.element.xpath(".//input[@type='date']") if e.get("disabled") is None]


def send_no_day(persona: str, page: Visitor, action: str, form: Form) -> list[str]:
    """What is wrong with the answer to this form with 31 February in each of its days; nothing where it asks for none."""
    client, wrong = page.client, []
    days = days_of(form)
    if not days:
        return []
    data = fill(form)
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
