"""Addresses of the counterpart's door."""

from django.urls import path

from . import views

urlpatterns = [
    path("vinculaciones/<str:relation_id>/puerta/", views.show_door, name="door"),
    path("vinculaciones/<str:relation_id>/puerta/enlace/", views.give, name="give"),
    path("vinculaciones/<str:relation_id>/puerta/enlace/<str:link_id>/retirar/", views.revoke, name="revoke"),
    path("vinculaciones/<str:relation_id>/puerta/contacto/", views.ask, name="ask"),
    path("vinculaciones/<str:relation_id>/puerta/texto/", views.share, name="share"),
    path("vinculaciones/<str:relation_id>/puerta/texto/retirar/", views.unshare, name="unshare"),
    path("vinculaciones/<str:relation_id>/puerta/horarios/", views.propose_hour, name="propose_hour"),
    path("puerta/horarios/<str:hour_id>/aceptar/", views.take_hour, name="take_hour"),
    path("puerta/horarios/<str:hour_id>/retirar/", views.withdraw_hour, name="withdraw_hour"),
    path("puerta/recibido/<str:contribution_id>/", views.show_contribution, name="contribution"),
    path("puerta/recibido/<str:contribution_id>/asentar/", views.take, name="take"),
    path("puerta/recibido/<str:contribution_id>/apartar/", views.set_aside, name="set_aside"),
]
