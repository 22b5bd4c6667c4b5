"""The agreement and its text: what the checker says, what stands in the way of signing and registering."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief
from hermanar.checks.findings import Finding
from hermanar.documents import queries as documents
from hermanar.documents.models import Version
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Actor
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import (
    AdministrationChange,
    administration_changes,
    authorisation_blocker,
    brief_for,
    slot_values,
)
from hermanar.process.queries import standing_facts
from hermanar.process.rules import SourceFact

from .enums import AgreementState, SigningState
from .models import Agreement, LaterAct, OwnAuthorisation, Registration, Signing

# The base text's own numbers; what the parties agree otherwise stands in the text and is compared between languages.
LATE_SLOTS = ("signing_place", "signing_date", "witness_name", "witness_post")

THEMES = ("economy", "culture")
LANGUAGE_NAMES = {
    "es": {"es": "español", "en": "Spanish"},
    "en": {"es": "inglés", "en": "English"},
    "pt": {"es": "portugués", "en": "Portuguese"},
    "fr": {"es": "francés", "en": "French"},
}


def get_agreement(actor: Actor, partnership: Partnership) -> Agreement | None:
    """The relation's agreement, None where there is no text yet."""
    return (
        Agreement.objects.for_actor(actor)
        .select_related("document__issuer", "document__circle", "agreed_version", "partnership__circle")
        .filter(partnership=partnership)
        .first()
    )


