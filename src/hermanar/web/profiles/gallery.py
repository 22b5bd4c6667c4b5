"""The gallery of the profile, and its publication on the portal."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST

from hermanar.files.queries import read_blob
from hermanar.profiles import operations as profiles
from hermanar.profiles.queries import get_picture, list_pictures, profile_of
from hermanar.profiles.queries.known import credit_of
from hermanar.registry.operations.profiles import publish_profile, withdraw_profile
from hermanar.registry.policies import can_publish
from hermanar.registry.queries.house import known_above
from hermanar.registry.queries.masked import withheld_pictures
from hermanar.registry.queries.profiles import publication_of

from ..deeds import Deed, EmptyForm, do, do_for_reason
from ..edge import SeatedRequest, given, operate, page, seat_required
from ..language import language
from ..relations import find_relation
from .forms import PictureForm
from .subjects import Subject, asked_relation, own, subject_of, written

_SIZES = {"chica": "small", "media": "medium", "grande": "large"}
_SAID = ("alt_es", "alt_en", "caption_es", "caption_en", "author", "year", "licence", "permission")


@seat_required
def show_gallery(request: SeatedRequest) -> HttpResponse:
    """The pictures in their order, with rights and words."""
    subject = subject_of(request)
    rows = list_pictures(subject.profile) if subject.profile else []
    context = {
        "subject": subject,
        "pictures": [
            {
                "picture": p,
                "alt": (p.alt_en or p.alt_es) if language() == "en" else p.alt_es,
                "caption": (p.caption_en or p.caption_es) if language() == "en" else p.caption_es,
                "credit": credit_of(p)[language()],
                "lacks_en": not p.alt_en,
                "is_first": at == 0,
                "is_last": at == len(rows) - 1,
            }
            for at, p in enumerate(rows)
        ],
        "most": profiles.MAX_PICTURES,
        "withheld": _may_publish(request, subject) and withheld_pictures(subject.organisation.slug),
        "crumbs": subject.crumbs((_("Galería"), "")),
    }
    return page(request, "web/profiles/gallery.html", context)


@seat_required
def add_picture(request: SeatedRequest) -> HttpResponse:
    """A picture with its rights."""
    subject = subject_of(request)
    if not subject.may_edit:
        raise Http404
    back = reverse("web:profiles:gallery")
    form = PictureForm(given(request), request.FILES or None, initial={"licence": "own"})
    deed = Deed(
        title=_("Agregar una imagen"),
        submit=_("Agregar"),
        back=back,
        crumbs=subject.crumbs((_("Galería"), back), (_("Agregar"), "")),
        lead=_("JPEG, PNG, WebP o HEIC del teléfono. Lo que se imprime y publica no lleva el lugar ni la cámara."),
    )

    def call(act: Any) -> Any:
        data = dict(form.cleaned_data)
        return profiles.add_picture(act, profile_of=subject.organisation, upload=data.pop("file"), **data)

    return do(
        request, deed, form, call, circle=subject.circle, said=_("La imagen quedó en la galería."),
    )  # fmt: skip


def _picture(request: SeatedRequest, public_id: str) -> tuple[Subject, Any]:
    subject = written(request)
    return subject, get_picture(subject.profile, public_id)


@seat_required
def describe_picture(request: SeatedRequest, public_id: str) -> HttpResponse:
    """What it shows, who made it, with what right."""
    subject, picture = _picture(request, public_id)
    back = reverse("web:profiles:gallery")
    form = PictureForm(given(request), described=True, initial={name: getattr(picture, name) for name in _SAID})
    deed = Deed(
        title=_("Describir la imagen"),
        submit=_("Guardar"),
        back=back,
        crumbs=subject.crumbs((_("Galería"), back), (_("Describir"), "")),
    )
    return do(
        request, deed, form, lambda act: profiles.describe_picture(act, picture=picture, **form.cleaned_data),
        circle=subject.circle, said=_("La imagen quedó descrita."),
        template="web/profiles/picture.html", more={"picture": picture},
    )  # fmt: skip


@seat_required
def remove_picture(request: SeatedRequest, public_id: str) -> HttpResponse:
    """Out of the gallery, with a reason."""
    subject, picture = _picture(request, public_id)
    back = reverse("web:profiles:gallery")
    deed = Deed(
        title=_("Retirar la imagen"),
        submit=_("Retirar"),
        kind="danger",
        back=back,
        crumbs=subject.crumbs((_("Galería"), back), (_("Retirar"), "")),
        consequence=_("Sale de la galería y de la próxima publicación. Los perfiles ya expedidos la conservan."),
    )
    return do_for_reason(
        request, deed, lambda act, **why: profiles.remove_picture(act, picture=picture, **why),
        circle=subject.circle, said=_("La imagen se retiró."),
    )  # fmt: skip


@require_POST
@seat_required
def arrange_picture(request: SeatedRequest, public_id: str, how: str) -> HttpResponse:
    """One place earlier (`antes`) or later (`despues`), or the cover (`portada`)."""
    subject, picture = _picture(request, public_id)
    back = reverse("web:profiles:gallery") + f"#p-{public_id}"
    calls: dict[str, Any] = {
        "antes": lambda act: profiles.move_picture(act, picture=picture, earlier=True),
        "despues": lambda act: profiles.move_picture(act, picture=picture, earlier=False),
        "portada": lambda act: profiles.choose_cover(act, picture=picture),
    }
    if how not in calls:
        raise Http404
    done = operate(request, calls[how], circle=subject.circle, then=back)
    return done.response or redirect(back)


@seat_required
@cache_control(private=True, max_age=3600)
def send_picture(request: SeatedRequest, public_id: str, size: str) -> HttpResponse:
    """A copy of a picture, for whoever reads the profile. `relacion`: the relation it is read from."""
    relation = asked_relation(request)
    organisation = find_relation(request, relation).owner if relation else own(request)
    profile = profile_of(request.seat.actor, organisation)
    if profile is None or size not in _SIZES:
        raise Http404
    picture = get_picture(profile, public_id)
    return HttpResponse(read_blob(getattr(picture, _SIZES[size])), content_type="image/jpeg")


def _may_publish(request: SeatedRequest, subject: Subject) -> bool:
    home = subject.organisation.home if subject.organisation else None
    return home is not None and can_publish(request.seat.actor, home)


def _publisher(request: SeatedRequest) -> Subject:
    subject = subject_of(request)
    if subject.profile is None or not _may_publish(request, subject):
        raise Http404
    return subject


@seat_required
def publish(request: SeatedRequest) -> HttpResponse:
    """Make the profile public as it stands."""
    subject = _publisher(request)
    profile = subject.profile
    address = reverse("portal:profile", args=[subject.organisation.slug])
    standing = publication_of(subject.organisation.slug)
    deed = Deed(
        title=_("Publicar el perfil"),
        submit=_("Publicar"),
        back=subject.home,
        crumbs=subject.crumbs((_("Publicar"), "")),
        consequence=_("Cualquier persona podrá leerlo y ver su galería, en los dos idiomas."),
        then=[
            _("Dirección: %(address)s") % {"address": address},
            _("No se publica ninguna cifra sin fuente, ni nombres de personas."),
            *([_("Sustituye a lo publicado.")] if standing and not standing.withdrawn_at else []),
        ],
    )
    form = EmptyForm(given(request))
    return do(
        request, deed, form,
        lambda act: publish_profile(act, profile=profile, known=known_above(request.seat.actor, subject.organisation)),
        circle=profile.circle, said=_("El perfil quedó publicado."),
    )  # fmt: skip


@seat_required
def withdraw(request: SeatedRequest) -> HttpResponse:
    """Take the profile off the portal."""
    subject = _publisher(request)
    deed = Deed(
        title=_("Retirar el perfil del portal"),
        submit=_("Retirar"),
        kind="danger",
        back=subject.home,
        crumbs=subject.crumbs((_("Retirar"), "")),
        consequence=_("Su dirección dirá que se retiró. Lo publicado se conserva en el expediente."),
    )
    return do_for_reason(
        request, deed,
        lambda act, **why: withdraw_profile(act, profile=subject.profile, **why),
        circle=subject.profile.circle, said=_("El perfil se retiró del portal."),
    )  # fmt: skip
