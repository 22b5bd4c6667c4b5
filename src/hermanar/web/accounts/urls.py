"""Getting in, and one's own account."""

from django.urls import path

from . import views

urlpatterns = [
    path("invitacion/<str:token>/", views.accept, name="invitation"),
    path("puesto/", views.choose_post, name="post"),
    path("demostracion/", views.enter_demonstration, name="demonstration"),
    path("cuenta/mia/", views.show_mine, name="mine"),
    path("cuenta/idioma/", views.choose_own_language, name="language"),
]
