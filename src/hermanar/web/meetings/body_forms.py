"""Forms of bodies and of who sits in them."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.directory.queries import said_for
from hermanar.meetings.enums import BodyKind, PartySide, SeatRole, Sector
from hermanar.meetings.queries import DEFAULT_SOURCE, as_shown

from ..deeds import day_field, offer
from .forms import of_relation
from .pictures import kept_source, said_source


class _TiedForm(forms.Form):
    """What a body belongs to: one sister city (`partnership`), another body (`parent`); a choice of nothing is not offered."""

    def __init__(self, *args: Any, relations: list, bodies: list, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._relations, self._bodies = {p.public_id: p for p in relations}, {b.public_id: b for b in bodies}
        offer(self, "partnership", [("", _("Ninguna")), *((k, of_relation(p)) for k, p in self._relations.items())])
        offer(self, "parent", [("", _("Ninguno")), *((k, str(b)) for k, b in self._bodies.items())])
        for name, known in (("partnership", self._relations), ("parent", self._bodies)):
            if not known:
                del self.fields[name]

    def values(self) -> dict[str, Any]:
        """What was typed, with the relation and the body that were chosen."""
        typed = dict(self.cleaned_data)
        typed["partnership"] = self._relations.get(typed.get("partnership", ""))
        typed["parent"] = self._bodies.get(typed.get("parent", ""))
        return typed


class BodyForm(_TiedForm):
    kind = forms.ChoiceField(label=_("Órgano"), choices=BodyKind.choices)
    name = forms.CharField(label=_("Nombre"), max_length=200)
    name_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    legal_basis = forms.CharField(
        label=_("Acto que lo crea"),
        help_text=_("Como se citará en sus papeles: “el acuerdo de Cabildo del 3 de febrero de 2022”."),
        max_length=300,
        required=False,
    )
    seats = forms.IntegerField(label=_("Número de integrantes"), min_value=1, max_value=99)
    source = forms.CharField(
        label=_("De dónde sale su regla"),
        help_text=_(
            "Quórum de la mitad más uno, mayoría simple y voto de calidad de quien preside, salvo que el reglamento diga otra cosa."
        ),
        initial=lambda: said_source(DEFAULT_SOURCE),
        max_length=300,
    )
    valid_from = day_field(label=_("Vigente desde"))
    regulation = forms.FileField(label=_("Reglamento"), required=False)
    partnership = forms.ChoiceField(
        label=_("De una sola ciudad hermana"), required=False, help_text=_("Si el reglamento pide un comité por ciudad."),
    )  # fmt: skip
    parent = forms.ChoiceField(
        label=_("Dentro de"), required=False,
        help_text=_("El comité de una comisión temática, o el consejo del comité de una ciudad."),
    )  # fmt: skip
    deed = forms.CharField(
        label=_("Instrumento notarial"), max_length=200, required=False, help_text=_("Si se constituye ante notaría.")
    )

    def __init__(self, *args: Any, house: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "kind", [(key, said_for(house, words)) for key, words in BodyKind.choices])
        basis = self.fields["legal_basis"]
        basis.help_text = said_for(house, basis.help_text)

    def clean_source(self) -> str:
        return kept_source(self.cleaned_data["source"])


class BodyChangeForm(_TiedForm):
    """What a later act changed of a body, with the act and its day."""

    on = day_field(label=_("Fecha del acto"))
    source = forms.CharField(
        label=_("Acto que lo cambia"), max_length=300,
        help_text=_("Acuerdo, instrumento o papel del que se supo, como se citará."),
    )  # fmt: skip
    name = forms.CharField(label=_("Nombre"), max_length=200)
    name_en = forms.CharField(label=_("Nombre en inglés"), max_length=200, required=False)
    legal_basis = forms.CharField(label=_("Acto que lo crea"), max_length=300, required=False)
    deed = forms.CharField(
        label=_("Instrumento notarial"), max_length=200, required=False, help_text=_("Si se constituye ante notaría.")
    )
    regulation = forms.FileField(
        label=_("Reglamento"), required=False,
        help_text=_("El archivo del que rige desde ese acto. El anterior se conserva a la vista."),
    )  # fmt: skip
    partnership = forms.ChoiceField(label=_("De una sola ciudad hermana"), required=False)
    parent = forms.ChoiceField(label=_("Dentro de"), required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def over(self, seen: int, stood: Mapping[str, str], now: Mapping[str, Any]) -> None:
        """What was typed, shown over what stands now: a field that this person did not touch says what somebody else put
        in it since. `stood`: what it said when the form was opened; `now`: what it says today, as a field holds it."""
        typed, data = self.values(), dict(self.data.items())
        for key, said in stood.items():
            if key in now and as_shown(typed[key]) == said:
                data[key] = now[key]
        data["seen"] = str(seen)
        self.data = data


class CorrectSeatForm(forms.Form):
    """What was put down of a seat by mistake."""

    role = forms.ChoiceField(label=_("Qué hace en el órgano"), choices=SeatRole.choices)
    position = forms.CharField(label=_("Cargo en el órgano"), max_length=120)
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    side = forms.ChoiceField(label=_("De qué Parte"), choices=PartySide.choices)
    has_vote = forms.BooleanField(label=_("Tiene voto"), required=False)
    from_on = day_field(label=_("Desde"))
    until_on = day_field(label=_("Hasta"), required=False, help_text=_("Vacío: sigue en el órgano."))
    oath_on = day_field(label=_("Rindió protesta el"), required=False)
    reason = forms.CharField(label=_("Motivo"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000)
    by_act = forms.CharField(
        label=_("Acto que lo corrige"), max_length=300, required=False,
        help_text=_("Solo si cambia su voto y estuvo en una sesión cuya minuta ya se firmó."),
    )  # fmt: skip

    def __init__(self, *args: Any, has_side: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_side:
            del self.fields["side"]


class MemberForm(forms.Form):
    name = forms.CharField(label=_("Nombre de la persona"), max_length=160)
    position = forms.CharField(label=_("Cargo en el órgano"), max_length=120)
    role = forms.ChoiceField(
        label=_("Qué hace en el órgano"), required=False, choices=[("", _("Lo que dice su cargo")), *SeatRole.choices],
        help_text=_("Sus papeles nombran a quien preside y a quien lleva la secretaría."),
    )  # fmt: skip
    sector = forms.ChoiceField(label=_("Sector"), choices=Sector.choices)
    has_vote = forms.BooleanField(label=_("Tiene voto"), required=False, initial=True)
    from_on = day_field(label=_("Desde"))
    until_on = day_field(
        label=_("Hasta"), required=False, help_text=_("Vacío: lo que dura según su reglamento, si lo dice.")
    )
    oath_on = day_field(label=_("Rindió protesta el"), required=False)


class GroupMemberForm(MemberForm):
    """Of a working group: which Party sends them."""

    side = forms.ChoiceField(label=_("De qué Parte"), choices=PartySide.choices)
    field_order = ["name", "side", "position"]


class LeaveForm(forms.Form):
    on = day_field(label=_("Último día en el órgano"))
