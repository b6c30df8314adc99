// Builds what the browser downloads into src/Portal/wwwroot/assets: file names carry a hash of the content, each file
// is compressed here once, and manifest.json tells the portal (Platform/Web/Assets.cs) which name stands for which file.
import { createHash } from "node:crypto";
import { mkdir, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";
import { compile } from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../src/Portal/wwwroot/assets");
const fresh = `${target}.new`;

/** Logical name → content. */
async function contents() {
  const files = new Map();
  // cases: only for pages with a conversation or the worklist; offline and its worker: for a device that keeps readings.
  for (const name of ["portal", "cases", "offline", "worker/offline-worker"]) {
    const script = await build({
      entryPoints: [join(here, `src/${name}.ts`)],
      bundle: true, minify: true, format: "esm", target: "es2022", charset: "utf8", write: false, logLevel: "warning",
    });
    files.set(`${basename(name)}.js`, script.outputFiles[0].text);
  }
  files.set("portal.css", compile(join(here, "src/styles/portal.scss"), {
    style: "compressed", charset: false, loadPaths: [join(here, "node_modules")],
  }).css);
  for (const name of await readdir(join(here, "static"))) files.set(name, await readFile(join(here, "static", name), "utf8"));
  return files;
}

const hashed = (name, text) => {
  const hash = createHash("sha256").update(text).digest("hex").slice(0, 10);
  return `${name.slice(0, -extname(name).length)}-${hash}${extname(name)}`;
};

const files = await contents();
const manifest = {};
await rm(fresh, { recursive: true, force: true });
await mkdir(fresh, { recursive: true });

// The web manifest names the mark by its hashed name, so plain files come first.
const last = ([name]) => name.endsWith(".webmanifest");
for (const [name, text] of [...files].sort((a, b) => last(a) - last(b))) {
  const whole = text.replace(/asset:([\w.-]+)/g, (_, other) => `/assets/${manifest[other] ?? fail(`${name} names ${other}, which is not built yet`)}`);
  const file = manifest[name] = hashed(name, whole);
  const bytes = Buffer.from(whole);
  const br = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
  const gz = gzipSync(bytes, { level: 9 });
  await writeFile(join(fresh, file), bytes);
  await writeFile(join(fresh, `${file}.br`), br);
  await writeFile(join(fresh, `${file}.gz`), gz);
  console.log(`${file.padEnd(34)} ${String(bytes.length).padStart(7)} B, br ${String(br.length).padStart(6)} B`);
}
await writeFile(join(fresh, "manifest.json"), JSON.stringify(manifest, null, 2) + "\n");

// All or nothing: a failed build leaves the last good one in place.
await rm(target, { recursive: true, force: true });
await rename(fresh, target);

function fail(message) { throw new Error(message); }
