import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { findLiterals } from '../generate/literals/find-literals.ts';
import type { WrittenRequest } from '../retrieve/asks/requests.ts';
import type { AskStore, JoinedAsk, StoredAsk } from '../retrieve/asks/store.ts';
import { writeAtomic } from '../zoo/atomic.ts';
import type { Zoo } from '../zoo/zoo.ts';
import { DIMENSIONS, DOCUMENT_TOKENS, type Encoder, REQUEST_TOKENS } from './encoder.ts';
import { documentText, requestText } from './texts.ts';
import { HASH, hashOf, type VectorCache } from './vector-cache.ts';
import { decodeVectors, encodeVectors } from './vectors.ts';

export const ASK_VECTORS = 'asks.vectors';
export const DOCUMENT_VECTORS = 'documents.vectors';
export const JOINED_VECTORS = 'joined.vectors';
const IN_ORDER = [ASK_VECTORS, JOINED_VECTORS, DOCUMENT_VECTORS] as const;
/** The hashes of the texts of all three, one after the other: what a build on another machine knows again. Not for users. */
export const TEXT_HASHES = 'texts.hashes';
const BATCH = 48;
/** Saved so often that a killed build loses a minute. */
const SAVE_EVERY = 8000;

export interface VectorWork {
  encoder: Encoder;
  cache: VectorCache;
  /** Names the model in the files: vectors of another are refused. */
  model: string;
  folder: string;
  log: (message: string) => void;
}

/** The vectors of texts, in their order; what the cache has is not made again. */
export async function embedAll(texts: readonly string[], most: number, work: VectorWork): Promise<Float32Array[]> {
  const { encoder, cache, log } = work;
  const lacking = [...new Set(texts.filter((text) => !cache.get(text)))].sort((a, b) => a.length - b.length);
  for (let at = 0; at < lacking.length; at += BATCH) {
    const batch = lacking.slice(at, at + BATCH);
    (await encoder.embed(batch, most)).forEach((vector, i) => {
      cache.set(batch[i]!, vector);
    });
    const done = at + batch.length;
    if (Math.floor(done / SAVE_EVERY) > Math.floor(at / SAVE_EVERY)) {
      cache.save();
      log(`vectors: ${done} of ${lacking.length}`);
    }
  }
  cache.save();
  return texts.map((text) => cache.get(text)!);
}

/** Gives a cache the vectors that a build left in the folder, be its texts still needed or not: a fresh machine embeds but what is new. */
export function adoptVectors({ folder, cache, model, log }: VectorWork): void {
  const path = join(folder, TEXT_HASHES);
  if (!existsSync(path)) return;
  const hashes = readFileSync(path);
  const files = IN_ORDER.map((name) => decodeVectors(readFileSync(join(folder, name)), name));
  const rows = files.reduce((sum, { header }) => sum + header.rows, 0);
  // Another build's files, or another model's: all is made anew.
  if (hashes.length !== rows * HASH || files.some(({ header }) => header.model !== model)) return;
  let at = 0;
  let adopted = 0;
  for (const file of files) {
    const end = at + file.header.rows * HASH;
    adopted += cache.adopt(file, hashes.subarray(at, end));
    at = end;
  }
  if (adopted > 0) log(`vectors: ${adopted} known from the last build`);
}

/** Writes the vectors of all asks and joined asks (in their order) and all documents (in the zoo's order) beside the indexes. */
export async function writeVectors(
  zoo: Zoo,
  asks: AskStore,
  joined: AskStore<JoinedAsk>,
  requests: readonly WrittenRequest[],
  work: VectorWork,
): Promise<void> {
  const said = new Map(requests.map((r) => [`${r.line} ${r.voice}`, r.text]));
  const textsOf = (store: AskStore<StoredAsk | JoinedAsk>): string[] =>
    Array.from({ length: store.size }, (_, entry) => {
      const { line, voice } = store.ask(entry);
      const text = said.get(`${line} ${voice}`) ?? '';
      return requestText(text, findLiterals(text));
    });
  adoptVectors(work);
  // While the files below are written, the hashes say nothing of them.
  rmSync(join(work.folder, TEXT_HASHES), { force: true });
  const hashes: string[] = [];
  const documents = Array.from({ length: zoo.size }, (_, ordinal) => documentText(zoo.operation(ordinal)));
  const contents = {
    [ASK_VECTORS]: { texts: textsOf(asks), most: REQUEST_TOKENS },
    [JOINED_VECTORS]: { texts: textsOf(joined), most: REQUEST_TOKENS },
    [DOCUMENT_VECTORS]: { texts: documents, most: DOCUMENT_TOKENS },
  };
  for (const name of IN_ORDER) {
    const { texts, most } = contents[name];
    const bytes = encodeVectors(await embedAll(texts, most, work), DIMENSIONS, work.model);
    writeAtomic(join(work.folder, name), bytes);
    for (const text of texts) hashes.push(hashOf(text));
    work.log(`vectors: ${texts.length} rows in ${name}, ${(bytes.length / 1e6).toFixed(1)} MB`);
  }
  writeAtomic(join(work.folder, TEXT_HASHES), Buffer.from(hashes.join(''), 'latin1'));
}
