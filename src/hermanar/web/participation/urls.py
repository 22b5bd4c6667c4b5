"""Addresses of participation."""

from django.urls import path

from . import views

urlpatterns = [
    path("participacion/", views.show_list, name="list"),
    path("participacion/nuevo/", views.add, name="new"),
    path("participacion/<str:public_id>/", views.show_stakeholder, name="stakeholder"),
    path("participacion/<str:public_id>/corregir/", views.update, name="update"),
    path("participacion/<str:public_id>/invitar/", views.invite, name="invite"),
    path("participacion/<str:public_id>/respuesta/", views.answer, name="answer"),
    path("vinculaciones/<str:relation_id>/participacion/", views.show_list, name="of_case"),
    path("vinculaciones/<str:relation_id>/participacion/nuevo/", views.add, name="new_of_case"),
]
