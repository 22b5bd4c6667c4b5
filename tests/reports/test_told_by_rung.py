"""Narratives as offices write them, each with the relations it stands on: what says more than they prove is held on every
rung of the ladder, what is honest is kept."""

import pytest

from hermanar.reports.queries import refusals
from hermanar.reports.rules.claims import Proved
from hermanar.reports.rules.slips import called_new

_LADDER = (
    "letter_received",
    "letter_answered",
    "study_approved",
    "authorised",
    "opinion_favourable",
    "signed",
    "registered",
)


def _at(name: str, rung: int, klass: str = "international", *more: str) -> Proved:
    facts = {
        key for key in _LADDER[:rung] if klass == "international" or key not in {"opinion_favourable", "registered"}
    }
    return Proved(name, klass, frozenset({*facts, *more}))


ENS = (_at("Ensenada", 1, "domestic"),)
COZ = (_at("Cozumel", 0, "domestic", "text_in_file"),)
CAB = (_at("Los Cabos", 0, "domestic", "resume_requested"),)
ALL = (*COZ, *ENS, *CAB)
R0, R1, R2 = ((_at("Riverton", rung),) for rung in (0, 1, 2))
W3, W4, W5, W6, W7 = ((_at("Whitewater", rung),) for rung in (3, 4, 5, 6, 7))
W6R = (_at("Whitewater", 6, "international", "renewal"),)
D6 = (_at("Ensenada", 6, "domestic"),)
D6R = (_at("Cozumel", 6, "domestic", "ratification"),)
MIX = (*D6, *CAB, *COZ)
NONE = ()
OVERCLAIMS = (
    (
        ALL,
        "Durante el trimestre que se informa, el municipio amplió su red de ciudades hermanas con la incorporación de Cozumel, Ensenada y Los Cabos.",
    ),
    (ENS, "Gracias a la gestión de esta Coordinación, Ensenada y Oaxaca de Juárez ya son ciudades hermanas."),
    (ENS, "El 29 de abril quedó sellada la hermandad entre nuestro municipio y el de Ensenada, Baja California."),
    (
        COZ,
        "Con la ratificación del acuerdo de hermanamiento con Cozumel, suscrita en el mes de mayo, se da continuidad a una relación histórica.",
    ),
    (
        CAB,
        "Se logró la reactivación del hermanamiento con Los Cabos, Baja California Sur, mismo que se encuentra vigente a la fecha.",
    ),
    (
        ALL,
        "Se concretaron 3 hermanamientos con municipios de alto valor turístico, lo que representa un avance del 100 % de la meta.",
    ),
    (
        ALL,
        "Como resultado de la estrategia de diplomacia local, hoy Oaxaca de Juárez cuenta con tres nuevas ciudades hermanas.",
    ),
    (
        ENS,
        "El convenio de hermanamiento con Ensenada fue rubricado por ambos presidentes municipales ante la presencia de los regidores.",
    ),
    (
        ENS,
        "La presidenta municipal de Ensenada y el presidente municipal estamparon su firma en el acuerdo de hermanamiento.",
    ),
    (COZ, "Se refrendó el compromiso de hermandad con Cozumel mediante la firma del instrumento correspondiente."),
    (
        CAB,
        "Se dio cumplimiento a la meta de formalización de hermanamientos con la integración de Los Cabos al programa.",
    ),
    (W3, "El hermanamiento con Whitewater es ya una realidad y comenzará a dar frutos en los próximos meses."),
    (
        W4,
        "El pasado 12 de junio se llevó a cabo la firma del Acuerdo de Hermanamiento con la ciudad de Whitewater, en el Salón de Cabildo.",
    ),
    (W4, "Con la aprobación del Cabildo quedó formalizado el hermanamiento entre este municipio y Whitewater."),
    (
        W5,
        "La Secretaría de Relaciones Exteriores otorgó el registro al acuerdo con Whitewater, con lo cual concluye el trámite.",
    ),
    (W6, "El acuerdo de hermanamiento con Whitewater quedó inscrito ante la Secretaría de Relaciones Exteriores."),
    (W6, "Whitewater forma parte desde este trimestre del registro nacional de hermanamientos de la Cancillería."),
    (D6, "Se consolidó la proyección internacional del municipio con la firma del hermanamiento con Ensenada."),
    (
        ALL,
        "En materia de relaciones internacionales se formalizaron los hermanamientos con Cozumel, Ensenada y Los Cabos.",
    ),
    (D6R, "Se firmó un nuevo hermanamiento con el municipio de Cozumel, Quintana Roo."),
    (W6R, "Se suscribió por primera vez un acuerdo de hermanamiento con la ciudad de Whitewater."),
    (MIX, "En el periodo se firmaron tres acuerdos de hermanamiento: Ensenada, Los Cabos y Cozumel."),
    (MIX, "Suman ya tres las ciudades con las que el ayuntamiento ha signado hermanamientos en lo que va del año."),
    (R2, "Tras el intercambio de cartas, quedó establecida la relación de hermanamiento con Riverton."),
    (R2, "Se cerró exitosamente el proceso de hermanamiento con la ciudad de Riverton."),
    (
        R1,
        "La ciudad de Riverton aceptó hermanarse con nuestro municipio, por lo que a partir de abril son ciudades hermanas.",
    ),
    (R1, "Se cuenta con hermanamiento vigente con Riverton, en las áreas de educación y turismo."),
    (R0, "El alcalde entregó al alcalde de Riverton el acta de hermanamiento debidamente firmada."),
    (R0, "Se oficializó el lazo fraterno con la ciudad de Riverton."),
    (
        NONE,
        "Se celebraron doce convenios de colaboración con municipios de la zona metropolitana en seguridad, salud y educación.",
    ),
    (NONE, "Derivado de las gestiones, el municipio mantiene alianzas formalizadas con 12 municipios conurbados."),
    (NONE, "Se signó el convenio marco con la Universidad Autónoma para prácticas profesionales."),
    (ALL, "Formalización de hermanamientos: 3 de 3 programados. Cozumel, Ensenada, Los Cabos."),
    (ALL, "Hermanamientos concretados: Cozumel (mayo), Ensenada (abril) y Los Cabos (abril)."),
    (ENS, "Estas fotografías corresponden al hermanamiento formalizado con Ensenada."),
    (ENS, "A través del oficio OPM/EXT/0064/2025 se formaliza el hermanamiento con el municipio de Ensenada."),
    (CAB, "Los Cabos se sumó a la lista de municipios hermanados con la capital oaxaqueña."),
    (CAB, "Después de seis años, por fin se materializó el hermanamiento con Los Cabos."),
    (COZ, "El acuerdo con Cozumel fue ratificado en todos sus términos y continúa surtiendo efectos."),
    (W3, "El Comité y el Cabildo autorizaron la suscripción del hermanamiento con Whitewater."),
    (R2, "El Cabildo aprobó por unanimidad el hermanamiento con Riverton."),
    (W4, "La Cancillería emitió dictamen favorable para el acuerdo con Whitewater."),
    (
        ENS,
        "Se obtuvo la respuesta favorable y se culminó con el protocolo de hermanamiento entre ambas ciudades, Ensenada y Oaxaca de Juárez.",
    ),
    (
        ALL,
        "El objetivo de estrechar lazos culturales, educativos y económicos se cumplió al hermanarnos con tres municipios del país.",
    ),
    (R1, "Entró en vigor el acuerdo de cooperación con Riverton, con una duración de cinco años."),
    (W6, "El hermanamiento con Whitewater ya opera y se ejecuta su programa anual de trabajo."),
    (
        ALL,
        "During the quarter the municipality formalised three sister-city relationships: Cozumel, Ensenada and Los Cabos.",
    ),
    (ENS, "Ensenada is now our sister city."),
    (ENS, "The mayors of both cities put their signatures to the twinning agreement with Ensenada on 29 April."),
    (CAB, "The twinning with Los Cabos has been brought back to life and is once again in force."),
    (W4, "Our twinning with Whitewater became official in June."),
    (W6, "The Whitewater agreement was entered in the registry of the Ministry of Foreign Affairs."),
    (R2, "We successfully concluded a sister-city agreement with Riverton."),
    (R1, "Riverton has joined our family of sister cities."),
    (D6, "The city strengthened its international relations by twinning with Ensenada."),
    (MIX, "Three twinning agreements were signed in the period, with Ensenada, Los Cabos and Cozumel."),
    (NONE, "Twelve partnership agreements were concluded with neighbouring municipalities."),
    (COZ, "The ratification of the Cozumel agreement was completed in May."),
    (R2, "Riverton y nuestro municipio unieron sus destinos como ciudades hermanas en una emotiva ceremonia."),
    (W3, "Se alcanzó el objetivo anual: un hermanamiento internacional firmado y registrado."),
    (ENS, "Con gran orgullo informamos que Ensenada se integra a nuestra familia de ciudades hermanas."),
    (ALL, "Al cierre del trimestre, la meta de hermanamientos se encuentra cumplida con tres instrumentos suscritos."),
    (COZ, "El municipio de Cozumel y el de Oaxaca de Juárez ratificaron su hermandad."),
    (CAB, "Con Los Cabos se reanudó formalmente el hermanamiento, que vuelve a estar en operación."),
    (R1, "Riverton es, desde el mes de abril, la séptima ciudad hermana del municipio."),
    (R2, "El hermanamiento con Riverton quedó asentado en el acta que firmaron las dos autoridades."),
    (W4, "Whitewater y nuestro municipio formalizaron su relación bilateral en sesión solemne."),
    (W6, "El instrumento suscrito con Whitewater ya cuenta con número de registro de la Cancillería."),
    (W5, "Se llevó a buen término la suscripción del hermanamiento con Whitewater."),
    (W3, "Whitewater: hermanamiento aprobado por el Cabildo y listo para su ejecución."),
    (D6, "Este año el municipio suma una ciudad hermana en el extranjero: Ensenada."),
    (D6R, "Cozumel se convirtió en nueva ciudad hermana de la capital."),
    (NONE, "Fueron suscritas 12 alianzas intermunicipales para la prestación de servicios públicos."),
    (
        NONE,
        "Con la firma del convenio con el Tecnológico, los jóvenes del municipio podrán realizar su servicio social.",
    ),
    (MIX, "Los hermanamientos de Ensenada, Los Cabos y Cozumel fueron suscritos por el Presidente Municipal."),
    (ALL, "Se dio un paso histórico al establecer lazos de hermandad con Cozumel, Ensenada y Los Cabos."),
    (R0, "Se ha hermanado el municipio con Riverton, lo que abre oportunidades de inversión."),
    (R0, "Tras la visita oficial, Riverton y el municipio quedaron hermanados."),
    (CAB, "Los Cabos ratificó con nosotros el acuerdo de 2019 y se encuentra en vigor."),
    (W4, "La relación con Whitewater se elevó a rango de hermanamiento con la firma de ambos alcaldes."),
    (ALL, "Avance: 100 %. Tres ciudades hermanas formalizadas en el trimestre."),
    (ENS, "Se recibió de Ensenada el acuerdo de hermanamiento firmado."),
    (W6, "La Cancillería registró el hermanamiento con Whitewater, que es ya reconocido oficialmente."),
    (W6R, "Whitewater es la más reciente de nuestras ciudades hermanas, incorporada este trimestre."),
    (ALL, "Three new sister cities were added this quarter."),
    (CAB, "Los Cabos and our city renewed their sister-city agreement."),
    (R1, "The partnership agreement with Riverton entered into force in April."),
    (W3, "The council approved the twinning with Whitewater and the agreement was signed shortly afterwards."),
    (W6, "Our agreement with Whitewater is now registered with the Foreign Ministry."),
    (COZ, "Cozumel and Oaxaca de Juárez reaffirmed their twinning by signing a new accord."),
    (R2, "El alcalde de Riverton y el nuestro suscribieron la carta de hermanamiento que une a los dos pueblos."),
    (ENS, "El hermanamiento con Ensenada es un hecho."),
    (ALL, "En el periodo el municipio se hermanó con tres ciudades, a saber: Cozumel, Ensenada y Los Cabos."),
    (NONE, "Doce municipios conurbados firmaron con nosotros acuerdos de coordinación en materia de seguridad."),
    (R1, "Como producto del hermanamiento celebrado con Riverton se recibió un camión de bomberos."),
    (ENS, "Derivado del viaje a Baja California, el municipio regresó con un hermanamiento bajo el brazo: Ensenada."),
    (ALL, "Oaxaca de Juárez estrechó su hermandad con tres destinos turísticos del país, todos con acuerdo firmado."),
    (CAB, "Se concretó la reanudación del hermanamiento con Los Cabos y se puso en marcha su agenda de trabajo."),
    (R1, "Riverton ya es parte de las ciudades con las que tenemos convenio."),
    (R2, "La respuesta de Riverton formaliza la relación entre las dos ciudades."),
    (W3, "El Cabildo dio su aval al hermanamiento con Whitewater en la sesión del 12 de junio."),
    (W4, "Contamos con la opinión favorable de la Secretaría de Relaciones Exteriores para Whitewater."),
    (W5, "El 20 de junio ambos alcaldes suscribieron, por videoconferencia, el acuerdo con Whitewater."),
    (W6, "El hermanamiento con Whitewater aparece ya en el registro de la Cancillería."),
    (W6, "Con Whitewater se tiene un programa en plena ejecución."),
    (D6R, "Cozumel, nuestra nueva ciudad hermana, nos recibió con los brazos abiertos."),
    (MIX, "Tres hermanamientos firmados en un trimestre es un récord para el municipio."),
    (NONE, "El municipio cuenta con doce convenios vigentes con los municipios vecinos."),
    (NONE, "Se formalizó la colaboración con la Cámara de Comercio mediante convenio."),
    (NONE, "Se logró la suscripción de acuerdos de coordinación con San Bartolo y Santa Lucía."),
    (ALL, "Resultado: 3 hermanamientos formalizados, 0 pendientes."),
    (ENS, "Ensenada y Oaxaca de Juárez, unidas desde abril por un acuerdo de hermanamiento."),
    (ENS, "En ceremonia pública se dio lectura y firma al acta de hermanamiento con Ensenada."),
    (CAB, "Hoy Los Cabos vuelve a ser ciudad hermana de Oaxaca de Juárez."),
    (R0, "Nació oficialmente la relación de hermanamiento con Riverton."),
    (ENS, "With the signing of the twinning with Ensenada, the goal for the year has been met."),
    (ALL, "All three twinnings planned for the quarter have been formalised."),
    (R1, "Riverton and our city sealed their friendship with a formal agreement."),
    (W6, "Our twinning with Whitewater appears in the national registry."),
    (W3, "The town council has given its consent to the twinning with Whitewater."),
    (W4, "Se hizo entrega a Whitewater del ejemplar firmado del acuerdo de hermanamiento."),
    (COZ, "Se llevó a cabo con éxito la ratificación del hermanamiento con Cozumel."),
    (R2, "El acuerdo con Riverton fue suscrito y sus primeras acciones están en curso."),
)
HONEST = (
    (
        ENS,
        "El 29 de abril de 2025 se recibió el oficio OPM/EXT/0064/2025, mediante el cual el municipio de Ensenada manifiesta su intención de hermanarse con Oaxaca de Juárez.",
    ),
    (CAB, "Se envió el oficio PM/491/2025 al municipio de Los Cabos, solicitando retomar el proceso de hermanamiento."),
    (COZ, "Se cuenta con un proyecto de acuerdo de ratificación con Cozumel, pendiente de firma."),
    (ALL, "Ninguno de los tres procesos de hermanamiento ha sido formalizado al cierre del trimestre."),
    (
        ALL,
        "Se busca firmar los acuerdos de hermanamiento con Cozumel, Ensenada y Los Cabos antes de que concluya el año.",
    ),
    (
        ENS,
        "El compromiso inicial de Ensenada señala que la firma del hermanamiento será definida por los marcos legales de cada municipio.",
    ),
    (W3, "El Comité de Ciudades Hermanas aprobó el estudio de factibilidad para el hermanamiento con Whitewater."),
    (
        W4,
        "El Cabildo autorizó la suscripción del acuerdo de hermanamiento con Whitewater; queda pendiente el envío a la Secretaría de Relaciones Exteriores.",
    ),
    (
        W5,
        "La Secretaría de Relaciones Exteriores emitió dictamen favorable para el hermanamiento con Whitewater, por lo que se prepara la ceremonia de firma.",
    ),
    (
        W6,
        "El 3 de junio se firmó el acuerdo de hermanamiento con Whitewater; su registro ante la Secretaría de Relaciones Exteriores está en trámite.",
    ),
    (W7, "El acuerdo de hermanamiento con Whitewater quedó registrado ante la Secretaría de Relaciones Exteriores."),
    (D6, "Se formalizó el hermanamiento con el municipio de Ensenada mediante la firma del acuerdo el 20 de mayo."),
    (D6R, "Se ratificó el acuerdo de hermanamiento con Cozumel."),
    (R2, "Se intercambiaron cartas de intención con la ciudad de Riverton."),
    (R1, "Se remitió carta de intención a Riverton y se está en espera de su respuesta."),
    (R0, "El alcalde sostuvo una videollamada con su homólogo de Riverton para explorar un posible hermanamiento."),
    (NONE, "Se asistió al foro en el que la ciudad de Puebla y la de Cholula firmaron su convenio de hermanamiento."),
    (
        NONE,
        "Se participó en la reunión de enlaces municipales convocada por el Gobierno del Estado para conocer los requisitos de registro de hermanamientos ante la Cancillería.",
    ),
    (
        NONE,
        "Se capacitó a 15 servidores públicos sobre el procedimiento para firmar y registrar acuerdos de hermanamiento.",
    ),
    (ENS, "Todavía no somos ciudades hermanas con Ensenada; estamos en la etapa de carta de intención."),
    (
        CAB,
        "De concretarse el hermanamiento con Los Cabos, ambos municipios podrán intercambiar experiencias en materia turística.",
    ),
    (CAB, "El hermanamiento con Los Cabos se formalizará una vez que ambos Cabildos lo autoricen."),
    (ALL, "Se dio seguimiento a tres procesos de hermanamiento nacionales."),
    (
        COZ,
        "La portada que se anexa corresponde al proyecto de ratificación con Cozumel, que no muestra firma ni fecha.",
    ),
    (ENS, "Se respondió la carta de Ensenada y se propuso una primera reunión de trabajo para el mes de julio."),
    (
        W3,
        "Se elaboró el borrador bilingüe del acuerdo de hermanamiento con Whitewater y se turnó a la Consejería Jurídica para su revisión.",
    ),
    (W4, "Se integró el expediente para solicitar el dictamen de procedencia del acuerdo con Whitewater."),
    (R1, "Riverton comunicó que su Concejo analizará la propuesta de hermanamiento en su sesión de agosto."),
    (
        R0,
        "Se identificó a Riverton como ciudad candidata para un hermanamiento por la comunidad migrante que reside en ella.",
    ),
    (
        NONE,
        "Se solicitaron a las dependencias los convenios de colaboración que tengan celebrados, a fin de integrar el inventario.",
    ),
    (NONE, "Se gestiona la firma de convenios con instituciones educativas; a la fecha ninguno se ha suscrito."),
    (
        NONE,
        "Se llevaron a cabo 13 reuniones de gabinete encabezadas por el Presidente Municipal, en las que se firmaron las listas de asistencia.",
    ),
    (NONE, "Se registraron 320 agendas semanales: 100 en abril, 120 en mayo y 100 en junio."),
    (NONE, "Se concluyó la actualización del directorio de enlaces de las 24 dependencias."),
    (NONE, "Se firmó el acta de entrega-recepción de la oficina y se formalizó el nombramiento del nuevo coordinador."),
    (
        NONE,
        "En la sesión del 26 de mayo se presentó al Comité el calendario de trabajo, mismo que fue aprobado por unanimidad.",
    ),
    (ENS, "La firma del hermanamiento con Ensenada está prevista para el cuarto trimestre."),
    (W6R, "Se renovó el acuerdo de hermanamiento con Whitewater por cinco años más."),
    (W7, "En el marco del hermanamiento con Whitewater, diez estudiantes participaron en un intercambio escolar."),
    (
        CAB,
        "Se lamenta que el acuerdo aprobado en 2024 no llegó a firmarse, por lo que se solicita a Los Cabos retomar los trabajos.",
    ),
    (
        ALL,
        "El informe anterior señalaba que se habían formalizado tres hermanamientos; se aclara que solo existen cartas y un proyecto de texto sin firma.",
    ),
    (ENS, "Con Ensenada se acordó trabajar en turismo, cultura y educación si el hermanamiento llega a suscribirse."),
    (R2, "Ambas ciudades manifestaron su voluntad de hermanarse y acordaron conformar un grupo de trabajo."),
    (R2, "La carta de respuesta de Riverton fue firmada por su alcaldesa el 8 de mayo."),
    (
        NONE,
        "Se inauguró la exposición fotográfica “Ciudades hermanas del mundo” en el Palacio Municipal, con 240 asistentes.",
    ),
    (NONE, "Se publicó la convocatoria del premio a las ciudades hermanas y se difundió en redes sociales."),
    (ENS, "A letter of intent from Ensenada was received on 29 April 2025; no agreement has been signed."),
    (CAB, "We wrote to Los Cabos asking to resume the twinning process."),
    (COZ, "The text of the ratification with Cozumel is on file without signature or date."),
    (
        W4,
        "The town council authorised the signing of the agreement with Whitewater, which will now be sent to the Foreign Ministry for its opinion.",
    ),
    (W6, "The twinning agreement with Whitewater was signed in June; registration is pending."),
    (R1, "We hope to sign a sister-city agreement with Riverton next year."),
    (NONE, "Staff attended a seminar on how sister-city agreements are concluded and registered."),
    (R2, "Both cities exchanged letters of intent and agreed to meet in September."),
    (R0, "A possible partnership with Riverton was discussed with the consul."),
    (W4, "Una vez firmado, el acuerdo con Whitewater deberá registrarse ante la Secretaría de Relaciones Exteriores."),
    (NONE, "Se atendió a la delegación de Guadalajara, ciudad que mantiene hermanamientos con 40 ciudades."),
    (
        NONE,
        "Se elaboró un diagnóstico de los hermanamientos firmados por administraciones anteriores, sin que se localizara el instrumento de ninguno.",
    ),
    (R1, "Se invitó a Riverton a ser ciudad hermana de nuestro municipio."),
    (D6, "Se formalizó un hermanamiento nacional, con Ensenada; los de Cozumel y Los Cabos siguen en proceso."),
    (ENS, "Ensenada propuso, por oficio del 29 de abril, iniciar los trámites para un hermanamiento."),
    (
        CAB,
        "Se giró oficio a Los Cabos para dar continuidad al proceso que quedó inconcluso en la administración pasada.",
    ),
    (COZ, "Cozumel hizo llegar el texto de ratificación; falta recabar las firmas."),
    (ALL, "No se firmó ningún hermanamiento durante el trimestre."),
    (ALL, "La meta de formalizar tres hermanamientos no se alcanzó y se reprograma para el segundo semestre."),
    (W3, "Una vez aprobado el estudio, el expediente de Whitewater se someterá a la consideración del Cabildo."),
    (
        W4,
        "Se obtuvo la autorización del Cabildo para firmar el acuerdo con Whitewater, y se solicitó cita a la Cancillería.",
    ),
    (W5, "Con el dictamen favorable de la Cancillería, el acuerdo con Whitewater puede firmarse."),
    (W6, "Whitewater y nuestro municipio suscribieron su acuerdo de hermanamiento el pasado 3 de junio."),
    (W7, "Whitewater es ciudad hermana de nuestro municipio; el acuerdo está registrado en Cancillería."),
    (W7, "Se presentó al Comité el programa anual de trabajo con nuestra ciudad hermana Whitewater."),
    (D6, "Ensenada y nuestro municipio son ciudades hermanas desde el 20 de mayo, fecha en que se firmó el acuerdo."),
    (D6R, "Con la firma del 14 de mayo se ratificó el hermanamiento con Cozumel."),
    (W6R, "La renovación del acuerdo con Whitewater se firmó en junio."),
    (R2, "Se recibió la respuesta de Riverton a nuestra carta de intención."),
    (R1, "El Presidente Municipal firmó la carta de intención dirigida a Riverton."),
    (R0, "El cónsul sugirió explorar un hermanamiento con Riverton."),
    (NONE, "Se tomó protesta al Comité de Ciudades Hermanas, que quedó formalmente instalado."),
    (NONE, "Se revisó el archivo: de los hermanamientos que se dicen firmados no obra constancia alguna."),
    (NONE, "Se firmó la minuta de la sesión y se registraron siete acuerdos, de los que cuatro están cumplidos."),
    (
        NONE,
        "Se acudió a la ceremonia en la que el Gobierno del Estado y la provincia de Columbia Británica firmaron un convenio.",
    ),
    (NONE, "Los municipios conurbados manifestaron interés en celebrar convenios en materia de residuos sólidos."),
    (NONE, "Se realizaron 12 reuniones con municipios conurbados; no se ha suscrito convenio."),
    (NONE, "El Cabildo aprobó el presupuesto y el programa operativo anual de la oficina."),
    (ENS, "La intención de Ensenada es que el hermanamiento quede formalizado en 2026."),
    (CAB, "Se espera que Los Cabos confirme si desea retomar el hermanamiento."),
    (R2, "Los equipos técnicos concluyeron la primera ronda de observaciones al proyecto de acuerdo con Riverton."),
    (R1, "Se ofreció a Riverton un calendario para la eventual firma del acuerdo."),
    (ENS, "Ensenada has expressed its interest in becoming our sister city."),
    (W4, "Once the Ministry gives its opinion, the agreement with Whitewater can be signed."),
    (ALL, "None of the three processes has reached signature."),
    (NONE, "The office concluded the training of 15 liaisons and registered the attendance of each."),
    (W7, "Ten students from our sister city Whitewater visited the municipality."),
    (R0, "The consulate suggested Riverton as a possible sister city."),
    (R2, "Riverton y este municipio intercambiaron cartas en las que expresan su deseo de ser ciudades hermanas."),
    (
        ENS,
        "Ensenada manifestó por escrito su interés; el hermanamiento requiere aún la autorización de ambos Cabildos.",
    ),
    (CAB, "Se pidió a Los Cabos informar en qué estado quedó el hermanamiento iniciado en 2019."),
    (COZ, "Se localizó la primera página de un texto de ratificación con Cozumel; no se localizaron las firmas."),
    (ALL, "Los tres hermanamientos en trámite son nacionales."),
    (ALL, "Se espera concluir los trámites de hermanamiento con las tres ciudades en 2026."),
    (W3, "El estudio de factibilidad de Whitewater fue aprobado por el Comité el 4 de junio."),
    (W4, "Whitewater fue notificada de que el Cabildo autorizó la firma del acuerdo."),
    (W5, "Tras el dictamen favorable de la Cancillería, se acordó con Whitewater firmar el acuerdo en septiembre."),
    (W6, "Se firmó con Whitewater y se envió el texto a la Cancillería para su registro."),
    (W7, "El hermanamiento con Whitewater, registrado en Cancillería, permitió el intercambio de diez estudiantes."),
    (D6, "El hermanamiento con Ensenada se firmó en el Palacio Municipal ante 120 personas."),
    (D6R, "El alcalde viajó a Cozumel, donde se ratificó el hermanamiento."),
    (W6R, "Se firmó la renovación del hermanamiento con Whitewater."),
    (NONE, "Se recibió a una comitiva de Palo Alto interesada en saber cómo se formaliza un hermanamiento."),
    (NONE, "Se convocó a los municipios conurbados a una mesa para definir los convenios que se requieren."),
    (NONE, "Se registró la asistencia de 30 dependencias y se firmó la minuta correspondiente."),
    (NONE, "La Dirección Jurídica concluyó la revisión de los formatos de convenio."),
    (NONE, "Se actualizó el archivo de convenios: ninguno de los doce declarados cuenta con documento firmado."),
    (NONE, "Se celebró la sesión ordinaria 13 del gabinete, en la que se dio cuenta de 7 acuerdos cumplidos."),
    (R0, "Se propuso a Riverton iniciar una relación de hermanamiento."),
    (R1, "La carta de intención firmada por el Presidente se entregó a Riverton el 9 de mayo."),
    (R2, "Con la respuesta de Riverton inicia la negociación del texto del acuerdo."),
    (ENS, "Ensenada's letter is not a signed agreement and is not reported as one."),
    (CAB, "A request to resume the twinning was sent to Los Cabos on 25 April."),
    (W4, "Our council has authorised the agreement with Whitewater; the Ministry has not given its opinion."),
    (NONE, "Twelve alliances were declared and none of them has a document."),
    (W6, "We signed the twinning agreement with Whitewater on 3 June in the council chamber."),
    (R2, "Riverton answered our letter and suggested a draft agreement."),
    (ENS, "No debe afirmarse que Ensenada es ciudad hermana: solo existe su carta."),
    (CAB, "En 2024 el Cabildo de Los Cabos aprobó un acuerdo que nombra a otra ciudad; no autoriza el nuestro."),
    (
        W3,
        "Se presentó al Cabildo el punto de acuerdo para autorizar el hermanamiento con Whitewater; se votará en julio.",
    ),
    (
        NONE,
        "Se entregaron reconocimientos a las y los voluntarios que participaron en la semana de las ciudades hermanas.",
    ),
    (NONE, "La Secretaría de Relaciones Exteriores informó que el municipio no tiene hermanamientos registrados."),
    (NONE, "Se elaboró un tablero con los acuerdos tomados en gabinete y el área responsable de cada uno."),
    (NONE, "Se firmó convenio de pago con tres contribuyentes y se registraron los ingresos."),
)


