"""Los Cabos and Oaxaca de Juárez over HTTP (domain notes, 8.1): letters, interruption, resumption, study, authorisation,
signature; no step at the ministry; on any date the case says what was true then."""

import datetime as dt

from hermanar.cli.walks.domestic import LOS_CABOS
from hermanar.cli.walks.stage import MEXICO
from hermanar.directory.models import Circle
from hermanar.directory.operations import record_administration

from . import steps
from .steps import NO_DAY, NOT_A_DAY, STUDY, Case, scan, today


def test_domestic_relation_goes_without_the_ministry(make_house):
    walk(make_house(federal=False, lead=LOS_CABOS))


def walk(house) -> None:
    """The whole way, whoever walks it: without a browser here, in one in `tests/browser`."""
    begun(house)
    case = open_case(house)
    letters(case)
    interrupted(case)
    to(case, dt.date(2025, 4, 25))
    resumed(case)
    committee = bodies(case)
    to(case, dt.date(2025, 9, 22))
    study(case)
    to(case, dt.date(2025, 9, 30))
    approved(case, committee)
    to(case, dt.date(2025, 11, 3))
    steps.text(case, LOS_CABOS)
    to(case, dt.date(2025, 12, 8))
    steps.cabildo(case, theirs="Municipio de Oaxaca de Juárez", other="Municipio de Ensenada")
    approved_there(case)
    to(case, dt.date(2026, 1, 16))
    steps.sign(case, theirs="Oaxaca de Juárez")
    case.says("formalizó")
    house.liaison.open(case.url + "registro/").says("Una relación nacional no se inscribe ante la SRE.")
    house.liaison.open(case.url + "envio/").says("Una relación nacional no lleva dictamen de la SRE.")
    then(case)
    steps.clock(case)


def begun(house) -> None:
    """The exercise begins in 2019; the municipal administrations after the first are sample terms of three years."""
    owner = house.stage.organisations["municipality"]
    Circle.objects.filter(pk=owner.home_id).update(exercise_at=dt.datetime(2019, 7, 15, 9, tzinfo=MEXICO))
    for year in (2021, 2024):
        record_administration(
            house.stage.act("operator"), organisation=owner, number="", slogan="", source="[K] periodo de muestra",
            starts_on=dt.date(year, 10, 10), ends_on=dt.date(year + 3, 10, 9),
        )  # fmt: skip


def to(case: Case, day: dt.date) -> None:
    case.house.day = day
    case.at(day)


def open_case(house) -> Case:
    liaison = house.liaison.open("/vinculaciones/nueva/")
    typed = {
        "country": "MX", "their_kind": "governmental", "scope": "whole", "earlier": "none", "proposed_by": "own",
        "money": "no", "staff": "no", "protected": "no", "forum": "no", "areas": ["tourism", "culture"],
    }  # fmt: skip
    liaison.form("Abrir el expediente").send(**typed, their_name="Los Cabos")
    assert liaison.errors(), "a city was twinned with itself"
    liaison.refused("Abrir el expediente", "Ningún municipio se llama exactamente así", **typed, their_name="Oaxaca")
    liaison.send("Abrir el expediente", their_name="Oaxaca de Juárez", opened_on="2019-07-15")
    case = Case(house, liaison.url)
    case.hidden_from("nobody")
    liaison.open(case.url).says("Nacional").silent("Dictamen de procedencia")
    house.day = dt.date(2019, 12, 16)
    case.at(house.day)
    steps.counterpart(case, LOS_CABOS, until="2027-12-31")
    return case


def letters(case: Case) -> None:
    liaison = case.house.liaison
    record = f"/correspondencia/relacion/{case.code}/asentar/"
    liaison.open(record)
    typed = {"kind": "intent", "direction": "out", "precision": "quarter", "names": "Oaxaca de Juárez"}
    liaison.refused("Asentar la carta", NOT_A_DAY, **typed, dated_on=NO_DAY)
    liaison.send("Asentar la carta", dated_on="2019-07-01")
    case.says("envió carta de intención")
    liaison.open(record)
    sent = [o.get("value") for o in liaison.tree.xpath("//select[@name='answers']/option") if o.get("value")]
    liaison.send(
        "Asentar la carta", kind="answer", direction="in", dated_on="2019-10-01", precision="month",
        is_affirmative="yes", answers=sent[0], names="Oaxaca de Juárez",
    )  # fmt: skip
    case.says("intercambiaron cartas de intención")


