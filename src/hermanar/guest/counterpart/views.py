"""The relation as its counterpart sees it, and the few things it may do there. Each page is one small form."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.utils.translation import get_language, gettext as _

from hermanar.calls import operations as calls
from hermanar.calls.enums import ContributionState, LinkFor
from hermanar.calls.queries import (
    contact_of,
    contribution_of_link,
    hours_of,
    letters_to_answer,
    list_own_contributions,
    parties_of,
    partnership_of_link,
    profile_papers,
    shared_text_of,
    zones_of,
)
from hermanar.documents.queries import get_rendition
from hermanar.kernel.content import BlockKind
from hermanar.kernel.errors import NotVisible
from hermanar.opinions.rules import group_label
from hermanar.partnerships.enums import LetterState, Side
from hermanar.partnerships.queries import names_of
from hermanar.programmes.enums import ProgrammeState
from hermanar.programmes.queries import programmes_by_link
from hermanar.ui.download import download

from ..confirming import TONES, confirm_page
from ..edge import GuestRequest, address_of_link, at_link, moment, operate, page
from .forms import AnswerForm, CommentForm, HandoverForm, HourForm, NothingForm, PhotoForm

at_door = at_link(LinkFor.COUNTERPART)


def _relation(request: GuestRequest) -> Any:
    return partnership_of_link(request.guest.actor, request.guest.subject)


def _frame(request: GuestRequest, partnership: Any, **more: Any) -> dict[str, Any]:
    ours, theirs = names_of(
        dict(zip((Side.OURS, Side.THEIRS), parties_of(partnership), strict=True)),
        "es" if (get_language() or "es").startswith("es") else "en",
    )
    return {
        "partnership": partnership,
        "ours": ours,
        "theirs": theirs,
        "home": address_of_link(request),
        "is_exercise": partnership.circle.exercise_at is not None,
        **more,
    }


def _hours(partnership: Any, at: Any) -> list[dict[str, Any]]:
    """Hours ahead as the clocks of both places show them (without zone: no page turns them again)."""
    here, there = zones_of(partnership, at.date())
    return [
        {
            "it": hour,
            "theirs": hour.starts_at.astimezone(there).replace(tzinfo=None),
            "ours": hour.starts_at.astimezone(here).replace(tzinfo=None),
            "may_take": not hour.by_counterpart and hour.taken_at is None,
        }
        for hour in hours_of(partnership, at)
    ]


@at_door
def home(request: GuestRequest) -> HttpResponse:
    """What may be seen and done here, what waits for an answer first."""
    partnership = _relation(request)
    actor, at = request.guest.actor, moment(partnership.circle)
    sent = list_own_contributions(actor, partnership)
    answered = {c.letter_id for c in sent if c.letter_id and c.state != ContributionState.SET_ASIDE}
    open_states = {LetterState.SENT, LetterState.ACKNOWLEDGED}
    letters = [
        {"it": row, "waits": row.state in open_states and row.pk not in answered}
        for row in letters_to_answer(partnership)
    ]
    contact = contact_of(partnership, at.date())
    programmes = programmes_by_link(partnership)
    context = _frame(
        request,
        partnership,
        letters=letters,
        waiting=next((row["it"] for row in letters if row["waits"]), None),
        programmes=programmes,
        to_approve=next((p for p in programmes if p.state == ProgrammeState.OURS), None),
        shared=shared_text_of(partnership),
        profiles=profile_papers(partnership),
        hours=_hours(partnership, at),
        sent=[{"it": c, "tone": TONES.get(c.state, "")} for c in sent],
        unconfirmed=next((c for c in sent if c.state == ContributionState.UNCONFIRMED and c.link == actor.user), None),
        contact=contact,
        asks_contact=contact.asked_on is None or contact.answered_on is None,
        done=request.GET.get("hecho", ""),
    )
    return page(request, "guest/counterpart/home.html", context)


def _form_page(
    request: GuestRequest, partnership: Any, form: forms.Form, template: str = "form", *, status: int = 200, **more: Any
) -> HttpResponse:
    context = _frame(request, partnership, form=form, **more)
    return page(request, f"guest/counterpart/{template}.html", context, status=status)


def _after(request: GuestRequest, row: Any) -> str:
    """Where one goes from what was handed in: to its code where it wants one, else home with thanks."""
    if row is not None and row.state == ContributionState.UNCONFIRMED:
        return address_of_link(request, "guest:counterpart:confirm", row.public_id)
    return f"{address_of_link(request)}?hecho=si"


@at_door
def contact(request: GuestRequest) -> HttpResponse:
    """“Yes, I am still the contact”: one press."""
    partnership = _relation(request)
    if request.method == "POST":
        done = operate(
            request,
            lambda act: calls.confirm_contact(act, partnership=partnership),
            then=f"{address_of_link(request)}?hecho=si",
        )
        if done.response:
            return done.response
    return _form_page(
        request,
        partnership,
        NothingForm(),
        title=_("¿Sigue siendo usted el contacto?"),
        lead=_("Así el municipio sabe con quién hablar."),
        submit=_("Sí, sigo siendo el contacto"),
        other={"label": _("No: ahora es otra persona"), "url": address_of_link(request, "guest:counterpart:handover")},
    )


@at_door
def handover(request: GuestRequest) -> HttpResponse:
    """“Now it is somebody else.”"""
    partnership = _relation(request)
    form = HandoverForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: calls.hand_over_contact(act, partnership=partnership, **form.cleaned_data),
            form=form,
            then=lambda row: _after(request, row),
        )
        if done.response:
            return done.response
    return _form_page(
        request,
        partnership,
        form,
        title=_("¿Quién es ahora el contacto?"),
        lead=_("El municipio lo revisa y desde entonces le escribe a esa persona."),
        submit=_("Enviar"),
    )


def _letter(partnership: Any, letter_id: str) -> Any:
    row = next((r for r in letters_to_answer(partnership) if r.public_id == letter_id), None)
    if row is None:
        raise NotVisible(letter_id)
    return row


@at_door
def letter(request: GuestRequest, letter_id: str) -> HttpResponse:
    """A letter of the municipality and the answer to it."""
    partnership = _relation(request)
    row = _letter(partnership, letter_id)
    lang = (get_language() or "es")[:2]
    subject = row.subject_in.get(lang) or row.subject
    form = AnswerForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = operate(
            request,
            lambda act: calls.hand_in_answer(
                act, partnership=partnership, letter=row, text=values["text"], is_affirmative=values["is_affirmative"],
                said_by=values["said_by"], upload=values["file"],
            ),
            form=form,
            then=lambda given: _after(request, given),
        )  # fmt: skip
        if done.response:
            return done.response
    return _form_page(
        request,
        partnership,
        form,
        "letter",
        letter=row,
        subject=subject,
        subject_lang=lang if row.subject_in.get(lang) else "es",
        has_paper=row.issue_id is not None,
        may_answer=row.state in {LetterState.SENT, LetterState.ACKNOWLEDGED},
        title=_("Contestar la carta"),
        submit=_("Enviar la respuesta"),
    )


@at_door
def letter_pdf(request: GuestRequest, letter_id: str) -> HttpResponse:
    """The letter as it was issued."""
    row = _letter(_relation(request), letter_id)
    if row.issue is None:
        raise NotVisible(letter_id)
    return _paper(row.issue, "pdf")


@at_door
def profile(request: GuestRequest, fmt: str) -> HttpResponse:
    """The municipality's profile as last issued."""
    papers = profile_papers(_relation(request))
    if not papers:
        raise Http404
    return _paper(papers[0], fmt)


