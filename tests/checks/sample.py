"""A clean bilingual agreement of fourteen articles, its brief, and a gazetteer in memory."""

import datetime as dt
import re
from dataclasses import dataclass, replace

from hermanar.checks.brief import Brief, Citation, PartyRef, Side, Signatory
from hermanar.checks.findings import Finding
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.text import fold


@dataclass(frozen=True)
class FakeMention:
    start: int
    end: int
    text: str
    kind: str
    keys: tuple[str, ...]
    confidence: float


class FakeGazetteer:
    """Finds the names it was given, whole words, as they are written."""

    def __init__(self, names: dict[str, tuple[str, tuple[str, ...], float]]) -> None:
        self.names = names
        ordered = sorted(names, key=len, reverse=True)
        self.pattern = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, ordered))})(?!\w)")

    def find_in_text(self, text: str, lang: str) -> list[FakeMention]:
        return [FakeMention(m.start(), m.end(), m.group(), *self.names[m.group()]) for m in self.pattern.finditer(text)]


THIRD_CITIES = ("Zihuatanejo", "San Miguel de Allende", "Cozumel", "Los Cabos", "Ensenada", "Tequila", "Morelia")
GAZETTEER = FakeGazetteer(
    {
        **{name: ("municipality", (f"990{i:02}",), 0.95) for i, name in enumerate(THIRD_CITIES)},
        "Manuel Doblado": ("municipality", ("11008",), 0.95),
        "Guanajuato": ("state", ("11", "11015"), 0.9),
        "Gto": ("state", ("11",), 0.9),
        "EUA": ("country", ("US",), 0.9),
        "Jalisco": ("state", ("14",), 0.9),
        "Wisconsin": ("state", ("US-WI",), 0.9),
        "Ohio": ("state", ("US-OH",), 0.9),
        "Japón": ("country", ("JP",), 0.95),
        "Hidalgo": ("municipality", ("13000",), 0.9),
    }
)

OURS = PartyRef(
    side=Side.OURS,
    names=("Manuel Doblado", "Ciudad Manuel Doblado"),
    key="11008",
    subdivisions=("Guanajuato",),
    country="MX",
    country_names=("Estados Unidos Mexicanos", "United Mexican States", "México", "Mexico"),
)
THEIRS = PartyRef(
    side=Side.THEIRS,
    names=("Whitewater",),
    subdivisions=("Wisconsin",),
    country="US",
    country_names=("Estados Unidos de América", "United States of America", "Estados Unidos", "United States"),
)
BRIEF = Brief(
    kind="agreement",
    domestic=False,
    parties=(OURS, THEIRS),
    on=dt.date(2022, 6, 1),
    also_allowed=("Secretaría de Relaciones Exteriores",),
    beneficiaries=("San José de Otates",),
    signatories=(
        Signatory(
            "Persona de Muestra 01", "Presidente Municipal", "Mayor", dt.date(2021, 10, 10), dt.date(2024, 10, 9)
        ),
        Signatory("Persona de Muestra 02", "Administradora de la Ciudad", "City Manager"),
    ),
    numbers={"first_programme_days": 60, "term_years": 5, "notice_days": 60, "originals": 2},
    languages=("es", "en"),
    late_slots=("signing_place", "signing_date", "witness_name"),
    citations={
        "lct-7": Citation(
            ("Ley sobre la Celebración de Tratados", "Law on the Conclusion of Treaties"), "7", dt.date(1992, 1, 3)
        ),
        "old": Citation(("Ley de Muestra",), "4", dt.date(1990, 1, 1), dt.date(2010, 12, 31)),
        "new": Citation(("Reglamento de Muestra",), "9", dt.date(2025, 1, 1)),
    },
)

