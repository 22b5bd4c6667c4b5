"""What a paper is, and what its being authentic does not prove. Data of `data/proofs.yaml`; pure."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from hermanar.kernel.data import read_yaml

from .pictures import Words

_FILE = Path(__file__).parent.parent / "data" / "proofs.yaml"


@dataclass(frozen=True)
class Nature:
    """`to_sign`: a text prepared so that two sides sign it, which by itself proves no signature."""

    what: Words
    not_proved: Words
    to_sign: bool = False


_ANY = Nature(
    {"es": "Papel que esta oficina expidió.", "en": "A paper that this office issued."},
    {
        "es": "Que sea auténtico no acredita que se haya firmado, recibido ni aceptado.",
        "en": "Its being authentic does not prove that it was signed, received or accepted.",
    },
)


@cache
def natures() -> dict[str, Nature]:
    """Kind of paper → what it is."""
    rows = read_yaml(_FILE.read_text(encoding="utf-8"))
    return {kind: Nature(r["is"], r["not"], r.get("to_sign", False)) for r in rows for kind in r["kinds"]}


def nature_of(kind: str) -> Nature:
    """Of a kind that has no row, what holds of every paper."""
    return natures().get(kind, _ANY)
