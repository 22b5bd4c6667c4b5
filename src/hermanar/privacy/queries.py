"""Everything the program holds about a name or an address, over all rooms. For the operator alone, and for each
organisation what lies in its own circles."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import F, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone
from django.utils.translation import get_language

from hermanar.directory.enums import Role
from hermanar.directory.models import Circle, DataRequest, Organisation, Person
from hermanar.directory.policies import can_answer_data_requests
from hermanar.documents.models import Document, Issue, Version
from hermanar.journal.models import Entry as Line
from hermanar.kernel.acts import Actor
from hermanar.kernel.codes import sha256_of
from hermanar.kernel.data import read_yaml
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.models import Partnership

from .rules import Term, read_terms, says, sieve, spellings, term_of

DATA = Path(__file__).parent / "data"
MOST = 200  # rows of one table that are shown


@dataclass(frozen=True)
class Table:
    """Where a person is looked for, as `data/finder.yaml` says."""

    table: str
    label: Mapping[str, str]
    circle: str = ""
    names: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    fix: tuple[str, ...] = ()
    is_public: bool = False


@dataclass(frozen=True)
class Paper:
    """Of which paper a row is: as it is called, its version and day; `code`: of what was given out with that text, whose page
    anybody opens; "" where nothing was."""

    title: str
    number: int
    on: dt.date
    folio: str = ""
    code: str = ""


@dataclass(frozen=True)
class Found:
    """A row that may be of the person. `why`: "email", "name" or "similar"; `spellings`: the name as it stands there;
    `place`: the circle or entry whose published copies show it; `values`: what it holds, column by column; `paper`, `entry`: which paper it is the text of, which published entry."""

    key: str
    label: str
    where: str
    why: str
    place: str
    circle: str
    spellings: frozenset[str]
    values: Mapping[str, str]
    fix: tuple[str, ...]
    is_public: bool
    paper: Paper | None = None
    entry: str = ""

    @property
    def is_sure(self) -> bool:
        """The same address: no homonym."""
        return self.why == "email"


@lru_cache(maxsize=1)
def tables() -> tuple[Table, ...]:
    """Where a person is looked for, in the order shown."""
    rows = read_yaml((DATA / "finder.yaml").read_text(encoding="utf-8"))
    values: list[dict[str, Any]] = [{k: tuple(v) if isinstance(v, list) else v for k, v in row.items()} for row in rows]
    return tuple(Table(**row) for row in values)


def terms() -> tuple[Term, ...]:
    """By when requests are answered: the instance's own file before the one that ships."""
    own = Path(settings.HERMANAR_HOME) / "data_request_terms.yaml"
    path = own if own.is_file() else DATA / "terms.yaml"
    return read_terms(read_yaml(path.read_text(encoding="utf-8")))


def due_of(kind: str, on: dt.date) -> tuple[dt.date | None, str]:
    """The day by which a request received on a day is answered, and where that comes from."""
    term = term_of(terms(), kind, on)
    return (on + dt.timedelta(days=term.days), term.source) if term else (None, "")


def _rows(table: Table, names: Iterable[str], emails: Iterable[str], *, short: bool) -> QuerySet[Any]:
    model: Any = apps.get_model(table.table)
    condition, casts = Q(), {}
    for column in table.names:
        for name in names:
            condition |= Q(**{f"{column}__iregex": sieve(name, whole=False)})
    for column in table.emails:
        for email in emails:
            condition |= Q(**{f"{column}__iexact": email})
    for column in () if short else table.texts:
        casts[f"said_{column}"] = Cast(column, TextField())
        for name in names:
            condition |= Q(**{f"said_{column}__iregex": sieve(name, whole=True)})
        for email in emails:
            condition |= Q(**{f"said_{column}__icontains": email})
    if not condition:
        return model.objects.none()
    rows = model.objects.annotate(**casts).filter(condition).order_by("-pk")
    return rows.annotate(found_circle=F(f"{table.circle}__public_id")) if table.circle else rows


def _why(row: Any, table: Table, names: Iterable[str], emails: Iterable[str]) -> tuple[str, frozenset[str]]:
    """How sure it is, and the name as it stands there; "" where what was let through says something else."""
    whys, said = set(), frozenset[str]()
    for email in emails:
        where = (*table.emails, *table.texts)
        if any(email.casefold() in str(getattr(row, c)).casefold() for c in where):
            whys.add("email")
    for name in names:
        for columns, whole in ((table.names, False), (table.texts, True)):
            for value in (getattr(row, c) for c in columns):
                if value and says(value, name, whole=whole):
                    exact = says(value, name, whole=True)
                    whys.add("name" if exact else "similar")
                    said |= spellings(value, name, whole=whole)
    if "email" in whys:  # the row is theirs, whatever name stands beside the address
        said |= {" ".join(v.split()) for c in table.names if isinstance(v := getattr(row, c), str) and v.strip()}
    return next((w for w in ("email", "name", "similar") if w in whys), ""), said


