"""The file on its way: prepared with its checklist, sent, passed on, returned, received."""

import datetime as dt
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _, gettext_noop

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.directory.operations import give_seat
from hermanar.documents import operations as documents
from hermanar.documents.models import Issue, Version
from hermanar.documents.queries.first_days import too_early
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact, Interruption, LetterKind, LetterState, StudyState
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.operations import enter_letter, interrupt_letter, state_case_fact, withdraw_case_fact
from hermanar.partnerships.operations.approvals import _must_sign
from hermanar.partnerships.policies import HANDS, TOWN
from hermanar.partnerships.queries import in_own_words, is_of_state
from hermanar.process.queries import standing_facts

from ..enums import OFF_THE_WAY, ON_ITS_WAY, DispatchState, Happened, Power
from ..models import ChecklistItem, Dispatch, Forwarding, Review
from ..policies import can, can_recall, can_recall_forwarding, can_record_for
from ..queries import dispatch_blockers, forwarder_of, has_reached, is_ruled, is_there, ministry_of, printed_profile
from ..queries.letters import dispatch_letter, forward_letter, languages_beside_spanish
from ..rules import checklist
from .days import _must_be_of_a_day, _of_file, _of_letters
from .shared import _end_rounds, _open_round, _paper_of, _require, _signer

# kept in the program's first language and translated where it is shown
AGREED_VERSION = gettext_noop("Se integra la versión acordada.")
IN_FILE = gettext_noop("Consta en el expediente.")
OFFICIAL_LETTER = _("Oficio de envío del expediente")


@transaction.atomic
def prepare_dispatch(act: Act, *, partnership: Partnership, via_state: bool = True) -> Dispatch:
    """Open the dispatch of the agreed text, with its checklist (data). Raises Refused, Blocked (no agreed text)."""
    _require(act, partnership, Power.PREPARE, _("Prepara el envío el enlace del municipio titular."))
    if partnership.klass == "domestic":
        raise Refused(
            "domestic_no_opinion",
            _("Una relación nacional no lleva dictamen de la SRE: sigue la autorización del Cabildo y la firma."),
        )
    agreement = getattr(partnership, "agreement", None)
    facts = standing_facts(partnership.case)
    if agreement is None or agreement.agreed_version is None or Fact.TEXT_AGREED not in facts:
        raise Blocked(
            [
                Blocker(
                    "text_not_agreed",
                    _(
                        "Falta el texto negociado, sin errores y acordado por las Partes: se acuerda desde la mesa de redacción."
                    ),
                    "agreements.text",
                    {"partnership": partnership.public_id},
                )
            ]
        )
    # one that ended in an opinion is no longer on its way: a text that changed since goes to the ministry again
    on_its_way = partnership.dispatches.exclude(state__in=OFF_THE_WAY)
    if any(not is_ruled(row) for row in on_its_way):
        raise Refused(
            "dispatch_open", _("Ya hay un envío en curso. Espere su respuesta, o retírelo antes de enviar otro.")
        )
    opinion = facts.get(Fact.OPINION_FAVOURABLE)
    if opinion and (opinion.data or {}).get("text_sha256") == agreement.agreed_version.sha256:
        raise Refused(
            "text_opined", _("Ese texto ya tiene dictamen favorable. Otro envío hace falta solo si el texto cambia.")
        )
    of_state = is_of_state(partnership)
    dispatch = Dispatch.objects.create(
        partnership=partnership, version=agreement.agreed_version, via_state=via_state and not of_state,
        how=act.actor.how,
    )  # fmt: skip
    state = partnership.owner.municipality.state_id if partnership.owner.municipality else ""
    items, _source = checklist(
        partnership.kind, state, party="state" if of_state else "",
        languages=len(agreement.agreed_version.as_content.languages),
    )  # fmt: skip
    beside = languages_beside_spanish(agreement.agreed_version.as_content)
    for item in items:
        title = {lang: text.replace("{language}", beside[lang]) for lang, text in item["title"].items()}
        ChecklistItem.objects.create(
            dispatch=dispatch, key=item["key"], title=in_own_words(partnership, title["es"], "es"),
            title_en=in_own_words(partnership, title["en"], "en"),
            is_required=item["required"], **_known(partnership, item["key"], act.on),
        )  # fmt: skip
    record(act, Happened.DISPATCH_PREPARED, chain=partnership.circle.public_id, about=dispatch.public_id)
    return dispatch


