"""Addresses of the week."""

from django.urls import path

from . import units, views

urlpatterns = [
    path("agendas/", views.show_list, name="list"),
    path("agendas/cumplimiento/", views.compliance, name="compliance"),
    path("agendas/areas/", units.show_units, name="units"),
    path("agendas/areas/<str:public_id>/", units.show_unit, name="unit"),
    path("agendas/areas/<str:public_id>/cambiar/", units.change, name="unit_change"),
    path("agendas/areas/<str:public_id>/titular/", units.name_head, name="head"),
    path("agendas/areas/<str:public_id>/vacante/", units.end_head, name="vacancy"),
    path("agendas/areas/<str:public_id>/enlace/", units.give, name="give"),
    path("agendas/areas/<str:public_id>/enlace/<str:link_id>/retirar/", units.revoke, name="revoke"),
    path("agendas/nueva/", views.open_week, name="new"),
    path("agendas/semana/<str:public_id>/", views.show_week, name="week"),
    path("agendas/semana/<str:public_id>/pedir/", views.ask, name="ask"),
    path("agendas/semana/<str:public_id>/enlaces/", views.send_links, name="send_links"),
    path("agendas/semana/<str:public_id>/por-llamar/", views.to_call, name="to_call"),
    path("agendas/entrega/<str:public_id>/", views.hand_in, name="hand_in"),
    path("agendas/entrega/<str:public_id>/correccion/<str:hand_in_id>/", views.correct, name="correct"),
]
