"""Words of reports."""

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class PeriodState(TextChoices):
    OPEN = "open", _("En preparación")
    PREPARED = "prepared", _("Por autorizar")
    RETURNED = "returned", _("Devuelto")
    LOCKED = "locked", _("Autorizado y cerrado")


class PrintingState(TextChoices):
    """Of a paper that is drawn in the background."""

    WAITING = "waiting", _("En espera")
    WORKING = "working", _("Preparándose")
    DONE = "done", _("Listo")
    FAILED = "failed", _("No se pudo preparar")
    CANCELLED = "cancelled", _("Cancelado")


# states of a paper that is on its way
READING = "read"  # of what is drawn aside: a long report is read by the checker while it is authorised
UNDERWAY = frozenset({PrintingState.WAITING, PrintingState.WORKING})


# states in which the period is still written
WRITABLE = frozenset({PeriodState.OPEN, PeriodState.RETURNED})


class TextOf(TextChoices):
    """Of which act a text in the file is one, while neither signature nor date is in sight (R3-43)."""

    AGREEMENT = "agreement", _("acuerdo")
    RATIFICATION = "ratification", _("ratificación")
    REAFFIRMATION = "reaffirmation", _("reafirmación")
    RENEWAL = "renewal", _("renovación")
    AMENDMENT = "amendment", _("modificación")
    TERMINATION = "termination", _("terminación")


class DeclaredKey(TextChoices):
    """Figures that a paper declares and no record of ours counts."""

    CHART = "chart", _("en el organigrama")
    PARTICIPANTS = "participants", _("que participan en las sesiones")
    ROSTER = "roster", _("en la lista de la semana")
    AVERAGE = "average", _("en promedio por semana")
    ALLIANCES = "alliances", _("alianzas declaradas")
    DESCRIPTION = "description", _("cómo se describen las alianzas")
    AGENDAS = "agendas", _("agendas en total")
    COMPONENT = "component", _("porcentaje declarado de un componente")


