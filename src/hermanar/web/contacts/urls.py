"""Addresses of the contact directory."""

from django.urls import path

from . import views

urlpatterns = [path("directorio/", views.show_directory, name="list")]