def interrupted(case: Case) -> None:
    to(case, dt.date(2021, 10, 4))
    liaison = case.seen_by("liaison").follow("Asentar la interrupción")
    liaison.refused("Asentar la interrupción", NOT_A_DAY, code="change_here", reason="Sin actividad.", on=NO_DAY)
    liaison.send("Asentar la interrupción", on=today(case))
    case.turn("liaison", "Retomar la vinculación")
    case.says("intercambiaron cartas de intención")


def resumed(case: Case) -> None:
    liaison = case.house.liaison.open(f"/correspondencia/relacion/{case.code}/asentar/")
    typed = {"kind": "resume", "direction": "out", "folio": "PM/491/2025", "names": "Oaxaca de Juárez"}
    liaison.send("Asentar la carta", **typed, dated_on=today(case), files={"file": scan("oficio")})
    liaison.open(f"/correspondencia/relacion/{case.code}/asentar/")
    liaison.refused("Asentar la carta", "PM/491/2025", **typed, dated_on=today(case))
    liaison = case.seen_by("liaison").follow("Retomar")
    liaison.send("Retomar la vinculación", on=today(case), reason="Oficio PM/491/2025: solicita retomar el proceso.")
    case.says("intercambiaron cartas de intención")


def bodies(case: Case) -> str:
    house = case.house
    steps.designate(case)
    committee = steps.body(
        house, case, "liaison", "comite/acuerdos/", kind="committee", name="Comité de Ciudades Hermanas", seats=3,
        who="committee",
    )  # fmt: skip
    session = steps.hold(
        house, "committee", committee, number="1",
        points=[{"title": "Instalación del Comité", "purpose": "install", "on": today(case)}],
    ).url  # fmt: skip
    house.committee.follow("Asentar la votación").send("Asentar la resolución", number="CCH/01")
    steps.certified(house.committee, session)
    steps.profile(case)
    return committee


def study(case: Case) -> None:
    liaison = case.turn("liaison", "estudio").follow("Abrir el estudio").follow("Todo en una página")
    liaison.send("Guardar el estudio", **STUDY)
    liaison.open(case.url + "estudio/").follow("Someter al Comité").send("Someter el estudio")


def approved(case: Case, committee: str) -> None:
    house = case.house
    session = steps.hold(
        house, "committee", committee, number="3", case=case,
        points=[{"title": "Estudio", "purpose": "approve_study", "on": today(case)}],
    ).url  # fmt: skip
    house.committee.follow("Asentar la votación").send("Asentar la resolución", number="CCH/03")
    steps.certified(house.committee, session)
    case.says("el Comité aprobó el estudio")


def approved_there(case: Case) -> None:
    liaison = case.turn("liaison", "Aprobación de la contraparte").follow("Asentar la aprobación")
    liaison.open(case.url + "firma/").follow("Asentar su aprobación")
    typed = {"body": "Cabildo de Oaxaca de Juárez", "instrument": "Acuerdo de muestra"}
    liaison.refused("Asentar la aprobación", NOT_A_DAY, **typed, approved_on=NO_DAY)
    liaison.send("Asentar la aprobación", approved_on=today(case), files={"scan": scan("acuerdo")})


def then(case: Case) -> None:
    """What was true on a day, as known now."""
    liaison = case.house.liaison
    if not case.asks_beside:
        liaison.open(case.url, {"al": "2020-06-30"}).says("Así estaba entonces")
        return
    for day, said in (
        ("2019-10-01", "envió carta de intención"),
        ("2020-06-30", "intercambiaron cartas de intención"),
        ("2025-10-01", "Comité aprobó el estudio"),
        ("2026-01-16", "formalizó"),
    ):
        claim = liaison.open(case.url, {"al": day}).claim
        assert said in claim, (day, claim)
        if day < "2026":
            assert "formalizó" not in claim, (day, claim)
            liaison.says("Así estaba entonces")
    liaison.open(case.url, {"al": NO_DAY}).says("no es una fecha del calendario")
