"""The relation itself: opened after triage, its counterpart, liaison, interruption and end."""

import datetime as dt
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import OrganisationKind, Part, Role
from hermanar.directory.models import (
    Appointment,
    Country,
    Municipality,
    Office,
    Organisation,
    Place,
    State,
)
from hermanar.directory.operations import give_seat, open_circle
from hermanar.directory.queries import holder_on, signer_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import IssueState
from hermanar.documents.models import Issue
from hermanar.documents.rules import catalogues
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act, How
from hermanar.kernel.errors import Invalid, Refused
from hermanar.kernel.text import normalise, told_apart
from hermanar.notices.operations import notify
from hermanar.process import operations as process
from hermanar.process.models import Fact as FactRow

from ..enums import Class, Fact, Happened, Kind, LeadState, Note, PartyKind, Side
from ..models import Adviser, Counterpart, Designation, Lead, Partnership, Party
from ..policies import OF_LEAD, can_edit, can_open, can_record_for, can_sign_off
from ..queries import brief_of_paper, earlier_relations, slot_values
from ..queries.seats import late_place
from ..rules.folios import next_number
from ..rules.languages import languages_for
from ..rules.parties import same_party, with_article
from ..rules.styles import city_style, municipality_style, organisation_style, state_style
from ..rules.triage import Answers, triage
from .approvals import _approved
from .seats import seat_state

_DEFINITIONS = Path(__file__).parent.parent / "definitions"


@transaction.atomic
def state_case_fact(
    act: Act, *, partnership: Partnership, fact: Fact, on: dt.date, source: str, proof: str = "",
    precision: str = "day", data: dict | None = None,
) -> FactRow:  # fmt: skip
    """Put a fact on the relation's case. The operation that calls has checked its own policy."""
    return process.state_fact(
        act, case=partnership.case, key=fact.value, label=fact.label, on=on, source=source, proof=proof,
        precision=precision, data=data,
    )  # fmt: skip


@transaction.atomic
def withdraw_case_fact(
    act: Act, *, partnership: Partnership, fact: Fact, reason: str, source: str | None = None, mistaken: bool = False
) -> int:
    """Withdraw a fact (of one source, or all): true until now or, `mistaken`, on no day. Returns how many stood. The caller
    has checked its own policy."""
    return process.withdraw_fact(
        act, case=partnership.case, key=fact.value, label=fact.label, reason=reason, source=source, mistaken=mistaken
    )


def _next_folio(owner: Organisation, on: dt.date) -> str:
    """`<code>-<year>-<n>`, numbered per house and year."""
    stem = f"{owner.code or owner.slug.upper()[:8]}-{on.year}-"
    taken = Partnership.objects.filter(folio__startswith=stem).values_list("folio", flat=True)
    return f"{stem}{next_number(stem, taken):03d}"


def _is_own(owner: Organisation, municipality: Municipality | None, state: State | None) -> bool:
    """Whether that party is the organisation that opens the file: nobody opens one for another (LCT art. 2-II)."""
    if owner.kind == OrganisationKind.STATE:
        return state is not None and state.key == owner.state_id
    return municipality is not None and owner.municipality_id in {None, municipality.key}


def _our_style(municipality: Municipality | None, state: State | None) -> dict:
    styled = municipality_style(municipality.name, municipality.state.name) if municipality else state_style(state.name)  # type: ignore[union-attr]
    return {"style": styled["es"], "style_en": styled["en"]}


def _their_style(kind: PartyKind, name: str, name_en: str, subdivision: str, country: Country, **city: Any) -> dict:
    at = (name, name_en, subdivision, country.iso2, country.name_es, country.name_en)
    styled = organisation_style(*at) if kind == PartyKind.INTERNATIONAL_ORGANISATION else city_style(*at, **city)
    return {"style": styled["es"], "style_en": styled["en"]}