def _authorising(partnership: Partnership):
    """The point whose act authorises and stands: not corrected, and of a session with quorum."""
    rows = partnership.points.filter(resolution__authorises=True, resolution__corrected_by=None)
    return rows.exclude(session__has_quorum=False).select_related("resolution").last()


def _letter_of_intent(partnership: Partnership, key: str) -> Letter | None:
    """The letter that the relation began with, or the one that answers it, where its paper is in the case."""
    kinds = [LetterKind.ANSWER] if key == "answer" else [LetterKind.INTENT, LetterKind.RESUME]
    rows = partnership.letters.filter(kind__in=kinds).exclude(state=LetterState.INTERRUPTED)
    rows = rows.exclude(issue=None, attachment=None).select_related("issue", "attachment").order_by("pk")
    return rows.last() if key == "answer" else rows.first()


def _known(partnership: Partnership, key: str, on: dt.date) -> dict:
    """What the file already holds for an item: nobody attaches twice what the case produced."""
    if key in {"text_es", "text_other"}:
        return {"note": AGREED_VERSION}
    if key in {"letter", "answer"}:
        letter = _letter_of_intent(partnership, key)
        return {"issue": letter.issue, "attachment": letter.attachment} if letter else {}
    if key == "profile":
        printed = printed_profile(partnership, on)
        return {"issue": printed} if printed else {}
    if key == "cabildo":
        row = _authorising(partnership)
        found = row.resolution if row else None
        return {"issue": found.certificate, "attachment": found.attachment} if found else {}
    if key == "authorisation":
        own = partnership.own_authorisations.filter(authorises=True, withdrawn_on=None).last()
        return {"attachment": own.attachment, "note": "" if own.attachment else own.instrument} if own else {}
    if key == "study":
        study = getattr(partnership, "study", None)
        if study and study.state == StudyState.APPROVED and study.issue:
            return {"issue": study.issue}
        return {"note": IN_FILE} if study else {}
    return {}


@transaction.atomic
def refresh_dispatch(act: Act, *, dispatch: Dispatch) -> Dispatch:
    """Take into the checklist what the case produced since it was opened. Raises Refused."""
    _require(act, dispatch.partnership, Power.PREPARE, _("Prepara el envío el enlace del municipio titular."))
    if dispatch.state != DispatchState.PREPARED:
        raise Refused("dispatch_sent", _("El envío ya salió. Para cambiarlo, retírelo con su razón."))
    for item in dispatch.items.all():
        found = {} if is_there(item) else _known(dispatch.partnership, item.key, act.on)
        if any(getattr(item, name) != value for name, value in found.items()):
            ChecklistItem.objects.filter(pk=item.pk).update(**found)
            record(
                act, Happened.ITEM_ATTACHED, chain=dispatch.partnership.circle.public_id, about=dispatch.public_id,
                item=item.title,
            )  # fmt: skip
    return dispatch


@transaction.atomic
def attach_item(
    act: Act, *, dispatch: Dispatch, key: str, attachment: Attachment | None = None, issue: Issue | None = None,
    note: str = "",
) -> ChecklistItem:  # fmt: skip
    """Put a paper to an item of the checklist. Raises Refused, Invalid."""
    _require(act, dispatch.partnership, Power.PREPARE, _("Integra el envío el enlace del municipio titular."))
    if dispatch.state != DispatchState.PREPARED:
        raise Refused("dispatch_sent", _("El envío ya salió. Para cambiarlo, retírelo con su razón."))
    item = dispatch.items.filter(key=key).first()
    if item is None:
        raise Invalid({"key": [_("Ese documento no está en la lista.")]})
    if attachment is None and issue is None and not normalise(note):
        raise Invalid({"attachment": [_("Adjunte el documento.")]})
    item.attachment, item.issue, item.note = attachment, issue, normalise(note)
    item.save(update_fields=["attachment", "issue", "note"])
    record(
        act, Happened.ITEM_ATTACHED, chain=dispatch.partnership.circle.public_id, about=dispatch.public_id,
        item=item.title,
    )  # fmt: skip
    return item


