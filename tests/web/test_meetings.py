"""Bodies and sessions over HTTP."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import translation

from hermanar.meetings.enums import Alarm
from hermanar.meetings.models import Body, Resolution, Session
from hermanar.meetings.rules import AlarmFound
from hermanar.partnerships.enums import Fact
from hermanar.process.queries import standing_facts
from hermanar.web.meetings.bodies import tell_alarms
from tests import relation
from tests.kept import kept
from tests.web.forms import errors_of, html_of, post


def url(name: str, *args) -> str:
    return reverse(f"web:meetings:{name}", args=args)


@pytest.fixture
@kept
def partnership(cast):
    found = relation.open_relation(cast)
    relation.agree(cast, found)
    return found


def facts(partnership) -> set[str]:
    return set(standing_facts(partnership.case))


def a_session_of(cast, partnership, body) -> Session:
    """Convened over HTTP with a point about the relation, held by all members."""
    client = cast.client(relation.speaker(body))
    about = f"?vinculacion={partnership.public_id}"
    done = post(client, url("convene", body.public_id) + about, kind="ordinary", number="07", held_on="2022-01-31")
    assert done.status_code == 302
    session = Session.objects.get(body=body, number="07")
    assert done.url == url("put", session.public_id) + about
    form = html_of(client.get(done.url))
    assert partnership.public_id in form
    purpose = "authorise" if body.kind == "cabildo" else "approve_study"
    done = post(client, done.url, title="Autorización", purpose=purpose, partnership=partnership.public_id)
    assert done.status_code == 302, errors_of(done)
    members = [str(m.pk) for m in body.members.all()]
    done = post(client, url("attend", session.public_id), present=members)
    assert done.status_code == 302, errors_of(done)
    session.refresh_from_db()
    return session


def test_vote_naming_the_counterpart_authorises_and_is_certified(cast, partnership):
    body = relation.cabildo(cast)
    session = a_session_of(cast, partnership, body)
    assert (session.present_count, session.has_quorum) == (3, True)
    client = cast.client("council_secretary")
    point = session.points.get()
    done = post(
        client, url("vote", point.public_id), in_favour=3, against=0, abstained=0, names="Lakeside, Wisconsin",
        number="07-1",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Fact.AUTHORISED in facts(partnership)
    resolution = Resolution.objects.get(point=point)
    lacks = "Falta para certificar: el texto literal del acuerdo"
    door = url("complete", resolution.public_id)
    for where in (url("session", session.public_id), url("certify", resolution.public_id)):
        page = html_of(client.get(where))
        assert lacks in page
        assert f"{door}#id_text" in page
    refused = html_of(post(client, url("certify", resolution.public_id), on="2022-01-31"))
    assert lacks in refused
    typed = {"signatory": "Persona de Muestra 01", "text": "Se autoriza."}
    assert post(client, door, **typed).status_code == 302
    assert "What the act says" not in html_of(client.get(door))
    assert lacks not in html_of(client.get(url("session", session.public_id)))
    page = html_of(client.get(url("session", session.public_id)))
    assert "Nombra a la contraparte: autoriza la firma." in page
    assert "Fundamento con que certifica la secretaría" in html_of(client.get(url("certify", resolution.public_id)))
    done = post(client, url("certify", resolution.public_id), on="2022-01-31")
    assert done.status_code == 302, errors_of(done)
    resolution.refresh_from_db()
    for fmt in ("pdf", "docx"):
        paper = client.get(reverse("web:drafting:paper", args=[resolution.certificate.public_id, fmt]))
        assert paper.status_code == 200
        assert len(paper.content) > 5000


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ("Springfield", "El acto nombra a otra ciudad"),
        ("", "un voto de confianza en blanco no autoriza aquí"),
    ],
)
def test_vote_naming_nobody_or_another_city_authorises_nothing(cast, partnership, names, said):
    session = a_session_of(cast, partnership, relation.cabildo(cast))
    client = cast.client("council_secretary")
    point = session.points.get()
    assert said in html_of(client.get(url("names", point.public_id), {"names": names}))
    done = post(client, url("vote", point.public_id), in_favour=3, against=0, abstained=0, names=names)
    assert done.status_code == 302, errors_of(done)
    assert Fact.AUTHORISED not in facts(partnership)
    page = html_of(client.get(url("session", session.public_id)))
    assert said in page
    # nothing to certify: no button, and whoever goes there all the same is told what would be right
    certify = url("certify", Resolution.objects.get(point=point).public_id)
    assert certify not in page
    assert "no se certifica que la autorice" in html_of(post(client, certify, on="2022-01-31"))


def test_act_that_only_takes_back_another_is_told_as_no_vote_of_confidence(cast, partnership):
    wrong = relation.authorise(cast, partnership)
    done = post(
        cast.client("council_secretary"), url("correct", wrong.public_id), held_on=cast.at.date().isoformat(), kind="ordinary",
        act_number="9", outcome="approved", text="Se deja sin efecto.",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    page = html_of(cast.client("council_secretary").get(done["Location"]))
    assert "No nombra a la contraparte: no autoriza la firma." in page
    assert "voto de confianza en blanco no autoriza" not in page


def test_names_while_typing_says_that_it_names_the_counterpart(cast, partnership):
    session = a_session_of(cast, partnership, relation.cabildo(cast))
    said = cast.client("council_secretary").get(url("names", session.points.get().public_id), {"names": "Lakeside"})
    assert "Nombra a la contraparte" in html_of(said)
    # as the vote itself takes it: its own state may follow without a comma
    ask = {"names": "LAKESIDE WISCONSIN"}
    said = html_of(cast.client("council_secretary").get(url("names", session.points.get().public_id), ask))
    assert "Nombra a la contraparte" in said


def test_vote_that_does_not_add_up_keeps_what_was_typed(cast, partnership):
    session = a_session_of(cast, partnership, relation.cabildo(cast))
    client = cast.client("council_secretary")
    done = post(
        client, url("vote", session.points.get().public_id), in_favour=9, against=0, abstained=0, names="Lakeside",
        text="Lo que se escribió",
    )  # fmt: skip
    assert done.status_code == 200
    assert errors_of(done) == {"in_favour": ["Los votos suman 9 y hubo 3 presentes con voto."]}
    assert "Lo que se escribió" in html_of(done)
    assert not Resolution.objects.exists()


def test_vote_sent_twice_counts_once(cast, partnership):
    session = a_session_of(cast, partnership, relation.cabildo(cast))
    client = cast.client("council_secretary")
    typed = {"in_favour": 3, "against": 0, "abstained": 0, "names": "Lakeside", "_once": "twice"}
    first = client.post(url("vote", session.points.get().public_id), typed)
    second = client.post(url("vote", session.points.get().public_id), typed)
    assert (first.status_code, second.status_code) == (302, 302)
    assert first.url == second.url
    assert Resolution.objects.count() == 1


def test_put_authorisation_before_the_text_is_agreed_is_blocked_with_a_door(cast):
    found = relation.open_relation(cast)
    body = relation.cabildo(cast)
    client = cast.client("council_secretary")
    post(client, url("convene", body.public_id), kind="ordinary", number="01", held_on=dt.date.today().isoformat())
    session = Session.objects.get()
    done = post(
        client, url("put", session.public_id), title="Autorizar", purpose="authorise", partnership=found.public_id
    )
    assert done.status_code == 200
    assert reverse("web:drafting:text", args=[found.public_id]) in html_of(done)
    assert not session.points.exists()


def test_record_from_its_act_by_the_liaison_alone(cast, partnership):
    body = relation.cabildo(cast)
    cast.appointments["council_secretary"].ended_at = cast.at
    cast.appointments["council_secretary"].save()
    client = cast.client("liaison")
    about = f"?vinculacion={partnership.public_id}"
    assert "Asentar desde un acta" in html_of(client.get(url("cabildo", partnership.public_id)))
    done = post(
        client, url("record", body.public_id) + about, purpose="authorise", partnership=partnership.public_id,
        kind="ordinary", act_number="15", held_on="2022-01-20", outcome="approved", names="Lakeside",
        scan=relation.scan_file("acta.pdf"),
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    row = Resolution.objects.get()
    assert (row.how, row.authorises, row.attachment.blob.pages) == ("recorded", True, 2)
    assert Fact.AUTHORISED in facts(partnership)
    page = html_of(client.get(url("cabildo", partnership.public_id)))
    assert "El Cabildo autorizó la firma" in page
    assert "Asentado desde su acta" in page


def test_record_more_votes_than_seats_is_said_at_the_field_and_kept_as_the_act_says(cast, partnership):
    body = relation.cabildo(cast)
    cast.appointments["council_secretary"].ended_at = cast.at
    cast.appointments["council_secretary"].save()
    client, where = cast.client("liaison"), url("record", body.public_id)
    assert "as_written" not in html_of(client.get(where))
    typed = {
        "purpose": "authorise", "partnership": partnership.public_id, "kind": "ordinary", "act_number": "15",
        "held_on": "2022-01-20", "outcome": "approved", "names": "Lakeside", "in_favour": "25",
    }  # fmt: skip
    said = post(client, where, **typed)
    assert list(errors_of(said)) == ["in_favour"]
    assert "suma 25 votos y ese día no podía haber más de 3" in html_of(said)
    assert "El acta lo dice así" in html_of(said)
    assert post(client, where, **typed, as_written="on").status_code == 302
    assert Fact.AUTHORISED not in facts(partnership)
    assert "cuenta votos que no pueden ser" in html_of(client.get(url("cabildo", partnership.public_id)))


def test_record_with_a_scan_that_is_no_pdf_says_so_at_the_field(cast, partnership):
    from django.core.files.uploadedfile import SimpleUploadedFile

    body = relation.cabildo(cast)
    cast.appointments["council_secretary"].ended_at = cast.at
    cast.appointments["council_secretary"].save()
    done = post(
        cast.client("liaison"), url("record", body.public_id), purpose="other", kind="ordinary", act_number="15",
        held_on="2022-01-20", outcome="approved", scan=SimpleUploadedFile("acta.pdf", b"hola"),
    )  # fmt: skip
    assert list(errors_of(done)) == ["scan"]
    assert not Resolution.objects.exists()


def test_correct_by_a_later_act_takes_the_authorisation_back(cast, partnership):
    certificate = relation.authorise_and_certify(cast, partnership)
    resolution = Resolution.objects.get(certificate=certificate)
    assert Fact.AUTHORISED in facts(partnership)
    client = cast.client("council_secretary")
    done = post(
        client, url("correct", resolution.public_id), held_on="2022-01-31", kind="ordinary", act_number="16",
        outcome="approved", names="Springfield", text="Se corrige el nombre.",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    assert Fact.AUTHORISED not in facts(partnership)
    later = Resolution.objects.exclude(corrects=None).get()
    assert later.corrects_id == resolution.pk
    # who reads the case reads which act holds, and that the first one's certificate does not
    of_case = html_of(cast.client("liaison").get(url("cabildo", partnership.public_id)))
    assert of_case.count("Lo corrigió el acta 16, del 31 de enero de 2022.") == 1
    assert "ya no autoriza la firma" in of_case
    assert "Nombra a la contraparte: autoriza la firma." not in of_case
    assert "(sin efecto)" in of_case
    of_session = html_of(client.get(url("session", resolution.point.session.public_id)))
    assert f'href="{url("session", later.point.session.public_id)}"' in of_session
    assert url("correct", resolution.public_id) not in of_session
    assert url("correct", later.public_id) in html_of(client.get(url("session", later.point.session.public_id)))


def test_committee_decides_from_its_own_seat(cast):
    found = relation.open_relation(cast)
    relation.submit_study(cast, found)
    session = a_session_of(cast, found, relation.committee(cast))
    point = session.points.get()
    assert cast.client("liaison").get(url("vote", point.public_id)).status_code == 200
    refused = post(cast.client("liaison"), url("vote", point.public_id), in_favour=3, against=0, abstained=0)
    assert "Asienta la votación la secretaría del órgano." in html_of(refused)
    done = post(cast.client("committee"), url("vote", point.public_id), in_favour=3, against=0, abstained=0)
    assert done.status_code == 302, errors_of(done)
    assert Fact.STUDY_APPROVED in facts(found)
    assert "El Comité aprobó el estudio" in html_of(cast.client("liaison").get(url("committee", found.public_id)))


def test_body_is_created_with_its_rule_and_members(cast):
    client = cast.client("liaison")
    done = post(
        client, url("create"), kind="cabildo", name="Cabildo de Villa Serena", seats=9, source="Reglamento interior",
        valid_from="2022-01-01",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    body = Body.objects.get()
    done = post(
        client, url("seat", body.public_id), name="Persona de Muestra 21", position="Sindicatura", sector="official",
        from_on="2022-01-01", oath_on="2022-01-01", has_vote="on",
    )  # fmt: skip
    assert done.status_code == 302, errors_of(done)
    page = html_of(client.get(url("body", body.public_id)))
    assert "5 personas" in page
    assert "Reglamento interior" in page
    assert "rindió protesta el 1 ene 2022" in page
    member = body.members.get()
    # a seat with an end to come is left earlier all the same, and once left it is not left again
    for day in ("2022-06-30", "2022-01-31"):
        done = post(client, url("leave", body.public_id, member.pk), on=day)
        assert done.status_code == 302, errors_of(done)
    member.refresh_from_db()
    assert member.until_on == dt.date(2022, 1, 31)
    type(member).objects.filter(pk=member.pk).update(until_on=dt.date(2022, 1, 15))
    assert client.get(url("leave", body.public_id, member.pk)).status_code == 404


def test_usual_rule_is_said_in_the_readers_language_and_kept_in_spanish(cast):
    client, create = cast.client("liaison"), url("create")
    form = html_of(client.get(f"/en{create}"))
    assert 'value="usual practice where the regulation is silent"' in form
    typed = {"name": "Cabildo de Villa Serena", "seats": 9, "valid_from": "2022-01-01", "kind": "cabildo"}
    post(client, f"/en{create}", source="usual practice where the regulation is silent", **typed)
    body = Body.objects.get()
    rule = body.rules.get()
    assert (rule.source, rule.is_default) == ("[K] práctica usual donde el reglamento es omiso", True)
    with translation.override("es"):
        shown = url("body", body.public_id)
    assert "práctica usual donde el reglamento es omiso" in html_of(client.get(shown))
    english = html_of(client.get(f"/en{shown}"))
    assert "usual practice where the regulation is silent" in english
    assert "práctica usual" not in english


def test_cancel_asks_for_a_reason(cast, partnership):
    body = relation.cabildo(cast)
    client = cast.client("council_secretary")
    post(client, url("convene", body.public_id), kind="ordinary", number="02", held_on=dt.date.today().isoformat())
    session = Session.objects.get()
    assert list(errors_of(post(client, url("cancel", session.public_id)))) == ["reason"]
    assert post(client, url("cancel", session.public_id), reason="No hubo condiciones.").status_code == 302
    session.refresh_from_db()
    assert session.state == "cancelled"


def test_sessions_are_nothing_for_a_stranger(cast, partnership):
    resolution = relation.authorise(cast, partnership)
    session = resolution.point.session
    addresses = [
        url("session", session.public_id), url("body", session.body.public_id), url("vote", resolution.point.public_id),
        url("certify", resolution.public_id), url("correct", resolution.public_id), url("cabildo", partnership.public_id),
        url("committee", partnership.public_id), url("attend", session.public_id), url("put", session.public_id),
    ]  # fmt: skip
    assert [cast.client("liaison").get(a).status_code for a in addresses] == [
        200,
        200,
        200,
        200,
        404,
        200,
        200,
        200,
        200,
    ]
    assert {cast.client("stranger").get(a).status_code for a in addresses} == {404}


def test_a_wrong_count_and_a_wrong_attendance_are_corrected_and_the_page_keeps_what_they_said(cast, partnership):
    body = relation.cabildo(cast)
    session = a_session_of(cast, partnership, body)
    client, page = cast.client("council_secretary"), url("session", session.public_id)
    point = session.points.get()
    post(client, url("vote", point.public_id), in_favour=3, against=0, abstained=0, names="Lakeside, Wisconsin")
    assert Fact.AUTHORISED in facts(partnership)
    wrong = Resolution.objects.get()
    way = url("correct_vote", wrong.public_id)
    assert way in html_of(client.get(page))
    assert list(errors_of(post(client, way, in_favour=1, against=2, abstained=0, names="Lakeside"))) == ["reason"]
    done = post(client, way, in_favour=1, against=2, abstained=0, names="Lakeside", reason="Se contó al revés.")
    assert done.status_code == 302, errors_of(done)
    assert Fact.AUTHORISED not in facts(partnership)
    shown = html_of(client.get(page))
    assert "Se contó al revés." in shown
    assert shown.count(point.title) == 1
    way = url("correct_attendance", session.public_id)
    assert way in shown
    members = [str(m.pk) for m in body.members.order_by("pk")[:2]]
    done = post(client, way, present=members, headed_by="Presidenta", reason="Faltó una persona.")
    assert done.status_code == 302, errors_of(done)
    shown = html_of(client.get(page))
    assert "Faltó una persona." in shown
    assert "Los votos suman 3 y hubo 2 presentes con voto." in shown
    errata = html_of(client.get(url("minutes", session.public_id)))
    assert "Fe de erratas" in errata
    assert "Se contó al revés." in errata
    assert cast.client("liaison").get(way).status_code == 404


@pytest.mark.parametrize(
    ("code", "data", "told"),
    [
        (Alarm.NO_SESSION, {"on": dt.date(2025, 6, 7), "months": 1}, "su reglamento pide hacerlo cada mes."),
        (Alarm.NO_SESSION, {"on": dt.date(2025, 6, 7), "months": 3}, "su reglamento pide hacerlo cada 3 meses."),
        (Alarm.NO_OATH, {"number": 1}, "Una persona integrante no ha rendido protesta."),
        (Alarm.NO_OATH, {"number": 2}, "2 integrantes no han rendido protesta."),
        (
            Alarm.CITIZENS_SHORT,
            {"citizens": "0 %", "needed": "30 %"},
            "Hay 0 % de ciudadanía y su reglamento pide 30 %.",
        ),
    ],
)
def test_alarm_speaks_of_one_and_of_many(code, data, told):
    (said,) = tell_alarms([AlarmFound(code, data)])
    assert said.endswith(told)
