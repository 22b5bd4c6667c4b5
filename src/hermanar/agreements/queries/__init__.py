"""The agreement and its text: what the checker says, what stands in the way of signing and registering."""

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from hermanar.checks.brief import Brief, Signatory
from hermanar.checks.findings import Finding
from hermanar.checks.kinds import KINDS as PAPER_KINDS
from hermanar.directory.enums import Role
from hermanar.directory.models import Municipality
from hermanar.directory.policies import parts_of
from hermanar.directory.queries import holder_on, holders_on
from hermanar.documents import queries as documents
from hermanar.documents.models import Document, Version
from hermanar.documents.policies import visible, visible_in
from hermanar.documents.queries import signatories_of
from hermanar.documents.rules import catalogues
from hermanar.documents.rules.papers import kind_of
from hermanar.documents.rules.templates import load
from hermanar.journal.queries import latest_about
from hermanar.kernel.acts import Actor
from hermanar.kernel.content import BlockKind
from hermanar.kernel.dates import Dated, Precision, add_months, date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.rows import at_most_one
from hermanar.kernel.text import fold
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact, LetterKind, LetterState, PartyKind, Side
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.queries import (
    AdministrationChange,
    administration_changes,
    brief_for,
    cities_beside,
    resolution_cited,
    slot_values,
    standing_on,
    told_by_lead,
)
from hermanar.partnerships.queries.briefs import sides
from hermanar.partnerships.rules.parties import with_article
from hermanar.partnerships.rules.traditional import instruments
from hermanar.process.queries import get_facts, standing_facts
from hermanar.process.rules import SourceFact, stands

from ..enums import LATER_ACT_OF, AgreementState, Happened, LaterActKind, SigningState
from ..models import (
    Agreement,
    CasePaper,
    Draft,
    LaterAct,
    OwnAuthorisation,
    Registration,
    Signed,
    Signing,
)
from .printed import pages_when_short as pages_when_short
from .standing import (
    corrected_signings as corrected_signings,
    current_registration as current_registration,
    current_signing as current_signing,
    difference_blocker as difference_blocker,
    differences_of as differences_of,
    is_another_text_signed as is_another_text_signed,
    is_opined as is_opined,
    registration_blockers as registration_blockers,
    signature_blockers as signature_blockers,
    standing_approvals as standing_approvals,
    standing_lacks as standing_lacks,
    standing_refusal as standing_refusal,
)
from .witnesses import witness_post_of as witness_post_of

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
    """The relation's agreement, None where there is no text yet. One query, of a page that asked for the seats."""
    seen = Agreement.objects.filter(partnership=partnership).for_parts(parts_of(actor, partnership.circle))
    row = at_most_one(seen.select_related("document__issuer", "document__circle", "agreed_version"))
    if row is not None:
        row.partnership = partnership  # as it was read, with its parties and its case
    return row


def get_signing(actor: Actor, public_id: str) -> Signing:
    """Raises NotVisible."""
    seen = (
        Q(agreement__in=Agreement.objects.for_actor(actor))
        | Q(paper__document__in=visible(actor, Document.objects.all()))
        | Q(letter__in=Letter.objects.for_actor(actor))
    )
    row = at_most_one(
        Signing.objects.filter(seen, public_id=public_id)
        .select_related(
            "agreement__partnership__circle", "agreement__partnership__case", "agreement__partnership__owner"
        )
        .select_related("scan__blob", "version__document", "issue", "act_issue", "transcript", "agreement__document")
        .select_related("paper__partnership__circle", "paper__document", "letter__partnership__circle")
        .prefetch_related("signatories", "custody")
    )
    if row is None:
        raise NotVisible(public_id)
    return row


def list_signings(signed: Signed) -> list[Signing]:
    """Deposits of the Agreement, of a paper of the case, or of a letter, oldest first."""
    return list(
        signed.signings.select_related("scan__blob", "act_issue").prefetch_related("signatories").order_by("pk")
    )


