"""References between articles, and what an agreement of this kind may take on (domain.md 1.4): L03 to L05; who is no government (P08)."""

import re
import tomllib
from functools import cache
from importlib.resources import files

from hermanar.kernel.content import BlockKind

from ..findings import Repair, Severity
from ..numerals import to_roman
from ..reading import Passage, Reading, Rules, found, nowhere, says
from ..signs import may_have, signs_of
from .bilingual import pairs

# “del Acuerdo, conforme a su artículo V”: of the instrument just named
_ANOTHERS = re.compile(r"\b(?:su|its|their)\s+(?:art[íi]culo\s+|article\s+)?$", re.IGNORECASE)


def dead_references(r: Reading) -> Rules:
    """M05: *Artículo XV* in a text of fourteen. An addendum speaks of the articles of another instrument."""
    numbers = set(r.articles.values())
    if not numbers or r.brief.paper in {"addendum", "other"}:
        return
    for passage in r.passages:
        if passage.block.kind is BlockKind.HEADING:
            continue
        refs = passage.entities.references
        for i, ref in enumerate(refs):
            if ref.article in numbers or _ANOTHERS.search(passage.text[: ref.start]):
                continue
            # what the other language, or the model, says in the same place
            peers = [p for p in r.of_block(passage.key) if p.lang != passage.lang]
            if r.model and (m := r.model.by_place.get((passage.key, passage.lang))):
                peers.append(m)
            right = [
                p.entities.references[i].article
                for p in peers
                if len(p.entities.references) == len(refs) and p.entities.references[i].article in numbers
            ]
            repairs = [
                Repair(
                    says(f"Poner Artículo {to_roman(n)}", f"Put Article {to_roman(n)}"),
                    (passage.edit(ref.start, ref.end, _like(ref.text, n)),),
                )
                for n in dict.fromkeys(right)
            ]
            yield found(
                "M05",
                passage,
                ref.start,
                ref.end,
                says(
                    f"No hay Artículo {to_roman(ref.article)}: el texto tiene {len(numbers)}.",
                    f"There is no Article {to_roman(ref.article)}: the text has {len(numbers)}.",
                ),
                repairs=repairs,
            )


def _like(text: str, number: int) -> str:
    return str(number) if text.isdigit() else to_roman(number)


def wrong_references(r: Reading) -> Rules:
    """B07: two languages refer to different articles. M06: the text refers to another article than its model."""
    numbers = set(r.articles.values())
    reported: set[str] = set()
    for a, b in pairs(r):
        left, right = a.entities.references, b.entities.references
        if [x.article for x in left] == [x.article for x in right]:
            continue
        # an addendum speaks of the articles of another instrument
        told_there = r.brief.paper not in {"addendum", "other"}
        if told_there and any(numbers and x.article not in numbers for x in (*left, *right)):
            reported.add(a.key)
            continue  # M05 says it better
        k = next(
            (i for i, (x, y) in enumerate(zip(left, right, strict=False)) if x.article != y.article),
            min(len(left), len(right)),
        )
        x, y = (left[k] if k < len(left) else None), (right[k] if k < len(right) else None)
        at, ref = (a, x) if x else (b, y)
        repairs = []
        if x and y:
            repairs = [
                Repair(
                    says(f"Poner {to_roman(x.article)} en ambas", f"Put {to_roman(x.article)} in both"),
                    (b.edit(y.start, y.end, _like(y.text, x.article)),),
                ),
                Repair(
                    says(f"Poner {to_roman(y.article)}", f"Put {to_roman(y.article)}"),
                    (a.edit(x.start, x.end, _like(x.text, y.article)),),
                ),
            ]
        reported.add(a.key)
        shown = [to_roman(z.article) if z else "—" for z in (x, y)]
        yield found(
            "B07",
            at,
            ref.start,
            ref.end,
            says(
                f"Una versión remite al Artículo {shown[0]} y la otra al {shown[1]}.",
                f"One version refers to Article {shown[0]} and the other to {shown[1]}.",
            ),
            repairs=repairs,
            also=[b.span(y.start, y.end)] if x and y else (),
            subject=f"{shown[0]}|{shown[1]}|{b.lang}",
        )
    if r.model is None:
        yield from _named_references(r, reported)
        return
    for passage in r.passages:
        model = r.model.by_place.get((passage.key, passage.lang))
        if not passage.entities.references or passage.key in reported or not model:
            continue
        if len(model.entities.references) != len(passage.entities.references):
            continue
        for ref, model_ref in zip(passage.entities.references, model.entities.references, strict=True):
            if ref.article != model_ref.article and ref.article in numbers:
                yield found(
                    "M06",
                    passage,
                    ref.start,
                    ref.end,
                    says(
                        f"El modelo remite al Artículo {to_roman(model_ref.article)}.",
                        f"The model refers to Article {to_roman(model_ref.article)}.",
                    ),
                    repairs=[
                        Repair(
                            says(f"Poner {to_roman(model_ref.article)}", f"Put {to_roman(model_ref.article)}"),
                            (passage.edit(ref.start, ref.end, _like(ref.text, model_ref.article)),),
                        )
                    ],
                    severity=Severity.WARNING,
                )


