import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { CATALOG_FILE } from './catalog.ts';
import { COMMAND_PATHS_FILE, encodeCommandPaths, readCommandPaths } from './command-paths.ts';

const folder = mkdtempSync(join(tmpdir(), 'paths-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the list of command paths', () => {
  it('is read as it was written, for the packs that it was written for', () => {
    const paths = ['a', 'a b', 'a b-c', 'a bc', 'ab', 'ü x'].sort();
    expect(readCommandPaths(folder)).toBeUndefined();
    writeFileSync(join(folder, CATALOG_FILE), 'one');
    writeFileSync(join(folder, COMMAND_PATHS_FILE), encodeCommandPaths(folder, paths));
    expect(readCommandPaths(folder)).toEqual(paths);
    writeFileSync(join(folder, CATALOG_FILE), 'two');
    expect(readCommandPaths(folder)).toBeUndefined();
  });
});
