"""Old lists: brought in, their columns, what is asked, into the book and out again."""

from itertools import islice, zip_longest
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.matching import match
from hermanar.checks.tables import TableFault
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.queries import list_countries
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.kernel.text import whole_number
from hermanar.registry import operations as registry
from hermanar.registry.enums import ListingState, RowLack, RowState
from hermanar.registry.queries import listings as queries
from hermanar.registry.rules.mapping import doubt_of_date, guess

from ..deeds import Deed, EmptyForm, do, do_for_reason, offer
from ..edge import SeatedRequest, given, operate, page, seat_required
from .forms import AnswerForm, BringForm, ColumnsForm, DateForm, PartnerForm, initial_of

ROWS = 50
_TONES = {
    "matched": "leaf",
    "asked": "amber",
    "known": "",
    "unmatched": "red",
    "written": "leaf",
    "undone": "",
    "failed": "red",
}
_WORKING = {ListingState.READING, ListingState.WRITING, ListingState.UNDOING}
# the tabs, in the order in which one would look at them
_TABS = ("asked", "matched", "known", "duplicate", "unmatched", "outside", "left_out")


def _house(request: SeatedRequest) -> Any:
    house = request.seat.organisation
    if house is None or house.kind not in {OrganisationKind.MUNICIPALITY, OrganisationKind.STATE}:
        raise NotVisible("lists")
    return house


def _url(name: str, *args: Any) -> str:
    return reverse(f"web:lists:{name}", args=args)


