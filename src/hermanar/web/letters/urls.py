"""Addresses of correspondence."""

from django.urls import path

from . import answers, around, batches, door, incoming, official, register, views

urlpatterns = [
    path("", register.show_pipeline, name="list"),
    path("registro/", register.show_register, name="register"),
    path("registro.csv", register.send_csv, name="csv"),
    path("embudo/", register.show_funnel, name="funnel"),
    path("recibida/", incoming.record_incoming, name="incoming"),
    path("enviada/", incoming.record_outgoing, name="outgoing"),
    path("recibida/leer/", incoming.read_pdf, name="read"),
    path("nueva/", batches.draft_many, name="many"),
    path("oficio/", official.write, name="official"),
    path("lote/<str:public_id>/", batches.show_batch, name="batch"),
    path("lote/<str:public_id>/firmar/", batches.sign_batch, name="sign_batch"),
    path("lote/<str:public_id>/sobres.<str:fmt>", batches.send_envelopes, name="envelopes"),
    path("relacion/<str:public_id>/", views.list_of_case, name="of_case"),
    path("relacion/<str:public_id>/nueva/", views.draft, name="new"),
    path("relacion/<str:public_id>/asentar/", views.record, name="record"),
    path("relacion/<str:public_id>/respuesta/", answers.answer, name="answer"),
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
    path("<str:public_id>/respuesta/", answers.answer_letter, name="answered"),
    path("<str:public_id>/retomar/", around.resume, name="resume"),
    path("<str:public_id>/recordatorio/", around.remind, name="remind"),
    path("<str:public_id>/contestar/", official.reply, name="reply"),
    path("<str:public_id>/datos/", around.details, name="details"),
    path("<str:public_id>/enlace/", door.give, name="give"),
    path("<str:public_id>/enlace/<str:link_id>/retirar/", door.take_back, name="take_back"),
    path("<str:public_id>/retirar-hecho/", around.withdraw_fact, name="withdraw_fact"),
    path("<str:public_id>/expediente/", around.to_case, name="case"),
]
