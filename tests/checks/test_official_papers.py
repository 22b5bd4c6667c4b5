"""Correct papers as offices write them (written for this project): nothing is said of them, with or without their kind."""

import dataclasses
import datetime as dt
import re
import time
from pathlib import Path

import pytest

from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.kinds import KINDS
from hermanar.checks.sources import read_source, read_text
from hermanar.documents.rules.catalogues import cited_laws

PAPERS = sorted((Path(__file__).parent / "papers").iterdir())
AT_HOME = "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX"
ABROAD = "Ensenada, Baja California, MX; Whitewater, Wisconsin, US"
DOBLADO = "Manuel Doblado, Guanajuato, MX; Whitewater, Wisconsin, US"
PARTIES = dict.fromkeys(("01", "07", "08", "14", "17", "27"), ABROAD) | dict.fromkeys(("22", "23", "24", "30"), DOBLADO) | {
    "21": "Oaxaca de Juárez, Oaxaca, MX; Palo Alto, California, US",
    "28": "Cozumel, Quintana Roo, MX; Oaxaca de Juárez, Oaxaca, MX",
    "29": "Los Cabos, Baja California Sur, MX; Oaxaca de Juárez, Oaxaca, MX",
    "32": "Guadalajara, Jalisco, MX; San Antonio, Texas, US",
}  # fmt: skip
# a report names whom else the office wrote to: only who says that it is one is not asked about them
TOLD_BY_KIND = {"26"}


@pytest.fixture(scope="module")
def gazetteer():
    with Gazetteer.open() as opened:
        yield opened


def said(gazetteer, file, kind, *, final, words=""):
    source = read_source(file.name, words.encode() if words else file.read_bytes())
    parties = parties_of(PARTIES.get(file.name[:2], AT_HOME), gazetteer)
    brief = brief_of(source, parties, kind=kind, final=final, on=dt.date(2025, 6, 1))
    laws = cited_laws()
    found = check_file(source, dataclasses.replace(brief, citations=laws), gazetteer)
    assert all(source.text[f.start : f.end] == f.text for f in found)
    return [f"{f.code} {f.text}" for f in found]


def test_check_correct_official_papers_stays_silent(gazetteer):
    wrong = {}
    for file in PAPERS:
        kind = re.split(r"[-.]", file.name)[1]
        assert kind in KINDS
        for one, final in ((kind, True), ("" if file.name[:2] not in TOLD_BY_KIND else kind, False)):
            told = said(gazetteer, file, one, final=final)
            if told:
                wrong[file.name, one] = told
    assert len(PAPERS) >= 30
    assert wrong == {}


