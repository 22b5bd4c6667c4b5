"""The period of a report: open → prepared → returned with reasons or authorised, and locked with its snapshot."""

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation
from hermanar.documents import operations as documents
from hermanar.documents.enums import Origin
from hermanar.documents.queries import ReadAhead, brief_of_house, not_drawn, not_drawn_within
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.plans import operations as plans
from hermanar.plans.enums import Basis
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts

from ..enums import READING, UNDERWAY, WRITABLE, WRITTEN_ANNEXES, DeclaredKey, Happened, PeriodState
from ..models import Declared, Narrative, Period, Printing, Quoted
from ..policies import can_authorise, can_write
from ..queries import (
    KIND,
    alliances_on_record,
    compose,
    lines_of,
    paper_of,
    partners_with_document,
    plates_of_report,
    proved_of,
    refusals,
    relations_of,
    report_of,
    values_of,
)
from ..queries.paper import CITED
from ..rules.board import summary_of
from ..rules.printing import is_long
from .printing import _asked


def _must_write(act: Act, period: Period) -> None:
    if not can_write(act.actor, period.circle):
        raise Refused("not_writer", _("El informe lo elabora el enlace del municipio."))
    if period.state == PeriodState.LOCKED:
        raise _locked()
    if period.state not in WRITABLE:
        raise Refused("period_prepared", _("El informe está por autorizarse: pida que se lo devuelvan para cambiarlo."))


def _locked() -> Refused:
    return Refused(
        "period_locked", _("Ese trimestre está autorizado y cerrado: no cambia. Agregue una corrección aparte.")
    )


def _record(act: Act, happened: Happened, period: Period, **data: Any) -> None:
    record(act, happened, chain=period.circle.public_id, about=period.public_id, period=period.label, **data)


@transaction.atomic
def open_period(act: Act, *, organisation: Organisation, year: int, quarter: int, basis: str = Basis.ANNUAL) -> Period:
    """The period of a quarter, opened now if it was not (R3-01). Raises Refused, Invalid (a quarter that has not begun)."""
    if organisation.home is None or not can_write(act.actor, organisation.home):
        raise Refused("not_writer", _("El informe lo elabora el enlace del municipio."))
    if quarter not in {1, 2, 3, 4} or not 1990 <= year <= 2100:
        raise Invalid({"quarter": [_("Elija el año y uno de los cuatro trimestres.")]})
    known = Period.objects.select_related("circle", "organisation__home").filter(
        organisation=organisation, year=year, quarter=quarter
    ).first()  # fmt: skip
    if known is not None:
        return known
    if quarter_starts(year, quarter) > act.on:
        raise Invalid({"quarter": [_("Ese trimestre todavía no empieza. Elija el que corre o uno anterior.")]})
    period = Period.objects.create(
        circle=organisation.home, organisation=organisation, year=year, quarter=quarter, basis=Basis(basis)
    )
    _record(act, Happened.PERIOD_OPENED, period)
    return period


@transaction.atomic
def set_cover(
    act: Act, *, period: Period, unit: str, term: str = "", slogan: str = "", source: str = "", basis: str = "",
) -> Period:  # fmt: skip
    """What the cover says, and of what its percentages are (one definition for the whole report). Raises Refused, Invalid."""
    _must_write(act, period)
    if basis and basis not in Basis.values:
        raise Invalid({"basis": [_("Elija de qué es el porcentaje.")]})
    _must_print(unit=unit, term=term, slogan=slogan, source=source)
    period.unit, period.term = normalise(unit)[:200], normalise(term)[:60]
    period.slogan, period.source = normalise(slogan)[:200], normalise(source)[:300]
    period.basis = basis or period.basis
    period.save(update_fields=["unit", "term", "slogan", "source", "basis"])
    _record(act, Happened.COVER_SET, period)
    return period


@transaction.atomic
def declare(
    act: Act, *, period: Period, key: DeclaredKey | str, about: str = "", number: Decimal | int | None = None
) -> Declared:
    """A figure as a paper declares it: shown beside what the records count, never in its place. Raises Refused, Invalid."""
    _must_write(act, period)
    if key not in DeclaredKey.values:
        raise Invalid({"key": [_("Elija qué cifra es.")]})
    row, _new = Declared.objects.update_or_create(
        period=period, key=key, about=normalise(about)[:500], defaults={"number": number}
    )
    _record(act, Happened.DECLARED, period, what=DeclaredKey(key).label)
    return row


@transaction.atomic
def quote(act: Act, *, period: Period, text: str, where: str = "") -> Quoted:
    """A sentence of somebody's paper, in their words: a declaration. Raises Refused, Invalid."""
    _must_write(act, period)
    text = normalise(text, lines=True)
    if not text:
        raise Invalid({"text": [_("Escriba la frase tal como está en el papel.")]})
    row, is_new = Quoted.objects.get_or_create(period=period, where=normalise(where)[:20], text=text)
    if is_new:
        _record(act, Happened.QUOTED, period, where=row.where or "—")
    return row


