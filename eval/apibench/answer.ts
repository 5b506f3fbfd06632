import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ingestHub } from '../../src/ingest/hub/ingest.ts';
import { LanguageModel } from '../../src/model/open.ts';
import { renderCall } from '../../src/render/render.ts';
import { HubRanker, type HubText } from '../../src/retrieve/hubs/hub-ranker.ts';
import type { Call } from '../../src/schema/call.ts';
import { AppError } from '../../src/schema/error.ts';
import type { Operation } from '../../src/schema/operation.ts';
import { checkCall, isVerified } from '../../src/verify/check-call.ts';
import { MemoryZoo } from '../../src/zoo/memory.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';
import { tagged } from './baselines.ts';
import type { Apibench, Hub, HubRecord, Question } from './data.ts';
import { askTexts, documentTexts, KeptVectors } from './hub-texts.ts';

const SOURCE = { package: 'apibench', version: '6ea57973c7a6', licence: 'Apache-2.0' };
const PACKS = fileURLToPath(new URL('../../packs', import.meta.url));

/**
 * What we answer when a hub's documents are given: the call in the benchmark's form, or an empty text. Which hub is asked is known, as it is to
 * the published retrievers. Only calls of the documents can be answered, and each passes the verifier.
 */
export async function answerHub(
  hub: Hub,
  records: readonly HubRecord[],
  questions: readonly Question[],
  data: Apibench,
): Promise<Map<number, string>> {
  const ingested = ingestHub([...records], { provider: hub, source: SOURCE });
  const zoo = new MemoryZoo([ingested]);
  const calls = new Map<string, string>();
  for (const operation of ingested.operations)
    if (!calls.has(operation.name)) calls.set(operation.name, documentedCall(zoo, operation));
  const vectors = openVectors();
  const ranker = await learnHub(hub, records, data, vectors, (call) => Boolean(calls.get(call)));
  const asked = await vectors.of(questions.map(({ text }) => text));
  return new Map(
    questions.map(({ id, text }, n) => {
      const [best] = ranker.rank(text, asked[n]!);
      return [id, best ? tagged(calls.get(best.call)!) : ''];
    }),
  );
}

export function openVectors(): KeptVectors {
  const model = LanguageModel.in(PACKS);
  if (!model) throw new AppError('pack-missing', `No encoder is in ${PACKS}.`, 'Install the package anew.');
  const cache = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  return new KeptVectors(model, join(cache, 'gorilla', 'eval', 'hubs'));
}

/** `sayable`: calls that can be written and pass the verifier; others are not known of. */
export async function learnHub(
  hub: Hub,
  records: readonly HubRecord[],
  data: Apibench,
  vectors: KeptVectors,
  sayable: (call: string) => boolean,
): Promise<HubRanker> {
  const texts = [...records.filter(({ api_call }) => sayable(api_call)).flatMap(documentTexts), ...askTexts(hub, data)];
  const known = await vectors.of(texts.map(({ text }) => text));
  return new HubRanker(texts.map((text, n): HubText => ({ ...text, vector: known[n]! })));
}

/** The call as the model's document has it: each argument has one value there. It passes the verifier, as any answer does. */
function documentedCall(zoo: Zoo, operation: Operation): string {
  const call: Call = {
    operation: operation.id,
    surface: 'python',
    arguments: operation.parameters.map(({ name, default: value }) => ({
      name,
      value: value ?? null,
      from: { kind: 'default' },
    })),
    missing: [],
  };
  if (!isVerified(checkCall(zoo, call, operation))) return '';
  // A call without a quoted text names no model: what it would load, the document does not say.
  if (!operation.parameters.some(({ default: value }) => typeof value === 'string' && isQuoted(operation.name, value)))
    if (!/\(['"]/.test(operation.name)) return '';
  // A value that is no literal (a call within the call, a list) stands in the document as it must be written, and has no quotes there.
  if (operation.parameters.some(({ default: value }) => typeof value === 'string' && !isQuoted(operation.name, value)))
    return operation.name;
  const line = renderCall(zoo, call, operation).text.trim().split('\n').at(-1)!;
  return line.replace(/^\w+ = /, '');
}

const isQuoted = (written: string, value: string): boolean =>
  written.includes(`'${value}'`) || written.includes(`"${value}"`);
