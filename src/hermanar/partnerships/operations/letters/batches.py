"""Many letters of intent from one form, each with its own paragraph (R0-23 to R0-25)."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction
from django.utils.translation import gettext_lazy as _, ngettext

from hermanar.checks.gazetteer import Gazetteer
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Country, Municipality, Organisation, Place, in_spanish
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, HouseError, Invalid, Refused
from hermanar.kernel.text import fold, normalise
from hermanar.notices.operations import notify

from ...enums import Happened, LetterKind, LetterState, Signs
from ...models import Letter, LetterBatch
from ...policies import can_edit, how_signed
from ...queries.batch_faults import batch_faults
from ...rules.languages import languages_for
from ..approvals import _approval
from .drafts import _new_letter, _record_return, sign_off_letter


@dataclass(frozen=True)
class Candidate:
    """One addressee of a batch. `why`: its own paragraph, per language. Written in one only, a blank stands
    in the other, and the letter is not signed before it is filled: never one language in the place of another."""

    city: str
    country: Country
    municipality: Municipality | None = None
    there: Place | None = None
    subdivision: str = ""
    why: dict = field(default_factory=dict)
    other_name: str = ""
    other_post: str = ""
    other_post_in: dict = field(default_factory=dict)
    other_office: str = ""
    other_address: str = ""

    @property
    def key(self) -> tuple:
        """What makes two of them the same place."""
        if self.municipality is not None:
            return ("mx", self.municipality.pk)
        if self.there is not None:
            return ("place", self.there.pk)
        return ("name", self.country.pk, fold(self.city), fold(self.subdivision))


@transaction.atomic
def draft_batch(
    act: Act, *, owner: Organisation, candidates: Sequence[Candidate], motivations: dict, interests: dict,
    objectives: dict, areas: Sequence[str] = (), subject: str = "", copies: Sequence[str] = (), initials: str = "",
    archive: str = "", subject_in: dict | None = None,
) -> LetterBatch:  # fmt: skip
    """Write a letter of intent to each candidate: the common parts in the languages of its country, its own paragraph
    why. All of them or none. Paragraphs that are alike are no reason to refuse (`rules.correspondence.alike` warns).

    Raises Refused, Invalid (nobody, too many, the same place twice, our own, a common part missing in a language).
    """
    if owner.home is None or not can_edit(act.actor, owner.home):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    parts = {"motivations": motivations, "interests": interests, "objectives": objectives}
    if faults := batch_faults(own=owner.municipality_id, candidates=candidates, areas=areas, parts=parts):
        raise Invalid(faults)
    batch = LetterBatch.objects.create(
        circle=owner.home, owner=owner, subject=normalise(subject)[:240] or in_spanish(LetterKind.INTENT.label),
        areas=list(areas), opened_on=act.on, **parts,
    )  # fmt: skip
    for one in candidates:
        languages = languages_for(one.country.pk)
        _new_letter(
            act, owner=owner, kind=LetterKind.INTENT, city=one.city, country=one.country, municipality=one.municipality,
            there=one.there, subdivision=one.subdivision, languages=languages, batch=batch, areas=list(areas),
            why={lang: one.why[lang] for lang in languages if normalise(one.why.get(lang, ""), lines=True)},
            other_name=one.other_name, other_post=one.other_post, other_post_in=one.other_post_in, other_office=one.other_office,
            other_address=one.other_address, subject=batch.subject, subject_in={lang: (subject_in or {}).get(lang, "") for lang in languages},
            copies=list(copies), initials=initials,
            archive=archive,
            **{name: {lang: part.get(lang, "") for lang in languages} for name, part in parts.items()},
        )  # fmt: skip
    record(
        act, Happened.BATCH_OPENED, chain=owner.home.public_id, about=batch.public_id, number=len(candidates),
        subject=batch.subject,
    )  # fmt: skip
    notify(
        act, to=(owner.home, Part.LEAD, Role.MAYOR), key="letters_to_sign",
        data={"number": ngettext("%(n)s carta", "%(n)s cartas", len(candidates)) % {"n": len(candidates)}, "subject": batch.subject},
        door="partnerships.batch", at={"batch": batch.public_id},
    )  # fmt: skip
    return batch


@dataclass(frozen=True)
class SignedBatch:
    """Letters that were signed, and those that were not with the sentences that say why."""

    signed: tuple[Letter, ...]
    left: tuple[tuple[Letter, tuple[str, ...]], ...]


@transaction.atomic
def sign_off_batch(act: Act, *, batch: LetterBatch, gazetteer: Gazetteer, approval: str = "") -> SignedBatch:
    """The mayor signs at once every draft of a batch that is without errors; the others stay drafts, each with its reason.
    With the mayor not on board the liaison says with what they were approved (`approval`): it is recorded with each letter
    that was given out by it, and with no other.

    Raises Refused (not the mayor, nothing to sign), Invalid (`approval`).
    """
    how = how_signed(act.actor, batch.circle)
    if how not in {Signs.SIGNS, Signs.RECORDS}:
        raise Refused("not_mayor", _("La carta la firma la Presidencia municipal."))
    if how == Signs.RECORDS:
        _approval(approval)
    drafts = batch.letters.filter(state=LetterState.DRAFT).select_related(
        "circle", "owner__municipality__state", "owner__state", "country", "municipality__state", "document",
        "version__document", "partnership",
    )  # fmt: skip
    signed, left = [], []
    for letter in drafts.order_by("pk"):
        try:
            with transaction.atomic():
                signed.append(sign_off_letter(act, letter=letter, gazetteer=gazetteer, approval=approval))
        except Blocked as no:
            left.append((letter, tuple(str(b.about) for b in no.blockers)))
        except HouseError as no:
            left.append((letter, (str(no),)))
    if not signed and not left:
        raise Refused("letter_signed", _("Las cartas ya se firmaron. Para decir otra cosa, prepare otras."))
    return SignedBatch(tuple(signed), tuple(left))


@transaction.atomic
def return_batch(act: Act, *, batch: LetterBatch, reason: str) -> list[Letter]:
    """Whoever presides sends every letter of the batch that is not signed back to the liaison, with one reason; they stay
    drafts. Raises Refused (not the mayor, nothing to return), Invalid."""
    if how_signed(act.actor, batch.circle) != Signs.SIGNS:
        raise Refused("not_mayor", _("La carta la devuelve quien la firma."))
    drafts = list(batch.letters.filter(state=LetterState.DRAFT).select_related("circle", "partnership").order_by("pk"))
    if not drafts:
        raise Refused("letter_signed", _("Las cartas ya se firmaron. Para decir otra cosa, prepare otras."))
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba qué debe corregirse.")]})
    for letter in drafts:
        _record_return(act, letter, reason)
    notify(
        act, to=(batch.circle, Part.LEAD, Role.LIAISON), key="letters_returned",
        data={
            "number": ngettext("%(n)s carta", "%(n)s cartas", len(drafts)) % {"n": len(drafts)}, "subject": batch.subject,
            "reason": normalise(reason),
        },
        door="partnerships.batch", at={"batch": batch.public_id},
    )  # fmt: skip
    return drafts
