"""The yearly programme: opened from the signed text, approved by both Parties, evaluated and closed."""

import datetime as dt
from collections.abc import Sequence

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Part, Role
from hermanar.directory.models import Organisation, in_spanish
from hermanar.directory.policies import is_on_board
from hermanar.directory.queries import signer_on
from hermanar.documents.models import Version
from hermanar.documents.rules import catalogues
from hermanar.kernel.acts import Act, How
from hermanar.kernel.dates import add_months, date_in_words
from hermanar.kernel.errors import Blocked, Refused
from hermanar.kernel.text import normalise
from hermanar.kernel.verdicts import Blocker
from hermanar.notices.operations import notify
from hermanar.partnerships.models import Partnership

from ..enums import ActivityState, ClosedBy, DutyKey, DutyState, Ground, Happened, Lack, ProgrammeState
from ..models import Activity, Duty, LeftOut, Programme
from ..policies import can_accept, can_approve, can_edit, can_evaluate, link_of_counterpart
from ..rules import Modality, lacks_of_programme, modalities_of
from .annexes import _faults, annex_programme
from .clock import _fulfilled
from .shared import _must_edit, _must_stand, _parts_blocker, _reason, _record, _Wrong

LAST_YEAR = 30


@transaction.atomic
def open_programme(
    act: Act, *, partnership: Partnership, version: Version | None, signed_on: dt.date, number: int = 1,
    starts_on: dt.date | None = None, ends_on: dt.date | None = None,
) -> Programme:  # fmt: skip
    """The programme of a year of the agreement (art. V), with the modalities of the text that was signed. Without dates
    it goes from one anniversary of the signature to the next. `version`: None where the text is only on paper; then the
    modalities are those of the case. Raises Refused, Invalid."""
    _must_edit(act, partnership.circle)
    wrong = _Wrong()
    if not 1 <= number <= LAST_YEAR:
        wrong.add("number", _("Diga qué año del acuerdo es: 1 para el primero."))
    elif Programme.objects.filter(partnership=partnership, number=number).exists():
        wrong.add(
            "number",
            _("El programa del año %(number)s ya está abierto: ábralo, o escriba otro año.") % {"number": number},
        )
    wrong.stop()
    starts_on = starts_on or add_months(signed_on, 12 * (number - 1))
    ends_on = ends_on or add_months(starts_on, 12) - dt.timedelta(days=1)
    if starts_on < signed_on:
        wrong.add(
            "starts_on",
            _("El acuerdo se firmó el %(since)s: el programa empieza ese día o después.")
            % {"since": f"{signed_on:%d/%m/%Y}"},
        )
    if ends_on <= starts_on:
        wrong.add("ends_on", _("El programa no puede terminar antes de empezar."))
    wrong.stop()
    programme = Programme.objects.create(
        circle=partnership.circle, partnership=partnership, number=number, starts_on=starts_on, ends_on=ends_on,
        modalities=[m.as_json() for m in _modalities(partnership, version)], text=version,
    )  # fmt: skip
    _record(act, Happened.PROGRAMME_OPENED, programme, partnership.circle, number=number)
    return programme


def _modalities(partnership: Partnership, version: Version | None) -> tuple[Modality, ...]:
    if version is not None and (found := modalities_of(version.as_content)):
        return found
    terms = catalogues.modalities()
    keys = [m["key"] if isinstance(m, dict) else m for m in partnership.modalities]
    rows = [terms[k] for k in keys if k in terms] or list(terms.values())
    return tuple(Modality(t.key, t.text["es"], t.text["en"]) for t in rows)


