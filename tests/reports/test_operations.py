"""A quarter from its file to its lock: done, refused, frozen."""

import copy
import datetime as dt
import json
from decimal import Decimal
from importlib import import_module
from importlib.resources import files

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.db import connection, transaction

from hermanar.cli.main import main
from hermanar.directory.models import Municipality, State
from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Blocked, Invalid, NotVisible, Refused
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.operations import state_case_fact
from hermanar.plans import operations as plans
from hermanar.plans.models import Achievement, Activity, Change, Goal, HandIn, Unit
from hermanar.reports import operations as reports
from hermanar.reports.enums import PeriodState
from hermanar.reports.models import Period
from hermanar.reports.queries import (
    compose_activity,
    cut_told,
    figures_json,
    get_period,
    paper_from,
    paper_of,
    relations_of,
    report_of,
    report_of_quarter,
)
from tests import relation
from tests.relation import scan_file

NOW = dt.date(2026, 1, 20)
DATA = json.loads(
    files("hermanar.reports").joinpath("data", "oaxaca_de_juarez_2025_2.json").read_text(encoding="utf-8")
)


def bring(cast, data=DATA, name="operator"):
    for key, state, municipality in (("23001", "Quintana Roo", "Cozumel"), ("02001", "Baja California", "Ensenada")):
        State.objects.get_or_create(
            key=key[:2], defaults={"name": state, "official_name": state, "abbreviation": state[:4]}
        )
        Municipality.objects.get_or_create(
            key=key, defaults={"name": municipality, "folded": municipality.lower(), "state_id": key[:2]}
        )
    return reports.import_quarter(
        cast.act(name, NOW), organisation=cast.organisations["municipality"], data=data
    ).period


def test_relations_of_an_imported_quarter_run_on_the_clock_of_the_exercise_and_on_none_elsewhere(cast):
    house = cast.organisations["municipality"]

    def clocks():
        return set(Partnership.objects.filter(owner=house).values_list("circle__exercise_at", flat=True))

    house.is_exercise = True
    house.save()
    with transaction.atomic():
        bring(cast)
        assert (len(clocks()), None in clocks()) == (1, False)
        transaction.set_rollback(True)
    house.is_exercise = False
    house.save()
    bring(cast)
    assert clocks() == {None}


def test_import_asks_for_what_it_programs_otherwise_and_never_writes_over_it(cast):
    house = cast.organisations["municipality"]

    def file(programmed, *quarters):
        goal = {"code": "1.1.1", "measure": "talleres", "programmed": programmed, "quarters": list(quarters) or None}
        activity = {"code": "1.1", "name": "Talleres", "goals": [goal]}
        told = {"schema": "hermanar.quarter/1", "year": 2022, "quarter": 1, "source": "Oficio 7"}
        return told | {"components": [{"code": "1", "activities": [activity]}]}

    def take(data, on):
        done = reports.import_quarter(cast.act("liaison", on), organisation=house, data=data)
        goal = Goal.objects.get(code="1.1.1")
        return done.changes, goal.programmed, goal.quarter2

    march, place = dt.date(2022, 3, 1), "components[0].activities[0].goals[0]"
    assert take(file(8, 2, 2, 2, 2), march) == (0, 8, 2)
    assert take(file(10, 2, 4, 2, 2), march) == (1, 8, 2)
    assert take(file(10, 2, 4, 2, 2), march) == (1, 8, 2)  # asked for once
    change = Change.objects.get()
    assert (change.quarter, change.after, change.state, "Oficio 7" in change.reason) == (2, 4, "requested", True)
    plans.decide_change(cast.act("mayor", march), change=change, authorise=True)
    assert take(file(10, 2, 4, 2, 2), march) == (0, 10, 4)
    assert take(file(12, 2, 4, 4, 2), march)[0] == 1
    plans.decide_change(cast.act("mayor", march), change=Change.objects.get(quarter=3), authorise=False)
    for wrong, on, where in (
        (file(12), march, f"{place}.programmed"),
        (file(11, 3, 4, 2, 2), dt.date(2022, 4, 20), f"{place}.quarters[0]"),  # it closed
    ):
        with pytest.raises(Invalid) as no:
            take(wrong, on)
        assert list(no.value.errors) == [where]


