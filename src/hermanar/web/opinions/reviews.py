"""The review desk: only what differs, observations by article and language, sent together; the answer of the town."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hermanar.agreements.queries import get_agreement
from hermanar.directory.enums import Part, Role
from hermanar.documents.rules.diff import diff
from hermanar.kernel.content import BlockKind
from hermanar.opinions import operations as opinions
from hermanar.opinions.enums import ON_ITS_WAY, DispatchState, ObservationState, Power, ReviewState
from hermanar.opinions.operations.reviews import ANSWER_LETTER
from hermanar.opinions.policies import can, can_record_for
from hermanar.opinions.queries import (
    answer_blockers,
    get_desk,
    get_observation,
    get_review,
    is_ruled,
    list_dispatches,
    list_incoming,
    list_observations,
    list_opinions,
    list_reviews,
    readers_of_opinions,
    version_before,
)
from hermanar.opinions.queries.answers import also_changed, answer_letter, goes_by_state, list_to_pass_on
from hermanar.partnerships.enums import Fact, Signs

from ..deeds import Deed, EmptyForm, do
from ..drafting.marks import group_name, marked, reading
from ..drafting.pictures import LANGUAGE_NAMES
from ..edge import given, operate, page, seat_required
from ..letters.sheets import SheetShown, sheet_of_content
from ..relations import crumbs, facts_of, find_relation, paper_links, title_of, today_of
from ..signed import asked_for, may_send, returned_as, send_signed
from ..told import LIAISON, REVIEWER, STATE, told_to
from ..withheld import withheld
from .answers import letters_of, passes_on
from .dispatches import TONES, dispatch_url, recordable, way_on
from .forms import AnswerForm, ObserveForm

STATE_TONES: dict[str, str] = {
    ReviewState.OPEN: "wine",
    ReviewState.OBSERVED: "amber",
    ReviewState.ANSWERED: "",
    ReviewState.PROPOSED: "amber",
    ReviewState.CLOSED: "leaf",
    ReviewState.ENDED: "red",
    ReviewState.UNANSWERED: "red",
    ReviewState.CORRECTED: "red",
}
_OPINED = (Fact.OPINION_FAVOURABLE, Fact.OPINION_UNFAVOURABLE)


def review_url(review: Any) -> str:
    return reverse("web:opinions:review", args=[review.public_id])


def case_url(partnership: Any) -> str:
    return reverse("web:opinions:of_case", args=[partnership.public_id])


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    return crumbs(partnership, (str(_("Dictamen")), case_url(partnership) if more else ""), *more)


@seat_required
def queue(request: HttpRequest) -> HttpResponse:
    """What waits for the state or the ministry, oldest first; `mine` is what this seat does next."""
    who = request.seat.actor  # type: ignore[attr-defined]
    rows = []
    for dispatch in list_incoming(who):
        circle = dispatch.partnership.circle
        turn = (dispatch.state == DispatchState.SENT and can(who, circle, Power.FORWARD)) or (
            dispatch.state == DispatchState.FORWARDED and can(who, circle, Power.RECEIVE)
        )
        reviews = list_reviews(who, dispatch.partnership) if dispatch.state == DispatchState.RECEIVED else []
        last = reviews[-1] if reviews else None
        if last is not None:
            turn = (last.state == ReviewState.OPEN and can(who, circle, Power.OBSERVE)) or (
                last.state == ReviewState.PROPOSED and can(who, circle, Power.AUTHORISE)
            )
        rows.append(
            {
                "it": dispatch,
                "title": title_of(dispatch.partnership),
                "url": review_url(last) if last else dispatch_url(dispatch),
                "state": last.get_state_display() if last else dispatch.get_state_display(),
                "tone": STATE_TONES[last.state] if last else TONES[dispatch.state],
                "mine": turn,
                "closed": bool(last and last.state == ReviewState.CLOSED),
            }
        )
    rows += [_to_pass_on(r) for r in list_to_pass_on(who) if can(who, r.partnership.circle, Power.FORWARD)]
    rows.sort(key=lambda r: (not r["mine"], r["closed"]))
    return page(request, "web/opinions/queue.html", {"rows": rows})


def _to_pass_on(review: Any) -> dict[str, Any]:
    """An answer that waits for the state, as a row of its own."""
    return {
        "it": review.dispatch,
        "title": title_of(review.partnership),
        "url": review_url(review),
        "state": _("Respuesta por turnar, ronda %(n)s") % {"n": review.round},
        "tone": "wine",
        "mine": True,
        "closed": False,
    }


@seat_required
def of_case(request: HttpRequest, public_id: str) -> HttpResponse:
    """Rounds and opinions of a relation, as far as the seat sees them."""
    partnership = find_relation(request, public_id)
    who = request.seat.actor  # type: ignore[attr-defined]
    waiting = next((d for d in list_dispatches(who, partnership) if d.state in ON_ITS_WAY and not is_ruled(d)), None)
    papers = recordable(who, waiting, ruled=False) if waiting else {}
    reviews = [{"it": r, "tone": STATE_TONES[r.state]} for r in list_reviews(who, partnership)]
    given_out = [{"it": o, "papers": paper_links(o.issue)} for o in list_opinions(who, partnership)]
    return page(
        request,
        "web/opinions/of_case.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership),
            "domestic": partnership.klass == "domestic",
            "reviews": reviews,
            "opinions": given_out,
            "way_on": way_on(request, partnership),
            "known": None
            if given_out
            else withheld(partnership, facts_of(partnership), _OPINED, readers_of_opinions(partnership)),
            "can_record": partnership.klass != "domestic" and can_record_for(who, partnership.circle, Part.REVIEWER),
            "waiting": waiting,
            "can_observe": papers.get("can_record_observations"),
            "can_return": papers.get("can_record_return"),
            "can_advise": bool(who.roles & {Role.ADVISER, Role.AUTHORISER})
            and partnership.circle.seats.filter(organisation__public_id=who.organisation, part=Part.REVIEWER).exists(),
            "advisers": [str(a.appointment.office) for a in partnership.advisers.select_related("appointment__office")],
        },
    )


@seat_required
def show(request: HttpRequest, public_id: str) -> HttpResponse:
    return _desk(request, get_review(request.seat.actor, public_id))  # type: ignore[attr-defined]


def _desk(request: HttpRequest, review: Any, *, form: ObserveForm | None = None, answering: Any = None) -> HttpResponse:
    who, partnership = request.seat.actor, review.partnership  # type: ignore[attr-defined]
    desk = get_desk(review)
    may_observe = review.state == ReviewState.OPEN and can(who, partnership.circle, Power.OBSERVE)
    may_answer = review.state == ReviewState.OBSERVED and can(who, partnership.circle, Power.ANSWER)
    rows = list_observations(who, review)
    shown = [_observation(o, answering) for o in rows]
    to_read = set(desk.open) | {o.group for o in rows}
    everything = "todo" in request.GET
    articles = [a for a in _articles(review, desk, shown) if everything or a["group"] in to_read]
    groups = tuple(g for g in desk.groups if g in desk.open) or desk.groups
    agreement = get_agreement(who, partnership)
    drafts = sum(1 for o in rows if o.state == ObservationState.DRAFT)
    found = [o for o in list_opinions(who, partnership) if o.review_id == review.pk]
    return page(
        request,
        "web/opinions/review.html",
        {
            "review": review,
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership, (_("Ronda %(n)s") % {"n": review.round}, "")),
            "tone": STATE_TONES[review.state],
            "articles": articles,
            "outline": [
                {
                    "label": _label(desk.content, g),
                    "url": f"#g-{g}",
                    "observations": sum(1 for o in rows if o.group == g),
                    "approved": g in desk.approved,
                    "current": False,
                }
                for g in desk.groups
                if everything or g in to_read
            ],
            "hidden": len(desk.groups) - len(articles),
            "names": [LANGUAGE_NAMES.get(lang, lang) for lang in desk.content.languages]
            if len(desk.content.languages) == 2
            else [],
            "observations": shown,
            "drafts": drafts,
            "may_observe": may_observe,
            "may_answer": may_answer,
            "asked": asked_for(request, partnership, ANSWER_LETTER, {"review": review.public_id}) if may_answer else "",
            "may_sign": review.state == ReviewState.OBSERVED and may_send(request, partnership) == Signs.SIGNS,
            "may_propose": review.state == ReviewState.OPEN and can(who, partnership.circle, Power.PROPOSE),
            "unanswered": sum(1 for o in rows if o.state == ObservationState.SENT),
            "agreed": agreement.agreed_version if agreement else None,
            "form": form
            or (ObserveForm(given(request), groups=groups, languages=desk.content.languages) if may_observe else None),
            "letters": letters_of(review),
            "unsigned": returned_as(partnership, ANSWER_LETTER)
            if review.state == ReviewState.OBSERVED and (may_answer or may_send(request, partnership))
            else "",
            **passes_on(request, review),
            "may_correct": review.state == ReviewState.OBSERVED
            and bool(review.folio)
            and can_record_for(who, partnership.circle, Part.REVIEWER),
            "opinions": found,
        },
    )


def _label(content: Any, group: str) -> str:
    head = next((b for b in content.of_group(group) if b.kind == BlockKind.HEADING), None)
    return f"{head.number} {reading(head.text)}" if head else group_name(group)


def _observation(row: Any, answering: Any) -> dict:
    return {
        "it": row,
        "where": group_name(row.group),
        "language": LANGUAGE_NAMES.get(row.language, row.language) if row.language else _("ambos idiomas"),
        "form": answering[1] if answering and answering[0] == row.pk else AnswerForm(prefix=""),
        "is_draft": row.state == ObservationState.DRAFT,
        "waits": row.state == ObservationState.SENT,
    }


def _articles(review: Any, desk: Any, observations: list[dict]) -> list[dict]:
    """Articles with what changed since the round before."""
    before = version_before(review)
    runs = {}
    if before is not None:
        runs = {(c.key, c.lang): c.words for c in diff(before.as_content, desk.content) if c.kind != "removed"}
    found = []
    for group in desk.groups:
        rows = []
        for block in desk.content.of_group(group):
            if block.kind == BlockKind.HEADING:
                continue
            number = f"{block.number} " if block.kind == BlockKind.ITEM and block.number else ""
            rows.append(
                [
                    {
                        "lang": lang,
                        "number": number,
                        "html": marked(block.text.get(lang, ""), runs.get((block.key, lang)), lang=lang),
                    }
                    for lang in desk.content.languages
                ]
            )
        found.append(
            {
                "group": group,
                "label": _label(desk.content, group),
                "rows": rows,
                "approved": group in desk.approved,
                "changed": group in desk.changed and before is not None,
                "open": group in desk.open,
                "observations": [o for o in observations if o["it"].group == group],
            }
        )
    return found


@seat_required
@require_POST
def observe(request: HttpRequest, public_id: str) -> HttpResponse:
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    content = review.version.as_content
    form = ObserveForm(request.POST, groups=tuple(content.groups()), languages=content.languages)
    if form.is_valid():
        done = operate(
            request,
            lambda act: opinions.observe(act, review=review, **form.cleaned_data),
            circle=review.partnership.circle,
            form=form,
            then=f"{review_url(review)}#g-{form.cleaned_data['group']}",
            said=_("La observación quedó anotada. Nadie fuera de la SRE la ve hasta que se envíen todas."),
        )
        if done.response:
            return done.response
    return _desk(request, review, form=form)


@seat_required
@require_POST
def approve(request: HttpRequest, public_id: str) -> HttpResponse:
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    group = request.POST.get("group", "")
    done = operate(
        request,
        lambda act: opinions.approve_article(act, review=review, group=group),
        circle=review.partnership.circle,
        then=review_url(review),
        said=_("%(article)s quedó aprobado como está.") % {"article": group_name(group)},
    )
    return done.response or HttpResponseRedirect(review_url(review))


@seat_required
@require_POST
def drop(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_observation(request.seat.actor, public_id)  # type: ignore[attr-defined]
    review = row.review
    done = operate(
        request,
        lambda act: opinions.drop_observation(act, observation=row),
        circle=review.partnership.circle,
        then=review_url(review),
        said=_("La observación se retiró."),
    )
    return done.response or HttpResponseRedirect(review_url(review))


@seat_required
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """All at once, as one letter."""
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = review.partnership
    rows = list_observations(request.seat.actor, review)  # type: ignore[attr-defined]
    deed = Deed(
        title=_("Enviar las observaciones"),
        submit=_("Enviar todas en un oficio"),
        back=review_url(review),
        crumbs=_crumbs(partnership, (_("Ronda %(n)s") % {"n": review.round}, review_url(review)), (_("Enviar"), "")),
        facts=[{"term": group_name(o.group), "value": o.text} for o in rows if o.state == ObservationState.DRAFT],
        consequence=_("Salen juntas, en un solo oficio. Los artículos sin observación quedan aprobados."),
        told=told_to(request, partnership.circle, LIAISON, also=[STATE]),
    )
    return do(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act: opinions.send_observations(act, review=review),
        circle=partnership.circle,
        said=gettext_lazy("Las observaciones se enviaron en un solo oficio."),
    )


@seat_required
@require_POST
def answer(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_observation(request.seat.actor, public_id)  # type: ignore[attr-defined]
    review = get_review(request.seat.actor, row.review.public_id)  # type: ignore[attr-defined]
    form = AnswerForm(request.POST)
    if form.is_valid():
        done = operate(
            request,
            lambda act: opinions.answer_observation(act, observation=row, **form.cleaned_data),
            circle=review.partnership.circle,
            form=form,
            then=f"{review_url(review)}#o-{row.public_id}",
            said=_("La respuesta quedó asentada."),
        )
        if done.response:
            return done.response
    return _desk(request, review, answering=(row.pk, form))


@seat_required
def submit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Answer the round with the version the parties agreed again."""
    review = get_review(request.seat.actor, public_id)  # type: ignore[attr-defined]
    partnership = review.partnership
    agreement = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    version = agreement.agreed_version if agreement else None
    waits = review.state == ReviewState.OBSERVED
    besides = " · ".join(_label(version.as_content, g) for g in also_changed(review, version)) if version else ""
    deed = Deed(
        title=_("Contestar las observaciones"),
        submit=_("Presentar la nueva versión"),
        back=review_url(review),
        crumbs=_crumbs(partnership, (_("Ronda %(n)s") % {"n": review.round}, review_url(review)), (_("Contestar"), "")),
        lead=_("Se presenta la versión %(n)s, acordada por las Partes.") % {"n": version.number if version else "—"},
        consequence=_(
            "Se expide el oficio con cada respuesta y se abre otra ronda; lo aprobado que no cambió sigue aprobado."
        ),
        facts=[{"term": _("Cambió además, sin que se observara"), "value": besides}] if besides and waits else (),
        then=[
            _("El oficio dice qué más cambió, y se vuelve a revisar. Si no debía cambiar, reabra el texto y corríjalo.")
        ]
        if besides and waits
        else (),
        sheet=_answer_sheet(request, review, version) if version and waits else None,
        told=told_to(request, partnership.circle, REVIEWER, STATE)
        if goes_by_state(review)
        else told_to(request, partnership.circle, REVIEWER, also=[STATE]),
    )
    return send_signed(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act, **typed: opinions.submit_answer(act, review=review, version=version, **typed),
        partnership=partnership,
        paper=ANSWER_LETTER,
        door="opinions.review",
        at={"review": review.public_id},
        waits=waits,
        blockers=lambda: answer_blockers(review, version),
        then=case_url(partnership),
        returns=reverse("web:opinions:return_answer_unsigned", args=[review.public_id]),
        said=gettext_lazy("La respuesta se presentó con la nueva versión."),
    )


def _answer_sheet(request: HttpRequest, review: Any, version: Any) -> SheetShown:
    """The answer as it would go out today."""
    on, who = today_of(request, review.partnership), request.seat.actor  # type: ignore[attr-defined]
    return sheet_of_content(answer_letter(review, version, on).content(review.partnership, on, who.appointment))
