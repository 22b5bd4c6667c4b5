"""What the files received in a case are, as whoever holds them says it: for the folder, which names them so."""

import datetime as dt

from django.db.models import Q
from django.utils.translation import gettext as _

from hermanar.agreements.models import Registration, Signatory
from hermanar.directory.models import in_language
from hermanar.opinions.models import ChecklistItem
from hermanar.partnerships.models import Partnership

Told = dict[int, tuple[str, str, dt.date | None]]


def told_of_received(partnership: Partnership) -> Told:
    """Attachment → (what paper it is, its number, its date). What is known of a paper by itself goes before what a list
    calls it."""
    return {**_of_checklists(partnership), **_of_text(partnership), **_of_opinions(partnership)}


def _of_checklists(partnership: Partnership) -> Told:
    rows = ChecklistItem.objects.filter(dispatch__partnership=partnership).exclude(attachment=None)
    return {row.attachment_id: (in_language(row.title, row.title_en), "", None) for row in rows.order_by("pk")}


def _of_opinions(partnership: Partnership) -> Told:
    rows = partnership.opinions.exclude(attachment=None).order_by("pk")
    return {row.attachment_id: (_("Dictamen de procedencia"), row.number, row.issued_on) for row in rows}


def _of_text(partnership: Partnership) -> Told:
    """Of the Agreement and of the papers beside it: who approved it, who signed it, where it is registered, what came after."""
    told: Told = {}
    agreement = getattr(partnership, "agreement", None)
    for paper in partnership.case_papers.prefetch_related("signings"):
        title = _("%(paper)s, con firmas") % {"paper": paper}
        told |= {row.scan_id: (title, "", row.signed_on) for row in paper.signings.all()}
    for letter in partnership.letters.exclude(signings=None).prefetch_related("signings"):
        title = _("%(paper)s, con firmas") % {"paper": letter.get_kind_display()}
        told |= {row.scan_id: (title, letter.folio, row.signed_on) for row in letter.signings.all()}
    for own in partnership.own_authorisations.exclude(attachment=None):
        told[own.attachment_id] = (_("Autorización según la ley del estado"), own.instrument, own.authorised_on)
    of_case = (
        Q(signing__agreement__partnership=partnership)
        | Q(signing__paper__partnership=partnership)
        | Q(signing__letter__partnership=partnership)
    )
    for signer in Signatory.objects.filter(of_case).exclude(delegation=None):
        told[signer.delegation_id] = (_("Delegación de firma"), "", None)
    if agreement is None:
        return told
    for theirs in agreement.foreign_approvals.exclude(attachment=None):
        title = _("Negativa de la contraparte") if theirs.refused else _("Aprobación de la contraparte")
        told[theirs.attachment_id] = (title, theirs.instrument, theirs.approved_on)
    for signing in agreement.signings.order_by("pk"):
        told[signing.scan_id] = (_("%(paper)s, con firmas") % {"paper": agreement.document}, "", signing.signed_on)
    for entry in Registration.objects.filter(agreement=agreement).exclude(attachment=None):
        told[entry.attachment_id] = (_("Constancia de registro"), entry.number, entry.registered_on)
    for later in agreement.later_acts.exclude(attachment=None):
        told[later.attachment_id] = (later.get_kind_display(), "", later.on)
    return told
