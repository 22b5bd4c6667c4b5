"""Words of notices: every thing a person may be told, as a sentence with named slots filled from the notice's data."""

from enum import Enum

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Key(Enum):
    """Member = sentence; its lower-case name is the key that `notify` takes and the table keeps.

    Slots: `folio`, `due`, `office`, `title`, `code`, `on`, `article`, `number`. ISO dates are written out; a slot without
    data shows a dash. A `reason` among the data is shown after the sentence, and then the way on (`WAYS_ON`).
    """

    # leads
    LEAD_ROUTED = _("Se turnó a su oficina el prospecto %(folio)s. Se espera respuesta a más tardar el %(due)s.")
    LEAD_ANSWERED = _("Contestaron el prospecto %(folio)s.")
    LEAD_DECLINED = _("Declinaron el prospecto %(folio)s.")
    LEAD_WITHDRAWN = _("Quien lo abrió retiró el prospecto %(folio)s.")
    CONSULAR_OPINION = _("Un consulado dio su opinión sobre %(city)s.")
    LEAD_LAPSED = _("Venció el plazo del prospecto %(folio)s sin que siguiera adelante.")
    LEAD_REOPENED = _("Se reabrió el prospecto %(folio)s.")
    SLOT_PROPOSED = _("Proponen un horario de reunión en el prospecto %(folio)s.")
    SLOT_ACCEPTED = _("Aceptaron un horario de reunión en el prospecto %(folio)s.")
    SLOT_WITHDRAWN = _("Retiraron un horario de reunión propuesto en el prospecto %(folio)s.")
    SLOT_RELEASED = _("Se liberó el horario de reunión aceptado en el prospecto %(folio)s.")
    LEAD_CORRECTED = _("Quien lo abrió corrigió lo que dice el prospecto %(folio)s.")
    # case
    CASE_OPENED = _("Se abrió el expediente %(folio)s.")
    STUDY_SUBMITTED = _("El estudio del expediente %(folio)s espera la aprobación del Comité.")
    STUDY_APPROVED = _("El Comité aprobó el estudio del expediente %(folio)s.")
    STUDY_POSTPONED = _("El Comité pospuso el estudio del expediente %(folio)s.")
    STUDY_RETURNED = _("El Comité devolvió el estudio del expediente %(folio)s.")
    STUDY_TAKEN_BACK = _("El enlace retiró el estudio del expediente %(folio)s que esperaba al Comité.")
    STUDY_REJECTED = _("El Comité no aprobó el estudio del expediente %(folio)s.")
    RECORD_CORRECTED = _("Se retiró del expediente %(folio)s lo asentado por error: %(title)s.")
    STEP_WAIVED = _("El expediente %(folio)s sigue sin uno de sus pasos.")
    STEP_ASKED = _("Se pide otra vez un paso que se había dispensado en el expediente %(folio)s.")
    CASE_INTERRUPTED = _("Se interrumpió el expediente %(folio)s.")
    CASE_RESUMED = _("Se retomó el expediente %(folio)s.")
    CASE_REOPENED = _("Se reabrió el expediente %(folio)s.")
    CASE_WITHDRAWN = _("El municipio desistió de la vinculación del expediente %(folio)s.")
    CASE_REFUSED = _("Se asentó una negativa definitiva en el expediente %(folio)s.")
    CASE_CLOSED = _("Se cerró el expediente %(folio)s.")
    # letters
    LETTER_TO_SIGN = _("Una carta del expediente %(folio)s espera su firma.")
    LETTERS_TO_SIGN = _("Por firmar: %(number)s, “%(subject)s”.")
    LETTERS_RETURNED = _("Devolvieron sin firma: %(number)s, “%(subject)s”.")
    PAPER_TO_SIGN = _("Espera su firma “%(title)s”, del expediente %(folio)s.")
    SIGNATURE_RETURNED = _("Devolvieron sin firma “%(title)s”, del expediente %(folio)s.")
    LETTER_SIGNED = _("Se firmó la carta del expediente %(folio)s.")
    LETTER_RETURNED = _("Devolvieron la carta del expediente %(folio)s para corregirla.")
    LETTER_INTERRUPTED = _("Se interrumpió la carta %(folio)s.")
    LETTERS_INTERRUPTED = _("Se interrumpieron %(number)s que esperaban respuesta.")
    LETTER_RESUMED = _("Se retomó la carta %(folio)s.")
    LETTER_ANSWERED = _("La contraparte contestó la carta del expediente %(folio)s.")
    LETTER_SILENT = _("La carta %(folio)s cumplió %(days)s días sin respuesta.")
    # areas of the municipality
    AREA_ASKED = _("Se turnó a su oficina “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    AREA_ANSWERED = _("El área contestó “%(subject)s”.")
    AREA_WITHDRAWN = _("Se retiró la solicitud “%(subject)s” turnada a su oficina.")
    # services of embassies and consulates
    SERVICE_ASKED = _("Piden un servicio a su oficina: “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    SERVICE_ANSWERED = _("La embajada o el consulado contestó “%(subject)s”.")
    SERVICE_WITHDRAWN = _("Se retiró la solicitud de servicio “%(subject)s”.")
    # advice, campaigns, proposals
    ADVICE_ASKED = _("Piden asesoría a su oficina: “%(subject)s”. Se espera respuesta a más tardar el %(due)s.")
    ADVICE_ANSWERED = _("Respondieron su asesoría “%(subject)s”.")
    ADVICE_WITHDRAWN = _("Se retiró la solicitud de asesoría “%(subject)s”.")
    CAMPAIGN_SENT = _("El estado escribe a su municipio: “%(title)s”.")
    PROPOSAL_SENT = _("Llegó una propuesta local: “%(title)s”.")
    PROPOSAL_REPLIED = _("La SRE contestó su propuesta “%(title)s”.")
    PROPOSAL_WITHDRAWN = _("Retiraron la propuesta local “%(title)s”.")
    # text, council, opinion
    TEXT_TO_REVIEW = _("El texto del acuerdo %(folio)s espera su revisión.")
    TEXT_REOPENED = _("Se reabrió el texto acordado del acuerdo %(folio)s.")
    COMMENT_ASSIGNED = _("Le piden atender un comentario al texto del acuerdo %(folio)s.")
    COUNCIL_SESSION_CALLED = _("Se convocó la sesión de “%(title)s” que verá el expediente %(folio)s, el %(on)s.")
    COUNCIL_SESSION_CANCELLED = _("Se canceló la sesión de “%(title)s” del %(on)s, que vería el expediente %(folio)s.")
    COUNCIL_AUTHORISED = _("El Cabildo autorizó el expediente %(folio)s.")
    COUNCIL_DENIED = _("El Cabildo no autorizó el expediente %(folio)s.")
    COUNCIL_CORRECTED = _("Un acto posterior corrigió lo que “%(title)s” resolvió en el expediente %(folio)s.")
    AUTHORISATION_WITHDRAWN = _("Se retiró la autorización propia del expediente %(folio)s.")
    AUTHORISATION_DENIED = _("El documento asentado no autoriza la firma en el expediente %(folio)s.")
    FILE_TO_FORWARD = _("El expediente %(folio)s espera que lo envíe a la SRE.")
    FILE_FORWARDED = _("El expediente %(folio)s se envió a la SRE.")
    DISPATCH_RETURNED = _("Devolvieron el envío del expediente %(folio)s.")
    DISPATCH_RECALLED = _("El municipio retiró el envío del expediente %(folio)s.")
    FORWARDING_RECALLED = _("El enlace estatal retiró el turno a la SRE del expediente %(folio)s.")
    FORWARDING_CORRECTED = _("Se corrigió el turno a la SRE asentado en el expediente %(folio)s.")
    ANSWER_RETURN_CORRECTED = _(
        "Se corrigió la devolución asentada de la respuesta a las observaciones del expediente %(folio)s."
    )
    ANSWER_RECALLED = _(
        "El enlace estatal retiró el turno de la respuesta a las observaciones del expediente %(folio)s."
    )
    REVIEW_REOPENED = _("La revisión del texto del expediente %(folio)s quedó abierta otra vez.")
    OBSERVATIONS_CORRECTED = _("Se corrigieron las observaciones asentadas en el expediente %(folio)s.")
    FILE_RECEIVED = _("Llegó a dictaminación el expediente %(folio)s.")
    OBSERVATIONS_ARRIVED = _("La SRE envió %(number)s observaciones al texto del expediente %(folio)s.")
    OBSERVATIONS_ANSWERED = _("Contestaron las observaciones al texto del expediente %(folio)s.")
    ANSWER_TO_FORWARD = _("La respuesta a las observaciones del expediente %(folio)s espera que la envíe a la SRE.")
    ANSWER_FORWARDED = _("El enlace estatal envió a la SRE la respuesta a las observaciones del expediente %(folio)s.")
    ANSWER_RETURNED = _("El enlace estatal devolvió la respuesta a las observaciones del expediente %(folio)s.")
    OPINION_TO_AUTHORISE = _("Un dictamen del expediente %(folio)s espera su autorización.")
    OPINION_RETURNED = _("No se autorizó el dictamen del expediente %(folio)s: regresó a revisión.")
    OPINION_ISSUED = _("Se emitió el dictamen favorable del expediente %(folio)s.")
    OPINION_UNFAVOURABLE = _("El dictamen del expediente %(folio)s no es favorable.")
    # signature, registration, clock
    FOREIGN_APPROVAL_RECORDED = _("Se asentó la aprobación de la contraparte en el expediente %(folio)s.")
    AGREEMENT_SIGNED = _("Se firmó el acuerdo del expediente %(folio)s.")
    SIGNING_CORRECTED = _("Se corrigió el depósito del texto firmado del expediente %(folio)s.")
    PAPER_CORRECTED = _("Se corrigió el depósito de “%(paper)s”, firmado, del expediente %(folio)s.")
    REGISTRATION_TO_RECORD = _("El acuerdo del expediente %(folio)s espera su inscripción en la SRE.")
    AGREEMENT_REGISTERED = _("El acuerdo del expediente %(folio)s quedó inscrito con el número %(number)s.")
    OPINION_BY_ANOTHER = _("Un municipio asentó en nombre de la SRE el dictamen %(number)s, del expediente %(folio)s.")
    REGISTERED_BY_ANOTHER = _(
        "Un municipio asentó en nombre de la SRE el registro %(number)s, del expediente %(folio)s."
    )
    REGISTRATION_REFUSED = _("La SRE no inscribió el acuerdo del expediente %(folio)s.")
    FOREIGN_REFUSAL_RECORDED = _("La contraparte no aprobó el acuerdo del expediente %(folio)s.")
    FOREIGN_APPROVAL_CORRECTED = _("Se corrigió lo asentado de la contraparte en el expediente %(folio)s.")
    OPINION_WITHDRAWN = _("Quedó sin efecto el dictamen %(number)s del expediente %(folio)s.")
    DISPATCH_CORRECTED = _("Se corrigió el envío asentado en el expediente %(folio)s.")
    ENTRY_WITHDRAWN = _("Se retiró del portal la ficha del expediente %(folio)s.")
    REGISTRATION_CORRECTED = _("Se corrigió el registro %(number)s asentado en el expediente %(folio)s.")
    DUTY_DUE = _("“%(title)s” vence el %(due)s.")
    DUTY_VOIDED = _("Quedó sin efecto el plazo “%(title)s”, que vencía el %(due)s.")
    DUTY_CORRECTED = _("Se corrigió el plazo “%(title)s”: vuelve a contar, con fecha del %(due)s.")
    DUTY_OVERDUE = _("“%(title)s” venció el %(due)s.")
    # bodies and their sessions
    SESSION_CALLED = _("Se convocó a la sesión %(number)s de “%(title)s”, el %(on)s.")
    SESSION_CANCELLED = _("Se canceló la sesión %(number)s de “%(title)s”, prevista para el %(on)s.")
    SESSION_CORRECTED = _("Se corrigió lo asentado de la sesión %(number)s de “%(title)s”, del %(on)s.")
    COMMITMENT_DUE = _("Un compromiso de “%(title)s” vence el %(due)s.")
    COMMITMENT_LATE = _("Un compromiso de “%(title)s” venció el %(due)s y sigue pendiente.")
    # agendas of the week
    AGENDAS_DUE = _("Faltan %(number)s áreas por entregar su agenda de la semana %(title)s; vence el %(due)s.")
    AGENDAS_MISSING = _("%(number)s áreas no entregaron su agenda de la semana %(title)s.")
    INTERNATIONAL_SILENT = _("El área de asuntos internacionales está sin titular o no entregó en la semana %(title)s.")
    # yearly programme
    PROGRAMME_APPROVED = _("Nuestra Parte aprobó el programa operativo anual de %(title)s.")
    PROGRAMME_TO_ACCEPT = _("Espera su aprobación el programa operativo anual de %(title)s.")
    PROGRAMME_ACCEPTED = _("La contraparte aprobó el programa operativo anual de %(title)s.")
    PROGRAMME_RETURNED = _("El programa operativo anual de %(title)s volvió a elaboración.")
    PROGRAMME_TAKEN_BACK = _("Nuestra Parte volvió a elaborar el programa operativo anual de %(title)s.")
    ACTIVITY_DROPPED = _("Se retiró del programa operativo la actividad “%(title)s”.")
    ACTIVITY_PROPOSED = _("Proponen una actividad para el programa operativo: “%(title)s”.")
    PROGRESS_REPORT_EXAMINED = _("El Grupo de Trabajo examinó el informe de avances de %(title)s.")
    # plan
    CHANGE_REQUESTED = _(
        "Piden cambiar lo programado de la meta %(code)s en el trimestre %(number)s: espera su autorización."
    )
    CHANGE_AUTHORISED = _("Se autorizó el cambio de la meta %(code)s en el trimestre %(number)s.")
    CHANGE_REFUSED = _("No se autorizó el cambio de la meta %(code)s en el trimestre %(number)s.")
    # reports
    REPORT_TO_AUTHORISE = _("El informe de %(title)s espera su autorización.")
    REPORT_RETURNED = _("Devolvieron el informe de %(title)s para corregirlo.")
    REPORT_PAPER_READY = _("Quedó listo el papel del informe de %(title)s.")
    REPORT_PAPER_FAILED = _("No se pudo preparar el papel del informe de %(title)s.")
    REPORT_NOT_AUTHORISED = _(
        "La revisión del texto detuvo la autorización del informe de %(title)s: sigue por autorizarse."
    )
    REPORT_NOT_READ = _("No se pudo leer el texto del informe de %(title)s: sigue por autorizarse.")
    REPORT_LOCKED = _("El informe de %(title)s quedó autorizado y cerrado.")
    # from outside
    CONTRIBUTION_RECEIVED = _("La contraparte envió algo por su enlace en el expediente %(folio)s.")
    POSITION_RECEIVED = _("Llegó una opinión a la consulta “%(title)s”.")
    PROPOSAL_RECEIVED = _("Llegó la propuesta ciudadana %(folio)s.")
    # requests about personal data
    DATA_REQUEST_RECEIVED = _(
        "Llegó la solicitud %(number)s sobre datos personales. Se contesta a más tardar el %(due)s."
    )
    # posts, places, evidence
    POST_ENDED = _("Su puesto “%(office)s” terminó el %(on)s.")
    POST_RETRACTED = _("Su puesto “%(office)s” se retiró como asentado por error: %(reason)s")
    STATE_SEATED = _("%(title)s ya participa en el programa y acompaña el expediente %(folio)s.")
    SEAT_ENDED = _("Terminó el lugar de su organización en el expediente %(folio)s.")
    EVIDENCE_RETURNED = _("Devolvieron la evidencia “%(title)s”.")

    @classmethod
    def of(cls, key: str) -> "Key":
        """The member of a key. Raises ValueError for a key that is not in the list."""
        try:
            return cls[key.upper()]
        except KeyError:
            raise ValueError(f"unknown notice: {key}") from None


# What whoever is told of a no can do about it, or may count on.
WAYS_ON = {
    Key.LEAD_DECLINED: _("Quien lo abrió o el municipio pueden reabrirlo con un motivo."),
    Key.LEAD_WITHDRAWN: _("No hace falta contestarlo. Si se reabre, recibirá otro aviso."),
    Key.LEAD_LAPSED: _("Quien lo abrió o el municipio pueden reabrirlo con un motivo; el plazo corre de nuevo."),
    Key.LEAD_REOPENED: _("Si ya estaba turnado, el plazo para contestarlo corre de nuevo."),
    Key.SLOT_WITHDRAWN: _("Pueden proponerse otros en la página del prospecto."),
    Key.SLOT_RELEASED: _("Pueden proponerse otros en la página del prospecto."),
    Key.LEAD_CORRECTED: _("La página dice lo que decía antes y por qué cambió."),
    Key.STUDY_POSTPONED: _("Espera otra sesión del Comité."),
    Key.STUDY_RETURNED: _("Atienda lo señalado y sométalo otra vez."),
    Key.STUDY_TAKEN_BACK: _("Ya no hace falta verlo en sesión. Cuando se someta de nuevo llegará otro aviso."),
    Key.STUDY_REJECTED: _("Puede corregirse y someterse otra vez."),
    Key.RECORD_CORRECTED: _("El expediente dice qué vale desde ahora y qué falta."),
    Key.STEP_WAIVED: _("No se da por acreditado: si se hace después, se asienta igual. El expediente dice qué sigue."),
    Key.STEP_ASKED: _("El expediente dice cuál es el siguiente paso y a quién le toca."),
    Key.CASE_INTERRUPTED: _("Lo acreditado se conserva; el enlace puede retomarlo."),
    Key.CASE_RESUMED: _("El expediente dice cuál es el siguiente paso y a quién le toca."),
    Key.CASE_REOPENED: _("El expediente dice cuál es el siguiente paso y a quién le toca."),
    Key.CASE_WITHDRAWN: _("Lo acreditado se conserva; el expediente dice cómo seguir."),
    Key.CASE_REFUSED: _("Lo acreditado se conserva; el expediente dice cómo seguir."),
    Key.CASE_CLOSED: _("Lo acreditado se conserva; el expediente dice cómo seguir."),
    Key.SIGNATURE_RETURNED: _("Atienda lo señalado y vuelva a pedir la firma."),
    Key.LETTER_RETURNED: _("Sigue en borrador: corríjala y volverá a firma."),
    Key.LETTERS_RETURNED: _("Siguen en borrador: corríjalas y volverán a firma."),
    Key.LETTER_INTERRUPTED: _("El enlace puede retomarla; volverá a esperar respuesta."),
    Key.LETTERS_INTERRUPTED: _("El enlace puede retomar cada una; volverá a esperar respuesta."),
    Key.LETTER_RESUMED: _("Espera otra vez su respuesta."),
    Key.AREA_WITHDRAWN: _("Ya no hace falta contestarla."),
    Key.SERVICE_WITHDRAWN: _("Ya no hace falta contestarla."),
    Key.ADVICE_WITHDRAWN: _("Ya no hace falta contestarla."),
    Key.PROPOSAL_WITHDRAWN: _("Ya no hace falta contestarla."),
    Key.TEXT_REOPENED: _("Falta acordarlo de nuevo; lo dictaminado vale mientras el texto no cambie."),
    Key.COUNCIL_DENIED: _("Puede llevarse a otra sesión, con un acuerdo que nombre a la contraparte."),
    Key.COUNCIL_CORRECTED: _("El expediente dice qué vale desde ahora y qué falta."),
    Key.AUTHORISATION_WITHDRAWN: _("Para firmar falta otra autorización que nombre a la contraparte."),
    Key.AUTHORISATION_DENIED: _("Para firmar falta una autorización que nombre a la contraparte."),
    Key.DISPATCH_RETURNED: _("Corrija lo señalado y prepare otro envío."),
    Key.DISPATCH_RECALLED: _("Ya no hace falta atenderlo. Cuando se envíe de nuevo llegará otro aviso."),
    Key.FORWARDING_RECALLED: _(
        "El expediente está otra vez en el enlace estatal. Cuando se turne de nuevo llegará otro aviso."
    ),
    Key.FORWARDING_CORRECTED: _("Asiente el correcto, como está en el papel."),
    Key.ANSWER_RETURN_CORRECTED: _("Si el estado la devolvió, asiente su oficio como está."),
    Key.ANSWER_RECALLED: _("La revisión sigue su curso. Cuando se turne de nuevo llegará otro aviso."),
    Key.ANSWER_RETURNED: _(
        "La SRE tiene su copia y puede seguir. Atienda lo señalado; si el texto debe cambiar, retire el envío."
    ),
    Key.REVIEW_REOPENED: _("El turno es de la revisión jurídica de la SRE: observaciones o un dictamen nuevo."),
    Key.OBSERVATIONS_CORRECTED: _("Falta asentarlas de nuevo, como están en el oficio."),
    Key.OPINION_RETURNED: _("La ronda está abierta: proponga de nuevo el dictamen."),
    Key.OPINION_UNFAVOURABLE: _("Puede acordarse un texto nuevo y enviarse otra vez."),
    Key.SIGNING_CORRECTED: _("Falta depositarlo de nuevo; mientras tanto el expediente no dice que esté firmado."),
    Key.PAPER_CORRECTED: _("Falta depositarlo de nuevo; el Acuerdo y sus plazos siguen como estaban."),
    Key.FOREIGN_REFUSAL_RECORDED: _("Puede reabrirse el texto, o esperarse otra resolución suya y asentarla."),
    Key.FOREIGN_APPROVAL_CORRECTED: _("El expediente dice qué vale desde ahora y qué falta."),
    Key.OPINION_WITHDRAWN: _("El expediente dice qué vale desde ahora y qué falta."),
    Key.DISPATCH_CORRECTED: _("Falta asentarlo de nuevo, como está en el oficio."),
    Key.OPINION_BY_ANOTHER: _(
        "Compare el número y la fecha con los suyos; si no es suyo, avise al municipio para que lo corrija."
    ),
    Key.REGISTERED_BY_ANOTHER: _(
        "Compare el número con su registro; si no es suyo, avise al municipio para que lo corrija."
    ),
    Key.REGISTRATION_CORRECTED: _("Falta asentarlo de nuevo; lo firmado sigue acreditado."),
    Key.REGISTRATION_REFUSED: _("Corrija lo señalado y envíe de nuevo el ejemplar."),
    Key.COUNCIL_SESSION_CANCELLED: _("El punto puede llevarse a otra sesión."),
    Key.SESSION_CANCELLED: _("Sus puntos pueden llevarse a otra sesión."),
    Key.SESSION_CORRECTED: _("La página de la sesión dice qué vale desde ahora y qué decía."),
    Key.PROGRAMME_TAKEN_BACK: _("Cuando lo apruebe otra vez, se le pedirá su aprobación."),
    Key.ACTIVITY_DROPPED: _("Sigue en el programa, retirada; puede proponerse otra."),
    Key.PROGRAMME_RETURNED: _("Está otra vez en elaboración: atienda lo pedido y apruébenlo de nuevo."),
    Key.CHANGE_REFUSED: _("Queda lo programado."),
    Key.ENTRY_WITHDRAWN: _("La dirección de la ficha lo dice; el expediente sigue y puede publicarse de nuevo."),
    Key.DUTY_VOIDED: _("Ya no se espera su cumplimiento."),
    Key.DUTY_CORRECTED: _("Asiente el cumplimiento cuando lo haya, con su fecha y su documento."),
    Key.POST_ENDED: _("Si fue un error, avise a quien administra su organización."),
    Key.POST_RETRACTED: _("Si fue un error, avise a quien administra su organización."),
    Key.STATE_SEATED: _("Lee el expediente, no sus borradores. Lo suyo ya no se asienta por él: lo hace él mismo."),
    Key.SEAT_ENDED: _("Lo que hizo queda en la bitácora. Si fue un error, avise al enlace del municipio titular."),
    Key.EVIDENCE_RETURNED: _("Corrija sus datos o envíe otra."),
    Key.REPORT_PAPER_FAILED: _("En la página del papel puede intentarse de nuevo."),
    Key.REPORT_NOT_AUTHORISED: _("Lo que la detuvo está en la página del papel."),
    Key.REPORT_NOT_READ: _("En la página del informe puede autorizarse de nuevo."),
    Key.REPORT_RETURNED: _("Corríjalo y prepárelo de nuevo para autorizarse."),
}


class Happened(HappenedBase):
    NOTIFIED = "notices.notified", _("Se avisó a %(number)s personas")
    NOTICES_READ = "notices.notices_read", _("%(actor)s leyó sus avisos")
    INVITATION_MAILED = "notices.invitation_mailed", _("Se envió por correo la invitación al puesto “%(office)s”")
    LETTER_MAILED = "notices.letter_mailed", _("Se envió un correo a una persona sin cuenta")
    NOTICES_PURGED = "notices.notices_purged", _("Se borraron %(number)s avisos leídos")
