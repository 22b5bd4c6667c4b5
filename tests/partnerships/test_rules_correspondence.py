"""Headline, likeness, exchange, languages, and what a letter's text says of itself. The texts are ours, not the samples'."""

import datetime as dt

import pytest
from hypothesis import given, strategies as st

from hermanar.kernel.dates import date_in_words
from hermanar.partnerships.rules.correspondence import (
    alike,
    alike_in,
    exchange,
    half_written,
    one_in,
    sought,
    threshold,
)
from hermanar.partnerships.rules.languages import country_in, languages_for, languages_known, languages_of
from hermanar.partnerships.rules.parties import article_in
from hermanar.partnerships.rules.reading import acts_of_another, read_letter
from hermanar.partnerships.rules.styles import city_beside, municipality_style

ON = dt.date(2026, 6, 1)
LETTER = """AYUNTAMIENTO DE PUERTO CLARO
“Por un puerto de todos”
OFICIO: PMC/0077/2026
ASUNTO: Carta de intención de
hermanamiento.
Puerto Claro, Oax., a 22 de mayo de 2026.

PERSONA DE MUESTRA 20
PRESIDENTA MUNICIPAL DE VILLA SERENA
P R E S E N T E.

Reciba un saludo. Deseamos trabajar con Villa Serena en turismo, en cultura y educación, en desarrollo
económico y en gestión pública y urbana.
La presente es un compromiso inicial entre ambos gobiernos; la firma de un
acuerdo será definida por los marcos legales que nos rigen.

A T E N T A M E N T E
LIC. PERSONA DE MUESTRA 21
PRESIDENTE MUNICIPAL DE PUERTO CLARO
c.c.p. Archivo.
"""


@pytest.mark.parametrize(
    ("answered", "sent", "said"),
    [(0, 0, (0, 0)), (0, 7, (0, 7)), (2, 7, (1, 4)), (2, 8, (1, 4)), (1, 2, (1, 2)), (3, 3, (1, 1)), (3, 4, (3, 4)),
     (2, 3, (2, 3)), (1, 19, (1, 19)), (49_999, 50_000, (9, 10))],
)  # fmt: skip
def test_one_in_says_the_rate_in_small_numbers(answered, sent, said):
    assert one_in(answered, sent) == said


@given(st.integers(0, 60_000), st.integers(0, 60_000))
def test_one_in_never_says_more_than_all(answered, sent):
    some, of = one_in(answered, sent)
    assert 0 <= some <= max(of, 1)


def test_alike_takes_the_own_city_out_and_ignores_empty_paragraphs():
    same = "En {} viven familias nuestras que quieren volver a trabajar juntas con su pueblo."
    texts = [
        same.format("Osaka"),
        same.format("Montreal"),
        "",
        "El puerto de Cádiz exporta lo que nuestro valle siembra.",
    ]
    found = alike(texts, ["Osaka", "Montreal", "London", "Cádiz"])
    assert [(f.one, f.other, f.likeness) for f in found] == [(0, 1, 1.0)]


def test_alike_in_looks_at_every_language_and_names_a_pair_once():
    one = {"es": "Algo propio de este puerto.", "en": "Your city and ours have much to share in culture."}
    other = {"es": "Sus talleres de barro y de plata.", "en": "Your city and ours have much to share in culture."}
    third = {"es": "Nada"}
    assert [(p.one, p.other, p.likeness) for p in alike_in([one, other, third])] == [(0, 1, 1.0)]
    assert half_written(third, ("es", "en")) == ["en"]
    assert [half_written(said, ("es", "en")) for said in (one, {}, {"es": " "})] == [[], [], []]


def test_alike_below_the_threshold_is_nothing():
    assert threshold("alike") == 0.85
    assert alike(["uno dos tres", "completamente otra cosa"]) == []
    with pytest.raises(KeyError):
        threshold("no existe")


