import type { Session } from './session.ts';
import { CLS, SEP, type WordPiece } from './wordpiece.ts';
import type { Words } from './words.ts';

/** Most tokens of a request and of a document that are read; training/encoder/train.py reads as many. */
export const REQUEST_TOKENS = 40;
export const DOCUMENT_TOKENS = 56;
/** Dimensions of a vector; training/encoder/model.py calls them STORED. */
export const DIMENSIONS = 128;

/** Texts to unit vectors of 128 dimensions: near vectors, near meanings. */
export class Encoder {
  constructor(
    private readonly session: Session,
    private readonly pieces: WordPiece,
    private readonly words: Words,
  ) {}

  /** One batch: texts of like length cost least. `most`: tokens read of each, those that begin and end it included. */
  async embed(texts: readonly string[], most: number): Promise<Float32Array[]> {
    // The end mark is cut off with the rest of a long text, as in training.
    const rows = texts.map((text) => [CLS, ...this.pieces.encode(text).ids, SEP].slice(0, most));
    const tokens = Math.max(...rows.map((r) => r.length));
    const width = this.words.dimensions;
    const words = new Float32Array(rows.length * tokens * width);
    const mask = new Float32Array(rows.length * tokens);
    rows.forEach((row, r) => {
      row.forEach((id, t) => {
        this.words.write(id, words, (r * tokens + t) * width);
        mask[r * tokens + t] = 1;
      });
    });
    const { vector } = await this.session.run({
      words: { type: 'float32', data: words, dims: [rows.length, tokens, width] },
      mask: { type: 'float32', data: mask, dims: [rows.length, tokens] },
    });
    return rows.map((_, r) => vector!.slice(r * DIMENSIONS, (r + 1) * DIMENSIONS));
  }
}
