import { auditCall } from '../generate/audit-call.ts';
import { Casebook } from '../generate/fill/cases.ts';
import { spansOf } from '../generate/fill/spans.ts';
import type { Target } from '../generate/fill/targets.ts';
import { findLiterals } from '../generate/literals/find-literals.ts';
import { mend } from '../generate/mend/mend.ts';
import { renderCall } from '../render/render.ts';
import type { CheckedCall } from '../schema/answer.ts';
import type { Argument, Call, Provenance } from '../schema/call.ts';
import type { Json } from '../schema/operation.ts';
import { isVerified } from '../verify/check-call.ts';
import { proveCall } from '../verify/prove.ts';
import type { Zoo } from '../zoo/zoo.ts';
import type { Documented } from './document.ts';
import { evidenceFor, type Proven, type Witness } from './evidence.ts';
import type { Draft } from './reply.ts';

/** All that is known of one request before the model says anything. */
export interface Desk {
  zoo: Zoo;
  request: string;
  now: Date;
  /** By id of the operation. */
  documents: ReadonlyMap<string, Documented>;
  /** The embedded model's calls, by id of the operation: their values have been proven. */
  embedded: ReadonlyMap<string, Call>;
}

export interface Composed {
  /** Undefined where the draft means no operation of the documents, or nothing of it can be verified. */
  call?: CheckedCall;
  /** For the model, if it may try again. */
  problems: string[];
}

const within = (name: string, path: string): boolean =>
  path === name || path.startsWith(`${name}.`) || path.startsWith(`${name}[`);

/** Several values of one target as one argument. */
function joined(target: Target, surface: Call['surface'], proven: readonly Proven[]): Argument {
  const [first] = proven;
  const list = proven.length > 1 || (target.many && surface !== 'cli');
  const value: Json = list ? proven.flatMap(({ value }) => value) : first!.value;
  const ranges = proven.flatMap(({ from }) => ('start' in from ? [from] : []));
  if (proven.length === 1 || ranges.length < proven.length) return { name: target.name, value, from: first!.from };
  const how = proven.map(({ from }) => (from.kind === 'request' ? from.how : undefined)).find(Boolean);
  const from: Provenance = {
    kind: 'request',
    start: Math.min(...ranges.map(({ start }) => start)),
    end: Math.max(...ranges.map(({ end }) => end)),
    ...(how ? { how } : {}),
  };
  return { name: target.name, value, from };
}

interface Gathered {
  own: Argument[];
  problems: string[];
}

/** The draft's arguments that something stands for; what the embedded model has proven itself need not be proven again. */
function gathered(
  draft: Draft,
  { targets, surface, operation }: Documented,
  desk: Desk,
  known: readonly Argument[],
): Gathered {
  const witness: Witness = { request: desk.request, spans: spansOf(desk.request, findLiterals(desk.request)) };
  const context = { provider: operation.provider, surface, now: desk.now };
  const proven = new Map<Target, Proven[]>();
  const problems: string[] = [];
  for (const { name, value, words } of draft.arguments) {
    const target = targets.get(name);
    const same = known.find((argument) => argument.name === name && String(argument.value) === value);
    const found = target && (same ?? evidenceFor(value, words, target, witness, context));
    if (!target) problems.push(`${operation.id} has no parameter ${JSON.stringify(name)}`);
    else if (!found)
      problems.push(
        `nothing in the task says ${JSON.stringify(value)} for ${name}: leave it out, or copy what the task says`,
      );
    else if (target.many) proven.set(target, [...(proven.get(target) ?? []), found]);
    else if (!proven.has(target)) proven.set(target, [found]);
  }
  return { own: [...proven].map(([target, values]) => joined(target, surface, values)), problems };
}

/** What is required and has no value: from the embedded model's call, or a blank. */
function completed(own: Argument[], { targets, operation, surface }: Documented, known: readonly Argument[]): Call {
  const given = [...own];
  const missing: string[] = [];
  const has = (name: string): boolean => given.some((argument) => within(name, argument.name));
  for (const { name, required, depth } of targets.values()) {
    if (!required || depth > 0 || has(name)) continue;
    const lent = known.filter((argument) => within(name, argument.name));
    if (lent.length > 0) given.push(...lent);
    else missing.push(name);
  }
  return { operation: operation.id, surface, arguments: given, missing };
}

/** A call of what a draft says, as far as it is true. */
export function compose(draft: Draft, desk: Desk): Composed {
  const document = desk.documents.get(draft.operation);
  if (!document)
    return { problems: [`there is no operation ${JSON.stringify(draft.operation)}: take one of the documents`] };
  const { operation, surface } = document;
  const known = desk.embedded.get(operation.id)?.arguments ?? [];
  const { own, problems } = gathered(draft, document, desk, known);
  const judge = (call: Call) => proveCall(desk.zoo, call, operation);
  // The audit knows no cases, and what comes from them has been audited where it was made.
  const audited = { zoo: desk.zoo, request: desk.request, now: desk.now, casebook: Casebook.of([]), idioms: {} };
  const lent = ({ name, from }: Argument): boolean => known.some((one) => one.name === name && one.from === from);
  const suspects = own.filter((argument) => !lent(argument));
  const bare: Call = { operation: operation.id, surface, arguments: suspects, missing: [] };
  const invented = auditCall(bare, operation, audited).filter(({ rule }) => rule !== 'missing');
  const honest = own.filter((argument) => lent(argument) || !invented.some(({ name }) => name === argument.name));
  const drafted = completed(honest, document, known);
  const faults = judge(drafted).filter(({ severity }) => severity === 'error');
  const { call, findings } = mend(drafted, operation, judge);
  const all = [...problems, ...invented.map(({ message }) => message), ...faults.map(({ message }) => message)];
  if (!isVerified(findings)) return { problems: all };
  return { call: { call, operation, rendered: renderCall(desk.zoo, call, operation), findings }, problems: all };
}
