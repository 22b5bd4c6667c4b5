"""A model agreement that somebody else wrote, as articles, headings, lettered items and blanks. Pure: text in, values out.

Nothing is completed or corrected: what cannot be read as a model is refused with its reason.
"""

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass, field

from hermanar.kernel.codes import sha256_of
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.errors import SaidInBoth
from hermanar.kernel.text import fold, normalise

MOST_ARTICLES = 100
MOST_BLANKS = 500
LONGEST_PARAGRAPH = 8_000


class NotAModel(SaidInBoth, ValueError):
    """A text that has no articles, or too much of something. `code` names the reason; `es` and `en` say it."""

    def __init__(self, code: str, es: str, en: str) -> None:
        super().__init__(es, en)
        self.code = code


@dataclass(frozen=True)
class Blank:
    """Where somebody writes something in. `position`: code point of the text read; `hint`: what the model says goes there."""

    name: str
    position: int
    hint: str


@dataclass(frozen=True)
class Paragraph:
    """`label` is the letter of an item, "" for running text; the blanks of `text` stand as `{name}`."""

    text: str
    label: str = ""


@dataclass
class Article:
    """`number` in Roman figures as printed; of the preamble and the closing it is ""."""

    number: str
    heading: str = ""
    paragraphs: list[Paragraph] = field(default_factory=list)
    slots: list[Blank] = field(default_factory=list)

    @property
    def items(self) -> list[str]:
        return [p.label for p in self.paragraphs if p.label]


@dataclass(frozen=True)
class ModelRead:
    """`opening`: title and preamble, the blanks of the title the first `title_blanks` of it; `closing`: the formula of
    signature and what follows it."""

    language: str
    title: str
    opening: Article
    articles: tuple[Article, ...]
    closing: Article
    title_blanks: int = 0

    def as_json(self) -> dict:
        """What `hermanar model import` prints (docs/reference/models.md): the blanks of the closing formula are given
        with the last article."""
        last = len(self.articles) - 1
        return {
            "title": {"text": self.title, "slots": _slots(self.opening.slots[: self.title_blanks])},
            "preamble": {"slots": _slots(self.opening.slots[self.title_blanks :])},
            "articles": [
                {
                    "number": a.number,
                    "heading": a.heading,
                    "items": a.items,
                    "slots": _slots([*a.slots, *(self.closing.slots if i == last else ())]),
                }
                for i, a in enumerate(self.articles)
            ],
        }

    @property
    def blanks(self) -> list[tuple[str, Blank]]:
        """Every blank with the key of its group."""
        groups = (("preamble", self.opening), *((_key(a), a) for a in self.articles), ("closing", self.closing))
        return [(key, blank) for key, group in groups for blank in group.slots]

    @property
    def content(self) -> Content:
        """The model as the desk compares with it; its blanks are slots."""
        blocks = []
        if self.title:
            blocks.append(Block("title", BlockKind.TITLE, {self.language: self.title}, "preamble"))
        blocks += _blocks("preamble", self.opening, self.language)
        for article in self.articles:
            key = _key(article)
            blocks.append(Block(key, BlockKind.HEADING, {self.language: article.heading}, key, article.number))
            blocks += _blocks(key, article, self.language)
        blocks += _blocks("closing", self.closing, self.language)
        return Content((self.language,), tuple(blocks), layout="agreement")

    @property
    def sha256(self) -> str:
        """The same words are the same version, whatever file they came in: spaces and positions do not count."""
        return sha256_of([self.language, [[b.key, b.kind.value, b.number, b.text] for b in self.content.blocks]])


def _slots(blanks: list[Blank]) -> list[dict[str, str | int]]:
    return [{"name": b.name, "position": b.position, "hint": b.hint} for b in blanks]


def _key(article: Article) -> str:
    return f"art-{_from_roman(article.number):02}"


