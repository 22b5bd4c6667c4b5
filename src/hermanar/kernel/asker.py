"""Who asks, by network address: the entrances count by it what may be done in a minute."""

from collections.abc import Mapping


def asker_of(meta: Mapping[str, str], proxies: int) -> str:
    """Address of who asks, from the headers of a request (`META`); behind so many proxies of ours, the one that the outermost
    of them saw."""
    own = meta.get("REMOTE_ADDR", "")
    via = [a.strip() for a in meta.get("HTTP_X_FORWARDED_FOR", "").split(",") if a.strip()]
    return (via[-min(proxies, len(via))] if proxies and via else own)[:45]
