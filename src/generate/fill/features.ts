import { termsOf } from '../../retrieve/tokenize.ts';
import type { Associations } from './associations.ts';
import type { Casebook } from './cases.ts';
import { SAID } from './frames.ts';
import type { Place, Span } from './spans.ts';
import type { Target } from './targets.ts';
import { type Telling, WORD_FEATURES, wordColumns } from './telling.ts';

/** What the two small models see. Order is part of the trained files: append only. */
export const BIND_FEATURES = [
  'typeTail',
  'typeName',
  'beforeTail',
  'before2Tail',
  'afterTail',
  'usage',
  'nameBefore',
  'nameAfter',
  'nameAnywhere',
  'describedNear',
  'casesBind',
  'casesBindType',
  'casesUse',
  'casesConstant',
  'caseUsage',
  'caseLines',
  'required',
  'positional',
  'slot',
  'global',
  'depth',
  'bare',
  'phrase',
  'part',
  'quoted',
  'length',
  'words',
  'coerced',
  'enum',
  'numeric',
  'array',
  'object',
  'boolean',
  'sameType',
  'nth',
  'order',
  'capital',
  'first',
  'last',
  'many',
  'formatMatch',
  'rivals',
  'nearest',
  'knownWord',
  'beforeName',
  'afterName',
  'inOperation',
  'wordValue',
  'ownName',
  'ownWords',
  ...WORD_FEATURES,
  'nearTell',
  'nearTellRival',
  'slotRival',
  'typeRival',
  'spelled',
  'shape',
] as const;

export const CONSTANT_FEATURES = [
  'flag',
  'enumMatch',
  'fromCase',
  'template',
  'fromDefault',
  'votes',
  'nearestWith',
  'nearestWithout',
  'casesUse',
  'caseUsage',
  'caseLines',
  'valueLines',
  'valueOverlap',
  'nameOverlap',
  'described',
  'describedShare',
  'matchScore',
  'required',
  'positional',
  'global',
  'depth',
  'usage',
  'boolean',
  'enumSize',
  'negated',
  'bestRival',
  ...WORD_FEATURES,
  'spelled',
  'denied',
  'shape',
] as const;

const FORMATS: Record<string, readonly string[]> = {
  path: ['path', 'file', 'glob'],
  uri: ['url', 's3-uri', 'gs-uri'],
  email: ['email'],
  arn: ['arn'],
  cidr: ['cidr', 'ip'],
  ipv4: ['ip'],
  region: ['region', 'place'],
  'date-time': ['date', 'time', 'date-time', 'duration'],
  date: ['date', 'date-time'],
  uuid: ['uuid'],
  json: ['json'],
  duration: ['duration'],
};

/** What is known of a request while one operation is filled. */
export interface FillContext {
  associations: Associations;
  casebook: Casebook;
  provider: string;
  requestTerms: ReadonlySet<string>;
  /** The words of the operation's own name: they say what is done, seldom to what. */
  operationTerms: ReadonlySet<string>;
  /** How rare a term is among documents: what a word of a description is worth. */
  rarity: (term: string) => number;
  spans: Span[];
  /** Each span's place among them, and how many there are of a kind. */
  order: ReadonlyMap<Span, number>;
  kinds: ReadonlyMap<string, number>;
  telling: Telling;
  /** What is the same for all candidates of a target, and of a span: found once. */
  ofTarget: Map<Target, TargetFacts>;
  ofSpan: Map<Span, SpanFacts>;
}

interface TargetFacts {
  tail: string;
  usage: number;
  /** The share of its name's terms that the request has. */
  named: number;
  uses: number;
  usesConstant: number;
  caseUsage: number;
  said: number;
  words: readonly number[];
  byKind: Map<string, KindFacts>;
  /** How much of its description and of its name is said: of those with constants alone. */
  overlaps?: { described: Overlap; named: Overlap };
}

type Overlap = readonly [shared: number, share: number];

/** Of a target and a kind of span. */
interface KindFacts {
  tail: number;
  name: number;
  bound: number;
}

interface SpanFacts {
  /** The terms of each word before it and after it, the nearest first. */
  before: readonly (readonly string[])[];
  after: readonly (readonly string[])[];
  /** Those of the nearest. */
  near: readonly string[];
  bound: ReadonlyMap<string, number>;
  rarity: number;
  inOperation: number;
  wordValue: number;
  words: number;
  capital: number;
}

