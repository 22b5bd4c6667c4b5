"""The progress report of an agreement: issued from its records, sent to both ministries, examined by the working group."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import in_spanish
from hermanar.directory.queries import signer_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import Origin
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Act
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Blocked, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import brief_of_paper, names_of

from ..enums import Addressee, DutyKey, DutyState, Happened, ReportState, Side
from ..models import Duty, ProgressReport, Submission
from ..queries.reports import addressees_of, languages_of, paper_of_report, plates_of_report, progress_of
from .clock import fulfil_duty
from .shared import _must_edit, _record, _Wrong

KIND = "progress_report"


@transaction.atomic
def issue_report(act: Act, *, partnership: Partnership, since_on: dt.date, until_on: dt.date) -> ProgressReport:
    """Write the report of a period from the records and give it out, in PDF and Word (R4-48). The figures freeze: a later
    record goes into a later report. Raises Refused, Invalid, Blocked (no approved programme in the period)."""
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    if until_on < since_on:
        wrong.add("until_on", _("El periodo no puede terminar antes de empezar."))
    wrong.past(act, "until_on", until_on)
    wrong.stop()
    snapshot = progress_of(act.actor, partnership, since_on, until_on, act.on)
    if not snapshot["programmes"]:
        about = _("En ese periodo no hay un programa aprobado por ambas Partes: no hay avances que informar.")
        at = {"partnership": partnership.public_id}
        raise Blocked([Blocker("no_programme", about, "programmes.programmes", at)])
    content = paper_of_report(partnership, snapshot, act.on)
    sides = {p.side: p for p in partnership.parties.all()}
    first = documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=KIND, languages=languages_of(partnership),
        values={
            "period": {
                lang: f"{date_in_words(since_on, lang)} – {date_in_words(until_on, lang)}" for lang in ("es", "en")
            },
            "parties": {lang: " – ".join(names_of(sides, lang)) for lang in ("es", "en")},
        },
    )  # fmt: skip
    version = documents.save_version(
        act, document=first.document, content=content, base_number=first.number, origin=Origin.ASSEMBLED
    )
    brief = brief_of_paper(
        partnership, KIND, act.on, languages=languages_of(partnership),
        signs=(signer_on((partnership.owner, Role.LIAISON), act.on),),
    )  # fmt: skip
    paper = documents.issue(
        act, version=version, brief=brief,
        issued_on=act.on, letterhead_of=partnership.owner, plates=plates_of_report(snapshot),
    )  # fmt: skip
    report = ProgressReport.objects.create(
        partnership=partnership, since_on=since_on, until_on=until_on, document=first.document, issue=paper,
        snapshot=snapshot, sha256=sha256_of(snapshot), issued_on=act.on,
    )  # fmt: skip
    _record(act, Happened.REPORT_ISSUED, report, partnership.circle, since=since_on, until=until_on)
    return report


@transaction.atomic
def send_report(
    act: Act, *, report: ProgressReport, to: str, office: str, sent_on: dt.date, reference: str,
    sent_by: str = Side.OURS, attachment: Attachment | None = None,
) -> Submission:  # fmt: skip
    """That it was sent: each Party to its own ministry, or to a bilateral body. When both ministries have it, the clock's
    duty of the year is fulfilled. Raises Refused, Invalid."""
    partnership = report.partnership
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    if to not in addressees_of(partnership):
        wrong.add("to", _("Diga a quién se envió."))
    if sent_by not in {Side.OURS, Side.THEIRS}:
        wrong.add("sent_by", _("Diga de qué Parte."))
    office = wrong.said("office", office, _("Escriba el área que lo recibe."))
    reference = wrong.said("reference", reference, _("Escriba el número del oficio."))
    wrong.past(act, "sent_on", sent_on)
    if sent_on < report.issued_on:
        wrong.add(
            "sent_on",
            _("El informe se expidió el %(since)s: escriba ese día o uno posterior.")
            % {"since": f"{report.issued_on:%d/%m/%Y}"},
        )
    wrong.stop()
    row = Submission.objects.create(
        report=report, to=to, office=office[:200], sent_by=sent_by, sent_on=sent_on, reference=reference[:120],
        attachment=attachment,
    )  # fmt: skip
    _record(act, Happened.REPORT_SENT, report, partnership.circle, on=sent_on)
    _fulfil_report(act, report)
    return row


def _fulfil_report(act: Act, report: ProgressReport) -> None:
    """Both ministries have it: the oldest open duty to report that the report's period reaches is done."""
    sent = {s.to: s for s in Submission.objects.filter(report=report)}
    if not {Addressee.OUR_MINISTRY, Addressee.THEIR_MINISTRY} <= set(sent):
        return
    duty = (
        Duty.objects.select_related("partnership__circle", "partnership__case", "circle")
        .filter(partnership=report.partnership, key=DutyKey.PROGRESS_REPORT, state=DutyState.OPEN)
        .order_by("due_on")
        .first()
    )
    if duty is None:
        return
    both = [sent[Addressee.OUR_MINISTRY], sent[Addressee.THEIR_MINISTRY]]
    proof = in_spanish(_("Oficios %(a)s y %(b)s"), a=both[0].reference, b=both[1].reference)
    fulfil_duty(act, duty=duty, done_on=max(s.sent_on for s in both), proof=proof[:200])