def _blocks(group: str, article: Article, lang: str) -> Iterator[Block]:
    seen: dict[str, int] = {}
    for n, p in enumerate(article.paragraphs, start=1):
        tail = p.label or f"p{n}"
        seen[tail] = seen.get(tail, 0) + 1
        key = f"{group}.{tail}" + (f"-{seen[tail]}" if seen[tail] > 1 else "")
        kind = BlockKind.ITEM if p.label else BlockKind.PARAGRAPH
        yield Block(key, kind, {lang: p.text}, group, f"{p.label})" if p.label else "")


_ORDINALS_ES = """primer segund tercer cuart quint sext septim octav noven decim undecim duodecim decimotercer decimocuart
decimoquint decimosext decimoseptim decimoctav decimonoven vigesim""".split()
_ORDINAL = re.compile(
    r"(?i)^(?:cl[áa]usulas?\s+|art[íi]culos?\s+)?(?P<word>[a-záéíóú]{5,14}(?:\s+[a-záéíóú]{5,9})?)\s*\.?\s*[-–—.:]+\s*(?P<rest>.*)$"
)
# “ARTÍCULO PRIMERO”, “ARTICLE ONE”, alone on its line
_IN_WORDS = re.compile(
    r"(?i)^(?:cl[áa]usula|art[íi]culo|article|section|clause)\s+(?P<word>[a-záéíóú]{3,14}(?:\s+[a-záéíóú]{5,9})?)\s*[.:]?$"
)
_NUMBERS_EN = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty",
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth",
)
_ARTICLE = re.compile(
    r"(?i)^(?:art[íi]culo|art\.|article|artigo|articolo|artikel|cl[áa]usula|clause|secci[óo]n|section)\s+"
    r"(?P<n>[IVXLC]+|\d{1,3})(?:\s*[.ºo°])?(?:\s*[-–—.:]+)?(?:\s+(?P<rest>\S.*))?$"
)
_LANGUAGES = {
    "es": frozenset("el la los las de del que y en para por con se una su este presente entre".split()),
    "en": frozenset("the of and to in for with by its this shall be between which".split()),
    "pt": frozenset("o a os as de do da dos das que e em para por com uma seu presente entre não".split()),
    "fr": frozenset("le la les de du des que et en pour par avec une son cet présent entre dans".split()),
}
_ITEM = re.compile(r"^(?:[-*•–]\s+)?\(?(?P<letter>[a-z])\s*(?:\)|\.-?)\s+(?P<rest>\S.*)$", re.DOTALL)
_NUMBERED = re.compile(r"^(?:[-*•–]\s+)?\(?(?P<letter>\d{1,2}|[ivxIVX]{1,5})\)\s+(?P<rest>\S.*)$", re.DOTALL)
# “I. Turismo;”, “1. Culture”: items where they count up from the first
_POINTED = re.compile(r"^(?:[-*•–]\s+)?(?P<letter>\d{1,2}|[IVX]{1,5}|[ivx]{1,5})\.-?\s+(?P<rest>\S.*)$", re.DOTALL)
# “1. Purpose”, “## II. Áreas”: articles where nothing is called so
_HEADED = re.compile(r"^(?P<n>\d{1,2}|[IVXLC]{1,5})\s*[.)–—-]+\s*(?P<rest>[A-ZÁÉÍÓÚÑ].{1,78})$")
_FURNITURE = re.compile(r"(?i)^(?:p[áa]g(?:ina|\.)?|page)?\s*\d{1,4}\s*(?:(?:de|of|/)\s*\d{1,4})?$")
_CLOSING = re.compile(
    r"(?i)^(?:\W*)(?:(?:signed|done|executed|firmad[oa]s?|hech[oa]|suscrit[oa]|assinado|feito|signé|fait)\s+(?:in|at|by|en|em|à|a)\b|"
    r"le[íi]d[oa]\s+que\s+fue|in\s+witness\s+whereof|en\s+testimonio|en\s+fe\s+de)"
)
_TITLE = re.compile(
    r"(?i)\b(?:agreement|acuerdo|convenio|memor[aá]ndum|declaration|declaratoria|acordo|accord|carta)\b.*\b(?:between|entre)\b"
)
_HINT = r"\(\s*\*?\s*(?P<{0}>[^()]{{1,160}}?)\s*\*?\s*\)"
# a run of low lines with what it asks for beside it, what stands in square brackets, or the name of a thing in brackets
_BLANK = re.compile(
    r"(?:_{2,}(?:\s*,?\s*_{2,})*?|\.{6,}|…{2,})(?:\s*" + _HINT.format("after") + r")?"
    r"|\[\s*(?P<square>[^\]\n]{2,80}|…)\s*\]"
    r"|\{\s*(?P<curly>[^{}\n]{1,60}?)\s*\}|<{1,2}\s*(?P<angle>(?!/?(?:b|i|u|br|p|hr|em|div|span|strong|table|t[rdh]|h\d|li|ul|ol|font|a)\b)[a-zA-ZÁÉÍÓÚÑáéíóúñ][^<>@=\n]{1,60}?)\s*>{1,2}"
    r"|(?<![\w])X{4,}(?!\w)|(?<!(?i:art[íi]culo) )(?<!(?i:article) )(?<!(?i:cap[íi]tulo) )(?<!(?i:chapter) )(?<!(?i:t[íi]tulo) )(?<!(?i:title) )(?<!(?i:fracci[óo]n) )(?<!(?i:siglo) )(?<!(?i:secci[óo]n) )(?<!(?i:section) )(?<!\w)XXX(?![\w°º]|\.\s*[-–—])"
    r"|\(\s*(?P<what>(?i:n[úu]mero|lugar|fecha|ciudad|municipio|d[íi]a|mes|año|cargo|pa[íi]s|number|place|date|city|town|month|year|day|country|title)"
    r"(?:\s+(?:de|del|of|in|en)\s+[^()\d]{1,40}?)?)\s*\)"
    r"|\(\s*\*?\s*(?P<round>(?:name|nombre|insert|indicar|especificar|nome|nom)\b[^()]{0,120}?)\s*\*?\s*\)"
)
_NAMED = (
    ("date", r"\bdate\b|\bfecha\b"),
    ("office", r"\boffice\b|oficina|\bárea\b|dependencia|direcci[óo]n|designad|designat"),
    ("signatory_name", r"mayor|alcald|president|signatory|firmante"),
    ("country", r"country|pa[íi]s\b|united states of\s*$|estados unidos de\s*$"),
    ("subdivision", r"\bstate\b|province|\bestado\b|provincia|prefecture|entidad"),
    ("city", r"\bcity\b|ciudad|municip|\btown\b"),
    ("day", r"\(?day\b|\bd[íi]as?\b"),
    ("month", r"month|\bmes\b"),
    ("years", r"\byears\b|\baños\b"),
    ("place", r"\blugar\b|\bplace\b"),
    ("year", r"year|\baño\b"),
    ("language", r"language|idioma|lengua"),
)


