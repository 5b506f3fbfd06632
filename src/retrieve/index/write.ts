import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findLiterals } from '../../generate/literals/find-literals.ts';
import { locateOn } from '../../schema/locate.ts';
import type { Json, Operation, ValueSchema } from '../../schema/operation.ts';
import { breaksPattern } from '../../schema/pattern.ts';
import { resolve, type Zoo } from '../../zoo/zoo.ts';
import { asDocumented } from '../asks/documented.ts';
import { type Idioms, learnIdioms, textOf } from '../asks/idioms.ts';
import { askOf, maskedSpans } from '../asks/pattern.ts';
import { type MeantCall, readRequests, type WrittenRequest } from '../asks/requests.ts';
import { encodeAsks, JOINED_ASKS, type JoinedAsk, type StoredAsk } from '../asks/store.ts';
import WRITER_PROVIDERS from '../data/writer-providers.json' with { type: 'json' };
import { requestTerms } from '../terms.ts';
import { buildSegment, type Entry } from './build.ts';
import { DOCUMENT_BM25, documentEntry } from './documents.ts';
import { encodeSegment, NOBODY } from './segment.ts';
import { encodeTable, TableWriter } from './table.ts';

/** One path may stand in a dozen of a vendor's APIs; a request means one or two of them. */
const MOST_OWNERS = 4;
const ASK_BM25 = { k1: 0.6, b: 0.6 };
// Read here and not imported: only a build needs it.
const known = JSON.parse(readFileSync(new URL('../data/popularity.json', import.meta.url), 'utf8')) as Record<
  string,
  number
>;

/** How well known an operation is, 0 … 255: its own page counts most, its program's some, a vendor's example a little. */
export function popularityOf(operation: Operation): number {
  let own = 0;
  let program = 0;
  for (const i of operation.invocations) {
    if (i.surface !== 'cli') continue;
    own = Math.max(own, known[i.path] ?? 0);
    program = Math.max(program, known[i.path.split(' ')[0] ?? ''] ?? 0);
  }
  return own + program * 0.5 + (operation.examples?.length ? 12 : 0);
}

const asText = (value: Json): string | string[] => (Array.isArray(value) ? value.map(textOf) : textOf(value));

/** Writers' provider names become the zoo's. */
function renamed(idioms: Idioms): Idioms {
  const out: Idioms = {};
  for (const [provider, keys] of Object.entries(idioms))
    for (const name of ZOO_NAMES[provider] ?? [provider]) out[name] = { ...out[name], ...keys };
  return out;
}

const ZOO_NAMES = WRITER_PROVIDERS as Record<string, string[]>;

/** The operations that a written call means: those of the writer's provider where there are any, for providers copy each other's paths. */
export function ownersOf(zoo: Zoo, call: MeantCall): number[] {
  const owners = zoo.byPath(call.surface, call.op);
  if (owners.length < 2 || !call.provider) return owners;
  const names = ZOO_NAMES[call.provider] ?? [call.provider];
  const own = owners.filter((o) => names.includes(zoo.operation(o).provider));
  const all = own.length > 0 ? own : owners;
  if (all.length < 2 || call.surface === 'cli') return all;
  const fitting = all.filter((o) => isOf(zoo, zoo.operation(o), call));
  return fitting.length > 0 ? fitting : all;
}

/** Whether the operation has all that the call names, in the forms that its document asks for: a hundred of Google's share the path `/v1/{+name}`. */
function isOf(zoo: Zoo, operation: Operation, call: MeantCall): boolean {
  const look = (schema: ValueSchema): ValueSchema => resolve(zoo, operation.provider, schema);
  return Object.entries(call.args).every(([key, value]) => {
    const located = locateOn(operation, key, call.surface, look);
    if (!located) return false;
    const { pattern } = located.segments.length === 0 ? (located.parameter.constraints ?? {}) : {};
    return pattern === undefined || typeof value !== 'string' || !breaksPattern(pattern, value);
  });
}

/** Which values of the call are not the author's own names but the operation's or the provider's words. */
function idiomTest(operation: Operation, call: MeantCall, idioms: Idioms): (key: string, value: string) => boolean {
  const own = idioms[call.provider ?? ''] ?? {};
  const positionals = operation.parameters.filter((p) => p.in === 'positional');
  return (key, value) => {
    if (value === 'true' || value === 'false' || own[key]?.[value] !== undefined) return true;
    const slot = /^<(\d+)>$/.exec(key);
    const parameter = slot
      ? positionals[Math.min(Number(slot[1]), positionals.length - 1)]
      : operation.parameters.find((p) => p.name === key || p.names?.[call.surface] === key);
    if (parameter?.format === 'resource') return true;
    return parameter?.enum?.includes(value) === true || parameter?.items?.enum?.includes(value) === true;
  };
}

