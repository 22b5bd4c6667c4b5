"""Faults of languages, model, law, completeness and quality in sentences of clerks and lawyers, with their twins; see `everyday`.

Columns: code, kind of paper, parties, what is wrong (the fault between ⟦ ⟧), what is right ("" where it is only left out).
"""

HOME, ABROAD = "home", "abroad"
HEAD = "Ensenada, Baja California, a 12 de mayo de 2025\n\nEl Municipio de Ensenada y el Municipio de Oaxaca de Juárez mantienen contacto. "


def of(wrong: str, right: str, kind: str = "other", code: str = "Q05") -> tuple[str, str, str, str, str]:
    return (code, kind, HOME, HEAD + wrong, HEAD + right)


FAULTS = [
    of("Se convocó a los ⟦vocal⟧ del Comité.", "Se convocó a los vocales del Comité."),
    of("Se informan las acciones ⟦realizada⟧ este año.", "Se informan las acciones realizadas este año."),
    of("Se enviaron sus ⟦archivo⟧ a la oficina.", "Se enviaron sus archivos a la oficina."),
    of("Se revisó el ⟦trámites⟧ de la oficina.", "Se revisó el trámite de la oficina."),
    of("Los dos gobiernos ⟦acude⟧ a la feria.", "Los dos gobiernos acuden a la feria."),
    of("Las áreas jurídicas ⟦ha⟧ trabajado el proyecto.", "Las áreas jurídicas han trabajado el proyecto."),
    of("La delegación de Ensenada ⟦viajaron⟧ en mayo.", "La delegación de Ensenada viajó en mayo."),
    of("Se reunieron dos ⟦comitiva⟧ de artesanas.", "Se reunieron dos comitivas de artesanas."),
    of("Las materias ⟦cultural⟧ quedan fuera.", "Las materias culturales quedan fuera."),
    of("Conforme a las leyes ⟦vigente⟧, se propone el convenio.", "Conforme a las leyes vigentes, se propone el convenio."),
    ("Q05", "answer", ABROAD, "The City of Whitewater thanks the Municipality of Ensenada. These ⟦letter⟧ would be answered in June.", "The City of Whitewater thanks the Municipality of Ensenada. These letters would be answered in June."),
    ("Q05", "answer", ABROAD, "The Municipality of Ensenada and the City of Whitewater met. Each ⟦governments⟧ will name a contact.", "The Municipality of Ensenada and the City of Whitewater met. Each government will name a contact."),
    ("Q05", "answer", ABROAD, "The Municipality of Ensenada wrote to the City of Whitewater. Both cities ⟦seeks⟧ a dialogue.", "The Municipality of Ensenada wrote to the City of Whitewater. Both cities seek a dialogue."),
    of("Se firmó con las Partes ⟦Partes⟧ presentes.", "Se firmó con las Partes presentes.", code="Q04"),
    of("Se invitó a dichas áreas, ⟦dichas áreas⟧ de turismo.", "Se invitó a dichas áreas de turismo.", code="Q04"),
    of("El reglamento ⟦preve⟧ la sesión.", "El reglamento prevé la sesión.", code="Q06"),
    of("Los boletos de avión no ⟦está⟧ incluidos.", "Los boletos de avión no están incluidos."),
    of("El personal ⟦conservarán⟧ su horario.", "El personal conservará su horario."),
    ("Q05", "answer", ABROAD, "The Municipality of Ensenada wrote to the City of Whitewater. The areas proposed ⟦is⟧ three.", "The Municipality of Ensenada wrote to the City of Whitewater. The areas proposed are three."),
    ("B14", "answer", ABROAD, "The Municipality of Ensenada wrote to the City of Whitewater in 2024 ⟦por conducto⟧ of its consulate, and we thank you for it.", "The Municipality of Ensenada wrote to the City of Whitewater in 2024 through its consulate, and we thank you for it."),
    # L
    ("L05", "memorandum", ABROAD, "The Municipality of Ensenada and the City of Whitewater cooperate. This text is ⟦governed by Wisconsin law⟧.", "The Municipality of Ensenada and the City of Whitewater cooperate. This text follows the law of each."),
    ("L04", "letter_of_intent", HOME, HEAD + "Proponemos cooperar en ⟦telecomunicaciones⟧ y turismo.", HEAD + "Proponemos cooperar en comunicación social y turismo."),
    ("L04", "study", HOME, HEAD + "Áreas propuestas: ⟦energía nuclear⟧ y artesanía.", HEAD + "Áreas propuestas: ahorro de energía y artesanía."),
    ("L06", "study", HOME, HEAD + "Se prevé contratar un ⟦préstamo⟧ con un banco.", HEAD + "No se prevé contratar un préstamo con un banco."),
    ("L06", "council_resolution", HOME, "Se autoriza a la Presidenta de Ensenada a firmar con el Municipio de Oaxaca de Juárez, con cargo a ⟦ejercicios futuros⟧.", "Se autoriza a la Presidenta de Ensenada a firmar con el Municipio de Oaxaca de Juárez, con cargo al presupuesto de 2025."),
    ("L07", "council_resolution", HOME, "El Cabildo de Ensenada conoció la carta de Oaxaca de Juárez. Se autoriza a la Presidenta a firmar un convenio de hermanamiento ⟦con otro municipio⟧ del país, como se propone a Oaxaca de Juárez.", ""),
    ("L07", "dispatch_letter", ABROAD, "El Municipio de Ensenada informa que su Cabildo autorizó suscribir acuerdos ⟦con ciudades extranjeras⟧ y remite el de la Ciudad de Whitewater.", "El Municipio de Ensenada informa que su Cabildo autorizó suscribir un acuerdo con la Ciudad de Whitewater y remite su texto."),
    # K
    of("El acta __/2025 consta en el expediente.".replace("__", "⟦__⟧"), "El acta 12/2025 consta en el expediente.", code="K01"),
    of("El monto está ⟦por confirmar⟧.", "El monto está en el programa.", code="K01"),
    of("Las áreas ⟦(revisar con jurídico)⟧ son tres.", "Las áreas (véase el programa) son tres.", code="K01"),
    of("La sesión número ⟦[24]⟧ fue en mayo.", "La sesión número 24 fue en mayo.", code="K01"),
    ("K04", "other", HOME, HEAD + "\n\nLe envío un saludo.\n\n⟦ATENTAMENTE⟧\n\nc.c.p. Archivo.", HEAD + "\n\nLe envío un saludo.\n\nATENTAMENTE\n\nPersona de Muestra Uno\nDirectora de Turismo\n\nc.c.p. Archivo."),
    (
        "P04", "committee_act", HOME,
        "Se aprobó proponer un hermanamiento entre el Municipio de Ensenada y ⟦la localidad de l'Estartit⟧, Oaxaca de Juárez.",
        "Se aprobó proponer un hermanamiento entre el Municipio de Ensenada y el Municipio de Oaxaca de Juárez.",
    ),
    (
        "D06", "other", HOME,
        "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez firmaron el texto.\n\nSe extiende la presente constancia en Ensenada, el ⟦16 de septiembre⟧.",
        "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez firmaron el texto.\n\nSe extiende la presente constancia en Ensenada, el 16 de septiembre de 2024.",
    ),
    (
        "D06", "other", HOME,
        "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez firmaron el texto.\n\nSe expide la presente certificación en Ensenada, el ⟦16 de septiembre⟧ del presente.",
        "Ensenada, a 20 de septiembre de 2024\n\nEl Municipio de Ensenada y el Municipio de Oaxaca de Juárez firmaron el texto.\n\nSe expide la presente certificación en Ensenada, el 16 de septiembre del presente.",
    ),
    (
        "D06", "other", HOME,
        "The Municipality of Ensenada and the Municipality of Oaxaca de Juárez signed the text.\n\nThis record is issued in Ensenada, on ⟦September 16⟧.",
        "The Municipality of Ensenada and the Municipality of Oaxaca de Juárez signed the text.\n\nThis record is issued in Ensenada, on September 16, 2024.",
    ),
    (
        "D06", "other", "General Francisco R. Murguía, Zacatecas, MX; Oaxaca de Juárez, Oaxaca, MX",
        "General Francisco R. Murguía, Zacatecas, a ⟦12 de mayo⟧\n\nGeneral Francisco R. Murguía saluda a Oaxaca de Juárez.",
        "General Francisco R. Murguía, Zacatecas, a 12 de mayo de 2025\n\nGeneral Francisco R. Murguía saluda a Oaxaca de Juárez.",
    ),
    (
        "B13", "other", HOME,
        "Ensenada and Oaxaca de Juárez shall communicate them to their respective ⟦Departments of Exterior Relations⟧.",
        "Ensenada and Oaxaca de Juárez shall communicate them to their respective Foreign Ministries.",
    ),
    (
        "K03", "addendum", HOME,
        "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez acuerdan esta adenda. El calendario se detalla en el ⟦Anexo A⟧.",
        "El Municipio de Ensenada y el Municipio de Oaxaca de Juárez acuerdan esta adenda. El calendario se acuerda después.",
    ),
    of("No afectará los ⟦derecho⟧ ni las obligaciones que tengan.", "No afectará los derechos ni las obligaciones que tengan."),
    of("Se turna a esa ⟦Secretaria⟧ el oficio recibido.", "Se turna a esa Secretaría el oficio recibido.", code="Q06"),
    (
        "E03", "quarterly_report", HOME,
        HEAD + "Se enviaron ⟦cuatro⟧ cartas de intención: a General Francisco R. Murguía, a Oaxaca de Juárez y a Mérida.",
        HEAD + "Se enviaron tres cartas de intención: a General Francisco R. Murguía, a Oaxaca de Juárez y a Mérida.",
    ),
    (
        "P01", "letter_of_intent", "abroad",
        "El Municipio de Ensenada escribe a la Ciudad de Whitewater, y le propone un hermanamiento con la Ciudad de ⟦Fresno⟧, California.",
        "El Municipio de Ensenada escribe a la Ciudad de Whitewater, y le propone un hermanamiento con la Ciudad de Whitewater, Wisconsin.",
    ),
]  # fmt: skip