_BY_HINT = frozenset({"years", "place"})


def read_model(text: str, lang: str = "") -> ModelRead:
    """The model that stands in a text, be it with other papers before it. Raises NotAModel."""
    lines = list(_lines(text))
    starts = _articles(lines)
    if not starts:
        raise NotAModel("no_articles", "no tiene artículos", "has no articles")
    if len(starts) > MOST_ARTICLES:
        raise NotAModel("too_many_articles", "tiene demasiados artículos", "has too many articles")
    first = starts[0][0]
    opening_at = _opening(lines, first)
    closing_at = next(
        (i for i in range(starts[-1][0] + 1, len(lines)) if _CLOSING.match(_bare(lines[i][1]))), len(lines)
    )
    lang = lang or _language(" ".join(line for _, line in lines[opening_at:closing_at]))
    articles = []
    ends = [at for at, _, _ in starts[1:]] + [closing_at]
    for (at, number, rest), end in zip(starts, ends, strict=True):
        heading, said = _named(rest)
        article = Article(_roman(number), heading)
        body = lines[at + 1 : end]
        if said:
            begins, line = lines[at]
            here = line.rindex(said)
            body = [(begins + here, line[here:]), *body]
        elif not heading:
            article.heading, body = _heading(body)
        _fill(article, body)
        articles.append(article)
    opening, closing = Article(""), Article("")
    title, preamble = _title(lines[opening_at:first])
    _fill(opening, preamble, head=title)
    _fill(closing, lines[closing_at:], taken={s.name for s in articles[-1].slots})
    words = " ".join(_bare(line) for _, line in title)
    in_title = [b for b in opening.slots if b.position < _end(title)]
    read = ModelRead(lang, _with_slots(words, in_title), opening, tuple(articles), closing, len(in_title))
    blanks = read.blanks
    if len(blanks) > MOST_BLANKS:
        raise NotAModel("too_many_blanks", "tiene demasiados espacios en blanco", "has too many blanks")
    return read


