"""What a person may ask about their own data."""

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, NotVisible, Refused
from hermanar.kernel.text import normalise

from ..enums import Happened, RequestKind
from ..models import (
    DataRequest,
    Person,
    WithheldName,
)
from ..policies import (
    can_answer_data_requests,
)
from .common import _address, _needs, _required


@transaction.atomic
def receive_data_request(
    act: Act, *, kind: RequestKind | str, from_name: str, from_email: str, what: str
) -> DataRequest:
    """Take a request of access, correction or withholding, from anybody. Returns it. Raises Invalid."""
    clean = _required(from_name=from_name, what=what)
    if kind not in RequestKind.values:
        raise Invalid({"kind": [_("Elija qué solicita.")]})
    if len(what) > 5000:
        raise Invalid({"what": [_("Escriba cuando mucho 5,000 caracteres.")]})
    email = _address(from_email, "from_email")
    person = Person.objects.filter(Q(email__iexact=email) | Q(user__email__iexact=email)).order_by("pk").first()
    request = DataRequest.objects.create(
        kind=kind,
        person=person,
        from_name=clean["from_name"][:160],
        from_email=email,
        what=normalise(what, lines=True),
        received_at=act.at,
    )
    record(act, Happened.DATA_REQUESTED, about=request.public_id, kind=kind)
    return request


@transaction.atomic
def answer_data_request(act: Act, *, request: DataRequest, granted: bool, answer: str) -> DataRequest:
    """Answer a request once. What was granted is done by `correct_person` or `withhold_name`.

    Raises Refused (`not_allowed`, `already_answered`), Invalid.
    """
    _needs(can_answer_data_requests(act.actor))
    if not (text := normalise(answer, lines=True)):
        raise Invalid({"answer": [_("Escriba la respuesta y su razón.")]})
    open_ones = DataRequest.objects.filter(pk=request.pk, answered_at=None)
    if not open_ones.update(answered_at=act.at, answer=text, granted=granted):
        raise Refused("already_answered", _("Esa solicitud ya estaba contestada."))
    request.refresh_from_db()
    record(act, Happened.DATA_REQUEST_ANSWERED, about=request.public_id, granted=granted)
    return request


@transaction.atomic
def withhold_name(act: Act, *, person: Person) -> Person:
    """From now on published copies say “Nombre reservado”. The journal holds no names, so its chain stays as it is.

    Raises Refused (`not_allowed`, `already_withheld`).
    """
    _needs(can_answer_data_requests(act.actor))
    if not Person.objects.filter(pk=person.pk, withheld_at=None).update(withheld_at=act.at):
        raise Refused("already_withheld", _("Ese nombre ya estaba reservado."))
    person.withheld_at = act.at
    record(act, Happened.NAME_WITHHELD, about=person.public_id)
    return person


@transaction.atomic
def withhold_in_copies(
    act: Act, *, name: str, place: str = "", is_other: bool = False, request: DataRequest | None = None
) -> WithheldName:
    """From now on published copies of that place (public id of a circle or of an entry of the book; empty: all of them) say
    “Nombre reservado” instead of the name, also where it is of a person without a row in the directory. `is_other`: there
    it is the name of somebody else, and stays. No paper, hash or line of the journal changes.

    Raises Refused (`not_allowed`, `already_withheld`), Invalid.
    """
    _needs(can_answer_data_requests(act.actor))
    name = _required(name=name)["name"][:160]
    last = WithheldName.objects.filter(name=name, place=place).last()
    if last is not None and last.is_other == is_other:
        raise Refused("already_withheld", _("Ese nombre ya estaba reservado."))
    row = WithheldName.objects.create(
        name=name, place=place, is_other=is_other, request=request, withheld_at=act.at, withheld_by=act.actor.user or ""
    )
    if not is_other:
        record(act, Happened.NAME_WITHHELD, about=place or (request.public_id if request else ""))
    return row


@transaction.atomic
def correct_person(
    act: Act,
    *,
    person: Person,
    name: str | None = None,
    email: str | None = None,
    phone: str | None = None,
    languages: str | None = None,
) -> Person:
    """Correct a person's data; what is None stays. A person may correct their own.

    Raises NotVisible (not one's own, nor the operator's to correct), Invalid.
    """
    own = person.user is not None and person.user.public_id == act.actor.user
    if not own and not can_answer_data_requests(act.actor):
        raise NotVisible
    changed = []
    if name is not None:
        person.name = _required(name=name)["name"]
        changed.append("name")
    if email is not None:
        person.email = _address(email) if email else ""
        changed.append("email")
    if phone is not None:
        person.phone = normalise(phone)[:40]
        changed.append("phone")
    if languages is not None:
        person.languages = normalise(languages)[:40]
        changed.append("languages")
    if changed:
        person.save(update_fields=changed)
        record(act, Happened.DATA_CORRECTED, about=person.public_id, fields=changed)
    return person
