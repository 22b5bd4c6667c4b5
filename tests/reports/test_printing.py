"""Long papers of a report: fixed when they are authorised, drawn in the background, tried again, cancelled, let go."""

import datetime as dt

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse

from hermanar.checks import gazetteer
from hermanar.documents.models import FrozenVersion
from hermanar.documents.queries import get_rendition, print_ahead
from hermanar.documents.renderers.pdf import PrintingFailed
from hermanar.journal.queries import verify
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.notices.models import Notice
from hermanar.registry.enums import PaperState
from hermanar.registry.queries.papers import verify_paper
from hermanar.reports import operations as reports, tasks
from hermanar.reports.enums import PeriodState, PrintingState
from hermanar.reports.models import Period, Printing
from hermanar.reports.queries import is_drawn_aside, is_read_aside, list_printings, read_draft, read_of
from hermanar.reports.queries.paper import paper_of
from hermanar.reports.queries.report import compose
from hermanar.reports.rules.printing import is_long
from tests.documents.test_renderers_pdf import text_of
from tests.guest.conftest import send

from .test_operations import NOW, bring, locked

# what a paper says and does is the same on either engine
pytestmark = pytest.mark.once


@pytest.fixture
def long_report(settings):
    """Every report is a long one."""
    settings.REPORT_AT_ONCE = 3


def draw(printing: Printing) -> str:
    return tasks.print_report.call(printing.public_id)


def keys_of(cast, who: str) -> list[str]:
    user = cast.users[who]
    return list(Notice.objects.filter(user=user, door="reports.printing").values_list("key", flat=True))


@pytest.mark.parametrize(
    ("lines", "pictures", "long"), [(0, 0, False), (800, 0, False), (801, 0, True), (300, 50, False), (301, 50, True)]
)
def test_paper_is_long_by_its_lines_and_photographs(lines, pictures, long):
    assert is_long(lines, pictures, 800) is long


def test_short_report_is_issued_at_once(cast):
    period = locked(cast)
    assert period.issue is not None
    assert not is_drawn_aside(period)
    assert list_printings(period) == []


def test_long_report_is_fixed_when_authorised_and_drawn_afterwards(cast, long_report):
    period = locked(cast)
    (printing,) = list_printings(period)
    assert (period.state, period.issue, printing.state) == (PeriodState.LOCKED, None, PrintingState.WAITING)
    assert printing.sha256 == printing.version.sha256
    assert FrozenVersion.objects.get(version=printing.version).label == "Lo que se autorizó"
    with pytest.raises(Refused, match="paper_underway"):
        reports.publish_period(cast.act("liaison", NOW), period=period)
    # what is written into the period afterwards is not in its paper
    reports.correct_period(cast.act("liaison", NOW), period=period, text="Son 14 minutas.", reason="Faltó una")
    assert draw(printing) == PrintingState.DONE
    period.refresh_from_db()
    assert period.issue.version == printing.version
    assert period.issue.issued_on == period.authorised_on
    told = text_of(get_rendition(period.issue, "pdf")[2])
    assert "Calendario de sesiones" in told
    assert "Son 14 minutas" not in told
    assert get_rendition(period.issue, "docx")[2][:2] == b"PK"
    paper = verify_paper(period.issue.code)
    assert paper.state == PaperState.IN_FORCE
    assert (keys_of(cast, "liaison"), keys_of(cast, "mayor")) == (["report_paper_ready"], ["report_paper_ready"])
    assert draw(printing) == PrintingState.DONE  # a second worker finds nothing to draw
    assert list(verify()) == []


def test_reading_that_breaks_is_told_in_its_own_words(cast, long_report, monkeypatch, tmp_path):
    reading = reports.ask_authorisation(cast.act("mayor", NOW), period=prepared(cast))
    monkeypatch.setattr(gazetteer, "FILE", tmp_path / "none")
    assert draw(reading) == PrintingState.FAILED
    assert keys_of(cast, "mayor") == ["report_not_read"]


def test_paper_that_a_killed_worker_left_is_drawn_by_the_next(cast, long_report):
    (printing,) = list_printings(locked(cast))
    assert reports.begin_printing(cast.act("mayor", NOW), printing=printing)
    assert draw(printing) == PrintingState.DONE