export const tailOf = (t: Target): string => t.tokens[t.tokens.length - 1] ?? t.key;

function nearness(words: SpanFacts['before'], target: Target): number {
  for (const [i, terms] of words.entries()) if (terms.some((term) => target.tokens.includes(term))) return 1 / (1 + i);
  return 0;
}

function targetFacts(target: Target, context: FillContext): TargetFacts {
  let facts = context.ofTarget.get(target);
  if (!facts) {
    const { associations: a, casebook: c } = context;
    const { key, tokens } = target;
    facts = {
      tail: tailOf(target),
      usage: a.usage.get(`${context.provider}|${key}`) ?? a.usage.get(key) ?? 0,
      named: tokens.filter((t) => context.requestTerms.has(t)).length / Math.max(1, tokens.length),
      uses: c.uses(key),
      usesConstant: c.usesConstant(key),
      caseUsage: c.usage(key),
      said: c.shape(key, SAID),
      words: wordColumns(context.telling, target),
      byKind: new Map(),
    };
    context.ofTarget.set(target, facts);
  }
  return facts;
}

function kindFacts(kind: string, target: Target, { tail, byKind }: TargetFacts, context: FillContext): KindFacts {
  let facts = byKind.get(kind);
  if (!facts) {
    const { associations: a, casebook: c } = context;
    facts = {
      tail: a.typeTail.get(`${kind}|${tail}`) ?? 0,
      name: a.typeName.get(`${kind}|${target.key}`) ?? 0,
      bound: c.bindsType(target.key, kind),
    };
    byKind.set(kind, facts);
  }
  return facts;
}

function spanFacts(span: Span, context: FillContext): SpanFacts {
  let facts = context.ofSpan.get(span);
  if (!facts) {
    const isWord = span.kind === 'word';
    const terms = termsOf(span.text);
    facts = {
      before: span.before.map(termsOf),
      after: span.after.map(termsOf),
      near: [...span.before.slice(0, 3), ...span.after.slice(0, 2)].flatMap((w) => termsOf(w)),
      bound: context.casebook.boundTo(span.kind, span.nth),
      rarity: isWord ? context.rarity(terms[0] ?? '') : 0,
      inOperation: isWord && terms.some((t) => context.operationTerms.has(t)) ? 1 : 0,
      wordValue: isWord ? (context.associations.wordValue.get(span.text.toLowerCase()) ?? 0) : 0,
      words: span.text.split(/\s+/).length,
      capital: /^\p{Lu}/u.test(span.text) ? 1 : 0,
    };
    context.ofSpan.set(span, facts);
  }
  return facts;
}

export function bindFeatures(
  span: Span,
  target: Target,
  how: string | undefined,
  context: FillContext,
  rivals: number,
): number[] {
  const { associations: a, casebook: c } = context;
  const kind = span.kind;
  const of = targetFacts(target, context);
  const byKind = kindFacts(kind, target, of, context);
  const at = spanFacts(span, context);
  const { tail } = of;
  const [before = '^', before2 = '^'] = span.before;
  const [after = '$'] = span.after;
  const own = context.telling.own(span);
  const around = context.telling.near(span);
  return [
    byKind.tail,
    byKind.name,
    a.beforeTail.get(`${before}|${tail}`) ?? 0,
    a.beforeTail.get(`${before2}|${tail}`) ?? 0,
    a.afterTail.get(`${after}|${tail}`) ?? 0,
    of.usage,
    nearness(at.before, target),
    nearness(at.after, target),
    of.named,
    at.near.filter((t) => target.words.has(t)).length,
    at.bound.get(target.key) ?? 0,
    byKind.bound,
    of.uses,
    of.usesConstant,
    of.caseUsage,
    Math.min(20, c.lineCount),
    target.required ? 1 : 0,
    target.slot >= 0 ? 1 : 0,
    target.slot,
    target.parameter.global ? 1 : 0,
    target.depth,
    kind === 'word' ? 1 : 0,
    kind === 'phrase' ? 1 : 0,
    kind.startsWith('part:') ? 1 : 0,
    span.literal?.type === 'quoted' ? 1 : 0,
    Math.min(60, span.text.length),
    at.words,
    how ? 1 : 0,
    target.schema.enum ? 1 : 0,
    target.schema.type === 'integer' || target.schema.type === 'number' ? 1 : 0,
    target.schema.type === 'array' ? 1 : 0,
    target.schema.type === 'object' || target.schema.type === 'map' ? 1 : 0,
    target.schema.type === 'boolean' ? 1 : 0,
    context.kinds.get(kind) ?? 0,
    span.nth,
    (context.order.get(span) ?? -1) / Math.max(1, context.spans.length),
    at.capital,
    span.before.length === 0 ? 1 : 0,
    span.after.length === 0 ? 1 : 0,
    target.many ? 1 : 0,
    target.schema.format && FORMATS[target.schema.format]?.includes(kind) ? 1 : 0,
    rivals,
    c.nearest(),
    at.rarity,
    a.beforeName.get(`${before}|${target.key}`) ?? 0,
    a.afterName.get(`${after}|${target.key}`) ?? 0,
    at.inOperation,
    at.wordValue,
    own.names.of(target),
    own.words.of(target),
    ...of.words,
    around.of(target),
    around.rivalOf(target),
    context.telling.slot(span).rivalOf(target),
    context.telling.type(span).rivalOf(target),
    context.telling.spelled(target, span),
    of.said,
  ];
}

