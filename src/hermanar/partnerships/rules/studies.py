"""What a convenience and feasibility study is made of (R0-22, R3-51), and how a source is cited. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass

TEXTS = (
    "origin", "earlier_relations", "our_profile", "their_profile", "counterpart_nature", "community_ties",
    "plan_alignment", "resources", "conclusion_reasons",
)  # fmt: skip
# one point a line; benefits are told apart by side (R3-51)
LISTS = ("shared_problems", "strengths", "expected_benefits", "their_benefits", "risks")
SECTIONS = (*TEXTS, *LISTS)
# in which one reads and writes them: that of the paper
ORDER = (
    "origin", "earlier_relations", "our_profile", "their_profile", "counterpart_nature", "community_ties",
    "shared_problems", "strengths", "plan_alignment", "expected_benefits", "their_benefits", "resources", "risks",
    "conclusion_reasons",
)  # fmt: skip
# studies of before did not tell the other side's benefits apart
OPTIONAL = frozenset({"their_benefits"})
MOST_SOURCES = 40


@dataclass(frozen=True)
class Cited:
    """Where something in the study was read, in both languages where it has two names."""

    es: str
    en: str = ""
    url: str = ""

    def as_json(self) -> dict[str, str]:
        return asdict(self)


def read_sources(rows: Iterable[Mapping]) -> list[Cited]:
    """Sources as they come from a form or a proposal: those with words, once each, `MOST_SOURCES` at most."""
    found: dict[tuple[str, str], Cited] = {}
    for row in rows:
        es, url = str(row.get("es", "")).strip()[:300], str(row.get("url", "")).strip()[:500]
        if es or url:
            found.setdefault((es, url), Cited(es or url, str(row.get("en", "")).strip()[:300], url if es else ""))
    return list(found.values())[:MOST_SOURCES]


def source_lines(rows: Iterable[Mapping]) -> str:
    """Sources as one types them, one a line: `title | address`."""
    return "\n".join(" | ".join(filter(None, [r.get("es", ""), r.get("url", "")])) for r in rows)


def typed_sources(text: str, known: Iterable[Mapping] = ()) -> list[dict[str, str]]:
    """What was typed, one source a line; one that was known keeps its English."""
    english = {r.get("es", ""): r.get("en", "") for r in known}
    found = []
    for line in text.split("\n"):
        title, _bar, url = (part.strip() for part in line.partition("|"))
        if title.startswith(("http://", "https://")) and not url:
            title, url = title, ""
        if title:
            found.append({"es": title, "en": english.get(title, ""), "url": url if url.startswith("http") else ""})
    return found


def missing(sections: Mapping[str, str]) -> tuple[str, ...]:
    """Sections that must be written and are not, in order."""
    return tuple(key for key in SECTIONS if key not in OPTIONAL and not sections.get(key))
