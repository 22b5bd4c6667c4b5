"""Papers that the renderers' tests print: invented towns, posts without persons."""

import datetime as dt
import io

from hermanar.documents.renderers import Letterhead, Marks
from hermanar.kernel.content import Block, BlockKind, Content

K = BlockKind


def arms() -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (300, 340), "white")
    draw = ImageDraw.Draw(image)
    draw.polygon([(20, 20), (280, 20), (280, 200), (150, 330), (20, 200)], fill=(123, 30, 58))
    draw.polygon([(45, 45), (255, 45), (255, 190), (150, 295), (45, 190)], fill=(241, 230, 210))
    draw.ellipse([100, 90, 200, 190], fill=(31, 94, 74))
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def letterhead() -> Letterhead:
    return Letterhead(
        issuer={
            "es": ("H. Ayuntamiento de Villa Serena", "Presidencia Municipal"),
            "en": ("Municipal Government of Villa Serena", "Office of the Mayor"),
        },
        motto_of_year={
            "es": "2026, Año de la Amistad entre los Pueblos",
            "en": "2026, Year of Friendship among Peoples",
        },
        slogan={"es": "Villa Serena, casa abierta"},
        arms=arms(),
        arms_alt={"es": "Escudo de Villa Serena", "en": "Coat of arms of Villa Serena"},
    )


def issued(**more) -> Marks:
    values = {
        "code": "3f7k-9q2m-x0ab-c",
        "verify_url": "https://hermanar.example/verificar/3f7k-9q2m-x0ab-c",
        "folio": "PM/0412/2026",
        "anchor": "9c1e04ab77d2",
        "issued_on": dt.date(2026, 11, 3),
    }
    return Marks(**{**values, **more})


_HEADS = [
    ("Objetivo", "Purpose"),
    ("Áreas de cooperación", "Areas of Cooperation"),
    ("Modalidades de cooperación", "Forms of Cooperation"),
    ("Competencia", "Competence"),
    ("Programas operativos anuales", "Annual Action Programs"),
    ("Propuestas de colaboración adicionales", "Additional Collaboration Proposals"),
    ("Mecanismo de supervisión y coordinación", "Supervision and Coordination Mechanism"),
    ("Financiamiento", "Financing"),
    ("Información, material y equipo protegidos", "Protected Information, Material and Equipment"),
    ("Instrumentos internacionales", "International Instruments"),
    ("Propiedad intelectual", "Intellectual Property"),
    ("Personal designado", "Designated Personnel"),
    ("Solución de controversias", "Settlement of Disputes"),
    ("Disposiciones finales", "Final Provisions"),
]
_ROMAN = ["I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV"]
_PARAGRAPHS = [
    (
        (
            "Las Partes acercarán a sus comunidades mediante proyectos comunes, visitas y consultas, y darán a conocer "
            "en ambas ciudades lo que de ellos resulte, con respeto a las atribuciones que a cada una le da su ley."
        ),
        (
            "The Parties shall bring their communities closer through joint projects, visits and consultations, and "
            "shall make the outcome known in both cities, respecting the powers that the law of each one grants."
        ),
    ),
    (
        (
            "Cada año, antes del mes de marzo, los enlaces de ambas Partes prepararán un programa con sus proyectos, "
            "el calendario, los responsables y la forma en que se medirá lo alcanzado."
        ),
        (
            "Each year, before March, the liaisons of both Parties shall prepare a program with its projects, the "
            "calendar, those responsible and the way in which results are measured."
        ),
    ),
    (
        (
            "Ninguna actividad obliga a una Parte a gastar más de lo que su presupuesto aprobado permita, ni crea con "
            "ello deuda pública o compromiso para administraciones que todavía no han sido electas."
        ),
        (
            "No activity obliges a Party to spend more than its approved budget allows, nor does it create public debt "
            "or a commitment for administrations not yet elected."
        ),
    ),
]
_ITEMS = [
    ("promoción de negocios, inversiones y comercio;", "promotion of business, investment and trade;"),
    ("promoción de la cultura y de las lenguas indígenas;", "promotion of culture and of indigenous languages;"),
    ("promoción del turismo;", "promotion of tourism;"),
    ("protección civil y cuidado del agua.", "civil protection and care of water."),
]


