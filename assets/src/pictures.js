/* Pictures of an exhibit, made here: a copy is laid out at the picture's width, and its boxes and words are written as
   SVG; PNG is that SVG painted. A plot comes from plotly. No `foreignObject`: a canvas that met one gives no PNG. */
import { dashboard, offer } from "./dash/namespace.js";
import { isNarrow, language } from "./page.js";
import { filtersInForce, save, today } from "./saving.js";

const SVG = "http://www.w3.org/2000/svg";
const WIDTHS = { full: 1256, part: 800, narrow: 480 };
const MARGIN = 28;
const SCALE = 2; // pixels of a PNG for each of ours
const SIDES = ["Top", "Right", "Bottom", "Left"];
const COLOUR = /(?:rgba?|color|hsla?)\([^)]*\)/g;
// oxlint-disable-next-line no-control-regex
const UNWRITABLE = /[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g; // XML has no way to write these
let serial = 0;

function make(name, attributes, parent) {
  const node = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) node.setAttribute(key, value);
  if (parent) parent.append(node);
  return node;
}

/* The copy ------------------------------------------------------------------------------------------------ */

function widthOf(figure) {
  if (isNarrow()) return WIDTHS.narrow;
  return figure.classList.contains("width-full") ? WIDTHS.full : WIDTHS.part;
}

function add(parent, className, text) {
  const line = document.createElement("p");
  line.className = className;
  line.textContent = text;
  parent.append(line);
}

function isMap(figure) {
  const plot = dashboard.plotIn(figure);
  return Boolean(plot && dashboard.shapesOf(plot).length);
}

/* What only a screen can use goes; what the page says around the figure comes in. */
function copyOf(figure, words) {
  const copy = figure.cloneNode(true);
  copy.querySelectorAll(".downloads, .filters-said, figcaption details").forEach((one) => one.remove());
  copy.classList.add("pictured");
  copy.style.setProperty("--picture-width", widthOf(figure) + "px");
  copy.style.setProperty("--picture-margin", MARGIN + "px");
  const foot = copy.querySelector("figcaption");
  const line = (name, value) => add(foot, "picture-line", name + words.colon + value);
  line(words.filters, filtersInForce(figure) || words.unfiltered);
  if (isMap(figure)) add(foot, "picture-line", words.map);
  line(words.version, words.data + words.stop + words.made + words.colon + today());
  return copy;
}

/* What the style sheet draws before and after an element becomes an element, so that it has a place. */
function realise(copy) {
  for (const element of [copy, ...copy.querySelectorAll("*")])
    for (const [pseudo, put] of [
      ["::before", "prepend"],
      ["::after", "append"],
    ]) {
      const style = getComputedStyle(element, pseudo);
      if (["none", "normal"].includes(style.content) || style.display === "none") continue;
      const span = document.createElement("span");
      for (const name of style) if (name !== "content") span.style.setProperty(name, style.getPropertyValue(name));
      span.textContent = style.content.replace(/^"|"( \/.*)?$/g, "");
      element[put](span);
      element.classList.add("realised");
    }
}

/* Boxes --------------------------------------------------------------------------------------------------- */

function seen(colour) {
  return colour !== "transparent" && !/,\s*0\)$|\/\s*0\)$/.test(colour);
}

function pixels(text, whole) {
  return text.endsWith("%") ? (parseFloat(text) / 100) * whole : parseFloat(text);
}

/* The linear fadings of the style sheet all run from left to right. */
function fading(defs, layer) {
  const id = "fading-" + ++serial;
  const gradient = make("linearGradient", { id }, defs);
  const stops = [...layer.matchAll(/((?:rgba?|color)\([^)]*\))\s*([\d.]+%)?/g)];
  stops.forEach((stop, at) =>
    make("stop", { offset: stop[2] || (at ? "100%" : "0%"), "stop-color": stop[1] }, gradient),
  );
  return `url(#${id})`;
}

function hatching(defs, layer) {
  const id = "hatching-" + ++serial;
  const [stroke, below] = [layer.match(COLOUR)[0], layer.match(COLOUR).pop()];
  const step = Number(layer.match(/([\d.]+)px\)$/)[1]);
  const attributes = { id, width: step, height: step, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" };
  const pattern = make("pattern", attributes, defs);
  make("rect", { width: step, height: step, fill: below }, pattern);
  make("rect", { width: 1, height: step, fill: stroke }, pattern);
  return `url(#${id})`;
}

