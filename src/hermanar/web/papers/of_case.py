"""Papers that a case prepares beside its text: the list, the data of each, giving it out, the sheet that was given out. What is
written in a draft is written on the drafting desk."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.agreements.enums import (
    CASE_LETTERS,
    CASE_PAPERS,
    DEPOSITED_PAPERS,
    LATER_ACT_OF,
    OF_CABILDO,
    LaterActKind,
    Power,
    SigningState,
)
from hermanar.agreements.operations import papers as operations
from hermanar.agreements.policies import can
from hermanar.agreements.queries import (
    get_agreement,
    get_case_paper,
    list_case_papers,
    list_signings,
    paper_blockers,
    paper_languages,
    paper_values,
)
from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import latest_version, usual_copies
from hermanar.documents.rules.papers import show_paper as look_up
from hermanar.documents.rules.templates import load
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Signs
from hermanar.partnerships.policies import how_signed
from hermanar.partnerships.queries import in_own_words, is_of_state

from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..language import translated
from ..letters.sheets import sheet_of
from ..relations import crumbs, find_relation, paper_links, title_of, today_of
from ..signed import approval_field
from ..told import NOBODY
from .forms import IssueForm, PaperForm, TieForm


def list_url(partnership: Any) -> str:
    return reverse("web:papers:of_case", args=[partnership.public_id])


def url_of(paper: Any) -> str:
    return reverse("web:papers:paper", args=[paper.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (_("Papeles"), list_url(partnership) if more else ""), *more)


def _of_paper(paper: Any, *more: tuple[str, str]) -> list[dict]:
    return _crumbs(paper.partnership, (str(paper), url_of(paper) if more else ""), *more)


def _drafts(request: SeatedRequest, partnership: Any) -> bool:
    return can(request.seat.actor, partnership.circle, Power.DRAFT)


def _signed(paper: Any) -> Any:
    """The deposit of the paper that stands, with whatever is still to be confirmed of it."""
    return next((s for s in reversed(paper.signings.all()) if s.state != SigningState.CORRECTED), None)


def _tag(paper: Any) -> str:
    if paper.issue is None:
        return _("Borrador")
    row = _signed(paper)
    if row is None:
        return _("Expedido")
    return _("Firmado y depositado") if row.state == SigningState.CONFIRMED else _("Firmado, por confirmar")


@seat_required
def show_papers(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What the case prepared beside its text, and what it can prepare."""
    partnership = find_relation(request, public_id)
    rows = [
        {
            "it": paper,
            "url": url_of(paper),
            "papers": paper_links(paper.issue),
            "tag": _tag(paper),
            "tone": "leaf" if paper.issue else "",
        }
        for paper in list_case_papers(request.seat.actor, partnership)
    ]
    known = [look_up(folder) for folder in CASE_PAPERS if not (folder in OF_CABILDO and is_of_state(partnership))]
    offered = [
        {
            "title": in_own_words(partnership, translated(shown.titles)),
            "purpose": in_own_words(partnership, translated(shown.paper.purpose)),
            "url": reverse("web:papers:start", args=[public_id, shown.paper.folder]),
        }
        for shown in known
    ]
    context = {
        "partnership": partnership,
        "title": title_of(partnership),
        "crumbs": _crumbs(partnership),
        "rows": rows,
        "offered": offered if _drafts(request, partnership) else [],
    }
    return page(request, "web/papers/of_case.html", context)


@seat_required
def start(request: SeatedRequest, public_id: str, kind: str) -> HttpResponse:
    """A new paper: the case fills what it knows, the person the rest."""
    partnership = find_relation(request, public_id)
    if kind not in CASE_PAPERS or not _drafts(request, partnership):
        raise NotVisible(kind)
    if kind in OF_CABILDO and is_of_state(partnership):
        raise NotVisible(kind)
    form = PaperForm(
        given(request), kind=kind, languages=paper_languages(partnership, kind),
        values=paper_values(partnership, kind, today_of(request, partnership))
        | usual_copies(partnership.owner, today_of(request, partnership)),
    )  # fmt: skip
    shown = look_up(kind)
    title = in_own_words(partnership, translated(shown.titles))
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: operations.start_case_paper(act, partnership=partnership, kind=kind, typed=form.values()),
            circle=partnership.circle, form=form, then=url_of, said=_("El borrador quedó guardado."),
            fields=_fields(form),
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "form": form,
        "title": title,
        "lead": in_own_words(partnership, translated(shown.paper.purpose)),
        "crumbs": _crumbs(partnership, (title, "")),
        "back": list_url(partnership),
    }
    return page(request, "web/papers/form.html", context)


def _fields(form: PaperForm) -> dict[str, str]:
    """Slot → the field that shows what is wrong with it."""
    return {
        slot.name: slot.name if slot.name in form.fields else f"{slot.name}_{form.languages[0]}" for slot in form.asked
    }


def _paper(request: SeatedRequest, public_id: str) -> Any:
    """The paper with its relation as every page of the case shows it. Raises NotVisible."""
    paper = get_case_paper(request.seat.actor, public_id)
    paper.partnership = find_relation(request, paper.partnership.public_id)
    return paper


def _editable(request: SeatedRequest, public_id: str) -> Any:
    paper = _paper(request, public_id)
    if paper.issue is not None or not _drafts(request, paper.partnership):
        raise NotVisible(public_id)
    return paper


