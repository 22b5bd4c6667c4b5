"""Addresses of candidates."""

from django.urls import path

from . import acts, views

urlpatterns = [
    path("", views.show_rank, name="list"),
    path("comparar/", views.compare, name="compare"),
    path("pesos/", acts.weigh, name="weights"),
    path("prospecto/<str:lead_id>/opinion/", acts.opine, name="opine"),
    path("<str:city>/", views.show_city, name="city"),
    path("<str:city>/guardar/", acts.shortlist, name="shortlist"),
    path("<str:city>/descartar/", acts.discard, name="discard"),
    path("<str:city>/quitar/", acts.take_off, name="take_off"),
    path("<str:city>/dato/", acts.add_datum, name="datum"),
    path("<str:city>/dato/<str:public_id>/retirar/", acts.withdraw_datum, name="datum_withdraw"),
    path("<str:city>/opinion/", acts.add_opinion, name="opinion"),
]