def get_signing(actor: Actor, public_id: str) -> Signing:
    """Raises NotVisible."""
    row = (
        Signing.objects.filter(public_id=public_id, agreement__in=Agreement.objects.for_actor(actor))
        .select_related(
            "agreement__partnership__circle", "agreement__partnership__case", "agreement__partnership__owner"
        )
        .select_related("scan__blob", "version__document", "issue", "act_issue", "agreement__document")
        .prefetch_related("signatories", "custody")
        .first()
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_signings(agreement: Agreement) -> list[Signing]:
    return list(
        agreement.signings.select_related("scan__blob", "act_issue").prefetch_related("signatories").order_by("pk")
    )


def current_signing(agreement: Agreement) -> Signing | None:
    """The confirmed signing in force: the last one not corrected."""
    return (
        agreement.signings.filter(state=SigningState.CONFIRMED)
        .select_related("version", "scan__blob", "act_issue", "issue")
        .order_by("-pk")
        .first()
    )


def current_registration(agreement: Agreement) -> Registration | None:
    return agreement.registrations.exclude(registered_on=None).order_by("-pk").first()


def brief_of(agreement: Agreement, on: dt.date) -> Brief:
    """What the case knows about the text (see `partnerships.queries.brief_for`)."""
    partnership = agreement.partnership
    facts = standing_facts(partnership.case)
    dates = {}
    for label, fact in (("authorised", Fact.AUTHORISED), ("opinion", Fact.OPINION_FAVOURABLE), ("signed", Fact.SIGNED)):
        if fact in facts:
            dates[label] = facts[fact].on
    return brief_for(partnership, "agreement", on, dates=dates, late_slots=LATE_SLOTS)


def text_values(
    partnership: Partnership, on: dt.date, *, first_programme_days=60, term_years=5, notice_days=60
) -> dict:
    """Slot values of the agreement from the case. Its numbers are those of the model agreement (domain 4.1)."""
    areas = catalogues.areas()
    return slot_values(partnership, on) | {
        "preamble_themes": [dict(areas[k].text) for k in THEMES],
        "first_programme_days": first_programme_days,
        "term_years": term_years,
        "notice_days": notice_days,
        "originals": 2,
        "language_names": [LANGUAGE_NAMES.get(lang, {"es": lang, "en": lang}) for lang in partnership.languages],
    }


def kind_of_text(partnership: Partnership) -> str:
    """The base text that fits the relation (R4-01)."""
    if partnership.klass == "domestic":
        return "agreement_domestic"
    return "agreement_specific" if partnership.kind == "specific" else "agreement"


@dataclass(frozen=True)
class Checked:
    """Findings that stand and those kept with a reason; `errors` are the ones that stop the text."""

    findings: list[Finding]
    kept: list
    errors: list[Finding]


def check_text(agreement: Agreement, version: Version, *, gazetteer, on: dt.date) -> Checked:
    """What the checker says of a version, against the case and against the base text it was filled from."""
    standing, kept = documents.check_with_kept(version, brief=brief_of(agreement, on), gazetteer=gazetteer)
    return Checked(standing, kept, [f for f in standing if f.severity == "error"])


def signature_blockers(agreement: Agreement) -> list[Blocker]:
    """What stands between the agreed text and its signature (promise 5)."""
    from_partnership = {"partnership": agreement.partnership.public_id}
    facts = standing_facts(agreement.partnership.case)
    found = []
    if Fact.TEXT_AGREED not in facts:
        found.append(
            Blocker("text_not_agreed", _("Falta el texto acordado, sin errores."), "agreements.text", from_partnership)
        )
    if Fact.AUTHORISED not in facts:
        found.append(authorisation_blocker(agreement.partnership))
    if agreement.partnership.klass == "international":
        opinion = facts.get(Fact.OPINION_FAVOURABLE)
        if opinion is None:
            found.append(
                Blocker(
                    "opinion_missing",
                    _("Falta el dictamen favorable de la SRE."),
                    "opinions.opinion",
                    from_partnership,
                )
            )
        elif is_opined(agreement, agreement.agreed_version) is False:
            found.append(
                Blocker(
                    "text_differs_from_opinion",
                    _("El texto acordado no es el que obtuvo el dictamen: lo que cambió regresa a revisión."),
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


def registration_blockers(agreement: Agreement) -> list[Blocker]:
    """What stands between the signed text and its registration (promise 5)."""
    at = {"partnership": agreement.partnership.public_id}
    facts = standing_facts(agreement.partnership.case)
    found = []
    if Fact.OPINION_FAVOURABLE not in facts:
        found.append(Blocker("opinion_missing", _("Falta el dictamen favorable de la SRE."), "opinions.opinion", at))
    if Fact.SIGNED not in facts:
        found.append(
            Blocker(
                "signed_text_missing", _("Falta depositar y confirmar el texto firmado."), "agreements.signature", at
            )
        )
    return found


def facts_of_sources() -> Iterator[SourceFact]:
    """What texts, authorisations, approvals, signings and registrations prove today."""
    own = OwnAuthorisation.objects.filter(authorises=True, withdrawn_on=None).select_related("partnership__case")
    for found in own.order_by("pk"):
        source = f"agreements.ownauthorisation:{found.public_id}"
        yield SourceFact(found.partnership.case.public_id, Fact.AUTHORISED, source, found.authorised_on)
    for agreement in Agreement.objects.select_related("partnership__case", "agreed_version").order_by("pk"):
        case = agreement.partnership.case.public_id
        if agreement.agreed_version and agreement.state != AgreementState.DRAFTING:
            source = f"documents.version:{agreement.agreed_version.public_id}"
            yield SourceFact(case, Fact.TEXT_AGREED, source, agreement.agreed_on)
        for approval in agreement.foreign_approvals.all():
            source = f"agreements.foreignapproval:{approval.public_id}"
            yield SourceFact(case, Fact.COUNTERPART_APPROVED, source, approval.approved_on)
        for signing in agreement.signings.filter(state=SigningState.CONFIRMED):
            yield SourceFact(case, Fact.SIGNED, f"agreements.signing:{signing.public_id}", signing.signed_on)
        for row in agreement.registrations.exclude(registered_on=None):
            yield SourceFact(case, Fact.REGISTERED, f"agreements.registration:{row.public_id}", row.registered_on)


def list_authorisations(partnership: Partnership) -> list[OwnAuthorisation]:
    """What was put down as authorising our side where it is a state, in order. One query."""
    return list(partnership.own_authorisations.select_related("attachment__blob"))


def last_act_on(agreement: Agreement, before: dt.date) -> dt.date | None:
    """The day of the signature, or of the latest act after it, up to that day; None where nothing was signed here."""
    acts = [a.on for a in agreement.later_acts.all() if a.on <= before]
    signing = agreement.signings.filter(state=SigningState.CONFIRMED).order_by("-pk").first()
    if signing is not None and signing.signed_on <= before:
        acts.append(signing.signed_on)
    return max(acts, default=None)


def changes_since_last_act(agreement: Agreement, on: dt.date) -> list[AdministrationChange]:
    """Administrations that changed, on either side, since the signature or the latest act after it (R0-10)."""
    since = last_act_on(agreement, on)
    return administration_changes(agreement.partnership, on, since=since) if since else []


def list_signed(actor: Actor) -> list[Agreement]:
    """Agreements signed that the actor sees, those without registration first, oldest first: the registrar's queue."""
    rows = (
        Agreement.objects.for_actor(actor)
        .filter(state__in=[AgreementState.SIGNED, AgreementState.TERMINATED], partnership__klass="international")
        .select_related("partnership__circle")
        .prefetch_related("partnership__parties", "registrations", "signings")
        .order_by("pk")[:200]
    )
    return sorted(rows, key=lambda a: any(r.registered_on for r in a.registrations.all()))


def changes_of(act: LaterAct) -> list[AdministrationChange]:
    """What a ratification or reaffirmation found changed when it was put down."""
    return [AdministrationChange(c["side"], dt.date.fromisoformat(c["on"]), c["number"]) for c in act.changes]
