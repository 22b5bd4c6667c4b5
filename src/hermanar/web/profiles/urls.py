"""Addresses of municipal profiles."""

from django.urls import path

from . import gallery, history, masked, sheets, views

urlpatterns = [
    path("", views.show_mine, name="mine"),
    path("capitulo/<str:key>/", views.show_chapter, name="chapter"),
    path("seccion/<str:key>/", views.edit_section, name="section"),
    path("seccion/<str:key>/renglon/<int:line>/", views.tag_line, name="tags"),
    path("seccion/<str:key>/historia/", history.show_history, name="history"),
    path("seccion/<str:key>/historia/<int:number>/", history.restore, name="restore"),
    path("expedir/", views.issue, name="issue"),
    path("entrega/", views.submit, name="submit"),
    path("revisiones/", history.list_changes, name="revisions"),
    path("comparar/", history.show_comparison, name="compare"),
    path("galeria/", gallery.show_gallery, name="gallery"),
    path("galeria/agregar/", gallery.add_picture, name="picture_add"),
    path("galeria/<str:public_id>/", gallery.describe_picture, name="picture"),
    path("galeria/<str:public_id>/retirar/", gallery.remove_picture, name="picture_remove"),
    path("galeria/<str:public_id>/acomodar/<str:how>/", gallery.arrange_picture, name="picture_arrange"),
    path("galeria/<str:public_id>/<str:size>.jpg", gallery.send_picture, name="picture_file"),
    path("publicar/", gallery.publish, name="publish"),
    path("imagen-reservada/", masked.mask, name="mask"),
    path("retirar/", gallery.withdraw, name="withdraw"),
    path("fichas/", sheets.list_mine, name="sheets"),
    path("fichas/abrir/", sheets.open_sheet, name="sheet_open"),
    path("fichas/<str:sheet>/", sheets.show_sheet, name="sheet"),
    path("fichas/<str:sheet>/capitulo/<str:key>/", views.show_chapter, name="sheet_chapter"),
    path("fichas/<str:sheet>/seccion/<str:key>/", views.edit_section, name="sheet_section"),
    path("fichas/<str:sheet>/seccion/<str:key>/renglon/<int:line>/", views.tag_line, name="sheet_tags"),
    path("fichas/<str:sheet>/seccion/<str:key>/historia/", history.show_history, name="sheet_history"),
    path("fichas/<str:sheet>/seccion/<str:key>/historia/<int:number>/", history.restore, name="sheet_restore"),
    path("relacion/<str:public_id>/", views.show_of_case, name="profile"),
    path("relacion/<str:public_id>/listo/", views.link, name="link"),
    path("relacion/<str:public_id>/contraparte/", sheets.open_of_case, name="counterpart"),
    path("<str:public_id>/perfil.<str:fmt>", views.send_paper, name="paper"),
]
