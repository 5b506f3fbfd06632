import type { Idioms } from '../../retrieve/asks/idioms.ts';
import { evaluateAll, type Trees } from '../../retrieve/rank/trees.ts';
import type { Query } from '../../retrieve/retriever.ts';
import { termsOf } from '../../retrieve/tokenize.ts';
import type { Argument, Call } from '../../schema/call.ts';
import { formatDotted, isWithin } from '../../schema/dotted.ts';
import type { Json, Operation, Surface, ValueSchema } from '../../schema/operation.ts';
import type { Zoo } from '../../zoo/zoo.ts';
import type { CoercionContext } from '../coerce/context.ts';
import type { Literal } from '../literal.ts';
import type { Associations } from './associations.ts';
import { blanksOf } from './blanks.ts';
import { type Binding, bindings, constants } from './candidates.ts';
import type { Casebook } from './cases.ts';
import { Windows } from './choices.ts';
import { AUTHORS } from './conventions.ts';
import { enumeration, type Member } from './enumerations.ts';
import { bindFeatures, type ConstantCandidate, constantFeatures, type FillContext } from './features.ts';
import { readBindings } from './read-bindings.ts';
import { readTemplates } from './read-templates.ts';
import { holdsText, isFree, saidEntries } from './said-entries.ts';
import { type Background, type Considered, type ReadTargets, secondLook } from './second-look.ts';
import { overlap, type Place, type Span, spansOf } from './spans.ts';
import { type Target, targetsOf } from './targets.ts';
import { Telling, toldColumns } from './telling.ts';
import { typed } from './typed.ts';
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
const TAKEN_AT = 0.35;
/** An option that is only set needs more: nobody misses one that he did not ask for. */
const FLAG_AT = 0.45;
/** What others meant and this request does not say, and what is put together as others did, is right more often than the second look says: docs/decisions/trees.md. */
const MEANT_AT = 0.3;
const BUILT_AT = 0.25;
/** Where it would be a blank otherwise. */
const MEANT_FOR_BLANK_AT = 0.25;
/** What is required and can be one of a few documented values, of which the request says one (`turn on`), is better filled than left blank. */
const SAID_AT = 0.12;
const SAID_MATCH = 0.8;
/**
 * Documents written by hand seldom say what is required (`pip uninstall` of nothing). An argument that so many of an operation's written requests give is a blank
 * where a request does not: of those that left one out this finds three in ten more, and marks one in 140 of those that are whole.
 */
const EXPECTED = 0.8;
const EXPECTED_LINES = 3;
/** So large a share of an operation's lines must put something into a structure of free keys. */
const HOLDS = 0.2;
/** A second use of the same words must be this sure: `--start-ip` and `--end-ip` of one address. */
const TWICE_AT = 0.8;
/** Where so many gave both, and none of the same words. */
const NEVER_TWICE = 3;
const ALMOST_SURE = 0.95;

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

/** `€29` says two things, an amount and a currency. */
const isCurrency = (how: string | undefined): boolean => how === 'currency';

/** What a list has of. */
const itemOf = ({ many, schema }: Target): ValueSchema => (many && schema.type === 'array' && schema.items) || schema;

function argumentOf(k: ConstantCandidate, surface: Surface): Argument {
  const { target, value, source } = k;
  const flag = target.parameter.in === 'flag' || target.schema.type === 'boolean';
  // `deno run --allow-net` stands alone where it has no value, and what an example says of it is only that it is there.
  const alone = target.parameter.valueOptional === true && value === 'true';
  const json =
    alone || (flag && (value === 'true' || value === 'false'))
      ? value === 'true'
      : typed(value, target.schema, surface);
  const from: Argument['from'] =
    source === 'default'
      ? { kind: 'default' }
      : source === 'flag'
        ? { kind: 'flag', start: k.start, end: k.end }
        : source === 'enum'
          ? { kind: 'enum', start: k.start, end: k.end }
          : { kind: 'example', example: value };
  return { name: target.name, value: json, from };
}

/**
 * Chooses values: the most probable first, each target once (a list takes several), each word of the request once, unless the models are sure of
 * a second use. What is required and has no value stays blank.
 * Returns the call and the geometric mean of its decisions' probabilities.
 */
