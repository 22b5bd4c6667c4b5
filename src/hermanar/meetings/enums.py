"""Words of bodies and sessions."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase

CHECK_IN = "meetings.check_in"  # what the link at the door of a session is for


class BodyKind(TextChoices):
    COMMITTEE = "committee", _("Comité de Ciudades Hermanas")
    CABILDO = "cabildo", _("Cabildo")
    COUNCIL = "council", _("Consejo de Ciudades Hermanas")
    COMMISSION = "commission", _("Comisión edilicia")
    THEMATIC = "thematic", _("Comisión temática del Comité")
    CABINET = "cabinet", _("Gabinete")
    WORKING_GROUP = "working_group", _("Grupo de trabajo de un acuerdo")


# who sits in them is there by their post: of the government, and no oath is taken for the body itself
OF_OFFICIALS = frozenset({BodyKind.CABILDO, BodyKind.COMMISSION, BodyKind.CABINET})
WITHOUT_OATH = frozenset({BodyKind.CABINET, BodyKind.WORKING_GROUP})

# where a body's rule comes from when nobody wrote another, as its record keeps it after “[K] ”
USUAL_SOURCES = (
    _("práctica usual donde el reglamento es omiso"),
    _("quórum de la mitad más uno, donde el reglamento es omiso"),
    _("mayoría simple, donde la ley estatal no pide otra"),
)


class Sector(TextChoices):
    CITIZEN = "citizen", _("Ciudadanía")
    OFFICIAL = "official", _("Servicio público")


class SeatRole(TextChoices):
    """What somebody does in the body by their seat; the words of the position only say how it is called."""

    MEMBER = "member", _("Integra")
    CHAIR = "chair", _("Preside el órgano")
    VICE = "vice", _("Suple a quien preside")
    SECRETARY = "secretary", _("Lleva la secretaría")


class PartySide(TextChoices):
    """Of a member of a working group: which Party sent them (art. VII)."""

    OURS = "ours", _("Nuestra Parte")
    THEIRS = "theirs", _("Contraparte")


class SessionKind(TextChoices):
    ORDINARY = "ordinary", _("Ordinaria")
    EXTRAORDINARY = "extraordinary", _("Extraordinaria")
    SOLEMN = "solemn", _("Solemne")
    INSTALLATION = "installation", _("De instalación")


class Numbering(TextChoices):
    """From where sessions are counted."""

    ALL = "all", _("De corrido")
    ADMINISTRATION = "administration", _("Por administración")
    YEAR = "year", _("Por año")
    SERIES = "series", _("Por serie")


class SessionState(TextChoices):
    CONVENED = "convened", _("Convocada")
    HELD = "held", _("Celebrada")
    CANCELLED = "cancelled", _("Cancelada")


class Purpose(TextChoices):
    """What a point of the agenda decides about a relation."""

    APPROVE_STUDY = "approve_study", _("Aprobar el estudio de factibilidad")
    AUTHORISE = "authorise", _("Autorizar la suscripción")
    INSTALL = "install", _("Instalar el Comité")
    CORRECT = "correct", _("Corregir un acuerdo anterior")
    APPROVE_MINUTES = "approve_minutes", _("Aprobar la minuta anterior")
    # functions a) to d) of a working group (article VII of the base text, R4-52); e) is any other matter
    DECIDE = "decide", _("Adoptar una decisión sobre el acuerdo (función a)")
    IDENTIFY = "identify", _("Identificar áreas para proyectos (función b)")
    RECOMMEND = "recommend", _("Orientar actividades y recomendar (función c)")
    EXAMINE_REPORT = "examine_report", _("Examinar un informe de avance")
    OTHER = "other", _("Otro asunto")


class Outcome(TextChoices):
    APPROVED = "approved", _("Aprobado")
    REJECTED = "rejected", _("No aprobado")
    POSTPONED = "postponed", _("Pospuesto")


class WhyNot(TextChoices):
    """Why a resolution authorises nothing here (`rules.why_not_authorised`)."""

    NOT_APPROVED = "not_approved", _("El punto no se aprobó: no autoriza la firma.")
    BLANK = (
        "blank",
        _("El acto no nombra a la contraparte: un voto de confianza en blanco no autoriza aquí."),
    )
    OTHER_CITY = "other_city", _("El acto nombra a otra ciudad: no autoriza la firma con esta contraparte.")
    VOTES = (
        "votes",
        _(
            "El acta cuenta votos que no pueden ser, o menos que el quórum: se asentó como lo dice y no acredita nada, hasta que un acto posterior lo aclare."
        ),
    )


class NoCertificate(TextChoices):
    """Why a resolution is not certified, and what would be right (`rules.why_no_certificate`)."""

    CORRECTED = "corrected", _("Un acto posterior corrigió ese acuerdo: se certifica el que lo corrigió.")
    NO_QUORUM = "no_quorum", _("La sesión no tuvo quórum: no hay acuerdo que certificar.")
    POSTPONED = (
        "postponed",
        _("El punto se pospuso: no hay acuerdo que certificar. Se certifica lo que resuelva la sesión que lo vote."),
    )
    NOT_APPROVED = (
        "not_approved",
        _("El Cabildo no aprobó el punto: no hay autorización que certificar. Lo que se votó consta en la minuta."),
    )
    BLANK = (
        "blank",
        _(
            "El acuerdo no nombra a la contraparte: no autoriza la firma y no se certifica que la autorice. Hace falta un acuerdo que la nombre."
        ),
    )
    VOTES = (
        "votes",
        _(
            "El acta cuenta votos que no pueden ser, o menos que el quórum: no se certifica lo que resolvió. Hace falta un acto posterior que lo aclare."
        ),
    )
    OTHER_CITY = (
        "other_city",
        _(
            "El acuerdo nombra a otra ciudad: no autoriza la firma y no se certifica que la autorice. Hace falta un acuerdo que nombre a la contraparte."
        ),
    )
    OTHER_MATTER = (
        "other_matter",
        _(
            "La certificación de Cabildo dice que se autoriza firmar con una contraparte, y ese punto no lo decide. Lo que se resolvió consta en la minuta."
        ),
    )


NO_VOTE = _("no consta la votación")


class Lack(TextChoices):
    """What is asked before the secretary certifies, as the field where it is put down (`rules.lacks_to_certify`)."""

    SIGNATORY = "signatory", _("Falta para certificar: a quién autoriza a firmar, como lo dice el acta.")
    TEXT = "text", _("Falta para certificar: el texto literal del acuerdo, como está en el acta.")


class Choice(TextChoices):
    """How a member voted."""

    IN_FAVOUR = "in_favour", _("A favor")
    AGAINST = "against", _("En contra")
    ABSTAINED = "abstained", _("Abstención")


class Way(TextChoices):
    """How somebody was put on the attendance list."""

    SHEET = "sheet", _("Firmó la lista")
    CODE = "code", _("Se registró con el código")


class MinutesState(TextChoices):
    DRAFT = "draft", _("En redacción")
    CIRCULATED = "circulated", _("Con quienes asistieron")
    APPROVED = "approved", _("Aprobada")
    ISSUED = "issued", _("Expedida")
    SIGNED = "signed", _("Firmada")


# their paper is out: what it says no longer changes
PAPER_OUT = frozenset({MinutesState.ISSUED, MinutesState.SIGNED})


class ApprovalLack(TextChoices):
    """What the approval of minutes was not: it is told with it, never smoothed."""

    NOT_NEXT = "not_next", _("No las aprobó la sesión siguiente: hubo otra antes.")
    NOT_FIRST = "not_first", _("No fue el primer punto de la sesión que las aprobó.")
    NO_QUORUM = "no_quorum", _("La sesión que las aprobó no tenía quórum.")


class Corrected(TextChoices):
    """What of a session was put down by mistake."""

    ATTENDANCE = "attendance", _("la asistencia")
    VOTE = "vote", _("una votación")
    SEAT = "seat", _("quién tenía voto")


class AmendmentState(TextChoices):
    PROPOSED = "proposed", _("Propuesta")
    ACCEPTED = "accepted", _("Aceptada")
    REJECTED = "rejected", _("No aceptada")


class CommitmentState(TextChoices):
    OPEN = "open", _("Pendiente")
    DONE = "done", _("Cumplido")
    DROPPED = "dropped", _("Sin efecto")


class ProblemState(TextChoices):
    RAISED = "raised", _("Planteado")
    ATTENDED = "attended", _("En atención")
    RESOLVED = "resolved", _("Resuelto")
    DROPPED = "dropped", _("Sin efecto")


class Alarm(TextChoices):
    """What is not in order with a body on a day."""

    NO_RULE = "no_rule", _("Su reglamento no está asentado: se cuenta con la práctica usual.")
    NO_MEMBERS = "no_members", _("No tiene integrantes: no puede sesionar.")
    SEATS_VACANT = "seats_vacant", _("Hay %(vacant)s lugares sin ocupar de %(seats)s.")
    TERM_ENDED = "term_ended", _("Terminó el periodo de %(number)s integrantes y siguen sin relevo.")
    TERM_ENDS = "term_ends", _("El periodo de %(number)s integrantes termina el %(on)s.")
    ADMINISTRATION_ENDED = (
        "administration_ended",
        _("Se integró en una administración que terminó el %(on)s: hay que renovarlo."),
    )
    CITIZENS_SHORT = "citizens_short", _("Hay %(citizens)s de ciudadanía y su reglamento pide %(needed)s.")
    NO_OATH = "no_oath", _("%(number)s integrantes no han rendido protesta.")
    NO_SESSION = "no_session", _("No sesiona desde el %(on)s: su reglamento pide hacerlo cada %(months)s meses.")
    NEVER_MET = "never_met", _("Todavía no sesiona.")


# the same of one person, or of one month
ALARM_OF_ONE: Mapping[str, Any] = {
    Alarm.TERM_ENDED: _("Terminó el periodo de una persona integrante y sigue sin relevo."),
    Alarm.TERM_ENDS: _("El periodo de una persona integrante termina el %(on)s."),
    Alarm.NO_OATH: _("Una persona integrante no ha rendido protesta."),
    Alarm.NO_SESSION: _("No sesiona desde el %(on)s: su reglamento pide hacerlo cada mes."),
}


class Power(StrEnum):
    CONVENE = "convene"
    VOTE = "vote"
    CERTIFY = "certify"
    RECORD = "record"
    PUT_POINT = "put_point"


class Happened(HappenedBase):
    BODY_CREATED = "meetings.body_created", _("%(actor)s asentó el órgano “%(body)s”")
    BODY_CHANGED = "meetings.body_changed", _("%(actor)s asentó un cambio de “%(body)s”, del %(on)s: %(reason)s")
    MEMBER_SEATED = "meetings.member_seated", _("Se integró una persona a “%(body)s” (%(position)s)")
    SEAT_CORRECTED = (
        "meetings.seat_corrected",
        _("%(actor)s corrigió lo asentado de un lugar de “%(body)s” (%(before)s → %(after)s): %(reason)s"),
    )
    MEMBER_LEFT = "meetings.member_left", _("Una persona dejó “%(body)s” (%(position)s)")
    SESSION_CONVENED = "meetings.session_convened", _("%(actor)s convocó la sesión %(kind)s %(number)s de “%(body)s”")
    SESSION_HELD = (
        "meetings.session_held",
        _("Sesionó “%(body)s”: sesión %(kind)s %(number)s, con %(present)s presentes de %(seats)s"),
    )
    SESSION_CORRECTED = (
        "meetings.session_corrected",
        _("%(actor)s corrigió %(what)s de la sesión %(number)s de “%(body)s”: %(reason)s"),
    )
    SESSION_CANCELLED = "meetings.session_cancelled", _("%(actor)s canceló la sesión %(number)s: %(reason)s")
    POINT_PUT = "meetings.point_put", _("%(actor)s propuso el punto “%(point)s”")
    POINT_TAKEN_OFF = (
        "meetings.point_taken_off",
        _("%(actor)s retiró del orden del día el punto “%(point)s”: %(reason)s"),
    )
    POINT_MOVED = (
        "meetings.point_moved",
        _("%(actor)s movió el punto “%(point)s” al lugar %(number)s del orden del día"),
    )
    RESOLVED = "meetings.resolved", _("“%(body)s” resolvió el punto %(point)s: %(outcome)s (%(votes)s)")
    RESOLUTION_RECORDED = (
        "meetings.resolution_recorded",
        _("Se asentó el acuerdo %(number)s de “%(body)s”, acta %(act_number)s, del %(on)s"),
    )
    RESOLUTION_COMPLETED = (
        "meetings.resolution_completed",
        _("%(actor)s completó lo que el acta dice del acuerdo %(number)s de “%(body)s”: %(what)s"),
    )
    RESOLUTION_CORRECTED = "meetings.resolution_corrected", _("“%(body)s” corrigió el acuerdo %(number)s: %(reason)s")
    RULE_SET = "meetings.rule_set", _("%(actor)s asentó el reglamento de “%(body)s”, vigente desde el %(on)s")
    SERIES_PLANNED = (
        "meetings.series_planned",
        _("%(actor)s programó %(number)s sesiones de “%(body)s”, del %(first_on)s al %(last_on)s"),
    )
    CALLED = "meetings.called", _("%(actor)s expidió la convocatoria a la sesión %(number)s de “%(body)s”")
    ARRIVED = "meetings.arrived", _("Alguien se registró en la sesión %(number)s de “%(body)s”")
    SHEET_TAKEN = "meetings.sheet_taken", _("%(actor)s asentó a %(number)s asistentes en la lista de la sesión")
    VOTES_PUT = "meetings.votes_put", _("%(actor)s asentó la votación nominal: %(number)s votos")
    MINUTES_WRITTEN = "meetings.minutes_written", _("%(actor)s escribió en la minuta de la sesión %(number)s")
    MINUTES_CIRCULATED = (
        "meetings.minutes_circulated",
        _("%(actor)s envió la minuta de la sesión %(number)s a quienes asistieron"),
    )
    AMENDMENT_PROPOSED = (
        "meetings.amendment_proposed",
        _("Se propuso una corrección a la minuta de la sesión %(number)s"),
    )
    AMENDMENT_DECIDED = "meetings.amendment_decided", _("%(actor)s decidió una corrección a la minuta: %(result)s")
    MINUTES_APPROVED = "meetings.minutes_approved", _("Se aprobó la minuta de la sesión %(number)s")
    MINUTES_APPROVED_LACKING = (
        "meetings.minutes_approved_lacking",
        _("Se aprobó la minuta de la sesión %(number)s, y consta lo que faltó: %(reason)s"),
    )
    MINUTES_UNAPPROVED = (
        "meetings.minutes_unapproved",
        _(
            "La minuta de la sesión %(number)s espera otra vez su aprobación: se corrigió lo que votó la sesión %(later)s"
        ),
    )
    MINUTES_SIGNED = "meetings.minutes_signed", _("%(actor)s expidió la minuta de la sesión %(number)s")
    MINUTES_SCANNED = "meetings.minutes_scanned", _("%(actor)s guardó firmada la minuta de la sesión %(number)s")
    COMMITMENT_MADE = "meetings.commitment_made", _("Se asentó un compromiso a cargo de %(owner)s, para el %(due_on)s")
    COMMITMENT_FOLLOWED = "meetings.commitment_followed", _("%(actor)s asentó un avance de un compromiso")
    COMMITMENT_ENDED = "meetings.commitment_ended", _("%(actor)s cerró un compromiso: %(result)s")
    COMMITMENT_REMINDED = "meetings.commitment_reminded", _("Se recordó un compromiso que vence el %(due_on)s")
    PROBLEM_RAISED = "meetings.problem_raised", _("Se planteó un problema en la sesión %(number)s")
    PROBLEM_MOVED = "meetings.problem_moved", _("%(actor)s dio seguimiento a un problema: %(result)s")
    CERTIFIED = "meetings.certified", _("%(actor)s certificó el acuerdo %(number)s")
