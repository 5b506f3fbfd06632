import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ingestFig } from './ingest.ts';
import type { FigCommand } from './spec.ts';

const file = new URL('../../../fixtures/fig/git-excerpt.json', import.meta.url);
const read = () =>
  ingestFig((JSON.parse(readFileSync(file, 'utf8')) as { tree: FigCommand }).tree, {
    source: { package: 'npm:@withfig/autocomplete', version: '2.692.3', licence: 'MIT' },
    pointer: 'build/git.js',
  });

describe('an excerpt of the real git spec', () => {
  it('gives the commands that can be run', () => {
    const names = read().operations.map(({ name }) => name);
    expect(names).toEqual(
      expect.arrayContaining(['git commit', 'git stash', 'git stash push', 'git remote', 'git remote add']),
    );
  });

  it('gives each command its long options', () => {
    const commit = read().operations.find(({ name }) => name === 'git commit');
    expect(commit?.parameters.find(({ name }) => name === '--message')).toEqual({
      name: '--message',
      aliases: ['-m'],
      in: 'option',
      type: 'string',
      description: 'Use the given message as the commit message',
    });
    expect(commit?.parameters.map(({ name }) => name)).not.toContain('-am');
  });

  it('is deterministic', () => expect(JSON.stringify(read())).toBe(JSON.stringify(read())));
});
