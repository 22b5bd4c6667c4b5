"""Addresses of the library."""

from django.urls import path

from . import models_of_others, views

urlpatterns = [
    path("biblioteca/", views.show_library, name="library"),
    path("biblioteca/nuevo/", views.add, name="new"),
    path("biblioteca/modelos/", models_of_others.show_models, name="models"),
    path("biblioteca/modelos/traer/", models_of_others.import_model, name="import_model"),
    path("biblioteca/modelos/<str:public_id>/", models_of_others.show_model, name="model"),
    path("biblioteca/modelos/<str:public_id>/confirmar/", models_of_others.confirm, name="confirm_model"),
    path("biblioteca/<str:public_id>/archivo", views.send_file, name="file"),
    path("biblioteca/<str:public_id>/corregir/", views.change, name="change"),
    path("biblioteca/<str:public_id>/retirar/", views.withdraw, name="withdraw"),
    path("prospectos/<str:lead_id>/acompanar/", views.annex_lead, name="annex_lead"),
    path("correspondencia/<str:letter_id>/acompanar/", views.annex_letter, name="annex_letter"),
    path("correspondencia/<str:letter_id>/acompanar/<str:public_id>/quitar/", views.remove, name="remove"),
]
