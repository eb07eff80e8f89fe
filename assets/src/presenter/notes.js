/* The notes window: an empty window that this one fills and listens to. It needs no server, and can follow no other
   presentation. */
import { hit } from "../page.js";
import { SMALL, deck, one, say } from "./deck.js";

/** @type {any} */
let notes = null; // the window itself
const clock = { spent: 0, since: null }; // ms

/**
 * Opens the window or closes it; what is pressed there goes where it goes here.
 * @param {(event: KeyboardEvent) => void} onKey
 * @param {(name: string) => void} act
 */
export function toggleNotes(onKey, act) {
  if (notes && !notes.closed) return closeNotes();
  notes = window.open("", "", "popup,width=1000,height=760");
  if (!notes) return say("blocked");
  furnish(notes.document);
  clock.since = clock.since || Date.now();
  notes.document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") return closeNotes();
    onKey(event);
  });
  notes.document.addEventListener("click", (event) => {
    const button = hit(event, "[data-go], [data-clock]");
    if (!button || !deck.root) return;
    if (button.dataset.go) act(button.dataset.go);
    else runClock(button.dataset.clock);
  });
  new notes.ResizeObserver(sizePreview).observe(one(".preview-frame", notes.document));
  notes.setInterval(tellTime, 500);
  tellNotes();
}

export function closeNotes() {
  if (notes && !notes.closed) notes.close();
  notes = null;
}

function made(tag, properties = {}, ...children) {
  const element = notes.document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

function furnish(page) {
  const rules = [...document.styleSheets].map((sheet) => [...sheet.cssRules].map((rule) => rule.cssText).join("\n"));
  page.title = deck.words.notes + " · " + document.title;
  page.documentElement.lang = document.documentElement.lang;
  page.head.replaceChildren(made("style", {}, rules.join("\n")));
  const button = (kind, name) => made("button", { type: "button", [kind]: name }, deck.words[name] || "");
  page.body.className = "notes";
  page.body.replaceChildren(
    made(
      "header",
      {},
      made("p", { class: "notes-number" }),
      made("p", { class: "notes-time", role: "timer", "aria-label": deck.words.elapsed }, "0:00"),
      made("p", { class: "notes-tools" }, button("data-clock", "hold"), button("data-clock", "reset")),
      made("p", { class: "notes-tools" }, button("data-go", "back"), button("data-go", "next")),
    ),
    made("main", { tabindex: "0" }),
    made(
      "aside",
      { class: "preview-frame" },
      made("h2", {}, deck.words.following),
      made("p", { class: "notes-next" }),
      made("div", { class: "preview", "aria-hidden": "true" }),
    ),
  );
}

export function tellNotes() {
  if (!notes || notes.closed || !deck.root) return;
  const page = notes.document;
  const theme = document.documentElement.getAttribute("data-bs-theme");
  if (theme) page.documentElement.setAttribute("data-bs-theme", theme);
  one(".notes-number", page).textContent = deck.at + 1 + " / " + deck.slides.length;
  one("main", page).replaceChildren(
    ...[...one(".slide-notes", deck.slides[deck.at]).childNodes].map((node) => page.importNode(node, true)),
  );
  one("main", page).scrollTop = 0;
  const following = deck.slides[deck.at + 1];
  one(".notes-next", page).textContent = following ? one("h1, h2", following).textContent : deck.words.last;
  one("[data-go=back]", page).disabled = deck.at === 0;
  one("[data-go=next]", page).disabled = !following;
  deck.drawing = deck.drawing.then(() => preview(following));
  tellTime();
}

/* The next slide in small, as large as here and then reduced. */
function preview(following) {
  if (!notes || notes.closed || !deck.root || following !== deck.slides[deck.at + 1]) return;
  const frame = one(".preview", notes.document);
  frame.replaceChildren();
  if (!following || SMALL.matches) return;
  frame.dataset.ratio = deck.root.dataset.ratio;
  const copy = notes.document.importNode(following, true);
  copy.setAttribute("data-current", "");
  copy.inert = true;
  one(".slide-notes", copy).remove();
  frame.append(copy);
  sizePreview();
}

function sizePreview() {
  const frame = notes && !notes.closed && deck.root && one(".preview", notes.document);
  const copy = frame && frame.firstElementChild;
  if (!copy) return;
  const { clientWidth: width, clientHeight: height } = deck.slides[deck.at];
  const factor = frame.clientWidth / width;
  copy.style.cssText = `width:${width}px;height:${height}px;transform:scale(${factor})`;
  frame.style.height = height * factor + "px";
}

function runClock(name) {
  const now = Date.now();
  if (name === "reset") Object.assign(clock, { spent: 0, since: clock.since && now });
  else if (clock.since) Object.assign(clock, { spent: clock.spent + now - clock.since, since: null });
  else clock.since = now;
  tellTime();
}

function tellTime() {
  if (!notes || notes.closed) return;
  const seconds = Math.floor((clock.spent + (clock.since ? Date.now() - clock.since : 0)) / 1000);
  const two = (number) => String(number).padStart(2, "0");
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  one(".notes-time", notes.document).textContent =
    (hours ? hours + ":" + two(minutes) : String(minutes)) + ":" + two(seconds % 60);
  one("[data-clock=hold]", notes.document).textContent = deck.words[clock.since ? "hold" : "run"];
}
