"""The checker over a file: what it says, with places counted in the text of the file."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from hermanar.kernel.content import Content

from .brief import Brief, Citation, Line
from .by_hand import brief_of, parties_of
from .check import check
from .codes import CODES
from .findings import Finding, Severity
from .gazetteer import Gazetteer
from .places import Places
from .reading import says
from .sources import Source

_NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTICE: "hint"}
_SLIGHT = 0.05  # less noise than this lowers nothing


@dataclass(frozen=True)
class Said:
    """A finding with its place in the file: `source.text[start:end] == text`, in code points."""

    file: str
    finding: Finding
    start: int
    end: int
    text: str
    confidence: float
    noisy: bool = False

    @property
    def code(self) -> str:
        return self.finding.code

    @property
    def severity(self) -> str:
        return _NAMES[self.finding.severity]

    @property
    def block(self) -> str:
        return self.finding.block

    @property
    def language(self) -> str:
        return self.finding.lang

    @property
    def message(self) -> dict[str, str]:
        """The sentence; on a scan it says that it is less sure."""
        tail = (
            says(" El escaneo tiene ruido: compruébelo.", " The scan is noisy: look twice.")
            if self.noisy
            else says("", "")
        )
        return {lang: self.finding.message[lang] + tail[lang] for lang in ("es", "en")}

    @property
    def repair(self) -> str | None:
        """What to put in the place of `text`; None where there is no repair, or it reaches further."""
        for repair in self.finding.repairs:
            edits = repair.edits
            if len(edits) == 1 and not repair.insertions and edits[0].block == self.block:
                edit = edits[0]
                if edit.lang == self.language and (edit.start, edit.end) == (self.finding.start, self.finding.end):
                    return edit.replacement
        own = self.finding
        for repair in own.repairs:
            inside = [e for e in repair.edits if e.block == own.block and e.lang == own.lang]
            if inside and not repair.insertions and all(own.start <= e.start and e.end <= own.end for e in inside):
                out, shift = self.text, 0
                for e in sorted(inside, key=lambda e: e.start):
                    a, b = e.start - own.start + shift, e.end - own.start + shift
                    out = out[:a] + e.replacement + out[b:]
                    shift += len(e.replacement) - (e.end - e.start)
                return out
        return None

    def as_json(self) -> dict:
        """The object that the command line and the API give."""
        message = self.message
        return {
            "file": self.file,
            "code": self.code,
            "severity": self.severity,
            "confidence": round(self.confidence, 2),
            "block": self.block,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "language": self.language,
            "message_es": message["es"],
            "message_en": message["en"],
            "repair": self.repair,
        }


def check_file(source: Source, brief: Brief, gazetteer: Places, *, model: Content | None = None) -> list[Said]:
    """Everything to be said of a file, in the order of its text; what could not be read is named among it."""
    out = []
    for f in _at_both_sides(source.content, check(source.content, brief, gazetteer, model=model)):
        start, end = source.span(f.block, f.lang, f.start, f.end)
        if f.code == "N07":
            start, end = _label(source, f, start, end)
        confidence = f.confidence * (1 - brief.noise / 2)
        noisy = brief.noise >= _SLIGHT
        out.append(Said(source.name, f, start, end, source.text[start:end], confidence, noisy))
    for part in source.left_out:
        out.append(_unread(source, part.start, part.end, part.es, part.en))
    out.sort(key=lambda s: (s.start, s.end, s.code))
    return out


def _at_both_sides(content: Content, found: Iterable[Finding]) -> Iterator[Finding]:
    """What two languages say differently stands in both, and either may be the wrong one: it is said at each place."""
    for f in found:
        yield f
        there = [s for s in f.also if s.lang != f.lang and s.block == f.block] if f.code[0] == "B" else []
        # of two days out of order, too
        if f.code == "D09" and len(f.also) == 1:
            s = f.also[0]
            here = replace(s, block=f.block, lang=f.lang, start=f.start, end=f.end)
            yield replace(f, block=s.block, lang=s.lang, start=s.start, end=s.end, also=(here,))
        # of a whole paragraph nothing is said that the other place does not say
        if len(there) == 1 and there[0].end - there[0].start < len(content.block(f.block).text[there[0].lang]):
            s = there[0]
            here = replace(s, lang=f.lang, start=f.start, end=f.end)
            yield replace(f, lang=s.lang, start=s.start, end=s.end, also=(here,))


def check_named(
    source: Source, named: str, gazetteer: Gazetteer, *, citations: Mapping[str, Citation], kind: str = "",
    final: bool = False, on: dt.date, model: Content | None = None, own_words: tuple[tuple[Line, ...], ...] = (),
) -> list[Said]:  # fmt: skip
    """The file checked for parties that somebody wrote by hand, and against the catalogue of laws: the one answer of the
    command line, the API and the public page. `own_words`: the library's own text of such a paper. Raises UnknownParty."""
    parties = parties_of(named, gazetteer)
    brief = replace(brief_of(source, parties, kind=kind, final=final, on=on), citations=citations, own_words=own_words)
    return check_file(source, brief, gazetteer, model=model)


def _label(source: Source, f: Finding, start: int, end: int) -> tuple[int, int]:
    """A wrong number of a list is the fault, not the words after it."""
    label = source.content.block(f.block).number
    if not label:
        return start, end
    at = source.text.rfind(label, max(0, start - len(label) - 40), start)
    return (
        (at, at + len(label))
        if at >= 0 and not source.text[at + len(label) : start].strip(" .:-–—*_#\n")
        else (start, end)
    )


def _unread(source: Source, start: int, end: int, es: str, en: str) -> Said:
    return Said(source.name, _loose(source, "K06", es, en), start, end, source.text[start:end], 1.0)


def _loose(source: Source, code: str, es: str, en: str) -> Finding:
    first = source.content.blocks[0]
    lang = next(iter(first.text), source.content.languages[0])
    entry = CODES[code]
    return Finding(
        code, entry.severity, 1.0, first.key, lang, 0, 0, says(entry.es, entry.en), says(es, en),
        may_keep=entry.may_keep, subject=es,
    )  # fmt: skip
