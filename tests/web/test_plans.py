"""The plan's pages from form to database: rules, tree, records, alliances, units with heads and links."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from hermanar.cli.benches.loading import put_goals
from hermanar.kernel.dates import span_in_words
from hermanar.meetings.operations import create_body, record_resolution
from hermanar.plans import operations as plans
from hermanar.plans.models import (
    Achievement,
    Activity,
    Alliance,
    Goal,
    Headship,
    Record,
    RuleSet,
    Strategy,
    Unit,
)
from hermanar.reports import operations as reports
from hermanar.reports.queries import compose
from hermanar.web.plans.parts import part_of
from tests.kept import kept

from .forms import errors_of, html_of, post


@pytest.fixture
@kept
def goal(cast):
    act, house = cast.act("liaison"), cast.organisations["municipality"]
    plan = plans.open_plan(act, organisation=house, year=cast.at.year)
    component = plans.put_component(act, plan=plan, code="6", name="Vinculación")
    activity = plans.put_activity(act, component=component, code="6.1", name="Alianzas")
    return plans.put_goal(
        act, activity=activity, goal=plans.GoalSpec("6.1.1", "alianza", Decimal(8), (Decimal(2),) * 4)
    )


def test_rules_bands_axis_responsible_and_withdrawal_go_from_form_to_plan(cast, goal):
    client, year, on = cast.client("liaison"), cast.at.year, cast.at.date().isoformat()
    rules = {"valid_from": on, "decide_days": "3", "counting": "received", "due_days_before": "2", "due_hour": "14"}
    rules |= {"ask_days_before": "2", "entry_days": ""}
    wrong = post(client, reverse("web:plans:rules"), **rules, source="Lineamientos", bands="cincuenta; Malo")
    assert list(errors_of(wrong)) == ["bands"]
    post(client, reverse("web:plans:rules"), **rules, source="Lineamientos", bands="0; Rojo; Red\n90%; Verde")
    row = RuleSet.objects.get()
    assert [(b["from"], b["es"], b["en"]) for b in row.bands] == [("0", "Rojo", "Red"), ("90", "Verde", "Verde")]
    assert (row.decide_days, row.ask_days_before, row.entry_days, row.counting, row.due_hour) == (
        3,
        2,
        None,
        "received",
        14,
    )
    past = post(
        client, reverse("web:plans:rules"), **(rules | {"valid_from": "2021-12-31"}), source="L", bands="0; Rojo"
    )
    assert errors_of(past)["valid_from"]
    post(client, reverse("web:plans:axes", args=[year]), code="2", name="Gobierno honesto")
    post(client, reverse("web:plans:component", args=[year, "6"]), name="Vinculación", axis="2", responsible="Jefatura")
    unit = plans.put_unit(cast.act("liaison"), organisation=cast.organisations["municipality"], name="Turismo")
    post(
        client, reverse("web:plans:activity_change", args=[year, "6.1"]), name="Alianzas", responsible="Enlace",
        unit=unit.public_id, weight="",
    )  # fmt: skip
    # a second goal of the same activity leaves what is known of it
    goal.activity.__class__.objects.update(weight=Decimal(3))
    post(
        client, reverse("web:plans:activity", args=[year]), component_code="6", code="6.1", name="Alianzas",
        goal_name="Reuniones", measure="reunión", quarter1="1", quarter2="1", quarter3="1", quarter4="1", counts_from="entries",
    )  # fmt: skip
    goal.activity.refresh_from_db()
    assert (goal.activity.goals.count(), goal.activity.unit, goal.activity.weight) == (2, unit, Decimal(3))
    page = html_of(client.get(reverse("web:plans:plan", args=[year])))
    for told in ("Gobierno honesto", "Jefatura", "Enlace", "Un porcentaje es lo alcanzado entre lo programado"):
        assert told in page, told
    entry = plans.achieve(cast.act("liaison"), goal=goal, on=cast.at.date(), quantity=Decimal(1))
    post(client, reverse("web:plans:withdraw", args=[entry.public_id]), reason="Era de otra área")
    assert Achievement.objects.get().withdrawn_reason == "Era de otra área"


def test_activity_added_again_takes_the_first_free_code(cast, goal):
    act, activity = cast.act("liaison"), goal.activity
    plans.put_goal(act, activity=activity, goal=plans.GoalSpec("6.1.3", "oficio", Decimal(4), (Decimal(1),) * 4))
    said = {"component_code": "6", "code": "6.1", "name": "Alianzas", "goal_name": "Otra", "measure": "taller"}
    said |= {"counts_from": "entries", **{f"quarter{n}": "1" for n in (1, 2, 3, 4)}}
    for _again in range(2):
        post(cast.client("liaison"), reverse("web:plans:activity", args=[cast.at.year]), **said)
    found = list(activity.goals.order_by("code").values_list("code", "measure"))
    assert found == [("6.1.1", "alianza"), ("6.1.2", "taller"), ("6.1.3", "oficio"), ("6.1.4", "taller")]


def test_goal_that_counts_sessions_counts_those_on_record(cast, goal):
    """In the plan, on its own page and in the report; dated entries stand in where no session is on record."""
    act, house, day = cast.act("liaison"), cast.organisations["municipality"], cast.at.date()
    spec = plans.GoalSpec("6.1.2", "sesiones", Decimal(52), (Decimal(13),) * 4, counts_from="sessions")
    counted = plans.put_goal(act, activity=goal.activity, goal=spec)
    plans.achieve(act, goal=counted, on=day, quantity=Decimal(7), reference="Minutas")
    plan, client = goal.activity.component.plan, cast.client("liaison")

    def told():
        shown = html_of(client.get(reverse("web:plans:goal", args=[counted.public_id])))
        report = compose(house, day.year, 1, cast.at, None)
        (row,) = [g for g in report["components"][0]["activities"][0]["goals"] if g["code"] == "6.1.2"]
        assert "constan como celebradas" in shown
        assert len(row["entries"]) == row["entries_in_all"]
        return re.search(r"<dd>(\d+) <span[^>]*>de 13", shown)[1], row["achieved"], report["sessions"]["held"]

    assert told() == ("7", 7, 1)
    for kind in ("cabinet", "cabildo"):
        body = create_body(act, organisation=house, kind=kind, name=kind, seats=3, source="[K]", valid_from=day)
        for n in (1, 2, 3):
            on = dt.date(day.year, 1, n)
            body.sessions.create(number=str(n), held_on=on, kind="ordinary", state="held" if n < 3 else "convened")
    assert told() == ("2", 2, 2)
    shown = client.get(reverse("web:plans:plan", args=[plan.year])).context["components"][0]["it"]
    assert [g.achieved for g in shown.activities[0].goals] == [0, 2]


def test_closed_quarter_is_said_and_a_late_entry_asks_why(cast, goal):
    client, year, on = cast.client("liaison"), cast.at.year, cast.at.date().isoformat()
    plans.close_quarter(cast.act("mayor"), organisation=cast.organisations["municipality"], year=year, quarter=1)
    achieve = reverse("web:plans:achieve", args=[goal.public_id])
    assert errors_of(post(client, achieve, on=on, quantity="2", late_reason=""))["late_reason"]
    post(client, achieve, on=on, quantity="2", late_reason="La lista llegó después")
    entry = Achievement.objects.get()
    withdraw = reverse("web:plans:withdraw", args=[entry.public_id])
    assert "Su trimestre ya cerró" in html_of(client.get(withdraw))
    post(client, withdraw, reason="Se contó dos veces")
    page = html_of(client.get(reverse("web:plans:goal", args=[goal.public_id])))
    for told in (
        "Extemporáneo",
        "La lista llegó después",
        "Se contó dos veces",
        "1 movimiento extemporáneo",
        "informe cerrado",
    ):
        assert told in page, told
    assert "Lo programado ya no cambia" in html_of(client.get(reverse("web:plans:plan", args=[year])))
    # a goal put now programs nothing in the quarter that closed
    new = reverse("web:plans:activity", args=[year])
    assert "Programado en enero" not in html_of(client.get(new))
    post(
        client, new, component_code="6", code="6.1", name="Alianzas", goal_name="Reuniones", measure="reunión", quarter2="1",
        quarter3="1", quarter4="1", counts_from="entries",
    )  # fmt: skip
    made = goal.activity.goals.get(name="Reuniones")
    assert (made.counts_in, made.quarters[0], made.programmed) == ("234", 0, 3)


def test_record_goes_from_its_form_to_its_end_with_results_and_deliveries(cast, goal):
    client, year, on = cast.client("liaison"), cast.at.year, cast.at.date().isoformat()

    def add(kind):
        return reverse("web:plans:record_new", args=[year, "6.1", kind])

    assert errors_of(post(client, add("study"), title="Encuesta"))["method"]
    post(client, add("study") + f"?meta={goal.public_id}", title="Encuesta", method="survey")
    study = Record.objects.get()
    assert (study.goal_id, study.state) == (goal.pk, "planned")
    move = reverse("web:plans:record_move", args=[study.public_id, "collecting"])
    post(client, move, on=on)
    its_page = reverse("web:plans:record", args=[study.public_id])
    assert [
        m["url"] for m in client.get(its_page).context["moves"]
    ] == []  # a survey without results has none to stand on
    reported = reverse("web:plans:record_move", args=[study.public_id, "reported"])
    assert errors_of(post(client, reported, on=on, source="a", finding="b")) == {
        "__all__": ["No hay resultados importados: traiga la tabla de resultados y vuelva a este paso."]
    }
    for yes in (7, 9):
        table = SimpleUploadedFile(
            "r.csv", f"Pregunta,Respuesta,Conteo\n¿Qué?,Sí,{yes}\n¿Qué?,No,3\n".encode(), "text/csv"
        )
        post(client, reverse("web:plans:record_results", args=[study.public_id]), file=table)
    shown = client.get(its_page)
    assert [m["url"] for m in shown.context["moves"]] == [reported]
    assert [[q["rows"][0]["value"] for t in shown.context[key] for q in t["questions"]] for key in ("results", "earlier")] == [
        [9], [7],
    ]  # fmt: skip
    page = html_of(shown)
    for told in ("¿Qué?", "En levantamiento", "Encuesta", "Vigentes", "Resultados anteriores"):
        assert told in page, told
    assert "Encuesta" in html_of(client.get(reverse("web:plans:goal", args=[goal.public_id])))
    post(client, add("recommendation"), title="Fechar", origin="Contraloría")
    told = Record.objects.get(kind="recommendation")
    step = {s: reverse("web:plans:record_move", args=[told.public_id, s]) for s in ("accepted", "dismissed")}
    assert (
        "Qué se hizo" in html_of(client.get(step["accepted"])),
        "Motivo" in html_of(client.get(step["dismissed"])),
    ) == (True, True)
    assert list(errors_of(post(client, step["dismissed"], on=on))) == ["text"]
    post(client, add("self_evaluation"), title="Cuatrimestre", since="2022-01-01", until="2022-04-30")
    own = Record.objects.get(kind="self_evaluation")
    assert "1 de enero de 2022" in html_of(client.get(reverse("web:plans:record", args=[own.public_id])))
    unit = plans.put_unit(cast.act("liaison"), organisation=cast.organisations["municipality"], name="Turismo")
    post(client, add("request"), title="Lluvia Segura", programme="Lluvia Segura")
    row = Record.objects.get(kind="request")
    post(client, reverse("web:plans:record_ask", args=[row.public_id]), what="Informe", due_on=on, units=unit.public_id)
    post(client, reverse("web:plans:ask_deliver", args=[row.asks.get().public_id]), text="Dos obras", delivered_on=on)
    page = html_of(client.get(reverse("web:plans:record", args=[row.public_id])))
    assert "Entregaron 1 de 1" in page
    listed = html_of(client.get(reverse("web:plans:records", args=[year])))
    assert [t in listed for t in ("Encuesta", "Lluvia Segura")] == [True, True]
    assert "Lluvia Segura" in html_of(client.get(reverse("web:plans:show_activity", args=[year, "6.1"])))


def test_alliances_and_strategies_are_put_down_counted_and_cited(cast, goal):
    client, on = cast.client("liaison"), cast.at.date().isoformat()
    said = {"partner_kind": "school", "areas": "health", "agreed_on": on}
    post(client, reverse("web:plans:alliance_new"), partner="Universidad", **said)
    alliance = Alliance.objects.get()
    page = html_of(client.get(reverse("web:plans:alliances")))
    assert "1 alianza; 0 con documento." in page
    pdf = SimpleUploadedFile("c.pdf", b"not a pdf", "application/pdf")
    refused = post(
        client, reverse("web:plans:alliance_document", args=[alliance.public_id]), document="Convenio 1", file=pdf
    )
    assert errors_of(refused)["file"]
    post(client, reverse("web:plans:alliance_withdraw", args=[alliance.public_id]), reason="Se repitió")
    assert "Se repitió" in html_of(client.get(reverse("web:plans:alliances")))
    post(client, reverse("web:plans:strategies"), name="Diplomacia local", source="Plan Municipal", activities="6.1")
    assert Strategy.objects.get().activities.get() == goal.activity
    shown = reverse("web:plans:show_activity", args=[cast.at.year, "6.1"])
    assert "Diplomacia local" in html_of(client.get(shown))


def test_long_plan_is_read_in_parts_and_every_component_keeps_its_figure(cast, goal):
    counts = [50, 50, 0, 30]

    def seen(asked):
        part = part_of(counts, asked, "q=1&")
        return [len(range(n)[cut]) for n, cut in zip(counts, part.slices, strict=True)], part.previous, part.next

    assert [seen(asked) for asked in ("", "60", "120", "130", "-1", "²")] == [
        ([50, 10, 0, 0], "", "?q=1&desde=60"),
        ([0, 40, 0, 20], "?q=1&desde=0", "?q=1&desde=120"),
        ([0, 0, 0, 10], "?q=1&desde=60", ""),
        *[([50, 10, 0, 0], "", "?q=1&desde=60")] * 3,
    ]
    act = cast.act("liaison")
    house = cast.organisations["municipality"]
    year = cast.at.year - 1
    plan = plans.open_plan(act, organisation=house, year=year)
    put_goals(plan, 700)  # ten to an activity, fifty activities to a component
    Goal.objects.filter(activity__code="1.69").update(activity=Activity.objects.get(code="1.68"))
    reports.open_period(act, organisation=house, year=year, quarter=1)
    client = cast.client("liaison")
    for address in (reverse("web:plans:plan", args=[year]), reverse("web:reports:period", args=[year, 1])):
        page = html_of(client.get(address))
        assert [t in page for t in ("Componente 0", "Componente 1", "Actividad 59", "Actividad 60")] == [True] * 3 + [
            False
        ]
        after = html_of(client.get(f"{address}?desde=60"))
        assert [t in after for t in ("Ver sus 50 actividades", "Actividad 60", "Actividad 59")] == [True, True, False]
        assert "Y 8 metas más" in after
    alone = html_of(client.get(reverse("web:plans:show_activity", args=[year, "1.68"])))
    assert alone.count("Meta 6") == 20


def test_units_of_a_large_house_go_page_by_page_and_are_found_by_name(cast, monkeypatch):
    monkeypatch.setattr("hermanar.web.agendas.units._PAGE", 2)
    client, act = cast.client("liaison"), cast.act("liaison")
    for name, kind in (
        ("Cultura", "auxiliary"),
        ("Obras", "secretariat"),
        ("Turismo", "entity"),
        ("Salud Pública", "auxiliary"),
    ):
        plans.put_unit(act, organisation=cast.organisations["municipality"], name=name, kind=kind)
    at = reverse("web:agendas:units")
    first = html_of(client.get(at))
    assert [f">{name}</a>" in first for name in ("Obras", "Turismo", "Cultura", "Salud Pública")] == [
        True,
        True,
        False,
        False,
    ]
    rest = html_of(client.get(at, {"desde": 2}))
    assert [f">{name}</a>" in rest for name in ("Obras", "Turismo", "Cultura", "Salud Pública")] == [
        False,
        False,
        True,
        True,
    ]
    found = html_of(client.get(at, {"q": "publica"}))
    assert [f">{name}</a>" in found for name in ("Cultura", "Salud Pública")] == [False, True]
    assert "Ningún área se llama así." in html_of(client.get(at, {"q": "nada"}))


def test_unit_has_its_head_its_vacancy_and_its_link_with_dates(cast, goal):
    client, today = cast.client("liaison"), cast.at.date()
    post(client, reverse("web:agendas:units"), name="Internacional", kind="auxiliary", is_international="on")
    unit = Unit.objects.get()
    again = client.post(reverse("web:agendas:units"), {"name": "Internacional", "kind": "other"})
    assert "Ya existe esa área: ábrala para cambiarla." in html_of(again)

    def url(name):
        return reverse(f"web:agendas:{name}", args=[unit.public_id])

    since = (today - dt.timedelta(days=30)).isoformat()
    post(client, url("head"), holder="Persona de Muestra 1", post="Coordinación", from_on=since)
    post(client, url("vacancy"), until_on=(today - dt.timedelta(days=1)).isoformat())
    assert Headship.objects.get().until_on == today - dt.timedelta(days=1)
    post(client, url("unit_change"), name="Asuntos Internacionales", kind="auxiliary", is_international="on")
    monday = today + dt.timedelta(days=7 - today.weekday())
    post(client, reverse("web:agendas:new"), starts_on=monday.isoformat(), asked="Informe de un programa\nAgenda")
    week = cast.organisations["municipality"].weeks.get()
    assert [d.name for d in week.deliverables.all()] == ["Agenda de la semana", "Informe de un programa"]
    assert week.expected.get().head == "vacant"
    given = post(client, url("give"), holder="Delegación", days="30")
    assert re.search(r"/enlace/[\w-]{43}/", html_of(given))
    page = html_of(client.get(url("unit")))
    assert [
        t in page
        for t in ("Asuntos Internacionales", "Sin titular", "Delegación", f"Semana {span_in_words(week.label)}")
    ] == [True] * 4
    assert "Cubrir la vacante" in html_of(client.get(reverse("web:desk")))
    post(client, reverse("web:agendas:ask", args=[week.public_id]), name="Redes sociales")
    line = reverse("web:agendas:hand_in", args=[week.expected.get().public_id])
    post(client, line, deliverable="redes-sociales", text="Tres notas")
    shown = html_of(client.get(reverse("web:agendas:week", args=[week.public_id])))
    assert [t in shown for t in ("Redes sociales", "Informe de un programa", "A tiempo")] == [True] * 3
    assert client.get(reverse("web:agendas:compliance")).status_code == 200


def test_rules_rest_days_words_and_changes_are_read_with_their_dates_and_sources(cast, goal):
    client, house, year = cast.client("liaison"), cast.organisations["municipality"], cast.at.year
    act, on = cast.act("liaison"), cast.at.date()
    assert "Valores usuales" in html_of(client.get(reverse("web:plans:rule_sets")))
    for since, source in (
        (on, "Lineamientos uno"),
        (on, "Lineamientos dos"),
        (dt.date(year, 7, 1), "Lineamientos tres"),
    ):
        plans.set_rules(act, organisation=house, valid_from=since, source=source)
    told = html_of(cast.client("mayor").get(reverse("web:plans:rule_sets")))
    words = (
        "Por entrar en vigor",
        "Lineamientos tres",
        "En vigor",
        "Lineamientos dos",
        "Ya no rige",
        "Lineamientos uno",
    )
    assert [told.index(word) for word in words] == sorted(told.index(word) for word in words)
    days = reverse("web:plans:rest_days")
    wrong = post(client, days, on=f"{year}-12-28", name="Feria", level="municipal", source="")
    assert list(errors_of(wrong)) == ["source"]
    post(client, days, on=f"{year}-12-28", name="Feria", level="municipal", source="Gaceta 7")
    day = house.rest_days.get()
    shown = html_of(client.get(days))
    assert all(word in shown for word in ("Feria", "Gaceta 7", "Día de la Independencia"))
    post(client, reverse("web:plans:rest_day_withdraw", args=[day.public_id]), reason="Se laboró")
    assert "Se laboró" in html_of(client.get(days))
    post(client, reverse("web:plans:goal_words", args=[goal.public_id]), name="Alianzas nuevas", measure="alianzas")
    goal.refresh_from_db()
    assert (goal.name, goal.measure, goal.programmed) == ("Alianzas nuevas", "alianzas", 8)
    for n in range(21):
        change = plans.request_change(act, goal=goal, quarter=4, after=Decimal(n + 3), reason=f"Motivo {n}")
        plans.decide_change(cast.act("mayor"), change=change, authorise=False)
    page = html_of(client.get(reverse("web:plans:plan", args=[year])))
    assert (page.count("Pedido el"), "Motivo 20" in page, "Motivo 0<" in page) == (20, True, False)
    rest = client.get(
        re.search(r'href="(\?[^"]*cambios=\d+)', page)[1].replace("&amp;", "&"),
        PATH_INFO=reverse("web:plans:plan", args=[year]),
    )
    assert "Motivo 0<" in html_of(rest)
    asked = plans.request_change(act, goal=goal, quarter=4, after=Decimal(30), reason="Motivo pendiente")
    of_goal = html_of(cast.client("mayor").get(reverse("web:plans:goal", args=[goal.public_id])))
    assert "Motivo pendiente" in of_goal
    assert reverse("web:plans:authorise_change", args=[asked.public_id]) in of_goal


def test_what_came_late_is_marked_where_it_is_and_told_in_the_next_report(cast):
    client, house, act = cast.client("liaison"), cast.organisations["municipality"], cast.act("liaison")
    cabinet = create_body(act, organisation=house, kind="cabinet", name="Gabinete", seats=1, source="R")
    plans.close_quarter(
        cast.act("mayor", dt.datetime(2022, 1, 2, 12, tzinfo=dt.UTC)), organisation=house, year=2021, quarter=4
    )
    unit = plans.put_unit(act, organisation=house, name="Turismo")
    week = plans.open_week(act, organisation=house, starts_on=dt.date(2021, 12, 6), units=[(unit, "held")])
    plans.put_alliance(
        act, organisation=house, partner="Universidad", partner_kind="school", areas=["health"],
        agreed_on=dt.date(2021, 12, 10),
    )  # fmt: skip
    session = record_resolution(
        act, body=cabinet, purpose="other", held_on=dt.date(2021, 12, 13), session_number="9", title="Acuerdo"
    ).point.session
    reports.open_period(act, organisation=house, year=2022, quarter=1)
    for address, mark in (
        (reverse("web:agendas:week", args=[week.public_id]), "Lista extemporánea"),
        (reverse("web:plans:alliances"), "después del cierre"),
        (reverse("web:meetings:session", args=[session.public_id]), "Sesión extemporánea"),
    ):
        assert mark in html_of(client.get(address)), address
    told = html_of(client.get(reverse("web:reports:period", args=[2022, 1])))
    assert all(said in told for said in ("lista de la semana 49 de 2021", "alianza con Universidad", "gabinete 9"))


def test_long_list_of_a_week_is_read_in_pieces(cast):
    client, act, house = cast.client("liaison"), cast.act("liaison"), cast.organisations["municipality"]
    Unit.objects.bulk_create([Unit(organisation=house, name=f"Área {n:03}", kind="other") for n in range(203)])
    units = [(unit, "unstated") for unit in Unit.objects.order_by("pk")]
    monday = cast.at.date() + dt.timedelta(days=7 - cast.at.weekday())
    week = plans.open_week(act, organisation=house, starts_on=monday, units=units, source="Lista")
    at = reverse("web:agendas:week", args=[week.public_id])
    first, last = client.get(at), client.get(f"{at}?desde=200")
    assert [len(page.context["lines"]) for page in (first, last)] == [200, 3]
    assert (first.context["previous"], first.context["next"]) == ("", "?desde=200")
    assert (last.context["previous"], last.context["next"]) == ("?", "")
    assert "201 a 203 de 203" in html_of(last)
    assert client.get(f"{at}?ver=faltan&desde=99999").status_code == 200  # past the end