def test_import_again_asks_only_for_what_nobody_decided(cast):
    """The same paper, read again after somebody answered what it had asked for, or changed what it had programmed."""
    house, march = cast.organisations["municipality"], dt.date(2022, 3, 1)

    def read(*quarters, source="Oficio 7", entry="1.00001"):
        goal = {
            "code": "1.1.1", "measure": "talleres", "programmed": sum(quarters), "quarters": list(quarters),
            "entries": [{"on": "2022-02-01", "quantity": entry}],
        }  # fmt: skip
        data = {
            "schema": "hermanar.quarter/1",
            "year": 2022,
            "quarter": 1,
            "source": source,
            "components": [{"code": "1", "activities": [{"code": "1.1", "name": "Talleres", "goals": [goal]}]}],
        }
        done = reports.import_quarter(cast.act("liaison", march), organisation=house, data=data)
        return done.changes, done.decided

    def decide(quarter, *, authorise, after=None):
        goal = Goal.objects.select_related(
            "activity__component__plan__circle", "activity__component__plan__organisation"
        ).get()
        if after is not None:
            plans.request_change(
                cast.act("liaison", march), goal=goal, quarter=quarter, after=after, reason="Presupuesto."
            )
        change = Change.objects.get(quarter=quarter, state="requested")
        plans.decide_change(cast.act("mayor", march), change=change, authorise=authorise)

    assert read(2, 2, 2, 2) == (0, 0)
    assert read(2, 4, 4, 2) == (2, 0)
    decide(2, authorise=True)
    decide(3, authorise=False)
    assert read(2, 4, 4, 2) == (0, 1)  # the refused one is not asked for again, and stops nothing else
    decide(2, authorise=True, after=Decimal(5))  # by hand, after the paper was answered
    decide(4, authorise=True, after=Decimal(3))  # the paper had programmed it; the plan says otherwise since
    asked = Change.objects.count()
    assert read(2, 4, 4, 2) == (0, 3)
    assert Change.objects.count() == asked
    assert [int(q) for q in Goal.objects.get().quarters] == [2, 5, 2, 3]
    assert read(2, 4, 4, 6) == (1, 2)  # what the paper now says anew is asked for
    assert read(2, 4, 4, 6) == (1, 2)
    decide(4, authorise=False)
    assert read(2, 4, 2, 3, source="Oficio 9") == (1, 0)  # another paper asks in its own name
    assert Change.objects.filter(state="requested").get().quarter == 2
    # amounts are kept with four decimals: the same entry again is the same one
    assert list(Achievement.objects.order_by("pk").values_list("reference", flat=True)) == ["Oficio 7", "Oficio 9"]


def figures(cast):
    return figures_json(report_of_quarter(cast.organisations["municipality"], 2025, 2, cast.act("liaison", NOW).at))


def test_import_gives_the_figures_of_the_quarter(cast):
    bring(cast)
    told = figures(cast)
    assert [c["percent"] for c in told["components"]] == [25, 50, 20, 25]
    assert told["agendas"] == {"total": 320, "by_month": {"2025-04": 100, "2025-05": 120, "2025-06": 100}}
    assert told["sessions"] == {"held": 13, "programmed_year": 52}
    assert (told["roster"]["expected"], told["roster"]["delivered"], len(told["roster"]["missing"])) == (32, 26, 6)
    assert told["alliances"] == {"declared": 12, "documented": 0}
    assert [(p["counterpart"], p["class"], p["act"], p["rung"]) for p in told["partnerships"]] == [
        ("Cozumel", "domestic", "ratification_text", 0),
        ("Ensenada", "domestic", "letter_received", 1),
        ("Los Cabos", "domestic", "resume_received", 1),
    ]


