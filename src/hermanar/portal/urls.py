"""Addresses of the public side; Spanish without prefix, English under /en/."""

from django.urls import path

from .views import book, data, owed, verification

app_name = "portal"
urlpatterns = [
    path("", book.home, name="home"),
    path("registro/<slug:public_id>/", book.entry, name="entry"),
    path("registro/<slug:public_id>.json", book.entry_json, name="entry-json"),
    path("registro/<slug:public_id>/revisiones/<int:number>.json", book.revision, name="revision"),
    path("registro/<slug:public_id>/texto.<str:fmt>", book.text, name="text"),
    path("mapa/", book.world, name="map"),
    path("municipios/", book.places, name="places"),
    path("municipios/<slug:key>/", book.place, name="place"),
    path("verificar/", verification.verify, name="verify"),
    path("verificar/archivo/", verification.file, name="verify-file"),
    path("verificar/<str:code>/", verification.paper, name="paper"),
    path("datos/", data.about_data, name="data"),
    path("datos/registro.csv", data.data_csv, name="data-csv"),
    path("datos/registro.json", data.data_json, name="data-json"),
    path("ejercicios/", book.exercises, name="exercises"),
    path("privacidad/", owed.privacy, name="privacy"),
    path("datos-personales/", owed.personal_data, name="personal-data"),
    path("acerca/", owed.about, name="about"),
]
