"""Official letters of this process before they are issued: whom they go to, who signs them, what they say."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _, override

from hermanar.checks.reading import LANGUAGE_NAMES
from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.directory.queries import HolderPicture, holder_on, signer_on
from hermanar.documents.queries import would_say
from hermanar.documents.rules.fill import joined
from hermanar.kernel.content import Content
from hermanar.kernel.dates import date_in_words
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import addressee, is_of_state, late_place, slot_values
from hermanar.partnerships.rules.parties import with_article
from hermanar.process.queries import standing_facts

from ..models import Dispatch, Opinion
from . import is_there, ministry_of


@dataclass(frozen=True)
class Letter:
    """One letter as it would be issued on a day. `by`: the office that issues and numbers it; `signs`: who signs in that
    office's name, where it is not the town's own head; `to`: the house it goes to; `also`: names that may stand in it."""

    kind: str
    issuer: Organisation
    by: Role
    to: Organisation | None
    values: dict[str, Any]
    signs: HolderPicture | None = None
    also: tuple[str, ...] = ()

    def content(self, partnership: Partnership, on: dt.date, appointment: str) -> Content:
        """What it says, with folio and date still to be filled in."""
        values = slot_values(partnership, on, appointment) | self.values
        return would_say(self.kind, values, languages=("es",), late=late_place(self.issuer))


def languages_beside_spanish(content: Content) -> dict[str, str]:
    """“inglés”, “inglés y francés”: in which languages a text stands beside Spanish, by name."""
    beside = [code for code in content.languages if code != "es"]
    return {lang: joined([LANGUAGE_NAMES[lang].get(code, code) for code in beside], lang) for lang in ("es", "en")}


def _forwarder(dispatch: Dispatch) -> Organisation | None:
    """The state's organisation that passed the file on, where one did."""
    if not dispatch.forward_folio:
        return None
    if dispatch.forward_issue is not None:
        return dispatch.forward_issue.version.document.issuer
    seats = dispatch.partnership.circle.seats.filter(part=Part.OVERSEER).select_related("organisation")
    seat = seats.order_by("pk").last()
    return seat.organisation if seat else None


def _letters(rows: Sequence[tuple[str, dt.date | None]], lang: str) -> str:
    """“el oficio MD/PM/0005/2022, del 3 de mayo de 2022, y …”: official letters as another cites them."""
    with override(lang):
        cited = [
            str(_("el oficio %(folio)s del %(on)s")) % {"folio": folio, "on": date_in_words(on, lang)}
            if on
            else str(_("el oficio %(folio)s")) % {"folio": folio}
            for folio, on in rows
        ]
        return joined(cited, lang)


def _answered_before(dispatch: Dispatch) -> dict:
    """The rounds of this dispatch that were answered: the ministry's letters, the town's answers and those with which the
    state passed them on, all of them."""
    rounds = dispatch.reviews.counted().exclude(answered_on=None).select_related("issue", "answer_issue")
    done = [r for r in rounds.order_by("round") if r.answer_issue is not None]
    if not done:
        return {}
    observed = [(r.issue.folio if r.issue else r.folio, r.observed_on) for r in done]
    answered = [(r.answer_issue.folio, r.answered_on) for r in done]
    onward = [(r.forward_folio, r.forwarded_on) for r in done if r.forward_folio]
    return {
        "observed_with": {lang: _letters(observed, lang) for lang in ("es", "en")},
        "answered_with": {lang: _letters(answered, lang) for lang in ("es", "en")},
        **({"answer_forwarded_with": {lang: _letters(onward, lang) for lang in ("es", "en")}} if onward else {}),
    }


def _came_with(dispatch: Dispatch, on: dt.date) -> dict:
    """What an answer of the ministry says of the letters it attends to: the town's own; that of the state with which it
    came, and a copy for the state; those of the rounds before."""
    return _answered_before(dispatch) | _sent_with(dispatch, on)


def _sent_with(dispatch: Dispatch, on: dt.date) -> dict:
    state = _forwarder(dispatch)
    if state is None:
        return {"answered_folio": dispatch.folio or dispatch.forward_folio}
    office = {"es": with_article(state.name, "es"), "en": with_article(state.name_en or state.name, "en")}
    holder = holder_on((state, Role.STATE_LIAISON), on)
    named = {
        "es": (holder.name, holder.post_es, state.name) if holder else (state.name,),
        "en": (holder.name, holder.post_en or holder.post_es, state.name_en or state.name) if holder else (state.name_en or state.name,),
    }  # fmt: skip
    return {
        "answered_folio": dispatch.folio,
        "forward_office": office,
        "forward_folio": dispatch.forward_folio,
        "copies": [{lang: ", ".join(words) for lang, words in named.items()}],
    }


