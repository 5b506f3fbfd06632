import { table } from '../../schema/table.ts';

const UNITS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS: Record<string, number> = table({
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
});
const SCALES: Record<string, number> = table({ hundred: 100, thousand: 1000, million: 1_000_000 });

const WORD = `(?:${[...UNITS, ...Object.keys(TENS), ...Object.keys(SCALES)].sort((a, b) => b.length - a.length).join('|')})`;

/** Source of a regular expression for a number in words: "twenty-four", "two hundred", "a dozen". Bounded. */
export const NUMBER_WORDS = `(?:half a dozen|(?:a|two|three) dozen|(?:a )?couple of|a hundred|a thousand|a million|${WORD}(?:[ -](?:and )?${WORD}){0,5})`;

const FIXED: Record<string, number> = table({
  'half a dozen': 6,
  'a dozen': 12,
  'two dozen': 24,
  'three dozen': 36,
  'a couple of': 2,
  'a couple': 2,
  'couple of': 2,
  'a hundred': 100,
  'a thousand': 1000,
  'a million': 1_000_000,
});

/** "twenty-four" is 24, "two hundred and fifty" 250; undefined where the words are no number. */
export function numberOfWords(words: string): number | undefined {
  const text = words.toLowerCase().trim();
  const fixed = FIXED[text];
  if (fixed !== undefined) return fixed;
  let total = 0;
  let current = 0;
  let previous: number | undefined;
  for (const word of text.split(/[ -]+/)) {
    if (word === 'and') continue;
    const unit = UNITS.indexOf(word);
    const scale = SCALES[word];
    if (unit >= 0 || TENS[word] !== undefined) {
      const value = unit >= 0 ? unit : TENS[word]!;
      // "one two" is no number; "twenty four" is.
      const continues = previous === undefined || previous >= 100 || (previous >= 20 && value < 10 && value > 0);
      if (!continues) return undefined;
      current += value;
      previous = value;
    } else if (scale !== undefined) {
      current = (current || 1) * scale;
      previous = scale;
      if (scale >= 1000) {
        total += current;
        current = 0;
      }
    } else return undefined;
  }
  return previous === undefined ? undefined : total + current;
}
