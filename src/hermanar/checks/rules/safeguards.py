"""M: what the model protects, and what it fixes (domain.md 1.4, 4.1): safeguards, preamble against areas, amounts."""

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from hermanar.kernel.content import BlockKind

from ..findings import Repair
from ..numerals import to_roman
from ..reading import Passage, Reading, Rules, found, nowhere, says
from .numbers import agreed_label, plain, written

_I = re.IGNORECASE
# papers that are born from the model of the programme; a ratification or an addendum leaves in force what it changes
MODELLED = frozenset({"", "twinning", "specific_cooperation", "domestic_twinning"})


class Safeguard(NamedTuple):
    """`heading`: how its article is called; `words`: what must stand there; by language, and `kept` too where both are
    needed."""

    es: str
    en: str
    heading: dict[str, re.Pattern]
    words: dict[str, re.Pattern]
    abroad_only: bool = False
    broad_only: bool = False
    kept: dict[str, re.Pattern] | None = None


SAFEGUARDS = {
    "own_powers": Safeguard(
        "que cada Parte actúa dentro de sus atribuciones", "that each Party acts within its own powers",
        {"es": re.compile(r"competencia|atribuciones", _I), "en": re.compile(r"competence|powers", _I)},
        {
            "es": re.compile(r"atribuci[óo]n|atribuciones|facultad|competencias?\b", _I),
            "en": re.compile(r"\bpowers?\b|facult|competenc|attribution", _I),
        },
    ),
    "budget": Safeguard(
        "que se paga según la disponibilidad de cada presupuesto", "that each pays as its budget is available",
        {"es": re.compile(r"financi", _I), "en": re.compile(r"financ|funding", _I)},
        {"es": re.compile(r"disponib|suficiencia\s+presup", _I), "en": re.compile(r"availab|appropriations?\b", _I)},
    ),
    "employment": Safeguard(
        "que no nace relación laboral con la otra Parte", "that no employment relation arises with the other Party",
        {"es": re.compile(r"laboral|\bpersonal\b", _I), "en": re.compile(r"employ|\blabou?r\b|personnel|\bstaff\b", _I)},
        {
            "es": re.compile(r"(?:\bno\b|ning[úu]n|\bsin\b)[^.;]{0,80}(?:relaci[óo]n|patr[óo]n|v[íi]nculo)|patr[óo]n\s+sustituto", _I),
            "en": re.compile(r"(?:\bnot?\b|\bnor\b|without)[^.;]{0,80}(?:relation|employer)|substitute\s+employer", _I),
        },
    ),
    "instruments": Safeguard(
        "que no se afectan otros instrumentos", "that other instruments are not affected",
        {"es": re.compile(r"instrumentos", _I), "en": re.compile(r"instruments", _I)},
        {
            "es": re.compile(r"(?:\bno\b|ning[úu]n|\bsin\b)[^.;]{0,160}instrumentos|instrumentos[^.;]{0,80}\bno\b", _I),
            "en": re.compile(r"(?:\bnot?\b|without)[^.;]{0,160}instruments|instruments[^.;]{0,80}\bnot\b", _I),
        },
        abroad_only=True,
    ),
    "protected": Safeguard(
        "que la información protegida no se transfiere", "that protected information is not transferred",
        {"es": re.compile(r"informaci[óo]n|protegid", _I), "en": re.compile(r"information|protected", _I)},
        {
            "es": re.compile(r"protegid|proteja|clasifi|reservad|confidencial|protecci[óo]n", _I),
            "en": re.compile(r"protect|classif|confidential", _I),
        },
        broad_only=True,
        # to speak of it is not to keep it: that it is not handed over is what protects it
        kept={
            "es": re.compile(
                r"\b(?:no|ni|ning[úu]n[oa]?|tampoco)\b[^.;]{0,120}?\b(?:transf|transmi|entreg|divulg|difund|revel|compart|public)|"
                r"\b(?:informaci[óo]n|datos|material|equipo)\b[^.;]{0,160}?\b(?:exclui|except[úu]|prohib|reserva|confidencial)|"
                r"\bconforme\s+a\b[^.;]{0,80}\b(?:transparencia|protecci[óo]n\s+de\s+datos)",
                _I,
            ),
            "en": re.compile(
                r"\b(?:not|no|nor|neither|never)\b[^.;]{0,120}?\b(?:transf|transmi|disclos|hand|releas|shar|publi)|"
                r"\b(?:information|data|material|equipment)\b[^.;]{0,160}?\b(?:exclud|except|prohib|reserv|confidential)|"
                r"\bin\s+accordance\s+with\b[^.;]{0,80}\b(?:transparency|data\s+protection|protection\s+of)",
                _I,
            ),
        },
    ),
}  # fmt: skip
_LEAST_ARTICLES = 5


