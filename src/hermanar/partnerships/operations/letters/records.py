"""Letters put down from their paper: what came in, what the mayor signed by hand, the answer, what another room issued."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Circle, Country, Municipality, Office, Organisation, Place, in_spanish
from hermanar.documents.models import Issue
from hermanar.documents.rules import catalogues
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.dates import Precision, last_day, sure_day
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.process import operations as process

from ...enums import (
    AWAITS_ANSWER,
    Direction,
    Fact,
    Happened,
    Interruption,
    LetterKind,
    LetterLack,
    LetterState,
)
from ...models import Letter, Partnership
from ...policies import can_edit, can_record_for
from ...queries.letter_sides import side_of
from ...queries.sources import is_about_the_pair, is_of_the_pair, unproved_facts
from ...rules.correspondence import threshold
from ..cases import update_terms, withdraw_case_fact
from .shared import REGISTERED, _case_folio, _day, _may_edit, _register, _said, _state_fact_of, _touch, _use_folio


@transaction.atomic
def record_letter(
    act: Act, *, kind: LetterKind, direction: Direction, dated_on: dt.date, partnership: Partnership | None = None,
    owner: Organisation | None = None, folio: str = "", precision: Precision = Precision.DAY, names: str = "",
    subject: str = "", attachment: Attachment | None = None, attachments: Sequence[Attachment] = (),
    answers: Letter | None = None, is_affirmative: bool | None = None, place: str = "", sender: str = "",
    archive: str = "", lacks: Sequence[str] = (), city: str = "", subdivision: str = "", country: Country | None = None,
    municipality: Municipality | None = None, there: Place | None = None, other_name: str = "", other_post: str = "",
    other_office: str = "", copies: Sequence[str] = (), initials: str = "", due_on: dt.date | None = None,
    areas: Sequence[str] = (), event_code: str = "", office: Office | None = None, other_address: str = "",
) -> Letter:  # fmt: skip
    """Put down a letter from its paper: one that came in, or one our own house signed on paper (R3-40, R4-05). With its
    case, or without one in the register of `owner`: then it says itself from what city it is, or whom it went to.
    `office`: of the house, that signed it; none is the Presidency.

    `names`: the city the paper names as counterpart. A letter that names another city proves nothing for this pair
    (domain 8.1): it is kept, the fact is not stated. An official note of another office (`place` where it was given,
    post of the `sender`), an invitation, a reminder and a dispatch are correspondence and prove no fact. `lacks`: what a
    letter of intent went without, kept at sight; a number or a scan that is missing is added by itself (R4-25). `areas`
    confirmed by a person go to the letter and, with a case, are added to the case's own (R3-41). Raises Refused, Invalid.
    """
    house = partnership.owner if partnership is not None else owner
    circle = partnership.circle if partnership is not None else house.home if house else None
    if circle is None or not can_edit(act.actor, circle):
        raise Refused("not_liaison", _("Asienta la correspondencia el enlace del municipio titular."))
    assert house is not None
    folio, city = normalise(folio), normalise(city)
    mexican = municipality is not None
    if mexican:
        city, subdivision = municipality.name, municipality.state.abbreviation
    if there is not None:
        city, subdivision, country = city or there.name, subdivision or there.subdivision, there.country
    errors = _errors(act, kind, direction, dated_on, folio, precision, sender, is_affirmative, answers)
    addressed = any(normalise(n) for n in (other_name, other_post, other_office))
    if partnership is None and not city and not normalise(sender):
        if direction == Direction.IN:
            errors["sender"] = [_("Escriba de quién es la carta: la ciudad, o el cargo y la oficina que la firman.")]
        elif not addressed:
            errors["city"] = [_("Escriba a quién se envió: la ciudad, o el cargo y la oficina del destinatario.")]
    if kind == LetterKind.OFFICIAL and direction == Direction.IN:
        errors["kind"] = [_("Un oficio que llega es de otra oficina: elija esa clase.")]
    if office is not None and (direction == Direction.IN or office.organisation_id != house.pk):
        errors["office"] = [_("Elija una oficina del propio municipio.")]
    if due_on and due_on < dated_on:
        errors["due_on"] = [_("El plazo no puede vencer antes de la fecha de la carta.")]
    known = catalogues.areas()
    if any(key not in known for key in areas):
        errors["areas"] = [_("Hay un área que no está en el catálogo. Elija las áreas de la lista.")]
    if folio and direction == Direction.IN and _is_there(house, kind, folio, dated_on, city or sender, partnership):
        errors["folio"] = [_("Ese papel ya está asentado: mismo número, misma fecha y misma oficina.")]
    if len(folio) > 60:
        errors["folio"] = [_("Escriba el folio, de 60 caracteres a lo más.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    foreign_number = kind in {LetterKind.NOTE, LetterKind.DISPATCH}  # it may be another office's, with its own number
    if direction == Direction.OUT and folio and not foreign_number:
        _use_folio(act, house, folio, kind)
    own = normalise(names)
    about_us = partnership is None or is_about_the_pair(partnership, direction, own)
    if partnership is not None and not own and answers is not None:  # it speaks of what it answers
        about_us = is_about_the_pair(partnership, answers.direction, answers.names_counterpart)
    went = direction == Direction.OUT
    if went and due_on is None and kind in AWAITS_ANSWER:
        due_on = sure_day(dated_on, Precision(precision), act.on) + dt.timedelta(days=int(threshold("answer_due")))
    side: dict[str, Any] = (
        side_of(partnership)
        if partnership is not None
        else {
            "city": city[:200], "subdivision": normalise(subdivision)[:120], "municipality": municipality, "there": there,
            "country_id": "MX" if mexican else country.iso2 if country else None,
        }
    )  # fmt: skip
    letter = Letter(
        circle=circle, owner=house, partnership=partnership, kind=kind, direction=direction,
        state=LetterState.SENT if went else LetterState.RECEIVED,
        folio=folio, dated_on=dated_on, precision=precision, subject=normalise(subject)[:240], attachment=attachment,
        answers=answers, is_affirmative=is_affirmative, names_counterpart=normalise(names)[:200],
        sent_on=dated_on if went else None, touched_on=sure_day(dated_on, Precision(precision), act.on) if went else None,
        how=How.RECORDED,
        place=normalise(place)[:160], sender=normalise(sender)[:200], archive=normalise(archive)[:80],
        lacks=_lacks_of_paper(kind, folio, attachment, lacks), languages=["es"], entered_on=act.on,
        other_name=normalise(other_name)[:160], other_post=normalise(other_post)[:200],
        other_office=normalise(other_office)[:200], other_address=normalise(other_address, lines=True)[:1000],
        office=office, copies=[normalise(c) for c in copies if normalise(c)],
        initials=normalise(initials)[:40], due_on=due_on, areas=list(dict.fromkeys(areas)), event_code=normalise(event_code)[:40],
        **side,
    )  # fmt: skip
    _register(letter)
    letter.save()
    letter.attachments.set(attachments)
    record(
        act, Happened.LETTER_RECORDED, chain=circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=folio, on=_day(letter),
    )  # fmt: skip
    if kind not in {LetterKind.NOTE, LetterKind.DISPATCH}:
        _touch(partnership, dated_on)
    if about_us:
        _close_answered(letter)
    _followed(act, letter)
    if partnership is None:
        return letter
    if areas:
        _add_areas(act, partnership, areas)
    if not letter.proves or not about_us:
        return letter
    _state_fact_of(act, letter)
    if kind == LetterKind.ANSWER and not is_affirmative:
        _pause(act, partnership, dated_on)
    return letter


def _errors(
    act: Act, kind: str, direction: str, dated_on: dt.date, folio: str, precision: str, sender: str,
    is_affirmative: bool | None, answers: Letter | None,
) -> dict[str, list]:  # fmt: skip
    errors: dict[str, list] = {}
    if dated_on > act.on:
        errors["dated_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if kind == LetterKind.NOTE and not normalise(sender):
        errors["sender"] = [_("Escriba el cargo y la oficina que firman el oficio.")]
    if direction == Direction.OUT and not folio and precision == Precision.DAY:
        errors["folio"] = [_("Escriba el número del oficio.")]
    if kind == LetterKind.ANSWER and is_affirmative is None:
        errors["is_affirmative"] = [_("Diga si la respuesta es afirmativa.")]
    if answers is not None and answers.dated_on and dated_on < answers.dated_on:
        errors["dated_on"] = [_("La respuesta no puede ser anterior a la carta que contesta.")]
    return errors


def _is_there(
    house: Organisation, kind: str, folio: str, dated_on: dt.date, sender: str, partnership: Partnership | None
) -> bool:
    """Whether that paper came in already: the same number and day of the same office or case."""
    rows = Letter.objects.filter(
        owner=house, direction=Direction.IN, kind=kind, folio__iexact=folio, dated_on=dated_on, partnership=partnership
    ).exclude(state=LetterState.INTERRUPTED)
    if partnership is None:
        rows = rows.filter(Q(city=normalise(sender)[:200]) | Q(sender=normalise(sender)[:200]))
    return rows.exists()


def _close_answered(letter: Letter) -> None:
    """What came in closes the letter of ours that it answers, of whatever kind it is."""
    if letter.answers is not None and letter.direction == Direction.IN and letter.answers.direction == Direction.OUT:
        _mark_answered(letter.answers)


def _followed(act: Act, answer: Letter) -> None:
    """What follows from an answer in rooms above this one, in the same transaction: an invitation is accepted or declined."""
    for follow in settings.LETTER_ANSWERED:
        import_string(follow)(act, letter=answer)


def _mark_answered(letter: Letter) -> None:
    Letter.objects.filter(pk=letter.pk, state__in=[LetterState.SENT, LetterState.ACKNOWLEDGED]).update(
        state=LetterState.ANSWERED
    )


def _pause(act: Act, partnership: Partnership, on: dt.date) -> None:
    """The counterpart said no: the relation stops, with that reason."""
    process.pause_case(
        act, case=partnership.case, reason_code=Interruption.REFUSED,
        reason=in_spanish(_("La contraparte contestó que no.")), on=on,
    )  # fmt: skip
    partnership.paused_reason = Interruption.REFUSED
    partnership.save(update_fields=["paused_reason"])


def _add_areas(act: Act, partnership: Partnership, areas: Sequence[str]) -> None:
    """Areas that the letter names, added to the case's with the power usually cited for each."""
    there = {a["key"] for a in partnership.areas}
    known = catalogues.areas()
    more = [{"key": key, "power": known[key].power} for key in dict.fromkeys(areas) if key not in there]
    if more:
        update_terms(act, partnership=partnership, areas=[*partnership.areas, *more])


