"""Many letters of intent from one form: cities listed, what is common, a paragraph for each; signed at once; envelopes."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from hermanar.calls.policies import can_open_door
from hermanar.calls.queries import answerable_in
from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import MEDIA_TYPES
from hermanar.documents.rules import catalogues
from hermanar.encounters import operations as encounters
from hermanar.kernel.errors import NotVisible
from hermanar.kernel.text import with_spanish_and
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import LetterState, Signs
from hermanar.partnerships.policies import can_edit, how_signed
from hermanar.partnerships.queries import check_letter, get_batch, list_batch
from hermanar.partnerships.queries.batch_faults import batch_faults
from hermanar.partnerships.queries.known_cities import known_cities
from hermanar.partnerships.rules.correspondence import alike_in, half_written, threshold
from hermanar.partnerships.rules.languages import languages_for, languages_known

from ..deeds import Deed, EmptyForm, do, do_for_reason, offer
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import language, translated
from ..prints import printed
from ..relations import own_circle
from ..signed import approval_field
from ..told import LIAISON, MAYOR, told_to
from ..world import countries_with_cities
from .forms import LANGUAGES, PARTS, USUAL_SUBJECT, AcknowledgedForm, SentForm, subject_fields
from .known import show_known
from .pictures import city_of, tag_of
from .places import Line, key_of, lines_in, resolve, where
from .sheets import sheet_of

_ROWS = {"motivations": 4, "interests": 3, "objectives": 3}


class BatchForm(forms.Form):
    """Cities, one per line; common parts in each language they need; for each city its place and its own words."""

    cities = forms.CharField(
        label=_("Ciudades"), widget=forms.Textarea(attrs={"rows": 6}), max_length=8000,
        help_text=_("Una por renglón, con su estado o país: Oaxaca de Juárez, Oax. · Osaka, Japón. Puede pegar una lista."),
    )  # fmt: skip
    subject = forms.CharField(label=_("Asunto"), max_length=240, required=False, help_text=USUAL_SUBJECT)
    areas = forms.MultipleChoiceField(
        label=_("Áreas de cooperación"), widget=forms.CheckboxSelectMultiple, required=False
    )
    copies = forms.CharField(
        label=_("Con copia para"), help_text=_("Una por renglón: cargo y oficina."),
        widget=forms.Textarea(attrs={"rows": 2}), required=False, max_length=1000,
    )  # fmt: skip
    archive = forms.CharField(label=_("Clasificación archivística"), max_length=80, required=False)
    initials = forms.CharField(label=_("Iniciales de quien elabora"), max_length=40, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "areas", [(key, translated(term.text)) for key, term in catalogues.areas().items()])
        self.lines: list[Line] = []
        self.places: dict[str, Any] = {}
        self.languages: tuple[str, ...] = ("es",)
        if self.is_bound:
            self._read()

    def _read(self) -> None:
        """Fields of each city that the list names, and of each language that the places need."""
        most = int(threshold("batch_most"))
        names = lines_in(str(self.data.get("cities", ""))[:8000], most=most)
        with Gazetteer.open() as gazetteer:
            self.lines = resolve(names[:most], gazetteer)
        self.too_many = len(names) > most
        for line in self.lines:
            self._line_fields(line)
        needed = {lang for w in self.places.values() for lang in languages_for(w.country.pk)} | {"es"}
        self.languages = tuple(lang for lang in languages_known() if lang in needed)
        self.fields.update(subject_fields(self.languages))
        for name, (title, help_text) in PARTS.items():
            for lang in self.languages:
                self.fields[f"{name}_{lang}"] = forms.CharField(
                    label=_("%(part)s, en %(language)s") % {"part": title, "language": LANGUAGES[lang]}, required=False,
                    widget=forms.Textarea(attrs={"rows": _ROWS[name], "lang": lang}), max_length=6000,
                    help_text=help_text if lang == "es" else "",
                )  # fmt: skip

    def _line_fields(self, line: Line) -> None:
        chosen = line.found.key if line.found else str(self.data.get(f"place_{line.key}", ""))
        allowed = {c.key for c in line.choices}
        if line.found is None:
            countries = [(f"as:{c.iso2}", str(c)) for c in countries_with_cities() if c.iso2 != "MX"]
            options = [("", gettext("Elija cuál…")), *((c.key, c.label) for c in line.choices)]
            self.fields[f"place_{line.key}"] = forms.ChoiceField(
                label=_("¿Cuál es “%(name)s”?") % {"name": line.typed}, required=False,
                choices=[*options, (gettext("Otra, como está escrita, en…"), countries)],
                widget=forms.Select,
            )  # fmt: skip
            allowed |= {key for key, _label in countries}
            if chosen not in allowed:
                chosen = ""
        place = where(chosen, line.typed) if chosen else None
        if place is not None:
            self.places[line.key] = place
        for lang in languages_for(place.country.pk) if place else ("es",):
            self.fields[f"why_{lang}_{line.key}"] = forms.CharField(
                label=_("Por qué %(city)s, en %(language)s") % {"city": place.city if place else line.typed, "language": LANGUAGES[lang]},
                widget=forms.Textarea(attrs={"rows": 3, "lang": lang}), required=False, max_length=3000,
            )  # fmt: skip
        for lang in languages_for(place.country.pk) if place else ():
            if lang != "es":
                self.fields[f"post_{lang}_{line.key}"] = forms.CharField(
                    label=_("Cargo del destinatario, en %(language)s") % {"language": LANGUAGES[lang]}, required=False,
                    max_length=200, widget=forms.TextInput(attrs={"lang": lang}),
                )  # fmt: skip
        for name, label, size in (
            ("name", _("Nombre del destinatario"), 160), ("post", _("Cargo del destinatario"), 200),
            ("address", _("Domicilio para el sobre"), 400),
        ):  # fmt: skip
            self.fields[f"{name}_{line.key}"] = forms.CharField(label=label, required=False, max_length=size)

    def clean(self) -> dict:
        data = super().clean() or {}
        if self.too_many:
            self.add_error(
                "cities",
                gettext("Son más de %(n)s cartas: prepárelas en dos veces.") % {"n": int(threshold("batch_most"))},
            )
        for line in self.lines:
            if line.key not in self.places:
                self.add_error(
                    f"place_{line.key}", gettext("Diga qué lugar es: ese nombre existe en varios, o no se encontró.")
                )
        return data

    def rows(self, actor: Any = None, owner: Any = None) -> list[dict]:
        """Each city with its fields, and what there is with it already."""
        found = []
        known = known_cities(actor, owner, self.places) if actor is not None else {}
        for line in self.lines:
            place = self.places.get(line.key)
            langs = languages_for(place.country.pk) if place else ("es",)
            found.append(
                {
                    "line": line,
                    "place": line.found.label if line.found else "",
                    "known": show_known(known.get(line.key)),
                    "ask": self[f"place_{line.key}"] if line.found is None else None,
                    "why": [self[f"why_{lang}_{line.key}"] for lang in langs],
                    "addressee": [
                        self[f"{name}_{line.key}"]
                        for name in ("name", "post", *(f"post_{lang}" for lang in langs if lang != "es"), "address")
                        if f"{name}_{line.key}" in self.fields
                    ],
                }
            )
        return found

    def parts(self) -> list[dict]:
        """Common parts, a field per language."""
        return [
            {"title": title, "help": help_text, "fields": [self[f"{name}_{lang}"] for lang in self.languages]}
            for name, (title, help_text) in PARTS.items()
        ]

    def subjects(self) -> list[Any]:
        """The subject in the other languages that the places need."""
        return [self[f"subject_{lang}"] for lang in self.languages if lang != "es"]

    def _typed(self, name: str) -> str:
        return str(self.data.get(name, "")).replace("\r\n", "\n")

    def same(self) -> list[str]:
        """Sentences about paragraphs that say the same."""
        named = self.lines
        names = [self.places[line.key].city if line.key in self.places else line.typed for line in named]
        return alike_sentences([self._why(line) for line in named], names)

    def _why(self, line: Line) -> dict[str, str]:
        """The city's own paragraph, as it was typed in each language."""
        return {lang: self._typed(f"why_{lang}_{line.key}") for lang in languages_known()}

    def half(self) -> list[str]:
        """Cities whose own paragraph lacks a language of its letter, with that language."""
        return half_sentences(
            (line.typed, self._why(line), languages_for(self.places[line.key].country.pk))
            for line in self.lines
            if line.key in self.places
        )

    def without_why(self) -> list[str]:
        """Cities whose letter has no paragraph of its own."""
        return [line.typed for line in self.lines if not any(text.strip() for text in self._why(line).values())]

    def _candidates(self, data: Mapping[str, Any]) -> list[partnerships.Candidate]:
        """The cities of which it is known where they are."""
        candidates = []
        for line in self.lines:
            if (place := self.places.get(line.key)) is None:
                continue
            langs = languages_for(place.country.pk)
            why = {lang: data.get(f"why_{lang}_{line.key}", "") for lang in langs}
            candidates.append(
                partnerships.Candidate(
                    city=place.city,
                    country=place.country,
                    municipality=place.municipality,
                    there=place.there,
                    subdivision=place.subdivision,
                    why={k: v for k, v in why.items() if v},
                    other_name=data.get(f"name_{line.key}", ""),
                    other_post=data.get(f"post_{line.key}", ""),
                    other_post_in={lang: data.get(f"post_{lang}_{line.key}", "") for lang in langs if lang != "es"},
                    other_address=data.get(f"address_{line.key}", ""),
                )
            )
        return candidates

    def _common(self, data: Mapping[str, Any]) -> dict[str, dict[str, str]]:
        return {
            name: {lang: data.get(f"{name}_{lang}", "").replace("\r\n", "\n") for lang in self.languages}
            for name in PARTS
        }

    def tell_all(self, owner: Any) -> None:
        """What the operation would say of the rest, beside what the form has found already: every fault in one round."""
        data = self.cleaned_data
        faults = batch_faults(
            own=owner.municipality_id, candidates=self._candidates(data), areas=data.get("areas") or [], parts=self._common(data),
            is_whole=not self.lines,
        )  # fmt: skip
        for name, sentences in faults.items():
            field = {"candidates": "cities"}.get(name, name)
            if field in self.fields and field not in self.errors:
                for sentence in sentences:
                    self.add_error(field, sentence)

    def values(self) -> dict[str, Any]:
        """Arguments of `draft_batch`."""
        data = self.cleaned_data
        parts, candidates = self._common(data), self._candidates(data)
        return {
            **parts, "candidates": candidates, "areas": data["areas"], "subject": data["subject"],
            "subject_in": {lang: data[f"subject_{lang}"] for lang in self.languages if lang != "es"},
            "copies": [c.strip() for c in data["copies"].splitlines() if c.strip()], "initials": data["initials"],
            "archive": data["archive"],
        }  # fmt: skip