def removed_safeguards(r: Reading) -> Rules:
    """M07: own powers, budget availability, no employment relation, other instruments, protected information: the
    article stands and no longer says it, or no article says it at all. Where the words of the model are known,
    `model.deviations` says it and gives them back."""
    lost = lost_safeguards(r)
    for (group, lang), key in lost.items():
        if group and r.model is not None and group in r.model.articles:
            continue
        body = [p for p in _body(r, lang) if p.block.group == group]
        at = body[0] if body else nowhere(r, list(r.articles)[-1], lang)
        yield _gone(SAFEGUARDS[key], key, at, r.articles.get(group))


_CORE = frozenset({"own_powers", "budget", "employment"})
_BODY = 8
_WHOLE_AT_HOME = 12  # paragraphs: a pact between municipalities at home may be short and say little
_CAPTION = re.compile(
    r"^\W*[A-ZÁÉÍÓÚÑ]{5,}(?:\s+[A-ZÁÉÍÓÚÑ]{5,})?\s*[.:\-–—]+\s*(?P<w>[A-ZÁÉÍÓÚÑ][A-ZÁÉÍÓÚÑ ,]{3,60})[.:]"
)


def unsaid_safeguards(r: Reading) -> Rules:
    """M07 of any pact, however its clauses are numbered: it says two of what every pact says of its own powers, its
    budget and its people, and the third nowhere; or a heading speaks of information and nothing protects it."""
    if r.brief.kind != "agreement" or r.brief.paper not in _KEEP or r.is_part or r.model is not None:
        return
    told = set(lost_safeguards(r).values())
    whole = r.content.languages if r.content.meta.get("pairing") != "none" else r.content.languages[:1]
    for lang in whole:
        body = list(_body(r, lang)) if lang in ("es", "en") else []
        if len(body) < _BODY:
            continue
        stand = {key for key, guard in SAFEGUARDS.items() if _stands(guard, lang, body)}
        if r.brief.domestic and len(body) < _WHOLE_AT_HOME and len(stand) < len(_CORE):
            continue
        heads = [p.text for p in r.passages if p.lang == lang and p.block.kind is BlockKind.HEADING]
        heads += [m["w"] for p in body for m in [_CAPTION.match(p.text)] if m]
        for key, guard in SAFEGUARDS.items():
            if key in stand | told or (guard.abroad_only and r.brief.domestic):
                continue
            core = key in _CORE and len(stand & _CORE) == len(_CORE) - 1
            if not core and not any(guard.heading[lang].search(h) for h in heads):
                continue
            yield _gone(guard, key, nowhere(r, body[-1].key, lang), None)


_KEEP = frozenset({"twinning", "domestic_twinning", "specific_cooperation", "memorandum", "ratification"})


def lost_safeguards(r: Reading) -> dict[tuple[str, str], str]:
    """(article, language) → the safeguard it no longer says; article "" where no article of that name is left."""
    out: dict[tuple[str, str], str] = {}
    if r.brief.kind != "agreement":
        return out
    if r.model is not None and (r.brief.paper not in MODELLED or r.brief.paper == "specific_cooperation"):
        out |= _lost_by_article(r)
    if r.brief.paper not in MODELLED or len(r.articles) < _LEAST_ARTICLES:
        return out
    if not r.brief.paper and r.model is None and r.content.meta.get("source") == "file":
        return out  # nobody said that it is born from the model
    for key, guard in SAFEGUARDS.items():
        if (guard.abroad_only and r.brief.domestic) or (guard.broad_only and r.brief.paper == "specific_cooperation"):
            continue
        whole = r.content.languages if r.content.meta.get("pairing") != "none" else r.content.languages[:1]
        for lang in whole:
            if lang not in guard.words:
                continue
            group = _article_of(r, guard, lang)
            body = [p for p in _body(r, lang) if group is None or p.block.group == group]
            if _stands(guard, lang, body) or (group is None and r.model is not None):
                continue
            # what no article says at all is asked of the twinning of fourteen; another pact has the articles it needs
            if group is not None or (body and (r.brief.paper in ("", "twinning") or r.model is not None)):
                out[group or "", lang] = key
    return out


def _lost_by_article(r: Reading) -> dict[tuple[str, str], str]:
    """Of any other paper with its model behind it: what an article of the model says and that article no longer does."""
    out: dict[tuple[str, str], str] = {}
    present = set(r.content.groups())
    for lang in r.content.languages:
        here, there = list(_body(r, lang)), list(_body(r.model, lang)) if r.model else []
        for group in r.model.articles if r.model else ():
            mine, model = ([p for p in body if p.block.group == group] for body in (here, there))
            if group not in present or [p.text for p in mine] == [p.text for p in model]:
                continue  # most articles: not a word was touched
            for key, guard in SAFEGUARDS.items():
                if lang in guard.words and _stands(guard, lang, model) and not _stands(guard, lang, mine):
                    out[group, lang] = key
    return out


