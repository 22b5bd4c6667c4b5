"""Words of requests about personal data."""

from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Happened(HappenedBase):
    EXPORTS_PURGED = "privacy.exports_purged", _("Se borraron %(number)s copias de datos personales ya entregadas")
    SEARCHED = "privacy.searched", _("Se buscó en todos los registros lo que hay de una persona: %(number)s renglones")
