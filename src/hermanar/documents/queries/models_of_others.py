"""Models of others: who may bring one in, and which are offered beside the text."""

import datetime as dt
from collections.abc import Iterable

from hermanar.directory.enums import OrganisationKind
from hermanar.directory.models import Organisation
from hermanar.kernel.acts import Actor

from .. import policies
from ..models import ModelText
from .papers import library_issuers


def model_keepers(actor: Actor) -> list[Organisation]:
    """Houses in whose name the actor may keep a model: those of the library, or its own municipality."""
    own = Organisation.objects.select_related("home").filter(public_id=actor.organisation or "-")
    return library_issuers(actor) or [o for o in own if policies.can_keep_model(actor, o)]


def is_in_use(model: ModelText, on: dt.date) -> bool:
    """Confirmed, and that day is between its dates."""
    starts, ends = model.valid_from, model.valid_to
    return model.confirmed_on is not None and not (starts and on < starts) and not (ends and ends < on)


def published_instead(model: ModelText, all_of_them: Iterable[ModelText], on: dt.date) -> ModelText | None:
    """Of the models the reader sees, the ministry's own in that language that is in use: it wins over one as received."""
    if not model.is_received:
        return None
    ministry = (m for m in all_of_them if m.issuer.kind == OrganisationKind.MINISTRY and m.language == model.language)
    return next((m for m in ministry if is_in_use(m, on)), None)


def offered_models(actor: Actor, languages: Iterable[str], on: dt.date) -> list[ModelText]:
    """Those a text in these languages is compared with: confirmed ones, what others published first; one as received only
    where the ministry's own is not in use. One query."""
    rows = list(policies.models_of(actor).defer("content", "blanks").order_by("language", "-number", "pk"))
    wanted = set(languages)
    offered = [m for m in rows if m.confirmed_on and m.language in wanted and published_instead(m, rows, on) is None]
    return sorted(offered, key=lambda m: m.is_received)
