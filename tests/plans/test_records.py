"""Records with a path, alliances, strategies: what each step needs, who may, and counts that are counts of records."""

import contextlib
import datetime as dt

import pytest

from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Invalid, Refused
from hermanar.plans import operations as plans
from hermanar.plans.enums import Field, RecordKind, RecordState
from hermanar.plans.queries import count_alliances, list_records, list_strategies, list_tallies
from hermanar.plans.rules import records as paths
from tests.relation import scan_file

from .test_operations import DAY, make_goal, make_week

AFTER = DAY + dt.timedelta(days=20)


def test_every_kind_has_its_words_and_every_state_is_of_some_kind():
    assert set(paths.KINDS) == set(RecordKind.values)
    assert {s for k in paths.KINDS.values() for s in (*k.path, *k.otherwise.values())} == set(RecordState.values)
    assert {f for k in paths.KINDS.values() for f in k.fields} == set(Field.values)
    for kind in paths.KINDS.values():
        assert {f for needed in kind.needs.values() for f in needed} <= set(kind.fields)
        assert {*kind.needs, *kind.otherwise} <= {*kind.path, *kind.otherwise.values()}


@pytest.mark.parametrize(
    ("kind", "state", "onward"),
    [
        ("recommendation", "raised", ("accepted", "dismissed")),
        ("recommendation", "done", ()),
        ("proposal", "drafted", ("presented",)),
        ("proposal", "presented", ("adopted", "rejected")),
        ("cycle", "monitored", ("evaluated",)),
        ("cycle", "adjusted", ()),
    ],
)
def test_next_states_follow_the_path_of_the_kind(kind, state, onward):
    assert paths.next_states(kind, state) == onward
    assert paths.is_over(kind, state) == (onward == ())


@pytest.mark.parametrize(
    ("header", "rows", "counts"),
    [
        (("Pregunta", "Respuesta", "Conteo"), [("¿Qué?", "Sí", "7"), ("¿Qué?", "No", "x")], [("¿Qué?", "Sí", 7)]),
        (
            ("Nombre", "¿Seguro?"),
            [("Ana", "Sí"), ("Beto", "No"), ("Caro", "Sí")],
            [("¿Seguro?", "Sí", 2), ("¿Seguro?", "No", 1)],
        ),
        (("Correo",), [("a@x",), ("b@x",), ("c@x",)], []),
    ],
)
def test_counts_of_results_keep_no_one_by_name(header, rows, counts):
    assert paths.counts_of(header, rows) == counts


def opened(cast, kind, **more):
    plan = make_goal(cast).activity.component.plan
    return plans.open_record(cast.act("liaison", DAY), plan=plan, kind=kind, title="a", **more)


def test_open_record_without_what_its_kind_needs_is_invalid(cast):
    with pytest.raises(Invalid, match="audience"):
        opened(cast, "dissemination", fields={"act": "Reunión"})
    with pytest.raises(Invalid, match="method"):
        opened(cast, "study", fields={"method": "guess"})
    with pytest.raises(Refused, match="not_planner"):
        plans.open_record(cast.act("mayor", DAY), plan=make_goal(cast).activity.component.plan, kind="cycle", title="a")


def test_proposal_is_presented_with_both_viabilities_and_decided_once(cast):
    row = opened(cast, "proposal")
    act = cast.act("liaison", AFTER)
    with pytest.raises(Refused, match="not_next"):
        plans.move_record(act, row=row, to="adopted", on=DAY)
    with pytest.raises(Invalid, match="budget"):
        plans.move_record(act, row=row, to="presented", on=DAY, fields={"technical": "yes", "technical_why": "a"})
    sure = {"technical": "yes", "technical_why": "a", "budget": "no", "budget_why": "b"}
    plans.move_record(act, row=row, to="presented", on=DAY, fields=sure)
    with pytest.raises(Invalid, match="on"):
        plans.move_record(act, row=row, to="rejected", on=DAY - dt.timedelta(days=1), text="Sin recursos")
    plans.move_record(act, row=row, to="rejected", on=AFTER, text="Sin recursos")
    assert (row.state, row.ended_on, row.fields, row.steps.count()) == ("rejected", AFTER, sure, 3)


def test_recommendation_is_followed_to_its_end_and_dismissed_only_with_a_reason(cast):
    row = opened(cast, "recommendation", fields={"origin": "Contraloría"})
    with pytest.raises(Invalid, match="text"):
        plans.move_record(cast.act("liaison", DAY), row=row, to="dismissed", on=DAY)
    for state in ("accepted", "done"):
        plans.move_record(cast.act("liaison", DAY), row=row, to=state, on=DAY, text="Hecho")
    assert (row.state, row.ended_on) == ("done", DAY)


@pytest.mark.parametrize(
    ("kind", "first", "last"),
    [
        ("implementation", {}, [("in_force", {"since": DAY, "until": AFTER, "policies": "a"}), ("closed", {})]),
        ("dissemination", {"audience": "Áreas", "act": "Reunión"}, [("held", {"attendance": 24})]),
        ("cycle", {}, [("monitored", {}), ("evaluated", {}), ("adjusted", {})]),
        ("self_evaluation", {"since": DAY, "until": AFTER}, [("delivered", {"finding": "a"})]),
    ],
)
def test_record_walks_its_path_to_the_end(cast, kind, first, last):
    row = opened(cast, kind, fields=first)
    for state, fields in last:
        plans.move_record(cast.act("liaison", AFTER), row=row, to=state, on=AFTER, text="Hecho", fields=fields)
    assert (row.state, row.ended_on) == (last[-1][0], AFTER)


