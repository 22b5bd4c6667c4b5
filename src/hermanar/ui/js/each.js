// Run once for every element of a part that matches, the part itself included; never twice for the same element.
const seen = new WeakMap();

export function each(part, selector, start) {
  const found = [...part.querySelectorAll(selector)];
  if (part.matches?.(selector)) found.unshift(part);
  for (const element of found) {
    const done = seen.get(element) ?? new Set();
    if (done.has(selector)) continue;
    done.add(selector);
    seen.set(element, done);
    start(element);
  }
}

// A key pressed while somebody writes belongs to what is written.
export function isWriting(event) {
  return event.target.closest?.("input, textarea, select, [contenteditable], dialog") !== null;
}