def _without(data: Any, key: str) -> Any:
    """What was typed, without the city of that line."""
    kept = data.copy()
    names = str(data.get("cities", "")).replace("\r\n", "\n").replace(";", "\n").split("\n")
    kept["cities"] = "\n".join(n for n in names if not any(key_of(one) == key for one in lines_in(n, most=1)))
    return kept


def half_sentences(rows: Iterable[tuple[str, Mapping[str, str], Sequence[str]]]) -> list[str]:
    """“Osaka: falta en inglés”, for each letter whose own paragraph is in one of its languages only."""
    return [
        gettext("%(city)s: falta en %(languages)s") % {"city": city, "languages": ", ".join(str(LANGUAGES[lang]) for lang in lacking)}
        for city, said, languages in rows
        if (lacking := half_written(said, languages))
    ]  # fmt: skip


def alike_sentences(paragraphs: list[dict[str, str]], names: list[str]) -> list[str]:
    """“Osaka y Montreal dicen lo mismo (96%)”, the likest first, at most five; the rest in one."""
    pairs = alike_in(paragraphs, names)
    said = [
        with_spanish_and(
            gettext("%(one)s y %(other)s dicen casi lo mismo (%(n)s%%)")
            % {"one": names[p.one], "other": names[p.other], "n": round(p.likeness * 100)}
        )
        for p in pairs[:5]
    ]  # fmt: skip
    if len(pairs) > 5:
        said.append(ngettext("y %(n)s par más", "y %(n)s pares más", len(pairs) - 5) % {"n": len(pairs) - 5})
    return said


