import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleZoo } from '../verify/sample-zoo.ts';
import { writeIndexes } from './index/write.ts';
import { Retriever } from './retriever.ts';

const COMMIT = 'commit everything with a message';
const RUN = 'run a container in the background';
const OPTIONS = { surfaces: ['cli' as const] };

const zoo = sampleZoo();
const folder = mkdtempSync(join(tmpdir(), 'interleaved-'));
let retriever: Retriever;

beforeAll(() => {
  const asks = [COMMIT, RUN].map((text, n) => ({
    text,
    line: `a:${n}`,
    voice: 0,
    kind: 'full' as const,
    meant: [
      [
        {
          op: n === 0 ? 'git commit' : 'docker run',
          surface: 'cli' as const,
          provider: undefined,
          args: {},
          missing: [],
        },
      ],
    ],
  }));
  writeIndexes(zoo, asks, folder, 'test');
  retriever = Retriever.open(folder);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is found, and what the asks of the first are worth, as `retrieve` leaves it. */
function found(query: ReturnType<Retriever['query']>) {
  const { hits, nobody, providerVotes } = retriever.retrieve(query, OPTIONS);
  return { hits, nobody, votes: [...providerVotes], asks: retriever.asksOf(hits[0]!.ordinal) };
}

describe('a query whose words were searched before another query came', () => {
  it('is answered as if none had come', () => {
    const alone = found(retriever.query(COMMIT));
    expect(alone.hits.length).toBeGreaterThan(0);
    const query = retriever.query(COMMIT);
    retriever.searchWords(query, OPTIONS);
    retriever.searchWords(retriever.query(RUN), OPTIONS);
    expect(found(query)).toEqual(alone);
  });

  it('is answered as if its words had not been searched before', () => {
    const alone = found(retriever.query(RUN));
    const query = retriever.query(RUN);
    retriever.searchWords(query, OPTIONS);
    expect(found(query)).toEqual(alone);
  });
});
