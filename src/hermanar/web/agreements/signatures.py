"""Foreign approval, the text prepared for signature, the signed text deposited and confirmed page by page, later acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language, gettext as _, gettext_lazy

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import AgreementState, Power, SigningState
from hermanar.agreements.policies import can, can_record_for, speaks_for_counterpart
from hermanar.agreements.queries import (
    changes_of,
    changes_since_last_act,
    get_agreement,
    list_signings,
    signature_blockers,
)
from hermanar.directory.enums import Part, Role
from hermanar.documents.enums import IssueState
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import NotVisible
from hermanar.process.enums import CaseState
from hermanar.registry.operations import conclude_later_act

from ..cases.listing import turn_at
from ..cases.pictures import next_turn
from ..deeds import SAYS_WHY, Deed, do, do_for_reason, do_from_paper, followed
from ..doors import shown
from ..edge import given, page, seat_required
from ..programmes.shared import annexes_shown
from ..relations import file_url, find_relation, paper_links, tell_changes, title_of, today_of, what_is_read
from ..told import tell_hands
from .forms import ApprovalForm, LaterActForm, PrepareForm, RefusalForm
from .shared import TONES, crumbs_of, find_agreement, issues_of, signature_url

# the steps of the case that are done in this room
_OWN = frozenset({"counterpart_approval", "signature"})


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    """What stands in the way of the signature, as doors; what was issued, deposited and done afterwards."""
    partnership = find_relation(request, public_id)
    who = request.seat.actor  # type: ignore[attr-defined]
    agreement = get_agreement(who, partnership)
    circle = partnership.circle
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": crumbs_of(partnership),
        "agreement": agreement,
        "text_url": reverse("web:drafting:text", args=[partnership.public_id]),
    }
    if agreement is None:
        return page(request, "web/agreements/signature.html", context)
    is_signed = agreement.state in {AgreementState.SIGNED, AgreementState.TERMINATED}
    deposits = can(who, circle, Power.DEPOSIT)
    approves = speaks_for_counterpart(who, circle) or can_record_for(who, circle, Part.COUNTERPART)
    signings = list_signings(agreement)
    issues = issues_of(request, agreement)
    prepares = can(who, circle, Power.DRAFT) or can(who, circle, Power.SIGN)
    blockers = [] if is_signed else [shown(b) for b in signature_blockers(agreement)]
    following = None if is_signed else _next(request, partnership, issues, prepares, deposits, blocked=bool(blockers))
    context |= {
        "next": following,
        "is_signed": is_signed,
        "blockers": blockers,
        "can_prepare": not is_signed and not blockers and prepares,
        "can_deposit": deposits and not any(s.state != SigningState.CORRECTED for s in signings),
        "can_approve": approves,
        "can_add": deposits and is_signed,
        "issues": [{"it": i, "papers": paper_links(i)} for i in issues],
        "approvals": [
            {
                "it": a,
                "file": file_url(a.attachment),
                "correct": reverse("web:agreements:withdraw_approval", args=[partnership.public_id, a.public_id])
                if approves and a.withdrawn_on is None
                else "",
            }
            for a in agreement.foreign_approvals.select_related("attachment").order_by("approved_on", "pk")
        ],
        "signings": [{"it": s, "tone": TONES[s.state], "papers": paper_links(s.act_issue)} for s in signings],
        "annexes": annexes_shown(request.seat.actor, partnership),  # type: ignore[attr-defined]
        "later": [
            {"it": a, "file": file_url(a.attachment), "changes": tell_changes(changes_of(a))}
            for a in agreement.later_acts.select_related("attachment").order_by("on", "pk")
        ],
    }
    return page(request, "web/agreements/signature.html", context)


def _next(
    request: HttpRequest, partnership: Any, issues: list, prepares: bool, deposits: bool, *, blocked: bool
) -> dict[str, Any] | None:
    """The one next step, as the page of the case says it: what comes before, where anything does (a study still open); the
    counterpart's approval while that is what comes; then the text is prepared for signature; given out, it is signed and
    deposited. `key` says which. None where something stands in the way and the case has no next step."""
    case = reverse("web:cases:case", args=[partnership.public_id])
    on, who = today_of(request, partnership), request.seat.actor  # type: ignore[attr-defined]
    key, other = next_turn(who, partnership, today=on, sight=what_is_read(who, partnership))
    if other is not None and (key not in _OWN or partnership.case.state == CaseState.PAUSED or blocked):
        said = {"title": other.title, "why": other.why, "mine": other.mine, "whose": other.whose}
        leads = other.mine and other.url != signature_url(partnership)
        return said | {"key": key, "url": other.url if leads else "", "button": other.button}
    if blocked:
        return None
    turn = turn_at(request.seat.actor, partnership, "counterpart_approval", on)  # type: ignore[attr-defined]
    if turn is not None:
        said = {"title": turn.title, "why": turn.why, "mine": turn.mine, "whose": turn.whose}
        return said | {
            "key": "approve",
            "url": turn.url if turn.mine and turn.url != case else "",
            "button": turn.button,
        }
    signs = turn_at(request.seat.actor, partnership, "signature", on)  # type: ignore[attr-defined]
    whose, mine = (signs.whose, signs.mine) if signs else (Role.LIAISON.label, deposits)
    given_out = next((i for i in issues if i.state == IssueState.IN_FORCE and not i.is_transcript), None)
    if given_out is None:
        return {
            "key": "prepare", "title": _("Preparar el texto para firma"), "mine": mine, "whose": whose,
            "why": _("El texto está acordado, autorizado y, si corresponde, dictaminado."),
            "url": reverse("web:agreements:prepare", args=[partnership.public_id]) if prepares else "",
            "button": _("Preparar para firma"),
        }  # fmt: skip
    told = _(
        "El texto para firma se expidió el %(on)s con el código %(code)s. Quienes presiden lo firman; el enlace deposita el escaneo."
    )
    return {
        "key": "deposit", "title": _("Firmar el texto y depositarlo firmado"), "mine": mine, "whose": whose,
        "why": told % {"on": date_in_words(given_out.issued_on, get_language() or "es"), "code": given_out.code},
        "url": reverse("web:agreements:deposit", args=[partnership.public_id]) if deposits else "",
        "button": _("Depositar el texto firmado"),
    }  # fmt: skip


@seat_required
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    """The other side's own approval: from its seat, or from the paper received."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    own = speaks_for_counterpart(request.seat.actor, partnership.circle)  # type: ignore[attr-defined]
    deed = Deed(
        title=_("Aprobación de la contraparte"),
        submit=_("Asentar la aprobación"),
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("Aprobación de la contraparte"), "")),
        consequence="" if own else _("Queda como “asentado por” usted, desde el papel recibido."),
    )
    form = ApprovalForm(given(request), request.FILES or None, initial={"approved_on": today_of(request, partnership)})

    return do_from_paper(
        request,
        deed,
        form,
        lambda act, **typed: agreements.record_foreign_approval(act, agreement=agreement, **typed),
        circle=partnership.circle,
        caption=_("Aprobación de la contraparte"),
        said=gettext_lazy("La aprobación quedó asentada."),
    )


