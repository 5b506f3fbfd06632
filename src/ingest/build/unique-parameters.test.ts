import { describe, expect, it } from 'vitest';
import type { Parameter } from '../../schema/operation.ts';
import { sampleZoo } from '../../zoo/sample.ts';
import { keepParametersUnique } from './unique-parameters.ts';

const fields = (more: Partial<Parameter>): Parameter => ({ name: 'fields', in: 'query', type: 'string', ...more });

describe('keepParametersUnique', () => {
  it.each([
    ['the operation’s own before a common one', [fields({ global: true }), fields({ in: 'body' })], 'body'],
    ['a required one before an optional one', [fields({ in: 'body' }), fields({ required: true })], 'query'],
    ['else the first', [fields({ in: 'body' }), fields({})], 'body'],
  ] as const)('keeps %s, and lists the other', (_rule, parameters, kept) => {
    const parts = sampleZoo().slice(0, 1);
    parts[0]!.operations[0]!.parameters = [...parameters];
    const skips = keepParametersUnique(parts);
    expect(parts[0]!.operations[0]!.parameters.map((one) => one.in)).toEqual([kept]);
    expect(skips.map((one) => one.pointer)).toEqual(['github:issues/create fields']);
  });

  it('changes nothing else', () => {
    const parts = sampleZoo();
    expect(keepParametersUnique(parts)).toEqual([]);
    expect(parts).toEqual(sampleZoo());
  });
});
