"""Hands that have no mouse: Tab goes where it is to be pressed, Enter and Space press, arrows choose.

On the way every stop must show that the focus is on it; where something is pressed it must not lie under what is fixed above
the page. What no Tab reaches (a trap before it, or a control that is none) stops the walk.
"""

import datetime as dt
from typing import Any

from playwright.sync_api import TimeoutError

from .hands import KIND, Mouse

_WATCH = """() => {
  if (window.keys) return;
  const STOPS = "a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex], [contenteditable]";
  const DAYS = {"date": 4, "time": 3, "month": 3, "datetime-local": 6};  // stops within one control
  const marked = e => { const s = getComputedStyle(e); return s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2; };
  const keys = window.keys = {moved: false, unseen: []};
  const group = e => [...(e.form || document).querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)]
    .filter(o => o.form === e.form && !o.disabled);
  // the little button that opens a calendar is the browser's own, and marked by it
  const shows = e => [e, ...(e.labels || [])].some(marked) || (DAYS[e.type] && !e.matches(":focus-visible"));
  const called = e => (e.innerText || e.name || e.id || e.outerHTML).trim().slice(0, 80);
  document.addEventListener("focusin", ({target}) => {
    keys.moved = true;
    if (target.tabIndex >= 0 && !shows(target)) keys.unseen.push(called(target));
  }, true);
  const stops = () => [...document.querySelectorAll(STOPS)].filter(e => {
    if (e.tabIndex < 0 || e.matches(":disabled") || !e.checkVisibility({visibilityProperty: true})) return false;
    if (e.type !== "radio") return true;
    const peers = group(e), chosen = peers.find(o => o.checked);
    return chosen ? chosen === e : peers[0] === e || peers.at(-1) === e;
  });
  keys.same = (here, e) => here === e || (e.type === "radio" && here?.type === "radio" && group(e).includes(here));
  const weight = list => list.reduce((sum, e, i) => sum + (i && keys.same(list[i - 1], e) ? 0 : DAYS[e.type] ?? 1), 0);
  // summaries to be opened first, the outermost first
  keys.folded = e => {
    const found = [];
    for (let d = e.parentElement.closest("details"); d; d = d.parentElement.closest("details")) {
      const own = d.querySelector(":scope > summary");
      if (!d.open && !own.contains(e)) found.unshift(own);
    }
    return found;
  };
  keys.way = e => {
    const here = document.activeElement;
    if (keys.same(here, e)) return null;
    const list = stops(), fits = o => keys.same(o, e);
    const first = list.findIndex(fits), last = list.findLastIndex(fits);
    if (first < 0) return {lost: e.checkVisibility({visibilityProperty: true}) ? "no stop" : "not visible"};
    const at_start = here === document.body || !here;
    if (at_start && keys.moved) return {key: "Tab", steps: 1};
    const after = o => here.compareDocumentPosition(o) & Node.DOCUMENT_POSITION_FOLLOWING;
    const own = list.indexOf(here);
    const next = at_start ? 0 : own >= 0 ? own + 1 : list.findIndex(o => after(o));
    const from = next < 0 ? list.length : next;            // the first stop after the focus
    const before = own >= 0 ? own : from;                  // stops before the focus
    const ahead = first >= from ? weight(list.slice(from, first)) + 1 : Infinity;
    const back = last < before ? weight(list.slice(last + 1, before)) + 1
      : at_start ? weight(list.slice(last + 1)) + 1 : Infinity;
    const skip = at_start && document.querySelector("main").contains(e)
      ? 3 + weight(list.slice(list.findIndex(o => o.closest("main")), first)) : Infinity;
    const whole = DAYS[e.type] ? DAYS[e.type] + 1 : 0;     // into its first part one comes from before it
    if (skip <= Math.min(ahead, back + whole)) return {skip: true};
    return ahead <= back + whole ? {key: "Tab", steps: ahead} : {key: "Shift+Tab", steps: back + whole};
  };
  // nothing lies over all of it, and it shows the focus
  keys.arrived = e => {
    const here = keys.same(document.activeElement, e) ? document.activeElement : e, box = here.getBoundingClientRect();
    const faults = keys.unseen.splice(0).map(words => `the focus cannot be seen on “${words}”`);
    const points = [[.5, .5], [.1, .2], [.9, .2], [.1, .8], [.9, .8]].map(([x, y]) => [box.x + box.width * x, box.y + box.height * y]);
    const free = ([x, y]) => { const top = document.elementFromPoint(x, y); return top && (here.contains(top) || top.contains(here) || [...(here.labels || [])].some(l => l.contains(top))); };
    if (!points.some(free)) faults.push(`“${called(here)}” is covered: ${JSON.stringify(box)}`);
    return faults;
  };
  // where to go from here; where it is reached, what is wrong there
  keys.ask = e => keys.way(e) ?? {faults: keys.arrived(e)};
  // the first of them that can be gone to, and what folds it away
  keys.first = all => {
    const seen = e => { const box = e.getBoundingClientRect(); return box.width > 0 && box.height > 0 && getComputedStyle(e).visibility === "visible"; };
    const at = all.findIndex(e => keys.folded(e).length || seen(e));
    return at < 0 ? [0, false] : [at, keys.folded(all[at]).length > 0];
  };
}"""
_OPTIONS = """(e, value) => {
  const offered = [...e.options].filter(o => !o.disabled && !o.hidden);
  return [offered.indexOf(e.selectedOptions[0]), offered.findIndex(o => o.value === value), offered.find(o => o.value === value)?.label];
}"""
_RADIOS = """(e, value) => {
  const peers = [...document.querySelectorAll(`input[type=radio][name="${CSS.escape(e.name)}"]`)].filter(o => o.form === e.form && !o.disabled);
  return [peers.indexOf(document.activeElement), peers.findIndex(o => o.value === value)];
}"""
_DRAWN = "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
_BY_LETTERS = 8  # from so many options away on a list is gone through by the first letters
_BY_KEYS = 16  # so many letters are typed one by one
_ROUNDS = 25
_FOLDS = 4  # within one another
_CHOOSERS = 4  # times that a window to choose a file is asked for


