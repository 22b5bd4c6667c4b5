"""One liaison with nobody else on board: what absent offices did is put down from the papers received."""

from hermanar.cli.walks.lead import DEFAULT as LEAD

from . import steps
from .steps import NO_DAY, NOT_A_DAY, STUDY, Case, scan, today


def test_liaison_alone_records_what_absent_offices_did(make_house):
    walk(make_house(alone=True, federal=False))


def walk(house) -> None:
    """The whole way, whoever walks it: without a browser here, in one in `tests/browser`."""
    case = open_case(house)
    case.hidden_from("nobody")
    designated(case)
    committee = installed(case)
    steps.profile(case)
    house.at(case, 7)
    study(case, committee)
    letters(case)
    steps.text(case, LEAD)
    house.at(case, 5)
    authorised(case)
    house.at(case, 4)
    ministry(case)
    house.at(case, 10)
    steps.sign(case, theirs="Whitewater")
    house.at(case, 6)
    steps.register(case, who="liaison")
    steps.clock(case)
    log = house.liaison.open(case.url + "bitacora/").text
    assert log.count("Asentado por") > 3, log
    assert not case.asks_beside or len(steps.folder(case)) > 8


def open_case(house) -> Case:
    liaison = house.liaison.open("/vinculaciones/nueva/")
    typed = {
        "our_kind": "locality", "locality": LEAD.community, "country": "US", "their_name": "Whitewater",
        "their_kind": "governmental", "scope": "whole", "earlier": "none", "proposed_by": "own", "money": "no",
        "staff": "no", "protected": "no", "forum": "no", "areas": ["culture"],
    }  # fmt: skip
    liaison.refused("Abrir el expediente", "elija uno", **typed, our_place="Villa")
    liaison.refused("Abrir el expediente", NOT_A_DAY, **typed, our_place="Manuel Doblado", opened_on=NO_DAY)
    liaison.send("Abrir el expediente", opened_on="")
    return Case(house, liaison.url)


def designated(case: Case) -> None:
    """The mayor is not on board: the liaison puts the designation down from its number; a number serves once."""
    case.house.at(case, 3)
    liaison = case.turn("liaison", "área de enlace").says("asiente lo que conste en su papel").follow("Designar")
    liaison.refused("Asentar la designación", NOT_A_DAY, folio="PM/014/2022", designated_on=NO_DAY)
    liaison.form("Asentar la designación").send(folio="", designated_on=today(case))
    assert liaison.errors(), "a designation without number was taken"
    liaison.send("Asentar la designación", folio="PM/014/2022", files={"file": scan("oficio")})
    liaison.open(case.url + "enlace/")
    liaison.refused("Asentar la designación", "PM/014/2022", folio="PM/014/2022", designated_on=today(case))


def body(case: Case, page: str, *, kind: str, name: str) -> str:
    liaison = case.house.liaison.open(case.url + page).follow("Asentar un órgano")
    liaison.send(
        "Asentar el órgano", kind=kind, name=name, seats="9", source="[K] práctica usual", valid_from=today(case)
    )
    return liaison.url


def installed(case: Case) -> str:
    case.house.at(case, 4)
    case.turn("liaison", "Comité")
    address = body(case, "comite/acuerdos/", kind="committee", name="Comité de Ciudades Hermanas")
    liaison = case.house.liaison.open(address).follow("Asentar desde un acta")
    no_pdf = scan("acta")
    no_pdf.file.truncate(40)
    liaison.refused("Asentar", "PDF", files={"scan": no_pdf}, purpose="install", act_number="01", held_on=today(case))
    liaison.send(
        "Asentar", purpose="install", act_number="01", held_on=today(case), outcome="approved",
        files={"scan": scan("acta-01")},
    )  # fmt: skip
    return address


def study(case: Case, committee: str) -> None:
    liaison = case.turn("liaison", "estudio").follow("Abrir el estudio").follow("Todo en una página")
    liaison.send("Guardar el estudio", **STUDY)
    liaison.open(case.url + "estudio/").follow("Someter al Comité").send("Someter el estudio")
    liaison.open(case.url + "comite/acuerdos/").follow("Asentar desde un acta")
    liaison.refused("Asentar", NOT_A_DAY, act_number="02", number="CCH/02", held_on=NO_DAY)
    liaison.send(
        "Asentar", purpose="approve_study", act_number="02", number="CCH/02", outcome="approved", in_favour="8",
        abstained="1", held_on=today(case), files={"scan": scan("acta-02")},
    )  # fmt: skip
    case.says("el Comité aprobó el estudio")