/** A value that the request may mean without saying it: a flag, a choice, an idiom of an example. */
export interface ConstantCandidate {
  target: Target;
  value: string;
  source: 'flag' | 'enum' | 'case' | 'template' | 'default';
  /** How well words of the request match the value, 0 … 1. */
  match: number;
  /** Of templates: the key and name in the casebook, how it is built, and what of the request it holds. */
  template?: { key: string; id: string; shape: string };
  used?: readonly Place[];
  start: number;
  end: number;
}

export const shapeOfConstant = ({ template, value }: ConstantCandidate): string => template?.shape ?? value;

function overlap(terms: Iterable<string>, { rarity, requestTerms }: FillContext): Overlap {
  let shared = 0;
  let all = 0;
  for (const t of terms) {
    const r = rarity(t);
    all += r;
    if (requestTerms.has(t)) shared += r;
  }
  return [shared, all > 0 ? shared / all : 0];
}

export function constantFeatures(
  k: ConstantCandidate,
  context: FillContext,
  bestRival: number,
  idiomLines: number,
): number[] {
  const { casebook: c } = context;
  const { target } = k;
  const key = target.key;
  const of = targetFacts(target, context);
  const near =
    k.template !== undefined
      ? c.nearestBy('template', k.template.key, k.template.id)
      : c.nearestBy('constant', key, k.value);
  of.overlaps ??= { described: overlap(target.words, context), named: overlap(target.tokens, context) };
  const { described, named } = of.overlaps;
  const valueTerms = k.source === 'flag' || k.source === 'template' ? [] : termsOf(k.value);
  return [
    k.source === 'flag' ? 1 : 0,
    k.source === 'enum' ? 1 : 0,
    k.source === 'case' ? 1 : 0,
    k.source === 'template' ? 1 : 0,
    k.source === 'default' ? 1 : 0,
    k.template !== undefined ? c.template(k.template.key, k.template.id) : c.constant(key, k.value),
    near.with,
    near.without,
    of.uses,
    of.caseUsage,
    Math.min(20, c.lineCount),
    Math.min(12, Math.max(idiomLines, c.constantLines(key, k.value))),
    overlap(valueTerms, context)[1],
    named[1],
    described[0],
    described[1],
    k.match,
    target.required ? 1 : 0,
    target.slot >= 0 ? 1 : 0,
    target.parameter.global ? 1 : 0,
    target.depth,
    of.usage,
    target.schema.type === 'boolean' || target.parameter.in === 'flag' ? 1 : 0,
    Math.min(30, target.schema.enum?.length ?? 0),
    k.value === 'false' ? 1 : 0,
    bestRival,
    ...of.words,
    context.telling.spelled(target),
    context.telling.denied(target) ? 1 : 0,
    c.shape(key, shapeOfConstant(k)),
  ];
}
