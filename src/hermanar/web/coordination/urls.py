"""Addresses of coordination between the orders of government."""

from django.urls import path

from . import advice, campaigns, proposals, state

urlpatterns = [
    path("asesorias/", advice.show_list, name="list"),
    path("asesorias/nueva/", advice.ask, name="ask"),
    path("asesorias/<str:public_id>/", advice.show, name="advice"),
    path("asesorias/<str:public_id>/responder/", advice.answer, name="answer"),
    path("asesorias/<str:public_id>/valorar/", advice.rate, name="rate"),
    path("asesorias/<str:public_id>/retirar/", advice.withdraw, name="withdraw"),
    path("vinculaciones/<str:case_id>/asesorias/", advice.of_case, name="of_case"),
    path("vinculaciones/<str:case_id>/asesorias/nueva/", advice.ask, name="ask_of_case"),
    path("propuestas/", proposals.show_list, name="proposals"),
    path("propuestas/nueva/", proposals.send, name="propose"),
    path("propuestas/<str:public_id>/", proposals.show, name="proposal"),
    path("propuestas/<str:public_id>/contestar/", proposals.reply, name="reply"),
    path("propuestas/<str:public_id>/retirar/", proposals.withdraw, name="withdraw_proposal"),
    path("invitaciones/", campaigns.show_invitations, name="invitations"),
    path("invitaciones/<str:public_id>/", campaigns.show_invitation, name="invitation"),
    path("invitaciones/<str:public_id>/contestar/", campaigns.answer, name="answer_invitation"),
    path("estado/municipios/", state.show_municipalities, name="municipalities"),
    path("estado/instrumento/", state.record_instrument, name="instrument"),
    path("estado/instrumento/<str:public_id>/terminar/", state.end_instrument, name="end_instrument"),
    path("estado/campanas/", campaigns.show_list, name="campaigns"),
    path("estado/campanas/nueva/", campaigns.draft, name="new_campaign"),
    path("estado/campanas/<str:public_id>/", campaigns.show, name="campaign"),
    path("estado/campanas/<str:public_id>/enviar/", campaigns.send, name="send_campaign"),
    path("estado/campanas/<str:public_id>/cerrar/", campaigns.close, name="close_campaign"),
    path("estado/campanas/invitado/<str:public_id>/", campaigns.record, name="record_answer"),
]
