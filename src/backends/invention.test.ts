import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { auditCall } from '../generate/audit-call.ts';
import { Casebook } from '../generate/fill/cases.ts';
import type { Json } from '../schema/operation.ts';
import { openEngine } from '../surfaces/cli/fake-engine.ts';
import { isVerified } from '../verify/check-call.ts';
import { proveCall } from '../verify/prove.ts';
import { sampleZoo } from '../verify/sample-zoo.ts';
import type { MemoryZoo } from '../zoo/memory.ts';
import { backedBy } from './backed-by.ts';
import type { Backend } from './backend.ts';

/** Whatever a model outside says, nothing comes out that the documents and the request do not say. */

const WORDS = [
  'web',
  'three',
  '3',
  'production',
  'shop',
  'server',
  '--force',
  'a.txt',
  'i-0abc1234',
  'the',
  'delete',
  '"say it"',
  'two weeks',
];
const fake = await openEngine();

/** Over the sample zoo the engine only searches: everything that comes out is of the model's making. */
function engineOver(zoo: MemoryZoo) {
  const operations = Array.from({ length: zoo.size }, (_, ordinal) => zoo.operation(ordinal));
  return {
    zoo,
    ask: async (request: string) => ({ request, abstained: true, candidates: [], latencyMs: 0 }),
    search: async () => operations.map((operation) => ({ operation, score: 1 })),
  };
}
const engines = [fake, engineOver(sampleZoo())];
const known = engines.flatMap(({ zoo }) => Array.from({ length: zoo.size }, (_, ordinal) => zoo.operation(ordinal)));

const text = fc.oneof(
  fc.constantFrom(...WORDS),
  fc.constantFrom(...WORDS).map((word) => word.toUpperCase()),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '$(rm -rf /)',
    '; rm -rf /',
    '-1',
    '1e309',
    '__proto__',
    'constructor',
    '{"a":1}',
    '[1,2]',
    'true',
    '',
    '\u0000',
    '<replicas>',
  ),
  fc.constantFrom(...known.flatMap(({ parameters }) => parameters.flatMap(({ enum: choices }) => choices ?? []))),
);
const name = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom(...known.flatMap(({ parameters }) => parameters.map((parameter) => parameter.name))),
  },
  { weight: 1, arbitrary: fc.oneof(text, fc.constantFrom('spec.replicas', '--nonsense', '--help', 'a[0].b')) },
);
const argument = fc.oneof(
  { weight: 8, arbitrary: fc.record({ name, value: fc.oneof(text, fc.array(text, { maxLength: 3 })), words: text }) },
  { weight: 1, arbitrary: fc.jsonValue() as fc.Arbitrary<Json> },
);
const operation = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...known.map(({ id }) => id)) },
  { weight: 1, arbitrary: text },
);
const reply = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .record({
        calls: fc.array(fc.record({ operation, arguments: fc.array(argument, { maxLength: 8 }) }), { maxLength: 5 }),
      })
      .map((one) => JSON.stringify(one)),
  },
  { weight: 1, arbitrary: fc.json() },
  { weight: 1, arbitrary: fc.string({ maxLength: 80 }) },
);
const request = fc
  .array(fc.constantFrom(...WORDS, 'scale', 'remove', 'to', 'in', 'issue "x" in acme/api', 'say hello'), {
    minLength: 1,
    maxLength: 8,
  })
  .map((words) => words.join(' '));

describe('whatever a backend answers', () => {
  it.each([
    ['over the engine of the tests', engines[0]!],
    ['over an engine that finds everything and fills nothing', engines[1]!],
  ])(
    'no name or value is invented, %s',
    async (_, engine) => {
      let composed = 0;
      await fc.assert(
        fc.asyncProperty(request, fc.array(reply, { minLength: 1, maxLength: 3 }), async (task, replies) => {
          let turn = 0;
          const backend: Backend = {
            name: 'fuzzed',
            complete: async () => replies[Math.min(turn++, replies.length - 1)]!,
          };
          const now = new Date('2026-03-04T05:06:07Z');
          const answer = await backedBy(engine, backend, { milliseconds: 10_000, clock: () => now }).ask(task);
          for (const { call, operation: one, rendered, findings } of answer.backend?.used
            ? (answer.candidates[0]?.calls ?? [])
            : []) {
            composed++;
            const { zoo } = engine;
            const audited = { zoo, request: task, now, casebook: Casebook.of([]), idioms: {} };
            expect(auditCall(call, one, audited)).toEqual([]);
            expect(zoo.byId(call.operation)).toBeDefined();
            expect(isVerified(findings)).toBe(true);
            expect(isVerified(proveCall(zoo, call, one))).toBe(true);
            expect(rendered.operation).toBe(one.id);
          }
        }),
        { numRuns: 150 },
      );
      // The property says something only if something came through.
      expect(composed).toBeGreaterThan(15);
    },
    120_000,
  );
});