_ARTICLES = [
    ("Objetivo", "Objective", [
        ("Este Acuerdo hermana a Manuel Doblado y Whitewater, y acerca a las instituciones de las Partes.",
         "This Agreement twins Manuel Doblado and Whitewater, and brings the institutions of the Parties closer."),
    ]),
    ("Áreas de Cooperación", "Areas of Cooperation", [
        ("Para alcanzar el objetivo, las Partes cooperarán en las áreas siguientes:",
         "To reach the objective, the Parties shall cooperate in the following areas:"),
        ("a) cultura;", "a) culture;"),
        ("b) turismo, y", "b) tourism, and"),
        ("c) cualquier otra que acuerden.", "c) any other that they may agree on."),
    ]),
    ("Modalidades de Cooperación", "Modalities of Cooperation", [
        ("Las acciones podrán consistir en visitas, ferias y proyectos entre empresas públicas y privadas.",
         "The actions may consist of visits, fairs and projects between public and private companies."),
    ]),
    ("Competencia", "Competence", [
        ("Las Partes llevarán a cabo lo previsto en el Artículo III conforme a sus atribuciones y a su legislación.",
         "The Parties shall carry out what Article III provides in accordance with their powers and legislation."),
    ]),
    ("Programas Operativos Anuales", "Annual Action Programs", [
        ("Las Partes se reunirán una vez al año para evaluar los resultados.",
         "The Parties shall meet once a year to evaluate the results."),
        ("El primer Programa se formulará dentro de los sesenta (60) días posteriores a la firma.",
         "The first Program shall be formulated within sixty (60) days after signature."),
    ]),
    ("Propuestas Adicionales", "Additional Proposals", [
        ("Sin perjuicio del Artículo V, cada Parte podrá hacer otras propuestas.",
         "Notwithstanding Article V, each Party may make other proposals."),
    ]),
    ("Mecanismo de Coordinación", "Coordination Mechanism", [
        ("Por Manuel Doblado se designa a la Dirección de Vinculación; por Whitewater, a la Oficina de Enlace.",
         "For Manuel Doblado the Liaison Directorate is designated; for Whitewater, the Liaison Office."),
    ]),
    ("Financiamiento", "Financing", [
        ("Cada Parte cubrirá los gastos de su participación, según su disponibilidad presupuestaria.",
         "Each Party shall cover the expenses of its participation, subject to availability of funds."),
    ]),
    ("Información Protegida", "Protected Information", [
        ("La información clasificada por razones de seguridad nacional no será objeto de transferencia.",
         "Information classified for reasons of national security shall not be transferred."),
    ]),
    ("Instrumentos Internacionales", "International Instruments", [
        ("La cooperación no afectará los derechos y deberes derivados de otros instrumentos internacionales.",
         "The cooperation shall not affect rights and duties under other international instruments."),
    ]),
    ("Propiedad Intelectual", "Intellectual Property", [
        ("La propiedad intelectual se regirá por la legislación aplicable.",
         "Intellectual property shall be governed by the applicable legislation."),
    ]),
    ("Relación Laboral", "Employment Relationship", [
        (("El personal seguirá bajo la dirección de quien lo comisionó; la otra Parte no será patrón sustituto. "
         "Los participantes se sujetarán a las disposiciones migratorias, fiscales y aduaneras."),
         ("Personnel shall remain under the direction of those who sent them; the other Party shall be no substitute "
         "employer. Participants shall be subject to immigration, tax and customs provisions.")),
    ]),
    ("Solución de Controversias", "Settlement of Disputes", [
        ("Las diferencias se resolverán de común acuerdo.", "Differences shall be resolved by common agreement."),
    ]),
    ("Disposiciones Finales", "Final Provisions", [
        ("El Acuerdo entrará en vigor en la fecha de su firma y tendrá una vigencia de hasta cinco (5) años.",
         "The Agreement shall enter into force on signature and remain in effect for up to five (5) years."),
        ("Cualquiera de las Partes podrá terminarlo con aviso escrito dado con sesenta (60) días de anticipación.",
         "Either Party may terminate it by written notice given sixty (60) days in advance."),
    ]),
]  # fmt: skip
ROMAN = "I II III IV V VI VII VIII IX X XI XII XIII XIV".split()


