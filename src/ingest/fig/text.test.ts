import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isDestructivePath } from './destructive.ts';
import { plain, shorten, summarise } from './text.ts';

describe('texts', () => {
  const cases: [string, ReturnType<typeof summarise>][] = [
    ['Create a box. It holds things.', { summary: 'Create a box', description: 'It holds things.' }],
    ['Create a box (e.g. a crate).', { summary: 'Create a box (e.g. a crate)' }],
    ['Use `az vm` and <b>wait</b> for vm=<name>', { summary: 'Use az vm and wait for vm=<name>' }],
  ];
  for (const [given, want] of cases) it(given, () => expect(summarise(given)).toEqual(want));

  it('never grow', () => {
    fc.assert(
      fc.property(
        fc.string({ maxLength: 600 }),
        fc.integer({ min: 10, max: 300 }),
        (text, length) => shorten(plain(text), length).length <= length,
      ),
    );
  });
});

describe('destructive paths', () => {
  const cases: [string, boolean][] = [
    ['git rm', true],
    ['az group delete', true],
    ['heroku apps:destroy', true],
    ['mkfs.ext4', true],
    ['gcloud compute instances delete-access-config', true],
    ['az vm list', false],
    ['docker run --rm', false],
    ['gcloud compute instances set-disk-auto-delete', false],
  ];
  for (const [path, want] of cases) it(`${path}: ${want}`, () => expect(isDestructivePath(path)).toBe(want));
});