def version_sent(agreement: Agreement) -> Version | None:
    """The version that a file sent on paper bore: the one agreed on; else, of what was signed without, the one signed."""
    if agreement.agreed_version is not None:
        return agreement.agreed_version
    signed = current_signing(agreement)
    return signed.version if signed is not None else None


def blanks_known(partnership: Partnership, language: str) -> dict[str, str]:
    """What the case says of the blanks that models of others have, in that language: cities, their states, the country."""
    ours, theirs = sides(partnership)
    spanish = language == "es"
    return {
        f"{who}_{name}": value
        for who, party in (("our", ours), ("their", theirs))
        for name, value in (
            ("city", party.name if spanish else party.name_en or party.name),
            ("subdivision", party.subdivision),
            ("country", party.country.name_es if spanish else party.country.name_en),
        )
    }


def brief_of(draft: Draft, on: dt.date) -> Brief:
    """What the case knows about the text (see `partnerships.queries.brief_for`)."""
    if isinstance(draft, CasePaper):
        return _brief_of_paper(draft, on)
    partnership = draft.partnership
    facts = standing_facts(partnership.case)
    dates = {}
    for label, fact in (("authorised", Fact.AUTHORISED), ("opinion", Fact.OPINION_FAVOURABLE), ("signed", Fact.SIGNED)):
        if fact in facts:
            dates[label] = facts[fact].on
    return brief_for(partnership, "agreement", on, dates=dates, late_slots=LATE_SLOTS)


def _themes_of(partnership: Partnership) -> tuple[str, ...]:
    """What the preamble stresses: of the usual themes those that are areas of the case, else its first two areas."""
    known = [a["key"] for a in partnership.areas if a["key"] in catalogues.areas()]
    return tuple(k for k in THEMES if k in known) or tuple(known[:2]) or THEMES


