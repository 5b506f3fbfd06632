import type { Reading } from '../../model/reader.ts';
import { findLiterals } from '../literals/find-literals.ts';
import { bindings } from './candidates.ts';
import { Casebook } from './cases.ts';
import type { FirstLook } from './fill.ts';
import { spansOf } from './spans.ts';
import type { Target } from './targets.ts';

/** For tests: nobody has asked for the operation. */
export const NOBODY = Casebook.of([]);

/** For tests: a reader that sees nothing but what is given. */
export const sampleReading = (seen: Partial<Reading>): Reading => ({
  serves: 1,
  use: [],
  strongest: [],
  choice: () => undefined,
  otherChoice: () => undefined,
  span: () => undefined,
  outside: () => undefined,
  runs: () => [],
  ...seen,
});

/** For tests: an option of the type. */
export const sampleTarget = (name: string, type: 'string' | 'integer' | 'array' | 'boolean' = 'string'): Target => ({
  name,
  key: name,
  parameter: { name, in: 'option', type },
  schema: { name, type, ...(type === 'array' ? { items: { type: 'string' } } : {}) },
  required: false,
  depth: 0,
  slot: -1,
  many: type === 'array',
  tokens: [],
  words: new Set(),
  choices: [],
  vocabulary: () => new Set(),
});

/** For tests: the first look at a request, each value as likely as not. `share`: of the operation's requests that give a target. */
export function sampleLook(request: string, targets: Target[], share: (target: Target) => number = () => 0): FirstLook {
  const spans = spansOf(request, findLiterals(request));
  const context = { provider: 'x', surface: 'cli', now: new Date('2026-01-15T12:00:00Z') } as const;
  return {
    targets,
    bindings: bindings(spans, targets, NOBODY, context).map((b) => ({ ...b, first: 0 })),
    constants: [],
    background: {
      casesUse: () => 0,
      usage: () => 0,
      share,
      essential: share,
      lines: 4,
      shape: () => 0,
      expected: () => false,
      apart: () => false,
      holds: () => 0,
      pairs: () => ({ both: 0, shared: 0 }),
      told: () => [],
      unexplained: { words: 0, left: 0 },
    },
    request,
    spans,
    context,
  };
}