def agreement(repeat: int = 3, seed: int = 0) -> Content:
    def both(es: str, en: str) -> dict[str, str]:
        return {"es": es, "en": en}

    tail = f" (Expediente {seed}.)" if seed else ""
    blocks = [
        Block(
            "title",
            K.TITLE,
            both(
                "Acuerdo de hermanamiento entre el Municipio de Villa Serena, Estado de Oaxaca, de los Estados Unidos "
                "Mexicanos, y la Ciudad de Lakeside, Estado de Wisconsin, de los Estados Unidos de América",
                "Sister City Agreement between the Municipality of Villa Serena, State of Oaxaca, of the United "
                "Mexican States, and the City of Lakeside, State of Wisconsin, of the United States of America",
            ),
            "preamble",
        ),
        Block("preamble.p1", K.PARAGRAPH, both(_PARAGRAPHS[0][0] + tail, _PARAGRAPHS[0][1] + tail), "preamble"),
    ]
    for i, (es, en) in enumerate(_HEADS):
        key = f"art-{i + 1:02}"
        blocks.append(Block(key, K.HEADING, both(es, en), key, _ROMAN[i]))
        for p in range(repeat):
            one = _PARAGRAPHS[(i + p) % 3]
            mark = f" ({seed}.{i}.{p})" if seed else ""
            blocks.append(Block(f"{key}.p{p + 1}", K.PARAGRAPH, both(one[0] + mark, one[1] + mark), key))
        if i in (1, 2, 7):
            for n, (a, b) in enumerate(_ITEMS):
                blocks.append(Block(f"{key}.{'abcd'[n]}", K.ITEM, both(a, b), key, f"{'abcd'[n]})"))
    blocks += [
        Block(
            "closing.p1",
            K.PARAGRAPH,
            both(
                "Firmado en {place}, el {date}, en dos ejemplares en español y en inglés, ambos igualmente auténticos.",
                "Signed in {place}, on {date}, in two copies in Spanish and in English, both equally authentic.",
            ),
            "closing",
        ),
        Block(
            "sign-1",
            K.SIGNATURE,
            both(
                "Por el Municipio de Villa Serena\nPersona de Muestra 01\nPresidenta Municipal",
                "For the Municipality of Villa Serena\nPersona de Muestra 01\nMayor",
            ),
            "closing",
        ),
        Block(
            "sign-2",
            K.SIGNATURE,
            both(
                "Por la Ciudad de Lakeside\nPersona de Muestra 02\nAlcalde",
                "For the City of Lakeside\nPersona de Muestra 02\nMayor",
            ),
            "closing",
        ),
        Block(
            "sign-3",
            K.SIGNATURE,
            both("\nPersona de Muestra 03\nSíndica Municipal", "\nPersona de Muestra 03\nMunicipal Trustee"),
            "closing",
        ),
        Block(
            "sign-4",
            K.SIGNATURE,
            both("\nPersona de Muestra 04\nSecretario de la Ciudad", "\nPersona de Muestra 04\nCity Clerk"),
            "closing",
        ),
        Block(
            "sign-witness",
            K.SIGNATURE,
            both(
                "{witness}\nCónsul de México en Milwaukee",
                "{witness}\nConsul of Mexico in Milwaukee",
            ),
            "closing",
        ),
    ]
    return Content(("es", "en"), tuple(blocks), "agreement")


