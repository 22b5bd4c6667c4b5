"""A masked copy in the place of a published picture that names somebody withheld."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _, gettext_lazy

from hermanar.registry.operations.masked import mask_picture
from hermanar.registry.policies import can_publish
from hermanar.registry.queries.masked import WithheldPicture, withheld_pictures

from ..deeds import Deed, do, offer
from ..edge import SeatedRequest, given, seat_required
from ..language import translated
from .subjects import subject_of


class MaskForm(forms.Form):
    """Which picture, and the copy in which the person is covered."""

    original = forms.ChoiceField(label=gettext_lazy("Imagen"), widget=forms.RadioSelect)
    file = forms.FileField(
        label=gettext_lazy("Copia con la persona cubierta"),
        help_text=gettext_lazy("JPEG o PNG. Cubra el rostro y lo que diga su nombre; se publica sin los datos de la cámara."),
    )  # fmt: skip

    def __init__(self, *args: Any, pictures: list[WithheldPicture], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "original", [(p.original, _told(p)) for p in pictures])


def _told(picture: WithheldPicture) -> str:
    where = _("Informe %(period)s") % {"period": picture.period} if picture.period else _("Perfil municipal")
    state = _("ya tiene copia") if picture.is_masked else _("no se muestra")
    return f"{where}: {translated(picture.caption) or picture.original[:12]} · {state}"


@seat_required
def mask(request: SeatedRequest) -> HttpResponse:
    """Choose one of those that the portal withholds, and hand in its copy."""
    subject = subject_of(request)
    organisation = subject.organisation
    home = organisation.home if organisation is not None else None
    if home is None or not can_publish(request.seat.actor, home):
        raise Http404
    pictures = withheld_pictures(organisation.slug)
    form = MaskForm(given(request), request.FILES or None, pictures=pictures)
    deed = Deed(
        title=_("Poner una copia que reserva un nombre"),
        submit=_("Poner la copia"),
        back=reverse("web:profiles:gallery"),
        crumbs=subject.crumbs((_("Copia que reserva un nombre"), "")),
        lead=_("Estas imágenes publicadas nombran a quien pidió reservar su nombre.")
        if pictures
        else _("Ninguna imagen publicada nombra a quien pidió reservar su nombre."),
        consequence=_("El público ve la copia en su lugar. Lo publicado y su huella no cambian."),
    )
    return do(
        request, deed, form,
        lambda act: mask_picture(act, organisation=organisation, **_named(form.cleaned_data)),
        circle=home, said=_("La copia quedó en el lugar de la imagen."),
    )  # fmt: skip


def _named(typed: dict[str, Any]) -> dict[str, Any]:
    return {"original": typed["original"], "upload": typed["file"]}
