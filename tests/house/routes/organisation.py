"""Organisations and the instance's operation. The operator is no persona of the cast: here everybody else is kept out."""

from hermanar.directory.operations import receive_data_request

from . import Row, everybody, only


def make(cast) -> dict:
    row = receive_data_request(
        cast.act("nobody"), kind="access", from_name="Persona de Muestra 61", from_email="who@example.org", what="¿Qué?"
    )
    return {"request": row.public_id, "office": cast.offices["mayor"].public_id}


ROUTES = {
    "web:organisation:organisation": Row(only("administrator")),
    "web:organisation:organisations": Row(everybody(404)),
    "web:organisation:new": Row(everybody(404)),
    "web:organisation:any": Row(only("administrator"), args=lambda made: ["villa-serena"]),
    "web:organisation:office": Row(only("administrator"), args=lambda made: [made["office"]]),
    "web:organisation:data_requests": Row(everybody(404)),
    "web:organisation:data_request": Row(everybody(404), args=lambda made: [made["request"]]),
}
