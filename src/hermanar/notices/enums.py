"""Words of notices: every thing a person may be told, as a sentence with named slots filled from the notice's data."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Key(Enum):
    """Member = sentence; its lower-case name is the key that `notify` takes and the table keeps.

    Slots: `folio`, `due`, `office`, `title`, `code`, `on`, `article`, `number`. ISO dates are written out; a slot without
    data shows a dash.
    """

    # leads
    LEAD_ROUTED = _("Se turnó a su oficina el prospecto %(folio)s. Se espera respuesta a más tardar el %(due)s.")
    LEAD_ANSWERED = _("Contestaron el prospecto %(folio)s.")
    LEAD_DECLINED = _("Declinaron el prospecto %(folio)s.")
    LEAD_WITHDRAWN = _("Quien lo abrió retiró el prospecto %(folio)s.")
    CONSULAR_OPINION = _("Un consulado dio su opinión sobre %(city)s.")
    LEAD_LAPSED = _("Venció el plazo del prospecto %(folio)s sin respuesta.")
    SLOT_PROPOSED = _("Proponen un horario de reunión en el prospecto %(folio)s.")
    SLOT_ACCEPTED = _("Aceptaron un horario de reunión en el prospecto %(folio)s.")
    # case
    CASE_OPENED = _("Se abrió el expediente %(folio)s.")
    STEP_IS_YOURS = _("Le toca el siguiente paso del expediente %(folio)s: “%(title)s”.")
    STEP_RETURNED = _("Devolvieron un paso del expediente %(folio)s: “%(title)s”.")
    STUDY_SUBMITTED = _("El estudio del expediente %(folio)s espera la aprobación del Comité.")
    STUDY_APPROVED = _("El Comité aprobó el estudio del expediente %(folio)s.")
    STUDY_RETURNED = _("El Comité devolvió el estudio del expediente %(folio)s con observaciones.")
    CASE_INTERRUPTED = _("Se interrumpió el expediente %(folio)s.")
    CASE_RESUMED = _("Se retomó el expediente %(folio)s.")
    # letters
    LETTER_TO_SIGN = _("Una carta del expediente %(folio)s espera su firma.")
    LETTER_SIGNED = _("Se firmó la carta del expediente %(folio)s.")
    LETTER_RETURNED = _("Devolvieron la carta del expediente %(folio)s para corregirla.")
    LETTER_ANSWERED = _("La contraparte contestó la carta del expediente %(folio)s.")
    LETTER_SILENT = _("La carta %(folio)s cumplió %(days)s días sin respuesta.")
    # areas of the municipality
    AREA_ASKED = _("Se turnó a su oficina “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    AREA_ANSWERED = _("El área contestó “%(subject)s”.")
    # services of embassies and consulates
    SERVICE_ASKED = _("Piden un servicio a su oficina: “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    SERVICE_ANSWERED = _("La embajada o el consulado contestó “%(subject)s”.")
    # advice, campaigns, proposals
    ADVICE_ASKED = _("Piden asesoría a su oficina: “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    ADVICE_ANSWERED = _("Respondieron su asesoría “%(subject)s”.")
    CAMPAIGN_SENT = _("El estado escribe a su municipio: “%(title)s”.")
    PROPOSAL_SENT = _("Llegó una propuesta local: “%(title)s”.")
    PROPOSAL_REPLIED = _("La SRE contestó su propuesta “%(title)s”.")
    # text, council, opinion
    TEXT_TO_REVIEW = _("El texto del acuerdo %(folio)s espera su revisión.")
    TEXT_CHANGED = _("Hay una versión nueva del texto del acuerdo %(folio)s.")
    COMMENT_ASSIGNED = _("Le piden atender un comentario al texto del acuerdo %(folio)s.")
    COUNCIL_SESSION_CALLED = _("Se convocó a sesión de Cabildo para el expediente %(folio)s, el %(on)s.")
    COUNCIL_AUTHORISED = _("El Cabildo autorizó el expediente %(folio)s.")
    COUNCIL_DENIED = _("El Cabildo no autorizó el expediente %(folio)s.")
    FILE_TO_FORWARD = _("El expediente %(folio)s espera que lo envíe a la SRE.")
    FILE_FORWARDED = _("El expediente %(folio)s se envió a la SRE.")
    DISPATCH_RETURNED = _("Devolvieron el envío del expediente %(folio)s.")
    FILE_RECEIVED = _("Llegó a dictaminación el expediente %(folio)s.")
    OBSERVATIONS_ARRIVED = _("La SRE envió %(number)s observaciones al texto del expediente %(folio)s.")
    OBSERVATIONS_ANSWERED = _("Contestaron las observaciones al texto del expediente %(folio)s.")
    OPINION_TO_AUTHORISE = _("Un dictamen del expediente %(folio)s espera su autorización.")
    OPINION_RETURNED = _("No se autorizó el dictamen del expediente %(folio)s: regresó a revisión.")
    OPINION_ISSUED = _("Se emitió el dictamen del expediente %(folio)s.")
    # signature, registration, clock
    FOREIGN_APPROVAL_RECORDED = _("Se asentó la aprobación de la contraparte en el expediente %(folio)s.")
    SIGNING_PLANNED = _("La firma del acuerdo %(folio)s será el %(on)s.")
    AGREEMENT_SIGNED = _("Se firmó el acuerdo del expediente %(folio)s.")
    SIGNED_TEXT_DEPOSITED = _("Se depositó el texto firmado del expediente %(folio)s.")
    REGISTRATION_TO_RECORD = _("El acuerdo del expediente %(folio)s espera su inscripción en la SRE.")
    AGREEMENT_REGISTERED = _("El acuerdo del expediente %(folio)s quedó inscrito con el número %(number)s.")
    REGISTRATION_REFUSED = _("La SRE no inscribió el acuerdo del expediente %(folio)s.")
    ENTRY_PUBLISHED = _("La ficha del expediente %(folio)s ya es pública.")
    DUTY_DUE = _("“%(title)s” vence el %(due)s.")
    DUTY_OVERDUE = _("“%(title)s” venció el %(due)s.")
    # bodies and their sessions
    SESSION_CALLED = _("Se convocó a la sesión %(number)s de “%(title)s”, el %(on)s.")
    COMMITMENT_DUE = _("Un compromiso de “%(title)s” vence el %(due)s.")
    # agendas of the week
    AGENDAS_DUE = _("Faltan %(number)s áreas por entregar su agenda de la semana %(title)s; vence el %(due)s.")
    AGENDAS_MISSING = _("%(number)s áreas no entregaron su agenda de la semana %(title)s.")
    INTERNATIONAL_SILENT = _("El área de asuntos internacionales está sin titular o no entregó en la semana %(title)s.")
    # yearly programme
    PROGRAMME_APPROVED = _("Nuestra Parte aprobó el programa operativo anual de %(title)s.")
    PROGRAMME_TO_ACCEPT = _("Espera su aprobación el programa operativo anual de %(title)s.")
    PROGRAMME_ACCEPTED = _("La contraparte aprobó el programa operativo anual de %(title)s.")
    PROGRAMME_RETURNED = _("La contraparte pidió cambios al programa operativo anual de %(title)s.")
    ACTIVITY_PROPOSED = _("Proponen una actividad para el programa operativo: “%(title)s”.")
    PROGRESS_REPORT_EXAMINED = _("El Grupo de Trabajo examinó el informe de avances de %(title)s.")
    # reports
    REPORT_TO_AUTHORISE = _("El informe %(title)s espera su autorización.")
    REPORT_RETURNED = _("Devolvieron el informe %(title)s para corregirlo.")
    REPORT_LOCKED = _("El informe %(title)s quedó autorizado y cerrado.")
    # from outside
    CONTRIBUTION_RECEIVED = _("La contraparte envió algo por su enlace en el expediente %(folio)s.")
    POSITION_RECEIVED = _("Llegó una opinión a la consulta “%(title)s”.")
    PROPOSAL_RECEIVED = _("Llegó la propuesta ciudadana %(folio)s.")
    # posts and data
    INVITATION = _("Le invitaron a ocupar el puesto “%(office)s”.")
    INVITATION_ACCEPTED = _("Aceptaron la invitación al puesto “%(office)s”.")
    POST_ENDED = _("Terminó su puesto “%(office)s”.")
    DATA_REQUEST_RECEIVED = _("Llegó una solicitud sobre datos personales.")

    @classmethod
    def of(cls, key: str) -> "Key":
        """The member of a key. Raises ValueError for a key that is not in the list."""
        try:
            return cls[key.upper()]
        except KeyError:
            raise ValueError(f"unknown notice: {key}") from None


class Happened(HappenedBase):
    NOTIFIED = "notices.notified", _("Se avisó a %(number)s personas")
    NOTICES_READ = "notices.notices_read", _("%(actor)s leyó sus avisos")
    INVITATION_MAILED = "notices.invitation_mailed", _("Se envió por correo la invitación al puesto “%(office)s”")
    LETTER_MAILED = "notices.letter_mailed", _("Se envió un correo a una persona sin cuenta")
    NOTICES_PURGED = "notices.notices_purged", _("Se borraron %(number)s avisos leídos")
