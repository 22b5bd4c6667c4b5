"""Words of the book."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Shelf(TextChoices):
    """The book of documented relations, or the shelf of exercises, which stays out of it."""

    DOCUMENTED = "documented", _("Documentada")
    EXERCISE = "exercise", _("Ejercicio de demostración")


class Happened(HappenedBase):
    ENTRY_PUBLISHED = "registry.entry_published", _("Se publicó la revisión %(revision)s de la ficha %(folio)s")
    ENTRY_WITHDRAWN = "registry.entry_withdrawn", _("Se retiró del portal la ficha %(folio)s: %(reason)s")
