/* PNG of an exhibit: the picture that the server draws as SVG, painted as large as is asked for. */
import { dashboard, offer } from "./dash/namespace.js";
import { nameIn, patientFetch, reason, save } from "./saving.js";

const DPI = 96; // of an SVG
const SLIDE = { width: 1920, height: 1080, dpi: 144 };
const HEAD = 33; // bytes of a PNG before its second part
const INCH = 0.0254; // m

/**
 * How large a PNG is, and where in it the picture stands: a slide has it whole and in the middle.
 * @param {string} size
 * @param {number} width
 * @param {number} height
 */
export function canvasOf(size, width, height) {
  if (size !== "slide") {
    const scale = Number(size);
    const across = Math.round(width * scale);
    return { width: across, height: Math.round(height * scale), left: 0, top: 0, scale, dpi: DPI * scale };
  }
  const scale = Math.min(SLIDE.width / width, SLIDE.height / height);
  const [left, top] = [(SLIDE.width - width * scale) / 2, (SLIDE.height - height * scale) / 2];
  return { ...SLIDE, left, top, scale };
}

/**
 * The check of a part of a PNG (CRC-32).
 * @param {Uint8Array} bytes
 */
function check(bytes) {
  let rest = 0xffffffff;
  for (const byte of bytes) {
    rest ^= byte;
    for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  }
  return ~rest >>> 0;
}

/**
 * A PNG that says how many pixels an inch has, so that programs show it as large as the SVG.
 * @param {Uint8Array} png
 * @param {number} dpi
 */
export function withDpi(png, dpi) {
  const part = new DataView(new ArrayBuffer(21));
  part.setUint32(0, 9);
  [..."pHYs"].forEach((letter, at) => part.setUint8(4 + at, letter.charCodeAt(0)));
  for (const at of [8, 12]) part.setUint32(at, Math.round(dpi / INCH));
  part.setUint8(16, 1); // a metre
  part.setUint32(17, check(new Uint8Array(part.buffer, 4, 13)));
  return new Blob([png.slice(0, HEAD), part.buffer, png.slice(HEAD)], { type: "image/png" });
}

/**
 * The picture and the name of its file, or why there is none; a file that was taken away has it.
 * @param {HTMLAnchorElement} link
 * @param {Words} words
 * @param {(told: string) => void} tell
 */
async function picture(link, words, tell) {
  const own = dashboard.file?.picture(link.dataset.picture || "");
  if (own) return { svg: new Blob([own], { type: "image/svg+xml" }), name: link.download, told: "" };
  const answer = await patientFetch(link.href, words, tell);
  if (!answer.ok) return { svg: null, name: "", told: await reason(answer, words) };
  return { svg: await answer.blob(), name: nameIn(answer), told: "" };
}

/**
 * @param {Blob} svg
 * @param {string} size
 * @returns {Promise<Blob | null>}
 */
async function painted(svg, size) {
  const image = new Image();
  image.src = URL.createObjectURL(svg);
  await image.decode();
  const place = canvasOf(size, image.naturalWidth, image.naturalHeight);
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [place.width, place.height];
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "white";
  pen.fillRect(0, 0, place.width, place.height);
  const [across, down] = [image.naturalWidth * place.scale, image.naturalHeight * place.scale];
  pen.drawImage(image, place.left, place.top, across, down);
  URL.revokeObjectURL(image.src);
  /** @type {Blob | null} */
  const file = await new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  return file && withDpi(new Uint8Array(await file.arrayBuffer()), place.dpi);
}

/**
 * @param {HTMLAnchorElement} link
 * @param {string} size
 * @param {Words} words
 * @param {(told: string) => void} tell
 */
async function outcome(link, size, words, tell) {
  try {
    const { svg, name, told } = await picture(link, words, tell);
    if (!svg) return told;
    const file = await painted(svg, size);
    if (!file) return words.failed;
    save(file, name.replace(/\.svg$/, size === "1" ? ".png" : size === "2" ? "-2x.png" : "-slide.png"));
    return "";
  } catch (error) {
    if (!(error instanceof TypeError)) throw error; // how fetch says that nobody answers
    return words.gone;
  }
}

/** @param {HTMLElement} button */
async function savePicture(button) {
  const row = /** @type {HTMLElement} */ (button.closest(".downloads"));
  const link = /** @type {HTMLAnchorElement} */ (row.querySelector("a[data-picture]"));
  const line = /** @type {HTMLElement} */ (row.querySelector("[role=status]"));
  const words = JSON.parse(line.dataset.words || "{}");
  const tell = (/** @type {string} */ told) => void (line.textContent = told);
  tell(await outcome(link, button.dataset.png || "1", words, tell));
}

offer({ savePicture });
