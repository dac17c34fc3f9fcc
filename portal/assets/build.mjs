// Builds portal/static/portal and the icon templates from the sources beside this file.
// The result is committed and the same on every machine: nobody needs Node to run the portal.
import { cpSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build, transform } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const modules = join(here, "node_modules");
const out = join(here, "../static/portal");
const iconTemplates = join(here, "../../templates/components/icons");

const TARGET = ["chrome90", "firefox90", "safari15"];
const FONTS = { "be-vietnam-pro": ["latin", "vietnamese"], "noto-sans-khmer": ["khmer"] };
const FONT_WEIGHTS = ["400", "700"];
const DIRECTORIES = ["css", "js", "fonts", "img"];

function emptyFolders() {
  for (const name of DIRECTORIES) {
    rmSync(join(out, name), { recursive: true, force: true });
    mkdirSync(join(out, name), { recursive: true });
  }
  rmSync(iconTemplates, { recursive: true, force: true });
  mkdirSync(iconTemplates, { recursive: true });
}

async function styles(source, name) {
  const sheet = compile(join(here, "sass", source), {
    loadPaths: [modules],
    quietDeps: true,
    charset: false,
  });
  // Leaflet's own pictures are not used: its buttons and markers are drawn by us.
  const css = sheet.css.replace(/url\(images\/[^)]*\)/g, "none").replace(/behavior: ?url[^;]*;/g, "");
  const { code } = await transform(css, { loader: "css", minify: true, target: TARGET });
  writeFileSync(join(out, "css", name), code);
}

async function scripts(source, name, format = "esm") {
  await build({
    absWorkingDir: here,
    entryPoints: [join("js", source)],
    outfile: join(out, "js", name),
    bundle: true,
    format,
    minify: true,
    legalComments: "none",
    target: TARGET,
  });
}

function fonts() {
  for (const [font, subsets] of Object.entries(FONTS)) {
    for (const subset of subsets) {
      for (const weight of FONT_WEIGHTS) {
        const file = `${font}-${subset}-${weight}-normal.woff2`;
        const from = join(modules, "@fontsource", font, "files", file);
        cpSync(from, join(out, "fonts", `${font}-${weight}-${subset}.woff2`));
      }
    }
  }
}

/** A drawing without its comments and its line breaks. */
function squeezed(svg) {
  return svg.replace(/<!--[\s\S]*?-->/g, "").replace(/\s*\n\s*/g, " ").replace(/>\s+</g, "><").trim();
}

/** Leaves out what belongs to the other half of the day: <!--day-->…<!--/day-->, <!--night-->…. */
function without(half, svg) {
  return svg.replace(new RegExp(`<!--${half}-->[\\s\\S]*?<!--/${half}-->`, "g"), "");
}

const DUSK = [14, 20, 46];
const LIT = new Set(["#ffe7a3", "#ffe9a8", "#ffd86b", "#ffe08a", "#fff3cf"]);

/** The same drawing at night: every colour sinks towards dusk, except what is lit. */
function nightly(svg) {
  return without("day", svg).replace(/#[0-9a-f]{6}\b/g, (colour) => {
    if (LIT.has(colour)) return colour;
    const parts = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
    const mixed = parts.map((part, i) => Math.round(part * 0.42 + DUSK[i] * 0.58));
    return `#${mixed.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
  });
}

function drawings() {
  for (const file of readdirSync(join(here, "art")).sort()) {
    const source = join(here, "art", file);
    if (/\.(png|webmanifest)$/.test(file)) cpSync(source, join(out, "img", file));
    if (!file.endsWith(".svg")) continue;
    const svg = readFileSync(source, "utf8");
    writeFileSync(join(out, "img", file), squeezed(without("night", svg)));
    if (svg.includes("<!--day-->")) {
      const name = file.replace(".svg", "-night.svg");
      writeFileSync(join(out, "img", name), squeezed(nightly(svg)));
    }
  }
}

/** Only what stands between <svg> and </svg>: components/icon.html draws the frame. */
function icons() {
  const names = readFileSync(join(here, "icons.txt"), "utf8").split(/\s+/).filter(Boolean);
  for (const name of names) {
    const source = readFileSync(join(modules, "lucide-static/icons", `${name}.svg`), "utf8");
    const inside = squeezed(source).replace(/^<svg[^>]*>/, "").replace(/<\/svg>$/, "");
    writeFileSync(join(iconTemplates, `${name}.svg`), `${inside.replaceAll(" />", "/>")}\n`);
  }
}

emptyFolders();
fonts();
drawings();
icons();
await styles("portal.scss", "portal.css");
await styles("map.scss", "map.css");
await scripts("portal.js", "portal.js");
await scripts("list_map.js", "list_map.js");
await scripts("map.js", "map.js");
await scripts("report.js", "report.js");
await scripts("queue.js", "queue.js");
await scripts("sw.js", "sw.js", "iife");