# what a reference says it refers to, and how the article of that is called
_REFERRED = tuple(
    (re.compile(rf"(?i)\b(?:{what})\b[^.;]{{0,60}}?\b(?:art[íi]culo|article)\s+$"), re.compile(named, re.IGNORECASE))
    for what, named in (
        (r"modalidades|modalities", r"modalidad|modalit"),
        (r"[áa]reas\s+de\s+cooperaci[óo]n|areas\s+of\s+cooperation", r"[áa]reas"),
        (r"POAs?|AOPs?|AAPs?|programas?\s+(?:operativ|anual|de\s+acci[óo]n)\w*|annual\s+(?:action|operating|work)\s+program\w*", r"program"),
    )
)  # fmt: skip


def _named_references(r: Reading, reported: set[str]) -> Rules:
    """M06 without the model: “las modalidades previstas en el Artículo II”, and those are in Article III."""
    called: dict[str, dict[int, str]] = {}
    for p in r.passages:
        if p.block.kind is BlockKind.HEADING and (number := r.articles.get(p.block.group or p.key)):
            called.setdefault(p.lang, {})[number] = p.text
    for passage in r.passages:
        headings = called.get(passage.lang, {})
        if passage.key in reported or passage.block.kind is BlockKind.HEADING:
            continue
        for ref in passage.entities.references:
            for what, named in _REFERRED:
                right = [n for n, text in headings.items() if named.search(text)]
                if len(right) != 1 or ref.article == right[0] or not headings.get(ref.article):
                    continue
                if what.search(passage.text[: ref.start]):
                    roman = to_roman(right[0])
                    edit = passage.edit(ref.start, ref.end, _like(ref.text, right[0]))
                    yield found(
                        "M06", passage, ref.start, ref.end,
                        says(
                            f"Lo que aquí se dice está en el Artículo {roman}, “{headings[right[0]]}”.",
                            f"What is said here is in Article {roman}, “{headings[right[0]]}”.",
                        ),
                        repairs=[Repair(says(f"Poner {roman}", f"Put {roman}"), (edit,))], confidence=0.85,
                    )  # fmt: skip


def areas_without_power(r: Reading) -> Rules:
    """L03: an area of cooperation for which the case cites no power of the municipality (LCT art. 2-II)."""
    for area, power in r.brief.areas:
        if power.strip():
            continue
        keys = [b.key for b in r.content.blocks]
        key = next((k for k in keys if k == area or k.endswith(f".{area}")), None)
        if key is None:
            key = next((b.key for b in r.content.blocks if r.article_of(b) == 2), keys[0])
        passage = nowhere(r, key)
        yield found(
            "L03",
            passage,
            0,
            len(passage.text),
            says(
                f"No se citó la atribución municipal para el área “{area}”.",
                f"No municipal power is cited for the area “{area}”.",
            ),
            subject=area,
        )


@cache
def federal_matters() -> tuple[tuple[dict, dict[str, re.Pattern]], ...]:
    """The list of federal matters that ships with the checker."""
    raw = files("hermanar.checks").joinpath("words/federal_matters.toml").read_text(encoding="utf-8")
    return tuple(
        (
            m | {"signs": {lang: signs_of(m[lang]) for lang in ("es", "en")}},
            {lang: re.compile(m[lang], re.IGNORECASE) for lang in ("es", "en")},
        )
        for m in tomllib.loads(raw)["matter"]
    )