def letters(case: Case) -> None:
    house = case.house
    house.at(case, 4)
    steps.counterpart(case, LEAD)
    liaison = case.turn("liaison", "carta de intención")
    liaison.open(f"/correspondencia/relacion/{case.code}/").follow("Asentar una carta en papel")
    typed = {"kind": "intent", "direction": "out", "folio": "PM/031/2022", "names": "Whitewater"}
    liaison.refused("Asentar la carta", NOT_A_DAY, **typed, dated_on=NO_DAY)
    liaison.send("Asentar la carta", dated_on=today(case), files={"file": scan("carta")})
    case.done("Carta de intención")
    house.at(case, 20)
    liaison = case.turn("liaison", "Respuesta").follow("Abrir la respuesta")
    liaison.refused("Asentar la respuesta", NOT_A_DAY, is_affirmative="yes", folio="CM-22-14", dated_on=NO_DAY)
    liaison.send("Asentar la respuesta", dated_on=today(case), files={"file": scan("respuesta")})
    case.done("Respuesta de la contraparte")


def authorised(case: Case) -> None:
    case.turn("liaison", "Cabildo")
    body(case, "cabildo/", kind="cabildo", name="Ayuntamiento en sesión de Cabildo")
    liaison = case.house.liaison
    for number, names, said in (
        ("14", "Ciudad de Ensenada, Baja California", "otra ciudad"),
        ("15", "Ciudad de Whitewater", "Nombra a la contraparte: autoriza la firma."),
    ):
        liaison.open(case.url + "cabildo/").follow("Asentar desde un acta")
        liaison.send(
            "Asentar", act_number=number, number=f"{number}-01", outcome="approved", in_favour="9", held_on=today(case),
            names=names, files={"scan": scan(f"acta-{number}")},
        )  # fmt: skip
        liaison.says(said)
        assert ("Cabildo autorizó" in case.seen_by("liaison").claim) == (number == "15")
    # before the opinion nothing is prepared for signature
    liaison.open(case.url + "firma/").says("Todavía no puede prepararse la firma")
    assert liaison.doors


def observed(case: Case) -> None:
    """The ministry's letter of observations is put down from its paper, and answered with a new version."""
    liaison = case.turn("liaison", "Dictamen").open(case.url + "dictamen/").follow("Asentar observaciones recibidas")
    typed = {
        "folio": "CJA/11/2022", "received_by": "Oficialía de partes", "said-0-group": "art-05", "said-0-text": "Precisar.",
    }  # fmt: skip
    liaison.refused("Asentar las observaciones", NOT_A_DAY, **typed, dated_on=NO_DAY)
    liaison.refused(
        "Asentar las observaciones", "Elija a qué artículo", dated_on=today(case), **{"said-1-text": "Falta."}
    )
    liaison.send("Agregar otra observación", **{"said-1-group": "art-06", "said-1-language": "en"})
    liaison.send("Asentar las observaciones", files={"scan": scan("observaciones")})
    liaison.says("CJA/11/2022").says("Oficialía de partes").says("asentado desde el papel")
    desk = liaison.url
    case.turn("liaison", "Contestar las observaciones")
    for accepted, answer in (("si", ""), ("no", "El artículo ya lo dice.")):
        liaison.open(desk).send("Asentar la respuesta", accepted=accepted, answer=answer)
    steps.new_version(case)
    liaison.open(desk).follow("Contestar con la nueva versión")
    liaison.send("Presentar la nueva versión", approval="Instrucción por escrito de la Presidencia")
    liaison.open(desk).says("Contestado")


def ministry(case: Case) -> None:
    liaison = case.turn("liaison", "Envío").open(case.url + "envio/").follow("Asentar un envío en papel")
    liaison.refused("Asentar el envío", NOT_A_DAY, folio="PM/052/2022", sent_on=NO_DAY)
    liaison.send("Asentar el envío", sent_on=today(case), files={"scan": scan("oficio")})
    case.house.at(case, 20)
    observed(case)
    case.house.at(case, 10)
    liaison = case.turn("liaison", "Dictamen").open(case.url + "dictamen/").follow("Asentar el dictamen recibido")
    liaison.refused("Asentar el dictamen", NOT_A_DAY, sense="favourable", number="DICTAMEN-MUESTRA-1", issued_on=NO_DAY)
    liaison.send("Asentar el dictamen", issued_on=today(case), files={"scan": scan("dictamen")})
    case.says("dictamen favorable")
    liaison.open(case.url + "firma/").follow("Asentar su aprobación")
    liaison.send(
        "Asentar la aprobación", body="Common Council", instrument="Resolution 22-07", approved_on=today(case),
        files={"scan": scan("resolucion")},
    )  # fmt: skip