def _way(*more: tuple[str, str]) -> list[dict]:
    rows = [(_("Relaciones"), _url("own")), (_("Listas"), _url("list")), *more]
    return [{"label": label, "url": url} for label, url in rows]


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """The lists of one's house, and the form that brings one in."""
    house = _house(request)
    before = request.GET.get("antes", "")
    rows = queries.list_listings(request.seat.actor, house, before=whole_number(before), limit=31)
    form = BringForm(given(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]

        def bring(act: Any) -> Any:
            if file.size > settings.LIST_MAX_BYTES:
                words = queries.fault_sentence("too_large", {"megabytes": settings.LIST_MAX_BYTES // 2**20})
                raise Refused("too_large", words, field="file")
            return registry.bring_list(act, organisation=house, filename=file.name or "", data=file.read())

        done = operate(request, bring, form=form, then=lambda it: _url("columns", it.public_id))
        if done.response:
            return done.response
    context = {
        "form": form,
        "rows": [{"it": r, "word": r.get_state_display(), "tone": _TONES.get(r.state, "")} for r in rows[:30]],
        "next": f"?antes={rows[29].pk}" if len(rows) > 30 else "",
        "columns": [{"label": _("Archivo")}, {"label": _("Se trajo")}, {"label": _("Estado")}],
        "crumbs": [{"label": _("Relaciones"), "url": _url("own")}, {"label": _("Listas"), "url": ""}],
    }
    return page(request, "web/lists/list.html", context)


@seat_required
def choose(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say what each column is: guessed, or as the last time; its first rows beside it."""
    listing = queries.get_listing(request.seat.actor, public_id)
    if listing.state not in {ListingState.BROUGHT, ListingState.READ, ListingState.FAILED}:
        return redirect(_url("listing", public_id))
    remembered = queries.remembered_columns(listing)
    own = next(iter(queries.own_names(listing.organisation)), "")
    countries = sorted(((c.iso2, str(c)) for c in list_countries() if c.iso2 != "MX"), key=lambda c: c[1])
    form = ColumnsForm(
        given(request),
        header=listing.header,
        countries=countries,
        own=_("Siempre %(name)s") % {"name": own} if own else "",
        initial=initial_of(remembered or guess(listing.header), listing.header),
    )
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: registry.choose_columns(act, listing=listing, mapping=form.mapping),
            form=form,
            then=_url("listing", public_id),
        )
        if done.response:
            return done.response
    context = {
        "it": listing,
        "form": form,
        "remembered": remembered is not None,
        "head": [{"label": h or f"{n}"} for n, h in enumerate(listing.header, start=1)],
        "sample": [tuple(zip_longest(listing.header, cells, fillvalue="")) for cells in _sample(listing)],
        "crumbs": _way((listing.filename, _url("listing", public_id)), (_("Columnas"), "")),
    }
    return page(request, "web/lists/columns.html", context)


def _sample(listing: Any) -> list[tuple[str, ...]]:
    """The first rows below the header."""
    try:
        return [line.cells for line in islice(queries.open_list(listing).lines, 4)]
    except TableFault:
        return []


@seat_required
def show_listing(request: SeatedRequest, public_id: str) -> HttpResponse:
    """How far a list is; what its rows were taken for, and the one next step."""
    listing = queries.get_listing(request.seat.actor, public_id)
    if listing.state == ListingState.BROUGHT:
        return redirect(_url("columns", public_id))
    if request.method == "POST":
        done = operate(request, lambda act: registry.retry_list(act, listing=listing), said=_("El trabajo sigue."))
        return done.response or redirect(_url("listing", public_id))
    counts = queries.count_rows(listing)
    chosen = request.GET.get("estado", "")
    chosen = chosen if chosen in _TABS else ""
    after = request.GET.get("desde", "")
    rows: list = []
    if listing.state not in _WORKING:
        states = [chosen] if chosen else []
        rows = queries.list_rows(listing, states=states, after=whole_number(after) or 0, limit=ROWS + 1)
    more = rows[ROWS - 1].number if len(rows) > ROWS else 0
    asked = queries.next_asked(listing)
    decided, partners = queries.count_decided(listing), queries.next_partner(listing)
    context = {
        "it": listing,
        "word": listing.get_state_display(),
        "tone": _TONES.get(listing.state, ""),
        "working": listing.state in _WORKING,
        "fault": queries.fault_sentence(listing.fault, listing.fault_data) if listing.fault else "",
        "tabs": _tabs(counts, chosen),
        "rows": _rows(listing, rows[:ROWS]),
        "next": f"?estado={chosen}&desde={more}" if more else "",
        "first": f"?estado={chosen}" if after else "",
        "total": sum(counts.values()),
        "all_outside": bool(counts) and set(counts) == {str(RowState.OUTSIDE)},
        "asked": counts.get("asked", 0),
        "asked_url": _url("row", public_id, asked.number) if asked else "",
        "decided": decided,
        "partners": queries.count_partners(listing) if partners else 0,
        "partner_url": _url("partner", public_id, partners.number) if partners else "",
        "may_undo": listing.state == ListingState.WRITTEN,
        "open": listing.state in {ListingState.READ, ListingState.WRITTEN},
        "columns": [
            {"label": _("Fila"), "num": True}, {"label": _("Parte mexicana")}, {"label": _("Contraparte")},
            {"label": _("Fecha")}, {"label": _("Le falta")}, {"label": _("Qué se hará")},
        ],
        "crumbs": _way((listing.filename, "")),
    }  # fmt: skip
    return page(request, "web/lists/listing.html", context)


def _tabs(counts: dict[str, int], chosen: str) -> list[dict]:
    tabs = [{"label": _("Todas"), "url": "?", "current": not chosen, "count": sum(counts.values())}]
    return tabs + [
        {"label": RowState(s).label, "url": f"?estado={s}", "current": s == chosen, "count": counts[s]}
        for s in _TABS
        if counts.get(s)
    ]


def _rows(listing: Any, rows: list) -> list[dict]:
    keys = queries.names_of_keys(k for r in rows for k in (r.our_key, r.their_key))
    places = queries.names_of_places(r.their_place for r in rows)
    own = {key: name for name, key in queries.own_names(listing.organisation).items()}
    return [
        {
            "it": r,
            "ours": "" if r.why == "own" else keys.get(r.our_key) or own.get(r.our_key, ""),
            "theirs": keys.get(r.their_key) or places.get(r.their_place or 0, ""),
            "date": "" if r.precision == "day" else r.told.get("on", ""),
            **_taken_for(listing, r),
            "lacks": [str(RowLack(c).label) for c in r.lacks if c != RowLack.PAPER],
            "url": _door(listing, r) if _is_open(r) else "",
            "date_url": _url("date", listing.public_id, r.number) if _asks_date(r) else "",
            "partner_url": _url("partner", listing.public_id, r.number) if _asks_partner(r) else "",
            "entry_url": _url("pair", r.entry or r.known) if r.entry or r.known else "",
        }
        for r in rows
    ]


def _taken_for(listing: Any, row: Any) -> dict[str, str]:
    """What becomes of a row, in words and tone."""
    if row.entry:
        return {"word": _("En el libro"), "tone": "leaf"}
    if listing.state == ListingState.UNDONE:
        return {"word": _("No está en el libro") if not row.known else str(RowState(row.state).label), "tone": ""}
    if _waits_for_partner(row):
        return {"word": _("Falta decir cuál es la contraparte"), "tone": "amber"}
    return {"word": str(RowState(row.state).label), "tone": _TONES.get(row.state, "")}


def _waits_for_partner(row: Any) -> bool:
    """Whether only the counterpart keeps it out: its name is of several places, and our party is known."""
    return row.state == "unmatched" and bool(row.our_key and row.their_candidates)


def _door(listing: Any, row: Any) -> str:
    """Where the row is decided: what is asked first is what keeps it out."""
    return _url("partner" if _waits_for_partner(row) else "row", listing.public_id, row.number)


def _is_open(row: Any) -> bool:
    return not row.entry and row.state in {"asked", "unmatched", "left_out", "matched", "known"}


def _asks_date(row: Any) -> bool:
    return not row.entry and bool({RowLack.DATE_ORDER, RowLack.DATE_IMPOSSIBLE} & {*row.lacks})


def _asks_partner(row: Any) -> bool:
    return not row.entry and bool(row.their_candidates) and row.state in {"asked", "unmatched", "matched", "known"}


OTHER, NONE = "other", "none"


@seat_required
def answer(request: SeatedRequest, public_id: str, number: int) -> HttpResponse:
    """Which place a name means: candidates with their state and size, another one, or none."""
    listing = queries.get_listing(request.seat.actor, public_id)
    row = queries.get_row(listing, number)
    back = _url("listing", public_id)
    if not _is_open(row):
        return redirect(back)
    form = AnswerForm(given(request), initial={"key": row.our_key or None})
    with Gazetteer.open() as gazetteer:
        offer(form, "key", _candidates(gazetteer, listing, row))
        deed = Deed(
            title=_("¿Qué lugar es “%(name)s”?") % {"name": row.ours_printed},
            lead=_("Hay más de un lugar con ese nombre. Lo que decida vale para todas las filas que lo escriben así."),
            submit=_("Decidir"),
            back=back,
            crumbs=_way((listing.filename, back), (_("Fila %(n)s") % {"n": number}, "")),
            facts=_facts(row),
        )

        def call(act: Any) -> Any:
            key = _key(gazetteer, listing, form)
            reader = queries.reader_for(gazetteer, listing.organisation)
            return registry.answer_row(act, listing=listing, row=row, key=key, reader=reader)

        return do(
            request, deed, form, call, circle=None, then=lambda _done: _after(listing), said=_("Decidido."),
        )  # fmt: skip


def _after(listing: Any) -> str:
    """The next name to decide, or the list."""
    waiting = queries.next_asked(listing)
    return _url("row", listing.public_id, waiting.number) if waiting else _url("listing", listing.public_id)


def _candidates(gazetteer: Gazetteer, listing: Any, row: Any) -> list[tuple[str, str]]:
    scope, own = queries.scope_of(listing.organisation), queries.own_names(listing.organisation)
    keys = [k for k in row.our_candidates if scope.holds(k)] or ([row.our_key] if row.our_key else [])
    keys += [k for k in own.values() if k not in keys]
    names = queries.names_of_keys(keys)
    told = []
    for key in keys[:12]:
        named = gazetteer.municipality(key)
        label = names.get(key) or next((n for n, k in own.items() if k == key), key)
        if len(key) == 2:
            label = _("%(name)s (el estado)") % {"name": label}
        people = max((t.population for t in gazetteer.towns(key)), default=0) if named else 0
        if people:
            label = _("%(name)s: su localidad mayor tiene %(people)s habitantes") % {
                "name": label,
                "people": f"{people:,}",
            }
        told.append((key, label))
    if listing.organisation.state_id:
        told.append((OTHER, _("Otro municipio del estado")))
    return [*told, (NONE, _("Ninguno: dejar fuera"))]


def _key(gazetteer: Gazetteer, listing: Any, form: AnswerForm) -> str:
    chosen = form.cleaned_data["key"]
    if chosen == NONE:
        return ""
    if chosen != OTHER:
        return str(chosen)
    within = listing.organisation.state.name if listing.organisation.state else ""
    found = match(gazetteer, f"{form.cleaned_data['other']}, {within}, México")
    if not found.key:
        raise Refused("no_place", _("Ningún municipio del estado lleva ese nombre. Escríbalo completo."), field="other")
    if found.alike:
        raise Refused(
            "no_place",
            _("Ningún municipio del estado lleva ese nombre. ¿Quiso decir %(name)s? Escríbalo así.")
            % {"name": found.name},
            field="other",
        )
    return found.key


@seat_required
def partner(request: SeatedRequest, public_id: str, number: int) -> HttpResponse:
    """Which place a counterpart's name means: the candidates with region and size, or as it is printed."""
    listing = queries.get_listing(request.seat.actor, public_id)
    row = queries.get_row(listing, number)
    back = _url("listing", public_id)
    if row.entry or not row.their_candidates:
        return redirect(back)
    form = PartnerForm(given(request))
    with Gazetteer.open() as gazetteer:
        choices = [
            (ref, _("%(name)s: %(people)s habitantes") % {"name": name, "people": f"{people:,}"} if people else name)
            for ref, (name, people) in queries.describe_refs(gazetteer, row.their_candidates).items()
        ]
        offer(form, "ref", [*choices, (NONE, _("No se sabe: dejarla como está escrita"))])
        deed = Deed(
            title=_("¿Qué ciudad es “%(name)s”?") % {"name": row.theirs_printed},
            lead=_("Hay más de un lugar con ese nombre. Lo que decida vale para todas las filas que lo escriben así."),
            submit=_("Decidir"),
            back=back,
            crumbs=_way((listing.filename, back), (_("Fila %(n)s") % {"n": number}, "")),
            facts=[{"term": _("País"), "value": row.country}, {"term": _("Parte mexicana"), "value": row.ours_printed}],
        )
        reader = queries.reader_for(gazetteer, listing.organisation)

        def call(act: Any) -> Any:
            chosen = form.cleaned_data["ref"]
            return registry.answer_partner(
                act, listing=listing, row=row, ref="" if chosen == NONE else chosen, reader=reader
            )

        return do(
            request, deed, form, call, circle=None, then=lambda _done: _after_partner(listing), said=_("Decidido.")
        )


@seat_required
def date(request: SeatedRequest, public_id: str, number: int) -> HttpResponse:
    """What day was meant by a date that cannot be, or that reads two ways."""
    listing = queries.get_listing(request.seat.actor, public_id)
    row = queries.get_row(listing, number)
    back = _url("listing", public_id)
    if row.entry or not doubt_of_date(row.told.get("on", "")):
        return redirect(back)
    form = DateForm(given(request), initial={"on": row.on if row.precision == "day" else None})
    deed = Deed(
        title=_("¿Qué fecha es “%(text)s”?") % {"text": row.told["on"]},
        lead=_("No existe ese día, o el día y el mes pueden cambiarse de lugar. Lo que decida vale para todas las filas que lo escriben así."),
        submit=_("Decidir"),
        back=back,
        crumbs=_way((listing.filename, back), (_("Fila %(n)s") % {"n": number}, "")),
        facts=_facts(row),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: registry.answer_date(act, listing=listing, row=row, **form.cleaned_data),
        circle=None, said=_("Decidido."),
    )  # fmt: skip


def _after_partner(listing: Any) -> str:
    """The next counterpart to tell apart, or the list."""
    waiting = queries.next_partner(listing)
    return _url("partner", listing.public_id, waiting.number) if waiting else _url("listing", listing.public_id)


def _facts(row: Any) -> list[dict]:
    told = [(_("Fila"), row.number), (_("Contraparte"), row.theirs_printed), (_("Fecha"), row.told.get("on", ""))]
    told += [(_("Documento"), row.told.get("kind", "")), (_("Fuente"), row.told.get("source", ""))]
    return [{"term": term, "value": value} for term, value in told if value]


@seat_required
def confirm(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Into the book: what will happen, and that it can be undone."""
    listing = queries.get_listing(request.seat.actor, public_id)
    back, decided = _url("listing", public_id), queries.count_decided(listing)
    deed = Deed(
        title=_("Incorporar la lista al libro"),
        submit=_("Incorporar"),
        back=back,
        crumbs=_way((listing.filename, back), (_("Incorporar"), "")),
        lead=ngettext("%(n)s relación entra al libro.", "%(n)s relaciones entran al libro.", decided) % {"n": decided},
        then=[
            _("Cada ficha dice de qué fila salió y que no es el registro nacional."),
            _("Lo que el libro ya tenía no se repite: la lista se agrega como otra fuente."),
            _("Se puede deshacer completa. La bitácora conserva lo hecho."),
        ],
    )
    form = EmptyForm(given(request))
    return do(request, deed, form, lambda act: registry.confirm_list(act, listing=listing), circle=None, then=back)


@seat_required
def undo(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Out of the book again, whole."""
    listing = queries.get_listing(request.seat.actor, public_id)
    back = _url("listing", public_id)
    deed = Deed(
        title=_("Deshacer la lista"),
        submit=_("Deshacer"),
        kind="danger",
        back=back,
        crumbs=_way((listing.filename, back), (_("Deshacer"), "")),
        consequence=_(
            "Sus fichas se retiran y las que ya existían pierden solo lo que la lista agregó. Nada se borra."
        ),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, reason: registry.undo_list(act, listing=listing, reason=reason),
        circle=None,
        then=back,
    )
