"""The profile's pages: read by whoever shares a circle once it is issued; written by its own liaison."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from hermanar.directory.enums import Role
from hermanar.documents.queries import get_rendition
from hermanar.files.enums import Expect
from hermanar.partnerships.operations import link_profile
from hermanar.partnerships.policies import can_edit as can_edit_relation
from hermanar.process.queries import standing_facts
from hermanar.profiles import operations as profiles
from hermanar.profiles.policies import can_edit
from hermanar.profiles.queries import (
    blockers_of,
    completeness_of,
    last_touched,
    list_chapters,
    list_pictures,
    list_profile_issues,
    list_revisions,
    list_submissions,
    picture_of,
    profile_of,
)
from hermanar.profiles.queries.known import known_of
from hermanar.profiles.rules import BY_KEY, CHAPTERS, rows_of
from hermanar.registry.policies import can_publish
from hermanar.registry.queries.house import known_above
from hermanar.registry.queries.profiles import publication_of
from hermanar.ui.download import download

from ..deeds import Deed, EmptyForm, do, keep
from ..doors import DoorShown
from ..edge import SeatedRequest, given, operate, page, seat_required, today as today_of
from ..language import language
from ..relations import crumbs, find_relation
from .forms import IssueForm, MigrantForm, PriorityForm, SectionForm, StatementForm, SubmissionForm
from .subjects import Subject, names_of, own, subject_of, who, written

_TAG_FORMS: dict[str, Any] = {"statements": StatementForm, "priorities": PriorityForm, "migrants": MigrantForm}


@seat_required
def show_mine(request: SeatedRequest) -> HttpResponse:
    """The municipality's own profile."""
    return _profile(request, own(request), None)


@seat_required
def show_of_case(request: SeatedRequest, public_id: str) -> HttpResponse:
    """The profile of the relation's municipality, and whether it is ready for this relation."""
    partnership = find_relation(request, public_id)
    return _profile(request, partnership.owner, partnership)


def _to_mend(subject: Subject, chapters: list) -> list[DoorShown]:
    """Entries that are written and lack something, each with its door."""
    return [
        DoorShown(f"{e.title}: {', '.join(e.lacks)}.", subject.to("section", e.key), _("Completar"))
        for chapter in chapters
        for e in chapter.entries
        if e.lacks
    ]


def _profile(request: SeatedRequest, organisation: Any, partnership: Any) -> HttpResponse:
    actor = request.seat.actor
    profile = profile_of(actor, organisation)
    mine = can_edit(actor, organisation)
    subject = Subject(organisation, profile, mine, relation=partnership.public_id if partnership else "")
    languages = tuple(partnership.languages) if partnership else ("es", "en")
    chapters = list_chapters(profile)
    core = []
    if mine and profile is not None:
        core = [
            DoorShown(str(b.about), subject.to("section", b.at["section"]), _("Escribir"))
            for b in blockers_of(profile, languages)
            if not profile.sections.get(b.at["section"], {}).get("es")
        ]
    linked = "profile_ready" in standing_facts(partnership.case) if partnership else False
    home = organisation.home
    published = publication_of(organisation.slug) if profile else None
    context = {
        "organisation": organisation,
        "partnership": partnership,
        "profile": profile,
        "subject": subject,
        "crumbs": crumbs(partnership, (_("Perfil municipal"), "")) if partnership else [],
        "chapters": chapters,
        "written": sum(1 for c in chapters if c.written),
        "complete": [
            {"label": label, "value": completeness_of(profile)[lang]}
            for lang, label in (("es", _("Español")), ("en", _("Inglés")))
        ],
        "may_edit": mine,
        "mend": _to_mend(subject, chapters) if mine else [],
        "core": core,
        "pictures": list_pictures(profile) if profile else [],
        "issues": list_profile_issues(profile) if profile else [],
        "submissions": list_submissions(profile) if profile and mine else [],
        "revisions": list_revisions(profile, limit=5) if profile and mine else [],
        "linked": linked,
        "may_link": bool(partnership and not linked and can_edit_relation(actor, partnership.circle)),
        "may_publish": bool(profile and home and can_publish(actor, home)),
        "published": published if published and not published.withdrawn_at else None,
        "public_url": reverse("portal:profile", args=[organisation.slug]),
        "suffix": subject.suffix,
        "relation": subject.relation,
    }
    return page(request, "web/profiles/profile.html", context)


