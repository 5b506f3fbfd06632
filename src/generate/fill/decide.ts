import type { Argument, Call } from '../../schema/call.ts';
import { formatDotted, isWithin } from '../../schema/dotted.ts';
import type { Json, Operation, Surface, ValueSchema } from '../../schema/operation.ts';
import { type Choice, placeOf } from './choice.ts';
import { goOn, isOfCommandLine, shareCommand } from './command-rest.ts';
import { AUTHORS } from './conventions.ts';
import type { ConstantCandidate } from './features.ts';
import { completeLists, giveUpLast, listBefore } from './lists.ts';
import { holdsText, isFree, saidEntries } from './said-entries.ts';
import type { Considered } from './second-look.ts';
import { leaveTaken } from './shared-words.ts';
import { overlap, type Place } from './spans.ts';
import type { Target } from './targets.ts';
import { typed } from './typed.ts';
import { whatIsLeft } from './what-is-left.ts';

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
/** So large a share of an operation's lines must put something into a structure of free keys. */
const HOLDS = 0.2;
/** A second use of the same words must be this sure: `--start-ip` and `--end-ip` of one address. */
const TWICE_AT = 0.8;
/** Where so many gave both, and none of the same words. */
const NEVER_TWICE = 3;
const ALMOST_SURE = 0.95;

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
    .filter((choice, _, all) => !isSaidToo(choice, all) && !isOfCommandLine(choice, all))
    .sort((a, b) => b.p - a.p);
  const taken = new Map<Target, Choice[]>();
  const used: (Place & { target: Target; how?: string; positional?: boolean })[] = [];
  /** What is given already leaves no place for it. */
  const isBarred = (target: Target): boolean =>
    conflicts(target, taken) ||
    (!taken.has(target) && [...taken.keys()].some((other) => considered.apart(target, other)));
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
    if (isBarred(choice.target)) continue;
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
  goOn(considered.request, choices, taken, used);
  for (const choice of whatIsLeft(choices, taken, used)) {
    const { target, binding } = choice;
    const { start, end } = binding!.span;
    if (taken.has(target) || isBarred(target) || used.some((u) => overlap(u, binding!.span))) continue;
    used.push({ start, end, target });
    taken.set(target, [choice]);
  }
  giveUpLast(considered, taken);
  leaveTaken(considered, taken);
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
