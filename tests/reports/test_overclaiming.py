"""Narratives as offices write them, of three relations that only letters and an unsigned text bear: what overclaims is held,
what is honest is kept."""

import datetime as dt

import pytest

from hermanar.files.operations import store_upload
from hermanar.kernel.errors import Invalid
from hermanar.plans import operations as plans
from hermanar.reports import operations as reports
from hermanar.reports.queries import refusals
from hermanar.reports.rules.claims import Proved
from hermanar.reports.rules.presumed import presumed
from tests.relation import scan_file

from .test_operations import NOW, bring

THREE = [
    Proved("Puerto Claro", "domestic", frozenset({"letter_received"})),
    Proved("Santa Lucía", "domestic", frozenset({"text_in_file"})),
    Proved("Lakeside", "domestic", frozenset({"letter_received"})),
]
SIGNED = [Proved(p.name, p.klass, p.facts | {"signed"}) for p in THREE]
OVERCLAIMS = (
    "Se dio el sí definitivo al hermanamiento con Santa Lucía.",
    "Villa Serena y Santa Lucía ya son ciudades hermanas.",
    "El hermanamiento con Puerto Claro es oficial desde abril.",
    "Se puso firma al convenio con Lakeside.",
    "Los alcaldes firmaron con Puerto Claro un pacto de amistad.",
    "Quedó asentada la firma del acuerdo de hermanamiento con Santa Lucía.",
    "Se cuenta con un hermanamiento vigente con Lakeside.",
    "Tenemos un convenio en vigor con Puerto Claro.",
    "El acuerdo con Santa Lucía está firmado y en operación.",
    "Se dio por concluido el proceso de hermanamiento con Santa Lucía.",
    "Con Puerto Claro se materializó el convenio de colaboración.",
    "Se estrenó el hermanamiento con Lakeside.",
    "Se hizo realidad el hermanamiento con Santa Lucía.",
    "Puerto Claro se sumó a nuestras ciudades hermanas.",
    "Se incorporaron tres nuevas ciudades hermanas a la red del municipio.",
    "La red de ciudades hermanas creció a tres municipios.",
    "Se amplió a tres el número de hermanamientos.",
    "Villa Serena tiene hoy tres hermanamientos más que en 2024.",
    "Se validó y firmó por ambos ayuntamientos la ratificación con Santa Lucía.",
    "Se reactivó el hermanamiento con Lakeside.",
    "Se retomó y consolidó el hermanamiento con Lakeside.",
    "El Cabildo aprobó el hermanamiento con Puerto Claro.",
    "Cabildo dio luz verde al hermanamiento con Puerto Claro.",
    "El presidente municipal y su homólogo de Puerto Claro sellaron la hermandad entre ambas ciudades.",
    "Se declaró ciudad hermana a Santa Lucía.",
    "Nace el hermanamiento entre Villa Serena y Lakeside.",
    "Se hermanó la ciudad con Santa Lucía, Puerto Claro y Lakeside.",
    "Villa Serena formaliza tres hermanamientos.",
    "El municipio firma convenio con Puerto Claro.",
    "Habiéndose firmado el convenio con Lakeside, se iniciaron los intercambios.",
    "Tras la firma del hermanamiento con Santa Lucía se programaron visitas.",
    "Gracias al hermanamiento firmado con Puerto Claro, 20 jóvenes viajaron.",
    "Derivado del hermanamiento con Puerto Claro se intercambiaron artesanos.",
    "En el marco del hermanamiento con Santa Lucía vigente se realizó una feria.",
    "Three sister cities were added this quarter.",
    "A twinning agreement with Puerto Claro is in place.",
    "The mayors inked the agreement with Lakeside.",
    "Villa Serena has signed with Santa Lucía.",
    "Santa Lucía is officially our sister city.",
    "We now have three twinnings in force.",
    "Se lograron vínculos formales de hermanamiento con tres ciudades.",
    "El convenio con Puerto Claro ya surte efectos.",
    "Se perfeccionó el hermanamiento con Santa Lucía.",
    "Se le dio validez legal al hermanamiento con Santa Lucía.",
    "Se selló con un apretón de manos y una firma el convenio con Lakeside.",
    "El hermanamiento con Lakeside ya quedó listo y firmado.",
    "Con tres hermanamientos vigentes, el municipio amplía su presencia.",
    "Ambas ciudades suscriben el acuerdo de hermanamiento el 29 de abril de 2025: Villa Serena y Puerto Claro.",
    "Se concretaron lazos de hermandad con Santa Lucía, Puerto Claro y Lakeside.",
    "Hermanamientos formalizados: 3.",
    "Hermanamientos: Santa Lucía (firmado), Puerto Claro (firmado), Lakeside (firmado).",
    "Santa Lucía pasó de ser aliada a ser ciudad hermana.",
    "Con orgullo anunciamos nuestra hermandad con Puerto Claro.",
    "La hermandad Villa Serena–Lakeside es un hecho histórico.",
    "Hoy Villa Serena y Puerto Claro son pueblos hermanos por convenio.",
    "Los ayuntamientos de Villa Serena y Santa Lucía firmaron.",
    "Con Lakeside ya hay convenio.",
    "Ya hay acuerdo con Puerto Claro.",
    "El presidente municipal suscribió en abril, con su homóloga de Puerto Claro, la alianza entre ambas ciudades.",
    "Villa Serena sumó tres hermanamientos en el trimestre.",
    "Fueron tres los hermanamientos alcanzados.",
    "Se alcanzó la meta de tres hermanamientos formalizados.",
    "El convenio entre Villa Serena y Santa Lucía cobró vida.",
    "Se oficializó con la firma de ambos presidentes la unión con Lakeside.",
    "Se hizo oficial el vínculo con Puerto Claro.",
    "El vínculo con Santa Lucía quedó formalizado.",
    "La unión fraternal con Lakeside fue rubricada.",
    "Se ejecuta el convenio de hermanamiento con Santa Lucía con actividades culturales.",
    "Opera ya el hermanamiento con Puerto Claro.",
    "Se cumplió el objetivo de hermanarnos con Santa Lucía.",
    "Se aprobó por Cabildo y se firmó el hermanamiento con Puerto Claro.",
    "Se lleva a buen puerto el hermanamiento con Lakeside.",
    "Queda formalmente constituido el hermanamiento entre Villa Serena y Santa Lucía.",
    "Los lazos con Santa Lucía fueron ratificados por ambas autoridades.",
    "Con la firma de los alcaldes, Puerto Claro y Villa Serena estrechan lazos.",
    "El hermanamiento con Lakeside entra en vigor este trimestre.",
    "Se cuenta ya con la autorización de Cabildo para el hermanamiento con Puerto Claro.",
    "Three new twinnings strengthened the city's network.",
    "Puerto Claro and Villa Serena are now sister cities.",
    "The twinning with Santa Lucía was ratified by both mayors.",
    "The city renewed its ties with Lakeside under the twinning agreement.",
    "Our partnership with Puerto Claro came into effect in April.",
    "Villa Serena tiene convenio vigente con Lakeside, Santa Lucía y Puerto Claro.",
    "Dos hermanamientos más se cerraron en junio.",
    "Se lograron 3 hermanamientos (Santa Lucía, Puerto Claro y Lakeside).",
    "Hermanamos a la capital con tres municipios del país.",
    "Con Puerto Claro se protocolizó la carta de hermanamiento.",
    "Santa Lucía y Villa Serena cuentan ya con un instrumento jurídico firmado.",
    "Se entregó al público el hermanamiento firmado con Santa Lucía.",
    "El presidente estampó su firma junto a la del alcalde de Puerto Claro.",
    "El Ayuntamiento celebró con Puerto Claro un hermanamiento cultural.",
    "Se registró ante la SRE el hermanamiento con Lakeside.",
    "Este trimestre Villa Serena ganó tres ciudades hermanas.",
    "La ciudad amplió su familia: Santa Lucía, Puerto Claro y Lakeside son ya nuestras hermanas.",
    "Se cerró el trimestre con tres hermanamientos.",
    "Se celebra el hermanamiento con Santa Lucía.",
    "Se renovó el compromiso de hermanamiento con Santa Lucía.",
    "Se refrendó la hermandad con Lakeside.",
    "Se reafirmaron los lazos de hermanamiento con Santa Lucía.",
    "Con base en el convenio con Puerto Claro se abrió una convocatoria.",
    "Al amparo del hermanamiento con Lakeside viajaron 4 chefs.",
    "Se da inicio a la vigencia del acuerdo con Santa Lucía.",
    "Los tres hermanamientos del trimestre fortalecen la diplomacia local.",
    "Logro: tres hermanamientos.",
    "Se recibió la carta de Puerto Claro y quedó formalizado el hermanamiento.",
    "Tras recibir la carta de intención, Puerto Claro es ya ciudad hermana.",
    "Se presentó a la ciudadanía el hermanamiento, ya firmado, con Santa Lucía.",
    "The city council approved and signed the twinning with Puerto Claro.",
    "Villa Serena celebrated its new sister city, Santa Lucía.",
    "Our sister city Puerto Claro sent a delegation.",
    "Nuestra ciudad hermana Santa Lucía nos visitó.",
    "La ciudad hermana de Puerto Claro envió una delegación.",
    "Durante la visita se firmó con Lakeside el hermanamiento.",
    "Quedaron hermanados Villa Serena y Santa Lucía.",
    "Se lograron 12 alianzas intermunicipales.",
    "Se firmaron doce alianzas con municipios de la zona metropolitana.",
    "Con la presencia de ambos alcaldes, el pasado 12 de mayo se protocolizó ante el Secretario del Ayuntamiento la unión entre Villa Serena y Puerto Claro.",
    "Se dio cumplimiento a la formalización de los hermanamientos con Santa Lucía, Puerto Claro y Lakeside, programados para el trimestre.",
    "Durante el segundo trimestre se gestionaron y concretaron 3 hermanamientos nacionales.",
    "El 29 de abril quedó suscrita entre los dos municipios la carta de hermanamiento.",
    "Se llevó a cabo el acto protocolario de firma con el municipio de Santa Lucía, en el patio del Palacio Municipal.",
    "La ratificación con Santa Lucía fue signada por las y los regidores el 5 de junio.",
    "Se dio continuidad al hermanamiento con Lakeside mediante la renovación de su vigencia por tres años más.",
    "El municipio logró la internacionalización de la ciudad a través del hermanamiento con Puerto Claro.",
    "Se fortalecieron las relaciones internacionales del municipio con la incorporación de Santa Lucía y Lakeside.",
    "Como resultado de la gestión internacional, se cuenta con tres acuerdos bilaterales con otras ciudades.",
    "Se generaron 12 alianzas estratégicas con instituciones públicas y privadas, todas formalizadas mediante convenio.",
    "Se estableció una alianza con la cámara de comercio mediante la firma de un convenio marco.",
    "En materia de cooperación, se signaron cuatro cartas compromiso con municipios hermanos.",
    "El convenio de hermandad con Puerto Claro fue entregado firmado a la Secretaría del Ayuntamiento el 2 de junio.",
    "Lakeside y Villa Serena refrendan 6 años de hermanamiento con la firma de un nuevo instrumento.",
    "A partir de este trimestre Villa Serena es parte de la red de ciudades hermanas de Santa Lucía.",
    "Se culminó satisfactoriamente el trámite de hermanamiento iniciado con Lakeside en 2019.",
    "Los cabildos de ambas ciudades aprobaron por unanimidad hermanarse: Villa Serena y Puerto Claro.",
    "Se recibió en sesión solemne a la alcaldesa de Puerto Claro para atestiguar la firma del hermanamiento.",
    "La Secretaría de Relaciones Exteriores otorgó su visto bueno al acuerdo con Puerto Claro.",
    "Se inscribió en el registro nacional el acuerdo de hermanamiento con Santa Lucía, folio en trámite.",
    "El Comité de Ciudades Hermanas aprobó el estudio de factibilidad de Lakeside.",
    "Puerto Claro ya cuenta con su llave de ciudad hermana, entregada el 3 de mayo.",
    "The municipality sealed a sister-city pact with Santa Lucía at City Hall on 5 June.",
    "Thanks to the renewed twinning with Lakeside, ten students travelled in May.",
    "International agreements with Puerto Claro and Lakeside are now fully executed.",
    "Meta cumplida al 100 %: tres ratificaciones de hermanamiento concluidas.",
    "Se amplió la cooperación internacional descentralizada con Santa Lucía, ciudad con la que nos une un acuerdo desde abril.",
    "La Dirección logró que Puerto Claro y Villa Serena quedaran unidos por un convenio de hermandad.",
    "Se entregaron al Archivo Municipal los tres convenios de hermanamiento ya firmados.",
    "Durante la Semana de la Cultura se llevó a cabo la ratificación de lazos con Santa Lucía ante 300 personas.",
    "Villa Serena amplía a cinco su lista de ciudades hermanas.",
    "El trámite de hermanamiento con Puerto Claro llegó a su término con la firma de ambas partes.",
    "Se obtuvo la anuencia del Cabildo para suscribir el hermanamiento con Lakeside.",
    "Por unanimidad, las y los regidores avalaron el hermanamiento con Santa Lucía.",
    "Se proyectó internacionalmente al municipio mediante el acuerdo con Puerto Claro, vigente desde abril.",
    "La Comisión aprobó, en su sesión de mayo, el estudio de viabilidad del hermanamiento con Lakeside.",
    "Se develó la placa del hermanamiento entre Villa Serena y Santa Lucía en el Andador.",
    "Con la renovación del hermanamiento con Lakeside, el municipio conserva un aliado histórico.",
    "Se formalizaron 12 de 12 alianzas comprometidas en el plan.",
    "El H. Ayuntamiento celebró convenio de hermanamiento con su similar de Puerto Claro el 29 de abril.",
    "The Committee approved the feasibility study with Lakeside in May.",
    "Both mayors witnessed the signing of the twinning with Santa Lucía.",
    "Villa Serena's international network now includes Santa Lucía and Puerto Claro.",
    "Cuatro ciudades del país ya son hermanas de Villa Serena.",
    "Se consolidó como ciudad hermana de Villa Serena el municipio de Puerto Claro.",
    "El cuerpo edilicio otorgó por mayoría su aprobación al hermanamiento con Lakeside el 5 de junio.",
    "Con Santa Lucía se suscribieron compromisos de hermandad por tres años.",
    "La Oficina de la Presidencia formalizó el lazo con Puerto Claro mediante convenio específico.",
    "Quedó en firme el hermanamiento con Lakeside a partir del 25 de abril.",
    "Se sumaron Cozumel y Puerto Claro a la lista de municipios hermanados con la capital.",
    "Se signó con Santa Lucía el documento que ratifica 20 años de amistad.",
    "Villa Serena y Lakeside reanudaron su hermanamiento en abril.",
    "Se dio cabal cumplimiento al hermanamiento con Puerto Claro.",
    "Los tres municipios hermanos visitaron la ciudad en mayo.",
    "The city now boasts three sister cities.",
    "El dictamen favorable de la SRE permitió firmar con Lakeside.",
)
HONEST = (
    "Se recibió carta de intención de Puerto Claro el 29 de abril de 2025, oficio PC/31/2026.",
    "Lakeside pidió por oficio VS/12/2026 del 25 de abril retomar el proceso de hermanamiento.",
    "Está en expediente un texto de ratificación con Santa Lucía, sin firma ni fecha a la vista.",
    "Se sostuvo una reunión de trabajo con el área de Turismo de Santa Lucía en el Palacio Municipal el 12 de mayo.",
    "La firma con Puerto Claro será definida por los marcos legales.",
    "No se ha firmado convenio alguno con Lakeside.",
    "Se elaboró el proyecto de acuerdo de hermanamiento con Puerto Claro, pendiente de firma.",
    "El Comité estudia la conveniencia del hermanamiento con Lakeside.",
    "Se firmaron 13 minutas de gabinete y se aprobaron por unanimidad.",
    "Se registraron 320 agendas semanales: 100 en abril, 120 en mayo y 100 en junio.",
    "Se entregó al Cabildo la solicitud de autorización del hermanamiento con Puerto Claro.",
    "Se firmó la lista de asistencia de la reunión sobre el convenio con Santa Lucía.",
    "Se inscribieron 45 artesanas en el taller de mayo en la Casa de la Cultura.",
    "Se acordó enviar a Puerto Claro la respuesta a su carta de intención antes del 30 de julio.",
    "La ciudadanía fue consultada sobre posibles hermanamientos con tres ciudades.",
    "Se celebró la reunión 12 del gabinete para revisar el avance de los convenios.",
    "Se autorizó el viaje de dos personas a Puerto Claro para presentar la propuesta de hermanamiento.",
    "Se contestó el oficio de Lakeside y se pidió su estudio de factibilidad.",
    "Se difundió entre 24 dependencias qué es un hermanamiento y qué papeles lo prueban.",
    "Se concluyó la traducción del borrador del acuerdo con Santa Lucía.",
    "Falta que Santa Lucía exhiba el ejemplar firmado de la ratificación.",
    "El hermanamiento con Puerto Claro no está formalizado: solo hay una carta de intención.",
    "We received a letter of intent from Puerto Claro on 29 April 2025.",
    "The agreement with Lakeside has not been signed.",
    "Se busca que en 2026 se firmen tres hermanamientos.",
    "En el trimestre no se formalizó ningún hermanamiento.",
    "Se registró en la oficialía de partes la carta de Puerto Claro.",
    "Se realizó la firma del acta de entrega de 30 despensas en la colonia Centro.",
    "Se renovó el mobiliario de la oficina que lleva los hermanamientos.",
    "El secretario firmó el oficio con que se acusó recibo a Puerto Claro.",
    "Se estableció contacto con la oficina de Puerto Claro que lleva los hermanamientos.",
    "Se intercambiaron correos con Santa Lucía sobre el texto de ratificación.",
    "Se obtuvo copia de la carta de Lakeside y se integró al expediente de hermanamiento.",
    "Se tiene registro de tres solicitudes de hermanamiento: Santa Lucía, Puerto Claro y Lakeside.",
    "La carta de Puerto Claro menciona turismo, cultura y educación, desarrollo económico y gestión pública.",
    "Lakeside aún no firma; su Comité tiene acta 04 del 29 de agosto de 2024 que aprueba estudios.",
    "El acuerdo 324 del Cabildo de Lakeside nombra a otra ciudad, no a Villa Serena.",
    "En mayo se capacitó a 18 personas del área internacional en la Sala de Cabildo.",
    "Se atendió a la delegación de Puerto Claro, 6 personas, los días 12 y 13 de mayo.",
    "El texto de ratificación con Santa Lucía no tiene firma ni fecha.",
    "Se turnó a la Consejería la carta de intención de Puerto Claro.",
    "Se declararon 12 alianzas; ninguna tiene documento.",
    "La Comisión de Hermanamientos del Cabildo sesionó el 4 de junio.",
    "Se instaló el Comité de Ciudades Hermanas con 20 integrantes.",
    "Se programó para julio una visita de trabajo a Lakeside.",
    "Puerto Claro manifestó su voluntad de hermanarse con Villa Serena.",
    "Lakeside expresó su deseo de retomar el hermanamiento.",
    "Se invitó a Santa Lucía a la Guelaguetza.",
    "Artesanos de Puerto Claro expusieron en el Zócalo del 3 al 5 de mayo.",
    "Se publicó en la página la guía para solicitar un hermanamiento.",
    "Se recibieron 3 cartas de municipios interesados en hermanarse.",
    "Se llevó a cabo una videoconferencia con Lakeside el 6 de junio, 4 asistentes.",
    "No hay hermanamientos nuevos en el trimestre.",
    "Los convenios de coordinación con Seguridad Pública se publicaron en la Gaceta el 2 de mayo.",
    "Se firmó el contrato de limpia con 4 empresas.",
    "Se celebraron 13 sesiones de gabinete y se suscribieron 13 minutas.",
    "Se registraron 2 hermanos gemelos en la feria.",
    "The council will study the twinning with Puerto Claro in July.",
    "Lakeside asked to resume the twinning by letter VS/12/2026.",
    "Se acompañó a la Secretaría de Economía en la feria con Puerto Claro, con 12 expositores.",
    "Para el hermanamiento con Puerto Claro faltan el estudio, el acta de Cabildo y la firma.",
    "El estado del hermanamiento con Santa Lucía es: texto sin firma.",
    "Se intercambió información con la oficina de Santa Lucía sobre el hermanamiento.",
    "Se aprobó el presupuesto del área de hermanamientos por 40,000 pesos.",
    "Se ordenó el archivo de los hermanamientos de 1990 a 2020: 14 carpetas.",
    "Una banda de Lakeside tocó el 30 de mayo ante 300 personas.",
    "Villa Serena y Puerto Claro trabajan en su hermanamiento: hay una carta.",
    "Puerto Claro y Villa Serena comparten interés en turismo y cultura.",
    "La carta de Puerto Claro dice que la firma será definida por los marcos legales.",
    "El 25 de abril de 2025 el municipio de Lakeside envió el oficio VS/12/2026.",
    "Se revisó con la Consejería Jurídica si procede la ratificación con Santa Lucía.",
    "En la sesión 9 del gabinete se presentó el estado de las tres relaciones.",
    "Se hizo una feria de artesanías con 40 expositores en el Andador el 14 de junio.",
    "La alianza con la Secretaría de Turismo permitió 3 talleres.",
    "El convenio con la Universidad quedó en revisión.",
    "Se pagó el convenio de limpia de abril: 200,000 pesos.",
    "Se colocaron las banderas de las ciudades participantes en el Palacio.",
    "Se capacitó al Comité de Ciudades Hermanas en lo que pide la Ley sobre la Celebración de Tratados.",
    "Cinco municipios de la zona metropolitana asistieron a la mesa de seguridad del 8 de mayo.",
    "Se actualizó el directorio de 32 áreas.",
    "La Presidencia firmó 120 oficios en junio.",
    "El alcalde de Santa Lucía saludó por teléfono el 3 de junio.",
    "Se entregaron 26 de 32 agendas de la semana 27.",
    "Se difundió en redes la carta de Puerto Claro, 4,200 lecturas.",
    "A la fecha, ninguna de las tres relaciones cuenta con texto firmado.",
    "Three letters were received from cities that want to twin with us.",
    "The mayor met with his counterpart of Puerto Claro on 12 May at the City Hall.",
    "The text with Santa Lucía awaits its signature.",
    "Se elaboró la propuesta de carta de intención para Puerto Claro y se envió a revisión jurídica el 14 de mayo.",
    "La Regiduría de Turismo solicitó que el hermanamiento con Lakeside se someta a Cabildo en la sesión del 18 de julio.",
    "Queda pendiente que Santa Lucía devuelva firmado el texto de ratificación.",
    "Se impartió a 22 personas el taller “Cómo se firma un hermanamiento” en la Biblioteca Municipal el 20 de mayo.",
    "Lakeside comunicó, por oficio del 25 de abril, que desea ratificar el hermanamiento en cuanto su Cabildo lo autorice.",
    "Se renovó la lona de bienvenida del Palacio Municipal el 3 de junio.",
    "Se recibió a estudiantes de Puerto Claro (15) el 9 de mayo; firmaron el libro de visitantes.",
    "Se suscribió la revista municipal al catálogo estatal por 1,200 pesos.",
    "El 29 de abril se recibió, sin sello de Cabildo, la carta de intención de Puerto Claro; no equivale a un hermanamiento.",
    "De las tres relaciones nacionales, ninguna rebasa la etapa de carta o de texto sin firma.",
    "Se integró el expediente de Santa Lucía con la primera página de la ratificación, que no exhibe firmas.",
    "Se convocó a las 24 dependencias a proponer proyectos para un eventual hermanamiento con Lakeside.",
    "La ceremonia de firma con Puerto Claro se reprogramó para el siguiente trimestre.",
    "The draft with Santa Lucía was sent to the legal department on 14 May.",
    "Before any twinning with Lakeside can be signed, its council must authorise it.",
    "Se firmó con la empresa recolectora el contrato de 2025 por 200,000 pesos.",
    "Los hermanos García, de Puerto Claro, presentaron su libro el 8 de mayo ante 60 personas.",
    "La Dirección de Relaciones Internacionales recibió el 29 de abril la carta de Puerto Claro.",
    "Se presentó a Santa Lucía en la Feria Internacional del Libro con 4 expositores.",
    "El estudio de factibilidad de Lakeside no ha sido aprobado por el Comité.",
    "Se remitió al Comité el estudio de factibilidad de Puerto Claro para su aprobación en julio.",
    "Se firmaron 40 cartas compromiso con comerciantes del Centro el 6 de mayo.",
    "Se invitó a la alcaldesa de Puerto Claro a presenciar la firma del hermanamiento cuando el Cabildo la autorice.",
    "Se concluyó el proceso de licitación de la obra con 3 participantes.",
    "Se culminó el taller de hermanamientos con 18 personas en la Sala de Cabildo.",
    "Se entregó una placa a la banda de Lakeside por su concierto del 30 de mayo.",
    "Se informó a la Coordinación de Asuntos Internacionales que la ratificación con Santa Lucía carece de firma.",
    "Los acuerdos con las ciudades se buscarán en el segundo semestre.",
    "The twinning with Puerto Claro could be signed next year if its council agrees.",
    "Se aprobó el presupuesto del Comité por 40,000 pesos.",
    "Tres ratificaciones quedaron sin concluir por falta de firma.",
    "La Oficina de la Presidencia envió a Puerto Claro el acuse de su carta el 2 de mayo.",
    "Se revisó si el hermanamiento de 1990 con Lakeside sigue vigente; no se localizó su texto.",
    "Se publicó la convocatoria para el encuentro de municipios del 12 de junio, con 15 registros.",
    "Personal de Santa Lucía impartió un curso a 12 policías el 3 de junio en el Auditorio.",
    "Se pidió a la SRE orientación sobre los pasos para hermanarse con ciudades de otros países.",
    "La regidora propuso hermanar la ciudad con Lakeside; el punto se turnó a comisión.",
    "Se entregaron 4 reconocimientos a artesanas de Puerto Claro el 5 de mayo.",
    "Ni Puerto Claro ni Lakeside han firmado.",
)