def _values(row: Any, table: Table) -> dict[str, str]:
    """What short columns hold; of long ones, only that they speak of the person: a paper is more than one person's data."""
    return {c: str(v) for c in (*table.names, *table.emails, *table.shown) if (v := getattr(row, c))}


def _place(row: Any, table: Table) -> str:
    if table.table == "registry.Entry":
        return row.public_id
    if table.table == "registry.Revision":
        return row.entry.public_id
    return getattr(row, "found_circle", None) or ""


Sought = tuple[Table, Any, str, frozenset[str]]


def _asked(name: str, email: str, also: Iterable[str]) -> tuple[list[str], list[str]]:
    names = [n for n in dict.fromkeys([name.strip(), *(a.strip() for a in also)]) if len(n.split()) > 1]
    return names, [email.strip()] if email.strip() else []


def _read(table: Table, rows: Iterable[Any], names: list[str], emails: list[str]) -> Iterator[Sought]:
    for row in rows:
        why, said = _why(row, table, names, emails)
        if why:
            yield table, row, why, said


def find(name: str, email: str, *, also: Iterable[str] = (), short: bool = False) -> list[Found]:
    """Rows of every room that may be of the person, those with their address first. `also`: other spellings of the name;
    `short`: only columns that hold a name or an address, which is quick. One query for each table and two."""
    names, emails = _asked(name, email, also)
    found: list[Sought] = []
    for table in tables():
        found += _read(table, _rows(table, names, emails, short=short)[:MOST], names, emails)
    return _told(found)


def search(request: DataRequest, also: Iterable[str]) -> dict[str, Any]:
    """What is kept of a search through every room: other spellings, the key of each row, the tables with more rows than are
    taken. No value is copied: rows are read again when they are shown."""
    spelled = [a.strip() for a in also if a.strip()]
    found = find(request.from_name, request.from_email, also=spelled)
    counts = Counter(f.key.partition(":")[0] for f in found)
    return {
        "also": spelled,
        "rows": [f.key for f in found],
        "capped": sorted(t for t, n in counts.items() if n >= MOST),
    }


def kept(request: DataRequest) -> list[Found]:
    """The rows of the last search as they are today; those that no longer say the name are left out. One query for each table
    that has any and two; nothing where it was never searched."""
    told = request.search or {}
    names, emails = _asked(request.from_name, request.from_email, told.get("also", ()))
    wanted: dict[str, list[str]] = {}
    for key in told.get("rows", ()):
        table, _colon, pk = key.partition(":")
        wanted.setdefault(table, []).append(pk)
    found: list[Sought] = []
    for table in tables():
        if keys := wanted.get(table.table):
            model: Any = apps.get_model(table.table)
            rows = model.objects.filter(pk__in=keys).order_by("-pk")
            rows = rows.annotate(found_circle=F(f"{table.circle}__public_id")) if table.circle else rows
            found += _read(table, rows, names, emails)
    return _told(found)


def capped(request: DataRequest) -> list[str]:
    """Tables of which the last search took `MOST` rows and there may be more, as they are called."""
    called = {t.table: t.label["en" if (get_language() or "es").startswith("en") else "es"] for t in tables()}
    return [called[t] for t in (request.search or {}).get("capped", ()) if t in called]


def _told(found: list[Sought]) -> list[Found]:
    english = (get_language() or "es").startswith("en")
    wheres = _wheres({_place(row, table) for table, row, _why_, _said in found} - {""})
    homes = _homes(row.address for table, row, _w, _s in found if hasattr(row, "address") and table.is_public)
    papers = _papers(found, english=english)
    order = {"email": 0, "name": 1, "similar": 2}
    listed = [
        Found(
            key=f"{table.table}:{row.pk}",
            label=table.label["en" if english else "es"],
            where=wheres.get(_place(row, table), "") or str(getattr(row, "folio", "") or getattr(row, "name", "")),
            why=why,
            place=_place(row, table) or homes.get(getattr(row, "address", ""), ""),
            circle=getattr(row, "found_circle", None) or "",
            spellings=said,
            values=_values(row, table),
            fix=table.fix,
            is_public=table.is_public,
            paper=papers.get(f"{table.table}:{row.pk}"),
            entry=_place(row, table) if table.table in {"registry.Entry", "registry.Revision"} else "",
        )
        for table, row, why, said in found
    ]
    return sorted(listed, key=lambda f: order[f.why])


