"""One office over HTTP: what it is called, who held it; what is put right, what is refused and what bars it."""

import pytest
from django.urls import reverse

from hermanar.directory.models import Appointment, Correction, Office
from hermanar.notices.models import Notice
from hermanar.partnerships.operations import designate_liaison
from tests import relation
from tests.web.forms import html_of, post

WHY = "Error de captura."


@pytest.fixture
def client(cast):
    return cast.client("administrator")


def page_of(cast, office: str) -> str:
    return reverse("web:organisation:office", args=[cast.offices[office].public_id])


def fresh(cast, name: str) -> Appointment:
    return Appointment.objects.get(pk=cast.appointments[name].pk)


def test_office_is_renamed_from_a_day_and_keeps_its_earlier_name(cast, client):
    address = page_of(cast, "liaison")
    was, was_en = cast.offices["liaison"].title, cast.offices["liaison"].title_en
    bad = post(client, address, do="rename", title=was, title_en=was_en, from_on="2022-01-20", reference="Acta 4/2022")
    assert "La oficina ya se llama así." in html_of(bad)
    done = post(
        client, address, do="rename", title="Dirección Internacional", from_on="2022-01-20", reference="Acta 4/2022"
    )
    assert done.status_code == 302
    shown = html_of(client.get(address))
    assert "Dirección Internacional" in shown
    assert was in shown
    assert "Acta 4/2022" in shown


def test_office_title_is_corrected_with_its_reason(cast, client):
    address = page_of(cast, "liaison")
    bad = post(client, address, do="title", title="Enlace Internacional", reason="")
    assert bad.status_code == 200
    assert not Correction.objects.exists()
    assert post(client, address, do="title", title="Enlace Internacional", reason=WHY).status_code == 302
    assert Office.objects.get(pk=cast.offices["liaison"].pk).title == "Enlace Internacional"
    assert WHY in html_of(client.get(address))


def test_office_that_is_held_does_not_close_and_a_vacant_one_does_and_opens_again(cast, client):
    held = page_of(cast, "liaison")
    answer = post(client, held, do="close", on="2022-01-31", reference="Reglamento 2022")
    assert "Dé por terminado su puesto primero." in html_of(answer)
    client.post("/organizacion/", {"do": "office", "title": "Sindicatura", "role": "observer"})
    office = Office.objects.get(title="Sindicatura")
    vacant = reverse("web:organisation:office", args=[office.public_id])
    assert post(client, vacant, do="close", on="2022-01-31", reference="Reglamento 2022").status_code == 302
    office.refresh_from_db()
    assert str(office.valid_until) == "2022-01-31"
    assert "cerrada, último día" in html_of(client.get(vacant))
    assert post(client, vacant, do="reopen", reason=WHY).status_code == 302
    office.refresh_from_db()
    assert office.valid_until is None


def test_post_is_corrected_over_its_form_and_says_what_it_said(cast, client):
    address, row = page_of(cast, "mayor"), fresh(cast, "mayor")
    form = client.get(f"{address}?corregir={row.public_id}")
    assert f'value="{row.person.name}"' in html_of(form)
    said = {"do": "appointment", "appointment": row.public_id, "name": row.person.name, "reason": WHY}
    bad = post(client, address, **said, from_on="2022-01-10", until_on="2022-01-09")
    assert "La fecha de término no puede ser anterior a la de inicio." in html_of(bad)
    assert fresh(cast, "mayor").from_on == row.from_on
    assert post(client, address, **said, from_on="2022-01-10").status_code == 302
    assert str(fresh(cast, "mayor").from_on) == "2022-01-10"
    shown = html_of(client.get(address))
    assert "1.º de enero de 2022" in shown
    assert WHY in shown


def test_post_recorded_by_mistake_is_taken_back_and_its_door_shuts(cast, client):
    address, row = page_of(cast, "council_secretary"), fresh(cast, "council_secretary")
    theirs = cast.client("council_secretary")
    assert theirs.get("/escritorio/").status_code == 200
    form = html_of(client.get(f"{address}?corregir={row.public_id}"))
    assert 'value="retract"' in form
    said = {"do": "retract", "appointment": row.public_id}
    assert "Este campo es obligatorio." in html_of(post(client, address, **said, **{"retract-reason": ""}))
    assert fresh(cast, "council_secretary").mistaken_at is None
    assert post(client, address, **said, **{"retract-reason": "Nunca tomó posesión."}).status_code == 302
    assert theirs.get("/escritorio/").status_code == 302
    shown = html_of(client.get(address))
    assert "asentado por error" in shown
    assert "Nunca tomó posesión." in shown
    assert f"corregir={row.public_id}" not in shown
    told = Notice.objects.get(user=cast.users["council_secretary"], key="post_retracted")
    assert told.data["reason"] == "Nunca tomó posesión."


