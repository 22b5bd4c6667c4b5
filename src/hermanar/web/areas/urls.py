"""Addresses of requests to areas."""

from django.urls import path

from . import views

urlpatterns = [
    path("solicitudes/", views.show_list, name="list"),
    path("solicitudes/<str:public_id>/", views.show_request, name="request"),
    path("solicitudes/<str:public_id>/contestar/", views.answer, name="answer"),
    path("solicitudes/<str:public_id>/concluir/", views.close, name="close"),
    path("vinculaciones/<str:relation_id>/solicitudes/", views.show_list, name="of_case"),
    path("vinculaciones/<str:relation_id>/solicitudes/nueva/", views.ask, name="new"),
]
