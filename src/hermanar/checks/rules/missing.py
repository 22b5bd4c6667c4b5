"""What a whole paper lacks: the signature of a Party, what it announces, a subject of its own kind (K03, K04, K05); a third
beside the Parties that nobody knows (P11); a title of the ministry that is not its own (P10)."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..brief import PartyRef
from ..entities import CHAIN
from ..findings import Repair
from ..reading import Passage, Reading, Rules, found, says
from .completeness import captions_of

_FOR_WHOM = re.compile(r"(?i)^\W*(?:por|for|on\s+behalf\s+of|en\s+representaci[óo]n\s+de)\s+(?:el|la|the)\s")


_WHOLE = 12  # passages: fewer are a part of a paper


def missing_signatures(r: Reading) -> Rules:
    """K04: one Party signs, and there is no place for the other."""
    if r.brief.kind not in ("agreement", "declaration") or r.is_part or len(r.brief.parties) != 2:
        return
    for lang in r.content.languages:
        signed = [p for p in r.passages if p.lang == lang and p.block.kind is BlockKind.SIGNATURE]
        named: set[PartyRef] = set()
        for p in signed:
            named |= {m.party for m in r.party_mentions(p)}
        heads = [p for p in signed if _FOR_WHOM.match(p.text)]
        # who signs may stand in the text of the other language alone
        elsewhere = {
            m.party for p in r.passages if p.block.kind is BlockKind.SIGNATURE and p.lang != lang for m in r.party_mentions(p)
        }  # fmt: skip
        whole = sum(1 for p in r.passages if p.lang == lang) >= _WHOLE
        if not whole or len(heads) != 1 or len(named | elsewhere) != 1:
            continue
        other = next(p for p in r.brief.parties if p not in named | elsewhere)
        first = heads[0].text.split("\n", 1)[0]
        yield found(
            "K04", heads[0], 0, len(first),
            says(f"Solo firma una Parte: falta “{other.names[0]}”.", f"Only one Party signs: “{other.names[0]}” is missing."),
        )  # fmt: skip


_ANNOUNCES = re.compile(r"(?i)\b(?P<w>(?:son|are|siguientes?|following|a\s+continuaci[óo]n|below)\s*:)\s*$")


def announced_and_left(r: Reading) -> Rules:
    """K03: “Los intereses que deseamos atender son:”, and the next paragraph announces something else."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang and p.block.kind is not BlockKind.NOTE]
        for one, after in pairwise(passages):
            m = _ANNOUNCES.search(one.text) if one.text.rstrip().endswith(":") else None
            if (
                m and one.block.kind is BlockKind.PARAGRAPH and after.block.kind is BlockKind.PARAGRAPH
                and one.block.group == after.block.group and _ANNOUNCES.search(after.text) and len(after.text) > _SHORT
            ):  # fmt: skip
                yield found(
                    "K03", one, m.start("w"), m.end("w"),
                    says("Anuncia algo y no sigue nada.", "It announces something and nothing follows."),
                )  # fmt: skip


_SHORT = 30  # characters: “Las áreas son:” over “Culturales:” heads a list in parts
_ABOUT = re.compile(
    r"(?i)\b(?:se\s+(?:solicita|informa|remite|env[íi]a|propone|presenta)|remisi[óo]n|env[íi]o|respuesta|solicitud|relativ|seguimiento|regarding|request|reply|answer|about|revisi[óo]n|proyecto)\b"
)
_SUBJECT = re.compile(r"(?i)^\W*(?:asunto|subject|re)\s*:\s*")


def subjects(r: Reading) -> Rules:
    """K05: “ASUNTO: Acuerdo de hermanamiento” over a letter of intent."""
    if not r.brief.paper or r.brief.paper == "other":
        return
    for passage in r.passages:
        head = _SUBJECT.match(passage.text) if passage.block.kind is BlockKind.SUBJECT else None
        said = passage.text[head.end() :].rstrip(" .") if head else ""
        hits = captions_of(said)
        if not head or not hits or any(r.brief.paper in kinds for _, kinds in hits):
            continue
        m = hits[0][0]
        # “Respuesta a la carta de intención” is about one; a subject that is the name and no more says what the paper is
        if r.brief.paper == "answer" or (m.group() != said and m.start() > 0) or _ABOUT.search(said):
            continue
        start = head.end() + m.start()
        yield found(
            "K05", passage, start, start + len(m.group()),
            says(
                f"El asunto dice “{m.group()}” y el documento es de otro tipo.",
                f"The subject says “{m.group()}” and the paper is of another kind.",
            ),
        )  # fmt: skip


