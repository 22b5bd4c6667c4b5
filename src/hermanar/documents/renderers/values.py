"""What stands around the text of a paper: the letterhead of who issues it, and the marks of its state."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Letterhead:
    """Letterhead of an organisation. Every mapping goes from language to text; Spanish stands in for what is missing.

    `issuer`: lines, the organisation first, then the office (`("H. Ayuntamiento de Villa Serena", "Presidencia
    Municipal")`). `motto_of_year`: the phrase that official letters of that year carry, printed between quotes,
    in its own language alone.
    `slogan`: of the administration, in the footer. `arms`: PNG or JPEG, with its description in `arms_alt`.
    """

    issuer: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    motto_of_year: Mapping[str, str] = field(default_factory=dict)
    slogan: Mapping[str, str] = field(default_factory=dict)
    arms: bytes | None = None
    arms_alt: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Marks:
    """State of the paper, printed beside its text and never part of what is hashed.

    `code` verification code of an issued paper, "" on others; `verify_url` the address where anyone checks it (what
    the QR holds); `anchor` short hash of the journal's head at issue; `superseded` folio of the paper that replaces
    this one, "" when none does; `withheld` a public copy that does not show a name; `review` a draft to be read
    and corrected: its lines are numbered, and it says across each page what it is; `signed` a sample of the paper as it
    came back from its signature: above each name stands that it is the sample of a signature; `transcript` a copy of a
    text signed elsewhere: it bears no signatures, and says so on every page and above each name. `issued_on` is the date written
    inside the file: the same content, letterhead and marks give the same bytes.
    """

    code: str = ""
    verify_url: str = ""
    folio: str = ""
    anchor: str = ""
    exercise: bool = False
    draft: bool = False
    superseded: str = ""
    withheld: bool = False
    review: bool = False
    signed: bool = False
    transcript: bool = False
    issued_on: dt.date | None = None
