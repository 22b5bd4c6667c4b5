"""Who may stand on each side, and whether two papers speak of the same pair."""

from collections.abc import Iterable

from hermanar.kernel.text import fold

GENERIC = frozenset({"ciudad", "city", "of", "de", "la", "el", "los", "las", "municipio", "municipality", "the"})


def _core(name: str) -> str:
    words = fold(name).split()
    kept = [w for w in words if w not in {"ciudad", "city", "of", "municipio", "municipality", "the", "town", "village"}]
    while kept and kept[0] in {"de", "del"}:
        kept = kept[1:]
    return " ".join(kept)


def names_counterpart(text: str, accepted: Iterable[str]) -> bool:
    """Whether a paper's naming of the counterpart is that counterpart: one of its accepted names stands in it as whole
    words (“Ciudad de Whitewater, Wisconsin” names Whitewater; “Villa Whitewaters” does not)."""
    here = f" {fold(text)} "
    return any(core and f" {core} " in here for core in map(_core, accepted))


def same_party(a_key: str, b_key: str, a_name: str, b_name: str) -> bool:
    """Same place: by key where both have one, else by folded core of the name."""
    if a_key and b_key:
        return a_key == b_key
    return _core(a_name) == _core(b_name) != ""


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
