import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLiterals, maskLiterals } from './find-literals.ts';

const PIECES = [
  ...[
    'stop',
    'the',
    'in',
    'and',
    "don't",
    'i-0abc',
    'us-east-1',
    '"a b"',
    "'x y'",
    '`z`',
    '{"a":1}',
    '[1,2]',
    '512 MB',
    'half a gig',
    'last 20 minutes',
    '4 Nov 2025',
    'tomorrow 9am',
    'a=b',
  ],
  ...[
    'owner/name#12',
    'https://a.dev/x',
    '*/5 * * * *',
    '--force',
    '#chan',
    '@me',
    '(',
    ')',
    '"',
    "'",
    '`',
    '“',
    '{',
    ']',
    '...',
    ',',
    '$5',
    '5%',
    '1.2.3',
    'named x',
    'PR 9',
    '\n',
    'é',
    '🎉',
    '\u0000',
  ],
];
const requests = fc.oneof(
  fc.string({ maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 100 }),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((parts) => parts.join(' ')),
  fc.array(fc.constantFrom(...PIECES), { maxLength: 20 }).map((parts) => parts.join('')),
);

describe('literals of any text', () => {
  it('lie in the request, in order, apart, and are its words', () => {
    fc.assert(
      fc.property(requests, (request) => {
        let last = 0;
        for (const literal of findLiterals(request)) {
          expect(literal.start).toBeGreaterThanOrEqual(last);
          expect(literal.end).toBeGreaterThan(literal.start);
          expect(literal.end).toBeLessThanOrEqual(request.length);
          expect(literal.text).toBe(request.slice(literal.start, literal.end));
          expect(literal.also).not.toContain(literal.type);
          last = literal.end;
        }
      }),
      { numRuns: 300 },
    );
  });

  it('leave the rest of the request as it was when masked', () => {
    fc.assert(
      fc.property(requests, (request) => {
        const literals = findLiterals(request);
        const masked = maskLiterals(request, literals);
        const marks = literals.reduce(
          (sum, literal) => sum + literal.type.length + 2 - (literal.end - literal.start),
          0,
        );
        expect(masked.length).toBe(request.length + marks);
      }),
      { numRuns: 200 },
    );
  });

  const HOSTILE = [
    'a-',
    '1.',
    '((',
    '{"',
    "'a ",
    '"',
    'a/',
    '0:',
    '1,',
    '* ',
    '=',
    '1 Jan ',
    'last ',
    'half a ',
    'twenty ',
    'x@',
    '$1',
    '#1',
    '\u0301',
    '[[',
    '::',
    ' - ',
    '12:30 ',
    'one hundred ',
    '5 min ',
    '\\',
    '%',
    '. ',
    'may 1 ',
  ];

  it.each(HOSTILE)('take 8,000 characters of %j in their stride', (piece) => {
    const request = piece.repeat(8000 / piece.length);
    const start = performance.now();
    findLiterals(request);
    findLiterals(`${request}!`);
    // Generous: a runaway expression takes minutes, the machine may be busy.
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe('maskLiterals', () => {
  it.each([
    ['stop i-0abc12 in us-east-1', 'stop <aws-id> in <region>'],
    ['say "hello there" to #ops', 'say "<quoted>" to <channel>'],
    ['delete this one and keep three', 'delete this one and keep <number>'],
    ['close acme/web#45', 'close <repository>#<issue-number>'],
  ])('%s', (request, masked) => expect(maskLiterals(request, findLiterals(request))).toBe(masked));
});
