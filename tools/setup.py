"""Sets this checkout up: environment, project, assets, gazetteer, translations. Run by `make setup`.

Needs Python 3.11 and its standard library only. A step whose inputs have not changed since it last went well is
passed over, so that a second run takes a moment. `--test` adds what the tests need, system packages included where
that is allowed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import platform
import shutil
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / ("Scripts" if os.name == "nt" else "bin")
STAMPS = VENV / ".stamps"
NODE_AT_LEAST = 20

# what the tests need from the system: how to see that it is there, Debian's package, how a Mac gets it
SYSTEM_FOR_TESTS = [
    ("chromium", "the browser tests", "chromium", "brew install --cask google-chrome"),
    ("postgresql", "the tests on PostgreSQL", "postgresql", "brew install postgresql@17"),
    ("java", "PDF validation", "default-jre-headless", "brew install --cask temurin"),
    ("jaxb", "PDF validation", "libjaxb-java", "the jars of JAXB 2.3 in a folder that HERMANAR_JAXB names"),
    ("pdftoppm", "looking at papers", "poppler-utils", "brew install poppler"),
]
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
# Homebrew's own Chromium is not signed, and macOS does not open it
ON_MAC = tuple(Path(f"/Applications/{n}.app/Contents/MacOS/{n}") for n in ("Google Chrome", "Chromium"))
# Debian's Chromium without its window draws a page in half of the time; where there is none the tests take Chromium
FASTER = "chromium-headless-shell"


class SetUpStopped(Exception):
    """One sentence that tells the person what is missing and how to get it."""


def say(sentence: str) -> None:
    print(f"· {sentence}", flush=True)


def run(*command: str | Path, why: str) -> None:
    """Run a command quietly; show its own words only when it fails."""
    done = subprocess.run(
        [str(c) for c in command], cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        sys.stdout.write(done.stdout.decode(errors="replace")[-6000:])
        raise SetUpStopped(f"{why} did not succeed (its last words stand above).")


def environment() -> dict[str, str]:
    """The environment's own commands (and a node from the lock) come first; the person's own settings stay."""
    path = os.pathsep.join([str(BIN), os.environ.get("PATH", "")])
    return {**os.environ, "PATH": path, "VIRTUAL_ENV": str(VENV)}


# Stamps


def fingerprint(*inputs: Path | str) -> str:
    """Hash of texts, files and all files under folders, with their names."""
    digest = hashlib.sha256()
    for item in inputs:
        if isinstance(item, str):
            digest.update(item.encode())
            continue
        files = sorted(f for f in item.rglob("*") if f.is_file()) if item.is_dir() else [item]
        for f in files:
            if f.is_file() and "__pycache__" not in f.parts:
                digest.update(str(f.relative_to(ROOT)).encode() + b"\0" + f.read_bytes())
    return digest.hexdigest()


def is_done(step: str, mark: str, outputs: tuple[Path, ...] = ()) -> bool:
    stamp = STAMPS / step
    there = all(o.exists() and (o.is_file() or any(o.iterdir())) for o in outputs)
    return there and stamp.exists() and stamp.read_text() == mark


def note_done(step: str, mark: str) -> None:
    STAMPS.mkdir(parents=True, exist_ok=True)
    (STAMPS / step).write_text(mark)


# Steps


def make_environment() -> None:
    """`.venv` with the locked uv in it. Uses a uv that is here, else the pip that Python brings."""
    mark = fingerprint(ROOT / "requirements-build.txt", platform.python_version())
    if is_done("environment", mark, (BIN / "python", BIN / "uv")):
        return
    uv = shutil.which("uv")
    lock = ROOT / "requirements-build.txt"
    if not works(BIN / "python"):
        say("Making the environment in .venv")
        if VENV.exists():
            shutil.rmtree(VENV)
        if uv:
            run(uv, "venv", "--quiet", "--python", sys.executable, VENV, why="Making .venv")
        else:
            make_plain_environment()
    say("Installing uv from the lock")
    if uv:
        run(uv, "pip", "install", "--quiet", "--require-hashes", "-r", lock, why="Installing uv")
    else:
        run(*pip_for_environment(), "--require-hashes", "-r", lock, why="Installing uv")
    note_done("environment", mark)


def pip_for_environment() -> tuple[Path | str, ...]:
    """`pip install` into `.venv`: by the pip in it, else by the one that this Python has of its own."""
    install = ("install", "--quiet", "--disable-pip-version-check")
    if works(BIN / "python", "-m", "pip", "--version"):
        return BIN / "python", "-m", "pip", *install
    if importlib.util.find_spec("ensurepip") is None:
        return sys.executable, "-m", "pip", "--python", BIN / "python", *install
    run(BIN / "python", "-m", "ensurepip", why="Installing pip")
    return BIN / "python", "-m", "pip", *install


def make_plain_environment() -> None:
    if importlib.util.find_spec("ensurepip") is None:
        if works(sys.executable, "-m", "pip", "--python", sys.executable, "--version"):
            run(sys.executable, "-m", "venv", "--without-pip", VENV, why="Making .venv")
            return
        package = f"python{sys.version_info.major}.{sys.version_info.minor}-venv"
        if not may_install():
            raise SetUpStopped(
                f"Python's venv module is not complete here and there is no pip or uv. Install one of them "
                f"(sudo apt install {package}) and try again."
            )
        install_packages([package])
    run(sys.executable, "-m", "venv", VENV, why="Making .venv")


def works(*command: str | Path) -> bool:
    """Whether a program is here and ends well (a bare Python is asked to do nothing)."""
    extra = ("-c", "") if len(command) == 1 else ()
    try:
        told = subprocess.run([*map(str, command), *extra], cwd=ROOT, env=environment(), capture_output=True)
        return told.returncode == 0
    except OSError:
        return False


def install_lock(for_tests: bool) -> None:
    """What the lock names, and nothing whose hash it does not name; then the project itself, editable."""
    name = "requirements-test.txt" if for_tests else "requirements.txt"
    mark = fingerprint(ROOT / name, platform.python_version())
    wider = fingerprint(ROOT / "requirements-test.txt", platform.python_version())
    uv = BIN / "uv"
    if not is_done(name, mark) and not (name == "requirements.txt" and is_done("requirements-test.txt", wider)):
        say(f"Installing what {name} names, each file checked by its hash (the first time takes a minute or two)")
        run(uv, "pip", "install", "--quiet", "--require-hashes", "-r", ROOT / name, why=f"Installing {name}")
        note_done(name, mark)
    mark = fingerprint(ROOT / "pyproject.toml", str(ROOT))
    if not is_done("project", mark, (BIN / "hermanar",)):
        say("Installing Hermanar itself")
        run(
            *(uv, "pip", "install", "--quiet", "--no-deps", "--no-build-isolation", "--editable", ROOT),
            why="Installing Hermanar",
        )
        note_done("project", mark)


def find_node() -> None:
    """Node 20 or later of the system with its npm, else the one from the lock, inside .venv."""
    if node_version("node") >= NODE_AT_LEAST and shutil.which("npm"):
        return
    lock = ROOT / "requirements-node.txt"
    mark = fingerprint(lock)
    if not is_done("node", mark, (BIN / "node",)):
        say(f"No node {NODE_AT_LEAST} or later here: installing one into .venv")
        run(BIN / "uv", "pip", "install", "--quiet", "--require-hashes", "-r", lock, why="Installing node")
        note_done("node", mark)


def node_version(command: str) -> int:
    try:
        told = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
        return int(told.strip().lstrip("v").split(".")[0])
    except (OSError, subprocess.CalledProcessError, ValueError):
        return 0


PACKAGE = ROOT / "src" / "hermanar"
NPM = (ROOT / "package.json", ROOT / "package-lock.json", ROOT / ".npmrc")

FONTS = PACKAGE / "documents" / "renderers" / "fonts"
GAZETTEER = PACKAGE / "checks" / "data" / "gazetteer.sqlite3"


_ONE_NPM = threading.Lock()


def install_npm() -> None:
    """What package-lock.json names, checked by its hashes; no scripts of packages are run."""
    with _ONE_NPM:
        # the same mark as tools/build_assets.py, which may also be called alone
        mark, lock = ROOT / "node_modules" / ".hermanar-lock", fingerprint_of_file(NPM[1])
        if mark.exists() and mark.read_text() == lock:
            return
        find_node()
        say("Installing what package-lock.json names")
        npm = shutil.which("npm", path=environment()["PATH"]) or "npm"
        run(npm, "ci", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", why="npm ci")
        mark.write_text(lock)


def fingerprint_of_file(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def build(name: str, sentence: str, inputs: tuple[Path, ...], output: Path) -> None:
    """Run one script of tools/ when what it reads has changed or what it leaves is gone."""
    script = ROOT / "tools" / name
    if not script.exists():
        return
    mark = fingerprint(script, *inputs)
    if is_done(name, mark, (output,)):
        return
    install_npm()
    say(sentence)
    run(BIN / "python", script, why=sentence)
    note_done(name, mark)


def build_all() -> None:
    """What is made from the sources, side by side: none waits for what another makes."""
    with ThreadPoolExecutor() as side_by_side:
        for made in [side_by_side.submit(make) for make in (build_assets, build_gazetteer, compile_messages)]:
            made.result()


def build_assets() -> None:
    """Assets of the pages, typefaces of the papers."""
    assets = ROOT / "tools" / "build_assets.py"
    if assets.exists() and not works(BIN / "python", assets, "--check"):
        install_npm()
        find_node()
        say("Building styles, scripts, icons and map")
        run(BIN / "python", assets, why="Building the assets")
    code = tuple((PACKAGE / "documents" / "renderers").glob("*.py"))
    build("collect_fonts.py", "Collecting the typefaces of the papers", (*NPM, *code), FONTS)


def build_gazetteer() -> None:
    facts = tuple(p for p in (PACKAGE / "checks" / "data").glob("*") if p != GAZETTEER)
    reader = PACKAGE / "checks" / "gazetteer.py"
    sentence = "Building the gazetteer of municipalities, towns and places"
    build("build_gazetteer.py", sentence, (*NPM, ROOT / "requirements.txt", reader, *sorted(facts)), GAZETTEER)


def compile_messages() -> None:
    catalogues = sorted(PACKAGE.glob("*/locale/*/LC_MESSAGES/*.po"))
    mark = fingerprint(*catalogues)
    if is_done("messages", mark, tuple(c.with_suffix(".mo") for c in catalogues)):
        return
    say("Compiling the English catalogues")
    run(BIN / "python", ROOT / "tools" / "messages.py", "compile", why="Compiling translations")
    note_done("messages", mark)


# System packages, for the tests only


def may_install() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install_packages(packages: list[str]) -> None:
    say(f"Installing Debian packages: {', '.join(packages)}")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in (
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages],
    ):
        done = subprocess.run(command, env=quiet, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        if done.returncode:
            sys.stdout.write(done.stdout.decode(errors="replace")[-3000:])
            raise SetUpStopped(f"apt-get could not install {', '.join(packages)}. Install them and try again.")


def is_here(what: str) -> bool:
    if what == "chromium":
        return bool(os.environ.get("CHROMIUM")) or any(map(shutil.which, BROWSERS)) or any(p.exists() for p in ON_MAC)
    if what == "postgresql":
        sys.path.insert(0, str(ROOT))
        from tools.pg import find_bin

        return find_bin() is not None
    if what == "java":
        return works("java", "-version")
    if what == "jaxb":
        return bool(os.environ.get("HERMANAR_JAXB")) or Path("/usr/share/java/jaxb-api.jar").exists()
    return shutil.which(what) is not None


def install_faster_browser() -> None:
    """Tried once; the tests go without it."""
    if os.environ.get("CHROMIUM") or shutil.which(FASTER) or not may_install() or is_done(FASTER, "tried"):
        return
    try:
        install_packages([FASTER])
    except SetUpStopped:
        say(f"Going on without {FASTER}: the browser tests take longer.")
    note_done(FASTER, "tried")


def install_system_for_tests() -> None:
    missing = [row for row in SYSTEM_FOR_TESTS if not is_here(row[0])]
    if missing and may_install():
        install_packages([debian for _, _, debian, _ in missing])
        missing = [row for row in missing if not is_here(row[0])]
    if not missing:
        return
    print("The tests need these, and may not install them themselves:")
    for what, use, debian, mac in missing:
        print(f"  {what}: for {use} (Debian, Ubuntu: {debian}; macOS: {mac})")
    if shutil.which("apt-get"):
        raise SetUpStopped("Run: sudo apt-get install " + " ".join(debian for _, _, debian, _ in missing))
    raise SetUpStopped("Install them and try again.")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--test", action="store_true", help="also what the tests need")
    options = parser.parse_args()
    started = time.monotonic()
    try:
        with ThreadPoolExecutor() as beside:
            # the system's own packages and those of Python come from different places
            system = beside.submit(install_system_for_tests) if options.test else None
            make_environment()
            install_lock(options.test)
            build_all()
            if system is not None:
                system.result()
                install_faster_browser()
    except SetUpStopped as stop:
        print(f"\n{stop}")
        return 1
    if time.monotonic() - started > 5:
        say("Ready. .venv/bin/hermanar works.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
