// A form with data-autosave="ADDRESS" saves itself while one writes and says at what hour it did.
// What could not be saved stays in this browser until it can, and is put back when the page is opened again.
import {each} from "./each.js";

const PAUSE = 1500;
const KEPT = 7 * 24 * 3600e3; // what was never sent waits a week
const SENT = 20 * 60e3; // what was sent waits until one has logged in again, in case the session had ended

export function startAutosave(part) {
  each(part, "form[data-autosave]", form => {
    const says = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
    const key = `hermanar:${form.dataset.autosave}`;
    let wait;
    let dirty = false;

    const say = (text, failed = false) => {
      if (!says) return;
      says.textContent = text;
      says.classList.toggle("failed", failed);
    };
    const fields = () => [...new FormData(form)].filter(([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string");

    function keep(sent = false) {
      try { localStorage.setItem(key, JSON.stringify({at: Date.now(), sent, fields: fields()})); } catch { /* private windows keep nothing */ }
    }
    function forget() {
      try { localStorage.removeItem(key); } catch { /* nothing was kept */ }
    }
    function restore() {
      let kept;
      try { kept = JSON.parse(localStorage.getItem(key)); } catch { return; }
      if (!kept?.fields || Date.now() - kept.at > (kept.sent ? SENT : KEPT)) {
        forget();
        return;
      }
      let changed = false;
      for (const [name, value] of kept.fields) {
        const control = form.elements[name];
        if (control && "value" in control && !["checkbox", "radio", "file", "hidden"].includes(control.type) && control.value !== value) {
          control.value = value;
          changed = true;
        }
      }
      if (changed) {
        say(says?.dataset.restored ?? "");
        touched();
      } else forget();
    }

    async function save() {
      dirty = false;
      say(says?.dataset.saving ?? "");
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: new FormData(form), headers: {Accept: "application/json", "X-Requested-With": "autosave"},
          redirect: "error",
        });
        if (!answer.ok) throw new Error(String(answer.status));
        const said = await answer.json().catch(() => ({})); // {at: "12:04 h"}, and a new version number when there is one
        for (const [name, value] of Object.entries(said.fields ?? {})) if (form.elements[name]) form.elements[name].value = value;
        const now = new Date();
        const at = said.at ?? `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")} h`;
        say((says?.dataset.at ?? "{}").replace("{}", at));
        if (!dirty) forget();
        form.dispatchEvent(new CustomEvent("hermanar:saved", {bubbles: true, detail: said}));
      } catch {
        say(says?.dataset.failed ?? "", true);
        wait = setTimeout(save, PAUSE * 10);
      }
    }

    function touched() {
      dirty = true;
      keep();
      clearTimeout(wait);
      wait = setTimeout(save, PAUSE);
    }

    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", () => { clearTimeout(wait); if (dirty) keep(true); else forget(); });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && dirty) { clearTimeout(wait); save(); }
    });
    restore();
  });
}

// Whoever logs out on a shared computer leaves nothing written behind.
document.addEventListener("submit", event => {
  if (!event.target.matches("[data-logout]")) return;
  try {
    Object.keys(localStorage).filter(key => key.startsWith("hermanar:")).forEach(key => localStorage.removeItem(key));
  } catch { /* nothing was kept */ }
});
