"""Addresses of organisations and of the instance's operation."""

from django.urls import path

from . import data_requests, offices, operation, views

urlpatterns = [
    path("organizacion/", views.show_own, name="organisation"),
    path("organizacion/puestos/<str:public_id>/", offices.show_office, name="office"),
    path("operacion/organizaciones/", operation.list_all, name="organisations"),
    path("operacion/organizaciones/nueva/", operation.open_new, name="new"),
    path("operacion/organizaciones/<slug:slug>/", views.show_any, name="any"),
    path("operacion/datos/", data_requests.list_requests, name="data_requests"),
    path("operacion/datos/<str:public_id>/", data_requests.show_request, name="data_request"),
]
