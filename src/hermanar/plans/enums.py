"""Words of the plan and of the week."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Basis(TextChoices):
    """Of what a percentage is one. A report states one of them and keeps to it (R3-04, R3-08)."""

    ANNUAL = "annual", _("de la meta anual")
    QUARTER = "quarter", _("de lo programado en el trimestre")
    CUMULATIVE = "cumulative", _("de lo programado hasta el trimestre")


class CountsFrom(TextChoices):
    """Where the quantity of a goal comes from."""

    ENTRIES = "entries", _("lo que se captura, con fecha")
    SESSIONS = "sessions", _("las sesiones de gabinete que constan como celebradas")
    STATED = "stated", _("un porcentaje declarado, sin la cantidad")


class UnitKind(TextChoices):
    """Groups of the organisation chart (R3-14)."""

    SECRETARIAT = "secretariat", _("Secretaría")
    ENTITY = "entity", _("Entidad")
    AUXILIARY = "auxiliary", _("Órgano auxiliar")
    OTHER = "other", _("Otra área")


class Head(TextChoices):
    """What a week's list says of who heads the unit."""

    HELD = "held", _("Con titular")
    VACANT = "vacant", _("Vacante")
    UNSTATED = "unstated", _("No lo dice")


class Counting(TextChoices):
    """In which quarter a week is counted."""

    STARTS = "starts", _("en el que empieza la semana")
    RECEIVED = "received", _("en el que se recibe cada agenda; la lista, en el que vence")


# where the rules come from while an organisation has set none of its own
USUAL_RULES = _("valores usuales, por confirmar con la normativa municipal")


class RestLevel(TextChoices):
    """Who makes a day one of rest, where the federal calendar does not."""

    STATE = "state", _("Del estado")
    MUNICIPAL = "municipal", _("Del municipio")
    OFFICE = "office", _("De la dependencia")


class LateKind(TextChoices):
    """What was put down, or taken back, after the quarter it is of had closed."""

    AGENDA = "agenda", _("Agenda de una semana")
    WEEK = "week", _("Lista de una semana")
    COUNT = "count", _("Conteo declarado de agendas")
    ALLIANCE = "alliance", _("Alianza")
    DOCUMENT = "document", _("Documento de una alianza")
    WITHDRAWAL = "withdrawal", _("Retiro de una alianza")
    SESSION = "session", _("Sesión de gabinete")


class ChangeState(TextChoices):
    REQUESTED = "requested", _("Solicitado")
    AUTHORISED = "authorised", _("Autorizado")
    REFUSED = "refused", _("No autorizado")


class Receipt(TextChoices):
    """What came of one unit's agenda of a week."""

    ON_TIME = "on_time", _("A tiempo")
    LATE = "late", _("Tarde")
    MISSING = "missing", _("Falta")
    AWAITED = "awaited", _("Por entregar")


class LinkFor(StrEnum):
    """Purposes of personal links that this app answers for (`links.Link.purpose`)."""

    UNIT = "plans.unit"  # subject: a unit; it hands in for itself and for what hangs from it


class RecordKind(TextChoices):
    """What the plan does besides counting. The path of each and its fields are in `rules.records`."""

    IMPLEMENTATION = "implementation", _("Plan de implementación")
    STUDY = "study", _("Medio de verificación")
    PROPOSAL = "proposal", _("Propuesta de ajuste")
    DISSEMINATION = "dissemination", _("Difusión")
    CYCLE = "cycle", _("Ciclo de evaluación")
    RECOMMENDATION = "recommendation", _("Recomendación")
    SELF_EVALUATION = "self_evaluation", _("Autoevaluación")
    REQUEST = "request", _("Solicitud de información")


