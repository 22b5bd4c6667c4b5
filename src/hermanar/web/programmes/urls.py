"""Addresses of the clock, the yearly programme and its report."""

from django.urls import path

from . import activities, agreement, clock, group, health, products, programmes, reports, resources

CASE = "vinculaciones/<str:public_id>/plazos/"
OF = "vinculaciones/<str:public_id>/"
ACTIVITY = "actividades-del-programa/<str:public_id>/"
PROGRAMME = "programas/<str:public_id>/"
STAFF = "personal-asignado/<str:public_id>/"
REPORT = "informes-de-avances/<str:public_id>/"

urlpatterns = [
    path("plazos/", clock.list_all, name="list"),
    path("plazos/calendario.ics", clock.my_calendar, name="my_calendar"),
    path(CASE, clock.show, name="clock"),
    path(f"{CASE}calendario.ics", clock.calendar, name="calendar"),
    path("plazos/<str:public_id>/cumplir/", clock.fulfil, name="fulfil"),
    path("plazos/<str:public_id>/sin-efecto/", clock.void, name="void"),
    path("plazos/<str:public_id>/correccion/", clock.correct, name="correct"),
    path(f"{OF}programas/", programmes.show_all, name="programmes"),
    path(f"{OF}programas/nuevo/", programmes.open_new, name="open"),
    path(f"{OF}salud/", health.show, name="health"),
    path(PROGRAMME, programmes.show, name="programme"),
    path(f"{PROGRAMME}modalidades/", programmes.leave_out, name="leave_out"),
    path(f"{PROGRAMME}aprobar/", programmes.approve, name="approve"),
    path(f"{PROGRAMME}contraparte/", programmes.approve_there, name="approve_there"),
    path(f"{PROGRAMME}aceptar/", programmes.accept, name="accept"),
    path(f"{PROGRAMME}papel.<str:fmt>", programmes.paper, name="paper"),
    path(f"{PROGRAMME}elaboracion/", programmes.reopen, name="reopen"),
    path(f"{PROGRAMME}cerrar/", programmes.close, name="close"),
    path(f"{PROGRAMME}actividad/", activities.propose, name="propose"),
    path(ACTIVITY, activities.show, name="activity"),
    path(f"{ACTIVITY}cambiar/", activities.change, name="change"),
    path(f"{ACTIVITY}acordar/", activities.agree, name="agree"),
    path(f"{ACTIVITY}realizada/", activities.finish, {"done": True}, name="done"),
    path(f"{ACTIVITY}no-realizada/", activities.finish, {"done": False}, name="not_done"),
    path(f"{ACTIVITY}retirar/", activities.drop, name="drop"),
    path(f"{ACTIVITY}evaluar/", activities.evaluate, name="evaluate"),
    path(f"{ACTIVITY}evidencia/", activities.use_evidence, name="use_evidence"),
    path(f"{ACTIVITY}presupuesto/", resources.budget, name="budget"),
    path(f"{ACTIVITY}suficiencia/", resources.availability, name="availability"),
    path(f"{ACTIVITY}proteccion/", resources.protected, name="protected"),
    path(f"{ACTIVITY}transferencia/", resources.transfer, name="transfer"),
    path(f"{ACTIVITY}reservado/", resources.restricted, name="restricted"),
    path("papeles-reservados/<str:public_id>/", resources.open_paper, name="restricted_paper"),
    path(f"{ACTIVITY}personal/", resources.staff, name="staff"),
    path(f"{STAFF}entrada/", resources.entry, name="entry"),
    path(f"{STAFF}seguro/", resources.insurance, name="insurance"),
    path(f"{STAFF}otra-actividad/", resources.other_work, name="other_work"),
    path(f"{OF}grupo-de-trabajo/", group.form_group, name="group"),
    path(f"{OF}productos/", products.put, name="product"),
    path("productos/<str:public_id>/registro/", products.protect, name="protect"),
    path(f"{OF}diferencias/", agreement.open_dispute, name="dispute"),
    path("diferencias/<str:public_id>/resolver/", agreement.resolve_dispute, name="resolve"),
    path(f"{OF}instrumentos/", agreement.declare, name="instrument"),
    path(f"{OF}informes-de-avances/nuevo/", reports.issue, name="issue_report"),
    path(REPORT, reports.show, name="report"),
    path(f"{REPORT}envio/", reports.send, name="send_report"),
    path(f"{REPORT}acuse/<int:number>/", reports.receipt, name="receipt"),
    path(f"{REPORT}examen/", reports.examine, name="examine_report"),
]
