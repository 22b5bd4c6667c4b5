"""Pictures: whole, and of a size that fits in memory."""

import warnings
from pathlib import Path

from ..enums import Fault

MAX_POINTS = 50_000_000


def fault_in_image(path: Path) -> Fault | None:
    """Decode the picture once, after its declared size was found bearable."""
    from PIL import Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what is declared is measured below
            with Image.open(path, formats=("PNG", "JPEG", "WEBP", "TIFF")) as picture:
                if picture.width * picture.height > MAX_POINTS or getattr(picture, "n_frames", 1) > 500:
                    return Fault.IMAGE_TOO_LARGE
                picture.load()
    except Image.DecompressionBombError:
        return Fault.IMAGE_TOO_LARGE
    except (OSError, SyntaxError, ValueError, EOFError):
        return Fault.IMAGE_DAMAGED
    return None
