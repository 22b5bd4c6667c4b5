"""What both Parties accepted becomes an annex of the agreement: frozen, printed, chained to the one before (R4-63)."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn, Origin
from hermanar.kernel.acts import Act, Actor, How
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.errors import Refused
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.queries import brief_of_paper, names_of

from ..enums import ActivityState, Happened, ProgrammeState
from ..models import Activity, Annex, Programme
from ..queries.annexes import annex_told, paper_of_annex
from ..queries.rows import languages_of
from ..queries.warnings import KIND, warned_of
from ..rules import chained
from .shared import _record


@transaction.atomic
def annex_programme(act: Act, *, programme: Programme) -> Annex:
    """A programme that both Parties approved, as annex of the agreement. Called by the approval. Raises Refused."""
    if programme.state != ProgrammeState.RUNNING or programme.theirs_on is None:
        raise Refused("programme_not_running", _("Es anexo del acuerdo lo que ambas Partes aprobaron."))
    return _annex(act, programme, None, programme.theirs_on)


@transaction.atomic
def annex_project(act: Act, *, activity: Activity, on: dt.date) -> Annex:
    """A project agreed during the year (art. VI), as an annex of its own: the programme's stays as it is. Raises Refused."""
    if activity.state != ActivityState.AGREED:
        raise Refused("programme_not_running", _("Es anexo del acuerdo lo que ambas Partes aprobaron."))
    return _annex(act, activity.programme, activity, on)


def _faults(programme: Programme, on: dt.date) -> list[Blocker]:
    """Errors that the checker finds in the annex this programme would become: mended before anybody is asked to approve."""
    at = {"programme": programme.public_id}
    return [
        Blocker(f"finding_{w.code}", w.told, "programmes.programme", at) for w in warned_of(programme, on) if w.stops
    ]


def _annex(act: Act, programme: Programme, activity: Activity | None, on: dt.date) -> Annex:
    partnership = programme.partnership
    before = Annex.objects.filter(partnership=partnership).order_by("-number").first()
    number = before.number + 1 if before else 1
    text = programme.text.sha256 if programme.text else ""
    told = annex_told(programme, activity, number, on, text)
    follows = before.sha256 if before else text
    sha = chained(follows, sha256_of(told))
    # who approves by a link has no seat to write papers from: the annex follows from the approval, the program draws it up
    writes = Act(Actor.operator(), act.at, act.channel) if act.actor.how == How.BY_LINK else act
    languages = languages_of(partnership)
    sides = {p.side: p for p in partnership.parties.all()}
    parties = {lang: " – ".join(names_of(sides, lang)) for lang in ("es", "en")}
    first = documents.assemble(
        writes, circle=partnership.circle, issuer=partnership.owner, kind=KIND, languages=languages, shared=True,
        values={"number": str(number), "year": str(programme.number), "parties": parties},
    )  # fmt: skip
    version = documents.save_version(
        writes, document=first.document, content=paper_of_annex(told, languages, follows, sha), base_number=first.number,
        origin=Origin.ASSEMBLED,
    )  # fmt: skip
    paper = documents.issue(
        writes, version=version, brief=brief_of_paper(partnership, KIND, act.on, languages=languages), issued_on=act.on,
        letterhead_of=partnership.owner, drawn=Drawn.FROM_FACTS,
        because=in_spanish(_("Así lo aprobaron ambas Partes.")),
    )  # fmt: skip
    row = Annex.objects.create(
        partnership=partnership, programme=programme, activity=activity, number=number, on=on, document=first.document,
        issue=paper, snapshot=told, follows=follows, sha256=sha,
    )  # fmt: skip
    _record(act, Happened.ANNEXED, row, partnership.circle, number=number, sha=sha[:12])
    return row