HONEST = [
    ("other", HOME, HEAD + "Los que suscriben, los cinco vocales y las cuatro áreas ya lo conocen; los envía la oficina."),
    ("other", HOME, HEAD + "La mayoría de las acciones realizadas se informan aquí; un gran número de familias se ha establecido en ambos."),
    ("other", HOME, HEAD + "Las autoridades federal y estatal, y los gobiernos municipal y estatal, participan el lunes y cada dos meses."),
    ("other", HOME, HEAD + "Los kumiai y los mixteco-hablantes asisten; los ya inscritos y los no inscritos, también. Éstos podrán opinar; ambos firman."),
    ("other", HOME, HEAD + "A los treinta y un días del mes, con la aceptación de ambas Partes expresada por escrito, se cerró el caso."),
    ("study", HOME, HEAD + "Quedan fuera la política exterior y las telecomunicaciones; ningún municipio contratará deuda ni otorgará aval."),
    ("answer", ABROAD, "The Municipality of Ensenada wrote to the City of Whitewater. These are the points that those present at each meeting raised."),
    ("answer", ABROAD, "The Municipality of Ensenada thanks the City of Whitewater. A series of meetings and an arts program follow; this means work."),
    ("other", HOME, HEAD + "Preguntó a esa Secretaria Técnica y a esta Secretaria General; no les afectará."),
    # names of Parties that are words of the sea, of a body, or follow a label
    ("other", "San Pablo Anicano, Puebla, MX; El Astillero, Cantabria, ES", "Acuerdo entre el Municipio de San Pablo Anicano y la Ciudad de El Astillero, que San Pablo Anicano deposita."),
    ("committee_act", "Mezquital, Durango, MX; College Park, Maryland, US", "Estudio de Mezquital para firmar un hermanamiento con College Park."),
    ("other", "General Pánfilo Natera, Zacatecas, MX; La Unión, Murcia, ES", "Municipio\tGeneral Pánfilo Natera\n\nCiudad\tLa Unión, Murcia, España"),
]  # fmt: skip
