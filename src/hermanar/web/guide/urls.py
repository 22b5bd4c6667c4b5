"""Address of the guide."""

from django.urls import path

from . import views

urlpatterns = [path("guia/", views.show_guide, name="guide")]
