"""Words of accounts."""

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Happened(HappenedBase):
    ACCOUNT_OPENED = "accounts.account_opened", _("Se abrió una cuenta")
    PASSWORD_SET = "accounts.password_set", _("%(actor)s cambió su contraseña")
    LANGUAGE_CHOSEN = "accounts.language_chosen", _("%(actor)s eligió otro idioma")
    SESSIONS_ENDED = "accounts.sessions_ended", _("Se cerraron las sesiones de una cuenta")
    SECOND_FACTOR_REMOVED = (
        "accounts.second_factor_removed",
        _("Se retiró el segundo factor de una cuenta, a petición de su titular"),
    )
    OPERATOR_NAMED = "accounts.operator_named", _("Se nombró a quien opera la instancia")
    FORM_KEPT = "accounts.form_kept", _("Se guardó por una hora un formulario que llegó con la sesión vencida")
    FORM_GIVEN_BACK = "accounts.form_given_back", _("%(actor)s recuperó un formulario guardado")
    FORMS_DROPPED = "accounts.forms_dropped", _("Se borraron formularios guardados")