@seat_required
def disapprove(request: HttpRequest, public_id: str) -> HttpResponse:
    """The other side said no: from its seat, or from the paper received."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("La contraparte no lo aprobó"),
        submit=_("Asentar su negativa"),
        kind="danger",
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("La contraparte no lo aprobó"), "")),
        consequence=_(
            "No se prepara la firma mientras no conste otra resolución suya; lo demás del expediente se conserva."
        ),
        then=(
            _("Puede reabrirse el texto para negociarlo otra vez."),
            _("Puede esperarse otra resolución suya y asentarla como aprobación."),
            _("Si ya no hay más que hablar, el expediente se cierra con esa negativa, y después puede reabrirse."),
            _("Si ya se expidió para firma, ese ejemplar queda sin efecto."),
            SAYS_WHY,
        ),
        told=tell_hands(request, partnership.circle),
    )
    form = RefusalForm(given(request), request.FILES or None, initial={"refused_on": today_of(request, partnership)})

    def call(act: Any, **typed: Any) -> Any:
        row = agreements.record_foreign_refusal(act, agreement=agreement, **typed)
        return followed(act, partnership, row, row.grounds)

    return do_from_paper(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        caption=_("Negativa de la contraparte"),
        said=gettext_lazy("La negativa quedó asentada, con su motivo."),
    )


@seat_required
def withdraw_approval(request: HttpRequest, public_id: str, approval: str) -> HttpResponse:
    """What was put down of the other side, its yes or its no, was put down wrongly."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    row = agreement.foreign_approvals.filter(public_id=approval).first()
    if row is None:
        raise NotVisible(approval)
    deed = Deed(
        title=_("Corregir lo asentado de la contraparte"),
        submit=_("Corregir"),
        kind="danger",
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("Corregir"), "")),
        lead=f"{row.instrument}, {row.body}",
        consequence=_("Lo asentado queda en la historia y deja de contar. Después asiente lo que dice su papel."),
        then=(_("Si ya se expidió para firma, ese ejemplar queda sin efecto."), SAYS_WHY),
        told=tell_hands(request, partnership.circle),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, reason: followed(
            act,
            partnership,
            agreements.withdraw_foreign_approval(act, approval=row, reason=reason),
            reason,
        ),
        circle=partnership.circle,
        said=gettext_lazy("Quedó corregido. Asiente lo que dice su papel."),
    )


@seat_required
def prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("Preparar el texto para firma"),
        submit=_("Expedir el texto para firma"),
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("Preparar"), "")),
        consequence=_("Se expide el texto acordado con su código; lugar, fecha y testigo quedan para llenarse a mano."),
        blockers=signature_blockers(agreement),
    )
    form = PrepareForm(given(request), initial={"issued_on": today_of(request, partnership)})
    return do(
        request,
        deed,
        form,
        lambda act: agreements.prepare_signature(act, agreement=agreement, **form.cleaned_data),
        circle=partnership.circle,
        said=gettext_lazy("El texto para firma quedó expedido."),
    )


@seat_required
def later(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("Asentar un acto posterior"),
        submit=_("Asentar"),
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("Acto posterior"), "")),
        lead=_("Modificación, renovación, ratificación, terminación: queda junto al Acuerdo, sin cambiarlo."),
        consequence=_(
            "Una renovación mueve el reloj: la vigencia y el último día para avisar anteriores quedan sin efecto. Una "
            "terminación no impide concluir las actividades formalizadas durante la vigencia."
        ),
        then=tell_changes(changes_since_last_act(agreement, today_of(request, partnership))),
    )
    form = LaterActForm(given(request), request.FILES or None, initial={"on": today_of(request, partnership)})

    return do_from_paper(
        request,
        deed,
        form,
        lambda act, **typed: conclude_later_act(act, agreement=agreement, **typed),
        circle=partnership.circle,
        caption=_("Acto posterior"),
        said=gettext_lazy("El acto quedó asentado."),
    )
