"""Names of the bookmarks that carry a block's key, language and part through Word and back."""

import hashlib
import re

NAME_LIMIT = 40  # Word's own limit for the name of a bookmark
BLOCK_NAME = re.compile(r"([bf])(\d+)_([a-z]{2,3})_(.+)")  # b: lines of a block; f: label and value of a fact
STAMP_NAME = re.compile(r"v(\d+)_(\w{1,30})")  # v: number of the version and public id of its document
_ESCAPES = {"_": "_u", "-": "_h", ".": "_d"}


def escape(key: str) -> str:
    return "".join(c if c.isascii() and c.isalnum() else _ESCAPES.get(c, f"_x{ord(c):x}x") for c in key)


def unescape(name: str) -> str:
    back = {v: k for k, v in _ESCAPES.items()}
    return re.sub(
        r"_x([0-9a-f]+)x|_[uhd]", lambda m: chr(int(m.group(1), 16)) if m.group(1) else back[m.group(0)], name
    )


def bookmark_name(key: str, lang: str, part: int = 0, *, kind: str = "b") -> str:
    """Name of the bookmark of one part of a block: `b0_es_art_h02_dp1`. A key that is too long is named by its hash."""
    name = f"{kind}{part}_{lang}_{escape(key)}"
    if len(name) > NAME_LIMIT:
        name = f"{kind}{part}_{lang}__z{digest(key)}"
    return name


def digest(key: str) -> str:
    """What stands for a key that is too long."""
    return hashlib.sha256(key.encode()).hexdigest()[:24]
