"""Templates: no inline script or style, nothing unused."""

import ast
import re

import pytest
from django.template.loader import get_template
from django.template.utils import get_app_template_dirs

from tests.house import floors, source

# what the content security policy would refuse in the browser
INLINE = {
    "style attribute": re.compile(r"<[a-zA-Z][^>]*\sstyle\s*=", re.S),
    "event attribute": re.compile(r"<[a-zA-Z][^>]*\son[a-z]+\s*=\s*[\"']", re.S),
    "htmx event attribute": re.compile(r"\shx-on[:-]"),
    "inline style": re.compile(r"<style\b"),
    "inline script": re.compile(r"<script\b(?![^>]*\bsrc=)(?![^>]*type=\"application/(?:ld\+)?json\")", re.S),
    "script address": re.compile(r"[\"']\s*javascript:"),
}
# asked for by name by Django itself
BY_DJANGO = {"400.html", "403.html", "403_csrf.html", "404.html", "500.html"}


def html() -> list:
    return [p for p in source.templates() if p.suffix == ".html"]


@pytest.mark.parametrize("path", html(), ids=source.name)
def test_template_holds_nothing_inline(path):
    text = re.sub(r"{#.*?#}|{% comment %}.*?{% endcomment %}", "", path.read_text(encoding="utf-8"), flags=re.S)
    assert [what for what, pattern in INLINE.items() if pattern.search(text)] == []


@pytest.mark.parametrize("path", html(), ids=source.name)
def test_template_can_be_read(path):
    get_template(source.template_name(path))


def test_every_template_is_used():
    """By a view, by another template, as a component, or in the place of another package's template."""
    words: set[str] = set()
    patterns: list[str] = []  # names put together: f"mail/{kind}.txt"
    for path in source.modules():
        for node in ast.walk(source.tree(path)):
            if isinstance(node, ast.JoinedStr):
                parts = [re.escape(str(p.value)) if isinstance(p, ast.Constant) else "[a-z_]+" for p in node.values]
                if "/" in "".join(parts[:1]) and re.search(r"\.(html|txt)$", parts[-1].replace("\\", "")):
                    patterns.append("".join(parts))
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                words.add(node.value.split("#")[0])
    components: set[str] = set()
    for path in source.templates():
        text = path.read_text(encoding="utf-8")
        words |= {w.split("#")[0] for w in re.findall(r"[\"']([\w./#-]+\.(?:html|txt|svg|xml))[\"'#]?", text)}
        components |= set(re.findall(r"<c-([\w.-]+)", text))
    elsewhere = [d for d in get_app_template_dirs("templates") if not d.is_relative_to(floors.PACKAGE)]
    unused = []
    for path in source.templates():
        name = source.template_name(path)
        if name.startswith("cotton/"):
            stem = name.removeprefix("cotton/").removesuffix(".html").removesuffix("/index")
            used = stem.replace("/", ".").replace("_", "-") in {c.replace("_", "-") for c in components}
        else:
            used = name in words or name in BY_DJANGO or any((d / name).exists() for d in elsewhere)
            used = used or any(re.fullmatch(p, name) for p in patterns)
        if not used:
            unused.append(source.name(path))
    assert unused == []
