"""Addresses of the committee's calls, proposals, projects and consultations."""

from django.urls import path

from . import calls, consultations, projects, proposals

urlpatterns = [
    path("comite/propuestas/", proposals.show_inbox, name="inbox"),
    path("comite/propuestas/<str:public_id>/", proposals.show_proposal, name="proposal"),
    path("comite/propuestas/<str:public_id>/evaluar/", proposals.evaluate, name="evaluate"),
    path("comite/propuestas/<str:public_id>/aceptar/", proposals.accept, name="accept"),
    path("comite/propuestas/<str:public_id>/no-aceptar/", proposals.decline, name="decline"),
    path("comite/convocatorias/", calls.show_list, name="calls"),
    path("comite/convocatorias/nueva/", calls.draft, name="new"),
    path("comite/convocatorias/<str:public_id>/", calls.show_call, name="call"),
    path("comite/convocatorias/<str:public_id>/editar/", calls.edit, name="edit"),
    path("comite/convocatorias/<str:public_id>/publicar/", calls.publish, name="publish"),
    path("comite/convocatorias/<str:public_id>/cerrar/", calls.close, name="close"),
    path("comite/convocatorias/<str:public_id>/cancelar/", calls.cancel, name="cancel"),
    path("comite/proyectos/", projects.show_list, name="projects"),
    path("comite/proyectos/nuevo/", projects.open_one, name="new_project"),
    path("comite/proyectos/<str:public_id>/", projects.show_project, name="project"),
    path("comite/proyectos/<str:public_id>/evaluar/", projects.evaluate, name="evaluate_project"),
    path("comite/proyectos/<str:public_id>/votar/", projects.decide, name="decide_project"),
    path("comite/proyectos/<str:project_id>/consultar/", consultations.open_one, name="consult_project"),
    path("comite/consultas/", consultations.show_list, name="consultations"),
    path("comite/consultas/<str:public_id>/", consultations.show_consultation, name="consultation"),
    path("comite/consultas/<str:public_id>/invitar/", consultations.invite, name="invite"),
    path("comite/consultas/<str:public_id>/concluir/", consultations.close, name="conclude"),
    path("vinculaciones/<str:relation_id>/consultar-el-estudio/", consultations.open_one, name="consult_study"),
]
