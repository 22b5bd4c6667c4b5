"""The profile's pages: read by whoever shares a circle once it is issued; written by its own liaison."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.documents.queries import get_rendition
from hermanar.partnerships.operations import link_profile
from hermanar.partnerships.policies import can_edit as can_edit_relation
from hermanar.process.queries import standing_facts
from hermanar.profiles import operations as profiles
from hermanar.profiles.policies import can_edit
from hermanar.profiles.queries import (
    blockers_of,
    completeness_of,
    list_chapters,
    list_profile_issues,
    list_revisions,
    list_submissions,
    profile_of,
    title_of,
)
from hermanar.profiles.rules import BY_KEY

from ..deeds import Deed, EmptyForm, do
from ..doors import DoorShown
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..relations import crumbs, find_relation
from .forms import SectionForm, SubmissionForm

__all__ = [
    "edit_section",
    "issue",
    "link",
    "list_changes",
    "send_paper",
    "show_mine",
    "show_of_case",
    "submit",
]


def _own(request: SeatedRequest) -> Any:
    """The organisation whose profile the seat writes: a municipality's own people."""
    organisation = request.seat.organisation
    if organisation is None or organisation.kind != "municipality":
        raise Http404
    return organisation


def _suffix(relation: str) -> str:
    return f"?de={relation}" if relation else ""


def _home(relation: str = "") -> str:
    """Where a page of the profile goes back to."""
    return reverse("web:profiles:profile", args=[relation]) if relation else reverse("web:profiles:mine")


@seat_required
def show_mine(request: SeatedRequest) -> HttpResponse:
    """The municipality's own profile."""
    return _profile(request, _own(request), None)


@seat_required
def show_of_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The profile of the relation's municipality, and whether it is ready for this relation."""
    partnership = find_relation(request, public_id)
    return _profile(request, partnership.owner, partnership)


def _profile(request: SeatedRequest, organisation: Any, partnership: Any) -> HttpResponse:
    actor = request.seat.actor
    profile = profile_of(actor, organisation)
    mine = can_edit(actor, organisation)
    languages = tuple(partnership.languages) if partnership else ("es", "en")
    blockers = []
    if mine and profile is not None:
        blockers = [
            DoorShown(str(b.about), _edit_url(b.at["section"], partnership), _("Escribir"))
            for b in blockers_of(profile, languages)
        ]
    linked = "profile_ready" in standing_facts(partnership.case) if partnership else False
    chapters = list_chapters(profile)
    context = {
        "organisation": organisation,
        "partnership": partnership,
        "profile": profile,
        "crumbs": crumbs(partnership, (_("Perfil municipal"), "")) if partnership else [],
        "chapters": chapters,
        "complete": [
            {"label": label, "value": completeness_of(profile)[lang]}
            for lang, label in (("es", _("Español")), ("en", _("Inglés")))
        ],
        "may_edit": mine,
        "blockers": blockers,
        "issues": list_profile_issues(profile) if profile else [],
        "submissions": list_submissions(profile) if profile and mine else [],
        "revisions": list_revisions(profile, limit=5) if profile and mine else [],
        "linked": linked,
        "may_link": bool(partnership and not linked and can_edit_relation(actor, partnership.circle)),
        "suffix": _suffix(partnership.public_id if partnership else ""),
        "relation": partnership.public_id if partnership else "",
    }
    return page(request, "web/profiles/profile.html", context)


def _edit_url(key: str, partnership: Any) -> str:
    return reverse("web:profiles:section", args=[key]) + _suffix(partnership.public_id if partnership else "")


@seat_required
def edit_section(request: SeatedRequest, key: str) -> HttpResponse:
    """One entry, both languages side by side."""
    organisation = _own(request)
    section = BY_KEY.get(key)
    if section is None or not can_edit(request.seat.actor, organisation):
        raise Http404
    relation = request.GET.get("de", "")
    profile = profile_of(request.seat.actor, organisation)
    entry = (profile.sections if profile else {}).get(key) or {}
    form = SectionForm(given(request), section=section, stale=entry.get("stale", ""), initial=entry)
    back = _home(relation)
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: profiles.save_section(act, profile_of=organisation, key=key, **form.values()),
            form=form,
            then=f"{back}#e-{key}",
            said=_("“%(section)s” quedó guardado.") % {"section": title_of(key)},
        )
        if done.response:
            return done.response
    context = {
        "form": form,
        "section": section,
        "title": title_of(key),
        "stale": entry.get("stale", ""),
        "back": back,
        "crumbs": [{"label": _("Perfil municipal"), "url": back}, {"label": title_of(key), "url": ""}],
    }
    return page(request, "web/profiles/section.html", context)


