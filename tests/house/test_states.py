"""Route × persona × state: what a record's pages answer in every state it may be in, and along the path of a relation.

The tables beside it are the decision. The page that shows a record is also held against the model's own table of who
sees it (`visible` in `models`), so that neither can change alone.
"""

import pytest
from django.apps import apps
from django.db import models

from hermanar.directory.models import CircleQuerySet, Seat

from . import stated as states
from .stated import RECORDS, SEATED, STAGED, STAGES, Stated

# the pages themselves are asked on both engines by `test_routes.py`; who sees a state is one condition more
pytestmark = pytest.mark.once


def _compare(found: dict[str, dict[str, dict[str, int]]], table: dict[str, dict[str, dict[str, int]]]) -> list[str]:
    wrong = []
    for state, by_address in found.items():
        for address, answers in by_address.items():
            if table.get(state, {}).get(address) != answers:
                said = states.write(table[state][address]) if address in table.get(state, {}) else "nothing decided"
                wrong.append(f"{address} in {state}: {states.write(answers) or 'nobody'!r}; decided: {said!r}")
    gone = {(s, a) for s, rows in table.items() for a in rows} - {(s, a) for s, rows in found.items() for a in rows}
    return wrong + [f"{address} in {state} is decided and not there" for state, address in sorted(gone)]


@pytest.mark.parametrize("everybody", [False, pytest.param(True, marks=pytest.mark.long)], ids=["in-turn", "everybody"])
@pytest.mark.parametrize("record", RECORDS)
def test_answers_in_every_state_are_as_decided(cast, record, everybody):
    """The page of the record is asked for in every state by everybody who is to find nothing there, and by one of those to whom
    the same answer is decided; what else there is of it, by one of each answer; another one each time. The long sweeps ask
    everybody for everything."""
    stated, decided = RECORDS[record], states.decided(record)
    made = stated.room.make(cast)
    row = stated.find(made[stated.key])
    clients = {name: cast.client(name) for name in SEATED}
    found: dict[str, dict[str, dict[str, int]]] = {}
    for turn, state in enumerate(states.states_of(stated)):
        stated.put(row, state)
        for at, (address, it) in enumerate(states.addresses_of(record)):
            of_it = decided.get(state, {}).get(address, {})
            asked_for = {} if everybody else states.one_per_answer(of_it, turn + at)
            if address == stated.page:
                asked_for = {p: another for p, another in asked_for.items() if of_it[p] != 404}
            found.setdefault(state, {})[address] = states.ask(clients, address, it, made, asked_for)
        if isinstance(row._meta.default_manager.get_queryset(), CircleQuerySet):
            _page_agrees_with_the_table_of_who_sees_it(cast, stated, row, state, found[state].get(stated.page, {}))
    assert _compare(found, decided) == []


def _page_agrees_with_the_table_of_who_sees_it(cast, stated: Stated, row, state: str, answers: dict[str, int]) -> None:
    rows = type(row)._default_manager.filter(pk=row.pk)
    circle = rows.values_list(rows.circle_path, flat=True)[0]
    parts = rows.visible[state if state in {str(s) for s in rows.visible} else None]
    seats = Seat.objects.filter(circle_id=circle, until_on=None).values_list("organisation_id", "part")
    houses = {organisation for organisation, part in seats if part in parts}
    may = {p for p in SEATED if cast.offices[p].organisation_id in houses}
    assert {p for p, status in answers.items() if status != 404} <= may, (state, stated.page)


def test_answers_along_the_path_of_a_relation_are_as_decided(cast):
    clients = {name: cast.client(name) for name in SEATED}
    found: dict[str, dict[str, dict[str, int]]] = {}
    decided = states.decided("path")
    for turn, (stage, reach) in enumerate(STAGES.items()):
        reach(cast)
        made = {"partnership": states.one_relation(cast).public_id}
        for room in STAGED:
            for at, (address, row) in enumerate(Stated(models.Model, room, "partnership", "").addresses()):
                try:
                    row.args(made)
                except KeyError:
                    continue  # it names another record beside the relation
                asked_for = states.one_per_answer(decided.get(stage, {}).get(address, {}), turn + at)
                found.setdefault(stage, {})[address] = states.ask(clients, address, row, made, asked_for)
    assert _compare(found, decided) == []


def test_every_record_of_a_circle_that_has_states_is_decided():
    here = {r.model for r in RECORDS.values()}
    without = [
        model._meta.label
        for model in apps.get_models()
        if isinstance(model._default_manager.get_queryset(), CircleQuerySet)
        and any(f.name == "state" and f.choices for f in model._meta.fields)
        and model not in here
    ]
    assert without == []


@pytest.mark.parametrize("record", RECORDS)
def test_every_state_is_decided(record):
    """And none that is gone; every state that a table of who sees it names exists."""
    stated = RECORDS[record]
    assert set(states.decided(record)) == set(states.states_of(stated))
    rows = stated.model._default_manager.get_queryset()
    if isinstance(rows, CircleQuerySet):
        assert {str(s) for s in rows.visible if s is not None} <= set(states.states_of(stated))
