"""Papers of a case beside its text: prepared from the case, corrected, checked, given out, tied to the later act they became.

A ratification, an addendum, a renewal and a termination cite the act they rest on; without it they are not prepared.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from hermanar.checks.places import Places
from hermanar.directory.enums import Role
from hermanar.directory.models import in_language, in_spanish
from hermanar.directory.queries import holders_on, signer_on
from hermanar.documents import operations as documents
from hermanar.documents.enums import Drawn, Origin
from hermanar.documents.models import Issue, Version
from hermanar.documents.queries import latest_version
from hermanar.documents.rules.templates import load
from hermanar.kernel.acts import Act
from hermanar.kernel.errors import Blocked, Invalid, Refused
from hermanar.kernel.verdicts import Blocker
from hermanar.partnerships.enums import LetterKind, Signs
from hermanar.partnerships.models import Partnership
from hermanar.partnerships.operations import enter_letter
from hermanar.partnerships.operations.approvals import _must_sign
from hermanar.partnerships.policies import how_signed
from hermanar.partnerships.queries import late_place

from ..enums import CASE_LETTERS, CASE_PAPERS, HOUSE_PAPERS, LATER_ACT_OF, ONLY_OF_CASE, Happened, Power
from ..models import CasePaper, LaterAct
from ..policies import can
from ..queries import brief_of, check_text, paper_blockers, paper_languages, paper_values
from .shared import _exercise, _may_draft, _note_paper, _open, _unissued

CITED = ("original_title", "original_place", "original_date")


def _must_cite(kind: str, values: Mapping[str, Any]) -> None:
    """A later act names the act it rests on: title, place and day."""
    if kind not in LATER_ACT_OF:
        return
    said = {
        "original_title": _("Escriba qué instrumento se cita, con su título completo."),
        "original_place": _("Escriba dónde se firmó."),
        "original_date": _("Escriba cuándo se firmó."),
    }
    lacking = {name: [sentence] for name, sentence in said.items() if not values.get(name)}
    for name in CITED[:1]:
        value = values.get(name)
        if isinstance(value, Mapping) and not value.get("es"):
            lacking[name] = [said[name]]
    if lacking:
        raise Invalid(lacking)


def _asked(kind: str, typed: Mapping[str, Any] | None) -> dict[str, Any]:
    """What is typed, without what only the case says."""
    return {name: value for name, value in (typed or {}).items() if name not in ONLY_OF_CASE.get(kind, ())}


def _stored(typed: Mapping[str, Any]) -> dict[str, Any]:
    """Typed values as JSON keeps them."""
    return {name: value.isoformat() if isinstance(value, dt.date) else value for name, value in typed.items()}


def _assemble(
    act: Act, partnership: Partnership, kind: str, typed: Mapping[str, Any], *, languages: Sequence[str],
    paper: CasePaper | None = None, base_number: int | None = None,
) -> Version:  # fmt: skip
    values = paper_values(partnership, kind, act.on) | {k: v for k, v in typed.items() if v not in (None, "", [])}
    _must_cite(kind, values)
    return documents.assemble(
        act, circle=partnership.circle, issuer=partnership.owner, kind=kind, values=values, languages=languages,
        document=paper.document if paper else None, base_number=base_number,
    )  # fmt: skip


@transaction.atomic
def start_case_paper(
    act: Act, *, partnership: Partnership, kind: str, typed: Mapping[str, Any] | None = None,
    languages: Sequence[str] | None = None,
) -> CasePaper:  # fmt: skip
    """Prepare a paper from the case and from what is typed: version 1, the house's own until it is given out.

    `kind`: one of `enums.CASE_PAPERS`. Raises Refused (`not_liaison`, `paper_unknown`, `not_signed`), Invalid naming the
    slot: a later act without the act it cites, a character that cannot be printed.
    """
    _may_draft(act, partnership)
    if kind not in CASE_PAPERS:
        raise Refused(
            "paper_unknown", _("Ese papel no se prepara desde el expediente. Elija uno de su lista de papeles.")
        )
    typed = _asked(kind, typed)
    version = _assemble(act, partnership, kind, typed, languages=tuple(languages or paper_languages(partnership, kind)))
    paper = CasePaper.objects.create(
        partnership=partnership, kind=kind, document=version.document, typed=_stored(typed)
    )
    _note_paper(act, paper, Happened.CASE_PAPER_STARTED)
    return paper


@transaction.atomic
def correct_case_paper(act: Act, *, paper: CasePaper, base_number: int, typed: Mapping[str, Any]) -> Version:
    """Fill the paper again with other data: its next version. Paragraphs edited by hand stay in the version before.
    `base_number`: the version whose data the person saw.

    Raises Refused (`not_liaison`, `paper_issued`, `version_conflict` when another was saved meanwhile), Invalid naming the
    slot.
    """
    _open(act, paper)
    latest = latest_version(paper.document)
    languages = latest.as_content.languages if latest else paper_languages(paper.partnership, paper.kind)
    typed = _asked(paper.kind, typed)
    version = _assemble(
        act, paper.partnership, paper.kind, typed, languages=languages, paper=paper, base_number=base_number
    )
    paper.typed = _stored(typed)
    paper.save(update_fields=["typed"])
    _note_paper(act, paper, Happened.CASE_PAPER_CHANGED, number=version.number)
    return version


@transaction.atomic
def share_case_paper(act: Act, *, paper: CasePaper) -> CasePaper:
    """Put the draft before all who take part in the case, the other side too: they read and comment it. For good.

    Raises Refused (`not_liaison`, `paper_issued`, `of_the_house`, `paper_shared`).
    """
    _open(act, paper)
    if paper.kind in HOUSE_PAPERS:
        raise Refused("of_the_house", _("Ese papel es solo de su casa: no se comparte."))
    if paper.document.shared:
        raise Refused("paper_shared", _("El borrador ya se compartió: la otra Parte lo lee en el expediente."))
    documents.share_document(act, document=paper.document)
    _note_paper(act, paper, Happened.CASE_PAPER_SHARED)
    return paper


def _in_own_name(act: Act, paper: CasePaper, version: Version, on: dt.date) -> Version:
    """The text in the name and capacity of who signs it: prepared in the holder's, and signed by who is in charge of the
    office or stands in, its next version says so. Raises Invalid where the post of who acts does not cover the day."""
    if paper.kind not in CASE_LETTERS:
        return version
    head = (paper.partnership.owner, Role.MAYOR)
    mine = signer_on(head, on, act.actor.appointment)
    if mine is None or mine.appointment != act.actor.appointment:
        raise Invalid(
            {
                "issued_on": [
                    _(
                        "Ese día usted no ocupaba la Presidencia municipal. Ponga un día de su periodo, o que lo expida quien la ocupaba."
                    )
                ]
            }
        )
    content = version.as_content
    swaps = [
        {"es": (f"{h.name}{between}{h.post_es}", f"{mine.name}{between}{mine.post_es}"),
         "en": (f"{h.name}{between}{h.post_en}", f"{mine.name}{between}{mine.post_en}")}
        for h in holders_on(head, None)
        if h.appointment != mine.appointment
        for between in ("\n", ", ")
    ]  # fmt: skip
    blocks = tuple(
        replace(b, text={lang: _swapped(text, lang, swaps) for lang, text in b.text.items()}) for b in content.blocks
    )
    if blocks == content.blocks:
        return version
    return documents.save_version(
        act, document=paper.document, content=replace(content, blocks=blocks), base_number=version.number,
        origin=Origin.ASSEMBLED, note=in_spanish(_("En nombre de quien firma")),
    )  # fmt: skip


def _swapped(text: str, lang: str, swaps: Sequence[Mapping[str, tuple[str, str]]]) -> str:
    for swap in swaps:
        text = text.replace(*swap.get(lang, swap["es"]))
    return text


@transaction.atomic
def issue_case_paper(
    act: Act, *, paper: CasePaper, gazetteer: Places, issued_on: dt.date | None = None, approval: str = ""
) -> CasePaper:
    """Give the paper out, in PDF and Word, to the whole circle; one of the house stays its own. A letter takes its folio and is the mayor's; a text of both sides keeps place,
    date and witness open for the signature. With the mayor not on board the liaison says with what a letter was approved
    (`approval`).

    Raises Refused (`not_mayor`, `not_liaison`, `paper_issued`), Blocked (`paper_blockers`, errors of the checker, blanks).
    """
    partnership = paper.partnership
    _unissued(paper)
    signs = can(act.actor, partnership.circle, Power.SIGN)
    if paper.kind in CASE_LETTERS and not signs:
        if how_signed(act.actor, partnership.circle) != Signs.RECORDS:
            raise Refused("not_mayor", _("La firma la Presidencia municipal."))
        _must_sign(act, partnership, paper.document.title, approval)
    if not signs and not can(act.actor, partnership.circle, Power.DRAFT):
        raise Refused("not_liaison", _("Lo expide el enlace o la Presidencia municipal."))
    on = issued_on or act.on
    if on > act.on:
        raise Invalid({"issued_on": [_("La fecha no puede ser posterior al día de hoy. Ponga el día en que ocurrió.")]})
    version = latest_version(paper.document)
    assert version is not None
    if signs:
        version = _in_own_name(act, paper, version, on)
    if lacking := paper_blockers(paper, version):
        raise Blocked(lacking)
    checked = check_text(paper, version, gazetteer=gazetteer, on=act.on)
    if checked.errors:
        at = {"paper": paper.public_id}
        first = checked.errors[0].message
        words = {"n": len(checked.errors), "first": in_language(first["es"], first.get("en", ""))}
        about = _(
            "Errores en el papel: %(n)s. El primero: %(first)s Corríjalos en la mesa, o consérvelos con su motivo."
        )
        raise Blocked([Blocker("paper_has_errors", about % words, "agreements.case_paper", at)])
    late: dict[str, Any] = {}
    folio = ""
    waiting = load(paper.kind).late
    if "issue_date" in waiting:
        late = {"issue_date": on} | late_place(partnership.owner)
    if "folio" in waiting and paper.kind == "lead_sheet":
        # the sheet bears the folio of the lead it tells of
        late["folio"] = partnership.lead.folio if partnership.lead else partnership.folio
    elif "folio" in waiting:
        late["folio"] = folio = documents.next_folio(act, organisation=partnership.owner, series="PM", on=on)
    if paper.kind not in HOUSE_PAPERS:
        documents.share_document(act, document=paper.document)
    issue = documents.issue(
        act, version=version, brief=brief_of(paper, on), drawn=Drawn.AT_A_DESK, folio=folio, issued_on=on,
        letterhead_of=partnership.owner,
        exercise=_exercise(partnership), late=late,
    )  # fmt: skip
    if not CasePaper.objects.filter(pk=paper.pk, issue=None).update(issue=issue):
        raise Refused("paper_issued", _("Ese papel ya se expidió: prepare otro."))
    paper.issue = issue
    if folio:
        _register(act, paper, issue, on)
    _note_paper(act, paper, Happened.CASE_PAPER_ISSUED, code=issue.code)
    return paper


def _register(act: Act, paper: CasePaper, issue: Issue, on: dt.date) -> None:
    """A letter with a number of the house stands in its register, signed: there it is said when it goes."""
    asks = paper.kind == "meeting_invitation"
    by = paper.typed.get("reply_by") if asks else None
    enter_letter(
        act, partnership=paper.partnership, kind=LetterKind.INVITATION if asks else LetterKind.OFFICIAL, issue=issue,
        folio=issue.folio, sent_on=on, subject=paper.document.title, is_sent=False,
        due_on=dt.date.fromisoformat(by) if by else None,
    )  # fmt: skip


@transaction.atomic
def tie_case_paper(act: Act, *, paper: CasePaper, later_act: LaterAct) -> CasePaper:
    """Say which later act the paper became: the same agreement, the same sort of act, once.

    Raises Refused (`not_liaison`, `paper_not_issued`, `other_act`, `paper_tied`).
    """
    if not can(act.actor, paper.partnership.circle, Power.DEPOSIT):
        raise Refused("not_liaison", _("Asienta los actos posteriores el enlace del municipio titular."))
    if paper.issue_id is None:
        raise Refused("paper_not_issued", _("Ese papel aún no se expide. Expídalo antes."))
    same = later_act.agreement.partnership_id == paper.partnership_id
    expected = {LATER_ACT_OF.get(paper.kind)} | ({"reaffirmation"} if paper.kind == "ratification" else set())
    if not same or later_act.kind not in expected:
        raise Refused("other_act", _("Ese acto es de otra clase que el papel. Elija uno de la misma clase."))
    if not CasePaper.objects.filter(pk=paper.pk, later_act=None).update(later_act=later_act):
        raise Refused("paper_tied", _("Ese papel ya tiene su acto posterior."))
    paper.later_act = later_act
    _note_paper(act, paper, Happened.CASE_PAPER_TIED, on=later_act.on)
    return paper
