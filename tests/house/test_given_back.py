"""Every form of every page inside, sent when its session had expired, is given back filled by the page that shows it.

Pages are those of the tables of `tests/house/routes/`, as each persona sees them, and what they link to on themselves
(`?editar=…`). A form of a page is one by where it is sent and what it asks for; each is filled as a person would fill it. Each is
sent too with days that no calendar has: said at their field, and nothing is lost.
"""

import re
from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from django.urls import resolve, reverse

from hermanar.accounts.models import KeptForm
from hermanar.notices.operations import notify
from hermanar.ui.refill import OF_THE_PAGE
from tests.cast import PERSONAS
from tests.walks.browserless import Form, Visitor

from .forms import fill, forms_of
from .impossible_days import send_no_day
from .test_routes import TABLES

pytestmark = pytest.mark.once

# addresses whose forms stand on a page inside and are not of it, each with why nothing of them is kept
NOT_KEPT = {
    "account_logout": "nothing is written in it, and who has no session has signed out",
    "web:accounts:invitation": "whoever takes it has no session yet, and it asks for passwords alone, which are never kept",
    "web:accounts:post": "nothing is written in it, and whoever signs in again is asked for the post anew",
}
AT_ONCE = 5  # as many as are kept of one person


def typed_of(data: dict[str, list[str]]) -> dict[str, list[str]]:
    lines = {k: [v.replace("\r\n", "\n") for v in values] for k, values in data.items()}
    return {k: values for k, values in lines.items() if k not in OF_THE_PAGE and values}


def kind_of(page: str, action: str, form: Form) -> tuple:
    """A form by its page, where it is sent and what it asks for; whatever number stands in a name is any."""
    match, to = resolve(urlsplit(page).path), resolve(urlsplit(action).path)
    names = frozenset(re.sub(r"\d+", "N", str(n)) for n in form.names())
    return match.view_name, frozenset(parse_qs(urlsplit(page).query)), to.view_name, names


def same_page(page: Visitor) -> list[str]:
    """Links of a page to itself with another question, one of each sort."""
    found: dict[frozenset, str] = {}
    for link in page.tree.xpath("//a[starts-with(@href,'?') or contains(@href,'?')]/@href"):
        address = urljoin(page.url, link).partition("#")[0]
        parts = urlsplit(address)
        if parts.path == urlsplit(page.url).path and not parts.netloc:
            found.setdefault(frozenset(parse_qs(parts.query)), address)
    return list(found.values())


def send_and_return(cast, persona: str, page: Visitor, forms: list[tuple[str, Form]]) -> list[str]:
    """What is not given back of these forms of one page."""
    client, wrong, sent = page.client, [], []
    session = client.cookies["sessionid"].value
    for action, form in forms:
        data = fill(form)
        client.cookies.pop("sessionid", None)
        answer = client.post(action, data)
        back = parse_qs(urlsplit(answer.headers.get("Location", "")).query).get("next")
        if back != [page.url]:
            wrong.append(f"{persona} at {page.url}, {action}: answered {answer.status_code}, to come back to {back}")
        sent.append((action, typed_of(data)))
    client.cookies["sessionid"] = session
    shown = Visitor(persona, client).open(page.url)
    told = ".//*[starts-with(@id,'devuelto')]"
    given = [typed_of(form.fill()) for _action, form in forms_of(shown) if form.element.xpath(told)]
    buttons = {f.button.get("name") for _a, f in forms if f.button is not None and f.button.get("name")}
    for action, data in sent:
        mine = {k: v for k, v in data.items() if k not in buttons}
        if not any(all(g.get(k) == v for k, v in mine.items()) for g in given):
            near = max(given, key=lambda g: len(set(map(str, g.items())) & set(map(str, mine.items()))), default={})
            differs = {k: (v, near.get(k)) for k, v in mine.items() if near.get(k) != v}
            wrong.append(f"{persona} at {page.url}, sent to {action}: {differs}")
    if KeptForm.objects.exists():
        wrong.append(f"{page.url}: still kept after it was given back")
        KeptForm.objects.all().delete()
    return wrong


def sweep(cast, room: str, everybody: bool) -> tuple[set[tuple], list[str]]:
    """Sends every form of a room's pages; its kinds, and what was not given back."""
    table = TABLES[room]
    made = table.make(cast)
    visited: set[str] = set()
    seen: set[tuple] = set()
    wrong: list[str] = []
    for persona in PERSONAS:
        client = cast.client(persona)
        for name, row in table.ROUTES.items():
            if row.answers.get(persona, row.answers.get("*")) != 200 or row.method != "get":
                continue
            if name in visited and not everybody:
                continue
            visited.add(name)
            first = Visitor(persona, client).open(reverse(name, args=row.args(made)))
            if first.tree is None:
                continue
            for address in [first.url, *same_page(first)]:
                page = first if address == first.url else Visitor(persona, client).open(address)
                new = []
                for action, form in forms_of(page) if page.tree is not None else []:
                    if resolve(urlsplit(action).path).view_name in NOT_KEPT:
                        continue
                    kind = kind_of(page.url, action, form)
                    if kind not in seen:
                        seen.add(kind)
                        new.append((action, form))
                for at in range(0, len(new), AT_ONCE):
                    wrong += send_and_return(cast, persona, page, new[at : at + AT_ONCE])
                for action, form in new:
                    wrong += send_no_day(persona, page, action, form)
    return seen, wrong


# rooms whose pages send nothing, each with why
WITHOUT_FORMS = {
    "desk": "notices are there to be marked only where there are some: see the test below",
    "guide": "pages to read",
}


@pytest.mark.parametrize("room", TABLES)
def test_every_form_of_a_page_is_given_back_filled_and_takes_no_day_that_is_none(cast, room):
    """Every page once, as the first who may read it."""
    seen, wrong = sweep(cast, room, everybody=False)
    assert wrong == []
    assert bool(seen) != (room in WITHOUT_FORMS)


@pytest.mark.parametrize("address", ["web:desk", "web:notices"])
def test_marked_notices_come_back_marked(cast, address):
    for number in range(2):
        notify(
            cast.act("mayor"),
            to=[cast.users["liaison"]],
            key="post_ended",
            data={"office": str(number), "on": "2022-01-31"},
        )
    page = Visitor("liaison", cast.client("liaison")).open(reverse(address))
    forms = [(a, f) for a, f in forms_of(page) if resolve(a).view_name not in NOT_KEPT]
    assert len(forms) == 1
    assert send_and_return(cast, "liaison", page, forms) == []


@pytest.mark.long
@pytest.mark.parametrize("room", TABLES)
def test_every_form_is_given_back_to_everybody(cast, room):
    """Every page as everybody who may read it."""
    assert sweep(cast, room, everybody=True)[1] == []