# one fault put into a correct paper: paper, code, what it stands at ("" where it is no word), old words, new words
FAULTS = [
    ("01", "P01", "Waukesha", "Whitewater, Wisconsin", "Waukesha, Wisconsin"),
    ("01", "P10", "Secretaría de Relaciones Internacionales", "Secretaría de Relaciones Exteriores\nPlaza", "Secretaría de Relaciones Internacionales\nPlaza"),
    ("01", "L01", "", "artículo 7 de la Ley sobre", "artículo 70 de la Ley sobre"),
    ("01", "D01", "31 de abril de 2025", "25 de abril de 2025\n", "31 de abril de 2025\n"),
    ("01", "D08", "2024", "“2025, Año", "“2024, Año"),
    ("01", "D09", "13 de mayo de 2025", "13 de marzo de 2025", "13 de mayo de 2025"),
    ("01", "N07", "", "3. Carta", "5. Carta"),
    ("01", "K01", "[nombre]", "Persona de Muestra 03, Secretario", "[nombre], Secretario"),
    ("01", "Q04", "me", "me permito remitir", "me me permito remitir"),
    ("01", "Q06", "", "Consultoría Jurídica", "Consultoria Juridica"),
    ("02", "P01", "Mazatlán", "Ensenada, por su parte", "Mazatlán, por su parte"),
    ("02", "P03", "SONORA", "PRESIDENTA MUNICIPAL DE ENSENADA, BAJA CALIFORNIA", "PRESIDENTA MUNICIPAL DE ENSENADA, SONORA"),
    ("02", "C03", "", "La presente carta no genera obligación jurídica ni financiera alguna para los firmantes; expresa", "Las Partes se obligan a cooperar por cinco años; la carta expresa"),
    ("02", "D02", "lunes", "9 de junio de 2025", "lunes 10 de junio de 2025"),
    ("02", "P01", "Puebla", "acuerdo de hermanamiento entre nuestros", "acuerdo de hermanamiento con la Ciudad de Puebla entre nuestros"),
    ("03", "P01", "Cozumel", "Municipio de Oaxaca de Juárez, Oaxaca", "Municipio de Cozumel, Quintana Roo"),
    ("03", "L07", "", "para suscribir el Acuerdo de Hermanamiento entre el Municipio de Ensenada, Baja California, y el Municipio de Oaxaca de Juárez, Oaxaca.", "para suscribir los acuerdos de hermanamiento que considere convenientes con otras ciudades."),
    ("03", "D02", "viernes", "jueves 20", "viernes 20"),
    ("03", "N07", "CUARTO", "TERCERO", "CUARTO"),
    ("03", "N01", "", "catorce votos", "catorce (15) votos"),
    ("04", "K01", "[número]", "nueve de los once integrantes", "[número] integrantes"),
    ("05", "P06", "", "EL MUNICIPIO DE OAXACA DE JUÁREZ, ESTADO DE OAXACA, REPRESENTADO", "EL ESTADO DE OAXACA, REPRESENTADO"),
    ("05", "C01", "Ley sobre la Celebración de Tratados", "relación laboral alguna con la otra", "relación laboral con la otra, conforme a la Ley sobre la Celebración de Tratados"),
    ("05", "N07", "", "b) Cultura;\n", ""),
    ("05", "N01", "", "treinta (30) días", "treinta (60) días"),
    ("05", "N07", "", "SEXTA. TERM", "OCTAVA. TERM"),
    ("05", "L05", "", "Las diferencias derivadas de la interpretación o aplicación del presente instrumento serán resueltas de común acuerdo.", "Las diferencias se someterán a los tribunales de Texas."),
    ("05", "L06", "", "con los recursos asignados en su presupuesto", "mediante la contratación de un crédito en moneda extranjera"),
    ("05", "L04", "", "d) Educación, y", "d) Educación, política migratoria y aduanas, y"),
    ("06", "N03", "14", "12 actividades: 5", "14 actividades: 5"),
    ("06", "N05", "65", "132 son mujeres (55 %)", "132 son mujeres (65 %)"),
    ("06", "N05", "115", "| 4 | 5 | 125 % |", "| 4 | 5 | 115 % |"),
    ("07", "P03", "Sonora", "Municipality of Ensenada, Baja California", "Municipality of Ensenada, Sonora"),
    ("07", "D01", "February 30, 2025", "May 14, 2025", "February 30, 2025"),
    ("07", "Q04", "you", "Thank you for", "Thank you you for"),
    ("07", "P01", "Janesville", "City of Whitewater and its", "City of Janesville and its"),
    ("08", "N01", "", "three (3) years", "three (5) years"),
    ("08", "N07", "", "c) business missions", "e) business missions"),
    ("08", "B09", "", "the English and Spanish languages", "the English and French languages"),
    ("10", "P10", "", "SECRETARÍA DE RELACIONES EXTERIORES", "SECRETARÍA DE RELACIONES INTERNACIONALES"),
    ("11", "C05", "", "ratifican el Acuerdo de Hermanamiento suscrito el 16 de mayo de 2008 y refrendan", "establecen un nuevo hermanamiento y expresan"),
    ("12", "K01", "", "firmado el 16 de mayo de 2022", "firmado el ___ de mayo de 2022"),
    ("12", "Q05", "", "sesenta (60) días naturales", "sesenta (60) día naturales"),
    ("13", "N03", "", "1,250 personas (700 el sábado y 550 el domingo)", "1,350 personas (700 el sábado y 550 el domingo)"),
    ("13", "N01", "", "(ciento ochenta y cinco mil pesos 00/100 M.N.)", "(ciento ochenta y seis mil pesos 00/100 M.N.)"),
    ("13", "D02", "viernes", "sábado 17", "viernes 17"),
    ("13", "N03", "", "y Oaxaca de Juárez $75,000.00", "y Oaxaca de Juárez $57,000.00"),
    ("15", "N09", "", "Duración: 90 minutos", "Duración total: 100 minutos"),
    ("17", "D06", "", "February 5, 2025", "February 5"),
    ("18", "P01", "Tijuana", "Que los pueblos de Oaxaca de Juárez y de Ensenada", "Que los pueblos de Oaxaca de Juárez y de Tijuana"),
    ("20", "K04", "", "POR EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nPersona de Muestra 04\nPresidente Municipal", "POR EL MUNICIPIO DE OAXACA DE JUÁREZ"),
    ("21", "M07", "", "no se crearán relaciones de carácter laboral con la otra, a la que en ningún caso se considerará como patrón sustituto", "colaborará con la otra"),
    ("21", "M07", "", "sus respectivos presupuestos, de conformidad con su disponibilidad, afectación presupuestal y lo dispuesto por su respectiva legislación", "sus respectivos presupuestos"),
    ("21", "M05", "", "Artículo II del presente", "Artículo XII del presente"),
    ("24", "N07", "", "II. Lectura", "III. Lectura"),
    ("26", "E03", "cuatro", "Se enviaron tres cartas de intención: a Oaxaca de Juárez, a Mérida y a Guanajuato", "Se enviaron cuatro cartas de intención: a Oaxaca de Juárez, a Mérida y a Guanajuato"),
    ("26", "N05", "", "$195,000.00 (25 %)", "$195,000.00 (35 %)"),
    ("28", "Q04", "se", "Quinta. Controversias.** Se", "Quinta. Controversias.** Se se"),
    ("30", "B02", "", "within sixty (60) days", "within ninety (90) days"),
    ("30", "B03", "", "on September 16, 2022", "on September 17, 2022"),
    ("30", "B12", "", "Each Party shall bear", "Each Party may bear"),
    ("30", "B11", "", "Cada Parte sufragará", "Cada Parte no sufragará"),
    ("30", "B01", "", "Las Partes se hermanan para fortalecer la amistad entre sus pueblos.\n\n", ""),
    ("30", "P03", "Minnesota", "City of Whitewater, Wisconsin, hereinafter", "City of Whitewater, Minnesota, hereinafter"),
    ("30", "B02", "", "en dos ejemplares", "en tres ejemplares"),
    ("30", "P07", "", "AND THE CITY OF WHITEWATER, WISCONSIN, UNITED", "AND THE TOWN OF WHITEWATER, WISCONSIN, UNITED"),
    ("31", "N07", "", "Tercera. La recepción", "Cuarta. La recepción"),
    ("31", "D07", "", "del 2 al 27 de junio", "del 27 al 2 de junio"),
    ("31", "N01", "", "(nueve mil quinientos pesos 00/100 M.N.)", "(nueve mil pesos 00/100 M.N.)"),
    ("31", "N03", "", "diez becas: seis", "doce becas: seis"),
    ("29", "N03", "", "5 funcionarios y 9 ciudadanos", "5 funcionarios y 8 ciudadanos"),
    ("32", "P01", "Canadá", "los Estados Unidos Mexicanos y a los Estados Unidos de América", "los Estados Unidos Mexicanos y a Canadá"),
]  # fmt: skip


