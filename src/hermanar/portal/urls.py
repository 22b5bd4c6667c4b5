"""Addresses of the public side; Spanish without prefix, English under /en/."""

from django.urls import path

from .views import book, data, owed, profiles, reports, revision, verification

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
    path("ciudades/", profiles.list_profiles, name="profiles"),
    path("ciudades/<slug:address>/", profiles.profile, name="profile"),
    path("ciudades/<slug:address>/mapa.svg", profiles.locator, name="profile-map"),
    path("ciudades/<slug:address>/perfil.<str:fmt>", profiles.paper, name="profile-paper"),
    path("ciudades/<slug:address>/<slug:public_id>/<slug:size>.jpg", profiles.picture, name="profile-picture"),
    path("informes-publicos/", reports.list_reports, name="reports"),
    path("informes-publicos/<slug:address>/<int:year>-<int:quarter>/", reports.report, name="report"),
    path(
        "informes-publicos/<slug:address>/<int:year>-<int:quarter>/informe.<str:fmt>",
        reports.paper,
        name="report-paper",
    ),
    path(
        "informes-publicos/<slug:address>/<int:year>-<int:quarter>/<slug:public_id>.jpg",
        reports.picture,
        name="report-picture",
    ),
    path("verificar/", verification.verify, name="verify"),
    path("verificar/archivo/", verification.file, name="verify-file"),
    path("verificar/<str:code>/", verification.paper, name="paper"),
    path("revise-su-oficio/", revision.review, name="review"),
    path("datos/", data.about_data, name="data"),
    path("datos/registro.csv", data.data_csv, name="data-csv"),
    path("datos/registro.json", data.data_json, name="data-json"),
    path("ejercicios/", book.exercises, name="exercises"),
    path("privacidad/", owed.privacy, name="privacy"),
    path("datos-personales/", owed.personal_data, name="personal-data"),
    path("datos-personales/<str:token>/", owed.data_request, name="data-request"),
    path("datos-personales/<str:token>/datos.json", owed.data_request_json, name="data-request-json"),
    path("acerca/", owed.about, name="about"),
]
