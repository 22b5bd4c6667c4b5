// Everything here only smooths: with scripts off every page still reads, saves and signs.
import {startAutosave} from "./autosave.js";
import {startBilingual} from "./bilingual.js";
import {startConfirm} from "./confirm.js";
import {startCopy} from "./copy.js";
import {startDesk} from "./desk.js";
import {startMenus, startNotes, startSummary} from "./frame.js";
import {startPalette} from "./palette.js";
import {startQueue} from "./queue.js";
import {startUploads} from "./uploads.js";

const root = document.documentElement;
root.classList.replace("no-js", "js");

// What hangs on single elements is started again on every piece that htmx swaps in.
function startIn(part) {
  startCopy(part);
  startConfirm(part);
  startNotes(part);
  startBilingual(part);
  startAutosave(part);
  startSummary(part);
  startUploads(part);
}

startIn(document);
startMenus();
startPalette();
startQueue();
startDesk();
document.addEventListener("htmx:load", event => { if (event.target !== document.body) startIn(event.target); });
