"""The file on its way to the ministry: checklist, send, pass on, return, receive, record."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hermanar.agreements.queries import get_agreement, version_sent
from hermanar.directory.enums import Part, Role
from hermanar.documents.queries import MEDIA_TYPES, get_rendition
from hermanar.kernel.errors import NotVisible
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import OFF_THE_WAY, ON_ITS_WAY, DispatchState, Power, ReviewState
from hermanar.opinions.operations.dispatches import OFFICIAL_LETTER
from hermanar.opinions.policies import can, can_recall, can_recall_forwarding, can_record_for
from hermanar.opinions.queries import (
    dispatch_blockers,
    forwarder_of,
    get_dispatch,
    has_reached,
    is_recorded_forward,
    is_ruled,
    is_there,
    last_round,
    list_dispatches,
    list_opinions,
    list_reviews,
    list_taken_back,
    readers_of_dispatches,
)
from hermanar.opinions.queries.letters import Letter, dispatch_letter, forward_letter, who_signs
from hermanar.partnerships.enums import Fact, Signs
from hermanar.partnerships.policies import TOWN
from hermanar.partnerships.queries import contradictions
from hermanar.ui.download import download

from ..cases.turns import is_under_way, outcome_of, said_no, told_of_opinion
from ..deeds import SAYS_WHY, Deed, EmptyForm, do, do_for_reason, do_from_paper, keep
from ..edge import given, operate, page, seat_required
from ..language import language
from ..letters.sheets import SheetShown, sheet_of_content
from ..relations import crumbs, facts_of, file_url, find_relation, paper_links, title_of, today_of
from ..signed import asked_for, may_send, return_unsigned as send_back, returned_as, send_signed
from ..told import LIAISON, MINISTRY, STATE, tell_hands, tell_ministry, tell_town, told_to
from ..withheld import withheld
from .answers import letters_of
from .forms import AttachForm, ForwardForm, PrepareForm, RecordDispatchForm, SendForm

TONES: dict[str, str] = {
    DispatchState.PREPARED: "amber",
    DispatchState.SENT: "wine",
    DispatchState.FORWARDED: "wine",
    DispatchState.RECEIVED: "leaf",
    DispatchState.RETURNED: "red",
    DispatchState.CORRECTED: "red",
    DispatchState.RECALLED: "red",
}


def dispatch_url(dispatch: Any) -> str:
    return reverse("web:opinions:dispatch", args=[dispatch.public_id])


def _case_url(partnership: Any) -> str:
    return reverse("web:opinions:dispatches_of_case", args=[partnership.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (str(_("Envío a la SRE")), _case_url(partnership) if more else ""), *more)


def _may(request: HttpRequest, partnership: Any, power: Power) -> bool:
    return can(request.seat.actor, partnership.circle, power)  # type: ignore[attr-defined]


def way_on(request: HttpRequest, partnership: Any) -> dict[str, Any] | None:
    """After an unfavourable opinion, for who reads it: what it said, and for who prepares the files, another dispatch; None
    where the ministry did not say no, or has another file."""
    last, who = said_no(partnership), request.seat.actor  # type: ignore[attr-defined]
    if last is None or last not in list_opinions(who, partnership):
        return None
    return {
        "told": told_of_opinion(partnership),
        "can_prepare": _may(request, partnership, Power.PREPARE) and not is_under_way(partnership),
        "text_url": reverse("web:drafting:text", args=[partnership.public_id]),
        "prepare_url": reverse("web:opinions:prepare", args=[partnership.public_id]),
    }


@seat_required
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Dispatches of a relation; with one alone on its way, that one."""
    partnership = find_relation(request, public_id)
    who = request.seat.actor  # type: ignore[attr-defined]
    rows = list_dispatches(who, partnership)
    on_its_way = [d for d in rows if d.state not in OFF_THE_WAY]
    refused, given_out = way_on(request, partnership), list_opinions(who, partnership)
    if len(on_its_way) == 1 and "todos" not in request.GET and not refused:
        return HttpResponseRedirect(dispatch_url(on_its_way[0]))
    facts = facts_of(partnership)
    return page(
        request,
        "web/opinions/dispatches.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership),
            "dispatches": [_row(d, given_out) for d in rows],
            "way_on": refused,
            "domestic": partnership.klass == "domestic",
            "can_prepare": _may(request, partnership, Power.PREPARE),
            "can_record": can_record_for(who, partnership.circle, Part.REVIEWER),
            "text_agreed": Fact.TEXT_AGREED in facts,
            # what was signed without it has no text left to agree on: its letter, where there is one, is put down
            "signed_without": not rows and Fact.SIGNED in facts and Fact.TEXT_AGREED not in facts,
            "known": None
            if rows
            else withheld(partnership, facts, [Fact.DISPATCHED], readers_of_dispatches(partnership)),
        },
    )