def _crumbs(*more: tuple[str, str]) -> list[dict]:
    rows = [(gettext("Correspondencia"), reverse("web:letters:list")), *more]
    return [{"label": label, "url": url} for label, url in rows]


@seat_required
def draft_many(request: SeatedRequest) -> HttpResponse:
    """One city or nineteen: the same form. “Buscar las ciudades” finds them; “Preparar las cartas” writes them."""
    circle = own_circle(request)
    if not can_edit(request.seat.actor, circle):
        raise NotVisible("batch")
    data = given(request)
    if data is not None and (off := str(data.get("accion", "")).partition("quitar:")[2]):
        data = _without(data, off)
    form = BatchForm(data, initial={"cities": request.GET.get("ciudad", "")[:200]})  # of a candidate
    writes = request.method == "POST" and request.POST.get("accion") == "preparar"
    if writes and form.is_valid():
        done = operate(
            request, lambda act: partnerships.draft_batch(act, owner=request.seat.organisation, **form.values()),
            circle=circle, form=form, fields={"candidates": "cities"},
            then=lambda batch: reverse("web:letters:batch", args=[batch.public_id]),
            said=f"{gettext('Las cartas quedaron como borradores.')} {told_to(request, circle, MAYOR).did}".strip(),
        )  # fmt: skip
        if done.response:
            return done.response
    if writes and form.errors:
        form.tell_all(request.seat.organisation)
    if form.is_bound and not writes:
        form.errors.clear()
    context = {
        "form": form,
        "looked": bool(form.lines),
        "rows": form.rows(request.seat.actor, request.seat.organisation) if form.lines else [],
        "parts": form.parts() if form.lines else [],
        "same": form.same() if form.lines else [],
        "lone": form.without_why() if writes else [],
        "half": form.half() if form.lines else [],
        "ready": bool(form.lines) and len(form.places) == len(form.lines),
        "crumbs": _crumbs((gettext("Nueva carta"), "")),
    }
    return page(request, "web/letters/many.html", context)


