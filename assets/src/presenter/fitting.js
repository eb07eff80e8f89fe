/* A slide is enlarged as far as its content fits: words by the size of type, a drawing by being drawn in less room. */
import { dashboard } from "../dash/namespace.js";
import { SMALL, all, deck, one } from "./deck.js";

const WIDE = [1920, 1080]; // px; what sizes are given for
const LEAST_UNIT = 0.36; // px; under it type would be too small to read in the hand
const MOST = { plot: 2.2, html: 3 }; // times the size on a page, at 1920 x 1080
const LEAST = 0.5;
const FLATTEST = { chart: 0.75, map: 0.5 }; // of its height on a page; a chart is pressed together, a map made smaller
const STEP = 0.93;
const LEAST_TYPE = 14; // px on a page, which a slide enlarges to 28 at 1920 x 1080
const LEGIBLE = [1280, 22]; // px: on a slide so wide no type is smaller

function unit(slide) {
  return Math.max(Math.min(slide.clientWidth / WIDE[0], slide.clientHeight / WIDE[1]), LEAST_UNIT);
}

/* The smallest type that a drawing has, in pixels. */
function smallest(slide) {
  const [width, size] = LEGIBLE;
  return Math.max(2 * LEAST_TYPE * unit(slide), slide.clientWidth >= width ? size : 0);
}

/* A slide is fitted anew when its room or the colours have changed since. */
export function fit(slide) {
  const stage = one(".stage", slide);
  if (!stage) return;
  const body = stage.parentElement;
  const plot = one(".slide-plot", stage);
  const state = [body.clientWidth, body.clientHeight, SMALL.matches, plot && colours()].join();
  if (slide.dataset.fitted === state) return;
  slide.dataset.fitted = state;
  narrate(slide);
  slide.removeAttribute("data-drawn");
  const done = (part) => Object.assign(part.dataset, { fitted: state, drawn: "" });
  if (!plot) return enlarge(slide).forEach(done);
  const drawAnew = async () => slide.dataset.fitted === state && (await draw(slide, plot)) && done(slide);
  deck.drawing = deck.drawing.then(drawAnew).catch(complain);
}

/* A note that has no room beside a drawing stays in the window of notes, lines of a list that have none on the page, and
   the slide says so. */
function narrate(slide) {
  const aside = one(".slide-main > aside", slide);
  const away = aside && one(".note-away", aside);
  if (!away) return;
  const parts = all(".paired > li, .note", aside);
  const tell = (isAway) => {
    away.hidden = !isAway;
    slide.toggleAttribute("data-note-away", isAway && !one(".paired", aside));
  };
  parts.forEach((part) => (part.hidden = false));
  tell(false);
  const isBeside = aside.offsetWidth < aside.parentElement.clientWidth;
  const hasRoom = () => isBeside && aside.offsetHeight <= aside.parentElement.clientHeight;
  while (!SMALL.matches && parts.length && !hasRoom()) {
    parts.pop().hidden = true;
    tell(true);
  }
}

/* A fault of one plot must not keep the next from being drawn. */
function complain(error) {
  console.error(error);
}

function colours() {
  return getComputedStyle(document.documentElement).getPropertyValue("--page");
}

function scale(stage, factor) {
  stage.style.setProperty("--k", SMALL.matches ? 1 : factor);
}

/* The largest type with which everything is seen; on all slides of one exhibit the same, but for cases, each of which
   has a slide of its own. */
function enlarge(slide) {
  const alike = (part) => part.dataset.exhibit === slide.dataset.exhibit && !one(".case-cards", slide);
  const parts = deck.slides.filter((part) => part === slide || alike(part));
  parts.forEach((part) => part.setAttribute("data-measured", ""));
  const stages = parts.map((part) => one(".stage", part));
  const factor = SMALL.matches ? 1 : largest(stages, unit(slide));
  stages.forEach((stage) => scale(stage, factor));
  parts.forEach((part) => part.removeAttribute("data-measured"));
  return parts;
}

function largest(stages, px) {
  let [low, high] = [LEAST * px, MOST.html * px];
  for (let turns = 0; turns < 9; turns++) {
    const middle = (low + high) / 2;
    stages.forEach((stage) => scale(stage, middle));
    if (stages.every(holds)) low = middle;
    else high = middle;
  }
  return low;
}

function holds(stage) {
  const wide = (box) => box.scrollWidth > box.clientWidth;
  const cut = (box) => wide(box) || box.scrollHeight > box.clientHeight;
  const below = stage.getBoundingClientRect().bottom; // what is enlarged is rounded before, so it is measured after
  const above = [...stage.children].every((child) => child.getBoundingClientRect().bottom <= below + 0.5);
  const body = stage.parentElement; // of a word that is a fraction too wide, what is enlarged tells more
  return (
    above &&
    body.scrollWidth <= body.clientWidth + 1 &&
    ![stage, ...all(".cell", stage)].some(cut) &&
    !all(".card-figure, th, td:not(.not-stated)", stage).some(wide)
  );
}

