"""What changed in the profile, between which revisions, and who changed it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.documents.rules.diff import diff_words
from hermanar.kernel.text import whole_number
from hermanar.profiles import operations as profiles
from hermanar.profiles.queries import compare, list_field_history, list_revisions, picture_of, title_of
from hermanar.profiles.rules import BY_KEY, CHAPTERS

from ..deeds import Deed, EmptyForm, do
from ..drafting.marks import marked
from ..edge import SeatedRequest, given, page, seat_required
from ..language import language
from .forms import CompareForm
from .subjects import names_of, subject_of, who, written

_SHOWN = 40


@seat_required
def list_changes(request: SeatedRequest) -> HttpResponse:
    """What changed in each revision, and who changed it, newest first."""
    subject = subject_of(request)
    profile = subject.profile
    if profile is None:
        raise Http404
    before = request.GET.get("antes", "")
    rows = list_revisions(profile, before=whole_number(before), limit=_SHOWN + 1)
    names = names_of(rows)
    shown = [
        {
            "number": r.number,
            "at": request.seat.zones.local(r.at),
            "who": who(r, names),
            "changed": ", ".join(title_of(k) for k in r.changed),
            "url": reverse("web:profiles:compare") + f"?de={r.number - 1}&a={r.number}",
        }
        for r in rows[:_SHOWN]
    ]
    context = {
        "rows": shown,
        "organisation": subject.organisation,
        "form": CompareForm(initial={"de": 1, "a": profile.revision}),
        "older": f"?antes={rows[_SHOWN - 1].number}" if len(rows) > _SHOWN else "",
        "crumbs": subject.crumbs((_("Revisiones"), "")),
    }
    return page(request, "web/profiles/revisions.html", context)


def _part(part: str) -> str:
    return {"es": _("Español"), "en": _("Inglés"), "source": _("Fuente y año"), "items": _("Etiquetas")}[part]


@seat_required
def show_comparison(request: SeatedRequest) -> HttpResponse:
    """Any two revisions, per field and language, in words."""
    subject = subject_of(request)
    profile = subject.profile
    if profile is None:
        raise Http404
    form = CompareForm(request.GET or {"de": max(profile.revision - 1, 0), "a": profile.revision})
    fields: dict[str, dict] = {}
    if form.is_valid():
        old, new = form.cleaned_data["de"], form.cleaned_data["a"]
        for change in compare(profile, old, new):
            here = fields.setdefault(change.key, {"title": title_of(change.key), "parts": []})
            one = BY_KEY.get(change.key)
            words: Any = (
                _("Cambiaron las áreas, los objetivos u otros datos de sus renglones.")
                if change.part == "items"
                else marked(change.new, diff_words(change.old, change.new), lang=change.part)
            )
            label = "" if one and one.same and change.part == "es" else _part(change.part)
            here["parts"].append(
                {"label": label, "lang": change.part if change.part in {"es", "en"} else "", "words": words}
            )
    context = {
        "organisation": subject.organisation,
        "form": form,
        "is_read": form.is_valid(),
        "fields": fields.values(),
        "crumbs": subject.crumbs((_("Revisiones"), reverse("web:profiles:revisions")), (_("Comparar"), "")),
    }
    return page(request, "web/profiles/compare.html", context)


@seat_required
def show_history(request: SeatedRequest, key: str, sheet: str = "") -> HttpResponse:
    """One field through its revisions: what it said, who wrote it, and the way back."""
    subject = subject_of(request, sheet)
    field = BY_KEY.get(key)
    if field is None or subject.profile is None or not subject.may_edit:
        raise Http404
    rows = list_field_history(subject.profile, key)
    names = names_of(rows)
    shown = []
    for row in rows:
        entry = row.sections.get(key) or {}
        shown.append(
            {
                "number": row.number,
                "at": request.seat.zones.local(row.at),
                "who": who(row, names),
                "entry": picture_of(field, entry),
                "restore": "" if row is rows[0] else subject.to("restore", key, row.number),
            }
        )
    context = {
        "rows": shown,
        "title": field.title[language()],
        "crumbs": subject.crumbs(
            (CHAPTERS[field.chapter].title[language()], subject.to("chapter", field.chapter)),
            (field.title[language()], ""),
        ),
    }
    return page(request, "web/profiles/history.html", context)


@seat_required
def restore(request: SeatedRequest, key: str, number: int, sheet: str = "") -> HttpResponse:
    """Bring a field back to an earlier revision; a new revision, nothing is erased."""
    subject = written(request, sheet)
    field = BY_KEY.get(key)
    if field is None:
        raise Http404
    back = subject.to("history", key)
    deed = Deed(
        title=_("Volver a lo que decía la revisión %(number)s") % {"number": number},
        submit=_("Volver a ese texto"),
        back=back,
        crumbs=subject.crumbs((field.title[language()], back), (_("Volver"), "")),
        consequence=_(
            "El apartado dirá de nuevo lo de entonces, en una revisión nueva: lo de hoy se conserva también."
        ),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form,
        lambda act: profiles.restore_entry(act, profile=subject.profile, key=key, number=number),
        circle=subject.circle, said=_("El apartado volvió a decir lo de la revisión %(number)s.") % {"number": number},
    )  # fmt: skip
