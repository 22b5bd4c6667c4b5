"""A paper as a picture: plain, ordered, JSON-ready, with every decision of layout that does not depend on the medium.

The PDF, the Word file and the page on screen are drawn from the same picture, so they cannot disagree. Pure.
"""

import re
from collections.abc import Mapping
from typing import Any

from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.dates import date_in_words

from . import words
from .values import Letterhead, Marks

SLOT = re.compile(r"\{([a-z][a-z0-9_.]*)\}")
_BARE_NUMBER = re.compile(r"[IVXLCDM]+|\d+")
REGIONS = {"es": "mx", "en": "us", "pt": "br", "zh": "cn"}
RIGHT_TO_LEFT = {"ar", "fa", "he", "ur", "yi"}

_K = BlockKind
_COLUMN_KINDS = {_K.PARAGRAPH, _K.ITEM, _K.NOTE}
# one whole language after the other, each beginning a page
_ONE_AFTER_OTHER = {"letter"}
# layouts whose headings are articles, and that therefore say “Artículo” before a bare number
_OF_ARTICLES = {"agreement"}


def picture(
    content: Content,
    letterhead: Letterhead,
    marks: Marks,
    *,
    language: str | None = None,
    slots: Mapping[str, Mapping[str, str]] | None = None,
) -> dict[str, Any]:
    """The picture of a paper in all its languages, or in one of them.

    `slots`: slot → language → label of the blank, for slots that the renderers do not know.
    Returns `{"layout", "languages", "title", "author", "description", "letterhead", "marks", "parts"}`; a part holds
    `languages` and `nodes`; each node has a `type` (`title`, `heading`, `columns`, `facts`, `signatures` or the kind
    of a letter's block). Text is in `cells`: `{"key", "lang", "lines"}`, a line being a string, or a list of strings
    and blanks `{"slot", "label"}`. Raises ValueError when the paper does not have that language.
    """
    if language is not None and language not in content.languages:
        raise ValueError(f"the paper has no {language}: it has {', '.join(content.languages)}")
    languages = (language,) if language else content.languages
    one_by_one = content.layout in _ONE_AFTER_OTHER
    groups = [(lang,) for lang in languages] if one_by_one else [tuple(languages)]
    main = languages[0]
    return {
        "layout": content.layout,
        "languages": list(languages),
        "title": _title(content, marks, main),
        "author": " · ".join(_lines_of(letterhead.issuer, main)[:1]),
        "letterhead": {
            lang: {
                "issuer": list(_lines_of(letterhead.issuer, lang)),
                "motto": _quoted(letterhead.motto_of_year.get(lang, "")),
                "slogan": _said(letterhead.slogan, lang),
                "arms_alt": _said(letterhead.arms_alt, lang) or words.word(lang, "arms")[1],
            }
            for lang in languages
        },
        "marks": _marks(marks, languages),
        "parts": [
            {
                "languages": list(group),
                "label": words.word(group[0], "version")[1] if one_by_one and index else "",
                "nodes": _nodes(content, group, slots or {}),
            }
            for index, group in enumerate(groups)
        ],
    }


def _said(mapping: Mapping[str, str], lang: str) -> str:
    return mapping.get(lang) or mapping.get("es") or ""


def _lines_of(mapping: Mapping[str, tuple[str, ...]], lang: str) -> tuple[str, ...]:
    lines = mapping.get(lang) or mapping.get("es") or next(iter(mapping.values()), ())
    return tuple(lines.split("\n")) if isinstance(lines, str) else tuple(lines)


def _quoted(text: str) -> str:
    return "“" + text.strip('“”"') + "”" if text else ""


def _title(content: Content, marks: Marks, lang: str) -> str:
    """Title in the file's properties: never empty, a reader's window shows it."""
    for kind in (_K.TITLE, _K.SUBJECT, _K.REFERENCE, _K.HEADING):
        for block in content.blocks:
            if block.kind == kind and (text := block.text.get(lang, "").strip()):
                return SLOT.sub("______", " ".join(text.split()))
    return content.meta.get("title") or marks.folio or "Hermanar"


def _marks(marks: Marks, languages: tuple[str, ...]) -> dict[str, Any]:
    bands = []
    if marks.exercise:
        parts = [words.word(lang, "exercise") for lang in languages]
        extra = [words.word(lang, "no_effect") for lang in languages]
        bands.append({"kind": "exercise", "texts": _once([*parts, *extra])})
    if marks.superseded:
        texts = [words.word(lang, "superseded") for lang in languages]
        bands.append(
            {"kind": "superseded", "texts": _once([(la, t.format(folio=marks.superseded)) for la, t in texts])}
        )
    if marks.withheld:
        bands.append({"kind": "withheld", "texts": _once([words.word(lang, "withheld") for lang in languages])})
    if marks.signed:
        bands.append({"kind": "signed", "texts": _once([words.word(lang, "signed") for lang in languages])})
    if marks.transcript:
        bands.append({"kind": "transcript", "texts": _once([words.word(lang, "transcript") for lang in languages])})
    if marks.draft:
        bands.append({"kind": "draft", "texts": _once([words.word(lang, "draft") for lang in languages])})
    above = "signature" if marks.signed else "unsigned" if marks.transcript else ""
    return {
        "bands": bands,
        "review": words.word(languages[0], "draft")[1] if marks.review else "",
        "signature": _once([words.word(lang, above) for lang in languages]) if above else [],
        "code": marks.code,
        "url": marks.verify_url,
        "folio": marks.folio,
        "anchor": marks.anchor,
        "issued": {lang: date_in_words(marks.issued_on, lang) if marks.issued_on else "" for lang in languages},
        "words": {
            lang: {
                key: words.word(lang, key)[1] for key in ("page", "folio", "code", "verify", "anchor", "issued", "qr")
            }
            for lang in languages
        },
    }