# a clause that submits itself to a matter, or sets it apart, does not take it on
_SUBMITS = re.compile(
    r"suje[ct]|\b(?:no|ning[úu]n[oa]?|ni|sin|tampoco|(?:quedan?|dejan?|dejamos)\s+fuera|materias?\s+federal(?:es)?|federal\s+matters?|ajen[oa]s?|not?|nor|none|outside|aside)\b|\b(?:pregunt|respond|aclar|asked|answered)|de\s+conformidad|conforme\s+a|cumplim|cumpl\w+\s+con\b|observ|sin\s+perjuicio|exclu|excepto|salvo|no\s+(?:compren|inclu|ser[áa])|"
    r"sobre\s+(?:el\s+|los\s+)?tr[áa]mites?|tr[áa]mites?\s+ante|(?:corresponden?|competen?|es|son)\s+(?:a|de)\s+(?:las?\s+)?autoridad(?:es)?\s+federal|"
    r"(?:procedures?|applications?)\s+(?:for|before)|visa\s+(?:procedures?|applications?)|federal\s+authorit|"
    r"subject\s+to|in\s+accordance|compl(?:y|iance)|without\s+prejudice|except|shall\s+not",
    re.IGNORECASE,
)
# where cooperation is described: areas, modalities, competence aside, programmes and further proposals
_TAKES_ON = frozenset({1, 2, 3, 5, 6})


_OF_COOPERATION = re.compile(r"(?i)áreas\s+de\s+cooperaci[óo]n|areas\s+of\s+cooperation")
# a paper that tells people what they need for a journey takes nothing on
_TAKING_ON = frozenset({"agreement", "letter", "declaration", "act", "study", "minutes", "designation"})


def federal(r: Reading) -> Rules:
    """L04: a subject of the Federation among what the parties will do."""
    taking = r.brief.kind in _TAKING_ON
    if not taking and r.brief.kind not in ("other", "report"):
        return
    # what is nowhere in the text is in no passage of it
    near_by = {
        lang: [
            (m, patterns[lang], here) for m, patterns in federal_matters()
            if (here := r.said_of(m["signs"][lang])) or not m["signs"][lang]
        ]
        for lang in ("es", "en")
    }  # fmt: skip
    for passage in r.passages if any(near_by.values()) else ():
        article = r.article_of(passage.block)
        if r.articles and article not in _TAKES_ON:
            continue
        if passage.block.kind is BlockKind.ADDRESSEE or passage.block.kind is BlockKind.COPIES:
            continue
        low = passage.low
        if (
            not taking
            and not _OWN_POWERS.search(passage.text)
            and (r.brief.kind == "report" or not _is_area(r, passage))
        ):
            continue
        for matter, pattern, here in near_by.get(passage.lang, ()):
            if here and not any(s in low for s in here):
                continue
            for m in pattern.finditer(passage.text):
                if not _SUBMITS.search(_sentence(passage, m.start(), m.end())):
                    yield found(
                        "L04",
                        passage,
                        m.start(),
                        m.end(),
                        says(
                            f"“{m.group()}”: {matter['es_name']} no es atribución municipal.",
                            f"“{m.group()}”: {matter['en_name']} is not a municipal power.",
                        ),
                        confidence=0.8,
                    )


# “temas comprendidos todos en las atribuciones de los dos gobiernos”: whoever tells it in a report says that it is so
_OWN_POWERS = re.compile(
    r"(?i)\b(?:dentro\s+de|comprendid[oa]s?\s+(?:tod[oa]s\s+)?en|propi[oa]s?\s+de|corresponden?\s+a|recaen?\s+en)\s+(?:las|sus)\s+(?:respectivas\s+|propias\s+)?(?:atribuciones|facultades|competencias)\b|"
    r"\bwithin\s+(?:the|their|its|our)\s+(?:own\s+|respective\s+|municipal\s+)?powers\b"
)


def _is_area(r: Reading, passage: Passage) -> bool:
    """An item of a list of areas of cooperation."""
    if passage.block.kind is not BlockKind.ITEM:
        return False
    before = [p for p in r.passages if p.lang == passage.lang]
    above = (p for p in reversed(before[: before.index(passage)]) if p.block.kind is not BlockKind.ITEM)
    intro = next(above, None)
    return intro is not None and bool(_OF_COOPERATION.search(intro.text))


