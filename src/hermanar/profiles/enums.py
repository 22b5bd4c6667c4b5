"""Words of the municipal profile: what an entry lacks, rights over a picture, what can happen to it. Its sections and
fields are data (`data/outline.yaml`)."""

from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class EntryLack(TextChoices):
    """What a written entry lacks. None of it stops anybody from saving."""

    NUMBER = "number", _("no es un número: no se imprime como cifra")
    ES = "es", _("falta en español")
    EN = "en", _("falta en inglés")
    STALE_ES = "stale_es", _("el español se quedó atrás")
    STALE_EN = "stale_en", _("el inglés se quedó atrás")
    SOURCE = "source", _("falta la fuente")
    YEAR = "year", _("falta el año del dato")
    UNSOURCED = "unsourced", _("sin fuente")


class TagFault(TextChoices):
    """Why the tags of a line were not taken."""

    AREA_UNKNOWN = "area_unknown", _("Elija las áreas de la lista.")
    GOAL_UNKNOWN = "goal_unknown", _("Elija los objetivos de la lista.")
    TARGET_UNKNOWN = "target_unknown", _("Escriba las metas por su número: 8.9, 11.4.")
    LINK_WRONG = "link_wrong", _("Escriba la dirección completa, con https://.")
    NUMBER_WRONG = "number_wrong", _("Escriba el número con cifras.")
    YEAR_WRONG = "year_wrong", _("El año va de 1800 al año en curso.")
    SOURCE_MISSING = "source_missing", _("Un número de personas se dice con su fuente.")
    YEAR_MISSING = "year_missing", _("Un número de personas se dice con su año.")


class Licence(TextChoices):
    """With what right a picture is printed and published."""

    OWN = "own", _("Del Ayuntamiento")
    PERMISSION = "permission", _("Con permiso de quien la hizo")
    CC_BY = "cc_by", "CC BY 4.0"
    CC_BY_SA = "cc_by_sa", "CC BY-SA 4.0"
    PUBLIC_DOMAIN = "public_domain", _("Dominio público")


class Power(StrEnum):
    EDIT = "edit"


class Happened(HappenedBase):
    SECTION_SAVED = (
        "profiles.section_saved",
        _("%(actor)s actualizó “%(section)s” en el perfil municipal, revisión %(number)s"),
    )
    PROFILE_ISSUED = (
        "profiles.profile_issued",
        _("%(actor)s expidió el perfil municipal, revisión %(number)s, con el código %(code)s"),
    )
    PROFILE_SUBMITTED = (
        "profiles.profile_submitted",
        _("%(actor)s asentó la entrega del perfil municipal, revisión %(number)s, el %(on)s"),
    )
    PICTURE_ADDED = "profiles.picture_added", _("%(actor)s agregó una imagen a la galería del perfil municipal")
    PICTURE_DESCRIBED = "profiles.picture_described", _("%(actor)s describió una imagen de la galería")
    PICTURE_MOVED = "profiles.picture_moved", _("%(actor)s cambió el orden de la galería")
    COVER_CHOSEN = "profiles.cover_chosen", _("%(actor)s eligió la imagen de portada del perfil municipal")
    PICTURE_REMOVED = "profiles.picture_removed", _("%(actor)s retiró una imagen de la galería: %(reason)s")
    SHEET_OPENED = "profiles.sheet_opened", _("%(actor)s abrió la ficha de la ciudad contraparte")