def test_check_fault_put_into_an_official_paper_is_found(gazetteer):
    papers = {file.name[:2]: file for file in PAPERS}
    missed = {}
    for paper, code, text, old, new in FAULTS:
        file = papers[paper]
        words = file.read_text(encoding="utf-8")
        assert old in words, (paper, old)
        told = said(gazetteer, file, re.split(r"[-.]", file.name)[1], final=True, words=words.replace(old, new, 1))
        if not any(one == f"{code} {text}" or (not text and one.startswith(f"{code} ")) for one in told):
            missed[paper, code, new] = told
    assert missed == {}


# a fault in a little paper of its kind: code, what it stands at ("" where no word of it is), the words, the kind, the parties
LITTLE = [
    ("P07", "Ciudad", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA, BAJA CALIFORNIA, Y EL MUNICIPIO DE OAXACA DE JUÁREZ, OAXACA\n\nEl Municipio de Ensenada y el Municipio de Oaxaca de Juárez acuerdan:\n\nARTÍCULO I. Objeto\n\nLa Ciudad de Ensenada promoverá el turismo.", "domestic_twinning", AT_HOME),
    ("P08", "SECRETARÍA DE DESARROLLO SOCIAL", "CONVENIO DE COLABORACIÓN ENTRE EL MUNICIPIO DE ENSENADA Y LA SECRETARÍA DE DESARROLLO SOCIAL\n\nEl Municipio de Ensenada y el de Oaxaca de Juárez cooperan.", "other", AT_HOME),
    ("P08", "Procuraduría General de la República", "Convenio de colaboración entre la Procuraduría General de la República y el Municipio de Ensenada.", "other", AT_HOME),
    ("P11", "", "El Municipio de Villarrara saluda a Ensenada.", "other", "Villarrara, Sonora, MX; Ensenada, Baja California, MX"),
    ("P12", "", "El Municipio de Benito Juárez saluda a Ensenada.", "other", "Benito Juárez; Ensenada, Baja California, MX"),
    ("P12", "Benito Juárez", "El Municipio de Benito Juárez saluda a Ensenada.", "other", "Benito Juárez, Quintana Roo, MX; Ensenada, Baja California, MX"),
    ("D10", "12 de julio de 2025", "INFORME TRIMESTRAL\n\nSegundo trimestre de 2025\n\nEl taller se realizó el 12 de julio de 2025 en Ensenada.", "quarterly_report", AT_HOME),
    ("K05", "CARTA DE INTENCIÓN", "CARTA DE INTENCIÓN\n\nEl Municipio de Ensenada y el Municipio de Oaxaca de Juárez acuerdan hermanarse.", "domestic_twinning", AT_HOME),
    ("V03", "", "INFORME\n\nSe atendió a 500 personas, 300 mujeres y 200 hombres; se repartieron 1,000 folletos, 250 carteles y 150 libros en Ensenada y Oaxaca de Juárez.", "activity_report", AT_HOME),
    ("V01", "puerto", "El puerto de Oaxaca de Juárez recibe cruceros.", "study", AT_HOME),
    ("V01", "puerto marítimo", "El puerto marítimo de Oaxaca de Juárez recibe cruceros.", "study", AT_HOME),
    ("V02", "ciudad fronteriza", "Oaxaca de Juárez es una ciudad fronteriza.", "study", AT_HOME),
    ("V02", "border city", "Whitewater is a border city.", "study", ABROAD),
    ("C02", "", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA, BAJA CALIFORNIA, ESTADOS UNIDOS MEXICANOS, Y LA CIUDAD DE WHITEWATER, WISCONSIN, ESTADOS UNIDOS DE AMÉRICA\n\nEl presente convenio nacional de coordinación intermunicipal se celebra entre el Municipio de Ensenada y la Ciudad de Whitewater.", "twinning", ABROAD),
    ("C04", "", "ACUERDO DE RATIFICACIÓN ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nLas Partes ratifican su amistad.", "ratification", AT_HOME),
    ("C01", "derecho internacional", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEl presente Acuerdo se rige por el derecho internacional y se remitirá a la Secretaría de Relaciones Exteriores para su dictamen.", "domestic_twinning", AT_HOME),
    ("P08", "", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL CLUB ROTARIO DE WHITEWATER\n\nEl Municipio de Ensenada y el Club Rotario de Whitewater acuerdan cooperar.", "twinning", ABROAD),
    ("L05", "", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y LA CIUDAD DE WHITEWATER\n\nCualquier controversia se someterá a arbitraje internacional.", "twinning", ABROAD),
    ("L05", "", "SISTER CITY AGREEMENT BETWEEN THE CITY OF ENSENADA AND THE CITY OF WHITEWATER\n\nThis Agreement shall be governed by the laws of the State of Wisconsin and any dispute shall be submitted to its courts.", "twinning", ABROAD),
    ("B13", "opinion of origin", "The Ministry of Foreign Affairs will issue the opinion of origin on the agreement between Ensenada and Whitewater.", "dispatch_letter", ABROAD),
    ("B13", "", "The office of binding will contact the City of Whitewater and the City of Ensenada at the binding stage.", "answer", ABROAD),
    ("B14", "", "El Municipio de Ensenada saluda al Municipio de Oaxaca de Juárez y propone cooperar en materia de turismo, cultura, gastronomía y educación durante los próximos años.\n\nWe look forward to working with all of you in the coming months.\n\nLe reiteramos la seguridad de nuestra más atenta y distinguida consideración.", "answer", AT_HOME),
    ("E02", "ratificación", "INFORME\n\nSe formalizaron tres hermanamientos: con Ensenada, con Oaxaca de Juárez y la ratificación con Cozumel.", "quarterly_report", AT_HOME),
    ("E01", "", "INFORME\n\nEn el trimestre se formalizaron dos hermanamientos.\n\nSe anexan las cartas de intención de Ensenada y Oaxaca de Juárez.", "quarterly_report", AT_HOME),
    ("E01", "", "Estas portadas corresponden a los acuerdos de hermanamiento formalizados.\n\nCARTA DE INTENCIÓN\n\nEnsenada y Oaxaca de Juárez.", "quarterly_report", AT_HOME),
    ("N06", "ambas", "Participaron Ensenada, Oaxaca de Juárez y Cozumel; ambas ciudades firmaron. Fueron tres ciudades y ambas ciudades aportaron.", "activity_report", "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX; Cozumel, Quintana Roo, MX"),
    ("P01", "Guanajuato", "Estimado Presidente Municipal de Guanajuato:\n\nEl Municipio de Ensenada desea hermanarse con Oaxaca de Juárez.", "letter_of_intent", AT_HOME),
    ("P01", "San Miguel de Allende", "Los municipios de Ensenada y San Miguel de Allende comparten su vocación. Oaxaca de Juárez también.", "letter_of_intent", AT_HOME),
    ("P09", "Ayuntamiento", "Carta de intención con la Ciudad de Ayuntamiento. El Municipio de Ensenada y Oaxaca de Juárez.", "letter_of_intent", AT_HOME),
    ("P04", "", "ACUERDO DE HERMANAMIENTO ENTRE LA CIUDAD DE WHITEWATER Y SAN JOSÉ DE OTATES\n\nLa Ciudad de Whitewater y San José de Otates se hermanan.", "twinning", "San José de Otates, Guanajuato, MX; Whitewater, Wisconsin, US"),
    ("K01", "(nombre)", "El Municipio de Ensenada, representado por (nombre), y Oaxaca de Juárez.", "other", AT_HOME),
    ("K01", "XXXX", "El oficio XXXX de Ensenada y Oaxaca de Juárez.", "other", AT_HOME),
    ("K01", "", "El Municipio de Ensenada y ………… acuerdan. Oaxaca de Juárez.", "other", AT_HOME),
    ("Q05", "", "Los municipio de Ensenada y Oaxaca de Juárez cooperan.", "other", AT_HOME),
    ("Q06", "autorizacion", "Se solicita la autorizacion del Cabildo de Ensenada y de Oaxaca de Juárez.", "other", AT_HOME),
    ("Q04", "the", "The the City of Ensenada thanks Whitewater.", "other", ABROAD),
    ("D05", "", "Ensenada, Baja California, a 12 de mayo de 2025\n\nEl Municipio de Ensenada saluda a Oaxaca de Juárez.\n\nATENTAMENTE\n\nPersona de Muestra 01\nPresidenta Municipal\nAyuntamiento 2018-2021", "answer", AT_HOME),
    ("K03", "", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nSe agrega el Anexo 1 al presente Acuerdo.", "domestic_twinning", AT_HOME),
    ("L01", "", "Con fundamento en el artículo 7 de la Ley de Hermanamientos de México, Ensenada y Oaxaca de Juárez cooperan.", "dispatch_letter", AT_HOME),
    ("L06", "", "ACUERDO DE HERMANAMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y LA CIUDAD DE WHITEWATER\n\nEl Municipio de Ensenada se obliga a pagar a la Ciudad de Whitewater 50,000 dólares anuales.", "twinning", ABROAD),
    ("L07", "", "PUNTO DE ACUERDO\n\nÚNICO. El Cabildo de Ensenada autoriza a la Presidenta a firmar acuerdos de hermanamiento con las ciudades que estime pertinentes. Oaxaca de Juárez.", "council_resolution", AT_HOME),
]  # fmt: skip
# the like of it that is right
RIGHT = [
    ("Las playas de Ensenada y su puerto de altura reciben cruceros; Oaxaca de Juárez es sede de un aeropuerto internacional.", "study", AT_HOME),
    ("Ensenada, en la franja fronteriza, es una ciudad fronteriza y portuaria.", "study", AT_HOME),
    ("Se envió la mercancía por el puerto de Veracruz hacia Oaxaca de Juárez.", "study", AT_HOME),
    ("INFORME TRIMESTRAL\n\nSegundo trimestre de 2025\n\nEl taller se realizó el 12 de mayo de 2025 en Ensenada; el siguiente será el 12 de julio de 2025.", "quarterly_report", AT_HOME),
    ("INFORME\n\nSe atendió a 512 personas, 303 mujeres y 209 hombres; se repartieron 1,000 folletos, 248 carteles y 150 libros.", "activity_report", AT_HOME),
    ("La Secretaría de Desarrollo Social del Estado y la Secretaría de Bienestar acompañan a Ensenada.", "other", AT_HOME),
    ("Participaron Ensenada, Oaxaca de Juárez y Cozumel en tres mesas.", "activity_report", "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX; Cozumel, Quintana Roo, MX"),
    ("El lema de la feria fue “Friendship between cities is built by the people of both towns”, a propuesta de la Dirección de Turismo de Ensenada, y se imprimió en los carteles y en las lonas que se colocaron en las calles del centro de la ciudad.", "other", AT_HOME),
    ("La cuota es de $1,500.00 (mil quinientos pesos 00/100 M.N.), de los cuales Ensenada aporta $900.00 y Oaxaca de Juárez $600.00.", "other", AT_HOME),
    ("El sábado 17 y el domingo 18 de mayo de 2025 habrá feria; del lunes 19 al viernes 23 de mayo de 2025, talleres en Ensenada.", "other", AT_HOME),
]  # fmt: skip


def told(gazetteer, words, kind, parties):
    source, named = read_text("t", words), parties_of(parties, gazetteer)
    brief = brief_of(source, named, kind=kind, final=True, on=dt.date(2025, 6, 1))
    laws = cited_laws()
    return check_file(source, dataclasses.replace(brief, citations=laws), gazetteer)


def test_check_fault_in_a_little_paper_of_its_kind_is_found_and_the_like_of_it_is_right(gazetteer):
    missed, wrong = {}, {}
    for code, text, words, kind, parties in LITTLE:
        found = [(f.code, f.text) for f in told(gazetteer, words, kind, parties)]
        if not any(c == code and (not text or t == text) for c, t in found):
            missed[code, words] = found
    for words, kind, parties in RIGHT:
        if found := [(f.code, f.text) for f in told(gazetteer, words, kind, parties)]:
            wrong[words] = found
    assert (missed, wrong) == ({}, {})


@pytest.mark.parametrize(
    "words",
    [
        "El Municipio de Ensenada, Baja California, saluda al Municipio de Oaxaca de Juárez, Oaxaca. ",
        "La ciudad de Mazatlán, Sinaloa, firma con Ensenada. ",
        "y Ensenada ",
        "acta 5 del 1 de enero de 2020, ",
        "lunes 9, ",
        "sesenta (90) días ",
    ],
)
@pytest.mark.long
def test_check_line_without_end_takes_time_in_proportion(gazetteer, words):
    def seconds(characters):
        source = read_text("t", words * (characters // len(words)))
        parties = parties_of(AT_HOME, gazetteer)
        began = time.perf_counter()
        check_file(source, brief_of(source, parties, on=dt.date(2025, 6, 1)), gazetteer)
        return time.perf_counter() - began

    assert seconds(80_000) < 20 * seconds(10_000)
