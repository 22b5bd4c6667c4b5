"""Forms of the public pages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import RequestKind

PAPERS = [
    ("", _("Otro documento")),
    ("letter_of_intent", _("Carta de intención")),
    ("answer", _("Respuesta a una carta")),
    ("dispatch_letter", _("Oficio de envío a la Secretaría")),
    ("twinning", _("Acuerdo de hermanamiento internacional")),
    ("domestic_twinning", _("Acuerdo de hermanamiento nacional")),
    ("specific_cooperation", _("Acuerdo de cooperación específica")),
    ("memorandum", _("Memorándum de entendimiento")),
    ("ratification", _("Ratificación")),
    ("addendum", _("Adenda")),
    ("renewal", _("Renovación")),
    ("termination", _("Aviso de terminación")),
    ("friendship", _("Declaración de amistad")),
    ("council_resolution", _("Punto de acuerdo de Cabildo")),
    ("committee_act", _("Acta del Comité")),
    ("liaison_designation", _("Designación del área de enlace")),
    ("study", _("Estudio de conveniencia y factibilidad")),
    ("quarterly_report", _("Informe trimestral")),
    ("activity_report", _("Informe de actividad")),
]


class FileForm(forms.Form):
    """A file to compare with what was issued."""

    file = forms.FileField(
        label=_("Archivo por verificar"),
        help_text=_("Se calcula su huella y se descarta: el archivo no se guarda."),
        error_messages={"required": _("Elija el archivo que quiere verificar."), "empty": _("Ese archivo está vacío.")},
    )

    def clean_file(self):
        """Too large is said by name before anything is read."""
        file = self.cleaned_data["file"]
        if file.size > settings.FILE_MAX_BYTES:
            raise forms.ValidationError(
                _("El archivo pesa más de %(limit)s MB."), params={"limit": settings.FILE_MAX_BYTES // 2**20}
            )
        return file


class ReviewForm(forms.Form):
    """A text to be checked: pasted or in a file, for whom, and which paper it is."""

    MOST_CHARACTERS = 60_000
    MOST_BYTES = 5 * 2**20

    text = forms.CharField(
        label=_("Pegue aquí el texto"),
        required=False,
        max_length=MOST_CHARACTERS,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        error_messages={"max_length": _("Es demasiado largo para esta página: divídalo o use el archivo.")},
    )
    file = forms.FileField(label=_("O elija el archivo"), required=False, max_length=200)
    parties = forms.CharField(
        label=_("Las Partes"),
        help_text=_(
            "Lugar, estado y país, separados por punto y coma: Ensenada, Baja California, MX; Whitewater, Wisconsin, US"
        ),
        max_length=400,
        error_messages={"required": _("Diga de qué Partes habla el texto.")},
    )
    kind = forms.ChoiceField(label=_("Qué documento es"), required=False, choices=PAPERS)
    final = forms.BooleanField(
        label=_("Es la versión final"),
        help_text=_("Entonces también faltan el lugar, la fecha y el folio en blanco."),
        required=False,
    )

    def clean_text(self):
        """What a browser sends with CR LF counts its ends of line once."""
        return self.cleaned_data["text"].replace("\r\n", "\n")

    def clean_file(self):
        file = self.cleaned_data["file"]
        if file and file.size > self.MOST_BYTES:
            raise forms.ValidationError(
                _("El archivo pesa más de %(limit)s MB."), params={"limit": self.MOST_BYTES // 2**20}
            )
        return file

    def clean(self):
        given = super().clean()
        if not self.errors and not given.get("text", "").strip() and not given.get("file"):
            self.add_error("text", _("Pegue el texto o elija el archivo."))
        return given


class DataRequestForm(forms.Form):
    """A person asks about their own data."""

    kind = forms.ChoiceField(label=_("Qué solicita"), choices=RequestKind.choices, widget=forms.RadioSelect)
    from_name = forms.CharField(label=_("Su nombre"), max_length=160)
    from_email = forms.EmailField(label=_("Correo electrónico para contestarle"))
    what = forms.CharField(
        label=_("Describa su solicitud"),
        help_text=_("En qué página o documento aparecen sus datos, y qué pide. No adjunte identificaciones aquí."),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
