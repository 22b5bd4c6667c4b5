"""The form by which anybody proposes something."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from hermanar.calls.enums import ProposalSector

from ..forms import TrapForm, long_text


class ProposalForm(TrapForm):
    title = forms.CharField(label=_("Título"), max_length=160, help_text=_("Una frase: qué propone."))
    problem = long_text(_("Qué problema o necesidad atiende"))
    idea = long_text(_("Qué propone hacer"), rows=6)
    beneficiaries = long_text(_("A quién beneficia"), rows=2, required=False)
    sector = forms.ChoiceField(label=_("Sector"))
    contact_name = forms.CharField(
        label=_("Su nombre"), max_length=160, required=False, help_text=_("Solo lo ve el Comité. Puede dejarlo vacío.")
    )
    contact_email = forms.EmailField(
        label=_("Su correo electrónico"), required=False,
        help_text=_("Para enviarle el enlace con que sigue su propuesta. Puede dejarlo vacío."),
    )  # fmt: skip
    consents = forms.BooleanField(
        label=_("He leído el aviso de privacidad y acepto que el municipio use estos datos para contestarme."),
        error_messages={"required": _("Para recibirla hace falta que acepte el aviso de privacidad.")},
    )

    def __init__(self, *args: Any, sectors: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = dict(ProposalSector.choices)
        self.fields["sector"].choices = [("", "—"), *((k, words[k]) for k in ProposalSector.values if not sectors or k in sectors)]  # type: ignore[attr-defined]  # fmt: skip