_THIRD = re.compile(
    rf"(?:\s*+,)?\s++(?:y|e|and)\s+(?:(?:el|la|the)\s+)?(?:(?:Municipio|Ciudad|Municipality|City)\s+(?:de|of)\s+)?(?P<w>{CHAIN})"
)
_COMMA = re.compile(r"\s*,\s+(?:(?:el|la|the)\s+)?(?:(?:Municipio|Ciudad|Municipality|City)\s+(?:de|of)\s+)?")
_BETWEEN = re.compile(
    r"(?i)\b(?:entre|between)\s+(?:(?:el|la|the)\s+)?(?:(?:municipio|ciudad|municipality|city)\s+(?:de|of)\s+)?$"
)


def unknown_thirds(r: Reading) -> Rules:
    """P11: “entre Ensenada, Whitewater y Villa Inventada del Norte”: a third that no catalogue has."""
    if len(r.brief.parties) != 2:
        return
    for passage in r.passages:
        for a, b in pairwise(r.party_mentions(passage)):
            if a.party == b.party or not _COMMA.fullmatch(passage.text[a.end : b.start]):
                continue
            third = _THIRD.match(passage.text, b.end) if _BETWEEN.search(passage.text[: a.start]) else None
            if third is None or any(x.start < third.end("w") and third.start("w") < x.end for x in r.mentions(passage)):
                continue
            words = third["w"].rstrip(".,")
            yield found(
                "P11", passage, third.start("w"), third.start("w") + len(words),
                says(f"“{words}” no está en ningún catálogo de lugares, ni es Parte.", f"“{words}” is in no catalogue of places, and no Party."),
                confidence=0.8,
            )  # fmt: skip


_RIGHT = "Coordinación Política"
_HEADS = re.compile(rf"\b(?P<post>(?:Director[a]?|Direcci[óo]n)\s+General)\s+de\s+(?P<of>{CHAIN})")


def heads_of_the_ministry(r: Reading) -> Rules:
    """P10: “Directora General de Asuntos Políticos”, to whom no dispatch letter goes."""
    for passage in r.passages:
        if passage.block.kind not in (BlockKind.ADDRESSEE, BlockKind.COPIES):
            continue
        if r.brief.paper != "dispatch_letter" and "secretaria de relaciones exteriores" not in passage.folded:
            continue
        for m in _HEADS.finditer(passage.text):
            of = m["of"].split("\n")[0].rstrip(".,")
            words = fold(of)
            if words == fold(_RIGHT) or not ("politic" in words or words.startswith("coordinacion")):
                continue
            start, end = m.start("of"), m.start("of") + len(of)
            yield _misnamed(passage, start, end)


def _misnamed(passage: Passage, start: int, end: int):
    return found(
        "P10", passage, start, end,
        says(f"Se llama “{_RIGHT}”.", f"Its name is “{_RIGHT}”."),
        repairs=[Repair(says(f"Poner “{_RIGHT}”", f"Put “{_RIGHT}”"), (passage.edit(start, end, _RIGHT),))], confidence=0.85,
    )  # fmt: skip


_THAT_MINISTRY = re.compile(
    r"\b(?:[Ee]sa|[Ee]sta)\s+(?P<w>Secretar[íi]a\s+de\s+(?P<of>[A-ZÁÉÍÓÚÑ][^\W\d_]+(?:\s+(?:y\s+|e\s+|de\s+)?[A-ZÁÉÍÓÚÑ][^\W\d_]+)*))"
)