@transaction.atomic
def receive_receipt(
    act: Act, *, submission: Submission, received_on: dt.date, receipt: str, attachment: Attachment | None = None
) -> Submission:
    """The receipt of what was sent. Raises Refused, Invalid."""
    circle = submission.report.partnership.circle
    _must_edit(act, circle)
    wrong = _Wrong()
    receipt = wrong.said("receipt", receipt, _("Escriba el número o la forma del acuse."))
    wrong.past(act, "received_on", received_on)
    if received_on < submission.sent_on:
        wrong.add(
            "received_on",
            _("Se envió el %(since)s: el acuse es de ese día o de uno posterior.")
            % {"since": f"{submission.sent_on:%d/%m/%Y}"},
        )
    wrong.stop()
    fields: dict = {"received_on": received_on, "receipt": receipt[:120]}
    if attachment is not None:
        fields["attachment"] = attachment
    if not Submission.objects.filter(pk=submission.pk, received_on=None).update(**fields):
        raise Refused("receipt_known", _("Ese envío ya tiene acuse."))
    submission.refresh_from_db()
    _record(act, Happened.REPORT_RECEIVED, submission.report, circle, on=received_on)
    return submission


@transaction.atomic
def examine_report(
    act: Act, *, report: ProgressReport, approved: bool, on: dt.date, body: str, act_number: str, remarks: str = "",
    resolution: str = "",
) -> ProgressReport:  # fmt: skip
    """What the working group decided of it (art. VII, d; R4-52): received, examined, approved or with remarks. From a session
    kept here (`resolution`) or from its minutes on paper. Raises Refused, Invalid."""
    circle = report.partnership.circle
    _must_edit(act, circle)
    wrong = _Wrong()
    body = wrong.said("body", body, _("Escriba qué órgano lo examinó."))
    act_number = wrong.said("act_number", act_number, _("Escriba el número del acta o minuta."))
    remarks = normalise(remarks, lines=True)
    if not approved and not remarks:
        wrong.add("remarks", _("Escriba las observaciones."))
    wrong.past(act, "on", on)
    if on < report.issued_on:
        wrong.add(
            "on",
            _("El informe se expidió el %(since)s: escriba ese día o uno posterior.")
            % {"since": f"{report.issued_on:%d/%m/%Y}"},
        )
    wrong.stop()
    state = ReportState.APPROVED if approved else ReportState.RETURNED
    rows = ProgressReport.objects.filter(pk=report.pk, state__in=[ReportState.ISSUED, ReportState.RETURNED])
    if not rows.update(
        state=state, examined_on=on, body=body[:200], act_number=act_number[:60], remarks=remarks, resolution=resolution
    ):
        raise Refused("report_approved", _("El Grupo de Trabajo ya aprobó ese informe."))
    report.refresh_from_db()
    _record(act.recording(), Happened.REPORT_EXAMINED, report, circle, on=on, examined=str(state))
    notify(
        act, to=(circle, Part.LEAD, Role.MAYOR), key="progress_report_examined",
        data={"title": report.partnership.folio}, door="programmes.report", at={"report": report.public_id},
    )  # fmt: skip
    return report
