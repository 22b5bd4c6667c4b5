"""P, N, D, K, V, Q over texts as people write them: each rule with what it finds and with what it leaves alone."""

import dataclasses
import datetime as dt
import re

import pytest

from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.check import check, check_clause
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_text
from tests.checks.sample import BRIEF, CLEAN, GAZETTEER, swapped

PARTIES = "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX"
ON = dt.date(2025, 6, 1)


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def said(gazetteer, text, kind="", parties=PARTIES, *, final=False):
    source = read_text("t", text)
    named = parties_of(parties, gazetteer)
    found = check_file(source, brief_of(source, named, kind=kind, final=final, on=ON), gazetteer)
    assert all(source.text[f.start : f.end] == f.text for f in found)
    return [(f.code, f.text) for f in found]


HEAD = "Ensenada, Baja California, a 12 de mayo de 2025\n\n"
FAULTS = [
    # P
    ("P01", "Los Cabos", "El Municipio de Ensenada desea hermanarse con Los Cabos y con Oaxaca de Juárez."),
    ("P01", "Guadalajara", "Firmado en la ciudad de Guadalajara, Jalisco, por Ensenada y Oaxaca de Juárez."),
    ("P01", "Benito Juárez", "El Municipio de Benito Juárez y Ensenada acuerdan colaborar."),
    ("P03", "Sonora", "La ciudad de Ensenada, Sonora, saluda a Oaxaca de Juárez."),
    ("P06", "Estado de Oaxaca", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL Estado de Oaxaca"),
    ("P06", "Estado de Oaxaca", "Se propone un hermanamiento con el Estado de Oaxaca para el intercambio cultural."),
    ("P06", "Gobernador Constitucional del Estado", "ATENTAMENTE\n\nPersona de Muestra 01\nGobernador Constitucional del Estado de Oaxaca"),
    ("P09", "Ayuntamiento", "El Municipio de Ayuntamiento y la ciudad de Ensenada acuerdan colaborar."),
    ("P09", "Town Hall", "The City of Town Hall and the City of Ensenada agree to cooperate in this letter."),
    ("P10", "Secretaría de Asuntos Exteriores", "Se dará aviso a la Secretaría de Asuntos Exteriores."),
    ("P10", "SEDESOL", HEAD + "El programa se coordina con la SEDESOL en ambos municipios."),
    ("P13", "Persona de Muestra Nueve", "Persona de Muestra Uno, Presidenta Municipal de Ensenada, saluda a todos.\n\nPersona de Muestra Nueve, Presidente Municipal de Ensenada, firma."),
    # N
    ("N01", "sesenta (90)", "El plazo es de sesenta (90) días."),
    ("N03", "8", "Se realizaron 4 talleres y 3 visitas, un total de 8 actividades."),
    ("N03", "12", "Asistieron 12 personas: 5 mujeres y 6 hombres."),
    ("N03", "diez", "Participaron diez estudiantes, de los cuales cinco mujeres y cuatro hombres."),
    ("N04", "40", "Asistieron 120 personas a 4 talleres, 40 personas en promedio."),
    ("N05", "45", "Del total, 60 % son mujeres y 45 % son hombres."),
    ("N05", "40", "Se cumplieron 30 de 60 actividades (40 %)."),
    ("N06", "ambos", "Participaron tres municipios del país, y ambos municipios aportaron recursos."),
    ("N06", "ambos", "Confiamos en que ambos tres municipios trabajen juntos."),
    ("N07", "d)", "Las áreas son:\n\na) cultura;\nb) turismo;\nd) deporte."),
    ("N07", "CUARTA", "PRIMERA.- El objeto es claro.\n\nSEGUNDA.- Las áreas son varias.\n\nCUARTA.- La vigencia es de un año."),
    ("N08", "cuatro", "Se trabajará en las siguientes cuatro áreas:\n\na) cultura;\nb) turismo;\nc) deporte."),
    ("N08", "tres", "Se acordaron tres temas: cultura, turismo, deporte y salud."),
    ("N09", "2 horas", "Agenda\n\nInauguración (15 minutos)\n\nPanel uno (35 minutos)\n\nPanel dos (30 minutos)\n\nCierre (10 minutos)\n\nDuración total: 2 horas"),
    # D
    ("D01", "31 de febrero de 2025", "La reunión es el 31 de febrero de 2025."),
    ("D02", "lunes", "La reunión es el lunes 13 de mayo de 2025."),
    ("D06", "12 de mayo", "Ensenada, Baja California, a 12 de mayo\n\nEstimada presidenta:"),
    ("D07", "10", "El festival es del 15 al 10 de mayo de 2025."),
    ("D07", "10 de abril de 2025", "La vigencia va del 12 de mayo de 2025 al 10 de abril de 2025."),
    ("D07", "14 de marzo de 2024", "Consta en el acta 78 del 13 de marzo de 2024.\n\nEl acta 78 del 14 de marzo de 2024 lo autoriza."),
    ("D08", "2024", "“2024, Año de la Muestra”\n\n" + HEAD + "Saludos."),
    ("D09", "20 de junio de 2025", HEAD + "La sesión se celebró el 20 de junio de 2025."),
    ("D09", "13 de marzo de 2024", HEAD + "El Comité aprobó los estudios en sesión del 29 de agosto de 2024.\n\nEl Cabildo autorizó el acuerdo en sesión del 13 de marzo de 2024."),
    ("D05", "2021-2024", HEAD + "Saludos cordiales.\n\nATENTAMENTE\n\nPersona de Muestra 01\nPresidenta Municipal de Ensenada\nAdministración 2021-2024"),
    # K
    ("K01", "____", "El Municipio de Ensenada y el Municipio de ____ acuerdan."),
    ("K01", "[nombre del municipio]", "El Municipio de [nombre del municipio] acuerda."),
    ("K01", "Lorem ipsum", "Lorem ipsum dolor."),
    ("K02", "{our_city}", "El Municipio de {our_city} acuerda."),
    ("K03", "siguientes compromisos:", "ARTÍCULO I\n\nObjeto\n\nLas Partes acuerdan los siguientes compromisos:\n\nARTÍCULO II\n\nÁreas\n\nSon varias."),
    ("K04", "Por el Municipio de Ensenada", "Firmado en dos ejemplares.\n\nPor el Municipio de Ensenada\n\nPor el Municipio de Oaxaca de Juárez\nPersona de Muestra 02\nPresidente Municipal"),
    # V
    ("V01", "playas", "Las playas de Oaxaca de Juárez reciben visitantes."),
    ("V02", "ciudad fronteriza", "Oaxaca de Juárez es una ciudad fronteriza."),
    ("V04", "El turismo y la cultura son la base de la relación entre los dos municipios y de sus proyectos.", "El turismo y la cultura son la base de la relación entre los dos municipios y de sus proyectos.\n\nOtra cosa.\n\nEl turismo y la cultura son la base de la relación entre los dos municipios y de sus proyectos."),
    # Q
    ("Q04", "de", "En el marco de de la cooperación."),
    ("Q05", "Parte", "Las Parte acuerdan cooperar."),
    ("Q05", "acuerda", "Las Partes acuerda cooperar."),
    ("Q05", "día", "El plazo es de sesenta (60) día."),
    ("Q06", "cooperacion", "El acuerdo de cooperacion entre los municipios."),
    ("Q06", "Oaxaca de Juarez", "El Municipio de Oaxaca de Juarez saluda a Ensenada."),
]  # fmt: skip


@pytest.mark.parametrize(("code", "text", "paper"), FAULTS)
def test_check_seeded_fault_is_found_and_nothing_else(gazetteer, code, text, paper):
    found = said(gazetteer, paper)
    # of two days out of order either may be the wrong one: it is told at both
    assert [(c, words) for c, words in found if c != "D09" or words == text] == [(code, text)]


SILENT = [
    "La Avenida Benito Juárez y la calle Hidalgo llegan a la plaza de Ensenada.",
    "El natalicio de Benito Juárez se celebra en Oaxaca de Juárez y en Ensenada.",
    "La ciudad de Oaxaca y la de Ensenada comparten su cocina; el estado de Oaxaca y Baja California, su gente.",
    "“2025, Año de la Muestra”\n\n" + HEAD + "La sesión se celebró el 20 de abril de 2025 y la próxima se celebrará el 20 de junio de 2025.",
    "Asistieron 12 personas: 5 mujeres y 7 hombres, en 2 talleres.",
    "Se realizaron 4 talleres y 3 visitas, un total de 7 actividades.",
    "Asistieron 120 personas a 4 talleres, 30 personas en promedio.",
    "Del total, 60 % son mujeres y 40 % son hombres; se cumplieron 30 de 60 actividades (50 %).",
    "Se acordaron tres temas: cultura y arte, turismo y deporte.",
    "Las áreas son:\n\na) cultura;\nb) turismo;\nc) deporte.\n\nLas modalidades son:\n\na) visitas;\nb) ferias.",
    "Agenda\n\nInauguración (15 minutos)\n\nPanel uno (35 minutos)\n\nPanel dos (30 minutos)\n\nCierre (10 minutos)\n\nDuración máxima 1:30 hs.",
    "El Comité aprobó los estudios el 29 de agosto de 2023.\n\nEl Cabildo autorizó el acuerdo en sesión del 13 de marzo de 2024.",
    "Cualquiera de las Partes podrá terminarlo con aviso de sesenta (60) días.",
    "Las playas de Ensenada y los talleres de Oaxaca de Juárez se complementan; Ensenada es ciudad fronteriza.",
    "Con fundamento en el artículo 115 de la Constitución Política de los Estados Unidos Mexicanos, la Presidenta Municipal de Ensenada saluda.",
    "Escriba a enlace@ejemplo.mx o visite <https://ejemplo.mx/oficio> para más información sobre Ensenada.",
    HEAD + "Las Partes firmaron el acuerdo, cuya vigencia termina el 16 de septiembre de 2027.",
    "Nombre del plan\tPlan Municipal de Ensenada",
    "La C. Victoria Hidalgo Torres, de la Dirección de Cultura de Ensenada, atenderá sus dudas.",
    "La reunión será en la sala Morelos de Ensenada, y después junto al Río Bravo.",
    HEAD + "La delegación volará de Ensenada a Osaka el 16 de junio de 2025.",
    "Por la presente, los dos municipios de Ensenada y Oaxaca de Juárez acuerdan que que los visita.".replace("que que", "que"),
]  # fmt: skip


@pytest.mark.parametrize("paper", SILENT)
def test_check_ordinary_text_stays_silent(gazetteer, paper):
    assert said(gazetteer, paper) == []


def test_check_number_of_a_paper_names_no_state(gazetteer):
    """A house whose letters are those of another State: MOR, JAL, COL… It may sign its own papers."""
    letters = {re.sub(r"\W", "", state.abbreviation).upper() for state in gazetteer.states()}
    assert {"MOR", "JAL", "OAX"} <= letters
    for code in letters:
        for number in (f"{code}/PM/001/2024", f"{code}-2024-001", f"PM/{code}/12/2024"):
            text = f"OFICIO: {number}\n\n{HEAD}El Municipio de Ensenada saluda a Oaxaca de Juárez, en respuesta a su oficio {number}."
            assert [f for f in said(gazetteer, text) if f[0] == "P01"] == [], number
    assert ("P01", "Jalisco") in said(
        gazetteer, HEAD + "Convenio entre el Municipio de Ensenada y el Estado de Jalisco, JAL/PM/001/2024."
    )


def test_check_clause_says_of_one_block_what_the_whole_says_of_it():
    content = swapped(CLEAN, "art-01.p1", "es", "Whitewater", "Zihuatanejo")
    whole = [f for f in check(content, BRIEF, GAZETTEER) if f.block == "art-01.p1"]
    assert [f.code for f in whole] == ["P01"]
    assert check_clause(content, "art-01.p1", BRIEF, GAZETTEER) == whole
    assert check_clause(content, "art-02.p1", BRIEF, GAZETTEER) == []


@pytest.mark.parametrize(
    ("said", "text", "found"),
    [
        ("Aeropuerto internacional a 70 kilómetros", "{0} cuenta con aeropuerto internacional.", "aeropuerto"),
        ("A 1.5 horas, en otro estado", "Llegarán a nuestro aeropuerto.", "nuestro aeropuerto"),
        ("No tiene", "Llegarán al Aeropuerto Internacional de {0}.", "Aeropuerto Internacional de"),
        ("Aeropuerto internacional a 12 km del centro", "{0} cuenta con aeropuerto.", ""),
        ("Aeropuerto de {0}, a 40 km", "{0} cuenta con aeropuerto.", ""),
        ("", "{0} cuenta con aeropuerto.", ""),
        ("A 70 km", "{1} cuenta con aeropuerto, {0} con playas.", ""),
        ("A 70 km", "{0} invita a llegar por el aeropuerto más cercano.", ""),
    ],
)
def test_airport_is_judged_by_what_the_profile_of_the_party_says(said, text, found):
    ours, theirs = BRIEF.parties
    names = (ours.names[0], theirs.names[0])
    brief = dataclasses.replace(BRIEF, parties=(dataclasses.replace(ours, airport=said.format(*names)), theirs))
    content = CLEAN.with_text("art-01.p1", "es", text.format(*names))
    got = [
        content.block(f.block).text[f.lang][f.start : f.end]
        for f in check(content, brief, GAZETTEER)
        if f.code == "V05"
    ]
    assert got == ([found] if found else [])
