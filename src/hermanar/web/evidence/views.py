"""The gallery, what comes in, one piece with its weaknesses and where it is used, accepting and returning."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.http import FileResponse, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from hermanar.evidence import operations as evidence
from hermanar.evidence.enums import EvidenceState, Kind
from hermanar.evidence.policies import can_capture, can_judge
from hermanar.evidence.queries import (
    EvidenceShown,
    count_by_state,
    get_evidence,
    list_evidence,
    open_copy,
    sentence_of,
)
from hermanar.journal.queries import list_newest_about
from hermanar.kernel.dates import Precision, add_months, date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import whole_number

from ..deeds import Deed, EmptyForm, do, do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..language import language
from ..relations import own_circle
from ..sentences import tell
from .forms import DescriptionForm, FilesForm, LinkForm

_TONES = {EvidenceState.RECEIVED: "amber", EvidenceState.ACCEPTED: "leaf", EvidenceState.RETURNED: "red"}


def _caption(row: Any) -> str:
    english = language() == "en"
    said = (row.caption_en if english else "") or row.caption_es or row.caption_en
    return said or (row.attachment.filename if row.attachment else row.url)


def _card(shown: EvidenceShown) -> dict[str, Any]:
    """A piece as the gallery shows it."""
    row, lang = shown.row, language()
    alt = (row.alt_en if lang.startswith("en") else "") or row.alt_es or row.alt_en
    return {
        "it": row,
        "caption": _caption(row),
        "alt": alt,
        "tone": _TONES[EvidenceState(row.state)],
        "weak": [sentence_of(w, lang) for w in shown.weak if w.code not in {"not_accepted", "was_returned"}],
        "uses": shown.standing,
        "url": reverse("web:evidence:piece", args=[row.public_id]),
        "thumb": reverse("web:evidence:thumb", args=[row.public_id]) if row.thumb_id else "",
    }


def _quarter(text: str) -> tuple[dt.date, dt.date] | None:
    """`2025-2` → first and last day."""
    year, _dash, number = text.partition("-")
    of = whole_number(year)
    if of is None or number not in {"1", "2", "3", "4"} or not 1990 <= of <= 2200:
        return None
    first = dt.date(of, 3 * int(number) - 2, 1)
    return first, add_months(first, 3) - dt.timedelta(days=1)


def _home() -> list[dict]:
    return [{"label": _("Evidencia"), "url": reverse("web:evidence:gallery")}]


@seat_required
def show_gallery(request: SeatedRequest) -> HttpResponse:
    """Everything of the municipality, newest first; by state, kind and quarter."""
    circle, actor = own_circle(request), request.seat.actor
    asked = {key: request.GET.get(key, "") for key in ("estado", "clase", "trimestre", "desde")}
    kind = asked["clase"] if asked["clase"] in Kind.values else ""
    state = asked["estado"] if asked["estado"] in EvidenceState.values else ""
    unused = asked["estado"] == "sin-usar"
    period = _quarter(asked["trimestre"])
    found = list_evidence(actor, circle, state=state, kind=kind, period=period, unused=unused, after=asked["desde"])
    counts = count_by_state(actor, circle)
    query = request.GET.copy()
    query.pop("desde", None)

    def to(**changes: str) -> str:
        here = query.copy()
        for key, value in changes.items():
            here[key] = value
            if not value:
                del here[key]
        return "?" + here.urlencode()

    tabs = [
        {"label": _("Todas"), "url": to(estado=""), "current": not state and not unused, "count": sum(counts.values())}
    ]
    tabs += [
        {"label": s.label, "url": to(estado=s.value), "current": state == s, "count": counts[s.value]}
        for s in EvidenceState
        if counts.get(s.value)
    ]
    tabs.append({"label": _("Sin usar"), "url": to(estado="sin-usar"), "current": unused})
    context = {
        "cards": [_card(s) for s in found.shown],
        "next": to(desde=found.after) if found.after else "",
        "tabs": tabs,
        "kinds": Kind.choices,
        "kind": kind,
        "quarter": asked["trimestre"] if period else "",
        "state": asked["estado"],
        "is_empty": not counts,
        "may": can_capture(actor, circle),
    }
    return page(request, "web/evidence/gallery.html", context)


def _may_add(request: SeatedRequest) -> Any:
    circle = own_circle(request)
    if not can_capture(request.seat.actor, circle):
        raise NotVisible("evidence")
    return circle


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """Many files at once, under one description; each that cannot be taken is named, the others come in."""
    circle = _may_add(request)
    form = FilesForm(given(request), request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = dict(form.cleaned_data)
        uploads = values.pop("files")
        done = operate(
            request,
            lambda act: evidence.add_many(act, circle=circle, uploads=uploads, **values),
            form=form,
            then=lambda batch: _after(batch),
        )
        if done.response and done.value is not None:
            if not done.value.taken:  # nothing came in: what was typed stays, with each file's no at its field
                for name, no in done.value.refused:
                    form.add_error("files", f"{name}: {no.reason}")
            else:
                _tell(request, done.value)
        if done.response and not form.errors:
            return done.response
    crumbs = [*_home(), {"label": _("Agregar"), "url": ""}]
    context = {
        "form": form,
        "crumbs": crumbs,
        "begin": reverse("web:evidence:begin"),
        "part_bytes": evidence.PART_BYTES,
    }
    return page(request, "web/evidence/new.html", context, status=422 if form.errors else 200)


def _after(batch: Any) -> str:
    if len(batch.taken) == 1 and not batch.refused:
        return reverse("web:evidence:describe", args=[batch.taken[0].public_id])
    return reverse("web:evidence:gallery") if batch.taken else reverse("web:evidence:new")


def _tell(request: SeatedRequest, batch: Any) -> None:
    for name, no in batch.refused:
        messages.error(request, f"{name}: {no.reason}")
    number = len(batch.taken)
    if number:
        said = ngettext("Entró %(number)s archivo.", "Entraron %(number)s archivos.", number) % {"number": number}
        messages.success(request, said + " " + _("Falta su pie y que alguien lo revise."))


@seat_required
def add_link(request: SeatedRequest) -> HttpResponse:
    """An address that shows it."""
    circle = _may_add(request)
    form = LinkForm(given(request))
    deed = Deed(
        title=_("Agregar un enlace"),
        lead=_("Una página que muestra lo que se hizo. Si puede desaparecer, guarde también su captura."),
        submit=_("Agregar"),
        back=reverse("web:evidence:gallery"),
        crumbs=[*_home(), {"label": _("Agregar un enlace"), "url": ""}],
    )
    return do(
        request,
        deed,
        form,
        lambda act: evidence.add_evidence(
            act, circle=circle, kind=Kind.LINK, consent="none_shown", **form.cleaned_data
        ),
        circle=None,
        then=_url,
    )


def _url(row: Any) -> str:
    return reverse("web:evidence:piece", args=[row.public_id])


@seat_required
def show_one(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One piece: the picture, what it lacks, where it is and was used, what was done with it."""
    shown = get_evidence(request.seat.actor, public_id)
    row, actor = shown.row, request.seat.actor
    lines = list_newest_about(row.public_id, limit=100)
    context = {
        **_card(shown),
        "crumbs": [*_home(), {"label": _caption(row), "url": ""}],
        "picture": reverse("web:evidence:picture", args=[row.public_id]) if row.shown_id or row.thumb_id else "",
        "when": date_in_words(row.on, language(), Precision(row.precision)) if row.on else "",
        "original": reverse("web:file", args=[row.attachment.public_id]) if row.attachment else "",
        "all_uses": shown.uses,
        "public": shown.may_be_published,
        "may_describe": can_capture(actor, row.circle),
        "may_judge": can_judge(actor, row.circle),
        "log": tell(lines, request.seat.zones),
    }
    return page(request, "web/evidence/piece.html", context)


