"""B, by marks and not by phrases: fractions and annexes cited, names of persons, languages of the closing, and words whose
letters or company show that they are of the other language."""

import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..numerals import from_roman
from ..posts import POST_LINE
from ..reading import LANGUAGE_NAMES, Passage, Reading, Rules, found, says
from .bilingual import language, pairs
from .originals import closing
from .units import differ

# parts of a law or of a paper, with a Roman number or a letter; figures are numbers, and compared as such
_PART = {
    "es": re.compile(r"\b(?:[Ff]racci[óo]n|[Cc]l[áa]usula|[Aa]nexo|[Cc]ap[íi]tulo|[Tt][íi]tulo|[Aa]partado|[Aa]p[ée]ndice)\s+(?P<n>[IVXLC]+|[A-H])\b"),
    "en": re.compile(r"\b(?:[Ss]ections?|[Ff]raction|[Cc]lause|[Aa]nnex|[Cc]hapter|[Tt]itle|[Pp]art|[Ss]ubsection|[Aa]ppendix)\s+(?P<n>[IVXLC]+|[A-H])\b"),
}  # fmt: skip


def parts_cited(r: Reading) -> Rules:
    """B07: “fracción II” and “section V”."""
    for a, b in pairs(r):
        if {a.lang, b.lang} != {"es", "en"}:
            continue
        left = list(_PART[a.lang].finditer(a.text))
        right = list(_PART[b.lang].finditer(b.text)) if left else []
        if len(left) != len(right):
            continue
        for m, n in zip(left, right, strict=True):
            if _value(m["n"]) != _value(n["n"]):
                yield differ(a, *m.span("n"), b, *n.span("n"), "B07")


def _value(mark: str) -> int | str | None:
    return from_roman(mark) if set(mark) <= set("IVXLC") else mark


_NAME = re.compile(
    r"\b[A-ZÁÉÍÓÚÑ][a-záéíóúñü’'-]+(?:\s+(?:(?:de|del|la|las|los|y)\s+){0,2}[A-ZÁÉÍÓÚÑ][a-záéíóúñü’'-]+){1,4}"
)


def persons(r: Reading) -> Rules:
    """B04: “Juan Pérez López” and “Juan Pérez Lopes”: a name of which most stands in the other language, and not all."""
    places = {
        w
        for p in r.brief.parties
        for n in (*p.names, *p.subdivisions, *p.country_names)
        for w in fold(n).split()
        if len(w) > 3
    } | _OF_PAPERS
    for a, b in pairs(r):
        names = [
            m for m in _NAME.finditer(a.text) if len(m.group()) > _LONG and not places & set(fold(m.group()).split())
        ]
        theirs = set(re.findall(r"\w+", b.folded)) if names else set()
        for m in names:
            words = [w for w in fold(m.group()).split() if len(w) > 3]
            shared = [w for w in words if w in theirs]
            if not (len(words) >= 3 and len(shared) == len(words) - 1):
                continue
            lacking = next(w for w in words if w not in theirs)
            near = [
                n for n in _NAME.finditer(b.text) if sum(w in fold(n.group()).split() for w in shared) == len(shared)
            ]
            other = next(
                (
                    (n, w) for n in near for w in re.finditer(r"[^\W\d_]{4,}", n.group())
                    if fold(w.group()) not in words and _alike(fold(w.group()), lacking)
                ),
                None,
            )  # fmt: skip
            if other:
                n, w = other
                at = fold(m.group()).find(lacking)
                if len(fold(m.group())) == len(m.group()):
                    yield differ(
                        a,
                        m.start() + at,
                        m.start() + at + len(lacking),
                        b,
                        n.start() + w.start(),
                        n.start() + w.end(),
                        "B04",
                    )


_LONG = 8
# what is no surname: “Partes” and “Parties”
_OF_PAPERS = frozenset(
    "partes parties municipio municipality ciudad city estado state acuerdo agreement comite committee secretaria ministry director directora "
    "direccion office internacionales international relaciones presidenta presidente mayor plan programa program".split()
)


def _alike(one: str, other: str) -> bool:
    """Two spellings of one surname: the same beginning, nearly as long."""
    return one[:3] == other[:3] and abs(len(one) - len(other)) <= 2 and one != other


