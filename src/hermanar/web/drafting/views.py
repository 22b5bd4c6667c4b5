"""The drafting desk: read, edit, repair, keep, comment, agree, compare, download."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.agreements.enums import AgreementState
from hermanar.agreements.queries import get_agreement
from hermanar.checks.gazetteer import Gazetteer
from hermanar.documents import queries as papers
from hermanar.documents.operations import ClauseConflict
from hermanar.documents.rules.diff import diff_words
from hermanar.kernel.errors import NotVisible
from hermanar.partnerships.enums import Fact

from ..deeds import Deed, EmptyForm, ReasonForm, do
from ..doors import DoorShown
from ..edge import given, operate, page, seat_required
from ..relations import case_url, crumbs, facts_of, find_relation, title_of, today_of
from .forms import AgreeForm, ClauseForm, CommentForm, KeepForm, RepairForm
from .marks import group_name, marked, reading
from .pictures import LANGUAGE_NAMES, anchor_of, says_next, text_of


def _text_url(partnership: Any) -> str:
    return reverse("web:drafting:text", args=[partnership.public_id])


def _agreement(request: HttpRequest, partnership: Any) -> Any:
    row = get_agreement(request.seat.actor, partnership)  # type: ignore[attr-defined]
    if row is None:
        raise NotVisible(partnership.public_id)
    return row


def _crumbs(partnership: Any, *more: tuple[str, str]) -> list[dict]:
    url = _text_url(partnership) if more else ""
    return crumbs(partnership, (str(_("Texto del Acuerdo")), url), *more)


@seat_required
def show_text(request: HttpRequest, public_id: str) -> HttpResponse:
    """The whole desk. `?editar=<key>` opens one clause in its place."""
    return _desk(request, find_relation(request, public_id))


def _desk(request: HttpRequest, partnership: Any, **more: Any) -> HttpResponse:
    shown = text_of(request, partnership)
    context = {"partnership": partnership, "title": title_of(partnership), "crumbs": _crumbs(partnership)}
    if shown.agreement is None:
        return page(request, "web/drafting/start.html", {**context, "text": shown, "case_url": case_url(partnership)})
    editing = more.pop("editing", request.GET.get("editar", ""))
    form = more.pop("form", None)
    if not shown.can_edit:
        editing = ""
    if editing and form is None:
        form = _clause_form(request, shown.version, editing)
    comment_form = more.pop("comment_form", None) or CommentForm(groups=shown.version.as_content.groups())
    context |= {
        "text": shown,
        "editing": editing if form is not None else "",
        "form": form,
        "comment_form": comment_form,
        "waits": says_next(shown),
        "is_agreed": shown.agreement.state == AgreementState.AGREED,
        **more,
    }
    return page(request, "web/drafting/text.html", context)


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
    partnership = find_relation(request, public_id)
    done = operate(
        request,
        lambda act: agreements.start_text(act, partnership=partnership),
        circle=partnership.circle,
        then=_text_url(partnership),
        said=_("El texto quedó iniciado desde el texto base, con los datos del expediente."),
    )
    return done.response or HttpResponseRedirect(_text_url(partnership))


@seat_required
def edit(request: HttpRequest, public_id: str, key: str) -> HttpResponse:
    """Save one clause, in the languages whose words changed. Two persons on one clause: both texts, side by side."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    if request.method != "POST":
        return HttpResponseRedirect(f"{_text_url(partnership)}?editar={key}#{anchor_of(key)}")
    version = papers.latest_version(agreement.document)
    form = ClauseForm(request.POST, languages=version.as_content.languages)
    if not form.is_valid():
        return _desk(request, partnership, editing=key, form=form)
    changed = form.changed()
    back = f"{_text_url(partnership)}#{anchor_of(key)}"
    if not changed:
        return HttpResponseRedirect(back)
    met: list[ClauseConflict] = []
    names: dict[str, str] = {}

    def call(act: Any) -> Any:
        saved = None
        for lang in changed:
            names["text"] = f"text_{lang}"
            try:
                saved = agreements.edit_clause(
                    act,
                    agreement=agreement,
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

    done = operate(request, call, circle=partnership.circle, form=form, then=back, fields=names)
    if done.response:
        return done.response
    if met:
        return _desk(request, partnership, editing=key, form=_again(form, met[0]), conflict=_conflict(met[0]))
    return _desk(request, partnership, editing=key, form=form)


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
        "theirs": marked(conflict.theirs, diff_words(conflict.seen, conflict.theirs)),
        "mine": marked(conflict.mine, diff_words(conflict.seen, conflict.mine)),
    }


