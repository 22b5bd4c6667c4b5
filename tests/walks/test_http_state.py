"""A state as the party (LCT art. 2-II), over HTTP (in a browser: `tests/browser`): its own liaison opens the case, its governor signs, its own law says
which organ authorises, the file goes straight to the ministry, the signed text is deposited and registered."""

import pytest
from allauth.mfa.models import Authenticator

from hermanar.accounts.models import User
from hermanar.agreements.models import OwnAuthorisation
from hermanar.directory.enums import Role
from hermanar.directory.models import Appointment, Office, Person
from hermanar.opinions.models import Dispatch, Opinion
from hermanar.partnerships.models import Letter, Partnership
from hermanar.partnerships.operations import update_counterpart
from hermanar.partnerships.queries import claim_of
from tests import relation
from tests.cast import SINCE

from .browserless import Visitor
from .steps import scan

ANSWERS = {
    "our_kind": "state", "country": "US", "their_kind": "governmental", "scope": "whole", "earlier": "none",
    "proposed_by": "own", "money": "no", "staff": "no", "protected": "no", "forum": "no", "areas": ["culture", "tourism"],
}  # fmt: skip
BOTH = {
    f"{part}_{lang}": f"Texto {lang}." for part in ("motivations", "interests", "objectives") for lang in ("es", "en")
}


def with_governor(cast) -> None:
    """The state also has its governor."""
    office = Office.objects.create(
        organisation=cast.organisations["state"], title="Gubernatura", title_en="Office of the Governor",
        role=Role.GOVERNOR, valid_from=SINCE,
    )  # fmt: skip
    user = User.objects.create_user("governor@example.org", "una-clave-larga-de-muestra")
    person = Person.objects.create(name="Persona de Muestra 20", user=user, email=user.email, languages="es")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "JBSWY3DPEHPK3PXP"})
    cast.users["governor"] = user
    cast.appointments["governor"] = Appointment.objects.create(office=office, person=person, from_on=SINCE)


@pytest.fixture
def sit(cast):
    """`sit("state")`: that persona, without a browser."""
    with_governor(cast)
    return lambda name: Visitor(name, cast.client(name, enforce_csrf_checks=True))


def test_state_opens_its_own_relation_and_goes_all_the_way(cast, sit):
    walk(cast, sit)


def walk(cast, sit) -> None:
    """The whole way, whoever walks it."""
    state = sit("state").open("/vinculaciones/").follow("Nueva vinculación")
    state.send("Abrir el expediente", **ANSWERS, their_name="Lakeside")
    if state.url.endswith("/nueva/"):
        state.send("Abrir el expediente", **ANSWERS, their_name="Lakeside", their_place="900001")
    case = state.url
    partnership = Partnership.objects.get()
    assert "a su cargo Preparar la carta de intención" in state.next_step
    state.says("Oaxaca", "carta de intención").silent("Cabildo")
    for stranger in ("liaison", "mayor", "stranger") if state.asks_beside else ():
        assert sit(stranger).open(case).status == 404
    update_counterpart(
        cast.act("state"), partnership=partnership, head_name="Persona de Muestra 40", head_post="Mayor",
        head_post_es="Alcaldía", office="Office of the Mayor",
    )  # fmt: skip
    letters(sit, case, partnership)
    if state.asks_beside:
        for room in ("", "cartas/", "papeles/", "rechazo/", "envio/", "texto/"):
            sit("state").open(case + room).silent("Cabildo", "Presidencia municipal")
        assert sit("state").open(case + "papeles/cabildo_point/").status == 404
    text_and_authorisation(sit, case, partnership)
    to_the_ministry(cast, sit, case)
    signed(sit, case, partnership)


def letters(sit, case: str, partnership: Partnership) -> None:
    state = sit("state").open(case).follow("Escribir la carta")
    state.send("Guardar", **BOTH)
    address = state.url
    assert not state.has_button("Firmar la carta")
    governor = sit("governor").open(address).follow("Firmar la carta")
    governor.send("Firmar la carta", dated_on="2022-01-31")
    assert Letter.objects.get().issue is not None
    state.open(address).follow("Asentar el envío").send("Asentar el envío", sent_on="2022-01-31", sent_by="Correo")
    claim = claim_of(Partnership.objects.get())
    assert claim.es.startswith("Oaxaca envió carta de intención")
    state.open(f"/correspondencia/relacion/{partnership.public_id}/asentar/").send(
        "Asentar la carta", files={"file": scan("respuesta")}, kind="answer", direction="in", folio="LK-1", names="Oaxaca",
        dated_on="2022-01-31", is_affirmative="yes",
    )  # fmt: skip


