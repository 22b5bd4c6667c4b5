"""What the verbs of letters share: who may, the words of a letter, the values of its paper, its line in the register."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _, override

from hermanar.directory.models import Organisation, in_spanish
from hermanar.documents import operations as documents
from hermanar.documents.models import FolioUsed
from hermanar.kernel.acts import Act
from hermanar.kernel.dates import Precision, date_in_words
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import fold, normalise
from hermanar.process.queries import standing_facts

from ...enums import Direction, Fact, Interruption, LetterKind, LetterState
from ...models import Letter, Partnership
from ...policies import can_edit
from ...queries.batch_faults import missing_parts
from ...queries.letter_sides import letter_slots
from ...queries.letters import profile_to_annex
from ...queries.proofs import proof_in
from ...queries.sources import LETTER_FACTS
from ...rules.correspondence import sought
from ...rules.languages import words_of
from ..cases import state_case_fact


def _may_edit(act: Act, letter: Letter) -> None:
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Asienta la correspondencia el enlace del municipio titular."))


def _must_prepare(act: Act, letter: Letter) -> None:
    if not can_edit(act.actor, letter.circle):
        raise Refused("not_liaison", _("Prepara las cartas el enlace del municipio titular."))
    if letter.state != LetterState.DRAFT:
        raise Refused("letter_signed", _("La carta ya se firmó: prepare otra."))


def _said(letter: Letter) -> str:
    return in_spanish(LetterKind(letter.kind).label)


def _case_folio(letter: Letter) -> str:
    """What a notice calls the letter's file: its case, else the other side."""
    return letter.partnership.folio if letter.partnership else letter.city or letter.folio


def _day(letter: Letter) -> dt.date | dict[str, str] | None:
    """The letter's date as the journal tells it, no more exact than it is known."""
    if letter.dated_on is None or letter.precision == Precision.DAY:
        return letter.dated_on
    return {lang: date_in_words(letter.dated_on, lang, Precision(letter.precision)) for lang in ("es", "en")}


def _proof(letter: Letter) -> str:
    dated = f", {date_in_words(letter.dated_on, 'es', Precision(letter.precision))}" if letter.dated_on else ""
    return f"{_said(letter)}, oficio {letter.folio}{dated}" if letter.folio else f"{_said(letter)}{dated}"


def _register(letter: Letter) -> None:
    """Bring what the register sorts and searches by up to what the letter says; the caller saves it."""
    if letter.dated_on or letter.entered_on:
        letter.year = (letter.dated_on or letter.entered_on).year
    letter.sought = sought(
        letter.folio, letter.subject, letter.city, letter.subdivision, letter.other_name, letter.other_post,
        letter.other_office, letter.sender,
    )  # fmt: skip


REGISTERED = ("year", "sought")


def _use_folio(act: Act, house: Organisation, folio: str, kind: str) -> None:
    """Take the number of a paper of ours; one that a letter carried by mistake, and carries no more, is free. Raises Refused."""
    mine = FolioUsed.objects.filter(organisation=house, folio__iexact=folio, what__startswith="letter:").exists()
    if mine and not Letter.objects.filter(owner=house, direction=Direction.OUT, folio__iexact=folio).exists():
        return
    documents.use_folio(act, organisation=house, folio=folio, what=f"letter:{kind}")


def _touch(partnership: Partnership | None, on: dt.date) -> None:
    """A contact with the counterpart, where there is a case."""
    if partnership is None:
        return
    row = partnership.counterpart
    if row.last_contact_on is None or row.last_contact_on < on:
        row.last_contact_on = on
        row.save(update_fields=["last_contact_on"])


def _answer_data(letter: Letter) -> dict | None:
    """What the fact says besides its day. Of an answer: yes or no, and whose; of what waits for one, until when."""
    if letter.kind != LetterKind.ANSWER:
        waits = letter.direction == Direction.OUT and letter.due_on is not None
        return {"due_on": letter.due_on.isoformat()} if waits else None
    return {"affirmative": letter.is_affirmative is not False, "direction": str(letter.direction)}


def _state_fact_of(act: Act, letter: Letter) -> None:
    """Put on the case what the letter proves: never more than its own rung. Nothing without a case, and nothing of
    notes, reminders, invitations and dispatches, nor of an answer to one of them."""
    if letter.partnership is None or not letter.proves:
        return
    went = letter.direction == Direction.OUT
    state_case_fact(
        act, partnership=letter.partnership, fact=LETTER_FACTS[LetterKind(letter.kind), Direction(letter.direction)],
        on=letter.sent_on if went and letter.sent_on else letter.dated_on, precision=letter.precision,
        source=f"partnerships.letter:{letter.public_id}", proof=_proof(letter), data=_answer_data(letter),
    )  # fmt: skip


def _kind_of_paper(letter: Letter) -> str:
    """Key of the library's paper for that letter."""
    if letter.kind == LetterKind.RESUME:
        return "letter_resume"
    if letter.kind == LetterKind.ANSWER:
        return "letter_answer"
    if letter.kind == LetterKind.REMINDER:
        return "letter_reminder"
    if letter.kind == LetterKind.INVITATION:
        return "letter_invitation"
    if letter.kind == LetterKind.OFFICIAL:
        return "letter_official"
    domestic = letter.partnership.klass == "domestic" if letter.partnership else letter.country_id == "MX"
    return "letter_of_intent_domestic" if domestic else "letter_of_intent"


