from django.urls import path

from . import answers, dispatches, opinions, recorded, reviews

CASE = "vinculaciones/<str:public_id>/"
SENT = "envios/<str:public_id>/"
ROUND = "revisiones/<str:public_id>/"
RULED = "dictamenes/<str:public_id>/"

urlpatterns = [
    path("dictamenes/", reviews.queue, name="queue"),
    path(f"{CASE}envio/", dispatches.of_case, name="dispatches_of_case"),
    path(f"{CASE}envio/preparar/", dispatches.prepare, name="prepare"),
    path(f"{CASE}envio/asentar/", dispatches.record, name="record_dispatch"),
    path(f"{CASE}dictamen/", reviews.of_case, name="of_case"),
    path(f"{CASE}dictamen/asentar/", opinions.record, name="record"),
    path(f"{CASE}asesoria/", opinions.advise, name="advisers"),
    path(SENT, dispatches.show, name="dispatch"),
    path(f"{SENT}documentos/<slug:key>/", dispatches.attach, name="attach"),
    path(f"{SENT}actualizar/", dispatches.refresh, name="refresh"),
    path(f"{SENT}enviar/", dispatches.send, name="send"),
    path(f"{SENT}turnar/", dispatches.forward, name="forward"),
    path(f"{SENT}anexo/<str:key>.<str:fmt>", dispatches.enclosure, name="enclosure"),
    path(f"{SENT}devolver-sin-firma/", dispatches.return_unsigned, name="return_unsigned"),
    path(f"{SENT}devolver/", dispatches.give_back, name="return"),
    path(f"{SENT}recibir/", dispatches.receive, name="receive"),
    path(f"{SENT}corregir/", dispatches.correct, name="correct_dispatch"),
    path(f"{SENT}retirar/", dispatches.recall, name="recall"),
    path(f"{SENT}turno/retirar/", dispatches.recall_forwarding, name="recall_forwarding"),
    path(f"{SENT}turno/corregir/", recorded.correct_forward, name="correct_forwarding"),
    path(f"{SENT}asentar-turno/", recorded.forward, name="record_forward"),
    path(f"{SENT}asentar-devolucion/", recorded.give_back, name="record_return"),
    path(f"{SENT}asentar-observaciones/", recorded.observations, name="record_observations"),
    path(ROUND, reviews.show, name="review"),
    path(f"{ROUND}observar/", reviews.observe, name="observe"),
    path(f"{ROUND}aprobar/", reviews.approve, name="approve"),
    path(f"{ROUND}enviar/", reviews.send, name="send_observations"),
    path(f"{ROUND}responder/", reviews.submit, name="submit"),
    path(f"{ROUND}devolver-sin-firma/", answers.return_unsigned, name="return_answer_unsigned"),
    path(f"{ROUND}turnar/", answers.forward, name="forward_answer"),
    path(f"{ROUND}devolver/", answers.give_back, name="return_answer"),
    path(f"{ROUND}asentar-turno/", answers.record_forward, name="record_answer_forward"),
    path(f"{ROUND}asentar-devolucion/", answers.record_return, name="record_answer_return"),
    path(f"{ROUND}turno/retirar/", answers.recall, name="recall_answer"),
    path(f"{ROUND}turno/corregir/", answers.correct_forward, name="correct_answer_forward"),
    path(f"{ROUND}devolucion/corregir/", answers.correct_return, name="correct_answer_return"),
    path(f"{ROUND}dictaminar/", opinions.propose, name="propose"),
    path(f"{ROUND}corregir/", recorded.correct, name="correct_observations"),
    path("observaciones/<str:public_id>/retirar/", reviews.drop, name="drop"),
    path("observaciones/<str:public_id>/contestar/", reviews.answer, name="answer"),
    path(RULED, opinions.show, name="opinion"),
    path(f"{RULED}autorizar/", opinions.authorise, name="authorise"),
    path(f"{RULED}devolver/", opinions.give_back, name="return_opinion"),
    path(f"{RULED}retirar/", opinions.withdraw, name="withdraw_opinion"),
]
