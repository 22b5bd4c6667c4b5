"""Pages of a counterpart's link, under its own address."""

from django.urls import path

from . import programmes, views

urlpatterns = [
    path("contacto/", views.contact, name="contact"),
    path("contacto/otra-persona/", views.handover, name="handover"),
    path("cartas/<slug:letter_id>/", views.letter, name="letter"),
    path("cartas/<slug:letter_id>/carta.pdf", views.letter_pdf, name="letter_pdf"),
    path("perfil.<str:fmt>", views.profile, name="profile"),
    path("texto/", views.text, name="text"),
    path("programas/<slug:programme_id>/", programmes.show, name="programme"),
    path("programas/<slug:programme_id>/programa.<str:fmt>", programmes.paper, name="programme_paper"),
    path("programas/<slug:programme_id>/cambios/", programmes.changes, name="programme_changes"),
    path("horarios/", views.hours, name="hours"),
    path("horarios/<slug:hour_id>/", views.take, name="take"),
    path("fotos/", views.photo, name="photo"),
    path("confirmar/<slug:contribution_id>/", views.confirm, name="confirm"),
]