def _paper(issue: Any, fmt: str) -> HttpResponse:
    name, media_type, data = get_rendition(issue, fmt)
    return download(data, media_type, name, inline=fmt == "pdf")


def _articles(version: Any) -> list[dict[str, Any]]:
    """The text by article, each with its blocks in the languages of the paper."""
    content = version.as_content
    lang = (get_language() or "es")[:2]
    first, second = content.languages[0], content.languages[-1]
    found = []
    for group in content.groups():
        blocks = [
            {
                "left": b.text.get(first, ""),
                "right": b.text.get(second, ""),
                "number": b.number if b.kind == BlockKind.ITEM else "",
                "heading": b.kind in {BlockKind.HEADING, BlockKind.TITLE},
            }
            for b in content.of_group(group)
        ]
        found.append({"key": group, "label": group_label(group, lang), "blocks": blocks})
    return found


@at_door
def text(request: GuestRequest) -> HttpResponse:
    """The version that the municipality shared, and a comment on one of its articles."""
    partnership = _relation(request)
    shared = shared_text_of(partnership)
    if shared is None:
        raise NotVisible("text")
    articles = _articles(shared.version)
    chosen = request.GET.get("articulo", "")
    form = CommentForm(
        request.POST or None, groups=[(a["key"], a["label"]) for a in articles], initial={"group": chosen}
    )
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: calls.comment_text(act, partnership=partnership, shared=shared, **form.cleaned_data),
            form=form,
            then=f"{address_of_link(request, 'guest:counterpart:text')}?hecho=si",
        )
        if done.response:
            return done.response
    languages = shared.version.as_content.languages
    mine = [c for c in list_own_contributions(request.guest.actor, partnership) if c.version_id == shared.version_id]
    return _form_page(
        request,
        partnership,
        form,
        "text",
        shared=shared,
        articles=articles,
        first=languages[0],
        second=languages[-1],
        two=len(languages) > 1,
        comments=[{"label": group_label(c.group, (get_language() or "es")[:2]), "it": c} for c in mine],
        submit=_("Enviar el comentario"),
        done=request.GET.get("hecho", ""),
    )


