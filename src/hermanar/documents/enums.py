"""Words of documents."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Origin(TextChoices):
    ASSEMBLED = "assembled", _("Armado desde la plantilla")
    EDITED = "edited", _("Editado")
    REPAIRED = "repaired", _("Corregido a partir de la revisión")
    RETURNED = "returned", _("Devuelto por la contraparte")
    UPLOADED = "uploaded", _("Recibido")


class IssueState(TextChoices):
    IN_FORCE = "in_force", _("Vigente")
    SUPERSEDED = "superseded", _("Sustituido")
    WITHDRAWN = "withdrawn", _("Sin efecto")


class Audience(TextChoices):
    """For whom a document of the library is."""

    EVERYBODY = "everybody", _("Todas las organizaciones, también las contrapartes")
    AUTHORITIES = "authorities", _("Autoridades mexicanas y sus Comités")


class Happened(HappenedBase):
    DOCUMENT_ASSEMBLED = "documents.document_assembled", _("%(actor)s preparó “%(title)s”, versión %(number)s")
    DOCUMENT_SHARED = "documents.document_shared", _("%(actor)s puso “%(title)s” a la vista de todo el círculo")
    VERSION_SAVED = "documents.version_saved", _("%(actor)s guardó la versión %(number)s de “%(title)s”")
    FINDING_KEPT = "documents.finding_kept", _("%(actor)s conservó el texto señalado (%(code)s): %(reason)s")
    COMMENTED = "documents.commented", _("%(actor)s comentó %(group)s de “%(title)s”")
    PAPER_ISSUED = "documents.paper_issued", _("%(actor)s expidió “%(title)s” con el código %(code)s")
    PAPER_SUPERSEDED = "documents.paper_superseded", _("El papel con el código %(code)s quedó sustituido")
    PAPER_WITHDRAWN = (
        "documents.paper_withdrawn",
        _("%(actor)s dejó sin efecto el papel con el código %(code)s: %(reason)s"),
    )
    FOLIO_GIVEN = "documents.folio_given", _("Se asignó el folio %(folio)s")
    FOLIO_USED = "documents.folio_used", _("%(actor)s registró el uso del folio %(folio)s")
    LETTERHEAD_SET = "documents.letterhead_set", _("%(actor)s configuró la hoja membretada de %(year)s")
    LIBRARY_ITEM_ADDED = "documents.library_item_added", _("%(actor)s puso “%(title)s” en la biblioteca")
    LIBRARY_ITEM_CHANGED = "documents.library_item_changed", _("%(actor)s corrigió la ficha de “%(title)s”")
    LIBRARY_ITEM_WITHDRAWN = (
        "documents.library_item_withdrawn",
        _("%(actor)s retiró “%(title)s” de la biblioteca: %(reason)s"),
    )
