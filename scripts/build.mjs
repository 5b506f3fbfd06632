/**
 * Bundles the program into dist/<hash>/ and points dist/build.json at it, by a rename: a program that starts meanwhile sees the old build
 * or the new one, never half of one. The hash is over the contents of the sources and names the build to the daemon.
 */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const dist = path.join(root, 'dist');
const { fingerprint, sourceFiles } = createRequire(import.meta.url)('./fingerprint.cjs');

/** Packages that hold native parts or read files beside themselves: they stay in node_modules. */
const EXTERNAL = ['@ast-grep/napi', '@ast-grep/lang-python', 'onnxruntime-node'];

function contentHash() {
  const hash = createHash('sha256');
  for (const file of sourceFiles(root)) {
    const at = path.join(root, file);
    if (existsSync(at)) hash.update(`${file}\0`).update(readFileSync(at)).update('\0');
  }
  return hash.digest('hex').slice(0, 16);
}

/** Programs that our modules start: they stand beside the bundle, where those look for them. */
const STARTED = [
  'ingest/botocore/walk_awscli.py',
  'ingest/azure/read_help.py',
  'ingest/fig/load-spec.mjs',
  'model/session-thread.mjs',
];

/** Tests put another module in the place of `open-engine.ts`, and have the same program over a zoo of some operations. */
const replacing = (engine) => ({
  name: 'engine',
  setup: (builder) => builder.onResolve({ filter: /\/open-engine\.ts$/ }, () => ({ path: path.resolve(root, engine) })),
});

const PAGE = path.join(root, 'apps', 'web', 'src');

/** Writes the page that `gorilla serve` shows into `folder`: three files and a picture, nothing from elsewhere. */
export async function bundlePage(folder) {
  const { build: esbuild } = await import('esbuild');
  await esbuild({
    absWorkingDir: root,
    entryPoints: { app: path.join(PAGE, 'main.tsx') },
    outdir: folder,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    logLevel: 'warning',
  });
  for (const name of ['index.html', 'app.css', 'icon.svg'])
    copyFileSync(path.join(PAGE, name), path.join(folder, name));
}

/** Writes entry.cjs, main.js, daemon.js and sdk.js with their chunks into `folder`; `build` is the name that the program gives itself. */
export async function bundle(folder, build, engine) {
  const { build: esbuild } = await import('esbuild');
  const common = {
    absWorkingDir: root,
    bundle: true,
    // Names of our errors and functions stay readable in GORILLA_DEBUG traces. Esbuild's own way to keep them while it shortens them is a call
    // for each, which no other bundler could leave out of what it takes from the SDK.
    minifyWhitespace: true,
    minifySyntax: true,
    platform: 'node',
    target: 'node20.12',
    external: EXTERNAL,
    define: { __BUILD__: JSON.stringify(build), __VERSION__: JSON.stringify(packageVersion()) },
    legalComments: 'none',
    plugins: engine ? [replacing(engine)] : [],
    logLevel: 'warning',
  };
  // CommonJS, one file: it starts some milliseconds sooner than a module, and every request begins with it.
  await esbuild({
    ...common,
    minify: true,
    entryPoints: ['src/surfaces/cli/entry.ts'],
    outfile: path.join(folder, 'entry.cjs'),
    format: 'cjs',
    external: [...EXTERNAL, './main.js'],
  });
  await esbuild({
    ...common,
    entryPoints: {
      main: 'src/surfaces/cli/main.ts',
      daemon: 'src/surfaces/daemon/main.ts',
      sdk: 'src/sdk/index.ts',
    },
    outdir: folder,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    // CommonJS packages within the bundle ask for built-ins with `require`.
    banner: { js: "import{createRequire as __cr}from'node:module';const require=__cr(import.meta.url);" },
  });
  for (const file of STARTED) copyFileSync(path.join(root, 'src', file), path.join(folder, path.basename(file)));
}

function packageVersion() {
  return JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version;
}

/** Writes a file of dist/ so that nobody ever reads half of it. */
function put(name, text) {
  const draft = path.join(dist, `${name}.${process.pid}`);
  writeFileSync(draft, text);
  renameSync(draft, path.join(dist, name));
}

/** Programs that run now still load chunks of the build before: only what is older than an hour goes, or for a release all of it. */
function removeOld(keep, olderThanMs) {
  for (const name of readdirSync(dist)) {
    const at = path.join(dist, name);
    if (name === keep || !/^[0-9a-f]{16}(\.\d+)?$/.test(name)) continue;
    const stat = statSync(at, { throwIfNoEntry: false });
    if (stat && Date.now() - stat.mtimeMs > olderThanMs) rmSync(at, { recursive: true, force: true });
  }
}

/** Returns false where the sources are what the present build was made of. */
export async function build({ release = false } = {}) {
  mkdirSync(dist, { recursive: true });
  const print = fingerprint(root);
  const hash = contentHash();
  const target = path.join(dist, hash);
  const fresh = !existsSync(path.join(target, 'entry.cjs')) || !existsSync(path.join(target, 'main.js'));
  if (fresh) {
    const draft = `${target}.${process.pid}`;
    rmSync(draft, { recursive: true, force: true });
    await bundle(draft, hash);
    await bundlePage(path.join(draft, 'web'));
    rmSync(target, { recursive: true, force: true });
    renameSync(draft, target);
  }
  put('build.json', `${JSON.stringify({ dir: hash, fingerprint: print })}\n`);
  // What `import … from 'gorilla-ts'` finds: a name that stays.
  put('sdk.js', `export * from './${hash}/sdk.js';\n`);
  if (release) await (await import('./declarations.mjs')).writeDeclarations(root, path.join(dist, 'types'));
  removeOld(hash, release ? -1 : 3_600_000);
  return fresh;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href)
  await build({ release: process.argv.includes('--release') });