def _row(dispatch: Any, opinions: list) -> dict[str, Any]:
    outcome, is_no = outcome_of(dispatch, opinions)
    return {"it": dispatch, "tone": "red" if is_no else TONES[dispatch.state], "outcome": outcome}


@seat_required
def prepare(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    deed = Deed(
        title=_("Preparar el envío a la SRE"),
        submit=_("Preparar el envío"),
        back=_case_url(partnership) + "?todos=1",
        crumbs=_crumbs(partnership, (_("Preparar"), "")),
        lead=_("Se arma la lista de documentos; lo que ya está en el expediente se integra solo."),
    )
    form = PrepareForm(given(request))
    return do(
        request,
        deed,
        form,
        lambda act: opinions.prepare_dispatch(act, partnership=partnership, **form.cleaned_data),
        circle=partnership.circle,
        then=dispatch_url,
        said=gettext_lazy("El envío quedó en preparación."),
    )


@seat_required
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """A dispatch that went on paper, with nobody else on board."""
    partnership = find_relation(request, public_id)
    agreement = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    version = version_sent(agreement) if agreement is not None else None
    if version is None:
        raise NotVisible
    deed = Deed(
        title=_("Asentar un envío hecho en papel"),
        submit=_("Asentar el envío"),
        back=_case_url(partnership) + "?todos=1",
        crumbs=_crumbs(partnership, (_("Asentar"), "")),
        consequence=_("Queda como “asentado por” usted, desde el oficio."),
    )
    form = RecordDispatchForm(
        given(request), request.FILES or None, initial={"sent_on": today_of(request, partnership)}
    )

    return do_from_paper(
        request,
        deed,
        form,
        lambda act, **typed: opinions.record_dispatch(act, partnership=partnership, version=version, **typed),
        circle=partnership.circle,
        caption=_("Oficio de envío"),
        then=dispatch_url,
        said=gettext_lazy("El envío quedó asentado."),
    )


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    items: list[dict[str, Any]] = [
        {
            "it": item,
            "title": _titled(item),
            "papers": _item_links(dispatch, item),
            "profile_to_print": item.key == "profile" and not is_there(item),
            "file": file_url(item.attachment),
            "there": is_there(item),
        }
        for item in dispatch.items.all()
    ]
    receives, forwards = _may(request, partnership, Power.RECEIVE), _may(request, partnership, Power.FORWARD)
    at_state, ruled = dispatch.state == DispatchState.SENT, is_ruled(dispatch)
    rounds = list_reviews(request.seat.actor, partnership)  # type: ignore[attr-defined]
    return page(
        request,
        "web/opinions/dispatch.html",
        {
            "dispatch": dispatch,
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership, (dispatch.get_state_display(), "")),
            "way_on": way_on(request, partnership) if ruled else None,
            "tone": TONES[dispatch.state],
            "items": items,
            "lacks": sum(1 for i in items if i["it"].is_required and not i["there"]),
            "can_prepare": dispatch.state == DispatchState.PREPARED and _may(request, partnership, Power.PREPARE),
            "can_send": may_send(request, partnership) if dispatch.state == DispatchState.PREPARED else None,
            "asked": asked_for(request, partnership, OFFICIAL_LETTER, {"dispatch": dispatch.public_id})
            if dispatch.state == DispatchState.PREPARED
            else "",
            "unsigned": returned_as(partnership, OFFICIAL_LETTER) if dispatch.state == DispatchState.PREPARED else "",
            "can_forward": at_state and forwards,
            "can_receive": dispatch.state == DispatchState.FORWARDED and receives,
            "can_return": (at_state and forwards)
            or (dispatch.state in {DispatchState.FORWARDED, DispatchState.RECEIVED} and receives and not ruled),
            "can_recall": dispatch.state in ON_ITS_WAY
            and not ruled
            and can_recall(request.seat.actor, partnership.circle),  # type: ignore[attr-defined]
            "can_recall_forwarding": dispatch.state == DispatchState.FORWARDED
            and forwards
            and not has_reached(dispatch)
            and _is_forwarder(request, dispatch),
            "can_correct_forward": is_recorded_forward(dispatch)
            and can_record_for(request.seat.actor, partnership.circle, Part.OVERSEER),  # type: ignore[attr-defined]
            "taken_back": [
                {"it": row, "papers": paper_links(row.issue), "scan": file_url(row.paper)}
                for row in list_taken_back(dispatch)
            ],
            **recordable(request.seat.actor, dispatch, ruled=ruled),  # type: ignore[attr-defined]
            "forward_scan": file_url(dispatch.forward_paper),
            "return_scan": file_url(dispatch.return_paper),
            "can_correct": dispatch.state == DispatchState.FORWARDED
            and dispatch.how == "recorded"
            and can_record_for(request.seat.actor, partnership.circle, Part.REVIEWER),  # type: ignore[attr-defined]
            "doubts": contradictions(partnership, (Fact.DISPATCHED,)) if dispatch.state in ON_ITS_WAY else [],
            "papers": paper_links(dispatch.issue),
            "forward_papers": paper_links(dispatch.forward_issue),
            "reviews": rounds,
            "letters": [row for r in rounds if r.dispatch_id == dispatch.pk for row in letters_of(r)],
        },
    )


