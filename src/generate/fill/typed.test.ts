import { describe, expect, it } from 'vitest';
import type { Json, ValueSchema } from '../../schema/operation.ts';
import { textsOf, typed } from './typed.ts';

const LIST: ValueSchema = { type: 'array', items: { type: 'string' } };
const ROWS: ValueSchema = { type: 'array', items: { type: 'array', items: { type: 'any' } } };

describe("an example's text, as its document has it", () => {
  it.each<[string, ValueSchema, Json]>([
    ['0', { type: 'integer' }, 0],
    ['0.5', { type: 'number' }, 0.5],
    ['007', { type: 'integer' }, '007'],
    ['many', { type: 'integer' }, 'many'],
    ['UNREAD', LIST, ['UNREAD']],
    ['["a","b"]', LIST, ['a', 'b']],
    ['5', { type: 'array', items: { type: 'integer' } }, [5]],
    ['["Rye",40]', ROWS, [['Rye', 40]]],
    ['[["Rye"]]', ROWS, [['Rye']]],
    ['{"Key":"a.csv"}', { type: 'object' }, { Key: 'a.csv' }],
    ['{"Key":"a.csv"}', { type: 'array', items: { type: 'object' } }, [{ Key: 'a.csv' }]],
    ['{ "Key": 1 }', { type: 'object' }, '{ "Key": 1 }'],
    ['[1', LIST, ['[1']],
    ['0', { type: 'string' }, '0'],
  ])('%s', (text, schema, want) => {
    expect(typed(text, schema, 'http')).toEqual(want);
    expect(textsOf(typed(text, schema, 'http'))).toContain(text);
    expect(typed(text, schema, 'cli')).toBe(text);
  });
});
