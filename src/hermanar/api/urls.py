"""Addresses of the API, version 1. What changes incompatibly gets a version of its own beside this one."""

from django.urls import path

from .edge import anywhere_else, spoken, spoken_urls
from .reference import openapi, root
from .views import api

app_name = "api"
urlpatterns = [
    path("", spoken(root), name="root"),
    path("openapi.json", spoken(openapi), name="openapi"),
    *spoken_urls(api),
    *anywhere_else(),
]
