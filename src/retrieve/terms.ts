import type { Literal } from '../generate/literal.ts';
import type { Masked } from './asks/pattern.ts';
import SYNONYMS from './data/synonyms.json' with { type: 'json' };
import { stemOnce, tokenize } from './tokenize.ts';

/** Weighted terms of a query or of an ask. */
export type Terms = Map<string, number>;

/** A literal says what kind of thing is meant, not which; it helps less than a word. */
const LITERAL_WEIGHT = 0.6;
/** The words inside a literal are mostly somebody's names, yet `kube-system` or `backup.tar.gz` say where one is. */
const INNER_WEIGHT = 0.25;
/** Of what an identifier says is meant: an `alarm`, a `policy`. */
const THING_WEIGHT = 0.5;
const SYNONYM_WEIGHT = 0.5;

const synonyms = new Map<string, string[]>();
for (const group of SYNONYMS as string[][]) {
  const terms = group.map((word) => tokenize(word)[0] ?? word);
  for (const term of terms) synonyms.set(term, [...(synonyms.get(term) ?? []), ...terms.filter((t) => t !== term)]);
}

function add(terms: Terms, term: string, weight: number): void {
  const before = terms.get(term);
  if (before === undefined || before < weight) terms.set(term, weight);
}

/**
 * The terms of a request: its words, with each literal replaced by its type (an id is noise to a search, and its type a hint), the
 * vendor's prefix of an id (`i-…`), a file's ending, and faintly the words within names.
 */
export function requestTerms(request: string, literals: readonly (Literal | Masked)[]): Terms {
  const terms: Terms = new Map();
  let at = 0;
  let words = '';
  for (const literal of literals) {
    words += `${request.slice(at, literal.start)} `;
    at = literal.end;
    if (literal.type === 'word' || literal.type === 'phrase') continue;
    add(terms, `<${literal.type}>`, LITERAL_WEIGHT);
    if ('prefix' in literal && literal.prefix && literal.type.endsWith('-id'))
      add(terms, `<${literal.type}:${literal.prefix.toLowerCase()}>`, 1);
    if (literal.type === 'arn') for (const [term, weight] of namesOf(literal.text)) add(terms, term, weight);
    if (literal.type === 'option') for (const t of tokenize(literal.text)) add(terms, t, 1);
    const ending = /\.([a-z0-9]{1,5}(?:\.gz|\.xz|\.bz2|\.zst)?)$/i.exec(literal.text);
    if (ending && (literal.type === 'file' || literal.type === 'path' || literal.type === 'glob'))
      add(terms, `.${ending[1]!.toLowerCase()}`, 0.8);
    if (literal.type !== 'quoted' && literal.type !== 'json' && literal.text.length <= 48) {
      for (const t of tokenize(literal.text)) if (/^[a-z]{3,}/.test(t)) add(terms, t, INNER_WEIGHT);
    }
  }
  words += request.slice(at);
  for (const term of tokenize(words)) add(terms, term, 1);
  return terms;
}

/** The service and the kind of thing that an Amazon resource name says (`arn:aws:iam::1234:policy/read`), which is too long to be searched for its other words. */
function namesOf(arn: string): [term: string, weight: number][] {
  const [, , service = '', , , thing = ''] = arn.split(':');
  const kind = /^[a-z-]+$/.exec(thing) ?? /^[a-z-]+(?=\/)/.exec(thing);
  const terms = (text: string, weight: number): [string, number][] => tokenize(text).map((term) => [term, weight]);
  return [...terms(service, 1), ...terms(kind?.[0] ?? '', THING_WEIGHT)];
}

/** Adds, more faintly, the words that mean the same to those who write documents (`kill`: stop, terminate). */
export function withSynonyms(terms: Terms): Terms {
  const out: Terms = new Map(terms);
  for (const [term, weight] of terms) {
    for (const other of synonyms.get(term) ?? []) if (!terms.has(other)) add(out, other, weight * SYNONYM_WEIGHT);
  }
  return out;
}

/** Words that stand side by side, with nothing but space between them. */
const SIDE_BY_SIDE = /[\p{L}\p{N}]+(?: +[\p{L}\p{N}]+)+/gu;
const MOST_JOINED = 24;
const JOINED_WEIGHT = 0.5;

/**
 * Adds, more faintly, what two or three words that stand side by side are as one (`pod template`: podtemplate), where `isWritten`: the reverse of what
 * `tokenize` does with a compound.
 */
export function withJoined(terms: Terms, text: string, isWritten: (term: string) => boolean): Terms {
  const out: Terms = new Map(terms);
  for (const [run] of text.toLowerCase().matchAll(SIDE_BY_SIDE)) {
    const words = run.split(/ +/).map((word) => ({ word, says: tokenize(word).length > 0 }));
    words.forEach((_, at) => {
      for (const some of [words.slice(at, at + 2), words.slice(at, at + 3)]) {
        if (some.length < 2 || !some.every(({ says }) => says)) continue;
        const joined = some.map(({ word }) => word).join('');
        const term = stemOnce(joined);
        if (joined.length <= MOST_JOINED && !out.has(term) && isWritten(term)) out.set(term, JOINED_WEIGHT);
      }
    });
  }
  return out;
}
