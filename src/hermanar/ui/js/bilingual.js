// On a phone the two languages of a sheet become tabs.
import {each} from "./each.js";

export function startBilingual(part) {
  each(part, "[data-bilingual]", sheet => {
    const buttons = sheet.querySelectorAll("[data-column]");
    buttons.forEach(button => button.addEventListener("click", () => {
      sheet.dataset.bilingual = button.dataset.column;
      buttons.forEach(other => other.setAttribute("aria-pressed", String(other === button)));
    }));
  });
}
