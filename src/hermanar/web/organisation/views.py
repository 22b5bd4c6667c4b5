"""An organisation kept by its administrator (or by the operator): posts, holders, invitations, letterhead."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.operations import (
    appoint,
    correct_administration,
    create_office,
    record_administration,
    record_election,
    record_mandate,
    record_person,
    revoke_invitation,
)
from hermanar.directory.policies import can_administer
from hermanar.directory.queries import (
    get_administration,
    get_appointment,
    get_invitation,
    get_office,
    get_organisation,
    list_administrations,
    list_corrections,
    list_invitations,
    list_offices,
    list_offices_closed,
    mandate_on,
)
from hermanar.documents.operations import set_folio_series, set_letterhead
from hermanar.documents.queries import get_letterhead, list_folio_series
from hermanar.files.enums import Expect
from hermanar.files.operations import store_upload
from hermanar.journal.queries import list_lines
from hermanar.kernel.acts import How
from hermanar.kernel.errors import NotVisible
from hermanar.notices.operations import end_post, invite_by_mail

from ..edge import Done, SeatedRequest, given, operate, page, seat_required, today
from ..language import language
from ..sentences import tell
from .corrections import told
from .forms import (
    AdministrationForm,
    ElectionForm,
    EndForm,
    FolioForm,
    HolderForm,
    InviteForm,
    LetterheadForm,
    MandateForm,
    OfficeForm,
    TermCorrectionForm,
)

PATTERN = "{code}/{series}/{number:03d}/{year}"
ACTS = (
    "office",
    "invite",
    "revoke",
    "holder",
    "end",
    "administration",
    "term",
    "election",
    "mandate",
    "letterhead",
    "folios",
)


@seat_required
def show_own(request: SeatedRequest) -> HttpResponse:
    """The organisation of the post, for its administrator."""
    if request.seat.organisation is None:
        raise NotVisible
    return _show(request, request.seat.organisation)


@seat_required
def show_any(request: SeatedRequest, slug: str) -> HttpResponse:
    """Any organisation, for the operator."""
    return _show(request, get_organisation(request.seat.actor, slug))


def _show(request: SeatedRequest, organisation: Any) -> HttpResponse:
    if not can_administer(request.seat.actor, organisation):
        raise NotVisible
    data = given(request)
    wanted = data.get("do", "") if data else ""
    if request.method == "POST" and wanted not in ACTS:
        raise Http404
    day = today(request, organisation.home if organisation.home.exercise_at else None)
    offices = list_offices(organisation, day)

    def bound(name: str) -> Any:
        return data if wanted == name else None

    sheet = get_letterhead(organisation, day.year)
    initial = {f: getattr(sheet, f) for f in ("lines", "lines_en", "motto", "motto_en", "slogan") if sheet is not None}
    mandate = mandate_on(organisation, day)
    said = {f: getattr(mandate, f) for f in MandateForm.base_fields if mandate is not None and f != "from_on"}
    forms = {
        "office": OfficeForm(bound("office"), kind=organisation.kind),
        "invite": InviteForm(bound("invite"), offices=offices, initial={"from_on": day, **_asked(request)}),
        "holder": HolderForm(bound("holder"), offices=offices, initial={"from_on": day}),
        "end": EndForm(bound("end"), day=day),
        "administration": AdministrationForm(bound("administration")),
        "term": TermCorrectionForm(bound("term")),
        "election": ElectionForm(bound("election")),
        "mandate": MandateForm(bound("mandate"), initial={"from_on": day, **said}),
        "letterhead": LetterheadForm(
            bound("letterhead"),
            request.FILES if wanted == "letterhead" else None,
            initial={"year": day.year, **initial},
        ),
    }
    forms["folios"] = FolioForm(
        bound("folios"), offices=offices, initial={"year": day.year, "pattern": PATTERN, "next_number": 1}
    )
    if request.method == "POST":
        done = _do(request, organisation, wanted, forms)
        if done.response:
            return done.response
    chain = organisation.home.public_id
    context = {
        "organisation": organisation,
        "offices": offices,
        "vacant": [o for o in offices if o.is_vacant],
        "invitations": [i for i in list_invitations(request.seat.actor, organisation) if not i.accepted_at][:20],
        "administrations": [
            (row, TermCorrectionForm(auto_id=f"term-{row.pk}-%s", initial=_term_of(row)))
            for row in list_administrations(organisation)
        ],
        "closed": list_offices_closed(organisation, day),
        "corrections": told([c for c in list_corrections(request.seat.actor, organisation) if c.administration_id]),
        "is_municipality": organisation.kind == OrganisationKind.MUNICIPALITY,
        "sheet": sheet,
        "mandate": mandate,
        "purpose": _purpose(mandate),
        "series": list_folio_series(organisation, day),
        "forms": forms,
        # the post whose end was sent and is not right: it is said there
        "ended": data.get("appointment", "") if data and wanted == "end" and forms["end"].errors else "",
        "open": wanted or ("invite" if request.GET.get("puesto") else ""),
        "log": tell(list_lines(chain, limit=12), request.seat.zones),
        "day": day,
    }
    return page(request, "web/organisation/organisation.html", context)


def _term_of(row: Any) -> dict[str, Any]:
    known = {name: getattr(row, name) for name in ("number", "starts_on", "ends_on", "slogan", "source")}
    return {"administration": str(row.pk), **known}


def _asked(request: SeatedRequest) -> dict[str, str]:
    """The office and the capacity of the link that was followed."""
    how = request.GET.get("calidad", "")
    return {"office": request.GET.get("puesto", ""), "how": how if how in set(How) else How.IN_POST.value}


def _purpose(mandate: Any) -> dict[str, str]:
    """What the office is for in the reader's language; where nobody wrote it in that one, in Spanish."""
    own = "_en" if language() == "en" else ""
    return {
        f: getattr(mandate, f + own, "") or getattr(mandate, f, "") for f in ("mission", "legal_basis", "functions")
    }


