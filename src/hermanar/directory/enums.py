"""Words of the directory."""

from enum import StrEnum, nonmember

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class OrganisationKind(TextChoices):
    MUNICIPALITY = "municipality", _("Municipio")
    STATE = "state", _("Gobierno del estado")
    MINISTRY = "ministry", _("Secretaría de Relaciones Exteriores")
    CONSULATE = "consulate", _("Consulado o embajada")
    COMMITTEE = "committee", _("Comité de Ciudades Hermanas")
    FOREIGN_GOVERNMENT = "foreign_government", _("Gobierno extranjero")
    INTERNATIONAL = "international", _("Organización internacional")
    OTHER = "other", _("Otra organización")


class Part(TextChoices):
    """What an organisation is in a circle (R2-12)."""

    LEAD = "lead", _("Municipio titular")
    OVERSEER = "overseer", _("Enlace estatal")
    COMMITTEE = "committee", _("Comité de Ciudades Hermanas")
    COUNTERPART = "counterpart", _("Contraparte")
    REVIEWER = "reviewer", _("Dictaminación de la SRE")
    REGISTRAR = "registrar", _("Registro de la SRE")
    CONSUL = "consul", _("Consulado o embajada")
    OBSERVER = "observer", _("Observador")


class Role(TextChoices):
    """What a post may be asked to do. The title of the office is free text; the role is fixed (R1-19)."""

    LIAISON = "liaison", _("Enlace municipal")
    MAYOR = "mayor", _("Presidencia municipal")
    COUNCIL_SECRETARY = "council_secretary", _("Secretaría del Ayuntamiento")
    COMMISSION = "commission", _("Presidencia de la comisión edilicia")
    COMMITTEE_SECRETARY = "committee_secretary", _("Secretaría del Comité")
    COMMITTEE_MEMBER = "committee_member", _("Integrante del Comité")
    STATE_LIAISON = "state_liaison", _("Enlace estatal")
    ADVISER = "adviser", _("Asesoría de la DGCP")
    LEGAL_REVIEWER = "legal_reviewer", _("Revisión jurídica")
    AUTHORISER = "authoriser", _("Autorización del dictamen")
    REGISTRAR = "registrar", _("Registro de acuerdos")
    CONSUL = "consul", _("Funcionariado consular")
    COUNTERPART = "counterpart", _("Contraparte extranjera")
    ADMINISTRATOR = "administrator", _("Administración de la organización")
    OBSERVER = "observer", _("Consulta")
    GOVERNOR = "governor", _("Titular del gobierno del estado")

    # those who sign, opine or register (issue of the first walk, section 2), and what each of them does of that
    NEEDS_SECOND_FACTOR = nonmember(
        {
            "mayor": _("firma las cartas y los acuerdos del municipio"),
            "governor": _("firma las cartas y los acuerdos del estado"),
            "council_secretary": _("certifica lo que resuelve el Cabildo"),
            "commission": _("certifica lo que resuelve la comisión"),
            "committee_secretary": _("resuelve el estudio y certifica lo que acuerda el Comité"),
            "state_liaison": _("firma los envíos del estado a la SRE"),
            "consul": _("opina por el consulado o la embajada"),
            "legal_reviewer": _("observa el texto y propone el dictamen"),
            "authoriser": _("autoriza el dictamen"),
            "registrar": _("inscribe los acuerdos"),
            "counterpart": _("aprueba por la contraparte"),
        }
    )
    # of these roles too, while nobody of the other has an account: then they put down what that office signed on paper
    ALONE_NEEDS_SECOND_FACTOR = nonmember(
        {"liaison": ("mayor", _("asienta lo que firmó la Presidencia municipal, que no está en el programa"))}
    )


# In a relation whose own party is a state (LCT art. 2-II), who of the state does what a municipality's post does.
STANDS_FOR: dict[str, str] = {Role.STATE_LIAISON: Role.LIAISON, Role.GOVERNOR: Role.MAYOR}