function* askEntries(
  zoo: Zoo,
  requests: Iterable<WrittenRequest>,
  idioms: Idioms,
  report: IndexReport,
  asks: StoredAsk[],
): Generator<Entry> {
  const unknown = new Map<string, number>();
  for (const request of requests) {
    const literals = findLiterals(request.text);
    const give = (owner: number, written?: MeantCall): Entry => {
      const call = written && asDocumented(zoo.operation(owner), written);
      const values = Object.fromEntries(Object.entries(call?.args ?? {}).map(([k, v]) => [k, asText(v)]));
      const idiom = call ? idiomTest(zoo.operation(owner), call, idioms) : (): boolean => true;
      asks.push({
        ...askOf(request.text, literals, values, idiom),
        ...(call && call.missing.length > 0 ? { missing: call.missing } : {}),
        line: request.line,
        voice: request.voice,
      });
      return { owner, terms: requestTerms(request.text, maskedSpans(request.text, literals, values, idiom)) };
    };
    if (request.kind === 'abstain') yield give(NOBODY);
    for (const alternative of request.meant) {
      const [call] = alternative;
      if (!call || alternative.length > 1) continue;
      const owners = ownersOf(zoo, call);
      const name = `${call.surface} ${call.op}`;
      if (owners.length === 0) unknown.set(name, (unknown.get(name) ?? 0) + 1);
      for (const owner of owners.slice(0, MOST_OWNERS)) yield give(owner, call);
    }
  }
  report.unknown = [...unknown].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([op]) => op);
}

/** The requests for several calls whose operations are all in the zoo. */
function joinedAsks(zoo: Zoo, requests: Iterable<WrittenRequest>, idioms: Idioms): JoinedAsk[] {
  const out: JoinedAsk[] = [];
  for (const request of requests) {
    for (const written of request.meant.filter((alternative) => alternative.length > 1)) {
      const owners = written.map((call) => ownersOf(zoo, call)[0]);
      if (owners.includes(undefined)) continue;
      const calls = written.map((call, n) => asDocumented(zoo.operation(owners[n]!), call));
      const literals = findLiterals(request.text);
      const values = calls.map((call) => Object.fromEntries(Object.entries(call.args).map(([k, v]) => [k, asText(v)])));
      const tests = calls.map((call, n) => idiomTest(zoo.operation(owners[n]!), call, idioms));
      // One masked text for all: a name is masked wherever any of the calls takes it.
      const all = Object.fromEntries(values.flatMap((v, n) => Object.entries(v).map(([k, x]) => [`${n} ${k}`, x])));
      const idiom = (key: string, value: string): boolean => {
        const at = key.indexOf(' ');
        return tests[Number(key.slice(0, at))]!(key.slice(at + 1), value);
      };
      const ask = askOf(request.text, literals, all, idiom);
      out.push({
        text: ask.text,
        line: request.line,
        voice: request.voice,
        calls: owners.map((owner, n) => ({ owner: owner!, arguments: argumentsOfCall(ask.arguments ?? {}, n) })),
      });
    }
  }
  return out;
}

const argumentsOfCall = (all: NonNullable<StoredAsk['arguments']>, n: number): NonNullable<StoredAsk['arguments']> =>
  Object.fromEntries(
    Object.entries(all).flatMap(([key, value]) =>
      key.startsWith(`${n} `) ? [[key.slice(key.indexOf(' ') + 1), value]] : [],
    ),
  );

export interface IndexReport {
  operations: number;
  asks: number;
  /** Operations that requests mean and the zoo lacks. */
  unknown: string[];
  bytes: Record<string, number>;
}

export function readRequestFolder(folder: string): WrittenRequest[] {
  return readdirSync(folder)
    .filter((f) => f.endsWith('.jsonl'))
    .sort()
    .flatMap((f) => readRequests(f, readFileSync(join(folder, f), 'utf8')));
}

/**
 * Builds what searching the packs needs, beside them: `operations.table`, `documents.index`, `asks.index`, `asks.jsonl`, `joined.jsonl`.
 * Each file is written whole under another name and then renamed.
 */
export function writeIndexes(zoo: Zoo, requests: WrittenRequest[], folder: string, builtFrom: string): IndexReport {
  const writer = new TableWriter(zoo.size);
  const report: IndexReport = { operations: zoo.size, asks: 0, unknown: [], bytes: {} };
  mkdirSync(folder, { recursive: true });
  const save = (name: string, bytes: Uint8Array): void => {
    writeFileSync(join(folder, `${name}.tmp`), bytes);
    renameSync(join(folder, `${name}.tmp`), join(folder, name));
    report.bytes[name] = bytes.length;
  };
  const documents = function* (): Generator<Entry> {
    for (let ordinal = 0; ordinal < zoo.size; ordinal++) {
      const operation = zoo.operation(ordinal);
      writer.set(ordinal, operation, popularityOf(operation));
      yield documentEntry(operation, ordinal);
    }
  };
  save('documents.index', encodeSegment(buildSegment(documents(), builtFrom, DOCUMENT_BM25)));
  const asks: StoredAsk[] = [];
  const idioms = learnIdioms(requests);
  save('idioms.json', Buffer.from(JSON.stringify(renamed(idioms))));
  const lines = new Map<number, Set<string>>();
  const entries = function* (): Generator<Entry> {
    for (const entry of askEntries(zoo, requests, idioms, report, asks)) {
      const line = asks[asks.length - 1]!.line;
      if (entry.owner !== NOBODY) lines.set(entry.owner, (lines.get(entry.owner) ?? new Set()).add(line));
      yield entry;
    }
  };
  save('asks.index', encodeSegment(buildSegment(entries(), builtFrom, ASK_BM25)));
  save('asks.jsonl', encodeAsks(asks));
  save(JOINED_ASKS, encodeAsks(joinedAsks(zoo, requests, idioms)));
  for (const [owner, set] of lines) writer.table.asked[owner] = Math.min(255, set.size);
  save('operations.table', encodeTable(writer.table));
  report.asks = asks.length;
  return report;
}
