"""The text back from the counterpart in Word: taken in, read clause by clause, each change accepted or not."""

from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from hermanar.agreements import operations as agreements
from hermanar.documents import queries as papers
from hermanar.documents.enums import Decision, ReturnedKind, Unread
from hermanar.documents.operations import ClauseConflict
from hermanar.documents.rules.diff import diff_words
from hermanar.files.enums import Expect
from hermanar.kernel.acts import Act
from hermanar.kernel.content import Content
from hermanar.kernel.errors import Invalid

from ..deeds import keep
from ..edge import given, operate, page
from ..relations import title_of
from .desks import Desk, at_desk, of_the_house, of_the_workshop
from .forms import PlaceForm, ReturnForm
from .marks import headings, labelled, marked, names_of
from .pictures import LANGUAGE_NAMES


@dataclass(frozen=True)
class ChangeShown:
    pk: int
    kind: str
    where: str
    language: str
    lang: str
    html: SafeString
    about: str
    decision: str
    decided: str
    url: str
    moved_on: SafeString | None = None  # what stands here now, where it is no longer what the file began from
    form: PlaceForm | None = None
    seen_text: str = ""


@dataclass
class ReturnShown:
    changes: list[ChangeShown] = field(default_factory=list)

    @property
    def waiting(self) -> list[ChangeShown]:
        return [c for c in self.changes if c.decision == Decision.PENDING]

    @property
    def decided(self) -> list[ChangeShown]:
        return [c for c in self.changes if c.decision != Decision.PENDING]


