"""Numbers in words, Spanish and English, read and written."""

import re
from collections.abc import Iterator

from hermanar.kernel.text import fold

_SMALL_ES = """cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis
diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco veintiséis veintisiete
veintiocho veintinueve"""
_SMALL_EN = """zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
seventeen eighteen nineteen"""
_TENS_ES = "treinta cuarenta cincuenta sesenta setenta ochenta noventa"
_TENS_EN = "twenty thirty forty fifty sixty seventy eighty ninety"
_HUNDREDS_ES = """ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos
novecientos"""
_UNITS = {"es": _SMALL_ES.split(), "en": _SMALL_EN.split()}
_TENS = {
    "es": dict(zip(range(30, 100, 10), _TENS_ES.split(), strict=True)),
    "en": dict(zip(range(20, 100, 10), _TENS_EN.split(), strict=True)),
}
_HUNDREDS = dict(zip(range(100, 1000, 100), _HUNDREDS_ES.split(), strict=True))

_VALUES: dict[str, dict[str, int]] = {}
for _lang in ("es", "en"):
    _VALUES[_lang] = {fold(w): n for n, w in enumerate(_UNITS[_lang])}
    _VALUES[_lang] |= {fold(w): n for n, w in _TENS[_lang].items()}
_VALUES["es"] |= {"un": 1, "una": 1, "veintiun": 21, "veintiuna": 21, "cien": 100}
_VALUES["es"] |= {w: n for n, w in _HUNDREDS.items()}
_VALUES["es"] |= {w[:-2] + "as": n for n, w in _HUNDREDS.items() if n > 100}

_ORDINALS = {
    "es": "primer primero primera segundo segunda tercer tercero tercera cuarto cuarta quinto quinta sexto sexta "
    "séptimo séptima octavo octava noveno novena décimo décima",
    "en": "first second third fourth fifth sixth seventh eighth ninth tenth",
}
ORDINALS: dict[str, dict[str, int]] = {
    "es": {
        fold(w): n
        for w, n in zip(
            _ORDINALS["es"].split(), [1, 1, 1, 2, 2, 3, 3, 3, *(n for n in range(4, 11) for _ in "oa")], strict=True
        )
    },
    "en": {w: n for n, w in enumerate(_ORDINALS["en"].split(), start=1)},
}

_WORD = re.compile(r"[^\W\d_]+")


_SCALES = {"es": {"mil": 1000, "millon": 10**6, "millones": 10**6}, "en": {"thousand": 1000, "million": 10**6}}
_ONES = {"es": frozenset(("un", "una", "uno")), "en": frozenset(("one",))}
_ONE_IN_FIGURES = re.compile(r"\(\s*\d")


def says_numbers(text: str, said: frozenset[str], lang: str) -> bool:
    """Whether `find_words` can find anything in a text of which `said` are the words, folded: most texts say none."""
    if lang not in _VALUES:
        return False
    numbers = said & (_VALUES[lang].keys() | _SCALES[lang].keys() | {"hundred"})  # “one hundred” has no other word
    return bool(numbers - _ONES[lang]) or bool(numbers and _ONE_IN_FIGURES.search(text))


def words_of(text: str) -> frozenset[str]:
    """The words of a text, folded, each once."""
    return frozenset(map(fold, set(_WORD.findall(text))))