@pytest.mark.parametrize("text", OVERCLAIMS)
def test_overclaim_in_any_words_is_refused_once(text):
    assert len(refusals(text, THREE, 0)) >= 1
    assert len([r for r in refusals(text, THREE, 0) if r.code == "E01"]) <= 1


@pytest.mark.parametrize("text", HONEST)
def test_honest_narrative_is_kept(text):
    assert refusals(text, THREE, 0) == []


@pytest.mark.parametrize("text", [
    "En el marco del hermanamiento con Santa Lucía se realizó una feria.", "Nuestra ciudad hermana Lakeside nos visitó.",
    "Con tres hermanamientos vigentes, el municipio amplía su presencia.", "Se hizo realidad el hermanamiento con Puerto Claro.",
])  # fmt: skip
def test_tie_that_is_signed_may_be_taken_for_granted(text):
    assert (len(presumed(text, THREE)), presumed(text, SIGNED)) == (1, [])


def test_what_a_council_authorised_may_be_said_where_it_did():
    text = "El Cabildo aprobó el hermanamiento con Lakeside."
    authorised = [Proved("Lakeside", "domestic", frozenset({"authorised"}))]
    assert (len(presumed(text, THREE)), presumed(text, authorised)) == (1, [])


def test_study_that_the_committee_approved_may_be_told_approved():
    text = "El Comité aprobó el estudio de factibilidad de Lakeside."
    studied = [Proved("Lakeside", "domestic", frozenset({"letter_received", "study_approved"}))]
    assert ([r.code for r in refusals(text, THREE, 0)], refusals(text, studied, 0)) == (["E01"], [])


