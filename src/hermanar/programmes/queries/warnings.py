"""What the checker says of the annex that a programme would become, while it is drawn up and before anybody approves it."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache

from hermanar import __version__
from hermanar.checks.check import check
from hermanar.checks.findings import Finding, Severity
from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import finding_told
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.content import Content
from hermanar.partnerships.queries import brief_of_paper

from ..models import Annex, Programme
from .annexes import annex_told, paper_of_annex
from .rows import languages_of

KIND = "annual_programme"


@dataclass(frozen=True)
class Warned:
    """`told`: the sentence with the words it is about, in the reader's language; `stops`: it is not approved with it."""

    code: str
    told: Any
    stops: bool


def warned_of(programme: Programme, on: dt.date) -> list[Warned]:
    """Errors and warnings of the annex as it would stand today, in its order; hints are not told."""
    content, found = read_annex(programme, on)
    return [
        Warned(f.code, finding_told(f, content), f.severity is Severity.ERROR and not f.may_keep)
        for f in found
        if f.severity is not Severity.NOTICE
    ]


def read_annex(programme: Programme, on: dt.date) -> tuple[Content, list[Finding]]:
    """The annex that the programme would become, and everything the checker says of it. The same annex is read once an hour."""
    partnership = programme.partnership
    languages = languages_of(partnership)
    content = paper_of_annex(annex_told(programme, None, 1, on, "", proposed=True), languages, "", "")
    brief = brief_of_paper(partnership, KIND, on, languages=languages)
    key = f"programmes.findings:{sha256_of(repr((content, brief, __version__)))}"
    found: list[Finding] | None = cache.get(key)
    if found is None:
        with Gazetteer.open() as gazetteer:
            found = check(content, brief, gazetteer)
        cache.set(key, found, 3600)
    return content, found


def kept_of(annex: Annex) -> list[tuple[str, Any]]:
    """What the checker said of an annex that both Parties approved as it stood: code and sentence with the words it is about,
    each once; no sentence where today's checker says it no more. The annex is read only where something was kept."""
    codes = {k.fingerprint: k.code for k in sorted(annex.document.kept.all(), key=lambda k: k.pk)}
    if not codes or annex.issue is None:
        return []
    content = annex.issue.version.as_content
    brief = brief_of_paper(annex.partnership, KIND, annex.on, languages=content.languages)
    key = f"programmes.kept:{sha256_of(repr((content, brief, __version__)))}"
    found: list[Finding] | None = cache.get(key)
    if found is None:
        with Gazetteer.open() as gazetteer:
            found = check(content, brief, gazetteer)
        cache.set(key, found, 3600)
    told = {f.fingerprint: finding_told(f, content) for f in found}
    once = {(code, str(told.get(mark, ""))): told.get(mark, "") for mark, code in codes.items()}
    return [(code, sentence) for (code, _said), sentence in once.items()]