def _show_invitation(request: SeatedRequest, token: str) -> None:
    """In the exercise of a demonstration nobody has that mailbox, and whoever is here enters as anybody: where it leads."""
    told = _("En la demostración puede abrirla aquí, como quien la recibe:")
    url = reverse("web:accounts:invitation", args=[token])
    messages.info(request, format_html('{} <a href="{}">{}</a>', told, url, _("la invitación")))


def _do(request: SeatedRequest, organisation: Any, wanted: str, forms: dict) -> Done:
    """One act on the organisation. It happens on today's clock, even where its relations are an exercise."""
    form = forms.get(wanted)
    if form is not None and not form.is_valid():
        return Done()
    who = request.seat.actor
    if wanted == "office":
        return operate(
            request,
            lambda act: create_office(act, organisation=organisation, **form.cleaned_data),
            wall=True, form=form, said=_("Puesto creado; está vacante."),
        )  # fmt: skip
    if wanted == "invite":
        data = dict(form.cleaned_data)
        office = get_office(who, data.pop("office"))
        done = operate(
            request,
            lambda act: invite_by_mail(act, office=office, **data),
            wall=True, form=form, said=_("Invitación enviada por correo. Vence en siete días."),
        )  # fmt: skip
        if done.value is not None and settings.IS_DEMONSTRATION and organisation.is_exercise:
            _show_invitation(request, done.value[1])
        return done
    if wanted == "revoke":
        invitation = get_invitation(who, request.POST.get("invitation", ""))
        return operate(
            request,
            lambda act: revoke_invitation(act, invitation=invitation),
            wall=True,
            said=_("Invitación revocada."),
        )
    if wanted == "holder":
        data = dict(form.cleaned_data)
        office, name = get_office(who, data.pop("office")), data.pop("name")

        def put(act: Any) -> Any:
            person = record_person(act, organisation=organisation, name=name)
            return appoint(act, office=office, person=person, **data)

        return operate(request, put, wall=True, form=form, said=_("Quedó asentado quién ocupa el puesto."))
    if wanted == "end":
        appointment = get_appointment(who, request.POST.get("appointment", ""))
        return operate(
            request, lambda act: end_post(act, appointment=appointment, on=form.cleaned_data["on"]),
            wall=True, form=form, said=_("El puesto terminó. Si no tenía otro, sus sesiones se cerraron."),
        )  # fmt: skip
    if wanted == "administration":
        return operate(
            request,
            lambda act: record_administration(act, organisation=organisation, **form.cleaned_data),
            wall=True, form=form, said=_("Administración asentada."),
        )  # fmt: skip
    if wanted == "term":
        data = dict(form.cleaned_data)
        term = get_administration(who, data.pop("administration"))
        return operate(
            request, lambda act: correct_administration(act, administration=term, **data),
            wall=True, form=form, said=_("Quedó corregida. Lo que decía se conserva, con su motivo."),
        )  # fmt: skip
    if wanted == "election":
        return operate(
            request, lambda act: record_election(act, organisation=organisation, **form.cleaned_data),
            wall=True, form=form, said=_("Elección asentada."),
        )  # fmt: skip
    if wanted == "mandate":
        return operate(
            request,
            lambda act: record_mandate(act, organisation=organisation, **form.cleaned_data),
            form=form, said=_("Ficha de la oficina guardada. El perfil la imprime."),
        )  # fmt: skip
    if wanted == "folios":
        data = dict(form.cleaned_data)
        data["office"] = get_office(who, data["office"]) if data["office"] else None
        return operate(
            request,
            lambda act: set_folio_series(act, organisation=organisation, **data),
            wall=True, form=form, said=_("Folios configurados. Los ya usados no se repiten."),
        )  # fmt: skip
    data = dict(form.cleaned_data)
    upload = data.pop("arms")

    def set_sheet(act: Any) -> Any:
        arms = None
        if upload:
            arms = store_upload(act, circle=organisation.home, upload=upload, expect=Expect.IMAGE, caption="")
        return set_letterhead(act, organisation=organisation, arms=arms, **data)

    return operate(
        request, set_sheet, wall=True, form=form, fields={"file": "arms"}, said=_("Hoja membretada guardada.")
    )
