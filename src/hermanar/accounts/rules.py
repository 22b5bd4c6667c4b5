"""Sealing: bytes that only this instance can read, for a bounded time. Pure: the key and the hour come from outside."""

import base64
import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping


def _fernet(secret: str, purpose: str):
    """One key per purpose, derived from the instance's secret: what is sealed for one cannot be opened as another."""
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    salt = hashlib.sha256(b"hermanar").digest()
    key = HKDF(algorithm=SHA256(), length=32, salt=salt, info=purpose.encode()).derive(secret.encode())
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str, purpose: str, data: bytes, at: dt.datetime) -> bytes:
    """Encrypt and sign, stamped with the hour."""
    return _fernet(secret, purpose).encrypt_at_time(data, int(at.timestamp()))


def unseal(secret: str, purpose: str, sealed: bytes, at: dt.datetime, lasts: dt.timedelta) -> bytes | None:
    """What was sealed, or None when it was altered, meant for something else, or is older than `lasts`."""
    from cryptography.fernet import InvalidToken

    try:
        return _fernet(secret, purpose).decrypt_at_time(
            sealed, ttl=int(lasts.total_seconds()), current_time=int(at.timestamp())
        )
    except InvalidToken:
        return None


KEPT_LASTS = dt.timedelta(hours=1)  # how long a form waits for its person
_NEVER_KEPT = ("csrfmiddlewaretoken", "password", "contrasena", "token", "otp")


def pack_form(data: Mapping[str, Iterable[str]]) -> bytes:
    """The fields of a form as bytes; secrets and one-time codes are left out."""
    kept = {k: list(v) for k, v in data.items() if not any(word in k.lower() for word in _NEVER_KEPT)}
    return json.dumps(kept, ensure_ascii=False, separators=(",", ":")).encode()


def unpack_form(data: bytes) -> dict[str, list[str]]:
    return json.loads(data)


def form_mark(page: str, path: str, shown: str) -> str:
    """Of one form as one page showed it: by its token, else by where it stands and where it goes."""
    return hashlib.sha256("\n".join([page, path, shown]).encode()).hexdigest()


def form_purpose(user: str, page: str, path: str) -> str:
    """What a kept form is sealed for: another person's, or another page's, it does not open."""
    return f"form:{user}:{page}\n{path}"
