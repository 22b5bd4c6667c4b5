"""Words of dispatch and opinion."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class DispatchState(TextChoices):
    PREPARED = "prepared", _("En preparación")
    SENT = "sent", _("Enviado al enlace estatal")
    FORWARDED = "forwarded", _("Turnado a la SRE")
    RECEIVED = "received", _("Recibido en la SRE")
    RETURNED = "returned", _("Devuelto")
    CORRECTED = "corrected", _("Corregido por un acto posterior")
    RECALLED = "recalled", _("Retirado por quien lo envió")


ON_ITS_WAY = frozenset({DispatchState.SENT, DispatchState.FORWARDED, DispatchState.RECEIVED})
# no longer under way: another can be prepared
OFF_THE_WAY = frozenset({DispatchState.RETURNED, DispatchState.CORRECTED, DispatchState.RECALLED})


class ReviewState(TextChoices):
    OPEN = "open", _("En revisión")
    OBSERVED = "observed", _("Con observaciones")
    ANSWERED = "answered", _("Contestado")
    PROPOSED = "proposed", _("Dictamen propuesto")
    CLOSED = "closed", _("Dictaminado")
    ENDED = "ended", _("Terminada sin dictamen")
    UNANSWERED = "unanswered", _("Terminada sin respuesta")
    CORRECTED = "corrected", _("Corregida por un acto posterior")


# rounds that came to no opinion; what a corrected one says never was
LEFT = frozenset({ReviewState.ENDED, ReviewState.UNANSWERED, ReviewState.CORRECTED})
# rounds that nobody goes on with
OVER = LEFT | {ReviewState.CLOSED}


class ObservationState(TextChoices):
    DRAFT = "draft", _("En preparación")
    SENT = "sent", _("Enviada")
    ACCEPTED = "accepted", _("Atendida")
    REJECTED = "rejected", _("No aceptada, con motivo")
    RESOLVED = "resolved", _("Solventada")


class Sense(TextChoices):
    FAVOURABLE = "favourable", _("Favorable")
    UNFAVOURABLE = "unfavourable", _("No favorable")


class OpinionState(TextChoices):
    PROPOSED = "proposed", _("Propuesto")
    AUTHORISED = "authorised", _("Autorizado")
    RETURNED = "returned", _("Devuelto")
    WITHDRAWN = "withdrawn", _("Sin efecto por un acto posterior")


class Power(StrEnum):
    PREPARE = "prepare"
    FORWARD = "forward"
    RECEIVE = "receive"
    OBSERVE = "observe"
    ANSWER = "answer"
    PROPOSE = "propose"
    AUTHORISE = "authorise"
    RECORD = "record"


class Happened(HappenedBase):
    DISPATCH_PREPARED = "opinions.dispatch_prepared", _("%(actor)s preparó el envío a la SRE")
    ITEM_ATTACHED = "opinions.item_attached", _("%(actor)s integró al envío: %(item)s")
    DISPATCH_SENT = (
        "opinions.dispatch_sent",
        _("%(actor)s envió el expediente a la SRE por conducto del enlace estatal, oficio %(folio)s"),
    )
    DISPATCH_FORWARDED = "opinions.dispatch_forwarded", _("%(actor)s turnó el expediente a la SRE, oficio %(folio)s")
    DISPATCH_RECEIVED = "opinions.dispatch_received", _("La SRE recibió el expediente")
    DISPATCH_RETURNED = "opinions.dispatch_returned", _("%(actor)s devolvió el envío: %(reason)s")
    REVIEW_OPENED = "opinions.review_opened", _("%(actor)s abrió la ronda %(round)s de revisión")
    OBSERVED = "opinions.observed", _("%(actor)s anotó una observación a %(group)s")
    ARTICLE_APPROVED = "opinions.article_approved", _("%(actor)s aprobó %(group)s como está")
    OBSERVATION_DROPPED = (
        "opinions.observation_dropped",
        _("%(actor)s retiró una observación a %(group)s antes de enviarla"),
    )
    OBSERVATIONS_SENT = (
        "opinions.observations_sent",
        _("%(actor)s envió %(count)s observaciones en un solo oficio, %(folio)s"),
    )
    OBSERVATION_ANSWERED = (
        "opinions.observation_answered",
        _("%(actor)s contestó la observación a %(group)s: %(answer)s"),
    )
    VERSION_SUBMITTED = (
        "opinions.version_submitted",
        _("%(actor)s presentó la versión %(number)s en respuesta a las observaciones"),
    )
    ANSWER_FORWARDED = (
        "opinions.answer_forwarded",
        _("%(actor)s turnó a la SRE la respuesta a las observaciones de la ronda %(round)s, oficio %(folio)s"),
    )
    ANSWER_RETURNED = (
        "opinions.answer_returned",
        _("%(actor)s devolvió sin turnar la respuesta a las observaciones de la ronda %(round)s: %(reason)s"),
    )
    OPINION_PROPOSED = "opinions.opinion_proposed", _("%(actor)s propuso dictamen %(sense)s")
    OPINION_AUTHORISED = "opinions.opinion_authorised", _("%(actor)s autorizó el dictamen %(sense)s, oficio %(number)s")
    OPINION_RETURNED = "opinions.opinion_returned", _("%(actor)s devolvió el proyecto de dictamen: %(reason)s")
    OPINION_RECORDED = "opinions.opinion_recorded", _("Se asentó el dictamen %(sense)s, oficio %(number)s, del %(on)s")
    OPINION_WITHDRAWN = (
        "opinions.opinion_withdrawn",
        _("%(actor)s dejó sin efecto el dictamen %(number)s: %(reason)s"),
    )
    DISPATCH_CORRECTED = (
        "opinions.dispatch_corrected",
        _("%(actor)s corrigió el envío asentado con el oficio %(folio)s: %(reason)s"),
    )
    DISPATCH_RECALLED = (
        "opinions.dispatch_recalled",
        _("%(actor)s retiró el envío hecho con el oficio %(folio)s: %(reason)s"),
    )
    FORWARDING_RECALLED = (
        "opinions.forwarding_recalled",
        _("%(actor)s retiró el turno a la SRE hecho con el oficio %(folio)s: %(reason)s"),
    )
    FORWARDING_CORRECTED = (
        "opinions.forwarding_corrected",
        _("%(actor)s corrigió el turno a la SRE asentado con el oficio %(folio)s: %(reason)s"),
    )
    ANSWER_RECALLED = (
        "opinions.answer_recalled",
        _("%(actor)s retiró el turno de la respuesta de la ronda %(round)s, oficio %(folio)s: %(reason)s"),
    )
    ANSWER_RETURN_CORRECTED = (
        "opinions.answer_return_corrected",
        _(
            "%(actor)s corrigió la devolución asentada de la respuesta de la ronda %(round)s, oficio %(folio)s: %(reason)s"
        ),
    )
    ANSWER_RETURN_RECORDED = (
        "opinions.answer_return_recorded",
        _(
            "Se asentó que el enlace estatal devolvió la respuesta de la ronda %(round)s, oficio %(folio)s, del %(on)s: "
            "%(reason)s"
        ),
    )
    REVIEW_REOPENED = "opinions.review_reopened", _("La ronda %(round)s de revisión quedó abierta otra vez")
    REVIEW_ENDED = "opinions.review_ended", _("La ronda %(round)s de revisión terminó sin dictamen: %(reason)s")
    RETURN_RECORDED = (
        "opinions.return_recorded",
        _("Se asentó la devolución del envío, oficio %(folio)s, del %(on)s: %(reason)s"),
    )
    OBSERVATIONS_RECORDED = (
        "opinions.observations_recorded",
        _("Se asentaron %(count)s observaciones de la SRE, oficio %(folio)s, del %(on)s"),
    )
    OBSERVATIONS_CORRECTED = (
        "opinions.observations_corrected",
        _("%(actor)s corrigió las observaciones asentadas con el oficio %(folio)s: %(reason)s"),
    )
