"""Addresses of encounters, invitations, topics, services, and of what a relation lives on."""

from django.urls import path

from . import acts, invitations, relations, services, topics, views

urlpatterns = [
    path("encuentros/", views.show_list, name="list"),
    path("encuentros/calendario.ics", views.calendar, name="calendar"),
    path("encuentros/nuevo/", acts.add, name="new"),
    path("encuentros/invitaciones/", invitations.show_list, name="invitations"),
    path("encuentros/invitaciones/nueva/", invitations.record, name="new_invitation"),
    path("encuentros/invitaciones/invitar/", invitations.invite, name="invite"),
    path("encuentros/invitaciones/invitados.csv", invitations.export, name="export"),
    path("encuentros/invitaciones/sobres/", invitations.envelopes, name="envelopes"),
    path("encuentros/invitaciones/<str:public_id>/", invitations.show, name="invitation"),
    path("encuentros/invitaciones/<str:public_id>/enviar/", invitations.send, name="send"),
    path("encuentros/invitaciones/<str:public_id>/respuesta/", invitations.answer, name="answer"),
    path("encuentros/invitaciones/<str:public_id>/asistencia/", invitations.attend, name="attend"),
    path("encuentros/invitaciones/<str:public_id>/retirar/", invitations.withdraw, name="withdraw"),
    path("encuentros/temas/", topics.show_list, name="topics"),
    path("encuentros/temas/nuevo/", topics.add, name="new_topic"),
    path("encuentros/temas/<str:public_id>/", topics.follow, name="topic"),
    path("encuentros/<str:public_id>/", views.show, name="encounter"),
    path("encuentros/<str:public_id>/corregir/", acts.correct, name="correct"),
    path("encuentros/<str:public_id>/realizado/", acts.hold, name="hold"),
    path("encuentros/<str:public_id>/cancelar/", acts.cancel, name="cancel"),
    path("encuentros/<str:public_id>/sin-efecto/", acts.void, name="void"),
    path("encuentros/<str:public_id>/participante/", acts.participant, name="participant"),
    path("encuentros/<str:public_id>/evidencia/", acts.evidence, name="evidence"),
    path("encuentros/<str:public_id>/resultado/", acts.outcome, name="outcome"),
    path("encuentros/<str:public_id>/prospecto/", acts.lead, name="lead"),
    path("encuentros/<str:public_id>/invitar/", invitations.invite, name="invite_to"),
    path("servicios/", services.show_list, name="services"),
    path("servicios/nuevo/", services.ask, name="ask"),
    path("servicios/<str:public_id>/", services.show, name="service"),
    path("servicios/<str:public_id>/respuesta/", services.answer, name="answer_service"),
    path("servicios/<str:public_id>/retirar/", services.withdraw, name="withdraw_service"),
    path("vinculaciones/<str:relation_id>/trato/", relations.show, name="of_case"),
    path("vinculaciones/<str:relation_id>/ficha/", relations.brief, name="brief"),
    path("vinculaciones/<str:relation_id>/ficha/<str:language>.pdf", relations.brief_paper, name="brief_paper"),
    path("vinculaciones/<str:relation_id>/comite-de-la-contraparte/", relations.committee, name="committee"),
]
