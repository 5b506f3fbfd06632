import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sampleZoo } from '../verify/sample-zoo.ts';
import { writeIndexes } from './index/write.ts';
import { Retriever } from './retriever.ts';

const ASKED = 60;
const NEAR = 'commit everything with a message';

const zoo = sampleZoo();
const folder = mkdtempSync(join(tmpdir(), 'nearest-asks-'));
let retriever: Retriever;
let commit: number;

beforeAll(() => {
  const texts = [...Array.from({ length: ASKED - 1 }, (_, n) => `put number ${n} into the history`), NEAR];
  const meant = [[{ op: 'git commit', surface: 'cli' as const, provider: undefined, args: {}, missing: [] }]];
  const asks = texts.map((text, n) => ({ text, line: `a:${n}`, voice: 0, kind: 'full' as const, meant }));
  writeIndexes(zoo, asks, folder, 'test');
  retriever = Retriever.open(folder);
  commit = zoo.byPath('cli', 'git commit')[0]!;
  retriever.retrieve(retriever.query(NEAR), { surfaces: ['cli'] });
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the asks of an operation that many have asked for', () => {
  it('are those nearest to the request', () => {
    const [first, ...others] = retriever.asksOf(commit);
    expect(others.length + 1).toBeLessThan(retriever.entries(commit).length);
    expect(retriever.ask(first!.entry).text).toBe(NEAR);
    expect(others.every(({ similarity }) => similarity <= first!.similarity)).toBe(true);
  });

  it('leave out those that do not count, and bring up others for them', () => {
    const without = ({ text }: { text: string }): boolean => text === NEAR;
    const asks = retriever.asksOf(commit, { without });
    expect(asks).toHaveLength(retriever.asksOf(commit).length);
    expect(asks.some(({ entry }) => retriever.ask(entry).text === NEAR)).toBe(false);
  });
});
