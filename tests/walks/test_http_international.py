"""The international walk over HTTP, scripts off: from the consul's lead to the registered agreement, every no on the way."""

from hermanar.cli.walks.lead import DEFAULT as LEAD
from hermanar.cli.walks.people import counterpart_side
from hermanar.directory.operations import give_seat
from hermanar.partnerships.queries import get_partnership

from . import steps
from .steps import NO_DAY, NOT_A_DAY, Case


def test_relation_is_walked_with_scripts_off(make_house):
    walk(make_house())


def walk(house) -> None:
    """The whole way, whoever walks it: without a browser here, in one in `tests/browser`."""
    lead = open_lead(house)
    case = open_case(house, lead)
    case.hidden_from("nobody")
    before(case)
    letter(case)
    steps.text(case, LEAD)
    house.at(case, 5)
    steps.cabildo(case, theirs="Ciudad de Whitewater, Wisconsin", other="Ciudad de Ensenada, Baja California")
    house.at(case, 4)
    desk = steps.dispatch(case)
    house.at(case, 5)
    steps.review(case, desk)
    house.at(case, 10)
    approve(case)
    steps.sign(case, theirs="Whitewater")
    house.at(case, 6)
    steps.register(case, who="registrar")
    steps.clock(case)
    after(case)


def open_lead(house) -> str:
    consul = house.consul.open("/prospectos/").follow("Nuevo prospecto")
    typed = {
        "foreign_name": LEAD.foreign_city, "proposed_place": f"{LEAD.community}, Guanajuato", "summary": LEAD.summary,
        "contact_name": "Persona de Muestra 40", "contact_post": LEAD.contact_post, "reference": LEAD.reference,
        "diaspora": LEAD.diaspora, "foreign_description": LEAD.foreign_description,
        "promoters-0-group": "Grupo de compatriotas", "ideas-0-title": "City Market",
    }  # fmt: skip
    consul.refused("Abrir prospecto", NOT_A_DAY, **typed, received_on=NO_DAY)
    # the community is in no list: the page asks for its municipality, and nothing typed is lost
    consul.refused("Abrir prospecto", "No encontramos ese lugar", **typed, received_on="2022-01-31", **places(consul))
    consul.send("Abrir prospecto", proposed_place=f"{LEAD.community}, Manuel Doblado, Gto.", **places(consul))
    lead = consul.url
    consul.says("Manuel Doblado", "Whitewater", "Se beneficia San José de Otates", "Wisconsin")
    assert "Siguiente paso · a su cargo" in consul.next_step
    assert house.liaison.open(lead).status == 404
    consul.open(lead).send("Turnar")
    assert "a cargo de" in consul.open(lead).next_step
    # a slot in both time zones; a day that no calendar has
    consul.refused("Proponer", NOT_A_DAY, on=NO_DAY, hour="12:00")
    consul.send("Proponer", on="2022-02-08", hour="12:00").says("12:00 h", "en Whitewater")
    assert house.state.open(lead).status == 200
    liaison = house.liaison.open("/escritorio/")
    assert any("Whitewater" in label for label in liaison.links()), liaison.links()
    liaison.open(lead)
    assert "Siguiente paso · a su cargo" in liaison.next_step
    liaison.send("Aceptar")
    liaison.form("Contestar que interesa").send(answer="")
    assert liaison.errors()
    liaison.send("Contestar que interesa", answer="El municipio tiene interés y acepta la reunión propuesta.")
    house.consul.open(lead).says("acepta la reunión propuesta")
    return lead


def places(visitor) -> dict:
    """What the page asks of the two places, answered as a person does: the only one that fits."""
    found = {}
    for name, wanted in (("place", "Whitewater"), ("municipality", "Manuel Doblado")):
        for label in visitor.tree.xpath(f"//label[.//input[@name='{name}']]"):
            if wanted in label.text_content():
                found[name] = label.xpath(".//input/@value")[0]
    return found


def open_case(house, lead: str) -> Case:
    liaison = house.liaison.open(lead).follow("Abrir expediente")
    assert liaison.kept("locality") == [LEAD.community]
    assert liaison.kept("their_place") == ["900010"]  # what the lead knows is not asked again
    typed = {
        "country": "US", "their_name": "Whitewater", "scope": "whole", "earlier": "none", "proposed_by": "consulate",
        "community": LEAD.community, "money": "no", "staff": "yes", "protected": "no", "forum": "no",
        "areas": ["culture", "education"],
    }  # fmt: skip
    liaison.form("Ver el resultado").send(**typed, their_kind="private")
    liaison.says("Así no puede seguir")
    liaison.refused("Abrir el expediente", NOT_A_DAY, **typed, their_kind="governmental", opened_on=NO_DAY)
    liaison.send("Abrir el expediente", opened_on="")
    assert "/vinculaciones/" in liaison.url
    case = Case(house, liaison.url)
    assert liaison.open(case.url + "preguntas/").says("San José de Otates")
    return case


