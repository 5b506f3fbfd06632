import { expect, it } from 'vitest';
import type { Call } from '../schema/call.ts';
import { AWS, ISSUES, sampleZoo } from '../verify/sample-zoo.ts';
import { explainCall } from './explain.ts';

const zoo = sampleZoo();

it('tells for each argument its words, its documentation line and the source', () => {
  const request = 'stop i-1 but keep it hibernated';
  const operation = {
    ...AWS,
    parameters: AWS.parameters.map((one) =>
      one.name === '--instance-ids' ? { ...one, description: 'The instances.\nMore.' } : one,
    ),
  };
  const call: Call = {
    operation: AWS.id,
    surface: 'cli',
    arguments: [
      { name: '--instance-ids', value: ['i-1'], from: { kind: 'request', start: 5, end: 8 } },
      { name: '--hibernate', value: true, from: { kind: 'default' } },
    ],
    missing: ['--max-items'],
  };
  const source = { package: 'pypi:botocore', version: '1.44.5', licence: 'Apache-2.0' };
  expect(explainCall(zoo, operation, call, request, () => source)).toEqual([
    {
      argument: '--instance-ids',
      value: ['i-1'],
      from: { kind: 'request', start: 5, end: 8 },
      words: 'i-1',
      documentation: 'The instances.',
      required: true,
      source: 'pypi:botocore 1.44.5',
    },
    {
      argument: '--hibernate',
      value: true,
      from: { kind: 'default' },
      required: false,
      source: 'pypi:botocore 1.44.5',
    },
    { argument: '--max-items', required: false, source: 'pypi:botocore 1.44.5' },
  ]);
});

it('explains a part by its own document', () => {
  const call: Call = {
    operation: ISSUES.id,
    surface: 'http',
    arguments: [{ name: 'filter.Name', value: 'x', from: { kind: 'person' } }],
    missing: ['title'],
  };
  const explained = explainCall(zoo, ISSUES, call, '');
  expect(explained.map(({ argument, required }) => [argument, required])).toEqual([
    ['filter.Name', true],
    ['title', true],
  ]);
});
