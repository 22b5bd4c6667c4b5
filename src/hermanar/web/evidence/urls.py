"""Addresses of evidence."""

from django.urls import path

from . import arrivals, views

urlpatterns = [
    path("evidencia/", views.show_gallery, name="gallery"),
    path("evidencia/nueva/", views.add, name="new"),
    path("evidencia/enlace/", views.add_link, name="new_link"),
    path("evidencia/envios/", arrivals.begin, name="begin"),
    path("evidencia/envios/<str:public_id>/", arrivals.put, name="part"),
    path("evidencia/<str:public_id>/", views.show_one, name="piece"),
    path("evidencia/<str:public_id>/imagen/", views.send_picture, name="picture"),
    path("evidencia/<str:public_id>/miniatura/", views.send_thumb, name="thumb"),
    path("evidencia/<str:public_id>/datos/", views.describe, name="describe"),
    path("evidencia/<str:public_id>/aceptar/", views.accept, name="accept"),
    path("evidencia/<str:public_id>/devolver/", views.give_back, name="return"),
]
