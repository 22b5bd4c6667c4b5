"""The guide over HTTP: for everybody, in both languages, both paths and both schemes."""

import pytest

from hermanar.directory.models import Municipality, State
from hermanar.partnerships.queries.glossary import glossary

PERSONAS = (
    *("consul", "liaison", "mayor", "committee", "council_secretary", "state", "reviewer", "authoriser"),
    *("registrar", "counterpart", "stranger", "administrator", "nobody"),
)


@pytest.mark.parametrize("who", PERSONAS)
def test_guide_is_for_everybody(cast, who):
    page = cast.client(who).get("/guia/")
    assert page.status_code == 200
    assert "Carta de intención" in page.content.decode()


@pytest.mark.parametrize(
    ("query", "there", "not_there"),
    [
        ("", "Vinculación</h2>", "Operatividad del acuerdo"),
        ("?esquema=manual2009", "Operatividad del acuerdo", "Identificación</h2>"),
        ("?ruta=domestic", "Perfil municipal", "Dictamen de procedencia"),
        ("?ruta=otra&esquema=otro", "Dictamen de procedencia", "Operatividad del acuerdo"),
    ],
)
def test_guide_by_path_and_scheme(client, db, query, there, not_there):
    page = client.get(f"/guia/{query}").content.decode()
    assert there in page
    assert not_there not in page


def test_guide_in_english_says_it_in_english(client, db):
    page = client.get("/en/guia/").content.decode()
    assert "Letter of intent" in page
    assert "Municipal liaison" in page
    assert "Paso a paso" not in page


def test_guide_asks_nothing_of_the_database_of_a_stranger(client, django_assert_num_queries, db):
    with django_assert_num_queries(0):
        client.get("/guia/")


def test_glossary_says_each_word_in_both_languages_with_its_source(client, db, django_assert_num_queries):
    told = {lang: [w for g in glossary(lang) for w in g.words] for lang in ("es", "en")}
    assert [w.key for w in told["es"]] == [w.key for w in told["en"]]
    assert [(w.other, bool(w.text and w.sources)) for w in told["es"]] == [(w.term, True) for w in told["en"]]
    with django_assert_num_queries(0):
        page = client.get("/glosario/").content.decode()
    assert page.count('id="palabra-') == len(told["es"])
    assert "diplomacia federativa" in page
    assert "decentralized international cooperation" in client.get("/en/glosario/").content.decode().lower()
    found = client.get("/glosario/?buscar=DICTAMEN").content.decode()
    assert [w.key for g in glossary("es", "dictámen de") for w in g.words] == ["opinion"]
    assert 'id="palabra-opinion"' in found
    assert 'id="palabra-letter"' not in found
    assert "Ninguna palabra dice eso" in client.get("/glosario/?buscar=%3Cb%3Ezzz").content.decode()


@pytest.mark.parametrize("path", ["international", "domestic"])
def test_guide_is_read_in_the_words_of_who_governs(client, db, path):
    for address in ("/guia/", "/en/guia/"):
        page = client.get(f"{address}?ruta={path}&gobierno=09000")
        guide = page.context["guide"]
        steps = [s for stage in guide.stages for s in stage.steps]
        said = "\n".join(t for s in steps for t in (s.title, s.why, s.when, *s.who, *s.papers, *s.needs))
        assert "Concejo" in said
        assert [word for word in ("Cabildo", "Ayuntamiento") if word in said] == []
        assert not any(" 115" in b.text for s in steps for b in s.basis)
        assert "gobierno=09000" in page.content.decode()
    assert "Cabildo" in client.get(f"/guia/?ruta={path}&gobierno=").content.decode()
    assert client.get(f"/guia/?ruta={path}&gobierno=99x").context["guide"].government == ""


def test_guide_of_a_state_has_paths_of_its_own(client, db):
    guide = client.get("/guia/?ruta=domestic_state&gobierno=09000").context["guide"]
    assert (guide.government, guide.governments) == ("", {})


def test_guide_speaks_to_whoever_sits_in_a_demarcation_of_it(cast):
    house = cast.organisations["municipality"]
    assert cast.client("liaison").get("/guia/").context["guide"].government == ""
    state = State.objects.create(
        key="09", name="Ciudad de México", official_name="Ciudad de México", abbreviation="CDMX"
    )
    house.municipality = Municipality.objects.create(key="09003", name="Coyoacán", state=state)
    house.save()
    assert cast.client("liaison").get("/guia/").context["guide"].government == "09000"