@seat_required
def show_paper(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The paper as it was given out, and what can be done with it now; a draft lies on the desk."""
    paper = _paper(request, public_id)
    if paper.issue is None:
        return redirect("web:drafting:paper_text", paper=public_id)
    partnership, version = paper.partnership, paper.issue.version
    deposits = list_signings(paper)
    deposited = next((s for s in reversed(deposits) if s.state != SigningState.CORRECTED), None)
    may_deposit = can(request.seat.actor, partnership.circle, Power.DEPOSIT)
    context = {
        "paper": paper,
        "partnership": partnership,
        "crumbs": _of_paper(paper),
        "version": version,
        "sheet": sheet_of(version, issue=paper.issue),
        "papers": paper_links(paper.issue),
        "may_tie": paper.later_act is None
        and paper.kind in LATER_ACT_OF
        and can(request.seat.actor, partnership.circle, Power.DEPOSIT),
        "tag": _tag(paper),
        "deposits": deposits,
        "waits": deposited is not None and deposited.state == SigningState.DEPOSITED and may_deposit,
        "deposited": deposited,
        "may_deposit": deposited is None and paper.kind in DEPOSITED_PAPERS and may_deposit,
        "own": request.seat.actor.organisation == paper.document.issuer.public_id,
        "later_url": reverse("web:agreements:later", args=[partnership.public_id]),
    }
    return page(request, "web/papers/paper.html", context)


@seat_required
def correct(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Other data: the paper is filled again."""
    paper = _editable(request, public_id)
    partnership = paper.partnership
    version = latest_version(paper.document)
    values = paper_values(partnership, paper.kind, today_of(request, partnership)) | paper.typed
    form = PaperForm(
        given(request), kind=paper.kind, languages=version.as_content.languages, values=values,
        base_number=version.number,
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        base = form.cleaned_data["base_number"]
        done = operate(
            request,
            lambda act: operations.correct_case_paper(act, paper=paper, base_number=base, typed=form.values()),
            circle=partnership.circle, form=form, then=url_of(paper), said=_("Quedó guardada una versión nueva."),
            fields=_fields(form),
        )  # fmt: skip
        if done.response:
            return done.response
        if base != version.number:
            form = form.over(version.number)
            told = _(
                "Se guardó la versión %(n)s mientras usted escribía. Lo suyo sigue aquí: revíselo junto a lo que ahora dice y guarde de nuevo."
            )
            form.add_error(None, told % {"n": version.number})
    context = {
        "form": form,
        "title": _("Corregir los datos"),
        "lead": str(paper),
        "crumbs": _of_paper(paper, (_("Corregir los datos"), "")),
        "back": url_of(paper),
        "edited": True,
    }
    return page(request, "web/papers/form.html", context)


@seat_required
def issue(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Give the paper out: a letter by the mayor, a text of both sides for its signature."""
    paper = _paper(request, public_id)
    circle = paper.partnership.circle
    how = how_signed(request.seat.actor, circle)
    signs = how in {Signs.SIGNS, Signs.RECORDS}
    if paper.issue is not None or not (
        signs or (paper.kind not in CASE_LETTERS and _drafts(request, paper.partnership))
    ):
        raise NotVisible(public_id)
    form = IssueForm(given(request), initial={"issued_on": today_of(request, paper.partnership)})
    letter = paper.kind in CASE_LETTERS
    recorded = letter and how == Signs.RECORDS
    if recorded:
        form.fields["approval"] = approval_field()
    words = _("Firmar y expedir") if letter and not recorded else _("Expedir")
    deed = Deed(
        title=words,
        lead=str(paper),
        submit=words,
        back=url_of(paper),
        crumbs=_of_paper(paper, (_("Expedir"), "")),
        blockers=paper_blockers(paper, latest_version(paper.document)),
        consequence=_("Se expide en PDF y Word a nombre de quien preside, con código de verificación, y ya no cambia. Después se recaba su firma.")
        if recorded
        else _("Recibe folio y código de verificación, se expide en PDF y Word con su nombre y cargo, y ya no cambia.")
        if letter and "folio" in load(paper.kind).late
        else _("Recibe código de verificación, se expide en PDF y Word con su nombre y cargo, y ya no cambia.")
        if letter
        else _("Recibe código de verificación, se expide en PDF y Word y ya no cambia. Lo que se llena al firmar queda en blanco."),
        told=NOBODY,
    )  # fmt: skip

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return operations.issue_case_paper(act, paper=paper, gazetteer=gazetteer, **form.cleaned_data)

    return do(request, deed, form, call, circle=circle, said=_("El papel quedó expedido."))


@seat_required
def tie(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Which later act of the agreement the paper became."""
    paper = _paper(request, public_id)
    partnership = paper.partnership
    agreement = get_agreement(request.seat.actor, partnership)
    if agreement is None or paper.issue is None or not can(request.seat.actor, partnership.circle, Power.DEPOSIT):
        raise NotVisible(public_id)
    kinds = [LATER_ACT_OF.get(paper.kind), LaterActKind.REAFFIRMATION if paper.kind == "ratification" else None]
    acts = {a.public_id: a for a in agreement.later_acts.filter(kind__in=[k for k in kinds if k], paper=None)}
    later = reverse("web:agreements:later", args=[partnership.public_id])
    if not acts:
        return redirect(later)
    form = TieForm(given(request))
    offer(form, "act", [(key, f"{a.get_kind_display()}, {a.on.isoformat()}: {a.summary}") for key, a in acts.items()])
    deed = Deed(
        title=_("Unir a su acto posterior"),
        lead=str(paper),
        submit=_("Unir"),
        back=url_of(paper),
        crumbs=_of_paper(paper, (_("Acto posterior"), "")),
    )
    return do(
        request, deed, form,
        lambda act: operations.tie_case_paper(act, paper=paper, later_act=acts[form.cleaned_data["act"]]),
        circle=partnership.circle, said=_("El papel quedó unido a su acto."),
    )  # fmt: skip
