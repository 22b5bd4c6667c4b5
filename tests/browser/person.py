"""The persons of the walks in a real browser: what they do page by page without one (`tests.walks`) they do here with their
hands (the mouse, or the keyboard alone), in Spanish or in English. Every page of a new kind on the way is looked at by axe.

In English a link or a form is found by its Spanish words on the Spanish twin of the page, and pressed at the same place of
the English one: so both languages walk the same way, and a page that lacks something in one of them stops the walk.
"""

import os
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin, urlsplit

from django.conf import settings
from django.test import Client
from django.utils.translation import trans_real
from lxml import html
from PIL import Image

from tests.walks.browserless import Form, Visitor
from tests.walks.steps import NO_DAY

from .hands import Mouse

_BUTTONS = "button, input[type=submit]"
_PATIENCE = 120_000  # milliseconds for a page that makes papers, on a machine that does other things
# what a press leads to: another page, or a part of this one where the control itself asks for it
_PARTS = "e => [e, e.form].some(o => o && (o.hasAttribute('hx-get') || o.hasAttribute('hx-post')) && !o.hasAttribute('hx-trigger'))"
_MARK = (
    "parts => { window.before = true;"
    " if (parts) document.addEventListener('htmx:afterSettle', () => { window.before = false; }); }"
)
# what the page says is wrong, as `Visitor.errors` reads it
_ERRORS = (
    "() => [...document.querySelectorAll(\"[role=alert], .error:not([class*='finding'])\")]"
    ".map(e => e.textContent.trim().replace(/\\s+/g, ' '))"
)
_SLOT = re.compile(r"%\(\w+\)[sd]")
IMAGES = Path(__file__).parents[2] / "docs" / "images"
NEAR = 8  # colours that differ less are one
LARGEST = 120_000  # bytes of a picture that is kept


@cache
def in_english(words: str, *, whole: bool = False) -> list[list[str]]:
    """What the program's English says for these Spanish words, each as its pieces between what is filled in: of the sentences
    that begin with them (`whole`), or hold them anywhere."""
    told = trans_real.translation("en")._catalog.items()
    fits = str.startswith if whole else str.__contains__
    found = [each for said, each in told if isinstance(said, str) and isinstance(each, str) and fits(said, words)]
    return [[piece for piece in _SLOT.split(each) if piece.strip()] for each in sorted(found, key=len)]


def in_few_colours(picture: Image.Image) -> Image.Image:
    """The paper and the ink as they are, the rest in colours near its own."""
    often = [colour for _times, colour in sorted(picture.getcolors(picture.width * picture.height), reverse=True)[:40]]
    flat = picture.quantize(colors=128, method=Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).getpalette()
    taken: list[tuple[int, ...]] = []
    for colour in [*often, *zip(*[iter(flat)] * 3, strict=True)]:
        if all(max(abs(a - b) for a, b in zip(colour, other, strict=True)) >= NEAR for other in taken):
            taken.append(colour)
    palette = Image.new("P", (1, 1))
    palette.putpalette([part for colour in taken for part in colour])
    return picture.quantize(palette=palette, dither=Image.Dither.NONE)


def kept_small(page: Any, name: str, *, height: int = 900) -> None:
    """A picture of the page for the guides, small enough to be kept."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    size = page.viewport_size
    page.set_viewport_size({"width": 1180, "height": height})
    path = IMAGES / f"{name}.png"
    page.evaluate("window.scrollTo(0, 0)")
    page.screenshot(path=path)
    page.set_viewport_size(size)
    with Image.open(path) as picture:
        small = in_few_colours(picture.convert("RGB"))
        small.save(path, optimize=True)
    assert path.stat().st_size <= LARGEST, f"{name}: {path.stat().st_size} bytes"


@dataclass
class Answer:
    """What a request beside the page came back with, as Django's client says it."""

    status_code: int
    content: bytes
    headers: dict[str, str]
    streaming: bool = False