def test_domestic_relation_is_no_international_one_by_whatever_name():
    text = "Se amplió la cooperación internacional con Santa Lucía en 2 talleres."
    abroad = [Proved("Santa Lucía", "international", frozenset())]
    assert (len(refusals(text, THREE, 0)), refusals(text, abroad, 0)) == (1, [])


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Se firmó el convenio de limpia con 4 empresas el 2 de mayo.", False),
        ("Se celebraron 3 convenios de adquisición de uniformes.", False),
        ("Se firmaron convenios de pago con 14 contribuyentes.", False),
        ("Se renovó el convenio de arrendamiento del inmueble por 12 meses.", False),
        ("Se firmó el convenio de limpia y un convenio con la Universidad.", True),
        ("Se firmó el convenio de limpia con Puerto Claro.", True),
        ("Se firmó el convenio de obra y de hermanamiento con Santa Lucía.", True),
        ("Se suscribió el convenio de coordinación con la Secretaría de Salud.", True),
    ],
)
def test_contract_that_is_called_an_agreement_is_no_alliance_and_hides_none(text, held):
    assert bool(refusals(text, THREE, 0)) is held


def test_title_that_only_names_the_tie_claims_nothing():
    assert presumed("Hermanamiento con Puerto Claro\nSe recibió su carta.", THREE) == []


