"""The drafting desk: read, edit, repair, keep, comment, agree, compare, download."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.agreements.policies import commenters
from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents import queries as papers
from hermanar.documents.operations import ClauseConflict
from hermanar.documents.rules.diff import diff_words
from hermanar.kernel.errors import NotVisible
from hermanar.opinions.enums import ReviewState
from hermanar.opinions.queries import list_reviews
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import is_of_state
from hermanar.ui.download import download
from hermanar.ui.templatetags.ui import hour

from ..deeds import SAYS_WHY, Deed, EmptyForm, MistakeForm, do, do_for_reason
from ..doors import DoorShown
from ..edge import given, is_autosave, operate, page, seat_required
from ..relations import case_url, facts_of, title_of, today_of
from .desks import Desk, at_desk, desk_of_case, of_the_workshop
from .forms import AgreeForm, ClauseForm, CommentForm, KeepForm, RepairForm
from .marks import marked
from .pictures import LANGUAGE_NAMES, anchor_of, says_next, text_of


@seat_required
def show_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole desk. `?editar=<key>` opens one clause in its place; `?parte=revision` is what stands around the text: the
    counts, the outline and the findings, without the text. With `&escribiendo`, as a clause that saved itself asks, only
    the clauses that changed since the text was last read whole are checked."""
    return _show(request, desk_of_case(request, public_id))


@at_desk
def show_paper(request: HttpRequest, desk: Desk) -> HttpResponse:
    """The same desk, with a paper of the case on it."""
    return _show(request, desk)


def _show(request: HttpRequest, desk: Desk, **more: Any) -> HttpResponse:
    part = request.GET.get("parte") == "revision" and request.method == "GET"
    typing = part and "escribiendo" in request.GET
    shown = text_of(request, desk, typing=typing)
    context = {"desk": desk, "title": title_of(desk.partnership), "crumbs": desk.crumbs(), "text": shown}
    if desk.draft is None:
        context |= {"partnership": desk.partnership, "case_url": case_url(desk.partnership)}
        return page(request, "web/drafting/start.html", context)
    editing = more.pop("editing", request.GET.get("editar", ""))
    form = more.pop("form", None)
    if not shown.can_edit:
        editing = ""
    if editing and form is None:
        form = _clause_form(request, shown.version, editing)
    about = request.GET.get("comentar", "")
    comment_form = more.pop("comment_form", None) or _comment_form(shown.version.as_content, shown.posts, about)
    context |= {
        "partnership": desk.partnership,
        "typing": part or bool(editing),
        "is_part_read": typing,
        "editing": editing if form is not None else "",
        "form": form,
        "comment_form": comment_form,
        "commenting": about,
        "waits": says_next(shown),
        "before": str(shown.frozen or shown.version.number - 1 or ""),
        **more,
    }
    return page(request, "web/drafting/refresh.html" if part else "web/drafting/text.html", context)


def _comment_form(content: Any, posts: list, about: str = "", typed: Any = None) -> CommentForm:
    """`about`: the clause or the article it begins from."""
    block = next((b for b in content.blocks if b.key == about), None)
    group = block.group if block else about if about in content.groups() else ""
    initial = {"group": group, "key": about if block else ""}
    return CommentForm(typed, initial=initial, content=content, posts=posts)


def _clause_form(request: HttpRequest, version: Any, key: str) -> ClauseForm | None:
    content = version.as_content
    block = next((b for b in content.blocks if b.key == key), None)
    if block is None:
        return None
    initial: dict = {"base_number": version.number}
    for lang in content.languages:
        initial[f"text_{lang}"] = initial[f"seen_{lang}"] = block.text.get(lang, "")
    return ClauseForm(given(request), initial=initial, languages=content.languages)


@seat_required
@require_POST
def start(request: HttpRequest, public_id: str) -> HttpResponse:
    desk = desk_of_case(request, public_id)
    done = operate(
        request,
        lambda act: agreements.start_text(act, partnership=desk.partnership),
        circle=desk.partnership.circle,
        then=desk.url,
        said=_("El texto quedó iniciado desde el texto base, con los datos del expediente."),
    )
    return done.response or HttpResponseRedirect(desk.url)


