"""A text read once, for all the rules: its blocks by language with their entities, its articles, its parties."""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, cached_property
from itertools import accumulate

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.text import fold

from .brief import Brief, PartyRef
from .codes import CODES
from .entities import Entities, read
from .findings import Edit, Finding, Repair, Severity, Span
from .numerals import from_roman, to_roman
from .places import PlaceMention, Places

LANGUAGE_NAMES = {
    "es": {
        "es": "español",
        "en": "inglés",
        "pt": "portugués",
        "fr": "francés",
        "it": "italiano",
        "de": "alemán",
        "ja": "japonés",
        "zh": "chino",
        "ko": "coreano",
        "ar": "árabe",
        "he": "hebreo",
        "ru": "ruso",
    },
    "en": {
        "es": "Spanish",
        "en": "English",
        "pt": "Portuguese",
        "fr": "French",
        "it": "Italian",
        "de": "German",
        "ja": "Japanese",
        "zh": "Chinese",
        "ko": "Korean",
        "ar": "Arabic",
        "he": "Hebrew",
        "ru": "Russian",
    },
}


_AROUND = '.,;:()“”"«»¿?¡!*'
_SENTENCE = re.compile(r"(?<=[.;:])[”\"’)]*\s+(?=[“\"‘(¿¡A-ZÁÉÍÓÚÑ])")


# “Carlos A. Carrillo” goes on, “del Anexo A. Las Partes” does not
_INITIAL = re.compile(
    r"\b(?!(?:Art[íi]c|Anex|Annex|Apart|Append|Ap[ée]nd|Inciso|Fracc|Cl[áa]us|Claus|Part|Secc|Sect|Cap[íi]t|Chapt|T[íi]t|Grupo|Group|Tabla|Table)\w*\s)"
    r"[A-ZÁÉÍÓÚÑ][a-záéíóúñü]+\s[A-ZÁÉÍÓÚÑ]\.\Z"
)


def sentences_of(text: str) -> list[tuple[int, str]]:
    """Where each sentence of a text begins, and its words. The initial in a name ends none."""
    out, at = [], 0
    for m in _SENTENCE.finditer(text):
        if text[m.start() - 2].isupper() and _INITIAL.search(text, max(0, m.start() - 40), m.start()):
            continue
        out.append((at, text[at : m.start()]))
        at = m.end()
    return [*out, (at, text[at:])]


@dataclass(frozen=True)
class PartyMention:
    party: PartyRef
    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Passage:
    """One block in one language. `twin`: the same words in the model, which are read once. `names`: of Parties with a number
    in them (Tres Cantos), which counts nothing."""

    block: Block
    lang: str
    text: str
    twin: "Passage | None" = field(default=None, compare=False, repr=False)
    names: re.Pattern | None = field(default=None, compare=False, repr=False)

    @property
    def key(self) -> str:
        return self.block.key

    @cached_property
    def entities(self) -> Entities:
        found = self.twin.entities if self.twin is not None else read(self.text, self.lang)
        if self.names is None or not found.numbers:
            return found
        own = [m.span() for m in self.names.finditer(self.text)]
        counted = [n for n in found.numbers if not any(start <= n.start and n.end <= end for start, end in own)]
        return replace(found, numbers=type(found.numbers)(counted))

    @cached_property
    def low(self) -> str:
        """The text in small letters: one look tells that a word is not in it."""
        return self.twin.low if self.twin is not None else self.text.lower()

    @cached_property
    def folded(self) -> str:
        """The text as it is compared and searched: one look tells that a name is not in it."""
        return self.twin.folded if self.twin is not None else fold(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, str]]:
        """Where each sentence begins, and its words."""
        return sentences_of(self.text)

    def edit(self, start: int, end: int, replacement: str) -> Edit:
        """An edit that only applies while the passage still reads the same there."""
        return Edit(self.key, self.lang, start, end, replacement, expected=self.text[start:end])

    def span(self, start: int = 0, end: int | None = None) -> Span:
        return Span(self.key, self.lang, start, len(self.text) if end is None else end)


