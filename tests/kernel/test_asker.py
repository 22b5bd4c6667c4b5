"""Who asks, behind the proxies of an instance."""

import pytest

from hermanar.kernel.asker import asker_of


@pytest.mark.parametrize(
    ("own", "forwarded", "proxies", "asker"),
    [
        ("203.0.113.7", "198.51.100.1", 0, "203.0.113.7"),
        ("127.0.0.1", "198.51.100.1", 1, "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1", 1, "198.51.100.1"),
        ("127.0.0.1", "6.6.6.6, 198.51.100.1, 10.0.0.1", 2, "198.51.100.1"),
        ("127.0.0.1", "", 1, "127.0.0.1"),
    ],
)
def test_asker_is_who_the_outermost_proxy_saw(own, forwarded, proxies, asker):
    assert asker_of({"REMOTE_ADDR": own, "HTTP_X_FORWARDED_FOR": forwarded}, proxies) == asker
