import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ingestFig } from './ingest.ts';
import { loadSpec, specNames } from './load.ts';

const folder = fileURLToPath(new URL('../../../fixtures/fig/build', import.meta.url));
const source = { package: 'npm:demo', version: '1', licence: 'MIT' };

describe('specs are read in a process of their own', () => {
  it('lists specs, not their parts', () =>
    expect(specNames(folder)).toEqual(['hostile', 'leaky', 'toolbox', 'versioned']));

  it('follows parts, drops functions, names what it leaves out', async () => {
    const { tree, skipped } = await loadSpec(folder, 'toolbox');
    const { operations } = ingestFig(tree!, { source, pointer: 'toolbox.js' });
    expect(operations.map(({ name }) => name)).toEqual([
      'toolbox install',
      'toolbox box remove',
      'toolbox other',
      'toolbox purge',
    ]);
    expect(operations[0]).toMatchObject({
      summary: 'Put a tool into the box',
      description: 'Asks before it overwrites.',
    });
    expect(operations[0]?.parameters.find(({ name }) => name === '--depth')).toMatchObject({
      excludes: ['--edit'],
      requires: ['--format'],
    });
    expect(skipped).toEqual([
      { pointer: 'toolbox other', reason: 'is another program: unrelated' },
      { pointer: 'toolbox purge', reason: 'part of it is made at run time' },
    ]);
  });

  it('takes the newest version', async () => {
    const { tree } = await loadSpec(folder, 'versioned');
    expect(tree?.args?.[0]?.template).toEqual(['filepaths']);
  });

  it('lets no spec import what a description has no need of', async () => {
    expect(await loadSpec(folder, 'hostile')).toEqual({
      skipped: [{ pointer: 'hostile', reason: 'it wants node:fs, which a description of options has no need of' }],
    });
  });

  it('gives neither network nor environment', async () => {
    const { tree } = await loadSpec(folder, 'leaky');
    expect(tree?.description).toBe('undefined undefined 0');
  });

  it('a spec that is not there is a skip', async () => {
    expect((await loadSpec(folder, 'absent')).skipped).toEqual([
      { pointer: 'absent', reason: 'no such file: absent.js' },
    ]);
  });
});