def find_words(text: str, lang: str) -> Iterator[tuple[int, int, int]]:
    """Every number written in words: (start, end, value). A lone *un, una, uno, one* counts only before a figure in
    brackets, since it is mostly an article; `ciento` of *por ciento* is not a number."""
    values = _VALUES.get(lang)
    if values is None:
        return
    tokens = [(m.start(), m.end(), fold(m.group())) for m in _WORD.finditer(text)]
    scales = _SCALES[lang]
    joint = "y" if lang == "es" else "and"
    i = 0
    while i < len(tokens):
        word = tokens[i][2]
        if (word not in values and word not in scales) or (
            word in ("ciento", "cien") and i > 0 and tokens[i - 1][2] == "por"
        ):
            i += 1
            continue
        total = current = 0
        first = last = i
        taken = False
        joined = False
        j = i
        while j < len(tokens):
            word = tokens[j][2]
            if j > i and text[tokens[j - 1][1] : tokens[j][0]].strip(" \u00a0-\n\t"):
                break
            if word in scales and (current or (not taken and word == "mil")):
                if word == "mil" and not taken:
                    current = 1
                total, current = total + current * scales[word], 0
            elif word == "hundred" and 0 < current < 10:
                current *= 100
            elif word in values and _fits(values[word], current, taken, lang, joined=joined):
                current += values[word]
            elif (
                word == joint
                and taken
                and not joined
                and (current % 100 >= 30 and current % 10 == 0 if lang == "es" else current >= 100)
            ):
                joined = True
                j += 1
                continue
            else:
                break
            taken, joined, last = True, False, j
            j += 1
        value = total + current
        after = text[tokens[last][1] :].lstrip()
        lone_one = first == last and value == 1
        if taken and not (lone_one and not re.match(r"\(\s*\d", after)):
            yield tokens[first][0], tokens[last][1], value
        i = last + 1


def _fits(value: int, current: int, taken: bool, lang: str, *, joined: bool) -> bool:
    if not taken or current == 0:
        return True
    if lang == "es":
        if value < 10:
            return (current % 100 == 0 and not joined) or (joined and current % 100 >= 30 and current % 10 == 0)
        return value < 100 and current % 100 == 0 and not joined
    if value < 10:
        return current % 10 == 0 and (current % 100 != 10 or current % 100 == 0)
    return value < 100 and current % 100 == 0


def in_words(value: int, lang: str) -> str:
    """`60` → `sesenta` / `sixty`. Up to 999,999; beyond that the figures themselves."""
    if not 0 <= value < 10**6:
        return f"{value:,}"
    return _spanish(value) if lang == "es" else _english(value)


def _spanish(n: int) -> str:
    if n < 30:
        return _UNITS["es"][n]
    if n < 100:
        return _TENS["es"][n // 10 * 10] + (f" y {_UNITS['es'][n % 10]}" if n % 10 else "")
    if n == 100:
        return "cien"
    if n < 1000:
        return _HUNDREDS[n // 100 * 100] + (f" {_spanish(n % 100)}" if n % 100 else "")
    thousands = "" if n < 2000 else before_noun(_spanish(n // 1000)) + " "
    return f"{thousands}mil" + (f" {_spanish(n % 1000)}" if n % 1000 else "")


def before_noun(words: str) -> str:
    """`veintiuno` → `veintiún`, `treinta y uno` → `treinta y un`: the form Spanish uses before a masculine noun."""
    if words.endswith("veintiuno"):
        return words[: -len("veintiuno")] + "veintiún"
    return words[:-1] if words.endswith("uno") else words


def _english(n: int) -> str:
    if n < 20:
        return _UNITS["en"][n]
    if n < 100:
        return _TENS["en"][n // 10 * 10] + (f"-{_UNITS['en'][n % 10]}" if n % 10 else "")
    if n < 1000:
        return f"{_UNITS['en'][n // 100]} hundred" + (f" {_english(n % 100)}" if n % 100 else "")
    return f"{_english(n // 1000)} thousand" + (f" {_english(n % 1000)}" if n % 1000 else "")


_ROMAN = (
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)


def to_roman(value: int) -> str:
    """`14` → `XIV`."""
    out = ""
    for n, letters in _ROMAN:
        while value >= n:
            out, value = out + letters, value - n
    return out


def from_roman(letters: str) -> int | None:
    """`XIV` → 14; None if it is not a roman numeral up to C-something."""
    value, rest = 0, letters
    for n, part in _ROMAN:
        while rest.startswith(part):
            value, rest = value + n, rest[len(part) :]
    return value if value and not rest and to_roman(value) == letters else None


def in_figures(text: str, lang: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with its numbers in figures, each as wide as its words, and where those words stand."""
    out, spans = text, []
    for start, end, value in find_words(text, lang):
        if len(str(value)) <= end - start:
            out = out[:start] + str(value).rjust(end - start) + out[end:]
            spans.append((start, end))
    return out, spans