@dataclass
class Beside:
    """Downloads of the person's browser: with its session, without leaving the page."""

    page: Any
    base: str

    def get(self, url: str, *_: Any, **__: Any) -> Answer:
        got = self.page.context.request.get(self.base + url)
        return Answer(got.status, got.body(), got.headers)


@dataclass(frozen=True)
class Picture:
    """One that a guide shows: the first that the walk saw of the page, else the latest, as it is filled in."""

    name: str
    height: int = 900
    is_first: bool = False


@dataclass
class Looked:
    """Kinds of pages axe has looked at: an address without the names of single things."""

    check: Callable[[Any], None]
    kinds: set[str] = field(default_factory=set)
    pictures: dict[tuple[str, str], Picture] = field(
        default_factory=dict
    )  # (persona, kind of page) → what a guide shows
    taken: set[str] = field(default_factory=set)
    clicked: set[tuple[str, str]] = field(default_factory=set)  # (kind of page, words of the link)

    def is_new(self, address: str) -> bool:
        return self.kind(address) not in self.kinds

    @staticmethod
    def kind(address: str) -> str:
        parts = urlsplit(address)
        return re.sub(r"/(?=[a-z]*\d)[a-z0-9]{12}(?=/)", "/*", parts.path) + ("?" if parts.query else "")

    def picture(self, persona: str, address: str) -> Picture | None:
        """What is to be kept of this page, when `HERMANAR_SHOTS=1` asks for it."""
        found = self.pictures.get((persona, self.kind(address))) if os.environ.get("HERMANAR_SHOTS") == "1" else None
        return None if found and found.is_first and found.name in self.taken else found

    def at(self, page: Any) -> None:
        """Look, if it is the first of its kind: clean, and no wider than the window."""
        if not self.is_new(page.url):
            return
        self.kinds.add(self.kind(page.url))
        wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{page.url} is {wide} px wider than the window"
        page.evaluate("window.scrollTo(0, 0)")
        self.check(page)


class PressedForm(Form):
    """A form in the browser: typed into control by control, sent by its button."""

    def send(self, files: dict[str, Any] | None = None, **typed: Any) -> "Visitor":
        form = self.type(files, **typed)
        at = self.element.xpath(".//button|.//input[@type='submit']").index(self.button)
        button = self.page.hands.find(form.locator(_BUTTONS).nth(at))
        self.page.keep()  # as it is filled in
        with self.page.going(parts=button.evaluate(_PARTS)):
            self.page.hands.press(button)
        return self.page

    def type(self, files: dict[str, Any] | None = None, **typed: Any) -> Any:
        """Type and choose in the order of the page, and leave it at that. Returns the form as the browser's locator."""
        self.page.draw()
        form = self.page.page.locator("form").nth(self.page.place(self.element))
        known = [e.get("name") for e in self.element.xpath(".//*[@name]")]
        for name in typed:
            assert name in known, f"no field “{name}” on {self.page.url}; there are {sorted(filter(None, known))}"
        for name in sorted(typed, key=known.index):
            self.page.hands.put(form.locator(f"[name='{name}']"), typed[name])
        for name, upload in (files or {}).items():
            papers = upload if isinstance(upload, list) else [upload]
            self.page.hands.hand(form.locator(f"input[name='{name}']"), [self._paper(one) for one in papers])
        return form

    @staticmethod
    def _paper(upload: Any) -> dict[str, Any]:
        upload.seek(0)
        return {"name": upload.name, "mimeType": upload.content_type, "buffer": upload.read()}


