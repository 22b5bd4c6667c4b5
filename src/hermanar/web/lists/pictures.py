"""The history of a pair: what the book, the files and the letters tell, in the order in which it happened, by the terms of
government in which it fell. No administration takes anything out of it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.checks.toponyms import canon
from hermanar.directory.queries import list_administrations
from hermanar.directory.rules.governments import said_in
from hermanar.kernel.acts import Actor
from hermanar.partnerships.enums import Fact, Interruption
from hermanar.partnerships.queries import list_letters, list_partnerships, said_proof
from hermanar.process.enums import MoveKind
from hermanar.process.queries import get_facts, list_moves
from hermanar.registry.enums import ActWord
from hermanar.registry.queries.own import OwnRelation

from ..cases.triage import earlier_acts_of
from ..language import language, when_in_words
from ..relations import case_url, sides_of

# what a file proves that belongs into a history; letters tell of themselves
_TOLD = (
    Fact.STUDY_APPROVED, Fact.AUTHORISED, Fact.OPINION_FAVOURABLE, Fact.OPINION_UNFAVOURABLE,
    Fact.COUNTERPART_APPROVED, Fact.SIGNED, Fact.REGISTERED, Fact.PROGRAMME_RUNNING,
)  # fmt: skip


@dataclass(frozen=True)
class Event:
    """Something that happened, as `<c-log>` shows it; `on` orders it."""

    on: dt.date
    when: str
    sentence: str
    by: str = ""
    url: str = ""


@dataclass
class Band:
    """A term of government on either side (`number` empty: not on record) with what happened in it."""

    title: str
    note: str
    events: list[Event] = field(default_factory=list)
    is_now: bool = False


def said(words: Any) -> str:
    """The wording in the reader's language."""
    return words.get(language()) or words["es"] if words else ""


def relations_of_pair(actor: Actor, house: Any, *, name: str, country: str) -> list[Any]:
    """Files of this house with that counterpart, as far as the seat sees them, open or sleeping."""
    asked = canon(name.partition(",")[0])
    found = []
    for relation in list_partnerships(actor, limit=200):
        if relation.owner_id != house.pk:
            continue
        theirs = sides_of(relation)[1]
        names = {canon(n.partition(",")[0]) for n in (theirs.name, theirs.name_en) if n}
        if asked in names and theirs.country_id == country:
            found.append(relation)
    return found


def _of_book(entries: Iterable[OwnRelation], files: frozenset[str]) -> Iterable[Event]:
    """What entries tell; one that comes from a file shown here tells nothing that the file does not."""
    for e in entries:
        if e.partnership and e.partnership in files:
            continue
        url = reverse("portal:entry", args=[e.public_id])
        for act in e.picture.acts:
            label = str(ActWord(act.kind).label) if act.kind in ActWord.values else act.kind
            word = said_in(e.picture.ours.key, label, language())
            words = f"{word}: {said(act.words)}" if act.words else word
            yield Event(act.on, when_in_words(act.on, act.precision), words, e.folio, url)


def _of_case(actor: Actor, relation: Any) -> Iterable[Event]:
    url = case_url(relation)
    opened = relation.opened_on
    yield Event(opened, when_in_words(opened), _("Se abrió el expediente"), relation.folio, url)
    for fact in get_facts(relation.case):
        if fact.key in _TOLD and fact.on:
            label = str(Fact(fact.key).label)
            yield Event(
                fact.on,
                when_in_words(fact.on, fact.precision),
                label[:1].upper() + label[1:],
                said_proof(fact.proof),
                url,
            )
    yield from (_of_letter(letter) for letter in list_letters(actor, relation) if letter.dated_on)
    titles = {a["summary"]: a["title"] for a in earlier_acts_of(relation)}
    for act in relation.earlier_acts.filter(withdrawn_on=None):
        title = titles.get(act.summary, act.summary)
        yield Event(
            act.on, when_in_words(act.on, act.precision), title, act.summary if title != act.summary else "", url
        )
    counterpart = getattr(relation, "counterpart", None)
    yield from _of_turns(relation, url)
    if counterpart is not None and counterpart.term_ends_on:
        on = counterpart.term_ends_on
        yield Event(on, when_in_words(on), _("Termina el mandato de la contraparte que consta"), relation.folio, url)


def _of_turns(relation: Any, url: str) -> Iterable[Event]:
    """When it stopped, why, and when it went on or ended."""
    for move in list_moves(relation.case):
        if not move.step:
            coded = move.reason_code in Interruption.values
            why = str(Interruption(move.reason_code).label) if coded else ""
            yield Event(move.on, when_in_words(move.on), str(MoveKind(move.kind).label), why, url)


def _of_letter(letter: Any) -> Event:
    label = f"{letter.get_kind_display()} · {letter.get_state_display()}"
    address = reverse("web:letters:letter", args=[letter.public_id])
    return Event(letter.dated_on, when_in_words(letter.dated_on, letter.precision), label, letter.folio, address)


def bands(
    actor: Actor,
    house: Any,
    entries: Sequence[OwnRelation],
    relations: Iterable[Any],
    today: dt.date,
    *,
    letters: Iterable[Any] = (),
) -> tuple[list[Band], list[OwnRelation]]:
    """What happened, letters without a case (`letters`) too, by the municipality's terms on record, the latest first; and the entries that have no date."""
    files = list(relations)
    known = frozenset(r.public_id for r in files)
    events = [*_of_book(entries, known), *(e for r in files for e in _of_case(actor, r)), *map(_of_letter, letters)]
    terms = list_administrations(house)
    found: list[Band] = []
    # what is still to come is no history: it stands among the terms of its case
    left = sorted((e for e in events if e.on <= today), key=lambda e: e.on)
    for term in terms:
        title = _("Administración %(n)s") % {"n": term.number} if term.number else _("Administración sin número")
        inside = [e for e in left if term.starts_on <= e.on <= term.ends_on]
        left = [e for e in left if e not in inside]
        note = f"{term.starts_on.year}–{term.ends_on.year}"
        found.append(Band(title, note, inside, term.starts_on <= today <= term.ends_on))
    if left:
        years = f"{left[0].on.year}–{left[-1].on.year}" if left[0].on.year != left[-1].on.year else f"{left[0].on.year}"
        found.append(Band(_("Antes o entre administraciones asentadas"), years, left))
    return found, [e for e in entries if not e.picture.acts]
