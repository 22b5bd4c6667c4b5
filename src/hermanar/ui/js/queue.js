// Queues by keyboard: j next, k previous, o or Enter opens; a link with data-key="x" is followed by its key.
import {isWriting} from "./each.js";

const items = () => [...document.querySelectorAll("[data-queue] [data-item]")];

function step(by) {
  const all = items();
  if (!all.length) return;
  const now = all.findIndex(item => item.hasAttribute("aria-current"));
  const next = all[Math.max(0, Math.min(all.length - 1, now < 0 ? 0 : now + by))];
  all.forEach(item => item.removeAttribute("aria-current"));
  next.setAttribute("aria-current", "true");
  next.scrollIntoView({block: "nearest"});
  door(next)?.focus({preventScroll: true});
}

const door = item => item?.querySelector("[data-open], a[href]");

export function startQueue() {
  document.addEventListener("keydown", event => {
    if (isWriting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "j" || event.key === "k") {
      if (!items().length) return;
      event.preventDefault();
      step(event.key === "j" ? 1 : -1);
      return;
    }
    const current = items().find(item => item.hasAttribute("aria-current"));
    if (event.key === "o" && current) {
      door(current)?.click();
      return;
    }
    if (!/^[a-z0-9]$/i.test(event.key)) return;
    const selector = `[data-key="${CSS.escape(event.key)}"]`;
    (current?.querySelector(selector) ?? document.querySelector(`${selector}:not([data-item] *)`))?.click();
  });
}
