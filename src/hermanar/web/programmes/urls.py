from django.urls import path

from . import views

CASE = "vinculaciones/<str:public_id>/plazos/"

urlpatterns = [
    path("plazos/", views.list_all, name="list"),
    path("plazos/calendario.ics", views.my_calendar, name="my_calendar"),
    path(CASE, views.show, name="clock"),
    path(f"{CASE}calendario.ics", views.calendar, name="calendar"),
    path("plazos/<str:public_id>/cumplir/", views.fulfil, name="fulfil"),
    path("plazos/<str:public_id>/sin-efecto/", views.void, name="void"),
]