def _stands(guard: Safeguard, lang: str, body: list[Passage]) -> bool:
    needed = (guard.words[lang], guard.kept[lang]) if guard.kept else (guard.words[lang],)
    return all(any(pattern.search(p.text) for p in body) for pattern in needed)


def protects(heading: str, lang: str) -> bool:
    """Whether an article so called is one of those that protect a side."""
    return any(lang in guard.heading and guard.heading[lang].search(heading) for guard in SAFEGUARDS.values())


def _article_of(r: Reading, guard: Safeguard, lang: str) -> str | None:
    for p in r.passages:
        if p.lang == lang and p.block.kind is BlockKind.HEADING and guard.heading[lang].search(p.text):
            group = p.block.group or p.key
            if group in r.articles:
                return group
    return None


def _body(r: Reading, lang: str) -> Iterator[Passage]:
    return (p for p in r.passages if p.lang == lang and p.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM))


def _gone(guard: Safeguard, key: str, p: Passage, number: int | None):
    place = (
        says(f"Artículo {to_roman(number)}", f"Article {to_roman(number)}") if number else says("El texto", "The text")
    )
    return found(
        "M07", p, 0, len(p.text),
        says(f"{place['es']}: ya no dice {guard.es}.", f"{place['en']}: it no longer says {guard.en}."),
        confidence=0.85, subject=f"{key}|{p.lang}",
    )  # fmt: skip


# what a theme of the preamble and an area of Article II have in common
_THEMES = {
    "economy": r"econ[óo]mi|negocio|comerci|empresa|inversi[óo]n|business|trade|commerc|invest|industr",
    "culture": r"\bcultur|artesan|patrimonio|m[úu]sica|tradici|craft|heritage|gastronom|\bart(?:e|es|s)\b",
    "tourism": r"turis|touris|viaje|travel",
    "education": r"educa|juventud|escuela|youth|school|universi|estudiant|student|idioma",
    "science": r"cienc|tecnol|innovaci|scien|technolog|innovat",
    "environment": r"ambient|sostenib|sustentab|environment|sustainab|agua|water|clima|ecolog",
    "government": r"gobierno|gesti[óo]n p[úu]blica|servidores p[úu]blicos|government|public (?:management|servants|administration)",
    "services": r"servicios p[úu]blicos|public services",
    "urban": r"urban|territorio|vivienda|land-use|housing|movilidad|mobility",
    "sport": r"deport|recreaci|sport|recreation",
    "migrants": r"migra|di[áa]spora|paisan",
    "countryside": r"agr[íi]col|agricultur|agropecuari|ganader|\bpesca\b|pesquer|\brural|farming|fishing|fisher|livestock",
    "mining": r"miner[íi]|minera\b|\bmining\b",
    "energy": r"energ[íi]|energy",
    "equality": r"g[ée]nero|\bmujeres\b|gender|\bwomen\b",
    "health": r"salud|sanitari|health",
    "safety": r"seguridad p[úu]blica|protecci[óo]n civil|public safety|civil protection",
}
_OF_AREAS = re.compile(r"[áa]reas\s+de\s+cooperaci[óo]n|areas\s+of\s+cooperation|^\W*(?:[áa]reas|areas)\W*$", _I)
_THEME = {key: re.compile(words, _I) for key, words in _THEMES.items()}
_ATTENTION = {
    "es": re.compile(r"(?:especial|particular)\s+atenci[óo]n\s+(?:al?|en)\s+(?P<list>[^.;]+)", _I),
    "en": re.compile(r"(?:special|particular)\s+attention\s+to\s+(?P<list>[^.;]+)", _I),
}
_PIECE = re.compile(r"[^,]+?(?=,|\s+(?:y|e|and)\s+|$)", _I)


def _themes(text: str, known: Collection[str] = ()) -> set[str]:
    return {key for key, pattern in _THEME.items() if key not in known and pattern.search(text)}


