"""A form that a page shows, filled with what was sent before: by its HTML, whatever made it.

Pure: text in, text out. Each tag that changes is written anew where it stands; nothing else of the page is touched.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

# what the page itself puts into a form, anew each time it shows it
PAGE = "_page"  # the page that shows the form
OF_THE_PAGE = frozenset({"csrfmiddlewaretoken", "_once", PAGE})
_NEVER = frozenset({"password", "file", "submit", "button", "image", "reset"})

Attributes = dict[str, str | None]


@dataclass(frozen=True)
class Sent:
    """A form as it was sent: to which address, with what."""

    path: str
    data: Mapping[str, Sequence[str]]


@dataclass
class _Tag:
    """A start tag as it stands in the text, from `start` to `end`."""

    name: str
    attributes: Attributes
    start: int
    end: int

    def written(self) -> str:
        said = [f" {k}" if v is None else f' {k}="{escape(v)}"' for k, v in self.attributes.items()]
        return f"<{self.name}{''.join(said)}>"


@dataclass
class _Control(_Tag):
    """`inner_end`: where the text of a textarea ends; `options` of a select, each with its value."""

    inner_end: int = 0
    options: list[tuple[_Tag, str]] = field(default_factory=list)

    @property
    def kind(self) -> str:
        return (self.attributes.get("type") or "text").lower() if self.name == "input" else self.name

    @property
    def field_name(self) -> str:
        return self.attributes.get("name") or ""


@dataclass
class _Form:
    tag: _Tag
    around: list[_Tag]
    controls: list[_Control] = field(default_factory=list)
    addresses: set[str] = field(default_factory=set)


class _Page(HTMLParser):
    """Forms of a page with their controls, and where its content begins."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.forms: list[_Form] = []
        self.content = -1
        self._lines = [0]
        for line in text.split("\n"):
            self._lines.append(self._lines[-1] + len(line) + 1)
        self._open: list[_Form] = []
        self._details: list[_Tag] = []
        self._belongs: list[tuple[_Control, str]] = []
        self._select: _Control | None = None
        self._area: _Control | None = None
        self._option: tuple[_Tag, list[str]] | None = None
        self.feed(text)
        self.close()
        by_id = {f.tag.attributes.get("id"): f for f in self.forms}
        for control, owner in self._belongs:
            if form := by_id.get(owner):
                form.controls.append(control)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        start, end = self._at(), self._at() + len(self.get_starttag_text() or "")
        if self._area is not None:
            return
        if tag == "option":
            self._close_option()
            self._option = (_Tag(tag, dict(attrs), start, end), [])
        elif tag == "form":
            form = _Form(_Tag(tag, dict(attrs), start, end), list(self._details))
            self.forms.append(form)
            self._open.append(form)
        elif tag == "details":
            self._details.append(_Tag(tag, dict(attrs), start, end))
        elif tag == "main":
            self.content = end
        elif tag in {"input", "textarea", "select", "button"}:
            control = _Control(tag, dict(attrs), start, end)
            self._put(control)
            self._select = control if tag == "select" else self._select
            self._area = control if tag == "textarea" else None

    handle_startendtag = handle_starttag

    def _put(self, control: _Control) -> None:
        if owner := control.attributes.get("form"):
            self._belongs.append((control, owner))
        elif self._open:
            self._open[-1].controls.append(control)

    def handle_data(self, data: str) -> None:
        if self._option is not None:
            self._option[1].append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea" and self._area is not None:
            self._area.inner_end = self._at()
            self._area = None
        elif self._area is not None:
            return
        elif tag in {"option", "select"}:
            self._close_option()
            self._select = None if tag == "select" else self._select
        elif tag == "form" and self._open:
            self._open.pop()
        elif tag == "details" and self._details:
            self._details.pop()

    def _close_option(self) -> None:
        if self._option is not None and self._select is not None:
            tag, text = self._option
            said = tag.attributes.get("value", " ".join("".join(text).split()))
            self._select.options.append((tag, said or ""))
        self._option = None