def _batch(request: SeatedRequest, public_id: str) -> Any:
    batch = get_batch(request.seat.actor, public_id)
    if batch is None:
        raise NotVisible(public_id)
    return batch


@seat_required
def show_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Where each letter of the batch stands, with what the checker says of the drafts."""
    batch, actor = _batch(request, public_id), request.seat.actor
    day = today_of(request, batch.circle)
    letters = list_batch(actor, batch)
    rows: list[dict[str, Any]] = []
    with Gazetteer.open() as gazetteer:
        for letter in letters:
            found = check_letter(letter, gazetteer=gazetteer, on=day)[0] if letter.state == LetterState.DRAFT else []
            tag, tone = tag_of(letter, day)
            rows.append(
                {
                    "it": letter, "city": city_of(letter), "url": reverse("web:letters:letter", args=[letter.public_id]),
                    "tag": tag, "tone": tone, "errors": sum(f.severity == "error" for f in found),
                    "warnings": sum(f.severity == "warning" for f in found),
                    "languages": ", ".join(str(LANGUAGES.get(lang, lang)) for lang in letter.languages),
                }
            )  # fmt: skip
    drafts = [r for r in rows if r["it"].state == LetterState.DRAFT]
    context = {
        "batch": batch,
        "rows": rows,
        "drafts": len(drafts),
        "signed": sum(w.state == LetterState.SIGNED_OFF for w in letters),
        "sent": sum(w.state == LetterState.SENT for w in letters),
        "wrong": sum(bool(r["errors"]) for r in drafts),
        "may_sign": how_signed(actor, batch.circle) in {Signs.SIGNS, Signs.RECORDS},
        "may_edit": can_edit(actor, batch.circle),
        "may_give": can_open_door(actor, batch.circle) and bool(answerable_in(letters)),
        "same": alike_sentences([w.why for w in letters], [w.city for w in letters]),
        "half": half_sentences((city_of(w), w.why, w.languages) for w in letters if w.state == LetterState.DRAFT),
        "columns": [
            {"label": gettext("Ciudad")}, {"label": gettext("Folio")}, {"label": gettext("Idiomas")}, {"label": gettext("Situación")},
            {"label": gettext("Revisión automática")},
        ],
        "crumbs": _crumbs((str(batch), "")),
    }  # fmt: skip
    return page(request, "web/letters/batch.html", context)


@seat_required
def sign_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor signs every draft that is without errors; the others wait, each with its reason."""
    batch, actor = _batch(request, public_id), request.seat.actor
    how = how_signed(actor, batch.circle)
    if how not in {Signs.SIGNS, Signs.RECORDS}:
        raise Http404
    form = EmptyForm(given(request))
    if how == Signs.RECORDS:
        form.fields["approval"] = approval_field()
    drafts = [w for w in list_batch(actor, batch) if w.state == LetterState.DRAFT]
    back = reverse("web:letters:batch", args=[public_id])
    deed = Deed(
        title=_("Firmar las cartas"), submit=_("Firmar las cartas"), back=back,
        crumbs=_crumbs((str(batch), back), (gettext("Firmar"), "")),
        facts=[{"term": _("Asunto"), "value": batch.subject}, {"term": _("Cartas por firmar"), "value": len(drafts)},
               {"term": _("Van a"), "value": "; ".join(city_of(w) for w in drafts)}],
        refusal=(_("Devolver todas"), reverse("web:letters:return_batch", args=[public_id])) if how == Signs.SIGNS and drafts else None,
        consequence=_("Cada carta sin errores recibe folio y código, se expide en PDF y Word con su nombre y cargo, y ya no cambia. Las que tengan errores siguen como borrador."),
    )  # fmt: skip

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return partnerships.sign_off_batch(act, batch=batch, gazetteer=gazetteer, **form.cleaned_data)

    def then(done: Any) -> str:
        for tell, words in _signed_told(done, records=how == Signs.RECORDS):
            tell(request, words)
        return back

    return do(
        request, deed, form, call, circle=batch.circle, then=then, template="web/letters/sign_batch.html",
        more={"read": _read_before(drafts, today_of(request, batch.circle), returns=how == Signs.SIGNS), "common": _in_common(batch)},
    )  # fmt: skip


