"""Every address for people without an account has a decided answer for every persona, and for whoever holds which link.

Keys of a row: personas of the cast, `nobody` (no account), and links: `own` (the link the address is of), `other` (an
open link to another record), `ended` (a link to this record that was withdrawn). Those of the link's own address are told by
the token in it; a persona is tried with the open link, so that 200 says who may use one that reaches them.
"""

import datetime as dt

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from hermanar.calls import operations as calls
from hermanar.documents.queries import latest_version
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.links.queries import actor_of
from hermanar.partnerships.operations import add_stakeholder, record_letter
from hermanar.plans import operations as plans
from hermanar.programmes import operations as programmes
from tests import relation
from tests.cast import PERSONAS

TEXTS = {name: {"es": "a", "en": "b"} for name in ("title", "purpose", "audience", "conditions")}
ISSUERS = ("liaison", "mayor", "council_secretary", "administrator", "committee")


def addresses(resolver=None, spaces: tuple[str, ...] = ()) -> list[str]:
    found = []
    for pattern in (resolver or get_resolver()).url_patterns:
        if isinstance(pattern, URLResolver):
            found += addresses(pattern, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        elif isinstance(pattern, URLPattern) and spaces[:1] == ("guest",):
            found.append(":".join([*spaces, pattern.name or "?"]))
    return found


def make(cast) -> dict[str, str]:
    house, act, now = cast.organisations["municipality"], cast.act("liaison"), timezone.now()
    mine = relation.open_relation(cast, everybody=False)
    theirs = relation.open_relation(cast, domestic=True, everybody=False)
    _ended, ended = calls.open_door(act, partnership=mine, now=now)
    link, token = calls.open_door(act, partnership=mine, now=now)
    _other, other = calls.open_door(act, partnership=theirs, now=now)
    calls.share_text(act, partnership=mine, version=latest_version(relation.start_text(cast, mine).document))
    hour = calls.propose_hour(act, partnership=mine, starts_at=cast.at + dt.timedelta(days=3))
    guest = Act(actor_of(link), cast.at, Channel.LINK)
    given = calls.hand_over_contact(guest, partnership=mine, name="", post="Clerk", email="clerk@lakeside.example")
    letter = record_letter(
        act, partnership=mine, kind="intent", direction="out", dated_on=act.on, folio="VS/PM/001/2022"
    )
    alone = record_letter(
        act, owner=house, kind="intent", direction="out", dated_on=act.on, folio="VS/PM/009/2022", city="Riverton"
    )
    answer_link, reply = calls.give_letter_link(act, letter=alone, holder="City Manager", now=now)
    answered = calls.hand_in_answer(
        Act(actor_of(answer_link), cast.at, Channel.LINK), letter=alone, text="Yes", is_affirmative=True
    )
    call = calls.publish_call(
        act, call=calls.draft_call(act, owner=house, texts=TEXTS, opens_on=act.on, closes_on=act.on)
    )
    citizen = Act(Actor.stranger(), cast.at, Channel.LINK)
    _proposal, follow = calls.hand_in_proposal(
        citizen, owner=house, title="a", problem="b", idea="c", sector="culture", consents=True, now=now
    )
    party = add_stakeholder(act, circle=house.home, sector="academy", organisation="Universidad")
    project = calls.open_project(act, owner=house, title="Intercambio", summary="")
    asked = calls.open_consultation(act, owner=house, title="a", question="b", closes_on=act.on, project=project)
    _row, _link, opinion = calls.invite_party(act, consultation=asked, stakeholder=party, now=now)
    unit = plans.put_unit(act, organisation=house, name="Turismo")
    week = plans.open_week(
        act, organisation=house, starts_on=act.on + dt.timedelta(days=7 - act.on.weekday()), units=[(unit, "unstated")]
    )
    came = plans.hand_in(act, expected=week.expected.get(), text="Feria")
    plan = plans.open_plan(act, organisation=house, year=2022)
    row = plans.open_record(act, plan=plan, kind="request", title="Lluvia", fields={"programme": "a"})
    plans.ask_units(act, row=row, units=[unit], what="Informe", due_on=act.on)
    _unit_link, agenda = plans.give_unit_link(act, unit=unit, now=now)
    yearly = programmes.open_programme(act, partnership=mine, version=None, signed_on=act.on)
    keys = [m["key"] for m in yearly.modalities if m["key"] != "other"]
    spec = programmes.ActivitySpec("Estancia", keys[0], starts_on=act.on, ends_on=act.on, **relation.PARTS_OF_PROJECT)
    programmes.propose_activity(act, programme=yearly, spec=spec)
    programmes.leave_out(act, programme=yearly, modalities=keys[1:], ground="optional")
    programmes.approve_programme(cast.act("mayor"), programme=yearly)
    return {
        "programme": yearly.public_id, "docx": "docx",
        "agenda": agenda, "expected": week.expected.get().public_id, "hand_in": came.public_id, "ask": row.asks.get().public_id, "own": token, "other": other, "ended": ended, "letter": letter.public_id, "hour": hour.public_id,
        "contribution": given.public_id, "call": call.public_id, "house": house.slug, "follow": follow,
        "opinion": opinion, "reply": reply, "answered": answered.public_id, "folder": "friendship",
    }  # fmt: skip


# name → keys of what `make` made that are its further arguments; who holds which link gets what
OF_A_LINK: dict[str, tuple[list[str], dict[str, int]]] = {
    "guest:link": ([], {"other": 200}),
    "guest:counterpart:contact": ([], {"other": 200}),
    "guest:counterpart:handover": ([], {"other": 200}),
    "guest:counterpart:hours": ([], {"other": 200}),
    "guest:counterpart:photo": ([], {"other": 200}),
    "guest:counterpart:letter": (["letter"], {"other": 404}),
    "guest:counterpart:text": ([], {"other": 404}),
    "guest:counterpart:take": (["hour"], {"other": 404}),
    "guest:counterpart:confirm": (["contribution"], {"other": 404}),
    "guest:counterpart:programme": (["programme"], {"other": 404}),
    "guest:counterpart:programme_paper": (["programme", "docx"], {"other": 404}),
    "guest:counterpart:programme_changes": (["programme"], {"other": 404}),
}
# what has no paper here: nobody gets anything
EMPTY = {"guest:counterpart:letter_pdf": ["letter"], "guest:counterpart:profile": []}
PUBLIC: dict[str, list[str]] = {
    "guest:calls:list": [],
    "guest:calls:call": ["call"],
    "guest:calls:propose": ["call"],
    "guest:calls:houses": [],
    "guest:calls:house": ["house"],
    "guest:calls:propose_freely": ["house"],
    "guest:papers:list": [],
    "guest:papers:paper": ["folder"],
    "guest:papers:sample": ["folder"],
}
OF_A_PROPOSAL = ["guest:calls:withdraw"]
# of one letter without a case: its home is `guest:link`; it was put down from paper, so that there is nothing printed to read
OF_A_LETTER = {"guest:letters:confirm": ["answered"], "guest:letters:paper": [], "guest:letters:profile": []}
OF_A_UNIT = {
    "guest:agendas:line": ["expected"], "guest:agendas:fix": ["expected", "hand_in"], "guest:agendas:ask": ["ask"]
}  # fmt: skip


def test_every_guest_address_has_its_row():
    decided = {*OF_A_LINK, *EMPTY, *PUBLIC, *OF_A_PROPOSAL, *OF_A_LETTER, *OF_A_UNIT}
    assert sorted(set(addresses())) == sorted(decided)


def test_public_pages_are_everybodys(cast):
    made = make(cast)
    clients = {name: cast.client(name) for name in (*PERSONAS, "nobody")}
    wrong = []
    for name, keys in PUBLIC.items():
        path = reverse(name, args=[made[k] for k in keys])
        wrong += [f"{who} at {path}" for who, client in clients.items() if client.get(path).status_code != 200]
    assert wrong == []


@pytest.mark.once
def test_pages_of_a_link_are_of_whoever_holds_it_and_of_nobody_on_the_other_side(cast):
    made = make(cast)
    clients = {name: cast.client(name) for name in (*PERSONAS, "nobody")}
    wrong = []
    for name, (keys, of_other) in OF_A_LINK.items():
        more = [made[k] for k in keys]
        for who, client in clients.items():
            decided = 403 if who in ISSUERS else 200
            got = client.get(reverse(name, args=[made["own"], *more])).status_code
            if got != decided:
                wrong.append(f"{who} at {name}: {got}, decided {decided}")
        tokens = {"other": of_other["other"], "ended": 410, "follow": 404, "opinion": 404}
        if name == "guest:link":
            tokens |= {"follow": 200, "opinion": 200, "agenda": 200, "reply": 200}
        for key, decided in tokens.items():
            got = Client().get(reverse(name, args=[made[key], *more])).status_code
            if got != decided:
                wrong.append(f"link {key} at {name}: {got}, decided {decided}")
    assert wrong == []


def test_page_without_its_paper_is_not_there(cast):
    made = make(cast)
    for name, keys in EMPTY.items():
        more = [made[k] for k in keys] or ["pdf"]
        assert Client().get(reverse(name, args=[made["own"], *more])).status_code == 404


def test_proposal_is_withdrawn_by_its_own_link_alone(cast):
    made = make(cast)
    for key, decided in {"follow": 200, "own": 404, "opinion": 404, "ended": 410}.items():
        assert Client().get(reverse("guest:calls:withdraw", args=[made[key]])).status_code == decided, key
    for who in ISSUERS:
        assert cast.client(who).get(reverse("guest:calls:withdraw", args=[made["follow"]])).status_code == 403


def test_pages_of_a_letter_are_opened_by_its_own_link_alone(cast):
    made = make(cast)
    for name, keys in OF_A_LETTER.items():
        more = [made[k] for k in keys]
        own = 200 if keys else 404
        for token, decided in {"reply": own, "own": 404, "opinion": 404, "ended": 410}.items():
            assert Client().get(reverse(name, args=[made[token], *more])).status_code == decided, (name, token)
    for who in ISSUERS:
        assert cast.client(who).get(reverse("guest:link", args=[made["reply"]])).status_code == 403


def test_pages_of_a_unit_are_opened_by_its_own_link_alone(cast):
    made = make(cast)
    for name, keys in OF_A_UNIT.items():
        more = [made[k] for k in keys]
        for token, decided in {"agenda": 200, "own": 404, "opinion": 404, "ended": 410}.items():
            assert Client().get(reverse(name, args=[made[token], *more])).status_code == decided, (name, token)
        for who in ISSUERS:
            assert cast.client(who).get(reverse(name, args=[made["agenda"], *more])).status_code == 403, who
