"""What a deposited signing lacks, and whether it is the text that got the opinion. Pure."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from .enums import NoText

TEXT_DIFFERS = "text_differs_from_opinion"
OPINION_NAMES_NO_TEXT = "opinion_names_no_text"


@dataclass(frozen=True)
class Signer:
    """One who signed: side, capacity, whether the post covers the day (None: cannot be known here), proof of delegation."""

    side: str
    capacity: str
    covers: bool | None
    has_proof: bool


def lacks(
    *, klass: str, authorised_on: dt.date | None, opinion_on: dt.date | None, foreign_on: dt.date | None,
    signed_on: dt.date, is_opined_text: bool | None, signers: tuple[Signer, ...], originals: int, languages: int,
    is_unsigned: bool = False, is_named_in_text: bool = True, is_agreement: bool = True,
    sides: tuple[str, ...] = ("ours", "theirs"), has_all_languages: bool = True, is_theirs_named: bool = True,
    is_one_person: bool = False,
) -> tuple[str, ...]:  # fmt: skip
    """Codes of what a signing that already happened lacks: each has a way to be mended, none erases the signing.

    What went before the signature is asked of the Agreement; of another paper, who signed it: `sides`."""
    found = []
    if is_agreement and authorised_on is None:
        found.append("authorisation_missing")
    elif is_agreement and authorised_on and authorised_on > signed_on:
        found.append("authorised_after_signing")
    if is_agreement and klass == "international":
        if opinion_on is None:
            found.append("opinion_missing")
        elif opinion_on > signed_on:
            found.append("opinion_after_signing")
        if is_opined_text is False:
            found.append(TEXT_DIFFERS)
        elif is_opined_text is None and opinion_on is not None:
            found.append(OPINION_NAMES_NO_TEXT)
        if foreign_on is None:
            found.append("foreign_approval_missing")
    for side in sides:
        if not any(s.side == side for s in signers):
            found.append(f"signatory_missing_{side}")
    if any(s.covers is False and not (s.capacity == "delegate" and s.has_proof) for s in signers):
        found.append("post_does_not_cover")
    if any(s.capacity == "delegate" and not s.has_proof for s in signers):
        found.append("delegation_missing")
    if is_unsigned:
        found.append("scan_unsigned")
    if not is_named_in_text:
        found.append("other_signatory")
    if not is_theirs_named:
        found.append("other_signatory_theirs")
    if is_one_person:
        found.append("same_person_signs")
    # in charge or by absence of somebody of whom nothing is known here: the document says it, or nothing does
    if any(
        s.side == "ours" and s.capacity in {"in_charge", "by_absence"} and s.covers is None and not s.has_proof
        for s in signers
    ):
        found.append("capacity_unproved")
    if originals < len(sides):
        found.append("one_original")
    if klass == "international" and languages < 1:
        found.append("languages_missing")
    if not has_all_languages:
        found.append("language_of_text_missing")
    return tuple(found)


def pages_missing(pages: int, confirmed: tuple[int, ...]) -> tuple[int, ...]:
    """Pages of the scan not yet confirmed, ascending."""
    return tuple(n for n in range(1, pages + 1) if n not in set(confirmed))


def are_pages_lacking(scanned: int, printed: int | None) -> bool:
    """Whether a scan has fewer pages than the text it is compared with has when printed; of what nobody printed, nothing."""
    return printed is not None and scanned < printed


OTHER_SIGNATORY = {"other_signatory": "ours", "other_signatory_theirs": "theirs"}  # what a signing lacks → whose


def why_no_text(
    *, is_unsigned: bool, is_opined_text: bool | None, is_agreed_text: bool, lacks: Collection[str] = ()
) -> str:
    """Why the version that a deposit is compared with cannot be told as the text signed; "" where it can: who deposited said
    that it differs in nothing from what was opined upon, or from what the Parties agreed, and who signed is whom it names."""
    if is_unsigned:
        return NoText.UNSIGNED
    if is_opined_text is False:
        return NoText.DIFFERS
    if OTHER_SIGNATORY.keys() & set(lacks):
        return NoText.OTHER_SIGNATORY
    return "" if is_opined_text or is_agreed_text else NoText.UNCOMPARED
