"""Who may stand on each side, and whether two papers speak of the same pair."""

import re
from collections.abc import Iterable
from itertools import pairwise

from hermanar.kernel.text import fold


def _core(name: str) -> str:
    words = fold(name).split()
    kept = [
        w for w in words if w not in {"ciudad", "city", "of", "municipio", "municipality", "the", "town", "village"}
    ]
    while kept and kept[0] in {"de", "del"}:
        kept = kept[1:]
    return " ".join(kept)


_PARTICLES = frozenset({"de", "del", "of", "la", "el", "los", "las", "the"})
# what a paper says before the name of a city without making it another name
_BEFORE = frozenset(
    "ciudad ciudades municipio ayuntamiento gobierno alcaldia concejo cabildo hermanamiento acuerdo convenio alcalde "
    "alcaldesa presidente presidenta h honorable hermana city cities town village municipality government council mayor "
    "twinning agreement common".split()
)
_AFTER = frozenset("estado state provincia province prefectura prefecture departamento region condado county".split())
_JOINING = frozenset("a al con e en entre para por y o and between for in to with".split())


def names_counterpart(text: str, accepted: Iterable[str], beside: Iterable[str] = ()) -> bool:
    """Whether a paper's naming of the counterpart is that counterpart: one of its accepted names stands in it as a whole
    name. “Ciudad de Whitewater, Wisconsin” names Whitewater; “Villa Whitewater”, “Whitewater Hills” and “Lago de
    Whitewater” are other places. `beside`: names of its state and country, which may follow without a comma."""
    found = list(re.finditer(r"\w+", text))
    words = [fold(m.group()) for m in found]
    mixed = text != text.upper() and text != text.lower()
    tied = [not text[m.end() : n.start()].strip(" -‐'’") for m, n in pairwise(found)]

    def is_name(i: int) -> bool:
        if found[i].group().isdigit():
            return False
        return found[i].group()[0].isupper() if mixed else words[i] not in _JOINING

    def is_longer_before(i: int) -> bool:
        i -= 1
        while i >= 0 and tied[i] and words[i] in _PARTICLES:
            i -= 1
        return i >= 0 and tied[i] and is_name(i) and words[i] not in _BEFORE

    def is_longer_after(i: int) -> bool:
        i += 1
        while i < len(words) and tied[i - 1] and words[i] in _PARTICLES:
            i += 1
        if i >= len(words) or not tied[i - 1] or not is_name(i) or words[i] in _AFTER:
            return False
        return not any(words[i : i + len(b)] == b for b in map(str.split, map(fold, beside)) if b)

    for core in filter(None, (_core(name).split() for name in accepted)):
        for start in range(len(words) - len(core) + 1):
            end = start + len(core) - 1
            if words[start : end + 1] == core and not is_longer_before(start) and not is_longer_after(end):
                return True
    return False


def same_party(a_key: str, b_key: str, a_name: str, b_name: str) -> bool:
    """Same place: by key where both have one, else by folded core of the name."""
    if a_key and b_key:
        return a_key == b_key
    return _core(a_name) == _core(b_name) != ""


# Spanish article of an office → the same in the other languages a letter may go in; its name stays its own
_ARTICLES = {
    "pt": {"la": "a", "el": "o", "los": "os", "las": "as"}, "fr": {"la": "la", "el": "le", "los": "les", "las": "les"},
}  # fmt: skip


def article_in(title: str, lang: str) -> str:
    """An office's Spanish title with its article, as a Portuguese or French text names it: “a Dirección de …”,
    “l’Instituto …”."""
    article, _space, name = title.partition(" ")
    said = _ARTICLES.get(lang, {}).get(article)
    if said is None or not name:
        return title
    return f"l’{name}" if said in {"la", "le"} and fold(name)[:1] in tuple("aeiou") else f"{said} {name}"


def with_article(title: str, lang: str) -> str:
    """An office's title with its article, as a text names it: “la Dirección de …”, “el Instituto …”, “the Office …”."""
    if not title:
        return ""
    first = fold(title).split()[0]
    if first in {"la", "el", "los", "las", "the"}:
        return title
    if lang == "en":
        return f"the {title}"
    feminine = first.endswith(("cion", "ia", "dad", "ura", "ina", "encia")) and first != "gobernanza"
    return f"{'la' if feminine else 'el'} {title}"
