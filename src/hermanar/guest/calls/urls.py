"""Public calls, what a municipality asks of its people, and the page by which a proposal is followed."""

from django.urls import path

from . import views

urlpatterns = [
    path("convocatorias/", views.show_list, name="list"),
    path("convocatorias/<slug:call_id>/", views.show_call, name="call"),
    path("convocatorias/<slug:call_id>/proponer/", views.propose_to_call, name="propose"),
    path("participar/", views.show_houses, name="houses"),
    path("participar/<slug:slug>/", views.show_house, name="house"),
    path("participar/<slug:slug>/proponer/", views.propose, name="propose_freely"),
    path("enlace/<str:token>/retirar/", views.withdraw, name="withdraw"),
]
