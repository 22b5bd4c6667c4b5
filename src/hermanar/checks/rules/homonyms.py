"""P: parties against the catalogue of places. Whether it has them, and which of several of one name is meant.

Basis: promise 2 (no wrong city leaves the house).
"""

import re

from hermanar.kernel.text import fold

from ..brief import PartyRef
from ..findings import Finding, Severity
from ..reading import Passage, Reading, Rules, found, name_pattern, says

_STATE_KINDS = {"state", "subdivision", "entity"}


def unlisted_parties(r: Reading) -> Rules:
    """P11: a party that no catalogue of places has, where it is named first."""
    for party in r.brief.parties if r.passages else ():
        if not party.is_listed and party.names:
            name = party.names[0]
            said = says(f"“{name}” no está en el catálogo de lugares.", f"“{name}” is not in the catalogue of places.")
            yield _about(r, "P11", party, said)


def unclear_parties(r: Reading) -> Rules:
    """P12: a party whose name several places bear: given without saying which of them it is, or, in a paper, named without
    its state anywhere."""
    for party in r.brief.parties if r.passages else ():
        if not party.names:
            continue
        name = party.names[0]
        if party.several:
            where = ", ".join(party.several)
            es, en = f"Hay varios “{name}”: {where}. Diga cuál.", f"There are several “{name}”: {where}. Say which."
            if any(_STATE_LIKE_COUNTRY.fullmatch(state) for state in party.several):
                es += " “México” a secas es el país; el estado es “Estado de México”."
                en += " “México” alone is the country; the state is “Estado de México”."
            yield _about(r, "P12", party, says(es, en))
        elif (
            party.has_homonym
            and party.subdivisions
            and _first_named(r, party)
            and not r.is_part
            and not _says_state(r, party)
        ):
            state = party.subdivisions[0]
            whose = f"del {state}" if state.startswith("Estado ") else f"de {state}"
            # what is signed or resolved says of which State; in a letter or a report it is worth a look
            yield _about(
                r, "P12", party,
                says(
                    f"Hay otro “{name}” en México y el texto no dice que es el {whose}.",
                    f"There is another “{name}” in Mexico and the text does not say that it is the one of {state}.",
                ),
                severity=None if r.brief.kind in ("agreement", "act", "declaration") else Severity.NOTICE,
            )  # fmt: skip


_STATE_LIKE_COUNTRY = re.compile(
    r"(?i)\b(?:estado|edo\.?|state)\s+(?:libre\s+y\s+soberano\s+)?(?:de|of)\s+m[eé]xico\b|\bmexico\s+state\b"
)


def _says_state(r: Reading, party: PartyRef) -> bool:
    """The text says which state that party is of. “México”, which is the country too, says it where it stands between the
    party and the country, or right after the party in a paper of Mexico alone."""
    shared = [n for n in party.subdivisions if _is_any(n, party.country_names)]
    own = name_pattern(n for n in party.subdivisions if n not in shared)
    there = rf"\s*[,(]\s*{name_pattern(shared).pattern}"
    beside = re.compile(there, re.IGNORECASE)
    between = re.compile(
        rf"{there}\)?\s*,?\s*(?:de\s+los\s+|de\s+la\s+|of\s+the\s+)?{name_pattern(party.country_names).pattern}",
        re.IGNORECASE,
    )
    for passage in r.passages:
        if own.search(passage.text) or (shared and _STATE_LIKE_COUNTRY.search(passage.text)):
            return True
        if any(
            m.kind in _STATE_KINDS and party.key[:2] in m.keys and not _is_any(m.text, party.country_names)
            for m in r.mentions(passage)
        ):
            return True
        for m in r.party_mentions(passage) if shared else ():
            if m.party == party and (
                (r.brief.domestic and beside.match(passage.text, m.end)) or between.match(passage.text, m.end)
            ):
                return True
    return False


def _first_named(r: Reading, party: PartyRef) -> tuple[Passage, int, int] | None:
    return next(
        ((p, m.start, m.end) for p in r.passages for m in r.party_mentions(p) if m.party == party), None
    )  # fmt: skip


def _about(
    r: Reading, code: str, party: PartyRef, said: dict[str, str], *, severity: Severity | None = None
) -> Finding:
    """Said where the party is named first; of the whole text where it is not named."""
    passage, start, end = _first_named(r, party) or (r.passages[0], 0, 0)
    return found(
        code, passage, start, end, said, confidence=0.9, severity=severity, subject=f"party|{fold(party.names[0])}"
    )


def _is_any(text: str, names: tuple[str, ...]) -> bool:
    return fold(text) in {fold(n) for n in names}


RULES = (unlisted_parties, unclear_parties)
