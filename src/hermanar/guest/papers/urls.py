"""The library of papers, open to visitors."""

from django.urls import path

from . import views

urlpatterns = [
    path("papeles-modelo/", views.show_list, name="list"),
    path("papeles-modelo/<slug:folder>/", views.show_paper, name="paper"),
    path("papeles-modelo/<slug:folder>/muestra.pdf", views.send_sample, name="sample"),
]