@pytest.mark.parametrize(
    ("ours", "theirs", "code"),
    [
        ([], [], "never"),
        ([400], [500], "quiet"),
        ([5, 20, 40, 80], [10, 30], "constant"),
        ([5, 20, 40, 80, 85, 88], [], "occasional"),  # one side alone is no communication
        ([5, 20], [10], "occasional"),
        ([5, 20, 40, 80], [200, 210], "occasional"),
    ],
)
def test_exchange_says_constant_only_above_the_rate_and_with_both_sides(ours, theirs, code):
    days = [[ON - dt.timedelta(days=n) for n in side] for side in (ours, theirs)]
    found = exchange(*days, sent=3, answered=1, on=ON)
    assert found.code == code
    assert (found.ours_days, found.theirs_days) == (min(ours, default=None), min(theirs, default=None))
    assert found.contacts == sum(n < 365 for n in (*ours, *theirs))


def test_exchange_does_not_count_what_had_not_happened():
    assert exchange([ON + dt.timedelta(days=1)], [], sent=1, answered=0, on=ON).code == "never"


@pytest.mark.parametrize(
    ("country", "languages"),
    [("MX", ("es",)), ("CO", ("es",)), ("ES", ("es",)), ("US", ("es", "en")), ("JP", ("es", "en")), ("BR", ("es", "pt")),
     ("FR", ("es", "fr"))],
)  # fmt: skip
def test_languages_for_follow_from_the_country(country, languages):
    assert languages_for(country) == languages


@pytest.mark.parametrize(
    ("agreed", "country", "languages"),
    [
        (["es", "en"], "US", ("es", "en")), (["es", "en"], "BR", ("es", "pt")), (["es", "en"], "ES", ("es",)),
        (["es"], "MX", ("es",)), (["es"], "US", ("es",)), (["es", "pt"], "US", ("es", "pt")), (["es", "de"], "DE", ("es",)),
    ],
)  # fmt: skip
def test_letters_of_a_relation_go_in_what_was_agreed_else_in_its_countrys(agreed, country, languages):
    assert languages_of(agreed, country) == languages


def test_article_in_names_an_office_as_the_text_does():
    said = {
        t: (article_in(t, "pt"), article_in(t, "fr")) for t in ("la Oficina A", "el Instituto", "los Servicios", "X")
    }
    assert said == {
        "la Oficina A": ("a Oficina A", "l’Oficina A"), "el Instituto": ("o Instituto", "l’Instituto"),
        "los Servicios": ("os Servicios", "les Servicios"), "X": ("X", "X"),
    }  # fmt: skip


def test_languages_known_are_the_four_and_countries_have_their_names():
    assert languages_known() == ("es", "en", "pt", "fr")
    assert (country_in("pt", "BR"), country_in("fr", "FR"), country_in("fr", "JP")) == ("Brasil", "France", "")


def test_styles_in_portuguese_and_french_elide():
    assert municipality_style("Ahome", "Sinaloa")["fr"].startswith("la Municipalité d’Ahome, État de Sinaloa, des")
    assert city_beside("Orléans", "", "France", "fr") == "la Ville d’Orléans (France)"
    assert city_beside("Santos", "São Paulo", "Brasil", "pt") == "a Cidade de Santos (São Paulo, Brasil)"


@pytest.mark.parametrize(
    ("lang", "said"),
    [("pt", "22 de maio de 2026"), ("fr", "22 mai 2026"), ("es", "22 de mayo de 2026"), ("en", "May 22, 2026")],
)
def test_date_in_words_speaks_the_languages_of_letters(lang, said):
    assert date_in_words(dt.date(2026, 5, 22), lang) == said


