"""N: a number agrees with itself and with what was agreed. B02 (the two languages) is in `bilingual`."""

import re

from hermanar.kernel.text import fold

from ..entities import Number
from ..findings import Repair
from ..numerals import ORDINALS, before_noun, in_words
from ..reading import Passage, Reading, Rules, found, says


def written(number: Number, value: float, passage: Passage) -> list:
    """The edits that make `number` read `value`, in words where it has words and in figures where it has figures."""
    edits = []
    if number.words_span:
        words = in_words(int(value), passage.lang)
        if passage.lang == "es" and number.unit:
            words = before_noun(words)
        if number.words_span[0] == number.start and passage.text[number.start].isupper():
            words = words[0].upper() + words[1:]
        edits.append(passage.edit(*number.words_span, words))
    if number.figures_span:
        edits.append(passage.edit(*number.figures_span, plain(value)))
    return edits


def plain(value: float) -> str:
    """`5` → `5`, `1500` → `1,500`, `1.5` → `1.5`. Years are dates and do not come here."""
    return f"{value:,}" if value >= 10000 or not float(value).is_integer() else str(int(value))


def words_and_figures(r: Reading) -> Rules:
    """N01: “sesenta (90)”."""
    for passage in r.passages:
        for n in passage.entities.numbers:
            if n.words is None or n.figures is None or n.words == n.figures:
                continue
            repairs = [
                Repair(
                    says(
                        f"Poner {in_words(int(v), 'es')} ({plain(v)})",
                        f"Put {in_words(int(v), 'en')} ({plain(v)})",
                    ),
                    tuple(written(n, v, passage)),
                )
                for v in (n.words, n.figures)
                if float(v).is_integer()
            ]
            yield found(
                "N01",
                passage,
                n.start,
                n.end,
                says(
                    f"La letra dice {plain(n.words)} y la cifra dice {plain(n.figures)}.",
                    f"The words say {plain(n.words)} and the figures say {plain(n.figures)}.",
                ),
                repairs=repairs,
            )


_FAR = 1000  # characters: longer than any sentence of an agreement
_DAYS = {"dias", "dia", "days", "day"}
_YEARS = {"anos", "ano", "years", "year"}
_ORIGINALS = {"ejemplares", "ejemplar", "originales", "originals", "original", "copies"}
_PROGRAMME = re.compile(r"primer[oa]?\s+(?:Program|POA\b)|first\b[^.]{0,40}\b(?:Program|A[OA]P\b)", re.IGNORECASE)
_NOTICE = re.compile(r"terminar|terminación|terminad|anticipación|terminat|in\s+advance|denunci", re.IGNORECASE)
_TERM = re.compile(r"vigor|vigencia|vigente|effect|in\s+force|duration|renov|renew", re.IGNORECASE)
_AMOUNTS = {
    "first_programme_days": (_DAYS, _PROGRAMME),
    "notice_days": (_DAYS, _NOTICE),
    "term_years": (_YEARS, _TERM),
    "originals": (_ORIGINALS, None),
}
_AMOUNT_NAMES = {
    "first_programme_days": says("días para el primer programa", "days for the first program"),
    "notice_days": says("días de aviso para terminar", "days of notice to terminate"),
    "term_years": says("años de vigencia", "years in force"),
    "originals": says("ejemplares originales", "originals"),
}


def agreed_label(passage: Passage, n: Number) -> str | None:
    """Which agreed amount a number is: its unit and the words of its sentence tell."""
    if n.kind != "count":
        return None
    further = _second_words(passage.text, n)
    for label, (units, words) in _AMOUNTS.items():
        if n.unit not in units and units.isdisjoint(further):
            continue
        if words is None or words.search(_sentence(passage.text, n.start, n.end)):
            return label
    return None


_AFTER = re.compile(r"[\s-]*([^\W\d_]+)[\s-]+([^\W\d_]+)(?:\s+([^\W\d_]+))?")


def _second_words(text: str, n: Number) -> list[str]:
    """*five-year*, *días hábiles*, *two official originals*: the unit may stand a word or two further on."""
    after = _AFTER.match(text, n.end)
    words = [w.lower() for w in after.groups() if w] if after else []
    return [w.replace("í", "i").replace("ñ", "n") for w in words]


def _sentence(text: str, start: int, end: int) -> str:
    first, last = max(0, start - _FAR), min(len(text), end + _FAR)
    left = max(text.rfind(". ", first, start), text.rfind("; ", first, start), first - 1) + 1
    right = min((i for i in (text.find(". ", end, last), text.find("; ", end, last)) if i >= 0), default=last)
    return text[left:right]


def agreed_amounts(r: Reading) -> Rules:
    """N02: an amount that is not the one the case expects. M09 speaks of the model's."""
    for passage in r.passages:
        for n in passage.entities.numbers:
            if n.kind == "both":
                continue
            label = agreed_label(passage, n)
            if label == "originals":
                continue  # B08 speaks of the closing
            expected = r.brief.numbers.get(label) if label else None
            if expected is not None:
                if n.value != expected:
                    name = _AMOUNT_NAMES[label]
                    yield found(
                        "N02",
                        passage,
                        n.start,
                        n.end,
                        says(
                            f"Se acordaron {expected} {name['es']}; aquí dice {plain(n.value)}.",
                            f"{expected} {name['en']} were agreed; here it says {plain(n.value)}.",
                        ),
                        repairs=[
                            Repair(says(f"Poner {expected}", f"Put {expected}"), tuple(written(n, expected, passage)))
                        ],
                    )
                continue


