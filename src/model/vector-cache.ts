import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomic } from '../zoo/atomic.ts';
import { decodeVectors, encodeVectors, type VectorFile, writeRow } from './vectors.ts';

/** Bytes of a text's hash. */
export const HASH = 8;

/** Vectors of texts that were embedded before, by the text's hash: a build after a small change embeds little. One folder a model. */
export class VectorCache {
  private readonly places = new Map<string, number>();
  private readonly added = new Map<string, Float32Array>();
  private file: VectorFile | undefined;

  constructor(
    private readonly folder: string,
    private readonly dimensions: number,
    private readonly model: string,
  ) {
    const [vectors, hashes] = this.paths();
    if (!existsSync(vectors) || !existsSync(hashes)) return;
    const file = decodeVectors(readFileSync(vectors), vectors);
    const keys = readFileSync(hashes);
    // Killed between the two: what is there is made again.
    if (keys.length !== file.header.rows * HASH) return;
    this.file = file;
    for (let row = 0; row < file.header.rows; row++)
      this.places.set(keys.toString('latin1', row * HASH, (row + 1) * HASH), row);
  }

  get(text: string): Float32Array | undefined {
    const key = hashOf(text);
    const fresh = this.added.get(key);
    if (fresh) return fresh;
    const row = this.places.get(key);
    return row === undefined ? undefined : this.row(row);
  }

  private row(row: number): Float32Array {
    const out = new Float32Array(this.dimensions);
    writeRow(this.file!, row, out);
    return out;
  }

  set(text: string, vector: Float32Array): void {
    this.added.set(hashOf(text), vector);
  }

  /** Takes over what it lacks of a file's rows; `hashes`: of their texts, one after the other. Returns how many these were. */
  adopt(file: VectorFile, hashes: Buffer): number {
    let adopted = 0;
    for (let row = 0; row < file.header.rows; row++) {
      const key = hashes.toString('latin1', row * HASH, (row + 1) * HASH);
      if (this.added.has(key) || this.places.has(key)) continue;
      const vector = new Float32Array(this.dimensions);
      writeRow(file, row, vector);
      this.added.set(key, vector);
      adopted++;
    }
    return adopted;
  }

  save(): void {
    if (this.added.size === 0) return;
    const all = new Map<string, Float32Array>();
    for (const [key, row] of this.places) all.set(key, this.row(row));
    for (const [key, vector] of this.added) all.set(key, vector);
    const [vectors, hashes] = this.paths();
    writeAtomic(vectors, encodeVectors([...all.values()], this.dimensions, this.model));
    writeAtomic(hashes, Buffer.from([...all.keys()].join(''), 'latin1'));
  }

  private paths(): [vectors: string, hashes: string] {
    return [join(this.folder, `${this.model}.vectors`), join(this.folder, `${this.model}.hashes`)];
  }
}

export const hashOf = (text: string): string => createHash('sha256').update(text).digest().toString('latin1', 0, HASH);
