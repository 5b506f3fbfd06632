import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import * as tar from 'tar';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { EmbeddedZoo } from '../../zoo/embedded.ts';
import type { Recipe } from '../recipe.ts';
import { buildZoo } from './build.ts';
import { sha256Of } from './lock.ts';
import type { FoundRecipe } from './recipes.ts';

let home: string;
let lockFile: string;
let archive: string;

/** An adapter as people write one: reads a file of its package, makes operations, lists what it could not read. */
const RECIPE = `
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
const ref = { registry: 'npm', name: 'tiny', version: '1.0.0', only: /^data\\// };
export const recipes = [{
  name: 'tiny', packages: [ref], precedence: 10,
  async build(context) {
    const names = JSON.parse(readFileSync(join(context.folder(ref), 'data', 'names.json'), 'utf8'));
    context.log('read ' + names.length);
    return [{
      provider: 'tiny',
      sources: [{ package: 'npm:tiny', version: '1.0.0', licence: 'MIT', attribution: 'Copyright Tiny' }],
      operations: names.map((name) => ({
        id: 'tiny:tiny ' + name, provider: 'tiny', name: 'tiny ' + name, kind: 'cli', summary: 'Does ' + name,
        parameters: [], invocations: [{ surface: 'cli', path: 'tiny ' + name }], origin: { source: 0, pointer: name },
      })),
      types: {},
      skipped: [{ pointer: '/a', reason: 'has no name "a"' }, { pointer: '/b', reason: 'has no name "b"' }],
    }];
  },
}, { name: 'broken', packages: [], precedence: 20, async build() { throw new Error('no good'); } }];
`;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'build-'));
  lockFile = join(home, 'lock.json');
  archive = join(home, 'cache', 'downloads', 'tiny-1.0.0.tgz');
  mkdirSync(join(home, 'cache', 'downloads'), { recursive: true });
  mkdirSync(join(home, 'package', 'data'), { recursive: true });
  writeFileSync(join(home, 'package', 'data', 'names.json'), '["walk", "run"]');
  await tar.create({ file: archive, gzip: true, cwd: home }, ['package']);
  mkdirSync(join(home, 'adapter'));
  writeFileSync(join(home, 'adapter', 'recipe.mjs'), RECIPE);
  writeFileSync(
    lockFile,
    JSON.stringify({ 'npm:tiny@1.0.0': { sha256: await sha256Of(archive), date: '2026-01-02' } }),
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

async function recipes(...names: string[]): Promise<FoundRecipe[]> {
  const file = join(home, 'adapter', 'recipe.mjs');
  const module = (await import(pathToFileURL(file).href)) as { recipes: Recipe[] };
  return module.recipes.filter((recipe) => names.includes(recipe.name)).map((recipe) => ({ recipe, file }));
}

async function build(
  packs: string,
  found: FoundRecipe[],
  options: { keepGoing?: boolean; cache?: string } = {},
): Promise<string[]> {
  const said: string[] = [];
  await buildZoo(
    found,
    {
      packsDir: join(home, packs),
      cache: options.cache ?? join(home, 'cache'),
      lockFile,
      notice: join(home, `${packs}-NOTICE`),
    },
    { jobs: 2, keepGoing: options.keepGoing ?? false, log: (message) => said.push(message) },
  );
  return said;
}

describe('buildZoo', () => {
  it('makes a zoo, a report and NOTICE of a package, the second time from the cache and with the same bytes', async () => {
    writeFileSync(join(home, 'one-NOTICE'), 'Gorilla\n');
    writeFileSync(join(home, 'two-NOTICE'), 'Gorilla\n');
    expect(await build('one', await recipes('tiny'))).toContain('tiny: read 2');
    expect(await build('two', await recipes('tiny'))).toContain('tiny: unchanged');
    const files = readdirSync(join(home, 'one'));
    expect(files).toEqual(['REPORT.md', 'catalog.bin', 'report.json', 'tools.pack']);
    for (const file of files)
      expect(readFileSync(join(home, 'one', file)), file).toEqual(readFileSync(join(home, 'two', file)));

    const zoo = EmbeddedZoo.open({ packsDir: join(home, 'one') });
    expect(zoo.byPath('cli', 'tiny run')).toHaveLength(1);
    expect(zoo.providers()[0]?.sources[0]).toMatchObject({ date: '2026-01-02', sha256: await sha256Of(archive) });
    zoo.close();

    const report = readFileSync(join(home, 'one', 'REPORT.md'), 'utf8');
    expect(report).toContain('| tiny | 2 | has no name … | /a |');
    const notice = readFileSync(join(home, 'one-NOTICE'), 'utf8');
    expect(notice).toMatch(/^Gorilla\n[\s\S]*npm:tiny 1\.0\.0\n {2}MIT\n {2}Copyright Tiny/);
    await build('one', await recipes('tiny'));
    expect(readFileSync(join(home, 'one-NOTICE'), 'utf8')).toBe(notice);
  });

  it('writes nothing where a recipe fails, unless told to go on', async () => {
    const both = await recipes('tiny', 'broken');
    await expect(build('three', both)).rejects.toMatchObject({
      name: 'AppError',
      message: expect.stringContaining('no good'),
    });
    expect(existsSync(join(home, 'three'))).toBe(false);
    expect(await build('three', both, { keepGoing: true })).toContainEqual(expect.stringContaining('broken: FAILED'));
    expect(existsSync(join(home, 'three', 'tools.pack'))).toBe(true);
  });

  it('refuses an archive that is not the locked one', async () => {
    const cache = join(home, 'other');
    mkdirSync(join(cache, 'downloads'), { recursive: true });
    writeFileSync(join(cache, 'downloads', 'tiny-1.0.0.tgz'), 'something else');
    await expect(build('four', await recipes('tiny'), { cache })).rejects.toMatchObject({
      code: 'download-failed',
      message: expect.stringContaining('npm:tiny@1.0.0'),
    });
  });
});
