"""Addresses of what one already has."""

from django.urls import path

from . import listings, relations

urlpatterns = [
    path("relaciones/", relations.show_own, name="own"),
    path("relaciones/<str:public_id>/", relations.show_pair, name="pair"),
    path("relaciones/<str:public_id>/fuentes/", relations.follow, name="follow"),
    path("vinculaciones/<str:relation_id>/historia/", relations.show_pair_of_case, name="of_case"),
    path("listas/", listings.show_list, name="list"),
    path("listas/<str:public_id>/", listings.show_listing, name="listing"),
    path("listas/<str:public_id>/columnas/", listings.choose, name="columns"),
    path("listas/<str:public_id>/filas/<int:number>/", listings.answer, name="row"),
    path("listas/<str:public_id>/filas/<int:number>/contraparte/", listings.partner, name="partner"),
    path("listas/<str:public_id>/filas/<int:number>/fecha/", listings.date, name="date"),
    path("listas/<str:public_id>/incorporar/", listings.confirm, name="confirm"),
    path("listas/<str:public_id>/deshacer/", listings.undo, name="undo"),
]