@transaction.atomic
def leave_out(
    act: Act,
    *,
    programme: Programme,
    modalities: Sequence[str],
    reason: str = "",
    ground: str = Ground.OTHER,
    reason_en: str = "",
) -> list[LeftOut]:
    """Say why modalities of the agreement have no activity this year: because nobody is bound to all of them (R4-46), or
    because law, rules or custom forbid it, with the reason (R4-64). One reason may serve several. Raises Refused, Invalid."""
    _must_edit(act, programme.circle)
    _must_stand(programme)
    wrong = _Wrong()
    if ground not in Ground.values:
        wrong.add("ground", _("Diga por qué queda fuera."))
    elif ground == Ground.OPTIONAL:
        reason = normalise(reason, lines=True)
    else:
        asked = _("Escriba el motivo: la ley, la norma de la institución, la costumbre u otro.")
        reason = wrong.said("reason", reason, asked)
    words = {m["key"]: m["es"] for m in programme.modalities}
    if not modalities or any(m not in words for m in modalities):
        wrong.add("modalities", _("Elija al menos una modalidad del acuerdo."))
    busy = Activity.objects.filter(programme=programme, modality__in=modalities).exclude(state=ActivityState.DROPPED)
    if busy.exists():
        wrong.add("modalities", _("Una de esas modalidades tiene actividades en el programa."))
    wrong.stop()
    rows = []
    for key in dict.fromkeys(modalities):
        row, _new = LeftOut.objects.update_or_create(
            programme=programme,
            modality=key,
            defaults={
                "ground": ground,
                "reason": reason,
                "reason_en": normalise(reason_en, lines=True),
                "on": act.on,
            },
        )
        rows.append(row)
        _record(act, Happened.MODALITY_LEFT_OUT, programme, programme.circle, modality=words[key])
    return rows


def _blockers(programme: Programme) -> list[Blocker]:
    rows = programme.activities.exclude(state=ActivityState.DROPPED).values_list("modality", flat=True)
    used = list(rows)
    words = {m["key"]: m["es"] for m in programme.modalities}
    left = set(programme.left_out.values_list("modality", flat=True))
    at = {"programme": programme.public_id}
    return [
        Blocker(lack.code.value, Lack(lack.code).label % lack.data if lack.data else Lack(lack.code).label,
                "programmes.programme", at)
        for lack in lacks_of_programme(words, used, left, len(used))
    ] + [
        blocker
        for row in programme.activities.filter(state=ActivityState.PROPOSED)
        if (blocker := _parts_blocker(row))
    ]  # fmt: skip


@transaction.atomic
def approve_programme(act: Act, *, programme: Programme, on: dt.date | None = None, proof: str = "") -> Programme:
    """Our Party's yes. The mayor's own act, or put down by the liaison from its paper (`on`, `proof`) where the mayor has no
    account. A mayor does not approve an empty programme, nor one silent about a modality. Raises Refused, Invalid, Blocked."""
    own = can_approve(act.actor, programme.circle)
    recorded = not own and can_edit(act.actor, programme.circle)
    if not own and (not recorded or is_on_board(programme.circle, Part.LEAD, Role.MAYOR, act.on)):
        raise Refused("not_mayor", _("El programa lo aprueba la Presidencia municipal."))
    wrong = _Wrong()
    if recorded:
        proof = wrong.said("proof", proof, _("Escriba el documento que lo acredita: número y fecha."))
        wrong.past(act, "on", on)
        wrong.stop()
        act = act.recording()
    elif blockers := _blockers(programme) or _faults(programme, act.on):
        raise Blocked(blockers)
    day = on if recorded and on else act.on
    changed = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.DRAFT).update(
        state=ProgrammeState.OURS, ours_on=day, ours_proof=normalise(proof)[:200]
    )
    if not changed:
        raise Refused("programme_not_draft", _("Solo se aprueba un programa en elaboración."))
    programme.refresh_from_db()
    _record(act, Happened.APPROVED_HERE, programme, programme.circle, number=programme.number, on=day)
    notify(
        act, to=(programme.circle, Part.LEAD, Role.LIAISON), key="programme_approved",
        data={"title": programme.partnership.folio}, door="programmes.programme", at={"programme": programme.public_id},
    )  # fmt: skip
    notify(
        act, to=(programme.circle, Part.COUNTERPART, Role.COUNTERPART), key="programme_to_accept",
        data={"title": programme.partnership.folio}, door="programmes.programme", at={"programme": programme.public_id},
    )  # fmt: skip
    return programme


