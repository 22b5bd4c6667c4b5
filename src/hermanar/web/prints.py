"""A paper printed from what records say: a character that no typeface draws is named, with where it stands."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from hermanar.documents.queries import MEDIA_TYPES, print_paper, unprintable_in
from hermanar.ui.download import download

from .language import language


def printed(
    request: HttpRequest, kind: str, values: Mapping[str, Any], *, fmt: str, name: str, back: str, inline: bool = False,
    lang: str = "", **more: Any,
) -> HttpResponse:  # fmt: skip
    """The paper to download; or `back`, which says what cannot be printed and in which of its parts. `lang`: of a paper
    that is written in one language only, whoever reads it."""
    lang = lang or language()
    found = unprintable_in(kind, values, lang)
    for label, said in found:
        messages.error(request, _("%(label)s. %(said)s") % {"label": label, "said": said})
    if found:
        return HttpResponseRedirect(back)
    data = print_paper(kind, values, fmt=fmt, language=lang, **more)
    return download(data, MEDIA_TYPES[fmt], f"{name}.{fmt}", inline=inline)
