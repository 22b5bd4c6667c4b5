"""Addresses of the state's office."""

from django.urls import path

from . import views

urlpatterns = [
    path("estado/", views.show_state, name="state"),
    path("estado/bitacora/", views.show_log, name="log"),
    path("estado/designacion/", views.designate, name="designate"),
    path("estado/designacion/<str:public_id>/terminar/", views.end, name="end"),
    path("estado/actividades/nueva/", views.record_activity, name="activity"),
]
