"""What the guide of the process adds to its definition: why, when and on whose word (`data/guide.yaml`, R4-20)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from hermanar.kernel.data import read_yaml

_DATA = Path(__file__).parent.parent / "data" / "guide.yaml"
_DEFINITIONS = Path(__file__).parent.parent / "definitions"


@dataclass(frozen=True)
class Source:
    text: Mapping[str, str]
    url: str


@dataclass(frozen=True)
class Words:
    """Of one step, per language."""

    why: Mapping[str, str]
    when: Mapping[str, str]
    sources: tuple[Source, ...]


@dataclass(frozen=True)
class GuideWords:
    """`schemes`: key of the scheme → where its stages come from."""

    steps: Mapping[str, Words]
    schemes: Mapping[str, Source]
    preference: Mapping[str, str]
    preference_citation: str
    preference_source: Source


def paths() -> tuple[str, ...]:
    """Keys of the paths that have a definition: the international one first, those of a state last."""
    found = sorted((p.stem for p in _DEFINITIONS.glob("*.yaml")), reverse=True)
    return tuple(sorted(found, key=lambda path: path.endswith("_state")))


def definition_text(path: str) -> str:
    """YAML of the definition of a path. Raises KeyError."""
    if path not in paths():
        raise KeyError(path)
    return (_DEFINITIONS / f"{path}.yaml").read_text(encoding="utf-8")


def words() -> GuideWords:
    """All that `data/guide.yaml` says."""
    data = read_yaml(_DATA.read_text(encoding="utf-8"))
    sources = {key: Source(row["text"], row["url"]) for key, row in data["sources"].items()}
    steps = {
        key: Words(row["why"], row["when"], tuple(sources[s] for s in row["source"]))
        for key, row in data["steps"].items()
    }
    preferred = data["preference"]
    return GuideWords(
        steps, {key: sources[name] for key, name in data["schemes"].items()}, preferred["text"],
        preferred["citation"], sources[preferred["source"]],
    )  # fmt: skip
