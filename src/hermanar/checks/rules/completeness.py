"""K, continued: what the text promises is there, whoever signs has a name, and the title is that of the paper."""

import re
from collections.abc import Iterator
from itertools import pairwise

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..findings import Severity
from ..posts import POST_LINE
from ..reading import Passage, Reading, Rules, found, says

_PROMISE = re.compile(r"(?i)\b(?:siguientes?|a\s+continuaci[óo]n|following|as\s+follows|below)\b[^.:]{0,60}:\s*$")
_ANNEX = re.compile(
    r"\b(?P<word>(?:Anexo|ANEXO|Annex|ANNEX|Apéndice|APÉNDICE|Appendix|APPENDIX|Exhibit|EXHIBIT)\s+(?P<n>[A-Z]\b|[IVX]+\b|\d{1,2}\b))"
)
_ANNEX_SIGNS = ("anex", "annex", "apéndice", "appendi", "exhibit ")
# under the last signature it may stand on a line of its own
_ANNEX_ALONE = re.compile(
    r"(?m)^[*# ]*(?:ANEXO|ANNEX|APÉNDICE|APPENDIX|EXHIBIT|Anexo|Annex|Apéndice|Appendix|Exhibit)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})(?:[*.: ]*$|[.:,–—-]\s)"
)
_ANNEX_FIRST = re.compile(
    r"^\W*\d{0,2}\W*(?:Anexos|ANEXOS|Annexes|ANNEXES)\W+(?:Anexo|Annex)\s+(?P<n>[A-Z]|[IVX]+|\d{1,2})\b"
)
# “los Anexos 1 y 2”: each of them
_ANNEXES = re.compile(
    r"\b(?:Anexos|ANEXOS|Annexes|ANNEXES|Apéndices|APÉNDICES|Appendices|APPENDICES)\s+"
    r"(?P<all>(?:[A-Z]|[IVX]+|\d{1,2})(?:(?:\s*,\s*|\s+(?:y|e|and)\s+)(?:[A-Z]|[IVX]+|\d{1,2})\b)+)"
)
_FIRST_OF_THEM = re.compile(r"\b(?:anexos?|annex(?:es)?|apéndices?|appendi(?:x|ces)|exhibits?)\s+(?:a|i|1|uno|one)\b")
_ONE_OF_THEM = re.compile(r"\b(?:[IVX]+|[A-Z]|\d{1,2})\b")
# where a letter takes its leave: nothing that was announced comes after
_FAREWELL = re.compile(
    r"(?i)^\W*(?:sin\s+(?:otro\s+particular|m[áa]s\s+por\s+el\s+momento)|agradec\w+\s+de\s+antemano|reciba\s+un|aprovecho\s+la\s+ocasi[óo]n|"
    r"without\s+further|(?:i|we)\s+look\s+forward|(?:sincerely|respectfully)\b)"
)
_AFTER_ALL = (BlockKind.HEADING, BlockKind.SIGNATURE, BlockKind.CLOSING, BlockKind.COPIES, BlockKind.PLACE_DATE)


