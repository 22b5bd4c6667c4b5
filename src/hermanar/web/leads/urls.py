"""Addresses of leads."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show_board, name="board"),
    path("tablero/", views.show_columns, name="columns"),
    path("nuevo/", views.open_new, name="new"),
    path("lugares/", views.suggest_places, name="places"),
    path("municipios/", views.suggest_municipalities, name="municipalities"),
    path("<str:public_id>/", views.show_lead, name="lead"),
    path("<str:public_id>/corregir/", views.correct, name="correct"),
    path("<str:public_id>/ficha.<str:fmt>", views.print_sheet, name="sheet"),
]
