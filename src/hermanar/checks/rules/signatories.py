"""P05: who signs is whom the case knows, with the post that is theirs."""

import re

from hermanar.kernel.content import BlockKind
from hermanar.kernel.text import fold

from ..findings import Repair
from ..reading import Reading, Rules, found, says

_WITNESS = re.compile(r"testigo|witness", re.IGNORECASE)


_BLANK = re.compile(r"_{3,}")


def _nobody_known(text: str, expected: str) -> dict[str, str]:
    if _BLANK.search(text):
        return says(
            "Falta el nombre de quien firma por esta Parte. Escríbalo, o complete los datos de la contraparte y vuelva a "
            "armar el texto.",
            "The name of who signs for this Party is missing. Write it, or complete the counterpart’s details and assemble "
            "the text again.",
        )
    return says(
        f"Quien firma aquí no consta en el expediente, que conoce a {expected}. Corrija el nombre, o asiente su cargo.",
        f"Whoever signs here is not on file; the case knows {expected}. Correct the name, or record their post.",
    )


def wrong_signatories(r: Reading) -> Rules:
    """P05: a signature block with a person the case does not know, or with a post that is not theirs."""
    if not r.brief.signatories:
        return
    for passage in r.passages:
        if passage.block.kind is not BlockKind.SIGNATURE:
            continue
        if _WITNESS.search(passage.text) or _WITNESS.search(passage.key) or passage.entities.slots:
            continue
        lines = [line for line in passage.text.split("\n") if line.strip()]
        folded = [fold(line) for line in lines]
        signatory = next((s for s in r.brief.signatories if fold(s.name) in folded), None)
        if signatory is None:
            expected = "; ".join(s.name for s in r.brief.signatories)
            yield found(
                "P05",
                passage,
                0,
                len(passage.text),
                _nobody_known(passage.text, expected),
                subject=fold(passage.text),
            )
            continue
        post = signatory.post(passage.lang)
        at = folded.index(fold(signatory.name))
        if any(fold(post) in line for line in folded):
            continue
        # the post stands under the name; with no line there, it goes after the name
        name_end = passage.text.index(lines[at]) + len(lines[at])
        if at + 1 < len(lines):
            start = passage.text.index(lines[at + 1], name_end)
            end, new = start + len(lines[at + 1]), post
        else:
            start, end, new = name_end, name_end, f"\n{post}"
        yield found(
            "P05",
            passage,
            start,
            end,
            says(f"El cargo de {signatory.name} es “{post}”.", f"The post of {signatory.name} is “{post}”."),
            repairs=[Repair(says(f"Poner “{post}”", f"Put “{post}”"), (passage.edit(start, end, new),))],
            subject=f"{fold(signatory.name)}|{fold(passage.text[start:end])}",
        )


RULES = (wrong_signatories,)
