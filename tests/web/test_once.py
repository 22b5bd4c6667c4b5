"""The same form sent twice at the same moment, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hermanar.partnerships.models import Lead
from tests.cast import make_cast

FORM = {
    "_once": "a1b2c3d4e5f60718",
    "foreign_name": "Lakeside",
    "country": "US",
    "proposed_place": "Villa Serena, Oax.",
    **{f"{p}-{k}": v for p in ("promoters", "ideas") for k, v in (("TOTAL_FORMS", "3"), ("INITIAL_FORMS", "0"))},
}


@pytest.mark.django_db(transaction=True)
def test_form_sent_twice_at_once_opens_one_lead(tmp_path):
    if connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"]):
        pairs = 1  # a database in memory has one connection: the two requests come one after the other
    else:
        pairs = 2
    cast = make_cast()
    clients = [cast.client("consul") for _ in range(2)]
    start = Barrier(pairs)

    def send(client) -> int:
        start.wait(timeout=20)
        try:
            return client.post("/prospectos/nuevo/", FORM).status_code
        finally:
            connection.close()

    if pairs == 1:
        answers = [clients[0].post("/prospectos/nuevo/", FORM).status_code for _ in range(2)]
    else:
        with ThreadPoolExecutor(pairs) as pool:
            answers = list(pool.map(send, clients))
    assert answers == [302, 302]
    assert Lead.objects.count() == 1
