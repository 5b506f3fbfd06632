import { coerce } from '../../src/generate/coerce/coerce.ts';
import type { CoercionContext } from '../../src/generate/coerce/context.ts';
import { valueSchema } from '../../src/generate/fill/candidates.ts';
import { type Target, targetByKey, targetsOf } from '../../src/generate/fill/targets.ts';
import { typed } from '../../src/generate/fill/typed.ts';
import { asDocumented } from '../../src/retrieve/asks/documented.ts';
import type { MeantCall, WrittenRequest } from '../../src/retrieve/asks/requests.ts';
import { ownersOf } from '../../src/retrieve/index/write.ts';
import type { Argument, Call, Finding } from '../../src/schema/call.ts';
import { isWithin } from '../../src/schema/dotted.ts';
import { existsOn } from '../../src/schema/locate.ts';
import type { Json, Operation } from '../../src/schema/operation.ts';
import { proveCall } from '../../src/verify/prove.ts';
import type { Zoo } from '../../src/zoo/zoo.ts';

export interface Counts {
  calls: number;
  failed: number;
  /** Of the failed ones by the code of the first fault; `unknown-operation`: the zoo does not have it. */
  faults: Record<string, number>;
}

export interface Proof {
  surfaces: Record<string, Counts>;
  examples: Record<string, string[]>;
}

/** Where an answer's key points: a target, and the way from it into a value of free keys (`metadata.labels.team`). */
interface Aim {
  target: Target;
  into: string;
}

function aimBy(targets: readonly Target[]): (key: string) => Aim | undefined {
  const find = targetByKey(targets);
  return (key) => {
    const cuts = [key.length, ...[...key.matchAll(/[.[]/g)].map(({ index }) => index).reverse()];
    for (const cut of cuts) {
      const target = find(key.slice(0, cut).replace(/\[\d+\]/g, '[0]'));
      if (target) return { target, into: key.slice(cut) };
    }
    return undefined;
  };
}

type Way = 'typed' | 'coerced';

/** The value by one of the ways that an answer's take: as an example says it, or coerced from its words. */
function valueBy(way: Way, { target, into }: Aim, value: Json, context: CoercionContext): Json {
  if (target.parameter.in === 'flag') return value === true || value === 'true';
  const textOf = (one: Json): string => (typeof one === 'string' ? one : JSON.stringify(one));
  if (into !== '') return way === 'typed' ? textOf(value) : value;
  const one = (text: string, schema: Target['schema']): Json =>
    (way === 'typed' ? typed(text, schema, context.surface) : coerce(text, schema, context)?.value) ?? text;
  if (!Array.isArray(value) || value.some((item) => typeof item === 'object')) return one(textOf(value), target.schema);
  const items = valueSchema(target, { kind: 'word' });
  return value.flatMap((item) => one(textOf(item), items));
}

/** The name of an argument that stands in a later element of a list than the one that targets have. */
const nameAt = ({ target, into }: Aim, key: string): string => {
  const indexes = key.slice(0, key.length - into.length).match(/\[\d+\]/g);
  return (indexes ? target.name.replace(/\[0\]/g, () => indexes.shift() ?? '[0]') : target.name) + into;
};

function callOf(zoo: Zoo, operation: Operation, meant: MeantCall, way: Way): Call | Finding {
  const call = asDocumented(operation, meant);
  const aim = aimBy(targetsOf(zoo, operation, call.surface));
  const context = { provider: operation.provider, surface: call.surface };
  const args = new Map<string, Argument>();
  for (const [key, value] of Object.entries(call.args)) {
    const aimed = aim(key);
    if (!aimed) return { code: 'unknown-parameter', severity: 'error', message: `nothing fills ${key}` };
    const name = nameAt(aimed, key);
    const given = valueBy(way, aimed, value, context);
    const before = args.get(name)?.value;
    args.set(name, { name, value: before === undefined ? given : [before, given].flat(), from: { kind: 'person' } });
  }
  const left = call.missing.flatMap((key) => aim(key)?.target.name ?? []);
  const required = operation.parameters.flatMap((one) =>
    one.required && existsOn(one, call.surface) ? [one.name] : [],
  );
  const missing = [...new Set([...left, ...required])].filter(
    (name) => ![...args.keys()].some((one) => isWithin(name, one)),
  );
  return { operation: operation.id, surface: call.surface, arguments: [...args.values()], missing };
}

/** The first fault of the call as each of its operation's owners has it; undefined where one of them can be answered with. */
function faultOf(zoo: Zoo, meant: MeantCall): Finding | undefined {
  let first: Finding | undefined;
  for (const owner of ownersOf(zoo, meant)) {
    const operation = zoo.operation(owner);
    for (const way of ['typed', 'coerced'] as const) {
      const call = callOf(zoo, operation, meant, way);
      const findings = 'code' in call ? [call] : proveCall(zoo, call, operation);
      const fault = findings.find(({ severity }) => severity === 'error');
      if (!fault) return undefined;
      first ??= fault;
    }
  }
  return first ?? { code: 'unknown-operation', severity: 'error', message: 'the zoo does not have it' };
}

/** Proves each call of the requests once. */
export function proveWritten(zoo: Zoo, requests: readonly WrittenRequest[]): Proof {
  const surfaces: Record<string, Counts> = {};
  const examples: Record<string, string[]> = {};
  const seen = new Set<string>();
  for (const { line, meant } of requests) {
    for (const call of meant.flat()) {
      const what = `${call.op} ${JSON.stringify(call.args)}`;
      if (seen.size === seen.add(`${call.surface} ${what}`).size) continue;
      surfaces[call.surface] ??= { calls: 0, failed: 0, faults: {} };
      const counts = surfaces[call.surface]!;
      counts.calls++;
      const fault = faultOf(zoo, call);
      if (!fault) continue;
      counts.failed++;
      counts.faults[fault.code] = (counts.faults[fault.code] ?? 0) + 1;
      (examples[`${call.surface} ${fault.code}`] ??= []).push(`${line} ${what}: ${fault.message}`);
    }
  }
  return { surfaces, examples };
}
