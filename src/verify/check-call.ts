import { foldsCase, takesBackByValue, usesShorthand } from '../render/habits.ts';
import { gather, invocationOn, resolver } from '../render/shape.ts';
import type { Argument, Call, Finding } from '../schema/call.ts';
import { formatDotted, isWithin, type Segment } from '../schema/dotted.ts';
import { existsOn, type Located, locate, nameOn } from '../schema/locate.ts';
import type { Operation, Parameter, Surface, ValueSchema } from '../schema/operation.ts';
import type { Zoo } from '../zoo/zoo.ts';
import { type Checking, checkValue, report } from './check-value.ts';
import { checkWords } from './check-words.ts';
import { nearest } from './did-you-mean.ts';

export interface CheckOptions {
  /** Arguments whose value is known only when the text runs (`$HOME`, a variable): their values are not judged. */
  dynamic?: ReadonlySet<string>;
}

/** The surface whose names and rules a call follows: `requests` and `fetch` write HTTP calls. */
export function effectiveSurface(operation: Operation, surface: Surface): Surface | undefined {
  if (operation.invocations.some((one) => one.surface === surface)) return surface;
  const code = surface === 'python' || surface === 'typescript';
  return code && operation.invocations.some((one) => one.surface === 'http') ? 'http' : undefined;
}

export function canonicalPath({ parameter, segments }: Located): string {
  const rest = formatDotted(segments);
  return rest === '' || rest.startsWith('[') ? parameter.name + rest : `${parameter.name}.${rest}`;
}

/** The first step of a way that the types do not have, with what was possible there. */
function lostStep(
  checking: Checking,
  parameter: Parameter,
  segments: readonly Segment[],
): { step: Segment; known: string[] } | undefined {
  let schema: ValueSchema = parameter;
  for (const step of segments) {
    const shape = checking.resolve(schema);
    if (shape.type === 'any') return undefined;
    const fields = shape.fields ?? [];
    const next =
      typeof step === 'number'
        ? shape.type === 'array'
          ? (shape.items ?? { type: 'any' as const })
          : undefined
        : fields.find(({ name }) => name === step);
    if (next) schema = next;
    else if (typeof step === 'string' && shape.type !== 'array' && shape.items) schema = shape.items;
    else if (typeof step === 'string' && (shape.type === 'map' || (shape.type === 'object' && fields.length === 0)))
      return undefined;
    else return { step, known: fields.map(({ name }) => name) };
  }
  return undefined;
}

function find(checking: Checking, operation: Operation, surface: Surface, name: string): Located | undefined {
  const located = locate(operation, name, checking.resolve);
  if (!located || !existsOn(located.parameter, surface)) {
    const names = operation.parameters
      .filter((parameter) => existsOn(parameter, surface))
      .flatMap((parameter) => [parameter.name, nameOn(parameter, surface)]);
    const hint = { actual: name, repair: nearest(name, names)[0] };
    report(checking, 'unknown-parameter', name, `${operation.name} has no parameter ${name}`, hint);
    return undefined;
  }
  const lost = lostStep(checking, located.parameter, located.segments);
  if (!lost) return located;
  report(checking, 'unknown-parameter', name, `${located.parameter.name} has no part ${lost.step}`, {
    actual: String(lost.step),
    repair: nearest(String(lost.step), lost.known)[0],
  });
  return undefined;
}

function checkNames(
  checking: Checking,
  call: Call,
  operation: Operation,
  surface: Surface,
): { known: Argument[]; missing: Located[] } {
  const seen = new Set<string>();
  const once = (located: Located): void => {
    const path = canonicalPath(located);
    if (seen.has(path)) report(checking, 'repeated', path, `${path} is given twice`);
    seen.add(path);
    if (located.parameter.deprecated) report(checking, 'deprecated', path, `${path} is deprecated`);
  };
  const known = call.arguments.filter(({ name }) => {
    const located = find(checking, operation, surface, name);
    if (located) once(located);
    return located !== undefined;
  });
  const missing = call.missing.flatMap((name) => find(checking, operation, surface, name) ?? []);
  for (const located of missing) once(located);
  return { known, missing };
}

/** With these the rest of the arguments stands elsewhere, or none is needed. */
export const ENOUGH = ['--cli-input-json', '--cli-input-yaml', '--generate-cli-skeleton', '--help', '--version'];

const ruled = new WeakMap<Operation, readonly Parameter[]>();

