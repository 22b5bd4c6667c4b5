"""Words of personal links."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class LinkState(TextChoices):
    """Computed from its dates; never kept."""

    OPEN = "open", _("Vigente")
    EXPIRED = "expired", _("Vencido")
    REVOKED = "revoked", _("Retirado")


class Closed(TextChoices):
    """What a link that opens nothing any more says to whoever holds it."""

    EXPIRED = "link_expired", _("Este enlace ya venció. Pida otro a quien se lo envió.")
    REVOKED = "link_revoked", _("Este enlace se retiró. Si le hace falta, pida otro a quien se lo envió.")


class Happened(HappenedBase):
    LINK_GIVEN = "links.link_given", _("%(actor)s dio un enlace personal, válido hasta el %(until)s")
    LINK_RENEWED = "links.link_renewed", _("%(actor)s renovó un enlace personal, válido hasta el %(until)s")
    LINK_REVOKED = "links.link_revoked", _("%(actor)s retiró un enlace personal: %(reason)s")
    LINKS_ENDED = "links.links_ended", _("Terminaron los enlaces personales anteriores (%(number)s)")
    LINK_OPENED = "links.link_opened", _("Se abrió un enlace personal")
    CODE_SENT = "links.code_sent", _("Se envió un código al correo de quien tiene el enlace")
    CODE_CONFIRMED = "links.code_confirmed", _("Se confirmó el correo de quien tiene el enlace")
    LIMIT_REACHED = "links.limit_reached", _("Se frenaron intentos repetidos desde una misma dirección")
    LINKS_PURGED = "links.links_purged", _("Se borraron %(number)s enlaces personales vencidos")
