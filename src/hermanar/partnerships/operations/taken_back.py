"""What was put down on the case by mistake and has no act of its own that corrects it: it is taken back with its reason,
stays where it was, and what it proved stands no more."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _, override

from hermanar.directory.enums import Part, Role
from hermanar.documents import operations as documents
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.notices.operations import notify

from ..enums import Fact, Happened
from ..models import Designation, EarlierAct, Partnership
from ..policies import TOWN, can_edit, can_record_for, can_sign_off
from ..rules.traditional import instruments
from .cases import withdraw_case_fact
from .ends import _reason


def _told(act: Act, partnership: Partnership, what: dict[str, str], reason: str) -> None:
    notify(
        act, to=(partnership.circle, TOWN), key="record_corrected",
        data={"folio": partnership.folio, "title": what, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip


def _words(label: object) -> dict[str, str]:
    said = {}
    for lang in ("es", "en"):
        with override(lang):
            said[lang] = str(label)
    return said


@transaction.atomic
def withdraw_designation(act: Act, *, designation: Designation, reason: str, mistaken: bool = False) -> Designation:
    """A designation of the liaison office is taken back by whoever designates, made by mistake (`mistaken`) or true until
    now: its letter loses its effect, and the one before it, if there is one, is again the one that stands. Raises Refused,
    Invalid."""
    partnership = designation.partnership
    if not can_sign_off(act.actor, partnership.circle):
        if not can_record_for(act.actor, partnership.circle, Part.LEAD, Role.MAYOR):
            raise Refused("not_mayor", _("La retira la Presidencia municipal, que designa."))
        act = act.recording()
    reason = _reason(reason)
    rows = Designation.objects.filter(pk=designation.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=act.on, reason=reason):
        raise Refused("designation_withdrawn", _("Esa designación ya se había retirado."))
    designation.refresh_from_db()
    documents.retire_issues(act, issues=[designation.issue], reason=reason)
    record(
        act, Happened.DESIGNATION_WITHDRAWN, chain=partnership.circle.public_id, about=partnership.public_id,
        office=designation.office.title, folio=designation.folio, reason=reason,
    )  # fmt: skip
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.LIAISON_DESIGNATED, reason=reason, mistaken=mistaken,
        source=f"partnerships.designation:{designation.public_id}",
    )  # fmt: skip
    _told(act, partnership, _words(Fact.LIAISON_DESIGNATED.label), reason)
    return designation


@transaction.atomic
def withdraw_earlier_act(act: Act, *, earlier: EarlierAct, reason: str) -> EarlierAct:
    """An earlier act of the two cities put down wrongly: it stays with its reason, and no paper cites it from now on; the
    right one is put down anew. Raises Refused, Invalid."""
    partnership = earlier.partnership
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Asienta los antecedentes el enlace del municipio titular."))
    reason = _reason(reason)
    rows = EarlierAct.objects.filter(pk=earlier.pk, withdrawn_on=None)
    if not rows.update(withdrawn_on=act.on, reason=reason):
        raise Refused("earlier_act_withdrawn", _("Ese antecedente ya se había retirado."))
    earlier.refresh_from_db()
    known = instruments().get(earlier.instrument)
    words = dict(known.text) if known else {"es": earlier.instrument}
    record(
        act, Happened.EARLIER_ACT_WITHDRAWN, chain=partnership.circle.public_id, about=earlier.public_id,
        instrument=words["es"], on=earlier.on, reason=reason,
    )  # fmt: skip
    _told(act, partnership, words, reason)
    return earlier


@transaction.atomic
def unlink_profile(act: Act, *, partnership: Partnership, reason: str, mistaken: bool = False) -> int:
    """The case no longer says that the profile is ready: it never was (`mistaken`), or it was until now; the profile stays
    as it is. Returns how many entries stood. Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Esto lo hace el enlace del municipio titular."))
    reason = _reason(reason)
    count = withdraw_case_fact(act, partnership=partnership, fact=Fact.PROFILE_READY, reason=reason, mistaken=mistaken)
    if not count:
        raise Refused("nothing_stands", _("El expediente no dice que el perfil esté listo."))
    _told(act, partnership, _words(Fact.PROFILE_READY.label), reason)
    return count
