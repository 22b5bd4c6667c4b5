"""What the records of this app say of each case: the facts that follow from them."""

from collections.abc import Iterable, Iterator

from django.db.models import Q

from hermanar.process.queries import get_facts
from hermanar.process.rules import SourceFact
from hermanar.profiles.models import Profile

from ..enums import PROVES_NOTHING, Direction, Fact, LetterKind, LetterState
from ..models import Designation, Letter, Partnership
from ..rules.parties import names_counterpart
from .briefs import accepted_names, names_beside, sides

_SOURCE = "partnerships.letter:"
_OUT = {LetterState.SENT, LetterState.ACKNOWLEDGED, LetterState.ANSWERED, LetterState.INTERRUPTED}
LETTER_FACTS: dict[tuple[str, str], Fact] = {
    (LetterKind.INTENT, Direction.OUT): Fact.LETTER_SENT,
    (LetterKind.INTENT, Direction.IN): Fact.LETTER_RECEIVED,
    (LetterKind.RESUME, Direction.OUT): Fact.RESUME_REQUESTED,
    (LetterKind.RESUME, Direction.IN): Fact.RESUME_REQUESTED,
    (LetterKind.ANSWER, Direction.IN): Fact.LETTER_ANSWERED,
    (LetterKind.ANSWER, Direction.OUT): Fact.LETTER_ANSWERED,
}

# what a letter is told by, and which pair it is of
_NAMING = ("public_id", "kind", "folio", "direction", "names_counterpart")


def is_about_the_pair(partnership: Partnership, direction: str, names: str) -> bool:
    """Whether a paper that names `names` is one of this pair; one that names nobody is taken for it."""
    ours, theirs = sides(partnership)
    # a paper of theirs may name us as its counterpart
    named = (theirs,) if direction == Direction.OUT else (theirs, ours)
    return not names or any(names_counterpart(names, accepted_names(p), names_beside(p)) for p in named)


def names_another(letter: Letter) -> str:
    """The city that a letter of a case names and that is not its counterpart, or that of the letter it answers where it names
    nobody; "" where it is of the pair, or of no case."""
    if letter.partnership is None or is_of_the_pair(letter.partnership, letter):
        return ""
    return letter.names_counterpart or (letter.answers.names_counterpart if letter.answers else "")


def is_of_the_pair(partnership: Partnership, letter: Letter) -> bool:
    """Whether the letter is one of this pair. One that names nobody and answers a letter that names another city is not."""
    asked = letter.answers if not letter.names_counterpart else None
    return is_about_the_pair(partnership, letter.direction, letter.names_counterpart) and (
        asked is None or is_about_the_pair(partnership, asked.direction, asked.names_counterpart)
    )


def letters_of_another(partnership: Partnership) -> list[tuple[Letter, str]]:
    """Letters put down in a case that name another city, with its name. One query."""
    named = Q(names_counterpart__gt="") | Q(answers__names_counterpart__gt="")
    rows = Letter.objects.filter(named, partnership=partnership).select_related("answers")
    # both letters whole are a hundred columns, of a page that tells of a letter in rare cases
    rows = rows.only(*_NAMING, *(f"answers__{column}" for column in _NAMING))
    found = []
    for letter in rows.order_by("pk"):
        letter.partnership = partnership  # as it was read, with its parties
        if city := names_another(letter):
            found.append((letter, city))
    return found


def _proves(letter: Letter, relation: Partnership) -> bool:
    """Whether the letter, as it stands, proves something for that pair."""
    went = letter.direction == Direction.OUT and letter.state in _OUT
    live = went or letter.direction == Direction.IN
    return letter.proves and live and is_of_the_pair(relation, letter)


def unproved_facts(letter: Letter) -> list[str]:
    """Keys of the facts that stand on the letter's case by its word, and that it does not prove. One query, or two."""
    if letter.partnership is None:
        return []
    return next((keys for _letter, keys in unproved_letters(letter.partnership, [letter])), [])


def unproved_letters(relation: Partnership, letters: Iterable[Letter]) -> list[tuple[Letter, list[str]]]:
    """Letters of a case by whose word something stands that they do not prove, and what. One query."""
    said: dict[str, list[str]] = {}
    for fact in get_facts(relation.case):
        if fact.source.startswith(_SOURCE) and fact.withdrawn_on is None and fact.key not in said.get(fact.source, []):
            said.setdefault(fact.source, []).append(fact.key)
    found = []
    for letter in letters:
        keys = said.get(f"{_SOURCE}{letter.public_id}", [])
        kind = (LetterKind(letter.kind), Direction(letter.direction))
        proved = LETTER_FACTS.get(kind) if keys and _proves(letter, relation) else None
        if lacking := [key for key in keys if key != proved]:
            found.append((letter, lacking))
    return found


def facts_of_sources() -> Iterator[SourceFact]:
    """What leads, relations, designations, letters and profiles prove today."""
    relations = Partnership.objects.select_related("case", "lead").prefetch_related("parties")
    profiles = dict(Profile.objects.filter(revision__gt=0).values_list("organisation_id", "public_id"))
    known: dict[int, Partnership] = {}
    for relation in relations.order_by("pk"):
        known[relation.pk] = relation
        case = relation.case.public_id
        yield SourceFact(case, Fact.TRIAGED, f"partnerships.partnership:{relation.public_id}", relation.opened_on)
        if relation.lead is not None:
            lead = relation.lead
            yield SourceFact(case, Fact.LEAD_RECEIVED, f"partnerships.lead:{lead.public_id}", lead.received_on)
        if profile := profiles.get(relation.owner_id):
            yield SourceFact(case, Fact.PROFILE_READY, f"profiles.profile:{profile}", is_needed=False)
    for row in Designation.objects.filter(withdrawn_on=None).order_by("pk").iterator():
        yield SourceFact(
            known[row.partnership_id].case.public_id, Fact.LIAISON_DESIGNATED,
            f"partnerships.designation:{row.public_id}", row.designated_on,
        )  # fmt: skip
    # correspondence without a case, and notes, reminders, invitations, dispatches, prove none of the facts; nor do answers to them
    letters = Letter.objects.exclude(partnership=None).exclude(kind__in=PROVES_NOTHING)
    letters = letters.exclude(kind=LetterKind.ANSWER, answers__kind__in=PROVES_NOTHING)
    for letter in letters.select_related("answers").order_by("pk").iterator():
        relation = known[letter.partnership_id]
        went = letter.direction == Direction.OUT and letter.state in _OUT
        if (went or letter.direction == Direction.IN) and is_of_the_pair(relation, letter):
            yield SourceFact(
                relation.case.public_id, LETTER_FACTS[LetterKind(letter.kind), Direction(letter.direction)],
                f"partnerships.letter:{letter.public_id}", letter.sent_on if went else letter.dated_on,
            )  # fmt: skip
