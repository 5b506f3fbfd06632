import type { Idioms } from '../../retrieve/asks/idioms.ts';
import { evaluateAll, type Trees } from '../../retrieve/rank/trees.ts';
import type { Query } from '../../retrieve/retriever.ts';
import { termsOf } from '../../retrieve/tokenize.ts';
import type { Operation, Surface } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { CoercionContext } from '../coerce/context.ts';
import type { Literal } from '../literal.ts';
import type { Associations } from './associations.ts';
import { blanksOf } from './blanks.ts';
import { type Binding, bindings, constants } from './candidates.ts';
import type { Casebook } from './cases.ts';
import { Windows } from './choices.ts';
import { AUTHORS } from './conventions.ts';
import { bindFeatures, type ConstantCandidate, constantFeatures, type FillContext } from './features.ts';
import { readBindings } from './read-bindings.ts';
import { readTemplates } from './read-templates.ts';
import { type Background, type Considered, type ReadTargets, secondLook } from './second-look.ts';
import { type Span, spansOf } from './spans.ts';
import { type Target, targetsOf } from './targets.ts';
import { Telling, toldColumns } from './telling.ts';
import { plainTerms, unexplained } from './unexplained.ts';

/** What was learned from written requests, apart from the models. */
export interface Learned {
  associations: Associations;
  idioms: Idioms;
}

export interface FillModels extends Learned {
  bind: Trees;
  constant: Trees;
  /** The second look where nothing was read, and where the document was. */
  decide: Trees;
  decideRead?: Trees;
  /** What the request forgot, where the document was read. */
  blank?: Trees;
}

/** A request with all that filling looks at, whatever the operation: made once, for every operation that is tried. */
export interface FillRequest {
  request: string;
  literals: Literal[];
  terms: ReadonlySet<string>;
  /** Its words without what is said of its literals. */
  plain: readonly string[];
  spans: Span[];
  order: ReadonlyMap<Span, number>;
  kinds: ReadonlyMap<string, number>;
  windows: Windows;
  rarity: (term: string) => number;
  now: Date;
}

export function fillRequest(
  query: Pick<Query, 'request' | 'literals' | 'terms'>,
  rarity: (term: string) => number,
  now: Date,
): FillRequest {
  const { request, literals, terms } = query;
  const spans = spansOf(request, literals);
  return {
    request,
    literals,
    terms: new Set(terms.keys()),
    plain: plainTerms(terms),
    spans,
    order: new Map(spans.map((span, n) => [span, n])),
    kinds: countKinds(spans),
    windows: new Windows(request),
    rarity,
    now,
  };
}

/** Log-odds at which the first models stop looking. */
const HOPELESS = -4.5;
/**
 * Documents written by hand seldom say what is required (`pip uninstall` of nothing). An argument that so many of an operation's written requests give is a blank
 * where a request does not: of those that left one out this finds three in ten more, and marks one in 140 of those that are whole.
 */
const EXPECTED = 0.8;
const EXPECTED_LINES = 3;
export function fillContext(
  request: FillRequest,
  operation: Operation,
  targets: readonly Target[],
  casebook: Casebook,
  associations: Associations,
): FillContext {
  const operationTerms = new Set(termsOf(operation.invocations[0]?.path ?? operation.name));
  const { terms: requestTerms, rarity } = request;
  return {
    associations,
    casebook,
    provider: operation.provider,
    requestTerms,
    operationTerms,
    rarity,
    spans: request.spans,
    order: request.order,
    kinds: request.kinds,
    telling: new Telling({
      request: request.request,
      targets,
      requestTerms,
      operationTerms,
      rarity,
      casebook,
      associations,
    }),
    ofTarget: new Map(),
    ofSpan: new Map(),
  };
}

function countKinds(spans: readonly Span[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { kind } of spans) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  return counts;
}

