"""Signed texts deposited, of the Agreement, of a paper of the case or of a letter: typed with their scan, confirmed page by page, corrected."""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import (
    DEPOSITED_LETTERS,
    DEPOSITED_PAPERS,
    SIGNED_BY_BOTH,
    Capacity,
    Power,
    SigningState,
)
from hermanar.agreements.policies import can, is_unsent
from hermanar.agreements.queries import (
    differences_of,
    get_case_paper,
    get_signing,
    pages_when_short,
    standing_lacks,
    witness_post_of,
)
from hermanar.agreements.rules import TEXT_DIFFERS
from hermanar.directory.enums import Role
from hermanar.directory.queries import posts_of, signer_on
from hermanar.documents.enums import IssueState
from hermanar.files.enums import Expect
from hermanar.files.queries import read_page
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Direction
from hermanar.partnerships.queries import in_own_words, own_door
from hermanar.registry.operations import conclude_signing, retract_signing

from ..deeds import SAYS_WHY, Deed, do, do_for_reason, keep
from ..doors import address_of
from ..drafting.pictures import LANGUAGE_NAMES
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..language import language
from ..letters.views import crumbs_of as crumbs_of_letter, letter_with_relation, url_of as url_of_letter
from ..relations import crumbs, file_url, find_relation, paper_links, title_of, today_of
from ..told import COUNTERPART, tell_hands
from .forms import ConfirmForm, DepositForm
from .shared import TONES, crumbs_of, find_agreement, issues_of, signature_url, signing_url
from .words import LACKS, SHORT


def _crumbs(row: Any, *more: tuple[str, str]) -> list[dict]:
    """Above a deposit: the room of the signature, or the paper or letter that was signed."""
    if row.letter is not None:
        return crumbs_of_letter(row.letter, *more)
    if row.paper is None:
        return crumbs_of(row.partnership, *more)
    papers = reverse("web:papers:of_case", args=[row.partnership.public_id])
    return crumbs(row.partnership, (_("Papeles"), papers), (str(row.paper), _paper_url(row)), *more)


def _paper_url(row: Any) -> str:
    """The page of the paper or letter that was signed; "" of the Agreement."""
    if row.letter is not None:
        return url_of_letter(row.letter)
    return reverse("web:papers:paper", args=[row.paper.public_id]) if row.paper else ""


@seat_required
def deposit(request: HttpRequest, public_id: str) -> HttpResponse:
    """The signed text as it is: what happened in the world is always taken, marked with what it lacks."""
    partnership = find_relation(request, public_id)
    agreement = find_agreement(request, partnership)
    if not can(request.seat.actor, partnership.circle, Power.DEPOSIT):  # type: ignore[attr-defined]
        raise NotVisible
    issue = next((i for i in issues_of(request, agreement) if i.state == IssueState.IN_FORCE), None)
    deed = Deed(
        title=_("Depositar el texto firmado"),
        submit=_("Depositar"),
        back=signature_url(partnership),
        crumbs=crumbs_of(partnership, (_("Depositar"), "")),
        consequence=_consequence(),
    )
    languages = list(partnership.languages)
    return _deposit(
        request, partnership, deed, languages,
        lambda act, typed: agreements.deposit_signing(act, agreement=agreement, issue=issue, **typed),
    )  # fmt: skip


