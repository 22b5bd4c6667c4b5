from django.urls import path

from . import bank, compare, returns, steps, views

TEXT = "vinculaciones/<str:public_id>/texto/"

urlpatterns = [
    path(TEXT, views.show_text, name="text"),
    path(f"{TEXT}iniciar/", views.start, name="start"),
    path(f"{TEXT}clausula/<str:key>/", views.edit, name="edit"),
    path(f"{TEXT}corregir/", views.repair, name="repair"),
    path(f"{TEXT}conservar/", views.keep, name="keep"),
    path(f"{TEXT}comentar/", views.comment, name="comment"),
    path(f"{TEXT}comentarios/<int:comment>/atender/", steps.resolve, name="resolve"),
    path(f"{TEXT}antecedentes/", bank.bank, name="bank"),
    path(f"{TEXT}deshacer/", steps.undo, name="undo"),
    path(f"{TEXT}rehacer/", steps.redo, name="redo"),
    path(f"{TEXT}idiomas/", steps.confirm, name="confirm"),
    path(f"{TEXT}acordar/", views.agree, name="agree"),
    path(f"{TEXT}reabrir/", views.reopen, name="reopen"),
    path(f"{TEXT}actualizar/", views.refill, name="refill"),
    path(f"{TEXT}devuelto/", returns.returns, name="returns"),
    path(f"{TEXT}devuelto/<str:file>/", returns.returned, name="returned"),
    path(f"{TEXT}devuelto/cambios/<int:change>/aceptar/", returns.accept, name="accept"),
    path(f"{TEXT}devuelto/cambios/<int:change>/dejar/", returns.reject, name="reject"),
    path(f"{TEXT}versiones/fijar/", compare.freeze, name="freeze"),
    path(f"{TEXT}versiones/comparacion.pdf", compare.print_comparison, name="comparison"),
    path(f"{TEXT}versiones/", compare.versions, name="versions"),
    path(f"{TEXT}borrador.<str:fmt>", compare.draft, name="draft"),
    path("papeles/<str:public_id>.<str:fmt>", views.paper, name="paper"),
]
