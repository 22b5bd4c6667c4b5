"""What of the agreement stands: its deposit, its registration, the other side's word; and what stands in the way of signing and
of registering it."""

from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import in_spanish
from hermanar.documents.models import Version
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import authorisation_blocker
from hermanar.partnerships.rules.ladder import is_other_text
from hermanar.process.queries import standing_facts

from ..enums import SigningState
from ..models import Agreement, ForeignApproval, Registration, Signed, Signing
from ..rules import OPINION_NAMES_NO_TEXT, TEXT_DIFFERS


def current_signing(agreement: Agreement) -> Signing | None:
    """The confirmed signing in force: the last one not corrected."""
    return (
        agreement.signings.filter(state=SigningState.CONFIRMED)
        .select_related("version", "scan__blob", "act_issue", "issue")
        .order_by("-pk")
        .first()
    )


def current_registration(agreement: Agreement) -> Registration | None:
    """The registration that stands: the last one recorded and not withdrawn."""
    return agreement.registrations.exclude(registered_on=None).filter(withdrawn_on=None).order_by("-pk").first()


def corrected_signings(signed: Signed) -> list[Signing]:
    """Deposits that a later act corrected, oldest first."""
    rows = signed.signings.filter(state=SigningState.CORRECTED).exclude(corrected_on=None)
    return list(rows.select_related("act_issue", "transcript").order_by("pk"))


def standing_approvals(agreement: Agreement) -> list[ForeignApproval]:
    """Approvals of the other side that count: not withdrawn, and none of theirs said no since. One query."""
    found: list[ForeignApproval] = []
    for row in agreement.foreign_approvals.filter(withdrawn_on=None).order_by("approved_on", "pk"):
        found = [] if row.refused else [*found, row]
    return found


def standing_refusal(agreement: Agreement) -> ForeignApproval | None:
    """The other side's no, where it is the last that it said. One query."""
    last = agreement.foreign_approvals.filter(withdrawn_on=None).order_by("approved_on", "pk").last()
    return last if last is not None and last.refused else None


def _opinion_missing(at: dict) -> Blocker:
    about = _("Falta el dictamen favorable de la SRE: lo da la SRE aquí, o se asienta desde su oficio.")
    return Blocker("opinion_missing", about, "opinions.opinion", at)


def signature_blockers(agreement: Agreement) -> list[Blocker]:
    """What stands between the agreed text and its signature (promise 5)."""
    from_partnership = {"partnership": agreement.partnership.public_id}
    facts = standing_facts(agreement.partnership.case)
    found = []
    if Fact.TEXT_AGREED not in facts:
        found.append(
            Blocker(
                "text_not_agreed",
                _("Falta que las Partes acuerden el texto, sin errores: se acuerda desde la mesa de redacción."),
                "agreements.text",
                from_partnership,
            )
        )
    if Fact.AUTHORISED not in facts:
        found.append(authorisation_blocker(agreement.partnership))
    if no := standing_refusal(agreement):
        found.append(
            Blocker(
                "counterpart_refused",
                _("La contraparte no lo aprobó (%(instrument)s): falta otra resolución suya.")
                % {"instrument": no.instrument},
                "agreements.signature",
                from_partnership,
            )
        )
    if agreement.partnership.klass == "international":
        opinion = facts.get(Fact.OPINION_FAVOURABLE)
        if opinion is None:
            found.append(_opinion_missing(from_partnership))
        elif is_opined(agreement, agreement.agreed_version) is False:
            found.append(
                Blocker(
                    "text_differs_from_opinion",
                    _(
                        "El texto acordado no es el que obtuvo el dictamen: prepare otro envío, y se revisa solo lo que cambió."
                    ),
                    "opinions.dispatch",
                    from_partnership,
                )
            )
    return found


def is_opined(agreement: Agreement, version: Version | None) -> bool | None:
    """Whether that version is the text that got the favourable opinion; None where the opinion names no text."""
    opinion = standing_facts(agreement.partnership.case).get(Fact.OPINION_FAVOURABLE)
    digest = (opinion.data or {}).get("text_sha256", "") if opinion else ""
    if not digest or version is None:
        return None
    return version.sha256 == digest


# where the depositor's words are kept when the texts were compared and nobody said in what they differ
NOT_SAID = _("Las que señala el depositante en el expediente")


