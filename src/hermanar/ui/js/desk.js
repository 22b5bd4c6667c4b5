// The drafting desk by keyboard, and what stands around the text brought up after a clause saved itself.
// j, k and single keys are the queue's; here: d next deviation, c comment, ? the list of keys.
import {isWriting} from "./each.js";

let at = -1;

function nextDeviation() {
  const all = [...document.querySelectorAll("[data-deviation]")];
  if (!all.length) return;
  at = (at + 1) % all.length;
  all[at].scrollIntoView({block: "center"});
  all[at].focus({preventScroll: true});
}

// What is asked for comes into sight whole: a focus that scrolls would stop at its first line.
function open(details) {
  if (!details) return;
  details.open = true;
  (details.querySelector("select, textarea") ?? details.querySelector("summary")).focus({preventScroll: true});
  details.scrollIntoView({block: "nearest"});
}

// The article somebody is at: the one that has the focus, else the one of the finding that has it.
function openComment() {
  const here = document.activeElement.closest(".article") ?? document.querySelector(".clause.here")?.closest(".article");
  const about = document.querySelector("#comentar [name=group]");
  const text = document.querySelector("#comentar textarea");
  if (here && about && !text.value.trim()) about.value = here.dataset.group;
  open(document.querySelector("#comentar"));
}

export function startDesk() {
  document.addEventListener("keydown", event => {
    if (isWriting(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "d") nextDeviation();
    else if (event.key === "c") openComment();
    else if (event.key === "?") open(document.querySelector("#teclas"));
    else return;
    event.preventDefault();
  });
  // the clause of a finding is shown beside it
  document.addEventListener("focusin", event => {
    const door = event.target.closest?.("[data-item] a[data-open]");
    const clause = door?.hash && document.getElementById(door.hash.slice(1));
    if (!clause) return;
    document.querySelectorAll(".clause.here").forEach(other => other.classList.remove("here"));
    clause.classList.add("here");
    clause.scrollIntoView({block: "center"});
  });
  document.addEventListener("hermanar:saved", () => {
    const review = document.querySelector("#revision[hx-trigger]");
    // somebody is writing a comment or a reason there: it is left alone
    const busy = [...(review?.querySelectorAll("textarea") ?? [])].some(field => field.value.trim());
    if (review && !busy) review.dispatchEvent(new CustomEvent("desk:refresh"));
  });
}