/** The parameters that rules are about: few of many. */
function ruledOf(operation: Operation): readonly Parameter[] {
  let parameters = ruled.get(operation);
  if (!parameters) {
    parameters = operation.parameters.filter(({ required, excludes, requires }) => required || excludes || requires);
    ruled.set(operation, parameters);
  }
  return parameters;
}

function checkRules(checking: Checking, operation: Operation, surface: Surface, present: ReadonlySet<string>): void {
  const enough = ENOUGH.some((name) => present.has(name));
  const ruled = ruledOf(operation);
  // What a given parameter excludes was given in another way: `--ids` names the resource that `--name` would.
  const excluded = new Set<string>();
  for (const { name, excludes } of ruled)
    if (excludes && present.has(name)) for (const other of excludes) excluded.add(other);
  for (const parameter of ruled) {
    const { name, required, excludes, requires } = parameter;
    if (!present.has(name)) {
      if (required && !enough && existsOn(parameter, surface) && !excluded.has(name))
        report(checking, 'missing-required', name, `${nameOn(parameter, surface)} is required`);
      continue;
    }
    for (const other of excludes ?? []) {
      if (other !== name && present.has(other))
        report(checking, 'excluded', name, `${name} cannot stand beside ${other}`);
    }
    for (const other of requires ?? []) {
      if (!present.has(other)) report(checking, 'missing-dependency', name, `${name} needs ${other}`);
    }
  }
  for (const { parameters, exactlyOne } of operation.groups ?? []) {
    const reachable = parameters.filter((name) =>
      operation.parameters.some((one) => one.name === name && existsOn(one, surface)),
    );
    const given = reachable.filter((name) => present.has(name));
    if (given.length === 0 && reachable.length > 0 && !enough) {
      report(checking, 'missing-required', reachable[0]!, `one of ${reachable.join(', ')} is required`);
    }
    if (exactlyOne && given.length > 1)
      report(checking, 'excluded', given[1]!, `only one of ${given.join(', ')} may be given`);
  }
}

/** Judges a call of a known operation by its document. */
export function checkCall(
  zoo: Pick<Zoo, 'type'>,
  call: Call,
  operation: Operation,
  options: CheckOptions = {},
): Finding[] {
  const findings: Finding[] = [];
  const surface = effectiveSurface(operation, call.surface);
  if (!surface) {
    return [
      { code: 'unknown-operation', severity: 'error', message: `${operation.id} has no form on ${call.surface}` },
    ];
  }
  const invocation = invocationOn(operation, surface);
  const partial = invocation?.surface === 'http' && invocation.path.startsWith('PATCH ');
  const blanks = new Set<string>();
  const path = invocation?.surface === 'cli' ? invocation.path : '';
  const checking: Checking = {
    resolve: resolver(zoo, operation),
    findings,
    blanks,
    partial,
    foldsCase: foldsCase(path),
    takesBack: takesBackByValue(path),
    epochTimes: usesShorthand(path),
  };
  const { known, missing } = checkNames(checking, call, operation, surface);
  for (const located of missing) blanks.add(canonicalPath(located));
  const givens = gather(zoo, { ...call, arguments: known, missing: [] }, operation);
  const shorthand = invocation?.surface === 'cli' && usesShorthand(invocation.path);
  for (const { parameter, value } of givens) {
    if (value === undefined || isDynamic(parameter.name, options.dynamic)) continue;
    if (surface === 'cli') checkWords(checking, parameter, value, shorthand);
    else checkValue(checking, parameter, value, parameter.name);
  }
  const present = new Set([...givens, ...missing].map(({ parameter }) => parameter.name));
  for (const { name } of known) present.add(name.split(/[.[]/, 1)[0]!);
  checkRules(checking, operation, surface, present);
  if (operation.deprecated)
    findings.push({ code: 'deprecated', severity: 'warning', message: `${operation.name} is deprecated` });
  return findings;
}

function isDynamic(name: string, dynamic: ReadonlySet<string> | undefined): boolean {
  if (!dynamic || dynamic.size === 0) return false;
  return [...dynamic].some((one) => isWithin(name, one));
}

/** Judges a call by the zoo's documents: no finding of severity `error` means that it is right by them. */
export function verifyCall(zoo: Pick<Zoo, 'type' | 'byId' | 'operation'>, call: Call): Finding[] {
  const ordinal = zoo.byId(call.operation);
  if (ordinal === undefined) {
    return [{ code: 'unknown-operation', severity: 'error', message: `The zoo has no operation ${call.operation}` }];
  }
  return checkCall(zoo, call, zoo.operation(ordinal));
}

export function isVerified(findings: readonly Finding[]): boolean {
  return findings.every(({ severity }) => severity !== 'error');
}
