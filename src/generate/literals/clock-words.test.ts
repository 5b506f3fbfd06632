import { describe, expect, it } from 'vitest';
import { withClock } from './clock-words.ts';
import { findLiterals } from './find-literals.ts';

describe('withClock', () => {
  it.each([
    ['half past two in the afternoon', '2:30 pm'],
    ['a quarter to nine', '8:45'],
    ['twenty past 7 at night', '7:20 pm'],
    ['quarter to one in the morning', '12:45 am'],
    ['10 minutes before six p.m', '5:50 pm'],
  ])('%s is %s', (text, clock) => {
    const read = withClock(`at ${text} UTC`);
    expect(read.replace(/\s+/g, ' ')).toBe(`at ${clock} UTC`);
    expect(read).toHaveLength(`at ${text} UTC`.length);
  });

  it.each(['scale from 5 to 10', 'the tag after one', 'half of it', 'quarter to quarter', 'five to ten replicas'])(
    'leaves %s',
    (text) => expect(withClock(text)).toBe(text),
  );

  it('joins a day that stands beside it', () => {
    const request = 'as it was on 3 March 2025 at half past two in the afternoon UTC, please';
    const [found] = findLiterals(request);
    expect(found).toMatchObject({ type: 'date-time', iso: '2025-03-03T14:30:00Z' });
    expect(request.slice(found!.start, found!.end)).toBe('3 March 2025 at half past two in the afternoon UTC');
  });
});
