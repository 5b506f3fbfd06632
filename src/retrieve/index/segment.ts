import { AppError } from '../../schema/error.ts';

/**
 * The layout of an index segment: a JSON header, then typed arrays, each at an offset that is a multiple of eight.
 *
 * - `hashes`  Float64 x terms   52-bit hash of each term, ascending: no strings, a term is found by binary search
 * - `starts`  Uint32 x terms+1  where the term's postings begin
 * - `dfs`     Uint32 x terms    in how many entries it occurs
 * - `owners`  Uint32 x entries  the entry's operation (its ordinal in the zoo that the segment was built from)
 * - `bytes`   Uint8             postings: entry numbers as differences in LEB128, each followed by one byte of impact
 *
 * The impact is BM25's part that does not depend on the query, tf·(k1+1)/(tf + k1·(1−b+b·len/avg)), scaled to 0…255.
 */
export interface Segment {
  header: SegmentHeader;
  hashes: Float64Array;
  starts: Uint32Array;
  dfs: Uint32Array;
  owners: Uint32Array;
  bytes: Uint8Array;
}

export interface SegmentHeader {
  format: number;
  entries: number;
  terms: number;
  /** The impact that byte 255 stands for. */
  impactScale: number;
  /** Ties the segment to the packs that it was built from. */
  builtFrom: string;
  /** Mean weight of an entry's terms. */
  averageLength?: number;
  /** Only of a taught pack's segment. */
  taught?: TaughtHeader;
}

/** What belongs to a taught pack's segment beside its postings. */
export interface TaughtHeader {
  /** CRC-32 of the operation table's file. */
  tableSum: number;
  /** Pairs: a shipped operation that this pack replaces, and the one that stands for it (its number in the pack). */
  twins: number[];
}

/** The owner of an ask that nothing serves. */
export const NOBODY = 0xffffffff;

export const SEGMENT_FORMAT = 1;
const MAGIC = 0x5347_5a47; // "GZGS"
const align = (n: number): number => (n + 7) & ~7;

/** 52 bits of two FNV-1a passes: an exact integer in a double, so that a Float64Array can be searched; 300,000 terms collide with p < 1e-5. */
export function termHash(term: string): number {
  let a = 0x811c9dc5;
  let b = 0x1000193 ^ term.length;
  for (let i = 0; i < term.length; i++) {
    const c = term.charCodeAt(i);
    a = Math.imul(a ^ c, 0x01000193);
    b = Math.imul(b ^ (c + i), 0x85ebca6b);
    b ^= b >>> 13;
  }
  return (a >>> 0) * 0x100000 + ((b >>> 0) & 0xfffff);
}

export function encodeSegment(segment: Segment): Uint8Array {
  const head = new TextEncoder().encode(JSON.stringify(segment.header));
  const parts = [segment.hashes, segment.starts, segment.dfs, segment.owners, segment.bytes];
  let size = align(8 + head.length);
  for (const p of parts) size = align(size + p.byteLength);
  const out = new Uint8Array(size);
  const view = new DataView(out.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, head.length, true);
  out.set(head, 8);
  let at = align(8 + head.length);
  for (const p of parts) {
    out.set(new Uint8Array(p.buffer, p.byteOffset, p.byteLength), at);
    at = align(at + p.byteLength);
  }
  return out;
}

/** Fails: `pack-broken` when the bytes are no segment, `pack-too-new` when a later program wrote them. */
export function decodeSegment(file: Uint8Array, name: string): Segment {
  const broken = (why: string): AppError =>
    new AppError(
      'pack-broken',
      `The index ${name} is damaged: ${why}.`,
      'Build it again with `npm run zoo:build`, or install the package anew.',
    );
  if (file.byteLength < 16) throw broken('it is too short');
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (view.getUint32(0, true) !== MAGIC) throw broken('it does not begin as an index does');
  const length = view.getUint32(4, true);
  if (8 + length > file.byteLength) throw broken('its header is cut off');
  let header: SegmentHeader;
  try {
    header = JSON.parse(new TextDecoder().decode(file.subarray(8, 8 + length))) as SegmentHeader;
  } catch (cause) {
    throw new AppError(
      'pack-broken',
      `The header of the index ${name} is not JSON.`,
      'Install the package anew.',
      cause,
    );
  }
  if (header.format > SEGMENT_FORMAT) {
    throw new AppError(
      'pack-too-new',
      `The index ${name} has format ${header.format}; this program reads up to ${SEGMENT_FORMAT}.`,
      'Update gorilla.',
    );
  }
  let at = file.byteOffset + align(8 + length);
  const end = file.byteOffset + file.byteLength;
  // Typed arrays want aligned offsets: copy once where the file's buffer does not begin at a multiple of eight.
  if (file.byteOffset % 8 !== 0) return decodeSegment(file.slice(), name);
  const take = <T>(bytes: number, make: (offset: number) => T): T => {
    if (at + bytes > end) throw broken('its arrays are cut off');
    const made = make(at);
    at = file.byteOffset + align(at - file.byteOffset + bytes);
    return made;
  };
  const { terms, entries } = header;
  const hashes = take(terms * 8, (o) => new Float64Array(file.buffer, o, terms));
  const starts = take((terms + 1) * 4, (o) => new Uint32Array(file.buffer, o, terms + 1));
  const dfs = take(terms * 4, (o) => new Uint32Array(file.buffer, o, terms));
  const owners = take(entries * 4, (o) => new Uint32Array(file.buffer, o, entries));
  const length2 = starts[terms] ?? 0;
  const bytes = take(length2, (o) => new Uint8Array(file.buffer, o, length2));
  return { header, hashes, starts, dfs, owners, bytes };
}
