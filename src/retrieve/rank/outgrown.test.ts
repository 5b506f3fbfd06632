import { describe, expect, it } from 'vitest';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { outgrown } from './outgrown.ts';

const option = (name: string, more: Partial<Parameter> = {}): Parameter => ({
  name,
  in: 'option',
  type: 'string',
  ...more,
});

const operation = (path: string, parameters: Parameter[], more: Partial<Operation> = {}): Operation => ({
  id: `shop:${path}`,
  provider: 'shop',
  name: path,
  kind: 'cli',
  summary: 'Sends a parcel',
  parameters,
  invocations: [{ surface: 'cli', path }],
  origin: { source: 0, pointer: path },
  ...more,
});

const to = option('--to', { required: true });
const lesser = operation('shop post', [to]);
const fuller = operation('shop send', [to, option('--insured')]);

describe('outgrown', () => {
  it('is what another document describes with more options, in whichever order they stand', () => {
    expect([...outgrown([lesser, fuller].map((one) => ({ operation: one, score: 1 })))]).toEqual([0]);
    expect([...outgrown([fuller, lesser].map((one) => ({ operation: one, score: 1 })))]).toEqual([1]);
  });

  it.each<[string, Operation, Operation, number]>([
    ['other words of itself', lesser, operation('shop send', fuller.parameters, { summary: 'Sends a letter' }), 1],
    ['another provider', lesser, operation('shop send', fuller.parameters, { provider: 'post' }), 1],
    ['a test of what is to come', lesser, operation('shop send', fuller.parameters, { stability: 'beta' }), 1],
    ['more that is required', lesser, operation('shop send', [to, option('--from', { required: true })]), 1],
    ['no place for an option', fuller, operation('shop post', [to, option('--a'), option('--b')]), 1],
    ['another rank', lesser, fuller, 3],
  ])('is nothing beside %s', (_, one, other, score) => {
    const drafts = [
      { operation: one, score: 1 },
      { operation: other, score },
    ];
    expect(outgrown(drafts).size).toBe(0);
  });
});
