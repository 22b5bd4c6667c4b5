"""The counterpart's door: opened by the liaison, with what may be seen through it; asked every half year who is there."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part
from hermanar.directory.policies import is_on_board
from hermanar.directory.queries import Zones, day_at
from hermanar.documents.models import Version
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid, Refused
from hermanar.links.models import Link
from hermanar.links.operations import end_links, give_link, renew_link
from hermanar.partnerships.models import Letter, Partnership

from ..enums import Happened, LinkFor
from ..models import ContactCheck, SharedText
from ..policies import can_open_door
from ..queries import may_answer
from ..rules import days, is_due_to_ask

_WELCOME = _(
    "Por él puede ver el perfil del municipio, contestar cartas, comentar el texto, proponer horarios y enviar fotos."
)
_TO_ANSWER = _("Por él puede leer la carta que le enviamos y contestarla.")
_STILL = _("¿Sigue siendo usted el contacto para esta relación? Basta un clic para decirlo.")


def _may_open(act: Act, partnership: Partnership) -> None:
    if not can_open_door(act.actor, partnership.circle):
        raise Refused("not_liaison", _("La puerta de la contraparte la abre el enlace del municipio titular."))


@transaction.atomic
def open_door(
    act: Act, *, partnership: Partnership, now: dt.datetime, holder: str = "", email: str = "", language: str = ""
) -> tuple[Link, str]:
    """Give the counterpart its link, or a fresh one: the one before opens nothing from then on.

    What is left empty is taken from the case. Returns the link and its token, shown once. Raises Refused (`not_liaison`,
    `counterpart_on_board`), Invalid (`holder`, `email`).
    """
    _may_open(act, partnership)
    if is_on_board(partnership.circle, Part.COUNTERPART, on=act.on):
        raise Refused(
            "counterpart_on_board", _("La contraparte ya tiene su lugar en el expediente: entra con su cuenta.")
        )
    there = partnership.counterpart
    values = {
        "holder": holder or there.contact_post or there.office or str(_party(partnership)),
        "email": email or there.email,
        "language": language or (there.languages or "en").split(",")[0].strip(),
    }
    end_links(act, purpose=LinkFor.COUNTERPART, subjects=[partnership.public_id], now=now)
    return give_link(
        act, circle=partnership.circle, purpose=LinkFor.COUNTERPART, subject=partnership.public_id,
        lasts=days("counterpart_link"), now=now, message=_WELCOME, **values,
    )  # fmt: skip


@transaction.atomic
def give_letter_link(
    act: Act, *, letter: Letter, holder: str, now: dt.datetime, email: str = "", language: str = ""
) -> tuple[Link, str]:
    """Give whom a letter without a case went to a link by which it is answered, or a fresh one: the one before opens
    nothing from then on. Returns the link and its token, shown once.

    Raises Refused (`not_liaison`, `letter_has_case`: its relation has a door of its own, `letter_not_sent`: it waits for no
    answer), Invalid (`holder`, `email`).
    """
    if not can_open_door(act.actor, letter.circle):
        raise Refused("not_liaison", _("El enlace para contestar lo da el enlace del municipio titular."))
    if letter.partnership_id is not None:
        raise Refused(
            "letter_has_case", _("Esa carta está en un expediente: se contesta por la puerta de su relación.")
        )
    if not may_answer(letter):
        raise Refused("letter_not_sent", _("Solo se contesta una carta enviada que espera respuesta."))
    end_links(act, purpose=LinkFor.LETTER, subjects=[letter.public_id], now=now)
    return give_link(
        act, circle=letter.circle, purpose=LinkFor.LETTER, subject=letter.public_id, holder=holder, email=email,
        language=language or letter.languages[-1], lasts=days("counterpart_link"), now=now, message=_TO_ANSWER,
    )  # fmt: skip


@dataclass(frozen=True)
class ToAnswer:
    """Who is given the link of a letter, at which mailbox, in which language."""

    letter: Letter
    holder: str
    email: str = ""
    language: str = ""


@transaction.atomic
def give_letter_links(act: Act, *, asked: Sequence[ToAnswer], now: dt.datetime) -> list[tuple[Letter, Link, str]]:
    """Give whom each of many letters went to the link by which it is answered: all of them, or none. Each letter with its
    link and its token, shown once.

    Raises Invalid: `letters` (nobody, a letter twice), and at `holder_<letter>` or `email_<letter>` what is wrong there.
    """
    if not asked or len({one.letter.pk for one in asked}) < len(asked):
        raise Invalid({"letters": [_("Elija a quiénes se da su enlace, cada carta una vez.")]})
    given: list[tuple[Letter, Link, str]] = []
    errors: dict[str, list] = {}
    for one in asked:
        at = one.letter.public_id
        try:
            link, token = give_letter_link(
                act, letter=one.letter, holder=one.holder, email=one.email, language=one.language, now=now
            )
        except Invalid as wrong:
            errors |= {f"{name}_{at}": list(told) for name, told in wrong.errors.items()}
        except Refused as no:
            errors[f"holder_{at}"] = [no.reason]
        else:
            given.append((one.letter, link, token))
    if errors:
        raise Invalid(errors)
    return given


def _party(partnership: Partnership):
    return next(p for p in partnership.parties.all() if p.side == "theirs")


def _standing(partnership: Partnership) -> list[Link]:
    rows = Link.objects.filter(purpose=LinkFor.COUNTERPART, subject=partnership.public_id, revoked_at=None)
    return list(rows.select_related("circle", "issuer").order_by("-pk"))


@transaction.atomic
def share_text(act: Act, *, partnership: Partnership, version: Version) -> SharedText:
    """Put one version of a text of the relation before the counterpart; another one shared before is taken back.

    Raises Refused (`not_liaison`, `not_of_case`).
    """
    _may_open(act, partnership)
    if version.document.circle_id != partnership.circle_id:
        raise Refused("not_of_case", _("Ese texto no es de este expediente."))
    SharedText.objects.filter(partnership=partnership, withdrawn_on=None).update(withdrawn_on=act.on)
    row = SharedText.objects.create(
        partnership=partnership, version=version, shared_on=act.on, shared_by=act.actor.user[:12]
    )
    record(
        act, Happened.TEXT_SHARED, chain=partnership.circle.public_id, about=partnership.public_id,
        number=version.number,
    )  # fmt: skip
    return row


@transaction.atomic
def unshare_text(act: Act, *, partnership: Partnership) -> None:
    """The counterpart sees the text no longer; what it said stays. Raises Refused (`not_liaison`, `not_shared`)."""
    _may_open(act, partnership)
    if not SharedText.objects.filter(partnership=partnership, withdrawn_on=None).update(withdrawn_on=act.on):
        raise Refused("not_shared", _("No hay un texto compartido."))
    record(act, Happened.TEXT_UNSHARED, chain=partnership.circle.public_id, about=partnership.public_id)


@transaction.atomic
def ask_contact(act: Act, *, partnership: Partnership, now: dt.datetime) -> tuple[Link, str]:
    """Ask the counterpart, by a fresh link to its mailbox, whether it is still the contact. Raises Refused, Invalid."""
    if "operator" not in act.actor.roles:
        _may_open(act, partnership)
    links = _standing(partnership)
    if links:
        link, token = renew_link(act, link=links[0], lasts=days("counterpart_link"), now=now, message=_STILL)
    else:
        link, token = open_door(act, partnership=partnership, now=now)
    ContactCheck.objects.create(partnership=partnership, asked_on=act.on)
    record(act, Happened.CONTACT_ASKED, chain=partnership.circle.public_id, about=partnership.public_id)
    return link, token


@transaction.atomic
def ask_contacts(act: Act) -> int:
    """Ask every counterpart that has had a link with a mailbox, whose half year has passed (a job, daily).

    A door that no person ever opened is not opened by the machine; exercises write to nobody. Returns how many were asked.
    """
    every, asked = days("contact_ask"), 0
    zones: dict[int, Zones] = {}
    doors = Link.objects.filter(purpose=LinkFor.COUNTERPART).exclude(email="").values_list("subject", flat=True)
    rows = Partnership.objects.filter(public_id__in=doors.distinct(), circle__exercise_at=None, paused_reason="")
    for partnership in rows.filter(case__state="open").select_related("circle", "counterpart", "owner", "case"):
        if partnership.owner.is_exercise or is_on_board(partnership.circle, Part.COUNTERPART):
            continue
        day = day_at(partnership.owner, act.at, zones)
        last = partnership.contact_checks.first()
        standing = _standing(partnership)
        known = [standing[0].made_at.date()] if standing else []
        known += [last.asked_on] if last else []
        if not standing or not is_due_to_ask(max(known), day, every):
            continue
        ask_contact(act, partnership=partnership, now=act.at)
        asked += 1
    return asked
