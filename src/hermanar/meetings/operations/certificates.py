"""The secretary certifies what was decided."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.directory.enums import Role
from hermanar.directory.models import Organisation, day_said, in_spanish
from hermanar.directory.queries import administration_on, holder_on, key_of, said_for
from hermanar.directory.rules.governments import cited_in
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn
from hermanar.documents.models import Issue, LegalBasis
from hermanar.documents.queries import brief_of_house
from hermanar.documents.rules import catalogues
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.queries import brief_of_paper, slot_values

from ..enums import BodyKind, Happened, Outcome, Purpose, Sector, SessionKind
from ..models import Body, Resolution
from ..policies import can_certify
from ..queries import (
    certifying_bases,
    chair_of,
    letterhead_office,
    members_on,
    owner_of,
    secretary_of,
    uncertified,
    what_lacks,
)
from .shared import _must_know, _refuse

# series of folios of what each kind of body certifies; the others share one
_SERIES = {BodyKind.CABILDO: "SA", BodyKind.COMMITTEE: "CCH", BodyKind.COUNCIL: "CCH"}


@transaction.atomic
def certify_resolution(
    act: Act, *, resolution: Resolution, on: dt.date | None = None, basis: LegalBasis | None = None
) -> Resolution:  # fmt: skip
    """The secretary certifies the decision: the Cabildo's certificate or the committee's act, as PDF and DOCX with code.
    `basis`: the provision of the house's catalogue that lets the secretary of the Cabildo certify; none is supposed.

    Raises Refused (also where there is nothing to certify: see `rules.why_no_certificate`), Invalid.
    """
    point, session = resolution.point, resolution.point.session
    body, partnership = session.body, resolution.point.partnership
    if not can_certify(act.actor, body):
        _refuse("not_secretary", _("Certifica la secretaría del órgano."))
    if resolution.certificate_id:
        _refuse("certified", _("Ese acuerdo ya está certificado."))
    if why := uncertified(resolution):
        _refuse(f"no_certificate_{why}", why.label)
    on = on or act.on
    if on > act.on:
        raise Invalid({"on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que se certifica.")]})
    if on < session.held_on:
        raise Invalid(
            {
                "on": [
                    _("La sesión fue el %(since)s: se certifica ese día o después.")
                    % {"since": day_said(session.held_on)}
                ]
            }
        )
    if lacking := what_lacks(resolution):
        raise Blocked(lacking)
    owner = owner_of(body)
    if basis is not None and not any(row.pk == basis.pk for row in certifying_bases(body, on)):
        raise Invalid(
            {"basis": [_("Esa disposición no está en el catálogo de su casa, o no regía ese día. Elija otra.")]}
        )
    of_cabildo = body.kind == BodyKind.CABILDO
    if of_cabildo:  # its certificate names who may sign, not who headed it
        secretary, chair = secretary_of(body, on), chair_of(session)
    else:
        chair, secretary = _must_know(session, on)
    mayor = holder_on((owner, Role.MAYOR), session.held_on)
    values = (slot_values(partnership, session.held_on) if partnership else {}) | {
        "our_city": owner.municipality.name if owner.municipality else owner.name,
        "our_state": owner.municipality.state.name if owner.municipality else "",
        "committee_name": {"es": _with_el(body.name), "en": f"the {body.name_en or body.name}"},
        "session_kind": {
            "es": in_spanish(SessionKind(session.kind).label).lower(),
            "en": SessionKind(session.kind).value,
        },
        "session_number": session.number or ("" if of_cabildo else {"es": "s/n", "en": "without a number"}),
        "session_date": session.held_on,
        "session_place": session.place,
        "session_start": f"{session.at:%H:%M} h" if session.at else "",
        "act_number": session.act_number
        or (session.number if session.has_own_agenda else "")
        or ("" if of_cabildo else session.called),
        "point_number": resolution.point_number or (str(point.number) if session.has_own_agenda else ""),
        "resolution_number": resolution.number,
        "resolution": resolution.text or point.title,
        "authorised_name": resolution.signatory,
        "authorised_post": resolution.signatory_post,
        "subject": "study" if point.purpose == Purpose.APPROVE_STUDY else "other",
        "result": _result(body, resolution),
        "attendance": "unlisted" if session.present_count is None else "listed",
        "members_present": session.present_count,
        "members_total": session.seats_count,
        "members": [
            f"{m.position}: {m.person.name} ({in_spanish(Sector(m.sector).label)})"
            for m in members_on(body, session.held_on)
        ],
        "term_end": _term_end(owner, session.held_on),
        "cabildo_reference": body.legal_basis
        or said_for(owner, in_spanish(_("el Ayuntamiento")), "es", session.held_on),
        "faculty": "by_law" if basis else "plain",
        "certifying_basis": {"es": basis.text, "en": basis.text_en or basis.text} if basis else "",
        "legal_basis": _legal_basis(partnership, body, session.held_on),
        "votes_for": resolution.in_favour,
        "votes_against": resolution.against,
        "abstentions": resolution.abstained,
        "president_name": chair.name if chair else "",
        "president_post": {"es": chair.post_es, "en": chair.post_en or chair.post_es} if chair else "",
        "secretary_name": secretary.name if secretary else "",
        "secretary_post": {"es": secretary.post_es, "en": secretary.post_en or secretary.post_es} if secretary else "",
        "attendees": [f"{m.position}: {m.person.name}" for m in session.present.select_related("person")],
        "agenda": [p.title for p in session.points.all()],
    }
    kind = _kind(body, resolution)
    circle = partnership.circle if partnership else body.circle
    signs = (secretary, mayor if body.kind == BodyKind.CABILDO else chair)
    brief = (
        brief_of_paper(partnership, kind, on, signs=signs, also=(body.name, session.place))
        if partnership
        else brief_of_house(owner, kind, on, signs=signs)
    )
    version = documents.assemble(
        act, circle=circle, issuer=owner, kind=kind, values=values, languages=("es",), shared=True
    )
    folio = documents.next_folio(act, organisation=owner, series=_SERIES.get(BodyKind(body.kind), "SES"), on=on)
    issue = documents.issue(
        act, version=version, brief=brief, drawn=Drawn.FROM_FACTS, folio=folio, issued_on=on, letterhead_of=owner,
        office=letterhead_office(body),
        exercise=circle.exercise_at is not None, supersedes=_replaced(resolution),
        late={"folio": folio, "issue_place": owner.municipality.name if owner.municipality else owner.name, "issue_date": on},
    )  # fmt: skip
    resolution.certificate = issue
    resolution.save(update_fields=["certificate"])
    record(
        act, Happened.CERTIFIED, chain=circle.public_id, about=resolution.public_id, number=resolution.number or "s/n"
    )
    return resolution


def _replaced(resolution: Resolution) -> Issue | None:
    """The certificate of the act that this one corrects, if no other has replaced it."""
    before = resolution.corrects.certificate if resolution.corrects else None
    return before if before is not None and not before.has_successor else None


def _kind(body: Body, resolution: Resolution) -> str:
    if body.kind == BodyKind.CABILDO:
        return "cabildo_certificate"
    installs = resolution.point.purpose == Purpose.INSTALL and resolution.outcome == Outcome.APPROVED
    installed = body.kind == BodyKind.COMMITTEE and installs
    return "committee_installation_act" if installed else "committee_session_act"


def _result(body: Body, resolution: Resolution) -> str:
    if resolution.outcome != Outcome.APPROVED:
        return "rejected"
    if body.kind != BodyKind.CABILDO:
        return "approved"
    if resolution.has_no_vote:
        return "unvoted"
    if None in (resolution.in_favour, resolution.against, resolution.abstained):
        return "carried"  # by how many is not known: neither unanimity nor a majority is said
    return "unanimous" if resolution.is_unanimous else "approved"


def _term_end(owner: Organisation, on: dt.date) -> dt.date | str:
    administration = administration_on(owner, on)
    return administration.ends_on if administration else ""


def _legal_basis(partnership: Partnership | None, body: Body, on: dt.date) -> list:
    if body.legal_basis:
        return [body.legal_basis]
    cited = catalogues.citations(on)
    keys = (partnership.outcome.get("citations") if partnership else None) or ["cpeum-115"]
    keys = cited_in(key_of(owner_of(body)), tuple(keys))
    return [dict(cited[k].text) for k in keys if k in cited]


def _with_el(name: str) -> str:
    return name if name.lower().startswith(("el ", "la ")) else f"el {name}"
