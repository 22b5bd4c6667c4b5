"""Words of the agreement."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase
from hermanar.partnerships.enums import LetterKind


class AgreementState(TextChoices):
    DRAFTING = "drafting", _("En redacción")
    AGREED = "agreed", _("Acordado por las Partes")
    SIGNED = "signed", _("Firmado")
    TERMINATED = "terminated", _("Terminado")


class SigningState(TextChoices):
    DEPOSITED = "deposited", _("Depositado, por confirmar")
    CONFIRMED = "confirmed", _("Confirmado página por página")
    CORRECTED = "corrected", _("Corregido por un acto posterior")


class LaterActKind(TextChoices):
    AMENDMENT = "amendment", _("Modificación")
    RENEWAL = "renewal", _("Renovación")
    RATIFICATION = "ratification", _("Ratificación")
    REAFFIRMATION = "reaffirmation", _("Reafirmación")
    TERMINATION = "termination", _("Terminación")
    CORRECTION = "correction", _("Corrección")


class Capacity(TextChoices):
    IN_POST = "in_post", _("En funciones")
    IN_CHARGE = "in_charge", _("Encargado del despacho")
    BY_ABSENCE = "by_absence", _("Por ausencia")
    DELEGATE = "delegate", _("Por delegación, con documento")


class WhyNotAuthorised(TextChoices):
    """Why the authorisation of a state's organ authorises nothing here."""

    BLANK = "blank", _("El documento no nombra a la contraparte: no autoriza la firma con ella.")
    OTHER_CITY = "other_city", _("El documento nombra a otra contraparte: no autoriza la firma con esta.")


class NoText(TextChoices):
    """Why what was signed has no text here, but only the scan that was deposited."""

    UNSIGNED = "unsigned", _("Lo depositado no lleva las firmas: no consta que sea el texto que se firmó.")
    DIFFERS = "differs", _("Lo que se firmó difiere del texto que está en el expediente.")
    OTHER_SIGNATORY = "other_signatory", _("Firmó otra persona que la que nombra el texto que está en el expediente.")
    UNCOMPARED = "uncompared", _("No consta en el expediente que las Partes acordaran el texto que se firmó.")
    INCOMPLETE = "incomplete", _("El texto que está en el expediente no puede transcribirse completo.")


class Power(StrEnum):
    DRAFT = "draft"
    SIGN = "sign"
    DEPOSIT = "deposit"
    REGISTER = "register"
    RECORD = "record"
    COMMENT = "comment"