def before(case: Case) -> None:
    """Liaison office, committee, profile, study: each from its own seat."""
    house = case.house
    case.says("solo se ha anunciado")
    steps.designate(case)
    house.at(case, 4)
    case.turn("liaison", "Comité").follow("Abrir el Comité")
    committee = steps.body(
        house, case, "liaison", "comite/acuerdos/", kind="committee", name="Comité de Ciudades Hermanas", seats=3,
        who="committee",
    )  # fmt: skip
    day = str(house.day)
    session = steps.hold(
        house, "committee", committee, number="1",
        points=[{"title": "Instalación del Comité", "purpose": "install", "on": day}],
    ).url  # fmt: skip
    secretary = house.committee.follow("Asentar la votación")
    secretary.send("Asentar la resolución", number="CCH/01", text="Se instala el Comité.")
    steps.certified(secretary, session)
    steps.profile(case)
    house.at(case, 7)
    steps.study(case)
    house.at(case, 4)
    assert "no lo edita" in case.turn("committee", "estudio", others=("liaison",)).follow("Leer el estudio").text
    assert not house.committee.tree.xpath("//textarea")
    session = steps.hold(
        house, "committee", committee, number="2", case=case,
        points=[{"title": "Estudio", "purpose": "approve_study", "on": str(house.day)}],
    ).url  # fmt: skip
    secretary = house.committee.follow("Asentar la votación")
    secretary.send("Asentar la resolución", in_favour="2", abstained="1", number="CCH/02")
    steps.certified(secretary, session)
    case.says("el Comité aprobó el estudio")


def letter(case: Case) -> None:
    """The letter goes out, the counterpart joins and answers from its own seat, in its own language."""
    house = case.house
    house.at(case, 4)
    steps.counterpart(case, LEAD)
    address = steps.letter(case, LEAD)
    stage = house.stage
    stage.on(house.day)
    counterpart_side(stage, LEAD)
    give_seat(
        stage.act("operator"), circle=get_partnership(stage.actor("liaison"), case.code).circle,
        organisation=stage.organisations["counterpart"], part="counterpart", from_on=house.day,
    )  # fmt: skip
    house.at(case, 14)
    other = case.turn("counterpart", "Respuesta", others=("liaison",))
    other.open("/en" + case.url).says("Whitewater")
    other.open(case.url).follow("Abrir la respuesta")
    other.form("Enviar la respuesta").send(text="Respuesta afirmativa")
    assert other.errors(), "an answer that says neither yes nor no was taken"
    assert other.kept("text") == ["Respuesta afirmativa"]
    other.send(
        "Enviar la respuesta", is_affirmative="yes", folio="CM-22-14", files={"file": steps.scan("respuesta")},
        dated_on=str(house.day),
    )  # fmt: skip
    assert house.liaison.open(address).status == 200
    case.done("Respuesta de la contraparte")
    case.says("el Comité aprobó el estudio")  # the highest proof, not the latest
    house.at(case, 7)


def approve(case: Case) -> None:
    other = case.house.counterpart.open(case.url + "firma/").follow("Asentar su aprobación")
    other.refused("Asentar la aprobación", NOT_A_DAY, body="Common Council", instrument="22-07", approved_on=NO_DAY)
    other.send("Asentar la aprobación", approved_on=str(case.house.day))
    case.house.liaison.open(case.url + "firma/").says("Common Council", "22-07")


def after(case: Case) -> None:
    """Everybody of the circle reads, nobody else; the public sees the exercise on its own shelf."""
    house = case.house
    if case.asks_beside:
        for persona in ("mayor", "committee", "council_secretary", "state", "consul", "counterpart", "registrar"):
            case.seen_by(persona)
            assert house.enter(persona).open("/en" + case.url).status == 200
        names = steps.folder(case)
        assert len(names) > 12, names
    visitor = house.nobody
    visitor.open("/ejercicios/").says("Whitewater")
    visitor.follow("Manuel Doblado")
    assert visitor.status == 200
