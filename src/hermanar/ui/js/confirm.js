// Official acts: one press, one act; Cancel closes the panel and gives the focus back.
import {each} from "./each.js";

const LATER = 4000; // an answer that leaves the page standing (a download, an error) lets the form be sent again

export function startConfirm(part) {
  each(part, "form[data-confirm]", form => {
    const panel = form.closest("details");
    const close = form.querySelector("[data-close]");
    if (panel && close) {
      close.hidden = false;
      close.addEventListener("click", () => {
        panel.open = false;
        panel.querySelector("summary").focus();
      });
      panel.querySelector("summary").addEventListener("click", () => {
        // when the press has opened it; a panel that comes open with the page leaves the focus where it is
        requestAnimationFrame(() => {
          if (panel.open) form.querySelector("textarea, input:not([type=hidden]), button[type=submit]")?.focus();
        });
      });
    }
  });
  // a second press on the same form does not send it twice; the server refuses it as well
  each(part, "form[method=post]", form => {
    form.addEventListener("submit", event => {
      if (form.dataset.sent) {
        event.preventDefault();
        event.stopImmediatePropagation();
        return;
      }
      form.dataset.sent = "1";
      setTimeout(() => delete form.dataset.sent, LATER);
    });
  });
}

// coming back with the Back button, the form can be sent again
window.addEventListener("pageshow", () => {
  document.querySelectorAll("form[data-sent]").forEach(form => delete form.dataset.sent);
});
