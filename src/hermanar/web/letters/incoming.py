"""A letter put down from its paper in one short form, received or sent; or read from a PDF with text and confirmed."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _

from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.rules import catalogues
from hermanar.files.enums import Expect
from hermanar.files.operations import copy_attachment
from hermanar.files.queries import get_attachment
from hermanar.kernel.dates import Precision
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Direction, LetterKind
from hermanar.partnerships.policies import can_edit
from hermanar.partnerships.queries import ReadPicture, list_partnerships, offices_that_sign, propose_letter

from ..deeds import Deed, do, keep
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import translated
from ..relations import own_circle
from .paper_forms import CASES, IncomingForm, OutgoingForm, PaperForm
from .ties import tie, ties_known

_PAGES = {Direction.IN: "incoming", Direction.OUT: "outgoing"}


class ReadForm(forms.Form):
    file = forms.FileField(label=_("Carta en PDF"))


def _circle(request: SeatedRequest) -> Any:
    circle = own_circle(request)
    if not can_edit(request.seat.actor, circle):
        raise NotVisible("incoming")
    return circle


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [(gettext("Correspondencia"), reverse("web:letters:list")), *more]
    return [{"label": label, "url": url} for label, url in rows]


def _proposed(read: ReadPicture) -> tuple[dict[str, Any], list[dict]]:
    """Initial values of the form, and where each was read."""
    said, letter = [], read.letter
    values: dict[str, Any] = {}
    place = str(read.municipality) if read.municipality else letter.place.value if letter.place else ""
    rows = (
        ("folio", gettext("Número del oficio"), letter.folio), ("dated_on", gettext("Fecha de la carta"), letter.dated_on),
        ("subject", gettext("Asunto"), letter.subject), ("sender", gettext("Quién la firma: cargo y oficina"), letter.sender_post),
        ("other_name", gettext("Nombre de quien firma"), letter.sender_name), ("kind", gettext("Clase"), letter.kind),
        ("city", gettext("Ciudad de donde viene"), letter.place),
    )  # fmt: skip
    for name, label, found in rows:
        if found is None:
            continue
        values[name] = found.value
        said.append({"label": label, "said": found.said, "line": found.line, "value": found.value})
    if place:
        values["city"] = place
    values["precision"] = letter.precision
    if letter.kind is not None:
        said[[r["label"] for r in said].index(gettext("Clase"))]["value"] = str(LetterKind(letter.kind.value).label)
    if letter.addressee is not None:
        said.append(
            {
                "label": gettext("Destinatario"),
                "said": letter.addressee.value,
                "line": letter.addressee.line,
                "value": letter.addressee.value,
            }
        )
    values["areas"] = list(letter.areas or {})
    areas = catalogues.areas()
    for key, found in (letter.areas or {}).items():
        if key in areas:
            said.append(
                {"label": gettext("Área"), "said": found.said, "line": found.line, "value": translated(areas[key].text)}
            )
    if letter.is_affirmative is not None:
        values["is_affirmative"] = "yes" if letter.is_affirmative else "no"
    return values, said


@seat_required
def record_incoming(request: SeatedRequest) -> HttpResponse:
    """The short form; with `?archivo=`, filled with what the PDF says, each value beside the line it was read from."""
    circle, house = _circle(request), request.seat.organisation
    initial: dict[str, Any] = {"precision": Precision.DAY, "kind": LetterKind.INTENT}
    read, found = None, None
    said: list[dict] = []
    kept = request.POST.get("attachment") or request.GET.get("archivo", "")
    if kept:
        found = get_attachment(request.seat.actor, kept)
        if found.circle_id != circle.pk:
            raise NotVisible(kept)
        with Gazetteer.open() as gazetteer:
            read = propose_letter(found, gazetteer, owner=house)
        values, said = _proposed(read)
        initial |= {**values, "attachment": found.public_id}
    form = IncomingForm(given(request), request.FILES or None, initial=initial, **_known(request))
    more = {
        "read": read,
        "said": said,
        "is_intent": bool(read and read.letter.kind and read.letter.kind.value == LetterKind.INTENT),
        "found": found,
    }
    return _record(request, circle, form, found, more)


@seat_required
def record_outgoing(request: SeatedRequest) -> HttpResponse:
    """A letter of one's own that went out on paper, with its case or without one."""
    circle = _circle(request)
    offices = offices_that_sign(request.seat.organisation, today_of(request))
    initial = {"precision": Precision.DAY, "kind": LetterKind.INTENT, "city": request.GET.get("ciudad", "")[:200]}
    form = OutgoingForm(given(request), request.FILES or None, initial=initial, offices=offices, **_known(request))
    return _record(request, circle, form, None, {"read": None, "said": [], "is_intent": False, "found": None})


