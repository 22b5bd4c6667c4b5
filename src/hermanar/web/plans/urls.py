"""Addresses of the plan."""

from django.urls import path

from . import views

urlpatterns = [
    path("plan/", views.show_list, name="list"),
    path("plan/<int:year>/", views.show_plan, name="plan"),
    path("plan/<int:year>/actividad/", views.add_activity, name="activity"),
    path("plan/meta/<str:public_id>/", views.show_goal, name="goal"),
    path("plan/meta/<str:public_id>/avance/", views.achieve, name="achieve"),
    path("plan/meta/<str:public_id>/cambio/", views.request_change, name="change"),
    path("plan/cambio/<str:public_id>/autorizar/", views.authorise_change, name="authorise_change"),
    path("plan/cambio/<str:public_id>/negar/", views.refuse_change, name="refuse_change"),
]
