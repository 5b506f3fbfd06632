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

/** One: two threads wait for each other longer than they save, at so few tokens. */
const THREADS = 1;

/** The embedded model: an encoder for retrieval and a reader of documents. Each is opened when it is first asked. */
export class LanguageModel {
  private encoder: Promise<Encoder> | undefined;
  private reader: Promise<Reader> | undefined;
  private readonly pieces: WordPiece;
  private readonly words: Words;
  /** Of the vectors that belong to it. */
  readonly id: string;

  private constructor(private readonly folder: string) {
    this.pieces = new WordPiece(readFileSync(join(folder, 'words.txt'), 'utf8'));
    const file = vectorsIn(folder, 'words.vectors');
    this.words = new Words(file);
    this.id = file.header.model ?? '';
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

  /** What a request means: a unit vector. */
  async vector(request: string, literals: readonly Literal[]): Promise<Float32Array> {
    const [vector] = await (await this.openEncoder()).embed([requestText(request, literals)], REQUEST_TOKENS);
    return vector!;
  }

  async documents(operations: readonly Operation[]): Promise<Float32Array[]> {
    return (await this.openEncoder()).embed(operations.map(documentText), DOCUMENT_TOKENS);
  }

  async read(request: string, documents: readonly ReadDocument[]): Promise<Reading[]> {
    this.reader ??= Session.open(join(this.folder, 'reader.onnx'), THREADS).then(
      (session) => new Reader(session, this.pieces, this.words),
    );
    return (await this.reader).read(request, documents);
  }

  openEncoder(): Promise<Encoder> {
    this.encoder ??= Session.open(join(this.folder, 'encoder.onnx'), THREADS).then(
      (session) => new Encoder(session, this.pieces, this.words),
    );
    return this.encoder;
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
