"""A body and its seats are put right from the browser, by one or by two at once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from hermanar.meetings import operations as meetings
from hermanar.meetings.models import Body
from tests import relation
from tests.cast import make_cast
from tests.web.forms import errors_of, html_of, post

SOURCE = {"on": "2022-01-10", "name_en": "", "legal_basis": "", "deed": "", "parent": ""}


def url_of(body) -> str:
    return f"/sesiones/organos/{body.public_id}/"


def test_body_changed_by_two_keeps_what_was_typed_and_says_what_stands(cast):
    client, town = cast.client("liaison"), cast.organisations["municipality"]
    body = meetings.create_body(
        cast.act("liaison"), organisation=town, kind="cabinet", name="Gabinete", seats=9, source="R"
    )
    url = f"{url_of(body)}cambio/"
    opened = client.get(url).context["form"]["seen"].value()
    typed = SOURCE | {"seen": opened, "source": "Acuerdo 12"}
    assert post(client, url, **typed | {"name": "Gabinete ampliado", "deed": "Escritura 7"}).status_code == 302
    answer = post(client, url, **typed | {"name": "Gabinete legal", "legal_basis": "Bando 3"})
    assert answer.status_code == 200
    assert list(errors_of(answer)) == ["name"]
    form = answer.context["form"]
    # theirs is shown where this one typed nothing; what was typed stays
    assert [form[key].value() for key in ("name", "legal_basis", "deed")] == [
        "Gabinete legal",
        "Bando 3",
        "Escritura 7",
    ]
    again = {key: form[key].value() or "" for key in form.fields}
    assert post(client, url, **again).url == url_of(body)
    body.refresh_from_db()
    assert (body.name, body.legal_basis, body.deed) == ("Gabinete legal", "Bando 3", "Escritura 7")


def test_seat_is_corrected_in_place_and_its_page_says_both(cast):
    client, body = cast.client("liaison"), relation.committee(cast)
    member = body.members.order_by("pk").first()
    url = f"{url_of(body)}integrantes/{member.pk}/correccion/"
    assert url in html_of(client.get(url_of(body)))
    assert client.get(url).context["form"]["role"].value() == "member"
    typed = {"role": "chair", "position": "Presidencia", "sector": member.sector, "oath_on": "2022-01-01"}
    typed["from_on"] = member.from_on.isoformat()
    assert list(errors_of(post(client, url, **typed, reason=""))) == ["reason"]
    assert post(client, url, **typed, reason="Se tecleó mal.").url == url_of(body)
    shown = html_of(client.get(url_of(body)))
    assert all(said in shown for said in ("<s>Vocalía 1</s> → Presidencia", "Se tecleó mal.", "Presidencia"))
    assert cast.client("stranger").get(url).status_code == 404


@pytest.mark.django_db(transaction=True)
def test_two_committees_tied_to_one_city_at_the_same_moment(tmp_path):
    alone = connection.vendor == "sqlite" and "mode=memory" in str(connection.settings_dict["NAME"])
    cast = make_cast()
    act, town, row = cast.act("liaison"), cast.organisations["municipality"], relation.open_relation(cast)
    bodies = [
        meetings.create_body(act, organisation=town, kind="committee", name=name, seats=9, source="R")
        for name in ("Uno", "Dos")
    ]
    sent = [(cast.client("liaison"), body) for body in bodies]
    start = Barrier(1 if alone else 2)

    def send(pair) -> int:
        client, body = pair
        start.wait(timeout=20)
        try:
            typed = SOURCE | {"name": body.name, "partnership": row.public_id, "source": "Acuerdo 12"}
            return post(client, f"{url_of(body)}cambio/", **typed).status_code
        finally:
            if not alone:
                connection.close()

    if alone:
        answers = [send(pair) for pair in sent]
    else:
        with ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(send, sent))
    assert sorted(answers) == [200, 302]
    assert Body.objects.filter(partnership=row).count() == 1
