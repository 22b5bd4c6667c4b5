// Ctrl K: go, find, do. Knows the links of the frame and those marked data-command; asks the server for the rest.
const fold = text => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

export function startPalette() {
  const palette = document.getElementById("palette");
  if (!palette?.showModal) return;
  const input = palette.querySelector("input");
  const list = palette.querySelector("ul");
  const find = palette.querySelector("template[data-find]")?.content.textContent ?? "{}";
  let chosen = 0;
  let asked = 0;

  const links = () => [...document.querySelectorAll(".topnav a, .menu-panel a, [data-command]")]
    .filter((link, at, all) => all.findIndex(other => other.href === link.href) === at)
    .map(link => ({label: (link.dataset.command || link.textContent).trim(), url: link.href}));

  function show(entries) {
    list.replaceChildren(...entries.map((entry, at) => {
      const item = document.createElement("li");
      item.id = `palette-${at}`;
      item.setAttribute("role", "option");
      item.dataset.url = entry.url;
      item.append(entry.label);
      if (entry.note) {
        const note = document.createElement("span");
        note.className = "muted small";
        note.append(entry.note);
        item.append(note);
      }
      item.addEventListener("click", () => location.assign(entry.url));
      return item;
    }));
    choose(0);
  }

  function choose(at) {
    const all = [...list.children];
    chosen = Math.max(0, Math.min(all.length - 1, at));
    all.forEach((item, n) => item.setAttribute("aria-selected", String(n === chosen)));
    if (all.length) {
      input.setAttribute("aria-activedescendant", all[chosen].id);
      all[chosen].scrollIntoView({block: "nearest"});
    } else input.removeAttribute("aria-activedescendant");
  }

  async function refresh() {
    const words = fold(input.value.trim());
    const here = links().filter(link => fold(link.label).includes(words));
    const everywhere = input.value.trim() && palette.dataset.search
      ? [{label: find.replace("{}", input.value.trim()), url: `${palette.dataset.search}?q=${encodeURIComponent(input.value.trim())}`}]
      : [];
    show([...here, ...everywhere]);
    if (!words || !palette.dataset.palette) return;
    const turn = ++asked;
    try {
      const answer = await fetch(`${palette.dataset.palette}?q=${encodeURIComponent(input.value.trim())}`,
        {headers: {Accept: "application/json"}});
      if (!answer.ok || turn !== asked) return;
      const {results} = await answer.json(); // [{label, url, note}]
      show([...here, ...results, ...everywhere]);
    } catch { /* without the server the links of the page still work */ }
  }

  function open() {
    if (palette.open) return;
    input.value = "";
    palette.showModal();
    refresh();
    input.focus();
  }

  document.addEventListener("keydown", event => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k") {
      event.preventDefault();
      open();
    }
  });
  let wait;
  input.addEventListener("input", () => { clearTimeout(wait); wait = setTimeout(refresh, 120); });
  input.addEventListener("keydown", event => {
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      choose(chosen + (event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter") {
      event.preventDefault();
      const item = list.children[chosen];
      if (item) location.assign(item.dataset.url);
    }
  });
  palette.addEventListener("click", event => { if (event.target === palette) palette.close(); });
}
