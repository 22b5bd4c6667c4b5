"""A demarcation of Mexico City as the party: it has an Alcaldía with its Concejo, and no Ayuntamiento."""

import datetime as dt

import pytest
from django.utils.translation import override

from hermanar.agreements.queries import paper_values
from hermanar.directory.models import Municipality, State
from hermanar.directory.queries import key_of, said_for
from hermanar.directory.rules.governments import cited_in, government_of, organs_of, said_in
from hermanar.documents import operations as documents
from hermanar.documents.queries import model_of
from hermanar.documents.rules.fill import fill
from hermanar.documents.rules.templates import load
from hermanar.meetings.queries import letterhead_office
from hermanar.partnerships.enums import Fact
from hermanar.partnerships.queries import authorisation_blocker, claim_of, note_on_authority
from hermanar.partnerships.rules.triage import triage
from hermanar.process.operations import state_fact
from tests import relation
from tests.cast import Cast
from tests.kept import kept

SAID = [
    ("es", "Autorización del Cabildo", "Autorización del Concejo de la Alcaldía"),
    ("es", "Certificación del acuerdo de Cabildo", "Certificación del acuerdo del Concejo de la Alcaldía"),
    ("es", "El Cabildo no autorizó.", "El Concejo de la Alcaldía no autorizó."),
    ("es", "Ayuntamiento en sesión de Cabildo", "Concejo de la Alcaldía"),
    ("es", "la Presidencia municipal", "la Alcaldía"),
    ("es", "Secretaría del Ayuntamiento", "Secretaría del Concejo"),
    ("es", "el contacto único de este municipio", "el contacto único de esta demarcación"),
    ("es", "sus respectivos Cabildos", "sus respectivos Cabildos"),
    ("en", "Authorization by the Cabildo", "Authorization by the Concejo of the Alcaldía"),
    ("en", "Municipal Council in session (Cabildo)", "Concejo of the Alcaldía"),
    ("en", "Certificate of the Cabildo resolution", "Certificate of the Concejo resolution"),
]


BEFORE = [
    ("es", "el acuerdo de Cabildo número 5, acta 3", "el acuerdo número 5, acta 3"),
    ("es", "el acta 3 del Cabildo", "el acta 3 de quien autorizó"),
    ("es", "el Ayuntamiento", "el gobierno de la demarcación"),
    ("en", "Cabildo resolution number 5, act 3", "resolution number 5, act 3"),
]


@pytest.mark.parametrize(("lang", "written", "said"), BEFORE)
def test_act_of_before_the_alcaldias_names_no_organ_of_today(lang, written, said):
    last, first = dt.date(2018, 9, 30), dt.date(2018, 10, 1)
    assert said_in("09003", written, lang, last) == said
    assert said_in("09003", written, lang, first) == said_in("09003", written, lang) != said
    assert said_in("11008", written, lang, last) == written