class RecordState(TextChoices):
    DRAFTED = "drafted", _("En preparación")
    IN_FORCE = "in_force", _("En vigor")
    CLOSED = "closed", _("Cerrado")
    PLANNED = "planned", _("Previsto")
    COLLECTING = "collecting", _("En levantamiento")
    REPORTED = "reported", _("Con resultados")
    PRESENTED = "presented", _("Presentada")
    ADOPTED = "adopted", _("Adoptada")
    REJECTED = "rejected", _("No adoptada")
    HELD = "held", _("Realizada")
    MONITORED = "monitored", _("Seguimiento hecho")
    EVALUATED = "evaluated", _("Evaluado")
    ADJUSTED = "adjusted", _("Ajustado")
    RAISED = "raised", _("Emitida")
    ACCEPTED = "accepted", _("Aceptada")
    DONE = "done", _("Cumplida")
    DISMISSED = "dismissed", _("Descartada con motivo")
    DELIVERED = "delivered", _("Entregada")
    ASKED = "asked", _("Solicitada")


class Field(TextChoices):
    """Fields that a kind of record may have besides its title."""

    METHOD = "method", _("Método")
    SAMPLE = "sample", _("Tamaño: personas, notas, registros")
    SOURCE = "source", _("Fuente")
    FINDING = "finding", _("Qué mostró")
    TECHNICAL = "technical", _("Viabilidad técnica")
    TECHNICAL_WHY = "technical_why", _("Por qué")
    BUDGET = "budget", _("Viabilidad presupuestal")
    BUDGET_WHY = "budget_why", _("De qué partida o por qué no")
    AUDIENCE = "audience", _("A quién se dirige")
    ACT = "act", _("Acto: presentación, reunión, publicación…")
    PLACE = "place", _("Lugar")
    ATTENDANCE = "attendance", _("Asistentes")
    ORIGIN = "origin", _("De quién viene")
    SINCE = "since", _("Desde")
    UNTIL = "until", _("Hasta")
    POLICIES = "policies", _("Políticas que comprende")
    PROGRAMME = "programme", _("Programa")


class Method(TextChoices):
    """How a means of verification is obtained (R3-18, R3-19)."""

    SURVEY = "survey", _("Encuesta")
    INTERVIEW = "interview", _("Entrevistas")
    MEDIA = "media", _("Monitoreo de medios")
    INDICATOR = "indicator", _("Indicadores")
    DATABASE = "database", _("Base de datos oficial")
    MEETING = "meeting", _("Actas de reuniones con actores clave")


class Viability(TextChoices):
    YES = "yes", _("Viable")
    CONDITIONAL = "conditional", _("Viable con condiciones")
    NO = "no", _("No viable")


class PartnerKind(TextChoices):
    """With whom an alliance at home is made (R3-36)."""

    MUNICIPALITY = "municipality", _("Municipio")
    SCHOOL = "school", _("Institución educativa")
    SOCIAL = "social", _("Organización social")
    SECTOR = "sector", _("Sector estratégico")


class AllianceArea(TextChoices):
    """Areas of alliances at home (R3-35), and objectives (R3-38)."""

    SECURITY = "security", _("Seguridad")
    SERVICES = "services", _("Servicios públicos")
    HEALTH = "health", _("Salud")
    EDUCATION = "education", _("Educación")
    SOCIAL = "social", _("Desarrollo social")
    CULTURE = "culture", _("Cultura")
    ECONOMY = "economy", _("Desarrollo económico")
    ENVIRONMENT = "environment", _("Medio ambiente")


class Power(StrEnum):
    READ = "read"
    PLAN = "plan"  # the tree, its goals, the units, the week's list
    ACHIEVE = "achieve"  # put down what was achieved
    AUTHORISE = "authorise"  # changes of the programming


