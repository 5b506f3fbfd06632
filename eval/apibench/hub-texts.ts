import { readFileSync } from 'node:fs';
import { DIMENSIONS } from '../../src/model/encoder.ts';
import type { LanguageModel } from '../../src/model/open.ts';
import { VectorCache } from '../../src/model/vector-cache.ts';
import type { HubText } from '../../src/retrieve/hubs/hub-ranker.ts';
import type { Apibench, Hub, HubRecord } from './data.ts';

/** Requests that were written for this project; a line without a call says its task alone. */
const WRITTEN = [
  'training/data/requests/hubs.jsonl',
  'training/data/requests/hubs2.jsonl',
  'training/data/requests/hubs3.jsonl',
  'training/data/requests/hubs4.jsonl',
];
const AT_ONCE = 16;
/** Tokens read of a text: requests to hubs tell a story first. */
const TOKENS = 80;

type Text = Omit<HubText, 'vector'>;

const words = (value: unknown): string => (typeof value === 'string' ? value : value ? JSON.stringify(value) : '');

/** What a record says of its model: all of it together, and its description alone. */
export function documentTexts(record: HubRecord): Text[] {
  const { domain, api_call: call } = record;
  const description = words(record['description']);
  const name = words(record['api_name']).replace(/[{}/_.:-]+/g, ' ');
  const all = `${domain}: ${words(record['functionality'])}. ${description} (${name})`;
  return [all.slice(0, 500), description.slice(0, 400)].map((text) => ({ kind: 'document', text, domain, call }));
}

/** Requests with their calls: ours, and the benchmark's questions for training where it has any. */
export function askTexts(hub: Hub, data: Apibench): Text[] {
  const written = WRITTEN.flatMap((file) => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8').split('\n'))
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as { hub: Hub; api_call?: string; domain: string; requests: string[] })
    .filter((line) => line.hub === hub)
    .flatMap(({ api_call, domain, requests }) =>
      requests.map((text): Text => ({ kind: 'ask', text, domain, ...(api_call ? { call: api_call } : {}) })),
    );
  const trained = data
    .training(hub)
    .map(({ text, gold, call }): Text => ({ kind: 'ask', text, domain: gold.domain, call }));
  return [...written, ...trained];
}

/** Vectors of texts, each made once and kept. */
export class KeptVectors {
  private readonly cache: VectorCache;

  constructor(
    private readonly model: LanguageModel,
    folder: string,
  ) {
    this.cache = new VectorCache(folder, DIMENSIONS, model.id);
  }

  async of(texts: readonly string[]): Promise<Float32Array[]> {
    const read = texts.map((text) => text.replace(/\s+/g, ' ').trim().toLowerCase());
    // Texts of like length cost least together.
    const missing = [...new Set(read.filter((text) => !this.cache.get(text)))].sort((a, b) => a.length - b.length);
    const encoder = this.model.encoder;
    for (let at = 0; at < missing.length; at += AT_ONCE) {
      const some = missing.slice(at, at + AT_ONCE);
      const vectors = await encoder.embed(some, TOKENS);
      for (const [n, vector] of vectors.entries()) this.cache.set(some[n]!, vector);
    }
    this.cache.save();
    return read.map((text) => this.cache.get(text)!);
  }
}
