"""What the operations of this app share: the holder of a link, reasons, folios."""

from collections.abc import Callable
from typing import Any

from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise
from hermanar.meetings.enums import BodyKind, Outcome
from hermanar.meetings.models import Resolution
from hermanar.meetings.queries import owner_of
from hermanar.partnerships.rules.folios import next_number

from ..policies import holds_link


def _by_link(act: Act, purpose: str, subject: str) -> None:
    """Only whoever holds a link to exactly this record. Raises NotVisible: for anybody else there is no such thing."""
    if not holds_link(act.actor, purpose, subject):
        raise NotVisible(subject)


def _written(sentence: Any, value: str, field: str, *, most: int = 6000) -> str:
    """The text, or Invalid where nothing is written or more than is read."""
    text = normalise(value, lines=True)
    if not text:
        raise Invalid({field: [sentence]})
    if len(text) > most:
        raise Invalid({field: [_("Es demasiado largo: escriba hasta %(most)s caracteres.") % {"most": most}]})
    return text


def _numbered(
    model: type[models.Model], owner: Organisation, series: str, year: int, make: Callable[[str], Any]
) -> Any:
    """Make a row under the next folio `<code>-<series>-<year>-<n>`: of two that come at once each gets its own."""
    stem = f"{owner.code or owner.slug.upper()[:8]}-{series}-{year}-"
    for _try in range(8):
        taken = model._default_manager.filter(folio__startswith=stem).values_list("folio", flat=True)
        try:
            with transaction.atomic():
                return make(f"{stem}{next_number(stem, taken):03d}")
        except IntegrityError:
            continue
    raise Refused("folio_taken", _("No se pudo dar un folio en este momento. Vuelva a enviarlo."))


def _vote(owner: Organisation, resolution: Resolution | None, *, outcome: Outcome | None = None) -> None:
    """The committee's own resolution, of this municipality; with `outcome`, one that says so. Raises Invalid."""
    if resolution is None:
        return
    body = resolution.point.session.body
    if body.kind != BodyKind.COMMITTEE or owner_of(body).pk != owner.pk:
        raise Invalid({"resolution": [_("Ese acuerdo no es del Comité de este municipio.")]})
    if outcome is not None and resolution.outcome != outcome:
        raise Invalid({"resolution": [_("Lo que el Comité votó en ese punto dice otra cosa.")]})