def _once(texts: list[tuple[str, str]]) -> list[list[str]]:
    return [[lang, text] for lang, text in dict.fromkeys(texts)]


def _runs(line: str, lang: str, slots: Mapping[str, Mapping[str, str]]) -> str | list:
    pieces: list = []
    end = 0
    for found in SLOT.finditer(line):
        if found.start() > end:
            pieces.append(line[end : found.start()])
        slot = found.group(1)
        label = slots.get(slot, {}).get(lang) or words.slot_label(lang, slot)
        pieces.append({"slot": slot, "label": label})
        end = found.end()
    if not pieces:
        return line
    return [*pieces, line[end:]] if end < len(line) else pieces


def _nodes(
    content: Content, languages: tuple[str, ...], slots: Mapping[str, Mapping[str, str]]
) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []

    def cell(block: Block, lang: str, text: str) -> dict[str, Any]:
        return {"key": block.key, "lang": lang, "lines": [_runs(line, lang, slots) for line in text.split("\n")]}

    def into(type_: str, entry: str) -> list:
        if not nodes or nodes[-1]["type"] != type_:
            nodes.append({"type": type_, entry: []})
        return nodes[-1][entry]

    for block in content.blocks:
        texts = {lang: block.text.get(lang, "") for lang in languages}
        if not any(texts.values()):
            continue
        cells = [cell(block, lang, text) for lang, text in texts.items()]
        if block.kind in _COLUMN_KINDS:
            row = {"kind": block.kind.value, "label": block.number, "cells": cells}
            into("columns", "rows").append(row)
        elif block.kind == _K.FACT:
            row_cells = []
            for lang, text in texts.items():
                label, _, value = text.partition("\t")
                row_cells.append({"label": cell(block, lang, label), "value": cell(block, lang, value)})
            into("facts", "rows").append({"cells": row_cells})
        elif block.kind == _K.SIGNATURE:
            people = into("signatures", "people")
            people.append({"honour": _is_witness(block), "cells": cells, "layers": _layers(cells)})
        elif block.kind == _K.HEADING:
            for one in cells:
                one["number"] = _number(content.layout, block.number, one["lang"])
            above = content.layout in _OF_ARTICLES or not _BARE_NUMBER.fullmatch(block.number)
            nodes.append({"type": "heading", "above": above, "cells": cells})
        else:
            labels = {lang: _label(block, lang, texts[lang]) for lang in languages}
            nodes.append({"type": block.kind.value, "label": labels, "cells": cells})
    return _keep_with_signatures(nodes)


def _keep_with_signatures(nodes: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Split off the last row before the signatures, to be printed on their page: nobody signs a page without text."""
    kept: list[dict[str, Any]] = []
    for node in nodes:
        if node["type"] in {"signatures", "closing"} and kept and kept[-1]["type"] == "columns":
            rows = kept[-1]["rows"]
            if len(rows) > 1:
                kept[-1] = {**kept[-1], "rows": rows[:-1]}
                kept.append({"type": "columns", "rows": rows[-1:], "keep": True})
            else:
                kept[-1] = {**kept[-1], "keep": True}
        kept.append(node)
    return kept


def _layers(cells: list[dict[str, Any]]) -> dict[str, list]:
    """The lines of a signature as they stand on paper: on behalf of (above), name, post (below the rule).

    Each entry is `[language, line]`; a line that is the same in another language is printed once.
    """
    above: list = []
    name: list = []
    below: list = []
    for position in range(max(len(one["lines"]) for one in cells)):
        for one in cells:
            lines = one["lines"]
            # two lines are a name and a post; from three on, the first says on whose behalf
            offset = 1 if len(lines) > 2 else 0
            if position >= len(lines) or not lines[position]:
                continue
            target = above if position < offset else name if position == offset else below
            for said in target:
                if _without_labels(said[1]) == _without_labels(lines[position]):
                    said[1] = _both_labels(said[1], lines[position])
                    break
            else:
                target.append([one["lang"], lines[position]])
    return {"above": above, "name": name, "below": below}


def _without_labels(line: str | list) -> str | list:
    return line if isinstance(line, str) else [one if isinstance(one, str) else one["slot"] for one in line]


def _both_labels(line: str | list, other: str | list) -> str | list:
    """One blank that names itself in both languages."""
    if isinstance(line, str) or isinstance(other, str):
        return line
    return [
        a if isinstance(a, str) or a["label"] == b["label"] else {**a, "label": f"{a['label']} · {b['label']}"}
        for a, b in zip(line, other, strict=True)
    ]


def _is_witness(block: Block) -> bool:
    return any(part in block.key.casefold() for part in ("witness", "testigo"))


def _number(layout: str, number: str, lang: str) -> str:
    if number and layout in _OF_ARTICLES and _BARE_NUMBER.fullmatch(number):
        return words.article(lang, number)
    return f"{number}." if _BARE_NUMBER.fullmatch(number) else number


def _label(block: Block, lang: str, text: str) -> str:
    """“OFICIO:”, “ASUNTO:”, “c.c.p.” unless the text already says it."""
    if block.kind not in {_K.REFERENCE, _K.SUBJECT, _K.COPIES}:
        return ""
    key = {"reference": "reference", "subject": "subject", "copies": "copies"}[block.kind.value]
    begins = text.strip().casefold()
    known = words.known_labels(key) | ({"oficio", "ref", "no.", "núm"} if key == "reference" else set())
    if not begins or any(begins.startswith(one) for one in known):
        return ""
    said = words.word(lang, key)[1]
    return said if key == "copies" else f"{said.upper() if key != 'reference' or lang == 'es' else said}:"
