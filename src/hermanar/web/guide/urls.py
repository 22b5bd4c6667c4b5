"""Addresses of the guide and of its glossary."""

from django.urls import path

from . import views

urlpatterns = [
    path("guia/", views.show_guide, name="guide"),
    path("glosario/", views.show_glossary, name="glossary"),
]
