"""The way to the ministry and back: dispatch, rounds of observations, the opinion (LCT art. 7)."""

import datetime as dt

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import Organisation
from hermanar.directory.operations import give_seat
from hermanar.directory.queries import holder_on
from hermanar.documents import operations as documents
from hermanar.documents.models import Issue, Version
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.queries import addressee, slot_values
from hermanar.process.queries import standing_facts

from .enums import DispatchState, Happened, ObservationState, OpinionState, Power, ReviewState, Sense
from .models import ArticleApproval, ChecklistItem, Dispatch, Observation, Opinion, Review
from .policies import can, can_record_for
from .queries import approved_groups
from .rules import checklist, to_review


def _require(act: Act, partnership: Partnership, power: Power, sentence) -> None:
    if not can(act.actor, partnership.circle, power):
        raise Refused(f"not_{power}", sentence)


def _exercise(partnership: Partnership) -> bool:
    return partnership.circle.exercise_at is not None


def _seat(organisation: Organisation) -> str:
    m = organisation.municipality
    return f"{m.name}, {m.state.name}" if m else organisation.place.name if organisation.place else "Ciudad de México"


def _paper(
    act: Act, partnership: Partnership, *, kind: str, values: dict, issuer: Organisation, series: str, on: dt.date,
    number: str = "",
) -> tuple[Issue, str]:  # fmt: skip
    """Write, number and issue one official letter of this process, in Spanish. `number`: given, else the next of the house."""
    version = documents.assemble(
        act, circle=partnership.circle, issuer=issuer, kind=kind, values=slot_values(partnership, on) | values,
        languages=("es",), shared=True,
    )  # fmt: skip
    if number:
        documents.use_folio(act, organisation=issuer, folio=number, what=kind)
    else:
        number = documents.next_folio(act, organisation=issuer, series=series, on=on)
    issue = documents.issue(
        act, version=version, folio=number, issued_on=on, letterhead_of=issuer, exercise=_exercise(partnership),
        late={"folio": number, "issue_place": _seat(issuer), "issue_date": on},
    )  # fmt: skip
    return issue, number


@transaction.atomic
def prepare_dispatch(act: Act, *, partnership: Partnership, via_state: bool = True) -> Dispatch:
    """Open the dispatch of the agreed text, with its checklist (data). Raises Refused, Blocked (no agreed text)."""
    _require(act, partnership, Power.PREPARE, _("Prepara el envío el enlace del municipio titular."))
    if partnership.klass == "domestic":
        raise Refused("domestic_no_opinion", _("Una relación nacional no lleva dictamen de la SRE."))
    agreement = getattr(partnership, "agreement", None)
    facts = standing_facts(partnership.case)
    if agreement is None or agreement.agreed_version is None or Fact.TEXT_AGREED not in facts:
        raise Blocked(
            [
                Blocker(
                    "text_not_agreed", _("Falta el texto negociado, sin errores y acordado por las Partes."),
                    "agreements.text", {"partnership": partnership.public_id},
                )
            ]
        )
    if partnership.dispatches.exclude(state=DispatchState.RETURNED).exists():
        raise Refused("dispatch_open", _("Ya hay un envío en curso."))
    dispatch = Dispatch.objects.create(
        partnership=partnership, version=agreement.agreed_version, via_state=via_state, how=act.actor.how
    )
    state = partnership.owner.municipality.state_id if partnership.owner.municipality else ""
    items, _source = checklist(partnership.kind, state)
    for item in items:
        ChecklistItem.objects.create(
            dispatch=dispatch, key=item["key"], title=item["title"]["es"], title_en=item["title"]["en"],
            is_required=item["required"], **_known(partnership, item["key"]),
        )  # fmt: skip
    record(act, Happened.DISPATCH_PREPARED, chain=partnership.circle.public_id, about=dispatch.public_id)
    return dispatch


def _known(partnership: Partnership, key: str) -> dict:
    """What the file already holds for an item: nobody attaches twice what the case produced."""
    if key in {"text_es", "text_other"}:
        return {"note": str(_("Se integra la versión acordada."))}
    if key == "letter":
        letter = partnership.letters.exclude(issue=None, attachment=None).order_by("pk").first()
        return {"issue": letter.issue, "attachment": letter.attachment} if letter else {}
    if key == "cabildo":
        row = partnership.points.filter(resolution__authorises=True).select_related("resolution").last()
        found = row.resolution if row else None
        return {"issue": found.certificate, "attachment": found.attachment} if found else {}
    if key == "study":
        study = getattr(partnership, "study", None)
        return {"note": str(_("Consta en el expediente."))} if study else {}
    return {}