def _papers(found: Iterable[Sought], *, english: bool) -> dict[str, Paper]:
    """Key of the row → its paper, of texts and of papers given out. At most two queries."""
    versions = {row.pk for table, row, _w, _s in found if table.table == "documents.Version"}
    issues = {row.pk for table, row, _w, _s in found if table.table == "documents.Issue"}
    if not versions and not issues:
        return {}
    told: dict[str, Paper] = {}

    def title(document: Document) -> str:
        return (english and document.title_en) or document.title

    for version in Version.objects.filter(pk__in=versions).select_related("document"):
        on = timezone.localtime(version.created_at).date()
        told[f"documents.Version:{version.pk}"] = Paper(title(version.document), version.number, on)
    given = Issue.objects.filter(Q(pk__in=issues) | Q(version__in=versions)).order_by("pk")
    for issue in given.select_related("version__document"):
        version = issue.version
        paper = Paper(title(version.document), version.number, issue.issued_on, issue.folio, issue.code)
        if issue.pk in issues:
            told[f"documents.Issue:{issue.pk}"] = paper
        if version.pk in versions:
            told[f"documents.Version:{version.pk}"] = paper
    return told


def _wheres(circles: set[str]) -> dict[str, str]:
    """Circle → what it is called: the folio of its case, or its organisation."""
    called = dict(Circle.objects.filter(public_id__in=circles).values_list("public_id", "name"))
    folios = Partnership.objects.filter(circle__public_id__in=circles).values_list("circle__public_id", "folio")
    return called | {circle: f"{folio} · {called.get(circle, '')}" for circle, folio in folios if folio}


def _homes(addresses: Iterable[str]) -> dict[str, str]:
    asked = [a for a in addresses if a]
    rows = Organisation.objects.filter(slug__in=asked) if asked else Organisation.objects.none()
    return dict(rows.values_list("slug", "home__public_id"))


def concerned_by(found: Iterable[Found]) -> list[Organisation]:
    """Organisations in whose own circle, or in whose relation as its lead, a row lies. One query."""
    circles = {f.circle for f in found if f.circle}
    if not circles:
        return []
    rows = Organisation.objects.filter(
        Q(home__public_id__in=circles) | Q(seats__circle__public_id__in=circles, seats__part="lead")
    )
    return list(rows.distinct().order_by("pk"))


def acts_of(found: Iterable[Found]) -> int:
    """How many lines of the journal the persons of those rows left; they hold no name."""
    keys = [f.key.partition(":")[2] for f in found if f.key.startswith("directory.Person:")]
    users = Person.objects.filter(pk__in=keys).exclude(user=None).values_list("user__public_id", flat=True)
    return Line.objects.filter(user__in=list(users)).count() if keys else 0


def list_requests(actor: Actor) -> list[DataRequest]:
    """All for the operator; those that concern it for whoever administers an organisation. The soonest due first, the
    answered last. Raises NotVisible, also where none concerns it."""
    rows = DataRequest.objects.order_by(F("answered_at").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "-pk")
    if can_answer_data_requests(actor):
        return list(rows[:200])
    if Role.ADMINISTRATOR not in actor.roles:
        raise NotVisible
    mine = list(rows.filter(concerned__public_id=actor.organisation)[:200])
    if not mine:
        raise NotVisible
    return mine


def get_request(actor: Actor, public_id: str) -> DataRequest:
    """Raises NotVisible."""
    rows = DataRequest.objects.select_related("person__user").filter(public_id=public_id)
    if not can_answer_data_requests(actor):
        if Role.ADMINISTRATOR not in actor.roles:
            raise NotVisible
        rows = rows.filter(concerned__public_id=actor.organisation)
    row = rows.first()
    if row is None:
        raise NotVisible
    return row


def own_rows(actor: Actor, found: Iterable[Found]) -> Iterator[Found]:
    """All for the operator; for an organisation, what lies in the circles where it is at home or leads."""
    if can_answer_data_requests(actor):
        yield from found
        return
    seated = Circle.objects.filter(
        Q(home_of__public_id=actor.organisation)
        | Q(seats__organisation__public_id=actor.organisation, seats__part="lead")
    )
    mine = set(seated.values_list("public_id", flat=True))
    yield from (f for f in found if f.circle in mine)


def get_own_request(token: str) -> DataRequest:
    """The request whose link was mailed to whoever made it. Raises NotVisible."""
    row = DataRequest.objects.filter(token_sha256=sha256_of(token.encode())).first() if token else None
    if row is None:
        raise NotVisible
    return row
