import { describe, expect, it } from 'vitest';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { asMeant } from './spelling.ts';
import { stem } from './tokenize.ts';

const WRITTEN = new Map(
  Object.entries({
    guardduty: 60,
    database: 600,
    views: 15,
    character: 30,
    bucket: 900,
    rare: 2,
    found: 90,
    what: 900,
  }).map(([word, count]) => [stem(word), count]),
);
const meant = (request: string) => asMeant(request, findLiterals(request), (term) => WRITTEN.get(term) ?? 0);

describe('asMeant', () => {
  it.each([
    ['what has gaurdduty found', 'what has guardduty found'],
    ['drop the databse, Databases too', 'drop the database, Databases too'],
    ['a 24 charcter one', 'a 24 character one'],
    ['how many veiws', 'how many views'],
    ['empty the buckett', 'empty the bucket'],
  ])('%s', (request, right) => expect(meant(request).request).toBe(right));

  it.each([
    'the rere one',
    'a bycket-7 and veiws.txt',
    'say "databse"',
    'everything should',
    'thats FIXME',
    'xyzzy plugh',
    '',
    'databse=1',
  ])('leaves %s', (request) => expect(meant(request).request).toBe(request));

  it('looks at a few unknown words alone', () => {
    const names = 'xyzzyq '.repeat(16);
    expect(meant(`databse ${names}databse`).request).toBe(`database ${names}databse`);
  });

  it('says where the literals stand now', () => {
    const { request, literals } = meant('the databse i-0c1d2e3f of charcter 3.4.5.6');
    expect(literals.map(({ start, end }) => request.slice(start, end))).toEqual(['i-0c1d2e3f', '3.4.5.6']);
  });
});
