"""What each paper of the library is for, and the names by which the checker asks for a sort of paper.

`documents/library/papers.yaml` is the one place where a sort of paper (`kind`, as in `hermanar check --kind`) is tied to
the folders of the library that hold its texts. Pure: package files only.
"""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from hermanar.checks.kinds import KINDS as SORTS
from hermanar.kernel.content import Content
from hermanar.kernel.data import read_yaml
from hermanar.kernel.errors import NotVisible

from .catalogues import LIBRARY, Citation, citations
from .fill import fill, fill_late
from .templates import TOKEN, load

# names of sorts of paper, as the checker tells them apart
KINDS: tuple[str, ...] = tuple(SORTS)
# where a paper stands in the process, in order
STAGES: tuple[str, ...] = ("prepare", "link", "authorize", "formalize", "later")


@dataclass(frozen=True)
class Paper:
    """A paper of the library: its folder, its sort, where it stands, what it is for, who signs it, since when offered."""

    folder: str
    kind: str
    stage: str
    purpose: Mapping[str, str]
    signs: Mapping[str, str]
    since: dt.date
    until: dt.date | None = None

    def is_offered_on(self, on: dt.date) -> bool:
        """Whether this version of the paper is offered on that day."""
        return self.since <= on and (self.until is None or on <= self.until)


BLANK = "____"


@cache
def _late_labels() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for folder in papers():
        template = load(folder)
        for name in template.late:
            found[name] = {**found.get(name, {}), **template.slots[name].label}
    return found


def late_label(name: str, lang: str) -> str:
    """What a blank that is filled at the end is called where a text is read; never its key."""
    labels = _late_labels().get(name, {})
    return labels.get(lang) or labels.get("en") or BLANK


def with_labels(text: str, lang: str) -> str:
    """A text as it is read: each late slot by its label, in brackets."""
    return TOKEN.sub(lambda m: f"[{late_label(m[1], lang)}]", text)


@cache
def papers() -> dict[str, Paper]:
    """Folder → paper, in the order of the process."""
    rows = read_yaml((LIBRARY / "papers.yaml").read_text(encoding="utf-8"))
    return {row["folder"]: Paper(**row) for row in rows}


def folders_of(kind: str) -> tuple[str, ...]:
    """Folders that hold papers of that sort, in the order of the process.

    Raises LookupError for a name that is no sort of paper.
    """
    if kind not in KINDS:
        raise LookupError(f"no sort of paper {kind!r}")
    return tuple(p.folder for p in papers().values() if p.kind == kind)


def kind_of(folder: str) -> str:
    """The sort of paper of a folder; `other` for a paper whose text is made from data. Never raises."""
    paper = papers().get(folder)
    return paper.kind if paper else "other"


@dataclass(frozen=True)
class PaperShown:
    """A paper of the library as a person looks it up; `basis` are the provisions its text rests on, dated."""

    paper: Paper
    titles: Mapping[str, str]
    version: str
    languages: tuple[str, ...]
    printed_in: tuple[str, ...]
    sha256: str
    basis: tuple[Citation, ...]
    variants: tuple[str, ...]


def list_papers(on: dt.date) -> list[PaperShown]:
    """Papers of the library offered on a day, in the order of the process."""
    return [show_paper(folder) for folder, paper in papers().items() if paper.is_offered_on(on)]


def show_paper(folder: str) -> PaperShown:
    """One paper of the library. Raises NotVisible for a folder it does not have."""
    paper = papers().get(folder)
    if paper is None:
        raise NotVisible(folder)
    template = load(folder)
    known = citations()
    return PaperShown(
        paper, template.titles, template.version, template.languages, template.default_languages, template.sha256,
        tuple(known[key] for key in template.basis), tuple(name for name in template.samples() if name),
    )  # fmt: skip


def sample_of(folder: str, variant: str = "") -> Content:
    """The paper filled with visibly invented values, as it would be given out. Raises NotVisible."""
    template = load(show_paper(folder).paper.folder)
    values = template.samples().get(variant)
    if values is None:
        raise NotVisible(f"{folder}/{variant}")
    return fill_late(fill(template, values, languages=template.default_languages).content, template.sample_late)
