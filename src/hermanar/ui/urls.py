"""The pattern page: every component in every state."""

from django.urls import path

from hermanar.ui import patterns

app_name = "ui"
urlpatterns = [path("patrones/", patterns.show_patterns, name="patterns")]