def _typed(value: Any, *, as_list: bool, languages: Sequence[str]) -> Any:
    """Typed text per language → slot value: a string, or for lists one item per line."""
    value = value if isinstance(value, dict) else {"es": value}
    clean = {lang: normalise(str(value.get(lang, "")), lines=True) for lang in languages}
    if not as_list:
        return {lang: " ".join(text.split("\n")) for lang, text in clean.items()}
    lines = {lang: [line for line in text.split("\n") if line] for lang, text in clean.items()}
    count = max((len(v) for v in lines.values()), default=0)
    return [{lang: v[i] if i < len(v) else "" for lang, v in lines.items()} for i in range(count)]


def _require_parts(letter_kind: str, fields: dict, languages: Sequence[str]) -> None:
    """R4-28: motivations, interests and objectives are compulsory, in each language of the letter."""
    if letter_kind != LetterKind.INTENT:
        return
    errors = missing_parts(fields, languages)
    if errors:
        raise Invalid(errors)


def _as_sentences(text: str) -> str:
    """Each line that stands as a paragraph of its own ends as one."""
    lines = (
        line if not line or line.endswith((".", "!", "?", "…", ":", ";", "”", ")")) else f"{line}."
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _values(letter: Letter, on: dt.date) -> dict:
    """Values of the slots of the letter's paper."""
    languages = tuple(letter.languages)
    found = letter_slots(letter, on) | {
        "letter_subject": _subject(letter),
        "motivations": _typed(letter.motivations, as_list=False, languages=languages),
        "why_city": _typed(letter.why, as_list=False, languages=languages),
        "interests": _typed(letter.interests, as_list=True, languages=languages),
        "objectives": _typed(letter.objectives, as_list=True, languages=languages),
        "copies": [*letter.copies, *_archive_line(letter.archive)],
        "initials": letter.initials,
    }
    if letter.kind == LetterKind.INTENT:
        for name in ("motivations", "why_city"):
            found[name] = {lang: _as_sentences(text) for lang, text in found[name].items()}
        accompanied = profile_to_annex(letter.owner, on) is not None
        found["profile_of"] = found.get("our_city", "") if accompanied else ""
    if letter.kind == LetterKind.RESUME and letter.partnership is not None:
        facts = standing_facts(letter.partnership.case)
        proofs = [line.proof for line in facts.values() if line.proof and line.key != Fact.TRIAGED]
        found["earlier_steps"] = [{lang: proof_in(lang, proof) for lang in languages} for proof in proofs]
        code = letter.partnership.paused_reason
        causes = {**_in_both(Interruption(code).label), **words_of("interruptions", code)} if code else {}
        found["reason_stopped"] = {lang: said[0].lower() + said[1:] for lang, said in causes.items()}
    if letter.kind == LetterKind.ANSWER and letter.answers is not None:
        found |= {
            "answered_folio": _folio_of(letter.answers),
            "answered_date": _date_of(letter.answers, languages),
            "answer": "declines" if letter.is_affirmative is False else "accepts",
            "decline_reason": {lang: text or found["motivations"]["es"] for lang, text in found["motivations"].items()},
        }
    if letter.kind == LetterKind.REMINDER and letter.reminds is not None:
        of = letter.reminds
        found |= {
            "reminded_folio": _folio_of(of),
            "reminded_date": _date_of(of, languages),
            "more_words": found["motivations"],
        }  # fmt: skip
    if letter.kind == LetterKind.OFFICIAL:
        words = {lang: normalise(str(letter.motivations.get(lang, "")), lines=True) for lang in languages}
        found |= {"official_words": words, "reply_by": letter.due_on, "addressee_office": letter.other_office}
        if letter.answers is not None:
            found |= {"answered_folio": _folio_of(letter.answers), "answered_date": _date_of(letter.answers, languages)}
    if letter.kind == LetterKind.INVITATION:
        found |= {"invitation_words": found["motivations"], "reply_by": letter.due_on}
    return found


def _subject(letter: Letter) -> dict[str, str]:
    """The subject as the paper says it: what was written in each language; else the usual one of a letter about another.
    A kind's own words, in whatever language, are no subject of its own: the paper has them in each (`letter_subject`)."""
    said = {"es": letter.subject, **letter.subject_in}
    usual = {fold(word) for word in _in_both(LetterKind(letter.kind).label).values()}
    typed = {lang: words for lang in letter.languages if (words := said.get(lang, "")) and fold(words) not in usual}
    about = letter.answers or letter.reminds
    if about is None or letter.kind not in {LetterKind.ANSWER, LetterKind.REMINDER}:
        return typed
    called = _folio_of(about)
    forms = words_of("subjects", letter.kind)
    return {
        lang: forms[lang].format(called if isinstance(called, str) else called.get(lang) or called["es"])
        for lang in letter.languages
    } | typed


def _folio_of(letter: Letter) -> str | dict[str, str]:
    """How a paper calls another letter: its number, or that it has none."""
    return letter.folio or {**_in_both(_("sin número")), **words_of("letters", "no_folio")}


def _date_of(letter: Letter, languages: Sequence[str]) -> dict[str, str]:
    """The day of another letter, no more precise than it is known."""
    on = letter.dated_on or letter.sent_on
    return {lang: date_in_words(on, lang, Precision(letter.precision)) for lang in languages} if on else {}


def _in_both(label: Any) -> dict[str, str]:
    """A word of the code in Spanish and English."""
    with override("en"):
        return {"es": in_spanish(label), "en": str(label)}


def _archive_line(archive: str) -> list[dict[str, str]]:
    """The last line of the copies: the classification of the archive (R4-18)."""
    words = {"es": "Archivo", "en": "File", "pt": "Arquivo", "fr": "Archives"}
    return [{lang: f"{word}: {archive}" for lang, word in words.items()}] if archive else []