@seat_required
def show_chapter(request: SeatedRequest, key: str, sheet: str = "") -> HttpResponse:
    """One of the seventeen sections: what the program knows, what is written, what is not yet there."""
    subject = subject_of(request, sheet)
    if key not in CHAPTERS or not subject.may_edit:
        raise Http404
    chapters = list_chapters(subject.profile)
    at = next(i for i, c in enumerate(chapters) if c.key == key)
    here = chapters[at]
    known: dict[str, Any] = {}
    if here.known and subject.organisation:
        day = today_of(request, subject.circle)
        known = known_of(subject.organisation, day, known_above(request.seat.actor, subject.organisation))
    touched = last_touched(subject.profile) if subject.profile else {}
    mine = {k: r for k, r in touched.items() if k in {e.key for e in here.entries}}
    names = names_of(mine.values())
    context = {
        "subject": subject,
        "chapter": here,
        "rows": [
            {
                "entry": e,
                "edit": subject.to("section", e.key),
                "history": subject.to("history", e.key) if e.key in mine else "",
                "tags": [(row, subject.to("tags", e.key, row.number)) for row in e.rows],
                "who": who(mine[e.key], names) if e.key in mine else "",
                "at": request.seat.zones.local(mine[e.key].at) if e.key in mine else None,
            }
            for e in here.entries
        ],
        "known": [{"term": title, "value": known[k][language()].split("\n")} for k, title in here.known if k in known],
        "before": (chapters[at - 1].title, subject.to("chapter", chapters[at - 1].key)) if at else None,
        "after": (chapters[at + 1].title, subject.to("chapter", chapters[at + 1].key)) if at + 1 < 17 else None,
        "crumbs": subject.crumbs((here.title, "")),
    }
    return page(request, "web/profiles/chapter.html", context)


@seat_required
def edit_section(request: SeatedRequest, key: str, sheet: str = "") -> HttpResponse:
    """One entry, both languages side by side."""
    subject = subject_of(request, sheet)
    field = BY_KEY.get(key)
    if field is None or not subject.may_edit:
        raise Http404
    profile = subject.profile
    entry = (profile.sections if profile else {}).get(key) or {}
    revision = profile.revision if profile else 0
    initial = {**entry, "seen": revision}
    form = SectionForm(given(request), section=field, stale=entry.get("stale", ""), initial=initial)
    shown = picture_of(field, entry)
    back = subject.to("chapter", field.chapter) + f"#e-{key}"
    changed_under = False
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: profiles.save_section(act, profile_of=subject.writes, key=key, **form.values()),
            form=form,
            then=_after_saving(subject, field, back),
            said=_("“%(section)s” quedó guardado.") % {"section": shown.title},
        )
        if done.response:
            return done.response
        changed_under = (form.cleaned_data.get("seen") or 0) < revision
        if changed_under:  # saved again, it is over what stands now
            sent = request.POST.copy()
            sent["seen"] = str(revision)
            form.data = sent
    chapter = CHAPTERS[field.chapter]
    context = {
        "form": form,
        "section": field,
        "entry": shown,
        "title": shown.title,
        "help": field.help.get(language(), ""),
        "stale": entry.get("stale", ""),
        "back": back,
        "changed_under": changed_under,
        "crumbs": subject.crumbs((chapter.title[language()], subject.to("chapter", field.chapter)), (shown.title, "")),
    }
    return page(request, "web/profiles/section.html", context)


def _after_saving(subject: Subject, field: Any, back: str) -> Any:
    """Where to go on: a line that carries no tags yet is the next thing to do."""

    def then(profile: Any) -> str:
        if field.tagged and field.type != "migrants":
            rows = rows_of(field, profile.sections.get(field.key))
            bare = next(
                (i for i, r in enumerate(rows) if not r.areas and not r.goals and not getattr(r, "axis", "")), None
            )
            if bare is not None:
                return subject.to("tags", field.key, bare)
        return back

    return then