class Keyboard(Mouse):
    """Keys only."""

    def __init__(self, page: Any) -> None:
        super().__init__(page)
        page.add_init_script(f"({_WATCH})()")

    def find(self, controls: Any) -> Any:
        """The first that is there to be pressed; what folds it away is opened."""
        for _ in range(_FOLDS):
            at, is_folded = controls.evaluate_all("all => keys.first(all)")
            if not is_folded:
                return controls.nth(at)
            self.reach(controls.nth(at).evaluate_handle("e => keys.folded(e)[0]").as_element())
            self.page.keyboard.press("Enter")
            self.page.evaluate(_DRAWN)
        raise AssertionError(f"{controls} on {self.page.url} stays folded away")

    def known(self, controls: Any) -> tuple[Any, str]:
        found = self.find(controls)
        return found, found.evaluate(KIND)

    def reach(self, control: Any) -> None:
        """Go there with Tab, by the nearer way, over the skip link where that is nearer still."""
        ways = []
        for _ in range(_ROUNDS):
            way = control.evaluate("e => keys.ask(e)")
            if "faults" in way:
                break
            assert "lost" not in way, f"no Tab reaches {control} on {self.page.url}: {way['lost']}"
            ways.append(way)
            if way.get("skip"):
                self.page.keyboard.press("Tab")
                assert self.page.evaluate("document.activeElement.matches('.skip')"), f"no skip link on {self.page.url}"
                self.page.keyboard.press("Enter")
                assert self.page.evaluate("document.activeElement.matches('main')"), f"skip link of {self.page.url}"
                continue
            for _step in range(way["steps"]):
                self.page.keyboard.press(way["key"])
        else:
            raise AssertionError(f"no Tab reaches {control} on {self.page.url}: {ways}")
        assert way["faults"] == [], f"{self.page.url}: {way['faults']}"

    def press(self, control: Any) -> None:
        self.reach(control)
        self.page.keyboard.press("Space" if control.evaluate("e => e.tagName === 'BUTTON'") else "Enter")

    def write(self, control: Any, kind: str, value: str) -> None:
        if control.input_value() == value:
            return
        self.reach(control)
        if kind in {"date", "time"}:
            self._write_parts(control, kind, value)
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            if not value:
                self.page.keyboard.press("Delete")
            elif len(value) > _BY_KEYS:
                self.page.keyboard.insert_text(value)
            else:
                self.page.keyboard.type(value)
        kept = control.input_value()
        assert kept.replace("\r\n", "\n") == value.replace("\r\n", "\n"), f"typed {value!r}, there stands {kept!r}"

    def _write_parts(self, control: Any, kind: str, value: str) -> None:
        """A day or an hour, part by part, in the order in which this browser asks for them."""
        if not value:
            for _part in range(3):
                self.page.keyboard.press("Delete")
                self.page.keyboard.press("ArrowRight")
            return
        if kind == "date":
            day = dt.date.fromisoformat(value)
            orders = [f"{day:%m%d%Y}", f"{day:%d%m%Y}", f"{day:%Y%m%d}"]
        else:
            hour = dt.time.fromisoformat(value)
            orders = [f"{hour:%I%M%p}", f"{hour:%H%M}"]
        for order in orders:
            self.page.keyboard.type(order)
            if control.input_value() == value:
                return
            for _part in range(6):  # out of it and into its first part again
                self.page.keyboard.press("Shift+Tab")
                if not control.evaluate("e => document.activeElement === e"):
                    break
            self.reach(control)

    def choose(self, control: Any, value: str) -> None:
        self.reach(control)
        at, wanted, label = control.evaluate(_OPTIONS, value)
        assert wanted >= 0, f"“{value}” is not offered on {self.page.url}"
        if abs(wanted - at) > _BY_LETTERS:
            self.page.keyboard.type(label[:_BY_KEYS])
            at, wanted, _label = control.evaluate(_OPTIONS, value)
        for _step in range(abs(wanted - at)):
            self.page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")
        assert control.input_value() == value, f"chose {value!r}, there stands {control.input_value()!r}"

    def pick(self, controls: Any, value: str) -> None:
        self.reach(controls.first)
        at, wanted = controls.first.evaluate(_RADIOS, value)
        assert wanted >= 0, f"“{value}” is not offered on {self.page.url}"
        if at == wanted:
            self.page.keyboard.press("Space")
        for _step in range(abs(wanted - at)):
            self.page.keyboard.press("ArrowDown" if wanted > at else "ArrowUp")
        assert controls.nth(wanted).is_checked(), f"“{value}” is not chosen on {self.page.url}"

    def tick(self, box: Any) -> None:
        before = box.is_checked()
        self.reach(box)
        self.page.keyboard.press("Space")
        assert box.is_checked() != before, f"Space ticks nothing on {self.page.url}"

    def hand(self, controls: Any, papers: list[dict[str, Any]]) -> None:
        control = self.find(controls)
        if control.evaluate("e => [...e.files].map(f => f.name)") == [paper["name"] for paper in papers]:
            return  # chosen already, on a page that was typed and left
        control.evaluate("e => { e.presses = 0; e.addEventListener('click', () => e.presses++); }")
        for _ in range(_CHOOSERS):
            self.reach(control)
            try:
                with self.page.expect_file_chooser(timeout=5_000) as asked:
                    self.page.keyboard.press("Space")
            except TimeoutError:  # a busy browser sometimes tells its driver nothing of the window: it is asked again
                continue
            asked.value.set_files(papers)
            return
        pressed = control.evaluate("e => [e.presses, document.activeElement === e]")
        raise AssertionError(f"no window to choose a file comes on {self.page.url}; pressed, in focus: {pressed}")
