"""Words of the case. `Fact` is what can be proved on it; `Rung` the ladder of proof (`product.md`)."""

from enum import IntEnum, StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.kernel.happened import HappenedBase


class Kind(TextChoices):
    TWINNING = "twinning", _("Hermanamiento")
    SPECIFIC = "specific", _("Cooperación específica")
    FRIENDSHIP = "friendship", _("Amistad")
    ALLIANCE = "alliance", _("Alianza intermunicipal o institucional")


class Class(TextChoices):
    INTERNATIONAL = "international", _("Internacional")
    DOMESTIC = "domestic", _("Nacional")


class Side(TextChoices):
    OURS = "ours", _("Parte mexicana")
    THEIRS = "theirs", _("Contraparte")


class PartyKind(TextChoices):
    """R0-09: municipality, state, foreign governmental organ, international organisation."""

    MUNICIPALITY = "municipality", _("Municipio")
    STATE = "state", _("Entidad federativa")
    FOREIGN_GOVERNMENT = "foreign_government", _("Órgano gubernamental extranjero")
    INTERNATIONAL_ORGANISATION = "international_organisation", _("Organismo internacional")
    PRIVATE = "private", _("Particular")
    LOCALITY = "locality", _("Localidad o comunidad")


class LeadState(TextChoices):
    DRAFT = "draft", _("Borrador")
    ROUTED = "routed", _("Turnado")
    ANSWERED = "answered", _("Contestado")
    BECAME_CASE = "became_case", _("Con expediente")
    DECLINED = "declined", _("Declinado")
    WITHDRAWN = "withdrawn", _("Retirado")
    LAPSED = "lapsed", _("Sin respuesta en plazo")


class LeadOrigin(TextChoices):
    """Where a lead came from (R0-21, R4-07)."""

    CONSULATE = "consulate", _("Consulado o embajada")
    EVENT = "event", _("Encuentro o evento")
    CITIZEN = "citizen", _("Ciudadanía")
    FOREIGN_CITY = "foreign_city", _("Ciudad extranjera")
    CONVERSATION = "conversation", _("Conversación")


class CommitteeKnown(TextChoices):
    """Whether the counterpart has a committee that represents it (R0-38)."""

    UNKNOWN = "unknown", _("No se sabe")
    EXISTS = "exists", _("Existe")
    NONE = "none", _("No existe")


class LetterKind(TextChoices):
    INTENT = "intent", _("Carta de intención")
    RESUME = "resume", _("Solicitud de retomar el proceso")
    ANSWER = "answer", _("Respuesta")
    NOTE = "note", _("Oficio de otra oficina")
    REMINDER = "reminder", _("Recordatorio")
    INVITATION = "invitation", _("Invitación")
    DISPATCH = "dispatch", _("Oficio de envío")
    OFFICIAL = "official", _("Oficio")


# letters that go out to be answered (an official note of one's own: where it says until when); a note of another office
# is correspondence
AWAITS_ANSWER = frozenset({LetterKind.INTENT, LetterKind.RESUME, LetterKind.ANSWER, LetterKind.INVITATION})
# what runs through the pipeline: the letters that may begin a relation, or take it up again
PIPELINE = frozenset({LetterKind.INTENT, LetterKind.RESUME})
# correspondence that proves nothing of a relation
# what another office of the house may sign; the rest binds the municipality and is its Presidency's
OF_ANY_OFFICE = frozenset({LetterKind.REMINDER, LetterKind.INVITATION, LetterKind.OFFICIAL})
PROVES_NOTHING = frozenset(
    {LetterKind.NOTE, LetterKind.REMINDER, LetterKind.INVITATION, LetterKind.DISPATCH, LetterKind.OFFICIAL}
)


class LetterLack(TextChoices):
    """What a letter went without (R4-25): it is taken down all the same, with what it lacks at sight."""

    PROFILE = "profile", _("Sin perfil municipal que la acompañara")
    PRIORITIES = "priorities", _("Sin prioridades del Plan Municipal de Desarrollo")
    MOTIVATIONS = "motivations", _("No dice sus motivaciones")
    INTERESTS = "interests", _("No dice sus intereses")
    OBJECTIVES = "objectives", _("No dice sus objetivos")
    FOLIO = "folio", _("Sin número de oficio")
    SCAN = "scan", _("Sin copia digitalizada")


