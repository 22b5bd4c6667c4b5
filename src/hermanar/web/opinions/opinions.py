"""The opinion: proposed, returned, authorised by a second person, recorded from its paper; advisers of a case."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _, gettext_lazy, override

from hermanar.agreements.queries import get_agreement
from hermanar.directory.enums import Part, Role
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import NotVisible
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import OpinionState, Power, Sense
from hermanar.opinions.policies import can, can_withdraw
from hermanar.opinions.queries import get_opinion, get_review, list_advisers_to_choose, text_blockers
from hermanar.opinions.queries.letters import opinion_letter, who_signs
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.operations import assign_adviser
from hermanar.partnerships.policies import TOWN
from hermanar.partnerships.queries import contradictions

from ..deeds import SAYS_WHY, Deed, MistakeForm, ReasonForm, do, do_for_reason, do_from_paper, followed
from ..doors import shown
from ..edge import given, page, seat_required
from ..letters.sheets import sheet_of_content
from ..relations import crumbs, file_url, find_relation, paper_links, title_of, today_of
from ..told import LIAISON, REVIEWER, tell_hands, told_to
from .dispatches import way_on
from .forms import AdviserForm, AuthoriseForm, ProposeForm, RecordOpinionForm
from .reviews import case_url, review_url

TONES: dict[str, str] = {
    OpinionState.PROPOSED: "amber",
    OpinionState.AUTHORISED: "leaf",
    OpinionState.RETURNED: "red",
    OpinionState.WITHDRAWN: "red",
}


def opinion_url(opinion: Any) -> str:
    return reverse("web:opinions:opinion", args=[opinion.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (str(_("Dictamen")), case_url(partnership)), *more)


def _ruled(act: Act, opinion: Any) -> Any:
    """What the opinion takes the effect from says which one, to whoever verifies it, in whatever language its author reads."""
    with override("es"):  # as records are kept
        reason = _("Dictamen %(number)s, %(sense)s.") % {
            "number": opinion.number,
            "sense": str(Sense(opinion.sense).label).lower(),
        }
    return followed(act, opinion.partnership, opinion, reason)


@seat_required
def propose(request: HttpRequest, public_id: str) -> HttpResponse:
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = review.partnership
    deed = Deed(
        title=_("Proponer el dictamen"),
        submit=_("Proponer"),
        back=review_url(review),
        crumbs=_crumbs(partnership, (_("Proponer"), "")),
        lead=_("Sobre la versión %(n)s del texto.") % {"n": review.version.number},
        consequence=_("Lo autoriza una segunda persona. Si es favorable, los artículos que faltaban quedan aprobados."),
        told=told_to(request, partnership.circle, (Part.REVIEWER, Role.AUTHORISER)),
    )
    form = ProposeForm(given(request))
    return do(
        request,
        deed,
        form,
        lambda act: opinions.propose_opinion(act, review=review, **form.cleaned_data),
        circle=partnership.circle,
        then=opinion_url,
        said=gettext_lazy("El dictamen quedó propuesto."),
    )


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    opinion = get_opinion(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = opinion.partnership
    who = request.seat.actor  # type: ignore[attr-defined]
    waits = opinion.state == OpinionState.PROPOSED and can(who, partnership.circle, Power.AUTHORISE)
    return page(
        request,
        "web/opinions/opinion.html",
        {
            "opinion": opinion,
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership, (opinion.get_sense_display(), "")),
            "tone": TONES[opinion.state],
            "good": opinion.sense == Sense.FAVOURABLE,
            "way_on": way_on(request, partnership) if opinion.sense == Sense.UNFAVOURABLE else None,
            "about": _text_link(opinion),
            "stale": [shown(b) for b in text_blockers(opinion)],
            "sheet": _draft(request, opinion),
            "papers": paper_links(opinion.issue),
            "scan": file_url(opinion.attachment),
            "can_authorise": waits and opinion.proposed_by != who.user,
            "is_own": waits and opinion.proposed_by == who.user,
            "can_return": waits,
            "can_withdraw": opinion.state == OpinionState.AUTHORISED
            and can_withdraw(who, partnership.circle, opinion.how),
            "recorded": opinion.how == "recorded",
            "doubts": contradictions(partnership, (Fact.OPINION_FAVOURABLE, Fact.OPINION_UNFAVOURABLE))
            if opinion.state == OpinionState.AUTHORISED
            else [],
        },
    )


def _may_authorise(request: HttpRequest, opinion: Any) -> bool:
    return can(request.seat.actor, opinion.partnership.circle, Power.AUTHORISE)  # type: ignore[attr-defined]


def _text_link(opinion: Any) -> Any:
    """Its version, with the round in which the whole text is read."""
    if opinion.version is None:
        return _("El papel no dice sobre qué versión.")
    said = _("Versión %(n)s") % {"n": opinion.version.number}
    if opinion.review is None:
        return said
    return format_html(
        '{} · <a href="{}?todo=1">{}</a>', said, review_url(opinion.review),
        _("leer el texto en la ronda %(n)s") % {"n": opinion.review.round},
    )  # fmt: skip


def _draft(request: HttpRequest, opinion: Any) -> Any:
    """The opinion as it would be issued today, while it is proposed."""
    if opinion.state != OpinionState.PROPOSED or opinion.review is None or opinion.version is None:
        return None
    seat, partnership = request.seat, opinion.partnership  # type: ignore[attr-defined]
    on = today_of(request, partnership)
    signs = who_signs(seat.organisation, Role.AUTHORISER, on, seat.actor.appointment)
    letter = opinion_letter(opinion, seat.organisation, signs, on)
    return sheet_of_content(letter.content(partnership, on, seat.actor.appointment))


@seat_required
def authorise(request: HttpRequest, public_id: str) -> HttpResponse:
    opinion = get_opinion(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = opinion.partnership
    deed = Deed(
        title=_("Autorizar el dictamen"),
        submit=_("Autorizar y expedir"),
        back=opinion_url(opinion),
        crumbs=_crumbs(partnership, (_("Autorizar"), "")),
        consequence=_("Se expide el dictamen con su código y queda acreditado en el expediente."),
        facts=[
            {"term": _("Dictamen"), "value": opinion.get_sense_display()},
            {"term": _("Sobre qué texto"), "value": _text_link(opinion)},
        ],
        sheet=_draft(request, opinion),
        blockers=text_blockers(opinion),
        refusal=(_("Devolver el proyecto"), reverse("web:opinions:return_opinion", args=[opinion.public_id]))
        if opinion.state == OpinionState.PROPOSED and _may_authorise(request, opinion)
        else None,
        told=told_to(request, partnership.circle, LIAISON, also=[*TOWN, REVIEWER]),
    )
    form = AuthoriseForm(given(request), initial={"issued_on": today_of(request, partnership)})
    return do(
        request,
        deed,
        form,
        lambda act: _ruled(act, opinions.authorise_opinion(act, opinion=opinion, **form.cleaned_data)),
        circle=partnership.circle,
        said=gettext_lazy("El dictamen quedó autorizado."),
    )


@seat_required
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    opinion = get_opinion(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = opinion.partnership
    deed = Deed(
        title=_("Devolver el proyecto de dictamen"),
        submit=_("Devolver"),
        kind="danger",
        back=opinion_url(opinion),
        crumbs=_crumbs(partnership, (_("Devolver"), "")),
        consequence=_("La ronda se abre de nuevo para la revisión jurídica."),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.return_opinion(act, opinion=opinion, **why),
        circle=partnership.circle,
        said=gettext_lazy("El proyecto se devolvió, con su motivo."),
    )


@seat_required
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """The ministry's opinion, from the paper received, where the ministry is not on board."""
    partnership = find_relation(request, public_id)
    agreement = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    deed = Deed(
        title=_("Asentar el dictamen de la SRE"),
        submit=_("Asentar el dictamen"),
        back=case_url(partnership),
        crumbs=_crumbs(partnership, (_("Asentar"), "")),
        lead=_("Desde el papel recibido, con su número y su fecha."),
        consequence=_("Queda como “asentado por” usted."),
    )
    agreed = agreement.agreed_version if agreement else None
    form = RecordOpinionForm(
        given(request), request.FILES or None, initial={"issued_on": today_of(request, partnership)}
    )
    if agreed is None:  # there is no text that it could be said to be about
        del form.fields["about_text"]

    def call(act: Any, **typed: Any) -> Any:
        version = agreed if typed.pop("about_text", False) else None
        row = opinions.record_opinion(act, partnership=partnership, version=version, **typed)
        return _ruled(act, row)

    return do_from_paper(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        caption=_("Dictamen"),
        then=opinion_url,
        said=gettext_lazy("El dictamen quedó asentado."),
    )