def _is_forwarder(request: HttpRequest, dispatch: Any) -> bool:
    issuer = forwarder_of(dispatch)
    return can_recall_forwarding(request.seat.actor, dispatch.partnership.circle, issuer)  # type: ignore[attr-defined]


def recordable(actor: Any, dispatch: Any, *, ruled: bool) -> dict[str, bool]:
    """What the liaison puts down from paper of the office that has the file and does not take part here."""
    at_state = dispatch.state == DispatchState.SENT
    if ruled or dispatch.state not in ON_ITS_WAY:
        return {}
    absent = can_record_for(actor, dispatch.partnership.circle, Part.OVERSEER if at_state else Part.REVIEWER)
    last = last_round(dispatch)
    observed = last is not None and last.state == ReviewState.OBSERVED
    return {
        "can_record_forward": absent and at_state,
        "can_record_return": absent,
        "can_record_opinion": absent and not at_state,
        "can_record_observations": absent and not at_state and not observed,
    }


@seat_required
def attach(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Put a paper to an item of the checklist."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    item = next((i for i in dispatch.items.all() if i.key == key), None)
    if item is None or not _may(request, partnership, Power.PREPARE):
        raise NotVisible
    deed = Deed(
        title=_("Integrar al envío"),
        submit=_("Integrar"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (item.title, "")),
        lead=item.title,
    )
    form = AttachForm(given(request), request.FILES or None, initial={"note": item.note})

    def call(act: Any) -> Any:
        paper = keep(act, partnership.circle, form.cleaned_data["paper"], caption=item.title)
        return opinions.attach_item(act, dispatch=dispatch, key=key, attachment=paper, note=form.cleaned_data["note"])

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El documento quedó integrado."),
        fields={"file": "paper", "attachment": "paper"},
    )


@seat_required
@require_POST
def refresh(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take what the case produced since."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    done = operate(
        request,
        lambda act: opinions.refresh_dispatch(act, dispatch=dispatch),
        circle=dispatch.partnership.circle,
        then=dispatch_url(dispatch),
        said=_("Se revisó lo que el expediente ya tiene."),
    )
    return done.response or HttpResponseRedirect(dispatch_url(dispatch))


def _by_the_state(dispatch: Any) -> bool:
    """Whether it goes by way of the state, which has its place in the circle."""
    seats = dispatch.partnership.circle.seats
    return dispatch.via_state and seats.filter(part=Part.OVERSEER, until_on=None).exists()


