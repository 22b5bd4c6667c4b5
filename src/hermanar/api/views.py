"""What can be asked. One read each, of the same queries as the portal."""

import csv
import io
from collections.abc import Callable, Iterable
from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext as _
from ninja import File, Form, NinjaAPI, Path, Query, Status
from ninja.files import UploadedFile

import hermanar
from hermanar.checks.by_hand import UnknownParty
from hermanar.checks.files import check_named
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match as match_name
from hermanar.checks.sources import MAX_BYTES, Source, read_source, read_text
from hermanar.checks.sources.unreadable import Unreadable
from hermanar.kernel.codes import read_paper_code
from hermanar.kernel.errors import Invalid, NotVisible
from hermanar.registry import queries

from . import schemas as s
from .edge import say_errors

NOTICE = (
    "Relaciones documentadas; no es el registro oficial de la SRE. Documented relations; not the official SRE registry."
)

api = NinjaAPI(
    title="Hermanar", version=hermanar.__version__, docs_url=None, openapi_url=None, urls_namespace="hermanar-api"
)
say_errors(api)

PublicId = Annotated[str, Path(pattern=s.PUBLIC_ID)]
ASKED_WRONGLY: dict[int | frozenset[int], Any] = {422: s.Problem, 429: s.Problem}
NOT_THERE: dict[int | frozenset[int], Any] = {404: s.Problem, **ASKED_WRONGLY}


def _address(name: str, *arguments: Any) -> str:
    return settings.PUBLIC_BASE_URL + reverse(f"portal:{name}", args=arguments)


def _row(row: queries.ResultRow) -> dict[str, Any]:
    return {
        "id": row.public_id,
        "address": _address("entry", row.public_id),
        "folio": row.folio,
        "mexican_party": row.ours,
        "mexican_key": row.our_key,
        "counterpart": row.theirs,
        "country": row.country,
        "country_name": row.country_name,
        "instrument": row.instrument,
        "signed_on": row.signed_on,
        "signed_precision": row.precision if row.signed_on else "",
        "validity": row.validity,
        "validity_label": row.validity_label,
        "source": {"title": row.source[0], "url": row.source[1]},
        "is_exercise": row.is_exercise,
    }


def _filters(asked: s.FiltersIn) -> queries.Filters:
    """The filters asked for; what the web page would leave out is said here. Raises Invalid."""
    filters = queries.filters_of(
        asked.text, klass=asked.klass, kind=asked.kind, country=asked.country, state=asked.state,
        validity=asked.validity, shelf=asked.shelf,
    )  # fmt: skip
    wrong = {}
    countries, states = queries.known_values() if asked.country or asked.state else ((), ())
    if any(c.upper() not in countries for c in asked.country):
        wrong["country"] = [
            _("Escriba el código de dos letras del país (ISO 3166). Los conocidos: %(known)s.")
            % {"known": ", ".join(countries)}
        ]
    if any(k not in states for k in asked.state):
        wrong["state"] = [
            _("Escriba las dos cifras de la clave del INEGI de la entidad. Las conocidas: %(known)s.")
            % {"known": ", ".join(states)}
        ]
    if wrong:
        raise Invalid(wrong)
    return filters


@api.get("entries", response={200: s.RowsOut, **ASKED_WRONGLY})
def search(request: HttpRequest, filters: Query[s.SearchIn]) -> Any:
    """Published entries, paged by cursor: give `next` back as `after`."""
    on, chosen = timezone.localdate(), _filters(filters)
    page = queries.search(
        chosen.text, on=on, klass=chosen.klass, kind=chosen.kind, country=chosen.country, state=chosen.state,
        validity=chosen.validity, shelf=chosen.shelf, after=filters.after, oldest_first=filters.oldest_first,
        limit=filters.limit,
    )  # fmt: skip
    return {
        "on": on,
        "is_sre_registry": False,
        "total": page.total,
        "is_more": page.is_more,
        "next": page.cursor,
        "rows": [_row(r) for r in page.rows],
        "facets": {
            name: [{"value": f.key, "label": f.label, "count": f.count} for f in facets]
            for name, facets in page.facets.items()
        },
    }


