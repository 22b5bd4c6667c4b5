"""What is to be said of a narrative: what it claims beyond its proof, what does not agree, what it leaves out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import get_language, gettext as _

from hermanar.checks.brief import Brief
from hermanar.checks.check import check
from hermanar.checks.places import Places
from hermanar.kernel.content import Block, BlockKind, Content
from hermanar.kernel.text import fold

from ..enums import CLAIMED, CLAIMED_AT_LEAST, LACKS, LACKS_OF_THE_REST, REMARKS, VAGUE
from ..rules.claims import Excess, Proved, exceeding
from ..rules.presumed import CONTRACT, PAPER, TIE, presumed
from ..rules.slips import Slip, both_for_more, called_new, misnamed, overcounted, vague
from ..rules.words import SENTENCE

# what the checker says of any text; the rest is of texts between two Parties
CODES = frozenset({"N01", "D01", "D02", "K01", "K02", "Q01", "Q02", "Q03"})


@dataclass(frozen=True)
class Remark:
    """`refuses`: the text is not kept with it. `instead` mends the words from `start` to `end`; both 0: of the whole."""

    code: str
    title: str
    text: str
    start: int = 0
    end: int = 0
    refuses: bool = False
    instead: str = ""


def claimed_by(excess: Excess) -> str:
    """How many it claims; of a plural without a number, at least two."""
    return str(CLAIMED_AT_LEAST) % {"number": excess.claimed} if excess.at_least else str(excess.claimed)


def reason_of(excess: Excess) -> str:
    """Why a narrative is refused, in one sentence."""
    who = f" ({', '.join(excess.named)})" if excess.named else ""
    return _(
        "“%(words)s”: afirma que %(claimed)s, y los documentos lo prueban de %(proved)s de %(number)s%(who)s; %(lacks)s. "
        "Use las frases comprobadas."
    ) % {
        "words": excess.words, "claimed": CLAIMED[excess.needs], "proved": excess.proved, "number": claimed_by(excess),
        "who": who,
        "lacks": LACKS_OF_THE_REST if excess.proved and excess.needs in {"signed", "formalised", "standing"} else LACKS[excess.needs],
    }  # fmt: skip


def slip_told(slip: Slip) -> str:
    """The same of a slip."""
    who = f" ({', '.join(slip.names)})" if slip.names else ""
    return str(REMARKS[slip.code][1]) % {
        "words": slip.words, "number": slip.number, "instead": slip.instead, "who": who,
    }  # fmt: skip


def refusals(
    text: str, proved: Sequence[Proved], alliances: int | None = None, *, is_title: bool = False,
    partners: Sequence[str] = (),
) -> list[Remark]:  # fmt: skip
    """What no report may say: a verb beyond its proof, a tie taken for granted (of a title, no), a domestic relation called
    international, an older one called new, more alliances than are on record (where it is known how many: `alliances`). `partners`: with whom an
    alliance has its document on file."""
    title = str(REMARKS["claim_exceeds_proof"][0])
    excesses = [e for e in exceeding(text, proved) if not _is_borne(text, e, partners)]
    said = [_sentence_of(text, e.start) for e in excesses]
    if not is_title:
        excesses += [e for e in presumed(text, proved) if _sentence_of(text, e.start) not in said]
    found = [Remark("E01", title, reason_of(e), e.start, e.end, True) for e in excesses]
    found += [
        Remark("E02", str(REMARKS[s.code][0]), slip_told(s), s.start, s.end, True)
        for s in (*misnamed(text, proved), *called_new(text, proved))
    ]
    if alliances is not None:
        found += [
            Remark("E03", str(REMARKS[s.code][0]), slip_told(s), s.start, s.end, True)
            for s in overcounted(text, alliances)
        ]
    return sorted(found, key=lambda r: r.start)


def _is_borne(text: str, excess: Excess, partners: Sequence[str]) -> bool:
    """Whether it is said of an alliance at home whose document is on file, or of a contract that is called “convenio”: never
    of a twinning, never of a relation of ours."""
    start, end = _sentence_of(text, excess.start)
    plain = f" {fold(text[start:end])} "
    rest, contracts = CONTRACT.subn(" ", plain)
    if contracts and not (excess.named or TIE.search(plain) or PAPER.search(rest)):
        return True
    return (
        excess.needs in {"signed", "formalised"}
        and excess.claimed == 1
        and not (excess.named or TIE.search(plain))
        and any(f" {fold(name)} " in plain for name in partners)
    )


def _sentence_of(text: str, place: int) -> tuple[int, int]:
    return next(((m.start(), m.end()) for m in SENTENCE.finditer(text) if m.start() <= place < m.end()), (place, place))


def review(
    text: str, proved: Sequence[Proved], on: dt.date, gazetteer: Places | None = None, *, evidence: int = 0,
    alliances: int | None = None, partners: Sequence[str] = (),
) -> list[Remark]:  # fmt: skip
    """Everything, in its order: what is refused, what does not agree, what is vague. Nothing is kept and nobody asked."""
    if not text.strip():
        return []
    found = refusals(text, proved, alliances, partners=partners)
    found += [
        Remark("N04", str(REMARKS[s.code][0]), slip_told(s), s.start, s.end, instead=s.instead)
        for s in both_for_more(text)
    ]
    if gazetteer is not None:
        found += _checked(text, on, gazetteer)
    vague_title = _("Falta un dato")
    return found + [Remark("R07", vague_title, str(VAGUE[key])) for key in vague(text, evidence=evidence)]


def _checked(text: str, on: dt.date, gazetteer: Places) -> list[Remark]:
    lang = "en" if (get_language() or "es").startswith("en") else "es"
    blocks, starts, at = [], {}, 0
    for number, line in enumerate(text.split("\n")):
        key = f"p{number}"
        starts[key] = at
        at += len(line) + 1
        if line.strip():
            blocks.append(Block(key, BlockKind.PARAGRAPH, {"es": line}))
    brief = Brief(kind="report", domestic=True, parties=(), on=on)
    found: list[Any] = check(Content(("es",), tuple(blocks), layout="report"), brief, gazetteer)
    return [
        Remark(f.code, f.title[lang], f.message[lang], starts[f.block] + f.start, starts[f.block] + f.end)
        for f in found
        if f.code in CODES
    ]
