import { describe, expect, it } from 'vitest';
import { type JsonSchema, operationOf, valueSchema } from './schema-operation.ts';

describe('valueSchema', () => {
  it.each<[string, JsonSchema, object]>([
    ['names of other languages', { type: 'dict', properties: { a: { type: 'float' } } }, { type: 'object' }],
    ['tuples', { type: 'tuple', items: { type: 'integer' } }, { type: 'array', items: { type: 'integer' } }],
    ['a null beside', { type: ['string', 'null'] }, { type: 'string' }],
    ['alternatives', { anyOf: [{ type: 'null' }, { type: 'integer' }] }, { type: 'integer' }],
    ['choices that are numbers', { type: 'integer', enum: [1, 2] }, { type: 'integer', enum: ['1', '2'] }],
    ['a constant', { const: 'x' }, { enum: ['x'] }],
    ['free keys', { type: 'object' }, { type: 'map' }],
    ['nothing known', {}, { type: 'any' }],
    ['limits', { type: 'string', maxLength: 3 }, { type: 'string', constraints: { maxLength: 3 } }],
    ['a name that is no type', { type: 'constructor' }, { type: 'any' }],
  ])('%s', (_, schema, wanted) => expect(valueSchema(schema)).toMatchObject(wanted));

  it('follows references, and ends in cycles', () => {
    const node: JsonSchema = { type: 'object', properties: { next: { $ref: '#/$defs/node' } } };
    const root: JsonSchema = { $ref: '#/$defs/node', $defs: { node } };
    expect(valueSchema(root)).toMatchObject({ type: 'object', fields: [{ name: 'next', type: 'object' }] });
    expect(valueSchema({ $ref: '#/$defs/gone' })).toEqual({ type: 'any' });
  });
});

describe('operationOf', () => {
  it('keeps names, order and what is required', () => {
    const { id, parameters } = operationOf({
      name: 'area.circle',
      description: 'Area of a circle. In metres.',
      parameters: { type: 'object', properties: { r: { type: 'number' }, unit: { type: 'string' } }, required: ['r'] },
    });
    expect(id).toBe('functions:area.circle');
    expect(parameters.map(({ name, required }) => [name, required])).toEqual([
      ['r', true],
      ['unit', undefined],
    ]);
  });
  it('takes a function without arguments', () => expect(operationOf({ name: 'now' }).parameters).toEqual([]));
});