/* Dots repeat from a place, in tiles; where they repeat in one direction only, they fill a strip of the box. */
function dots(svg, layer, style, box) {
  const radius = Number(layer.match(/([\d.]+)px/)[1]);
  const [width, height] = style.backgroundSize.split(" ").map(parseFloat);
  const [left, top] = style.backgroundPosition.split(" ");
  const strip = style.backgroundRepeat === "repeat-x";
  const startX = strip ? pixels(left, box.width - width) % width : 0;
  const startY = pixels(top, box.height - height);
  for (let y = startY; y < (strip ? startY + height : box.height) - radius; y += height)
    for (let x = startX; x < box.width - radius; x += width) {
      const [cx, cy] = [x + width / 2, y + height / 2];
      if (cx < radius || cx > box.width - radius || cy > box.height - radius) continue;
      make("circle", { cx: box.x + cx, cy: box.y + cy, r: radius, fill: layer.match(COLOUR)[0] }, svg);
    }
}

function outline(style, box) {
  const corners = style.clipPath.match(/polygon\((.*)\)/);
  if (!corners) return ["rect", { ...box, rx: Math.min(parseFloat(style.borderTopLeftRadius) || 0, box.height / 2) }];
  const points = corners[1].split(",").map((corner) => corner.trim().split(" "));
  const placed = points.map(([x, y]) => [box.x + pixels(x, box.width), box.y + pixels(y, box.height)].join());
  return ["polygon", { points: placed.join(" ") }];
}

function layered(svg, defs, style, box) {
  const layer = style.backgroundImage;
  if (layer.startsWith("radial")) return dots(svg, layer, style, box);
  const [shape, attributes] = outline(style, box);
  if (layer.startsWith("linear")) return void make(shape, { ...attributes, fill: fading(defs, layer) }, svg);
  if (style.backgroundSize.includes("px")) {
    const [width, height] = style.backgroundSize.split(" ").map(parseFloat);
    const [left, top] = style.backgroundPosition.match(/[\d.]+(?:px|%)(?=\)|\s|$)/g).slice(-2);
    const x = box.x + pixels(left, box.width - width);
    Object.assign(attributes, { x, y: box.y + pixels(top, box.height - height), width, height });
  }
  make(shape, { ...attributes, fill: hatching(defs, layer) }, svg);
}

function ground(svg, defs, style, box) {
  const [shape, attributes] = outline(style, box);
  if (seen(style.backgroundColor)) make(shape, { ...attributes, fill: style.backgroundColor }, svg);
  if (style.backgroundImage !== "none") layered(svg, defs, style, box);
}

function dashes(kind, width) {
  if (kind === "dashed") return { "stroke-dasharray": `${2.5 * width} ${2 * width}` };
  return kind === "dotted" ? { "stroke-dasharray": `0 ${2 * width}`, "stroke-linecap": "round" } : {};
}

function within(box, inset) {
  const [width, height] = [box.width - 2 * inset, box.height - 2 * inset];
  return { x: box.x + inset, y: box.y + inset, width: Math.max(0, width), height: Math.max(0, height) };
}

function frame(svg, style, box) {
  const edges = SIDES.map((side) => {
    const [width, kind, colour] = ["Width", "Style", "Color"].map((name) => style["border" + side + name]);
    return { side, kind, colour, width: kind === "none" || !seen(colour) ? 0 : parseFloat(width) };
  });
  const [first] = edges;
  if (edges.every((edge) => edge.width && edge.width === first.width && edge.kind === first.kind)) {
    const [shape, attributes] = outline(style, within(box, first.width / 2));
    const stroke = { fill: "none", stroke: first.colour, "stroke-width": first.width };
    return void make(shape, { ...attributes, ...stroke, ...dashes(first.kind, first.width) }, svg);
  }
  for (const { side, kind, colour, width } of edges) {
    if (!width) continue;
    const half = width / 2;
    const [right, bottom] = [box.x + box.width, box.y + box.height];
    const x = { Left: [box.x + half, box.x + half], Right: [right - half, right - half] }[side] || [box.x, right];
    const y = { Top: [box.y + half, box.y + half], Bottom: [bottom - half, bottom - half] }[side] || [box.y, bottom];
    const ends = { x1: x[0], x2: x[1], y1: y[0], y2: y[1] };
    make("line", { ...ends, stroke: colour, "stroke-width": width, ...dashes(kind, width) }, svg);
  }
}