@api.get(
    "entries/{public_id}",
    response={200: s.EntryOut, 410: s.EntryOut, **NOT_THERE},
)
def entry(request: HttpRequest, public_id: PublicId) -> Any:
    """The entry as it stands; 410 once it was withdrawn."""
    on = timezone.localdate()
    found = queries.get_entry(public_id, on=on)
    paper = found.picture.paper if found.picture else None
    body = {
        "id": found.public_id,
        "address": _address("entry", found.public_id),
        "folio": found.folio,
        "is_exercise": found.is_exercise,
        "is_sre_registry": False,
        "revision": found.revision,
        "published_at": found.published_at,
        "withdrawn_at": found.withdrawn_at,
        "in_correction": found.is_in_correction,
        "withdrawn_act": found.withdrawn_act,
        "validity": found.validity,
        "validity_label": found.validity_label,
        "validity_on": on,
        "entry": found.picture,
        "text": {f: _address("text", found.public_id, f) for f in paper.files if f in {"pdf", "docx"}} if paper else {},
        "revisions": [
            {"number": r.number, "published_at": r.published_at, "anchor": r.anchor} for r in found.revisions
        ],
    }
    return Status(200 if found.picture else 410, body)


@api.get(
    "entries/{public_id}/revisions/{number}",
    response={200: s.RevisionOut, **NOT_THERE},
)
def revision(request: HttpRequest, public_id: PublicId, number: Annotated[int, Path(ge=1, le=1_000_000)]) -> Any:
    """A published state of an entry, as it was, with the anchor that seals it."""
    found = queries.get_revision(public_id, number)
    return {
        "id": found.public_id, "folio": found.folio, "number": found.number, "published_at": found.published_at,
        "anchor": found.anchor, "entry": found.picture,
    }  # fmt: skip


def _place(place: queries.Place) -> dict[str, Any]:
    return {
        "key": place.key,
        "name": place.name,
        "state": place.state,
        "entries": place.count,
        "antecedents": place.antecedents,
    }


@api.get(
    "municipalities",
    response={200: s.PlacesOut, 429: s.Problem},
)
def municipalities(request: HttpRequest) -> Any:
    """Every Mexican party of the book that has a key."""
    return {"rows": [_place(p) for p in queries.list_places()]}


@api.get(
    "municipalities/{key}",
    response={200: s.CityOut, **NOT_THERE},
)
def municipality(request: HttpRequest, key: Annotated[str, Path(pattern=s.KEY)]) -> Any:
    """The entries of one party, the latest signature first."""
    on = timezone.localdate()
    place, rows = queries.list_by_municipality(key, on=on)
    return {"on": on, "place": _place(place), "rows": [_row(r) for r in rows]}


@api.get("statistics", response={200: s.FiguresOut, 429: s.Problem})
def statistics(request: HttpRequest) -> Any:
    """Figures of the documented book; exercises are not counted."""
    return queries.statistics()


@api.get(
    "export",
    response={200: s.ExportOut, **ASKED_WRONGLY},
    by_alias=True,
)
def export(request: HttpRequest, filters: Query[s.FiltersIn]) -> Any:
    """Every row that the filters leave, with sources, in both languages."""
    on = timezone.localdate()
    rows = list(queries.export_rows(_filters(filters), on=on))
    return {"notice": NOTICE, "is_sre_registry": False, "on": on, "rows": rows}


@api.get(
    "export.csv",
    response={200: None, **ASKED_WRONGLY},
    openapi_extra={"responses": {200: {"content": {"text/csv": {"schema": {"type": "string"}}}}}},
)
def export_csv(request: HttpRequest, filters: Query[s.FiltersIn]) -> Any:
    """The same rows for a spreadsheet: UTF-8 with its mark, no cell that would be taken for a formula."""
    rows = queries.export_rows(_filters(filters), on=timezone.localdate())
    headers = {"Content-Disposition": 'attachment; filename="hermanar-registro.csv"'}
    return HttpResponse(_as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)


