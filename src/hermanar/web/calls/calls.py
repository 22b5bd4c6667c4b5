"""The committee's calls, from draft to archive."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import CallState
from hermanar.calls.policies import can_call
from hermanar.calls.queries import count_proposals, day_of, get_call, list_calls, list_proposals
from hermanar.calls.rules import stage_of_call
from hermanar.kernel.errors import NotVisible

from ..deeds import EmptyForm, ReasonForm, do
from ..edge import SeatedRequest, given, page, seat_required, today
from .forms import CallForm
from .frame import TONES, before_of, caller, crumb, deed, house, tabs

PAGE = 30


def _stage(call: Any) -> tuple[str, str]:
    """(tone, word): the draft's own state, or where it stands today."""
    if call.state == CallState.DRAFT:
        return TONES["draft"], call.get_state_display()
    stage = stage_of_call(call.state, call.opens_on, call.closes_on, day_of(call.owner, timezone.now()))
    return TONES[stage], str(stage.label)


@seat_required
def show_list(request: SeatedRequest) -> HttpResponse:
    """Every call of the municipality, drafts too."""
    owner = house(request)
    rows = list_calls(request.seat.actor, before=before_of(request), limit=PAGE + 1)
    context = {
        "tabs": tabs("calls"),
        "rows": [{"it": c, "tone": tone, "word": word} for c in rows[:PAGE] for tone, word in [_stage(c)]],
        "next": f"?desde={rows[PAGE - 1].pk}" if len(rows) > PAGE else "",
        "is_empty": not rows and not before_of(request),
        "may": can_call(request.seat.actor, owner.home),
    }
    return page(request, "web/calls/calls.html", context)


def _url(row: Any) -> str:
    return reverse("web:calls:call", args=[row.public_id])


def _way(row: Any) -> list[dict[str, Any]]:
    return [crumb("calls", _("Convocatorias")), {"label": row.folio, "url": _url(row)}]


def _mine(request: SeatedRequest, public_id: str) -> Any:
    row = get_call(request.seat.actor, public_id)
    if not can_call(request.seat.actor, row.circle):
        raise NotVisible(public_id)
    return row


@seat_required
def show_call(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One call: its texts in both languages, its proposals, what may be done."""
    house(request)
    row = get_call(request.seat.actor, public_id)
    tone, word = _stage(row)
    labels = {"purpose": _("Objeto"), "audience": _("Quién puede participar"), "conditions": _("Bases")}
    context = {
        "it": row,
        "crumbs": [crumb("calls", _("Convocatorias")), {"label": row.folio, "url": ""}],
        "tone": tone,
        "word": word,
        "texts": [
            {"label": label, "es": getattr(row, name).get("es", ""), "en": getattr(row, name).get("en", "")}
            for name, label in labels.items()
        ],
        "received": sum(count_proposals(row).values()),
        "proposals": [{"it": p, "tone": TONES[p.state]} for p in list_proposals(request.seat.actor, call=row)],
        "may": can_call(request.seat.actor, row.circle),
        "is_draft": row.state == CallState.DRAFT,
        "is_published": row.state == CallState.PUBLISHED,
        "public_url": reverse("guest:calls:call", args=[row.public_id]) if row.published_at else "",
    }
    return page(request, "web/calls/call.html", context)


@seat_required
def draft(request: SeatedRequest) -> HttpResponse:
    """Prepare a call."""
    owner = caller(request)
    form = CallForm(given(request), initial={"opens_on": today(request, owner.home)})
    back = reverse("web:calls:calls")
    return do(
        request,
        deed(
            _("Nueva convocatoria"), _("Guardar el borrador"), back, [crumb("calls", _("Convocatorias"))],
            lead=_("Se publica cuando esté completa en los dos idiomas. Después ya no se cambia."),
        ),
        form,
        lambda act: calls.draft_call(act, owner=owner, **form.values()),
        circle=owner.home,
        then=_url,
        said=_("Borrador guardado."),
    )  # fmt: skip


@seat_required
def edit(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct a draft."""
    row = _mine(request, public_id)
    initial = {"opens_on": row.opens_on, "closes_on": row.closes_on, "sectors": row.sectors}
    initial |= {
        f"{name}_{lang}": getattr(row, name).get(lang, "")
        for name in ("title", "purpose", "audience", "conditions")
        for lang in ("es", "en")
    }
    form = CallForm(given(request), initial=initial)
    return do(
        request,
        deed(_("Corregir el borrador"), _("Guardar"), _url(row), _way(row)),
        form,
        lambda act: calls.change_call(act, call=row, **form.values()),
        circle=row.circle,
        said=_("Borrador guardado."),
    )


@seat_required
def publish(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put it before everybody."""
    row = _mine(request, public_id)
    return do(
        request,
        deed(
            _("Publicar la convocatoria"), _("Publicar"), _url(row), _way(row), lead=str(row),
            consequence=_("La ve cualquiera en la página pública, en los dos idiomas, y puede proponer sin cuenta."),
        ),
        EmptyForm(given(request)),
        lambda act: calls.publish_call(act, call=row),
        circle=row.circle,
        said=_("Ya es pública."),
    )  # fmt: skip


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It takes no more, and goes to the archive."""
    row = _mine(request, public_id)
    return do(
        request,
        deed(
            _("Cerrar la convocatoria"), _("Cerrar"), _url(row), _way(row), lead=str(row),
            consequence=_("Deja de recibir propuestas y pasa al archivo. Las recibidas siguen su evaluación."),
        ),
        EmptyForm(given(request)),
        lambda act: calls.close_call(act, call=row),
        circle=row.circle,
        said=_("Convocatoria cerrada."),
    )  # fmt: skip


@seat_required
def cancel(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Take it back, with a reason that is published."""
    row = _mine(request, public_id)
    form = ReasonForm(given(request))
    form.fields["reason"].help_text = _("Se publica con la convocatoria.")
    return do(
        request,
        deed(_("Cancelar la convocatoria"), _("Cancelar la convocatoria"), _url(row), _way(row), kind="danger"),
        form,
        lambda act: calls.cancel_call(act, call=row, **form.cleaned_data),
        circle=row.circle,
        said=_("Convocatoria cancelada."),
    )