class HowSigned(TextChoices):
    """How a paper bears its signature."""

    AUTOGRAPH = "autograph", _("Firma autógrafa")
    ELECTRONIC = "electronic", _("Firma electrónica")


class Direction(TextChoices):
    OUT = "out", _("Enviada")
    IN = "in", _("Recibida")


class LetterState(TextChoices):
    DRAFT = "draft", _("Por enviar")
    SIGNED_OFF = "signed_off", _("Expedida")
    SENT = "sent", _("Enviada")
    RECEIVED = "received", _("Recibida")
    ACKNOWLEDGED = "acknowledged", _("Con acuse")
    ANSWERED = "answered", _("Respondida")
    INTERRUPTED = "interrupted", _("Interrumpida")


# columns of the pipeline, in order → the states that stand in each
COLUMNS: dict[str, tuple[LetterState, ...]] = {
    "draft": (LetterState.DRAFT, LetterState.SIGNED_OFF),
    "sent": (LetterState.SENT,),
    "acknowledged": (LetterState.ACKNOWLEDGED,),
    "answered": (LetterState.ANSWERED,),
    "interrupted": (LetterState.INTERRUPTED,),
}


class Column(TextChoices):
    """Where an outgoing letter stands in the pipeline."""

    DRAFT = "draft", _("Por enviar")
    SENT = "sent", _("Enviadas")
    ACKNOWLEDGED = "acknowledged", _("Con acuse")
    ANSWERED = "answered", _("Respondidas")
    INTERRUPTED = "interrupted", _("Interrumpidas")


class Constancy(TextChoices):
    """How alive the correspondence with a counterpart is, counted (R0-34)."""

    CONSTANT = "constant", _("comunicación constante")
    OCCASIONAL = "occasional", _("comunicación ocasional")
    QUIET = "quiet", _("sin contacto en doce meses")
    NEVER = "never", _("sin contacto asentado")


class Interruption(TextChoices):
    """Why a relation or letter stops (R0-33, R0-38)."""

    CHANGE_HERE = "change_here", _("Cambio de administración propia")
    CHANGE_THERE = "change_there", _("Cambio de administración en la contraparte")
    NO_COMMITTEE_HERE = "no_committee_here", _("Falta de comité propio")
    NO_COMMITTEE_THERE = "no_committee_there", _("La contraparte no tiene comité que la represente")
    SILENCE = "silence", _("Sin respuesta")
    REFUSED = "refused", _("Respuesta negativa")
    WITHDRAWN = "withdrawn", _("Desistimiento")
    OTHER = "other", _("Otra causa")


class RefusedBy(TextChoices):
    """Who said no to a relation for good; `CLAIMS_OF_END` say it in a sentence."""

    COUNTERPART = "counterpart", _("La contraparte")
    CABILDO = "cabildo", _("El Cabildo")
    COMMITTEE = "committee", _("El Comité")
    STATE = "state", _("El gobierno del estado")
    MINISTRY = "ministry", _("La Secretaría de Relaciones Exteriores")
    OTHER = "other", _("Otra autoridad")


class Reopening(TextChoices):
    """What changed since a relation ended, for it to be taken up again."""

    NEW_REQUEST = "new_request", _("La contraparte lo pide de nuevo")
    NEW_FACTS = "new_facts", _("Cambió lo que motivó que terminara")
    NEW_GOVERNMENT = "new_government", _("Comenzó otra administración, aquí o allá")
    OWN_DECISION = "own_decision", _("El municipio decide retomarla")
    MISTAKE = "mistake", _("Se asentó su fin por error")


class StudyState(TextChoices):
    DRAFT = "draft", _("En preparación")
    SUBMITTED = "submitted", _("Sometido al Comité")
    APPROVED = "approved", _("Aprobado por el Comité")
    REJECTED = "rejected", _("No aprobado por el Comité")
    RETURNED = "returned", _("Devuelto por el Comité")


class StakeholderSector(TextChoices):
    """Of whom the municipality asks the participation (R4-23)."""

    BUSINESS = "business", _("Sector empresarial")
    ACADEMY = "academy", _("Academia")
    SOCIAL = "social", _("Grupos sociales")
    DIASPORA = "diaspora", _("Comunidad en el exterior")
    CULTURE = "culture", _("Cultura")
    OTHER = "other", _("Otro sector")


class Participation(TextChoices):
    """How an invitation to take part was answered."""

    ACCEPTED = "accepted", _("Aceptó participar")
    DECLINED = "declined", _("No participará")


