import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Ingested, Operation } from '../../src/schema/operation.ts';
import { MemoryZoo } from '../../src/zoo/memory.ts';
import { judgeAnswer } from './judge.ts';
import { readAnswers, summed } from './run.ts';

const folder = mkdtempSync(join(tmpdir(), 'gorilla-audit-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const scale: Operation = {
  id: 'kubectl:scale',
  provider: 'kubectl',
  name: 'kubectl scale',
  kind: 'cli',
  summary: 'Set a new size',
  parameters: [
    { name: 'resource', in: 'positional', type: 'string', required: true },
    { name: '--replicas', in: 'option', type: 'integer', required: true },
    { name: '--dry-run', in: 'option', type: 'string', enum: ['none', 'server', 'client'] },
  ],
  invocations: [{ surface: 'cli', path: 'kubectl scale' }],
  origin: { source: 0, pointer: '#' },
};
const sources = [{ package: 'test:kubectl', version: '1', licence: 'CC0-1.0' }];
const part: Ingested = { provider: 'kubectl', sources, operations: [scale], types: {}, skipped: [] };
const zoo = new MemoryZoo([part]);

describe('judgeAnswer', () => {
  it.each<[string, string[]]>([
    ['kubectl scale web --replicas=3', []],
    ['Run this:\n```sh\nkubectl scale web --replicas=3\n```\nDone.', []],
    ['kubectl scale <deployment> --replicas=3', []],
    ['kubectl scale web --replicas=3 --size=9', ['option']],
    ['```\nkubectl scale web --replicas=3 --dry-run=maybe\n```', ['value']],
    ['Use `kubectl scale web --count 3 --replicas=3` for it.', ['option']],
    ['echo kubectl scale --size', []],
  ])('%j', (text, kinds) => expect(judgeAnswer(zoo, '1', text).inventions.map(({ kind }) => kind)).toEqual(kinds));
  it('tells a mistake from an invention', () => {
    expect(judgeAnswer(zoo, '1', 'kubectl scale web')).toMatchObject({
      calls: 1,
      right: 0,
      inventions: [],
      mistakes: 1,
    });
  });
});

describe('summed', () => {
  it('counts answers, not calls', () => {
    const judged = [
      'kubectl scale a --replicas=1\nkubectl scale b --replicas=1 --x=1',
      'kubectl scale c --replicas=1',
      'no',
    ];
    const scores = summed(
      'm',
      judged.map((text, at) => judgeAnswer(zoo, String(at), text)),
    );
    expect(scores).toMatchObject({ answers: 3, withCalls: 2, calls: 3, invented: 50, clean: 50 });
  });
});

describe('readAnswers', () => {
  it('says which line is wrong', () => {
    const file = join(folder, 'answers.jsonl');
    writeFileSync(file, '{"id": 1, "text": "x"}\n\n{"id": 2}\n');
    expect(() => readAnswers(file)).toThrow(/:3: it has no "text"/);
    writeFileSync(file, '{"id": 1, "text": "x"}\n');
    expect(readAnswers(file)).toEqual([{ id: '1', text: 'x' }]);
  });
});
