"""What the checker says of a version: the whole when it is opened or asked for, the changed clause while somebody writes."""

import datetime as dt
from dataclasses import dataclass

from django.core.cache import cache

from hermanar import __version__
from hermanar.checks.brief import Brief
from hermanar.checks.check import OF_A_CLAUSE, check, check_clause
from hermanar.checks.findings import Finding
from hermanar.checks.places import Places
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.content import Content

from ..models import Version
from .papers import model_of


@dataclass(frozen=True)
class Kept:
    """A finding that a person read and decided to leave as it is."""

    finding: Finding
    reason: str
    kept_by: str
    kept_at: dt.datetime


def check_version(version: Version, *, brief: Brief, gazetteer: Places, model: Content | None = None) -> list[Finding]:
    """What is wrong with the version and was not kept with a reason, in document order.

    `model` is the text it is held against; its own template's where none is given.
    """
    return check_with_kept(version, brief=brief, gazetteer=gazetteer, model=model)[0]


def check_with_kept(
    version: Version, *, brief: Brief, gazetteer: Places, model: Content | None = None, typing: bool = False
) -> tuple[list[Finding], list[Kept]]:
    """Findings that stand, and those that were kept. What must not be kept stands whatever anybody wrote.

    `typing`: somebody is writing; of the clauses that changed since the whole was read only what each says by itself is
    checked, and the rest is told as it was.
    """
    findings = _typed(version, brief, gazetteer) if typing else _findings(version, brief, gazetteer, model)
    rows = {k.fingerprint: k for k in version.document.kept.all()}
    standing, kept = [], []
    for finding in findings:
        row = rows.get(finding.fingerprint) if finding.may_keep else None
        if row is None:
            standing.append(finding)
        else:
            kept.append(Kept(finding, row.reason, row.kept_by, row.kept_at))
    return standing, kept


def _findings(version: Version, brief: Brief, gazetteer: Places, model: Content | None) -> list[Finding]:
    """What `check` says. The same text, brief and places give the same findings, so they are kept for an hour."""
    stamp = getattr(gazetteer, "stamp", "")
    if not stamp or model is not None:
        return check(version.as_content, brief, gazetteer, model=model or model_of(version))
    asked = (version.sha256, version.content, version.template_sha256, version.values, brief, stamp, __version__)
    key = f"documents.findings:{sha256_of(repr(asked))}"
    found: list[Finding] | None = cache.get(key)
    if found is None:
        found = check(version.as_content, brief, gazetteer, model=model_of(version))
        cache.set(key, found, 3600)
    cache.set(_last_read(version), (version.as_content, found), 3600)
    return found


_MOST_TYPED = 4  # clauses that changed since the whole was read: beyond, it is read whole again


def _typed(version: Version, brief: Brief, gazetteer: Places) -> list[Finding]:
    """What was said of the whole when it was last read, with the clauses that changed since checked alone."""
    content = version.as_content
    last: tuple[Content, list[Finding]] | None = cache.get(_last_read(version))
    if last is None:
        return _findings(version, brief, gazetteer, None)
    before, found = last
    texts = {b.key: b for b in before.blocks}
    changed = {b.key for b in content.blocks if texts.get(b.key) != b}
    if [b.key for b in content.blocks] != list(texts) or len(changed) > _MOST_TYPED:
        return _findings(version, brief, gazetteer, None)
    model = model_of(version)
    kept = [
        f
        for f in found
        if f.block not in changed
        # what needs the whole to be said holds while the words it was said of stand there
        or (f.code not in OF_A_CLAUSE and _words(before, f) and _words(before, f) == _words(content, f))
    ]
    kept = [f for f in kept if not (f.code in OF_A_CLAUSE and {s.block for s in f.also} & changed)]
    alone = [f for key in sorted(changed) for f in check_clause(content, key, brief, gazetteer, model=model)]
    place = {b.key: n for n, b in enumerate(content.blocks)}
    return sorted([*kept, *alone], key=lambda f: (place[f.block], f.lang, f.start, f.end, f.code))


def _words(content: Content, finding: Finding) -> str:
    return content.block(finding.block).text.get(finding.lang, "")[finding.start : finding.end]


def _last_read(version: Version) -> str:
    return f"documents.read:{version.document.public_id}:{__version__}"