/* A waffle's cell has its edge as a shadow inside. */
function inner(svg, style, box) {
  const shadow = style.boxShadow.match(/^(.*\)) 0px 0px 0px ([\d.]+)px inset$/);
  if (!shadow) return;
  const width = Number(shadow[2]);
  make("rect", { ...within(box, width / 2), fill: "none", stroke: shadow[1], "stroke-width": width }, svg);
}

function bullet(svg, style, box) {
  if (style.display !== "list-item" || style.listStyleType !== "disc") return;
  const size = parseFloat(style.fontSize);
  const place = { cx: box.x - size * 0.75, cy: box.y + parseFloat(style.lineHeight) / 2 };
  make("circle", { ...place, r: size * 0.18, fill: style.color }, svg);
}

/* Turned boxes are drawn straight, then turned; what fades out is masked. */
function holder(svg, defs, style, box) {
  const group = {};
  if (style.opacity !== "1") group.opacity = style.opacity;
  const turn = style.transform.match(/^matrix\(([^,]+), ([^,]+),/);
  const [cx, cy] = [box.x + box.width / 2, box.y + box.height / 2];
  if (turn) group.transform = `rotate(${(Math.atan2(turn[2], turn[1]) * 180) / Math.PI} ${cx} ${cy})`;
  if (style.maskImage.startsWith("linear")) {
    const id = "mask-" + ++serial;
    const mask = make("mask", { id, "mask-type": "alpha", style: "mask-type: alpha" }, defs);
    make("rect", { ...box, fill: fading(defs, style.maskImage) }, mask);
    group.mask = `url(#${id})`;
  }
  return Object.keys(group).length ? make("g", group, svg) : svg;
}

function drawBox(svg, defs, element, place) {
  const style = getComputedStyle(element);
  const turned = style.transform !== "none";
  for (const rect of element.getClientRects()) {
    const width = turned ? element.offsetWidth : rect.width;
    const height = turned ? element.offsetHeight : rect.height;
    if (!width || !height) continue;
    const x = rect.left + (rect.width - width) / 2 - place.left;
    const box = { x, y: rect.top + (rect.height - height) / 2 - place.top, width, height };
    const target = holder(svg, defs, style, box);
    ground(target, defs, style, box);
    inner(target, style, box);
    frame(target, style, box);
    bullet(target, style, box);
  }
}

/* Words --------------------------------------------------------------------------------------------------- */

/* A text node as the pieces that stand on one line each. */
function pieces(node) {
  const range = document.createRange();
  const found = [];
  let at = 0;
  for (const letter of node.data) {
    range.setStart(node, at);
    range.setEnd(node, (at += letter.length));
    const rect = range.getClientRects()[0];
    if (!rect || !rect.width) continue;
    const last = found[found.length - 1];
    if (last && Math.abs(last.top - rect.top) < 2 && rect.left > last.right - 1) {
      last.text += letter;
      last.right = rect.right;
    } else found.push({ text: letter, left: rect.left, right: rect.right, top: rect.top, height: rect.height });
  }
  return found.map((piece) => ({ ...piece, text: piece.text.replace(/\s/g, " ").replace(UNWRITABLE, "") }));
}

function rise(style) {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = [style.fontWeight, style.fontSize, style.fontFamily].join(" ");
  const metrics = pen.measureText("x");
  return [metrics.fontBoundingBoxAscent, metrics.fontBoundingBoxDescent];
}

function drawText(svg, node, place) {
  const parent = node.parentElement;
  const style = getComputedStyle(parent);
  if (!node.data.trim() || style.visibility === "hidden") return;
  const [above, below] = rise(style);
  const computed = parent.closest(".fig[data-derived]");
  for (const piece of pieces(node)) {
    const [x, end] = [piece.left - place.left, piece.right - place.left];
    if (end < 0 || x > place.width || !piece.text.trim()) continue;
    const y = piece.top - place.top + (piece.height - above - below) / 2 + above;
    const look = { "font-family": style.fontFamily, "font-size": style.fontSize, "font-weight": style.fontWeight };
    const halo =
      style.textShadow === "none"
        ? {}
        : { stroke: style.textShadow.match(COLOUR)[0], "stroke-width": 3, "paint-order": "stroke" };
    const text = make(
      "text",
      { x, y, ...look, ...halo, fill: style.color, textLength: end - x, "xml:space": "preserve" },
      svg,
    );
    text.textContent = piece.text;
    if (!computed) continue;
    const under = { x1: x, x2: end, y1: y + 4, y2: y + 4, stroke: style.color, "stroke-width": 2 };
    make("line", { ...under, ...dashes("dotted", 2) }, svg);
  }
}

/* The picture --------------------------------------------------------------------------------------------- */

function draw(svg, defs, copy, plot) {
  const place = copy.getBoundingClientRect();
  const walker = document.createTreeWalker(copy, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = copy; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) drawText(svg, node, place);
    else drawBox(svg, defs, node, place);
    if (plot && node.nodeType === Node.ELEMENT_NODE && node.classList.contains("plot")) {
      const rect = node.getBoundingClientRect();
      plot.setAttribute("x", rect.left - place.left);
      plot.setAttribute("y", rect.top - place.top);
      svg.append(plot);
    }
  }
  return place;
}

