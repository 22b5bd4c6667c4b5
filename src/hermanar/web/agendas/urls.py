"""Addresses of the week."""

from django.urls import path

from . import views

urlpatterns = [
    path("agendas/", views.show_list, name="list"),
    path("agendas/areas/", views.units, name="units"),
    path("agendas/nueva/", views.open_week, name="new"),
    path("agendas/semana/<str:public_id>/", views.show_week, name="week"),
    path("agendas/entrega/<str:public_id>/", views.hand_in, name="hand_in"),
]
