import { describe, expect, it } from 'vitest';
import { termsOf } from '../../retrieve/tokenize.ts';
import { isFree, saidEntries } from './said-entries.ts';
import { sampleTarget } from './sample-look.ts';

const entries = (name: string, request: string): [string, string][] =>
  saidEntries(request, { ...sampleTarget(name), tokens: termsOf(name) }, new Set(['subject'])).map(({ key, value }) => [
    key,
    value,
  ]);

describe('entries of a structure with keys of one’s own', () => {
  it.each<[string, string, [string, string][]]>([
    [
      'data',
      'configmap with LOG_LEVEL=debug, REGION=eu',
      [
        ['LOG_LEVEL', 'debug'],
        ['REGION', 'eu'],
      ],
    ],
    [
      'data',
      'configmap to ns checkout: LOG_LEVEL: debug and REGION eu.',
      [
        ['LOG_LEVEL', 'debug'],
        ['REGION', 'eu'],
      ],
    ],
    ['inputs', 'run deploy.yml with input environment set to staging', [['environment', 'staging']]],
    ['inputs', 'run deploy.yml, input environment staging', [['environment', 'staging']]],
    ['labels', 'new namespace, label team="night shift"', [['team', 'night shift']]],
    ['data', 'send it, subject: Delay', []],
    ['data', 'see https://api.example/x and POST it to shop', []],
    ['labels', 'label it as done', []],
  ])('of %s in %s', (name, request, said) => expect(entries(name, request)).toEqual(said));

  it('are of maps, and of objects without fields', () => {
    expect([isFree({ type: 'map' }), isFree({ type: 'object' }), isFree({ type: 'string' })]).toEqual([
      true,
      true,
      false,
    ]);
    expect(isFree({ type: 'object', fields: [{ name: 'a', type: 'string' }] })).toBe(false);
  });
});
