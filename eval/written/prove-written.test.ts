import { describe, expect, it } from 'vitest';
import type { WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import type { Json, Surface } from '../../src/schema/operation.ts';
import { sampleZoo } from '../../src/verify/sample-zoo.ts';
import { proveWritten } from './prove-written.ts';

const written = (op: string, args: Record<string, Json>, surface: Surface = 'cli'): WrittenRequest => ({
  text: 'x',
  line: 'a.jsonl:1',
  voice: 0,
  kind: 'full',
  meant: [[{ op, surface, provider: undefined, args, missing: [] }]],
});

describe('written calls before our own verifier', () => {
  it.each<[string, Record<string, Json>, string | undefined]>([
    ['git commit', { '--message': 'fix', '--all': true }, undefined],
    ['git push', { '--force-with-lease': 'true', '<0>': 'origin', '<1>': 'main' }, undefined],
    ['docker run', { '--env': ['A=b', 'C=d'], '<0>': 'nginx', '<1>': 'ls', '<2>': '-l' }, undefined],
    ['git commit', { '--no-such': true }, 'unknown-parameter'],
    ['git nothing', {}, 'unknown-operation'],
    ['git push', { '<0>': 'origin', '<1>': 'main', '<2>': 'more' }, 'unknown-parameter'],
    ['tar', { '--create': 'yes', '<0>': 'a' }, 'wrong-type'],
  ])('%s %j: %s', (op, args, fault) => {
    const { surfaces } = proveWritten(sampleZoo(), [written(op, args)]);
    expect(surfaces['cli']).toEqual({ calls: 1, failed: fault ? 1 : 0, faults: fault ? { [fault]: 1 } : {} });
  });

  it('are each proven once', () => {
    const same = written('git commit', { '--all': true });
    expect(proveWritten(sampleZoo(), [same, { ...same, line: 'b.jsonl:2' }]).surfaces['cli']?.calls).toBe(1);
  });
});