@seat_required
def tag_line(request: SeatedRequest, key: str, line: int, sheet: str = "") -> HttpResponse:
    """What one line is about: areas and goals, place in the plan, city and number."""
    subject = written(request, sheet)
    field = BY_KEY.get(key)
    entry = subject.profile.sections.get(key) or {}
    rows = rows_of(field, entry) if field and field.tagged else ()
    if field is None or not 0 <= line < len(rows):
        raise Http404
    row = rows[line]
    tags = (entry.get("items") or [{}] * len(rows))[line : line + 1]
    initial = dict(tags[0]) if tags else {}
    initial["targets"] = ", ".join(initial.get("targets", ()))
    if field.type == "migrants" and not initial.get("city"):
        initial["city"] = row.es if initial.get("place") else ""
    form = _TAG_FORMS[field.type](given(request), initial=initial)
    shown = picture_of(field, entry)
    back = subject.to("chapter", field.chapter) + f"#e-{key}"
    if request.method == "POST" and form.is_valid():
        done = operate(
            request,
            lambda act: profiles.tag_line(
                act, profile=subject.profile, key=key, line=line, tags=form.tags() if hasattr(form, "tags") else {},
                seen=subject.profile.revision,
            ),
            form=form,
            fields={"place": "city"},
            then=subject.to("tags", key, line + 1) if line + 1 < len(rows) and request.POST.get("next") else back,
            said=_("Quedó dicho de qué trata."),
        )  # fmt: skip
        if done.response:
            return done.response
    context = {
        "form": form,
        "row": row,
        "title": shown.title,
        "number": line + 1,
        "of": len(rows),
        "has_next": line + 1 < len(rows),
        "back": back,
        "crumbs": subject.crumbs(
            (CHAPTERS[field.chapter].title[language()], subject.to("chapter", field.chapter)), (shown.title, "")
        ),
    }
    return page(request, "web/profiles/tags.html", context)


@seat_required
def issue(request: SeatedRequest) -> HttpResponse:
    """Print the profile; the one printed before in the same languages is superseded."""
    subject = written(request)
    profile, organisation = subject.profile, subject.organisation
    chapters = list_chapters(profile)
    bare = [e.title for c in chapters for e in c.entries if not e.is_empty and not e.printed]
    published = publication_of(organisation.slug)
    contact = str((profile.sections.get("liaison_contact") or {}).get("es", ""))
    address = settings.PUBLIC_BASE_URL + reverse("portal:profile", args=[organisation.slug])
    is_public = published is not None and published.withdrawn_at is None
    deed = Deed(
        title=_("Expedir el perfil municipal"),
        submit=_("Expedir el perfil"),
        back=subject.home,
        crumbs=subject.crumbs((_("Expedir"), "")),
        consequence=_(
            "Se imprime en PDF y Word con portada, mapa, galería y código de verificación. El anterior en los mismos "
            "idiomas queda sustituido. Lo que está vacío no se imprime."
        ),
        then=[_("No se imprime por falta de fuente: %(names)s.") % {"names": ", ".join(bare)}] if bare else (),
        blockers=_to_mend(subject, chapters),
    )
    form = IssueForm(given(request))
    return do(
        request, deed, form,
        lambda act: profiles.issue_profile(
            act, profile=profile, languages=form.chosen(), known=known_above(request.seat.actor, organisation),
            contact=address if is_public else f"mailto:{contact}" if "@" in contact else "",
        ),
        circle=profile.circle, said=_("El perfil municipal quedó expedido."),
    )  # fmt: skip


@seat_required
def submit(request: SeatedRequest) -> HttpResponse:
    """The profile was handed to the Ministry's office in the state (R0-19)."""
    subject = written(request)
    profile = subject.profile
    issues = list_profile_issues(profile)
    initial = {"submitted_on": today_of(request, profile.circle), "paper": issues[0].code if issues else ""}
    form = SubmissionForm(given(request), request.FILES or None, issues=issues, initial=initial)
    deed = Deed(
        title=_("Asentar la entrega a la SRE"),
        submit=_("Asentar la entrega"),
        back=subject.home,
        crumbs=subject.crumbs((_("Entrega"), "")),
        lead=_("Se entrega a la oficina de la SRE en el estado. Queda dicho qué revisión se entregó."),
    )

    def call(act: Any) -> Any:
        data = dict(form.cleaned_data)
        code = data.pop("paper")
        paper = next((i for i in issues if i.code == code), None)
        scan = keep(act, profile.circle, data.pop("scan"), expect=Expect.PDF_OR_IMAGE)
        return profiles.record_submission(act, profile=profile, issue=paper, scan=scan, **data)

    return do(
        request, deed, form, call, circle=profile.circle, said=_("La entrega quedó asentada."),
        fields={"issue": "paper", "file": "scan"},
    )  # fmt: skip


@seat_required
def send_paper(request: SeatedRequest, public_id: str, fmt: str) -> HttpResponse:
    """An issued profile, byte for byte, for whoever sees the relation (or is of the house: `own`)."""
    if public_id == "propio":
        organisation = own(request)
    else:
        organisation = find_relation(request, public_id).owner
    profile = profile_of(request.seat.actor, organisation)
    issues = list_profile_issues(profile) if profile else []
    wanted = request.GET.get("codigo", "")
    found = next((i for i in issues if not wanted or i.code == wanted), None)
    if found is None:
        raise Http404
    name, media, data = get_rendition(found, fmt)
    return download(data, media, name)


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
