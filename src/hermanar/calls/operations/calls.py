"""The committee's calls for projects (R0-30): drafted, published, closed, cancelled with a reason."""

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, Organisation
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker

from ..enums import CallState, Happened, ProposalSector
from ..models import Call
from ..policies import can_call
from .common import _numbered, _written

TEXTS = ("title", "purpose", "audience", "conditions")


def _must_call(act: Act, circle: Circle) -> None:
    if not can_call(act.actor, circle):
        raise Refused("not_convener", _("Convoca el Comité o el enlace del municipio."))


def _clean(
    texts: Mapping[str, Mapping[str, str]], sectors: Iterable[str], opens_on: dt.date, closes_on: dt.date
) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: {lang: normalise(str(texts.get(name, {}).get(lang, "")), lines=name != "title") for lang in ("es", "en")}
        for name in TEXTS
    }
    errors: dict[str, list] = {}
    if not values["title"]["es"]:
        errors["title_es"] = [_("Escriba el título en español.")]
    if len(values["title"]["es"]) > 160 or len(values["title"]["en"]) > 160:
        errors["title_es"] = [_("El título lleva hasta 160 caracteres.")]
    if closes_on < opens_on:
        errors["closes_on"] = [_("La convocatoria no puede cerrar antes de abrir.")]
    values["sectors"] = sorted(set(sectors) & set(ProposalSector.values))
    if errors:
        raise Invalid(errors)
    return values | {"opens_on": opens_on, "closes_on": closes_on}


@transaction.atomic
def draft_call(
    act: Act, *, owner: Organisation, texts: Mapping[str, Mapping[str, str]], opens_on: dt.date, closes_on: dt.date,
    sectors: Iterable[str] = (),
) -> Call:  # fmt: skip
    """Prepare a call of the municipality's committee; nobody outside sees it yet. `texts`: name → {"es", "en"}.

    Raises Refused, Invalid.
    """
    _must_call(act, owner.home)
    values = _clean(texts, sectors, opens_on, closes_on)
    call = _numbered(
        Call, owner, "CV", act.on.year,
        lambda folio: Call.objects.create(folio=folio, circle=owner.home, owner=owner, drafted_at=act.at, **values),
    )  # fmt: skip
    record(
        act, Happened.CALL_DRAFTED, chain=owner.home.public_id, about=call.public_id, title=call.title["es"]
    )  # fmt: skip
    return call


@transaction.atomic
def change_call(
    act: Act, *, call: Call, texts: Mapping[str, Mapping[str, str]], opens_on: dt.date, closes_on: dt.date,
    sectors: Iterable[str] = (),
) -> Call:  # fmt: skip
    """Correct a draft: what was published is not changed, it is closed or cancelled. Raises Refused, Invalid."""
    _must_call(act, call.circle)
    values = _clean(texts, sectors, opens_on, closes_on)
    if not Call.objects.filter(pk=call.pk, state=CallState.DRAFT).update(**values):
        raise Refused("call_published", _("La convocatoria ya se publicó: no se cambia. Cancélela y publique otra."))
    call.refresh_from_db()
    record(
        act, Happened.CALL_DRAFTED, chain=call.circle.public_id, about=call.public_id, title=call.title["es"]
    )  # fmt: skip
    return call


@transaction.atomic
def publish_call(act: Act, *, call: Call) -> Call:
    """Put it before everybody, in both languages. Raises Refused, Blocked (a text that is missing), Invalid (dates)."""
    _must_call(act, call.circle)
    lacking = [
        Blocker(
            f"call_{name}_{lang}_missing",
            _("Falta “%(what)s” en %(language)s.") % {"what": _WORDS[name], "language": _LANGUAGES[lang]},
            "calls.call_edit", {"call": call.public_id},
        )
        for name in TEXTS for lang in ("es", "en") if not getattr(call, name).get(lang)
    ]  # fmt: skip
    if lacking:
        raise Blocked(lacking)
    if call.closes_on < act.on:
        raise Invalid({"closes_on": [_("La convocatoria ya habría cerrado: cambie la fecha.")]})
    if not Call.objects.filter(pk=call.pk, state=CallState.DRAFT).update(
        state=CallState.PUBLISHED, published_at=act.at
    ):
        raise Refused("call_published", _("La convocatoria ya se publicó."))
    call.refresh_from_db()
    record(
        act, Happened.CALL_PUBLISHED, chain=call.circle.public_id, about=call.public_id, folio=call.folio,
        until=call.closes_on,
    )  # fmt: skip
    return call


_WORDS = {
    "title": _("Título"),
    "purpose": _("Objeto"),
    "audience": _("Quién puede participar"),
    "conditions": _("Bases"),
}
_LANGUAGES = {"es": _("español"), "en": _("inglés")}


@transaction.atomic
def close_call(act: Act, *, call: Call) -> Call:
    """Its proposals are answered, or it takes no more: it goes to the archive. Raises Refused."""
    _must_call(act, call.circle)
    if not Call.objects.filter(pk=call.pk, state=CallState.PUBLISHED).update(state=CallState.CLOSED, closed_at=act.at):
        raise Refused("call_not_published", _("Solo se cierra una convocatoria publicada."))
    call.refresh_from_db()
    record(act, Happened.CALL_CLOSED, chain=call.circle.public_id, about=call.public_id, folio=call.folio)
    return call


@transaction.atomic
def cancel_call(act: Act, *, call: Call, reason: str) -> Call:
    """Take it back, with a reason that everybody reads; what was proposed stays. Raises Refused, Invalid."""
    _must_call(act, call.circle)
    reason = _written(_("Escriba el motivo: se publica."), reason, "reason", most=1000)
    if not Call.objects.filter(pk=call.pk, state__in=[CallState.DRAFT, CallState.PUBLISHED]).update(
        state=CallState.CANCELLED, closed_at=act.at, reason=reason
    ):
        raise Refused("call_closed", _("La convocatoria ya está cerrada."))
    call.refresh_from_db()
    record(
        act, Happened.CALL_CANCELLED, chain=call.circle.public_id, about=call.public_id, folio=call.folio, reason=reason
    )
    return call