def in_order(kinds: type[TextChoices], counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What is counted by kind, in the order of the kinds: kept as JSON, a database may give it back in its own."""
    return [(kind, counts[kind]) for kind in kinds.values if kind in counts]


class AnnexKind(TextChoices):
    """What goes with a report."""

    CHART = "chart", _("Organigrama")
    ANALYSIS = "analysis", _("Análisis o estudio")
    LIST = "list", _("Lista o calendario")
    OTHER = "other", _("Otro anexo")
    SIGNED = "signed", _("Informe firmado, escaneado")


# kinds that whoever writes may add while the report is written; the signed paper comes after it is authorised
WRITTEN_ANNEXES = (AnnexKind.CHART, AnnexKind.ANALYSIS, AnnexKind.LIST, AnnexKind.OTHER)


class Lack(TextChoices):
    """What an action of an activity report does not say (R0-04, R0-06)."""

    NO_OBJECTIVE = "no_objective", _("No dice su objetivo.")
    NO_GOAL = "no_goal", _("No dice su meta en número.")
    NO_RESULT = "no_result", _("No dice cuánto se alcanzó.")
    NO_PHOTO = "no_photo", _("No tiene evidencia fotográfica que se pueda imprimir.")
    NO_PLAN_GOAL = "no_plan_goal", _("No nombra una meta del plan municipal.")
    NO_RULE = "no_rule", _("No nombra la regla del programa que la sustenta.")


class Power(StrEnum):
    READ = "read"
    WRITE = "write"  # open, write, prepare, bring in
    AUTHORISE = "authorise"  # return, authorise
    SUM_UP = "sum_up"  # read what closed quarters of its municipalities add up to


class Happened(HappenedBase):
    PERIOD_OPENED = "reports.period_opened", _("%(actor)s abrió el informe de %(period)s")
    COVER_SET = "reports.cover_set", _("%(actor)s fijó la portada del informe de %(period)s")
    DECLARED = "reports.declared", _("%(actor)s asentó lo que declara un papel: %(what)s")
    QUOTED = "reports.quoted", _("%(actor)s asentó una declaración citada del informe de %(period)s, en %(where)s")
    NARRATIVE_WRITTEN = "reports.narrative_written", _("%(actor)s escribió %(code)s del informe de %(period)s")
    TEXT_FILED = "reports.text_filed", _("%(actor)s asentó un texto en el expediente, sin firma a la vista: %(what)s")
    QUARTER_IMPORTED = "reports.quarter_imported", _("%(actor)s trajo el trimestre %(period)s de su archivo")
    PERIOD_PREPARED = "reports.period_prepared", _("%(actor)s envió a autorización el informe de %(period)s")
    PERIOD_RETURNED = "reports.period_returned", _("%(actor)s devolvió el informe de %(period)s: %(reason)s")
    PERIOD_LOCKED = "reports.period_locked", _("%(actor)s autorizó el informe de %(period)s, que queda cerrado")
    EVIDENCE_PICKED = (
        "reports.evidence_picked",
        _("%(actor)s puso evidencia en %(code)s del informe de %(period)s (piezas: %(number)s)"),
    )
    EVIDENCE_DROPPED = (
        "reports.evidence_dropped",
        _("%(actor)s quitó una evidencia de %(code)s del informe de %(period)s"),
    )
    ANNEX_ADDED = "reports.annex_added", _("%(actor)s agregó un anexo al informe de %(period)s: %(kind)s")
    ANNEX_REMOVED = "reports.annex_removed", _("%(actor)s quitó un anexo del informe de %(period)s: %(kind)s")
    SIGNED_SCAN_ADDED = (
        "reports.signed_scan_added",
        _("%(actor)s guardó el informe de %(period)s firmado y escaneado"),
    )
    PERIOD_PUBLISHED = "reports.period_published", _("%(actor)s publicó en el portal el informe de %(period)s")
    PERIOD_UNPUBLISHED = (
        "reports.period_unpublished",
        _("%(actor)s retiró del portal el informe de %(period)s: %(reason)s"),
    )
    ACTION_PUT = "reports.action_put", _("%(actor)s asentó una acción del %(on)s")
    ACTION_WITHDRAWN = "reports.action_withdrawn", _("%(actor)s retiró una acción del %(on)s")
    ACTION_SHOWN = "reports.action_shown", _("%(actor)s puso evidencia en una acción del %(on)s (piezas: %(number)s)")
    AUTHORISATION_ASKED = (
        "reports.authorisation_asked",
        _("%(actor)s autoriza el informe de %(period)s: su texto se lee aparte"),
    )
    AUTHORISATION_STOPPED = (
        "reports.authorisation_stopped",
        _("El informe de %(period)s no quedó autorizado: %(reason)s"),
    )
    PAPER_ASKED = "reports.paper_asked", _("%(actor)s pidió el papel del informe de %(period)s, que se prepara aparte")
    PAPER_STARTED = "reports.paper_started", _("Empezó a prepararse el papel del informe de %(period)s")
    PAPER_READY = "reports.paper_ready", _("Quedó listo el papel del informe de %(period)s")
    PAPER_FAILED = "reports.paper_failed", _("No se pudo preparar el papel del informe de %(period)s")
    PAPER_CANCELLED = "reports.paper_cancelled", _("%(actor)s canceló el borrador en papel del informe de %(period)s")
    DRAFTS_DROPPED = "reports.drafts_dropped", _("Se borraron %(number)s borradores de informes")
    PERIOD_CORRECTED = (
        "reports.period_corrected",
        _("%(actor)s agregó una corrección al informe de %(period)s: %(reason)s"),
    )


# key of an act of the quarter → what may be said of it (the verb is the ladder's, `product.md`)
ACTS = {
    "letter_sent": _("Se envió carta de intención a %(theirs)s"),
    "letter_received": _("Se recibió carta de intención de %(theirs)s"),
    "resume_sent": _("Se solicitó a %(theirs)s retomar el proceso"),
    "resume_received": _("%(theirs)s solicitó retomar el proceso"),
    "letter_answered": _("Se contestó una carta entre %(ours)s y %(theirs)s"),
    "ratification": _("Se ratificó el acuerdo con %(theirs)s"),
    "reaffirmation": _("Se reafirmó el acuerdo con %(theirs)s"),
    "renewal": _("Se renovó el acuerdo con %(theirs)s"),
    "amendment": _("Se modificó el acuerdo con %(theirs)s"),
    "termination": _("Se dio por terminado el acuerdo con %(theirs)s"),
    "correction": _("Se corrigió el acuerdo con %(theirs)s"),
    "agreement_text": _("Está en expediente un texto de acuerdo con %(theirs)s, pendiente de acreditar su firma"),
    "ratification_text": _(
        "Está en expediente un texto de ratificación con %(theirs)s, pendiente de acreditar su firma"
    ),
    "reaffirmation_text": _(
        "Está en expediente un texto de reafirmación con %(theirs)s, pendiente de acreditar su firma"
    ),
    "renewal_text": _("Está en expediente un texto de renovación con %(theirs)s, pendiente de acreditar su firma"),
    "amendment_text": _("Está en expediente un texto de modificación con %(theirs)s, pendiente de acreditar su firma"),
    "termination_text": _("Está en expediente un texto de terminación con %(theirs)s, pendiente de acreditar su firma"),
}

# what a claim says was done, in the words of a reason
CLAIMED = {
    "formalised": _("se formalizó"),
    "signed": _("se firmó"),
    "registered": _("se registró"),
    "authorised": _("se autorizó"),
    "letter_answered": _("se intercambiaron cartas"),
    "study_approved": _("se aprobó su estudio"),
    "ratification": _("se ratificó"),
    "reaffirmation": _("se reafirmó"),
    "renewal": _("se renovó"),
    "standing": _("el vínculo ya existe"),
    "opinion": _("la SRE dio dictamen favorable"),
    "running": _("está en operación"),
}
LACKS = {
    "standing": _("ninguna de esas relaciones tiene en el expediente un texto firmado, con firmas, lugar y fecha a la vista"),
    "formalised": _("ninguna de esas relaciones tiene en el expediente un texto firmado, con firmas, lugar y fecha a la vista"),
    "signed": _("ninguna de esas relaciones tiene en el expediente un texto firmado, con firmas, lugar y fecha a la vista"),
    "registered": _("falta la constancia del registro de la SRE"),
    "authorised": _("falta el acta de Cabildo que nombre a esa contraparte"),
    "letter_answered": _("falta la respuesta de la contraparte"),
    "study_approved": _("falta el acto del Comité que apruebe el estudio"),
    "ratification": _("falta el acto de ratificación firmado sobre un acuerdo depositado"),
    "reaffirmation": _("falta el acto de reafirmación firmado sobre un acuerdo depositado"),
    "renewal": _("falta la renovación firmada sobre un acuerdo depositado"),
    "opinion": _("falta el dictamen favorable de la SRE"),
    "running": _("falta un programa anual aceptado y vigente"),
}  # fmt: skip
# the same, where some of them do have it
LACKS_OF_THE_REST = _("de las demás falta en el expediente un texto firmado, con firmas, lugar y fecha a la vista")

# code of what a narrative says wrong → title and sentence
REMARKS = {
    "claim_exceeds_proof": (_("El informe afirma más de lo probado"), ""),
    "called_international": (
        _("No es internacional"),
        _("“%(words)s”: constan %(number)s relaciones internacionales en el trimestre%(who)s."),
    ),
    "called_new": (
        _("No es nueva"),
        _("“%(words)s”: el acuerdo%(who)s ya existía. Diga que se ratificó, se reafirmó o se renovó, según conste."),
    ),
    "more_alliances": (
        _("Más alianzas que registros"),
        _("“%(words)s”: en el registro de alianzas constan %(number)s. Asiéntelas, o diga las que constan."),
    ),
    "both_for_more": (_("“Ambos” es de dos"), _("“%(words)s”: antes se cuentan %(number)s. Diga “%(instead)s”.")),
}

VAGUE = {
    "no_quantity": _("No dice ninguna cantidad."),
    "no_date": _("No dice ninguna fecha."),
    "no_place": _("No dice ningún lugar."),
    "no_document": _("No cita ni enlaza ningún documento."),
}

# code of what does not agree → its sentence; slots are filled from the finding's data
FINDINGS = {
    "percent_without_quantity": _(
        "La fuente da un porcentaje y no la cantidad en: %(activities)s. Se asienta como porcentaje de la meta anual, tal como se declaró."
    ),
    "percent_means_two_things": _(
        "%(activity)s declara %(percent)s%% en un trimestre, junto a actividades con una parte del año (%(others)s): el porcentaje significa dos cosas y no se puede saber cuál."
    ),
    "component_not_its_mean": _(
        "El componente %(component)s declara %(stated)s%%; el promedio de sus actividades es %(computed)s%%."
    ),
    "units_counted_differently": _("El mismo periodo cuenta sus áreas de %(ways)s maneras: %(list)s."),
    "agendas_missing": _("Faltan las agendas de %(number)s áreas en la lista de %(week)s."),
    "agenda_missing": _("Falta la agenda de un área en la lista de %(week)s."),
    "international_office_vacant": _("El área de asuntos internacionales aparece sin titular."),
    "international_office_missing": _(
        "El área de asuntos internacionales no entregó su agenda en la lista de %(week)s."
    ),
    "agendas_without_list": _(
        "%(number)s agendas se declaran por mes sin la lista de quién entregó: se asientan como declaradas."
    ),
    "agendas_do_not_sum": _("El total declarado de agendas es %(stated)s y los meses suman %(sum)s."),
    "agendas_not_what_was_expected": _(
        "Se declaran %(total)s agendas; en %(weeks)s semanas se esperarían %(list)s. Ninguna cuenta coincide."
    ),
    "sessions_on_another_day": _("Sesiones en otro día de la semana que las demás: %(dates)s."),
    "session_twice": _("Dos sesiones con la misma fecha: %(dates)s."),
    "alliances_without_document": _("Se declaran %(declared)s alianzas y hay documento de %(documented)s."),
    "alliances_described_differently": _(
        "Las alianzas se describen de maneras que no pueden ser ciertas a la vez: %(list)s."
    ),
    "text_without_signature": _(
        "Al texto con %(counterpart)s le falta a la vista firma, lugar o fecha: no acredita que se haya suscrito."
    ),
    "claim_exceeds_proof": _(
        "El papel dice “%(words)s”: afirma %(claimed)s y los documentos prueban %(proved)s. Se cita como declaración; el informe no lo hace suyo."
    ),
}

CLAIMED_AT_LEAST = _("al menos %(number)s")

# what is wrong in a file of a quarter
FILE_PROBLEMS = {
    "missing": _("falta este dato"),
    "unknown_field": _("ese campo no existe; los que hay son: %(known)s"),
    "not_an_object": _("debe ser un objeto con campos"),
    "not_a_list": _("debe ser una lista"),
    "too_many": _("la lista pasa de %(most)s"),
    "not_a_text": _("debe ser un texto"),
    "too_long": _("el texto pasa de %(most)s caracteres"),
    "not_an_option": _("debe ser una de estas opciones: %(options)s"),
    "not_a_number": _("debe ser un número, de cero en adelante"),
    "not_above_zero": _("debe ser un número mayor que cero"),
    "same_entry": _("ya hay otra captura de ese día con la misma referencia: súmelas, o dé a cada una la suya"),
    "not_a_count": _("debe ser un número entero"),
    "not_a_day": _("debe ser una fecha como 2025-04-29"),
    "not_an_hour": _("debe ser una hora como 09:00"),
    "not_yes_or_no": _("debe ser verdadero o falso"),
    "not_a_year": _("debe ser un año de cuatro cifras"),
    "not_a_quarter": _("debe ser 1, 2, 3 o 4"),
    "not_a_month": _("debe ser un mes como 2025-04"),
    "not_a_week": _("debe ser una semana como 2025-W27"),
    "not_a_key": _("debe ser la clave del INEGI, de cinco cifras"),
    "not_four": _("deben ser los cuatro trimestres"),
    "not_before": _("el primer día va antes del último"),
    "do_not_sum": _("la suma no coincide: los cuatro trimestres suman %(sum)s y la meta del año es %(total)s"),
    "entries_do_not_sum": _("la suma no coincide: las capturas suman %(total)s"),
    "came_otherwise": _("ya consta que llegó el %(on)s, y se conserva lo primero: corríjalo en la lista de la semana"),
    "week_outside": _("esa semana no toca el trimestre"),
    "outside": _("la fecha no es del trimestre"),
    "twice": _("aparece dos veces: %(what)s"),
    "percent_beside_goals": _("con metas, el porcentaje se calcula: quite el declarado"),
    "no_figures": _("diga sus metas o su porcentaje"),
    "deposit_instead": _("con firmas, lugar y fecha a la vista, deposite el texto firmado en su vinculación"),
    "municipality_unknown": _("no hay municipio con esa clave"),
    "country_unknown": _("no hay país con esa clave"),
    "programmed_otherwise": _(
        "la meta ya está programada en %(stands)s para el año: diga sus cuatro trimestres, y se pide el cambio de los que siguen abiertos"
    ),
    "own_municipality": _("es el mismo municipio del informe"),
}
