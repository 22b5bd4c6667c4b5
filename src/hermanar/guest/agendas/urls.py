"""Pages of a unit's link, under the link's own address."""

from django.urls import path

from . import views

urlpatterns = [
    path("semana/<str:expected_id>/", views.line, name="line"),
    path("semana/<str:expected_id>/correccion/<str:hand_in_id>/", views.fix, name="fix"),
    path("pedido/<str:ask_id>/", views.ask, name="ask"),
]
