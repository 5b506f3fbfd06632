import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { outdatedBack } from './outdated.ts';
import type { Ranked } from './verdict.ts';

const option = (name: string): Parameter => ({ name, in: 'option', type: 'string' });

const operation = (path: string, parameters: string[], more: Partial<Operation> = {}): Operation => ({
  id: path,
  provider: 'x',
  name: path,
  kind: 'http',
  summary: 'Makes a thing',
  parameters: parameters.map(option),
  invocations: [{ surface: 'http', path, server: 'https://x.example' }],
  origin: { source: 0, pointer: '' },
  ...more,
});

/** Ranked in this order, each so much below the one before. */
const order = (operations: Operation[], gap: number, request = 'make a thing', most = 5): string[] => {
  const ranked = operations.map((_, ordinal) => ({ ordinal, score: 3 - gap * ordinal }) as Ranked);
  return outdatedBack(ranked, most, request, (ordinal) => operations[ordinal]!).map(
    ({ ordinal }) => operations[ordinal]!.id,
  );
};

describe('outdatedBack', () => {
  it.each<[string, Operation[], string]>([
    ['a document that says less', [operation('POST /a', ['name']), operation('POST /b', ['name', 'size'])], 'POST /b'],
    ['an older version', [operation('POST /v1/a', []), operation('POST /v2/a', [])], 'POST /v2/a'],
    ['what is deprecated', [operation('POST /a', [], { deprecated: true }), operation('GET /b', [])], 'GET /b'],
  ])('puts back %s', (_, operations, first) => {
    expect(order(operations, 0.4)[0]).toBe(first);
    // Not behind what hardly serves.
    expect(order(operations, 2.5)[0]).toBe(operations[0]!.id);
  });

  it('leaves the version that the request names, and what stands further down', () => {
    const versions = [operation('POST /v1/a', []), operation('POST /v2/a', [])];
    expect(order(versions, 0.4, 'make a thing by v1')[0]).toBe('POST /v1/a');
    expect(order(versions, 0.4, 'make a thing', 1)[0]).toBe('POST /v1/a');
  });
});
