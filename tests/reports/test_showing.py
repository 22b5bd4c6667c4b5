"""What a report shows: evidence that is printed, flagged or kept back; activity reports of any range."""

import datetime as dt
import io
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from hermanar.documents.renderers import Letterhead, Marks, render_docx, render_pdf
from hermanar.evidence import operations as evidence
from hermanar.evidence.queries import get_use
from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.plans.models import Goal
from hermanar.reports import operations as reports
from hermanar.reports.queries import (
    activity_json,
    activity_paper,
    compose_activity,
    paper_of,
    plates_of_report,
    report_of,
    review,
)
from hermanar.reports.rules.claims import Proved
from tests import vera
from tests.documents.test_renderers_pdf import text_of
from tests.files.hostile import pdf
from tests.files.test_images import phone_photo

from .test_operations import NOW, bring, locked

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once

WHOLE = {
    "kind": "photo", "on": dt.date(2025, 5, 12), "place": "Palacio Municipal", "author": "Comunicación Social",
    "caption_es": "Sesión de gabinete del 12 de mayo", "alt_es": "Personas sentadas a una mesa", "consent": "public_act",
}  # fmt: skip


def piece(cast, n=0, *, accepted=True, **more):
    act = cast.act("liaison", NOW)
    file = SimpleUploadedFile(f"{n}.jpg", phone_photo((400 + n, 300)), "image/jpeg")
    row = evidence.add_evidence(act, circle=cast.organisations["municipality"].home, upload=file, **{**WHOLE, **more})
    return evidence.accept_evidence(act, evidence=row) if accepted else row


def shown(cast, period, code="3.1"):
    report = report_of(period, cast.act("liaison", NOW).at)
    return next(a for c in report["components"] for a in c["activities"] if a["code"] == code)["evidence"]


@pytest.mark.vera
def test_evidence_is_printed_flagged_or_kept_back_and_frozen(cast):
    period = bring(cast)
    act = cast.act("liaison", NOW)
    good = piece(cast)
    late = piece(cast, 1, on=dt.date(2025, 8, 1))
    unseen = piece(cast, 2, consent="missing")
    raw = piece(cast, 3, accepted=False)
    reports.pick_evidence(act, period=period, code="3.1", pieces=[good, late, unseen, raw], claim="held")
    reports.pick_evidence(act, period=period, code="3.1", pieces=[good], claim="held")
    rows = shown(cast, period)["rows"]
    assert [(r["prints"], r["outside"], r["carries"]) for r in rows] == [
        (True, False, True), (True, True, False), (False, False, True), (False, False, False),
    ]  # fmt: skip
    content, report = paper_of(period, act.at), report_of(period, act.at)
    assert content.block("picture-3.1-0").text["es"].split("\n")[0] == "Sesión de gabinete del 12 de mayo"
    assert content.block("picture-3.1-1").text["es"].endswith("fuera del periodo")
    assert content.block("pieces-3.1-note").text["es"].startswith("2 piezas no se imprimen")
    plates = plates_of_report(report)
    assert [p.at for p in plates] == ["picture-3.1-0", "picture-3.1-1"]
    marks = Marks(issued_on=dt.date(2026, 1, 20))
    printed = render_pdf(content, Letterhead(), marks, plates=plates)
    assert printed.count(b"/Subtype/Image") == 2
    assert vera.failures(printed) == []
    with zipfile.ZipFile(io.BytesIO(render_docx(content, Letterhead(), marks, plates=plates))) as word:
        assert sum(name.startswith("word/media/") for name in word.namelist()) == 2
    use = get_use(act.actor, unseen, rows[2]["use"])
    reports.drop_evidence(act, period=period, code="3.1", use=use)
    assert shown(cast, period)["total"] == 3
    with pytest.raises(Invalid):
        reports.pick_evidence(act, period=period, code="9.9", pieces=[good], claim="held")
    reports.prepare_period(act, period=period)
    period.refresh_from_db()
    with pytest.raises(Refused, match="period_prepared"):
        reports.drop_evidence(act, period=period, code="3.1", use=use)
    before = report_of(reports.authorise_period(cast.act("mayor", NOW), period=period), act.at)
    evidence.return_evidence(act, evidence=good, reason="No es esa sesión")
    assert report_of(period, act.at) == before


def test_quarter_with_more_evidence_asks_no_more_questions(cast):
    period = bring(cast)
    act = cast.act("liaison", NOW)

    def asked() -> int:
        with CaptureQueriesContext(connection) as queries:
            shown(cast, period)
        return len(queries)

    reports.pick_evidence(act, period=period, code="3.1", pieces=[piece(cast)], claim="held")
    first = asked()
    more = [piece(cast, n) for n in (1, 2)]
    reports.pick_evidence(act, period=period, code="3.1", pieces=more, claim="held")
    reports.pick_evidence(act, period=period, code="6.1", pieces=more, claim="held")
    assert asked() == first


def test_annexes_go_with_the_report_and_the_signed_scan_after_it(cast):
    period = bring(cast)
    act, home = cast.act("liaison", NOW), cast.organisations["municipality"].home

    def file(name):
        upload = SimpleUploadedFile(name, pdf(), "application/pdf")
        return store_upload(act, circle=home, upload=upload, expect="pdf")

    chart = reports.add_annex(act, period=period, kind="chart", title="Organigrama 2025", attachment=file("o.pdf"))
    assert "Organigrama 2025" in paper_of(period, act.at).block("annexes-0").text["es"]
    with pytest.raises(Invalid):
        reports.add_annex(act, period=period, kind="signed", title="x", attachment=chart.attachment)
    with pytest.raises(Invalid, match="title"):
        reports.add_annex(
            act, period=period, kind="chart", title="Tres hermanamientos formalizados", attachment=chart.attachment
        )
    with pytest.raises(Refused, match="period_open"):
        reports.add_signed_scan(act, period=period, attachment=chart.attachment)
    reports.remove_annex(act, annex=chart)
    done = locked(cast)
    before = done.snapshot
    scan = reports.add_signed_scan(act, period=done, attachment=chart.attachment)
    done.refresh_from_db()
    assert (scan.kind, done.snapshot) == ("signed", before)