def _end(lines: list[tuple[int, str]]) -> int:
    return lines[-1][0] + len(lines[-1][1]) if lines else -1


def _lines(text: str) -> Iterator[tuple[int, str]]:
    """(where it begins, line), page numbers left out."""
    at = 0
    for line in text.split("\n"):
        if not _FURNITURE.match(line.strip()) or not line.strip():
            yield at, line
        at += len(line) + 1


def _bare(line: str) -> str:
    """The words of a line without the marks of Markdown around them."""
    return line.strip().lstrip("#").strip().strip("*_ ").strip() if "__" not in line else line.strip().strip("*# ")


def _articles(lines: list[tuple[int, str]]) -> list[tuple[int, int, str]]:
    """(line, number, name on the same line) of the longest run that counts up from I: a mention of an article in the
    middle of a text begins no article."""
    found: list[tuple[int, int, str]] = []
    for i, (_, line) in enumerate(lines):
        words = _bare(line)
        m = _ARTICLE.match(words)
        if m and len(words) <= 140:
            n = int(m["n"]) if m["n"].isdigit() else _from_roman(m["n"].upper())
            rest = (m["rest"] or "").strip("*_ .")
            # “Article 7 of the Law …” is a sentence
            if n and not re.match(r"(?i)(?:of|de|del|do|da|du|y|and)\b", rest) and len(rest) <= 100:
                found.append((i, n, rest))
                continue
        alone = _IN_WORDS.match(words)
        if alone and (n := _ordinal(alone["word"]) or _in_english(alone["word"])):
            found.append((i, n, ""))
            continue
        o = _ORDINAL.match(words)
        if o and (n := _ordinal(o["word"])) and (words[:4].isupper() or re.match(r"clausula|articulo", fold(words))):
            found.append((i, n, o["rest"].strip()))
    best = _longest(found)
    if len(best) < 2:
        headed = [
            (i, n, m["rest"].strip("*_ ."))
            for i, (_, line) in enumerate(lines)
            if (m := _HEADED.match(_bare(line)))
            and not m["rest"].rstrip().endswith((";", ","))
            and (n := int(m["n"]) if m["n"].isdigit() else _from_roman(m["n"]))
        ]
        best = max(best, _longest(headed), key=len) if len(_longest(headed)) >= 3 else best
    return best


# how a sentence begins, and no name of an article
_SENTENCE = re.compile(
    r"(?i)^(?:las?\s+partes|los?\s+partes|the\s+part(?:y|ies)|el\s+(?:municipio|presente|objeto\s+de)|la\s+ciudad|the\s+(?:city|present)|this|se\s|each|"
    r"cada|ambas|both|para\s|por\s|in\s+order|son\s|ser[áa])"
)


