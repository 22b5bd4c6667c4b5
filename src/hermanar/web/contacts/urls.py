"""Addresses of the contact directory."""

from django.urls import path

from . import views

urlpatterns = [
    path("directorio/", views.show_directory, name="list"),
    path("directorio/nuevo/", views.add, name="new"),
    path("directorio/<str:public_id>/", views.show_contact, name="contact"),
    path("directorio/<str:public_id>/corregir/", views.update, name="update"),
    path("directorio/<str:public_id>/relevo/", views.succeed, name="succeed"),
    path("directorio/<str:public_id>/baja/", views.end, name="end"),
    path("directorio/<str:public_id>/reservar/<str:holder_id>/", views.withhold, name="withhold"),
]
