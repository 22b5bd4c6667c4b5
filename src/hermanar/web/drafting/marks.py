"""A clause as it is read: what is wrong, what departs from the model, what was added and struck."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from hermanar.documents.rules.papers import late_label
from hermanar.kernel.content import BlockKind, Content

from ..language import language

_SLOT = re.compile(r"\{(\w+)\}")
_ROMAN = ("", *"I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX".split())


@dataclass(frozen=True)
class Spot:
    """A stretch of a text: `bad` is wrong, else it departs from the model."""

    start: int
    end: int
    bad: bool


def marked(
    text: str,
    words: Iterable[tuple[str, str]] | None = None,
    spots: Iterable[Spot] = (),
    *,
    lang: str,
) -> SafeString:
    """HTML of a text in that language: `words` are its runs against the model (what was struck stands among them), `spots`
    are in the text itself. Late slots show their label."""
    spots = list(spots)
    edges = sorted({edge for s in spots for edge in (s.start, s.end)})
    out: list[str] = []
    at = 0
    for op, run in words if words is not None else (("equal", text),):
        if op == "delete":
            out.append(f"<del>{_shown(run, lang)}</del>")
            continue
        cuts = [at, *(e for e in edges if at < e < at + len(run)), at + len(run)]
        pieces = []
        for start, end in pairwise(cuts):
            piece = _shown(run[start - at : end - at], lang)
            here = [s for s in spots if s.start <= start and end <= s.end and s.end > s.start]
            if here and end > start:
                piece = f'<mark class="{"bad" if any(s.bad for s in here) else "dev"}">{piece}</mark>'
            pieces.append(piece)
        html = "".join(pieces)
        out.append(f"<ins>{html}</ins>" if op == "insert" else html)
        at += len(run)
    return mark_safe("".join(out))


def _shown(text: str, lang: str) -> str:
    html = escape(text).replace("\n", "<br>").replace("\t", ": ")
    return _SLOT.sub(lambda m: f'<em class="late">{escape(late_label(m[1], lang))}</em>', html)


def roman(group: str) -> str:
    """`art-05` → `V`; "" for what is not an article."""
    number = group[4:] if group.startswith("art-") else ""
    return _ROMAN[int(number)] if number.isdigit() and int(number) < len(_ROMAN) else ""


def group_name(group: str, heads: Mapping[str, str] | None = None) -> str:
    """`Artículo V`, `Preámbulo`, in the reader's language; what is no article by its heading."""
    if number := roman(group):
        return _("Artículo %(number)s") % {"number": number}
    names = {
        "preamble": _("Preámbulo"),
        "opening": _("Inicio"),
        "closing": _("Cierre"),
        "closing-domestic": _("Cierre"),
        "signatures": _("Firmas"),
        "witness": _("Testigo de honor"),
        "head": _("Encabezado"),
        "body": _("Cuerpo"),
        "foot": _("Firma y copias"),
        "": _("Encabezado"),
    }
    return names.get(group) or (heads or {}).get(group) or group


def headings(content: Content) -> dict[str, str]:
    """What each article is called."""
    found: dict[str, str] = {}
    for block in content.blocks:
        if block.kind == BlockKind.HEADING:
            found.setdefault(block.group, reading(block.text))
    return found


def names_of(content: Content) -> dict[str, str]:
    """Part of the text → what it is called in a sentence."""
    heads = headings(content)
    return {group: group_name(group, heads) for group in content.groups()}


def labelled(group: str, names: Mapping[str, str], heads: Mapping[str, str]) -> str:
    """`Artículo V. Programas`, `Propósito`."""
    name, head = names.get(group) or group_name(group), heads.get(group, "")
    return f"{name}. {head}" if head and head != name else name


def reading(text: Mapping[str, str]) -> str:
    """The wording in the reader's language, else in the first there is."""
    lang = language()
    return text.get(lang) or next(iter(text.values()), "")
