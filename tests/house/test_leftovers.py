"""What has no place in the repository: things left open, addresses of one machine, large or made files."""

import re

import pytest

from tests.house import source

# put together here, so that this file does not find itself
OPEN = re.compile("|".join([r"\bTO" + r"DO\b", r"\bFIX" + r"ME\b", r"NotImplemented" + r"Error", r"# no" + r"qa\b"]))
SWITCHED_OFF = re.compile(
    r"mark\.(?:sk" + r"ip|xf" + r"ail)|pytest\.(?:sk" + r"ip|xf" + r"ail)\(|# type: ig" + r"nore\s*$", re.M
)
MACHINE = re.compile(r"(?<![\w.])/(?:wo" + r"rk|ro" + r"ot|ho" + r"me/\w+|Us" + r"ers/\w+)/|bash_" + r"jobs")
HOSTS = re.compile(
    r"pypi\."
    + r"org/simple|files\.python"
    + r"hosted|registry\."
    + r"(?:npmjs|yarnpkg)|\"reso"
    + r"lved\":|--(?:extra-)?index-"
    + r"url|--find-"
    + r"links"
)
TEXT = {".py", ".html", ".txt", ".md", ".toml", ".yaml", ".yml", ".json", ".po", ".js", ".mjs", ".scss", ".css", ".svg"}
TEXT |= {".cfg", ".sh", ".service", ".conf", ".typ", ".csv", ".ini", ""}
LARGEST = 300_000


def texts():
    for path in source.tracked():
        if path.suffix in TEXT:
            yield path, path.read_text(encoding="utf-8", errors="replace")


def lines_with(pattern: re.Pattern, *, only: set[str] | None = None) -> list[str]:
    found = []
    for path, text in texts():
        if only and path.suffix not in only:
            continue
        for m in pattern.finditer(text):
            found.append(f"{source.name(path)}:{text.count(chr(10), 0, m.start()) + 1} {m[0].strip()}")
    return found


def test_nothing_is_left_open():
    assert lines_with(OPEN) == []


def test_no_check_is_switched_off():
    assert lines_with(SWITCHED_OFF, only={".py"}) == []


def test_no_path_of_one_machine():
    assert lines_with(MACHINE) == []


def test_no_address_of_a_registry():
    assert lines_with(HOSTS) == []


def test_no_large_or_made_file():
    # locks, and a catalogue, which grows with the pages
    grown = {"package-lock.json", "requirements.txt", "requirements-test.txt", "django.po"}
    large = [source.name(p) for p in source.tracked() if p.stat().st_size > LARGEST and p.name not in grown]
    made = [source.name(p) for p in source.tracked() if p.suffix in {".mo", ".pyc", ".woff2", ".ttf", ".sqlite3"}]
    assert large + made == []


@pytest.mark.parametrize(
    "lock", ["requirements.txt", "requirements-test.txt", "requirements-build.txt", "requirements-node.txt"]
)
def test_lock_names_a_hash_for_every_version(lock):
    text = (source.ROOT / lock).read_text()
    pins = re.findall(r"^[a-z0-9._-]+(?:\[[a-z,]+\])?==\S+", text, re.M | re.I)
    assert len(pins) > 1
    entries = [e for e in re.split(r"\n(?=[a-zA-Z0-9])", text) if e and not e.startswith("#")]
    assert [e.split()[0] for e in entries if "--hash=sha256:" not in e] == []


def test_test_lock_agrees_with_the_lock():
    """What is tested is what is installed."""

    def pins(name: str) -> dict[str, str]:
        found = re.findall(r"^([a-z0-9._-]+)==(\S+)", (source.ROOT / name).read_text(), re.M | re.I)
        return dict(found)

    lock, wider = pins("requirements.txt"), pins("requirements-test.txt")
    assert {k: wider.get(k) for k in lock} == lock