async function plotOf(figure) {
  const plot = dashboard.plotIn(figure);
  if (!plot) return null;
  await Promise.all([dashboard.loadPlotly(), dashboard.loadShapes(dashboard.shapesOf(plot))]);
  const narrow = isNarrow();
  const graph = { ...dashboard.painted(plot, narrow), config: dashboard.plotConfig() };
  const size = { width: widthOf(figure) - 2 * MARGIN, height: graph.layout.height };
  const address = await window.Plotly.toImage(graph, { ...size, format: "svg", imageDataOnly: true });
  const parsed = new DOMParser().parseFromString(address, "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

/* The SVG of an exhibit, as an element. */
async function picture(figure, words) {
  const plot = await plotOf(figure);
  const svg = make("svg", { xmlns: SVG, role: "img", lang: document.documentElement.lang });
  const copy = copyOf(figure, words);
  make("title", {}, svg).textContent = copy.querySelector(".finding").textContent.replace(UNWRITABLE, "");
  const described = copy.querySelector(".plot[aria-label]");
  if (described) make("desc", {}, svg).textContent = described.getAttribute("aria-label").replace(UNWRITABLE, "");
  const defs = make("defs", {}, svg);
  const paper = make("rect", { width: "100%", height: "100%" }, svg);
  copy.querySelectorAll(".plot > *").forEach((one) => one.remove());
  if (plot) copy.querySelector(".plot").style.setProperty("height", plot.getAttribute("height") + "px", "important");
  figure.after(copy);
  realise(copy);
  const { width, height } = draw(svg, defs, copy, plot);
  paper.setAttribute("fill", getComputedStyle(copy).backgroundColor);
  copy.remove();
  const whole = Math.ceil(height);
  const size = { width, height: whole, viewBox: `0 0 ${width} ${whole}` };
  for (const [name, value] of Object.entries(size)) svg.setAttribute(name, value);
  return svg;
}

function svgFile(svg) {
  return new Blob([new XMLSerializer().serializeToString(svg)], { type: "image/svg+xml" });
}

async function pngFile(svg) {
  const image = new Image();
  image.src = URL.createObjectURL(svgFile(svg));
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = Number(svg.getAttribute("width")) * SCALE;
  canvas.height = Number(svg.getAttribute("height")) * SCALE;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
}

async function savePicture(button) {
  const figure = button.closest("figure");
  const csv = figure.querySelector("[data-download]");
  const kind = button.dataset.picture;
  const words = JSON.parse(csv.dataset.words);
  const svg = await picture(figure, words);
  const file = kind === "png" ? await pngFile(svg) : svgFile(svg);
  figure.querySelector(".downloads [role=status]").textContent = file ? "" : words.failed;
  if (file) save(file, `${words.slug}-${csv.dataset.download}-${language()}.${kind}`);
}

offer({ picture, savePicture });