@at_door
def hours(request: GuestRequest) -> HttpResponse:
    """Hours for a meeting in both places' time: take one of the municipality's, or propose another."""
    partnership = _relation(request)
    at = moment(partnership.circle)
    _here, there = zones_of(partnership, at.date())
    form = HourForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: calls.propose_hour_by_link(
                act, partnership=partnership, starts_at=form.starts_at(there), minutes=form.cleaned_data["minutes"]
            ),
            form=form,
            fields={"starts_at": "hour"},
        )
        if done.response:
            return done.response
    rows = _hours(partnership, at)
    return _form_page(
        request, partnership, form, "hours", hours=rows, title=_("Horarios para reunirse"), submit=_("Proponer")
    )


@at_door
def take(request: GuestRequest, hour_id: str) -> HttpResponse:
    """Accept an hour that the municipality proposed."""
    partnership = _relation(request)
    row = next((h for h in _hours(partnership, moment(partnership.circle)) if h["it"].public_id == hour_id), None)
    if row is None:
        raise NotVisible(hour_id)
    errors: list[str] = []
    if request.method == "POST":
        done = operate(
            request,
            lambda act: calls.take_hour_by_link(act, partnership=partnership, hour=row["it"]),
            then=address_of_link(request, "guest:counterpart:hours"),
        )
        if done.response:
            return done.response
        errors = done.errors
    return _form_page(
        request,
        partnership,
        NothingForm(),
        "take",
        hour=row,
        errors=errors,
        title=_("Aceptar el horario"),
        submit=_("Aceptar"),
    )


@at_door
def photo(request: GuestRequest) -> HttpResponse:
    """Send a photograph."""
    partnership = _relation(request)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        done = operate(
            request,
            lambda act: calls.send_photo(
                act,
                partnership=partnership,
                upload=values["file"],
                caption=values["caption"],
                said_by=values["said_by"],
            ),
            form=form,
            then=lambda row: _after(request, row),
        )
        if done.response:
            return done.response
    return _form_page(
        request,
        partnership,
        form,
        title=_("Enviar una fotografía"),
        lead=_("De una visita, un acto o un proyecto común. Envíe solo las que se puedan publicar."),
        submit=_("Enviar"),
    )


@at_door
def confirm(request: GuestRequest, contribution_id: str) -> HttpResponse:
    """The code that went to the holder's mailbox: sent when asked for, typed here."""
    partnership = _relation(request)
    row = contribution_of_link(request.guest.actor, partnership, contribution_id)
    return confirm_page(request, row, _frame(request, partnership))