def _lacks_of_paper(kind: str, folio: str, attachment: Attachment | None, noted: Sequence[str]) -> list[str]:
    if kind != LetterKind.INTENT:
        return []
    missing = (
        {*noted} | ({LetterLack.FOLIO} if not folio else set()) | ({LetterLack.SCAN} if attachment is None else set())
    )
    return [key.value for key in LetterLack if key in missing]


@transaction.atomic
def record_answer(
    act: Act, *, letter: Letter, dated_on: dt.date, is_affirmative: bool, folio: str = "", text: str = "",
    attachment: Attachment | None = None, precision: Precision | str = Precision.DAY,
) -> Letter:  # fmt: skip
    """The counterpart's answer to a letter of ours. The counterpart itself may put it down from its seat; with it not on
    board, the liaison records the paper received. Raises Refused, Invalid."""
    circle = letter.circle
    seated = circle.seats.filter(
        organisation__public_id=act.actor.organisation, part=Part.COUNTERPART, until_on=None
    ).exists()
    own = seated and Role.COUNTERPART in act.actor.roles
    if not own and not can_record_for(act.actor, circle, Part.COUNTERPART):
        raise Refused("not_counterpart", _("Contesta la contraparte, que participa en este expediente."))
    if not letter.awaits_answer or letter.state not in {LetterState.SENT, LetterState.ACKNOWLEDGED}:
        raise Refused("letter_not_sent", _("Solo se contesta una carta enviada. Asiente antes su envío."))
    errors = {}
    if dated_on > act.on:
        errors["dated_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if letter.sent_on and last_day(dated_on, Precision(precision)) < letter.sent_on:
        errors["dated_on"] = [_("La respuesta no puede ser anterior al envío de la carta.")]
    folio = normalise(folio)[:60]
    if folio and _is_there(letter.owner, LetterKind.ANSWER, folio, dated_on, letter.city, letter.partnership):
        errors["folio"] = [_("Ese papel ya está asentado: mismo número, misma fecha y misma oficina.")]
    if errors:
        raise Invalid(errors)
    act = act if own else act.recording()
    answer = Letter(
        circle=circle, owner=letter.owner, partnership=letter.partnership, kind=LetterKind.ANSWER,
        direction=Direction.IN, state=LetterState.RECEIVED, folio=folio, dated_on=dated_on, precision=precision,
        subject=normalise(text)[:240], attachment=attachment, answers=letter, is_affirmative=is_affirmative,
        how=act.actor.how, languages=["es"], entered_on=act.on, city=letter.city, subdivision=letter.subdivision,
        country=letter.country, municipality=letter.municipality, there=letter.there,
    )  # fmt: skip
    _register(answer)
    answer.save()
    _mark_answered(letter)
    _touch(letter.partnership, dated_on)
    record(
        act, Happened.LETTER_RECORDED, chain=circle.public_id, about=answer.public_id, letter=_said(answer),
        folio=answer.folio, on=_day(answer),
    )  # fmt: skip
    if letter.partnership is not None and answer.proves and is_of_the_pair(letter.partnership, answer):
        _state_fact_of(act, answer)
        if not is_affirmative:
            _pause(act, letter.partnership, dated_on)
    _followed(act, answer)
    notify(
        act, to=(circle, Part.LEAD, Role.LIAISON), key="letter_answered", data={"folio": _case_folio(letter)},
        door="partnerships.letter", at={"letter": answer.public_id},
    )  # fmt: skip
    return answer


@transaction.atomic
def enter_letter(
    act: Act, *, partnership: Partnership | None, kind: LetterKind, issue: Issue | None, folio: str, sent_on: dt.date,
    subject: str, owner: Organisation | None = None, circle: Circle | None = None, direction: Direction = Direction.OUT,
    attachment: Attachment | None = None, due_on: dt.date | None = None, sender: str = "", other_post: str = "",
    other_office: str = "", city: str = "", subdivision: str = "", country_id: str | None = None, is_sent: bool = True,
) -> Letter:  # fmt: skip
    """Put into the register a paper that another room gave out or took in (a dispatch with its folio, an invitation). It
    proves nothing here: its own room has stated what it proves. `circle`: who reads it, where that is not the case's;
    `is_sent`: one that was only signed says here when it goes, and how. The caller has checked its own policy."""
    went = direction == Direction.OUT and is_sent
    if went and due_on is None and kind in AWAITS_ANSWER:
        due_on = sent_on + dt.timedelta(days=int(threshold("answer_due")))
    there: dict[str, Any] = {
        "city": normalise(city)[:200], "subdivision": normalise(subdivision)[:120], "country_id": country_id
    }  # fmt: skip
    if partnership is not None:
        there, owner = side_of(partnership), owner or partnership.owner
        circle = circle or partnership.circle
    assert owner is not None
    assert circle is not None
    letter = Letter(
        circle=circle, owner=owner, partnership=partnership, kind=kind, direction=direction,
        state=LetterState.SENT if went else LetterState.SIGNED_OFF if direction == Direction.OUT else LetterState.RECEIVED,
        folio=normalise(folio)[:60], dated_on=sent_on,
        sent_on=sent_on if went else None, touched_on=sent_on if went else None, subject=normalise(subject)[:240],
        issue=issue, how=act.actor.how, languages=["es"], version=issue.version if issue else None,
        document=issue.version.document if issue else None, attachment=attachment, entered_on=act.on, due_on=due_on,
        sender=normalise(sender)[:200], other_post=normalise(other_post)[:200],
        other_office=normalise(other_office)[:200], **there,
    )  # fmt: skip
    _register(letter)
    letter.save()
    record(
        act, Happened.LETTER_ENTERED, chain=circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, on=sent_on,
    )  # fmt: skip
    return letter


@transaction.atomic
def complete_letter(
    act: Act, *, letter: Letter, areas: Sequence[str] | None = None, due_on: dt.date | None = None,
    event_code: str | None = None, attachments: Sequence[Attachment] = (), other_name: str | None = None,
    other_post: str | None = None, other_office: str | None = None, other_address: str | None = None,
    copies: Sequence[str] | None = None, initials: str | None = None,
) -> Letter:  # fmt: skip
    """Confirm what goes around a letter, sent or received: areas it names (R3-41), when an answer is due, the event it is
    about, whom it names, more attachments; of one put down from its paper, its copies and initials. What the letter itself
    says does not change. Raises Refused, Invalid."""
    _may_edit(act, letter)
    errors: dict[str, list] = {}
    if (copies is not None or initials is not None) and letter.version_id is not None:
        raise Refused("letter_signed", _("Las copias y las iniciales de una carta escrita aquí son las de su papel."))
    if areas is not None and any(key not in catalogues.areas() for key in areas):
        errors["areas"] = [_("Hay un área que no está en el catálogo. Elija las áreas de la lista.")]
    first = letter.sent_on or letter.dated_on
    if due_on and first and due_on < first:
        errors["due_on"] = [_("El plazo no puede vencer antes de la fecha de la carta.")]
    if errors:
        raise Invalid(errors)
    given: dict[str, Any] = {
        "areas": list(dict.fromkeys(areas)) if areas is not None else None, "due_on": due_on, "event_code": event_code,
        "other_name": other_name, "other_post": other_post, "other_office": other_office, "other_address": other_address,
        "copies": [normalise(c) for c in copies if normalise(c)] if copies is not None else None, "initials": initials,
    }  # fmt: skip
    changed = {name: value for name, value in given.items() if value is not None}
    for name, value in changed.items():
        limit = getattr(Letter._meta.get_field(name), "max_length", None)
        setattr(
            letter, name, normalise(value, lines=name == "other_address")[:limit] if isinstance(value, str) else value
        )
    _register(letter)
    letter.save(update_fields=[*changed, *REGISTERED])
    letter.attachments.add(*attachments)
    if letter.partnership is not None and letter.direction == Direction.OUT and "due_on" in changed:
        source = f"partnerships.letter:{letter.public_id}"
        process.put_due(act, case=letter.partnership.case, source=source, due_on=changed["due_on"])
    record(
        act, Happened.LETTER_REVIEWED, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio,
    )  # fmt: skip
    if areas and letter.partnership is not None:
        _add_areas(act, letter.partnership, areas)
    return letter


@transaction.atomic
def withdraw_letter_fact(act: Act, *, letter: Letter, reason: str) -> list[str]:
    """Take back what a letter put on its case and does not prove: the answer to an official note, an invitation or a reminder,
    or a letter that names another city, put down before the program told them apart (domain 8.1). The letter stays, and so
    does the fact, withdrawn, with its reason and who withdrew it.

    Returns the keys withdrawn. Raises Refused (`not_liaison`, `letter_proves_it`), Invalid without a reason.
    """
    _may_edit(act, letter)
    if not normalise(reason):
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    unproved = unproved_facts(letter)
    if letter.partnership is None or not unproved:
        raise Refused("letter_proves_it", _("Esta carta no asentó nada que no acredite."))
    for key in unproved:
        withdraw_case_fact(
            act, partnership=letter.partnership, fact=Fact(key), reason=normalise(reason, lines=True),
            source=f"partnerships.letter:{letter.public_id}", mistaken=True,
        )  # fmt: skip
    record(
        act, Happened.LETTER_FACT_WITHDRAWN, chain=letter.circle.public_id, about=letter.public_id, letter=_said(letter),
        folio=letter.folio, reason=normalise(reason, lines=True),
    )  # fmt: skip
    return unproved
