"""What is done with an encounter, each act on its own page."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.queries import get_country
from hermanar.encounters import operations as encounters
from hermanar.encounters.enums import EncounterKind, OutcomeKind
from hermanar.encounters.queries import get_encounter
from hermanar.kernel.errors import NotVisible

from ..contacts.home import house_of, relations_of, titles
from ..deeds import Deed, do, do_for_reason
from ..edge import SeatedRequest, given, seat_required, today as today_of
from ..leads.forms import LeadForm
from .forms import CorrectionForm, EncounterForm, EvidenceForm, HeldForm, OutcomeForm, ParticipantForm
from .shared import crumbs, keeper, kept_home, names_of, people_of

FORM = "web/encounters/form.html"
_FIELDS = (
    *("kind", "title", "on", "precision", "place", "purpose", "agreed", "until_on", "starts_at", "organiser"),
    "reference",
)


def url_of(encounter: Any) -> str:
    return reverse("web:encounters:encounter", args=[encounter.public_id])


def _values(form: Any, relations: dict[str, Any], people: dict[str, Any] | None = None) -> dict[str, Any]:
    values = dict(form.cleaned_data)
    country = values.pop("country", "")
    values["country"] = get_country(country) if country else None
    values["partnerships"] = [relations[k] for k in values.pop("relations", []) if k in relations]
    chosen = values.pop("contacts", [])
    if people is not None:
        values["contacts"] = [people[k] for k in chosen if k in people]
    return values


@seat_required
def add(request: SeatedRequest) -> HttpResponse:
    """Put down an encounter of the past, or plan one."""
    home = kept_home(request)
    relations, people = relations_of(request, home), people_of(request, home)
    kind = request.GET.get("clase", "")
    initial = {
        "kind": kind if kind in EncounterKind.values else "",
        "on": today_of(request, home),
        "relations": [request.GET.get("vinculacion", "")],
        "contacts": [request.GET.get("contacto", "")],
    }
    form = EncounterForm(given(request), relations=titles(relations), contacts=names_of(people), initial=initial)
    deed = Deed(
        title=_("Asentar un encuentro"),
        lead=_("Una visita, una reunión o una llamada: bastan qué fue y cuándo."),
        submit=_("Asentar"),
        back=reverse("web:encounters:list"),
        crumbs=crumbs((_("Nuevo"), "")),
    )
    return do(
        request,
        deed,
        form,
        lambda act: encounters.record_encounter(act, circle=home, **_values(form, relations, people)),
        circle=home,
        then=url_of,
        said=_("El encuentro quedó asentado."),
        template=FORM,
    )


def _found(request: SeatedRequest, public_id: str) -> Any:
    return keeper(request, get_encounter(request.seat.actor, public_id))


def _deed(row: Any, title: str, submit: str, **more: Any) -> Deed:
    return Deed(
        title=title, submit=submit, back=url_of(row), crumbs=crumbs((row.title, url_of(row)), (title, "")), **more
    )


@seat_required
def correct(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Correct it, with its reason."""
    row = _found(request, public_id)
    relations = relations_of(request, row.circle)
    initial = {name: getattr(row, name) for name in _FIELDS} | {
        "country": row.country.iso2 if row.country else "",
        "relations": [p.public_id for p in row.partnerships.all()],
    }
    form = CorrectionForm(given(request), relations=titles(relations), initial=initial)
    return do(
        request,
        _deed(row, _("Corregir el encuentro"), _("Guardar la corrección")),
        form,
        lambda act: encounters.correct_encounter(act, encounter=row, **_values(form, relations)),
        circle=row.circle,
        said=_("Corregido."),
        template=FORM,
    )


