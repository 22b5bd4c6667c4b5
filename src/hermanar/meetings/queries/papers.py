"""Papers of the sessions that dealt with a relation: for its folder."""

from django.db.models import Q

from hermanar.documents.models import Issue
from hermanar.documents.queries import list_issues_of
from hermanar.files.models import Attachment
from hermanar.kernel.acts import Actor
from hermanar.partnerships.models import Partnership

from ..models import Session


def list_papers_about(actor: Actor, partnership: Partnership) -> tuple[list[Issue], list[Attachment]]:
    """(convocations, minutes and certificates given out, replaced ones too; scans received) of the sessions with a point
    about the relation, or of its own working group, as far as the actor sees them."""
    rows = Session.objects.for_actor(actor).filter(
        Q(points__partnership=partnership) | Q(body__partnership=partnership)
    )
    documents: set[int] = set()
    scans: set[int] = set()
    columns = (
        "issue__version__document_id", "call__version__document_id", "points__resolution__certificate__version__document_id",
        "attachment_id", "points__resolution__attachment_id",
    )  # fmt: skip
    about = Q(points=None) | Q(points__partnership=partnership) | Q(body__partnership=partnership)
    for *given, scan, certificate in rows.filter(about).values_list(*columns):
        documents |= {d for d in given if d}
        scans |= {s for s in (scan, certificate) if s}
    received = Attachment.objects.for_actor(actor).filter(pk__in=scans).select_related("blob").order_by("pk")
    return list_issues_of(actor, documents), list(received)