def refill(
    text: str,
    page: str,
    sent: Iterable[Sent],
    note: Callable[[int, list[str]], str],
    head: Callable[[list[Sent], bool], str],
) -> str:
    """The page with its forms as they were sent, the latest of each; what has no place there is carried along and told.

    `note` is what a filled form begins with, given its turn and the words that its controls cannot hold; `head` what the page begins with,
    given the forms that it does not show and whether it shows
    any.
    """
    read = _Page(text)
    for form in read.forms:
        _name_addresses(form, page)
    edits: dict[tuple[int, int], str] = {}
    filled: set[int] = set()
    homeless = []
    for one in sent:
        form = _form_of(read.forms, one, filled)
        if form is None:
            homeless.append(one)
            continue
        filled.add(form.tag.start)
        carried = _fill(form, one.data, edits)
        hidden = "".join(f'<input type="hidden" name="{escape(k)}" value="{escape(v)}">' for k, v in carried)
        edits[form.tag.end, form.tag.end] = note(len(filled), [v for k, v in carried if _is_word(k, v)]) + hidden
        for details in form.around:
            if "open" not in details.attributes:
                details.attributes["open"] = None
            edits[details.start, details.end] = details.written()
    if read.content >= 0:
        edits[read.content, read.content] = head(homeless, bool(filled))
    out, at = [], 0
    for (start, end), words in sorted(edits.items()):
        out += [text[at:start], words]
        at = end
    return "".join([*out, text[at:]])


def words_of(sent: Sent) -> list[str]:
    """What somebody wrote in it, without what the page had put in."""
    return [v for k, values in sent.data.items() for v in values if _is_word(k, v)]


def _is_word(name: str, value: str) -> bool:
    return bool(value.strip()) and not name.startswith("_") and not name.endswith("_FORMS")


def _name_addresses(form: _Form, page: str) -> None:
    own = form.tag.attributes
    if (own.get("method") or "get").lower() != "post":
        return
    said = [own.get("action") or "", own.get("hx-post"), own.get("data-autosave")]
    said += [c.attributes.get("formaction") for c in form.controls]
    for address in said:
        if address is not None:
            parts = urlsplit(urljoin(page, address))
            form.addresses.add(f"{parts.path}?{parts.query}" if parts.query else parts.path)


def _form_of(forms: list[_Form], sent: Sent, filled: set[int]) -> _Form | None:
    """The one that it was: of those sent to the same address, the one most like it."""
    like = [f for f in forms if sent.path in f.addresses and f.tag.start not in filled]
    return max(like, key=lambda f: _likeness(f, sent.data), default=None)


def _likeness(form: _Form, data: Mapping[str, Sequence[str]]) -> tuple[int, int]:
    names = {c.field_name for c in form.controls} - OF_THE_PAGE - {""}
    typed = set(data) - OF_THE_PAGE
    same = sum(
        1 if (c.attributes.get("value") or "") in data.get(c.field_name, ()) else -1
        for c in form.controls
        if c.kind in {"hidden", "button", "submit"} and c.field_name and c.field_name not in OF_THE_PAGE
    )
    return len(names & typed) - len(typed - names), same


def _fill(form: _Form, data: Mapping[str, Sequence[str]], edits: dict) -> list[tuple[str, str]]:
    """Write the controls as they were sent; what no control holds comes back."""
    left = {k: list(v) for k, v in data.items() if k not in OF_THE_PAGE}
    for control in form.controls:
        name, kind = control.field_name, control.kind
        if kind in _NEVER:
            values = left.get(name, [])
            if kind in {"submit", "button", "image"} and name and (control.attributes.get("value") or "") in values:
                values.remove(control.attributes.get("value") or "")
            continue
        if not name or name in OF_THE_PAGE or "disabled" in control.attributes:
            continue
        _write(control, left.setdefault(name, []), edits)
    return [(k, v) for k, values in left.items() for v in values if v]


def _write(control: _Control, values: list[str], edits: dict) -> None:
    if control.kind in {"checkbox", "radio"}:
        _mark(control, control.attributes.get("value", "on") or "", "checked", values, edits)
    elif control.name == "select":
        chosen = values if "multiple" in control.attributes else values[:1]
        for option, value in control.options:
            _mark(option, value, "selected", chosen, edits)
        offered = {value for _option, value in control.options}
        values[:] = [v for v in values if v not in chosen or v not in offered]
    elif not values:
        return
    elif control.name == "textarea":
        edits[control.end, control.inner_end] = "\n" + escape(values.pop(0))
    elif control.name == "input":
        control.attributes["value"] = values.pop(0)
        edits[control.start, control.end] = control.written()


def _mark(tag: _Tag, value: str, mark: str, values: list[str], edits: dict) -> None:
    tag.attributes.pop(mark, None)
    if value in values:
        tag.attributes[mark] = None
        if mark == "checked":
            values.remove(value)
    edits[tag.start, tag.end] = tag.written()