def text_values(
    partnership: Partnership, on: dt.date, *, first_programme_days=60, term_years=5, notice_days=60
) -> dict:
    """Slot values of the agreement from the case. Its numbers are those of the model agreement (domain 4.1). It offers as our
    signatory whoever acts that day, in their capacity: the holder, who is in charge or who stands in."""
    areas = catalogues.areas()
    theirs = next(p for p in partnership.parties.all() if p.side == Side.THEIRS)
    # an international organisation has no community, no inhabitants and no country
    nature = "organisation" if theirs.kind == PartyKind.INTERNATIONAL_ORGANISATION else "cities"
    return slot_values(partnership, on, "") | {
        **cities_beside(partnership),
        **dict.fromkeys(("common_ground", "specific_ground", "shared_matter", "legal_orders", "who_cooperate"), nature),
        "preamble_themes": [dict(areas[k].theme) for k in _themes_of(partnership)],
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


def check_text(draft: Draft, version: Version, *, gazetteer, on: dt.date, typing: bool = False) -> Checked:
    """What the checker says of a version, against the case and against the base text it was filled from. `typing`: of the
    clauses that changed since it was last read whole, only what each says by itself."""
    standing, kept = documents.check_with_kept(version, brief=brief_of(draft, on), gazetteer=gazetteer, typing=typing)
    return Checked(standing, kept, [f for f in standing if f.severity == "error"])


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
        for approval in standing_approvals(agreement):
            source = f"agreements.foreignapproval:{approval.public_id}"
            yield SourceFact(case, Fact.COUNTERPART_APPROVED, source, approval.approved_on)
        for signing in agreement.signings.filter(state=SigningState.CONFIRMED):
            yield SourceFact(case, Fact.SIGNED, f"agreements.signing:{signing.public_id}", signing.signed_on)
        for row in agreement.registrations.exclude(registered_on=None).filter(withdrawn_on=None):
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
    return sorted(rows, key=lambda a: any(r.registered_on and not r.withdrawn_on for r in a.registrations.all()))


def changes_of(act: LaterAct) -> list[AdministrationChange]:
    """What a ratification or reaffirmation found changed when it was put down."""
    return [AdministrationChange(c["side"], dt.date.fromisoformat(c["on"]), c["number"]) for c in act.changes]


# papers of the case beside its text


def paper_languages(partnership: Partnership, kind: str) -> tuple[str, ...]:
    """Languages of a paper of the case: those of the relation that its template has; Spanish where it has none of them."""
    template = load(kind)
    if template.default_languages == ("es",):
        return template.default_languages  # what goes to one's own Cabildo
    known = template.languages
    return tuple(lang for lang in partnership.languages if lang in known) or ("es",)


def cited_act(partnership: Partnership) -> dict:
    """Slots of the act that ratification, addendum, renewal and termination cite: the signed agreement of the case, else
    its latest earlier act (R4-29), as far as either is known. Empty where there is none."""
    agreement = Agreement.objects.filter(partnership=partnership).first()
    signing = current_signing(agreement) if agreement else None
    if agreement is None or signing is None:
        earlier = partnership.earlier_acts.filter(withdrawn_on=None).order_by("on", "pk").last()
        if earlier is None:
            return {}
        words = instruments()[earlier.instrument].text if earlier.instrument in instruments() else {}
        dated = Dated(earlier.on, Precision(earlier.precision))
        title = {lang: with_article(words[lang].lower(), lang) for lang in ("es", "en") if words.get(lang)}
        return {"original_title": title, "original_date": {lang: dated.in_words(lang) for lang in ("es", "en")}}
    content = signing.version.as_content
    title_block = next((b for b in content.blocks if b.kind is BlockKind.TITLE), None)
    titles = title_block.text if title_block else {}
    registration = current_registration(agreement)
    years = signing.version.values.get("term_years") or 5
    renewed = agreement.later_acts.filter(kind=LaterActKind.RENEWAL).exclude(until_on=None).order_by("-on").first()
    ends = renewed.until_on if renewed and renewed.until_on else _last_day(signing.signed_on, int(years))
    return {
        "original_title": {
            "es": f"el {titles['es']}" if titles.get("es") else "",
            "en": f"the {titles.get('en') or titles.get('es', '')}" if titles else "",
        },
        "original_place": signing.place,
        "original_date": signing.signed_on,
        "original_registration": registration.number if registration else "",
        "original_ends": ends,
        "term_years": int(years),
        "renewed_until": _last_day(ends + dt.timedelta(days=1), int(years)),
    }


def _last_day(first_on: dt.date, years: int) -> dt.date:
    """The last day of a term that begins on `first_on`, as the clock and the book count it."""
    return add_months(first_on, 12 * years) - dt.timedelta(days=1)


def _authorization(partnership: Partnership, kind: str) -> dict | str:
    """The record that authorises our side, in words; nothing where no act that names this counterpart stands (R3-48). What
    authorised a text that is signed authorised that one: a later act of the relation needs one of its own (promise 5)."""
    if kind in LATER_ACT_OF and (signed := standing_facts(partnership.case).get(Fact.SIGNED)) is not None:
        later = [f for f in get_facts(partnership.case) if f.key == Fact.AUTHORISED and stands(f) and f.on > signed.on]
        fact = later[-1] if later else None
    else:
        fact = standing_facts(partnership.case).get(Fact.AUTHORISED)
    if fact is None:
        return ""
    data = fact.data or {}
    if cited := resolution_cited(partnership, data, fact.on):
        return cited
    said = data.get("instrument") or fact.proof
    if not said:
        return ""
    es, en = date_in_words(fact.on, "es"), date_in_words(fact.on, "en")
    return {"es": f"{with_article(said, 'es')}, del {es}", "en": f"{with_article(said, 'en')}, of {en}"}


def paper_values(partnership: Partnership, kind: str, on: dt.date) -> dict:
    """Values of a paper of the case, from the case alone: sides, areas, offices, the act it cites, its authorization."""
    values = text_values(partnership, on) | {
        "class_of_relation": partnership.klass,
        "our_authorization": _authorization(partnership, kind),
    }
    if kind == "memorandum":
        values["term_years"] = 3
    if kind in LATER_ACT_OF:
        values |= cited_act(partnership)
    if kind == "cabildo_point":
        values |= {
            "proposer_name": values["our_signatory_name"],
            "proposer_post": values["our_signatory_post"],
            "committee_reference": _study_approval(partnership),
        }
    if kind == "meeting_invitation":
        values |= _invited(partnership, on)
    if kind == "lead_sheet":
        values |= _of_lead(partnership)
    return values


def _as_prose(proof: str) -> str:
    """A line of proof as a sentence cites it: the mark that parts it on a page is a comma in a paper."""
    return proof.replace(" · ", ", ")


def _study_approval(partnership: Partnership) -> dict[str, str] | str:
    """The committee's act that approved the study, in words; "" where none stands."""
    fact = standing_facts(partnership.case).get(Fact.STUDY_APPROVED)
    if fact is None:
        return ""
    return {
        "es": f"{with_article(_as_prose(fact.proof), 'es')}, del {date_in_words(fact.on, 'es')}",
        "en": f"{_as_prose(fact.proof)}, of {date_in_words(fact.on, 'en')}",
    }


def _invited(partnership: Partnership, on: dt.date) -> dict[str, object]:
    """Whom a first meeting is called for, and the liaison who calls it."""
    values = slot_values(partnership, on)
    liaison = holder_on((partnership.owner, Role.LIAISON), on)
    found: dict[str, object] = {
        "addressee_name": values["their_signatory_name"],
        "addressee_post": values["their_signatory_post"],
        "addressee_office": values["their_style"],
    }
    if liaison is not None:
        found["our_signatory_name"] = liaison.name
        found["our_signatory_post"] = {"es": liaison.post_es, "en": liaison.post_en or liaison.post_es}
    return found


def _of_lead(partnership: Partnership) -> dict[str, object]:
    """What the lead that the case came from says of the city (R4-11); nothing where it came from none."""
    lead = partnership.lead
    if lead is None:
        return {}
    return told_by_lead(lead)


def _brief_of_paper(paper: CasePaper, on: dt.date) -> Brief:
    """What the case knows about one of its papers, for the checker."""
    partnership = paper.partnership
    cited = cited_act(partnership) if paper.kind in LATER_ACT_OF else {}
    sort = kind_of(paper.kind)
    place = cited.get("original_place") or paper.typed.get("original_place") or ""
    names = place.values() if isinstance(place, dict) else [place]
    brief = brief_for(
        partnership, PAPER_KINDS[sort], on, late_slots=tuple(load(paper.kind).late), also=tuple(n for n in names if n)
    )
    # who proposes to the Cabildo, and the liaison who calls a meeting, sign beside the heads of the Parties
    more = signatories_of(holders_on((partnership.owner, Role.LIAISON), on))
    proposer, post = paper.typed.get("proposer_name"), paper.typed.get("proposer_post") or {}
    if proposer and isinstance(post, dict):
        more = (Signatory(proposer, post.get("es", ""), post.get("en", "")), *more)
    return replace(brief, paper=sort, signatories=(*more, *brief.signatories))


def paper_blockers(paper: CasePaper, version: Version) -> list[Blocker]:
    """What a paper of the case waits for before it is given out: a proposal to the Cabildo, the agreed text and the study that
    the Committee approved, with the act that it cites still the one that stands."""
    if paper.kind != "cabildo_point":
        return []
    facts, at = standing_facts(paper.partnership.case), {"partnership": paper.partnership.public_id}
    found = []
    if Fact.TEXT_AGREED not in facts:
        lacks = _("Falta el texto negociado, sin errores y acordado por las Partes.")
        found.append(Blocker("text_not_agreed", lacks, "agreements.text", at))
    approval = _study_approval(paper.partnership)
    if not isinstance(approval, dict):
        lacks = _("Falta que el Comité apruebe el estudio: la propuesta cita el acta que lo aprobó.")
        found.append(Blocker("study_not_approved", lacks, "partnerships.study", at))
    elif not any(approval["es"] in block.text.get("es", "") for block in version.as_content.blocks):
        lacks = _("La propuesta no cita el acta vigente del Comité que aprobó el estudio: guarde otra vez sus datos.")
        found.append(Blocker("other_committee_act", lacks, "agreements.case_paper", {"paper": paper.public_id}))
    return found


def list_case_papers(actor: Actor, partnership: Partnership) -> list[CasePaper]:
    """Papers of the case that the actor may see, oldest first: the house's own, and those given out. Three queries."""
    seen = visible_in(actor, partnership.circle)
    rows = CasePaper.objects.filter(partnership=partnership, document__in=seen)
    return list(
        rows.select_related("document", "issue", "later_act").prefetch_related("signings").order_by("pk")
    )  # fmt: skip


def unseen_papers(actor: Actor, partnership: Partnership) -> list[str]:
    """Public ids of the papers of the case, and of their documents, that are another house's own: its log tells this actor
    nothing of them. One query."""
    seen = visible_in(actor, partnership.circle)
    rows = CasePaper.objects.filter(partnership=partnership).exclude(document__in=seen)
    return [one for pair in rows.values_list("public_id", "document__public_id") for one in pair]


def shared_with_all_at(paper: CasePaper) -> dt.datetime | None:
    """When the draft was put before the other side; None where it never was, given out or not. One query."""
    line = latest_about(paper.public_id, [Happened.CASE_PAPER_SHARED])
    return line.at if line else None


def get_case_paper(actor: Actor, public_id: str) -> CasePaper:
    """The paper, with its case. Raises NotVisible."""
    rows = CasePaper.objects.filter(public_id=public_id, document__in=visible(actor, Document.objects.all()))
    paper = rows.select_related("document__circle", "document__issuer", "issue", "later_act", "partnership").first()
    if paper is None:
        raise NotVisible(public_id)
    return paper


def brief_of_folio(folio: str, paper: str, on: dt.date, *, final: bool = False) -> Brief | None:
    """What the case of that folio knows about a paper that came from outside; None where there is no such case. For
    whoever operates the instance: nobody's seat is asked."""
    partnership = (
        Partnership.objects.select_related("owner__municipality__state", "case", "counterpart")
        .prefetch_related("parties")
        .filter(folio__iexact=folio)
        .first()
    )
    if partnership is None:
        return None
    kind = PAPER_KINDS.get(paper, "agreement")
    agreement = Agreement.objects.filter(partnership=partnership).first() if kind == "agreement" else None
    known = brief_of(agreement, on) if agreement else brief_for(partnership, kind, on, late_slots=LATE_SLOTS)
    # a report counts what the office did with everybody: a case alone cannot say how much that was
    records = {} if kind == "report" else records_of(partnership, on)
    # a party that was typed and not chosen may be no place at all: said of a paper that came from outside
    chosen = {p.side for p in sides(partnership) if p.municipality_id or p.state_mx_id or p.place_id}
    shared = Municipality.objects.filter(folded__in=[fold(ref.names[0]) for ref in known.parties])
    names = Counter(dict(shared.values_list("folded").annotate(n=Count("state", distinct=True))))
    parties = tuple(
        replace(ref, is_listed=ref.side in chosen, has_homonym=bool(ref.key[2:]) and names[fold(ref.names[0])] > 1)
        for ref in known.parties
    )
    return replace(
        known, paper=paper, final=final, rung=standing_on(partnership, on).rung, records=records, parties=parties
    )


_NOT_OUT = (LetterState.DRAFT, LetterState.SIGNED_OFF)


def records_of(partnership: Partnership, on: dt.date) -> dict[str, int]:
    """How many are on record in this case on a day, by what the checker counts: letters of intent both ways, signed
    agreements, ratifications and registrations. Four queries."""
    letters = Letter.objects.filter(partnership=partnership, kind=LetterKind.INTENT, dated_on__lte=on)
    of_case = {"agreement__partnership": partnership}
    signings = Signing.objects.filter(**of_case, state=SigningState.CONFIRMED, signed_on__lte=on)
    ratified = LaterAct.objects.filter(**of_case, kind=LaterActKind.RATIFICATION, on__lte=on)
    return {
        "letters": letters.exclude(state__in=_NOT_OUT).count(),
        "signed": signings.count(),
        "ratified": ratified.count(),
        "registered": Registration.objects.filter(**of_case, registered_on__lte=on, withdrawn_on=None).count(),
    }
