"""Addresses of reports."""

from django.urls import path

from . import views

urlpatterns = [
    path("informes/", views.show_list, name="list"),
    path("informes/<int:year>/<int:quarter>/", views.show_period, name="period"),
    path("informes/<int:year>/<int:quarter>/portada/", views.cover, name="cover"),
    path("informes/<int:year>/<int:quarter>/actividad/<str:code>/", views.activity, name="activity"),
    path("informes/<int:year>/<int:quarter>/elaborar/", views.prepare, name="prepare"),
    path("informes/<int:year>/<int:quarter>/devolver/", views.return_, name="return"),
    path("informes/<int:year>/<int:quarter>/autorizar/", views.authorise, name="authorise"),
    path("informes/<int:year>/<int:quarter>/corregir/", views.correct, name="correct"),
    path("informes/<int:year>/<int:quarter>/papel.<str:fmt>", views.paper, name="paper"),
]
