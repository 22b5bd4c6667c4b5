"""Documents say what is there: links lead somewhere, named commands and make targets exist."""

import re

import pytest

from hermanar.cli.main import COMMANDS
from tests.house import source

PAGES = [p for p in source.tracked() if p.suffix == ".md"]


@pytest.mark.parametrize("path", PAGES, ids=source.name)
def test_relative_link_leads_to_a_file(path):
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    targets = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text)
    gone = [t for t in targets if not re.match(r"[a-z]+:", t) and not (path.parent / t).exists()]
    assert gone == []


@pytest.mark.parametrize("path", PAGES, ids=source.name)
def test_named_command_exists(path):
    named = set(re.findall(r"(?:`|^|bin/)hermanar ([a-z][a-z-]*)", path.read_text(encoding="utf-8"), re.M))
    assert named - set(COMMANDS) == set()


@pytest.mark.parametrize("path", PAGES, ids=source.name)
def test_named_make_target_exists(path):
    targets = set(re.findall(r"^([a-z-]+):", (source.ROOT / "Makefile").read_text(), re.M))
    named = set(re.findall(r"(?:`|^)make ([a-z-]+)", path.read_text(encoding="utf-8"), re.M))
    assert named - targets == set()