export function decide(
  operation: Operation,
  surface: Surface,
  considered: Considered,
): { call: Call; confidence: number } {
  const choices: Choice[] = [
    ...considered.bindings.map((b) => ({ p: b.p, target: b.target, binding: b })),
    ...considered.constants.map((k) => ({ p: k.p, target: k.target, constant: k })),
  ]
    .filter((choice, _, all) => !isSaidToo(choice, all))
    .sort((a, b) => b.p - a.p);
  const taken = new Map<Target, Choice[]>();
  const used: (Place & { target: Target; how?: string; positional?: boolean })[] = [];
  let logs = 0;
  let decisions = 0;
  for (const choice of choices) {
    const already = taken.get(choice.target);
    if (choice.p < leastFor(choice, considered, already !== undefined)) {
      if (!already && choice.p > 0.15) {
        logs += Math.log(1 - choice.p);
        decisions++;
      }
      continue;
    }
    if (already && !(choice.target.many && isListed(choice) && already.every(isListed))) continue;
    if (conflicts(choice.target, taken)) continue;
    if (!already && [...taken.keys()].some((other) => considered.apart(choice.target, other))) continue;
    if (already && repeats(choice, already)) continue;
    const span = choice.binding?.span;
    if (span) {
      const how = choice.binding?.how;
      const clash = used.find((u) => overlap(u, span) && isCurrency(u.how) === isCurrency(how));
      const positional = choice.target.slot >= 0;
      const isSame = clash?.start === span.start && clash.end === span.end;
      if (clash && (!isSame || choice.p < twiceAt(choice.target, clash.target, considered) || already)) continue;
      // Nobody writes one word twice in a row.
      if (clash?.positional && positional) continue;
      used.push({ start: span.start, end: span.end, target: choice.target, positional, ...(how ? { how } : {}) });
    }
    const built = choice.constant?.used ?? [];
    const clashes = built.map((place) => used.find((u) => u.target !== choice.target && overlap(u, place)));
    if (
      built.length > 0 &&
      clashes.every((clash) => clash && choice.p < twiceAt(choice.target, clash.target, considered, TAKEN_AT))
    )
      continue;
    used.push(...built.map(({ start, end }) => ({ start, end, target: choice.target })));
    logs += Math.log(choice.p);
    decisions++;
    taken.set(choice.target, [...(already ?? []), choice]);
  }
  completeLists(considered, choices, taken, used);
  giveUpLast(considered, taken);
  shareCommand(considered, taken);
  const call: Call = { operation: operation.id, surface, arguments: [], missing: [] };
  if (surface !== 'cli') call.arguments.push(...entriesOf(considered, taken, used));
  for (const target of considered.targets) {
    const chosen = taken.get(target);
    if (!chosen) continue;
    const bound = chosen.filter((c) => c.binding).sort((a, b) => placeOf(a) - placeOf(b));
    const first = bound[0]?.binding;
    if (chosen.length > 1 && bound.length < chosen.length) {
      const values = [...chosen]
        .sort((a, b) => placeOf(a) - placeOf(b))
        .map((c) => c.binding?.value ?? typed(c.constant!.value, itemOf(target), surface));
      const example = chosen.flatMap((c) => c.constant?.value ?? []).join(' ');
      call.arguments.push({ name: target.name, value: values.flat(), from: { kind: 'example', example } });
    } else if (first) {
      const values = bound.map((b) => b.binding!.value);
      const value: Json = values.length > 1 || (target.many && surface !== 'cli') ? values.flat() : values[0]!;
      const last = bound[bound.length - 1]!.binding!;
      call.arguments.push({
        name: target.name,
        value,
        from: {
          kind: 'request',
          start: first.span.start,
          end: last.span.end,
          ...(first.how ? { how: first.how } : {}),
        },
      });
    } else if (chosen[0]?.constant) call.arguments.push(argumentOf(chosen[0].constant, surface));
  }
  const filled = [...taken.keys()];
  for (const target of considered.targets) {
    if (taken.has(target)) continue;
    if (target.depth === 0 && filled.some((f) => f.parameter === target.parameter)) continue;
    if (call.arguments.some(({ name }) => name.startsWith(`${target.name}.`))) continue;
    // Of two that exclude each other (`--ingress`, `--egress`) the one that is given is enough.
    if (target.required && target.depth === 0 && !conflicts(target, taken)) {
      const only = onlyChoice(target);
      if (only !== undefined) call.arguments.push({ name: target.name, value: only, from: { kind: 'default' } });
      else call.missing.push(target.parameter.name);
    } else if (considered.expected(target) && !listBefore(target, taken) && !conflicts(target, taken))
      call.missing.push(target.depth === 0 ? target.parameter.name : target.name);
  }
  return { call, confidence: decisions === 0 ? 1 : Math.exp(logs) };
}