def promised(r: Reading) -> Rules:
    """K03: “los siguientes:” and nothing follows; an annex that an agreement names and does not carry."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, passage in enumerate(passages):
            m = _PROMISE.search(passage.text)
            is_last = (
                i + 1 == len(passages)
                or passages[i + 1].block.kind in _AFTER_ALL
                or bool(_FAREWELL.match(passages[i + 1].text))
            )
            if r.is_part and i + 1 == len(passages):
                continue  # what follows is not here
            if m and is_last and passage.block.kind in (BlockKind.PARAGRAPH, BlockKind.ITEM):
                # “acuerdan lo siguiente:” before the first article announces the articles
                # and none but the first: “las siguientes materias:” before Article III promises something else
                opens = (
                    i + 1 < len(passages)
                    and passages[i + 1].block.kind is BlockKind.HEADING
                    and passages[i + 1].block.number in ("", "I", "1")
                )
                before = passage.block.group in ("", "preamble")
                if opens and (
                    before
                    or (
                        passage.block.group != passages[i + 1].block.group
                        and not passage.block.group.startswith(("art", "article"))
                    )
                ):
                    continue
                yield found(
                    "K03",
                    passage,
                    m.start(),
                    len(passage.text.rstrip()),
                    says("Anuncia algo y no sigue nada.", "It announces something and nothing follows."),
                )
        if not any(r.says(sign) for sign in _ANNEX_SIGNS):
            continue
        carried = {fold(m["n"]) for p in passages for m in [_ANNEX.match(p.text.lstrip("*# "))] if m}
        # “4. Anexos Anexo A. Fotografías.”: under their heading, on one line with it
        carried |= {fold(m["n"]) for p in passages for m in [_ANNEX_FIRST.match(p.text)] if m}
        carried |= {fold(m["n"]) for p in passages for m in _ANNEX_ALONE.finditer(p.text)}
        # an annex may travel apart, unless the file carries another of them: of a pact or a report that is worth a look
        apart = not carried and (r.brief.kind != "agreement" or not r.brief.final)
        if apart and r.brief.kind not in ("agreement", "declaration", "report", "study"):
            continue
        told: set[str] = set()
        for passage in passages:
            for number, start, end in _annexes(passage.text):
                if fold(number) not in carried | told:
                    told.add(fold(number))
                    # the second of them where nobody names a first
                    lone = apart and number in ("B", "II", "2") and not _FIRST_OF_THEM.search(r.low)
                    word = passage.text[start:end] if start + 3 < end else f"Anexo {number}"
                    yield found(
                        "K03", passage, start, end,
                        says(
                            f"El “{word}” no está en el archivo" + (": va aparte o falta." if apart else "."),
                            f"“{word}” is not in the file" + (": it travels apart or is missing." if apart else "."),
                        ),
                        severity=Severity.NOTICE if apart and not lone else None,
                    )  # fmt: skip


def _annexes(text: str) -> Iterator[tuple[str, int, int]]:
    """(number, start, end) of each annex that is named, alone or among several."""
    for m in _ANNEX.finditer(text):
        yield m["n"], m.start("word"), m.end("word")
    for m in _ANNEXES.finditer(text):
        for one in _ONE_OF_THEM.finditer(text, *m.span("all")):
            if one.group() not in ("Y", "E"):
                yield one.group(), *one.span()


def announced(r: Reading) -> Rules:
    """K03: a paragraph of the model announces a list that was taken out, or one put in announces what never comes: what
    follows is what the model has there anyway. The end of an article is told by `promised`."""
    if r.model is None:
        return
    model = r.model.by_place
    listed = {(a.key, a.lang) for a, b in _successive(r.model) if b and b.block.kind is BlockKind.ITEM}
    for p, after in _successive(r):
        if p.block.kind is not BlockKind.PARAGRAPH or not p.text.rstrip().endswith(":"):
            continue
        born, known = (p.key, p.lang) in model, model.get((after.key, after.lang)) if after else None
        follows = after is None or (known is not None and known.text == after.text)
        ends = after is None or after.block.kind in _AFTER_ALL
        if not follows or (after and after.block.kind is BlockKind.ITEM) or (ends and not born):
            continue
        if (born and (p.key, p.lang) in listed) or (not born and _PROMISE.search(p.text)):
            start = p.text.rstrip().rfind(" ", 0, len(p.text.rstrip()) - 1) + 1
            yield found(
                "K03", p, start, len(p.text.rstrip()),
                says("Anuncia algo y no sigue nada.", "It announces something and nothing follows."),
                subject="announced",
            )  # fmt: skip


def _successive(r: Reading) -> Iterator[tuple[Passage, Passage | None]]:
    for lang in r.content.languages:
        yield from pairwise([*(p for p in r.passages if p.lang == lang), None])


_FOR = re.compile(r"(?i)^(?:por|for|on\s+behalf\s+of|en\s+representaci[óo]n\s+de)\s+(?!(?:una?|an?|tres|dos)\s)")
_BLANK = re.compile(r"^[\s_.…-]*$")
_A_NAME = re.compile(r"(?:[A-ZÁÉÍÓÚÑ][\w.’'-]*\s*|(?:de|del|la|los|y)\s+){2,8}")


_TOWN_LINE = re.compile(r"(?i)^(?:de|del|of|h\.|municipio|ayuntamiento|ciudad|city|administraci[óo]n|20\d\d)\b")


def unsigned(r: Reading) -> Rules:
    """K04: “Por el Municipio de …” with nobody under it. Until the paper is final a line to sign on is enough."""
    for lang in r.content.languages:
        passages = [p for p in r.passages if p.lang == lang]
        for i, passage in enumerate(passages):
            if passage.block.kind is not BlockKind.SIGNATURE or passage.entities.slots:
                continue
            lines = [line.strip(" *_") for line in passage.text.split("\n")]
            if not _FOR.match(lines[0]):
                before = passages[i - 1] if i else None
                after_closing = before is not None and before.block.kind is BlockKind.CLOSING
                alone = i + 1 == len(passages) or passages[i + 1].block.kind is not BlockKind.SIGNATURE
                said = [line for line in lines if line]
                drawn = "__" in passage.text and not r.brief.final
                nameless = len(said) == 1 or (
                    len(said) == 2 and (said[0].endswith((" de", " del")) or _TOWN_LINE.match(said[1]))
                )
                if after_closing and alone and not drawn and nameless and POST_LINE.match(said[0]):
                    yield found(
                        "K04",
                        passage,
                        0,
                        len(passage.text.rstrip()),
                        says("Nadie firma aquí: falta el nombre.", "Nobody signs here: the name is missing."),
                    )
                continue
            under = [line for line in lines[1:] if line and not _BLANK.match(line)]
            drawn = len([line for line in passage.text.split("\n")[1:] if "__" in line]) > 0
            after = passages[i + 1] if i + 1 < len(passages) else None
            named_after = (
                after is not None
                and after.block.kind is BlockKind.SIGNATURE
                and not _FOR.match(after.text.strip(" *_"))
            )
            only_posts = bool(under) and all(POST_LINE.match(line) or _TOWN_LINE.match(line) for line in under)
            if (under and not only_posts) or named_after or (drawn and not r.brief.final):
                continue
            if only_posts and after is not None and _A_NAME.fullmatch(after.text.strip(" *_")):
                continue
            # the post that nobody holds, or who it would be for
            start = passage.text.index(under[0]) if only_posts else 0
            end = start + len(under[0]) if only_posts else len(passage.text.split("\n")[0])
            yield found(
                "K04",
                passage,
                start,
                end,
                says("Nadie firma aquí: falta el nombre.", "Nobody signs here: the name is missing."),
            )


def nameless(r: Reading) -> Rules:
    """K04: a signature of which the model had a name and a post, and the post is left alone."""
    if r.model is None:
        return
    for p in r.passages:
        born = r.model.by_place.get((p.key, p.lang)) if p.block.kind is BlockKind.SIGNATURE else None
        if born is None or born.text == p.text or p.entities.slots:
            continue
        lines = [line.strip() for line in p.text.split("\n") if line.strip()]
        before = [line.strip() for line in born.text.split("\n") if line.strip()]
        if (
            len(lines) < len(before)
            and lines
            and lines[-1] == before[-1]
            and POST_LINE.match(lines[-1])
            and len(lines) <= 2
        ):
            start = p.text.rindex(lines[-1])
            yield found(
                "K04", p, start, start + len(lines[-1]),
                says("Nadie firma aquí: falta el nombre.", "Nobody signs here: the name is missing."),
                subject="nameless",
            )  # fmt: skip


# what a title says, and which papers may bear it
_CAPTIONS = (
    (re.compile(r"(?i)\bcarta\s+de\s+intenci[óo]n\b|\bletter\s+of\s+intent\b"), {"letter_of_intent"}),
    (re.compile(r"(?i)\bmemor[áa]ndum\s+de\s+entendimiento\b|\bmemorandum\s+of\s+understanding\b"), {"memorandum", "specific_cooperation"}),
    (re.compile(r"(?i)\bactas?\s+de\s+(?:instalaci[óo]n|sesi[óo]n)\b"), {"committee_act", "council_resolution"}),
    (re.compile(r"(?i)^\W*minutes\s+of\b"), {"committee_act", "council_resolution"}),
    (re.compile(r"(?i)\bpunto\s+de\s+acuerdo\b"), {"council_resolution"}),
    (re.compile(r"(?i)\bestudio\s+de\s+(?:conveniencia|factibilidad|viabilidad)\b|\bfeasibility\s+study\b"), {"study"}),
    (re.compile(r"(?i)\binforme\s+trimestral\b|\bquarterly\s+report\b"), {"quarterly_report"}),
    (re.compile(r"(?i)\b(?:adenda|addendum)\b"), {"addendum"}),
    (re.compile(r"(?i)\bdeclaraci[óo]n\s+de\s+amistad\b|\bfriendship\s+declaration\b|\bdeclaration\s+of\s+friendship\b|\b(?:acuerdo|pacto|carta)\s+de\s+amistad\b|\b(?:agreement|pact)\s+of\s+friendship\b|\bfriendship\s+(?:agreement|pact)\b"), {"friendship"}),
    (re.compile(r"(?i)\b(?:ratificaci[óo]n|reafirmaci[óo]n|ratification|reaffirmation)\b"), {"ratification", "renewal"}),
    (re.compile(r"(?i)\b(?:notificaci[óo]n|aviso|carta|oficio)\s+de\s+terminaci[óo]n\b|\btermination\s+(?:notice|letter)\b|\bnotice\s+of\s+termination\b"), {"termination"}),
    (re.compile(r"(?i)^\W*(?:(?:aviso|notificaci[óo]n|notice)\s+(?:de|of)\s+)?(?:renovaci[óo]n|pr[óo]rroga|renewal|extension)\s+(?:de[l]?|of)\b"), {"renewal", "ratification", "addendum"}),
    (re.compile(r"(?i)^\W*(?:carta\s+de\s+respuesta|letter\s+of\s+reply|reply\s+to)\b"), {"answer"}),
    (re.compile(r"(?i)\b(?:acuerdo|convenio)\s+(?:\w+\s+){0,2}de\s+hermanamiento\b|\b(?:twinning|sister(?:hood)?(?:[\s-]cit(?:y|ies))?)\s+agreement\b"),
     {"twinning", "domestic_twinning", "ratification", "renewal", "addendum"}),
    (re.compile(r"(?i)\b(?:acuerdo|convenio)\s+(?:espec[íi]fico\s+)?de\s+(?:cooperaci[óo]n|colaboraci[óo]n)\b|\bcooperation\s+agreement\b"),
     {"specific_cooperation", "memorandum", "ratification", "renewal", "addendum"}),
    (re.compile(r"(?i)^\W*(?:terminaci[óo]n|termination|denuncia)\s+(?:anticipada\s+)?(?:del?|of)\b"), {"termination"}),
    (re.compile(r"(?i)^\W*(?:invitaci[óo]n|invitation)\b"), {"other", "letter_of_intent", "answer"}),
    (re.compile(r"(?i)^\W*(?:convenio|agreement)\b"),
     {"twinning", "domestic_twinning", "specific_cooperation", "ratification", "renewal", "addendum", "memorandum"}),
    (re.compile(r"(?i)^\W*(?:minuta|acta)\b"), {"committee_act", "council_resolution"}),
    (re.compile(r"(?i)^\W*(?:informe|report)\b"), {"quarterly_report", "activity_report"}),
    (re.compile(r"(?i)^\W*certificaci[óo]n\b"), {"council_resolution", "committee_act"}),
    (re.compile(r"(?i)^\W*(?:estudio|study)\b"), {"study"}),
    (re.compile(r"(?i)\bdesignaci[óo]n\s+de(?:l)?\s+(?:[áa]rea\s+de\s+)?enlace\b"), {"liaison_designation"}),
)  # fmt: skip


def captions_of(title: str) -> list[tuple[re.Match[str], set[str]]]:
    """What a title or a subject says the paper is, and which papers may say so."""
    return [(m, kinds) for pattern, kinds in _CAPTIONS for m in [pattern.search(title)] if m]


def captions(r: Reading) -> Rules:
    """K05: a title that names another kind of paper than this is."""
    if not r.brief.paper or r.brief.paper == "other" or r.is_part:
        return
    for passage in r.passages:
        if passage.block.kind is not BlockKind.TITLE:
            continue
        hits = captions_of(passage.text)
        if not hits or any(r.brief.paper in kinds for _, kinds in hits):
            continue
        m = min((m for m, _ in hits), key=lambda m: m.start())
        # “Resolution authorizing the signing of a twinning agreement” is no agreement and does not say so
        if m.start() > 30 or re.search(
            r"(?i)autori[sz]|authori[sz]|relativ|regarding|por\s+el\s+que", passage.text[: m.start()]
        ):
            continue
        yield found(
            "K05",
            passage,
            m.start(),
            m.end(),
            says(
                f"El título dice “{m.group()}” y el documento es de otro tipo.",
                f"The title says “{m.group()}” and the paper is of another kind.",
            ),
        )


RULES = (promised, announced, unsigned, nameless, captions)