@dataclass(frozen=True)
class Reading:
    """What a rule gets. `model` is the model text read the same way, where there is one."""

    content: Content
    brief: Brief
    places: Places
    model: "Reading | None" = None

    @cached_property
    def passages(self) -> tuple[Passage, ...]:
        """Every block in every language of the content, in document order, empty ones left out."""
        known = {(p.text, p.lang): p for p in self.model.passages} if self.model else {}
        numbered = [n for p in self.brief.parties for n in p.names if read(n, "es").numbers or read(n, "en").numbers]
        names = name_pattern(numbered) if numbered else None
        return tuple(
            Passage(b, lang, b.text[lang], known.get((b.text[lang], lang)), names)
            for b in self.content.blocks
            for lang in self.content.languages
            if b.text.get(lang, "").strip()
        )

    @cached_property
    def low(self) -> str:
        """All that is said, in small letters: what is not in it is in no passage."""
        return "\n".join(p.low for p in self.passages)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word that is said, in small letters, without the marks around it."""
        return frozenset(w.strip(_AROUND) for w in set(self.low.split()))

    @cached_property
    def _each_word_once(self) -> str:
        """What stands between spaces, each once: a quarter of the text, in which whatever has no space is found as well."""
        return "\n".join(set(self.low.split()))

    def said_of(self, signs: Iterable[str]) -> tuple[str, ...]:
        """Which of these parts of what is said, in small letters, are said at all: only they need be looked for in each passage."""
        return tuple(filter(self.says, signs))

    def says(self, sign: str) -> bool:
        """Whether what is in small letters is said anywhere."""
        if not self._pieces.issuperset(_pieces_of(sign)):
            return False
        once = self._each_word_once
        words = _words_of(sign)
        if words is None:
            return sign in once
        for word in words:  # a loop, not all(): asked hundreds of times for each paper
            if word not in once:
                return False
        return sign in self.low

    @cached_property
    def _pieces(self) -> set[str]:
        """Every three characters that stand together in a word: a sign is asked for hundreds of times, and most are ruled out by these."""
        once = self._each_word_once
        return {once[i : i + 3] for i in range(len(once) - 2)}

    @cached_property
    def _beginnings(self) -> list[int]:
        """Where each passage begins in `low`."""
        return [0, *accumulate(len(p.low) + 1 for p in self.passages)]

    def saying(self, signs: Iterable[str]) -> list[Passage]:
        """The passages that say one of these parts, in small letters, in order: each sign is looked for in the whole text at once."""
        begins, there = self._beginnings, set()
        for sign in signs:
            at = self.low.find(sign)
            while at >= 0:
                n = bisect_right(begins, at) - 1
                there.add(n)
                at = self.low.find(sign, begins[n + 1])
        return [self.passages[n] for n in sorted(there)]

    @cached_property
    def by_place(self) -> Mapping[tuple[str, str], Passage]:
        return {(p.key, p.lang): p for p in self.passages}

    @cached_property
    def pairs(self) -> Sequence[tuple[Passage, Passage]]:
        """(passage in the first language that has it, passage in another), block by block."""
        told = (self.of_block(b.key) for b in self.content.blocks)
        return tuple((passages[0], other) for passages in told for other in passages[1:])

    def of_block(self, key: str) -> list[Passage]:
        """The same block in its languages, in printing order."""
        return [p for lang in self.content.languages if (p := self.by_place.get((key, lang)))]

    @cached_property
    def articles(self) -> Mapping[str, int]:
        """Group → number of the article its heading carries."""
        out: dict[str, int] = {}
        for b in self.content.blocks:
            if b.kind is BlockKind.HEADING and (b.group or b.key) not in out:
                number = article_number(b)
                if number:
                    out[b.group or b.key] = number
        return out

    @cached_property
    def is_part(self) -> bool:
        """A clause, some articles or the closing of an agreement, read by themselves: nothing before them says whose they are
        and nobody signs. What a whole paper must name, its parts need not."""
        if self.brief.kind not in ("agreement", "act") or not self.passages:
            return False
        kinds = Counter(b.kind for b in self.content.blocks)
        if kinds[BlockKind.SIGNATURE] or kinds[BlockKind.ADDRESSEE] or sum(kinds.values()) > _MOST_OF_A_PART:
            return False
        if kinds[BlockKind.PLACE_DATE] or kinds[BlockKind.TITLE] > 1:
            return False
        first = self.passages[0]
        # a heading that stands over one clause alone is no title of a paper
        if kinds[BlockKind.TITLE] and (len(first.text) > _SHORT or _TITLE_OF_A_PAPER.search(first.text)):
            return False
        return not any(_BETWEEN_WHOM.search(p.text) for p in self.passages[:_OPENING])

    def article_of(self, block: Block) -> int | None:
        return self.articles.get(block.group)

    def place_name(self, block: Block) -> dict[str, str]:
        """How a person calls the place of a block: *Artículo V*, *Preámbulo*."""
        number = self.article_of(block) or _number_in(block.group)
        if number:
            return says(f"Artículo {to_roman(number)}", f"Article {to_roman(number)}")
        if block.kind is BlockKind.TITLE:
            return says("Título", "Title")
        if block.kind is BlockKind.SIGNATURE:
            return says("Firmas", "Signatures")
        if block.group == "closing":
            return says("Cierre", "Closing")
        return says("Preámbulo", "Preamble") if block.group in ("", "preamble") else says("Texto", "Text")

    @cached_property
    def _mentions(self) -> dict[tuple[str, str], tuple[PlaceMention, ...]]:
        return {(p.key, p.lang): tuple(self.places.find_in_text(p.text, p.lang)) for p in self.passages}

    def mentions(self, passage: Passage) -> tuple[PlaceMention, ...]:
        """The names of places the gazetteer finds there."""
        return self._mentions[passage.key, passage.lang]

    @cached_property
    def _party_patterns(self) -> list[tuple[PartyRef, re.Pattern]]:
        return [(party, name_pattern(party.names)) for party in self.brief.parties if party.names]

    @cached_property
    def _party_mentions(self) -> dict[tuple[str, str], tuple[PartyMention, ...]]:
        return {(p.key, p.lang): self._mentions_of_parties(p.text) for p in self.passages}

    def _mentions_of_parties(self, text: str) -> tuple[PartyMention, ...]:
        found = [
            PartyMention(party, m.start(), m.end(), m.group())
            for party, pattern in self._party_patterns
            for m in pattern.finditer(text)
            # a small letter begins no name but one that is written so (el Prat de Llobregat); scripts without capitals have none
            if (m.group()[0] == m.group()[0].title() or m.group() in party.names)
            and not self._only_a_subdivision(party, text, m)
            # “Ciudad universitaria rodeada de lagos” says what a town is; the town is Ciudad Universitaria
            and not _A_KIND.match(m.group())
        ]
        # the “Juárez” of “Oaxaca de Juárez” does not name the other Party, Juárez
        return tuple(self._told_apart(text, list(_outermost(found))))

    def _told_apart(self, text: str, found: list[PartyMention]) -> Iterator[PartyMention]:
        """Two Parties of one name, as the Méridas of Yucatán and of Extremadura: the state or country that follows says
        which is meant. Where none does, the name stands for both."""
        meant = Counter((m.start, m.end) for m in found)
        for m in found:
            alike = [o for o in found if (o.start, o.end) == (m.start, m.end)] if meant[m.start, m.end] > 1 else []
            said = [o for o in alike if self._place_after(o.party).match(text, o.end)]
            if not said or m in said:
                yield m

    def _place_after(self, party: PartyRef) -> re.Pattern:
        """What follows the name of that Party where its own state or country is said."""
        return self._places_after[party]

    @cached_property
    def _places_after(self) -> dict[PartyRef, re.Pattern]:
        return {
            p: re.compile(
                rf"{_INTO_PLACE.pattern}(?:{name_pattern((*p.subdivisions, *p.country_names)).pattern})", re.IGNORECASE
            )
            for p in self.brief.parties
        }

    @staticmethod
    def _only_a_subdivision(party: PartyRef, text: str, m: re.Match) -> bool:
        """*Estado de Guanajuato* does not name the municipality of Guanajuato."""
        return (
            bool(party.key)
            and len(party.key) > 2
            and bool(STATE_BEFORE.search(text[max(0, m.start() - 200) : m.start()]))
        )

    def party_mentions(self, passage: Passage) -> tuple[PartyMention, ...]:
        return self._party_mentions[passage.key, passage.lang]

    def names_one(self, passage: Passage, mention: PartyMention) -> bool:
        """Whether it is said which Party is meant: two of one name may share a stretch."""
        stretches = [(m.start, m.end) for m in self.party_mentions(passage)]
        return stretches.count((mention.start, mention.end)) == 1

    def times_named(self, passage: Passage) -> Counter[PartyRef]:
        """How often a passage names each party."""
        return self._times_named[passage.key, passage.lang]

    @cached_property
    def _times_named(self) -> dict[tuple[str, str], Counter[PartyRef]]:
        return {place: Counter(m.party for m in found) for place, found in self._party_mentions.items()}

    def usual_name(self, party: PartyRef, lang: str) -> str:
        """The name this text already uses most for that party in that language, else its first accepted name."""
        counts = self._names.get((party, lang))
        return max(counts, key=lambda name: counts[name]) if counts else party.names[0]

    @cached_property
    def _names(self) -> dict[tuple[PartyRef, str], Counter[str]]:
        out: dict[tuple[PartyRef, str], Counter[str]] = {}
        for p in self.passages:
            if p.block.kind not in (BlockKind.TITLE, BlockKind.SIGNATURE):
                for m in self.party_mentions(p):
                    out.setdefault((m.party, p.lang), Counter())[m.text] += 1
        return out


def _outermost(found: Iterable[PartyMention]) -> Iterator[PartyMention]:
    """Mentions in the order of the text, without those that stand inside a longer one. Two of the same stretch both stay."""
    start = end = -1  # the stretch that reaches farthest so far
    for m in sorted(found, key=lambda m: (m.start, -m.end)):
        if m.end > end or (m.start, m.end) == (start, end):
            yield m
        if m.end > end:
            start, end = m.start, m.end


_MOST_OF_A_PART = 40  # blocks: an agreement has more
_SHORT = 90
_TITLE_OF_A_PAPER = re.compile(
    r"(?i)\b(?:entre|between|acuerdo|convenio|agreement|memor[áa]ndum|carta|letter|declaraci[óo]n|declaration|adenda|addendum|ratificaci[óo]n|ratification|"
    r"renovaci[óo]n|renewal|punto|resoluci[óo]n|resolution|acta|minutes|hermanamiento|twinning|sister|terminaci[óo]n|termination)\b"
)
_OPENING = 4
# where a paper says between whom it is
_BETWEEN_WHOM = re.compile(
    r"(?i:\b(?:celebran|suscriben|por\s+una\s+parte|en\s+(?:adelante|lo\s+sucesivo)|hereinafter|entered\s+into)\b)|"
    r"(?i:\b(?:entre|between)\s+(?:(?:el|la|the)\s+)?)(?:Municipio|Ciudad|Ayuntamiento|Alcaldía|Municipality|City|Town|Village|[A-ZÁÉÍÓÚÑ]{4,})\b"
)
STATE_BEFORE = re.compile(
    r"\b(?:Estado|State|Provincia|Province|Prefectura|Prefecture)\s+(?:Libre\s+y\s+Soberano\s+)?(?:de|of)\s+$",
    re.IGNORECASE,
)
_A_KIND = re.compile(
    r"(?:Ciudad|Villa|Puerto|Pueblo|Valle|City|Town|Port)\s+(?!(?:de|del|la|las|los|el|of|the|y|and)\b)[a-záéíóúñ]"
)
# “, Estado de ”, “ (”, “, de los ”: what stands between a city and the state or country it lies in
_INTO_PLACE = re.compile(
    r"\s*[,(]?\s*(?:(?:en|in|de|del|of|from)\s+)?(?:(?:el|la|los|las|the)\s+)?"
    r"(?:(?:Estado|State|Provincia|Province|Prefectura|Prefecture|Departamento|Comunidad\s+Autónoma)\s+(?:Libre\s+y\s+Soberano\s+)?"
    r"(?:(?:de|of)\s+)?)?(?:(?:el|la|los|las|the)\s+)?"
)
_ARTICLE_PREFIX = re.compile(r"^\s*(?:art[íi]culo|article)?\s*([IVXLC]+|\d{1,3})\s*[.:–—-]*", re.IGNORECASE)


def article_number(heading: Block) -> int | None:
    """The number of an article's heading: of its `number`, of its text, or of its key (`art-05`)."""
    for raw in (heading.number, *heading.text.values()):
        m = _ARTICLE_PREFIX.match(raw or "")
        whole = m and (raw is heading.number or re.match(r"\s*(?:art[íi]culo|article)\b", raw, re.IGNORECASE))
        if m and whole:
            value = int(m.group(1)) if m.group(1).isdigit() else from_roman(m.group(1).upper())
            if value:
                return value
    m = re.fullmatch(r"art-?(\d{1,3})", heading.group or heading.key)
    return int(m.group(1)) if m else None