@at_desk
def edit(request: HttpRequest, desk: Desk, key: str) -> HttpResponse:
    """Save one clause, in the languages whose words changed. Two persons on one clause: both texts, side by side."""
    if request.method != "POST":
        return HttpResponseRedirect(f"{desk.url}?editar={key}#{anchor_of(key)}")
    version = papers.latest_version(desk.document)
    form = ClauseForm(request.POST, languages=version.as_content.languages)
    if not form.is_valid():
        return _not_saved(form) if is_autosave(request) else _show(request, desk, editing=key, form=form)
    changed = form.changed()
    back = f"{desk.url}#{anchor_of(key)}"
    quiet = is_autosave(request)
    if not changed:
        return _saved(desk, key) if quiet else HttpResponseRedirect(back)
    met: list[ClauseConflict] = []
    names: dict[str, str] = {}

    def call(act: Any) -> Any:
        saved = None
        for lang in changed:
            names["text"] = f"text_{lang}"
            try:
                saved = agreements.edit_clause(
                    act,
                    draft=desk.draft,
                    base_number=form.cleaned_data["base_number"],
                    key=key,
                    language=lang,
                    text=form.cleaned_data[f"text_{lang}"],
                    seen_text=form.cleaned_data[f"seen_{lang}"].replace("\r\n", "\n"),
                )
            except ClauseConflict as conflict:
                met.append(conflict)
                raise
        return saved

    done = operate(request, call, circle=desk.partnership.circle, form=form, then=back, fields=names)
    if done.response:
        return _saved(desk, key) if quiet else done.response
    if quiet:
        # two persons on one clause: the page is asked for, with both texts; any other fault is said beside the hour
        return JsonResponse({"conflict": True}, status=409) if met else _not_saved(form)
    if met:
        return _show(request, desk, editing=key, form=_again(form, met[0]), conflict=_conflict(met[0]))
    return _show(request, desk, editing=key, form=form)


def _saved(desk: Desk, key: str) -> HttpResponse:
    """What a form that saves itself is told: the hour, and what it goes on from."""
    version = papers.latest_version(desk.document)
    block = next((b for b in version.as_content.blocks if b.key == key), None)
    seen = {f"seen_{lang}": text for lang, text in block.text.items()} if block else {}
    return JsonResponse({"at": hour(version.created_at), "fields": {"base_number": version.number, **seen}})


def _not_saved(form: ClauseForm) -> HttpResponse:
    return JsonResponse({"error": " ".join(str(e) for rows in form.errors.values() for e in rows)}, status=422)


def _again(form: ClauseForm, conflict: ClauseConflict) -> ClauseForm:
    """The same words typed, now over what stands: sending them again is a decision, not an accident."""
    typed: Any = form.data
    data = typed.copy()
    data["base_number"] = str(conflict.version)
    data[f"seen_{conflict.language}"] = conflict.theirs
    again = ClauseForm(data, languages=form.languages)
    again.is_valid()
    again.add_error(f"text_{conflict.language}", str(conflict.reason))
    return again


def _conflict(conflict: ClauseConflict) -> dict:
    return {
        "lang": conflict.language,
        "language": LANGUAGE_NAMES.get(conflict.language, conflict.language),
        "theirs": marked(conflict.theirs, diff_words(conflict.seen, conflict.theirs), lang=conflict.language),
        "mine": marked(conflict.mine, diff_words(conflict.seen, conflict.mine), lang=conflict.language),
    }


@at_desk
@of_the_workshop
@require_POST
def repair(request: HttpRequest, desk: Desk) -> HttpResponse:
    """One click: do what the finding offers."""
    form = RepairForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data

        def call(act: Any) -> Any:
            with Gazetteer.open() as gazetteer:
                return agreements.repair_text(
                    act,
                    draft=desk.draft,
                    base_number=typed["base_number"],
                    fingerprint=typed["fingerprint"],
                    repair_index=typed["index"],
                    gazetteer=gazetteer,
                )

        done = operate(request, call, circle=desk.partnership.circle, then=desk.url, said=_("Quedó corregido."))
        if done.response:
            return done.response
    return HttpResponseRedirect(desk.url)


@at_desk
@of_the_workshop
@require_POST
def keep(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Keep what a finding points at, and justify it."""
    form = KeepForm(request.POST)
    if form.is_valid():
        done = operate(
            request,
            lambda act: agreements.keep_text(act, draft=desk.draft, **form.cleaned_data),
            circle=desk.partnership.circle,
            form=form,
            then=desk.url,
            said=_("El texto se conserva, con su justificación."),
        )
        if done.response:
            return done.response
    errors = [e for rows in form.errors.values() for e in rows]
    return _show(
        request,
        desk,
        keeping=form.data.get("fingerprint", ""),
        keep_reason=form.data.get("reason", ""),
        keep_error=errors[0] if errors else "",
    )


@at_desk
@require_POST
def comment(request: HttpRequest, desk: Desk) -> HttpResponse:
    content = papers.latest_version(desk.document).as_content
    form = _comment_form(content, commenters(desk.draft), typed=request.POST)
    if form.is_valid():
        done = operate(
            request,
            lambda act: agreements.comment_article(act, draft=desk.draft, **form.cleaned_data),
            circle=desk.partnership.circle,
            form=form,
            then=f"{desk.url}#comentarios",
            said=_("El comentario quedó asentado."),
        )
        if done.response:
            return done.response
    return _show(request, desk, comment_form=form)


def _agreement_of(request: HttpRequest, public_id: str) -> Desk:
    """The desk of the case's own text, where there is one. Raises NotVisible."""
    desk = desk_of_case(request, public_id)
    if desk.draft is None:
        raise NotVisible(public_id)
    return desk


@seat_required
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """The parties agree on the latest version: what follows, and what is still wrong as doors to its clause."""
    desk = _agreement_of(request, public_id)
    if not desk.can_draft or not (desk.is_open or desk.is_agreed):
        raise Http404  # what is signed no longer changes: there is nothing left to agree on
    shown, partnership, url = text_of(request, desk), desk.partnership, desk.url
    doors = [
        DoorShown(f"{f.where}. {f.title}: {f.message}", f"{url}{f.url}", str(_("Ir a la cláusula")), f.code)
        for f in shown.findings
        if f.severity == "error"
    ]
    follows = _what_follows(request, partnership)
    deed = Deed(
        title=_("Acordar el texto"),
        submit=_("Acordar la versión %(n)s") % {"n": shown.version.number},
        back=url,
        crumbs=desk.crumbs((_("Acordar el texto"), "")),
        lead=_("Asiente que las Partes acordaron este texto, palabra por palabra y en cada idioma."),
        consequence=_("La versión %(n)s queda cerrada: solo se cambia si se reabre, con motivo.")
        % {"n": shown.version.number},
        then=follows,
        blockers=doors,
    )
    form = AgreeForm(given(request), initial={"agreed_on": today_of(request, partnership)})

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return agreements.agree_text(act, agreement=desk.draft, gazetteer=gazetteer, **form.cleaned_data)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        then=url,
        said=f"{_('El texto quedó acordado.')} {follows[0]}",
    )


