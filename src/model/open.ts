import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Literal } from '../generate/literal.ts';
import { DenseSearch } from '../retrieve/dense.ts';
import { AppError } from '../schema/error.ts';
import type { Operation } from '../schema/operation.ts';
import { DOCUMENT_TOKENS, Encoder, REQUEST_TOKENS } from './encoder.ts';
import { type ReadDocument, Reader, type Reading } from './reader.ts';
import { Session } from './session.ts';
import { documentText, requestText } from './texts.ts';
import { decodeVectors, type VectorFile, VectorTable } from './vectors.ts';
import { WordPiece } from './wordpiece.ts';
import { Words } from './words.ts';
import { ASK_VECTORS, DOCUMENT_VECTORS, JOINED_VECTORS } from './write-vectors.ts';

/** The embedded model: an encoder for retrieval and a reader of documents, which compute in a thread of their own. */
export class LanguageModel {
  readonly encoder: Encoder;
  private readonly reader: Reader;
  private readonly sessions: readonly Session[];
  /** Of the vectors that belong to it. */
  readonly id: string;

  private constructor(private readonly folder: string) {
    const encoder = new Session(join(folder, 'encoder.onnx'));
    const reader = new Session(join(folder, 'reader.onnx'));
    this.sessions = [encoder, reader];
    const pieces = new WordPiece(readFileSync(join(folder, 'words.txt'), 'utf8'));
    const file = vectorsIn(folder, 'words.vectors');
    const words = new Words(file);
    this.id = file.header.model ?? '';
    this.encoder = new Encoder(encoder, pieces, words);
    this.reader = new Reader(reader, pieces, words);
  }

  /** Undefined where the folder has no model: everything else works without one. Fails: `pack-broken`. */
  static in(folder: string): LanguageModel | undefined {
    return existsSync(join(folder, 'encoder.onnx')) ? new LanguageModel(folder) : undefined;
  }

  /** The shipped vectors. Fails: `pack-missing`, `pack-broken` (also of another model's vectors). */
  search(): DenseSearch {
    const [asks, documents, joined] = [ASK_VECTORS, DOCUMENT_VECTORS, JOINED_VECTORS].map((name) => {
      const file = vectorsIn(this.folder, name);
      if (file.header.model !== this.id)
        throw new AppError(
          'pack-broken',
          `The vectors ${name} were made by another model than the one beside them.`,
          'Run `npm run zoo:build`, or install the package anew.',
        );
      return new VectorTable(file);
    });
    return new DenseSearch(asks!, documents!, joined!);
  }

  /** Loads the networks while the caller goes on: for somebody who will ask at once. */
  warm(): void {
    for (const session of this.sessions) session.open();
  }

  /** What a request means: a unit vector. */
  async vector(request: string, literals: readonly Literal[]): Promise<Float32Array> {
    const [vector] = await this.encoder.embed([requestText(request, literals)], REQUEST_TOKENS);
    return vector!;
  }

  async documents(operations: readonly Operation[]): Promise<Float32Array[]> {
    return this.encoder.embed(operations.map(documentText), DOCUMENT_TOKENS);
  }

  async read(request: string, documents: readonly ReadDocument[]): Promise<Reading[]> {
    return this.reader.read(request, documents);
  }
}

function vectorsIn(folder: string, name: string): VectorFile {
  try {
    return decodeVectors(readFileSync(join(folder, name)), name);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('pack-missing', `The file ${name} is not in ${folder}.`, 'Install the package anew.', cause);
  }
}
