import type { Reading } from '../../model/reader.ts';
import { evaluateAll, sigmoid, type Trees } from '../../retrieve/rank/trees.ts';
import type { Binding } from './candidates.ts';
import type { Casebook } from './cases.ts';
import { type ConstantCandidate, shapeOfConstant } from './features.ts';
import { SAID } from './frames.ts';
import type { Place, Span } from './spans.ts';
import type { Target } from './targets.ts';
import { TOLD_FEATURES } from './telling.ts';
import type { Unexplained } from './unexplained.ts';

/** A value with the first models' log-odds, and the second's probability. */
export type Scored<T> = T & { first: number; p: number };

export interface Considered {
  request: string;
  targets: Target[];
  bindings: Scored<Binding>[];
  constants: Scored<ConstantCandidate>[];
  expected(target: Target): boolean;
  /** People give the one or the other. */
  apart(one: Target, other: Target): boolean;
  /** In which share of the operation's lines the target, or something within it, has a value. */
  holds(target: Target): number;
  /** In how many lines both have a value, and in how many of them from the same words. */
  pairs(one: Target, other: Target): { both: number; shared: number };
}

/** What the second model sees: a candidate among its rivals. Order is part of the trained file. */
export const DECIDE_FEATURES = [
  'constant',
  'first',
  'rivalBinding',
  'rivalConstant',
  'rivalPlace',
  'rankTarget',
  'rankPlace',
  'required',
  'many',
  'positional',
  'slot',
  'depth',
  'global',
  'kind',
  'source',
  'casesUse',
  'usage',
  'requiredFilled',
  'requiredOpen',
  'literalsOpen',
  'literals',
  'targets',
  'earlierSlotOpen',
  'sameName',
  ...TOLD_FEATURES,
  'covers',
  'within',
  'contains',
  'share',
  'lines',
  'coerced',
  'shape',
] as const;

/**
 * What the second model sees besides, where the document was read. Not whether the document serves: one number for all of a request's candidates
 * is learned by heart.
 */
export const READ_DECIDE_FEATURES = [
  ...DECIDE_FEATURES,
  'shown',
  'use',
  'strongest',
  'spanMean',
  'spanLeast',
  'spanBeside',
  'spanOutside',
  'spanRival',
  'choice',
  'choiceRival',
  'match',
  'nearUse',
  'nearSame',
  'nearestSame',
  'nearestOther',
  'nearShape',
  'saidWords',
  'unexplained',
] as const;

/** A reading of some of the targets: `shown` are its parameters, in their order; and the operation's asks by their nearness in meaning. */
export interface ReadTargets {
  reading: Reading;
  shown: readonly Target[];
  near: Casebook;
}

const NONE = -12;
const KINDS: Record<string, number> = { word: 0, phrase: 1 };
const SOURCES: Record<ConstantCandidate['source'], number> = { flag: 1, enum: 2, case: 3, template: 4, default: 5 };

export interface Background {
  /** Share of near cases that fill the target, and how often its name is filled at all. */
  casesUse(target: Target): number;
  usage(target: Target): number;
  /** In which share of the operation's lines the target has a value, whatever they are like, and how many lines there are. */
  share(target: Target): number;
  /** In which share it has a value or was forgotten. */
  essential(target: Target): number;
  lines: number;
  /** Share of near cases in which its value is built so. */
  shape(target: Target, shape: string): number;
  /** Nearly all who asked for this gave it a value, though the document does not require one. */
  expected(target: Target): boolean;
  /** Nobody gave both, though many gave the one or the other. */
  apart(one: Target, other: Target): boolean;
  /** In which share of the operation's lines the target, or something within it, has a value. */
  holds(target: Target): number;
  /** In how many lines both have a value, and in how many of them from the same words. */
  pairs(one: Target, other: Target): { both: number; shared: number };
  /** What the request's words tell of a value of the target there: TOLD_FEATURES. */
  told(target: Target, span?: Span): readonly number[];
  unexplained: Unexplained;
}

interface Entry {
  target: Target;
  first: number;
  binding?: Binding;
  constant?: ConstantCandidate;
}

