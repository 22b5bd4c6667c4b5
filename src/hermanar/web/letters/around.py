"""What goes around a letter already sent or received: reminder, taking up again, its details, its way into a case."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.documents.rules import catalogues
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Fact, LetterState
from hermanar.partnerships.queries import get_letter, list_cases_of_city, unproved_facts

from ..deeds import EmptyForm, do, do_for_reason, followed, keep, offer
from ..edge import SeatedRequest, given, seat_required, today as today_of
from ..language import translated
from ..relations import find_relation, title_of
from ..told import MAYOR, told_to
from .forms import ADDRESSEE, DetailsForm, InterruptForm, JoinForm, WhyForm
from .paper_forms import offer_ties
from .ties import not_of_invitation, tie, tie_shown, ties_known
from .views import liaison_deed, url_of


@seat_required
@not_of_invitation
def interrupt(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The letter stopped, with a coded cause (R0-33)."""
    letter, deed = liaison_deed(request, public_id, _("Asentar la interrupción"), kind="danger")
    code = request.GET.get("code", "")  # from the follow-up, where the next one waits
    form = InterruptForm(given(request), initial={"on": today_of(request, letter.circle), "code": code})
    return do(
        request, deed, form, lambda act: partnerships.interrupt_letter(act, letter=letter, **form.cleaned_data), circle=letter.circle,
        said=_("La interrupción quedó asentada."), then=reverse("web:follow_up:list") if code else url_of(letter),
    )  # fmt: skip


@seat_required
@not_of_invitation
def resume(request: SeatedRequest, public_id: str) -> HttpResponse:
    """An interrupted letter is taken up again."""
    letter, deed = liaison_deed(
        request, public_id, _("Retomar la carta"),
        consequence=_("La carta vuelve a esperar su respuesta; por qué se había interrumpido queda en su historia."),
    )  # fmt: skip
    form = WhyForm(given(request))
    return do(
        request, deed, form, lambda act: partnerships.resume_letter(act, letter=letter, **form.cleaned_data),
        circle=letter.circle, said=_("La carta se retomó."),
    )  # fmt: skip


@seat_required
def remind(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The reminder, drafted by the program: the liaison edits it, the mayor signs it."""
    letter, deed = liaison_deed(
        request, public_id, _("Preparar recordatorio"),
        consequence=_("Se redacta un borrador en los idiomas de la carta, con su folio y su fecha. Usted lo corrige y la Presidencia lo firma."),
    )  # fmt: skip
    deed = replace(deed, told=told_to(request, letter.circle, MAYOR))
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: partnerships.draft_reminder(act, letter=letter), circle=letter.circle,
        then=url_of, said=_("El recordatorio quedó como borrador."),
    )  # fmt: skip


@seat_required
def details(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What goes around a letter, confirmed by a person: areas, addressee, answer due, event, annexes."""
    letter, deed = liaison_deed(request, public_id, _("Completar los datos"))
    if letter.state in {LetterState.DRAFT, LetterState.SIGNED_OFF}:
        return redirect(url_of(letter))
    recorded = letter.version_id is None
    initial = {name: getattr(letter, name) for name in (*ADDRESSEE, "due_on", "event_code", "areas", "initials")}
    known, shown = ties_known(request, letter.owner.home), tie_shown(request.seat.actor, letter) or {}
    initial |= {"event": shown.get("event_id", ""), "contact": shown.get("contact_id", "")}
    initial["copies"] = "\n".join(c for c in letter.copies if isinstance(c, str))
    form = DetailsForm(given(request), request.FILES or None, initial=initial, recorded=recorded)
    offer_ties(form, **known, shown=shown)
    offer(form, "areas", [(key, translated(term.text)) for key, term in catalogues.areas().items()])

    def call(act: Any) -> Any:
        data = dict(form.cleaned_data)
        kept = [keep(act, letter.circle, f) for f in data.pop("annexes") or ()]
        chosen = {name: data.pop(name) for name in ("event", "contact")}
        if recorded:
            data["copies"] = data["copies"].splitlines()
        partnerships.complete_letter(act, letter=letter, attachments=kept, **data)
        return tie(act, request, letter, chosen, known["contacts"])

    return do(request, deed, form, call, circle=letter.circle, said=_("Los datos quedaron confirmados."))


@seat_required
def to_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The letter goes into a case of the same city, or opens one by the eight questions."""
    letter, deed = liaison_deed(
        request, public_id, _("Abrir vinculación"),
        consequence=_("La carta pasa al expediente con sus respuestas y recordatorios, y asienta ahí lo que cada una acredita."),
    )  # fmt: skip
    if letter.partnership is not None:
        return redirect(url_of(letter))
    cases = list_cases_of_city(request.seat.actor, letter)
    opening = f"{reverse('web:cases:new')}?carta={letter.public_id}"
    if not cases:
        return redirect(opening)
    form = JoinForm(given(request), initial={"partnership": cases[0].public_id})
    offer(form, "partnership", [(p.public_id, f"{p.folio} · {title_of(p)}") for p in cases])
    known = {p.public_id: p for p in cases}
    return do(
        request, deed, form,
        lambda act: partnerships.join_case(
            act, letter=letter, partnership=find_relation(request, known[form.cleaned_data["partnership"]].public_id)
        ),
        circle=letter.circle, said=_("La carta ya está en el expediente."), template="web/letters/to_case.html",
        more={"opening": opening},
    )  # fmt: skip


@seat_required
def withdraw_fact(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the letter put on its case and does not prove is taken back, by a later act with its reason."""
    keys = unproved_facts(get_letter(request.seat.actor, public_id))
    letter, deed = liaison_deed(
        request, public_id, _("Retirar lo que no acredita"), kind="danger",
        facts=[{"term": _("Asentó"), "value": "; ".join(str(Fact(key).label) for key in keys)}],
        consequence=_("La carta se queda, y lo que asentó queda a la vista como retirado, con su motivo. El expediente dice desde hoy solo lo que consta."),
    )  # fmt: skip
    if not keys:
        return redirect(url_of(letter))

    def call(act: Any, reason: str) -> Any:
        gone = partnerships.withdraw_letter_fact(act, letter=letter, reason=reason)
        return followed(act, letter.partnership, gone, reason)

    return do_for_reason(request, deed, call, circle=letter.circle, said=_("Quedó retirado."))
