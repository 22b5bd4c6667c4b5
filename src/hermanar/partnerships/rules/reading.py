"""What the text of a letter says of itself: folio, date, subject, who sends it, areas, wording of intent. Pure.

Everything is a proposal with the line it was read from: a person confirms it (R3-40 to R3-42, R3-47, R3-48).
"""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml
from hermanar.kernel.dates import MONTHS_EN, MONTHS_ES, Precision
from hermanar.kernel.text import fold, normalise

_AREAS = Path(__file__).parent.parent / "data" / "area_words.yaml"
_MOST = 60_000  # characters that are read: a letter is short
_MONTHS = {fold(name): n for names in (MONTHS_ES, MONTHS_EN) for n, name in enumerate(names, start=1)} | {
    "setiembre": 9
}

_FOLIO = re.compile(
    r"(?:oficio|no\.? de oficio|letter no\.?|official letter no\.?)\s*(?:n[uú]m(?:ero)?\.?|no\.?|n[.º°]*)?\s*[:.]?\s*"
    r"([A-ZÁÉÍÓÚÑ0-9][A-ZÁÉÍÓÚÑ0-9._-]*(?:\s?/\s?[A-ZÁÉÍÓÚÑ0-9._-]+)+|[A-ZÁÉÍÓÚÑ]{1,12}[-.]?\d[\w./-]*)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"^\s*(?:asunto|subject|assunto|objet)\s*[:.]\s*(.+)$", re.IGNORECASE)
_LABEL = re.compile(r"^\s*(?:asunto|subject|oficio|no\. de oficio|dependencia|secci[oó]n|expediente)\b", re.IGNORECASE)
_DAY_ES = re.compile(
    r"\b(\d{1,2})(?:\.?º|o\.)?\s+de\s+([a-záéíóú]+)\s+(?:de|del)\s+(?:año\s+)?(\d{4})\b", re.IGNORECASE
)
_DAY_EN = re.compile(r"\b([A-Z][a-z]+)\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_MONTH_ES = re.compile(r"\b([a-záéíóú]+)\s+(?:de|del)\s+(\d{4})\b", re.IGNORECASE)
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")
_PRESENT = re.compile(r"^\s*p\s*r\s*e\s*s\s*e\s*n\s*t\s*e\s*\.?\s*$", re.IGNORECASE)
_CLOSING = re.compile(
    r"^\s*(?:a\s*t\s*e\s*n\s*t\s*a\s*m\s*e\s*n\s*t\s*e|atentamente|sincerely|yours (?:truly|sincerely)|respectfully)\b",
    re.IGNORECASE,
)
_COPIES = re.compile(r"^\s*(?:c\.?\s?c\.?\s?p\.?|c\.c\.|con copia)\b", re.IGNORECASE)
_POST = re.compile(
    r"\b(president[ea]|alcalde(?:sa)?|alcald[ií]a|mayor|director[a]?|titular|secretari[oa]|regidor[a]?|s[ií]ndic[oa]|"
    r"c[oó]nsul|coordinador[a]?|gobernador[a]?|prefeito|prefeita|maire|jefe|jefa|encargad[oa])\b",
    re.IGNORECASE,
)  # fmt: skip
# a letter of intent says of itself that it is a first step and that signing is left to the law
_INTENT = ("carta de intencion", "letter of intent")
_INITIAL = (
    "compromiso inicial",
    "expresion inicial",
    "primer acercamiento",
    "initial commitment",
    "initial expression",
)
_LEFT = ("sera definida", "quedara definida", "se definira", "quedaran sujet", "shall be determined", "will be defined")
_RESUME = ("retomar", "dar continuidad al proceso", "reanudar", "reactivar", "resume the process")
_ACCEPTS = ("aceptamos con", "nos complace aceptar", "acepta la propuesta", "respuesta favorable", "pleased to accept")
_DECLINES = ("no nos es posible", "lamentamos informar", "declinamos", "no es posible aceptar", "unable to accept")
_ANSWER = (
    "en respuesta a su",
    "en atencion a su oficio",
    "en atencion a su carta",
    "respuesta a la carta",
    "in response to your letter",
)
_INVITES = (
    "me permito invitarle",
    "se le invita",
    "hacerle una cordial invitacion",
    "extenderle una cordial invitacion",
    "cordially invite",
)
_ACT = re.compile(
    r"[^.;]*\b(?:acuerdo|acta)\b[^.;]{0,60}?(?:n[uú]m(?:ero)?\.?|no\.|n\.º)?\s*\d{1,5}\b[^;]{0,400}?\bcabildo\b[^.;]*|"
    r"[^.;]*\bcabildo\b[^;]{0,400}?\b(?:acuerdo|acta)\b[^.;]*?\d{1,5}[^.;]*",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Proposal:
    """A value read, and the words it was read from. `line` counts from 1."""

    value: str
    said: str
    line: int


@dataclass(frozen=True)
class ReadLetter:
    """What a text says; what it does not say is None or empty. `kind`: intent, resume, answer, invitation or note."""

    folio: Proposal | None = None
    dated_on: Proposal | None = None
    precision: str = Precision.DAY.value
    subject: Proposal | None = None
    place: Proposal | None = None
    sender_name: Proposal | None = None
    sender_post: Proposal | None = None
    addressee: Proposal | None = None
    kind: Proposal | None = None
    is_affirmative: bool | None = None
    areas: Mapping[str, Proposal] = None  # type: ignore[assignment]
    acts: tuple[Proposal, ...] = ()


def read_letter(text: str) -> ReadLetter:
    """Everything that can be proposed of a letter from its text."""
    lines = [normalise(line) for line in text[:_MOST].splitlines()]
    numbered = [(n, line) for n, line in enumerate(lines, start=1) if line]
    dated, precision = _date(numbered)
    kind, affirmative = _kind(numbered)
    name, post = _signer(numbered)
    return ReadLetter(
        folio=_folio(numbered),
        dated_on=dated,
        precision=precision,
        subject=_subject(numbered),
        place=_place(numbered, dated),
        sender_name=name,
        sender_post=post,
        addressee=_addressee(numbered),
        kind=kind,
        is_affirmative=affirmative,
        areas=areas_in(numbered),
        acts=tuple(_acts(numbered)),
    )


def _folio(lines: Sequence[tuple[int, str]]) -> Proposal | None:
    """The letter's own number stands in its head; one that is cited in the body is another letter's."""
    for n, line in lines[:25]:
        match = _FOLIO.search(line)
        if match and match.start() < 40:
            return Proposal(re.sub(r"\s*/\s*", "/", match[1]).rstrip(".,;")[:60], line[:200], n)
    return None


def _subject(lines: Sequence[tuple[int, str]]) -> Proposal | None:
    for at, (n, line) in enumerate(lines[:30]):
        match = _SUBJECT.match(line)
        if not match:
            continue
        words = match[1]
        if at + 1 < len(lines):  # a subject may run over two lines, the second in the same breath
            after = lines[at + 1][1]
            if after[:1].islower() and not _PRESENT.match(after) and not _FOLIO.search(after):
                words = f"{words} {after}"
        return Proposal(words.rstrip(" .")[:240], line[:200], n)
    return None


def _date(lines: Sequence[tuple[int, str]]) -> tuple[Proposal | None, str]:
    """The first date of the head, the most precise way it can be read."""
    for n, line in lines[:25]:
        if on := _day_of(line):
            return Proposal(on.isoformat(), line[:200], n), Precision.DAY.value
    for n, line in lines[:25]:
        match = _MONTH_ES.search(line)
        if match and (month := _MONTHS.get(fold(match[1]))):
            return Proposal(dt.date(int(match[2]), month, 1).isoformat(), line[:200], n), Precision.MONTH.value
    return None, Precision.DAY.value


def _day_of(line: str) -> dt.date | None:
    tries: list[tuple[str, str, str]] = []
    if match := _DAY_ES.search(line):
        tries.append((match[3], match[2], match[1]))
    if match := _DAY_EN.search(line):
        tries.append((match[3], match[1], match[2]))
    for year, word, day in tries:
        if month := _MONTHS.get(fold(word)):
            try:
                return dt.date(int(year), month, int(day))
            except ValueError:
                continue
    if match := _NUMERIC.search(line):
        try:
            return dt.date(int(match[3]), int(match[2]), int(match[1]))
        except ValueError:
            return None
    return None


def _place(lines: Sequence[tuple[int, str]], dated: Proposal | None) -> Proposal | None:
    """“San Mateo del Río, B.C.; a 22 de mayo de 2026”: what stands before the date."""
    if dated is None:
        return None
    line = next(line for n, line in lines if n == dated.line)
    found = re.search(r"\s*[,;]?\s*(?:\ba\b|\bel\b|\ba los\b)?\s*\d", line)
    before = line[: found.start()] if found else ""
    before = re.sub(r"^(?:lugar y fecha|fecha)\s*:\s*", "", before, flags=re.IGNORECASE).strip(" ,;.")
    if not before or _LABEL.match(before) or not before[:1].isupper() or len(before) > 120:
        return None
    # the point of an abbreviated state belongs to it: B.C.S.
    if re.search(r"\b[A-Z](?:\.[A-Z])+$", before) or re.search(r",\s*[A-Z][a-z]{1,4}$", before):
        before += "."
    return Proposal(before[:160], line[:200], dated.line)


def _addressee(lines: Sequence[tuple[int, str]]) -> Proposal | None:
    """The lines above P R E S E N T E."""
    for at, (n, line) in enumerate(lines[:40]):
        if _PRESENT.match(line):
            above: list[str] = []
            for number, words in reversed(lines[max(at - 5, 0) : at]):
                if n - number > 7 or _LABEL.match(words) or _day_of(words) or words.endswith(":"):
                    break
                above.insert(0, words)
            return Proposal(", ".join(a.rstrip(".,") for a in above)[:200], line, n) if above else None
    return None


_TITLE = re.compile(r"^(?:c|lic|ing|mtr[oa]|dra?|arq|profa?)\.\s*", re.IGNORECASE)


def _is_name(line: str) -> bool:
    """A line of a few words without long numbers, addresses or a motto in quotes."""
    return 1 < len(line.split()) <= 7 and not re.search(r"\d{3}|[/@]", line) and not line.startswith(("“", '"', "«"))


def _signer(lines: Sequence[tuple[int, str]]) -> tuple[Proposal | None, Proposal | None]:
    """Who signs: the lines below ATENTAMENTE, name first and post after it."""
    start = next((at for at in range(len(lines) - 1, -1, -1) if _CLOSING.match(lines[at][1])), None)
    if start is None:
        return None, None
    name = post = None
    for n, line in lines[start + 1 : start + 8]:
        if _COPIES.match(line):
            break
        if _POST.search(line):
            post = post or Proposal(line.rstrip(".,")[:200], line[:200], n)
        elif name is None and post is None and _is_name(line):
            name = Proposal(_TITLE.sub("", line).rstrip(".,")[:160], line[:200], n)
    return name, post


def _first(lines: Iterable[tuple[int, str]], words: Iterable[str]) -> tuple[int, str] | None:
    wanted = tuple(words)
    for n, line in lines:
        folded = fold(line)
        if any(w in folded for w in wanted):
            return n, line
    return None


def _pairs(lines: Sequence[tuple[int, str]]) -> list[tuple[int, str]]:
    """Each line with the one below it: words that are said over a line break."""
    return [(n, f"{line} {lines[at + 1][1]}" if at + 1 < len(lines) else line) for at, (n, line) in enumerate(lines)]


def _kind(lines: Sequence[tuple[int, str]]) -> tuple[Proposal | None, bool | None]:
    """What kind of letter its words say it is. Wording of intent wins over everything but an answer: whatever a letter
    calls itself, a first commitment whose signing is left to the law is a letter of intent (R3-42)."""
    both = _pairs(lines)
    subject = [(n, line) for n, line in lines[:30] if _SUBJECT.match(line)]
    resume = _first(subject, _RESUME)
    if resume:
        return Proposal("resume", resume[1][:200], resume[0]), None
    answer = _first(both, _ANSWER)
    if answer:
        yes, no = _first(both, _ACCEPTS), _first(both, _DECLINES)
        return Proposal(
            "answer", answer[1][:200], answer[0]
        ), True if yes and not no else False if no and not yes else None
    named, initial, left = _first(both, _INTENT), _first(both, _INITIAL), _first(both, _LEFT)
    if named or (initial and left):
        n, line = (initial if initial and left else named) or named  # type: ignore[misc]
        return Proposal("intent", line[:200], n), None
    resume = _first(both, _RESUME[:1] + _RESUME[2:])
    if resume:
        return Proposal("resume", resume[1][:200], resume[0]), None
    invites = _first(both, _INVITES)
    if invites:
        return Proposal("invitation", invites[1][:200], invites[0]), None
    return None, None


@cache
def _area_words() -> dict[str, tuple[str, ...]]:
    rows = read_yaml(_AREAS.read_text(encoding="utf-8"))
    return {key: tuple(f" {fold(w)} " for w in words) for key, words in rows.items()}


def areas_in(lines: Sequence[tuple[int, str]]) -> dict[str, Proposal]:
    """Area → the first line that names it, in the order of the catalogue; words may run over a line break."""
    kept = [(n, line) for n, line in lines if not _COPIES.match(line)]
    alone = [(n, line, f" {fold(line)} ") for n, line in kept]
    broken = [(n, line, f" {fold(line)} ") for n, line in _pairs(kept)]
    found = {}
    for key, words in _area_words().items():
        for n, line, folded in (*alone, *broken):
            if hit := next((w for w in words if w in folded), None):
                found[key] = Proposal(hit.strip(), line[:200], n)
                break
    return found


def _acts(lines: Sequence[tuple[int, str]]) -> Iterator[Proposal]:
    """Sentences that cite an act of the Cabildo by number."""
    starts: list[tuple[int, int]] = []
    text = ""
    for n, line in lines:
        starts.append((len(text), n))
        text += f"{line} "
    for match in _ACT.finditer(text):
        said = match[0].strip()
        n = max((row for row in starts if row[0] <= match.start() + 1), default=(0, 1))[1]
        yield Proposal(said[:400], said[:400], n)


def acts_of_another(
    acts: Iterable[Proposal], own: Iterable[str], cities: Mapping[str, Sequence[str]]
) -> list[Proposal]:
    """Acts cited whose sentence names cities, and none of them is of this pair (R3-48). `own`: folded names of both
    parties; `cities`: sentence → the cities that it names."""
    known = {fold(name) for name in own if name}
    found = []
    for act in acts:
        named = [c for c in cities.get(act.value, ()) if fold(c)]
        strange = [c for c in named if fold(c) not in known]
        if strange and not any(fold(c) in known for c in named):
            found.append(Proposal(", ".join(dict.fromkeys(strange)), act.said, act.line))
    return found
