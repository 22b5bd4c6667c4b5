"""Pages of a letter's link, under its own address."""

from django.urls import path

from . import views

urlpatterns = [
    path("carta.pdf", views.paper, name="paper"),
    path("perfil-adjunto.pdf", views.profile, name="profile"),
    path("respuesta/<slug:contribution_id>/", views.confirm, name="confirm"),
]
