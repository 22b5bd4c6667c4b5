"""Papers of the sessions that dealt with a relation: for its folder."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from hermanar.documents.models import Issue, LegalBasis
from hermanar.documents.queries import list_issues_of
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Actor
from hermanar.partnerships.models import Partnership
from hermanar.process.queries import standing_facts

from ..models import Body, Resolution, Session
from .reading import owner_of

_SOURCE = "meetings.resolution:"


def _proving(partnership: Partnership) -> list[str]:
    """Resolutions that prove a standing fact of the relation."""
    sources = [fact.source for fact in standing_facts(partnership.case).values()]
    return [s.removeprefix(_SOURCE) for s in sources if s.startswith(_SOURCE)]


def list_papers_about(actor: Actor, partnership: Partnership) -> tuple[list[Issue], list[Attachment]]:
    """(convocations, minutes and certificates given out, replaced ones too; scans received) of the sessions with a point
    about the relation, of its own working group, or whose act proves a step of it (the installation of its committee), as far
    as the actor sees them."""
    proving = Q(points__resolution__public_id__in=_proving(partnership))
    rows = Session.objects.for_actor(actor).filter(
        Q(points__partnership=partnership) | Q(body__partnership=partnership) | proving
    )
    documents: set[int] = set()
    scans: set[int] = set()
    columns = (
        "issue__version__document_id", "call__version__document_id", "points__resolution__certificate__version__document_id",
        "attachment_id", "points__resolution__attachment_id",
    )  # fmt: skip
    about = Q(points=None) | Q(points__partnership=partnership) | Q(body__partnership=partnership) | proving
    for *given, scan, certificate in rows.filter(about).values_list(*columns):
        documents |= {d for d in given if d}
        scans |= {s for s in (scan, certificate) if s}
    received = list(Attachment.objects.for_actor(actor).filter(pk__in=scans).select_related("blob").order_by("pk"))
    acts = {
        scan: session
        for session in rows.select_related("body").prefetch_related("points__resolution")
        for scan in (session.attachment_id, *(r.attachment_id for r in _resolved(session)))
        if scan
    }
    for row in received:  # named in the folder as what it is, not as its file was
        if not row.caption and (session := acts.get(row.pk)):
            number = session.act_number or session.number
            row.caption = _("Acta %(number)s · %(body)s") % {"number": number, "body": session.body}
    return list_issues_of(actor, documents), received


def _resolved(session: Session) -> list[Resolution]:
    return [p.resolution for p in session.points.all() if hasattr(p, "resolution")]


def certifying_bases(body: Body, on: dt.date) -> list[LegalBasis]:
    """Provisions of the house's catalogue that hold on a day: of them the secretary says on which one certifies. One query."""
    rows = LegalBasis.objects.filter(organisation=owner_of(body)).exclude(valid_from__gt=on).exclude(valid_to__lt=on)
    return list(rows.order_by("pk"))


def certified_with(body: Body) -> str:
    """Public id of the provision that the last certificate of the body says; "" where it says none. Two queries."""
    rows = Resolution.objects.filter(point__session__body=body).exclude(certificate=None)
    last = rows.select_related("certificate__version").order_by("-certificate_id").first()
    said = (last.certificate.version.values.get("certifying_basis") or {}) if last and last.certificate else {}
    text = said.get("es", "") if isinstance(said, dict) else ""
    row = LegalBasis.objects.filter(organisation=owner_of(body), text=text).first() if text else None
    return row.public_id if row else ""