@seat_required
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Enviar el expediente"),
        submit=_("Firmar y enviar") if may_send(request, partnership) == Signs.SIGNS else _("Enviar"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Enviar"), "")),
        consequence=_("Se expide el oficio con su lista de anexos. La lista ya no cambia."),
        sheet=_sheet(request, dispatch, dispatch_letter(dispatch, today_of(request, partnership)))
        if dispatch.state == DispatchState.PREPARED
        else None,
        enclosed=enclosed_in(dispatch),
        told=told_to(request, partnership.circle, STATE)
        if _by_the_state(dispatch)
        else tell_ministry(request, partnership.circle),
    )
    form = SendForm(given(request), initial={"sent_on": today_of(request, partnership)})
    return send_signed(
        request,
        deed,
        form,
        lambda act, **typed: opinions.send_dispatch(act, dispatch=dispatch, **typed),
        partnership=partnership,
        paper=OFFICIAL_LETTER,
        door="opinions.dispatch",
        at={"dispatch": dispatch.public_id},
        waits=dispatch.state == DispatchState.PREPARED,
        blockers=lambda: dispatch_blockers(dispatch),
        said=gettext_lazy("El expediente quedó enviado."),
        returns=reverse("web:opinions:return_unsigned", args=[dispatch.public_id]),
    )


def _sheet(request: HttpRequest, dispatch: Any, letter: Letter) -> SheetShown:
    """The letter as it would go out today."""
    partnership, who = dispatch.partnership, request.seat.actor  # type: ignore[attr-defined]
    return sheet_of_content(letter.content(partnership, today_of(request, partnership), who.appointment))


def _titled(item: Any) -> str:
    return item.title_en if language() == "en" and item.title_en else item.title


def enclosed_in(dispatch: Any) -> list[dict]:
    """What goes with the letter, and where it is read."""
    rows = []
    for item in dispatch.items.all():
        if is_there(item):
            scan = [{"label": _("Ver el documento"), "url": file_url(item.attachment)}] if item.attachment else []
            text = dispatch.version if item.key in {"text_es", "text_other"} else None
            rows.append(
                {"title": _titled(item), "links": [*_item_links(dispatch, item), *scan, *_text_links(dispatch, text)]}
            )
    return rows


def _item_links(dispatch: Any, item: Any) -> list[dict]:
    """The paper of an item as it went: it is read by whoever reads the file, wherever else it stands."""
    if item.issue is None:
        return []
    return [
        {"label": label, "url": reverse("web:opinions:enclosure", args=[dispatch.public_id, item.key, fmt])}
        for label, fmt in ((_("PDF"), "pdf"), (_("Word"), "docx"))
    ]


@seat_required
def enclosure(request: HttpRequest, public_id: str, key: str, fmt: str) -> HttpResponse:
    """A paper of the case that goes with the file, byte for byte."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    item = next((i for i in dispatch.items.all() if i.key == key), None)
    if item is None or item.issue is None or fmt not in MEDIA_TYPES:
        raise NotVisible(public_id)
    name, media, data = get_rendition(item.issue, fmt)
    return download(data, media, name)


def _text_links(dispatch: Any, version: Any) -> list[dict]:
    if version is None:
        return []
    at = reverse("web:drafting:text", args=[dispatch.partnership.public_id])
    return [{"label": _("Versión %(n)s") % {"n": version.number}, "url": at}]


@seat_required
def return_unsigned(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mayor does not sign, and says what must change."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    return send_back(
        request,
        partnership=partnership,
        paper=OFFICIAL_LETTER,
        door="opinions.dispatch",
        at={"dispatch": dispatch.public_id},
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Devolver sin firma"), "")),
        waits=dispatch.state == DispatchState.PREPARED,
    )


def _forwarding(request: HttpRequest, dispatch: Any) -> SheetShown | None:
    """The state's letter as its own office would issue it today."""
    seat = request.seat  # type: ignore[attr-defined]
    if dispatch.state != DispatchState.SENT or not _may(request, dispatch.partnership, Power.FORWARD):
        return None
    on = today_of(request, dispatch.partnership)
    signs = who_signs(seat.organisation, Role.STATE_LIAISON, on, seat.actor.appointment)
    return _sheet(request, dispatch, forward_letter(dispatch, seat.organisation, signs, on))