def test_read_letter_proposes_each_value_with_its_line():
    read = read_letter(LETTER)
    assert (read.folio.value, read.folio.line) == ("PMC/0077/2026", 3)
    assert (read.dated_on.value, read.precision, read.dated_on.line) == ("2026-05-22", "day", 6)
    assert read.subject.value == "Carta de intención de hermanamiento"
    assert read.place.value == "Puerto Claro, Oax."
    assert read.sender_name.value == "PERSONA DE MUESTRA 21"
    assert read.sender_post.value == "PRESIDENTE MUNICIPAL DE PUERTO CLARO"
    assert read.addressee.value == "PERSONA DE MUESTRA 20, PRESIDENTA MUNICIPAL DE VILLA SERENA"
    assert read.kind.value == "intent"
    assert list(read.areas) == ["economy", "culture", "tourism", "government", "education", "urban"]
    assert read.acts == ()


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("ASUNTO: Retomar proceso de hermanamiento\nManifestamos el interés de continuar.", "resume"),
        ("ASUNTO: Hermanamiento\nEs un compromiso inicial y la firma\nserá definida por los marcos legales.", "intent"),
        ("En respuesta a su oficio 12, nos complace aceptar la propuesta.", "answer"),
        ("Me permito invitarle a la feria del pueblo.", "invitation"),
        ("Se informa el calendario de recolección de residuos.", None),
        # what calls itself a twinning and is a first commitment is a letter of intent
        ("CONVENIO DE HERMANAMIENTO\nExpresión inicial de voluntad: la firma quedará definida por la ley.", "intent"),
    ],
)
def test_read_letter_tells_the_kind_by_its_words(text, kind):
    found = read_letter(text).kind
    assert (found.value if found else None) == kind


@pytest.mark.parametrize(
    ("text", "affirmative"),
    [
        ("En atención a su carta, aceptamos con gusto la propuesta.", True),
        ("En respuesta a la carta: no nos es posible iniciar esa relación.", False),
        ("En respuesta a la carta: se turnó al área.", None),
    ],
)
def test_read_letter_says_yes_or_no_only_where_it_is_said(text, affirmative):
    assert read_letter(text).is_affirmative is affirmative


@pytest.mark.parametrize(
    ("line", "on", "precision"),
    [
        ("Villa Serena, a 1.º de marzo de 2025", "2025-03-01", "day"),
        ("Puerto Claro, 5 de setiembre del 2024", "2024-09-05", "day"),
        ("Lakeside, April 29, 2025", "2025-04-29", "day"),
        ("Fecha: 07/02/2025", "2025-02-07", "day"),
        ("Los Ejemplos, octubre de 2019", "2019-10-01", "month"),
        ("31 de febrero de 2025", "2025-02-01", "month"),
    ],
)
def test_read_letter_reads_dates_with_their_precision(line, on, precision):
    read = read_letter(f"{line}\nUn texto cualquiera.")
    assert (read.dated_on.value, read.precision) == (on, precision)


def test_read_letter_of_nothing_proposes_nothing():
    read = read_letter("")
    assert (read.folio, read.dated_on, read.subject, read.kind, dict(read.areas)) == (None, None, None, None, {})


def test_read_letter_does_not_take_a_folio_that_the_body_cites():
    body = "\n" * 3 + "\n".join(["Texto."] * 30) + "\nComo decía el oficio: PM/12/2020 de su antecesor."
    assert read_letter(body).folio is None


def test_acts_of_another_points_at_the_act_that_names_another_city():
    text = (
        "Con base en el acuerdo número 15 del acta 9 de la sesión de Cabildo del 3 de mayo de 2024, que aprueba "
        "el hermanamiento con Puerto Claro."
    )
    (act,) = read_letter(text).acts
    cities = {act.value: ["Puerto Claro"]}
    (found,) = acts_of_another([act], ["Villa Serena", "Lakeside"], cities)
    assert (found.value, found.line) == ("Puerto Claro", 1)
    assert acts_of_another([act], ["Villa Serena", "Puerto Claro"], cities) == []
    assert acts_of_another([act], ["Villa Serena"], {}) == []


@given(st.text(max_size=400))
def test_read_letter_never_fails(text):
    read = read_letter(text)
    assert read.folio is None or len(read.folio.value) <= 60


def test_read_letter_is_quick_on_hostile_text():
    started = dt.datetime.now(dt.UTC)
    read_letter(("acuerdo número 1 acta cabildo " * 4000) + "OFICIO" * 4000)
    assert (dt.datetime.now(dt.UTC) - started).total_seconds() < 5


def test_sought_is_folded_and_bounded():
    assert sought("PM/1", "", "Oaxaca de Juárez") == "pm 1 oaxaca de juarez"
    assert len(sought("a" * 9000)) == 2000