def _block(key: str, kind: BlockKind, es: str, en: str, group: str, number: str = "") -> Block:
    return Block(key, kind, {"es": es, "en": en}, group, number)


def _blocks():
    p = BlockKind.PARAGRAPH
    yield _block(
        "title", BlockKind.TITLE,
        "Acuerdo de hermanamiento entre el Municipio de Manuel Doblado, Estado de Guanajuato, de los Estados Unidos "
        "Mexicanos, y la Ciudad de Whitewater, Estado de Wisconsin, de los Estados Unidos de América",
        "Sister City Agreement between the Municipality of Manuel Doblado, State of Guanajuato, of the United Mexican "
        "States, and the City of Whitewater, State of Wisconsin, of the United States of America",
        "preamble",
    )  # fmt: skip
    yield _block(
        "preamble.p1", p,
        "El Municipio de Manuel Doblado del Estado de Guanajuato y la Ciudad de Whitewater del Estado de Wisconsin, "
        "en adelante denominados “las Partes”;",
        "The Municipality of Manuel Doblado of the State of Guanajuato and the City of Whitewater of the State of "
        "Wisconsin, hereinafter referred to as “the Parties”;",
        "preamble",
    )  # fmt: skip
    yield _block("preamble.p2", p, "Han acordado lo siguiente:", "Have agreed as follows:", "preamble")
    for i, (es, en, paragraphs) in enumerate(_ARTICLES, start=1):
        group = f"art-{i:02}"
        yield _block(group, BlockKind.HEADING, es, en, group, ROMAN[i - 1])
        for k, (one, other) in enumerate(paragraphs, start=1):
            item = re.match(r"([a-z])\) (.*)", one)
            if item:
                letter = item.group(1)
                yield _block(f"{group}.{letter}", BlockKind.ITEM, one[3:], other[3:], group, f"{letter})")
            else:
                yield _block(f"{group}.p{k}", p, one, other, group)
    yield _block(
        "closing", p,
        "Firmado en {signing_place}, el {signing_date}, en dos ejemplares originales en los idiomas español e inglés, "
        "siendo ambos textos igualmente auténticos.",
        "Signed in {signing_place}, on {signing_date}, in two originals in the Spanish and English languages, both "
        "texts being equally authentic.",
        "closing",
    )  # fmt: skip
    yield _block(
        "sign-ours", BlockKind.SIGNATURE,
        "Por el Municipio de Manuel Doblado\nPersona de Muestra 01\nPresidente Municipal",
        "For the Municipality of Manuel Doblado\nPersona de Muestra 01\nMayor",
        "closing",
    )  # fmt: skip
    yield _block(
        "sign-theirs", BlockKind.SIGNATURE,
        "Por la Ciudad de Whitewater\nPersona de Muestra 02\nAdministradora de la Ciudad",
        "For the City of Whitewater\nPersona de Muestra 02\nCity Manager",
        "closing",
    )  # fmt: skip


CLEAN = Content(languages=("es", "en"), blocks=tuple(_blocks()))


def swapped(content: Content, key: str, lang: str, old: str, new: str) -> Content:
    """The content with `old` replaced in one block and language; `old` must be there."""
    text = content.block(key).text[lang]
    assert old in text, (key, lang, old)
    return content.with_text(key, lang, text.replace(old, new, 1))


def letter(es: str) -> Content:
    """A one-language letter of one paragraph, for cases that need little text."""
    return Content(("es",), (Block("p1", BlockKind.PARAGRAPH, {"es": es}, ""),), layout="letter")


LETTER = replace(BRIEF, kind="letter", signatories=(), numbers={}, citations={}, languages=("es",))


def codes(findings: list[Finding]) -> list[str]:
    return [f.code for f in findings]


def marked(content: Content, f: Finding) -> str:
    """The text a finding points at."""
    return content.block(f.block).text[f.lang][f.start : f.end]


def same(a: str, b: str) -> bool:
    return fold(a) == fold(b)
