from collections.abc import Callable

from django.urls import URLPattern, path

from . import bank, compare, returns, steps, views

TEXT = "vinculaciones/<str:public_id>/texto/"
PAPER = "papeles-del-caso/<str:paper>/texto/"


def _desk(at: str, names: str = "") -> list[URLPattern]:
    """The addresses of a desk: the same for the Agreement and for a paper of the case."""

    def here(tail: str, view: Callable, name: str) -> URLPattern:
        return path(f"{at}{tail}", view, name=f"{names}{name}")

    return [
        here("clausula/<str:key>/", views.edit, "edit"),
        here("corregir/", views.repair, "repair"),
        here("conservar/", views.keep, "keep"),
        here("comentar/", views.comment, "comment"),
        here("comentarios/<int:comment>/atender/", steps.resolve, "resolve"),
        here("antecedentes/", bank.bank, "bank"),
        here("deshacer/", steps.undo, "undo"),
        here("rehacer/", steps.redo, "redo"),
        here("idiomas/", steps.confirm, "confirm"),
        here("devuelto/", returns.returns, "returns"),
        here("devuelto/<str:file>/", returns.returned, "returned"),
        here("devuelto/cambios/<int:change>/aceptar/", returns.accept, "accept"),
        here("devuelto/cambios/<int:change>/dejar/", returns.reject, "reject"),
        here("versiones/fijar/", compare.freeze, "freeze"),
        here("versiones/comparacion.pdf", compare.print_comparison, "comparison"),
        here("versiones/", compare.versions, "versions"),
        here("borrador.<str:fmt>", compare.draft, "draft"),
    ]


urlpatterns = [
    path(TEXT, views.show_text, name="text"),
    path(f"{TEXT}iniciar/", views.start, name="start"),
    path(f"{TEXT}acordar/", views.agree, name="agree"),
    path(f"{TEXT}reabrir/", views.reopen, name="reopen"),
    path(f"{TEXT}actualizar/", views.refill, name="refill"),
    *_desk(TEXT),
    path(PAPER, views.show_paper, name="paper_text"),
    path(f"{PAPER}compartir/", steps.share, name="paper_share"),
    *_desk(PAPER, "paper_"),
    path("papeles/<str:public_id>.<str:fmt>", views.paper, name="paper"),
]
