from django.urls import path

from . import bodies, sessions

urlpatterns = [
    path("sesiones/", bodies.list_all, name="list"),
    path("sesiones/organos/nuevo/", bodies.create, name="create"),
    path("sesiones/organos/<str:public_id>/", bodies.show, name="body"),
    path("sesiones/organos/<str:public_id>/integrantes/", bodies.seat, name="seat"),
    path("sesiones/organos/<str:public_id>/integrantes/<int:member>/baja/", bodies.leave, name="leave"),
    path("sesiones/organos/<str:public_id>/convocar/", sessions.convene, name="convene"),
    path("sesiones/organos/<str:public_id>/asentar/", sessions.record, name="record"),
    path("sesiones/puntos/<str:public_id>/votacion/", sessions.vote, name="vote"),
    path("sesiones/puntos/<str:public_id>/nombra/", sessions.names, name="names"),
    path("sesiones/acuerdos/<str:public_id>/certificar/", sessions.certify, name="certify"),
    path("sesiones/acuerdos/<str:public_id>/corregir/", sessions.correct, name="correct"),
    path("sesiones/<str:public_id>/", sessions.show, name="session"),
    path("sesiones/<str:public_id>/puntos/", sessions.put, name="put"),
    path("sesiones/<str:public_id>/asistencia/", sessions.attend, name="attend"),
    path("sesiones/<str:public_id>/cancelar/", sessions.cancel, name="cancel"),
    path("vinculaciones/<str:public_id>/cabildo/", bodies.of_cabildo, name="cabildo"),
    path("vinculaciones/<str:public_id>/comite/acuerdos/", bodies.of_committee, name="committee"),
]
