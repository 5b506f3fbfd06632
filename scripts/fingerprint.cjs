/**
 * What the built program depends on, as one short text made of paths, sizes and times. It is taken at every start from a clone, so it reads
 * no file, and does as little as it can: some hundred `stat` calls cost a few milliseconds.
 */
const fs = require('node:fs');

const INPUTS = ['package-lock.json', 'scripts/build.mjs', 'bin/gorilla'];

const isSource = (name) =>
  (name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.endsWith('.contract.ts')) ||
  name.endsWith('.json') ||
  /\.(?:tsx|css|html|svg|py|mjs)$/.test(name);

/** Calls `visit` with each file that goes into the build, by its path from the root, in a fixed order. Tests do not go into it. */
function visitSources(root, visit) {
  for (const file of INPUTS) visit(file);
  const walk = (folder) => {
    for (const name of fs.readdirSync(`${root}/${folder}`).sort()) {
      if (isSource(name)) visit(`${folder}/${name}`);
      // Folders of sources have no dot in their names: one `stat` a folder is spared.
      else if (!name.includes('.')) walk(`${folder}/${name}`);
    }
  };
  walk('src');
  // An installed package has the page already built.
  if (fs.existsSync(`${root}/apps/web/src`)) walk('apps/web/src');
}

exports.sourceFiles = (root) => {
  const files = [];
  visitSources(root, (file) => files.push(file));
  return files;
};

exports.fingerprint = (root) => {
  // FNV-1a over numbers; loading `crypto` would cost more than the whole walk.
  let hash = 0x811c9dc5;
  let latest = 0;
  let bytes = 0;
  const mix = (number) => {
    hash = Math.imul(hash ^ number, 0x01000193);
  };
  visitSources(root, (file) => {
    const stat = fs.statSync(`${root}/${file}`, { throwIfNoEntry: false });
    for (let index = 0; index < file.length; index++) mix(file.charCodeAt(index));
    if (!stat) return;
    mix(stat.size);
    mix(stat.mtimeMs % 0x7fffffff);
    bytes += stat.size;
    latest = Math.max(latest, stat.mtimeMs);
  });
  return `${(hash >>> 0).toString(16)}-${bytes.toString(36)}-${Math.round(latest).toString(36)}`;
};
