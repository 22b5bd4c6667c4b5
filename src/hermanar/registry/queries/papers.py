"""Verifying a paper by its code or by its bytes (promise 4): what was issued, by whom, whether it still holds.

Nothing of the case is told: neither the text nor any person. What is kept is held against what the journal sealed on
the day of issue; a field that was changed since makes the paper unverifiable.
"""

import datetime as dt
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from hermanar.agreements.enums import SigningState
from hermanar.agreements.models import Signing
from hermanar.agreements.queries import differences_of, standing_lacks
from hermanar.directory.queries import withheld_names
from hermanar.documents.models import Issue, Rendition
from hermanar.documents.queries import find_issue, names_in
from hermanar.files.queries import read_blob
from hermanar.journal.models import Entry as JournalEntry
from hermanar.kernel.codes import sha256_of

from ..enums import Lack, PaperState
from ..models import Entry, PublishedProfile, PublishedReport
from ..rules.proofs import nature_of
from .masking import cover_page

_SHA256 = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class PaperVerdict:
    """`state`: in force, prepared (for signature) or signed, superseded, withdrawn, or altered (what is kept is not what was
    issued). `matched`: the format of the file that was tried (`scan`: what was deposited), empty for a code. `entry`: public id of the published
    entry it belongs to, if any; `withholds`: its public copy does not show a name of the text. `changed_on`: the day it
    was replaced or lost its effect; `reason`: why it lost it, as whoever withdrew it wrote. `what_*` says what the paper
    is, `not_proved_*` what its being authentic does not prove. `signed_on`: the day that the deposited text was signed,
    by the record of deposit with the code `record`; `differences`: in what that text differs from this one, as whoever deposited
    it said."""

    code: str
    title_es: str
    title_en: str
    issuer_es: str
    issuer_en: str
    issued_on: dt.date
    folio: str
    content_sha256: str
    files: dict[str, str]
    is_exercise: bool
    state: str
    state_label: str
    superseded_by: str
    anchor: str
    entry: str
    withholds: bool
    what_es: str
    what_en: str
    not_proved_es: str
    not_proved_en: str
    matched: str = ""
    changed_on: dt.date | None = None
    reason: str = ""
    signed_on: dt.date | None = None
    record: str = ""
    differences: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        return self.state == PaperState.IN_FORCE


def verify_paper(typed: str) -> PaperVerdict | None:
    """The paper with that code, as typed from it; None when no such paper was issued here."""
    issue = find_issue(typed)
    return _verdict(issue) if issue else None


def verify_bytes(file: bytes | str) -> PaperVerdict | None:
    """The paper whose file has exactly these bytes (or this SHA-256, in hex); of a scan that was deposited, the record of its
    deposit; None when it is neither."""
    digest = file.strip().lower() if isinstance(file, str) else sha256_of(file)
    if not _SHA256.fullmatch(digest):
        return None
    rows = Rendition.objects.filter(blob__sha256=digest).order_by("-issue__issued_at", "-pk")
    rendition = rows.select_related(
        "issue__version__document__issuer", "issue__version__document__circle", "issue__superseded_by"
    ).first()
    if rendition:
        return _verdict(rendition.issue, matched=rendition.format)
    # a signed text as it was deposited: its record says what was read in it
    deposits = Signing.objects.filter(scan__blob__sha256=digest).exclude(act_issue=None).order_by("-pk")
    deposit = deposits.select_related(
        "act_issue__version__document__issuer", "act_issue__version__document__circle", "act_issue__superseded_by"
    ).first()
    return _verdict(deposit.act_issue, matched="scan") if deposit and deposit.act_issue else None


def _verdict(issue: Issue, matched: str = "") -> PaperVerdict:
    document = issue.version.document
    renditions = list(issue.renditions.select_related("blob").order_by("format"))
    of_it = Q(snapshot__paper__code=issue.code) | Q(snapshot__deposit__record=issue.code)
    published = Entry.objects.filter(of_it, withdrawn_at=None)
    entry = published.values_list("public_id", flat=True).first() or ""
    told = _told(issue)
    names = withheld_names().at(document.circle.public_id, entry)
    title = cover_page({"es": document.title, "en": document.title_en or document.title}, names)
    nature, signing = nature_of(document.kind), _signing(issue)
    differences = differences_of(signing) if signing and nature.to_sign and not issue.is_transcript else ()
    state = _said_of(issue, _state(issue, renditions, told), signing, differences)
    what, not_proved = nature.what, nature.not_proved
    if issue.is_transcript:
        what, not_proved = _TRANSCRIPT, _NOT_THE_DEPOSITED
    elif nature.to_sign and signing:
        what, not_proved = _SIGNED_TEXT, _NOT_THE_DEPOSITED
    changed = told.get(_SUPERSEDED) or told.get(_WITHDRAWN)
    is_altered = state == PaperState.ALTERED
    return PaperVerdict(
        code=issue.code,
        title_es=title["es"],
        title_en=title["en"],
        issuer_es=document.issuer.name,
        issuer_en=document.issuer.name_en or document.issuer.name,
        issued_on=issue.issued_on,
        folio=issue.folio,
        content_sha256=issue.version.sha256,
        files={r.format: r.blob.sha256 for r in renditions},
        is_exercise=issue.is_exercise,
        state=state,
        state_label=str(PaperState(state).label),
        superseded_by=issue.superseded_by.code if issue.superseded_by else "",
        anchor=f"{issue.anchor_seq}:{issue.anchor_hash[:16]}",
        entry=entry,
        withholds=bool(names and names_in(issue, names)) and (bool(entry) or _is_published(issue.code)),
        what_es=what["es"],
        what_en=what["en"],
        not_proved_es=not_proved["es"],
        not_proved_en=not_proved["en"],
        matched=matched,
        changed_on=None if is_altered or changed is None else changed.at.date(),
        reason="" if is_altered else cover_page(_why(told.get(_WITHDRAWN)), names),
        signed_on=signing.signed_on if signing and not is_altered else None,
        record=signing.act_issue.code if signing and signing.act_issue and not is_altered else "",
        differences=() if is_altered else tuple(cover_page(d, names) for d in differences),
    )


