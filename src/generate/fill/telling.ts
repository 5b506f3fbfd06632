import { termsOf } from '../../retrieve/tokenize.ts';
import type { Associations } from './associations.ts';
import type { Casebook } from './cases.ts';
import type { Span } from './spans.ts';
import type { Target } from './targets.ts';

/** What is looked at: a request and one operation's parameters. */
export interface Told {
  request: string;
  targets: readonly Target[];
  requestTerms: ReadonlySet<string>;
  operationTerms: ReadonlySet<string>;
  rarity: (term: string) => number;
  casebook: Casebook;
  associations: Associations;
}

/** A number for each target, and the largest that another one has. */
class Scores {
  private readonly values = new Map<Target, number>();

  add(target: Target, value: number): void {
    this.values.set(target, this.of(target) + value);
  }

  of(target: Target): number {
    return this.values.get(target) ?? 0;
  }

  private best: { target?: Target; first: number; second: number } | undefined;

  rivalOf(target: Target): number {
    if (!this.best) {
      this.best = { first: 0, second: 0 };
      for (const [one, value] of this.values)
        if (value > this.best.first) this.best = { target: one, first: value, second: this.best.first };
        else if (value > this.best.second) this.best.second = value;
    }
    return this.best.target === target ? this.best.second : this.best.first;
  }
}

/**
 * Which of an operation's parameters a request's words tell of: a word is worth the more, the rarer it is among all documents and the fewer of these parameters
 * have it. Made once for a request and an operation; so an option that nobody ever gave is known by its words alone.
 */
export class Telling {
  /** By the parameters' names, by their descriptions, and by both in words that no ask of the operation has. */
  readonly names = new Scores();
  readonly words = new Scores();
  readonly novel = new Scores();
  /** How much of a parameter's name is said, 0 … 1, apart from the operation's own words. */
  readonly shares = new Scores();
  private readonly parts = new Map<string, ReturnType<Telling['find']>>();
  private readonly owned = new Map<Span, { names: Scores; words: Scores }>();
  private readonly nearby = new Map<Span, Scores>();
  private readonly slots = new Map<string, Scores>();
  private readonly types = new Map<string, Scores>();
  /** Where each option that the request writes ends. */
  private readonly typed = new Map<string, number[]>();

  constructor(private readonly told: Told) {
    for (const { 0: text, index } of told.request.matchAll(OPTION))
      this.typed.set(text, [...(this.typed.get(text) ?? []), index + text.length]);
    for (const term of told.requestTerms) {
      if (told.operationTerms.has(term)) continue;
      const { named, described, worth } = this.having(term);
      if (named.length + described.length === 0) continue;
      const novel = 1 / (1 + told.casebook.mentions(term));
      for (const target of named) {
        this.names.add(target, worth);
        this.novel.add(target, novel * worth);
      }
      for (const target of described) {
        this.words.add(target, worth);
        this.novel.add(target, novel * worth);
      }
    }
    for (const target of told.targets) if (this.names.of(target) > 0) this.shares.add(target, this.shareSaid(target));
  }

  private shareSaid(target: Target): number {
    const { operationTerms, requestTerms, rarity } = this.told;
    let [said, all] = [0, 0];
    for (const term of wordsOfName(target)) {
      if (operationTerms.has(term)) continue;
      const worth = rarity(term);
      all += worth;
      if (requestTerms.has(term)) said += worth;
    }
    return all > 0 ? said / all : 0;
  }

  private readonly plain = new Map<Span, readonly number[]>();

  /** Whether an ordinary word is anybody's value: in general, how rare it is, in how many of the operation's asks it stands as it is, and whether it names the operation. */
  word(span: Span | undefined): readonly number[] {
    if (span?.kind !== 'word') return NO_WORD;
    let columns = this.plain.get(span);
    if (!columns) {
      const { associations, casebook, operationTerms, rarity } = this.told;
      const terms = termsOf(span.text);
      const term = terms[0] ?? '';
      columns = [
        associations.wordValue.get(span.text.toLowerCase()) ?? 0,
        rarity(term),
        term === '' ? 0 : casebook.mentions(term) / Math.max(1, casebook.cases.length),
        terms.some((t) => operationTerms.has(t)) ? 1 : 0,
      ];
      this.plain.set(span, columns);
    }
    return columns;
  }

  private find(term: string): { named: Target[]; described: Target[]; worth: number } {
    const { targets, rarity } = this.told;
    const named = targets.filter((t) => t.tokens.includes(term));
    const described = targets.filter((t) => t.words.has(term));
    return { named, described, worth: rarity(term) / Math.max(1, named.length, described.length) };
  }

  private having(term: string): ReturnType<Telling['find']> {
    let found = this.parts.get(term);
    if (!found) this.parts.set(term, (found = this.find(term)));
    return found;
  }

  /** What the value itself tells: `/etc/ci/netrc` of `--netrc-file`. */
  own(span: Span): { names: Scores; words: Scores } {
    let own = this.owned.get(span);
    if (!own) {
      own = { names: new Scores(), words: new Scores() };
      for (const term of termsOf(span.text)) {
        const { named, described, worth } = this.having(term);
        for (const target of named) own.names.add(target, worth);
        for (const target of described) own.words.add(target, worth);
      }
      this.owned.set(span, own);
    }
    return own;
  }

