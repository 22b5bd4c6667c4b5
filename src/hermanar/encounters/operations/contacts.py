"""Contacts by post: the post's thread goes on when who holds it changes."""

import datetime as dt
import re
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Circle, Country
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Refused
from hermanar.kernel.text import fold, normalise
from hermanar.partnerships.models import Partnership

from ..enums import ContactKind, Happened, Side
from ..models import Contact, Holder
from .common import _must_keep, _own, _reason, _said, _stop

_LINES = ("post", "post_es", "organisation", "city", "subdivision", "phone", "address_as", "district")
_LIMITS = {"post": 200, "post_es": 200, "organisation": 200, "city": 160, "subdivision": 120, "phone": 40, "address_as": 160,
           "district": 300}  # fmt: skip
_LANGUAGE = re.compile(r"[a-z]{2,3}\Z")


def _clean(
    circle: Circle, kind: str, side: str, partnerships: Iterable[Partnership], country: Country | None, fields: dict
) -> dict[str, Any]:
    texts = {name: normalise(str(fields.get(name) or ""))[: _LIMITS[name]] for name in _LINES}
    errors: dict[str, list] = {}
    _said(errors, "post", texts["post"], _("Escriba el cargo: un contacto se lleva por su puesto."))
    if kind not in ContactKind.values:
        errors["kind"] = [_("Elija qué clase de contacto es.")]
    if side not in Side.values:
        errors["side"] = [_("Elija de qué parte es.")]
    spoken = [code.strip().lower() for code in str(fields.get("languages") or "").split(",") if code.strip()]
    if not all(_LANGUAGE.match(code) for code in spoken):
        errors["languages"] = [_("Escriba los códigos separados por coma: es, en, fr.")]
    if kind == ContactKind.CONSUL and country is None:
        errors["country"] = [_("Elija el país que acredita a ese consulado.")]
    if kind == ContactKind.AGENCY:
        _said(errors, "organisation", texts["organisation"], _("Escriba cómo se llama la agencia o la red."))
    since, until = fields.get("since_on"), fields.get("until_on")
    if since and until and until < since:
        errors["until_on"] = [_("El puesto no puede terminar antes de empezar.")]
    _stop(errors)
    _own(circle, partnerships)
    return texts | {
        "kind": kind, "side": side, "country": country, "languages": ", ".join(spoken)[:40], "since_on": since,
        "until_on": until, "email": str(fields.get("email") or "").strip(),
        "note": normalise(str(fields.get("note") or ""), lines=True),
    }  # fmt: skip


def _folded(values: dict[str, Any]) -> str:
    """What a search looks in: posts and places, never a name, which may have to be withheld."""
    country = values.get("country")
    words = [values[n] for n in ("post", "organisation", "city", "subdivision", "district")]
    return fold(" ".join([*words, *([country.name_es, country.name_en] if country else [])]))[:700]


@transaction.atomic
def add_contact(
    act: Act, *, circle: Circle, kind: ContactKind | str, side: Side | str, name: str = "",
    held_since: dt.date | None = None, partnerships: Iterable[Partnership] = (), country: Country | None = None,
    **fields: Any,
) -> Contact:  # fmt: skip
    """Add a contact to a municipality's own list, by post; its holder's name is optional (R1-15, R1-19, R0-28, R4-10).

    `fields`: post, post_es, organisation, city, subdivision, languages, email, phone, address_as, district, since_on, until_on,
    note. Raises Refused (`not_keeper`, `contact_known`), Invalid.
    """
    _must_keep(act, circle)
    rows = list(partnerships)
    values = _clean(circle, kind, side, rows, country, fields)
    folded = _folded(values)
    if Contact.objects.filter(circle=circle, kind=kind, folded=folded, until_on=None).exists():
        raise Refused(
            "contact_known", _("Ese puesto ya está en el directorio: asiente ahí a quien lo ocupa."), field="post"
        )
    contact = Contact.objects.create(circle=circle, folded=folded, added_on=act.on, **values)
    contact.partnerships.set(rows)
    if name := normalise(name)[:160]:
        Holder.objects.create(contact=contact, name=name, from_on=held_since)
    record(act, Happened.CONTACT_ADDED, chain=circle.public_id, about=contact.public_id, post=str(contact))
    return contact


