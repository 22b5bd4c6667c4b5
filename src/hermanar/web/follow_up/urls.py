"""Address of the follow-up."""

from django.urls import path

from . import views

urlpatterns = [
    path("correspondencia/seguimiento/", views.show_follow_up, name="list"),
    path("correspondencia/seguimiento/interrumpir/", views.interrupt_several, name="interrupt"),
]
