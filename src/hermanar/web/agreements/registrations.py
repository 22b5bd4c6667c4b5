"""Registration at the ministry, with the ministry's own number."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import Power
from hermanar.agreements.operations.registrations import NOTICE_LETTER
from hermanar.agreements.policies import can, can_record_for
from hermanar.agreements.queries import (
    current_registration,
    current_signing,
    difference_blocker,
    get_agreement,
    list_signed,
    registration_blockers,
    standing_lacks,
)
from hermanar.agreements.queries.notices import notice_content, signed_copy
from hermanar.directory.enums import Part, Role
from hermanar.kernel.dates import date_in_words
from hermanar.kernel.errors import Refused
from hermanar.opinions.enums import OpinionState
from hermanar.opinions.queries import list_opinions
from hermanar.partnerships.policies import TOWN
from hermanar.partnerships.queries import in_own_words
from hermanar.registry.operations import conclude_registration, retract_registration, send_for_registration
from hermanar.registry.queries.own import is_taken_off
from hermanar.registry.queries.recorded import list_recorded_for_ministry

from ..deeds import Deed, do_for_reason, do_from_paper
from ..doors import shown
from ..edge import given, page, seat_required
from ..language import language
from ..letters.sheets import SheetShown, sheet_of_content
from ..relations import crumbs, file_url, find_relation, paper_links, title_of, today_of
from ..signed import asked_for, may_send, return_unsigned as send_back, returned_as, send_signed
from ..told import LIAISON, REGISTRAR, tell_hands, told_to
from .forms import NoticeForm, PaperRefusalForm, RegistrationForm
from .shared import find_agreement, signing_url
from .words import LACKS, PAGES


def registration_url(partnership: Any) -> str:
    return reverse("web:agreements:registration", args=[partnership.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (str(_("Registro")), registration_url(partnership) if more else ""), *more)


def _registers(request: HttpRequest, partnership: Any) -> bool:
    who = request.seat.actor  # type: ignore[attr-defined]
    return can(who, partnership.circle, Power.REGISTER) or can_record_for(
        who, partnership.circle, Part.REGISTRAR, Role.REGISTRAR
    )


def _is_from_paper(request: HttpRequest, partnership: Any) -> bool:
    """Whether who puts the registration down does so from the ministry's certificate, having no seat in its registry."""
    return not can(request.seat.actor, partnership.circle, Power.REGISTER)  # type: ignore[attr-defined]


def _standing(rows: Sequence[Any]) -> tuple[Any, Any]:
    """The registration that stands and the notice that waits; None where there is none."""
    rows = [r for r in rows if r.withdrawn_on is None]
    done = next((r for r in rows if r.registered_on), None)
    return done, next((r for r in rows if not r.registered_on and not r.refused_reason), None)


@seat_required
def queue(request: HttpRequest) -> HttpResponse:
    """Signed agreements; those waiting for their registration first."""
    rows = []
    for agreement in list_signed(request.seat.actor):  # type: ignore[attr-defined]
        registrations = list(agreement.registrations.all())
        done, sent = _standing(registrations)
        signing = next((s for s in agreement.signings.all() if s.state == "confirmed"), None)
        asked = sent or done
        rows.append(
            {
                "title": title_of(agreement.partnership),
                "folio": agreement.partnership.folio,
                "url": registration_url(agreement.partnership),
                "done": done,
                "sent": sent,
                "letter": asked.notice_folio if asked else "",
                "signing": signing,
            }
        )
    others = [
        {"it": r, "title": title_of(r.partnership), "by": str(r.partnership.owner)}
        for r in list_recorded_for_ministry(request.seat.actor)  # type: ignore[attr-defined]
    ]
    return page(request, "web/agreements/queue.html", {"rows": rows, "others": others})