# scripts that put nothing between words: there a name begins and ends wherever it stands
_UNSPACED = ("CJK", "HIRAGANA", "KATAKANA", "IDEOGRAPHIC", "THAI", "LAO", "KHMER", "MYANMAR")


def _number_in(group: str) -> int | None:
    """`art-05` → 5: what a clause read alone, without its heading, knows of its article."""
    number = group[4:] if group.startswith("art-") else ""
    return int(number) if number.isdigit() else None


def _is_unspaced(c: str) -> bool:
    return unicodedata.name(c, "").startswith(_UNSPACED)


def name_pattern(names: Iterable[str]) -> re.Pattern:
    """Finds any of the names as whole words, longest first, capitals and accents aside, spaces of any width; as it stands where
    the name's script puts nothing between words."""
    parts = []
    for name in sorted({n for n in names if n.strip()}, key=len, reverse=True):
        words = name.split()
        begins = "" if _is_unspaced(words[0][0]) else r"(?<!\w)"
        ends = "" if _is_unspaced(words[-1][-1]) else r"(?!\w)"
        parts.append(begins + r"\s+".join("".join(_letter(c) for c in word) for word in words) + ends)
    return re.compile(f"(?:{'|'.join(parts) or '(?!)'})", re.IGNORECASE)


@cache
def _accents() -> dict[str, str]:
    """Letter without accent → every small letter of the Latin alphabets that is it with some: a → aàáâãäåāăą…"""
    out: dict[str, str] = {}
    for c in map(chr, (*range(ord("a"), ord("z") + 1), *range(0xC0, 0x250), *range(0x1E00, 0x1F00))):
        base = fold(c)
        if len(base) == 1 and c == c.lower() and base.isalpha():
            out[base] = out.get(base, "") + c
    return out