def letter(languages: tuple[str, ...] = ("es",)) -> Content:
    def said(es: str, en: str) -> dict[str, str]:
        return {lang: text for lang, text in (("es", es), ("en", en)) if lang in languages}

    return Content(
        languages,
        (
            Block(
                "place",
                K.PLACE_DATE,
                said("Villa Serena, Oaxaca, a 3 de noviembre de 2026", "Villa Serena, Oaxaca, November 3, 2026"),
            ),
            Block("reference", K.REFERENCE, said("PM/0412/2026", "PM/0412/2026")),
            Block(
                "subject",
                K.SUBJECT,
                said("Se propone iniciar un hermanamiento.", "Proposal to begin a sister-city relationship."),
            ),
            Block(
                "to",
                K.ADDRESSEE,
                said(
                    "Persona de Muestra 05\nDirectora General de Coordinación Política\n"
                    "Secretaría de Relaciones Exteriores\nCiudad de México",
                    "Persona de Muestra 05\nDirector General for Political Coordination\n"
                    "Ministry of Foreign Affairs\nMexico City",
                ),
            ),
            Block("hail", K.SALUTATION, said("P R E S E N T E", "Dear Madam,")),
            Block(
                "p1",
                K.PARAGRAPH,
                said(
                    "Por este medio le informo que el Ayuntamiento que presido desea comenzar los trabajos para un "
                    "hermanamiento con la ciudad de Lakeside, Wisconsin, con la cual nos unen las familias de nuestro "
                    "municipio que viven y trabajan allá desde hace tres generaciones.",
                    "I write to inform you that the municipal government over which I preside wishes to begin work on "
                    "a sister-city relationship with the city of Lakeside, Wisconsin, to which we are bound by the "
                    "families of our municipality who have lived and worked there for three generations.",
                ),
            ),
            Block("p2", K.PARAGRAPH, said("Acompaño a este oficio:", "I enclose with this letter:")),
            Block("p2.a", K.ITEM, said("el perfil del municipio;", "the profile of the municipality;"), number="a)"),
            Block(
                "p2.b",
                K.ITEM,
                said("la designación de nuestro enlace.", "the appointment of our liaison."),
                number="b)",
            ),
            Block(
                "p3",
                K.PARAGRAPH,
                said(
                    "Agradezco de antemano su atención y le ruego indicarnos los pasos que siguen, para atenderlos en "
                    "el plazo que esa Dirección General señale.",
                    "I thank you in advance for your attention and ask you to let us know the next steps, so that we "
                    "may attend to them within the time that your office sets.",
                ),
            ),
            Block("bye", K.CLOSING, said("ATENTAMENTE", "Sincerely,")),
            Block(
                "sign",
                K.SIGNATURE,
                said(
                    "Persona de Muestra 01\nPresidenta Municipal de Villa Serena",
                    "Persona de Muestra 01\nMayor of Villa Serena",
                ),
            ),
            Block(
                "cc",
                K.COPIES,
                said(
                    "Cónsul de México en Milwaukee. Para su conocimiento.\nArchivo.",
                    "Consul of Mexico in Milwaukee. For information.\nFile.",
                ),
            ),
            Block("initials", K.INITIALS, said("PM01/em02", "PM01/em02")),
        ),
        "letter",
    )


def minutes(languages: tuple[str, ...] = ("es",)) -> Content:
    es_en = {
        "title": ("Certificación del acuerdo de Cabildo", "Certification of the Council’s Resolution"),
        "p1": (
            (
                "La Secretaría del Ayuntamiento certifica que, en sesión ordinaria celebrada el {date}, el Cabildo de "
                "Villa Serena aprobó por mayoría el texto del Acuerdo de hermanamiento con la ciudad de Lakeside."
            ),
            (
                "The Secretary of the Municipal Government certifies that, in the regular session held on {date}, the "
                "Council of Villa Serena approved by majority the Sister City Agreement with the city of Lakeside."
            ),
        ),
        "p2": ("Se extiende para los efectos a que haya lugar.", "Issued for all pertinent purposes."),
    }
    text = {
        key: {la: t for la, t in zip(("es", "en"), pair, strict=True) if la in languages} for key, pair in es_en.items()
    }
    facts = [("Asistentes\t9 de 11", "Present\t9 of 11"), ("A favor\t8", "In favor\t8"), ("En contra\t1", "Against\t1")]
    return Content(
        languages,
        (
            Block("title", K.TITLE, text["title"]),
            Block("p1", K.PARAGRAPH, text["p1"]),
            *(
                Block(f"f{i}", K.FACT, {la: t for la, t in zip(("es", "en"), pair, strict=True) if la in languages})
                for i, pair in enumerate(facts)
            ),
            Block("p2", K.PARAGRAPH, text["p2"]),
            Block("sign", K.SIGNATURE, dict.fromkeys(languages, "Persona de Muestra 06\nSecretario del Ayuntamiento")),
        ),
        "act",
    )


def sheet() -> Content:
    rows = [
        "Municipio\tVilla Serena, Oaxaca",
        "Contraparte\tLakeside, Wisconsin, Estados Unidos de América",
        "Ciudad de interés\t仙台 (Sendai), 서울, القاهرة, ירושלים",
        "Folio\t{folio}",
        "Estado\tAcuerdo en revisión",
    ]
    return Content(
        ("es",),
        (
            Block("title", K.TITLE, {"es": "Hoja de verificación"}),
            Block("s1", K.HEADING, {"es": "Datos del expediente"}),
            *(Block(f"f{i}", K.FACT, {"es": row}) for i, row in enumerate(rows)),
            Block("s2", K.HEADING, {"es": "Observaciones"}),
            Block(
                "o1", K.PARAGRAPH, {"es": "El texto coincide con el modelo vigente en trece de sus catorce artículos."}
            ),
            Block("o2", K.ITEM, {"es": "Falta la copia certificada del punto de acuerdo."}, number="1."),
            Block("o3", K.ITEM, {"es": "Falta la carta de intención de la contraparte."}),
            Block("n1", K.NOTE, {"es": "Esta hoja no sustituye al dictamen."}),
        ),
        "sheet",
    )
