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
}

export const tailOf = (t: Target): string => t.tokens[t.tokens.length - 1] ?? t.key;

function nearness(words: string[], target: Target): number {
  let best = 0;
  words.forEach((word, i) => {
    for (const term of termsOf(word)) if (target.tokens.includes(term)) best = Math.max(best, 1 / (1 + i));
  });
  return best;
}

export function bindFeatures(
  span: Span,
  target: Target,
  how: string | undefined,
  context: FillContext,
  rivals: number,
): number[] {
  const { associations: a, casebook: c } = context;
  const tail = tailOf(target);
  const kind = span.kind;
  const window = [...span.before.slice(0, 3), ...span.after.slice(0, 2)];
  const near = window.flatMap((w) => termsOf(w));
  const sameType = context.kinds.get(kind) ?? 0;
  const own = context.telling.own(span);
  const around = context.telling.near(span);
  const nameTerms = target.tokens.filter((t) => context.requestTerms.has(t)).length / Math.max(1, target.tokens.length);
  return [
    a.typeTail.get(`${kind}|${tail}`) ?? 0,
    a.typeName.get(`${kind}|${target.key}`) ?? 0,
    a.beforeTail.get(`${span.before[0] ?? '^'}|${tail}`) ?? 0,
    a.beforeTail.get(`${span.before[1] ?? '^'}|${tail}`) ?? 0,
    a.afterTail.get(`${span.after[0] ?? '$'}|${tail}`) ?? 0,
    a.usage.get(`${context.provider}|${target.key}`) ?? a.usage.get(target.key) ?? 0,
    nearness(span.before, target),
    nearness(span.after, target),
    nameTerms,
    near.filter((t) => target.words.has(t)).length,
    c.binds(target.key, kind, span.nth),
    c.bindsType(target.key, kind),
    c.uses(target.key),
    c.usesConstant(target.key),
    c.usage(target.key),
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
    span.text.split(/\s+/).length,
    how ? 1 : 0,
    target.schema.enum ? 1 : 0,
    target.schema.type === 'integer' || target.schema.type === 'number' ? 1 : 0,
    target.schema.type === 'array' ? 1 : 0,
    target.schema.type === 'object' || target.schema.type === 'map' ? 1 : 0,
    target.schema.type === 'boolean' ? 1 : 0,
    sameType,
    span.nth,
    (context.order.get(span) ?? -1) / Math.max(1, context.spans.length),
    /^\p{Lu}/u.test(span.text) ? 1 : 0,
    span.before.length === 0 ? 1 : 0,
    span.after.length === 0 ? 1 : 0,
    target.many ? 1 : 0,
    target.schema.format && FORMATS[target.schema.format]?.includes(kind) ? 1 : 0,
    rivals,
    c.nearest(),
    kind === 'word' ? context.rarity(termsOf(span.text)[0] ?? '') : 0,
    a.beforeName.get(`${span.before[0] ?? '^'}|${target.key}`) ?? 0,
    a.afterName.get(`${span.after[0] ?? '$'}|${target.key}`) ?? 0,
    kind === 'word' && termsOf(span.text).some((t) => context.operationTerms.has(t)) ? 1 : 0,
    kind === 'word' ? (a.wordValue.get(span.text.toLowerCase()) ?? 0) : 0,
    own.names.of(target),
    own.words.of(target),
    ...wordColumns(context.telling, target),
    around.of(target),
    around.rivalOf(target),
    context.telling.slot(span).rivalOf(target),
    context.telling.type(span).rivalOf(target),
    context.telling.spelled(target, span),
    c.shape(target.key, SAID),
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

export function constantFeatures(
  k: ConstantCandidate,
  context: FillContext,
  bestRival: number,
  idiomLines: number,
): number[] {
  const { casebook: c, associations: a } = context;
  const { target } = k;
  const key = target.key;
  const near =
    k.template !== undefined
      ? c.nearestBy('template', k.template.key, k.template.id)
      : c.nearestBy('constant', key, k.value);
  const overlap = (terms: Iterable<string>): [shared: number, share: number] => {
    let shared = 0;
    let all = 0;
    for (const t of terms) {
      const r = context.rarity(t);
      all += r;
      if (context.requestTerms.has(t)) shared += r;
    }
    return [shared, all > 0 ? shared / all : 0];
  };
  const valueTerms = k.source === 'flag' || k.source === 'template' ? [] : termsOf(k.value);
  const described = overlap(target.words);
  return [
    k.source === 'flag' ? 1 : 0,
    k.source === 'enum' ? 1 : 0,
    k.source === 'case' ? 1 : 0,
    k.source === 'template' ? 1 : 0,
    k.source === 'default' ? 1 : 0,
    k.template !== undefined ? c.template(k.template.key, k.template.id) : c.constant(key, k.value),
    near.with,
    near.without,
    c.uses(key),
    c.usage(key),
    Math.min(20, c.lineCount),
    Math.min(12, Math.max(idiomLines, c.constantLines(key, k.value))),
    overlap(valueTerms)[1],
    overlap(target.tokens)[1],
    described[0],
    described[1],
    k.match,
    target.required ? 1 : 0,
    target.slot >= 0 ? 1 : 0,
    target.parameter.global ? 1 : 0,
    target.depth,
    a.usage.get(`${context.provider}|${key}`) ?? a.usage.get(key) ?? 0,
    target.schema.type === 'boolean' || target.parameter.in === 'flag' ? 1 : 0,
    Math.min(30, target.schema.enum?.length ?? 0),
    k.value === 'false' ? 1 : 0,
    bestRival,
    ...wordColumns(context.telling, target),
    context.telling.spelled(target),
    context.telling.denied(target) ? 1 : 0,
    c.shape(key, shapeOfConstant(k)),
  ];
}