/* A plot is drawn in the room it would have on a page and enlarged; the larger its type, the smaller that room. So the
   type is made smaller until no label lies on another or outside, but not so small that it cannot be read: there the
   labels go that have no room. */
async function draw(slide, plot) {
  const stage = plot.parentElement;
  const body = stage.parentElement;
  const given = JSON.parse(plot.dataset.plot);
  if (SMALL.matches) {
    scale(stage, 1);
    await paint(plot, given, body.clientWidth, given.narrow_height || given.height, true);
    return true;
  }
  const width = body.clientWidth;
  const height = body.clientHeight;
  const onPage = Math.min(width / Number(plot.dataset.room), height / given.height);
  const flattest = FLATTEST[given.figure.data.some((trace) => trace.shapes) ? "map" : "chart"];
  const lowest = smallest(slide) / LEAST_TYPE;
  const sizes = [Math.max(onPage, lowest, Math.min(MOST.plot * unit(slide), height / (given.height * flattest)))];
  for (let size = sizes[0]; size > lowest; sizes.push(size)) size = Math.max(size * STEP, lowest);
  const fits = async (size) => {
    scale(stage, size);
    await paint(plot, legible(given), Math.floor(width / size), Math.floor(height / size), false);
    return !crowded(plot).length;
  };
  if (await fits(sizes[0])) return true;
  let [bad, good] = [0, sizes.length - 1];
  while (good - bad > 1) {
    const middle = (bad + good) >> 1;
    if (await fits(sizes[middle])) good = middle;
    else bad = middle;
  }
  await fits(sizes[good]);
  all(".xtick:first-of-type", plot).forEach(thin);
  for (const label of crowded(plot)) label.style.visibility = "hidden";
  return true;
}

/**
 * A plot none of whose type is smaller than can be read on a slide.
 * @param {any} part
 */
function legible(part) {
  if (typeof part === "string")
    return part.replace(/font-size:([\d.]+)px/g, (_, size) => `font-size:${Math.max(LEAST_TYPE, size)}px`);
  if (!part || typeof part !== "object") return part;
  if (Array.isArray(part)) return part.map(legible);
  const entries = Object.entries(part).map(([name, value]) => [name, grown(name, value)]);
  return Object.fromEntries(entries);
}

function grown(name, value) {
  const told = legible(value);
  if (!/font$/i.test(name) || !told?.size) return told;
  const most = (size) => Math.max(LEAST_TYPE, size);
  return { ...told, size: Array.isArray(told.size) ? told.size.map(most) : most(told.size) };
}

async function paint(plot, given, width, height, narrow) {
  const { data, layout } = dashboard.painted(given, narrow);
  const config = { ...dashboard.plotConfig(), responsive: false };
  await window.Plotly.react(plot, data, { ...layout, width, height, autosize: false }, config);
  if (plot.dataset.listens || !dashboard.openMark) return;
  plot.dataset.listens = "1";
  plot.on("plotly_click", (event) => dashboard.openMark(event));
}

/* Of years that would meet every second, third ... stays. */
function thin({ parentElement: axis }) {
  const years = all(".xtick text", axis);
  if (!years.every((year) => /^\d+$/.test(year.textContent))) return;
  const boxes = years.map((year) => inner(year.getBoundingClientRect(), apart(year)));
  const isFree = (step) => boxes.every((box, at) => at % step || at < step || boxes[at - step].right <= box.left);
  const step = years.findIndex((_, at) => isFree(at + 1)) + 1;
  years.forEach((year, at) => (year.style.visibility = at % step ? "hidden" : ""));
}

/* The labels that lie on one before them, or leave the drawing; larger ones come first. */
function crowded(plot) {
  const frame = plot.getBoundingClientRect();
  const size = (text) => parseFloat(getComputedStyle(text).fontSize);
  const labels = all("svg text", plot)
    .filter((text) => text.textContent.trim() && isSeen(text))
    .sort((a, b) => size(b) - size(a))
    .map((text) => ({ text, box: inner(text.getBoundingClientRect(), apart(text)) }))
    .filter(({ box }) => box.right > box.left);
  const outside = (box) =>
    box.left < frame.left - 2 ||
    box.right > frame.right + 2 ||
    box.top < frame.top - 2 ||
    box.bottom > frame.bottom + 2;
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  const kept = [];
  return labels
    .filter(({ box }) => outside(box) || kept.some((other) => meet(box, other)) || !kept.push(box))
    .map(({ text }) => text);
}

/* On a slide that is shown: one that waits beside it is hidden as a whole. */
function isSeen(text) {
  return text.style.visibility !== "hidden" && getComputedStyle(text).fillOpacity !== "0";
}

/* What is free on either side of a label: the years of an axis are read one by one. */
function apart(text) {
  return text.closest(".xtick") ? parseFloat(getComputedStyle(text).fontSize) / 5 : -1;
}

/* What of the box of a label its letters fill. */
function inner({ left, right, top, bottom, height }, free) {
  return { left: left - free, right: right + free, top: top + height * 0.2, bottom: bottom - height * 0.2 };
}