def test_alliance_whose_document_is_on_file_may_be_told_and_is_no_twinning():
    one = "Se firmó un convenio de colaboración con la Universidad de Muestra."
    twinned = "Se firmó el convenio de hermanamiento con la Universidad de Muestra."
    two = "Se firmaron dos convenios con la Universidad de Muestra."
    partners = ((), ("Universidad de Muestra",))
    held = [[bool(refusals(t, THREE, 9, partners=who)) for t in (one, twinned, two)] for who in partners]
    assert held == [[True, True, True], [False, True, True]]


def test_narrative_of_an_alliance_is_kept_once_its_document_is_on_file(cast):
    period, act = bring(cast), cast.act("liaison", NOW)
    row = plans.put_alliance(
        act, organisation=period.organisation, partner="Universidad de Muestra", partner_kind="school", areas=["education"],
        agreed_on=dt.date(2025, 5, 2),
    )  # fmt: skip
    said = {"period": period, "code": "6.1", "text": "Se firmó un convenio con la Universidad de Muestra."}
    with pytest.raises(Invalid):
        reports.write_narrative(act, **said)
    paper = store_upload(act, circle=period.circle, upload=scan_file(), expect="pdf", caption="Convenio")
    plans.document_alliance(act, alliance=row, document="Convenio 1", attachment=paper)
    assert reports.write_narrative(act, **said).text == said["text"]
