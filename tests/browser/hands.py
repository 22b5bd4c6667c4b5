"""How a person presses, types and chooses at the browser: with the mouse here, by keys alone in `keyboard.py`."""

from typing import Any

KIND = "e => e.tagName === 'SELECT' ? 'select' : e.type"
_OPEN_ALL = (
    "e => { for (let d = e.closest('details'); d; d = d.parentElement.closest('details')) d.open = true;"
    f" return ({KIND})(e); }}"
)


class Mouse:
    """Points at what it wants; what is folded away is unfolded first."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def find(self, controls: Any) -> Any:
        """The one of these (a locator) that is pressed."""
        return self.known(controls)[0]

    def known(self, controls: Any) -> tuple[Any, str]:
        """That one, and of which kind it is."""
        return controls.first, controls.first.evaluate(_OPEN_ALL)

    def press(self, control: Any) -> None:
        control.click()

    def put(self, controls: Any, value: Any) -> None:
        """Type or choose; `None` unticks or empties, a list ticks several."""
        first, kind = self.known(controls)
        wanted = [] if value is None else [str(v) for v in value] if isinstance(value, list) else [str(value)]
        if kind == "select":
            self.choose(first, wanted[0] if wanted else "")
        elif kind == "radio":
            self.pick(controls, wanted[0])
        elif kind == "checkbox":
            for box in controls.all():
                if box.is_checked() != ((box.get_attribute("value") or "on") in wanted):
                    self.tick(box)
        else:
            self.write(first, kind, wanted[0] if wanted else "")

    def write(self, control: Any, kind: str, value: str) -> None:
        control.fill(value)

    def choose(self, control: Any, value: str) -> None:
        control.select_option(value)

    def pick(self, controls: Any, value: str) -> None:
        """The radio button of that value."""
        next(one for one in controls.all() if one.get_attribute("value") == value).check()

    def tick(self, box: Any) -> None:
        """Tick what is not ticked, and the other way round."""
        box.set_checked(not box.is_checked())

    def hand(self, controls: Any, papers: list[dict[str, Any]]) -> None:
        """Choose files."""
        self.find(controls).set_input_files(papers)
