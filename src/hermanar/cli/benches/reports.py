"""Reports under load: a paper with many photographs, a plan with many goals and pieces of evidence, many units at once.

The paper is held against bare typst with the same text and the same pictures as files; the quarter against a small one
on the same database; the units hand in from several threads, as they would on the last hour of a week.
"""

import datetime as dt
import io
import json
import shutil
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from django.apps import apps
from django.db import connection, connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from hermanar.directory.queries import get_organisation
from hermanar.documents.renderers import Marks, Plate, fonts, render_pdf
from hermanar.kernel.acts import Act, Actor, Channel
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.plans import operations as plans
from hermanar.plans.queries import find_plan
from hermanar.reports import operations as reports
from hermanar.reports.queries import report_of

from ..walks.stage import Stage
from .documents import HEAD
from .loading import put_evidence, put_goals
from .memory import most
from .photos import measure as measure_photos

THREADS = 4
EDGE = 840
NOW = dt.datetime(2025, 7, 15, 12, tzinfo=ZoneInfo("America/Mexico_City"))


def pictures(number: int) -> list[bytes]:
    """JPEGs of half a page with grain, each another."""
    from PIL import Image

    made = []
    for n in range(number):
        grain = Image.effect_noise((250, 188), 30 + n % 40).resize((EDGE, EDGE * 3 // 4))
        out = io.BytesIO()
        Image.merge("RGB", (grain, grain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grain.rotate(180))).save(
            out, "JPEG", quality=82, progressive=True
        )
        made.append(out.getvalue())
    return made


def paper(photos: int, number: int) -> Content:
    """A report of so many photographs, ten under each activity. No two numbers share a paragraph."""
    blocks = [
        Block("title", BlockKind.TITLE, {"es": f"Informe trimestral {number}"}),
        Block("c-0", BlockKind.HEADING, {"es": "Componente único"}, "c-0"),
    ]
    for n in range(photos):
        if n % 10 == 0:
            code = n // 10
            key = f"a-{code}"
            blocks.append(Block(key, BlockKind.HEADING, {"es": f"Actividad {code}"}, key))
            text = f"En el trimestre {number} se hizo lo programado en la actividad {code}, como consta en sus minutas."
            blocks.append(Block(f"{key}-p0", BlockKind.PARAGRAPH, {"es": text}, key))
        caption = f"Fotografía {n} del informe {number}\nPalacio Municipal · 12 de mayo de 2025 · Comunicación Social"
        blocks.append(Block(f"picture-{n}", BlockKind.PARAGRAPH, {"es": caption}, f"a-{n // 10}"))
    return Content(("es",), tuple(blocks), layout="report")


def anew(made: list[bytes], number: int) -> list[bytes]:
    """The same pictures as other files: no report shows photographs that were compiled before."""
    return [data + f"{number}".encode() for data in made]


class Bare:
    """The same text with the same pictures as files beside the template: what somebody would write by hand. Typefaces are
    read once, as by ours."""

    def __init__(self) -> None:
        import typst

        self.typefaces = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(fonts.folder())]
        )

    def __call__(self, content: Content, made: list[bytes]) -> bytes:
        import typst

        told = {"fonts": fonts.chain("es"), "blocks": [b.as_json() for b in content.blocks]}
        with tempfile.TemporaryDirectory(prefix="hermanar-report-") as folder:
            for n, data in enumerate(made):
                (Path(folder) / f"{n}.jpg").write_bytes(data)
            source = Path(folder) / "bare.typ"
            shutil.copy(Path(__file__).parent / "bare_report.typ", source)
            compiler = typst.Compiler(str(source), root=folder, font_paths=self.typefaces, sys_inputs={"paper": "{}"})
            pdf = compiler.compile(
                format="pdf", pdf_standards=["ua-1", "a-2a"],
                sys_inputs={"paper": json.dumps(told, ensure_ascii=False)}, timestamp=1_752_000_000,
            )  # fmt: skip
        assert isinstance(pdf, bytes)
        return pdf


