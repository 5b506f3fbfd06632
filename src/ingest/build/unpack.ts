import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as tar from 'tar';
import yauzl from 'yauzl';
import { AppError } from '../../schema/error.ts';

/** What an archive may become: the largest package has 420 MB in 6,000 files. */
export interface Limits {
  entries: number;
  entryBytes: number;
  bytes: number;
}

const LIMITS: Limits = { entries: 200_000, entryBytes: 512 * 1024 * 1024, bytes: 4 * 1024 * 1024 * 1024 };

/** Counts what is unpacked, by what is really written and not by what the archive declares. */
class Meter {
  private entries = 0;
  private bytes = 0;

  constructor(
    private readonly archive: string,
    private readonly limits: Limits,
  ) {}

  entry(): void {
    if (++this.entries > this.limits.entries) this.fail(`more than ${this.limits.entries} entries`);
  }

  /** Passes bytes on while the limits hold. */
  stream(): Transform {
    let own = 0;
    const count = (length: number): void => {
      own += length;
      this.bytes += length;
      if (own > this.limits.entryBytes) this.fail(`an entry of more than ${this.limits.entryBytes} bytes`);
      if (this.bytes > this.limits.bytes) this.fail(`more than ${this.limits.bytes} bytes`);
    };
    return new Transform({
      transform(chunk: Buffer, _encoding, done) {
        try {
          count(chunk.length);
          done(null, chunk);
        } catch (error) {
          done(error as Error);
        }
      },
    });
  }

  private fail(what: string): never {
    throw new AppError('source-too-large', `${this.archive} unpacks to ${what}`, 'Is this the right archive?');
  }
}

/** Where an entry goes; undefined for what would land outside. */
function inside(folder: string, path: string): string | undefined {
  const target = resolve(folder, path);
  return target.startsWith(resolve(folder) + sep) && !path.includes('\0') ? target : undefined;
}

/** Unpacks regular files. Links are left out: no adapter needs one, and a link is how an archive writes outside its folder. */
async function write(source: NodeJS.ReadableStream, target: string, meter: Meter): Promise<void> {
  mkdirSync(dirname(target), { recursive: true });
  await pipeline(source, meter.stream(), createWriteStream(target));
}

async function unpackZip(
  file: string,
  folder: string,
  only: RegExp | undefined,
  meter: Meter,
): Promise<Date | undefined> {
  const zip = await yauzl.openPromise(file);
  let newest: Date | undefined;
  try {
    for await (const entry of zip.eachEntry()) {
      meter.entry();
      const date = entry.getLastModDate({ timezone: 'UTC' });
      if (!newest || date > newest) newest = date;
      const isLink = entry.externalFileAttributes >>> 28 === 0xa;
      if (entry.fileName.endsWith('/') || isLink || (only && !only.test(entry.fileName))) continue;
      const target = inside(folder, entry.fileName);
      if (target) await write(await zip.openReadStreamPromise(entry), target, meter);
    }
  } finally {
    zip.close();
  }
  return newest;
}

async function unpackTar(
  source: NodeJS.ReadableStream,
  folder: string,
  strip: number,
  only: RegExp | undefined,
  meter: Meter,
): Promise<void> {
  const writes: Promise<void>[] = [];
  const stripped = (path: string): string =>
    path
      .replace(/^\.?\//, '')
      .split('/')
      .slice(strip)
      .join('/');
  const parser = new tar.Parser({
    strict: true,
    filter: (path) => !only || only.test(path) || only.test(stripped(path)),
    onReadEntry(entry) {
      const path = stripped(entry.path);
      const target = entry.type === 'File' && path ? inside(folder, path) : undefined;
      if (!target) return void entry.resume();
      meter.entry();
      writes.push(write(entry as unknown as NodeJS.ReadableStream, target, meter));
    },
  });
  await pipeline(source, parser as unknown as NodeJS.WritableStream);
  await Promise.all(writes);
}

/** A .deb's files, through `dpkg-deb`: Node has no xz. */
async function unpackDeb(file: string, folder: string, only: RegExp | undefined, meter: Meter): Promise<void> {
  const child = spawn('dpkg-deb', ['--fsys-tarfile', file], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((done, fail) => {
    child.on('error', (cause) =>
      fail(
        new AppError(
          'tool-missing',
          'dpkg-deb is not installed',
          'Debian packages are read on Debian or Ubuntu.',
          cause,
        ),
      ),
    );
    child.on('close', (code) =>
      code === 0
        ? done()
        : fail(new AppError('tool-failed', `dpkg-deb cannot read ${file}`, 'Remove the file and build again.')),
    );
  });
  await Promise.all([ended, unpackTar(child.stdout, folder, 0, only, meter)]);
}

async function unpackInto(
  file: string,
  folder: string,
  only: RegExp | undefined,
  meter: Meter,
): Promise<Date | undefined> {
  if (/\.(whl|zip)$/.test(file)) return unpackZip(file, folder, only, meter);
  if (file.endsWith('.deb')) await unpackDeb(file, folder, only, meter);
  else await unpackTar(createReadStream(file), folder, 1, only, meter);
  return undefined;
}

/**
 * Unpacks an archive (npm's .tgz and an sdist without their first folder) unless that is done already; the folder appears whole or not at all.
 * Returns the newest date of a zip's entries, where it has just been unpacked.
 *
 * Fails: `source-too-large`, `source-unreadable`, `tool-missing`.
 */
export async function unpack(file: string, folder: string, only?: RegExp, limits = LIMITS): Promise<Date | undefined> {
  if (existsSync(folder)) return undefined;
  const temporary = join(dirname(folder), `.unpacking-${randomUUID()}`);
  mkdirSync(temporary, { recursive: true });
  try {
    const newest = await unpackInto(file, temporary, only, new Meter(file, limits));
    renameSync(temporary, folder);
    return newest;
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true });
    // Another process has unpacked the same meanwhile.
    if (existsSync(folder)) return undefined;
    if (error instanceof AppError) throw error;
    const message = `${file} cannot be unpacked: ${(error as Error).message}`;
    throw new AppError(
      'source-unreadable',
      message,
      'Remove the file from the folder of downloads and build again.',
      error,
    );
  }
}
