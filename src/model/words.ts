import { type VectorFile, writeRow } from './vectors.ts';

/** The vectors of the tokens, shared by both models: they stand outside the models as int8 with a scale of their own each. */
export class Words {
  constructor(private readonly file: VectorFile) {}

  get dimensions(): number {
    return this.file.header.dimensions;
  }

  /** Writes the token's vector to `out` at `at`. */
  write(id: number, out: Float32Array, at: number): void {
    writeRow(this.file, id, out, at);
  }
}
