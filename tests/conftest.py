"""What every test stands on: network closed, query counts, selection by database."""

import gc
import ipaddress
import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils import translation
from hypothesis import HealthCheck, settings
from whitenoise.middleware import WhiteNoiseMiddleware

pytest_plugins = ["tests.kept", "tests.told_once", "tests.cast", "tests.flush"]

# how long an example takes says how busy the machine is, not whether the promise holds
settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")

# a tenth of the time went into looking for cycles among some million objects that stay: looked for seldom, and not among those
# that stand when the tests were found
gc.set_threshold(50_000, 20, 50)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--only-db", action="store_true", help="only tests that use the database (second engine's run)")


class _NamedAtOnce:
    """Writes what failed the moment it did: its traceback comes at the end, which an interrupted run does not see."""

    def __init__(self, reporter: pytest.TerminalReporter) -> None:
        self._reporter = reporter

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.failed:
            self._reporter.write_line(f" {report.nodeid} ({report.when})")


@pytest.hookimpl(trylast=True)
def pytest_configure(config: pytest.Config) -> None:
    reporter = config.pluginmanager.get_plugin("terminalreporter")
    if reporter and not hasattr(config, "workerinput"):
        config.pluginmanager.register(_NamedAtOnce(reporter))


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long sweeps run when asked for by `-m`; `--only-db` keeps what touches the database, without browsers and `once`."""
    dropped: set[pytest.Item] = set()
    if "long" not in config.getoption("markexpr", ""):
        dropped |= {i for i in items if i.get_closest_marker("long")}
    if config.getoption("--only-db"):
        dropped |= {i for i in items if not uses_database(i) or any(map(i.get_closest_marker, ("browser", "once")))}
    if dropped:
        config.hook.pytest_deselected(items=[i for i in items if i in dropped])
        items[:] = [i for i in items if i not in dropped]
    items.sort(key=_turn)


# rooms of which no test is one of the second engine's run (`test_harness`): not even read there
ON_ONE_ENGINE = {"browser", "checks", "tools", "web"}


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    here = Path(__file__).parent
    return (
        config.getoption("--only-db") and collection_path.parent == here and collection_path.name in ON_ONE_ENGINE
    ) or None


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Files of a table by their number: the bytes of some differ in each process, which must find the same tests."""
    return argname if isinstance(val, bytes) else None


def pytest_collection_finish() -> None:
    gc.collect()
    gc.freeze()


def _turn(item: pytest.Item) -> int:
    """What takes minutes begins first of its sort: begun last, it would run alone while the other processes wait. Tests that
    empty the database behind them stay behind those that do not."""
    if item.get_closest_marker("xdist_group") or "/test_http_" in item.nodeid:
        return 0
    if not item.get_closest_marker("browser"):
        return 1
    return 2 if "test_walk_pages" in item.nodeid or "test_walk_whole" in item.nodeid else 3


def uses_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or names & {"db", "transactional_db", "live_server"})


@pytest.fixture(autouse=True)
def spanish() -> Iterator[None]:
    """Every test begins in the program's first language: a page asked for in English leaves its language in the thread."""
    with translation.override("es"):
        yield


@pytest.fixture(autouse=True)
def one_transaction(monkeypatch: pytest.MonkeyPatch) -> None:
    """A request that ends outside Django's own client (a WSGI client, a file that is closed) must not close the
    connection on which the test's transaction lives."""
    tidy = BaseDatabaseWrapper.close_if_unusable_or_obsolete

    def unless_within(connection: BaseDatabaseWrapper) -> None:
        if not connection.in_atomic_block:
            tidy(connection)

    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", unless_within)


@pytest.fixture(scope="session", autouse=True)
def _static_files_found_once() -> Iterator[None]:
    """Every client of Django's has a middleware of its own, which looks for each file of the assets: found once per process."""
    find = WhiteNoiseMiddleware.add_files_from_finders
    found: dict[str, object] = {}

    def from_the_first(middleware: WhiteNoiseMiddleware) -> None:
        if not found:
            find(middleware)
            found.update(middleware.files)
        middleware.files.update(found)

    WhiteNoiseMiddleware.add_files_from_finders = from_the_first
    yield
    WhiteNoiseMiddleware.add_files_from_finders = find


class NetworkClosed(AssertionError):
    """A test tried to leave this machine."""


def _is_loopback(host: object) -> bool:
    if not isinstance(host, str) or host in {"", "localhost"}:
        return True
    try:
        return ipaddress.ip_address(host.split("%")[0]).is_loopback
    except ValueError:
        return False


@pytest.fixture(scope="session", autouse=True)
def _closed_network():
    """Only this machine and sockets in the file system."""
    connect, connect_ex, lookup = socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo

    def guarded(original):
        def call(self, address):
            if self.family in {socket.AF_INET, socket.AF_INET6} and not _is_loopback(address[0]):
                raise NetworkClosed(f"connection to {address!r}")
            return original(self, address)

        return call

    def guarded_lookup(host, *args, **kwargs):
        if not _is_loopback(host.decode() if isinstance(host, bytes) else host):
            raise NetworkClosed(f"look-up of {host!r}")
        return lookup(host, *args, **kwargs)

    socket.socket.connect, socket.socket.connect_ex = guarded(connect), guarded(connect_ex)
    socket.getaddrinfo = guarded_lookup
    yield
    socket.socket.connect, socket.socket.connect_ex, socket.getaddrinfo = connect, connect_ex, lookup


@pytest.fixture
def assert_flat(db) -> Callable[[Callable[[], object], Callable[[], object]], int]:
    """`assert_flat(make, call)`: `call` asks as many questions of the database with three rows as with one.

    Returns that number, so that a test may also hold it against a budget.
    """
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def count(call: Callable[[], object]) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            call()
        return [q["sql"] for q in asked.captured_queries]

    def check(make: Callable[[], object], call: Callable[[], object]) -> int:
        make()
        call()  # what is asked once per process is no growth
        one = count(call)
        make()
        make()
        three = count(call)
        more = [sql for sql in three if three.count(sql) > one.count(sql)]
        assert len(three) == len(one), "queries grow with the rows:\n" + "\n".join(more)
        return len(one)

    return check


@pytest.fixture(scope="session")
def on_postgresql() -> bool:
    """Whether this run stands on the second engine (`DATABASE_URL`)."""
    return os.environ.get("DATABASE_URL", "").startswith("postgres")