def differences_of(signing: Signing) -> tuple[str, ...]:
    """What of the signed text differs from the one it is compared with, in the depositor's words, as the record of deposit
    says it. One query."""
    if signing.act_issue is None:
        return ()
    values = signing.act_issue.version.values
    if values.get("text_match") not in {"differs", "agreed_differs", "issued_differs"}:
        return ()
    return tuple(str(d) for d in values.get("differences") or () if d != in_spanish(NOT_SAID))


def is_another_text_signed(agreement: Agreement) -> bool:
    """Whether what was signed is not the text that got the opinion: its depositor said so, or the comparison did, and no
    opinion has been given since on what was signed."""
    facts = standing_facts(agreement.partnership.case)
    signed, opinion = facts.get(Fact.SIGNED), facts.get(Fact.OPINION_FAVOURABLE)
    return signed is not None and is_other_text(signed.data, opinion.data if opinion else None)


# what a deposit lacked on its day, and the fact that may have come to the case since
_CAME_SINCE = {
    "authorisation_missing": (Fact.AUTHORISED, "authorised_after_signing"),
    "opinion_missing": (Fact.OPINION_FAVOURABLE, "opinion_after_signing"),
    "foreign_approval_missing": (Fact.COUNTERPART_APPROVED, ""),
}
_MAY_CHANGE = {TEXT_DIFFERS, OPINION_NAMES_NO_TEXT, *_CAME_SINCE}


def standing_lacks(signing: Signing) -> list[str]:
    """What a deposit lacks today. What has come to the case since is missing no more, at most late; another text than the
    one opined upon is a lack no more once what was signed got its own opinion; an opinion that names no text is told.
    No query but of those that lacked one of these, and of none that was corrected."""
    agreement, lacks = signing.agreement, list(signing.lacks)
    if agreement is None or signing.state != SigningState.CONFIRMED or not _MAY_CHANGE & set(lacks):
        return lacks
    facts = standing_facts(agreement.partnership.case)
    opinion = facts.get(Fact.OPINION_FAVOURABLE)
    found: list[str] = []
    for code in lacks:
        fact, late = _CAME_SINCE.get(code, ("", ""))
        came = facts.get(fact)
        if code == OPINION_NAMES_NO_TEXT and opinion is not None and opinion.data.get("text_sha256"):
            continue
        if came is None:
            found.append(code)
        elif late and came.on > signing.signed_on:
            found.append(late)
        if came is not None and came is opinion and not came.data.get("text_sha256"):
            found.append(OPINION_NAMES_NO_TEXT)
    if TEXT_DIFFERS in found and opinion is not None and not is_another_text_signed(agreement):
        found[found.index(TEXT_DIFFERS)] = late = "opinion_after_signing"
        if opinion.on <= signing.signed_on:
            found = [code for code in found if code != late]
    return list(dict.fromkeys(found))


def difference_blocker(agreement: Agreement) -> Blocker | None:
    """That the signed text is not the one that got the opinion, and where that is mended; None where it is."""
    signing = current_signing(agreement)
    if signing is None or not is_another_text_signed(agreement):
        return None
    said = "; ".join(differences_of(signing))
    about = (
        _("El texto firmado difiere del que obtuvo el dictamen en: %(where)s. La SRE dictamina antes lo que se firmó.")
        % {"where": said}
        if said
        else _("El texto firmado no es el que obtuvo el dictamen. La SRE dictamina antes lo que se firmó.")
    )
    return Blocker("signed_text_differs", about, "agreements.signing", {"signing": signing.public_id})


def registration_blockers(agreement: Agreement, *, from_paper: bool = False) -> list[Blocker]:
    """What stands between the signed text and its registration (promise 5). `from_paper`: of one that the ministry made and
    that is put down from its certificate, with what it lacks: that another text was signed stops only what is done here."""
    at = {"partnership": agreement.partnership.public_id}
    facts = standing_facts(agreement.partnership.case)
    found = []
    if Fact.OPINION_FAVOURABLE not in facts:
        found.append(_opinion_missing(at))
    if Fact.SIGNED not in facts:
        found.append(
            Blocker(
                "signed_text_missing",
                _("Falta el texto firmado: deposítelo con su escaneo y confírmelo página por página."),
                "agreements.signature",
                at,
            )
        )
    if not found and not from_paper and (differs := difference_blocker(agreement)):
        found.append(differs)
    return found