  /** What the words around it tell, the nearest most. */
  near(span: Span): Scores {
    let scores = this.nearby.get(span);
    if (!scores) {
      scores = new Scores();
      for (const [words, reach] of [
        [span.before, BEFORE],
        [span.after, AFTER],
      ] as const)
        for (const [i, word] of words.slice(0, reach).entries())
          for (const term of termsOf(word)) {
            if (this.told.operationTerms.has(term)) continue;
            const { named, described, worth } = this.having(term);
            for (const target of named) scores.add(target, (2 * worth) / (2 + i));
            for (const target of described) scores.add(target, worth / (2 + i));
          }
      this.nearby.set(span, scores);
    }
    return scores;
  }

  /** What the asks do with a literal of its kind and number. */
  slot({ kind, nth }: Span): Scores {
    const shares = this.told.casebook.boundTo(kind, nth);
    return this.each(this.slots, `${kind} ${nth}`, ({ key }) => shares.get(key) ?? 0);
  }

  /** What parameters of these names do with its kind, whatever the operation. */
  type({ kind }: Span): Scores {
    return this.each(this.types, kind, ({ key }) => this.told.associations.typeName.get(`${kind}|${key}`) ?? 0);
  }

  /** Whether the request writes the option as one types it (`-k refund`, `--fix`): 1 right before the words, 0.5 elsewhere, 0 nowhere. */
  spelled({ name, parameter: { aliases = [] } }: Target, span?: Span): number {
    if (this.typed.size === 0) return 0;
    const spellings = [name, ...aliases].filter((spelling) => spelling.startsWith('-'));
    const places = spellings.flatMap((spelling) => this.typed.get(spelling) ?? []);
    if (places.length === 0) return 0;
    return span === undefined ||
      places.some((end) => /^[\s=:"']*$/.test(this.told.request.slice(end, span.start)) && end < span.start)
      ? 1
      : 0.5;
  }

  /** Whether the request speaks of the option in order not to have it: `without launching a browser`. */
  denied({ tokens }: Target): boolean {
    this.without ??= deniedTerms(this.told.request);
    const { without } = this;
    return without.size > 0 && tokens.some((term) => without.has(term));
  }

  /** Whether the request says the option's whole name, and not in order not to have it: `rotate the secret immediately`. */
  affirmed(target: Target): boolean {
    const words = wordsOfName(target);
    return words.length > 0 && words.every((term) => this.told.requestTerms.has(term)) && !this.denied(target);
  }

  private without: ReadonlySet<string> | undefined;

  private each(all: Map<string, Scores>, id: string, of: (target: Target) => number): Scores {
    let scores = all.get(id);
    if (!scores) {
      scores = new Scores();
      for (const target of this.told.targets) {
        const value = of(target);
        if (value > 0) scores.add(target, value);
      }
      all.set(id, scores);
    }
    return scores;
  }
}

const OPTION = /(?<![\w-])--?[A-Za-z0-9][\w-]*/g;
/** So far back a denial reaches. */
const REACH = 3;
const DENIAL: ReadonlySet<string> = new Set(
  "no not without don't dont don’t doesn't doesnt never skip omit instead nor shouldn't shouldnt won't wont isn't isnt isn’t aren't arent aren’t can't cant disable ignore".split(
    ' ',
  ),
);

/** The terms of words with a denial before them. */
function deniedTerms(request: string): ReadonlySet<string> {
  const out = new Set<string>();
  let since = REACH;
  for (const [word] of request.toLowerCase().matchAll(/[\p{L}\p{N}'’]+/gu)) {
    if (DENIAL.has(word)) since = 0;
    else if (since++ < REACH) for (const term of termsOf(word)) out.add(term);
  }
  return out;
}

/** Word by word: of `rotate-immediately` the tokens have the two joined besides, which nobody says. */
const wordsOfName = ({ schema: { name } }: Target): readonly string[] =>
  termsOf(name.replace(/[-_.]+|(?<=[a-z0-9])(?=[A-Z])/g, ' ').trim());

const NO_WORD: readonly number[] = [0, 0, 0, 0];

const BEFORE = 4;
const AFTER = 3;

/** What every model sees of the request's words: what they tell of a target, and of the best of the others. Order is part of the trained files. */
export const WORD_FEATURES = ['tellName', 'tellShare', 'tellWords', 'tellRival', 'novel', 'novelRival'] as const;

/** The columns of WORD_FEATURES. */
export const wordColumns = ({ names, shares, words, novel }: Telling, target: Target): number[] => [
  names.of(target),
  shares.of(target),
  words.of(target),
  Math.max(names.rivalOf(target), words.rivalOf(target)),
  novel.of(target),
  novel.rivalOf(target),
];

/** What the second look is told of a candidate; of a constant nothing of its place. Order is part of the trained file. */
export const TOLD_FEATURES = [
  'ownName',
  'ownWords',
  'nearTell',
  'nearTellRival',
  ...WORD_FEATURES,
  'spelled',
  'denied',
  'wordValue',
  'wordRarity',
  'wordMentioned',
  'wordOfOperation',
] as const;

export function toldColumns(telling: Telling, target: Target, span?: Span): number[] {
  const own = span && telling.own(span);
  const near = span && telling.near(span);
  return [
    own?.names.of(target) ?? 0,
    own?.words.of(target) ?? 0,
    near?.of(target) ?? 0,
    near?.rivalOf(target) ?? 0,
    ...wordColumns(telling, target),
    telling.spelled(target, span),
    telling.denied(target) ? 1 : 0,
    ...telling.word(span),
  ];
}
