"""Choosing among cities: the short list, who is left out and why, what each reason weighs, what was read of a city."""

import datetime as dt
from collections.abc import Mapping
from urllib.parse import urlsplit

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.models import Organisation
from hermanar.directory.queries import get_municipality, get_place
from hermanar.documents.rules import catalogues
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from ..enums import CandidateState, DatumKind, Happened
from ..models import Candidate, Datum, Weights
from ..policies import can_choose
from ..queries.choices import get_candidate
from ..queries.pictures import sheet_of
from ..rules.defaults import MOST_POINTS, default_weights
from ..rules.values import is_city_id


def _must_choose(act: Act, owner: Organisation) -> None:
    """Raises Refused for who is not the municipality's liaison."""
    if owner.municipality_id is None or not can_choose(act.actor, owner.home):
        raise Refused("not_liaison", _("Las candidatas las elige el enlace del municipio."))


def _columns_of(city: str) -> tuple[dict, str]:
    """({`place` or `municipality`: row}, name) of an id. Raises NotVisible where there is no such city."""
    if not is_city_id(city):
        raise NotVisible(city)
    if city[:1] == "p" and (place := get_place(int(city[1:]))):
        return {"place": place}, str(place)
    if city[:1] == "m" and (town := get_municipality(city[1:])):
        return {"municipality": town}, str(town)
    raise NotVisible(city)


def _decide(act: Act, owner: Organisation, city: str, state: CandidateState, reason: str) -> tuple[Candidate, str]:
    _must_choose(act, owner)
    columns, name = _columns_of(city)
    if columns.get("municipality") == owner.municipality:
        raise Refused("own_city", _("El municipio no es candidato de sí mismo."))
    score = sheet_of(act.actor, owner, act.on, city).score
    decision = {"state": state, "reason": reason, "score": score, "decided_on": act.on}
    row, _made = Candidate.objects.update_or_create(circle=owner.home, **columns, defaults=decision)
    return row, name


@transaction.atomic
def shortlist_city(act: Act, *, owner: Organisation, city: str, reason: str = "") -> Candidate:
    """Put a city on the short list; one that was discarded comes back. Raises Refused, NotVisible."""
    row, name = _decide(act, owner, city, CandidateState.SHORTLISTED, normalise(reason, lines=True))
    record(act, Happened.SHORTLISTED, chain=owner.home.public_id, about=row.public_id, city=name)
    return row


@transaction.atomic
def discard_city(act: Act, *, owner: Organisation, city: str, reason: str) -> Candidate:
    """Leave a city out, with the reason, which stays for whoever asks years later. Raises Refused, Invalid, NotVisible."""
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Diga por qué se descarta: quien venga después lo preguntará.")]})
    known = get_candidate(act.actor, owner, city)
    if known is not None and known.partnership_id:
        raise Refused("has_case", _("Esa ciudad ya tiene expediente: lo que le pase se asienta ahí."))
    row, name = _decide(act, owner, city, CandidateState.DISCARDED, reason)
    record(act, Happened.DISCARDED, chain=owner.home.public_id, about=row.public_id, city=name, reason=reason)
    return row


@transaction.atomic
def take_off_city(act: Act, *, owner: Organisation, city: str) -> None:
    """Take a decision back: the city stands in the rank as if nobody had decided. Raises Refused, NotVisible."""
    _must_choose(act, owner)
    _columns, name = _columns_of(city)
    row = get_candidate(act.actor, owner, city)
    if row is None:
        raise Refused("not_decided", _("De esa ciudad no se había decidido nada."))
    if row.partnership_id:
        raise Refused("has_case", _("Esa ciudad ya tiene expediente: lo que le pase se asienta ahí."))
    about = row.public_id
    row.delete()
    record(act, Happened.TAKEN_OFF, chain=owner.home.public_id, about=about, city=name)


