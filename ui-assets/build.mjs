// Bundles src/ into one folder of files with hashed names, each also as .gz and .br, and a manifest
// that maps the plain names that templates use to the hashed ones.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const out = process.argv[2];
await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const result = await build({
  entryPoints: ["src/carrel.css", "src/terminal.css", "src/charts.css", "src/carrel.js", "src/log.js", "src/terminal.js", "src/charts.js"],
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  target: ["es2022", "chrome123", "firefox120", "safari17.5"],
  outdir: out,
  entryNames: "[name]-[hash]",
  chunkNames: "[name]-[hash]",
  assetNames: "[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "file" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});

const manifest = {};
for (const [path, output] of Object.entries(result.metafile.outputs)) {
  const source = output.entryPoint ?? Object.keys(output.inputs)[0];
  if (source && (output.entryPoint || extname(path) === ".woff2")) manifest[basename(source)] = basename(path);
}

// No stylesheet names the tab's icon, so the bundler does not know it.
const icon = await readFile("src/icon.svg");
manifest["icon.svg"] = `icon-${createHash("sha256").update(icon).digest("hex").slice(0, 8).toUpperCase()}.svg`;
await writeFile(join(out, manifest["icon.svg"]), icon);

for (const name of await readdir(out)) {
  if (![".css", ".js", ".svg"].includes(extname(name))) continue;
  const bytes = await readFile(join(out, name));
  await writeFile(join(out, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  await writeFile(
    join(out, `${name}.br`),
    brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  );
}
await writeFile(join(out, "manifest.json"), `${JSON.stringify(manifest, Object.keys(manifest).sort(), 2)}\n`);
