"""Objectives of a relation: how far, what is refused, and their pages (R0-12)."""

import datetime as dt
from decimal import Decimal

import pytest

from hermanar.encounters import operations as ops
from hermanar.encounters.models import Measure, Objective
from hermanar.encounters.queries.objectives import list_objectives
from hermanar.encounters.rules.objectives import Measured, progress
from hermanar.kernel.errors import Invalid, Refused
from tests import relation as relations
from tests.kept import kept

DAY = dt.date(2022, 1, 31)
AHEAD = dt.date(2022, 12, 31)


@pytest.mark.parametrize(
    ("baseline", "target", "values", "on", "expected"),
    [
        (100, 200, [], DAY, (None, None, False, False)),
        (100, 200, [(1, 150)], DAY, (150, 50, False, False)),
        (100, 200, [(1, 150), (9, 250)], DAY, (250, 150, True, False)),
        (100, 200, [(1, 80)], DAY, (80, -20, False, False)),
        (None, 200, [(1, 150)], DAY, (150, None, False, False)),
        (None, 200, [(1, 200)], DAY, (200, None, True, False)),
        (0, 3, [(1, 1)], dt.date(2023, 1, 1), (1, 33, False, True)),
        (0, 3, [(1, 3)], dt.date(2023, 1, 1), (3, 100, True, False)),
        (10, 4, [(1, 7)], DAY, (7, 50, False, False)),
        (10, 4, [(1, 4)], DAY, (4, 100, True, False)),
        (0, 3, [], dt.date(2023, 1, 1), (None, None, False, True)),
        (0, 3, [(20, 3)], dt.date(2022, 1, 10), (None, None, False, False)),
        (0, 3, [(5, 1), (5, 2)], DAY, (2, 67, False, False)),
    ],
)
def test_progress_is_the_share_of_the_way(baseline, target, values, on, expected):
    measures = [Measured(dt.date(2022, 1, day), Decimal(v), n) for n, (day, v) in enumerate(values)]
    base = None if baseline is None else Decimal(baseline)
    found = progress(base, Decimal(target), AHEAD, measures, on)
    assert (found.last and int(found.last.value), found.percent, found.is_reached, found.is_late) == expected


@pytest.fixture
@kept
def house(cast):
    return {"circle": cast.organisations["municipality"].home, "partnership": relations.open_relation(cast)}


def test_objective_is_set_measured_voided_and_closed(cast, house):
    act = cast.act("liaison")
    wanted = {**house, "title": "Más visitantes", "indicator": "visitors", "target": Decimal(500), "target_on": AHEAD}
    wrong = [
        ({"title": " "}, "title"), ({"indicator": "luck"}, "indicator"), ({"indicator": "other"}, "unit"),
        ({"target_on": DAY}, "target_on"), ({"target": Decimal("NaN")}, "target"),
        ({"baseline": Decimal(1), "baseline_on": DAY}, "baseline_source"),
        ({"baseline": Decimal(1), "baseline_source": "Hoteles"}, "baseline_on"),
        ({"baseline": Decimal(500), "baseline_on": DAY, "baseline_source": "Hoteles"}, "target"),
        ({"baseline": Decimal(1), "baseline_on": AHEAD, "baseline_source": "Hoteles"}, "baseline_on"),
    ]  # fmt: skip
    for change, field in wrong:
        with pytest.raises(Invalid) as no:
            ops.set_objective(act, **(wanted | change))
        assert field in no.value.errors
    with pytest.raises(Refused, match="not_keeper"):
        ops.set_objective(cast.act("mayor"), **wanted)
    row = ops.set_objective(
        act, **wanted, baseline=Decimal(100), baseline_on=dt.date(2021, 12, 31), baseline_source="Hoteles"
    )
    with pytest.raises(Refused, match="objective_known"):
        ops.set_objective(act, **(wanted | {"title": "MÁS visitantes"}))
    for value, on, source, field in (
        (Decimal(-1), DAY, "x", "value"),
        (Decimal(1), AHEAD, "x", "on"),
        (Decimal(1), DAY, "", "source"),
    ):
        with pytest.raises(Invalid) as no:
            ops.measure_objective(act, objective=row, value=value, on=on, source=source)
        assert field in no.value.errors
    ops.measure_objective(act, objective=row, value=Decimal(300), on=DAY, source="Encuesta")
    wrong_one = ops.measure_objective(act, objective=row, value=Decimal(3000), on=DAY, source="Encuesta")
    (picture,) = list_objectives(cast.actor("liaison"), house["partnership"], DAY)
    assert (picture.progress.percent, picture.progress.is_reached) == (725, True)
    ops.void_measure(act, measure=wrong_one, reason="Un cero de más")
    with pytest.raises(Refused, match="measure_void"):
        ops.void_measure(act, measure=wrong_one, reason="Otra vez")
    (picture,) = list_objectives(cast.actor("liaison"), house["partnership"], DAY)
    assert (picture.progress.percent, [m.void_reason for m in picture.measures]) == (50, ["Un cero de más", ""])
    ops.close_objective(act, objective=row, reason="Cambió el programa")
    row.refresh_from_db()
    with pytest.raises(Refused, match="objective_closed"):
        ops.measure_objective(act, objective=row, value=Decimal(1), on=DAY, source="x")
    with pytest.raises(Refused, match="objective_closed"):
        ops.close_objective(act, objective=row, reason="x")
    assert list_objectives(cast.actor("stranger"), house["partnership"], DAY) == []


def test_objectives_have_their_page(cast, house, django_assert_max_num_queries):
    client, base = cast.client("liaison"), f"/vinculaciones/{house['partnership'].public_id}/objetivos/"
    assert "Todavía no hay objetivos" in client.get(base).content.decode()
    form = {
        "title": "Proyectos en común", "indicator": "projects", "target": "4", "target_on": "2022-12-31",
        "baseline": "1", "baseline_on": "2021-12-31", "baseline_source": "Expediente",
    }  # fmt: skip
    assert client.post(f"{base}nuevo/", form).url == base
    row = Objective.objects.get()
    file = relations.scan_file()
    client.post(
        f"{base}{row.public_id}/medir/", {"value": "2", "on": "2022-01-31", "source": "Minuta", "attachment": file}
    )
    page = client.get(base).content.decode()
    assert "33 % del camino" in page.replace("\xa0", " ")
    assert "Minuta" in page
    measure = Measure.objects.get()
    assert measure.attachment is not None
    with django_assert_max_num_queries(40):
        assert (
            "Proyectos en común"
            in client.get(f"/vinculaciones/{house['partnership'].public_id}/trato/").content.decode()
        )
    client.post(f"{base}{row.public_id}/{measure.public_id}/sin-efecto/", {"reason": "Era otra minuta"})
    client.post(f"{base}{row.public_id}/cerrar/", {"reason": "Se sustituye"})
    page = client.get(base).content.decode()
    assert "Era otra minuta" in page
    assert "Se sustituye" in page
    assert cast.client("mayor").get(base).status_code == 200
    assert cast.client("mayor").get(f"{base}nuevo/").status_code == 404
