// Builds what browsers get: the stylesheet from shop.css and the templates, and the copies from npm.
// `node build.mjs --check` builds aside and fails when the committed files differ.
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdtempSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const wanted = 20; // of the Tailwind compiler, @tailwindcss/oxide
if (Number.parseInt(process.versions.node, 10) < wanted) {
  console.error(`Node ${process.versions.node} is too old: Tailwind 4 needs ${wanted} or newer.`);
  process.exit(1);
}

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, "..");
const check = process.argv.includes("--check");
const out = check ? mkdtempSync(join(tmpdir(), "nexus-frontend-")) : root;

const shop = "src/nexus/web/storefront/static/storefront";
const copies = {
  [`${shop}/htmx.js`]: "htmx.org/dist/htmx.min.js",
  [`${shop}/fonts/inter.woff2`]: "@fontsource-variable/inter/files/inter-latin-wght-normal.woff2",
  [`${shop}/fonts/instrument-serif.woff2`]: "@fontsource/instrument-serif/files/instrument-serif-latin-400-normal.woff2",
  [`${shop}/fonts/inter.LICENSE.txt`]: "@fontsource-variable/inter/LICENSE",
  [`${shop}/fonts/instrument-serif.LICENSE.txt`]: "@fontsource/instrument-serif/LICENSE",
  "tests/browser/vendor/axe.js": "axe-core/axe.min.js",
};
const built = [`${shop}/shop.css`, ...Object.keys(copies)];

for (const name of built) mkdirSync(dirname(join(out, name)), { recursive: true });
const tailwind = join(here, "node_modules/@tailwindcss/cli/dist/index.mjs");
execFileSync(process.execPath, [tailwind, "-i", join(here, "shop.css"), "-o", join(out, built[0]), "--minify"], {
  cwd: here,
  stdio: ["ignore", "ignore", "inherit"],
});
for (const [name, source] of Object.entries(copies)) copyFileSync(join(here, "node_modules", source), join(out, name));

if (check) {
  const stale = built.filter((name) => !readFileSync(join(out, name)).equals(readFileSync(join(root, name))));
  rmSync(out, { recursive: true });
  if (stale.length) {
    console.error(`Not what frontend/ builds: ${stale.join(", ")}. Run make frontend and commit the result.`);
    process.exit(1);
  }
  console.log("The committed files are what frontend/ builds.");
}