def _what_follows(request: HttpRequest, partnership: Any) -> list[str]:
    """What the case still lacks once the text is agreed, in order."""
    facts, found = facts_of(partnership), []
    if Fact.AUTHORISED not in facts:
        found.append(
            _("Falta la autorización según la ley del estado.")
            if is_of_state(partnership)
            else _("Falta la autorización del Cabildo, en un acto que nombre a la contraparte.")
        )
    if partnership.klass != "domestic":
        rounds = list_reviews(request.seat.actor, partnership)  # type: ignore[attr-defined]
        if rounds and rounds[-1].state == ReviewState.OBSERVED:
            found.append(_("Falta contestar las observaciones de la SRE con esta versión."))
        elif Fact.OPINION_FAVOURABLE in facts:
            found.append(_("Si difiere del texto que obtuvo el dictamen, lo que cambió regresa a revisión de la SRE."))
        else:
            found.append(_("Falta el envío a la SRE por conducto del enlace estatal, para su dictamen."))
    return [*found, _("Falta la firma.")]


@seat_required
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    desk = _agreement_of(request, public_id)
    facts = facts_of(desk.partnership)
    opined = Fact.OPINION_FAVOURABLE in facts
    deed = Deed(
        title=_("Reabrir el texto"),
        submit=_("Reabrir"),
        kind="danger",
        back=desk.url,
        crumbs=desk.crumbs((_("Reabrir el texto"), "")),
        consequence=_(
            "El texto vuelve a redacción. Si lo que se acuerde después difiere del que obtuvo el dictamen, lo que cambie "
            "regresa a revisión."
        )
        if opined
        else _("El texto vuelve a redacción y deja de estar acordado hasta que las Partes lo acuerden otra vez."),
        then=(_("Si ya se expidió para firma, ese ejemplar queda sin efecto."), SAYS_WHY),
    )
    return do_for_reason(
        request,
        deed,
        lambda act, **why: agreements.reopen_text(act, agreement=desk.draft, **why),
        form=MistakeForm(given(request), never=_("Nunca se acordó así: se asentó por error")),
        circle=desk.partnership.circle,
        said=gettext_lazy("El texto se reabrió."),
    )


@seat_required
def refill(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the case's data into a new version; what was written by hand stays in the earlier ones."""
    desk = _agreement_of(request, public_id)
    deed = Deed(
        title=_("Volver a armar el texto con los datos del expediente"),
        submit=_("Armar una versión nueva"),
        back=desk.url,
        crumbs=desk.crumbs((_("Volver a armar el texto"), "")),
        consequence=_(
            "Se arma una versión nueva desde el texto base con los nombres, cargos y áreas de hoy. Lo que se corrigió a mano "
            "queda en las versiones anteriores, para compararlo."
        ),
    )
    return do(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act: agreements.refill_text(act, agreement=desk.draft),
        circle=desk.partnership.circle,
        said=gettext_lazy("Se armó una versión nueva con los datos del expediente."),
    )


@seat_required
def paper(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """An issued paper, the bytes that were issued."""
    issue = papers.get_issue(request.seat.actor, public_id)  # type: ignore[attr-defined]
    name, media_type, data = papers.get_rendition(issue, fmt)
    return download(data, media_type, name, inline=fmt == "pdf")


__all__ = [
    "agree", "comment", "edit", "keep", "paper", "refill", "reopen", "repair", "show_paper", "show_text",
    "start",
]  # fmt: skip
