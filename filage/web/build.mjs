// Bundles the theme and the small modules, and copies the fonts: what `npm run build` makes, git never holds.
import { build } from "esbuild";
import { cp, mkdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const web = dirname(fileURLToPath(import.meta.url));
const root = join(web, "..", "..");
const sans = join(root, "node_modules", "source-sans");
const serif = join(root, "node_modules", "source-serif");

// The pages: few faces, compressed. Typst: static TTF, with the optical sizes of the papers.
const PAGE_FACES = [
  ...["Regular", "It", "Semibold", "Bold"].map((face) => join(sans, "WOFF2", "TTF", `SourceSans3-${face}.ttf.woff2`)),
  ...["4-It", "4-Semibold", "4Display-It"].map((face) => join(serif, "WOFF2", "TTF", `SourceSerif${face}.ttf.woff2`)),
];
const PAPER_FACES = [
  ...["Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt", "Light", "LightIt"].map((face) => join(sans, "TTF", `SourceSans3-${face}.ttf`)),
  ...["4", "4Subhead", "4Display"].flatMap((size) =>
    ["Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt", "Light", "LightIt"].map((face) => join(serif, "TTF", `SourceSerif${size}-${face}.ttf`)),
  ),
  // letters that these lack: small, and only drawn when a text needs them
  ...["Regular", "Bold"].map((face) => join(root, "node_modules", "@embedpdf", "fonts-arabic", "fonts", `NotoNaskhArabic-${face}.ttf`)),
  ...["Regular", "Bold"].map((face) => join(root, "node_modules", "@embedpdf", "fonts-hebrew", "fonts", `NotoSansHebrew-${face}.ttf`)),
];

/** Copy `files` into `folder`, made anew, under their own names (`.ttf.woff2` becomes `.woff2`). */
async function copyInto(folder, files) {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(files.map((file) => cp(file, join(folder, file.split(/[\\/]/).pop().replace(".ttf.woff2", ".woff2")))));
}

const dist = join(web, "static", "dist");
await rm(dist, { recursive: true, force: true });
await Promise.all([
  build({
    entryPoints: { filage: join(web, "theme", "filage.css") },
    outdir: dist,
    bundle: true,
    minify: true,
    external: ["*.woff2"],
    logLevel: "warning",
  }),
  build({
    entryPoints: { filage: join(web, "scripts", "filage.ts") },
    outdir: dist,
    bundle: true,
    minify: true,
    format: "iife",
    target: "es2022",
    tsconfig: join(web, "tsconfig.json"),
    logLevel: "warning",
  }),
  copyInto(join(web, "static", "fonts"), PAGE_FACES),
  copyInto(join(root, "filage", "documents", "fonts"), PAPER_FACES),
]);
