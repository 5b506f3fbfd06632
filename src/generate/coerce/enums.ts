import { SYNONYMS } from './data/synonyms.ts';

/** `PAY_PER_REQUEST`, `publicRead` and `public-read` as lower-case words. */
function wordsOf(text: string): string[] {
  return text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d$€£]+/u)
    .filter((word) => word !== '');
}

/** Enough of a stem to join "squashed" with "squash" and "policies" with "policy". */
function stem(word: string): string {
  if (word.length < 4) return word;
  return word
    .replace(/ies$/, 'y')
    .replace(/(?:ally|ing|ed|ly|es|s)$/, '')
    .replace(/e$/, '');
}

/** Words that carry no choice. */
const LIGHT = new Set('the a an by of to as is it in for with please'.split(' '));

function weighty(words: string[]): string[] {
  const heavy = words.filter((word) => !LIGHT.has(word));
  return heavy.length > 0 ? heavy : words;
}

const LEAST = 0.6;
const key = (words: string[]): string => words.join(' ');

const synonyms = new Map<string, Set<string>>();
for (const [canonical, others] of SYNONYMS) {
  for (const other of others) {
    const said = key(wordsOf(other));
    synonyms.set(said, (synonyms.get(said) ?? new Set()).add(canonical));
  }
}

const phrases = new Map<string, string[]>();
for (const [canonical, others] of SYNONYMS) phrases.set(canonical, [...(phrases.get(canonical) ?? []), ...others]);

/** What people say for an enum value, beside the value itself: `turn on` for `Enabled`. */
export function saidFor(value: string): readonly string[] {
  return phrases.get(key(wordsOf(value))) ?? [];
}

function score(said: string[], value: string, raw: string): number {
  if (raw === value) return 1;
  const meant = wordsOf(value);
  const saidKey = key(said);
  const meantKey = key(meant);
  if (raw.toLowerCase() === value.toLowerCase() || saidKey === meantKey || said.join('') === meant.join(''))
    return 0.98;
  if (synonyms.get(saidKey)?.has(meantKey)) return 0.9;
  const saidStems = weighty(said).map(stem);
  const meantStems = weighty(meant).map(stem);
  if (key(saidStems) === key(meantStems)) return 0.92;
  if (key([...saidStems].sort()) === key([...meantStems].sort())) return 0.9;
  const shared = meantStems.filter((word) => saidStems.includes(word)).length;
  if (shared > 0) return (0.88 * 2 * shared) / (saidStems.length + meantStems.length);
  // An abbreviation ("pub" for "public", "Std" is none), unless it is too short to mean anything.
  if (said.length === 1 && raw.length >= 3 && (meantKey.startsWith(saidKey) || meant.join('').startsWith(saidKey)))
    return 0.7;
  return 0;
}

/**
 * The enum value that the words mean: by the words themselves in any spelling, their stems, a synonym or a beginning. Two values that fit
 * equally well are no answer. `score` is 0.6 … 1; 1 only where it is written as the document has it.
 */
export function matchEnum(words: string, enumValues: readonly string[]): { value: string; score: number } | undefined {
  const raw = words.trim();
  const said = wordsOf(raw);
  if (said.length === 0 || said.length > 8) return undefined;
  let best: { value: string; score: number } | undefined;
  let tied = false;
  for (const value of enumValues) {
    const found = score(said, value, raw);
    if (found < LEAST) continue;
    if (!best || found > best.score) {
      best = { value, score: found };
      tied = false;
    } else if (found === best.score && value !== best.value) tied = true;
  }
  return tied ? undefined : best;
}