class Happened(HappenedBase):
    PLAN_OPENED = "plans.plan_opened", _("%(actor)s abrió el plan de %(year)s")
    NODE_PUT = "plans.node_put", _("%(actor)s asentó %(code)s en el plan de %(year)s")
    ACHIEVED = "plans.achieved", _("%(actor)s asentó un avance de %(code)s: %(quantity)s, del %(on)s")
    ACHIEVEMENT_WITHDRAWN = (
        "plans.achievement_withdrawn",
        _("%(actor)s retiró un avance de %(code)s, del %(on)s: %(reason)s"),
    )
    ACHIEVED_LATE = (
        "plans.achieved_late",
        _("%(actor)s asentó después del cierre un avance de %(code)s: %(quantity)s, del %(on)s. Motivo: %(reason)s"),
    )
    WITHDRAWN_LATE = (
        "plans.withdrawn_late",
        _("%(actor)s retiró después del cierre un avance de %(code)s, del %(on)s: %(reason)s"),
    )
    QUARTER_CLOSED = "plans.quarter_closed", _("%(actor)s cerró en el plan el trimestre %(period)s")
    CHANGE_REQUESTED = "plans.change_requested", _("%(actor)s pidió cambiar lo programado de %(code)s: %(reason)s")
    CHANGE_DECIDED = "plans.change_decided", _("%(actor)s resolvió el cambio de %(code)s: %(state)s")
    GOAL_WORDED = "plans.goal_worded", _("%(actor)s corrigió el texto de %(code)s: “%(before)s” pasa a “%(after)s”")
    REST_DAY_PUT = "plans.rest_day_put", _("%(actor)s asentó un día inhábil, el %(on)s: %(name)s")
    REST_DAY_WITHDRAWN = "plans.rest_day_withdrawn", _("%(actor)s retiró un día inhábil, el %(on)s: %(reason)s")
    RULES_SET = "plans.rules_set", _("%(actor)s fijó reglas del plan a partir del %(valid_from)s: %(what)s")
    UNIT_PUT = "plans.unit_put", _("%(actor)s asentó el área “%(unit)s”")
    WEEK_OPENED = "plans.week_opened", _("%(actor)s abrió la lista de la semana %(week)s: %(number)s áreas")
    HANDED_IN = "plans.handed_in", _("Se recibió “%(what)s” de la semana %(week)s: %(unit)s")
    HAND_IN_CORRECTED = (
        "plans.hand_in_corrected",
        _("Se corrigió “%(what)s” de la semana %(week)s: %(unit)s. Motivo: %(reason)s"),
    )
    COUNT_STATED = "plans.count_stated", _("%(actor)s asentó un conteo declarado de agendas: %(month)s, %(number)s")
    WEEK_REMINDED = "plans.week_reminded", _("Se recordó la semana %(week)s: faltan %(number)s áreas")
    HEAD_NAMED = "plans.head_named", _("%(actor)s asentó quién encabeza “%(unit)s” desde el %(on)s")
    HEAD_ENDED = "plans.head_ended", _("%(actor)s asentó que “%(unit)s” queda sin titular desde el %(on)s")
    UNIT_LINKED = "plans.unit_linked", _("%(actor)s dio su enlace personal a “%(unit)s”")
    LINKS_HANDED = (
        "plans.links_handed",
        _("%(actor)s sacó para entregarlo el enlace de %(number)s áreas sin correo, semana %(week)s"),
    )
    LINKS_SENT = "plans.links_sent", _("%(actor)s envió a %(number)s áreas su enlace de la semana %(week)s")
    DELIVERABLE_ASKED = "plans.deliverable_asked", _("%(actor)s pidió “%(what)s” en la semana %(week)s")
    STRATEGY_PUT = "plans.strategy_put", _("%(actor)s asentó la estrategia “%(strategy)s”")
    RECORD_OPENED = "plans.record_opened", _("%(actor)s abrió “%(title)s” en el plan de %(year)s")
    RECORD_MOVED = "plans.record_moved", _("%(actor)s asentó un paso de “%(title)s”: %(state)s, del %(on)s")
    UNITS_ASKED = "plans.units_asked", _("%(actor)s pidió “%(what)s” a %(number)s áreas, para el %(due)s")
    ASK_DELIVERED = "plans.ask_delivered", _("Se recibió “%(what)s”: %(unit)s")
    RESULTS_TAKEN = "plans.results_taken", _("%(actor)s trajo los resultados de “%(title)s”: %(number)s preguntas")
    ALLIANCE_PUT = "plans.alliance_put", _("%(actor)s asentó la alianza con %(partner)s")
    ALLIANCE_DOCUMENTED = "plans.alliance_documented", _("%(actor)s agregó el documento de la alianza con %(partner)s")
    ALLIANCE_WITHDRAWN = "plans.alliance_withdrawn", _("%(actor)s retiró la alianza con %(partner)s: %(reason)s")