def _is_there(item: ChecklistItem) -> bool:
    return bool(item.attachment_id or item.issue_id or (item.note and item.key in {"text_es", "text_other", "study", "profile"}))


@transaction.atomic
def refresh_dispatch(act: Act, *, dispatch: Dispatch) -> Dispatch:
    """Take into the checklist what the case produced since it was opened. Raises Refused."""
    _require(act, dispatch.partnership, Power.PREPARE, _("Prepara el envío el enlace del municipio titular."))
    if dispatch.state != DispatchState.PREPARED:
        raise Refused("dispatch_sent", _("El envío ya salió."))
    for item in dispatch.items.all():
        if not _is_there(item) and (found := _known(dispatch.partnership, item.key)):
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
        raise Refused("dispatch_sent", _("El envío ya salió."))
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


def _cabildo(partnership: Partnership) -> str:
    facts = standing_facts(partnership.case)
    return facts[Fact.AUTHORISED].proof if Fact.AUTHORISED in facts else str(_("pendiente"))


def _annexes(dispatch: Dispatch) -> list[dict]:
    return [{"es": i.title, "en": i.title_en or i.title} for i in dispatch.items.order_by("pk") if _is_there(i)]


def _ministry() -> Organisation | None:
    return Organisation.objects.filter(kind=OrganisationKind.MINISTRY).order_by("pk").first()


@transaction.atomic
def send_dispatch(act: Act, *, dispatch: Dispatch, sent_on: dt.date | None = None) -> Dispatch:
    """Send the file, by way of the state (or directly where there is none). Raises Refused, Blocked by what is missing."""
    partnership = dispatch.partnership
    _require(act, partnership, Power.PREPARE, _("Envía el expediente el enlace del municipio titular."))
    blockers = [
        Blocker(
            f"item_missing_{item.key}", _("Falta en el envío: %(item)s.") % {"item": item.title}, "opinions.dispatch",
            {"dispatch": dispatch.public_id},
        )
        for item in dispatch.items.filter(is_required=True)
        if not _is_there(item)
    ]
    if Fact.AUTHORISED not in standing_facts(partnership.case):
        blockers.append(
            Blocker(
                "cabildo_authorisation_missing", _("Falta la autorización del Cabildo que nombre a la contraparte."),
                "meetings.cabildo", {"partnership": partnership.public_id},
            )
        )
    if blockers:
        raise Blocked(blockers)
    on = sent_on or act.on
    state_seat = partnership.circle.seats.filter(part=Part.OVERSEER, until_on=None).select_related("organisation").first()
    via_state = dispatch.via_state and state_seat is not None
    target = state_seat.organisation if via_state else _ministry()
    kind = "dispatch_to_state" if via_state else "dispatch_to_sre"
    issue, folio = _paper(
        act, partnership, kind=kind, issuer=partnership.owner, series="PM", on=on,
        values=addressee(target, Role.STATE_LIAISON if via_state else Role.ADVISER, on)
        | {"cabildo_reference": _cabildo(partnership), "annexes": _annexes(dispatch)},
    )  # fmt: skip
    moved = Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.PREPARED).update(
        state=DispatchState.SENT if via_state else DispatchState.FORWARDED,
        via_state=via_state, folio=folio, sent_on=on, issue=issue, **({} if via_state else {"forwarded_on": on}),
    )  # fmt: skip
    if not moved:
        raise Refused("dispatch_sent", _("El envío ya salió."))
    dispatch.refresh_from_db()
    record(
        act, Happened.DISPATCH_SENT, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio
    )
    if via_state:
        notify(
            act, to=(partnership.circle, Part.OVERSEER, Role.STATE_LIAISON), key="file_to_forward",
            data={"folio": partnership.folio}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
        )  # fmt: skip
    else:
        _reaches_ministry(act, dispatch, on)
    return dispatch