class RequestState(TextChoices):
    """A request of the liaison to an area of its own municipality (R4-22)."""

    ASKED = "asked", _("Turnada")
    ANSWERED = "answered", _("Contestada")
    CLOSED = "closed", _("Concluida")
    WITHDRAWN = "withdrawn", _("Retirada")


class StateActivityKind(TextChoices):
    """What the state's office does for its municipalities (R2-14)."""

    TRAINING = "training", _("Capacitación")
    ADVICE = "advice", _("Asesoría prestada")
    RULES = "rules", _("Orientación sobre las reglas")
    MEETING = "meeting", _("Reunión de trabajo")
    OTHER = "other", _("Otra actividad")


class FollowUp(TextChoices):
    """Where a letter stands that nobody has answered (R0-32)."""

    WAITING = "waiting", _("En plazo")
    FIRST = "first", _("Toca el primer recordatorio")
    SECOND = "second", _("Toca el segundo recordatorio")
    DEAD = "dead", _("Sin respuesta: conviene interrumpirla")


class Fact(TextChoices):
    """What can be proved on a case. The process names these keys; the ladder reads them."""

    LEAD_RECEIVED = "lead_received", _("prospecto recibido")
    TRIAGED = "triaged", _("ruta y fundamento determinados")
    LIAISON_DESIGNATED = "liaison_designated", _("área de enlace designada")
    COMMITTEE_INSTALLED = "committee_installed", _("Comité instalado")
    PROFILE_READY = "profile_ready", _("perfil municipal en los idiomas requeridos")
    LETTER_SENT = "letter_sent", _("carta de intención enviada")
    LETTER_RECEIVED = "letter_received", _("carta de intención recibida")
    RESUME_REQUESTED = "resume_requested", _("solicitud de retomar el proceso")
    LETTER_ANSWERED = "letter_answered", _("respuesta a la carta de intención")
    STUDY_APPROVED = "study_approved", _("estudio de factibilidad aprobado por el Comité")
    TEXT_AGREED = "text_agreed", _("texto negociado sin errores, acordado por las Partes")
    AUTHORISED = "authorised", _("autorización que nombra a la contraparte")
    DISPATCHED = "dispatched", _("envío a la SRE")
    OPINION_FAVOURABLE = "opinion_favourable", _("dictamen favorable de procedencia")
    OPINION_UNFAVOURABLE = "opinion_unfavourable", _("dictamen no favorable")
    COUNTERPART_APPROVED = "counterpart_approved", _("aprobación de la contraparte")
    SIGNED = "signed", _("texto firmado depositado")
    REGISTERED = "registered", _("registro ante la SRE")
    PROGRAMME_RUNNING = "programme_running", _("programa operativo anual en vigor")
    RESULTS = "results", _("resultados comprobados")


# part → kinds of organisation that the liaison may seat in it
SEATS: dict[Part, frozenset[str]] = {
    Part.COUNTERPART: frozenset({"foreign_government", "international", "municipality", "state"}),
    Part.OVERSEER: frozenset({"state"}),
    Part.CONSUL: frozenset({"consulate"}),
    Part.OBSERVER: frozenset({"municipality", "state", "consulate", "foreign_government", "international", "other"}),
}


class Rung(IntEnum):
    ANNOUNCED = 0
    LETTER = 1
    ANSWERED = 2
    STUDY_APPROVED = 3
    AUTHORISED = 4
    OPINION_FAVOURABLE = 5
    SIGNED = 6
    REGISTERED = 7
    PROGRAMME_RUNNING = 8
    RESULTS = 9


class Power(StrEnum):
    EDIT = "edit"  # prepare: case, letters, study, text
    SIGN_OFF = "sign_off"  # the mayor's signature on outgoing papers
    EVALUATE = "evaluate"  # the committee's opinion and vote
    COMMENT = "comment"
    ROUTE = "route"  # consul: open and route a lead
    FORWARD = "forward"  # state: pass on to the ministry
    RECORD = "record"  # put down from paper what an absent office did
    CONVENE = "convene"  # keep the list of who takes part, which outlives the administration
    REPRESENT = "represent"  # the state's office: its designation and its activities


class Signs(StrEnum):
    """How somebody stands to a letter in the mayor's name: signs it, asks for it, or puts down how it was approved."""

    SIGNS = "signs"
    ASKS = "asks"
    RECORDS = "records"


