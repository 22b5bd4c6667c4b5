"""A letter read from a PDF with text: what it says of itself, and the places it names (R3-40, R3-41, R3-48)."""

from dataclasses import dataclass

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match
from hermanar.directory.models import Municipality, Organisation
from hermanar.files.models import Attachment
from hermanar.files.queries import read_text

from ..models import Partnership
from ..rules.reading import Proposal, ReadLetter, acts_of_another, read_letter
from .briefs import accepted_names, sides

_SHOWN = 0.6  # surer than this a place named in a text may be shown to a person


@dataclass(frozen=True)
class ReadPicture:
    """What the text says, the municipality it comes from where that is certain, the candidates where it is not, and acts
    of a Cabildo that name another city. `has_text` is False for a scan without letters."""

    has_text: bool
    letter: ReadLetter
    municipality: Municipality | None = None
    candidates: tuple[Municipality, ...] = ()
    warnings: tuple[Proposal, ...] = ()


def propose_letter(
    attachment: Attachment, gazetteer: Gazetteer, *, owner: Organisation, partnership: Partnership | None = None
) -> ReadPicture:
    """Proposals for the register, read from the file; nothing is kept and nothing is decided. The caller has checked who
    asks. With a case, an act that names another city than this pair is pointed out."""
    text = read_text(attachment)
    if not text.strip():
        return ReadPicture(False, ReadLetter(areas={}))
    read = read_letter(text)
    found = match(gazetteer, read.place.value) if read.place else None
    keys = ([found.key] if found.key and len(found.key) == 5 else list(found.candidates)) if found else []
    rows = list(Municipality.objects.select_related("state").filter(pk__in=[k for k in keys if len(k) == 5][:10]))
    own = [owner.municipality.name if owner.municipality else owner.name]
    if partnership is not None:
        own += [name for party in sides(partnership) for name in accepted_names(party)]
    elif len(rows) == 1:
        own.append(rows[0].name)
    cities = {
        act.value: tuple(
            named.text
            for named in gazetteer.find_in_text(act.value, "es")
            if named.confidence >= _SHOWN and named.kind in {"municipality", "place"}
        )
        for act in read.acts
    }
    sure = bool(found and found.key and not found.alike) and len(rows) == 1
    return ReadPicture(
        True, read, rows[0] if sure else None, () if sure else tuple(rows),
        tuple(acts_of_another(read.acts, own, cities)),
    )  # fmt: skip