/** Every value that could go anywhere, with the features of the two models: also what training reads. */
export function candidates(
  zoo: Zoo,
  operation: Operation,
  surface: Surface,
  request: FillRequest,
  casebook: Casebook,
  learned: Learned,
): {
  targets: Target[];
  bindings: { binding: Binding; features: number[] }[];
  constants: { candidate: ConstantCandidate; features: number[] }[];
  context: CoercionContext;
  telling: Telling;
} {
  const targets = targetsOf(zoo, operation, surface, () => casebook.keysOf(AUTHORS));
  const context = fillContext(request, operation, targets, casebook, learned.associations);
  const idioms = learned.idioms[operation.provider] ?? {};
  const coercion = { provider: operation.provider, surface, now: request.now };
  const found = bindings(context.spans, targets, casebook, coercion);
  // Who says the option's name wants it.
  const isDenied = ({ target, value, source }: ConstantCandidate): boolean =>
    source === 'flag' && value === 'false' && target.parameter.in === 'flag';
  const meant = constants(request.windows, request, targets, casebook, idioms, coercion).filter(
    (one) => !(isDenied(one) && context.telling.affirmed(one.target)),
  );
  const rivals = new Map<object, number>();
  for (const b of found) rivals.set(b.span, (rivals.get(b.span) ?? 0) + 1);
  return {
    targets,
    telling: context.telling,
    context: coercion,
    bindings: found.map((binding) => ({
      binding,
      features: bindFeatures(binding.span, binding.target, binding.how, context, rivals.get(binding.span) ?? 0),
    })),
    constants: meant.map((candidate) => {
      const { target, value } = candidate;
      const bestRival = casebook.rival(target.key, value);
      return {
        candidate,
        features: constantFeatures(candidate, context, bestRival, idioms[candidate.target.key]?.[candidate.value] ?? 0),
      };
    }),
  };
}

/** Every candidate with the first models' log-odds: what the second look is taken at. */
export interface FirstLook {
  targets: Target[];
  bindings: (Binding & { first: number })[];
  constants: (ConstantCandidate & { first: number })[];
  background: Background;
  request: string;
  spans: readonly Span[];
  context: CoercionContext;
}

export function firstLook(
  zoo: Zoo,
  operation: Operation,
  surface: Surface,
  request: FillRequest,
  casebook: Casebook,
  models: Omit<FillModels, 'decide' | 'decideRead'>,
): FirstLook {
  const c = candidates(zoo, operation, surface, request, casebook, models);
  const { usage } = models.associations;
  const looks = (model: Trees, found: readonly { features: number[] }[]): Float64Array =>
    evaluateAll(
      model,
      found.map(({ features }) => features),
      HOPELESS,
    );
  const bound = looks(models.bind, c.bindings);
  const meant = looks(models.constant, c.constants);
  return {
    targets: c.targets,
    bindings: c.bindings.map(({ binding }, n) => ({ ...binding, first: bound[n]! })),
    constants: c.constants.map(({ candidate }, n) => ({ ...candidate, first: meant[n]! })),
    background: {
      casesUse: (t) => casebook.uses(t.key),
      usage: (t) => usage.get(`${operation.provider}|${t.key}`) ?? usage.get(t.key) ?? 0,
      share: (t) => casebook.usage(t.key),
      essential: (t) => casebook.essentialLines(t.key),
      lines: casebook.lineCount,
      shape: (t, shape) => casebook.shape(t.key, shape),
      // Of options it cannot be told so well: many are given by habit.
      expected: ({ slot, key }) =>
        slot >= 0 &&
        casebook.lineCount >= EXPECTED_LINES &&
        Math.max(casebook.essentialLines(key), casebook.essential(key)) >= EXPECTED,
      apart: (one, other) => casebook.areApart(one.key, other.key),
      holds: ({ key }) => casebook.within(key),
      pairs: (one, other) => casebook.pairs(one.key, other.key),
      told: (target, span) => toldColumns(c.telling, target, span),
      unexplained: unexplained(request.plain, operation),
    },
    request: request.request,
    spans: request.spans,
    context: c.context,
  };
}

/** The candidates of the first look, and those that only the reader sees. */
export function withRead(look: FirstLook, read: ReadTargets): Pick<FirstLook, 'bindings' | 'constants'> {
  return {
    bindings: [...look.bindings, ...readBindings(look, read)],
    constants: [...look.constants, ...readTemplates(look, read)],
  };
}

/** The second look at every candidate, with what the reader says of the document where it was read. */
export function consider(look: FirstLook, models: FillModels, read?: ReadTargets): Considered {
  const { request, targets, bindings: bound, constants: meant, background } = look;
  if (!read || !models.decideRead) return { request, ...secondLook(models.decide, targets, bound, meant, background) };
  const all = withRead(look, read);
  const considered = {
    request,
    ...secondLook(models.decideRead, targets, all.bindings, all.constants, background, read),
  };
  if (!models.blank) return considered;
  const blanks = blanksOf(models.blank, look, read);
  return { ...considered, expected: (target) => blanks.has(target) };
}