@transaction.atomic
def update_contact(
    act: Act, *, contact: Contact, kind: ContactKind | str, side: Side | str,
    partnerships: Iterable[Partnership] = (), country: Country | None = None, **fields: Any,
) -> Contact:  # fmt: skip
    """Correct the post's card; who holds it changes by `change_holder`. Raises Refused, Invalid."""
    _must_keep(act, contact.circle)
    rows = list(partnerships)
    values = _clean(contact.circle, kind, side, rows, country, fields)
    for name, value in values.items():
        setattr(contact, name, value)
    contact.folded = _folded(values)
    contact.save(update_fields=[*values, "folded"])
    contact.partnerships.set(rows)
    record(act, Happened.CONTACT_UPDATED, chain=contact.circle.public_id, about=contact.public_id, post=str(contact))
    return contact


@transaction.atomic
def change_holder(act: Act, *, contact: Contact, from_on: dt.date, name: str = "") -> Contact:
    """Somebody else holds the post from a day on (or nobody: without a name it stands vacant). The thread is the post's.

    Raises Refused (`not_keeper`), Invalid (`from_on` before the one who leaves came).
    """
    _must_keep(act, contact.circle)
    holder = contact.holders.filter(until_on=None).first()
    errors: dict[str, list] = {}
    if from_on > act.on:
        errors["from_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif holder is not None and holder.from_on and from_on < holder.from_on:
        errors["from_on"] = [_("El relevo no puede ser anterior a quien deja el puesto.")]
    _stop(errors)
    if holder is not None:
        Holder.objects.filter(pk=holder.pk, until_on=None).update(until_on=from_on)
    if name := normalise(name)[:160]:
        Holder.objects.create(contact=contact, name=name, from_on=from_on)
    record(
        act, Happened.HOLDER_CHANGED, chain=contact.circle.public_id, about=contact.public_id, post=str(contact),
        on=from_on,
    )  # fmt: skip
    return contact


@transaction.atomic
def withhold_holder(act: Act, *, holder: Holder) -> Holder:
    """Stop showing the name, at its bearer's request; the post and what was done with it stay. Raises Refused."""
    _must_keep(act, holder.contact.circle)
    if not Holder.objects.filter(pk=holder.pk, withheld_at=None).update(withheld_at=act.at):
        raise Refused("holder_withheld", _("Ese nombre ya está reservado."))
    holder.refresh_from_db()
    contact = holder.contact
    record(act, Happened.HOLDER_WITHHELD, chain=contact.circle.public_id, about=contact.public_id, post=str(contact))
    return holder


@transaction.atomic
def end_contact(act: Act, *, contact: Contact, until_on: dt.date, reason: str) -> Contact:
    """The post is no more, or matters no more: it leaves the list, its history stays. Raises Refused, Invalid."""
    _must_keep(act, contact.circle)
    reason = _reason(reason)
    errors: dict[str, list] = {}
    if until_on > act.on:
        errors["until_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    elif contact.since_on and until_on < contact.since_on:
        errors["until_on"] = [_("El puesto no puede terminar antes de empezar.")]
    _stop(errors)
    if not Contact.objects.filter(pk=contact.pk, until_on=None).update(until_on=until_on):
        raise Refused("contact_ended", _("Ese contacto ya está dado de baja."))
    contact.refresh_from_db()
    record(
        act, Happened.CONTACT_ENDED, chain=contact.circle.public_id, about=contact.public_id, post=str(contact),
        reason=reason,
    )  # fmt: skip
    return contact