class Happened(HappenedBase):
    LEAD_OPENED = "partnerships.lead_opened", _("%(actor)s abrió el prospecto %(folio)s")
    LEAD_ROUTED = (
        "partnerships.lead_routed",
        _("%(actor)s turnó el prospecto %(folio)s a %(to)s; responder a más tardar el %(due)s"),
    )
    LEAD_ANSWERED = "partnerships.lead_answered", _("%(actor)s contestó el prospecto %(folio)s")
    LEAD_DECLINED = "partnerships.lead_declined", _("%(actor)s declinó el prospecto %(folio)s: %(reason)s")
    LEAD_WITHDRAWN = "partnerships.lead_withdrawn", _("%(actor)s retiró el prospecto %(folio)s: %(reason)s")
    LEAD_LAPSED = "partnerships.lead_lapsed", _("El prospecto %(folio)s quedó sin respuesta en plazo")
    LEAD_CORRECTED = (
        "partnerships.lead_corrected",
        _("%(actor)s corrigió lo que dice el prospecto %(folio)s: %(reason)s"),
    )
    LEAD_REOPENED = "partnerships.lead_reopened", _("%(actor)s reabrió el prospecto %(folio)s: %(reason)s")
    COUNTERPART_COMMITTEE = (
        "partnerships.counterpart_committee",
        _("%(actor)s asentó si la contraparte tiene comité: %(known)s"),
    )
    LEAD_TAKEN_UP = (
        "partnerships.lead_taken_up",
        _("%(actor)s retomó el prospecto %(folio)s, que ya estaba concluido, al abrir su expediente"),
    )
    SLOT_PROPOSED = "partnerships.slot_proposed", _("%(actor)s propuso reunión para el %(starts_at)s")
    SLOT_WITHDRAWN = (
        "partnerships.slot_withdrawn",
        _("%(actor)s retiró el horario propuesto para el %(starts_at)s: %(reason)s"),
    )
    SLOT_RELEASED = "partnerships.slot_released", _("%(actor)s liberó la reunión del %(starts_at)s: %(reason)s")
    SLOT_TAKEN = "partnerships.slot_taken", _("%(actor)s aceptó la reunión del %(starts_at)s")
    PARTNERSHIP_OPENED = "partnerships.opened", _("%(actor)s abrió el expediente %(folio)s")
    TRIAGED = "partnerships.triaged", _("%(actor)s respondió las ocho preguntas: %(outcome)s")
    DESIGNATION_WITHDRAWN = (
        "partnerships.designation_withdrawn",
        _("%(actor)s retiró la designación de %(office)s como área de enlace (%(folio)s): %(reason)s"),
    )
    EARLIER_ACT_WITHDRAWN = (
        "partnerships.earlier_act_withdrawn",
        _("%(actor)s retiró el antecedente “%(instrument)s” del %(on)s: %(reason)s"),
    )
    LIAISON_DESIGNATED = "partnerships.liaison_designated", _("Se designó el área de enlace: %(office)s (%(folio)s)")
    EARLIER_ACT_RECORDED = (
        "partnerships.earlier_act_recorded",
        _("%(actor)s asentó un antecedente: %(instrument)s, del %(on)s"),
    )
    COUNTERPART_UPDATED = "partnerships.counterpart_updated", _("%(actor)s actualizó los datos de la contraparte")
    LETTER_DRAFTED = "partnerships.letter_drafted", _("%(actor)s preparó %(letter)s")
    LETTER_SIGNED_OFF = "partnerships.letter_signed_off", _("%(actor)s firmó %(letter)s con el folio %(folio)s")
    LETTER_GIVEN_OUT = (
        "partnerships.letter_given_out",
        _("%(actor)s expidió %(letter)s a nombre de %(office)s, con el folio %(folio)s"),
    )
    LETTER_RETURNED = "partnerships.letter_returned", _("%(actor)s devolvió %(letter)s: %(reason)s")
    LETTER_SENT = "partnerships.letter_sent", _("Se envió %(letter)s, folio %(folio)s, el %(on)s")
    LETTER_ACKNOWLEDGED = "partnerships.letter_acknowledged", _("Acuse de %(letter)s, folio %(folio)s")
    LETTER_RECORDED = "partnerships.letter_recorded", _("Se asentó %(letter)s, folio %(folio)s, del %(on)s")
    LETTER_INTERRUPTED = "partnerships.letter_interrupted", _("Se interrumpió %(letter)s, folio %(folio)s: %(reason)s")
    LETTER_RESUMED = "partnerships.letter_resumed", _("%(actor)s retomó %(letter)s, folio %(folio)s: %(reason)s")
    LETTER_FACT_WITHDRAWN = (
        "partnerships.letter_fact_withdrawn",
        _("%(actor)s retiró lo que %(letter)s, folio %(folio)s, había asentado sin acreditarlo: %(reason)s"),
    )
    LETTER_ENTERED = "partnerships.letter_entered", _("Entró al registro %(letter)s, folio %(folio)s, del %(on)s")
    LETTER_REVIEWED = "partnerships.letter_reviewed", _("%(actor)s confirmó los datos de %(letter)s, folio %(folio)s")
    LETTER_JOINED = "partnerships.letter_joined", _("%(letter)s, folio %(folio)s, pasó al expediente %(case)s")
    SIGNED_COPY_KEPT = (
        "partnerships.signed_copy_kept",
        _("%(actor)s guardó firmada, el %(on)s (%(how)s): %(letter)s, folio %(folio)s"),
    )
    SIGNED_COPY_CORRECTED = (
        "partnerships.signed_copy_corrected",
        _("%(actor)s corrigió el papel firmado de %(letter)s, folio %(folio)s: %(reason)s"),
    )
    LETTER_CORRECTED = (
        "partnerships.letter_corrected",
        _("%(actor)s corrigió lo asentado de %(letter)s, folio %(folio)s: %(reason)s"),
    )
    LETTER_WITHDRAWN = (
        "partnerships.letter_withdrawn",
        _("%(actor)s retiró %(letter)s, folio %(folio)s, que se asentó por error: %(reason)s"),
    )
    LETTERS_LOADED = "partnerships.letters_loaded", _("Entraron al registro de ejercicio %(number)s cartas")
    BATCH_OPENED = (
        "partnerships.batch_opened",
        _("%(actor)s preparó %(number)s cartas de una vez: “%(subject)s”"),
    )
    STUDY_DRAFTED = "partnerships.study_drafted", _("%(actor)s preparó el estudio de conveniencia y factibilidad")
    STUDY_SUBMITTED = "partnerships.study_submitted", _("%(actor)s sometió el estudio al Comité")
    STUDY_RETURNED = "partnerships.study_returned", _("El Comité devolvió el estudio: %(reason)s")
    STUDY_TAKEN_BACK = "partnerships.study_taken_back", _("%(actor)s retiró el estudio del Comité: %(reason)s")
    STUDY_DECIDED = "partnerships.study_decided", _("El Comité resolvió sobre el estudio: %(result)s")
    LETTER_REMINDED = "partnerships.letter_reminded", _("Carta %(folio)s sin respuesta a los %(days)s días")
    STAKEHOLDER_ADDED = "partnerships.stakeholder_added", _("%(actor)s sumó a la lista de participación: %(sector)s")
    STAKEHOLDER_UPDATED = (
        "partnerships.stakeholder_updated",
        _("%(actor)s corrigió la lista de participación: %(sector)s"),
    )
    STAKEHOLDER_INVITED = "partnerships.stakeholder_invited", _("%(actor)s invitó a participar: %(sector)s, el %(on)s")
    STAKEHOLDER_ANSWERED = (
        "partnerships.stakeholder_answered",
        _("Contestaron la invitación a participar: %(sector)s, %(answer)s, el %(on)s"),
    )
    AREA_ASKED = "partnerships.area_asked", _("%(actor)s turnó a %(office)s: “%(subject)s”, para el %(due)s")
    AREA_ANSWERED = "partnerships.area_answered", _("%(office)s contestó: “%(subject)s”")
    AREA_CLOSED = "partnerships.area_closed", _("%(actor)s dio por concluida la solicitud “%(subject)s”")
    AREA_WITHDRAWN = "partnerships.area_withdrawn", _("%(actor)s retiró la solicitud “%(subject)s”: %(reason)s")
    STATE_OFFICE_DESIGNATED = (
        "partnerships.state_office_designated",
        _("%(office)s quedó designada interlocutora del programa en el estado, oficio %(folio)s, del %(on)s"),
    )
    STATE_OFFICE_ENDED = (
        "partnerships.state_office_ended",
        _("Terminó la designación de %(office)s el %(on)s: %(reason)s"),
    )
    STATE_ACTIVITY = "partnerships.state_activity", _("%(actor)s asentó una actividad: %(activity)s, del %(on)s")
    ANNEX_ADDED = "partnerships.annex_added", _("%(actor)s acompañó “%(title)s” de la biblioteca a %(paper)s")
    ANNEX_REMOVED = "partnerships.annex_removed", _("%(actor)s quitó “%(title)s” de lo que acompaña a %(paper)s")
    SIGNATURE_ASKED = "partnerships.signature_asked", _("%(actor)s pidió la firma de “%(paper)s”")
    SIGNATURE_RETURNED = "partnerships.signature_returned", _("%(actor)s devolvió sin firma “%(paper)s”: %(reason)s")
    SIGNATURE_ANSWERED = "partnerships.signature_answered", _("La firma pedida de “%(paper)s” quedó dada")
    APPROVAL_RECORDED = (
        "partnerships.approval_recorded",
        _("%(actor)s asentó con qué se aprobó “%(paper)s”, que sale a nombre de quien preside: %(approval)s"),
    )


