"""A person without a browser: opens pages, follows links by their words, fills forms by their labels' names, and sends
them with every hidden field they carry, as a browser with scripts off does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.test import Client
from lxml import html

_BUTTONS = "button|input[@type='submit']"
_INLINE = frozenset({"a", "b", "strong", "em", "i", "code", "abbr", "time", "sup", "sub", "q"})


def words(element: html.HtmlElement) -> str:
    """What the eye reads of an element, in one line."""
    return re.sub(r"\s+", " ", "".join(_pieces(element))).strip()


def _pieces(element: html.HtmlElement) -> Iterator[str]:
    if not isinstance(element.tag, str) or element.tag in {"script", "style", "svg", "template"}:
        return
    gap = "" if element.tag in _INLINE else " "
    yield gap
    yield element.text or ""
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    yield gap


@dataclass
class Form:
    """One form of a page: its fields as they came, hidden ones included."""

    page: "Visitor"
    element: html.HtmlElement
    button: html.HtmlElement | None

    def names(self) -> set[str]:
        return {e.get("name") for e in self.element.xpath(".//*[@name]")}

    def fill(self) -> dict[str, list[str]]:
        """What would be sent if nothing were typed."""
        data: dict[str, list[str]] = {}
        for e in self.element.xpath(".//input[@name]|.//textarea[@name]|.//select[@name]"):
            name, kind = e.get("name"), (e.get("type") or e.tag)
            if kind in {"submit", "file", "image", "button"} or e.get("disabled") is not None:
                continue
            if e.tag == "select":
                chosen = [o for o in e.xpath(".//option") if o.get("selected") is not None] or e.xpath(".//option")[:1]
                data.setdefault(name, []).extend(o.get("value", words(o)) for o in chosen)
            elif kind in {"checkbox", "radio"}:
                if e.get("checked") is not None:
                    data.setdefault(name, []).append(e.get("value", "on"))
            elif e.tag == "textarea":
                data.setdefault(name, []).append(re.sub(r"^\r?\n", "", e.text or ""))
            else:
                data.setdefault(name, []).append(e.get("value", ""))
        return data

    def send(self, files: dict[str, Any] | None = None, **typed: Any) -> "Visitor":
        """Type, press the button, and go where the answer leads. `None` unticks; a list ticks several."""
        data = self.fill()
        known = self.names()
        for name, value in typed.items():
            assert name in known, f"no field “{name}” on {self.page.url}; there are {sorted(filter(None, known))}"
            data[name] = [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]
            self._can_be(name, data[name])
        if self.button is not None and self.button.get("name"):
            data[self.button.get("name")] = [self.button.get("value", "")]
        for name, upload in (files or {}).items():
            assert name in known, f"no field “{name}” on {self.page.url}"
            data[name] = upload if isinstance(upload, list) else [upload]
        wants = (self.button.get("formaction") if self.button is not None else None) or self.element.get("action")
        url = urljoin(self.page.url, wants or "")
        url = url or self.page.url
        if (self.element.get("method") or "get").lower() == "get":
            return self.page.open(url.partition("?")[0], {k: v for k, v in data.items() if v})
        if files:
            assert self.element.get("enctype") == "multipart/form-data", f"the form of {self.page.url} loses files"
        return self.page.post(url.partition("#")[0], data)

    def _can_be(self, name: str, values: list[str]) -> None:
        """What a person cannot choose is not sent."""
        elements = self.element.xpath(f".//*[@name='{name}']")
        if elements[0].tag == "select":
            offered = {o.get("value", words(o)) for e in elements for o in e.xpath(".//option")}
            assert set(values) <= offered, f"“{name}” offers {sorted(offered)}, not {values}"
        elif elements[0].get("type") == "radio":
            offered = {e.get("value") for e in elements}
            assert set(values) <= offered, f"“{name}” offers {sorted(filter(None, offered))}, not {values}"


@dataclass
class Visitor:
    """One persona in one browser. `status`, `url` and `tree` are those of the page now open."""

    name: str
    client: Client = field(default_factory=Client)
    url: str = "/"
    status: int = 0
    body: bytes = b""
    tree: html.HtmlElement | None = None
    response: Any = None
    asks_beside: bool = True  # whether it also asks what does not stand on the page before it (`steps.Case`)

    # opening -------------------------------------------------------------------------------------------------------

    def open(self, url: str, data: dict | None = None) -> "Visitor":
        """Open an address, following where it leads."""
        return self._arrived(self.client.get(urljoin(self.url, url).partition("#")[0], data or {}, follow=True), url)

    def post(self, url: str, data: dict[str, list]) -> "Visitor":
        return self._arrived(self.client.post(url, data, follow=True), url)

    def _arrived(self, response: Any, url: str) -> "Visitor":
        chain = getattr(response, "redirect_chain", [])
        self.url = urljoin(urljoin(self.url, url), chain[-1][0] if chain else "").partition("#")[0]
        parts = urlsplit(self.url)
        self.url = parts.path + (f"?{parts.query}" if parts.query else "")
        self.status, self.response = response.status_code, response
        self.body = b"".join(response.streaming_content) if response.streaming else response.content
        is_page = response.headers.get("Content-Type", "").startswith("text/html")
        self.tree = html.fromstring(self.body.decode()) if is_page and self.body.strip() else None
        return self

    def follow(self, label: str) -> "Visitor":
        """Click the link that says so (exactly, else as its beginning)."""
        return self.open(self.link(label))

    def link(self, label: str) -> str:
        found = [a for a in self.tree.xpath("//a[@href]") if words(a) == label]
        found = found or [a for a in self.tree.xpath("//a[@href]") if words(a).startswith(label)]
        assert found, f"no link “{label}” on {self.url}; there are {[words(a) for a in self.tree.xpath('//main//a')]}"
        return found[0].get("href")

    def links(self) -> dict[str, str]:
        """Words → address of every link of the page's body."""
        return {words(a): a.get("href") for a in self.tree.xpath("//main//a[@href]")}

    # forms ---------------------------------------------------------------------------------------------------------

    def formed(self, element: html.HtmlElement, button: html.HtmlElement) -> Form:
        """A form of the page, to be sent by that button."""
        return Form(self, element, button)

    def form(self, button: str, *, near: str = "") -> Form:
        """The form whose button says so; `near`: words that stand in it too, where several have that button."""
        for one in self.tree.xpath("//form"):
            for b in one.xpath(f".//{_BUTTONS.replace('|', '|.//')}"):
                if (words(b) or b.get("value", "")).startswith(button) and (not near or near in words(one.getparent())):
                    return self.formed(one, b)
        buttons = [words(b) for b in self.tree.xpath(f"//form//{_BUTTONS.replace('|', '|//form//')}")]
        raise AssertionError(f"no form with the button “{button}” on {self.url}; there are {buttons}")

    def send(self, button: str, *, near: str = "", files: dict[str, Any] | None = None, **typed: Any) -> "Visitor":
        """Fill in and send the form with that button; what is wrong on the answer stops the test."""
        self.form(button, near=near).send(files, **typed)
        assert self.status == 200, f"{self.name}: {button} → {self.status} at {self.url}"
        assert not self.errors(), f"{self.name}: {button} at {self.url}: {self.errors()}"
        return self

    def refused(
        self, button: str, sentence: str, *, near: str = "", files: dict | None = None, **typed: Any
    ) -> "Visitor":
        """Send what must come back: with the sentence, and with everything typed still there."""
        self.form(button, near=near).send(files, **typed)
        assert self.status == 200, f"{self.name}: {button} → {self.status} at {self.url}"
        assert self.told(sentence), f"“{sentence}” is not said on {self.url}; errors: {self.errors()}"
        if any(value not in (None, "") for value in typed.values()):
            back = self.form(button, near=near).fill()
            for name, value in typed.items():
                wanted = sorted(map(str, value)) if isinstance(value, list) else [str(value or "").strip()]
                kept = [v.replace("\r\n", "\n").strip() for v in back.get(name, [""])]
                assert sorted(kept) == wanted, f"“{name}” was {value!r} and came back as {kept!r}"
        return self

    def kept(self, name: str) -> list[str]:
        """The value of a field on the page that is open now."""
        for one in self.tree.xpath("//form"):
            element = Form(self, one, None)
            if name in element.names():
                found = element.fill().get(name, [])
                if any(found) or len(self.tree.xpath(f"//form[.//*[@name='{name}']]")) == 1:
                    return [v.replace("\r\n", "\n") for v in found]
        return []

    def errors(self) -> list[str]:
        """What the page says is wrong."""
        return [
            words(e)
            for e in self.tree.xpath(
                "//*[@role='alert'] | //*[contains(concat(' ',normalize-space(@class),' '),' error ')]"
                "[not(contains(@class,'finding'))]"
            )
        ]

    # reading -------------------------------------------------------------------------------------------------------

    @property
    def next_step(self) -> str:
        """The card that says what comes next, and whose turn it is."""
        return words(self.part("next"))

    @property
    def claim(self) -> str:
        """“Lo que hoy se puede afirmar”."""
        return words(self.part("claim").xpath(".//blockquote")[0]).strip("“”")

    @property
    def doors(self) -> list[str]:
        """Addresses of the blockers' doors on the page."""
        return [a.get("href") for a in self.tree.xpath("//*[contains(@class,'blockers')]//a[@href]")]

    @property
    def text(self) -> str:
        """Everything the page says."""
        main = self.tree.xpath("//main") or [self.tree]
        return words(main[0])

    def told(self, sentence: str) -> bool:
        """Whether the page says so."""
        return sentence in self.text

    def says(self, *sentences: str) -> "Visitor":
        for sentence in sentences:
            assert self.told(sentence), f"“{sentence}” is not on {self.url}:\n{self.text[:3000]}"
        return self

    def silent(self, *sentences: str) -> "Visitor":
        for sentence in sentences:
            assert sentence not in self.text, f"“{sentence}” stands on {self.url}"
        return self

    def has_button(self, label: str) -> bool:
        return any(words(b).startswith(label) for b in self.tree.xpath("//button|//a"))

    def part(self, css_class: str) -> html.HtmlElement:
        found = self.tree.xpath(f"//*[contains(concat(' ',normalize-space(@class),' '),' {css_class} ')]")
        assert found, f"nothing of class “{css_class}” on {self.url}"
        return found[0]

    def download(self, url: str) -> bytes:
        """A file behind a link; the page stays open."""
        response = self.client.get(urljoin(self.url, url).partition("#")[0])
        assert response.status_code == 200, f"{url} → {response.status_code}"
        return b"".join(response.streaming_content) if response.streaming else response.content

    def papers(self) -> list[str]:
        """Check that every paper linked from the page can be had, in its own format. Returns their addresses."""
        found = []
        for label, href in self.links().items():
            kind = href.partition("?")[0].rpartition(".")[2]
            if kind not in {"pdf", "docx"}:
                continue
            response = self.client.get(urljoin(self.url, href))
            assert response.status_code == 200, f"{self.name}: “{label}” on {self.url} → {response.status_code}"
            assert response.content.startswith(b"%PDF" if kind == "pdf" else b"PK"), href
            found.append(href)
        return found
