"""Main pages of the rooms, in Chromium: both languages, screen and phone, no axe violation, nothing refused by the policy.

What stands on them is what `tests/house` makes for its tables of answers.
"""

import pytest
from django.urls import reverse

from tests.house import test_guest_routes as guests
from tests.house.test_routes import DECIDED, TABLES

# room → who sits there, and the addresses that are opened
PAGES = {
    "letters": ("liaison", ("list", "register", "funnel", "incoming", "many", "letter", "batch", "of_case")),
    "candidates": ("liaison", ("list", "compare", "city", "weights")),
    "encounters": (
        "liaison",
        ("list", "encounter", "invitations", "topics", "services", "service", "of_case", "brief"),
    ),
    "contacts": ("liaison", ("list", "new", "contact")),
    "lists": ("liaison", ("own", "pair", "of_case", "list", "listing", "columns", "row")),
    "profiles": ("liaison", ("mine", "chapter", "section", "gallery", "sheets", "sheet")),
    "evidence": ("liaison", ("gallery", "new", "piece", "accept")),
    "meetings": (
        "liaison",
        ("list", "body", "session", "minutes", "commitments", "commitment", "cabildo", "committee"),
    ),
    "calls": ("committee", ("inbox", "proposal", "calls", "call", "edit", "projects", "project", "consultation")),
    "links": ("liaison", ("door", "give", "contribution")),
    "coordination": ("liaison", ("list", "ask", "advice", "proposals", "proposal")),
    "state": ("state", ("state", "log", "activity")),
}
WITHOUT_ACCOUNT = {
    "guest:link": ["own"],
    "guest:counterpart:contact": ["own"],
    "guest:counterpart:hours": ["own"],
    "guest:counterpart:text": ["own"],
    "guest:counterpart:photo": ["own"],
    "guest:calls:list": [],
    "guest:calls:call": ["call"],
    "guest:calls:propose": ["call"],
    "guest:calls:house": ["house"],
}


@pytest.mark.parametrize("room", PAGES)
def test_room_is_clean_in_languages_and_sizes(page, live_server, cast, look, room):
    persona, names = PAGES[room]
    made = TABLES[room].make(cast)
    cookie = cast.client(persona).cookies["sessionid"].value
    page.context.add_cookies([{"name": "sessionid", "value": cookie, "url": live_server.url}])
    addresses = [f"web:{room}:{name}" for name in names]
    assert look([reverse(name, args=DECIDED[name][1].args(made)) for name in addresses]) == []


def test_entrance_without_account_is_clean_in_languages_and_sizes(live_server, cast, look):
    made = guests.make(cast)
    assert look([reverse(name, args=[made[key] for key in keys]) for name, keys in WITHOUT_ACCOUNT.items()]) == []