def _sentence(passage: Passage, start: int, end: int) -> str:
    left = max(passage.text.rfind(c, 0, start) for c in (". ", "; ")) + 1
    right = min((i for c in (". ", "; ") if (i := passage.text.find(c, end)) >= 0), default=len(passage.text))
    return passage.text[left:right]


_FORUM = {
    "es": re.compile(
        r"\barbitrajes?\b|\barbitral(?:es)?\b|\b[áa]rbitros?\b|\btribunal(?:es)?\b|\bjuzgados?\b|\bjueces\b|\bCortes?\s+(?:de|Internacional|Federal|Suprema)\b|"
        r"\bjurisdicci[óo]n\s+de\b|\b(?:se\s+(?:regir[áa]|rige)|regid[oa])\s+por\s+las\s+leyes\s+(?:del\s+Estado\s+)?de\s+(?!cada|las\s+Partes|los\s+Estados\s+Unidos\s+Mexicanos)"
        r"(?-i:(?:[A-ZÁÉÍÓÚÑ][\w-]*(?:\s+(?:del?\s+|of\s+)?(?=[A-ZÁÉÍÓÚÑ]))?)+)?|"
        r"\bmediaci[óo]n\s+internacional\b|\bfuero\b|\bmediador(?:es|a|as)?\b|\bconciliador(?:es|a)?\b|\bju(?:ez|eza|eces)\s+(?:federal|competente|de\s+distrito|civil|extranjer)\w*|"
        r"\bCortes?\s+(?:Interamericana|Penal|Superior|Distrital|Municipal|del)\b|\bcortes?\s+(?:de|del|competentes?|federal|estatal|extranjer|norteamerican|estadounidens)\w*|\bpanel(?:es)?\s+de\s+expertos\b|"
        r"\bjurisdicci[óo]n\s+(?:exclusiva|del|federal|extranjera)\b|\b(?:las|por)\s+leyes\s+del\s+Estado\s+de\s+(?=[A-ZÁÉÍÓÚÑ])|\bdemand(?:a|ar|arse)\s+ante\b|\blitigios?\b|\bv[íi]a\s+judicial\b|\bamigable\s+componedor\w*",
        re.IGNORECASE,
    ),
    "en": re.compile(
        r"\barbitrations?\b|\barbitral\b|\barbitrators?\b|\btribunals?\b|\b(?:courts?\s+of|court\s+for|federal\s+court|"
        r"International\s+Court)\b|\bgoverned\s+by(?:\s+and\s+construed\s+(?:in\s+accordance\s+with|under))?\s+the\s+laws?\s+of\b|"
        r"\bsubmitted\s+to\s+(?:the|its|their)\s+(?:\w+\s+)?courts?\b|\bjurisdiction\s+of\b|\bgoverning\s+law\b|\bvenue\s+(?:for|shall|will|is|of|lies)\b|\b(?:exclusive|personal|sole)\s+jurisdiction\b|"
        r"\b(?:state|federal|district|county|circuit|superior|competent|foreign|civil)\s+courts?\b|\bcourts?\s+(?:in|located|having|with)\b|\bmediators?\b|\bmediation\b|"
        r"\b(?:federal|state|county)\s+judges?\b|\blawsuits?\b|\blitigation\b|\blegal\s+action\b|\bgoverned\s+by\s+(?:the\s+)?(?-i:[A-Z]\w+)\s+laws?\b|(?-i:\b[A-Z][a-z]+\s+[Cc]ourts?\b)",
        re.IGNORECASE,
    ),
}


# one of these stands in whatever is found
_FORUM_SIGNS = (
    "arbit", "árbit", "tribunal", "juzgado", "juez", "juec", "corte", "jurisdic", "leyes", "mediaci", "fuero", "mediador", "concilia", "panel",
    "demanda", "litig", "judicial", "componedor", "court", "governed", "governing law", "venue", "mediat", "judge", "lawsuit", "legal action",
)  # fmt: skip


