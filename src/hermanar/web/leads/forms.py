"""The lead as it is typed, and what is done with it later."""

import datetime as dt
from typing import Any

from django import forms
from django.utils.translation import gettext, gettext_lazy as _, ngettext

from hermanar.directory.queries import Zones, get_place, list_countries, list_municipalities, list_zones
from hermanar.partnerships.enums import LeadOrigin
from hermanar.partnerships.rules.leads import CITY

from ..deeds import FilesField, day_field
from ..world import called, named
from .places import Found, abroad, here

NONE = "none"  # the place is not in the list


def _text(label: Any, *, required: bool = False, rows: int = 0, limit: int = 160, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    return forms.CharField(label=label, required=required, max_length=limit, widget=widget, **more)


def _of(form: forms.Form, name: str) -> Any:
    """A field whose choices are known only when the form is made."""
    return form.fields[name]


def which_here(found: Found) -> str:
    """The question about a name that may mean these municipalities."""
    names = "; ".join(str(m) for m in found.several[:6])
    if found.alike:
        return gettext(
            "Ningún municipio se llama así. ¿Quiso decir %(names)s? Elija cuál es o corrija el nombre; si es una comunidad, escriba también su municipio y su estado."
        ) % {"names": names}
    if len(found.several) == 1:
        return gettext(
            "Hay un lugar con ese nombre en %(names)s y puede haber otros: confirme que es ese, o escriba también su "
            "municipio y su estado."
        ) % {"names": names}
    return gettext("Ese nombre existe en varios lugares. Elija de cuál se trata.")


class LeadForm(forms.Form):
    """`cleaned_data` holds `place`, `country`, `zone`, `municipality` as found; what is in doubt is asked at the field."""

    foreign_name = _text(
        _("Ciudad extranjera"),
        required=True,
        help_text=_("Como la escriben allá. Puede agregar su estado: Springfield, Illinois"),
    )
    foreign_name_es = _text(
        _("Su nombre en español, si es otro"), help_text=_("Como se dirá en los papeles en español: La Haya")
    )
    country = forms.ChoiceField(label=_("País"), required=False)
    place = forms.ChoiceField(label=_("¿Cuál de ellas?"), required=False, widget=forms.RadioSelect)
    foreign_subdivision = _text(_("Estado, provincia o región"), limit=120)
    foreign_subdivision_es = _text(
        _("Su estado o provincia en español, si es otro nombre"), limit=120,
        help_text=_("Como se dirá en los papeles en español: Baviera. Los de Estados Unidos y Canadá ya se dicen así."),
    )  # fmt: skip
    zone = forms.ChoiceField(label=_("Huso horario de la ciudad"), required=False)
    foreign_description = _text(_("Cómo es la ciudad"), rows=3, limit=4000)
    contact_name = _text(_("Persona de contacto"))
    contact_post = _text(_("Su cargo"))
    contact_email = forms.EmailField(label=_("Su correo"), required=False)
    contact_languages = _text(_("Idiomas en que atiende"), limit=40)
    proposed_place = _text(
        _("Municipio o comunidad que se propone"),
        required=True,
        limit=200,
        help_text=_("Como lo dice quien lo propone"),
    )
    municipality = forms.ChoiceField(label=_("¿Cuál de ellos?"), required=False, widget=forms.RadioSelect)
    beneficiary = _text(
        _("Comunidad beneficiaria"), help_text=_("Una comunidad no firma: firma su municipio y ella se beneficia.")
    )
    origin = forms.ChoiceField(label=_("De dónde salió"), required=False)
    origin_note = _text(_("Cuál encuentro, quién o qué carta"), limit=240)
    city_population = _text(_("Población"), limit=80)
    city_geography = _text(_("Geografía"), limit=600)
    city_education = _text(_("Universidades y escuelas"), limit=600)
    city_economy = _text(_("Economía"), limit=600)
    city_tourism = _text(_("Turismo"), limit=600)
    city_source = _text(_("De dónde salen estos datos"), limit=300)
    diaspora = _text(_("Vínculo con la comunidad en el exterior"), rows=3, limit=4000)
    summary = _text(_("Resumen de la propuesta"), rows=4, limit=6000)
    state_benefit = _text(_("Beneficio para el estado"), rows=2, limit=4000)
    reference = _text(_("Oficio que lo acompaña"), limit=80)
    received_on = day_field(label=_("Fecha en que se recibió"), required=False)
    papers = FilesField(label=_("Documentos"), required=False)

    def __init__(self, data: Any = None, files: Any = None, *, municipal: bool = False, **kwargs: Any) -> None:
        super().__init__(data, files, **kwargs)
        if municipal:
            _of(self, "origin").choices = [c for c in LeadOrigin.choices if c[0] != LeadOrigin.CONSULATE]
        else:
            del self.fields["origin"], self.fields["origin_note"]
        _of(self, "country").choices = [("", _("No lo sé"))] + [(c.iso2, str(c)) for c in list_countries()]
        self.doubt_abroad = self.doubt_here = False
        if self.is_bound:
            self._look_up()

    def _said(self, name: str) -> str:
        return str((self.data or {}).get(name, "")).strip()

    def _look_up(self) -> None:
        """Find both places before anything is checked: the choices of the two radio groups depend on it."""
        self.abroad = abroad(self._said("foreign_name"), self._said("country"))
        several = self.abroad.several or ((self.abroad.one,) if self.abroad.one else ())
        _of(self, "place").choices = [
            *((str(p.pk), f"{named(p)}, {p.country}") for p in several),
            (NONE, _("Ninguna: no está en la lista")),
        ]
        self.here = here(self._said("proposed_place"))
        several = self.here.several or ((self.here.one,) if self.here.one else ())
        chosen = self._said("municipality")
        if chosen not in {"", NONE, *(m.pk for m in several)}:
            several = (*several, *list_municipalities([chosen]))
        _of(self, "municipality").choices = [
            *((m.pk, str(m)) for m in several),
            (NONE, _("Ninguno: todavía no se sabe")),
        ]
        zones = list_zones(self._said("country")) if self._said("country") else []
        _of(self, "zone").choices = [("", _("Elija"))] + [(z, z.replace("_", " ")) for z in zones]
        self.doubt_abroad = self.abroad.one is None and bool(self._said("foreign_name"))
        self.doubt_here = self.here.one is None and bool(self._said("proposed_place"))

    @property
    def city(self) -> list:
        """The fields of the city's profile (R4-11)."""
        return [self[f"city_{key}"] for key in CITY]

    @property
    def is_city_told(self) -> bool:
        return any(f.value() or f.errors for f in self.city)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        data["foreign_profile"] = {key: data.pop(f"city_{key}", "") for key in CITY}
        self._clean_abroad(data)
        self._clean_here(data)
        return data

    def _clean_abroad(self, data: dict) -> None:
        if not data.get("foreign_name"):
            return
        chosen, said = data.get("place"), data["foreign_name"].partition(",")[0].strip()
        place = get_place(int(chosen)) if chosen and chosen != NONE else self.abroad.one if chosen != NONE else None
        if place is not None:
            if not data.get("foreign_name_es") and place.pk in {p.pk for p in called(said, place.country_id)}:
                data["foreign_name_es"] = said  # “La Haya” was typed, and The Hague is meant
            data |= {"place": place, "country": place.country, "zone": place.zone, "foreign_name": place.name}
            data["foreign_subdivision"] = data.get("foreign_subdivision") or place.subdivision
            return
        data["place"] = None
        if chosen != NONE:
            self.doubt_abroad = True
            number = len(self.abroad.several)
            self.add_error(
                "place",
                ngettext(
                    "Hay %(number)s lugar que se parece. Elija cuál es.",
                    "Hay %(number)s lugares que se llaman así o se parecen. Elija cuál es.",
                    number,
                )
                % {"number": number}
                if number
                else _("No encontramos esa ciudad. Revise cómo se escribe o indique que no está en la lista."),
            )
            return
        country = next((c for c in list_countries() if c.iso2 == data.get("country")), None)
        if country is None:
            self.add_error("country", _("Elija el país: esa ciudad no está en la lista de lugares."))
            return
        data["country"] = country
        zones = list_zones(country.iso2)
        data["zone"] = data.get("zone") or (zones[0] if len(zones) == 1 else "")
        if not data["zone"]:
            self.add_error("zone", _("Elija el huso horario: de él salen los horarios de reunión."))

    def _clean_here(self, data: dict) -> None:
        if not data.get("proposed_place"):
            return
        chosen = data.get("municipality")
        if chosen == NONE:
            data["municipality"] = None
            return
        found = list_municipalities([chosen])[0] if chosen else self.here.one
        if found is None and self.here.several:
            self.doubt_here = True
            self.add_error("municipality", which_here(self.here))
        elif found is None:
            self.doubt_here = True
            self.add_error(
                "municipality",
                _(
                    "No encontramos ese lugar. Escriba también su municipio y su estado (“La Ribera, Los Cabos, B.C.S.”), "
                    "o indique que todavía no se sabe."
                ),
            )
        data["municipality"] = found
        if found is not None and self.here.is_community and not data.get("beneficiary"):
            data["beneficiary"] = data["proposed_place"].partition(",")[0].strip()


class PromoterForm(forms.Form):
    group = _text(_("Grupo u organización"))
    name = _text(_("Nombre"))
    role = _text(_("Qué hace"))


class IdeaForm(forms.Form):
    title = _text(_("Idea"))
    detail = _text(_("En qué consiste"), limit=600)


Promoters = forms.formset_factory(PromoterForm, extra=0, max_num=20, absolute_max=20)
Ideas = forms.formset_factory(IdeaForm, extra=0, max_num=20, absolute_max=20)
ROWS = 3


def rows_of(formset: forms.BaseFormSet) -> list[dict]:
    """The rows in which something was typed."""
    return [f.cleaned_data for f in formset if any(f.cleaned_data.values())]


class CorrectForm(forms.Form):
    """What whoever opened a lead may put right of what it says; `reason` is asked."""

    foreign_subdivision = _text(_("Estado, provincia o región"), limit=120)
    foreign_subdivision_es = _text(
        _("Su estado o provincia en español, si es otro nombre"), limit=120,
        help_text=_("Como se dirá en los papeles en español: Baviera. Los de Estados Unidos y Canadá ya se dicen así."),
    )  # fmt: skip
    foreign_description = _text(_("Cómo es la ciudad"), rows=3, limit=4000)
    city_population = _text(_("Población"), limit=80)
    city_geography = _text(_("Geografía"), limit=600)
    city_education = _text(_("Universidades y escuelas"), limit=600)
    city_economy = _text(_("Economía"), limit=600)
    city_tourism = _text(_("Turismo"), limit=600)
    city_source = _text(_("De dónde salen estos datos"), limit=300)
    contact_name = _text(_("Persona de contacto"))
    contact_post = _text(_("Su cargo"))
    contact_email = forms.EmailField(label=_("Su correo"), required=False)
    contact_languages = _text(_("Idiomas en que atiende"), limit=40)
    beneficiary = _text(_("Comunidad beneficiaria"))
    diaspora = _text(_("Vínculo con la comunidad en el exterior"), rows=3, limit=4000)
    summary = _text(_("Resumen de la propuesta"), rows=4, limit=6000)
    state_benefit = _text(_("Beneficio para el estado"), rows=2, limit=4000)
    reference = _text(_("Oficio que lo acompaña"), limit=80)
    received_on = day_field(label=_("Fecha en que se recibió"))
    reason = _text(
        _("Por qué se corrige"), required=True, rows=2, limit=2000,
        help_text=_("Queda en la página y en la bitácora, con su nombre y la hora."),
    )  # fmt: skip

    def __init__(self, data: Any = None, *, lead: Any, **kwargs: Any) -> None:
        initial = {name: getattr(lead, name, "") for name in self.base_fields if not name.startswith("city_")}
        initial |= {f"city_{key}": lead.foreign_profile.get(key, "") for key in CITY} | {"reason": ""}
        super().__init__(data, initial=initial, **kwargs)
        kinds: dict[str, type[forms.BaseFormSet]] = {"promoters": Promoters, "ideas": Ideas}
        self.rows = {name: kind(data, prefix=name, initial=[*getattr(lead, name), {}]) for name, kind in kinds.items()}

    @property
    def promoters(self) -> forms.BaseFormSet:
        return self.rows["promoters"]

    @property
    def ideas(self) -> forms.BaseFormSet:
        return self.rows["ideas"]

    def is_valid(self) -> bool:
        right = [rows.is_valid() for rows in self.rows.values()]
        return super().is_valid() and all(right)

    def told(self) -> dict[str, Any]:
        """What the lead is to say, by the names of its fields."""
        said = {name: value for name, value in self.cleaned_data.items() if name != "reason"}
        profile = {key: said.pop(f"city_{key}", "") for key in CITY}
        return said | {"foreign_profile": profile} | {name: rows_of(rows) for name, rows in self.rows.items()}


class RouteForm(forms.Form):
    municipality = forms.BooleanField(required=False)
    state = forms.BooleanField(required=False)
    reply_days = forms.IntegerField(
        label=_("Días para contestar"), min_value=1, max_value=180, required=False,
        help_text=_("Si lo deja vacío corre el plazo usual."),
    )  # fmt: skip

    def __init__(self, *args: Any, municipality: Any = None, state: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, organisation in (("municipality", municipality), ("state", state)):
            if organisation is None:
                del self.fields[name]
            else:
                self.fields[name].label = str(organisation)
                self.fields[name].initial = True


class SlotForm(forms.Form):
    """An hour of the proposer's own place."""

    on = day_field(label=_("Día"))
    hour = forms.TimeField(label=_("Hora"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    minutes = forms.IntegerField(label=_("Duración en minutos"), min_value=15, max_value=480, initial=60)

    def starts_at(self, zones: Zones) -> dt.datetime:
        """The moment meant, as the clocks of that place show it."""
        return dt.datetime.combine(
            self.cleaned_data["on"], self.cleaned_data["hour"], tzinfo=zones.on(self.cleaned_data["on"])
        )


class AnswerForm(forms.Form):
    answer = _text(_("Respuesta a quien lo abrió"), required=True, rows=4, limit=6000)


class FileForm(forms.Form):
    file = forms.FileField(label=_("Documento"))
    caption = _text(_("Qué es"), limit=300)
