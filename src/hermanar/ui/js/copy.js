// A button that copies the text of another element and says so.
import {each} from "./each.js";

export function startCopy(part) {
  each(part, "[data-copy]", button => {
    if (!navigator.clipboard) return;
    button.hidden = false;
    const label = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      if (!source) return;
      await navigator.clipboard.writeText(source.value ?? source.textContent.trim());
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = label; }, 2500);
    });
  });
}
