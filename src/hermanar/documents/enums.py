"""Words of documents."""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from hermanar.kernel.happened import HappenedBase


class Origin(TextChoices):
    ASSEMBLED = "assembled", _("Armado desde la plantilla")
    EDITED = "edited", _("Editado")
    REPAIRED = "repaired", _("Corregido a partir de la revisión")
    RETURNED = "returned", _("Devuelto por la contraparte")
    UPLOADED = "uploaded", _("Recibido")
    UNDONE = "undone", _("Se deshizo un paso")
    REDONE = "redone", _("Se rehízo un paso")
    CONFIRMED = "confirmed", _("Otro idioma confirmado")


class ReturnedKind(TextChoices):
    """What a paragraph of a file that came back is, against the version it was made from."""

    CHANGED = "changed", _("Cambia la cláusula")
    REMOVED = "removed", _("Suprime la cláusula")
    MOVED = "moved", _("Mueve la cláusula")
    AROUND = "around", _("Cambia el encabezado o el pie")
    LOOSE = "loose", _("Texto por colocar")


class Decision(TextChoices):
    """What was decided of a change that the counterpart proposes."""

    PENDING = "pending", _("Por resolver")
    ACCEPTED = "accepted", _("Aceptado")
    REJECTED = "rejected", _("No aceptado")


class Unread(TextChoices):
    """What a Word file carries beside its text, that no clause takes in: it is named, never passed over in silence."""

    FOOTNOTES = "footnotes", _("notas al pie")
    ENDNOTES = "endnotes", _("notas al final")
    TEXT_BOXES = "text_boxes", _("cuadros de texto")
    EQUATIONS = "equations", _("ecuaciones")
    PICTURES = "pictures", _("imágenes")
    COMMENTS = "comments", _("comentarios de Word")
    NESTED_TABLES = "nested_tables", _("tablas dentro de tablas")
    RIGHT_TO_LEFT = "right_to_left", _("texto de derecha a izquierda")


class Drawn(StrEnum):
    """How a paper came to be, which decides what the checker's word means when it is issued (`operations.issue`)."""

    AT_ONCE = "at_once"  # made and issued in one act: nobody read what was said of it yet
    AT_A_DESK = "at_a_desk"  # written where its findings stand beside it: warnings were seen there
    FROM_FACTS = "from_facts"  # attests what happened: even an error may be taken on, with its reason


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
    STEP_UNDONE = "documents.step_undone", _("%(actor)s deshizo un paso de “%(title)s”: vuelve la versión %(restores)s")
    STEP_REDONE = "documents.step_redone", _("%(actor)s rehízo un paso de “%(title)s”: vuelve la versión %(restores)s")
    LANGUAGE_CONFIRMED = (
        "documents.language_confirmed",
        _("%(actor)s confirmó que %(group)s de “%(title)s” dice lo mismo en sus idiomas"),
    )
    VERSION_FROZEN = "documents.version_frozen", _("%(actor)s fijó la versión %(number)s de “%(title)s”: %(label)s")
    COMMENT_RESOLVED = (
        "documents.comment_resolved",
        _("%(actor)s dio por atendido un comentario a %(group)s de “%(title)s”"),
    )
    FILE_RETURNED = (
        "documents.file_returned",
        _("%(actor)s recibió de vuelta “%(title)s”, hecho de la versión %(base)s, con %(changes)s cambios"),
    )
    CHANGE_ACCEPTED = "documents.change_accepted", _("%(actor)s aceptó un cambio propuesto a %(group)s de “%(title)s”")
    CHANGE_REJECTED = "documents.change_rejected", _("%(actor)s no aceptó un cambio propuesto a “%(title)s”")
    PAPER_ISSUED = "documents.paper_issued", _("%(actor)s expidió “%(title)s” con el código %(code)s")
    PAPER_SUPERSEDED = "documents.paper_superseded", _("El papel con el código %(code)s quedó sustituido")
    PAPER_WITHDRAWN = (
        "documents.paper_withdrawn",
        _("%(actor)s dejó sin efecto el papel con el código %(code)s: %(reason)s"),
    )
    FOLIO_GIVEN = "documents.folio_given", _("Se asignó el folio %(folio)s")
    FOLIO_USED = "documents.folio_used", _("%(actor)s registró el uso del folio %(folio)s")
    FOLIO_SERIES_SET = "documents.folio_series_set", _("%(actor)s configuró los folios %(series)s de %(year)s")
    LETTERHEAD_SET = "documents.letterhead_set", _("%(actor)s configuró la hoja membretada de %(year)s")
    LEGAL_BASIS_ADDED = "documents.legal_basis_added", _("%(actor)s agregó al catálogo de fundamentos: %(basis)s")
    LEGAL_BASIS_ENDED = "documents.legal_basis_ended", _("%(basis)s deja de citarse desde el %(on)s")
    COPIES_SET = "documents.copies_set", _("%(actor)s configuró las copias de los oficios de %(year)s")
    LIBRARY_ITEM_ADDED = "documents.library_item_added", _("%(actor)s puso “%(title)s” en la biblioteca")
    LIBRARY_ITEM_CHANGED = "documents.library_item_changed", _("%(actor)s corrigió la ficha de “%(title)s”")
    LIBRARY_ITEM_WITHDRAWN = (
        "documents.library_item_withdrawn",
        _("%(actor)s retiró “%(title)s” de la biblioteca: %(reason)s"),
    )
    MODEL_IMPORTED = (
        "documents.model_imported",
        _("%(actor)s trajo el modelo “%(title)s”, versión %(number)s, con %(articles)s artículos"),
    )
    MODEL_CONFIRMED = (
        "documents.model_confirmed",
        _("%(actor)s revisó y confirmó el modelo “%(title)s”, versión %(number)s"),
    )


_EMOJI = [range(0x2600, 0x27C0), range(0x1F000, 0x20000)]
_UNSEEN = {"Cc", "Cf", "Zl", "Zp"}
_SELECTORS = range(0xFE00, 0xFE10)  # they say how the character before them is drawn


@dataclass(frozen=True)
class NotDrawn:
    """A character that no typeface of the papers draws, in the words where it stands; as text, the sentence about it in the
    language of whoever reads. A form that has the character typed says `here` at that field, without the words around."""

    char: str
    around: str

    @property
    def here(self) -> str:
        code = {"char": self.char, "code": f"U+{ord(self.char):04X}"}
        if unicodedata.category(self.char) in _UNSEEN or ord(self.char) in _SELECTORS:
            return _("Hay un carácter que no se ve (%(code)s) y no se puede imprimir: bórrelo o vuelva a teclear esas palabras.") % code  # fmt: skip
        if any(ord(self.char) in signs for signs in _EMOJI):
            return _("“%(char)s” es un emoji y no se puede imprimir en un papel: quítelo o dígalo con palabras.") % code
        return (
            _(
                "“%(char)s” (%(code)s) no se puede imprimir: ninguna tipografía de los papeles lo tiene. Quítelo o escríbalo con letras latinas, griegas, cirílicas, árabes, hebreas, chinas, japonesas o coreanas."
            )
            % code
        )

    def __str__(self) -> str:
        if not self.around:
            return self.here
        return _("En “%(around)s”: %(said)s") % {"around": self.around, "said": self.here}
