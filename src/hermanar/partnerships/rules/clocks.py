"""Clocks of correspondence, read from the dated defaults beside this app (`data/clocks.yaml`)."""

from pathlib import Path

import yaml

_DATA = Path(__file__).parent.parent / "data" / "clocks.yaml"


def days(key: str) -> int:
    """Days of the clock with that key. Raises KeyError."""
    return {row["key"]: row["days"] for row in yaml.safe_load(_DATA.read_text(encoding="utf-8"))}[key]