NEXT_CLAIM_OF_STATE = {
    4: _("Para decir “se autorizó su suscripción” falta el documento del órgano que autoriza según la ley del estado."),
}


class Note(TextChoices):
    """What the triage says: sentences for its codes."""

    LOCALITY_IS_BENEFICIARY = (
        "locality_is_beneficiary",
        _("Una comunidad no puede ser Parte: se propone a su municipio, y la comunidad queda como beneficiaria."),
    )
    OUR_SIDE_PRIVATE = (
        "our_side_private",
        _("Por la parte mexicana debe firmar un municipio, un estado o uno de sus organismos."),
    )
    EARLIER_NOT_REGISTRABLE = (
        "earlier_not_registrable",
        _("El instrumento anterior se conserva como antecedente; no es inscribible como tal."),
    )
    PRIVATE_COUNTERPART = (
        "private_counterpart",
        _(
            "Con un particular el instrumento queda fuera de la Ley sobre la Celebración de Tratados: es un convenio privado."
        ),
    )
    STATE_IS_RIGHT_PARTY = (
        "state_is_right_party",
        _("Una entidad federativa puede ser Parte dentro de sus atribuciones."),
    )
    DECENTRALISED_WITHIN_POWERS = (
        "decentralised_within_powers",
        _("Un organismo descentralizado puede ser Parte solo dentro de sus propias atribuciones."),
    )
    INTERNATIONAL_ORGANISATION_HERE = (
        "international_organisation_here",
        _("La sede en México no la vuelve nacional: un organismo internacional sigue la ruta internacional."),
    )
    INTERNATIONAL_ORGANISATION_IS_RIGHT_PARTY = (
        "international_organisation_is_right_party",
        _("Un organismo internacional puede ser contraparte de un acuerdo interinstitucional."),
    )
    DOMESTIC_PATH = (
        "domestic_path",
        _("Con otro municipio de México la ruta es nacional: sin dictamen ni registro de la SRE."),
    )
    EARLIER_ALIVE = (
        "earlier_alive",
        _("Ya hay una relación vigente con esa contraparte: conviene ratificarla o ampliarla."),
    )
    EARLIER_SLEEPING = (
        "earlier_sleeping",
        _("Hay una relación anterior sin actividad con esa contraparte: conviene retomarla antes de abrir otra."),
    )
    FEDERAL_MATTER = (
        "federal_matter",
        _(
            "El tema toca una materia de la Federación: un acuerdo se limita a las atribuciones de quien lo firma (Ley sobre la Celebración de Tratados, art. 2-II). Conviene acotarlo."
        ),
    )
    AREA_WITHOUT_POWER = "area_without_power", _("Falta citar la atribución municipal de un área.")
    AREA_WITHOUT_STATE_POWER = (
        "area_without_state_power",
        _("Falta citar la atribución del gobierno del estado en un área: la dependencia que firma y su ley."),
    )
    MONEY = "money", _("Habrá dinero: cada Parte responde con su presupuesto y según su disponibilidad.")
    STAFF = "staff", _("Habrá personal: sigue dependiendo de quien lo envía; prevea seguros y estancia.")
    PROTECTED = "protected", _("La información, el material o el equipo protegidos no pueden transferirse.")
    FORUM = (
        "forum",
        _("Un tribunal extranjero o un arbitraje pide revisión especial: el texto base resuelve de común acuerdo."),
    )