/** The rows of all bindings, then of all constants. One pass over the candidates sorted by the first models' log-odds. */
export function decideFeatures(
  targets: readonly Target[],
  bindings: readonly (Binding & { first: number })[],
  constants: readonly (ConstantCandidate & { first: number })[],
  background: Background,
  read?: ReadTargets,
): number[][] {
  const entries: Entry[] = [
    ...bindings.map((b): Entry => ({ target: b.target, first: b.first, binding: b })),
    ...constants.map((c): Entry => ({ target: c.target, first: c.first, constant: c })),
  ];
  const byTarget = new Map<Target, Entry[]>();
  const byPlace = new Map<object, Entry[]>();
  const put = <K>(map: Map<K, Entry[]>, key: K, entry: Entry): void => {
    const list = map.get(key);
    if (list) list.push(entry);
    else map.set(key, [entry]);
  };
  for (const e of [...entries].sort((a, b) => b.first - a.first)) {
    put(byTarget, e.target, e);
    if (e.binding) put(byPlace, e.binding.span, e);
  }
  const best = (list: Entry[] | undefined, not: Entry, test: (e: Entry) => boolean): number =>
    list?.find((e) => e !== not && test(e))?.first ?? NONE;
  const likely = (t: Target): boolean => (byTarget.get(t)?.[0]?.first ?? NONE) > 0;
  const required = targets.filter((t) => t.required && t.depth === 0);
  const filled = required.filter(likely).length;
  const literals = new Set(bindings.filter((b) => b.span.index >= 0).map((b) => b.span));
  const open = [...literals].filter((s) => (byPlace.get(s)?.[0]?.first ?? NONE) < 0).length;
  const shares = new Map<Target, [number, number, number]>();
  const of = (t: Target): [number, number, number] => {
    let b = shares.get(t);
    if (!b) shares.set(t, (b = [background.casesUse(t), background.usage(t), background.share(t)]));
    return b;
  };
  const tails = new Map<string | undefined, number>();
  for (const { tokens } of targets) tails.set(tokens.at(-1), (tails.get(tokens.at(-1)) ?? 0) + 1);
  const firstOpen = Math.min(...targets.flatMap((t) => (t.slot >= 0 && !likely(t) ? [t.slot] : [])));
  const columns = readColumns(background.unexplained, read);
  return entries.map((e) => {
    const { target, binding, constant } = e;
    const mine = byTarget.get(target)!;
    const place = binding ? byPlace.get(binding.span)! : undefined;
    const [casesUse, usage, share] = of(target);
    const kind = binding ? (KINDS[binding.span.kind] ?? (binding.span.kind.startsWith('part:') ? 2 : 3)) : -1;
    return [
      constant ? 1 : 0,
      e.first,
      best(mine, e, (x) => x.binding !== undefined),
      best(mine, e, (x) => x.constant !== undefined),
      best(place, e, () => true),
      Math.min(9, mine.indexOf(e)),
      place ? Math.min(9, place.indexOf(e)) : -1,
      target.required ? 1 : 0,
      target.many ? 1 : 0,
      target.slot >= 0 ? 1 : 0,
      target.slot,
      target.depth,
      target.parameter.global ? 1 : 0,
      kind,
      constant ? SOURCES[constant.source] : 0,
      casesUse,
      usage,
      filled,
      required.length - filled,
      open,
      literals.size,
      Math.min(60, targets.length),
      firstOpen < target.slot ? 1 : 0,
      tails.get(target.tokens.at(-1)) ?? 0,
      ...background.told(target, binding?.span),
      literalsOf(e),
      ...nesting(e, mine),
      share,
      Math.min(20, background.lines),
      binding?.how === undefined ? 0 : 1,
      background.shape(target, shapeOfEntry(e)),
      ...columns(e),
    ];
  });
}

const shapeOfEntry = ({ constant }: Entry): string => (constant ? shapeOfConstant(constant) : SAID);

/** How many literals of the request a value holds. */
function literalsOf({ binding, constant }: Entry): number {
  if (binding) return binding.span.index >= 0 ? 1 : 0;
  return constant?.used?.length ?? 0;
}

/** Where the words stand that a candidate takes or is named by. */
function placesOf({ binding, constant }: Entry): readonly Place[] {
  if (binding) return [binding.span];
  if (constant?.used) return constant.used;
  return constant && constant.end > constant.start ? [constant] : [];
}

const lengthOf = (places: readonly Place[]): number => places.reduce((sum, { start, end }) => sum + end - start, 0);

/** Whether all words of one stand among those of another, which has more. */
const holds = (all: readonly Place[], some: readonly Place[]): boolean =>
  some.length > 0 &&
  lengthOf(all) > lengthOf(some) &&
  some.every(({ start, end }) => all.some((place) => place.start <= start && place.end >= end));

/** Below this first look a rival is none. */
const LIKELY_AT = -5;

