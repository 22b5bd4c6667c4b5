"""The state's page: its liaison's and nobody else's."""

import datetime as dt

from hermanar.partnerships.operations import designate_state_office

from . import Row, only


def make(cast) -> dict:
    row = designate_state_office(
        cast.act("state"),
        organisation=cast.organisations["state"],
        office=cast.offices["state"],
        designated_on=dt.date(2022, 1, 20),
        designated_by="Secretaría de Gobierno",
        folio="SG/010/2022",
    )
    return {"designation": row.public_id}


ROUTES = {
    "web:state:state": Row(only("state")),
    "web:state:log": Row(only("state")),
    "web:state:designate": Row(only("state")),
    "web:state:end": Row(only("state"), args=lambda made: [made["designation"]]),
    "web:state:activity": Row(only("state")),
}
