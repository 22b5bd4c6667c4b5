"""Addresses of correspondence."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show_register, name="list"),
    path("relacion/<str:public_id>/", views.list_of_case, name="of_case"),
    path("relacion/<str:public_id>/nueva/", views.draft, name="new"),
    path("relacion/<str:public_id>/asentar/", views.record, name="record"),
    path("relacion/<str:public_id>/respuesta/", views.answer, name="answer"),
    path("<str:public_id>/", views.show_letter, name="letter"),
    path("<str:public_id>/carta.<str:fmt>", views.send_paper, name="paper"),
    path("<str:public_id>/perfil.pdf", views.send_profile, name="profile"),
    path("<str:public_id>/corregir/", views.revise, name="revise"),
    path("<str:public_id>/reparar/", views.repair, name="repair"),
    path("<str:public_id>/conservar/", views.keep_finding, name="keep"),
    path("<str:public_id>/firmar/", views.sign, name="sign"),
    path("<str:public_id>/devolver/", views.return_to_liaison, name="return"),
    path("<str:public_id>/envio/", views.send, name="send"),
    path("<str:public_id>/acuse/", views.acknowledge, name="acknowledge"),
    path("<str:public_id>/interrumpir/", views.interrupt, name="interrupt"),
]
