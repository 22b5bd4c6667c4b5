// Menus close when one leaves them; notes can be dismissed; the summary of errors takes the focus.
import {each} from "./each.js";

export function startMenus() {
  const open = () => document.querySelectorAll("details[data-menu][open]");
  document.addEventListener("click", event => {
    open().forEach(menu => { if (!menu.contains(event.target)) menu.open = false; });
  });
  document.addEventListener("keydown", event => {
    if (event.key !== "Escape") return;
    open().forEach(menu => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
}

export function startNotes(part) {
  each(part, "[data-dismiss]", button => {
    button.hidden = false;
    button.addEventListener("click", () => button.closest("[data-note]").remove());
  });
}

export function startSummary(part) {
  each(part, "[data-focus]", summary => summary.focus({preventScroll: false}));
}
