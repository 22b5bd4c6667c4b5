"""Rounds, approvals and checklists. Pure."""

from collections.abc import Iterable, Mapping
from pathlib import Path

from hermanar.kernel.data import read_yaml

_LISTS = Path(__file__).parent / "data" / "checklists.yaml"
_SERIES = Path(__file__).parent / "data" / "series.yaml"


def series_of(role: str) -> str:
    """The series in which the office of that role numbers its papers of this process."""
    return str(read_yaml(_SERIES.read_text(encoding="utf-8"))[role])


def checklist(instrument: str, state: str = "", *, party: str = "", languages: int = 2) -> tuple[list[dict], str]:
    """(items, source) for an instrument kind: the state's own list, else the general one, else that of a twinning.

    `party`: `state` where our party is a state, whose list has no Cabildo. `languages`: in how many the text stands; what
    is sent only of more is left out."""
    rows = read_yaml(_LISTS.read_text(encoding="utf-8"))
    for kind, where in ((instrument, state), (instrument, ""), ("twinning", "")):
        for row in rows:
            if row["instrument"] == kind and row["state"] == where and row.get("party", "") == party:
                return [item for item in row["items"] if item.get("languages", 1) <= languages], row["source"]
    return [], ""


def still_approved(approved: Mapping[str, str], now: Mapping[str, str]) -> frozenset[str]:
    """Articles approved before whose text (hash, in all languages) is the same now: they stay approved (promise 8)."""
    return frozenset(group for group, digest in approved.items() if now.get(group) == digest)


def to_review(groups: Iterable[str], approved: frozenset[str]) -> tuple[str, ...]:
    """What the reviewer still has to read, in order."""
    return tuple(g for g in groups if g not in approved)


_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV", "XVI")


def group_label(group: str, lang: str = "es") -> str:
    """`art-05` → “Artículo V”. Other groups by name."""
    if group.startswith("art-") and group[4:].isdigit() and int(group[4:]) < len(_ROMAN):
        return f"{ {'es': 'Artículo', 'pt': 'Artigo'}.get(lang, 'Article') } {_ROMAN[int(group[4:])]}"
    names = {
        "preamble": ("Preámbulo", "Preamble", "Preâmbulo", "Préambule"),
        "opening": ("Inicio", "Opening", "Início", "Début"),
        "closing": ("Cierre", "Closing", "Encerramento", "Clôture"),
        "closing-domestic": ("Cierre", "Closing", "Encerramento", "Clôture"),
        "signatures": ("Firmas", "Signatures", "Assinaturas", "Signatures"),
        "title": ("Título", "Title", "Título", "Titre"),
        "witness": ("Testigo de honor", "Honorary witness", "Testemunha de honra", "Témoin d’honneur"),
    }
    return dict(zip(("es", "en", "pt", "fr"), names.get(group, (group,) * 4), strict=True)).get(lang, group)