def _required(request: SeatedRequest) -> tuple[Any, Any, str]:
    """(organisation, profile, way back) for its own liaison."""
    organisation = _own(request)
    profile = profile_of(request.seat.actor, organisation)
    if profile is None or not can_edit(request.seat.actor, organisation):
        raise Http404
    return organisation, profile, _home(request.GET.get("de", ""))


@seat_required
def issue(request: SeatedRequest) -> HttpResponse:
    """Print the profile; the one printed before is superseded."""
    _organisation, profile, back = _required(request)
    deed = Deed(
        title=_("Expedir el perfil municipal"),
        submit=_("Expedir el perfil"),
        back=back,
        crumbs=[{"label": _("Perfil municipal"), "url": back}, {"label": _("Expedir"), "url": ""}],
        consequence=_(
            "Se imprime en PDF y Word, en los dos idiomas, con código de verificación. El anterior queda sustituido."
        ),
        blockers=blockers_of(profile),
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form, lambda act: profiles.issue_profile(act, profile=profile), circle=profile.circle,
        said=_("El perfil municipal quedó expedido."),
    )  # fmt: skip


@seat_required
def submit(request: SeatedRequest) -> HttpResponse:
    """The profile was handed to the Ministry's office in the state (R0-19)."""
    _organisation, profile, back = _required(request)
    form = SubmissionForm(given(request), initial={"submitted_on": today_of(request, profile.circle)})
    deed = Deed(
        title=_("Asentar la entrega a la SRE"),
        submit=_("Asentar la entrega"),
        back=back,
        crumbs=[{"label": _("Perfil municipal"), "url": back}, {"label": _("Entrega"), "url": ""}],
        lead=_("Se entrega a la oficina de la SRE en el estado. Queda dicho qué revisión se entregó."),
    )
    return do(
        request, deed, form, lambda act: profiles.record_submission(act, profile=profile, **form.cleaned_data),
        circle=profile.circle, said=_("La entrega quedó asentada."),
    )  # fmt: skip


@seat_required
def list_changes(request: SeatedRequest) -> HttpResponse:
    """What changed in each revision, newest first."""
    organisation = _own(request)
    profile = profile_of(request.seat.actor, organisation)
    if profile is None:
        raise Http404
    before = request.GET.get("antes", "")
    rows = list_revisions(profile, before=int(before) if before.isdigit() else None, limit=41)
    shown = [
        {
            "number": r.number,
            "at": r.at.astimezone(request.seat.zone),
            "changed": ", ".join(title_of(k) for k in r.changed),
            "entries": [{"es": r.sections[k]["es"], "en": r.sections[k].get("en", "")} for k in r.changed],
        }
        for r in rows[:40]
    ]
    context = {
        "rows": shown,
        "organisation": organisation,
        "older": f"?antes={rows[39].number}" if len(rows) > 40 else "",
        "crumbs": [
            {"label": _("Perfil municipal"), "url": reverse("web:profiles:mine")},
            {"label": _("Revisiones"), "url": ""},
        ],
    }
    return page(request, "web/profiles/revisions.html", context)


@seat_required
def send_paper(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """An issued profile, byte for byte, for whoever sees the relation (or is of the house: `own`)."""
    if public_id == "propio":
        organisation = _own(request)
    else:
        organisation = find_relation(request, public_id).owner
    profile = profile_of(request.seat.actor, organisation)
    issues = list_profile_issues(profile) if profile else []
    wanted = request.GET.get("codigo", "")
    found = next((i for i in issues if not wanted or i.code == wanted), None)
    if found is None:
        raise Http404
    name, media, data = get_rendition(found, fmt)
    response = HttpResponse(data, content_type=media)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@seat_required
def link(request: SeatedRequest, public_id: str) -> HttpResponse:
    """State on the relation that the profile is ready in its languages."""
    partnership = find_relation(request, public_id)
    profile = profile_of(request.seat.actor, partnership.owner)
    if (
        profile is None
        or Role.LIAISON not in request.seat.actor.roles
        or not can_edit_relation(request.seat.actor, partnership.circle)
    ):
        raise Http404
    back = reverse("web:profiles:profile", args=[public_id])
    deed = Deed(
        title=_("Dar por listo el perfil"),
        submit=_("Dar por listo"),
        back=back,
        crumbs=crumbs(partnership, (_("Perfil municipal"), back), (_("Dar por listo"), "")),
        consequence=_("El expediente dirá que el perfil municipal está listo en los idiomas de la relación."),
    )
    form = EmptyForm(given(request))

    return do(
        request, deed, form, lambda act: link_profile(act, partnership=partnership, profile=profile),
        circle=partnership.circle,
        then=reverse("web:cases:case", args=[public_id]), said=_("El perfil quedó listo en el expediente."),
    )  # fmt: skip
