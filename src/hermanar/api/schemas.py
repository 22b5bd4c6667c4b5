"""Shapes of the answers. `OpenAPI` is made from them; a name once given stays."""

import datetime as dt
from typing import Annotated, Literal

from ninja import Field, Schema

from hermanar.registry.rules.pictures import EntryPicture

Klass = Literal["international", "domestic"]
Kind = Literal["twinning", "specific", "friendship", "alliance", "reaffirmation", "letter", "antecedent", "other"]
Validity = Literal["in_force", "expired", "no_term", "terminated", "no_agreement"]
Shelf = Literal["documented", "exercise"]

KEY = r"^([0-9]{2}|[0-9]{5})$"
PUBLIC_ID = r"^[0-9a-hjkmnp-tv-z]{12}$"
CODE = r"^[0-9A-Za-z][0-9A-Za-z -]{0,59}$"
SHA256 = r"^[0-9a-fA-F]{64}$"


class FiltersIn(Schema):
    """What to look for: of each kind any of the values."""

    text: str = Field("", max_length=200)
    klass: list[Klass] = Field([], alias="class", max_length=2)
    kind: list[Kind] = Field([], max_length=8)
    country: list[str] = Field([], max_length=250)
    state: list[str] = Field([], max_length=32)
    validity: list[Validity] = Field([], max_length=5)
    shelf: Shelf = "documented"


class SearchIn(FiltersIn):
    after: str = Field("", max_length=40)
    oldest_first: bool = False
    limit: int = Field(25, ge=1, le=100)


class Problem(Schema):
    code: str
    message: str
    fields: dict[str, list[str]]


class SourceOut(Schema):
    title: str
    url: str


class RowOut(Schema):
    id: str
    address: str
    folio: str
    mexican_party: str
    mexican_key: str
    counterpart: str
    country: str
    country_name: str
    instrument: str
    signed_on: dt.date | None
    signed_precision: str
    validity: str
    validity_label: str
    source: SourceOut
    is_exercise: bool


class ValueOut(Schema):
    value: str
    label: str
    count: int


class RowsOut(Schema):
    """`total` stops counting at its bound, and `is_more` says so; `next` is the cursor of the next page, "" on the last."""

    on: dt.date
    is_sre_registry: bool
    total: int
    is_more: bool
    next: str
    rows: list[RowOut]
    facets: dict[str, list[ValueOut]]


class RevisionLineOut(Schema):
    number: int
    published_at: dt.datetime
    anchor: str


class EntryOut(Schema):
    """`entry` is null once it was withdrawn: then its address only says so. `in_correction`: the deposit it rests on is
    being corrected, and it may come back; `withdrawn_act`: code of the paper whose verification says why."""

    id: str
    address: str
    folio: str
    is_exercise: bool
    is_sre_registry: bool
    revision: int
    published_at: dt.datetime
    withdrawn_at: dt.datetime | None
    in_correction: bool
    withdrawn_act: str
    validity: str
    validity_label: str
    validity_on: dt.date
    entry: EntryPicture | None
    text: dict[str, str]
    revisions: list[RevisionLineOut]


class RevisionOut(Schema):
    id: str
    folio: str
    number: int
    published_at: dt.datetime
    anchor: str
    entry: EntryPicture


class PlaceOut(Schema):
    key: str
    name: str
    state: str
    entries: int
    antecedents: int


class PlacesOut(Schema):
    rows: list[PlaceOut]


class CityOut(Schema):
    on: dt.date
    place: PlaceOut
    rows: list[RowOut]


class FiguresOut(Schema):
    entries: int
    antecedents: int
    parties: int
    countries: int
    domestic: int
    international: int
    published_at: dt.datetime | None


class ExportRow(Schema):
    id: str
    folio: str
    shelf: str
    klass: str = Field(alias="class")
    kind: str
    mexican_party: str
    mexican_key: str
    counterpart: str
    counterpart_subdivision: str
    country: str
    instrument_es: str
    instrument_en: str
    signed_on: str
    signed_precision: str
    ends_on: str
    validity: str
    validity_on: str
    claim_es: str
    claim_en: str
    registration_number: str
    registered_on: str
    sources: str
    revision: int
    published_at: str


class ExportOut(Schema):
    notice: str
    is_sre_registry: bool
    on: dt.date
    rows: list[ExportRow]


class PaperOut(Schema):
    """`matched`: format of the file whose hash was asked, "" for a code. `is_in_force` is never true of a text prepared
    for signature: `prepared` until the signed text is deposited, then `signed`, with the day and the code of the record."""

    code: str
    address: str
    title_es: str
    title_en: str
    issuer_es: str
    issuer_en: str
    issued_on: dt.date
    folio: str
    content_sha256: str
    files: dict[str, str]
    is_exercise: bool
    state: str
    state_label: str
    is_in_force: bool
    what_es: str
    what_en: str
    not_proved_es: str
    not_proved_en: str
    signed_on: dt.date | None
    record: str
    superseded_by: str
    changed_on: dt.date | None
    reason: str
    anchor: str
    entry: str
    matched: str


class MatchOut(Schema):
    """`key`: INEGI's, null where the name alone does not say which; then `candidates` are what to ask about."""

    key: str | None
    name: str | None
    confidence: float
    candidates: list[str]


PaperKind = Literal[
    "liaison_designation", "committee_act", "study", "letter_of_intent", "answer", "dispatch_letter", "council_resolution",
    "twinning", "specific_cooperation", "domestic_twinning", "ratification", "memorandum", "addendum", "renewal",
    "termination", "friendship", "quarterly_report", "activity_report", "other",
]  # fmt: skip


class CheckIn(Schema):
    """`parties`: `place, state, country; …`, as in `hermanar check --parties`. `kind`: guessed by its title where not given."""

    text: Annotated[str, Field(min_length=1, max_length=60_000)]
    parties: Annotated[str, Field(min_length=1, max_length=400)]
    kind: PaperKind | Literal[""] = ""
    final: bool = False


class CheckFileIn(Schema):
    """The same beside a file."""

    parties: Annotated[str, Field(min_length=1, max_length=400)]
    kind: PaperKind | Literal[""] = ""
    final: bool = False


class FindingOut(Schema):
    """`start` and `end` count code points of the text, whose line ends count as one: `text[start:end]`."""

    file: str
    code: str
    severity: Literal["error", "warning", "hint"]
    confidence: float
    block: str
    text: str
    start: int
    end: int
    language: str
    message_es: str
    message_en: str
    repair: str | None
