"""Photographs of a phone to the two copies that are shown, against decoding the same photographs bare."""

import shutil
import tempfile
import time
from pathlib import Path
from typing import Any

from hermanar.evidence.operations import SHOWN_EDGE, THUMB_EDGE
from hermanar.files.rules.images import copies_without_traces

from .memory import most

DIFFERENT = 10  # pictures drawn; the rest are the same ones again


def _draw(folder: Path) -> list[Path]:
    """Twelve-megapixel JPEGs with grain, as phones make them: 4000 × 3000 points."""
    from PIL import Image

    files = []
    for n in range(DIFFERENT):
        grain = Image.effect_noise((1000, 750), 40 + 3 * n).resize((4000, 3000))
        path = folder / f"{n}.jpg"
        Image.merge(
            "RGB",
            (grain, grain.transpose(Image.Transpose.FLIP_LEFT_RIGHT), grain.transpose(Image.Transpose.ROTATE_180)),
        ).save(path, "JPEG", quality=88)
        files.append(path)
    return files


def _bare(path: Path) -> None:
    from PIL import Image

    with Image.open(path) as picture:
        picture.load()


def measure(photos: int) -> dict[str, Any]:
    """Seconds of both, their ratio, and how much memory the copies needed beyond what one decoded picture holds."""
    folder = Path(tempfile.mkdtemp(prefix="hermanar-photos-"))
    try:
        files = _draw(folder)
        _bare(files[0])
        before = most()
        began = time.perf_counter()
        for n in range(photos):
            copies_without_traces(files[n % DIFFERENT], (SHOWN_EDGE, THUMB_EDGE))
        ours = time.perf_counter() - began
        grown = most() - before
        began = time.perf_counter()
        for n in range(photos):
            _bare(files[n % DIFFERENT])
        bare = time.perf_counter() - began
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return {
        "photos": photos,
        "ours_s": round(ours, 2),
        "bare_s": round(bare, 2),
        "ratio": round(ours / bare, 2),
        "per_second": round(photos / ours, 1),
        "grown_MB": grown,
        "memory_MB": most(),
    }
