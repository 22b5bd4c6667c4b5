"""From the case to the book: a snapshot, its revision, its place in the journal."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _, override

from hermanar.agreements.enums import Capacity, LaterActKind, NoText
from hermanar.agreements.models import Agreement, Signing
from hermanar.agreements.operations import give_transcript
from hermanar.agreements.queries import (
    corrected_signings,
    current_registration,
    current_signing,
    differences_of,
    standing_lacks,
    witness_post_of,
)
from hermanar.agreements.rules import why_no_text
from hermanar.directory.models import Appointment
from hermanar.documents.rules import catalogues
from hermanar.journal.operations import HOUSE, record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.dates import add_months
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.opinions.queries import favourable_opinion
from hermanar.partnerships.enums import Fact, Side
from hermanar.partnerships.models import Counterpart, Partnership, Party
from hermanar.partnerships.policies import HANDS
from hermanar.partnerships.queries import claim_of, proof_in_english
from hermanar.process.queries import standing_facts
from hermanar.programmes.rules import terms_of

from ..enums import ActWord, EntryKind, Happened, Shelf, Withdrawal
from ..models import Entry, Revision
from ..policies import can_load_lists, can_publish
from ..rules.analyser import terms
from ..rules.pictures import (
    ActPicture,
    DepositPicture,
    EntryPicture,
    PaperPicture,
    PartyPicture,
    SignatoryPicture,
    SourcePicture,
    WitnessPicture,
    as_json,
    from_json,
    in_order,
)
from ..rules.sources import with_kept

_FACT_ACTS = {
    Fact.LETTER_SENT: "letter",
    Fact.LETTER_RECEIVED: "letter",
    Fact.AUTHORISED: "authorised",
    Fact.OPINION_FAVOURABLE: "opinion",
    Fact.SIGNED: "signed",
    Fact.REGISTERED: "registered",
}


def _in_both(label, **slots) -> dict[str, str]:
    said = {}
    for lang in ("es", "en"):
        with override(lang):
            said[lang] = str(label) % slots if slots else str(label)
    return said


def _party(party: Party) -> PartyPicture:
    point, subdivision = party.place or party.municipality, party.subdivision
    if party.municipality:
        subdivision = party.municipality.state.abbreviation
    return PartyPicture(
        name={"es": party.name, "en": party.name_en or party.name},
        style={"es": party.style, "en": party.style_en or party.style},
        subdivision=subdivision,
        country=party.country_id,
        country_name={"es": party.country.name_es, "en": party.country.name_en},
        key=party.municipality_id or party.state_mx_id or "",
        latitude=point.latitude if point else None,
        longitude=point.longitude if point else None,
    )


def _paper(signing: Signing) -> PaperPicture | None:
    """The text that was issued for signature; of one signed without it, its transcript where there is one."""
    issue = signing.issue or signing.transcript
    if issue is None:
        return None
    document = issue.version.document
    return PaperPicture(
        code=issue.code,
        title={"es": document.title, "en": document.title_en or document.title},
        sha256=issue.version.sha256,
        files={r.format: r.blob.sha256 for r in issue.renditions.select_related("blob")},
        is_transcript=issue.is_transcript,
    )


def _deposit(agreement: Agreement, signing: Signing) -> DepositPicture | None:
    """The record of the deposit and, where the text is not given out, why."""
    if signing.act_issue is None:
        return None
    why = None
    if signing.issue is None and signing.transcript is None:
        found = why_no_text(
            is_unsigned=bool(signing.unsigned_reason), is_opined_text=signing.is_opined_text,
            is_agreed_text=signing.version_id == agreement.agreed_version_id, lacks=signing.lacks,
        )  # fmt: skip
        why = _in_both(NoText(found or NoText.INCOMPLETE).label)
    scan = signing.scan.blob.sha256
    return DepositPicture(
        signing.act_issue.code, signing.scan_pages or 1, scan, why, differences_of(signing), signing.short_of
    )


def _signatories(signing: Signing, counterpart: Counterpart | None) -> tuple[SignatoryPicture, ...]:
    """Who signed, in their public posts, in both languages where both are known."""
    rows = list(signing.signatories.order_by("pk"))
    held = Appointment.objects.filter(public_id__in=[s.appointment for s in rows if s.appointment])
    titles = {a.public_id: a.office.title_en for a in held.select_related("office")}
    found = []
    for s in rows:
        es, en = s.post, titles.get(s.appointment) or s.post
        if s.side == Side.THEIRS and counterpart is not None and s.name == counterpart.head_name:
            es, en = counterpart.head_post_es or s.post, counterpart.head_post or s.post
        if s.capacity != Capacity.IN_POST:  # in what capacity, where it was not its holder who signed
            said = _in_both(Capacity(s.capacity).label)
            es, en = f"{es} ({said['es']})", f"{en} ({said['en']})"
        found.append(SignatoryPicture(s.side, s.name, {"es": es, "en": en}))
    return tuple(found)


def _witness(signing: Signing) -> WitnessPicture | None:
    """Who honoured the signature."""
    if not signing.witness_name:
        return None
    return WitnessPicture(signing.witness_name, witness_post_of(signing) or {"es": "", "en": ""})


def _corrections(agreement: Agreement) -> list[tuple[dt.date | None, dict[str, str]]]:
    """What was shown once and taken back by a later act, with its day: the book tells it, its reason stays on the paper."""
    words = _in_both(_("Se corrigió el depósito del texto firmado"))
    found = [(s.corrected_on, words) for s in corrected_signings(agreement)]
    for row in agreement.registrations.exclude(registered_on=None).exclude(withdrawn_on=None).order_by("pk"):
        words = _in_both(_("Se corrigió el registro asentado con el número %(number)s"), number=row.number)
        found.append((row.withdrawn_on, words))
    return found


def _picture(partnership: Partnership, agreement: Agreement, signing: Signing) -> EntryPicture:
    parties = {p.side: p for p in partnership.parties.select_related("municipality__state", "place", "country")}
    ours, theirs = parties[Side.OURS], parties[Side.THEIRS]
    facts = standing_facts(partnership.case)
    claim = claim_of(partnership)
    opinion, registration = favourable_opinion(partnership), current_registration(agreement)
    areas = catalogues.areas()
    years = terms_of(signing.version.as_content).term_years
    later = list(agreement.later_acts.order_by("on", "pk"))
    renewed = max((a.until_on for a in later if a.kind == LaterActKind.RENEWAL and a.until_on), default=None)
    ended = next((a.on for a in later if a.kind == LaterActKind.TERMINATION), None)
    acts = [
        ActPicture(kind, facts[fact].on, facts[fact].precision) for fact, kind in _FACT_ACTS.items() if fact in facts
    ]
    acts += [ActPicture(a.kind, a.on, "day", {"es": a.summary}) for a in later]
    acts += [ActPicture(ActWord.CORRECTION, on, "day", words) for on, words in _corrections(agreement) if on]
    return EntryPicture(
        folio=partnership.folio,
        shelf=Shelf.EXERCISE if partnership.circle.exercise_at else Shelf.DOCUMENTED,
        klass=partnership.klass,
        kind=partnership.kind,
        instrument=_in_both(EntryKind(partnership.kind).label),
        ours=_party(ours),
        theirs=_party(theirs),
        rung=claim.standing.rung,
        claim={"es": claim.es, "en": claim.en},
        proof=tuple({"es": line, "en": proof_in_english(line)} for line in claim.proof),
        lacks=tuple(standing_lacks(signing)),
        areas=tuple(dict(areas[a["key"]].text) for a in partnership.areas if a["key"] in areas),
        theme=partnership.theme,
        signed_on=signing.signed_on,
        signed_at=signing.place,
        languages=tuple(signing.languages),
        originals=signing.originals,
        signatories=_signatories(signing, getattr(partnership, "counterpart", None)),
        witness=_witness(signing),
        opinion_number=opinion.number if opinion else "",
        opinion_on=opinion.issued_on if opinion else None,
        registration_number=registration.number if registration else "",
        registered_on=registration.registered_on if registration else None,
        term_known=years is not None or renewed is not None,
        ends_on=renewed or add_months(signing.signed_on, 12 * years) - dt.timedelta(days=1) if renewed or years else None,
        terminated_on=ended,
        acts=in_order(tuple(acts)),
        sources=(
            SourcePicture(
                _in_both(_("Expediente %(folio)s"), folio=partnership.folio), "",
                _in_both(_("Texto firmado depositado y confirmado página por página")),
            ),
        ),
        recorded=tuple(
            what
            for what, row in (("opinion", opinion), ("registration", registration))
            if row is not None and row.how == How.RECORDED
        ),
        paper=_paper(signing),
        deposit=_deposit(agreement, signing),
    )  # fmt: skip


def _terms(picture: EntryPicture) -> str:
    """What finds the entry: places, countries, instrument, areas; no names of persons."""
    said = [picture.folio, picture.theme, picture.registration_number, picture.opinion_number]
    for party in (picture.ours, picture.theirs):
        said += [*party.name.values(), *party.style.values(), party.subdivision, *party.country_name.values()]
    said += [*picture.instrument.values(), *_in_both(EntryKind(picture.kind).label).values()]
    for area in picture.areas:
        said += area.values()
    for source in picture.sources:
        said += source.title.values()
    return terms(*said)


def _columns(picture: EntryPicture) -> dict:
    return {
        "shelf": picture.shelf,
        "klass": picture.klass,
        "kind": picture.kind,
        "our_key": picture.ours.key,
        "our_name": picture.ours.name["es"],
        "their_name": picture.theirs.name["es"],
        "country": picture.theirs.country,
        "rung": picture.rung,
        "signed_on": picture.signed_on,
        "signed_precision": picture.signed_precision if picture.signed_on else "",
        "ends_on": picture.ends_on,
        "term_known": picture.term_known,
        "is_terminated": picture.terminated_on is not None,
        "snapshot": as_json(picture),
        "terms": _terms(picture),
    }


def _put(
    act: Act,
    picture: EntryPicture,
    *,
    chain: str,
    partnership: str = "",
    more_terms: tuple[str, ...] = (),
    is_whole: bool = False,
) -> Entry:
    """The entry with this picture: a new one, a new revision, or the one that stands when nothing changed.

    What lists brought in since and the choice among sources stay, unless the picture is whole as it is.
    """
    entry = Entry.objects.filter(folio=picture.folio).first()
    if entry is not None and not is_whole:
        picture = with_kept(picture, from_json(entry.snapshot))
    columns = _columns(picture)
    if more_terms:
        columns["terms"] = terms(columns["terms"], *more_terms)
    if entry is not None and as_json(from_json(entry.snapshot)) == columns["snapshot"] and entry.withdrawn_at is None:
        return entry
    if entry is None:
        entry = Entry.objects.create(
            folio=picture.folio, partnership=partnership, published_at=act.at, **columns
        )  # fmt: skip
    else:
        number = entry.revision + 1
        if not Entry.objects.filter(pk=entry.pk, revision=entry.revision).update(
            revision=number, published_at=act.at, withdrawn_at=None, withdrawal="", withdrawn_act="", **columns
        ):
            raise Refused("entry_changed", _("Otra persona publicó esta ficha al mismo tiempo; vuelva a intentarlo."))
        entry.refresh_from_db()
    line = record(
        act, Happened.ENTRY_PUBLISHED, chain=chain, about=entry.public_id, revision=entry.revision, folio=entry.folio,
        sha256=sha256_of(entry.snapshot),
    )  # fmt: skip
    Revision.objects.create(
        entry=entry, number=entry.revision, snapshot=entry.snapshot, published_at=act.at, anchor_chain=chain,
        anchor_seq=line.seq, anchor_hash=line.hash,
    )  # fmt: skip
    return entry


@transaction.atomic
def publish_entry(act: Act, *, partnership: Partnership) -> Entry:
    """Publish what the case proves of a signed relation, or its next revision. Nothing changed: the same entry, silently.

    A relation in exercise goes to the shelf of exercises. Raises Refused, Blocked (`signed_text_missing`).
    """
    if not can_publish(act.actor, partnership.circle):
        raise Refused(
            "not_publisher",
            _("Publica la ficha el enlace o la Presidencia del municipio titular, o el registro de la SRE."),
        )
    return _publish(act, partnership)


def _publish(act: Act, partnership: Partnership) -> Entry:
    agreement = Agreement.objects.filter(partnership=partnership).first()
    signing = current_signing(agreement) if agreement else None
    if signing is None or Fact.SIGNED not in standing_facts(partnership.case):
        raise Blocked(
            [
                Blocker(
                    "signed_text_missing",
                    _("Para publicar la ficha falta depositar y confirmar el texto firmado."),
                    "agreements.signature",
                    {"partnership": partnership.public_id},
                )
            ]
        )
    give_transcript(act, signing=signing)  # of what was deposited before transcripts were given out
    picture = _picture(partnership, agreement, signing)
    return _put(act, picture, chain=partnership.circle.public_id, partnership=partnership.public_id)


@transaction.atomic
def withdraw_entry(
    act: Act, *, entry: Entry, reason: str, withdrawal: Withdrawal = Withdrawal.TAKEN_OFF, code: str = ""
) -> Entry:
    """Take an entry off the portal; its address stays and says so, its revisions are kept. `code`: of the paper whose
    verification says why, where one does. Raises Refused, Invalid."""
    partnership = Partnership.objects.filter(public_id=entry.partnership or "-").select_related("circle").first()
    may = can_publish(act.actor, partnership.circle) if partnership else can_load_lists(act.actor)
    if not may:
        raise Refused("not_publisher", _("Retira la ficha quien puede publicarla."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Entry.objects.filter(pk=entry.pk, withdrawn_at=None).update(
        withdrawn_at=act.at, withdrawal=withdrawal, withdrawn_act=code
    ):
        raise Refused("entry_withdrawn", _("La ficha ya se había retirado."))
    entry.refresh_from_db()
    chain = partnership.circle.public_id if partnership else HOUSE
    record(act, Happened.ENTRY_WITHDRAWN, chain=chain, about=entry.public_id, folio=entry.folio, reason=reason)
    # in correction, who has a hand in it is told of the correction
    if partnership is not None and withdrawal == Withdrawal.TAKEN_OFF:
        notify(
            act, to=(partnership.circle, HANDS), key="entry_withdrawn",
            data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
            at={"partnership": partnership.public_id},
        )  # fmt: skip
    return entry