_COPIES_WORD = re.compile(
    r"(?i)\bpor\s+(?P<said>duplicado|triplicado|cuadruplicado|quintuplicado)\b[^.;]{0,30}?\b(?:en\s+)?(?P<n>dos|tres|cuatro|cinco|seis|[2-6])\s+(?:\(\d\)\s+)?"
    r"(?:ejemplares|tantos|originales|copias)\b|"
    r"\bin\s+(?P<said_en>duplicate|triplicate|quadruplicate)\b[^.;]{0,30}?\b(?:in\s+)?(?P<n_en>two|three|four|five|[2-6])\s+(?:\(\d\)\s+)?(?:originals|copies|counterparts)\b"
)
_FOLDS = {"du": 2, "tr": 3, "cu": 4, "qu": 5}
_COPIES = {w: n for n, words in enumerate(("dos two 2", "tres three 3", "cuatro four 4", "cinco five 5", "seis six 6"), 2) for w in words.split()}  # fmt: skip


def copies_in_words(r: Reading) -> Rules:
    """N01: “por triplicado, en dos ejemplares”."""
    for passage in r.passages:
        for m in _COPIES_WORD.finditer(passage.text):
            group = "" if m["said"] else "_en"
            said = _FOLDS[m[f"said{group}"][:2].lower()] if m[f"said{group}"].lower() != "quadruplicate" else 4
            if said != _COPIES[m[f"n{group}"].lower()]:
                yield found(
                    "N01", passage, m.start(f"said{group}"), m.end(),
                    says(f"“{m[f'said{group}']}” son {said}; aquí dice {m[f'n{group}']}.", f"“{m[f'said{group}']}” is {said}; here it says {m[f'n{group}']}."),
                )  # fmt: skip


_TENS = {"decim": 10, "undecim": 11, "duodecim": 12, "vigesim": 20, "trigesim": 30, "cuadragesim": 40, "quincuagesim": 50, "sexagesim": 60}  # fmt: skip
_ORDERED = re.compile(
    r"(?i)\b(?P<tens>(?:(?:un|duo)?d[ée]cim|vig[ée]sim|trig[ée]sim|cuadrag[ée]sim|quincuag[ée]sim|sexag[ée]sim)[oa])?\s*(?P<unit>primer[oa]?|segund[oa]|tercer[oa]?|cuart[oa]|quint[oa]|sext[oa]|s[ée]ptim[oa]|octav[oa]|noven[oa])?"
    r"\s+(?P<what>sesi[óo]n|reuni[óo]n|edici[óo]n|asamblea|encuentro)\b(?:\s+[^\W\d_]+){0,2}\s*\(\s*(?:(?:la\s+)?(?P=what)\s+)?(?:n[úu]mero\s+|n[úu]m\.\s*|no\.\s*)?(?P<n>\d{1,3})\s*\.?[ªaº]?\s*\)"
)
_OF_ORDER = ("sesión", "sesion", "reunión", "reunion", "edición", "edicion", "asamblea", "encuentro")


def ordinals_and_figures(r: Reading) -> Rules:
    """N01: “Trigésima Cuarta Sesión Ordinaria (sesión 43)”."""
    signs = r.said_of(_OF_ORDER)
    for passage in r.saying(signs):
        if passage.lang != "es" or "(" not in passage.text:
            continue
        for m in _ORDERED.finditer(passage.text):
            if not m["tens"] and not m["unit"]:
                continue
            said = _TENS.get(fold(m["tens"])[:-1], 0) if m["tens"] else 0
            said += ORDINALS["es"].get(fold(m["unit"]), 0) if m["unit"] else 0
            if said and said != int(m["n"]):
                yield found(
                    "N01", passage, *m.span("n"),
                    says(f"La palabra dice {said} y la cifra dice {m['n']}.", f"The word says {said} and the figure says {m['n']}."),
                    repairs=[Repair(says(f"Poner {said}", f"Put {said}"), (passage.edit(*m.span("n"), str(said)),))],
                )  # fmt: skip


_DOZEN = re.compile(
    r"(?i)\b(?P<w>(?P<half>half\s+a\s+|media\s+)?(?:(?:an?|one|una|two|dos)\s+)?(?:dozen|docenas?))\s+(?:de\s+[^\W\d_]+\s+)?(?P<f>\((?P<n>\d{1,3})\))"
)


def dozens(r: Reading) -> Rules:
    """N01: “a dozen (10) craftspeople”."""
    for passage in r.passages if r.says("dozen") or r.says("docena") else ():
        for m in _DOZEN.finditer(passage.text):
            low = m["w"].lower()
            right = 6 if m["half"] else 24 if low.startswith(("two", "dos")) else 12
            if int(m["n"]) != right:
                yield found(
                    "N01", passage, *m.span("f"),
                    says(f"“{m['w']}” son {right}; aquí dice {m['n']}.", f"“{m['w']}” is {right}; here it says {m['n']}."),
                    repairs=[Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(*m.span("n"), str(right)),))],
                )  # fmt: skip


RULES = (ordinals_and_figures, words_and_figures, copies_in_words, agreed_amounts, dozens)
