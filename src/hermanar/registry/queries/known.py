"""What the book already tells of a pair, whatever the spelling or the direction."""

from collections.abc import Iterable

from django.db.models import Q

from hermanar.checks.lists import MEXICO, Party, Reader

from ..models import Entry

MOST = 5_000  # entries of the parties asked about that are looked through


def known_relations(reader: Reader, pairs: Iterable[tuple[Party, Party]]) -> dict[tuple[str, str], str]:
    """(our key, identity of the counterpart) → public id of the standing entry that tells of them. One query.

    The latest entry where several do. A counterpart is the same by its place, or where that is not known by its name.
    """
    asked = {(ours.ref, theirs.identity) for ours, theirs in pairs}
    keys = {key for key, _identity in asked} | {i[3:] for _key, i in asked if i.startswith("mx:")}
    if not keys:
        return {}
    rows = Entry.objects.filter(Q(our_key__in=keys) | Q(country=MEXICO, snapshot__theirs__key__in=sorted(keys)))
    found = {}
    for entry in rows.filter(withdrawn_at=None).order_by("pk")[:MOST]:
        theirs = entry.snapshot["theirs"]
        for key, identity in _identities(reader, entry, theirs):
            if (key, identity) in asked:
                found[key, identity] = entry.public_id
    return found


def _identities(reader: Reader, entry: Entry, theirs: dict) -> Iterable[tuple[str, str]]:
    if theirs["key"]:
        yield entry.our_key, f"mx:{theirs['key']}"
        yield theirs["key"], f"mx:{entry.our_key}"
        return
    for printed in {n for n in (theirs["name"]["es"], theirs["name"].get("en", "")) if n}:
        yield entry.our_key, reader.party(printed, entry.country).identity
        if theirs["subdivision"]:
            yield entry.our_key, reader.party(f"{printed}, {theirs['subdivision']}", entry.country).identity
