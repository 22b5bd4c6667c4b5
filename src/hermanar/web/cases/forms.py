"""Forms of the case's pages. They read what was typed; what may be is judged by the operations."""

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext, gettext_lazy as _

from hermanar.checks.regions import is_region
from hermanar.directory.enums import OrganisationKind
from hermanar.directory.queries import (
    get_country,
    get_municipality,
    get_place,
    list_countries,
    search_municipalities,
    search_places,
)
from hermanar.documents.rules import catalogues
from hermanar.kernel.text import fold, normalise
from hermanar.partnerships.enums import Interruption, RefusedBy, Reopening
from hermanar.partnerships.rules.clocks import days
from hermanar.partnerships.rules.traditional import instruments
from hermanar.partnerships.rules.triage import Answers

from ..deeds import day_field, offer
from ..language import translated
from ..world import called, world_places
from .words import PROPOSED_BY

YES_NO = [("yes", _("Sí")), ("no", _("No"))]
NOT_LISTED = "none"


def _areas() -> list[tuple[str, str]]:
    return [(key, translated(term.text)) for key, term in catalogues.areas().items()]


def _powers() -> list[tuple[str, str]]:
    found = [(key, translated(c.text)) for key, c in catalogues.citations().items()]
    return [("", gettext("Sin citar")), *found]


def _choice(form: forms.Form, name: str) -> forms.ChoiceField:
    """A field whose choices are known only when the form is shown."""
    return form.fields[name]  # type: ignore[return-value]


def _theme(help_text: Any, *, required: bool = True) -> forms.CharField:
    """What a specific cooperation is about."""
    return forms.CharField(label=_("Tema"), max_length=200, required=required, help_text=help_text)


def _theme_en() -> forms.CharField:
    return forms.CharField(
        label=_("Tema, en inglés"), max_length=200, required=False,
        help_text=_("Para el texto en inglés del Acuerdo: water management. Puede escribirse después."),
    )  # fmt: skip


