"""The relation's programmes, reports, differences and instruments on one page; one programme; its approvals."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements.queries import current_signing, get_agreement
from hermanar.coordination.queries import sees_health
from hermanar.directory.enums import Part
from hermanar.directory.policies import is_on_board
from hermanar.documents.queries import letterhead_for
from hermanar.documents.renderers import Marks
from hermanar.kernel.acts import Act
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import Fact
from hermanar.programmes import operations as programmes
from hermanar.programmes.enums import Lack, ProgrammeState, Side
from hermanar.programmes.policies import can_accept, can_approve, can_edit, can_evaluate, can_propose
from hermanar.programmes.queries import (
    get_programme,
    languages_of,
    list_disputes,
    list_instruments,
    list_products,
    list_programmes,
    list_reports,
    paper_of_draft,
    picture_of_programme,
    readers_of_programmes,
    sees_register,
    sentence_of,
    untranslated_of,
    warned_of,
)
from hermanar.ui.download import must_be_paper, printed

from ..deeds import Deed, EmptyForm, do, do_for_reason, followed
from ..doors import shown
from ..edge import SeatedRequest, given, page, seat_required
from ..relations import facts_of, find_relation, title_of, today_of
from ..told import COUNTERPART, LIAISON, told_to
from ..withheld import who_reads
from .forms import LeaveOutForm, OpenForm, ProofForm
from .group import group_shown, sees_group
from .shared import TONES, annexes_shown, crumbs_of, fitting, name_of, of_relation, url

RUNS = "Programa Operativo Anual aprobado por ambas Partes."  # as records are kept


@seat_required
def show_all(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Everything the agreement in force gives to do."""
    partnership = find_relation(request, public_id)
    who = request.seat.actor
    signed = facts_of(partnership).get(Fact.SIGNED)
    found = list_programmes(who, partnership)
    parts = frozenset() if found else readers_of_programmes(partnership)
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": [*crumbs_of(partnership)[:-1], {"label": _("Programa y avances"), "url": ""}],
        "signed": signed,
        "programmes": [{"it": p, "name": name_of(p), "tone": TONES[ProgrammeState(p.state)]} for p in found],
        "who_reads": who_reads(partnership, parts) if parts else "",
        "sees_register": sees_register(who, partnership),
        "empty": Lack.NO_ACTIVITIES.label if signed and not found else "",
        "reports": [{"it": r, "tone": TONES[r.state]} for r in list_reports(who, partnership)],
        "disputes": list_disputes(who, partnership),
        "instruments": list_instruments(who, partnership),
        "annexes": annexes_shown(who, partnership),
        "products": list_products(who, partnership),
        "group": group_shown(request, partnership),
        "sees_group": sees_group(request, partnership),
        "sees_health": sees_health(who, partnership),
        "may": can_edit(who, partnership.circle),
        "today": today_of(request, partnership),
    }
    return page(request, "web/programmes/programmes.html", context)