TOWN, BOROUGH, OTHER, STATE = (
    ("11008", "Manuel Doblado"),
    ("09003", "Coyoacán"),
    ("09014", "Benito Juárez"),
    ("14", "Jalisco"),
)
ORGANS = [
    (TOWN, ("20067", "Oaxaca de Juárez"), "sus respectivos Cabildos", "their respective municipal councils in session (Cabildos)"),
    (BOROUGH, OTHER, "sus respectivos Concejos", "their respective Concejos"),
    (STATE, ("11", "Guanajuato"), "los órganos que autorizan según la ley de cada estado", "the organs that authorize under the law of each state"),
    (
        TOWN, BOROUGH, "sus respectivos órganos: el Cabildo de Manuel Doblado y el Concejo de la Alcaldía Coyoacán",
        "their respective organs: the municipal council in session (Cabildo) of Manuel Doblado and the Concejo of the Alcaldía of Coyoacán",
    ),
    (
        STATE, TOWN,
        "sus respectivos órganos: el órgano que autoriza según la ley del Estado de Jalisco y el Cabildo de Manuel Doblado",
        "their respective organs: the organ that authorizes under the law of the State of Jalisco and the municipal council in session (Cabildo) of Manuel Doblado",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("ours", "theirs", "es", "en"), ORGANS)
def test_text_of_two_parties_names_the_organ_of_each(ours, theirs, es, en):
    assert organs_of([ours, theirs]) == {"es": es, "en": en}
    filled = fill(load("agreement_domestic"), {"organs": organs_of([ours, theirs])}, languages=("es", "en")).content
    for lang, said in (("es", es), ("en", en)):
        text = "\n".join(b.text.get(lang, "") for b in filled.blocks)
        assert text.count(said) == 2
        assert text.count("Cabildo") == 2 * said.count("Cabildo")


@pytest.mark.parametrize(("lang", "written", "said"), SAID)
def test_sentence_is_said_as_the_place_is_governed(lang, written, said):
    assert said_in("09003", written, lang) == said
    assert said_in("11008", written, lang) == written
    assert said_in("", written, lang) == written


@pytest.mark.parametrize(
    ("lang", "written", "said"),
    [
        ("es", "No consta la autorización del Cabildo.", "No consta la autorización según la ley del estado."),
        ("es", "Sigue la autorización del Cabildo.", "Sigue la autorización según la ley del estado."),
        ("es", "la Presidencia municipal", "la Gubernatura"),
        ("es", "Falta quién firmó por el municipio.", "Falta quién firmó por el gobierno del estado."),
        (
            "en",
            "The Cabildo’s authorization is not on record.",
            "Authorization under the law of the state is not on record.",
        ),
    ],
)
def test_state_that_signs_for_itself_has_no_cabildo(lang, written, said):
    assert said_in("20", written, lang) == said
    assert said_in("20999", written, lang) == written
    assert not government_of("20").note


def test_sixteen_demarcations_have_an_alcaldia_and_its_source():
    keys = [f"09{n:03d}" for n in range(2, 18)]
    assert [bool(government_of(key)) for key in keys] == [True] * 16
    government = government_of("09003")
    assert "artículo 122" in government.source
    assert "[K]" not in government.source
    assert government_of(None) is None


def test_article_on_municipalities_is_not_cited():
    assert cited_in("09003", ("lct-7", "cpeum-115")) == ("lct-7", "cpeum-122-a-vi")
    assert triage(relation.answers(our_key="09003")).citations == ("lct-2-ii", "lct-7", "cpeum-122-a-vi")
    assert triage(relation.answers(our_key="11008")).citations == ("lct-2-ii", "lct-7", "cpeum-115")


@pytest.fixture
@kept
def alcaldia(cast: Cast):
    """The cast's town, as one of the sixteen, with a relation whose text is agreed."""
    capital, _new = State.objects.get_or_create(
        key="09", defaults={"name": "Ciudad de México", "official_name": "Ciudad de México", "abbreviation": "CDMX"}
    )
    here = Municipality.objects.create(key="09003", name="Coyoacán", folded="coyoacan", state=capital)
    opened = relation.open_relation(cast)
    town = cast.organisations["municipality"]
    town.municipality = here
    town.save(update_fields=["municipality"])
    opened.parties.filter(side="ours").update(municipality=here, name="Coyoacán")
    return relation.fresh(opened)


@pytest.mark.django_db
def test_claims_and_blockers_name_the_concejo(cast, alcaldia):
    assert key_of(alcaldia.owner) == "09003"
    with override("es"):
        assert str(authorisation_blocker(alcaldia).about) == (
            "Falta la autorización del Concejo de la Alcaldía que nombre a la contraparte."
        )
        assert note_on_authority(alcaldia).startswith("Ninguna fuente del programa dice")
    with override("en"):
        assert str(authorisation_blocker(alcaldia).about).startswith("The Concejo’s authorization")
        assert note_on_authority(alcaldia).startswith("No source of the program says")
    state_fact(
        cast.act("liaison"), case=alcaldia.case, key=Fact.AUTHORISED, label="", on=cast.act("liaison").on,
        source="test:1", proof="Acta 1",
    )  # fmt: skip
    claim = claim_of(relation.fresh(alcaldia))
    assert claim.es.startswith("El Concejo de la Alcaldía autorizó la suscripción")
    assert claim.en.startswith("The Concejo of the Alcaldía authorized")


@pytest.mark.django_db
def test_papers_of_the_house_speak_of_its_concejo(cast, alcaldia):
    body = relation.cabildo(cast)
    assert letterhead_office(body)["es"] == "Secretaría del Concejo"
    act = cast.act("liaison")
    values = paper_values(alcaldia, "cabildo_point", act.on)
    version = documents.assemble(
        act, circle=alcaldia.circle, issuer=alcaldia.owner, kind="cabildo_point", values=values, languages=("es",)
    )
    text = "\n".join(b.text["es"] for b in version.as_content.blocks)
    assert "este Concejo de la Alcaldía" in text
    assert "Cabildo" not in text
    assert model_of(version).as_json() == version.as_content.as_json()


@pytest.mark.django_db
def test_pages_of_the_case_name_no_cabildo(cast, alcaldia):
    client = cast.client("liaison")
    where = f"/vinculaciones/{alcaldia.public_id}"
    for path in ("/", "/cabildo/", "/envio/", "/rechazo/", "/papeles/"):
        page = client.get(f"{where}{path}").content.decode()
        assert "Concejo de la Alcaldía" in page, path
        assert "El Cabildo" not in page, path
        assert "del Cabildo" not in page, path
        assert "Presidencia municipal" not in page, path
    assert said_for(alcaldia.owner, "Presidencia municipal", "es") == "Alcaldía"


@pytest.mark.django_db
def test_pages_of_a_municipality_still_name_its_cabildo(cast):
    found = relation.open_relation(cast)
    page = cast.client("liaison").get(f"/vinculaciones/{found.public_id}/").content.decode()
    assert "Autorización del Cabildo" in page
    assert "Concejo" not in page
    assert note_on_authority(found) == ""