def ours(content: Content, made: list[bytes]) -> bytes:
    plates = [Plate(f"picture-{n}", {"es": f"Fotografía {n}"}, picture=data) for n, data in enumerate(made)]
    return render_pdf(content, HEAD, Marks(), plates=plates)


def measure_paper(photos: int, runs: int) -> dict[str, Any]:
    """Median of the ratio ours ÷ bare over pairs, and the most memory the process held for one report."""
    made, bare = pictures(photos), Bare()
    first = len(ours(paper(photos, 0), anew(made, 0)))
    memory = most()  # of one report: what follows is kept by typst for some compilations more
    size = first, len(bare(paper(photos, 0), anew(made, 1)))
    pairs = []
    for n in range(1, runs + 1):
        content, took = paper(photos, n), {}
        for at, (name, call) in enumerate((("ours", ours), ("bare", bare))[:: 1 if n % 2 else -1]):
            files = anew(made, 2 * n + at)
            began = time.perf_counter()
            call(content, files)
            took[name] = time.perf_counter() - began
        pairs.append(took)
    return {
        "photos": photos,
        "ratio": round(statistics.median(p["ours"] / p["bare"] for p in pairs), 2),
        "ms": round(statistics.median(p["ours"] for p in pairs) * 1000),
        "bare_ms": round(statistics.median(p["bare"] for p in pairs) * 1000),
        "MB": [round(s / 2**20, 1) for s in size],
        "memory_MB": memory,
    }


def house() -> tuple[Stage, Any]:
    """A municipality with its liaison."""
    stage = Stage()
    row = stage.organisation("municipality", slug="bench", kind="municipality", name="Municipio de prueba", code="MP")
    stage.person("liaison", "municipality", "liaison", "Enlace", "Liaison", 1, dt.date(2024, 1, 1))
    stage.clock = NOW
    return stage, get_organisation(Actor.operator(), row.slug)


def signed_in(stage: Stage) -> Client:
    """A browser in which the liaison signed in, with the second factor that the post asks for."""
    user, appointment = stage.people["liaison"]
    factors = apps.get_model("mfa", "Authenticator")
    factors.objects.get_or_create(user=user, type="totp", defaults={"data": {"secret": "JBSWY3DPEHPK3PXP"}})
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    session = client.session
    session["appointment"] = appointment
    methods = session.get("account_authentication_methods") or [{"method": "password", "at": 0}]
    session["account_authentication_methods"] = [*methods, {"method": "mfa", "at": 0, "type": "totp"}]
    session.save()
    return client


def _opened(stage: Stage, organisation: Any, year: int, goals: int, pieces: int) -> dict[str, Any]:
    """Questions and seconds of the page of a quarter with so many goals and pieces, of one of its activities, and of
    everything read for its paper."""
    act = stage.act("liaison")
    plan = plans.open_plan(act, organisation=organisation, year=year)
    put_goals(plan, goals)
    period = reports.open_period(act, organisation=organisation, year=year, quarter=1)
    put_evidence(period, find_plan(organisation, year), pieces)
    client = signed_in(stage)
    client.get(reverse("web:reports:list"))
    pages = {
        "seconds": reverse("web:reports:period", args=[year, 1]),
        "activity_seconds": reverse("web:reports:activity", args=[year, 1, "0.0"]),
    }
    told: dict[str, Any] = {}
    for name, address in pages.items():
        began = time.perf_counter()
        with CaptureQueriesContext(connection) as asked:
            page = client.get(address)
        told[name] = round(time.perf_counter() - began, 2)
        if page.status_code != 200:
            raise RuntimeError(f"{address} answered {page.status_code}")
        told.setdefault("queries", len(asked))
        told.setdefault("kB", round(len(page.content) / 1000))
    began = time.perf_counter()
    report_of(period, NOW)
    return {**told, "paper_seconds": round(time.perf_counter() - began, 2)}


def measure_quarter(stage: Stage, organisation: Any, goals: int, pieces: int) -> dict[str, Any]:
    """The quarter of a large plan beside that of a small one."""
    few = _opened(stage, organisation, 2023, 10, 20)
    many = _opened(stage, organisation, 2024, goals, pieces)
    return {"goals": goals, "pieces": pieces, **many, "queries_few": few["queries"], "memory_MB": most()}


