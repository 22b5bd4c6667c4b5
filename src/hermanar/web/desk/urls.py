"""Addresses that stand without the name of a room."""

from django.urls import path

from . import views

urlpatterns = [
    path("escritorio/", views.show_desk, name="desk"),
    path("avisos/", views.list_all_notices, name="notices"),
    path("buscar/", views.search, name="search"),
    path("archivos/<str:public_id>/", views.send_file, name="file"),
]