def test_units_asked_for_a_programme_deliver_once_and_are_counted(cast):
    units = [e.unit for e in make_week(cast, "Turismo", "Cultura").expected.all()]
    row = opened(cast, "request", fields={"programme": "Lluvia Segura"})
    act = cast.act("liaison", DAY)
    with pytest.raises(Invalid):  # nobody was asked for anything
        plans.move_record(act, row=row, to="closed", on=DAY)
    assert plans.ask_units(act, row=row, units=units, what="Informe", due_on=AFTER) == 2
    assert plans.ask_units(act, row=row, units=units, what="Informe", due_on=AFTER) == 0
    ask = row.asks.first()
    plans.deliver_ask(act, ask=ask, text="Aquí está", delivered_on=DAY)
    with pytest.raises(Refused, match="delivered"):
        plans.deliver_ask(act, ask=ask, text="Otra vez")
    listed = list_records(row.plan, kind="request")[0]
    assert (listed.asked, listed.delivered) == (2, 1)
    assert plans.move_record(act, row=row, to="closed", on=DAY).state == "closed"


def test_results_of_a_survey_stay_beside_newer_ones_and_are_of_a_study_alone(cast):
    row = opened(cast, "study", fields={"method": "survey"})
    for on, yes in ((DAY, "7"), (AFTER, "9")):
        table = {"header": ("Pregunta", "Respuesta", "Conteo"), "rows": [("¿Qué?", "Sí", yes), ("¿Qué?", "No", "3")]}
        assert plans.take_results(cast.act("liaison", on), row=row, **table) == 1
    kept = [(t.taken_on, [(a.answer, a.count) for a in t.answers.all()]) for t in list_tallies(row)]
    assert kept == [(AFTER, [("Sí", 9), ("No", 3)]), (DAY, [("Sí", 7), ("No", 3)])]
    act = cast.act("liaison", DAY)
    with pytest.raises(Invalid, match="file"):
        plans.take_results(act, row=row, header=("Correo",), rows=[("a",), ("b",)])
    with pytest.raises(Refused, match="not_a_study"):
        plans.take_results(act, row=opened(cast, "cycle"), **table)


@pytest.mark.parametrize(("method", "at"), [("survey", ""), ("media", "file"), ("interview", "file")])
def test_study_stands_with_results_only_once_there_are_some(cast, method, at):
    row, act = opened(cast, "study", fields={"method": method}), cast.act("liaison", DAY)
    plans.move_record(act, row=row, to="collecting", on=DAY)
    step = {"row": row, "to": "reported", "on": DAY, "fields": {"source": "a", "finding": "b"}}
    with pytest.raises(Invalid) as no:
        plans.move_record(act, **step)
    assert (set(no.value.errors), row.state) == ({at}, "collecting")
    plans.take_results(act, row=row, header=("Pregunta", "Respuesta", "Conteo"), rows=[("¿Qué?", "Sí", "7")])
    assert plans.move_record(act, **step).state == "reported"


def test_study_of_another_method_stands_with_results_on_their_paper_but_a_survey_does_not(cast):
    act = cast.act("liaison", DAY)
    circle = make_goal(cast).activity.component.plan.circle
    paper = store_upload(act, circle=circle, upload=scan_file(), expect="pdf", caption="Papel")
    for method, state in (("media", "reported"), ("survey", "collecting")):
        row = opened(cast, "study", fields={"method": method})
        plans.move_record(act, row=row, to="collecting", on=DAY)
        with contextlib.suppress(Invalid):
            plans.move_record(
                act, row=row, to="reported", on=DAY, fields={"source": "a", "finding": "b"}, attachment=paper
            )
        row.refresh_from_db()
        assert row.state == state


def test_alliances_are_counted_as_records_and_by_document(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", DAY)
    said = {"organisation": house, "partner_kind": "school", "areas": ["health"], "agreed_on": DAY}
    one = plans.put_alliance(act, partner="Universidad", **said)
    plans.put_alliance(act, partner="Colegio", **said)
    with pytest.raises(Refused, match="known"):
        plans.put_alliance(act, partner="Colegio", **said)
    with pytest.raises(Invalid, match="areas"):
        plans.put_alliance(act, partner="Otro", **{**said, "areas": ["magic"]})
    with pytest.raises(Invalid, match="file"):
        plans.document_alliance(act, alliance=one, document="Convenio 1", attachment=None)
    plans.withdraw_alliance(act, alliance=one, reason="Se asentó dos veces")
    found = count_alliances(house, 2022, 1)
    assert (found.standing, found.documented, found.undocumented) == (1, 0, 1)


def test_strategy_is_cited_by_activities_while_it_is_in_force(cast):
    goal, house = make_goal(cast), cast.organisations["municipality"]
    plans.put_strategy(
        cast.act("liaison", DAY), organisation=house, name="Diplomacia local", source="Plan", valid_until=DAY,
        activities=[goal.activity],
    )  # fmt: skip
    assert [s.name for s in list_strategies(house, DAY)] == ["Diplomacia local"]
    assert list_strategies(house, AFTER) == []
    assert [s.name for s in goal.activity.strategies.all()] == ["Diplomacia local"]


def test_list_of_records_asks_the_same_whatever_its_size(cast, assert_flat):
    plan = make_goal(cast).activity.component.plan

    def more():
        plans.open_record(cast.act("liaison", DAY), plan=plan, kind="cycle", title="a")

    assert assert_flat(more, lambda: list_records(plan)) == 1