def _chunks(rows: list, number: int) -> Iterator[list]:
    for at in range(number):
        yield rows[at::number]


def measure_units(stage: Stage, organisation: Any, number: int) -> dict[str, Any]:
    """So many units hand in their agenda of one week, from several threads at once."""
    act = stage.act("liaison")
    units = [(plans.put_unit(act, organisation=organisation, name=f"Área {n}"), "unstated") for n in range(number)]
    week = plans.open_week(act, organisation=organisation, starts_on=dt.date(2025, 7, 21), units=units)
    rows = list(week.expected.select_related("unit", "week__organisation__home"))
    errors: list[str] = []
    lock = threading.Lock()

    def hand_in(mine: list) -> None:
        try:
            for row in mine:
                one = Act(actor=act.actor, at=NOW, channel=Channel.WEB)
                try:
                    plans.hand_in(one, expected=row, received_on=NOW.date())
                except Exception as error:
                    with lock:
                        errors.append(f"{type(error).__name__}: {error}")
        finally:
            connections.close_all()

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(hand_in, _chunks(rows, THREADS)))
    seconds = time.perf_counter() - began
    return {
        "units": number, "threads": THREADS, "seconds": round(seconds, 1), "errors": len(errors), "first": errors[:1],
        "hour_used": round(seconds / 3600, 4), "engine": connection.vendor,
    }  # fmt: skip


def measure_links(stage: Stage, organisation: Any, number: int) -> dict[str, Any]:
    """The same by personal link, as their people do: each opens its page and sends the form, from several threads."""
    now = timezone.now()
    stage.clock = now
    act = stage.act("liaison")
    units = [plans.put_unit(act, organisation=organisation, name=f"Oficina {n}") for n in range(number)]
    monday = now.date() + dt.timedelta(days=7 - now.weekday())
    plans.open_week(act, organisation=organisation, starts_on=monday, units=[(unit, "unstated") for unit in units])
    addresses = [
        reverse("guest:link", args=[plans.give_unit_link(act, unit=unit, now=now)[1]]) for unit in units
    ]  # fmt: skip
    errors: list[str] = []
    took: list[float] = []

    def hand_in(mine: list) -> None:
        browser = Client(raise_request_exception=False)
        try:
            for address in mine:
                began = time.perf_counter()
                opened = browser.get(address)
                sent = browser.post(address, {"agenda": "Sesión del consejo, miércoles 10:00 h"})
                took.append(time.perf_counter() - began)
                if (opened.status_code, sent.status_code) != (200, 302):
                    errors.append(f"{opened.status_code}, {sent.status_code}")
        finally:
            connections.close_all()

    began = time.perf_counter()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(hand_in, _chunks(addresses, THREADS)))
    seconds = time.perf_counter() - began
    kept = apps.get_model("plans", "HandIn").objects.filter(expected__week__starts_on=monday).count()
    if kept != number:
        errors.append(f"{kept} of {number} were kept")
    took.sort()
    return {
        "links": number, "threads": THREADS, "seconds": round(seconds, 1), "errors": len(errors), "first": errors[:1],
        "hour_used": round(seconds / 3600, 4), "engine": connection.vendor,
        "median_ms": round(took[len(took) // 2] * 1000), "slowest_ms": round(took[-1] * 1000),
    }  # fmt: skip


def measure(photos: int, runs: int, goals: int, pieces: int, units: int, thumbs: int) -> dict[str, Any]:
    """Everything, in one run. What is held to a memory comes first: the most that a process ever held is all one can ask of it."""
    stage, organisation = house()
    return {
        "thumbnails": measure_photos(thumbs),  # before papers: typst keeps compilations
        "paper": measure_paper(photos, runs),
        "quarter": measure_quarter(stage, organisation, goals, pieces),
        "units": measure_units(stage, organisation, units),
        "links": measure_links(stage, organisation, units),
    }