@transaction.atomic
def open_partnership(
    act: Act, *, owner: Organisation, answers: Answers, country: Country, their_name: str, their_name_en: str = "",
    their_subdivision: str = "", their_place: Place | None = None, their_municipality: Municipality | None = None,
    their_style: str = "", their_style_en: str = "", modalities: tuple[str, ...] = (), lead: Lead | None = None,
    languages: tuple[str, ...] = (), opened_on: dt.date | None = None, exercise_at: dt.datetime | None = None,
    money_note: str = "", their_subdivision_es: str = "",
) -> Partnership:  # fmt: skip
    """Open the relation from the eight answers: circle, case pinned to its process, parties, counterpart (`their_subdivision_es`: its state in Spanish).

    Raises Invalid (questions open, impossible pair) and Refused (a private body on either side: LCT art. 2-II; no seat).
    An earlier relation with the same city is not a refusal: it is shown and kept in `outcome` (P3). Neither is a lead
    that was declined or left without an answer: it is taken up, and that is said; one withdrawn is (`lead_closed`).
    """
    if act.actor.organisation != owner.public_id or not can_open(act.actor, owner):
        raise Refused(
            "not_liaison", _("Abre el expediente el enlace del municipio; el del propio estado, su enlace estatal.")
        )
    outcome = triage(answers)
    if outcome.missing:
        raise Invalid({key: [_("Falta responder esta pregunta.")] for key in outcome.missing})
    if outcome.refusals:
        raise Refused(outcome.refusals[0], Note(outcome.refusals[0]).label)
    ours_m = Municipality.objects.select_related("state").filter(key=outcome.party_key).first()
    ours_s = State.objects.filter(key=outcome.party_key).first() if ours_m is None else None
    errors: dict[str, list] = {}
    if ours_m is None and ours_s is None:
        errors["our_key"] = [_("Ese municipio o estado no existe en el catálogo.")]
    elif not _is_own(owner, ours_m, ours_s):
        errors["our_key"] = [
            _("La parte mexicana que se respondió no es la de su organización: cada una abre los expedientes propios.")
        ]
    their_name = normalise(their_name)
    if not their_name:
        errors["their_name"] = [_("Escriba el nombre de la contraparte.")]
    if answers.country != country.iso2:
        errors["country"] = [_("El país no es el que se respondió.")]
    if country.iso2 == "MX" and outcome.klass == Class.DOMESTIC and their_municipality is None and ours_s is None:
        errors["their_name"] = [_("Elija el municipio de la lista: hay nombres que existen en varios estados.")]
    if not errors and country.iso2 == "MX":
        ours_key = (ours_m or ours_s).key
        theirs_key = their_municipality.key if their_municipality else ""
        if same_party(ours_key, theirs_key, str(ours_m or ours_s), their_name):
            errors["their_name"] = [
                _("Las dos Partes son la misma ciudad, %(city)s: escriba aquí la ciudad con la que se vincula.")
                % {"city": ours_m or ours_s}
            ]
    opened_on = opened_on or act.on
    if opened_on > act.on:
        errors["opened_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if errors:
        raise Invalid(errors)

    earlier = earlier_relations(
        our_key=outcome.party_key,
        their_key=their_municipality.key if their_municipality else "",
        their_name=their_name,
        country=country.iso2,
    )
    ours_name = ours_m.name if ours_m else ours_s.name
    if lead is not None:
        was = Lead.objects.values_list("state", flat=True).get(pk=lead.pk)
        if was == LeadState.BECAME_CASE:
            raise Refused("lead_has_case", _("Ese prospecto ya tiene expediente. Siga el trabajo en él."))
        if was == LeadState.WITHDRAWN:
            raise Refused("lead_closed", _("Quien abrió el prospecto lo retiró: ya no da lugar a un expediente."))
        circle = lead.circle
    else:
        here = ours_m.state.name if ours_m else ""
        named = told_apart(ours_name, their_name, here, their_subdivision or country.name_es)
        circle = open_circle(act, name=" – ".join(named), exercise_at=exercise_at)
        give_seat(act, circle=circle, organisation=owner, part=Part.LEAD, from_on=opened_on)
    for child in owner.children.filter(kind="committee"):
        if not circle.seats.filter(organisation=child, part=Part.COMMITTEE, until_on=None).exists():
            give_seat(act, circle=circle, organisation=child, part=Part.COMMITTEE, from_on=opened_on)
    state_seat = seat_state(act, circle=circle, owner=owner, from_on=opened_on)
    folio = _next_folio(owner, opened_on)
    definition = process.ensure_definition(
        act, key=outcome.path, text=(_DEFINITIONS / f"{outcome.path}.yaml").read_text(encoding="utf-8")
    )
    case = process.open_case(act, circle=circle, definition=definition, folio=folio, opened_on=opened_on)
    partnership = Partnership.objects.create(
        folio=folio,
        circle=circle,
        case=case,
        lead=lead,
        owner=owner,
        kind=Kind(outcome.kind),
        klass=Class(outcome.klass),
        beneficiary=normalise(outcome.beneficiary),
        theme=normalise(answers.theme),
        theme_en=normalise(answers.theme_en),
        areas=[{"key": key, "power": power} for key, power in answers.areas],
        modalities=list(modalities) or list(catalogues.modalities()),
        languages=list(languages) or _languages(outcome.klass, answers, country.iso2),
        answers=asdict(answers),
        outcome={**asdict(outcome), "earlier": [e.public_id for e in earlier]},
        money_note=normalise(money_note),
        opened_on=opened_on,
    )
    Party.objects.create(
        partnership=partnership,
        side=Side.OURS,
        kind=PartyKind.MUNICIPALITY if ours_m else PartyKind.STATE,
        municipality=ours_m,
        state_mx=ours_s,
        country_id="MX",
        name=ours_name,
        **_our_style(ours_m, ours_s),
    )
    if their_municipality is not None:
        style = _our_style(their_municipality, None)
    else:
        style = _their_style(
            _their_kind(answers, None), their_name, normalise(their_name_en), normalise(their_subdivision), country,
            listed=their_place is not None, subdivision_es=normalise(their_subdivision_es),
        )  # fmt: skip
    if their_style:
        style = {"style": normalise(their_style), "style_en": normalise(their_style_en or their_style)}
    Party.objects.create(
        partnership=partnership,
        side=Side.THEIRS,
        kind=_their_kind(answers, their_municipality),
        municipality=their_municipality,
        place=their_place,
        country=country,
        subdivision=normalise(their_subdivision),
        subdivision_es=normalise(their_subdivision_es),
        name=their_name,
        name_en=normalise(their_name_en),
        **style,
    )
    Counterpart.objects.create(
        partnership=partnership,
        contact_name=lead.contact_name if lead else "",
        contact_post=lead.contact_post if lead else "",
        email=lead.contact_email if lead else "",
        languages=lead.contact_languages if lead else "",
    )
    record(act, Happened.PARTNERSHIP_OPENED, chain=circle.public_id, about=partnership.public_id, folio=folio)
    if state_seat is not None and lead is None:
        notify(
            act, to=(circle, Part.OVERSEER, Role.STATE_LIAISON), key="case_opened", data={"folio": folio},
            door="partnerships.case", at={"partnership": partnership.public_id},
        )  # fmt: skip
    if lead is not None:
        moved = Lead.objects.filter(pk=lead.pk, state=was).update(
            state=LeadState.BECAME_CASE, answered_on=lead.answered_on or act.on
        )
        if not moved:
            raise Refused("lead_has_case", _("Ese prospecto ya tiene expediente. Siga el trabajo en él."))
        if was in {LeadState.DECLINED, LeadState.LAPSED}:
            record(act, Happened.LEAD_TAKEN_UP, chain=circle.public_id, about=lead.public_id, folio=lead.folio)
        state_case_fact(
            act, partnership=partnership, fact=Fact.LEAD_RECEIVED, on=lead.received_on,
            source=f"partnerships.lead:{lead.public_id}", proof=lead.reference or lead.folio,
        )  # fmt: skip
        notify(
            act, to=(circle, OF_LEAD), key="case_opened", data={"folio": folio}, door="partnerships.case",
            at={"partnership": partnership.public_id},
        )  # fmt: skip
    record(
        act, Happened.TRIAGED, chain=circle.public_id, about=partnership.public_id,
        outcome=f"{outcome.kind}, {outcome.klass}",
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.TRIAGED, on=opened_on,
        source=f"partnerships.partnership:{partnership.public_id}", proof=folio,
    )  # fmt: skip
    return partnership


def _languages(klass: str, answers: Answers, country: str) -> list[str]:
    """In which languages the agreement starts: in Spanish alone within Mexico and with a government of a country that
    speaks it; else in the usual two. Another choice is made in the case's terms."""
    spoken = answers.their_kind != "international_organisation" and languages_for(country) == ("es",)
    return ["es"] if klass == Class.DOMESTIC or spoken else ["es", "en"]


def _their_kind(answers: Answers, municipality: Municipality | None) -> PartyKind:
    if municipality is not None:
        return PartyKind.MUNICIPALITY
    if answers.their_kind == "international_organisation":
        return PartyKind.INTERNATIONAL_ORGANISATION
    return PartyKind.FOREIGN_GOVERNMENT


def _may_edit(act: Act, partnership: Partnership) -> None:
    if not can_edit(act.actor, partnership.circle):
        raise Refused("not_liaison", _("Esto lo hace el enlace del municipio titular."))


@transaction.atomic
def update_counterpart(act: Act, *, partnership: Partnership, **fields) -> Counterpart:
    """Office, head and contact of the other side (R4-09, R0-38). Only named fields change. Raises Refused, Invalid."""
    _may_edit(act, partnership)
    row = partnership.counterpart
    allowed = {
        "office", "office_es", "head_name", "head_post", "head_post_es", "contact_name", "contact_post", "email", "languages",
        "committee", "term_ends_on", "term_source", "election_on", "election_source", "last_contact_on",
    }  # fmt: skip
    unknown = set(fields) - allowed
    if unknown:
        raise Invalid({name: [_("Ese dato no existe.")] for name in sorted(unknown)})
    last = fields.get("last_contact_on")
    if last and last > act.on:
        raise Invalid(
            {"last_contact_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]}
        )
    for name, value in fields.items():
        setattr(row, name, normalise(value) if isinstance(value, str) else value)
    if row.election_on and not row.election_source:
        raise Invalid(
            {
                "election_source": [
                    _(
                        "Diga de dónde sale la fecha de la elección. Por ejemplo: la convocatoria o el calendario electoral."
                    )
                ]
            }
        )
    row.save(update_fields=sorted(fields))
    record(
        act, Happened.COUNTERPART_UPDATED, chain=partnership.circle.public_id, about=partnership.public_id,
        fields=sorted(fields),
    )  # fmt: skip
    return row


@transaction.atomic
def update_terms(
    act: Act, *, partnership: Partnership, areas: list[dict] | None = None, modalities: list[str] | None = None,
    beneficiary: str | None = None, languages: list[str] | None = None, theme: str | None = None,
    theme_en: str | None = None,
) -> Partnership:  # fmt: skip
    """Areas with the power cited for each (R4-42, R4-44), modalities (R4-43), beneficiary, languages; of a specific
    cooperation, its theme. Raises Invalid."""
    _may_edit(act, partnership)
    errors = {}
    if areas is not None:
        known = catalogues.areas()
        if not areas:
            errors["areas"] = [_("Elija al menos un área de cooperación.")]
        if any(a.get("key") not in known for a in areas):
            errors["areas"] = [_("Hay un área que no está en el catálogo. Elija las áreas de la lista.")]
    if modalities is not None and not modalities:
        errors["modalities"] = [_("Elija al menos una modalidad.")]
    if theme is not None and partnership.kind == Kind.SPECIFIC and not normalise(theme):
        errors["theme"] = [_("Una cooperación específica tiene un tema: escríbalo con su artículo.")]
    if errors:
        raise Invalid(errors)
    changed = []
    for name, value in (("areas", areas), ("modalities", modalities), ("languages", languages)):
        if value is not None:
            setattr(partnership, name, value)
            changed.append(name)
    for name, text in (("beneficiary", beneficiary), ("theme", theme), ("theme_en", theme_en)):
        if text is not None:
            setattr(partnership, name, normalise(text))
            changed.append(name)
    partnership.save(update_fields=changed)
    record(
        act, Happened.TRIAGED, chain=partnership.circle.public_id, about=partnership.public_id,
        outcome=", ".join(changed),
    )  # fmt: skip
    return partnership


DESIGNATION_LETTER = _("Oficio de designación del área de enlace")


def _replaced(partnership: Partnership, on: dt.date) -> Issue | None:
    """The letter of the designation that one of a day puts an end to: the last one before it, where its letter holds."""
    before = partnership.designations.filter(withdrawn_on=None, designated_on__lte=on).select_related("issue")
    last = before.order_by("designated_on", "pk").last()
    return last.issue if last and last.issue and last.issue.state == IssueState.IN_FORCE else None


@transaction.atomic
def designate_liaison(
    act: Act, *, partnership: Partnership, office: Office, designated_on: dt.date, folio: str = "",
    attachment: Attachment | None = None, approval: str = "",
) -> Designation:  # fmt: skip
    """Designate the liaison office (R4-21). The mayor issues the letter here; with the mayor not on board, the liaison
    records the paper received (folio and, if there is one, its scan), or gives it out in the mayor's name and says with what
    it was approved (`approval`); where both are known, both are kept. Raises Refused, Invalid."""
    circle = partnership.circle
    recorded, folio, approval = False, normalise(folio)[:60], normalise(approval)
    if not can_sign_off(act.actor, circle):
        if not can_record_for(act.actor, circle, Part.LEAD, Role.MAYOR):
            raise Refused(
                "not_mayor",
                _(
                    "La designación la firma la Presidencia municipal. Si no participa, el enlace la asienta desde su oficio."
                ),
            )
        recorded, act = True, act.recording()
    errors = {}
    if designated_on > act.on:
        errors["designated_on"] = [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]
    if office.organisation_id != partnership.owner_id:
        errors["office"] = [_("Esa oficina no es del municipio.")]
    received = recorded and not (approval and not folio)
    if received and not folio:
        errors["folio"] = [_("Escriba el número del oficio recibido.")]
    signing = "" if recorded else act.actor.appointment
    mayor = signer_on((partnership.owner, Role.MAYOR), designated_on, signing)
    if recorded and not received and mayor is None:
        errors["designated_on"] = [_("No consta quién presidía ese día: asiéntelo en los puestos de su organización.")]
    if not recorded and (mayor is None or mayor.appointment != act.actor.appointment):
        errors["designated_on"] = [_("Ese día usted no ocupaba la Presidencia municipal.")]
    if errors:
        raise Invalid(errors)
    issue = None
    if received:
        documents.use_folio(act, organisation=partnership.owner, folio=folio, what="liaison_designation")
    if recorded and approval:  # of a letter received it may be known too
        _approved(act, circle, partnership.public_id, DESIGNATION_LETTER, approval)
    if not received:
        folio = documents.next_folio(act, organisation=partnership.owner, series="PM", on=designated_on)
        holder = holder_on((partnership.owner, office.role), designated_on)
        values = slot_values(partnership, designated_on, signing) | {
            "our_office": {"es": with_article(office.title, "es"), "en": with_article(office.title_en, "en")},
            "liaison_name": holder.name if holder else "",
            "liaison_post": {"es": office.title, "en": office.title_en or office.title},
            "term_start": designated_on,
            "priorities": slot_values(partnership, designated_on)["areas"],
        }
        version = documents.assemble(
            act, circle=circle, issuer=partnership.owner, kind="liaison_designation", values=values,
            languages=("es",), shared=True,
        )  # fmt: skip
        issue = documents.issue(
            act, version=version, brief=brief_of_paper(partnership, "liaison_designation", designated_on), folio=folio,
            issued_on=designated_on, letterhead_of=partnership.owner, supersedes=_replaced(partnership, designated_on),
            exercise=circle.exercise_at is not None,
            late={"folio": folio, "issue_date": designated_on} | late_place(partnership.owner),
        )  # fmt: skip
    row = Designation.objects.create(
        partnership=partnership, office=office, designated_on=designated_on, folio=folio, issue=issue,
        attachment=attachment, how=How.RECORDED if recorded else act.actor.how,
    )  # fmt: skip
    record(
        act, Happened.LIAISON_DESIGNATED, chain=circle.public_id, about=partnership.public_id, office=office.title,
        folio=folio,
    )  # fmt: skip
    state_case_fact(
        act, partnership=partnership, fact=Fact.LIAISON_DESIGNATED, on=designated_on,
        source=f"partnerships.designation:{row.public_id}", proof=f"Oficio {folio}",
    )  # fmt: skip
    return row


@transaction.atomic
def assign_adviser(act: Act, *, partnership: Partnership, appointment: Appointment) -> Adviser:
    """The ministry names who gives advice on a case (R4-16). Raises Refused."""
    own = appointment.office.organisation.public_id == act.actor.organisation
    seated = partnership.circle.seats.filter(
        organisation=appointment.office.organisation, part=Part.REVIEWER, until_on=None
    )
    if not own or not seated.exists() or not act.actor.roles & {Role.ADVISER, Role.AUTHORISER}:
        raise Refused("not_reviewer", _("Asigna asesores la dirección de la SRE que atiende el expediente."))
    row, _new = Adviser.objects.get_or_create(
        partnership=partnership, appointment=appointment, defaults={"from_on": act.on}
    )
    record(
        act, Happened.COUNTERPART_UPDATED, chain=partnership.circle.public_id, about=partnership.public_id,
        fields=["adviser"],
    )  # fmt: skip
    return row