def test_import_shows_every_disagreement_and_claims_nothing_unproved(cast):
    bring(cast)
    told = figures(cast)
    assert {f["code"] for f in told["findings"]} == {
        "percent_without_quantity", "percent_means_two_things", "units_counted_differently", "agendas_missing",
        "international_office_vacant", "international_office_missing", "agendas_without_list",
        "agendas_not_what_was_expected", "alliances_without_document", "alliances_described_differently",
        "text_without_signature", "claim_exceeds_proof",
    }  # fmt: skip
    claims = " ".join(p["claim_es"] + p["claim_en"] for p in told["partnerships"])
    assert not [word for word in ("formaliz", "firmad", "ratificado", "se firmó", "formaliz") if word in claims]


def test_alliances_of_the_register_are_counted_listed_and_printed(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", dt.date(2025, 6, 2))
    said = {"organisation": house, "partner_kind": "school", "areas": ["health"]}
    shown = plans.put_alliance(act, partner="Universidad", agreed_on=dt.date(2025, 5, 5), **said)
    plans.put_alliance(act, partner="Colegio", agreed_on=dt.date(2025, 5, 6), **said)
    plans.put_alliance(act, partner="De antes", agreed_on=dt.date(2025, 3, 31), **said)
    now = cast.act("liaison", NOW).at
    assert figures(cast)["alliances"] == {"declared": 2, "documented": 0}
    paper = store_upload(act, circle=house.home, upload=scan_file(), expect="pdf", caption="Convenio")
    plans.document_alliance(act, alliance=shown, document="Convenio 1", attachment=paper)
    report = report_of_quarter(house, 2025, 2, now)
    assert [(a["partner"], a["documented"]) for a in report["alliances"]["listed"]] == [
        ("Universidad", True),
        ("Colegio", False),
    ]
    assert "alliances_without_document" in {f["code"] for f in report["findings"]}
    paper = {b.text["es"] for b in paper_from(report, []).blocks}
    assert {"Universidad\t5 de mayo de 2025, Convenio 1", "Colegio\t6 de mayo de 2025, sin documento"} <= paper
    bring(cast)  # the source declares more than the register holds: both are told
    assert figures(cast)["alliances"] == {"declared": 12, "documented": 1}


def test_entries_of_a_report_are_in_their_order_and_it_says_how_many_there_are(cast, monkeypatch):
    bring(cast)
    monkeypatch.setattr("hermanar.reports.queries.report.MOST_ENTRIES", 5)
    report = report_of_quarter(cast.organisations["municipality"], 2025, 2, cast.act("liaison", NOW).at)
    rows = [g for c in report["components"] for a in c["activities"] for g in a["goals"] if g["entries"]]
    days = [e["on"] for g in rows for e in g["entries"]]
    assert (len(days), sum(g["entries_in_all"] for g in rows)) == (5, 13)
    assert days == sorted(days)


def test_import_again_changes_nothing(cast):
    bring(cast)
    before = figures(cast), Achievement.objects.count(), Letter.objects.count(), HandIn.objects.count()
    bring(cast)
    assert (figures(cast), Achievement.objects.count(), Letter.objects.count(), HandIn.objects.count()) == before
    assert Partnership.objects.filter(owner=cast.organisations["municipality"]).count() == 3


def test_import_keeps_what_was_put_by_hand_and_the_file_does_not_say(cast):
    house, act = cast.organisations["municipality"], cast.act("liaison", NOW)
    top = plans.put_unit(act, organisation=house, name="Gobierno")
    seen = plans.put_unit(
        act, organisation=house, name="Seguridad", kind="auxiliary", parent=top, email="area@example.org",
        valid_from=dt.date(2025, 1, 1),
    )  # fmt: skip
    before = Unit.objects.filter(pk=seen.pk).values().get()
    lines = [{"name": "Faros", "parent": "Muelles"}, {"name": "Muelles", "kind": "entity"},
             {"name": "Vecinal", "parent": "Seguridad"}]  # fmt: skip
    data = {
        "schema": "hermanar.quarter/1", "year": 2025, "quarter": 2, "source": "Informe",
        "weeks": [{"week": "2025-W20", "units": lines}],
        "components": [{"code": "3", "activities": [{"code": "3.1", "percent": 25}]}],
    }  # fmt: skip
    bring(cast, data)
    assert Unit.objects.filter(pk=seen.pk).values().get() == before
    below = {
        u.name: (u.kind, u.parent.name) for u in Unit.objects.filter(parent__isnull=False).select_related("parent")
    }
    assert (below["Vecinal"][1], below["Faros"][1]) == ("Seguridad", "Muelles")
    assert Unit.objects.get(name="Muelles").kind == "entity"
    row = Activity.objects.select_related("component").get(code="3.1")
    plans.put_component(act, plan=row.component.plan, code="3", name="Gobernar", responsible="Jefatura")
    plans.put_activity(act, component=row.component, code="3.1", name="Sesionar", unit=seen, weight=Decimal(2))
    bring(cast, data)
    row.refresh_from_db()
    assert (row.name, row.unit, row.weight, row.component.responsible) == ("Sesionar", seen, 2, "Jefatura")


def test_import_of_a_corrected_file_withdraws_what_it_no_longer_says(cast):
    bring(cast)
    data = copy.deepcopy(DATA)
    data["components"][0]["activities"][1]["percent"] = 35
    data["components"][0]["percent"] = 30
    bring(cast, data)
    assert figures(cast)["components"][0] == {"code": "3", "percent": 30}


def test_import_of_a_wrong_file_keeps_nothing_and_says_where(cast):
    data = copy.deepcopy(DATA)
    data["partnerships"][0]["counterpart"]["municipality"] = "99999"
    with pytest.raises(Invalid) as wrong:
        bring(cast, data)
    assert list(wrong.value.errors) == ["partnerships[0].counterpart.municipality"]
    assert Period.objects.count() == 0


def test_import_by_another_municipality_is_refused(cast):
    with pytest.raises(Refused, match="not_importer"):
        bring(cast, name="stranger")


def test_narrative_beyond_the_proof_is_refused_with_its_reason(cast):
    period = bring(cast)
    with pytest.raises(Invalid) as no:
        reports.write_narrative(
            cast.act("liaison", NOW), period=period, code="6.1", text="Se formalizaron tres hermanamientos."
        )
    (reason,) = no.value.errors["text"]
    assert "“Se formalizaron tres hermanamientos”" in reason
    assert period.narratives.count() == 0


def test_narrative_of_proved_sentences_is_kept(cast):
    period = bring(cast)
    text = " ".join(p["claim_es"] for p in figures(cast)["partnerships"])
    assert reports.write_narrative(cast.act("liaison", NOW), period=period, code="6.1", text=text).text == text


def locked(cast) -> Period:
    period = bring(cast)
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    return reports.authorise_period(cast.act("mayor", NOW), period=period)


def test_period_is_prepared_returned_prepared_and_locked_by_two_signers(cast):
    period = bring(cast)
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    with pytest.raises(Refused, match="not_authoriser"):
        reports.authorise_period(cast.act("liaison", NOW), period=period)
    reports.return_period(cast.act("mayor", NOW), period=period, reason="Falta la portada")
    assert (period.state, period.prepared_by) == (PeriodState.RETURNED, "")
    reports.prepare_period(cast.act("liaison", NOW), period=period)
    period.refresh_from_db()
    done = reports.authorise_period(cast.act("mayor", NOW), period=period)
    assert (done.state, done.issue.renditions.count()) == (PeriodState.LOCKED, 2)


def test_period_whose_proof_fell_away_since_it_was_prepared_is_not_authorised(cast):
    period = bring(cast)
    act, said = cast.act("liaison", NOW), "Se formalizaron tres hermanamientos."
    reports.write_narrative(act, period=period, code="6.1", text="Se recibieron dos cartas.")
    upload = store_upload(act, circle=period.circle, upload=scan_file(), expect="pdf")
    reports.add_annex(act, period=period, kind="list", title="Cartas", attachment=upload)
    reports.prepare_period(act, period=period)
    period.narratives.update(text=said)  # as if its papers had borne it then
    period.annexes.update(title=said)
    with pytest.raises(Blocked) as blocked:
        reports.authorise_period(cast.act("mayor", NOW), period=period)
    assert [(b.code, b.door) for b in blocked.value.blockers] == [
        ("claim_exceeds_proof", "reports.activity"), ("claim_exceeds_proof", "reports.period")
    ]  # fmt: skip
    period.refresh_from_db()
    assert period.state == PeriodState.PREPARED


def test_locked_period_never_changes(cast):
    period = locked(cast)
    before = report_of(period, cast.act("liaison", NOW).at)
    plan = cast.organisations["municipality"].plans.get(year=2025)
    goal = plan.components.first().activities.first().goals.first()
    plans.achieve(
        cast.act("liaison", NOW),
        goal=goal,
        on=dt.date(2025, 6, 30),
        quantity=Decimal(5),
        reference="Otra",
        late_reason="Llegó después",
    )
    assert report_of(get_period(cast.actor("liaison"), 2025, 2), cast.act("liaison", NOW).at) == before
    with pytest.raises(Refused, match="period_locked"):
        bring(cast)
    with pytest.raises(Refused, match="period_locked"):
        reports.write_narrative(cast.act("liaison", NOW), period=period, code="6.1", text="Otra cosa")


def test_quarter_closed_before_summaries_were_kept_gets_its_own(cast):
    period = locked(cast)
    told = period.summary
    Period.objects.filter(pk=period.pk).update(summary=None)
    import_module("hermanar.reports.migrations.0004_summaries_of_before").fill(apps, connection.schema_editor())
    period.refresh_from_db()
    assert period.summary == told
    assert told["sessions"] == 13


def test_correction_stands_beside_the_locked_period(cast):
    period = locked(cast)
    for field, wrong in (("text", {"reason": "Faltó una"}), ("reason", {"text": "Son 14 minutas."})):
        with pytest.raises(Invalid) as no:
            reports.correct_period(
                cast.act("liaison", NOW), period=period, **wrong | {field: "Se lograron tres hermanamientos."}
            )
        assert list(no.value.errors) == [field]
    reports.correct_period(cast.act("liaison", NOW), period=period, text="Son 14 minutas.", reason="Faltó una")
    content = paper_of(period, cast.act("liaison", NOW).at)
    assert "Son 14 minutas." in content.block("corrections-0").text["es"]


def test_correction_is_held_against_its_quarter_and_what_came_later_says_its_date(cast):
    period = locked(cast)
    case = Partnership.objects.get(owner=period.organisation, parties__name="Ensenada")
    act = cast.act("liaison", NOW)
    state_case_fact(
        act, partnership=case, fact=Fact.SIGNED, on=dt.date(2025, 8, 16), source="test:signed", proof="Acuerdo"
    )
    with pytest.raises(Invalid) as no:
        reports.correct_period(
            act, period=period, text="Se formalizó el hermanamiento con Ensenada.", reason="Omisión."
        )
    assert "Si ocurrió después del trimestre, diga en qué fecha." in [str(e) for e in no.value.errors["text"]]
    with pytest.raises(Invalid):
        reports.correct_period(
            act,
            period=period,
            text="El hermanamiento con Cozumel se formalizó el 16 de agosto de 2025.",
            reason="Omisión.",
        )
    said = "El hermanamiento con Ensenada se formalizó el 16 de agosto de 2025."
    assert reports.correct_period(act, period=period, text=said, reason="Ocurrió después.").text == said


def test_narrative_says_no_more_alliances_than_are_on_record(cast):
    period = bring(cast)
    act = cast.act("liaison", NOW)
    with pytest.raises(Invalid) as no:
        reports.write_narrative(
            act, period=period, code="6.1", text="Trabajamos con 12 alianzas de la zona metropolitana."
        )
    assert "constan 0" in str(no.value.errors["text"][0])
    plans.put_alliance(
        act, organisation=period.organisation, partner="Universidad", partner_kind="school", areas=["education"],
        agreed_on=dt.date(2025, 3, 3),
    )  # fmt: skip
    assert reports.write_narrative(act, period=period, code="6.1", text="Trabajamos con 1 alianza de la zona.")


def test_what_no_paper_prints_is_refused_where_it_is_typed_and_before_anybody_authorises(cast):
    period = bring(cast)
    act = cast.act("liaison", NOW)
    with pytest.raises(Invalid) as no:
        reports.write_narrative(act, period=period, code="6.1", text="Se reunió el gabinete 😀 en Palacio.")
    assert "es un emoji" in str(no.value.errors["text"][0])
    with pytest.raises(Invalid) as no:
        reports.set_cover(act, period=period, unit="Oficina 😀")
    assert list(no.value.errors) == ["unit"]
    Activity.objects.filter(code="6.1").update(name="Alianzas 😀")
    with pytest.raises(Blocked) as stopped:
        reports.prepare_period(act, period=period)
    assert [b.code for b in stopped.value.blockers] == ["not_drawn"]
    data = copy.deepcopy(DATA)
    data["components"][0]["name"] = "Gabinete 😀"
    with pytest.raises(Invalid) as no:
        reports.import_quarter(cast.act("liaison", NOW), organisation=period.organisation, data=data)
    assert list(no.value.errors) == ["components[0].name"]


def test_quarter_that_runs_is_not_prepared(cast):
    house = cast.organisations["municipality"]
    period = reports.open_period(cast.act("liaison"), organisation=house, year=2022, quarter=1)
    with pytest.raises(Refused, match="quarter_running"):
        reports.prepare_period(cast.act("liaison"), period=period)
    with pytest.raises(NotVisible):
        get_period(cast.actor("stranger"), 2022, 1)


def test_report_of_each_quarter_says_what_was_true_then(cast):
    """Before, in and after the quarter that is on file; and a relation whose facts came years apart."""
    bring(cast)
    house, now = cast.organisations["municipality"], cast.act("liaison", NOW).at

    def told(year, quarter):
        rows = report_of_quarter(house, year, quarter, now)["partnerships"]
        return {r["counterpart"]: (r["act"], r["rung"]) for r in rows}

    assert (told(2025, 1), told(2025, 2)["Ensenada"]) == ({}, ("letter_received", 1))
    assert told(2025, 3) == {"Cozumel": ("none", 0), "Ensenada": ("none", 1), "Los Cabos": ("none", 1)}
    claims = " ".join(r["claim_es"] for r in report_of_quarter(house, 2025, 3, now)["partnerships"])
    assert "recibió carta de intención de Ensenada" in claims
    assert not [word for word in ("firmó", "firmaron", "formaliz", "ratificó") if word in claims]
    case = Partnership.objects.get(owner=house, parties__name="Ensenada")
    for fact, on in ((Fact.STUDY_APPROVED, dt.date(2025, 8, 1)), (Fact.SIGNED, dt.date(2025, 11, 20))):
        state_case_fact(
            cast.act("liaison", NOW), partnership=case, fact=fact, on=on, source=f"test:{fact}", proof="Acta 1"
        )
    rungs = [
        told(year, quarter).get("Ensenada", ("", -1))[1]
        for year, quarter in ((2025, 1), (2025, 2), (2025, 3), (2025, 4))
    ]
    assert rungs == sorted(rungs)
    assert (rungs[0], rungs[1]) == (-1, 1)
    assert rungs[3] > rungs[2] > rungs[1]


def test_relation_of_a_seat_that_ended_is_told_in_the_quarters_it_was_there(cast):
    row = relation.open_relation(cast)
    there, day = cast.organisations["counterpart"], cast.at.date()
    state_case_fact(cast.act("liaison"), partnership=row, fact=Fact.LETTER_SENT, on=day, source="test:1", proof="Carta")
    quarter = (dt.date(2022, 1, 1), dt.date(2022, 3, 31))
    assert [r.act for r in relations_of(there, *quarter)] == ["letter_received"]
    row.circle.seats.filter(organisation=there).update(until_on=dt.date(2022, 6, 30))
    found = [len(relations_of(there, dt.date(2022, m, 1), dt.date(2022, m + 2, 28))) for m in (1, 4, 7)]
    assert found == [1, 1, 0]


def test_action_is_held_to_what_was_true_on_its_own_day(cast, monkeypatch):
    row, house = relation.open_relation(cast), cast.organisations["municipality"]
    signed = dt.date(2022, 3, 10)
    state_case_fact(
        cast.act("liaison", signed), partnership=row, fact=Fact.SIGNED, on=signed, source="test:1", proof="Acuerdo"
    )
    act = cast.act("liaison", dt.date(2022, 5, 2))

    def spec(on, precision="day"):
        return reports.ActionSpec(
            programme="Ciudades Hermanas", name="Acto", on=on, precision=precision,
            told="Se firmó el acuerdo de hermanamiento con Lakeside.",
        )  # fmt: skip

    with pytest.raises(Invalid, match="told"):
        reports.put_action(act, organisation=house, spec=spec(dt.date(2022, 3, 9)))
    for stands in (spec(signed), spec(dt.date(2022, 3, 1), "month")):
        assert reports.put_action(act, organisation=house, spec=stands).told
    monkeypatch.setattr("hermanar.reports.queries.activity.MOST", 1)  # what a report does not list it counts
    told = compose_activity(house, dt.date(2022, 1, 1), dt.date(2022, 12, 31))
    assert (told["actions"], told["actions_in_all"], " 1 acciones de 2" in cut_told(told)) == (1, 2, True)


def test_commands_bring_in_a_quarter_and_write_its_reports(cast, tmp_path, monkeypatch):
    for module in ("imports.quarter", "report"):
        monkeypatch.setattr(f"hermanar.cli.{module}.start_ready", lambda: None)
    bring(cast)  # its places
    house = cast.organisations["municipality"].slug
    file = tmp_path / "t.json"
    file.write_text(json.dumps(DATA), encoding="utf-8")

    def ask(*arguments):
        return CliRunner().invoke(main, [*arguments, "--unit", house])

    done = ask("import", "quarter", str(file))
    assert done.exit_code == 0, done.output
    assert json.loads(done.output) | {"unit": ""} == {
        "unit": "", "year": 2025, "quarter": 2, "components": 4, "entries": json.loads(done.output)["entries"],
        "partnerships": 3, "weeks": 1, "changes_asked": 0, "changes_decided": 0,
    }  # fmt: skip
    wrong = tmp_path / "w.json"
    wrong.write_text(json.dumps(DATA | {"quarter": 7}), encoding="utf-8")
    refused = ask("import", "quarter", str(wrong))
    assert (refused.exit_code, "quarter: " in refused.output) == (1, True)
    wrong.write_text("{", encoding="utf-8")
    assert "is not JSON" in ask("import", "quarter", str(wrong)).output
    for text, told in (
        (json.dumps(DATA)[:-1] + ', "year": 2024}', "“year” stands twice"),
        (json.dumps(DATA).replace("2025", "9" * 5000, 1), "is not JSON"),
    ):
        wrong.write_text(text, encoding="utf-8")
        refused = ask("import", "quarter", str(wrong))
        assert (refused.exit_code, told in refused.output) == (1, True), told
    out = tmp_path / "out"
    done = ask("report", "quarter", "--year", "2025", "--quarter", "2", "--out", str(out))
    assert done.exit_code == 0, done.output
    assert sorted(p.name for p in out.iterdir()) == [f"informe-{house}-2025-2.{f}" for f in ("docx", "json", "pdf")]
    told = json.loads((out / f"informe-{house}-2025-2.json").read_text(encoding="utf-8"))
    assert [c["percent"] for c in told["components"]] == [25, 50, 20, 25]
    assert (out / f"informe-{house}-2025-2.pdf").read_bytes()[:5] == b"%PDF-"
    days = ("--from", "2025-05-01", "--to", "2025-12-31")
    done = ask("report", "activity", *days, "--out", str(out), "--format", "json")
    assert (done.exit_code, json.loads(done.output)["actions"]) == (0, 0)
    assert ask("report", "activity", *days[2:], "--from", "2026-01-01", "--out", str(out)).exit_code == 2
    gone = CliRunner().invoke(
        main, ["report", "quarter", "--unit", "nadie", "--year", "2025", "--quarter", "2", "--out", str(out)]
    )
    assert (gone.exit_code, "There is no unit" in gone.output) == (1, True)


def test_percentage_alone_is_said_of_the_quarter_that_declares_it(cast):
    bare = {"code": "9", "name": "Nueve", "activities": [{"code": "9.1", "name": "Una", "percent": 80}]}
    head = {"schema": DATA["schema"], "year": 2025, "source": "Informe", "basis": "quarter", "components": [bare]}
    house = cast.organisations["municipality"]
    act = cast.act("operator", NOW)
    reports.import_quarter(act, organisation=house, data=head | {"quarter": 1})
    reports.import_quarter(
        act, organisation=house, data={"schema": DATA["schema"], "year": 2025, "quarter": 2, "source": "Otro"}
    )
    first, second = (figures_json(report_of_quarter(house, 2025, n, act.at)) for n in (1, 2))
    assert (first["components"], second["components"]) == (
        [{"code": "9", "percent": 80}],
        [{"code": "9", "percent": 0}],
    )
    codes = [[f["code"] for f in told["findings"]] for told in (first, second)]
    assert codes == [["percent_without_quantity"], []]


def test_list_of_a_week_takes_what_had_not_come_and_contradicts_nothing(cast):
    house, act = cast.organisations["municipality"], cast.act("operator", NOW)

    def file(**more) -> dict:
        units = [{"name": "Cultura", "received_on": "2025-04-04"}, {"name": "Turismo", **more}]
        head = {"schema": DATA["schema"], "year": 2025, "quarter": 2, "source": "Lista"}
        return head | {"weeks": [{"week": "2025-W15", "units": units}]}

    def missing() -> list:
        return figures_json(report_of_quarter(house, 2025, 2, act.at))["roster"]["missing"]

    reports.import_quarter(act, organisation=house, data=file())
    assert missing() == ["Turismo"]
    told = report_of_quarter(house, 2025, 2, act.at)["findings"]
    assert [f["message_es"] for f in told if f["code"] == "agendas_missing"] == [
        "Falta la agenda de un área en la lista de la semana 15 de 2025."
    ]
    for _again in range(2):
        reports.import_quarter(act, organisation=house, data=file(received_on="2025-04-05"))
    assert missing() == []
    for day, key in (("2025-04-06", "weeks[0].units[1].received_on"), ("2031-04-06", "weeks[0].units[1].received_on")):
        with pytest.raises(Invalid) as no:
            reports.import_quarter(act, organisation=house, data=file(received_on=day))
        assert list(no.value.errors) == [key]