def _said_of(issue: Issue, state: str, signing: Signing | None, differences: Sequence[str]) -> str:
    """The state of a paper as it may be said: a text prepared for signature is never in force (decision 0115)."""
    if state != PaperState.IN_FORCE:
        return state
    if issue.is_transcript:
        return PaperState.TRANSCRIPT
    if not nature_of(issue.version.document.kind).to_sign:
        return state
    if signing is None:
        return PaperState.PREPARED
    differs = bool(differences) or Lack.TEXT_DIFFERS in standing_lacks(signing)
    return PaperState.SIGNED_OTHERWISE if differs else PaperState.SIGNED


def words_of_papers(issues: Iterable[Issue]) -> dict[str, tuple[str, str]]:
    """Code → state and its words, as whoever verifies the paper reads them; the files themselves are not read again."""
    found = {}
    for issue in issues:
        waits = issue.state == PaperState.IN_FORCE and nature_of(issue.version.document.kind).to_sign
        signing = _signing(issue) if waits and not issue.is_transcript else None
        state = _said_of(issue, issue.state, signing, differences_of(signing) if signing else ())
        found[issue.code] = (str(state), str(PaperState(state).label))
    return found


_SIGNED_TEXT = {"es": "Texto que se preparó para firma.", "en": "The text that was prepared for signature."}
_TRANSCRIPT = {
    "es": "Transcripción del texto firmado, según quien depositó el papel con las firmas.",
    "en": "Transcript of the text signed, according to whoever deposited the paper with the signatures.",
}
_NOT_THE_DEPOSITED = {
    "es": "Este ejemplar no lleva las firmas: lo firmado es lo que se depositó, y la ficha pública dice si sigue vigente.",
    "en": "This copy bears no signatures: what was signed is what was deposited, and the public entry says whether it is "
    "still in force.",
}


def _signing(issue: Issue) -> Signing | None:
    """The confirmed deposit of this very text with its signatures; a scan without them is none."""
    rows = Signing.objects.filter(state=SigningState.CONFIRMED).select_related("act_issue").order_by("-pk")
    of_it = Q(transcript=issue) if issue.is_transcript else Q(issue=issue) | Q(issue=None, version=issue.version_id)
    return next((s for s in rows.filter(of_it) if Lack.SCAN_UNSIGNED not in s.lacks), None)


_ISSUED, _SUPERSEDED, _WITHDRAWN = (f"documents.paper_{w}" for w in ("issued", "superseded", "withdrawn"))


def _is_published(code: str) -> bool:
    """Whether it is the paper of a public profile or report."""
    models = (PublishedProfile, PublishedReport)
    return any(m.objects.filter(snapshot__paper=code, withdrawn_at=None).exists() for m in models)


def _why(line: JournalEntry | None) -> str:
    """The reason where it was written to be read here."""
    return str(line.data.get("reason", "")) if line is not None and line.data.get("says_why") else ""


def _told(issue: Issue) -> dict[str, JournalEntry]:
    """What the journal tells of the paper: happening → its line."""
    about = issue.version.document.public_id
    lines = JournalEntry.objects.filter(about=about, happened__in=[_ISSUED, _SUPERSEDED, _WITHDRAWN])
    return {e.happened: e for e in lines.select_related("chain").order_by("seq") if e.data.get("code") == issue.code}


def _state(issue: Issue, renditions: list[Rendition], told: dict[str, JournalEntry]) -> str:
    """The state of the row, if row, text and files are what the journal sealed; else `altered`."""
    if any(sha256_of(e.sealed()) != e.hash for e in told.values()) or _ISSUED not in told:
        return PaperState.ALTERED
    if not _is_as_issued(issue, renditions, told[_ISSUED]):
        return PaperState.ALTERED
    by = told[_SUPERSEDED].data.get("by", "") if _SUPERSEDED in told else ""
    state = PaperState.SUPERSEDED if by else PaperState.WITHDRAWN if _WITHDRAWN in told else PaperState.IN_FORCE
    same = issue.state == state and (issue.superseded_by.code if issue.superseded_by else "") == by
    return state if same else PaperState.ALTERED


def _is_as_issued(issue: Issue, renditions: list[Rendition], line: JournalEntry) -> bool:
    document = issue.version.document
    content = sha256_of(issue.version.content)
    sealed = {
        "folio": issue.folio,
        "number": issue.version.number,
        "sha256": content,
        "issued_on": issue.issued_on.isoformat(),
        "issue": issue.public_id,
        "files": {r.format: r.blob.sha256 for r in renditions},
        "title": document.title,
    }
    if bool(line.data.get("transcript")) != issue.is_transcript:
        return False
    if issue.version.sha256 != content or any(line.data.get(name) != value for name, value in sealed.items()):
        return False
    if issue.anchor_seq:
        before = JournalEntry.objects.filter(chain=line.chain, seq=issue.anchor_seq).values_list("hash", flat=True)
        if issue.anchor_seq >= line.seq or before.first() != issue.anchor_hash:
            return False
    return all(_intact(r) for r in renditions)


def _intact(rendition: Rendition) -> bool:
    try:
        return sha256_of(read_blob(rendition.blob)) == rendition.blob.sha256
    except FileNotFoundError:
        return False
