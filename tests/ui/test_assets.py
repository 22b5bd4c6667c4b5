"""What the set-up builds: small, complete, and asking for nothing outside."""

import gzip
import re
from pathlib import Path

import pytest

import hermanar.ui

UI = Path(hermanar.ui.__file__).parent
DIST = UI / "static" / "dist"
OUTSIDE = re.compile(r"(?:url\(|@import |href=\")\s*[\"']?(?:https?:)?//")


@pytest.mark.parametrize(
    ("name", "limit"), [("hermanar.css", 45), ("hermanar.js", 8), ("icons.svg", 8), ("world.svg", 42)]
)
def test_asset_stays_light_on_the_wire(name, limit):
    assert 0 < len(gzip.compress((DIST / name).read_bytes(), 9)) < limit * 1024


@pytest.mark.parametrize("name", ["hermanar.css", "hermanar.js", "icons.svg", "world.svg"])
def test_asset_asks_for_nothing_outside(name):
    assert OUTSIDE.findall((DIST / name).read_text()) == []


def test_stylesheet_needs_no_data_images_and_finds_its_files():
    css = (DIST / "hermanar.css").read_text()
    files = {match.strip("\"'") for match in re.findall(r"url\(([^)]+)\)", css)}
    assert [f for f in files if f.startswith("data:")] == []
    assert [f for f in sorted(files) if not (DIST / f).exists()] == []


def test_stylesheet_holds_the_colours_of_the_design():
    css = (DIST / "hermanar.css").read_text()
    tokens = {"#faf8f4", "#7b1e3a", "#a57f2c", "#1e5b4f", "#e6e0d4", "#221d1f", "#6b6466"}
    assert sorted(t for t in tokens if t not in css) == []


def test_sprite_holds_every_icon_that_templates_name():
    held = set(re.findall(r'<symbol id="([^"]+)"', (DIST / "icons.svg").read_text()))
    named = {
        name
        for path in (UI / "templates").rglob("*.html")
        for name in re.findall(r'\{% icon "([a-z0-9-]+)"|\bicon="([a-z0-9-]+)"', path.read_text())
        for name in name
        if name
    }
    assert sorted(named - held) == []
    assert len(named) > 10


def _luminance(colour: str) -> float:
    parts = [int(colour[n : n + 2], 16) / 255 for n in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(
    ("letters", "ground"),
    [
        ("ink", "paper"),
        ("ink-2", "paper"),
        ("wine", "paper"),
        ("wine", "wine-pale"),
        ("leaf", "leaf-pale"),
        ("amber", "amber-pale"),
        ("red", "red-pale"),
        ("sand-ink", "sand"),
        ("white", "wine"),
    ],
)
def test_letters_stand_out_from_their_ground(letters, ground):
    tokens = dict(re.findall(r"^\$([\w-]+): (#[0-9a-f]{6});", (UI / "scss" / "_tokens.scss").read_text(), re.M))
    tokens["white"] = "#ffffff"
    light, dark = sorted((_luminance(tokens[letters]), _luminance(tokens[ground])), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
