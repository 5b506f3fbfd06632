import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const IMPORTS = /\bfrom\s+'(\.[^']+)'|\bimport\('(\.[^']+)'\)|new URL\('(\.[^']+)'/g;

/** The module and all that it reaches by relative imports. */
function reach(module: string, found: Set<string>): Set<string> {
  if (found.has(module) || !existsSync(module)) return found;
  found.add(module);
  if (!/\.(ts|mjs|js)$/.test(module)) return found;
  for (const match of readFileSync(module, 'utf8').matchAll(IMPORTS))
    reach(join(dirname(module), (match[1] ?? match[2] ?? match[3])!), found);
  return found;
}

function isPart(name: string): boolean {
  return !/\.test\.ts$/.test(name) && !name.startsWith('.') && name !== '__pycache__';
}

/** Everything that decides what a recipe makes of its packages: its folder (data and scripts, too, but not tests) and the modules it imports. */
export function adapterHash(recipeFile: string): string {
  const files = new Set<string>();
  for (const entry of readdirSync(dirname(recipeFile), { recursive: true, withFileTypes: true }))
    if (entry.isFile() && isPart(entry.name) && !entry.parentPath.includes('__pycache__'))
      reach(join(entry.parentPath, entry.name), files);
  const hash = createHash('sha256');
  for (const file of [...files].filter((one) => !one.includes('/node_modules/')).sort()) {
    try {
      const bytes = readFileSync(file);
      hash.update(`${relative(dirname(recipeFile), file)} ${bytes.length}\n`).update(bytes);
    } catch (error) {
      // An URL may name a folder.
      if ((error as NodeJS.ErrnoException).code !== 'EISDIR') throw error;
    }
  }
  return hash.digest('hex');
}
