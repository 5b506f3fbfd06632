import type { VectorFile } from './vectors.ts';

/** The vectors of the tokens, shared by both models: they stand outside the models as int8 with a scale of their own each. */
export class Words {
  constructor(private readonly file: VectorFile) {}

  get dimensions(): number {
    return this.file.header.dimensions;
  }

  /** Writes the token's vector to `out` at `at`. */
  write(id: number, out: Float32Array, at: number): void {
    const { data, scales, header } = this.file;
    const { dimensions } = header;
    const scale = scales[id]!;
    const from = id * dimensions;
    for (let d = 0; d < dimensions; d++) out[at + d] = data[from + d]! * scale;
  }
}
