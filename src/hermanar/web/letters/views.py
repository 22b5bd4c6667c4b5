"""Letters: the register, the draft, the sheet with its findings, signature, sending, answer, paper received."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents.queries import MEDIA_TYPES, draft_docx, draft_pdf, get_rendition, template_of, usual_copies
from hermanar.documents.rules import catalogues
from hermanar.encounters import operations as encounters
from hermanar.journal.queries import list_lines
from hermanar.kernel.acts import How
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships import operations as partnerships
from hermanar.partnerships.enums import Constancy, Direction, Fact, LetterKind, LetterLack, LetterState
from hermanar.partnerships.policies import can_edit, can_record_approval, can_sign_letter
from hermanar.partnerships.queries import (
    check_letter,
    exchange_with,
    get_letter,
    lacks_of_draft,
    languages_of_letters,
    letter_answers_ever,
    list_letters,
    names_another,
    offices_that_sign,
    post_typed,
    posts_missing,
    unproved_facts,
    unproved_letters,
)
from hermanar.ui.download import download

from ..deeds import Deed, do, do_for_reason, keep
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import translated, when_in_words
from ..relations import crumbs, find_relation
from ..sentences import tell
from ..signed import approval_field
from ..told import LIAISON, tell_signer, told_to
from .corrections_shown import corrections_shown, history_of
from .forms import (
    ADDRESSEE,
    LANGUAGES,
    AcknowledgedForm,
    LetterForm,
    RecordForm,
    RepairForm,
    SentForm,
    SignForm,
)
from .paper_forms import offer_ties
from .pictures import (
    city_of,
    next_of,
    next_of_line,
    reason_returned,
    reason_stopped,
    reply_url,
    rows_of_case,
    when_of,
)
from .replies import door_of, next_of_reply
from .sheets import sheet_of, show_finding
from .signed_papers import signed_paper_of
from .ties import (
    invitation_to_write,
    of_event,
    tie,
    tie_shown,
    tie_to,
    ties_known,
)  # fmt: skip

_TO_CASE = frozenset({LetterKind.INTENT, LetterKind.RESUME, LetterKind.ANSWER})
_TONES = {"constant": "leaf", "quiet": "amber"}


def url_of(letter: Any) -> str:
    return reverse("web:letters:letter", args=[letter.public_id])


def crumbs_of(letter: Any, *more: tuple[str, str]) -> list[dict]:
    partnership = letter.partnership
    if partnership is None:
        rows = [
            (_("Correspondencia"), reverse("web:letters:list")),
            (str(letter), url_of(letter) if more else ""),
            *more,
        ]
        return [{"label": label, "url": url} for label, url in rows]
    of_case = reverse("web:letters:of_case", args=[partnership.public_id])
    name = f"{letter.get_kind_display()} {letter.folio}".strip()
    return crumbs(partnership, (_("Cartas"), of_case), (name, url_of(letter) if more else ""), *more)


def letter_with_relation(request: SeatedRequest, public_id: str, *, withdrawn: bool = False) -> Any:
    """The letter; with its relation, where there is one, as every page of the case shows it. `withdrawn`: to be read, one
    put down by mistake too."""
    letter = get_letter(request.seat.actor, public_id, withdrawn=withdrawn)
    if letter.partnership is not None:
        letter.partnership = find_relation(request, letter.partnership.public_id)
        letter.circle = letter.circle
    return letter


@seat_required
def list_of_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The correspondence of one relation, oldest first."""
    partnership = find_relation(request, public_id)
    letters = list(list_letters(request.seat.actor, partnership))
    may_edit = can_edit(request.seat.actor, partnership.circle)
    context = {
        "partnership": partnership,
        "crumbs": crumbs(partnership, (_("Cartas"), "")),
        "rows": rows_of_case(letters),
        "unproved": [w for w, _keys in unproved_letters(partnership, letters)] if may_edit else [],
        "exchange": _exchange(request, partnership) if letters else None,
        "may_edit": may_edit,
        "columns": [
            {"label": _("Carta")},
            {"label": _("Folio")},
            {"label": _("Fecha")},
            {"label": _("Estado")},
            {"label": _("Asentada")},
        ],
    }
    return page(request, "web/letters/of_case.html", context)