def that_ministry(r: Reading) -> Rules:
    """P10: “informo a esa Secretaría de Gobernación y Relaciones” in a dispatch letter, which goes to one ministry."""
    if r.brief.paper != "dispatch_letter" or r.brief.domestic:
        return
    right = "Secretaría de Relaciones Exteriores"
    for passage in r.passages:
        for m in _THAT_MINISTRY.finditer(passage.text) if passage.lang == "es" else ():
            if fold(m["of"]) != "relaciones exteriores":
                yield found(
                    "P10", passage, *m.span("w"), says(f"Se llama “{right}”.", f"Its name is “{right}”."),
                    repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (passage.edit(*m.span("w"), right),))], confidence=0.8,
                )  # fmt: skip


_ITS_OFFICE = re.compile(
    r"(?i)\b(?:direcci[óo]n|director[a]?)\s+general\s+de\s+coordinaci[óo]n\s+pol[íi]tica\s*(?:,\s*|\n\s*|\s+(?=del?\s))(?:de\s+la\s+|la\s+)?(?P<w>secretar[íi]a\s+(?P<of>del?\s+(?:(?:la|los|el)\s+)?[^\W\d_]+(?:\s+exteriores)?))"
)


def office_of_another_ministry(r: Reading) -> Rules:
    """P10: “Dirección General de Coordinación Política, Secretaría de Gobernación”: that office is of one ministry."""
    if not r.says("coordinación política") and not r.says("coordinacion politica"):
        return
    for passage in r.passages:
        for m in _ITS_OFFICE.finditer(passage.text) if "secretar" in passage.low else ():
            if fold(m["of"]).startswith("de relaciones"):
                continue
            words = m["w"].isupper()
            right = "SECRETARÍA DE RELACIONES EXTERIORES" if words else "Secretaría de Relaciones Exteriores"
            yield found(
                "P10", passage, *m.span("w"),
                says(f"Esa dirección es de la “{right}”.", f"That office is of the “{right}”."),
                repairs=[Repair(says(f"Poner “{right}”", f"Put “{right}”"), (passage.edit(*m.span("w"), right),))], confidence=0.85,
            )  # fmt: skip


_OF_THE_MODEL = 12  # articles: a short pact says what it says
_CONCLUDES = re.compile(
    r"(?i)conclu|recomiend|recomend|dictam|\bresult(?:a|ado)s?\b|se\s+considera\b|recommend|is\s+considered"
)
_ENDS_IT = re.compile(
    r"(?i)\bdar(?:se|lo|la)?\s+por\s+terminad|\bdenunciar|\bterminate\b|\bterminar(?:l[oa]|se)\b|\bdarl[oa]\s+por\s+concluid|\bterminaci[óo]n\s+(?:se\s+)?(?:notific|mediante|por)|\bconcluir\s+su\s+participaci[óo]n|\bconclude\s+its\b|\brescindir"
)


