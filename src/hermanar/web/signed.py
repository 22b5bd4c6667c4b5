"""An official letter that goes out in the mayor's name: the mayor's page signs and sends it, the liaison's asks for that
signature, and a liaison alone says with what paper it was approved."""

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.kernel.acts import Act
from hermanar.kernel.errors import NotVisible, Refused
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Signs
from hermanar.partnerships.policies import how_signed
from hermanar.partnerships.queries import asked_since, last_returned

from .deeds import Deed, EmptyForm, do, do_for_reason
from .edge import given
from .language import when_in_words
from .relations import today_of
from .told import LIAISON, MAYOR, NOBODY, told_to


def may_send(request: HttpRequest, partnership: Any) -> Signs | None:
    """How the reader stands to the letters that go out in the mayor's name."""
    return how_signed(request.seat.actor, partnership.circle)  # type: ignore[attr-defined]


def asked_for(request: HttpRequest, partnership: Any, paper: Any, at: Mapping[str, str]) -> str:
    """Since when the letter called `paper` waits for the mayor's signature, as its liaison reads it; "" where it can be asked for."""
    if may_send(request, partnership) != Signs.ASKS:
        return ""
    since = asked_since(partnership, paper, at, today_of(request, partnership))
    return _requested(since) if since else ""


def _requested(since: dt.datetime) -> str:
    return _("La firma se pidió el %(on)s: quien preside la da y envía el oficio.") % {
        "on": when_in_words(timezone.localdate(since))
    }


def returned_as(partnership: Any, paper: Any) -> str:
    """That the letter called `paper` came back without signature, when and why; "" where it did not, or was asked for again."""
    found = last_returned(partnership, paper)
    if found is None:
        return ""
    words = {"on": when_in_words(timezone.localdate(found[0])), "reason": found[1]}
    return _("Quien preside lo devolvió sin firma el %(on)s: %(reason)s") % words


def return_unsigned(
    request: HttpRequest,
    *,
    partnership: Any,
    paper: Any,
    door: str,
    at: Mapping[str, str],
    back: str,
    crumbs: Sequence[dict],
    waits: bool,
) -> HttpResponse:
    """Whoever presides sends the letter called `paper` back to the liaison, and says why; `waits`: it has not gone out yet."""
    if may_send(request, partnership) != Signs.SIGNS:
        raise NotVisible(partnership.public_id)
    deed = Deed(
        title=_("Devolver sin firma"),
        submit=_("Devolver"),
        kind="danger",
        back=back,
        crumbs=crumbs,
        lead=str(paper),
        consequence=_("Nada se expide. El enlace lee el motivo, corrige y vuelve a pedir la firma."),
        told=told_to(request, partnership.circle, LIAISON),
    )

    def call(act: Act, reason: str) -> None:
        if not waits:
            raise Refused("paper_sent", _("Ese oficio ya salió."))
        partnerships.return_unsigned(act, partnership=partnership, paper=paper, door=door, at=dict(at), reason=reason)

    return do_for_reason(
        request,
        deed,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El oficio se devolvió al enlace, con su motivo."),
    )


def approval_field() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("Con qué se aprobó"),
        help_text=gettext_lazy(
            "El oficio sale a nombre de quien preside, que no participa en el programa: escriba el oficio, acuerdo o "
            "instrucción con que lo aprobó, y su fecha. Queda en la bitácora."
        ),
        error_messages={"required": gettext_lazy("Escriba con qué lo aprobó quien preside, y su fecha.")},
        max_length=300,
    )


def send_signed(
    request: HttpRequest,
    deed: Deed,
    form: forms.Form,
    call: Callable[..., Any],
    *,
    partnership: Any,
    paper: Any,
    door: str,
    at: Mapping[str, str],
    waits: bool,
    blockers: Callable[[], Sequence[Blocker]],
    said: Any,
    then: Any = "",
    returns: str = "",
) -> HttpResponse:
    """`call(act, approval=…)` sends the letter called `paper`; `waits`: it has not gone out yet; `returns`: where whoever
    presides sends it back without signature."""
    how = may_send(request, partnership)
    if how == Signs.SIGNS and returns and waits:
        deed = replace(deed, refusal=(_("Devolver sin firma"), returns))
    if how == Signs.ASKS:
        since = asked_since(partnership, paper, at, today_of(request, partnership)) if waits else None
        asked = replace(
            deed,
            submit="" if since else _("Pedir la firma"),
            lead=_requested(since)
            if since
            else returned_as(partnership, paper)
            or _(
                "Este oficio sale a nombre de quien preside: esa persona lo firma y lo envía desde esta misma página."
            ),
            consequence=""
            if since
            else _("Recibirá el aviso de que el oficio espera su firma. Nada se expide todavía."),
            then=() if since else deed.then,
            told=NOBODY if since else told_to(request, partnership.circle, MAYOR),
        )

        def ask(act: Act) -> None:
            if not waits:
                raise Refused("paper_sent", _("Ese oficio ya salió."))
            partnerships.ask_signature(
                act, partnership=partnership, paper=paper, door=door, at=dict(at), blockers=blockers()
            )

        return do(
            request, asked, EmptyForm(given(request)), ask, circle=partnership.circle,
            said=gettext_lazy("Se pidió la firma."),
        )  # fmt: skip
    if how == Signs.RECORDS:
        form.fields["approval"] = approval_field()

    def sent(act: Act) -> Any:
        return call(act, **form.cleaned_data)

    return do(request, deed, form, sent, circle=partnership.circle, then=then, said=said)