@transaction.atomic
def write_narrative(act: Act, *, period: Period, code: str, text: str) -> Narrative | None:
    """What was done in an activity, in the office's own words (R3-07). A verb beyond what the documents prove is refused
    with the reason, and nothing is kept of it (promise 1). Empty takes it away. Raises Refused, Invalid (`text`)."""
    _must_write(act, period)
    code, text = normalise(code), normalise(text, lines=True)
    report = compose(period.organisation, period.year, period.quarter, act.at, period, only=())
    if code not in {a["code"] for c in report["components"] for a in c["activities"]}:
        raise Invalid({"code": [_("Esa actividad no está en el plan del año. Elija una de la lista.")]})
    if len(text) > 12_000:
        raise Invalid({"text": [_("El texto pasa de 12,000 caracteres. Acórtelo o llévelo a un anexo.")]})
    _must_print(text=text)
    ends = quarter_ends(period.year, period.quarter)
    rows = relations_of(period.organisation, quarter_starts(period.year, period.quarter), ends)
    if found := refusals(
        text, proved_of(rows), alliances_on_record(period.organisation, ends, rows),
        partners=partners_with_document(period.organisation, ends),
    ):  # fmt: skip
        raise Invalid({"text": [remark.text for remark in found]})
    if not text:
        period.narratives.filter(code=code).delete()
        row = None
    else:
        row, _new = Narrative.objects.update_or_create(
            period=period, code=code,
            defaults={"text": text, "written_by": act.actor.user[:12], "written_at": act.at},
        )  # fmt: skip
    _record(act, Happened.NARRATIVE_WRITTEN, period, code=code)
    return row


def _must_print(**texts: str) -> None:
    """Raises Invalid: what holds a character that no paper prints, at its field."""
    if errors := {name: bad for name, text in texts.items() if (bad := not_drawn(text))}:
        raise Invalid(errors)


def _undrawn(report: dict[str, Any], at: dict[str, Any]) -> list[Blocker]:
    """Each text of the report that no paper prints: an emoji in a caption, in the name of a goal."""
    said = dict.fromkeys(str(one) for _place, bad in not_drawn_within(report) for one in bad)
    return [Blocker("not_drawn", text, "reports.period", at) for text in list(said)[:10]]


def _unproved(period: Period) -> list[Blocker]:
    """Each sentence of the narratives, and each title of an annex, that says more than the papers of its relation prove, as
    things stand now."""
    starts, ends = quarter_starts(period.year, period.quarter), quarter_ends(period.year, period.quarter)
    rows = relations_of(period.organisation, starts, ends)
    proved, alliances = proved_of(rows), alliances_on_record(period.organisation, ends, rows)
    partners = partners_with_document(period.organisation, ends)
    at = {"year": period.year, "quarter": period.quarter}
    told = [
        Blocker("claim_exceeds_proof", remark.text, "reports.activity", at | {"code": row.code})
        for row in period.narratives.all()
        for remark in refusals(row.text, proved, alliances, partners=partners)
    ]  # fmt: skip
    return told + [
        Blocker("claim_exceeds_proof", f"“{row.title}”: {remark.text}", "reports.period", at)
        for row in period.annexes.filter(removed_at=None, kind__in=WRITTEN_ANNEXES)
        for remark in refusals(row.title, proved, is_title=True, partners=partners)
    ]  # fmt: skip


@transaction.atomic
def prepare_period(act: Act, *, period: Period) -> Period:
    """Sign as who prepared it (Elaboró, R3-53) and hand it to be authorised. The quarter must be over.

    Raises Refused, Blocked (nothing to report; a narrative that its documents no longer bear).
    """
    _must_write(act, period)
    ends = quarter_ends(period.year, period.quarter)
    if act.on <= ends:
        raise Refused(
            "quarter_running", _("El trimestre todavía no termina. Ciérrelo desde el día siguiente al último.")
        )
    report = report_of(period, act.at)
    at = {"year": period.year, "quarter": period.quarter}
    blockers = _undrawn(report, at)
    if not report["components"] and not report["partnerships"]:
        blockers.append(
            Blocker(
                "nothing_to_report",
                _("No hay plan ni vinculaciones que informar."),
                "plans.plan",
                {"year": period.year},
            )
        )
    blockers += _unproved(period)
    if blockers:
        raise Blocked(blockers)
    if not Period.objects.filter(pk=period.pk, state__in=WRITABLE).update(
        state=PeriodState.PREPARED, prepared_on=act.on, prepared_by=act.actor.appointment, returned_reason=""
    ):
        raise Refused("period_prepared", _("El informe ya se envió a autorización."))
    period.refresh_from_db()
    _record(act, Happened.PERIOD_PREPARED, period)
    notify(
        act, to=(period.circle, Part.LEAD, Role.MAYOR), key="report_to_authorise", data={"title": period.label},
        door="reports.period", at=at,
    )  # fmt: skip
    return period