def _letter(c: str) -> str:
    base = fold(c)
    alike = _accents().get(base, "")
    return f"[{alike}]" if len(alike) > 1 else re.escape(c)


@cache
def _pieces_of(sign: str) -> tuple[str, ...]:
    """The first, middle and last three characters of each word of a sign that has as many."""
    return tuple(
        {
            word[i : i + 3]
            for word in sign.split()
            for i in (0, len(word) // 2 - 1, len(word) - 3)
            if 0 <= i <= len(word) - 3
        }
    )


@cache
def _words_of(sign: str) -> tuple[str, ...] | None:
    """The words of a sign that has several or a space at its end; none where it is one word."""
    words = tuple(sign.split())
    return None if words == (sign,) else words


def says(es: str, en: str) -> dict[str, str]:
    """One sentence in the two languages of the program."""
    return {"es": es, "en": en}


def found(
    code: str,
    passage: Passage,
    start: int,
    end: int,
    message: Mapping[str, str],
    *,
    repairs: Iterable[Repair] = (),
    also: Sequence[Span] = (),
    severity: Severity | None = None,
    confidence: float = 1.0,
    subject: str | None = None,
) -> Finding:
    """A finding of that code at that place, with title and severity of the catalogue of codes. What identifies it
    later (`subject`) is the text it marks, folded, unless another is given."""
    entry = CODES[code]
    return Finding(
        code=code,
        severity=severity or entry.severity,
        confidence=confidence,
        block=passage.key,
        lang=passage.lang,
        start=start,
        end=end,
        title=says(entry.es, entry.en),
        message=message,
        repairs=tuple(repairs),
        also=tuple(also),
        may_keep=entry.may_keep,
        subject=fold(passage.text[start:end]) if subject is None else subject,
    )


def nowhere(reading: Reading, key: str | None = None, lang: str | None = None) -> Passage:
    """A passage to hang a finding on when what is wrong is an absence: that block, else the first of the text."""
    lang = lang or reading.content.languages[0]
    blocks = reading.content.blocks
    block = next((b for b in blocks if b.key == key), blocks[0])
    return Passage(block, lang, block.text.get(lang, ""))


Rules = Iterator[Finding]
