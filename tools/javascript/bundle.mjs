/* Bundles the scripts of assets/src into what pages load, and says with --check whether that was done since they were
   changed last.

       make bundle
*/
import { readFile, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { argv, exit } from "node:process";
import { build } from "esbuild";

const ROOT = resolve(import.meta.dirname, "../..");
const OF_PAGES = ["theme-first", "first", "dashboard", "presenter", "pictures", "snapshot"];
const BUNDLES = [
  ...OF_PAGES.map((name) => ({ from: `assets/src/${name}.js`, to: `assets/built/${name}.js` })),
  { from: "bench/reference.js", to: "bench/built/reference.js" },
];

async function bundled({ from, to }) {
  const { outputFiles } = await build({
    entryPoints: [resolve(ROOT, from)],
    bundle: true,
    minify: true,
    format: "iife",
    target: ["chrome90", "firefox90", "safari15"],
    charset: "utf8",
    legalComments: "none",
    write: false,
    nodePaths: [resolve(import.meta.dirname, "node_modules")],
    outfile: resolve(ROOT, to),
  });
  return outputFiles[0].text;
}

async function standing(path) {
  try {
    return await readFile(resolve(ROOT, path), "utf8");
  } catch (error) {
    if (error.code !== "ENOENT") throw error;
    return "";
  }
}

const checking = argv.includes("--check");
const stale = [];
for (const bundle of BUNDLES) {
  const text = await bundled(bundle);
  if ((await standing(bundle.to)) === text) continue;
  stale.push(bundle.to);
  if (!checking) await writeFile(resolve(ROOT, bundle.to), text);
}
if (checking && stale.length) {
  console.error(`These no longer follow from their sources; "make bundle" writes them again: ${stale.join(", ")}`);
  exit(1);
}
for (const path of stale) console.info(`${path}: written`);