CLAIMS = {
    "not_opened": _("todavía no había expediente de la vinculación entre %(ours)s y %(theirs)s"),
    "announced": _("%(ours)s y %(theirs)s: solo se ha anunciado; no hay documento que lo acredite"),
    "letter_sent": _("%(ours)s envió carta de intención a %(theirs)s"),
    "letter_received": _("%(ours)s recibió carta de intención de %(theirs)s"),
    "resume_requested": _("%(ours)s y %(theirs)s: se solicitó retomar el proceso"),
    "exchanged": _("%(ours)s y %(theirs)s intercambiaron cartas de intención"),
    "answered_only": _("%(theirs)s contestó a %(ours)s"),
    "answered_by_us": _("%(ours)s contestó a %(theirs)s"),
    "study_approved": _("el Comité aprobó el estudio de factibilidad de la vinculación entre %(ours)s y %(theirs)s"),
    "authorised": _("el Cabildo autorizó la suscripción del acuerdo entre %(ours)s y %(theirs)s"),
    "authorised_state": _(
        "se autorizó, según la ley del estado, la suscripción del acuerdo entre %(ours)s y %(theirs)s"
    ),
    "opinion_favourable": _("la SRE emitió dictamen favorable de procedencia del acuerdo entre %(ours)s y %(theirs)s"),
    "signed": _("se firmó el acuerdo entre %(ours)s y %(theirs)s"),
    "signed_domestic": _("se formalizó el hermanamiento entre %(ours)s y %(theirs)s"),
    "without_opinion": _("sin dictamen de la SRE en el expediente"),
    "another_text": _("el texto firmado difiere del que obtuvo el dictamen"),
    "registered": _("se formalizó y se registró el acuerdo entre %(ours)s y %(theirs)s"),
    "programme_running": _("la vinculación entre %(ours)s y %(theirs)s está en operación"),
    "results": _("la vinculación entre %(ours)s y %(theirs)s reporta resultados comprobados"),
    "without_registration": _("sin registro"),
}
# what ended the relation: the kind of move, and of a refusal who said no
CLAIMS_OF_END = {
    "withdrawn": _("nuestra parte desistió de la vinculación el %(day)s"),
    "refused": _("la vinculación se rechazó el %(day)s"),
    "refused_counterpart": _("la contraparte rechazó la vinculación el %(day)s"),
    "refused_cabildo": _("el Cabildo rechazó la vinculación el %(day)s"),
    "refused_committee": _("el Comité rechazó la vinculación el %(day)s"),
    "refused_state": _("el gobierno del estado rechazó la vinculación el %(day)s"),
    "refused_ministry": _("la SRE rechazó la vinculación el %(day)s"),
    "refused_other": _("una autoridad rechazó la vinculación el %(day)s"),
    "closed": _("el expediente se cerró el %(day)s"),
}
# after a clause that already named both cities
CLAIMS_AFTER = {
    "study_approved": _("el Comité aprobó el estudio de factibilidad"),
    "authorised": _("el Cabildo autorizó la suscripción del acuerdo"),
    "authorised_state": _("se autorizó, según la ley del estado, la suscripción del acuerdo"),
    "opinion_favourable": _("la SRE emitió dictamen favorable de procedencia del acuerdo"),
}

NEXT_CLAIM = {
    1: _("Para decir “se envió carta de intención” falta la carta con folio y fecha de envío."),
    2: _("Para decir “intercambiaron cartas de intención” falta la respuesta de la contraparte."),
    3: _("Para decir “el Comité aprobó el estudio” falta el acta del Comité que lo aprueba."),
    4: _("Para decir “el Cabildo autorizó su suscripción” falta el acta que nombre a la contraparte."),
    5: _("Para decir “la SRE emitió dictamen favorable” falta el dictamen."),
    6: _("Para decir “se firmó” falta depositar el texto firmado, con firmas, lugar y fecha a la vista."),
    7: _("Para decir “se registró” falta el número y la fecha del registro de la SRE."),
    8: _("Para decir “está en operación” falta un programa operativo anual aceptado por ambas Partes."),
    9: _("Para decir “reporta resultados comprobados” falta evidencia aceptada de los últimos doce meses."),
}