def test_paper_that_is_not_what_was_authorised_is_not_issued(cast, long_report):
    period = locked(cast)
    (printing,) = list_printings(period)
    act = cast.act("mayor", NOW)
    reports.begin_printing(act, printing=printing)
    ahead = print_ahead(printing.version, letterhead_of=period.organisation, issued_on=period.authorised_on)
    Printing.objects.filter(pk=printing.pk).update(sha256="0" * 64)
    printing.refresh_from_db()
    with pytest.raises(Refused, match="other_paper"):
        reports.finish_paper(act, printing=printing, ahead=ahead)


def test_paper_that_fails_is_told_and_tried_again(cast, long_report, monkeypatch, caplog):
    period = locked(cast)
    (printing,) = list_printings(period)
    with monkeypatch.context() as patch:

        def broken(*_args, **_more):
            raise PrintingFailed("no")

        patch.setattr(tasks, "print_ahead", broken)
        assert draw(printing) == PrintingState.FAILED
    assert "A paper could not be drawn" in caplog.text
    assert keys_of(cast, "liaison") == ["report_paper_failed"]
    printing.refresh_from_db()
    for stranger in ("stranger", "council_secretary"):
        with pytest.raises(NotVisible):
            reports.retry_printing(cast.act(stranger, NOW), printing=printing)
    with pytest.raises(Refused, match="paper_owed"):
        reports.cancel_printing(cast.act("liaison", NOW), printing=printing)
    reports.retry_printing(cast.act("liaison", NOW), printing=printing)
    assert draw(printing) == PrintingState.DONE
    with pytest.raises(Refused, match="printing_done"):
        reports.retry_printing(cast.act("liaison", NOW), printing=printing)


def test_draft_of_a_long_report_is_drawn_kept_a_day_and_replaced(cast, long_report):
    period = bring(cast)
    act = cast.act("liaison", NOW)
    with pytest.raises(NotVisible):
        reports.ask_draft(cast.act("stranger", NOW), period=period, fmt="pdf", language="es")
    with pytest.raises(NotVisible):
        reports.ask_draft(act, period=period, fmt="exe", language="es")
    printing = reports.ask_draft(act, period=period, fmt="pdf", language="en")
    assert reports.ask_draft(act, period=period, fmt="pdf", language="en") == printing
    with pytest.raises(NotVisible):
        read_draft(printing)
    assert draw(printing) == PrintingState.DONE
    printing.refresh_from_db()
    assert "Second quarterly report" in text_of(read_draft(printing))
    assert keys_of(cast, "liaison") == ["report_paper_ready"]
    assert keys_of(cast, "mayor") == []
    again = reports.ask_draft(act, period=period, fmt="pdf", language="en")
    assert list(period.printings.all()) == [again]
    assert reports.drop_drafts(cast.act("operator", NOW)) == 0
    assert reports.drop_drafts(cast.act("operator", NOW + dt.timedelta(days=2))) == 1
    assert not period.printings.exists()


def test_draft_that_is_cancelled_is_not_drawn(cast, long_report):
    period = bring(cast)
    printing = reports.ask_draft(cast.act("liaison", NOW), period=period, fmt="docx", language="es")
    reports.cancel_printing(cast.act("liaison", NOW), printing=printing)
    assert draw(printing) == PrintingState.CANCELLED
    assert not default_storage.exists(printing.path)
    with pytest.raises(Refused, match="printing_done"):
        reports.cancel_printing(cast.act("liaison", NOW), printing=printing)


def test_draft_cancelled_while_it_is_drawn_stays_cancelled(cast, long_report, monkeypatch):
    period = bring(cast)
    printing = reports.ask_draft(cast.act("liaison", NOW), period=period, fmt="docx", language="es")

    def slow(*_args):
        reports.cancel_printing(cast.act("liaison", NOW), printing=printing)
        return b"late"

    monkeypatch.setattr(tasks, "_draft", slow)
    assert draw(printing) == PrintingState.CANCELLED


def test_closed_quarter_has_no_draft(cast):
    with pytest.raises(Refused, match="period_locked"):
        reports.ask_draft(cast.act("liaison", NOW), period=locked(cast), fmt="pdf", language="es")


def prepared(cast) -> Period:
    period = bring(cast)
    return reports.prepare_period(cast.act("liaison", NOW), period=period)