def _copied(dispatch: Dispatch, on: dt.date) -> tuple[str, ...]:
    """Names that may stand in such an answer: the state's, its office's and of who holds it."""
    state = _forwarder(dispatch)
    if state is None:
        return ()
    holder = holder_on((state, Role.STATE_LIAISON), on)
    return (state.name, *((holder.name, holder.post_es) if holder else ()))


def _sender(holder: HolderPicture | None) -> dict:
    """Slots of who sends a letter, in the capacity in which they do."""
    return {
        "sender_name": holder.name if holder else "",
        "sender_post": {"es": holder.post_es, "en": holder.post_en or holder.post_es} if holder else "",
    }


def _cabildo(partnership: Partnership) -> str:
    """How a letter cites the Cabildo's authorisation: number, act and date."""
    fact = standing_facts(partnership.case).get(Fact.AUTHORISED)
    if fact is None:
        return in_spanish(_("pendiente"))
    if instrument := fact.data.get("instrument"):
        return f"{instrument}, del {date_in_words(fact.on)}"
    number, act_number = fact.data.get("number"), fact.data.get("act_number")
    cited = f"el acuerdo {number} del acta {act_number}" if number else f"el acta {act_number}"
    return f"{cited}, del {date_in_words(fact.on)}"


def _annexes(dispatch: Dispatch) -> list[dict]:
    return [{"es": i.title, "en": i.title_en or i.title} for i in dispatch.items.order_by("pk") if is_there(i)]


def _office_of(partnership: Partnership, on: dt.date) -> dict:
    """The town's liaison office as the state names it: with whose it is."""
    office, owner = slot_values(partnership, on, "")["our_office"], partnership.owner
    spanish = f"{office['es']} de {with_article(owner.name, 'es')}".replace(" de el ", " del ")
    return {"es": spanish, "en": f"{office['en']} of {with_article(owner.name_en or owner.name, 'en')}"}


def dispatch_letter(dispatch: Dispatch, on: dt.date) -> Letter:
    """With which the town sends its file: to the state, or to the ministry where there is no state on its way."""
    partnership = dispatch.partnership
    seats = partnership.circle.seats.filter(part=Part.OVERSEER, until_on=None).select_related("organisation")
    seat = seats.first() if dispatch.via_state else None
    target = seat.organisation if seat else ministry_of()
    kind = "dispatch_to_state" if seat else "dispatch_to_sre"
    return Letter(
        "dispatch_to_sre_of_state" if is_of_state(partnership) else kind, partnership.owner, Role.MAYOR, target,
        addressee(target, Role.STATE_LIAISON if seat else Role.ADVISER, on)
        | {"cabildo_reference": _cabildo(partnership), "annexes": _annexes(dispatch)},
    )  # fmt: skip


def forward_letter(dispatch: Dispatch, state: Organisation, signs: HolderPicture | None, on: dt.date) -> Letter:
    """With which the state passes the file on to the ministry."""
    partnership, ministry = dispatch.partnership, ministry_of()
    values = addressee(ministry, Role.ADVISER, on) | {
        "cabildo_reference": _cabildo(partnership),
        "forwarded_folio": dispatch.folio,
        "our_office": _office_of(partnership, on),
        "annexes": _annexes(dispatch),
        "our_signatory_name": signs.name if signs else "",
        "our_signatory_post": {"es": signs.post_es, "en": signs.post_en or signs.post_es} if signs else "",
    }
    return Letter("dispatch_to_sre", state, Role.STATE_LIAISON, ministry, values, signs)


def opinion_letter(opinion: Opinion, ministry: Organisation, signs: HolderPicture | None, on: dt.date) -> Letter:
    """The opinion itself."""
    owner, dispatch = opinion.partnership.owner, opinion.review.dispatch
    values = addressee(owner, Role.MAYOR, on) | _sender(signs) | _came_with(dispatch, on) | {
        "text_version": opinion.version.number,
        "text_sha256": opinion.text_sha256,
        "opinion": opinion.sense,
        "grounds": [line for line in opinion.grounds.split("\n") if line],
    }  # fmt: skip
    return Letter("opinion", ministry, Role.AUTHORISER, owner, values, signs, _copied(dispatch, on))


def who_signs(house: Organisation, role: Role, on: dt.date, appointment: str) -> HolderPicture | None:
    """Whose name the letter would bear."""
    return signer_on((house, role), on, appointment)
