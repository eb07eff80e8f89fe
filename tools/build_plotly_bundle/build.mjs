// Writes assets/vendor: our plotly.js bundle and Bootstrap's stylesheet, each with its licences.
// Usage: npm ci --ignore-scripts && npm run build [-- target folder]

import { copyFileSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const target = resolve(process.argv[2] ?? join(here, "..", "..", "assets", "vendor"));

function licence(name) {
  const folder = join(modules, name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf-8"));
  const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
  const text = file ? readFileSync(join(folder, file), "utf-8").trim() : "(the package states no more than this)";
  return `${name} ${version}: ${license}\n\n${text}\n`;
}

function bundledPackages(metafile) {
  const [bundle] = Object.values(metafile.outputs);
  const paths = Object.keys(bundle.inputs).filter((path) => bundle.inputs[path].bytesInOutput > 0);
  const names = paths.map((path) => path.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)\//)?.[1]);
  const others = new Set(names.filter((name) => name && name !== "plotly.js"));
  return ["plotly.js", ...[...others].sort()];
}

mkdirSync(target, { recursive: true });
copyFileSync(join(modules, "bootstrap/dist/css/bootstrap.min.css"), join(target, "bootstrap.min.css"));
writeFileSync(join(target, "LICENSE-bootstrap.txt"), licence("bootstrap"));

const { metafile } = await build({
  absWorkingDir: here,
  entryPoints: ["entry.cjs"],
  outfile: join(target, "plotly.min.js"),
  bundle: true,
  minify: true,
  sourcemap: false,
  metafile: true,
  legalComments: "none",
  banner: { js: "/* plotly.js and what it needs; licences: LICENSE-plotly.txt. Built by tools/build_plotly_bundle. */" },
  // As plotly.js builds its own bundles.
  format: "iife",
  globalName: "Plotly",
  target: "es2016",
  define: { global: "window", "define.amd": "false" },
  loader: { ".css": "empty" }, // MapLibre's, which our charts never use
  logLevel: "info",
});
writeFileSync(join(target, "LICENSE-plotly.txt"), bundledPackages(metafile).map(licence).join(`\n${"-".repeat(80)}\n\n`));
