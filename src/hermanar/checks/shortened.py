"""Names written short: `Hgo. del Parral`, `V. de Álvarez`, `San Luis R. C.`.

Two ways. A word of the list of abbreviations is written out, and the name is read again. What is no word of any list (an
initial, `Izc.`) is laid beside the names that have as many words with the same initials.
"""

import re
from collections.abc import Iterator
from itertools import product

from hermanar.kernel.text import fold

from .abbreviations import written_out
from .gazetteer import Gazetteer
from .toponyms import canon_token

LINKS = frozenset({"de", "del", "la", "las", "los", "el", "y", "e", "of", "the"})
_KEPT_APART = frozenset({"de", "del", "y", "e", "of"})  # links that nobody writes by their initial
_COMMON = frozenset(
    "san santa santo santiago villa ciudad puerto general doctor rio valle nuevo nueva heroica heroico municipio baja".split()
)
_WORDS = re.compile(r"[^\W\d_]+\.?")
_MOST = 8  # spellings of one name


def spelled_out(typed: str) -> list[str]:
    """The name with its abbreviations written out, every one of them and each alone; empty where it has none."""
    asked = written_out("asked")
    words = [(m.start(), m.end(), asked[fold(m.group())]) for m in _WORDS.finditer(typed) if fold(m.group()) in asked]
    if not words:
        return []
    found: list[str] = []
    for chosen in product((True, False), repeat=min(len(words), 3)):
        out, at = "", 0
        for (start, end, full), write in zip(words, (*chosen, *[True] * len(words)), strict=False):
            out, at = out + typed[at:start] + (full if write else typed[start:end]), end
        if any(chosen):
            found.append(out + typed[at:])
    return list(dict.fromkeys(found))[:_MOST]


def is_acronym(typed: str) -> bool:
    """Nothing but initials: `S.L.R.C.`, `GAM`."""
    bare = re.sub(r"[.\s]", "", typed)
    return 3 <= len(bare) <= 6 and bare.isalpha() and bare.isupper() and not re.search(r"[^\W\d_]{2}\.", typed)


def acronym_names(gazetteer: Gazetteer, typed: str) -> list[str]:
    """Names of municipalities whose initials these are."""
    return sorted(_by_initials(gazetteer).get(re.sub(r"[\W_]", "", fold(typed)), ()))


def short_names(gazetteer: Gazetteer, typed: str) -> list[str]:
    """The names of which this may be the short form: as many words, each the same or shortened, at least one whole."""
    tokens = list(_tokens(typed))
    if not any(short for _, short in tokens) or not any(_tells(word, short) for word, short in tokens):
        return []
    bare = [(w, s) for w, s in tokens if s or w not in LINKS]
    initials = "".join(w[0] for w, _ in bare)
    names = _by_initials(gazetteer).get(initials, ())
    return sorted(n for n in names if _fits(bare, n))


def short_state(gazetteer: Gazetteer, typed: str) -> str:
    """The key of the one state of which this is a short form (`N. León`, `Baja Calif. Sur`); "" where there is none."""
    form = " ".join(re.findall(r"\w+", fold(typed)))
    if key := written_out("state").get(form):
        return key
    asked = written_out("asked")
    tokens = [(asked.get(w, w), s and w not in asked) for w, s in _tokens(typed)]
    bare = [(w, s) for w, s in tokens if s or w not in LINKS]
    if len(bare) < 2 or not any(len(w) > 3 and not s for w, s in bare):
        return ""
    keys = {
        state.key
        for state in gazetteer.states()
        for name in {fold(state.usual), fold(state.official)}
        if len(name.split()) > 1 and _fits(bare, name)
    }
    return keys.pop() if len(keys) == 1 else ""


def _tokens(typed: str) -> Iterator[tuple[str, bool]]:
    """Each word folded, and whether it is shortened."""
    asked = written_out("asked")
    for found in _WORDS.finditer(typed):
        word = fold(found.group())
        whole = canon_token(word)
        if whole != word:
            yield whole, False
        elif word in asked:
            yield word, True
        elif word:
            dotted = found.group().endswith(".")
            yield word, (dotted and len(word) < 6) or (len(word) == 1 and word not in LINKS)


def _tells(word: str, short: bool) -> bool:
    return not short and len(word) > 3 and word not in _COMMON and word not in LINKS


def _fits(tokens: list[tuple[str, bool]], name: str) -> bool:
    asked = written_out("asked")
    for words in (_bare(name, LINKS), _bare(name, _KEPT_APART)):
        if len(words) == len(tokens) and all(
            word == token or asked.get(token) == word or (short and _shortens(token, word))
            for (token, short), word in zip(tokens, words, strict=True)
        ):
            return True
    return False


def _shortens(short: str, word: str) -> bool:
    """Same first letter, the others in their order."""
    letters = iter(word)
    return len(short) < len(word) and short[0] == word[0] and all(letter in letters for letter in short)


def _bare(name: str, links: frozenset[str]) -> list[str]:
    return [w for w in name.split() if w not in links]


def _by_initials(gazetteer: Gazetteer) -> dict[str, set[str]]:
    found: dict[str, set[str]] | None = gazetteer.indexes.get("initials")
    if found is None:
        found = {}
        for bearer in gazetteer.municipal_names:
            words = bearer.name.split()
            if len(words) > 1:
                for links in (LINKS, _KEPT_APART):
                    found.setdefault("".join(w[0] for w in words if w not in links), set()).add(bearer.name)
        gazetteer.indexes["initials"] = found
    return found


def short_country(typed: str) -> str:
    """The country that a short form means in a column of countries (`Méx.`, `E.U.`, `ESP`): two letters, or empty."""
    form = fold(typed)
    return written_out("country").get(re.sub(r"\b(\w) (?=\w\b)", r"\1", form), "")


def whole_country(typed: str) -> str:
    """A country's name with its first words written out: `Rep. Checa`, `Edos. Unidos`."""
    return " ".join(_OF_COUNTRIES.get(word, word) for word in fold(typed).split())


_OF_COUNTRIES = {"rep": "republica", "edos": "estados", "edo": "estado", "fed": "federacion", "pop": "popular"}