/** How sure a second use of the same words must be: less where others use them so, more where nobody does who gives both. */
function twiceAt(one: Target, other: Target, { pairs }: Considered, least = TWICE_AT): number {
  const { both, shared } = pairs(one, other);
  if (shared >= AUTHORS) return TAKEN_AT;
  return both >= NEVER_TWICE && shared === 0 ? ALMOST_SURE : least;
}

/** What the request says of structures whose keys are the caller's own (`LOG_LEVEL=debug`), where so many give them something. */
function entriesOf(
  { request, targets, holds }: Considered,
  taken: ReadonlyMap<Target, Choice[]>,
  used: readonly Place[],
): Argument[] {
  const free = targets.filter(
    (target) =>
      isFree(target.schema) &&
      holdsText(target.schema) &&
      holds(target) >= HOLDS &&
      ![...taken.keys()].some((one) => isWithin(target.name, one.name) || isWithin(one.name, target.name)),
  );
  const named = new Set(targets.flatMap(({ key, tokens }) => [key.toLowerCase(), tokens.join(' ')]));
  const out: (Argument & Place)[] = [];
  for (const target of free)
    for (const { key, value, start, end } of saidEntries(request, target, named)) {
      if ([...used, ...out].some((place) => overlap(place, { start, end }))) continue;
      const from = { kind: 'request' as const, start, end };
      out.push({ name: `${target.name}.${formatDotted([key])}`, value, from, start, end });
    }
  return out.map(({ name, value, from }) => ({ name, value, from }));
}

interface Choice {
  p: number;
  target: Target;
  binding?: Binding;
  constant?: ConstantCandidate;
}

/** The probability from which a choice is taken. */
function leastFor({ target, constant }: Choice, { expected }: Considered, already: boolean): number {
  if (!constant) return TAKEN_AT;
  if (target.required && !already && constant.match >= SAID_MATCH) return SAID_AT;
  if (constant.source === 'flag' || constant.value === 'true') return FLAG_AT;
  if (constant.source === 'template') return BUILT_AT;
  const meant = constant.source === 'case' && constant.match < SAID_MATCH;
  if (!meant) return TAKEN_AT;
  return target.required || expected(target) ? MEANT_FOR_BLANK_AT : MEANT_AT;
}

/** What names one of "`curl`, `jq` and `htop`" for a list names all of them, unless one is somebody else's. */
function completeLists(
  { request }: Considered,
  choices: readonly Choice[],
  taken: Map<Target, Choice[]>,
  used: readonly { start: number; end: number }[],
): void {
  for (const [target, own] of taken) {
    if (!target.many) continue;
    const places = own.flatMap((choice) => memberOf(choice) ?? []);
    // What is built around words stands in no enumeration.
    if (places.length < own.length) continue;
    const isOwn = (place: Member): boolean =>
      places.some(({ start, end }) => place.start === start && place.end === end);
    const free = (place: Member): boolean => isOwn(place) || !used.some((other) => overlap(place, other));
    // The likeliest of those that stand at one place.
    const members = new Map<string, Member & { choice: Choice }>();
    for (const choice of choices) {
      const place = choice.target === target ? memberOf(choice) : undefined;
      const id = `${place?.start} ${place?.end}`;
      if (place && free(place) && !members.has(id)) members.set(id, { ...place, choice });
    }
    const all = [...members.values()];
    const found = places.map((place) => enumeration(request, place, all)).find((list) => list.length > own.length);
    if (found && places.every((place) => found.some((one) => overlap(place, one))))
      taken.set(
        target,
        found.map(({ choice }) => choice),
      );
  }
}

/** Where a value stands that may be a member of a list: words, or a choice that the request spells. */
function memberOf({ binding, constant }: Choice): Member | undefined {
  if (binding) return binding.span;
  return constant?.source === 'enum' && constant.end > constant.start ? constant : undefined;
}

