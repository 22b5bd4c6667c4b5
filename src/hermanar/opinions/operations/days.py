"""The day of a paper that is made here: no later than today, and no earlier than what it rests on and cites."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django.utils.translation import get_language, gettext_lazy as _

from hermanar.kernel.acts import Act
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Invalid, Refused
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.process.queries import standing_facts

from ..enums import OFF_THE_WAY
from ..models import Dispatch, Review

# a day, and what happened on it: the end of “no puede ser anterior al …: …”
Before = tuple[dt.date | None, Any]


def _must_be_of_a_day(act: Act, on: dt.date, before: Iterable[Before], field: str = "") -> None:
    """Let a paper of this program be dated `on`. What came in on paper has its own rule. Raises Invalid at `field`, or
    Refused (`day_impossible`) where nobody typed a day."""
    lang = get_language() or "es"
    known = [(day, why) for day, why in before if day is not None and day > on]
    told: Any = None
    if on > act.on:
        told = _("La fecha no puede ser posterior al día de hoy, %(on)s: el oficio se expide con la fecha del día.") % {
            "on": date_in_words(act.on, lang)
        }
    elif known:
        day, why = max(known, key=lambda pair: pair[0])
        told = _("La fecha no puede ser anterior al %(on)s: %(why)s.") % {"on": date_in_words(day, lang), "why": why}
    if told and field:
        raise Invalid({field: [told]})
    if told:
        raise Refused("day_impossible", told)


def _of_text(partnership: Partnership) -> list[Before]:
    """The case and its text as they stand: opened, agreed."""
    facts = standing_facts(partnership.case)
    agreed = facts.get(Fact.TEXT_AGREED)
    return [
        (partnership.opened_on, _("ese día se abrió el expediente")),
        (agreed.on if agreed else None, _("ese día las Partes acordaron el texto")),
    ]


def _of_file(dispatch: Dispatch) -> list[Before]:
    """What the letter that sends a file cites and encloses, and the one before it, which it takes the place of."""
    partnership = dispatch.partnership
    authorised = standing_facts(partnership.case).get(Fact.AUTHORISED)
    found: list[Before] = [
        *_of_text(partnership),
        (authorised.on if authorised else None, _("ese día se dio la autorización que el oficio cita")),
    ]
    for item in dispatch.items.exclude(issue=None).select_related("issue"):
        title = item.title_en if item.title_en and (get_language() or "es").startswith("en") else item.title
        found.append(
            (item.issue.issued_on, _("ese día se expidió lo que va anexo como “%(title)s”") % {"title": title})
        )
    back = partnership.dispatches.filter(state__in=OFF_THE_WAY, pk__lt=dispatch.pk).exclude(returned_on=None)
    if last := back.order_by("-pk").first():
        found.append(
            (
                last.returned_on,
                _("ese día dejó de estar en camino el envío anterior, %(folio)s") % {"folio": last.folio},
            )
        )
    return found


def _of_letters(dispatch: Dispatch) -> list[Before]:
    """The letters with which a file was sent and passed on, and the forwardings that were taken back."""
    found: list[Before] = [
        (dispatch.sent_on, _letter(_("con el que se envió el texto"), dispatch.folio)),
        (dispatch.forwarded_on, _letter(_("con el que se turnó a la SRE"), dispatch.forward_folio or dispatch.folio)),
    ]
    for row in dispatch.taken_back.filter(review=None):
        found.append((row.taken_back_on, _("ese día se retiró el turno anterior, %(folio)s") % {"folio": row.folio}))
    return found


def _of_round(review: Review) -> list[Before]:
    """The file as it came to the ministry, and every letter of its rounds so far."""
    dispatch = review.dispatch
    found: list[Before] = [
        (review.partnership.opened_on, _("ese día se abrió el expediente")),
        *_of_letters(dispatch),
        (dispatch.received_on, _("ese día la SRE recibió el expediente")),
        (review.opened_on, _("ese día se abrió la ronda de revisión")),
    ]
    for row in dispatch.reviews.counted().filter(round__lte=review.round).select_related("issue", "answer_issue"):
        folio = row.issue.folio if row.issue else row.folio
        found.append((row.observed_on, _letter(_("con las observaciones"), folio)))
        answer = row.answer_issue.folio if row.answer_issue else ""
        found.append((row.answered_on, _letter(_("que las contesta"), answer)))
        found.append((row.forwarded_on, _letter(_("con el que se turnó lo contestado"), row.forward_folio)))
    return found


def _of_answer(review: Review) -> list[Before]:
    """The answer to a round, which the state passes on."""
    answer = review.answer_issue.folio if review.answer_issue else ""
    found: list[Before] = [(review.answered_on, _letter(_("con el que el municipio contesta"), answer))]
    for row in review.taken_back.all():
        found.append((row.taken_back_on, _("ese día se retiró el turno anterior, %(folio)s") % {"folio": row.folio}))
    return found


def _letter(what: Any, folio: str) -> Any:
    return _("de ese día es el oficio %(folio)s, %(what)s") % {"folio": folio or "—", "what": what}