def _exchange(request: SeatedRequest, partnership: Any) -> dict:
    """How alive the correspondence is, counted (R0-34)."""
    found = exchange_with(request.seat.actor, partnership, today_of(request, partnership.circle))
    return {"it": found, "word": str(Constancy(found.code).label), "tone": _TONES.get(found.code, "")}


def _editable(request: SeatedRequest, public_id: str) -> Any:
    partnership = find_relation(request, public_id)
    if not can_edit(request.seat.actor, partnership.circle):
        raise NotVisible(public_id)
    return partnership


# -- writing --------------------------------------------------------------------------------------------------


def usual_of(owner: Any, on: Any) -> dict[str, str]:
    """Copies and initials that a new letter of the house begins with."""
    usual = usual_copies(owner, on)
    return {"copies": "\n".join(line["es"] for line in usual["copies"]), "initials": usual["initials"]}


def _advice(request: SeatedRequest, partnership: Any, owner: Any = None) -> list[dict]:
    """What should exist before the letter and does not: advice with its door, never a gate (R4-25)."""
    said = {
        LetterLack.PROFILE: _("Conviene expedir antes el perfil municipal: acompaña a la carta."),
        LetterLack.PRIORITIES: _("Conviene escribir antes las prioridades del Plan Municipal de Desarrollo, y elegir con ellas."),
    }  # fmt: skip
    url = reverse("web:profiles:profile", args=[partnership.public_id]) if partnership else ""
    house = partnership.owner if partnership else owner
    found = lacks_of_draft(house, today_of(request, partnership.circle if partnership else house.home))
    return [{"sentence": said[LetterLack(key)], "url": url} for key in found]


@seat_required
def draft(request: SeatedRequest, public_id: str) -> HttpResponse:
    """A letter of intent, an invitation, an official letter, (`?clase=resume`) the request to take a relation up again, or
    (`?clase=answer`) the answer to a letter that came in (`contesta`)."""
    partnership = _editable(request, public_id)
    asked = {k.value: k for k in (LetterKind.RESUME, LetterKind.INVITATION, LetterKind.ANSWER, LetterKind.OFFICIAL)}
    kind = asked.get(request.GET.get("clase", ""), LetterKind.INTENT)
    more: dict[str, Any] = {}
    if kind == LetterKind.ANSWER or (kind == LetterKind.OFFICIAL and request.GET.get("contesta")):
        came = [w for w in list_letters(request.seat.actor, partnership) if w.direction == Direction.IN]
        more["answers"] = next((w for w in came if w.public_id == request.GET.get("contesta", "")), None)
        if more["answers"] is None:
            raise NotVisible(public_id)
    listed = invitation_to_write(request, partnership.owner, partnership) if kind == LetterKind.INVITATION else None
    day = today_of(request, partnership.circle)
    form = LetterForm(
        given(request), languages=languages_of_letters(partnership), kind=kind,
        offices=offices_that_sign(partnership.owner, day), initial=usual_of(partnership.owner, day) | of_event(listed),
    )  # fmt: skip

    def call(act: Any) -> Any:
        letter = partnerships.draft_letter(act, partnership=partnership, kind=kind, **more, **form.values())
        return tie_to(act, letter, listed) if listed is not None else letter

    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            call,
            circle=partnership.circle,
            form=form,
            then=url_of,
            said=lambda letter: drafted_said(request, letter),
        )
        if done.response:
            return done.response
    context = {
        "form": form,
        "partnership": partnership,
        "kind": str(kind.label),
        "advice": _advice(request, partnership) if kind == LetterKind.INTENT else [],
        "crumbs": crumbs(
            partnership, (_("Cartas"), reverse("web:letters:of_case", args=[public_id])), (str(kind.label), "")
        ),
        "back": reverse("web:letters:of_case", args=[public_id]),
    }
    return page(request, "web/letters/form.html", context)


