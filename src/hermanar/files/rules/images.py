"""Pictures: whole, of a size that fits in memory; and their copies without place or device inside."""

import io
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..enums import Fault

MAX_POINTS = 50_000_000
MAX_FRAMES = 500
_PAGED = "TIFF"  # several pages of one paper, not something that moves
_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "GIF")
_HEIC = ("HEIF",)


@dataclass(frozen=True)
class Copy:
    """A JPEG of ours: size in points, and bytes that hold the picture and nothing else."""

    data: bytes
    width: int
    height: int


def _open(path: Path) -> Any:
    """The picture, not decoded yet. HEIC (what iPhones make) is read by libheif, loaded only for it."""
    from PIL import Image

    with path.open("rb") as f:
        if f.read(12)[4:8] != b"ftyp":
            return Image.open(path, formats=_FORMATS)
    from pillow_heif import register_heif_opener

    register_heif_opener(thumbnails=False)
    return Image.open(path, formats=_HEIC)


def fault_in_image(path: Path) -> Fault | None:
    """Decode the picture once, after its declared size was found bearable."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is declared is measured below
            with _open(path) as picture:
                frames = getattr(picture, "n_frames", 1)
                if picture.width * picture.height > MAX_POINTS or frames > MAX_FRAMES:
                    return Fault.IMAGE_TOO_LARGE
                if frames > 1 and picture.format != _PAGED:
                    return Fault.ANIMATED
                picture.load()
    except Image.DecompressionBombError:
        return Fault.IMAGE_TOO_LARGE
    except (OSError, SyntaxError, ValueError, EOFError):
        return Fault.IMAGE_DAMAGED
    return None


def copy_without_traces(path: Path, edge: int, quality: int = 82) -> Copy:
    """One copy: see `copies_without_traces`."""
    return copies_without_traces(path, (edge,), quality)[0]


def copies_without_traces(path: Path, edges: Sequence[int], quality: int = 82) -> list[Copy]:
    """A JPEG for each edge, the largest first, no side longer than that many points: turned as it was held, flattened on
    white, with no place, device, author or profile inside. The file is decoded once, a JPEG at the nearest smaller
    scale, so memory stays bounded.

    Raises ValueError where the picture cannot be read.
    """
    from PIL import Image, ImageOps

    largest = edges[0]
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with _open(path) as picture:
                if picture.width * picture.height > MAX_POINTS:
                    raise ValueError("too many points")
                picture.draft("RGB", (largest, largest))  # only JPEG heeds it
                picture.thumbnail((largest, largest), Image.Resampling.LANCZOS, reducing_gap=2.0)
                turned = ImageOps.exif_transpose(picture)
                if turned.mode in {"RGBA", "LA", "P", "PA"}:
                    clear = turned.convert("RGBA")
                    flat = Image.new("RGB", clear.size, "white")
                    flat.paste(clear, mask=clear.getchannel("A"))
                else:
                    flat = turned.convert("RGB")
                # a fresh picture of the same points: whatever else travelled with the file stays behind
                bare = Image.frombytes("RGB", flat.size, flat.tobytes())
    except (Image.DecompressionBombError, OSError, SyntaxError, EOFError) as error:
        raise ValueError(str(error)) from error
    copies = []
    for edge in edges:
        bare.thumbnail((edge, edge), Image.Resampling.LANCZOS, reducing_gap=2.0)
        out = io.BytesIO()
        bare.save(out, "JPEG", quality=quality, progressive=True)
        copies.append(Copy(out.getvalue(), *bare.size))
    return copies