def _as_csv(rows: Iterable[dict[str, Any]]) -> bytes:
    names = [f.alias or name for name, f in s.ExportRow.model_fields.items()]
    out = io.StringIO()
    writer = csv.DictWriter(out, fieldnames=names)
    writer.writeheader()
    for row in rows:
        writer.writerow({k: f"'{v}" if str(v)[:1] in set("=+-@\t\r") else v for k, v in row.items()})
    return out.getvalue().encode("utf-8-sig")


def _paper(verdict: queries.PaperVerdict | None) -> dict[str, Any]:
    if verdict is None:
        raise NotVisible("paper")
    told = {name: getattr(verdict, name) for name in s.PaperOut.model_fields if hasattr(verdict, name)}
    return told | {"address": _address("paper", verdict.code), "is_in_force": verdict.is_good}


@api.get(
    "papers/by-sha256/{sha256}",
    response={200: s.PaperOut, **NOT_THERE},
)
def paper_by_hash(request: HttpRequest, sha256: Annotated[str, Path(pattern=s.SHA256)]) -> Any:
    """The paper whose file has exactly this SHA-256: the file itself need not leave your machine."""
    return _paper(queries.verify_bytes(sha256))


@api.get(
    "papers/{code}",
    response={200: s.PaperOut, **NOT_THERE},
)
def paper_by_code(request: HttpRequest, code: Annotated[str, Path(pattern=s.CODE)]) -> Any:
    """What the paper with that code is, and whether it still holds. Nothing of the case is told."""
    if read_paper_code(code) is None:
        raise Invalid({"code": [_("Ese código no está completo o tiene un error.")]})
    return _paper(queries.verify_paper(code))


@api.get(
    "match",
    response={200: s.MatchOut, **ASKED_WRONGLY},
)
def match(request: HttpRequest, name: Annotated[str, Query(min_length=1, max_length=300)]) -> Any:
    """INEGI's key of what a typed name means, or the candidates where the name alone does not say which."""
    with Gazetteer.open() as gazetteer:
        found = match_name(gazetteer, name, guess=True)
    return {
        "key": found.key, "name": found.name, "confidence": found.confidence, "candidates": list(found.candidates),
    }  # fmt: skip


@api.post(
    "check",
    response={200: list[s.FindingOut], **ASKED_WRONGLY},
)
def check(request: HttpRequest, asked: s.CheckIn) -> Any:
    """What the checker says of a text, in place. Nothing is kept."""
    return _checked(lambda: read_text("", asked.text), "text", asked)


@api.post(
    "check/file",
    response={200: list[s.FindingOut], **ASKED_WRONGLY},
)
def check_file(request: HttpRequest, file: File[UploadedFile], asked: Form[s.CheckFileIn]) -> Any:
    """The same of a file: DOCX, PDF with text, TXT, MD. Places count in the text as `hermanar check --extract` prints it.
    What could not be read of it is among the findings (K06). Nothing is kept."""
    return _checked(lambda: read_source(file.name or "", file.read(MAX_BYTES + 1)), "file", asked)


def _checked(read: Callable[[], Source], about: str, asked: s.CheckIn | s.CheckFileIn) -> list[dict]:
    try:
        source = read()
        with Gazetteer.open() as gazetteer:
            found = check_named(
                source,
                asked.parties,
                gazetteer,
                citations=queries.cited_laws(),
                kind=asked.kind,
                final=asked.final,
                on=timezone.localdate(),
                own_words=queries.own_words(asked.kind),
            )
    except Unreadable as refused:
        raise Invalid({about: [_told(refused)]}) from refused
    except UnknownParty as unknown:
        raise Invalid({"parties": [_told(unknown)]}) from unknown
    return [f.as_json() for f in found]


def _told(why: Unreadable | UnknownParty) -> str:
    told = why.said(get_language())
    return f"{told[0].upper()}{told[1:]}."