@seat_required
def forward(request: HttpRequest, public_id: str) -> HttpResponse:
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Turnar a la SRE"),
        submit=_("Turnar"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Turnar"), "")),
        consequence=_("Se expide su oficio y la SRE entra al expediente."),
        sheet=_forwarding(request, dispatch),
        enclosed=enclosed_in(dispatch),
        refusal=(_("Devolver al municipio"), reverse("web:opinions:return", args=[dispatch.public_id]))
        if dispatch.state == DispatchState.SENT and _may(request, partnership, Power.FORWARD)
        else None,
        told=tell_ministry(request, partnership.circle) + told_to(request, partnership.circle, LIAISON),
    )
    form = ForwardForm(given(request), initial={"forwarded_on": today_of(request, partnership)})
    return do(
        request,
        deed,
        form,
        lambda act: opinions.forward_dispatch(act, dispatch=dispatch, **form.cleaned_data),
        circle=partnership.circle,
        said=gettext_lazy("El expediente quedó turnado a la SRE."),
    )


@seat_required
def give_back(request: HttpRequest, public_id: str) -> HttpResponse:
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Devolver el envío"),
        submit=_("Devolver"),
        kind="danger",
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Devolver"), "")),
        consequence=_("El municipio puede preparar otro envío con lo que falta."),
        told=told_to(request, partnership.circle, LIAISON, also=TOWN),
        then=(_("Su oficio queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.return_dispatch(act, dispatch=dispatch, **why),
        circle=partnership.circle,
        said=gettext_lazy("El envío quedó devuelto, con su motivo."),
    )


@seat_required
def receive(request: HttpRequest, public_id: str) -> HttpResponse:
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Recibir el expediente"),
        submit=_("Recibir y abrir la revisión"),
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Recibir"), "")),
        consequence=_("Se abre una ronda de revisión sobre la versión %(n)s del texto.")
        % {"n": dispatch.version.number},
    )
    return do(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act: opinions.receive_dispatch(act, dispatch=dispatch),
        circle=partnership.circle,
        then=lambda review: reverse("web:opinions:review", args=[review.public_id]),
        said=gettext_lazy("El expediente quedó recibido."),
    )


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """A dispatch put down from its paper that was put down wrongly."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Corregir el envío asentado"),
        submit=_("Corregir"),
        kind="danger",
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Corregir"), "")),
        lead=dispatch.folio,
        consequence=_(
            "Lo asentado queda en la historia y deja de acreditar el envío. Después asiente el correcto: puede llevar el "
            "mismo número de oficio."
        ),
        told=tell_hands(request, partnership.circle),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.correct_dispatch(act, dispatch=dispatch, **why),
        circle=partnership.circle,
        then=lambda _row: _case_url(partnership) + "?todos=1",
        said=gettext_lazy("El envío quedó corregido. Asiente el correcto."),
    )


@seat_required
def recall(request: HttpRequest, public_id: str) -> HttpResponse:
    """Who sent it takes it back, before the ministry rules."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Retirar el envío"),
        submit=_("Retirar el envío"),
        kind="danger",
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Retirar"), "")),
        lead=dispatch.folio,
        consequence=_(
            "El envío y la ronda de revisión que esté abierta terminan aquí, con su motivo. Lo aprobado que no cambie "
            "sigue aprobado, y puede prepararse otro envío."
        ),
        told=tell_town(request, partnership.circle)
        if dispatch.state == DispatchState.SENT
        else told_to(request, partnership.circle, also=[*TOWN, *MINISTRY]),
        then=(_("Su oficio queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.recall_dispatch(act, dispatch=dispatch, **why),
        circle=partnership.circle,
        said=gettext_lazy("El envío quedó retirado, con su motivo."),
    )


@seat_required
def recall_forwarding(request: HttpRequest, public_id: str) -> HttpResponse:
    """The state takes back its own forwarding, before the ministry receives it."""
    dispatch = get_dispatch(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = dispatch.partnership
    deed = Deed(
        title=_("Retirar el turno a la SRE"),
        submit=_("Retirar el turno"),
        kind="danger",
        back=dispatch_url(dispatch),
        crumbs=_crumbs(partnership, (_("Envío"), dispatch_url(dispatch)), (_("Retirar el turno"), "")),
        lead=dispatch.forward_folio,
        consequence=_("El expediente queda otra vez en el enlace estatal, que puede turnarlo de nuevo o devolverlo."),
        told=told_to(request, partnership.circle, also=[*TOWN, *MINISTRY]),
        then=(_("Su oficio queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: opinions.recall_forwarding(act, dispatch=dispatch, **why),
        circle=partnership.circle,
        then=dispatch_url,
        said=gettext_lazy("El turno quedó retirado, con su motivo."),
    )
