/* Presenting: slides one at a time, with keys, buttons, swipes, a notes window, a clock, and playing by itself.

   Works on plain DOM, with or without Dash, and with what figures.js offers (`loadPlotly`, `painted`, `plotConfig`; what to
   paint with stands in `base`). What it reads:

   [data-present]            the root; taken up as soon as it can be seen, given up when it leaves the document
     data-words              JSON, every word this script writes itself
     data-load               JSON list of addresses (boundaries) to load at the start. `data-ready` is set when all are there
     data-alive              an address that answers while the server is there; absent where there is no server, and then
                             exhibits cannot be chosen
     data-gone               JSON of Dash components: what the proof panel says when the server is away; only with Dash
     data-auto               seconds a slide; absent where the deck waits for the speaker
     data-mode               "light" or "dark", absent where the reader's own theme holds
   section.slide[data-slide] the slides in order; `data-current` is set on the one on show, `#3` in the address is the third
     data-drawn              set when it stands as it is to stand; but for a cover, which is never drawn
     data-href               where Escape leads from here. Before leaving, `present:leave` is sent to the root with
                             {href, slide}; a listener that prevents its default does the leaving itself
     .slide-body > .stage    is enlarged as far as its content fits (--k); data-widest bounds the factor at 1920 x 1080
     .slide-plot[data-plot]  JSON {figure, height, narrow, narrow_height}, as exhibit.plot_data gives it; painted when near
     .slide-notes[hidden]    what the notes window shows for this slide
   [data-go]                 buttons: next back first last full blank notes play theme print help contents leave close
   [data-goto="5"]           a button or link to a slide
   dialog[data-dialog]       "help", "contents": opened by the buttons of that name
     data-ratio              "16:9" or "4:3": the proportions of a sheet; on a screen only the second is held to
   form[data-chooser]        in "contents": li[data-key] with a [role=checkbox] and buttons [data-move="-1|1"], the number of
                             its slides in data-slides, JSON by proportions, img[data-thumbnail] and a .choice-handle; `data-base`
                             is the address that `show=KEY,KEY` is added to, `data-known` JSON of what is added in place of
                             that, by KEY,KEY; input[name] and [data-ask][aria-checked=true] are added to it too, and all
                             of it to `data-base` of a link to the file
   .deck-said                role=status, for what cannot be done

   It calls `dashboard.openMark` for a mark that was clicked, where there is one; a figure with data-fact and the like is
   left to whoever listens.
*/
import { dashboard } from "./dash/namespace.js";
import { hit } from "./page.js";
import { today } from "./saving.js";
import "./presenter/dragging.js";
import { choose } from "./presenter/choosing.js";
import { act, onKey } from "./presenter/commands.js";
import { all, busy, closeDialog, deck, say, setOpen } from "./presenter/deck.js";
import { explainAbsence, go } from "./presenter/leaving.js";
import { closeNotes } from "./presenter/notes.js";
import { refit, show, wanted } from "./presenter/showing.js";
import { play, stop, turn } from "./presenter/turning.js";

const IDLE_MS = 4000;
const SWIPE = 50; // px

function take(found) {
  deck.root = found;
  deck.slides = all("section.slide[data-slide]");
  deck.words = JSON.parse(deck.root.dataset.words);
  if (deck.root.dataset.mode) document.documentElement.setAttribute("data-bs-theme", deck.root.dataset.mode);
  document.documentElement.classList.add("presenting");
  deck.drawing = load();
  show(wanted());
  if (deck.root.dataset.auto) play();
  furnishCover();
  stir();
}

/* What the server does not know when it writes the slides: the day, and whether it is there to draw a code. */
function furnishCover() {
  for (const day of all(".cover-date:empty")) day.textContent = day.dateTime = today();
  for (const code of all(".cover-code")) {
    code.hidden = !deck.root.dataset.alive;
    if (!code.hidden) code.src = code.dataset.code;
  }
}

function giveUp() {
  stop();
  closeNotes();
  deck.root = null;
  deck.slides = [];
  document.documentElement.classList.remove("presenting");
}

function look() {
  if (deck.root && deck.root.isConnected) return;
  if (deck.root) giveUp();
  const seen = (found) => !found.closest("#first") && found.getClientRects().length;
  const found = all("[data-present]", document).find(seen);
  if (found) take(found);
}

/* What maps are drawn from is fetched at once, so that no slide needs the server later. */
async function load() {
  const root = deck.root;
  try {
    await dashboard.loadShapes(JSON.parse(root.dataset.load));
    await dashboard.loadPlotly();
    root.dataset.ready = "";
  } catch (error) {
    console.error(error);
    if (root === deck.root) say("unloaded");
  }
}

/* Before the page's own listeners, which would close the proof first and leave nothing to see that it was open. */
document.addEventListener("keydown", onKey, true);

document.addEventListener("click", (event) => {
  if (!deck.root) return;
  const button = hit(event, "[data-go]");
  const place = hit(event, "[data-goto]");
  if (hit(event, "[data-go=close]")) return closeDialog(event);
  if (button) return act(button.dataset.go);
  if (place) {
    all("dialog[open]").forEach((open) => setOpen(open, false));
    return turn(Number(place.dataset.goto) - 1);
  }
  if (hit(event, "[data-chooser]")) return choose(event);
  if (hit(event, ".slide [data-fact], .slide [data-derived], .slide [data-county], .slide [data-case], .slide-plot"))
    explainAbsence();
});

/* A link on a slide opens beside the presentation, which goes on; one around the slides leads to other slides, and the
   other language has the same slide under the same number. */
document.addEventListener(
  "click",
  (event) => {
    /** @type {HTMLAnchorElement | null} */
    const link = deck.root && hit(event, "[data-present] a[href]");
    if (!link || link.hasAttribute("download")) return;
    event.preventDefault();
    event.stopPropagation();
    if (link.closest(".slide")) window.open(link.href, "_blank", "noopener");
    else go(link.href + (link.id === "language-link" ? window.location.hash : ""));
  },
  true,
);

window.addEventListener("hashchange", () => deck.root && wanted() !== deck.at && turn(wanted()));
window.addEventListener("resize", () => deck.root && refit());
window.addEventListener("pagehide", () => deck.root && closeNotes());
new MutationObserver(() => deck.root && refit()).observe(document.documentElement, {
  attributeFilter: ["data-bs-theme"],
});
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => deck.root && refit());

let touched = null;
document.addEventListener(
  "touchstart",
  (event) => {
    touched = deck.root && event.touches.length === 1 && hit(event, ".slide") ? event.touches[0] : null;
  },
  { passive: true },
);
document.addEventListener("touchend", (event) => {
  if (!deck.root || !touched || busy()) return;
  const across = event.changedTouches[0].clientX - touched.clientX;
  const down = event.changedTouches[0].clientY - touched.clientY;
  if (Math.abs(across) > SWIPE && Math.abs(across) > 1.5 * Math.abs(down)) turn(deck.at + (across < 0 ? 1 : -1));
});

/* Buttons and pointer step back while nobody moves. */
let idle = 0;
function stir() {
  if (!deck.root) return;
  deck.root.removeAttribute("data-idle");
  window.clearTimeout(idle);
  idle = window.setTimeout(() => deck.root && deck.root.setAttribute("data-idle", ""), IDLE_MS);
}
for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, stir);

new MutationObserver(look).observe(document.documentElement, { childList: true, subtree: true });
look();
