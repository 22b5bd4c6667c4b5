"""Photographs beside the text of a paper: copies without traces, at the size that is printed."""

import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

from hermanar.files.models import Blob
from hermanar.files.queries import open_blob
from hermanar.files.rules.images import copy_without_traces

from ..renderers import Plate

PRINT_EDGE = 840  # points of the longer side: 260 to the inch over half a page


def plates_of(pictures: Iterable[tuple[str, str, Mapping[str, str]]]) -> list[Plate]:
    """Of each (key of the caption's block, hash of the picture, alternative text), one decoded at a time."""
    wanted = list(pictures)
    blobs = {b.sha256: b for b in Blob.objects.filter(sha256__in={sha256 for _, sha256, _ in wanted})}
    found = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "picture"
        for key, sha256, alt in wanted:
            blob = blobs.get(sha256)
            if blob is None:
                continue
            with path.open("wb") as out, open_blob(blob) as f:
                while chunk := f.read(2**20):
                    out.write(chunk)
            found.append(Plate(key, alt, picture=copy_without_traces(path, PRINT_EDGE).data))
    return found
