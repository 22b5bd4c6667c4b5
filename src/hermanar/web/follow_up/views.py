"""Letters to follow up by their clocks; interruptions by reason, each count with its list."""

import datetime as dt
from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.kernel.dates import Precision
from hermanar.partnerships.enums import FollowUp, Interruption
from hermanar.partnerships.queries import (
    interruptions,
    letters_to_follow_up,
    list_interrupted_letters,
    list_interrupted_relations,
)

from ..edge import SeatedRequest, page, seat_required, today as today_of
from ..language import when_in_words
from ..letters.pictures import city_of, precision_sent, register_url
from ..relations import case_url, title_of

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
    context = {
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
            "on": letter.interrupted_on,
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
