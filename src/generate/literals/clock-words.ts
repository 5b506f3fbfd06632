import { numberOfWords } from './number-words.ts';

const HOUR = '(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const MINUTES = '(?:half|(?:a )?quarter|(?:five|ten|twenty|twenty[ -]five|\\d{1,2})(?: minutes?)?)';
const SPOKEN = new RegExp(
  `\\b(${MINUTES}) (past|after|to|before|till) (${HOUR})(?: o['’]clock)?(?:,? (?:(in the morning|a\\.?m)|(in the afternoon|in the evening|at night|p\\.?m))(?!\\w))?(?![\\w:/-])`,
  'gi',
);

function minutesOf(words: string): number | undefined {
  const text = words.toLowerCase().replace(/ minutes?$/, '');
  if (text === 'half') return 30;
  if (text.endsWith('quarter')) return 15;
  return /^\d+$/.test(text) ? Number(text) : numberOfWords(text);
}

/**
 * "half past two in the afternoon" as the library of dates reads it, `2:30 pm`: of the same length, so that what is found stands where it stood. Other text is as it was.
 */
export function withClock(text: string): string {
  if (!/ (?:past|after|to|before|till) /i.test(text)) return text;
  return text.replace(SPOKEN, (all: string, words: string, side: string, spoken: string, am?: string, pm?: string) => {
    const past = minutesOf(words);
    const hour = /^\d/.test(spoken) ? Number(spoken) : numberOfWords(spoken.toLowerCase());
    const later = /^(?:past|after)$/i.test(side);
    // "five to ten" is a range, but for "five to ten at night".
    const range = !later && !am && !pm && !/half|quarter/i.test(words);
    if (range || past === undefined || past > 59 || !hour || hour > 23) return all;
    const [h, m] = later ? [hour, past] : [hour === 1 ? 12 : hour - 1, 60 - past];
    const clock = `${h}:${String(m).padStart(2, '0')}`;
    const half = pm ? 'pm' : am ? 'am' : '';
    return clock + half.padStart(all.length - clock.length);
  });
}