@seat_required
def hold(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It took place."""
    row = _found(request, public_id)
    form = HeldForm(given(request), initial={"on": min(row.on, today_of(request, row.circle))})
    return do(
        request,
        _deed(row, _("Asentar que se realizó"), _("Asentar")),
        form,
        lambda act: encounters.hold_encounter(act, encounter=row, **form.cleaned_data),
        circle=row.circle,
        said=_("Asentado. Falta decir qué resultó."),
    )


def _with_reason(request: SeatedRequest, public_id: str, operation: Any, said: str, **words: Any) -> HttpResponse:
    row = _found(request, public_id)
    return do_for_reason(
        request,
        _deed(row, words.pop("title"), words.pop("submit"), kind="danger", **words),
        lambda act, **why: operation(act, encounter=row, **why),
        circle=row.circle,
        said=said,
    )


@seat_required
def cancel(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It will not take place."""
    return _with_reason(
        request, public_id, encounters.cancel_encounter, _("Cancelado."), title=_("Cancelar el encuentro"),
        submit=_("Cancelar el encuentro"), consequence=_("Queda en la lista como cancelado."),
    )  # fmt: skip


@seat_required
def void(request: SeatedRequest, public_id: str) -> HttpResponse:
    """It was put down by mistake."""
    return _with_reason(
        request, public_id, encounters.void_encounter, _("Quedó sin efecto."), title=_("Dejar sin efecto"),
        submit=_("Dejar sin efecto"),
        consequence=_("Se asentó por error: se conserva en la bitácora y ya no cuenta como contacto."),
    )  # fmt: skip


@seat_required
def participant(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Say who takes part."""
    row = _found(request, public_id)
    people = people_of(request, row.circle)
    form = ParticipantForm(given(request), contacts=names_of(people), initial={"side": "theirs"})

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        return encounters.add_participant(act, encounter=row, **(values | {"contact": people.get(values["contact"])}))

    return do(
        request,
        _deed(row, _("Sumar a quien participa"), _("Sumar")),
        form,
        call,
        circle=row.circle,
        said=_("Sumado."),
    )


@seat_required
def evidence(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A photograph or a paper of it."""
    row = _found(request, public_id)
    form = EvidenceForm(given(request), request.FILES or None)
    return do(
        request,
        _deed(row, _("Adjuntar evidencia"), _("Adjuntar")),
        form,
        lambda act: encounters.attach_evidence(
            act, encounter=row, upload=form.cleaned_data["file"], caption=form.cleaned_data["caption"]
        ),
        circle=row.circle,
        said=_("Evidencia adjuntada."),
    )


@seat_required
def outcome(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What came of it."""
    row = _found(request, public_id)
    relations, people = relations_of(request, row.circle), people_of(request, row.circle)
    wanted = request.GET.get("vinculacion", "")
    initial = {"partnership": wanted, "kind": OutcomeKind.STRENGTHENED if wanted else OutcomeKind.PROJECT}
    form = OutcomeForm(given(request), relations=titles(relations), contacts=names_of(people), initial=initial)

    def call(act: Any) -> Any:
        values = dict(form.cleaned_data)
        chosen = {"partnership": relations.get(values["partnership"]), "contact": people.get(values["contact"])}
        return encounters.record_outcome(act, encounter=row, **(values | chosen))

    return do(
        request,
        _deed(row, _("Asentar qué resultó"), _("Asentar")),
        form,
        call,
        circle=row.circle,
        said=_("Asentado."),
    )


@seat_required
def lead(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What was talked about becomes a lead: only the city is asked; the rest comes from the encounter."""
    row = _found(request, public_id)
    house = house_of(request)
    if request.seat.role != "liaison" or house is None or row.state != "held":
        raise NotVisible(public_id)
    data = given(request)
    if data is not None and not data.get("proposed_place"):
        data = data.copy()
        data["proposed_place"] = str(house.municipality or house)
        if house.municipality is not None:
            data["municipality"] = house.municipality.pk
    form = LeadForm(data, initial={"country": row.country.iso2 if row.country else "", "summary": row.purpose})

    def call(act: Any) -> Any:
        names = ("country", "foreign_name", "zone", "place", "foreign_subdivision", "summary", "contact_post")
        values = {name: form.cleaned_data[name] for name in names if name in form.cleaned_data}
        in_exercise = request.seat.is_exercise
        return encounters.open_lead_from(
            act, encounter=row, owner=house, exercise_at=act.at if in_exercise else None, **values
        )

    return do(
        request,
        _deed(
            row,
            _("Abrir un prospecto"),
            _("Abrir el prospecto"),
            lead=_("Basta la ciudad. De dónde salió queda dicho: %(title)s.") % {"title": row.title},
        ),
        form,
        call,
        circle=row.circle,
        then=lambda made: reverse("web:leads:lead", args=[made.public_id]),
        said=_("El prospecto quedó abierto."),
        template="web/encounters/lead.html",
    )