@at_desk
@of_the_house
@of_the_workshop
def returns(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Files that came back, and where another is taken in."""
    rows = papers.list_versions(desk.document)
    form = ReturnForm(given(request), request.FILES or None, versions=rows)
    if request.method == "POST" and form.is_valid():

        def call(act: Act) -> Any:
            upload = form.cleaned_data["file"]
            if upload is None:
                raise Invalid({"file": [_("Elija el documento de Word que le devolvieron.")]})
            # what comes back of a paper is the house's own, as its draft: the folder of the case does not hold it
            kept_in = desk.document.issuer.home if desk.is_paper else desk.partnership.circle
            attachment = keep(act, kept_in, upload, expect=Expect.DOCX)
            return agreements.take_back_file(
                act, draft=desk.draft, attachment=attachment, base_number=int(form.cleaned_data["base_number"]),
                is_this_paper=form.cleaned_data["is_this_paper"],
            )  # fmt: skip

        done = operate(
            request, call, circle=desk.partnership.circle, form=form,
            then=lambda row: f"{desk.url}devuelto/{row.public_id}/",
        )  # fmt: skip
        if done.response:
            return done.response
    return page(
        request,
        "web/drafting/returns.html",
        {
            "desk": desk,
            "title": title_of(desk.partnership),
            "crumbs": desk.crumbs((_("Devuelto en Word"), "")),
            "files": papers.list_returned(desk.document),
            "form": form,
            "may": desk.can_edit,
        },
    )


@at_desk
@of_the_house
@of_the_workshop
def returned(request: HttpRequest, desk: Desk, file: str) -> HttpResponse:
    """What one file changes, in the order of the text."""
    return _show(request, desk, papers.get_returned(desk.document, file))


def _show(request: HttpRequest, desk: Desk, row: Any, *, wrong: PlaceForm | None = None, at: int = 0) -> HttpResponse:
    content = papers.latest_version(desk.document).as_content
    changes = papers.list_returned_changes(row)
    shown = ReturnShown([_shown(c, content, desk, wrong if c.pk == at else None) for c in changes])
    return page(
        request,
        "web/drafting/returned.html",
        {
            "desk": desk,
            "title": title_of(desk.partnership),
            "crumbs": desk.crumbs((_("Devuelto en Word"), f"{desk.url}devuelto/"), (row.attachment.filename, "")),
            "file": row,
            "shown": shown,
            "unread": [str(Unread(code).label) for code in row.unread],
            "languages": [LANGUAGE_NAMES.get(lang, lang) for lang in row.languages],
            "may": desk.can_edit,
            "next": shown.waiting[0].pk if shown.waiting else 0,
        },
    )


def _shown(change: Any, content: Content, desk: Desk, wrong: PlaceForm | None) -> ChangeShown:
    block = next((b for b in content.blocks if b.key == change.key), None)
    heads, names = headings(content), names_of(content)
    nowhere = _("Encabezado y pie") if change.kind == ReturnedKind.AROUND else _("Sin lugar")
    where = labelled(change.group, names, heads) if change.key else nowhere
    if change.kind == ReturnedKind.LOOSE and change.key:
        where = _("Después de: %(where)s") % {"where": where}
    now = block.text.get(change.language, "") if block else ""
    loose = change.kind == ReturnedKind.LOOSE
    apart = change.kind in {ReturnedKind.CHANGED, ReturnedKind.REMOVED} and now not in {
        change.old_text,
        change.new_text,
    }
    pending = change.decision == Decision.PENDING
    about = []
    if loose:
        about.append(_("No corresponde a ninguna cláusula: diga dónde va, o déjelo fuera."))
    elif change.kind == ReturnedKind.REMOVED:
        about.append(_("Se suprime."))
    elif change.kind == ReturnedKind.MOVED:
        beside = next((b for b in content.blocks if b.key == change.beside), None)
        to = names[beside.group] if beside else _("el principio")
        about.append(_("Se mueve: pasa después de %(where)s.") % {"where": to})
    elif change.kind == ReturnedKind.AROUND:
        about.append(_("No es parte del texto: la hoja membretada pone el encabezado y el pie."))
    if change.likeness is not None and not loose:
        about.append(_("Reconocida por parecido: %(n)s%%") % {"n": change.likeness})
    if change.tracked:
        about.append(_("Con control de cambios"))
    form = None
    if loose and desk.can_edit and pending:
        form = wrong or PlaceForm(
            content=content,
            prefix=f"c{change.pk}",
            initial={"key": change.key, "language": change.language, "how": "after"},
        )
    lang = change.language or content.languages[0]
    return ChangeShown(
        pk=change.pk,
        kind=change.kind,
        where=where,
        language=LANGUAGE_NAMES.get(change.language, change.language),
        lang=lang,
        html=marked(change.new_text, diff_words(change.old_text, change.new_text), lang=lang),
        about=" · ".join(about),
        decision=change.decision,
        decided=str(change.get_decision_display()),
        url=f"{desk.url}#b-{change.key}" if block else "",
        moved_on=marked(now, diff_words(change.old_text, now), lang=lang) if apart and pending else None,
        form=form,
        seen_text=now if apart else change.old_text,
    )


@at_desk
@of_the_house
@of_the_workshop
@require_POST
def accept(request: HttpRequest, desk: Desk, change: int) -> HttpResponse:
    """Take a change into the text. Where the clause was changed here meanwhile, the page shows both and asks again."""
    row = papers.get_returned_change(desk.document, change)
    content = papers.latest_version(desk.document).as_content
    more: dict[str, Any] = {"seen_text": request.POST.get("seen_text", "").replace("\r\n", "\n")}
    form = None
    if row.kind == ReturnedKind.LOOSE:
        form = PlaceForm(request.POST, content=content, prefix=f"c{row.pk}")
        if not form.is_valid():
            return _show(request, desk, row.returned, wrong=form, at=row.pk)
        block = content.block(form.cleaned_data["key"])
        lang = form.cleaned_data["language"]
        more = {
            "key": block.key, "language": lang, "after": form.cleaned_data["how"] == "after",
            "seen_text": block.text.get(lang, ""),
        }  # fmt: skip

    def call(act: Act) -> Any:
        try:
            return agreements.accept_returned(act, draft=desk.draft, change=row, **more)
        except ClauseConflict as conflict:
            raise Invalid({"": [_("Esa cláusula cambió aquí mientras tanto; compare los dos textos.")]}) from conflict

    done = operate(request, call, circle=desk.partnership.circle, then=_here(desk, row), form=form)
    if form is not None and not done.response:
        return _show(request, desk, row.returned, wrong=form, at=row.pk)
    return done.response or HttpResponseRedirect(_here(desk, row))


@at_desk
@of_the_house
@of_the_workshop
@require_POST
def reject(request: HttpRequest, desk: Desk, change: int) -> HttpResponse:
    row = papers.get_returned_change(desk.document, change)
    done = operate(
        request,
        lambda act: agreements.reject_returned(act, draft=desk.draft, change=row),
        circle=desk.partnership.circle,
        then=_here(desk, row),
    )
    return done.response or HttpResponseRedirect(_here(desk, row))


def _here(desk: Desk, change: Any) -> str:
    return f"{desk.url}devuelto/{change.returned.public_id}/#pendientes"
