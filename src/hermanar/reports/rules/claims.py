"""A report claims no more than its documents prove (promise 1): verbs of a narrative against what each relation proves.

Only what is said to be done counts (“se formalizaron”, “firmado”, “se logró la firma”); what is wished or planned is no
claim. Spanish and English.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from hermanar.kernel.text import fold

from .frames import is_framed, within
from .words import (
    BINDING,
    BOND,
    COUNT,
    ELSE,
    HAS,
    HEAD,
    INVITED,
    MINISTRY,
    MONTHS,
    NEW,
    NOMINAL,
    NOT,
    NOUNS,
    NUMBERS,
    OBJECT,
    OF_ONE,
    OF_WHAT,
    PACT,
    PLANNED,
    PLURAL,
    RATIO,
    RUNS,
    SENTENCE,
    SISTERS,
    STUDY,
    TOWNS,
    TWINNED,
    VERBS,
    WEAK,
    WITH,
    WITNESSED,
    folded,
)


@dataclass(frozen=True)
class Proved:
    """What a relation proves by the end of the period: its name as a narrative would say it, its class, its facts."""

    name: str
    klass: str
    facts: frozenset[str]
    earlier: bool = False  # its agreement was signed before the period began


@dataclass(frozen=True)
class Excess:
    """A claim beyond its proof: where, in which words, what it needs; `claimed` and `proved` relations; `named` those it
    names that do not prove it."""

    start: int
    end: int
    words: str
    needs: str
    claimed: int
    proved: int
    named: tuple[str, ...] = ()
    at_least: bool = False  # a plural that says no number


_SMALL = frozenset(
    "se ya fue fueron han ha sido ser todos todas todo los las el la lo ambos ambas finalmente formalmente tambien hoy ayer y en "
    "de del a al con este esta ese mismo trimestre periodo mes ano dia exito asi oficialmente they it were was have has been "
    "all both finally also the of in and on this quarter month year".split()
) | frozenset(MONTHS)
# what a claim of that kind needs of a relation of each class: any of these facts
NEEDS: dict[str, dict[str, frozenset[str]]] = {
    "formalised": {"domestic": frozenset({"signed"}), "international": frozenset({"registered"})},
    "signed": {"domestic": frozenset({"signed"}), "international": frozenset({"signed"})},
    "registered": {"domestic": frozenset(), "international": frozenset({"registered"})},
    "authorised": {"domestic": frozenset({"authorised"}), "international": frozenset({"authorised"})},
    "study_approved": {"domestic": frozenset({"study_approved"}), "international": frozenset({"study_approved"})},
    "letter_answered": {"domestic": frozenset({"letter_answered"}), "international": frozenset({"letter_answered"})},
    "ratification": {"domestic": frozenset({"ratification"}), "international": frozenset({"ratification"})},
    "reaffirmation": {"domestic": frozenset({"reaffirmation", "ratification"}), "international": frozenset({"reaffirmation", "ratification"})},
    "renewal": {"domestic": frozenset({"renewal"}), "international": frozenset({"renewal"})},
    "opinion": {"domestic": frozenset(), "international": frozenset({"opinion_favourable"})},
    "running": {"domestic": frozenset({"programme_running", "results"}), "international": frozenset({"programme_running", "results"})},
}  # fmt: skip


def proves(relation: Proved, needs: str) -> bool:
    """Whether a relation bears a claim of that kind."""
    return bool(NEEDS[needs][relation.klass] & relation.facts)


def exceeding(text: str, relations: Sequence[Proved]) -> list[Excess]:
    """Claims of the text that what the relations prove does not bear, in its order."""
    found = []
    before = None  # the sentence before: where it stands, its words and their places
    for sentence in SENTENCE.finditer(text):
        plain, places = folded(sentence[0])
        at = [sentence.start() + place for place in places]
        verbs = [(m, needs) for pattern, needs in VERBS for m in re.finditer(rf"\b(?:{pattern})\b", plain)]
        thing = OBJECT.search(plain)
        twinned = TWINNED.search(plain)
        if twinned is not None:
            verbs.append((twinned, "formalised"))
            thing = thing or twinned
        if thing is None and before is not None and verbs and _only_says(plain, [v for v, _needs in verbs]):
            # “Tres hermanamientos. Se formalizaron.”: what was done stands in the sentence before
            first_words, first_at = before
            if (head := HEAD.search(first_words)) is not None:
                shift = len(first_words) + 1
                plain, at = f"{first_words} {plain}", [*first_at, first_at[-1], *at]
                thing = head
                verbs = [
                    (m, needs)
                    for pattern, needs in VERBS
                    for m in re.finditer(rf"\b(?:{pattern})\b", plain)
                    if m.start() >= shift
                ]
        if (
            thing is not None
            and not PLANNED.search(RATIO.sub(" ", plain))
            and (nominal := NOMINAL.match(plain)) is not None
            and not any(needs == "authorised" for _verb, needs in verbs)
        ):  # “the signature of … was authorised”
            verbs.append((nominal, NOUNS[nominal[1]]))
        before = (plain, at) if plain.strip() else before
        named = [p for p in relations if p.name and f" {fold(p.name)} " in f" {plain} "]
        if thing is None and (pact := PACT.search(plain)) is not None:
            after = pact.end() + 1  # with whom: a name, of a relation or of nobody we know
            if named or (after < len(at) and text[at[after]].isupper()):
                thing = pact
        told: list[tuple[re.Pattern, str]] = [(HAS, "formalised"), (NEW, "signed"), (RUNS, "signed")]
        if not INVITED.search(plain):
            told += WITNESSED
        if named:
            told += [one for one in OF_ONE if one[1] != "opinion" or MINISTRY.search(plain)]
        verbs += [
            (m, needs)
            for pattern, needs in told
            if (m := pattern.search(plain)) and not PLANNED.search(within(text, plain, at, m.start()))
        ]
        if named and (sisters := SISTERS.search(plain)) is not None:
            verbs.append((sisters, "formalised"))
            thing = thing or sisters
        if thing is None and verbs and (verbs[-1][1] == "opinion" or verbs[-1][0][0].startswith("programa")):
            thing = verbs[-1][0]  # “… el dictamen favorable de Lakeside”, “con Lakeside hay un programa en ejecución”
        if named and (study := STUDY.search(plain)) is not None:
            verbs.append((study, "study_approved"))
            thing = thing or study
        for verb, needs in sorted(verbs, key=lambda v: v[0].start()):
            if thing is None and named:
                thing = _unnamed(plain, verb, needs, named)
            if not thing or NOT.search(plain[: verb.start()]) or ELSE.match(plain, verb.end()):
                continue
            if is_framed(text, plain, at, verb.start(), names_ours=bool(named)) or _is_noun(text, plain, at, verb):
                continue
            if _ends_another(plain, verb, thing) or (needs == "signed" and _is_letter(plain, thing)):
                continue
            if needs in {"authorised", "letter_answered"} and not named and not COUNT.search(plain):
                continue  # authorised what, exchanged what: only of a relation is it a claim
            excess = _judged(plain, verb, needs, named, relations)
            if excess is not None:
                first, last = min(verb.start(), thing.start()), max(verb.end(), thing.end())
                if plain[max(first - 3, 0) : first] == "se ":
                    first -= 3
                start, end = at[first], at[last - 1] + 1
                number, proved, bare = excess
                vague = number == 2 and len(named) < 2 and not COUNT.search(plain) and not TOWNS.search(plain)
                found.append(Excess(start, end, text[start:end], needs, number, proved, bare, vague))
                break  # one to a sentence: mending it is one repair
    return found


def _is_noun(text: str, plain: str, at: Sequence[int], verb: re.Match) -> bool:
    """“Los requisitos de registro”: without its accent, and without the word that makes it a deed, it is no verb."""
    return (
        verb[0] == "registro"
        and text[at[verb.end() - 1]] in "oO"
        and not plain[: verb.start()].endswith(("se ", "lo ", "fue "))
    )


def _is_letter(plain: str, thing: re.Match) -> bool:
    """Whether all that the sentence speaks of is a letter: that one may be signed, and proves itself."""
    return all(m[0].startswith(("carta", "letter")) for m in OBJECT.finditer(plain)) and thing[0].startswith(
        ("carta", "letter")
    )


def _ends_another(plain: str, verb: re.Match, thing: re.Match) -> bool:
    """Whether what was ended, held or got is of the agreement and not the agreement: a round of remarks, a stage, a visit."""
    between = plain[verb.end() : thing.start()]
    return bool(
        WEAK.match(verb[0]) and OF_WHAT.search(between) and between.split()[:-1] and not BINDING.search(between)
    ) and (
        re.match(
            r" (?:(?:la|el|los|las|un|una|su|sus|the|a|its) )?(?:(?:primer[oa]?|segund[oa]|tercer[oa]?|ultim[oa]|first|second|last) )?\w+ ",
            between,
        )
        is not None
    )


def _unnamed(plain: str, verb: re.Match, needs: str, named: Sequence[Proved]) -> re.Match | None:
    """What was signed or made formal where the sentence calls it by no name, but says with whom of ours."""
    if needs not in NEEDS or needs in {"registered", "authorised", "letter_answered", "opinion", "running"}:
        return None
    if verb[0].startswith(("establec", "celebr", "concret")):
        return None  # a contact, a meeting, a visit
    if (bond := BOND.search(plain)) is not None:
        return bond
    # “… y Cozumel firmaron”, “estampó su firma junto a la del alcalde de Ensenada”
    is_all = needs == "signed" and (not plain[verb.end() :].strip() or "firma" in verb[0].split()[1:])
    return verb if is_all or (needs in {"signed", "formalised"} and _is_with(plain, verb, named)) else None


def _is_with(plain: str, verb: re.Match, named: Sequence[Proved]) -> bool:
    """Whether the verb is followed by with whom, one of ours, and by no paper of another kind."""
    behind = WITH.match(plain, verb.end())
    return (
        behind is not None
        and any(f"{plain[behind.end() :]} ".startswith(f"{fold(p.name)} ") for p in named)
        and not re.search(r"\b(?:minutas?|listas?|actas?|cartas?|oficios?|bitacoras?|letters?|minutes)\b", plain)
    )


def _only_says(plain: str, verbs: Sequence[re.Match]) -> bool:
    """Whether the sentence has nothing of its own besides what was done, of whom and when."""
    kept = "".join(" " if any(v.start() <= i < v.end() for v in verbs) else c for i, c in enumerate(plain))
    return all(word in _SMALL or word in NUMBERS or word.isdigit() for word in kept.split())


def _judged(plain: str, verb: re.Match, needs: str, named: Sequence[Proved], relations: Sequence[Proved]):
    bare = [p for p in named if not proves(p, needs)]
    count = COUNT.search(plain)
    number = 1
    if count is not None:
        said = count[1]
        number = int(said) if said.isdigit() else NUMBERS[said]
    elif (towns := TOWNS.search(plain)) is not None and TWINNED.search(plain):
        number = NUMBERS.get(towns[1], int(towns[1]) if towns[1].isdigit() else 1)
    elif PLURAL.search(plain):
        number = 2
    proved = sum(proves(p, needs) for p in (named or relations))
    number = max(number, len(named))
    if bare or proved < number:
        return number, proved, tuple(p.name for p in bare)
    return None


def facts_for_claims(facts: Collection[str], later_acts: Collection[str]) -> frozenset[str]:
    """What a relation may be said to prove: facts of its case, and later acts to its agreement once that is signed."""
    return frozenset(facts) | (frozenset(later_acts) if "signed" in facts else frozenset())