def _returned(dispatch: Dispatch, letter: str) -> Issue | None:
    """That letter of the last dispatch that came back: the one sent now takes its place."""
    if letter == "forward_issue" and (
        own := dispatch.taken_back.filter(review=None).exclude(issue=None).order_by("-pk").first()
    ):
        return own.issue
    back = [DispatchState.RETURNED, DispatchState.RECALLED]
    rows = dispatch.partnership.dispatches.filter(state__in=back).exclude(**{letter: None})
    last = rows.select_related(letter).order_by("-pk").first()
    return getattr(last, letter) if last is not None else None


@transaction.atomic
def send_dispatch(
    act: Act, *, dispatch: Dispatch, sent_on: dt.date | None = None, approval: str = ""
) -> Dispatch:  # fmt: skip
    """The mayor signs the letter and the file goes, by way of the state (or directly where there is none); with the mayor
    not on board the liaison sends it, saying with what paper it was approved. Raises Refused, Invalid, Blocked by what is
    missing."""
    partnership = dispatch.partnership
    _must_sign(act, partnership, OFFICIAL_LETTER, approval)
    if blockers := dispatch_blockers(dispatch):
        raise Blocked(blockers)
    on = sent_on or act.on
    _must_be_of_a_day(act, on, _of_file(dispatch), "sent_on")
    letter = dispatch_letter(dispatch, on)
    target, via_state = letter.to, letter.kind == "dispatch_to_state"
    issue, folio = _paper_of(act, partnership, letter, on, replaces=_returned(dispatch, "issue"))
    moved = Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.PREPARED).update(
        state=DispatchState.SENT if via_state else DispatchState.FORWARDED,
        via_state=via_state, folio=folio, sent_on=on, issue=issue, **({} if via_state else {"forwarded_on": on}),
    )  # fmt: skip
    if not moved:
        raise Refused("dispatch_sent", _("El envío ya salió. Para cambiarlo, retírelo con su razón."))
    dispatch.refresh_from_db()
    _register(act, dispatch, issue=issue, folio=folio, on=on, owner=partnership.owner, to=target)
    record(act, Happened.DISPATCH_SENT, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio)
    if via_state:
        notify(
            act, to=(partnership.circle, Part.OVERSEER, Role.STATE_LIAISON), key="file_to_forward",
            data={"folio": partnership.folio}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
        )  # fmt: skip
    else:
        _reaches_ministry(act, dispatch, on)
    return dispatch


def _register(
    act: Act, dispatch: Dispatch, *, issue: Issue | None, folio: str, on: dt.date, owner: Organisation,
    to: Organisation | None, attachment: Attachment | None = None,
) -> None:  # fmt: skip
    """The dispatch's letter stands in the register of who sends it."""
    enter_letter(
        act, partnership=dispatch.partnership, kind=LetterKind.DISPATCH, issue=issue, folio=folio, sent_on=on, owner=owner,
        subject=in_spanish(_("Envío del texto negociado")), other_office=to.name if to else "", attachment=attachment,
    )  # fmt: skip


def _reaches_ministry(act: Act, dispatch: Dispatch, on: dt.date) -> None:
    partnership, ministry = dispatch.partnership, ministry_of()
    if ministry is not None:
        for part in (Part.REVIEWER, Part.REGISTRAR):
            if not partnership.circle.seats.filter(organisation=ministry, part=part, until_on=None).exists():
                give_seat(act, circle=partnership.circle, organisation=ministry, part=part, from_on=on)
        notify(
            act, to=(partnership.circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="text_to_review",
            data={"folio": partnership.folio}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
        )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.DISPATCHED, on=on,
        source=f"opinions.dispatch:{dispatch.public_id}",
        proof=f"Oficio {dispatch.forward_folio or dispatch.folio}",
    )  # fmt: skip


