"""From a candidate to a case, and from its score sheet to the first words of the study."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Side
from hermanar.partnerships.models import Partnership, Study
from hermanar.partnerships.policies import can_edit

from ..enums import CandidateState, Happened
from ..models import Candidate
from ..queries.choices import get_candidate
from ..queries.proposals import case_proposals, study_proposals
from .choices import _columns_of, _must_choose


@transaction.atomic
def open_case(act: Act, *, owner: Organisation, city: str, **opening: Any) -> Partnership:
    """Open the case of a candidate (`partnerships.open_partnership` with those arguments): the candidate carries it, and
    the study begins with what its score sheet says.

    Raises Refused (also `has_case`), Invalid, NotVisible.
    """
    _must_choose(act, owner)
    columns, name = _columns_of(city)
    known = get_candidate(act.actor, owner, city)
    if known is not None and known.partnership_id:
        raise Refused("has_case", _("Esa ciudad ya tiene expediente: lo que le pase se asienta ahí."))
    proposals = study_proposals(act.actor, owner, act.on, city)
    partnership = partnerships.open_partnership(act, owner=owner, **opening)
    row, _made = Candidate.objects.update_or_create(
        circle=owner.home, **columns,
        defaults={"state": CandidateState.SHORTLISTED, "partnership": partnership, "decided_on": act.on},
    )  # fmt: skip
    record(
        act, Happened.CASE_OPENED, chain=owner.home.public_id, about=row.public_id, city=name, folio=partnership.folio
    )  # fmt: skip
    partnerships.propose_sections(act, partnership=partnership, proposals=proposals)
    return partnership


@transaction.atomic
def propose_study(act: Act, *, partnership: Partnership, city: str = "") -> Study:
    """Propose the study's sections from the score sheet of that city, as it stands today; without one, from what the case,
    its lead and our own profile say of a counterpart that is in no list of cities. What is written stays.

    Raises Refused, NotVisible.
    """
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Prepara el estudio el enlace del municipio titular."))
    if city:
        _columns, name = _columns_of(city)
        proposals = study_proposals(act.actor, partnership.owner, act.on, city, besides=partnership.public_id)
    else:
        name = str(next(p for p in partnership.parties.all() if p.side == Side.THEIRS))
        proposals = case_proposals(act.actor, partnership, act.on)
    study = partnerships.propose_sections(act, partnership=partnership, proposals=proposals)
    record(
        act, Happened.STUDY_PROPOSED, chain=partnership.circle.public_id, about=study.public_id, city=name
    )  # fmt: skip
    return study
