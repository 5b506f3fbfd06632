import * as nodeFs from 'node:fs';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Disk, removeForGood, sweepLeftovers, writeAtomic } from './atomic.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atomic-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function failing(method: keyof Disk, code: string): Disk {
  const fail = (): never => {
    throw Object.assign(new Error(`${code}: ${method}`), { code });
  };
  return { ...nodeFs, [method]: fail };
}

describe('writeAtomic', () => {
  it('creates folders, and replaces a file whole', () => {
    const file = join(folder, 'a', 'b.pack');
    writeAtomic(file, 'one');
    writeAtomic(file, 'two');
    expect(readFileSync(file, 'utf8')).toBe('two');
    expect(readdirSync(join(folder, 'a'))).toEqual(['b.pack']);
  });

  it.each([
    ['writeSync', 'ENOSPC', 'disk-full'],
    ['fsyncSync', 'ENOSPC', 'disk-full'],
    ['writeSync', 'EDQUOT', 'disk-full'],
    ['openSync', 'EROFS', 'read-only'],
    ['mkdirSync', 'EROFS', 'read-only'],
    ['openSync', 'EACCES', 'permission'],
    ['renameSync', 'EPERM', 'permission'],
    ['writeSync', 'EIO', 'internal'],
  ] as const)('where %s fails with %s, says %s and leaves everything as it was', (method, code, want) => {
    const file = join(folder, 'b.pack');
    writeAtomic(file, 'one');
    expect(() => writeAtomic(file, 'two', failing(method, code))).toThrow(
      expect.objectContaining({ code: want, message: expect.stringContaining('b.pack') }),
    );
    expect(readFileSync(file, 'utf8')).toBe('one');
    expect(readdirSync(folder)).toEqual(['b.pack']);
  });

  it('goes on where the disk takes only a part at once', () => {
    const slow: Disk = {
      ...nodeFs,
      writeSync: ((descriptor: number, bytes: Buffer, offset: number, length: number) =>
        nodeFs.writeSync(descriptor, bytes, offset, Math.min(length, 3))) as Disk['writeSync'],
    };
    writeAtomic(join(folder, 'x'), 'ten bytes.', slow);
    expect(readFileSync(join(folder, 'x'), 'utf8')).toBe('ten bytes.');
  });

  it("sweeps what dead writers left, and spares a living one's", () => {
    const dead = join(folder, '.a.pack.999999999-0.tmp');
    const living = join(folder, `.b.pack.${process.pid}-77.tmp`);
    const old = join(folder, `.c.pack.${process.pid}-78.tmp`);
    for (const file of [dead, living, old]) writeFileSync(file, 'half');
    mkdirSync(join(folder, '.other'));
    utimesSync(old, new Date(0), new Date(0));
    writeAtomic(join(folder, 'a.pack'), 'whole');
    expect(readdirSync(folder).sort()).toEqual([`.b.pack.${process.pid}-77.tmp`, '.other', 'a.pack']);
    sweepLeftovers(folder);
    expect(existsSync(living)).toBe(true);
  });

  it('removes for good, once', () => {
    writeAtomic(join(folder, 'x'), 'x');
    expect(removeForGood(join(folder, 'x'))).toBe(true);
    expect(removeForGood(join(folder, 'x'))).toBe(false);
    writeAtomic(join(folder, 'x'), 'x');
    expect(() => removeForGood(join(folder, 'x'), failing('unlinkSync', 'EROFS'))).toThrow(
      expect.objectContaining({ code: 'read-only' }),
    );
  });
});
