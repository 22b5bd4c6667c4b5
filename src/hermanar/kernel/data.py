"""Data of the program as text: YAML, read by the compiled reader where it is there (ten times as quick)."""

from typing import Any

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def read_yaml(text: str) -> Any:
    """Plain data of a YAML text. Raises yaml.YAMLError."""
    return yaml.load(text, Loader=_LOADER)