def roles_for(part: str, roles: frozenset[str]) -> frozenset[str]:
    """Roles that count in that part of a circle: in the party's own place, also those that a state's post stands for."""
    return roles | {STANDS_FOR[r] for r in roles if r in STANDS_FOR} if part == Part.LEAD else roles


def fillers_of(part: str, role: str) -> list[str]:
    """Roles of posts that fill that role in that part."""
    return [role, *(r for r, other in STANDS_FOR.items() if other == role and part == Part.LEAD)]


class CircleKind(TextChoices):
    HOME = "home", _("Expediente propio de una organización")
    CASE = "case", _("Círculo de una vinculación")


# parts an organisation holds in its own (home) circle
HOME_PARTS: dict[str, tuple[Part, ...]] = {
    OrganisationKind.MUNICIPALITY: (Part.LEAD,),
    OrganisationKind.STATE: (Part.OVERSEER,),
    OrganisationKind.MINISTRY: (Part.REVIEWER, Part.REGISTRAR),
    OrganisationKind.CONSULATE: (Part.CONSUL,),
    OrganisationKind.COMMITTEE: (Part.COMMITTEE,),
    OrganisationKind.FOREIGN_GOVERNMENT: (Part.COUNTERPART,),
    OrganisationKind.INTERNATIONAL: (Part.COUNTERPART,),
    OrganisationKind.OTHER: (Part.OBSERVER,),
}
_OF_ANY = frozenset({Role.ADMINISTRATOR, Role.OBSERVER})
# roles that a post of each kind of organisation may have: nobody opines, registers or forwards from another's house
ROLES_OF_KIND: dict[str, frozenset[Role]] = {
    OrganisationKind.MUNICIPALITY: _OF_ANY
    | {
        Role.LIAISON, Role.MAYOR, Role.COUNCIL_SECRETARY, Role.COMMISSION, Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER,
    },
    OrganisationKind.STATE: _OF_ANY | {Role.STATE_LIAISON, Role.GOVERNOR},
    OrganisationKind.MINISTRY: _OF_ANY | {Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER, Role.REGISTRAR},
    OrganisationKind.CONSULATE: _OF_ANY | {Role.CONSUL},
    OrganisationKind.COMMITTEE: _OF_ANY | {Role.COMMITTEE_SECRETARY, Role.COMMITTEE_MEMBER},
    OrganisationKind.FOREIGN_GOVERNMENT: _OF_ANY | {Role.COUNTERPART},
    OrganisationKind.INTERNATIONAL: _OF_ANY | {Role.COUNTERPART},
    OrganisationKind.OTHER: _OF_ANY,
}  # fmt: skip
# parts whose holders may bring further organisations into a circle: the Mexican authorities of the relation
SEATING_PARTS = frozenset({Part.LEAD, Part.OVERSEER, Part.CONSUL, Part.REVIEWER, Part.REGISTRAR})

WITHHELD = _("Nombre reservado")


class RequestKind(TextChoices):
    """What a person may ask about their own data."""

    ACCESS = "access", _("Acceso")
    CORRECTION = "correction", _("Rectificación")
    WITHHOLDING = "withholding", _("Oposición")


class Power(StrEnum):
    ADMINISTER = "administer"  # offices, posts, invitations of one's own organisation
    OPEN_ORGANISATION = "open_organisation"