def test_post_that_signed_a_paper_says_what_to_do_instead(cast, client):
    designate_liaison(
        cast.act("mayor"), partnership=relation.open_relation(cast), office=cast.offices["liaison"],
        designated_on=cast.at.date(),
    )  # fmt: skip
    row = fresh(cast, "mayor")
    answer = post(
        client, page_of(cast, "mayor"), do="retract", appointment=row.public_id, **{"retract-reason": "No era."}
    )
    assert "En ese puesto se firmaron o expidieron papeles" in html_of(answer)
    assert fresh(cast, "mayor").mistaken_at is None


@pytest.mark.parametrize(
    "said", [{"do": "appointment"}, {"do": "retract", "appointment": "state"}, {"do": "erase"}, {}],
    ids=["no post", "post of another house", "unknown act", "no act"],
)  # fmt: skip
def test_office_takes_no_act_that_it_does_not_know(cast, client, said):
    data = dict(said)
    if "appointment" in data:
        data["appointment"] = cast.appointments[data["appointment"]].public_id
    answer = post(client, page_of(cast, "mayor"), **data)
    assert answer.status_code == (200 if said == {"do": "appointment"} else 404)
    assert not Correction.objects.exists()


@pytest.mark.parametrize("who", ["liaison", "mayor", "state", "stranger"])
def test_office_of_a_house_is_put_right_by_its_administrator_only(cast, who):
    row = fresh(cast, "council_secretary")
    answer = post(
        cast.client(who), page_of(cast, "council_secretary"), do="retract", appointment=row.public_id,
        **{"retract-reason": "No era."},
    )  # fmt: skip
    assert answer.status_code == 404
    assert fresh(cast, "council_secretary").mistaken_at is None


OWN = "/organizacion/"


@pytest.mark.parametrize(
    ("how", "more", "said"),
    [
        ("in_charge", {"reference": "Oficio OM/9/2022"}, "Ese puesto no está vacante en esas fechas."),
        ("by_absence", {"reference": "Oficio OM/9/2022"}, "Diga hasta qué día suple: una ausencia tiene fechas."),
        ("by_absence", {"until_on": "2022-02-10"}, "Escriba el oficio o el acuerdo que le da esa calidad"),
        ("in_post", {}, "Otra persona ocupa ese puesto en esas fechas."),
    ],
)
def test_post_that_cannot_be_is_refused_and_keeps_what_was_typed(cast, client, how, more, said):
    form = {"do": "holder", "office": cast.offices["mayor"].public_id, "name": "Persona de Muestra 77", "how": how}
    answer = post(client, OWN, **form, from_on="2022-01-31", **more)
    assert answer.status_code == 200
    assert said in html_of(answer)
    assert 'value="Persona de Muestra 77"' in html_of(answer)
    assert Appointment.objects.filter(office=cast.offices["mayor"]).count() == 1


def test_who_stands_in_is_recorded_for_those_days_and_taken_back_before_their_holder_is(cast, client):
    form = {"do": "holder", "office": cast.offices["mayor"].public_id, "name": "Persona de Muestra 77"}
    days = {"from_on": "2022-01-31", "until_on": "2022-02-10"}
    assert post(client, OWN, **form, how="by_absence", reference="Oficio OM/9/2022", **days).status_code == 302
    address, holder = page_of(cast, "mayor"), fresh(cast, "mayor")
    stand_in = Appointment.objects.get(absent=holder)
    why = {"retract-reason": "No hubo ausencia."}
    barred = post(client, address, do="retract", appointment=holder.public_id, **why)
    assert "retire antes esa suplencia" in html_of(barred)
    assert post(client, address, do="retract", appointment=stand_in.public_id, **why).status_code == 302
    assert post(client, address, do="retract", appointment=holder.public_id, **why).status_code == 302
    assert Appointment.objects.standing().filter(office=cast.offices["mayor"]).count() == 0


def test_administration_is_corrected_with_its_reason_and_says_what_it_said(cast, client):
    house = cast.organisations["municipality"]
    house.administrations.all().delete()
    term = {"do": "administration", "number": "XII", "starts_on": "2021-10-01", "ends_on": "2024-09-30"}
    assert post(client, OWN, **term).status_code == 302
    row = house.administrations.get()
    fixed = {"do": "term", "administration": str(row.pk), "starts_on": "2021-10-01", "ends_on": "2024-09-30"}
    same = post(client, OWN, **fixed, number="XII", reason=WHY)
    assert "no hay nada que corregir" in html_of(same)
    empty = post(client, OWN, **fixed, number="XIII", reason="")
    assert empty.status_code == 200
    assert not Correction.objects.exists()
    assert post(client, OWN, **fixed, number="XIII", reason=WHY).status_code == 302
    row.refresh_from_db()
    assert (row.number, Correction.objects.get().was) == ("XIII", {"number": "XII"})
    assert WHY in html_of(client.get(OWN))
