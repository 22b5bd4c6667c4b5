"""How a letter addresses an office whose holder the directory does not know (`data/offices.yaml`)."""

from pathlib import Path

from hermanar.kernel.data import read_yaml

_OFFICES = Path(__file__).parent.parent / "data" / "offices.yaml"


def ministry_office() -> dict:
    """Addressee, post and organisation of the ministry's office, each per language."""
    return read_yaml(_OFFICES.read_text(encoding="utf-8"))[0]