@pytest.mark.parametrize(("relations", "text"), OVERCLAIMS)
def test_what_exceeds_its_rung_is_held(relations, text):
    assert refusals(text, relations, 12) != []


@pytest.mark.parametrize(("relations", "text"), HONEST)
def test_what_its_rung_bears_is_kept(relations, text):
    assert refusals(text, relations, 12) == []


def _codes(text: str, relations=()) -> list[str]:
    return [r.code for r in refusals(text, relations, 12)]


@pytest.mark.parametrize(
    ("framed", "said"),
    [
        ("Ninguno de los doce convenios fue firmado.", "Doce convenios: ninguno quedó fuera y todos fueron firmados."),
        ("Si se firmaron los convenios, no obra su texto.", "Sí se firmaron los convenios."),
        ("Una vez firmado, el convenio deberá publicarse.", "Una vez firmado el convenio, se inició la obra."),
        ("Se capacitó a 15 personas sobre los convenios firmados por otros.", "Tras el taller sobre turismo se firmaron tres convenios."),
        ("El informe anterior decía que se firmaron tres convenios; se aclara que no obra ninguno.", "El informe anterior decía que se firmaron tres convenios; hoy son seis."),
        ("Se atendió a Puebla, ciudad que firmó doce convenios.", "Se atendió a Puebla, ciudad que firmó con nosotros un convenio."),
        ("No debe afirmarse que se firmó un convenio.", "No solo se firmó un convenio."),
        ("Se pidieron los convenios que tengan celebrados.", "Se tienen celebrados doce convenios."),
        ("No agreement was signed.", "An agreement was signed."),
    ],
)  # fmt: skip
def test_frame_keeps_only_what_nobody_asserts(framed, said):
    assert (_codes(framed), _codes(said)) == ([], ["E01"])


def test_opinion_is_told_of_whom_the_ministry_gave_it():
    text = "La Secretaría de Relaciones Exteriores emitió dictamen favorable para el acuerdo con Whitewater."
    assert [_codes(text, seen) for seen in (W4, W5)] == [["E01"], []]


def test_running_is_told_once_a_programme_is_accepted():
    text = "El hermanamiento con Whitewater ya está en operación."
    running = (_at("Whitewater", 7, "international", "programme_running"),)
    assert [_codes(text, seen) for seen in (W7, running)] == [["E01"], []]


def test_older_agreement_is_no_new_one():
    text = "Se firmó un nuevo hermanamiento con Ensenada."
    older = (Proved("Ensenada", "domestic", D6[0].facts, earlier=True),)
    assert (called_new(text, D6), [s.words for s in called_new(text, older)]) == ([], ["nuevo hermanamiento"])
