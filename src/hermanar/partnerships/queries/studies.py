"""The study as others read it: section by section, with its sources and what it still lacks."""

import datetime as dt
from dataclasses import dataclass

from hermanar.directory.models import in_language
from hermanar.documents.rules.templates import load

from ..enums import StudyState
from ..models import Partnership, Study, StudyReturn
from ..rules.studies import LISTS, OPTIONAL, SECTIONS, missing


@dataclass(frozen=True)
class SourceShown:
    title: str
    url: str


@dataclass(frozen=True)
class SectionPicture:
    """One section. `points` where it is a list; `proposed`: (Spanish, English) that waits to be taken, "" none."""

    key: str
    label: str
    es: str
    en: str
    is_list: bool
    required: bool
    sources: tuple[SourceShown, ...]
    proposed_es: str = ""
    proposed_en: str = ""
    proposed_sources: tuple[SourceShown, ...] = ()

    @property
    def written(self) -> bool:
        return bool(self.es)

    @property
    def text(self) -> str:
        """In the reader's language; Spanish where the other is missing."""
        return in_language(self.es, self.en)

    @property
    def proposed(self) -> str:
        """What is proposed, in the reader's language."""
        return in_language(self.proposed_es, self.proposed_en)

    @property
    def points(self) -> list[str]:
        return [line for line in self.text.split("\n") if line]


@dataclass(frozen=True)
class StudySummary:
    """What a reader outside the case may be given of a study: no names but those it says itself.

    `missing`: labels of what is not written; `conclusion`: `favourable`, `unfavourable`, "" not concluded.
    """

    state: str
    state_label: str
    submitted_on: dt.date | None
    conclusion: str
    sections: tuple[SectionPicture, ...]
    missing: tuple[str, ...]

    @property
    def is_open_to_comments(self) -> bool:
        """While it is prepared or before the committee; once approved it is decided."""
        return self.state != StudyState.APPROVED


def section_label(key: str) -> str:
    """Name of a section in the reader's language: that of the paper's slot."""
    label = load("feasibility_study").slots[key].label
    return in_language(label.get("es", key), label.get("en", ""))


def missing_sections(study: Study | None) -> tuple[str, ...]:
    """Keys of the sections that must be written and are not."""
    return missing(study.sections if study else {})


def _sources(rows: object) -> tuple[SourceShown, ...]:
    found = rows if isinstance(rows, list) else []
    return tuple(SourceShown(in_language(r.get("es", ""), r.get("en", "")), r.get("url", "")) for r in found)


def list_sections(study: Study | None) -> list[SectionPicture]:
    """Every section, written or not, with its sources and what is proposed for it. No question of the database."""
    sections = study.sections if study else {}
    english = study.english if study else {}
    sources = study.sources if study else {}
    offered = study.proposals if study else {}
    found = []
    for key in SECTIONS:
        proposal = offered.get(key) or {}
        found.append(
            SectionPicture(
                key, section_label(key), sections.get(key, ""), english.get(key, ""), key in LISTS,
                key not in OPTIONAL, _sources(sources.get(key)), proposal.get("es", ""), proposal.get("en", ""),
                _sources(proposal.get("sources")),
            )
        )  # fmt: skip
    return found


def list_returns(study: Study | None) -> list[StudyReturn]:
    """The times it came back undecided, the last first. One query."""
    return list(study.returns.select_related("version", "attachment").order_by("-pk")) if study else []


def study_summary(partnership: Partnership) -> StudySummary | None:
    """The study of a relation as one may hand it to an interested party (by personal link, say); None where there is
    none. The caller has made sure that the reader may see the relation, or was invited to comment. One question."""
    study = Study.objects.filter(partnership=partnership).first()
    if study is None:
        return None
    kept = study.sections.get("conclusion", "")
    pictures = list_sections(study)
    return StudySummary(
        study.state, str(StudyState(study.state).label), study.submitted_on, kept,
        tuple(p for p in pictures if p.written), tuple(section_label(key) for key in missing_sections(study)),
    )  # fmt: skip