def preamble_against_areas(r: Reading) -> Rules:
    """M08: the preamble stresses a theme that is none of the areas: those of Article II, or of the article headed so, as in
    a ratification."""
    if r.brief.kind != "agreement":
        return
    headed = [p for p in r.passages if p.block.kind is BlockKind.HEADING and _OF_AREAS.search(p.text)]
    number = next((n for p in headed if (n := r.article_of(p.block))), 2)
    groups = {p.block.group for p in headed if p.block.group}
    areas: set[str] = set()
    for p in r.passages:
        here = p.block.group in groups if groups else r.article_of(p.block) == number
        if here and p.block.kind is not BlockKind.HEADING:
            areas |= _themes(p.text, areas)
    if not areas:
        return
    roman = to_roman(number)
    for p in r.passages:
        if (p.block.group not in ("", "preamble") and p.block.group in r.articles) or p.lang not in _ATTENTION:
            continue
        m = _ATTENTION[p.lang].search(p.text)
        for piece in _PIECE.finditer(m["list"]) if m else ():
            mine = _themes(piece.group())
            if mine and not mine & areas:
                words = re.sub(r"^\s*(?:y|e|and|el|la|los|las|the)\s+", "", piece.group().strip(), flags=_I)
                words = re.sub(r"^(?:el|la|los|las|the)\s+", "", words, flags=_I)
                start = m.start("list") + m["list"].index(words, piece.start())  # type: ignore[union-attr,index]
                yield found(
                    "M08", p, start, start + len(words),
                    says(
                        f"El preámbulo destaca “{words}” y el Artículo {roman} no lo tiene entre sus áreas.",
                        f"The preamble stresses “{words}”, and Article {roman} does not have it among its areas.",
                    ),
                    confidence=0.8,
                )  # fmt: skip


# what the model fixes (domain.md 4.1): 60 days to the first programme, 5 years, 60 days' notice
MODEL_AMOUNTS = {"first_programme_days": 60, "term_years": 5, "notice_days": 60}


def altered_amounts(r: Reading) -> Rules:
    """M09: an amount that is not the model's, and that no case agreed."""
    for p in r.passages:
        if not p.entities.numbers:
            continue
        model = r.model.by_place.get((p.key, p.lang)) if r.model else None
        if model and model.text == p.text:
            continue
        same = model if model and len(model.entities.numbers) == len(p.entities.numbers) else None
        for i, n in enumerate(p.entities.numbers):
            if same is not None and same.entities.numbers[i].value == n.value:
                continue
            label = agreed_label(p, n)
            if n.kind == "both" or label == "originals" or (label and label in r.brief.numbers):
                continue
            if same is not None:
                value = same.entities.numbers[i].value
            elif r.model is None and label and r.brief.kind == "agreement" and r.brief.paper == "twinning":
                value = MODEL_AMOUNTS[label]
            else:
                continue
            if value == n.value:
                continue
            yield found(
                "M09", p, n.start, n.end,
                says(
                    f"El modelo dice {plain(value)}; aquí dice {plain(n.value)}.",
                    f"The model says {plain(value)}; here it says {plain(n.value)}.",
                ),
                repairs=[Repair(says(f"Poner {plain(value)}", f"Put {plain(value)}"), tuple(written(n, value, p)))],
                confidence=0.8,
            )  # fmt: skip


# the programmes of the model are yearly by their name
_YEARLY = {
    "es": re.compile(r"\bprogramas?\s+(?:operativos?\s+)?anual(?:es)?\b|\bPOAs?\b", _I),
    "en": re.compile(
        r"\bannual\s+(?:operating\s+|operational\s+|work\s+|action\s+)?program(?:me)?s?\b|\bA[OA]Ps?\b", _I
    ),
}
_EVERY_FEW = {
    "es": re.compile(
        r"\b(?:cada\s+(?:dos|tres|cuatro|cinco|\d)(?:\s*\(\d\))?\s+años|bienal(?:es|mente)?|trienal(?:es|mente)?|cada\s+(?:bienio|trienio))\b",
        _I,
    ),
    "en": re.compile(
        r"\b(?:every\s+(?:two|three|four|five|\d)(?:\s*\(\d\))?\s+years|biennial(?:ly)?|triennial(?:ly)?|every\s+other\s+year)\b",
        _I,
    ),
}


def programmes_of_years(r: Reading) -> Rules:
    """M09: “formularán cada tres años Programas Operativos Anuales”, with no model given that says how often."""
    if r.brief.kind != "agreement" or r.model is not None:
        return
    for p in r.passages:
        if p.lang not in _YEARLY or p.block.kind is BlockKind.HEADING:
            continue
        for sentence in re.finditer(r"[^.;]+", p.text):
            yearly, few = (x[p.lang].search(p.text, *sentence.span()) for x in (_YEARLY, _EVERY_FEW))
            if yearly and few:
                yield found(
                    "M09", p, *few.span(),
                    says(f"“{yearly.group()}” es de cada año; aquí dice “{few.group()}”.", f"“{yearly.group()}” is of every year; here it says “{few.group()}”."),
                    also=[p.span(*yearly.span())], confidence=0.7,
                )  # fmt: skip


RULES = (removed_safeguards, unsaid_safeguards, preamble_against_areas, altered_amounts, programmes_of_years)
