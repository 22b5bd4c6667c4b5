from django.urls import path

from . import authorisations, book, deposits, registrations, signatures

CASE = "vinculaciones/<str:public_id>/"
KEPT = "depositos/<str:public_id>/"

urlpatterns = [
    path("registros/", registrations.queue, name="queue"),
    path(f"{CASE}autorizacion/", authorisations.show, name="authorisation"),
    path(f"{CASE}autorizacion/asentar/", authorisations.record, name="record_authorisation"),
    path(f"{CASE}autorizacion/<str:row_id>/retirar/", authorisations.withdraw, name="withdraw_authorisation"),
    path(f"{CASE}aprobacion/", signatures.approve, name="foreign_approval"),
    path(f"{CASE}aprobacion/negativa/", signatures.disapprove, name="foreign_refusal"),
    path(f"{CASE}aprobacion/<str:approval>/corregir/", signatures.withdraw_approval, name="withdraw_approval"),
    path(f"{CASE}firma/", signatures.show, name="signature"),
    path(f"{CASE}firma/preparar/", signatures.prepare, name="prepare"),
    path(f"{CASE}firma/depositar/", deposits.deposit, name="deposit"),
    path(f"{CASE}firma/actos/", signatures.later, name="later"),
    path(f"{CASE}registro/", registrations.show, name="registration"),
    path(f"{CASE}registro/enviar/", registrations.send, name="send"),
    path(f"{CASE}registro/devolver-sin-firma/", registrations.return_unsigned, name="return_unsigned"),
    path(f"{CASE}registro/asentar/", registrations.record, name="record"),
    path(f"{CASE}registro/rechazar/", registrations.refuse, name="refuse"),
    path(f"{CASE}registro/corregir/", registrations.correct, name="correct_registration"),
    path(f"{CASE}libro/", book.show, name="entry"),
    path(f"{CASE}libro/retirar/", book.take_off, name="take_off"),
    path(f"{CASE}libro/publicar/", book.publish, name="publish"),
    path("papeles-del-caso/<str:public_id>/depositar/", deposits.deposit_paper, name="deposit_paper"),
    path("correspondencia/<str:public_id>/depositar/", deposits.deposit_letter, name="deposit_letter"),
    path(KEPT, deposits.signing, name="signing"),
    path(f"{KEPT}pagina/<int:number>.png", deposits.page_of, name="page"),
    path(f"{KEPT}corregir/", deposits.correct, name="correct"),
]
