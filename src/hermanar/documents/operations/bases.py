"""The legal bases a house cites in its papers, dated and with their source (R3-44); its usual copies and initials."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise

from .. import policies
from ..enums import Happened
from ..models import LegalBasis, Letterhead
from .shared import _record_home, _unprintable


def _must_set(act: Act, organisation: Organisation) -> None:
    if not policies.can_set_letterhead(act.actor, organisation):
        raise Refused("not_allowed", _("Solo la propia organización lleva su catálogo de fundamentos y sus copias."))


@transaction.atomic
def add_legal_basis(
    act: Act, *, organisation: Organisation, text: str, source: str, text_en: str = "",
    valid_from: dt.date | None = None, valid_to: dt.date | None = None,
) -> LegalBasis:  # fmt: skip
    """Put a provision into the house's catalogue, as a text cites it, with where it was read and from when it holds.

    Raises Refused (`not_allowed`, `basis_known`), Invalid naming the field.
    """
    _must_set(act, organisation)
    text, text_en, source = normalise(text).rstrip("."), normalise(text_en).rstrip("."), normalise(source)
    errors: dict[str, list] = {
        name: bad for name, said in (("text", text), ("text_en", text_en)) if (bad := _unprintable(said))
    }
    if not text:
        errors["text"] = [_("Escriba la disposición como se cita: “el artículo … de la Ley …”.")]
    if not source:
        errors["source"] = [_("Diga dónde se leyó: publicación y fecha, o su dirección.")]
    if valid_from and valid_to and valid_to < valid_from:
        errors["valid_to"] = [
            _("No puede dejar de regir antes de empezar. Ponga el primer día en que rige o uno posterior.")
        ]
    if errors:
        raise Invalid(errors)
    if LegalBasis.objects.filter(organisation=organisation, text__iexact=text[:300], valid_to=None).exists():
        raise Refused("basis_known", _("Esa disposición ya está en el catálogo."), field="text")
    row = LegalBasis.objects.create(
        organisation=organisation, text=text[:300], text_en=text_en[:300], source=source[:300], valid_from=valid_from,
        valid_to=valid_to, recorded_at=act.at,
    )  # fmt: skip
    _record_home(act, Happened.LEGAL_BASIS_ADDED, organisation, basis=row.text)
    return row


@transaction.atomic
def end_legal_basis(act: Act, *, basis: LegalBasis, valid_to: dt.date) -> LegalBasis:
    """The provision no longer holds after that day; papers of before keep citing it. Raises Refused, Invalid (`valid_to`)."""
    _must_set(act, basis.organisation)
    if basis.valid_from and valid_to < basis.valid_from:
        raise Invalid(
            {
                "valid_to": [
                    _("No puede dejar de regir antes de empezar. Ponga el primer día en que rige o uno posterior.")
                ]
            }
        )
    if not LegalBasis.objects.filter(pk=basis.pk, valid_to=None).update(valid_to=valid_to):
        raise Refused("basis_ended", _("Esa disposición ya tenía fecha de término."))
    basis.valid_to = valid_to
    _record_home(act, Happened.LEGAL_BASIS_ENDED, basis.organisation, basis=basis.text, on=valid_to)
    return basis


@transaction.atomic
def set_usual_copies(
    act: Act, *, organisation: Organisation, year: int, copies: str = "", copies_en: str = "", initials: str = ""
) -> Letterhead:
    """Whom the house's letters of a year are copied to, one per line, and the initials of who drafts them (R0-02).

    Each letter begins with them and may change them. Raises Refused (`not_allowed`), Invalid naming the field.
    """
    _must_set(act, organisation)
    texts = {
        "copies": normalise(copies, lines=True), "copies_en": normalise(copies_en, lines=True),
        "initials": normalise(initials)[:40],
    }  # fmt: skip
    errors = {name: bad for name, text in texts.items() if (bad := _unprintable(text))}
    if errors:
        raise Invalid(errors)
    row, _is_new = Letterhead.objects.update_or_create(organisation=organisation, year=year, defaults=texts)
    _record_home(act, Happened.COPIES_SET, organisation, year=year)
    return row
