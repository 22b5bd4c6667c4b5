"""N, continued: money in figures and in words, and what each one gives of it."""

import re
from itertools import pairwise

from ..findings import Repair
from ..numerals import find_words, in_words
from ..reading import Reading, Rules, found, says

_FIGURE = r"(?:\$|\bUSD|\bMXN|\bEUR)\s?(?P<f>\d{1,3}(?:,\d{3})+(?:\.\d{1,2})?|\d+(?:\.\d{1,2})?)"
_COIN = r"(?:pesos?|d[óo]lar(?:es)?|dollars?|euros?)"
_IN_WORDS = re.compile(
    rf"(?:(?:USD|MXN)\s?)?{_FIGURE}\s*(?:M\.?\s?N\.?|MXN|USD|{_COIN})?\s*\(\s*(?:son\s*:?\s*)?(?P<w>[^()$]*?)\s+(?:de\s+)?{_COIN}\b(?P<rest>[^()]*)\)",
    re.IGNORECASE,
)
_CENTS = re.compile(r"(?P<c>\d{2})\s*/\s*100")
_MONEY = re.compile(_FIGURE)
_SENTENCE = re.compile(r"(?:[^.;!?\n]|\.(?=\d))+")
_OF_WHICH = re.compile(
    r"[\s,]*(?:de\s+l[oa]s\s+(?:cuales|que)|del\s+(?:cual|que)|of\s+which|dividid[oa]s?\s+en|divided\s+into|:)\s",
    re.IGNORECASE,
)
_PAID_BY = re.compile(
    r"(?:aport|pag|cubr|sufrag|provee|paid|gave|contribut|corresponden?|para|for|de|from|a\s+cargo|y|and|,)",
    re.IGNORECASE,
)


def money_in_words(r: Reading) -> Rules:
    """N01: “$185,000.00 (ciento ochenta y seis mil pesos 00/100 M.N.)”."""
    for passage in r.passages:
        if not re.search(r"\$|USD|MXN|EUR", passage.text):
            continue
        for m in _IN_WORDS.finditer(passage.text):
            spelt = list(find_words(m["w"], passage.lang))
            if len(spelt) != 1 or spelt[0][0] > 4:
                continue
            words, figure = spelt[0][2], float(m["f"].replace(",", ""))
            cents = _CENTS.search(m["rest"])
            told = words + (int(cents["c"]) / 100 if cents else figure % 1)
            if abs(told - figure) < 0.005:
                continue
            new = in_words(int(figure), passage.lang)
            new = new.upper() if m["w"].isupper() else new
            a, b = m.start("w") + spelt[0][0], m.start("w") + spelt[0][1]
            yield found(
                "N01", passage, m.start(), m.end(),
                says(
                    f"La letra dice {told:,.2f} y la cifra dice {figure:,.2f}.",
                    f"The words say {told:,.2f} and the figures say {figure:,.2f}.",
                ),
                repairs=[Repair(says(f"Poner “{new}”", f"Put “{new}”"), (passage.edit(a, b, new),))]
                if int(figure) != words
                else [],
            )  # fmt: skip


def money_in_parts(r: Reading) -> Rules:
    """N03: “$185,000.00, de los cuales Ensenada aportó $110,000.00 y Oaxaca de Juárez $57,000.00”."""
    for passage in r.passages:
        if passage.text.count("$") < 3:
            continue
        # “(… pesos 00/100 M.N.)” says the same again
        text = re.sub(r"\([^()]*\)", lambda m: " " * len(m.group()), passage.text)
        for s in _SENTENCE.finditer(text):
            sums = list(_MONEY.finditer(text, s.start(), s.end()))
            if len(sums) < 3 or not _OF_WHICH.match(text, sums[0].end()):
                continue
            values = [float(m["f"].replace(",", "")) for m in sums]
            total, parts = values[0], values[1:]
            joined = all(_PAID_BY.search(text[a.end() : b.start()]) for a, b in pairwise(sums))
            if not joined or max(parts) >= total or not 0.6 * total <= sum(parts) <= 1.6 * total:
                continue
            if abs(sum(parts) - total) > 0.005:
                right = f"{sum(parts):,.2f}"
                yield found(
                    "N03", passage, sums[0].start("f"), sums[0].end("f"),
                    says(f"Las partes suman {right}; aquí dice {total:,.2f}.", f"The parts add up to {right}; here it says {total:,.2f}."),
                    repairs=[
                        Repair(says(f"Poner {right}", f"Put {right}"), (passage.edit(sums[0].start("f"), sums[0].end("f"), right),))
                    ],
                    also=[passage.span(m.start("f"), m.end("f")) for m in sums[1:]],
                    confidence=0.9,
                )  # fmt: skip


RULES = (money_in_words, money_in_parts)