@seat_required
def deposit_paper(request: HttpRequest, public_id: str) -> HttpResponse:
    """A paper of the case that came back signed, deposited under its own name."""
    paper = get_case_paper(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = find_relation(request, paper.partnership.public_id)
    may = can(request.seat.actor, partnership.circle, Power.DEPOSIT)  # type: ignore[attr-defined]
    if paper.issue is None or paper.kind not in DEPOSITED_PAPERS or not may:
        raise NotVisible(public_id)
    back = reverse("web:papers:paper", args=[public_id])
    papers = reverse("web:papers:of_case", args=[partnership.public_id])
    deed = Deed(
        title=_("Depositar, firmado: %(paper)s") % {"paper": paper},
        submit=_("Depositar"),
        back=back,
        crumbs=crumbs(partnership, (_("Papeles"), papers), (str(paper), back), (_("Depositar"), "")),
        lead=_("Se deposita con su propio nombre: no es el Acuerdo ni cambia sus plazos."),
        consequence=_consequence(),
    )
    languages = list(paper.issue.version.as_content.languages)
    return _deposit(
        request, partnership, deed, languages,
        lambda act, typed: agreements.deposit_paper(act, paper=paper, **typed),
        is_ours_alone=paper.kind not in SIGNED_BY_BOTH,
    )  # fmt: skip


@seat_required
def deposit_letter(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A letter that came back from its signature, deposited under its own name and folio."""
    letter = letter_with_relation(request, public_id)
    may = can(request.seat.actor, letter.circle, Power.DEPOSIT)
    written = letter.direction == Direction.OUT and letter.kind in DEPOSITED_LETTERS and letter.issue is not None
    if letter.partnership is None or not written or not may:
        raise NotVisible(public_id)
    deed = Deed(
        title=_("Depositar, firmado: %(paper)s") % {"paper": letter},
        submit=_("Depositar"),
        back=url_of_letter(letter),
        crumbs=crumbs_of_letter(letter, (_("Depositar"), "")),
        lead=_("Se deposita con su propio nombre: no cambia lo que la carta acredita ni su envío."),
        consequence=_consequence(),
    )
    return _deposit(
        request, letter.partnership, deed, list(letter.issue.version.as_content.languages),
        lambda act, typed: agreements.deposit_letter(act, letter=letter, **typed),
        is_ours_alone=True, on=letter.dated_on,
    )  # fmt: skip


def _consequence() -> str:
    return _("Después lo confirma página por página. Lo que le falte queda señalado, con la manera de subsanarlo.")


def _deposit(
    request: HttpRequest, partnership: Any, deed: Deed, languages: list[str], deposited: Callable[[Any, dict], Any], *,
    is_ours_alone: bool = False, on: dt.date | None = None,
) -> HttpResponse:  # fmt: skip
    """What is typed of a signed text, and the scan of it, handed to whoever deposits it. `on`: the day it bears."""
    today = on or today_of(request, partnership)
    mayor = signer_on((partnership.owner, Role.MAYOR), today)
    theirs = partnership.counterpart
    form = DepositForm(
        given(request),
        request.FILES or None,
        languages=languages,
        is_ours_alone=is_ours_alone,
        initial={
            "signed_on": today,
            "languages": languages,
            "our_name": mayor.name if mayor else "",
            "our_post": mayor.office_es if mayor else "",
            "our_capacity": mayor.how if mayor else Capacity.IN_POST,
            "our_proof": mayor.reference if mayor and mayor.how != Capacity.IN_POST else "",
            "their_name": theirs.head_name,
            "their_post": theirs.head_post_es or theirs.head_post,
        },
    )

    def call(act: Any) -> Any:
        typed = dict(form.cleaned_data)
        signers = [
            agreements.SignedBy(
                side,
                typed[f"{who}_name"],
                typed[f"{who}_post"],
                typed[f"{who}_capacity"],
                typed[f"{who}_proof"],
                keep(act, partnership.circle, typed.get(f"{who}_delegation"), caption=str(_("Delegación"))),
            )
            for side, who in (("ours", "our"), ("theirs", "their"))
            if typed.get(f"{who}_name")
        ]
        scan = keep(act, partnership.circle, typed["scan"], expect=Expect.PDF, caption=str(_("Texto firmado")))
        return deposited(
            act,
            {
                "place": typed["place"],
                "signed_on": typed["signed_on"],
                "scan": scan,
                "signatories": signers,
                "originals": typed["originals"],
                "languages": tuple(typed["languages"]),
                "witness_name": typed.get("witness_name", ""),
                "witness_post": typed.get("witness_post", ""),
                "witness_post_en": typed.get("witness_post_en", ""),
                "custody": typed["custody"],
                "unsigned_reason": typed["unsigned_reason"],
            },
        )

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        then=signing_url,
        said=gettext_lazy("El texto firmado quedó depositado. Confírmelo página por página."),
        fields={
            "file": "scan",
            "signatories": "our_name",
            "signatories_0": "our_name",
            "signatories_1": "their_name",
            "capacity_0": "our_capacity",
            "capacity_1": "their_capacity",
        },
    )


@seat_required
def signing(request: HttpRequest, public_id: str) -> HttpResponse:
    """One deposit: its pages beside a box each until it is confirmed; then what it lacks and how that is mended."""
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = row.partnership
    count = row.scan_pages or 1
    waits = row.state == SigningState.DEPOSITED
    may = can(request.seat.actor, partnership.circle, Power.DEPOSIT)  # type: ignore[attr-defined]
    form = ConfirmForm(given(request), count=count) if waits and may else None
    if request.method == "POST" and form is not None and form.is_valid():
        done = operate(
            request,
            lambda act: conclude_signing(
                act,
                signing=row,
                pages=tuple(form.cleaned_data["pages"]),
                differences=form.cleaned_data["differences"],
            ),
            circle=partnership.circle,
            form=form,
            then=signing_url(row),
            said=_("El texto firmado quedó confirmado y sus plazos, en el calendario.")
            if row.agreement
            else _("El papel firmado quedó confirmado."),
        )
        if done.response:
            return done.response
    read = {str(n) for n in (form["pages"].value() or [])} if form is not None else set()
    at = {"partnership": partnership.public_id, "signing": row.public_id}
    lacks = standing_lacks(row)
    return page(
        request,
        "web/agreements/signing.html",
        {
            "signing": row,
            "languages": ", ".join(str(LANGUAGE_NAMES.get(lang, lang)) for lang in row.languages),
            "partnership": partnership,
            "title": title_of(partnership),
            "heading": _("Texto firmado") if row.agreement else row.name,
            "crumbs": _crumbs(row, (_("Texto firmado"), "")),
            "tone": TONES[row.state],
            "form": form,
            "pages": [
                {
                    "number": n,
                    "url": reverse("web:agreements:page", args=[row.public_id, n]),
                    "read": str(n) in read or n in row.pages_confirmed,
                }
                for n in range(1, count + 1)
            ],
            "lacks": [
                {
                    "sentence": in_own_words(partnership, f"{LACKS[c][0]} {LACKS[c][1]}"),
                    "url": _mended_at(row, c, at, may),
                    "door": "",
                }
                for c in lacks
                if c in LACKS
            ]
            + _short(row, may),
            "differences": differences_of(row),
            # the text signed got its own opinion since: what it differed in was asked of the one before
            "opined_since": TEXT_DIFFERS in row.lacks and TEXT_DIFFERS not in lacks,
            "signatories": _with_posts(list(row.signatories.all())),
            "witness_post": witness_post_of(row).get(language(), ""),
            "custody": list(row.custody.all()),
            "scan": file_url(row.scan),
            "papers": paper_links(row.act_issue),
            "transcript": paper_links(row.transcript),
            "is_confirmed": row.state == SigningState.CONFIRMED,
            "can_correct": may and row.state != SigningState.CORRECTED,
            "international": partnership.klass == "international" and row.agreement is not None,
            "paper_url": _paper_url(row),
        },
    )


def _short(row: Any, may: bool) -> list[dict]:
    """That the scan has fewer pages than the text has when printed: said before anybody confirms it, and gates nothing."""
    printed = pages_when_short(row)
    if printed is None:
        return []
    url = reverse("web:agreements:correct", args=[row.public_id]) if may else ""
    return [{"sentence": SHORT % {"printed": printed, "scanned": row.scan_pages}, "url": url, "door": ""}]


def _mended_at(row: Any, code: str, at: dict, may: bool) -> str:
    """Where a lack is mended: another text than the one opined upon, by correcting this very deposit."""
    if row.agreement is None:
        return ""
    if LACKS[code][2] != "agreements.signing":
        return address_of(own_door(row.partnership, LACKS[code][2]), at)
    corrects = may and row.state != SigningState.CORRECTED
    return reverse("web:agreements:correct", args=[row.public_id]) if corrects else ""


def _with_posts(signatories: list) -> list[dict]:
    """Each signatory with the post that the directory knows of them on that day."""
    held = {p.appointment: p for p in posts_of(s.appointment for s in signatories if s.appointment)}
    return [{"it": s, "held": held.get(s.appointment)} for s in signatories]


@seat_required
def page_of(request: HttpRequest, public_id: str, number: int) -> HttpResponse:
    """One page of the scan as a picture."""
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    response = HttpResponse(read_page(row.scan, number), content_type="image/png")
    response["Cache-Control"] = "private, max-age=3600"
    return response


@seat_required
def correct(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_signing(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = row.partnership
    deed = Deed(
        title=_("Corregir el depósito"),
        submit=_("Corregir"),
        kind="danger",
        back=signing_url(row),
        crumbs=_crumbs(row, (_("Corregir"), "")),
        lead="" if row.agreement else row.name,
        consequence=_("El depósito queda en la historia y deja de acreditar la firma de ese papel.")
        if row.agreement is None
        else _(
            "El depósito queda en la historia y deja de acreditar la firma, y con ella el registro que se apoya en él: los "
            "plazos quedan en suspenso y la ficha pública, en corrección, hasta que se deposite otra vez."
        ),
        then=(
            _("La constancia de depósito queda sin efecto.")
            if row.agreement is None
            else _("La constancia de depósito y el oficio de registro quedan sin efecto."),
            SAYS_WHY,
        ),
        told=tell_hands(request, partnership.circle, apart=[COUNTERPART] if is_unsent(row) else []),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: retract_signing(act, signing=row, **why),
        circle=partnership.circle,
        then=_paper_url(row) or signature_url(partnership),
        said=gettext_lazy("El depósito quedó corregido. Deposite el texto correcto."),
    )