def parts_of_a_whole(r: Reading) -> Rules:
    """K03: a study that concludes nothing. M03: a twinning agreement that does not say how it is ended."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        if len(passages) < _WHOLE + 3 or lang not in ("es", "en"):
            continue
        if r.brief.paper == "study" and not any(_CONCLUDES.search(p.text) for p in passages):
            first = passages[0]
            yield found(
                "K03", first, 0, len(first.text),
                says("El estudio no dice su conclusión.", "The study does not say its conclusion."), confidence=0.8,
            )  # fmt: skip
        final = [
            p
            for p in passages
            if p.block.kind is BlockKind.HEADING
            and fold(p.text).startswith(("disposiciones finales", "final provisions"))
        ]
        if (
            r.brief.paper in ("twinning", "domestic_twinning") and len(final) == 1 and len(r.articles) >= _OF_THE_MODEL
            and not any(_ENDS_IT.search(p.text) for p in reversed(passages))
        ):  # fmt: skip
            yield found(
                "M03", final[0], 0, len(final[0].text),
                says("No dice cómo se da por terminado.", "It does not say how it is terminated."), confidence=0.85,
            )  # fmt: skip


_ROW = re.compile(
    r"^(?P<label>Partes|Parties|Municipio|Municipality|Nuestro\s+municipio|Our\s+municipality|Contraparte|Counterpart|Contraparte\s+autorizada|Authori[sz]ed\s+counterpart)"
    r"\t(?P<value>[^\n]+)$"
)
_JOINED = re.compile(r"\s+(?:–|—|-|y|e|and)\s+")


# “Estudio de conveniencia y factibilidad: A y C”, “C, Estado de Wisconsin” in an address, “Firmado en C, el …”
_TITLE_OF_TWO = re.compile(r"^[^:\n]{4,60}:\s+(?P<value>[^:\n]+)$")
_ADDRESS = re.compile(r"(?m)^(?P<name>[A-ZÁÉÍÓÚÑÇ][^,\d\n]{2,60}), (?:Estado d|State of|État d|Edo\.)")
_SIGNED_IN = re.compile(
    r"^(?:Firmad[oa]|Hech[oa]|Signed|Done|Assinado|Feito|Signé|Fait) (?:en|in|at|em|à) (?P<name>[A-ZÁÉÍÓÚÑ][^,\n{]{2,60}), (?:el|on|em|le)\b"
)


def rows_of_the_parties(r: Reading) -> Rules:
    """P01: “Partes: A – C”, “Municipio: C”, in the rows that head a report or a sheet, in the title of a study, in an address
    and where a pact is signed: whatever stands there is a place, also one that is a word or a person elsewhere."""
    if not r.brief.parties or r.content.meta.get("source") == "file":
        return  # a table of a file may have a column of municipalities
    allowed = {fold(n) for n in (*r.brief.also_allowed, *r.brief.beneficiaries)}
    own = [fold(n) for p in r.brief.parties for n in (*p.names, *p.subdivisions)]
    for passage in r.passages:
        for name, start in _placed(r, passage, own):
            folded = fold(name)
            if any(n in folded for n in (*own, *allowed)) or not re.match(r"[A-ZÁÉÍÓÚÑÇ]", name):
                continue
            at = passage.text.index(name, start)
            yield found(
                "P01", passage, at, at + len(name),
                says(f"“{name}” no es Parte.", f"“{name}” is not a Party."), confidence=0.9,
            )  # fmt: skip


def _placed(r: Reading, passage: Passage, own: list[str]) -> Iterator[tuple[str, int]]:
    """What stands where a Party, or a place of one, is told, and from where on."""
    kind, text = passage.block.kind, passage.text
    if kind is BlockKind.ADDRESSEE:
        yield from ((m["name"], m.start("name")) for m in _ADDRESS.finditer(text))
    elif kind is BlockKind.PARAGRAPH and r.brief.kind in ("agreement", "declaration"):
        if m := _SIGNED_IN.match(text):
            yield m["name"], m.start("name")
    elif kind is BlockKind.TITLE and r.brief.kind == "study" and (m := _TITLE_OF_TWO.match(text)):
        pieces = _JOINED.split(m["value"])
        if len(pieces) == 2 and any(n in fold(text) for n in own):
            yield from ((piece.split(",")[0].strip(), m.start("value")) for piece in pieces)
    elif kind is BlockKind.FACT and (m := _ROW.match(text)) and not passage.entities.slots:
        whole = fold(m["value"])
        pieces = [m["value"]] if not any(n in whole for n in own) else []
        if not pieces and m["label"] in ("Partes", "Parties"):
            # “López y Fuentes” is one name
            between = [(x.start, x.end) for x in r.party_mentions(passage)]
            joints = [
                (j.start(), j.end())
                for j in _JOINED.finditer(text, m.start("value"))
                if not any(start < j.start() < end for start, end in between)
            ]
            pieces = [text[i:j] for (_, i), (j, _) in pairwise([(0, m.start("value")), *joints, (len(text), 0)])]
        yield from ((piece.split(",")[0].strip(), m.start("value")) for piece in pieces)


RULES = (office_of_another_ministry,
    rows_of_the_parties, that_ministry, parts_of_a_whole, missing_signatures, announced_and_left, subjects, unknown_thirds, heads_of_the_ministry,
)  # fmt: skip
