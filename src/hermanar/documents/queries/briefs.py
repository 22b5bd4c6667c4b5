"""What is known of a paper before the checker reads it, where no relation tells: its house, who signs it, the laws."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.db.models import Q
from django.utils.functional import lazy
from django.utils.translation import get_language, gettext as _

from hermanar.checks.brief import Brief, Citation, Signatory
from hermanar.checks.entities import read
from hermanar.checks.findings import Finding
from hermanar.checks.kinds import KINDS
from hermanar.directory.models import Organisation
from hermanar.directory.queries import HolderPicture
from hermanar.kernel.content import Content

from ..models import LegalBasis
from ..rules import catalogues
from ..rules.papers import kind_of
from ..rules.templates import load


def signatories_of(holders: Iterable[HolderPicture | None]) -> tuple[Signatory, ...]:
    """Who signs, with the days of their posts; a post that nobody held is left out."""
    return tuple(Signatory(h.name, h.post_es, h.post_en, h.from_on, h.until_on) for h in holders if h is not None)


def own_citations(whose: Q) -> dict[str, Citation]:
    """The provisions of houses' own catalogues (R3-44), as the checker reads them in a text: the law, with its days.
    One query."""
    found = {}
    for basis in LegalBasis.objects.filter(whose):
        said = ((basis.text, "es"), (basis.text_en, "en"))
        if laws := tuple(cited.law for text, lang in said for cited in read(text, lang).citations):
            found[basis.public_id] = Citation(laws, "", basis.valid_from, basis.valid_to)
    return found


def brief_of_house(
    organisation: Organisation, folder: str, on: dt.date, *, languages: tuple[str, ...] = ("es",),
    signs: Iterable[HolderPicture | None] = (), quoted: tuple[str, ...] = (),
) -> Brief:  # fmt: skip
    """The brief of a paper of the house alone: it has no parties, so whatever place it names is not judged. `quoted`: groups
    of it that cite what others declared."""
    sort = kind_of(folder)
    return Brief(
        kind=KINDS[sort],
        domestic=True,
        parties=(),
        on=on,
        signatories=signatories_of(signs),
        languages=languages,
        late_slots=late_of(folder),
        citations=catalogues.cited_laws() | own_citations(Q(organisation=organisation)),
        paper=sort,
        quoted=quoted,
    )


def late_of(folder: str) -> tuple[str, ...]:
    """Slots that a paper of that folder may be issued with blank: filled by hand when it is signed. None of a paper made
    from data."""
    try:
        return tuple(load(folder).late)
    except LookupError:
        return ()


_AROUND = 40  # characters of the text shown on each side of what a finding points at


def finding_told(finding: Finding, content: Content) -> Any:
    """What is said of it, in the reader's language, with the words it is about."""
    text = content.block(finding.block).text.get(finding.lang, "")
    start, end = max(0, finding.start - _AROUND), finding.end + _AROUND
    words = f"{'…' if start else ''}{text[start:end].strip().rstrip('.')}{'…' if end < len(text) else ''}"

    def said() -> str:
        message = finding.message["en" if (get_language() or "es").startswith("en") else "es"]
        return _("%(finding)s En el texto: “%(words)s”.") % {"finding": message, "words": words} if words else message

    return lazy(said, str)()
