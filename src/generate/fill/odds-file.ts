import { termHash } from '../../retrieve/index/segment.ts';
import { AppError } from '../../schema/error.ts';
import { type Associations, ODDS_TABLES, type OddsTable } from './associations.ts';

/**
 * The tables of log-odds as a file that is read in one go: magic, the number of keys of each table (Uint32), then of each table the keys' hashes (Float64,
 * ascending) and their log-odds (Int8, steps of 0.05), each array padded to a multiple of eight. A quarter of a million keys as JSON cost 50 ms at every start.
 */
const MAGIC = 0x444f_5a47; // "GZOD"
const STEP = 0.05;
const align = (n: number): number => (n + 7) & ~7;
const HEAD = align(4 + 4 * ODDS_TABLES.length);

class HashedOdds implements OddsTable {
  constructor(
    private readonly hashes: Float64Array,
    private readonly values: Int8Array,
  ) {}

  get(key: string): number | undefined {
    const hash = termHash(key);
    let low = 0;
    let high = this.hashes.length - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const h = this.hashes[middle]!;
      if (h === hash) return this.values[middle]! * STEP;
      if (h < hash) low = middle + 1;
      else high = middle - 1;
    }
    return undefined;
  }
}

export function encodeOdds(tables: Record<(typeof ODDS_TABLES)[number], ReadonlyMap<string, number>>): Buffer {
  const sorted = ODDS_TABLES.map((name) =>
    [...tables[name]].map(([key, odds]) => ({ hash: termHash(key), odds })).sort((a, b) => a.hash - b.hash),
  );
  const size = sorted.reduce((sum, rows) => align(sum + rows.length * 8 + rows.length), HEAD);
  const out = Buffer.alloc(size);
  out.writeUInt32LE(MAGIC, 0);
  let at = HEAD;
  sorted.forEach((rows, n) => {
    out.writeUInt32LE(rows.length, 4 + 4 * n);
    rows.forEach(({ hash, odds }, i) => {
      out.writeDoubleLE(hash, at + 8 * i);
      out.writeInt8(Math.max(-127, Math.min(127, Math.round(odds / STEP))), at + 8 * rows.length + i);
    });
    at = align(at + rows.length * 9);
  });
  return out;
}

/** Fails: `pack-broken`. */
export function decodeOdds(file: Buffer, name: string): Associations {
  const broken = (why: string): AppError =>
    new AppError('pack-broken', `The table ${name} is damaged: ${why}.`, 'Install the package anew.');
  if (file.length < HEAD || file.readUInt32LE(0) !== MAGIC) throw broken('it does not begin as such a table does');
  const bytes = new Uint8Array(file).buffer;
  let at = HEAD;
  const tables = ODDS_TABLES.map((_, n) => {
    const count = file.readUInt32LE(4 + 4 * n);
    if (at + 9 * count > file.length) throw broken('it is cut off');
    const table = new HashedOdds(new Float64Array(bytes, at, count), new Int8Array(bytes, at + 8 * count, count));
    at = align(at + 9 * count);
    return table;
  });
  return Object.fromEntries(ODDS_TABLES.map((name, n) => [name, tables[n]!])) as unknown as Associations;
}