@transaction.atomic
def forward_dispatch(act: Act, *, dispatch: Dispatch, forwarded_on: dt.date | None = None) -> Dispatch:
    """The state passes the file on to the ministry, which gets its seats (R2-01). Raises Refused."""
    partnership = dispatch.partnership
    _require(act, partnership, Power.FORWARD, _("Turna a la SRE el enlace estatal."))
    on = forwarded_on or act.on
    _must_be_of_a_day(act, on, _of_letters(dispatch), "forwarded_on")
    state = Organisation.objects.get(public_id=act.actor.organisation)
    holder = _signer(act, state, Role.STATE_LIAISON, on, "forwarded_on")
    letter = forward_letter(dispatch, state, holder, on)
    issue, folio = _paper_of(act, partnership, letter, on, replaces=_returned(dispatch, "forward_issue"))
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.SENT).update(
        state=DispatchState.FORWARDED, forward_folio=folio, forwarded_on=on, forward_issue=issue
    ):
        raise Refused(
            "dispatch_not_sent", _("No hay un envío del municipio por turnar. Espere a que el municipio lo envíe.")
        )
    dispatch.refresh_from_db()
    _register(act, dispatch, issue=issue, folio=folio, on=on, owner=state, to=ministry_of())
    record(act, Happened.DISPATCH_FORWARDED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio)
    _reaches_ministry(act, dispatch, on)
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="file_forwarded", data={"folio": partnership.folio},
        door="opinions.dispatch", at={"dispatch": dispatch.public_id},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def return_dispatch(act: Act, *, dispatch: Dispatch, reason: str) -> Dispatch:
    """State or ministry sends the file back with a reason; another can be prepared. Raises Refused, Invalid."""
    partnership = dispatch.partnership
    may = (dispatch.state == DispatchState.SENT and can(act.actor, partnership.circle, Power.FORWARD)) or (
        dispatch.state in {DispatchState.FORWARDED, DispatchState.RECEIVED}
        and can(act.actor, partnership.circle, Power.RECEIVE)
    )
    if not may:
        raise Refused("not_receive", _("Devuelve el envío quien lo tiene en sus manos."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué falta o qué debe corregirse.")]})
    _off_the_way(act, dispatch, DispatchState.RETURNED, reason, on=act.on)
    record(act, Happened.DISPATCH_RETURNED, chain=partnership.circle.public_id, about=dispatch.public_id, reason=reason)
    _undo(act, dispatch, reason)
    notify(
        act, to=(partnership.circle, TOWN), key="dispatch_returned",
        data={"folio": partnership.folio, "reason": reason}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
    )  # fmt: skip
    return dispatch


def _off_the_way(act: Act, dispatch: Dispatch, state: DispatchState, reason: str, *, on: dt.date, **more: Any) -> None:
    """The file is on its way no more, since `on` and with that reason. Raises Refused where it changed meanwhile, or the
    ministry already gave its opinion on it."""
    if is_ruled(dispatch):
        raise Refused("file_ruled", _("La SRE ya dictaminó este envío. Si el texto cambió, prepare otro."))
    if not Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state).update(
        state=state, returned_reason=reason, returned_on=on, **more
    ):
        raise Refused("dispatch_moved", _("El envío cambió de estado mientras tanto; vuelva a abrir la página."))
    dispatch.refresh_from_db()


def _undo(act: Act, dispatch: Dispatch, reason: str) -> None:
    """What the file on its way had proved, given out and begun."""
    withdraw_case_fact(
        act, partnership=dispatch.partnership, fact=Fact.DISPATCHED, reason=reason,
        source=f"opinions.dispatch:{dispatch.public_id}",
    )  # fmt: skip
    documents.retire_issues(act, issues=[dispatch.issue, dispatch.forward_issue], reason=reason)
    _end_rounds(act, dispatch, reason)


@transaction.atomic
def recall_dispatch(act: Act, *, dispatch: Dispatch, reason: str) -> Dispatch:
    """Who sent the file takes it back before the ministry gives its opinion; another can be prepared. Raises Refused,
    Invalid."""
    partnership = dispatch.partnership
    if not can_recall(act.actor, partnership.circle):
        raise Refused("not_sender", _("Retira el envío quien lo hizo: el municipio titular."))
    if dispatch.state not in ON_ITS_WAY:
        raise Refused("dispatch_not_sent", _("Solo se retira un envío que ya salió y sigue en pie."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se retira el envío.")]})
    reached = dispatch.state != DispatchState.SENT
    _off_the_way(act, dispatch, DispatchState.RECALLED, reason, on=act.on)
    record(
        act, Happened.DISPATCH_RECALLED, chain=partnership.circle.public_id, about=dispatch.public_id,
        folio=dispatch.folio, reason=reason,
    )  # fmt: skip
    _undo(act, dispatch, reason)
    ministry = [(Part.REVIEWER, role) for role in (Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER)]
    notify(
        act, to=(partnership.circle, [*TOWN, *ministry] if reached else TOWN), key="dispatch_recalled",
        data={"folio": partnership.folio, "reason": reason}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def recall_forwarding(act: Act, *, dispatch: Dispatch, reason: str) -> Dispatch:
    """The state takes back its own forwarding until the ministry receives the file, which is at the state again. Its letter
    loses effect and stays, with the reason. Raises Refused, Invalid."""
    partnership, paper = dispatch.partnership, dispatch.forward_issue
    if not can_recall_forwarding(act.actor, partnership.circle, forwarder_of(dispatch)):
        raise Refused("not_forwarder", _("Retira el turno el enlace estatal que lo hizo."))
    if has_reached(dispatch):
        raise Refused("file_at_ministry", _("La SRE ya recibió el expediente: solo ella puede devolverlo."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba por qué se retira el turno.")]})
    folio, on = dispatch.forward_folio, dispatch.forwarded_on
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FORWARDED, forward_folio=folio).update(
        state=DispatchState.SENT, forward_folio="", forwarded_on=None, forward_issue=None
    ):
        raise Refused("dispatch_not_forwarded", _("Solo se retira el turno mientras la SRE no recibe el expediente."))
    Forwarding.objects.create(
        dispatch=dispatch, folio=folio, forwarded_on=on, issue=paper, taken_back_on=act.on, reason=reason
    )
    dispatch.refresh_from_db()
    record(
        act, Happened.FORWARDING_RECALLED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio,
        reason=reason,
    )  # fmt: skip
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.DISPATCHED, reason=reason,
        source=f"opinions.dispatch:{dispatch.public_id}",
    )  # fmt: skip
    documents.retire_issues(act, issues=[paper], reason=reason)
    ministry = [(Part.REVIEWER, role) for role in (Role.ADVISER, Role.LEGAL_REVIEWER, Role.AUTHORISER)]
    notify(
        act, to=(partnership.circle, [*TOWN, *ministry]), key="forwarding_recalled",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def record_dispatch(
    act: Act, *, partnership: Partnership, version: Version, folio: str, sent_on: dt.date,
    attachment: Attachment | None = None,
) -> Dispatch:  # fmt: skip
    """Put down a dispatch made on paper, with nobody else on board. Raises Refused, Invalid."""
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused("ministry_on_board", _("La SRE participa en el expediente: envíe por el programa."))
    errors = {}
    if sent_on > act.on:
        errors["sent_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    elif early := too_early("opinion", sent_on):
        errors["sent_on"] = early
    if not normalise(folio):
        errors["folio"] = [_("Escriba el número del oficio de envío.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    # the same letter, put down again after its correction, keeps its folio
    if not partnership.dispatches.filter(state=DispatchState.CORRECTED, folio=normalise(folio)).exists():
        documents.use_folio(act, organisation=partnership.owner, folio=normalise(folio), what="dispatch")
    dispatch = Dispatch.objects.create(
        partnership=partnership, version=version, state=DispatchState.FORWARDED, via_state=False,
        folio=normalise(folio), sent_on=sent_on, forwarded_on=sent_on, how=act.actor.how,
    )  # fmt: skip
    _register(
        act,
        dispatch,
        issue=None,
        folio=dispatch.folio,
        on=sent_on,
        owner=partnership.owner,
        to=None,
        attachment=attachment,
    )
    if attachment is not None:
        ChecklistItem.objects.create(
            dispatch=dispatch, key="dispatch", title=in_spanish(_("Oficio de envío")), attachment=attachment
        )
    record(
        act, Happened.DISPATCH_SENT, chain=partnership.circle.public_id, about=dispatch.public_id,
        folio=dispatch.folio,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.DISPATCHED, on=sent_on,
        source=f"opinions.dispatch:{dispatch.public_id}", proof=f"Oficio {dispatch.folio}",
    )  # fmt: skip
    return dispatch


@transaction.atomic
def correct_dispatch(act: Act, *, dispatch: Dispatch, reason: str) -> Dispatch:
    """A later act corrects a dispatch that was put down from its paper (another day, another letter, none at all): it stays
    with its reason and proves nothing; another is put down. Raises Refused, Invalid."""
    partnership = dispatch.partnership
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused(
            "ministry_on_board", _("Lo corrige quien lo asentó, mientras la SRE no participe en el expediente.")
        )
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba qué se corrige y por qué.")]})
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FORWARDED, how=How.RECORDED).update(
        state=DispatchState.CORRECTED, returned_reason=reason, returned_on=act.on
    ):
        raise Refused("dispatch_not_recorded", _("Solo se corrige un envío asentado desde su papel que siga en pie."))
    dispatch.refresh_from_db()
    record(
        act, Happened.DISPATCH_CORRECTED, chain=partnership.circle.public_id, about=dispatch.public_id,
        folio=dispatch.folio, reason=reason,
    )  # fmt: skip
    withdraw_case_fact(
        act, partnership=partnership, fact=Fact.DISPATCHED, reason=reason, mistaken=True,
        source=f"opinions.dispatch:{dispatch.public_id}",
    )  # fmt: skip
    _end_rounds(act, dispatch, reason)
    letter = partnership.letters.filter(
        kind=LetterKind.DISPATCH, folio=dispatch.folio, sent_on=dispatch.sent_on, issue=None, state=LetterState.SENT
    ).first()
    if letter is not None:
        interrupt_letter(act, letter=letter, code=Interruption.OTHER, reason=reason, on=act.on)
    notify(
        act, to=(partnership.circle, HANDS), key="dispatch_corrected",
        data={"folio": partnership.folio, "reason": reason}, door="partnerships.case",
        at={"partnership": partnership.public_id},
    )  # fmt: skip
    return dispatch


@transaction.atomic
def receive_dispatch(act: Act, *, dispatch: Dispatch) -> Review:
    """The ministry receives the file and opens round 1 over its text. Raises Refused."""
    partnership = dispatch.partnership
    _require(act, partnership, Power.RECEIVE, _("Recibe el expediente la SRE."))
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FORWARDED).update(
        state=DispatchState.RECEIVED, received_on=act.on
    ):
        raise Refused("dispatch_not_forwarded", _("El envío todavía no llega a la SRE, o ya se recibió."))
    record(act, Happened.DISPATCH_RECEIVED, chain=partnership.circle.public_id, about=dispatch.public_id)
    notify(
        act, to=(partnership.circle, [(Part.LEAD, Role.LIAISON), (Part.OVERSEER, Role.STATE_LIAISON)]),
        key="file_received", data={"folio": partnership.folio}, door="opinions.dispatch",
        at={"dispatch": dispatch.public_id},
    )  # fmt: skip
    return _open_round(act, dispatch, dispatch.version)