def _parts(request: HttpRequest, partnership: Any, agreement: Any) -> list[dict]:
    """What is registered, to be read before it is: the signed text with its deposit, and the opinion it got."""
    signing = current_signing(agreement)
    if signing is None:
        return []
    said = {"place": signing.place, "day": date_in_words(signing.signed_on, language())}
    found: list[dict] = [
        {
            "title": _("Texto firmado en %(place)s, el %(day)s") % said,
            "url": signing_url(signing),
            "papers": [
                {"label": _("Ejemplar digitalizado"), "url": file_url(signing.scan)},
                *({"label": f"{_('Constancia de depósito')} · {p['label']}", "url": p["url"]} for p in paper_links(signing.act_issue)),
            ],
            "is_recorded": False,
            "lacks": [in_own_words(partnership, str(LACKS[code][0])) for code in standing_lacks(signing) if code in LACKS]
            + ([PAGES % {"printed": signing.short_of, "scanned": signing.scan_pages}] if signing.short_of else []),
        }
    ]  # fmt: skip
    given_ = [o for o in list_opinions(request.seat.actor, partnership) if o.state == OpinionState.AUTHORISED]  # type: ignore[attr-defined]
    if given_ and partnership.klass != "domestic":
        last = max(given_, key=lambda o: (o.issued_on, o.pk))
        day = date_in_words(last.issued_on, language())
        title = _("Dictamen %(number)s, del %(day)s: %(sense)s") % {
            "number": last.number, "day": day, "sense": str(last.get_sense_display()).lower(),
        }  # fmt: skip
        scan = [{"label": _("Dictamen recibido"), "url": file_url(last.attachment)}] if last.attachment else []
        found.append(
            {
                "title": title,
                "url": "",
                "papers": [*paper_links(last.issue), *scan],
                "lacks": [],
                "is_recorded": last.how == "recorded",
            }
        )
    return found


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    rows = (
        list(agreement.registrations.select_related("notice_issue", "attachment").order_by("pk")) if agreement else []
    )
    done, sent = _standing(rows)
    registers = _registers(request, partnership) if agreement else False
    from_paper = registers and _is_from_paper(request, partnership)
    blockers = registration_blockers(agreement, from_paper=from_paper) if agreement and done is None else []
    differs = difference_blocker(agreement) if agreement and partnership.klass != "domestic" else None
    sends = agreement is not None and sent is None and done is None and differs is None
    return page(
        request,
        "web/agreements/registration.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership),
            "domestic": partnership.klass == "domestic",
            "agreement": agreement,
            "rows": [{"it": r, "papers": paper_links(r.notice_issue), "file": file_url(r.attachment)} for r in rows],
            "done": done,
            "blockers": [shown(b) for b in blockers],
            # told apart from what stops it: a registration that is there already, or that comes in on paper, has this lack
            "differs": shown(differs) if differs and not any(b.code == differs.code for b in blockers) else None,
            "parts": _parts(request, partnership, agreement) if agreement else [],
            "can_send": may_send(request, partnership) if sends else None,
            "asked": asked_for(request, partnership, NOTICE_LETTER, {"partnership": partnership.public_id})
            if sends
            else "",
            "unsigned": returned_as(partnership, NOTICE_LETTER) if sends and may_send(request, partnership) else "",
            "taken_off": agreement is not None and is_taken_off(partnership),
            "can_record": registers and done is None,
            "can_refuse": registers and sent is not None,
            "can_correct": registers and done is not None,
        },
    )


def _sheet(request: HttpRequest, agreement: Any) -> SheetShown | None:
    """The letter as it would go out today, while it can."""
    if not _waits(agreement) or registration_blockers(agreement):
        return None
    on = today_of(request, agreement.partnership)
    content = notice_content(agreement, on, request.seat.actor.appointment)  # type: ignore[attr-defined]
    return sheet_of_content(content) if content else None


def _enclosed(agreement: Any) -> list[dict]:
    """What goes with it, and where it is read."""
    signing = signed_copy(agreement)
    if signing is None:
        return []
    scan = [{"label": _("Ver el documento"), "url": file_url(signing.scan)}] if signing.scan else []
    return [
        {"title": _("Ejemplar original firmado"), "links": scan},
        {"title": _("Constancia de depósito"), "links": paper_links(signing.act_issue)},
    ]


@seat_required
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("Enviar el ejemplar firmado para su registro"),
        submit=_("Enviar"),
        back=registration_url(partnership),
        crumbs=_crumbs(partnership, (_("Enviar"), "")),
        consequence=_("Se expide el oficio con el ejemplar firmado y la constancia de depósito como anexos."),
        sheet=_sheet(request, agreement),
        enclosed=_enclosed(agreement),
        told=told_to(request, partnership.circle, REGISTRAR),
        blockers=registration_blockers(agreement),
    )
    form = NoticeForm(given(request), initial={"on": today_of(request, partnership)})
    return send_signed(
        request,
        deed,
        form,
        lambda act, **typed: send_for_registration(act, agreement=agreement, **typed),
        partnership=partnership,
        paper=NOTICE_LETTER,
        door="agreements.registration",
        at={"partnership": partnership.public_id},
        waits=_waits(agreement),
        blockers=lambda: registration_blockers(agreement),
        returns=reverse("web:agreements:return_unsigned", args=[partnership.public_id]),
        said=gettext_lazy("El ejemplar se envió para su registro."),
    )


