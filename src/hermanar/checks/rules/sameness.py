"""B: what numbers and names do not show. Negations, shall and may, official terms, sentences in the other language."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind

from ..findings import Repair
from ..reading import LANGUAGE_NAMES, Passage, Reading, Rules, found, says, sentences_of
from .bilingual import pairs

_I = re.IGNORECASE
# a plain “no”, and every word that may carry the same sense in the other language
_NO = {
    "es": re.compile(r"\b(?:no|nunca|jam[áa]s|ning[úu]n[oa]?|tampoco)\b", _I),
    "en": re.compile(r"\b(?:not|no(?!\s+(?:later|less|fewer|more)\b)|never|none|neither|cannot)\b", _I),
}
_ANY_NO = {
    "es": re.compile(
        r"\b(?:no|nunca|jam[áa]s|ning[úu]n[oa]?s?|nadie|nada|tampoco|ni|sin|salvo|excepto|impid\w+|prohib\w+|exclu\w+|ajen[oa]s?|"
        r"abst\w+|in\w+able\w*|evit\w+|solo|s[óo]lo|[úu]nicamente|exclusivamente|independientemente|independencia|aunque|pendientes?|falt\w+|carec\w+|"
        r"dej\w+\s+de|alguna?|cualquier\w*|deneg\w+|negativ\w+|rechaz\w+|neg[óo]|concl\w+)\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:not|no|never|none|nothing|nobody|neither|nor|cannot|without|except|unless|only|exclusively|fails?|lacks?|prevent\w*|"
        r"prohibit\w*|exclud\w+|un(?!der|it|til|ion|iv|ique|if)\w+|non\w*|notwithstanding|regardless|although|other\s+than|forbid\w*|refrain\w*|refus\w+|reject\w*|any|solely|"
        r"missing|pending|yet|outside|den(?:y|ied)|declin\w+|instead|free\s+of)\b",
        _I,
    ),
}
_MAY = {
    "es": re.compile(r"\b(?:podr[áa](?:n|s)?|podr[íi]an?|pueden?|pudi\w+|posible\w*|facultad\w*|opci[óo]n\w*)\b", _I),
    "en": re.compile(r"\b(?:may|might|can|could|able|possible|possib\w+|option\w*|entitled)\b"),
}
_SHALL = {
    "es": re.compile(
        r"\b(?:deber[áa]n?|deben?|(?:se\s+)?(?:obliga|compromete)n?|tendr[áa]n?|(?!podr)[a-záéíóúñ]{3,}(?:ar|er|ir|dr|rr|br)[áa]n?|ser[áa]n?|har[áa]n?|dar[áa]n?)\b",
        _I,
    ),
    "en": re.compile(r"\b(?:shall|must|will|undertakes?|commits?|is\s+required|are\s+required|has\s+to|have\s+to)\b"),
}


def _paired_sentences(a: Passage, b: Passage) -> list[tuple[tuple[int, str], tuple[int, str]]]:
    """Sentence by sentence where both have as many, else the whole against the whole."""
    left, right = a.sentences, b.sentences
    if len(left) == len(right):
        return list(zip(left, right, strict=True))
    return [((0, a.text), (0, b.text))]


def _spoken(p: Passage) -> bool:
    return p.lang in _NO and p.block.kind not in (
        BlockKind.SIGNATURE, BlockKind.ADDRESSEE, BlockKind.COPIES, BlockKind.INITIALS, BlockKind.PLACE_DATE, BlockKind.TITLE,
    )  # fmt: skip


_WITHOUT = {"es": re.compile(r"\bsin\b", _I), "en": re.compile(r"\bwithout\b", _I)}


def _has_without(text: str) -> bool:
    return "in" in text and ("sin" in (low := text.lower()) or "without" in low)


def _without_each_other(first: str, a: str, second: str, b: str) -> tuple[str, str]:
    """“sin” and “without” answer each other: what else is denied must be denied on both sides."""
    if (
        {first, second} != {"es", "en"}
        or not (_has_without(a) or _has_without(b))
        or len(_WITHOUT[first].findall(a)) != len(_WITHOUT[second].findall(b))
    ):
        return a, b
    # words as long, so that places stay what they are
    return _WITHOUT[first].sub(_blank, a), _WITHOUT[second].sub(_blank, b)


def _blank(m: re.Match) -> str:
    return " " * len(m.group())


def _of_model(r: Reading, p: Passage) -> Passage | None:
    return r.model.by_place.get((p.key, p.lang)) if r.model else None


def _count(pattern: dict[str, re.Pattern], p: Passage) -> int:
    return len(pattern[p.lang].findall(p.text))


def negations(r: Reading) -> Rules:
    """B11: one language denies what the other affirms. “no afectará” and “shall affect”.

    A “no” on one side asks for any word of that sense on the other. Against the model a “no” that only one language
    lost or gained is found even where others stand beside it.
    """
    for a, b in pairs(r):
        if not (_spoken(a) and _spoken(b)):
            continue
        hit = False
        for (at_a, x), (at_b, y) in _paired_sentences(a, b):
            x, y = _without_each_other(a.lang, x, b.lang, y)
            for one, at, mine, other, theirs in ((a, at_a, x, b, y), (b, at_b, y, a, x)):
                m = _NO[one.lang].search(mine)
                if m and not _ANY_NO[other.lang].search(theirs) and len(theirs.split()) > 3:
                    hit = True
                    yield _denies(one, at + m.start(), at + m.end(), other, at_b if other is b else at_a, theirs)
            if not hit:
                for one, at, start, end, other, theirs in _denied_in_part((a, at_a, x), (b, at_b, y)):
                    hit = True
                    yield _denies(one, at + start, at + end, other, 0, theirs)
        ma, mb = _of_model(r, a), _of_model(r, b)
        if hit or ma is None or mb is None or (a.text == ma.text and b.text == mb.text):
            continue
        moved = (_count(_NO, a) - _count(_NO, ma), _count(_NO, b) - _count(_NO, mb))
        if moved[0] != moved[1] and 0 in moved:
            one, other = (a, b) if moved[0] else (b, a)
            m = _NO[one.lang].search(one.text) or _NO[other.lang].search(other.text)
            if m:
                holder, partner = (one, other) if _NO[one.lang].search(one.text) else (other, one)
                yield _denies(holder, m.start(), m.end(), partner, 0, partner.text)


_PARTS = re.compile(r"[^,;:]+")


def _denied_in_part(left: tuple[Passage, int, str], right: tuple[Passage, int, str]):
    """“no constituye un hermanamiento, no crea obligaciones …, y no sustituye …”: the parts of a sentence one by one, where
    both languages have as many."""
    (a, at_a, x), (b, at_b, y) = left, right
    mine, theirs = list(_PARTS.finditer(x)), list(_PARTS.finditer(y))
    if len(mine) != len(theirs) or len(mine) < 2:
        return
    if (
        sum(bool(_NO[a.lang].search(p.group())) for p in mine)
        + sum(bool(_NO[b.lang].search(p.group())) for p in theirs)
        < _LEAST_PARTS
    ):
        return
    for p, q in zip(mine, theirs, strict=True):
        for one, at, own, other, its in ((a, at_a, p, b, q), (b, at_b, q, a, p)):
            m = _NO[one.lang].search(own.group())
            if m and not _ANY_NO[other.lang].search(its.group()) and len(its.group().split()) >= _LEAST_PARTS:
                yield one, at, own.start() + m.start(), own.start() + m.end(), other, other.text


_LEAST_PARTS = 3


def _denies(one: Passage, start: int, end: int, other: Passage, at: int, text: str):
    names = {x: LANGUAGE_NAMES[x].get(other.lang, other.lang) for x in ("es", "en")}
    return found(
        "B11", one, start, end,
        says(f"Aquí se niega; en {names['es']} se afirma.", f"This denies; in {names['en']} it affirms."),
        also=[other.span(at, at + len(text))], confidence=0.85, subject=f"{one.lang}|{one.text[start:end].lower()}",
    )  # fmt: skip


def _is_name(m: re.Match) -> bool:
    """“Sagara” in the middle of a sentence is a town, not what somebody will do."""
    word = m.group().split()[-1]
    return m.start() > 0 and word[0].isupper() and not word.isupper()


def _came_to_allow(r: Reading, one: Passage, other: Passage, m: re.Match) -> bool:
    """“queda a cargo” and “shall be in charge”, of which one became “may”: the text both were born from allows nothing there."""
    mine, theirs = _of_model(r, one), _of_model(r, other)
    if mine is None or theirs is None:
        return False
    return _count(_MAY, one) > _count(_MAY, mine) and _count(_MAY, other) == _count(_MAY, theirs)


def modals(r: Reading) -> Rules:
    """B12: one language obliges where the other allows. “podrán” and “shall”."""
    for a, b in pairs(r):
        if not (_spoken(a) and _spoken(b)):
            continue
        for (at_a, x), (at_b, y) in _paired_sentences(a, b):
            may = (_MAY[a.lang].search(x), _MAY[b.lang].search(y))
            if bool(may[0]) == bool(may[1]):
                left, right = len(_MAY[a.lang].findall(x)), len(_MAY[b.lang].findall(y))
                ma, mb = _of_model(r, a), _of_model(r, b)
                if ma is None or mb is None or left == right:
                    continue
                moved = (_count(_MAY, a) - _count(_MAY, ma), _count(_MAY, b) - _count(_MAY, mb))
                if moved[0] == moved[1] or 0 not in moved:
                    continue
                may = (may[0], None) if left > right else (None, may[1])
            mine = 0 if may[0] else 1
            one, at, other, at_other, text = (a, at_a, b, at_b, y) if mine == 0 else (b, at_b, a, at_a, x)
            m = may[mine]
            must = next((w for w in _SHALL[other.lang].finditer(text) if not _is_name(w)), None)
            if m is not None and must is None and _came_to_allow(r, one, other, m):
                yield found(
                    "B12", one, at + m.start(), at + m.end(),
                    says(
                        f"Aquí solo permite (“{m.group()}”); en el otro idioma queda acordado.",
                        f"This only allows (“{m.group()}”); the other language settles it.",
                    ),
                    also=[other.span(at_other, at_other + len(text))], confidence=0.75, subject=m.group().lower(),
                )  # fmt: skip
            if m is None or must is None:
                continue
            new = {"es": "podrán" if must.group().endswith("n") else "podrá", "en": "may"}[other.lang]
            repairs = []
            if must.group().lower() in ("shall", "must", "will", "deberá", "deberán"):
                edit = other.edit(at_other + must.start(), at_other + must.end(), new)
                repairs = [Repair(says(f"Poner “{new}”", f"Put “{new}”"), (edit,))]
            yield found(
                "B12", other, at_other + must.start(), at_other + must.end(),
                says(
                    f"Aquí obliga (“{must.group()}”); en el otro idioma solo permite (“{m.group()}”).",
                    f"This obliges (“{must.group()}”); the other language only allows (“{m.group()}”).",
                ),
                also=[one.span(at + m.start(), at + m.end())], repairs=repairs, confidence=0.8,
                subject=f"{must.group().lower()}|{m.group().lower()}",
            )  # fmt: skip


@cache
def official_terms() -> tuple[tuple[dict, re.Pattern], ...]:
    """Wrong renderings of terms of the programme, that ship with the checker (domain.md 11)."""
    raw = files("hermanar.checks").joinpath("words/official_terms.toml").read_text(encoding="utf-8")
    return tuple((t, re.compile(t["wrong"], 0 if t.get("case") else _I)) for t in tomllib.loads(raw)["term"])


def calques(r: Reading) -> Rules:
    """B13: a term of the programme rendered word by word. “opinion of origin” for the opinion on admissibility."""
    near = [(term, pattern) for term, pattern in official_terms() if r.says(term["sign"])]
    for passage in r.passages:
        for term, pattern in near:
            if term["lang"] != passage.lang or term["sign"] not in passage.low:
                continue
            for m in pattern.finditer(passage.text):
                right = term["right"]
                new = right[0].upper() + right[1:] if m.group()[0].isupper() and not right[0].isupper() else right
                new = new.upper() if len(m.group()) > 3 and m.group().isupper() else new
                yield found(
                    "B13", passage, m.start(), m.start() + len(m.group().rstrip()),
                    says(
                        f"“{m.group().rstrip()}” es un calco de “{term['es']}”: se dice “{right}”.",
                        f"“{m.group().rstrip()}” is a calque of “{term['es']}”: the term is “{right}”.",
                    ),
                    repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(m.start(), m.start() + len(m.group().rstrip()), new),))],
                    confidence=0.9,
                )  # fmt: skip


_COMMON = {
    "es": frozenset(
        "el la los las de del que y en para por con se una su sus al este esta presente como lo no es son entre sobre "
        "ya ni si cada otro otra otras otros ha han fue será serán podrá podrán deberá deberán cuando ninguna".split()
    ),
    "en": frozenset(
        "the of and to in for with by its their this that shall an on present as is are be from which between "
        "not already each other has have had will may must was were been these those such under upon when who".split()
    ),
}


def _apart(r: Reading) -> Iterator[Passage]:
    """Whole paragraphs of the other language in a text that is no translation: few words beside the rest."""
    if r.content.meta.get("pairing") != "none" or len(r.content.languages) != 2:
        return
    other = r.content.languages[1]
    theirs = [p for p in r.passages if p.lang == other]
    if 5 * sum(len(p.text) for p in theirs) > 2 * sum(len(p.text) for p in r.passages):
        return
    for p in theirs:
        words = re.findall(r"[^\W\d_]+", p.low)
        told = sum(w in _COMMON.get(other, ()) for w in words)
        ends = p.text.rstrip().endswith((".", "!", "?", ":", ";"))
        accents = other == "es" and any(not w.isascii() for w in words[1:])
        whole = (len(words) >= 6 and told >= 2) or (len(words) >= 4 and (told >= 1 or accents))
        if p.block.kind is BlockKind.PARAGRAPH and whole and ends and p.text[0] not in '“"«':
            yield p


_FEW_WORDS = 3  # of the other language, in a sentence of it


def strays(r: Reading) -> Rules:
    """B14: a sentence in the other language."""
    for p in _apart(r):
        names = {x: LANGUAGE_NAMES[x][p.lang] for x in ("es", "en")}
        yield found(
            "B14", p, 0, len(p.text.rstrip()),
            says(f"Esta frase está en {names['es']}.", f"This sentence is in {names['en']}."),
            confidence=0.8,
        )  # fmt: skip
    for p in r.passages:
        # “Talleres / Workshops”, said once for both
        if (
            p.lang not in _COMMON
            or not _spoken(p)
            or (" / " in p.text and len(p.block.text) > 1 and len({*p.block.text.values()}) == 1)
        ):
            continue
        other = "en" if p.lang == "es" else "es"
        if sum(w in _COMMON[other] for w in p.low.split()) < _FEW_WORDS:
            continue  # most paragraphs
        # the value of a row may be a proper name, and says what it is in its label
        if p.block.kind is BlockKind.FACT and p.text.rstrip()[-1:] not in ".?!":
            continue
        unnamed = p.text
        for named in r.party_mentions(p):  # “Arroyo de la Miel” is called so in every language
            unnamed = unnamed[: named.start] + " " * (named.end - named.start) + unnamed[named.end :]
        # what stands between quotation marks is quoted, also where it is several sentences
        unnamed = re.sub(r"[“\"«][^”\"»]*[”\"»]", lambda m: " " * len(m[0]), unnamed)
        for at, text in p.sentences:
            words = re.findall(r"[^\W\d_]+", unnamed[at : at + len(text)].lower())
            mine, theirs = (sum(w in _COMMON[x] for w in words) for x in (p.lang, other))
            if len(words) >= 5 and theirs >= 3 and theirs >= 3 * max(mine, 1) and theirs * 5 >= len(words):
                names = {x: LANGUAGE_NAMES[x][other] for x in ("es", "en")}
                end = at + len(text.rstrip())
                yield found(
                    "B14", p, at, end,
                    says(f"Esta frase está en {names['es']}.", f"This sentence is in {names['en']}."),
                    confidence=0.9,
                )  # fmt: skip


def inserted(r: Reading) -> Rules:
    """B14: words of the other language in the middle of a sentence: “a view to a twinning y de una amistad que dure …”."""
    for p in r.passages:
        if p.lang not in _COMMON or not _spoken(p) or p.block.kind is BlockKind.FACT:
            continue
        other = "en" if p.lang == "es" else "es"
        if sum(w in _COMMON[other] and w not in _ALSO for w in p.low.split()) < _LEAST:
            continue
        plain = re.sub(r"[“\"«(][^”\"»)]*[”\"»)]", lambda m: " " * len(m[0]), p.text)
        stretch: list[re.Match] = []
        for at, text in sentences_of(plain):
            words = list(re.finditer(r"[^\W\d_]+", plain[at : at + len(text)]))
            if not any(_is_common(w, p.lang) for w in words):
                continue  # a whole sentence: `strays`
            for w in (*words, None):
                if w is not None and not _is_common(w, p.lang):
                    stretch.append(w)
                    continue
                if found_at := _foreign(stretch, other):
                    names = {x: LANGUAGE_NAMES[x][other] for x in ("es", "en")}
                    yield found(
                        "B14", p, at + found_at[0], at + found_at[1],
                        says(f"Estas palabras están en {names['es']}.", f"These words are in {names['en']}."), confidence=0.8,
                    )  # fmt: skip
                stretch = []


_LEAST = 4  # common words of the other language
_ALSO = frozenset("a no me on in son".split())  # of both, or of neither


def _is_common(w: re.Match, lang: str) -> bool:
    return w[0].lower() in _COMMON[lang] and w[0].lower() not in _ALSO


def _foreign(stretch: list[re.Match], other: str) -> tuple[int, int] | None:
    """From the first common word of the other language to the last word, where they are a sentence and no name: names of
    offices and laws are written in capitals."""
    told = [n for n, w in enumerate(stretch) if _is_common(w, other)]
    if len(told) < _LEAST:
        return None
    inside = stretch[told[0] :]
    small = [w for w in inside if w[0].islower() and not _is_common(w, other)]
    if len(inside) < 8 or len(small) < 4 or len(small) * 2 < len(inside) - len(told):
        return None
    return inside[0].start(), inside[-1].end()


RULES = (negations, modals, calques, strays, inserted)