def test_long_report_is_authorised_aside_in_the_name_of_who_signs(cast, long_report):
    period = prepared(cast)
    assert is_read_aside(period)
    act = cast.act("mayor", NOW)
    for who, code in (("liaison", "not_authoriser"), ("stranger", "not_authoriser")):
        with pytest.raises(Refused, match=code):
            reports.ask_authorisation(cast.act(who, NOW), period=period)
    reading = reports.ask_authorisation(act, period=period)
    assert reports.ask_authorisation(act, period=period) == reading  # on its way already
    with pytest.raises(NotVisible):
        reports.retry_printing(cast.act("liaison", NOW), printing=reading)
    with pytest.raises(NotVisible):
        reports.cancel_printing(cast.act("liaison", NOW), printing=reading)
    period.refresh_from_db()
    assert period.state == PeriodState.PREPARED
    assert draw(reading) == PrintingState.DONE
    period.refresh_from_db()
    assert (period.state, period.authorised_on) == (PeriodState.LOCKED, act.on)
    assert period.authorised_by == cast.actor("mayor").appointment
    paper = list_printings(period)[0]
    assert (paper.draft, draw(paper)) == ("", PrintingState.DONE)
    with pytest.raises(NotVisible):
        read_draft(reading)
    with pytest.raises(Refused, match="period_locked"):
        reports.ask_authorisation(act, period=period)
    assert list(verify()) == []


def test_long_report_is_read_before_its_transaction_and_not_again_in_it(cast, long_report, monkeypatch, tmp_path):
    period = prepared(cast)
    act = cast.act("mayor", NOW)
    read = read_of(act, period)
    later = cast.act("mayor", NOW + dt.timedelta(days=1))  # its paper bears another day
    with pytest.raises(Refused, match="text_moved"):
        reports.authorise_period(later, period=period, read=read)
    period.refresh_from_db()
    assert period.state == PeriodState.PREPARED
    monkeypatch.setattr(gazetteer, "FILE", tmp_path / "none")  # without it nothing can be read
    with pytest.raises(FileNotFoundError):
        reports.authorise_period(act, period=period)
    period.refresh_from_db()
    reports.authorise_period(act, period=period, read=read)
    assert (period.state, list_printings(period)[0].sha256) == (PeriodState.LOCKED, read.sha256)


def _turned_about(kept):
    """As a database gives JSON back that keeps no order of keys."""
    if isinstance(kept, dict):
        return {key: _turned_about(kept[key]) for key in sorted(kept, key=lambda k: (len(k), k))}
    return [_turned_about(one) for one in kept] if isinstance(kept, list) else kept


def test_paper_is_the_same_in_whatever_order_its_figures_are_given_back(cast):
    period = prepared(cast)
    act = cast.act("mayor", NOW)
    period.state, period.locked_at = PeriodState.LOCKED, act.at
    period.snapshot = compose(period.organisation, period.year, period.quarter, act.at, period)
    as_composed = paper_of(period, act.at)
    period.snapshot = _turned_about(period.snapshot)
    assert list(period.snapshot["units"]["chart"]) == ["entity", "auxiliary", "secretariat"]
    assert paper_of(period, act.at) == as_composed


def test_what_stops_a_long_report_is_told_to_who_signs_and_answered_in_the_act(cast, long_report):
    period = prepared(cast)
    reading = reports.ask_authorisation(cast.act("mayor", NOW), period=period)
    reports.return_period(cast.act("mayor", NOW), period=period, reason="Falta una firma.")
    assert draw(reading) == PrintingState.FAILED
    reading.refresh_from_db()
    period.refresh_from_db()
    assert ("envió a autorización" in reading.told, period.state) == (True, PeriodState.RETURNED)
    assert keys_of(cast, "mayor") == ["report_not_authorised"]
    with pytest.raises(Refused, match="period_not_prepared"):
        reports.ask_authorisation(cast.act("mayor", NOW), period=period)
    assert not is_read_aside(period)


def test_mayor_leaves_while_a_long_report_is_read(cast, long_report):
    period = prepared(cast)
    client, at = cast.client("mayor"), [period.year, period.quarter]
    done = send(client, reverse("web:reports:authorise", args=at))
    assert (done.status_code, done["Location"]) == (302, reverse("web:reports:printing", args=at))
    page = client.get(done["Location"]).content.decode()
    assert "Autorización del informe" in page
    assert "Autorizado y cerrado" in page
