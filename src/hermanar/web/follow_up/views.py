"""Letters to follow up by their clocks; interruptions by reason, each count with its list."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, ngettext

from hermanar.directory.enums import Role
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import FollowUp, Interruption
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import (
    interruptions,
    letters_to_follow_up,
    list_interrupted_letters,
    list_interrupted_relations,
)

from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, page, seat_required, today as today_of
from ..language import when_in_words
from ..letters.forms import InterruptManyForm
from ..letters.pictures import city_of, precision_sent, register_url
from ..relations import case_url, title_of
from ..told import MAYOR, told_to

PAGE = 50
MOST = 200  # letters and relations of one reason that the page shows; the register has every letter
_TONES = {"waiting": "", "first": "gold", "second": "amber", "dead": "red"}


@seat_required
def show_follow_up(request: SeatedRequest) -> HttpResponse:
    """What waits for an answer, the longest silence first; what stopped, by reason."""
    actor = request.seat.actor
    code = request.GET.get("causa", "")
    chosen = Interruption(code) if code in Interruption.values else None
    counted, keeps = interruptions(actor), Role.LIAISON in actor.roles
    found = letters_to_follow_up(actor, today_of(request), after=_after(request.GET.get("desde", "")), limit=PAGE + 1)
    last = found[PAGE - 1].letter if len(found) > PAGE else None
    own = [f.letter for f in found if keeps and f.letter.owner.public_id == actor.organisation]
    context = {
        "several_url": reverse("web:follow_up:interrupt") if len(own) > 1 else "",
        "rows": [
            {
                "it": f,
                "city": city_of(f.letter),
                "word": FollowUp(f.state).label,
                "tone": _TONES[f.state],
                "inexact": _inexact(f.letter),
                "stop_url": _stop_url(f) if keeps and f.letter.owner.public_id == actor.organisation else "",
                "url": reverse("web:letters:letter", args=[f.letter.public_id]),
            }
            for f in found[:PAGE]
        ],
        "next": f"?desde={last.sent_on.isoformat()}~{last.pk}" if last else "",
        "first": "?" if request.GET.get("desde") else "",
        "most": MOST,
        "register": register_url(causa=code) if chosen else "",
        "reasons": [
            {"label": r.label, "value": r.letters + r.relations, "url": f"?causa={r.code}#causas"} for r in counted
        ],
        "whole": max([1, *(r.letters + r.relations for r in counted)]),
        "chosen": chosen.label if chosen else "",
        "letters": _letters(actor, code) if chosen else [],
        "relations": _relations(actor, code) if chosen else [],
        "columns": [
            {"label": _("Carta")},
            {"label": _("Contraparte")},
            {"label": _("Se envió")},
            {"label": _("Días sin respuesta"), "num": True},
            {"label": _("Seguimiento")},
        ],
        "crumbs": [
            {"label": _("Correspondencia"), "url": reverse("web:letters:list")},
            {"label": _("Seguimiento"), "url": ""},
        ],
    }
    return page(request, "web/follow_up/list.html", context)


@seat_required
def interrupt_several(request: SeatedRequest) -> HttpResponse:
    """Letters that nobody will answer any more, put down as stopped at once, with one reason."""
    actor, today = request.seat.actor, today_of(request)
    house = request.seat.organisation
    if house is None or house.home is None or not can_edit(actor, house.home):
        raise NotVisible("letters")
    lines = [f for f in letters_to_follow_up(actor, today, limit=MOST) if f.letter.owner_id == house.pk]
    dead = [f.letter.public_id for f in lines if f.state == FollowUp.DEAD and f.letter.partnership_id is None]
    initial = {"on": today, "code": request.GET.get("code", ""), "letters": dead}
    form = InterruptManyForm(given(request), initial=initial)
    offer(form, "letters", [(f.letter.public_id, _named(f)) for f in lines])
    known = {f.letter.public_id: f.letter for f in lines}
    deed = Deed(
        title=_("Asentar varias interrupciones"),
        submit=_("Asentar las interrupciones"),
        back=reverse("web:follow_up:list"),
        kind="danger",
        lead=_("Una sola causa y un solo motivo para todas las que elija."),
        consequence=_("Cada carta deja de esperar respuesta y guarda la causa y el motivo en su historia; puede retomarse cuando quiera."),
        told=told_to(request, house.home, MAYOR),
        crumbs=[
            {"label": _("Correspondencia"), "url": reverse("web:letters:list")},
            {"label": _("Seguimiento"), "url": reverse("web:follow_up:list")},
            {"label": _("Varias interrupciones"), "url": ""},
        ],
    )  # fmt: skip

    def call(act: Any) -> Any:
        data = dict(form.cleaned_data)
        data["letters"] = [known[key] for key in data["letters"]]
        return partnerships.interrupt_letters(act, **data)

    return do(
        request, deed, form, call, circle=house.home, said=_("Las interrupciones quedaron asentadas."),
        then=reverse("web:follow_up:list"),
    )  # fmt: skip


def _named(line: Any) -> str:
    """A letter among the others: to whom, which, since when."""
    letter = line.letter
    which = f"{letter.get_kind_display()} {letter.folio}".strip()
    sent = when_in_words(letter.sent_on, precision_sent(letter))
    days = ngettext("%(n)s día", "%(n)s días", line.days) % {"n": f"{line.days:,}"}
    return f"{city_of(letter)} · {which} · {sent} · {days}"


def _stop_url(line: Any) -> str:
    """Where a letter that nobody will answer any more is put down as stopped, for that cause."""
    if line.state != FollowUp.DEAD:
        return ""
    return f"{reverse('web:letters:interrupt', args=[line.letter.public_id])}?code={Interruption.SILENCE}"


def _inexact(letter: Any) -> str:
    """When it went out, where no day is known."""
    known = precision_sent(letter)
    return "" if known == Precision.DAY else when_in_words(letter.sent_on, known)


def _after(text: str) -> tuple[dt.date, int] | None:
    """Where the list goes on; None for what is no such key."""
    day, _tilde, key = text.partition("~")
    try:
        return (dt.date.fromisoformat(day), int(key)) if key.isdecimal() and len(key) < 16 else None
    except ValueError:
        return None


def _letters(actor: Any, code: str) -> list[dict]:
    return [
        {
            "title": f"{letter.get_kind_display()} {letter.folio}".strip(),
            "of": city_of(letter),
            "on": when_in_words(letter.interrupted_on, letter.interrupted_precision),
            "url": reverse("web:letters:letter", args=[letter.public_id]),
        }
        for letter in list_interrupted_letters(actor, code, limit=MOST)
    ]


def _relations(actor: Any, code: str) -> list[dict]:
    return [
        {
            "title": title_of(r.partnership),
            "of": r.reason,
            "on": r.on,
            "url": case_url(r.partnership),
            "stands": r.stands,
        }
        for r in list_interrupted_relations(actor, code, limit=MOST)
    ]
