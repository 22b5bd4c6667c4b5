"""Words of the clock."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class DutyState(TextChoices):
    OPEN = "open", _("Pendiente")
    DONE = "done", _("Cumplida")
    VOID = "void", _("Sin efecto")


class Mark(TextChoices):
    """When a duty is brought to mind: once at each mark."""

    SOON = "soon", _("Se acerca")
    NEAR = "near", _("Es en estos días")
    OVERDUE = "overdue", _("Venció, con su tolerancia")


class DutyKey(TextChoices):
    FIRST_PROGRAMME = "first_programme", _("Primer Programa Operativo Anual")
    YEARLY_MEETING = "yearly_meeting", _("Reunión anual de las Partes")
    PROGRESS_REPORT = "progress_report", _("Informe de avances a ambas cancillerías")
    SEND_FOR_REGISTRATION = "send_for_registration", _("Enviar el ejemplar firmado para su registro")
    NOTICE_DEADLINE = "notice_deadline", _("Último día para avisar la terminación o la no renovación")
    END_OF_VALIDITY = "end_of_validity", _("Fin de la vigencia")
    ADMINISTRATION_ENDS = "administration_ends", _("Fin de la administración municipal")
    COUNTERPART_TERM_ENDS = "counterpart_term_ends", _("Fin del mandato en la contraparte")


class Power(StrEnum):
    FULFIL = "fulfil"


class Happened(HappenedBase):
    CLOCK_COMPILED = "programmes.clock_compiled", _("Del texto firmado se desprendieron %(count)s plazos")
    CLOCK_RENEWED = (
        "programmes.clock_renewed",
        _("La renovación movió el reloj: %(count)s plazos nuevos, hasta el %(until)s"),
    )
    DUTY_FULFILLED = "programmes.duty_fulfilled", _("%(actor)s asentó el cumplimiento de “%(duty)s” el %(on)s")
    DUTY_REMINDED = "programmes.duty_reminded", _("Se avisó del plazo “%(duty)s”, que vence el %(due)s")
    DUTY_VOIDED = "programmes.duty_voided", _("El plazo “%(duty)s” quedó sin efecto: %(reason)s")
