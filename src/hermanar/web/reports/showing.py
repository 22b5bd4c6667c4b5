"""Evidence under an activity or an action: choosing it, taking it away; annexes and the signed scan."""

import datetime as dt
from collections import Counter
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.evidence.enums import Kind
from hermanar.evidence.queries import get_evidence, get_use, list_evidence
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible
from hermanar.plans.rules.calendar import quarter_ends, quarter_starts
from hermanar.reports import operations as reports
from hermanar.reports.enums import WRITABLE, PeriodState
from hermanar.reports.policies import can_authorise, can_write
from hermanar.reports.queries import get_annex, when_told

from ..deeds import Deed, EmptyForm, do, keep
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..language import language
from .forms import AnnexForm, PickForm, ScanForm
from .shared import crumbs, deed_of, find, find_period, url_of

_LIMIT = 48


def cards(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Pieces of a report as the page shows them."""
    here = language()
    return [
        {
            **row,
            "name": row["caption"][here],
            "says": row["alt"][here] or row["caption"][here],
            "when": when_told(row, here),
            "kind_word": Kind(row["kind"]).label,
            "reasons": [w[here] for w in row["weak"]],
            "page": reverse("web:evidence:piece", args=[row["id"]]),
            "thumb": reverse("web:evidence:thumb", args=[row["id"]]) if row["picture"] else "",
        }
        for row in rows
    ]


def summary(evidence: dict[str, Any]) -> str:
    """`Fotografía: 8, Acta o minuta: 1 · todas dentro del periodo`."""
    rows = evidence["rows"]
    if not rows:
        return _("Ninguna todavía.")
    kinds = Counter(row["kind"] for row in rows)
    said = ", ".join(f"{Kind(kind).label}: {number}" for kind, number in kinds.items())
    outside = sum(row["outside"] for row in rows)
    where = _("fuera del periodo: %(number)s") % {"number": outside} if outside else _("todas dentro del periodo")
    return f"{said} · {where}"


def choose(
    request: SeatedRequest, *, circle: Any, within: tuple[dt.date, dt.date], there: set[str], call: Callable[[Act, list, str], Any],
    back: str, title: str, trail: list[dict], claims: bool = True,
) -> HttpResponse:  # fmt: skip
    """The gallery with a box at each piece: of those days first, or of any day."""
    every = request.GET.get("ver") == "todas"
    found = list_evidence(
        request.seat.actor, circle, period=None if every else within, after=request.GET.get("desde", ""), limit=_LIMIT
    )
    rows = [s.row for s in found.shown if s.row.public_id not in there]
    form = PickForm(given(request), of=[row.public_id for row in rows])
    if request.method == "POST" and form.is_valid():
        chosen = [get_evidence(request.seat.actor, key).row for key in form.cleaned_data["pieces"]]
        done = operate(
            request, lambda act: call(act, chosen, form.cleaned_data["claim"]), circle=circle, form=form, then=back,
            said=_("Evidencia agregada."),
        )  # fmt: skip
        if done.response:
            return done.response
    if not claims:
        form.fields["claim"].required = False
    here = language()
    options = [
        {
            "it": row,
            "name": (row.caption_en if here == "en" else "") or row.caption_es or row.caption_en
            or (row.attachment.filename if row.attachment else row.url),
            "thumb": reverse("web:evidence:thumb", args=[row.public_id]) if row.thumb_id else "",
            "outside": row.on is None or not within[0] <= row.on <= within[1],
            "chosen": row.public_id in request.POST.getlist("pieces"),
        }
        for row in rows
    ]  # fmt: skip
    view = "&ver=todas" if every else ""
    context = {
        "form": form, "options": options, "title": title, "crumbs": trail, "back": back, "every": every, "claims": claims,
        "next": f"?desde={found.after}{view}" if found.after else "",
    }  # fmt: skip
    return page(request, "web/reports/pick.html", context, status=422 if form.errors else 200)


def _written(request: SeatedRequest, year: int, quarter: int) -> Any:
    period = find_period(request, year, quarter)
    if not can_write(request.seat.actor, period.circle):
        raise NotVisible("reports")
    return period


@seat_required
def pick(request: SeatedRequest, year: int, quarter: int, code: str) -> HttpResponse:
    """Choose what shows that the activity was done."""
    _written(request, year, quarter)
    period, report = find(request, year, quarter, (code,))
    found = next((a for c in report["components"] for a in c["activities"] if a["code"] == code), None)
    if found is None:
        raise NotVisible(code)
    title = _("Evidencia de %(code)s") % {"code": code}
    return choose(
        request, circle=period.circle, within=(quarter_starts(year, quarter), quarter_ends(year, quarter)),
        there={row["id"] for row in found.get("evidence", {"rows": []})["rows"]},
        call=lambda act, pieces, claim: reports.pick_evidence(act, period=period, code=code, pieces=pieces, claim=claim),
        back=url_of(period, "activity", code), title=title,
        trail=crumbs(period, (code, url_of(period, "activity", code)), (_("Elegir evidencia"), "")),
    )  # fmt: skip


@seat_required
def drop(request: SeatedRequest, year: int, quarter: int, code: str, piece: str, use: int) -> HttpResponse:
    """Take a piece from an activity."""
    period = _written(request, year, quarter)
    row = get_evidence(request.seat.actor, piece).row
    standing = get_use(request.seat.actor, row, use)
    back = url_of(period, "activity", code)
    deed = Deed(
        title=_("Quitar la evidencia"), submit=_("Quitar"), back=back, kind="danger",
        consequence=_("Deja de imprimirse aquí. La evidencia se conserva, y que estuvo aquí queda a la vista."),
        crumbs=crumbs(period, (code, back), (_("Quitar la evidencia"), "")),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: reports.drop_evidence(act, period=period, code=code, use=standing), circle=period.circle,
        said=_("Evidencia retirada del informe."),
    )  # fmt: skip


@seat_required
def annex(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Join a file: organisation chart, analysis, list."""
    period = _written(request, year, quarter)
    form = AnnexForm(given(request), request.FILES or None)

    def call(act: Act) -> Any:
        typed = dict(form.cleaned_data)
        attachment = keep(act, period.circle, typed.pop("file"), caption=typed["title"])
        return reports.add_annex(act, period=period, attachment=attachment, **typed)

    deed = deed_of(period, _("Agregar un anexo"), _("Agregar"))
    return do(request, deed, form, call, circle=period.circle, said=_("Anexo agregado."))


@seat_required
def remove_annex(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take an annex from a report that is still written."""
    row = get_annex(request.seat.actor, public_id)
    if not can_write(request.seat.actor, row.period.circle) or row.period.state not in WRITABLE:
        raise NotVisible(public_id)
    deed = deed_of(row.period, _("Quitar el anexo"), _("Quitar"), kind="danger", lead=row.title)
    return do(
        request, deed, EmptyForm(given(request)), lambda act: reports.remove_annex(act, annex=row),
        circle=row.period.circle, said=_("Anexo retirado."),
    )  # fmt: skip


@seat_required
def scan(request: SeatedRequest, year: int, quarter: int) -> HttpResponse:
    """Keep the printed report with its signatures by hand (R3-16)."""
    period = find_period(request, year, quarter)
    actor = request.seat.actor
    if not (can_write(actor, period.circle) or can_authorise(actor, period.circle)):
        raise NotVisible("reports")
    form = ScanForm(given(request), request.FILES or None)
    deed = deed_of(
        period, _("Guardar el informe firmado"), _("Guardar"),
        lead=_("Imprima el informe autorizado, firme con su puño y escanéelo. Las cifras cerradas no cambian."),
    )  # fmt: skip

    def call(act: Act) -> Any:
        attachment = keep(act, period.circle, form.cleaned_data["file"], caption=str(deed.title))
        return reports.add_signed_scan(act, period=period, attachment=attachment)

    if period.state != PeriodState.LOCKED:
        deed = deed_of(period, _("Guardar el informe firmado"), _("Guardar"), lead=_("Primero se autoriza."))
    return do(request, deed, form, call, circle=period.circle, said=_("Informe firmado guardado."))