def _in_common(batch: Any) -> list[dict]:
    """What every letter of the batch says, once, in each language in which it was written."""
    said = (("motivations", batch.motivations), ("interests", batch.interests), ("objectives", batch.objectives))
    return [
        {"title": PARTS[name][0], "texts": [(lang, LANGUAGES[lang], text) for lang in LANGUAGES if (text := words.get(lang))]}
        for name, words in said
    ]  # fmt: skip


def _read_before(drafts: Iterable[Any], day: Any, *, returns: bool) -> list[dict]:
    """Each letter as it will be issued, with what it has of its own and what the checker says of it."""
    rows = []
    with Gazetteer.open() as gazetteer:
        for letter in drafts:
            found = check_letter(letter, gazetteer=gazetteer, on=day)[0]
            rows.append(
                {
                    "it": letter, "city": city_of(letter), "url": reverse("web:letters:letter", args=[letter.public_id]),
                    "whom": ", ".join(filter(None, (letter.other_name, letter.other_post))),
                    "own": [(lang, text) for lang in letter.languages if (text := letter.why.get(lang))],
                    "errors": sum(f.severity == "error" for f in found),
                    "sheet": sheet_of(letter.version, found) if letter.version else None,
                    "return_url": reverse("web:letters:return", args=[letter.public_id]) if returns else "",
                }
            )  # fmt: skip
    return rows


@seat_required
def return_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Whoever presides sends back what of the batch is not signed, with one reason."""
    batch, actor = _batch(request, public_id), request.seat.actor
    drafts = [w for w in list_batch(actor, batch) if w.state == LetterState.DRAFT]
    if how_signed(actor, batch.circle) != Signs.SIGNS or not drafts:
        raise Http404
    back = reverse("web:letters:batch", args=[public_id])
    deed = Deed(
        title=_("Devolver las cartas"), submit=_("Devolver"), back=back, kind="danger",
        crumbs=_crumbs((str(batch), back), (gettext("Devolver"), "")), told=told_to(request, batch.circle, LIAISON),
        facts=[{"term": _("Asunto"), "value": batch.subject}, {"term": _("Van a"), "value": "; ".join(city_of(w) for w in drafts)}],
        consequence=_("Las cartas siguen como borrador, con su motivo a la vista."),
    )  # fmt: skip
    return do_for_reason(
        request, deed, lambda act, **why: partnerships.return_batch(act, batch=batch, **why), circle=batch.circle,
        then=back, said=_("Las cartas se devolvieron al enlace."),
    )  # fmt: skip


def _signed_told(done: Any, *, records: bool) -> Iterable[tuple[Any, str]]:
    """How many letters went out, and which wait, each with why."""
    if number := len(done.signed):
        words = (
            ngettext("Se expidió %(n)s carta.", "Se expidieron %(n)s cartas.", number)
            if records
            else ngettext("Se firmó %(n)s carta.", "Se firmaron %(n)s cartas.", number)
        )
        yield messages.success, words % {"n": number}
    for letter, why in done.left:
        sentence = gettext("La carta a %(city)s sigue como borrador. %(why)s")
        yield messages.warning, sentence % {"city": city_of(letter), "why": " ".join(why)}


class _OfBatchForm(forms.Form):
    """Which letters of a batch: all that wait, unless some are taken off."""

    def __init__(self, *args: Any, waiting: Sequence[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["letters"] = forms.MultipleChoiceField(
            label=_("Cartas"), choices=[(w.public_id, f"{w.folio} · {city_of(w)}") for w in waiting],
            initial=[w.public_id for w in waiting], widget=forms.CheckboxSelectMultiple,
            help_text=_("Quite la que no. Se asientan todas las elegidas, o ninguna."),
        )  # fmt: skip


class SentBatchForm(_OfBatchForm, SentForm):
    """Letters that went out the same day by the same means."""


class AcknowledgedBatchForm(_OfBatchForm, AcknowledgedForm):
    """Letters whose receipt was acknowledged the same day."""


@seat_required
def send_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The signed letters of the batch went out: one date and one means for those chosen."""
    batch, waiting, back = _waiting(request, public_id, LetterState.SIGNED_OFF)
    form = SentBatchForm(given(request), waiting=waiting, initial={"sent_on": today_of(request, batch.circle)})
    deed = Deed(
        title=_("Asentar el envío"), submit=_("Asentar el envío"), back=back,
        crumbs=_crumbs((str(batch), back), (gettext("Asentar el envío"), "")),
        facts=[{"term": _("Asunto"), "value": batch.subject}],
        consequence=_("Desde ese día se podrá decir que el municipio envió cada carta, y corre el plazo de su respuesta. Cada una queda asentada por separado."),
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: encounters.send_batch(act, batch=batch, **form.cleaned_data),
        circle=batch.circle, then=back, said=_("El envío quedó asentado."),
    )  # fmt: skip


