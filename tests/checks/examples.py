"""The worked examples of the checker's codes: how each is put to the checker, and the page they make.

`python -m tests.checks.examples` writes docs/reference/checks/examples.md from examples.yaml.
"""

import dataclasses
import datetime as dt
from pathlib import Path
from typing import Any

from hermanar.checks.brief import Brief, Signatory
from hermanar.checks.by_hand import brief_of, parties_of
from hermanar.checks.check import check
from hermanar.checks.codes import CODES
from hermanar.checks.files import check_file
from hermanar.checks.gazetteer import Gazetteer
from hermanar.checks.sources import read_source, read_text
from hermanar.documents.rules.catalogues import cited_laws
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.data import read_yaml
from tests.checks.own_papers import Paper, make

PAGES = Path(__file__).parents[2] / "docs" / "reference" / "checks"
ON = dt.date(2025, 6, 1)
_READ: dict[tuple, set[str]] = {}
PARTIES = {
    "home": "Ensenada, Baja California, MX; Oaxaca de Juárez, Oaxaca, MX",
    "abroad": "Ensenada, Baja California, MX; Whitewater, Wisconsin, US",
}


def rows() -> list[dict[str, Any]]:
    return list(read_yaml((PAGES / "examples.yaml").read_text(encoding="utf-8")))


def codes_of(row: dict[str, Any], side: str, gazetteer: Gazetteer, picture: bytes) -> set[str]:
    """What the checker says of that side of an example, `wrong` or `right`."""
    if "paper" in row:
        paper = _paper(row)
        content, brief = _content(row, side, paper.content), _brief(row, side, paper.brief)
        model = None if row.get("unknown_model") else paper.model
        # most right ones are the paper as it is: it is read once
        key = (content.sha256, repr(brief), model is None)
        if key not in _READ:
            _READ[key] = {f.code for f in check(content, brief, gazetteer, model=model)}
        return _READ[key]
    source = read_source("x", picture) if f"{side}_file" in row else read_text("x", row[side])
    named = row.get(f"{side}_parties") or row.get("parties", "home")
    parties = parties_of(PARTIES.get(named, named), gazetteer)
    brief = brief_of(source, parties, kind=row.get("kind", ""), final=bool(row.get("final")), on=row.get("day", ON))
    if "airport" in row:
        first, *rest = brief.parties
        brief = dataclasses.replace(brief, parties=(dataclasses.replace(first, airport=row["airport"]), *rest))
    brief = dataclasses.replace(brief, citations=cited_laws())
    return {f.code for f in check_file(source, brief, gazetteer)}


def _paper(row: dict[str, Any]) -> Paper:
    return make(row["paper"], "", row.get("languages", "es+en"), seed=0)


def _brief(row: dict[str, Any], side: str, brief: Brief) -> Brief:
    told = row.get(f"{side}_brief") or row.get("brief") or {}
    more: dict[str, Any] = {k: v for k, v in told.items() if k in {"dates", "numbers"}}
    if "signs" in told:
        more["signatories"] = tuple(Signatory(name, post, post) for name, post in told["signs"].items())
    if "areas" in told:
        more["areas"] = tuple(told["areas"].items())
    return dataclasses.replace(brief, **more)


def _content(row: dict[str, Any], side: str, content: Content) -> Content:
    wrong = side == "wrong"
    for lang, (right, other) in row.get("swap", {}).items():
        place = next(b for b in content.blocks if right in b.text.get(lang, "") and row.get("in", b.key) == b.key)
        if wrong:
            content = content.with_text(place.key, lang, place.text[lang].replace(right, other, 1))
    add = row.get("add") if wrong else row.get("right_add")
    if add:
        content = _added(content, add, row.get("heading", ""))
    if not wrong:
        return content
    if "write" in row:
        content = content.with_text(row["write"]["block"], row["write"]["language"], row["write"]["words"])
    if "drop" in row:
        content = dataclasses.replace(content, blocks=tuple(b for b in content.blocks if b.group != row["drop"]))
    if "move" in row:
        moved = [b for b in content.blocks if b.group == row["move"]]
        rest = [b for b in content.blocks if b.group != row["move"]]
        at = next(i for i, b in enumerate(rest) if b.group == "art-02")
        content = dataclasses.replace(content, blocks=(*rest[:at], *moved, *rest[at:]))
    if "split" in row:
        one, two = (b for b in content.blocks if b.group == row["split"] and b.kind is BlockKind.PARAGRAPH)
        content = content.with_text(one.key, "en", f"{one.text['en']} {two.text['en']}").with_text(two.key, "en", "")
    return content


def _added(content: Content, words: dict[str, str], number: str) -> Content:
    key = f"art-{15 if number else 0}" if number else "body.x"
    kind = BlockKind.HEADING if number else BlockKind.PARAGRAPH
    block = Block(key, kind, words, key if number else "body", number)
    at = next((i for i, b in enumerate(content.blocks) if b.kind is BlockKind.SIGNATURE), len(content.blocks))
    return dataclasses.replace(content, blocks=(*content.blocks[:at], block, *content.blocks[at:]))


def told(row: dict[str, Any], side: str) -> str:
    """The words of that side, as the page shows them."""
    if "said" in row:
        return row["said"][side]
    if "paper" not in row:
        return row[side]
    paper = _paper(row).content
    if "swap" in row:
        shown = []
        for lang, (right, _other) in row["swap"].items():
            block = next(b for b in paper.blocks if right in b.text.get(lang, "") and row.get("in", b.key) == b.key)
            text = _content(row, side, paper).block(block.key).text[lang]
            at = block.text[lang].index(right)
            begins = block.text[lang].rfind(". ", 0, at) + 2 if ". " in block.text[lang][:at] else 0
            stop = text.find(". ", at + 1)
            shown.append(_short(text[begins : stop + 1 if stop > 0 else len(text)], at - begins))
        return " / ".join(shown)
    words = row.get("add") if side == "wrong" else row.get("right_add")
    return " / ".join(words.values()) if words else "—"


def _short(text: str, at: int) -> str:
    """A sentence around the place it is about."""
    first, last = max(0, at - 70), min(len(text), at + 110)
    return f"{'…' if first else ''}{text[first:last].strip()}{'…' if last < len(text) else ''}"


def page() -> str:
    """The page of examples, one row per code."""
    lines = [
        "# Ejemplos de cada código",
        "",
        "Un caso que se señala y su igual que pasa. Cada uno se prueba contra el revisor (`tests/checks/test_examples.py`): el primero da el código, el segundo no.",
        "",
        "*One example that is found and its like that is not, for every code; each is held against the checker by a test.*",
        "",
        "| código | qué es | se señala | pasa |",
        "| --- | --- | --- | --- |",
    ]
    for row in rows():
        cells = [row["code"], CODES[row["code"]].es, *(_cell(told(row, side)) for side in ("wrong", "right"))]
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join([*lines, ""])


def _cell(text: str) -> str:
    return (
        " ⏎ ".join(line for line in text.replace("|", "/").split("\n") if line.strip())
        .replace("{", "‹")
        .replace("}", "›")
        .replace("_", "\\_")
    )


def main() -> None:
    (PAGES / "examples.md").write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()
