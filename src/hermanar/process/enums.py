"""Words of the engine."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class CaseState(TextChoices):
    OPEN = "open", _("En curso")
    PAUSED = "paused", _("Interrumpida")
    WITHDRAWN = "withdrawn", _("Desistida")
    REFUSED = "refused", _("Rechazada")
    CLOSED = "closed", _("Concluida")


class MoveKind(TextChoices):
    SIGNED_OFF = "signed_off", _("Firmado")
    RETURNED = "returned", _("Devuelto")
    WAIVED = "waived", _("Dispensado")
    PAUSED = "paused", _("Interrumpido")
    RESUMED = "resumed", _("Retomado")
    CLOSED = "closed", _("Cerrado")
    REFUSED = "refused", _("Rechazado")
    WITHDRAWN = "withdrawn", _("Desistido")
    REOPENED = "reopened", _("Reabierto")


# moves with which a case ends; each can be reopened
ENDINGS: dict[MoveKind, CaseState] = {
    MoveKind.WITHDRAWN: CaseState.WITHDRAWN,
    MoveKind.REFUSED: CaseState.REFUSED,
    MoveKind.CLOSED: CaseState.CLOSED,
}
ENDED = frozenset(ENDINGS.values())


class StepState(StrEnum):
    DONE = "done"
    NOW = "now"
    LATER = "later"
    WAIVED = "waived"


class Happened(HappenedBase):
    DEFINITION_LOADED = "process.definition_loaded", _("Se cargó una versión del proceso “%(process)s”")
    CASE_OPENED = "process.case_opened", _("%(actor)s abrió el expediente %(folio)s")
    FACT_STATED = "process.fact_stated", _("Quedó acreditado: %(fact)s (%(on)s)")
    FACT_WITHDRAWN = "process.fact_withdrawn", _("Dejó de estar acreditado: %(fact)s. Motivo: %(reason)s")
    FACT_MISTAKEN = "process.fact_mistaken", _("Se asentó por error y no fue así: %(fact)s. Motivo: %(reason)s")
    TERM_CHANGED = "process.term_changed", _("%(actor)s cambió el plazo para contestar al %(on)s")
    STEP_SIGNED_OFF = "process.step_signed_off", _("%(actor)s firmó el paso “%(step)s”")
    STEP_RETURNED = "process.step_returned", _("%(actor)s volvió a pedir el paso “%(step)s”: %(reason)s")
    STEP_WAIVED = "process.step_waived", _("%(actor)s dispensó el paso “%(step)s”: %(reason)s")
    CASE_PAUSED = "process.case_paused", _("%(actor)s asentó la interrupción: %(reason)s")
    CASE_RESUMED = "process.case_resumed", _("%(actor)s retomó el expediente: %(reason)s")
    CASE_CLOSED = "process.case_closed", _("%(actor)s cerró el expediente: %(reason)s")
    CASE_REFUSED = "process.case_refused", _("%(actor)s asentó el rechazo: %(reason)s")
    CASE_WITHDRAWN = "process.case_withdrawn", _("%(actor)s asentó el desistimiento: %(reason)s")
    CASE_REOPENED = "process.case_reopened", _("%(actor)s reabrió el expediente: %(reason)s")
