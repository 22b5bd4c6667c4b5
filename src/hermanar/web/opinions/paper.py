"""What an absent office did, put down from its paper, and its correction: the same for the file and for an answer."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from ..deeds import Deed, do_for_reason, do_from_paper
from ..edge import given
from ..relations import today_of
from ..told import Told
from .forms import RecordForwardForm, RecordReturnForm

Call = Callable[..., Any]


def put_forward_down(
    request: HttpRequest, deed: Deed, partnership: Any, call: Call, *, caption: str, said: Any
) -> HttpResponse:
    """From the copy of the letter with which the state passed something on."""
    form = RecordForwardForm(
        given(request), request.FILES or None, initial={"forwarded_on": today_of(request, partnership)}
    )
    return do_from_paper(request, deed, form, call, circle=partnership.circle, caption=caption, said=said)


def put_return_down(request: HttpRequest, deed: Deed, partnership: Any, call: Call, *, said: Any) -> HttpResponse:
    """From the letter with which something came back."""
    form = RecordReturnForm(
        given(request), request.FILES or None, initial={"returned_on": today_of(request, partnership)}
    )
    return do_from_paper(
        request, deed, form, call, circle=partnership.circle, caption=_("Oficio de devolución"), said=said
    )


def correct(
    request: HttpRequest, partnership: Any, call: Call, *, title: str, folio: str, back: str, crumbs: list[dict],
    told: Told, said: Any, then: Any = None,
) -> HttpResponse:  # fmt: skip
    """A letter that was put down wrongly: it stays with the reason, and the right one is put down."""
    deed = Deed(
        title=title,
        submit=_("Corregir"),
        kind="danger",
        back=back,
        crumbs=crumbs,
        lead=folio,
        consequence=_(
            "Lo asentado queda en la historia, con su motivo, y deja de contar. Después asiente el oficio como está: puede "
            "llevar el mismo número."
        ),
        told=told,
    )
    more = {"then": then} if then else {}
    return do_for_reason(request, deed, call, circle=partnership.circle, said=said, **more)
