import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeStructure } from '../render/shorthand.ts';
import type { Json, ValueSchema } from '../schema/operation.ts';
import { hostileText } from './hostile.ts';
import { readJson } from './scalar.ts';
import { readShorthand } from './shorthand.ts';

const RULE: ValueSchema = {
  type: 'object',
  fields: [
    { name: 'Name', type: 'string' },
    { name: 'Values', type: 'array', items: { type: 'string' } },
    { name: 'Sizes', type: 'array', items: { type: 'integer' } },
    { name: 'Size', type: 'integer' },
    { name: 'On', type: 'boolean' },
    {
      name: 'Inner',
      type: 'object',
      fields: [
        { name: 'Name', type: 'string' },
        { name: 'Ratio', type: 'number' },
      ],
    },
  ],
};

const resolve = (schema: ValueSchema): ValueSchema => schema;
const read = (text: string): Json | undefined =>
  /^[[{]/.test(text) ? readJson(text) : readShorthand(text, RULE, resolve);

describe('reading awscli shorthand', () => {
  const rows: [string, Json][] = [
    ['Name=x', { Name: 'x' }],
    ['Name=tag:env,Values=a,b,Size=3', { Name: 'tag:env', Values: ['a', 'b'], Size: 3 }],
    ['Values=a', { Values: ['a'] }],
    [
      'Values=[a,b],Inner={Name=y,Ratio=0.5},On=true',
      { Values: ['a', 'b'], Inner: { Name: 'y', Ratio: 0.5 }, On: true },
    ],
    ['Name="a,b",Values=\'c,d\',e', { Name: 'a,b', Values: ['c,d', 'e'] }],
    ['Name=007,Sizes=1,2', { Name: '007', Sizes: [1, 2] }],
  ];
  it.each(rows)('%s', (text, want) => expect(read(text)).toEqual(want));
  it.each(['Name', 'Name=a,Name=b', 'Inner={Name=x', '=x'])('refuses %s', (text) => expect(() => read(text)).toThrow());
});

it('reading what was written gives the structure back', () => {
  const word = fc.oneof(hostileText, fc.stringMatching(/^[a-z0-9.:/-]{1,8}$/));
  const structures = fc.record(
    {
      Name: word,
      Values: fc.array(word, { maxLength: 3 }),
      Sizes: fc.array(fc.integer(), { maxLength: 3 }),
      Size: fc.integer(),
      On: fc.boolean(),
      Inner: fc.record(
        { Name: word, Ratio: fc.integer({ min: -99, max: 99 }).map((value) => value / 4 + 0) },
        { requiredKeys: [] },
      ),
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(structures, (structure) => {
      expect(read(writeStructure({ ...structure } as Json))).toEqual({ ...structure });
    }),
    { numRuns: 1000 },
  );
});
