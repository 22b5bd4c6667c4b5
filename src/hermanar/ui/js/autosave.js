// A form with data-autosave="ADDRESS" saves itself while one writes and says at what hour it did.
// What could not be saved stays in the page and is tried again; nothing of it is written to the browser's storage, for
// the computer may be shared. Leaving a page with unsent words asks first; an expired session is the server's to mend.
import {each} from "./each.js";

const PAUSE = 1500; // data-pause="…" on the form says another

export function startAutosave(part) {
  each(part, "form[data-autosave]", form => {
    const says = form.querySelector("[data-saved]") ?? document.querySelector("[data-saved]");
    let wait;
    let dirty = false;
    const pause = Number(form.dataset.pause) || PAUSE;

    const say = (text, failed = false) => {
      if (!says) return;
      says.textContent = text;
      says.classList.toggle("failed", failed);
    };

    async function save() {
      if (!form.isConnected) return;
      dirty = false;
      say(says?.dataset.saving ?? "");
      try {
        const answer = await fetch(form.dataset.autosave, {
          method: "POST", body: new FormData(form), headers: {Accept: "application/json", "X-Requested-With": "autosave"},
          redirect: "error",
        });
        if (answer.status === 409) { form.requestSubmit(); return; } // somebody else changed the same: the page shows both texts
        if (answer.status === 422) { // what was typed cannot be kept: said at once, tried again when it changes
          dirty = true;
          say((await answer.json()).error, true);
          return;
        }
        if (answer.status === 401) { // the session is over: the server keeps what was written, and says how to come to it
          const told = await answer.json();
          dirty = !told.kept;
          say(told.error, true);
          return;
        }
        if (!answer.ok) throw new Error(String(answer.status));
        const said = await answer.json().catch(() => ({})); // {at: "12:04 h"}, and a new version number when there is one
        for (const [name, value] of Object.entries(said.fields ?? {})) if (form.elements[name]) form.elements[name].value = value;
        const now = new Date();
        const at = said.at ?? `${String(now.getHours()).padStart(2, "0")}:${String(now.getMinutes()).padStart(2, "0")} h`;
        say((says?.dataset.at ?? "{}").replace("{}", at));
        form.dispatchEvent(new CustomEvent("hermanar:saved", {bubbles: true, detail: said}));
      } catch {
        dirty = true;
        say(says?.dataset.failed ?? "", true);
        clearTimeout(wait);
        wait = setTimeout(save, pause * 10);
      }
    }

    function touched() {
      dirty = true;
      clearTimeout(wait);
      wait = setTimeout(save, pause);
    }

    form.addEventListener("input", touched);
    form.addEventListener("change", touched);
    form.addEventListener("submit", () => { clearTimeout(wait); dirty = false; });
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && dirty) { clearTimeout(wait); save(); }
    });
    window.addEventListener("beforeunload", event => { if (dirty && form.isConnected) event.preventDefault(); });
  });
}
