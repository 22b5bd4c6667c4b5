"""Foreign approval, the text prepared for signature, the signed text deposited and confirmed page by page, later acts."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy, pgettext

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import AgreementState, Capacity, Power, SigningState
from hermanar.agreements.policies import can, can_record_for, speaks_for_counterpart
from hermanar.agreements.queries import (
    changes_of,
    changes_since_last_act,
    get_agreement,
    get_signing,
    list_signings,
    signature_blockers,
)
from hermanar.directory.enums import Part, Role
from hermanar.directory.queries import posts_of, signer_on
from hermanar.documents.enums import IssueState
from hermanar.documents.queries import list_issues
from hermanar.files.enums import Expect
from hermanar.files.queries import read_page
from hermanar.kernel.errors import NotVisible
from hermanar.registry.operations import conclude_later_act, conclude_signing, retract_signing

from ..deeds import SAYS_WHY, Deed, ReasonForm, do, followed, keep, with_scan
from ..doors import address_of, shown
from ..drafting.pictures import LANGUAGE_NAMES
from ..edge import given, operate, page, seat_required
from ..programmes.shared import annexes_shown
from ..relations import crumbs, file_url, find_relation, paper_links, tell_changes, title_of, today_of
from .forms import ApprovalForm, ConfirmForm, DepositForm, LaterActForm, PrepareForm, RefusalForm
from .words import LACKS

TONES: dict[str, str] = {SigningState.DEPOSITED: "amber", SigningState.CONFIRMED: "leaf", SigningState.CORRECTED: ""}


def signature_url(partnership: Any) -> str:
    return reverse("web:agreements:signature", args=[partnership.public_id])


def signing_url(signing: Any) -> str:
    return reverse("web:agreements:signing", args=[signing.public_id])


def find_agreement(request: HttpRequest, partnership: Any) -> Any:
    """Raises NotVisible where there is no text yet."""
    row = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    if row is None:
        raise NotVisible(partnership.public_id)
    return row


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(
        partnership, (pgettext("sala del expediente", "Firma"), signature_url(partnership) if more else ""), *more
    )


def _issues(request: HttpRequest, agreement: Any) -> list:
    """Papers of the text that were given out for signature, newest first."""
    rows = list_issues(request.seat.actor, agreement.document.circle)  # type: ignore[attr-defined]
    return [i for i in rows if i.version.document_id == agreement.document_id]


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
        "crumbs": _crumbs(partnership),
        "agreement": agreement,
        "text_url": reverse("web:drafting:text", args=[partnership.public_id]),
    }
    if agreement is None:
        return page(request, "web/agreements/signature.html", context)
    is_signed = agreement.state in {AgreementState.SIGNED, AgreementState.TERMINATED}
    deposits = can(who, circle, Power.DEPOSIT)
    approves = speaks_for_counterpart(who, circle) or can_record_for(who, circle, Part.COUNTERPART)
    signings = list_signings(agreement)
    context |= {
        "is_signed": is_signed,
        "blockers": [] if is_signed else [shown(b) for b in signature_blockers(agreement)],
        "can_prepare": not is_signed and (can(who, circle, Power.DRAFT) or can(who, circle, Power.SIGN)),
        "can_deposit": deposits and not any(s.state != SigningState.CORRECTED for s in signings),
        "can_approve": approves,
        "can_add": deposits and is_signed,
        "issues": [{"it": i, "papers": paper_links(i)} for i in _issues(request, agreement)],
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
        crumbs=_crumbs(partnership, (_("Aprobación de la contraparte"), "")),
        consequence="" if own else _("Queda como “asentado por” usted, desde el papel recibido."),
    )
    form = ApprovalForm(given(request), request.FILES or None, initial={"approved_on": today_of(request, partnership)})

    def call(act: Any) -> Any:
        typed = with_scan(act, partnership.circle, form, _("Aprobación de la contraparte"))
        return agreements.record_foreign_approval(act, agreement=agreement, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        said=gettext_lazy("La aprobación quedó asentada."),
        fields={"file": "scan"},
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
        crumbs=_crumbs(partnership, (_("La contraparte no lo aprobó"), "")),
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
        told=_("quienes llevan el expediente"),
    )
    form = RefusalForm(given(request), request.FILES or None, initial={"refused_on": today_of(request, partnership)})

    def call(act: Any) -> Any:
        typed = with_scan(act, partnership.circle, form, _("Negativa de la contraparte"))
        row = agreements.record_foreign_refusal(act, agreement=agreement, **typed)
        return followed(act, partnership, row, row.grounds)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        said=gettext_lazy("La negativa quedó asentada, con su motivo."),
        fields={"file": "scan"},
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
        crumbs=_crumbs(partnership, (_("Corregir"), "")),
        lead=f"{row.instrument}, {row.body}",
        consequence=_("Lo asentado queda en la historia y deja de contar. Después asiente lo que dice su papel."),
        then=(_("Si ya se expidió para firma, ese ejemplar queda sin efecto."), SAYS_WHY),
        told=_("quienes llevan el expediente"),
    )
    form = ReasonForm(given(request))
    return do(
        request,
        deed,
        form,
        lambda act: followed(
            act,
            partnership,
            agreements.withdraw_foreign_approval(act, approval=row, **form.cleaned_data),
            form.cleaned_data["reason"],
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
        crumbs=_crumbs(partnership, (_("Preparar"), "")),
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
def deposit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The signed text as it is: what happened in the world is always taken, marked with what it lacks."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    if not can(request.seat.actor, partnership.circle, Power.DEPOSIT):  # type: ignore[attr-defined]
        raise NotVisible
    today = today_of(request, partnership)
    issues = _issues(request, agreement)
    deed = Deed(
        title=_("Depositar el texto firmado"),
        submit=_("Depositar"),
        back=signature_url(partnership),
        crumbs=_crumbs(partnership, (_("Depositar"), "")),
        consequence=_(
            "Después lo confirma página por página. Lo que le falte queda señalado, con la manera de subsanarlo."
        ),
    )
    mayor = signer_on((partnership.owner, Role.MAYOR), today)
    theirs = partnership.counterpart
    form = DepositForm(
        given(request),
        request.FILES or None,
        languages=list(partnership.languages),
        initial={
            "signed_on": today,
            "languages": list(partnership.languages),
            "our_name": mayor.name if mayor else "",
            "our_post": mayor.office_es if mayor else "",
            "our_capacity": mayor.how if mayor else Capacity.IN_POST,
            "our_proof": mayor.reference if mayor and mayor.how != Capacity.IN_POST else "",
            "their_name": theirs.head_name,
            "their_post": theirs.head_post_es or theirs.head_post,
        },
    )

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        signers = [
            agreements.SignedBy(
                side,
                typed[f"{who}_name"],
                typed[f"{who}_post"],
                typed[f"{who}_capacity"],
                typed[f"{who}_proof"],
                keep(act, partnership.circle, typed.get(f"{who}_delegation"), caption=str(_("Delegación"))),
            )
            for side, who in (("ours", "our"), ("theirs", "their"))
        ]
        scan = keep(act, partnership.circle, typed["scan"], expect=Expect.PDF, caption=str(_("Texto firmado")))
        return agreements.deposit_signing(
            act,
            agreement=agreement,
            place=typed["place"],
            signed_on=typed["signed_on"],
            scan=scan,
            signatories=signers,
            originals=typed["originals"],
            languages=tuple(typed["languages"]),
            witness_name=typed["witness_name"],
            witness_post=typed["witness_post"],
            issue=next((i for i in issues if i.state == IssueState.IN_FORCE), None),
            custody=typed["custody"],
            unsigned_reason=typed["unsigned_reason"],
        )

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        then=signing_url,
        said=gettext_lazy("El texto firmado quedó depositado. Confírmelo página por página."),
        fields={
            "file": "scan",
            "signatories": "our_name",
            "signatories_0": "our_name",
            "signatories_1": "their_name",
            "capacity_0": "our_capacity",
            "capacity_1": "their_capacity",
        },
    )


@seat_required
def signing(request: HttpRequest, public_id: str) -> HttpResponse:
    """One deposit: its pages beside a box each until it is confirmed; then what it lacks and how that is mended."""
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = row.agreement.partnership
    count = row.scan_pages or 1
    waits = row.state == SigningState.DEPOSITED
    may = can(request.seat.actor, partnership.circle, Power.DEPOSIT)  # type: ignore[attr-defined]
    form = ConfirmForm(given(request), count=count) if waits and may else None
    if request.method == "POST" and form is not None and form.is_valid():
        done = operate(
            request,
            lambda act: conclude_signing(
                act,
                signing=row,
                pages=tuple(form.cleaned_data["pages"]),
                differences=form.cleaned_data["differences"],
            ),
            circle=partnership.circle,
            form=form,
            then=signing_url(row),
            said=_("El texto firmado quedó confirmado y sus plazos, en el calendario."),
        )
        if done.response:
            return done.response
    read = {str(n) for n in (form["pages"].value() or [])} if form is not None else set()
    at = {"partnership": partnership.public_id}
    return page(
        request,
        "web/agreements/signing.html",
        {
            "signing": row,
            "languages": ", ".join(str(LANGUAGE_NAMES.get(lang, lang)) for lang in row.languages),
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership, (_("Texto firmado"), "")),
            "tone": TONES[row.state],
            "form": form,
            "pages": [
                {
                    "number": n,
                    "url": reverse("web:agreements:page", args=[row.public_id, n]),
                    "read": str(n) in read or n in row.pages_confirmed,
                }
                for n in range(1, count + 1)
            ],
            "lacks": [
                {"sentence": f"{LACKS[c][0]} {LACKS[c][1]}", "url": address_of(LACKS[c][2], at), "door": ""}
                for c in row.lacks
                if c in LACKS
            ],
            "signatories": _with_posts(list(row.signatories.all())),
            "custody": list(row.custody.all()),
            "scan": file_url(row.scan),
            "papers": paper_links(row.act_issue),
            "is_confirmed": row.state == SigningState.CONFIRMED,
            "can_correct": may and row.state != SigningState.CORRECTED,
            "international": partnership.klass == "international",
        },
    )


def _with_posts(signatories: list) -> list[dict]:
    """Each signatory with the post that the directory knows of them on that day."""
    held = {p.appointment: p for p in posts_of(s.appointment for s in signatories if s.appointment)}
    return [{"it": s, "held": held.get(s.appointment)} for s in signatories]


@seat_required
def page_of(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One page of the scan as a picture."""
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    response = HttpResponse(read_page(row.scan, number), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = row.agreement.partnership
    deed = Deed(
        title=_("Corregir el depósito"),
        submit=_("Corregir"),
        kind="danger",
        back=signing_url(row),
        crumbs=_crumbs(partnership, (_("Corregir"), "")),
        consequence=_(
            "El depósito queda en la historia y deja de acreditar la firma, y con ella el registro que se apoya en él: los "
            "plazos quedan en suspenso y la ficha pública, en corrección, hasta que se deposite otra vez."
        ),
        then=(_("La constancia de depósito y el oficio de registro quedan sin efecto."), SAYS_WHY),
        told=_("la Presidencia, el enlace estatal, la contraparte y el registro de la SRE"),
    )
    form = ReasonForm(given(request))
    return do(
        request,
        deed,
        form,
        lambda act: retract_signing(act, signing=row, **form.cleaned_data),
        circle=partnership.circle,
        then=signature_url(partnership),
        said=gettext_lazy("El depósito quedó corregido. Deposite el texto correcto."),
    )


@seat_required
def later(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("Asentar un acto posterior"),
        submit=_("Asentar"),
        back=signature_url(partnership),
        crumbs=_crumbs(partnership, (_("Acto posterior"), "")),
        lead=_("Modificación, renovación, ratificación, terminación: queda junto al Acuerdo, sin cambiarlo."),
        consequence=_(
            "Una renovación mueve el reloj: la vigencia y el último día para avisar anteriores quedan sin efecto. Una "
            "terminación no impide concluir las actividades formalizadas durante la vigencia."
        ),
        then=tell_changes(changes_since_last_act(agreement, today_of(request, partnership))),
    )
    form = LaterActForm(given(request), request.FILES or None, initial={"on": today_of(request, partnership)})

    def call(act: Any) -> Any:
        typed = with_scan(act, partnership.circle, form, _("Acto posterior"))
        return conclude_later_act(act, agreement=agreement, **typed)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El acto quedó asentado."),
        fields={"file": "scan"},
    )
