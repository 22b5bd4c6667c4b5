"""P14: a State that a column names as the other language does: “Estado de North Carolina”, “State of Carolina del Norte”."""

import re
from difflib import SequenceMatcher

from hermanar.kernel.text import fold

from ..brief import PartyRef
from ..findings import Repair, Severity
from ..reading import Reading, Rules, found, name_pattern, says
from ..regions import in_both, names_of_region

_OTHER = {"es": "en", "en": "es"}
_STATE_OF = re.compile(
    r"(?:Estado\s+(?:Libre\s+y\s+Soberano\s+)?de|Provincia\s+de|State\s+of|Province\s+of)\s+$", re.IGNORECASE
)
# what makes it a part of another name: “University of North Carolina”, “Port Oregon”, “New Jersey Transit”, “Oregon’s Best”
_NAME_BEFORE = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w’'.-]*[ \t]+|\b(?:of|at|the)\s+|[\w]-|[@/])$")
_NAME_AFTER = re.compile(r"(?:[ \t]+(?!US\b|USA\b|EUA\b|EE\b|Y\b|E\b|AND\b)[A-ZÁÉÍÓÚÑ]|-\w|[’']s\b|/\w|\.\w)")
_LEADS = re.compile(r"(?:Estado|State|Provincia|Province|En|De|Del|In|From|Desde|Y|E|And)[ \t]+$")


def _other_names(party: PartyRef, lang: str) -> tuple[str, str, tuple[str, ...]]:
    """(the right name of its State in that language, the one of the other language, every wrong one)."""
    regions = party.regions or (in_both(party.subdivisions[0], party.country) if party.subdivisions else {})
    right, other = regions.get(lang, ""), regions.get(_OTHER[lang], "")
    if not right or not other:
        return "", "", ()
    known = names_of_region(other, party.country, regions.get("es", ""))
    # in Spanish only the English name is wrong: there may be several that are right (Tejas)
    wrong = [other] if lang == "es" else [n for n in known if n != right]
    return right, other, tuple(n for n in dict.fromkeys(wrong) if n != right)


def named_in_the_other_language(r: Reading) -> Rules:
    """P14, in the columns in Spanish and in English, of the State in which a Party lies."""
    places = {n for p in r.brief.parties for n in p.names}
    for party in r.brief.parties:
        if party.key or party.country == "MX":
            continue
        for lang in _OTHER:
            right, _other, wrong = _other_names(party, lang)
            if not wrong:
                continue
            pattern = name_pattern(wrong)
            for passage in r.passages:
                if passage.lang != lang:
                    continue
                text = passage.text
                for m in pattern.finditer(text):
                    old, before = m.group(), text[: m.start()]
                    as_state = bool(_STATE_OF.search(before[-60:]))
                    if not any(old in (n, n.upper()) for n in wrong) or (old.title() in places and not as_state):
                        continue
                    loud = old.isupper() and len(old) > 3
                    if (
                        not as_state
                        and not loud
                        and _NAME_BEFORE.search(before[-40:])
                        and not _LEADS.search(before[-40:])
                    ):
                        continue
                    if not loud and _NAME_AFTER.match(text, m.end()):
                        continue
                    new = right.upper() if loud else right
                    yield found(
                        "P14",
                        passage,
                        m.start(),
                        m.end(),
                        says(
                            f"En {'español' if lang == 'es' else 'inglés'} se llama “{right}”.",
                            f"In {'Spanish' if lang == 'es' else 'English'} it is called “{right}”.",
                        ),
                        repairs=[
                            Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(m.start(), m.end(), new),))
                        ],
                        # Missouri and Misuri: a spelling that is advised, beside one that many papers bear
                        severity=Severity.NOTICE if lang == "es" and _only_spelt(old, right, party.country) else None,
                    )


def _only_spelt(name: str, right: str, country: str) -> bool:
    """Of a State of the United States in one word: the advised name is the same one in Spanish spelling."""
    return country == "US" and " " not in name + right and SequenceMatcher(None, fold(name), fold(right)).ratio() > 0.7


RULES = (named_in_the_other_language,)