class AreaFields(forms.Form):
    """Areas of cooperation, each with the municipal power that is cited for it (R4-42, R4-44)."""

    areas = forms.MultipleChoiceField(
        label=_("Áreas de cooperación"), widget=forms.CheckboxSelectMultiple, choices=_areas, required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, term in catalogues.areas().items():
            self.fields[f"power_{key}"] = forms.ChoiceField(
                label=format_lazy(_("Atribución para {area}"), area=translated(term.text)),
                choices=_powers,
                initial=term.power,
                required=False,
            )

    def areas_with_power(self) -> tuple[tuple[str, str], ...]:
        """(area, citation) of the areas chosen; the catalogue's own citation where none was sent."""
        chosen = self.cleaned_data.get("areas") or []
        return tuple(
            (key, self.cleaned_data.get(f"power_{key}") if f"power_{key}" in self.data else self._power_of(key))
            for key in chosen
        )

    def _power_of(self, key: str) -> str:
        return str(self.fields[f"power_{key}"].initial or "")

    def area_rows(self) -> list[dict]:
        """Check box, power cited by default and the control that changes it, an area each."""
        cited = catalogues.citations()
        rows = []
        for choice, (key, term) in zip(self["areas"], catalogues.areas().items(), strict=True):
            field = self[f"power_{key}"]
            said = cited.get(str(field.value() or ""))
            rows.append(
                {
                    "choice": choice,
                    "label": translated(term.text),
                    "power": translated(said.text) if said else "",
                    "field": field,
                }
            )
        return rows


class TriageForm(AreaFields):
    """The eight questions. A name that exists twice comes back as a choice; nothing is guessed."""

    our_kind = forms.ChoiceField(
        label=_("Parte mexicana"),
        widget=forms.RadioSelect,
        choices=[
            ("municipality", _("El municipio")),
            ("locality", _("Una comunidad o localidad del municipio")),
            ("state", _("El gobierno del estado")),
            ("decentralised", _("Un organismo descentralizado")),
            ("private", _("Un particular: cámara, club, empresa, asociación")),
        ],
        initial="municipality",
    )
    our_place = forms.CharField(label=_("Municipio"), max_length=160, required=False)
    our_key = forms.ChoiceField(label=_("¿Cuál de ellos?"), widget=forms.RadioSelect, required=False)
    locality = forms.CharField(label=_("Comunidad o localidad"), max_length=160, required=False)
    country = forms.ChoiceField(label=_("País"), required=False)
    their_name = forms.CharField(label=_("Ciudad o contraparte"), max_length=200, required=False)
    their_name_en = forms.CharField(label=_("Su nombre en inglés, si es otro"), max_length=200, required=False)
    their_subdivision = forms.CharField(label=_("Estado, provincia o departamento"), max_length=120, required=False)
    their_subdivision_es = forms.CharField(
        label=_("Su estado o provincia en español, si es otro nombre"), max_length=120, required=False,
        help_text=_("Como se dirá en los papeles en español: Baviera. Los de Estados Unidos y Canadá ya se dicen así."),
    )  # fmt: skip
    their_place = forms.ChoiceField(label=_("¿Cuál de ellas?"), widget=forms.RadioSelect, required=False)
    their_kind = forms.ChoiceField(
        label=_("Contraparte"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("governmental", _("Un gobierno: municipio, condado, estado, provincia o uno de sus órganos")),
            ("international_organisation", _("Un organismo internacional")),
            ("private", _("Un particular: fundación, universidad privada, empresa, club")),
        ],
    )
    scope = forms.ChoiceField(
        label=_("Alcance"),
        widget=forms.RadioSelect,
        required=False,
        choices=[
            ("whole", _("Toda la vida municipal: hermanamiento")),
            ("theme", _("Un tema: cooperación específica")),
        ],
    )
    theme = _theme(_("Hace falta si es para un tema. Con artículo: el manejo del agua"), required=False)
    theme_en = _theme_en()
    earlier = forms.ChoiceField(
        label=_("Relación anterior"),
        widget=forms.RadioSelect,
        required=False,
        choices=[("none", _("No la hay")), ("sleeping", _("Sí, sin actividad")), ("alive", _("Sí, vigente"))],
    )
    earlier_instrument = forms.ChoiceField(
        label=_("Con qué instrumento"), required=False, help_text=_("Las formas tradicionales no son inscribibles como tales."),
        choices=lambda: [("", "—"), *((k, translated(t.text)) for k, t in instruments().items())],
    )  # fmt: skip
    earlier_of = forms.CharField(label=_("¿De qué año y con qué acto?"), max_length=200, required=False)
    proposed_by = forms.ChoiceField(
        label=_("Quién lo propone"), widget=forms.RadioSelect, required=False, choices=PROPOSED_BY
    )
    community = forms.CharField(label=_("Comunidad que se beneficiaría"), max_length=160, required=False)
    money = forms.ChoiceField(label=_("Habrá dinero"), widget=forms.RadioSelect, choices=YES_NO, required=False)
    staff = forms.ChoiceField(
        label=_("Viajará o se intercambiará personal"), widget=forms.RadioSelect, choices=YES_NO, required=False
    )
    protected = forms.ChoiceField(
        label=_("Habrá información, material o equipo protegidos"),
        widget=forms.RadioSelect,
        choices=YES_NO,
        required=False,
    )
    forum = forms.ChoiceField(
        label=_("Se pide un tribunal extranjero o un arbitraje"),
        widget=forms.RadioSelect,
        choices=YES_NO,
        required=False,
    )
    opened_on = day_field(
        asks_if_old=True,
        label=_("Fecha de apertura"),
        required=False,
        help_text=_("Déjela vacía para abrirlo con la fecha de hoy."),
    )

    # asked for only where the day is so long ago that it may be a slip
    opened_on_is_so = forms.BooleanField(label=_("Sí, esa es la fecha de apertura"), required=False)
    asks_day = False
    # asked for only where no place of the catalogue bears the name: it may be a village, or a slip of the pen
    their_name_is_so = forms.BooleanField(label=_("Sí, así se llama: no está en el catálogo"), required=False)
    asks_name = False

    def __init__(self, *args: Any, owner: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.owner = owner
        self.of_state = owner is not None and owner.kind == OrganisationKind.STATE
        if self.of_state:
            # a state opens its own relations; which of its powers it uses is not in the catalogue of a municipality's
            _choice(self, "our_kind").choices = [("state", _("El gobierno del estado"))]
            self.fields["our_kind"].initial = "state"
            for key in catalogues.areas():
                self.fields[f"power_{key}"].initial = ""
        kept = self.initial.get("country")
        _choice(self, "country").choices = [("", "—"), *((c.iso2, str(c)) for c in list_countries(kept))]
        if owner is not None and owner.municipality is not None:
            self.fields["our_place"].initial = str(owner.municipality)
        self.our_candidates: list = []
        self.their_candidates: list = []
        self.their_municipality: Any = None
        self.place: Any = None
        if self.is_bound:
            self._offer()
        elif place := get_place(int(self.initial.get("their_place") or 0)):  # the lead knows which city it is
            _choice(self, "their_place").choices = [
                (str(place.pk), ", ".join(filter(None, [place.name, place.subdivision]))),
                (NOT_LISTED, gettext("Ninguna de estas: se escribe como está")),
            ]

    def _typed(self, name: str) -> str:
        return normalise(str(self.data.get(name, self.fields[name].initial or "")))

    def _offer(self) -> None:
        """Names that could be more than one place become choices before the form is judged."""
        if self._typed("our_kind") in {"municipality", "locality", "decentralised"}:
            self.our_candidates = _municipalities(self._typed("our_place"))
        _choice(self, "our_key").choices = [(m.key, f"{m.name}, {m.state.name}") for m in self.our_candidates]
        country, name = self._typed("country"), self._typed("their_name")
        if country == "MX" and self._typed("their_kind") != "international_organisation":
            self.their_candidates = _municipalities(name)
            choices = [(m.key, f"{m.name}, {m.state.name}") for m in self.their_candidates]
        else:
            self.their_candidates = _places(name, country) if country else []
            choices = [(str(p.pk), ", ".join(filter(None, [p.name, p.subdivision]))) for p in self.their_candidates]
            if choices:
                choices.append((NOT_LISTED, gettext("Ninguna de estas: se escribe como está")))
        _choice(self, "their_place").choices = choices

    def clean(self) -> dict:
        data = super().clean() or {}
        if data.get("our_kind") in {"municipality", "locality", "decentralised"}:
            data["our_key"] = self._which_of_ours(data)
        elif data.get("our_kind") == "state":
            data["our_key"] = self.owner.state_id or "" if self.owner else ""
        if data.get("country") and data.get("their_name"):
            self._which_of_theirs(data)
        self._is_that_day(data.get("opened_on"), confirmed=bool(data.get("opened_on_is_so")))
        return data

    def _is_that_day(self, day: Any, *, confirmed: bool) -> None:
        """A relation may be as old as it is; a day of very long ago is asked for twice."""
        longest = days("case_opened")
        if day is None or (timezone.localdate() - day).days <= longest:
            return
        self.asks_day = True
        if not confirmed:
            told = _("¿%(year)s? Es de hace más de %(years)s años. Corríjala, o confirme abajo que es la fecha.")
            self.add_error("opened_on", told % {"year": day.year, "years": longest // 365})

    def _which_of_ours(self, data: dict) -> str:
        own = self.owner.municipality if self.owner else None
        typed = normalise(data.get("our_place") or "")
        if own is not None and fold(typed) in {fold(own.name), fold(str(own)), fold(f"{own.name}, {own.state.name}")}:
            return own.key
        found = self.our_candidates
        chosen = data.get("our_key") or (found[0].key if len(found) == 1 and _is_exactly(found[0], typed) else "")
        if not typed:
            self.add_error("our_place", _("Escriba el municipio."))
        elif not found:
            self.add_error("our_place", _("Ningún municipio de México lleva ese nombre. Revise cómo está escrito."))
        elif not chosen:
            self.add_error("our_key", _("Ese nombre puede ser de varios municipios: elija uno."))
        elif own is not None and chosen != own.key:
            self.add_error(
                "our_place",
                _("Ese no es su municipio. Túrnele el interés como prospecto: el expediente lo abre su enlace."),
            )
        return chosen

    def _which_of_theirs(self, data: dict) -> None:
        found, chosen = self.their_candidates, data.get("their_place") or ""
        typed = normalise(data["their_name"])
        if data["country"] == "MX" and data.get("their_kind") != "international_organisation":
            if not found:
                self.add_error(
                    "their_name", _("Ningún municipio de México lleva ese nombre. Revise cómo está escrito.")
                )
                return
            if not chosen and len(found) == 1 and _is_exactly(found[0], typed):
                chosen = found[0].key
            if not chosen:
                exact = any(_is_exactly(m, typed) for m in found)
                said = (
                    _("Hay más de un municipio con ese nombre: elija uno.")
                    if exact
                    else _("Ningún municipio se llama exactamente así. Elija el que sea, o corrija cómo está escrito.")
                )
                self.add_error("their_place", said)
                return
            self.their_municipality = get_municipality(chosen)
            data["their_name"] = self.their_municipality.name
            data["their_subdivision"] = self.their_municipality.state.name
            return
        if chosen == NOT_LISTED:
            return
        named = [p for p in found if fold(p.name) == fold(typed)]
        part = data.get("their_subdivision") or ""
        if not chosen and part and len(same := [p for p in named if is_region(p.subdivision, p.country_id, part)]) == 1:
            chosen = str(same[0].pk)
        if not chosen and len(named) == 1 and len(found) == 1 and not part:
            chosen = str(named[0].pk)
        if not chosen and found:
            self.add_error("their_place", _("Ese nombre existe más de una vez, o se parece a estos: elija uno."))
            return
        if chosen:
            self.place = get_place(int(chosen))
            if self.place is not None:
                if self.place.pk in {p.pk for p in called(typed, data["country"])}:
                    # “Londres” is what London is called in Spanish; the English pages say its own name
                    data["their_name_en"] = data.get("their_name_en") or self.place.name
                else:
                    data["their_name"] = self.place.name
                data["their_subdivision"] = data.get("their_subdivision") or self.place.subdivision
        elif data.get("their_kind") == "governmental":
            if not data.get("their_subdivision"):
                self.add_error(
                    "their_subdivision", _("Esa ciudad no está en el catálogo: escriba de qué estado o provincia es.")
                )
            self._is_that_name(typed, confirmed=bool(data.get("their_name_is_so")))

    def _is_that_name(self, typed: str, *, confirmed: bool) -> None:
        """A name that the catalogue has not is asked for once; the lead it comes from has asked already."""
        if fold(typed) == fold(str(self.initial.get("their_name") or "")):
            return
        self.asks_name = True
        if confirmed:
            return
        elsewhere = [p for p in search_places(typed, limit=40) if p.folded == fold(typed)]
        names = "; ".join(dict.fromkeys(str(p.country) for p in elsewhere))
        told: Any = _(
            "No está en el catálogo de lugares (500 habitantes o más). ¿Está bien escrito? Corríjalo, o confirme abajo "
            "que así se llama."
        )
        if names:
            told = _(
                "En ese país no está en el catálogo de lugares; con ese nombre lo hay en: %(names)s. Corrija el país o el "
                "nombre, o confirme abajo que así se llama."
            ) % {"names": names}
        self.add_error("their_name", told)

    def answers(self) -> Answers:
        """What was answered so far; what was not stays open."""
        data = self.cleaned_data if hasattr(self, "cleaned_data") else {}
        return Answers(
            our_kind=data.get("our_kind") or "",
            our_key=data.get("our_key") or "",
            locality=normalise(data.get("locality") or ""),
            country=data.get("country") or "",
            their_kind=data.get("their_kind") or "",
            scope=data.get("scope") or "",
            theme=normalise(data.get("theme") or ""),
            theme_en=normalise(data.get("theme_en") or ""),
            earlier=data.get("earlier") or "",
            earlier_of=normalise(data.get("earlier_of") or ""),
            earlier_instrument=data.get("earlier_instrument") or "",
            proposed_by=data.get("proposed_by") or "",
            community=normalise(data.get("community") or ""),
            areas=self.areas_with_power() if data else (),
            money=_yes(data.get("money")),
            staff=_yes(data.get("staff")),
            protected=_yes(data.get("protected")),
            forum=_yes(data.get("forum")),
        )

    @property
    def country_row(self) -> Any:
        return get_country(self.cleaned_data["country"])


def _yes(value: str | None) -> bool | None:
    return {"yes": True, "no": False}.get(value or "")


def _municipalities(text: str) -> list:
    """Those of that very name; else those that look like it. `Tlaxiaco, Oax.` names its state too."""
    found = search_municipalities(text, limit=12) if text else []
    exact = [m for m in found if _is_exactly(m, text)]
    return exact or found


def _is_exactly(municipality: Any, text: str) -> bool:
    return municipality.folded == fold(text.partition(",")[0])


def _places(text: str, country: str) -> list:
    found = world_places(text, country, limit=12)
    exact = [p for p in found if fold(p.name) == fold(text)]
    return exact or found


class TermsForm(AreaFields):
    """Areas with their powers, modalities, beneficiary: what may change after the triage."""

    modalities = forms.MultipleChoiceField(
        label=_("Modalidades de cooperación"),
        widget=forms.CheckboxSelectMultiple,
        choices=lambda: [(key, translated(term.text)) for key, term in catalogues.modalities().items()],
    )
    beneficiary = forms.CharField(label=_("Comunidad beneficiaria"), max_length=160, required=False)
    theme = _theme(_("Con artículo: el manejo del agua"))
    theme_en = _theme_en()
    languages = forms.ChoiceField(
        label=_("Idiomas del acuerdo"),
        widget=forms.RadioSelect,
        required=False,
        choices=[("es", _("Español")), ("es,en", _("Español e inglés"))],
        help_text=_("En español solo, cuando ambas Partes lo hablan."),
    )

    def __init__(self, *args: Any, has_theme: bool, chooses_language: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_theme:
            del self.fields["theme"], self.fields["theme_en"]
        if not chooses_language:
            del self.fields["languages"]


class CounterpartForm(forms.Form):
    """Who answers on the other side (R4-09, R0-38)."""

    office = forms.CharField(label=_("Oficina de enlace"), max_length=200, required=False)
    office_es = forms.CharField(label=_("Oficina de enlace, en español"), max_length=200, required=False)
    head_name = forms.CharField(label=_("Titular que firmaría"), max_length=160, required=False)
    head_post = forms.CharField(label=_("Cargo, en su idioma"), max_length=160, required=False)
    head_post_es = forms.CharField(label=_("Cargo, en español"), max_length=160, required=False)
    term_ends_on = day_field(label=_("Fin de su mandato"), required=False)
    term_source = forms.CharField(label=_("Fuente del fin de su mandato"), max_length=300, required=False)
    election_on = day_field(label=_("Próxima elección de quien la gobierna"), required=False)
    election_source = forms.CharField(
        label=_("Fuente de la elección"), max_length=300, required=False,
        help_text=_("Calendario electoral o publicación de donde sale"),
    )  # fmt: skip
    contact_name = forms.CharField(label=_("Contacto de trabajo"), max_length=160, required=False)
    contact_post = forms.CharField(label=_("Cargo del contacto"), max_length=160, required=False)
    email = forms.EmailField(label=_("Correo electrónico"), required=False)
    languages = forms.CharField(label=_("Idiomas en que atiende"), max_length=40, required=False)
    committee = forms.CharField(label=_("Comité o asociación que la representa"), max_length=200, required=False)
    last_contact_on = day_field(label=_("Último contacto"), required=False)


class DesignationForm(forms.Form):
    """The liaison office; from the paper received, its number and scan too."""

    office = forms.ChoiceField(label=_("Área que será el enlace"))
    designated_on = day_field(label=_("Fecha de la designación"))
    folio = forms.CharField(
        label=_("Número del oficio recibido"), max_length=60, required=False,
        help_text=_("Si aún no hay oficio, déjelo en blanco y diga abajo con qué se aprobó: se expide aquí."),
    )  # fmt: skip
    file = forms.FileField(label=_("Oficio digitalizado"), required=False)
    approval = forms.CharField(
        label=_("Con qué se aprobó"), max_length=300, required=False,
        help_text=_(
            "Acuerdo o instrucción de quien preside, y su fecha. Sin número arriba, el oficio se expide aquí a su nombre; con número, queda asentado junto a él."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, offices: list, recorded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choice(self, "office").choices = [(o.public_id, o.title) for o in offices]
        if not recorded:
            for name in ("folio", "file", "approval"):
                del self.fields[name]


class InterruptionForm(forms.Form):
    """Why a relation or a letter stops, coded (R0-33)."""

    code = forms.ChoiceField(label=_("Causa"), choices=Interruption.choices)
    on = day_field(label=_("Desde cuándo"))
    reason = forms.CharField(
        label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
    )  # fmt: skip


class EndForm(forms.Form):
    """Why a relation ends or goes on, and since when."""

    on = day_field(label=_("Fecha"), help_text=_("El día en que ocurrió, según su papel."))
    reason = forms.CharField(
        label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
    )  # fmt: skip


class RefusalForm(EndForm):
    """Who said no for good, and the number of the paper that says it."""

    by = forms.ChoiceField(label=_("Quién dijo que no"), choices=[("", "—"), *RefusedBy.choices])
    folio = forms.CharField(
        label=_("Número del papel en que consta"), max_length=60, required=False,
        help_text=_("Si llegó por carta u oficio, asiéntelo también en la correspondencia."),
    )  # fmt: skip
    scan = forms.FileField(
        label=_("El papel recibido, escaneado"),
        required=False,
        help_text=_("PDF. Queda en el expediente y en su carpeta."),
    )
    field_order = ("by", "on", "folio", "scan", "reason")


class ReopeningForm(forms.Form):
    """What changed since a relation ended."""

    code = forms.ChoiceField(label=_("Qué cambió"))
    on = day_field(label=_("Desde cuándo"))
    reason = forms.CharField(
        label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000,
        help_text=_("Queda asentado en la bitácora con su nombre y la hora."),
    )  # fmt: skip

    def __init__(self, *args: Any, refused: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # a no is not undone by who got it
        offer(self, "code", [c for c in Reopening.choices if not (refused and c[0] == Reopening.OWN_DECISION)])


class EarlierActForm(forms.Form):
    """A traditional instrument of before (R4-29)."""

    instrument = forms.ChoiceField(
        label=_("Instrumento"), choices=lambda: [(k, translated(t.text)) for k, t in instruments().items()]
    )
    on = day_field(label=_("Fecha"))
    summary = forms.CharField(
        label=_("Qué dice y quién lo firmó"), widget=forms.Textarea(attrs={"rows": 3}), required=False, max_length=2000
    )
    file = forms.FileField(label=_("Documento"), required=False)


class ClockForm(forms.Form):
    """The clock of an exercise."""

    to = day_field(label=_("Avanzar el reloj del ejercicio al"))
