import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as tar from 'tar';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { crc32 } from '../../zoo/crc.ts';
import { unpack } from './unpack.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'unpack-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const DAY_2026_03_04 = ((2026 - 1980) << 9) | (3 << 5) | 4;

/** A zip of stored entries, as bytes: libraries refuse to write the names that matter here. */
function zipOf(entries: [string, string][]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, content] of entries) {
    const [nameBytes, data] = [Buffer.from(name), Buffer.from(content)];
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(DAY_2026_03_04, 8);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(data.length, 14);
    common.writeUInt32LE(data.length, 18);
    common.writeUInt16LE(nameBytes.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04', 'latin1'), common, nameBytes, data]);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00', 'latin1'), common, tail, nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const end = Buffer.alloc(18);
  const directory = Buffer.concat(central);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(directory.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06', 'latin1'), end]);
}

function zipFile(entries: [string, string][]): string {
  const file = join(folder, 'a.whl');
  writeFileSync(file, zipOf(entries));
  return file;
}

describe('unpack', () => {
  const target = (): string => join(folder, 'out');

  it('unpacks what is wanted of a wheel, and tells its date', async () => {
    const file = zipFile([
      ['a/x.json', '{}'],
      ['a/y.py', 'y'],
    ]);
    const date = await unpack(file, target(), /\.json$/);
    expect(date?.toISOString().slice(0, 10)).toBe('2026-03-04');
    expect(readdirSync(join(target(), 'a'))).toEqual(['x.json']);
  });

  it.each(['../evil', 'a/../../evil', '/evil', 'a\\..\\..\\evil'])('writes nothing outside for %s', async (name) => {
    const file = zipFile([
      ['fine', 'x'],
      [name, 'x'],
    ]);
    await expect(unpack(file, target())).rejects.toMatchObject({ code: 'source-unreadable' });
    expect(readdirSync(folder)).toEqual(['a.whl']);
  });

  it.each([
    [{ entries: 1 }, 'more than 1 entries'],
    [{ entryBytes: 999 }, 'an entry of more than 999 bytes'],
    [{ bytes: 1500 }, 'more than 1500 bytes'],
  ])('stops at %j', async (limit, message) => {
    const file = zipFile([
      ['a', 'x'.repeat(1000)],
      ['b', 'x'.repeat(1000)],
    ]);
    const limits = { entries: 10, entryBytes: 10_000, bytes: 10_000, ...limit };
    await expect(unpack(file, target(), undefined, limits)).rejects.toMatchObject({
      code: 'source-too-large',
      message: expect.stringContaining(message),
    });
    expect(existsSync(target())).toBe(false);
  });

  it('unpacks a package of npm without its first folder, and no links', async () => {
    mkdirSync(join(folder, 'package', 'build'), { recursive: true });
    writeFileSync(join(folder, 'package', 'build', 'a.js'), 'a');
    writeFileSync(join(folder, 'package', 'README'), 'r');
    symlinkSync('/etc/passwd', join(folder, 'package', 'build', 'link'));
    const file = join(folder, 'p.tgz');
    await tar.create({ file, gzip: true, cwd: folder }, ['package']);
    await unpack(file, target(), /^build\//);
    expect(readdirSync(target())).toEqual(['build']);
    expect(readdirSync(join(target(), 'build'))).toEqual(['a.js']);
    expect(readFileSync(join(target(), 'build', 'a.js'), 'utf8')).toBe('a');
  });

  it('lets two unpack the same at once, and leaves nothing beside it', async () => {
    mkdirSync(join(folder, 'package'), { recursive: true });
    writeFileSync(join(folder, 'package', 'a.js'), 'a');
    const file = join(folder, 'p.tgz');
    await tar.create({ file, gzip: true, cwd: folder }, ['package']);
    await Promise.all([unpack(file, target()), unpack(file, target())]);
    expect(readdirSync(target())).toEqual(['a.js']);
    expect(readdirSync(folder).filter((name) => name.startsWith('.unpacking'))).toEqual([]);
  });

  it.each(['a.whl', 'a.tgz'])('says so where %s is no archive', async (name) => {
    writeFileSync(join(folder, name), 'no archive');
    await expect(unpack(join(folder, name), target())).rejects.toMatchObject({ code: 'source-unreadable' });
    expect(existsSync(target())).toBe(false);
  });
});
