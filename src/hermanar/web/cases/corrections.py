"""What was put down on a case by mistake: taken back with its reason by whoever put it down."""

from typing import Any

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Part, Role
from hermanar.kernel.errors import NotVisible
from hermanar.meetings.operations import unlink_committee
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.policies import can_edit, can_record_for, can_sign_off
from hermanar.partnerships.queries import contradictions, letters_of_another, said_proof
from hermanar.process.queries import standing_facts

from ..deeds import Deed, MistakeForm, ReasonForm, do_for_reason, followed
from ..edge import SeatedRequest, given, seat_required
from ..language import when_in_words
from ..relations import case_url, crumbs, find_relation
from ..told import tell_town
from .triage import title_of_instrument


def _designates(actor: Any, partnership: Any) -> bool:
    return can_sign_off(actor, partnership.circle) or can_record_for(actor, partnership.circle, Part.LEAD, Role.MAYOR)


def doubts_of(partnership: Any, *, ours: bool) -> list[dict[str, str]]:
    """What was put down on the case and contradicts itself: days out of order and, for our own side, letters that name
    another city."""
    found = [{"sentence": sentence, "url": ""} for sentence in contradictions(partnership)]
    told = _("%(letter)s: nombra a otra ciudad (%(city)s) y no acredita nada aquí.")
    return found + [
        {
            "sentence": told % {"letter": letter, "city": city},
            "url": reverse("web:letters:letter", args=[letter.public_id]),
        }
        for letter, city in (letters_of_another(partnership) if ours else [])
    ]


def correctable(actor: Any, partnership: Any) -> list[dict[str, str]]:
    """What this seat may take back of what stands on the case, as links."""
    own, found = partnership.public_id, []
    if _designates(actor, partnership):
        found += [
            (_("Designación del área de enlace: %(office)s") % {"office": row.office}, "withdraw_designation", row)
            for row in partnership.designations.filter(withdrawn_on=None).select_related("office")
        ]
    if can_edit(actor, partnership.circle):
        facts = standing_facts(partnership.case)
        if Fact.PROFILE_READY in facts:
            found.append((_("Perfil municipal dado por listo"), "unlink_profile", None))
        if Fact.COMMITTEE_INSTALLED in facts:
            found.append((_("Comité instalado"), "unlink_committee", None))
        found += [
            (_("Antecedente: %(title)s") % {"title": title_of_instrument(row.instrument)}, "withdraw_earlier_act", row)
            for row in partnership.earlier_acts.filter(withdrawn_on=None)
        ]
    return [
        {"label": label, "url": reverse(f"web:cases:{name}", args=[own, row.public_id] if row else [own])}
        for label, name, row in found
    ]


def _take_back(
    request: SeatedRequest, partnership: Any, facts: list[dict], call: Any, *, lead: Any, then: list, said: Any,
    proves: bool = True,
) -> HttpResponse:  # fmt: skip
    deed = Deed(
        title=_("Corregir lo asentado"),
        submit=_("Retirar del expediente"),
        kind="danger",
        back=case_url(partnership),
        crumbs=crumbs(partnership, (_("Corregir lo asentado"), "")),
        lead=lead,
        facts=facts,
        consequence=_("Queda a la vista con su motivo y deja de acreditar. El expediente vuelve a decir qué falta."),
        told=tell_town(request, partnership.circle),
        then=then,
    )

    def do_it(act: Any, reason: str, **told: Any) -> Any:
        return followed(act, partnership, call(act, reason=reason, **told), reason)

    # an antecedent has no day until which it was one
    form = (MistakeForm if proves else ReasonForm)(given(request), initial={"mistaken": True})
    return do_for_reason(request, deed, do_it, form=form, circle=partnership.circle, said=said)


@seat_required
def designation(request: SeatedRequest, public_id: str, designation: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    row = partnership.designations.filter(public_id=designation, withdrawn_on=None).select_related("office").first()
    if row is None or not _designates(request.seat.actor, partnership):
        raise NotVisible(public_id)
    facts = [
        {"term": _("Área de enlace"), "value": str(row.office)},
        {"term": _("Oficio"), "value": row.folio},
        {"term": _("Fecha"), "value": when_in_words(row.designated_on)},
    ]
    return _take_back(
        request, partnership, facts,
        lambda act, **why: partnerships.withdraw_designation(act, designation=row, **why),
        lead=_("Designación del área de enlace"), said=_("La designación quedó retirada."),
        then=[
            _("Su oficio queda sin efecto: quien lo verifique leerá el motivo; no escriba datos personales."),
            _("Si había otra designación, vuelve a valer la última; si no, falta designar."),
        ],
    )  # fmt: skip


@seat_required
def earlier_act(request: SeatedRequest, public_id: str, earlier: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    row = partnership.earlier_acts.filter(public_id=earlier, withdrawn_on=None).first()
    if row is None or not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    facts = [
        {"term": _("Antecedente"), "value": title_of_instrument(row.instrument)},
        {"term": _("Fecha"), "value": when_in_words(row.on, row.precision)},
        *([{"term": _("Resumen"), "value": row.summary}] if row.summary else []),
    ]
    return _take_back(
        request, partnership, facts,
        lambda act, **why: partnerships.withdraw_earlier_act(act, earlier=row, **why),
        proves=False, lead=_("Antecedente de las dos ciudades"), said=_("El antecedente quedó retirado."),
        then=[_("Ningún papel nuevo lo cita. Asiente después el correcto, si lo hay.")],
    )  # fmt: skip


def _of_fact(request: SeatedRequest, public_id: str, fact: Fact) -> tuple[Any, list[dict]]:
    """The relation and what its fact says, for whoever may take it back. Raises NotVisible."""
    partnership = find_relation(request, public_id)
    standing = standing_facts(partnership.case).get(fact)
    if standing is None or not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    label = str(fact.label)
    return partnership, [
        {"term": _("Dice"), "value": label[:1].upper() + label[1:]},
        {"term": _("Documento que lo acredita"), "value": said_proof(standing.proof) or "—"},
        {"term": _("Fecha"), "value": when_in_words(standing.on)},
    ]


@seat_required
def profile(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership, facts = _of_fact(request, public_id, Fact.PROFILE_READY)
    return _take_back(
        request, partnership, facts,
        lambda act, **why: partnerships.unlink_profile(act, partnership=partnership, **why),
        lead=_("Perfil municipal dado por listo"), said=_("El expediente ya no dice que el perfil esté listo."),
        then=[_("El perfil no cambia. Cuando esté como debe, délo por listo otra vez.")],
    )  # fmt: skip


@seat_required
def committee(request: SeatedRequest, public_id: str) -> HttpResponse:
    partnership, facts = _of_fact(request, public_id, Fact.COMMITTEE_INSTALLED)
    return _take_back(
        request, partnership, facts,
        lambda act, **why: unlink_committee(act, partnership=partnership, **why),
        lead=_("Comité instalado"), said=_("El Comité ya no está vinculado a esta relación."),
        then=[_("El Comité y sus sesiones no cambian. Vincule después el que corresponde.")],
    )  # fmt: skip