_DRAWN_UP = re.compile(r"(?i)\b(?:en|in)\s+(?:(?:los\s+idiomas|idioma|el|the)\s+)?(?P<list>[^.;]*)")


def languages_of_the_closing(r: Reading) -> Rules:
    """B09: “redactados en español” of a paper in two languages."""
    actual = set(r.content.languages)
    if r.brief.kind not in ("agreement", "declaration") or not actual <= {"es", "en"} or r.brief.domestic:
        return
    for lang in r.content.languages:
        p = closing(r, lang)
        if p is None or re.search(r"(?i)idioma|languages?\b", p.text):
            continue
        names = {fold(name): code for code, name in LANGUAGE_NAMES[lang].items()}
        told = [(m, names[fold(m.group())]) for m in re.finditer(r"[^\W\d_]+", p.text) if fold(m.group()) in names]
        told = [(m, code) for m, code in told if _listed(p.text, m.start())]
        said = {code for _, code in told}
        if not told or said == actual:
            continue
        if len(actual) == 1 and "es" in said and said <= {"es", "en"}:
            continue  # each language may be a file of its own
        extra = next((m for m, code in told if code not in actual), told[0][0])
        yield found(
            "B09", p, *extra.span(),
            says(
                f"El texto está en {' y '.join(language(x, 'es') for x in r.content.languages)}.",
                f"The text is in {' and '.join(language(x, 'en') for x in r.content.languages)}.",
            ),
        )  # fmt: skip


def _listed(text: str, at: int) -> bool:
    return re.search(r"(?i)(?:\b(?:en|in|e|y|and)|,)\s+(?:el\s+|the\s+)?\Z", text[:at]) is not None


# letters that English writes in no word of its own
_SPANISH_WORD = re.compile(r"(?<![\w@./’'-])(?:[a-zñ]*[áéíóúñ][a-zñáéíóú]*|[a-z]{4,}(?:amente|mente))(?![\w-])")
# small words that stand together in Spanish alone
_SPANISH_PAIR = re.compile(
    r"(?<![\w-])(?:(?:por|para|con|sin|sobre|hasta|desde)\s+(?:el|la|los|las|conducto|medio|parte|un|una|su|sus)\b|(?:del|de\s+la|de\s+los|de\s+las|en\s+el|en\s+los)\s+[a-z]{4,}|"
    r"(?:a|en|de|por|con)\s+(?:la|las|los|el)\s+que\b|(?:dentro|conforme|antes|despu[ée]s)\s+(?:de|a)\s+(?:sus?|los?|las?)?\b(?:\s+[a-z]+)?|(?:las|los)\s+(?:partes|municipios|gobiernos|ciudades))(?![\w-])"
)
_BORROWED = frozenset(
    "fiancé fiancée café cafés résumé cliché décor entrée protégé attaché communiqué piñata piñatas jalapeño jalapeños señor señora exposé "
    "cabildo síndico mariachi naïve façade rosé sauté soirée vis-à-vis olé fiestas peón cañón clemente".split()
)
_KINDS = (BlockKind.PARAGRAPH, BlockKind.ITEM, BlockKind.HEADING)
# the words of others, up to the mark that closes what was opened: they may quote in their turn
_HIDDEN = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»|‘[^’]*’|\([^)]*\)|\[[^\]]*\]|\*[^*]*\*")
# what English says and Spanish never writes, between words in small letters
_ENGLISH_WORDS = re.compile(
    r"(?<![\w-])(?:(?:[Tt]he|[Tt]hese|[Tt]hose|[Oo]ur|[Yy]our|[Tt]heir|[Tt]his)\s+[a-z]{3,}|(?:I|[Ww]e|[Yy]ou|[Tt]hey)\s+(?:[a-z]{3,})(?:\s+(?:you|a|the|to)\b)?|"
    r"(?:for|with|from|of|by|to|in)\s+(?:the|our|your|their|both|this|all)(?:\s+[a-z]{3,})?|(?:shall|will|must|may)\s+(?:be\s+|not\s+)?[a-z]{3,}|[a-z]{4,}(?:ing|tion|ship|ness|ments?)\s+(?:of|and|with|between)\s+[a-z]+)(?![\w-])"
)


