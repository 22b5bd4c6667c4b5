"""Faults in whole papers and in the parts that only whole papers have (an agenda with its votes, a table, a letter in two
languages), each beside its correct twin: code, kind, parties, the fault between ⟦ and ⟧, the twin."""

_RENEWAL = (
    "Ensenada, a 30 de septiembre de 2025\nOFICIO: XY/PM/001/2025\n\nASUNTO: Renovación del acuerdo\n\n{who_es}\nAlcalde\n"
    "Whitewater, Estado de Wisconsin\nEstados Unidos de América\n\nP R E S E N T E\n\nEl 16 de septiembre de 2022 nuestros gobiernos firmaron el "
    "Acuerdo de hermanamiento entre el Municipio de Ensenada y la Ciudad de Whitewater, cuya vigencia concluye el 16 de septiembre de 2027.\n\n"
    "Le comunico la aceptación del Municipio de Ensenada para renovarlo por cinco (5) años, hasta el {end_es}.\n\nATENTAMENTE\n\n"
    "Persona de Muestra 01\nPresidenta Municipal\n\nc.c.p. Archivo.\n\nEnsenada, September 30, 2025\n\nOFFICIAL LETTER NO.: XY/PM/001/2025\n\n"
    "SUBJECT: Renewal of the agreement\n\n{who_en}\nMayor\nWhitewater, State of Wisconsin\nUnited States of America\n\nDear Sir or Madam:\n\n"
    "On September 16, 2022 our governments signed the Twinning Agreement between the Municipality of Ensenada and the City of Whitewater, whose "
    "validity ends on September 16, 2027.\n\nI communicate to you the acceptance of the Municipality of Ensenada to renew it for five (5) years, until {end_en}."
    "\n\nYOURS SINCERELY,\n\nPersona de Muestra 01\nMayor\n\nc.c. File.\n"
)


def _renewal(
    *,
    who_es="Persona de Muestra 02",
    who_en="Persona de Muestra 02",
    end_es="16 de septiembre de 2032",
    end_en="September 16, 2032",
):
    return _RENEWAL.format(who_es=who_es, who_en=who_en, end_es=end_es, end_en=end_en)


def _minutes(*, came="9", total="13", favour="9", against="0", study="10 de septiembre de 2025"):
    return (
        "Minuta de la tercera sesión ordinaria del Comité de Ciudades Hermanas de Ensenada\n\nEn la ciudad de Ensenada, Baja California, siendo las "
        f"10:00 horas del martes 30 de septiembre de 2025, se reunieron {came} de los {total} integrantes del Comité.\n\nSe presentó el estudio de "
        f"conveniencia y factibilidad de la vinculación con el Municipio de Oaxaca de Juárez, Estado de Oaxaca, fechado el {study}. El estudio fue "
        f"aprobado por {favour} votos a favor, {against} en contra y 0 abstenciones.\n"
    )


def _table(total="15", gap="\t"):
    rows = (
        ("Actividad", "Programada", "Realizada"),
        ("Reuniones", "8", "5"),
        ("Visitas", "6", "4"),
        ("Talleres", "6", "6"),
        ("Total", "20", total),
    )
    return "Informe trimestral de Ensenada sobre Oaxaca de Juárez\n\n" + "\n".join(gap.join(row) for row in rows) + "\n"


def _letter(*, motto="2025", meeting="tres puntos", cited="acta 04/2025 del 10 de marzo de 2025", folio="2025"):
    return (
        f"“{motto}, Año de la Mujer Indígena”\n\nEnsenada, Baja California, a viernes 25 de abril de 2025\nOFICIO: PM/491/{folio}\nASUNTO: Se propone "
        "retomar la vinculación\n\nPersona de Muestra 02\nPresidente Municipal de Oaxaca de Juárez\nOaxaca de Juárez, Oaxaca\nP R E S E N T E\n\nLe "
        f"propongo una reunión con Ensenada, según el {cited}. La reunión tendría {meeting}: a) el estudio; b) el calendario de trabajo, y c) las áreas.\n"
    )


