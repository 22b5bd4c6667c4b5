"""Addresses of relations."""

from django.urls import path

from ..studies import views as studies
from . import antecedents, corrections, opening, seats, steps, views

urlpatterns = [
    path("", views.list_cases, name="list"),
    path("nueva/", opening.open_case, name="new"),
    path("nueva/resultado/", opening.show_outcome_of, name="outcome"),
    path("nueva/<str:lead_id>/", opening.open_case_of_lead, name="of_lead"),
    path("<str:public_id>/", views.show_case, name="case"),
    path("<str:public_id>/preguntas/", opening.show_triage, name="triage"),
    path("<str:public_id>/bitacora/", views.show_log, name="log"),
    path("<str:public_id>/circulo/", views.show_circle, name="circle"),
    path("<str:public_id>/circulo/lugar/", seats.give, name="seat"),
    path("<str:public_id>/circulo/lugar/terminar/", seats.end, name="end_seat"),
    path("<str:public_id>/expediente.zip", views.send_folder, name="folder"),
    path("<str:public_id>/contraparte/", views.edit_counterpart, name="counterpart"),
    path("<str:public_id>/areas/", views.edit_terms, name="terms"),
    path("<str:public_id>/enlace/", views.show_designation, name="designation"),
    path("<str:public_id>/comite/", views.show_committee, name="committee"),
    path("<str:public_id>/comite/correccion/", corrections.committee, name="unlink_committee"),
    path("<str:public_id>/perfil-listo/correccion/", corrections.profile, name="unlink_profile"),
    path("<str:public_id>/enlace/<str:designation>/correccion/", corrections.designation, name="withdraw_designation"),
    path(
        "<str:public_id>/antecedentes/<str:earlier>/correccion/", corrections.earlier_act, name="withdraw_earlier_act"
    ),
    path("<str:public_id>/estudio/", studies.show_study, name="study"),
    path("<str:public_id>/estudio/someter/", studies.submit, name="study_submit"),
    path("<str:public_id>/estudio/devolver/", studies.give_back, name="study_return"),
    path("<str:public_id>/estudio/retirar/", studies.take_back, name="study_take_back"),
    path("<str:public_id>/estudio/completo/", studies.write_whole, name="study_whole"),
    path("<str:public_id>/estudio/proponer/", studies.propose, name="study_propose"),
    path("<str:public_id>/estudio/<str:key>/", studies.write_section, name="study_section"),
    path("<str:public_id>/antecedentes/nuevo/", antecedents.add_earlier_act, name="earlier_act"),
    path("<str:public_id>/pasos/seguir-sin/", steps.waive, name="waive_step"),
    path("<str:public_id>/pasos/pedir/", steps.ask, name="ask_step"),
    path("<str:public_id>/interrumpir/", views.interrupt, name="interrupt"),
    path("<str:public_id>/retomar/", views.resume, name="resume"),
    path("<str:public_id>/reabrir/", views.reopen, name="reopen"),
    path("<str:public_id>/desistir/", views.withdraw, name="withdraw"),
    path("<str:public_id>/rechazo/", views.refuse, name="refuse"),
    path("<str:public_id>/cerrar/", views.close, name="close"),
    path("<str:public_id>/reloj/", views.move_clock, name="clock"),
]
