import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, Operation, Parameter, ValueSchema } from '../schema/operation.ts';
import { packOperation, unpackOperation } from './record.ts';
import { packParameter, packSchema, unpackParameter, unpackSchema } from './record-schema.ts';

const text = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', '!', '0', 'a!', '__proto', '--x-y'),
);
const yes = fc.constant(true as const);
const optional = { requiredKeys: ['type'] as const };
const type = fc.constantFrom('string', 'integer', 'object', 'array', 'map', 'any') as fc.Arbitrary<ValueSchema['type']>;

const { schema, field } = fc.letrec<{ schema: ValueSchema; field: Field }>((tie) => {
  const parts = {
    type,
    format: text,
    enum: fc.array(text, { maxLength: 3 }),
    default: fc.jsonValue({ maxDepth: 1 }).map((value) => JSON.parse(JSON.stringify(value)) as null),
    constraints: fc.record({ minimum: fc.integer(), pattern: text }, { requiredKeys: [] }),
    items: tie('schema') as fc.Arbitrary<ValueSchema>,
    fields: fc.array(tie('field') as fc.Arbitrary<Field>, { maxLength: 2 }),
    ref: text,
  };
  return {
    schema: fc.oneof({ depthSize: 'small' }, fc.record({ type }), fc.record(parts, { requiredKeys: ['type'] })),
    field: fc.oneof(
      { depthSize: 'small' },
      fc.record({ name: text, type }),
      fc.record(
        { ...parts, name: text, required: yes, readOnly: yes, description: text },
        { requiredKeys: ['name', 'type'] },
      ),
    ),
  };
}) as unknown as { schema: fc.Arbitrary<ValueSchema>; field: fc.Arbitrary<Field> };

const names = fc.oneof(
  text.map((name) => ({ python: name, typescript: name })),
  fc.record({ python: text, typescript: text, cli: text }, { requiredKeys: [] }),
);
const parameter = fc.record(
  {
    name: fc.oneof(text, fc.constantFrom('--instance-ids', '--vpc-id')),
    in: fc.constantFrom('option', 'flag', 'body', 'positional'),
    type,
    required: yes,
    description: text,
    aliases: fc.array(text, { maxLength: 2 }),
    attach: fc.constantFrom('', '='),
    names,
    surfaces: fc.constant(['cli']),
    fields: fc.array(field, { maxLength: 2 }),
  },
  { requiredKeys: ['name', 'in', ...optional.requiredKeys] },
) as unknown as fc.Arbitrary<Parameter>;

const invocation = fc.oneof(
  fc.record({ surface: fc.constant('cli'), path: text, positionalsFirst: yes }, { requiredKeys: ['surface', 'path'] }),
  fc.record(
    { surface: fc.constant('http'), path: text, server: text, contentType: text, headers: fc.constant({ a: 'b' }) },
    { requiredKeys: ['surface', 'path', 'server'] },
  ),
  fc.record({ surface: fc.constantFrom('python', 'typescript'), path: text, package: text }),
);
const operation = fc.record(
  {
    id: fc.oneof(
      text,
      text.map((name) => `p:${name}`),
    ),
    provider: fc.constantFrom('p', 'p', 'other'),
    service: text,
    name: text,
    kind: fc.constantFrom('cli', 'http'),
    version: text,
    summary: text,
    description: text,
    deprecated: yes,
    parameters: fc.array(parameter, { maxLength: 3 }),
    invocations: fc.array(invocation, { maxLength: 3 }),
    examples: fc.array(fc.record({ instruction: text, call: text, surface: fc.constantFrom('cli', 'http') }), {
      maxLength: 2,
    }),
    origin: fc.record({ source: fc.nat(), pointer: text }),
    destructive: yes,
  },
  { requiredKeys: ['id', 'provider', 'name', 'kind', 'summary', 'parameters', 'invocations', 'origin'] },
) as unknown as fc.Arbitrary<Operation>;

/** Lone surrogates do not survive UTF-8; documents are read as UTF-8 and have none. */
const plain = (value: unknown): boolean => !/\\ud[89a-f]/i.test(JSON.stringify(value));

describe('records', () => {
  it('come back from their compact form as they went in', () => {
    fc.assert(
      fc.property(operation, (one) => {
        fc.pre(plain(one));
        const line = packOperation(one, 'p');
        expect(line).not.toContain('\n');
        const back = unpackOperation(line, 'p');
        expect(back).toEqual(one);
      }),
    );
  });

  it('keep schemas of any depth', () => {
    fc.assert(
      fc.property(schema, (one) => {
        expect(unpackSchema(JSON.parse(JSON.stringify(packSchema(one))))).toEqual(one);
      }),
    );
  });

  it.each([
    [
      '--instance-ids',
      { python: 'InstanceIds', typescript: 'InstanceIds' },
      ['--instance-ids', 'option', 'string', 0, 1],
    ],
    ['--vpc-id', { python: 'VPCId', typescript: 'VPCId' }, ['--vpc-id', 'option', 'string', 0, 'VPCId']],
    ['--vpc-id', undefined, ['--vpc-id', 'option', 'string', 0]],
  ] as const)('say the names of %s briefly', (name, given, want) => {
    const parameter: Parameter = { name, in: 'option', type: 'string', ...(given ? { names: given } : {}) };
    expect(packParameter(parameter)).toEqual(want);
    expect(unpackParameter([...want])).toEqual(parameter);
  });

  it('keep fields that a later version of the schema adds', () => {
    const later = { type: 'string', unit: 'bytes' } as unknown as ValueSchema;
    expect(unpackSchema(packSchema(later))).toEqual(later);
  });
});