def forums(r: Reading) -> Rules:
    """L05: arbitration, a foreign court or a governing law (LCT arts. 8 to 11, [K]); the model settles differences by
    common agreement."""
    for passage in r.passages if may_have(_FORUM_SIGNS, r.low) else ():
        pattern = _FORUM.get(passage.lang)
        near = pattern is not None and may_have(_FORUM_SIGNS, passage.low)
        for m in pattern.finditer(passage.text) if pattern and near else ():
            before = passage.text[max(0, m.start() - 40) : m.start()]
            if re.search(r"(?:sin|no)\s+[^.;]{0,30}$|without\s+[^.;]{0,30}$", before, re.IGNORECASE):
                continue
            yield found(
                "L05",
                passage,
                m.start(),
                m.start() + len(m.group().rstrip()),
                says(
                    f"“{m.group().rstrip()}”: el modelo resuelve las diferencias de común acuerdo.",
                    f"“{m.group().rstrip()}”: the model settles differences by common agreement.",
                ),
                confidence=0.8,
            )


PRIVATE = re.compile(
    r"\b(?i:Club\s+(?:Rotario|de\s+Leones|[A-Z]\w+)|Rotary\s+Club|Lions\s+Club|C[áa]mara\s+(?:Nacional\s+)?de\s+Comercio|Chamber\s+of\s+Commerce|"
    r"Consejo\s+Coordinador\s+Empresarial|Business\s+Council|"
    r"Fundaci[óo]n|Foundation|Asociaci[óo]n\s+Civil|Nonprofit|Corporation|Incorporated|Compañ[íi]a)\b|"
    r"\bS\.\s?A\.(?:\s?(?:P\.\s?I\.\s?)?de\s+C\.\s?V\.)?|\bA\.\s?C\.(?!\w)|\bS\.\s?C\.(?!\w)|\bS\.\s?de\s+R\.\s?L\.|\bLLC\b|\bL\.L\.C\.|\bInc\.|\bLtd\.?\b|\bGmbH\b"
)
# “celebran …, y la Cámara”: what stands where a Party does; “el Club será invitado” names a guest
_JOINS = re.compile(
    r"\b(?:entre|between|con|with|y|e|and|celebran|suscriben|por)\s+(?:(?:el|la|los|las|the)\s+)?(?:[“\"]?[A-ZÁÉÍÓÚÑ][\w’'.&-]*,?\s+){0,4}[“\"]?$"
)
_OPENS = re.compile(r"^\W*(?:(?:El|La|The)\s+)?(?:[A-ZÁÉÍÓÚÑ][\w’'.&-]*\s+){0,4}$")
_PACT = re.compile(r"\b(?:[Pp]artes|[Pp]arties|celebran|suscriben|acuerdan|convienen|agree)\b")
_ALLOWS_PRIVATE = re.compile(r"entre|between", re.IGNORECASE)


def private_counterpart(r: Reading) -> Rules:
    """P08: a club, a chamber, a foundation or a company in the place of a party: LCT art. 2 does not reach it."""
    if r.brief.kind not in ("agreement", "declaration"):
        return
    known = " ".join(n for p in r.brief.parties for n in p.names)
    opening = next(
        (p.key for p in r.passages if p.block.kind is BlockKind.PARAGRAPH and _ALLOWS_PRIVATE.search(p.text)), ""
    )
    first_paragraph = next((p.key for p in r.passages if p.block.kind is BlockKind.PARAGRAPH), "")
    for passage in r.passages:
        in_place_of_party = (
            passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE)
            or (passage.key == first_paragraph and passage.block.group in ("", "preamble"))
            or (passage.key == opening and passage.block.group in ("", "preamble"))
        )
        if not in_place_of_party or re.search(r"testigo|witness", passage.key + passage.text, re.IGNORECASE):
            continue
        whole = passage.block.kind in (BlockKind.TITLE, BlockKind.SIGNATURE)
        for m in PRIVATE.finditer(passage.text):
            before = passage.text[max(0, m.start() - 120) : m.start()]
            opens = _OPENS.match(passage.text[: m.start()][:121]) and _PACT.search(passage.text)
            if m.group() in known or not (whole or opens or _JOINS.search(before)):
                continue
            yield found(
                "P08",
                passage,
                m.start(),
                m.end(),
                says(
                    f"“{m.group()}”: con una institución privada no cabe un acuerdo interinstitucional.",
                    f"“{m.group()}”: an interinstitutional agreement cannot be made with a private body.",
                ),
                confidence=0.9,
            )


RULES = (dead_references, wrong_references, areas_without_power, federal, forums, private_counterpart)
