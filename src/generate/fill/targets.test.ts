import { describe, expect, it } from 'vitest';
import type { Operation } from '../../schema/operation.ts';
import { sampleZoo } from '../../verify/sample-zoo.ts';
import { targetsOf } from './targets.ts';

const create: Operation = {
  id: 'tracker:create',
  provider: 'tracker',
  name: 'create',
  kind: 'http',
  summary: 'Create an issue',
  parameters: [
    { name: 'fields', in: 'body', type: 'map', required: true },
    {
      name: 'state',
      in: 'body',
      type: 'string',
      enum: ['open', 'closed'],
      open: true,
      description: 'One of: open, closed or muted',
    },
    { name: 'notify', in: 'query', type: 'boolean' },
  ],
  invocations: [{ surface: 'http', path: 'POST /issue', server: 'https://tracker.example' }],
  origin: { source: 0, pointer: '' },
};
const zoo = sampleZoo();
const wanted = new Map([
  ['fields.project.key', false],
  ['fields.labels', true],
  ['state.of', false],
  ['nothing.here', false],
]);

describe('what may hold a value', () => {
  it('is besides what examples fill where the document leaves keys open, and nowhere else', () => {
    const targets = targetsOf(zoo, create, 'http', () => wanted);
    expect(targets.map(({ key }) => key)).toEqual(['fields', 'state', 'notify', 'fields.project.key', 'fields.labels']);
    const [key, labels] = targets.slice(3);
    expect([key!.name, key!.required, key!.many, labels!.many]).toEqual(['fields.project.key', false, false, true]);
    expect(targetsOf(zoo, create, 'cli', () => wanted).map((t) => t.key)).not.toContain('fields.labels');
  });

  it('has of a list that is left open what the description counts up as well', () =>
    expect(targetsOf(zoo, create, 'http')[1]!.choices).toEqual(['open', 'closed', 'muted']));
});
