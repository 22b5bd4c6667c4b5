"""What a deposited signing lacks, and how it is mended: each with its door."""

from typing import Any

from django.utils.translation import gettext_lazy as _

# code of `agreements.rules.lacks` → (what it lacks, how it is mended, door)
LACKS: dict[str, tuple[Any, Any, str]] = {
    "authorisation_missing": (
        _("No consta la autorización del Cabildo."),
        _("Asiente el acto que nombra a la contraparte."),
        "meetings.cabildo",
    ),
    "authorised_after_signing": (
        _("El Cabildo autorizó después de la firma."),
        _("Puede ratificarse con un acto posterior del Cabildo."),
        "meetings.cabildo",
    ),
    "opinion_missing": (
        _("No consta el dictamen favorable de la SRE."),
        _("Envíe el texto a la SRE o asiente el dictamen recibido."),
        "opinions.opinion",
    ),
    "opinion_after_signing": (
        _("El dictamen es posterior a la firma."),
        _("Explíquelo al enviar el ejemplar para su registro."),
        "agreements.registration",
    ),
    "opinion_names_no_text": (
        _("El dictamen no dice sobre qué versión del texto se dio."),
        _("Si el papel lo dice, deje sin efecto lo asentado y asiéntelo de nuevo con la versión acordada."),
        "opinions.opinion",
    ),
    "text_differs_from_opinion": (
        _("El texto firmado no es el que obtuvo el dictamen."),
        _(
            "Si fue un error del depósito, corríjalo. Si es lo que se firmó, la SRE lo dictamina: corrija el depósito, reabra "
            "el texto y escriba en él lo firmado, deposítelo otra vez y prepare otro envío. No se remite ni se inscribe aquí "
            "antes; lo que la SRE ya inscribió en papel se asienta."
        ),
        "agreements.signing",
    ),
    "foreign_approval_missing": (
        _("No consta la aprobación de la contraparte."),
        _("Asiente la resolución de su órgano."),
        "agreements.foreign_approval",
    ),
    "signatory_missing_ours": (
        _("Falta quién firmó por el municipio."),
        _("Corrija el depósito y vuelva a depositar."),
        "agreements.signing",
    ),
    "signatory_missing_theirs": (
        _("Falta quién firmó por la contraparte."),
        _("Corrija el depósito y vuelva a depositar."),
        "agreements.signing",
    ),
    "post_does_not_cover": (
        _("El encargo de quien firmó no cubre el día de la firma."),
        _("Aporte el documento de delegación o ratifique con un acto posterior."),
        "agreements.signature",
    ),
    "delegation_missing": (
        _("Falta el documento de delegación."),
        _("Corrija el depósito y vuelva a depositar con el documento."),
        "agreements.signing",
    ),
    "scan_unsigned": (
        _("Lo depositado es el papel como se expidió, sin firmas."),
        _("Corrija el depósito y deposite el papel firmado, escaneado."),
        "agreements.signing",
    ),
    "other_signatory": (
        _("Por el municipio firmó otra persona que la que el texto nombra."),
        _("Diga con qué calidad firmó y con qué documento; si fue un error del depósito, corríjalo."),
        "agreements.signing",
    ),
    "other_signatory_theirs": (
        _("Por la contraparte firmó otra persona que la que el texto nombra."),
        _("Si fue un error del depósito, corríjalo; si firmó otra persona, consérvelo con el documento que lo diga."),
        "agreements.signing",
    ),
    "same_person_signs": (
        _("Se nombró a la misma persona como firmante de las dos Partes."),
        _("Revise el papel: corrija el depósito y escriba quién firmó por cada Parte."),
        "agreements.signing",
    ),
    "capacity_unproved": (
        _("No consta el documento por el que firmó como encargado del despacho o por ausencia."),
        _("Asiéntelo en los puestos de su organización, o corrija el depósito con su número y fecha."),
        "agreements.signature",
    ),
    "one_original": (
        _("Se firmó un solo ejemplar."),
        _("Cada Parte conserva un original: firmen otro o asiéntenlo."),
        "agreements.signature",
    ),
    "language_of_text_missing": (
        _("Falta un idioma del texto: se depositó en menos de los que tiene la versión con la que se compara."),
        _("Deposite el ejemplar del otro idioma: corrija el depósito y vuelva a depositar."),
        "agreements.signature",
    ),
    "languages_missing": (
        _("No se dice en qué idiomas se firmó."),
        _("Corrija el depósito y vuelva a depositar."),
        "agreements.signature",
    ),
}
# the scan is shorter than the text printed: asked before it is confirmed, told afterwards
SHORT = _(
    "El texto con el que se compara tiene %(printed)s páginas impreso y el escaneado %(scanned)s: ¿falta el resto? Si falta, corrija "
    "el depósito y deposítelo completo; si así se firmó, queda dicho aquí."
)
# the same, where the registration is asked for and put down
PAGES = _("El texto tiene %(printed)s páginas; el escaneado, %(scanned)s.")
