import { describe, expect, it } from 'vitest';
import { OpenDocument } from './document.ts';
import { SchemaReader } from './schema.ts';

const components = {
  Pet: {
    type: 'object',
    required: ['name'],
    properties: { name: { type: 'string' }, tag: { type: 'string', nullable: true } },
  },
  Colour: { type: 'string', description: 'A colour', enum: ['red', 'green'] },
  Node: { type: 'object', properties: { next: { $ref: '#/components/schemas/Node' } } },
  Self: { allOf: [{ $ref: '#/components/schemas/Self' }, { type: 'object', properties: { a: { type: 'integer' } } }] },
  Loop: { $ref: '#/components/schemas/Pool' },
  Pool: { $ref: '#/components/schemas/Loop' },
};

function read(given: unknown) {
  const document = new OpenDocument({ openapi: '3.1.0', paths: {}, components: { schemas: components } });
  const reader = new SchemaReader(document);
  const value = reader.read({ node: given, pointer: '#/given' });
  reader.drain();
  return { value, types: reader.types, skipped: document.skipped };
}

describe('schemas', () => {
  const cases: [string, unknown, unknown][] = [
    [
      'a string',
      { type: 'string', maxLength: 5, pattern: '^a' },
      { type: 'string', constraints: { maxLength: 5, pattern: '^a' } },
    ],
    ['a number with an integer format', { type: 'number', format: 'int32' }, { type: 'integer' }],
    ['a format that tells something', { type: 'string', format: 'date-time' }, { type: 'string', format: 'date-time' }],
    ['nullable in 3.1', { type: ['string', 'null'] }, { type: 'string' }],
    ['a choice of types', { type: ['string', 'integer'] }, { type: 'any' }],
    ['const', { const: 'x' }, { type: 'string', enum: ['x'] }],
    ['enum without a type', { enum: [1, 2, null] }, { type: 'number', enum: ['1', '2'] }],
    ['a default', { type: 'boolean', default: false }, { type: 'boolean', default: false }],
    [
      'free keys',
      { type: 'object', additionalProperties: { type: 'string' } },
      { type: 'map', items: { type: 'string' } },
    ],
    ['any keys', { type: 'object', additionalProperties: true }, { type: 'map' }],
    ['a file', { type: 'string', format: 'binary' }, { type: 'binary' }],
    ['a list', { items: { type: 'integer' } }, { type: 'array', items: { type: 'integer' } }],
    ['a reference to an object', { $ref: '#/components/schemas/Pet' }, { type: 'object', ref: 'Pet' }],
    ['a reference to a scalar', { $ref: '#/components/schemas/Colour' }, { type: 'string', enum: ['red', 'green'] }],
    [
      'a reference or null',
      { anyOf: [{ $ref: '#/components/schemas/Pet' }, { type: 'null' }] },
      { type: 'object', ref: 'Pet' },
    ],
    [
      'allOf one reference',
      { allOf: [{ $ref: '#/components/schemas/Pet' }], description: 'x' },
      { type: 'object', ref: 'Pet' },
    ],
    [
      'allOf merged',
      {
        allOf: [{ $ref: '#/components/schemas/Pet' }, { properties: { age: { type: 'integer' } }, required: ['age'] }],
      },
      {
        type: 'object',
        fields: [
          { name: 'name', type: 'string', required: true },
          { name: 'tag', type: 'string' },
          { name: 'age', type: 'integer', required: true },
        ],
      },
    ],
    [
      'oneOf: required only where all require it',
      {
        oneOf: [
          { type: 'object', properties: { a: { type: 'string' }, b: { type: 'string' } }, required: ['a', 'b'] },
          { type: 'object', properties: { a: { type: 'string' }, c: { type: 'string' } }, required: ['a'] },
        ],
      },
      {
        type: 'object',
        fields: [
          { name: 'a', type: 'string', required: true },
          { name: 'b', type: 'string' },
          { name: 'c', type: 'string' },
        ],
      },
    ],
    [
      'an object or the empty string that unsets it',
      {
        anyOf: [
          { type: 'object', properties: { a: { type: 'string' } } },
          { enum: [''], type: 'string' },
        ],
      },
      { type: 'object', fields: [{ name: 'a', type: 'string' }] },
    ],
    [
      'a string or a list',
      { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      { type: 'any', items: { type: 'string' } },
    ],
    [
      'enums united',
      {
        oneOf: [
          { enum: ['a'], type: 'string' },
          { enum: ['b'], type: 'string' },
        ],
      },
      { type: 'string', enum: ['a', 'b'] },
    ],
    ['no schema', undefined, { type: 'any' }],
    ['true', true, { type: 'any' }],
    ['a wrong type', 7, { type: 'any' }],
  ];
  it.each(cases)('%s', (_name, given, want) => {
    expect(read(given).value).toEqual(want);
  });

  it('ends in cyclic types', () => {
    const { value, types } = read({ $ref: '#/components/schemas/Node' });
    expect(value).toEqual({ type: 'object', ref: 'Node' });
    expect(types).toEqual({ Node: { type: 'object', fields: [{ name: 'next', type: 'object', ref: 'Node' }] } });
  });

  it('takes a type that contains itself for what else it says', () => {
    expect(read({ $ref: '#/components/schemas/Self' }).types['Self']).toEqual({
      type: 'object',
      fields: [{ name: 'a', type: 'integer' }],
    });
  });

  const broken: [string, string, string][] = [
    ['#/components/schemas/Loop', '$ref leads in a circle', 'a circle'],
    ['#/components/schemas/None', '$ref leads nowhere: #/components/schemas/None', 'nowhere'],
    ['../../../etc/passwd', '$ref to another document is not followed: ../../../etc/passwd', 'a file'],
    ['https://example.com/x.json', '$ref to another document is not followed: https://example.com/x.json', 'a URL'],
    ['#/__proto__/x', '$ref leads nowhere: #/__proto__/x', 'a prototype'],
  ];
  it.each(broken)('%s is skipped with a reason', ($ref, reason) => {
    const { value, skipped } = read({ $ref });
    expect(value).toEqual({ type: 'any' });
    expect(skipped.map((skip) => skip.reason)).toContain(reason);
  });

  it('gives up on schemas that multiply', () => {
    const names = Array.from({ length: 14 }, (_, i) => `T${i}`);
    const all = names.map((name) => ({ $ref: `#/components/schemas/${name}` }));
    const schemas = Object.fromEntries(names.map((name) => [name, { oneOf: all }]));
    const document = new OpenDocument({ openapi: '3.0.0', paths: {}, components: { schemas } });
    expect(
      new SchemaReader(document).read(all[0] ? { node: all[0], pointer: '#' } : { node: {}, pointer: '#' }).type,
    ).toBe('any');
    expect(document.skipped[0]?.reason).toBe('a schema combines too many others');
  });
});
