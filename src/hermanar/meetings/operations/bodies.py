"""Bodies are created and changed, and the committee of before is taken up by a new relation."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _, override

from hermanar.directory.models import Organisation, in_spanish
from hermanar.files.models import Attachment
from hermanar.journal.operations import record
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Invalid
from hermanar.kernel.text import normalise
from hermanar.notices.operations import notify
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import state_case_fact, withdraw_case_fact
from hermanar.partnerships.policies import TOWN, can_edit

from ..enums import WITHOUT_OATH, BodyKind, Happened, Purpose
from ..models import Body, BodyChange, BodyRule, Point, Resolution
from ..policies import can_create_body
from ..queries import as_shown, changes_since, installing, owner_of, reached_by
from .shared import _proof_of, _refuse


@transaction.atomic
def create_body(
    act: Act, *, organisation: Organisation, kind: BodyKind, name: str, name_en: str = "", legal_basis: str = "",
    seats: int | None = None, source: str = "", valid_from: dt.date | None = None, regulation: Attachment | None = None,
    partnership: Partnership | None = None, parent: Body | None = None, deed: str = "",
) -> Body:  # fmt: skip
    """A body with its rule from a date (R0-29, R2-11). Lives in the municipality's home circle.

    A committee may be of one sister city alone (`partnership`), and belong to the council above it; a thematic commission
    works within its committee (`parent`). `deed`: the notarial instrument where the local rule asks for one (domain 2.6).
    Raises Refused, Invalid.
    """
    owner = organisation.parent if organisation.kind == "committee" and organisation.parent else organisation
    circle = owner.home
    if not can_create_body(act.actor, circle):
        _refuse("not_liaison", _("Asienta los órganos el enlace del municipio."))
    errors = _ties(owner, kind, partnership, parent)
    if not normalise(name):
        errors["name"] = [_("Escriba el nombre del órgano.")]
    if errors:
        raise Invalid(errors)
    try:
        with transaction.atomic():
            body = Body.objects.create(
                circle=circle, organisation=organisation, kind=kind, name=normalise(name), name_en=normalise(name_en),
                legal_basis=normalise(legal_basis), regulation=regulation, partnership=partnership, parent=parent,
                deed=normalise(deed)[:200],
            )  # fmt: skip
    except IntegrityError:  # somebody put down that city's committee at the same moment
        raise Invalid({"partnership": [_("Esa ciudad hermana ya tiene su comité.")]}) from None
    if seats:
        BodyRule.objects.create(
            body=body, valid_from=valid_from or act.on, seats=seats, source=normalise(source) or "—",
            is_default=source.startswith("[K]"), takes_oath=kind not in WITHOUT_OATH,
        )  # fmt: skip
    record(act, Happened.BODY_CREATED, chain=circle.public_id, about=body.public_id, body=body.name)
    return body


@transaction.atomic
def change_body(
    act: Act, *, body: Body, on: dt.date, source: str, name: str, name_en: str = "", legal_basis: str = "",
    deed: str = "", partnership: Partnership | None = None, parent: Body | None = None, seen: int | None = None,
    regulation: Attachment | None = None,
) -> Body:  # fmt: skip
    """What a later act changed of a body, or what was not known when it was put down: its name, the act that creates it,
    its deed, its regulation (the earlier one stays at hand), the sister city it is of, the body it belongs to. What it said stays, with the act and its day; papers that
    were issued keep it. Tied to a city, or to all of them again, its installation is true for those it now reaches, and
    for no other.

    `seen`: the change that the form was opened on (`last_change`). What somebody else changed since, and this one did not
    touch, stays theirs; what both changed is refused at its field, and the second decides. Raises Refused, Invalid."""
    if not can_create_body(act.actor, body.circle):
        _refuse("not_liaison", _("Asienta los órganos el enlace del municipio."))
    # of two at once the second waits here, and reads what the first left
    body = Body.objects.select_for_update(of=("self",)).select_related(*_WITH_ITS_HOUSE).get(pk=body.pk)
    said: dict[str, Any] = {
        "name": normalise(name)[:200], "name_en": normalise(name_en)[:200], "legal_basis": normalise(legal_basis)[:300],
        "deed": normalise(deed)[:200], "partnership": partnership, "parent": parent,
    }  # fmt: skip
    errors: dict[str, list] = {}
    for key, stood in (changes_since(body, seen) if seen is not None else {}).items():
        if key not in said:
            continue
        if as_shown(said[key]) == stood:
            said[key] = getattr(body, key)
        elif said[key] != getattr(body, key):
            told = _(
                "Alguien más lo cambió mientras usted escribía: ahora dice “%(now)s”. Si es lo suyo, asiéntelo de nuevo."
            )
            errors[key] = [told % {"now": as_shown(getattr(body, key)) or "—"}]
    moved = {key: value for key, value in said.items() if getattr(body, key) != value}
    moved |= {"regulation": regulation} if regulation is not None else {}
    if not errors and ("partnership" in moved or "parent" in moved):
        errors = _ties(owner_of(body), body.kind, said["partnership"], said["parent"], body)
    if not said["name"]:
        errors["name"] = [_("Escriba el nombre del órgano.")]
    if not normalise(source):
        errors["source"] = [_("Escriba el acto que lo cambia, o de dónde se supo.")]
    if on > act.on:
        errors["on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if not moved and not errors:
        errors["name"] = [_("No cambió nada: ya dice eso.")]
    if errors:
        raise Invalid(errors)
    before = {key: as_shown(getattr(body, key)) for key in moved}
    reached = {p.pk: p for p in reached_by(body)} if body.installed_on and "partnership" in moved else {}
    for key, value in moved.items():
        setattr(body, key, value)
    try:
        with transaction.atomic():
            body.save(update_fields=list(moved))
    except IntegrityError:  # another body was tied to that city at the same moment
        raise Invalid({"partnership": [_("Esa ciudad hermana ya tiene su comité.")]}) from None
    after = {key: as_shown(value) for key, value in moved.items()}
    BodyChange.objects.create(
        body=body, on=on, act=normalise(source)[:300], before=before, after=after, recorded_at=act.at
    )  # fmt: skip
    record(
        act, Happened.BODY_CHANGED, chain=body.circle.public_id, about=body.public_id, body=body.name, on=on,
        reason=normalise(source)[:200],
    )  # fmt: skip
    if body.installed_on and "partnership" in moved:
        _follow_tie(act, body, reached, normalise(source)[:300])
    return body


_WITH_ITS_HOUSE = ("circle", "organisation__parent", "partnership", "parent")


def _follow_tie(act: Act, body: Body, reached: Mapping[int, Partnership], source: str) -> None:
    """An installed body changed the cities that it is of: the cases of those it left no longer say that it is installed,
    those that it came to do. `reached`: where it was true before."""
    now = {p.pk: p for p in reached_by(body)}
    installed = Resolution.objects.filter(point__session__body=body, point__purpose=Purpose.INSTALL)
    sources = [f"meetings.resolution:{key}" for key in installed.values_list("public_id", flat=True)]
    why = in_spanish(_("%(body)s ya no es de esta ciudad hermana: %(act)s"), body=body.name, act=source)
    for partnership in (p for key, p in reached.items() if key not in now):
        gone = [
            withdraw_case_fact(act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, reason=why, source=told)
            for told in (*sources, f"meetings.body:{body.public_id}")
        ]
        if any(gone):
            _tell_gone(act, partnership, why)
    for partnership in (p for key, p in now.items() if key not in reached):
        _say_installed(act, body, partnership)


def _say_installed(act: Act, body: Body, partnership: Partnership) -> None:
    """The case of a relation says since when the body is installed, and by which act."""
    assert body.installed_on is not None
    resolution = installing(body)
    source = f"meetings.resolution:{resolution.public_id}" if resolution else f"meetings.body:{body.public_id}"
    state_case_fact(
        act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, on=body.installed_on, source=source,
        proof=_proof_of(resolution) if resolution else body.name,
    )  # fmt: skip


def _tell_gone(act: Act, partnership: Partnership, reason: str) -> None:
    """The town is told that its case no longer says that there is a Committee, and why."""
    notify(
        act, to=(partnership.circle, TOWN), key="record_corrected", door="partnerships.case",
        data={"folio": partnership.folio, "title": _in_both(Fact.COMMITTEE_INSTALLED.label), "reason": reason},
        at={"partnership": partnership.public_id},
    )  # fmt: skip


# which body may stand within which
_WITHIN: dict[str, frozenset[str]] = {
    BodyKind.THEMATIC: frozenset({BodyKind.COMMITTEE, BodyKind.COUNCIL}),
    BodyKind.COMMITTEE: frozenset({BodyKind.COUNCIL}),
}


def _ties(
    owner: Organisation, kind: str, partnership: Partnership | None, parent: Body | None, body: Body | None = None
) -> dict[str, list]:
    """What is wrong with the sister city or the body that a body is tied to; `body`: the one that is changed."""
    errors: dict[str, list] = {}
    if kind == BodyKind.WORKING_GROUP and body is not None:
        if partnership is None or partnership.pk != body.partnership_id:
            errors["partnership"] = [_("Un grupo de trabajo es de su acuerdo.")]
    elif partnership is not None:
        others = Body.objects.filter(partnership=partnership, kind=BodyKind.COMMITTEE)
        decided = Point.objects.filter(session__body=body).exclude(partnership=None) if body else Point.objects.none()
        if kind != BodyKind.COMMITTEE:
            errors["partnership"] = [_("Solo un comité es de una sola ciudad hermana.")]
        elif partnership.owner_id != owner.pk:
            errors["partnership"] = [_("Esa vinculación es de otro municipio.")]
        elif others.exclude(pk=body.pk if body else None).exists():
            errors["partnership"] = [_("Esa ciudad hermana ya tiene su comité.")]
        elif decided.exclude(partnership=partnership).exists():
            errors["partnership"] = [_("Ese comité ya trató puntos de otra ciudad hermana: no es de una sola.")]
    if parent is None and kind == BodyKind.THEMATIC:
        errors["parent"] = [_("Elija el comité al que pertenece.")]
    elif parent is not None and (parent.kind not in _WITHIN.get(kind, ()) or owner_of(parent).pk != owner.pk):
        errors["parent"] = [_("Un órgano así no depende de ese.")]
    return errors


@transaction.atomic
def form_working_group(
    act: Act, *, partnership: Partnership, name: str, office_ours: str, office_theirs: str, name_en: str = "",
    installed_on: dt.date | None = None,
) -> Body:  # fmt: skip
    """The working group of an agreement, with the office that each Party designated to coordinate it (art. VII, R4-51).

    One for each agreement. Its sessions are the yearly meeting of the Parties. Raises Refused, Invalid.
    """
    owner = partnership.owner
    if not can_edit(act.actor, partnership.circle) or not can_create_body(act.actor, owner.home):
        _refuse("not_liaison", _("Asienta los órganos el enlace del municipio."))
    errors: dict[str, list] = {}
    for field, typed in (("name", name), ("office_ours", office_ours), ("office_theirs", office_theirs)):
        if not normalise(typed):
            asked = _("Escriba el nombre del órgano.") if field == "name" else _("Escriba el área que designó.")
            errors[field] = [asked]
    if installed_on and installed_on > act.on:
        errors["installed_on"] = [_("La fecha no puede ser posterior al día de hoy.")]
    if errors:
        raise Invalid(errors)
    if Body.objects.filter(partnership=partnership, kind=BodyKind.WORKING_GROUP).exists():
        _refuse("group_known", _("Ese acuerdo ya tiene su Grupo de Trabajo. Ábralo entre los órganos del municipio."))
    try:
        with transaction.atomic():
            body = Body.objects.create(
                circle=owner.home, organisation=owner, kind=BodyKind.WORKING_GROUP, partnership=partnership,
                name=normalise(name)[:200], name_en=normalise(name_en)[:200], office_ours=normalise(office_ours)[:200],
                office_theirs=normalise(office_theirs)[:200], installed_on=installed_on,
                legal_basis=in_spanish(_("Artículo VII del Acuerdo")),
            )  # fmt: skip
    except IntegrityError:  # both sides put it down at the same moment
        _refuse("group_known", _("Ese acuerdo ya tiene su Grupo de Trabajo. Ábralo entre los órganos del municipio."))
    record(act, Happened.BODY_CREATED, chain=owner.home.public_id, about=body.public_id, body=body.name)
    return body


@transaction.atomic
def unlink_committee(act: Act, *, partnership: Partnership, reason: str, mistaken: bool = False) -> int:
    """The case no longer says that its committee is installed: another was linked by mistake (`mistaken`), or it was so
    until now; the body stays as it is. Returns how many entries stood. Raises Refused, Invalid."""
    if not can_edit(act.actor, partnership.circle):
        _refuse("not_liaison", _("Esto lo hace el enlace del municipio titular."))
    reason = normalise(reason, lines=True)
    if not reason:
        raise Invalid({"reason": [_("Escriba el motivo.")]})
    count = withdraw_case_fact(
        act, partnership=partnership, fact=Fact.COMMITTEE_INSTALLED, reason=reason, mistaken=mistaken
    )
    if not count:
        _refuse("nothing_stands", _("El expediente no dice que haya un Comité instalado."))
    _tell_gone(act, partnership, reason)
    return count


def _in_both(label: object) -> dict[str, str]:
    said = {}
    for lang in ("es", "en"):
        with override(lang):
            said[lang] = str(label)
    return said


@transaction.atomic
def link_committee(act: Act, *, partnership: Partnership, body: Body) -> bool:
    """State on a new relation that the committee was installed before. Returns False where it is not installed.

    Raises Refused (not the relation's liaison, another municipality's committee).
    """
    if not can_edit(act.actor, partnership.circle):
        _refuse("not_liaison", _("Esto lo hace el enlace del municipio titular."))
    if partnership.owner_id not in {body.organisation_id, body.organisation.parent_id}:
        _refuse("other_committee", _("Ese Comité es de otro municipio. Elija el del suyo."))
    if body.partnership_id not in {None, partnership.pk}:
        _refuse("other_committee", _("Ese comité es de otra ciudad hermana. Elija el de esta, o el general."))
    body.refresh_from_db(fields=["installed_on"])
    if body.installed_on is None:
        return False
    _say_installed(act, body, partnership)
    return True