@seat_required
@require_POST
def repair(request: HttpRequest, public_id: str) -> HttpResponse:
    """One click: do what the finding offers."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    form = RepairForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data

        def call(act: Any) -> Any:
            with Gazetteer.open() as gazetteer:
                return agreements.repair_text(
                    act,
                    agreement=agreement,
                    base_number=typed["base_number"],
                    fingerprint=typed["fingerprint"],
                    repair_index=typed["index"],
                    gazetteer=gazetteer,
                )

        done = operate(
            request, call, circle=partnership.circle, then=_text_url(partnership), said=_("Quedó corregido.")
        )
        if done.response:
            return done.response
    return HttpResponseRedirect(_text_url(partnership))


@seat_required
@require_POST
def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keep what a finding points at, and justify it."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    form = KeepForm(request.POST)
    if form.is_valid():
        done = operate(
            request,
            lambda act: agreements.keep_text(act, agreement=agreement, **form.cleaned_data),
            circle=partnership.circle,
            form=form,
            then=_text_url(partnership),
            said=_("El texto se conserva, con su justificación."),
        )
        if done.response:
            return done.response
    errors = [e for rows in form.errors.values() for e in rows]
    return _desk(
        request,
        partnership,
        keeping=form.data.get("fingerprint", ""),
        keep_reason=form.data.get("reason", ""),
        keep_error=errors[0] if errors else "",
    )


@seat_required
@require_POST
def comment(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    groups = papers.latest_version(agreement.document).as_content.groups()
    form = CommentForm(request.POST, groups=groups)
    if form.is_valid():
        done = operate(
            request,
            lambda act: agreements.comment_article(act, agreement=agreement, **form.cleaned_data),
            circle=partnership.circle,
            form=form,
            then=f"{_text_url(partnership)}#comentarios",
            said=_("El comentario quedó asentado."),
        )
        if done.response:
            return done.response
    return _desk(request, partnership, comment_form=form)


@seat_required
def agree(request: HttpRequest, public_id: str) -> HttpResponse:
    """The parties agree on the latest version: what follows, and what is still wrong as doors to its clause."""
    partnership = find_relation(request, public_id)
    shown = text_of(request, partnership)
    if shown.agreement is None or not shown.can_draft:
        raise Http404
    url = _text_url(partnership)
    doors = [
        DoorShown(f"{f.where}. {f.title}: {f.message}", f"{url}{f.url}", str(_("Ir a la cláusula")), f.code)
        for f in shown.findings
        if f.severity == "error"
    ]
    domestic = partnership.klass == "domestic"
    deed = Deed(
        title=_("Acordar el texto"),
        submit=_("Acordar la versión %(n)s") % {"n": shown.version.number},
        back=url,
        crumbs=_crumbs(partnership, (_("Acordar el texto"), "")),
        lead=_("Asiente que las Partes acordaron este texto, palabra por palabra y en cada idioma."),
        consequence=_("La versión %(n)s queda cerrada: solo se cambia si se reabre, con motivo.")
        % {"n": shown.version.number},
        then=[
            _("Sigue la autorización del Cabildo, en un acto que nombre a la contraparte."),
            _("Después, la firma.")
            if domestic
            else _("Después, el envío a la SRE por conducto del enlace estatal, para su dictamen."),
        ],
        blockers=doors,
    )
    form = AgreeForm(given(request), initial={"agreed_on": today_of(request, partnership)})

    def call(act: Any) -> Any:
        with Gazetteer.open() as gazetteer:
            return agreements.agree_text(act, agreement=shown.agreement, gazetteer=gazetteer, **form.cleaned_data)

    return do(
        request,
        deed,
        form,
        call,
        circle=partnership.circle,
        then=url,
        said=gettext_lazy("El texto quedó acordado. Sigue la autorización del Cabildo."),
    )


@seat_required
def reopen(request: HttpRequest, public_id: str) -> HttpResponse:
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    facts = facts_of(partnership)
    opined = Fact.OPINION_FAVOURABLE in facts
    deed = Deed(
        title=_("Reabrir el texto"),
        submit=_("Reabrir"),
        kind="danger",
        back=_text_url(partnership),
        crumbs=_crumbs(partnership, (_("Reabrir el texto"), "")),
        consequence=_(
            "El texto vuelve a redacción. Si lo que se acuerde después difiere del que obtuvo el dictamen, lo que cambie "
            "regresa a revisión."
        )
        if opined
        else _("El texto vuelve a redacción y deja de estar acordado hasta que las Partes lo acuerden otra vez."),
    )
    form = ReasonForm(given(request))
    return do(
        request,
        deed,
        form,
        lambda act: agreements.reopen_text(act, agreement=agreement, **form.cleaned_data),
        circle=partnership.circle,
        said=gettext_lazy("El texto se reabrió."),
    )


@seat_required
def refill(request: HttpRequest, public_id: str) -> HttpResponse:
    """Take the case's data into a new version; what was written by hand stays in the earlier ones."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    deed = Deed(
        title=_("Volver a armar el texto con los datos del expediente"),
        submit=_("Armar una versión nueva"),
        back=_text_url(partnership),
        crumbs=_crumbs(partnership, (_("Volver a armar el texto"), "")),
        consequence=_(
            "Se arma una versión nueva desde el texto base con los nombres, cargos y áreas de hoy. Lo que se corrigió a mano "
            "queda en las versiones anteriores, para compararlo."
        ),
    )
    return do(
        request,
        deed,
        EmptyForm(given(request)),
        lambda act: agreements.refill_text(act, agreement=agreement),
        circle=partnership.circle,
        said=gettext_lazy("Se armó una versión nueva con los datos del expediente."),
    )


