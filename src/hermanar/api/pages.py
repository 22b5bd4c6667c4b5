"""The page about the API, at an address for people: Spanish without prefix, English under /en/."""

from django.urls import path

from .reference import page

app_name = "api-reference"
urlpatterns = [path("datos/api/", page, name="page")]
