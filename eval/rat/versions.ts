import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { teachIngested } from '../../src/retrieve/layers/teach.ts';
import type { Ingested } from '../../src/schema/operation.ts';
import { openDefaultEngine } from '../../src/surfaces/cli/open-engine.ts';
import { pathsFrom, rootOf } from '../../src/surfaces/cli/paths.ts';
import { shippedProvider } from '../../src/teach/overlay.ts';
import { type Age, checkRequests, readVersionRequests, type VersionRequest } from './check-requests.ts';
import { olderDocuments } from './older.ts';
import { share, verdict } from './score.ts';

/** `newer`: as shipped. `taught`: the newer ones again, swapped in at run time as a person's own are. `older`: the older ones swapped in. */
export type Which = 'newer' | 'taught' | 'older';

const AGES: Age[] = ['old', 'new', 'option', 'removed'];

export interface AgeScores {
  n: number;
  op: number;
  call: number;
  /** Candidates whose operation, or one of whose options, is in no loaded document: there must be none. */
  foreign: number;
}

export interface VersionItem {
  id: string;
  documents: Which;
  request: string;
  want: string;
  got: string;
  op: boolean;
  call: boolean;
}

export interface VersionScores {
  documents: { provider: string; older: string; newer: string }[];
  /** Requests left out because training has learned their operation since they were written. */
  leftOut: string[];
  scores: Record<string, Partial<Record<Age, AgeScores>>>;
  items: VersionItem[];
}

/** Requests for what only the newer, only the older and both versions have, under each version's documents. Fails: `usage` where a request is wrong by its document. */
export async function runVersions(packsDir: string, text: string, most: number): Promise<VersionScores> {
  const older = await olderDocuments(packsDir);
  const newer = older.map(({ provider }) => shippedProvider(packsDir, provider)!);
  const { requests: checked, leftOut } = checkRequests(readVersionRequests(text), older, newer);
  const requests = atMost(checked, most);
  const out: VersionScores = {
    documents: older.map(({ provider, version }, n) => ({
      provider,
      older: version,
      newer: versionOf(newer[n]!, version),
    })),
    leftOut,
    scores: {},
    items: [],
  };
  const judged = async (which: Which, parts: Ingested[][]): Promise<void> => {
    const items = await withDocuments(packsDir, parts, (ask) => answersOf(ask, which, requests));
    out.items.push(...items.map(({ foreign: _foreign, ...item }) => item));
    const byAge: Partial<Record<Age, AgeScores>> = {};
    for (const age of AGES) {
      const of = items.filter((item) => item.age === age);
      if (of.length > 0) byAge[age] = ageScores(of);
    }
    out.scores[which] = byAge;
  };
  await judged('newer', []);
  await judged(
    'taught',
    newer.map((one) => [one]),
  );
  await judged(
    'older',
    older.map(({ parts }) => parts),
  );
  return out;
}

/** So many of each age, spread over the providers in the order of the file. */
function atMost(requests: readonly VersionRequest[], most: number): VersionRequest[] {
  return AGES.flatMap((age) => {
    const of = requests.filter((one) => one.age === age);
    const step = Math.max(1, of.length / most);
    return of.filter((_, n) => Math.floor(n / step) !== Math.floor((n - 1) / step));
  });
}

const versionOf = (ingested: Ingested, older: string): string => {
  const name = older.slice(0, older.lastIndexOf(' '));
  const source = ingested.sources.find((one) => one.package === name);
  return `${name} ${source?.version ?? ''}`;
};

type Ask = ReturnType<typeof openDefaultEngine>['ask'];

/** An engine over the shipped packs with these documents in place of the shipped ones of their providers. */
async function withDocuments<T>(packsDir: string, parts: Ingested[][], use: (ask: Ask) => Promise<T>): Promise<T> {
  const userDir = mkdtempSync(join(tmpdir(), 'gorilla-rat-'));
  try {
    for (const of of parts) teachIngested({ packsDir, userDir }, `rat-${of[0]!.provider}`, of, { replaces: true });
    const paths = pathsFrom(process.env, rootOf(fileURLToPath(import.meta.url)));
    const engine = openDefaultEngine({ ...paths, packs: packsDir, data: userDir });
    try {
      return await use(engine.ask.bind(engine));
    } finally {
      engine.zoo.close();
    }
  } finally {
    rmSync(userDir, { recursive: true, force: true });
  }
}

type Scored = VersionItem & { age: Age; foreign: number };

async function answersOf(ask: Ask, documents: Which, requests: readonly VersionRequest[]): Promise<Scored[]> {
  const items: Scored[] = [];
  for (const { id, age, request, surface, op, args, unknown } of requests) {
    const answer = await ask(request, { surface });
    const { op: right, call } = verdict(answer, { request, surface, op, args, missing: [] });
    const says = unknown[documents === 'older' ? 'older' : 'newer'];
    const foreign = answer.candidates
      .flatMap(({ calls }) => calls)
      .filter(({ rendered, operation }) => says(operation, rendered)).length;
    const got = answer.candidates[0]?.calls.map(({ rendered }) => rendered.text).join(' ; ') ?? '-';
    const want = `${op} ${JSON.stringify(args)}`;
    items.push({ id, age, documents, request, want, got, op: right, call, foreign });
  }
  return items;
}

function ageScores(items: readonly Scored[]): AgeScores {
  const n = items.length;
  return {
    n,
    op: share(items.filter(({ op }) => op).length, n),
    call: share(items.filter(({ call }) => call).length, n),
    foreign: items.reduce((sum, { foreign }) => sum + foreign, 0),
  };
}
