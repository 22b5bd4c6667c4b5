"""A plain text (.txt, .md) in one language as `Content`, so that the same rules read it."""

import re

from hermanar.kernel.content import Block, BlockKind, Content

_ARTICLE = re.compile(r"^(?:#+\s*)?(?:art[íi]culo|article)\s+([IVXLC]+|\d{1,3})\b[\s.:–—-]*(.*)$", re.IGNORECASE)
_MARKDOWN_HEADING = re.compile(r"^#+\s+(.*)$")
_ITEM = re.compile(r"^(?:[-*]\s+)?([a-z])\)\s+(.*)$")
_SIGNED_FOR = re.compile(r"^(?:por|for|on\s+behalf\s+of|en\s+representación\s+de)\s+[^.]*$", re.IGNORECASE)
_COMMON = {
    "es": frozenset("el la los las de del que y en para por con se una su al este presente".split()),
    "en": frozenset("the of and to in for with by its this shall an on present".split()),
}


def guess_language(text: str) -> str:
    """`es` or `en`, by their commonest words."""
    words = re.findall(r"[a-záéíóúñü]+", text.lower())
    return max(_COMMON, key=lambda lang: sum(w in _COMMON[lang] for w in words))


def read_plain(text: str, lang: str = "") -> Content:
    """Paragraphs between empty lines; lines of *a) …* become items, *ARTÍCULO II* a heading (its name the rest of the
    line or the line below). The first short paragraph without a final point, before any article, is the title."""
    lang = lang or guess_language(text)
    blocks: list[Block] = []
    group, count, awaiting_name = "preamble", 0, False

    def add(kind: BlockKind, words: str, number: str = "", key: str = "") -> None:
        nonlocal count
        count += 1
        blocks.append(Block(key or f"{group}.p{count}", kind, {lang: words}, group, number))

    seen: dict[str, int] = {}
    for raw in re.split(r"\n\s*\n", text.replace("\r\n", "\n")):
        paragraph = raw.strip("\n").strip()
        if not paragraph:
            continue
        lines = paragraph.split("\n")
        article = _ARTICLE.match(lines[0].strip("*_ "))
        if article and len(article.group(2)) <= 80:
            name = article.group(1).upper()
            seen[name] = seen.get(name, 0) + 1
            group, count = f"article-{name.lower()}" + (f"-{seen[name]}" if seen[name] > 1 else ""), 0
            title = article.group(2).strip("*_ ")
            add(BlockKind.HEADING, title or lines[0], name, group)
            awaiting_name = not title
            lines = lines[1:]
            if awaiting_name and lines and len(lines[0]) <= 80:
                blocks[-1] = Block(group, BlockKind.HEADING, {lang: lines[0].strip("*_# ")}, group, name)
                lines, awaiting_name = lines[1:], False
            if not lines:
                continue
        body = "\n".join(lines)
        heading = _MARKDOWN_HEADING.match(body)
        short = len(body) <= 80 and "\n" not in body and not body.rstrip("*_ ").endswith((".", ":", ";"))
        if awaiting_name and short:
            blocks[-1] = Block(group, BlockKind.HEADING, {lang: body.strip("*_# ")}, group, blocks[-1].number)
            awaiting_name = False
            continue
        awaiting_name = False
        items = [_ITEM.match(line.strip()) for line in lines]
        if all(items):
            for m in items:
                add(BlockKind.ITEM, m.group(2), f"{m.group(1)})")
        elif not blocks and (heading or not body.rstrip("*_ ").endswith((".", ":", ";"))):
            add(BlockKind.TITLE, heading.group(1) if heading else body.strip("*_"), key="title")
        elif heading:
            add(BlockKind.HEADING, heading.group(1))
        elif len(lines) > 1 and _SIGNED_FOR.match(lines[0].strip("*_ ")):
            add(BlockKind.SIGNATURE, body)
        else:
            add(BlockKind.PARAGRAPH, " ".join(line.strip() for line in lines))
    return Content(languages=(lang,), blocks=tuple(blocks), layout="plain")