def _goal(rate="75"):
    return f"Informe trimestral de Ensenada sobre Oaxaca de Juárez\n\nMeta programada: 20. Meta alcanzada: 15. Avance: {rate} %.\n"


FAULTS = [
    # a letter in two languages, one text after the other
    ("B02", "renewal", "abroad", _renewal(who_en="Persona de Muestra ⟦05⟧"), _renewal()),
    ("B03", "renewal", "abroad", _renewal(end_en="⟦September 6, 2032⟧"), _renewal()),
    ("D07", "renewal", "abroad", _renewal(end_es="16 de septiembre de 2034", end_en="⟦September 16, 2034⟧"), _renewal()),
    # who came and how they voted
    ("N03", "committee_act", "home", _minutes(came="⟦14⟧", favour="13"), _minutes()),
    ("N03", "committee_act", "home", _minutes(favour="⟦11⟧"), _minutes()),
    ("N03", "committee_act", "home", _minutes(favour="⟦6⟧", against="2"), _minutes(favour="7", against="2")),
    ("D09", "committee_act", "home", _minutes(study="⟦10 de octubre de 2025⟧"), _minutes()),
    # tables in plain text, goals
    ("N03", "quarterly_report", "home", _table("⟦17⟧"), _table()),
    ("N03", "quarterly_report", "home", _table("⟦17⟧", "     "), _table(gap="     ")),
    ("N05", "quarterly_report", "home", _goal("⟦85⟧"), _goal()),
    # the head of a letter, and what it cites
    ("D08", "other", "home", _letter(motto="⟦2024⟧"), _letter()),
    ("D07", "other", "home", _letter(folio="⟦2024⟧"), _letter()),
    ("D07", "other", "home", _letter(folio="⟦2023⟧"), _letter(folio="2024-2027\nEXPEDIENTE: 45/2019")),
    ("N08", "other", "home", _letter(meeting="⟦cuatro⟧ puntos"), _letter()),
    ("D09", "other", "home", _letter(cited="acta 04/2025 del ⟦10 de mayo de 2025⟧"), _letter()),
    ("D07", "other", "home", _letter(cited="acta 04/2025 del ⟦10 de marzo de 2024⟧"), _letter()),
    ("D06", "other", "home", _letter(cited="acta 04/2025 del ⟦10 de marzo⟧"), _letter(cited="acta 04/2025 del 10 de marzo del presente año")),
    ("D09", "quarterly_report", "home", "El 25 de abril de 2025 Ensenada envió a Oaxaca de Juárez una carta. El ⟦12 de abril de 2025⟧ se recibió su respuesta.", "El 25 de abril de 2025 Ensenada envió a Oaxaca de Juárez una carta. El 12 de mayo de 2025 se recibió su respuesta."),
    ("D09", "committee_act", "home", "En Ensenada, el 15 de marzo de 2022 se reunieron las personas convocadas. Se trató de Oaxaca de Juárez. Su encargo concluye el ⟦30 de septiembre de 2021⟧.", "En Ensenada, el 15 de marzo de 2022 se reunieron las personas convocadas. Se trató de Oaxaca de Juárez. Su encargo concluye el 30 de septiembre de 2024."),
    # words of the other language, counts of sides, gender
    ("B14", "other", "abroad", "Las Partes, Ensenada y Whitewater, financiarán, ⟦subject to⟧ availability, las actividades del presente Acuerdo.", "Las Partes, Ensenada y Whitewater, financiarán, según su disponibilidad, las actividades del presente Acuerdo."),
    ("B14", "other", "abroad", "The Parties, Ensenada and Whitewater, shall finance the activities ⟦conforme a⟧ their budgets and their legislation.", "The Parties, Ensenada and Whitewater, shall finance the activities in accordance with their budgets and their legislation."),
    ("Q05", "other", "home", "Ensenada y Oaxaca de Juárez invitan a ⟦los⟧ ciudades vecinas.", "Ensenada y Oaxaca de Juárez invitan a las ciudades vecinas."),
    ("Q05", "other", "home", "Firma ⟦quien suscribe⟧ en Ensenada para Oaxaca de Juárez.".replace("⟦quien suscribe⟧", "quien ⟦suscriben⟧"), "Firma quien suscribe en Ensenada para Oaxaca de Juárez."),
    # what a whole paper lacks
    ("K03", "letter_of_intent", "home", "El Municipio de Ensenada saluda al Municipio de Oaxaca de Juárez.\n\nLos intereses que deseamos atender ⟦son:⟧\n\nLos objetivos que nos proponemos alcanzar son:\n\na) una feria, y\n\nb) un foro.", "El Municipio de Ensenada saluda al Municipio de Oaxaca de Juárez.\n\nLos intereses que deseamos atender son:\n\na) la artesanía.\n\nLos objetivos que nos proponemos alcanzar son:\n\na) una feria, y\n\nb) un foro."),
    ("K05", "letter_of_intent", "home", "ASUNTO: ⟦Informe trimestral⟧\n\nEl Municipio de Ensenada desea hermanarse con el Municipio de Oaxaca de Juárez.", "ASUNTO: Carta de intención\n\nEl Municipio de Ensenada desea hermanarse con el Municipio de Oaxaca de Juárez."),
    ("P11", "other", "abroad", "Una relación entre Ensenada, Whitewater y ⟦Villa Inventada del Norte⟧.", "Una relación entre Ensenada y Whitewater."),
    ("P10", "dispatch_letter", "abroad", "Persona de Muestra 03\nDirectora General de ⟦Asuntos Políticos⟧\nP R E S E N T E\n\nEnsenada informa de su acuerdo con Whitewater.", "Persona de Muestra 03\nDirectora General de Coordinación Política\nP R E S E N T E\n\nEnsenada informa de su acuerdo con Whitewater."),
    ("P08", "letter_of_intent", "home", "Ensenada expresa su intención de iniciar una vinculación con ⟦la Cámara de Comercio de Oaxaca de Juárez⟧.", "Ensenada expresa su intención de iniciar una vinculación con el Municipio de Oaxaca de Juárez."),
    ("L07", "council_resolution", "home", "Punto de acuerdo sobre Oaxaca de Juárez\n\nSe autoriza a la Presidenta Municipal de Ensenada a firmar ⟦los acuerdos de hermanamiento que estime⟧ convenientes.", "Punto de acuerdo sobre Oaxaca de Juárez\n\nSe autoriza a la Presidenta Municipal de Ensenada a firmar el acuerdo de hermanamiento con Oaxaca de Juárez."),
    # a step told as the end
    ("E01", "committee_act", "home", "Se presentó el estudio de conveniencia y factibilidad sobre Ensenada y Oaxaca de Juárez. Con ello ⟦quedó formalizado⟧ el hermanamiento.", "Se presentó el estudio de conveniencia y factibilidad sobre Ensenada y Oaxaca de Juárez. Con ello queda propuesto el hermanamiento."),
    ("E02", "quarterly_report", "home", "En el trimestre Ensenada ratificó el ⟦nuevo hermanamiento⟧ con Oaxaca de Juárez.", "En el trimestre Ensenada ratificó el hermanamiento con Oaxaca de Juárez."),
    # shores and borders
    ("V01", "study", "home", "Ensenada es un municipio ⟦sin litoral⟧. Oaxaca de Juárez es capital de su estado.", "Ensenada es un municipio con litoral. Oaxaca de Juárez es una ciudad sin litoral."),
    ("V01", "study", "home", "Ensenada mira al mar. Oaxaca de Juárez, ⟦puerto del Pacífico⟧, recibe visitantes.", "Ensenada, puerto del Pacífico, recibe visitantes. Oaxaca de Juárez está en los valles."),
    # budgets, items with their total, a certificate, an act told by its day
    ("N05", "quarterly_report", "home", "Presupuesto de Ensenada para Oaxaca de Juárez: autorizado, $120,000.00. Ejercido: $90,000.00, el ⟦85⟧ % del autorizado.", "Presupuesto de Ensenada para Oaxaca de Juárez: autorizado, $120,000.00. Ejercido: $90,000.00, el 75 % del autorizado."),
    ("N03", "quarterly_report", "home", "De Ensenada a Oaxaca de Juárez. Autorizado: $120,000.00. Ejercido: $90,000.00. Por ejercer: $⟦40,000⟧.00.", "De Ensenada a Oaxaca de Juárez. Autorizado: $120,000.00. Ejercido: $90,000.00. Por ejercer: $30,000.00."),
    ("N03", "quarterly_report", "home", "a) Reunión de Ensenada con Oaxaca de Juárez, con 14 asistentes.\n\nb) Taller, con 22 asistentes.\n\nTotal de asistentes: ⟦46⟧.", "a) Reunión de Ensenada con Oaxaca de Juárez, con 14 asistentes.\n\nb) Taller, con 22 asistentes.\n\nTotal de asistentes: 36."),
    ("N04", "quarterly_report", "home", "a) Reunión de Ensenada con Oaxaca de Juárez, con 14 asistentes.\n\nb) Taller, con 22 asistentes.\n\nTotal de asistentes: 36. Promedio por actividad: ⟦21⟧.", "a) Reunión de Ensenada con Oaxaca de Juárez, con 14 asistentes.\n\nb) Taller, con 22 asistentes.\n\nTotal de asistentes: 36. Promedio por actividad: 18."),
    ("N03", "council_resolution", "home", "El Cabildo de Ensenada aprobó el acuerdo con Oaxaca de Juárez con ⟦14⟧ votos a favor, 2 en contra y 1 abstención de los 15 integrantes presentes.", "El Cabildo de Ensenada aprobó el acuerdo con Oaxaca de Juárez con 12 votos a favor, 2 en contra y 1 abstención de los 15 integrantes presentes."),
    ("D09", "council_resolution", "home", "En la sesión celebrada el ⟦13 de marzo de 2025⟧ el Cabildo de Ensenada aprobó el acuerdo con Oaxaca de Juárez.\n\nSe expide en Ensenada, Baja California, el 10 de marzo de 2025.", "En la sesión celebrada el 13 de marzo de 2025 el Cabildo de Ensenada aprobó el acuerdo con Oaxaca de Juárez.\n\nSe expide en Ensenada, Baja California, el 20 de marzo de 2025."),
    ("D09", "other", "home", "Ensenada, Baja California, a 3 de febrero de 2025\n\nEl ⟦16 de septiembre de 2027⟧, en Ensenada, nuestros gobiernos firmaron el acuerdo con Oaxaca de Juárez.", "Ensenada, Baja California, a 3 de febrero de 2025\n\nEl 16 de septiembre de 2022, en Ensenada, nuestros gobiernos firmaron el acuerdo con Oaxaca de Juárez."),
    # one language denies
    ("B11", "", "abroad", "El personal de Ensenada y de Whitewater permanecerá bajo su dirección, y ⟦no⟧ se crearán relaciones laborales.\n\nThe personnel of Ensenada and Whitewater shall remain under their direction, and employment relationships shall be created.", "El personal de Ensenada y de Whitewater permanecerá bajo su dirección, y no se crearán relaciones laborales.\n\nThe personnel of Ensenada and Whitewater shall remain under their direction, and no employment relationships shall be created."),
    ("B11", "", "abroad", "Esta Declaración de Ensenada y Whitewater ⟦no⟧ constituye un hermanamiento, no crea obligaciones para nadie, y no sustituye los actos requeridos.\n\nThis Declaration of Ensenada and Whitewater constitutes a twinning, does not create obligations for anybody, and does not replace the acts required.", "Esta Declaración de Ensenada y Whitewater no constituye un hermanamiento, no crea obligaciones para nadie, y no sustituye los actos requeridos.\n\nThis Declaration of Ensenada and Whitewater does not constitute a twinning, does not create obligations for anybody, and does not replace the acts required."),
    # others
    ("C01", "memorandum", "home", "MEMORÁNDUM DE ENTENDIMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nCada Participante actuará conforme a la legislación de ⟦su respectivo país⟧.", "MEMORÁNDUM DE ENTENDIMIENTO ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nCada Participante actuará conforme a la legislación de su estado."),
    ("C03", "friendship", "home", "DECLARACIÓN DE AMISTAD ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEsta Declaración ⟦constituye un hermanamiento⟧.", "DECLARACIÓN DE AMISTAD ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEsta Declaración no constituye un hermanamiento ni crea obligaciones."),
    ("L07", "council_resolution", "home", "Punto de acuerdo sobre Oaxaca de Juárez\n\nSe autoriza a la Presidenta Municipal de Ensenada a firmar ⟦con los municipios que considere⟧ pertinentes.", "Punto de acuerdo sobre Oaxaca de Juárez\n\nSe autoriza a la Presidenta Municipal de Ensenada a firmar con el Municipio de Oaxaca de Juárez."),
    ("K01", "other", "home", "⟦Nombre Apellido⟧, de Ensenada, saluda a Oaxaca de Juárez.", "Nombre y apellido: Persona de Muestra 01. Ensenada saluda a Oaxaca de Juárez."),
    ("E01", "letter_of_intent", "home", "Nuestras ciudades, Ensenada y Oaxaca de Juárez, ⟦ya formalmente hermanadas⟧, enfrentan el mismo reto.", "Nuestras ciudades, Ensenada y Oaxaca de Juárez, enfrentan el mismo reto y quisieran verse hermanadas."),
    ("Q05", "other", "home", "En Ensenada se ⟦instruyen⟧ a la Coordinación a escribir a Oaxaca de Juárez.", "En Ensenada se instruye a la Coordinación a escribir a Oaxaca de Juárez."),
    ("Q05", "other", "home", "Los motivos que nos ⟦anima⟧ a Ensenada y a Oaxaca de Juárez son estos.", "Los motivos que nos animan a Ensenada y a Oaxaca de Juárez son estos."),
    ("P10", "dispatch_letter", "abroad", "Ensenada informa a esa ⟦Secretaría de Gobernación y Relaciones⟧ de su acuerdo con Whitewater.", "Ensenada informa a esa Secretaría de Relaciones Exteriores de su acuerdo con Whitewater."),
    ("P13", "friendship", "home", "El Municipio de Ensenada, representado por Persona de Muestra 01, Secretaria del Ayuntamiento, y el Municipio de Oaxaca de Juárez declaran lo siguiente.\n\nPor el Municipio de Ensenada\nPersona de Muestra 01\n⟦Presidenta Municipal⟧", "El Municipio de Ensenada, representado por Persona de Muestra 01, Presidenta Municipal, y el Municipio de Oaxaca de Juárez declaran lo siguiente.\n\nPor el Municipio de Ensenada\nPersona de Muestra 01\nPresidenta Municipal"),
    ("P06", "ratification", "home", "ACUERDO DE RATIFICACIÓN DEL HERMANAMIENTO FIRMADO EL 3 DE MAYO DE 2019 ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\n⟦El Estado de Baja California⟧ funda su participación en la ley.", "ACUERDO DE RATIFICACIÓN DEL HERMANAMIENTO FIRMADO EL 3 DE MAYO DE 2019 ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEl Municipio de Ensenada funda su participación en la ley."),
    ("N03", "activity_report", "abroad", "Students exchanged by Ensenada and Whitewater: ⟦20⟧, of whom 10 are women and 8 are men.", "Students exchanged by Ensenada and Whitewater: 18, of whom 10 are women and 8 are men."),
    ("D09", "other", "home", "Ensenada, Baja California, a 12 de mayo de 2025\n\nLe remito el estudio sobre Oaxaca de Juárez, concluido el ⟦30 de junio de 2025⟧.", "Ensenada, Baja California, a 12 de mayo de 2025\n\nLe remito el estudio sobre Oaxaca de Juárez, concluido el 30 de abril de 2025; el otro será concluido el 30 de junio de 2025."),
    ("C03", "letter_of_intent", "abroad", "Ensenada saluda a Whitewater. Esta carta ⟦crea derechos y obligaciones⟧.", "Ensenada saluda a Whitewater. Esta carta no crea derechos ni obligaciones."),
    ("C05", "ratification", "home", "ACUERDO DE RATIFICACIÓN DEL HERMANAMIENTO FIRMADO EL 3 DE MAYO DE 2019 ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEste Acuerdo ⟦sustituye a dicho instrumento⟧.", "ACUERDO DE RATIFICACIÓN DEL HERMANAMIENTO FIRMADO EL 3 DE MAYO DE 2019 ENTRE EL MUNICIPIO DE ENSENADA Y EL MUNICIPIO DE OAXACA DE JUÁREZ\n\nEste Acuerdo no sustituye a dicho instrumento."),
    ("Q05", "other", "home", "Ensenada y Oaxaca de Juárez cubren los gastos con sus ⟦respectivo⟧ presupuestos.", "Ensenada y Oaxaca de Juárez cubren los gastos con sus respectivos presupuestos."),
    ("E01", "answer", "home", "Ensenada agradece su carta: el hermanamiento ⟦ha quedado firmado⟧ con Oaxaca de Juárez.", "Ensenada agradece su carta: el hermanamiento con Oaxaca de Juárez podrá firmarse."),
]  # fmt: skip
HONEST = [
    ("other", "Ensenada, Baja California, MX; Ciudad Universitaria, Madrid, ES", "El Municipio de Ensenada saluda a Ciudad Universitaria y le propone una reunión.\n\nThe Municipality of Ensenada greets Ciudad Universitaria and proposes a meeting.\n\nCiudad universitaria rodeada de lagos, que Ensenada visita cada año con sus escuelas.\n\nUniversity city surrounded by lakes, which Ensenada visits each year with its schools."),
    ("council_resolution", "home", "Punto de acuerdo: se autoriza a la Presidenta Municipal de Ensenada a firmar un acuerdo con Oaxaca de Juárez. El instrumento firmado se presentará a este Cabildo."),
    ("memorandum", "home", "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez designan a:\n\na) por el Municipio de Ensenada, la Dirección de Vinculación, y\n\nb) por el Municipio de Oaxaca de Juárez, la Oficina del Administrador de la Ciudad de Oaxaca de Juárez."),
    ("other", "abroad", "The Parties, Ensenada and Whitewater, shall follow the Plan Municipal de las Mujeres and the Ley de la Cultura of the State."),
    ("other", "abroad", "Ensenada y Whitewater visitaron la House of the Arts y el programa “Best of the West”, que la ciudad organiza con las escuelas."),
    ("council_resolution", "home", "Punto de acuerdo: se autoriza a la Presidenta Municipal de Ensenada a firmar la ratificación con Oaxaca de Juárez; el hermanamiento fue firmado el 3 de mayo de 2019."),
    ("committee_act", "home", "En Ensenada, el 15 de marzo de 2025 se reunieron 9 de 13 integrantes. Sobre Oaxaca de Juárez se convino enviar el acta antes del 30 de marzo de 2025 y convocar a la sesión del 4 de abril de 2025."),
    ("other", "home", "Ensenada, Baja California, a 3 de febrero de 2025\n\nOaxaca de Juárez recibirá el informe con fecha límite del 30 de junio de 2025. La autorización, cuya vigencia concluye el 30 de junio de 2026, se anexa."),
    ("committee_act", "home", "En Ensenada, el 15 de marzo de 2025 se reunieron 9 de 13 integrantes. El punto sobre Oaxaca de Juárez se aprobó con 8 votos a favor y 0 en contra."),
]  # fmt: skip