def text_and_authorisation(sit, case: str, partnership: Partnership) -> None:
    state = sit("state").open(case + "texto/").send("Iniciar el texto")
    state.says("el Gobierno del Estado de Oaxaca")
    state.follow("Acordar el texto").send("Acordar la versión", agreed_on="2022-01-31")
    page = case + "autorizacion/"
    assert "según la ley del estado" in sit("state").open(case).next_step
    state.open(case + "firma/").says("Falta la autorización según la ley del estado que nombre a la contraparte.")
    state.open(case + "cabildo/").says("Todavía no consta")  # a state has no Cabildo: its own page answers
    state.open(page).says("Todavía no consta").follow("Asentar la autorización")
    typed = {"organ": "Órgano de muestra", "instrument": "Acuerdo 1/2022", "authorised_on": "2022-01-31"}
    state.send("Asentar la autorización", **typed, names="Lakeside Hills")
    state.says("no autoriza aquí", "falta citar la ley")
    assert claim_of(Partnership.objects.get()).standing.rung < 4
    state.follow("Asentar la autorización").send(
        "Asentar la autorización", files={"scan": scan("autorizacion")}, **{**typed, "instrument": "Acuerdo 2/2022"},
        names="Ciudad de Lakeside, Wisconsin", legal_basis="Ley de muestra, art. 1",
    )  # fmt: skip
    state.says("autoriza la firma")
    assert "según la ley del estado" in claim_of(Partnership.objects.get()).es
    wrong = OwnAuthorisation.objects.get(authorises=False)
    state.open(f"{page}{wrong.public_id}/retirar/").send("Retirar", reason="Era de otra ciudad")
    state.says("retirada", "Era de otra ciudad")
    assert claim_of(Partnership.objects.get()).standing.rung == 4


def to_the_ministry(cast, sit, case: str) -> None:
    state = sit("state").open(case + "envio/").follow("Preparar el envío").send("Preparar el envío")
    address = state.url
    state.says("Autorización según la ley del estado").silent("Cabildo")
    state.open(address).follow("Pedir la firma").send("Pedir la firma")
    sit("governor").open(address).follow("Firmar y enviar").send("Firmar y enviar", sent_on="2022-01-31")
    sent = Dispatch.objects.get()
    assert (sent.state, sent.via_state) == ("forwarded", False)
    reviewer = sit("reviewer").open(address).follow("Recibir").send("Recibir")
    assert reviewer.status == 200
    review = sent.reviews.get()
    relation.give_opinion(cast, review)
    assert Opinion.objects.get().state == "authorised"


def signed(sit, case: str, partnership: Partnership) -> None:
    page = case + "firma/"
    state = sit("state").open(page).follow("Preparar para firma").send("Expedir el texto para firma")
    state.open(page).follow("Depositar el texto firmado").send(
        "Depositar", files={"scan": relation.scan_file()},
        place="Oaxaca de Juárez, Oaxaca", signed_on="2022-01-31", originals="2", their_name="Persona de Muestra 40",
    )  # fmt: skip
    pages = [str(v) for v in state.tree.xpath("//input[@name='pages']/@value")]
    state.send("Confirmar el texto firmado", pages=pages)
    said = claim_of(Partnership.objects.get()).es
    assert said.startswith("Se firmó el acuerdo entre Oaxaca y Lakeside")


def test_municipal_liaison_cannot_open_for_the_state(cast, sit):
    liaison = sit("liaison").open("/vinculaciones/nueva/")
    liaison.refused(
        "Abrir el expediente", "cada una abre los expedientes propios", **ANSWERS, their_name="Lakeside Hills",
    )  # fmt: skip
    assert Partnership.objects.count() == 0


def test_authorisation_page_is_of_relations_of_a_state_alone(cast, sit):
    case = relation.open_relation(cast)
    assert sit("liaison").open(f"/vinculaciones/{case.public_id}/autorizacion/").status == 404
