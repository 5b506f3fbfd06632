import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { availability, compareVersions, historyOf } from './history.ts';
import { encodeHistory, historyFile, readHistory } from './history-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'gorilla-history-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const read = (version: string, ...has: string[]) => ({ version, has: new Set(has) });
const history = historyOf(
  ['botocore'],
  [
    read('1.10.0', 's3.Get', 's3.Get#Key', 's3.Old'),
    read('1.9.0', 's3.Get', 's3.Old', 's3.Old#A'),
    read('1.20.0', 's3.Get', 's3.Get#Key', 's3.New', 's3.New#B'),
  ],
);

describe('compareVersions', () => {
  it.each([
    ['1.9.0', '1.10.0', -1],
    ['2', '1.99', 1],
    ['1.0', '1.0.0', 0],
    ['1.0.1-rc1', '1.0.1', 0],
  ])('%s and %s', (a, b, wanted) => {
    expect(compareVersions(a, b)).toBe(wanted);
    expect(compareVersions(b, a)).toBe(wanted === 0 ? 0 : -wanted);
  });
});

describe('a history', () => {
  it('lists what is not in all versions, a parameter only where it differs from its operation', () => {
    expect(history.versions).toEqual(['1.9.0', '1.10.0', '1.20.0']);
    expect({ ...history.spans['s3'] }).toEqual({ 'Get#Key': [1, 2], New: [2, 2], Old: [0, 1], 'Old#A': [0, 0] });
  });
  it.each<[string, string, object | undefined]>([
    ['s3.New', '1.9.5', { state: 'not-yet', since: '1.20.0' }],
    ['s3.New', '1.10.0', { state: 'not-yet', since: '1.20.0' }],
    ['s3.New', '1.15.0', undefined],
    ['s3.New', '1.20.0', undefined],
    ['s3.Old', '1.20.0', { state: 'removed', gone: '1.20.0' }],
    ['s3.Old', '1.15.0', undefined],
    ['s3.Get#Key', '1.8.0', { state: 'not-yet', since: '1.10.0' }],
    ['s3.Get', '1.0.0', undefined],
    ['s3.constructor', '1.0.0', undefined],
    ['none', '1.0.0', undefined],
  ])('%s in %s', (name, pinned, wanted) => expect(availability(history, name, pinned)).toEqual(wanted));

  it('never denies a version that was read and has it', () => {
    const sets = fc.array(fc.uniqueArray(fc.constantFrom('a.X', 'a.X#p', 'b.Y')), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(sets, (list) => {
        const versions = list.map((has, at) => read(`1.${at}.0`, ...has));
        const made = historyOf(['x'], versions);
        for (const { version, has } of versions)
          for (const name of has) expect(availability(made, name, version)).toBeUndefined();
      }),
    );
  });
  it('is the same from its file; a damaged one is told', () => {
    writeFileSync(historyFile(folder, 'aws'), encodeHistory(history));
    expect(JSON.stringify(readHistory(folder, 'aws'))).toBe(JSON.stringify(history));
    expect(readHistory(folder, 'git')).toBeUndefined();
    writeFileSync(historyFile(folder, 'bad'), 'x');
    expect(() => readHistory(folder, 'bad')).toThrow(/damaged/);
  });
});