@seat_required
def acknowledge_batch(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Receipt of several letters of the batch was acknowledged the same day."""
    batch, waiting, back = _waiting(request, public_id, LetterState.SENT)
    form = AcknowledgedBatchForm(given(request), waiting=waiting, initial={"on": today_of(request, batch.circle)})
    form.initial["letters"] = []  # of many letters few are acknowledged the same day
    form.fields["letters"].initial = []
    form.fields["letters"].help_text = _("Elija las que acusaron ese día. Se asientan todas las elegidas, o ninguna.")
    deed = Deed(
        title=_("Asentar el acuse"), submit=_("Asentar el acuse"), back=back,
        crumbs=_crumbs((str(batch), back), (gettext("Asentar el acuse"), "")),
        facts=[{"term": _("Asunto"), "value": batch.subject}],
    )  # fmt: skip
    return do(
        request, deed, form, lambda act: encounters.acknowledge_batch(act, batch=batch, **form.cleaned_data),
        circle=batch.circle, then=back, said=_("El acuse quedó asentado."),
    )  # fmt: skip


def _waiting(request: SeatedRequest, public_id: str, state: LetterState) -> tuple[Any, list[Any], str]:
    """The batch, its letters in a state, and where one comes back to; not there for who does not keep it, or without any."""
    batch = _batch(request, public_id)
    waiting = [w for w in list_batch(request.seat.actor, batch) if w.state == state]
    if not can_edit(request.seat.actor, batch.circle) or not waiting:
        raise Http404
    return batch, waiting, reverse("web:letters:batch", args=[public_id])


@seat_required
def send_envelopes(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """The list of envelopes: addressee, post, address and folio of each letter."""
    batch = _batch(request, public_id)
    if fmt not in MEDIA_TYPES:
        raise Http404
    lang = language()
    letters = list_batch(request.seat.actor, batch)
    rows = [{lang: _envelope(w)} for w in letters]
    house = batch.owner
    day = today_of(request, batch.circle)
    return printed(
        request,
        "envelope_list",
        {"our_city": house.municipality.name if house.municipality else str(house), "list_date": day, "list_subject": batch.subject, "envelopes": rows},
        letterhead_of=house, exercise=house.is_exercise or batch.circle.exercise_at is not None, on=day, fmt=fmt,
        name=f"{gettext('sobres')}-{batch.public_id}", back=reverse("web:letters:batch", args=[public_id]),
    )  # fmt: skip


def _envelope(letter: Any) -> str:
    who = ", ".join(p for p in (letter.other_name, letter.other_post or gettext("Presidencia o Alcaldía")) if p)
    address = ", ".join(line for line in letter.other_address.split("\n") if line)
    there = city_of(letter) if letter.country_id == "MX" else f"{city_of(letter)}, {letter.country}"
    if not letter.subdivision and letter.country_id != "MX":
        there = city_of(letter)
    parts = (letter.folio or gettext("sin folio todavía"), who, letter.other_office, address, there)
    return " · ".join(p for p in parts if p)