@transaction.atomic
def change_weights(act: Act, *, owner: Organisation, values: Mapping[str, int], reason: str) -> Weights:
    """How much each criterion counts for this municipality, from 0 to 50 points; what equals the default is not kept.

    Raises Refused, Invalid (by criterion).
    """
    _must_choose(act, owner)
    reason = normalise(reason, lines=True)
    defaults = {w.key: w.points for w in default_weights()}
    errors: dict[str, list] = {
        key: [_("De 0 a %(most)s puntos.") % {"most": MOST_POINTS}]
        for key, points in values.items()
        if key in defaults and not 0 <= points <= MOST_POINTS
    }
    if strange := sorted(set(values) - set(defaults)):
        errors[""] = [_("No hay ese criterio: %(keys)s.") % {"keys": ", ".join(strange)}]
    if not reason:
        errors["reason"] = [_("Diga por qué cambian los pesos.")]
    if not errors and not any((defaults | dict(values)).values()):
        errors[""] = [_("Al menos un criterio debe pesar algo.")]
    if errors:
        raise Invalid(errors)
    kept = {key: points for key, points in values.items() if points != defaults[key]}
    row, _made = Weights.objects.update_or_create(
        circle=owner.home, defaults={"values": kept, "changed_on": act.on, "reason": reason}
    )
    record(
        act, Happened.WEIGHED, chain=owner.home.public_id, about=owner.public_id, reason=reason, values=kept
    )  # fmt: skip
    return row


_WITH_AREA = frozenset({DatumKind.PRACTICE, DatumKind.OFFER, DatumKind.SEEK})
_WITH_TEXT = frozenset({DatumKind.SECTOR, DatumKind.UNIVERSITY})


@transaction.atomic
def record_datum(
    act: Act, *, owner: Organisation, city: str, kind: str, source: str, area: str = "", text: str = "",
    day: dt.date | None = None, source_url: str = "",
) -> Datum:  # fmt: skip
    """Put down something read of a city, with where it was read: without source nothing is kept.

    Raises Refused, Invalid, NotVisible.
    """
    _must_choose(act, owner)
    columns, name = _columns_of(city)
    text, source, source_url = normalise(text)[:200], normalise(source)[:300], source_url.strip()
    errors: dict[str, list] = {}
    if kind not in DatumKind.values:
        errors["kind"] = [_("Elija qué se sabe de la ciudad.")]
    if not source:
        errors["source"] = [_("Diga de dónde sale: sin fuente no se asienta.")]
    if source_url and urlsplit(source_url).scheme not in {"http", "https"}:
        errors["source_url"] = [_("Escriba la dirección completa, con https://.")]
    if kind in _WITH_AREA and area not in catalogues.areas():
        errors["area"] = [_("Elija el área de cooperación.")]
    if kind in _WITH_TEXT and not text:
        errors["text"] = [_("Escriba cuál.")]
    if kind == DatumKind.TERM and day is None:
        errors["day"] = [_("Escriba el día en que termina.")]
    if kind == DatumKind.ELECTION and day is None:
        errors["day"] = [_("Escriba el día de la elección.")]
    if errors:
        raise Invalid(errors)
    row = Datum.objects.create(
        circle=owner.home, kind=kind, area=area if kind in _WITH_AREA else "", text=text,
        day=day if kind in {DatumKind.TERM, DatumKind.ELECTION} else None, source=source, source_url=source_url, read_on=act.on, **columns,
    )  # fmt: skip
    record(
        act, Happened.DATUM_RECORDED, chain=owner.home.public_id, about=row.public_id, city=name, datum=row.kind
    )  # fmt: skip
    return row


@transaction.atomic
def withdraw_datum(act: Act, *, owner: Organisation, datum: Datum, reason: str) -> Datum:
    """A datum no longer counts: it was wrong, or is over. Raises Refused, Invalid."""
    _must_choose(act, owner)
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se retira el dato.")]})
    if not Datum.objects.filter(pk=datum.pk, circle=owner.home, withdrawn_on=None).update(withdrawn_on=act.on):
        raise Refused("datum_withdrawn", _("Ese dato ya se había retirado."))
    datum.refresh_from_db()
    record(
        act, Happened.DATUM_WITHDRAWN, chain=owner.home.public_id, about=datum.public_id,
        city=str(datum.place or datum.municipality), reason=reason,
    )  # fmt: skip
    return datum