def _reaches_ministry(act: Act, dispatch: Dispatch, on: dt.date) -> None:
    partnership, ministry = dispatch.partnership, _ministry()
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
    state = Organisation.objects.get(public_id=act.actor.organisation)
    holder = holder_on((state, Role.STATE_LIAISON), on)
    issue, folio = _paper(
        act, partnership, kind="dispatch_to_sre", issuer=state, series="EE", on=on,
        values=addressee(_ministry(), Role.ADVISER, on)
        | {
            "cabildo_reference": _cabildo(partnership),
            "annexes": _annexes(dispatch),
            "our_signatory_name": holder.name if holder else "",
            "our_signatory_post": {"es": holder.post_es, "en": holder.post_en or holder.post_es} if holder else "",
        },
    )  # fmt: skip
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.SENT).update(
        state=DispatchState.FORWARDED, forward_folio=folio, forwarded_on=on, forward_issue=issue
    ):
        raise Refused("dispatch_not_sent", _("No hay un envío del municipio por turnar."))
    dispatch.refresh_from_db()
    record(
        act, Happened.DISPATCH_FORWARDED, chain=partnership.circle.public_id, about=dispatch.public_id, folio=folio
    )
    _reaches_ministry(act, dispatch, on)
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
    Dispatch.objects.filter(pk=dispatch.pk, state=dispatch.state).update(
        state=DispatchState.RETURNED, returned_reason=reason
    )
    dispatch.refresh_from_db()
    record(
        act, Happened.DISPATCH_RETURNED, chain=partnership.circle.public_id, about=dispatch.public_id, reason=reason
    )
    withdraw_case_fact(act, partnership=partnership, fact=Fact.DISPATCHED, reason=reason)
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="dispatch_returned",
        data={"folio": partnership.folio}, door="opinions.dispatch", at={"dispatch": dispatch.public_id},
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
    if not normalise(folio):
        errors["folio"] = [_("Escriba el número del oficio de envío.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    documents.use_folio(act, organisation=partnership.owner, folio=normalise(folio), what="dispatch")
    dispatch = Dispatch.objects.create(
        partnership=partnership, version=version, state=DispatchState.FORWARDED, via_state=False,
        folio=normalise(folio), sent_on=sent_on, forwarded_on=sent_on, how=act.actor.how,
    )  # fmt: skip
    if attachment is not None:
        ChecklistItem.objects.create(
            dispatch=dispatch, key="dispatch", title=str(_("Oficio de envío")), attachment=attachment
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
def receive_dispatch(act: Act, *, dispatch: Dispatch) -> Review:
    """The ministry receives the file and opens round 1 over its text. Raises Refused."""
    partnership = dispatch.partnership
    _require(act, partnership, Power.RECEIVE, _("Recibe el expediente la SRE."))
    if not Dispatch.objects.filter(pk=dispatch.pk, state=DispatchState.FORWARDED).update(
        state=DispatchState.RECEIVED, received_on=act.on
    ):
        raise Refused("dispatch_not_forwarded", _("El envío todavía no llega a la SRE, o ya se recibió."))
    record(act, Happened.DISPATCH_RECEIVED, chain=partnership.circle.public_id, about=dispatch.public_id)
    return _open_round(act, dispatch, dispatch.version)


def _open_round(act: Act, dispatch: Dispatch, version: Version) -> Review:
    partnership = dispatch.partnership
    number = (partnership.reviews.aggregate(last=Max("round"))["last"] or 0) + 1
    review = Review.objects.create(
        partnership=partnership, dispatch=dispatch, version=version, round=number, opened_on=act.on
    )
    record(
        act, Happened.REVIEW_OPENED, chain=partnership.circle.public_id, about=review.public_id, round=number
    )
    return review


def _open(review: Review) -> None:
    if review.state != ReviewState.OPEN:
        raise Refused("review_closed", _("Esta ronda ya no está abierta."))


@transaction.atomic
def observe(
    act: Act, *, review: Review, group: str, text: str, language: str = "", proposal: str = ""
) -> Observation:
    """Note an observation on an article, in one language or both. Nobody outside the ministry sees it until it is sent
    with all the others (promise 8). Raises Refused, Invalid."""
    _require(act, review.partnership, Power.OBSERVE, _("Observa el texto la revisión jurídica de la SRE."))
    _open(review)
    content = review.version.as_content
    errors = {}
    if group not in content.groups():
        errors["group"] = [_("Ese artículo no está en el texto.")]
    if language and language not in content.languages:
        errors["language"] = [_("El texto no está en ese idioma.")]
    if not normalise(text):
        errors["text"] = [_("Escriba la observación.")]
    if errors:
        raise Invalid(errors)
    row = Observation.objects.create(
        review=review, group=group, language=language, text=normalise(text, lines=True),
        proposal=normalise(proposal, lines=True), by_user=act.actor.user,
    )  # fmt: skip
    ArticleApproval.objects.filter(review=review, group=group).delete()
    # the journal says that an observation exists on the ministry's own chain only when it is sent
    record(act, Happened.OBSERVED, chain=_house_of(act), about=row.public_id, group=group)
    return row


def _house_of(act: Act) -> str:
    """The acting organisation's own chain: what is not yet shared with the circle is not told there."""
    home = Organisation.objects.filter(public_id=act.actor.organisation).select_related("home").first()
    return home.home.public_id if home and home.home else "house"


@transaction.atomic
def drop_observation(act: Act, *, observation: Observation) -> None:
    """Take back an observation before it is sent. Raises Refused."""
    _require(act, observation.review.partnership, Power.OBSERVE, _("Solo la revisión jurídica la retira."))
    if observation.state != ObservationState.DRAFT:
        raise Refused("observation_sent", _("La observación ya se envió."))
    record(act, Happened.OBSERVATION_DROPPED, chain=_house_of(act), about=observation.public_id, group=observation.group)
    observation.delete()


@transaction.atomic
def approve_article(act: Act, *, review: Review, group: str) -> ArticleApproval:
    """Approve one article as it stands, by its hash. Raises Refused, Invalid."""
    _require(act, review.partnership, Power.OBSERVE, _("Aprueba artículos la revisión jurídica de la SRE."))
    _open(review)
    content = review.version.as_content
    if group not in content.groups():
        raise Invalid({"group": [_("Ese artículo no está en el texto.")]})
    if review.observations.filter(group=group, state=ObservationState.DRAFT).exists():
        raise Refused("article_observed", _("Ese artículo tiene una observación sin enviar."))
    row, is_new = ArticleApproval.objects.get_or_create(
        review=review, group=group, defaults={"sha256": content.group_sha256(group)}
    )
    if is_new:
        record(act, Happened.OBSERVED, chain=_house_of(act), about=review.public_id, group=group, approved=True)
    return row


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


def group_label(group: str, lang: str = "es") -> str:
    """`art-05` → “Artículo V”. Other groups by name."""
    if group.startswith("art-") and group[4:].isdigit() and int(group[4:]) < len(_ROMAN):
        return f"{'Artículo' if lang == 'es' else 'Article'} {_ROMAN[int(group[4:])]}"
    names = {
        "preamble": ("Preámbulo", "Preamble"), "closing": ("Cierre", "Closing"), "signatures": ("Firmas", "Signatures"),
        "title": ("Título", "Title"),
    }  # fmt: skip
    es, en = names.get(group, (group, group))
    return es if lang == "es" else en


def _observation_line(row: Observation) -> str:
    where = {"es": ", español", "en": ", inglés"}.get(row.language, f", {row.language}" if row.language else "")
    line = f"{group_label(row.group)}{where}: {' '.join(row.text.split())}"
    return f"{line} Se propone: “{' '.join(row.proposal.split())}”" if row.proposal else line


def _sender(organisation: Organisation, appointment_role: Role, on: dt.date) -> dict:
    holder = holder_on((organisation, appointment_role), on)
    return {
        "sender_name": holder.name if holder else "",
        "sender_post": {"es": holder.post_es, "en": holder.post_en or holder.post_es} if holder else "",
    }


@transaction.atomic
def send_observations(act: Act, *, review: Review) -> Review:
    """All observations of the round go out together, as one letter; what was not observed is approved (promise 8).

    Raises Refused, Blocked (nothing to send).
    """
    partnership = review.partnership
    _require(act, partnership, Power.OBSERVE, _("Envía observaciones la revisión jurídica de la SRE."))
    _open(review)
    rows = list(review.observations.filter(state=ObservationState.DRAFT).order_by("group", "pk"))
    if not rows:
        raise Blocked(
            [
                Blocker(
                    "no_observations", _("No hay observaciones; si el texto procede, proponga dictamen favorable."),
                    "opinions.review", {"review": review.public_id},
                )
            ]
        )
    _approve_rest(review, {row.group for row in rows})
    ministry = Organisation.objects.get(public_id=act.actor.organisation)
    approved = [group_label(g) for g in review.version.as_content.groups() if g in approved_groups(review)]
    issue, folio = _paper(
        act, partnership, kind="observations_letter", issuer=ministry, series="CJA", on=act.on,
        values=addressee(partnership.owner, Role.MAYOR, act.on) | _sender(ministry, Role.LEGAL_REVIEWER, act.on) | {
            "round_number": review.round,
            "text_version": review.version.number,
            "answered_folio": review.dispatch.forward_folio or review.dispatch.folio,
            "observations": [_observation_line(row) for row in rows],
            "approved_articles": approved,
        },
    )  # fmt: skip
    review.observations.filter(state=ObservationState.DRAFT).update(state=ObservationState.SENT)
    Review.objects.filter(pk=review.pk).update(state=ReviewState.OBSERVED, observed_on=act.on, issue=issue)
    review.refresh_from_db()
    record(
        act, Happened.OBSERVATIONS_SENT, chain=partnership.circle.public_id, about=review.public_id,
        count=len(rows), folio=folio,
    )  # fmt: skip
    for part, role in ((Part.LEAD, Role.LIAISON), (Part.OVERSEER, Role.STATE_LIAISON)):
        notify(
            act, to=(partnership.circle, part, role), key="observations_arrived",
            data={"folio": partnership.folio, "number": len(rows)}, door="opinions.review",
            at={"review": review.public_id},
        )  # fmt: skip
    return review


def _approve_rest(review: Review, observed: set[str]) -> None:
    content = review.version.as_content
    done = approved_groups(review)
    for group in to_review(content.groups(), done):
        if group not in observed:
            ArticleApproval.objects.get_or_create(
                review=review, group=group, defaults={"sha256": content.group_sha256(group)}
            )


@transaction.atomic
def answer_observation(act: Act, *, observation: Observation, accepted: bool, answer: str = "") -> Observation:
    """The municipality accepts an observation, or does not and says why: the decision remains with it (R4-34).

    Raises Refused, Invalid.
    """
    review = observation.review
    _require(act, review.partnership, Power.ANSWER, _("Contesta las observaciones el enlace del municipio titular."))
    if review.state != ReviewState.OBSERVED:
        raise Refused("review_closed", _("Esta ronda ya se contestó."))
    answer = normalise(answer, lines=True)
    if not accepted and not answer:
        raise Invalid({"answer": [_("Si no se acepta, escriba el motivo.")]})
    observation.state = ObservationState.ACCEPTED if accepted else ObservationState.REJECTED
    observation.answer = answer
    observation.save(update_fields=["state", "answer"])
    record(
        act, Happened.OBSERVATION_ANSWERED, chain=review.partnership.circle.public_id, about=observation.public_id,
        group=observation.group, answer=ObservationState(observation.state).label,
    )  # fmt: skip
    return observation


@transaction.atomic
def submit_answer(act: Act, *, review: Review, version: Version) -> Review:
    """Answer the round with a new agreed version: the next round opens over it; what did not change stays approved.

    Raises Refused, Blocked (observations unanswered, text not agreed again).
    """
    partnership = review.partnership
    _require(act, partnership, Power.ANSWER, _("Contesta el enlace del municipio titular."))
    blockers = []
    pending = review.observations.filter(state=ObservationState.SENT).count()
    if pending:
        blockers.append(
            Blocker(
                "observations_unanswered", _("Faltan %(n)s observaciones por contestar.") % {"n": pending},
                "opinions.review", {"review": review.public_id},
            )
        )
    if Fact.TEXT_AGREED not in standing_facts(partnership.case) or version.pk != partnership.agreement.agreed_version_id:
        blockers.append(
            Blocker(
                "text_not_agreed", _("Falta acordar la nueva versión del texto."), "agreements.text",
                {"partnership": partnership.public_id},
            )
        )
    if blockers:
        raise Blocked(blockers)
    rows = list(review.observations.order_by("group", "pk"))
    ministry = partnership.circle.seats.filter(part=Part.REVIEWER, until_on=None).select_related("organisation").first()
    issue, folio = _paper(
        act, partnership, kind="observations_answer", issuer=partnership.owner, series="PM", on=act.on,
        values=addressee(ministry.organisation if ministry else None, Role.LEGAL_REVIEWER, act.on) | {
            "answered_folio": review.issue.folio if review.issue else "",
            "answered_date": review.observed_on,
            "text_version": version.number,
            "answers": [
                f"{group_label(r.group)}: {'atendida' if r.state == ObservationState.ACCEPTED else 'no atendida'}"
                + (f". {' '.join(r.answer.split())}" if r.answer else "")
                for r in rows
            ],
        },
    )  # fmt: skip
    if not Review.objects.filter(pk=review.pk, state=ReviewState.OBSERVED).update(
        state=ReviewState.ANSWERED, answered_on=act.on, answer_version=version
    ):
        raise Refused("review_closed", _("Esta ronda ya se contestó."))
    record(
        act, Happened.VERSION_SUBMITTED, chain=partnership.circle.public_id, about=review.public_id,
        number=version.number, folio=folio, issue=issue.public_id,
    )  # fmt: skip
    following = _open_round(act, review.dispatch, version)
    review.observations.filter(state=ObservationState.ACCEPTED).update(state=ObservationState.RESOLVED)
    notify(
        act, to=(partnership.circle, Part.REVIEWER, Role.LEGAL_REVIEWER), key="text_to_review",
        data={"folio": partnership.folio}, door="opinions.review", at={"review": following.public_id},
    )  # fmt: skip
    return following


@transaction.atomic
def propose_opinion(act: Act, *, review: Review, sense: Sense, grounds: str) -> Opinion:
    """Propose the opinion on this round's text. Favourable: with no observation left unsent. Raises Refused, Invalid."""
    partnership = review.partnership
    _require(act, partnership, Power.PROPOSE, _("Propone el dictamen la revisión jurídica de la SRE."))
    _open(review)
    grounds = normalise(grounds, lines=True)
    if not grounds:
        raise Invalid({"grounds": [_("Escriba los motivos del dictamen.")]})
    drafts = review.observations.filter(state=ObservationState.DRAFT)
    if drafts.exists():
        raise Refused("observations_unsent", _("Hay observaciones sin enviar: envíelas o retírelas antes de dictaminar."))
    if sense == Sense.FAVOURABLE:
        _approve_rest(review, set())
    opinion = Opinion.objects.create(
        partnership=partnership, review=review, version=review.version, text_sha256=review.version.sha256,
        sense=sense, grounds=grounds, proposed_by=act.actor.user, how=act.actor.how,
    )  # fmt: skip
    Review.objects.filter(pk=review.pk, state=ReviewState.OPEN).update(state=ReviewState.PROPOSED)
    record(
        act, Happened.OPINION_PROPOSED, chain=_house_of(act), about=opinion.public_id, sense=Sense(sense).label
    )
    notify(
        act, to=(partnership.circle, Part.REVIEWER, Role.AUTHORISER), key="opinion_to_authorise",
        data={"folio": partnership.folio}, door="opinions.opinion", at={"opinion": opinion.public_id},
    )  # fmt: skip
    return opinion


@transaction.atomic
def return_opinion(act: Act, *, opinion: Opinion, reason: str) -> Opinion:
    """The authoriser sends the draft back; the round is open again. Raises Refused, Invalid."""
    _require(act, opinion.partnership, Power.AUTHORISE, _("Devuelve el proyecto quien autoriza el dictamen."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    if not Opinion.objects.filter(pk=opinion.pk, state=OpinionState.PROPOSED).update(state=OpinionState.RETURNED):
        raise Refused("opinion_closed", _("El dictamen ya no está propuesto."))
    Review.objects.filter(pk=opinion.review_id).update(state=ReviewState.OPEN)
    opinion.refresh_from_db()
    record(act, Happened.OPINION_RETURNED, chain=_house_of(act), about=opinion.public_id, reason=reason)
    return opinion


@transaction.atomic
def authorise_opinion(act: Act, *, opinion: Opinion, number: str = "", issued_on: dt.date | None = None) -> Opinion:
    """A second person authorises: the paper is issued, the fact stated. `number` as the ministry gives it; none is
    invented where the ministry runs this instance without one: the house folio is used. Raises Refused."""
    partnership = opinion.partnership
    _require(act, partnership, Power.AUTHORISE, _("Autoriza el dictamen una segunda persona, con esa atribución."))
    if opinion.proposed_by == act.actor.user:
        raise Refused("same_person", _("Quien propone el dictamen no puede autorizarlo."))
    if opinion.state != OpinionState.PROPOSED:
        raise Refused("opinion_closed", _("El dictamen ya no está propuesto."))
    on = issued_on or act.on
    ministry = Organisation.objects.get(public_id=act.actor.organisation)
    dispatch = opinion.review.dispatch
    issue, folio = _paper(
        act, partnership, kind="opinion", issuer=ministry, series="DGCP", on=on, number=normalise(number),
        values=addressee(partnership.owner, Role.MAYOR, on) | _sender(ministry, Role.AUTHORISER, on) | {
            "answered_folio": dispatch.forward_folio or dispatch.folio,
            "text_version": opinion.version.number,
            "text_sha256": opinion.text_sha256,
            "opinion": opinion.sense,
            "grounds": [line for line in opinion.grounds.split("\n") if line],
        },
    )  # fmt: skip
    if not Opinion.objects.filter(pk=opinion.pk, state=OpinionState.PROPOSED).update(
        state=OpinionState.AUTHORISED, authorised_by=act.actor.user, number=folio, issued_on=on, issue=issue
    ):
        raise Refused("opinion_closed", _("El dictamen ya no está propuesto."))
    Review.objects.filter(pk=opinion.review_id).update(state=ReviewState.CLOSED)
    opinion.refresh_from_db()
    record(
        act, Happened.OPINION_AUTHORISED, chain=partnership.circle.public_id, about=opinion.public_id,
        sense=opinion.get_sense_display(), number=folio,
    )  # fmt: skip
    _opinion_reaches_case(act, opinion)
    return opinion


def _opinion_reaches_case(act: Act, opinion: Opinion) -> None:
    partnership = opinion.partnership
    good = opinion.sense == Sense.FAVOURABLE
    state_case_fact(
        act, partnership=partnership, fact=Fact.OPINION_FAVOURABLE if good else Fact.OPINION_UNFAVOURABLE,
        on=opinion.issued_on, source=f"opinions.opinion:{opinion.public_id}", proof=f"Dictamen {opinion.number}",
        data={"text_sha256": opinion.text_sha256},
    )  # fmt: skip
    if not good:
        withdraw_case_fact(
            act, partnership=partnership, fact=Fact.OPINION_FAVOURABLE, reason=str(_("Dictamen posterior no favorable."))
        )
    notify(
        act, to=(partnership.circle, Part.LEAD, Role.LIAISON), key="opinion_issued",
        data={"folio": partnership.folio, "sense": str(opinion.get_sense_display())}, door="opinions.opinion",
        at={"opinion": opinion.public_id},
    )  # fmt: skip


@transaction.atomic
def record_opinion(
    act: Act, *, partnership: Partnership, sense: Sense, number: str, issued_on: dt.date,
    attachment: Attachment | None = None, version: Version | None = None, grounds: str = "",
) -> Opinion:  # fmt: skip
    """Put down the ministry's opinion from the paper received, where the ministry is not on board.

    Raises Refused, Invalid.
    """
    if not can_record_for(act.actor, partnership.circle, Part.REVIEWER):
        raise Refused("ministry_on_board", _("La SRE participa en el expediente y emite aquí su dictamen."))
    errors = {}
    if not normalise(number):
        errors["number"] = [_("Escriba el número del dictamen tal como viene en el papel.")]
    if issued_on > act.on:
        errors["issued_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if partnership.klass == "domestic":
        errors["sense"] = [_("Una relación nacional no lleva dictamen de la SRE.")]
    if errors:
        raise Invalid(errors)
    act = act.recording()
    opinion = Opinion.objects.create(
        partnership=partnership, version=version, text_sha256=version.sha256 if version else "", sense=sense,
        state=OpinionState.AUTHORISED, grounds=normalise(grounds, lines=True), number=normalise(number),
        issued_on=issued_on, proposed_by=act.actor.user, authorised_by=act.actor.user, attachment=attachment,
        how=act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.OPINION_RECORDED, chain=partnership.circle.public_id, about=opinion.public_id,
        sense=opinion.get_sense_display(), number=opinion.number, on=issued_on,
    )  # fmt: skip
    _opinion_reaches_case(act, opinion)
    return opinion
