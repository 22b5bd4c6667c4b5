"""Addresses of reports."""

from django.urls import path

from . import actions, board, printing, showing, views

urlpatterns = [
    path("informes/", views.show_list, name="list"),
    path("informes/tablero/", board.show_board, name="board"),
    path("informes/actividades/", actions.show_actions, name="actions"),
    path("informes/actividades/papel.<str:fmt>", actions.activity_paper_of, name="activity_paper"),
    path("informes/actividades/nueva/", actions.new_action, name="new_action"),
    path("informes/actividades/<str:public_id>/", actions.edit_action, name="action"),
    path("informes/actividades/<str:public_id>/evidencia/", actions.show_action, name="show_action"),
    path("informes/actividades/<str:public_id>/retirar/", actions.withdraw_action, name="withdraw_action"),
    path("informes/anexos/<str:public_id>/quitar/", showing.remove_annex, name="remove_annex"),
    path("informes/<int:year>/<int:quarter>/", views.show_period, name="period"),
    path("informes/<int:year>/<int:quarter>/portada/", views.cover, name="cover"),
    path("informes/<int:year>/<int:quarter>/actividad/<str:code>/", views.activity, name="activity"),
    path("informes/<int:year>/<int:quarter>/actividad/<str:code>/evidencia/", showing.pick, name="pick"),
    path(
        "informes/<int:year>/<int:quarter>/actividad/<str:code>/evidencia/<str:piece>/<int:use>/quitar/",
        showing.drop,
        name="drop",
    ),
    path("informes/<int:year>/<int:quarter>/anexo/", showing.annex, name="annex"),
    path("informes/<int:year>/<int:quarter>/firmado/", showing.scan, name="scan"),
    path("informes/<int:year>/<int:quarter>/elaborar/", views.prepare, name="prepare"),
    path("informes/<int:year>/<int:quarter>/devolver/", views.return_, name="return"),
    path("informes/<int:year>/<int:quarter>/autorizar/", views.authorise, name="authorise"),
    path("informes/<int:year>/<int:quarter>/corregir/", views.correct, name="correct"),
    path("informes/<int:year>/<int:quarter>/papel/", printing.show_printings, name="printing"),
    path("informes/<int:year>/<int:quarter>/papel/<str:public_id>/", printing.take_draft, name="draft"),
    path("informes/<int:year>/<int:quarter>/publicar/", views.publish, name="publish"),
    path("informes/<int:year>/<int:quarter>/retirar/", views.unpublish, name="unpublish"),
    path("informes/<int:year>/<int:quarter>/papel.<str:fmt>", views.paper, name="paper"),
]