@seat_required
def open_new(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    who = request.seat.actor
    agreement = get_agreement(who, partnership)
    signing = current_signing(agreement) if agreement else None
    signed = facts_of(partnership).get(Fact.SIGNED)
    blockers = []
    if signed is None:
        about = _("El programa se desprende del texto firmado: falta depositarlo.")
        blockers.append(Blocker("unsigned", about, "agreements.signature", {"partnership": partnership.public_id}))
    deed = Deed(
        title=_("Abrir el programa de un año"), submit=_("Abrir el programa"), back=of_relation(partnership),
        crumbs=crumbs_of(partnership, (_("Abrir"), "")), lead=title_of(partnership), blockers=blockers,
        consequence=_("Trae las modalidades del texto firmado. Cada una tendrá una actividad o un motivo."),
    )  # fmt: skip
    taken = [p.number for p in list_programmes(who, partnership)]
    form = OpenForm(given(request), initial={"number": max(taken, default=0) + 1})
    if signed is None:
        return page(request, "web/programmes/blocked.html", {"deed": deed, "blockers": [shown(b) for b in blockers]})
    return do(
        request, deed, form,
        lambda act: programmes.open_programme(
            act, partnership=partnership, version=signing.version if signing else None,
            signed_on=signing.signed_on if signing else signed.on, **form.cleaned_data,
        ),
        circle=partnership.circle, then=lambda row: url("programme", row.public_id),
        said=gettext_lazy("El programa quedó abierto: proponga su primera actividad."),
    )  # fmt: skip


@seat_required
def show(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    who, partnership = request.seat.actor, programme.partnership
    today = today_of(request, partnership)
    picture = picture_of_programme(who, programme, today)
    lines = [
        {
            "it": line.it, "tone": TONES[line.it.state], "lacks": [sentence_of(x) for x in line.lacks],
            "url": url("activity", line.it.public_id), "evidence": len(line.evidence), "carried": line.is_carried,
        }
        for line in picture.lines
    ]  # fmt: skip
    edit = can_edit(who, programme.circle)
    running = programme.state == ProgrammeState.RUNNING
    before = programme.state in {ProgrammeState.DRAFT, ProgrammeState.OURS}
    context = {
        "it": programme, "name": name_of(programme), "partnership": partnership, "title": title_of(partnership),
        "crumbs": crumbs_of(partnership, (name_of(programme), "")), "tone": TONES[ProgrammeState(programme.state)],
        "lines": lines, "lacks": [sentence_of(x) for x in picture.lacks if x.code != Lack.NO_ACTIVITIES],
        "modalities": picture.modalities, "tally": {**vars(picture.tally), "declared": picture.tally.done - picture.tally.proved}, "money": _money(picture.money), "edit": edit,
        "propose": can_propose(who, programme.circle) and programme.state in {ProgrammeState.DRAFT, ProgrammeState.RUNNING},
        "accept": can_accept(who, programme.circle) and programme.state == ProgrammeState.OURS,
        "annexes": [a for a in annexes_shown(who, partnership) if a["it"].programme_id == programme.pk],
        "draft": before and bool(lines),
        "approve": can_approve(who, programme.circle) and programme.state == ProgrammeState.DRAFT,
        "door": "" if is_on_board(programme.circle, Part.COUNTERPART) else reverse("web:links:door", args=[partnership.public_id]),
        "untranslated": _untranslated(programme) if before else [],
        "warned": warned_of(programme, today) if before and lines else [],
        "silent": [m for m in picture.modalities if m.is_silent],
        "over": running and programme.ends_on < today, "evaluate": running and can_evaluate(who, programme.circle),
    }  # fmt: skip
    return page(request, "web/programmes/programme.html", context)


def _untranslated(programme: Any) -> list[dict[str, Any]]:
    """What of it the English of its paper would show in Spanish, each with the page where it is written."""
    return [
        {
            "title": str(row.activity) if row.activity else _("Motivos de lo que queda fuera"),
            "url": url("activity", row.activity.public_id) if row.activity else "", "texts": row.texts,
        }
        for row in untranslated_of(programme)
    ]  # fmt: skip


def _warned(request: SeatedRequest, programme: Any) -> list[dict[str, Any]]:
    """The same for whoever is about to approve it, and what the review says of the annex it would become."""
    found = []
    if rows := _untranslated(programme):
        found.append({"term": _IN_SPANISH, "value": ", ".join(row["title"] for row in rows)})
    warned = warned_of(programme, today_of(request, programme.partnership))
    return [*found, *({"term": _OF_REVIEW % {"code": row.code}, "value": row.told} for row in warned)]


_OF_REVIEW = gettext_lazy("Señala la revisión (%(code)s)")
_IN_SPANISH = gettext_lazy("Saldrán en español en el texto en inglés")


def _money(rows: tuple) -> list[dict[str, Any]]:
    return [{"term": Side(m.side).label, "value": f"{m.amount:,.2f} {m.currency}"} for m in rows]


@seat_required
def leave_out(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    picture = picture_of_programme(request.seat.actor, programme, today_of(request, programme.partnership))
    form: Any = LeaveOutForm(
        given(request),
        modalities=[(m.key, m.words) for m in picture.modalities if not m.activities and m.key != "other"],
    )
    form = fitting(form, programme.partnership)
    deed = _deed(programme, _("Dejar modalidades fuera"), _("Asentar el motivo"))
    return do(
        request, deed, form, lambda act: programmes.leave_out(act, programme=programme, **form.cleaned_data),
        circle=programme.circle, said=gettext_lazy("El motivo quedó asentado."),
    )  # fmt: skip


def _deed(programme: Any, title: str, submit: str, **more: Any) -> Deed:
    back = url("programme", programme.public_id)
    return Deed(
        title=title, submit=submit, back=back, lead=title_of(programme.partnership),
        crumbs=crumbs_of(programme.partnership, (name_of(programme), back), (title, "")), **more,
    )  # fmt: skip


@seat_required
def approve(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor approves; where the mayor has no account, the liaison puts it down from its paper."""
    programme = get_programme(request.seat.actor, public_id)
    own = can_approve(request.seat.actor, programme.circle)
    form: Any = EmptyForm(given(request)) if own else ProofForm(given(request))
    deed = _deed(
        programme, _("Aprobar el programa") if own else _("Asentar la aprobación de nuestra Parte"),
        _("Aprobar") if own else _("Asentar"), told=told_to(request, programme.circle, LIAISON, COUNTERPART), facts=_warned(request, programme),
        consequence=_("Después se asienta la aprobación de la contraparte; con las dos, el programa corre."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: programmes.approve_programme(act, programme=programme, **form.cleaned_data),
        circle=programme.circle, said=gettext_lazy("Nuestra Parte aprobó el programa."),
    )  # fmt: skip


def _runs(act: Act, programme: Any) -> Any:
    """The entry of the book claims from that day what the case does."""
    return followed(act, programme.partnership, programme, RUNS)


@seat_required
def approve_there(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    form = ProofForm(given(request), initial={"on": today_of(request, programme.partnership)})
    deed = _deed(
        programme, _("Asentar la aprobación de la contraparte"), _("Asentar"), facts=_warned(request, programme),
        consequence=_("Sus actividades quedan acordadas y el plazo del primer programa, cumplido."),
    )  # fmt: skip
    return do(
        request, deed, form,
        lambda act: _runs(act, programmes.record_their_approval(act, programme=programme, **form.cleaned_data)),
        circle=programme.circle, said=gettext_lazy("El programa está aprobado por ambas Partes."),
    )  # fmt: skip


@seat_required
def accept(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The counterpart approves by its own hand."""
    programme = get_programme(request.seat.actor, public_id)
    deed = _deed(
        programme, _("Aprobar el programa"), _("Aprobar"), told=told_to(request, programme.circle, LIAISON), facts=_warned(request, programme),
        consequence=_("Con las dos aprobaciones, el programa corre y queda como anexo del acuerdo."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)),
        lambda act: _runs(act, programmes.accept_programme(act, programme=programme)),
        circle=programme.circle, said=gettext_lazy("El programa está aprobado por ambas Partes."),
    )  # fmt: skip


@seat_required
def paper(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """The programme as a paper before it is accepted: a draft, to be read and sent. The accepted one is its annex."""
    must_be_paper(fmt)
    programme = get_programme(request.seat.actor, public_id)
    partnership = programme.partnership
    today = today_of(request, partnership)
    content = paper_of_draft(programme, languages_of(partnership), today)
    marks = Marks(draft=True, exercise=partnership.circle.exercise_at is not None, issued_on=today)
    name = f"{partnership.folio}-poa-{programme.number}"
    return printed(content, letterhead_for(partnership.owner, today), marks, fmt=fmt, name=name)


@seat_required
def reopen(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    deed = _deed(programme, _("Volver a elaboración"), _("Volver a elaboración"), kind="danger")
    return do_for_reason(
        request, deed, lambda act, **why: programmes.reopen_programme(act, programme=programme, **why),
        circle=programme.circle, said=gettext_lazy("El programa volvió a elaboración."),
    )  # fmt: skip


@seat_required
def close(request: SeatedRequest, public_id: str) -> HttpResponse:
    programme = get_programme(request.seat.actor, public_id)
    deed = _deed(
        programme, _("Cerrar la evaluación del año"), _("Cerrar"),
        consequence=_("Todo queda evaluado y el programa ya no cambia."),
    )  # fmt: skip
    return do(
        request, deed, EmptyForm(given(request)), lambda act: programmes.close_programme(act, programme=programme),
        circle=programme.circle, said=gettext_lazy("La evaluación del año quedó cerrada."),
    )  # fmt: skip
