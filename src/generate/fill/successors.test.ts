import { describe, expect, it } from 'vitest';
import { termsOf } from '../../retrieve/tokenize.ts';
import type { Operation, Parameter } from '../../schema/operation.ts';
import { caseOf } from './cases.ts';
import { sampleTarget } from './sample-look.ts';
import { asOfToday } from './successors.ts';

const ASK = {
  text: 'empty <name>',
  arguments: { '--bucket': '$0', '--force': 'true', '<0>': 'all' },
  missing: ['--bucket'],
};
const keysToday = (...parameters: [name: string, description: string][]): string[] => {
  const operation = {
    parameters: parameters.map(
      ([name, description]): Parameter => ({ name, description, in: 'option', type: 'string' }),
    ),
  } as Operation;
  const targets = parameters.map(([name, description]) => ({
    ...sampleTarget(name),
    tokens: termsOf(name.slice(2)),
    words: new Set(termsOf(description)),
  }));
  const [{ case: today }] = asOfToday(operation, () => targets, [{ case: caseOf(ASK) }]) as [
    { case: ReturnType<typeof caseOf> },
  ];
  return [...today.bindings, ...today.constants].map(({ key }) => key).concat(today.missing);
};

describe('asks of a document that has changed', () => {
  it.each<[string, [string, string][], string[]]>([
    [
      'speak of what took the place of a name',
      [
        ['--container', 'The bucket to empty.'],
        ['--force', ''],
      ],
      ['--container', '--force', '<0>', '--container'],
    ],
    [
      'stay as they are where nothing has changed',
      [
        ['--bucket', ''],
        ['--force', ''],
      ],
      ['--bucket', '--force', '<0>', '--bucket'],
    ],
    [
      'take neither of two',
      [
        ['--container', 'a bucket'],
        ['--store', 'a bucket'],
        ['--force', ''],
      ],
      ['--bucket', '--force', '<0>', '--bucket'],
    ],
    [
      'take none that asks speak of already',
      [['--force', 'the bucket too']],
      ['--bucket', '--force', '<0>', '--bucket'],
    ],
    [
      'take none that says something else',
      [
        ['--colour', 'of the paint'],
        ['--force', ''],
      ],
      ['--bucket', '--force', '<0>', '--bucket'],
    ],
  ])('%s', (_, parameters, keys) => expect(keysToday(...parameters)).toEqual(keys));
});
