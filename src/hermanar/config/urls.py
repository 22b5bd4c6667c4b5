"""Addresses: Spanish without prefix, English under /en/. Each entrance brings its own."""

from importlib.util import find_spec

from django.conf.urls.i18n import i18n_patterns
from django.urls import URLPattern, URLResolver, include, path

# In this order: the portal's own pages stand at the root.
_ENTRANCES = [
    "hermanar.web.urls",
    "hermanar.guest.urls",
    "hermanar.ui.urls",
    "hermanar.api.pages",
    "hermanar.portal.urls",
]


def _there(module: str) -> bool:
    try:
        return find_spec(module) is not None
    except ModuleNotFoundError:
        return False


urlpatterns: list[URLPattern | URLResolver] = (
    [path("api/v1/", include("hermanar.api.urls"))] if _there("hermanar.api.urls") else []
)
urlpatterns += i18n_patterns(
    path("cuenta/", include("allauth.urls")),
    *[path("", include(module)) for module in _ENTRANCES if _there(module)],
    prefix_default_language=False,
)
