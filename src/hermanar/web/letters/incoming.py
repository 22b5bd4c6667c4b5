"""A letter that came in, typed from its paper in one short form, or read from a PDF with text and confirmed."""

from collections.abc import Sequence
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
from hermanar.partnerships.queries import Filters, ReadPicture, list_partnerships, list_register, propose_letter

from ..deeds import Deed, day_field, do, keep, offer, precision_field
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import translated
from ..relations import own_circle, title_of
from .pictures import city_of
from .places import Line, resolve, where

_KINDS = (LetterKind.INTENT, LetterKind.ANSWER, LetterKind.NOTE, LetterKind.INVITATION, LetterKind.RESUME)


class IncomingForm(forms.Form):
    """What a clerk reads off the paper, in its order. Only the date and who sends it are asked for."""

    folio = forms.CharField(label=_("Número del oficio"), max_length=60, required=False)
    dated_on = day_field(label=_("Fecha de la carta"))
    precision = precision_field()
    city = forms.CharField(
        label=_("Ciudad de donde viene"), max_length=200, required=False,
        help_text=_("Con su estado o país: Oaxaca de Juárez, Oax. · Osaka, Japón."),
    )  # fmt: skip
    city_choice = forms.ChoiceField(label=_("¿Cuál de ellas?"), widget=forms.RadioSelect, required=False)
    sender = forms.CharField(
        label=_("Quién la firma: cargo y oficina"), max_length=200, required=False,
    )  # fmt: skip
    subject = forms.CharField(label=_("Asunto"), max_length=240, required=False)
    kind = forms.ChoiceField(label=_("Clase"), choices=[(k.value, k.label) for k in _KINDS], initial=LetterKind.INTENT)
    answers = forms.ChoiceField(label=_("Contesta a"), required=False)
    is_affirmative = forms.ChoiceField(
        label=_("Si es respuesta, es"), required=False,
        choices=[("", "—"), ("yes", _("Afirmativa")), ("no", _("Negativa"))],
    )  # fmt: skip
    partnership = forms.ChoiceField(label=_("Expediente"), required=False)
    file = forms.FileField(label=_("Carta digitalizada"), required=False)
    attachment = forms.CharField(widget=forms.HiddenInput, required=False, max_length=12)
    other_name = forms.CharField(label=_("Nombre de quien firma"), max_length=160, required=False)
    names = forms.CharField(
        label=_("A qué ciudad nombra el papel"), max_length=200, required=False,
        help_text=_("Como está escrito. Si nombra a otra ciudad, se conserva pero no prueba nada de esta relación."),
    )  # fmt: skip
    due_on = day_field(label=_("Responder a más tardar"), required=False)
    event_code = forms.CharField(label=_("Evento al que se refiere"), max_length=40, required=False)
    copies = forms.CharField(
        label=_("Con copia para"), widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
        help_text=_("Una por renglón: cargo y oficina."),
    )  # fmt: skip
    areas = forms.MultipleChoiceField(
        label=_("Áreas que nombra"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("Las que confirme pasan también al expediente."),
    )  # fmt: skip

    def __init__(self, *args: Any, cases: Sequence[Any], letters: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cases = {p.public_id: p for p in cases}
        self.letters = {w.public_id: w for w in letters}
        self.line: Line | None = None
        offer(self, "partnership", [("", _("Ninguno por ahora")), *((p.public_id, title_of(p)) for p in cases)])
        offer(
            self, "answers",
            [("", "—"), *((w.public_id, f"{w.get_kind_display()} {w.folio} · {city_of(w)}") for w in letters)],
        )  # fmt: skip
        offer(self, "areas", [(key, translated(term.text)) for key, term in catalogues.areas().items()])

    def clean(self) -> dict:
        data = super().clean() or {}
        typed = data.get("city", "")
        if not typed or data.get("partnership"):
            return data
        with Gazetteer.open() as gazetteer:
            (self.line,) = resolve([typed], gazetteer)
        chosen = self.data.get(self.add_prefix("city_choice"), "")
        options = [(c.key, c.label) for c in self.line.choices]
        if self.line.found is not None:
            data["where"] = where(self.line.found.key, typed)
        elif chosen in dict(options):
            data["where"] = where(chosen, typed)
        elif options and chosen != "as-is":
            offer(self, "city_choice", [*options, ("as-is", gettext("Ninguna: se asienta como está escrita"))])
            self.add_error("city_choice", gettext("Ese nombre existe en varios lugares: elija cuál."))
        # what is chosen and shown again must be among the options
        offer(self, "city_choice", [*options, ("as-is", gettext("Ninguna: se asienta como está escrita"))])
        if data.get("where") or chosen == "as-is":
            self.errors.pop("city_choice", None)
        return data

    def side(self) -> dict[str, Any]:
        """Where it comes from, as the operation takes it."""
        found = self.cleaned_data.get("where")
        if found is None:
            return {"city": self.cleaned_data.get("city", "")}
        return {
            "city": found.city, "country": found.country, "municipality": found.municipality, "there": found.there,
            "subdivision": found.subdivision,
        }  # fmt: skip


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
    circle, actor = _circle(request), request.seat.actor
    house = request.seat.organisation
    cases = [p for p in list_partnerships(actor, limit=200) if can_edit(actor, p.circle)]
    waiting = list_register(actor, Filters(direction=Direction.OUT), limit=200).rows
    waiting = [w for w in waiting if w.state in {"sent", "acknowledged"} and w.kind != LetterKind.NOTE]
    initial: dict[str, Any] = {"precision": Precision.DAY, "kind": LetterKind.INTENT}
    read, found = None, None
    said: list[dict] = []
    kept = request.POST.get("attachment") or request.GET.get("archivo", "")
    if kept:
        found = get_attachment(actor, kept)
        if found.circle_id != circle.pk:
            raise NotVisible(kept)
        with Gazetteer.open() as gazetteer:
            read = propose_letter(found, gazetteer, owner=house)
        values, said = _proposed(read)
        initial |= {**values, "attachment": found.public_id}
    form = IncomingForm(given(request), request.FILES or None, cases=cases, letters=waiting, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        partnership = form.cases.get(data["partnership"])
        at = partnership.circle if partnership is not None else circle

        def call(act: Any) -> Any:
            attachment = keep(act, at, data["file"])
            if attachment is None and found is not None:
                attachment = found if found.circle_id == at.pk else copy_attachment(act, attachment=found, circle=at)
            return partnerships.record_letter(
                act, partnership=partnership, owner=house, kind=LetterKind(data["kind"]), direction=Direction.IN,
                dated_on=data["dated_on"], precision=Precision(data["precision"]), folio=data["folio"],
                subject=data["subject"], sender=data["sender"], other_name=data["other_name"], names=data["names"],
                due_on=data["due_on"], event_code=data["event_code"], attachment=attachment, areas=data["areas"],
                copies=data["copies"].splitlines(), answers=form.letters.get(data["answers"]),
                is_affirmative={"yes": True, "no": False}.get(data["is_affirmative"]), **form.side(),
            )  # fmt: skip

        again = "otra" in request.POST
        done = operate(
            request, call, circle=at, form=form,
            then=(lambda _w: reverse("web:letters:incoming")) if again else (lambda w: reverse("web:letters:letter", args=[w.public_id])),
            said=gettext("La carta quedó asentada."),
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "form": form,
        "asks_city": bool(form.is_bound and form.errors.get("city_choice")),
        "more_open": bool(found)
        or any(form.errors.get(n) for n in ("due_on", "names", "other_name", "areas", "copies")),
        "read": read,
        "said": said,
        "is_intent": bool(read and read.letter.kind and read.letter.kind.value == LetterKind.INTENT),
        "crumbs": _crumbs((gettext("Asentar una carta recibida"), "")),
        "found": found,
        "day": today_of(request),
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
