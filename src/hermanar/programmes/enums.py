"""Words of the clock, of the yearly programme and of its report."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class DutyState(TextChoices):
    OPEN = "open", _("Pendiente")
    DONE = "done", _("Cumplida")
    VOID = "void", _("Sin efecto")
    HELD = "held", _("En suspenso")  # the deposit of the text it comes from is being corrected


class ClosedBy(TextChoices):
    """The act that closed a duty by itself; a duty without one was put down by hand."""

    PROGRAMME = "programme", _("Lo cumplió el programa operativo que aprobaron ambas Partes.")
    REGISTRATION = "registration", _("Lo cumplió el envío o el registro del acuerdo, que sigue asentado.")
    RENEWAL = "renewal", _("Lo sustituyó la renovación del acuerdo, que puso otra fecha.")
    TERMINATION = "termination", _("Quedó sin efecto porque el acuerdo terminó antes.")
    TEXT = "text", _("El texto firmado que vale ya no lo dice.")


class Mark(TextChoices):
    """When a duty is brought to mind: once at each mark."""

    SOON = "soon", _("Se acerca")
    NEAR = "near", _("Es en estos días")
    OVERDUE = "overdue", _("Venció, con su tolerancia")


class DutyKey(TextChoices):
    FIRST_PROGRAMME = "first_programme", _("Primer Programa Operativo Anual")
    YEARLY_PROGRAMME = "yearly_programme", _("Programa Operativo Anual")
    YEARLY_MEETING = "yearly_meeting", _("Reunión anual de las Partes")
    PROGRESS_REPORT = "progress_report", _("Informe de avances a ambas cancillerías")
    SEND_FOR_REGISTRATION = "send_for_registration", _("Enviar el ejemplar firmado para su registro")
    NOTICE_DEADLINE = "notice_deadline", _("Último día para avisar la terminación o la no renovación")
    END_OF_VALIDITY = "end_of_validity", _("Fin de la vigencia")
    ADMINISTRATION_ENDS = "administration_ends", _("Fin de la administración municipal")
    COUNTERPART_TERM_ENDS = "counterpart_term_ends", _("Fin del mandato en la contraparte")


class ProgrammeState(TextChoices):
    """Where a yearly programme stands: the two Parties formulate it by common accord (art. V)."""

    DRAFT = "draft", _("En elaboración")
    OURS = "ours", _("Aprobado por nuestra Parte")
    RUNNING = "running", _("Aprobado por ambas Partes")
    CLOSED = "closed", _("Evaluado y cerrado")


class ActivityState(TextChoices):
    PROPOSED = "proposed", _("Propuesta")
    AGREED = "agreed", _("Acordada por ambas Partes")
    DONE = "done", _("Realizada")
    NOT_DONE = "not_done", _("No realizada")
    DROPPED = "dropped", _("Retirada")


class Side(TextChoices):
    """Whose: of the money, of a person, of what is sent."""

    OURS = "ours", _("Nuestra Parte")
    THEIRS = "theirs", _("Contraparte")
    THIRD = "third", _("Un tercero")


class Source(TextChoices):
    """Where the money comes from (art. VIII)."""

    OWN = "own", _("Presupuesto propio")
    STATE = "state", _("Aportación estatal")
    FEDERAL = "federal", _("Aportación federal")
    COOPERATION = "cooperation", _("Cooperación internacional")
    PRIVATE = "private", _("Aportación privada o social")
    IN_KIND = "in_kind", _("En especie")


class Protected(TextChoices):
    """What is declared of an activity about protected information, material or equipment (art. IX)."""

    UNSAID = "unsaid", _("Sin declarar")
    NONE = "none", _("No hay transferencia protegida ni clasificada")
    FOUND = "found", _("Se identificó: no se transfiere, y se informó a la autoridad")


class PartOfProject(TextChoices):
    """What each project of a programme says (art. V, a–g): compulsory (R4-45)."""

    OBJECTIVE = "objective", _("a) objetivo y actividades")
    CALENDAR = "calendar", _("b) calendario")
    STAFF = "staff", _("c) personal: perfil, número y duración")
    DUTIES = "duties", _("d) responsabilidades de cada Parte")
    RESOURCES = "resources", _("e) recursos materiales, humanos y financieros")
    EVALUATION = "evaluation", _("f) mecanismo y criterios de evaluación")
    OTHER = "other", _("g) otra información")


class Ground(TextChoices):
    """Why a modality has no project this year (art. V): nobody is bound to all of them (R4-46, R4-64)."""

    OPTIONAL = "optional", _("Es opcional: el acuerdo no obliga a tener proyectos en todas")
    LAW = "law", _("Lo impide la ley")
    RULES = "rules", _("Lo impide la normativa de la institución")
    CUSTOM = "custom", _("Lo impide la costumbre")
    OTHER = "other", _("Otro motivo")


class ProductKind(TextChoices):
    """What came out of an activity and may be worth something or be protected (art. XI, R4-56)."""

    WORK = "work", _("Obra escrita, artística o audiovisual")
    SOFTWARE = "software", _("Programa de cómputo o base de datos")
    INVENTION = "invention", _("Invención, modelo o diseño")
    MARK = "mark", _("Marca o signo distintivo")
    METHOD = "method", _("Método, manual o material didáctico")
    CRAFT = "craft", _("Artesanía o producto con denominación")
    OTHER = "other", _("Otro producto")


class Owner(TextChoices):
    """To whom a product belongs."""

    OURS = "ours", _("Nuestra Parte")
    THEIRS = "theirs", _("Contraparte")
    BOTH = "both", _("Ambas Partes")
    THIRD = "third", _("Un tercero")


class TransferKind(TextChoices):
    INFORMATION = "information", _("Información")
    MATERIAL = "material", _("Material")
    EQUIPMENT = "equipment", _("Equipo")


class Reached(TextChoices):
    """How an activity ended, at the evaluation of the year (R4-36)."""

    REACHED = "reached", _("Alcanzó su meta")
    PARTLY = "partly", _("La alcanzó en parte")
    MISSED = "missed", _("No la alcanzó")


class Lack(TextChoices):
    """What a programme or an activity lacks. Advice: it may go on, and it is seen (R4-02, R4-03, R4-53, R4-54)."""

    NO_ACTIVITIES = "no_activities", _("No tiene actividades: un acuerdo sin contenido es solo amistad.")
    MODALITY_SILENT = "modality_silent", _("Modalidades del acuerdo sin actividad ni motivo: %(names)s.")
    NO_PARTS = "no_parts", _("Le faltan partes que pide el artículo V: %(names)s.")
    NO_PRIORITY = "no_priority", _("No dice a qué prioridad del municipio responde.")
    NO_BENEFICIARIES = "no_beneficiaries", _("No dice cuántas personas se benefician.")
    NO_WHO = "no_who", _("No dice quiénes se benefician.")
    NO_GOAL = "no_goal", _("No tiene meta ni indicador.")
    NO_RESPONSIBLE = "no_responsible", _("Falta quién responde por cada Parte.")
    NO_BUDGET = "no_budget", _("No tiene renglones de presupuesto.")
    NO_AVAILABILITY = "no_availability", _("Falta la constancia de suficiencia presupuestal de nuestra Parte.")
    NO_DECLARATION = "no_declaration", _("Falta declarar si hay información, material o equipo protegidos.")
    NO_INSURANCE = "no_insurance", _("Hay personal asignado sin seguro acreditado.")
    NO_ENTRY = "no_entry", _("Hay personal que viaja sin gestión de entrada.")
    NO_EVIDENCE = "no_evidence", _("Se declara realizada y ninguna evidencia aceptada lo muestra.")
    LATE = "late", _("Pasó su fecha y no se ha dicho si se realizó.")


class ReportState(TextChoices):
    ISSUED = "issued", _("Expedido")
    APPROVED = "approved", _("Aprobado por el Grupo de Trabajo")
    RETURNED = "returned", _("Con observaciones del Grupo de Trabajo")


class Addressee(TextChoices):
    """To whom a report goes (art. V): each Party to its own ministry, and the bilateral bodies they agreed."""

    OUR_MINISTRY = "our_ministry", _("Secretaría de Relaciones Exteriores")
    THEIR_MINISTRY = "their_ministry", _("Cancillería de la contraparte")
    BILATERAL = "bilateral", _("Instancia bilateral")


class Conflict(TextChoices):
    UNSAID = "unsaid", _("Sin declarar")
    NO = "no", _("Sin conflicto")
    YES = "yes", _("Con conflicto")


class Power(StrEnum):
    FULFIL = "fulfil"
    READ_RESTRICTED = "read_restricted"  # protected papers of an activity
    EDIT = "edit"  # formulate, put down, report
    PROPOSE = "propose"  # put an activity forward
    APPROVE = "approve"  # our Party's yes
    ACCEPT = "accept"  # the other Party's, from its own seat
    EVALUATE = "evaluate"


class Happened(HappenedBase):
    CLOCK_COMPILED = "programmes.clock_compiled", _("Del texto firmado se desprendieron %(count)s plazos")
    CLOCK_HELD = (
        "programmes.clock_held",
        _("Quedaron en suspenso %(count)s plazos mientras se corrige el depósito: %(reason)s"),
    )
    CLOCK_RENEWED = (
        "programmes.clock_renewed",
        _("La renovación movió el reloj: %(count)s plazos nuevos, hasta el %(until)s"),
    )
    DUTY_FULFILLED = "programmes.duty_fulfilled", _("%(actor)s asentó el cumplimiento de “%(duty)s” el %(on)s")
    DUTY_REMINDED = "programmes.duty_reminded", _("Se avisó del plazo “%(duty)s”, que vence el %(due)s")
    DUTY_CORRECTED = (
        "programmes.duty_corrected",
        _("%(actor)s corrigió el plazo “%(duty)s”, asentado como %(was)s: %(reason)s"),
    )
    DUTY_REOPENED = "programmes.duty_reopened", _("El plazo “%(duty)s” quedó otra vez abierto: %(reason)s")
    DUTY_VOIDED = "programmes.duty_voided", _("El plazo “%(duty)s” quedó sin efecto: %(reason)s")
    PROGRAMME_OPENED = "programmes.programme_opened", _("%(actor)s abrió el programa operativo %(number)s")
    MODALITY_LEFT_OUT = (
        "programmes.modality_left_out",
        _("%(actor)s asentó por qué queda fuera una modalidad: %(modality)s"),
    )
    ACTIVITY_PROPOSED = "programmes.activity_proposed", _("%(actor)s propuso la actividad “%(activity)s”")
    ACTIVITY_CHANGED = "programmes.activity_changed", _("%(actor)s cambió la actividad “%(activity)s”")
    ACTIVITY_AGREED = "programmes.activity_agreed", _("Ambas Partes acordaron la actividad “%(activity)s”")
    ACTIVITY_DONE = "programmes.activity_done", _("%(actor)s asentó que se realizó la actividad “%(activity)s”")
    ACTIVITY_NOT_DONE = (
        "programmes.activity_not_done",
        _("%(actor)s asentó que no se realizó la actividad “%(activity)s”: %(reason)s"),
    )
    ACTIVITY_DROPPED = "programmes.activity_dropped", _("%(actor)s retiró la actividad “%(activity)s”: %(reason)s")
    APPROVED_HERE = "programmes.approved_here", _("Nuestra Parte aprobó el programa operativo %(number)s, el %(on)s")
    APPROVED_THERE = (
        "programmes.approved_there",
        _("La contraparte aprobó el programa operativo %(number)s, el %(on)s"),
    )
    ANNEXED = "programmes.annexed", _("Quedó como anexo %(number)s del acuerdo, con huella %(sha)s")
    PRODUCT_PUT = "programmes.product_put", _("%(actor)s asentó un producto en el registro: “%(product)s”")
    PRODUCT_PROTECTED = (
        "programmes.product_protected",
        _("%(actor)s asentó la protección de “%(product)s”: %(registration)s"),
    )
    REOPENED = "programmes.reopened", _("El programa operativo %(number)s volvió a elaboración: %(reason)s")
    EVALUATED = "programmes.evaluated", _("%(actor)s evaluó la actividad “%(activity)s”")
    CLOSED = "programmes.closed", _("%(actor)s cerró la evaluación del programa operativo %(number)s")
    BUDGET_PUT = "programmes.budget_put", _("%(actor)s asentó un renglón de presupuesto en “%(activity)s”")
    AVAILABILITY_PUT = (
        "programmes.availability_put",
        _("%(actor)s asentó la suficiencia presupuestal %(note)s en “%(activity)s”"),
    )
    PROTECTED_DECLARED = (
        "programmes.protected_declared",
        _("%(actor)s declaró sobre información protegida en “%(activity)s”"),
    )
    TRANSFER_LOGGED = "programmes.transfer_logged", _("%(actor)s asentó una transferencia en “%(activity)s”")
    RESTRICTED_KEPT = "programmes.restricted_kept", _("%(actor)s guardó un papel reservado en “%(activity)s”")
    STAFF_ASSIGNED = "programmes.staff_assigned", _("%(actor)s asignó personal a “%(activity)s”: %(post)s")
    ENTRY_ASKED = "programmes.entry_asked", _("%(actor)s asentó la gestión de entrada de %(post)s")
    INSURANCE_PUT = "programmes.insurance_put", _("%(actor)s acreditó el seguro de %(post)s")
    OTHER_WORK_AUTHORISED = (
        "programmes.other_work_authorised",
        _("%(actor)s asentó la autorización de otra actividad de %(post)s"),
    )
    DISPUTE_OPENED = "programmes.dispute_opened", _("%(actor)s asentó una diferencia sobre el acuerdo")
    DISPUTE_RESOLVED = "programmes.dispute_resolved", _("Las Partes resolvieron una diferencia, el %(on)s")
    CONFLICT_DECLARED = (
        "programmes.conflict_declared",
        _("%(actor)s declaró sobre un instrumento anterior: %(conflict)s"),
    )
    REPORT_ISSUED = "programmes.report_issued", _("%(actor)s expidió el informe de avances, del %(since)s al %(until)s")
    REPORT_SENT = "programmes.report_sent", _("%(actor)s asentó el envío del informe de avances, el %(on)s")
    REPORT_RECEIVED = "programmes.report_received", _("Hay acuse del informe de avances, del %(on)s")
    REPORT_EXAMINED = (
        "programmes.report_examined",
        _("El Grupo de Trabajo examinó el informe de avances, el %(on)s: %(examined)s"),
    )


# key of `rules.verb_of` → what a report says of an activity (promise 1)
REPORT_SAYS = {
    "held": _("Se realizó el %(on)s."),
    "declared": _("El municipio declara que se realizó el %(on)s; ninguna evidencia aceptada lo muestra todavía."),
    "not_held": _("No se realizó."),
    "dropped": _("Se retiró del programa."),
    "planned": _("Está acordada por ambas Partes para el periodo del %(from)s al %(to)s."),
    "proposed": _("Está propuesta para el periodo del %(from)s al %(to)s."),
}
