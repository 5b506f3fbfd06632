import { describe, expect, it } from 'vitest';
import { apportion } from './apportion.ts';
import { sampleLook, sampleTarget } from './sample-look.ts';
import type { Considered } from './second-look.ts';
import type { Target } from './targets.ts';

const REQUEST = 'sync ./public to s3://site, then invalidate it';

/** A call with one target, and how likely each word is there. */
function call(target: Target, p: Record<string, number>): Considered {
  const { bindings } = sampleLook(REQUEST, [target]);
  const likely = bindings.map((b) => ({ ...b, p: p[String(b.value)] ?? 0.01 }));
  return {
    request: REQUEST,
    targets: [target],
    bindings: likely,
    constants: [],
    expected: () => false,
    apart: () => false,
    holds: () => 0,
    pairs: () => ({ both: 0, shared: 0 }),
  };
}

const left = (calls: Considered[], value: string): (number | undefined)[] =>
  apportion(calls).map(({ bindings }) => bindings.find((b) => b.value === value)?.p);

const source = { ...sampleTarget('source'), slot: 0, required: true };

describe('of several calls of one request', () => {
  it.each<[string, Target, number, number]>([
    ['a list takes no words that another call surely needs', { ...sampleTarget('--paths'), many: true }, 0.6, 0],
    ['but those that are as likely there', { ...sampleTarget('--paths'), many: true }, 0.95, 0.95],
    ['nor does a place that may stay empty', { ...sampleTarget('file'), slot: 0 }, 0.6, 0],
    ['an option takes them where they are likely enough', sampleTarget('--from'), 0.6, 0.6],
    ['not where they are hardly', sampleTarget('--from'), 0.4, 0],
    ['what is required may be the same', { ...sampleTarget('--from'), required: true }, 0.4, 0.4],
  ])('%s', (_, target, p, want) =>
    expect(left([call(source, { './public': 0.98 }), call(target, { './public': p })], './public')).toEqual([
      0.98,
      want,
    ]),
  );

  it('one alone keeps what it has', () => expect(left([call(source, { './public': 0.3 })], './public')).toEqual([0.3]));
});
