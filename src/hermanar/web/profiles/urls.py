"""Addresses of municipal profiles."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.show_mine, name="mine"),
    path("seccion/<str:key>/", views.edit_section, name="section"),
    path("expedir/", views.issue, name="issue"),
    path("entrega/", views.submit, name="submit"),
    path("revisiones/", views.list_changes, name="revisions"),
    path("relacion/<str:public_id>/", views.show_of_case, name="profile"),
    path("relacion/<str:public_id>/listo/", views.link, name="link"),
    path("<str:public_id>/perfil.<str:fmt>", views.send_paper, name="paper"),
]