@seat_required
def return_unsigned(request: HttpRequest, public_id: str) -> HttpResponse:
    """The mayor does not sign the letter, and says what must change."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    return send_back(
        request,
        partnership=partnership,
        paper=NOTICE_LETTER,
        door="agreements.registration",
        at={"partnership": partnership.public_id},
        back=registration_url(partnership),
        crumbs=_crumbs(partnership, (_("Devolver sin firma"), "")),
        waits=agreement.partnership.klass != "domestic" and not registration_blockers(agreement) and _waits(agreement),
    )


def _waits(agreement: Any) -> bool:
    """Whether no letter has gone out with the signed copy, nor any registration come in."""
    return _standing(list(agreement.registrations.all())) == (None, None)


@seat_required
def record(request: HttpRequest, public_id: str) -> HttpResponse:
    """SRE's number, by the registrar, or from the certificate received where nobody of the registry is on board."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    from_paper, differs = _is_from_paper(request, partnership), difference_blocker(agreement)
    deed = Deed(
        title=_("Asentar el registro de la SRE"),
        submit=_("Asentar el registro"),
        back=registration_url(partnership),
        crumbs=_crumbs(partnership, (_("Asentar"), "")),
        consequence=_("Quien publica retiró la ficha del registro público: este registro no la vuelve a publicar.")
        if is_taken_off(partnership)
        else _("La relación pasa al registro público, con lo que el expediente acredita."),
        told=tell_hands(request, partnership.circle),
        blockers=registration_blockers(agreement, from_paper=from_paper),
        then=(differs.about,) if from_paper and differs else (),
    )
    # what was taken back with a deposit, or corrected, is offered again: whoever records it confirms it or changes it
    before = agreement.registrations.exclude(registered_on=None).exclude(withdrawn_on=None).order_by("-pk").first()
    form = RegistrationForm(
        given(request), request.FILES or None,
        initial={"number": before.number, "registered_on": before.registered_on}
        if before else {"registered_on": today_of(request, partnership)},
    )  # fmt: skip

    return do_from_paper(
        request,
        deed,
        form,
        lambda act, **typed: conclude_registration(act, agreement=agreement, **typed),
        circle=partnership.circle,
        caption=_("Constancia de registro"),
        said=gettext_lazy("El registro quedó asentado."),
    )


@seat_required
def refuse(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    deed = Deed(
        title=_("No inscribir el Acuerdo"),
        submit=_("Asentar que no se inscribe"),
        kind="danger",
        back=registration_url(partnership),
        crumbs=_crumbs(partnership, (_("No inscribir"), "")),
        consequence=_("El municipio puede enviar otro ejemplar cuando lo subsane."),
        told=told_to(request, partnership.circle, LIAISON, also=TOWN),
    )
    form = (
        PaperRefusalForm(given(request), initial={"refused_on": today_of(request, partnership)})
        if _is_from_paper(request, partnership)
        else None
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: agreements.refuse_registration(act, agreement=agreement, **why),
        form=form,
        circle=partnership.circle,
        said=gettext_lazy("Quedó asentado que no se inscribe, con su motivo."),
    )


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    """Another number, another day, or none at all: what was recorded is taken back by this act and stays in the history."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    row = current_registration(agreement)
    deed = Deed(
        title=_("Corregir el registro asentado"),
        submit=_("Corregir"),
        kind="danger",
        back=registration_url(partnership),
        crumbs=_crumbs(partnership, (_("Corregir"), "")),
        facts=[{"term": _("Registro"), "value": row.number}] if row else [],
        consequence=_(
            "Lo asentado queda en la historia y deja de acreditar el registro; la ficha pública dice desde hoy solo lo que "
            "sigue acreditado. Después se asienta el correcto, o que no se inscribe."
        ),
        told=tell_hands(request, partnership.circle),
    )

    def call(act: Any, reason: str) -> Any:
        if row is None:
            raise Refused("not_registered", _("No hay un registro asentado por corregir, o ya se corrigió."))
        return retract_registration(act, registration=row, reason=reason)

    return do_for_reason(
        request,
        deed,
        call,
        circle=partnership.circle,
        said=gettext_lazy("El registro quedó corregido. Asiente el correcto."),
    )
