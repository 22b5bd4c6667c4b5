"""Addresses of the plan."""

from django.urls import path

from . import alliances, records, tree, views

urlpatterns = [
    path("plan/", views.show_list, name="list"),
    path("plan/reglas/", tree.rules, name="rules"),
    path("plan/reglas/todas/", tree.rule_sets, name="rule_sets"),
    path("plan/dias-inhabiles/", tree.rest_days, name="rest_days"),
    path("plan/dias-inhabiles/<str:public_id>/retirar/", tree.withdraw_rest_day, name="rest_day_withdraw"),
    path("plan/estrategias/", alliances.strategies, name="strategies"),
    path("plan/alianzas/", alliances.show_list, name="alliances"),
    path("plan/alianzas/nueva/", alliances.add, name="alliance_new"),
    path("plan/alianzas/<str:public_id>/documento/", alliances.document, name="alliance_document"),
    path("plan/alianzas/<str:public_id>/retirar/", alliances.withdraw, name="alliance_withdraw"),
    path("plan/<int:year>/", views.show_plan, name="plan"),
    path("plan/<int:year>/ejes/", tree.axes, name="axes"),
    path("plan/<int:year>/componente/<str:code>/", tree.component, name="component"),
    path("plan/<int:year>/seguimiento/", records.show_list, name="records"),
    path("plan/<int:year>/actividad/", views.add_activity, name="activity"),
    path("plan/<int:year>/actividad/<str:code>/", tree.show_activity, name="show_activity"),
    path("plan/<int:year>/actividad/<str:code>/cambiar/", tree.change_activity, name="activity_change"),
    path("plan/<int:year>/actividad/<str:code>/<str:kind>/", records.add, name="record_new"),
    path("plan/registro/<str:public_id>/", records.show_record, name="record"),
    path("plan/registro/<str:public_id>/paso/<str:state>/", records.move, name="record_move"),
    path("plan/registro/<str:public_id>/pedir/", records.ask, name="record_ask"),
    path("plan/registro/<str:public_id>/resultados/", records.results, name="record_results"),
    path("plan/pedido/<str:public_id>/", records.deliver, name="ask_deliver"),
    path("plan/meta/<str:public_id>/", views.show_goal, name="goal"),
    path("plan/meta/<str:public_id>/texto/", views.correct_goal, name="goal_words"),
    path("plan/meta/<str:public_id>/avance/", views.achieve, name="achieve"),
    path("plan/meta/<str:public_id>/cambio/", views.request_change, name="change"),
    path("plan/avance/<str:public_id>/retirar/", views.withdraw, name="withdraw"),
    path("plan/cambio/<str:public_id>/autorizar/", views.authorise_change, name="authorise_change"),
    path("plan/cambio/<str:public_id>/negar/", views.refuse_change, name="refuse_change"),
]