_OURS_FIRST = _("Primero la aprueba nuestra Parte; después, la contraparte.")


@transaction.atomic
def record_their_approval(act: Act, *, programme: Programme, on: dt.date, proof: str) -> Programme:
    """The counterpart's yes, from its paper. With it the programme runs, its activities are agreed, it becomes an annex of
    the agreement (R4-63) and the clock's duty of its year is fulfilled. Raises Refused, Invalid."""
    _must_edit(act, programme.circle)
    if programme.state != ProgrammeState.OURS:
        raise Refused("programme_not_ours", _OURS_FIRST)
    wrong = _Wrong()
    proof = wrong.said("proof", proof, _("Escriba el documento que lo acredita: número y fecha."))
    wrong.past(act, "on", on)
    wrong.stop()
    return _accepted(act.recording(), programme, on, proof, How.RECORDED)


@transaction.atomic
def accept_programme(act: Act, *, programme: Programme, authority: str = "") -> Programme:
    """The counterpart's yes by its own hand, from its seat or by its personal link: the same comes of it as of a paper.

    `authority`: post and office that approves, asked of a link, whose mailbox says who answers. Raises Refused, Invalid.
    """
    if link := link_of_counterpart(act.actor, programme.circle, programme.partnership.public_id):
        if not link.email and programme.circle.exercise_at is None:
            raise Refused(
                "link_without_mailbox",
                _("Este enlace no tiene un correo que diga quién aprueba: envíe su aprobación por oficio."),
            )
        wrong = _Wrong()
        authority = wrong.said("authority", authority, _("Escriba el cargo y la oficina de quien aprueba."))
        wrong.stop()
        said = f"{normalise(authority)} ({link.holder})" if link.holder else normalise(authority)
        proof = in_spanish(_("Aprobado por enlace personal: %(post)s"), post=said)
        return _accepted(act, programme, act.on, proof, act.actor.how)
    if not can_accept(act.actor, programme.circle):
        raise Refused("not_counterpart", _("Lo aprueba quien lleva la relación en la contraparte."))
    house = Organisation.objects.filter(public_id=act.actor.organisation).first()
    post = signer_on((house, Role.COUNTERPART), act.on, act.actor.appointment) if house else None
    proof = in_spanish(_("Aprobado en la plataforma: %(post)s"), post=post.post_es if post else "—")
    return _accepted(act, programme, act.on, proof, act.actor.how)


def _accepted(act: Act, programme: Programme, on: dt.date, proof: str, how: str) -> Programme:
    changed = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.OURS).update(
        state=ProgrammeState.RUNNING, theirs_on=on, theirs_proof=proof[:200], theirs_how=how
    )
    if not changed:
        raise Refused("programme_not_ours", _OURS_FIRST)
    programme.refresh_from_db()
    _record(act, Happened.APPROVED_THERE, programme, programme.circle, number=programme.number, on=on)
    for activity in programme.activities.filter(state=ActivityState.PROPOSED):
        Activity.objects.filter(pk=activity.pk).update(state=ActivityState.AGREED, agreed_on=on)
        _record(act, Happened.ACTIVITY_AGREED, activity, programme.circle, activity=activity.title)
    annex_programme(act, programme=programme)
    _fulfil_year(act, programme)
    notify(
        act, to=(programme.circle, Part.LEAD, Role.LIAISON), key="programme_accepted",
        data={"title": programme.partnership.folio}, door="programmes.programme", at={"programme": programme.public_id},
    )  # fmt: skip
    return programme


