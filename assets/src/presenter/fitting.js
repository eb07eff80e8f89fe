/* A slide is enlarged as far as its content fits: words by the size of type, a drawing by being drawn in less room. */
import { dashboard } from "../dash/namespace.js";
import { SMALL, all, deck, one } from "./deck.js";

const WIDE = [1920, 1080]; // px; what sizes are given for
const LEAST_UNIT = 0.36; // px; under it type would be too small to read in the hand
const MOST = { plot: 2.2, html: 3 }; // times the size on a page, at 1920 x 1080
const LEAST = 0.5;
const FLATTEST = { chart: 0.75, map: 0.5 }; // of its height on a page; a chart is pressed together, a map made smaller
const STEP = 0.93;
const COLUMNS = [5, 3, 2]; // of cards, at most
const CLEARLY = 1.1; // so much larger must type become to be worth fewer columns

function unit(slide) {
  return Math.max(Math.min(slide.clientWidth / WIDE[0], slide.clientHeight / WIDE[1]), LEAST_UNIT);
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

/* A long note beside a drawing is set smaller, so that none of it is cut. */
function narrate(slide) {
  const aside = one(".slide-main > aside", slide);
  if (!aside) return;
  for (let small = 1; small > LEAST; small *= STEP) {
    aside.style.setProperty("--small", small);
    if (SMALL.matches || aside.offsetHeight <= aside.parentElement.clientHeight) return;
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

/* The largest type with which everything is seen, be it in fewer columns; on all slides of one exhibit the same. */
function enlarge(slide) {
  const parts = deck.slides.filter((part) => part.dataset.exhibit === slide.dataset.exhibit);
  parts.forEach((part) => part.setAttribute("data-measured", ""));
  const stages = parts.map((part) => one(".stage", part));
  const columns = one(".cards, .case-cards", slide) ? COLUMNS : COLUMNS.slice(0, 1);
  let best = { factor: 0 };
  for (const most of columns) {
    stages.forEach((stage) => stage.style.setProperty("--most", most));
    const factor = SMALL.matches ? 1 : largest(stages, unit(slide));
    if (factor > best.factor * CLEARLY) best = { factor, most };
  }
  for (const stage of stages) {
    stage.style.setProperty("--most", best.most);
    scale(stage, best.factor);
  }
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
  const inside = (box) => box.scrollWidth <= box.clientWidth && box.scrollHeight <= box.clientHeight;
  const below = stage.getBoundingClientRect().bottom; // what is enlarged is rounded before, so it is measured after
  const above = [...stage.children].every((child) => child.getBoundingClientRect().bottom <= below + 0.5);
  return inside(stage) && above && all(".cell, .card-figure, th, td:not(.not-stated)", stage).every(inside);
}

/* A plot is drawn in the room it would have on a page and enlarged; the larger its type, the smaller that room. So the
   type is made smaller until no label lies on another or outside, or the room is that of the page. */
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
  const sizes = [Math.max(onPage, Math.min(MOST.plot * unit(slide), height / (given.height * flattest)))];
  for (let size = sizes[0]; size > onPage; sizes.push(size)) size = Math.max(size * STEP, onPage);
  const fits = async (size) => {
    scale(stage, size);
    await paint(plot, given, Math.floor(width / size), Math.floor(height / size), false);
    return !crowded(plot);
  };
  if (await fits(sizes[0])) return true;
  let [bad, good] = [0, sizes.length - 1];
  while (good - bad > 1) {
    const middle = (bad + good) >> 1;
    if (await fits(sizes[middle])) good = middle;
    else bad = middle;
  }
  await fits(sizes[good]);
  return true;
}

async function paint(plot, given, width, height, narrow) {
  const { data, layout } = dashboard.painted(given, narrow);
  const config = { ...dashboard.plotConfig(), responsive: false };
  await window.Plotly.react(plot, data, { ...layout, width, height, autosize: false }, config);
  if (plot.dataset.listens || !dashboard.openMark) return;
  plot.dataset.listens = "1";
  plot.on("plotly_click", (event) => dashboard.openMark(event));
}

/* Whether a label lies on another, or leaves the drawing. */
function crowded(plot) {
  const frame = plot.getBoundingClientRect();
  const boxes = all("svg text", plot)
    .filter((text) => text.textContent.trim() && getComputedStyle(text).fillOpacity !== "0")
    .map((text) => text.getBoundingClientRect())
    .filter((box) => box.width > 2)
    .map((box) => ({
      left: box.left + 1,
      right: box.right - 1,
      top: box.top + box.height * 0.2,
      bottom: box.bottom - box.height * 0.2,
    }));
  const outside = (box) =>
    box.left < frame.left - 2 ||
    box.right > frame.right + 2 ||
    box.top < frame.top - 2 ||
    box.bottom > frame.bottom + 2;
  const meet = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
  return boxes.some((box, index) => outside(box) || boxes.slice(index + 1).some((other) => meet(box, other)));
}
