// A form with data-uploads="ADDRESS" sends its files piece by piece and goes on where the line broke.
// Each file stands by itself: one that cannot be taken says why and does not stop the others.
import {each} from "./each.js";

const PAUSES = [1000, 3000, 8000, 20000];

const pause = length => new Promise(done => setTimeout(done, length));

class Refused extends Error {}

export function startUploads(part) {
  each(part, "form[data-uploads]", form => {
    const files = form.querySelector("input[type=file]");
    const progress = form.querySelector("[data-progress]");
    const list = progress?.querySelector("ul");
    if (!files || !list) return;
    const token = () => form.elements.csrfmiddlewaretoken.value;
    const size = Number(form.dataset.part);

    async function isShutOut() {
      try {
        const answer = await fetch(location.href, {method: "HEAD", redirect: "manual", cache: "no-store"});
        return answer.type === "opaqueredirect";
      } catch {
        return false;
      }
    }

    async function ask(url, options, says) {
      for (let tried = 0; ; tried += 1) {
        let answer;
        try {
          answer = await fetch(url, {...options, headers: {...options.headers, "X-CSRFToken": token()}, redirect: "manual"});
        } catch {
          // whoever is signed in no more is turned away before the piece was heard out, which looks like a broken line
          if (await isShutOut()) throw new Refused(form.dataset.ended);
          // no line: the piece is sent again when there is one
          says.textContent = form.dataset.waiting;
          await pause(PAUSES[Math.min(tried, PAUSES.length - 1)]);
          continue;
        }
        // the way in, or no right token: whoever sent it is signed in no more
        if (answer.type === "opaqueredirect" || answer.status === 403) throw new Refused(form.dataset.ended);
        const said = await answer.json().catch(() => ({}));
        if (answer.ok) return said;
        if (answer.status >= 500 && tried < PAUSES.length) { await pause(PAUSES[tried]); continue; }
        throw new Refused(said.error || String(answer.status));
      }
    }

    function line(name) {
      const item = document.createElement("li");
      const label = document.createElement("span");
      label.textContent = name;
      const bar = document.createElement("progress");
      bar.max = 1;
      bar.value = 0;
      bar.setAttribute("aria-label", name);
      const says = document.createElement("span");
      says.className = "says muted small";
      item.append(label, bar, says);
      list.append(item);
      return {item, bar, says, label};
    }

    async function send(file) {
      const {item, bar, says, label} = line(file.name);
      try {
        const about = new FormData();
        about.set("name", file.name);
        about.set("size", file.size);
        const {url, got: had} = await ask(form.dataset.uploads, {method: "POST", body: about}, says);
        let got = had;
        while (got < file.size) {
          bar.value = got / file.size;
          says.textContent = "";
          const body = file.slice(got, got + size);
          const before = got;
          ({got} = await ask(url, {method: "PUT", body, headers: {"X-Offset": String(got), "Content-Type": "application/octet-stream"}}, says));
          if (!(got > before)) throw new Refused(form.dataset.stuck);
        }
        bar.value = 1;
        const rest = new FormData(form);
        rest.delete(files.name);
        const done = await ask(url, {method: "POST", body: rest}, says);
        const link = document.createElement("a");
        link.href = done.url;
        link.textContent = file.name;
        label.replaceChildren(link);
        says.textContent = form.dataset.arrived;
        item.classList.add("sent");
      } catch (error) {
        if (!(error instanceof Refused)) throw error;
        says.textContent = error.message;
        item.classList.add("refused");
      }
    }

    form.addEventListener("submit", async event => {
      if (!files.files.length) return;
      event.preventDefault();
      progress.hidden = false;
      const button = form.querySelector("button:not([type=button])");
      button.disabled = true;
      for (const file of Array.from(files.files)) await send(file);
      files.value = "";
      button.disabled = false;
      progress.querySelector("[data-done]").hidden = false;
    });
  });
}
