"""What two revisions say differently, per field and language, and how to get from one to the other. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

from .outline import BY_KEY, SECTIONS

# what an entry holds apart from its words
ASIDE = ("source", "source_en", "year", "unsourced", "items")


@dataclass(frozen=True)
class Change:
    """One thing that differs: the words of a language (`part` is `es` or `en`), the source and year (`source`), or the
    tags of its lines (`items`)."""

    key: str
    part: str
    old: str
    new: str


def _cited(entry: Mapping) -> str:
    said = [str(entry.get(name) or "") for name in ("source", "source_en", "year")]
    return ", ".join(part for part in said if part)


def changed_keys(old: Mapping[str, Mapping], new: Mapping[str, Mapping]) -> tuple[str, ...]:
    """Fields that differ in anything, in the order of the outline; those that no outline knows any more at the end."""
    known = [s.key for s in SECTIONS]
    every = [*known, *sorted((set(old) | set(new)) - set(known))]
    return tuple(k for k in every if (old.get(k) or {}) != (new.get(k) or {}))


def changes(old: Mapping[str, Mapping], new: Mapping[str, Mapping]) -> tuple[Change, ...]:
    """Every difference that a person can read, field by field."""
    found = []
    for key in changed_keys(old, new):
        before, after = old.get(key) or {}, new.get(key) or {}
        field = BY_KEY.get(key)
        for lang in ("es",) if field and field.same else ("es", "en"):
            if before.get(lang, "") != after.get(lang, ""):
                found.append(Change(key, lang, before.get(lang, ""), after.get(lang, "")))
        if _cited(before) != _cited(after):
            found.append(Change(key, "source", _cited(before), _cited(after)))
        if (before.get("items") or []) != (after.get("items") or []):
            found.append(Change(key, "items", str(len(before.get("items") or [])), str(len(after.get("items") or []))))
    return tuple(found)


def patch(old: Mapping[str, Mapping], new: Mapping[str, Mapping]) -> dict[str, dict | None]:
    """Field → the entry as it became; None where it is gone. `applied(old, patch(old, new)) == new`."""
    every = dict.fromkeys([*old, *new])
    return {k: dict(new[k]) if k in new else None for k in every if old.get(k) != new.get(k)}


def applied(old: Mapping[str, Mapping], changed: Mapping[str, Mapping | None]) -> dict[str, dict]:
    """The revision that follows `old` by that patch."""
    after = {k: dict(v) for k, v in old.items()}
    for key, entry in changed.items():
        if entry is None:
            after.pop(key, None)
        else:
            after[key] = dict(entry)
    return after