@transaction.atomic
def return_period(act: Act, *, period: Period, reason: str) -> Period:
    """Send it back to who prepared it, with all the reasons. Raises Refused, Invalid."""
    if not can_authorise(act.actor, period.circle):
        raise Refused("not_authoriser", _("El informe lo autoriza la Presidencia municipal."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué debe corregirse.")]})
    if not Period.objects.filter(pk=period.pk, state=PeriodState.PREPARED).update(
        state=PeriodState.RETURNED, returned_reason=reason, prepared_by="", prepared_on=None
    ):
        raise Refused("period_not_prepared", _("Solo se devuelve un informe que se envió a autorización."))
    period.refresh_from_db()
    _record(act, Happened.PERIOD_RETURNED, period, reason=reason[:200])
    notify(
        act, to=(period.circle, Part.LEAD, Role.LIAISON), key="report_returned",
        data={"title": period.label, "reason": reason},
        door="reports.period", at={"year": period.year, "quarter": period.quarter},
    )  # fmt: skip
    return period


def _must_authorise(act: Act, period: Period) -> None:
    if not can_authorise(act.actor, period.circle):
        raise Refused("not_authoriser", _("El informe lo autoriza la Presidencia municipal."))
    if period.state == PeriodState.LOCKED:
        raise _locked()
    if act.actor.appointment == period.prepared_by:
        raise Refused("same_signer", _("Quien elabora no autoriza: son dos firmas."))
    if blockers := _unproved(period):
        raise Blocked(blockers)


@transaction.atomic
def ask_authorisation(act: Act, *, period: Period) -> Printing:
    """Authorise a long report without waiting for it to be read: the same act, done aside in the name of who signs and as of
    this moment. What stops it is told to them. Raises what `authorise_period` raises before it reads."""
    _must_authorise(act, period)
    if period.state != PeriodState.PREPARED:
        raise Refused(
            "period_not_prepared", _("Solo se autoriza un informe que se envió a autorización. Envíelo antes.")
        )
    earlier = period.printings.filter(draft=READING)
    if known := earlier.filter(state__in=UNDERWAY).first():
        return known
    earlier.delete()
    printing = _asked(act, period, draft=READING, lines=lines_of(period)[0])
    _record(act, Happened.AUTHORISATION_ASKED, period)
    return printing


@transaction.atomic
def authorise_period(act: Act, *, period: Period, read: ReadAhead | None = None) -> Period:
    """Sign as who authorises (R3-53): the figures freeze, the paper is issued, and nothing changes them any more. A long
    paper is fixed by its digest here, with the figures, and drawn afterwards (`printing`).

    The two signers are two posts. `read`: what the checker said of it before (`queries.read_of`). Raises Refused
    (`text_moved`: the records changed since it was read), Blocked (a narrative whose proof fell away since it was prepared).
    """
    _must_authorise(act, period)
    snapshot = compose(period.organisation, period.year, period.quarter, act.at, period)
    if not Period.objects.filter(pk=period.pk, state=PeriodState.PREPARED).update(
        state=PeriodState.LOCKED, authorised_on=act.on, authorised_by=act.actor.appointment, locked_at=act.at,
        snapshot=snapshot, sha256=sha256_of(snapshot), summary=summary_of(snapshot),
    ):  # fmt: skip
        raise Refused(
            "period_not_prepared", _("Solo se autoriza un informe que se envió a autorización. Envíelo antes.")
        )
    period.refresh_from_db()
    plans.close_quarter(act, organisation=period.organisation, year=period.year, quarter=period.quarter)
    content = paper_of(period, act.at)
    first = documents.assemble(
        act, circle=period.circle, issuer=period.organisation, kind=KIND, languages=("es",),
        title=content.block("title").text["es"].split("\n")[0],
        values=values_of(period, content),
    )  # fmt: skip
    version = documents.save_version(
        act, document=first.document, content=content, base_number=first.number, origin=Origin.ASSEMBLED
    )
    period.document = first.document
    brief = brief_of_house(period.organisation, KIND, act.on, quoted=CITED)
    plates = plates_of_report(snapshot)
    if is_long(len(content.blocks), len(plates), settings.REPORT_AT_ONCE):
        documents.fix_to_issue(act, version=version, brief=brief, label=str(_("Lo que se autorizó")), read=read)
        _asked(act, period, version=version, sha256=version.sha256, lines=len(content.blocks))
    else:
        period.issue = documents.issue(
            act, version=version, brief=brief, issued_on=act.on, letterhead_of=period.organisation,
            exercise=period.organisation.is_exercise, plates=plates,
        )  # fmt: skip
    period.save(update_fields=["document", "issue"])
    _record(act, Happened.PERIOD_LOCKED, period, sha256=period.sha256, paper=version.sha256)
    notify(
        act, to=(period.circle, Part.LEAD, Role.LIAISON), key="report_locked", data={"title": period.label},
        door="reports.period", at={"year": period.year, "quarter": period.quarter},
    )  # fmt: skip
    return period