/** The list before a place that has taken several values, with them: what would stand there may be among them. */
const listBefore = ({ slot }: Target, taken: ReadonlyMap<Target, Choice[]>): [Target, Choice[]] | undefined =>
  [...taken].find(([other, choices]) => other.many && other.slot >= 0 && other.slot < slot && choices.length > 1);

/** `cp a b` copies one thing: where a list has taken what a place behind it has, its last value is that place's, as the program reads it (`ln -s a b` too). */
function giveUpLast({ targets, bindings }: Considered, taken: Map<Target, Choice[]>): void {
  for (const place of targets) {
    if (place.many || place.slot < 0 || taken.has(place)) continue;
    const list = listBefore(place, taken);
    if (!list) continue;
    const [target, choices] = list;
    const last = choices.reduce((a, b) => (placeOf(b) > placeOf(a) ? b : a));
    const own = bindings.find(
      (b) => b.target === place && b.span.start === last.binding?.span.start && b.span.end === last.binding.span.end,
    );
    if (!own) continue;
    taken.set(
      target,
      choices.filter((choice) => choice !== last),
    );
    taken.set(place, [{ p: last.p, target: place, binding: own }]);
  }
}

/** An example's member of a list that the request says itself: as words it may stand beside others. */
function isSaidToo({ target, constant }: Choice, choices: readonly Choice[]): boolean {
  return (
    constant?.source === 'case' &&
    target.many &&
    choices.some(
      (other) =>
        other.target === target &&
        other.p >= TAKEN_AT &&
        [other.binding?.value].flat().length === 1 &&
        String(other.binding?.value) === constant.value,
    )
  );
}

/** `docker exec box 'php occ'`: where a document has the command and its arguments in two places, the first word is the command. */
function shareCommand({ targets }: Considered, taken: Map<Target, Choice[]>): void {
  for (const [rest, [choice]] of taken) {
    const words = choice?.binding?.value;
    const place = targets.find(({ slot, many }) => slot >= 0 && slot === rest.slot - 1 && !many);
    if (!place || !rest.parameter.rest || !choice?.binding || !Array.isArray(words)) continue;
    const [first = ''] = words;
    const own = taken.get(place)?.[0];
    if (own && String(own.binding?.value ?? own.constant?.value) !== first) continue;
    if (!own)
      taken.set(place, [{ p: choice.p, target: place, binding: { ...choice.binding, target: place, value: first } }]);
    if (words.length > 1) taken.set(rest, [{ ...choice, binding: { ...choice.binding, value: words.slice(1) } }]);
    else taken.delete(rest);
  }
}

/** Several of these are a list: what stands in the request, and what is built around it. */
const isListed = ({ binding, constant }: Choice): boolean => binding !== undefined || constant?.source === 'template';

/** What a list has is not built into another of its items: of `40,60` and `40` one is meant. */
function repeats(choice: Choice, already: readonly Choice[]): boolean {
  const placesOf = ({ binding, constant }: Choice) => (binding ? [binding.span] : (constant?.used ?? []));
  const used = already.flatMap(placesOf);
  const said = JSON.stringify(choice.binding?.value);
  return (
    placesOf(choice).some((place) => used.some((other) => overlap(place, other))) ||
    // "test the nginx config, then reload nginx": whoever says a thing twice wants it once in a list.
    (said !== undefined && already.some(({ binding }) => JSON.stringify(binding?.value) === said))
  );
}

/** Where a choice stands in the request. */
const placeOf = ({ binding, constant }: Choice): number => (binding?.span ?? constant?.used?.[0])?.start ?? 0;

/** What is required and can be but one value needs no saying. */
function onlyChoice({ schema, many }: Target): string | undefined {
  return schema.type === 'string' && !many && schema.enum?.length === 1 ? schema.enum[0] : undefined;
}

/** A field within an object that already has a whole value, or the whole of one whose field has: one of the two. */
function conflicts(target: Target, taken: Map<Target, unknown>): boolean {
  for (const other of taken.keys()) {
    if (other === target) continue;
    if (
      other.name.startsWith(`${target.name}.`) ||
      other.name.startsWith(`${target.name}[`) ||
      target.name.startsWith(`${other.name}.`) ||
      target.name.startsWith(`${other.name}[`)
    )
      return true;
    if (
      target.parameter.excludes?.includes(other.parameter.name) ||
      other.parameter.excludes?.includes(target.parameter.name)
    )
      return true;
  }
  return false;
}
