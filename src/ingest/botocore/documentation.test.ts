import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cutAt, plainText, summarise } from './documentation.ts';

describe('plainText', () => {
  it.each([
    [
      '<p>Stops an <i>instance</i>.</p> <p>See <a href="https://x.example/?a=1&amp;b">this</a>.</p>',
      'Stops an instance. See this.',
    ],
    ['<code>a &lt; b</code> &amp;&#39;&#x41;', "a < b &'A"],
    ['Use ``--recursive`` and `the guide <https://x.example>`__ now', 'Use --recursive and the guide now'],
    ['<ul> <li> <p>one</p> </li> <li>two</li> </ul>', 'one two'],
    ['a &unknown; b', 'a &unknown; b'],
  ])('%s', (given, want) => expect(plainText(given)).toBe(want));
});

describe('summarise', () => {
  it.each([
    ['<p>Stops it. You can start it again.</p>', 'Stops it. You can start it again', undefined],
    ['<p>Stops the instance. You can start it again.</p>', 'Stops the instance', 'You can start it again.'],
    [
      '<note> <p>Not supported here.</p> </note> <p>Removes an object from a bucket.</p>',
      'Removes an object from a bucket',
      undefined,
    ],
    ['<p>This operation deletes the domain.</p>', 'Deletes the domain', undefined],
    [
      '<p>This API works with the following fleet types: EC2</p> <p>Deletes a build.</p>',
      'Deletes a build',
      'This API works with the following fleet types: EC2.',
    ],
    [
      '<p>Uses a stack, e.g. The first one, or more. Then waits.</p>',
      'Uses a stack, e.g. The first one, or more',
      'Then waits.',
    ],
    ['', 'Stop instances', undefined],
  ])('%s', (given, summary, description) => {
    expect(summarise(given, 'Stop instances')).toEqual(
      description === undefined ? { summary } : { summary, description },
    );
  });
});

describe('cutAt', () => {
  it('never gives more than was asked for', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 60 }), fc.integer({ min: 2, max: 40 }), (text, length) => {
        expect(cutAt(text, length).length).toBeLessThanOrEqual(length);
      }),
    );
  });
});
