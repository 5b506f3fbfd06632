/**
 * What the built program depends on, as one short text of paths, sizes and times. It is taken at every start from a clone, so it reads
 * no file: some hundred `stat` calls cost a few milliseconds.
 */
const fs = require('node:fs');
const path = require('node:path');

const INPUTS = ['package-lock.json', 'scripts/build.mjs', 'bin/gorilla'];

/** The files that go into the build, relative to the root, in a fixed order. Tests do not. */
function sourceFiles(root) {
  const files = [...INPUTS];
  const walk = (folder) => {
    const entries = fs.readdirSync(path.join(root, folder), { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const file = `${folder}/${entry.name}`;
      if (entry.isDirectory()) walk(file);
      else if (/\.(ts|json)$/.test(entry.name) && !/\.(test|contract)\.ts$/.test(entry.name)) files.push(file);
    }
  };
  walk('src');
  return files;
}

exports.sourceFiles = sourceFiles;

exports.fingerprint = (root) => {
  // FNV-1a, 2 x 32 bits: loading `crypto` would cost more than the whole walk.
  let low = 0x811c9dc5;
  let high = 0x9747b28c;
  for (const file of sourceFiles(root)) {
    const stat = fs.statSync(path.join(root, file), { throwIfNoEntry: false });
    const text = stat ? `${file}:${stat.size}:${stat.mtimeMs}\n` : `${file}:gone\n`;
    for (let index = 0; index < text.length; index++) {
      low = Math.imul(low ^ text.charCodeAt(index), 0x01000193);
      high = Math.imul(high ^ text.charCodeAt(index), 0x85ebca6b);
    }
  }
  return (low >>> 0).toString(16).padStart(8, '0') + (high >>> 0).toString(16).padStart(8, '0');
};