class Happened(HappenedBase):
    ORGANISATION_OPENED = "directory.organisation_opened", _("%(actor)s abrió la organización “%(organisation)s”")
    OFFICE_CREATED = "directory.office_created", _("%(actor)s creó la oficina “%(office)s”")
    PERSON_INVITED = "directory.person_invited", _("%(actor)s invitó a una persona al puesto “%(office)s”")
    INVITATION_ACCEPTED = "directory.invitation_accepted", _("Se aceptó la invitación al puesto “%(office)s”")
    INVITATION_REVOKED = "directory.invitation_revoked", _("%(actor)s revocó la invitación al puesto “%(office)s”")
    INVITATIONS_PURGED = "directory.invitations_purged", _("Se borraron %(number)s invitaciones que nadie aceptó")
    APPOINTED = "directory.appointed", _("%(actor)s asentó a quien ocupa “%(office)s” desde el %(from_on)s")
    APPOINTED_IN_CHARGE = (
        "directory.appointed_in_charge",
        _(
            "%(actor)s asentó a quien queda a cargo del despacho de “%(office)s” desde el %(from_on)s, según %(reference)s"
        ),
    )
    APPOINTED_BY_ABSENCE = (
        "directory.appointed_by_absence",
        _(
            "%(actor)s asentó a quien suple por ausencia a “%(office)s” del %(from_on)s al %(until_on)s, según %(reference)s"
        ),
    )
    APPOINTMENT_ENDED = "directory.appointment_ended", _("%(actor)s dio por terminado el puesto “%(office)s”")
    ADMINISTRATION_RECORDED = (
        "directory.administration_recorded",
        _("%(actor)s asentó la administración %(number)s, del %(starts_on)s al %(ends_on)s"),
    )
    TERM_RECORDED = (
        "directory.term_recorded",
        _("%(actor)s asentó la administración del %(starts_on)s al %(ends_on)s"),
    )
    ELECTION_RECORDED = (
        "directory.election_recorded",
        _("%(actor)s asentó la elección del %(election_on)s, según %(source)s"),
    )
    MANDATE_RECORDED = (
        "directory.mandate_recorded",
        _("%(actor)s asentó misión, fundamento y funciones de la oficina, desde el %(from_on)s"),
    )
    APPOINTMENT_CORRECTED = (
        "directory.appointment_corrected",
        _("%(actor)s corrigió lo asentado de quien ocupa “%(office)s”: %(reason)s"),
    )
    APPOINTMENT_RETRACTED = (
        "directory.appointment_retracted",
        _("%(actor)s retiró como asentado por error a quien figuraba en “%(office)s”: %(reason)s"),
    )
    ADMINISTRATION_CORRECTED = (
        "directory.administration_corrected",
        _("%(actor)s corrigió la administración %(number)s: %(reason)s"),
    )
    OFFICE_RENAMED = (
        "directory.office_renamed",
        _("“%(was)s” se llama “%(office)s” desde el %(from_on)s, según %(reference)s"),
    )
    OFFICE_CORRECTED = "directory.office_corrected", _("%(actor)s corrigió el nombre de “%(office)s”: %(reason)s")
    OFFICE_CLOSED = (
        "directory.office_closed",
        _("%(actor)s cerró la oficina “%(office)s”; su último día es el %(on)s, según %(reference)s"),
    )
    OFFICE_REOPENED = "directory.office_reopened", _("%(actor)s reabrió la oficina “%(office)s”: %(reason)s")
    CIRCLE_OPENED = "directory.circle_opened", _("%(actor)s abrió el círculo “%(circle)s”")
    SEAT_GIVEN = "directory.seat_given", _("%(organisation)s ocupa un lugar en el círculo: %(part)s")
    SEAT_ENDED = "directory.seat_ended", _("%(organisation)s dejó su lugar en el círculo: %(part)s")
    EXERCISE_CLOCK_MOVED = "directory.exercise_clock_moved", _("El reloj del ejercicio avanzó al %(to)s")
    PLACES_LOADED = "directory.places_loaded", _("Se cargaron municipios, localidades y lugares del mundo")
    PERSON_RECORDED = "directory.person_recorded", _("%(actor)s asentó a una persona en el directorio")
    DATA_REQUESTED = "directory.data_requested", _("Se recibió una solicitud sobre datos personales")
    DATA_REQUEST_ANSWERED = (
        "directory.data_request_answered",
        _("%(actor)s contestó una solicitud sobre datos personales"),
    )
    NAME_WITHHELD = (
        "directory.name_withheld",
        _("Se retiró un nombre de las copias publicadas, a petición de su titular"),
    )
    DATA_CORRECTED = "directory.data_corrected", _("%(actor)s corrigió datos personales a petición de su titular")
