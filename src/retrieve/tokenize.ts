import { stemmer } from 'stemmer';
import STOP_WORDS from './data/stop-words.json' with { type: 'json' };

const STOP = new Set<string>(STOP_WORDS);

/** `<type>` of a masked literal, or a run of letters and digits with inner joints (`put-object`, `repos/issues`, `s3api`, `isn't`). */
const WORD = /<[a-z][a-z0-9-]{0,20}>|[\p{L}\p{N}]+(?:['’._/:-][\p{L}\p{N}]+)*/gu;
const JOINT = /['’._/:-]+/;
/** Camel-case humps: `DescribeDBInstances` is describe, db, instances. */
const HUMP = /(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/;

const PLAIN = /^[\p{Ll}\p{N}]+$/u;

const stems = new Map<string, string>();

/** Porter stem. Short words and those with digits are names (`s3`, `vms`, `k8s`), which a stemmer only harms. */
export const stemOnce = (word: string): string => (word.length < 4 || /\d/.test(word) ? word : stemmer(word));

/** The same, remembered: an index is built from ten million words of which few are different. */
export function stem(word: string): string {
  let s = stems.get(word);
  if (s === undefined) {
    s = stemOnce(word);
    if (stems.size > 200_000) stems.clear();
    stems.set(word, s);
  }
  return s;
}

/**
 * The terms of a text in order, for indexing and for queries alike: lower case, camel case and kebab case taken apart, stemmed, without
 * stop words. A compound also gives its joined form (`node-pool`: node, pool, nodepool), so that one spelling finds the other.
 */
export function tokenize(text: string): string[] {
  const out: string[] = [];
  for (const word of text.match(WORD) ?? []) {
    if (word.startsWith('<')) {
      out.push(word);
      continue;
    }
    // Most words are plain, and have nothing to be taken apart.
    if (PLAIN.test(word)) {
      if (!STOP.has(word)) out.push(stem(word));
      continue;
    }
    const parts = word.split(JOINT).flatMap((p) => p.split(HUMP));
    for (const part of parts) {
      const lower = part.toLowerCase();
      if (lower && !STOP.has(lower)) out.push(stem(lower));
    }
    if (parts.length > 1 && parts.length <= 3 && !/['’]/.test(word)) {
      const joined = parts.join('').toLowerCase();
      if (joined.length <= 24) out.push(stem(joined));
    }
  }
  return out;
}

const known = new Map<string, readonly string[]>();
const MOST_KNOWN = 30_000;

/** `tokenize`, remembered: parameters' names and descriptions come again with every request. */
export function termsOf(text: string): readonly string[] {
  let terms = known.get(text);
  if (!terms) {
    terms = tokenize(text);
    if (known.size >= MOST_KNOWN) known.clear();
    known.set(text, terms);
  }
  return terms;
}