def _fulfil_year(act: Act, programme: Programme) -> None:
    """The clock's duty to have a programme this year: the first has a term of its own, the others one a year."""
    key = DutyKey.FIRST_PROGRAMME if programme.number == 1 else DutyKey.YEARLY_PROGRAMME
    duty = (
        Duty.objects.select_related("partnership__circle", "partnership__case", "circle")
        .filter(partnership=programme.partnership, key=key, state=DutyState.OPEN, period=programme.number)
        .first()
    )
    if duty is None or programme.ours_on is None or programme.theirs_on is None:
        return
    done_on = max(programme.ours_on, programme.theirs_on)
    proof = in_spanish(
        _("Programa Operativo Anual aprobado por ambas Partes el %(on)s: %(proof)s"), on=date_in_words(done_on, "es"),
        proof=programme.theirs_proof,
    )  # fmt: skip
    _fulfilled(act, duty, done_on, proof[:200], ClosedBy.PROGRAMME)


@transaction.atomic
def reopen_programme(act: Act, *, programme: Programme, reason: str) -> Programme:
    """What our Party approved goes back to be worked on: our side takes it back, or the counterpart asks for changes, from
    its seat or by its link, and the liaison is told. Raises Refused, Invalid."""
    who, circle = act.actor, programme.circle
    theirs = can_accept(who, circle) or link_of_counterpart(who, circle, programme.partnership.public_id) is not None
    if not theirs and not can_edit(who, circle) and not can_approve(who, circle):
        raise Refused("not_liaison", _("El programa lo lleva el enlace del municipio titular."))
    reason = _reason(reason)
    changed = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.OURS).update(
        state=ProgrammeState.DRAFT, ours_on=None, ours_proof=""
    )
    if not changed:
        raise Refused("programme_not_ours", _("Solo vuelve a elaboración lo que aún no aprueba la contraparte."))
    programme.refresh_from_db()
    _record(act, Happened.REOPENED, programme, programme.circle, number=programme.number, reason=reason[:200])
    data = {"title": programme.partnership.folio, "reason": reason}
    notify(
        act, to=(circle, [(Part.LEAD, Role.LIAISON), (Part.LEAD, Role.MAYOR)]), key="programme_returned", data=data,
        door="programmes.programme", at={"programme": programme.public_id},
    )  # fmt: skip
    if not theirs:
        # the counterpart had it before it, and does not see a draft
        notify(
            act, to=(circle, Part.COUNTERPART, Role.COUNTERPART), key="programme_taken_back", data=data,
            door="partnerships.case", at={"partnership": programme.partnership.public_id},
        )  # fmt: skip
    return programme


@transaction.atomic
def close_programme(act: Act, *, programme: Programme) -> Programme:
    """End the year's evaluation (R4-36): every activity has its outcome and its judgement. Raises Refused, Blocked."""
    if not can_evaluate(act.actor, programme.circle):
        raise Refused("not_evaluator", _("Evalúan el enlace y la Secretaría del Comité."))
    blockers = []
    for activity in programme.activities.exclude(state=ActivityState.DROPPED).select_related("judged"):
        at = {"activity": activity.public_id}
        if activity.state in {ActivityState.PROPOSED, ActivityState.AGREED}:
            about = _("Falta decir si se realizó “%(activity)s”.") % {"activity": activity.title}
            blockers.append(Blocker("activity_open", about, "programmes.activity", at))
        elif not hasattr(activity, "judged"):
            about = _("Falta evaluar “%(activity)s”.") % {"activity": activity.title}
            blockers.append(Blocker("activity_not_judged", about, "programmes.activity", at))
    if blockers:
        raise Blocked(blockers)
    changed = Programme.objects.filter(pk=programme.pk, state=ProgrammeState.RUNNING).update(
        state=ProgrammeState.CLOSED, closed_on=act.on
    )
    if not changed:
        raise Refused(
            "programme_not_running",
            _("Solo se cierra un programa aprobado por ambas Partes. Primero lo aprueban las dos."),
        )
    programme.refresh_from_db()
    _record(act, Happened.CLOSED, programme, programme.circle, number=programme.number)
    return programme