def spec(**more):
    values = {
        "programme": "Programa de Ciudades Hermanas",
        "name": "Encuentro de artesanos",
        "on": dt.date(2025, 5, 12),
    }
    return reports.ActionSpec(**(values | more))


@pytest.mark.vera
def test_activity_report_names_programme_mayor_goal_and_what_is_missing(cast):
    bring(cast)
    house, act = cast.organisations["municipality"], cast.act("liaison", NOW)
    goal = Goal.objects.filter(activity__component__plan__organisation=house).first()
    bare = reports.put_action(act, organisation=house, spec=spec(name="Taller", on=dt.date(2025, 6, 1)))
    whole = reports.put_action(
        act, organisation=house,
        spec=spec(
            objective="Abrir mercado a la alfarería", told="Doce talleres expusieron.", measure="talleres",
            planned=Decimal(10), achieved=Decimal(12), goal=goal, rule="Lineamiento 4.2: intercambio de experiencias",
        ),
    )  # fmt: skip
    reports.put_action(act, organisation=house, spec=spec(name="De otro año", on=dt.date(2024, 5, 1)))
    reports.show_in_action(act, action=whole, pieces=[piece(cast)])
    told = compose_activity(house, dt.date(2025, 5, 1), dt.date(2025, 12, 31))
    (programme,) = told["programmes"]
    assert [(a["name"], a["lacks"]) for a in programme["actions"]] == [
        ("Encuentro de artesanos", []),
        ("Taller", ["no_objective", "no_goal", "no_result", "no_photo", "no_plan_goal", "no_rule"]),
    ]
    assert [m["from"] for m in told["mayors"]] == ["2025-05-01"]
    assert told["mayors"][0]["name"]
    content, plates = activity_paper(told, [("prepared", "", "")])
    assert [content.block(f"p0-{k}").text["es"] for k in ("name", "actions", "photos")] == [
        "1. Nombre del programa", "2. Acción realizada, objetivos y metas", "3. Evidencia fotográfica",
    ]  # fmt: skip
    assert (len(plates), activity_json(told)["programmes"][0]["actions"][0]["photographs"]) == (1, 1)
    assert vera.failures(render_pdf(content, Letterhead(), Marks(), plates=plates)) == []
    reports.withdraw_action(act, action=bare)
    assert compose_activity(house, dt.date(2025, 5, 1), dt.date(2025, 12, 31))["lacking"] == 0


def test_action_that_claims_more_than_is_proved_or_is_not_ours_is_refused(cast):
    bring(cast)
    house, act = cast.organisations["municipality"], cast.act("liaison", NOW)
    with pytest.raises(Invalid) as no:
        reports.put_action(act, organisation=house, spec=spec(told="Se formalizaron tres hermanamientos."))
    assert list(no.value.errors) == ["told"]
    with pytest.raises(Invalid):
        reports.put_action(act, organisation=house, spec=replace(spec(), on=dt.date(2027, 1, 1)))
    with pytest.raises(Refused, match="not_writer"):
        reports.put_action(cast.act("mayor", NOW), organisation=house, spec=spec())
    action = reports.put_action(act, organisation=house, spec=spec())
    with pytest.raises(NotVisible):
        reports.put_action(
            cast.act("stranger", NOW), organisation=cast.organisations["elsewhere"], spec=spec(), action=action
        )


P = [Proved("Cozumel", "domestic", frozenset()), Proved("Lakeside", "international", frozenset())]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Se formalizaron tres hermanamientos. Ambos son culturales.", ["E01", "N04"]),
        ("Avanzan dos hermanamientos internacionales.", ["E02"]),
        ("Avanza el hermanamiento internacional con Cozumel.", ["E02"]),
        ("Avanza el hermanamiento internacional con Lakeside.", []),
        ("Avanzan dos hermanamientos. Ambos son culturales.", []),
    ],
)
def test_review_says_what_no_report_may_say(text, codes):
    found = [r for r in review(text, P, dt.date(2025, 6, 30)) if r.code != "R07"]
    assert [r.code for r in found] == codes
    assert [text[r.start : r.end] for r in found if r.code == "N04"] == (["Ambos"] if "N04" in codes else [])


def test_paper_has_cover_axis_header_and_numbered_pages(cast):
    period = bring(cast)
    act = cast.act("liaison", NOW)
    reports.set_cover(
        act, period=period, unit="Jefatura", term="2025–2027", slogan="Ciudad de todas y todos", source=period.source
    )
    content = paper_of(period, act.at)
    assert content.block("cover-term").text["es"] == "Gobierno\t2025–2027"
    assert content.block("cover-slogan").text["es"] == "Lema\tCiudad de todas y todos"
    assert content.block("c-3-axis").text["es"] == "Eje\tGobierno de Territorio, Honesto y Transparente"
    head = Letterhead(issuer={"es": ("Municipio de Villa Serena",)})
    pages = text_of(render_pdf(content, head, Marks(issued_on=dt.date(2026, 1, 20)))).split("\f")
    assert f"Página 1 de {len(pages) - 1}" in pages[0]
    assert "Municipio de Villa Serena" in pages[1]
    assert f"Página 2 de {len(pages) - 1}" in pages[1]
