import type { Source } from '../schema/operation.ts';

/**
 * A pack file, all numbers little-endian:
 *
 *     0  "GORILLAP"          8 bytes
 *     8  format              u32
 *    12  length of header    u32
 *    16  number of blocks    u32
 *    20  length of the file  u32   a file cut short is known before anything is read
 *    24  CRC-32              u32   of header and block table
 *    28  reserved            u32
 *    32  header              JSON, `PackHeader`
 *        block table         per block: offset, length, raw length, CRC-32, first (5 x u32)
 *        blocks              brotli; lines of JSON, or a hash table
 *
 * Blocks stand in the order: operations, types, type names, globals, lookup.
 * `first` is the first operation's number in the pack (operations), or the provider's index in the header (types).
 */
export const PACK_MAGIC = 'GORILLAP';
export const PACK_FORMAT = 1;
export const PREAMBLE_BYTES = 32;
export const BLOCK_ENTRY_WORDS = 5;
/** A block is closed when it has this many bytes before compression. */
export const BLOCK_BYTES = 32 * 1024;

export interface PackProvider {
  provider: string;
  sources: Source[];
  /** Number of the first operation in the pack; the others follow it. */
  first: number;
  operations: number;
  types: number;
  skipped: number;
}

export interface PackHeader {
  name: string;
  providers: PackProvider[];
  operationBlocks: number;
  typeBlocks: number;
  /** Number of the block that holds it; absent where there is nothing to hold. */
  typeNames?: number;
  globals?: number;
  /** Two blocks from here: ids, paths. Shipped packs have theirs in the catalogue instead. */
  lookup?: number;
  /** Operations of the same providers in shipped packs do not exist beside this pack. */
  replaces?: true;
}
