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
    SESSIONS = "sessions", _("las sesiones celebradas")
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
    RECEIVED = "received", _("en el que se recibe la agenda")


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
    CHANGE_REQUESTED = "plans.change_requested", _("%(actor)s pidió cambiar lo programado de %(code)s: %(reason)s")
    CHANGE_DECIDED = "plans.change_decided", _("%(actor)s resolvió el cambio de %(code)s: %(state)s")
    RULES_SET = "plans.rules_set", _("%(actor)s fijó reglas del plan a partir del %(valid_from)s: %(what)s")
    UNIT_PUT = "plans.unit_put", _("%(actor)s asentó el área “%(unit)s”")
    WEEK_OPENED = "plans.week_opened", _("%(actor)s abrió la lista de la semana %(week)s: %(number)s áreas")
    HANDED_IN = "plans.handed_in", _("Se recibió “%(what)s” de la semana %(week)s: %(unit)s")
    COUNT_STATED = "plans.count_stated", _("%(actor)s asentó un conteo declarado de agendas: %(month)s, %(number)s")
    WEEK_REMINDED = "plans.week_reminded", _("Se recordó la semana %(week)s: faltan %(number)s áreas")
