"""“Lo que hoy se puede afirmar”: one sentence, its proof, what would allow the next one."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import override

from hermanar.directory.queries import said_for
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.text import told_apart, with_spanish_and
from hermanar.process.queries import MoveLine, end_of, standing_facts
from hermanar.process.rules import FactLine

from ..enums import CLAIMS, CLAIMS_AFTER, CLAIMS_OF_END, NEXT_CLAIM, NEXT_CLAIM_OF_STATE, PartyKind, Side
from ..models import Partnership, Party
from ..rules.ladder import PROOF, Standing, clauses, is_other_text, standing


@dataclass(frozen=True)
class Claim:
    """`es`, `en`: the sentence to copy. `proof`: what proves it, one line each. `next_es`, `next_en`: what is missing."""

    es: str
    en: str
    proof: tuple[str, ...]
    next_es: str
    next_en: str
    standing: Standing


def claim_of(partnership: Partnership, on: dt.date | None = None, known_by: dt.date | None = None) -> Claim:
    """What may be said of the relation on a date; `known_by`: with what had been put down here by that day, so that the
    sentence of a closed period never changes (promise 10). The verb follows the proof (promise 1)."""
    facts = standing_facts(partnership.case, on=on, known_by=known_by)
    return claim_from(partnership, facts, ended=end_of(partnership.case, on=on, known_by=known_by), on=on)


def claim_from(
    partnership: Partnership, facts: Mapping[str, FactLine], *, ended: MoveLine | None = None, on: dt.date | None = None
) -> Claim:
    """The same from facts already read, for lists. No query where the parties were fetched. `ended`: the move that ended
    the relation by that day, which the sentence then says; nothing is missing any more for another. `on`: the day it is said
    of; before the relation was opened nobody had announced it."""
    st = standing(facts, partnership.klass)
    answer = facts.get("letter_answered")
    told = answer.data if answer else {}
    signed, opinion = facts.get("signed"), facts.get("opinion_favourable")
    differs = signed is not None and is_other_text(signed.data, opinion.data if opinion else None)
    keys = clauses(
        st, facts, partnership.klass, refused=told.get("affirmative") is False, by_us=told.get("direction") == "out",
        differs=differs,
    )  # fmt: skip
    if not facts and on is not None and on < partnership.opened_on:
        keys = ("not_opened",)
    parties = {p.side: p for p in partnership.parties.all()}
    ours = parties.get(Side.OURS)
    # a state has no Cabildo: its own law says who authorises
    own = {"authorised": "authorised_state"} if ours is not None and ours.kind == PartyKind.STATE else {}
    said, missing = {}, {}
    for lang in ("es", "en"):
        with override(lang):
            names = dict(zip(("ours", "theirs"), names_of(parties, lang), strict=True))
            words = [own.get(k, k) for k in keys]
            # the two cities are named once
            after = [CLAIMS_AFTER.get(k, CLAIMS[k]) for k in words[1:]]
            sentence = "; ".join(said_for(ours, clause, lang) % names for clause in (CLAIMS[words[0]], *after))
            sentence = with_spanish_and(sentence) if lang == "es" else sentence
            if ended:
                how = ended.kind if not ended.reason_code else f"{ended.kind}_{ended.reason_code}"
                sentence += "; " + said_for(ours, CLAIMS_OF_END.get(how, CLAIMS_OF_END[ended.kind]), lang) % {
                    "day": date_in_words(ended.on, lang)
                }
            said[lang] = sentence[:1].upper() + sentence[1:] + "."
            lacks = {**NEXT_CLAIM, **NEXT_CLAIM_OF_STATE} if own else NEXT_CLAIM
            missing[lang] = said_for(ours, lacks[st.next], lang) if st.next and not ended else ""
    # an opinion proves nothing of another text than the one it was given on
    used = {f for rung in st.proved[-2:] for f in PROOF[rung] if not (differs and f == "opinion_favourable")}
    proof = tuple(facts[f].proof for f in facts if f in used and facts[f].proof)
    return Claim(said["es"], said["en"], proof, missing["es"], missing["en"], st)


def names_of(parties: Mapping[str, Party], lang: str) -> tuple[str, str]:
    """How the two cities are called together, ours first. Two of one name are told apart by where they lie: Mérida
    (Yucatán) and Mérida (Extremadura)."""
    ours, theirs = parties.get(Side.OURS), parties.get(Side.THEIRS)
    return told_apart(_name(ours, lang), _name(theirs, lang), _where(ours, lang), _where(theirs, lang))


def cities_beside(partnership: Partnership) -> dict[str, dict[str, str]]:
    """Slots of a text in which the two cities stand beside each other, told apart where they bear one name."""
    parties = {p.side: p for p in partnership.parties.all()}
    es, en = names_of(parties, "es"), names_of(parties, "en")
    return {key: {"es": es[n], "en": en[n]} for n, key in enumerate(("our_city", "their_city"))}


def _name(party: Party | None, lang: str) -> str:
    if party is None:
        return "—"
    return party.name_en if lang == "en" and party.name_en else party.name


def _where(party: Party | None, lang: str) -> str:
    if party is None:
        return ""
    return party.region_in(lang) or (party.country.name_en if lang == "en" else party.country.name_es)