def _named(rest: str) -> tuple[str, str]:
    """The name of an article that stands on the line of its number, and what the line goes on to say."""
    m = re.match(r"(?P<name>[^.:{}_\[<]{2,70}?)\s*[*_]*(?:\.-?|:)[*_]*\s+(?P<said>\S.*)$", rest)
    if m and len(m["name"].split()) <= 8 and not _SENTENCE.match(m["name"]):
        return normalise(m["name"].strip("*_ ")), m["said"]
    if (
        _SENTENCE.match(rest)
        or "__" in rest
        or len(rest) > 100
        or (rest.endswith((".", ":", ";")) and len(rest.split()) > 8)
    ):
        return "", rest
    return normalise(rest.strip("*_ .")), ""


def _longest(found: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The longest run that counts up from the first."""
    best: list[tuple[int, int, str]] = []
    for start, (_, n, _) in enumerate(found):
        if n != 1:
            continue
        run = [found[start]]
        for row in found[start + 1 :]:
            if row[1] == run[-1][1] + 1:
                run.append(row)
            elif row[1] == 1:
                break
            elif row[1] > run[-1][1]:
                run.append(row)
        if len(run) > len(best):
            best = run
    return best


def _ordinal(words: str) -> int:
    parts = fold(words).split()
    values = [next((n for n, w in enumerate(_ORDINALS_ES, start=1) if re.fullmatch(w + "[oa]?", p)), 0) for p in parts]
    if not all(values):
        return 0
    return (
        sum(values)
        if len(values) == 2 and values[0] in (10, 20) and values[1] < 10
        else values[0]
        if len(values) == 1
        else 0
    )


def _in_english(word: str) -> int:
    return next((row.split().index(word.lower()) + 1 for row in _NUMBERS_EN if word.lower() in row.split()), 0)


def _opening(lines: list[tuple[int, str]], first: int) -> int:
    """Where the model begins: at the nearest title before its first article, else at the beginning of the text."""
    for i in range(first - 1, -1, -1):
        three = " ".join(_bare(line) for _, line in lines[i : min(i + 4, first)])
        here = _bare(lines[i][1])
        capital = sum(c.isupper() for c in here) > 0.6 * sum(c.isalpha() for c in here)
        styled = capital or lines[i][1].lstrip().startswith(("#", "**"))
        if here and styled and _TITLE.search(three) and _TITLE.search(three).start() < len(here):  # type: ignore[union-attr]
            return i
    return 0


def _title(lines: list[tuple[int, str]]) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """The first paragraph, when it ends without a point, and the rest."""
    start = next((i for i, (_, line) in enumerate(lines) if line.strip()), len(lines))
    end = next((i for i in range(start, len(lines)) if not lines[i][1].strip()), len(lines))
    words = " ".join(_bare(line) for _, line in lines[start:end])
    if words and not words.endswith((".", ";", ":")) and len(words) <= 600:
        return lines[start:end], lines[end:]
    return [], lines


def _heading(body: list[tuple[int, str]]) -> tuple[str, list[tuple[int, str]]]:
    for i, (_, line) in enumerate(body):
        words = _bare(line)
        if not words:
            continue
        if len(words) <= 100 and not words.endswith((".", ";", ":", ",")) and not _ITEM.match(words):
            return normalise(words), body[i + 1 :]
        break
    return "", body


def _fill(
    article: Article,
    body: list[tuple[int, str]],
    head: list[tuple[int, str]] = (),  # type: ignore[assignment]
    taken: Set[str] = frozenset(),
) -> None:
    names: dict[str, int] = {}
    if head:
        at = head[0][0]
        _blanks("\n".join(line for _, line in head), at, article, names, taken)
    for at, raw in _paragraphs(body):
        if len(raw) > LONGEST_PARAGRAPH:
            raise NotAModel("too_long", "tiene un párrafo demasiado largo", "has a paragraph that is too long")
        found = _blanks(raw, at, article, names, taken)
        m = _item(raw.strip())
        words = _with_slots(raw, found, at)
        if m and _follows(article, m["letter"], counted=m.re is _POINTED):
            inside = _item(words)
            article.paragraphs.append(Paragraph(normalise(inside["rest"] if inside else words), m["letter"]))
        elif words.strip("*_#- "):
            article.paragraphs.append(Paragraph(normalise(words)))


def _item(words: str) -> re.Match[str] | None:
    return _ITEM.match(words) or _NUMBERED.match(words) or _POINTED.match(words)


def _counts(label: str) -> int:
    """Of “3”, “IV” and “iv”."""
    return int(label) if label.isdigit() else _from_roman(label.upper())


def _follows(article: Article, label: str, *, counted: bool) -> bool:
    """An item begins a list, or follows the one before it."""
    if counted:
        value = _counts(label)
        before = next((p.label for p in reversed(article.paragraphs) if p.label), "")
        counted_to = _counts(before) if before else 0
        return bool(value) and (value == 1 or value == counted_to + 1)
    if not label.isalpha() or len(label) > 1:
        return True
    last = next((p.label for p in reversed(article.paragraphs) if p.label), "")
    if label in "ivx" and (label == "i" if not last else _counts(last) and _counts(label) == _counts(last) + 1):
        return True  # i), ii), iii)
    return label == "a" or (len(last) == 1 and ord(label) == ord(last) + 1) or (last == "n" and label == "o")


def _paragraphs(body: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Lines that run on are one paragraph; an item begins one of its own."""
    start = 0
    kept: list[str] = []
    for at, line in body:
        words = line.strip()
        begins = bool(_item(words))
        ended = bool(kept) and kept[-1].rstrip().endswith((".", ";", ":")) and words[:1].isupper()
        so_far = "\n".join(kept)
        # a page that broke inside a bracket did not end the paragraph
        is_open = so_far.rfind("(") > so_far.rfind(")") and len(so_far) - so_far.rfind("(") < 160
        if kept and not is_open and (not words or begins or ended):
            yield start, so_far
            kept = []
        if words or kept:
            if not kept:
                start = at
            kept.append(line)
    if kept:
        yield start, "\n".join(kept)


def _blanks(raw: str, at: int, article: Article, names: dict[str, int], taken: Set[str]) -> list[Blank]:
    out = []
    for m in _BLANK.finditer(raw):
        hint = normalise(
            (m["after"] or m["square"] or m["curly"] or m["angle"] or m["what"] or m["round"] or "").strip("*_ \n")
        )
        if m["square"] and "@" in hint:
            continue
        name = _name(hint, raw[: m.start()], raw[m.end() :], {*taken, *(s.name for s in article.slots)}, names)
        blank = Blank(name, at + m.start(), hint)
        article.slots.append(blank)
        out.append(blank)
    return out


# what the words right after a blank count
_COUNTED = (
    ("years", r"años|years"),
    ("months", r"meses|months"),
    ("days", r"d[íi]as|days"),
    ("copies", r"ejemplares|originales|originals|copies"),
)


def _of_date(before: str, after: str, names: dict[str, int]) -> str:
    """Which part of “el __ de ____ de 20__” a blank without a hint is."""
    if re.search(r"(?i)\b(?:el|del|al|los|d[íi]a|on|the)\s*$", before) and re.match(
        r"(?i)\s*(?:d[íi]as?\s+)?(?:del?|day\s+of|of)\b", after
    ):
        return "day"
    if "day" in names and "month" not in names and re.search(r"(?i)\b(?:de|of)\s*$", before):
        return "month"
    if "month" in names and "year" not in names and re.search(r"(?i)(?:\b(?:del?|of|año)|,)\s*(?:20\d?)?$", before):
        return "year"
    if re.search(r"(?i)\b(?:firmad?\w+|suscri\w+|signed|hech[oa]|done)\b.{0,30}\b(?:en|in|at)\s*$", before):
        return "place"
    return ""


def _side(base: str, hint: str, after: str, names: dict[str, int]) -> str:
    """Whose a place, an office or a name is: as the hint or the country after it says, else in turn."""
    if re.search(r"(?i)mexic|^our[_ ]", hint):
        return "our_"
    if re.search(r"(?i)foreign|extranjer|^their[_ ]", hint) or base == "country":
        return "their_"
    if base in {"city", "subdivision"}:
        here = re.split(
            r"(?i)\b(?:and|y)\s+(?:the|la|el)\s+(?:city|ciudad|municip)|\bon\s+behalf|\bpor\s+(?:el|la)\b", after[:200]
        )[0]
        if re.search(r"(?i)united\s+mexican|unidos\s+mexicanos|\bm[ée]xico\b", here):
            return "our_"
        if re.search(r"(?i)_{2,}\s*\(\s*\*?\s*(?:country|pa[íi]s)", here):
            return "their_"
    return "our_" if names.get(base, 0) % 2 == 0 else "their_"


def _name(hint: str, before: str, after: str, taken: Set[str], names: dict[str, int]) -> str:
    near = normalise(before[-40:])
    tail = normalise(after[:14])
    base = (
        next((name for name, words in _NAMED if re.search(words, hint.replace("_", " "), re.IGNORECASE)), "")
        if hint
        else ""
    )
    if not base:
        base = _of_date(near, after, names) or next(
            (name for name, words in _COUNTED if re.match(rf"(?i)(?:{words})\b", tail)), ""
        )
    if not base:
        last = [
            (m.start(), name)
            for name, words in _NAMED
            if name not in _BY_HINT
            for m in re.finditer(words, near, re.IGNORECASE)
        ]
        base = max(last)[1] if last else "blank"
        if re.match(r"(?i)languages?|idiomas?", tail):
            base = "language"
        elif re.search(r"(?:_{2,}|\))\s*,$", near) and base in {"city", "subdivision"}:
            base = {"city": "subdivision", "subdivision": "country"}[base]
    if base == "month" and not hint and "month" in names:
        base = "year"
    side = ""
    if base in {"city", "subdivision", "country", "office", "signatory_name"}:
        side = _side(base, hint, after, names)
    names[base] = names.get(base, 0) + 1
    name = side + base
    n, unique = 1, name
    while unique in taken:
        n += 1
        unique = f"{name}_{n}"
    return unique


def _with_slots(raw: str, found: list[Blank], at: int = 0) -> str:
    """The paragraph with each blank, and the hint that belongs to it, replaced by its slot."""
    names = iter(b.name for b in found)
    out, last = "", 0
    for m in _BLANK.finditer(raw):
        kept = m["square"] and "@" in m["square"]
        out += re.sub(r"[{}]", " ", raw[last : m.start()]) + (m.group() if kept else "{" + next(names, "blank") + "}")
        last = m.end()
    out += re.sub(r"[{}]", " ", raw[last:])
    return " ".join(line.strip() for line in out.replace("**", "").split("\n")).strip()


def _language(text: str) -> str:
    words = re.findall(r"[^\W\d_]+", text.lower())
    return max(_LANGUAGES, key=lambda lang: sum(w in _LANGUAGES[lang] for w in words))


_PAIRS = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


def _roman(value: int) -> str:
    out = ""
    for n, sign in _PAIRS:
        while value >= n:
            out, value = out + sign, value - n
    return out


def _from_roman(letters: str) -> int:
    value, rest = 0, letters
    for n, sign in _PAIRS:
        while rest.startswith(sign):
            value, rest = value + n, rest[len(sign) :]
    return value if value and not rest and _roman(value) == letters else 0