class Happened(HappenedBase):
    TEXT_STARTED = "agreements.text_started", _("%(actor)s inició el texto del Acuerdo desde el texto base")
    CLAUSE_EDITED = "agreements.clause_edited", _("%(actor)s modificó %(group)s")
    TEXT_AGREED = "agreements.text_agreed", _("Las Partes acordaron la versión %(number)s del texto")
    TEXT_REOPENED = "agreements.text_reopened", _("%(actor)s reabrió el texto: %(reason)s")
    FOREIGN_APPROVAL = (
        "agreements.foreign_approval",
        _("Se asentó la aprobación de la contraparte: %(instrument)s, del %(on)s"),
    )
    FOREIGN_REFUSAL = (
        "agreements.foreign_refusal",
        _("Se asentó que la contraparte no lo aprobó: %(instrument)s, del %(on)s: %(reason)s"),
    )
    FOREIGN_APPROVAL_WITHDRAWN = (
        "agreements.foreign_approval_withdrawn",
        _("%(actor)s corrigió lo asentado de la contraparte, %(instrument)s: %(reason)s"),
    )
    AUTHORISATION_RECORDED = (
        "agreements.authorisation_recorded",
        _("Se asentó la autorización según la ley del estado: %(instrument)s, de %(organ)s, del %(on)s"),
    )
    AUTHORISATION_WITHDRAWN = (
        "agreements.authorisation_withdrawn",
        _("%(actor)s retiró la autorización %(instrument)s: %(reason)s"),
    )
    SIGNATURE_PREPARED = (
        "agreements.signature_prepared",
        _("%(actor)s preparó el texto para firma con el código %(code)s"),
    )
    SIGNING_DEPOSITED = "agreements.signing_deposited", _("%(actor)s depositó el texto firmado en %(place)s el %(on)s")
    SIGNING_CONFIRMED = "agreements.signing_confirmed", _("%(actor)s confirmó el texto firmado página por página")
    SIGNING_CORRECTED = "agreements.signing_corrected", _("%(actor)s corrigió el depósito: %(reason)s")
    TRANSCRIPT_GIVEN = (
        "agreements.transcript_given",
        _("%(actor)s expidió la transcripción del texto firmado con el código %(code)s"),
    )
    NOTICE_SENT = (
        "agreements.notice_sent",
        _("%(actor)s envió a la SRE el ejemplar firmado para su registro, oficio %(folio)s"),
    )
    REGISTERED = "agreements.registered", _("Quedó inscrito ante la SRE con el número %(number)s, el %(on)s")
    REGISTRATION_REFUSED = "agreements.registration_refused", _("La SRE no inscribió el Acuerdo: %(reason)s")
    REGISTRATION_NO_RECORDED = (
        "agreements.registration_no_recorded",
        _("Se asentó que la SRE no inscribió el Acuerdo el %(on)s: %(reason)s"),
    )
    REGISTRATION_WITHDRAWN = (
        "agreements.registration_withdrawn",
        _("%(actor)s corrigió el registro asentado con el número %(number)s: %(reason)s"),
    )
    NOTICE_WITHDRAWN = (
        "agreements.notice_withdrawn",
        _("Quedó sin efecto el envío para registro, oficio %(folio)s: %(reason)s"),
    )
    LATER_ACT = "agreements.later_act", _("Se asentó un acto posterior: %(kind)s, del %(on)s")
    CASE_PAPER_STARTED = "agreements.case_paper_started", _("%(actor)s preparó “%(title)s”")
    CASE_PAPER_CHANGED = "agreements.case_paper_changed", _("%(actor)s corrigió “%(title)s”, versión %(number)s")
    CASE_PAPER_SHARED = (
        "agreements.case_paper_shared",
        _("%(actor)s compartió el borrador de “%(title)s” con quienes participan en el expediente"),
    )
    CASE_PAPER_ISSUED = "agreements.case_paper_issued", _("%(actor)s expidió “%(title)s” con el código %(code)s")
    CASE_PAPER_TIED = "agreements.case_paper_tied", _("“%(title)s” quedó unido a su acto posterior, del %(on)s")
    PAPER_DEPOSITED = (
        "agreements.paper_deposited",
        _("%(actor)s depositó “%(title)s”, firmado en %(place)s el %(on)s"),
    )
    PAPER_CONFIRMED = "agreements.paper_confirmed", _("%(actor)s confirmó “%(title)s” firmado, página por página")
    PAPER_CORRECTED = (
        "agreements.paper_corrected",
        _("%(actor)s corrigió el depósito de “%(title)s”: %(reason)s"),
    )
    CHANGED_HERE = (
        "agreements.changed_here",
        _("Entre el acto anterior y este comenzó otra administración del municipio: %(number)s, el %(on)s"),
    )
    CHANGED_THERE = (
        "agreements.changed_there",
        _("Entre el acto anterior y este terminó el mandato de la contraparte, el %(on)s"),
    )


# what the checker finds in a text that was signed stays in its transcript
BECAUSE_SIGNED = _("Así se firmó: el texto se transcribe como está.")

# acts by which a later administration takes the relation up again (R0-10)
TAKEN_UP_AGAIN = frozenset({LaterActKind.RATIFICATION, LaterActKind.REAFFIRMATION})

# papers that a case prepares beside its text, in the order they are offered (folders of the library)
CASE_PAPERS = (
    "ratification", "addendum", "renewal", "termination", "memorandum", "friendship", "concept_note", "cabildo_point",
    "meeting_invitation", "lead_sheet",
)  # fmt: skip
# those that cite the act they rest on, and the later act each of them is when both sides have signed or received it
LATER_ACT_OF = {
    "ratification": LaterActKind.RATIFICATION,
    "addendum": LaterActKind.AMENDMENT,
    "renewal": LaterActKind.RENEWAL,
    "termination": LaterActKind.TERMINATION,
}
# those that the mayor signs: nobody else gives them out (decision 0073); letters take a folio besides
CASE_LETTERS = frozenset({"renewal", "termination", "cabildo_point"})
# those that are signed, and deposited as what they are; the first by both sides, the others by the mayor alone
SIGNED_BY_BOTH = frozenset({"ratification", "addendum", "memorandum", "friendship"})
DEPOSITED_PAPERS = SIGNED_BY_BOTH | {"renewal", "termination"}
# letters of the case deposited likewise, signed by the mayor alone: those that begin a relation, take it up again or accept it
DEPOSITED_LETTERS = frozenset({LetterKind.INTENT, LetterKind.RESUME, LetterKind.ANSWER})
# those of the house, never put to the other side: what it proposes to its Cabildo, what it was told of a city
# what goes to a Cabildo, which a state has not
OF_CABILDO = frozenset({"cabildo_point"})
HOUSE_PAPERS = frozenset({"cabildo_point", "lead_sheet"})
# what only the case says of a paper, whatever is typed: who proposes is who signs, and the Committee's act is the one on record
ONLY_OF_CASE = {"cabildo_point": frozenset({"proposer_name", "proposer_post", "committee_reference"})}
