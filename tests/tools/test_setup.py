"""Set-up says in a sentence what is missing, and does nothing twice."""

import pytest

from tools import setup


@pytest.fixture
def stamps(tmp_path, monkeypatch):
    monkeypatch.setattr(setup, "STAMPS", tmp_path / "stamps")
    monkeypatch.setattr(setup, "ROOT", tmp_path)
    return tmp_path


def test_step_with_same_inputs_is_done(stamps):
    source, output = stamps / "in.txt", stamps / "out"
    source.write_text("a")
    output.mkdir()
    mark = setup.fingerprint(source)
    assert not setup.is_done("step", mark, (output,))
    setup.note_done("step", mark)
    assert not setup.is_done("step", mark, (output,)), "an empty folder is no output"
    (output / "made").write_text("")
    assert setup.is_done("step", mark, (output,))
    source.write_text("b")
    assert not setup.is_done("step", setup.fingerprint(source), (output,))


def test_fingerprint_of_folder_knows_names_and_contents(stamps):
    folder = stamps / "f"
    folder.mkdir()
    (folder / "a").write_text("1")
    first = setup.fingerprint(folder)
    (folder / "a").rename(folder / "b")
    assert setup.fingerprint(folder) != first


def test_missing_system_packages_are_named(monkeypatch, capsys):
    monkeypatch.setattr(setup, "is_here", lambda what: what not in {"chromium", "jaxb"})
    monkeypatch.setattr(setup, "may_install", lambda: False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: "/usr/bin/apt-get")
    with pytest.raises(setup.SetUpStopped) as stopped:
        setup.install_system_for_tests()
    assert str(stopped.value) == "Run: sudo apt-get install chromium libjaxb-java"
    assert "chromium: for the browser tests" in capsys.readouterr().out


def test_missing_system_packages_are_named_as_a_mac_gets_them(monkeypatch, capsys):
    monkeypatch.setattr(setup, "is_here", lambda what: False)
    monkeypatch.setattr(setup, "may_install", lambda: False)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    with pytest.raises(setup.SetUpStopped) as stopped:
        setup.install_system_for_tests()
    assert str(stopped.value) == "Install them and try again."
    told = [line.split("macOS: ")[1].rstrip(")") for line in capsys.readouterr().out.splitlines() if "macOS: " in line]
    assert told == [
        "brew install --cask google-chrome", "brew install postgresql@17", "brew install --cask temurin",
        "the jars of JAXB 2.3 in a folder that HERMANAR_JAXB names", "brew install poppler",
    ]  # fmt: skip


def test_missing_system_packages_are_installed_where_allowed(monkeypatch):
    here = {"postgresql", "java", "jaxb", "pdftoppm"}
    asked = []

    def install(packages):
        asked.append(packages)
        here.add("chromium")

    monkeypatch.setattr(setup, "is_here", lambda what: what in here)
    monkeypatch.setattr(setup, "may_install", lambda: True)
    monkeypatch.setattr(setup, "install_packages", install)
    setup.install_system_for_tests()
    assert asked == [["chromium"]]


def test_faster_browser_is_tried_once_and_may_be_missing(stamps, monkeypatch, capsys):
    asked = []

    def fails(packages):
        asked.append(packages)
        raise setup.SetUpStopped("no line")

    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setattr(setup, "may_install", lambda: True)
    monkeypatch.setattr(setup.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup, "install_packages", fails)
    setup.install_faster_browser()
    setup.install_faster_browser()
    assert asked == [["chromium-headless-shell"]]
    assert "Going on without chromium-headless-shell" in capsys.readouterr().out


def test_incomplete_venv_module_is_named(monkeypatch):
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup, "may_install", lambda: False)
    monkeypatch.setattr(setup, "works", lambda *command: False)
    with pytest.raises(setup.SetUpStopped, match=r"sudo apt install python3\.\d+-venv"):
        setup.make_plain_environment()


def test_incomplete_venv_module_is_done_without_where_python_has_a_pip(monkeypatch, tmp_path):
    """As on a Debian with python3-pip and without python3-venv: nobody has to be root."""
    asked = []
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup, "may_install", lambda: False)
    monkeypatch.setattr(setup, "VENV", tmp_path / "env")
    monkeypatch.setattr(setup, "BIN", tmp_path / "env" / "bin")
    monkeypatch.setattr(setup, "works", lambda *command: command[0] == setup.sys.executable)
    monkeypatch.setattr(setup, "run", lambda *command, why: asked.append(command))
    setup.make_plain_environment()
    assert asked == [(setup.sys.executable, "-m", "venv", "--without-pip", tmp_path / "env")]
    into = (setup.sys.executable, "-m", "pip", "--python", tmp_path / "env" / "bin" / "python", "install")
    assert setup.pip_for_environment()[:6] == into


def test_failed_command_shows_its_words_and_stops(capsys):
    with pytest.raises(setup.SetUpStopped, match="Trying did not succeed"):
        setup.run("sh", "-c", "echo the reason; exit 3", why="Trying")
    assert "the reason" in capsys.readouterr().out