def marked(r: Reading) -> Rules:
    """B14: “I greet you cordialmente”, “The members lo analizaron”."""
    if not {"es", "en"} & set(r.content.languages):
        return
    for p in r.passages:
        if p.block.kind not in _KINDS or p.lang not in ("es", "en"):
            continue
        if p.lang == "en":
            hits = [m for m in _SPANISH_WORD.finditer(p.text) if m.group().lower() not in _BORROWED]
            hits += _SPANISH_PAIR.finditer(p.text)
            if not hits or len(hits) > _MOST:
                continue
        else:
            hits = list(_ENGLISH_WORDS.finditer(p.text))
            if not hits:
                continue
        hidden = [m.span() for m in _HIDDEN.finditer(p.text)]
        hidden += [(m.start, m.end) for m in r.party_mentions(p)] + [(m.start, m.end) for m in r.mentions(p)]
        other = "en" if p.lang == "es" else "es"
        for m in hits:
            if any(s <= m.start() < e for s, e in hidden) or _of_a_name(p, m.start(), m.end()):
                continue
            names = {x: LANGUAGE_NAMES[x][other] for x in ("es", "en")}
            yield found(
                "B14", p, m.start(), m.end(),
                says(f"“{m.group()}” está en {names['es']}.", f"“{m.group()}” is in {names['en']}."), confidence=0.75,
            )  # fmt: skip
            break


_MOST = 6
_CAPITAL_NEAR = re.compile(r"[A-ZÁÉÍÓÚÑ][\w’'-]*[.,]?\s+(?:(?:de|del|la|las|los|y|el|of|the|and|for|e)\s+){0,3}\Z")


def _of_a_name(p: Passage, start: int, end: int) -> bool:
    before, after = p.text[max(0, start - 60) : start], p.text[end : end + 40]
    first = not before.strip() or before.rstrip().endswith((".", ":", ";"))
    if re.match(r"\s+(?:(?:de|del|la|las|los|y|el|of|the|and|for)\s+)*[A-ZÁÉÍÓÚÑ]", after):
        return True
    return not first and bool(_CAPITAL_NEAR.search(before))


_IS_PERSON = re.compile(
    r"(?:[A-ZÁÉÍÓÚÑ][\w.’'-]*|\d+|de|del|la|las|los|y)(?:[ ]+(?:[A-ZÁÉÍÓÚÑ][\w.’'-]*|\d+|de|del|la|las|los|y)){1,7}"
)
_IS_OFFICE = re.compile(
    r"(?i)\b(?:of|the|oficina|office|direcci|departament|secretar|municip|city|ciudad|gobierno|government|comit|committee|cabildo|council|ayuntamiento|"
    r"presiden|alcald|mayor|director|consul|titular|coordina|ministr|embaj|embass|universi|por|for)"
)


def _who(p: Passage) -> list[tuple[str, int, int]]:
    """Each name over or before its post, in a signature, an address or a row."""
    out = []
    if p.block.kind is BlockKind.FACT:
        m = re.search(r"\t(?P<name>[^,\n\t]+), (?P<post>.+)$", p.text)
        is_one = m and POST_LINE.match(m["post"]) and _IS_PERSON.fullmatch(m["name"])
        return [(m["name"], *m.span("name"))] if m and is_one and not _IS_OFFICE.search(m["name"]) else []
    for m in re.finditer(r"(?m)^(?P<name>[^\n,;:]+)\n(?=(?P<post>[^\n]+))", p.text):
        if POST_LINE.match(m["post"]) and _IS_PERSON.fullmatch(m["name"]) and not _IS_OFFICE.search(m["name"]):
            out.append((m["name"], *m.span("name")))
    return out


def who_is_named(r: Reading) -> Rules:
    """B04: the letter goes to one person in Spanish and to another in English."""
    for a, b in pairs(r):
        if a.block.kind not in (BlockKind.FACT, BlockKind.ADDRESSEE, BlockKind.SIGNATURE):
            continue
        left, right = _who(a), _who(b)
        if len(left) != len(right):
            continue
        for (x, start, end), (y, at, until) in zip(left, right, strict=True):
            mine, other = ({w for w in fold(n).split() if not w.endswith(".")} for n in (x, y))
            # the shorter may leave out a title or a second surname
            # and a number is told by B02
            if not (mine <= other or other <= mine) and not all(w.isdigit() for w in mine ^ other):
                yield differ(a, start, end, b, at, until, "B04")


RULES = (who_is_named, parts_cited, persons, languages_of_the_closing, marked)
