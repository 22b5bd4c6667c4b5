"""The command line starts fast, lists what is there, and says its version."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

import hermanar
from hermanar.cli import main as entry


def test_version_is_that_of_the_package():
    done = CliRunner().invoke(entry.main, ["--version"])
    assert (done.exit_code, done.output.strip()) == (0, f"hermanar, version {hermanar.__version__}")


def test_help_lists_commands_whose_module_is_there(monkeypatch):
    monkeypatch.setitem(entry.COMMANDS, "nowhere", ("not_there", "x", "Nothing."))
    shown = CliRunner().invoke(entry.main, ["--help"]).output
    assert "serve" in shown
    assert "nowhere" not in shown
    assert CliRunner().invoke(entry.main, ["nowhere"]).exit_code == 2


@pytest.mark.parametrize("name", [n for n in entry.COMMANDS if n in entry.main.list_commands(None)])
def test_command_is_loaded_and_documented(name):
    command = entry.main.get_command(None, name)
    assert command is not None
    assert command.help


def test_start_loads_no_framework():
    """`--help`, `match` and `check` answer without Django."""
    code = (
        "import sys; import hermanar.cli.main as m; m.main.list_commands(None);"
        "sys.exit(any(n.split('.')[0] in {'django', 'typst', 'docx', 'yaml'} for n in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
