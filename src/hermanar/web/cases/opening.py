"""The eight questions: asked without a lead, on a lead, from a letter of the register or from a candidate."""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.candidates import operations as candidates
from hermanar.kernel.errors import Refused
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.policies import can_edit, can_open
from hermanar.partnerships.queries import get_lead, get_letter
from hermanar.partnerships.rules.parties import same_party
from hermanar.partnerships.rules.triage import Outcome

from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..relations import crumbs, find_matter
from .forms import TriageForm
from .triage import (
    answered,
    in_words,
    initial_of_city,
    initial_of_lead,
    initial_of_letter,
    show_outcome,
)

__all__ = ["open_case", "open_case_of_lead", "show_outcome_of", "show_triage"]


def _triage(request: SeatedRequest, lead: Any = None) -> HttpResponse:
    seat, city, letter = request.seat, request.GET.get("candidata", ""), _letter_of(request)
    if seat.organisation is None or not can_open(seat.actor, seat.organisation):
        raise Http404
    data = given(request)
    form = TriageForm(
        data, owner=seat.organisation, initial=initial_of_letter(letter) if letter else _initial_of(lead, city)
    )
    outcome, apart = None, []
    if form.is_bound:
        valid = form.is_valid()
        opens = request.method == "POST" and request.POST.get("accion") != "ver"
        outcome = _outcome(request, form)
        # a case of the same pair that goes on is shown before there are two; opening another is said, not slipped into
        apart = [e for e in outcome.earlier if e.is_open and e.url] if valid else []

        def call(act: Any) -> Any:
            if apart and request.POST.get("aparte") != "1":
                told = _(
                    "Ya hay un expediente en curso con esa contraparte, %(folio)s. Ábralo, o marque abajo que es otra relación."
                )
                raise Refused("case_under_way", told % {"folio": ", ".join(e.folio for e in apart)})
            return _with_letter(act, _open(act, seat.organisation, form, lead, city), letter)

        if valid and opens:
            done = operate(
                request, call, circle=lead.circle if lead else None, form=form,
                then=lambda row: reverse("web:cases:case", args=[row.public_id]),
                said=_("El expediente quedó abierto."),
            )  # fmt: skip
            if done.response:
                return done.response
    context = {
        "form": form,
        "outcome": outcome,
        "lead": lead,
        "has_candidates": seat.organisation.municipality_id is not None,  # a state ranks none
        "apart": apart,
        "is_apart": request.POST.get("aparte") == "1",
    }
    return page(request, "web/cases/triage.html", context)


def _outcome(request: SeatedRequest, form: TriageForm) -> Any:
    there = form.their_municipality
    name = form.cleaned_data.get("their_name") or ""
    found = show_outcome(request.seat.actor, form.answers(), their_name=name, their_key=there.key if there else "")
    return replace(found, refusals=[*found.refusals, *_cannot_open(request, form, name)])


def _cannot_open(request: SeatedRequest, form: TriageForm, their_name: str) -> list[str]:
    """What opening the case would refuse of what is answered so far, besides what the questions themselves do."""
    found, answers = [], form.answers()
    day, house = form.cleaned_data.get("opened_on"), request.seat.organisation
    if day is not None and day > today_of(request, house.home if house else None):
        found.append(_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió."))
    own = house.municipality if house is not None else None
    there = form.their_municipality
    if (
        own is not None and their_name and answers.country == "MX" and answers.our_key == own.key
        and answers.their_kind != "international_organisation"
        and same_party(own.key, there.key if there else "", str(own), their_name)
    ):  # fmt: skip
        told = _("Las dos Partes son la misma ciudad, %(city)s: escriba aquí la ciudad con la que se vincula.")
        found.append(told % {"city": own})
    return found


def _letter_of(request: SeatedRequest) -> Any:
    """The letter of the register that opens the case (`?carta=`); None without one, or where it has a case already."""
    asked = request.GET.get("carta", "")
    letter = get_letter(request.seat.actor, asked) if asked else None
    return letter if letter is not None and letter.partnership is None else None


def _with_letter(act: Any, opened: Any, letter: Any) -> Any:
    """The case just opened, with the letter that opened it and what that letter proves."""
    if letter is not None:
        partnerships.join_case(act, letter=letter, partnership=opened)
    return opened


def _initial_of(lead: Any, city: str) -> dict | None:
    """What a lead, or a candidate of the rank, already answers."""
    if lead is not None:
        return initial_of_lead(lead)
    return initial_of_city(city) if city else None


def _open(act: Any, owner: Any, form: TriageForm, lead: Any, city: str = "") -> Any:
    data = form.cleaned_data
    exercise = None
    if lead is None and owner.home is not None:
        exercise = owner.home.exercise_at or (act.at if owner.is_exercise else None)
    there = form.their_municipality
    opening = {
        "answers": form.answers(),
        "country": form.country_row,
        "their_name": data["their_name"],
        "their_name_en": data.get("their_name_en") or "",
        "their_subdivision": data.get("their_subdivision") or "",
        "their_subdivision_es": data.get("their_subdivision_es") or "",
        "their_place": form.place,
        "their_municipality": there,
        "lead": lead,
        "opened_on": data.get("opened_on"),
        "exercise_at": exercise,
    }
    # the city may have been changed on the form: then it is no longer the candidate's case
    if city and city in {f"p{form.place.pk}" if form.place else "", f"m{there.key}" if there else ""}:
        return candidates.open_case(act, owner=owner, city=city, **opening)
    return partnerships.open_partnership(act, owner=owner, **opening)


@seat_required
def open_case(request: SeatedRequest) -> HttpResponse:
    """The eight questions, without a lead."""
    return _triage(request)


@seat_required
def open_case_of_lead(request: SeatedRequest, lead_id: str) -> HttpResponse:
    """The eight questions on a lead that was turned over to this municipality."""
    lead = get_lead(request.seat.actor, lead_id)
    opened = getattr(lead, "partnership", None)
    return redirect("web:cases:case", opened.public_id) if opened else _triage(request, lead)


@seat_required
def show_outcome_of(request: SeatedRequest) -> HttpResponse:
    """Only the right side, for a page that asks while it is being filled in."""
    house = request.seat.organisation
    if house is None or not can_open(request.seat.actor, house) or request.method != "POST":
        raise Http404
    form = TriageForm(request.POST, owner=request.seat.organisation)
    form.is_valid()
    return render(request, "web/cases/outcome.html", {"outcome": _outcome(request, form), "form": form})


@seat_required
def show_triage(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the triage found when the case was opened."""
    partnership = find_matter(request, public_id, "triage")
    from_kept = partnership.outcome
    outcome = in_words(request.seat.actor, _kept_outcome(from_kept), [])
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Las ocho preguntas"), "")),
        "outcome": outcome,
        "rows": answered(partnership),
        "may_edit": can_edit(request.seat.actor, partnership.circle),
    }
    return page(request, "web/cases/answers.html", context)


def _kept_outcome(kept: dict) -> Any:
    names = ("missing", "refusals", "notes", "papers", "citations")
    values: dict[str, Any] = {name: tuple(kept.get(name, ())) for name in names}
    values |= {name: kept.get(name, "") for name in ("kind", "klass", "path", "party", "party_key", "beneficiary")}
    return Outcome(**values)
