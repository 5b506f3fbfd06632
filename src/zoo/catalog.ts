import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../schema/error.ts';
import type { Source } from '../schema/operation.ts';
import { crc32 } from './crc.ts';
import type { HashTable, Lookup } from './lookup.ts';
import { packBroken } from './pack-file.ts';

/**
 * `catalog.bin`, what opening a zoo needs; little-endian, in words of 4 bytes:
 *
 *     "GORILLAC" format, bytes of packs, bytes of sources, ids, paths, length of the file, CRC-32 of the JSON, CRC-32 of the tables
 *     hashes and ordinals of ids, hashes and ordinals of paths
 *     JSON `CatalogPack[]`; JSON of the sources by provider (read only when somebody asks)
 */
const MAGIC = 'GORILLAC';
const FORMAT = 1;
const HEADER_BYTES = 40;

export const CATALOG_FILE = 'catalog.bin';

export interface CatalogPack {
  file: string;
  bytes: number;
  sha256: string;
  /** Ordinal of the pack's first operation. */
  base: number;
  /** Name and number of operations, in the pack's order. */
  providers: [string, number][];
}

export class Catalog {
  readonly packs: CatalogPack[];
  readonly size: number;

  constructor(
    readonly file: string,
    packs: CatalogPack[],
    readonly lookup: Lookup,
    private readonly sourcesJson: () => string,
    /** Bytes of tables and sources against their sum, for `zoo:verify`. */
    readonly isSound: () => boolean,
  ) {
    this.packs = packs;
    const last = packs.at(-1);
    this.size = last ? last.base + last.providers.reduce((sum, [, count]) => sum + count, 0) : 0;
  }

  /** The sources of each provider, in the order of packs and of providers in them. */
  sources(): Source[][] {
    return JSON.parse(this.sourcesJson()) as Source[][];
  }
}

export function encodeCatalog(packs: CatalogPack[], sources: Source[][], lookup: Lookup): Buffer {
  const packsJson = Buffer.from(JSON.stringify(packs));
  const sourcesJson = Buffer.from(JSON.stringify(sources));
  const { ids, paths } = lookup;
  const tables = Buffer.concat(
    [ids.hashes, ids.ordinals, paths.hashes, paths.ordinals].map((words) =>
      Buffer.from(words.buffer, words.byteOffset, words.byteLength),
    ),
  );
  const header = Buffer.alloc(HEADER_BYTES);
  header.write(MAGIC, 0, 'latin1');
  const length = HEADER_BYTES + tables.length + packsJson.length + sourcesJson.length;
  const jsonSum = crc32(Buffer.concat([packsJson, sourcesJson]));
  [
    FORMAT,
    packsJson.length,
    sourcesJson.length,
    ids.hashes.length,
    paths.hashes.length,
    length,
    jsonSum,
    crc32(tables),
  ].forEach((word, position) => {
    header.writeUInt32LE(word, 8 + position * 4);
  });
  return Buffer.concat([header, tables, packsJson, sourcesJson]);
}

function readWhole(file: string): Buffer {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'r');
  } catch (cause) {
    const missing = (cause as NodeJS.ErrnoException).code === 'ENOENT';
    if (missing) throw new AppError('pack-missing', `${file} is not there`, 'Install the program again.', cause);
    throw new AppError('permission', `${file} may not be read`, 'Give yourself the right to read the file.', cause);
  }
  try {
    const { size } = fstatSync(descriptor);
    // Not from Node's shared pool: the typed arrays below need a buffer that starts at 0.
    const bytes = Buffer.from(new ArrayBuffer(size));
    let done = 0;
    while (done < size) {
      const read = readSync(descriptor, bytes, done, size - done, done);
      if (read === 0) break;
      done += read;
    }
    return bytes;
  } finally {
    closeSync(descriptor);
  }
}

/** Fails: `pack-missing`, `permission`, `pack-broken`, `pack-too-new`. */
export function readCatalog(file: string): Catalog {
  const bytes = readWhole(file);
  if (bytes.length < HEADER_BYTES || bytes.toString('latin1', 0, 8) !== MAGIC)
    throw packBroken(file, 'not a catalogue');
  const word = (position: number): number => bytes.readUInt32LE(8 + position * 4);
  if (word(0) > FORMAT)
    throw new AppError(
      'pack-too-new',
      `${file} has format ${word(0)}; this version reads up to ${FORMAT}`,
      'Update the program.',
    );
  if (word(5) !== bytes.length) throw packBroken(file, `${bytes.length} bytes instead of ${word(5)}`);
  let at = HEADER_BYTES;
  const words = (count: number): Uint32Array => {
    const view = new Uint32Array(bytes.buffer, at, count);
    at += count * 4;
    return view;
  };
  const table = (count: number): HashTable => ({ hashes: words(count), ordinals: words(count) });
  const lookup = { ids: table(word(3)), paths: table(word(4)) };
  const packsEnd = at + word(1);
  if (crc32(bytes, at) !== word(6)) throw packBroken(file, 'the list of packs does not match its checksum');
  const packs = JSON.parse(bytes.toString('utf8', at, packsEnd)) as CatalogPack[];
  const tablesEnd = at;
  return new Catalog(
    file,
    packs,
    lookup,
    () => bytes.toString('utf8', packsEnd),
    () => crc32(bytes, HEADER_BYTES, tablesEnd) === word(7),
  );
}
