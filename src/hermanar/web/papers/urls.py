from django.urls import path

from . import house, of_case, shelf

CASE = "vinculaciones/<str:public_id>/papeles/"
PAPER = "papeles-del-caso/<str:public_id>/"

urlpatterns = [
    path("fundamentos/", house.show, name="house"),
    path("fundamentos/agregar/", house.add_basis, name="add_basis"),
    path("fundamentos/<str:public_id>/terminar/", house.end_basis, name="end_basis"),
    path("fundamentos/copias/", house.copies, name="copies"),
    path("biblioteca-de-papeles/", shelf.show_shelf, name="shelf"),
    path("biblioteca-de-papeles/<str:folder>/", shelf.show_kind, name="kind"),
    path("biblioteca-de-papeles/<str:folder>/muestra.pdf", shelf.send_sample, name="sample"),
    path(CASE, of_case.show_papers, name="of_case"),
    path(f"{CASE}<str:kind>/", of_case.start, name="start"),
    path(PAPER, of_case.show_paper, name="paper"),
    path(f"{PAPER}datos/", of_case.correct, name="correct"),
    path(f"{PAPER}expedir/", of_case.issue, name="issue"),
    path(f"{PAPER}acto/", of_case.tie, name="tie"),
]
