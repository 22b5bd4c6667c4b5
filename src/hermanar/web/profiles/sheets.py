"""Sheets of cities abroad (R4-11): what the liaison knows of the other city, for a relation or before there is one."""

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.profiles import operations as profiles
from hermanar.profiles.policies import can_write_sheet
from hermanar.profiles.queries import list_chapters, list_sheets

from ..deeds import Deed, EmptyForm, do
from ..edge import SeatedRequest, given, page, seat_required
from ..relations import crumbs, find_relation, sides_of
from .forms import SheetForm
from .subjects import OF_SHEET, own, subject_of


@seat_required
def list_mine(request: SeatedRequest) -> HttpResponse:
    """The sheets that the house keeps, and the way to begin one."""
    organisation = own(request)
    rows = list_sheets(request.seat.actor)
    context = {
        "rows": [
            {
                "sheet": s,
                "url": reverse("web:profiles:sheet", args=[s.public_id]),
                "written": sum(bool(e.get("es")) for e in s.sections.values()),
                "country": str(s.country) if s.country else "",
            }
            for s in rows
        ],
        "may_edit": can_write_sheet(request.seat.actor, organisation.home),
        "crumbs": [
            {"label": _("Perfil municipal"), "url": reverse("web:profiles:mine")},
            {"label": _("Fichas"), "url": ""},
        ],
    }
    return page(request, "web/profiles/sheets.html", context)


@seat_required
def open_sheet(request: SeatedRequest) -> HttpResponse:
    """Begin the sheet of a city."""
    organisation = own(request)
    if not can_write_sheet(request.seat.actor, organisation.home):
        raise Http404
    back = reverse("web:profiles:sheets")
    form = SheetForm(given(request))
    deed = Deed(
        title=_("Abrir la ficha de una ciudad"),
        submit=_("Abrir la ficha"),
        back=back,
        crumbs=[{"label": _("Fichas"), "url": back}, {"label": _("Abrir"), "url": ""}],
        lead=_("Lo que se sabe de la otra ciudad, con su fuente: su geografía, su universidad, qué busca."),
    )
    return do(
        request, deed, form,
        lambda act: profiles.open_sheet(
            act, circle=organisation.home, about=form.cleaned_data["city"], place=form.place()
        ),
        circle=organisation.home, fields={"about": "city"}, said=_("La ficha quedó abierta."),
        then=lambda sheet: reverse("web:profiles:sheet", args=[sheet.public_id]),
    )  # fmt: skip


@seat_required
def open_of_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The sheet of the relation's other city: shown where there is one, opened by its liaison where there is none."""
    partnership = find_relation(request, public_id)
    found = list_sheets(request.seat.actor, partnership.circle)
    if found:
        return show_sheet(request, found[0].public_id)
    if not can_write_sheet(request.seat.actor, partnership.circle):
        raise Http404
    theirs = sides_of(partnership)[1]
    deed = Deed(
        title=_("Ficha de %(name)s") % {"name": theirs},
        submit=_("Abrir la ficha"),
        back=reverse("web:cases:case", args=[public_id]),
        crumbs=crumbs(partnership, (_("Ficha de la contraparte"), "")),
        lead=_("Lo que se sabe de la otra ciudad, con su fuente: su geografía, su universidad, qué busca."),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form,
        lambda act: profiles.open_sheet(
            act, circle=partnership.circle, about=str(theirs), place=theirs.place, country=theirs.country
        ),
        circle=partnership.circle, said=_("La ficha quedó abierta."),
        then=lambda sheet: reverse("web:profiles:sheet", args=[sheet.public_id]),
    )  # fmt: skip


@seat_required
def show_sheet(request: SeatedRequest, sheet: str) -> HttpResponse:
    """What is known of the city, and where it is said."""
    subject = subject_of(request, sheet)
    chapters = [c for c in list_chapters(subject.profile) if c.key in OF_SHEET or c.written]
    context = {
        "subject": subject,
        "chapters": [(c, subject.to("chapter", c.key)) for c in chapters],
        "crumbs": [{"label": _("Fichas"), "url": reverse("web:profiles:sheets")}, {"label": subject.name, "url": ""}]
        if request.seat.organisation and request.seat.organisation.kind == "municipality"
        else [],
    }
    return page(request, "web/profiles/sheet.html", context)