@seat_required
def revise(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Change a draft: its next version is made from the new words."""
    letter = letter_with_relation(request, public_id)
    if not can_edit(request.seat.actor, letter.circle):
        raise NotVisible(public_id)
    if letter.state != LetterState.DRAFT:
        return redirect(url_of(letter))
    languages = tuple(letter.languages)
    initial = {
        "subject": letter.subject,
        **{f"subject_{lang}": letter.subject_in.get(lang, "") for lang in languages},
        **{f"other_post_{lang}": letter.other_post_in.get(lang, "") for lang in languages},
        "copies": "\n".join(c if isinstance(c, str) else c.get("es", "") for c in letter.copies),
        "initials": letter.initials,
        "is_affirmative": "no" if letter.is_affirmative is False else "yes",
        "archive": letter.archive,
        "office": letter.office.public_id if letter.office else "",
        **{name: getattr(letter, name) for name in ADDRESSEE},
        **{
            f"{name}_{lang}": getattr(letter, name).get(lang, "")
            for name in ("motivations", "interests", "objectives", "why")
            for lang in languages
        },
    }
    initial |= {"due_on": letter.due_on, "areas": letter.areas}
    form = LetterForm(
        given(request), languages=languages, kind=letter.kind, addressee=letter.partnership is None, initial=initial,
        areas=letter.partnership is None and letter.kind == LetterKind.ANSWER,
        offices=offices_that_sign(letter.owner, today_of(request, letter.circle)),
    )  # fmt: skip
    if request.method == "POST" and form.is_valid():
        done = operate(
            request, lambda act: partnerships.revise_letter(act, letter=letter, **form.values()),
            circle=letter.circle, form=form, then=url_of, said=_("Quedó guardada una versión nueva de la carta."),
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "form": form,
        "letter": letter,
        "partnership": letter.partnership,
        "kind": letter.get_kind_display(),
        "advice": _advice(request, letter.partnership, letter.owner) if letter.kind == LetterKind.INTENT else [],
        "crumbs": crumbs_of(letter, (_("Corregir"), "")),
        "back": url_of(letter),
        "returned": reason_returned(letter, list_lines(letter.circle.public_id, limit=100)),
    }
    return page(request, "web/letters/form.html", context)


# -- the letter -----------------------------------------------------------------------------------------------


@seat_required
def show_letter(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The sheet, what the checker says beside it, and what can be done now."""
    return _letter_page(request, letter_with_relation(request, public_id, withdrawn=True))


def _letter_page(request: SeatedRequest, letter: Any, **more: Any) -> HttpResponse:
    actor = request.seat.actor
    keeps = can_edit(actor, letter.circle)
    may_edit, may_sign = keeps and not letter.withdrawn_on, can_sign_letter(actor, letter)
    day = today_of(request, letter.circle)
    sheet, findings, kept = None, [], []
    if letter.version is not None:
        checked: tuple[list, list] = ([], [])
        if letter.state == LetterState.DRAFT:
            with Gazetteer.open() as gazetteer:
                checked = check_letter(letter, gazetteer=gazetteer, on=day)
        sheet = sheet_of(letter.version, checked[0], issue=letter.issue)
        findings = [show_finding(f) for f in checked[0]]
        kept = [show_finding(k.finding, k) for k in checked[1]]
    errors = sum(1 for f in findings if f.severity == "error")
    answers = list(letter.answered_by.for_actor(actor).order_by("pk"))
    reminders = list(letter.reminders.for_actor(actor).order_by("pk"))
    gone = letter_answers_ever(letter) if keeps else []
    family = [one.public_id for one in (letter, *answers, *reminders, *gone)]
    history = history_of(actor, letter, family)
    template = template_of(letter.version) if letter.version and letter.state == LetterState.DRAFT else None
    then = next_of(
        letter, errors=errors, may_edit=may_edit, may_sign=may_sign, records=can_record_approval(actor, letter),
        actor=actor, today=day,
    )  # fmt: skip
    areas, tied = catalogues.areas(), tie_shown(actor, letter)
    is_line = bool(tied and tied["is_line"])
    if letter.withdrawn_on:
        then = None
    elif tied and is_line:
        then = next_of_line(letter, then, tied["event_url"], waits=tied["waits"])
    door = door_of(actor, letter, may_edit=may_edit and not is_line)
    context = {
        "letter": letter,
        "city": city_of(letter),
        "when": when_in_words(letter.dated_on, letter.precision),
        "stands_since": when_of(letter, answers),
        "stopped": reason_stopped(letter, history),
        "addressee": [
            v for v in (letter.other_name, letter.other_post, letter.other_office, letter.other_address) if v
        ],
        "events": tell(history, request.seat.zones),
        "areas": [translated(areas[key].text) for key in letter.areas if key in areas],
        "files": list(letter.attachments.all()),
        "signed_paper": signed_paper_of(actor, letter),
        "tie": tied,
        "reminders": reminders,
        "may_reply": may_edit and not is_line and letter.direction == Direction.IN and not letter.answered_by.exists(),
        "reply_url": reply_url(letter),
        "may_details": may_edit and letter.state not in {LetterState.DRAFT, LetterState.SIGNED_OFF},
        "may_case": may_edit
        and letter.partnership is None
        and letter.kind in _TO_CASE
        and not (then and then.url == reverse("web:letters:case", args=[letter.public_id])),
        "intent": letter.kind == LetterKind.INTENT and letter.direction == Direction.IN,
        "crumbs": crumbs_of(letter),
        "sheet": sheet,
        "own_translation": [
            LANGUAGES[lang] for lang in letter.languages if template and lang in template.own_translation
        ],
        "findings": findings,
        "kept": kept,
        "post_typed": post_typed(letter),
        "posts_missing": ", ".join(str(LANGUAGES[lang]) for lang in posts_missing(letter))
        if may_edit and letter.state == LetterState.DRAFT
        else "",
        "corrections": corrections_shown(actor, letter, may_edit=keeps),
        "unproved": [str(Fact(key).label) for key in unproved_facts(letter)] if may_edit else [],
        "door": door,
        "may_edit": may_edit,
        "may_sign": may_sign,
        "is_draft": letter.state == LetterState.DRAFT,
        "next": next_of_reply(then, door),
        "returned": reason_returned(letter, list(reversed(history))),
        "answers": answers,
        "lacks": [*_of_another(letter), *(str(LetterLack(key).label) for key in letter.lacks)],
        "advice": _advice(request, letter.partnership, letter.owner)
        if may_edit and letter.state == LetterState.DRAFT and letter.kind == LetterKind.INTENT
        else [],
        "annexes": letter.annexes.filter(removed_on=None).select_related("item", "attachment"),
        "may_annex": may_edit
        and letter.direction == Direction.OUT
        and (letter.state in {LetterState.DRAFT, LetterState.SIGNED_OFF} or letter.how == How.RECORDED),
        "sign_form": SignForm(initial={"dated_on": day}),
        **more,
    }
    return page(request, "web/letters/letter.html", context)


def drafted_said(request: Any, letter: Any) -> str:
    """That a draft was kept, and who was told: nobody, where who signs it has no account here."""
    return f"{_('El borrador quedó guardado.')} {tell_signer(request, letter).did}".strip()


def _of_another(letter: Any) -> list[str]:
    """That the paper names another city than the case's."""
    city = names_another(letter)
    told = _("Nombra a otra ciudad (%(city)s): se conserva y no acredita nada en esta vinculación.")
    return [told % {"city": city}] if city else []


@seat_required
def send_paper(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """The issued letter, byte for byte; a draft, marked as one."""
    letter = letter_with_relation(request, public_id)
    if fmt not in MEDIA_TYPES or letter.version is None:
        raise Http404
    if letter.issue is not None:
        name, media, data = get_rendition(letter.issue, fmt)
    else:
        print_as = draft_pdf if fmt == "pdf" else draft_docx
        exercise = letter.circle.exercise_at is not None or letter.owner.is_exercise
        data = print_as(
            letter.version, letterhead_of=letter.owner, exercise=exercise, on=today_of(request, letter.circle)
        )
        called = letter.partnership.folio if letter.partnership else letter.public_id
        name, media = f"{_('carta')}-{called}-{_('borrador')}.{fmt}", MEDIA_TYPES[fmt]
    return download(data, media, name)


@seat_required
def send_profile(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The profile that went with the letter, as it was issued (R4-24)."""
    letter = letter_with_relation(request, public_id)
    if letter.profile_issue is None:
        raise Http404
    name, media, data = get_rendition(letter.profile_issue, "pdf")
    return download(data, media, name)


@seat_required
@require_POST
def repair(request: SeatedRequest, public_id: str) -> HttpResponse:
    """One of the repairs that the checker offers."""
    letter = letter_with_relation(request, public_id)
    form = RepairForm(request.POST)
    if not form.is_valid():
        return redirect(url_of(letter))
    data = form.cleaned_data

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return partnerships.repair_letter(
                act, letter=letter, fingerprint=data["fingerprint"], index=data["index"] or 0, gazetteer=gazetteer
            )

    done = operate(
        request,
        call,
        circle=letter.circle,
        then=url_of(letter),
        said=_("Quedó corregido en una versión nueva."),
    )
    return done.response or redirect(url_of(letter))


@seat_required
@require_POST
def keep_finding(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Keep the text and say why."""
    letter = letter_with_relation(request, public_id)
    form = RepairForm(request.POST)
    if not form.is_valid():
        return redirect(url_of(letter))
    data = form.cleaned_data
    done = operate(
        request,
        lambda act: partnerships.keep_letter_finding(
            act, letter=letter, fingerprint=data["fingerprint"], code=data["code"], reason=data["reason"]
        ),
        circle=letter.circle,
        form=form,
        then=url_of(letter),
        said=_("El texto se conserva; la justificación quedó en la bitácora."),
    )
    if done.response:
        return done.response
    return _letter_page(
        request,
        letter,
        keeping=request.POST.get("fingerprint", ""),
        keep_reason=request.POST.get("reason", ""),
        keep_error=" ".join(done.errors),
    )


def _addressed(letter: Any) -> str:
    head = letter.partnership.counterpart.head_name if letter.partnership else ""
    return ", ".join(filter(None, [letter.other_name or head, letter.other_post, city_of(letter)])) or "—"


@seat_required
def sign(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor signs: folio, code, PDF and Word. Errors in the text come as doors."""
    letter = letter_with_relation(request, public_id)
    circle = letter.circle
    records = can_record_approval(request.seat.actor, letter)
    if not (records or can_sign_letter(request.seat.actor, letter)):
        raise Http404
    form = SignForm(given(request), initial={"dated_on": today_of(request, circle)})
    if records:
        form.fields["approval"] = approval_field()
    deed = Deed(
        title=_("Expedir la carta") if records else _("Firmar la carta"),
        submit=_("Expedir la carta") if records else _("Firmar la carta"),
        back=url_of(letter),
        crumbs=crumbs_of(letter, (_("Firmar"), "")),
        facts=[
            {"term": _("Carta"), "value": letter.get_kind_display()},
            {"term": _("Asunto"), "value": letter.subject},
            {"term": _("Para"), "value": _addressed(letter)},
        ],
        consequence=_(
            "La carta recibe folio y código de verificación, se expide en PDF y Word a nombre de quien preside, y ya no "
            "cambia. Después se imprime, se recaba la firma y se asienta el envío."
        )
        if records
        else _(
            "La carta recibe folio y código de verificación, se expide en PDF y Word con su nombre y cargo, y ya no "
            "cambia. El enlace la envía y asienta el envío."
        ),
    )

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return partnerships.sign_off_letter(act, letter=letter, gazetteer=gazetteer, **form.cleaned_data)

    return do(request, deed, form, call, circle=circle, said=_("La carta quedó firmada."))


@seat_required
def return_to_liaison(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The mayor sends the draft back, and says what must change."""
    letter = letter_with_relation(request, public_id)
    circle = letter.circle
    if not can_sign_letter(request.seat.actor, letter):
        raise Http404
    deed = Deed(
        title=_("Devolver la carta"), submit=_("Devolver"), back=url_of(letter),
        crumbs=crumbs_of(letter, (_("Devolver"), "")), consequence=_("La carta sigue como borrador, con su motivo a la vista."),
        told=told_to(request, circle, LIAISON), kind="danger",
    )  # fmt: skip
    return do_for_reason(
        request, deed,
        lambda act, **why: partnerships.return_letter(act, letter=letter, **why),
        circle=circle, said=_("La carta se devolvió al enlace."),
    )  # fmt: skip


def liaison_deed(request: SeatedRequest, public_id: str, title: str, **more: Any) -> tuple[Any, Deed]:
    letter = letter_with_relation(request, public_id)
    if not can_edit(request.seat.actor, letter.circle):
        raise Http404
    return letter, Deed(title=title, submit=title, back=url_of(letter), crumbs=crumbs_of(letter, (title, "")), **more)


@seat_required
def send(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The signed letter went out."""
    letter, deed = liaison_deed(
        request, public_id, _("Asentar el envío"),
        consequence=_("Desde ese día se podrá decir que el municipio envió la carta, y corre el plazo de la respuesta."),
    )  # fmt: skip
    form = SentForm(given(request), initial={"sent_on": today_of(request, letter.circle)})
    return do(
        request, deed, form, lambda act: encounters.send_letter(act, letter=letter, **form.cleaned_data),
        circle=letter.circle, said=_("El envío quedó asentado."),
    )  # fmt: skip


@seat_required
def acknowledge(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The other side acknowledged receipt."""
    letter, deed = liaison_deed(request, public_id, _("Asentar el acuse"))
    form = AcknowledgedForm(given(request), initial={"on": today_of(request, letter.circle)})
    return do(
        request, deed, form, lambda act: partnerships.acknowledge_letter(act, letter=letter, **form.cleaned_data),
        circle=letter.circle, said=_("El acuse quedó asentado."),
    )  # fmt: skip


@seat_required
def record(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Put a letter down from its paper."""
    partnership = _editable(request, public_id)
    circle = partnership.circle
    letters = list(list_letters(request.seat.actor, partnership))
    form = RecordForm(given(request), request.FILES or None, letters=letters, initial={"direction": Direction.IN})
    known = ties_known(request, partnership.owner.home)
    offer_ties(form, **known)
    deed = Deed(
        title=_("Asentar una carta en papel"),
        submit=_("Asentar la carta"),
        back=reverse("web:letters:of_case", args=[public_id]),
        crumbs=crumbs(partnership, (_("Cartas"), reverse("web:letters:of_case", args=[public_id])), (_("Asentar"), "")),
        consequence=_("Queda dicho que usted la asentó, con la fecha y el número que trae el papel."),
    )

    def call(act: Any) -> Any:
        data = form.cleaned_data
        letter = partnerships.record_letter(
            act, partnership=partnership, kind=LetterKind(data["kind"]), direction=Direction(data["direction"]),
            dated_on=data["dated_on"], folio=data["folio"], precision=data["precision"], names=data["names"],
            subject=data["subject"], attachment=keep(act, circle, data["file"]), answers=form.answered,
            is_affirmative={"yes": True, "no": False}.get(data["is_affirmative"]),
            place=data["place"], sender=data["sender"], archive=data["archive"], lacks=data["lacks"],
            copies=data["copies"].splitlines(), initials=data["initials"], due_on=data["due_on"],
        )  # fmt: skip
        return tie(act, request, letter, data, known["contacts"])

    return do(request, deed, form, call, circle=circle, then=url_of, said=_("La carta quedó asentada."))