@seat_required
def advise(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who of the ministry gives advice on the case (R4-16)."""
    partnership = find_relation(request, public_id)
    rows = list_advisers_to_choose(request.seat.actor, partnership)  # type: ignore[attr-defined]
    if not rows:
        raise NotVisible
    deed = Deed(
        title=_("Asignar asesoría"),
        submit=_("Asignar"),
        back=case_url(partnership),
        crumbs=_crumbs(partnership, (_("Asignar asesoría"), "")),
    )
    form = AdviserForm(given(request), choices=[(a.public_id, f"{a.person.name}, {a.office}") for a in rows])
    return do(
        request,
        deed,
        form,
        lambda act: assign_adviser(
            act,
            partnership=partnership,
            appointment=next(a for a in rows if a.public_id == form.cleaned_data["appointment"]),
        ),
        circle=partnership.circle,
        said=gettext_lazy("La asesoría quedó asignada."),
    )


@seat_required
def withdraw(request: HttpRequest, public_id: str) -> HttpResponse:
    """A later act takes an opinion back: put down wrongly from its paper, or left without effect by the ministry."""
    opinion = get_opinion(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = opinion.partnership
    deed = Deed(
        title=_("Dejar sin efecto el dictamen"),
        submit=_("Dejar sin efecto"),
        kind="danger",
        back=opinion_url(opinion),
        crumbs=_crumbs(partnership, (_("Dejar sin efecto"), "")),
        lead=f"{opinion.number} · {opinion.get_sense_display()}",
        consequence=_(
            "El dictamen queda en la historia y deja de contar: vale el anterior que siga en pie, si lo hay. Si se asentó "
            "mal, asiéntelo otra vez como está en su papel."
        ),
        told=tell_hands(request, partnership.circle),
        then=(_("El texto que se haya expedido para firma queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, reason, **told: followed(
            act,
            partnership,
            opinions.withdraw_opinion(act, opinion=opinion, reason=reason, **told),
            reason,
        ),
        form=(MistakeForm if opinion.how == How.RECORDED else ReasonForm)(given(request)),
        circle=partnership.circle,
        then=opinion_url,
        said=gettext_lazy("El dictamen quedó sin efecto, con su motivo."),
    )
