"""A whole agreement in two languages, laid out the ways people lay it out, and one fault at a time in it."""

from itertools import groupby

# (what it is, its number, Spanish, English)
AGREEMENT = (
    ("title", "", "ACUERDO ESPECÍFICO DE COOPERACIÓN ENTRE EL MUNICIPIO DE ENSENADA, BAJA CALIFORNIA, Y LA CIUDAD DE WHITEWATER, WISCONSIN", "SPECIFIC COOPERATION AGREEMENT BETWEEN THE MUNICIPALITY OF ENSENADA, BAJA CALIFORNIA, AND THE CITY OF WHITEWATER, WISCONSIN"),
    ("paragraph", "", "El Municipio de Ensenada y la Ciudad de Whitewater, en lo sucesivo denominados “las Partes”;", "The Municipality of Ensenada and the City of Whitewater, hereinafter referred to as “the Parties”;"),
    ("paragraph", "", "TENIENDO PRESENTE el hermanamiento que firmaron el 14 de mayo de 2018;", "BEARING IN MIND the twinning they signed on May 14, 2018;"),
    ("article", "I", "Actividades", "Activities"),
    ("paragraph", "", "El intercambio comprenderá las actividades siguientes:", "The exchange shall comprise the following activities:"),
    ("item", "a)", "estancias de tres (3) semanas para doce (12) estudiantes de cada Parte;", "stays of three (3) weeks for twelve (12) students from each Party;"),
    ("item", "b)", "un concierto conjunto en el mes de octubre de cada año;", "a joint concert in the month of October of each year;"),
    ("item", "c)", "un taller de construcción de instrumentos, y", "an instrument-making workshop, and"),
    ("item", "d)", "un curso en línea sobre la historia de ambas comunidades.", "an online course on the history of both communities."),
    ("article", "II", "Obligaciones", "Obligations"),
    ("paragraph", "", "La Parte que reciba dará hospedaje en casas de familia y tres comidas al día. La Parte que envíe pagará los boletos de avión.", "The receiving Party shall provide lodging with host families and three meals a day. The sending Party shall pay for the air tickets."),
    ("paragraph", "", "Ninguna de las Partes cobrará cuotas de inscripción a los participantes de la otra.", "Neither Party shall charge registration fees to the participants of the other."),
    ("article", "III", "Datos personales", "Personal data"),
    ("paragraph", "", "Los participantes contarán con seguro de gastos médicos por un mínimo de 50,000 dólares.", "The participants shall have medical insurance for a minimum of 50,000 dollars."),
    ("paragraph", "", "Los datos personales de los menores no se publicarán sin el consentimiento escrito de sus padres.", "The personal data of minors shall not be published without the written consent of their parents."),
    ("article", "IV", "Seguimiento", "Follow-up"),
    ("paragraph", "", "Las Partes podrán invitar a universidades a participar en las actividades señaladas en el Artículo I.", "The Parties may invite universities to take part in the activities indicated in Article I."),
    ("paragraph", "", "El grupo de seguimiento se reunirá en la primera semana de marzo y rendirá su informe dentro de los treinta (30) días siguientes.", "The follow-up group shall meet in the first week of March and shall submit its report within the following thirty (30) days."),
    ("article", "V", "Vigencia", "Term"),
    ("paragraph", "", "El presente Acuerdo entrará en vigor en la fecha de su firma y tendrá una vigencia de dos (2) años.", "This Agreement shall enter into force on the date of its signature and shall remain in force for two (2) years."),
    ("paragraph", "", "Cualquiera de las Partes podrá darlo por terminado mediante aviso escrito con cuarenta y cinco (45) días de anticipación. La terminación no afectará las estancias ya iniciadas.", "Either Party may terminate it by written notice given forty-five (45) days in advance. Termination shall not affect stays already begun."),
    ("paragraph", "", "Firmado en la ciudad de Ensenada, el 2 de junio de 2025, en dos ejemplares originales, en idiomas español e inglés, siendo ambos textos igualmente auténticos.", "Signed in the city of Ensenada, on June 2, 2025, in two originals, in the Spanish and English languages, both texts being equally authentic."),
)  # fmt: skip

_ARTICLE = ("ARTÍCULO", "ARTICLE")


def _lines(rows, lang, joint="\n"):
    for kind, number, *texts in rows:
        if words := texts[lang]:
            yield {"article": f"{_ARTICLE[lang]} {number}{joint}{words}", "item": f"{number} {words}"}.get(kind, words)


def one_after_the_other(rows):
    return "\n\n".join([*_lines(rows, 0), *_lines(rows, 1)])


def article_by_article(rows):
    count = 0

    def at(row):
        nonlocal count
        count += row[0] == "article"
        return count

    parts = [list(part) for _, part in groupby(rows, at)]
    return "\n\n".join(line for part in parts for lang in (0, 1) for line in _lines(part, lang))


def in_columns(rows):
    cells = (["".join(_lines([row], lang, ". ")) for lang in (0, 1)] for row in rows)
    return "\n".join(
        ["| Versión en español | English version |", "| --- | --- |", *(f"| {a} | {b} |" for a, b in cells)]
    )


def under_headings_of_both(rows):
    out = []
    for row in rows:
        if row[0] == "article":
            out.append(f"ARTÍCULO {row[1]} / ARTICLE {row[1]}\n{row[2]} / {row[3]}")
        else:
            out += [line for lang in (0, 1) for line in _lines([row], lang)]
    return "\n\n".join(out)


LAYOUTS = (one_after_the_other, article_by_article, in_columns, under_headings_of_both)
# (code, language of the change, what stood there, what stands there now)
FAULTS = (
    ("B01", 1, "The personal data of minors shall not be published without the written consent of their parents.", ""),
    ("B01", 0, "Ninguna de las Partes cobrará cuotas de inscripción a los participantes de la otra.", ""),
    ("B02", 1, "forty-five (45) days", "sixty (60) days"),
    ("B02", 0, "50,000 dólares", "500,000 dólares"),
    ("B02", 1, "three meals", "two meals"),
    ("B03", 0, "14 de mayo de 2018", "14 de mayo de 2019"),
    ("B03", 1, "month of October", "month of November"),
    ("B03", 1, "first week of March", "first week of May"),
    ("B06", 1, "“the Parties”", "“the Signatories”"),
    ("B07", 0, "en el Artículo I.", "en el Artículo II."),
    ("B09", 0, "español e inglés", "español y francés"),
    ("B11", 1, "shall not be published", "shall be published"),
    ("B11", 0, "no afectará", "afectará"),
    ("B12", 1, "may invite", "shall invite"),
    ("B12", 0, "rendirá su informe", "podrá rendir su informe"),
    ("B14", 0, "ya iniciadas.", "ya iniciadas. Termination shall not affect stays already begun."),
    ("B15", 0, "al día. La Parte", "al día.\n\nLa Parte"),
)  # fmt: skip


def with_fault(lang, old, new):
    """The rows with that fault, and nothing else, in them; a sentence set apart is a row of its own."""
    rows = []
    for kind, number, *texts in AGREEMENT:
        there = old in texts[lang]
        texts[lang] = texts[lang].replace(old, new)
        first, cut, rest = texts[lang].partition("\n\n")
        if there and cut:
            rows.append((kind, number, *((first, texts[1]) if lang == 0 else (texts[0], first))))
            rows.append((kind, "", *((rest, "") if lang == 0 else ("", rest))))
        else:
            rows.append((kind, number, *texts))
    return rows