@dataclass
class Person(Visitor):
    """One persona at one browser window."""

    page: Any = None
    hands: Any = None
    base: str = ""
    prefix: str = ""  # "/en" where it reads English
    looked: Looked = field(default_factory=lambda: Looked(lambda _page: None))
    wrong: list[str] = field(default_factory=list)
    drawn: bool = False  # the browser stands where the person is
    _unread: Callable[[], str | None] | None = None  # the text of the page, as long as nobody asked for it
    _parsed: html.HtmlElement | None = None
    came_back: bool = False  # the page answers a form that was not taken: it has no address of its own
    is_ahead: bool = False  # gone to an address of which nothing was asked yet

    def __post_init__(self) -> None:
        self.client = Beside(self.page, self.base)
        self.hands = self.hands or Mouse(self.page)
        self.page.context.set_default_timeout(_PATIENCE)
        self.page.on("response", self._heard)
        self.page.on("pageerror", lambda error: self.wrong.append(f"{self.page.url}: script: {error}"))
        self.page.on("console", self._told)
        self.page.on("request", self._asked)
        self.page.on("requestfailed", self._lost)

    def _heard(self, response: Any) -> None:
        if response.request.is_navigation_request() and response.frame == self.page.main_frame:
            self.status = response.status
            self.came_back = response.request.method == "POST"

    def _told(self, message: Any) -> None:
        # the browser itself complains of a page that answers 404 to one who may not see it
        if message.type == "error" and "the server responded with a status of 4" not in message.text:
            self.wrong.append(f"{self.page.url}: console: {message.text}")

    def _lost(self, request: Any) -> None:
        if request.is_navigation_request():
            self.wrong.append(f"{request.method} {request.url}: {request.failure}")

    def _asked(self, request: Any) -> None:
        if not request.url.startswith((self.base, "data:", "blob:", "about:")):
            self.wrong.append(f"{self.page.url}: request to {request.url}")

    def enter(self, post: int) -> "Person":
        """Sit down with one click, as in a demonstration."""
        self.open("/demostracion/").draw()
        form = self.page.locator("form", has=self.page.locator(f"input[name=post][value='{post}']"))
        with self.going():
            self.hands.press(form.get_by_role("button"))
        assert self.url == "/escritorio/", self.url
        return self

    def signed_in(self, client: Client) -> "Person":
        """Sit down with a session that is there already."""
        name = settings.SESSION_COOKIE_NAME
        self.page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": self.base}])
        return self

    def open(self, url: str, data: dict | None = None) -> "Person":
        """Go to an address. It is asked for when something is done there: what is only read is read without being drawn; it is
        drawn before something is pressed on it, and when it is the first of its kind."""
        path = urljoin(self.url, url).partition("#")[0]
        if data:
            path += f"?{urlencode(data)}"
        self._stands_at(path)
        self.came_back, self.drawn, self.is_ahead, self._unread = False, False, True, self._have
        if self.looked.is_new(self.prefix + self.url) or self.looked.picture(self.name, self.url):
            self.draw()
        return self

    def _have(self) -> str | None:
        """Read the page beside the window, in Spanish."""
        got = self.page.context.request.get(self.base + self.url)
        self.status, self.is_ahead = got.status, False
        self._stands_at(got.url)
        return got.text() if got.headers["content-type"].startswith("text/html") else None

    def draw(self) -> None:
        """Have the browser stand where the person is."""
        if self.drawn:
            return
        is_unread = self.is_ahead or self._unread
        answer = self.page.goto(self.base + self.prefix + self.url)
        self.drawn, self.is_ahead = True, False
        self._stands_at(self.page.url)
        if is_unread:
            self._unread = self._twin if self.prefix else answer.text
        if answer.ok:
            self.looked.at(self.page)
            self.keep()

    def keep(self) -> None:
        """A picture of the page, where a guide shows it, when nothing is wrong on it."""
        wanted = self.looked.picture(self.name, self._in_spanish(self.page.url.removeprefix(self.base)))
        if wanted and not self.errors():
            self.looked.taken.add(wanted.name)
            kept_small(self.page, wanted.name, height=wanted.height)

    def follow(self, label: str) -> "Person":
        """Press the link that says so. From a page that is only read, one that was clicked before from its kind is gone after
        without drawing the page for it."""
        way = (self.looked.kind(self.prefix + self.url), label)
        if way in self.looked.clicked and not self.drawn:
            return self.open(self.link(label))
        self.looked.clicked.add(way)
        self.draw()
        href = self.link(label)
        target = urljoin(self.url, href)
        found = self.hands.find(self.page.locator(f'main a[href="{href}"], main a[href="{self.prefix}{target}"]'))
        with self.going(target, parts=found.evaluate(_PARTS)):
            self.hands.press(found)
        return self

    @property
    def reads_english(self) -> bool:
        """A page that came back has no Spanish twin: what stands on it is known by its translation."""
        return bool(self.prefix) and self.came_back

    def form(self, button: str, *, near: str = "") -> Form:
        self.draw()
        if not self.reads_english:
            return super().form(button, near=near)
        labels = [pieces[0] for pieces in in_english(button, whole=True) if pieces]
        beside = [pieces[0] for pieces in in_english(near, whole=True) if pieces] if near else [""]
        for label, other in ((label, other) for label in labels for other in beside):
            try:
                return super().form(label, near=other)
            except AssertionError:
                continue
        return super().form(button, near=near)

    def told(self, sentence: str) -> bool:
        if super().told(sentence) or not self.reads_english:
            return super().told(sentence)
        return any(all(piece.strip() in self.text for piece in pieces) for pieces in in_english(sentence) if pieces)

    def formed(self, element: html.HtmlElement, button: html.HtmlElement) -> PressedForm:
        return PressedForm(self, element, button)

    def refused(
        self, button: str, sentence: str, *, near: str = "", files: dict | None = None, **typed: Any
    ) -> "Person":
        """A day that no calendar has cannot be typed into a browser's own control for days: there the rest is typed and left.
        Anything else is sent, and comes back."""
        if NO_DAY in typed.values():
            self.form(button, near=near).type(**{name: value for name, value in typed.items() if value != NO_DAY})
            return self
        super().refused(button, sentence, near=near, files=files, **typed)
        return self

    def place(self, form: html.HtmlElement) -> int:
        """Which form of the page it is, from the top."""
        return [f for f in self.tree.xpath("//form") if not f.xpath("ancestor::template")].index(form)

    @contextmanager
    def going(self, target: str = "", *, parts: bool = False) -> Iterator[None]:
        """A press, until the page that follows stands, or (`parts`) what comes anew of this one."""
        path = urlsplit(target)
        if path.fragment and path.path == urlsplit(self.url).path and not path.query:
            yield  # a place on the same page
            return
        self.page.evaluate(_MARK, parts)
        yield
        self.page.wait_for_function("() => !window.before")
        self.page.wait_for_load_state()
        self._read()

    def _stands_at(self, address: str) -> None:
        where = urlsplit(address)
        self.url = self._in_spanish(where.path) + (f"?{where.query}" if where.query else "")

    def _in_spanish(self, path: str) -> str:
        return path.removeprefix(self.prefix) if path.startswith(f"{self.prefix}/") else path

    def _read(self) -> None:
        """The page that a press led to."""
        assert self.page.url.startswith(self.base), (self.page.url, self.wrong)
        self.drawn = True
        self._stands_at(self.page.url)
        self.looked.at(self.page)
        self.keep()
        self._unread = self._twin if self.prefix and not self.came_back else self.page.content
        assert self.wrong == []

    def _twin(self) -> str:
        return self.page.context.request.get(self.base + self.url).text()

    @property
    def tree(self) -> html.HtmlElement | None:
        """The page in Spanish: had and parsed when something is looked up on it."""
        if self._unread:
            text, self._unread = self._unread(), None
            self._parsed = html.fromstring(text) if text and text.strip() else None
        return self._parsed

    @tree.setter
    def tree(self, value: html.HtmlElement | None) -> None:
        self._parsed = value

    @property
    def status(self) -> int:
        """What the page was answered with."""
        if self.is_ahead:
            self._parsed, self._unread = None, partial(str, self._have() or "")
        return self._status

    @status.setter
    def status(self, value: int) -> None:
        self._status = value

    def papers(self) -> list[str]:
        """Addresses of the papers that the page links; who asks beside has them too (`Visitor`)."""
        if self.asks_beside:
            return super().papers()
        return [a for a in self.links().values() if a.partition("?")[0].endswith((".pdf", ".docx"))]

    def errors(self) -> list[str]:
        return self.page.evaluate(_ERRORS) if self.drawn else super().errors()