def _known(request: SeatedRequest) -> dict[str, Any]:
    """What either form chooses from: the house's cases and letters."""
    actor = request.seat.actor
    cases = [p for p in list_partnerships(actor, limit=CASES) if can_edit(actor, p.circle)]
    return {
        "actor": actor,
        "house": request.seat.organisation,
        "cases": cases,
        **ties_known(request, own_circle(request)),
    }


_MORE = (
    "due_on", "names", "other_name", "areas", "copies", "answers", "answers_choice", "is_affirmative", "initials",
    "archive", "annexes", "other_address", "office", "event", "event_code",
)  # fmt: skip


def _record(request: SeatedRequest, circle: Any, form: PaperForm, found: Any, more: dict) -> HttpResponse:
    """Show the form; sent and right, put the letter down where its case, or the house, keeps it."""
    house, went = request.seat.organisation, form.direction == Direction.OUT
    page_of = {way: reverse(f"web:letters:{name}") for way, name in _PAGES.items()}
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        partnership = form.cases.get(data["partnership"])
        at = partnership.circle if partnership is not None else circle

        def call(act: Any) -> Any:
            attachment = keep(act, at, data["file"])
            if attachment is None and found is not None:
                attachment = found if found.circle_id == at.pk else copy_attachment(act, attachment=found, circle=at)
            letter = partnerships.record_letter(
                act, partnership=partnership, owner=house, attachment=attachment,
                attachments=[keep(act, at, one) for one in data["annexes"] or ()], **form.values(),
            )  # fmt: skip
            return tie(act, request, letter, data, form.contacts)

        again = "otra" in request.POST
        done = operate(
            request, call, circle=at, form=form,
            then=(lambda _w: page_of[form.direction]) if again else (lambda w: reverse("web:letters:letter", args=[w.public_id])),
            said=gettext("La carta quedó asentada."),
        )  # fmt: skip
        if done.response:
            return done.response
    title = gettext("Asentar una carta enviada") if went else gettext("Asentar una carta recibida")
    labels = {Direction.IN: gettext("Recibida"), Direction.OUT: gettext("Enviada")}
    context = {
        "form": form,
        "title": title,
        "went": went,
        "tabs": [
            {"label": labels[way], "url": page_of[way], "current": way == form.direction}
            for way in (Direction.IN, Direction.OUT)
        ],
        "asks_city": bool(form.is_bound and form.errors.get("city_choice")),
        "asks_letter": bool(form.is_bound and form.errors.get("answers_choice")),
        "more_open": bool(found) or any(form.errors.get(name) for name in _MORE),
        "crumbs": _crumbs((title, "")),
        "day": today_of(request),
        **more,
    }
    return page(request, "web/letters/incoming.html", context)


@seat_required
def read_pdf(request: SeatedRequest) -> HttpResponse:
    """Upload a PDF with text: what it says comes back as proposals to confirm."""
    circle = _circle(request)
    form = ReadForm(given(request), request.FILES or None)
    deed = Deed(
        title=_("Leer una carta en PDF"), submit=_("Leer la carta"), back=reverse("web:letters:incoming"),
        crumbs=_crumbs((gettext("Leer una carta en PDF"), "")),
        consequence=_("Se proponen folio, fecha, asunto, quién firma y áreas, cada uno con el renglón donde se leyó. Nada queda asentado hasta que usted lo confirme."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: keep(act, circle, form.cleaned_data["file"], expect=Expect.PDF), circle=circle,
        then=lambda row: f"{reverse('web:letters:incoming')}?archivo={row.public_id}",
    )  # fmt: skip
