import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cut, plain, sentence, words } from './plain-text.ts';

describe('plain text', () => {
  const cases: [string, string | undefined][] = [
    ['<p>Creates a <code>PaymentIntent</code> object.</p>\n\n<p>More</p>', 'Creates a PaymentIntent object. More'],
    ['See [the docs](https://x.io/a "t") for `id`', 'See the docs for id'],
    ['**Note:** use _this_ one, not snake_case_name', 'Note: use this one, not snake_case_name'],
    ['# Title\n\n- one\n- two', 'Title one two'],
    ['a &lt;b&gt; &amp; c&#39;s', "a <b> & c's"],
    ['5 < 6 and 7 > 2', '5 < 6 and 7 > 2'],
    ['   ', undefined],
  ];
  it.each(cases)('%s', (given, want) => {
    expect(plain(given, 160)).toBe(want);
  });

  const sentences: [string, string | undefined][] = [
    ['Lists all pets. Needs a token.', 'Lists all pets'],
    ['Use e.g. a name. Then', 'Use e.g. a name'],
    ['Version 1.2 of it', 'Version 1.2 of it'],
    ['First paragraph\n\nSecond', 'First paragraph'],
    ['', undefined],
  ];
  it.each(sentences)('first sentence of %j', (given, want) => {
    expect(sentence(given)).toBe(want);
  });

  it('never exceeds the limit', () => {
    fc.assert(
      fc.property(fc.string(), fc.integer({ min: 2, max: 80 }), (text, limit) => cut(text, limit).length <= limit),
    );
    fc.assert(fc.property(fc.string(), (text) => (plain(text, 50) ?? '').length <= 50));
  });

  it('takes names apart', () => {
    expect(['listAllPulls', 'pulls/list-all', 'HTTPServer_id'].map(words)).toEqual([
      'list all pulls',
      'pulls list all',
      'http server id',
    ]);
  });
});