def _send(request: SeatedRequest, public_id: str, *, thumb: bool) -> HttpResponse:
    found = open_copy(request.seat.actor, public_id, thumb=thumb)
    answer: Any = FileResponse(found.stream, filename=found.filename, content_type=found.media_type)
    answer["Cache-Control"] = "private, max-age=86400, immutable"  # the copy never changes
    return answer


@seat_required
def send_picture(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The copy without traces."""
    return _send(request, public_id, thumb=False)


@seat_required
def send_thumb(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Its small form."""
    return _send(request, public_id, thumb=True)


def _deed(row: Any, title: str, submit: str, **more: Any) -> Deed:
    way = [*_home(), {"label": _caption(row), "url": _url(row)}, {"label": title, "url": ""}]
    return Deed(title=title, submit=submit, back=_url(row), crumbs=way, **more)


@seat_required
def describe(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What is said of it."""
    row = get_evidence(request.seat.actor, public_id).row
    if not can_capture(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    names = DescriptionForm.base_fields
    form = DescriptionForm(
        given(request), is_link=row.kind == Kind.LINK, initial={name: getattr(row, name) for name in names}
    )
    more = {"picture": reverse("web:evidence:thumb", args=[row.public_id]) if row.thumb_id else "", "it": row}
    accepted = row.state == EvidenceState.ACCEPTED
    told = _("Está aceptada: si cambia lo que dice de ella, vuelve a quedar por revisar.") if accepted else ""
    return do(
        request,
        _deed(row, _("Datos de la evidencia"), _("Guardar"), consequence=told),
        form,
        lambda act: evidence.describe_evidence(
            act, evidence=row, **{**form.cleaned_data, "precision": form.cleaned_data["precision"] or Precision.DAY}
        ),
        circle=None,
        said=_("Datos guardados."),
        template="web/evidence/describe.html",
        more=more,
    )


def _judged(request: SeatedRequest, public_id: str) -> Any:
    row = get_evidence(request.seat.actor, public_id).row
    if not can_judge(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    return row


@seat_required
def accept(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It is what it says."""
    row = _judged(request, public_id)
    consequence = _("Desde ahora un informe puede apoyarse en ella, y el estado y la Secretaría la ven.")
    deed = _deed(row, _("Aceptar la evidencia"), _("Aceptar"), consequence=consequence)
    return do(
        request, deed, EmptyForm(given(request)), lambda act: evidence.accept_evidence(act, evidence=row),
        circle=None, said=_("Evidencia aceptada."),
    )  # fmt: skip


@seat_required
def give_back(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Back to who brought it in, with a reason."""
    row = _judged(request, public_id)
    return do_for_reason(
        request, _deed(row, _("Devolver la evidencia"), _("Devolver"), kind="danger"),
        lambda act, **why: evidence.return_evidence(act, evidence=row, **why),
        circle=None, said=_("Evidencia devuelta."),
    )  # fmt: skip
