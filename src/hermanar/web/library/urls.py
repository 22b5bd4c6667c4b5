"""Addresses of the library."""

from django.urls import path

from . import views

urlpatterns = [
    path("biblioteca/", views.show_library, name="library"),
    path("biblioteca/nuevo/", views.add, name="new"),
    path("biblioteca/<str:public_id>/archivo", views.send_file, name="file"),
    path("biblioteca/<str:public_id>/corregir/", views.change, name="change"),
    path("biblioteca/<str:public_id>/retirar/", views.withdraw, name="withdraw"),
    path("prospectos/<str:lead_id>/acompanar/", views.annex_lead, name="annex_lead"),
    path("correspondencia/<str:letter_id>/acompanar/", views.annex_letter, name="annex_letter"),
    path("correspondencia/<str:letter_id>/acompanar/<str:public_id>/quitar/", views.remove, name="remove"),
]
