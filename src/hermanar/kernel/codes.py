"""Identifiers people and machines can carry: public ids, verification codes, hashes."""

import hashlib
import json
import secrets
from typing import Any

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford: no i, l, o, u


def new_public_id() -> str:
    """12 random Crockford characters (60 bits), lower case. Used in addresses and in the journal."""
    return "".join(secrets.choice(ALPHABET) for _ in range(12))


def _check(body: str) -> str:
    return ALPHABET[sum((i + 3) * ALPHABET.index(c) for i, c in enumerate(body)) % 31]


def new_paper_code() -> str:
    """Code printed on an issued paper: 12 random characters and a check character, in groups: `3f7k-9q2m-x0ab-c`."""
    body = new_public_id()
    return f"{body[:4]}-{body[4:8]}-{body[8:]}-{_check(body)}"


def read_paper_code(typed: str) -> str | None:
    """Canonical form of a typed code, forgiving O/0, I/L/1, case, spaces and hyphens; None if its check character is wrong."""
    raw = "".join(c for c in typed.lower() if c.isalnum())
    raw = raw.translate(str.maketrans("oilu", "011v"))
    if len(raw) != 13 or any(c not in ALPHABET for c in raw) or _check(raw[:12]) != raw[12]:
        return None
    return f"{raw[:4]}-{raw[4:8]}-{raw[8:12]}-{raw[12]}"


def canonical_json(value: Any) -> bytes:
    """One byte string per value: sorted keys, no spaces, UTF-8. What is hashed is this."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def sha256_of(value: Any) -> str:
    """Hex SHA-256 of the canonical JSON of `value` (or of the bytes themselves)."""
    return hashlib.sha256(value if isinstance(value, bytes) else canonical_json(value)).hexdigest()