/** The best value of the same target that is more of the same words (`web:/etc/hosts` beside `/etc/hosts`), and the best that is less. */
function nesting(e: Entry, rivals: readonly Entry[]): [within: number, contains: number] {
  if (e.first < LIKELY_AT) return [NONE, NONE];
  const own = placesOf(e);
  let [within, contains] = [NONE, NONE];
  // The best first.
  for (const other of rivals) {
    if (other.first < LIKELY_AT || (within > NONE && contains > NONE)) break;
    if (other === e) continue;
    const places = placesOf(other);
    if (within === NONE && holds(places, own)) within = other.first;
    if (contains === NONE && holds(own, places)) contains = other.first;
  }
  return [within, contains];
}

/** The further columns of a candidate: none where nothing was read. */
function readColumns({ words, left }: Unexplained, read?: ReadTargets): (e: Entry) => number[] {
  if (!read) return () => [];
  const { reading, shown, near } = read;
  const places = new Map(shown.map((target, n) => [target, n]));
  // Counts, and low ones: what tells requests apart is learned by heart.
  const request = [Math.min(MANY_WORDS, words), Math.min(MANY_WORDS, left)];
  return (e) => {
    const n = places.get(e.target);
    const use = n === undefined ? undefined : reading.use[n];
    const said = n === undefined || use === undefined ? UNREAD : [1, use, reading.strongest[n] ?? NONE];
    return [
      ...said,
      ...spanColumns(e, reading, shown, use === undefined ? undefined : n),
      ...nearColumns(e, near),
      ...request,
    ];
  };
}

const MANY_WORDS = 8;
const UNREAD = [0, NONE, NONE];

/** What is read of the words that a candidate takes, and of the choice that it is. */
function spanColumns({ binding, constant }: Entry, reading: Reading, shown: readonly Target[], n?: number): number[] {
  if (n === undefined) return [NONE, NONE, NONE, NONE, NONE, NONE, NONE, constant?.match ?? 0];
  const parts = binding ? [binding.span] : (constant?.used ?? []);
  const spans = parts.flatMap(({ start, end }) => reading.span(n, start, end) ?? []);
  let rival = NONE;
  for (const { start, end } of parts)
    for (let other = 0; other < shown.length; other++)
      if (other !== n) rival = Math.max(rival, reading.span(other, start, end)?.mean ?? NONE);
  const [mean, least, beside] =
    spans.length === 0
      ? [NONE, NONE, NONE]
      : [
          spans.reduce((sum, s) => sum + s.mean, 0) / spans.length,
          Math.min(...spans.map((s) => s.least)),
          Math.max(...spans.map((s) => s.beside)),
        ];
  const value = constant?.value;
  const choice = value === undefined ? undefined : reading.choice(n, value);
  const choiceRival = reading.otherChoice(n, value ?? '');
  // Words that belong to the value and are not in it: of `web=6` both, of `web` the number.
  const outside = reading.outside(n, parts) ?? NONE;
  return [mean, least, beside, outside, rival, choice ?? NONE, choiceRival ?? NONE, constant?.match ?? 0];
}

/** What the asks that mean nearly the same do with the target: how many of them fill it, how many in the same way, and how near one is that does, and one that does not. */
function nearColumns(e: Entry, near: Casebook): number[] {
  const {
    target: { key },
    binding,
    constant,
  } = e;
  const shape = near.shape(key, shapeOfEntry(e));
  if (binding) {
    const { kind, nth } = binding.span;
    return [near.uses(key), near.binds(key, kind, nth), 0, 0, shape];
  }
  const { value, template } = constant!;
  const nearest =
    template === undefined
      ? near.nearestBy('constant', key, value)
      : near.nearestBy('template', template.key, template.id);
  const same = template === undefined ? near.constant(key, value) : near.template(template.key, template.id);
  return [near.uses(key), same, nearest.with, nearest.without, shape];
}

/** The best log-odds that the first look gave to any value of a target. */
export function bestLooks(candidates: Iterable<{ target: Target; first: number }>): Map<Target, number> {
  const best = new Map<Target, number>();
  for (const { target, first } of candidates) best.set(target, Math.max(first, best.get(target) ?? NONE));
  return best;
}

/** Both models' word on every candidate. */
export function secondLook(
  model: Trees,
  targets: Target[],
  bindings: readonly (Binding & { first: number })[],
  constants: readonly (ConstantCandidate & { first: number })[],
  background: Background,
  read?: ReadTargets,
): Omit<Considered, 'request'> {
  const rows = decideFeatures(targets, bindings, constants, background, read);
  const sums = evaluateAll(model, rows);
  const p = (i: number): number => sigmoid(sums[i]!);
  return {
    targets,
    bindings: bindings.map((b, i) => ({ ...b, p: p(i) })),
    constants: constants.map((c, i) => ({ ...c, p: p(bindings.length + i) })),
    expected: background.expected,
    apart: background.apart,
    holds: background.holds,
    pairs: background.pairs,
  };
}