@seat_required
def versions(request: HttpRequest, public_id: str) -> HttpResponse:
    """Every version, and any two compared; `de=modelo` compares with the model."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    rows = papers.list_versions(agreement.document)
    latest = rows[0].number
    old, new = request.GET.get("de", ""), request.GET.get("a", "") or str(latest)
    if not old:
        old = str(latest - 1) if latest > 1 else "modelo"
    try:
        newer = papers.get_version(agreement.document, int(new))
        older = None if old == "modelo" else papers.get_version(agreement.document, int(old))
    except ValueError as wrong:
        raise Http404 from wrong
    changes = papers.deviation(newer) if older is None else papers.compare(older, newer)
    return page(
        request,
        "web/drafting/versions.html",
        {
            "partnership": partnership,
            "title": title_of(partnership),
            "crumbs": _crumbs(partnership, (_("Versiones"), "")),
            "versions": rows,
            "old": old,
            "new": new,
            "groups": _by_article(newer, changes),
            "back": _text_url(partnership),
        },
    )


def _by_article(version: Any, changes: list) -> list[dict]:
    """Changes in the order of the text, each clause once with its languages beside each other."""
    content = version.as_content
    order = {key: n for n, key in enumerate(dict.fromkeys([b.key for b in content.blocks]))}
    heads = {b.group: reading(b.text) for b in content.blocks if b.kind == "heading"}
    found: dict[str, dict] = {}
    for change in sorted(changes, key=lambda c: order.get(c.key, len(order))):
        name = group_name(change.group)
        label = f"{name}. {heads[change.group]}" if change.group in heads else name
        article = found.setdefault(change.group, {"label": label, "clauses": {}})
        cells = article["clauses"].setdefault(change.key, [])
        if change.words:
            cells.append({"lang": change.lang, "kind": change.kind, "html": marked(change.new_text, change.words)})
    return [{"label": a["label"], "clauses": [c for c in a["clauses"].values() if c]} for a in found.values()]


@seat_required
def draft(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """The latest version, marked as a draft."""
    partnership = find_relation(request, public_id)
    agreement = _agreement(request, partnership)
    version = papers.latest_version(agreement.document)
    render = {"pdf": papers.draft_pdf, "docx": papers.draft_docx}.get(fmt)
    if render is None:
        raise Http404
    data = render(
        version,
        letterhead_of=partnership.owner,
        exercise=partnership.circle.exercise_at is not None,
        on=today_of(request, partnership),
    )
    name = f"{partnership.folio}-v{version.number}-{_('borrador')}.{fmt}"
    return _download(data, papers.MEDIA_TYPES[fmt], name, inline=fmt == "pdf")


@seat_required
def paper(request: HttpRequest, public_id: str, fmt: str) -> HttpResponse:
    """An issued paper, the bytes that were issued."""
    issue = papers.get_issue(request.seat.actor, public_id)  # type: ignore[attr-defined]
    name, media_type, data = papers.get_rendition(issue, fmt)
    return _download(data, media_type, name, inline=fmt == "pdf")


def _download(data: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    response = HttpResponse(data, content_type=media_type)
    response["Content-Disposition"] = f'{"inline" if inline else "attachment"}; filename="{name}"'
    return response


__all__ = [
    "agree", "comment", "draft", "edit", "keep", "paper", "refill", "reopen", "repair", "show_text", "start", "versions",
]  # fmt: skip
