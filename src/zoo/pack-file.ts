import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { AppError } from '../schema/error.ts';
import { decompress } from './compress.ts';
import { crc32 } from './crc.ts';
import { BLOCK_ENTRY_WORDS, PACK_FORMAT, PACK_MAGIC, type PackHeader, PREAMBLE_BYTES } from './pack-format.ts';

export function packBroken(file: string, what: string, cause?: unknown): AppError {
  const hint = 'Install the program again, or build the packs anew; a taught source is added again.';
  return new AppError('pack-broken', `${file}: ${what}`, hint, cause);
}

function openPack(file: string): number {
  try {
    return openSync(file, 'r');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EACCES' || code === 'EPERM')
      throw new AppError('permission', `${file} may not be read`, 'Give yourself the right to read the file.', cause);
    throw new AppError('pack-missing', `${file} cannot be opened`, 'Install the program again.', cause);
  }
}

/** A pack's bytes, block by block: header and block table are read at once, blocks when they are asked for, each checked against its sum. */
export class PackFile {
  readonly header: PackHeader;
  /** Size of the file. */
  readonly bytes: number;
  /** Tells contents apart: the sums of all blocks are in the summed block table. */
  readonly identity: string;
  private readonly descriptor: number;
  private readonly table: Buffer;

  /** Fails: `pack-missing`, `permission`, `pack-broken`, `pack-too-new`. */
  constructor(readonly file: string) {
    this.descriptor = openPack(file);
    try {
      this.bytes = fstatSync(this.descriptor).size;
      const { headerLength, blocks, sum } = this.readPreamble();
      const rest = this.read(PREAMBLE_BYTES, headerLength + blocks * BLOCK_ENTRY_WORDS * 4);
      if (crc32(rest) !== sum) throw packBroken(file, 'the header does not match its checksum');
      this.identity = `${this.bytes}-${sum.toString(16)}`;
      this.header = JSON.parse(rest.toString('utf8', 0, headerLength)) as PackHeader;
      this.table = rest.subarray(headerLength);
    } catch (error) {
      closeSync(this.descriptor);
      throw error;
    }
  }

  get blocks(): number {
    return this.table.length / (BLOCK_ENTRY_WORDS * 4);
  }

  /** What the block starts with: see pack-format.ts. */
  first(block: number): number {
    return this.word(block, 4);
  }

  /** The block's bytes, decompressed. Fails: `pack-broken`. */
  block(number: number): Buffer {
    const packed = this.read(this.word(number, 0), this.word(number, 1));
    if (crc32(packed) !== this.word(number, 3))
      throw packBroken(this.file, `block ${number} does not match its checksum`);
    try {
      return decompress(packed, this.word(number, 2));
    } catch (cause) {
      throw packBroken(this.file, `block ${number} cannot be decompressed`, cause);
    }
  }

  close(): void {
    closeSync(this.descriptor);
  }

  private readPreamble(): { headerLength: number; blocks: number; sum: number } {
    if (this.bytes < PREAMBLE_BYTES) throw packBroken(this.file, `${this.bytes} bytes are too few for a pack`);
    const preamble = this.read(0, PREAMBLE_BYTES);
    if (preamble.toString('latin1', 0, 8) !== PACK_MAGIC) throw packBroken(this.file, 'not a pack');
    const format = preamble.readUInt32LE(8);
    if (format > PACK_FORMAT)
      throw new AppError(
        'pack-too-new',
        `${this.file} has format ${format}; this version reads up to ${PACK_FORMAT}`,
        'Update the program.',
      );
    const length = preamble.readUInt32LE(20);
    if (length !== this.bytes) throw packBroken(this.file, `${this.bytes} bytes instead of ${length}`);
    return {
      headerLength: preamble.readUInt32LE(12),
      blocks: preamble.readUInt32LE(16),
      sum: preamble.readUInt32LE(24),
    };
  }

  private word(block: number, position: number): number {
    return this.table.readUInt32LE((block * BLOCK_ENTRY_WORDS + position) * 4);
  }

  private read(offset: number, length: number): Buffer {
    if (offset + length > this.bytes) throw packBroken(this.file, 'cut short');
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0; done < length; ) {
      const read = readSync(this.descriptor, bytes, done, length - done, offset + done);
      if (read === 0) throw packBroken(this.file, 'cut short');
      done += read;
    }
    return bytes;
  }
}
