import { describe, expect, it } from 'vitest';
import { targetsOf } from '../generate/fill/targets.ts';
import { MemoryZoo } from '../zoo/memory.ts';
import { assign } from './assign.ts';
import type { Fit } from './fit.ts';
import { repeated } from './repeated.ts';
import { operationOf } from './schema-operation.ts';

const operation = operationOf({
  name: 'triangle.area',
  parameters: {
    type: 'object',
    properties: { base: { type: 'integer' }, height: { type: 'integer' }, unit: { type: 'string' } },
    required: ['base', 'height'],
  },
});
const zoo = new MemoryZoo([{ provider: 'functions', sources: [], operations: [operation], types: {}, skipped: [] }]);
const targets = targetsOf(zoo, operation, 'python').filter(({ depth }) => depth === 0);

const placed = (name: string, value: number, start: number, score: number): Fit => ({
  name,
  value,
  start,
  end: start + String(value).length,
  score,
  kind: 'number',
});
const values = (assignment: ReturnType<typeof assign>) =>
  Object.fromEntries([...assignment.arguments].map(([name, { value }]) => [name, value]));

describe('assign', () => {
  it('uses each word once, for the best whole', () => {
    const fits = [
      placed('base', 5, 0, 2),
      placed('base', 9, 10, 1.5),
      placed('height', 5, 0, 3),
      placed('height', 9, 10, -1),
    ];
    expect(values(assign(targets, fits))).toEqual({ base: 9, height: 5 });
  });
  it('says what is missing', () => {
    expect(assign(targets, [placed('base', 5, 0, 2), placed('height', 5, 0, 1)]).missing).toEqual(['height']);
  });
  it('of equals takes the documented order', () => {
    const both = ['base', 'height'].flatMap((name) => [placed(name, 7, 20, 1), placed(name, 4, 5, 1)]);
    expect(values(assign(targets, both))).toEqual({ base: 4, height: 7 });
  });
});

describe('repeated', () => {
  it('makes a call of each turn', () => {
    const text = 'base 5 height 9, base 6 height 8';
    const fits = [
      placed('base', 5, 5, 3),
      placed('height', 9, 14, 3),
      placed('base', 6, 22, 3),
      placed('height', 8, 31, 3),
    ];
    const calls = repeated(text, targets, fits, assign(targets, fits)).map(values);
    expect(calls).toEqual([
      { base: 5, height: 9 },
      { base: 6, height: 8 },
    ]);
  });
  it('leaves one call alone', () => {
    const fits = [placed('base', 5, 5, 3), placed('height', 9, 14, 3), placed('base', 3, 40, -1)];
    expect(repeated('base 5 height 9', targets, fits, assign(targets, fits))).toHaveLength(1);
  });
});
